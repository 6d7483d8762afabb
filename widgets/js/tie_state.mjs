// What stands of a network when some of it is switched off: the twin of tie_state.py.

/** Whether a tie is of a family, footing, status and year that count. */
export function tieCounts(tie, state) {
  const { period: year } = state;
  const { start, end } = tie;
  const dated = start !== null || end !== null;
  return (
    (tie.family === null || state.families_on.includes(tie.family)) &&
    (tie.basis === null || state.bases_on.includes(tie.basis)) &&
    (tie.status === null || tie.status === "in_force" || state.past_and_plans) &&
    !(year && dated && !((start ?? year) <= year && year <= (end ?? year)))
  );
}

/** For each actor the number of what stands for it: itself, or its bloc where blocs are merged. */
function nodesOf(actors, state) {
  const number = new Map(actors.map(({ actor }, i) => [actor, i]));
  return actors.map(({ bloc }, i) => (state.bloc && bloc !== null ? number.get(bloc) : i));
}

/**
 * The network in a state. Actors are numbers, blocs after the actors; `counted` and `standing` are
 * truth values by tie, `here` by node, `undated` a number; `arcs` are those of the standing ties.
 */
export function presentNetwork(actors, ties, state) {
  const number = new Map(actors.map(({ actor }, i) => [actor, i]));
  const nodes = nodesOf(actors, state);
  const blocs = new Set(actors.map(({ bloc }) => bloc));
  const gone = actors.map(({ actor, bloc }) =>
    state.removed_actors.includes(actor) || state.removed_actors.includes(bloc));
  const here = actors.map(() => false);
  actors.forEach(({ actor }, i) => {
    if (!gone[i] && !blocs.has(actor)) here[nodes[i]] = true;
  });
  const arcs = { n: actors.length, from: [], to: [], kind: [] };
  const [counted, standing] = [[], []];
  let undated = 0;
  ties.forEach((tie, t) => {
    const [source, target] = [number.get(tie.source), number.get(tie.target)];
    const [from, to] = [nodes[source], nodes[target]];
    counted[t] = from !== to && tieCounts(tie, state);
    standing[t] =
      counted[t] &&
      !gone[source] &&
      !gone[target] &&
      !state.removed_ties.includes(tie.tie) &&
      !state.programmes_off.includes(tie.programme);
    if (counted[t] && tie.start === null && tie.end === null) undated += 1;
    if (!standing[t] || !tie.path) return;
    for (const [one, other] of tie.directed ? [[from, to]] : [[from, to], [to, from]]) {
      arcs.from.push(one);
      arcs.to.push(other);
      arcs.kind.push(tie.family);
    }
  });
  return { nodes, here, counted, standing, undated, arcs };
}

/** The graph of those who are here, numbered anew: `{ graph, kept }`, actor kept[i] being i. */
export function graphOf({ here, arcs }, directed) {
  const kept = here.map((_, i) => i).filter((i) => here[i]);
  const renamed = new Map(kept.map((i, at) => [i, at]));
  const ends = (list) => list.map((i) => renamed.get(i));
  return { graph: { n: kept.length, from: ends(arcs.from), to: ends(arcs.to), directed }, kept };
}

/** Who is not in the largest part; among equals the one with the first actor counts. */
export function apartFromLargest({ n, from, to }) {
  const part = Array.from({ length: n }, (_, i) => i);
  const root = (i) => (part[i] === i ? i : (part[i] = root(part[i])));
  from.forEach((i, e) => {
    const [a, b] = [root(i), root(to[e])];
    part[Math.max(a, b)] = Math.min(a, b);
  });
  const size = new Map();
  for (let i = 0; i < n; i++) size.set(root(i), (size.get(root(i)) ?? 0) + 1);
  if (!n) return [];
  const largest = [...size].reduce((best, each) => (each[1] > best[1] ? each : best))[0];
  return part.map((_, i) => i).filter((i) => root(i) !== largest);
}
