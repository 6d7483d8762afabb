"""What is asked of an argument, in sentences."""

from __future__ import annotations

from math import isfinite
from numbers import Integral, Real


def seed_of(seed) -> int:
    """Return a seed as a whole number, or refuse it."""
    require(is_number(seed, True) and seed >= 0, f"seed is a whole number from 0, not {seed!r}")
    return int(seed)


def is_number(value, whole: bool = False) -> bool:
    """Say whether a value is a finite number; true and false are none."""
    kind = Integral if whole else Real
    return isinstance(value, kind) and not isinstance(value, bool) and isfinite(value)


def require(condition: bool, otherwise: str) -> None:
    """Raise a ValueError that says what is asked, unless it is so."""
    if not condition:
        raise ValueError(otherwise)
