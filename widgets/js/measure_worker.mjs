// In a worker: the measures of a graph, away from the page. Lists of ties come as typed arrays.
import { betweenness, bonacichPower, degree, positionalPower, reach, structuralHoles } from "./position.mjs";

const ALONE = {
  degree,
  betweenness,
  constraint: (graph) => structuralHoles(graph).constraint,
  effective_size: (graph) => structuralHoles(graph).effective_size,
  bonacich_power: (graph) => bonacichPower(graph),
  reach,
};

/** `{ graph, key }` asks for one measure, which the reader waits for; without a key, for all. */
self.onmessage = ({ data: { graph, key } }) => {
  let told = 0;
  const tell = (part) => {
    if (part - told < 0.02) return;
    told = part;
    self.postMessage({ part });
  };
  const power = key ? { [key]: ALONE[key](graph, tell) } : positionalPower(graph, null, tell);
  self.postMessage({ power }, [...new Set(Object.values(power).map(({ buffer }) => buffer))]);
};
