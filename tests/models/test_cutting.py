"""Who is cut off: cases worked by eye, laws, and networkx's dominators and cutpoints."""

import json
import random
import subprocess
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from widgets import modules
from widgets.models.cutting import cut_off, losses, reached

CASES = json.loads((Path(__file__).parents[1] / "cases/cutting.json").read_text(encoding="utf-8"))
START = "before all sources"

law = settings(deadline=None, max_examples=80)


def network(case):
    graph = nx.DiGraph() if case["directed"] else nx.Graph()
    graph.add_nodes_from(case["actors"])
    graph.add_edges_from(case["ties"])
    return graph


def who_cuts_off(table):
    """Return who cuts off anybody, in order, with whom."""
    return [[actor, row.lost] for actor, row in table.iterrows() if row.lost]


# Worked cases


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["case"])
def test_case(case):
    graph, sources, targets = network(case), case["sources"], case["targets"]
    assert reached(graph, sources) == set(case["reached"])
    without = case["without"]["actors"] + [tuple(tie) for tie in case["without"]["ties"]]
    assert cut_off(graph, sources, targets, without) == case["cut_off"]
    assert who_cuts_off(losses(graph, sources, targets)) == case["losses"]


def test_the_table():
    graph = nx.DiGraph([("b", "c"), ("a", "b")])
    pd.testing.assert_frame_equal(
        losses(graph, "a", "c"),
        pd.DataFrame(
            {"lost": [["c"], ["c"], []], "number_lost": [1, 1, 0]},
            index=pd.Index(["b", "a", "c"], name="actor"),
        ),
    )


def test_a_network_of_nobody():
    table = losses(nx.Graph(), [], [])
    assert list(table.columns) == ["lost", "number_lost"]
    assert table.empty


def test_anything_that_can_be_gone_through_will_do():
    graph = nx.path_graph(4)
    assert reached(graph, iter([0])) == {0, 1, 2, 3}
    assert cut_off(graph, {0}, (t for t in (3, 2)), iter([1])) == [2, 3]
    assert cut_off(graph, [0], [3, 3], [(2, 1)]) == [3]
    assert list(losses(graph, iter([0]), iter([3]))["number_lost"]) == [1, 1, 1, 0]


# Laws


@st.composite
def networks(draw):
    """Return a graph, sources and targets."""
    n, directed = draw(st.integers(1, 8)), draw(st.booleans())
    graph = nx.empty_graph(n, nx.DiGraph if directed else nx.Graph)
    ends = st.integers(0, n - 1)
    ties = draw(st.lists(st.tuples(ends, ends), max_size=18))
    graph.add_edges_from((i, j) for i, j in ties if i != j)
    return graph, draw(st.sets(ends, max_size=3)), draw(st.sets(ends, max_size=4))


@law
@given(networks())
def test_reached_is_what_networkx_calls_descendants_and_the_sources(drawn):
    graph, sources, _ = drawn
    assert reached(graph, sources) == sources.union(*(nx.descendants(graph, s) for s in sources))


@law
@given(networks())
def test_who_is_reached_reaches_nobody_new(drawn):
    graph, sources, _ = drawn
    assert reached(graph, reached(graph, sources)) == reached(graph, sources) >= sources


@law
@given(networks(), st.data())
def test_taking_more_cuts_off_no_fewer(drawn, data):
    graph, sources, targets = drawn
    everything = [*graph, *graph.edges]
    more = data.draw(st.lists(st.sampled_from(everything), unique=True))
    less = more[: len(more) // 2]
    gone = {each for each in more if each in graph}
    assert set(cut_off(graph, sources, targets, less)) - gone <= set(
        cut_off(graph, sources, targets, more)
    )


@law
@given(networks())
def test_who_cuts_off_a_target_dominates_it(drawn):
    # An actor on every way from the sources, seen from one start before them all.
    graph, sources, targets = drawn
    flow = nx.DiGraph(graph)
    flow.add_edges_from((START, source) for source in sources)
    flow.add_node(START)
    above = nx.immediate_dominators(flow, START)

    def dominators(target):
        while (target := above.get(target, START)) not in (START, None):
            yield target

    table = losses(graph, sources, targets)
    for target in targets:
        found = {actor for actor in graph if target in table.loc[actor, "lost"]}
        assert found == set(dominators(target))


@law
@given(networks())
def test_without_directions_only_cutpoints_part_others(drawn):
    graph, _, _ = drawn
    graph = nx.Graph(graph)
    parting = {
        actor
        for source in graph
        for actor, row in losses(graph, [source], graph).iterrows()
        if row.lost and actor != source
    }
    assert parting == set(nx.articulation_points(graph))


@law
@given(networks())
def test_a_tie_that_cuts_off_is_a_bridge(drawn):
    graph, _, _ = drawn
    graph = nx.Graph(graph)
    cutting = {frozenset((i, j)) for i, j in graph.edges if cut_off(graph, [i], [j], [(i, j)])}
    assert cutting == {frozenset(tie) for tie in nx.bridges(graph)}


@law
@given(networks())
def test_asking_changes_nothing(drawn):
    graph, sources, targets = drawn
    before = graph.copy()
    losses(graph, sources, targets)
    assert nx.utils.graphs_equal(graph, before)


# The twin


CUT = """
import { readFileSync } from "node:fs";
const { cutOff, losses, reached } = await import(process.argv[1]);
const answers = JSON.parse(readFileSync(0, "utf8")).map((given) => {
  const graph = { ...given, from: given.ties.map(([i]) => i), to: given.ties.map(([, j]) => j) };
  const taken = { actors: given.actors, ties: given.removed };
  return {
    reached: reached(graph, given.sources),
    cut_off: cutOff(graph, given.sources, given.targets, taken),
    losses: losses(graph, given.sources, given.targets).map(({ actor, lost }) => [actor, lost]),
  };
});
process.stdout.write(JSON.stringify(answers));
"""


def test_javascript_agrees_on_a_thousand_graphs():
    rng = random.Random(1997)
    asked, ours = [], []
    for _ in range(1000):
        n, directed = rng.randint(1, 14), rng.random() < 0.5
        pairs = [(i, j) for i in range(n) for j in range(n) if i != j and (directed or i < j)]
        ties = rng.sample(pairs, min(len(pairs), round(n * rng.choice([0.5, 1, 1.5]))))
        case = {"n": n, "directed": directed, "ties": ties}
        for key in ("sources", "targets", "actors"):
            case[key] = rng.sample(range(n), rng.randint(0, n) // 2)
        case["removed"] = rng.sample(range(len(ties)), rng.randint(0, len(ties)) // 2)
        asked.append(case)
        graph = nx.empty_graph(n, nx.DiGraph if directed else nx.Graph)
        graph.add_edges_from(ties)
        between = graph, case["sources"], case["targets"]
        taken = case["actors"] + [ties[tie] for tie in case["removed"]]
        ours.append(
            {
                "reached": sorted(reached(graph, case["sources"])),
                "cut_off": cut_off(*between, taken),
                "losses": [[actor, row.lost] for actor, row in losses(*between).iterrows()],
            }
        )
    done = subprocess.run(
        ["node", "--input-type=module", "-e", CUT, (modules.JS / "cutting.mjs").as_uri()],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == ours


# What is refused


@pytest.mark.parametrize(
    "call, message",
    [
        (lambda g: reached(g, ["boj"]), "there is no actor 'boj' in the network"),
        (lambda g: reached(g, "boj"), "there is no actor 'boj' in the network"),
        (lambda g: cut_off(g, ["mof"], [], []), "there is no actor 'mof' in the network"),
        (lambda g: cut_off(g, [], ["mof"], []), "there is no actor 'mof' in the network"),
        (lambda g: losses(g, ["mof"], []), "there is no actor 'mof' in the network"),
        (lambda g: losses(g, [], ["mof"]), "there is no actor 'mof' in the network"),
        *(
            (
                lambda g, tie=tie: cut_off(g, [], [], [tie]),
                f"there is no actor and no tie {tie!r} in the network",
            )
            for tie in ("mof", ("jetro", "miti"), ("miti", "jica"), ["miti", "jetro"], ("miti",))
        ),
    ],
)
def test_refused(call, message):
    with pytest.raises(ValueError) as error:
        call(nx.DiGraph([("miti", "jetro")]))
    assert str(error.value) == message
