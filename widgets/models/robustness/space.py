"""A space of codings, statements that are put to each of them, and what comes of it.

A *coding* takes one option of every choice that a coder has: which footings count, which reading
of an unclear sentence, which section is left out. A *space* is every combination. A statement
stands or fails under a coding, or cannot be asked under it, because what it speaks of is not there.
The codings of a space are not equally likely, and nobody drew them: a share of codings counts
our own list, and is no probability.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import pandas as pd

from widgets.models.checks import require

STANDS, FAILS, NOT_ASKED = "stands", "fails", "cannot be asked"
OUTCOMES = (STANDS, FAILS, NOT_ASKED)

LEFT_OUT, NOTHING = "left_out", "nothing"
"""The choice of what is left out, and the option that leaves out nothing."""

ALL, WHOLE, ONE = "all codings", "nothing left out", "one change at a time"
LISTS = (ALL, WHOLE, ONE)
"""Three lists of codings of which a share can be taken: the whole space; the part of it in which
no section is left out; the coding that a statement starts from and those one change away."""

Coding = Mapping[str, str]
"""Choice -> option."""


@dataclass(frozen=True)
class Space:
    """The choices of a case, and what a coding makes of its data.

    Attributes
    ----------
    case : str
        What the data are about.
    choices : dict
        Choice -> its options, the one that the chapters use first.
    asks : dict
        Choice -> what is chosen, in words that an option ends.
    code : callable
        From a coding to whatever the statements of the case are put to.
    """

    case: str
    choices: dict[str, list[str]]
    asks: dict[str, str]
    code: Callable[[Coding], Any]

    def codings(self) -> list[dict[str, str]]:
        """Return every combination of options; the first is the one that the chapters use."""
        return [
            dict(zip(self.choices, each, strict=True)) for each in product(*self.choices.values())
        ]

    def start(self, **options: str) -> dict[str, str]:
        """Return the coding that the chapters use, but for the options given."""
        start = {choice: known[0] for choice, known in self.choices.items()}
        for choice, option in options.items():
            known = self.choices.get(choice, [])
            require(option in known, f"{option!r} is no option of {choice!r} in {self.case!r}")
        return start | options


@dataclass(frozen=True)
class Statement:
    """A chapter's statement, and the question that a coding answers.

    ``holds`` takes what `Space.code` returns and gives true, false, or None where the question
    cannot be asked. ``start`` holds the options in which the chapter's own state differs from the
    first ones.
    """

    name: str
    short: str
    words: str
    chapter: str
    document: str
    section: str
    holds: Callable[[Any], bool | None]
    start: dict[str, str] = field(default_factory=dict)


def outcome(answer: bool | None) -> str:
    """Return an answer as one of `OUTCOMES`.

    >>> [outcome(answer) for answer in (True, False, None)]
    ['stands', 'fails', 'cannot be asked']
    """
    return NOT_ASKED if answer is None else STANDS if answer else FAILS


def tried(
    space: Space, statements: Iterable[Statement], codings: Iterable[Coding] | None = None
) -> pd.DataFrame:
    """Return what becomes of statements under codings, all of the space unless some are given.

    Returns
    -------
    DataFrame
        One row a coding: a column for each choice with the option taken, and one for each
        statement, by its name, with one of `OUTCOMES`.
    """
    statements, rows = list(statements), []
    for coding in space.codings() if codings is None else codings:
        coded = space.code(coding)
        rows.append({**coding, **{each.name: outcome(each.holds(coded)) for each in statements}})
    return pd.DataFrame(rows)


def distance(found: pd.DataFrame, start: Coding) -> pd.Series:
    """Return by how many choices each row of `tried` differs from a coding."""
    return sum((found[choice] != option for choice, option in start.items())).astype(int)


def listed(found: pd.DataFrame, start: Coding) -> dict[str, pd.Series]:
    """Return which rows of `tried` are in each of `LISTS`.

    Where there is nothing to leave out, `WHOLE` is the same list as `ALL`.
    """
    every = pd.Series(True, index=found.index)
    whole = found[LEFT_OUT] == NOTHING if LEFT_OUT in start else every
    return {ALL: every, WHOLE: whole, ONE: distance(found, start) <= 1}


def counted(outcomes: pd.Series) -> dict[str, int]:
    """Return how often each outcome occurs: ``stands``, ``fails``, ``not_asked`` and ``codings``.

    >>> counted(pd.Series([STANDS, STANDS, NOT_ASKED]))
    {'stands': 2, 'fails': 0, 'not_asked': 1, 'codings': 3}
    """
    keys = zip(("stands", "fails", "not_asked"), OUTCOMES, strict=True)
    counts = {key: int((outcomes == each).sum()) for key, each in keys}
    return {**counts, "codings": len(outcomes)}


def flips(found: pd.DataFrame, name: str, start: Coding) -> list[dict[str, str]]:
    """Return the smallest sets of changes from a coding that turn a statement the other way.

    A change to a coding under which the statement cannot be asked turns nothing. Empty where no
    coding of the list does it, and where the statement cannot be asked at the start.
    """
    away = distance(found, start)
    at = found.loc[away == 0, name].iloc[0]
    if at == NOT_ASKED:
        return []
    turned = found[name] == (FAILS if at == STANDS else STANDS)
    if not turned.any():
        return []
    nearest = found[turned & (away == away[turned].min())]
    return [
        {choice: row[choice] for choice in start if row[choice] != start[choice]}
        for _, row in nearest.iterrows()
    ]


def by_option(found: pd.DataFrame, name: str, space: Space, start: Coding) -> pd.DataFrame:
    """Return what becomes of a statement option by option.

    Returns
    -------
    DataFrame
        One row an option of a choice, in order: ``choice``, ``option``, `counted` over the codings
        that take it, and ``alone``, the outcome when the start is changed to it and nothing else.
    """
    away, rows = distance(found, start), []
    for choice, options in space.choices.items():
        others = away - (found[choice] != start[choice])
        for option in options:
            takes = found[choice] == option
            alone = found.loc[takes & (others == 0), name].iloc[0]
            counts = counted(found.loc[takes, name])
            rows.append({"choice": choice, "option": option, **counts, "alone": alone})
    return pd.DataFrame(rows)
