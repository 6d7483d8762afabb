"""Of which kinds a target is reached: cases worked by eye, laws, and networkx's own functions."""

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
from widgets.models.channels import channels, closures

CASES = json.loads((Path(__file__).parents[1] / "cases/channels.json").read_text(encoding="utf-8"))
KINDS = ["advice", "money", "talks"]
START = "before all sources"

law = settings(deadline=None, max_examples=80)


def by_target(table):
    """Return the kinds that reach each target, as sets."""
    return {target: set(table.columns[row]) for target, row in table.iterrows()}


def everybody(arcs):
    return list(dict.fromkeys(end for source, target, _ in arcs for end in (source, target)))


# Worked cases


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["case"])
def test_case(case):
    arcs = [tuple(arc) for arc in case["arcs"]]
    table = channels(arcs, case["sources"], case["targets"], case["without"])
    assert by_target(table) == {target: set(kinds) for target, kinds in case["channels"].items()}
    found = closures(arcs, case["sources"], case["targets"], everybody(arcs), case["kinds"])
    assert found[found > 0].to_dict() == case["closures"]


def test_the_table():
    # Rows as the targets are given, columns as the kinds first come, one that reaches nobody too.
    ways = [("b", "a", "up"), ("s", "b", "down"), ("s", "a", "down")]
    pd.testing.assert_frame_equal(
        channels(ways, ["s"], ["c", "b", "a"]),
        pd.DataFrame(
            [[False, False], [False, True], [True, True]],
            index=pd.Index(["c", "b", "a"], name="target"),
            columns=pd.Index(["up", "down"], name="kind"),
        ),
    )


def test_the_column():
    pd.testing.assert_series_equal(
        closures([("s", "a", "down")], ["s"], ["a"], ["a", "s"]),
        pd.Series([0, 1], index=pd.Index(["a", "s"], name="actor"), name="closures"),
    )


def test_without_targets_or_ties_tables_are_empty_and_true_or_false():
    assert channels([], ["s"], []).shape == (0, 0)
    nobody = channels([], ["s"], ["a"]).reindex(columns=["down"], fill_value=False)
    assert nobody["down"].dtype.kind == "b" and not nobody.loc["a", "down"]
    assert closures([], [], [], []).empty
    assert closures([], ["s"], ["a"], ["s"]).to_dict() == {"s": 0}


def test_arcs_may_come_one_by_one():
    ways = [("s", "b", "down"), ("b", "a", "up")]
    assert by_target(channels(iter(ways), ["s"], ["a"])) == {"a": {"up"}}
    assert closures(iter(ways), ["s"], ["a"], iter("sb")).to_dict() == {"s": 1, "b": 1}


# Laws


@st.composite
def questions(draw, kinds=KINDS, least=1, two_ways=False):
    """Return the number of actors, arcs, sources and targets."""
    n = draw(st.integers(least, 8))
    ends = st.integers(0, n - 1)
    drawn = draw(st.lists(st.tuples(ends, ends, st.sampled_from(kinds)), max_size=20))
    arcs = [(i, j, kind) for i, j, kind in drawn if i != j]
    if two_ways:
        arcs += [(j, i, kind) for i, j, kind in arcs]
    return n, arcs, draw(st.sets(ends, max_size=3)), draw(st.sets(ends, max_size=4))


@law
@given(questions(), st.sets(st.integers(0, 7), max_size=3))
def test_channels_are_what_their_definition_says(drawn, gone):
    n, arcs, sources, targets = drawn
    graph = nx.MultiDiGraph(arcs)
    graph.add_nodes_from(range(n))
    found = by_target(channels(arcs, sources, targets, gone))
    assert set(found) == targets - gone
    for target, kinds in found.items():
        past = graph.subgraph(set(graph) - gone - {target})
        starts = (sources & set(past)) - gone
        reached = starts.union(*(nx.descendants(past, start) for start in starts))
        assert kinds == {kind for i, j, kind in arcs if j == target and i in reached}


@law
@given(questions())
def test_who_closes_is_told_by_taking_each_away(drawn):
    n, arcs, sources, targets = drawn
    for wanted in (None, KINDS[:1], KINDS[1:], []):
        matter = set(KINDS if wanted is None else wanted)
        before = by_target(channels(arcs, sources, targets))
        found = closures(arcs, sources, targets, range(n), wanted)
        for actor in range(n):
            after = by_target(channels(arcs, sources, targets, without=[actor]))
            lost = [t for t, kinds in after.items() if (before[t] - kinds) & matter]
            assert found[actor] == len(lost)


@law
@given(questions(), st.lists(st.integers(0, 7), max_size=4, unique=True))
def test_taking_more_away_never_adds_a_channel(drawn, gone):
    _, arcs, sources, targets = drawn
    less = by_target(channels(arcs, sources, targets, gone[: len(gone) // 2]))
    more = by_target(channels(arcs, sources, targets, gone))
    assert all(kinds <= less[target] for target, kinds in more.items())


@law
@given(questions(), questions())
def test_more_arcs_or_sources_never_remove_a_channel(drawn, other):
    _, arcs, sources, targets = drawn
    before = by_target(channels(arcs, sources, targets))
    for after in (
        channels([*arcs, *other[1]], sources, targets),
        channels(arcs, sources | other[2], targets),
    ):
        assert all(kinds >= before[target] for target, kinds in by_target(after).items())


@law
@given(questions(), st.randoms(use_true_random=False))
def test_the_order_of_arcs_is_of_no_matter(drawn, rng):
    n, arcs, sources, targets = drawn
    shuffled = rng.sample([*arcs, *arcs[:3]], len(arcs) + len(arcs[:3]))
    assert by_target(channels(shuffled, sources, targets)) == by_target(
        channels(arcs, sources, targets)
    )
    pd.testing.assert_series_equal(
        closures(shuffled, sources, targets, range(n)), closures(arcs, sources, targets, range(n))
    )


@law
@given(questions(kinds=["way"]))
def test_with_a_single_kind_who_closes_a_target_dominates_it(drawn):
    # An actor on every way from the sources, seen from one start before them all.
    n, arcs, sources, targets = drawn
    expected = dict.fromkeys(range(n), 0)
    for target in targets:
        flow = nx.DiGraph([(i, j) for i, j, _ in arcs])
        flow.add_nodes_from([START, target])
        flow.add_edges_from((START, source) for source in sources - {target})
        above = dict(nx.immediate_dominators(flow, START))
        reached = target in nx.descendants(flow, START)
        assert bool(by_target(channels(arcs, sources, [target]))[target]) == reached
        at = above.get(target) if reached else None
        while at not in (START, None):
            expected[at] += 1
            at = above[at]
    assert closures(arcs, sources, targets, range(n)).to_dict() == expected


@law
@given(questions(kinds=["way"], two_ways=True))
def test_without_directions_only_cutpoints_part_others(drawn):
    n, arcs, _, _ = drawn
    parting = set()
    for source in range(n):
        found = closures(arcs, [source], range(n), range(n))
        parting |= set(found.index[found > 0]) - {source}
    graph = nx.Graph([(i, j) for i, j, _ in arcs])
    assert parting == set(nx.articulation_points(graph))


@law
@given(questions(kinds=["way"], two_ways=True))
def test_a_tie_without_which_a_channel_is_lost_is_a_bridge(drawn):
    _, arcs, _, _ = drawn
    ties = {frozenset(arc[:2]) for arc in arcs}
    closing = set()
    for tie in ties:
        source, target = tie
        left = [arc for arc in arcs if frozenset(arc[:2]) != tie]
        if not channels(left, [source], [target]).to_numpy().any():
            closing.add(tie)
    graph = nx.Graph([tuple(tie) for tie in ties])
    assert closing == {frozenset(tie) for tie in nx.bridges(graph)}


# The twin


ASK = """
import { readFileSync } from "node:fs";
const { channels, closures } = await import(process.argv[1]);
const answers = JSON.parse(readFileSync(0, "utf8")).map((given) => {
  const [from, to, kind] = [0, 1, 2].map((part) => given.arcs.map((arc) => arc[part]));
  const arcs = { n: given.n, from, to, kind };
  const { sources, targets, gone, kinds } = given;
  return {
    channels: channels(arcs, sources, targets, gone).map((found) => [...found].sort()),
    closures: closures(arcs, sources, targets, arcs.from.concat(targets), kinds),
  };
});
process.stdout.write(JSON.stringify(answers));
"""


def test_javascript_agrees_on_a_thousand_graphs():
    rng = random.Random(1997)
    asked, ours = [], []
    for _ in range(1000):
        n = rng.randint(1, 14)
        pairs = [(i, j) for i in range(n) for j in range(n) if i != j]
        ties = rng.sample(pairs, min(len(pairs), round(n * rng.choice([0.5, 1, 1.5]))))
        arcs = [(i, j, rng.choice(KINDS)) for i, j in ties]
        if rng.random() < 0.5:
            arcs += [(j, i, kind) for i, j, kind in arcs]
        case = {"n": n, "arcs": arcs, "kinds": rng.choice([None, KINDS[:1], KINDS[1:]])}
        for key, most in {"sources": 3, "targets": 6, "gone": 2}.items():
            case[key] = rng.sample(range(n), min(n, rng.randint(0, most)))
        asked.append(case)
        sources, targets = case["sources"], case["targets"]
        found = by_target(channels(arcs, sources, targets, case["gone"]))
        actors = [i for i, _, _ in arcs] + targets
        counts = closures(arcs, sources, targets, actors, case["kinds"])
        ours.append(
            {
                "channels": [sorted(found.get(target, ())) for target in targets],
                "closures": [int(counts[actor]) for actor in actors],
            }
        )
    for part in ("channels", "closures"):
        assert sum(any(each[part]) for each in ours) > 300, "too many are empty"
    done = subprocess.run(
        ["node", "--input-type=module", "-e", ASK, (modules.JS / "channels.mjs").as_uri()],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    for case, one, other in zip(asked, ours, json.loads(done.stdout), strict=True):
        assert one == other, case
