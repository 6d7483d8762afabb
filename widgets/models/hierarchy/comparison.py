"""The same chances with ties and without, and sweeps of such comparisons over many settings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cached_property, lru_cache, partial

import numpy as np
import pandas as pd

from widgets.models.checks import seed_of
from widgets.models.hierarchy.chance import kept_chances
from widgets.models.hierarchy.plan import plan_of
from widgets.models.hierarchy.ratios import CERTAINTY, Ratio, measured
from widgets.models.hierarchy.run import MEASURES, Run, simulate_on
from widgets.models.hierarchy.settings import Setting, without_ties
from widgets.models.hierarchy.tally import per_replicate
from widgets.models.hierarchy.world import RUN_IN, check_run

COMPARED = {
    "patronage": ("part", "appointments that are others' in the history without ties"),
    "patronage_top": ("part", "the same at the top"),
    "patronage_chiefs": ("part", "the same between the top and the lowest tier"),
    "patronage_lowest": ("part", "the same in the lowest tier"),
    "patronage_rank": ("part", "of men who, without ties, hold no post of that rank that year"),
    "echo": ("part", "patronage still, had ties counted in the run-in alone"),
    "echo_rank": ("part", "patronage_rank still, had ties counted in the run-in alone"),
}
"""What only two runs on the same seeds can tell. See `Comparison.measures`."""


@dataclass(frozen=True, eq=False, repr=False)
class Comparison:
    """The same chances with ties and without; ``echo`` is a history whose ties stopped counting."""

    with_ties: Run
    without: Run
    echo: Run | None = None

    def __repr__(self):
        return f"{self.with_ties!r}, with ties and without"

    @cached_property
    def ratios(self) -> dict[str, Ratio]:
        """What `measures` estimates, by replicate."""
        run, plan = self.with_ties, plan_of(self.with_ties.setting)
        changed, tier = self.changed(), plan.tier[run.made["office"]]
        count = partial(per_replicate, run.made["replicate"], run.replicates)
        parts = {
            "patronage": tier > 0,
            "patronage_top": tier == plan.top,
            "patronage_chiefs": (tier > 1) & (tier < plan.top),
            "patronage_lowest": tier == 1,
        }
        found = {name: Ratio(count(which & changed), count(which)) for name, which in parts.items()}
        found["patronage_rank"] = Ratio(count(self.raised()), count())
        if self.echo is not None:
            echo = Comparison(self.echo, self.without).ratios
            found |= {"echo": echo["patronage"], "echo_rank": echo["patronage_rank"]}
        return run.ratios | found

    def changed(self) -> np.ndarray:
        """Return, for each appointment with ties, whether the office is another's without."""
        made = self.with_ties.made
        at = (made["year"], made["replicate"], made["office"])
        return self.without.persons[at] != made["person"]

    def raised(self) -> np.ndarray:
        """Return, for each appointment with ties, whether without them he is not so high."""
        made, tier = self.with_ties.made, plan_of(self.with_ties.setting).tier
        persons = self.without.persons
        most = max(persons.max(), made["person"].max(initial=0))
        rank = np.zeros((*persons.shape[:2], most + 2), np.int8)
        year, replicate, _ = np.indices(persons.shape, sparse=True)
        rank[year, replicate, persons] = tier
        rank[:, :, -1] = 0
        return rank[made["year"], made["replicate"], made["person"]] < tier[made["office"]]

    def appointments(self) -> pd.DataFrame:
        """Return `Run.appointments` with ties; whether each is ``changed``, and ``raised``."""
        table = self.with_ties.appointments()
        return table.assign(changed=self.changed(), raised=self.raised())

    def measures(self) -> pd.DataFrame:
        """Return the measures with ties, patronage first."""
        return measured(self.ratios, COMPARED | MEASURES)


def compare(
    setting: Setting,
    replicates: int = 200,
    years: int = 40,
    seed: int = 0,
    *,
    echo: bool = False,
    shadow: bool = True,
) -> Comparison:
    r"""Run a setting with its ties and, on the same chances, with ties that count for nothing.

    **Patronage** is what that changes:

    .. math:: P = \frac{1}{|A|} \sum_{(t, o) \in A} [\, h_{to} \ne h^0_{to} \,]

    with :math:`A` the appointments with ties, year :math:`t` and office :math:`o`, and
    :math:`h, h^0` who holds the office at the year's end with ties and without. It is of a
    history, not of a moment: one man put in brings others after him, and part of what
    differs late is an echo of what differed early. ``direct`` counts the choices that ties turn
    with all else as it stands; ``echo`` what would still differ had ties stopped counting at the
    end of the run-in, which is nearly as much where posts of one rank are dealt out anew every few
    years. So ``patronage`` is to be read beside its echo. ``patronage_rank`` leaves out who sits in
    which post of a rank: it counts those who, without ties, would not be so high that year.
    ``tied``, the part that falls to clients, is what an observer of one history would count, and no
    measure of patronage: everybody has served under many, and most who rise do so anyhow.

    Parameters
    ----------
    setting, replicates, years, seed
        As for `simulate`.
    echo : bool
        Whether to run that third history.
    shadow : bool
        Whether ties are followed where they count for nothing. Faster if not; the run without
        then has no groups, no gains and no ways.
    """
    check_run(setting, replicates, years)
    run = partial(simulate_on, replicates=replicates, years=years, seed=seed)
    drawn = kept_chances(setting, replicates, years, seed)
    return Comparison(
        run(setting, drawn=drawn),
        run(without_ties(setting), drawn=drawn, ties=shadow),
        run(setting, drawn=drawn, until=years // RUN_IN) if echo else None,
    )


def sweep(
    grid: Iterable[Setting],
    replicates: int = 200,
    years: int = 40,
    seed: int = 0,
    executor=None,
) -> pd.DataFrame:
    """Return what comes of many settings, all on the same seed.

    Parameters
    ----------
    grid : iterable of Setting
        As from `grid` or `draws`.
    replicates, years, seed
        As for `simulate`.
    executor : optional
        Anything that speaks `concurrent.futures`; without one the settings are run in turn. The
        answer is the same. Settings that differ in their ties alone share one history without
        ties, which is each one's own to the last appointment: such grids take a quarter less.

    Returns
    -------
    DataFrame
        A row a setting, in order: its parameters, each measure of `MEASURES` and `COMPARED`, and
        its standard error (``..._error``).
    """
    row = partial(_swept, replicates=replicates, years=years, seed=seed)
    return pd.DataFrame(list((executor.map if executor else map)(row, list(grid))))


@lru_cache(maxsize=4)
def _kept_without(setting: Setting, replicates: int, years: int, seed: int) -> Run:
    """Return a run without ties, kept for the next setting that differs in its ties alone."""
    drawn = kept_chances(setting, replicates, years, seed)
    return simulate_on(setting, replicates, years, seed, drawn, ties=False)


def _swept(setting: Setting, replicates: int, years: int, seed: int) -> dict:
    check_run(setting, replicates, years)
    drawn = kept_chances(setting, replicates, years, seed)
    found = Comparison(
        simulate_on(setting, replicates, years, seed, drawn),
        _kept_without(without_ties(setting, unheard=True), replicates, years, seed_of(seed)),
    ).measures()
    error = (found["high"] - found["value"]) / CERTAINTY
    return asdict(setting) | found["value"].to_dict() | error.add_suffix("_error").to_dict()
