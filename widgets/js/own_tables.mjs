// The two tables of a network that a reader brings, checked row by row: the twin of own_tables.py,
// which says what is what. Cells are read by the rules of Python's csv module.

export const MOST = { actors: 2000, ties: 10_000 };
export const LISTED = 100;
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
const BLANK = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff]+/g;
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
  const out = new Set(flaws.map(({ table, row }) => `${table} ${row}`)).size;
  return out ? `${read}; ${counted(out, "row")} left out.` : `${read}.`;
}

/** One flaw in a sentence. */
export function flawText({ table, row, column, said }) {
  return `${titled(table)}, row ${row}${column ? `, column “${column}”` : ""}: ${said}`;
}

export const counted = (number, noun) => `${grouped(number)} ${noun}${number === 1 ? "" : "s"}`;
const grouped = (number) => number.toLocaleString("en-US");
const titled = (table) => table[0].toUpperCase() + table.slice(1);

/** What can be read of two tables as texts, and what cannot and why. */
export function readTables(actorsText = "", tiesText = "") {
  const found = { actors: [], ties: [], flaws: [], notes: [] };
  const [actorRows, rows] = [sheetOf("actors", actorsText, found), sheetOf("ties", tiesText, found)];
  let people = actorRows && actorsOf(actorRows, found);
  if (people && !people.size && !plain(actorsText) && rows?.length) {
    people = new Map();
    for (const { cells } of rows) {
      for (const end of [cells.source, cells.target]) {
        if (end && people.size < MOST.actors) people.set(end, { actor: end, name: end, short: null, bloc: null, x: null, y: null });
      }
    }
    found.notes.push(`There is no table of actors: ${counted(people.size, "actor")} taken from the ties.`);
  }
  if (people) {
    found.actors = [...people.values()];
    found.ties = tiesOf(rows ?? [], people, found);
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

function sheetOf(table, text, found) {
  const { rows: all, open } = csvRecords(text);
  let rows = all.map(({ row, cells, at }) => ({ row, at, cells: cells.map(cellText) }));
  rows = rows.filter(({ cells }) => cells.some(Boolean));
  if (!rows.length) return [];
  const headings = rows[0].cells;
  const columns = columnsOf(table, headings, rows, found);
  if (!columns) return null;
  if (headings.some((each) => NAMES[table].has(heading(each)))) rows = rows.slice(1);
  if (open && rows.length) {
    const said = "a quotation mark opens here and is not closed, so that all below it is one cell.";
    tell(found, table, rows.pop().row, null, `${said} Close it, or take it away.`);
  }
  if (rows.length > MOST[table]) {
    const said = `a picture takes ${counted(MOST[table], table.slice(0, -1))}, and here are ${grouped(rows.length)}.`;
    tell(found, table, rows[MOST[table]].row, null, `${said} What begins here is left out.`);
    rows = rows.slice(0, MOST[table]);
  }
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
  return kept;
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
      tell(found, table, rows[0].row, null, "a tie has two ends, and here is one column. Add a second one, for whom it leads to.");
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
    tell(found, table, rows[0].row, column, `there is no column of this name. Call one of them “${column}” or “${also}”.`);
    return null;
  }
  if (unused.length) found.notes.push(`${title}: not used: ${inRow(unused.map((each) => `“${each}”`))}.`);
  return columns;
}

const inRow = (names) => (names.length === 1 ? names[0] : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`);

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
      say("actor", `“${actor}” stands already in row ${met.get(actor)}. Give one of them another name, or delete the row.`);
      continue;
    }
    met.set(actor, row);
    const bad = ["x", "y"].find((axis) => cells[axis] && !NUMBER.test(cells[axis]));
    if (bad) {
      say(bad, `“${cells[bad]}” is no number. Write one such as 0.5, or nothing.`);
      continue;
    }
    const place = (axis) => (cells[axis] ? Number(cells[axis].replace(",", ".")) : null);
    people.set(actor, {
      actor,
      name: cells.name || actor,
      short: cells.short || null,
      bloc: cells.bloc || null,
      x: place("x"),
      y: place("y"),
    });
  }
  for (const { actor, bloc } of [...people.values()].filter((one) => people.has(one.bloc))) {
    people.delete(actor);
    tell(found, "actors", met.get(actor), "bloc", `“${bloc}” is the name of an actor too. Give the bloc another name.`);
  }
  const all = [...people.values()];
  const placed = all.filter(({ x, y }) => x !== null && y !== null).length;
  if (placed < all.length) {
    if (placed) found.notes.push(`Actors: ${grouped(placed)} of ${grouped(all.length)} have a place (x and y), so all are placed anew.`);
    for (const one of all) one.x = one.y = null;
  }
  return people;
}

function tiesOf(rows, people, found) {
  const byName = new Map();
  for (const [actor, { name }] of people) byName.set(name, [...(byName.get(name) ?? []), actor]);
  const pairs = [];
  const met = new Map();
  for (const { row, cells } of rows) {
    const say = (column, said) => tell(found, "ties", row, column, said);
    let bad = null;
    for (const end of ["source", "target"]) {
      const who = cells[end];
      if (people.has(who)) continue;
      if (byName.get(who)?.length === 1) cells[end] = byName.get(who)[0];
      else if (!who) bad ??= [end, "it is empty. Say whom the tie joins, or delete the row."];
      else {
        const near = found.flaws.length < LISTED ? nearest(who, people.keys()) : null;
        bad ??= [end, `there is no actor “${who}”. ${near === null ? "Add it to the actors, or correct it." : `Did you mean “${near}”?`}`];
      }
    }
    if (bad) {
      say(...bad);
      continue;
    }
    const { source, target, kind, programme } = cells;
    if (source === target) {
      say("target", `“${source}” is tied to itself. Say to whom the tie leads, or delete it.`);
      continue;
    }
    const directed = YES.has(cells.directed.toLowerCase());
    if (!directed && !NO.has(cells.directed.toLowerCase())) {
      say("directed", `“${cells.directed}” is neither yes nor no. Write one of them.`);
      continue;
    }
    const wrong = ["start", "end"].find((end) => cells[end] && !isYear(cells[end]));
    if (wrong) {
      say(wrong, `“${cells[wrong]}” is no year. Write the year alone, such as 1998.`);
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
      say(null, `“${source}” and “${target}” are tied as in row ${twice}. Delete one of them, or say by its kind how it differs.`);
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

function nearest(wrong, known) {
  const length = [...wrong].length;
  let [best, least] = [null, Math.max(1, Math.floor(length / 3)) + 1];
  for (const name of known) {
    if (Math.abs([...name].length - length) >= least) continue;
    const steps = distance([...wrong.toLowerCase()], [...name.toLowerCase()], least);
    if (steps < least) [best, least] = [name, steps];
  }
  return best;
}

function distance(one, other, enough) {
  let row = Array.from({ length: other.length + 1 }, (_, j) => j);
  for (let i = 1; i <= one.length; i++) {
    const before = row;
    row = [i];
    for (let j = 1; j <= other.length; j++) {
      row.push(Math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + Number(one[i - 1] !== other[j - 1])));
    }
    if (Math.min(...row) >= enough) return enough;
  }
  return Math.min(row.at(-1), enough);
}

function tooMany(column, { ties, notes }) {
  const values = new Set(ties.map((tie) => tie[column]));
  values.delete(null);
  if (values.size <= FAMILIES) return;
  notes.push(`Ties: “${column}” has ${grouped(values.size)} different entries, and ${FAMILIES} can be told apart; it is left out.`);
  for (const tie of ties) tie[column] = null;
}

const tell = (found, table, row, column, said) => found.flaws.push({ table, row, column, said });
