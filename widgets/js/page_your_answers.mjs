// On a built page: the list of a reader's answers comes alive at once. No kernel, no network.
import { createModel } from "./host.mjs";
import { renderAnswers } from "./your_answers.mjs";

for (const element of document.querySelectorAll("[data-answers]")) {
  const state = element.querySelector("script[data-state-at-start]");
  const model = createModel(JSON.parse(state.textContent));
  renderAnswers({ model, el: element, storageOf: () => localStorage });
}
