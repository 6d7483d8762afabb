"""The simulated hierarchy's figures: what they read is what the model brings, and what is said."""

from __future__ import annotations

import json
import re
from itertools import product
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from states import light, rows, set_to

from widgets.data import table
from widgets.hierarchies import (
    CHOICES,
    EVERY,
    FALL,
    FOOTINGS,
    HOUSES,
    NAMES,
    PRESETS,
    VERDICTS,
    VIEWS,
    hierarchy_predictions,
    parts,
    simulated_hierarchy,
)
from widgets.models.hierarchy import PREDICTIONS, RANGES, SYSTEMS, compare, draws, preset, verdicts
from widgets.models.motives import DRAWN, LEVELS, SHOWN, house, settings

ROOT = Path(__file__).parents[1]
MEASURES = [list(measures) for *_, measures in VIEWS.values()]
STATES = {name: names for name, _, names in CHOICES.values()} | {"house": tuple(HOUSES)}
LEVEL = {
    parameter: dict(zip(names, LEVELS[level], strict=True))
    for level, (parameter, _, names) in CHOICES.items()
}
"""What each choice stands for, by parameter."""


@pytest.fixture(scope="module")
def figure():
    return light(simulated_hierarchy())


@pytest.fixture(scope="module")
def predicted():
    return light(hierarchy_predictions())


def kept(**state):
    """Return the kept rows of a state, by measure, in per cent."""
    houses = table("hierarchy_houses")
    chosen = houses["house"] == HOUSES[state["house"]]
    for level, (parameter, *_) in CHOICES.items():
        chosen &= houses[level] == LEVEL[parameter][state[parameter]]
    found = houses[chosen].set_index("measure")
    return 100 * found[["value", "margin", "without", "without_margin"]]


# The kept results


def test_there_is_every_house_and_measure_once():
    houses = table("hierarchy_houses")
    keys = houses[["house", *LEVELS, "measure"]].to_records(index=False).tolist()
    assert keys == list(product(SYSTEMS, *LEVELS.values(), SHOWN))


@pytest.mark.parametrize("number", [4, 107])
def test_a_house_is_what_the_model_brings(number):
    again = house(list(settings())[number])
    first = table("hierarchy_houses").iloc[len(SHOWN) * number :][: len(SHOWN)]
    pd.testing.assert_frame_equal(
        again, first.reset_index(drop=True), check_dtype=False, atol=2e-4, rtol=0
    )


@pytest.mark.parametrize("prediction", [2, 5])
def test_a_verdict_is_what_the_model_brings(prediction):
    again = PREDICTIONS[prediction - 1].check()
    first = table("hierarchy_predictions").query("prediction == @prediction")
    assert first["text"].to_list() == again["part"].to_list()
    assert first["verdict"].to_list() == again["verdict"].to_list()
    for column in ("value", "low", "high"):
        assert first[column].to_list() == pytest.approx(again[column].to_list(), abs=2e-4)


def test_counts_over_the_ranges_are_those_of_single_houses():
    # One drawn house alone cannot fail where every house holds, nor hold where none does.
    drawn = draws("party_state", DRAWN)[:1]
    found = verdicts(drawn).query("prediction == 5")
    first = table("hierarchy_predictions").query("prediction == 5")
    for now, then in zip(found.itertuples(), first.itertuples(), strict=True):
        counted = {"holds": then.holds, "does not": then.fails}
        assert counted.get(now.verdict, then.open) > 0


def test_every_house_is_counted():
    found = table("hierarchy_predictions")
    signed = found["sign"].notna()
    assert (found["drawn"] == DRAWN).all()
    assert (found[list(VERDICTS)].sum(axis=1)[signed] == DRAWN).all()
    assert found.loc[~signed, list(VERDICTS)].isna().all(axis=None)


def test_bands_lie_around_their_values():
    houses = table("hierarchy_houses")
    assert (houses["margin"] >= 0).all()
    parts_ = houses[~houses["measure"].str.match("gain|purged")]
    assert parts_["value"].between(0, 1).all()
    found = table("hierarchy_predictions")
    assert (found["low"] <= found["value"]).all() and (found["value"] <= found["high"]).all()


def test_levels_lie_in_the_ranges_of_one_house_or_the_other():
    for level, values in LEVELS.items():
        low = min(RANGES[system][level][0] for system in SYSTEMS)
        high = max(RANGES[system][level][1] for system in SYSTEMS)
        assert all(low <= value <= high for value in values)


def test_weights_are_named_beside_merit():
    half, same, twice = LEVELS["tie_weight"]
    for system in SYSTEMS:
        merit = preset(system).merit_weight
        assert (half / merit, same / merit, twice / merit) == pytest.approx((0.5, 1, 2))


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_lies_in_its_own_ranges(name):
    given_ = PRESETS[name]
    for level, (parameter, *_) in CHOICES.items():
        low, high = RANGES[HOUSES[given_["house"]]][level]
        assert low <= LEVEL[parameter][given_[parameter]] <= high


def test_soviet_reciprocity_is_offered_as_unknown():
    favours = {given_["favours"] for given_ in PRESETS.values() if given_["house"] == "party-state"}
    assert favours == {"hardly any", "all"}
    assert "unknown, not none" in simulated_hierarchy().source


# The house


def test_reading_at_the_start(figure):
    found = kept(**PRESETS["A ministry"])
    set_to(figure)
    assert figure.reading.startswith(
        "In this made-up ministry, where a tie counts as much as merit, 1 in 100 lose a post each"
        " year, all favours bind and 1 in 5 clients of the fallen are struck, "
    )
    assert f"ties turn {found.loc['direct', 'value']:.1f} (±" in figure.reading


@hypothesis_settings(deadline=None, max_examples=30)
@given(
    st.fixed_dictionaries({name: st.sampled_from(names) for name, names in STATES.items()}),
    st.sampled_from(list(VIEWS)),
)
def test_table_and_reading_are_the_kept_numbers(figure, state, view):
    set_to(figure, view=view, **state)
    found, shown = kept(**state), rows(figure)
    expected = {name: found.loc[measure] for measure, name in VIEWS[view][2].items()}
    if view == FALL:
        expected = {
            f"{struck} clients struck": kept(**state | {"struck": struck}).loc["purged_per_fall"]
            for struck in STATES["struck"]
        }
    assert list(shown.index) == list(expected)
    assert f"In this made-up {state['house']}, " in figure.reading
    for name, numbers in expected.items():
        for column, number in zip(shown.columns, numbers, strict=True):
            cell = shown.loc[name, column].replace("−", "-").replace(",", "")
            if pd.isna(number):
                assert cell == "none"
            else:
                assert float(cell) == pytest.approx(number, abs=0.051)
        value, margin = shown.loc[name, shown.columns[:2]]
        assert f"{value} (±\N{NO-BREAK SPACE}{margin})" in figure.reading


@pytest.mark.parametrize("preset_", PRESETS)
def test_every_step_of_every_control_changes_the_reading(figure, preset_):
    for view in VIEWS:
        set_to(figure, view=view, **PRESETS[preset_])
        start = figure.reading
        for name, names in STATES.items():
            for value in names:
                if value != PRESETS[preset_][name]:
                    set_to(figure, view=view, **PRESETS[preset_] | {name: value})
                    assert figure.reading != start, (view, name, value)


def test_bars_stay_on_the_axis():
    houses = table("hierarchy_houses").set_index("measure")
    for _, (low, high), measures in VIEWS.values():
        found = 100 * houses.loc[list(measures)]
        values = found[["value", "without"]].stack().dropna()
        assert values.between(low, high).all()


# What the chapter says


def test_caption_the_first_two_bars_hardly_differ():
    found = kept(**PRESETS["A ministry"])
    apart = found.loc["tied", "value"] - found.loc["tied", "without"]
    assert 0 < apart < 3 < found.loc["direct", "value"] / 3


def test_the_long_bars_are_echo():
    houses = table("hierarchy_houses").pivot_table("value", ["house", *LEVELS], "measure")
    assert (houses["echo"] / houses["patronage"]).min() > 0.9


def test_picking_the_able_is_not_why_clients_are_promoted():
    choosy, blind = (compare(preset("ministry", **change), 60) for change in ({}, {"ability": 0.0}))
    for run in ("with_ties", "without"):
        one, other = (getattr(each, run).measures()["value"] for each in (choosy, blind))
        assert abs(one["tied"] - other["tied"]) < 0.015


def test_the_office_that_selects_is_a_peak_only_where_ties_count():
    found = kept(**PRESETS["A ministry"])
    peak = found.loc["gain_holding"]
    for other in ("gain_before", "gain_after"):
        assert peak["value"] - peak["margin"] > found.loc[other, ["value", "margin"]].sum()
        assert abs(peak["without"] - found.loc[other, "without"]) < 1


def test_groups_end_alike_where_ties_weigh_nothing():
    found = kept(**PRESETS["A ministry"])
    for column in ("value", "without"):
        assert found.loc["group_kept", column] - found.loc["group_outlasts", column] > 10


def test_pairs_of_the_retired_last_as_far_as_favours_bind():
    for state in PRESETS.values():
        lasting = [
            kept(**state | {"favours": favours}).loc["dyad_outlasts", "value"]
            for favours in LEVEL["favours"]
        ]
        assert lasting == sorted(lasting) and lasting[-1] > 10 * lasting[0]


def test_a_stricter_purge_spreads_more_than_in_step():
    for state in PRESETS.values():
        little, much = (
            kept(**state | {"struck": struck}).loc["purged_per_fall", "value"]
            for struck in LEVEL["struck"]
        )
        assert much > 4 * little


def test_exercise_2_more_to_clients_and_fewer_turned():
    start = PRESETS["A ministry"]
    before, after = kept(**start), kept(**start | {"insecurity": "12 in 100"})
    said = [before.loc["tied", "value"], after.loc["tied", "value"]]
    said += [before.loc["direct", "value"], after.loc["direct", "value"]]
    assert [round(number, 1) for number in said] == [15.8, 17.7, 12.0, 9.8]
    start = start | {"house": "party-state"}
    change = kept(**start | {"insecurity": "12 in 100"}) - kept(**start)
    assert change.loc[["tied", "direct"], "value"].min() > 0


def test_exercise_2_no_other_control_does_it():
    start = PRESETS["A ministry"]
    first = kept(**start)
    doing = set()
    for name, names in STATES.items():
        for value in set(names) - {start[name]}:
            change = (kept(**start | {name: value}) - first)["value"]
            if change["tied"] > 0 > change["direct"]:
                doing.add(name)
    assert doing == {"insecurity"}


def test_exercise_3_one_outcome_of_two_motives():
    base = {"house": "party-state", "weight": "half as much as merit", "struck": "1 in 5"}
    insecure = kept(**base, insecurity="12 in 100", favours="hardly any")
    safe = kept(**base, insecurity="1 in 100", favours="half")
    one, other = insecure.loc["direct"], safe.loc["direct"]
    assert (round(one["value"], 1), round(other["value"], 1)) == (7.0, 6.7)
    assert one["value"] - one["margin"] < other["value"] + other["margin"]
    one, other = insecure.loc["dyad_outlasts"], safe.loc["dyad_outlasts"]
    assert (round(one["value"]), round(other["value"])) == (2, 26)
    assert one["value"] + one["margin"] < other["value"] - other["margin"]


def test_the_chapter_prints_the_start_state():
    chapter = json.loads((ROOT / "chapters/clientelism/why_clients.ipynb").read_text("utf-8"))
    outputs = [output for cell in chapter["cells"] for output in cell.get("outputs", [])]
    checked = "".join("".join(output.get("text", "")) for output in outputs)
    found = kept(**PRESETS["A ministry"])
    assert f"ties turn {found.loc['direct', 'value']:.1f}" in checked


# The predictions


def test_every_part_has_a_name_that_fits_a_phone():
    codes = [
        f"{prediction.number}{'abc'[place]}"
        for prediction in PREDICTIONS
        for place, _ in enumerate(prediction.parts)
    ]
    assert list(NAMES) == codes == parts()["code"].to_list()
    assert max(map(len, NAMES.values())) <= 42


@pytest.mark.parametrize("assumed", [True, False])
@pytest.mark.parametrize("footing", [EVERY, *FOOTINGS.values()])
def test_the_reading_counts_parts(predicted, footing, assumed):
    set_to(predicted, footing=footing, assumed=assumed)
    left = parts()
    left = left[(left["after"] == footing) | (footing == EVERY)]
    left = left[~left["put_in"] | assumed]
    assert list(rows(predicted).index) == left["code"].to_list()
    signed = left[left["holds"].notna()]
    often = (signed["holds"] >= 0.9 * DRAWN).sum()
    seldom = signed[signed["holds"] <= 0.1 * DRAWN]["code"].to_list()
    numbers = re.findall(r"of (\d+) expectations|(\d+) put in|, (\d+) hold", predicted.reading)
    said = [int("".join(number)) for number in numbers]
    assert said == [len(signed), signed["put_in"].sum(), often]
    assert f"and {len(seldom)} in at most one of ten" in predicted.reading
    if seldom:
        assert predicted.reading.endswith(f"({', '.join(seldom)}).")


def test_every_choice_changes_the_reading(predicted):
    readings = set()
    for footing, assumed in product([EVERY, *FOOTINGS.values()], [True, False]):
        set_to(predicted, footing=footing, assumed=assumed)
        readings.add(predicted.reading)
    assert len(readings) == 2 * (1 + len(FOOTINGS))


def test_the_chapter_names_the_verdicts():
    found = parts().set_index("code")
    signed = found[found["holds"].notna()]
    often = set(signed.index[signed["holds"] >= 0.8 * DRAWN])
    assert often == {"1a", "2a", "3c", "5a"} | {"2b", "3a", "4a", "4b", "5b"}
    assert {"1a", "2a", "3c", "5a"} == often & set(found.index[found["put_in"]])
    assert found.loc["4c", "holds"] == 0
    assert found.loc[["6a", "6b"], "holds"].max() <= 5
    assert found.loc["3b", ["holds", "fails", "open"]].min() >= 10
    assert found.loc["1c", "holds"] < DRAWN / 2 and found.loc["1c", "fails"] <= 1
