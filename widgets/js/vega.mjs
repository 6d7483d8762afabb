// Vega, loaded once a page whoever asks first, and only when somebody asks.

/** Run a script from an address; resolve when it has run. */
export function runScript(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(`${address.slice(0, 60)} could not be loaded`));
    document.head.append(script);
  });
}

function once(load) {
  globalThis.tiesVega ??= load()
    .then(() => globalThis.tiesVegaEmbed)
    .catch((error) => {
      globalThis.tiesVega = undefined; // the next figure may try again
      throw error;
    });
  return globalThis.tiesVega;
}

/** Vega from a file beside the page. */
export function vegaFromFile(address) {
  return once(() => runScript(address));
}

/** Vega from the kernel, which holds a copy: no network beyond the kernel's own channel. */
export function vegaFromKernel(model) {
  const ask = () =>
    new Promise((resolve, reject) => {
      const receive = (message, buffers) => {
        if (message.type !== "vega") return;
        model.off("msg:custom", receive);
        const address = URL.createObjectURL(new Blob([buffers[0]], { type: "text/javascript" }));
        runScript(address)
          .then(resolve, reject)
          .finally(() => URL.revokeObjectURL(address));
      };
      model.on("msg:custom", receive);
      model.send({ type: "vega" });
    });
  return once(ask);
}
