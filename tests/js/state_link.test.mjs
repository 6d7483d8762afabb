// A state is written and read on the page as in Python: both read cases/addresses.json.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";

import { fragmentOf, readFragment, slug } from "../../widgets/js/state_link.mjs";

const cases = JSON.parse(readFileSync(new URL("../cases/addresses.json", import.meta.url), "utf8"));

describe("a slug", () => {
  for (const { text, slug: expected } of cases.slugs) {
    test(text, () => assert.equal(slug(text), expected));
  }
});

describe("a state is written and read back", () => {
  for (const { why, figure, state, opened = [], fragment } of cases.fragments) {
    test(why, () => {
      const { controls, start } = cases.figures[figure];
      const wanted = { ...start, ...state };
      assert.equal(fragmentOf("fig-it", controls, start, wanted, opened), fragment);
      const back = readFragment(fragment, controls);
      assert.deepEqual({ ...start, ...back.values }, wanted);
      assert.deepEqual([back.opened.sort(), back.unknown], [opened.sort(), []]);
    });
  }
});

describe("what is not understood is told and left out", () => {
  for (const { why, figure, fragment, values, opened = [], unknown } of cases.readings) {
    test(why, () => {
      const found = readFragment(fragment, cases.figures[figure].controls);
      assert.deepEqual(found, { values, opened, unknown });
    });
  }
});
