"""The succession in MITI: what the paper tells, and how far its rules reach."""

from __future__ import annotations

from itertools import product

import pytest

from widgets.models.offices import SWITCHES, UNSAID, all_successions, succession


def chain(**switches):
    return [(step.after, set(step.candidates), step.basis) for step in succession(**switches)]


def test_as_it_was_told():
    # Section I: the Minister named T; S in October 1964; Miki appointed M.
    assert chain() == [
        ("Matsuo", {"T"}, "stated"),
        ("T", {"S"}, "stated"),
        ("S", {"M"}, "stated"),
    ]


@pytest.mark.parametrize(
    "switches, last",
    [
        # Section I: Shimada would have become Vice-Minister if S had not come back.
        ({"no_mediation": True}, ("T", {"Shimada"}, "stated")),
        # Section I: S probably had in mind C, then H, then Y.
        ({"h_lives": True}, ("S", {"C"}, "surmised")),
        # Section I: three contenders; the paper does not say whom Miki would have taken.
        ({"hidden": True}, ("S", {"Shimada", "C", "Kurahashi"}, "inferred")),
        # The line ends with the chief of the Enterprise Bureau, then Shimada.
        ({"line_later": True}, ("S", {"Shimada"}, "inferred")),
        # What would have followed an earlier term of S is told nowhere.
        ({"precedent": True}, ("S", set(), "inferred")),
        ({"line_then": True}, ("Matsuo", set(), "inferred")),
    ],
)
def test_one_supposition(switches, last):
    assert chain(**switches)[-1] == last


def test_a_chain_ends_where_nobody_can_be_named():
    for values in product((False, True), repeat=len(SWITCHES)):
        steps = succession(**dict(zip(SWITCHES, values, strict=True)))
        assert all(len(step.candidates) == 1 for step in steps[:-1])
        assert [step.after for step in steps[1:]] == [
            next(iter(step.candidates)) for step in steps[:-1]
        ]


def test_what_comes_later_changes_nothing_earlier():
    for values in product((False, True), repeat=3):
        later = dict(zip(("h_lives", "hidden", "line_later"), values, strict=True))
        assert succession(**later)[:2] == succession()[:2]


def test_no_guess_is_called_stated():
    for values in product((False, True), repeat=len(SWITCHES)):
        for step in succession(**dict(zip(SWITCHES, values, strict=True))):
            assert len(step.candidates) == 1 or step.basis == "inferred"
            assert step.rule and step.section == "I"


def test_the_table_holds_every_combination_once():
    table = all_successions()
    states = table[list(SWITCHES)].drop_duplicates()
    assert len(states) == 2 ** len(SWITCHES)
    told = table[~table[list(SWITCHES)].any(axis=1)]
    assert told["candidates"].to_list() == ["T", "S", "M"]
    assert (table["candidates"] == "").any()
    assert not UNSAID


def test_an_unknown_supposition_is_an_error():
    with pytest.raises(TypeError, match="luck"):
        succession(luck=True)
