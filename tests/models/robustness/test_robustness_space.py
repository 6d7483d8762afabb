"""Laws of a space of codings: what is counted adds up, and the nearest way to turn is nearest."""

from itertools import product

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.models.robustness.space import (
    ALL,
    FAILS,
    LEFT_OUT,
    NOT_ASKED,
    NOTHING,
    ONE,
    OUTCOMES,
    STANDS,
    WHOLE,
    Space,
    Statement,
    by_option,
    counted,
    distance,
    flips,
    listed,
    outcome,
    tried,
)


def statement(holds, **start):
    return Statement("told", "told", "It is told.", "a/b", "minagawa", "I", holds, start)


@st.composite
def spaces(draw):
    """Draw a space of one to three choices, and an answer for each of its codings."""
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    choices = {f"c{nth}": [f"o{each}" for each in range(size)] for nth, size in enumerate(sizes)}
    keys = list(product(*choices.values()))
    answers = draw(st.lists(st.sampled_from([True, False, None]), min_size=len(keys),
                            max_size=len(keys)))  # fmt: skip
    known = dict(zip(keys, answers, strict=True))
    space = Space(
        "made up", choices, {c: c for c in choices}, lambda coding: tuple(coding.values())
    )
    start = dict(zip(choices, draw(st.sampled_from(keys)), strict=True))
    return space, known, start


@given(spaces())
def test_counts_add_up_over_all_codings_and_over_the_options_of_each_choice(made):
    space, known, start = made
    found = tried(space, [statement(known.get)])
    whole = counted(found["told"])
    assert whole["stands"] + whole["fails"] + whole["not_asked"] == whole["codings"] == len(known)
    parts = by_option(found, "told", space, start)
    for _, options in parts.groupby("choice"):
        assert options[["stands", "fails", "not_asked", "codings"]].sum().to_dict() == whole


@given(spaces())
def test_an_option_alone_is_the_coding_one_change_away(made):
    space, known, start = made
    found = tried(space, [statement(known.get)])
    for row in by_option(found, "told", space, start).itertuples():
        coding = start | {row.choice: row.option}
        assert row.alone == outcome(known[tuple(coding.values())])


@given(spaces())
def test_what_turns_a_statement_turns_it_and_nothing_nearer_does(made):
    space, known, start = made
    found = tried(space, [statement(known.get)])
    at = outcome(known[tuple(start.values())])
    ways = flips(found, "told", start)
    other = {STANDS: FAILS, FAILS: STANDS}.get(at)
    turned = [key for key, answer in known.items() if outcome(answer) == other]
    away = [sum(a != b for a, b in zip(key, start.values(), strict=True)) for key in turned]
    if not away or other is None:
        assert ways == []
        return
    assert {tuple((start | way).values()) for way in ways} == {
        key for key, steps in zip(turned, away, strict=True) if steps == min(away)
    }
    assert {len(way) for way in ways} == {min(away)}


@given(spaces(), st.integers(1, 4))
def test_a_choice_that_changes_nothing_leaves_every_share_as_it_is(made, options):
    space, known, _ = made
    wider = Space(
        "made up",
        {**space.choices, "idle": [f"o{nth}" for nth in range(options)]},
        {},
        lambda coding: tuple(coding[choice] for choice in space.choices),
    )
    narrow = counted(tried(space, [statement(known.get)])["told"])
    wide = counted(tried(wider, [statement(known.get)])["told"])
    assert wide == {name: number * options for name, number in narrow.items()}


def test_the_lists_of_codings():
    # Two footings and three things to leave out: six codings, two of which leave out nothing, and
    # the start with three others one change away.
    space = Space("made up", {"footing": ["all", "some"], LEFT_OUT: [NOTHING, "I", "II"]}, {}, dict)
    found = tried(space, [statement(lambda coding: coding[LEFT_OUT] == NOTHING)])
    sizes = {name: int(rows.sum()) for name, rows in listed(found, space.start()).items()}
    assert sizes == {ALL: 6, WHOLE: 2, ONE: 4}
    assert distance(found, space.start(footing="some")).tolist() == [1, 2, 2, 0, 1, 1]
    assert counted(found["told"]) == {"stands": 2, "fails": 4, "not_asked": 0, "codings": 6}


def test_where_nothing_can_be_left_out_two_lists_are_one():
    space = Space("made up", {"footing": ["all", "some"]}, {}, dict)
    lists = listed(tried(space, [statement(lambda coding: None)]), space.start())
    assert lists[WHOLE].equals(lists[ALL])


def test_outcomes_are_three():
    assert [outcome(each) for each in (True, False, None)] == [STANDS, FAILS, NOT_ASKED]
    assert set(OUTCOMES) == {STANDS, FAILS, NOT_ASKED}
    assert (
        flips(pd.DataFrame({"a": ["x", "y"], "told": [NOT_ASKED, FAILS]}), "told", {"a": "x"}) == []
    )


def test_a_start_has_the_first_options_but_for_those_given():
    space = Space("made up", {"footing": ["all", "some"], "bloc": ["no", "yes"]}, {}, dict)
    assert space.start(bloc="yes") == {"footing": "all", "bloc": "yes"}
    for wrong in ({"bloc": "perhaps"}, {"block": "yes"}):
        with pytest.raises(ValueError, match="is no option of"):
            space.start(**wrong)
