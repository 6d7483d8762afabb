// The twin of models/position.py: the numbers that networkx gives (cases/position.json), and what
// Python cannot ask: ties given twice, typed arrays, networks too large for elimination.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";

import {
  betweenness,
  bonacichPower,
  degree,
  neighbours,
  positionalPower,
  reach,
  spectralRadius,
  spread,
  structuralHoles,
} from "../../widgets/js/position.mjs";

const { cases, refused } = JSON.parse(readFileSync(new URL("../cases/position.json", import.meta.url), "utf8"));
const CLOSE = 1e-9;
const MEASURES = ["degree", "betweenness", "constraint", "effective_size", "bonacich_power", "reach"];

const graphOf = (n, ties, directed = false) => ({
  n,
  directed,
  from: Int32Array.from(ties, ([i]) => i),
  to: Int32Array.from(ties, ([, j]) => j),
});
const ring = (n) => Array.from({ length: n }, (_, i) => [i, (i + 1) % n]);
const line = (n) => ring(n).slice(0, -1);

function assertClose(found, expected, why) {
  assert.equal(found.length, expected.length, why);
  expected.forEach((value, i) => {
    if (value === null || Number.isNaN(value)) assert.ok(Number.isNaN(found[i]), `${why}, actor ${i}: ${found[i]}`);
    else assert.ok(Math.abs(found[i] - value) < CLOSE, `${why}, actor ${i}: ${found[i]}, not ${value}`);
  });
}

describe("networkx gives the same", () => {
  for (const { case: name, n, directed, ties, beta, ...expected } of cases) {
    test(name + (beta === null ? "" : `, beta ${beta}`), () => {
      const found = positionalPower(graphOf(n, ties, directed), beta);
      assert.deepEqual(Object.keys(found), MEASURES);
      for (const measure of MEASURES) assertClose(found[measure], expected[measure], measure);
    });
  }
});

describe("how a graph is given", () => {
  const star = [[0, 1], [0, 2], [3, 0]];

  test("plain arrays do as well as typed ones, and neither is changed", () => {
    const plain = { n: 4, directed: true, from: [0, 0, 3], to: [1, 2, 0] };
    const before = structuredClone(plain);
    assert.deepEqual(positionalPower(plain), positionalPower(graphOf(4, star, true)));
    assert.deepEqual(plain, before);
  });

  test("a tie given twice counts once; without directions also the other way round", () => {
    assert.deepEqual(
      positionalPower(graphOf(4, [...star, [0, 1]], true)),
      positionalPower(graphOf(4, star, true)),
    );
    assert.deepEqual(positionalPower(graphOf(4, [...star, [1, 0]])), positionalPower(graphOf(4, star)));
  });

  test("with directions a tie and its return are two", () => {
    assert.deepEqual([...degree(graphOf(2, [[0, 1], [1, 0]], true))], [2, 2]);
  });

  test("neighbours along the directions and against them", () => {
    const chain = graphOf(3, line(3), true);
    assert.deepEqual(neighbours(chain), [[1], [2], []]);
    assert.deepEqual(neighbours(chain, true), [[], [0], [1]]);
    assert.deepEqual(neighbours({ ...chain, directed: false }), [[1], [0, 2], [1]]);
  });

  test("the spread from some, as if others were not there", () => {
    const lists = neighbours(graphOf(5, line(5)));
    assert.deepEqual(spread(lists, [2]), [2, 1, 3, 0, 4]);
    assert.deepEqual(spread(lists, [0, 4], [2]), [0, 4, 1, 3]);
    assert.deepEqual(spread(lists, [2], [2]), []);
  });
});

describe("forms that can be worked out, beyond what elimination is for", () => {
  const n = 601;

  test("a line", () => {
    const graph = graphOf(n, line(n));
    assertClose(betweenness(graph), Array.from({ length: n }, (_, k) => (2 * k * (n - 1 - k)) / ((n - 1) * (n - 2))), "betweenness");
    assert.ok(Math.abs(spectralRadius(graph) - 2 * Math.cos(Math.PI / (n + 1))) < CLOSE);
  });

  test("a ring", () => {
    const graph = graphOf(n, ring(n));
    const m = (n - 1) / 2;
    const same = (value) => new Array(n).fill(value);
    assertClose(betweenness(graph), same((m - 1) / (2 * (2 * m - 1))), "betweenness");
    for (const beta of [-0.49, null, 0.49]) assertClose(bonacichPower(graph, beta), same(1), "power");
    assertClose(reach(graph), same(n - 1), "reach");
  });

  test("a star", () => {
    const graph = graphOf(n, Array.from({ length: n - 1 }, (_, k) => [0, k + 1]));
    const k = n - 1;
    assert.ok(Math.abs(spectralRadius(graph) - Math.sqrt(k)) < CLOSE);
    for (const part of [-0.999, -0.5, 0.5, 0.999]) {
      const beta = part / Math.sqrt(k);
      const [hub, leaf] = bonacichPower(graph, beta);
      assert.ok(Math.abs(hub * (1 + k * beta) - leaf * k * (1 + beta)) < 1e-7, `at ${part} of the bound`);
    }
    const { constraint, effective_size: effective } = structuralHoles(graph);
    assertClose([constraint[0], constraint[1], effective[0], effective[1]], [1 / k, 1, k, 1], "holes");
  });
});

describe("beyond its bound power gets a sentence, as in Python", () => {
  for (const { case: name, n, directed, ties, beta, said } of refused) {
    test(`${name}, beta ${beta}`, () => {
      assert.throws(() => bonacichPower(graphOf(n, ties, directed), beta), ({ message }) => message.includes(said));
    });
  }
});

describe("large networks whose eigenvalues lie close together, or on both sides", () => {
  const n = 1200;
  const pairs = (count, pair) => Array.from({ length: count }, (_, i) => pair(i)).filter(([i, j]) => i !== j);
  const k = n - 1;
  for (const [name, ties, directed, lambda] of [
    ["a star", pairs(k, (i) => [0, i + 1]), false, Math.sqrt(k)],
    ["a star, each tie as two", pairs(2 * k, (i) => (i < k ? [0, i + 1] : [i - k + 1, 0])), true, Math.sqrt(k)],
    ["two sides", pairs(400 * 800, (i) => [i % 400, 400 + Math.floor(i / 400)]), false, Math.sqrt(400 * 800)],
    ["a line", line(n), false, 2 * Math.cos(Math.PI / (n + 1))],
    ["two crowds that are alike, and a bridge", [...Array.from({ length: 60 }, (_, i) => i)
      .flatMap((i) => pairs(i, (j) => [i, j])), ...Array.from({ length: 60 }, (_, i) => i)
      .flatMap((i) => pairs(i, (j) => [n - 1 - i, n - 1 - j])), ...pairs(n - 120, (i) => [59 + i, 60 + i]), [n - 61, n - 60]], false, null],
  ]) {
    test(name, () => {
      const graph = graphOf(n, ties, directed);
      const radius = spectralRadius(graph);
      if (lambda) assert.ok(Math.abs(radius - lambda) < CLOSE * lambda, `${radius}, not ${lambda}`);
      // Within the bound the definition holds, c = A (alpha 1 + beta c); at it a sentence is said.
      const beta = 0.9 / radius;
      const power = bonacichPower(graph, beta);
      const lists = neighbours(graph);
      const rest = lists.map((list, i) => power[i] - beta * list.reduce((sum, j) => sum + power[j], 0));
      const alpha = rest[0] / lists[0].length;
      assert.ok(alpha > 0);
      rest.forEach((each, i) => assert.ok(Math.abs(each - alpha * lists[i].length) < 1e-7, `${i}: ${each}`));
      assert.throws(() => bonacichPower(graph, 1 / radius), /which is 1\/lambda for these ties/);
    });
  }
});

describe("what is refused, in Python's words", () => {
  const star = graphOf(10, Array.from({ length: 9 }, (_, k) => [0, k + 1]));
  for (const [graph, beta, message] of [
    [graphOf(0, []), null, "the network is empty: there is nobody to measure"],
    [graphOf(2, [[0, 1], [1, 1]]), null, "1 has a tie to itself; a position is towards others"],
    [graphOf(2, [[0, 2]]), null, "a tie of 0 and 2, where actors are 0 to 1"],
    [graphOf(2, [[-1, 0]], true), null, "a tie of -1 and 0, where actors are 0 to 1"],
    [star, -2, "beta must be smaller in size than 0.3333, which is 1/lambda for these ties, not -2"],
    [star, "0.1", "beta is a number, not 0.1"],
    [star, NaN, "beta is a number, not NaN"],
    [star, Infinity, "beta is a number, not Infinity"],
  ]) {
    test(`${message} (${typeof beta})`, () => {
      assert.throws(() => positionalPower(graph, beta), { message });
    });
  }
});
