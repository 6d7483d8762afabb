// A card beside the link that the reader points at, tabs to or taps.

const GAP = 4; // pixels between link and card: the pointer gets across
const EDGE = 8; // and between card and screen
const BEFORE = 150; // milliseconds: a pointer that passes by opens nothing
const AFTER = 300; // nor does one on its way to the card close it

/**
 * Where a card stands: below its link, or above where only there is room; never off to a side.
 * All in pixels of the screen.
 */
export function placed(link, card, screen) {
  const left = Math.max(EDGE, Math.min(link.left, screen.width - EDGE - card.width));
  const below = link.bottom + GAP;
  const above = link.top - GAP - card.height;
  return { left, top: below + card.height > screen.height - EDGE && above >= EDGE ? above : below };
}

/** Of the boxes of a link that runs over lines, the one that holds the pointer, or the first. */
export function boxAt(boxes, pointer) {
  const holds = (box) =>
    pointer.x >= box.left && pointer.x <= box.right && pointer.y >= box.top && pointer.y <= box.bottom;
  return (pointer && boxes.find(holds)) ?? boxes[0];
}

/** What a card's own link says, which a finger needs: a first tap opens the card. */
export function furtherWords(hash) {
  return hash.startsWith("#term-") ? "In the glossary" : "In the list of sources";
}

/** Give every link of a page that has a text with the id "card-..." its card. */
export function startCards(page) {
  const view = page.defaultView;
  const card = page.createElement("div");
  card.className = "ties-card";
  card.hidden = true;
  page.querySelector("main").append(card);

  let open = null; // the link whose card is shown
  let pointed; // where the pointer was
  let timer;
  const later = (act, wait) => {
    clearTimeout(timer);
    timer = setTimeout(act, wait);
  };
  const close = () => {
    clearTimeout(timer);
    card.hidden = true;
    open = null;
  };
  const leave = () => later(close, AFTER);
  const looksAt = (link) => link === page.activeElement && link.matches(":focus-visible");

  const place = () => {
    card.style.left = card.style.top = "0";
    const { width, height } = card.getBoundingClientRect();
    const screen = { width: page.documentElement.clientWidth, height: view.innerHeight };
    const at = placed(boxAt([...open.getClientRects()], pointed), { width, height }, screen);
    const origin = card.offsetParent.getBoundingClientRect();
    card.style.left = `${at.left - origin.left}px`;
    card.style.top = `${at.top - origin.top}px`;
  };

  const show = (link, text, pointer, byTouch) => {
    clearTimeout(timer);
    open = link;
    pointed = pointer;
    card.replaceChildren(...text.cloneNode(true).childNodes);
    if (byTouch) {
      const further = page.createElement("a");
      further.href = link.href;
      further.textContent = furtherWords(link.hash);
      card.append(further);
    }
    card.hidden = false;
    place();
  };

  for (const link of page.querySelectorAll('article a[href*="#"]')) {
    const text = page.getElementById(`card-${link.hash.slice(1)}`);
    if (!text) continue;
    link.setAttribute("aria-describedby", text.id);
    let touched = false;
    link.addEventListener("pointerenter", (event) => {
      const pointer = { x: event.clientX, y: event.clientY };
      if (event.pointerType === "touch") return;
      if (open === link) clearTimeout(timer);
      else later(() => show(link, text, pointer), BEFORE);
    });
    link.addEventListener("pointerleave", (event) => {
      if (event.pointerType === "touch" || looksAt(link)) return;
      leave();
    });
    link.addEventListener("focus", () => looksAt(link) && show(link, text));
    link.addEventListener("blur", leave);
    link.addEventListener("pointerdown", (event) => (touched = event.pointerType === "touch"));
    link.addEventListener("click", (event) => {
      if (!touched || open === link) return close(); // a second tap follows the link
      event.preventDefault();
      show(link, text, { x: event.clientX, y: event.clientY }, true);
    });
  }

  card.addEventListener("pointerenter", () => clearTimeout(timer));
  card.addEventListener("pointerleave", (event) => {
    if (event.pointerType !== "touch" && !(open && looksAt(open))) leave();
  });
  page.addEventListener("keydown", (event) => event.key === "Escape" && close());
  page.addEventListener("pointerdown", (event) => {
    if (open && !card.contains(event.target) && !open.contains(event.target)) close();
  });
  view.addEventListener("resize", () => open && place());
}
