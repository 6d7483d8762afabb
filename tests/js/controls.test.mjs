// What a control says on the page is what Python wrote into it: both read cases/controls.json.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";

import { decimals, matches, plainReading, valueText } from "../../widgets/js/controls.mjs";

const cases = JSON.parse(readFileSync(new URL("../cases/controls.json", import.meta.url), "utf8"));

describe("the text of a value", () => {
  for (const { why, control, value, text } of cases.texts) {
    test(why, () => assert.equal(valueText(control, value), text));
  }
});

describe("the decimals of a step", () => {
  for (const { why, control, decimals: expected } of cases.texts.filter((c) => "decimals" in c)) {
    test(why, () => assert.equal(decimals(control.step), expected));
  }
});

test("a value that is no option is shown as it is", () => {
  // A kernel may be ahead of the page; a label must not break over it.
  const control = { kind: "choice", options: ["China"], labels: ["China"] };
  assert.equal(valueText(control, "Malaysia"), "Malaysia");
});

describe("a preset is pressed when the model has its values", () => {
  for (const { why, preset, values, pressed } of cases.presets) {
    test(why, () => assert.equal(matches(preset, (name) => values[name]), pressed));
  }
});

test("a preset of lists is pressed when they hold the same, in the same order", () => {
  const preset = { removed_actors: ["miti", "mof"], focus: "" };
  const pressed = (removed_actors, focus = "") => matches(preset, (name) => ({ removed_actors, focus })[name]);
  assert.equal(pressed(["miti", "mof"]), true); // another list, the same names
  assert.equal(pressed(["mof", "miti"]), false); // Python and page keep one order: the options'
  assert.equal(pressed(["miti"]), false);
  assert.equal(pressed([]), false);
  assert.equal(pressed(["miti", "mof"], "miti"), false);
  assert.equal(matches({ removed_actors: [] }, () => []), true);
  assert.equal(matches({ removed_actors: [] }, () => ""), false);
});

test("a preset is not pressed by what only resembles its values", () => {
  assert.equal(matches({ who: "1" }, () => 1), false);
  assert.equal(matches({ others: 0 }, () => false), false);
});

describe("the plain reading", () => {
  for (const { why, controls, reading } of cases.readings) {
    const values = Object.fromEntries(controls.map((control) => [control.name, control.value]));
    test(why, () => assert.equal(plainReading(controls, (name) => values[name]), reading));
  }

  test("follows the model, not the first values", () => {
    const controls = [{ name: "times", label: "Times", kind: "range", value: 1, step: 0.5 }];
    assert.equal(plainReading(controls, () => 2), "Times: 2.0.");
  });
});
