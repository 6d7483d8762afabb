// Where the actors of a network stand when nobody has said so: linked ones near, all apart.

const STEPS = 300;
const MIDDLE = 5; // a pull to the middle, so that nobody drifts off whom nothing ties

/**
 * Places from 0 to 1 across and down, by forces (Fruchterman and Reingold 1991). They begin on a
 * circle, and nothing is left to chance: the same network always looks the same.
 */
export function spreadOut(n, pairs) {
  const [x, y] = [new Float64Array(n), new Float64Array(n)];
  for (let i = 0; i < n; i++) {
    const turn = i * 2.399963229728653; // the golden angle, so that neighbours in a table do not crowd
    const far = Math.sqrt((i + 0.5) / n) / 2;
    [x[i], y[i]] = [far * Math.cos(turn), far * Math.sin(turn)];
  }
  const ideal = Math.sqrt(1 / Math.max(n, 1));
  for (let step = 0; step < STEPS; step++) {
    const [dx, dy] = [new Float64Array(n), new Float64Array(n)];
    const push = (i, j, force) => {
      const [a, b] = [x[i] - x[j], y[i] - y[j]];
      const far = Math.max(Math.hypot(a, b), 1e-4);
      const part = force(far) / far;
      dx[i] += a * part;
      dy[i] += b * part;
      dx[j] -= a * part;
      dy[j] -= b * part;
    };
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++) push(i, j, (far) => ideal ** 2 / far);
      dx[i] -= MIDDLE * x[i];
      dy[i] -= MIDDLE * y[i];
    }
    for (const [i, j] of pairs) push(i, j, (far) => -(far ** 2) / ideal);
    const reach = 0.1 * (1 - step / STEPS);
    for (let i = 0; i < n; i++) {
      const far = Math.hypot(dx[i], dy[i]);
      const part = far > reach ? reach / far : 1;
      x[i] += dx[i] * part;
      y[i] += dy[i] * part;
    }
  }
  return paired(stretched(x), stretched(y));
}

/** Places that somebody gave: an axis beyond 0 to 1 is stretched to fill the picture. */
export function fitted(x, y) {
  const fit = (values) => (values.every((each) => each >= 0 && each <= 1) ? values : stretched(values));
  return paired(fit(x), fit(y));
}

function stretched(values) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return Array.from(values, (each) => (high > low ? (each - low) / (high - low) : 0.5));
}

const paired = (x, y) => x.map((each, i) => [each, y[i]]);
