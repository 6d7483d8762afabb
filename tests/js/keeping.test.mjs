// Where answers are kept: two tabs, damage, refusal, a full store.
import assert from "node:assert/strict";
import { test } from "node:test";

import { readLines } from "../../widgets/js/answers.mjs";
import { ASIDE, createKeeper, KEY, REFUSED } from "../../widgets/js/keeping.mjs";

/** A storage as browsers have it; `room` is how many letters it takes in all. */
function storage(items = {}, room = Infinity) {
  const held = new Map(Object.entries(items));
  return {
    held,
    get length() {
      return held.size;
    },
    key: (at) => [...held.keys()][at] ?? null,
    getItem: (key) => held.get(key) ?? null,
    setItem(key, value) {
      const others = [...held].filter(([name]) => name !== key).flat().join("").length;
      if (others + key.length + value.length > room) throw new Error("QuotaExceededError");
      held.set(key, value);
    },
    removeItem: (key) => held.delete(key),
  };
}

const expected = (keeper, name) => keeper.reader()("prediction", name, "expected");
const DAMAGED = 'ties-that-govern answers 1\n["prediction","a","expected",1,"2"]\n["prediction","b","exp';

test("what is put is there, also for whoever comes later", () => {
  const store = storage();
  createKeeper(() => store).put("prediction", "a", "expected", "2");
  const later = createKeeper(() => store);
  assert.equal(expected(later, "a"), "2");
  assert.equal(later.trouble(), "");
});

test("two tabs keep each other's answers", () => {
  const store = storage();
  const [one, other] = [createKeeper(() => store), createKeeper(() => store)];
  one.put("prediction", "a", "expected", "1");
  other.put("prediction", "b", "expected", "2");
  one.put("prediction", "a", "because", "So.");
  for (const keeper of [one, other]) assert.deepEqual([expected(keeper, "a"), expected(keeper, "b")], ["1", "2"]);
});

test("damage is set aside once, told in a sentence, and the rest is there", () => {
  const store = storage({ [KEY]: DAMAGED });
  const keeper = createKeeper(() => store);
  assert.equal(expected(keeper, "a"), "2");
  assert.match(keeper.trouble(), /^What this browser had kept was damaged: 1 line could not be read and is set aside, and the rest is here\.$/);
  assert.equal(store.getItem(`${ASIDE}1`), DAMAGED);
  assert.equal(readLines(store.getItem(KEY)).damaged, 0);
  assert.equal(createKeeper(() => store).trouble(), "");
});

test("new damage does not cover older damage", () => {
  const store = storage({ [KEY]: DAMAGED, [`${ASIDE}1`]: "older" });
  createKeeper(() => store).records();
  assert.deepEqual([store.getItem(`${ASIDE}1`), store.getItem(`${ASIDE}2`)], ["older", DAMAGED]);
});

test("damage that cannot be set aside is not overwritten", () => {
  const store = storage({ [KEY]: DAMAGED }, DAMAGED.length + 60);
  const keeper = createKeeper(() => store);
  keeper.put("prediction", "c", "expected", "3");
  assert.equal(store.getItem(KEY), DAMAGED);
  assert.deepEqual([expected(keeper, "a"), expected(keeper, "c")], ["2", "3"]);
  assert.equal(keeper.trouble(), REFUSED);
});

for (const [name, storageOf] of [
  ["refused", () => {
    throw new Error("SecurityError");
  }],
  ["absent", () => null],
  ["full", ((store) => () => store)(storage({}, 40))],
]) {
  test(`where storage is ${name} the page works on and says so`, () => {
    const keeper = createKeeper(storageOf);
    keeper.put("prediction", "a", "expected", "2");
    keeper.put("prediction", "a", "because", "So.");
    assert.equal(expected(keeper, "a"), "2");
    assert.equal(keeper.records().length, 2);
    assert.equal(keeper.trouble(), REFUSED);
  });
}

test("what had no room is kept as soon as there is some", () => {
  const store = storage({ other: "x".repeat(200) }, 250);
  const keeper = createKeeper(() => store);
  keeper.put("prediction", "a", "expected", "2");
  store.removeItem("other");
  keeper.put("prediction", "b", "expected", "3");
  assert.equal(keeper.trouble(), "");
  assert.deepEqual([expected(createKeeper(() => store), "a"), expected(createKeeper(() => store), "b")], ["2", "3"]);
});

test("clearing takes all that is the book's and nothing else", () => {
  const store = storage({ [KEY]: DAMAGED, [`${ASIDE}1`]: "older", mode: "dark" });
  const keeper = createKeeper(() => store);
  keeper.records();
  assert.equal(keeper.clear(), true);
  assert.deepEqual([...store.held], [["mode", "dark"]]);
  assert.deepEqual(keeper.records(), []);
});

test("what cannot be cleared is told", () => {
  assert.equal(createKeeper(() => null).clear(), false);
});
