// The geometry and the drawing of a network: the twin of tie_picture.py, which says what is what.

const RADII = { places: [6, 20], columns: [3, 11], crowded: [3, 11], ego: [4, 12] };
const ROW = 28;
const FINGER = 28; // 24 pixels on a phone, where the picture is smaller than drawn
const [LEFT, AMID, RIGHT] = [104, 162, 224];
const IN_A_LINE = { left: 13, right: 16, below: 14 };
const LINE = 12;
export const EQUAL = 1e-9; // two values that differ by less are the same

/** The radius of each dot, by area between the least and the most. */
export function dotSizes(values, layout) {
  const [smallest, largest] = RADII[layout];
  const known = values.filter((value) => !Number.isNaN(value));
  const [low, high] = [Math.min(...known), Math.max(...known)];
  return values.map((value) => {
    if (Number.isNaN(value)) return smallest;
    const part = high - low > EQUAL ? (value - low) / (high - low) : 0.5;
    const radius = Math.sqrt(smallest ** 2 + part * (largest ** 2 - smallest ** 2));
    return Math.floor(radius * 10 + 0.5) / 10;
  });
}

/** The path of a tie, and where and how its arrow head lies on the middle of it. */
export function tieLine([x1, y1], [x2, y2], aside, straight) {
  let path, at, way;
  if (straight) {
    path = `M${x1} ${y1}L${x2} ${y2}`;
    [at, way] = [[(x1 + x2) / 2, (y1 + y2) / 2], [x2 - x1, y2 - y1]];
  } else if (Math.abs(x2 - x1) < 30) {
    const bulge = 10 + Math.floor(Math.abs(y2 - y1) / 30) + Math.abs(aside);
    path = `M${x1} ${y1}C${x1 - bulge} ${y1} ${x2 - bulge} ${y2} ${x2} ${y2}`;
    [at, way] = [[(x1 + x2) / 2 - 0.75 * bulge, (y1 + y2) / 2], [0, y2 - y1]];
  } else {
    const half = x1 + (x2 - x1) / 2;
    path = `M${x1} ${y1}C${short(half)} ${y1 + aside} ${short(half)} ${y2 + aside} ${x2} ${y2}`;
    [at, way] = [[(x1 + x2) / 2, (y1 + y2) / 2 + 0.75 * aside], [x2 - x1, 2 * (y2 - y1)]];
  }
  const turn = Math.floor((Math.atan2(way[1], way[0]) * 180) / Math.PI + 0.5);
  return [path, `translate(${short(at[0])} ${short(at[1])}) rotate(${turn})`];
}

const short = (value) => String(Number(value.toFixed(3)));

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;" };
const escaped = (text) => String(text).replace(/[&<>"']/g, (mark) => ENTITIES[mark]);

function tieDrawing(name, shown, path, head, look) {
  const hue = look ? ` stroke="${look.colour}"` : "";
  const fill = look ? ` fill="${look.colour}"` : "";
  const dash = look?.dash ? ` stroke-dasharray="${look.dash}"` : "";
  const arrow = head && `<path class="head" d="M-4 -3.5L5 0L-4 3.5z" transform="${head}"${fill}/>`;
  return (
    `<g data-tie="${escaped(name)}" class="${shown}"><path class="reach" d="${path}"/>` +
    `<path class="tie" d="${path}"${hue}${dash}/>${arrow}</g>`
  );
}

/** A name, or its two halves where it has words and more letters than there is room for. */
export function inLines(name, room) {
  const words = name.split(" ");
  if (!room || [...name].length <= room || words.length === 1) return [name];
  const halves = words.slice(1).map((_, at) => [words.slice(0, at + 1).join(" "), words.slice(at + 1).join(" ")]);
  const longer = (half) => Math.max(...half.map((line) => [...line].length));
  return halves.reduce((best, half) => (longer(half) < longer(best) ? half : best));
}

function labelDrawing(name, x, side, room) {
  const lines = inLines(name, room);
  if (lines.length === 1) return escaped(name);
  const [first, second] = side === "left" ? [lines[0], ` ${lines[1]}`] : [`${lines[0]} `, lines[1]];
  return (
    `<tspan x="${short(x)}" dy="${side === "below" ? 0 : -LINE / 2}">${escaped(first)}</tspan>` +
    `<tspan x="${short(x)}" dy="${LINE}">${escaped(second)}</tspan>`
  );
}

function dotDrawing(name, shown, at, radius, label, side, room = 0) {
  const [x, y, anchor] = labelPlace(radius, side);
  const reach = `<circle class="reach" r="${FINGER / 2}"/>`;
  return (
    `<g data-actor="${escaped(name)}" class="${shown}" transform="translate(${at[0]},${at[1]})">` +
    `<circle r="${short(radius)}"/>${reach}<text x="${short(x)}" y="${short(y)}" text-anchor="${anchor}">` +
    `${labelDrawing(label, x, side, room)}</text></g>`
  );
}

/** A whole network, each actor in its place, as markup; `nodes` have `at`, `radius`, `label`, `shown`. */
export function placesPicture(nodes, ties, [width, height], crowded) {
  const lines = ties.map(({ tie, shown, from, to, aside, directed, look }) => {
    const [path, head] = tieLine(from, to, aside, true);
    return tieDrawing(tie, shown, path, directed ? head : "", look);
  });
  const dots = nodes.map(({ actor, shown, at, radius, label }) => dotDrawing(actor, shown, at, radius, label, "below"));
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" class="ties-network ties-in-places${crowded ? " ties-crowded" : ""}"` +
    ` width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${lines.join("")}${dots.join("")}</svg>`
  );
}

/** Where a label stands beside its dot. */
export function labelPlace(radius, side) {
  if (side === "below") return [0, radius + 14, "middle"];
  return side === "right" ? [radius + 3, 4, "start"] : [-radius - 3, 4, "end"];
}

/** One actor amid those tied to it, as markup; of very many, `most` a side, those with the largest dots. */
export function egoPicture(centre, nodes, allTies, radii, width, most = Infinity) {
  const all = ["in", "out"].map((side) => {
    const others = new Set(allTies.map((tie) => otherEnd(tie, centre, side)));
    return nodes.filter(({ actor }) => others.has(actor));
  });
  const sides = all.map((rows) => {
    if (rows.length <= most) return rows;
    const largest = new Set([...rows].sort((one, other) => radii.get(other.actor) - radii.get(one.actor)).slice(0, most));
    return rows.filter((each) => largest.has(each));
  });
  const seen = sides.map((rows) => new Set(rows.map(({ actor }) => actor)));
  const ties = allTies.filter((tie) => ["in", "out"].some((side, s) => seen[s].has(otherEnd(tie, centre, side))));
  const told = sides.map((rows, s) => (rows.length < all[s].length ? ` (${rows.length} of ${all[s].length})` : ""));
  const height = 48 + ROW * Math.max(sides[0].length, sides[1].length, 5);
  const amid = 30 + Math.floor((height - 30) / 2);
  const at = sides.map((rows, s) =>
    new Map(rows.map(({ actor }, row) => [
      actor,
      [s ? RIGHT : LEFT, amid + ROW * row - (ROW * (rows.length - 1)) / 2],
    ])));
  const met = new Map();
  const lines = ties.map((tie) => {
    const s = otherEnd(tie, centre, "in") ? 0 : 1;
    const other = otherEnd(tie, centre, s ? "out" : "in");
    const nth = (met.get(`${s} ${other}`) ?? -1) + 1;
    met.set(`${s} ${other}`, nth);
    const aside = (nth % 2 ? -1 : 1) * 4 * Math.floor((nth + 1) / 2);
    const ends = [at[s].get(other), [AMID, amid]];
    const [path, head] = tieLine(...(s ? ends.reverse() : ends), aside, false);
    return tieDrawing(tie.tie, tie.shown, path, tie.directed ? head : "", tie.look);
  });
  const dots = sides.flatMap((rows, s) => {
    const side = s ? "right" : "left";
    return rows.map(({ actor, label, shown }) =>
      dotDrawing(actor, shown, at[s].get(actor), radii.get(actor), label, side, IN_A_LINE[side]));
  });
  const own = nodes.find(({ actor }) => actor === centre);
  dots.push(dotDrawing(centre, `${own.shown} centre`, [AMID, amid], radii.get(centre), own.label, "below", IN_A_LINE.below));
  const heads =
    `<text class="heading" x="${LEFT}" y="16" text-anchor="end">ties to it${told[0]}</text>` +
    `<text class="heading" x="${RIGHT}" y="16" text-anchor="start">ties from it${told[1]}</text>`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" class="ties-network ties-in-ego" width="${width}"` +
    ` height="${height}" viewBox="0 0 ${width} ${height}">${heads}${lines.join("")}${dots.join("")}</svg>`
  );
}

function otherEnd(tie, centre, side) {
  if (side === "in") return tie.directed && tie.to === centre ? tie.from : null;
  if (tie.from === centre) return tie.to;
  return !tie.directed && tie.to === centre ? tie.from : null;
}
