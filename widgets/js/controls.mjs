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
  return value ? "on" : "off";
}

/** Whether a model's values are those of a preset (a preset may leave some open). */
export function matches(preset, get) {
  return Object.entries(preset).every(([name, value]) => get(name) === value);
}

/** The sentence for a figure that brings no reading of its own. */
export function plainReading(controls, get) {
  const said = controls.map((c) => `${c.label}: ${valueText(c, get(c.name))}`).join("; ");
  return said && `${said}.`;
}

function inputValue(control, inputs) {
  if (control.kind === "range") return Number(inputs[0].value);
  if (control.kind === "checkbox") return inputs[0].checked;
  const chosen = inputs.find((input) => input.tagName === "SELECT" || input.checked);
  return control.options[Number(chosen.value)];
}

function showValue(control, inputs, value) {
  if (control.kind === "range") {
    inputs[0].value = String(value);
    const output = inputs[0].closest("label").querySelector("output");
    if (output) output.textContent = valueText(control, value);
  } else if (control.kind === "checkbox") {
    inputs[0].checked = Boolean(value);
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

  const inputsOf = (name) => [...root.querySelectorAll(`[data-control="${name}"]`)];
  const show = () => {
    for (const control of controls) showValue(control, inputsOf(control.name), model.get(control.name));
    for (const button of root.querySelectorAll("[data-preset]")) {
      const pressed = matches(presets[button.dataset.preset], (name) => model.get(name));
      button.setAttribute("aria-pressed", String(pressed));
    }
  };

  for (const control of controls) {
    const inputs = inputsOf(control.name);
    for (const input of inputs) {
      listen(input, "input", () => put({ [control.name]: inputValue(control, inputs) }));
    }
    model.on(`change:${control.name}`, show);
  }
  for (const button of root.querySelectorAll("[data-preset]")) {
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
      for (const control of controls) model.off(`change:${control.name}`, show);
    },
  };
}
