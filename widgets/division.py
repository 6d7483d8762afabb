"""The figure of the division of labour: who makes what, at which tier, in five accounts."""

from __future__ import annotations

import altair as alt

from widgets import charts
from widgets.data import table
from widgets.explorer import Explorer
from widgets.theme import colour

CASES = {
    "geese": "Flying geese, as officials put it",
    "electronics": "Electronics in general",
    "sony": "Sony’s video recorders",
    "toyota": "Toyota’s parts in Southeast Asia",
    "prototypes": "Prototypes and the rest",
}
TIERS = {"japan": "Japan", "nies": "NIEs", "asean_china": "ASEAN, China", "asia": "Asia at large"}
"""Where something is made, by the order in which the geese fly; ``asia`` where no part is named."""


def division_of_labour(**options) -> Explorer:
    """Return who makes what in five accounts; options go to `Explorer`."""
    return Explorer(
        _chart(),
        evidence="coded",
        source="Hatch, “Regionalizing Relationalism”, §3 and its notes 38 to 44. Absent: how much"
        " goes from which plant to which, which the text does not print.",
        **options,
    )


def _chart() -> alt.LayerChart:
    rows = table("division_of_labour").fillna({"attributed_to": "the author himself"})
    rows = rows.assign(
        rank=range(len(rows)), case=rows["case"].map(CASES), tier=rows["tier"].map(TIERS)
    )
    which = charts.among(list(CASES.values()), "account", CASES["geese"], label="Account")
    chosen = alt.Chart(rows).transform_filter("datum.case == account")
    y = alt.Y("rank:O", axis=None)
    x = alt.X(
        "tier:N",
        sort=list(TIERS.values()),
        scale=alt.Scale(domain=list(TIERS.values())),
        axis=alt.Axis(orient="top", title=None, labelAngle=0, ticks=False, grid=False),
    )
    footed = alt.Color(
        "tier:N",
        scale=alt.Scale(
            domain=list(TIERS.values()),
            range=[colour(name) for name in ("blue", "green", "orange", "slate")],
        ),
        legend=None,
    )
    said = chosen.transform_calculate(
        told=charts.numbered("datum.rank", "datum.place + ': ' + datum.makes")
    ).transform_aggregate(n="count()", tiers="distinct(tier)", all="values(told)")
    sentence = (
        "account + ': ' + datum.n + ' entries at ' + datum.tiers"
        " + (datum.tiers == 1 ? ' tier. ' : ' tiers. ') + "
        + charts.joined("datum.all", "told")
        + " + '.'"
    )
    return (
        alt.layer(
            chosen.mark_point(filled=True, size=110, opacity=1, yOffset=10).encode(
                x=x, y=y, color=footed
            ),
            chosen.mark_text(align="left", dx=2, dy=-9, limit=charts.TO_THE_EDGE).encode(
                x=alt.value(0), y=y, text=alt.Text("label:N")
            ),
            charts.reading(said, sentence),
            charts.table(
                chosen,
                {
                    "Place": "datum.place",
                    "Makes": "datum.makes",
                    "Tier": "datum.tier",
                    "Footing": "datum.basis",
                    "Credited to": "datum.attributed_to",
                    "Section": "datum.section",
                },
                order="datum.rank",
            ),
        )
        .transform_calculate(label="datum.place + ': ' + datum.makes")
        .add_params(which)
        .properties(height=230)
    )
