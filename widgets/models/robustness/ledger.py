"""Statements about the ledger of claims, under other rules for its verdicts."""

from __future__ import annotations

from functools import cache

import pandas as pd

from widgets.models import claims
from widgets.models.robustness.material import ASKS, WHOLE, footings, kept, prepared
from widgets.models.robustness.space import LEFT_OUT, NOTHING, Coding, Space, Statement
from widgets.models.table_claims import LOOSELY, PLAIN, ROUNDED


def _bounds(used: float, *others: float) -> list[str]:
    return [f"{each:g} %" for each in (used, *others)]


RULES = {
    # choice: the bound of the book first, then a stricter and a looser one
    "plain": _bounds(PLAIN, 2, 10),
    "rounded": _bounds(ROUNDED, 5, 20),
    "loosely": _bounds(LOOSELY, 15, 50),
}


@cache
def _judged(*bounds: str) -> pd.DataFrame:
    found = claims.ledger(*(float(bound.removesuffix(" %")) for bound in bounds))
    return prepared(found.dropna(subset="section"))


def _ledger(coding: Coding) -> pd.DataFrame:
    rows = _judged(*(coding[rule] for rule in RULES))
    rows = kept(rows, coding["footing"], coding[LEFT_OUT])
    return rows[rows["verdict"] != claims.NOT]


def _few_fail(rows: pd.DataFrame) -> bool | None:
    return None if rows.empty else bool((rows["verdict"] == claims.FAILS).mean() < 0.1)


def _fails(rows: pd.DataFrame, claim: str) -> bool | None:
    found = rows.loc[rows["claim"] == claim, "verdict"]
    return None if found.empty else bool(found.iloc[0] == claims.FAILS)


def _thai_aid(rows: pd.DataFrame) -> bool | None:
    return _fails(rows, "state_japan_oda_rise_thailand_1998_1999")


def _expatriates(rows: pd.DataFrame) -> bool | None:
    return _fails(rows, "relationalism_expatriates_twofold")


@cache
def space() -> Space:
    """Return the rules for verdicts, with the footings and papers that count."""
    rows = _judged(*(bounds[0] for bounds in RULES.values()))
    return Space(
        "claims",
        {"footing": footings(rows), **RULES, LEFT_OUT: [NOTHING, *WHOLE.values()]},
        {
            **ASKS,
            "plain": "A plain number may miss by",
            "rounded": "A rounded one by",
            "loosely": "Loose, up to",
        },
        _ledger,
    )


_CHAPTER = "comparing/claims"
STATEMENTS = [
    Statement(
        "few_fail", "Of the claims that can be checked, few fail",
        "Few of the statements that can be checked, less than one in ten, do not hold.",
        _CHAPTER, "minagawa; hatch_state; hatch_relationalism", "all", _few_fail,
    ),
    Statement(
        "thai_aid", "Thailand’s 63 per cent fails",
        "No rounding makes 63 per cent of the rise of Thailand’s aid.",
        _CHAPTER, "hatch_state", "3.6", _thai_aid,
    ),
    Statement(
        "expatriates", "“Almost twofold” of expatriates fails",
        "Japanese staff in Asia did not grow almost twofold over the period of Hitachi’s.",
        _CHAPTER, "hatch_relationalism", "Management and Labor", _expatriates,
    ),
]  # fmt: skip
