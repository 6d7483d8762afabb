// In a worker: the measures of a graph, away from the page. Lists of ties come as typed arrays.
import { positionalPower } from "./position.mjs";

self.onmessage = ({ data }) => {
  let told = 0;
  const tell = (part) => {
    if (part - told < 0.02) return;
    told = part;
    self.postMessage({ part });
  };
  const power = positionalPower(data, null, tell);
  self.postMessage({ power }, Object.values(power).map(({ buffer }) => buffer));
};
