// What tests/test_tie_network.py, which holds page and Python to the same, comes by too seldom.
import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { amount, inRow, networkReading, several } from "../../widgets/js/tie_reading.mjs";

describe("a number, a half going up by what is written", () => {
  // As tests/test_tie_reading.py expects of Python.
  for (const [value, decimals, text] of [
    [1.125, 2, "1.13"],
    [1.005, 2, "1.01"],
    [2.675, 2, "2.68"],
    [0.5, 0, "1"],
    [2.5, 0, "3"],
    [0.1 + 0.2, 1, "0.3"],
    [0.4999999999, 0, "1"],
    [0.499999, 0, "0"],
    [-0, 3, "0.000"],
    [-1e-12, 3, "0.000"],
    [-0.0004, 3, "0.000"],
    [-0.5, 0, "0"],
    [-1.5, 0, "-1"],
    [-1.26, 1, "-1.3"],
    [1e-7, 3, "0.000"],
    [12345, 0, "12345"],
    [NaN, 2, "–"],
  ]) {
    test(`${value} to ${decimals}`, () => assert.equal(amount(value, decimals), text));
  }
});

test("names in a row, of none nothing", () => {
  assert.equal(inRow([]), "");
  assert.equal(inRow(["A"]), "A");
  assert.equal(inRow(["A", "B", "C", "D", "E"]), "A, B, C, D and E");
});

test("names in a row: all of four, of five the first three", () => {
  assert.equal(several(["A"]), "A");
  assert.equal(several(["A", "B"]), "A and B");
  assert.equal(several(["A", "B", "C", "D"]), "A, B, C and D");
  assert.equal(several(["A", "B", "C", "D", "E"]), "A, B, C and 2 others");
});

const facts = {
  names: ["A", "B"],
  now: [3, 1],
  before: [3, 1],
  measure: { name: "degree", decimals: 0, low: false },
  gone: ["F"],
  counted: 2,
  documented: 2,
  lost: [],
  lostAll: 0,
  reached: null,
  targets: null,
  apart: [],
  leftOut: [],
  year: 0,
  undated: 0,
  focus: null,
};
const said = (more) => networkReading({ ...facts, ...more }).replace("Highest degree: A (3). ", "");

test("nothing moves", () => {
  assert.equal(said({}), "Without F: nobody’s changes.");
  assert.equal(said({ before: [3 + 1e-10, NaN] }), "Without F: nobody’s changes.");
});

test("what is left to those who lose a kind", () => {
  const lost = [["advice", ["A", "B"]], ["money", ["A"]]];
  const kinds = "Without F: 2 targets lose every documented channel of a kind (advice: A and B; money: A)";
  const asked = { lost, targets: 2, reached: 2 };
  assert.equal(said({ ...asked, lostAll: 0 }), `${kinds}, and another kind is left to each.`);
  assert.equal(said({ ...asked, lostAll: 1 }), `${kinds}, and 1 of them all kinds.`);
  assert.equal(said({ ...asked, lostAll: 2 }), `${kinds}, and no other kind is left to them.`);
});

test("a footing that is left out is said", () => {
  const leftOut = ["reported", "hedged"];
  assert.equal(said({ gone: [], leftOut }), "All 2 ties stand. Left out by footing: reported, hedged.");
});

test("one tie without a year is a tie", () => {
  assert.equal(said({ gone: [], year: 1995, undated: 1 }), "All 2 ties stand. In 1995; 1 tie without a year stay.");
});
