// The model without a kernel answers as a widget's model does in a notebook.
import assert from "node:assert/strict";
import { test } from "node:test";

import { createModel } from "../../widgets/js/host.mjs";

/** A model, and the list of what it has told its listeners. */
function heard(state, ...events) {
  const model = createModel(state);
  const told = [];
  for (const event of events) model.on(event, () => told.push(event));
  return { model, told };
}

test("it gives what it was started with, and undefined for anything else", () => {
  const model = createModel({ year: 1996, who: null });
  assert.equal(model.get("year"), 1996);
  assert.equal(model.get("who"), null);
  assert.equal(model.get("power"), undefined);
});

test("the state it was started with stays as it was", () => {
  const state = { year: 1996, presets: { halved: { times: 0.5 } } };
  const model = createModel(state);
  model.set("year", 1997);
  model.get("presets").halved.times = 2;
  assert.deepEqual(state, { year: 1996, presets: { halved: { times: 0.5 } } });
});

test("two figures on a page do not share their values", () => {
  const state = { year: 1996 };
  const [one, other] = [createModel(state), createModel(state)];
  one.set("year", 1997);
  assert.equal(other.get("year"), 1996);
});

test("a change is told to those who listen for it, with the new value in place", () => {
  const model = createModel({ year: 1996 });
  const seen = [];
  model.on("change:year", () => seen.push(model.get("year")));
  model.set("year", 1997);
  model.save_changes();
  assert.deepEqual(seen, [1997]);
});

test("a change is told by its name, then as any change", () => {
  const { model, told } = heard({ year: 1996, who: "China" }, "change", "change:year", "change:who");
  model.set("year", 1997);
  assert.deepEqual(told, ["change:year", "change"]);
});

for (const value of [1996, "China", null, NaN, false]) {
  test(`setting ${value} to ${value} tells nobody`, () => {
    const { model, told } = heard({ it: value }, "change:it", "change");
    model.set("it", value);
    assert.deepEqual(told, []);
  });
}

test("the same listener is told once, however often it asked", () => {
  const model = createModel({ year: 1996 });
  let times = 0;
  const listener = () => (times += 1);
  model.on("change:year", listener);
  model.on("change:year", listener);
  model.set("year", 1997);
  assert.equal(times, 1);
});

test("a listener may leave while it is told", () => {
  const model = createModel({ year: 1996 });
  const told = [];
  const first = () => {
    told.push("first");
    model.off("change:year", first);
  };
  model.on("change:year", first);
  model.on("change:year", () => told.push("second"));
  model.set("year", 1997);
  model.set("year", 1998);
  assert.deepEqual(told, ["first", "second", "second"]);
});

test("a listener that joins while others are told waits for the next change", () => {
  const model = createModel({ year: 1996 });
  const told = [];
  const second = () => told.push("second");
  model.on("change:year", () => {
    told.push("first");
    model.on("change:year", second);
  });
  model.set("year", 1997);
  model.set("year", 1998);
  assert.deepEqual(told, ["first", "first", "second"]);
});

test("off takes away one listener, all of an event, or all", () => {
  const { model, told } = heard({ it: 0 }, "change:it", "change");
  const extra = () => told.push("extra");
  model.on("change:it", extra);
  model.off("change:it", extra);
  model.set("it", 1);
  assert.deepEqual(told.splice(0), ["change:it", "change"]);
  model.off("change:it");
  model.set("it", 2);
  assert.deepEqual(told.splice(0), ["change"]);
  model.off();
  model.set("it", 3);
  assert.deepEqual(told, []);
});

test("off for what nobody listens to is no error", () => {
  createModel({}).off("change:year", () => {});
});
