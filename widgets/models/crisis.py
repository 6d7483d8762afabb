"""Suppliers through the fall of demand of 1997-98, as a thought experiment: who quits, and why not.

What the paper states (Hatch, "Regionalizing Relationalism", section 4, on Thailand, after JETRO):
scores of local suppliers went bankrupt and about as many foreign ones closed, and of the Japanese
makers of car parts none gave up, though some ran at as little as a fifth of capacity. Parents
paid in advance and financed short-run costs, moved production in, and bought parts back (Toyota 2.5
billion yen in 1997, 14 billion planned for 2000: a plan, reported in 1998). The state insured
bank loans more widely in 1998 and lent through the parents; loans of early 1999 are counted.
Training in Japan kept the assemblers' workers, not suppliers: it is an outcome of its own here.

What is ours: every functional form, every number but the fifth of capacity and the two amounts of
parts, when each support begins, and that a supplier quits when its cash runs out. The paper's
Japanese parts makers stand as ``keiretsu``, though it does not say that all belonged to one. No
other foreign firm leaves by choice here, and no support spills over to other groups. Nothing is
fitted and nothing is random.

The question that the model is for: in which settings does no keiretsu supplier quit, and what else
would have to be known to tell those settings apart? If they are many and unlike, that nobody gave
up cannot say which support did it, or whether any did. The argument would fail if suppliers of the
same means without such parents had stayed too, or had been known to have deeper pockets.

Money is counted in what a supplier earns in a month at full use, less what varies with output; so
``fixed_cost`` is also the use of capacity at which it breaks even.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product

import numpy as np
import pandas as pd

from widgets.data import table
from widgets.models.checks import is_number, require

SUPPLIERS = 20
"""How many suppliers a group has, from the least used to the most used in even steps. Ours."""
HIGHEST = 0.7
"""The use of capacity of the luckiest supplier in the slump, before any support. Ours."""
OTHERS_CASH = 6.0
"""What local and other foreign suppliers have at the start, in months at full use. Ours."""
FOREIGN_FINANCE = 2.0
"""What other foreign parents put in, in months at full use: a third came from them all. Ours."""

WORK_FROM, INSURED_FROM, LENT_FROM = 8, 8, 18
"""Months into the slump after which production comes in, bank loans are insured, and the state
lends through parents, if it began in mid-1997, which is ours: the newspapers that the paper cites
are of February to April 1998 and of March 1998, the loans of January to March 1999."""
PLAN = 36
"""Months over which the parts bought back grow to what was planned, along a line: 1997 to 2000."""

SETTINGS = {
    "months": (12, 18, 24),
    "fixed_cost": (0.5, 0.7),
    "cash": (3, 6, 12),
    "finance": (0, 2, 4, 8),
    "moved_in": (0, 0.1, 0.2),
    "bought_back": (0, 0.02, 0.04),
    "state_credit": (0, 2, 4),
}
"""The values of each parameter in the grid, all ours: `outcomes` says what they mean."""
SUPPORTS = ("finance", "moved_in", "bought_back", "state_credit")
CIRCUMSTANCES = ("months", "fixed_cost", "cash")

OBSERVABLES = {
    "keiretsu_cash_left": "cash left to keiretsu suppliers at the end",
    "keiretsu_use_percent": "use of their capacity in the last month of the slump",
    "foreign_exits_percent": "other foreign suppliers that quit",
    "local_exits_percent": "local suppliers that quit",
}
"""What one could look at beside the keiretsu suppliers' exits."""


# What the paper states


@lru_cache
def _stated(series: str, period: str) -> float:
    rows = table("stated_values")
    rows = rows[rows["document"] == "hatch_relationalism"]
    found = rows[(rows["series"] == series) & (rows["period"].fillna("") == period)]
    return float(found["value"].item())


def lowest_use() -> float:
    """Return the stated least use of capacity, as a part: a fifth."""
    return _stated("parts_producers_capacity_use", "") / 100


def planned_rise() -> float:
    """Return how many times 1997's parts were to be added by 2000: 14 less 2.5, over 2.5."""
    before = _stated("toyota_parts_imports_from_asia", "1997")
    return (_stated("toyota_parts_imports_from_asia_planned", "2000") - before) / before


def training() -> pd.DataFrame:
    """Return Toyota's Asian trainees in Japan before and at the peak of the crisis.

    A row a period: ``period``, ``trainees``, ``months`` (the average stay) and ``person_years``,
    their product over 12, if the number is of a year's trainees. Training kept the assemblers'
    workers; no supplier's cash or exit depends on it.
    """
    rows = []
    for period in ("before 1998", "1998"):
        trainees = _stated("toyota_asian_trainees_in_japan", period)
        months = _stated("toyota_asian_trainees_stay", period)
        rows.append((period, trainees, months, trainees * months / 12))
    return pd.DataFrame(rows, columns=["period", "trainees", "months", "person_years"])


# The model


def bare_use(suppliers: int = SUPPLIERS) -> np.ndarray:
    """Return what part of capacity each supplier of a group uses in the slump with no support.

    The paper has its fifth for Japanese makers as they were, so perhaps with support: that it is
    the use before any, and that of all three groups, is ours.
    """
    return np.linspace(lowest_use(), HIGHEST, suppliers)


def months_alone(cash: float, use: float, fixed_cost: float) -> float:
    r"""Return how long cash lasts with no support: the plain rule.

    .. math:: \frac{c}{\phi - u}

    with :math:`c` the ``cash``, :math:`\phi` the ``fixed_cost``, :math:`u` the ``use`` of capacity.
    Infinite where a supplier at least breaks even.

    Examples
    --------
    >>> months_alone(6, 0.25, 0.75)
    12.0
    """
    return cash / (fixed_cost - use) if use < fixed_cost else np.inf


def added_use(month, moved_in=0.0, bought_back=0.0):
    r"""Return what part of capacity parents' orders fill in a month of the slump, from 1.

    .. math:: p \, [t > 8] + g \, b \, t / 36

    with :math:`p` the part ``moved_in``; :math:`b` the part of capacity that was ``bought_back`` in
    1997, already in the bare use; :math:`g` the `planned_rise`; :math:`t` the month, up to 36. So a
    plan for three years has brought a third of its parts after one.
    """
    month = np.asarray(month, float)
    bought = planned_rise() * np.asarray(bought_back, float) * np.minimum(month / PLAN, 1)
    return np.asarray(moved_in, float) * (month > WORK_FROM) + bought


def added_cash(month, finance=0.0, state_credit=0.0):
    """Return what has been paid in by a month: parents' at once, the state's in two halves, late.

    Half of the ``state_credit`` comes when bank loans are insured, half when the state lends. That
    parents pay at once is ours; the newspapers that the paper cites on it are of May to December
    1998, nearly a year into the slump.
    """
    month = np.asarray(month, float)
    halves = 0.5 * (month > INSURED_FROM) + 0.5 * (month > LENT_FROM)
    return np.asarray(finance, float) + np.asarray(state_credit, float) * halves


def run(
    settings: pd.DataFrame, suppliers: int = SUPPLIERS
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    r"""Return what becomes of one group's suppliers in each setting.

    .. math:: c_t = c_0 + a_t + \sum_{\tau \le t} \left( \min(1, u + o_\tau) - \phi \right)

    with :math:`a_t` the `added_cash`, :math:`o_\tau` the `added_use`, :math:`\phi` the fixed
    cost; a supplier quits in the first month of the slump that ends below zero, and stays out.

    Returns
    -------
    (array, array, array)
        The month of quitting, NaN where a supplier stays; its cash at the end of the slump, had
        it stayed; its use of capacity in the last month. Each has a row a setting of the table
        (see `outcomes`) and a column a supplier.
    """
    given = {name: settings[name].to_numpy(float)[:, None, None] for name in SETTINGS}
    month = np.arange(1, int(given["months"].max()) + 1)
    orders = added_use(month, given["moved_in"], given["bought_back"])
    use = np.minimum(1.0, bare_use(suppliers)[None, :, None] + orders)
    paid_in = added_cash(month, given["finance"], given["state_credit"])
    left = given["cash"] + paid_in + np.cumsum(use - given["fixed_cost"], axis=2)
    broke = (left < -_CENT) & (month <= given["months"])
    quits = np.where(broke.any(axis=2), broke.argmax(axis=2) + 1.0, np.nan)
    last = np.broadcast_to(given["months"].astype(int) - 1, (*quits.shape, 1))
    return quits, *(np.take_along_axis(one, last, axis=2)[:, :, 0] for one in (left, use))


_CENT = 1e-9
"""What cash may fall below zero by rounding alone."""


def outcomes(settings: pd.DataFrame) -> pd.DataFrame:
    """Return what becomes of the three groups in each of a table's settings.

    Parameters
    ----------
    settings : DataFrame
        A row a setting, with the columns of `SETTINGS`: ``months`` the slump lasts, 1 to 36;
        ``fixed_cost`` of a month, for every group, 0 to 1; ``cash`` of keiretsu suppliers at the
        start, in months at full use, from 0; and the supports, which only they get: ``finance``
        from parents, in the same unit; ``moved_in``, the part of capacity filled by production
        from Japan, 0 to 1; ``bought_back``, the part of capacity that worked for the parent in
        1997, 0 to 1; ``state_credit``, as finance.

    Returns
    -------
    DataFrame
        The settings, and ``keiretsu_exits_percent``, ``foreign_exits_percent``,
        ``local_exits_percent`` (of the group's suppliers); ``keiretsu_cash_left`` and
        ``keiretsu_use_percent``, means over those who stay, undefined (NaN) if none does;
        ``none_quits``; and ``none_quits_alone``, whether none would have without any support.

    Raises
    ------
    ValueError
        A column is missing, or a value outside its range.
    """
    _check(settings)
    settings = settings[list(SETTINGS)].reset_index(drop=True)
    alone = settings.assign(**dict.fromkeys(SUPPORTS, 0))
    local = alone.assign(cash=OTHERS_CASH)
    quits, cash, use = run(settings)
    stays = np.isnan(quits)
    found = {
        "keiretsu_exits_percent": _exits_percent(settings),
        "foreign_exits_percent": _exits_percent(local.assign(finance=FOREIGN_FINANCE)),
        "local_exits_percent": _exits_percent(local),
        "keiretsu_cash_left": _mean(cash, stays),
        "keiretsu_use_percent": 100 * _mean(use, stays),
        "none_quits": stays.all(axis=1),
        "none_quits_alone": _exits_percent(alone) == 0,
    }
    return settings.assign(**found)


def scenario(
    months: int = 18,
    fixed_cost: float = 0.6,
    cash: float = 6,
    finance: float = 0,
    moved_in: float = 0,
    bought_back: float = 0,
    state_credit: float = 0,
) -> pd.Series:
    """Return `outcomes` for one setting."""
    values = (months, fixed_cost, cash, finance, moved_in, bought_back, state_credit)
    settings = pd.DataFrame([dict(zip(SETTINGS, values, strict=True))])
    return outcomes(settings).iloc[0]


def grid() -> pd.DataFrame:
    """Return `outcomes` for every combination of `SETTINGS`, rounded, for a figure."""
    settings = pd.DataFrame(product(*SETTINGS.values()), columns=list(SETTINGS))
    return outcomes(settings).round(
        {
            "keiretsu_exits_percent": 0,
            "foreign_exits_percent": 0,
            "local_exits_percent": 0,
            "keiretsu_cash_left": 2,
            "keiretsu_use_percent": 1,
        }
    )


# What "not one gave up" can tell


def share_where_none_quits(found: pd.DataFrame, by: str | None = None) -> float | pd.Series:
    """Return the percent of settings in which no keiretsu supplier quits, or that by a column.

    A percent of settings that we chose: it says how wide the region is, not how likely.
    """
    kept = 100 * found["none_quits"]
    return float(kept.mean()) if by is None else kept.groupby(found[by]).mean()


def decisive(found: pd.DataFrame) -> pd.Series:
    """Return in what percent of the settings where none quits a support decides it.

    By support: of the settings in which it is given and no keiretsu supplier quits, those in which
    one would without it, the rest unchanged. Undefined (NaN) where there is no such setting.
    """
    region = found[found["none_quits"]]
    parts = {}
    for name in SUPPORTS:
        given = region[region[name] > 0]
        without = given[list(SETTINGS)].assign(**{name: 0})
        parts[name] = 100 * (_exits_percent(without) > 0).mean() if len(given) else np.nan
    return pd.Series(parts)


def discriminates(found: pd.DataFrame) -> pd.DataFrame:
    r"""Return what would tell apart the settings in which no keiretsu supplier quits.

    Of those settings, take one where a support was given and one where it was not: the lean is how
    much more often the observable is higher in the first,

    .. math:: P(x_1 > x_0) - P(x_1 < x_0),

    from -1 to 1. At 0 the observable says nothing, at either end it says all. For what is not a
    support (`CIRCUMSTANCES`) the first has the most, and the second the least, of all settings.

    Returns
    -------
    DataFrame
        A row an observable (`OBSERVABLES`) and, last, a row ``none_quits`` that asks the same of
        all settings; a column a circumstance and a support. Undefined (NaN) where there is no
        setting on one of the two sides.
    """
    region = found[found["none_quits"]]
    rows = {name: {} for name in (*OBSERVABLES, "none_quits")}
    for name in (*CIRCUMSTANCES, *SUPPORTS):
        for observable in OBSERVABLES:
            rows[observable][name] = _lean(*_sides(region, name, found), observable)
        rows["none_quits"][name] = _lean(*_sides(found, name, found), "none_quits")
    return pd.DataFrame(rows).T.rename_axis("observable")


def _sides(rows: pd.DataFrame, name: str, all_rows: pd.DataFrame):
    """Return the rows with and without a support; for others, with the most and the least."""
    if name in SUPPORTS:
        return rows[rows[name] > 0], rows[rows[name] == 0]
    return (rows[rows[name] == end] for end in (all_rows[name].max(), all_rows[name].min()))


def _lean(first: pd.DataFrame, second: pd.DataFrame, observable: str) -> float:
    if first.empty or second.empty:
        return np.nan
    one, two = (side[observable].to_numpy(float) for side in (first, second))
    return float(np.sign(one[:, None] - two[None, :]).mean())


def _exits_percent(settings: pd.DataFrame) -> np.ndarray:
    unlike, place = np.unique(settings.to_numpy(float), axis=0, return_inverse=True)
    quits, _, _ = run(pd.DataFrame(unlike, columns=settings.columns))
    return 100 * (~np.isnan(quits)).mean(axis=1)[place.ravel()]


def _mean(values: np.ndarray, of: np.ndarray) -> np.ndarray:
    count = of.sum(axis=1)
    total = np.where(of, values, 0).sum(axis=1)
    return np.divide(total, count, out=np.full(len(count), np.nan), where=count > 0)


def _check(settings: pd.DataFrame) -> None:
    missing = [name for name in SETTINGS if name not in settings]
    require(not missing, f"settings lack {', '.join(missing)}; they have {', '.join(SETTINGS)}")
    require(len(settings) > 0, "settings have no row")
    for name, (low, high) in _LIMITS.items():
        for value in settings[name].tolist():
            require(
                is_number(value) and low <= value <= high,
                f"{name} is a number from {low} to {high}, not {value!r}",
            )
    whole = [float(value).is_integer() for value in settings["months"]]
    require(all(whole), "months are whole numbers")


_LIMITS = {
    "months": (1, PLAN),
    "fixed_cost": (0, 1),
    "cash": (0, 1000),
    "finance": (0, 1000),
    "moved_in": (0, 1),
    "bought_back": (0, 1),
    "state_credit": (0, 1000),
}
