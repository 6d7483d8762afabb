// The measures of a large network, worked out by a worker: the page goes on, says how far it is,
// and lets the reader stop it. The worker's text comes with the script, so that it runs from disk.

const PATIENCE = 300; // milliseconds before anything is said of it

/** `{ measure, cancel }` for a figure; `told` holds a progress bar and a button to stop. */
export function power(told) {
  const bar = told.querySelector("progress");
  let [worker, refuse, waiting, address] = [null, null, 0, null];
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
  told.querySelector("button").addEventListener("click", cancel);
  const start = () => {
    address ??= URL.createObjectURL(new Blob([globalThis.tiesMeasureWorker], { type: "text/javascript" }));
    return new Worker(address);
  };
  const measure = ({ n, from, to, directed }) => {
    cancel();
    worker ??= start();
    waiting = setTimeout(() => (told.hidden = false), PATIENCE);
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
        worker = null;
        quiet();
        reject(new Error(event.message));
      };
      const [tails, heads] = [Int32Array.from(from), Int32Array.from(to)];
      worker.postMessage({ n, from: tails, to: heads, directed }, [tails.buffer, heads.buffer]);
    });
  };
  return { measure, cancel };
}
