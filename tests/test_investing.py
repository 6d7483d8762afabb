"""The race to invest as the page shows it: every state is the model's, in words and numbers."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from states import light, rows, set_to

from widgets import investing
from widgets.models import investment
from widgets.models.investment import GROUNDS, RACE, YEARS, compare, path

FIGURE = light(investing.investment_race())
STATES = st.fixed_dictionaries(
    {
        "costs": st.sampled_from(list(investing.COSTS)),
        "demand": st.sampled_from(list(investing.GROWTHS)),
        "conduct": st.sampled_from(list(investing.CONDUCTS)),
        "measure": st.sampled_from(list(investing.MEASURES)),
    }
)
"""Numbers are rounded by the model's grid and again by the page: hence the odd tolerances."""


def settings_of(state):
    """Return a state's returns, growth and conduct, as the model takes them."""
    return (
        investing.COSTS[state["costs"]],
        investing.GROWTHS[state["demand"]],
        investing.CONDUCTS[state["conduct"]],
    )


def test_a_reader_can_set_all_that_the_model_keeps():
    assert sorted(investing.COSTS.values()) == sorted(investment.RETURNS)
    assert tuple(investing.GROWTHS.values()) == investment.GROWTH
    assert {RACE, *investing.CONDUCTS.values()} == set(investment.CONDUCTS)
    assert set(investing.SHORT) == set(GROUNDS)


def test_paths_are_the_models_one_by_one():
    kept = investing.paths().set_index("case")
    keys = product(investment.RETURNS, investment.GROWTH, investment.CONDUCTS)
    for case, (returns, growth, conduct) in enumerate(keys):
        expected = path(returns, growth, conduct)
        assert kept.loc[case, "year"].tolist() == list(range(YEARS + 1))
        for column in investing.COLUMNS:
            assert kept.loc[case, column].to_numpy() == pytest.approx(expected[column], abs=0.051)


@settings(deadline=None, max_examples=30)
@given(STATES)
def test_the_table_is_the_models(state):
    shown = rows(set_to(FIGURE, **state))
    returns, growth, conduct = settings_of(state)
    assert shown.index.astype(int).tolist() == list(range(0, YEARS + 1, investing.STEP))
    assert set(shown["Measure"]) == {state["measure"]}
    column, *_ = investing.MEASURES[state["measure"]]
    for heading, one in (("Race", RACE), ("Co-ordination", conduct)):
        expected = path(returns, growth, one)[column].iloc[:: investing.STEP]
        assert shown[heading].astype(float).tolist() == pytest.approx(expected, abs=0.056)


@settings(deadline=None, max_examples=30)
@given(STATES)
def test_the_sentence_is_the_models(state):
    said = set_to(FIGURE, **state).reading
    returns, growth, conduct = settings_of(state)
    assert said.startswith(f"Costs that {state['costs']}, demand that grows by {state['demand']}: ")
    column, decimals, _ = investing.MEASURES[state["measure"]]
    for words, one in (
        (" in the race", RACE),
        (f" with co-ordination {state['conduct']}", conduct),
    ):
        values = path(returns, growth, one)[column]
        value = values.max() if column == investing.IDLE else values.iloc[-1]
        number = float(said.split(words)[0].split()[-1].replace(",", ""))
        assert number == pytest.approx(value, abs=0.56 * 10**-decimals)
    found = compare(returns, growth, conduct).set_index("ground")["better"]
    if path(returns, growth)["capacity"].nunique() == 1:
        assert said.endswith("; but there is no room for one whole new plant, so the race never"
                             " starts, and nothing follows.")  # fmt: skip
    elif (found == 1).all():
        assert said.endswith("; co-ordination is better on all 7 grounds.")
    else:
        parts = dict(
            part.split(" on ") for part in said.split("co-ordination is ")[1][:-1].split("; ")
        )
        for word, way in (("better", 1), ("worse", -1)):
            named = parts.get(word, "").split(", ") if word in parts else []
            assert named == [investing.SHORT[ground] for ground in found.index[found == way]]


def test_every_step_of_every_control_changes_the_reading():
    readings = {set_to(FIGURE).reading}
    offered = {
        "costs": investing.COSTS,
        "demand": investing.GROWTHS,
        "conduct": investing.CONDUCTS,
        "measure": investing.MEASURES,
    }
    for name, values in offered.items():
        readings |= {set_to(FIGURE, **{name: value}).reading for value in values}
    assert len(readings) == 1 + sum(len(values) - 1 for values in offered.values())


def test_a_picture_of_each_measure():
    for measure in investing.MEASURES:
        figure = investing.investment_race(measure=measure)
        assert len(figure._contents()["pictures"]) == 2


# What the chapter says


def test_where_nothing_moves_is_only_where_demand_stands_still_and_costs_do_not_fall():
    found = investing.verdicts()
    stuck = set(found.loc[found["stuck"], "case"] // len(investment.CONDUCTS))
    keys = list(product(investment.RETURNS, investment.GROWTH))
    assert {keys[case] for case in stuck} == {(e, 0) for e in investment.RETURNS if e <= 0}


def test_in_the_race_three_sellers_keep_what_large_plants_save():
    race, together = (path(0.4, 4, one).tail(investment.LATE) for one in investment.CONDUCTS[:2])
    assert set(race["firms"]) == {3}
    assert (race["unit_cost"] < together["unit_cost"]).all()
    assert race["price"].mean() > together["price"].mean()


def test_at_the_frontier_co_ordination_protects():
    spared = [path(e, g)["bankruptcies"].iloc[-1] for e, g in product((-0.6, -0.4, -0.2), (4, 8))]
    assert set(spared) == {6, 7}
    set_to(FIGURE, **investing.PRESETS["At the frontier"])
    assert FIGURE.reading.endswith("worse on firms left, mean price, late price, late markup.")


def test_exercise_rents_make_co_ordination_dearer():
    set_to(FIGURE, **investing.PRESETS["Catching up, with rents"])
    assert "worse on mean price, late price" in FIGURE.reading
    found = investment.verdicts(conduct=investment.WITH_RENTS).query("returns > 0")
    assert (found["price"] == -1).all()
