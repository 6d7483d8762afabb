"""Ways through a house, by hand and by networkx."""

import networkx as nx
import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from small_houses import law

from widgets.models.hierarchy.groups import inverse_steps


def test_ways_by_hand():
    """A chain of four: steps 1, 2, 3; and one apart from all."""
    link = np.zeros((1, 5, 5), bool)
    for i in range(3):
        link[0, i, i + 1] = link[0, i + 1, i] = True
    nearness = inverse_steps(link)[0]
    np.testing.assert_allclose(nearness[0], [0, 1, 1 / 2, 1 / 3, 0], rtol=1e-6)
    assert not nearness[4].any()


@given(st.integers(1, 12), st.floats(0, 0.5), st.integers(0, 99))
@law
def test_ways_are_as_networkx_finds_them(officials, density, seed):
    graphs = [nx.gnp_random_graph(officials, density, seed=seed + part) for part in range(2)]
    link = np.stack([nx.to_numpy_array(graph, dtype=bool) for graph in graphs])
    for graph, nearness in zip(graphs, inverse_steps(link), strict=True):
        expected = np.zeros((officials, officials))
        for man, steps in nx.all_pairs_shortest_path_length(graph):
            for other, step in steps.items():
                expected[man, other] = 1 / step if step else 0
        np.testing.assert_allclose(nearness, expected, rtol=1e-6)
