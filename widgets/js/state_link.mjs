// A figure's state as a fragment of an address, and back: the twin of state_link.py, which says
// how it is written. Nothing in an address is an error: what is not understood is told.

export const FOLDED = ["more", "list", "table", "boundary"]; // parts that a reader can unfold
const OPEN = "open";

/** The fragment of a state, without its "#". */
export function fragmentOf(label, controls, start, state, opened = []) {
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const parts = controls
    .filter(({ name }) => !same(state[name], start[name]))
    .map((control) => `${control.name}=${written(control, state[control.name])}`);
  const unfolded = FOLDED.filter((part) => opened.includes(part)).join(",");
  if (unfolded) parts.push(`${OPEN}=${unfolded}`);
  return [label, parts.join("&")].filter(Boolean).join("?");
}

/** What a fragment says of a figure with these controls: `{ values, opened, unknown }`. */
export function readFragment(text, controls) {
  const read = { values: {}, opened: [], unknown: [] };
  const known = new Map(controls.map((control) => [control.name, control]));
  const met = new Set();
  for (const part of text.split("?").slice(1).join("?").split("&").filter(Boolean)) {
    const at = part.indexOf("=");
    const [name, value] = [part.slice(0, at), part.slice(at + 1)];
    const control = known.get(name);
    if (at < 0 || met.has(name) || !(control || name === OPEN)) {
      read.unknown.push(decoded(part) ?? part);
      continue;
    }
    met.add(name);
    let [wanted, unknown] = [null, []];
    if (!control) {
      [wanted, unknown] = severalOf(value, FOLDED, FOLDED);
      read.opened.push(...wanted);
    } else if (control.kind === "set" || control.kind === "taken") {
      [wanted, unknown] = severalOf(value, control.options, wordsOf(control.options));
      if (wanted.length || !unknown.length) read.values[name] = wanted;
    } else {
      wanted = oneOf(control, value);
      if (wanted === undefined) unknown = [decoded(value) ?? value];
      else read.values[name] = wanted;
    }
    if (unknown.length) read.unknown.push(`${name}=${unknown.join(",")}`);
  }
  return read;
}

/** A text in lower-case letters, digits and dashes. */
export function slug(text) {
  const plain = text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  return plain.replace(/[^a-z0-9_]+/g, "-").replace(/^-+|-+$/g, "");
}

function textOf(option) {
  if (typeof option === "string") return option;
  if (typeof option === "boolean") return option ? "yes" : "no";
  const [digits, power] = String(option).split("e-"); // 1.5e-7 is written out
  return power ? option.toFixed((digits.split(".")[1]?.length ?? 0) + Number(power)) : digits;
}

function wordsOf(options) {
  const slugs = options.map((option) => (typeof option === "string" ? slug(option) : textOf(option)));
  const times = new Map();
  for (const each of slugs) times.set(each, (times.get(each) ?? 0) + 1);
  return slugs.map((each, i) =>
    each && times.get(each) === 1 ? each : encodeURIComponent(textOf(options[i])));
}

function written({ kind, options }, value) {
  if (kind === "range" || kind === "checkbox") return textOf(value);
  const words = wordsOf(options);
  const word = (each) => words[options.indexOf(each)];
  return kind === "choice" ? word(value) : value.map(word).join(",");
}

function oneOf({ kind, options, min, max }, word) {
  if (kind === "checkbox") return word === "yes" || (word === "no" ? false : undefined);
  if (kind === "choice") return options[placeIn(word, options, wordsOf(options))];
  if (!/^-?\d+(\.\d+)?$/.test(word)) return undefined;
  const value = Number(word);
  return value >= min && value <= max ? value : undefined;
}

function severalOf(value, options, words) {
  const given = value ? value.split(",") : [];
  const places = given.map((word) => placeIn(word, options, words));
  const unknown = given.filter((_, i) => places[i] < 0).map((word) => decoded(word) ?? word);
  return [options.filter((_, at) => places.includes(at)), unknown];
}

function placeIn(word, options, words) {
  const plain = decoded(word);
  if (plain === null) return -1;
  return options.findIndex((option, i) => plain === decoded(words[i]) || plain === textOf(option));
}

function decoded(word) {
  try {
    return decodeURIComponent(word);
  } catch {
    return null;
  }
}
