"""The figure of two coders: a grid of who acts on whom, and where two readings part."""

from __future__ import annotations

from functools import cache

import altair as alt
import pandas as pd

from widgets import charts
from widgets.coding_sheet import readings
from widgets.data import table
from widgets.explorer import Explorer
from widgets.models.agreement import SURE, agreement, disagreements, units
from widgets.theme import colour

COMPARED = {
    "first and second coder": ("first", "second"),
    "first coder and the book": ("first", "book"),
    "second coder and the book": ("second", "book"),
}
QUESTIONS = {
    # question: column, value of which every pair is asked, order of the values
    "tie or none": ("tie", None, None),
    "kind": ("kind", None, None),
    "footing": ("basis", None, None),
    "confidence": ("confidence", None, SURE),
    "kind “other” or not": ("kind", "other", None),
}
STATUS = {
    # what a pair is: code, shape, colour, whether it is full
    "both, alike": ("a", "square", "blue", True),
    "both, unlike": ("u", "diamond", "orange", False),
    "only the one named first": ("f", "triangle-left", "orange", False),
    "only the one named second": ("s", "triangle-right", "orange", True),
}
"""What two readings make of a pair; "n" is the code of a pair with none, or not asked of."""
NOTHING = "–"

_CELL, _BESIDE = 27, 115
"""The height of a row, and of what stands above and below the grid, in pixels."""


def two_coders(**options) -> Explorer:
    """Return the grid of pairs, and how far two readings agree; options go to `Explorer`."""
    return Explorer(
        _chart(),
        evidence="coded",
        source="Hatch, “Regionalizing the State”, section 3.3 with notes 23 to 25: two readings"
        " made for this book, neither with sight of the other or of the book’s own, and the book’s"
        " network of guidance. Absent: whoever is not among the ten.",
        **options,
    )


def asked(compared: str, question: str) -> pd.DataFrame:
    """Return the units of a comparison, as `widgets.models.agreement.units` gives them."""
    sheets, (column, value, _) = readings(), QUESTIONS[question]
    one, other = COMPARED[compared]
    return units(sheets[one], sheets[other], list(_short()), column, value)


@cache
def found(compared: str, question: str) -> dict:
    """Return the numbers of a comparison, as `widgets.models.agreement.agreement` gives them."""
    return agreement(asked(compared, question), QUESTIONS[question][2])


def parted(compared: str, question: str) -> pd.DataFrame:
    """Return the pairs of which two readings say different things, with the evidence of each."""
    sheets, (one, other) = readings(), COMPARED[compared]
    return disagreements(sheets[one], sheets[other], asked(compared, question))


def said(compared: str, question: str) -> str:
    """Return the sentence on a comparison."""
    numbers, differ = found(compared, question), parted(compared, question)
    begin = f"{compared[0].upper()}{compared[1:]}, {question}"
    if not numbers["units"]:
        return f"{begin}: the book’s own coding gives no confidence, so nothing can be compared."
    of = "pairs" if _of_all(question) else "pairs for which both have a tie"
    alike = f"of {numbers['units']} {of} {numbers['alike']} alike"
    text = f"{begin}: {alike} ({numbers['percent']:.1f} per cent), alpha {numbers['alpha']:.2f}"
    if differ.empty:
        return f"{text}; where nothing differs, redrawing the pairs cannot tell how sure that is."
    bounds = f"({numbers['low']:.2f} to {numbers['high']:.2f} in 95 of 100 redrawn lists)"
    pairs = "; ".join(f"{row.source} to {row.target}" for row in _named(differ).itertuples())
    return f"{text} {bounds}; unlike: {pairs}.".replace("-0.", "−0.")


def _of_all(question: str) -> bool:
    column, value, _ = QUESTIONS[question]
    return column == "tie" or value is not None


def _short() -> dict[str, str]:
    return table("double_coding_actors").set_index("actor")["short"].to_dict()


def _named(rows: pd.DataFrame) -> pd.DataFrame:
    short = _short()
    return rows.assign(source=rows["source"].map(short), target=rows["target"].map(short))


def _status(row, question: str) -> str:
    """Return the code of a pair, see `STATUS`."""
    if not _of_all(question):
        return "a" if row.first == row.second else "u"
    yes = [each not in ("none", "not") for each in (row.first, row.second)]
    return {(True, True): "a", (True, False): "f", (False, True): "s"}.get(tuple(yes), "n")


def _pairs() -> pd.DataFrame:
    """Return the ordered pairs, with a text that has a code for each comparison and question."""
    actors = list(_short())
    every = asked(next(iter(COMPARED)), "tie or none").index
    codes = pd.Series("", index=every)
    for compared in COMPARED:
        for question in QUESTIONS:
            rows = asked(compared, question).dropna()
            own = pd.Series([_status(row, question) for row in rows.itertuples()], rows.index)
            codes += own.reindex(every, fill_value="n")
    place = {actor: number for number, actor in enumerate(actors, start=1)}
    return pd.DataFrame(
        {
            "row": every.get_level_values(0).map(place),
            "column": every.get_level_values(1).map(place),
            "codes": codes.to_numpy(),
        }
    )


def _rows() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the sentence of every state, and the rows of its table."""
    sentences, listed = [], []
    for state, (compared, question) in enumerate((c, q) for c in COMPARED for q in QUESTIONS):
        sentences.append({"state": state, "said": said(compared, question)})
        shown = _named(parted(compared, question)).astype(object)
        if shown.empty:
            shown.loc[0] = NOTHING
            shown["source"] = "none" if found(compared, question)["units"] else "nothing to compare"
        listed.append(shown.where(shown.notna(), NOTHING).assign(state=state))
    rows = pd.concat(listed, ignore_index=True)
    return pd.DataFrame(sentences), rows.astype(str).assign(state=rows["state"], order=rows.index)


def _chart() -> alt.LayerChart:
    compared = charts.among(list(COMPARED), "compared", next(iter(COMPARED)), label="Compare")
    question = charts.among(
        list(QUESTIONS), "question", next(iter(QUESTIONS)), label="Ask of a pair"
    )
    place = f"{len(QUESTIONS)} * {_place('compared', COMPARED)} + {_place('question', QUESTIONS)}"
    sentences, rows = _rows()
    now = "datum.state == at"
    short = _short()
    labels = [f"{name}  {number}" for number, name in enumerate(short.values(), start=1)]
    names = "[" + ", ".join(f"'{label}'" for label in labels) + "][datum.value - 1]"
    numbers = list(range(1, len(short) + 1))
    x = alt.X(
        "column:O",
        scale=alt.Scale(domain=numbers),
        axis=alt.Axis(
            title="row: who acts; column: on whom",
            orient="top",
            labelAngle=0,
            grid=False,
            ticks=False,
        ),
    )
    y = alt.Y(
        "row:O",
        scale=alt.Scale(domain=numbers),
        axis=alt.Axis(
            title=None, labelExpr=names, grid=False, ticks=False, labelLimit=0, minExtent=142
        ),
    )
    base = alt.Chart(_pairs())
    code = "slice(datum.codes, at, at + 1)"
    status = " : ".join(f"{code} == '{look[0]}' ? '{name}'" for name, look in STATUS.items())
    cells = base.transform_calculate(status=f"{status} : ''")
    legend = {"title": None, "orient": "bottom", "labelLimit": 0, "symbolSize": 110}
    legend["columns"] = alt.expr("width < 450 ? 1 : 2")
    shape = alt.Shape(
        "status:N",
        scale=alt.Scale(domain=list(STATUS), range=[look[1] for look in STATUS.values()]),
        legend=alt.Legend(**legend),
    )
    looks = {name: look[2:] for name, look in STATUS.items()}
    return (
        alt.layer(
            base.mark_rect(fill="transparent", stroke=colour("line"), strokeWidth=0.7).encode(
                x=x, y=y
            ),
            cells.transform_filter("!datum.status")
            .mark_point(shape="circle", size=5, opacity=1, filled=True, color=colour("muted"))
            .encode(x=x, y=y),
            cells.transform_filter("datum.status")
            .mark_point(opacity=1, size=130)
            .encode(x=x, y=y, shape=shape, **charts.told_apart("status", looks, **legend)),
            charts.reading(alt.Chart(sentences).transform_filter(now), "datum.said"),
            charts.table(
                alt.Chart(rows).transform_filter(now),
                {
                    "Who acts": "datum.source",
                    "On whom": "datum.target",
                    "The one": "datum.first",
                    "The other": "datum.second",
                    "Evidence of the one": "datum.first_evidence",
                    "Evidence of the other": "datum.second_evidence",
                },
                order="datum.order",
            ),
        )
        .add_params(compared, question, alt.param("at", expr=place))
        .properties(height=_CELL * len(short) + _BESIDE)
    )  # fmt: skip


def _place(name: str, options) -> str:
    """Return the Vega expression for the place of what a control holds among its options."""
    return f"indexof({list(options)}, {name})"
