"""What the argument leads one to expect of a house, as data, and verdicts on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import pandas as pd

from widgets.models.checks import require
from widgets.models.hierarchy.comparison import Comparison, compare
from widgets.models.hierarchy.ratios import UNDEFINED, Estimate, Ratio, contrast
from widgets.models.hierarchy.settings import SYSTEMS, Setting, preset

MARGIN = 0.05
"""What counts as no change, as a part of the level: where no change is predicted. Ours."""


class Runs:
    """A house's comparisons under changes, each run once; what a prediction is measured on."""

    def __init__(self, base: Setting, replicates: int, years: int, seed: int):
        self.base, self.replicates, self.years, self.seed = base, replicates, years, seed
        self._kept: dict[tuple, Comparison] = {}

    def __call__(self, **changes) -> Comparison:
        """Return the comparison of the base with these changes."""
        key = tuple(sorted(changes.items()))
        if key not in self._kept:
            setting = replace(self.base, **changes)
            self._kept[key] = compare(setting, self.replicates, self.years, self.seed)
        return self._kept[key]

    def difference(self, measure: str, more: Mapping, less: Mapping) -> Estimate:
        """Return a measure under one change, less the same under another, on the same seeds."""
        return contrast(
            (1, self(**more).ratios.get(measure, UNDEFINED)),
            (-1, self(**less).ratios.get(measure, UNDEFINED)),
        )

    def within(self, measure: str, less: str) -> Estimate:
        """Return one measure less another in the base."""
        found = self().ratios
        return contrast((1, found.get(measure, UNDEFINED)), (-1, found.get(less, UNDEFINED)))


HOLDS, FAILS, OPEN, NO_SIGN = "holds", "does not", "the model cannot tell", "no sign predicted"


@dataclass(frozen=True)
class Part:
    """One expectation: which number, and its sign; 0 is no change, None is no sign predicted."""

    text: str
    footing: str
    standing: str
    measured: str
    sign: int | None
    estimate: Callable[[Runs], Estimate]
    level: Callable[[Runs], float] | None = None

    def verdict(self, found: Estimate, runs: Runs | None = None) -> str:
        """Say what an estimate says about the expectation."""
        if self.sign is None:
            return NO_SIGN
        if not np.isfinite(found.low):
            return OPEN
        if self.sign == 0:
            margin = MARGIN * self.level(runs)
            if -margin <= found.low and found.high <= margin:
                return HOLDS
            return FAILS if found.low > margin or found.high < -margin else OPEN
        low, high = sorted((self.sign * found.low, self.sign * found.high))
        return HOLDS if low > 0 else FAILS if high < 0 else OPEN


@dataclass(frozen=True)
class Prediction:
    """What the paper leads one to expect of a house, in our words, and how the model is asked."""

    number: int
    name: str
    text: str
    system: str
    parts: tuple[Part, ...]

    def check(
        self,
        setting: Setting | None = None,
        replicates: int = 200,
        years: int = 40,
        seed: int = 0,
    ) -> pd.DataFrame:
        """Run what the prediction needs and return a verdict on each of its parts.

        Parameters
        ----------
        setting : Setting, optional
            The house to ask it of; the middle of our ranges by default.

        Returns
        -------
        DataFrame
            A row a part: ``prediction``, ``part``, ``footing``, ``standing`` (assumed or
            emergent), ``measured``, ``sign``, ``value``, ``low``, ``high``, ``verdict``.
        """
        setting = preset(self.system) if setting is None else setting
        require(setting.system == self.system, f"prediction {self.number} is about a {self.system}")
        runs, rows = Runs(setting, replicates, years, seed), []
        for part in self.parts:
            found = part.estimate(runs)
            rows.append(
                {
                    "prediction": self.number,
                    "part": part.text,
                    "footing": part.footing,
                    "standing": part.standing,
                    "measured": part.measured,
                    "sign": part.sign,
                    **found._asdict(),
                    "verdict": part.verdict(found, runs),
                }
            )
        return pd.DataFrame(rows).astype({"sign": "Int64"})


def verdicts(
    settings: Iterable[Setting] | None = None,
    replicates: int = 200,
    years: int = 40,
    seed: int = 0,
    executor=None,
) -> pd.DataFrame:
    """Return the verdict on every prediction, for the middle of our ranges or for given settings.

    A prediction is asked of the settings of its own system. ``setting`` numbers them. One verdict
    at the middle of made-up ranges says little; that it holds over them says more.
    """
    settings = [preset(system) for system in SYSTEMS] if settings is None else list(settings)
    tasks = [
        (prediction.number, number, setting)
        for number, setting in enumerate(settings)
        for prediction in PREDICTIONS
        if prediction.system == setting.system
    ]
    check = partial(_checked, replicates=replicates, years=years, seed=seed)
    found = list((executor.map if executor else map)(check, tasks))
    frame = pd.concat(found, ignore_index=True)
    return frame.sort_values(["prediction", "setting"], kind="stable", ignore_index=True)


def _checked(task: tuple, replicates: int, years: int, seed: int) -> pd.DataFrame:
    number, of, setting = task
    found = PREDICTIONS[number - 1].check(setting, replicates, years, seed)
    found.insert(1, "setting", of)
    return found


def overall(parts: Iterable[str]) -> str:
    """Return one verdict for a prediction's parts: it holds if each part with a sign does."""
    parts = [part for part in parts if part != NO_SIGN]
    if FAILS in parts:
        return FAILS
    return HOLDS if parts and set(parts) == {HOLDS} else OPEN


def _placebo(later: str, earlier: str) -> Callable[[Runs], Estimate]:
    """Return how a gain moves, less how it moves for ties that count for nothing."""

    def estimate(runs: Runs) -> Estimate:
        real, shadow = runs().ratios, runs().without.ratios
        return contrast(
            (1, real[later]), (-1, real[earlier]), (-1, shadow[later]), (1, shadow[earlier])
        )

    return estimate


def _more_than_fourfold(runs: Runs) -> Estimate:
    much, little = (runs(purge=part).ratios["purged_per_fall"] for part in (0.8, 0.2))
    return contrast((1, much), (-4, little))


def _difference(measure: str, more: Mapping, less: Mapping) -> Callable[[Runs], Estimate]:
    return lambda runs: runs.difference(measure, more, less)


def _within(measure: str, less: str) -> Callable[[Runs], Estimate]:
    return lambda runs: runs.within(measure, less)


SHORT, LONG = {"line_length": 1}, {"line_length": 3}
STILL, MOVING = {"rotation": 0.1}, {"rotation": 0.9}
SPARING, STRIKING = {"purge": 0.2}, {"purge": 0.8}
INFORMAL = {"age_exit": None, "min_service": 0}
FORMAL = {"age_exit": 65, "min_service": 4}

PREDICTIONS = (
    Prediction(
        1,
        "the line of succession",
        "A line of three posts lets outsiders in less often than a line of one; what it does to "
        "patronage is open; and when an heir is lost by surprise, there is more room for it.",
        "ministry",
        (
            Part(
                "a longer line cuts outside override",
                "stated",
                "assumed",
                "part of tops whom outsiders chose against the house, line of three less one",
                -1,
                _difference("overridden", LONG, SHORT),
            ),
            Part(
                "a longer line changes patronage",
                "hedged",
                "emergent",
                "part of appointments that ties turn, line of three less one",
                None,
                _difference("direct", LONG, SHORT),
            ),
            Part(
                "patronage rises after an heir is lost by surprise",
                "hedged",
                "emergent",
                "part of appointments to the top and the line that ties turn, in the year of the "
                "loss and the next less otherwise",
                1,
                _within("direct_heir_lost", "direct_heir_there"),
            ),
        ),
    ),
    Prediction(
        2,
        "the selection office",
        "Whoever wins the office that selects brings clients on faster, and loses that with it.",
        "ministry",
        (
            Part(
                "winning selection raises the holder's clients",
                "hedged",
                "assumed",
                "their promotion over equals, holding less the three years before, less the same "
                "where ties count for nothing",
                1,
                _placebo("gain_holding", "gain_before"),
            ),
            Part(
                "losing it reverses that",
                "hedged",
                "emergent",
                "their promotion over equals, three years after less holding, less the same where "
                "ties count for nothing",
                -1,
                _placebo("gain_after", "gain_holding"),
            ),
        ),
    ),
    Prediction(
        3,
        "groups and dyads",
        "A group lasts as long as its patron's career; two men's bond outlasts it, roles reversed.",
        "ministry",
        (
            Part(
                "groups end with the patron's career or fall",
                "stated",
                "emergent",
                "part of groups most of whose members still share a patron after three years, "
                "patron gone or fallen less patron there",
                -1,
                _within("group_outlasts", "group_kept"),
            ),
            Part(
                "dyads outlast groups",
                "stated",
                "emergent",
                "three years after a retirement: part of dyads that last less part of groups, most "
                "of whose members share a patron; it turns on what is called most",
                1,
                _within("dyad_outlasts", "group_outlasts_retired"),
            ),
            Part(
                "roles are reversed",
                "stated",
                "assumed",
                "part of those dyads in which the former client is now the patron, less a half",
                1,
                lambda runs: contrast(
                    (1, runs().ratios["reversed"]),
                    (-0.5, Ratio(*[np.ones(len(runs().ratios["reversed"].part))] * 2)),
                ),
            ),
        ),
    ),
    Prediction(
        4,
        "rotation",
        "Moving men among bureaus spreads a group over the house and shortens the ways inside it, "
        "but not those between houses, where nobody is moved.",
        "ministry",
        (
            Part(
                "rotation widens a group's span",
                "stated",
                "emergent",
                "units over which a group is spread, much rotation less little",
                1,
                _difference("span", MOVING, STILL),
            ),
            Part(
                "rotation shortens ways inside a ministry",
                "reported",
                "emergent",
                "mean inverse of steps between two in service, much rotation less little",
                1,
                _difference("closeness_inside", MOVING, STILL),
            ),
            Part(
                "rotation leaves ways between ministries as they are",
                "reported",
                "emergent",
                "mean inverse of steps between two of different ministries, much less little",
                0,
                _difference("closeness_between", MOVING, STILL),
                lambda runs: runs(**STILL).measures().loc["closeness_between", "value"],
            ),
        ),
    ),
    Prediction(
        5,
        "contagion",
        "How far a fall spreads follows the discretion with which the fallen man's clients are "
        "struck, whatever the insecurity.",
        "party_state",
        (
            Part(
                "clients of the fallen sink more, the more they are purged",
                "ours",
                "assumed",
                "part of clients who are lower after three years, over others of their rank, "
                "purge 0.8 less 0.2",
                1,
                _difference("contagion", STRIKING, SPARING),
            ),
            Part(
                "the purged are patrons too, so it spreads more than in proportion",
                "ours",
                "emergent",
                "purged for each first fall, purge 0.8 less four times purge 0.2",
                1,
                _more_than_fourfold,
            ),
        ),
    ),
    Prediction(
        6,
        "service without form",
        "Where length of service and retirement are left open, the leadership is less stable.",
        "party_state",
        (
            Part(
                "more falls of the top",
                "hedged",
                "emergent",
                "falls in ten years, no exit and no minimum less exit at 65 and four years a rank",
                1,
                _difference("falls_of_top", INFORMAL, FORMAL),
            ),
            Part(
                "reigns are harder to foresee",
                "hedged",
                "assumed",
                "mean deviation of reigns over their mean, the same two houses",
                1,
                _difference("reign_spread", INFORMAL, FORMAL),
            ),
            Part(
                "the top changes hands more or less often",
                "ours",
                "assumed",
                "changes at the top in ten years, the same two houses",
                None,
                _difference("changes_at_top", INFORMAL, FORMAL),
            ),
        ),
    ),
)
"""What the argument leads one to expect, each as data with its own test. Signs and measures were
written down before the verdicts were known, but for one: "most" members was first at least half,
which one of two meets, and is now more than half; on that turns whether dyads outlast groups.
Insecurity and reciprocity are explored in a sweep, not
predicted. ``assumed`` is what the model's rules put in, ``emergent`` what they only bring about."""
