// The edges of the drawing; every state's picture is held to Python's by tests/test_tie_network.py.
import assert from "node:assert/strict";
import test from "node:test";

import { dotSizes, egoPicture, inLines, labelPlace, tieLine } from "../../widgets/js/tie_picture.mjs";

test("dots grow by area, from the least to the most", () => {
  for (const [layout, least, most] of [["places", 6, 20], ["columns", 3, 11], ["ego", 4, 12]]) {
    const [small, middle, large] = dotSizes([0, 1, 2], layout);
    assert.deepEqual([small, large], [least, most]);
    assert.ok(Math.abs(middle - Math.sqrt((least ** 2 + most ** 2) / 2)) <= 0.05);
  }
});

test("equal values have equal dots, and an undefined one the smallest", () => {
  const halfway = Math.round(Math.sqrt((36 + 400) / 2) * 10) / 10;
  assert.deepEqual(dotSizes([3, 3 + 1e-10], "places"), [halfway, halfway]);
  assert.deepEqual(dotSizes([1, NaN, 2], "places"), [6, 6, 20]);
  assert.deepEqual(dotSizes([NaN, NaN], "places"), [6, 6]);
  assert.deepEqual(dotSizes([], "places"), []);
});

test("a line within a column, and from which distance on it is between columns", () => {
  assert.deepEqual(tieLine([50, 20], [50, 80], -5, false), ["M50 20C33 20 33 80 50 80", "translate(37.25 50) rotate(90)"]);
  assert.deepEqual(tieLine([0, 0], [29, 0], 0, false), ["M0 0C-10 0 19 0 29 0", "translate(7 0) rotate(0)"]);
  assert.deepEqual(tieLine([0, 0], [30, 0], 0, false), ["M0 0C15 0 15 0 30 0", "translate(15 0) rotate(0)"]);
});

test("a label stands beside its dot", () => {
  assert.deepEqual(labelPlace(6.5, "below"), [0, 20.5, "middle"]);
  assert.deepEqual(labelPlace(6.5, "right"), [9.5, 4, "start"]);
  assert.deepEqual(labelPlace(6.5, "left"), [-9.5, 4, "end"]);
});

test("a long name goes in two lines where it has words", () => {
  assert.deepEqual(inLines("Thai industry ministry", 16), ["Thai industry", "ministry"]);
  assert.deepEqual(inLines("Thai industry", 13), ["Thai industry"]);
  assert.deepEqual(inLines("Subcontractors", 3), ["Subcontractors"]);
  assert.deepEqual(inLines("any name of any length", 0), ["any name of any length"]);
  // Letters are counted as Python counts them, not in halves of a pair.
  assert.deepEqual(inLines("\u{20bb7}\u{20bb7} \u{20bb7}", 4), ["\u{20bb7}\u{20bb7} \u{20bb7}"]);
});

test("names with marks are text in the narrow picture", () => {
  const nasty = `<b>&"'`;
  const nodes = [{ actor: nasty, label: nasty, shown: "on" }, { actor: "m", label: "M", shown: "on" }];
  const ties = [{ tie: nasty, from: nasty, to: "m", directed: true, shown: "on" }];
  const svg = egoPicture("m", nodes, ties, new Map([[nasty, 4], ["m", 12]]), 350);
  const text = "&lt;b&gt;&amp;&#34;&#39;";
  for (const part of [`data-actor="${text}"`, `data-tie="${text}"`, `>${text}</text>`]) assert.ok(svg.includes(part), part);
  assert.ok(!svg.includes("<b>"));
});
