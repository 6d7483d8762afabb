"""The predictions: verdicts recomputed at small scale with a fixed seed."""

import numpy as np
import pytest

from widgets.models import hierarchy
from widgets.models.hierarchy import PREDICTIONS, overall, verdicts

EXPECTED = {
    (1, 0): "holds",
    (1, 1): "no sign predicted",
    (2, 1): "holds",
    (3, 0): "holds",
    (3, 2): "holds",
    (4, 0): "holds",
    (5, 0): "holds",
    (5, 1): "holds",
    (6, 2): "no sign predicted",
}
"""Verdicts that need few replicates. The others are shown, not asserted: they lie close to zero."""


def test_verdicts_recomputed():
    found = verdicts(replicates=40, years=40, seed=0)
    assert sorted(found["prediction"].unique()) == [1, 2, 3, 4, 5, 6]
    for prediction in PREDICTIONS:
        rows = found[found["prediction"] == prediction.number].reset_index(drop=True)
        assert len(rows) == len(prediction.parts)
        for part, row in zip(prediction.parts, rows.itertuples(), strict=True):
            assert row.verdict in {
                "holds",
                "does not",
                "the model cannot tell",
                "no sign predicted",
            }
            assert part.footing in {"stated", "hedged", "reported", "ours"}
            assert part.standing in {"assumed", "emergent"}
    for (number, part), verdict in EXPECTED.items():
        rows = found[found["prediction"] == number].reset_index(drop=True)
        assert rows.loc[part, "verdict"] == verdict, rows.loc[part]


@pytest.mark.parametrize(
    ("sign", "low", "high", "verdict"),
    [
        (1, 0.1, 0.2, "holds"),
        (1, -0.2, -0.1, "does not"),
        (1, -0.1, 0.1, "the model cannot tell"),
        (-1, -0.2, -0.1, "holds"),
        (0, -0.01, 0.01, "holds"),
        (0, 0.06, 0.2, "does not"),
        (0, 0.01, 0.2, "the model cannot tell"),
        (None, 0.1, 0.2, "no sign predicted"),
        (1, np.nan, np.nan, "the model cannot tell"),
    ],
)
def test_a_verdict_goes_by_the_interval(sign, low, high, verdict):
    part = hierarchy.Part("", "ours", "emergent", "", sign, None, lambda runs: 1.0)
    assert part.verdict(hierarchy.Estimate((low + high) / 2, low, high)) == verdict


def test_overall():
    assert overall(["holds", "no sign predicted"]) == "holds"
    assert overall(["holds", "the model cannot tell"]) == "the model cannot tell"
    assert overall(["the model cannot tell", "does not"]) == "does not"
    assert overall(["no sign predicted"]) == "the model cannot tell"
