// What a reader brings: tables, their way into an address and back, and the figure made of them.
// That Python reads the same is held by tests/cases/own_network.json and tests/test_own_network.py.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { csvOf } from "../../widgets/js/cells.mjs";
import { packed, unpacked } from "../../widgets/js/own_address.mjs";
import { fitted, spreadOut } from "../../widgets/js/own_layout.mjs";
import { WHOLE, figureState, isShown } from "../../widgets/js/own_state.mjs";
import { LISTED, MOST, csvRecords, decodedText, flawText, readTables, saidOf } from "../../widgets/js/own_tables.mjs";

const CASES = JSON.parse(readFileSync(new URL("../cases/own_network.json", import.meta.url)));
const GIVEN = { measures: [{ key: "degree", name: "degree", decimals: 0, low: false }], colours: { blue: "#00f" } };

for (const { title, actors, ties, expected } of CASES) {
  test(`two tables: ${title}`, () => {
    const read = readTables(actors, ties);
    const held = (rows) => rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)));
    assert.deepEqual(held(read.actors), expected.actors);
    assert.deepEqual(held(read.ties), expected.ties);
    assert.deepEqual(read.flaws.map(flawText), expected.flaws);
    assert.deepEqual(read.notes, expected.notes);
    assert.equal(saidOf(read), expected.said);
  });
}

test("a table saved and read again is the same, also where a cell looks like a formula", () => {
  const rows = [["actor", "name"], ["=1+1", 'the "old" one'], ["'=x", "a,b;c"], ["-5", "+81 3"], ["@x", "'quoted'"]];
  const read = readTables(csvOf(rows)).actors;
  assert.deepEqual(read.map(({ actor, name }) => [actor, name]), rows.slice(1));
});

test("files are read by their mark, with or without one, and else not at all", () => {
  const text = "actor\n佐橋\nБрежнев\n";
  const wide = (order) => Uint8Array.from([...text].flatMap((letter) => {
    const code = letter.charCodeAt(0);
    return order ? [code & 255, code >> 8] : [code >> 8, code & 255];
  }));
  assert.equal(decodedText(new TextEncoder().encode(`\ufeff${text}`)), text);
  assert.equal(decodedText(Uint8Array.from([255, 254, ...wide(true)])), text);
  assert.equal(decodedText(Uint8Array.from([254, 255, ...wide(false)])), text);
  assert.equal(decodedText(wide(true)), text);
  const old = Uint8Array.from([0x8d, 0xb2, 0x8b, 0xb4]); // 佐橋 in Shift_JIS
  assert.throws(() => decodedText(old), /older encoding/);
  assert.equal(decodedText(old, "shift_jis"), "佐橋");
  // As tests/test_own_network.py expects of Python.
  assert.equal(decodedText(Uint8Array.from([0x87, 0x40, 0x87, 0x8a, 0xfb, 0xfc, 0x81, 0x60]), "shift_jis"), "①㈱髙～");
});

test("a table saved and read again is the same, whatever its first row holds", () => {
  for (const first of ["Smith; John", "tab\there", "sep=|", "a;b;c\nd", 'an "odd; one', ";;;,", "\t\u00a0=1+1", "' =x", " 'x"]) {
    const read = readTables(csvOf([[first], ["x,y;z"]])).actors.map(({ actor }) => actor);
    assert.deepEqual(read, [first.replace(/\s+/g, " ").trim(), "x,y;z"]);
  }
});

test("each row tells where it begins in the text, as a box needs that selects it", () => {
  const text = 'a,b\r\n"x\ny",1\r\n\r\nlast,2';
  const begins = csvRecords(text).rows.map(({ at }) => text.slice(at, at + 2));
  assert.deepEqual(begins, ["a,", '"x', "\r\n", "la"]);
});

test("too many rows are told, and what comes before them is read", () => {
  const rows = Array.from({ length: MOST.actors + 3 }, (_, i) => `a${i}`);
  const { actors, flaws } = readTables(`actor\n${rows.join("\n")}\n`);
  assert.equal(actors.length, MOST.actors);
  assert.deepEqual(flaws.map(flawText), ["Actors, row 2002: a picture takes 2,000 actors, and here are 2,003. What begins here is left out."]);
});

test("every row that is left out is counted, and no actor beyond the most is called unknown", () => {
  // As tests/test_own_network.py expects of Python.
  const rows = Array.from({ length: 2500 }, (_, i) => `a${i},Actor ${i},`).join("\n");
  const read = readTables(`actor,name,bloc\n${rows}`, "from,to\na1,a2\na1,a2400\nActor 2300,a2\na1,nobody\n,a2\n");
  assert.deepEqual(read.flaws.map(flawText), [
    "Actors, row 2002: a picture takes 2,000 actors, and here are 2,500. What begins here is left out.",
    "Ties, row 3: one end is beyond the 2,000 actors that a picture takes. From here on such ties are left out.",
    "Ties, row 5, column “target”: there is no actor “nobody”. Add it to the actors, or correct it.",
    "Ties, row 6, column “source”: it is empty. Say whom the tie joins, or delete the row.",
  ]);
  assert.equal(saidOf(read), "2,000 actors and 1 tie read; 504 rows left out.");
});

test("of more actors than a picture takes, whom the ties alone name, it is told once", () => {
  const ties = Array.from({ length: MOST.ties + 1 }, (_, i) => `a${i},b`).join("\n");
  const read = readTables("", `from,to\n${ties}`);
  assert.deepEqual(read.flaws.map(flawText), [
    "Ties, row 2001: one end is beyond the 2,000 actors that a picture takes. From here on such ties are left out.",
    "Ties, row 10002: a picture takes 10,000 ties, and here are 10,001. What begins here is left out.",
  ]);
  assert.equal(saidOf(read), "2,000 actors and 1,999 ties read; 8,002 rows left out.");
});

test("of thousands of wrong rows each is counted and none takes long", () => {
  // Names that agree at first are the worst: how far they are apart shows late.
  const alike = (i, letter) => `${"a".repeat(40)}${letter.repeat(20)}${i}`.slice(-60);
  const names = Array.from({ length: MOST.actors }, (_, i) => alike(i, "b")).join("\n");
  const ties = Array.from({ length: 5000 }, (_, i) => `${alike(i, "c")},nothing`).join("\n");
  const begun = performance.now();
  const { flaws } = readTables(`actor\n${names}`, `from,to\n${ties}`);
  assert.equal(flaws.length, 5000);
  assert.ok(flaws.length > LISTED);
  assert.ok(performance.now() - begun < 2000); // some 0.2 s on two idle cores
});

test("two tables go into an address and come back, packed or plain", async () => {
  const tables = ["actor\n佐橋\n", "from,to\nann,<script>alert(1)</script>\n"];
  const word = await packed(tables);
  assert.match(word, /^z[\w-]+$/);
  assert.deepEqual(await unpacked(word), tables);
  const { CompressionStream } = globalThis;
  delete globalThis.CompressionStream;
  try {
    const bare = await packed(tables);
    assert.match(bare, /^p[\w-]+$/);
    assert.deepEqual(await unpacked(bare), tables);
  } finally {
    globalThis.CompressionStream = CompressionStream;
  }
});

test("an address that holds no network is refused in a sentence, and so is one that unfolds without end", async () => {
  const good = await packed(["actor\nann\n", ""]);
  const bomb = await packed(["a".repeat(5_000_000), ""]);
  assert.ok(bomb.length < 16_000);
  const other = `p${btoa('{"a":1}')}`;
  for (const word of ["", "z", "q", "z!!!", good.slice(0, -6), `p${good.slice(1)}`, bomb, other, `p${btoa('["a",1]')}`]) {
    await assert.rejects(unpacked(word), /does not hold a network that can be read/, word.slice(0, 20));
  }
});

test("a figure has the controls that its network has use for", () => {
  const shown = (actors, ties) => {
    const state = figureState(readTables(actors, ties), GIVEN);
    return state.controls.filter((control) => isShown(control, state)).map(({ name }) => name);
  };
  assert.deepEqual(shown("actor\nann\nbob\n", "from,to\nann,bob\n"), ["removed_actors", "focus"]);
  const ties = "from,to,family,basis,programme,status,start\nann,bob,x,stated,plan,ended,1990\nbob,carl,y,hedged,,,1992\n";
  assert.deepEqual(shown("actor,bloc\nann,team\nbob,\ncarl,\n", ties), [
    ...["removed_actors", "programmes_off", "focus", "families_on", "bases_on", "period", "past_and_plans", "bloc"],
  ]);
});

test("a network beyond what a picture can show is looked at one actor at a time", () => {
  const ring = (n) => readTables("", `from,to\n${Array.from({ length: n }, (_, i) => `a${i},a${(i + 1) % n}`).join("\n")}`);
  assert.equal(figureState(ring(WHOLE.actors), GIVEN).arrangement, "crowded");
  assert.equal(figureState(ring(WHOLE.actors + 1), GIVEN).arrangement, "ego");
  assert.deepEqual(figureState(ring(WHOLE.actors + 1), GIVEN).places, {});
});

for (const { title, x, y, expected } of JSON.parse(readFileSync(new URL("../cases/own_layout.json", import.meta.url)))) {
  test(`places that somebody gave: ${title}`, () => assert.deepEqual(fitted(x, y), expected));
}

test("actors stand within the picture, apart, and at the same place each time", () => {
  const pairs = [[0, 1], [1, 2], [2, 0], [3, 4]];
  const at = spreadOut(6, pairs);
  assert.deepEqual(at, spreadOut(6, pairs));
  for (const [i, [x, y]] of at.entries()) {
    assert.ok(x >= 0 && x <= 1 && y >= 0 && y <= 1);
    for (const [a, b] of at.slice(0, i)) assert.ok(Math.hypot(x - a, y - b) > 0.05);
  }
  assert.deepEqual(spreadOut(1, []), [[0.5, 0.5]]);
});
