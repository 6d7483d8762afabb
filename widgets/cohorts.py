"""The three Soviet percentages of the paper, and the numbers of persons that may stand behind."""

from __future__ import annotations

import altair as alt
import pandas as pd

from widgets import charts
from widgets.data import table
from widgets.explorer import Explorer
from widgets.theme import colour

GROUPS = {
    # parameter: series and place in `stated_values`, whom it counts, what they did
    "brezhnevs": (
        ("cohort_advanced_beyond_ukraine", "Dnepropetrovsk"),
        "from Dnepropetrovsk",
        "got beyond the Ukraine",
    ),
    "podgornys": (
        ("cohort_advanced_beyond_ukraine", "L'vov and Kharkov"),
        "from L’vov and Khar’kov",
        "got beyond the Ukraine",
    ),
    "demoted": (
        ("clients_of_demoted_patrons_keeping_seat", "USSR"),
        "clients of demoted patrons",
        "kept their seats",
    ),
}
ABOUT = {"rounding only": None, "1 point": 1, "3 points": 3, "5 points": 5}
"""How far *about* may reach, in points; None is rounding to a whole number, halves upwards."""

LEAST, MOST, FIRST = 4, 100, 20
"""The bounds of a base, and where each slider starts."""

_ROW, _TOP = 82, 30
"""The height of a row, and the room above the first line, in pixels."""


def cohort_shares(**options) -> Explorer:
    """Return the three shares, each over a base that the reader sets; options go to `Explorer`."""
    return Explorer(
        _chart(),
        evidence="illustrative",
        source="Percentages: Moses (1976) and Willerton (1979), as Minagawa reports them; he prints"
        " no base. The bases are yours, and no estimate.",
        presets={
            "Smallest bases": {key: smallest(key) for key in GROUPS} | {"about": "rounding only"},
            "A hundred each": dict.fromkeys(GROUPS, MOST),
        },
        **options,
    )


def shares() -> pd.DataFrame:
    """Return the printed percentages: ``group``, ``percent``, ``who``, ``did``, ``source``."""
    stated = table("stated_values").set_index(["series", "place"])
    rows = [(group, stated.loc[[where]].iloc[0], *told) for group, (where, *told) in GROUPS.items()]
    return pd.DataFrame(
        [
            {"group": group, "percent": int(row["value"]), "who": who, "did": did,
             "source": row["attributed_to"]}
            for group, row, who, did in rows
        ]
    )  # fmt: skip


def fitting(percent: int, base: int, about: int | None = None) -> list[int]:
    """Return the whole numbers of persons out of ``base`` that are about ``percent`` of it.

    With ``about`` None a share fits that rounds to ``percent``, halves upwards; else one that
    lies no more than so many points from it.

    >>> fitting(75, 20), fitting(18, 20), fitting(18, 20, about=3)
    ([15], [], [3, 4])
    """
    if about is None:
        # In two hundredths, so that all is whole: p - 1/2 <= 100 k / n < p + 1/2.
        return [k for k in range(base + 1) if -base <= 200 * k - 2 * percent * base < base]
    return [k for k in range(base + 1) if abs(100 * k - percent * base) <= about * base]


def smallest(group: str) -> int:
    """Return the smallest base of a slider at which some number rounds to the printed share."""
    percent = shares().set_index("group").loc[group, "percent"]
    return next(n for n in range(LEAST, MOST + 1) if fitting(percent, n))


def _chart() -> alt.LayerChart:
    printed = shares()
    printed["row"] = range(len(printed))
    counts = printed.merge(pd.DataFrame({"k": range(MOST + 1)}), how="cross")
    params = [
        charts.between(LEAST, MOST, 1, key, FIRST, label=f"Base: {look[1]}")
        for key, look in GROUPS.items()
    ]
    params.append(
        charts.among(list(ABOUT), "about", next(iter(ABOUT)), label="“About” reaches", beside=True)
    )
    base = "datum.row == 0 ? brezhnevs : datum.row == 1 ? podgornys : demoted"
    reach = " : ".join(f"about == '{name}' ? {far}" for name, far in ABOUT.items() if far)
    ladder = (
        alt.Chart(counts)
        .transform_calculate(n=base, far=f"{reach} : 0.5")
        .transform_filter("datum.k <= datum.n")
        .transform_calculate(
            share="100 * datum.k / datum.n",
            off="200 * datum.k - 2 * datum.percent * datum.n",
        )
        .transform_calculate(
            fits="(datum.far == 0.5 ? datum.off >= -datum.n && datum.off < datum.n"
            " : abs(datum.off) <= 2 * datum.far * datum.n) ? 1 : 0"
        )
    )
    rows = (
        ladder.transform_calculate(
            low="datum.fits ? datum.k : null", high="datum.fits ? datum.k : null"
        )
        .transform_aggregate(
            low="min(low)",
            high="max(high)",
            several="sum(fits)",
            n="min(n)",
            far="min(far)",
            groupby=["row", "percent", "who", "did", "source"],
        )
        .transform_calculate(
            start="datum.percent - datum.far",
            end="datum.percent + datum.far",
            point="format(100 / datum.n, '.1f')",
            number="datum.several == 0 ? 'no whole number' : datum.several == 1 ? '' + datum.low"
            " : datum.several == 2 ? datum.low + ' or ' + datum.high"
            " : datum.low + ' to ' + datum.high",
        )
    )
    x = alt.X(
        "share:Q",
        scale=alt.Scale(domain=[0, 100], nice=False),
        axis=alt.Axis(title="per cent of the base", tickCount=5, grid=False),
    )
    scale = alt.Scale(domain=[-0.62, len(GROUPS) - 0.6], reverse=True, nice=False)
    y = alt.Y("row:Q", scale=scale, axis=None)
    steps = ladder.transform_calculate(top="datum.row - 0.1", bottom="datum.row + 0.1")
    heads = rows.transform_calculate(
        left="datum.percent + '% of ' + datum.n + ' ' + datum.who",
        right="datum.several == 0 ? 'none fits' : datum.number + (datum.several == 1 ? ' fits'"
        " : ' fit')",
        over="datum.row - 0.3",
    )
    over = alt.Y("over:Q", scale=scale, axis=None)
    ochre = {"fill": colour("ochre"), "stroke": colour("ochre")}
    return (
        alt.layer(
            rows.transform_calculate(top="datum.row - 0.17", bottom="datum.row + 0.17")
            .mark_rect(opacity=1, fillOpacity=0.4, strokeWidth=1, **ochre)
            .encode(
                x=alt.X("start:Q"), x2="end:Q",
                y=alt.Y("top:Q", scale=scale, axis=None), y2="bottom:Q",
            ),
            steps.mark_rule(color=colour("slate")).encode(
                x=x, y=alt.Y("top:Q", scale=scale, axis=None), y2="bottom:Q"
            ),
            steps.transform_filter("datum.fits")
            .mark_point(filled=True, shape="circle", size=75, opacity=1, color=colour("blue"))
            .encode(x=x, y=y),
            heads.mark_text(align="left", color=colour("ink")).encode(
                x=alt.value(0), y=over, text="left:N"
            ),
            heads.mark_text(align="right", fontWeight=600, color=colour("blue")).encode(
                x=alt.value(alt.expr("width")), y=over, text="right:N"
            ),
            _reading(rows),
            charts.table(
                rows,
                {
                    "Who": "datum.who",
                    "What they did": "datum.did",
                    "Printed": "'about ' + datum.percent + '%'",
                    "After": "datum.source",
                    "Base (yours)": "datum.n",
                    "Persons who fit": "datum.number",
                    "One person, in points": "datum.point",
                },
                order="datum.row",
            ),
        )
        .add_params(*params)
        .properties(height=_TOP + _ROW * len(GROUPS))
    )  # fmt: skip


def _reading(rows: alt.Chart) -> alt.Chart:
    words = (
        "datum.percent + ' per cent of ' + datum.n + ' ' + datum.who + ' is ' + datum.number"
        " + ' (one person is ' + datum.point + ' points)'"
    )
    # One text a group: rows of a live chart come in any order.
    each = {f"said{row}": f"datum.row == {row} ? {words} : ''" for row in range(len(GROUPS))}
    said = rows.transform_calculate(**each).transform_aggregate(
        **{name: f"values({name})" for name in each}
    )
    clauses = " + '; ' + ".join(f"join(pluck(datum.{name}, '{name}'), '')" for name in each)
    sentence = (
        "(about == 'rounding only' ? 'With ' : 'Within ') + about + ', ' + " + clauses + " + '.'"
    )
    return charts.reading(said, sentence)
