"""One run of a house, checked against a recount by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from small_houses import SYSTEMS, houses, law, same

from widgets.models.hierarchy import PREDICTIONS, draws, preset, simulate, unfold, without_ties


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_seed_is_a_history(system):
    setting = preset(system)
    one, again, other = (simulate(setting, 4, 20, seed) for seed in (3, 3, 4))
    assert same(one, again)
    pd.testing.assert_frame_equal(one.measures(), again.measures())
    assert not same(one, other)


@given(houses())
@law
def test_ties_that_weigh_nothing_need_not_be_followed(setting):
    setting = without_ties(setting)
    assert same(simulate(setting, 3, 16, 2), simulate(setting, 3, 16, 2, ties=False))


def test_reigns_by_hand():
    run = simulate(preset("party_state"), 5, 40, 1)
    counted = []
    for replicate in range(5):
        top, began = run.persons[:, replicate, 0], None
        for year in range(1, 40):
            if top[year] != top[year - 1]:
                if began is not None and top[began] >= 0 and year >= run.since:
                    counted.append((replicate, began, year - began))
                began = year
    found = run.reigns()
    assert list(zip(found["replicate"], found["began"], found["years"], strict=True)) == counted


def test_a_longer_line_is_overridden_less():
    rates = [
        simulate(preset("ministry", line_length=length), 60, 40, 0).measures().loc["overridden"]
        for length in (1, 2, 3, 4)
    ]
    for shorter, longer in zip(rates, rates[1:], strict=False):
        assert longer["value"] < shorter["high"]
    assert rates[-1]["high"] < rates[0]["low"]


def test_without_ties_followed_what_needs_them_is_missing():
    run = simulate(without_ties(preset("ministry")), 4, 20, 0, ties=False)
    measures = run.measures()["value"]
    assert measures[["span", "gain_holding", "dyad_years", "contagion"]].isna().all()
    assert measures[["turnover", "reign_years"]].notna().all()


def test_one_replicate_has_numbers_but_no_bounds():
    measures = simulate(preset("ministry"), 1, 12, 0).measures()
    assert np.isfinite(measures.loc["turnover", "value"])
    assert np.isnan(measures.loc["turnover", "low"])


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: simulate("ministry"), "setting is a Setting, not str"),
        (lambda: simulate(preset("ministry"), 0), "replicates is a whole number above 0, not 0"),
        (lambda: simulate(preset("ministry"), 2, 3), "years is a whole number from 4, not 3"),
        (lambda: simulate(preset("ministry"), 2, 8, -1), "seed is a whole number from 0, not -1"),
        (lambda: simulate(preset("ministry"), 2, 8, ties=False), "ties must be followed where"),
        (lambda: next(unfold(preset("ministry"), True)), "replicates is a whole number"),
        (lambda: preset("court"), "system is one of"),
        (lambda: draws("ministry", 0), "count is a whole number above 0, not 0"),
        (lambda: PREDICTIONS[0].check(preset("party_state")), "prediction 1 is about a ministry"),
    ],
)
def test_a_bad_call_is_refused_in_a_sentence(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call()
