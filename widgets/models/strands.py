"""Which actors, or pairs of actors, stand in which of the three strands of a regime of ties.

That strands reinforce one another has three meanings, of which a list of ties can show two: the
same actors or pairs stand in several strands; a tie of one strand is said to serve another. The
third, that where one strand loosens another follows, needs ties over time.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd

STRANDS = ("government_business", "business_business", "labour_management")
"""The strands of Hatch's relationalism (section 1), as families of ties."""

LUMPED = ("home_industry", "large_firms", "jp_investors")
"""Three words of the text for much the same firms; as one actor where the reader wants it."""
LUMP = "industry"


def standings(
    ties: pd.DataFrame, by: str = "actor", merged: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """Return through which tie each actor or pair stands in which strand.

    Parameters
    ----------
    ties : DataFrame
        ``source``, ``target``, ``family`` and ``serves``: the strands that a tie serves besides its
        own, parted by semicolons.
    by : {"actor", "pair"}
        A tie puts both of its ends into its strand, or the two as a pair, whichever way it goes.
    merged : mapping, optional
        Actor -> the actor for which it is taken; what then ties an actor to itself is dropped.

    Returns
    -------
    DataFrame
        ``unit`` (an actor, or a pair as its first tie has it), ``strand``, ``served`` (whether the
        tie only serves the strand) and ``tie``, the tie's label in ``ties``.
    """
    if by not in ("actor", "pair"):
        raise ValueError(f"by is 'actor' or 'pair', not {by!r}")
    rows, pairs, merged = [], {}, merged or {}
    for tie in ties.itertuples():
        ends = tuple(merged.get(end, end) for end in (tie.source, tie.target))
        if ends[0] == ends[1]:
            continue
        units = ends if by == "actor" else [pairs.setdefault(frozenset(ends), ends)]
        served = tie.serves.split("; ") if isinstance(tie.serves, str) and tie.serves else []
        for strand in [tie.family, *served]:
            if strand in STRANDS:
                rows += [(unit, strand, strand != tie.family, tie.Index) for unit in units]
    found = pd.DataFrame(rows, columns=["unit", "strand", "served", "tie"])
    return found.astype({"served": bool})


def strands(
    ties: pd.DataFrame,
    by: str = "actor",
    serves: bool = False,
    merged: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Return who stands in which strand; choose the status and the footing of ties beforehand.

    Parameters
    ----------
    ties, by, merged
        As for `standings`.
    serves : bool
        Count a tie also in the strands that it serves.

    Returns
    -------
    DataFrame
        Of truth values: a row for each actor or pair in at least one strand, in the order of their
        first ties, and a column for each of `STRANDS`.

    Examples
    --------
    >>> rows = [("large", "small", "business_business", ""), ("large", "crew", STRANDS[2], "")]
    >>> ties = pd.DataFrame(rows, columns=["source", "target", "family", "serves"])
    >>> strands(ties).sum(axis=1).to_dict()
    {'large': 2, 'small': 1, 'crew': 1}
    """
    rows = standings(ties, by, merged)
    rows = rows if serves else rows[~rows["served"]]
    held = {unit: set(each["strand"]) for unit, each in rows.groupby("unit", sort=False)}
    return pd.DataFrame(
        [[strand in mine for strand in STRANDS] for mine in held.values()],
        index=pd.Index(list(held), name=by, tupleize_cols=False),
        columns=list(STRANDS),
        dtype=bool,
    )


def losing_second(held: pd.DataFrame, off: Collection[str]) -> list:
    """Return who stands in two strands or more, and in one at most without those switched off.

    Parameters
    ----------
    held : DataFrame
        What `strands` returns.
    off : collection of str
        The strands switched off.
    """
    left = held.drop(columns=list(off)).sum(axis=1)
    return held.index[(held.sum(axis=1) >= 2) & (left < 2)].tolist()
