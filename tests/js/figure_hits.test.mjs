// What a search finds among the figures.
import assert from "node:assert/strict";
import test from "node:test";
import { figureHits } from "../../widgets/js/figure_hits.mjs";

const FIGURES = [
  { number: "1", caption: "Aid to Asia, by recipient.", words: "Thailand Laos Dōyūkai Côte d’Or" },
  { number: "2", caption: "Who appoints whom.", words: "Kishi Thailand aid L’vov 3,351 81.3" },
  { number: "3", caption: "A closed ring at the frontier.", words: "Keidanren" },
];
const found = (query) => figureHits(FIGURES, query).map(({ number }) => number);

test("every word is wanted, in the caption or in what the figure holds", () => {
  assert.deepEqual(found("thailand"), ["1", "2"]);
  assert.deepEqual(found("thailand kishi"), ["2"]);
  assert.deepEqual(found("ring Kishi"), []);
});

test("a word is found by its beginning and by no other part", () => {
  assert.deepEqual(found("front"), ["3"]);
  assert.deepEqual(found("land"), []);
});

test("a caption comes before contents, and the order of the book decides else", () => {
  assert.deepEqual(found("aid"), ["1", "2"]);
  assert.deepEqual(figureHits(FIGURES.toReversed(), "aid").map(({ number }) => number), ["1", "2"]);
});

test("accents, case and punctuation make no difference", () => {
  assert.deepEqual(found("DOYUKAI"), ["1"]);
  assert.deepEqual(found("“cote d'or”"), ["1"]);
  assert.deepEqual(found("Lvov"), ["2"]);
  assert.deepEqual(found("l'vov."), ["2"]);
});

test("a number is found as it is printed, and without its comma", () => {
  for (const number of ["3,351", "3351", "81.3"]) assert.deepEqual(found(number), ["2"]);
  assert.deepEqual(found("1.3"), []);
});

test("no word finds no figure", () => {
  for (const nothing of ["", "  ", "…", "(*"]) assert.deepEqual(found(nothing), []);
});
