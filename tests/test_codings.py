"""Contested codings: every open question of the data has readings, and each names its changes."""

from __future__ import annotations

import pytest

from widgets.codings import begin, codings, controls
from widgets.data import table
from widgets.networks import network

CASES = ("miti", "energy_ministry", "soviet")
ROWS = table("codings").fillna("")


@pytest.mark.parametrize("case", CASES)
def test_whatever_the_data_call_contested_has_readings(case):
    known = network(case)
    marked = set(known.actors["contested"].dropna()) | set(known.ties["contested"].dropna())
    marked |= set(table("careers").query("case == @case")["contested"].dropna())
    assert marked == set(codings(case))
    assert all(len(readings) > 1 for readings in codings(case).values())


def test_the_first_reading_is_the_one_as_coded():
    for case in CASES:
        for coding, readings in codings(case).items():
            mine = ROWS[ROWS["coding"] == coding]
            assert set(mine.loc[mine["as_coded"], "reading"]) == {readings[0]}


def test_a_change_names_what_the_case_has():
    for row in ROWS[ROWS["change"] != ""].itertuples():
        known = network(row.case)
        actors = known.actors.set_index("actor")
        assert row.actor in actors.index
        posts = table("careers").query("case == @row.case and actor == @row.actor")
        if row.change == "tie":
            pair = known.ties.query("source == @row.actor and target == @row.target")
            assert row.value in set(pair["kind"])
        elif row.change == "camp":
            assert row.value in {*actors.index, *actors["group"]}
        elif row.change == "same":
            assert row.value in actors.index
        else:
            assert row.change == "post" and row.value in set(posts["office"])
        for episode in filter(None, row.episodes.split("; ")):
            assert episode in set(posts["episode"])


def test_what_a_reading_as_coded_changes_is_what_the_data_have():
    for row in ROWS[
        ROWS["as_coded"] & (ROWS["change"] == "camp") & (ROWS["case"] == "miti")
    ].itertuples():
        assert network(row.case).actors.set_index("actor").loc[row.actor, "group"] == row.value


@pytest.mark.parametrize(
    "coding, reading, footing",
    [
        # Minagawa, II.1: "changed his loyalty" is said flatly; the name of senior Nationalists too.
        ("z_follower", "S, later the other side", "stated"),
        ("senior_nationalists", "the Nationalists", "stated"),
        # I: the paper never says that T is I.
        ("t_is_i", "one man", "inferred"),
        # II.1 n. 23: Moses suggests it.
        ("plural_patrons", "several patrons", "reported"),
        # II.1 Policy: "may well have".
        ("kichise_alliance", "still held", "hedged"),
    ],
)
def test_a_reading_says_on_what_footing_it_stands(coding, reading, footing):
    rows = ROWS[(ROWS["coding"] == coding) & (ROWS["reading"] == reading)]
    assert footing in set(rows["basis"])


@pytest.mark.parametrize("case", CASES)
def test_one_control_a_coding_starts_as_coded(case):
    made = {control.name: control.param for control in controls(case)}
    assert list(made) == list(codings(case))
    for coding, readings in codings(case).items():
        assert made[coding].value == readings[0]
        assert made[coding].bind.options == readings
        assert begin(coding) in made[coding].bind.name
    some = list(codings(case))[:1]
    assert [control.name for control in controls(case, some)] == some
