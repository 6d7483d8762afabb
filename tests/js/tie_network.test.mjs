// The arithmetic of the network's view, apart from any page. That page and Python say the same of
// every state is tests/test_tie_network.py's; here is what holds of JavaScript alone.
import assert from "node:assert/strict";
import test from "node:test";

import { measuresOf, networkOf } from "../../widgets/js/tie_found.mjs";
import { lookAt } from "../../widgets/js/tie_network.mjs";
import { presentNetwork } from "../../widgets/js/tie_state.mjs";

const tie = (source, target, family) => ({
  tie: `${source}-${target}`,
  name: `${source.toUpperCase()} → ${target.toUpperCase()}`,
  ...{ source, target, family, directed: true, path: true, aside: 0 },
  ...{ basis: null, programme: null, status: null, start: null, end: null },
});
// Orders to b, advice from b to c, money past b to c.
const FIGURE = {
  actors: [..."abc"].map((actor) => ({ actor, name: actor, short: actor.toUpperCase(), bloc: null })),
  ties: [tie("a", "b", "orders"), tie("b", "c", "advice"), tie("a", "c", "money")],
  looks: ["orders", "advice", "money"].map((key) => ({ key, name: key, hue: "blue", light: "#1a68a6", dash: "" })),
  measures: [
    { key: "degree", name: "degree", decimals: 0, low: false },
    { key: "closures", name: "closures", decimals: 0, low: false },
  ],
  channels: { sources: ["a"], targets: ["b", "c"], kinds: ["advice", "money"], through: ["orders"] },
};
const START = {
  measure: "degree",
  families_on: ["orders", "advice", "money"],
  bases_on: [],
  past_and_plans: false,
  period: 0,
  bloc: false,
  focus: "",
  removed_actors: [],
  programmes_off: [],
  removed_ties: [],
};
const network = networkOf((name) => FIGURE[name]);
const look = (state) => lookAt(network, { ...START, ...state }, new Set(["a"]));

test("a network is read once, with everybody as a number", () => {
  assert.deepEqual(network.ends, [[0, 1], [1, 2], [0, 2]]);
  assert.deepEqual(network.question.targets, [1, 2]);
  assert.equal(network.looks.get("money").colour, "var(--blue, #1a68a6)");
  assert.equal(network.directed, true);
});

test("without a question there are no channels, and no word of them", () => {
  const measures = FIGURE.measures.slice(0, 1);
  const plain = networkOf((name) => ({ ...FIGURE, channels: {}, measures })[name]);
  const { reading } = lookAt(plain, START, new Set());
  assert.equal(reading, "Highest degree: A, B and C (2). All 3 ties stand.");
});

test("whom no kind reaches that is asked for is not reached, and closes nothing by it", () => {
  const { reading, measures } = look({});
  assert.match(reading, /a documented channel reaches 1 of 2 targets\.$/);
  assert.deepEqual([...measures.closures], [1, 1, 0]);
});

test("who is taken away has no numbers, and nobody has any when all are", () => {
  const present = presentNetwork(network.actors, network.ties, { ...START, removed_actors: ["b"] });
  const { measures } = measuresOf(network, present);
  assert.deepEqual([...measures.degree], [1, NaN, 1]);
  const { measures: none, reading } = look({ removed_actors: ["a", "b", "c"] });
  assert.deepEqual([...none.degree, ...none.closures], new Array(6).fill(NaN));
  assert.equal(reading, "Nobody has a degree. Without A, B and C: no target loses its last documented channel of any kind.");
});

test("how actors and ties are shown", () => {
  const { dots, lines } = look({ removed_actors: ["b"], families_on: ["orders", "advice"], focus: "c" });
  assert.deepEqual(lines, ["off far", "off near", "gone"]);
  assert.deepEqual(dots, ["on named far", "off near", "on near"]);
});

test("to look changes neither network nor state", () => {
  const state = Object.freeze({ ...START, removed_actors: Object.freeze(["b"]), focus: "a" });
  const before = structuredClone([FIGURE, state]);
  lookAt(network, state, new Set());
  assert.deepEqual([FIGURE, state], before);
});
