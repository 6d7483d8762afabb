"""Estimates and their intervals, by hand."""

import numpy as np
import pytest

from widgets.models import hierarchy
from widgets.models.hierarchy import Ratio, contrast


def test_contrast():
    """Two replicates with 1 of 2 and 3 of 4: a ratio of sums, residuals -1/3 and 1/3 of 3."""
    part = Ratio(np.array([1, 3]), np.array([2, 4]))
    found = contrast((1, part))
    assert found.value == pytest.approx(4 / 6)
    error = np.std([(1 - 4 / 3) / 3, (3 - 8 / 3) / 3], ddof=1) / np.sqrt(2)
    assert found.high - found.value == pytest.approx(hierarchy.CERTAINTY * error)
    assert contrast((1, part), (-1, part)) == pytest.approx((0, 0, 0))
    assert np.isnan(contrast((1, Ratio(np.zeros(2), np.zeros(2)))).value)
