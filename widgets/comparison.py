"""The comparison of Japan and the USSR, dimension by dimension, with the evidence on each side."""

from __future__ import annotations

import altair as alt
import pandas as pd

from widgets import charts
from widgets.data import table
from widgets.explorer import Explorer
from widgets.theme import colour

KINDS = {
    "frame": "what is compared",
    "cause": "why ties form",
    "membership": "who belongs",
    "duration": "how long they last",
    "function": "what they do",
    "conclusion": "what follows",
}
EVIDENCE = {
    # evidence: as shown, shape and colour; from what was studied to what was not
    "cohort_study": ("cohort study", "circle", "blue"),
    "case": ("one case", "square", "green"),
    "case_study": ("one case", "square", "green"),
    "survey": ("survey", "diamond", "plum"),
    "memoir": ("memoir", "triangle-up", "ochre"),
    "assertion": ("asserted", "triangle-down", "orange"),
    "none": ("nothing", "cross", "slate"),
}
SIDES = {"japan": "Japan", "ussr": "USSR"}


def japan_and_ussr(**options) -> Explorer:
    """Return the matrix of the comparison; options go to `Explorer`."""
    return Explorer(
        _chart(rows()),
        evidence="coded",
        source="Minagawa, “Political Clientelism in the USSR and Japan”. Kinds of evidence are our"
        " reading; “nothing” means that the paper has nothing on it, not that there is nothing.",
        **options,
    )


def rows() -> pd.DataFrame:
    """Return one row a dimension and side: what the paper says, and on what evidence."""
    wide = table("comparison")
    wide = wide.assign(order=range(len(wide)), about=wide["kind"].map(KINDS))
    shown = {name: look[0] for name, look in EVIDENCE.items()}
    both = pd.concat(
        [
            wide.assign(
                side=name,
                words=wide[side],
                evidence=wide[f"{side}_evidence"].map(shown),
                other=wide[f"{other}_evidence"].map(shown),
            )
            for (side, name), other in zip(SIDES.items(), reversed(SIDES), strict=True)
        ]
    )
    columns = ["title", "about", "order", "side", "words", "evidence", "other", "scope", "section"]
    both = both.sort_values(["order", "side"], ignore_index=True)[columns]
    return both.assign(seat=range(len(both)))


def _chart(both: pd.DataFrame) -> alt.LayerChart:
    looks = {look[0]: look[1:] for look in EVIDENCE.values()}
    grounds = {
        "any": "true",
        "studied on both sides": "datum.evidence != 'asserted' && datum.evidence != 'nothing'"
        " && datum.other != 'asserted' && datum.other != 'nothing'",
        "nothing on one side": "datum.evidence == 'nothing' || datum.other == 'nothing'",
    }
    params = [
        charts.among(["all", *KINDS.values()], "about", "all", label="Topic"),
        charts.among(list(grounds), "ground", "any", label="Evidence"),
        charts.among(["none", *both["title"].unique()], "one", "none", label="Read one"),
    ]
    ground = " || ".join(f"(ground == '{name}' && ({test}))" for name, test in grounds.items())
    chosen = alt.Chart(both).transform_filter(
        f"(about == 'all' || datum.about == about) && ({ground})"
    )
    first = chosen.transform_filter("datum.side == 'Japan'")
    y = alt.Y("title:N", sort=alt.EncodingSortField("order", op="min"), axis=None)
    x = alt.X(
        "side:N",
        sort=list(SIDES.values()),
        scale=alt.Scale(range=[{"expr": "min(width - 90, 260)"}, {"expr": "min(width - 20, 340)"}]),
        axis=alt.Axis(orient="top", title=None, labelAngle=0, ticks=False, domain=False),
    )
    names = list(looks)
    encoded = {
        "color": alt.Color(
            "evidence:N",
            scale=alt.Scale(domain=names, range=[colour(looks[name][1]) for name in names]),
            legend=alt.Legend(columns=alt.ExprRef("width < 450 ? 3 : 6")),
        ),
        "shape": alt.Shape(
            "evidence:N", scale=alt.Scale(domain=names, range=[looks[name][0] for name in names])
        ),
    }
    return (
        alt.layer(
            first.transform_filter("datum.title == one")
            .mark_bar(fill=colour("line"), stroke=colour("edge"))
            .encode(y=y, x=alt.value(0), x2=alt.value(alt.expr("width"))),
            first.mark_text(align="left").encode(x=alt.value(2), y=y, text="title:N"),
            chosen.mark_point(filled=True, size=70, opacity=1).encode(x=x, y=y, **encoded),
            _reading(both, f"(about == 'all' || datum.about == about) && ({ground})"),
            charts.table(
                chosen,
                {
                    "Dimension": "datum.title",
                    "Side": "datum.side",
                    "What the paper says": "datum.words",
                    "Evidence": "datum.evidence",
                    "Scope": "datum.scope",
                    "Section": "'§' + datum.section",
                },
                order="datum.seat",
            ),
        )
        .add_params(*params)
        .properties(height=860)
    )


def _reading(both: pd.DataFrame, test: str) -> alt.Chart:
    counts = {
        "n": "datum.side == 'Japan'",
        **{
            f"{side}_{name}": f"datum.side == '{shown}' && datum.evidence == '{kind}'"
            for side, shown in SIDES.items()
            for name, kind in (("said", "asserted"), ("none", "nothing"))
        },
        "both": "datum.side == 'Japan' && datum.evidence != 'asserted' && datum.other != 'asserted'"
        " && datum.evidence != 'nothing' && datum.other != 'nothing'",
    }
    said = (
        alt.Chart(both)
        .transform_calculate(
            **{name: f"({test}) && ({each}) ? 1 : 0" for name, each in counts.items()},
            told=charts.numbered(
                "datum.seat", "(datum.title == one ? datum.side + ': ' + datum.words : '')"
            ),
        )
        .transform_aggregate(**{name: f"sum({name})" for name in counts}, both_sides="values(told)")
    )
    told = charts.joined("datum.both_sides", "told", " ")
    sentence = (
        "(about == 'all' ? 'All topics' : 'On ' + about) + (ground == 'any' ? '' : ', ' + ground)"
        " + ': ' + datum.n + ' dimensions; asserted for Japan ' + datum.japan_said"
        " + ' and for the USSR ' + datum.ussr_said + ', nothing on Japan ' + datum.japan_none"
        " + ' and on the USSR ' + datum.ussr_none + ', studied on both sides ' + datum.both + '.'"
        f" + (one == 'none' ? '' : ' ' + one + '. ' + {told})"
    )
    return charts.reading(said, sentence)
