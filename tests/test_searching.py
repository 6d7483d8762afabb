"""Search in two stages as the page shows it: every state is a row of the table kept."""

import re
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from states import light, set_to

from widgets import searching
from widgets.data import table
from widgets.models.search import CERTAINTY, DEGREES
from widgets.searching import BRIDGES, CHANGED, PRESETS, REWIRED, TIES, WHEN

FIGURE = light(searching.catch_up_and_frontier())
KEPT = table("search_stages").set_index(
    ["stage", "outside", "degree", "rewiring", "bridges", "change_every"]
)
OFFERED = {
    "ties": TIES,
    "rewired": REWIRED,
    "bridges": BRIDGES,
    "outside": ("sparse", "dense"),
    "change": CHANGED,
    "when": WHEN,
}
STATES = st.fixed_dictionaries(
    {name: st.sampled_from(list(values)) for name, values in OFFERED.items()}
)
START = FIGURE.start


def kept(stage, degree, **state):
    """Return the row of the table that a state stands for, with no use of what the figure keeps."""
    change = re.sub(r"\D", "", state["change"]) or "never"
    key = (stage, state["outside"], degree, REWIRED[state["rewired"]], BRIDGES[state["bridges"]])
    return KEPT.loc[(*key, change)]


def leads(stage, degree, **state):
    """Return how far a network is above a ring as open, and half the interval."""
    column = WHEN[state["when"]]
    mine, ring = (kept(stage, each, **state) for each in (degree, 2))
    if column == "early":
        error = (mine["early_error"] ** 2 + ring["early_error"] ** 2) ** 0.5
        return mine["early"] - ring["early"], CERTAINTY * error
    lead = f"{column}_less_ring"
    return mine[lead], CERTAINTY * mine[f"{lead}_error"]


def stages(state):
    """Return the stages that a state tells apart, by their names in the figure."""
    if state["bridges"] == "nobody":
        return {searching.EITHER: "frontier"}
    return {name: name for name in ("catch-up", "frontier")}


def number(text):
    return float(text.replace("−", "-"))


@settings(deadline=None, max_examples=40)
@given(STATES)
def test_the_table_is_the_one_kept(state):
    shown = set_to(FIGURE, **state)._contents()["rows"]
    expected = product(stages(state).items(), DEGREES)
    column = WHEN[state["when"]]
    for row, ((name, stage), degree) in zip(shown, expected, strict=True):
        mine = kept(stage, degree, **state)
        assert row[:2] == [name, str(degree)]
        lead, doubt = leads(stage, degree, **state)
        numbers = [mine["clustering"], mine[column], CERTAINTY * mine[f"{column}_error"], lead]
        assert [number(each) for each in row[2:6]] == pytest.approx(numbers, abs=0.0051)
        assert [number(each) for each in row[3:6]] == pytest.approx(numbers[1:], abs=0.00051)
        if degree != 2:
            assert number(row[6]) == pytest.approx(doubt, abs=0.00051)


@settings(deadline=None, max_examples=40)
@given(STATES)
def test_the_sentence_is_the_table(state):
    said = set_to(FIGURE, **state).reading
    parts = said.split(" is ", maxsplit=1)[1] if state["bridges"] == "nobody" else said
    words = {"catch-up": "in catch-up ", "frontier": "at the frontier "}
    for name, stage in stages(state).items():
        start = words.get(name, "in either stage ")
        score, verdict = re.search(rf"{start}([\d.]+), (.*?)(?:;|\.$)", parts).groups()
        mine = kept(stage, TIES[state["ties"]], **state)
        assert float(score) == pytest.approx(mine[WHEN[state["when"]]], abs=0.00051)
        lead, doubt = leads(stage, TIES[state["ties"]], **state)
        size, half = map(float, re.search(r"([\d.]+) ±\s([\d.]+)", verdict).groups())
        assert (size, half) == pytest.approx((abs(lead), doubt), abs=0.00051)
        if abs(abs(lead) - doubt) > 0.001:
            told = "not surely" if abs(lead) < doubt else "ahead" if lead > 0 else "behind"
            assert verdict.startswith(told)


def test_every_step_of_every_control_changes_the_reading():
    readings = {set_to(FIGURE).reading}
    for name, values in OFFERED.items():
        readings |= {set_to(FIGURE, **{name: value}).reading for value in values}
    assert len(readings) == 1 + sum(len(values) - 1 for values in OFFERED.values())


def test_each_preset_has_a_picture():
    for preset in PRESETS.values():
        figure = searching.catch_up_and_frontier(**preset)
        pictures = figure._contents()["pictures"]
        assert len(pictures) == 2
        assert all("a closed ring" in str(picture) for _, picture in pictures)


# What the chapter says


def verdict(**state):
    """Return lead and half interval at the frontier, all tied to all."""
    return leads("frontier", 99, **(START | state))


def test_import_is_spread_sooner_where_ties_are_dense():
    state = START | PRESETS["Import, early"]
    full, ring = (kept("catch-up", each, **state) for each in (99, 2))
    assert full["early"] == pytest.approx(0.8, abs=0.01)
    assert ring["early"] / full["early"] == pytest.approx(0.5, abs=0.1)  # half-way


def test_closed_the_more_ties_the_worse():
    state = START | PRESETS["Closed, late"]
    scores = [kept("frontier", degree, **state)["final"] for degree in DEGREES]
    assert scores == sorted(scores, reverse=True)


def test_most_of_the_loss_is_that_of_closure():
    closed, open_ = (verdict(**PRESETS[name])[0] for name in ("Closed, late", "Open, late"))
    assert open_ / closed == pytest.approx(1 / 4, abs=0.05)
    for outside, lost in (("sparse", False), ("dense", True)):
        row = kept("frontier", 99, **START | PRESETS["Open, late"] | {"outside": outside})
        lead, error = row["final_less_closed_ring"], row["final_less_closed_ring_error"]
        if lost:
            assert lead < -CERTAINTY * error
        else:  # as well as the closed ring
            assert abs(lead) < CERTAINTY * error


def test_with_a_bridge_dense_nets_lead_early_and_lag_late_in_both_stages():
    early, late = (START | PRESETS[name] for name in ("Import, early", "Open, late"))
    soon = {stage: leads(stage, 99, **early) for stage in ("catch-up", "frontier")}
    assert all(lead > doubt for lead, doubt in soon.values())
    assert soon["catch-up"][0] > soon["frontier"][0]
    ends = [leads(stage, 99, **late) for stage in ("catch-up", "frontier")]
    assert all(lead < -doubt for lead, doubt in ends)


def test_frequent_change_reverses_the_result():
    lead, doubt = verdict(**PRESETS["Closed, frequent change"])
    assert lead > doubt


def test_exercise_a_state_in_which_the_dense_are_not_behind():
    for bridges in ("1 of 100", "5 of 100"):
        state = {"bridges": bridges, "when": searching.LATE}
        lead, doubt = verdict(**state, change="every 40 rounds")
        assert abs(lead) < doubt
        lead, doubt = verdict(**state, change="every 10 rounds")
        assert lead > doubt


def test_exercise_short_cuts_lower_the_score_of_a_closed_net():
    state = START | PRESETS["Closed, late"]
    plain, rewired = (kept("frontier", 8, **state | {"rewired": many}) for many in ("none", "all"))
    assert rewired["clustering"] < plain["clustering"] / 5
    assert rewired["final"] < plain["final"] - CERTAINTY * (
        plain["final_error"] + rewired["final_error"]
    )
