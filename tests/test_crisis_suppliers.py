"""Every setting of the crisis model: the page shades, counts and strikes out as the model does."""

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from states import light, set_to

from widgets.crisis_suppliers import (
    ANY,
    CIRCUMSTANCE,
    CONTROLS,
    IN_PERCENT,
    OUTCOMES,
    PRESETS,
    SUPPORT,
    settings,
    suppliers_who_stay,
)
from widgets.models.crisis import SETTINGS, decisive, grid

VALUES = {
    name: [str(round(100 * value) if name in IN_PERCENT else value) for value in values]
    for name, values in SETTINGS.items()
}
"""What each control offers besides any, in the units of the page."""
STATE = st.fixed_dictionaries(
    {name: st.sampled_from([ANY, *VALUES[name]]) for name in CONTROLS} | {"others": st.booleans()}
)
law = hypothesis_settings(deadline=None, max_examples=40)


@pytest.fixture(scope="module")
def figure():
    return light(suppliers_who_stay())


@pytest.fixture(scope="module")
def found():
    return grid()


def agreeing(found, others=False, **state):
    """Return the rows of the model's grid that agree with a state of the figure."""
    kept = found
    for name, value in state.items():
        if value != ANY:
            number = int(value) / (100 if name in IN_PERCENT else 1)
            kept = kept[(kept[name] - number).abs() < 1e-9]
    return kept.query("local_exits_percent > 0 and foreign_exits_percent > 0") if others else kept


def said(figure):
    """Return what the reading counts: settings, those that keep all, and those that would alone."""
    start = re.sub(r"\(.*?\)", "", figure.reading.replace(",", ""), count="(" in figure.reading)
    start = re.sub(r"\([\d.]+ %\)", "", start)
    if start.startswith("Not one"):
        return 0, 0, 0
    number = r"(none|\d+)"
    found = re.match(rf"Of (\d+) settings? +{number} keeps?", start)
    alone = re.search(rf"of these {number}", start)
    numbers = [*found.groups(), alone[1] if alone else "none"]
    return tuple(0 if one == "none" else int(one) for one in numbers)


def counts(kept):
    both = kept["none_quits"] & kept["none_quits_alone"]
    return len(kept), int(kept["none_quits"].sum()), int(both.sum())


def test_there_is_a_control_for_every_parameter_of_the_model():
    assert set(CONTROLS) == set(SETTINGS)
    assert [*CIRCUMSTANCE, *SUPPORT] == list(CONTROLS)


def test_the_digits_are_the_grid(found):
    # Row by row and mix by mix, with no use of how the table was made.
    circumstances, mixes = settings()
    places = found.assign(digit=found["none_quits"].astype(int))
    places["digit"] += found["none_quits"] & found["none_quits_alone"]
    for name in IN_PERCENT:
        places[name] = (100 * places[name]).round()
    digits = places.set_index(list(CONTROLS))["digit"].to_dict()
    for row in circumstances.to_dict("records"):
        for mix, digit in zip(mixes.to_dict("records"), row["outcomes"], strict=True):
            key = tuple((row | mix)[name] for name in CONTROLS)
            assert digits.pop(key) == int(digit)
    assert not digits


@law
@given(STATE)
def test_reading_and_table_count_what_the_model_has(figure, found, state):
    set_to(figure, **state)
    kept = agreeing(found, **state)
    assert said(figure) == counts(kept)
    table = figure._contents()
    shown = pd.DataFrame(table["rows"], columns=table["headings"])
    groups = kept.groupby(CIRCUMSTANCE)
    assert len(shown) == len(groups)
    for row, ((cash, cost, months), group) in zip(shown.to_numpy(), groups, strict=True):
        assert row[:3].tolist() == [str(cash), f"{round(100 * cost)} %", str(months)]
        assert tuple(map(int, row[3:6])) == counts(group)
        exits = group[["local_exits_percent", "foreign_exits_percent"]].iloc[0]
        assert row[6:].tolist() == [f"{percent:.0f} %" for percent in exits]


@law
@given(st.fixed_dictionaries({name: st.sampled_from(VALUES[name]) for name in CONTROLS}))
def test_a_single_setting_is_the_models(figure, found, state):
    set_to(figure, **state)
    assert said(figure) == counts(agreeing(found, **state))
    assert said(figure)[0] == 1


def test_reading_as_it_opens(figure):
    assert set_to(figure).reading == (
        "Of 1,944 settings, 1,683 keep every keiretsu supplier: 86.6 %; of these, 972 (57.8 %)"
        " would without any support. Settings are ours: these are widths, not chances."
    )


def test_what_is_taken_as_known_is_said(figure):
    set_to(figure, others=True, cash="3", moved_in="10")
    assert "settings (others quit too; cash 3; work moved in 10 %), " in figure.reading


def test_nothing_left_is_said(figure):
    # With costs of a half no other foreign supplier quits in the grid.
    assert set_to(figure, others=True, fixed_cost="50").reading == (
        "Not one of our settings agrees with this (others quit too; fixed cost 50 %)."
    )
    assert figure._contents()["rows"] == []


def test_every_step_of_every_control_changes_the_reading(figure):
    readings = {set_to(figure).reading, set_to(figure, others=True).reading}
    for name, values in VALUES.items():
        readings |= {set_to(figure, **{name: value}).reading for value in values}
    assert len(readings) == 2 + sum(map(len, VALUES.values()))


def test_a_state_is_a_picture_of_its_settings():
    # A rectangle a setting, filled by what becomes of it.
    figure = suppliers_who_stay(others=True, cash="6", finance="2")
    for _, picture in figure._contents()["pictures"]:
        drawn = [
            len(re.findall(rf'<path d="M[^"]*" fill="var\(--{role},', str(picture)))
            for role, _ in OUTCOMES.values()
        ]
        n, stays, alone = counts(agreeing(grid(), others=True, cash="6", finance="2"))
        assert drawn == [n - stays, stays - alone, alone]


# What the chapter says


def test_where_others_quit_cash_decides(found):
    too = agreeing(found, others=True)
    assert set(too["fixed_cost"]) == {0.7} and set(too["months"]) == {18, 24}
    by_cash = {cash: counts(rows_) for cash, rows_ in too.groupby("cash")}
    assert by_cash == {3: (216, 87, 0), 6: (216, 158, 0), 12: (216, 216, 216)}


def test_exercise_1_what_must_come_with_little_money(figure, found):
    poor = {"others": True, "cash": "3"}
    for support in ("0", "2"):
        set_to(figure, finance=support, **poor)
        none = "none keeps every keiretsu supplier" in figure.reading
        assert none == (support == "0")
    kept = agreeing(found, finance="2", **poor).query("none_quits")
    assert set(kept["state_credit"]) == {4} and set(kept["moved_in"]) == {0.2}
    assert set(kept["bought_back"]) == set(SETTINGS["bought_back"])
    assert 90 < 100 * agreeing(found, finance="8", **poor)["none_quits"].mean() < 100


def test_parts_decide_least_and_parents_money_most(found):
    parts = decisive(agreeing(found, others=True))
    assert parts.idxmin() == "bought_back" and parts.idxmax() == "finance"


def test_a_preset_is_a_state_of_the_controls():
    offered = {name: {ANY, *values} for name, values in VALUES.items()} | {"others": {True}}
    for preset in PRESETS.values():
        assert all(value in offered[name] for name, value in preset.items())
