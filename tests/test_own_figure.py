"""The figure of a reader's own network: what its options are, and where its actors stand."""

import json
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from widgets import OwnNetwork
from widgets.own_network import placed, show
from widgets.own_tables import read_tables

PLACES = json.loads(
    (Path(__file__).parent / "cases" / "own_layout.json").read_text(encoding="utf-8")
)


def tables(graph):
    """Return a graph as a reader would bring it."""
    actors = "actor\n" + "".join(f"a{node}\n" for node in graph)
    return read_tables(actors, "from,to\n" + "".join(f"a{u},a{v}\n" for u, v in graph.edges))


def test_options_are_those_of_a_network_figure():
    figure = OwnNetwork(boundary="My office.", source="I asked.", evidence="coded")
    assert (figure.boundary, figure.source, figure.evidence) == ("My office.", "I asked.", "coded")
    assert OwnNetwork().boundary.startswith("Ten made-up persons")


@pytest.mark.parametrize("case", PLACES, ids=lambda case: case["title"])
def test_given_places_are_those_of_the_page(case):
    rows = "".join(f"{x}_{y},{x},{y}\n" for x, y in zip(case["x"], case["y"], strict=True))
    found = placed(read_tables(f"actor,x,y\n{rows}"))
    assert found[["x", "y"]].to_numpy(float) == pytest.approx(np.array(case["expected"]))


def test_a_small_network_is_laid_out_by_networkx():
    graph = nx.gnm_random_graph(60, 150, seed=1)
    found = placed(tables(graph))[["x", "y"]].to_numpy(float)
    at = np.array([*nx.spring_layout(graph, seed=1).values()])
    assert found == pytest.approx((at - at.min(axis=0)) / np.ptp(at, axis=0))


def test_a_large_network_has_places_where_linked_ones_are_near():
    # Ten groups, and one of their members whom nothing ties.
    graph = nx.random_partition_graph([60] * 10, 0.1, 0.001, seed=1)
    graph.remove_edges_from([*graph.edges(0)])
    found = placed(tables(graph))[["x", "y"]].to_numpy(float)
    assert found.min(axis=0).tolist() == [0, 0] and found.max(axis=0).tolist() == [1, 1]
    assert (found == placed(tables(graph))[["x", "y"]].to_numpy(float)).all()
    apart = np.linalg.norm(found[:, None] - found, axis=2)
    linked = nx.to_numpy_array(graph) > 0
    assert apart[linked].mean() < 0.4 * apart[~linked].mean()
    assert apart[np.triu_indices(len(found), 1)].min() > 0
    assert np.ptp(np.delete(found, 0, axis=0), axis=0).min() > 0.5  # whom nothing ties is not far


def test_five_hundred_actors_are_shown():
    figure = show(tables(nx.cycle_graph(500)))
    assert len(figure.actors) == len(figure.ties) == 500


def test_a_large_network_without_a_tie_has_places():
    assert placed(tables(nx.empty_graph(500)))[["x", "y"]].notna().all(axis=None)
