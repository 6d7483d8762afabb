// The arithmetic of a chart's view; importing it asks for no document.
import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { sentence, specAt, tableCells } from "../../widgets/js/explorer.mjs";

test("a row is cut at its tabs, and an empty cell stays a cell", () => {
  const rows = ["China\t861.7\t51.6", "Malaysia\t\t", "alone"];
  assert.deepEqual(tableCells(rows), [["China", "861.7", "51.6"], ["Malaysia", "", ""], ["alone"]]);
});

test("a row of one number is a row of one text", () => {
  assert.deepEqual(tableCells([1996, 0]), [["1996"], ["0"]]);
});

test("no rows, no cells", () => {
  assert.deepEqual(tableCells([]), []);
});

describe("a specification at the present values", () => {
  const spec = {
    mark: "bar",
    width: 680,
    params: [{ name: "times", value: 1 }, { name: "who", value: "China" }, { name: "twice", expr: "2 * times" }],
  };
  const from = (values) => (name) => values[name];

  test("a parameter takes the model's value; one that the model does not hold keeps its own", () => {
    assert.deepEqual(specAt(spec, 350, from({ times: 0.5 })).params, [
      { name: "times", value: 0.5 },
      { name: "who", value: "China" },
      { name: "twice", expr: "2 * times" },
    ]);
  });

  for (const value of [0, false, null, ""]) {
    test(`${JSON.stringify(value)} is a value`, () => {
      assert.equal(specAt(spec, 350, from({ times: value })).params[0].value, value);
    });
  }

  test("the width is the one asked for; a chart that cannot be fitted keeps its own", () => {
    assert.equal(specAt(spec, 350, from({})).width, 350);
    assert.equal(specAt(spec, null, from({})).width, 680);
    assert.equal("width" in specAt({ hconcat: [] }, null, from({})), false);
  });

  test("the rest is untouched, and so is what was given", () => {
    const before = structuredClone(spec);
    assert.equal(specAt(spec, 350, from({ times: 3 })).mark, "bar");
    assert.deepEqual(spec, before);
  });

  test("a chart without parameters has none", () => {
    assert.deepEqual(specAt({ mark: "bar" }, 350, from({})).params, []);
  });
});

describe("what a chart says", () => {
  const controls = [{ name: "times", label: "Times", kind: "range", step: 1 }];
  const say = (layer, given) => sentence(layer, given, controls, () => 2);

  test("its reading layer comes first", () => {
    assert.equal(say(["Japan gives half."], "A sentence."), "Japan gives half.");
    assert.equal(say(["One.", "Two."], ""), "One. Two.");
  });

  for (const layer of [null, []]) {
    test(`with ${layer ? "an empty layer" : "no layer"}, the sentence given with it`, () => {
      assert.equal(say(layer, "A sentence."), "A sentence.");
    });
    test(`with ${layer ? "an empty layer" : "no layer"} and no sentence, its controls`, () => {
      assert.equal(say(layer, ""), "Times: 2.");
    });
  }
});
