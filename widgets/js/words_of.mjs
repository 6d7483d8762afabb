/** The words of a name or a search, in any case and with or without accents. */
export const wordsOf = (text) => text.normalize("NFKD").replace(/\p{Mn}/gu, "").toLowerCase().split(/\s+/).filter(Boolean);
