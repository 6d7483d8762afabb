"""The ledger of claims: what three papers say of quantities, recomputed where print allows.

`ledger` unites three tables, each statement once: the numbers that the texts state
(``stated_values``), what one text says of its own printed tables (``table_claims``), and all
else that is said of quantities (``claims``). A check reads printed numbers and returns what they
give (`checks`); `verdict` holds it against the statement by a rule that is ours. It asks whether
print bears a X
"""

from __future__ import annotations

import re
from collections.abc import Callable
from inspect import isfunction
from math import floor, log10

import numpy as np
import pandas as pd

from widgets.data import table
from widgets.models import claim_checks, claim_checks_state, table_claims
from widgets.models.table_claims import LOOSELY, PLAIN, ROUNDED

HOLDS, ROUNDING, FAILS = "holds", "rounding", "does not hold"
UNIT, DIFFER, NOT = "unit differs", "papers differ", "not checkable"
VERDICTS = (HOLDS, ROUNDING, UNIT, DIFFER, FAILS, NOT)

COLUMNS = [
    "claim",
    "document",
    "section",
    "statement",
    "reported",
    "unit",
    "qualifier",
    "basis",
    "attributed_to",
    "checkable",
    "check",
    "how",
    "computed",
    "verdict",
    "note",
]
YES, PARTLY, NO = "yes", "partly", "no"
_MEASURES = {
    "level": "the value of {1}",
    "levels": "of {0} to {1}, the value farthest from the claim",
    "multiple": "the value of {1} over that of {0}",
    "rise": "the rise from {0} to {1}, in percent",
    "steps": "the steps from {0} to {1} that go up, in percent",
    "record": "how far {1} is above the highest before it, in percent",
}
"""What `table_claims.computed` works out, with the first and the last year."""

_OF_TABLES = {
    table_claims.HOLDS: HOLDS,
    table_claims.LOOSE: ROUNDING,
    table_claims.FAILS: FAILS,
    table_claims.WRONG_UNIT: UNIT,
}
_UNITS = {"billion US dollars": "usd_billion", "billion yen": "yen_billion"}
_PROPER = (
    "ASEAN Asahi Asian Daiei FDI FILP GDP Hitachi Honda Indonesian JASCO JETRO JFS JICA Japan"
    " Japanese Khrushchev Mitsubishi Miyazawa Nissan ODA SMEs Sahashi Sony TFP Toyota Ukraine US"
)
_NAMES = {word.lower(): word for word in _PROPER.split()} | {"rd": "R&D", "exim": "Ex-Im Bank"}
"""Words of a series' name that are not written small."""

_DIGITS = 9
"""To so many decimals a number is compared with its bound."""


def ledger(
    plain: float = PLAIN, rounded: float = ROUNDED, loosely: float = LOOSELY
) -> pd.DataFrame:
    """Return every quantitative statement of the three papers, with its verdict.

    Parameters
    ----------
    plain, rounded, loosely : float
        The bounds of `verdict`, in percent.

    Returns
    -------
    DataFrame
        One row a statement; a range is two, since each end is checked by itself. ``claim`` is its
        short name; ``reported`` is in ``unit``, empty (NaN) where no number is given, and
        ``computed`` is in the same unit, or as the check says, and empty where nothing printed
        answers. ``checkable`` is yes, partly or no, ``check`` a name in `checks` (empty for
        claims about tables, whose cells ``table_claims`` names), ``how`` what it works out, or what
        the other paper has,
        ``verdict`` one of `VERDICTS`.
    """
    bounds = (plain, rounded, loosely)
    found = pd.concat([_stated(bounds), _of_tables(bounds), _claims(bounds)], ignore_index=True)
    return found.sort_values("document", key=_order, kind="stable", ignore_index=True)


def verdict(
    computed: float,
    reported: float = np.nan,
    unit: str | None = None,
    qualifier: str = "exact",
    plain: float = PLAIN,
    rounded: float = ROUNDED,
    loosely: float = LOOSELY,
) -> str:
    """Return whether a statement holds against what print gives.

    A plain number holds if what is computed rounds to it, and is within ``plain`` percent of it. A
    number with a rounding word (``about``, ``nearly``) holds within ``rounded`` percent and is
    rounding within ``loosely``; "nearly" says besides that print falls short, so above it the
    statement is rounding at best. A round number (`is_round`) without such a word is rounding
    within ``rounded``. A bound (``more_than`` and its like, either end of a range) holds on its
    side, and is rounding within ``rounded`` beyond. "As much as" gives weight and no bound: the
    number is plain. Of a multiple the growth is compared, as in `table_claims.miss`. A statement
    without a number says a direction, and holds if what is computed is above zero.

    Examples
    --------
    >>> verdict(57.6, 63, "percent")
    'does not hold'
    >>> verdict(93.8, 100, "percent")
    'rounding'
    """
    if np.isnan(computed):
        return NOT
    if np.isnan(reported):
        return HOLDS if computed > 0 else FAILS
    above = round(computed - reported, _DIGITS)
    if reported == 0:
        return HOLDS if above == 0 else FAILS
    if qualifier in _BOUNDS and _BOUNDS[qualifier](above):
        return HOLDS
    off = round(
        abs(table_claims.miss("multiple" if unit == "times" else "level", computed, reported)),
        _DIGITS,
    )
    if qualifier in ("about", "nearly"):
        if off <= rounded and not (qualifier == "nearly" and above > 0):
            return HOLDS
        return ROUNDING if off <= loosely else FAILS
    if qualifier not in _BOUNDS and abs(above) <= last_digit(reported) / 2 and off <= plain:
        return HOLDS
    may_round = qualifier in _BOUNDS or is_round(reported)
    return ROUNDING if may_round and off <= rounded else FAILS


_BOUNDS = {
    "more_than": lambda above: above > 0,
    "at_least": lambda above: above >= 0,
    "less_than": lambda above: above < 0,
    "at_most": lambda above: above <= 0,
    "range_low": lambda above: above >= 0,
    "range_high": lambda above: above <= 0,
}


def last_digit(number: float) -> float:
    """Return what the last printed digit of a number stands for: 1 of 63, 0.1 of 7.7.

    Examples
    --------
    >>> last_digit(63.0), last_digit(7.7)
    (1.0, 0.1)
    """
    decimals = f"{number:.6f}".rstrip("0").partition(".")[2]
    return float(f"1e-{len(decimals)}")


def is_round(number: float) -> bool:
    """Return whether a number has two digits at most, the second a nought or a five, or is thirds.

    Examples
    --------
    >>> [is_round(number) for number in (2, 55, 100, 66.7, 63, 3.1)]
    [True, True, True, True, False, False]
    """
    leading = round(abs(number) / 10.0 ** (floor(log10(abs(number))) - 1), _DIGITS)
    return leading % 5 == 0 or leading in (33.3, 66.7)


# The checks

_MODULES = (claim_checks_state, claim_checks)

checks: dict[str, Callable[[], float]] = {
    name: check
    for module in _MODULES
    for name, check in vars(module).items()
    if isfunction(check) and check.__module__ == module.__name__ and not name.startswith("_")
}
"""The checks by name; each takes nothing and returns a number in the unit of its claim."""

OF_STATED = {key: name for module in _MODULES for key, name in module.CHECKS_OF_STATED.items()}
"""The check of a stated number by document, series, period (or empty) and place; of a range, one
check for both ends or one for each."""

FULL = {
    "lowest_share_of_china",
    "highest_share_of_china",
    "lowest_share_of_thailand",
    "highest_share_of_thailand",
    "lowest_share_of_indonesia",
    "highest_share_of_indonesia",
    "aid_rise_in_indonesia",
    "aid_rise_in_thailand",
    "exim_share_at_most",
    "auto_parts_share",
    "independent_of_top_ten",
    "second_from_last",
    "independent_startups",
    "toyota_parts_multiple",
}
"""Checks of stated numbers that give the same quantity; others give a part or something near."""

FLOORS = {"oda_to_five_1990", "oda_to_five_1995"}
"""Checks that give a part of what is claimed: the statement holds if it is not below."""

CURRENCIES = {name for name in checks if name.endswith(("_in_yen", "_in_dollars"))}
"""Checks that take the other paper's amount into the currency of this one."""

BESIDE = {
    "enterprise_chiefs_lead",
    "enterprise_chiefs_promoted",
    "exim_total_jump",
    "expatriates_next_to_hitachi",
    "growth_of_the_decade",
    "new_regional_bodies",
    "posts_in_other_ministries",
    "sahashi_years_per_post",
    "secretariat_chiefs_lead",
    "sideways_moves",
    "tfp_growth_to_1973",
    "tfp_growth_to_1980",
    "trade_men_at_the_top",
}
"""Checks that show something beside a statement and do not judge it: nothing is claimed, its words
set no bound, others are counted than are spoken of, or only the few whom a story tells of."""

DIFFERENCES = {
    # claim: topic in the table of differences between the two papers by Hatch
    "state_move_began": "When the move into Asia began",
    "r_fdi_climbed": "When the move into Asia began",
    "state_second_tier": "Who flies second and third in the flock",
    "state_jetro_further_centre": "Support centres of JETRO",
    "state_new_aid_year": "Start of the New AID Plan",
    "state_share_of_financing_fell": "Since when firms need fewer public funds to invest abroad",
    "r_share_of_financing_fell": "Since when firms need fewer public funds to invest abroad",
    "state_contractors_only": "Who may be paid from special loans",
    "state_analysts": "White-collar experts in the crisis",
    "state_western_firms": "Western firms in Asia about 1999",
    "relationalism_amakudari_retirements_change": "Retired officials in private posts",
    "relationalism_white_collar_volunteers": "White-collar experts in the crisis",
    "state_manufacturing_fdi_from_japan": "Manufacturing investment in Asia, 1995, amount",
    "relationalism_manufacturing_fdi_from_japan": "Manufacturing investment in Asia, 1995, amount",
    "state_manufacturing_fdi_of_japan_share_to_region": (
        "Manufacturing investment in Asia, 1995, share"
    ),
    "relationalism_manufacturing_fdi_of_japan_share_to_region": (
        "Manufacturing investment in Asia, 1995, share"
    ),
}
"""Claims on which the two papers by Hatch part, whether or not a number can be worked out."""


# The three sources


def _stated(bounds: tuple) -> pd.DataFrame:
    """Return the numbers that the texts state, checked."""
    stated = table("stated_values")
    named = stated.assign(
        claim=_short_names(stated),
        statement=[_in_words(row) for row in stated.itertuples()],
        reported=stated["value"],
    )
    named["check"] = [_check_of(row) for row in stated.itertuples()]
    named["checkable"] = [
        YES if name in FULL else PARTLY if name in checks else NO for name in named["check"]
    ]
    return _judged(named, bounds)


def _check_of(row) -> str | None:
    """Return the check of a stated number, if it has one."""
    period = row.period if isinstance(row.period, str) else ""
    name = OF_STATED.get((row.document, row.series, period, row.place))
    return name[row.qualifier == "range_high"] if isinstance(name, tuple) else name


def _claims(bounds: tuple) -> pd.DataFrame:
    """Return what is said of quantities beside, checked."""
    return _judged(table("claims"), bounds)


def _of_tables(bounds: tuple) -> pd.DataFrame:
    """Return what one text says of its own tables, as `table_claims.judged` has it."""
    found = table_claims.judged(*bounds)
    return found.assign(
        claim="relationalism_" + found["id"],
        reported=found["claimed"],
        unit=found["unit"].replace(_UNITS),
        basis="stated",
        attributed_to=None,
        checkable=YES,
        check=None,
        how=[
            f"{row.printed_as}: " + _MEASURES[row.measure].format(row.year_from, row.year_to) + "."
            for row in found.itertuples()
        ],
        computed=found["value"],
        verdict=found["verdict"].map(_OF_TABLES),
    )[COLUMNS]


def _judged(rows: pd.DataFrame, bounds: tuple) -> pd.DataFrame:
    """Return claims with what their checks compute, and a verdict."""
    rows = rows.assign(computed=[_run(row.check) for row in rows.itertuples()])
    rows["how"] = [_how(row) for row in rows.itertuples()]
    rows["verdict"] = [_verdict(row, bounds) for row in rows.itertuples()]
    return rows[COLUMNS]


def _run(name: str | None) -> float:
    return float(checks[name]()) if isinstance(name, str) else np.nan


def _how(row) -> str | None:
    """Return what the other paper has, or what a check gives, as its docstring begins."""
    if row.claim in DIFFERENCES:
        difference = table("paper_differences").set_index("topic").loc[DIFFERENCES[row.claim]]
        other = {"hatch_state": "hatch_relationalism"}.get(row.document, "hatch_state")
        return f"The other paper: {difference[other]}"
    if not isinstance(row.check, str):
        return None
    words = checks[row.check].__doc__.split("\n")[0].removeprefix("Return ")
    return words[0].upper() + words[1:]


def _verdict(row, bounds: tuple) -> str:
    if row.claim in DIFFERENCES:
        return DIFFER
    if row.check in BESIDE:
        return NOT
    if row.check in FLOORS:
        return HOLDS if row.computed <= row.reported else FAILS
    alike = verdict(row.computed, row.reported, None, "about", *bounds)
    if row.check in CURRENCIES and alike == HOLDS:
        return UNIT
    return verdict(row.computed, row.reported, row.unit, row.qualifier, *bounds)


def _short_names(stated: pd.DataFrame) -> list[str]:
    """Return a name for each stated number: its series, and what tells it from its like."""
    alike = stated.groupby(["document", "series"])["value"].transform("size") > 1
    ends = stated["qualifier"].map({"range_low": "from", "range_high": "to"})
    found = []
    for row, several, end in zip(stated.itertuples(), alike, ends, strict=True):
        parts = [row.document.removeprefix("hatch_"), row.series]
        parts += [row.place, row.period] if several else []
        text = "_".join(part for part in [*parts, end] if isinstance(part, str))
        found.append(re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_"))
    return found


def _in_words(row) -> str:
    """Return what a stated number is of, in words: series, place and period, and end of a range."""
    text = " ".join(_NAMES.get(word, word) for word in row.series.split("_"))
    place = None if re.search(rf"\b{row.place}\b", text) else row.place
    end = {"range_low": "from", "range_high": "up to"}.get(row.qualifier)
    parts = [text[0].upper() + text[1:], place, row.period, end]
    return ", ".join(part for part in parts if isinstance(part, str))


def _order(documents: pd.Series) -> pd.Series:
    return documents.map(["minagawa", "hatch_state", "hatch_relationalism"].index)
