// On a built page: each figure comes alive when the reader comes near it. No kernel, no network.
import { renderExplorer } from "./explorer.mjs";
import { createModel } from "./host.mjs";
import { renderTieNetwork } from "./tie_network.mjs";
import { vegaFromFile } from "./vega.mjs";

const VIEWS = { chart: renderExplorer, "tie-network": renderTieNetwork };
const NEAR = "600px"; // about a screen ahead of the reader
const FILES = new URL(".", document.currentScript.src); // a file beside this one, also from disk

function wake(element) {
  const state = JSON.parse(element.querySelector("script[data-state-at-start]").textContent);
  const vega = () => vegaFromFile(new URL("vega.js", FILES).href);
  VIEWS[element.dataset.interactive]({ model: createModel(state), el: element, vega });
}

const watch = new IntersectionObserver(
  (entries) => {
    for (const entry of entries.filter((each) => each.isIntersecting)) {
      watch.unobserve(entry.target);
      wake(entry.target);
    }
  },
  { rootMargin: NEAR },
);
for (const element of document.querySelectorAll("[data-interactive]")) watch.observe(element);
