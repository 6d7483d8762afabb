// Of which kinds of channel a target is reached: the twin of models/channels.py. An arc is three
// numbers, from whom, to whom, of which kind; arcs come as `{ n, from, to, kind }`.
import { spread } from "./position.mjs";

/** For each target the kinds of channel that reach it, as a set; a target that is gone has none. */
export function channels(arcs, sources, targets, gone = []) {
  return channelsOf(sidesOf(arcs, sources, targets), sources, targets, gone);
}

/**
 * For each actor, how many targets would lose every channel of some kind if it alone went. Arcs of
 * other kinds than those that matter (null is all) still lead on.
 */
export function closures(arcs, sources, targets, actors, kinds = null) {
  const sides = sidesOf(arcs, sources, targets);
  if (kinds) sides.into = sides.into.map((came) => came.filter(([, kind]) => kinds.includes(kind)));
  const before = channelsOf(sides, sources, targets, []);
  const reached = new Set(spread(sides.out, sources));
  return actors.map((actor) => {
    // Of whom no channel comes, nobody loses one.
    if (!reached.has(actor) || !sides.out[actor].length) return 0;
    const after = channelsOf(sides, sources, targets, [actor]);
    const loses = (target, i) => target !== actor && after[i].size < before[i].size;
    return targets.filter(loses).length;
  });
}

function sidesOf({ n, from, to, kind }, sources, targets) {
  const out = Array.from({ length: n }, () => []);
  const into = Array.from({ length: n }, () => []);
  from.forEach((source, a) => {
    out[source].push(to[a]);
    into[to[a]].push([source, kind[a]]);
  });
  const first = new Uint8Array(n);
  for (const source of sources) first[source] = 1;
  // Only where a way leads from a target back to it may a source be reached through it alone.
  const round = targets.map((target) => {
    const behind = out[target].length ? new Set(spread(out, [target])) : null;
    return Boolean(behind) && into[target].some(([source]) => behind.has(source));
  });
  return { out, into, first, round };
}

function channelsOf({ out, into, first, round }, sources, targets, gone) {
  const reachedBy = (without) => {
    const met = new Uint8Array(out.length);
    for (const i of spread(out, sources, without)) met[i] = 1;
    return met;
  };
  let reached = null;
  return targets.map((target, i) => {
    const kinds = new Set();
    if (gone.includes(target)) return kinds;
    let by = null; // whom the sources reach without passing the target: seldom needed
    for (const direct of [true, false]) {
      for (const [source, kind] of into[target]) {
        if (kinds.has(kind) || source === target || gone.includes(source)) continue;
        if (direct ? !first[source] : first[source]) continue;
        if (!direct) by ??= round[i] ? reachedBy([...gone, target]) : (reached ??= reachedBy(gone));
        if (direct || by[source]) kinds.add(kind);
      }
    }
    return kinds;
  });
}
