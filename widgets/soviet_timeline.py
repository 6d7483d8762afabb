"""The Soviet selection posts and followings on an axis of the years that the paper prints."""

from __future__ import annotations

import altair as alt
import pandas as pd

from widgets import charts
from widgets.board import FOOTINGS, LOOKS, SOVIET
from widgets.codings import begin, codings, controls, stands
from widgets.data import table
from widgets.explorer import Explorer
from widgets.theme import colour

LANES = {"post": "Posts with a say in who is chosen", "following": "Followings"}
CODINGS = ("podgorny_charges", "kharkov")
"""The contested codings on which an entry hangs."""

EVERYBODY = "everybody"
FIRST, LAST = 1950, 1975
"""The axis: the decade that is printed first, and a little after the last year."""

_LEFT, _UNDATED, _OPEN = 1942.5, 1944.5, 1947.5
"""Where the picture begins, where an entry without a year stands, where an open line begins."""

_ROW = 31
"""The height of an entry, in pixels."""

_UNDER = colour("raised")
"""What a figure stands on."""


def soviet_timeline(**options) -> Explorer:
    """Return who held a selection post and whose following rose; options go to `Explorer`."""
    return Explorer(
        _chart(entries()),
        evidence="coded",
        source="Minagawa, “Political Clientelism in the USSR and Japan”, sections II.1 and II.2"
        " with their notes. No year stands here that he does not print.",
        **options,
    )


def entries() -> pd.DataFrame:
    """Return one row an entry: those of the table, with the slot, the side and the dating.

    Within a lane the dated entries come first, by year; ``when`` is the year that is printed
    first, and ``dating`` is "span", "since", "until" or "none". An entry that stands under several
    readings of a contested coding has a row for each; see `widgets.codings`.
    """
    rows = table("soviet_timeline")
    rows["when"] = rows["start"].fillna(rows["end"])
    rows["lane_number"] = rows["lane"].map(list(LANES).index)
    rows = rows.sort_values(["lane_number", "when"], kind="stable", ignore_index=True)
    # Each lane has a heading of its own.
    rows["slot"] = rows.index + rows["lane_number"] + 1
    rows["side"] = [SOVIET.side(whose) for whose in rows["whose"]]
    dated = rows["start"].notna(), rows["end"].notna()
    rows["dating"] = "none"
    rows.loc[dated[0] & dated[1], "dating"] = "span"
    rows.loc[dated[0] & ~dated[1], "dating"] = "since"
    rows.loc[~dated[0] & dated[1], "dating"] = "until"
    between = rows["lane"].map({"post": ", ", "following": " "})
    rows["words"] = rows["who"] + between + rows["what"]
    rows["readings"] = rows["readings"].fillna("").str.split("; ")
    rows = rows.explode("readings", ignore_index=True)
    for coding in CODINGS:
        rows[coding] = rows["readings"].where(rows["contested"] == coding, "")
    return rows


def _chart(rows: pd.DataFrame) -> alt.LayerChart:
    slots = int(rows["slot"].max()) + 1
    params = [
        charts.among(
            [*SOVIET.sides, EVERYBODY], "side", SOVIET.sides[0], label="Read out", beside=True
        ),
        charts.among(list(FOOTINGS), "footing", "any", label="Footing", beside=True),
        *controls("soviet", CODINGS),
    ]
    footing = " : ".join(f"footing == '{name}' ? {test}" for name, test in FOOTINGS.items())
    shown = ["item", "slot", "side", "dating", "words", "who", "printed", "start", "end", "when"]
    shown += ["lane", "basis", "attributed_to", "section", "note", *CODINGS]
    known = (
        alt.Chart(rows[shown])
        .transform_filter(f"{footing} : true")
        .transform_filter(stands(CODINGS))
        .transform_calculate(
            bright=f"side == '{EVERYBODY}' || datum.side == side",
            left=f"datum.dating == 'none' ? {_UNDATED} : isValid(datum.start) ? datum.start"
            f" : {_OPEN}",
            right=f"datum.dating == 'none' ? {_UNDATED} : isValid(datum.end) ? datum.end : {LAST}",
            at=f"isValid(datum.when) ? datum.when : {_UNDATED}",
            # On a phone without what is said in brackets of a group; the table has it.
            line="(width < 450 ? replace(datum.who, / \\(.*/, '') : datum.words)"
            " + (isValid(datum.printed) ? ' (' + datum.printed + ')' : '')",
        )
    )
    x_scale = alt.Scale(domain=[_LEFT, LAST + 0.5], nice=False)
    axis = alt.Axis(
        title=None,
        values=[_UNDATED, *range(FIRST, LAST + 1, 5)],
        labelExpr=f"datum.value < {FIRST} ? 'no year' : format(datum.value, 'd')",
        grid=True,
        gridColor=colour("line"),
        orient="top",
    )
    y_scale = alt.Scale(domain=[-0.7, slots - 0.4], reverse=True, nice=False)
    y = alt.Y("slot:Q", scale=y_scale, axis=None)

    def by_side(read_out: float, others: float):
        return alt.condition("datum.bright", alt.value(read_out), alt.value(others))

    looks = {
        "color": alt.Color(
            "side:N",
            scale=alt.Scale(domain=list(SOVIET.sides), range=[colour(hue) for _, hue in LOOKS]),
            legend=alt.Legend(columns=alt.ExprRef("width < 450 ? 2 : 3")),
        ),
    }
    shape = alt.Shape(
        "side:N", scale=alt.Scale(domain=list(SOVIET.sides), range=[shape for shape, _ in LOOKS])
    )
    span = {"x": alt.X("left:Q", scale=x_scale, axis=axis), "x2": "right:Q", "y": y, **looks}
    dot = {"x": alt.X("at:Q", scale=x_scale), "y": y, **looks, "shape": shape}
    # Who is not read out stands back by thin lines and small marks, not by pale ones.
    dot["size"] = by_side(75, 26)
    lanes = pd.DataFrame(
        {"name": list(LANES.values()), "slot": [rows.loc[rows["lane"] == lane, "slot"].min() - 1
         for lane in LANES]}
    )  # fmt: skip
    return (
        alt.layer(
            known.transform_filter("datum.dating == 'span'")
            .mark_rule()
            .encode(**span, strokeWidth=by_side(5, 2)),
            known.transform_filter("datum.dating == 'since' || datum.dating == 'until'")
            .mark_rule(strokeDash=[3, 4])
            .encode(**span, strokeWidth=by_side(1.6, 1)),
            known.transform_filter("datum.dating == 'since'")
            .mark_point(filled=True, opacity=1)
            .encode(**dot),
            known.transform_filter("datum.dating == 'until'")
            .mark_point(filled=True, opacity=1)
            .encode(**dot),
            known.transform_filter("datum.dating == 'none'")
            .mark_point(filled=False, strokeWidth=1.6, opacity=1)
            .encode(**dot),
            # A line of the grid that runs below words is broken there.
            known.mark_text(
                align="left", dy=-12, color=_UNDER, stroke=_UNDER, strokeWidth=3
            ).encode(x=alt.value(0), y=y, text="line:N"),
            known.mark_text(align="left", dy=-12).encode(
                x=alt.value(0), y=y, text="line:N", color=charts.counted("datum.bright")
            ),
            alt.Chart(lanes)
            .mark_text(align="left", dy=-2, fontWeight=600, color=colour("muted"))
            .encode(x=alt.value(0), y=y, text="name:N"),
            _reading(known),
            charts.table(
                known,
                {
                    "Whose": "datum.side",
                    "What": "datum.words",
                    "In print": "isValid(datum.printed) ? datum.printed : 'no year'",
                    "Footing": "datum.basis"
                    " + (isValid(datum.attributed_to) ? ': ' + datum.attributed_to : '')",
                    "Remark": "isValid(datum.note) ? datum.note : ''",
                    "Section": "'§' + datum.section",
                },
                order="datum.slot",
            ),
        )
        .add_params(*params)
        .properties(height=_ROW * slots + 45)
    )  # fmt: skip


def _reading(known: alt.Chart) -> alt.Chart:
    said = known.transform_calculate(
        n="datum.bright ? 1 : 0",
        years="datum.bright && isValid(datum.when) ? 1 : 0",
        dated=charts.numbered(
            "isValid(datum.when) ? datum.when : 0",
            "(datum.bright && isValid(datum.when) ? datum.words + ' (' + datum.printed + ')' : '')",
        ),
        undated=charts.numbered(
            "datum.slot", "(datum.bright && !isValid(datum.when) ? datum.words : '')"
        ),
    ).transform_aggregate(
        n="sum(n)", years="sum(years)", dated="values(dated)", undated="values(undated)"
    )
    dated, undated = (
        charts.joined("datum.dated", "dated"),
        charts.joined("datum.undated", "undated"),
    )
    sentence = (
        "upper(slice(side, 0, 1)) + slice(side, 1) + ': ' + datum.n"
        " + (datum.n == 1 ? ' entry, ' : ' entries, ') + datum.years + ' with a year in print'"
        f" + (datum.years ? ': ' + {dated} : '') + '.'"
        f" + (datum.n > datum.years ? ' Without a year: ' + {undated} + '.' : '')"
        " + (footing == 'any' ? '' : ' Footing: ' + footing + '.')"
    )
    for coding in CODINGS:
        sentence += f" + {_supposed(coding)}"
    return charts.reading(said, sentence)


def _supposed(coding: str) -> str:
    coded = codings("soviet")[coding][0]
    return f"({coding} == '{coded}' ? '' : ' Supposed: {begin(coding)} ' + {coding} + '.')"
