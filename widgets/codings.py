"""Contested codings: where a paper leaves a choice of readings, as controls that a figure shares.

What a figure draws is one table in which a row may hang on a coding: the column named after the
coding then holds the reading under which the row stands, and is empty where it always stands.
"""

from __future__ import annotations

from collections.abc import Iterable

import altair as alt
import pandas as pd

from widgets import charts
from widgets.data import table


def codings(case: str) -> dict[str, list[str]]:
    """Return the readings of each contested coding of a case, the one as coded first.

    >>> codings("miti")["t_is_i"]
    ['two men', 'one man']
    """
    rows = table("codings").query("case == @case")
    rows = rows.sort_values("as_coded", ascending=False, kind="stable")
    return {
        coding: list(rows.loc[rows["coding"] == coding, "reading"].unique())
        for coding in table("codings").query("case == @case")["coding"].unique()
    }


def begin(coding: str) -> str:
    """Return the words that each of the readings of a coding ends.

    >>> begin("t_is_i")
    'T and I are'
    """
    return table("codings").drop_duplicates("coding").set_index("coding")["control"][coding]


def controls(case: str, only: Iterable[str] | None = None) -> list[alt.Parameter]:
    """Return one control a contested coding, named after it, which starts with what is coded."""
    return [
        charts.among(readings, coding, readings[0], label=f"Suppose that {begin(coding)} …")
        for coding, readings in codings(case).items()
        if only is None or coding in only
    ]


def stands(names: Iterable[str]) -> str:
    """Return the Vega expression for a row that stands under the readings which are chosen."""
    return " && ".join(f"(!datum.{name} || datum.{name} == {name})" for name in names) or "true"


def stood(case: str, names: Iterable[str]) -> str:
    """Return the Vega expression for a row that stands under the readings as coded."""
    first = {name: codings(case)[name][0] for name in names}
    tests = (f"(!datum.{name} || datum.{name} == '{value}')" for name, value in first.items())
    return " && ".join(tests) or "true"


def standing(rows: pd.DataFrame, chosen: dict[str, str]) -> pd.DataFrame:
    """Return the rows that stand under chosen readings, one a coding."""
    kept = pd.Series(True, index=rows.index)
    for coding, reading in chosen.items():
        kept &= rows[coding].isin(["", reading])
    return rows[kept]
