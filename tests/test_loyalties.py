"""Two loyalties: the thought experiment in Python and in the figure, and what is said of it."""

from __future__ import annotations

import re

import pytest
from states import light, set_to

from widgets.loyalties import CASES, grid, two_loyalties
from widgets.models.loyalty import COURSES, LIMITS, OVER, STAYS, course, losses


@pytest.fixture(scope="module")
def made():
    return light(two_loyalties())


@pytest.fixture
def figure(made):
    return set_to(made)


def others(control):
    if control["kind"] == "checkbox":
        return [not control["value"]]
    steps = round((control["max"] - control["min"]) / control["step"])
    values = [round(control["min"] + step * control["step"], 6) for step in range(steps + 1)]
    return [value for value in values if value != control["value"]]


def by_thresholds(goal, debt, distance, unpaid):
    """Return the course by where the pull stands, the same rule solved by hand."""
    pull = goal * distance
    if pull <= min(2 * unpaid, 1) * debt + 1e-9:
        return STAYS
    return OVER if pull > max(2 * (1 - unpaid), 1) * debt + 1e-9 else LIMITS


@pytest.mark.parametrize("unpaid", [0, 0.1, 0.2, 0.4, 0.5, 0.7, 1])
@pytest.mark.parametrize("goal", [0, 3, 6, 10])
def test_the_smallest_loss_is_a_rule_of_two_thresholds(goal, unpaid):
    for far, owed in grid().itertuples(index=False):
        assert course(goal, owed, far, unpaid) == by_thresholds(goal, owed, far, unpaid)


def test_losses_by_hand():
    assert losses(6, 5, 0.5, 0.2) == {STAYS: 3, LIMITS: 2.5, OVER: 5}
    assert losses(6, 5, 0.5, 0.2, bound=True) == {STAYS: 1.5, LIMITS: 1.75, OVER: 5}


def test_of_two_alike_the_one_that_moves_him_less():
    assert losses(4, 5, 0.5, 0.2)[STAYS] == losses(4, 5, 0.5, 0.2)[LIMITS]
    assert course(4, 5, 0.5, 0.2) == STAYS


def test_a_patron_who_comes_half_way_halves_the_distance():
    assert losses(6, 5, 0.8, bound=True) == losses(6, 5, 0.4)


def test_reading_at_the_start(figure):
    assert figure.reading == (
        "Goal 6, debt 5, aims 0.5 apart: the client limits himself. He would lose 3.00 by staying,"
        " 2.50 by limiting himself and 5.00 by going over. Z went over, which fits 25 of the 121"
        " settings shown; 52 would have him limit himself."
    )


@pytest.mark.parametrize(
    "goal, debt, distance, unpaid, bound",
    [
        (6, 5, 0.5, 0.2, False),
        (4, 5, 0.5, 0.2, False),
        (10, 1, 1, 0.2, False),
        (9, 5, 1, 0.2, True),
        (3, 0, 0.1, 0.6, False),
        (0, 10, 0.9, 0, False),
        (7, 7, 0.7, 0.3, False),
    ],
)
def test_the_figure_says_what_the_model_says(figure, goal, debt, distance, unpaid, bound):
    figure.goal, figure.debt, figure.distance = goal, debt, distance
    figure.unpaid, figure.bound = unpaid, bound
    settled = [course(goal, owed, far, unpaid, bound) for far, owed in grid().to_numpy()]
    over, middle = (settled.count(name) or "none" for name in (OVER, LIMITS))
    assert f"client {course(goal, debt, distance, unpaid, bound)}." in figure.reading
    assert f"fits {over} of the {len(settled)} settings" in figure.reading
    assert f"shown; {middle} would" in figure.reading
    lost = losses(goal, debt, distance, unpaid, bound)
    said = re.findall(r"\d+\.\d\d", figure.reading)
    assert [float(each) for each in said] == pytest.approx(list(lost.values()), abs=0.006)
    shown = {row[0].removeprefix("He "): row for row in figure._contents()["rows"]}
    assert list(shown) == list(COURSES)
    assert [name for name, row in shown.items() if row[4] == "yes"] == [
        course(goal, debt, distance, unpaid, bound)
    ]
    for name, row in shown.items():
        assert float(row[3]) == pytest.approx(lost[name], abs=0.006)


def test_every_step_of_every_control_changes_the_reading(figure):
    start = figure.reading
    for control in figure.controls:
        for value in others(control):
            setattr(figure, control["name"], value)
            assert figure.reading != start, (control["name"], value)
            setattr(figure, control["name"], control["value"])
    assert figure.reading == start


def test_caption_nobody_leaves_a_patron_of_the_same_aim():
    assert {course(10, owed, 0, part / 10) for owed in range(11) for part in range(11)} == {STAYS}


def test_two_settings_of_z_and_one_of_his_men():
    assert [course(**setting) for setting in CASES.values()] == [OVER, OVER, STAYS]
    debts = [setting["debt"] for setting in CASES.values()]
    goals = [setting["goal"] for setting in CASES.values()]
    assert debts[0] < debts[1] and goals[0] < goals[1]
    # Of one mind, they would have stayed with hardly a debt at all, if weakly bound to the goal.
    assert course(**{**CASES["Of one mind"], "distance": 0, "debt": 0}) == STAYS


@pytest.mark.parametrize("setting", [{"unpaid": 0.5}, {"unpaid": 0.9}, {"goal": 0}])
def test_exercise_1_no_middle_course(figure, setting):
    for name, value in setting.items():
        setattr(figure, name, value)
    assert figure.reading.endswith("none would have him limit himself.")
