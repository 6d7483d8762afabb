// A network whose ties can be cut: the drawn picture comes alive, its reading and table follow.
import { connectControls } from "./controls.mjs";
import { positionalPower } from "./position.mjs";

const [SMALLEST, LARGEST] = [6, 20]; // radii, as in tie_network.py
const EQUAL = 1e-9;

/** The compact graph of a network without the ties that are taken away. */
export function graphOf(actors, ties, removed) {
  const number = new Map(actors.map(({ actor }, i) => [actor, i]));
  const left = ties.filter(({ tie }) => !removed.includes(tie));
  return {
    n: actors.length,
    from: left.map(({ source }) => number.get(source)),
    to: left.map(({ target }) => number.get(target)),
    directed: false,
  };
}

/** The radius of each dot, by area between the least and the most. */
export function dotSizes(values) {
  const known = values.filter((value) => !Number.isNaN(value));
  const [low, high] = [Math.min(...known), Math.max(...known)];
  return values.map((value) => {
    if (Number.isNaN(value)) return SMALLEST;
    const part = high - low > EQUAL ? (value - low) / (high - low) : 0.5;
    return Math.sqrt(SMALLEST ** 2 + part * (LARGEST ** 2 - SMALLEST ** 2));
  });
}

/** Who is not in the largest part; among equals the one with the first actor counts. */
export function apartFromLargest({ n, from, to }) {
  const part = Array.from({ length: n }, (_, i) => i);
  const root = (i) => (part[i] === i ? i : root(part[i]));
  from.forEach((i, e) => {
    const [a, b] = [root(i), root(to[e])];
    part[Math.max(a, b)] = Math.min(a, b);
  });
  const size = new Map();
  for (let i = 0; i < n; i++) size.set(root(i), (size.get(root(i)) ?? 0) + 1);
  const largest = [...size].reduce((best, each) => (each[1] > best[1] ? each : best))[0];
  return part.map((_, i) => i).filter((i) => root(i) !== largest);
}

const listed = (names) =>
  names.length === 1 ? names[0] : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
const amount = (value, decimals) => (Number.isNaN(value) ? "–" : value.toFixed(decimals));

/** The sentence on a state, in the words of tie_network.py. */
export function networkReading({ actors, ties, removed, measure, now, before, apart }) {
  const { name, decimals, low } = measure;
  const names = actors.map((actor) => actor.name);
  const values = now.filter((value) => !Number.isNaN(value));
  const best = low ? Math.min(...values) : Math.max(...values);
  const top = names.filter((_, i) => Math.abs(now[i] - best) < EQUAL);
  const verb = `${top.length === 1 ? "has" : "have"} the ${low ? "lowest" : "highest"}`;
  const first = top.length
    ? `${listed(top)} ${verb} ${name} (${amount(best, decimals)}).`
    : `Nobody has a ${name}.`;
  if (!removed.length) return `${first} All ${ties.length} ties stand.`;
  const gone = ties.filter(({ tie }) => removed.includes(tie)).map((tie) => tie.name);
  const change = now.map((value, i) => value - before[i]);
  const known = change.filter((value) => !Number.isNaN(value));
  const moved = [];
  for (const [extreme, way, sign] of [[Math.min(...known), "lose", "−"], [Math.max(...known), "gain", "+"]]) {
    if (!((way === "gain" ? extreme : -extreme) > EQUAL)) continue;
    const who = names.filter((_, i) => Math.abs(change[i] - extreme) < EQUAL);
    const did = who.length === 1 ? `${way}s` : way;
    moved.push(`${listed(who)} ${did} most (${sign}${amount(Math.abs(extreme), decimals)})`);
  }
  if (apart.length) moved.push(`${listed(apart.map((i) => names[i]))} cut off from the largest part`);
  return `${first} Without ${listed(gone)}: ${moved.join("; ") || "nobody’s changes"}.`;
}

/** @param {object} host  `model` and `el`, as every anywidget host gives them */
export function renderTieNetwork({ model, el }) {
  if (!el.matches("[data-interactive]")) el.innerHTML = model.get("_markup");
  const root = el.matches("[data-interactive]") ? el : el.querySelector("[data-interactive]");
  const picture = root.querySelector("[data-picture]");
  const reading = root.querySelector("[data-reading]");
  const cells = [...root.querySelectorAll("tbody tr")].map((row) => [...row.cells].slice(1));
  const [actors, ties, measures] = ["actors", "ties", "measures"].map((name) => model.get(name));
  const whole = positionalPower(graphOf(actors, ties, []));
  const sheet = connectControls(root, model);
  const ended = new AbortController();

  const draw = () => {
    const removed = model.get("removed_ties");
    const measure = measures.find(({ key }) => key === model.get("measure"));
    const graph = graphOf(actors, ties, removed);
    const power = positionalPower(graph);
    const now = Array.from(power[measure.key]);
    const radii = dotSizes(now);
    actors.forEach(({ actor }, i) => {
      for (const dot of picture.querySelectorAll(`[data-actor="${CSS.escape(actor)}"]`)) {
        dot.firstElementChild.style.r = `${radii[i].toFixed(1)}px`;
        dot.lastElementChild.setAttribute("y", (radii[i] + 14).toFixed(1));
      }
      measures.forEach(({ key, decimals }, column) => {
        cells[i][column].textContent = amount(power[key][i], decimals);
      });
    });
    for (const { tie } of ties) {
      const stands = !removed.includes(tie);
      for (const line of picture.querySelectorAll(`[data-tie="${CSS.escape(tie)}"]`)) {
        line.setAttribute("class", stands ? "on" : "off");
      }
      const button = root.querySelector(`button[data-control="${CSS.escape(tie)}"]`);
      button.setAttribute("aria-pressed", String(stands));
    }
    const before = Array.from(whole[measure.key]);
    const apart = apartFromLargest(graph);
    reading.textContent = networkReading({ actors, ties, removed, measure, now, before, apart });
    picture.setAttribute("aria-label", reading.textContent);
  };

  const toggle = (tie) => {
    const removed = model.get("removed_ties");
    const wanted = removed.includes(tie) ? removed.filter((each) => each !== tie) : [...removed, tie];
    // In the order of the ties, as Python keeps them.
    model.set("removed_ties", ties.map((each) => each.tie).filter((each) => wanted.includes(each)));
    model.save_changes();
  };
  const listen = (element, tie) =>
    element.addEventListener("click", () => toggle(tie), { signal: ended.signal });
  for (const line of picture.querySelectorAll("[data-tie]")) listen(line, line.dataset.tie);
  for (const button of root.querySelectorAll("[data-switches] button")) listen(button, button.dataset.control);

  model.on("change:removed_ties", draw);
  model.on("change:measure", draw);
  draw();
  sheet.enable();
  root.dataset.state = "live";

  return () => {
    ended.abort();
    sheet.release();
    model.off("change:removed_ties", draw);
    model.off("change:measure", draw);
  };
}
