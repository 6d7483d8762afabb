// On a built page: its quizzes and predictions come alive at once, and their answers are kept in
// the browser. No kernel, no network.
import { toJson } from "./answers.mjs";
import { createModel } from "./host.mjs";
import { createKeeper, REFUSED } from "./keeping.mjs";
import { renderPrediction } from "./prediction.mjs";
import { marksOf, renderQuiz } from "./quiz.mjs";
import { saveFile } from "./save.mjs";

const FIELDS = ["expected", "because", "unforeseen"];
const keeper = createKeeper(() => localStorage);
const takers = []; // what brings each model to what is kept

const textOf = (label) => label.querySelector("span").textContent;

function keepPrediction(model) {
  const { name } = model.get("asked");
  takers.push((get) => {
    for (const field of FIELDS) model.set(field, get("prediction", name, field));
  });
  for (const field of FIELDS) {
    model.on(`change:${field}`, () => keep(() => keeper.put("prediction", name, field, model.get(field))));
  }
}

/** A quiz is kept by the texts of its answers: they may stand in another order one day. */
function keepQuiz(model, element) {
  const marks = marksOf(model.get("key"));
  const texts = new Map([...element.querySelectorAll("[data-question]")].map((question) =>
    [question.dataset.question, [...question.querySelectorAll("label")].map(textOf)]));
  takers.push((get) => {
    const places = model.get("names").map((name) => [name, texts.get(name).indexOf(get("question", name, "chosen"))]);
    const chosen = Object.fromEntries(places.filter(([, place]) => place >= 0));
    const checked = Object.keys(chosen).filter((name) => get("question", name, "mark"));
    if (!same(chosen, model.get("chosen"))) model.set("chosen", chosen);
    if (!same(checked, model.get("checked"))) model.set("checked", checked);
  });
  model.on("change", () => keep(() => {
    const [chosen, checked] = [model.get("chosen"), model.get("checked")];
    for (const name of model.get("names")) {
      const place = chosen[name];
      const mark = place !== undefined && checked.includes(name) ? (marks[name][place][0] ? "right" : "wrong") : "";
      keeper.put("question", name, "chosen", texts.get(name)[place] ?? "");
      keeper.put("question", name, "mark", mark);
    }
  }));
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

let taking = false; // what is taken from the store need not go back there

function keep(work) {
  if (taking) return;
  work();
  tell();
}

function take() {
  taking = true;
  const get = keeper.reader();
  for (const each of takers) each(get);
  taking = false;
  tell();
}

function tell() {
  const said = keeper.trouble();
  for (const place of document.querySelectorAll("[data-keeping]")) {
    const [sentence, button] = place.children;
    if (sentence.textContent !== said) sentence.textContent = said;
    button.hidden = said !== REFUSED;
  }
}

const VIEWS = [
  ["[data-predict]", renderPrediction, keepPrediction],
  ["[data-quiz]", renderQuiz, keepQuiz],
];
for (const [mark, render, connect] of VIEWS) {
  for (const element of document.querySelectorAll(mark)) {
    const state = element.querySelector("script[data-state-at-start]");
    const model = createModel(JSON.parse(state.textContent));
    render({ model, el: element });
    connect(model, element);
    element.querySelector("[data-save]").addEventListener("click", () =>
      saveFile("answers.json", toJson(keeper.records(), Date.now()), "application/json"));
  }
}
take();
addEventListener("storage", take);
