// The two tables of a network that a reader brings, checked row by row: the twin of own_tables.py,
// which says what is what. Cells are read by the rules of Python's csv module.
import { BLANK } from "./cells.mjs";
import { inRow } from "./tie_reading.mjs";

export const MOST = { actors: 2000, ties: 10_000 };
export const LISTED = 100; // so many flaws the page tells one by one
const QUOTED = 60;
const PROPOSED = 20;
const FEW = 6;
const FAMILIES = 24;
const LAST_YEAR = 2999;

const HEADINGS = {
  actors: {
    actor: ["id", "node", "key", "akteur", "acteur", "актор", "行為者"],
    name: ["label", "title", "full_name", "nom", "имя", "名前", "氏名"],
    short: ["short_name", "abbreviation"],
    bloc: ["block"],
    x: [],
    y: [],
  },
  ties: {
    source: ["from", "sender", "ego", "tail", "von", "quelle", "от", "источник", "起点"],
    target: ["to", "receiver", "alter", "head", "nach", "ziel", "кому", "цель", "終点"],
    kind: ["type", "relation", "label"],
    family: ["families"],
    directed: ["direction"],
    start: ["since", "begin", "from_year"],
    end: ["until", "to_year"],
    basis: ["footing"],
    status: [],
    programme: ["program"],
    evidence: ["quotation", "quote"],
    document: [],
    section: ["page"],
    attributed_to: [],
    note: ["notes", "comment", "remark"],
  },
};
const TEXTS = ["kind", "family", "basis", "status", "programme", "evidence", "document", "section", "attributed_to", "note"];
const WITHOUT = { actors: ["actor", "name"], ties: ["source", "target", "kind"] };
const YES = new Set(["true", "yes", "y", "1", "directed", "wahr", "vrai", "ja", "oui", "истина", "да", "はい"]);
const NO = new Set(["", "false", "no", "n", "0", "undirected", "falsch", "faux", "nein", "non", "ложь", "нет", "いいえ", "mutual"]);
const NUMBER = /^-?[0-9]+([.,][0-9]+)?$/;
const YEAR = /^[0-9]{1,4}([.,]0+)?$/;
const SIMPLE = /^[!-~]*$/; // most cells of a large table: nothing to put right
const WORKBOOKS = ["80,75,3,4", "208,207,17,224"]; // how .xlsx and .ods begin, and .xls
const ESCAPED = /^''*[=+\-@]/;

/** The text of a file: by its mark, as UTF-16 or UTF-8, else in `encoding`. */
export function decodedText(bytes, encoding = "") {
  if (WORKBOOKS.includes(bytes.subarray(0, 4).join())) {
    throw new Error("This file is a workbook, and no table of text. Save each of its sheets as “CSV UTF-8”, and open that.");
  }
  let marked = { "255,254": "utf-16le", "254,255": "utf-16be", "239,187": "utf-8" }[bytes.subarray(0, 2).join()];
  if (!marked && !encoding && bytes.subarray(0, 200).includes(0)) marked = bytes[1] === 0 ? "utf-16le" : "utf-16be";
  try {
    return new TextDecoder(marked ?? (encoding || "utf-8"), { fatal: true }).decode(bytes);
  } catch {
    throw new Error("This file is in an older encoding. Save it as “CSV UTF-8”, or say which encoding it is.");
  }
}

/** How much was read and how much left out, in one sentence. */
export function saidOf({ actors, ties, flaws }) {
  const read = `${counted(actors.length, "actor")} and ${counted(ties.length, "tie")} read`;
  const out = flaws.reduce((sum, { rows }) => sum + rows, 0);
  return out ? `${read}; ${counted(out, "row")} left out.` : `${read}.`;
}

/** One flaw in a sentence. */
export function flawText({ table, row, column, said }) {
  return `${titled(table)}, row ${row}${column ? `, column “${column}”` : ""}: ${said}`;
}

export const counted = (number, noun) => `${grouped(number)} ${noun}${number === 1 ? "" : "s"}`;
const grouped = (number) => number.toLocaleString("en-US");
const letters = (text) => [...text.slice(0, 2 * QUOTED + 2)]; // enough to tell a long text, and no more
const isLong = (text) => letters(text).length > QUOTED;
const quoted = (text) => `“${isLong(text) ? `${letters(text).slice(0, QUOTED - 1).join("")}…` : text}”`;
const titled = (table) => table[0].toUpperCase() + table.slice(1);

/** What can be read of two tables as texts, and what cannot and why. */
export function readTables(actorsText = "", tiesText = "") {
  const found = { actors: [], ties: [], flaws: [], notes: [] };
  let { rows: sheet, beyond } = sheetOf("actors", actorsText, found);
  const { rows } = sheetOf("ties", tiesText, found);
  let people = sheet && actorsOf(sheet, found);
  if (people && !people.size && !plain(actorsText) && rows?.length) {
    const named = [...new Set(rows.flatMap(({ cells }) => [cells.source, cells.target]).filter(Boolean))];
    people = new Map(named.slice(0, MOST.actors).map((end) => [end, personOf(end)]));
    beyond = named.slice(MOST.actors);
    found.notes.push(`There is no table of actors: ${counted(people.size, "actor")} taken from the ties.`);
  }
  if (people) {
    found.actors = [...people.values()];
    if (rows) found.ties = tiesOf(within(rows, new Set(beyond), people, found), people, found);
  }
  tooMany("family", found);
  tooMany("basis", found);
  found.flaws.sort((one, other) => (one.table === other.table ? one.row - other.row : one.table < other.table ? -1 : 1));
  return found;
}

/** The rows of a table as `{ row, cells, at }`, where each begins in the text, and what stays open. */
export function csvRecords(text) {
  const mark = /^\ufeff?sep=([,;\t|])(\r\n|\r|\n)/i.exec(text);
  let at = mark ? mark[0].length : text[0] === "\ufeff" ? 1 : 0;
  const parting = mark ? mark[1] : delimiterOf(text);
  const ends = new RegExp(`[\\r\\n${parting === "\t" ? "\\t" : parting}]|$`, "g");
  const rows = [];
  let [cells, begin, open] = [[], at, false];
  const close = () => {
    rows.push({ row: rows.length + 1, cells, at: begin });
    cells = [];
  };
  while (at < text.length) {
    while (text[at] === " ") at++;
    let value = "";
    let quoted = text[at] === '"';
    const first = at;
    while (quoted) {
      const end = text.indexOf('"', at + 1);
      open = end < 0;
      value += text.slice(at + 1, open ? undefined : end);
      at = open ? text.length : end + 1;
      quoted = text[at] === '"';
      if (quoted) value += '"';
    }
    ends.lastIndex = at;
    const end = ends.exec(text).index;
    value += text.slice(at, end);
    at = end;
    const parted = text[at] === parting;
    // A line without anything has no cell.
    if (parted || cells.length || at > first || value || text[first] === '"' || first > begin) cells.push(value);
    if (parted) {
      at += 1;
      if (at < text.length) continue;
      cells.push("");
    }
    if (text[at] === "\r" && text[at + 1] === "\n") at += 1;
    at += 1;
    close();
    begin = at;
  }
  return { rows, open };
}

/** What parts the cells: of tab, semicolon and comma what the first row has most of. */
export function delimiterOf(text) {
  const line = text.split(/[\r\n]+/).find((each) => each.replace(BLANK, "")) ?? "";
  const bare = line.replace(/"[^"]*"?/g, "");
  const times = ["\t", ";", ","].map((each) => bare.split(each).length);
  const most = Math.max(...times);
  return most > 1 ? ["\t", ";", ","][times.indexOf(most)] : ",";
}

const plain = (text) => text.normalize("NFC").replace(BLANK, " ").replace(/^ +| +$/g, "");

/** The text of a cell: composed, in one line, without the apostrophe before a formula. */
export function cellText(text) {
  const own = SIMPLE.test(text) ? text : plain(text);
  return ESCAPED.test(own) ? own.slice(1) : own;
}

const heading = (text) => cellText(text).toLowerCase().replace(/[ .-]+/g, "_");

const NAMES = Object.fromEntries(Object.entries(HEADINGS).map(([table, columns]) => [
  table,
  new Map(Object.entries(columns).flatMap(([column, others]) => [column, ...others].map((name) => [name, column]))),
]));

/** The rows that hold anything, or null where a table cannot be read, and whom those beyond the most name. */
function sheetOf(table, text, found) {
  const { rows: all, open } = csvRecords(text);
  if (open) {
    const said = "a quotation mark opens here and is not closed, so that all below it is one cell.";
    tell(found, table, all.pop().row, null, `${said} Close it, or take it away.`);
  }
  let rows = all.map(({ row, cells }) => ({ row, cells: cells.map(cellText) }));
  rows = rows.filter(({ cells }) => cells.some(Boolean));
  if (!rows.length) return { rows: open ? null : [], beyond: [] };
  const headings = rows[0].cells;
  const columns = columnsOf(table, headings, rows, found);
  if (!columns) return { rows: null, beyond: [] };
  if (headings.some((each) => NAMES[table].has(heading(each)))) rows = rows.slice(1);
  const rest = rows.slice(MOST[table]);
  if (rest.length) {
    const said = `a picture takes ${counted(MOST[table], table.slice(0, -1))}, and here are ${grouped(rows.length)}.`;
    tell(found, table, rest[0].row, null, `${said} What begins here is left out.`, rest.length);
    rows = rows.slice(0, MOST[table]);
  }
  const naming = ["actor", "name"].map((column) => columns.indexOf(column));
  const beyond = rest.flatMap(({ cells }) => naming.map((at) => cells[at])).filter(Boolean);
  const kept = [];
  for (const { row, cells } of rows) {
    if (cells.slice(headings.length).some(Boolean)) {
      const said = `it has ${counted(cells.length, "cell")}, and the first row ${headings.length}.`;
      tell(found, table, row, null, `${said} If a cell holds a comma or a semicolon, put it in quotation marks.`);
      continue;
    }
    const own = Object.fromEntries(Object.keys(HEADINGS[table]).map((column) => [column, ""]));
    columns.forEach((column, at) => {
      if (column) own[column] = cells[at] ?? "";
    });
    kept.push({ row, cells: own });
  }
  return { rows: kept, beyond };
}

/** Whether a text is a table of ties by its headings: for both ends of one it has a column. */
export function isOfTies(text) {
  const first = csvRecords(text).rows.find(({ cells }) => cells.some(Boolean))?.cells ?? [];
  const met = new Set(first.map((each) => NAMES.ties.get(heading(each))));
  return met.has("source") && met.has("target");
}

function columnsOf(table, headings, rows, found) {
  const names = NAMES[table];
  const title = titled(table);
  if (!headings.some((each) => names.has(heading(each)))) {
    const own = WITHOUT[table].slice(0, headings.length);
    found.notes.push(`${title}: the first row holds no heading that is known, so it is taken for data, and the columns for ${inRow(own)}.`);
    if (table === "ties" && headings.length < 2) {
      tell(found, table, rows[0].row, null, "a tie has two ends, and here is one column. Add a second one, for whom it leads to.", rows.length);
      return null;
    }
    return headings.map((_, at) => own[at] ?? null);
  }
  let columns = [];
  const unused = [];
  headings.forEach((text, at) => {
    let column = names.get(heading(text)) ?? null;
    if (column === "kind" && heading(text) === "type") {
      const values = rows.slice(1).map(({ cells }) => (cells[at] ?? "").toLowerCase()).filter(Boolean);
      if (values.length && values.every((each) => each === "directed" || each === "undirected")) column = "directed";
    }
    if (column === null || columns.includes(column)) {
      if (text) unused.push(text);
      column = null;
    }
    columns.push(column);
  });
  if (table === "actors" && !columns.includes("actor")) columns = columns.map((each) => (each === "name" ? "actor" : each));
  for (const column of table === "actors" ? ["actor"] : ["source", "target"]) {
    if (columns.includes(column)) continue;
    const also = HEADINGS[table][column][0];
    tell(found, table, rows[0].row, column, `there is no column of this name. Call one of them “${column}” or “${also}”.`, rows.length - 1);
    return null;
  }
  if (unused.length) found.notes.push(`${title}: not used: ${inRow(unused.map(quoted))}.`);
  return columns;
}

function actorsOf(rows, found) {
  const [people, met] = [new Map(), new Map()];
  for (const { row, cells } of rows) {
    const actor = cells.actor || cells.name;
    const say = (column, said) => tell(found, "actors", row, column, said);
    if (!actor) {
      say("actor", "it is empty. Give the actor a name, or delete the row.");
      continue;
    }
    if (met.has(actor)) {
      say("actor", `${quoted(actor)} stands already in row ${met.get(actor)}. Give one of them another name, or delete the row.`);
      continue;
    }
    met.set(actor, row);
    const bad = ["x", "y"].find((axis) => cells[axis] && !NUMBER.test(cells[axis]));
    if (bad) {
      say(bad, `${quoted(cells[bad])} is no number. Write one such as 0.5, or nothing.`);
      continue;
    }
    people.set(actor, personOf(actor, cells));
  }
  for (const { actor, bloc } of [...people.values()].filter((one) => people.has(one.bloc))) {
    people.delete(actor);
    tell(found, "actors", met.get(actor), "bloc", `${quoted(bloc)} is the name of an actor too. Give the bloc another name.`);
  }
  const all = [...people.values()];
  const placed = all.filter(({ x, y }) => x !== null && y !== null).length;
  if (placed < all.length) {
    if (placed) found.notes.push(`Actors: ${grouped(placed)} of ${grouped(all.length)} have a place (x and y), so all are placed anew.`);
    for (const one of all) one.x = one.y = null;
  }
  return people;
}

function personOf(actor, cells = {}) {
  const place = (axis) => (cells[axis] ? Number(cells[axis].replace(",", ".")) : null);
  return { actor, name: cells.name || actor, short: cells.short || null, bloc: cells.bloc || null, x: place("x"), y: place("y") };
}

/** The ties without those of actors who are left out because there are too many. */
function within(rows, beyond, people, found) {
  for (const [actor, { name }] of people) for (const who of [actor, name]) beyond.delete(who);
  const isCut = ({ cells }) => beyond.has(cells.source) || beyond.has(cells.target);
  const cut = rows.filter(isCut);
  if (!cut.length) return rows;
  const said = `one end is beyond the ${counted(MOST.actors, "actor")} that a picture takes. From here on such ties are left out.`;
  tell(found, "ties", cut[0].row, null, said, cut.length);
  return rows.filter((each) => !isCut(each));
}

function tiesOf(rows, people, found) {
  const byName = new Map();
  for (const [actor, { name }] of people) byName.set(name, [...(byName.get(name) ?? []), actor]);
  const pairs = [];
  const met = new Map();
  const nearest = new Map();
  let known = null;
  for (const { row, cells } of rows) {
    const say = (column, said) => tell(found, "ties", row, column, said);
    for (const end of ["source", "target"]) {
      if (!people.has(cells[end]) && byName.get(cells[end])?.length === 1) cells[end] = byName.get(cells[end])[0];
    }
    const bad = ["source", "target"].find((end) => !people.has(cells[end]));
    if (bad) {
      const who = cells[bad];
      if (!who) {
        say(bad, "it is empty. Say whom the tie joins, or delete the row.");
        continue;
      }
      known ??= [...people.keys()].filter((name) => !isLong(name)).map((name) => [name, codes(name)]);
      if (!nearest.has(who) && nearest.size < PROPOSED) nearest.set(who, near(who, known));
      const name = nearest.get(who);
      say(bad, `there is no actor ${quoted(who)}. ${name ? `Did you mean ${quoted(name)}?` : "Add it to the actors, or correct it."}`);
      continue;
    }
    const { source, target, kind, programme } = cells;
    if (source === target) {
      say("target", `${quoted(source)} is tied to itself. Say to whom the tie leads, or delete it.`);
      continue;
    }
    const directed = YES.has(cells.directed.toLowerCase());
    if (!directed && !NO.has(cells.directed.toLowerCase())) {
      say("directed", `${quoted(cells.directed)} is neither yes nor no. Write one of them.`);
      continue;
    }
    const wrong = ["start", "end"].find((end) => cells[end] && !isYear(cells[end]));
    if (wrong) {
      say(wrong, `${quoted(cells[wrong])} is no year. Write the year alone, such as 1998.`);
      continue;
    }
    const [start, end] = [yearOf(cells.start), yearOf(cells.end)];
    if (start !== null && end !== null && end < start) {
      say("end", `${end} is before the start, ${start}. Change one of them.`);
      continue;
    }
    const ways = [[source, target], [target, source]].slice(0, directed ? 1 : 2);
    const keys = ways.map((way) => JSON.stringify([...way, kind, programme, start]));
    const twice = keys.map((key) => met.get(key)).find(Boolean);
    if (twice) {
      say(null, `${quoted(source)} and ${quoted(target)} are tied as in row ${twice}. Delete one of them, or say by its kind how it differs.`);
      continue;
    }
    for (const key of keys) met.set(key, row);
    const texts = Object.fromEntries(TEXTS.map((column) => [column, cells[column] || null]));
    pairs.push({ ...texts, source, target, directed, start, end });
  }
  return pairs;
}

const yearOf = (text) => (text ? Number(text.split(/[.,]/)[0]) : null);
const isYear = (text) => YEAR.test(text) && yearOf(text) >= 1 && yearOf(text) <= LAST_YEAR;

const codes = (text) => Array.from(text.toLowerCase(), (letter) => letter.codePointAt(0));

function near(wrong, known) {
  if (isLong(wrong)) return null;
  const own = codes(wrong);
  let [best, least] = [null, Math.min(Math.max(1, Math.floor(letters(wrong).length / 3)), FEW) + 1];
  for (const [name, theirs] of known) {
    const steps = distance(own, theirs, least);
    if (steps < least) [best, least] = [name, steps];
  }
  return best;
}

function distance(one, other, enough) {
  const { length } = other;
  if (Math.abs(one.length - length) >= enough) return enough;
  let row = [];
  let before = [];
  for (let j = 0; j <= length; j++) {
    row.push(j);
    before.push(enough);
  }
  for (let i = 1; i <= one.length; i++) {
    [before, row] = [row, before];
    // So far from the diagonal that it is enough, nothing need be worked out.
    const first = Math.max(1, i - enough + 1);
    const last = Math.min(length, i + enough - 1);
    const letter = one[i - 1];
    let left = first === 1 ? i : enough;
    let least = left;
    row[first - 1] = left;
    for (let j = first; j <= last; j++) {
      left = Math.min(before[j] + 1, left + 1, before[j - 1] + (letter === other[j - 1] ? 0 : 1));
      row[j] = left;
      least = Math.min(least, left);
    }
    if (least >= enough) return enough;
  }
  return Math.min(row[length], enough);
}

function tooMany(column, { ties, notes }) {
  const values = new Set(ties.map((tie) => tie[column]));
  values.delete(null);
  if (values.size <= FAMILIES) return;
  notes.push(`Ties: “${column}” has ${grouped(values.size)} different entries, and ${FAMILIES} can be told apart; it is left out.`);
  for (const tie of ties) tie[column] = null;
}

const tell = (found, table, row, column, said, rows = 1) => found.flaws.push({ table, row, column, said, rows });
