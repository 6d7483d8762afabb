"""What becomes of the chapters' main statements if the coding were different.

`space` has the arithmetic: a space of codings, statements put to each, and the share under which
one stands. `material` has what several cases share: footings that count, sections left out. The
other modules are the cases, each with its choices and its statements. `statements` lists them all;
`shares` and `options` work everything out.

Simulated chapters and those whose figure rests on printed tables have no statement here: what
could be varied in them is no coding. A statement stands or fails by a rule of ours, so that words
such as "hardly" and "most" became bounds that somebody else might draw elsewhere.

Reference: Steegen, Tuerlinckx, Gelman and Vanpaemel, "Increasing Transparency Through a Multiverse
Analysis", Perspectives on Psychological Science 11 (2016).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pandas as pd

from widgets.models.robustness import (
    energy,
    guidance,
    ledger,
    ministry,
    production,
    retirement,
    soviet,
    tables,
)
from widgets.models.robustness.space import (
    FAILS,
    LISTS,
    NOT_ASKED,
    OUTCOMES,
    STANDS,
    Space,
    Statement,
    by_option,
    counted,
    distance,
    flips,
    listed,
    outcome,
    tried,
)

__all__ = [
    "FAILS",
    "LISTS",
    "NOT_ASKED",
    "OUTCOMES",
    "STANDS",
    "Space",
    "Statement",
    "by_option",
    "cases",
    "counted",
    "distance",
    "flips",
    "listed",
    "options",
    "outcome",
    "shares",
    "statements",
    "tried",
]

_MODULES = (ministry, energy, retirement, soviet, guidance, production, ledger)


CHAPTERS = [
    *("clientelism/who_appoints", "clientelism/what_it_does", "clientelism/soviet_cohorts"),
    *("clientelism/retirement", "clientelism/policy_debate", "clientelism/comparison"),
    *("regionalizing_state/guidance", "regionalizing_state/crisis_and_limits"),
    *("regionalizing_state/positional_power", "regionalizing_state/rival_explanations"),
    *("relationalism/three_strands", "relationalism/change_or_continuity", "comparing/claims"),
]
"""The chapters that have a statement here, in the order of the book."""


@cache
def cases() -> dict[str, tuple[Space, list[Statement]]]:
    """Return every case: its space of codings, and the statements that are put to it."""
    found = [(module.space(), module.STATEMENTS) for module in _MODULES]
    found += [each() for each in tables.CASES]
    return {space.case: (space, statements) for space, statements in found}


@cache
def statements() -> pd.DataFrame:
    """Return every statement, one a row, in the order of the chapters.

    Columns: ``statement``, ``short`` and ``words`` (in a few words, and in a sentence),
    ``chapter``, ``case``, ``document``, ``section``, and ``start``, the options in which the
    chapter's own state differs from the first ones.
    """
    rows = [
        {
            "statement": each.name,
            "short": each.short,
            "words": each.words,
            "chapter": each.chapter,
            "case": case,
            "document": each.document,
            "section": each.section,
            "start": changes(space, each.start),
        }
        for case, (space, stated) in cases().items()
        for each in stated
    ]
    found = pd.DataFrame(rows)
    return found.sort_values(
        "chapter", key=lambda each: each.map(CHAPTERS.index), kind="stable", ignore_index=True
    )


def changes(space: Space, options: dict[str, str]) -> str:
    """Return options of a coding in words: what is chosen and the option, parted by semicolons."""
    return "; ".join(f"{space.asks[choice]}: {option}" for choice, option in options.items())


@cache
def _tried(case: str) -> pd.DataFrame:
    return tried(*cases()[case])


def _each() -> Iterator[tuple[Space, Statement, pd.DataFrame, dict[str, str]]]:
    """Yield each statement in order, with its space, what came of it, and its own start."""
    found = {each.name: (space, each) for space, stated in cases().values() for each in stated}
    for name in statements()["statement"]:
        space, statement = found[name]
        yield space, statement, _tried(space.case), space.start(**statement.start)


def shares() -> pd.DataFrame:
    """Return under how many codings each statement stands.

    Returns
    -------
    DataFrame
        One row a statement and list of codings (`LISTS`): ``statement``, ``among``, `counted`, and
        ``as_used``, the outcome under the coding that the chapter uses. ``flips_at`` is the
        smallest number of changes that turns the statement, missing where none of the codings
        tried does, ``flips`` those changes, one way a line of the list, parted by bars.
    """
    rows = []
    for space, statement, found, start in _each():
        name = statement.name
        as_used = found.loc[distance(found, start) == 0, name].iloc[0]
        ways = flips(found, name, start)
        turned = {
            "as_used": as_used,
            "flips_at": len(ways[0]) if ways else None,
            "flips": " | ".join(changes(space, way) for way in ways),
        }
        for among, rows_of in listed(found, start).items():
            counts = counted(found.loc[rows_of, name])
            rows.append({"statement": name, "among": among, **counts, **turned})
    return pd.DataFrame(rows).astype({"flips_at": "Int64"})


def options() -> pd.DataFrame:
    """Return under how many codings each statement stands, option by option of every choice.

    Returns
    -------
    DataFrame
        ``statement``, ``asks`` (what is chosen), ``option``, ``used`` (whether the chapter takes
        it), `counted` over the codings that take it, and ``alone``, the outcome when the chapter's
        coding is changed to it and nothing else.
    """
    parts = []
    for space, statement, found, start in _each():
        rows = by_option(found, statement.name, space, start)
        used = [start[row.choice] == row.option for row in rows.itertuples()]
        rows = rows.assign(statement=statement.name, used=used, asks=rows["choice"].map(space.asks))
        parts.append(rows)
    columns = ["statement", "asks", "option", "used", "stands", "fails", "not_asked", "codings"]
    return pd.concat(parts, ignore_index=True)[[*columns, "alone"]]
