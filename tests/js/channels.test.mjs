// The twin of models/channels.py: both read cases/channels.json.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";

import { channels, closures } from "../../widgets/js/channels.mjs";

const { cases } = JSON.parse(readFileSync(new URL("../cases/channels.json", import.meta.url), "utf8"));

const numbered = (ties, actors) => ({
  n: actors.length,
  from: ties.map(([from]) => actors.indexOf(from)),
  to: ties.map(([, to]) => actors.indexOf(to)),
  kind: ties.map(([, , kind]) => kind),
});

describe("cases worked by eye", () => {
  for (const { case: name, arcs: ties, sources, targets, without, kinds, ...expected } of cases) {
    const actors = [...new Set([...ties.flatMap(([from, to]) => [from, to]), ...sources, ...targets, ...without])];
    const numbers = (names) => names.map((each) => actors.indexOf(each));
    const question = [numbered(ties, actors), numbers(sources), numbers(targets)];

    test(`${name}: the kinds that reach each target`, () => {
      const found = channels(...question, numbers(without)).map((each) => [...each].sort());
      // Here who is taken away keeps its place, with nothing.
      assert.deepEqual(found, targets.map((target) => [...(expected.channels[target] ?? [])].sort()));
    });

    test(`${name}: each actor alone`, () => {
      const found = closures(...question, numbers(actors), kinds);
      assert.deepEqual(found, actors.map((actor) => expected.closures[actor] ?? 0));
    });
  }
});

test("what was given stays as it was", () => {
  const arcs = numbered([["a", "b", "advice"], ["b", "a", "money"]], ["a", "b"]);
  const before = structuredClone(arcs);
  channels(arcs, [0], [1], [0]);
  closures(arcs, [0], [1], [0, 1], ["advice"]);
  assert.deepEqual(arcs, before);
});
