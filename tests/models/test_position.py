"""Measures of position: published tables, forms worked by hand, laws, other programs.

`cases/position.json` holds graphs with what networkx gives for them; `js/position.test.mjs` reads
the same. To write it anew: ``python tests/models/test_position.py``.
"""

import json
import math
import random
import subprocess
from fractions import Fraction
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from widgets import modules
from widgets.models import position
from widgets.models.position import positional_power
from widgets.models.published import comparison, network

FILE = Path(__file__).parents[1] / "cases/position.json"
COLUMNS = ["degree", "betweenness", "constraint", "effective_size", "bonacich_power", "reach"]
CLOSE = 1e-9

law = settings(deadline=None, max_examples=60)


# What networkx gives


def expected(graph, beta):
    """Return the measures from networkx's own functions, as lists; None is undefined.

    Two detours. Without scipy, networkx 3.6 takes an actor whose ties all lead to it for isolated
    (its issue 2661), so constraint and effective size are asked of the undirected graph in which a
    tie weighs 2 where it runs both ways. Bonacich's c is the sum of Katz's k over those an actor
    has ties to, as k = 1 + beta A k, so c = A k = A 1 + beta A c.
    """
    mutual = nx.Graph()
    mutual.add_nodes_from(graph)
    for i, j in graph.edges:
        mutual.add_edge(i, j, ties=2 if graph.has_edge(j, i) else 1)
    beta = 0.5 / max(position.spectral_radius(graph), 1) if beta is None else beta
    katz = nx.katz_centrality(
        graph.reverse() if graph.is_directed() else graph,
        beta,
        max_iter=100_000,
        tol=1e-14,
        normalized=False,
    )
    power = np.array([sum(katz[j] for j in graph[i]) for i in graph], float)
    size = math.sqrt((power**2).mean())
    columns = [
        dict(graph.degree),
        nx.betweenness_centrality(graph) if len(graph) > 2 else dict.fromkeys(graph, math.nan),
        nx.constraint(mutual, weight="ties"),
        nx.effective_size(mutual, weight="ties"),
        dict(zip(graph, power / size if size else np.full(len(graph), math.nan), strict=True)),
        {actor: len(nx.descendants(graph, actor)) for actor in graph},
    ]
    return {
        name: [None if math.isnan(column[i]) else float(f"{column[i]:.12g}") for i in graph]
        for name, column in zip(COLUMNS, columns, strict=True)
    }


def some_ties(rng, n, ties, directed):
    pairs = [(i, j) for i in range(n) for j in range(n) if i != j and (directed or i < j)]
    return rng.sample(pairs, min(ties, len(pairs)))


def some_graph(rng, most=14):
    n, directed = rng.randint(1, most), rng.random() < 0.5
    return n, directed, some_ties(rng, n, round(n * rng.choice([0.5, 1, 1.5, 3])), directed)


def some_beta(rng, graph):
    """Return None as often as not, else a beta within the bound, of either sign."""
    radius = position.spectral_radius(graph)
    part = rng.choice([None, None, None, -0.9, -0.4, 0, 0.4, 0.9])
    return part if part is None or radius == 0 else float(f"{part / radius:.6g}")


def cases():
    """Return the shared cases."""
    rng = random.Random(1987)
    named = {
        "Krackhardt's kite": nx.krackhardt_kite_graph(),
        "Florentine marriages": nx.florentine_families_graph(),
        "a star": nx.star_graph(6),
        "a ring": nx.cycle_graph(7),
        "all tied to all": nx.complete_graph(5),
        "one actor": nx.empty_graph(1),
        "two actors": nx.path_graph(2),
        "nobody tied": nx.empty_graph(3),
        "two triangles and an isolated actor": nx.disjoint_union_all(
            [nx.complete_graph(3), nx.complete_graph(3), nx.empty_graph(1)]
        ),
        "a chain of command": nx.path_graph(5, nx.DiGraph),
        "one-way circle": nx.cycle_graph(6, nx.DiGraph),
        "two one-way circles, one above the other": nx.DiGraph(
            [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 5), (5, 3)]
        ),
        "everyone commands all below": nx.DiGraph(some_ties(rng, 9, 99, False)),
        "a crowd with a long tail": nx.lollipop_graph(20, 100),
        "a line of 210": nx.path_graph(210),
        "250 actors": as_graph(250, False, some_ties(rng, 250, 700, False)),
        "250 actors, directed": as_graph(250, True, some_ties(rng, 250, 700, True)),
    }
    rows = [(name, plain(graph), None) for name, graph in named.items()]
    rows += [
        ("Bonacich 1987, the line of five", plain(spider(2, 1)), beta)
        for beta in (-0.5, -0.3, 0, 0.3, 0.5)
    ]
    rows.append(("a chain of command, any beta will do", plain(nx.path_graph(4, nx.DiGraph)), -3))
    for number in range(200):
        graph = some_graph(rng)
        rows.append((f"random {number}", graph, some_beta(rng, as_graph(*graph))))
    return [
        {"case": name, "n": n, "directed": directed, "ties": ties, "beta": beta}
        | expected(as_graph(n, directed, ties), beta)
        for name, (n, directed, ties), beta in rows
    ]


def refusals():
    """Return graphs and betas beyond the bound, or beyond all numbers, with what is said."""
    beyond = "beta must be smaller in size than {:.4g}, which is 1/lambda for these ties, not "
    both = nx.complete_bipartite_graph(4, 9)
    chain = nx.path_graph(800, nx.DiGraph)
    named = [
        ("one tie", nx.path_graph(2), 1, (1.0, -1.0, 1.5, -40.0)),
        ("a star", nx.star_graph(9), 3, (1 / 3, -1 / 3, 0.34, -2.5)),
        ("two sides", both, 6, (1 / 6, -1 / 6, 0.2)),
        ("a ring", nx.cycle_graph(7), 2, (0.5, 0.6, -0.5)),
        ("a long ring", nx.cycle_graph(230), 2, (0.5, -0.5)),
        (
            "apart: the closer part decides",
            nx.disjoint_union(nx.path_graph(2), both),
            6,
            (0.2, -0.2),
        ),
        ("two sides, large", nx.complete_bipartite_graph(121, 144), 132, (1 / 132, -0.0076)),
        ("one-way circle", nx.cycle_graph(6, nx.DiGraph), 1, (1.0, -1.0)),
        ("one-way circle, large", nx.cycle_graph(300, nx.DiGraph), 1, (1.0, -1.5)),
        ("circle above a chain", nx.DiGraph([(0, 1), (1, 0), (1, 2), (2, 3)]), 1, (1.0, -1.0)),
    ]
    rows = [
        (name, graph, beta, beyond.format(1 / radius))
        for name, graph, radius, betas in named
        for beta in betas
    ]
    rows += [
        (name, graph, beta, "power along these ties outgrows what can be written")
        for name, graph, beta in [("a chain of 800", chain, 2.5), ("a chain of 800", chain, -3.5)]
    ]
    rows.append(
        ("nobody", nx.empty_graph(0), 0.5, "the network is empty: there is nobody to measure")
    )
    return [
        {"case": name, "n": n, "directed": directed, "ties": ties, "beta": beta, "said": said}
        for name, graph, beta, said in rows
        for n, directed, ties in [plain(graph)]
    ]


def as_graph(n, directed, ties):
    graph = nx.empty_graph(n, nx.DiGraph if directed else nx.Graph)
    graph.add_edges_from(ties)
    return graph


def plain(graph):
    numbered = nx.convert_node_labels_to_integers(graph)
    return len(graph), graph.is_directed(), [list(tie) for tie in numbered.edges]


def shared(part="cases"):
    return json.loads(FILE.read_text(encoding="utf-8"))[part]


def assert_same(found, given, why):
    """Compare columns to within 1e-9, undefined with undefined; return the largest difference."""
    worst = 0.0
    for name in COLUMNS:
        these = np.array([found[name], given[name]], dtype=float)
        assert (np.isnan(these[0]) == np.isnan(these[1])).all(), f"{why}: {name}"
        worst = max(worst, np.nanmax(np.abs(these[0] - these[1]), initial=0))
        assert worst < CLOSE, f"{why}: {name} is {worst} off"
    return worst


def test_the_shared_cases_are_what_networkx_gives_today():
    for old, new in zip(shared(), cases(), strict=True):
        same = ["case", "n", "directed", "beta"]
        assert [old[key] for key in same] == [new[key] for key in same]
        assert old["ties"] == [list(tie) for tie in new["ties"]]
        assert_same(old, new, old["case"])


def test_the_shared_cases_are_what_we_give():
    for case in shared():
        graph = as_graph(case["n"], case["directed"], case["ties"])
        assert_same(positional_power(graph, case["beta"]), case, case["case"])


# Published tables


@pytest.mark.parametrize(
    "row",
    [pytest.param(row, id=row.id) for row in comparison().itertuples() if pd.isna(row.unchecked)],
)
def test_what_others_print(row):
    # The numbers, with where they are from and how they came to us, are data.
    assert round(row.ours, row.decimals) == pytest.approx(row.value, abs=1e-12)


def test_the_measures_of_the_kite_part():
    # What Krackhardt made it for: Diane has most ties, Heather most shortest ways.
    kite = positional_power(network("krackhardt_kite"))
    assert kite["degree"].idxmax() == "Diane"
    assert kite["betweenness"].idxmax() == "Heather"


def spider(arms, ends):
    graph = nx.Graph([("hub", f"arm {arm}") for arm in range(arms)])
    graph.add_edges_from(
        (f"arm {arm}", f"end {arm}.{end}") for arm in range(arms) for end in range(ends)
    )
    return graph


@pytest.mark.parametrize("beta", [0, 0.2, 0.8])
def test_a_chain_of_command_by_hand(beta):
    # Bonacich's figure 1: A leads to B, B to C and D. Nothing leads back, so any beta will do. c is
    # A 1 + beta A^2 1 = (1 + 2 beta, 2, 0, 0), times 2 over its length.
    power = positional_power(network("bonacich_command"), beta)["bonacich_power"]
    length = math.hypot(1 + 2 * beta, 2)
    assert list(power) == pytest.approx([2 * (1 + 2 * beta) / length, 4 / length, 0, 0])


def test_negative_beta_crowns_those_whose_contacts_depend_on_them():
    # Cook and others, 1983: the arms of the line of five outdo its hub. By hand, with beta = -0.5:
    # hub = 2 - arm, end = 1 - arm / 2, arm = 2 - (hub + end) / 2, so arm = 2, hub = end = 0; the
    # two arms' squares are to sum to 5, so each arm has the root of 2.5.
    power = positional_power(spider(2, 1), -0.5)["bonacich_power"]
    assert power["arm 0"] == pytest.approx(math.sqrt(2.5))
    assert power[["hub", "end 0.0"]].abs().max() < 1e-12


def test_burts_measures_in_borgattis_example():
    # Borgatti, Connections 20 (1997): G has 6 contacts with 4 ties among them, 6 - 2 x 4 / 6;
    # A has 4 with 3 among them, 4 - 2 x 3 / 4; C has one.
    table = positional_power(network("borgatti_seven"))
    assert list(table.loc[[*"GAC"], "effective_size"]) == pytest.approx([14 / 3, 2.5, 1])
    # Constraint on G by hand. Each contact has 1/6 of G's ties. To A lead also B (1/3 of B's
    # ties), E and F (1/2 each): 1/6 (1 + 1/3 + 1/2 + 1/2) = 7/18; to B lead A (1/4) and D (1/2):
    # 7/24; to C none: 1/6; to D leads B: 2/9; to E and F leads A: 5/24 each.
    parts = [7 / 18, 7 / 24, 1 / 6, 2 / 9, 5 / 24, 5 / 24]
    assert table.loc["G", "constraint"] == pytest.approx(sum(part**2 for part in parts))


def test_burts_measures_along_directions():
    # 0 and 1 are tied both ways, 0 to 2 and 2 to 1 one way: p01 = 2/3, p02 = 1/3, p10 = 2/3,
    # p12 = 1/3, p20 = p21 = 1/2. On 0: (2/3 + 1/3 1/2)^2 + (1/3 + 2/3 1/3)^2 = 25/36 + 25/81.
    # On 2: twice (1/2 + 1/2 2/3)^2. Effective size of 0: 1 repeats 2 by p02 m12 = 1/3 1/2, 2
    # repeats 1 by p01 m21 = 2/3.
    table = positional_power(network("one_tie_both_ways"))
    assert list(table["constraint"][["0", "2"]]) == pytest.approx([25 / 36 + 25 / 81, 50 / 36])
    assert table["effective_size"]["0"] == pytest.approx(2 - 1 / 6 - 2 / 3)


def test_who_only_receives_is_not_isolated():
    # networkx's issue 2661: both donors have one contact, and who receives has two of one half.
    table = positional_power(nx.DiGraph([("japan", "thailand"), ("us", "thailand")]))
    assert list(table["constraint"]) == [1, 0.5, 1]
    assert list(table["effective_size"]) == [1, 2, 1]


# Forms that can be worked out


@pytest.mark.parametrize("k", [2, 3, 7])
@pytest.mark.parametrize("part", [-0.9, 0.5])
def test_a_star(k, part):
    # Hub: hub = k + beta k leaf; leaf = 1 + beta hub; so hub : leaf = k (1 + beta) : (1 + k beta).
    beta = part / math.sqrt(k)
    table = positional_power(nx.star_graph(k), beta)
    assert list(table["betweenness"]) == [1] + k * [0]
    assert list(table["constraint"]) == pytest.approx([1 / k] + k * [1])
    assert list(table["effective_size"]) == pytest.approx([k] + k * [1])
    hub, leaf = table["bonacich_power"][:2]
    assert hub * (1 + k * beta) == pytest.approx(leaf * k * (1 + beta))


@pytest.mark.parametrize("n", [5, 6, 9, 12])
def test_a_ring(n):
    # All stand alike. To the two actors at distance d (one, if opposite) each way leads through
    # d - 1 others; for even and odd n that comes to (m - 1) / (2 (2m - 1)), with m = n // 2.
    m = n // 2
    table = positional_power(nx.cycle_graph(n))
    values = [2, (m - 1) / (2 * (2 * m - 1)), 0.5, 2, 1, n - 1]
    np.testing.assert_allclose(table, np.tile(values, (n, 1)))
    # One way round there is one way to each other actor: on average through half of the rest.
    one_way = positional_power(nx.cycle_graph(n, nx.DiGraph))
    np.testing.assert_allclose(one_way, np.tile([2, 0.5, 0.5, 2, 1, n - 1], (n, 1)))


@pytest.mark.parametrize("n", [3, 4, 9])
def test_a_line(n):
    k = np.arange(n)
    between = 2 * k * (n - 1 - k) / ((n - 1) * (n - 2))
    np.testing.assert_allclose(positional_power(nx.path_graph(n))["betweenness"], between)
    one_way = positional_power(nx.path_graph(n, nx.DiGraph))
    np.testing.assert_allclose(one_way["betweenness"], between / 2)
    np.testing.assert_array_equal(one_way["reach"], n - 1 - k)


@pytest.mark.parametrize("n", [3, 4, 8])
def test_all_tied_to_all(n):
    # Constraint: (n - 1) contacts, each 1/(n-1) + (n-2)/(n-1)^2, which is (2n - 3)/(n-1)^2.
    values = [n - 1, 0, (2 * n - 3) ** 2 / (n - 1) ** 3, 1, 1, n - 1]
    np.testing.assert_allclose(
        positional_power(nx.complete_graph(n)), np.tile(values, (n, 1)), atol=1e-12
    )


@pytest.mark.parametrize(
    "graph, radius",
    [
        pytest.param(nx.star_graph(9), 3, id="a star: the root of its arms"),
        pytest.param(nx.complete_graph(5), 4, id="all tied to all: n - 1"),
        pytest.param(nx.path_graph(5), math.sqrt(3), id="a line: 2 cos(pi / (n + 1))"),
        pytest.param(nx.complete_bipartite_graph(2, 8), 4, id="two sides: the root of 2 x 8"),
        pytest.param(nx.cycle_graph(7, nx.DiGraph), 1, id="a one-way circle"),
        pytest.param(nx.path_graph(30, nx.DiGraph), 0, id="no way back"),
        pytest.param(nx.DiGraph([(i, j) for i in range(20) for j in range(i)]), 0, id="an order"),
        pytest.param(nx.empty_graph(4), 0, id="no ties"),
        pytest.param(
            nx.DiGraph([(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 3)]), 1, id="circles in a row"
        ),
    ],
)
def test_spectral_radius(graph, radius):
    assert position.spectral_radius(graph) == pytest.approx(radius, abs=1e-12)


# What is undefined


@pytest.mark.parametrize(
    "graph, undefined",
    [
        pytest.param(nx.empty_graph(1), COLUMNS[1:5], id="alone"),
        pytest.param(nx.path_graph(2), ["betweenness"], id="two"),
        pytest.param(nx.empty_graph(3), COLUMNS[2:5], id="nobody tied"),
        pytest.param(nx.path_graph(3, nx.DiGraph), [], id="a chain"),
    ],
)
def test_undefined_is_nan(graph, undefined):
    table = positional_power(graph)
    assert list(table.columns[table.isna().all()]) == undefined
    assert list(table.columns[table.isna().any()]) == undefined


def test_an_isolated_actor():
    graph = nx.path_graph(3)
    graph.add_node("alone")
    row = positional_power(graph).loc["alone"]
    assert list(row.index[row.isna()]) == ["constraint", "effective_size"]
    assert (row.dropna() == 0).all()


def test_the_table():
    graph = nx.DiGraph([("z", "a"), ("a", "m")], weight=3)
    table = positional_power(graph)
    assert list(table.index) == ["z", "a", "m"]
    assert table.index.name == "actor"
    assert list(table.columns) == COLUMNS
    assert [kind.kind for kind in table.dtypes] == [*"iffffi"]


def test_weights_are_ignored():
    weighted = nx.krackhardt_kite_graph()
    for number, tie in enumerate(weighted.edges):
        weighted.edges[tie]["weight"] = number
    pd.testing.assert_frame_equal(
        positional_power(weighted), positional_power(nx.krackhardt_kite_graph())
    )


# Laws


@st.composite
def graphs(draw, least=1, directed=None):
    n, directed = draw(st.integers(least, 9)), draw(st.booleans()) if directed is None else directed
    pairs = [(i, j) for i in range(n) for j in range(n) if i != j and (directed or i < j)]
    ties = draw(st.lists(st.sampled_from(pairs), max_size=24)) if pairs else []
    return as_graph(n, directed, ties)


BETAS = st.none() | st.floats(-0.95, 0.95)


def within(graph, part):
    return None if part is None else part / max(position.spectral_radius(graph), 1)


def same(found, given):
    pd.testing.assert_frame_equal(found, given, check_dtype=False, rtol=0, atol=CLOSE)


@law
@given(graphs(), BETAS, st.randoms(use_true_random=False))
def test_names_and_their_order_do_not_matter(graph, part, rng):
    beta = within(graph, part)
    names = dict(zip(graph, rng.sample([f"actor {i}" for i in graph], len(graph)), strict=True))
    other = graph.__class__()
    other.add_nodes_from(rng.sample(sorted(names.values()), len(graph)))
    other.add_edges_from((names[i], names[j]) for i, j in graph.edges)
    there = positional_power(other, beta).loc[list(names.values())]
    same(there.set_axis(positional_power(graph).index), positional_power(graph, beta))


@law
@given(graphs(least=3))
def test_all_betweenness_together_is_what_distances_leave(graph):
    # Each pair hands out one less than its distance.
    n = len(graph)
    distances = (
        d for _, others in nx.all_pairs_shortest_path_length(graph) for d in others.values()
    )
    left = sum(d - 1 for d in distances if d)
    total = positional_power(graph)["betweenness"].sum() * (n - 1) * (n - 2)
    assert total == pytest.approx(left, abs=CLOSE)


@law
@given(graphs())
def test_measures_keep_within_their_bounds(graph):
    table, n = positional_power(graph), len(graph)
    contacts = [len(set(nx.all_neighbors(graph, actor))) for actor in graph]
    assert table["betweenness"].dropna().between(-CLOSE, 1 + CLOSE).all()
    sizes = table["effective_size"].fillna(1)
    assert ((sizes > 1 - CLOSE) & (sizes < np.maximum(contacts, 1) + CLOSE)).all()
    # Constraint is least where an actor's ties are even and its contacts strangers.
    assert (table["constraint"].dropna() > 1 / n).all()
    assert table["reach"].between(0, n - 1).all()


@law
@given(graphs(), BETAS)
def test_power_is_what_its_definition_says(graph, part):
    # c = A (alpha 1 + beta c), alpha > 0, and the squares sum to the number of actors.
    beta = 0.5 / max(position.spectral_radius(graph), 1) if part is None else within(graph, part)
    power = positional_power(graph, beta)["bonacich_power"].to_numpy()
    if not graph.edges:
        assert np.isnan(power).all()
        return
    matrix = nx.to_numpy_array(graph)
    ties = matrix.sum(axis=1)
    rest = power - beta * matrix @ power
    alpha = rest @ ties / (ties @ ties)
    assert alpha > 0
    np.testing.assert_allclose(rest, alpha * ties, atol=CLOSE)
    assert (power**2).sum() == pytest.approx(len(graph))


@law
@given(graphs())
def test_power_at_beta_zero_is_the_ties_that_lead_away(graph):
    power = positional_power(graph, 0)["bonacich_power"]
    away = np.array([len(graph[actor]) for actor in graph], float)
    size = math.sqrt((away**2).mean())
    np.testing.assert_allclose(power, away / size if size else np.full(len(graph), np.nan))


@law
@given(graphs(directed=False), BETAS)
def test_a_tie_without_direction_is_two(graph, part):
    beta = within(graph, part)
    there, here = positional_power(graph.to_directed(), beta), positional_power(graph, beta)
    same(there.drop(columns="degree"), here.drop(columns="degree"))
    assert (there["degree"] == 2 * here["degree"]).all()


@law
@given(graphs(directed=True))
def test_turning_every_tie_round_leaves_what_has_no_direction(graph):
    blind = ["degree", "betweenness", "constraint", "effective_size"]
    same(positional_power(graph.reverse())[blind], positional_power(graph)[blind])


@law
@given(graphs(least=3), BETAS)
def test_a_newcomer_without_ties_changes_only_the_scale(graph, part):
    beta, n = within(graph, part), len(graph)
    before = positional_power(graph, beta)
    graph.add_node("alone")
    after = positional_power(graph, beta).drop("alone")
    before["betweenness"] *= (n - 2) / n
    before["bonacich_power"] *= math.sqrt((n + 1) / n)
    same(after.set_axis(before.index), before)


@law
@given(graphs(least=2), st.data())
def test_a_new_tie_never_lowers_reach_or_radius(graph, data):
    tie = data.draw(st.lists(st.sampled_from(list(graph)), min_size=2, max_size=2, unique=True))
    reach, radius = position.reach(graph), position.spectral_radius(graph)
    graph.add_edge(*tie)
    assert (position.reach(graph) >= reach).all()
    assert position.spectral_radius(graph) > radius - CLOSE


@law
@given(graphs())
def test_measuring_changes_nothing(graph):
    before = graph.copy()
    positional_power(graph)
    assert nx.utils.graphs_equal(graph, before)


# Other programs


@pytest.mark.parametrize("directed", [False, True])
def test_igraph_gives_the_same(directed):
    igraph = pytest.importorskip("igraph")
    rng = random.Random(1992)
    for _ in range(100):
        n = rng.randint(3, 30)
        ties = some_ties(rng, n, round(n * rng.choice([0.5, 1, 2, 4])), directed)
        other = igraph.Graph(n, ties, directed=directed)
        # igraph counts a pair of an undirected graph once.
        pairs = (n - 1) * (n - 2) / (1 if directed else 2)
        theirs = {
            "degree": other.degree(),
            "betweenness": np.array(other.betweenness()) / pairs,
            "constraint": other.constraint(),
            "reach": np.array(other.neighborhood_size(order=n, mode="out")) - 1,
        }
        ours = positional_power(as_graph(n, directed, ties))[list(theirs)]
        same(ours, pd.DataFrame(theirs, index=ours.index))


MEASURE = """
import { readFileSync } from "node:fs";
const [position, state] = await Promise.all(process.argv.slice(1).map((file) => import(file)));
const measured = JSON.parse(readFileSync(0, "utf8")).map((given) => {
  const present = state.presentNetwork(given.actors, given.ties, given.state);
  const { graph, kept } = state.graphOf(present, given.directed);
  const power = position.positionalPower(graph, given.beta);
  const plain = Object.entries(power).map(([name, values]) => [name, [...values]]);
  return { kept, ...Object.fromEntries(plain) };
});
process.stdout.write(JSON.stringify(measured));
"""


def run_node(script, given):
    """Return what a script makes of JSON; the modules' addresses are its arguments."""
    files = [(modules.JS / f"{name}.mjs").as_uri() for name in ("position", "tie_state")]
    done = subprocess.run(
        ["node", "--input-type=module", "-e", script, *files],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def switched(rng, n, directed, ties):
    """Return a network as the page has it, in a random state, and the graph that is left of it."""
    families, bases = ["money", "advice", None], ["stated", None]
    actors = [{"actor": str(i), "bloc": None} for i in range(n)]
    rows = [
        {
            "tie": f"{i}-{j}",
            "source": str(i),
            "target": str(j),
            # A figure has ties of both sorts; along one without direction an edge leads each way.
            "directed": directed and rng.random() < 0.8,
            "family": rng.choice(families),
            "basis": rng.choice(bases),
            "programme": rng.choice(["plan", "fund", None]),
            "status": rng.choice(["in_force", "in_force", "ended", None]),
            "start": rng.choice([None, 1990]),
            "end": rng.choice([None, 1995]),
            "path": rng.random() < 0.9,
        }
        for i, j in ties
    ]
    state = {
        "families_on": rng.choice([["money", "advice"], ["money"]]),
        "bases_on": rng.choice([["stated"], ["stated"], []]),
        "past_and_plans": rng.random() < 0.5,
        "period": rng.choice([0, 0, 1989, 1990, 1995, 1996]),
        "bloc": False,
        "programmes_off": rng.choice([[], [], ["plan"]]),
        "removed_actors": [str(i) for i in rng.sample(range(n), rng.randint(0, n - 1) // 3)],
        "removed_ties": [row["tie"] for row in rows if rng.random() < 0.1],
    }
    graph = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(i for i in range(n) if str(i) not in state["removed_actors"])
    for row in rows:
        ends = int(row["source"]), int(row["target"])
        year, first, last = state["period"], row["start"], row["end"]
        if (
            row["path"]
            and row["family"] in [*state["families_on"], None]
            and row["basis"] in [*state["bases_on"], None]
            and (state["past_and_plans"] or row["status"] != "ended")
            and not (year and first and year < first)
            and not (year and last and year > last)
            and row["programme"] not in state["programmes_off"]
            and row["tie"] not in state["removed_ties"]
            and set(ends) <= set(graph)
        ):
            graph.add_edges_from([ends] if row["directed"] else [ends, ends[::-1]])
    return {"actors": actors, "ties": rows, "state": state, "directed": directed}, graph


def test_javascript_agrees_on_a_thousand_graphs_under_random_switches():
    rng = random.Random(2001)
    asked, left = [], []
    for _ in range(1000):
        given, graph = switched(rng, *some_graph(rng, most=24))
        left.append((graph, some_beta(rng, graph)))
        asked.append(given | {"beta": left[-1][1]})
    assert sum(graph.number_of_edges() > 2 for graph, _ in left) > 500
    for case, (graph, beta), found in zip(asked, left, run_node(MEASURE, asked), strict=True):
        assert found["kept"] == list(graph)
        assert_same(found, expected(graph, beta), case)


def test_the_modules_can_be_joined():
    script = modules.page_script("channels.mjs")
    assert "function positionalPower" in script
    assert "function closures" in script


# What is refused


@pytest.mark.parametrize(
    "graph, beta, message",
    [
        (nx.Graph(), None, "the network is empty: there is nobody to measure"),
        (
            nx.Graph([("miti", "jetro"), ("miti", "miti")]),
            None,
            "'miti' has a tie to itself; a position is towards others",
        ),
        (
            nx.MultiDiGraph([(0, 1)]),
            None,
            "one tie between two actors at most: use Graph or DiGraph",
        ),
        *(
            (nx.path_graph(3), beta, f"beta is a number, not {beta!r}")
            for beta in ("0.1", True, math.nan, math.inf, [0.1])
        ),
        *(
            (
                nx.star_graph(9),
                beta,
                "beta must be smaller in size than 0.3333, which is 1/lambda for these ties, "
                f"not {beta!r}",
            )
            for beta in (1 / 3, -1 / 3, 0.34, -2)
        ),
    ],
)
def test_refused(graph, beta, message):
    with pytest.raises(ValueError) as error:
        positional_power(graph, beta)
    assert str(error.value) == message


def test_the_shared_refusals_are_those_above():
    assert shared("refused") == refusals()


@pytest.mark.parametrize(
    "case", shared("refused"), ids=lambda each: f"{each['case']} {each['beta']}"
)
def test_beyond_the_bound_there_is_a_sentence(case):
    graph = as_graph(case["n"], case["directed"], case["ties"])
    with pytest.raises(ValueError) as error:
        position.bonacich_power(graph, case["beta"])
    assert case["said"] in str(error.value)


@law
@given(graphs(), st.floats(1, 1e6), st.sampled_from([-1, 1]))
def test_no_graph_has_power_at_its_bound_or_beyond(graph, part, sign):
    radius = position.spectral_radius(graph)
    if radius == 0:
        return  # nothing leads back, so nothing bounds beta
    with pytest.raises(ValueError, match="which is 1/lambda for these ties"):
        position.bonacich_power(graph, sign * part / radius)


@st.composite
def chains_of_command(draw):
    """Return ties that lead down some order, which is not that of the numbers."""
    n = draw(st.integers(2, 40))
    order = draw(st.permutations(range(n)))
    rng = random.Random(draw(st.integers(0, 10**6)))
    part = draw(st.sampled_from([0.1, 0.5, 1.0]))
    return n, [
        [order[i], order[j]] for i in range(n) for j in range(i + 1, n) if rng.random() < part
    ]


def by_fractions(n, ties, beta):
    """Return Bonacich's power down a hierarchy, in fractions, so without any rounding."""
    graph = as_graph(n, True, ties)
    power = {}
    for actor in reversed(list(nx.topological_sort(graph))):
        led = list(graph[actor])
        power[actor] = len(led) + Fraction(beta) * sum((power[each] for each in led), Fraction(0))
    most = max(map(abs, power.values()))
    if not most:
        return np.full(n, np.nan)
    part = np.array([float(power[actor] / most) for actor in range(n)])
    return part / np.sqrt((part**2).mean())


@law
@given(chains_of_command(), st.floats(-4, 4, allow_subnormal=False))
def test_where_nothing_leads_back_any_beta_gives_the_exact_numbers(ties, beta):
    power = position.bonacich_power(as_graph(ties[0], True, ties[1]), beta)
    np.testing.assert_allclose(power, by_fractions(*ties, beta), atol=1e-9)


MEASURE_POWER = """
import { readFileSync } from "node:fs";
const { bonacichPower } = await import(process.argv[1]);
const given = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(given.map(({ n, ties, beta }) => [...bonacichPower(
  { n, directed: true, from: ties.map(([i]) => i), to: ties.map(([, j]) => j) }, beta)])));
"""


def test_a_strict_hierarchy_in_both_languages():
    # Long ways nearly cancel out: summed up in doubles, nothing but rounding would be left.
    rng = random.Random(1987)
    given = []
    for n in (150, 250):
        order = rng.sample(range(n), n)
        ties = [
            [order[i], order[j]] for i in range(n) for j in range(i + 1, n) if rng.random() < 0.5
        ]
        given += [{"n": n, "ties": ties, "beta": beta} for beta in (-3.0, -0.9, 2.0)]
    for case, found in zip(given, run_node(MEASURE_POWER, given), strict=True):
        exact = by_fractions(**case)
        ours = position.bonacich_power(as_graph(case["n"], True, case["ties"]), case["beta"])
        np.testing.assert_allclose(found, exact, atol=1e-9)
        np.testing.assert_allclose(ours, exact, atol=1e-9)


if __name__ == "__main__":
    about = (
        "What networkx gives, written by tests/models/test_position.py, which also checks it. "
        "Actors are 0 to n - 1; beta null is half of 1/lambda; null in a measure is undefined. "
        "Refused are betas of which a sentence is said, with a part of it."
    )
    cases, refused = (
        ",\n".join(json.dumps(case, separators=(",", ":")) for case in each)
        for each in (cases(), refusals())
    )
    text = f'{{"about": "{about}",\n"cases": [\n{cases}\n],\n"refused": [\n{refused}\n]}}\n'
    FILE.write_text(text, encoding="utf-8")
