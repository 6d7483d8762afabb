"""The figure of two tellings: where two papers by one author say the same thing differently."""

from __future__ import annotations

import altair as alt

from widgets import charts
from widgets.data import table
from widgets.explorer import Explorer
from widgets.theme import colour

KINDS = {
    "number": "another number",
    "currency": "another currency",
    "date": "another date",
    "actor": "another actor",
    "scope": "another scope",
    "wording": "another wording",
}
NONE = "none"


def two_tellings(**options) -> Explorer:
    """Return the differences between the two papers, one kind at a time; options to `Explorer`."""
    return Explorer(
        _chart(),
        evidence="coded",
        source="Hatch, “Regionalizing the State” and “Regionalizing Relationalism”, texts, tables"
        " and notes. Which kind a difference is of is our reading.",
        **options,
    )


def _chart() -> alt.LayerChart:
    rows = table("paper_differences").fillna({"note": "–"})
    # A reading is one sentence: each telling without its full stop.
    for side in ("hatch_state", "hatch_relationalism"):
        rows[side] = rows[side].str.rstrip(".")
    rows = rows.assign(
        rank=range(len(rows)),
        place=rows.groupby("kind").cumcount(),
        kind=rows["kind"].map(KINDS),
    )
    which = charts.among(list(KINDS.values()), "difference", KINDS["actor"], label="Kind")
    one = charts.among([NONE, *rows["topic"]], "one", NONE, label="Read one")
    chosen = alt.Chart(rows).transform_filter("datum.kind == difference")
    most = int(rows["place"].max())
    y = alt.Y("place:Q", axis=None, scale=alt.Scale(domain=[most + 0.5, -0.5], nice=False))
    names = chosen.mark_text(align="left", limit=charts.TO_THE_EDGE).encode(
        x=alt.value(14), y=y, text="topic:N"
    )
    picked = alt.Chart(rows).transform_calculate(
        here="datum.kind == difference ? 1 : 0",
        told="datum.topic == one"
        " ? '0001| ' + datum.topic + ': in the first paper “' + datum.hatch_state + '” (§'"
        "   + datum.hatch_state_section + '), in the second “' + datum.hatch_relationalism"
        "   + '” (§' + datum.hatch_relationalism_section + ').' : '0000|'",
    )
    said = picked.transform_aggregate(n="sum(here)", all="count()", told="values(told)")
    told = charts.joined("datum.told", "told", "")
    sentence = (
        f"'Of ' + datum.all + ' differences ' + datum.n + ' give ' + difference + '.' + {told}"
    )
    return (
        alt.layer(
            chosen.mark_point(filled=True, size=60, opacity=1).encode(
                x=alt.value(4),
                y=y,
                color=alt.condition(
                    "datum.topic == one", alt.value(colour("accent")), alt.value(colour("blue"))
                ),
                shape=alt.condition(
                    "datum.topic == one", alt.value("diamond"), alt.value("circle")
                ),
            ),
            names,
            charts.reading(said, sentence),
            charts.table(
                chosen,
                {
                    "What": "datum.topic",
                    "Regionalizing the State": "datum.hatch_state",
                    "Regionalizing Relationalism": "datum.hatch_relationalism",
                    "Note": "datum.note",
                },
                order="datum.rank",
            ),
        )
        .add_params(which, one)
        .properties(height=340)
    )
