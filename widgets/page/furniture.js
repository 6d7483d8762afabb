// What stands around the text: side bars, menus, colours, the contents, copies of code. The theme
// brings Bootstrap for this, 40 kB gzipped; pages of this book need no more than stands here.
(() => {
  "use strict";
  const STATIC = new URL("..", document.currentScript.src);
  const root = document.documentElement;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const one = (selector) => document.querySelector(selector);

  // Light, dark, or as the system has it
  const NAMES = { light: "light", dark: "dark", auto: "as the system" };
  const modes = Object.keys(NAMES);
  const switches = all(".theme-switch-button");
  const name = () => {
    const text = `Colours: ${NAMES[root.dataset.mode] ?? NAMES.auto}`;
    for (const button of switches) button.title = button.ariaLabel = text;
  };
  name();
  for (const button of switches) {
    button.addEventListener("click", () => {
      root.dataset.mode = modes[(modes.indexOf(root.dataset.mode) + 1) % modes.length];
      name();
      try {
        localStorage.setItem("mode", root.dataset.mode);
      } catch {
        // It holds for this page only.
      }
    });
  }

  // Side bars: beside the text where there is room, else in a dialog over it
  const wide = matchMedia("(min-width: 992px)");
  const move = (from, to) => {
    to.append(...from.childNodes);
    to.className = from.className;
    from.className = "";
  };
  for (const side of ["primary", "secondary"]) {
    const bar = one(`#pst-${side}-sidebar`);
    const dialog = one(`#pst-${side}-sidebar-modal`);
    const button = one(`.${side}-toggle`);
    if (!bar || !dialog || !button) continue;
    if (side === "primary" && wide.matches) button.ariaExpanded = "true";
    button.addEventListener("click", () => {
      if (side === "primary" && wide.matches) {
        const hidden = bar.classList.toggle("pst-sidebar-hidden");
        button.ariaExpanded = String(!hidden);
      } else {
        move(bar, dialog);
        dialog.showModal();
      }
    });
    dialog.addEventListener("close", () => move(dialog, bar));
    dialog.addEventListener("click", (event) => {
      const box = dialog.getBoundingClientRect();
      const beside = event.clientX < box.left || event.clientX > box.right;
      // A click by keyboard has no place; a link within the page leads out of the dialog.
      if ((event.detail && beside) || event.target.closest("a[href^='#']")) dialog.close();
    });
  }
  const bar = one("#pst-primary-sidebar");
  const here = bar && [...bar.querySelectorAll("a.active, .active > a")].at(-1);
  if (here) {
    const place = here.getBoundingClientRect().y - bar.getBoundingClientRect().y;
    if (place > bar.clientHeight * 0.8) bar.scrollTop = place - bar.clientHeight / 4;
  }

  // Menus and buttons of the header
  const DOES = {
    "window.print()": () => print(),
    "toggleFullScreen()": () =>
      document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen(),
  };
  for (const button of all("[data-does]")) {
    button.addEventListener("click", () => DOES[button.dataset.does]());
  }
  for (const menu of all("details.dropdown")) {
    document.addEventListener("click", (event) => {
      if (!menu.contains(event.target) || event.target.closest("li")) menu.open = false;
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  }
  const pixel = one(".sbt-scroll-pixel-helper");
  if (pixel) {
    new IntersectionObserver(([{ boundingClientRect }]) => {
      document.body.classList.toggle("scrolled", boundingClientRect.y < 0);
    }).observe(pixel);
  }
  for (const part of all(".bd-header, .bd-header-article, .bd-sidebar-primary, .bd-sidebar-secondary, .bd-footer-content, .bd-footer")) {
    part.classList.add("noprint");
  }

  // The contents follow the reader
  const headings = new Map();
  for (const link of all("#pst-page-toc-nav a[href^='#']")) {
    const section = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    const heading = section?.querySelector("h1, h2, h3, h4, h5, h6") ?? section;
    if (heading) headings.set(heading, link);
  }
  const mark = (chosen) => {
    for (const link of headings.values()) {
      link.classList.toggle("active", link === chosen);
      link.ariaCurrent = link === chosen ? "true" : null;
    }
    for (const entry of all("#pst-page-toc-nav .toc-entry")) {
      entry.classList.toggle("active", entry.contains(chosen));
    }
  };
  const seen = new IntersectionObserver(
    (entries) => {
      const last = entries.filter((each) => each.isIntersecting).at(-1);
      if (last) mark(headings.get(last.target));
    },
    { rootMargin: "0px 0px -70% 0px" },
  );
  for (const heading of headings.keys()) seen.observe(heading);

  // What scrolls in itself can be reached by keyboard
  const scrolls = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const higher = target.scrollHeight > target.clientHeight && !target.matches(".ties-formula");
      const more = target.scrollWidth > target.clientWidth || higher; // a formula's signs may stand out
      if (more) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  for (const box of all("pre, .cell_output > .output, .ties-formula")) scrolls.observe(box);

  // Code can be copied where the browser lets a page do so
  for (const code of navigator.clipboard ? all("div.highlight > pre") : []) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "ties-copy";
    button.textContent = "Copy";
    button.ariaLabel = "Copy this code";
    button.addEventListener("click", async () => {
      const text = code.textContent.trimEnd();
      const done = await navigator.clipboard.writeText(text).then(() => "Copied", () => "Refused");
      button.textContent = done;
      setTimeout(() => (button.textContent = "Copy"), 1500);
    });
    code.after(button);
  }

  // To the search field, and from a search: the words that were looked for are marked
  addEventListener("keydown", (event) => {
    const field = one("main form.bd-search input") ?? one("form.bd-search input");
    const asked = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
    if (!asked || event.shiftKey || event.altKey || !field) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
  const sought = () => {
    try {
      return localStorage.getItem("sphinx_highlight_terms");
    } catch {
      return null;
    }
  };
  // The search page has these scripts by itself; what they declare is no property of the window.
  if (typeof DOCUMENTATION_OPTIONS === "undefined" && (sought() || /[?&]highlight=/.test(location.search))) {
    for (const file of ["documentation_options.js", "doctools.js", "sphinx_highlight.js"]) {
      const script = document.createElement("script");
      script.src = new URL(file, STATIC).href;
      script.async = false; // in this order
      document.head.append(script);
    }
  }
})();
