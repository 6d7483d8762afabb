// Bringing a network: two tables are read, what is wrong with them is told row by row, and the
// figure shows what is good. Nothing typed is run, becomes markup or leaves the browser.
import { csvOf } from "./cells.mjs";
import { MOST_ADDRESS, packed, unpacked } from "./own_address.mjs";
import { dress } from "./own_dress.mjs";
import { fitNames } from "./own_names.mjs";
import { longRows } from "./own_rows.mjs";
import { figureState } from "./own_state.mjs";
import { LISTED, MOST, cellText, counted, csvRecords, decodedText, flawText, isOfTies, readTables, saidOf } from "./own_tables.mjs";
import { power } from "./own_power.mjs";
import { saveFile } from "./save.mjs";

const MOST_BYTES = 4_000_000;
const SLICE = 262_144;
const LARGE = 100; // from so many actors measures are worked out aside
const HERE = "network=";
const ROOM = "Cut it down in a spreadsheet, or use a notebook. What was here before is still here.";

/** Bring the form above a figure to life; `show` puts another network into the figure. */
export function startBringing({ own, root, model, show }) {
  const form = own.querySelector("[data-bring]");
  const part = (name) => form.querySelector(`[data-bring-${name}]`);
  const boxes = { actors: part("actors"), ties: part("ties") };
  const ended = new AbortController();
  const listen = (element, event, handler) => element.addEventListener(event, handler, { signal: ended.signal });
  const given = { measures: model.get("measures"), colours: model.get("colours") };
  const examples = model.get("examples");
  const progress = form.querySelector("[data-progress]");
  root.querySelector("[data-reading]").after(progress); // beside what it keeps waiting
  const aside = power(progress);
  let [current, wanted] = [model, 0];
  let typed = null; // what stood in the sheets before something else took its place
  let refused = null; // a file that could not be read, until its encoding is said

  const say = (sentence) => (part("said").textContent = sentence);
  const texts = () => [boxes.actors.value, boxes.ties.value];
  /** Fill the sheets; what the reader had there is kept, unless it is one of the examples. */
  const put = (actors, ties) => {
    const before = texts();
    if (before.some(Boolean) && !exampleOf(before) && before.join() !== [actors, ties].join()) {
      typed = before;
      part("back").hidden = false;
    }
    fill(actors, ties);
  };
  const fill = (actors, ties) => {
    [boxes.actors.value, boxes.ties.value] = [actors, ties];
    nameSheets();
  };
  /** The menu says what stands in the sheets, so that an example can be had again after a change. */
  const nameSheets = () => {
    const example = exampleOf(texts());
    const name = Object.keys(examples).find((each) => examples[each] === example);
    part("example").value = name ?? (texts().some(Boolean) ? "own" : "");
  };

  /** Read both boxes and show what is good of them; returns whether there was anything to show. */
  const bring = async () => {
    const [turn, asked] = [++wanted, texts()];
    const tables = readTables(...asked);
    tellFlaws(tables, asked);
    if (!tables.actors.length) {
      say(`${saidOf(tables)} The figure stays as it was: there is no actor to show.`);
      return current;
    }
    say(saidOf(tables));
    const brought = await packed(asked);
    if (turn !== wanted) return current; // somebody was quicker
    const state = figureState(tables, given);
    state.origin = originOf(asked);
    state.brought = brought;
    if (brought.length > MOST_ADDRESS) {
      state.unaddressed =
        `This network is too large for an address, which holds ${MOST_ADDRESS.toLocaleString("en-US")} characters; it would need ` +
        `${brought.length.toLocaleString("en-US")}. Save its tables instead.`;
    }
    aside.cancel();
    dress(root, state);
    const means = {
      power: tables.actors.length > LARGE ? aside : null,
      fit: fitNames,
      ...(state.arrangement === "ego" && { rows: longRows(root, state) }),
    };
    current = show(state, means);
    return current;
  };

  const exampleOf = ([actors, ties]) => Object.values(examples).find((each) => each.actors === actors && each.ties === ties);
  const originOf = (asked) => exampleOf(asked) ?? {
    evidence: "coded",
    meaning: "Ties that somebody coded who is not this book.",
    source: "Your own tables, in this browser alone",
    own: true,
    boundary: "Only you can say which texts these ties are coded from, whose they are, and what is absent.",
  };

  function tellFlaws({ flaws, notes }, asked) {
    const begins = {};
    const items = notes.map((note) => item(note));
    for (const flaw of flaws.slice(0, LISTED)) {
      const entry = item(`${flawText(flaw)} `);
      const button = document.createElement("button");
      button.type = "button";
      const whose = document.createElement("span");
      whose.className = "ties-hidden";
      whose.textContent = ` of the ${flaw.table}`;
      button.append(`Go to row ${flaw.row}`, whose);
      button.addEventListener("click", () => {
        begins[flaw.table] ??= csvRecords(asked[flaw.table === "actors" ? 0 : 1]).rows;
        goTo(boxes[flaw.table], begins[flaw.table], flaw.row);
      });
      entry.append(button);
      items.push(entry);
    }
    if (flaws.length > LISTED) items.push(item(`And ${counted(flaws.length - LISTED, "more flaw")}.`));
    part("flaws").replaceChildren(...items);
    part("flaws").hidden = !items.length;
  }

  /** Put the texts of files into their boxes, and show them; `whose` names the table of a single one. */
  async function openFiles(files, whose = null) {
    if (!files.length) return;
    if (files.length > 2) return say("Here is room for two files: one of actors, one of ties.");
    say(`Reading ${files.map(({ name }) => name).join(" and ")} …`);
    refused = null;
    try {
      const read = await Promise.all(files.map((file) => fileText(file, part("encoding").value, whose ?? "ties")));
      const tables = whose ? [whose] : read.map((text) => (isOfTies(text) ? "ties" : "actors"));
      if (tables[0] === tables[1]) return say(`By its headings each of these files is a table of ${tables[0]}. Open them by the buttons, one by one.`);
      const [actors, ties] = ["actors", "ties"].map((table) => read[tables.indexOf(table)] ?? boxes[table].value);
      put(actors, ties);
      await bring();
    } catch (error) {
      refused = [files, whose];
      say(error.message);
    }
  }

  for (const table of ["actors", "ties"]) {
    const input = part(`open-${table}`);
    listen(input, "change", async () => {
      await openFiles([...input.files], table);
      input.value = ""; // the same file may be opened again, mended
    });
    listen(boxes[table], "input", nameSheets);
    listen(boxes[table], "paste", (event) => {
      const { length } = event.clipboardData?.getData("text") ?? "";
      if (length <= MOST_BYTES) return;
      event.preventDefault();
      say(`This is too much for a picture: ${(length / 1e6).toFixed(0)} million characters. ${ROOM}`);
    });
    listen(part(`save-${table}`), "click", () => {
      const rows = csvRecords(boxes[table].value).rows.map(({ cells }) => cells.map(cellText));
      saveFile(`${table}.csv`, csvOf(rows), "text/csv");
      say(`Saved as ${table}.csv, with every row, also those that are left out.`);
    });
  }
  listen(form, "dragover", (event) => event.dataTransfer.types.includes("Files") && event.preventDefault());
  listen(form, "drop", (event) => {
    const files = [...event.dataTransfer.files];
    if (!files.length) return; // a text that is moved about is no file
    event.preventDefault();
    const onto = Object.keys(boxes).find((table) => boxes[table] === event.target);
    openFiles(files, files.length === 1 ? onto : null);
  });
  listen(part("encoding"), "change", () => refused && openFiles(...refused));
  listen(part("show"), "click", bring);
  listen(part("example"), "change", async ({ target }) => {
    const { actors, ties } = examples[target.value] ?? { actors: "", ties: "" };
    put(actors, ties);
    if (actors || ties) await bring();
    else say("The sheet is empty: write or paste rows, and show them.");
  });
  listen(part("back"), "click", async () => {
    fill(...typed);
    part("example").focus(); // the button goes away
    part("back").hidden = true;
    await bring();
  });
  listen(form, "submit", (event) => event.preventDefault());
  for (const set of form.querySelectorAll("fieldset[data-controls]")) set.disabled = false;
  own.dataset.state = "live";
  if (model.get("texts").some(Boolean)) {
    fill(...model.get("texts"));
    bring();
  }

  return {
    /** Show the network that an address holds, if any; what is left of the address is the figure's state. */
    async arrive(text) {
      const [label, ...rest] = text.split("?");
      const parts = rest.join("?").split("&");
      const word = parts.find((each) => each.startsWith(HERE));
      const left = [label, parts.filter((each) => each !== word).join("&")].filter(Boolean).join("?");
      if (!word) return { model: current, text: left, trouble: "" };
      try {
        put(...(await unpacked(word.slice(HERE.length))));
      } catch (error) {
        return { model: current, text: label, trouble: error.message };
      }
      return { model: await bring(), text: left, trouble: "" };
    },
    release() {
      ended.abort();
      wanted += 1; // what is on its way does not arrive
      aside.end();
    },
  };
}

function item(text) {
  const entry = document.createElement("li");
  entry.textContent = text;
  return entry;
}

function goTo(box, rows, row) {
  const [from, next] = [rows[row - 1]?.at ?? 0, rows[row]?.at ?? box.value.length];
  box.focus();
  box.setSelectionRange(from, next);
  const lines = box.value.slice(0, from).split("\n").length - 1;
  box.scrollTop = Math.max(0, lines - 1) * parseFloat(getComputedStyle(box).lineHeight);
}

/** The text of a file, read in slices; of one that is too large only the beginning is looked at. */
export async function fileText(file, encoding, table) {
  if (file.size > MOST_BYTES) {
    const head = new Uint8Array(await file.slice(0, SLICE).arrayBuffer());
    const lines = head.reduce((sum, byte) => sum + (byte === 10), 0);
    const rows = Math.round((file.size / head.length) * lines);
    throw new Error(
      `${file.name} holds ${(file.size / 1e6).toFixed(0)} MB, by its beginning some ${rows.toLocaleString("en-US")} rows: too much for a picture, which takes ` +
      `${counted(MOST[table], table.slice(0, -1))}. ${ROOM}`,
    );
  }
  const bytes = new Uint8Array(file.size);
  for (let at = 0; at < file.size; at += SLICE) {
    bytes.set(new Uint8Array(await file.slice(at, at + SLICE).arrayBuffer()), at);
  }
  return decodedText(bytes, encoding);
}

globalThis.tiesOwn = { startBringing };
