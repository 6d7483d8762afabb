"""One run of a house, and what it measures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from widgets.models.hierarchy.chance import chances
from widgets.models.hierarchy.plan import plan_of
from widgets.models.hierarchy.ratios import Ratio, measured
from widgets.models.hierarchy.settings import Setting, without_ties
from widgets.models.hierarchy.tally import Tally, completed_reigns
from widgets.models.hierarchy.world import RUN_IN, World, check_run

MEASURES = {
    "direct": ("part", "appointments that ties turn, in the same moment"),
    "direct_heir_lost": ("part", "the same at the top and on the line, after an heir was lost"),
    "direct_heir_there": ("part", "the same at the top and on the line, otherwise"),
    "tied": ("part", "appointments that fall to a client of whoever selects"),
    "vacant": ("part", "offices that stay vacant for want of anybody"),
    "overridden": ("part", "tops whom outsiders chose against the house"),
    "gain_before": (
        "chance a year",
        "clients' promotion over others of equal rank, before winning",
    ),
    "gain_holding": ("chance a year", "the same while the patron holds selection"),
    "gain_after": ("chance a year", "the same after losing it"),
    "dyad_years": ("years", "life of a dyad"),
    "group_years": ("years", "life of a group"),
    "group_ends_with_patron": ("part", "groups' ends that come with the patron's"),
    "group_kept": ("part", "groups of patrons who stay: most members still have one patron"),
    "group_outlasts": ("part", "groups of patrons who left or fell: the same"),
    "group_outlasts_retired": ("part", "groups of patrons who retired: the same"),
    "dyad_kept": ("part", "dyads of patrons who stay that last"),
    "dyad_outlasts": ("part", "dyads of patrons who retired that last"),
    "reversed": ("part", "of these, with roles reversed"),
    "group_size": ("officials", "clients in service of a patron with a group"),
    "span": ("units", "units over which they are spread"),
    "closeness_unit": ("1/steps", "inverse of the steps between two of one unit, 0 without a way"),
    "closeness_units": ("1/steps", "the same for two of different units"),
    "closeness_inside": ("1/steps", "the same for any two of a house"),
    "closeness_between": ("1/steps", "the same for two of different ministries"),
    "reached_inside": ("part", "pairs of a house between whom there is a way"),
    "purged_per_fall": ("officials", "who lose their posts with a patron, for each first fall"),
    "clients_lose": ("part", "clients of the fallen who are lower three years on"),
    "contagion": ("part", "that, over others of their rank and year"),
    "reign_years": ("years", "time at the top"),
    "reign_spread": ("part", "mean deviation of reigns, over their mean"),
    "falls_of_top": ("in ten years", "tops toppled"),
    "changes_at_top": ("in ten years", "tops who leave, by whatever way"),
    "turnover": ("part a year", "offices that change hands"),
    "turnover_spread": ("part a year", "its standard deviation over the years"),
}


@dataclass(frozen=True, eq=False, repr=False)
class Run:
    """What came of a setting.

    Attributes
    ----------
    setting, replicates, years, seed
        What was asked for.
    persons : (T, R, O)
        Each office's holder after each year, by the number for life; -1 is vacant.
    toppled, heir_lost : (T, R)
        Whether the top fell, and whether the next in line was lost to chance, in a year.
    ratios : dict of Ratio
        What `measures` estimates, by replicate. Groups, dyads, span and ways are followed in the
        first FOLLOWED replicates only.
    """

    setting: Setting
    replicates: int
    years: int
    seed: int
    persons: np.ndarray
    toppled: np.ndarray
    heir_lost: np.ndarray
    made: dict[str, np.ndarray]
    ratios: dict[str, Ratio]

    def __repr__(self):
        return (
            f"Run of a {self.setting.system}: {self.replicates} replicates, "
            f"{self.years} years, seed {self.seed}"
        )

    @property
    def since(self) -> int:
        """The first year that is measured."""
        return self.years // RUN_IN

    def measures(self) -> pd.DataFrame:
        """Return all measures: value, low, high, unit, meaning; missing where undefined."""
        return measured(self.ratios, MEASURES)

    def appointments(self) -> pd.DataFrame:
        """Return every appointment from the first measured year on.

        Returns
        -------
        DataFrame
            ``replicate``, ``year``, ``office``, ``tier``, ``person``, ``rank`` (before), ``tie``
            (strength towards whoever selected), ``turned`` (the choice would have been another
            without ties, in the same moment) and ``outside`` (chosen by outsiders).
        """
        plan, made = plan_of(self.setting), self.made
        return pd.DataFrame(
            {
                "replicate": made["replicate"],
                "year": made["year"],
                "office": np.array(plan.names)[made["office"]],
                "tier": plan.tier[made["office"]],
                "person": made["person"],
                "rank": made["rank"],
                "tie": made["tie"],
                "turned": made["turned"],
                "outside": made["outside"],
            }
        )

    def reigns(self) -> pd.DataFrame:
        """Return every completed time at the top: ``replicate``, ``began``, ``years``, ``fell``.

        One that began before the first year or lasts beyond the last is left out.
        """
        return completed_reigns(self.persons[:, :, 0].T, self.toppled.T, self.since)


def simulate(
    setting: Setting, replicates: int = 200, years: int = 40, seed: int = 0, *, ties: bool = True
) -> Run:
    """Return what comes of a setting.

    Parameters
    ----------
    setting : Setting
    replicates : int
        R, histories run side by side.
    years : int
        T; the first quarter is a run-in and is not measured.
    seed : int
        The same seed brings the same chances to every setting of the same size.
    ties : bool
        Whether ties are followed at all; see `unfold`. Without, what needs them is missing.

    Raises
    ------
    ValueError
        No setting, no replicates, fewer than four years, a bad seed.
    """
    check_run(setting, replicates, years, ties)
    return simulate_on(
        setting, replicates, years, seed, chances(setting, replicates, years, seed), ties
    )


def simulate_on(setting, replicates, years, seed, drawn, ties=True, until=None) -> Run:
    """Run; from the year ``until`` on, ties count for nothing."""
    drawn = iter(drawn)
    world = World(setting, replicates, next(drawn), ties)
    tally = Tally(world, years)
    for chance in drawn:
        late = until is not None and world.year + 1 >= until
        world.step(chance, without_ties(setting) if late else setting)
        tally.before_meeting(world)
        world.meet(chance)
        tally.after_meeting(world)
    return Run(setting, replicates, years, seed, *tally.results(world))
