// Of which kinds of channel a target is reached: the twin of models/channels.py. An arc is three
// numbers, from whom, to whom, of which kind; arcs come as `{ n, from, to, kind }`.
import { spread } from "./position.mjs";

/** For each target the kinds of channel that reach it, as a set; a target that is gone has none. */
export function channels(arcs, sources, targets, gone = []) {
  return channelsOf(sidesOf(arcs), sources, targets, gone);
}

/**
 * For each actor, how many targets would lose every channel of some kind if it alone went. Arcs of
 * other kinds than those that matter (null is all) still lead on.
 */
export function closures(arcs, sources, targets, actors, kinds = null) {
  const sides = sidesOf(arcs);
  if (kinds) sides.into = sides.into.map((came) => came.filter(([, kind]) => kinds.includes(kind)));
  const before = channelsOf(sides, sources, targets, []);
  return actors.map((actor) => {
    const after = channelsOf(sides, sources, targets, [actor]);
    const loses = (target, i) => target !== actor && [...before[i]].some((kind) => !after[i].has(kind));
    return targets.filter(loses).length;
  });
}

function sidesOf({ n, from, to, kind }) {
  const out = Array.from({ length: n }, () => []);
  const into = Array.from({ length: n }, () => []);
  from.forEach((source, a) => {
    out[source].push(to[a]);
    into[to[a]].push([source, kind[a]]);
  });
  return { n, out, into };
}

function channelsOf({ n, out, into }, sources, targets, gone) {
  const reachedBy = (without) => {
    const met = new Uint8Array(n);
    for (const i of spread(out, sources, without)) met[i] = 1;
    return met;
  };
  const reachedAtAll = reachedBy(gone);
  return targets.map((target) => {
    if (gone.includes(target)) return new Set();
    // Somebody behind the target may be reached through it alone: only then look again.
    const by = out[target].length ? reachedBy([...gone, target]) : reachedAtAll;
    return new Set(into[target].filter(([source]) => by[source] && source !== target).map(([, kind]) => kind));
  });
}
