// A reader's answers as a set of records that only grows: who joins two sets loses nothing.
//
// A record is [kind, name, field, at, value]: what sort of thing was answered (a prediction, a
// question of a quiz, the reader's name), which one, which part of it, when (in milliseconds) and
// what. The newest record of a field is its value; an empty one takes the value back. In the
// browser each record is a line of its own, so that damage to one line leaves the others.

const HEAD = "ties-that-govern answers 1";
const FORMAT = "ties-that-govern answers";
const VERSION = 1;
const LAST = Date.UTC(3000, 0); // no clock is set later

const isRecord = (each) =>
  Array.isArray(each) &&
  each.length === 5 &&
  [0, 1, 2, 4].every((at) => typeof each[at] === "string") &&
  Number.isInteger(each[3]) &&
  each[3] >= 0 &&
  each[3] <= LAST;

const parsed = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const later = (one, other) => one[3] - other[3] || (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);

/** Both sets of records as one, in order of time. */
export function merged(one, other) {
  const lines = new Map([...one, ...other].map((record) => [JSON.stringify(record), record]));
  return [...lines.values()].sort(later);
}

/** What a browser kept: the records that can be read, and how many lines cannot. */
export function readLines(text) {
  const [head, ...lines] = (text ?? "").split("\n");
  const whole = head === HEAD;
  const written = (whole ? lines : [head, ...lines]).filter((line) => line.trim());
  const read = written.map(parsed);
  const records = merged(read.filter(isRecord), []);
  return { records, damaged: written.length - read.filter(isRecord).length };
}

/** Records as a browser keeps them. */
export const writeLines = (records) => [HEAD, ...merged(records, []).map((each) => JSON.stringify(each))].join("\n");

/** The records of one field, oldest first. */
export const history = (records, kind, name, field) =>
  merged(records.filter(([k, n, f]) => k === kind && n === name && f === field), []);

/** What a field holds now: the newest value, or an empty text. */
export const valueOf = (records, kind, name, field) => history(records, kind, name, field).at(-1)?.[4] ?? "";

/** The record that gives a field a value, newer than all before it; null where it has that value. */
export function recordOf(records, kind, name, field, value, now) {
  const newest = history(records, kind, name, field).at(-1);
  if ((newest?.[4] ?? "") === value) return null;
  return [kind, name, field, Math.min(LAST, Math.max(now, (newest?.[3] ?? -1) + 1)), value];
}

// One file to hand in

/** Records as a JSON file. */
export function toJson(records, now) {
  const entries = merged(records, []).map(([kind, name, field, at, value]) => ({
    kind, name, field, at: new Date(at).toISOString(), value,
  }));
  const file = { format: FORMAT, version: VERSION, saved: new Date(now).toISOString(), records: entries };
  return `${JSON.stringify(file, null, 1)}\n`;
}

/** What a JSON file holds: `{ records, left }`, or `{ wrong }`, a sentence that says why nothing. */
export function fromJson(text) {
  const file = parsed(text.replace(/^\uFEFF/, ""));
  if (file === undefined) return { wrong: "This file is not JSON, or it breaks off; nothing was taken from it." };
  if (file?.format !== FORMAT) return { wrong: "This file does not hold answers saved from this book; nothing was taken from it." };
  if (file.version !== VERSION) {
    return { wrong: `This file is of version ${short(file.version)}, and this page reads version ${VERSION}; nothing was taken from it.` };
  }
  if (!Array.isArray(file.records)) return { wrong: "This file has no list of records; nothing was taken from it." };
  const read = file.records.map((each) => [each?.kind, each?.name, each?.field, Date.parse(each?.at), each?.value]);
  const records = merged(read.filter(isRecord), []);
  return { records, left: read.length - read.filter(isRecord).length };
}

const short = (value) => String(value).slice(0, 12);

/** A number of things in words: `counted(1, "answer")`. */
export const counted = (number, thing) => `${number} ${thing}${number === 1 ? "" : "s"}`;

// Markdown, in which a reader's text is text

/** A text of one line or several as Markdown that shows it and does nothing else. */
export function asMarkdown(text) {
  const line = (each) =>
    each
      .replace(/[\\\x60*_{}[\]<>#|~&$!^@:]/g, "\\$&")
      .replace(/^\s+/, (space) => "\u00A0".repeat(space.length))
      .replace(/^(\u00A0*)([-+=%]|\d+(?=[.)]))/, (_, space, mark) =>
        /\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`);
  return text.split(/\r\n|\r|\n/).map(line);
}

const quoted = (text) => asMarkdown(text).map((line) => `> ${line}`.trimEnd()).join("\n>\n");

/** An answer; a number with what it counts, in the singular or the plural. */
export const told = (value, units) => (value && units.length ? `${value} ${units.at(value === "1" ? 0 : -1)}` : value);

/** How far a chapter's quiz has come. */
export function quizCount(records, questions) {
  const marks = questions.map((name) => valueOf(records, "question", name, "mark"));
  return { asked: marks.length, checked: marks.filter(Boolean).length, right: marks.filter((mark) => mark === "right").length };
}

/** The sentence of it; empty where nothing is checked. */
export function quizSentence({ asked, checked, right }) {
  return checked ? `Quiz: ${checked} of ${asked} questions checked, ${right} of them right.` : "";
}

/** Answers as a Markdown file, in the order of the book; what the book no longer asks comes last. */
export function toMarkdown(records, chapters, now) {
  const of = (kind, name, field) => valueOf(records, kind, name, field);
  const parts = ["# Answers: Ties That Govern"];
  const add = (label, text) => text && parts.push(`${label}:`, quoted(text));
  add("Name", of("reader", "name", "name"));
  parts.push(`Saved on ${day(now)}.`);
  const known = new Set();
  for (const { title, predictions, questions } of chapters) {
    const from = parts.length;
    for (const { name, prompt, units, compare } of predictions) {
      known.add(`prediction ${name}`);
      const kept = history(records, "prediction", name, "expected").filter(([, , , , value]) => value);
      const because = of("prediction", name, "because");
      const unforeseen = of("prediction", name, "unforeseen");
      if (!kept.length && !because && !unforeseen) continue;
      parts.push(...asMarkdown(prompt));
      for (const [, , , at, value] of kept) add(`Expected (kept on ${day(at)})`, told(value, units));
      add("Because", because);
      add("The figure", compare);
      add("Not expected", unforeseen);
    }
    for (const name of questions) known.add(`question ${name}`);
    const quiz = quizSentence(quizCount(records, questions));
    if (quiz) parts.push(quiz);
    if (parts.length > from) parts.splice(from, 0, `## ${asMarkdown(title).join(" ")}`);
  }
  const others = records.filter(([kind, name, , , value]) => kind !== "reader" && value && !known.has(`${kind} ${name}`));
  if (others.length) parts.push("## What this edition of the book does not ask");
  for (const [kind, name, field, , value] of others) add([kind, name, field].flatMap(asMarkdown).join(", "), value);
  return `${parts.join("\n\n")}\n`;
}

const day = (at) => new Date(at).toISOString().slice(0, 10);
