// What a network is in a state, in numbers: who stands, how each measures, which channels reach whom.
// Apart from any page. The last states are kept; a large network is measured aside, by a worker.
import { channels, closures } from "./channels.mjs";
import { positionalPower } from "./position.mjs";
import { apartFromLargest, graphOf, presentNetwork } from "./tie_state.mjs";

export const TAKEN = ["removed_actors", "programmes_off", "removed_ties"];
export const STANDING = ["families_on", "bases_on", "past_and_plans", "period", "bloc", ...TAKEN];
const FOUND = 12; // states whose numbers are kept

/** What a network holds whatever its state, with everybody as a number. */
export function networkOf(get) {
  const [actors, ties, looks, measures] = ["actors", "ties", "looks", "measures"].map(get);
  const number = new Map(actors.map(({ actor }, i) => [actor, i]));
  const question = get("channels");
  return {
    actors,
    ties,
    measures,
    number,
    looks: new Map(looks.map((look) => [look.key, { ...look, colour: `var(--${look.hue}, ${look.light})` }])),
    ends: ties.map(({ source, target }) => [number.get(source), number.get(target)]),
    directed: ties.some((tie) => tie.directed),
    found: new Map(),
    question: question.kinds && {
      ...question,
      sources: question.sources.map((actor) => number.get(actor)),
      targets: question.targets.map((actor) => number.get(actor)),
    },
  };
}

/** All measures of a state, by actor; who is not there has none. `power` is worked out if not given. */
export function measuresOf(network, present, given = null) {
  const { graph, kept } = graphOf(present, network.directed);
  const power = given ?? (kept.length ? positionalPower(graph) : {});
  const found = {};
  for (const { key } of network.measures) {
    const values = new Float64Array(network.actors.length).fill(NaN);
    const own = key === "closures" ? closuresOf(network, present, kept) : power[key];
    kept.forEach((i, at) => (values[i] = own[at]));
    found[key] = values;
  }
  return { measures: found, apart: apartFromLargest(graph).map((i) => kept[i]) };
}

/** The arcs that lead on, with the sources and targets that are there. */
function questionOf({ question }, { nodes, here, arcs }) {
  const ways = new Set([...question.kinds, ...question.through]);
  const on = arcs.kind.map((_, a) => a).filter((a) => ways.has(arcs.kind[a]));
  const some = (list) => on.map((a) => list[a]);
  const who = (list) => [...new Set(list.map((i) => nodes[i]))].filter((i) => here[i]);
  return {
    arcs: { n: arcs.n, from: some(arcs.from), to: some(arcs.to), kind: some(arcs.kind) },
    sources: who(question.sources),
    targets: who(question.targets),
  };
}

function closuresOf(network, present, kept) {
  const { arcs, sources, targets } = questionOf(network, present);
  return closures(arcs, sources, targets, kept, network.question.kinds);
}

function channelsOfState(network, present) {
  const { arcs, sources, targets } = questionOf(network, present);
  const kinds = channels(arcs, sources, targets);
  return new Map(targets.map((target, i) => [
    target,
    new Set([...kinds[i]].filter((kind) => network.question.kinds.includes(kind))),
  ]));
}

const keyOf = (state) => JSON.stringify(STANDING.map((name) => state[name]));

/** The same state with nothing taken away. */
export const wholeOf = (state) => ({ ...state, ...Object.fromEntries(TAKEN.map((name) => [name, []])) });

/** What stands in a state and how it measures; the last few are kept, as the whole and undo need. */
export function found(network, state) {
  const each = network.found.get(keyOf(state)) ?? findAnew(network, state);
  keep(network, state, each);
  return each;
}

function keep({ found: kept }, state, each) {
  const key = keyOf(state);
  kept.delete(key); // who was asked for last comes last
  kept.set(key, each);
  if (kept.size > FOUND) kept.delete(kept.keys().next().value);
}

function findAnew(network, state, power = null) {
  const present = presentNetwork(network.actors, network.ties, state);
  const kinds = network.question ? channelsOfState(network, present) : null;
  return { present, kinds, ...measuresOf(network, present, power) };
}

/** Whether a state, and the whole that it is measured against, need not be worked out any more. */
export const isFound = (network, state) =>
  [state, wholeOf(state)].every((each) => network.found.has(keyOf(each)));

/** A state before it is measured: who and what stands in it, and no number. */
export function provisional(network, state) {
  const nothing = Object.fromEntries(network.measures.map(({ key }) => [key, []]));
  return { ...findAnew(network, state, nothing), apart: [] };
}

/** Measure a state, and its whole, elsewhere: `power` takes a graph and promises its measures. */
export async function measureAside(network, state, power) {
  for (const each of [wholeOf(state), state]) {
    if (network.found.has(keyOf(each))) continue;
    const { graph, kept } = graphOf(presentNetwork(network.actors, network.ties, each), network.directed);
    keep(network, each, findAnew(network, each, kept.length ? await power(graph) : {}));
  }
}
