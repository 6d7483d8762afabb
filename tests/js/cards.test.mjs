// Where a card stands: on the screen, beside its link, and never over it.
import assert from "node:assert/strict";
import { test } from "node:test";

import { boxAt, furtherWords, placed } from "../../widgets/js/cards.mjs";

const SCREEN = { width: 320, height: 640 };
const CARD = { width: 300, height: 120 };
const link = (left, top) => ({ left, top, right: left + 60, bottom: top + 20 });

test("it stands below its link and begins with it, where there is room", () => {
  const wide = { width: 1366, height: 900 };
  assert.deepEqual(placed(link(400, 100), CARD, wide), { left: 400, top: 124 });
});

test("it moves to the left where the screen ends", () => {
  const wide = { width: 1366, height: 900 };
  assert.equal(placed(link(1300, 100), CARD, wide).left, 1366 - 8 - 300);
});

test("it stands above its link at the lower edge", () => {
  assert.equal(placed(link(10, 600), CARD, SCREEN).top, 600 - 4 - 120);
});

test("where there is room neither above nor below, the reader can scroll down to it", () => {
  assert.equal(placed(link(10, 50), CARD, { width: 320, height: 160 }).top, 74);
});

test("wherever its link is, a card that fits is on the screen and leaves the link free", () => {
  for (let left = 0; left <= SCREEN.width - 60; left += 13) {
    for (let top = 0; top <= SCREEN.height - 20; top += 17) {
      const at = placed(link(left, top), CARD, SCREEN);
      assert.ok(at.left >= 0 && at.left + CARD.width <= SCREEN.width);
      assert.ok(at.top >= 0 && at.top + CARD.height <= SCREEN.height);
      assert.ok(at.top >= top + 20 || at.top + CARD.height <= top);
    }
  }
});

test("a card wider than the screen begins at its edge", () => {
  assert.equal(placed(link(100, 100), { width: 400, height: 50 }, SCREEN).left, 8);
});

test("of a link over two lines it takes the part that is pointed at, else the first", () => {
  const boxes = [link(250, 100), link(10, 130)];
  assert.equal(boxAt(boxes, { x: 20, y: 140 }), boxes[1]);
  assert.equal(boxAt(boxes, { x: 260, y: 110 }), boxes[0]);
  assert.equal(boxAt(boxes, { x: 0, y: 0 }), boxes[0]);
  assert.equal(boxAt(boxes), boxes[0]);
});

test("a card says where its own link leads", () => {
  assert.equal(furtherWords("#term-amakudari"), "In the glossary");
  assert.equal(furtherWords("#id12"), "In the list of sources");
});
