// What a network figure starts from, made of two tables that have been read: the twin, for a page
// without a kernel, of tie_input.py and of what TieNetwork makes of it. No DOM.
import { fitted, spreadOut } from "./own_layout.mjs";

export const WHOLE = { actors: 80, ties: 300 }; // a larger network is looked at one actor at a time
export const NAMES_AT_REST = 24;
const NEIGHBOURS = 30; // so many a side are drawn of one actor's
const MARGIN = 46;
export const SIZES = { wide: [680, 380], narrow: [350, 330] };
const NO_PATH = ["rivalry", "rivals", "conflict", "demotion", "succession"];
const FOOTINGS = ["stated", "hedged", "surmised", "reported", "inferred"];
const HUES = ["blue", "orange", "green", "plum", "ochre", "slate"];
const DASHES = ["", "7 3", "2 3", "9 3 2 3"];

/**
 * The state of a figure. `measures` and `colours` (a role in the theme to its light colour) are
 * those of the figures that the book itself draws.
 */
export function figureState(tables, { measures, colours }) {
  const people = tables.actors.map((one) => ({ ...one, short: one.short ?? one.name, group: null }));
  const ties = pairsOf(tables.ties, people);
  const blocs = unique(people.map(({ bloc }) => bloc));
  const actors = [...people, ...blocs.map((bloc) => ({ actor: bloc, name: bloc.replaceAll("_", " "), short: bloc.replaceAll("_", " "), group: null, bloc: null }))];
  const looks = unique(ties.map(({ family }) => family)).map((key, i) => {
    const hue = HUES[i % 6];
    return { key, name: key.replaceAll("_", " "), hue, light: colours[hue], dash: DASHES[(Math.floor(i / 6) + i) % 4] };
  });
  const whole = people.length <= WHOLE.actors && ties.length <= WHOLE.ties;
  const controls = controlsOf(people, blocs, ties, looks, measures);
  const ranked = byDegree(people, ties);
  const state = {
    actors,
    ties,
    looks,
    measures,
    channels: {},
    places: whole ? placesOf(people, blocs, ties) : {},
    arrangement: !whole ? "ego" : people.length > NAMES_AT_REST ? "crowded" : "places",
    centre: ranked[0] ?? "",
    labelled: people.length <= NAMES_AT_REST ? actors.map(({ actor }) => actor) : [...ranked.slice(0, NAMES_AT_REST), ...blocs],
    most: NEIGHBOURS,
    controls,
    presets: {},
    told: tables.ties.map(({ evidence, section, document, attributed_to, note }) => ({
      evidence,
      note,
      trace: [document, section && `§${section}`, attributed_to && `(${attributed_to})`].filter(Boolean).join(" "),
    })),
  };
  state.start = Object.fromEntries(controls.map(({ name, value }) => [name, value]));
  return { ...state, ...state.start };
}

const unique = (values) => [...new Set(values.filter((each) => each !== null))];

function pairsOf(rows, people) {
  const names = new Map(people.map(({ actor, short }) => [actor, short]));
  const [used, beside] = [new Set(), new Map()];
  return rows.map(({ source, target, directed, kind, family, basis, programme, status, start, end }) => {
    const name = unused([source, target, kind].filter(Boolean).join("-"), used);
    used.add(name);
    const pair = JSON.stringify([source, target].sort());
    const nth = beside.get(pair) ?? 0;
    beside.set(pair, nth + 1);
    return {
      tie: name,
      ...{ source, target, directed },
      name: `${names.get(source)}${directed ? " → " : "–"}${names.get(target)}${kind ? ` (${kind.replaceAll("_", " ")})` : ""}`,
      path: !NO_PATH.includes(family) && !NO_PATH.includes(kind),
      ...{ family, kind, basis, programme, status, start, end },
      aside: (nth % 2 ? -1 : 1) * 5 * Math.floor((nth + 1) / 2),
    };
  });
}

/** A name, with a number behind it where others have it already. */
function unused(name, used) {
  let each = name;
  for (let number = 2; used.has(each); number += 1) each = `${name}-${number}`;
  return each;
}

function controlsOf(people, blocs, ties, looks, measures) {
  const who = [...people.map(({ actor }) => actor), ...blocs];
  const called = [...people.map(({ short }) => short), ...blocs.map((bloc) => bloc.replaceAll("_", " "))];
  const plain = (values) => [...values].sort((one, other) => (one < other ? -1 : 1));
  const programmes = plain(unique(ties.map(({ programme }) => programme)));
  const met = unique(ties.map(({ basis }) => basis));
  const footings = [...FOOTINGS.filter((basis) => met.includes(basis)), ...plain(met.filter((basis) => !FOOTINGS.includes(basis)))];
  const dates = unique(ties.flatMap(({ start, end }) => [start, end]));
  const [first, last] = [dates.reduce((a, b) => Math.min(a, b), Infinity), dates.reduce((a, b) => Math.max(a, b), 0)];
  const years = [0, ...(dates.length ? Array.from({ length: last - first + 1 }, (_, i) => first + i) : [])];
  const families = looks.map(({ key }) => key);
  const control = (name, label, kind, value, options = [], labels = options) =>
    ({ name, label, kind, value, options, labels, min: 0, max: 1, step: 1, beside: name === "measure" });
  return [
    control("removed_actors", "Take away an actor", "taken", [], who, called),
    control("programmes_off", "Take away a programme", "taken", [], programmes),
    control("focus", "Look at", "choice", "", ["", ...who], ["all", ...called]),
    control("measure", "Measure", "choice", "betweenness", measures.map(({ key }) => key), measures.map(({ name }) => name)),
    control("families_on", "Ties", "set", families.filter((family) => family !== "rivalry"), families, looks.map(({ name }) => name)),
    control("bases_on", "Footing", "set", footings, footings),
    control("period", "Year", "choice", 0, years, ["any", ...years.slice(1).map(String)]),
    control("past_and_plans", "Count also what ended, was shelved or only planned", "checkbox", false),
    control("bloc", `Merge ${blocs.join(", ").replaceAll("_", " ") || "blocs"}`, "checkbox", false),
    control("removed_ties", "Ties taken away", "taken", [], ties.map(({ tie }) => tie), ties.map(({ name }) => name)),
  ];
}

/** Whether a figure shows a control: whether there is anything to switch by it. */
export function isShown({ name, kind, options }, { actors, ties }) {
  if (name === "removed_ties") return false;
  if (name === "bloc") return actors.some(({ bloc }) => bloc !== null);
  if (kind === "checkbox") return ties.some(({ status }) => status !== null && status !== "in_force");
  return options.length > (kind === "taken" ? 0 : 1);
}

function byDegree(people, ties) {
  const degree = new Map(people.map(({ actor }) => [actor, 0]));
  for (const { source, target } of ties) {
    for (const end of [source, target]) degree.set(end, degree.get(end) + 1);
  }
  return [...degree].sort((one, other) => other[1] - one[1]).map(([actor]) => actor);
}

function placesOf(people, blocs, ties) {
  const number = new Map(people.map(({ actor }, i) => [actor, i]));
  const given = people.every(({ x }) => x !== null);
  const at = given
    ? fitted(people.map(({ x }) => x), people.map(({ y }) => y))
    : spreadOut(people.length, ties.map(({ source, target }) => [number.get(source), number.get(target)]));
  const whole = (value) => Math.floor(value + 0.5);
  return Object.fromEntries(Object.entries(SIZES).map(([size, [width, height]]) => {
    const found = at.map(([x, y]) => [whole(MARGIN + x * (width - 2 * MARGIN)), whole(MARGIN + y * (height - 2 * MARGIN))]);
    const amid = blocs.map((bloc) => {
      const members = found.filter((_, i) => people[i].bloc === bloc);
      return [0, 1].map((axis) => whole(members.reduce((sum, place) => sum + place[axis], 0) / members.length));
    });
    return [size, [...found, ...amid]];
  }));
}
