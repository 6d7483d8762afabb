"""Is clientelism about policy? Who claims what, on what evidence, and what would refute it."""

from __future__ import annotations

import altair as alt
import pandas as pd

from widgets import charts
from widgets.data import table
from widgets.explorer import Explorer
from widgets.theme import colour

QUESTIONS = {
    # question: as a choice, and as the two lines over a column
    "position_or_policy": ("position or policy", "Position\nor policy?"),
    "middle_level": ("middle level", "Middle\nlevel"),
    "top": ("top", "At the\ntop"),
    "implementation": ("implementation", "Carrying\nout"),
}
LEANINGS = {
    # leaning: as shown, shape and colour; a shape for those who do not see the colour
    "position": ("posts and power", "square", "orange"),
    "weapon": ("policy as a weapon", "triangle-up", "plum"),
    "policy": ("policy too", "circle", "blue"),
    "open": ("both or open", "diamond", "slate"),
}
FOOTINGS = {
    "stated": "stated by Minagawa",
    "reported": "reported of others",
    "hedged": "with a reservation",
    "surmised": "with a reservation",
}
"""What the reader chooses from; a guess is a reservation too."""

COUNTRIES = {"ussr": "USSR", "japan": "Japan"}

AUTHOR, JAPAN = "Minagawa", "On Japan"
"""The lines that stand last: the paper's own author, and whoever speaks of the other country."""

_ROW = 46
"""The height of a row, in pixels."""

_SPAN = 4.8
"""The width of the plot, in columns: the names of authors take the part before the first."""

_STEP = (10, 21)
"""How far claims stand apart in a cell, in pixels: on a phone, and in a text column."""


def policy_positions(**options) -> Explorer:
    """Return who claims what about ties and policy; options go to `Explorer`."""
    return Explorer(
        _chart(rows()),
        evidence="coded",
        source="Minagawa, “Political Clientelism in the USSR and Japan”; the others as he reports"
        " them. Questions, leanings and what would count against a claim are ours.",
        **options,
    )


def rows() -> pd.DataFrame:
    """Return the table ``policy_debate`` with the words to show and each claim's place.

    ``row`` counts the lines of the figure: the authors cited on the USSR, then Minagawa on it,
    then all that is said of Japan. ``column`` counts questions, ``nth`` the claims of one cell.
    """
    found = table("policy_debate")
    for column in found.select_dtypes("str"):
        found[column] = found[column].str.replace(r"(^|[\s(])'", r"\1‘", regex=True)
        found[column] = found[column].str.replace("'", "’")
    found["line"] = found["author"].mask(found["country"] == "japan", JAPAN)
    last = [name for name in (AUTHOR, JAPAN) if name in set(found["line"])]
    lines = [name for name in found["line"].unique() if name not in last] + last
    found["row"] = found["line"].map(lines.index)
    found["column"] = found["question"].map(list(QUESTIONS).index)
    found["asked"] = found["question"].map(lambda name: QUESTIONS[name][0])
    found["looks"] = found["leans"].map(lambda name: LEANINGS[name][0])
    found["footed"] = found["basis"].map(FOOTINGS)
    found["where"] = found["country"].map(COUNTRIES)
    cell = found.groupby(["row", "column"])
    found["nth"], found["of"] = cell.cumcount(), cell["id"].transform("size")
    return found.fillna({"attributed_to": "", "note": ""})


def _chart(found: pd.DataFrame) -> alt.LayerChart:
    authors = list(found["author"].unique())
    params = [
        charts.among(["all", *authors], "who", "all", label="Author"),
        charts.among(["all", *(name for name, _ in QUESTIONS.values())], "on", "all",
                     label="Question"),
        charts.among(["any", *dict.fromkeys(FOOTINGS.values())], "footing", "any",
                     label="Footing"),
        charts.among(["none", *found["title"]], "one", "none", label="Read one"),
    ]  # fmt: skip
    kept = ["title", "author", "year", "where", "asked", "looks", "claim", "evidence", "against",
            "basis", "footed", "attributed_to", "section", "row", "line", "column", "nth",
            "of"]  # fmt: skip
    base = alt.Chart(found.sort_values(["row", "column", "nth"], kind="stable")[kept])
    test = (
        "(who == 'all' || datum.author == who) && (on == 'all' || datum.asked == on)"
        " && (footing == 'any' || datum.footed == footing)"
    )
    shown = base.transform_filter(test)
    y_scale = alt.Scale(domain=[-1.05, found["row"].max() + 0.55], reverse=True, nice=False)
    # Names stand in a margin of the plot, so that one scale serves a phone and a text column.
    x_scale = alt.Scale(domain=[len(QUESTIONS) - 0.5 - _SPAN, len(QUESTIONS) - 0.5], nice=False)
    x = alt.X("column:Q", scale=x_scale, axis=None)
    y = alt.Y("row:Q", scale=y_scale, axis=None)
    columns = pd.DataFrame(
        {"column": range(len(QUESTIONS)), "row": -0.75,
         "words": [words for _, words in QUESTIONS.values()]}
    )  # fmt: skip
    lines = found[["row", "line"]].drop_duplicates()
    names = [look[0] for look in LEANINGS.values()]
    looks = {
        "color": alt.Color(
            "looks:N",
            scale=alt.Scale(domain=names, range=[colour(hue) for *_, hue in LEANINGS.values()]),
            legend=alt.Legend(columns=alt.ExprRef("width < 450 ? 2 : 4")),
        ),
        "shape": alt.Shape(
            "looks:N", scale=alt.Scale(domain=names, range=[s for _, s, _ in LEANINGS.values()])
        ),
    }
    low, high = (step * _SPAN for step in _STEP)
    # A cell of more than four claims has two lines.
    placed = shown.transform_calculate(
        x="datum.column + (datum.nth % 4 - (min(datum.of, 4) - 1) / 2)"
        f" * (width < 450 ? {low} : {high}) / width",
        y="datum.row + (datum.of <= 4 ? 0 : datum.nth < 4 ? -0.2 : 0.2)",
    )
    place = {"x": alt.X("x:Q", scale=x_scale, axis=None),
             "y": alt.Y("y:Q", scale=y_scale, axis=None)}  # fmt: skip
    reserved = "datum.footed == 'with a reservation'"
    return (
        alt.layer(
            alt.Chart(lines)
            .transform_calculate(under="datum.row + 0.5")
            .mark_rule(color=colour("line"))
            .encode(y=alt.Y("under:Q", scale=y_scale, axis=None)),
            alt.Chart(lines)
            .mark_text(align="left", color=colour("ink"))
            .encode(x=alt.value(0), y=y, text="line:N"),
            alt.Chart(columns)
            .mark_text(lineBreak="\n", baseline="middle", color=colour("muted"))
            .encode(x=x, y=y, text="words:N"),
            placed.transform_filter("datum.title == one")
            .mark_point(size=260, color=colour("ink"), strokeWidth=1.5)
            .encode(**place),
            placed.transform_filter(f"!({reserved})")
            .mark_point(filled=True, size=75, opacity=1)
            .encode(**place, **looks),
            placed.transform_filter(reserved)
            .mark_point(filled=False, size=75, opacity=1, strokeWidth=1.8)
            .encode(**place, **looks),
            _reading(base, test),
            charts.table(
                shown,
                {
                    "Author": "datum.author + ' (' + datum.year + ')'",
                    "Question": "datum.asked",
                    "Country": "datum.where",
                    "Claim": "datum.claim",
                    "Leans to": "datum.looks",
                    "Evidence reported": "datum.evidence",
                    "What would count against it (ours)": "datum.against",
                    "Footing": "datum.basis + (datum.attributed_to ? ', ' + datum.attributed_to"
                    " : '')",
                    "Section": "'§' + datum.section",
                },
                order="10 * datum.row + datum.column + datum.nth / 10",
            ),
        )
        .add_params(*params)
        .properties(height=_ROW * int(found["row"].max() + 2))
    )  # fmt: skip


def _reading(base: alt.Chart, test: str) -> alt.Chart:
    counts = {
        "n": "true",
        "reserved": "datum.footed == 'with a reservation'",
        **{name: f"datum.looks == '{look[0]}'" for name, look in LEANINGS.items()},
    }
    said = base.transform_calculate(
        **{name: f"({test}) && ({each}) ? 1 : 0" for name, each in counts.items()},
        told="datum.title == one ? datum.title + ' (' + datum.author + ', on '"
        " + (datum.where == 'USSR' ? 'the USSR' : 'Japan') + '): ' + datum.claim"
        " + ' It rests on: ' + datum.evidence"
        " + ' Against it would count: ' + datum.against : ''",
    ).transform_aggregate(**{name: f"sum({name})" for name in counts}, told="values(told)")
    leanings = " + ', ' + ".join(f"datum.{name} + ' {look[0]}'" for name, look in LEANINGS.items())
    sentence = (
        "(who == 'all' ? 'All authors' : who) + ', ' + (on == 'all' ? 'all questions' : on)"
        " + (footing == 'any' ? '' : ', ' + footing) + ': '"
        " + (datum.n == 0 ? 'the paper reports nothing.' : datum.n + (datum.n == 1 ? ' claim ('"
        f" : ' claims (') + {leanings} + '), ' + datum.reserved + ' with a reservation.')"
        " + (one == 'none' ? '' : ' ' + join(pluck(datum.told, 'told'), ''))"
    )
    return charts.reading(said, sentence)
