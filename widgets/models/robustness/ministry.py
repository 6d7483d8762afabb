"""Statements about S, his men and their posts, under every way to read who is who."""

from __future__ import annotations

from functools import cache

import pandas as pd

from widgets.data import table
from widgets.models.robustness.material import ASKS, footings, kept, parts, prepared
from widgets.models.robustness.posts import OWN, counts, posts, readings, served, words
from widgets.models.robustness.space import LEFT_OUT, Coding, Space, Statement
from widgets.networks import network

DIRECTOR = "miti_director_secretariat"
JOINED = ("miti_industrial_funds_section_chief", "miti_planning_counsellor")
"""The two posts between which the chapter measures a way by the line and by ties."""


@cache
def _watched() -> set[str]:
    """Return the Secretariat's three sections: those whom the Director may appoint."""
    offices = table("offices").set_index("office")
    return set(offices.loc[DIRECTOR, "selects"].split("; "))


@cache
def _patrons() -> pd.DataFrame:
    ties = network("miti").ties
    return prepared(ties[(ties["kind"] == "patron_of") & (ties["status"] == "in_force")])


class Ministry:
    """The posts, the counts of each episode, and who is whose patron, under one coding."""

    def __init__(self, coding: Coding):
        self.posts = posts("miti", coding)
        self.counts = counts("miti", coding)
        self.patrons = kept(_patrons(), coding["footing"], coding[LEFT_OUT])

    def holders(self, episode: str) -> pd.DataFrame:
        """Return the posts told in an episode, by office."""
        return self.posts[self.posts["episode"] == episode].set_index("office")


def _gate_in_exile(case: Ministry) -> bool | None:
    held = case.holders("exile")
    sections = held[held.index.isin(_watched())]
    if sections.empty or DIRECTOR not in held.index:
        return None
    return bool((sections["side"] == OWN).sum() == 2 and held.loc[DIRECTOR, "side"] == OWN)


def _most_on_return(case: Ministry) -> bool | None:
    own = case.counts["own"]
    return None if "return" not in own.index else bool((own.drop("return") < own["return"]).all())


def _none_at_the_end(case: Ministry) -> bool | None:
    own = case.counts["own"]
    return None if "routinized" not in own.index else bool(own["routinized"] == 0)


def _patron_in_common(case: Ministry) -> bool | None:
    held = case.holders("enterprise_bureau")
    if not set(JOINED) <= set(held.index):
        return None
    patrons = [
        set(case.patrons.loc[case.patrons["target"] == held.loc[office, "actor"], "source"])
        for office in JOINED
    ]
    seated = set(held["actor"])
    return bool(set.intersection(*patrons) & seated)


@cache
def space() -> Space:
    """Return the codings of the story of S."""
    rows = [served("miti"), _patrons()]
    return Space(
        "miti",
        {
            "footing": footings(pd.concat([each[["basis"]] for each in rows])),
            **readings("miti"),
            LEFT_OUT: parts(*rows),
        },
        {**ASKS, **words("miti")},
        Ministry,
    )


STATEMENTS = [
    Statement(
        "gate_in_exile", "In exile S’s men hold two of three sections and their head",
        "While S is in exile, two of the Secretariat’s three sections, and the post above them,"
        " are his men’s.",
        "clientelism/who_appoints", "minagawa", "I", _gate_in_exile,
    ),
    Statement(
        "most_on_return", "S and his men hold most posts with a say when he returns",
        "S and his men hold more posts with a say in the episode of his return than in any other.",
        "clientelism/who_appoints", "minagawa", "I", _most_on_return,
    ),
    Statement(
        "none_at_the_end", "In the end S’s men hold no post with a say",
        "Once the line is made firm, S’s men hold no post that has a say.",
        "clientelism/who_appoints", "minagawa", "I", _none_at_the_end,
    ),
    Statement(
        "patron_in_common", "Funds and Planning are joined by a patron in common",
        "From the Funds section to Planning there is a way of two steps, by the patron whom both"
        " holders have in common.",
        "clientelism/what_it_does", "minagawa", "I; II.3", _patron_in_common,
    ),
]  # fmt: skip
