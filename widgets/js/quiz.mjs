// A quiz that marks itself: what was chosen, what is said of it, how far the reader has come.

const NOT_CHOSEN = "Choose an answer first.";

/** Question -> for each choice whether it is right, and what is said of it. */
export function marksOf(key) {
  const bytes = Uint8Array.from(atob(key), (letter) => letter.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}

/** The sentence that says how far a reader has come. */
export function quizReading(names, marks, chosen, checked) {
  const done = names.filter((name) => checked.includes(name) && name in chosen);
  const right = done.filter((name) => marks[name][chosen[name]][0]).length;
  if (!done.length) return `None of ${names.length} questions is checked yet.`;
  return `${done.length} of ${names.length} questions checked, ${right} of them right.`;
}

/**
 * @param {object} host  `model` and `el` as every anywidget host gives them
 */
export function renderQuiz({ model, el }) {
  if (!el.matches("[data-quiz]")) el.innerHTML = model.get("_markup");
  const root = el.matches("[data-quiz]") ? el : el.querySelector("[data-quiz]");
  const names = model.get("names");
  const marks = marksOf(model.get("key"));
  const reading = root.querySelector("[data-reading]");
  const questions = new Map([...root.querySelectorAll("[data-question]")].map((each) => [each.dataset.question, each]));
  const ended = new AbortController();
  const listen = (element, event, handler) => element.addEventListener(event, handler, { signal: ended.signal });
  const put = (values) => {
    for (const [name, value] of Object.entries(values)) model.set(name, value);
    model.save_changes();
  };

  const show = () => {
    const [chosen, checked] = [model.get("chosen"), model.get("checked")];
    for (const [name, question] of questions) {
      const done = checked.includes(name) && name in chosen;
      question.querySelectorAll("input").forEach((input, place) => {
        input.checked = chosen[name] === place;
        const mark = done && input.checked ? (marks[name][place][0] ? "right" : "wrong") : "";
        input.closest("label").dataset.mark = mark;
      });
      const said = done ? marks[name][chosen[name]][1] : checked.includes(name) ? NOT_CHOSEN : "";
      const feedback = question.querySelector("[data-feedback]");
      if (feedback.textContent !== said) feedback.textContent = said;
    }
    reading.textContent = quizReading(names, marks, chosen, checked);
  };

  for (const [name, question] of questions) {
    question.querySelectorAll("input").forEach((input, place) => {
      // Another answer is one that has not been checked: the mark goes before the answer comes.
      listen(input, "change", () =>
        put({
          checked: model.get("checked").filter((each) => each !== name),
          chosen: { ...model.get("chosen"), [name]: place },
        }),
      );
    });
    listen(question.querySelector("[data-check]"), "click", () => {
      const checked = model.get("checked").filter((each) => each !== name);
      put({ checked: [...checked, name] });
    });
  }
  listen(root.querySelector("[data-reset]"), "click", () => put({ chosen: {}, checked: [] }));
  listen(root.querySelector("form"), "submit", (event) => event.preventDefault());
  model.on("change:chosen", show);
  model.on("change:checked", show);
  show();
  root.querySelector("fieldset[data-controls]").disabled = false;
  root.dataset.state = "live";

  return () => {
    ended.abort();
    model.off("change:chosen", show);
    model.off("change:checked", show);
  };
}
