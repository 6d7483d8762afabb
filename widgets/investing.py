"""The race to invest, with and without co-ordination, as costs and demand are set."""

from __future__ import annotations

from itertools import product

import altair as alt
import pandas as pd

from widgets import charts
from widgets.explorer import Explorer
from widgets.models import investment
from widgets.theme import colour

COSTS = {
    # costs, as a reader chooses them: the model's returns
    "fall steeply with size": 0.6,
    "fall with size": 0.4,
    "fall slightly with size": 0.2,
    "do not depend on size": 0.0,
    "rise slightly with size": -0.2,
    "rise with size": -0.4,
    "rise steeply with size": -0.6,
}
GROWTHS = {f"{growth} % a year": growth for growth in investment.GROWTH}
CONDUCTS = {
    # how firms co-ordinate, as a reader chooses it: the model's conduct
    "at cost": investment.TOGETHER,
    "with rents": investment.WITH_RENTS,
}
MEASURES = {
    # what is looked at: the model's column, its decimals and its unit
    "firms": ("firms", 0, "firms"),
    "price": ("price", 1, "price (100: what a plant of size 1 costs)"),
    "cost of a unit": ("unit_cost", 1, "mean cost of a unit (100: in a plant of size 1)"),
    "capacity": ("capacity", 1, "capacity (in plants of size 1)"),
    "idle capacity": ("excess_percent", 1, "% of capacity that would stand idle at cost"),
}
COLUMNS = [column for column, *_ in MEASURES.values()]
IDLE = "excess_percent"
SHORT = {
    "bankruptcies": "bankruptcies",
    "lost_percent": "capital lost",
    "excess_percent": "idle capacity",
    "firms": "firms left",
    "price": "mean price",
    "price_late": "late price",
    "markup_late": "late markup",
}
"""The grounds of `widgets.models.investment.GROUNDS`, for a sentence."""
RACE, TOGETHER = "race", "co-ordination"
STEP = 5
"""Years from one row of the table to the next."""

PRESETS = {
    "Catching up": {"costs": "fall with size", "demand": "4 % a year", "conduct": "at cost"},
    "Catching up, with rents": {
        "costs": "fall with size", "demand": "4 % a year", "conduct": "with rents",
    },
    "Costs fall, demand stands still": {
        "costs": "fall with size", "demand": "0 % a year", "conduct": "at cost",
    },
    "At the frontier": {"costs": "rise with size", "demand": "4 % a year", "conduct": "at cost"},
}  # fmt: skip


def investment_race(**options) -> Explorer:
    """Return an industry over thirty years, in a race and co-ordinated. Options: `Explorer`."""
    return Explorer(
        _chart(paths(), verdicts()),
        presets=PRESETS,
        evidence="simulated",
        source="Our model, after what Hatch, “Regionalizing Relationalism”, §2, says of Murakami"
        " (1992); every form and number is ours, nothing is fitted, nothing random. That nobody"
        " goes bankrupt and nothing stands idle under co-ordination is put in.",
        **options,
    )


def paths() -> pd.DataFrame:
    """Return `widgets.models.investment.grid` by ``case``, its place among the settings.

    A row a case and year: ``case`` counts returns, growth and conduct in the model's order.
    """
    rows = investment.grid()
    rows.insert(0, "case", rows.index // (investment.YEARS + 1))
    return rows[["case", "year", *COLUMNS]]


def verdicts() -> pd.DataFrame:
    """Return how each co-ordinated setting ends, beside the race, and what is better.

    Returns
    -------
    DataFrame
        A row a setting of returns, growth and co-ordinated conduct: ``case`` (as in `paths`);
        for each of `COLUMNS` where it stands after the last year, as ``own_firms`` and
        ``race_firms`` (of idle capacity, the most in any year); ``verdict``, the grounds in words;
        ``stuck``, that the race never starts, for want of room for one whole plant.
    """
    rows = investment.grid()
    ends = rows.groupby(["returns", "growth_percent", "conduct"])[COLUMNS].last()
    ends[IDLE] = rows.groupby(ends.index.names)[IDLE].max()
    found = []
    for case, key in enumerate(product(investment.RETURNS, investment.GROWTH, investment.CONDUCTS)):
        *setting, conduct = key
        if conduct == investment.RACE:
            race = ends.loc[key].add_prefix("race_")
            stuck = investment.path(*setting)["capacity"].nunique() == 1
        else:
            better = investment.compare(*setting, conduct).set_index("ground")["better"]
            own = {"case": case, "verdict": _in_words(better), "stuck": stuck}
            found.append(own | dict(race) | dict(ends.loc[key].add_prefix("own_")))
    return pd.DataFrame(found)


def _in_words(better: pd.Series) -> str:
    """Return the grounds by what they say, those alike left out."""
    if (better == 1).all():
        return f"better on all {len(better)} grounds"
    named = {
        word: ", ".join(SHORT[one] for one in better.index[better == way])
        for word, way in (("better", 1), ("worse", -1))
    }
    return "; ".join(f"{word} on {names}" for word, names in named.items() if names)


def _chart(rows: pd.DataFrame, found: pd.DataFrame) -> alt.LayerChart:
    params = [
        charts.among(list(COSTS), "costs", "fall with size", label="A plant’s unit costs"),
        charts.among(list(GROWTHS), "demand", "4 % a year", label="Growth of demand", beside=True),
        charts.among(list(CONDUCTS), "conduct", "at cost", label="Co-ordination", beside=True),
        charts.among(list(MEASURES), "measure", "firms", label="Look at"),
    ]
    shown = (
        alt.Chart(rows)
        .transform_filter(f"floor(datum.case / {_MODES}) == {_SETTING}")
        .transform_filter(f"datum.case % {_MODES} == 0 || datum.case % {_MODES} == {_CONDUCT}")
        .transform_calculate(
            way=f"datum.case % {_MODES} == 0 ? '{RACE}' : '{TOGETHER}'",
            value=f"datum[{_of_measure(COLUMNS)}]",
        )
    )
    x = alt.X(
        "year:Q",
        title="year",
        scale=alt.Scale(domain=[0, investment.YEARS], nice=False),
        axis=alt.Axis(values=list(range(0, investment.YEARS + 1, STEP)), grid=False),
    )
    # The room for the numbers at the axis is measured only once; a price needs more than a count.
    y = alt.Y(
        "value:Q",
        title=None,
        scale=alt.Scale(zero=False),
        axis=alt.Axis(tickCount=6, minExtent=charts.at_the_axis(3)),
    )
    ways = [RACE, TOGETHER]
    hue = alt.Color("way:N", scale=alt.Scale(domain=ways, range=[colour("orange"), colour("blue")]))
    dash = alt.StrokeDash("way:N", scale=alt.Scale(domain=ways, range=[[1, 0], [7, 4]]))
    return (
        alt.layer(
            # A count starts at nothing; a price of 75 and one of 73 would then be one line.
            shown.transform_calculate(value=f"indexof({_MONEY}, measure) < 0 ? 0 : datum.value")
            .mark_point(opacity=0)
            .encode(y=y),
            shown.mark_line(strokeWidth=3).encode(x=x, y=y, color=hue, strokeDash=dash),
            alt.Chart(pd.DataFrame({"one": [1]}))
            .transform_calculate(unit=_of_measure([unit for *_, unit in MEASURES.values()]))
            .mark_text(align="left", color=colour("muted"), fontStyle="italic")
            .encode(x=alt.value(0), y=alt.value(-10), text="unit:N"),
            _reading(found),
            _table(shown),
        )
        .add_params(*params)
        .properties(height=260)
    )


def _of_measure(each: list) -> str:
    """Return the Vega expression for the one of some texts that belongs to the chosen measure."""
    return f"{each}[indexof({list(MEASURES)}, measure)]"


_MONEY = ["price", "cost of a unit"]
_MODES = len(investment.CONDUCTS)
_RETURNS = [investment.RETURNS.index(returns) for returns in COSTS.values()]
_SETTING = (
    f"({_RETURNS}[indexof({list(COSTS)}, costs)] * {len(GROWTHS)}"
    f" + indexof({list(GROWTHS)}, demand))"
)
_CONDUCT = f"(indexof({list(CONDUCTS)}, conduct) + 1)"
"""A case is a setting of costs and demand, times `_MODES`, plus the place of the conduct."""
_PATTERN = _of_measure([f",.{decimals}f" for _, decimals, _ in MEASURES.values()])


def _reading(found: pd.DataFrame) -> alt.Chart:
    said = alt.Chart(found).transform_filter(f"datum.case == {_MODES} * {_SETTING} + {_CONDUCT}")
    race, own = (
        f"format(datum['{who}_' + {_of_measure(COLUMNS)}], {_PATTERN})" for who in ("race", "own")
    )
    sentence = (
        "'Costs that ' + costs + ', demand that grows by ' + demand + ': after "
        f"{investment.YEARS} years, ' + measure"
        f" + (measure == 'idle capacity' ? ' (at worst, %): ' : ': ') + {race}"
        f" + ' in the race, ' + {own} + ' with co-ordination ' + conduct"
        " + (datum.stuck ? '; but there is no room for one whole new plant, so the race never"
        " starts, and nothing follows.' : '; co-ordination is ' + datum.verdict + '.')"
    )
    return charts.reading(said, sentence)


def _table(shown: alt.Chart) -> alt.Chart:
    every = (
        shown.transform_filter(f"datum.year % {STEP} == 0")
        .transform_calculate(
            race=f"datum.way == '{RACE}' ? datum.value : null",
            own=f"datum.way == '{TOGETHER}' ? datum.value : null",
        )
        .transform_aggregate(race="max(race)", own="max(own)", groupby=["year"])
    )
    return charts.table(
        every,
        {
            "Year": "datum.year",
            "Measure": "measure",
            "Race": f"format(datum.race, {_PATTERN})",
            "Co-ordination": f"format(datum.own, {_PATTERN})",
        },
        order="datum.year",
    )
