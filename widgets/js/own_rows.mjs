// Table and list of a large network, of which so many rows stand in the page as one can look at:
// those that a reader looks for by parts of their names.
import { amount } from "./tie_reading.mjs";
import { wordsOf } from "./words_of.mjs";

export const SHOWN = 100; // rows of each

/** What fills table and list in place of the view's own: a row for each actor and tie would be too many. */
export function longRows(root, { told }) {
  const find = { actors: fieldOf(root, "actors"), ties: fieldOf(root, "ties") };
  let again = () => {};
  for (const { input } of Object.values(find)) input.addEventListener("input", () => again());
  const texts = {};
  const matching = (what, names) => {
    texts[what] ??= names().map((text) => wordsOf(text).join(" "));
    const wanted = wordsOf(find[what].input.value);
    return texts[what].flatMap((text, i) => (wanted.every((word) => text.includes(word)) ? [i] : []));
  };

  const body = root.querySelector(".ties-table tbody");
  const cellsOf = (row) => [...row.cells].map((cell) => cell.firstChild);
  const fillMeasures = (parts, { actors, measures }, seen, state) => {
    const { key: chosen, low, name } = measures.find(({ key }) => key === state.measure);
    const all = matching("actors", () => actors.map(({ actor, name, short }) => `${name} ${short} ${actor}`));
    const values = seen.measures[chosen];
    const rank = (i) => (!values || Number.isNaN(values[i]) ? Infinity : low ? values[i] : -values[i]);
    const shown = all.sort((one, other) => compare(rank(one), rank(other)) || one - other).slice(0, SHOWN);
    while (body.rows.length > shown.length) body.lastElementChild.remove();
    while (body.rows.length < shown.length) body.append(rowOf(measures.length));
    shown.forEach((i, at) => {
      const own = [actors[i].name, ...measures.map(({ key, decimals }) => (seen.measures[key] ? amount(seen.measures[key][i], decimals) : "…"))];
      cellsOf(body.rows[at]).forEach((words, column) => words.data === own[column] || (words.data = own[column]));
    });
    const order = values && all.length > 1 ? `, ${low ? "lowest" : "highest"} ${name} first` : "";
    tellFound(find.actors, shown.length, all.length, actors.length, "actor", order);
  };

  const list = root.querySelector(".ties-box ol");
  let [rows, chosen, last] = [new Map(), "", null];
  const fillList = (parts, network, seen, state) => {
    again = () => {
      fillMeasures(parts, network, seen, state);
      fillList(parts, network, seen, state);
    };
    // A row that is pressed stays where it is: what stands in the list changes with what is looked for.
    const asked = JSON.stringify([find.ties.input.value, state.focus]);
    if (asked !== chosen) {
      chosen = asked;
      const gone = new Set(state.removed_ties);
      const near = (t) => !state.focus || seen.lines[t].endsWith("near");
      const called = (tie) => tie.name + ["source", "target"].map((end) => ` ${network.actors[network.number.get(tie[end])].name} ${tie[end]}`).join("");
      const all = matching("ties", () => network.ties.map(called)).filter(near);
      const first = all.filter((t) => gone.has(network.ties[t].tie)); // so that they can be put back
      const shown = [...first, ...all.filter((t) => !gone.has(network.ties[t].tie))].slice(0, SHOWN);
      rows = new Map(shown.map((t) => [t, rows.get(t) ?? tieRow(network.ties[t], told[t])]));
      list.replaceChildren(...rows.values());
      tellFound(find.ties, shown.length, all.length, network.ties.length, "tie", "");
    }
    for (const [t, row] of rows) {
      row.firstChild.setAttribute("aria-pressed", String(!state.removed_ties.includes(network.ties[t].tie)));
      row.className = seen.lines[t] === "gone" ? "ties-uncounted" : "";
    }
    last = network;
    const name = state.focus && network.actors[network.number.get(state.focus)].short;
    parts.title.textContent = name ? `The ties of ${name}, one by one` : "The ties, one by one";
    parts.take.hidden = !name;
    parts.take.textContent = state.removed_actors.includes(state.focus) ? `Put ${name} back` : `Take ${name} away`;
  };
  const showRow = (parts, tie) => {
    parts.list.open = true;
    const t = last.ties.findIndex((each) => each.tie === tie);
    if (!rows.has(t)) {
      rows.set(t, tieRow(last.ties[t], told[t]));
      list.prepend(rows.get(t));
    }
    list.parentNode.scrollTop = rows.get(t).offsetTop - 8;
  };
  return { fillMeasures, fillList, showRow };
}

const compare = (one, other) => (one === other ? 0 : one - other);

/** A field to look for rows, above them, and how many of them stand there. */
function fieldOf(root, what) {
  const [line, label, words, input, told] = ["p", "label", "span", "input", "span"].map((name) => document.createElement(name));
  line.className = "ties-find";
  words.textContent = what === "ties" ? "Find ties by names " : "Find actors by name ";
  Object.assign(input, { type: "search", autocomplete: "off", spellcheck: false });
  told.role = "status";
  label.append(words, input);
  line.append(label, " ", told);
  root.querySelector(what === "ties" ? ".ties-box" : ".ties-scroll").before(line);
  return { input, told };
}

function tellFound({ told }, shown, found, all, noun, order) {
  const number = (value) => value.toLocaleString("en-US");
  let said = `${number(found)} of ${number(all)} ${noun}s${order}.`;
  if (!found) said = `No ${noun} has this in its name.`;
  else if (shown < found) said = `${shown} of ${number(found)} ${noun}s are shown${order}.`;
  if (told.textContent !== said) told.textContent = said;
}

function rowOf(columns) {
  const row = document.createElement("tr");
  const name = document.createElement("th");
  name.scope = "row";
  const cells = Array.from({ length: columns }, () => document.createElement("td"));
  for (const cell of cells) cell.className = "number";
  for (const cell of [name, ...cells]) cell.append("");
  row.append(name, ...cells);
  return row;
}

/** One tie in the list: a button that switches it, and what is told of it. */
export function tieRow({ tie, name }, { evidence, trace, note }) {
  const row = document.createElement("li");
  const button = document.createElement("button");
  Object.assign(button, { type: "button", textContent: name, ariaPressed: "true" });
  button.dataset.control = tie;
  row.dataset.row = tie;
  row.append(button, evidence ? ` ${evidence}` : "");
  for (const [kind, text] of [["trace", trace], ["note", note]]) {
    if (!text) continue;
    const part = document.createElement("span");
    Object.assign(part, { className: `ties-${kind}`, textContent: text });
    row.append(" ", part);
  }
  return row;
}
