// On a built page: each figure comes alive when the reader comes near it. No kernel, no network.
import { renderExplorer } from "./explorer.mjs";
import { createModel } from "./host.mjs";
import { renderOwnNetwork } from "./own_network.mjs";
import { scriptsFromFiles } from "./scripts.mjs";
import { renderTieNetwork } from "./tie_network.mjs";

const VIEWS = { chart: renderExplorer, "tie-network": renderTieNetwork, own: renderOwnNetwork };
const NEAR = "600px"; // about a screen ahead of the reader
const models = new Map();
// Files beside this one, also from disk.
const script = scriptsFromFiles(new URL(".", document.currentScript.src));

function wake(element) {
  if (!models.has(element)) {
    watch.unobserve(element);
    const own = element.closest("[data-own]"); // a figure, and above it where a reader brings a network
    const start = (own ?? element).querySelector("script[data-state-at-start]");
    const model = createModel(JSON.parse(start.textContent));
    models.set(element, model);
    const became = (other) => models.set(element, other);
    VIEWS[own ? "own" : element.dataset.interactive]({ model, el: own ?? element, script, became });
  }
  return models.get(element);
}

const watch = new IntersectionObserver(
  (entries) => entries.filter((each) => each.isIntersecting).forEach(({ target }) => wake(target)),
  { rootMargin: NEAR },
);
for (const element of document.querySelectorAll("[data-interactive]")) watch.observe(element);

// An address may name a figure's state. Without the script that reads it, the page is as it was.
let held = null; // the figure whose state came by the address
function arrive() {
  const { hash } = location;
  const stated = /\?|%3f/i.test(hash); // as some mail programs write it
  const gone = hash.startsWith("#fig-") && !document.getElementById(hash.slice(1));
  const left = held && (!hash || hash === `#${held}`); // by the way back
  if (!stated && !gone && !left) return;
  script("take").then((take) => take.openAddress(left ? `#${held}?` : hash, wake), () => {}).then((label) => (held = label));
}
addEventListener("hashchange", arrive);
arrive();
