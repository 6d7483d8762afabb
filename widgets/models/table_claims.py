"""What a text says of its own printed tables, worked out from their cells.

The claims are those of Hatch, "Regionalizing Relationalism", about its Tables 1 to 5
(``table_claims``). The rule that judges them is ours: the paper has none, and a reader may draw
the bounds elsewhere. It asks whether the print bears a sentence out, not whether the print is true.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from widgets.data import describe, table

HOLDS, LOOSE, FAILS, WRONG_UNIT = "holds", "loose", "does not hold", "wrong unit"
VERDICTS = (HOLDS, LOOSE, FAILS, WRONG_UNIT)

PLAIN, ROUNDED, LOOSELY = 5.0, 10.0, 25.0
"""How far, in percent, the print may be from a plain number, from one given as "nearly" or
"roughly", and from either before it no longer holds even loosely."""

_DIGITS = 9
"""To so many decimals a miss is compared with its bound: 1.95 misses 2 by 5 percent."""


def judged(
    plain: float = PLAIN, rounded: float = ROUNDED, loosely: float = LOOSELY
) -> pd.DataFrame:
    """Return every claim of the paper about its tables, with what the print gives.

    Parameters
    ----------
    plain, rounded, loosely : float
        The bounds of `verdict`, in percent.

    Returns
    -------
    DataFrame
        The table ``table_claims``, one row a claim, with ``value`` (`computed`, in the unit of the
        claim; in percent where it gives no number), ``miss_percent`` (`miss`), ``table_unit`` (that
        of the printed column) and ``verdict``.
    """
    claims = table("table_claims")
    claims["value"] = [
        computed(row.measure, _printed(row), row.year_from, row.year_to, row.claimed)
        for row in claims.itertuples()
    ]
    claims["miss_percent"] = [
        miss(row.measure, row.value, row.claimed) for row in claims.itertuples()
    ]
    claims["table_unit"] = [
        describe(row.table).set_index("column").loc[row.column, "unit"]
        for row in claims.itertuples()
    ]
    claims["verdict"] = [
        WRONG_UNIT
        if not same_unit(row.unit, row.table_unit)
        else verdict(row.measure, row.value, row.claimed, row.qualifier, plain, rounded, loosely)
        for row in claims.itertuples()
    ]
    return claims


def computed(
    measure: str, printed: pd.Series, year_from: int, year_to: int, claimed: float = np.nan
) -> float:
    r"""Return what the printed cells give for a claim.

    With :math:`x_t` the cell of year :math:`t`, :math:`a` the first and :math:`b` the last year:

    ===========  ==================================================================
    ``level``    :math:`x_b`
    ``levels``   of :math:`x_a, \dots, x_b` the one farthest from what is claimed
    ``multiple`` :math:`x_b / x_a`
    ``rise``     :math:`100 \, (x_b / x_a - 1)`
    ``steps``    the part of the steps from year to year that go up, in percent
    ``record``   :math:`100 \, (x_b / \max(x_a, \dots, x_{b-1}) - 1)`
    ===========  ==================================================================

    Parameters
    ----------
    measure : str
        One of the above.
    printed : Series
        The column, indexed by year.
    year_from, year_to : int
        :math:`a` and :math:`b`.
    claimed : float, optional
        The claimed number, which ``levels`` needs.

    Returns
    -------
    float
        Undefined (NaN) where a year that is needed is not printed, and over a zero.

    Examples
    --------
    >>> exports = pd.Series({1991: 1.36, 1992: 1.33, 1996: 2.75})
    >>> round(computed("multiple", exports, 1991, 1996), 2)
    2.02
    >>> computed("steps", exports, 1991, 1996)
    50.0
    """
    span = printed.sort_index().loc[year_from:year_to].astype(float)
    if span.isna().any() or not {year_from, year_to} <= set(span.index):
        return np.nan
    first, last = span.iloc[0], span.iloc[-1]
    match measure:
        case "level":
            return float(last)
        case "levels":
            return float(span.loc[(span - claimed).abs().idxmax()])
        case "multiple":
            return _over(last, first)
        case "rise":
            return 100 * (_over(last, first) - 1)
        case "steps":
            return float(100 * (span.diff().iloc[1:] > 0).mean())
        case "record":
            return 100 * (_over(last, span.iloc[:-1].max()) - 1)
    raise ValueError(
        f"no measure {measure!r}; there are level, levels, multiple, rise, steps, record"
    )


def miss(measure: str, value: float, claimed: float) -> float:
    r"""Return how far the print is from the claimed number, in percent of what is claimed.

    A multiple says how much was added, so there the growth is compared: with :math:`x` from the
    print and :math:`c` claimed, :math:`100 \, (x - c) / (c - 1)`, otherwise
    :math:`100 \, (x - c) / c`. "Doubled", where the print gives 1.6, misses by 40 and not by 20
    percent: of the growth two fifths are lacking. Negative where the print falls short; undefined
    (NaN) where no number is claimed.

    Examples
    --------
    >>> round(miss("multiple", 1.6, 2))
    -40
    """
    return 100 * _over(value - claimed, claimed - (measure == "multiple"))


def verdict(
    measure: str,
    value: float,
    claimed: float = np.nan,
    qualifier: str = "exact",
    plain: float = PLAIN,
    rounded: float = ROUNDED,
    loosely: float = LOOSELY,
) -> str | None:
    """Return whether a claim holds by a stated rule, its unit aside.

    A number holds if the print is within ``plain`` percent of it, or within ``rounded`` where the
    text says "roughly" (``about``) or "nearly"; within ``loosely`` it is loose, beyond it does not
    hold. "Nearly" says besides that the print falls short: where it is above, the claim is loose at
    best. Without a number, a ``rise`` or a ``record`` holds if it is above zero; ``steps`` hold
    if all go up, and are loose if more than half do.

    Returns
    -------
    str or None
        One of `HOLDS`, `LOOSE`, `FAILS`; None where the print gives nothing to judge by.
    """
    if np.isnan(value):
        return None
    if measure in ("rise", "record"):
        return HOLDS if value > 0 else FAILS
    if measure == "steps":
        return HOLDS if value == 100 else LOOSE if value > 50 else FAILS
    off = round(miss(measure, value, claimed), _DIGITS)
    above = qualifier == "nearly" and off > 0
    if abs(off) <= (plain if qualifier == "exact" else rounded) and not above:
        return HOLDS
    return LOOSE if abs(off) <= loosely else FAILS


def same_unit(said: object, printed: str) -> bool:
    """Return whether a claim's unit is that of the printed column.

    A multiple has no unit of the column to get wrong, nor has a claim without a number. A column
    may say more than the text: dollars at a fixed rate are dollars.
    """
    return pd.isna(said) or said == "times" or printed.split(" at ")[0] == said


def _printed(claim) -> pd.Series:
    """Return the column that a claim is about, indexed by year."""
    rows = table(claim.table)
    if pd.notna(claim.host_region):
        rows = rows[rows["host_region"] == claim.host_region]
    return rows.set_index("year")[claim.column]


def _over(above: float, below: float) -> float:
    return float(above / below) if below else np.nan
