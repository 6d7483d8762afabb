"""Numbers with their Monte-Carlo intervals: ratios of sums over replicates, and contrasts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

CERTAINTY = 1.96
"""Standard errors to either side of an estimate: an interval that covers 95 of 100 times."""


class Ratio(NamedTuple):
    """What is counted and of how many, in each replicate; (R,) both."""

    part: np.ndarray
    whole: np.ndarray


class Estimate(NamedTuple):
    """A number with the bounds within which more replicates would put it, 95 times in 100."""

    value: float
    low: float
    high: float


def contrast(*terms: tuple[float, Ratio]) -> Estimate:
    r"""Return a sum of weighted ratios, with its Monte-Carlo interval.

    .. math:: v = \sum_k w_k \frac{\sum_r p_{kr}}{\sum_r q_{kr}}

    over replicates :math:`r`, each counted with what it has to count (a ratio of sums). The
    interval is from the spread of the replicates' own residuals, paired where terms share seeds.
    Undefined (NaN) where a whole is 0; bounds are undefined with fewer than two replicates.

    Examples
    --------
    >>> half, all_ = Ratio(np.array([1, 1]), np.array([2, 2])), Ratio(np.ones(2), np.ones(2))
    >>> contrast((1, all_), (-1, half)).value
    0.5
    """
    value, residual = 0.0, 0.0
    for weight, (part, whole) in terms:
        part, whole = np.asarray(part, float), np.asarray(whole, float)
        if whole.sum() == 0:
            return Estimate(np.nan, np.nan, np.nan)
        ratio = part.sum() / whole.sum()
        value = value + weight * ratio
        residual = residual + weight * (part - ratio * whole) / whole.mean()
    number = len(residual)
    error = np.std(residual, ddof=1) / np.sqrt(number) if number > 1 else np.nan
    return Estimate(
        float(value), float(value - CERTAINTY * error), float(value + CERTAINTY * error)
    )


UNDEFINED = Ratio(np.zeros(1), np.zeros(1))


def measured(ratios: Mapping[str, Ratio], about: Mapping[str, tuple]) -> pd.DataFrame:
    """Return a row a measure: value, low, high, unit, meaning; missing where undefined."""
    rows = [
        {"measure": name}
        | contrast((1, ratios.get(name, UNDEFINED)))._asdict()
        | {"unit": unit, "meaning": meaning}
        for name, (unit, meaning) in about.items()
    ]
    return pd.DataFrame(rows).set_index("measure")
