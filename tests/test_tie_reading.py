"""The sentences on a network, word by word, and the numbers in them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets import tie_reading

DEGREE = {"name": "degree", "decimals": 0, "low": False}
CONSTRAINT = {"name": "constraint", "decimals": 2, "low": True}
NAMES = {each: each.upper() for each in "abcdef"}
WHOLE = {
    **{"names": NAMES, "now": {"a": 3, "b": 1}, "before": {"a": 3, "b": 1}, "measure": DEGREE},
    **{"gone": [], "standing": 2, "counted": 2, "documented": 2, "lost": {}, "lost_all": 0},
    **{"reached": None, "targets": None, "apart": [], "left_out": []},
    **{"year": 0, "undated": 0, "focus": None},
}
TAKEN = {**WHOLE, "gone": ["F"]}


# Numbers: a half goes up, of what is written and not of what is stored


@pytest.mark.parametrize(
    "value, decimals, text",
    [
        (1.125, 2, "1.13"),  # stored exactly; Python's own format says 1.12
        (1.005, 2, "1.01"),  # stored as a little less
        (2.675, 2, "2.68"),  # likewise
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (1 / 3, 3, "0.333"),
        (0.1 + 0.2, 1, "0.3"),
        (0.4999999999, 0, "1"),  # within 1e-9 of a half: what is off is rounding
        (0.499999, 0, "0"),
        (0.0, 3, "0.000"),
        (-0.0, 3, "0.000"),  # no sign
        (-1e-12, 3, "0.000"),
        (-0.0004, 3, "0.000"),
        (-0.5, 0, "0"),  # up
        (-1.5, 0, "-1"),
        (-1.26, 1, "-1.3"),
        (1e-7, 3, "0.000"),  # which JavaScript writes as 1e-7
        (12345.0, 0, "12345"),
        (math.nan, 2, "–"),
    ],
)
def test_number(value, decimals, text):
    assert tie_reading.number(value, decimals) == text


@given(st.floats(0, 1e5), st.integers(0, 3))
def test_a_number_is_as_near_as_its_decimals_allow(value, decimals):
    text = tie_reading.number(value, decimals)
    assert len(text.partition(".")[2]) == decimals
    assert abs(float(text) - value) <= 0.5 * 10**-decimals + 2e-9


# Names in a row


@pytest.mark.parametrize(
    "names, row",
    [
        ("A", "A"),
        ("AB", "A and B"),
        ("ABC", "A, B and C"),
        ("ABCD", "A, B, C and D"),  # "and 1 other" would be no shorter
        ("ABCDE", "A, B, C and 2 others"),
        ("ABCDEF", "A, B, C and 3 others"),
    ],
)
def test_several(names, row):
    assert tie_reading.several(list(names)) == row


# Who leads


@pytest.mark.parametrize(
    "now, measure, said",
    [
        ({"a": 3, "b": 1}, DEGREE, "Highest degree: A (3)."),
        ({"a": 2, "b": 2}, DEGREE, "Highest degree: A and B (2)."),
        ({"a": 2, "b": 2 + 1e-10}, DEGREE, "Highest degree: A and B (2)."),
        ({"a": 0.5, "b": 0.25}, CONSTRAINT, "Lowest constraint: B (0.25)."),
        ({"a": 0.5, "b": math.nan}, CONSTRAINT, "Lowest constraint: A (0.50)."),
        ({"a": math.nan}, CONSTRAINT, "Nobody has a constraint."),
        ({}, DEGREE, "Nobody has a degree."),
    ],
)
def test_who_leads(now, measure, said):
    facts = {**WHOLE, "now": now, "measure": measure}
    assert tie_reading.reading(facts) == f"{said} All 2 ties stand."


# Nothing taken away


@pytest.mark.parametrize(
    "facts, said",
    [
        ({}, "All 2 ties stand."),
        ({"counted": 1}, "1 of 2 documented ties are counted."),
        (
            {"reached": 3, "targets": 5},
            "All 2 ties stand; a documented channel reaches 3 of 5 targets.",
        ),
        ({"year": 1995, "undated": 4}, "All 2 ties stand. In 1995; 4 ties without a year stay."),
        ({"year": 1995, "undated": 1}, "All 2 ties stand. In 1995; 1 tie without a year stay."),
        # Said also where no tie of that footing is counted: the switch must answer.
        ({"left_out": ["hedged"]}, "All 2 ties stand. Left out by footing: hedged."),
        (
            {"left_out": ["reported", "hedged"], "year": 1995},
            "All 2 ties stand. Left out by footing: reported, hedged."
            " In 1995; 0 ties without a year stay.",
        ),
        (
            {"focus": {"name": "B", "into": 2, "out": 0}},
            "All 2 ties stand. In focus: B, 2 in and 0 out.",
        ),
        (
            {"year": 1995, "undated": 0, "focus": {"name": "B", "into": 1, "out": 1}},
            "All 2 ties stand. In 1995; 0 ties without a year stay. In focus: B, 1 in and 1 out.",
        ),
    ],
)
def test_whole(facts, said):
    assert tie_reading.reading({**WHOLE, **facts}) == f"Highest degree: A (3). {said}"


# Something taken away


def taken(**facts):
    said = tie_reading.reading({**TAKEN, **facts})
    assert said.startswith("Highest degree: A (3). Without ")
    return said.removeprefix("Highest degree: A (3). Without ")


@pytest.mark.parametrize(
    "facts, said",
    [
        ({}, "F: nobody’s changes."),
        ({"gone": list("CDEF")}, "C, D, E and F: nobody’s changes."),
        ({"gone": list("BCDEF")}, "B, C, D and 2 others: nobody’s changes."),
        ({"before": {"a": 3, "b": 2}}, "F: most lost by B (−1)."),
        ({"before": {"a": 5, "b": 2}}, "F: most lost by A (−2)."),
        ({"before": {"a": 4, "b": 2}}, "F: most lost by A and B (−1)."),
        ({"before": {"a": 2, "b": 4}}, "F: most lost by B (−3); most gained by A (+1)."),
        ({"before": {"a": 3 + 1e-10, "b": 1}}, "F: nobody’s changes."),
        ({"before": {"a": math.nan, "b": 2}}, "F: most lost by B (−1)."),
        # Who is gone is in the state before alone: its loss is no change.
        ({"before": {"a": 3, "b": 1, "f": 9}}, "F: nobody’s changes."),
        ({"apart": ["B"]}, "F: B cut off from the largest part."),
        ({"apart": list("BCDE")}, "F: B, C, D and E cut off from the largest part."),
        ({"apart": list("BCDEF")}, "F: 5 actors cut off from the largest part."),
        (
            {"before": {"a": 4, "b": 1}, "apart": ["B"]},
            "F: most lost by A (−1); B cut off from the largest part.",
        ),
    ],
)
def test_what_moves(facts, said):
    assert taken(**facts) == said


def test_a_name_of_many_is_said_as_that_of_one():
    many = {"names": {"a": "Large makers", "b": "B"}, "before": {"a": 4, "b": 0}}
    assert tie_reading.reading({**TAKEN, **many}) == (
        "Highest degree: Large makers (3). Without F: most lost by Large makers (−1);"
        " most gained by B (+1)."
    )


def test_if_nobody_has_a_measure_nobodys_changes():
    facts = {**TAKEN, "now": {"a": math.nan}, "before": {"a": 1.0}}
    assert tie_reading.reading(facts) == "Nobody has a degree. Without F: nobody’s changes."


LOST = "every documented channel of a kind"


@pytest.mark.parametrize(
    "lost, lost_all, said",
    [
        ({}, 0, "no target loses its last documented channel of any kind"),
        (
            {"advice": ["A"]},
            1,
            f"1 target loses {LOST} (advice: A), and no other kind is left to it",
        ),
        (
            {"advice": ["A"]},
            0,
            f"1 target loses {LOST} (advice: A), and another kind is left to it",
        ),
        (
            {"advice": ["A"], "money": ["A"]},
            1,
            f"1 target loses {LOST} (advice: A; money: A), and no other kind is left to it",
        ),
        (
            {"advice": ["A", "B"], "money": ["C", "A"]},
            3,
            f"3 targets lose {LOST} (advice: A and B; money: C and A),"
            " and no other kind is left to them",
        ),
        (
            {"advice": ["A", "B"]},
            0,
            f"2 targets lose {LOST} (advice: A and B), and another kind is left to each",
        ),
        (
            {"advice": list("ABCDE")},
            2,
            f"5 targets lose {LOST} (advice: A, B, C and 2 others), and 2 of them all kinds",
        ),
    ],
)
def test_channels_that_are_lost(lost, lost_all, said):
    assert taken(lost=lost, lost_all=lost_all, targets=5, reached=1) == f"F: {said}."


def test_channels_come_before_what_else_moves():
    said = taken(targets=5, reached=5, before={"a": 4, "b": 1}, apart=["B"])
    assert said == (
        "F: no target loses its last documented channel of any kind; most lost by A (−1);"
        " B cut off from the largest part."
    )
