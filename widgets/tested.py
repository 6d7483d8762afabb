"""What a text says of its tables, held against them by a rule that the reader can move."""

from __future__ import annotations

import altair as alt
import numpy as np

from widgets import charts
from widgets.explorer import Explorer
from widgets.models import table_claims as model
from widgets.theme import colour

LOOKS = {
    model.HOLDS: ("circle", "blue"),
    model.LOOSE: ("square", "ochre"),
    model.FAILS: ("diamond", "orange"),
    model.WRONG_UNIT: ("cross", "plum"),
}
FARTHEST = 60
"""How far, in percent, the picture reaches to either side."""
ASIDE = 28
"""Where a claim stands that gives no number."""


def tested_claims(**options) -> Explorer:
    """Return the claims about printed tables, and how far each misses. Options go to `Explorer`."""
    return Explorer(
        _chart(),
        evidence="measured",
        source="Hatch, “Regionalizing Relationalism”, text and Tables 1 to 5; the rule is ours.",
        **options,
    )


def _chart() -> alt.LayerChart:
    rows = model.judged()
    known = rows["miss_percent"].notna()
    rows = rows.assign(
        rank=range(len(rows)),
        off=np.where(known, rows["miss_percent"].round(model._DIGITS), 0),
        given=known,
        unit_fits=rows["verdict"] != model.WRONG_UNIT,
        unquantified=np.where(known, "", rows["verdict"]),
        label=rows["printed_as"] + ": " + rows["wording"],
    )
    params = [
        charts.between(1, 20, 1, "plain", model.PLAIN, label="A plain number may miss by (%)"),
        charts.between(1, 30, 1, "rounded", model.ROUNDED, label="A rounded one by (%)"),
        charts.between(5, 60, 1, "loosely", model.LOOSELY, label="Loose up to (%)"),
    ]
    rule = (
        f"!datum.unit_fits ? '{model.WRONG_UNIT}' : !datum.given ? datum.unquantified"
        " : abs(datum.off) <= (datum.qualifier == 'exact' ? plain : rounded)"
        "   && !(datum.qualifier == 'nearly' && datum.off > 0)"
        f" ? '{model.HOLDS}' : abs(datum.off) <= loosely ? '{model.LOOSE}' : '{model.FAILS}'"
    )
    base = alt.Chart(rows).transform_calculate(
        verdict=rule,
        zero="0",
        at=f"datum.given ? clamp(datum.off, {-FARTHEST}, {FARTHEST}) : {ASIDE}",
        shown="datum.given ? format(datum.off, '+.1f') + ' %' : 'no number'",
    )
    y = alt.Y("rank:O", axis=None)
    scale = alt.Scale(domain=[-FARTHEST, FARTHEST], nice=False)
    x = alt.X(
        "at:Q",
        scale=scale,
        title="print less claim, in % of what is claimed",
        axis=alt.Axis(grid=False, values=[-40, -20, 0, 20]),
    )
    names = list(LOOKS)
    looks = {
        "color": alt.Color(
            "verdict:N",
            scale=alt.Scale(domain=names, range=[colour(LOOKS[name][1]) for name in names]),
            legend=alt.Legend(columns=alt.ExprRef("width < 450 ? 2 : 4")),
        ),
        "shape": alt.Shape(
            "verdict:N", scale=alt.Scale(domain=names, range=[LOOKS[name][0] for name in names])
        ),
    }
    stem = (
        base.transform_filter("datum.given")
        .mark_rule(color=colour("edge"), yOffset=8)
        .encode(x=alt.X("zero:Q", scale=scale), x2="at", y=y)
    )
    none = (
        base.transform_filter("!datum.given")
        .mark_text(text="no number", align="left", dx=8, dy=9, color=colour("muted"))
        .encode(x=alt.X("at:Q", scale=scale), y=y)
    )
    middle = base.mark_rule(color=colour("line")).encode(x=alt.X("zero:Q", scale=scale))
    dots = base.mark_point(filled=True, size=80, opacity=1, yOffset=8).encode(x=x, y=y, **looks)
    at_left = {"x": alt.value(0), "y": y, "text": "label:N"}
    # Where the middle line runs below words, it is broken.
    under = base.mark_text(
        align="left", dx=2, dy=-8, color=colour("raised"), stroke=colour("raised"), strokeWidth=3
    ).encode(**at_left)
    words = base.mark_text(align="left", dx=2, dy=-8, color=colour("muted")).encode(**at_left)
    said = base.transform_calculate(
        **{f"n{place}": f"datum.verdict == '{name}' ? 1 : 0" for place, name in enumerate(names)},
        failing=charts.numbered(
            "datum.rank", f"(datum.verdict == '{model.FAILS}' ? '“' + datum.wording + '”' : '')"
        ),
    ).transform_aggregate(
        all="count()",
        failed="values(failing)",
        **{f"n{place}": f"sum(n{place})" for place in range(len(names))},
    )
    failed = charts.joined("datum.failed", "failing")
    sentence = (
        "'If a plain number may miss by ' + plain + ' %, a rounded one by ' + rounded"
        " + ' % and a loose one by ' + loosely + ' %, ' + datum.n0 + ' of ' + datum.all"
        " + ' claims hold, ' + datum.n1"
        " + (datum.n1 == 1 ? ' is' : ' are') + ' loose, ' + datum.n2"
        " + (datum.n2 == 1 ? ' does not hold' : ' do not hold')"
        f" + (datum.n2 == 0 ? '' : ' (' + {failed} + ')')"
        " + ', and ' + datum.n3 + (datum.n3 == 1 ? ' has' : ' have') + ' the wrong unit.'"
    )
    return (
        alt.layer(
            middle,
            stem,
            none,
            under,
            dots,
            words,
            charts.reading(said, sentence),
            charts.table(
                base,
                {
                    "Where": "datum.printed_as",
                    "In the text": "datum.wording",
                    "Printed less claimed": "datum.shown",
                    "Verdict": "datum.verdict",
                    "Section": "datum.section",
                },
                order="datum.rank",
            ),
        )
        .add_params(*params)
        .properties(height=640)
    )
