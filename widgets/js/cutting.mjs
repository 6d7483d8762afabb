// Who is cut off when an actor or a tie is taken away: the twin of models/cutting.py, on the graphs
// of position.mjs. A tie is named by its number, so that of two alike one can be taken and one left.
import { neighbours, spread } from "./position.mjs";

/** All actors that a channel leads to from a source, the sources among them, in order. */
export function reached(graph, sources) {
  return inOrder(spread(neighbours(graph), known(graph, sources)));
}

/** The targets that lose every channel when actors or ties are taken away, in order. */
export function cutOff(graph, sources, targets, { actors = [], ties = [] }) {
  const before = spread(neighbours(graph), known(graph, sources));
  const left = neighbours(withoutTies(graph, ties));
  const after = spread(left, sources, known(graph, actors));
  return lost(before, after, known(graph, targets), actors);
}

/** For each actor alone, whom it would cut off: `{ actor, lost }`, those who cut off most first. */
export function losses(graph, sources, targets) {
  const lists = neighbours(graph);
  const before = spread(lists, known(graph, sources));
  known(graph, targets);
  return lists
    .map((_, actor) => ({ actor, lost: lost(before, spread(lists, sources, [actor]), targets, [actor]) }))
    .sort((a, b) => b.lost.length - a.lost.length || a.actor - b.actor);
}

/**
 * What is left of a graph: `{ graph, kept }`, where the new graph's actor i was actor kept[i].
 * Positions are measured on it; with nobody left there is no graph to measure.
 */
export function without(graph, { actors = [], ties = [] }) {
  const gone = new Set(known(graph, actors));
  const kept = Array.from({ length: graph.n }, (_, i) => i).filter((i) => !gone.has(i));
  const number = new Map(kept.map((i, at) => [i, at]));
  const { from, to } = withoutTies(graph, ties);
  const left = from.map((_, e) => e).filter((e) => number.has(from[e]) && number.has(to[e]));
  const renamed = (ends) => left.map((e) => number.get(ends[e]));
  return { graph: { ...graph, n: kept.length, from: renamed(from), to: renamed(to) }, kept };
}

function withoutTies(graph, ties) {
  const gone = new Set(ties);
  for (const e of gone) if (!(e in graph.from)) throw new Error(`there is no tie ${e} in the network`);
  const left = [...graph.from.keys()].filter((e) => !gone.has(e));
  return { ...graph, from: left.map((e) => graph.from[e]), to: left.map((e) => graph.to[e]) };
}

function lost(before, after, targets, gone) {
  const [had, have] = [new Set(before), new Set([...after, ...gone])];
  return inOrder(new Set(targets)).filter((target) => had.has(target) && !have.has(target));
}

function known({ n }, actors) {
  for (const i of actors) {
    if (!(Number.isInteger(i) && i >= 0 && i < n)) throw new Error(`there is no actor ${i} in the network`);
  }
  return actors;
}

const inOrder = (actors) => [...actors].sort((a, b) => a - b);
