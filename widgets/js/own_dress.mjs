// The markup of a figure, made to fit another network: what a control, a row, a still looks like is
// figure.html's. Names are always text and never markup.
import { tieRow } from "./own_rows.mjs";
import { NAMES_AT_REST, SIZES, isShown } from "./own_state.mjs";
import { counted } from "./own_tables.mjs";
import { placesPicture } from "./tie_picture.mjs";

/** Fill a figure with the network of `state`. */
export function dress(root, state) {
  root.dataset.state = "waiting";
  root.classList.toggle("ties-large", state.arrangement === "ego");
  root.querySelector("[data-told]").textContent = "";
  controlsInto(root.querySelector(".ties-controls > fieldset"), state);
  pictureInto(root.querySelector("[data-picture]"), state);
  for (const field of root.querySelectorAll(".ties-find")) field.remove();
  const rows = state.arrangement === "ego" ? { ...state, ties: [], actors: [] } : state; // rows of many are made as they are looked for
  root.querySelector(".ties-box ol").replaceChildren(...rows.ties.map((tie, t) => tieRow(tie, state.told[t])));
  tableInto(root.querySelector(".ties-table tbody"), rows);
  sourceInto(root, state);
}

function made(name, properties = {}, children = []) {
  const { dataset = {}, ...rest } = properties;
  const element = Object.assign(document.createElement(name), rest);
  Object.assign(element.dataset, dataset);
  element.append(...children);
  return element;
}

function controlsInto(fieldset, state) {
  const keep = [...fieldset.children].filter((each) => each.matches("legend, [data-undo], [data-reset]"));
  const [legend, ...buttons] = keep;
  const shown = state.controls.filter((control) => isShown(control, state));
  fieldset.replaceChildren(legend, ...shown.map((control) => controlOf(control, state)), ...buttons);
}

function controlOf(control, { looks }) {
  const { name, label, kind, options, labels, beside, value } = control;
  const input = (type, at) => made("input", { type, value: String(at), dataset: { control: name } });
  if (kind === "checkbox") {
    return made("label", { className: "ties-control ties-check" }, [input("checkbox", 0), made("span", {}, [label])]);
  }
  if (kind === "set" || beside) {
    const rows = labels.map((text, at) => {
      const box = input(kind === "set" ? "checkbox" : "radio", at);
      if (beside) box.name = name;
      const words = made("span", {}, [...(name === "families_on" ? [swatch(looks[at]), " "] : []), text]);
      return made("label", {}, [box, words]);
    });
    const className = `ties-control ties-${kind === "set" ? "set" : "beside"}`;
    return made("fieldset", { className }, [made("legend", {}, [label]), ...rows]);
  }
  const none = kind === "taken" ? [made("option", { value: "", textContent: "none" })] : [];
  const rows = labels.map((textContent, at) => made("option", { value: String(at), textContent }));
  const select = made("select", { dataset: { control: name } }, [...none, ...rows]);
  select.selectedIndex = kind === "taken" ? 0 : options.indexOf(value);
  return made("label", { className: "ties-control" }, [made("span", {}, [label]), select]);
}

function swatch({ hue, light, dash }) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const attributes = { class: "ties-swatch", width: "30", height: "8", "aria-hidden": "true" };
  for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, value);
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  line.setAttribute("d", "M1 4H29");
  line.setAttribute("stroke", `var(--${hue}, ${light})`);
  if (dash) line.setAttribute("stroke-dasharray", dash);
  svg.append(line);
  return svg;
}

function pictureInto(picture, state) {
  const { actors, ties, looks, places, arrangement } = state;
  if (arrangement === "ego") {
    const still = made("div", { className: "ties-still", dataset: { still: "wide" } });
    // The view draws the neighbours of one actor where it finds such a picture.
    still.innerHTML = '<svg class="ties-in-ego" viewBox="0 0 350 178" width="350" height="178"></svg>';
    return picture.replaceChildren(still);
  }
  const number = new Map(actors.map(({ actor }, i) => [actor, i]));
  const colours = new Map(looks.map((look) => [look.key, { ...look, colour: `var(--${look.hue}, ${look.light})` }]));
  const stills = Object.keys(SIZES).map((size) => {
    const at = places[size];
    const nodes = actors.map(({ actor, short }, i) => ({ actor, label: short, shown: "on", radius: 8, at: at[i] }));
    const lines = ties.map((tie) => {
      const [from, to] = [tie.source, tie.target].map((end) => at[number.get(end)]);
      return { ...tie, shown: "on", from, to, look: colours.get(tie.family) };
    });
    const still = made("div", { className: "ties-still", dataset: { still: size } });
    still.innerHTML = placesPicture(nodes, lines, SIZES[size], actors.length > NAMES_AT_REST);
    return still;
  });
  return picture.replaceChildren(...stills);
}

function tableInto(body, { actors, measures }) {
  body.replaceChildren(...actors.map(({ name }) => {
    const cells = measures.map(() => made("td", { className: "number", textContent: "–" }));
    return made("tr", {}, [made("th", { scope: "row", textContent: name }), ...cells]);
  }));
}

function sourceInto(root, { actors, ties, origin }) {
  const badge = root.querySelector(".ties-source [data-evidence]");
  Object.assign(badge, { textContent: origin.evidence, title: origin.meaning });
  badge.dataset.evidence = origin.evidence;
  const merged = new Set(actors.map(({ bloc }) => bloc));
  const people = actors.filter(({ actor }) => !merged.has(actor)).length;
  badge.parentNode.replaceChildren(badge, ` ${origin.source}: ${counted(people, "actor")} and ${counted(ties.length, "tie")}.`);
  const boundary = root.querySelector(".ties-boundary p");
  boundary.textContent = origin.boundary;
  const cite = root.querySelector("[data-cite]");
  if (!cite) return;
  const whose = cite.querySelector("[data-whose]") ?? made("span", { dataset: { whose: "" } });
  whose.textContent = origin.own ? "Own data, drawn with: " : "";
  cite.prepend(whose);
}
