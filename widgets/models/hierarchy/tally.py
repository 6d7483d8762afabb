"""What a run measures, counted year by year as it goes."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd

from widgets.models.hierarchy.groups import LAG, Followed
from widgets.models.hierarchy.ratios import Ratio
from widgets.models.hierarchy.world import CLIENT, RUN_IN, World


class Tally:
    """Keeps what a run measures, year by year."""

    def __init__(self, world: World, years: int):
        replicates, n = world.place.shape
        self.since, self.years = years // RUN_IN, years
        self.persons = np.full((years, *world.holder.shape), -1, np.int32)
        self.toppled, self.heir_lost = np.zeros((2, years, replicates), bool)
        self.made: list[dict] = []
        shape = (years, replicates, len(world.plan.contenders))
        self.excess, self.clients = np.zeros((2, *shape), np.float32)
        self.purged, self.falls = np.zeros((2, replicates))
        self.lost, self.lost_more, self.struck = np.zeros((3, replicates))
        self.earlier: dict[int, tuple] = {}
        self.followed = Followed(world) if world.ties is not None else None

    def before_meeting(self, world: World):
        """Count what the year's appointments and falls did, by the ties of the year before."""
        year, person = world.year, world.person
        self.persons[year] = np.where(world.holder >= 0, person[world.holder], -1)
        self.toppled[year], self.heir_lost[year] = world.toppled, world.heir_lost
        if year < self.since:
            return
        slots = world.appointed["slot"]
        of_life = {"person": person[slots], "year": np.full(len(slots), year)}
        self.made.append(world.appointed | of_life)
        if world.ties is None:
            return
        self._promotions(world)
        self.purged += world.purged.sum(axis=1)
        self.falls += world.fresh_falls
        self._aftermath(world)

    def _promotions(self, world: World):
        """Add up, for each contender, how much likelier his clients rose than their equals."""
        rank, eligible = world.before, world.serving
        rose = (world.rank > rank) & eligible
        excess = rose.astype(np.float32)
        for level in range(world.plan.top):
            equals = eligible & (rank == level)
            number = np.maximum(1, equals.sum(axis=1))
            rate = ((rose & equals).sum(axis=1) / number).astype(np.float32)
            excess -= rate[:, None] * equals
        eligible = eligible & (rank < world.plan.top)
        excess *= eligible
        patrons = world.holder[:, world.plan.contenders]
        clients = world.ties[world.rows[:, None], np.maximum(patrons, 0)] >= CLIENT
        clients &= (patrons >= 0)[:, :, None] & eligible[:, None, :]
        self.clients[world.year] = clients.sum(axis=2)
        self.excess[world.year] = np.einsum("rkn,rn->rk", clients, excess)

    def _aftermath(self, world: World):
        """Look back at the clients of those who fell, and at their equals whom no fall touched."""
        self.earlier[world.year] = (world.exposed, world.spared, world.before_fall, world.person)
        if world.year - LAG not in self.earlier:
            return
        exposed, spared, rank, person = self.earlier.pop(world.year - LAG)
        here = world.serving & (person == world.person)
        lower = here & ((world.office < 0) | (world.rank < rank))
        exposed, spared = exposed & here, spared & here
        for level in range(1, world.plan.top):
            equals = rank == level
            base = (lower & spared & equals).sum() / max(1, (spared & equals).sum())
            struck = (exposed & equals).sum(axis=1)
            lost = (exposed & equals & lower).sum(axis=1)
            self.struck += struck
            self.lost += lost
            self.lost_more += lost - base * struck

    def after_meeting(self, world: World):
        """Follow groups and dyads."""
        if self.followed is not None:
            self.followed.look(world, world.year >= self.since)

    def results(self, world: World):
        """Return what a `Run` holds."""
        made = {name: np.concatenate([part[name] for part in self.made]) for name in self.made[0]}
        del made["slot"], made["selector"]
        ratios = self._of_appointments(world, made) | self._of_the_top(world)
        if world.ties is not None:
            ratios |= self._of_patrons(world) | self.followed.ratios(world)
        return self.persons, self.toppled, self.heir_lost, made, ratios

    def _of_appointments(self, world: World, made: dict) -> dict[str, Ratio]:
        number = len(world.rows)
        count = partial(per_replicate, made["replicate"], number)
        line = np.isin(made["office"], [0, *world.plan.line])
        window = self.heir_lost.copy()
        window[1:] |= self.heir_lost[:-1]
        after = line & window[made["year"], made["replicate"]]
        ruled = (made["office"] == 0) & ~made["outside"]
        vacant = (self.persons[self.since :] < 0).sum(axis=(0, 2))
        posts = (self.years - self.since) * self.persons.shape[2]
        return {
            "direct": Ratio(count(made["turned"]), count()),
            "direct_heir_lost": Ratio(count(after & made["turned"]), count(after)),
            "direct_heir_there": Ratio(count(line & ~after & made["turned"]), count(line & ~after)),
            "tied": Ratio(count(made["tie"] >= CLIENT), count()),
            "vacant": Ratio(vacant, np.full(number, posts)),
            "overridden": Ratio(count(made["outside"]), count(made["outside"] | ruled)),
        }

    def _of_patrons(self, world: World) -> dict[str, Ratio]:
        """Sort contenders by whether they hold selection, will soon, or did lately."""
        plan, persons = world.plan, self.persons
        contenders = persons[:, :, plan.contenders]
        selecting = persons[:, :, plan.selection]
        holds = plan.contenders[None, None, :] == plan.selection
        ahead, behind = np.zeros((2, *contenders.shape), bool)
        for lag in range(1, LAG + 1):
            ahead[:-lag] |= contenders[:-lag] == selecting[lag:, :, None]
            behind[lag:] |= contenders[lag:] == selecting[:-lag, :, None]
        seen = (contenders >= 0) & (np.arange(self.years) >= self.since)[:, None, None]
        ratios = {}
        for name, state in (
            ("gain_before", ahead & ~behind & ~holds),
            ("gain_holding", np.broadcast_to(holds, contenders.shape)),
            ("gain_after", behind & ~ahead & ~holds),
        ):
            state = state & seen
            ratios[name] = Ratio(
                (self.excess * state).sum(axis=(0, 2)), (self.clients * state).sum(axis=(0, 2))
            )
        return ratios | {
            "purged_per_fall": Ratio(self.purged, self.falls),
            "clients_lose": Ratio(self.lost, self.struck),
            "contagion": Ratio(self.lost_more, self.struck),
        }

    def _of_the_top(self, world: World) -> dict[str, Ratio]:
        number, measured = len(world.rows), self.years - self.since
        reigns = completed_reigns(self.persons[:, :, 0].T, self.toppled.T, self.since)
        rows, years = reigns["replicate"].to_numpy(), reigns["years"].to_numpy()
        ended = np.bincount(rows, minlength=number)
        spread = np.bincount(rows, np.abs(years - years.mean()) if len(years) else None, number)
        before, after = self.persons[self.since - 1 : -1], self.persons[self.since :]
        moved = (before != after).mean(axis=2)
        tens, ones = np.full(number, measured / 10), np.ones(number)
        return {
            "reign_years": Ratio(np.bincount(rows, years, number), ended),
            "reign_spread": Ratio(spread, np.bincount(rows, years, number)),
            "falls_of_top": Ratio(self.toppled[self.since :].sum(axis=0), tens),
            "changes_at_top": Ratio((before[:, :, 0] != after[:, :, 0]).sum(axis=0), tens),
            "turnover": Ratio(moved.mean(axis=0), ones),
            "turnover_spread": Ratio(moved.std(axis=0), ones),
        }


def completed_reigns(top, toppled, since: int) -> pd.DataFrame:
    """Return every time at the top that began and ended within the years; see `Run.reigns`.

    ``top`` (R, T) is who holds it after each year, ``toppled`` (R, T) whether it fell in the year,
    and ``since`` the first year in which a reign may end.
    """
    replicate, year = np.nonzero(top[:, 1:] != top[:, :-1])
    year = year + 1
    same = replicate[1:] == replicate[:-1]
    frame = pd.DataFrame(
        {
            "replicate": replicate[:-1][same],
            "began": year[:-1][same],
            "years": np.diff(year)[same],
            "fell": toppled[replicate[1:][same], year[1:][same]],
        }
    )
    held = top[frame["replicate"], frame["began"]] >= 0
    ended = frame["began"] + frame["years"] >= since
    return frame[held & ended].reset_index(drop=True)


def per_replicate(replicate, number: int, which=None) -> np.ndarray:
    """Return how many rows there are of each replicate."""
    return np.bincount(replicate if which is None else replicate[which], minlength=number)
