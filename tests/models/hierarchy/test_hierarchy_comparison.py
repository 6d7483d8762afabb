"""With ties and without, on the same chances; sweeps."""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from small_houses import SYSTEMS, houses, law, same

from widgets.models import hierarchy
from widgets.models.hierarchy import (
    CLIENT,
    NO_TIES,
    compare,
    draws,
    grid,
    offices,
    preset,
    simulate,
    sweep,
    without_ties,
)
from widgets.models.hierarchy.settings import UNHEARD


@pytest.mark.parametrize("system", SYSTEMS)
def test_where_ties_weigh_nothing_patronage_is_exactly_none(system):
    found = compare(preset(system, **NO_TIES), 6, 30, 1)
    assert same(found.with_ties, found.without)
    measures = found.measures()["value"]
    assert measures[["patronage", "patronage_rank", "direct"]].tolist() == [0, 0, 0]
    assert measures["tied"] > 0  # clients are appointed, and would have been anyhow


def test_measures_by_hand():
    found = compare(preset("ministry", override=0.5), 8, 24, 2)
    table, persons = found.appointments(), found.with_ties.persons
    assert table["year"].min() >= 24 // hierarchy.RUN_IN
    measures = found.measures()["value"]
    assert measures["patronage"] == pytest.approx(table["changed"].mean())
    assert measures["direct"] == pytest.approx(table["turned"].mean())
    assert measures["tied"] == pytest.approx((table["tie"] >= CLIENT).mean())
    tops = table[table["tier"] == 3]
    assert measures["overridden"] == pytest.approx(tops["outside"].mean())
    tiers = offices(found.with_ties.setting)["tier"].to_numpy()
    number = {name: i for i, name in enumerate(offices(found.with_ties.setting)["office"])}
    for row in table.sample(50, random_state=0).itertuples():
        there = found.without.persons[row.year, row.replicate, number[row.office]]
        assert row.changed == (there != row.person)
        his = np.flatnonzero(found.without.persons[row.year, row.replicate] == row.person)
        assert row.raised == (not (tiers[his] >= row.tier).any())
        assert persons[row.year, row.replicate, number[row.office]] == row.person


def test_what_falls_to_clients_is_no_measure_of_patronage():
    """Where ties weigh nothing but patrons seek the able, clients rise all the same."""
    able = compare(preset("ministry", **NO_TIES, ability=1.0), 30, 32, 0).measures()["value"]
    assert able["tied"] > 0.05
    assert able["patronage"] == 0


def test_the_echo_is_of_the_same_history_until_ties_stop():
    found = compare(preset("ministry"), 4, 20, 0, echo=True)
    since = found.with_ties.since
    np.testing.assert_array_equal(found.echo.persons[:since], found.with_ties.persons[:since])
    assert found.echo.measures().loc["direct", "value"] == 0
    assert 0 < found.measures().loc["echo", "value"] <= 1


def test_executors_and_none_agree():
    settings_ = draws("ministry", 2, 1) + draws("party_state", 2, 1)
    alone = sweep(settings_, 4, 16, 0)
    with ThreadPoolExecutor(2) as threads, ProcessPoolExecutor(2) as processes:
        for executor in (threads, processes):
            pd.testing.assert_frame_equal(alone, sweep(settings_, 4, 16, 0, executor))
    assert len(alone) == 4
    assert {"tie_weight", "patronage", "patronage_error", "contagion"} <= set(alone)


def test_a_sweep_measures_what_a_comparison_does():
    setting = preset("party_state")
    row = sweep([setting], 4, 16, 0).iloc[0]
    measures = compare(setting, 4, 16, 0).measures()["value"]
    pd.testing.assert_series_equal(row[measures.index].astype(float), measures, check_names=False)


@given(houses(), houses())
@law
def test_how_ties_form_is_nothing_to_a_house_in_which_they_do_not_count(setting, other):
    unheard = {name: getattr(other, name) for name in (*UNHEARD, *NO_TIES)}
    one, two = (without_ties(each, unheard=True) for each in (setting, replace(setting, **unheard)))
    assert one == two
    here, there = (simulate(each, 3, 16, 2, ties=False) for each in (one, without_ties(setting)))
    assert same(here, there)


def test_a_shared_history_without_ties_is_each_setting_s_own():
    houses_ = grid(preset("party_state"), bond=[0.1, 0.3], tie_weight=[0.2, 1.0], fall=[0.0, 0.1])
    found = sweep(houses_, 4, 16, 0)
    for setting, patronage in zip(houses_, found["patronage"], strict=True):
        alone = compare(setting, 4, 16, 0).measures()
        assert patronage == alone.loc["patronage", "value"]
