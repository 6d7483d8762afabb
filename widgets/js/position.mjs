// Who holds which position in a network: the twin of models/position.py, which says what each
// measure means. A graph is `{ n, from, to, directed }`: actors are 0 to n - 1, and tie e leads
// from actor from[e] to actor to[e]. A tie given twice counts once. NaN is undefined.

const DENSE = 200; // up to so many actors equations are solved by elimination
const ROUNDING = 1e-9; // how near to 1 |beta| times lambda may come, as in Python

/**
 * The six measures of position; the keys are the columns of Python's `positional_power`. `tell` is
 * told now and then which part of the longest of them is done.
 */
export function positionalPower(graph, beta = null, tell = () => {}) {
  const wired = wiring(graph); // once for all six
  return {
    degree: degree(wired),
    betweenness: betweenness(wired, tell),
    ...structuralHoles(wired),
    bonacich_power: bonacichPower(wired, beta),
    reach: reach(wired),
  };
}

/** For each actor a list of those its ties lead to, once each; `against`, of those they come from. */
export function neighbours(graph, against = false) {
  const { n, out, into } = wiring(graph);
  const { first, ends } = against ? into : out;
  return Array.from({ length: n }, (_, i) => [...ends.subarray(first[i], first[i + 1])]);
}

/** A graph with its ties sorted by actor; who has them so gets them back. */
function wiring(graph) {
  const { n, from, to, directed, out } = graph;
  if (out) return graph;
  if (!(n > 0)) throw new Error("the network is empty: there is nobody to measure");
  for (let e = 0; e < from.length; e++) {
    const [i, j] = [from[e], to[e]];
    if (!(i >= 0 && i < n && j >= 0 && j < n)) throw new Error(`a tie of ${i} and ${j}, where actors are 0 to ${n - 1}`);
    if (i === j) throw new Error(`${i} has a tie to itself; a position is towards others`);
  }
  if (!directed) {
    const both = sorted(n, [from, to], [to, from]);
    return { n, directed, out: both, into: both };
  }
  return { n, directed, out: sorted(n, [from], [to]), into: sorted(n, [to], [from]) };
}

/**
 * Ties by the actor that they leave: those of actor i are `ends[first[i]]` up to, and without,
 * `ends[first[i + 1]]`; `times` says how often each was given. Tails and heads are lists of lists, all as long.
 */
function sorted(n, tails, heads) {
  const room = new Int32Array(n + 1);
  for (const list of tails) for (let e = 0; e < list.length; e++) room[list[e] + 1]++;
  for (let i = 0; i < n; i++) room[i + 1] += room[i];
  const [all, next] = [new Int32Array(room[n]), room.slice()];
  for (let e = 0; e < tails[0].length; e++) {
    for (let side = 0; side < tails.length; side++) all[next[tails[side][e]]++] = heads[side][e];
  }
  const first = new Int32Array(n + 1);
  const [ends, times] = [new Int32Array(all.length), new Uint8Array(all.length)];
  const place = new Int32Array(n).fill(-1); // of the tie to an actor, if it is of this one
  let kept = 0;
  for (let i = 0; i < n; i++) {
    for (let a = room[i]; a < room[i + 1]; a++) {
      const j = all[a];
      if (place[j] < first[i]) {
        place[j] = kept;
        ends[kept++] = j;
      }
      times[place[j]]++;
    }
    first[i + 1] = kept;
  }
  return { first, ends: ends.subarray(0, kept), times: times.subarray(0, kept) };
}

/** Whom the sources reach, themselves first, as a list; who is `gone` is as if not there. */
export function spread(lists, sources, gone = []) {
  const met = new Uint8Array(lists.length);
  const queue = [];
  for (const i of gone) met[i] = 1;
  for (let at = -1; at < queue.length; at++) {
    for (const i of at < 0 ? sources : lists[queue[at]]) {
      if (!met[i]) queue.push(i);
      met[i] = 1;
    }
  }
  return queue;
}

/** Ties, in and out. */
export function degree(graph) {
  const { directed, out, into } = wiring(graph);
  return directed ? counts(out).map((ties, i) => ties + into.first[i + 1] - into.first[i]) : counts(out);
}

/** Freeman's betweenness, normalised, by Brandes' algorithm (2001). */
export const betweenness = (graph, tell = () => {}) => alongShortestWays(graph, tell).betweenness;

/** How many others each actor can reach along the directions. */
export const reach = (graph) => alongShortestWays(graph, () => {}).reach;

/** Both, from each actor in turn: outwards, counting shortest ways, and back, handing them out. */
function alongShortestWays(graph, tell) {
  const { n, out: { first, ends } } = wiring(graph);
  const [score, reached] = [new Float64Array(n), new Float64Array(n)];
  const order = new Int32Array(n); // of discovery
  const distance = new Int32Array(n);
  const ways = new Float64Array(n); // shortest ways from the source
  const part = new Float64Array(n); // of what an actor hands back, for each of its ways
  const onward = new Int32Array(ends.length); // the ties that are on shortest ways, as they are met
  const last = new Int32Array(n); // where those of the actor met at this place end
  for (let source = 0; source < n; source++) {
    tell(source / n);
    distance.fill(-1);
    ways.fill(0);
    order[0] = source;
    distance[source] = 0;
    ways[source] = 1;
    let [found, met] = [1, 0];
    for (let at = 0; at < found; at++) {
      const i = order[at];
      const next = distance[i] + 1;
      const own = ways[i];
      for (let a = first[i], stop = first[i + 1]; a < stop; a++) {
        const j = ends[a];
        if (distance[j] < 0) {
          distance[j] = next;
          order[found++] = j;
        }
        if (distance[j] === next) {
          ways[j] += own;
          onward[met++] = j;
        }
      }
      last[at] = met;
    }
    reached[source] = found - 1;
    for (let at = found - 1; at > 0; at--) {
      const i = order[at];
      let sum = 0;
      for (let a = last[at - 1], stop = last[at]; a < stop; a++) sum += part[onward[a]];
      score[i] += ways[i] * sum;
      part[i] = 1 / ways[i] + sum;
    }
  }
  const pairs = n < 3 ? NaN : (n - 1) * (n - 2);
  return { betweenness: score.map((sum) => sum / pairs), reach: reached };
}

/** Burt's constraint and effective size. */
export function structuralHoles(graph) {
  const { n, directed, out } = wiring(graph);
  const { first, ends, times } = directed ? mutual(n, out) : { ...out, times: new Uint8Array(out.ends.length).fill(1) };
  const [all, most] = [new Float64Array(n), new Float64Array(n)];
  for (let i = 0; i < n; i++) {
    for (let a = first[i]; a < first[i + 1]; a++) {
      all[i] += times[a];
      most[i] = Math.max(most[i], times[a]);
    }
  }
  const constraint = new Float64Array(n).fill(NaN);
  const effective = new Float64Array(n).fill(NaN);
  const tie = new Float64Array(n); // of i to each, 0 but to its contacts
  const share = new Float64Array(n); // p_ij, and what comes by a third
  for (let i = 0; i < n; i++) {
    const [begin, stop] = [first[i], first[i + 1]];
    if (begin === stop) continue;
    for (let a = begin; a < stop; a++) tie[ends[a]] = share[ends[a]] = times[a] / all[i];
    let repeated = 0;
    for (let a = begin; a < stop; a++) {
      const q = ends[a];
      const through = tie[q] / all[q];
      let known = 0;
      for (let b = first[q]; b < first[q + 1]; b++) {
        const j = ends[b];
        if (tie[j] === 0) continue;
        share[j] += through * times[b];
        known += tie[j] * times[b];
      }
      repeated += known / most[q];
    }
    let sum = 0;
    for (let a = begin; a < stop; a++) {
      sum += share[ends[a]] ** 2;
      tie[ends[a]] = 0;
    }
    constraint[i] = sum;
    effective[i] = stop - begin - repeated;
  }
  return { constraint, effective_size: effective };
}

/** Ties without their direction: how many, 1 or 2, there are between two actors. */
function mutual(n, { first, ends }) {
  const tails = new Int32Array(ends.length);
  for (let i = 0; i < n; i++) tails.fill(i, first[i], first[i + 1]);
  return sorted(n, [tails, ends], [ends, tails]);
}

/** Bonacich's power; beta null is half of 1 / lambda, or 1/2 where lambda is 0. */
export function bonacichPower(graph, beta = null) {
  const wired = wiring(graph);
  const { n, directed, out } = wired;
  const radius = spectralRadius(wired);
  const weight = beta ?? 0.5 / Math.max(radius, 1);
  if (!Number.isFinite(weight)) throw new Error(`beta is a number, not ${beta}`);
  if (Math.abs(weight) * radius >= 1 - ROUNDING) {
    const limit = Number((1 / radius).toPrecision(4));
    throw new Error(`beta must be smaller in size than ${limit}, which is 1/lambda for these ties, not ${beta}`);
  }
  const solve = n <= DENSE ? eliminate : directed ? summed : conjugate;
  const power = solve(out, 1, weight, counts(out));
  if (!power.every(Number.isFinite)) {
    throw new Error(`with beta ${weight} power along these ties outgrows what can be written: take one nearer to 0`);
  }
  const most = greatest(power.map(Math.abs));
  const part = power.map((each) => each / most); // whose squares can be added up
  const size = Math.sqrt(dot(part, part) / n);
  return part.map((each) => (size > 0 ? each / size : NaN));
}

/** Lambda, the largest eigenvalue of the ties: that of the most closely knit part. */
export function spectralRadius(graph) {
  const wired = wiring(graph);
  const [out, into] = [neighbours(wired), neighbours(wired, true)];
  const number = new Int32Array(wired.n).fill(-1); // of an actor within its part
  let largest = 0;
  for (let first = 0; first < wired.n; first++) {
    if (number[first] >= 0 || !out[first].length || !into[first].length) continue;
    const behind = new Set(spread(into, [first]));
    const part = spread(out, [first]).filter((i) => behind.has(i));
    part.forEach((i, at) => (number[i] = at));
    const inside = [[], []];
    for (const i of part) {
      for (const j of out[i]) {
        if (!behind.has(j)) continue; // who is led to and leads back is of this part
        inside[0].push(number[i]);
        inside[1].push(number[j]);
      }
    }
    if (part.length > 1) largest = Math.max(largest, perronRoot(sorted(part.length, [inside[0]], [inside[1]]), wired.directed));
  }
  return largest;
}

/**
 * The eigenvalue whose vector is positive. It lies between the least and the greatest of
 * (Ax)_i / x_i, for any positive x (Collatz, Wielandt); solving (greatest I - A) y = x brings the
 * greatest down to it, quadratically in the end (Noda 1971). First comes y = greatest x / 2 + Ax,
 * which costs next to nothing, and where ways only lead to and fro between two sides does not swing.
 */
function perronRoot(ties, directed) {
  const n = ties.first.length - 1;
  const cheap = n <= DENSE ? 30 : directed ? n ** 2 / 50 : 500; // steps, before dear ones
  let solve = n <= DENSE || directed ? eliminate : conjugate;
  let bound = Infinity;
  let x = new Float64Array(n).fill(1);
  for (let step = 0; ; step++) {
    const image = along(ties, x);
    let [least, most] = [Infinity, 0];
    for (let i = 0; i < n; i++) {
      const ratio = image[i] / x[i];
      if (ratio < least) least = ratio;
      if (ratio > most) most = ratio;
    }
    if (most - least <= 1e-12 * most) return (least + most) / 2;
    if (step > cheap && !(most < bound * (1 - 1e-15))) {
      if (solve === eliminate) return bound; // only rounding is left
      solve = eliminate;
    }
    bound = Math.min(bound, most);
    const y = step < cheap ? image.map((each, i) => each + (bound / 2) * x[i]) : solve(ties, bound, 1, x);
    const scale = greatest(y);
    x = y.map((each) => Math.abs(each) / scale);
  }
}

/** Solve (shift I - beta A) x = right; no pivot vanishes, since |beta| lambda < shift. */
function eliminate({ first, ends }, shift, beta, right) {
  const n = right.length;
  const x = right.slice();
  const rows = Array.from({ length: n }, (_, i) => {
    const row = new Float64Array(n);
    row[i] = shift;
    for (let a = first[i]; a < first[i + 1]; a++) row[ends[a]] = -beta;
    return row;
  });
  for (let p = 0; p < n; p++) {
    for (let i = p + 1; i < n; i++) {
      const factor = rows[i][p] / rows[p][p];
      if (factor === 0) continue;
      for (let j = p + 1; j < n; j++) rows[i][j] -= factor * rows[p][j];
      x[i] -= factor * x[p];
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j < n; j++) x[i] -= rows[i][j] * x[j];
    x[i] /= rows[i][i];
  }
  return x;
}

/** The same where A is symmetric, by conjugate gradients: no matrix, and few steps unless near the bound. */
function conjugate(ties, shift, beta, right) {
  const x = new Float64Array(right.length);
  const [rest, way] = [right.slice(), right.slice()];
  let size = dot(rest, rest);
  const enough = 1e-30 * size;
  for (let step = 0; size > enough && step < 20 * x.length; step++) {
    const image = along(ties, way);
    for (let i = 0; i < x.length; i++) image[i] = shift * way[i] - beta * image[i];
    const far = size / dot(way, image);
    for (let i = 0; i < x.length; i++) {
      x[i] += far * way[i];
      rest[i] -= far * image[i];
    }
    const before = size;
    size = dot(rest, rest);
    for (let i = 0; i < x.length; i++) way[i] = rest[i] + (size / before) * way[i];
  }
  return x;
}

/**
 * The same for any A, as a sum of ever longer ways; by elimination where that takes longer, or where
 * long ways nearly cancel out, so that rounding would be all that is left.
 */
function summed(ties, shift, beta, right) {
  let [x, way, longest] = [right.slice(), right.slice(), 0];
  for (let step = 0; step < right.length ** 2 / 50; step++) {
    way = along(ties, way).map((each) => (beta / shift) * each);
    for (let i = 0; i < x.length; i++) x[i] += way[i];
    const [added, sum] = [greatest(way.map(Math.abs)), greatest(x.map(Math.abs))];
    longest = Math.max(longest, added);
    if (added > 1e-16 * sum) continue;
    if (longest > 1000 * sum) break;
    return x.map((each) => each / shift);
  }
  return eliminate(ties, shift, beta, right);
}

const counts = ({ first }) => Float64Array.from({ length: first.length - 1 }, (_, i) => first[i + 1] - first[i]);

const greatest = (values) => values.reduce((most, each) => (each > most ? each : most));

function along({ first, ends }, x) {
  const image = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) {
    let sum = 0;
    for (let a = first[i], stop = first[i + 1]; a < stop; a++) sum += x[ends[a]];
    image[i] = sum;
  }
  return image;
}

function dot(one, other) {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += one[i] * other[i];
  return sum;
}
