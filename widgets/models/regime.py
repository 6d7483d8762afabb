"""Two ledgers of a regime of ties, as a thought experiment: its insiders', and the economy's.

What the paper states (Hatch, "Regionalizing Relationalism"): ties pay while firms adopt known
techniques, and cost more than they bring once a country has caught up, for Japan by the mid-1970s
(section 2); elites rescued the regime, for a time, by extending it to Asia, where ties still serve,
and thereby put off reform (introduction, sections 3 and 6); there was no serious hollowing out of
industry at home (section 5). The index of total factor productivity is Cameron's (1997), as the
second section reports it.

What is ours: that the value of ties falls in a straight line with the index, that it is zero where
a straight line between the stated years puts 1975, that work in Asia begins as far behind as
Japan's did in 1955 and catches up at Japan's pace, and every other number. Nothing is fitted. The
index stands for the room left for imitation, which it may not be: the same section says that
in 1994 Japan's productivity was some 34 percent below that of the United States, and on that
measure the ties would still pay here.

A share in Asia raises the insiders' ledger **by construction**: that is the paper's premise, not
a result. What the model adds is when the insiders' gain keeps the regime alive although the economy
loses by it. It would be wrong about its subject if the firms with the most work in Asia had been
the first to loosen ties at home, or if reform had come no sooner to industries that stayed home.

The unit of both ledgers is what ties brought Japan in a year at its distance of 1955; zero is an
economy at the same distance without the ties. The two are **never summed**: insiders are part of
the economy, and what they bring home would count twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import numpy as np
import pandas as pd

from widgets.data import table
from widgets.models.checks import is_number, require

SERIES = "tfp_level_relative_to_us"
FRONTIER = 100.0
"""The index of the United States. Nobody imitates beyond it, so an index above it counts as it."""
START, CAUGHT_UP = 1955, 1975
"""The first year of the index, and what stands for the paper's mid-1970s, when costs overtook."""

BROUGHT_HOME = 0.5
"""The part of insiders' gain in Asia that reaches the economy at home. Ours."""
BORNE = 0.5
"""The part of what ties cost at home that falls on the insiders themselves. Ours."""
DISPLACED = 0.3
"""How much work leaves home for each unit in Asia: less than one for one (section 5). Ours."""

INDICES = tuple(range(60, 101))
SHARES = tuple(round(0.05 * step, 2) for step in range(13))
PARTS_HOME = (0.25, 0.5, 0.75)


# Where the ties pay


@lru_cache
def _stated() -> tuple[tuple[int, ...], tuple[float, ...]]:
    rows = table("stated_values")
    rows = rows[(rows["series"] == SERIES) & (rows["document"] == "hatch_relationalism")]
    points = sorted(zip(rows["period"].astype(int), rows["value"].astype(float), strict=True))
    years, values = zip(*points, strict=True)
    return years, values


def presets() -> pd.DataFrame:
    """Return the stated years as presets: ``year``, ``stated_index``, and ``index``, clipped."""
    years, values = _stated()
    return pd.DataFrame(
        {"year": years, "stated_index": values, "index": np.minimum(values, FRONTIER)}
    )


def index_in(year: float) -> float:
    """Return the index in a year, clipped at the frontier: stated, or on a line between stated.

    Raises
    ------
    ValueError
        A year before the first or after the last that is stated.
    """
    years, values = _stated()
    require(
        is_number(year) and years[0] <= year <= years[-1],
        f"the index is stated for {years[0]} to {years[-1]}, not for {year!r}",
    )
    return float(min(FRONTIER, np.interp(year, years, values)))


@lru_cache
def _anchors() -> tuple[float, float]:
    """Return the index at which ties break even, and that at which they bring 1."""
    return index_in(CAUGHT_UP), index_in(START)


def tie_value(index):
    r"""Return what ties bring a year on all the work of an economy at an index, less their cost.

    .. math:: v(x) = \frac{x^* - x}{x^* - x_0}

    with :math:`x` the index, clipped at 100; :math:`x_0` that of 1955; :math:`x^*` that of 1975.
    So 1 in 1955, 0 in 1975, and below zero beyond.
    """
    _check_index(index)
    even, start = _anchors()
    return (even - np.minimum(index, FRONTIER)) / (even - start)


def asian_value(years_on=0.0):
    r"""Return what ties bring a year on work in Asia, so many years after it was moved.

    .. math:: w(t) = 1 - t / 20, \quad w \ge 0

    Host economies start where Japan was in 1955 and take the 20 years that it took. Ours.
    """
    return np.maximum(0.0, 1 - np.asarray(years_on, float) / (CAUGHT_UP - START))


def home_work(share, displaced: float = DISPLACED):
    """Return the work left at home, 1 less what a share in Asia displaces of it."""
    return 1 - displaced * np.asarray(share, float)


# The two ledgers


@dataclass(frozen=True)
class Ledgers:
    """What a year brings the regime's insiders, and what it brings the economy; never summed."""

    insiders: float
    economy: float


def ledgers(
    index: float,
    share: float,
    years_on: float = 0.0,
    *,
    brought_home: float = BROUGHT_HOME,
    borne: float = BORNE,
    displaced: float = DISPLACED,
) -> Ledgers:
    r"""Return both ledgers of one year under the regime.

    .. math::
        I = h \, v^+ - \beta h \, v^- + s w, \qquad E = h \, (v^+ - v^-) + \rho \, s w

    with :math:`v^+` and :math:`v^-` what ties bring and what they cost at home (`tie_value`; one of
    them is 0), :math:`h` the work left there, :math:`w` as in `asian_value`.

    Parameters
    ----------
    index : float
        Of total factor productivity, the United States being 100; from 0. Above 100 counts as 100.
    share : float
        :math:`s`, work in Asia as a part of the work at home before any moved, from 0 to 1.
    years_on : float
        Years since it moved, from 0.
    brought_home : float
        :math:`\rho`, see `BROUGHT_HOME`; from 0 to 1.
    borne : float
        :math:`\beta`, see `BORNE`; from 0 to 1.
    displaced : float
        See `DISPLACED`; from 0 to 1.

    Raises
    ------
    ValueError
        A parameter outside its range.
    """
    _check(index, share, years_on, brought_home, borne, displaced)
    value, home = float(tie_value(index)), float(home_work(share, displaced))
    gain, cost = home * max(value, 0.0), home * max(-value, 0.0)
    asia = share * float(asian_value(years_on))
    return Ledgers(gain - borne * cost + asia, gain - cost + brought_home * asia)


def survival_years(
    index: float, share: float, *, borne: float = BORNE, displaced: float = DISPLACED
) -> float:
    r"""Return for how many years insiders keep the regime: until their ledger is down to zero.

    .. math:: T = 20 \, \max(0, 1 - \beta h v^- / s)

    Undefined (NaN) where ties still pay at home: the regime needs no rescue there. Nothing in Asia
    rescues nothing: 0. Never over 20 years, since by then the hosts have caught up too.
    """
    _check(index, share, 0, 0, borne, displaced)
    value = float(tie_value(index))
    if value > 0:
        return np.nan
    if share == 0:
        return 0.0
    burden = borne * float(home_work(share, displaced)) * -value
    return (CAUGHT_UP - START) * max(0.0, 1 - burden / share)


@dataclass(frozen=True)
class Rescue:
    """What a rescue comes to: for how many years, what it brings home, what the delay costs."""

    years: float
    profit_home: float
    delay_cost: float


def rescue(
    index: float,
    share: float,
    *,
    brought_home: float = BROUGHT_HOME,
    borne: float = BORNE,
    displaced: float = DISPLACED,
) -> Rescue:
    r"""Return what a rescue by regionalizing comes to for the economy while it lasts.

    Returns
    -------
    Rescue
        ``years``, :math:`T` as in `survival_years`; ``profit_home``, what is brought home from
        Asia in those years, :math:`\rho s \int_0^T w \, dt`; ``delay_cost``, what the ties cost
        at home that reform would have saved, :math:`T h v^-`. Both are sums over years, in
        the unit of the ledgers, and undefined (NaN) with ``years``.
    """
    years = survival_years(index, share, borne=borne, displaced=displaced)
    _check(index, share, 0, brought_home, borne, displaced)
    mean_value = (1 + float(asian_value(years))) / 2
    cost = float(home_work(share, displaced)) * max(-float(tie_value(index)), 0.0)
    return Rescue(years, brought_home * share * mean_value * years, cost * years)


def border(
    share: float,
    *,
    brought_home: float = BROUGHT_HOME,
    borne: float = BORNE,
    displaced: float = DISPLACED,
) -> float:
    r"""Return the index beyond which delay costs the economy more than is brought home.

    .. math:: v^- = \frac{\rho \, s}{(2 - \rho \beta) \, h}

    Up to there more is brought home. Far beyond it, from :math:`v^- = s / (\beta h)`, insiders give
    the regime up at once and nothing is delayed. Undefined (NaN) where no index up to the frontier
    is beyond the border, as where all work has left home and delay costs nothing there.
    """
    _check(FRONTIER, share, 0, brought_home, borne, displaced)
    if (left := float(home_work(share, displaced))) == 0:
        return np.nan
    cost = brought_home * share / ((2 - brought_home * borne) * left)
    even, start = _anchors()
    found = even + cost * (even - start)
    return found if found <= FRONTIER else np.nan


def losing_shares(
    index: float,
    *,
    brought_home: float = BROUGHT_HOME,
    borne: float = BORNE,
    displaced: float = DISPLACED,
) -> tuple[float, float]:
    r"""Return between which shares in Asia insiders keep the regime and the economy loses by it.

    Below the first the rescue fails at once, above the second enough is brought home,

    .. math:: s_1 = \frac{\beta v^-}{1 + \delta \beta v^-}, \qquad
        s_2 = \frac{a v^-}{1 + \delta a v^-}, \quad a = \frac{2 - \rho \beta}{\rho},

    with :math:`\delta` what is displaced; neither is over 1. Where nothing is brought home the
    second is 1. The two are one where insiders bear the whole cost and the economy gets the whole
    gain: that they fall apart at all follows from these two parts, which are ours. Undefined
    (both NaN) where ties still pay at home.
    """
    _check(index, 0, 0, brought_home, borne, displaced)
    cost = -float(tie_value(index))
    if cost < 0:
        return np.nan, np.nan
    steep = (2 - brought_home * borne) * cost
    first = borne * cost / (1 + displaced * borne * cost)
    second = steep / (brought_home + displaced * steep) if brought_home else 1.0
    return min(1.0, first), min(1.0, second)


def lines(
    index: float,
    share: float,
    *,
    brought_home: float = BROUGHT_HOME,
    borne: float = BORNE,
    displaced: float = DISPLACED,
) -> pd.DataFrame:
    """Return both ledgers year by year: ``year`` from 0 to 20, ``insiders``, ``economy``, ``kept``.

    Once the regime is given up, both are zero by the choice of the unit's zero and ``kept`` is
    False. Where ties still pay at home it is kept throughout.
    """
    years = survival_years(index, share, borne=borne, displaced=displaced)
    rows = []
    for year in range(CAUGHT_UP - START + 1):
        kept = np.isnan(years) or year < years
        found = ledgers(
            index, share, year, brought_home=brought_home, borne=borne, displaced=displaced
        )
        rows.append((year, found.insiders if kept else 0.0, found.economy if kept else 0.0, kept))
    return pd.DataFrame(rows, columns=["year", "insiders", "economy", "kept"])


def grid() -> pd.DataFrame:
    """Return both ledgers and the rescue for a grid of settings, rounded, for a figure.

    A row for each of `INDICES`, `SHARES` and `PARTS_HOME`: ``index``, ``share``, ``brought_home``,
    ``insiders`` and ``economy`` in the first year, ``years``, ``profit_home`` and ``delay_cost``
    (missing where ties still pay at home).
    """
    rows = []
    for index, share, part in product(INDICES, SHARES, PARTS_HOME):
        now = ledgers(index, share, brought_home=part)
        found = rescue(index, share, brought_home=part)
        rescued = (found.years, found.profit_home, found.delay_cost)
        rows.append((index, share, part, now.insiders, now.economy, *rescued))
    columns = ["index", "share", "brought_home", "insiders", "economy"]
    columns += ["years", "profit_home", "delay_cost"]
    return pd.DataFrame(rows, columns=columns).round(dict.fromkeys(columns[3:], 3) | {"years": 1})


def _check_index(index) -> None:
    given = np.asarray(index, float)
    require(
        bool(np.all(np.isfinite(given)) and np.all(given >= 0)),
        f"index is a number from 0 (the United States is 100), not {index!r}",
    )


def _check(index, share, years_on, brought_home, borne, displaced) -> None:
    _check_index(index)
    require(is_number(years_on) and years_on >= 0, f"years_on is a number from 0, not {years_on!r}")
    parts = {"share": share, "brought_home": brought_home, "borne": borne, "displaced": displaced}
    for name, value in parts.items():
        require(
            is_number(value) and 0 <= value <= 1, f"{name} is a number from 0 to 1, not {value!r}"
        )
