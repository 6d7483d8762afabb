"""Rows of coded data under a coding: which footings count, and which section is left out."""

from __future__ import annotations

import pandas as pd

from widgets.models.robustness.space import NOTHING

FOOTINGS = {
    # option: footings that do not count
    "all": (),
    "without inferred": ("inferred",),
    "without surmised": ("surmised",),
    "without hedged": ("hedged",),
    "stated and reported": ("inferred", "surmised", "hedged"),
    "stated only": ("inferred", "surmised", "hedged", "reported"),
}
"""Which footings of ties, posts and judgements count."""

ASKS = {
    "footing": "Footings that count",
    "status": "Ties that count",
    "bloc": "Japan’s state",
    "left_out": "Left out",
}
"""What the choices that several cases share choose."""

PAPERS = {
    "minagawa": "Minagawa",
    "hatch_state": "State",
    "hatch_relationalism": "Relationalism",
}
"""The papers as an option names them, where a case has several."""
WHOLE = {document: f"all of {name}" for document, name in PAPERS.items()}
"""The options that leave a whole paper out."""

_ORDER = (
    *("Introduction", "1. Relationalism", "2. Development and Relationalism"),
    *("3. Regionalizing Relationalism", "Government-business ties", "Business-Business Ties"),
    *("Management and Labor", "4. The Asian Fiscal Crisis", "5. Techno-Nationalism"),
    "6. The Costs of Continuity",
)
"""The sections of the paper that does not number all of its own; others sort by their number."""


def footings(rows: pd.DataFrame) -> list[str]:
    """Return the options of `FOOTINGS` that leave rows which no option before them leaves.

    >>> footings(pd.DataFrame({"basis": ["stated", "inferred"]}))
    ['all', 'without inferred']
    """
    options, seen = [], []
    for option, dropped in FOOTINGS.items():
        kept = set(rows["basis"]) - set(dropped)
        if kept and kept not in seen:
            options.append(option)
            seen.append(kept)
    return options


def prepared(rows: pd.DataFrame) -> pd.DataFrame:
    """Return coded rows with ``told_in``: the sections of each, its notes counted with them.

    Sections bear the name of their paper where the rows have two papers.
    """
    several = rows["document"].nunique() > 1
    told_in = [
        frozenset(
            (f"{PAPERS[document]} " if several else "") + part.split(" n. ")[0]
            for part in section.split("; ")
        )
        for document, section in zip(rows["document"], rows["section"], strict=True)
    ]
    return rows.assign(told_in=told_in)


def parts(*tables: pd.DataFrame) -> list[str]:
    """Return what can be left out of prepared tables: nothing, a section, or one of two papers."""
    found = {
        (document, section)
        for rows in tables
        for document, told_in in zip(rows["document"], rows["told_in"], strict=True)
        for section in told_in
    }
    known = [section for _, section in sorted(found, key=_place)]
    papers = {document for document, _ in found}
    return [NOTHING, *known, *(WHOLE[each] for each in PAPERS if papers > {each})]


def _place(found: tuple[str, str]) -> tuple:
    document, section = found
    own = section.removeprefix(f"{PAPERS[document]} ")
    return list(PAPERS).index(document), _ORDER.index(own) if own in _ORDER else -1, own


def kept(rows: pd.DataFrame, footing: str = "all", left_out: str = NOTHING) -> pd.DataFrame:
    """Return the prepared rows that count on a footing, with a section or a paper left out.

    A row that is told in several sections stays as long as one of them does.
    """
    keep = pd.Series(True, index=rows.index)
    if "basis" in rows:
        keep &= ~rows["basis"].isin(FOOTINGS[footing])
    if left_out in WHOLE.values():
        keep &= rows["document"].map(WHOLE) != left_out
    elif left_out != NOTHING:
        keep &= rows["told_in"] != frozenset({left_out})
    return rows[keep]


def leads(values: dict, first: str) -> bool:
    """Return whether one of some has more than every other.

    >>> leads({"a": 2, "b": 1}, "a"), leads({"a": 1, "b": 1}, "a")
    (True, False)
    """
    return first in values and all(
        values[first] > value for name, value in values.items() if name != first
    )
