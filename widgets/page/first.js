// Before anything is drawn: the colours that the reader chose, else those of the system.
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let chosen = null;
  try {
    chosen = localStorage.getItem("mode");
  } catch {
    // This browser keeps nothing for a page.
  }
  root.dataset.mode = chosen ?? root.dataset.theme ?? "auto";
  const show = () => {
    const { mode } = root.dataset;
    root.dataset.theme = mode === "auto" ? (dark.matches ? "dark" : "light") : mode;
  };
  show();
  dark.addEventListener("change", show);
  new MutationObserver(show).observe(root, { attributeFilter: ["data-mode"] });
})();
