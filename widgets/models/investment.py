"""The race to invest, as a thought experiment: firms that build ahead, alone or together.

What the paper states (Hatch, "Regionalizing Relationalism", section 2, after Murakami 1992): who
adopts known techniques has falling long-run average costs; his race with others to invest brings
excess capacity first, then bankruptcies and unemployment, and without co-ordination monopoly or
a tight oligopoly. Who stands at the frontier has rising costs. Sunk capital does not move on by
itself (note 19), and co-ordination need not pay rents where officials feel urgency (note 20).
Section 6 adds what the ties cost later: the market's signals are blunted and few firms start.

What is ours: every functional form and number here, the order of a year, that firms look one step
ahead, and what co-ordination does. Nothing is fitted and nothing is random. The model has one good
and no unemployment, imports or new products; since co-ordination here keeps price above everybody's
cost, that nobody goes bankrupt under it is put in, not found. It would be wrong about its subject
if industries with falling costs and no co-ordination had kept many firms, or if barring entry
under rising costs had left prices where they were.

A plant of size 1 makes one unit a year at the cost of 100, whatever the returns. Prices and costs
are in percent of that.
"""

from __future__ import annotations

from itertools import product
from numbers import Integral

import numpy as np
import pandas as pd

from widgets.models.checks import is_number, require

RACE, TOGETHER, WITH_RENTS = "race", "co-ordination", "co-ordination with rents"
CONDUCTS = (RACE, TOGETHER, WITH_RENTS)

FIRMS = 8
"""How many firms start. Ours."""
FIXED, SCALED = 40.0, 60.0
"""The part of a unit's cost that size leaves alone, and the part that it changes. Ours."""
CHOKE = 200.0
"""The price at which nobody buys. Ours."""
START_PRICE = 110.0
"""The price at which the first plants sell out: a tenth over their cost. Ours."""
SPREAD = 0.1
"""How much larger the largest first plant is than the smallest, which has size 1. Ours."""
STEP = 0.25
"""By how much a plant grows when it grows: investment is lumpy. Ours."""
RENT = 0.2
"""What co-ordination with rents adds to the dearest member's cost, as a part of it. Ours."""

RETURNS = (-0.6, -0.4, -0.2, 0.0, 0.2, 0.4, 0.6)
GROWTH = (0, 4, 8)
YEARS = 30

GROUNDS = {
    "bankruptcies": ("fewer bankruptcies", "bankruptcies", "last", -1),
    "lost_percent": ("less capital lost with them", "lost_percent", "last", -1),
    "excess_percent": ("less excess capacity at worst", "excess_percent", "max", -1),
    "firms": ("more firms left", "firms", "last", 1),
    "price": ("a lower price, mean of the years", "price", "mean", -1),
    "price_late": ("a lower price in the last ten years", "price", "late", -1),
    "markup_late": ("signals followed: less markup in the last ten years", "markup", "late", -1),
}
"""On what co-ordination may be better: in words, a column of `path`, how its years are put into
one number, and which way is better. The first four are the paper's grounds, the prices are ours,
and the last is what its section 6 holds against the ties."""
LATE = 10
"""How many last years count as late: a lumpy race goes up and down from year to year."""


def unit_cost(capacity, returns):
    r"""Return the long-run average cost of a plant, in percent of that of a plant of size 1.

    .. math:: c(k) = 40 + 60 \, k^{-e}

    Parameters
    ----------
    capacity : float or array
        Size :math:`k > 0`, in units a year.
    returns : float
        :math:`e` in (-1, 1): above 0 costs fall with size (increasing returns), below 0 they rise.

    Examples
    --------
    >>> float(unit_cost(4, 0.5)), float(unit_cost(4, -0.5))
    (70.0, 160.0)
    """
    return FIXED + SCALED * np.asarray(capacity, float) ** -returns


def next_unit_cost(capacity, returns):
    r"""Return what one more unit of capacity adds to a plant's whole cost, in the same percent.

    .. math:: m(k) = \frac{d}{dk} \, k \, c(k) = 40 + 60 \, (1 - e) \, k^{-e}

    It lies below average cost where costs fall: that is why a firm may still gain by growing at
    a price that does not cover its costs, and why the race does not stop by itself.
    """
    return FIXED + SCALED * (1 - returns) * np.asarray(capacity, float) ** -returns


def price(capacity, market):
    r"""Return the price at which all of an industry's capacity sells, not below zero.

    .. math:: p = 200 \, (1 - K / D)

    with :math:`K` the capacity and :math:`D` the ``market``: what would be taken for nothing.
    """
    return np.maximum(0.0, CHOKE * (1 - np.asarray(capacity, float) / market))


def demand(asked, market):
    """Return what is bought at a price asked: the inverse of `price`, not below zero."""
    return np.maximum(0.0, market * (1 - np.asarray(asked, float) / CHOKE))


def first_plants(firms: int = FIRMS) -> np.ndarray:
    """Return the sizes at the start, from 1 in even steps, so that no two firms are alike."""
    return np.linspace(1, 1 + SPREAD, firms)


def wants_to_grow(plants: np.ndarray, market: float, returns: float) -> np.ndarray:
    r"""Say which firms would gain by one step more if all the others stood still.

    The gain of a step from :math:`k` to :math:`k'`, which takes the price from :math:`p` to
    :math:`p'`, has three parts: what the new units earn, what all units save by being made in a
    larger plant, and what the old ones lose by the lower price,

    .. math:: (k' - k)(p' - c(k')) \; + \; k \, (c(k) - c(k')) \; - \; k \, (p - p').

    Everybody reckons so at once, and nobody reckons with that.
    """
    grown, whole = plants * (1 + STEP), plants.sum()
    now = plants * (price(whole, market) - unit_cost(plants, returns))
    then = grown * (price(whole + grown - plants, market) - unit_cost(grown, returns))
    return then > now


def growth_together(plants: np.ndarray, market: float, returns: float, rent: float = 0) -> float:
    """Return by what part all grow together: the most whole percent that keeps the weakest alive.

    That is, after which the price still covers the dearest member's average cost and ``rent``, a
    part of that cost, on top; at most one step, and nothing where no growth does.
    """
    parts = np.arange(round(100 * STEP) + 1) / 100
    grown = np.outer(1 + parts, plants)
    floors = (1 + rent) * unit_cost(grown, returns).max(axis=1)
    bearable = price(grown.sum(axis=1), market) >= floors
    return float(parts[bearable].max(initial=0.0))


def entrants(plants: np.ndarray, market: float, returns: float) -> int:
    """Return how many plants of size 1 can enter so that the price still covers their cost."""
    room = demand(unit_cost(1, returns), market) - plants.sum()
    return max(0, int(room + 1e-9))


def path(
    returns: float, growth: float = 4, conduct: str = RACE, years: int = YEARS
) -> pd.DataFrame:
    """Return an industry year by year.

    A year of the **race**: demand grows; each firm that would gain by it adds a step
    (`wants_to_grow`); new firms of size 1 enter for as long as the price covers their cost
    (`entrants`); all capacity is sold; last, of the firms whose cost the price does not cover,
    the dearest is bankrupt and its plant lost. Under **co-ordination** all grow by one part
    (`growth_together`) and nobody may enter; that nobody has to go follows from the part.

    Parameters
    ----------
    returns : float
        The reader's sign, see `unit_cost`.
    growth : float
        By how much demand at any price grows, in percent a year, from 0 to 20.
    conduct : str
        One of `CONDUCTS`.
    years : int
        After the start, from 1.

    Returns
    -------
    DataFrame
        A row a year from 0 (the start): ``year``; ``firms`` at its end; ``capacity``; ``price``;
        ``unit_cost``, the average over units; ``excess_percent``, the part of capacity that would
        stand idle if that cost were asked for; ``markup``, the price less the least cost at which
        anybody, outsiders included, could make a unit (above 0, a signal to build that nobody
        follows); ``entries``, ``bankruptcies`` and ``lost_percent`` so far, the last being the
        capacity of bankrupt plants in percent of all that was ever built.

    Raises
    ------
    ValueError
        A parameter outside its range.
    """
    _check(returns, growth, conduct, years)
    plants = first_plants()
    market = plants.sum() / (1 - START_PRICE / CHOKE)
    built, lost, entries, bankruptcies = plants.sum(), 0.0, 0, 0
    rows = []
    for year in range(years + 1):
        before = plants.sum()
        if year:
            market *= 1 + growth / 100
            if conduct == RACE:
                plants = plants * np.where(wants_to_grow(plants, market, returns), 1 + STEP, 1)
                new = entrants(plants, market, returns)
                plants, entries = np.append(plants, np.ones(new)), entries + new
            else:
                rent = RENT if conduct == WITH_RENTS else 0
                plants = plants * (1 + growth_together(plants, market, returns, rent))
        built += plants.sum() - before
        row = {"year": year} | _measures(plants, market, returns)
        costs = unit_cost(plants, returns)
        dearest = costs.argmax()
        if row["price"] < costs[dearest]:
            lost, bankruptcies = lost + plants[dearest], bankruptcies + 1
            plants = np.delete(plants, dearest)
        row |= {"firms": len(plants), "entries": entries, "bankruptcies": bankruptcies}
        rows.append(row | {"lost_percent": 100 * lost / built})
    return pd.DataFrame(rows)[list(_COLUMNS)]


_COLUMNS = {  # and their decimals in the grid
    "year": 0,
    "firms": 0,
    "capacity": 2,
    "price": 1,
    "unit_cost": 1,
    "excess_percent": 1,
    "markup": 1,
    "entries": 0,
    "bankruptcies": 0,
    "lost_percent": 1,
}


def compare(
    returns: float, growth: float = 4, conduct: str = TOGETHER, years: int = YEARS
) -> pd.DataFrame:
    """Return where co-ordination does better than the race, piece by piece, not summed.

    Parameters
    ----------
    returns, growth, years
        As for `path`.
    conduct : str
        The co-ordination that is held against the race.

    Returns
    -------
    DataFrame
        A row a ground (`GROUNDS`): ``ground``, ``text``, ``race``, ``together``, and ``better``:
        1 where co-ordination does better, -1 where it does worse, 0 where the two are alike to a
        tenth of a unit.
    """
    alone, together = (path(returns, growth, one, years) for one in (RACE, conduct))
    rows = []
    for ground, (text, column, how, way) in GROUNDS.items():
        race, other = (_one_number(found[column], how) for found in (alone, together))
        better = way * int(np.sign(round(other - race, 1)))
        rows.append((ground, text, race, other, better))
    return pd.DataFrame(rows, columns=["ground", "text", "race", "together", "better"])


def verdicts(
    returns=RETURNS, growth=GROWTH, conduct: str = TOGETHER, years: int = YEARS
) -> pd.DataFrame:
    """Return where co-ordination pays: a row a pair of returns and growth, a column a ground.

    Entries are those of ``better`` in `compare`.
    """
    rows = [
        {"returns": e, "growth_percent": g}
        | dict(compare(e, g, conduct, years)[["ground", "better"]].itertuples(index=False))
        for e, g in product(returns, growth)
    ]
    return pd.DataFrame(rows)


def grid() -> pd.DataFrame:
    """Return `path` for all of `RETURNS`, `GROWTH` and `CONDUCTS`, rounded, for a figure.

    The columns ``returns``, ``growth_percent`` and ``conduct`` stand before those of `path`.
    """
    found = []
    for returns, growth, conduct in product(RETURNS, GROWTH, CONDUCTS):
        rows = path(returns, growth, conduct)
        rows.insert(0, "conduct", conduct)
        rows.insert(0, "growth_percent", growth)
        rows.insert(0, "returns", returns)
        found.append(rows)
    return pd.concat(found, ignore_index=True).round(_COLUMNS)


def _measures(plants: np.ndarray, market: float, returns: float) -> dict:
    whole, costs = plants.sum(), unit_cost(plants, returns)
    now, average = float(price(whole, market)), float((plants * costs).sum() / whole)
    return {
        "capacity": whole,
        "price": now,
        "unit_cost": average,
        "excess_percent": 100 * max(0.0, 1 - float(demand(average, market)) / whole),
        "markup": now - min(costs.min(), float(unit_cost(1, returns))),
    }


def _one_number(years: pd.Series, how: str) -> float:
    if how in ("last", "late"):
        return float(years.tail(1 if how == "last" else LATE).mean())
    return float(years.agg(how))


def _check(returns, growth, conduct, years) -> None:
    require(
        is_number(returns) and -1 < returns < 1,
        f"returns is a number between -1 and 1 (above 0, costs fall with size), not {returns!r}",
    )
    require(
        is_number(growth) and 0 <= growth <= 20,
        f"growth is a number from 0 to 20, in percent a year, not {growth!r}",
    )
    require(conduct in CONDUCTS, f"conduct is one of {', '.join(CONDUCTS)}, not {conduct!r}")
    require(
        isinstance(years, Integral) and not isinstance(years, bool) and years >= 1,
        f"years is a whole number from 1, not {years!r}",
    )
