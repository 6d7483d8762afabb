"""Numbers that a text states without a table behind them, grouped by the question they answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

import altair as alt
import pandas as pd

from widgets import charts
from widgets.data import table
from widgets.explorer import Explorer
from widgets.theme import colour

FOOTINGS = {
    "stated": ("blue", "circle"),
    "hedged": ("green", "square"),
    "surmised": ("plum", "triangle-up"),
    "reported": ("orange", "diamond"),
    "inferred": ("slate", "cross"),
}
"""On what footing a number stands, and how its mark looks."""
QUALIFIERS = {
    "exact": "",
    "about": "about",
    "nearly": "nearly",
    "more_than": "more than",
    "less_than": "less than",
    "at_least": "at least",
    "at_most": "at most",
    "as_much_as": "as much as",
    "as_little_as": "as little as",
    "range_low": "",
    "range_high": "",
}
"""How closely a text gives a number, in words."""
UNITS = {
    "percent": "%",
    "index": "(US = 100)",
    "usd": "dollars",
    "usd_million": "million dollars",
    "usd_billion": "billion dollars",
    "yen_billion": "billion yen",
    "yen_trillion": "trillion yen",
}
"""Units in words, where taking the underscores out of their names is not enough."""
_PLURAL = re.compile(r"(ies|s)(?= per |$)")
VALUE, TEXT = "value", "text"


def unit_of(unit: str, number: float) -> str:
    """Return a unit in words as they follow a number: one year, two years."""
    words = UNITS.get(unit, unit.replace("_", " "))
    if number != 1:
        return words
    return _PLURAL.sub(lambda found: "y" if found[1] == "ies" else "", words)


class Topic(NamedTuple):
    """A question, and the stated numbers that answer it.

    Parameters
    ----------
    series : mapping of str to str or mapping
        Names of series in ``stated_values``, and what a row of each is called; or, where the same
        series is of different things in different places, what each is called by place.
    full : float, optional
        The value whose mark has full length: 100 for parts of a whole. None is the largest.
    order : str
        Rows by ``"value"``, the highest first, or as in the ``"text"``: a course of years.
    """

    series: Mapping[str, str | Mapping[str, str]]
    full: float | None = 100
    order: str = VALUE


def stated_numbers(
    topics: Mapping[str, Topic], *, document: str, of: str, choice: tuple[str, str], **options
) -> Explorer:
    """Return stated numbers, one topic at a time, and by their footing.

    Parameters
    ----------
    topics : mapping of str to Topic
        What the reader chooses among; the first is shown first.
    document : str
        The paper whose numbers are shown; another may state the same series.
    of : str
        What the reading calls the numbers, such as ``"Shares"``.
    choice : (str, str)
        The choice's name as a trait, and its label.
    **options
        For `Explorer`.
    """
    stated = table("stated_values").query("document == @document")
    rows = pd.concat(statements(stated, topic).assign(topic=key) for key, topic in topics.items())
    rows["rank"] = range(len(rows))
    return Explorer(_chart(rows, list(topics), of, *choice), evidence="measured", **options)


def statements(stated: pd.DataFrame, topic: Topic) -> pd.DataFrame:
    """Return one row a statement: a range's two bounds, as two rows of the source, become one."""
    stated = stated[stated["series"].isin(list(topic.series))]
    credited = stated["attributed_to"].fillna("the author himself")
    period = (
        stated["period"].fillna("no year given").str.replace(r"(?<=\d)-(?=\w)", "–", regex=True)
    )
    rows = (
        stated.assign(credited=credited, period=period)
        .groupby(["series", "place", "period", "credited"], sort=False)
        .agg(
            low=("value", "min"),
            high=("value", "max"),
            unit=("unit", "first"),
            qualifier=("qualifier", "first"),
            basis=("basis", "first"),
            section=("section", "first"),
        )
        .reset_index()
    )
    called = [
        words if isinstance(words := topic.series[series], str) else words[place]
        for series, place in zip(rows["series"], rows["place"], strict=True)
    ]
    number = [
        f"{low:,g}" if low == high else f"{low:,g}–{high:,g}"
        for low, high in zip(rows["low"], rows["high"], strict=True)
    ]
    unit = [unit_of(unit, high) for unit, high in zip(rows["unit"], rows["high"], strict=True)]
    full = topic.full or rows["high"].abs().max()
    rows = rows.assign(
        row=rows["place"] + ": " + called + ", " + rows["period"],
        text=(rows["qualifier"].map(QUALIFIERS) + " " + number + " " + unit).str.strip(),
        start=100 * rows["low"] / full,
        end=100 * rows["high"] / full,
    )
    if topic.order == VALUE:
        # "At least" outranks the same number without it.
        rows["above"] = rows["qualifier"].isin(["at_least", "more_than"])
        return rows.sort_values(["high", "above"], ascending=False, kind="stable")
    return rows


def _chart(rows: pd.DataFrame, topics: list, of: str, name: str, label: str) -> alt.LayerChart:
    chosen = charts.among(topics, name, topics[0], label=label, beside=len(topics) < 3)
    used = [footing for footing in FOOTINGS if footing in set(rows["basis"])]
    footing = charts.among(["any", *used], "footing", "any", label="Footing", beside=True)
    base = (
        alt.Chart(rows)
        .transform_filter(f"datum.topic == {name}")
        .transform_calculate(
            shown="footing == 'any' || datum.basis == footing ? 1 : 0",
            zero="0",
            line="width < 450 ? replace(datum.row, 'no year given', 'no year') : datum.row",
        )
    )
    shown = base.transform_filter("datum.shown == 1")
    y = alt.Y("row:N", sort=alt.EncodingSortField("rank"), axis=None)
    # Room beyond 100 for the number beside a dot; what a dot is stands over it, also on a phone.
    scale = alt.Scale(domain=[min(0, rows["start"].min()), 150], nice=False)
    x, to = alt.X("start:Q", scale=scale, axis=None), alt.X("end:Q", scale=scale, axis=None)
    colours = alt.Scale(domain=used, range=[colour(FOOTINGS[footing][0]) for footing in used])
    shapes = alt.Scale(domain=used, range=[FOOTINGS[footing][1] for footing in used])
    footed = alt.Color("basis:N", scale=colours)
    span = shown.mark_rule(strokeWidth=3, yOffset=9).encode(x=x, x2="end", y=y, color=footed)
    stem = shown.mark_rule(color=colour("edge"), yOffset=9).encode(
        x=alt.X("zero:Q", scale=scale, axis=None), x2="start", y=y
    )
    dots = shown.mark_point(filled=True, size=80, opacity=1, yOffset=9).encode(
        y=y, color=footed, shape=alt.Shape("basis:N", scale=shapes)
    )
    # What another footing leaves out keeps its place, without its mark and its number.
    names = base.mark_text(align="left", dx=3, dy=-7).encode(
        color=charts.counted("datum.shown == 1")
    )
    numbers = shown.mark_text(align="left", dx=9, dy=9, fontWeight=600)
    said = base.transform_calculate(
        by_report="datum.basis == 'reported' ? 1 : 0",
        by_rank="datum.shown == 1 ? datum.high * 1000 - datum.rank : -1e9",
    ).transform_aggregate(
        n="sum(shown)", top="argmax(by_rank)", all="count()", reported="sum(by_report)"
    )
    sentence = (
        f"'{of} ' + {name} + ', footing ' + footing + ': ' + datum.n + ' of ' + datum.all"
        " + (datum.n == 0 ? ' statements, so there is nothing to show'"
        "   : ' statements, the highest ' + datum.top.text + ' (' + datum.top.row"
        "     + '; credited to ' + datum.top.credited + ')')"
        " + '. Of all ' + datum.all + ', ' + datum.reported"
        " + (datum.reported == 1 ? ' is' : ' are') + ' reported from somebody else.'"
    )
    most = rows.groupby("topic").size().max()
    return (
        alt.layer(
            stem,
            span,
            dots.encode(x=x),
            dots.encode(x=to),
            names.encode(x=alt.value(0), y=y, text="line:N"),
            numbers.encode(x=to, y=y, text="text:N"),
            charts.reading(said, sentence),
            charts.table(
                shown,
                {
                    "What": "datum.row",
                    "Number": "datum.text",
                    "Footing": "datum.basis",
                    "Credited to": "datum.credited",
                    "Section": "datum.section",
                },
                order="datum.rank",
            ),
        )
        .add_params(chosen, footing)
        .properties(height=int(46 * most))
    )
