// Which names of a picture are seen: those that fit, so that none covers another. The others stand
// in the table, and in the picture when somebody points at their dot or looks at them.

const [ABOVE, BELOW, APART] = [11, 4, 3]; // pixels around a name's line
const SMALL = 5; // dots up to this radius leave a name legible

/** Settle the names of one picture: who is in `focus` first, then the largest dots. */
export function fitNames(still, dots, radii, focus) {
  const [, , width] = still.svg.getAttribute("viewBox").split(" ").map(Number);
  still.names ??= widthsOf(still);
  const crowded = still.svg.classList.contains("ties-crowded");
  const here = dots.flatMap((shown, i) => (/^gone| far$/.test(shown) ? [] : [i]));
  const wanted = here.filter((i) => !crowded || / (named|near)/.test(dots[i]));
  wanted.sort((one, other) => Number(other === focus) - Number(one === focus) || radii[other] - radii[one] || one - other);
  const taken = [];
  const meets = (box, other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3];
  const covers = (box, i) => (j) => {
    const [x, y] = still.at[j];
    const far = 0.8 * radii[j]; // of a dot's square the corners are free
    return j !== i && radii[j] > SMALL && meets(box, [x - far, y - far, x + far, y + far]);
  };
  for (const dot of still.dots) dot.lastElementChild.classList.add("unfit");
  for (const [nth, i] of wanted.entries()) {
    const [[x, y], half, label] = [still.at[i], still.names[i] / 2, still.dots[i].lastElementChild];
    const aside = Math.max(half + 1 - x, Math.min(0, width - half - 1 - x)); // a name at the rim is moved into the picture
    const [below, above] = [radii[i] + 14, -radii[i] - 5];
    const boxAt = (base) => [x + aside - half - APART, y + base - ABOVE, x + aside + half + APART, y + base + BELOW];
    const isFree = (box) => !taken.some((other) => meets(box, other)) && !here.some(covers(box, i));
    const place = [below, above].find((base) => isFree(boxAt(base))) ?? (nth ? null : below);
    label.setAttribute("x", String(Math.round(aside)));
    label.setAttribute("y", String(place ?? below));
    if (place === null) continue;
    taken.push(boxAt(place));
    label.classList.remove("unfit");
  }
}

function widthsOf({ svg, dots }) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `12px ${getComputedStyle(svg).fontFamily}`;
  return dots.map((dot) => pen.measureText(dot.lastElementChild.textContent).width);
}
