"""Posts after retirement: what is listed, what is counted, and what the chapter says of it."""

from __future__ import annotations

import re

import pytest
from states import light, set_to

from widgets.data import table
from widgets.retirement import BELOW, EVERY, STEEL, TOP, after_retirement, rows


@pytest.fixture(scope="module")
def made():
    return light(after_retirement())


@pytest.fixture
def figure(made):
    return set_to(made)


def others(control):
    return [option for option in control["options"] or [True, False] if option != control["value"]]


NATIONALISTS = {"sahashi", "tokunaga", "matsuo", "kawade", "miyake"}
INTERNATIONALISTS = {"imai", "yamamoto", "morozumi", "ojimi", "yamashita", "komatsu", "wada"}


def test_it_lists_every_post_after_retirement_once():
    careers = table("careers").query("kind == 'post-retirement'")
    assert sorted(rows()["post"]) == sorted(careers["post"])


def test_the_camps_are_those_of_the_paper():
    # Minagawa, II.1: the senior Nationalists in steel, and the list of retired Vice-Ministers.
    camps = rows().groupby("camp")["actor"].agg(set)
    assert camps["Nationalists"] == NATIONALISTS
    assert camps["Internationalists"] == INTERNATIONALISTS
    assert camps["neither"] == {"ishihara", "hayashi", "moriguchi"}


def test_the_highest_rank_is_that_of_the_careers():
    careers = table("careers").query("case == 'miti'")
    tops = set(careers[careers["rank"] == "vice_minister"]["actor"])
    listed = rows()
    assert set(listed[listed["highest"] == "Vice-Minister"]["actor"]) == tops & set(listed["actor"])
    assert listed["highest"].notna().all()


def test_titles_are_printed_and_steel_is_a_firm_of_steel():
    listed = rows().set_index("post")
    presidents = {post for post in listed.index if post.startswith("President, ")}
    assert set(listed.index[listed["title"] == "President"]) == presidents
    assert set(listed["actor"][listed["steel"]]) == {
        *NATIONALISTS - {"sahashi"},
        "komatsu",
    }


def test_stopgaps_are_the_advisers_of_the_bank():
    listed = rows()
    advisers = listed["post"].str.startswith("Adviser")
    assert (listed["stopgap"] == advisers).all()
    assert set(listed["actor"][advisers]) == {"komatsu", "wada"}


def test_reading_at_the_start(figure):
    assert figure.reading == (
        "All ranks (in brackets: former Vice-Ministers): Nationalists 5 (3), Internationalists"
        " 7 (7), neither 3 (1). President: 0 of 5 Nationalists, 3 of 7 Internationalists. The camps"
        " differ in rank: not like with like."
    )


@pytest.mark.parametrize("rank", [EVERY, TOP, BELOW])
@pytest.mark.parametrize("z", ["Nationalists", "Internationalists", "neither"])
@pytest.mark.parametrize("seniors", [True, False])
@pytest.mark.parametrize("stopgaps", [True, False])
def test_reading_counts_men(figure, rank, z, seniors, stopgaps):
    figure.rank, figure.z, figure.seniors, figure.stopgaps = rank, z, seniors, stopgaps
    figure.marked = STEEL
    left = rows()
    left = left[~left["stopgap"] | stopgaps]
    top = left["highest"] == "Vice-Minister"
    left = left[{EVERY: top | ~top, TOP: top, BELOW: ~top}[rank]]
    camps = {"Nationalists": set(NATIONALISTS), "Internationalists": set(INTERNATIONALISTS)}
    camps["Internationalists"].discard("morozumi")
    if z in camps:
        camps[z].add("morozumi")
    if not seniors:
        camps["Nationalists"] -= {"tokunaga", "matsuo"}
    for camp, members in camps.items():
        own = left[left["actor"].isin(members)]
        assert re.search(rf"{camp} {own['actor'].nunique()}\b", figure.reading)
        steel = own[own["steel"]]["actor"].nunique()
        assert f"{steel} of {own['actor'].nunique()} {camp}" in figure.reading
    assert figure.reading.endswith("Rank is held equal.") == (rank == TOP)
    assert len(figure._contents()["rows"]) == len(left)


def test_every_control_alone_changes_the_reading(figure):
    start = figure.reading
    for control in figure.controls:
        for value in others(control):
            setattr(figure, control["name"], value)
            assert figure.reading != start, (control["name"], value)
            setattr(figure, control["name"], control["value"])
    assert figure.reading == start


def test_what_the_chapter_says_of_1976():
    posts = table("careers").set_index("actor")
    for actor in ("hayashi", "moriguchi"):
        own = posts.loc[actor]
        assert own["rank"].dropna().tolist() == ["bureau_chief"]
        assert "1947" in " ".join(own["note"].dropna())
        assert own["post"].iloc[-1].startswith("Deputy President")
    values = table("stated_values").set_index("series")["value"]
    assert values["rank_of_daiei_among_service_firms"] == 1
    assert values["rank_of_jasco_among_service_firms"] == 4
    assert values["wage_cut_after_refusal"] == 50
    assert values["customary_retiring_age"] == 55
    assert values["ban_on_private_posts_after_retirement"] == 2


def test_exercise_2_only_s_is_left(figure):
    figure.rank, figure.seniors = TOP, False
    assert figure.reading.startswith("Former Vice-Ministers: Nationalists 1, Internationalists 7")
    assert figure.reading.endswith("Rank is held equal.")
    shown = figure._contents()["rows"]
    assert {row[0] for row in shown if row[1] == "Nationalists"} == {"S (Sahashi)"}


def test_exercise_3_the_other_count_is_of_two_periods_of_four_years():
    posts = table("stated_values").query("series == 'amakudari_retirements_yearly_average'")
    assert posts["document"].unique().tolist() == ["hatch_state"]
    assert posts["period"].tolist() == ["1985-1988", "1995-1998"]
