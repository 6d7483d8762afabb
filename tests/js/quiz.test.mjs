// The twin of quiz.py: both read cases/quiz.json.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { marksOf, quizReading } from "../../widgets/js/quiz.mjs";

const { marks, cases } = JSON.parse(readFileSync(new URL("../cases/quiz.json", import.meta.url), "utf8"));
const names = Object.keys(marks);
const told = Object.fromEntries(names.map((name) => [name, marks[name].map((right) => [right, "because"])]));

for (const { case: name, chosen, checked, reading } of cases) {
  test(`reading: ${name}`, () => assert.equal(quizReading(names, told, chosen, checked), reading));
}

test("the key gives back what was marked, beyond ASCII too", () => {
  const key = Buffer.from(JSON.stringify({ who: [[true, "Tōyō – “ja”"]] }), "utf8").toString("base64");
  assert.deepEqual(marksOf(key), { who: [[true, "Tōyō – “ja”"]] });
});
