"""Two coders: what is compared, the measures against published numbers and by hand, and joining."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from krippendorff import alpha as package_alpha

from widgets import tie_input
from widgets.models.agreement import (
    SURE,
    agreement,
    alpha,
    disagreements,
    interval,
    merged,
    percent,
    undefined,
    units,
)

ACTORS = ["a", "b", "c"]


def sheet(*rows):
    columns = ["source", "target", "kind", "confidence", "evidence"]
    return pd.DataFrame([(*row, f"{row[0]} on {row[1]}") for row in rows], columns=columns)


def answers(first, second):
    return pd.DataFrame({"first": list(first), "second": list(second)})


FIRST = sheet(("a", "b", "advises", 3), ("b", "c", "funds", 2), ("c", "a", "advises", 1))
SECOND = sheet(("a", "b", "advises", 3), ("b", "c", "advises", 3), ("a", "c", "funds", 2))


# The package, against numbers of others. None was read in the work itself, Krippendorff (2011),
# "Computing Krippendorff's Alpha-Reliability". The example with four observers and gaps is the "C"
# data of R's package irr, whose printout gives all four values; the package krippendorff names the
# paper's page 8 for all but that of interval.

GAP = np.nan
FOUR = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, GAP, GAP, GAP],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, GAP, 3],
    [GAP, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, GAP],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, GAP],
]


@pytest.mark.parametrize(
    "level, printed",
    [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)],
)
def test_the_package_gives_the_published_numbers(level, printed):
    assert package_alpha(FOUR, level_of_measurement=level) == pytest.approx(printed, abs=0.0005)


# By hand


def test_alpha_of_names_by_hand():
    # Ten units, two unlike; of twenty answers six are "tie": 1 - (1/5) / (2 * 6 * 14 / (20 * 19)).
    given_answers = answers("tttnnnnnnn", "ttntnnnnnn")
    assert percent(given_answers) == 80
    by_hand = 1 - Fraction(1, 5) / Fraction(2 * 6 * 14, 20 * 19)
    assert alpha(given_answers) == pytest.approx(float(by_hand))


def test_alpha_of_degrees_by_hand():
    # Answers 1, 1, 2, 3, 3, 3: two 1, one 2, three 3. From 1 to 2 it is 2 + 1 - 3/2 = 3/2 answers,
    # from 2 to 3 1 + 3 - 4/2 = 2, from 1 to 3 6 - 5/2 = 7/2; the unlike unit is 2 and 3.
    found = alpha(answers([1, 2, 3], [1, 3, 3]), SURE)
    observed = Fraction(2 * 4, 6)
    chance = 2 * (2 * 1 * Fraction(9, 4) + 1 * 3 * 4 + 2 * 3 * Fraction(49, 4)) / (6 * 5)
    assert found == pytest.approx(float(1 - observed / chance))


def test_a_degree_that_nobody_gave_changes_nothing():
    assert alpha(answers([1, 3, 3], [1, 3, 1]), SURE) == alpha(
        answers([1, 3, 3], [1, 3, 1]), (1, 3)
    )


def by_definition(given_answers, order):
    """Return alpha by the sums of its definition, every answer paired with every other."""
    said = given_answers.to_numpy().ravel().tolist()
    times = {value: said.count(value) for value in said}

    def apart(one, other):
        if not order:
            return float(one != other)
        low, high = sorted((order.index(one), order.index(other)))
        between = sum(times.get(value, 0) for value in order[low : high + 1])
        return (between - (times[one] + times[other]) / 2) ** 2 if low != high else 0.0

    seen = np.mean([apart(*row) for row in given_answers.to_numpy().tolist()])
    chance = np.mean([apart(one, other) for one, other in permutations(said, 2)])
    return 1 - seen / chance


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(SURE), st.sampled_from(SURE)), min_size=1, max_size=12),
    st.booleans(),
)
def test_laws(pairs, ordered):
    given_answers = pd.DataFrame(pairs, columns=["first", "second"])
    order = SURE if ordered else None
    found = alpha(given_answers, order)
    if undefined(given_answers):
        assert np.isnan(found)
        return
    assert found == pytest.approx(by_definition(given_answers, order))
    assert found <= 1
    assert (found == 1) == (percent(given_answers) == 100)
    swapped = given_answers.rename(columns={"first": "second", "second": "first"})
    assert alpha(swapped, order) == pytest.approx(found)


# What is compared


def test_every_ordered_pair_is_asked_for_a_tie():
    asked = units(FIRST, SECOND, ACTORS)
    assert len(asked) == 6
    assert asked.loc[("a", "b")].tolist() == ["tie", "tie"]
    assert asked.loc[("c", "a")].tolist() == ["tie", "none"]
    assert asked.loc[("a", "c")].tolist() == ["none", "tie"]
    assert asked.loc[("b", "a")].tolist() == ["none", "none"]


def test_what_a_tie_is_is_asked_of_pairs_that_both_have():
    asked = units(FIRST, SECOND, ACTORS, "kind")
    assert asked.to_dict("index") == {
        ("a", "b"): {"first": "advises", "second": "advises"},
        ("b", "c"): {"first": "funds", "second": "advises"},
    }


def test_a_value_can_be_asked_of_every_pair():
    asked = units(FIRST, SECOND, ACTORS, "kind", "funds")
    assert len(asked) == 6
    assert asked.loc[("b", "c")].tolist() == ["funds", "not"]
    assert asked.loc[("a", "c")].tolist() == ["not", "funds"]
    assert (asked == "not").all(axis=1).sum() == 4


@pytest.mark.parametrize(
    "first, column, said",
    [
        (sheet(("a", "b", "x", 1), ("a", "b", "y", 1)), "tie", "'a' to 'b' stands twice"),
        (sheet(("a", "z", "x", 1)), "tie", "'z' is not in the list of actors"),
        (FIRST, "basis", "the first sheet has no column 'basis'"),
    ],
)
def test_what_cannot_be_compared_is_refused(first, column, said):
    with pytest.raises(ValueError, match=said):
        units(first, SECOND, ACTORS, column)


# What is undefined, and how unsteady a number is


def test_without_variation_alpha_is_undefined_and_says_why():
    same = answers("nnn", "nnn")
    assert percent(same) == 100
    assert np.isnan(alpha(same))
    assert np.isnan(interval(same)).all()
    assert "nothing varies" in undefined(same)


@pytest.mark.parametrize("value, said", [(4, "4"), ("3", "'3'")])
@pytest.mark.parametrize("measure", [alpha, interval, agreement])
def test_a_value_that_is_no_degree_is_refused(measure, value, said):
    for given_answers in (answers([1, 2, 3], [1, 3, value]), answers([value], [value])):
        with pytest.raises(ValueError, match=f": {said} is none of the degrees 1, 2, 3$"):
            measure(given_answers, SURE)


def test_without_units_nothing_is_defined():
    none = answers("", "")
    assert np.isnan([percent(none), alpha(none), *interval(none)]).all()
    assert "nothing to compare" in undefined(none)


def test_an_empty_cell_takes_its_unit_out():
    gaps = answers(["x", "y", None, "x"], ["x", "y", "y", None])
    found = agreement(gaps)
    assert (found["units"], found["alike"], found["alpha"]) == (2, 2, 1)


def test_the_interval_holds_alpha_and_shrinks_with_more_units():
    few = answers("tttnnnnnnn", "ttntnnnnnn")
    many = pd.concat([few] * 20, ignore_index=True)
    for asked in (few, many):
        low, high = interval(asked)
        assert low < alpha(asked) < high
    assert np.ptp(interval(many)) < np.ptp(interval(few)) / 3


def test_the_interval_is_the_same_at_every_call_and_moves_with_the_seed():
    few = answers("tttnnnnnnn", "ttntnnnnnn")
    assert interval(few) == interval(few)
    assert interval(few, draws=50, seed=2) != interval(few, draws=50, seed=3)


def test_without_a_difference_redrawing_finds_none():
    assert interval(answers("xyzx", "xyzx")) == (1, 1)


def test_where_one_answer_prevails_the_same_per_cent_is_worth_less():
    # Three unlike of ninety, once among fifteen ties and once among two or three.
    common = answers("t" * 15 + "n" * 75, "t" * 12 + "n" * 78)
    rare = answers("tt" + "n" * 88, "ntt" + "n" * 87)
    rare.loc[3, "second"] = "t"
    assert percent(common) == percent(rare) == pytest.approx(100 * 87 / 90)
    assert alpha(common) > 0.85 and alpha(rare) < 0.45


# Where they part, and one network of two sheets


def test_disagreements_bring_the_evidence_of_whoever_has_the_tie():
    asked = units(FIRST, SECOND, ACTORS)
    found = disagreements(FIRST, SECOND, asked).set_index(["source", "target"])
    assert set(found.index) == {("c", "a"), ("a", "c")}
    assert found.loc[("c", "a"), "first_evidence"] == "c on a"
    assert pd.isna(found.loc[("c", "a"), "second_evidence"])


def test_merged_says_who_has_a_tie():
    found = merged(FIRST, SECOND, names=("ann", "bob")).set_index(["source", "target"])
    assert found["family"].to_dict() == {
        ("a", "b"): "both",
        ("b", "c"): "both",
        ("c", "a"): "only ann",
        ("a", "c"): "only bob",
    }
    assert found.loc[("b", "c"), "kind"] == "funds or advises"
    assert found.loc[("a", "b"), "kind"] == "advises"
    assert found.loc[("b", "c"), "confidence"] == "2 or 3"
    assert found.loc[("a", "b"), "confidence"] == 3


def test_evidence_that_differs_keeps_its_coder_and_a_year_that_differs_is_left_empty():
    first = FIRST.iloc[:1].assign(evidence="said so", start=1990, directed=True)
    second = SECOND.iloc[:1].assign(evidence="wrote so", start=1991, directed=True)
    row = merged(first, second).iloc[0]
    assert row["evidence"] == "first: said so; second: wrote so"
    assert row["start"] is None
    assert row["directed"] is True or row["directed"] == np.True_


@pytest.mark.parametrize(
    "rest, decided, kept",
    [
        ("leave out", {}, {("a", "b"), ("b", "c")}),
        ("leave out", {("c", "a"): True}, {("a", "b"), ("b", "c"), ("c", "a")}),
        ("show", {("c", "a"): False, ("a", "b"): False}, {("b", "c"), ("a", "c")}),
    ],
)
def test_the_rest_is_shown_or_left_out_and_talk_decides(rest, decided, kept):
    found = merged(FIRST, SECOND, rest=rest, decided=decided)
    assert set(zip(found["source"], found["target"], strict=True)) == kept


def test_merged_refuses_what_it_does_not_know():
    with pytest.raises(ValueError, match="rest is one of 'show', 'leave out', not 'drop'"):
        merged(FIRST, SECOND, rest="drop")
    with pytest.raises(ValueError, match="there is no tie from 'b' to 'a' to decide on"):
        merged(FIRST, SECOND, decided={("b", "a"): False})


def test_a_sheet_that_holds_a_pair_twice_is_not_joined():
    twice = pd.concat([FIRST, FIRST.iloc[:1]])
    asked = units(FIRST, SECOND, ACTORS)
    for join in (merged, lambda *sheets: disagreements(*sheets, asked)):
        for sheets in ((twice, SECOND), (SECOND, twice)):
            with pytest.raises(ValueError, match="'a' to 'b' stands twice in one sheet"):
                join(*sheets)


def ways(*rows):
    return pd.DataFrame(rows, columns=["source", "target", "kind", "directed", "note"])


# Two rows of one kind that lead both ways would be one tie told twice, which no figure takes.
@pytest.mark.parametrize(
    "first, second, ties",
    [
        (  # one of them says both ways, the other the way back
            ways(("a", "b", "rivals", False, None)),
            ways(("b", "a", "rivals", True, None)),
            [("a", "b", True, "first: both ways"), ("b", "a", True, None)],
        ),
        (  # they differ on one way, and the other way back stands too
            ways(("a", "b", "rivals", False, "loud"), ("b", "a", "rivals", True, None)),
            ways(("a", "b", "rivals", True, None)),
            [("a", "b", True, "loud; first: both ways; second: one way"), ("b", "a", True, None)],
        ),
        (  # both say both ways, each begun at another end
            ways(("a", "b", "rivals", False, None)),
            ways(("b", "a", "rivals", None, None)),
            [("a", "b", True, "first: both ways"), ("b", "a", True, "second: both ways")],
        ),
        (  # another kind is another tie
            ways(("a", "b", "rivals", False, None)),
            ways(("b", "a", "funds", True, None)),
            [("a", "b", False, None), ("b", "a", True, None)],
        ),
    ],
)
def test_ties_of_a_kind_that_lead_there_and_back_have_directions(first, second, ties):
    found = merged(first, second)
    tie_input.pairs(found, [{"actor": actor, "short": actor} for actor in ACTORS])
    found = found.astype(object).where(found.notna(), None)
    told = found[["source", "target", "directed", "note"]].itertuples(index=False, name=None)
    assert list(told) == ties


def test_directions_and_notes_are_columns_as_soon_as_they_are_needed():
    bare = [pd.DataFrame({"source": [one], "target": [other]}) for one, other in ("ab", "ba")]
    assert list(merged(*bare)) == ["source", "target", "family", "directed", "note"]
    assert list(merged(bare[0], bare[0])) == ["source", "target", "family"]


def test_two_empty_sheets_join_to_an_empty_one():
    none = FIRST.iloc[:0]
    found = merged(none, none)
    assert found.empty and {"source", "target", "kind", "family"} <= set(found)
