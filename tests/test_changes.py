"""Change and continuity: what a passage shows, what the figure makes of it, what is said of it."""

from collections import Counter
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from states import light, rows, set_to

from widgets import changes
from widgets.data import describe, table

CODED = table("changes").set_index("id")
STATED = table("stated_values").query("document == 'hatch_relationalism'")

TIMELESS = {"one_time", "not_observed"}


@pytest.fixture(scope="module")
def figure():
    return light(changes.change_and_continuity())


# The coding


@pytest.mark.parametrize(
    "name, shows",
    [
        # Introduction: 8.6 percent more, and 14.4 percent more.
        ("more_regulations", "closer"),
        ("more_descents", "closer"),
        # Introduction: four consolidated groups for the old six, and tie-ups across the old ones.
        ("four_for_six", "other_partners"),
        ("industry_follows", "other_partners"),
        # Introduction: "maintained or even strengthened"; it is read as the less.
        ("strong_makers", "as_before"),
        # Introduction: raised stakes in three suppliers.
        ("toyota_stakes", "closer"),
        # Introduction: the sum of a decade, beside other countries.
        ("still_tiny", "one_time"),
        # Introduction: staff that leaves and is not replaced, or goes to affiliates.
        ("attrition_and_transfer", "other_partners"),
        # Introduction: not much higher than in the mid-1980s.
        ("turnover_as_before", "as_before"),
        # 1, n. 11: a new survey, no older one.
        ("stable_shareholders", "one_time"),
        # 2, n. 31: talks that for the most part did not succeed.
        ("structural_talks", "as_before"),
        # Business-Business Ties: what we should find in the long run.
        ("open_for_now", "not_observed"),
        # 5: 15 percent, then a little more than 13; "no real progress".
        ("managers_from_home", "as_before"),
        # 6, and Figure 4: nearly half were independent, then 8.7 percent.
        ("startups_of_parents", "closer"),
        # 6: what cooperation does, not whether it lasts.
        ("teams_shun_risk", "not_observed"),
    ],
)
def test_what_a_passage_shows(name, shows):
    assert CODED.loc[name, "shows"] == shows


def test_every_claim_is_one_of_looser_ties():
    assert set(CODED.loc[CODED["kind"] == "claim", "shows"]) == {"looser"}
    assert "looser" not in set(CODED.loc[CODED["bears"] == "continuity", "shows"])


def test_a_passage_with_two_stated_years_has_an_earlier_state():
    years = STATED.dropna(subset=["period"]).groupby(["series", "place"])["period"].nunique()
    two = set(years[years > 1].reset_index()["series"])
    with_two = CODED[
        CODED["series"].fillna("").str.split("; ").map(lambda named: bool(two & {*named}))
    ]
    assert {"four_for_six", "managers_from_home", "startups_of_parents"} <= set(with_two.index)
    assert not set(with_two["shows"]) & TIMELESS


def test_every_code_has_a_look():
    codes = describe("changes").set_index("column")
    assert set(CODED["shows"]) == set(changes.SHOWS)
    assert set(CODED["kind"]) == set(changes.KINDS)
    assert list(CODED["claim"].unique()) == list(changes.CLAIMS)
    assert set(CODED["bears"]) == set(changes.SIDES)
    assert set(CODED["basis"]) == set(changes.FOOTINGS)
    assert codes.loc["shows", "description"].endswith("Our reading.")


def test_a_name_is_short_and_its_own():
    assert CODED["name"].is_unique
    assert CODED["name"].str.len().max() <= 38  # what a phone has room for


# The figure


def count(about="all", footing="any", over_time=False, **wider):
    """Return what should be shown, from the table and not through the figure."""
    taken = {changes.WIDER[name][0] for name, on in wider.items() if on}
    shown = [
        row
        for row in CODED.to_dict("records")
        if about in ("all", changes.CLAIMS[row["claim"]])
        and footing in ("any", row["basis"])
        and not (over_time and row["shows"] in TIMELESS)
    ]
    moved = [row for row in shown if row["bears"] != "change" and row["shows"] in taken]
    sides = Counter("change" if row in moved else row["bears"] for row in shown)
    left = Counter(
        row["shows"] for row in shown if row["bears"] == "continuity" and row not in moved
    )
    return shown, len(moved), sides, left


STATES = st.fixed_dictionaries(
    {
        "about": st.sampled_from(["all", *changes.CLAIMS.values()]),
        "footing": st.sampled_from(["any", *changes.FOOTINGS]),
        **{name: st.booleans() for name in (*changes.WIDER, "over_time")},
    }
)


@given(state=STATES)
@settings(max_examples=60, deadline=None)
def test_reading_and_table_count_what_is_shown(figure, state):
    set_to(figure, **state)
    shown, moved, sides, left = count(**state)
    if not shown:
        assert figure.reading.endswith(": no passage is left.")
        return
    listed = rows(figure)
    assert listed.index.to_list() == [row["name"].replace("'", "’") for row in shown]
    assert listed["Speaks for"].str.contains("(the paper:", regex=False).sum() == moved
    speak = Counter(words.split(" ")[0] for words in listed["Speaks for"])
    assert speak == sides
    assert (f"({moved} by this count alone)" in figure.reading) == (moved > 0)
    assert f", {sides['both']} for both, {sides['continuity']} for continuity." in figure.reading
    for shows, number in left.items():
        assert f" {changes.SHOWS[shows]} {number}" in figure.reading


def test_every_change_of_a_control_changes_the_reading(figure):
    start = set_to(figure).reading
    options = {
        "about": changes.CLAIMS.values(),
        "footing": changes.FOOTINGS,
        **{name: [True] for name in (*changes.WIDER, "over_time")},
    }
    for name, values in options.items():
        for value in values:
            assert set_to(figure, **{name: value}).reading != start, (name, value)


@pytest.mark.parametrize("ticks", list(product([False, True], repeat=3)))
def test_what_is_counted_as_change_never_falls_with_a_wider_idea(ticks):
    wider = dict(zip(changes.WIDER, ticks, strict=True))
    change = count(**wider)[2]["change"]
    for name in changes.WIDER:
        assert count(**wider | {name: True})[2]["change"] >= change


def test_reading_as_it_opens(figure):
    assert set_to(figure).reading == (
        "All claims, footing any: 37 passages, 10 for change, 3 for both, 24 for continuity. What"
        " those for continuity show: as before 6, more or closer ties 4, other or fewer partners 3,"
        " ties elsewhere 2, one time only 6, no state of ties 3."
    )


# What the chapter says


def test_six_of_twenty_four_show_ties_as_they_were():
    continuity = CODED.loc[CODED["bears"] == "continuity", "shows"]
    counts = continuity.value_counts()
    assert (len(continuity), counts["as_before"]) == (24, 6)
    assert counts[["closer", "other_partners", "elsewhere"]].sum() == 9
    assert counts[list(TIMELESS)].sum() == 9


def test_the_replies():
    replies = CODED[CODED["kind"] == "counter_evidence"]
    assert len(replies) == 9
    assert replies.index[replies["shows"].isin(TIMELESS)].to_list() == ["still_tiny"]
    as_before = replies.index[replies["shows"] == "as_before"].to_list()
    assert as_before == ["strong_makers", "turnover_as_before"]


def test_one_tick_leaves_no_reply_on_the_big_groups(figure):
    replies = CODED.query("claim == 'horizontal_keiretsu' and kind == 'counter_evidence'")
    assert set(replies["shows"]) == {"other_partners"}
    shown = rows(set_to(figure, about="the big groups come apart", partners=True))
    assert set(shown.loc[shown["Place in the argument"] == "reply", "Speaks for"]) == {
        "change (the paper: continuity)"
    }
    for other in ("places", "closer"):
        shown = rows(set_to(figure, about="the big groups come apart", **{other: True}))
        assert set(shown.loc[shown["Place in the argument"] == "reply", "Speaks for"]) == {
            "continuity"
        }


def test_one_reply_of_the_introduction_has_no_note_and_no_sequel():
    # Introduction: notes 2, 3, 4 and 5 stand at the replies; the one on investment has none.
    replies = CODED[CODED["kind"] == "counter_evidence"]
    noted = replies.groupby("claim")["section"].agg(lambda where: where.str.contains(" n. ").any())
    assert noted.index[~noted].to_list() == ["foreign_investment"]
    later = CODED.loc[CODED["kind"] == "later_passage", "claim"]
    assert set(changes.CLAIMS) - set(later) == {"distribution", "foreign_investment"}


def test_two_rises_of_one_number():
    # Regionalizing the State, 2.1: 937, then 1,000 a year; this paper, Introduction: 14.4 percent.
    posts = table("stated_values").query("series == 'amakudari_retirements_yearly_average'")
    early, late = posts.sort_values("period")["value"]
    assert late / early == pytest.approx(1.067, abs=0.0005)
    joining = 4 * late - 1.144 * 3 * early
    assert joining == pytest.approx(784, abs=0.5)
    assert joining / early == pytest.approx(5 / 6, abs=0.005)
    # Such a year, with three that are 14.4 percent above the average of 1985-88, makes 1,000.
    assert (joining + 3 * 1.144 * early) / 4 == pytest.approx(late)
    assert 0.144 / (late / early - 1) == pytest.approx(2, abs=0.2)


def test_a_core_that_nobody_joins():
    rate = STATED.set_index("series").loc["core_employee_turnover", "value"]
    assert (1 - rate / 100) ** 10 == pytest.approx(2 / 3, abs=0.005)


def test_numbers_in_the_text():
    stated = STATED.set_index("series")["value"]
    assert stated["regulations_change"] == 8.6
    assert stated["fdi_inflow"] == 26 == 10 * 2.6 == 8 * 1 + 2 * 9
    assert stated["core_employee_turnover"] == 4


def test_with_every_box_ticked_half_of_what_is_left_is_about_asia(figure):
    shown = rows(set_to(figure, partners=True, places=True, closer=True, over_time=True))
    left = shown[shown["Speaks for"] == "continuity"]
    assert set(left["Shows"]) == {"as before"}
    names = CODED["name"].str.replace("'", "’")
    asia = ["suppliers_kept_alive", "no_layoffs_in_asia", "managers_from_home"]
    home = ["structural_talks", "strong_makers", "turnover_as_before"]
    assert set(left.index) == set(names[asia + home])
