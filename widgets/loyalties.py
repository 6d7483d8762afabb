"""The figure of two loyalties: when a client stays, limits himself or goes over."""

from __future__ import annotations

import altair as alt
import pandas as pd

from widgets import charts
from widgets.explorer import Explorer
from widgets.models.loyalty import COURSES, LIMITS, OVER, STAYS
from widgets.theme import colour

CASES = {
    "Z, hardly in debt": {"goal": 4, "debt": 1, "distance": 0.6, "unpaid": 0.2, "bound": False},
    "Z, for the ministry": {"goal": 9, "debt": 5, "distance": 1, "unpaid": 0.2, "bound": False},
    "Of one mind": {"goal": 6, "debt": 5, "distance": 0.1, "unpaid": 0.2, "bound": False},
}
"""Settings that fit what the paper tells; which of them was so it does not say."""

_LOOKS = {
    # course: shape and colour; a shape for those who do not see the colour
    STAYS: ("circle", "blue"),
    LIMITS: ("square", "green"),
    OVER: ("triangle-up", "orange"),
}


def two_loyalties(**options) -> Explorer:
    """Return the thought experiment of a client between two loyalties; options go to `Explorer`."""
    return Explorer(
        _chart(grid()),
        presets=CASES,
        evidence="illustrative",
        source="Made up by us; the three courses and the case of Z are Minagawa’s (section II.1)."
        " Absent: careers, fear, other clients, time.",
        **options,
    )


def grid() -> pd.DataFrame:
    """Return the settings that the picture shows: eleven distances and eleven debts."""
    pairs = [(far / 10, owed) for far in range(11) for owed in range(11)]
    return pd.DataFrame(pairs, columns=["far", "owed"])


def _course(distance: str, owed: str) -> dict[str, str]:
    """Return the Vega expressions of `widgets.models.loyalty`, for a distance and a debt."""
    pull = f"goal * {distance} * (bound ? 0.5 : 1)"
    return {
        "stay": f"round(1e6 * {pull}) / 1e6",
        "limit": f"round(1e6 * ({pull} / 2 + unpaid * {owed})) / 1e6",
        "leave": f"{owed}",
        "course": f"datum.stay <= datum.limit && datum.stay <= datum.leave ? '{STAYS}'"
        f" : datum.limit <= datum.leave ? '{LIMITS}' : '{OVER}'",
    }


def _calculated(chart: alt.Chart, distance: str, owed: str) -> alt.Chart:
    for name, expression in _course(distance, owed).items():
        chart = chart.transform_calculate(**{name: expression})
    return chart


def _chart(settings: pd.DataFrame) -> alt.LayerChart:
    params = [
        charts.between(0, 10, 1, "goal", 6, label="Weight of the organization’s goal"),
        charts.between(0, 10, 1, "debt", 5, label="Weight of the debt to the patron"),
        charts.between(0, 1, 0.1, "distance", 0.5, label="How far apart the aims are"),
        charts.between(0, 1, 0.1, "unpaid", 0.2, label="Debt left unpaid by a limited following"),
        alt.param(
            "bound", value=False, bind=alt.binding_checkbox(name="The patron comes half-way")
        ),
    ]
    all_of_them = _calculated(alt.Chart(settings), "datum.far", "datum.owed")
    one = _calculated(alt.Chart(pd.DataFrame({"one": [1]})), "distance", "debt")
    one = one.transform_calculate(far="distance", owed="debt")
    x = alt.X(
        "far:Q",
        title="How far apart the aims are",
        scale=alt.Scale(domain=[-0.06, 1.06], nice=False),
        axis=alt.Axis(values=[0, 0.5, 1], grid=False),
    )
    y = alt.Y(
        "owed:Q",
        title="Weight of the debt",
        scale=alt.Scale(domain=[-0.6, 10.6], nice=False),
        axis=alt.Axis(values=[0, 5, 10], grid=False),
    )
    shapes = [_LOOKS[course][0] for course in COURSES]
    hues = [colour(_LOOKS[course][1]) for course in COURSES]
    marks = all_of_them.mark_point(filled=True, size=60, opacity=1).encode(
        x=x,
        y=y,
        color=alt.Color("course:N", scale=alt.Scale(domain=list(COURSES), range=hues)),
        shape=alt.Shape("course:N", scale=alt.Scale(domain=list(COURSES), range=shapes)),
    )
    ring = one.mark_point(
        filled=False, size=480, strokeWidth=2.5, opacity=1, color=colour("ink")
    ).encode(x=x, y=y)
    over = one.transform_filter(f"datum.course == '{OVER}'")
    # The letter covers the mark below it: on a phone there is no room beside it.
    named = [
        over.mark_point(filled=True, size=480, opacity=1, color=colour("raised")),
        over.mark_text(text="Z?", fontSize=12, fontWeight=700, color=colour("ink")),
    ]
    named = [layer.encode(x=x, y=y) for layer in named]
    rows = _calculated(
        alt.Chart(pd.DataFrame({"number": [0, 1, 2], "name": list(COURSES)})), "distance", "debt"
    )
    return (
        alt.layer(
            marks,
            *named,
            ring,
            _reading(all_of_them),
            charts.table(
                rows.transform_calculate(
                    goal_part="datum.number == 0 ? datum.stay : datum.number == 1"
                    " ? datum.stay / 2 : 0",
                    debt_part="datum.number == 0 ? 0 : datum.number == 1 ? unpaid * debt : debt",
                    chosen="datum.name == datum.course ? 'yes' : 'no'",
                ),
                {
                    "Course": "'He ' + datum.name",
                    "Lost for the goal": "format(datum.goal_part, '.2f')",
                    "Lost on the debt": "format(datum.debt_part, '.2f')",
                    "Together": "format(datum.goal_part + datum.debt_part, '.2f')",
                    "Smallest": "datum.chosen",
                },
                "datum.number",
            ),
        )
        .add_params(*params)
        .properties(height=330)
    )


def _reading(all_of_them: alt.Chart) -> alt.Chart:
    said = all_of_them.transform_calculate(
        over=f"datum.course == '{OVER}' ? 1 : 0", middle=f"datum.course == '{LIMITS}' ? 1 : 0"
    ).transform_aggregate(over="sum(over)", middle="sum(middle)")
    for name, expression in _course("distance", "debt").items():
        said = said.transform_calculate(**{name: expression})
    sentence = (
        "'Goal ' + format(goal, 'd') + ', debt ' + format(debt, 'd') + ', aims '"
        " + format(distance, '.1f') + ' apart' + (bound ? ', the patron coming half-way' : '')"
        " + ': the client ' + datum.course + '. He would lose ' + format(datum.stay, '.2f')"
        " + ' by staying, ' + format(datum.limit, '.2f') + ' by limiting himself and '"
        " + format(datum.leave, '.2f') + ' by going over. Z went over, which fits '"
        " + (datum.over == 0 ? 'none' : datum.over) + ' of the 121 settings shown; '"
        " + (datum.middle == 0 ? 'none' : datum.middle) + ' would have him limit himself.'"
    )
    return charts.reading(said, sentence)
