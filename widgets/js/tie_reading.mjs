// The sentences on a network's present state, in the words of tie_reading.py, which says what the
// facts are. Here actors are numbers, `now` and `before` are by actor, and NaN is undefined.
import { EQUAL } from "./tie_picture.mjs";

const SEVERAL = 3;

/** A number as the sentences and tables write it. */
export function amount(value, decimals) {
  if (Number.isNaN(value)) return "–";
  // Of what is written, not of what is stored: 1.005 is a half for a reader.
  return (Math.round(Number(`${value.toFixed(9)}e${decimals}`)) / 10 ** decimals).toFixed(decimals);
}

/** Names as a sentence lists them: "A", "A and B", "A, B and C"; of none, nothing. */
export const inRow = (names) => [names.slice(0, -1).join(", "), ...names.slice(-1)].filter(Boolean).join(" and ");

/** Names in a row: all of them, or the first few and how many more. */
export function several(names) {
  if (names.length <= SEVERAL + 1) return inRow(names);
  return inRow([...names.slice(0, SEVERAL), `${names.length - SEVERAL} others`]);
}

/** What a network shows. */
export function networkReading(facts) {
  const said = [leader(facts), facts.gone.length ? taken(facts) : whole(facts)];
  if (facts.leftOut.length) said.push(`Left out by footing: ${facts.leftOut.join(", ")}.`);
  if (facts.year) {
    const ties = facts.undated === 1 ? "tie" : "ties";
    said.push(`In ${facts.year}; ${facts.undated} ${ties} without a year stay.`);
  }
  if (facts.focus) {
    const { name, into, out } = facts.focus;
    said.push(`In focus: ${name}, ${into} in and ${out} out.`);
  }
  return said.join(" ");
}

const named = ({ names }, values, wanted) =>
  names.filter((_, i) => Math.abs(values[i] - wanted) < EQUAL);

function leader(facts) {
  const { name, decimals, low } = facts.measure;
  const known = facts.now.filter((value) => !Number.isNaN(value));
  if (!known.length) return `Nobody has a ${name}.`;
  const best = low ? Math.min(...known) : Math.max(...known);
  const top = named(facts, facts.now, best);
  // No verb: a name may be that of one actor or of many, such as large makers.
  return `${low ? "Lowest" : "Highest"} ${name}: ${several(top)} (${amount(best, decimals)}).`;
}

function whole({ counted, documented, reached, targets }) {
  const said =
    counted === documented
      ? `All ${counted} ties stand`
      : `${counted} of ${documented} documented ties are counted`;
  if (targets === null) return `${said}.`;
  return `${said}; a documented channel reaches ${reached} of ${targets} targets.`;
}

function taken(facts) {
  const moved = facts.targets === null ? [] : [lostChannels(facts)];
  const change = facts.now.map((value, i) => value - facts.before[i]);
  const known = change.filter((value) => !Number.isNaN(value));
  for (const [extreme, way, sign] of [
    [Math.min(0, ...known), "lost", "−"],
    [Math.max(0, ...known), "gained", "+"],
  ]) {
    const worth = amount(Math.abs(extreme), facts.measure.decimals);
    if (worth === amount(0, facts.measure.decimals)) continue; // what rounds to nothing is not said
    const who = named(facts, change, extreme);
    moved.push(`most ${way} by ${several(who)} (${sign}${worth})`);
  }
  if (facts.apart.length) {
    const { length } = facts.apart;
    const who = length <= SEVERAL + 1 ? several(facts.apart) : `${length} actors`;
    moved.push(`${who} cut off from the largest part`);
  }
  return `Without ${several(facts.gone)}: ${moved.join("; ") || "nobody’s changes"}.`;
}

function lostChannels({ lost, lostAll }) {
  if (!lost.length) return "no target loses its last documented channel of any kind";
  const who = new Set(lost.flatMap(([, names]) => names));
  const verb = who.size === 1 ? "target loses" : "targets lose";
  const kinds = lost.map(([kind, names]) => `${kind}: ${several(names)}`).join("; ");
  let rest = `and ${lostAll} of them all kinds`;
  if (lostAll === who.size) rest = `and no other kind is left to ${who.size === 1 ? "it" : "them"}`;
  else if (!lostAll) rest = `and another kind is left to ${who.size === 1 ? "it" : "each"}`;
  return `${who.size} ${verb} every documented channel of a kind (${kinds}), ${rest}`;
}
