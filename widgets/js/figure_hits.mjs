// Which figures a search finds, and how they are told.
import { wordsOf } from "./words_of.mjs";

const FIRST = 4; // the others are folded: the pages that were found stand below

/** Words without accents and case; “L’vov” is “Lvov”, “3,351” is “3351”, and a decimal stays whole. */
function inWords(text) {
  const whole = text.replace(/(?<=\p{L})[’'](?=\p{L})|(?<=\d),(?=\d{3})/gu, "");
  return ` ${wordsOf(whole.replace(/(?<!\d)\.|\.(?!\d)|[^\p{L}\p{M}\p{N}.]+/gu, " ")).join(" ")}`;
}

/**
 * The figures that hold every word of a search, as the beginning of a word, in caption or contents.
 * Those with more of them in the caption come first, then those that come first in the book.
 */
export function figureHits(figures, query) {
  const wanted = inWords(query).split(" ").filter(Boolean).map((word) => ` ${word}`);
  if (!wanted.length) return [];
  const found = figures.flatMap((figure) => {
    const caption = inWords(figure.caption);
    const all = caption + inWords(figure.words);
    if (!wanted.every((word) => all.includes(word))) return [];
    return [{ figure, named: wanted.filter((word) => caption.includes(word)).length }];
  });
  return found.sort((one, other) => other.named - one.named).map(({ figure }) => figure);
}

/** Tell in an element which figures were found. */
export function showHits(root, figures, query) {
  const hits = figureHits(figures, query);
  root.hidden = !hits.length;
  if (!hits.length) return;
  const make = (tag, ...within) => {
    const element = root.ownerDocument.createElement(tag);
    element.append(...within);
    return element;
  };
  const listed = (some) => make("ul", ...some.map(({ number, address, caption, chapter }) => {
    const link = make("a", `Figure ${number}`);
    link.href = address;
    return make("li", link, make("small", chapter), make("p", caption));
  }));
  root.append(make("h2", hits.length === 1 ? "1 figure" : `${hits.length} figures`), listed(hits.slice(0, FIRST)));
  const others = hits.slice(FIRST);
  if (others.length) root.append(make("details", make("summary", `${others.length} more`), listed(others)));
}
