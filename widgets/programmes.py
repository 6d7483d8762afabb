"""The figure of programmes in time: through what Japan's guidance is documented, and since when."""

from __future__ import annotations

import altair as alt
import pandas as pd

from widgets import charts
from widgets.explorer import Explorer
from widgets.networks import network
from widgets.theme import colour

SIDES = {
    "host states": ("administrative_host", "financial_host"),
    "Japanese investors": ("administrative_investor", "financial_investor"),
}
STATUSES = {
    "in_force": "carried out",
    "planned": "only planned",
    "proposed": "only planned",
    "shelved": "laid aside",
    "ended": "laid aside",
}
FOOTINGS = ("stated", "reported", "inferred")
FIRST, LAST = 1986, 2001

_LOOKS = {
    # status: shape and colour; a shape for those who do not see the colour
    "carried out": ("circle", "blue"),
    "only planned": ("triangle-up", "ochre"),
    "laid aside": ("cross", "plum"),
}


def guidance_programmes(**options) -> Explorer:
    """Return the programmes of Japan's guidance by the years for which the texts document them.

    A programme stands once for each side that it guides. It counts as carried out when any of its
    ties is, and takes the firmest footing of its ties. Options go to `Explorer`.
    """
    return Explorer(
        _chart(rows()),
        evidence="coded",
        source="Hatch, “Regionalizing the State”, and what touches guidance in “Regionalizing"
        " Relationalism”. Absent: what other donors do, most dates and amounts.",
        **options,
    )


def rows() -> pd.DataFrame:
    """Return one row a programme and side: its years, ties, status, footing and sections."""
    ties = network("guidance").ties
    side = {family: side for side, families in SIDES.items() for family in families}
    ties = ties.assign(side=ties["family"].map(side)).dropna(subset=["side", "programme"])
    found = []
    for (side_name, programme), group in ties.groupby(["side", "programme"], sort=False):
        statuses = {STATUSES[status] for status in group["status"]}
        years = pd.concat([group["start"], group["end"]]).dropna()
        found.append(
            {
                "side": side_name,
                "programme": programme,
                "start": years.min() if len(years) else None,
                "end": years.max() if len(years) else None,
                "ties": len(group),
                "status": next(status for status in _LOOKS if status in statuses),
                "footing": next(basis for basis in FOOTINGS if basis in set(group["basis"])),
                "sections": ", ".join(dict.fromkeys("; ".join(group["section"]).split("; "))),
            }
        )
    return pd.DataFrame(found).astype({"start": "float", "end": "float"})


def _chart(table: pd.DataFrame) -> alt.LayerChart:
    names = list(_LOOKS)
    params = [
        charts.among(list(SIDES), "side", "host states", label="Guidance for", beside=True),
        charts.among(["any", *names], "status", "any", label="Status", beside=True),
        charts.between(FIRST, LAST, 1, "until", LAST, label="Documented up to"),
    ]
    base = (
        alt.Chart(table)
        .transform_filter("datum.side == side && (status == 'any' || datum.status == status)")
        .transform_calculate(
            dated="isValid(datum.start) ? 1 : 0",
            shown="!isValid(datum.start) || datum.start <= until ? 1 : 0",
            last="isValid(datum.start) ? min(datum.end, until) : null",
            order="isValid(datum.start) ? datum.start : 9999",
            years="!isValid(datum.start) ? 'no year printed' : datum.start == datum.end"
            " ? '' + datum.start : datum.start + '–' + datum.end",
        )
    )
    shown = base.transform_filter("datum.shown == 1")
    dated = shown.transform_filter("datum.dated == 1")
    y = alt.Y("programme:N", sort=alt.EncodingSortField("order"), axis=None)
    scale = alt.Scale(domain=[FIRST - 1, LAST + 0.5], nice=False)
    years = alt.Axis(values=list(range(FIRST + 1, LAST, 3)), format="d")
    x = alt.X("start:Q", scale=scale, title=None, axis=years)
    looks = {
        "color": alt.Color(
            "status:N",
            scale=alt.Scale(domain=names, range=[colour(_LOOKS[name][1]) for name in names]),
        ),
        "shape": alt.Shape(
            "status:N", scale=alt.Scale(domain=names, range=[_LOOKS[name][0] for name in names])
        ),
    }
    span = dated.mark_rule(strokeWidth=3, yOffset=8).encode(
        x=x, x2="last", y=y, color=looks["color"]
    )
    dots = dated.mark_point(filled=True, size=75, opacity=1, yOffset=8).encode(x=x, y=y, **looks)
    # A name starts at its programme's year, or ends at the right edge where it would leave it.
    place = {
        "x": alt.X("start:Q", scale=scale),
        "y": y,
        "text": "programme:N",
    }
    label = dated.mark_text(
        dy=-5,
        color=colour("ink"),
        align=alt.ExprRef("datum.start > 1994 ? 'right' : 'left'"),
        dx=alt.ExprRef("datum.start > 1994 ? 6 : -4"),
    ).encode(**place)
    unsaid = shown.transform_filter("datum.dated == 0").transform_calculate(
        words="datum.programme + ' (no year printed)'"
    )
    adrift = unsaid.mark_point(filled=True, size=75, opacity=1).encode(x=alt.value(9), y=y, **looks)
    undated = unsaid.mark_text(align="left", fontStyle="italic", color=colour("muted")).encode(
        x=alt.value(20), y=y, text="words:N"
    )
    said = base.transform_calculate(
        carried="datum.shown == 1 && datum.status == 'carried out' ? 1 : 0",
        with_year="datum.shown == 1 && datum.dated == 1 ? 1 : 0",
        without="1 - datum.dated",
        own="datum.shown == 1 && datum.footing == 'stated' ? 1 : 0",
    ).transform_aggregate(
        carried="sum(carried)", n="sum(with_year)", undated="sum(without)", own="sum(own)"
    )
    sentence = (
        "'Guidance for ' + side + ', ' + (status == 'any' ? 'whatever became of it' : status)"
        " + ', up to ' + until + ': ' + datum.n + ' programmes with a year and ' + datum.undated"
        " + ' for which the texts print none; ' + datum.carried + ' of them carried out, '"
        " + datum.own + ' on the author’s own statement.'"
    )
    return (
        alt.layer(
            span,
            dots,
            label,
            adrift,
            undated,
            charts.reading(said, sentence),
            charts.table(
                shown,
                {
                    "Programme": "datum.programme",
                    "Documented": "datum.years",
                    "Status": "datum.status",
                    "Footing": "datum.footing",
                    "Ties": "'' + datum.ties",
                    "Sections": "datum.sections",
                },
            ),
        )
        .add_params(*params)
        .properties(height=520)
    )
