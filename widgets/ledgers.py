"""Two ledgers of a regime that goes abroad, its insiders' and the economy's, side by side."""

from __future__ import annotations

import altair as alt
import pandas as pd

from widgets import charts
from widgets.explorer import Explorer
from widgets.models import regime
from widgets.theme import colour

INSIDERS, ECONOMY = "the regime’s insiders", "the economy"
HORIZON = regime.CAUGHT_UP - regime.START
"""The years that are drawn: after them the hosts have caught up in the model too."""
YEARS = range(0, HORIZON + 1, 5)
"""Years since the move that the table gives."""

_EVEN, _FIRST = regime.index_in(regime.CAUGHT_UP), regime.index_in(regime.START)
_WORTH = f"(({_EVEN} - min(index, {regime.FRONTIER})) / {_EVEN - _FIRST})"
_HOME = f"(1 - {regime.DISPLACED} * share / 100)"
"""The model's value of ties and work at home, as expressions of the page."""

_LOWEST, _HIGHEST = -0.4, 0.7
"""What the axis always shows; while ties pay at home it reaches higher."""


def two_ledgers(**options) -> Explorer:
    """Return both ledgers over the years since work was moved to Asia, never summed.

    The arithmetic of the page is that of `widgets.models.regime`; options go to `Explorer`.
    """
    stated = regime.presets()
    return Explorer(
        _chart(float(stated["index"].iloc[-1])),
        presets={
            f"As in {year}": {"index": float(index)}
            for year, index in zip(stated["year"], stated["index"], strict=True)
        },
        evidence="illustrative",
        source="Our model. The index: total factor productivity in industry, Cameron (1997), in"
        " Hatch, “Regionalizing Relationalism”, §2; above 100 it counts as 100.",
        **options,
    )


def _chart(index: float) -> alt.LayerChart:
    slider = charts.between
    params = [
        slider(60, regime.FRONTIER, 0.1, "index", index, label="Productivity (United States 100)"),
        slider(0, 60, 5, "share", 30, label="Work moved to Asia (% of home’s)"),
        slider(0, 100, 5, "brought_home", 100 * regime.BROUGHT_HOME,
               label="Gain in Asia that comes home (%)"),
        slider(0, 100, 5, "borne", 100 * regime.BORNE,
               label="Cost at home that insiders bear (%)"),
    ]  # fmt: skip
    # Both ledgers are straight lines: where they start, where insiders give up, and the last year.
    at = _settled(pd.DataFrame({"point": [0, 1, 2]})).transform_calculate(
        t=f"datum.point == 0 ? 0 : datum.point == 1 ? datum.years : {HORIZON}"
    )
    at = _entered(at)
    both = at.transform_fold(["insiders", "economy"], as_=["key", "balance"]).transform_calculate(
        ledger=f"datum.key == 'economy' ? '{ECONOMY}' : '{INSIDERS}'"
    )
    highest = alt.ExprRef(f"max({_HIGHEST}, {_HOME} * {_WORTH} + share / 100 + 0.1)")
    y = alt.Y(
        "balance:Q",
        title=["a year’s balance", "(1: what ties brought in 1955; 0: no ties)"],
        scale=alt.Scale(domain=[_LOWEST, highest], nice=False),
        axis=alt.Axis(
            tickCount=6, labelExpr="datum.value == 0 ? '0' : format(datum.value, '+.1f')"
        ),
    )
    x = alt.X(
        "t:Q",
        title="years since the move",
        scale=alt.Scale(domain=[0, HORIZON], nice=False),
        axis=alt.Axis(values=list(YEARS), grid=False),
    )
    names = [INSIDERS, ECONOMY]

    def by(channel, looks: list):
        return channel("ledger:N", scale=alt.Scale(domain=names, range=looks))

    hue = by(alt.Color, [colour("blue"), colour("orange")])
    dash = by(alt.StrokeDash, [[1, 0], [7, 4]])
    shape = by(alt.Shape, ["circle", "diamond"])
    kept = both.transform_filter("datum.point < 2")
    after = both.transform_filter("datum.point > 0 && !datum.pays")
    start = both.transform_filter("datum.point == 0")
    end = at.transform_filter("datum.point == 1 && !datum.pays").transform_calculate(
        word="datum.years == 0 ? 'given up at once'"
        " : 'given up after ' + format(datum.years, '.1f') + ' years'"
    )
    inward = alt.ExprRef(f"datum.years > {HORIZON} / 2 ? 'right' : 'left'")
    beside = alt.ExprRef(f"datum.years > {HORIZON} / 2 ? -6 : 6")
    figures = start.transform_calculate(text="format(datum.balance, '+.2f')")
    above = figures.transform_filter("datum.key == 'insiders'")
    below = figures.transform_filter("datum.key == 'economy'")
    label = {"align": "left", "dx": 8, "fontWeight": 600}
    numbers = {"x": x, "y": y, "text": "text:N"}
    return (
        alt.layer(
            at.transform_filter("datum.point < 2 && !datum.pays")
            .transform_calculate(balance="datum.economy")
            .mark_area(color=colour("orange"), opacity=0.18)
            .encode(x=x, y=y, y2=alt.datum(0)),
            alt.Chart(pd.DataFrame({"zero": [0]}))
            .mark_rule(color=colour("edge"), strokeWidth=1.5)
            .encode(y="zero:Q"),
            end.mark_rule(color=colour("ink"), strokeDash=[5, 4]).encode(x=x),
            end.mark_text(align=inward, dx=beside, fontStyle="italic").encode(
                x=x, y=alt.value(10), text="word:N"
            ),
            after.mark_line(strokeWidth=1.5, strokeDash=[2, 4]).encode(x=x, y=y, color=hue),
            kept.mark_line(strokeWidth=3).encode(x=x, y=y, color=hue, strokeDash=dash),
            start.mark_point(filled=True, size=90, opacity=1).encode(
                x=x, y=y, color=hue, shape=shape
            ),
            *charts.clear_of_lines(above, numbers, **label, dy=-11),
            *charts.clear_of_lines(below, numbers, **label, dy=13),
            charts.reading(at.transform_filter("datum.point == 0"), _SENTENCE),
            charts.table(_years(), _COLUMNS, order="datum.t"),
        )
        .add_params(*params)
        .properties(height=300)
    )


def _settled(rows: pd.DataFrame) -> alt.Chart:
    """Return rows with what a setting comes to: for how many years, what comes home, the cost."""
    return (
        alt.Chart(rows)
        .transform_calculate(worth=_WORTH, home=_HOME)
        .transform_calculate(
            pays="datum.worth > 0",
            gain="datum.home * max(datum.worth, 0)",
            cost="datum.home * max(-datum.worth, 0)",
        )
        .transform_calculate(
            years=f"datum.pays ? {HORIZON} : share == 0 ? 0"
            f" : {HORIZON} * max(0, 1 - borne * datum.cost / share)",
        )
        .transform_calculate(
            profit_home="brought_home / 100 * share / 100 * datum.years"
            f" * (1 - datum.years / {2 * HORIZON})",
            delay_cost="datum.cost * datum.years",
        )
    )


def _entered(rows: alt.Chart) -> alt.Chart:
    """Return rows with both ledgers ``t`` years after the move, as if the regime were kept."""
    asia = f"share / 100 * max(0, 1 - datum.t / {HORIZON})"
    return rows.transform_calculate(asia=asia).transform_calculate(
        insiders="datum.gain - borne / 100 * datum.cost + datum.asia",
        economy="datum.gain - datum.cost + brought_home / 100 * datum.asia",
    )


def _years() -> alt.Chart:
    rows = _entered(_settled(pd.DataFrame({"t": list(YEARS)})))
    return rows.transform_calculate(kept="datum.pays || datum.t < datum.years")


_SENTENCE = (
    "'Productivity ' + format(index, '.1f') + ', '"
    " + (share == 0 ? 'no work moved to Asia: ' : share + ' % of the work moved to Asia: ')"
    " + (datum.pays"
    " ? 'ties still pay at home, so there is nothing to rescue; in the first year insiders'"
    "   + ' stand at ' + format(datum.insiders, '+.2f')"
    "   + ', the economy at ' + format(datum.economy, '+.2f') + '.'"
    " : datum.years == 0"
    " ? 'insiders would stand at ' + format(datum.insiders, '+.2f')"
    "   + ' and give the regime up at once; nothing is put off.'"
    " : 'in the first year insiders stand at ' + format(datum.insiders, '+.2f')"
    "   + ', the economy at ' + format(datum.economy, '+.2f') + '. Insiders keep the regime for '"
    "   + format(datum.years, '.1f') + ' years; in these the economy gets '"
    "   + format(datum.profit_home, '.2f') + ' from Asia and pays '"
    "   + format(datum.delay_cost, '.2f') + ' for reform put off, so the delay '"
    "   + (datum.profit_home < datum.delay_cost ? 'costs it ' : 'brings it ')"
    "   + format(abs(datum.profit_home - datum.delay_cost), '.2f') + '.')"
)

_COLUMNS = {
    "Years since the move": "datum.t",
    "The insiders": "datum.kept ? format(datum.insiders, '+.2f') : '0'",
    "The economy": "datum.kept ? format(datum.economy, '+.2f') : '0'",
    "The regime": "datum.pays ? 'pays at home' : datum.kept ? 'kept' : 'given up'",
}
