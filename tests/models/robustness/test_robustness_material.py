"""Which rows count on a footing, and with a section left out."""

import pandas as pd
import pytest

from widgets.data import table
from widgets.models.robustness.material import FOOTINGS, footings, kept, leads, parts, prepared
from widgets.models.robustness.space import NOTHING
from widgets.networks import network

TIES = prepared(network("guidance").ties)


def test_counting_everything_and_leaving_out_nothing_keeps_every_row():
    assert kept(TIES).equals(TIES)


@pytest.mark.parametrize("footing", FOOTINGS)
def test_a_footing_keeps_just_the_rows_that_stand_on_it(footing):
    left = kept(TIES, footing)
    assert not set(left["basis"]) & set(FOOTINGS[footing])
    assert len(left) == (~TIES["basis"].isin(FOOTINGS[footing])).sum()


def test_footings_that_leave_the_same_rows_are_one_option():
    # The network of guidance has no hedged and no surmised tie; so "stated and reported" is
    # "without inferred" once more.
    assert footings(TIES) == ["all", "without inferred", "stated only"]
    assert footings(table("expectations")) == ["all", "without inferred"]


def test_a_row_told_in_two_sections_stays_while_one_of_them_does():
    rows = prepared(pd.DataFrame({"document": "minagawa", "section": ["I", "I n. 3", "I; II.2"]}))
    assert rows["told_in"].tolist() == [{"I"}, {"I"}, {"I", "II.2"}]
    assert kept(rows, left_out="I").index.tolist() == [2]
    assert kept(rows, left_out="II.2").index.tolist() == [0, 1, 2]


def test_what_is_told_in_one_section_alone_goes_with_it():
    alone = TIES[TIES["told_in"].map(len) == 1]
    for section in set(alone["told_in"]):
        gone = TIES.drop(kept(TIES, left_out=next(iter(section))).index)
        assert gone.index.equals(alone.index[alone["told_in"] == section])


def test_a_paper_can_be_left_out_where_there_are_two():
    assert parts(TIES)[-2:] == ["all of State", "all of Relationalism"]
    # The network's ties by document, as its chapter on the data counts them.
    assert len(kept(TIES, left_out="all of State")) == (TIES["document"] != "hatch_state").sum()
    assert "all of Minagawa" not in parts(prepared(network("miti").ties))


def test_sections_stand_in_the_order_of_the_paper():
    rows = prepared(network("production").ties)
    known = parts(rows)
    assert known[:3] == [NOTHING, "Introduction", "1. Relationalism"]
    assert known.index("Government-business ties") < known.index("4. The Asian Fiscal Crisis")


def test_who_leads_has_more_than_each_other():
    assert leads({"a": 2, "b": 1}, "a")
    assert not leads({"a": 2, "b": 2}, "a")
    assert not leads({"b": 1}, "a")
