"""The figure of other codings: under how many of them each chapter's statement stands."""

from __future__ import annotations

import altair as alt
import pandas as pd

from widgets import charts
from widgets.data import table
from widgets.explorer import Explorer
from widgets.models.robustness.space import ALL, FAILS, LISTS, NOT_ASKED, STANDS
from widgets.theme import colour

PARTS = {
    "clientelism": "I",
    "regionalizing_state": "II",
    "relationalism": "III",
    "comparing": "IV",
}
EVERY = "all statements"
FIRM, FAR, ONE, UNASKED = "not turned", "turned by several", "turned by one", "cannot be asked"
SIGNS = {
    # sign: shape and colour; a shape for those who do not see the colour
    FIRM: ("circle", "blue"),
    FAR: ("triangle-up", "ochre"),
    ONE: ("diamond", "orange"),
    UNASKED: ("square", "slate"),
}
BARS = {
    # count: colour and thickness, in pixels; what cannot be asked is a line
    "stands": ("blue", 6),
    "fails": ("orange", 6),
    "not_asked": ("edge", 1.5),
}
_ALONE = {STANDS: FIRM, FAILS: ONE, NOT_ASKED: UNASKED}
"""What an option does by itself, as a sign. Under its chapter's own coding no statement fails."""

_WAYS = 4
"""So many ways to turn a statement the reading names; of more it gives the number."""
_ROW = 27
"""The height of a row, in pixels."""


def other_codings(**options) -> Explorer:
    """Return the chapters' main statements, each with the codings under which it stands.

    Options go to `Explorer`.
    """
    return Explorer(
        _chart(rows()),
        evidence="coded",
        source="Minagawa, and the two papers by Hatch, as coded in this book. Each coding of our"
        " list counts once; they are not equally likely, and a share is no probability. Absent:"
        " other coders, other texts, codings that we did not think of.",
        **options,
    )


def rows() -> pd.DataFrame:
    """Return one row a statement and list of codings, and one an option of a statement's choices.

    ``view`` is `EVERY` or the statement whose options stand there, ``among`` the list of codings
    (an option is counted among all), ``label`` what the row is called and ``sign`` one of `SIGNS`.
    ``told`` is the statement as its chapter makes it, ``ways`` what turns it; both are empty where
    the row is an option.
    """
    stated = table("codings_statements").set_index("statement")
    counts = ["stands", "fails", "not_asked", "codings"]
    shares = table("codings_shares").join(stated, on="statement")
    at = shares["flips_at"].astype("float64")
    shares = shares.assign(
        view=EVERY,
        label=shares["short"],
        sign=at.map(lambda n: ONE if n == 1 else FAR if n > 1 else FIRM),
        told=[_told(row) for row in shares.itertuples()],
        ways=[_ways(row) for row in shares.itertuples()],
    )
    taken = table("codings_options").join(stated["short"], on="statement")
    # Under a coding that is the chapter's own nothing is changed, and so nothing is turned.
    taken = taken.assign(
        view=taken["short"],
        among="",
        label=taken["asks"] + ": " + taken["option"],
        sign=taken["alone"].map(_ALONE),
        told="",
        ways="",
    )
    taken["label"] += taken["used"].map({True: " (as used)", False: ""})
    chapters = taken["statement"].map(stated["chapter"])
    both = pd.concat([shares, taken.assign(chapter=chapters)], ignore_index=True)
    both["part"] = both["chapter"].str.split("/").str[0].map(PARTS)
    both["seat"] = range(len(both))
    return both[["view", "part", "among", "label", "sign", *counts, "told", "ways", "seat"]]


def _told(row) -> str:
    """Return a statement with the chapter that makes it."""
    name = row.chapter.split("/")[1].replace("_", " ")
    return f"“{row.words.rstrip('.')}” (chapter {name})"


def _ways(row) -> str:
    """Return what turns a statement, in words."""
    if pd.isna(row.flips_at):
        return "no coding tried turns it"
    ways = row.flips.split(" | ")
    changes = "one change turns it" if row.flips_at == 1 else f"it takes {row.flips_at} changes"
    listed = "; or ".join(f"“{way.replace('; ', '” with “')}”" for way in ways[:_WAYS])
    more = "" if len(ways) <= _WAYS else f"; or in {len(ways) - _WAYS} more ways"
    return f"{changes}: {listed}{more}"


def _chart(both: pd.DataFrame) -> alt.LayerChart:
    names = list(both.loc[both["view"] == EVERY, "label"].unique())
    params = [
        charts.among(["all", *PARTS.values()], "part", "all", label="Part", beside=True),
        charts.among([EVERY, *names], "one", EVERY, label="Look at"),
        charts.among(list(LISTS), "among", ALL, label="Out of"),
    ]
    base = alt.Chart(both.rename(columns={"part": "of_part", "among": "of_list"}))
    listed = (
        f"datum.view == '{EVERY}' && datum.of_list == among"
        " && (part == 'all' || datum.of_part == part)"
    )
    shown = base.transform_filter(
        f"one == '{EVERY}' ? {listed} : datum.view == one"
    ).transform_window(place="row_number()", sort=[alt.SortField("seat")])
    scale = alt.Scale(domain=[0.4, len(names) + 0.6], reverse=True, nice=False, zero=False)
    y = alt.Y("place:Q", scale=scale, axis=None)
    signs = list(SIGNS)
    looks = {
        "color": alt.Color(
            "sign:N",
            scale=alt.Scale(domain=signs, range=[colour(SIGNS[sign][1]) for sign in signs]),
            legend=alt.Legend(columns=alt.ExprRef("width < 450 ? 2 : 4")),
        ),
        "shape": alt.Shape(
            "sign:N", scale=alt.Scale(domain=signs, range=[SIGNS[sign][0] for sign in signs])
        ),
    }
    small = alt.ExprRef("width < 450 ? 10.5 : 12")
    return (
        alt.layer(
            *_bars(shown, y),
            shown.mark_point(filled=True, size=60, opacity=1, yOffset=-5).encode(
                x=alt.value(6), y=y, **looks
            ),
            shown.mark_text(align="left", dy=-5, fontSize=small, limit=charts.TO_THE_EDGE).encode(
                x=alt.value(16), y=y, text="label:N"
            ),
            shown.transform_calculate(
                words="width < 450 ? '' : datum.stands + ' of ' + datum.codings"
            )
            .mark_text(align="right", dy=-5, color=colour("muted"))
            .encode(x=alt.value(alt.expr("width")), y=y, text="words:N"),
            _reading(base, listed),
            charts.table(
                shown,
                {
                    "What": "datum.label",
                    "Stands": "datum.stands",
                    "Fails": "datum.fails",
                    "Cannot be asked": "datum.not_asked",
                    "Codings": "datum.codings",
                    "Turned by a change?": "datum.sign",
                },
                order="datum.seat",
            ),
        )
        .add_params(*params)
        .properties(height=_ROW * len(names))
    )


def _bars(shown: alt.Chart, y: alt.Y) -> list[alt.Chart]:
    """Return a bar for each count, one after the other, under the words of a row."""
    scale = alt.Scale(domain=[0, 1], nice=False)
    ends, bars = ["0"], []
    for count, (hue, thick) in BARS.items():
        ends.append(f"{ends[-1]} + datum.{count} / datum.codings")
        bars.append(
            shown.transform_calculate(low=ends[-2], high=ends[-1])
            .mark_rule(color=colour(hue), strokeWidth=thick, yOffset=6, y2Offset=6)
            .encode(x=alt.X("low:Q", scale=scale, axis=None), x2="high:Q", y=y)
        )
    return bars


def _reading(base: alt.Chart, listed: str) -> alt.Chart:
    counts = {
        "n": "datum.chosen",
        **{
            f"sign{nth}": f"datum.chosen && datum.sign == '{sign}' ? 1 : 0"
            for nth, sign in enumerate(SIGNS)
        },
        "unfailing": "datum.chosen && datum.fails == 0 ? 1 : 0",
    }
    said = base.transform_calculate(
        chosen=f"(one == '{EVERY}' ? {listed}"
        f" : datum.view == '{EVERY}' && datum.of_list == among && datum.label == one) ? 1 : 0"
    )
    said = said.transform_calculate(
        **{f"_{name}": test for name, test in counts.items()},
        share="datum.chosen ? datum.stands / datum.codings : 2",
    ).transform_aggregate(
        **{name: f"sum(_{name})" for name in counts},
        least="argmin(share)",
    )
    of = "datum.least.stands + ' of ' + datum.least.codings"
    all_of_them = (
        "(part == 'all' ? 'Of ' : 'In Part ' + part + ', of ') + datum.n + ' statements no coding'"
        " + ' tried turns ' + datum.sign0 + ', a single change turns ' + datum.sign2"
        " + ', and two changes or more turn ' + datum.sign1 + '. Out of ' + among + ', '"
        " + datum.unfailing + ' fail under none, and the smallest share is that of “'"
        f" + datum.least.label + '”, which stands under ' + {of} + '.'"
    )
    one_of_them = (
        f"datum.least.told + ': out of ' + among + ', it stands under ' + {of}"
        " + ', fails under ' + datum.least.fails + ' and cannot be asked under '"
        " + datum.least.not_asked + '; ' + datum.least.ways + '.'"
    )
    return charts.reading(said, f"one == '{EVERY}' ? {all_of_them} : {one_of_them}")
