// On a built page: its quizzes come alive at once. No kernel, no network.
import { createModel } from "./host.mjs";
import { renderQuiz } from "./quiz.mjs";

for (const element of document.querySelectorAll("[data-quiz]")) {
  const state = element.querySelector("script[data-state-at-start]");
  renderQuiz({ model: createModel(JSON.parse(state.textContent)), el: element });
}
