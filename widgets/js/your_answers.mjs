// All answers of a reader: to read again, to save, to open, to clear. Nothing is sent anywhere.
import {
  counted, fromJson, history, merged, quizCount, quizSentence, told, toJson, toMarkdown, valueOf,
} from "./answers.mjs";
import { createKeeper } from "./keeping.mjs";
import { saveFile } from "./save.mjs";

const LARGEST = 5_000_000; // bytes of a file to open
const NONE = "Nothing is kept in this browser.";

/** How much is kept, in one sentence. */
export function answersReading(records, chapters) {
  const names = chapters.flatMap(({ predictions }) => predictions.map(({ name }) => name));
  const kept = names.filter((name) => valueOf(records, "prediction", name, "expected"));
  const quiz = quizCount(records, chapters.flatMap(({ questions }) => questions));
  if (!kept.length && !quiz.checked && !records.some(([, , , , value]) => value)) return NONE;
  const marks = quizSentence(quiz);
  return `${kept.length} of ${counted(names.length, "expectation")} kept.${marks && ` ${marks}`}`;
}

/** What is said of a file that was opened, by what it holds and what was there before. */
export function openedSaid(name, { wrong, records, left }, before) {
  if (wrong) return `${name}: ${wrong}`;
  const known = merged(before, []).length;
  const fresh = merged(before, records).length - known;
  const lost = left ? ` ${counted(left, "entry").replace(/entrys$/, "entries")} could not be read and ${left === 1 ? "was" : "were"} left out.` : "";
  return `${name}: ${counted(records.length, "entry").replace(/entrys$/, "entries")} read, ${fresh} of them new.${lost}`;
}

/** A name for the file that does not depend on what a reader is called. */
const FILE = "ties-that-govern-answers";

/** What a notebook has in place of the browser's storage: it lasts as long as the output. */
function memory() {
  const items = new Map();
  return {
    get length() {
      return items.size;
    },
    key: (at) => [...items.keys()][at] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => items.set(key, value),
    removeItem: (key) => items.delete(key),
  };
}

/**
 * @param {object} host  `model` and `el` as every anywidget host gives them; `storageOf`, on a page,
 *   gives the browser's storage
 */
export function renderAnswers({ model, el, storageOf }) {
  if (!el.matches("[data-answers]")) el.innerHTML = model.get("_markup");
  const root = el.matches("[data-answers]") ? el : el.querySelector("[data-answers]");
  const own = memory();
  const keeper = createKeeper(storageOf ?? (() => own));
  const chapters = model.get("chapters");
  const part = (name) => root.querySelector(`[data-${name}]`);
  const ended = new AbortController();
  const listen = (element, event, handler) => element.addEventListener(event, handler, { signal: ended.signal });
  const say = (place, text) => {
    if (place.textContent !== text) place.textContent = text;
  };

  const show = () => {
    const records = keeper.records();
    if (document.activeElement !== part("name")) part("name").value = valueOf(records, "reader", "name", "name");
    for (const { chapter, predictions, questions } of chapters) {
      const section = root.querySelector(`[data-chapter="${chapter}"]`);
      for (const asked of predictions) {
        section.querySelector(`[data-item="${asked.name}"] dl`).replaceChildren(...answersTo(asked, records));
      }
      say(section.querySelector("[data-marks]"), quizSentence(quizCount(records, questions)));
    }
    say(part("reading"), answersReading(records, chapters));
    say(part("keeping").firstElementChild, keeper.trouble());
  };
  const sure = (open) => {
    part("sure").hidden = !open;
    (open ? part("no") : part("clear")).focus();
  };
  const give = {
    md: () => saveFile(`${FILE}.md`, toMarkdown(keeper.records(), chapters, Date.now()), "text/markdown"),
    json: () => saveFile(`${FILE}.json`, toJson(keeper.records(), Date.now()), "application/json"),
  };

  listen(part("name"), "change", () => {
    keeper.put("reader", "name", "name", part("name").value.trim());
    show();
  });
  listen(root.querySelector("form"), "submit", (event) => event.preventDefault());
  for (const button of root.querySelectorAll("[data-give]")) {
    listen(button, "click", () => {
      give[button.dataset.give]();
      say(part("said"), `Saved as ${FILE}.${button.dataset.give}.`);
    });
  }
  listen(part("open"), "click", () => part("file").click());
  listen(part("file"), "change", async () => {
    const [file] = part("file").files;
    if (!file) return;
    const read = file.size > LARGEST
      ? { wrong: "This file is larger than 5 MB; nothing was taken from it." }
      : fromJson(await file.text());
    const said = openedSaid(file.name, read, keeper.records());
    if (read.records) keeper.keep(read.records);
    part("file").value = ""; // the same file may be opened again
    show();
    say(part("said"), said);
  });
  listen(part("clear"), "click", () => sure(true));
  listen(part("no"), "click", () => sure(false));
  listen(part("yes"), "click", () => {
    const done = keeper.clear();
    sure(false);
    show();
    say(part("said"), done ? "All answers are cleared." : "This browser did not let the answers be cleared.");
  });
  listen(window, "storage", show);
  show();
  root.querySelector("fieldset[data-controls]").disabled = false;
  root.dataset.state = "live";

  return () => ended.abort();
}

/** What was answered to one question, as terms and texts; nothing where nothing was. */
function answersTo({ name, units, compare }, records) {
  const of = (field) => valueOf(records, "prediction", name, field);
  const kept = history(records, "prediction", name, "expected").filter(([, , , , value]) => value);
  const rows = kept.map(([, , , , value], at) => [
    at < kept.length - 1 ? "You first expected" : "You expected",
    told(value, units),
  ]);
  rows.push(["Because", of("because")]);
  if (kept.length) rows.push(["The figure", compare]);
  rows.push(["What you did not expect", of("unforeseen")]);
  return rows.filter(([, text]) => text).flatMap(([label, text]) => [element("dt", label), element("dd", text)]);
}

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
