"""Stated numbers of the second paper by topic, and what counts as an independent firm."""

from itertools import product

import pytest
from states import light, rows, set_to

from widgets import innovation
from widgets.data import table

PAPER = "hatch_relationalism"


@pytest.fixture(scope="module")
def research():
    return light(innovation.research_and_new_firms())


@pytest.fixture(scope="module")
def kept():
    return light(innovation.kept_in_japanese_hands())


@pytest.fixture(scope="module")
def start_ups():
    return light(innovation.independent_start_ups())


@pytest.mark.parametrize("topic", innovation.RESEARCH)
def test_research_shows_every_stated_number_of_a_topic(research, topic):
    check(research, topic, innovation.RESEARCH[topic])


@pytest.mark.parametrize("topic", innovation.CONTROL)
def test_control_shows_every_stated_number_of_a_topic(kept, topic):
    check(kept, topic, innovation.CONTROL[topic])


def check(figure, topic, about):
    stated = table("stated_values").query("document == @PAPER and series in @about.series")
    shown = rows(set_to(figure, topic=topic))
    assert len(shown) == len(stated) > 0
    assert sorted(shown["Section"]) == sorted(stated["section"])
    assert figure.reading.startswith(f"Shares {topic}, footing any: {len(stated)} of {len(stated)}")
    assert set(about.series) == set(stated["series"])


def test_a_course_of_years_keeps_its_order(research):
    # hatch_relationalism, §6: the mid-1980s come before the late 1990s.
    shown = rows(set_to(research, topic="on basic research, of all research"))
    assert ["mid-1980s" in row for row in shown.index] == [True] * 4 + [False] * 4


def test_what_the_share_is_of_is_said_place_by_place(kept):
    # hatch_relationalism, §5: the 100 per cent are carmakers in Thailand, the 88 electronics makers
    # in Indonesia, the 47 all that were asked.
    shown = rows(set_to(kept, topic="of parts"))["Number"]
    assert shown["Thailand: carmakers with at least half Japanese, 1998"] == "100 %"
    assert shown["Indonesia: electronics, at least half Japanese, 1998"] == "88 %"
    assert shown["Southeast Asia: makers, mostly Japanese parts, 1998"] == "47 %"


def test_the_kinds_are_those_of_the_text_and_whole():
    # hatch_relationalism, §6: 8.7, 46.7, 20.1 and 24.5 per cent.
    assert innovation.kinds()["percent"].to_list() == [8.7, 46.7, 20.1, 24.5]
    assert innovation.kinds()["percent"].sum() == pytest.approx(100)


@pytest.mark.parametrize("spin_offs, affiliates", list(product([False, True], repeat=2)))
def test_the_share_follows_the_definition(start_ups, spin_offs, affiliates):
    set_to(start_ups, spin_offs=spin_offs, affiliates=affiliates)
    free = 8.7 + 46.7 * spin_offs + 20.1 * affiliates
    assert f"{free:.1f} % are independent" in start_ups.reading
    assert f"other {100 - free:.1f} %" in start_ups.reading
    counted = rows(start_ups)["Counted as"] == "independent"
    assert counted.to_list() == [True, spin_offs, affiliates, False]
