"""The figure of change and continuity: what speaks for either, and what a passage shows of ties."""

from __future__ import annotations

import altair as alt
import pandas as pd

from widgets import charts
from widgets.data import table
from widgets.explorer import Explorer
from widgets.theme import colour

CLAIMS = {
    "distribution": "gains are shared out anew",
    "deregulation": "the state withdraws",
    "horizontal_keiretsu": "the big groups come apart",
    "vertical_keiretsu": "car makers and suppliers part",
    "foreign_investment": "Japan is open to investors",
    "payrolls": "firms shed staff",
}
KINDS = {
    # kind: as shown, shape and colour; a shape for those who do not see the colour
    "claim": ("claim", "triangle-up", "orange"),
    "concession": ("granted", "square", "ochre"),
    "counter_evidence": ("reply", "circle", "blue"),
    "later_passage": ("later section", "diamond", "green"),
}
SIDES = ("change", "both", "continuity")
SHOWS = {
    "as_before": "as before",
    "closer": "more or closer ties",
    "other_partners": "other or fewer partners",
    "elsewhere": "ties elsewhere",
    "looser": "looser ties",
    "one_time": "one time only",
    "not_observed": "no state of ties",
}
FOOTINGS = ("stated", "reported")
WIDER = {
    # control: what of `shows` it counts as change, and its label
    "partners": ("other_partners", "Other or fewer partners are change"),
    "places": ("elsewhere", "Ties carried elsewhere are change"),
    "closer": ("closer", "More or closer ties are change"),
}
"""Wider ideas of what counts as change, each of which the reader may take up."""

_NOT_OVER_TIME = ("one_time", "not_observed")
_WORDS = alt.value(alt.expr("width - 148"))
"""Where the words begin for what a passage shows."""
_ROW = 18
"""The height of a row, in pixels."""


def change_and_continuity(**options) -> Explorer:
    """Return what speaks for change and what for continuity, claim by claim.

    A passage stands on the side for which the paper uses it. The reader may count as change what
    the paper does not, and leave out what has no earlier state. Options go to `Explorer`.
    """
    return Explorer(
        _chart(rows()),
        evidence="coded",
        source="Hatch, “Regionalizing Relationalism”. What a passage shows, and which later"
        " passages bear on a claim, is our reading. Absent: other authors’ evidence, and all"
        " after 2001.",
        **options,
    )


def rows() -> pd.DataFrame:
    """Return one row a passage in the order of the paper's claims, with the words of the figure.

    Columns: those of the table ``changes``, ``at`` (the place of its side in `SIDES`), ``order``,
    ``slot`` (its line, with one for each claim's heading) and ``line`` (its name on the page).
    """
    coded = table("changes")
    claim = coded["claim"].map(list(CLAIMS).index)
    return coded.assign(
        at=coded["bears"].map(SIDES.index),
        order=range(len(coded)),
        # A heading, and half a line of air above every heading but the first.
        slot=[order + 1 + 1.5 * number for order, number in enumerate(claim)],
        line=coded["name"].str.replace("'", "’"),
        text=coded["text"].str.replace("'", "’"),
    )


def _chart(coded: pd.DataFrame) -> alt.LayerChart:
    params = [
        charts.among(["all", *CLAIMS.values()], "about", "all", label="Claim"),
        charts.among(["any", *FOOTINGS], "footing", "any", label="Footing", beside=True),
        *(_tick(name, label) for name, (_, label) in WIDER.items()),
        _tick("over_time", "Leave out what has no earlier state"),
    ]
    shown = coded.drop(columns=["id", "series", "document", "note", "strand", "name"])
    shown = shown.assign(
        kind=shown["kind"].map({kind: look[0] for kind, look in KINDS.items()}),
        claim=shown["claim"].map(CLAIMS),
        shows=shown["shows"].map(SHOWS),
        attributed_to=shown["attributed_to"].fillna(""),
    )
    wider = " || ".join(f"({name} && datum.shows == '{SHOWS[shows]}')"
                        for name, (shows, _) in WIDER.items())  # fmt: skip
    timeless = [SHOWS[shows] for shows in _NOT_OVER_TIME]
    base = alt.Chart(shown).transform_calculate(
        moved=f"datum.at > 0 && ({wider}) ? 1 : 0",
        chosen="(about == 'all' || datum.claim == about)"
        " && (footing == 'any' || datum.basis == footing)"
        f" && !(over_time && indexof({timeless}, datum.shows) >= 0) ? 1 : 0",
    )
    base = base.transform_calculate(side="datum.moved ? 0 : datum.at")
    chosen = base.transform_filter("datum.chosen == 1")
    left_out = base.transform_filter("datum.chosen == 0")
    last = coded["slot"].max()
    y = alt.Y(
        "slot:Q", scale=alt.Scale(domain=[-0.6, last + 0.6], reverse=True, nice=False), axis=None
    )
    ends = [alt.expr("width < 450 ? width - 105 : 310"), alt.expr("width < 450 ? width - 25 : 480")]
    scale = alt.Scale(domain=[0, 2], range=ends, nice=False, zero=False)
    axis = alt.Axis(
        orient="top",
        values=[0, 1, 2],
        labelExpr=f"{list(SIDES)}[datum.value]",
        labelFlush=False,
        labelOverlap=False,
        labelFontSize=alt.ExprRef("width < 450 ? 10 : 12"),
        gridOpacity=0.6,
        ticks=False,
        domain=False,
        title=None,
    )
    x = alt.X("side:Q", scale=scale, axis=axis)
    labels = [look[0] for look in KINDS.values()]
    looks = {
        "color": alt.Color(
            "kind:N",
            scale=alt.Scale(domain=labels, range=[colour(look[2]) for look in KINDS.values()]),
            legend=alt.Legend(columns=alt.ExprRef("width < 450 ? 2 : 4")),
        ),
        "shape": alt.Shape(
            "kind:N", scale=alt.Scale(domain=labels, range=[look[1] for look in KINDS.values()])
        ),
    }
    name = base.mark_text(align="left").encode(
        x=alt.value(alt.expr("width < 450 ? 2 : 6")),
        y=y,
        text="line:N",
        color=charts.counted("datum.chosen == 1"),
    )
    # No text at all on a phone: also one that is not seen would take its room.
    what = chosen.transform_calculate(word="width < 450 ? '' : datum.shows").mark_text(
        align="left", color=colour("muted")
    )
    return (
        alt.layer(
            *_heads(coded, y),
            chosen.transform_filter("datum.moved == 1")
            .mark_rule(color=colour("edge"), strokeDash=[2, 3])
            .encode(x=x, x2="at", y=y),
            left_out.mark_point(size=14, color=colour("edge"), opacity=1).encode(x=x, y=y),
            chosen.mark_point(filled=True, size=70, opacity=1).encode(x=x, y=y, **looks),
            name,
            what.encode(x=_WORDS, y=y, text="word:N"),
            charts.reading(_counted(base), _sentence()),
            charts.table(
                chosen,
                {
                    "Passage": "datum.line",
                    "In our words": "datum.text",
                    "On the claim that": "datum.claim",
                    "Place in the argument": "datum.kind",
                    "Speaks for": f"{list(SIDES)}[datum.side]"
                    " + (datum.moved ? ' (the paper: ' + datum.bears + ')' : '')",
                    "Shows": "datum.shows",
                    "Footing": "datum.basis"
                    " + (datum.attributed_to ? ' (' + datum.attributed_to + ')' : '')",
                    "Section": "datum.section",
                },
                order="datum.order",
            ),
        )
        .add_params(*params)
        .properties(height=int(_ROW * (last + 2)))
    )


def _tick(name: str, label: str) -> alt.Parameter:
    return alt.param(name, value=False, bind=alt.binding_checkbox(name=label))


def _heads(coded: pd.DataFrame, y: alt.Y) -> list:
    """Return each claim above its first passage, and what heads the words on the right."""
    heads = coded.groupby("claim", sort=False)["slot"].min().sub(1).reset_index()
    heads["claim"] = heads["claim"].map(CLAIMS).map(lambda words: words[0].upper() + words[1:])
    claims = alt.Chart(heads).mark_text(align="left", fontWeight=600, color=colour("ink"))
    words = (
        alt.Chart(heads[:1])
        .transform_calculate(word="width < 450 ? '' : 'what it shows'")
        .mark_text(align="left", color=colour("ink"))
    )
    return [
        claims.encode(x=alt.value(0), y=y, text="claim:N"),
        words.encode(x=_WORDS, y=alt.value(-12), text="word:N"),
    ]


def _counted(base: alt.Chart) -> alt.Chart:
    counts = {
        "n": "true",
        "moved_n": "datum.moved == 1",
        **{side: f"datum.side == {at}" for at, side in enumerate(SIDES)},
        **{f"still_{key}": f"datum.side == 2 && datum.shows == '{shown}'"
           for key, shown in SHOWS.items()},
    }  # fmt: skip
    base = base.transform_calculate(
        **{f"_{key}": f"datum.chosen == 1 && ({test}) ? 1 : 0" for key, test in counts.items()}
    )
    return base.transform_aggregate(**{key: f"sum(_{key})" for key in counts})


def _sentence() -> str:
    taken = " + ".join(
        f"({name} ? ', ' + '{SHOWS[shows]} counted as change' : '')"
        for name, (shows, _) in WIDER.items()
    )
    still = " + ".join(
        f"(datum.still_{key} ? ', {words} ' + datum.still_{key} : '')"
        for key, words in SHOWS.items()
    )
    return (
        "(about == 'all' ? 'All claims' : 'The claim that ' + about) + ', footing ' + footing"
        " + (over_time ? ', with an earlier state' : '')"
        f" + {taken} + ': '"
        " + (datum.n == 0 ? 'no passage is left.'"
        "   : datum.n + (datum.n == 1 ? ' passage, ' : ' passages, ') + datum.change"
        "     + ' for change'"
        "     + (datum.moved_n ? ' (' + datum.moved_n + ' by this count alone)' : '')"
        "     + ', ' + datum.both + ' for both, ' + datum.continuity + ' for continuity.'"
        "   + (datum.continuity == 0 ? ''"
        f"     : ' What those for continuity show: ' + slice({still}, 2) + '.'))"
    )
