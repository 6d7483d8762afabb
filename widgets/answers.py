"""One question put to many cases: each answer, worked out by the instrument that fits the case.

``data/same_question.csv`` says what is counted in each case and on what footing, or that there is
no answer. The numbers come from the careers, networks and models of the book; nothing here is
typed. They count different things, and are not to be compared across cases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import NamedTuple

import pandas as pd

from widgets import energy, guidance
from widgets.board import MITI, SOVIET, Board, counts, told
from widgets.data import table
from widgets.hierarchies import VIEWS
from widgets.models import strands
from widgets.models.channels import Arc, channels
from widgets.networks import NO_PATH, network
from widgets.shortcut import ways
from widgets.soviet_timeline import entries
from widgets.strands import FAMILIES as STRANDS

QUESTIONS = {
    "appoints": "who places whom?",
    "cut": "what does a cut do?",
    "only_through": "who is reached only through whom?",
    "falls": "what if a patron falls?",
}
CASES = {
    "miti": "S and his following",
    "energy_ministry": "Wada’s campaign",
    "soviet": "the Soviet party-state",
    "guidance": "guidance for Asia",
    "production": "the regime of relationalism",
    "sim_ministry": "a simulated ministry",
    "sim_party_state": "a simulated party-state",
}
NETWORKS = ("miti", "energy_ministry", "soviet", "guidance", "production")

POSTINGS = ("transfers_staff", "exchanges_staff", "sends_experts", "staffs_and_funds", "allocates")
"""Kinds of tie by which a body puts people into another."""

SETTING = {"tie_weight": 0.6, "insecurity": 0.01, "reciprocity": 1.0, "purge": 0.2}
"""Of both simulated houses, so that the house alone differs: the ministry's in the figure."""

_network = cache(network)
"""Each case is asked several questions, and read once; nobody here changes what is read."""

_FEW = 4
"""So many items stand by themselves before those of one are put together."""

_ROOM = 36
"""In so many letters the names of those that are put together must go, or they are counted."""


class Item(NamedTuple):
    """A part of an answer: so many of a whole, and half of its interval where a model drew it."""

    item: str
    value: float
    whole: float
    margin: float | None = None


def answers() -> pd.DataFrame:
    """Return what answers each question in each case.

    Returns
    -------
    DataFrame
        A row an item, none where the table has no answer: ``question``, ``case``, ``item`` (in
        words), ``value`` and ``whole`` (so many of how many of what ``same_question`` counts) and
        ``margin`` (half an interval of 95 per cent, chance in the model alone; missing but for
        models).
    """
    return _answers().copy()


@cache
def _answers() -> pd.DataFrame:
    found = [
        (row.question, row.case, *item)
        for row in table("same_question").query("answered").itertuples()
        for item in _ANSWERS[row.question, row.case]()
    ]
    numbers = dict.fromkeys(["value", "whole", "margin"], float)
    return pd.DataFrame(found, columns=["question", "case", "item", *numbers]).astype(numbers)


def shared(one: str, other: str) -> list[str]:
    """Return the actors who stand in the networks of two cases; none where one is a model.

    >>> shared("miti", "energy_ministry")
    ['ldp', 'miki', 'wada']
    """
    if not {one, other} <= set(NETWORKS) or one == other:
        return []
    return sorted(_actors(one) & _actors(other))


@cache
def _actors(case: str) -> frozenset[str]:
    return frozenset(_network(case).actors["actor"])


# Who places whom


def _placings(board: Board) -> Iterator[Item]:
    posts = told(board)
    yield from _most(posts["placer"].dropna().value_counts(), len(posts))
    yield Item("who did is not told", int(posts["placer"].isna().sum()), len(posts))


def _postings(case: str) -> Iterator[Item]:
    ties = _network(case).ties
    ties = ties[ties["kind"].isin(POSTINGS) & (ties["status"] == "in_force")]
    yield from _most(ties["source"].map(_names(case)).value_counts(), len(ties))


def _names(case: str) -> pd.Series:
    return _network(case).actors.set_index("actor")["short"]


def _most(tally: pd.Series, whole: int) -> Iterator[Item]:
    """Yield the items of more than one, and those of one together where they are many."""
    tally = tally.sort_index().sort_values(ascending=False, kind="stable")
    ones = list(tally.index[tally == 1]) if len(tally) > _FEW else []
    yield from (Item(item, value, whole) for item, value in tally.drop(ones).items())
    if ones:
        names = ", ".join(ones)
        words = f"one each: {names}" if len(names) <= _ROOM else f"{len(ones)} others, one each"
        yield Item(words, len(ones), whole)


# What a cut does, and who is reached only through whom


def _farther() -> Iterator[Item]:
    for episode, pairs in _pairs().query("blocked == 'none'").groupby("episode", sort=False):
        yield Item(episode, int((pairs["ties"] < pairs["line"]).sum()), len(pairs))


def _closed_offices() -> Iterator[Item]:
    pairs = _pairs()
    pairs = pairs[pairs["episode"].eq(pairs["episode"].iloc[0]) & pairs["blocked"].ne("none")]
    for office, closed in pairs.groupby("blocked", sort=False):
        yield Item(office, int(closed["ties"].eq(0).sum()), len(closed))


@cache
def _pairs() -> pd.DataFrame:
    """Return the ways of each pair of offices once, as numbers of offices on them."""
    found = ways().query("start < end")
    return found.assign(line=found["line"].str.len(), ties=found["ties"].str.len())


def _cut_kinds(case: str) -> Iterator[Item]:
    arcs, ends = _arcs(case), _QUESTIONED[case]()
    before = _reached(arcs, ends)
    lost = {
        _FAMILIES[case][family][0]: len(before - _reached(arcs, ends, cut=family))
        for family in dict.fromkeys(kind for *_, kind in arcs)
    }
    lost = pd.Series(lost).sort_values(ascending=False, kind="stable")
    yield from (Item(family, number, len(before)) for family, number in lost.items())


def _only_through(case: str) -> Iterator[Item]:
    arcs, ends = _arcs(case), _QUESTIONED[case]()
    before, names = _reached(arcs, ends), _names(case)
    through = {}
    for actor in dict.fromkeys(end for one, other, _ in arcs for end in (one, other)):
        if [actor] != ends["sources"]:
            gone = before - _reached(arcs, ends, without=[actor]) - {actor}
            through[names[actor]] = len(gone)
    through = pd.Series(through)
    yield from _most(through[through > 0], len(before))


def _arcs(case: str) -> list[Arc]:
    """Return the ties in force that lead on, of the families that the case's question is about."""
    ends, ties = _QUESTIONED[case](), _network(case).ties
    ties = ties[ties["family"].isin([*ends["kinds"], *ends["through"]])]
    ties = ties[ties["status"].eq("in_force") & ~ties["kind"].isin(NO_PATH)]
    found = []
    for tie in ties.itertuples():
        found.append((tie.source, tie.target, tie.family))
        if not tie.directed:
            found.append((tie.target, tie.source, tie.family))
    return found


def _reached(arcs: list[Arc], ends: dict, *, cut: str = "", without: tuple | list = ()) -> set[str]:
    """Return the targets that are reached by a channel of one of the kinds that matter."""
    arcs = [arc for arc in arcs if arc[2] != cut]
    found = channels(arcs, ends["sources"], ends["targets"], without)
    found = found.reindex(columns=ends["kinds"], fill_value=False)
    return set(found.index[found.any(axis=1)])


def _lost_posts() -> Iterator[Item]:
    posts = entries().query("lane == 'post' and basis == 'stated'").drop_duplicates("item")
    for side in SOVIET.sides[:2]:
        mine = posts[posts["side"] == side]
        yield Item(side, int(mine["fortune"].eq("lost").sum()), len(mine))


def _lost_strands() -> Iterator[Item]:
    ties = _network("production").ties
    held = strands.strands(ties[ties["status"] == "in_force"])
    several = int((held.sum(axis=1) > 1).sum())
    for strand in strands.STRANDS:
        yield Item(STRANDS[strand][0], len(strands.losing_second(held, [strand])), several)


# What happens when a patron falls


def _offices_kept() -> Iterator[Item]:
    told_of = counts(MITI)
    for episode in ("enterprise_bureau", "exile", "return", "after_s"):
        own, say = told_of.loc[episode, ["own", "say"]]
        yield Item(MITI.episodes[episode], int(own), int(say))


def _seats_kept() -> Iterator[Item]:
    stated = table("stated_values").set_index("series")["value"]
    kept = stated["clients_of_demoted_patrons_keeping_seat"]
    yield Item("kept a seat in the Central Committee", kept, 100)


def _makers() -> Iterator[Item]:
    """Named makers, by the status of the ties to their own suppliers at home."""
    case = _network("production")
    firms = case.actors.loc[case.actors["kind"] == "firm", "actor"]
    ties = case.ties.query("kind == 'same_group' and place == 'home'")
    ties = ties[ties["source"].isin(firms)]
    names = ties["source"].map(_names("production"))
    words = {"loosening": "appear to dissolve", "in_force": "kept up or tightened"}
    for status, makers in names.groupby(ties["status"].map(words), sort=False):
        yield Item(f"{status}: {', '.join(makers)}", len(makers), len(ties))


# Models


def _simulated(house: str, measures: tuple[str, ...]) -> Iterator[Item]:
    rows = table("hierarchy_houses").query("house == @house")
    for level, value in SETTING.items():
        rows = rows[rows[level] == value]
    rows = rows.set_index("measure")
    names = {name: words for *_, known in VIEWS.values() for name, words in known.items()}
    for measure in measures:
        value, margin = 100 * rows.loc[measure, ["value", "margin"]].astype(float)
        yield Item(names[measure], round(value, 1), 100, round(margin, 1))


_MEASURES = {
    "appoints": ("tied", "direct"),
    "cut": ("patronage", "echo"),
    "falls": ("group_kept", "group_outlasts", "dyad_kept", "dyad_outlasts"),
}
_HOUSES = {"sim_ministry": "ministry", "sim_party_state": "party_state"}
_QUESTIONED = {
    "energy_ministry": energy.channel_question,
    "guidance": guidance.channel_question,
    # The one group to which makers are said not to go straight.
    "production": lambda: {
        "sources": ["home_industry"],
        "targets": ["young_engineers"],
        "kinds": ["university_industry"],
        "through": [],
    },
}
_FAMILIES = {"energy_ministry": energy.FAMILIES, "guidance": guidance.FAMILIES}

_ANSWERS: dict[tuple[str, str], Callable[[], Iterator[Item]]] = {
    ("appoints", "miti"): partial(_placings, MITI),
    ("appoints", "soviet"): partial(_placings, SOVIET),
    ("appoints", "guidance"): partial(_postings, "guidance"),
    ("appoints", "production"): partial(_postings, "production"),
    ("cut", "miti"): _farther,
    ("cut", "energy_ministry"): partial(_cut_kinds, "energy_ministry"),
    ("cut", "soviet"): _lost_posts,
    ("cut", "guidance"): partial(_cut_kinds, "guidance"),
    ("cut", "production"): _lost_strands,
    ("only_through", "miti"): _closed_offices,
    ("only_through", "energy_ministry"): partial(_only_through, "energy_ministry"),
    ("only_through", "guidance"): partial(_only_through, "guidance"),
    ("only_through", "production"): partial(_only_through, "production"),
    ("falls", "miti"): _offices_kept,
    ("falls", "soviet"): _seats_kept,
    ("falls", "production"): _makers,
    **{
        (question, case): partial(_simulated, house, measures)
        for case, house in _HOUSES.items()
        for question, measures in _MEASURES.items()
    },
}
