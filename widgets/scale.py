"""What measures of position cost, by the size of the network: the page against libraries."""

from __future__ import annotations

import math

import altair as alt
import pandas as pd

from widgets import charts
from widgets.data import table
from widgets.explorer import Explorer
from widgets.models.costs import PROGRAMS, costs, growth
from widgets.theme import colour
from widgets.wording import in_a_row

LOOKS = {
    "page": ("this page", "blue", "circle", [1, 0]),
    "igraph": ("igraph", "orange", "diamond", [5, 3]),
    "networkx": ("networkx", "plum", "square", [2, 2]),
    "book": ("the book in Python", "green", "triangle", [7, 3]),
}
"""Of each program its name for the reader, colour, shape and dashes."""

MEASURES = {
    "betweenness": "betweenness",
    "constraint": "constraint",
    "bonacich_power": "Bonacich’s power",
}
MISSING = "–"


def cost_of_measures(rows: pd.DataFrame | None = None, **options) -> Explorer:
    """Return what each measure costs by the number of actors, and by whom it is worked out.

    Parameters
    ----------
    rows : DataFrame, optional
        As the table ``measures_at_scale``, which it is when nothing is given.
    options
        Go to `Explorer`.
    """
    rows = table("measures_at_scale") if rows is None else rows
    return Explorer(
        _chart(rows),
        evidence="measured",
        source="Measured on this book, in one run on one machine"
        f" ({rows['cores'].iloc[0]} cores) by {in_a_row(sorted(rows['version'].unique()))}; random"
        " networks with four ties an actor, the least of some rounds in turn. Ratios carry over to"
        " other machines better than milliseconds do.",
        **options,
    )


def states(rows: pd.DataFrame) -> pd.DataFrame:
    """Return a row a measure and size: its sentence, and the texts of its row in the table."""
    found, rates = costs(rows), growth(rows)
    texts = found[list(PROGRAMS)].map(milliseconds)
    texts = texts.assign(
        to_igraph=found["page_to_igraph"].map(times),
        to_networkx=found["networkx_to_page"].map(times),
    )
    said = [
        _sentence(MEASURES[measure], actors, row, rates.loc[measure, "page"])
        for (measure, actors), row in found.iterrows()
    ]
    return texts.assign(said=said).reset_index().replace({"measure": MEASURES})


def milliseconds(value: float) -> str:
    """Return a time as a text of three digits or the whole milliseconds."""
    if pd.isna(value):
        return MISSING
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def times(value: float) -> str:
    """Return a ratio as a text: with two digits or, from ten, whole."""
    if pd.isna(value):
        return MISSING
    return f"{value:,.0f}" if value >= 10 else f"{value:.2f}" if value < 1 else f"{value:.1f}"


def _sentence(measure: str, actors: int, row: pd.Series, rate: float) -> str:
    parts = [
        f"{milliseconds(row['page'])} ms" if row["page"] < 1000 else f"{row['page'] / 1000:.1f} s"
    ]
    if pd.notna(row["page_to_igraph"]):
        parts.append(f"{times(row['page_to_igraph'])} times as long as igraph")
    else:
        parts.append("and igraph for Python has no such measure")
    if pd.notna(row["networkx_to_page"]):
        parts.append(
            f"and networkx took {times(row['networkx_to_page'])} times as long as the page"
        )
    else:
        parts.append("and networkx was not asked")
    return (
        f"With {actors:,} actors {measure} took the page {', '.join(parts)}; "
        f"twice the actors cost the page {2**rate:.1f} times as much."
    )


def _chart(rows: pd.DataFrame) -> alt.LayerChart:
    sizes = [int(size) for size in sorted(rows["actors"].unique())]
    measured = rows.assign(
        measure=rows["measure"].map(MEASURES),
        program=rows["program"].map({key: look[0] for key, look in LOOKS.items()}),
    )[["measure", "actors", "program", "milliseconds"]]
    params = [
        charts.among(
            list(MEASURES.values()), "measure", "betweenness", label="Measure", beside=True
        ),
        charts.among(sizes, "size", 2000 if 2000 in sizes else sizes[-1], label="Actors"),
    ]
    drawn = alt.Chart(measured).transform_filter("datum.measure == measure")
    texts = alt.Chart(states(rows)).transform_filter("datum.measure == measure")
    x = alt.X(
        "actors:Q",
        title="actors",
        scale=alt.Scale(type="log", base=2, domain=[sizes[0] * 0.9, sizes[-1] * 1.1], nice=False),
        axis=alt.Axis(values=sizes, format=",d", grid=False),
    )
    shortest, longest = rows["milliseconds"].agg(["min", "max"])
    powers = range(math.floor(math.log10(shortest)), math.ceil(math.log10(longest)) + 1)
    ticks = [10.0**power for power in powers]
    y = alt.Y(
        "milliseconds:Q",
        title="time",
        scale=alt.Scale(type="log", domain=[ticks[0], ticks[-1]], nice=False),
        axis=alt.Axis(
            values=ticks,
            labelExpr="datum.value < 1000 ? datum.value + ' ms' : datum.value / 1000 + ' s'",
        ),
    )

    def by(channel, place: int, **legend):
        values = [look[place] for look in LOOKS.values()]
        values = [colour(value) for value in values] if place == 1 else values
        scale = alt.Scale(domain=[look[0] for look in LOOKS.values()], range=values)
        return channel(
            "program:N", scale=scale, legend=alt.Legend(title=None, orient="top", **legend)
        )

    looks = {"color": by(alt.Color, 1, columns=2), "strokeDash": by(alt.StrokeDash, 3)}
    chosen = (
        alt.Chart(alt.InlineData([{"at": 0}]))
        .transform_calculate(actors="size")
        .mark_rule(color=colour("edge"), strokeWidth=1)
        .encode(x=x)
    )
    columns = {
        "Actors": "format(datum.actors, ',')",
        "Page, ms": "datum.page",
        "igraph, ms": "datum.igraph",
        "networkx, ms": "datum.networkx",
        "The book in Python, ms": "datum.book",
        "Page : igraph": "datum.to_igraph",
        "networkx : page": "datum.to_networkx",
    }
    return (
        alt.layer(
            chosen,
            drawn.mark_line(strokeWidth=2).encode(x=x, y=y, **looks),
            drawn.mark_point(filled=True, size=60, opacity=1).encode(
                x=x, y=y, color=looks["color"], shape=by(alt.Shape, 2)
            ),
            charts.reading(texts.transform_filter("datum.actors == size"), "datum.said"),
            charts.table(texts, columns, order="datum.actors"),
        )
        .add_params(*params)
        .properties(height=300)
    )
