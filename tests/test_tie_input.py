"""What a reader brings to a network figure: normalised once, refused in one sentence."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from widgets import tie_input
from widgets.theme import LIGHT

ACTORS = pd.DataFrame(
    {"actor": ["a", "b", "c"], "name": ["Ann", "Bo", "Cy"], "x": [0, 0.5, 1], "y": [0, 1, 0]}
)
PEOPLE = [{"actor": each, "short": each.upper()} for each in "abc"]
COLUMNS = [("Left", ["p"]), ("Right", ["q", "r"])]


def ties(*rows, columns=("source", "target")):
    return pd.DataFrame(rows, columns=list(columns))


def with_column(column, *values):
    """Return ties a-b, b-c, c-a with one more column."""
    frame = ties(("a", "b"), ("b", "c"), ("c", "a")).iloc[: len(values)]
    return frame.assign(**{column: pd.Series(values, dtype=object)})


# Actors


def test_an_actor_has_a_name_a_short_name_and_a_place():
    frame = ACTORS.assign(short=["A", None, ""], bloc=["state", "", np.nan])
    assert tie_input.people(frame, None) == [
        {"actor": "a", "name": "Ann", "short": "A", "group": None, "bloc": "state"}
        | {"x": 0.0, "y": 0.0},
        {"actor": "b", "name": "Bo", "short": "Bo", "group": None, "bloc": None, "x": 0.5, "y": 1},
        {"actor": "c", "name": "Cy", "short": "Cy", "group": None, "bloc": None, "x": 1, "y": 0},
    ]


def test_in_columns_an_actor_has_a_group_and_needs_no_place():
    frame = ACTORS.drop(columns=["x", "y"]).assign(group=["p", "r", "q"])
    assert [one["group"] for one in tie_input.people(frame, COLUMNS)] == ["p", "r", "q"]
    assert "x" not in tie_input.people(frame, COLUMNS)[0]


def test_a_number_as_a_name_is_a_text():
    (one,) = tie_input.people(ACTORS.iloc[:1].assign(actor=1, name=np.int64(7)), None)
    assert (one["actor"], one["name"], one["short"]) == ("1", "7", "7")


@pytest.mark.parametrize(
    "actors, columns, said",
    [
        (ACTORS.iloc[:0], None, "the network is empty: it needs at least one actor"),
        (ACTORS.iloc[[0, 1, 0]], None, "actors, row 3: 'a' stands twice"),
        (ACTORS.assign(actor=[1, 2, 1]), None, "actors, row 3: '1' stands twice"),
        (ACTORS.assign(actor=["a", None, "c"]), None, "actors, row 2: 'actor' is missing"),
        (ACTORS.assign(name=["Ann", "Bo", " "]), None, "actors, row 3: 'name' is missing"),
        (ACTORS.assign(x=2), None, "actors, row 1: x is a number from 0 to 1, not 2"),
        (ACTORS.assign(x=[0, 1, -0.1]), None, "actors, row 3: x is a number from 0 to 1, not -0.1"),
        (ACTORS.assign(y="1"), None, "actors, row 1: y is a number from 0 to 1, not '1'"),
        (ACTORS.assign(y=float("inf")), None, "actors, row 1: y is a number from 0 to 1, not inf"),
        (ACTORS.assign(y=[0, 0, np.nan]), None, "actors, row 3: 'y' is missing"),
        (ACTORS.assign(y=[0, pd.NA, 0]), None, "actors, row 2: 'y' is missing"),
        (ACTORS.drop(columns="x"), None, "actors need a column 'x'; found actor, name, y"),
        (ACTORS, COLUMNS, "actors need a column 'group'; found actor, name, x, y"),
        (
            ACTORS.assign(group=["p", "z", "q"]),
            COLUMNS,
            "actors, row 2: no column of the picture takes the group 'z'; there are p, q, r",
        ),
        (pd.DataFrame([["a", "b"]]), None, "actors need a column 'actor'; found 0, 1"),
        (pd.DataFrame(), None, "actors need a column 'actor'; found none"),
        (
            ACTORS.assign(bloc=[None, "c", None]),
            None,
            "actors, row 2: the bloc 'c' is also an actor",
        ),
    ],
)
def test_actors_are_refused_in_one_sentence(actors, columns, said):
    with pytest.raises(ValueError) as refused:
        tie_input.people(actors, columns)
    assert str(refused.value) == said


# Ties


def test_a_bare_tie_is_undirected_dateless_and_a_path():
    (tie,) = tie_input.pairs(ties(("a", "b")), PEOPLE)
    assert tie == {
        **{"tie": "a-b", "source": "a", "target": "b", "directed": False, "name": "A–B"},
        **dict.fromkeys(["family", "kind", "basis", "programme", "status", "start", "end"]),
        "path": True,
    }


def test_a_tie_with_a_kind_is_called_by_it():
    frame = ties(("a", "b", "gives_aid", True), columns=("source", "target", "kind", "directed"))
    (tie,) = tie_input.pairs(frame, PEOPLE)
    assert (tie["tie"], tie["name"]) == ("a-b-gives_aid", "A → B (gives aid)")


def test_a_number_that_a_kind_has_already_is_not_given_again():
    rows = [("a", "b", None, 1990), ("a", "b", None, 1995), ("a", "b", "2", None)]
    frame = pd.DataFrame(rows, columns=["source", "target", "kind", "start"])
    names = [tie["tie"] for tie in tie_input.pairs(frame, PEOPLE)]
    assert names == ["a-b", "a-b-2", "a-b-2-2"]


def test_ties_of_the_same_two_and_kind_are_numbered():
    frame = ties(
        *[("a", "b", "lends", year) for year in (1990, 1995, None)],
        columns=("source", "target", "kind", "start"),
    )
    names = [tie["tie"] for tie in tie_input.pairs(frame, PEOPLE)]
    assert names == ["a-b-lends", "a-b-lends-2", "a-b-lends-3"]


@pytest.mark.parametrize(
    "column, word, path",
    [
        ("family", "rivalry", False),
        ("kind", "rivals", False),
        ("kind", "conflict", False),
        ("kind", "demotion", False),
        ("kind", "succession", False),
        ("family", "regional", True),
        ("kind", "advises", True),
    ],
)
def test_along_rivalry_nothing_passes(column, word, path):
    (tie,) = tie_input.pairs(with_column(column, word), PEOPLE)
    assert tie["path"] is path


@pytest.mark.parametrize(
    "value, directed",
    [
        *[(value, True) for value in (True, np.True_, "true", "TRUE", " True ")],
        *[(value, False) for value in (False, np.False_, "false", "", None, np.nan, pd.NA)],
    ],
    ids=repr,
)
def test_directed_is_a_truth_of_any_sort(value, directed):
    (tie,) = tie_input.pairs(with_column("directed", value), PEOPLE)
    assert tie["directed"] is directed


@pytest.mark.parametrize("column", [[True, False], pd.array([True, None], "boolean")], ids=repr)
def test_directed_may_be_a_typed_column(column):
    frame = ties(("a", "b"), ("b", "c")).assign(directed=column)
    assert [tie["directed"] for tie in tie_input.pairs(frame, PEOPLE)] == [True, False]


@pytest.mark.parametrize(
    "value, year",
    [
        *[(value, 1995) for value in (1995, 1995.0, np.int64(1995), np.float32(1995))],
        *[(value, None) for value in (None, np.nan, pd.NA, pd.NaT, "")],
    ],
    ids=repr,
)
def test_a_year_is_a_whole_number_of_any_sort_or_missing(value, year):
    (tie,) = tie_input.pairs(with_column("start", value), PEOPLE)
    assert tie["start"] == year
    assert type(tie["start"]) in (int, type(None))


def test_years_may_be_a_typed_column():
    frame = ties(("a", "b"), ("b", "c")).assign(end=pd.array([1995, None], "Int64"))
    assert [tie["end"] for tie in tie_input.pairs(frame, PEOPLE)] == [1995, None]


@pytest.mark.parametrize(
    "value", [1995.5, "1995", float("inf"), True, 0, -1995, pd.Timestamp("1995-01-01")], ids=repr
)
@pytest.mark.parametrize("end", ["start", "end"])
def test_what_is_no_year(value, end):
    frame = with_column(end, None, value)
    with pytest.raises(ValueError) as refused:
        tie_input.pairs(frame, PEOPLE)
    assert str(refused.value) == f"ties, row 2: {end} is a year, not {value!r}"


@pytest.mark.parametrize("value", ["yes", 1, 0, 1.0, "wahr"], ids=repr)
def test_directed_that_is_no_truth(value):
    with pytest.raises(ValueError) as refused:
        tie_input.pairs(with_column("directed", True, value), PEOPLE)
    assert str(refused.value) == f"ties, row 2: directed is true or false, not {value!r}"


@pytest.mark.parametrize(
    "frame, said",
    [
        (ties(("a", "b"), ("b", "z")), "ties, row 2: there is no actor 'z'"),
        (ties(("z", "b")), "ties, row 1: there is no actor 'z'"),
        (ties(("a", "b"), ("c", "c")), "ties, row 2: 'c' is tied to itself"),
        (ties(("a", None)), "ties, row 1: 'target' is missing"),
        (ties(("a", "b"), (np.nan, "b")), "ties, row 2: 'source' is missing"),
        (ties(("a",), columns=["source"]), "ties need a column 'target'; found source"),
        (pd.DataFrame([["a", "b"]]), "ties need a column 'source'; found 0, 1"),
        (
            ties(("a", "b", 1999, 1990), columns=("source", "target", "start", "end")),
            "ties, row 1: the end, 1990, is before the start",
        ),
    ],
)
def test_ties_are_refused_in_one_sentence(frame, said):
    with pytest.raises(ValueError) as refused:
        tie_input.pairs(frame, PEOPLE)
    assert str(refused.value) == said


WAYS = ("source", "target", "directed", "kind", "programme", "start")
FIRST = ("a", "b", True, "lends", "plan", 1990)


@pytest.mark.parametrize(
    "first, second, twice",
    [
        (FIRST, FIRST, True),
        (FIRST, ("b", "a", False, *FIRST[3:]), True),  # a tie both ways holds the first
        (("b", "a", False, *FIRST[3:]), FIRST, True),
        (("a", "b", False, *FIRST[3:]), ("b", "a", False, *FIRST[3:]), True),
        (FIRST, ("b", "a", *FIRST[2:]), False),  # the other way is another tie
        (FIRST, ("a", "b", True, "advises", "plan", 1990), False),
        (FIRST, ("a", "b", True, "lends", None, 1990), False),
        (FIRST, ("a", "b", True, "lends", "plan", 1991), False),
        (FIRST, ("a", "b", True, "lends", "plan", None), False),
        ((*FIRST[:5], None), (*FIRST[:5], np.nan), True),
    ],
)
def test_a_tie_stands_once(first, second, twice):
    frame = pd.DataFrame([first, ("b", "c", *FIRST[2:]), second], columns=WAYS, dtype=object)
    if not twice:
        assert len({tie["tie"] for tie in tie_input.pairs(frame, PEOPLE)}) == 3
        return
    with pytest.raises(ValueError) as refused:
        tie_input.pairs(frame, PEOPLE)
    one, other = second[:2]
    assert str(refused.value) == f"ties, row 3: {one!r} and {other!r} are tied twice (as in row 1)"


def test_what_is_only_read_is_kept_and_may_be_missing():
    frame = ties(("a", "b", "They met.", np.nan), columns=("source", "target", "evidence", "note"))
    assert tie_input.told(frame) == [
        {"evidence": "They met.", "section": None, "document": None, "attributed_to": None}
        | {"note": None}
    ]


# Families


def test_families_that_no_tie_has_are_left_out_and_the_order_is_the_given():
    found = [{"family": each} for each in ("money", None, "advice", "money")]
    families = {
        "advice": ("words", "blue", ""),
        "war": ("war", "plum", ""),
        "money": ("yen", "ochre", "2 2"),
    }
    assert tie_input.looks(families, found) == [
        {"key": "advice", "name": "words", "hue": "blue", "light": LIGHT["blue"], "dash": ""},
        {"key": "money", "name": "yen", "hue": "ochre", "light": LIGHT["ochre"], "dash": "2 2"},
    ]


def test_families_without_a_look_get_one_each_of_their_own():
    looks = tie_input.looks(None, [{"family": f"family_{i}"} for i in range(24)])
    assert len({(look["hue"], look["dash"]) for look in looks}) == 24
    assert looks[0]["name"] == "family 0"
    # Told apart without colour too: neighbours differ in their dashes.
    assert all(one["dash"] != other["dash"] for one, other in zip(looks, looks[1:], strict=False))


@pytest.mark.parametrize(
    "families, said",
    [
        (
            {"advice": ("words", "blue", ""), "war": ("war", "plum", "")},
            "families say nothing of 'money'; they know advice, war",
        ),
        ({"money": ("yen", "gold", "")}, "families, 'money': there is no colour 'gold'"),
    ],
)
def test_families_are_refused_in_one_sentence(families, said):
    with pytest.raises(ValueError) as refused:
        tie_input.looks(families, [{"family": "money"}])
    assert str(refused.value) == said
