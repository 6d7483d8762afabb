// The arithmetic of the network's view, apart from any page.
import assert from "node:assert/strict";
import test from "node:test";
import { apartFromLargest, dotSizes, graphOf, networkReading } from "../../widgets/js/tie_network.mjs";

const actors = ["a", "b", "c", "d"].map((actor) => ({ actor, name: actor.toUpperCase() }));
const pairs = [["a", "b"], ["b", "c"], ["c", "d"]];
const ties = pairs.map(([source, target]) => ({
  tie: `${source}-${target}`,
  source,
  target,
  name: `${source.toUpperCase()}–${target.toUpperCase()}`,
}));

test("a graph is without what was taken away", () => {
  const graph = graphOf(actors, ties, ["b-c"]);
  assert.deepEqual(graph, { n: 4, from: [0, 2], to: [1, 3], directed: false });
});

test("dots grow by area, from the least to the most", () => {
  const [small, middle, large] = dotSizes([0, 1, 2]);
  assert.equal(small, 6);
  assert.equal(large, 20);
  assert.ok(Math.abs(middle ** 2 - (small ** 2 + large ** 2) / 2) < 1e-9);
});

test("equal values have equal dots, and an undefined one the smallest", () => {
  const [one, other] = dotSizes([3, 3]);
  assert.equal(one, other);
  assert.equal(dotSizes([1, NaN, 2])[1], 6);
});

test("who is apart: nobody, one, and of two equal parts the one without the first actor", () => {
  assert.deepEqual(apartFromLargest(graphOf(actors, ties, [])), []);
  assert.deepEqual(apartFromLargest(graphOf(actors, ties, ["c-d"])), [3]);
  assert.deepEqual(apartFromLargest(graphOf(actors, ties, ["b-c"])), [2, 3]);
});

test("the reading names who leads, what is gone, and who lost", () => {
  const measure = { name: "degree", decimals: 0, low: false };
  const said = networkReading({
    actors,
    ties,
    removed: ["c-d"],
    measure,
    now: [1, 2, 1, 0],
    before: [1, 2, 2, 1],
    apart: [3],
  });
  assert.equal(said, "B has the highest degree (2). Without C–D: C and D lose most (−1); D cut off from the largest part.");
});

test("of a measure that binds, the reading names who has the least", () => {
  const measure = { name: "constraint", decimals: 1, low: true };
  const said = networkReading({ actors, ties, removed: [], measure, now: [1, 0.5, 0.5, NaN], before: [], apart: [] });
  assert.equal(said, "B and C have the lowest constraint (0.5). All 3 ties stand.");
});
