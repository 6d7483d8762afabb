// The measures of a large network, worked out by a worker: the page goes on, says how far it is,
// and lets the reader stop it. The worker's text comes with the script, so that it runs from disk.

const PATIENCE = 300; // milliseconds before anything is said of it

/** `{ measure, cancel, end }` for a figure; `told` holds a progress bar and a button to stop. */
export function power(told) {
  const [bar, button] = [told.querySelector("progress"), told.querySelector("button")];
  let [worker, refuse, waiting, address, before] = [null, null, 0, null, null];
  const quiet = () => {
    clearTimeout(waiting);
    told.hidden = true;
    refuse = null;
  };
  const cancel = () => {
    if (!refuse) return;
    worker.terminate();
    worker = null;
    const stop = refuse;
    quiet();
    stop(new Error("stopped"));
  };
  button.addEventListener("click", () => {
    cancel();
    before?.focus(); // the button goes away; who pressed it goes on where they were
  });
  const tell = () => {
    before = document.activeElement;
    told.hidden = false;
  };
  const start = () => {
    address ??= URL.createObjectURL(new Blob([globalThis.tiesMeasureWorker], { type: "text/javascript" }));
    return new Worker(address);
  };
  /** One measure of a graph, for which the reader waits; or, without a key, all, and nothing is said of it. */
  const measure = ({ n, from, to, directed }, key = null) => {
    cancel();
    worker ??= start();
    if (key) waiting = setTimeout(tell, PATIENCE);
    bar.value = 0;
    return new Promise((resolve, reject) => {
      refuse = reject;
      worker.onmessage = ({ data }) => {
        if (data.part) return (bar.value = data.part);
        quiet();
        resolve(data.power);
      };
      worker.onerror = (event) => {
        event.preventDefault();
        worker.terminate();
        worker = null;
        quiet();
        reject(new Error(event.message));
      };
      const [tails, heads] = [Int32Array.from(from), Int32Array.from(to)];
      worker.postMessage({ graph: { n, from: tails, to: heads, directed }, key }, [tails.buffer, heads.buffer]);
    });
  };
  const end = () => {
    cancel();
    worker?.terminate();
    if (address) URL.revokeObjectURL(address);
    [worker, address] = [null, null];
  };
  return { measure, cancel, end };
}
