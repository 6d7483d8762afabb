// Which keys turn the slides, and when a key belongs to what has the focus instead.

const KEYS = {
  ArrowRight: "on",
  ArrowDown: "on",
  PageDown: "on", // what a presenter's remote control sends
  " ": "on",
  ArrowLeft: "back",
  ArrowUp: "back",
  PageUp: "back",
  Home: "first",
  End: "last",
  n: "notes",
  s: "speaker",
};

// These use arrows, pages, Home and End themselves; the others only what presses them.
const TAKES_ALL = "select, textarea, input:not([type=checkbox]), [tabindex='0'], [contenteditable]";
const IS_PRESSED = "button, summary, a, input";

/** What a key asks of the deck: a word, or null where the key is not the deck's. */
export function turns({ key, target, shiftKey, ctrlKey, altKey, metaKey }) {
  if (ctrlKey || altKey || metaKey) return null;
  const inside = (selector) => Boolean(target?.closest?.(selector));
  if (key === "Escape") return inside(`${TAKES_ALL}, ${IS_PRESSED}`) ? "leave" : null;
  if (inside(TAKES_ALL) || (key === " " && inside(IS_PRESSED))) return null;
  if (key === " " && shiftKey) return "back";
  return KEYS[key.length === 1 ? key.toLowerCase() : key] ?? null;
}
