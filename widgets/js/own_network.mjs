// A figure of the book into which a reader brings a network: until somebody does, a network as any
// other. What reads the tables, and draws what is in them, is loaded when the figure comes alive.
import { createModel } from "./host.mjs";
import { scriptsFromKernel } from "./scripts.mjs";
import { renderTieNetwork } from "./tie_network.mjs";

/** @param {object} host  as every view's; `became` is told of a model that takes another's place */
export function renderOwnNetwork({ model, el, script = scriptsFromKernel(model), became = () => {} }) {
  if (!el.matches("[data-own]")) el.innerHTML = model.get("_markup");
  const own = el.matches("[data-own]") ? el : el.querySelector("[data-own]");
  const root = own.querySelector("[data-interactive]");
  let leave = renderTieNetwork({ model, el: root, script });
  const show = (state, means) => {
    leave();
    const next = createModel(state);
    next.arrive = arrive;
    leave = renderTieNetwork({ model: next, el: root, script, ...means });
    became(next);
    return next;
  };
  const bringing = script("own").then((brought) => brought.startBringing({ own, root, model, show }));
  bringing.catch((error) => {
    own.querySelector("[data-bring-said]").textContent = `No network can be brought: ${error.message}.`;
  });
  const arrive = async (text) => (await bringing).arrive(text);
  model.arrive = arrive;
  return () => {
    leave();
    bringing.then((brought) => brought.release(), () => {});
  };
}
