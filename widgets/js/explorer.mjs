// A chart with parameters: its still picture comes alive, its reading and its table follow.
import { isNumber } from "./cells.mjs";
import { connectControls, plainReading } from "./controls.mjs";
import { connectMenu } from "./menu.mjs";
import { scriptsFromKernel } from "./scripts.mjs";

/** The cells of a table whose rows are tab-separated texts. */
export function tableCells(rows) {
  return rows.map((row) => String(row).split("\t"));
}

/** A chart's specification for one width, at the present values of its parameters. */
export function specAt(spec, width, get) {
  const params = (spec.params ?? []).map((param) => {
    const value = get(param.name);
    return value === undefined ? param : { ...param, value };
  });
  return width ? { ...spec, params, width } : { ...spec, params };
}

/** What a chart says: its reading layer, else the sentence that came with it, else its controls. */
export function sentence(layer, given, controls, get) {
  return (layer ?? []).join(" ") || given || plainReading(controls, get);
}

function fillTable(body, rows) {
  body.replaceChildren(
    ...tableCells(rows).map((cells) => {
      const row = document.createElement("tr");
      cells.forEach((text, column) => {
        const cell = document.createElement(column ? "td" : "th");
        if (!column) cell.scope = "row";
        else if (isNumber(text)) cell.className = "number";
        cell.textContent = text;
        row.append(cell);
      });
      return row;
    }),
  );
}

/**
 * @param {object} host  `model` and `el` as every anywidget host gives them; `script` loads one
 */
export function renderExplorer({ model, el, script = scriptsFromKernel(model) }) {
  if (!el.matches("[data-interactive]")) el.innerHTML = model.get("_markup");
  const root = el.matches("[data-interactive]") ? el : el.querySelector("[data-interactive]");
  const picture = root.querySelector("[data-picture]");
  const reading = root.querySelector("[data-reading]");
  const body = root.querySelector("tbody");
  const controls = model.get("controls");
  const get = (name) => model.get(name);
  const sheet = connectControls(root, model);
  const leaveMenu = connectMenu(root, model, script);

  let view = null;
  let ended = false;
  let due = false;
  let size = null;

  const widthNow = () => {
    const widths = model.get("widths");
    return picture.clientWidth < model.get("breakpoint") ? widths.at(-1) : widths[0];
  };
  const texts = (layer) => {
    try {
      const items = [...(view.data(`${layer}_marks`) ?? [])]; // nothing, when it began with nothing
      const place = ({ datum }) => datum._order ?? 0;
      return items.sort((one, other) => place(one) - place(other)).map((item) => item.text);
    } catch {
      return null; // the chart has no such layer
    }
  };
  const speak = () => {
    const said = sentence(texts("reading"), model.get("given"), controls, get);
    if (reading.textContent !== said) reading.textContent = said; // the same is not said twice
    picture.setAttribute("aria-label", said);
    const rows = texts("table");
    if (rows && body) fillTable(body, rows);
  };
  const follow = async () => {
    due = false;
    if (!view) return;
    for (const control of controls) view.signal(control.name, get(control.name));
    await view.runAsync();
    if (!ended) speak();
  };
  const schedule = () => {
    if (due || !view) return;
    due = true;
    requestAnimationFrame(follow);
  };
  for (const control of controls) model.on(`change:${control.name}`, schedule);

  const resized = new ResizeObserver(() => {
    // A figure that is not shown, as on another slide, has no width and keeps its picture.
    if (!view || !size || !picture.clientWidth || widthNow() === size) return;
    size = widthNow();
    view.width(size).runAsync();
  });
  resized.observe(picture);

  const start = async () => {
    const embed = await script("vega");
    if (ended) return;
    const live = document.createElement("div");
    live.dataset.live = "";
    live.ariaHidden = "true"; // the picture is one image; its reading is its text
    size = model.get("widths").length ? widthNow() : null;
    const options = { mode: "vega-lite", renderer: "svg", actions: false, ast: true, tooltip: false, defaultStyle: false };
    const result = await embed(live, specAt(model.get("spec"), size, get), options);
    if (ended) return result.finalize();
    view = result.view;
    picture.replaceChildren(live);
    await follow(); // a trait may have been set while Vega was loading
    sheet.enable();
    root.dataset.state = "live";
  };
  start().catch((error) => {
    root.dataset.state = "still";
    reading.textContent += ` (This figure stays a picture: ${error.message}.)`;
  });

  return () => {
    ended = true;
    resized.disconnect();
    sheet.release();
    leaveMenu();
    for (const control of controls) model.off(`change:${control.name}`, schedule);
    view?.finalize();
  };
}
