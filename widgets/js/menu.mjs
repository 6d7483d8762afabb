// The menu of what a reader can take along. What answers it is loaded when somebody unfolds it.

/** Tie a figure's menu to its script; returns a function that unties it. */
export function connectMenu(root, model, script) {
  const menu = root.querySelector(".ties-take");
  const ended = new AbortController();
  const listen = (event, handler) => menu?.addEventListener(event, handler, { signal: ended.signal });
  const answer = (each) =>
    script("take").then(each).catch((error) => {
      menu.querySelector("[data-said]").textContent = `This did not work: ${error.message}.`;
    });
  listen("toggle", () => menu.open && answer((take) => take.complete(root)));
  listen("click", ({ target }) => {
    const wanted = target.closest("[data-give]")?.dataset.give;
    if (wanted) answer((take) => take.give(wanted, root, model));
  });
  return () => ended.abort();
}
