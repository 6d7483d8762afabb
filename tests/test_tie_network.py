"""The network figure: what it refuses, what it says, and what it offers a kernel."""

from __future__ import annotations

import pandas as pd
import pytest

from widgets import TieNetwork, kite

ACTORS = pd.DataFrame(
    {"actor": ["a", "b", "c"], "name": ["Ann", "<b>&", "Cy"], "x": [0, 0.5, 1], "y": [0, 1, 0]}
)
TIES = pd.DataFrame({"source": ["a", "b"], "target": ["b", "c"]})


@pytest.fixture
def line():
    """Three persons in a row: Ann, one with an awkward name, Cy."""
    return TieNetwork(ACTORS, TIES, measure="degree")


@pytest.mark.parametrize(
    "actors, ties, said",
    [
        (ACTORS, [("a", "z")], "ties, row 1: there is no actor 'z'"),
        (ACTORS, [("a", "b"), ("b", "a")], "ties, row 2: 'b' and 'a' are tied twice"),
        (ACTORS, [("a", "a")], "ties, row 1: 'a' is tied to itself"),
        (ACTORS, [("a", None)], "ties, row 1: 'target' is missing"),
        (ACTORS.iloc[:0], [], "the network is empty: it needs at least one actor"),
        (ACTORS.iloc[[0, 0]], [], "actors, row 2: 'a' stands twice"),
        (ACTORS.assign(x=2), [], "actors, row 1: x is a number from 0 to 1, not 2"),
        (ACTORS.assign(y=float("nan")), [], "actors, row 1: 'y' is missing"),
        (ACTORS.drop(columns="name"), [], "actors need a column 'name'; found actor, x, y"),
    ],
)
def test_bad_input_gets_one_sentence(actors, ties, said):
    with pytest.raises(ValueError) as refused:
        TieNetwork(actors, pd.DataFrame(ties, columns=["source", "target"], dtype="str"))
    assert str(refused.value) == said


def test_an_unknown_tie_or_measure_is_refused_and_changes_nothing(line):
    with pytest.raises(ValueError, match="no tie 'a-c' in this network; there are a-b, b-c"):
        line.removed_ties = ["a-c"]
    with pytest.raises(ValueError, match="measure is one of 'degree'"):
        line.measure = "fame"
    assert (line.removed_ties, line.measure) == ([], "degree")


def test_a_name_with_marks_is_text(line):
    assert "&lt;b&gt;&amp;" in line.markup()
    assert "<b>&" not in line.markup()


@pytest.mark.parametrize(
    "removed, measure, reading",
    [
        # A line of three: the one in the middle has both ties, and the only way between the ends.
        ([], "degree", "<b>& has the highest degree (2). All 2 ties stand."),
        ([], "betweenness", "<b>& has the highest betweenness (1.000). All 2 ties stand."),
        (
            ["b-c"],
            "degree",
            "Ann and <b>& have the highest degree (1). Without <b>&–Cy: <b>& and Cy lose most (−1);"
            " Cy cut off from the largest part.",
        ),
        (
            ["b-c", "a-b"],
            "constraint",  # an isolated actor has none
            "Nobody has a constraint. Without Ann–<b>& and <b>&–Cy: <b>& and Cy cut off from the"
            " largest part.",
        ),
    ],
)
def test_reading(line, removed, measure, reading):
    line.removed_ties, line.measure = removed, measure
    assert line.reading == reading


def test_ties_keep_their_order_however_they_are_taken_away(line):
    line.removed_ties = ["b-c", "a-b"]
    assert line.removed_ties == ["a-b", "b-c"]


def test_power_is_that_of_the_present_state(line):
    assert line.power["degree"].to_dict() == {"a": 1, "b": 2, "c": 1}
    line.removed_ties = ["a-b"]
    assert line.power["degree"].to_dict() == {"a": 0, "b": 1, "c": 1}
    assert line.power["constraint"].isna().to_dict() == {"a": True, "b": False, "c": False}


@pytest.mark.parametrize(
    "measure, crowned",
    [
        # Krackhardt (1990): six ties for Diane; Freeman's betweenness of Heather is 14 of 36 pairs.
        ("degree", "Diane has the highest degree (6)."),
        ("betweenness", "Heather has the highest betweenness (0.389)."),
    ],
)
def test_the_kite_crowns_whom_it_was_made_to_crown(measure, crowned):
    assert kite(measure=measure).reading == f"{crowned} All 18 ties stand."


def test_three_ties_alone_take_the_crown_of_betweenness():
    # The claim of the primer's second exercise.
    figure, crowned = kite(), {}
    for tie in [tie["tie"] for tie in figure.ties]:
        figure.removed_ties = [tie]
        crowned[tie] = figure.power["betweenness"].idxmax()
    assert {tie: who for tie, who in crowned.items() if who != "heather"} == {
        "fernando-heather": "garth",
        "garth-heather": "fernando",
        "heather-ike": "diane",
    }
