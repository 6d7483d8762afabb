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

/** All measures of a state, by actor; who is not there has none. */
export function measuresOf(network, present) {
  const { graph, kept } = graphOf(present, network.directed);
  const power = kept.length ? positionalPower(graph) : {};
  if (network.question) power.closures = closuresOf(network, present, kept);
  return { measures: valuesOf(network, kept, power), apart: apartFromLargest(graph).map((i) => kept[i]) };
}

/** Those measures that `power` holds, by actor of the network instead of the graph. */
function valuesOf({ actors, measures }, kept, power) {
  const known = measures.filter(({ key }) => power[key] || !kept.length);
  return Object.fromEntries(known.map(({ key }) => {
    const values = new Float64Array(actors.length).fill(NaN);
    kept.forEach((i, at) => (values[i] = power[key][at]));
    return [key, values];
  }));
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

function findAnew(network, state) {
  const present = presentNetwork(network.actors, network.ties, state);
  const kinds = network.question ? channelsOfState(network, present) : null;
  return { present, kinds, ...measuresOf(network, present) };
}

/** Whether the chosen measure of a state, and of the whole that it is held against, is there. */
export const isFound = (network, state) =>
  [state, wholeOf(state)].every((each) => network.found.get(keyOf(each))?.measures[state.measure]);

/** Whether all measures of a state are there. */
export const isComplete = (network, state) => {
  const each = network.found.get(keyOf(state));
  return Boolean(each) && network.measures.every(({ key }) => each.measures[key]);
};

/** A state that is measured elsewhere: who and what stands in it, and the numbers so far. */
export function provisional(network, state) {
  let each = network.found.get(keyOf(state));
  if (!each) {
    const present = presentNetwork(network.actors, network.ties, state);
    const { graph, kept } = graphOf(present, network.directed);
    each = { present, kinds: null, measures: {}, apart: apartFromLargest(graph).map((i) => kept[i]) };
  }
  keep(network, state, each);
  return each;
}

/**
 * Have a state measured elsewhere: by one measure, and its whole too; or by all of them. `power`
 * takes a graph and the measure, if it is one, and promises the numbers.
 */
export async function measureAside(network, state, power, key = null) {
  for (const each of key ? [wholeOf(state), state] : [state]) {
    const { present, measures } = provisional(network, each);
    if (key ? measures[key] : isComplete(network, each)) continue;
    const { graph, kept } = graphOf(present, network.directed);
    Object.assign(measures, valuesOf(network, kept, kept.length ? await power(graph, key) : {}));
  }
}
