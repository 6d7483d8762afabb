"""What chance brings: drawn by official and year, never by what happened before."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from widgets.models.checks import seed_of
from widgets.models.hierarchy.plan import plan_of
from widgets.models.hierarchy.settings import Setting


class Chances(NamedTuple):
    """What chance brings in one year: drawn by official and office, whatever went before."""

    merit: np.ndarray
    unit: np.ndarray
    view: np.ndarray
    leave: np.ndarray
    lose: np.ndarray
    purge: np.ndarray
    move: np.ndarray
    bonds: np.ndarray
    repay: np.ndarray
    top: np.ndarray


def chances(setting: Setting, replicates: int, years: int, seed: int) -> Iterator[Chances]:
    """Yield the chances of the state at the start, then of each year.

    They depend on the seed, the replicates and the size of the house, and on nothing else: settings
    of one size share them. Uniform in [0, 1), but for ``view`` (standard normal).
    """
    rng, n = np.random.default_rng(seed_of(seed)), setting.officials
    tiers = plan_of(setting).top + 1
    for year in range(years + 1):
        recruits = setting.intake if year else n
        uniform = rng.random((8, replicates, n), dtype=np.float32)
        yield Chances(
            merit=rng.random((replicates, recruits), dtype=np.float32),
            unit=rng.integers(0, setting.units + 1, (replicates, n), dtype=np.int8),
            view=rng.standard_normal((tiers, replicates, n), dtype=np.float32),
            leave=uniform[0],
            lose=uniform[1],
            purge=uniform[2],
            move=uniform[3],
            bonds=uniform[4:7],
            repay=uniform[7],
            top=rng.random((2, replicates), dtype=np.float32),
        )


def kept_chances(setting: Setting, replicates: int, years: int, seed: int) -> tuple[Chances, ...]:
    """Return the chances, kept for the next setting of the same size."""
    size = {"system": setting.system, "units": setting.units, "intake": setting.intake}
    ages = {"entry_age": setting.entry_age, "last_age": setting.last_age, "age_exit": None}
    return _kept(Setting(**size, **ages), replicates, years, seed_of(seed))


@lru_cache(maxsize=2)
def _kept(setting: Setting, replicates: int, years: int, seed: int) -> tuple[Chances, ...]:
    return tuple(chances(setting, replicates, years, seed))
