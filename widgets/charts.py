"""From a tidy table to a chart: the two invisible text layers, and the charts of the tables.

A chart says what it shows through a text layer that nobody sees: the page reads its one line
aloud, the still picture takes it from the same expression, and a second layer gives the numbers
row by row. So sentence, table and picture cannot part.
"""

from __future__ import annotations

import altair as alt
import pandas as pd

from widgets.theme import colour

YEARS = alt.Axis(
    labelAngle=0,
    labelExpr='width < 450 ? "’" + slice(datum.label, -2) : datum.label',
    labelOverlap="parity",
    labelSeparation=3,
)
"""Years below an axis; on a phone the last two digits of each, and every other if many."""

TO_THE_EDGE = alt.ExprRef("width - 16")
"""How far a name that begins at the left may go; of a longer one the end is dots, and the table
has it whole."""

_HALO = {"stroke": colour("raised"), "strokeWidth": 4, "strokeJoin": "round"}


def reading(base: alt.Chart, sentence: str) -> alt.Chart:
    """Return the layer that says, in one sentence, what the chart shows.

    Parameters
    ----------
    base : altair.Chart
        A chart whose transforms leave exactly one row.
    sentence : str
        A Vega expression that gives the sentence.
    """
    return _unseen(base.transform_calculate(_text=sentence)).properties(name="reading")


def table(base: alt.Chart, columns: dict[str, str], order: str = "0") -> alt.Chart:
    """Return the layer that gives the chart's numbers, a row of ``base`` a row of the table.

    Parameters
    ----------
    base : altair.Chart
        The chart whose rows are to be shown.
    columns : dict
        Heading to Vega expression, in order.
    order : str
        Vega expression of a number by which rows are sorted: without it, rows that a filter lets
        in again stand last.
    """
    row = "join([" + ", ".join(columns.values()) + "], '\\t')"
    layer = _unseen(base.transform_calculate(_text=row, _order=order))
    return layer.properties(name="table", description="\t".join(columns))


def numbered(order: str, text: str) -> str:
    """Return a Vega expression for a text with its place before it, for `joined` to sort by."""
    return f"format({order}, '04d') + '|' + {text}"


def joined(rows: str, field: str, between: str = "; ") -> str:
    """Return a Vega expression that joins the texts of ``values(field)``, made by `numbered`.

    The empty ones are left out. They are sorted because rows that a filter lets in again stand
    last in ``values``.
    """
    text = f"join(sort(pluck({rows}, '{field}')), '{between}')"
    text = f"replace({text}, /\\d{{4}}\\|/g, '')"
    text = f"replace({text}, /({between})+/g, '{between}')"
    return f"replace(replace({text}, /^{between}/, ''), /{between}$/, '')"


def _unseen(base: alt.Chart) -> alt.Chart:
    # In no place: Vega drops a mark whose place is missing, and with it a row or the sentence.
    unseen = base.copy(deep=False)
    unseen.encoding = alt.Undefined
    # Of no size: Vega makes room even for a text that is not seen.
    return unseen.mark_text(fontSize=0, opacity=0, aria=False).encode(text="_text:N")


def fixed(expression: str, decimals: int = 1, missing: str = "not given") -> str:
    """Return a Vega expression for a number with commas, or a word where it is missing."""
    return f"isValid({expression}) ? format({expression}, ',.{decimals}f') : '{missing}'"


def signed(expression: str, decimals: int = 1, missing: str = "not given") -> str:
    """Return a Vega expression for a number with its sign, or a word where it is missing."""
    return f"isValid({expression}) ? format({expression}, '+,.{decimals}f') : '{missing}'"


def counted(test: str) -> dict:
    """Return the colour of a text by whether what it names is counted now.

    What is not takes the colour of secondary text, not a paler one: it too has to be read.
    """
    return alt.condition(test, alt.value(colour("ink")), alt.value(colour("muted")))


def clear_of_lines(base: alt.Chart, places: dict, **mark) -> list[alt.Chart]:
    """Return words with a ground of their own, where lines would run through them.

    ``places`` are their encodings, ``mark`` is how they look. The ground is the same words with an
    edge, underneath.
    """
    ground = base.mark_text(**mark, **_HALO)
    return [ground.encode(**places), base.mark_text(**mark).encode(**places)]


def at_the_axis(letters: int) -> int:
    """Return the room, in pixels, for numbers of so many letters at an axis with its ticks."""
    return 7 * letters + 8


def told_apart(field: str, looks: dict[str, tuple[str, bool]], **legend) -> dict:
    """Return the encodings by which bars are told apart without colour: full ones and outlines.

    Parameters
    ----------
    field : str
        The field with the names.
    looks : dict
        Name -> role of its colour, and whether its bar is full. One that is filled with the pale
        ``line`` is outlined by ``edge``, which is seen on any ground.
    legend
        What else the legend is given.
    """
    hues = [colour("edge" if hue == "line" else hue) for hue, _ in looks.values()]
    fills = [colour(hue) if full else "transparent" for hue, full in looks.values()]

    def by(channel, values: list[str]):
        scale = alt.Scale(domain=list(looks), range=values)
        return channel(f"{field}:N", scale=scale, legend=alt.Legend(**legend))

    return {
        "fill": by(alt.Fill, fills),
        "stroke": by(alt.Stroke, hues),
        "strokeWidth": alt.value(1.5),
    }


def among(options: list, name: str, value, *, label: str, beside: bool = False) -> alt.Parameter:
    """Return a parameter that is one of some options: a list, or buttons side by side."""
    kind = alt.binding_radio if beside else alt.binding_select
    return alt.param(name, value=value, bind=kind(options=options, name=label))


def between(
    low: float, high: float, step: float, name: str, value: float, *, label: str
) -> alt.Parameter:
    """Return a parameter that is a number within bounds: a slider."""
    bind = alt.binding_range(min=low, max=high, step=step, name=label)
    return alt.param(name, value=value, bind=bind)


def series(rows: pd.DataFrame, *, first: str, measure: str, height: int = 260) -> alt.LayerChart:
    """Return bars of one series at a time, as amount, share or implied total.

    Parameters
    ----------
    rows : DataFrame
        ``series``, ``year``, ``measure``, ``value``, ``unit`` and ``digits`` (a d3 number
        format); a missing value is shown as a gap with a word in it, not as zero.
    first, measure : str
        The series and the measure that are shown first.
    """
    which = among(list(rows["series"].unique()), "series", first, label="Series", beside=True)
    how = among(list(rows["measure"].unique()), "measure", measure, label="Measure", beside=True)
    chosen = (
        alt.Chart(rows)
        .transform_filter("datum.series == series && datum.measure == measure")
        .transform_calculate(
            text="isValid(datum.value) ? format(datum.value, datum.digits) : 'n/a'"
        )
    )
    x = alt.X("year:O", title=None, axis=YEARS)
    # The room for the numbers at the axis is that of the longest: it is measured only once.
    longest = max(len(f"{value:,.0f}") for value in rows["value"].dropna())
    room = at_the_axis(longest)
    y = alt.Y("value:Q", title=None, axis=alt.Axis(tickCount=5, minExtent=room))
    bars = chosen.transform_filter("isValid(datum.value)").mark_bar(color=colour("blue"))
    gaps = chosen.transform_filter("!isValid(datum.value)").mark_text(
        text="n/a", color=colour("muted"), fontStyle="italic"
    )
    said = chosen.transform_filter("isValid(datum.value)").transform_aggregate(
        start="argmin(year)", end="argmax(year)", top="argmax(value)", low="argmin(value)"
    )
    change = (
        "datum.end.unit == '%'"
        " ? format(datum.end.value - datum.start.value, '+.1f') + ' points'"
        " : format(datum.end.value / datum.start.value, '.1f') + ' times the first'"
    )
    number = "{0}.text + ' ' + {0}.unit + ' in ' + {0}.year"
    sentence = (
        "series + ', ' + measure + ': from ' + "
        + number.format("datum.start")
        + " + ' to ' + "
        + number.format("datum.end")
        + f" + ' (' + ({change}) + '); the peak is ' + "
        + number.format("datum.top")
        + " + ', the low ' + "
        + number.format("datum.low")
        + " + '.'"
    )
    return (
        alt.layer(
            bars.encode(x=x, y=y),
            gaps.encode(x=x, y=alt.value(height - 45)),
            reading(said, sentence),
            table(chosen, {"Year": "datum.year", "Value": "datum.text", "Unit": "datum.unit"}),
        )
        .add_params(which, how)
        .properties(height=height)
    )
