// What a reader takes along from a figure: its table, its picture as it stands, its citation, and
// an address that brings its state back. Loaded when somebody first asks for one of them.
import { asData, csvOf } from "./cells.mjs";
import { saveFile } from "./save.mjs";
import { FOLDED, fragmentOf, readFragment } from "./state_link.mjs";
import { presentNetwork } from "./tie_state.mjs";

const TOLD = 5; // so many parts of an address are told as not understood, and so much of each
const MOST = 60;

// Tables

/** The ties of a network in a state, with what stands of them; `texts` is what was read of each. */
export function tieRows(actors, ties, state, texts) {
  const names = new Map(actors.map(({ actor, name }) => [actor, name]));
  const { counted, standing } = presentNetwork(actors, ties, state);
  const columns = ["source", "target", "directed", "kind", "family", "basis", "status", "programme", "start", "end"];
  const told = ["evidence", "trace", "note"];
  return [
    ["tie", "source_name", "target_name", ...columns, "stands", ...told],
    ...ties.map((tie, t) => [
      tie.tie,
      names.get(tie.source),
      names.get(tie.target),
      ...columns.map((column) => String(tie[column] ?? "")),
      standing[t] ? "yes" : counted[t] ? "taken away" : "not counted",
      ...told.map((part) => texts.get(tie.tie)?.[part] ?? ""),
    ]),
  ];
}

const textIn = (scope, selector) => scope?.querySelector(selector)?.textContent.trim() ?? "";

/** The rows of a figure's table; of a large network not all of them stand in the page. */
async function tableOf(root, model) {
  const rows = [...root.querySelectorAll(".ties-table tr")];
  const shown = rows.map((row) => [...row.cells].map((cell) => cell.textContent.trim()));
  return model.rows ? [shown[0], ...(await model.rows())] : shown;
}

function tiesOf(root, model) {
  const ties = model.get("ties");
  const told = model.get("told"); // of a network that a reader brought, whose ties may not all stand in the page
  const own = (row) => [...row.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
  const texts = new Map(told ? ties.map(({ tie }, t) => [tie, told[t]]) : [...root.querySelectorAll("[data-row]")].map((row) => [row.dataset.row, {
    evidence: own(row).map((node) => node.data).join(" ").trim(),
    trace: textIn(row, ".ties-trace"),
    note: textIn(row, ".ties-note"),
  }]));
  return tieRows(model.get("actors"), ties, stateOf(model), texts);
}

// The picture

const INHERITED = [
  ...["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray"],
  ...["stroke-linecap", "stroke-linejoin", "font-size", "font-style", "font-weight", "text-anchor", "paint-order"],
];
const LEFT_OUT = /^(aria-|data-|class$|role$|style$|tabindex$|pointer-events$|font-family$)/;
const FRAME = 12; // pixels around the picture
const SAMPLE = 26; // the length of a line in the key
const SVG = "http://www.w3.org/2000/svg";

/**
 * The picture as it stands, as an SVG file by itself: in the light page's colours on white, without
 * what nobody sees, with the figure's words in it and, below, its reading and its source.
 */
export function svgOf(root, model) {
  const stills = [...root.querySelectorAll("[data-picture] svg")];
  const shown = stills.find((svg) => svg.clientWidth) ?? stills[0];
  const picture = shown.cloneNode(true);
  const light = document.createElement("div");
  light.className = "ties-light";
  light.append(picture);
  shown.parentNode.append(light); // where the style sheet reaches it; gone before anything is drawn
  try {
    standAlone(picture);
    return framed(picture, root, model, getComputedStyle(light));
  } finally {
    light.remove();
  }
}

function standAlone(picture) {
  const parts = [picture, ...picture.querySelectorAll("*")].map(lookOf); // all is read before any is written
  const looks = new Map(parts.map((each) => [each.part, each.own]));
  for (const { part, own, unseen, resolved } of parts) {
    for (const [name, value] of resolved) part.setAttribute(name, value);
    for (const { name } of [...part.attributes]) if (LEFT_OUT.test(name)) part.removeAttribute(name);
    if (unseen && part !== picture) part.remove();
    if (!own) continue;
    const above = looks.get(part.parentNode) ?? {};
    for (const [name, value] of Object.entries(own)) {
      if (value === above[name] && INHERITED.includes(name)) part.removeAttribute(name);
      else if (!value.startsWith("url(")) part.setAttribute(name, value);
    }
  }
}

/** How one part of a picture looks, in the colours of where it stands. */
function lookOf(part) {
  const style = getComputedStyle(part);
  const named = [...part.attributes].filter(({ value }) => value.includes("var("));
  const resolved = named.map(({ name }) => [name, style.getPropertyValue(name)]);
  if (part.closest("defs, clipPath")) return { part, resolved };
  const own = Object.fromEntries(INHERITED.map((name) => [name, style.getPropertyValue(name)]));
  const clear = (paint) => paint === "none" || paint === "rgba(0, 0, 0, 0)";
  const empty = !part.firstElementChild && (style.visibility === "hidden" || (clear(own.fill) && clear(own.stroke)));
  if (style.opacity !== "1") own.opacity = style.opacity;
  if (part.localName === "circle") own.r = String(parseFloat(style.r));
  return { part, own, resolved, unseen: empty || style.display === "none" };
}

function framed(picture, root, model, style) {
  const [x, y, width, height] = picture.getAttribute("viewBox").split(/[\s,]+/).map(Number);
  const [face, ink, muted] = [style.fontFamily, ...["--ink", "--muted"].map((name) => style.getPropertyValue(name))];
  const evidence = root.querySelector("[data-evidence]")?.dataset.evidence;
  const place = root.querySelector("[data-cite]")?.dataset.place ?? "";
  const mark = evidence ? ` (${evidence})` : "";
  const source = `${place}${mark}. ${textIn(root, ".ties-source").replace(evidence ?? "", "").trim()}`;
  const [said, caption] = [textIn(root, "[data-reading]"), captionOf(root)];

  const below = [];
  let low = y + height + 8;
  const row = (size) => (low += size * 1.4);
  const write = (text, size, fill, left = x) =>
    below.push(element("text", { x: left, y: low, "font-size": size, fill, stroke: "none", "text-anchor": "start" }, text));
  for (const line of keyOf(model, width, `11px ${face}`)) {
    row(13);
    for (const { at, look, name } of line) {
      const stroke = style.getPropertyValue(`--${look.hue}`);
      const dash = look.dash || "none";
      below.push(element("path", { d: `M${x + at} ${low - 4}h${SAMPLE}`, fill: "none", stroke, "stroke-width": 2, "stroke-dasharray": dash }));
      write(name, 11, muted, x + at + SAMPLE + 5);
    }
  }
  low += 8;
  for (const [text, size, fill] of [[said, 13, ink], [source, 11, muted]]) {
    for (const line of linesOf(text, width, `${size}px ${face}`)) {
      row(size);
      write(line, size, fill);
    }
    low += 6;
  }

  const [left, top, wide, high] = [x - FRAME, y - FRAME, width + 2 * FRAME, Math.ceil(low - y + 2 * FRAME)];
  const words = [caption, said, source, textIn(root, "[data-cite]")].filter(Boolean).join("\n");
  picture.prepend(
    element("title", {}, [place, caption].filter(Boolean).join(". ")),
    element("desc", {}, words),
    element("rect", { x: left, y: top, width: wide, height: high, fill: "#fff", stroke: "none" }),
  );
  picture.append(...below);
  const frame = { width: wide, height: high, viewBox: `${left} ${top} ${wide} ${high}`, "font-family": face };
  for (const [key, value] of Object.entries(frame)) picture.setAttribute(key, value);
  // What XML does not take, a text of the data may still hold.
  return new XMLSerializer().serializeToString(picture).replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "");
}

function element(name, attributes, text = "") {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}

/** How the ties of a network are drawn, which the page tells beside its switches: lines of samples. */
function keyOf(model, width, font) {
  const looks = (model.get("looks") ?? []).filter(({ key }) => model.get("families_on").includes(key));
  const lines = [];
  let right = Infinity;
  for (const look of looks) {
    const wide = SAMPLE + 5 + widthOf(look.name, font) + 16;
    if (right + wide > width) {
      right = 0;
      lines.push([]);
    }
    lines.at(-1).push({ at: right, look, name: look.name });
    right += wide;
  }
  return lines;
}

const captionOf = (root) =>
  textIn(root.closest("figure"), "figcaption .caption-text") || textIn(root, ".ties-caption");

function widthOf(text, font) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = font;
  return pen.measureText(text).width;
}

function linesOf(text, width, font) {
  const lines = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && widthOf(longer, font) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** An SVG file as a PNG, twice as fine. It is drawn from a `data:` address, which a strict page allows. */
async function pngOf(svg) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [2 * image.width, 2 * image.height];
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

// Citation and address

/** Where the book has no public address, a page that has one adds its own to the citation. */
export function complete(root) {
  const cite = root.querySelector("[data-cite]");
  const placed = root.querySelector("[data-give=link]") && /^https?:/.test(location.protocol);
  if (!cite || cite.dataset.address || !placed) return;
  const address = `${location.href.split("#")[0]}#${root.dataset.label}`;
  cite.dataset.address = address;
  cite.textContent += ` ${address}`;
  const entry = root.querySelector("[data-bibtex]");
  entry.textContent = entry.textContent.replace(/\n\}\s*$/, () => `,\n  url = {${address}}\n}\n`);
}

const stateOf = (model) =>
  Object.fromEntries(model.get("controls").map(({ name }) => [name, model.get(name)]));

function fragmentNow(root, model) {
  const opened = FOLDED.filter((part) => partOf(root, part)?.open);
  const own = fragmentOf(root.dataset.label, model.get("controls"), model.get("start"), stateOf(model), opened);
  const brought = model.get("brought"); // a network that is not the book's goes along in the address
  if (!brought) return own;
  const [label, rest] = own.split("?");
  return `${label}?${[`network=${brought}`, rest].filter(Boolean).join("&")}`;
}

const partOf = (root, part) => root.querySelector(`.ties-${part}`);

async function copy(root, text, what) {
  const said = root.querySelector("[data-said]");
  root.querySelector(".ties-copy")?.remove();
  try {
    await navigator.clipboard.writeText(text);
    said.textContent = `${what} is on the clipboard.`;
  } catch {
    const label = document.createElement("label");
    const field = document.createElement("input");
    label.className = "ties-copy";
    [field.readOnly, field.value] = [true, text];
    label.append(`${what}, to copy by hand:`, field);
    said.before(label);
    field.select();
    said.textContent = "";
  }
}

function save(root, ending, content, type) {
  const name = `${root.dataset.label ?? "figure"}${ending}`;
  saveFile(name, content, type);
  root.querySelector("[data-said]").textContent = `Saved as ${name}.`;
}

function tell(root, sentence) {
  root.querySelector("[data-said]").textContent = sentence;
}

const GIVEN = {
  csv: async (root, model) => save(root, ".csv", csvOf((await tableOf(root, model)).map((row) => row.map(asData))), "text/csv"),
  ties: (root, model) => save(root, "-ties.csv", csvOf(tiesOf(root, model)), "text/csv"),
  svg: (root, model) => save(root, ".svg", svgOf(root, model), "image/svg+xml"),
  png: async (root, model) => save(root, ".png", await pngOf(svgOf(root, model)), "image/png"),
  bib: (root) => save(root, ".bib", `${textIn(root, "[data-bibtex]")}\n`, "application/x-bibtex"),
  cite: (root) => copy(root, textIn(root, "[data-cite]"), "The citation"),
  link(root, model) {
    if (model.get("unaddressed")) return tell(root, model.get("unaddressed"));
    const fragment = `#${fragmentNow(root, model)}`;
    history.replaceState(history.state, "", fragment);
    return copy(root, location.href.split("#")[0] + fragment, "The link to this state");
  },
};

/** Give a reader what a button of the menu names. */
export function give(wanted, root, model) {
  complete(root);
  return GIVEN[wanted](root, model);
}

/**
 * Bring the figure that an address names into the state that it names, and show it. What is not
 * understood is told beside the figure, as text. `wake` brings a figure to life and returns its model.
 */
export async function openAddress(hash, wake) {
  let text = asWritten(hash.slice(1));
  const [label] = text.split("?");
  const root = [...document.querySelectorAll("[data-label]")].find((each) => each.dataset.label === label);
  document.querySelector(".ties-nowhere")?.remove();
  if (!root) return tellNowhere(label);
  let model = wake(root);
  let trouble = "";
  if (model.arrive) ({ model, text, trouble } = await model.arrive(text));
  const { values, opened, unknown } = understood(text, model.get("controls"));
  for (const [name, value] of Object.entries({ ...model.get("start"), ...values })) {
    if (JSON.stringify(model.get(name)) !== JSON.stringify(value)) model.set(name, value);
  }
  model.save_changes();
  for (const part of opened) {
    if (partOf(root, part)) partOf(root, part).open = true;
    else unknown.push(`open=${part}`);
  }
  for (let fold = root.closest("details"); fold; fold = fold.parentNode.closest("details")) fold.open = true;
  root.querySelector("[data-told]").textContent = [trouble, notUnderstood(unknown)].filter(Boolean).join(" ");
  (root.closest("figure") ?? root).scrollIntoView({ behavior: "instant" });
  return label;
}

/** A fragment before a mail program wrote its "?", "&" and "=" in another way. */
function asWritten(text) {
  if (text.includes("?")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What a fragment says; the stop or bracket of the sentence in which it stood is none of it. */
function understood(text, controls) {
  const read = readFragment(text, controls);
  if (!read.unknown.length) return read;
  const without = readFragment(text.replace(/[.,;:!?)’”"]+$/, ""), controls);
  return without.unknown.length < read.unknown.length ? without : read;
}

/** What a reader is told of an address that was not understood, or only in part. */
export function notUnderstood(parts) {
  if (!parts.length) return "";
  const more = parts.length > TOLD ? `; and ${parts.length - TOLD} more` : "";
  return `Not understood in the address, and left out: ${parts.slice(0, TOLD).map(briefly).join("; ")}${more}.`;
}

const briefly = (text) => (text.length > MOST ? `${text.slice(0, MOST)}…` : text);

function tellNowhere(label) {
  const note = document.createElement("p");
  note.className = "ties-told ties-nowhere";
  note.role = "status";
  (document.querySelector("article") ?? document.body).prepend(note);
  note.textContent = `The address asks for a figure that this page does not have: ${briefly(label)}.`;
}

globalThis.tiesTake = { complete, give, openAddress };
