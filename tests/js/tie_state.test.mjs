// The edges of what stands; random states are held to Python by tests/test_tie_network.py.
import assert from "node:assert/strict";
import test from "node:test";

import { apartFromLargest, graphOf, presentNetwork, tieCounts } from "../../widgets/js/tie_state.mjs";

const START = {
  families_on: ["money"],
  bases_on: ["stated"],
  past_and_plans: false,
  period: 0,
  bloc: false,
  removed_actors: [],
  programmes_off: [],
  removed_ties: [],
};
const plain = { family: null, basis: null, programme: null, status: null, start: null, end: null };
const tie = (source, target, more = {}) =>
  ({ tie: `${source}-${target}`, source, target, directed: true, path: true, ...plain, ...more });
const ACTORS = [..."abc"].map((actor) => ({ actor, bloc: null }));

test("a year is within a tie's years, which may be open at either end", () => {
  const years = (start, end) =>
    [1989, 1990, 1995, 1996].filter((period) => tieCounts(tie("a", "b", { start, end }), { ...START, period }));
  assert.deepEqual(years(null, null), [1989, 1990, 1995, 1996]);
  assert.deepEqual(years(1990, 1995), [1990, 1995]);
  assert.deepEqual(years(1990, null), [1990, 1995, 1996]);
  assert.deepEqual(years(null, 1995), [1989, 1990, 1995]);
  assert.equal(tieCounts(tie("a", "b", { start: 1990, end: 1991 }), START), true); // 0 is any year
});

test("who is left is numbered anew, and what is given stays as it was", () => {
  const ties = [tie("a", "b"), tie("b", "c", { family: "money", directed: false })];
  const state = { ...START, removed_actors: ["a"] };
  const before = structuredClone([ACTORS, ties, state]);
  const present = presentNetwork(ACTORS, ties, state);
  assert.deepEqual(present.arcs, { n: 3, from: [1, 2], to: [2, 1], kind: ["money", "money"] });
  const { graph, kept } = graphOf(present, false);
  assert.deepEqual(graph, { n: 2, from: [0, 1], to: [1, 0], directed: false });
  assert.deepEqual(kept, [1, 2]);
  assert.deepEqual([ACTORS, ties, state], before);
});

test("a bloc that is the name of nobody's bloc takes nobody away", () => {
  assert.deepEqual(presentNetwork(ACTORS, [], { ...START, removed_actors: [null, "z"] }).here.length, 3);
});

test("who is apart: nobody, one, and of two equal parts the one without the first actor", () => {
  const apart = (n, ...pairs) =>
    apartFromLargest({ n, from: pairs.map(([i]) => i), to: pairs.map(([, j]) => j) });
  assert.deepEqual(apart(4, [0, 1], [1, 2], [2, 3]), []);
  assert.deepEqual(apart(4, [0, 1], [1, 2]), [3]);
  assert.deepEqual(apart(4, [0, 1], [2, 3]), [2, 3]);
  assert.deepEqual(apart(4, [3, 2], [2, 1]), [0]); // the larger part, whoever is first
  assert.deepEqual(apart(4, [0, 3], [2, 1]), [1, 2]);
  assert.deepEqual(apart(3), [1, 2]);
  assert.deepEqual(apart(0), []);
});
