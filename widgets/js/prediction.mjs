// What a reader expects of a figure: written or chosen, kept, and shown beside what the figure says.

import { told } from "./answers.mjs";

const NOTHING = "Nothing is kept.";
const NOTHING_YET = "Nothing is kept yet. The figure is open all the same.";
const FIRST = "Write or choose something first.";

/** Why a text is no answer to what is asked; empty where it is one. */
export function refusalOf({ kind, low, high }, text) {
  if (kind === "number") {
    const fits = /^\d+$/.test(text) && Number(text) >= low && Number(text) <= high;
    return fits ? "" : `A whole number from ${low} to ${high}, please.`;
  }
  return text ? "" : FIRST;
}

/** The sentence that says what is kept. */
export function predictionReading(expected, unforeseen) {
  if (!expected) return NOTHING_YET;
  if (unforeseen) return `Kept: you expected “${expected}”, and what you did not expect.`;
  return `Kept: you expect “${expected}”. Now work the figure, then compare.`;
}

/**
 * @param {object} host  `model` and `el` as every anywidget host gives them
 */
export function renderPrediction({ model, el }) {
  if (!el.matches("[data-predict]")) el.innerHTML = model.get("_markup");
  const root = el.matches("[data-predict]") ? el : el.querySelector("[data-predict]");
  const asked = model.get("asked");
  const part = (name) => root.querySelector(`[data-${name}]`);
  const reading = part("reading");
  const fields = ["because", "unforeseen"].filter((name) => part(name));
  const ended = new AbortController();
  const listen = (element, event, handler) => element.addEventListener(event, handler, { signal: ended.signal });
  const put = (values) => {
    for (const [name, value] of Object.entries(values)) model.set(name, value);
    model.save_changes();
  };
  const say = (text) => {
    if (reading.textContent !== text) reading.textContent = text;
  };
  const answer = () => (part("expect") ?? root.querySelector("input:checked"))?.value.trim() ?? "";

  const show = () => {
    const expected = model.get("expected");
    for (const name of fields) {
      // What is being written is the reader's; another page's change waits.
      if (document.activeElement !== part(name)) part(name).value = model.get(name);
    }
    part("expected").textContent = told(expected, asked.units) || NOTHING;
    root.toggleAttribute("data-kept", Boolean(expected));
    say(predictionReading(told(expected, asked.units), model.get("unforeseen")));
  };
  const fill = () => {
    const expected = model.get("expected");
    if (part("expect")) part("expect").value = expected;
    for (const input of root.querySelectorAll("input[type=radio]")) input.checked = input.value === expected;
    show();
  };
  /** Below the figure, a link back to what is compared. */
  const wayBack = () => {
    const label = part("go").hash.slice(1).split("?")[0];
    const figure = document.querySelector(`[data-label="${label}"]`)?.closest("figure");
    if (!figure || figure.nextElementSibling?.matches(".ties-back")) return;
    const line = document.createElement("p");
    const link = document.createElement("a");
    line.className = "ties-back";
    link.href = `#${root.id}`;
    link.textContent = "Compare with what you expected";
    link.addEventListener("click", (event) => {
      event.preventDefault(); // following it would take the focus away again
      part("compare").open = true;
      part("compare").firstElementChild.focus({ preventScroll: true });
      part("compare").scrollIntoView({ block: "center" });
    });
    line.append(link);
    figure.after(line);
  };
  const write = () => put(Object.fromEntries(fields.map((name) => [name, part(name).value.trim()])));
  const keep = () => {
    const refused = refusalOf(asked, answer());
    if (refused) return say(refused);
    write();
    put({ expected: answer() });
    return show();
  };

  listen(part("keep"), "click", keep);
  listen(root.querySelector("form"), "submit", (event) => {
    event.preventDefault();
    keep();
  });
  for (const name of fields) listen(part(name), "change", write);
  listen(document, "visibilitychange", () => document.visibilityState === "hidden" && write());
  listen(part("go"), "click", () => {
    // The address may name that state already: then it is set anew.
    if (location.hash === part("go").hash) dispatchEvent(new HashChangeEvent("hashchange"));
    wayBack();
  });
  const changes = { "change:expected": fill, "change:because": show, "change:unforeseen": show };
  for (const [event, handler] of Object.entries(changes)) model.on(event, handler);
  fill();
  for (const sheet of root.querySelectorAll("fieldset[data-controls]")) sheet.disabled = false;
  // A notebook has no addresses of states.
  part("go").hidden = el !== root;
  root.dataset.state = "live";

  return () => {
    ended.abort();
    for (const [event, handler] of Object.entries(changes)) model.off(event, handler);
  };
}
