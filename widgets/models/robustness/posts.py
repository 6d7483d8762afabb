"""Who holds which post, on which side, under one reading of each contested coding of a case."""

from __future__ import annotations

from functools import cache

import pandas as pd

from widgets.data import table
from widgets.models.offices import CAMPS
from widgets.models.robustness.material import kept, prepared
from widgets.models.robustness.space import LEFT_OUT, Coding
from widgets.networks import network

OWN, OTHER = 0, 1
"""The side of the patron and his men, and the other; whoever is of neither has none."""


@cache
def readings(case: str) -> dict[str, list[str]]:
    """Return the readings of each contested coding of a case, the one as coded first."""
    rows = table("codings").query("case == @case")
    rows = rows.sort_values("as_coded", ascending=False, kind="stable")
    names = table("codings").query("case == @case")["coding"].unique()
    return {name: list(rows.loc[rows["coding"] == name, "reading"].unique()) for name in names}


@cache
def words(case: str) -> dict[str, str]:
    """Return the words that the readings of each contested coding of a case end."""
    rows = table("codings").query("case == @case").drop_duplicates("coding")
    return {
        coding: f"{control[0].upper()}{control[1:]}"
        for coding, control in zip(rows["coding"], rows["control"], strict=True)
    }


@cache
def served(case: str) -> pd.DataFrame:
    """Return the posts of a case held in office or politics, prepared, each with its say.

    ``side`` is that of its holder as coded, ``say`` whether the office has one in who is placed.
    """
    posts = table("careers").query("case == @case and kind != 'post-retirement'")
    posts = prepared(posts.dropna(subset="episode"))
    groups = network(case).actors.set_index("actor")["group"]
    sides = CAMPS[case]
    posts["side"] = [sides.get(who, sides.get(groups[who])) for who in posts["actor"]]
    offices = table("offices").set_index("office")
    return posts.assign(say=posts["office"].map(offices["selects_text"]).notna())


@cache
def _changes(case: str) -> pd.DataFrame:
    rows = table("codings").query("case == @case").fillna("")
    return rows.assign(episodes=rows["episodes"].str.split("; "))


def posts(case: str, coding: Coding) -> pd.DataFrame:
    """Return the posts that stand under a coding, each with the side that its holder is then on."""
    found = kept(served(case), coding["footing"], coding[LEFT_OUT])
    changes = _changes(case)
    for change in changes[changes["change"].isin(["camp", "post", "same"])].itertuples():
        chosen = coding[change.coding] == change.reading
        his = found["actor"] == change.actor
        if change.change == "same":
            # What the table tells of the second name only because both may be one man's.
            again = (found["actor"] == change.value) & (found["contested"] == change.coding)
            found, his = found[~again], his[~again]
            if chosen:
                found = _one_man(found, his, change.value)
        elif change.change == "post" and not chosen:
            found = found[~(his & (found["office"] == change.value))]
        elif change.change == "camp" and chosen:
            his &= found["episode"].isin(change.episodes) | (change.episodes == [""])
            side = CAMPS[case].get(change.value)
            found = found.assign(side=found["side"].mask(his, side))
    return found


def _one_man(found: pd.DataFrame, his: pd.Series, name: str) -> pd.DataFrame:
    """Return the posts with one man's given to another, each post but once."""
    own = found.loc[found["actor"] == name, ["episode", "office"]].apply(tuple, axis=1)
    twice = found[["episode", "office"]].apply(tuple, axis=1).isin(set(own)) & his
    found = found[~twice]
    return found.assign(actor=found["actor"].mask(his[~twice], name))


def counts(case: str, coding: Coding) -> pd.DataFrame:
    """Return how many posts with a say are told in each episode (``say``), and of which side."""
    say = posts(case, coding).query("say")
    counted = pd.DataFrame(
        {"say": True, "own": say["side"] == OWN, "other": say["side"] == OTHER}, index=say.index
    )
    return counted.groupby(say["episode"]).sum()
