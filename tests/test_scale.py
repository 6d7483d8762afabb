"""What measures cost, as the page shows it: each state against the table kept."""

import math
import re
from itertools import product

import pytest
from states import light, rows, set_to

from widgets.data import table
from widgets.models.costs import LARGE
from widgets.scale import MEASURES, cost_of_measures, milliseconds, states, times

FIGURE = light(cost_of_measures())
KEPT = table("measures_at_scale").set_index(["measure", "actors", "program"])["milliseconds"]
SIZES = [100, 200, 500, 1000, 2000, 5000]


@pytest.mark.parametrize("measure, size", list(product(MEASURES, SIZES)))
def test_sentence(measure, size):
    set_to(FIGURE, measure=MEASURES[measure], size=size)
    said = FIGURE._contents()["reading"]
    page = KEPT[measure, size, "page"]
    assert said.startswith(f"With {size:,} actors {MEASURES[measure]} took the page ")
    number, unit = re.search(r"took the page ([\d.]+) (ms|s),", said).groups()
    factor = 1 if unit == "ms" else 1000
    assert float(number) * factor == pytest.approx(page, rel=0.06)
    if (measure, size, "igraph") in KEPT.index:
        ratio = page / KEPT[measure, size, "igraph"]
        assert f" {times(ratio)} times as long as igraph" in said
    else:
        assert "igraph for Python has no such measure" in said
    if (measure, size, "networkx") in KEPT.index:
        ratio = KEPT[measure, size, "networkx"] / page
        assert f"networkx took {times(ratio)} times as long as the page" in said
    else:
        assert "networkx was not asked" in said


def test_growth_is_said_of_the_large_ones():
    # By hand, from the first and the last of them: not the fit, but near it.
    set_to(FIGURE, measure="betweenness", size=2000)
    said = float(
        re.search(r"cost the page ([\d.]+) times as much", FIGURE._contents()["reading"])[1]
    )
    ends = KEPT["betweenness", 5000, "page"] / KEPT["betweenness", LARGE, "page"]
    assert said == pytest.approx(2 ** (math.log(ends) / math.log(5000 / LARGE)), rel=0.25)


@pytest.mark.parametrize("measure", MEASURES)
def test_table(measure):
    set_to(FIGURE, measure=MEASURES[measure])
    shown = rows(FIGURE)
    assert list(shown.index) == [f"{size:,}" for size in SIZES]
    for size in SIZES:
        for program, heading in (
            ("page", "Page, ms"),
            ("igraph", "igraph, ms"),
            ("networkx", "networkx, ms"),
            ("book", "The book in Python, ms"),
        ):
            given = KEPT.get((measure, size, program), math.nan)
            assert shown.loc[f"{size:,}", heading] == milliseconds(given)


@pytest.mark.parametrize(
    "text, value",
    [("–", math.nan), ("0.158", 0.1576), ("13.2", 13.15), ("13,150", 13150.4), ("341", 341.0)],
)
def test_a_time_has_three_digits_or_whole_milliseconds(text, value):
    assert milliseconds(value) == text


def test_just_under_a_second_is_said_in_whole_milliseconds():
    kept = table("measures_at_scale").query("measure == 'betweenness' and program == 'page'")
    (said, *_) = states(kept.assign(milliseconds=999.7))["said"]
    assert "took the page 1,000 ms," in said


@pytest.mark.parametrize(
    "text, value",
    [("–", math.nan), ("0.88", 0.881), ("1.1", 1.06), ("27", 26.99), ("1,085", 1085.2)],
)
def test_a_ratio_has_two_digits_or_is_whole(text, value):
    assert times(value) == text
