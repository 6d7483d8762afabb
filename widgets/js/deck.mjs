// A deck of slides: one at a time where there is room, turned by keys and buttons; the speaker's
// notes below, or in a window of their own that keeps step. Works from disk.
import { turns } from "./turning.mjs";

const root = document.documentElement;
const slides = [...document.querySelectorAll(".slide")];
const bar = document.querySelector("[data-bar]");
const place = bar.querySelector("[data-place]");
const room = matchMedia("(min-width: 48rem)");
const speaker = new URLSearchParams(location.search).has("speaker");
let here = 0;
let other = speaker ? window.opener : null; // the window that keeps step with this one

const fromAddress = () =>
  Math.max(0, slides.findIndex((slide) => slide.id === decodeURIComponent(location.hash.slice(1))));

function lay() {
  root.classList.toggle("one-slide", room.matches);
  bar.hidden = !room.matches;
  bar.querySelector("[data-title]").hidden = here === 0; // the first slide says it
  slides.forEach((slide, at) => (slide.hidden = room.matches && at !== here));
  place.textContent = `${here + 1} / ${slides.length}`;
}

function show(at, tell = true) {
  const wanted = Math.min(Math.max(at, 0), slides.length - 1);
  if (wanted === here) return;
  here = wanted;
  history.replaceState(null, "", `#${slides[here].id}`);
  lay();
  if (!bar.contains(document.activeElement)) slides[here].focus({ preventScroll: true });
  if (tell) other?.postMessage({ slide: here }, "*"); // from disk a window has no origin to name
}

const showNotes = (shown) => {
  root.classList.toggle("with-notes", shown);
  bar.querySelector("[data-do=notes]").ariaPressed = String(shown);
};
const DOES = {
  on: () => show(here + 1),
  back: () => show(here - 1),
  first: () => show(0),
  last: () => show(slides.length - 1),
  notes: () => showNotes(!root.classList.contains("with-notes")),
  speaker() {
    if (speaker) return;
    other = window.open(`?speaker#${slides[here].id}`, "speaker", "popup,width=800,height=600");
  },
  leave: () => slides[here].focus({ preventScroll: true }),
};

for (const button of bar.querySelectorAll("[data-do]")) {
  button.addEventListener("click", DOES[button.dataset.do]);
}
addEventListener("keydown", (event) => {
  const wish = room.matches && turns(event);
  if (!wish) return;
  event.preventDefault();
  DOES[wish]();
});
addEventListener("message", ({ source, data }) => {
  if (source === other && Number.isInteger(data?.slide)) show(data.slide, false);
});
addEventListener("hashchange", () => show(fromAddress()));
room.addEventListener("change", lay);
here = fromAddress();
if (speaker) root.classList.add("speaker");
showNotes(speaker);
lay();
