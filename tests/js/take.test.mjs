// What leaves the page in a file: cells that a spreadsheet reads as they are meant, ties as they stand.
import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { asData, csvOf } from "../../widgets/js/cells.mjs";
import { notUnderstood, tieRows } from "../../widgets/js/take.mjs";

describe("a cell of a CSV file", () => {
  const cell = (text) => csvOf([[text]]).slice(1, -2);
  for (const [text, written] of [
    ["Indonesia", "Indonesia"],
    ["1,605.8", '"1,605.8"'], // a number as printed, its comma kept
    ["−31.5", "−31.5"],
    ["-31.5", "-31.5"],
    ["+0.0", "+0.0"],
    ["57.6 %", "57.6 %"],
    ["–", "–"],
    ['a "word"', '"a ""word"""'],
    ["two\nlines", '"two\nlines"'],
    ["=1+1", "'=1+1"],
    ["=HYPERLINK(\"x\")", '"\'=HYPERLINK(""x"")"'],
    ["+cmd|' /C calc'!A0", `"'+cmd|' /C calc'!A0"`],
    ["-2+3", "'-2+3"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\tx", '"\tx"'],
    ["\t=1+1", "'=1+1"],
    [" \u00a0@x", "'@x"],
    ["\t-31.5", '"\t-31.5"'],
    ["Smith; John", '"Smith; John"'],
    ["", ""],
  ]) {
    test(JSON.stringify(text), () => assert.equal(cell(text), written));
  }
});

describe("a printed cell as a program reads it", () => {
  for (const [text, read] of [
    ["1,605.8", "1605.8"],
    ["−31.5", "-31.5"],
    ["+0.0", "0.0"],
    ["−3.7 %", "-3.7 %"],
    ["1,292", "1292"],
    ["0.083", "0.083"],
    ["1996", "1996"],
    ["–", ""],
    ["1,2", "1,2"], // two numbers
    ["1990–1993", "1990–1993"],
    ["about 9 %", "about 9 %"],
    ["+ a word", "+ a word"],
    ["", ""],
  ]) {
    test(JSON.stringify(text), () => assert.equal(asData(text), read));
  }
});

test("a CSV file begins with the mark of its encoding and ends each row", () => {
  assert.equal(csvOf([["a", "b"], ["1", "é"]]), "\uFEFFa,b\r\n1,é\r\n");
});

test("ties are told with what stands of them", () => {
  const actors = ["a", "b", "c"].map((actor) => ({ actor, name: actor.toUpperCase(), bloc: null }));
  const tie = (source, target, rest = {}) => ({
    ...{ tie: `${source}-${target}`, source, target, directed: true, path: true, kind: "lends", family: "money" },
    ...{ basis: "stated", status: null, programme: null, start: 1990, end: null, ...rest },
  });
  const ties = [tie("a", "b"), tie("b", "c"), tie("c", "a", { basis: "inferred" })];
  const state = {
    ...{ families_on: ["money"], bases_on: ["stated"], period: 0, past_and_plans: false, bloc: false },
    ...{ removed_actors: [], programmes_off: [], removed_ties: ["b-c"] },
  };
  const texts = new Map([["a-b", { evidence: "He lends.", trace: "§1", note: "" }]]);
  const [head, ...rows] = tieRows(actors, ties, state, texts);
  const column = (name) => rows.map((row) => row[head.indexOf(name)]);
  assert.deepEqual(column("stands"), ["yes", "taken away", "not counted"]);
  assert.deepEqual(column("source_name"), ["A", "B", "C"]);
  assert.deepEqual(column("start"), ["1990", "1990", "1990"]);
  assert.deepEqual(column("end"), ["", "", ""]); // missing is empty
  assert.deepEqual(column("evidence"), ["He lends.", "", ""]);
  assert.ok(rows.every((row) => row.length === head.length));
});

describe("what was not understood is told in short", () => {
  test("nothing", () => assert.equal(notUnderstood([]), ""));
  test("a few", () => assert.match(notUnderstood(["a=1", "b"]), /left out: a=1; b\.$/));
  test("many, and long ones", () => {
    const told = notUnderstood(Array(7).fill("x".repeat(500)));
    assert.match(told, /; and 2 more\.$/);
    assert.ok(told.length < 450);
  });
});
