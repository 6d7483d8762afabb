// A reader's answers: joined without loss, read from damage, written as text and not as markup.
import assert from "node:assert/strict";
import { describe, test } from "node:test";

import {
  asMarkdown, fromJson, history, merged, quizCount, readLines, recordOf, toJson, toMarkdown, valueOf, writeLines,
} from "../../widgets/js/answers.mjs";
import { answersReading, openedSaid } from "../../widgets/js/your_answers.mjs";

const NOW = Date.UTC(2026, 10, 22, 12);

/** Sets of records by chance, the same at every run: a linear congruential generator. */
function* chances(times) {
  let state = 7;
  const next = (below) => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
  const texts = ["", "2", "<img onerror=x>", "a\nb", "“Tōyō”", '"', "\\", "\u2028", "{", "=1+1"];
  const set = () => Array.from({ length: next(9) }, () => [
    ["prediction", "question", "reader"][next(3)], ["a", "b"][next(2)], ["expected", "mark"][next(2)], next(5), texts[next(texts.length)],
  ]);
  for (let time = 0; time < times; time += 1) yield [set(), set(), set()];
}

describe("joining", () => {
  test("is the same in any order, any grouping, and any number of times", () => {
    for (const [a, b, c] of chances(300)) {
      assert.deepEqual(merged(a, b), merged(b, a));
      assert.deepEqual(merged(merged(a, b), c), merged(a, merged(b, c)));
      assert.deepEqual(merged(merged(a, b), b), merged(a, b));
    }
  });

  test("loses no record and makes none up", () => {
    const lines = (set) => new Set(set.map((each) => JSON.stringify(each)));
    for (const [a, b] of chances(300)) {
      assert.deepEqual(lines(merged(a, b)), lines([...a, ...b]));
    }
  });

  test("a field has one value, whoever joins", () => {
    for (const [a, b] of chances(300)) {
      const of = (set) => valueOf(set, "prediction", "a", "expected");
      assert.equal(of(merged(a, b)), of(merged(b, a)));
      assert.equal(of([...b, ...a]), of(merged(a, b)));
    }
  });
});

describe("a record", () => {
  test("is newer than all before it, also when the clock is behind", () => {
    const first = recordOf([], "prediction", "a", "expected", "2", NOW);
    const second = recordOf([first], "prediction", "a", "expected", "3", NOW - 60_000);
    assert.equal(valueOf([second, first], "prediction", "a", "expected"), "3");
    assert.deepEqual(history([second, first], "prediction", "a", "expected"), [first, second]);
  });

  test("is not made where nothing changes", () => {
    const first = recordOf([], "prediction", "a", "expected", "2", NOW);
    assert.equal(recordOf([first], "prediction", "a", "expected", "2", NOW + 1), null);
    assert.equal(recordOf([], "prediction", "a", "expected", "", NOW), null);
  });

  test("that is empty takes a value back and keeps what was", () => {
    const first = recordOf([], "prediction", "a", "expected", "2", NOW);
    const records = [first, recordOf([first], "prediction", "a", "expected", "", NOW)];
    assert.equal(valueOf(records, "prediction", "a", "expected"), "");
    assert.equal(records.length, 2);
  });
});

describe("what a browser kept", () => {
  test("is read as it was written", () => {
    for (const [a] of chances(300)) assert.deepEqual(readLines(writeLines(a)), { records: merged(a, []), damaged: 0 });
  });

  test("is empty where there is nothing", () => {
    for (const text of [null, "", "\n", writeLines([])]) assert.deepEqual(readLines(text), { records: [], damaged: 0 });
  });

  test("is read wherever a line is whole, when it breaks off anywhere", () => {
    for (const [a] of chances(40)) {
      const text = writeLines(a);
      for (let end = 1; end < text.length; end += 1) {
        const { records, damaged } = readLines(text.slice(0, end));
        const whole = text.slice(0, end).split("\n").length - 1;
        assert.ok(records.length >= whole - 1, text.slice(0, end));
        assert.ok(damaged <= 1);
      }
    }
  });

  test("tells how many lines cannot be read, and reads the others", () => {
    const good = ["prediction", "a", "expected", 1, "2"];
    const bad = ["{", "[1]", '["prediction","a","expected","1","2"]', '["prediction","a","expected",-1,"2"]', '["prediction","a","expected",1.5,"2"]', "null"];
    const text = [...bad, JSON.stringify(good)].join("\n");
    assert.deepEqual(readLines(`ties-that-govern answers 1\n${text}`), { records: [good], damaged: bad.length });
    assert.deepEqual(readLines(`ties-that-\n${text}`), { records: [good], damaged: bad.length + 1 });
  });
});

describe("a file of JSON", () => {
  test("holds what it was made of", () => {
    for (const [a] of chances(300)) assert.deepEqual(fromJson(toJson(a, NOW)), { records: merged(a, []), left: 0 });
  });

  test("may begin with the mark of UTF-8", () => {
    assert.deepEqual(fromJson(`\uFEFF${toJson([], NOW)}`), { records: [], left: 0 });
  });

  for (const [text, said] of [
    ["", /is not JSON, or it breaks off/],
    [toJson([["reader", "name", "name", 1, "A"]], NOW).slice(0, -9), /is not JSON, or it breaks off/],
    ["<img src=x onerror=alert(1)>", /is not JSON/],
    ["null", /does not hold answers saved from this book/],
    ['{"format": "other"}', /does not hold answers saved from this book/],
    ['{"format": "ties-that-govern answers", "version": 2, "records": []}', /of version 2, and this page reads version 1/],
    ['{"format": "ties-that-govern answers", "version": 1, "records": {}}', /no list of records/],
  ]) {
    test(`is refused in one sentence: ${text.slice(0, 40)}`, () => {
      const { wrong, records } = fromJson(text);
      assert.match(wrong, said);
      assert.equal(records, undefined);
      assert.equal(wrong.match(/\.( |$)/g).length, 1);
    });
  }

  test("is taken as far as it can be read", () => {
    const file = JSON.parse(toJson([["reader", "name", "name", 1, "A"]], NOW));
    file.records.push(null, { kind: "reader" }, { ...file.records[0], at: "yesterday" });
    const read = fromJson(JSON.stringify(file));
    assert.deepEqual(read, { records: [["reader", "name", "name", 1, "A"]], left: 3 });
    assert.equal(openedSaid("a.json", read, []), "a.json: 1 entry read, 1 of them new. 3 entries could not be read and were left out.");
    assert.equal(openedSaid("a.json", { ...read, left: 0 }, read.records), "a.json: 1 entry read, 0 of them new.");
  });
});

const CHAPTERS = [
  {
    chapter: "part/one",
    title: "Who *appoints*?",
    predictions: [{ name: "a", prompt: "How many?", units: ["post", "posts"], compare: "Two." }],
    questions: ["x", "y"],
  },
  { chapter: "part/two", title: "Unanswered", predictions: [{ name: "b", prompt: "Why?", units: [], compare: "So." }], questions: ["z"] },
];
const RECORDS = [
  ["reader", "name", "name", NOW, "Ana_Lucía"],
  ["prediction", "a", "expected", NOW, "0"],
  ["prediction", "a", "expected", NOW + 1, "1"],
  ["prediction", "a", "unforeseen", NOW + 2, "That *he* died.\n# Really"],
  ["question", "x", "chosen", NOW, "He"],
  ["question", "x", "mark", NOW, "wrong"],
  ["question", "gone", "chosen", NOW, "She"],
];

describe("Markdown", () => {
  test("lists what was answered in the order of the book, the first expectation too", () => {
    assert.equal(toMarkdown(RECORDS, CHAPTERS, NOW), [
      "# Answers: Ties That Govern",
      "Name:", "> Ana\\_Lucía",
      "Saved on 2026-11-22.",
      "## Who \\*appoints\\*?",
      "How many?",
      "Expected (kept on 2026-11-22):", "> 0 posts",
      "Expected (kept on 2026-11-22):", "> 1 post",
      "The figure:", "> Two.",
      "Not expected:", "> That \\*he\\* died.\n>\n> \\# Really",
      "Quiz: 1 of 2 questions checked, 0 of them right.",
      "## What this edition of the book does not ask",
      "question, gone, chosen:", "> She",
      "",
    ].join("\n\n").replace(/\n\n$/, "\n"));
  });

  for (const [text, written] of [
    ["<img src=x onerror=alert(1)>", "\\<img src=x onerror=alert(1)\\>"],
    ["[a](b) ![c](d)", "\\[a\\](b) \\!\\[c\\](d)"],
    ["1. one", "1\\. one"],
    ["12) two", "12\\) two"],
    ["1998 was hard", "1998 was hard"],
    ["- a", "\\- a"],
    ["    code", "\u00A0\u00A0\u00A0\u00A0code"],
    ["$x$ & `y`", "\\$x\\$ \\& \\`y\\`"],
    ["===", "\\==="],
    [":::{note}", "\\:\\:\\:\\{note\\}"],
  ]) {
    test(`shows ${JSON.stringify(text)} as it is`, () => assert.deepEqual(asMarkdown(text), [written]));
  }
});

test("how far a reader has come is counted", () => {
  assert.deepEqual(quizCount(RECORDS, ["x", "y"]), { asked: 2, checked: 1, right: 0 });
  assert.equal(answersReading(RECORDS, CHAPTERS), "1 of 2 expectations kept. Quiz: 1 of 3 questions checked, 0 of them right.");
  assert.equal(answersReading([], CHAPTERS), "Nothing is kept in this browser.");
});
