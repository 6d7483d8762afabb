"""A statement about posts after retirement, under every way to say who was of which camp."""

from __future__ import annotations

from functools import cache

import pandas as pd

from widgets.data import table
from widgets.models.robustness.material import ASKS, footings, kept, parts, prepared
from widgets.models.robustness.space import LEFT_OUT, Coding, Space, Statement
from widgets.networks import network

NATIONALISTS, INTERNATIONALISTS, NEITHER = "Nationalists", "Internationalists", "neither"
SENIORS = ("tokunaga", "matsuo")
"""Seniors of S whom the paper calls Nationalists where it speaks of steel."""


@cache
def _men() -> pd.DataFrame:
    """Return the careers of MITI's men, prepared, each with his camp as coded."""
    posts = prepared(table("careers").query("case == 'miti'"))
    groups = network("miti").actors.set_index("actor")["group"].str.capitalize()
    return posts.assign(camp=posts["actor"].map(groups))


class Retired:
    """Who is told of after retirement, of which camp, and who had been Vice-Minister."""

    def __init__(self, coding: Coding):
        posts = kept(_men(), coding["footing"], coding[LEFT_OUT])
        retired = posts[posts["kind"] == "post-retirement"].drop_duplicates("actor")
        camps = retired.set_index("actor")["camp"].copy()
        camps[camps.index == "morozumi"] = coding["z_camp"]
        camps[camps.index.isin(SENIORS)] = coding["seniors"]
        served = posts[(posts["kind"] == "career") & (posts["rank"] == "vice_minister")]
        self.camps, self.top = camps, camps.index.isin(served["actor"])

    def share(self, camp: str) -> float | None:
        """Return the share of former Vice-Ministers among the men of a camp, if it has any."""
        of_camp = self.camps == camp
        return float(self.top[of_camp].mean()) if of_camp.any() else None


def _unlike(case: Retired) -> bool | None:
    own, other = case.share(NATIONALISTS), case.share(INTERNATIONALISTS)
    return None if own is None or other is None else own < 1 and other == 1


@cache
def space() -> Space:
    """Return the codings of the lists of retired officials."""
    return Space(
        "retirement",
        {
            "footing": footings(_men()),
            "z_camp": [INTERNATIONALISTS, NATIONALISTS, NEITHER],
            "seniors": [NATIONALISTS, NEITHER],
            LEFT_OUT: parts(_men()),
        },
        {**ASKS, "z_camp": "Z counts with the", "seniors": "Matsuo and Tokunaga count with the"},
        Retired,
    )


STATEMENTS = [
    Statement(
        "lists_unlike", "The two camps’ lists of retired men differ in rank",
        "The Internationalists’ list consists of former Vice-Ministers, and the Nationalists’"
        " names are mixed.",
        "clientelism/retirement", "minagawa", "II.1 Recruitment and advancement", _unlike,
    ),
]  # fmt: skip
