// Which names of a picture are seen: those that fit, so that none covers another. The others stand
// in the table, and in the picture when somebody points at their dot or looks at them.

const [ABOVE, BELOW, APART] = [11, 4, 3]; // pixels around a name's line

/** Settle the names of one picture: who is in `focus` first, then the largest dots. */
export function fitNames(still, dots, radii, focus) {
  const [, , width] = still.svg.getAttribute("viewBox").split(" ").map(Number);
  still.names ??= widthsOf(still);
  const crowded = still.svg.classList.contains("ties-crowded");
  const wanted = dots.flatMap((shown, i) => {
    const away = shown.startsWith("gone") || (crowded && !/ (named|near)/.test(shown)) || / far/.test(shown);
    return away ? [] : [i];
  });
  wanted.sort((one, other) => Number(other === focus) - Number(one === focus) || radii[other] - radii[one] || one - other);
  const taken = [];
  const fitting = new Set();
  for (const i of wanted) {
    const [x, y] = still.at[i];
    const half = still.names[i] / 2;
    // A name at the rim is moved into the picture.
    const aside = Math.max(half + 1 - x, Math.min(0, width - half - 1 - x));
    const base = y + radii[i] + 14;
    const box = [x + aside - half - APART, base - ABOVE, x + aside + half + APART, base + BELOW];
    if (taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) continue;
    taken.push(box);
    fitting.add(i);
    still.dots[i].lastElementChild.setAttribute("x", String(Math.round(aside)));
  }
  still.dots.forEach((dot, i) => {
    const unfit = wanted.includes(i) && !fitting.has(i);
    dot.lastElementChild.classList.toggle("unfit", unfit);
  });
}

function widthsOf({ svg, dots }) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `12px ${getComputedStyle(svg).fontFamily}`;
  return dots.map((dot) => pen.measureText(dot.lastElementChild.textContent).width);
}
