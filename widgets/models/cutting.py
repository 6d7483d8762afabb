"""Who is cut off when an actor or a tie is taken away.

A channel is a way along the directions of the ties, however long, from a source to a target. An
actor on *every* channel to a target can cut it off; one with a detour around it cannot, however
much passes through it. Channels of one kind are those of the graph that holds the ties of that
kind. A graph is a networkx ``Graph`` or ``DiGraph``; where ties have no direction, an actor that
cuts others off is a cutpoint, and where they have one, a dominator.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

import networkx as nx
import pandas as pd


def reached(graph: nx.Graph, sources: Iterable[Hashable]) -> set:
    """Return all actors that a channel leads to from a source, the sources among them.

    Parameters
    ----------
    graph : Graph or DiGraph
    sources : iterable of actors
        A text is one actor.

    Examples
    --------
    >>> sorted(reached(nx.DiGraph([("miti", "jetro"), ("jica", "thailand")]), ["miti"]))
    ['jetro', 'miti']
    """
    found = front = set(_known(graph, sources))
    while front:
        front = {other for actor in front for other in graph[actor]} - found
        found = found | front
    return found


def cut_off(
    graph: nx.Graph,
    sources: Iterable[Hashable],
    targets: Iterable[Hashable],
    without: Iterable[Hashable | tuple[Hashable, Hashable]],
) -> list:
    r"""Return the targets that lose every channel when actors or ties are taken away.

    .. math:: \{\, t \in T \setminus W : t \in R_G(S), \; t \notin R_{G - W}(S \setminus W) \,\}

    with :math:`S` the sources, :math:`T` the targets, :math:`W` what is taken away and
    :math:`R_G` those reached in :math:`G`. A target without a channel to begin with loses none; one
    that is itself taken away is gone, not cut off; one that is a source needs no channel.

    Parameters
    ----------
    graph : Graph or DiGraph
    sources, targets : iterable of actors
        A text is one actor.
    without : iterable of actors and ties
        A tie is a pair, from and to (in either order where ties have no direction).

    Returns
    -------
    list
        In the graph's order, so that it is the same each time.

    Raises
    ------
    ValueError
        An actor or a tie that is not in the graph.
    """
    sources, without = _known(graph, sources), _several(without)
    actors = {each for each in without if each in graph}
    ties = [each for each in without if each not in graph]
    for tie in ties:
        there = isinstance(tie, tuple) and len(tie) == 2 and graph.has_edge(*tie)
        _require(there, f"there is no actor and no tie {tie!r} in the network")
    left = nx.restricted_view(graph, actors, ties)
    before, after = reached(graph, sources), reached(left, (s for s in sources if s in left))
    lost = before.intersection(_known(graph, targets)) - after - actors
    return [actor for actor in graph if actor in lost]


def losses(
    graph: nx.Graph, sources: Iterable[Hashable], targets: Iterable[Hashable]
) -> pd.DataFrame:
    """Return, for each actor alone, which targets would be cut off without it.

    Returns
    -------
    DataFrame
        Indexed by actor: ``lost`` (a list, as of `cut_off`) and ``number_lost``. Those who would
        cut off most come first; among equals the graph's order holds.
    """
    sources, targets = _known(graph, sources), _known(graph, targets)
    lost = [cut_off(graph, sources, targets, [actor]) for actor in graph]
    table = pd.DataFrame(
        {"lost": pd.Series(lost, dtype=object), "number_lost": [len(each) for each in lost]}
    ).set_axis(pd.Index(graph, name="actor", tupleize_cols=False))
    return table.sort_values("number_lost", ascending=False, kind="stable")


def _several(given: Iterable) -> list:
    return [given] if isinstance(given, str) else list(given)


def _known(graph: nx.Graph, actors: Iterable[Hashable]) -> list:
    actors = _several(actors)
    for actor in actors:
        _require(actor in graph, f"there is no actor {actor!r} in the network")
    return actors


def _require(condition: bool, otherwise: str) -> None:
    if not condition:
        raise ValueError(otherwise)
