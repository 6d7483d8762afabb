"""Statements about Soviet followings, under every way to read who had which charge."""

from __future__ import annotations

from functools import cache

import pandas as pd

from widgets.data import table
from widgets.models.robustness.material import ASKS, footings, kept, parts, prepared
from widgets.models.robustness.posts import counts, readings, served, words
from widgets.models.robustness.space import LEFT_OUT, Coding, Space, Statement

AFTER = "early_post_khrushchev"
ONE_PATRON = "one patron"


@cache
def _timeline() -> pd.DataFrame:
    return prepared(table("soviet_timeline"))


class Soviet:
    """The counts of each episode, and the dated posts and followings, under one coding."""

    def __init__(self, coding: Coding):
        self.counts = counts("soviet", coding)
        self.one_patron = coding["plural_patrons"] == ONE_PATRON
        rows = kept(_timeline(), coding["footing"], coding[LEFT_OUT])
        stands = [
            not isinstance(row.contested, str) or coding[row.contested] in row.readings.split("; ")
            for row in rows.itertuples()
        ]
        self.timeline = rows[pd.Series(stands, index=rows.index, dtype=bool)]

    def following(self, whose: str, fortune: str) -> pd.DataFrame:
        """Return what is told of somebody's following with one fortune."""
        rows = self.timeline[self.timeline["lane"] == "following"]
        return rows[(rows["whose"] == whose) & (rows["fortune"] == fortune)]


def _only_say(case: Soviet) -> bool | None:
    if AFTER not in case.counts.index:
        return None
    told = case.counts.loc[AFTER]
    return bool(told["own"] == told["say"])


def _rise_before_post(case: Soviet) -> bool | None:
    post = case.timeline[case.timeline["actor"] == "kirilenko"]["start"]
    rise = case.following("brezhnev", "rose")["start"]
    if not case.one_patron or post.dropna().empty or rise.dropna().empty:
        return None
    return bool(rise.min() < post.min())


def _two_verdicts(case: Soviet) -> bool | None:
    well, ill = (case.following("podgorny", fortune) for fortune in ("well", "fell"))
    return None if well.empty and ill.empty else not (well.empty or ill.empty)


@cache
def space() -> Space:
    """Return the codings of the Soviet cases."""
    rows = [served("soviet"), _timeline()]
    return Space(
        "soviet",
        {
            "footing": footings(pd.concat([each[["basis"]] for each in rows])),
            **readings("soviet"),
            LEFT_OUT: parts(*rows),
        },
        {**ASKS, **words("soviet")},
        Soviet,
    )


STATEMENTS = [
    Statement(
        "only_say", "After Khrushchev only Brezhnev’s side has a post with a say",
        "In the episode after Khrushchev the only post with a say is on Brezhnev’s side.",
        "clientelism/soviet_cohorts", "minagawa", "II.1 Recruitment and advancement", _only_say,
    ),
    Statement(
        "rise_before_post", "The rise of Brezhnev’s men is printed before the post",
        "In print, the rise of Brezhnev’s men begins before Kirilenko’s post, and so that post"
        " cannot have begun it.",
        "clientelism/soviet_cohorts", "minagawa", "II.1–II.2", _rise_before_post,
    ),
    Statement(
        "kharkov_two_verdicts", "Of Kharkov’s men two verdicts are told, ill and well",
        "Kharkov is told to have done badly by one author and well by another.",
        "clientelism/soviet_cohorts", "minagawa", "II.1 n. 20; II.2 n. 54", _two_verdicts,
    ),
]  # fmt: skip
