// Controls that stand in the markup, tied to a model's traits, both ways.

/** How many decimals a step of 0.05 asks for: 2. No step asks for more than ten. */
export function decimals(step) {
  return Number(step).toFixed(10).replace(/0+$/, "").split(".")[1].length;
}

/** The text of a control's value, as its label shows it. */
export function valueText(control, value) {
  if (control.kind === "range") return Number(value).toFixed(decimals(control.step));
  if (control.kind === "choice") {
    const at = control.options.findIndex((option) => option === value);
    return at < 0 ? String(value) : control.labels[at];
  }
  if (Array.isArray(value)) {
    return value.map((each) => control.labels[control.options.indexOf(each)]).join(", ") || "none";
  }
  return value ? "on" : "off";
}

/** Whether a model's values are those of a preset (a preset may leave some open). */
export function matches(preset, get) {
  const same = (one, other) =>
    one === other || (Array.isArray(one) && JSON.stringify(one) === JSON.stringify(other));
  return Object.entries(preset).every(([name, value]) => same(get(name), value));
}

/** The sentence for a figure that brings no reading of its own. */
export function plainReading(controls, get) {
  const said = controls.map((c) => `${c.label}: ${valueText(c, get(c.name))}`).join("; ");
  return said && `${said}.`;
}

function inputValue(control, inputs) {
  if (control.kind === "range") return Number(inputs[0].value);
  if (control.kind === "checkbox") return inputs[0].checked;
  if (control.kind === "set") {
    return control.options.filter((_, i) => inputs[i].checked);
  }
  if (control.kind === "taken") {
    return inputs[0].value === "" ? [] : [control.options[Number(inputs[0].value)]];
  }
  const chosen = inputs.find((input) => input.tagName === "SELECT" || input.checked);
  return control.options[Number(chosen.value)];
}

function showValue(control, inputs, value) {
  if (control.kind === "range") {
    inputs[0].value = String(value);
    // Not an <output>: a label names the first such element within it, and the range would go without.
    const shown = inputs[0].closest("label").querySelector(".ties-value");
    if (shown) shown.textContent = valueText(control, value);
  } else if (control.kind === "checkbox") {
    inputs[0].checked = Boolean(value);
  } else if (control.kind === "set") {
    inputs.forEach((input, i) => (input.checked = value.includes(control.options[i])));
  } else if (control.kind === "taken") {
    // Of several, which are taken elsewhere, a list can show none.
    const at = value.length ? control.options.indexOf(value[0]) + 1 : 0;
    inputs[0].selectedIndex = value.length > 1 ? -1 : at;
  } else {
    const at = control.options.findIndex((option) => option === value);
    for (const input of inputs) {
      if (input.tagName === "SELECT") input.selectedIndex = at;
      else input.checked = Number(input.value) === at;
    }
  }
}

/**
 * Tie every control, preset and reset button inside `root` to the model.
 * Returns `{ enable, release }`: controls stay disabled until the figure can answer.
 */
export function connectControls(root, model) {
  const controls = model.get("controls");
  const presets = model.get("presets");
  const ended = new AbortController();
  const listen = (element, event, handler) =>
    element.addEventListener(event, handler, { signal: ended.signal });
  const put = (values) => {
    for (const [name, value] of Object.entries(values)) model.set(name, value);
    model.save_changes();
  };

  const inputs = new Map(controls.map(({ name }) => [name, [...root.querySelectorAll(`[data-control="${name}"]`)]]));
  const shown = controls.filter(({ name }) => inputs.get(name).length);
  const buttons = [...root.querySelectorAll("[data-preset]")];
  const show = () => {
    for (const control of shown) showValue(control, inputs.get(control.name), model.get(control.name));
    for (const button of buttons) {
      const pressed = matches(presets[button.dataset.preset], (name) => model.get(name));
      button.setAttribute("aria-pressed", String(pressed));
    }
  };

  for (const control of shown) {
    const own = inputs.get(control.name);
    for (const input of own) {
      listen(input, "input", () => put({ [control.name]: inputValue(control, own) }));
    }
    model.on(`change:${control.name}`, show);
  }
  for (const button of buttons) {
    listen(button, "click", () => put(presets[button.dataset.preset]));
  }
  for (const button of root.querySelectorAll("[data-reset]")) {
    listen(button, "click", () => put(model.get("start")));
  }
  for (const form of root.querySelectorAll("form")) {
    listen(form, "submit", (event) => event.preventDefault());
  }
  show();

  return {
    enable() {
      for (const set of root.querySelectorAll("fieldset[data-controls]")) set.disabled = false;
    },
    release() {
      ended.abort();
      for (const control of shown) model.off(`change:${control.name}`, show);
    },
  };
}
