// Which keys turn the slides: the deck's own, unless what has the focus uses them itself.
import assert from "node:assert/strict";
import { test } from "node:test";
import { turns } from "../../widgets/js/turning.mjs";

// An element that matches a selector if one of its parts names the element.
const within = (name) => ({
  closest: (selector) => (selector.split(", ").some((part) => part === name) ? {} : null),
});
const SLIDE = { closest: () => null };
const press = (key, target = SLIDE, more = {}) => turns({ key, target, ...more });

test("arrows, pages and the space bar turn the slides", () => {
  for (const key of ["ArrowRight", "ArrowDown", "PageDown", " "]) assert.equal(press(key), "on");
  for (const key of ["ArrowLeft", "ArrowUp", "PageUp"]) assert.equal(press(key), "back");
  assert.equal(press(" ", SLIDE, { shiftKey: true }), "back");
  assert.deepEqual(["Home", "End", "n", "S"].map((key) => press(key)), ["first", "last", "notes", "speaker"]);
});

test("other keys, and keys held with another, are left alone", () => {
  for (const key of ["a", "Tab", "Enter", "Escape", "F5"]) assert.equal(press(key), null);
  for (const held of ["ctrlKey", "altKey", "metaKey"]) {
    assert.equal(press("ArrowRight", SLIDE, { [held]: true }), null);
    assert.equal(press("n", SLIDE, { [held]: true }), null);
  }
});

test("a list, a slider, a scrolling box keep all their keys", () => {
  for (const name of ["select", "input:not([type=checkbox])", "[tabindex='0']", "textarea"]) {
    for (const key of ["ArrowRight", "ArrowDown", "PageDown", "Home", " ", "n"]) {
      assert.equal(press(key, within(name)), null, `${key} in ${name}`);
    }
  }
});

test("a button keeps what presses it and leaves the arrows to the deck", () => {
  for (const name of ["button", "summary", "a", "input"]) {
    assert.equal(press(" ", within(name)), null);
    assert.equal(press("ArrowRight", within(name)), "on");
    assert.equal(press("PageDown", within(name)), "on");
  }
});

test("Escape gives the keys back to the slides", () => {
  assert.equal(press("Escape", within("select")), "leave");
  assert.equal(press("Escape", within("button")), "leave");
  assert.equal(press("Escape"), null);
});

test("a key that comes from no element turns the slides too", () => {
  assert.equal(turns({ key: "ArrowRight", target: null }), "on");
  assert.equal(turns({ key: "ArrowRight", target: {} }), "on");
});
