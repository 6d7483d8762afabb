"""The figure of voices: who speaks for and against Japanese guidance, and how that reaches us."""

from __future__ import annotations

import altair as alt
import pandas as pd

from widgets import charts
from widgets.data import table
from widgets.explorer import Explorer
from widgets.theme import colour

STANCES = {
    "wants_more": "wants more",
    "welcomes": "welcomes it",
    "silent": "is silent",
    "doubts": "doubts it",
    "against": "is against",
    "elsewhere": "on another matter",
}
"""The scale, in order; the last stands beside it."""

ROLES = {"seller": "sellers", "buyer": "buyers", "observer": "observers"}
WORDINGS = {
    # wording: as shown, shape and colour; a shape for those who do not see the colour
    "own_words": ("own words", "circle", "blue"),
    "paraphrased": ("paraphrased", "triangle-up", "green"),
    "retold": ("retold by others", "diamond", "orange"),
    "summed_up": ("summed up", "square", "plum"),
}
PERIODS = {"before_crisis": "before the crisis", "since_crisis": "since the crisis"}
FOOTINGS = ("stated", "reported", "inferred")

_HEADINGS = {
    "sellers": "Sellers: the Japanese state",
    "buyers": "Buyers: host countries, Japanese firms",
    "observers": "Observers: neither",
}


def crisis_voices(**options) -> Explorer:
    """Return everybody whom the paper brings in on guidance, by role and by stance.

    Roles go by office, stances by what is said. Options go to `Explorer`.
    """
    return Explorer(
        _chart(rows()),
        evidence="coded",
        source="Hatch, “Regionalizing the State”, §3.1–4.3. Absent: whoever was not asked or not"
        " quoted, and the pressures inside Japan of §2.1.",
        **options,
    )


def rows() -> pd.DataFrame:
    """Return one row a voice, in the order of the figure, with the words that it shows."""
    voices = table("voices")
    place = {name: number for number, name in enumerate(STANCES, start=1)}
    shown = voices.assign(
        who=voices["role"].map(ROLES),
        step=voices["stance"].map(place),
        stance=voices["stance"].map(STANCES),
        how=voices["wording"].map({name: look[0] for name, look in WORDINGS.items()}),
        when=voices["period"].map(PERIODS).fillna("not told"),
        year=voices["year"].astype("str").fillna(""),
        role=pd.Categorical(voices["role"], list(ROLES), ordered=True),
    )
    shown = shown.sort_values(["role", "step", "year"], kind="stable", ignore_index=True)
    columns = "id speaker capacity who step stance topic about how when year basis section"
    return shown[columns.split()]


def _chart(voices: pd.DataFrame) -> alt.LayerChart:
    params = [
        charts.among(["all", *ROLES.values()], "who", "all", label="Who speaks", beside=True),
        charts.among(
            ["any way", *(look[0] for look in WORDINGS.values())],
            "how",
            "any way",
            label="How it reaches us",
        ),
        charts.among(["at any time", *PERIODS.values()], "when", "at any time", label="When"),
        charts.among(["any", *FOOTINGS], "footing", "any", label="Footing"),
    ]
    voices = voices.assign(order=range(len(voices)))
    base = alt.Chart(pd.concat([voices, _headings(voices)], ignore_index=True))
    base = base.transform_calculate(
        chosen="!isValid(datum.heading) && (who == 'all' || datum.who == who)"
        " && (how == 'any way' || datum.how == how)"
        " && (when == 'at any time' || datum.when == when)"
        " && (footing == 'any' || datum.basis == footing) ? 1 : 0",
        dated="datum.year == '' || width < 450 ? datum.speaker : datum.speaker + ', ' + datum.year",
    )
    shown = base.transform_filter("datum.chosen == 1")
    headings = base.transform_filter("isValid(datum.heading)")
    scale = f"datum.step < {len(STANCES)}"
    placed, aside = shown.transform_filter(scale), shown.transform_filter(f"!({scale})")
    # Whoever is not chosen keeps a place, so that a choice shows what it leaves out.
    left_out = base.transform_filter(f"datum.chosen == 0 && !isValid(datum.heading) && {scale}")
    x = alt.X("step:Q", scale=alt.Scale(domain=[0.55, 5.45], nice=False), title=None, axis=_steps())
    y = alt.Y("id:N", sort=alt.EncodingSortField("order", op="min"), axis=None)
    # A name stands right of its mark, or left of it where the right edge is near.
    names = placed.mark_text(
        align=alt.ExprRef("datum.step > 3 ? 'right' : 'left'"),
        dx=alt.ExprRef("datum.step > 3 ? -9 : 9"),
    )
    beside = aside.transform_calculate(words="datum.dated + ' (on another matter)'").mark_text(
        align="right", fontStyle="italic", color=colour("muted")
    )
    return (
        alt.layer(
            _dissent(),
            headings.transform_filter("datum.heading != ''")
            .mark_rule(color=colour("edge"), yOffset=7)
            .encode(y=y),
            headings.mark_text(align="left", dy=-2, fontWeight=600).encode(
                x=alt.value(0), y=y, text="heading:N"
            ),
            left_out.mark_point(size=14, color=colour("edge"), opacity=1).encode(x=x, y=y),
            placed.mark_point(filled=True, size=70, opacity=1).encode(x=x, y=y, **_looks()),
            names.encode(x=x, y=y, text="dated:N"),
            beside.encode(x=alt.value(alt.expr("width")), y=y, text="words:N"),
            _reading(base),
            charts.table(
                shown,
                {
                    "Who": "datum.speaker + ' (' + datum.capacity + ')'",
                    "Role": "slice(datum.who, 0, -1)",
                    "Stance": "datum.stance",
                    "On what": "datum.topic + ': ' + datum.about",
                    "How it reaches us": "datum.how",
                    "When": "datum.when + (datum.year == '' ? '' : ' (' + datum.year + ')')",
                    "Footing": "datum.basis",
                    "Section": "'§' + datum.section",
                },
            ),
        )
        .add_params(*params)
        .properties(height=760)
    )


def _reading(base: alt.Chart) -> alt.Chart:
    own = "datum.how == 'own words'"
    counts = {
        "n": "true",
        "pro": "datum.step < 3",
        "mute": "datum.step == 3",
        "con": "datum.step == 4 || datum.step == 5",
        "other": "datum.step == 6",
        "own": own,
        **{who: f"{own} && datum.who == '{who}'" for who in ROLES.values()},
    }
    said = base.transform_calculate(
        **{name: f"datum.chosen && ({test}) ? 1 : 0" for name, test in counts.items()}
    ).transform_aggregate(**{name: f"sum({name})" for name in counts})
    by_role = " + ', ' + ".join(f"datum.{who} + ' {who}'" for who in ROLES.values())
    sentence = (
        "'Voices of ' + (who == 'all' ? 'all speakers' : who)"
        " + (how == 'any way' ? '' : ', ' + how) + (when == 'at any time' ? '' : ', ' + when)"
        " + (footing == 'any' ? '' : ', footing ' + footing) + ': '"
        " + (datum.n == 0 ? 'none in the paper.' : datum.n + ', of which ' + datum.pro"
        "   + ' for it (wanting more or welcoming it), ' + datum.mute"
        "   + ' silent or taking it for granted, ' + datum.con + ' in doubt or against'"
        "   + (datum.other == 0 ? '' : ', ' + datum.other + ' on another matter') + '.'"
        "   + (how != 'any way' && how != 'own words' ? ''"
        "     : ' Quoted in their own words: ' + datum.own"
        f"      + (who == 'all' ? ' (' + {by_role} + ').' : '.')))"
    )
    return charts.reading(said, sentence)


def _steps() -> alt.Axis:
    words = [name.split(" ") for name in list(STANCES.values())[:-1]]
    return alt.Axis(
        orient="top",
        values=list(range(1, len(STANCES))),
        labelExpr=f"{words}[datum.value - 1]",
        labelColor=colour("muted"),
        labelPadding=22,  # two lines
        ticks=False,
        domain=False,
    )


def _looks() -> dict:
    names, shapes, hues = zip(*WORDINGS.values(), strict=True)
    legend = alt.Legend(columns=alt.ExprRef("width < 450 ? 2 : 4"))
    colours = alt.Scale(domain=names, range=[colour(hue) for hue in hues])
    return {
        "color": alt.Color("how:N", scale=colours, legend=legend),
        "shape": alt.Shape("how:N", scale=alt.Scale(domain=names, range=shapes), legend=legend),
    }


def _headings(voices: pd.DataFrame) -> pd.DataFrame:
    """Return a heading before each group's first voice, and an empty line before the heading."""
    first = voices.groupby("who", sort=False)["order"].min()
    lines = [
        {"id": f"{who} {text}", "who": who, "heading": text, "order": first[who] - up}
        for who, heading in _HEADINGS.items()
        for text, up in ((heading, 0.3), ("", 0.6))
    ]
    return pd.DataFrame(lines[:1] + lines[2:])  # nothing above the first


def _dissent() -> alt.Chart:
    """Return the ground on which doubt and refusal stand."""
    ground = alt.Chart(pd.DataFrame({"low": [3.5], "high": [5.45]}))
    return ground.mark_rect(color=colour("line"), opacity=0.35).encode(x=alt.X("low:Q"), x2="high")
