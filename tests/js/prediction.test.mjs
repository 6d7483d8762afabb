// The twin of prediction.py: both read cases/prediction.json.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { told } from "../../widgets/js/answers.mjs";
import { predictionReading, refusalOf } from "../../widgets/js/prediction.mjs";

const given = JSON.parse(readFileSync(new URL("../cases/prediction.json", import.meta.url), "utf8"));

for (const { expected, unforeseen, reading } of given.readings) {
  test(`reading of ${JSON.stringify([expected, unforeseen])}`, () =>
    assert.equal(predictionReading(expected, unforeseen), reading));
}

test("a number is whole and within its bounds", () => {
  for (const text of given.refused) assert.equal(refusalOf(given.numbers, text), given.refusal, text);
  for (const text of given.taken) assert.equal(refusalOf(given.numbers, text), "", text);
});

test("nothing written is nothing kept", () => {
  for (const kind of ["choice", "text"]) {
    assert.equal(refusalOf({ kind }, ""), "Write or choose something first.");
    assert.equal(refusalOf({ kind }, "all"), "");
  }
});

test("a number is told with what it counts", () => {
  const { units } = given.numbers;
  assert.deepEqual(["7", "1", "0", ""].map((text) => told(text, units)), ["7 targets", "1 target", "0 targets", ""]);
  assert.equal(told("1", []), "1");
});
