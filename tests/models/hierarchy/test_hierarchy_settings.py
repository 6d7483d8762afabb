"""Settings: what may be set, our ranges, and settings spread over them."""

from dataclasses import FrozenInstanceError

import pytest
from small_houses import SYSTEMS

from widgets.models import hierarchy
from widgets.models.hierarchy import RANGES, draws, grid, parameters, preset


def test_grid_is_every_combination():
    found = grid(preset("ministry"), rotation=[0, 1], purge=[0, 0.5, 1])
    assert [(each.rotation, each.purge) for each in found][:4] == [(0, 0), (0, 0.5), (0, 1), (1, 0)]
    assert len(found) == 6


@pytest.mark.parametrize("system", SYSTEMS)
def test_draws_fill_the_ranges(system):
    found = draws(system, 10, 0)
    for name, (low, high) in RANGES[system].items():
        cells = sorted(int((getattr(each, name) - low) / (high - low) * 10) for each in found)
        assert cells == list(range(10))


def test_soviet_reciprocity_is_unknown_and_not_none():
    low, high = RANGES["party_state"]["reciprocity"]
    assert 0 < low < 0.1 and high == 1
    assert ("party_state", "reciprocity") in hierarchy.UNKNOWN
    assert preset("party_state").reciprocity > 0


def test_every_parameter_is_described():
    table = parameters().set_index("parameter")
    own = {"system", "may_skip"}
    assert set(table.index) | own == set(hierarchy.Setting.__dataclass_fields__)
    assert table[["meaning", "unit", "stands_for"]].map(len).min(axis=None) > 0
    for system in SYSTEMS:
        assert set(RANGES[system]) <= set(table.index)
        low, high = table[f"{system}_low"], table[f"{system}_high"]
        assert not (low < table["low"]).any() and not (high > table["high"]).any()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"tie_weight": -1}, "tie_weight .* is a number from 0 to 5, not -1"),
        ({"tie_weight": float("nan")}, "tie_weight .* not nan"),
        ({"tie_weight": "much"}, "tie_weight .* not 'much'"),
        ({"tie_weight": None}, "tie_weight .* not None"),
        ({"purge": True}, "purge .* not True"),
        ({"line_length": 1.5}, "line_length .* is a whole number from 0 to 4, not 1.5"),
        ({"age_exit": 29}, "age_exit .* or None, not 29"),
        ({"age_exit": 70}, "age_exit must lie above entry_age and not above last_age, not 70"),
        ({"last_age": 40, "entry_age": 38}, "last_age must be at least five years above"),
        ({"may_skip": 1}, "may_skip is true or false, not 1"),
        ({"system": "court"}, "system is one of .* not 'court'"),
    ],
)
def test_a_bad_setting_is_refused_in_a_sentence(changes, sentence):
    with pytest.raises(ValueError, match=sentence):
        hierarchy.Setting(**changes)


def test_a_setting_does_not_change():
    with pytest.raises(FrozenInstanceError):
        preset("ministry").purge = 1
