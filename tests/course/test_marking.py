"""What a check says of an answer: nothing if it is right, else what was expected, in a sentence."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.course.marking import expect, like

NUMBERS = st.floats(-1e6, 1e6) | st.integers(-1000, 1000)
ANSWERS = st.recursive(
    NUMBERS | st.booleans() | st.text(max_size=5) | st.sets(st.text(max_size=3), max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)


def said(check, *args, **options):
    with pytest.raises(AssertionError) as caught:
        check(*args, **options)
    return str(caught.value)


@given(ANSWERS)
def test_an_answer_that_is_the_expected_one_passes(answer):
    like(answer, answer, "Task 1")
    expect(answer, answer, "Task 1")


@given(ANSWERS)
def test_three_dots_are_no_answer_and_it_says_what_belongs_there(answer):
    told = said(expect, ..., answer, "Task 1")
    assert told.startswith("Task 1: there is no answer yet; put ")


@given(NUMBERS, st.floats(0.06, 1e6))
def test_a_number_that_is_off_does_not_pass(number, off):
    assert "expected" in said(expect, number + off, number, "Task 1")


@pytest.mark.parametrize("found, expected", [
    (np.float64(33.34), 33.3), (np.int64(4), 4), (33.349, 33.3), (True, np.True_),
    (" Reported ", "reported"), ({"China", "thailand"}, {"china", "Thailand "}), (["B"], ["b"]),
    ({"a": "Stated"}, {"a": "stated"}), ((1, 2.04), [1, 2]),
    (frozenset("ab"), {"b", "a"}), ({"a": 1.04}, {"a": 1}),
])  # fmt: skip
def test_what_a_table_gives_counts_as_the_same(found, expected):
    expect(found, expected, "Task 1")


@pytest.mark.parametrize("found, expected, told", [
    (None, 3, "found nothing (is there a return?), expected a number, such as 3"),
    ("3", 3, "found a text, expected a number, such as 3"),
    (True, 3, "found true or false, expected a number, such as 3"),
    (float("nan"), 3, "found nan, expected 3"),
    ([1, 2], [1, 2, 3], "found 2 entries, expected 3: 0, 1, 2"),
    ([1, 4], [1, 2], "entry 2: found 4, expected 2"),
    ({"a": 1, "b": ...}, {"a": 1, "b": 2}, "'b' has no answer yet"),
    ({"a": "1"}, {"a": 1}, "'a': found a text, expected a number"),
    (set(), {"b"}, "expected 'b'; lacks 'b'"),
    ({"b"}, set(), "expected nothing; has too much 'b'"),
    ("race", "co-ordination", "found 'race', expected 'co-ordination'"),
])  # fmt: skip
def test_what_is_wrong_is_said_with_what_was_expected(found, expected, told):
    assert said(expect, found, expected, "Task 1") == f"Task 1: {told}."


def test_a_table_is_not_printed_whole():
    rows = pd.DataFrame({"year": range(50)})
    assert said(like, ..., rows, "Task 1") == (
        "Task 1: there is no answer yet; put a DataFrame in place of the dots."
    )
    assert said(like, 4, rows, "Task 1") == "Task 1: found a number, expected a DataFrame."


def test_decimals_are_as_many_as_asked_for():
    expect(0.154, 0.15, "Task 1", places=2)
    assert said(expect, 0.16, 0.15, "Task 1", places=2) == "Task 1: found 0.16, expected 0.15."
