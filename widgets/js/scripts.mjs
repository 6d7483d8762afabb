// Scripts that a page needs only when somebody uses a figure: loaded once, whoever asks first.
const HANDED = { vega: "tiesVegaEmbed", take: "tiesTake", own: "tiesOwn" }; // what each leaves behind, and where

function runScript(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(`${address.slice(0, 60)} could not be loaded`));
    document.head.append(script);
  });
}

function once(name, load) {
  const asked = (globalThis.tiesScripts ??= {});
  asked[name] ??= load()
    .then(() => globalThis[HANDED[name]])
    .catch((error) => {
      delete asked[name]; // the next figure may try again
      throw error;
    });
  return asked[name];
}

/** From files in one folder, beside the page: a function of a script's name. */
export function scriptsFromFiles(folder) {
  return (name) => once(name, () => runScript(new URL(`${name}.js`, folder).href));
}

/** From the kernel, which holds copies: no network beyond the kernel's own channel. */
export function scriptsFromKernel(model) {
  const ask = (name) =>
    new Promise((resolve, reject) => {
      const receive = (message, buffers) => {
        if (message.type !== name) return;
        model.off("msg:custom", receive);
        const address = URL.createObjectURL(new Blob([buffers[0]], { type: "text/javascript" }));
        runScript(address)
          .then(resolve, reject)
          .finally(() => URL.revokeObjectURL(address));
      };
      model.on("msg:custom", receive);
      model.send({ type: name });
    });
  return (name) => once(name, () => ask(name));
}
