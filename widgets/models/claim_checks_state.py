"""Statements of Hatch, "Regionalizing the State", recomputed from what the papers print.

One function a claim, as in `claim_checks`: it takes nothing and returns one number, in the unit of
the claim; where the claim gives no number, above zero bears it out. Tables are those of this paper.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from widgets.data import table

STATE, RELATIONALISM = "hatch_state", "hatch_relationalism"

RANK_ONE = 50.0
"""Who gives more than this share, in percent, gives more than any other."""

CHECKS_OF_STATED = {
    # document, series, period, place: the check of that number, or of the two ends of a range
    (STATE, "bilateral_aid_share_from_japan", "mid-1990s", "China"): (
        "lowest_share_of_china",
        "highest_share_of_china",
    ),
    (STATE, "bilateral_aid_share_from_japan", "mid-1990s", "Thailand"): (
        "lowest_share_of_thailand",
        "highest_share_of_thailand",
    ),
    (STATE, "bilateral_aid_share_from_japan", "mid-1990s", "Indonesia"): (
        "lowest_share_of_indonesia",
        "highest_share_of_indonesia",
    ),
    (STATE, "japan_oda_rise", "1998-1999", "Indonesia"): "aid_rise_in_indonesia",
    (STATE, "japan_oda_rise", "1998-1999", "Thailand"): "aid_rise_in_thailand",
    (
        STATE,
        "exim_investment_loans_share_to_region",
        "mid-1990s",
        "Asia",
    ): "exim_share_at_most",
    (STATE, "manufacturing_fdi_from_japan", "1995", "Asia"): "fdi_in_relationalism",
    (
        STATE,
        "manufacturing_fdi_of_japan_share_to_region",
        "1995",
        "Asia",
    ): "fdi_share_in_relationalism",
    (
        STATE,
        "exim_investment_financing_for_affiliates",
        "by July 1999",
        "Indonesia",
    ): "exim_financing_in_yen",
    (
        STATE,
        "jfs_operating_loans_to_affiliates",
        "January-March 1999",
        "Asia",
    ): "jfs_loans_in_yen",
    (STATE, "two_step_loans", "1999", "Malaysia"): "two_step_loans_in_yen",
    (STATE, "special_loans", "by April/May 1999", "crisis-hit Asia"): ("special_loans_in_yen"),
    (RELATIONALISM, "special_loans_usd", "by April/May 1999", "crisis-hit Asia"): (
        "special_loans_in_dollars"
    ),
}
"""Which stated number which check recomputes, in the form of `claim_checks`; a range has two."""


def lowest_share_of_china() -> float:
    """Return the lowest of Japan's shares in China's aid, 1994-96 (Table 1), in percent."""
    return _shares("China").min()


def highest_share_of_china() -> float:
    """Return the highest of Japan's shares in China's aid, 1994-96 (Table 1), in percent."""
    return _shares("China").max()


def lowest_share_of_thailand() -> float:
    """Return the lowest of Japan's shares in Thailand's aid, 1994-96 (Table 1), in percent."""
    return _shares("Thailand").min()


def highest_share_of_thailand() -> float:
    """Return the highest of Japan's shares in Thailand's aid, 1994-96 (Table 1), in percent."""
    return _shares("Thailand").max()


def lowest_share_of_indonesia() -> float:
    """Return the lowest of Japan's shares in Indonesia's aid, 1994-96 (Table 1), in percent."""
    return _shares("Indonesia").min()


def highest_share_of_indonesia() -> float:
    """Return the highest of Japan's shares in Indonesia's aid, 1994-96 (Table 1), in percent."""
    return _shares("Indonesia").max()


def recipients_mostly_from_japan() -> float:
    """Return who got over half from Japan in 1994-96 (Table 1), in percent of the recipients."""
    aid = table("oda_to_asia").query("1994 <= year <= 1996").dropna(subset="japan_share_percent")
    least = aid.groupby("recipient")["japan_share_percent"].min()
    return 100 * (least > RANK_ONE).mean()


def rank_in_indonesia() -> float:
    """1 if Japan gave over half of Indonesia's aid in 1998 (Table 1), else nothing."""
    return 1.0 if _shares("Indonesia", 1998, 1998).item() > RANK_ONE else np.nan


def aid_rise_in_indonesia() -> float:
    """Return the rise of Japan's aid to Indonesia from 1998 to 1999 (Table 1), in percent."""
    return _rise(_aid()["Indonesia"], 1998, 1999)


def aid_rise_in_thailand() -> float:
    """Return the rise of Japan's aid to Thailand from 1998 to 1999 (Table 1), in percent."""
    return _rise(_aid()["Thailand"], 1998, 1999)


def aid_in_crisis() -> float:
    """Return the rise of aid from 1997 to 1999 to all with both printed (Table 1), in percent."""
    aid = _aid().loc[[1997, 1999]].dropna(axis="columns")
    return _rise(aid.sum(axis="columns"), 1997, 1999)


def experts_in_crisis() -> float:
    """Return the rise of JICA's experts in Asia from 1997 to 1999 (Table 2), in percent."""
    return _rise(table("jica_experts").set_index("year")["experts_to_asia"], 1997, 1999)


def advisers_in_four_states() -> float:
    """Return the sum of the text's four numbers of JICA's advisers."""
    return _stated_of(STATE, "jica_advisers_dispatched").sum()


def exim_share_at_most() -> float:
    """Return the highest share of loans for Asia in 1994-96 (Table 3), in percent."""
    return _exim("share_of_commitments_percent").loc[1994:1996].max()


def exim_amount_by_decade() -> float:
    """Return how far the mean loan of 1990-99 is above that of 1980-89 (Table 3), in percent."""
    loans = _exim("loans_billion_yen")
    return 100 * (loans.loc[1990:1999].mean() / loans.loc[1980:1989].mean() - 1)


def exim_share_by_decade() -> float:
    """Return how far the mean share of 1990-99 is above that of 1980-89 (Table 3), in points."""
    shares = _exim("share_of_commitments_percent")
    return shares.loc[1990:1999].mean() - shares.loc[1980:1989].mean()


def exim_share_since_mid_eighties() -> float:
    """Return how far the mean share of 1986-99 is above that of 1980-85 (Table 3), in points."""
    shares = _exim("share_of_commitments_percent")
    return shares.loc[1986:1999].mean() - shares.loc[1980:1985].mean()


def exim_total_jump() -> float:
    """Return how many times the commitments of 1996 those of 1997 are (amounts over shares)."""
    totals = _exim("loans_billion_yen") / _exim("share_of_commitments_percent")
    return totals.loc[1997] / totals.loc[1996]


def amakudari_rise() -> float:
    """Return the rise from the earlier yearly average to the later (note 9), in percent."""
    early, late = _stated_of(STATE, "amakudari_retirements_yearly_average")
    return 100 * (late / early - 1)


def amakudari_window() -> float:
    """Return the years of the later period, both ends counted."""
    _, (first, last) = _periods(STATE, "amakudari_retirements_yearly_average")
    return last - first + 1


def amakudari_gap() -> float:
    """Return the years from the start of the earlier period to that of the later."""
    (early, _), (late, _) = _periods(STATE, "amakudari_retirements_yearly_average")
    return late - early


def fdi_decade() -> float:
    """Return the years of the period, both ends counted."""
    ((first, last),) = _periods(STATE, "manufacturing_fdi_share_from_japan")
    return last - first + 1


def fdi_share_fall() -> float:
    """Return by how many points Japan's part in the investment of 1999 is below that of 1990."""
    early, late = _stated_of(STATE, "fdi_flows_share_from_japan")
    return early - late


def bsid_delay() -> float:
    """Return the year of the bureau, from a note, less that of the plan, from the text."""
    coded = table("claims").set_index("claim")["reported"]
    return coded["state_bsid_year"] - coded["state_master_plan_year"]


def toyota_trainees() -> float:
    """Return the workers trained in 1998 over those before, as the text has both."""
    before, after = _stated_of(STATE, "toyota_asian_trainees_in_japan")
    return after / before


def slow_years() -> float:
    """Return for how many years the other paper averages growth, both ends counted."""
    ((first, last),) = _periods(RELATIONALISM, "economic_growth")
    return last - first + 1


def fdi_in_relationalism() -> float:
    """Return the amount that the other paper gives from the same yearbook, in billions."""
    return _stated_of(RELATIONALISM, "manufacturing_fdi_from_japan").item()


def fdi_share_in_relationalism() -> float:
    """Return the share that the other paper gives from the same yearbook, in percent."""
    return _stated_of(RELATIONALISM, "manufacturing_fdi_of_japan_share_to_region").item()


def exim_financing_in_yen() -> float:
    """Return the other paper's dollars at the rate of the special loans, in billion yen."""
    return _yen("exim_investment_financing_for_affiliates_usd", "special_loans") / 1000


def jfs_loans_in_yen() -> float:
    """Return the other paper's dollars at the rate of the special loans, in billion yen."""
    return _yen("jfs_operating_loans_to_affiliates_usd", "special_loans") / 1000


def two_step_loans_in_yen() -> float:
    """Return the other paper's dollars at the rate of the special loans, in billion yen."""
    return _yen("two_step_loans_usd", "special_loans") / 1000


def special_loans_in_yen() -> float:
    """Return the other paper's dollars at the rate of the two-step loans, in billion yen."""
    return _yen("special_loans_usd", "two_step_loans")


def special_loans_in_dollars() -> float:
    """Return the other paper's yen at the rate of the two-step loans, in billion dollars."""
    return _stated_of(STATE, "special_loans").item() / _rate("two_step_loans")


# What is printed


def _years(period: str) -> tuple[int, int]:
    """Return the first and last year that a period names: (1998, 1999) for 1998-1999.

    Examples
    --------
    >>> _years("1998-1999"), _years("July 2001")
    ((1998, 1999), (2001, 2001))
    """
    found = [int(year) for year in re.findall(r"[12]\d{3}", period)]
    return found[0], found[-1]


def _aid() -> pd.DataFrame:
    return table("oda_to_asia").pivot(index="year", columns="recipient", values="oda_usd_million")


def _shares(recipient: str, first: int = 1994, last: int = 1996) -> pd.Series:
    """Return Japan's shares in a recipient's aid; what the text calls the mid-1990s by default."""
    aid = table("oda_to_asia")
    shares = aid[aid["recipient"] == recipient].set_index("year")["japan_share_percent"]
    return shares.loc[first:last]


def _exim(column: str) -> pd.Series:
    return table("exim_loans").set_index("year")[column]


def _rise(printed: pd.Series, first: int, last: int) -> float:
    return 100 * (printed.loc[last] / printed.loc[first] - 1)


def _stated_of(document: str, series: str, column: str = "value") -> pd.Series:
    """Return what a paper states for a series, in the order of the table."""
    stated = table("stated_values")
    return stated[(stated["document"] == document) & (stated["series"] == series)][column]


def _periods(document: str, series: str) -> list[tuple[int, int]]:
    return [_years(period) for period in _stated_of(document, series, "period")]


def _rate(loans: str) -> float:
    """Return how many yen one paper has for a dollar of the other: of special or two-step loans."""
    if loans == "special_loans":
        return _stated_of(STATE, loans).item() / _stated_of(RELATIONALISM, f"{loans}_usd").item()
    return 1000 * _malaysian_loan() / _stated_of(RELATIONALISM, f"{loans}_usd").item()


def _malaysian_loan() -> float:
    """Return the two-step loan to Malaysia, in billion yen."""
    loans = table("stated_values").query("series == 'two_step_loans' and place == 'Malaysia'")
    return loans["value"].item()


def _yen(series: str, loans: str) -> float:
    """Return the other paper's dollars in yen, at the rate of some loans."""
    return _stated_of(RELATIONALISM, series).item() * _rate(loans)
