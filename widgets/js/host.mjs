// A widget's model without a kernel: what anywidget's front ends ask of one, and nothing more.

/**
 * @param {Record<string, unknown>} state  the widget's traits at the start
 */
export function createModel(state) {
  const values = structuredClone(state);
  const listeners = new Map();
  const emit = (event) => {
    for (const listener of [...(listeners.get(event) ?? [])]) listener();
  };
  return {
    get: (name) => values[name],
    set(name, value) {
      if (Object.is(values[name], value)) return;
      values[name] = value;
      emit(`change:${name}`);
      emit("change");
    },
    save_changes() {}, // nobody else holds the state
    on(event, listener) {
      if (!listeners.has(event)) listeners.set(event, new Set());
      listeners.get(event).add(listener);
    },
    off(event, listener) {
      if (event === undefined) listeners.clear();
      else if (listener === undefined) listeners.delete(event);
      else listeners.get(event)?.delete(listener);
    },
  };
}
