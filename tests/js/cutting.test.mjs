// The twin of models/cutting.py: both read cases/cutting.json.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";

import { cutOff, losses, reached, without } from "../../widgets/js/cutting.mjs";
import { positionalPower } from "../../widgets/js/position.mjs";

const { cases } = JSON.parse(readFileSync(new URL("../cases/cutting.json", import.meta.url), "utf8"));

describe("cases worked by eye", () => {
  for (const { case: name, directed, actors, ties, sources, targets, ...expected } of cases) {
    const numbers = (names) => names.map((each) => actors.indexOf(each));
    const names = (each) => each.map((i) => actors[i]);
    const graph = {
      n: actors.length,
      directed,
      from: numbers(ties.map(([from]) => from)),
      to: numbers(ties.map(([, to]) => to)),
    };
    const between = [graph, numbers(sources), numbers(targets)];

    test(`${name}: reached`, () => {
      assert.deepEqual(names(reached(graph, between[1])).sort(), [...expected.reached].sort());
    });

    test(`${name}: cut off`, () => {
      const taken = {
        actors: numbers(expected.without.actors),
        ties: expected.without.ties.map(([i, j]) => ties.findIndex(([from, to]) => from === i && to === j)),
      };
      assert.deepEqual(names(cutOff(...between, taken)), expected.cut_off);
    });

    test(`${name}: each actor alone`, () => {
      const found = losses(...between);
      assert.equal(found.length, actors.length);
      const some = found.filter(({ lost }) => lost.length);
      assert.deepEqual(some.map(({ actor, lost }) => [actors[actor], names(lost)]), expected.losses);
    });
  }
});

describe("of two ties alike, one can be taken and one left", () => {
  const graph = { n: 2, directed: false, from: Int32Array.of(0, 1), to: Int32Array.of(1, 0) };

  test("the other holds", () => {
    assert.deepEqual(cutOff(graph, [0], [1], { ties: [0] }), []);
    assert.deepEqual(cutOff(graph, [0], [1], { ties: [1] }), []);
  });

  test("without both, the target is cut off", () => {
    assert.deepEqual(cutOff(graph, [0], [1], { ties: [0, 1] }), [1]);
  });
});

describe("what is left of a graph", () => {
  const graph = { n: 4, directed: true, from: Int32Array.of(0, 1, 2, 3), to: Int32Array.of(1, 2, 3, 0) };

  test("actors are numbered anew, and their ties go with them", () => {
    const { graph: left, kept } = without(graph, { actors: [1] });
    assert.deepEqual(kept, [0, 2, 3]);
    assert.deepEqual(left, { n: 3, directed: true, from: [1, 2], to: [2, 0] });
  });

  test("ties alone", () => {
    const { graph: left, kept } = without(graph, { ties: [3] });
    assert.deepEqual(kept, [0, 1, 2, 3]);
    assert.deepEqual(left, { n: 4, directed: true, from: [0, 1, 2], to: [1, 2, 3] });
    assert.deepEqual([...positionalPower(left).reach], [3, 2, 1, 0]);
  });

  test("nobody", () => {
    assert.deepEqual(without(graph, { actors: [0, 1, 2, 3] }).graph.n, 0);
  });

  test("what was given stays as it was", () => {
    const before = structuredClone(graph);
    without(graph, { actors: [0], ties: [1] });
    losses(graph, [0], [2]);
    assert.deepEqual(graph, before);
  });
});

describe("what is refused", () => {
  const graph = { n: 2, directed: true, from: [0], to: [1] };
  for (const [why, call, message] of [
    ["source", () => reached(graph, [2]), "there is no actor 2 in the network"],
    ["target", () => losses(graph, [0], [-1]), "there is no actor -1 in the network"],
    ["actor", () => cutOff(graph, [0], [1], { actors: [0.5] }), "there is no actor 0.5 in the network"],
    ["tie", () => cutOff(graph, [0], [1], { ties: [1] }), "there is no tie 1 in the network"],
    ["actor to leave out", () => without(graph, { actors: [9] }), "there is no actor 9 in the network"],
    ["tie to leave out", () => without(graph, { ties: [-1] }), "there is no tie -1 in the network"],
  ]) {
    test(`unknown ${why}`, () => assert.throws(call, { message }));
  }
});
