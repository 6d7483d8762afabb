"""A data frame as a table of the book: what is a number, what is missing, what heads a row."""

from types import SimpleNamespace
from xml.etree import ElementTree

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from IPython.core.formatters import DisplayFormatter
from markupsafe import Markup

from widgets import tables


def parsed(frame):
    """Return a frame's markup as an element tree, with the note below it."""
    return ElementTree.fromstring(f"<div>{tables.html(frame)}</div>")


def shown(frame):
    """Return the texts of a frame's table, row by row, headings first."""
    return [["".join(cell.itertext()) for cell in row] for row in parsed(frame).iter("tr")]


# Cells


@pytest.mark.parametrize(
    "values, texts",
    [
        pytest.param([1996, 12345], ["1996", "12345"], id="whole numbers may be years: no commas"),
        pytest.param([1605.8, 0.0], ["1,605.8", "0.0"], id="amounts have commas"),
        pytest.param([-31.5], ["−31.5"], id="below zero"),
        pytest.param([1.5, None], ["1.5", "–"], id="a missing amount"),
        pytest.param(pd.array([1, None], "Int64"), ["1", "–"], id="a missing whole number"),
        pytest.param(["a", None], ["a", "–"], id="a missing word"),
        pytest.param([pd.NaT], ["–"], id="a missing day"),
        pytest.param(["", "–"], ["", "–"], id="an empty text is not missing"),
        pytest.param([["a", "b"]], ["['a', 'b']"], id="a list"),
        pytest.param([True, False], ["True", "False"], id="yes and no"),
        pytest.param(['<b>&"'], ['<b>&"'], id="a text is a text"),
    ],
)
def test_cell(values, texts):
    assert shown(pd.DataFrame({"it": values}))[1:] == [[text] for text in texts]


def test_markup_in_a_cell_stands_as_it_is():
    # As objects: a column of plain text would make plain text of it.
    cells = pd.DataFrame({"it": [Markup("<b>a</b>"), "<b>"]}, dtype=object)
    (bold,) = parsed(cells).iter("b")
    assert bold.text == "a"
    assert shown(cells)[1:] == [["a"], ["<b>"]]


@pytest.mark.parametrize(
    "values, kind",
    [
        ([1], "number"),
        ([1.5, None], "number"),
        (pd.array([1, None], "Int64"), "number"),
        (["1"], "word"),
        ([None], "word"),
        ([[1]], "word"),
    ],
)
def test_numbers_stand_to_the_right_and_words_to_the_left(values, kind):
    table = parsed(pd.DataFrame({"it": values}))
    cells = [*table.iter("th"), *table.iter("td")]
    assert [cell.get("class") for cell in cells] == [kind] * (len(values) + 1)


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]))


@settings(deadline=None)
@given(st.lists(TEXTS, min_size=1), TEXTS)
def test_any_text_and_any_heading_comes_back(words, heading):
    assert shown(pd.DataFrame({heading: words})) == [[heading], *([word] for word in words)]


@settings(deadline=None)
@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1))
def test_no_digit_is_lost(values):
    texts = [row[0] for row in shown(pd.DataFrame({"it": values}))[1:]]
    assert [float(text.replace(",", "").replace("−", "-")) for text in texts] == values


# Rows and headings


def test_the_first_cell_heads_its_row_and_headings_their_columns():
    table = parsed(pd.DataFrame({"who": ["China"], "aid": [1.5]}))
    scopes = [(cell.get("scope"), cell.text) for cell in table.iter("th")]
    assert scopes == [("col", "who"), ("col", "aid"), ("row", "China")]
    assert [cell.text for cell in table.iter("td")] == ["1.5"]


FRAME = pd.DataFrame({"a": [1, 2]})


@pytest.mark.parametrize(
    "frame, expected",
    [
        pytest.param(FRAME, [["a"], ["1"], ["2"]], id="a running index says nothing"),
        pytest.param(
            FRAME.set_axis(["x", "y"]),
            [["", "a"], ["x", "1"], ["y", "2"]],
            id="words head the rows",
        ),
        pytest.param(
            FRAME.rename_axis("n"), [["n", "a"], ["0", "1"], ["1", "2"]], id="so does a named index"
        ),
        pytest.param(
            FRAME.set_index("a", drop=False),
            [["a", "a"], ["1", "1"], ["2", "2"]],
            id="also under a column's own name",
        ),
        pytest.param(
            FRAME.loc[[1, 0]], [["", "a"], ["1", "2"], ["0", "1"]], id="and one out of order"
        ),
        pytest.param(
            FRAME.set_axis(["x", "x"]),
            [["", "a"], ["x", "1"], ["x", "2"]],
            id="two rows of one name stay two",
        ),
        pytest.param(
            FRAME.set_axis(pd.MultiIndex.from_tuples([("x", 1), ("y", 2)])),
            [["", "a"], ["x 1", "1"], ["y 2", "2"]],
            id="two levels head a row in one cell",
        ),
        pytest.param(
            pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("x", "a"), ("x", "b")])),
            [["x a", "x b"], ["1", "2"]],
            id="and a column",
        ),
        pytest.param(
            pd.DataFrame([[1, 2]], columns=["a", "a"]),
            [["a", "a"], ["1", "2"]],
            id="two columns of one name",
        ),
        pytest.param(FRAME.head(0), [["a"]], id="no rows"),
        pytest.param(pd.DataFrame(), [[]], id="nothing at all"),
    ],
)
def test_rows(frame, expected):
    before = frame.copy()
    assert shown(frame) == expected
    pd.testing.assert_frame_equal(frame, before)


def test_a_list_may_be_shown_whole_and_under_its_own_name():
    whole = ElementTree.fromstring(
        tables.html(pd.DataFrame({"it": range(100)}), most_rows=None, label="A & B")
    )
    assert whole.get("aria-label") == "A & B"
    assert len(list(whole.iter("tr"))) == 101


@pytest.mark.parametrize("rows, note", [(60, None), (61, "1"), (100, "40")])
def test_a_long_table_says_how_much_of_it_is_left_out(rows, note):
    frame = pd.DataFrame({"it": range(rows)})
    assert len(shown(frame)) == 1 + min(rows, tables.MOST_ROWS)
    notes = [paragraph.text for paragraph in parsed(frame).iter("p")]
    assert notes == ([f"{note} more rows are not shown."] if note else [])


def test_a_wide_table_scrolls_by_itself_also_from_the_keyboard():
    box = parsed(FRAME)[0]
    assert box.get("tabindex") == "0"
    assert box.get("role") and box.get("aria-label")


# In a notebook


@pytest.fixture
def formatter(monkeypatch):
    """Return the formatter of a notebook that is running."""
    shell = SimpleNamespace(display_formatter=DisplayFormatter())
    monkeypatch.setattr("IPython.get_ipython", lambda: shell)
    return shell.display_formatter


def test_a_notebook_shows_frames_as_tables_of_the_book(formatter):
    before, _ = formatter.format(FRAME)
    tables.use_in_notebooks()
    after, _ = formatter.format(FRAME)
    assert after["text/html"] == tables.html(FRAME) != before["text/html"]
    assert after["text/plain"] == before["text/plain"]


def test_without_a_notebook_nothing_happens(monkeypatch):
    monkeypatch.setattr("IPython.get_ipython", lambda: None)
    tables.use_in_notebooks()
    assert "ties-scroll" not in FRAME._repr_html_()


def test_a_table_without_a_label_is_told_by_its_headings():
    few = pd.DataFrame({"year": [1990], "loans": [1]})
    many = pd.DataFrame(dict.fromkeys(["a", "b", "c", "d", "e"], [1]))
    assert 'aria-label="Table: year, loans"' in tables.html(few)
    assert 'aria-label="Table: a, b, c and 2 more"' in tables.html(many)
