"""Which pairs of cases fit a most-similar or a most-different comparison, by their traits alone.

Both designs go back to Mill, and bear the names that Przeworski and Teune (1970) gave them. The
most similar cases are alike in nearly everything and unlike in a little, to which a difference in
the answers may be owed; the most different are unlike in nearly everything, so that what their
answers share cannot be owed to what sets them apart. No answer goes into the choice.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import pandas as pd

SIMILAR, DIFFERENT = "most similar", "most different"
DESIGNS = (SIMILAR, DIFFERENT)

MOST = 2
"""In so many traits at most the most similar may be unlike, and the most different alike: ours."""

UNIT, SOURCE, MODEL = "joins", "known_by", "model"
"""The trait without which two answers are not of one kind; the trait that tells a model."""

REASONS = ("", "same case", "model beside case", "other unit", "too unlike", "too alike")


@dataclass(frozen=True)
class Fit:
    """What a design makes of a pair.

    ``reason`` is one of `REASONS`, empty where the pair fits. ``alike`` and ``unlike`` are traits
    that are told of both cases, ``untold`` those that one or both lack: no likeness.
    """

    reason: str
    alike: tuple[str, ...]
    unlike: tuple[str, ...]
    untold: tuple[str, ...]

    @property
    def fits(self) -> bool:
        """Whether the pair fits the design."""
        return not self.reason


def fit(traits: pd.DataFrame, one: str, other: str, design: str) -> Fit:
    """Return whether two cases fit a design, and in what they are alike and unlike.

    Parameters
    ----------
    traits : DataFrame
        A row a case, a column a trait, missing where it is not told; with `UNIT` and `SOURCE`.
    one, other : str
        Two cases.
    design : str
        One of `DESIGNS`.

    Examples
    --------
    >>> rows = {"a": ["persons", "press", "here", 1], "b": ["persons", "press", "there", 2]}
    >>> traits = pd.DataFrame(rows, index=["joins", "known_by", "place", "time"]).T
    >>> fit(traits, "a", "b", "most similar").unlike
    ('place', 'time')
    """
    if design not in DESIGNS:
        raise ValueError(f"a design is one of {', '.join(DESIGNS)}, not {design!r}")
    pair = traits.loc[[one, other]]
    told = pair.notna().all()
    same = pair.iloc[0].eq(pair.iloc[1]) & told
    alike, unlike, untold = (tuple(traits.columns[which]) for which in (same, told & ~same, ~told))
    models = pair[SOURCE].eq(MODEL)
    if one == other:
        reason = "same case"
    elif models.any() and not models.all():
        reason = "model beside case"
    elif UNIT not in alike:
        reason = "other unit"
    elif design == SIMILAR and len(unlike) > MOST:
        reason = "too unlike"
    elif design == DIFFERENT and len(alike) > MOST:
        reason = "too alike"
    else:
        reason = ""
    return Fit(reason, alike, unlike, untold)


def fits(traits: pd.DataFrame) -> pd.DataFrame:
    """Return every pair of different cases: ``first``, ``second``, and a `REASONS` a design."""
    return pd.DataFrame(
        [
            {"first": one, "second": other}
            | {design: fit(traits, one, other, design).reason for design in DESIGNS}
            for one, other in combinations(traits.index, 2)
        ]
    )
