"""Chances: the same whatever a house is like."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from small_houses import houses, law

from widgets.models.hierarchy import chances, preset, unfold, without_ties


@given(houses())
@law
def test_chances_do_not_depend_on_how_a_house_is_run(setting):
    other = replace(preset(setting.system), units=setting.units, intake=setting.intake)
    for one, two in zip(chances(setting, 2, 4, 5), chances(other, 2, 4, 5), strict=True):
        for here, there in zip(one, two, strict=True):
            np.testing.assert_array_equal(here, there)


def test_a_merit_is_for_life_whatever_ties_do():
    setting = preset("ministry")
    worlds = (unfold(each, 3, 20, 1) for each in (setting, without_ties(setting)))
    for with_ties, without in zip(*worlds, strict=True):
        np.testing.assert_array_equal(with_ties.merit, without.merit)
