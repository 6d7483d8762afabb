"""What measures of position cost, in the page, by igraph and by networkx, on random networks.

Called by ``make bench``; by itself with ``python tests/bench/measures.py``, and with ``keep`` it
also writes ``data/measures_at_scale.csv``, from which the book tells it. Numbers must agree
before anything is timed. Programs take turns, and the least of some rounds counts: other programs
run too. Each starts from a graph as it holds one: igraph and networkx with neighbours sorted, the
page with two lists of ends, which it sorts first.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import time
from importlib.metadata import version
from pathlib import Path

import chromium
import igraph
import networkx as nx
import numpy as np
import pandas as pd

from widgets.models import position
from widgets.models.costs import aims, costs, growth
from widgets.modules import lean, page_script
from widgets.scale import MEASURES, cost_of_measures
from widgets.stills import for_page
from widgets.theme import resolve
from widgets.vega import svg

ROOT = Path(__file__).parents[2]
PAGE = "chapters/your_own_network.html"
KEPT = ROOT / "data/measures_at_scale.csv"
SHOWN = ROOT / "_build/bench"
SIZES = (100, 200, 500, 1000, 2000, 5000)
TIES = 4  # of each actor, on average twice as many ends
ROUNDS = {100: 7, 200: 7, 500: 7, 1000: 5, 2000: 3, 5000: 3}
SLOW = 2000  # up to so many actors networkx is asked, and Python for a whole matrix
PATIENCE = 20  # seconds: who has taken as many for one size is asked no further round
LEAST = 0.03  # seconds that a time is taken over: what is shorter is repeated
CLOSE = 1e-9

# The page's own worker, and after it what times the functions in it one by one.
WORKER = lean(page_script("measure_worker.mjs"))
_TIMED = """
const graphs = new Map();
const measured = self.onmessage;
self.onmessage = (event) => {
  const { name, graph, beta, measure, least } = event.data;
  if (graph) graphs.set(name, graph);
  if (!measure) return measured({ data: { graph } });
  const given = graphs.get(name);
  const work = {
    betweenness: () => betweenness(given),
    constraint: () => structuralHoles(given),
    bonacich: () => bonacichPower(given, beta),
  }[measure];
  let [times, taken] = [0, 0];
  const begun = performance.now();
  while (taken < least || !times) {
    work();
    times++;
    taken = performance.now() - begun;
  }
  self.postMessage({ milliseconds: taken / times });
};
"""
_START = """(text) => {
  const worker = new Worker(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
  globalThis.asked = (data) => new Promise((resolve, reject) => {
    worker.onerror = (event) => reject(new Error(event.message));
    worker.onmessage = ({ data }) => data.part || resolve(data);
    worker.postMessage(data);
  });
}"""
_NUMBERS = """async ({ name, n, from, to }) => {
  const graph = { n, from: Int32Array.from(from), to: Int32Array.from(to), directed: false };
  const { power } = await asked({ name, graph });
  return Object.fromEntries(Object.entries(power).map(([key, values]) => [key, [...values]]));
}"""


def random_network(actors: int) -> list[tuple[int, int]]:
    """Return the ties of a random network, the same at every run."""
    draw = random.Random(actors)
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < TIES * actors:
        pairs.add(tuple(sorted(draw.sample(range(actors), 2))))
    return sorted(pairs)


def ways(page, actors: int) -> dict[str, dict[str, object]]:
    """Return, by measure and program, a function that gives seconds; agreement is seen to first."""
    ties = random_network(actors)
    graph = nx.empty_graph(actors)
    graph.add_edges_from(ties)
    other = igraph.Graph(actors, ties)
    name = str(actors)
    given = {"name": name, "n": actors, "from": [i for i, _ in ties], "to": [j for _, j in ties]}
    power = page.evaluate(_NUMBERS, given)
    pairs = (actors - 1) * (actors - 2) / 2
    agree(power["betweenness"], np.array(other.betweenness()) / pairs, "betweenness, igraph")
    agree(power["constraint"], other.constraint(), "constraint, igraph")
    small = actors <= SLOW
    # Half of 1 / lambda, as the page takes it; beyond SLOW its answer is held to the definition.
    beta = 0.5 / position.spectral_radius(graph) if small else None
    if small:
        agree(power["betweenness"], nx.betweenness_centrality(graph), "betweenness, networkx")
        agree(power["constraint"], nx.constraint(graph), "constraint, networkx")
        agree(power["bonacich_power"], position.bonacich_power(graph), "power, the book's Python")
        agree(power["bonacich_power"], by_katz(graph, beta), "power, networkx")
    else:
        assert_defined(power["bonacich_power"], graph)

    def in_page(measure):
        asked = {"name": name, "measure": measure, "beta": beta, "least": 1000 * LEAST}
        return lambda: page.evaluate("(data) => asked(data)", asked)["milliseconds"] / 1000

    found = {
        "betweenness": {
            "page": in_page("betweenness"),
            "igraph": lambda: timed(other.betweenness),
            "networkx": small and (lambda: timed(lambda: nx.betweenness_centrality(graph))),
        },
        "constraint": {
            "page": in_page("constraint"),
            "igraph": lambda: timed(other.constraint),
            "networkx": small and (lambda: timed(lambda: nx.constraint(graph))),
        },
        "bonacich_power": {
            "page": in_page("bonacich"),
            "networkx": small and (lambda: timed(lambda: by_katz(graph, beta))),
            "book": small and (lambda: timed(lambda: position.bonacich_power(graph))),
        },
    }
    return {
        measure: {program: work for program, work in by.items() if work}
        for measure, by in found.items()
    }


def by_katz(graph: nx.Graph, beta: float) -> np.ndarray:
    """Return Bonacich's power by way of Katz's, the nearest that networkx has.

    Katz's k counts the ways that lead to an actor from each, itself first; Bonacich's c is the sum
    of k over the contacts. Lambda has to be known beforehand.
    """
    katz = nx.katz_centrality(graph, beta, max_iter=1000, tol=1e-14, normalized=False)
    power = np.array([sum(katz[j] for j in graph[i]) for i in graph])
    return power / np.sqrt((power**2).mean())


def agree(page, given, what: str) -> None:
    """End with a sentence where the page's numbers are not another program's."""
    given = [given[i] for i in range(len(given))] if isinstance(given, dict) else given
    off = np.abs(np.array(page, float) - np.array(given, float))
    if not (np.isnan(page) == np.isnan(given)).all() or np.nanmax(off) > CLOSE:
        sys.exit(f"Not timed, for the numbers do not agree: {what}, {np.nanmax(off):.1e} apart.")


def assert_defined(power: list[float], graph: nx.Graph) -> None:
    """End with a sentence where power does not meet its definition, c = A (alpha 1 + beta c)."""
    power, ends = np.array(power), np.array(graph.edges)

    def along(x):
        both = np.concatenate([ends, ends[:, ::-1]])
        return np.bincount(both[:, 0], x[both[:, 1]], len(graph))

    ties, more = along(np.ones(len(graph))), along(power)
    # Least squares for alpha and alpha beta: the definition holds for some alpha and that beta.
    found, *_ = np.linalg.lstsq(np.stack([ties, more], axis=1), power, rcond=None)
    rest = np.abs(power - found[0] * ties - found[1] * more).max()
    x = np.ones(len(graph))
    for _ in range(1000):
        x = along(x) + x
        x /= np.linalg.norm(x)
    radius = x @ along(x)
    if rest > CLOSE or abs(found[1] - 0.5 / radius) > CLOSE or found[0] <= 0:
        sys.exit(f"Not timed: power in the page is {rest:.1e} off its definition.")


def timed(work) -> float:
    """Return the seconds that some work takes, over at least `LEAST`."""
    times, began = 0, time.perf_counter()
    while True:
        work()
        times += 1
        if (taken := time.perf_counter() - began) >= LEAST:
            return taken / times


def measured(browser, base: str) -> pd.DataFrame:
    """Return the rows of ``data/measures_at_scale.csv``."""
    page = browser.new_context().new_page()
    page.set_default_timeout(0)
    page.goto(base + PAGE, wait_until="load")
    page.evaluate(_START, WORKER.removesuffix("})();\n") + _TIMED + "})();\n")
    versions = {
        "page": f"Chromium {browser.version.split('.')[0]}",
        "igraph": f"igraph {version('igraph')}",
        "networkx": f"networkx {version('networkx')}",
        "book": f"numpy {version('numpy')}",
    }
    rows = []
    for actors in SIZES:
        works = ways(page, actors)
        taken = {(measure, program): [] for measure in works for program in works[measure]}
        for _ in range(ROUNDS[actors]):
            for (measure, program), seconds in taken.items():
                if sum(seconds) < PATIENCE:
                    seconds.append(works[measure][program]())
        for (measure, program), seconds in taken.items():
            rows.append(
                {
                    "measure": measure,
                    "actors": actors,
                    "ties": TIES * actors,
                    "program": program,
                    "version": versions[program],
                    "cores": os.cpu_count(),
                    "rounds": len(seconds),
                    "milliseconds": float(f"{1000 * min(seconds):.4g}"),
                }
            )
    page.context.close()
    order = {measure: place for place, measure in enumerate(works)}
    return pd.DataFrame(rows).sort_values(
        "measure", key=lambda names: names.map(order), kind="stable"
    )


def compare_programs(browser, base: str) -> pd.DataFrame:
    """Measure, print what came out, and draw it in ``_build/bench``."""
    rows = measured(browser, base)
    print(f"\nMeasures on random networks, {TIES} ties an actor")
    print(f"The least of rounds in turn, milliseconds; beyond {SLOW:,} actors Python is left out")
    print(costs(rows).to_string(float_format="{:,.2f}".format, na_rep="–"))
    print("What was aimed at, and the numbers of actors at which it was missed")
    print(aims(rows).round(2).to_string(index=False))
    print("Growth: cost as a power of the number of actors")
    print(growth(rows).round(2).to_string(na_rep="–"))
    SHOWN.mkdir(parents=True, exist_ok=True)
    rows.to_csv(SHOWN / KEPT.name, index=False, lineterminator="\n")
    for measure in rows["measure"].unique():
        figure = cost_of_measures(rows, measure=MEASURES[measure])
        picture = SHOWN / f"{KEPT.stem}_{measure}.svg"
        picture.write_text(resolve(for_page(svg(figure.spec), "bench")), encoding="utf-8")
    print(f"Drawn in {SHOWN.relative_to(ROOT)}")
    return rows


if __name__ == "__main__":
    with (
        chromium.started(shutil.which("chromium")) as browser,
        chromium.served(ROOT / "_build/html") as base,
    ):
        rows = compare_programs(browser, base)
    if sys.argv[1:] == ["keep"]:
        rows.to_csv(KEPT, index=False, lineterminator="\n")
        print(f"Kept in {KEPT.relative_to(ROOT)}: run .ci/outputs chapters/your_own_network.ipynb")
