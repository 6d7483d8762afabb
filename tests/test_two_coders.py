"""The figure of two coders: its states, and what the chapter says of them."""

from __future__ import annotations

import pytest
from states import light, set_to

from widgets.two_coders import COMPARED, QUESTIONS, STATUS, _pairs, found, parted, said, two_coders

BOTH = "first and second coder"


@pytest.fixture(scope="module")
def made():
    return light(two_coders())


@pytest.fixture
def figure(made):
    return set_to(made)


def table_of(figure):
    return figure._contents()["rows"]


def codes(compared, question):
    """Return what stands in the grid in a state: how many pairs of each code."""
    place = list(COMPARED).index(compared) * len(QUESTIONS) + list(QUESTIONS).index(question)
    return _pairs()["codes"].str[place].value_counts().to_dict()


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("compared", COMPARED)
def test_every_state_says_what_the_model_says(figure, compared, question):
    shown = set_to(figure, compared=compared, question=question)._contents()
    assert shown["reading"] == said(compared, question)
    differ = parted(compared, question)
    assert len(shown["rows"]) == max(1, len(differ))
    assert all(cell for row in shown["rows"] for cell in row)
    assert [row[2:4] for row in shown["rows"]][: len(differ)] == [
        [str(row.first), str(row.second)] for row in differ.itertuples()
    ]


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("compared", COMPARED)
def test_the_grid_counts_what_the_sentence_counts(compared, question):
    numbers, seen = found(compared, question), codes(compared, question)
    assert set(seen) <= {*(look[0] for look in STATUS.values()), "n"}
    assert sum(seen.values()) == 90
    unlike = seen.get("u", 0) + seen.get("f", 0) + seen.get("s", 0)
    assert unlike == numbers["units"] - numbers["alike"]
    if numbers["units"] not in (0, 90):
        assert seen.get("a", 0) == numbers["alike"]


def test_the_marks_of_the_first_question_by_hand():
    # Counted in the two sheets: fifteen pairs in both, one in the second alone.
    assert codes(BOTH, "tie or none") == {"n": 74, "a": 15, "s": 1}
    # And the book: twelve, all of which both coders have.
    assert codes("first coder and the book", "tie or none") == {"n": 75, "a": 12, "f": 3}
    assert codes("second coder and the book", "tie or none") == {"n": 74, "a": 12, "f": 4}
    # "Other": twice in the first sheet, three times in the second, one pair in both.
    assert codes(BOTH, "kind “other” or not") == {"n": 86, "a": 1, "f": 1, "s": 2}


def test_exercise_2_the_same_per_cent_with_two_alphas():
    states = {
        (compared, question): found(compared, question)["alpha"]
        for compared in COMPARED
        for question in QUESTIONS
        if (found(compared, question)["alike"], found(compared, question)["units"]) == (87, 90)
    }
    assert {key: round(value, 2) for key, value in states.items()} == {
        ("first coder and the book", "tie or none"): 0.87,
        (BOTH, "kind “other” or not"): 0.39,
        ("second coder and the book", "kind “other” or not"): -0.01,
    }


def test_what_the_chapter_says_of_the_disagreements():
    alone = parted(BOTH, "tie or none")
    assert alone[["source", "target"]].to_numpy().tolist() == [["jp_electronics_malaysia", "sony"]]
    kinds = parted(BOTH, "kind").set_index(["source", "target"])[["first", "second"]]
    assert kinds.loc[("jetro", "jp_smes")].tolist() == ["advises", "other"]
    assert parted(BOTH, "footing").empty
    for coder in ("first", "second"):
        pairs = parted(f"{coder} coder and the book", "tie or none")[["source", "target"]]
        assert ["miti", "jp_affiliates_asia"] in pairs.to_numpy().tolist()
        assert ["jetro", "jp_electronics_malaysia"] not in pairs.to_numpy().tolist()


def test_what_the_book_does_not_say_is_said(figure):
    set_to(figure, compared="first coder and the book", question="confidence")
    assert "gives no confidence, so nothing can be compared" in figure._contents()["reading"]
    assert table_of(figure)[0][0] == "nothing to compare"
