"""Strands of actors and pairs, from the sections of the paper and from what must hold of any."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.models.strands import STRANDS, losing_second, standings, strands
from widgets.networks import network

TIES = network("production").ties
GOVERNMENT, BUSINESS, LABOUR = STRANDS

ACTORS = ("ministry", "maker", "supplier", "union")
SOME = st.lists(
    st.tuples(
        st.sampled_from(ACTORS),
        st.sampled_from(ACTORS),
        st.sampled_from([*STRANDS, "rivalry"]),
        st.sampled_from(["", LABOUR, f"{GOVERNMENT}; {BUSINESS}"]),
    ).filter(lambda tie: tie[0] != tie[1]),
    min_size=1,
).map(lambda rows: pd.DataFrame(rows, columns=["source", "target", "family", "serves"]))


def many(held):
    return held.sum(axis=1).value_counts().to_dict()


def test_the_transfer_of_surplus_workers_ties_the_only_pair_twice():
    # Introduction: surplus workers move to dedicated subcontractors, of the same vertical keiretsu.
    held = strands(TIES, "pair")
    assert held.index[held.sum(axis=1) > 1].to_list() == [("large_firms", "jp_subcontractors")]
    assert held.loc[[("large_firms", "jp_subcontractors")]].to_numpy().tolist() == [
        [False, True, True]
    ]


def test_with_what_ties_serve_thirteen_pairs_stand_in_two_and_the_plan_of_1998_in_three():
    # tests/test_production_data.py names the pairs, each with its section.
    held = strands(TIES, "pair", serves=True).sum(axis=1)
    assert (held > 1).sum() == 13
    assert held.index[held == 3].to_list() == [("japan_government", "crisis_hosts")]


def test_who_stands_in_all_three():
    held = strands(TIES)
    assert set(held.index[held.all(axis=1)]) == {
        *("jp_subcontractors", "jp_electronics", "jp_affiliates_asia")
    }
    assert many(held) == {1: 84, 2: 12, 3: 3}


def test_business_is_in_every_overlap_of_actors():
    # State and labour meet through firms (section 1: each strand has a firm at an end).
    held = strands(TIES)
    assert held.loc[held.sum(axis=1) > 1, BUSINESS].all()
    assert set(losing_second(held, [BUSINESS])) == set(held.index[held.sum(axis=1) == 2])
    assert set(losing_second(held, [LABOUR])) == {
        *("large_firms", "honda", "nissan", "hitachi", "matsushita")
    }


def test_one_actor_for_three_words_stands_in_all_strands():
    merged = dict.fromkeys(["home_industry", "large_firms", "jp_investors"], "industry")
    assert strands(TIES, merged=merged).loc["industry"].all()
    assert not strands(TIES).loc[list(merged)].all(axis=1).any()


def test_nothing_serves_from_the_second_strand_or_the_third():
    rows = standings(TIES, "pair")
    families = TIES.loc[rows.loc[rows["served"], "tie"], "family"]
    assert not families.isin([BUSINESS, LABOUR]).any()


def test_a_pair_is_a_pair_whichever_way_its_ties_go():
    ties = pd.DataFrame(
        [("maker", "union", LABOUR, None), ("union", "maker", BUSINESS, None)],
        columns=["source", "target", "family", "serves"],
    )
    held = strands(ties, "pair")
    assert held.index.to_list() == [("maker", "union")]
    assert held.iloc[0].to_list() == [False, True, True]


def test_without_a_tie_nobody_stands_anywhere():
    held = strands(TIES.iloc[:0], "pair", serves=True)
    assert held.shape == (0, 3) and losing_second(held, [LABOUR]) == []


def test_by_what_is_an_actor_or_a_pair():
    with pytest.raises(ValueError, match="'actor' or 'pair', not 'firm'"):
        strands(TIES, "firm")


@given(SOME, st.sampled_from(["actor", "pair"]))
def test_what_ties_serve_only_adds(ties, by):
    own, more = (strands(ties, by, serves).T.to_dict("list") for serves in (False, True))
    for unit, row in own.items():
        assert all(a <= b for a, b in zip(row, more[unit], strict=True))


@given(SOME)
def test_an_actor_stands_where_one_of_its_pairs_does(ties):
    actors, pairs = strands(ties, serves=True), strands(ties, "pair", serves=True)
    for actor, row in actors.iterrows():
        mine = pairs[[actor in pair for pair in pairs.index]]
        assert row.to_list() == mine.any(axis=0).to_list()


@given(SOME)
def test_taken_for_one_actor_nothing_ties_anybody(ties):
    assert strands(ties, serves=True, merged=dict.fromkeys(ACTORS, "one")).empty


@given(SOME, st.sets(st.sampled_from(STRANDS)))
def test_who_drops_out_had_two_and_keeps_at_most_one(ties, off):
    held = strands(ties)
    left = held.drop(columns=list(off)).sum(axis=1)
    lost = losing_second(held, off)
    assert all(held.loc[actor].sum() >= 2 > left[actor] for actor in lost)
    assert len(lost) == (held.sum(axis=1) >= 2).sum() - (left >= 2).sum()
