"""Who holds which position in a network: six measures, each an answer to another question.

How many ties has an actor (degree)? How many pass through it (betweenness)? How far do its
contacts close in on it (constraint), and how many are there in effect (effective size)? How well
tied are those it is tied to (Bonacich's power)? Whom can it reach at all (reach)?

A graph is a networkx ``Graph`` or ``DiGraph`` without self-ties. In a ``DiGraph`` a tie without a
direction stands as two, one each way. Weights are ignored: a text that documents a tie seldom says
how strong it is, and a made-up strength would decide who comes out on top.
"""

from __future__ import annotations

from math import isfinite
from numbers import Real

import networkx as nx
import numpy as np
import pandas as pd

from widgets.models.checks import require

BOUND_TOLERANCE = 1e-9
"""How near to 1 |beta| times lambda may come: nearer, rounding would decide the answer."""


def positional_power(graph: nx.Graph, beta: float | None = None) -> pd.DataFrame:
    """Return the six measures of position, one row an actor, in the graph's order.

    Parameters
    ----------
    graph : Graph or DiGraph
        A DiGraph is measured along its directions where the measure has a directed form:
        betweenness, Bonacich's power and reach have one; degree adds ties in and out; constraint
        and effective size ask only whether a tie runs one way (1) or both (2), as Burt does.
    beta : float, optional
        See `bonacich_power`.

    Returns
    -------
    DataFrame
        Indexed by actor: ``degree`` (ties, a count), ``betweenness``, ``constraint``,
        ``effective_size``, ``bonacich_power`` and ``reach`` (others, a count). Undefined is NaN.

    Raises
    ------
    ValueError
        An empty graph, a self-tie, parallel ties, a beta that is no number or out of bounds.
    """
    return pd.DataFrame(
        {
            "degree": pd.Series([ties for _, ties in graph.degree], index=_actors(graph)),
            "betweenness": betweenness(graph),
            "constraint": constraint(graph),
            "effective_size": effective_size(graph),
            "bonacich_power": bonacich_power(graph, beta),
            "reach": reach(graph),
        }
    )


def betweenness(graph: nx.Graph) -> pd.Series:
    r"""Return how far the shortest ways between others lead through an actor.

    .. math::
        b_i = \frac{1}{(n - 1)(n - 2)} \sum_{s \ne i} \sum_{t \ne i, s} \frac{g_{st}(i)}{g_{st}}

    with :math:`n` actors, :math:`g_{st}` the number of shortest ways from :math:`s` to :math:`t`
    (along the directions, where ties have one) and :math:`g_{st}(i)` those of them on which
    :math:`i` stands. A pair without a way counts nothing. 0 to 1; undefined for fewer than three
    actors, since then there is nothing to stand between.

    References
    ----------
    Freeman, "Centrality in social networks: conceptual clarification", Social Networks 1 (1979).
    """
    actors = _actors(graph)
    found = nx.betweenness_centrality(graph)
    return pd.Series([found[actor] if len(actors) > 2 else np.nan for actor in actors], actors)


def constraint(graph: nx.Graph) -> pd.Series:
    r"""Return how far an actor's ties lead back, straight or by a third, to the same few contacts.

    .. math:: c_i = \sum_{j} \Bigl( p_{ij} + \sum_{q} p_{iq} p_{qj} \Bigr)^2,
        \qquad p_{ij} = \frac{a_{ij} + a_{ji}}{\sum_k (a_{ik} + a_{ki})}

    over the contacts :math:`j` of :math:`i`, where :math:`a_{ij}` is 1 if a tie leads from
    :math:`i` to :math:`j`, else 0, and :math:`p_{ij}` is the part of its ties that :math:`i` has
    with :math:`j`. Low where contacts do not know each other: then :math:`i` may play them off. It
    can exceed 1. Undefined for an isolated actor.

    References
    ----------
    Burt, *Structural Holes* (Harvard University Press 1992), chapter 2.
    """
    ties = _mutual(graph)
    share = _over(ties, ties.sum(axis=1))
    return _of_contacts(ties, (share + share @ share) ** 2, graph)


def effective_size(graph: nx.Graph) -> pd.Series:
    r"""Return how many contacts an actor has, less what they repeat of each other.

    .. math:: e_i = \sum_{j} \Bigl( 1 - \sum_{q} p_{iq} m_{jq} \Bigr),
        \qquad m_{jq} = \frac{a_{jq} + a_{qj}}{\max_k (a_{jk} + a_{kj})}

    over the contacts :math:`j` of :math:`i`, with :math:`a` and :math:`p` as in `constraint` and
    :math:`m_{jq}` the tie of :math:`j` to :math:`q` against the strongest that :math:`j` has. Where
    all ties are alike it is :math:`d - 2t/d`, with :math:`d` contacts and :math:`t` ties among
    them. Undefined for an isolated actor.

    References
    ----------
    Burt, as above. Borgatti, "Structural holes: unpacking Burt's redundancy measures",
    Connections 20 (1997).
    """
    ties = _mutual(graph)
    share, marginal = _over(ties, ties.sum(axis=1)), _over(ties, ties.max(axis=1))
    return _of_contacts(ties, 1 - share @ marginal.T, graph)


def bonacich_power(graph: nx.Graph, beta: float | None = None) -> pd.Series:
    r"""Return each actor's power, if it rests on the power of those the actor has ties to.

    .. math:: c = \alpha \, (I - \beta A)^{-1} A \mathbf{1}
        = \alpha \, (A \mathbf{1} + \beta A^2 \mathbf{1} + \beta^2 A^3 \mathbf{1} + \dots)

    with :math:`A_{ij} = 1` if a tie leads from :math:`i` to :math:`j`, and :math:`\alpha > 0` such
    that :math:`\sum_i c_i^2 = n`, the number of actors. So ties count as they lead away; to ask who
    is tied *to* by the well-tied, reverse the graph. An isolated actor has 0; where nobody has a
    tie, power is undefined.

    Parameters
    ----------
    graph : Graph or DiGraph
    beta : float, optional
        What a contact's power adds. Positive: to be tied to the powerful makes powerful (news,
        access). Negative: it makes weak, which holds only where one exchange excludes another, as
        in the experiments of Cook and others (1983). The sign is the question, so it is yours.
        Smaller in size than :math:`1/\lambda`, with :math:`\lambda` from `spectral_radius`. None
        is half of :math:`1/\lambda`; where nothing leads back to where it began, :math:`\lambda`
        is 0, any beta will do, and None is 1/2, as for a single circle.

    References
    ----------
    Bonacich, "Power and centrality: a family of measures", American Journal of Sociology 92 (1987).
    Cook, Emerson, Gillmore and Yamagishi, American Journal of Sociology 89 (1983).
    """
    actors = _actors(graph)
    radius = spectral_radius(graph)
    beta = 0.5 / max(radius, 1.0) if beta is None else beta
    require(
        isinstance(beta, Real) and not isinstance(beta, bool) and isfinite(beta),
        f"beta is a number, not {beta!r}",
    )
    require(
        abs(beta) * radius < 1 - BOUND_TOLERANCE,
        f"beta must be smaller in size than {1 / max(radius, 1):.4g}, which is 1/lambda "
        f"for these ties, not {beta!r}",
    )
    with np.errstate(over="ignore", invalid="ignore"):
        power = _solved(graph, float(beta))
    require(
        bool(np.isfinite(power).all()),
        f"with beta {beta!r} power along these ties outgrows what can be written: "
        "take one nearer to 0",
    )
    most = np.abs(power).max()
    if most == 0:
        return pd.Series(np.nan, index=actors)
    part = power / most  # whose squares can be added up
    return pd.Series(part / np.sqrt(np.mean(part**2)), index=actors)


def reach(graph: nx.Graph) -> pd.Series:
    """Return how many others an actor can reach along the directions, by however many ties.

    A count, so that it reads as "reaches 23 others". Always defined; 0 for an isolated actor.
    """
    actors = _actors(graph)
    return pd.Series([len(nx.descendants(graph, actor)) for actor in actors], index=actors)


def spectral_radius(graph: nx.Graph) -> float:
    r"""Return :math:`\lambda`, the largest eigenvalue of the ties: how fast the ways multiply.

    That of the most closely knit part: each part whose actors reach each other is taken by itself,
    since over all at once rounding would make much of what is 0. It is 0 where no way leads back.
    """
    _actors(graph)
    if not graph.is_directed():
        return float(np.linalg.eigvalsh(_matrix(graph))[-1])
    parts = (part for part in nx.strongly_connected_components(graph) if len(part) > 1)
    of_parts = (np.linalg.eigvals(_matrix(graph.subgraph(part))) for part in parts)
    return float(max((np.abs(values).max() for values in of_parts), default=0.0))


def _solved(graph: nx.Graph, beta: float) -> np.ndarray:
    """Solve c = A 1 + beta A c, part by part, each after all that its ties lead to.

    Over all at once the numbers of a long chain of command would drown in each other's rounding.
    """
    ties = _matrix(graph)
    right, power = ties.sum(axis=1), np.zeros(len(graph))
    for part in _parts(graph):
        inside = np.eye(len(part)) - beta * ties[np.ix_(part, part)]
        power[part] = np.linalg.solve(inside, right[part] + beta * ties[part] @ power)
    return power


def _parts(graph: nx.Graph) -> list[list[int]]:
    """Return actors by number, in parts that reach each other, who is led to before who leads."""
    if not graph.is_directed():
        return [list(range(len(graph)))]
    number = {actor: i for i, actor in enumerate(graph)}
    parts = nx.condensation(graph)
    return [
        sorted(number[actor] for actor in parts.nodes[part]["members"])
        for part in reversed(list(nx.topological_sort(parts)))
    ]


def _matrix(graph: nx.Graph) -> np.ndarray:
    return nx.to_numpy_array(graph, weight=None)


def _mutual(graph: nx.Graph) -> np.ndarray:
    """Return a_ij + a_ji: 2 where a tie runs both ways."""
    return _matrix(graph) + _matrix(graph).T


def _over(ties: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Divide each row by its whole; a row of nothing stays nothing."""
    return ties / np.where(whole > 0, whole, 1)[:, np.newaxis]


def _of_contacts(ties: np.ndarray, amounts: np.ndarray, graph: nx.Graph) -> pd.Series:
    """Add up the amounts over each actor's contacts; who has none has no sum."""
    sums = np.where(ties > 0, amounts, 0).sum(axis=1)
    return pd.Series(np.where(ties.any(axis=1), sums, np.nan), index=_actors(graph))


def _actors(graph: nx.Graph) -> pd.Index:
    require(len(graph) > 0, "the network is empty: there is nobody to measure")
    require(not graph.is_multigraph(), "one tie between two actors at most: use Graph or DiGraph")
    own = next(nx.nodes_with_selfloops(graph), None)
    require(own is None, f"{own!r} has a tie to itself; a position is towards others")
    return pd.Index(graph, name="actor", tupleize_cols=False)
