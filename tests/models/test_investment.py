"""The race to invest: the arithmetic by hand, laws of both conducts, and where the claim holds."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from widgets.models import investment
from widgets.models.investment import (
    CONDUCTS,
    FIRMS,
    GROUNDS,
    GROWTH,
    RACE,
    RENT,
    RETURNS,
    START_PRICE,
    STEP,
    TOGETHER,
    WITH_RENTS,
    YEARS,
    compare,
    demand,
    entrants,
    first_plants,
    grid,
    growth_together,
    next_unit_cost,
    path,
    price,
    unit_cost,
    verdicts,
    wants_to_grow,
)

law = settings(deadline=None, max_examples=40)

SIZES = st.floats(1, 100)
SLOPES = st.floats(-0.9, 0.9)
GROWTHS = st.floats(0, 15)


# Costs, price and demand


@pytest.mark.parametrize(
    "capacity, returns, cost",
    # 40 + 60 * 4 ** -0.5 and so on, by hand.
    [(1, 0.5, 100), (1, -0.5, 100), (4, 0.5, 70), (4, -0.5, 160), (4, 0, 100)],
)
def test_unit_cost(capacity, returns, cost):
    assert unit_cost(capacity, returns) == pytest.approx(cost)


@law
@given(SIZES, SLOPES)
def test_costs_fall_or_rise_as_the_reader_says(capacity, returns):
    change = unit_cost(2 * capacity, returns) - unit_cost(capacity, returns)
    assert np.sign(np.round(change, 9)) == -np.sign(np.round(returns, 9)) or abs(returns) < 1e-6


@law
@given(SIZES, SLOPES)
def test_the_next_unit_costs_less_than_the_average_where_costs_fall(capacity, returns):
    dearer = next_unit_cost(capacity, returns) - unit_cost(capacity, returns)
    assert dearer == pytest.approx(-returns * (unit_cost(capacity, returns) - 40), abs=1e-9)


@law
@given(SIZES, SLOPES)
def test_the_next_unit_is_the_slope_of_the_whole_cost(capacity, returns):
    step = 1e-5
    low, high = capacity - step, capacity + step
    slope = (high * unit_cost(high, returns) - low * unit_cost(low, returns)) / (2 * step)
    assert next_unit_cost(capacity, returns) == pytest.approx(slope, rel=1e-4)


@law
@given(st.floats(0, 200), st.floats(1, 1e4))
def test_demand_and_price_undo_each_other(asked, market):
    assert price(demand(asked, market), market) == pytest.approx(asked, abs=1e-6)


def test_neither_price_nor_demand_goes_below_zero():
    assert price(30, 20) == 0
    assert demand(250, 20) == 0


# A year's decisions


def test_a_firm_reckons_with_its_own_step_alone():
    # Two plants of size 1, a market of 10 and falling costs (0.5). Now the price is 160 and a unit
    # costs 100: a gain of 60. With one step the price is 155 and a unit costs 93.67: 1.25 times
    # 61.33 is more. In a market of 4 the price goes from 100 to 87.5, below the new cost.
    plants = np.ones(2)
    assert wants_to_grow(plants, 10, 0.5).all()
    assert not wants_to_grow(plants, 4, 0.5).any()


@law
@given(SLOPES, st.floats(5, 200))
def test_the_gain_has_the_three_parts_that_the_docstring_names(returns, market):
    plants = first_plants()
    grown, whole = plants * (1 + STEP), plants.sum()
    now, then = price(whole, market), price(whole + grown - plants, market)
    gain = (
        (grown - plants) * (then - unit_cost(grown, returns))
        + plants * (unit_cost(plants, returns) - unit_cost(grown, returns))
        - plants * (now - then)
    )
    clear = np.abs(gain) > 1e-6
    np.testing.assert_array_equal((gain > 0)[clear], wants_to_grow(plants, market, returns)[clear])


@law
@given(SLOPES, st.floats(5, 200), st.floats(0, 0.5))
def test_the_growth_together_is_the_most_that_the_weakest_bears(returns, market, rent):
    plants = first_plants()

    def bears(part):
        grown = plants * (1 + part)
        floor = (1 + rent) * unit_cost(grown, returns).max()
        return price(grown.sum(), market) >= floor

    part = growth_together(plants, market, returns, rent)
    assert 0 <= part <= STEP
    assert part == 0 or bears(part)
    assert not any(bears(percent / 100) for percent in range(round(100 * part) + 1, 26))


def test_entry_stops_when_one_more_would_not_cover_its_cost():
    # At the price of 100 a market of 30 takes 15; with 8 units there is room for 7 plants of one.
    plants = np.ones(8)
    assert entrants(plants, 30, 0.3) == 7
    assert price(15, 30) >= 100 > price(16, 30)
    assert entrants(np.ones(16), 30, 0.3) == 0


# Laws of a path


@law
@given(SLOPES, GROWTHS, st.sampled_from(CONDUCTS))
def test_firms_are_accounted_for_and_one_is_always_left(returns, growth, conduct):
    rows = path(returns, growth, conduct)
    assert (rows["firms"] == FIRMS + rows["entries"] - rows["bankruptcies"]).all()
    assert (rows["firms"] >= 1).all()
    assert rows["bankruptcies"].diff().dropna().isin([0, 1]).all()
    assert rows["lost_percent"].between(0, 100).all()
    assert list(rows["year"]) == list(range(YEARS + 1))
    assert rows["price"].iloc[0] == pytest.approx(START_PRICE)


@law
@given(SLOPES, GROWTHS, st.sampled_from([(TOGETHER, 0), (WITH_RENTS, RENT)]))
def test_co_ordination_keeps_its_members_and_bars_the_others(returns, growth, conduct):
    name, rent = conduct
    rows = path(returns, growth, name)
    for column in ("entries", "bankruptcies", "lost_percent", "excess_percent"):
        assert (rows[column] == 0).all()
    assert (rows["firms"] == FIRMS).all()
    grew = rows["capacity"].diff() > 1e-9
    assert (rows["price"] >= (1 + rent) * rows["unit_cost"] - 1e-6)[grew].all()


@law
@given(SLOPES, GROWTHS)
def test_rents_never_lower_the_price(returns, growth):
    plain, rents = (path(returns, growth, one)["price"].mean() for one in (TOGETHER, WITH_RENTS))
    assert rents >= plain - 1e-9


@law
@given(SLOPES, GROWTHS, st.sampled_from(CONDUCTS))
def test_excess_is_there_only_where_the_price_does_not_cover_the_average(returns, growth, conduct):
    rows = path(returns, growth, conduct)
    idle, short = rows["excess_percent"] > 1e-9, rows["price"] < rows["unit_cost"]
    assert (short | ~idle).all()
    assert (idle | ~(rows["price"] < rows["unit_cost"] - 1e-6)).all()


def test_under_free_entry_the_price_does_not_stay_above_what_an_outsider_needs():
    # An outsider of size 1 enters whenever the price would still cover 100: what is left is less
    # than what one plant takes off it, 200 over the market.
    rows = path(-0.4, 8, RACE).iloc[1:]
    market = rows["capacity"] / (1 - rows["price"] / 200)
    assert (rows["price"] - 100 < 200 / market + 1e-6).all()


# Where the claim holds


def test_in_the_race_excess_comes_first_then_bankruptcies_then_few_firms():
    rows = path(0.4, 4, RACE)
    assert rows.loc[1, "excess_percent"] > 0
    assert rows.loc[0, "bankruptcies"] == 0
    assert rows["firms"].iloc[-1] == 3
    assert rows["bankruptcies"].iloc[-1] == 5
    assert rows.loc[3:7, "markup"].is_monotonic_increasing  # the survivors' price goes up


@pytest.mark.parametrize("growth", [4, 8])
@pytest.mark.parametrize("returns", [0.2, 0.4, 0.6])
def test_with_falling_costs_and_growth_co_ordination_is_better_on_every_ground(returns, growth):
    assert (compare(returns, growth)["better"] == 1).all()


@pytest.mark.parametrize("returns", [0.4, 0.6])
def test_with_falling_costs_and_no_growth_it_costs_a_higher_price(returns):
    found = compare(returns, 0).set_index("ground")["better"]
    assert found["bankruptcies"] == found["firms"] == 1
    assert found["price"] == found["price_late"] == -1


@pytest.mark.parametrize("growth", [4, 8])
@pytest.mark.parametrize("returns", [-0.6, -0.4, -0.2])
def test_with_rising_costs_and_growth_it_raises_the_price_and_bars_entry(returns, growth):
    found = compare(returns, growth).set_index("ground")
    for ground in ("firms", "price", "price_late", "markup_late"):
        assert found.loc[ground, "better"] == -1
    assert found.loc["bankruptcies", "better"] == 1  # it protects, which is put in


def test_rents_make_it_dearer_than_the_race_even_with_falling_costs():
    found = verdicts(conduct=WITH_RENTS).query("returns > 0")
    assert (found["price"] == -1).all()
    assert (found["firms"] == 1).all()


@pytest.mark.parametrize("step", [0.1, 0.5])
@pytest.mark.parametrize("start_price", [105, 125])
def test_the_signs_do_not_hang_on_two_of_our_numbers(monkeypatch, step, start_price):
    monkeypatch.setattr(investment, "STEP", step)
    monkeypatch.setattr(investment, "START_PRICE", start_price)
    found = verdicts(growth=(4,))
    falling, rising = found[found["returns"] > 0], found[found["returns"] < 0]
    assert (falling[["bankruptcies", "excess_percent", "firms", "markup_late"]] == 1).all(axis=None)
    assert (rising[["firms", "price", "markup_late"]] == -1).all(axis=None)


def test_verdicts_are_those_of_the_comparisons():
    found = verdicts((0.4,), (4,)).iloc[0]
    assert found[list(GROUNDS)].astype(int).tolist() == compare(0.4, 4)["better"].tolist()


# The grid, and what is refused


def test_grid():
    rows = grid()
    assert len(rows) == len(RETURNS) * len(GROWTH) * len(CONDUCTS) * (YEARS + 1) <= 2000
    assert not rows.duplicated(["returns", "growth_percent", "conduct", "year"]).any()
    assert rows.notna().all(axis=None)
    one = rows.query("returns == 0.4 and growth_percent == 4 and conduct == @RACE")
    np.testing.assert_allclose(one["price"], path(0.4, 4, RACE)["price"], atol=0.051)


@pytest.mark.parametrize(
    "given_, named",
    [
        ({"returns": 1}, "returns"),
        ({"returns": float("nan")}, "returns"),
        ({"returns": True}, "returns"),
        ({"returns": 0.2, "growth": -1}, "growth"),
        ({"returns": 0.2, "conduct": "cartel"}, "conduct is one of race, co-ordination"),
        ({"returns": 0.2, "years": 0}, "years"),
        ({"returns": 0.2, "years": 2.5}, "years"),
    ],
)
def test_what_is_out_of_range_is_refused_in_a_sentence(given_, named):
    with pytest.raises(ValueError, match=named) as error:
        path(**given_)
    assert "\n" not in str(error.value)
