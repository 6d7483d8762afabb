// A network whose ties can be cut: the drawn picture comes alive, its reading and table follow.
// Python draws the first picture; this view moves what changes, and draws anew only the picture
// of one actor amid its neighbours. Every number is worked out here, with or without a kernel.
import { connectControls } from "./controls.mjs";
import { connectMenu } from "./menu.mjs";
import { scriptsFromKernel } from "./scripts.mjs";
import { STANDING, found, isComplete, isFound, measureAside, networkOf, provisional, wholeOf } from "./tie_found.mjs";
import { dotSizes, egoPicture, labelPlace, tieLine } from "./tie_picture.mjs";
import { amount, networkReading } from "./tie_reading.mjs";

const STATE = ["measure", "focus", ...STANDING];
const KEPT = 100; // steps that can be undone
const WAITING = "The measures are being worked out.";
const LATE = 300; // milliseconds that an old reading may stand while the new one is worked out
const REST = 150; // milliseconds of quiet before the measures are worked out that nobody waits for

/** Which targets lost which kinds of channel: `{ lost, lostAll, reached, targets }`. */
function channelFacts(network, { present, kinds: have }, { kinds: had }) {
  if (!network.question) return { lost: [], lostAll: 0, reached: null, targets: null };
  const there = [...had.keys()].filter((target) => present.here[target]);
  const left = (target) => have.get(target) ?? new Set();
  const loses = (target, kind) => had.get(target).has(kind) && !left(target).has(kind);
  const names = (targets) => targets.map((target) => network.actors[target].short);
  return {
    lost: network.question.kinds
      .map((kind) => [network.looks.get(kind).name, names(there.filter((target) => loses(target, kind)))])
      .filter(([, who]) => who.length),
    lostAll: there.filter((target) => had.get(target).size && ![...had.get(target)].some((kind) => left(target).has(kind))).length,
    reached: [...have.values()].filter((kinds) => kinds.size).length,
    targets: have.size,
  };
}

/** Everything that the figure says of a state, and how each actor and tie is shown. */
export function lookAt(network, state, labelled) {
  const [now, whole] = [found(network, state), found(network, wholeOf(state))];
  const { present } = now;
  const short = network.actors.map((actor) => actor.short);
  const measure = network.measures.find(({ key }) => key === state.measure);
  const { dots, lines, focus } = shownAs(network, state, present, labelled);
  const was = new Set(whole.apart);
  return {
    present,
    measures: now.measures,
    dots,
    lines,
    reading: networkReading({
      names: short,
      now: [...now.measures[state.measure]],
      before: [...whole.measures[state.measure]],
      measure,
      gone: [
        ...state.removed_actors.map((actor) => short[network.number.get(actor)]),
        ...state.programmes_off.map((name) => `the programme ${name}`),
        ...network.ties.filter(({ tie }) => state.removed_ties.includes(tie)).map(({ name }) => name),
      ],
      counted: present.counted.filter(Boolean).length,
      documented: network.ties.length,
      ...channelFacts(network, now, whole),
      apart: now.apart.filter((i) => !was.has(i)).map((i) => short[i]),
      leftOut: [...new Set(network.ties.map(({ basis }) => basis))].filter(
        (basis) => basis !== null && !state.bases_on.includes(basis),
      ),
      year: state.period,
      undated: present.undated,
      focus: focus && { name: short[network.number.get(state.focus)], ...focus },
    }),
  };
}

/** The same of a state whose numbers are still worked out. */
function lookAhead(network, state, labelled) {
  const { present, measures } = provisional(network, state);
  const { dots, lines } = shownAs(network, state, present, labelled);
  return { present, measures, dots, lines, reading: WAITING };
}

/** The classes of dots and lines, and how many ties lead into and out of whom one looks at. */
function shownAs(network, state, present, labelled) {
  const here = new Set(network.actors.flatMap(({ actor, bloc }, i) =>
    actor === state.focus || bloc === state.focus ? [i, present.nodes[i]] : []));
  const beside = new Set(here);
  let [into, out] = [0, 0];
  const lines = network.ties.map(({ directed }, t) => {
    if (!present.counted[t]) return "gone";
    const shown = present.standing[t] ? "on" : "off";
    if (!here.size) return shown;
    const [from, to] = network.ends[t].map((i) => present.nodes[i]);
    if (!here.has(from) && !here.has(to)) return `${shown} far`;
    beside.add(from).add(to);
    // What stays inside a bloc that one looks at is no tie of the bloc, merged or not.
    if (present.standing[t] && !(here.has(from) && here.has(to))) {
      if (here.has(to) || !directed) into += 1;
      if (here.has(from) || !directed) out += 1;
    }
    return `${shown} near`;
  });
  const merged = new Set(network.actors.map(({ bloc }) => bloc));
  const dots = network.actors.map(({ actor }, i) => {
    const away = merged.has(actor) ? !state.bloc : present.nodes[i] !== i;
    const named = labelled.has(actor) ? " named" : "";
    if (away) return `gone${named}`;
    const near = here.size ? (beside.has(i) ? " near" : " far") : "";
    return `${present.here[i] ? "on" : "off"}${named}${near}`;
  });
  return { dots, lines, focus: here.size ? { into, out } : null };
}

/**
 * @param {object} host  `model` and `el` as every anywidget host gives them; `script` loads one;
 *   `power`, if a network is large, measures a graph elsewhere: `{ measure, cancel }`; `rows`
 *   fills table and list in place of what is here; `fit` settles which names of a picture are seen
 */
export function renderTieNetwork({ model, el, script = scriptsFromKernel(model), power = null, rows = ROWS, fit = () => {} }) {
  if (!el.matches("[data-interactive]")) el.innerHTML = model.get("_markup");
  const root = el.matches("[data-interactive]") ? el : el.querySelector("[data-interactive]");
  const network = networkOf((name) => model.get(name));
  const labelled = new Set(model.get("labelled"));
  const sheet = connectControls(root, model);
  const leaveMenu = connectMenu(root, model, script);
  const ended = new AbortController();
  const listen = (element, event, handler) =>
    element.addEventListener(event, handler, { signal: ended.signal });
  const picture = root.querySelector("[data-picture]");
  const reading = root.querySelector("[data-reading]");
  const parts = partsOf(root, network);
  const snapshot = () => Object.fromEntries(STATE.map((name) => [name, model.get(name)]));

  let [state, seen] = [snapshot(), null];
  let sizes = network.actors.map(() => NaN); // by actor, what the dots tell: the last that is known
  let measured = null; // the last state that was shown with its numbers
  let [late, resting] = [0, 0];
  let asking = null; // the measure that the reader waits for, as a promise
  const draw = () => {
    state = snapshot();
    clearTimeout(late);
    clearTimeout(resting);
    power?.cancel();
    asking = power && !isFound(network, state) ? measure(state) : null;
    if (asking) return;
    measured = state;
    show(lookAt(network, state, labelled));
    if (power && !isComplete(network, state)) resting = setTimeout(() => rest().catch(() => {}), REST);
  };
  // What is cut is seen at once. Its numbers follow; if they take long, the old ones do not stand.
  const measure = async (asked) => {
    const ahead = lookAhead(network, asked, labelled);
    show(seen ? { ...ahead, measures: seen.measures, reading: seen.reading } : ahead);
    late = setTimeout(() => show(ahead), LATE);
    try {
      await measureAside(network, asked, power.measure, asked.measure);
    } catch {
      // Stopped: by another change, which is under way, or by the reader, who wants the old state.
      if (asked !== state || ended.signal.aborted) return;
      clearTimeout(late);
      if (measured) put(measured);
      else show({ ...seen, reading: "The measures were not worked out. Show the network again to begin anew." });
      return;
    }
    if (asked === state && !ended.signal.aborted) draw();
  };
  // The measures of the table that the reader has not chosen.
  const rest = async () => {
    const asked = state;
    await measureAside(network, asked, power.measure);
    if (asked === state && !ended.signal.aborted) show(lookAt(network, state, labelled));
  };
  const show = (what) => {
    seen = what;
    sizes = [...(seen.measures[state.measure] ?? sizes)];
    const radii = dotSizes(sizes, model.get("arrangement"));
    for (const still of parts.stills) {
      drawStill(still, network, seen, radii, state);
      fit(still, seen.dots, radii, network.number.get(state.focus));
    }
    drawEgo();
    rows.fillMeasures(parts, network, seen, state);
    rows.fillList(parts, network, seen, state);
    setText(reading, seen.reading);
    picture.setAttribute("aria-label", seen.reading);
  };
  /** The whole table, for who takes it along: all actors, all measures. */
  model.rows = async () => {
    for (let each = null; each !== asking;) await (each = asking); // it is not stopped for the others
    clearTimeout(resting);
    if (power && !isComplete(network, state)) await rest();
    return network.actors.map(({ name }, i) => [name, ...network.measures.map(({ key, decimals }) => amount(seen.measures[key][i], decimals))]);
  };

  // The picture of one actor is made anew at each change, and so only where it is seen.
  let narrow = false;
  const drawEgo = () => {
    if (narrow) parts.ego.innerHTML = ego(network, seen, sizes, state.focus || model.get("centre"), model.get("most"));
  };
  const room = new ResizeObserver(([{ contentRect }]) => {
    narrow = contentRect.width > 0;
    drawEgo();
  });
  if (parts.ego) room.observe(parts.ego);

  // One change may touch several traits, a reset all of them: draw once, and keep one step to undo.
  const past = [];
  let [last, waiting, undoing] = [snapshot(), false, false];
  const undo = root.querySelector("[data-undo]");
  const settle = () => {
    waiting = false;
    const now = snapshot();
    if (JSON.stringify(now) === JSON.stringify(last)) return;
    if (!undoing) past.push(last);
    if (past.length > KEPT) past.shift();
    // Whoever is looked at, by whatever control, is looked at tie by tie.
    if (now.focus && now.focus !== last.focus && parts.list) parts.list.open = true;
    [last, undoing] = [now, false];
    undo?.setAttribute("aria-disabled", String(!past.length));
    draw();
  };
  const changed = () => {
    if (!waiting) queueMicrotask(() => !ended.signal.aborted && settle());
    waiting = true;
  };
  const put = (values) => {
    for (const [name, value] of Object.entries(values)) model.set(name, value);
    model.save_changes();
  };
  const toggle = (name, each) => {
    const held = model.get(name);
    const wanted = held.includes(each) ? held.filter((one) => one !== each) : [...held, each];
    const order = model.get("controls").find((control) => control.name === name).options;
    put({ [name]: order.filter((one) => wanted.includes(one)) }); // in the order that Python keeps
  };
  if (undo) {
    listen(undo, "click", () => {
      if (!past.length) return;
      undoing = true;
      put(past.pop());
    });
  }
  listen(picture, "click", ({ target }) => {
    const hit = target.closest("[data-tie], [data-actor]");
    if (!hit) return put({ focus: "" });
    if (hit.dataset.tie) {
      toggle("removed_ties", hit.dataset.tie);
      return rows.showRow(parts, hit.dataset.tie);
    }
    put({ focus: model.get("focus") === hit.dataset.actor ? "" : hit.dataset.actor });
  });
  // One listener for all ties, of which a reader's own network may have thousands.
  if (parts.list) {
    listen(parts.list, "click", ({ target }) => {
      const row = target.closest("button")?.closest("[data-row]");
      if (row) toggle("removed_ties", row.dataset.row);
    });
  }
  if (parts.take) {
    listen(parts.take, "click", () => toggle("removed_actors", model.get("focus")));
  }

  for (const name of STATE) model.on(`change:${name}`, changed);
  draw();
  sheet.enable();
  root.dataset.state = "live";

  return () => {
    ended.abort();
    clearTimeout(late);
    clearTimeout(resting);
    power?.cancel();
    room.disconnect();
    sheet.release();
    leaveMenu();
    for (const name of STATE) model.off(`change:${name}`, changed);
  };
}

/** The elements that change, found once. */
function partsOf(root, { actors, ties }) {
  const stills = [...root.querySelectorAll("[data-still]")];
  const ego = stills.find((still) => still.querySelector(".ties-in-ego"));
  const byName = (scope, name) =>
    new Map([...scope.querySelectorAll(`[data-${name}]`)].map((each) => [each.dataset[name], each]));
  const list = root.querySelector(".ties-list");
  return {
    ego,
    stills: stills.filter((still) => still !== ego).map((still) => {
      const [dots, lines] = [byName(still, "actor"), byName(still, "tie")];
      return {
        svg: still.querySelector("svg"),
        dots: actors.map(({ actor }) => dots.get(actor)),
        lines: ties.map(({ tie }) => lines.get(tie)),
        at: actors.map(({ actor }) => placeOf(dots.get(actor))),
        straight: Boolean(still.querySelector(".ties-in-places")),
        radii: [],
        merged: false,
      };
    }),
    cells: [...root.querySelectorAll(".ties-table tbody tr")].map((row) =>
      [...row.cells].slice(1).map((cell) => ({ words: cell.firstChild, value: null }))),
    list,
    title: root.querySelector("[data-list-title]"),
    take: root.querySelector("[data-take]"),
    rows: new Map([...root.querySelectorAll("[data-row]")].map((row) => [
      row.dataset.row,
      { row, button: row.querySelector("button") },
    ])),
  };
}

const placeOf = (dot) => dot.getAttribute("transform").match(/-?\d+/g).map(Number);

function drawStill(still, network, { dots, lines, present }, radii, state) {
  still.svg.classList.toggle("looking", Boolean(state.focus));
  network.actors.forEach((_, i) => {
    const dot = still.dots[i];
    setClass(dot, dots[i]);
    if (dots[i].startsWith("gone")) return;
    if (still.radii[i] === radii[i]) return;
    still.radii[i] = radii[i];
    dot.firstElementChild.style.r = `${radii[i]}px`;
    const label = dot.lastElementChild;
    const side = { middle: "below", start: "right", end: "left" }[label.getAttribute("text-anchor")];
    const [x, y] = labelPlace(radii[i], side);
    for (const each of side === "below" ? [label] : [label, ...label.children]) {
      each.setAttribute(side === "below" ? "y" : "x", String(side === "below" ? y : x));
    }
  });
  network.ties.forEach((tie, t) => {
    setClass(still.lines[t], lines[t]);
    const moved = state.bloc || still.merged;
    if (!moved || lines[t] === "gone") return;
    const [from, to] = network.ends[t].map((i) => still.at[present.nodes[i]]);
    const [path, head] = tieLine(from, to, tie.aside, still.straight);
    const [reach, stroke, arrow] = still.lines[t].children;
    reach.setAttribute("d", path);
    stroke.setAttribute("d", path);
    arrow?.setAttribute("transform", head);
  });
  still.merged = state.bloc;
}

/** The picture of one actor amid those tied to it: of a bloc that is not merged, of its first member. */
export function ego(network, { dots, lines, present }, sizes, wanted, most = Infinity) {
  const node = present.nodes[network.actors.findIndex(({ actor, bloc }) => actor === wanted || bloc === wanted)];
  const name = network.actors[node].actor;
  const radii = dotSizes(sizes, "ego");
  const nodes = network.actors
    .map(({ actor, short }, i) => ({ actor, label: most === Infinity ? short : cut(short, i === node ? 26 : 16), shown: dots[i] }))
    .filter(({ shown }) => !shown.startsWith("gone"));
  const ties = network.ties
    .map(({ tie, directed, family }, t) => {
      const [from, to] = network.ends[t].map((i) => network.actors[present.nodes[i]].actor);
      return { tie, from, to, directed, shown: lines[t], look: network.looks.get(family) };
    })
    .filter(({ from, to, shown }) => shown !== "gone" && (from === name || to === name));
  return egoPicture(name, nodes, ties, new Map(network.actors.map(({ actor }, i) => [actor, radii[i]])), 350, most);
}

/** A name for so many letters' room, in which those of East Asia take two; the whole stands in the list. */
function cut(name, room) {
  const letters = [...name];
  const wide = letters.map((letter) => (letter > "\u2e80" ? 2 : 1));
  let [at, left] = [0, room];
  while (at < letters.length && wide[at] <= left) left -= wide[at++];
  return at < letters.length ? `${letters.slice(0, at - 1).join("").trim()}…` : name;
}

const ROWS = { fillMeasures, fillList, showRow };

function fillMeasures({ cells }, { measures }, seen) {
  measures.forEach(({ key, decimals }, column) => {
    cells.forEach((row, i) => {
      const [cell, value] = [row[column], seen.measures[key][i]];
      if (Object.is(cell.value, value)) return;
      cell.value = value;
      const text = amount(value, decimals);
      if (cell.words.data !== text) cell.words.data = text;
    });
  });
}

function fillList({ rows, title, take }, network, { lines }, state) {
  network.ties.forEach(({ tie }, t) => {
    const { row, button } = rows.get(tie);
    setAttribute(button, "aria-pressed", String(!state.removed_ties.includes(tie)));
    setHidden(row, Boolean(state.focus) && !lines[t].endsWith("near"));
    setClass(row, lines[t] === "gone" ? "ties-uncounted" : "");
  });
  const name = state.focus && network.actors[network.number.get(state.focus)].short;
  setText(title, name ? `The ties of ${name}, one by one` : "The ties, one by one");
  if (!take) return;
  setHidden(take, !name);
  setText(take, state.removed_actors.includes(state.focus) ? `Put ${name} back` : `Take ${name} away`);
}

function showRow({ rows, list }, tie) {
  list.open = true;
  const { row } = rows.get(tie);
  row.hidden = false;
  row.closest(".ties-box").scrollTop = row.offsetTop - 8; // the box is what rows are placed in
}

const setText = (element, text) => element.textContent === text || (element.textContent = text);
const setClass = (element, name) =>
  element.getAttribute("class") === name || element.setAttribute("class", name);
const setHidden = (element, hidden) => element.hidden === hidden || (element.hidden = hidden);
const setAttribute = (element, name, value) =>
  element.getAttribute(name) === value || element.setAttribute(name, value);
