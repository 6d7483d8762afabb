// The texts of a table's cells.

/** What a table's reader takes for one space. */
export const BLANK = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff]+/g;
const BEFORE = new RegExp(`^${BLANK.source}`);

/** Whether a text is a number as the book prints it, with its sign, commas and per cent. */
export const isNumber = (text) => /^[−+-]?[\d,]+(\.\d+)?( ?%)?$/.test(text);

/**
 * A printed cell as a program reads it: a number without commas, with a sign that is no dash, and
 * without a plus; what is missing as nothing. Any other text, such as "about 9 %" or the list "1,4", stays as it is.
 */
export function asData(text) {
  if (text === "–") return "";
  return /^[−+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?( ?%)?$/.test(text) ? text.replace("−", "-").replace(/[+,]/g, "") : text;
}

/**
 * Rows of texts as a CSV file: UTF-8 with the mark that spreadsheets look for.
 * A text that a spreadsheet would take for a formula gets an apostrophe before it, in place of any
 * blanks there, and one that begins with such an apostrophe another, so that who reads it takes off
 * one. Whatever may part cells is quoted, since a reader goes by what the first row has.
 */
export function csvOf(rows) {
  const cell = (text) => {
    const bare = text.replace(BEFORE, "");
    const safe = /^'*[=+\-@]/.test(bare) && !isNumber(bare) ? `'${bare}` : text;
    return /[",;|\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
}
