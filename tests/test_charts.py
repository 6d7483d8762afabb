"""A chart's sentence and its table come from the chart itself, drawn without a browser."""

import re

import altair as alt
import pandas as pd
import pytest

from widgets import charts, stills, vega
from widgets.controls import Control, from_param
from widgets.theme import colour

NUMBERS = [1234.56, 0.04, 0.0, -1234.56, -12.5, None]


def texts(chart):
    """Return the texts of the unseen layers of a chart, as Vega writes them."""
    return stills.hidden_texts(vega.svg(chart.to_dict()))


def rows(chart):
    return [row.split("\t") for row in texts(chart)["table"]]


@pytest.fixture(scope="module")
def numbers():
    """Return a chart of some numbers, one of which is missing."""
    return alt.Chart(pd.DataFrame({"it": NUMBERS}))


# The two unseen layers


def test_the_reading_is_one_text(numbers):
    once = numbers.transform_aggregate(n="count()")
    layer = charts.reading(once, "'There are ' + datum.n + ' rows.'")
    assert texts(alt.layer(layer)) == {"reading": ["There are 6 rows."]}


def test_the_table_has_a_row_for_each_row(numbers):
    layer = charts.table(numbers, {"it": "datum.it", "twice": "2 * datum.it"})
    assert layer.to_dict()["description"] == "it\ttwice"
    assert rows(alt.layer(layer))[:2] == [["1234.56", "2469.12"], ["0.04", "0.08"]]
    assert len(rows(alt.layer(layer))) == len(NUMBERS)


@pytest.mark.parametrize("axis", ["x", "y"])
def test_a_row_without_a_place_in_the_picture_has_one_in_the_table(axis):
    # Vega leaves out a mark with a missing place; the table must not lose the row with it.
    base = alt.Chart(pd.DataFrame({"it": [1.0, None], "who": ["a", "b"]}))
    layer = charts.table(base.encode(**{axis: "it:Q"}), {"Who": "datum.who"})
    assert rows(alt.layer(layer)) == [["a"], ["b"]]


def test_the_layers_are_neither_seen_nor_heard(numbers):
    bars = numbers.mark_bar().encode(x="it:Q")
    table = charts.table(numbers, {"it": "datum.it + '" + 400 * "x" + "'"})
    plain, with_table = (vega.svg(chart.to_dict()) for chart in (bars, alt.layer(bars, table)))
    size = re.compile(r'<svg[^>]* width="(\d+)" height="(\d+)"')
    assert size.search(with_table).groups() == size.search(plain).groups()
    unseen = re.search(r'<g class="mark-text role-mark table_marks".*?</g>', with_table)[0]
    assert 'aria-hidden="true"' in unseen.split(">")[0]
    assert unseen.count("<text") == unseen.count('opacity="0"') == len(NUMBERS)


# Numbers


@pytest.mark.parametrize(
    "expression, expected",
    [
        (
            charts.fixed("datum.it"),
            ["1,234.6", "0.0", "0.0", "−1,234.6", "−12.5", "not given"],
        ),
        (
            charts.fixed("datum.it", 0, "n/a"),
            ["1,235", "0", "0", "−1,235", "−13", "n/a"],
        ),
        (
            charts.signed("datum.it"),
            ["+1,234.6", "+0.0", "+0.0", "−1,234.6", "−12.5", "not given"],
        ),
        (
            charts.signed("datum.it", 2, "nobody says"),
            ["+1,234.56", "+0.04", "+0.00", "−1,234.56", "−12.50", "nobody says"],
        ),
    ],
    ids=["fixed", "fixed, whole", "signed", "signed, two decimals"],
)
def test_numbers_and_the_lack_of_one(numbers, expression, expected):
    assert rows(alt.layer(charts.table(numbers, {"it": expression}))) == [[e] for e in expected]


# Parameters


def test_words_clear_of_lines_have_a_ground_of_the_same_words(numbers):
    layers = charts.clear_of_lines(numbers, {"text": "it:Q"}, dy=-12)
    under, over = (layer.to_dict() for layer in layers)
    edge = {name: under["mark"].pop(name) for name in ("stroke", "strokeWidth", "strokeJoin")}
    assert edge["stroke"] == colour("raised") and edge["strokeWidth"] > 2
    assert under["mark"] == over["mark"] == {"type": "text", "dy": -12}
    assert under["encoding"] == over["encoding"]


@pytest.mark.parametrize("beside", [False, True])
def test_among_is_a_choice(beside):
    param = charts.among(["a", "b"], "who", "b", label="Who", beside=beside)
    control = from_param(param.to_dict() | param.param.to_dict())
    assert control == Control(
        "who", "Who", "choice", "b", options=["a", "b"], labels=["a", "b"], beside=beside
    )


def test_between_is_a_slider():
    param = charts.between(-1, 1, 0.1, "response", 0, label="Response")
    control = from_param(param.to_dict() | param.param.to_dict())
    assert control == Control("response", "Response", "range", 0, min=-1, max=1, step=0.1)


# A series as amount, share or total


@pytest.fixture(scope="module")
def two_series():
    """Return two series of three years in two measures; the second series lacks a year."""
    amounts = {"aid": [10.0, 30.0, 20.0], "loans": [None, 5.0, 4.0]}
    return pd.DataFrame(
        {
            "series": series,
            "year": year,
            "measure": measure,
            "value": None if value is None else factor * value,
            "unit": unit,
            "digits": ".1f",
        }
        for series, values in amounts.items()
        for measure, factor, unit in [("amount", 1, "yen"), ("share", 2, "%")]
        for year, value in zip([1990, 1991, 1992], values, strict=True)
    )


@pytest.mark.parametrize(
    "first, measure, sentence, table",
    [
        (
            "aid",
            "amount",
            "aid, amount: from 10.0 yen in 1990 to 20.0 yen in 1992 (2.0 times the first);"
            " the peak is 30.0 yen in 1991, the low 10.0 yen in 1990.",
            [["1990", "10.0", "yen"], ["1991", "30.0", "yen"], ["1992", "20.0", "yen"]],
        ),
        (
            "aid",
            "share",
            "aid, share: from 20.0 % in 1990 to 40.0 % in 1992 (+20.0 points);"
            " the peak is 60.0 % in 1991, the low 20.0 % in 1990.",
            [["1990", "20.0", "%"], ["1991", "60.0", "%"], ["1992", "40.0", "%"]],
        ),
        (
            "loans",
            "amount",
            "loans, amount: from 5.0 yen in 1991 to 4.0 yen in 1992 (0.8 times the first);"
            " the peak is 5.0 yen in 1991, the low 4.0 yen in 1992.",
            [["1990", "n/a", "yen"], ["1991", "5.0", "yen"], ["1992", "4.0", "yen"]],
        ),
    ],
    ids=["amount", "share", "with a gap"],
)
def test_series(two_series, first, measure, sentence, table):
    chart = charts.series(two_series, first=first, measure=measure)
    assert texts(chart)["reading"] == [sentence]
    assert rows(chart) == table


def test_a_gap_in_a_series_is_a_word_and_not_a_bar_of_zero(two_series):
    drawing = vega.svg(charts.series(two_series, first="loans", measure="amount").to_dict())
    bars = re.search(r'<g class="mark-rect role-mark[^"]*layer_0_marks".*?</g>', drawing)[0]
    assert bars.count("<path") == 2
    assert ">n/a</text>" in drawing


# Looks


def test_bars_are_told_apart_by_an_outline():
    bars = alt.Chart(pd.DataFrame({"who": ["a", "b"], "one": [1, 2]})).mark_rect()
    looks = charts.told_apart("who", {"a": ("blue", True), "b": ("orange", False)})
    drawn = vega.svg(bars.encode(x="one:Q", y="who:N", **looks).to_dict())
    paths = re.findall(r'<path aria-label="[^"]*who: ([ab])"([^>]*)', drawn)
    filled = {who: "fill=" in rest and "transparent" not in rest for who, rest in paths}
    assert filled == {"a": True, "b": False}
    assert all("stroke=" in rest for _, rest in paths)
