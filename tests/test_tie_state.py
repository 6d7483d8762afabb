"""Which ties count, which stand and who is left, switch by switch."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from widgets import tie_state

START = {
    **{"families_on": ["money", "advice"], "bases_on": ["stated", "reported"]},
    **{"past_and_plans": False, "period": 0, "bloc": False},
    **{"removed_actors": [], "programmes_off": [], "removed_ties": []},
}
BLOCS = {"miti": "state", "mof": "state", "thailand": None, "adb": "banks", "toyota": None}
ACTORS = [{"actor": actor, "bloc": bloc} for actor, bloc in BLOCS.items()]


def tie(source="miti", target="thailand", directed=True, **rest):
    plain = dict.fromkeys(["family", "kind", "basis", "programme", "status", "start", "end"])
    name = f"{source}-{target}"
    row = {"tie": name, "source": source, "target": target, "directed": directed, "path": True}
    return {**row, **plain, **rest}


def present(*ties, **state):
    return tie_state.present(ACTORS, list(ties), {**START, **state})


def names(ties):
    return [each["tie"] for each in ties]


# Which ties count


@pytest.mark.parametrize(
    "told, state, counts",
    [
        ({}, {}, True),
        # families: a tie without one cannot be switched off by it
        ({"family": "money"}, {}, True),
        ({"family": "rivalry"}, {}, False),
        ({"family": "rivalry"}, {"families_on": ["rivalry"]}, True),
        ({"family": None}, {"families_on": []}, True),
        # footings
        ({"basis": "reported"}, {}, True),
        ({"basis": "reported"}, {"bases_on": ["stated"]}, False),
        ({"basis": None}, {"bases_on": []}, True),
        # status
        ({"status": "in_force"}, {}, True),
        ({"status": "ended"}, {}, False),
        ({"status": "planned"}, {}, False),
        ({"status": "planned"}, {"past_and_plans": True}, True),
        ({"status": None}, {}, True),
        # one switch off is enough
        ({"family": "money", "basis": "inferred", "status": "in_force"}, {}, False),
    ],
)
def test_what_counts(told, state, counts):
    assert tie_state.counts(tie(**told), {**START, **state}) is counts


@pytest.mark.parametrize(
    "start, end, years",
    [
        (None, None, [1989, 1990, 1995, 1996]),  # undated ties stay
        (1990, 1995, [1990, 1995]),
        (1990, None, [1990, 1995, 1996]),  # open at the end
        (None, 1995, [1989, 1990, 1995]),  # and at the start
        (1990, 1990, [1990]),
    ],
)
def test_what_counts_in_a_year(start, end, years):
    one = tie(start=start, end=end)
    asked = [1989, 1990, 1995, 1996]
    assert [year for year in asked if tie_state.counts(one, {**START, "period": year})] == years
    assert tie_state.counts(one, START)  # 0 is any year


# Who is left and what stands


def test_at_the_start_all_are_there_and_all_stand():
    ties = [tie(), tie("mof", "adb")]
    found = present(*ties)
    assert found.nodes == list(BLOCS)
    assert found.counted == found.standing == ties
    assert found.arcs == [("miti", "thailand", None), ("mof", "adb", None)]


def test_a_tie_without_direction_is_an_arc_each_way():
    found = present(tie(directed=False, family="money"))
    assert found.arcs == [("miti", "thailand", "money"), ("thailand", "miti", "money")]


def test_rivalry_is_counted_and_stands_but_is_never_an_arc():
    rival = tie("miti", "mof", directed=False, family="rivalry", path=False)
    found = present(rival, families_on=["rivalry"])
    assert found.counted == found.standing == [rival]
    assert found.arcs == []


@pytest.mark.parametrize(
    "state",
    [
        {"removed_actors": ["thailand"]},
        {"removed_actors": ["miti"]},
        {"removed_actors": ["state"]},  # a bloc takes all its members with it
        {"programmes_off": ["plan"]},
        {"removed_ties": ["miti-thailand"]},
    ],
    ids=str,
)
def test_what_is_taken_away_counts_but_does_not_stand(state):
    found = present(tie(programme="plan"), tie("adb", "toyota", programme=None), **state)
    assert names(found.counted) == ["miti-thailand", "adb-toyota"]
    assert names(found.standing) == ["adb-toyota"]
    assert found.arcs == [("adb", "toyota", None)]


@pytest.mark.parametrize("bloc", [False, True])
def test_what_does_not_count_does_not_stand(bloc):
    found = present(tie(status="ended"), tie("adb", "toyota"), bloc=bloc)
    assert names(found.counted) == names(found.standing) == ["adb-toyota"]


def test_who_is_taken_away_is_gone_and_who_has_no_tie_stays():
    assert present(removed_actors=["miti"]).nodes == ["mof", "thailand", "adb", "toyota"]
    assert present(removed_actors=["state", "adb"]).nodes == ["thailand", "toyota"]
    assert present(removed_actors=list(BLOCS)).nodes == []


# Blocs


def test_merged_a_bloc_stands_for_its_members_and_comes_last():
    ties = [tie(), tie("mof", "miti"), tie("thailand", "mof"), tie("adb", "toyota")]
    found = present(*ties, bloc=True)
    assert found.nodes == ["thailand", "toyota", "state", "banks"]
    # A tie inside the bloc is dropped altogether: it does not even count.
    assert names(found.counted) == ["miti-thailand", "thailand-mof", "adb-toyota"]
    assert found.arcs == [
        ("state", "thailand", None),
        ("thailand", "state", None),
        ("banks", "toyota", None),
    ]


def test_a_member_taken_away_leaves_its_bloc_without_its_ties():
    found = present(tie(), tie("mof", "thailand"), bloc=True, removed_actors=["miti"])
    assert "state" in found.nodes
    assert names(found.standing) == ["mof-thailand"]


@pytest.mark.parametrize("gone", [["state"], ["miti", "mof"], ["miti", "state"]])
def test_a_bloc_is_gone_with_its_name_or_with_its_last_member(gone):
    found = present(tie(), tie("adb", "toyota"), bloc=True, removed_actors=gone)
    assert found.nodes == ["thailand", "toyota", "banks"]
    assert names(found.standing) == ["adb-toyota"]


def test_the_order_of_blocs_does_not_hang_on_who_is_left():
    people = [{"actor": each, "bloc": bloc} for each, bloc in zip("abc", ["p", "q", "p"])]  # noqa: B905
    state = {**START, "bloc": True, "removed_actors": ["a"]}
    assert tie_state.present(people, [], state).nodes == ["p", "q"]


# Laws


STATES = st.fixed_dictionaries(
    {
        "families_on": st.lists(st.sampled_from(["money", "advice"]), unique=True),
        "bases_on": st.lists(st.sampled_from(["stated", "reported"]), unique=True),
        "past_and_plans": st.booleans(),
        "period": st.sampled_from([0, 1990, 1995]),
        "bloc": st.booleans(),
        "removed_actors": st.lists(st.sampled_from([*BLOCS, "state", "banks"]), unique=True),
        "programmes_off": st.lists(st.just("plan"), max_size=1),
        "removed_ties": st.lists(st.sampled_from(["miti-thailand", "adb-mof"]), unique=True),
    }
)
TIES = st.lists(
    st.builds(
        tie,
        st.sampled_from(["miti", "mof", "adb"]),
        st.sampled_from(["thailand", "toyota"]),
        directed=st.booleans(),
        family=st.sampled_from(["money", "advice", "rivalry", None]),
        basis=st.sampled_from(["stated", "reported", None]),
        status=st.sampled_from(["in_force", "ended", None]),
        programme=st.sampled_from(["plan", None]),
        start=st.sampled_from([None, 1990]),
        end=st.sampled_from([None, 1994]),
    ),
    max_size=6,
)


@settings(deadline=None, max_examples=80)
@given(TIES, STATES)
def test_with_nothing_taken_away_all_that_counts_stands(ties, state):
    whole = {**state, **dict.fromkeys(tie_state.TAKEN, [])}
    before, now = (tie_state.present(ACTORS, ties, each) for each in (whole, state))
    assert before.standing == before.counted == now.counted
    assert all(each in now.counted for each in now.standing)
    assert set(now.nodes) <= set(before.nodes)
    assert {end for arc in now.arcs for end in arc[:2]} <= set(now.nodes)
