// Who holds which position in a network: the twin of models/position.py, which says what each
// measure means. A graph is `{ n, from, to, directed }`: actors are 0 to n - 1, and tie e leads
// from actor from[e] to actor to[e]. A tie given twice counts once. NaN is undefined.

const DENSE = 200; // up to so many actors equations are solved by elimination
const PATIENCE = [30, 500]; // cheap steps towards an eigenvalue before dear ones: up to DENSE, beyond
const ROUNDING = 1e-9; // how near to 1 |beta| times lambda may come, as in Python

/**
 * The six measures of position; the keys are the columns of Python's `positional_power`. `tell` is
 * told now and then which part of the longest of them is done.
 */
export function positionalPower(graph, beta = null, tell = () => {}) {
  return {
    degree: degree(graph),
    betweenness: betweenness(graph, tell),
    ...structuralHoles(graph),
    bonacich_power: bonacichPower(graph, beta),
    reach: reach(graph),
  };
}

/** For each actor a list of those its ties lead to, once each; `against`, of those they come from. */
export function neighbours({ n, from, to, directed }, against = false) {
  if (!(n > 0)) throw new Error("the network is empty: there is nobody to measure");
  const lists = Array.from({ length: n }, () => []);
  const [tails, heads] = against ? [to, from] : [from, to];
  for (let e = 0; e < tails.length; e++) {
    const [i, j] = [tails[e], heads[e]];
    if (!lists[i] || !lists[j]) throw new Error(`a tie of ${i} and ${j}, where actors are 0 to ${n - 1}`);
    if (i === j) throw new Error(`${i} has a tie to itself; a position is towards others`);
    lists[i].push(j);
    if (!directed) lists[j].push(i);
  }
  return lists.map((list) => [...new Set(list)]);
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
  const [out, into] = [counts(neighbours(graph)), counts(neighbours(graph, true))];
  return graph.directed ? out.map((ties, i) => ties + into[i]) : out;
}

/** How many others each actor can reach along the directions. */
export function reach(graph) {
  const out = neighbours(graph);
  if (graph.directed) return Float64Array.from(out, (_, i) => spread(out, [i]).length - 1);
  const found = new Float64Array(graph.n).fill(-1);
  for (let i = 0; i < graph.n; i++) {
    if (found[i] >= 0) continue;
    const part = spread(out, [i]); // who reach each other all reach as many
    for (const j of part) found[j] = part.length - 1;
  }
  return found;
}

/** Freeman's betweenness, normalised, by Brandes' algorithm (2001). */
export function betweenness(graph, tell = () => {}) {
  const { n } = graph;
  const out = neighbours(graph).map((list) => Int32Array.from(list));
  const score = new Float64Array(n);
  if (n < 3) return score.fill(NaN);
  const order = new Int32Array(n); // of discovery
  const distance = new Int32Array(n);
  const ways = new Float64Array(n); // shortest ways from the source
  const beyond = new Float64Array(n); // actors farther out, each by the part of its ways through here
  for (let source = 0; source < n; source++) {
    tell(source / n);
    distance.fill(-1);
    ways.fill(0);
    [order[0], distance[source], ways[source]] = [source, 0, 1];
    let found = 1;
    for (let at = 0; at < found; at++) {
      const i = order[at];
      for (const j of out[i]) {
        if (distance[j] < 0) {
          distance[j] = distance[i] + 1;
          order[found++] = j;
        }
        if (distance[j] === distance[i] + 1) ways[j] += ways[i];
      }
    }
    for (let at = found - 1; at > 0; at--) {
      const i = order[at];
      let sum = 0;
      for (const j of out[i]) if (distance[j] === distance[i] + 1) sum += (1 + beyond[j]) / ways[j];
      beyond[i] = ways[i] * sum;
      score[i] += beyond[i];
    }
  }
  return score.map((sum) => sum / ((n - 1) * (n - 2)));
}

/** Burt's constraint and effective size. */
export function structuralHoles(graph) {
  const { n } = graph;
  const contacts = neighbours({ ...graph, directed: false });
  const ties = Array.from({ length: n }, () => new Uint8Array(n)); // a_ij + a_ji
  for (const lists of [neighbours(graph), neighbours(graph, true)]) {
    lists.forEach((list, i) => list.forEach((j) => (ties[i][j] += 1)));
  }
  const all = contacts.map((list, i) => total(list, (j) => ties[i][j]));
  const most = contacts.map((list, i) => Math.max(...list.map((j) => ties[i][j])));
  const constraint = new Float64Array(n).fill(NaN);
  const effective = new Float64Array(n).fill(NaN);
  for (let i = 0; i < n; i++) {
    if (!contacts[i].length) continue;
    constraint[i] = 0;
    effective[i] = contacts[i].length;
    for (const j of contacts[i]) {
      let share = ties[i][j] / all[i]; // p_ij, and what comes by a third
      for (const q of contacts[i]) {
        share += (ties[i][q] / all[i]) * (ties[q][j] / all[q]);
        effective[i] -= (ties[i][q] / all[i]) * (ties[j][q] / most[j]);
      }
      constraint[i] += share ** 2;
    }
  }
  return { constraint, effective_size: effective };
}

/** Bonacich's power; beta null is half of 1 / lambda, or 1/2 where lambda is 0. */
export function bonacichPower(graph, beta = null) {
  const out = neighbours(graph);
  const radius = spectralRadius(graph);
  const weight = beta ?? 0.5 / Math.max(radius, 1);
  if (!Number.isFinite(weight)) throw new Error(`beta is a number, not ${beta}`);
  if (Math.abs(weight) * radius >= 1 - ROUNDING) {
    const limit = Number((1 / radius).toPrecision(4));
    throw new Error(`beta must be smaller in size than ${limit}, which is 1/lambda for these ties, not ${beta}`);
  }
  const solve = graph.n <= DENSE ? eliminate : graph.directed ? summed : conjugate;
  const power = solve(out, 1, weight, counts(out));
  const size = Math.sqrt(total(power, (each) => each ** 2) / graph.n);
  return power.map((each) => (size > 0 ? each / size : NaN));
}

/** Lambda, the largest eigenvalue of the ties: that of the most closely knit part. */
export function spectralRadius(graph) {
  const [out, into] = [neighbours(graph), neighbours(graph, true)];
  const number = new Int32Array(graph.n).fill(-1); // of an actor within its part
  let largest = 0;
  for (let first = 0; first < graph.n; first++) {
    if (number[first] >= 0 || !out[first].length || !into[first].length) continue;
    const behind = new Set(spread(into, [first]));
    const part = spread(out, [first]).filter((i) => behind.has(i));
    part.forEach((i, at) => (number[i] = at));
    const own = new Set(part);
    const inside = part.map((i) => out[i].filter((j) => own.has(j)).map((j) => number[j]));
    if (part.length > 1) largest = Math.max(largest, perronRoot(inside));
  }
  return largest;
}

/**
 * The eigenvalue whose vector is positive. It lies between the least and the greatest of
 * (Ax)_i / x_i, for any positive x (Collatz, Wielandt); solving (greatest I - A) y = x brings the
 * greatest down to it, quadratically in the end (Noda 1971). First comes y = x + Ax, which costs
 * next to nothing.
 */
function perronRoot(lists) {
  const cheap = PATIENCE[Number(lists.length > DENSE)];
  let bound = Infinity;
  let x = new Float64Array(lists.length).fill(1);
  for (let step = 0; ; step++) {
    const image = times(lists, x);
    const ratios = image.map((each, i) => each / x[i]);
    const [least, most] = [-greatest(ratios.map((each) => -each)), greatest(ratios)];
    if (most - least <= 1e-12 * most) return (least + most) / 2;
    if (step > cheap && !(most < bound * (1 - 1e-15))) return bound; // only rounding is left
    bound = most;
    const y = step < cheap ? image.map((each, i) => each + x[i]) : eliminate(lists, bound, 1, x);
    const scale = greatest(y);
    x = y.map((each) => each / scale);
  }
}

/** Solve (shift I - beta A) x = right; no pivot vanishes, since |beta| lambda < shift. */
function eliminate(lists, shift, beta, right) {
  const n = right.length;
  const x = right.slice();
  const rows = lists.map((list, i) => {
    const row = new Float64Array(n);
    row[i] = shift;
    for (const j of list) row[j] = -beta;
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
function conjugate(lists, shift, beta, right) {
  const x = right.map(() => 0);
  const [rest, way] = [right.slice(), right.slice()];
  let size = total(rest, (each) => each ** 2);
  const enough = 1e-30 * size;
  for (let step = 0; size > enough && step < 20 * x.length; step++) {
    const image = times(lists, way).map((each, i) => shift * way[i] - beta * each);
    const far = size / total(way, (each, i) => each * image[i]);
    x.forEach((_, i) => (x[i] += far * way[i]));
    rest.forEach((_, i) => (rest[i] -= far * image[i]));
    const before = size;
    size = total(rest, (each) => each ** 2);
    way.forEach((each, i) => (way[i] = rest[i] + (size / before) * each));
  }
  return x;
}

/** The same for any A, as a sum of ever longer ways; where that takes too long, by elimination. */
function summed(lists, shift, beta, right) {
  let [x, way] = [right.slice(), right.slice()];
  for (let step = 0; step < 500; step++) {
    way = times(lists, way).map((each) => (beta / shift) * each);
    x.forEach((_, i) => (x[i] += way[i]));
    if (greatest(way.map(Math.abs)) <= 1e-16 * greatest(x.map(Math.abs))) return x.map((each) => each / shift);
  }
  return eliminate(lists, shift, beta, right);
}

const counts = (lists) => Float64Array.from(lists, (list) => list.length);

const greatest = (values) => values.reduce((most, each) => (each > most ? each : most));

function times(lists, x) {
  const image = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) for (const j of lists[i]) image[i] += x[j];
  return image;
}

const total = (values, amount = (each) => each) =>
  values.reduce((sum, each, i) => sum + amount(each, i), 0);
