"""A data frame as a table of the book: numbers to the right, words to the left, gaps marked."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup, escape
from pandas.api.types import is_numeric_dtype

MISSING = "–"
MOST_ROWS = 60


def html(frame: pd.DataFrame, most_rows: int | None = MOST_ROWS, label: str = "") -> str:
    """Return a data frame as HTML, at most so many rows of it.

    A plain running index is left out; any other one heads its rows. A missing value is a dash,
    and a cell that is markup stands as it is. Without a label its headings tell it from others.
    """
    if not _is_running(frame.index):
        frame = frame.set_axis(frame.columns.map(_heading), axis="columns")
        heads = pd.Series(frame.index.map(_heading), frame.index, name=frame.index.name or "")
        frame = pd.concat([heads, frame], axis="columns")
    shown = frame.iloc[:most_rows]
    classes = ["number" if is_numeric_dtype(kind) else "word" for kind in shown.dtypes]
    head = Markup().join(
        # A heading without a word would be read out as one.
        Markup('<th scope="col" class="{}">{}</th>' if name != "" else "<td></td>").format(
            kind, _heading(name)
        )
        for kind, name in zip(classes, shown.columns, strict=True)
    )
    body = Markup().join(
        Markup("<tr>{}</tr>").format(_row(row, classes))
        for row in shown.itertuples(index=False, name=None)
    )
    left = len(frame) - len(shown)
    note = Markup("<p>{} more rows are not shown.</p>").format(left) if left else ""
    # Wider than a phone, it scrolls by itself, also from the keyboard.
    return Markup(
        '<div class="ties-scroll" tabindex="0" role="group" aria-label="{}">'
        '<table class="dataframe"><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>{}'
    ).format(label or _label(shown.columns), head, body, note)


def use_in_notebooks() -> None:
    """Have IPython, where it runs, show data frames as tables of the book."""
    from IPython import get_ipython

    if (shell := get_ipython()) is not None:
        formatter = shell.display_formatter.formatters["text/html"]
        formatter.for_type(pd.DataFrame, html)


def _label(columns: pd.Index) -> str:
    """Return a name for a table: its first headings."""
    heads = [str(_heading(name)) for name in columns if name != ""]
    more = len(heads) - 3
    told = ", ".join(heads[:3]) + (f" and {more} more" if more > 0 else "")
    return f"Table: {told}" if heads else "Table"


def _is_running(index: pd.Index) -> bool:
    return isinstance(index, pd.RangeIndex) and index.start == 0 and index.name is None


def _row(row: tuple, classes: list[str]) -> Markup:
    cells = [
        Markup('<td class="{}">{}</td>').format(k, _text(v))
        for k, v in zip(classes, row, strict=True)
    ]
    first = Markup('<th scope="row" class="{}">{}</th>').format(classes[0], _text(row[0]))
    return Markup().join([first, *cells[1:]]) if row else Markup()


def _text(value) -> str:
    if isinstance(value, Markup):
        return value
    if not pd.api.types.is_scalar(value):
        return escape(str(value))
    if pd.isna(value):
        return MISSING
    return f"{value:,}".replace("-", "−") if isinstance(value, float) else escape(str(value))


def _heading(name) -> str:
    return " ".join(map(str, name)) if isinstance(name, tuple) else str(name)
