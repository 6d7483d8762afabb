"""What can be set: a house, its two presets, our ranges, and settings spread over them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from itertools import product

import numpy as np
import pandas as pd

from widgets.models.checks import is_number, require, seed_of

SYSTEMS = ("ministry", "party_state")

NO_TIES = {"tie_weight": 0.0, "outer_weight": 0.0, "purge": 0.0, "threat": 0.0}
"""The four ways in which a tie counts in the model, all of them off."""
UNHEARD = (
    "adviser_share",
    "bond",
    "ability",
    "decay",
    "reciprocity",
    "insecurity_pull",
    "reciprocity_pull",
    "classmates",
)
"""What makes no difference to anybody's career where ties count for nothing."""


def _rule(default, low, high, unit, meaning, stands_for, none=False):
    """Return a field that says what it is."""
    about = {"low": low, "high": high, "unit": unit, "meaning": meaning, "none": none}
    return field(default=default, metadata=about | {"stands_for": stands_for})


@dataclass(frozen=True)
class Setting:
    """One house and how it is run. `parameters` lists what each field means and where it is from.

    The fields' defaults make a ministry; `preset` makes either. All numbers are ours: the paper
    prints rules and stories, no rates.

    Raises
    ------
    ValueError
        A field out of its range, or two that do not fit.
    """

    system: str = "ministry"
    units: int = _rule(
        7, 2, 12, "count", "bureaus, or regions", "a ministry's seven bureaus; as many regions"
    )
    sections: int = _rule(
        2, 1, 5, "posts", "posts below a bureau's chief", "sections; the Secretariat has three"
    )
    intake: int = _rule(
        2, 1, 6, "officials a year", "recruits", "20 to 30 a year for some 200 posts, scaled down"
    )
    entry_age: int = _rule(
        30, 20, 50, "years", "age at entry", "the end of a training of six years"
    )
    last_age: int = _rule(
        60, 40, 90, "years", "age from which a man counts no more", "ours: the outer frame's end"
    )
    age_exit: int | None = _rule(
        55, 30, 90, "years", "age at which service ends", "the customary age of exit", none=True
    )
    up_or_out: int | None = _rule(
        12,
        2,
        40,
        "years",
        "longest time in one rank above the lowest",
        "room for juniors",
        none=True,
    )
    top_term: int | None = _rule(
        2, 1, 40, "years", "longest time at the top", "a Vice-Minister's two years or so", none=True
    )
    min_service: int = _rule(
        3, 0, 15, "years", "time in a rank before the next", "length of service for advancement"
    )
    may_skip: bool = False
    line_length: int = _rule(
        2, 0, 4, "posts", "posts on the line of succession", "one post once, then three"
    )
    rotation: float = _rule(
        0.6, 0, 1, "chance a year", "settled holders who are moved on", "spiral advancement"
    )
    line_weight: float = _rule(1.0, 0, 5, "score", "weight of the line", "routine of succession")
    seniority_weight: float = _rule(
        2.0, 0, 5, "score", "weight of seniority, entry to exit", "the strict rule of seniority"
    )
    tie_weight: float = _rule(
        0.6, 0, 5, "score", "weight of a full tie to whoever selects", "the patron's choice"
    )
    merit_weight: float = _rule(0.6, 0, 5, "score", "weight of merit, worst to best", "ability")
    noise: float = _rule(0.3, 0, 5, "score", "spread of a year's opinion of a man", "chance")
    adviser_share: float = _rule(
        0.3, 0, 1, "part", "the second voice's part in the choice", "a chief recommends his juniors"
    )
    outer_weight: float = _rule(
        0.2,
        0,
        5,
        "score",
        "weight of the retired in choosing chiefs",
        "former heads who still count",
    )
    override: float = _rule(
        0.3,
        0,
        1,
        "chance",
        "outsiders choose the top, line of one post",
        "a minister's interference",
    )
    line_hold: float = _rule(
        0.5,
        0,
        1,
        "part",
        "of that chance, what each further post takes",
        "a line that was too short",
    )
    shock: float = _rule(
        0.015, 0, 0.3, "chance a year", "unforeseen exit below 55", "sudden death, ill health"
    )
    insecurity: float = _rule(
        0.01, 0, 0.5, "chance a year", "loss of one's post without cause", "insecurity of tenure"
    )
    fall: float = _rule(
        0.0, 0, 0.5, "chance a year", "the top is toppled, nobody threatened", "Khrushchev's fall"
    )
    threat: float = _rule(
        0.0, 0, 5, "part", "what a divided house adds to that", "associates who feel threatened"
    )
    purge: float = _rule(
        0.1, 0, 1, "chance", "a fallen patron's client loses his post", "clients spared or struck"
    )
    bond: float = _rule(
        0.25, 0, 1, "chance a year", "serving under a man ties to him", "trust grown at work"
    )
    ability: float = _rule(
        0.5, 0, 1, "part", "how far patrons seek the able", "reliable and able subordinates"
    )
    decay: float = _rule(
        0.15, 0, 1, "part a year", "strength lost when not serving together", "ours"
    )
    reciprocity: float = _rule(
        0.8, 0, 1, "part", "how far favours bind and are repaid", "the norm of reciprocity"
    )
    insecurity_pull: float = _rule(
        5.0, 0, 20, "factor", "bonds that insecurity adds", "clientage as insurance"
    )
    reciprocity_pull: float = _rule(
        1.0, 0, 20, "factor", "bonds that reciprocity adds", "particularistic culture"
    )
    classmates: float = _rule(
        0.2, 0, 1, "chance", "two of one year, two ministries, know each other", "school, navy"
    )

    def __post_init__(self):
        require(self.system in SYSTEMS, f"system is one of {SYSTEMS}, not {self.system!r}")
        require(
            isinstance(self.may_skip, bool), f"may_skip is true or false, not {self.may_skip!r}"
        )
        for name, about in _abouts().items():
            value = getattr(self, name)
            if value is None and about["none"]:
                continue
            whole = isinstance(about["default"], int)
            kind = "whole number" if whole else "number"
            require(
                is_number(value, whole) and about["low"] <= value <= about["high"],
                f"{name} ({about['meaning']}) is a {kind} from {about['low']} to "
                f"{about['high']}{' or None' if about['none'] else ''}, not {value!r}",
            )
        require(
            self.entry_age + 5 <= self.last_age,
            f"last_age must be at least five years above entry_age, not {self.last_age!r}",
        )
        require(
            self.age_exit is None or self.entry_age < self.age_exit <= self.last_age,
            f"age_exit must lie above entry_age and not above last_age, not {self.age_exit!r}",
        )

    @property
    def span(self) -> int:
        """Years from entry to the end of the outer frame."""
        return self.last_age - self.entry_age

    @property
    def officials(self) -> int:
        """N, the slots: all who may count at one time."""
        return self.span * self.intake


def _abouts() -> dict[str, dict]:
    return {
        each.name: dict(each.metadata) | {"default": each.default}
        for each in fields(Setting)
        if each.metadata
    }


def parameters() -> pd.DataFrame:
    """Return what can be set: meaning, unit, bounds, what in the paper it stands for, our ranges.

    Returns
    -------
    DataFrame
        A row a parameter: ``parameter``, ``meaning``, ``unit``, ``low``, ``high``, ``stands_for``,
        and for each system its range (``ministry_low``, ``ministry_high``, ...). Missing where a
        system's rules fix the value.
    """
    rows = []
    for name, about in _abouts().items():
        row = {"parameter": name} | {
            key: about[key] for key in ("meaning", "unit", "low", "high", "stands_for")
        }
        for system in SYSTEMS:
            low, high = RANGES[system].get(name, (None, None))
            row |= {f"{system}_low": low, f"{system}_high": high}
        rows.append(row)
    return pd.DataFrame(rows)


RULES = {
    "ministry": {},
    "party_state": {
        "system": "party_state",
        "sections": 1,
        "intake": 2,
        "entry_age": 35,
        "last_age": 75,
        "age_exit": None,
        "up_or_out": None,
        "top_term": None,
        "min_service": 1,
        "may_skip": True,
        "line_length": 0,
        "override": 0.0,
    },
}
"""What makes a house the one or the other. A ministry's are the defaults of `Setting`."""

RANGES = {
    "ministry": {
        "rotation": (0.3, 0.9),
        "line_weight": (0.5, 1.5),
        "seniority_weight": (1.5, 2.5),
        "tie_weight": (0.2, 1.0),
        "merit_weight": (0.3, 0.9),
        "noise": (0.2, 0.4),
        "adviser_share": (0.0, 0.6),
        "outer_weight": (0.0, 0.4),
        "override": (0.1, 0.5),
        "line_hold": (0.3, 0.7),
        "shock": (0.01, 0.02),
        "insecurity": (0.0, 0.02),
        "purge": (0.0, 0.2),
        "bond": (0.15, 0.35),
        "ability": (0.2, 0.8),
        "decay": (0.1, 0.2),
        "reciprocity": (0.6, 1.0),
        "insecurity_pull": (0.0, 10.0),
        "reciprocity_pull": (0.0, 2.0),
    },
    "party_state": {
        "rotation": (0.0, 0.4),
        "line_weight": (0.2, 1.0),
        "seniority_weight": (0.2, 1.0),
        "tie_weight": (0.5, 1.5),
        "merit_weight": (0.3, 0.9),
        "noise": (0.2, 0.4),
        "adviser_share": (0.0, 0.6),
        "outer_weight": (0.0, 0.2),
        "shock": (0.01, 0.02),
        "insecurity": (0.02, 0.12),
        "fall": (0.03, 0.09),
        "threat": (0.0, 2.0),
        "purge": (0.2, 0.8),
        "bond": (0.15, 0.35),
        "ability": (0.2, 0.8),
        "decay": (0.1, 0.2),
        "reciprocity": (0.05, 1.0),
        "insecurity_pull": (0.0, 10.0),
        "reciprocity_pull": (0.0, 2.0),
    },
}
"""Presets are ranges, and they are ours: they were written down before the model first ran, and
nothing was fitted. What the paper gives is their order (insecurity and purges higher in the
party-state, seniority and rotation in the ministry). Soviet ``reciprocity`` is unknown: nobody had
studied it, which is no finding of none, so its range runs from next to nothing to the whole."""

UNKNOWN = {("party_state", "reciprocity"): "not studied, which is not absent"}
"""Ranges that stand for not knowing, rather than for a guess."""


def preset(system: str, **changes) -> Setting:
    """Return a house at the middle of our ranges, with the changes given.

    Examples
    --------
    >>> preset("ministry", line_length=1).line_length
    1
    """
    require(system in SYSTEMS, f"system is one of {SYSTEMS}, not {system!r}")
    middle = {name: (low + high) / 2 for name, (low, high) in RANGES[system].items()}
    return Setting(**{**RULES[system], **middle, **changes})


def draws(system: str, count: int, seed: int = 0, **changes) -> list[Setting]:
    """Return settings spread over our ranges (a Latin hypercube): each range is cut into ``count``.

    Raises
    ------
    ValueError
        An unknown system, or a count below one.
    """
    require(is_number(count, True) and count > 0, f"count is a whole number above 0, not {count!r}")
    base, rng = preset(system, **changes), np.random.default_rng(seed_of(seed))
    free = {name: ends for name, ends in RANGES[system].items() if name not in changes}
    cells = [(rng.permutation(count) + rng.random(count)) / count for _ in free]
    columns = {
        name: low + (high - low) * cell
        for (name, (low, high)), cell in zip(free.items(), cells, strict=True)
    }
    return [
        replace(base, **{name: float(column[i]) for name, column in columns.items()})
        for i in range(count)
    ]


def grid(base: Setting, **values: Iterable) -> list[Setting]:
    """Return the base with every combination of the values, in the order of `itertools.product`."""
    return [
        replace(base, **dict(zip(values, chosen, strict=True)))
        for chosen in product(*values.values())
    ]


def without_ties(setting: Setting, unheard: bool = False) -> Setting:
    """Return the same house in which ties form but count for nothing, in none of the four ways.

    With ``unheard``, what then says only how ties form and fade is as in every other such house.
    """
    same = {name: _abouts()[name]["default"] for name in UNHEARD} if unheard else {}
    return replace(setting, **NO_TIES, **same)
