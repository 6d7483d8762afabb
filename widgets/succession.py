"""The figure of the succession: who becomes Vice-Minister of MITI, if events are switched."""

from __future__ import annotations

import textwrap

import altair as alt
import pandas as pd

from widgets import charts
from widgets.explorer import Explorer
from widgets.models.offices import SWITCHES, all_successions
from widgets.theme import colour

UNSAID = "the paper does not say"

_CAMPS = {
    # camp: who is of it, shape and colour; a shape for those who do not see the colour
    "S and his followers": ({"S", "C"}, "circle", "blue"),
    "his rivals": ({"T"}, "square", "orange"),
    "others": ({"M", "Shimada", "Kurahashi"}, "triangle-up", "green"),
    UNSAID: (set(), "cross", "slate"),
}
_LINE = 46
"""So many letters of a rule stand in a line, on a phone too."""


def vice_ministers(**options) -> Explorer:
    """Return who follows whom as Vice-Minister, as told and otherwise; options go to `Explorer`."""
    return Explorer(
        _chart(rows()),
        evidence="coded",
        source="Minagawa, “Political Clientelism in the USSR and Japan”, section I; what is marked"
        " inferred we conclude from a rule that he states.",
        **options,
    )


def rows() -> pd.DataFrame:
    """Return one row a candidate of each vacancy, under each combination of switches.

    ``state`` numbers the combination: the sum of 2 ** i over the switches i that are on.
    """
    found = all_successions()
    bits = sum(found[name].astype(int) * 2**i for i, name in enumerate(SWITCHES))
    found = found.assign(state=bits).drop(columns=list(SWITCHES))
    found["who"] = found["candidates"].replace("", UNSAID).str.split(", ")
    found["several"] = found["who"].str.len()
    found = found.explode("who", ignore_index=True)
    found["nth"] = found.groupby(["state", "vacancy"]).cumcount()
    found["camp"] = found["who"].map(
        lambda name: next((camp for camp, look in _CAMPS.items() if name in look[0]), UNSAID)
    )
    found["lines"] = found["rule"].map(lambda rule: "\n".join(textwrap.wrap(rule, _LINE)))
    return found


def _chart(table: pd.DataFrame) -> alt.LayerChart:
    params = [
        alt.param(name, value=False, bind=alt.binding_checkbox(name=f"Suppose {words}"))
        for name, words in SWITCHES.items()
    ]
    state = " + ".join(f"({name} ? {2**i} : 0)" for i, name in enumerate(SWITCHES))
    shown = alt.Chart(table).transform_filter(f"datum.state == {state}")
    first = shown.transform_filter("datum.nth == 0")
    scale = alt.Scale(domain=[0.55, 3.75], reverse=True, nice=False)
    y = alt.Y("vacancy:Q", scale=scale, axis=None)
    names = list(_CAMPS)
    shapes = [shape for _, shape, _ in _CAMPS.values()]
    hues = [colour(hue) for *_, hue in _CAMPS.values()]
    looks = {
        "color": alt.Color(
            "camp:N",
            scale=alt.Scale(domain=names, range=hues),
            legend=alt.Legend(columns=alt.ExprRef("width < 450 ? 2 : 4")),
        ),
        "shape": alt.Shape("camp:N", scale=alt.Scale(domain=names, range=shapes)),
    }
    place = {"x": alt.X("nth:Q", scale=alt.Scale(domain=[0, 4], nice=False), axis=None), "y": y}
    return (
        alt.layer(
            first.transform_calculate(words="'After ' + datum.after")
            .mark_text(align="left", dy=-22, color=colour("muted"))
            .encode(x=alt.value(0), y=y, text="words:N"),
            shown.mark_point(filled=True, size=130, opacity=1, xOffset=9).encode(**place, **looks),
            shown.mark_text(align="left", dx=22, fontSize=15, fontWeight=600, color=colour("ink"))
            .encode(**place, text="who:N"),
            first.mark_text(
                align="left", baseline="top", dx=22, dy=13, lineBreak="\n", color=colour("ink")
            ).encode(x=alt.value(0), y=y, text="lines:N"),
            first.mark_text(
                align="right", dy=-22, fontStyle="italic", color=colour("muted")
            ).encode(x=alt.value(alt.expr("width")), y=y, text="basis:N"),
            _reading(first),
            charts.table(
                first.transform_calculate(
                    named=f"datum.candidates == '' ? '{UNSAID}' : datum.candidates"
                ),
                {
                    "After": "datum.after",
                    "Who comes": "datum.named",
                    "What decides": "datum.rule",
                    "Footing": "datum.basis",
                    "Section": "'§' + datum.section",
                },
            ),
        )
        .add_params(*params)
        .properties(height=330)
    )  # fmt: skip


def _reading(first: alt.Chart) -> alt.Chart:
    said = first.transform_calculate(
        words="datum.after + ' is followed by ' + (datum.candidates == '' ? 'whom the paper does"
        " not say' : datum.several == 1 ? datum.candidates : 'one of ' + datum.candidates)"
        " + ' (' + datum.basis + ')'"
    ).transform_aggregate(steps="values(words)")
    supposed = " + ".join(f"({name} ? '{words}; ' : '')" for name, words in SWITCHES.items())
    sentence = (
        f"({' || '.join(SWITCHES)} ? 'Suppose ' + {supposed} + 'then ' : 'As it was told, ')"
        " + join(pluck(datum.steps, 'words'), '; ') + '.'"
    )
    return charts.reading(said, sentence)
