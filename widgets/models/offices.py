"""Offices: who comes next, as a chain of events that can be switched, and how far two are apart.

Source: Minagawa, "Political Clientelism in the USSR and Japan", sections I and II.3. A rule
decides a step of the succession to the Vice-Minister only as far as the paper says that it does;
where it does not say who would have come, the answer is `UNSAID`, not a guess. What follows from
a stated rule without being written there is inferred.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import networkx as nx
import pandas as pd

UNSAID: frozenset[str] = frozenset()
"""The paper does not say."""

SWITCHES = {
    # switch: what happens instead of what happened
    "precedent": "the Minister keeps to precedent when Matsuo retires",
    "no_mediation": "the two seniors’ mediation fails",
    "h_lives": "H does not die",
    "hidden": "Kurahashi’s dealings with the faction stay hidden",
    "line_then": "the longer line is in force when Matsuo retires",
    "line_later": "the longer line is in force when S leaves",
}

CAMPS = {
    "miti": {"nationalists": 0, "internationalists": 1},
    "soviet": {"brezhnev": 0, "bodiul": 0, "podgorny": 1, "titov": 1, "sobol": 1},
}
"""Of a case, which actors or groups of actors are on the patron's side (0) and on the other (1)."""


@dataclass(frozen=True)
class Step:
    """One vacancy in the office of Vice-Minister.

    ``candidates`` are those who could come, one where the paper names the man, `UNSAID` where it
    does not; ``rule`` is what decides, ``basis`` on what footing.
    """

    after: str
    candidates: frozenset[str]
    rule: str
    basis: str
    section: str = "I"


def succession(
    *,
    precedent: bool = False,
    no_mediation: bool = False,
    h_lives: bool = False,
    hidden: bool = False,
    line_then: bool = False,
    line_later: bool = False,
) -> list[Step]:
    """Return who follows whom as Vice-Minister, vacancy by vacancy.

    With nothing switched it is what the paper tells. A chain ends where the paper no longer says
    who was in office, since nothing further can be told from it.

    Examples
    --------
    >>> [(step.after, sorted(step.candidates)) for step in succession()]
    [('Matsuo', ['T']), ('T', ['S']), ('S', ['M'])]
    >>> succession(no_mediation=True)[-1].candidates
    frozenset({'Shimada'})
    >>> succession(line_then=True)[-1].candidates == UNSAID
    True
    """
    first = _after_matsuo(precedent, line_then)
    if first.candidates == {"S"}:
        return [first, Step("S", UNSAID, "nothing is told of a tenure that never was", "inferred")]
    if not first.candidates:
        return [first]
    second = _after_t(no_mediation)
    if second.candidates != {"S"}:
        return [first, second]
    return [first, second, _after_s(h_lives, hidden, line_later)]


def _after_matsuo(precedent: bool, line_then: bool) -> Step:
    if line_then:
        # He held the post before the last without those that the longer line puts before it.
        rule = "a line that S had not come up; it is said to keep politicians out"
        return Step("Matsuo", UNSAID, rule, "inferred")
    if precedent:
        rule = "precedent: the Chief of the Enterprise Bureau, who was S, is next"
        return Step("Matsuo", frozenset({"S"}), rule, "stated")
    rule = "the Minister, against precedent and Matsuo’s warnings"
    return Step("Matsuo", frozenset({"T"}), rule, "stated")


def _after_t(no_mediation: bool) -> Step:
    if no_mediation:
        rule = "precedent: the Chief of the Enterprise Bureau would have come but for S’s return"
        return Step("T", frozenset({"Shimada"}), rule, "stated")
    rule = "two seniors’ apologies to the faction, then a Cabinet reshuffle"
    return Step("T", frozenset({"S"}), rule, "stated")


def _after_s(h_lives: bool, hidden: bool, line_later: bool) -> Step:
    if h_lives:
        rule = "S stays on, and has a line of his own followers in mind: C, then H, then Y"
        return Step("S", frozenset({"C"}), rule, "surmised")
    if line_later:
        rule = "the line: the Chief of the Enterprise Bureau, who was Shimada, is next"
        return Step("S", frozenset({"Shimada"}), rule, "inferred")
    if hidden:
        rule = "three contenders, of whom none is yet compromised; the paper does not say who"
        return Step("S", frozenset({"Shimada", "C", "Kurahashi"}), rule, "inferred")
    rule = "the Minister, who wants harmony and picks a man whom nobody contests"
    return Step("S", frozenset({"M"}), rule, "stated")


def all_successions() -> pd.DataFrame:
    """Return every combination of switches: the switches, and one row a vacancy.

    Columns are the switches, ``vacancy`` (from 1), ``after``, ``candidates`` (names in
    alphabetical order, empty where the paper does not say), ``rule``, ``basis`` and ``section``.
    """
    rows = []
    for values in product((False, True), repeat=len(SWITCHES)):
        switches = dict(zip(SWITCHES, values, strict=True))
        for vacancy, step in enumerate(succession(**switches), start=1):
            who = ", ".join(sorted(step.candidates))
            rows.append(
                {**switches, "vacancy": vacancy, "after": step.after, "candidates": who,
                 "rule": step.rule, "basis": step.basis, "section": step.section}
            )  # fmt: skip
    return pd.DataFrame(rows)


def shortest_ways(
    line: nx.Graph, ties: nx.Graph, start: str, end: str, blocked: str | None = None
) -> dict[str, list[str] | None]:
    """Return a shortest way between two offices by the line, and by the line with personal ties.

    Parameters
    ----------
    line : Graph
        Who reports to whom, as a tree: an edge joins an office to the one above it.
    ties : Graph
        Personal ties between the holders, by the offices that they hold.
    start, end : str
        Two offices.
    blocked : str, optional
        An office through which nothing passes; at an end it changes nothing.

    Returns
    -------
    dict
        ``"line"`` and ``"ties"``: the offices on the way, ends included, or None where there is
        none. Of equally short ways it is the first in alphabetical order.

    Examples
    --------
    >>> tree = nx.Graph([("head", "a"), ("head", "b")])
    >>> shortest_ways(tree, nx.Graph([("a", "b")]), "a", "b")
    {'line': ['a', 'head', 'b'], 'ties': ['a', 'b']}
    >>> shortest_ways(tree, nx.Graph(), "a", "b", blocked="head")
    {'line': None, 'ties': None}
    """
    both = nx.compose(line, ties)
    found = {}
    for name, graph in (("line", line), ("ties", both)):
        left = graph.subgraph(set(graph) - ({blocked} - {start, end}))
        ways = (
            nx.all_shortest_paths(left, start, end)
            if start in left and end in left and nx.has_path(left, start, end)
            else ()
        )
        found[name] = min(ways, default=None)
    return found
