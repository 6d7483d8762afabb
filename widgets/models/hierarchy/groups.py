"""Groups, dyads and ways: every tie followed, in the first replicates."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from widgets.models.hierarchy.ratios import Ratio
from widgets.models.hierarchy.world import CLIENT, RETIRED, SERVING, World

GROUP = 3
"""How many clients in service make a group. Ours."""
LAG = 3
"""Years after which the model looks what became of a group, a dyad, a fallen man's clients.

What became of clients cannot be read where ``min_service`` is as long: the purged rise again just
then, and ``clients_lose`` and ``contagion`` change their sign with a year more or less. There
``purged_per_fall`` tells it.
"""
FOLLOWED = 16
"""In how many replicates every dyad is followed through its life, which takes time."""


class Followed:
    """Follows every tie in the first replicates: lives of groups and dyads, spans and ways."""

    def __init__(self, world: World):
        self.few = slice(0, min(FOLLOWED, len(world.rows)))
        shape = world.ties[self.few].shape
        self.link = np.zeros(shape, bool)
        self.groups, self.fell = np.zeros((2, *shape[:2]), bool)
        self.then = None
        self.counts: dict[str, np.ndarray] = {}

    def look(self, world: World, measured: bool):
        """Compare with the year before, and every few years with a few years before."""
        few, serving = self.few, world.serving[self.few]
        clients = world.ties[few] >= CLIENT
        link = clients | clients.transpose(0, 2, 1)
        inner = clients & serving[:, None, :]
        groups = serving & (np.count_nonzero(inner, axis=2) >= GROUP)
        self.fell |= world.fallen[few]
        if measured:
            self._ends(world, link, groups)
            if self.then is None or world.year - self.then.year == LAG:
                if self.then is not None:
                    self._afterlives(world, clients, link)
                replicate, patron = np.nonzero(groups)
                members = inner[replicate, patron]
                self.then = _Then(world.year, world.person, replicate, patron, members)
                self.fell[:] = False
                self._spans(world)
        self.link, self.groups = link, groups

    def _add(self, name: str, part, whole):
        """Add to a measure's part and whole, by replicate."""
        old = self.counts.get(name, (0, 0))
        self.counts[name] = (old[0] + part, old[1] + whole)

    def _ends(self, world: World, link, groups):
        """Count the years that dyads and groups live, and their ends."""
        new = world.cohort_slots
        lost = self.link & ~link
        lost[:, new], lost[:, :, new] = self.link[:, new], self.link[:, :, new]
        left = (world.place[self.few] != SERVING) | world.fallen[self.few]
        left[:, new] = True
        ended = self.groups & ~groups
        ended[:, new] = self.groups[:, new]
        dyads, ends = (np.count_nonzero(each, axis=(1, 2)) / 2 for each in (self.link, lost))
        self._add("dyad_years", dyads, ends)
        self._add("group_years", self.groups.sum(axis=1), ended.sum(axis=1))
        self._add("group_ends_with_patron", (ended & left).sum(axis=1), ended.sum(axis=1))

    def _afterlives(self, world: World, clients, link):
        """See what became of the groups of a few years ago, and of their patrons."""
        r, j, then = self.then.replicate, self.then.patron, self.then
        same, serving = then.person == world.person, world.serving[self.few]
        still = then.members & serving[r] & same
        number = still.sum(axis=1)
        shared = np.count_nonzero(clients[r] & still[:, None, :], axis=2)
        shared = np.where(serving[r], shared, 0).max(axis=1, initial=0)
        lives = number > 1
        stays = lives & serving[r, j] & same[j] & ~self.fell[r, j]
        retired = lives & (world.place[self.few][r, j] == RETIRED) & same[j]
        ties = (link[r, j] & still).sum(axis=1)
        turned = (clients[r, :, j] & ~clients[r, j] & still).sum(axis=1)

        def over(which, amount=1):
            return np.bincount(r, which * amount, len(serving))

        for name, which in (("group_kept", stays), ("group_outlasts", lives & ~stays)):
            self._add(name, over(which, shared * 2 > number), over(which))
        for name, which in (("dyad_kept", stays), ("dyad_outlasts", retired)):
            self._add(name, over(which, ties), over(which, number))
        self._add("group_outlasts_retired", over(retired, shared * 2 > number), over(retired))
        self._add("reversed", over(retired, turned), over(retired, ties))

    def _spans(self, world: World):
        """Count the members of groups, and the units over which they are spread."""
        r, members = self.then.replicate, self.then.members
        unit = world.unit[self.few][r]
        units = range(world.setting.units + 1)
        span = sum((members & (unit == each)).any(axis=1) for each in units)
        groups = np.bincount(r, minlength=len(self.groups))
        self._add("group_size", np.bincount(r, members.sum(axis=1), len(self.groups)), groups)
        self._add("span", np.bincount(r, span, len(self.groups)), groups)

    def ratios(self, world: World) -> dict[str, Ratio]:
        """Return what was counted."""
        found = {name: Ratio(*counts) for name, counts in self.counts.items()}
        return found | closeness(world, self.link)


class _Then(NamedTuple):
    """The groups of an earlier year: each one's replicate and patron, and who was in it."""

    year: int
    person: np.ndarray
    replicate: np.ndarray
    patron: np.ndarray
    members: np.ndarray


def closeness(world: World, link: np.ndarray) -> dict[str, Ratio]:
    """Return how near the officials in service are to each other by ties at the end.

    Ministries are taken two by two; what ties them is that men of one year may have been at school
    together, since officials do not move from one to another.
    """
    few = len(link)
    serving, unit = world.serving[:few], world.unit[:few]
    both = serving[:, :, None] & serving[:, None, :] & ~np.eye(link.shape[1], dtype=bool)
    nearness = inverse_steps(link & both)
    one = both & (unit[:, :, None] == unit[:, None, :])

    def over(nearness, which):
        return Ratio((nearness * which).sum(axis=(1, 2)), which.sum(axis=(1, 2)))

    pairs, n = few // 2, link.shape[1]
    found = {
        "closeness_unit": over(nearness, one),
        "closeness_units": over(nearness, both & ~one),
        "closeness_inside": over(nearness, both),
        "reached_inside": over(nearness > 0, both),
    }
    if not pairs:
        return found
    chance = np.random.default_rng(few).random((pairs, n, n))
    cohort = np.arange(n) // world.setting.intake
    across = serving[: 2 * pairs : 2, :, None] & serving[1 : 2 * pairs : 2, None, :]
    known = across & (cohort[:, None] == cohort) & (chance < world.setting.classmates)
    whole = np.zeros((pairs, 2 * n, 2 * n), bool)
    whole[:, :n, :n] = (link & both)[: 2 * pairs : 2]
    whole[:, n:, n:] = (link & both)[1 : 2 * pairs : 2]
    whole[:, :n, n:], whole[:, n:, :n] = known, known.transpose(0, 2, 1)
    return found | {"closeness_between": over(inverse_steps(whole)[:, :n, n:], across)}


def inverse_steps(link: np.ndarray) -> np.ndarray:
    """Return 1 over the steps of the shortest way, 0 where there is none; (K, n, n)."""
    n = link.shape[1]
    k, i, j = np.unravel_index(np.flatnonzero(link), link.shape)
    begins = np.flatnonzero(np.diff(k * n + i, prepend=-1))
    edge, seen = np.packbits(link, axis=2), np.packbits(link | np.eye(n, dtype=bool), axis=2)
    nearness, steps = link.astype(np.float32), 1
    while edge.any():
        steps += 1
        new = np.zeros_like(edge)
        new[k[begins], i[begins]] = np.bitwise_or.reduceat(edge[k, j], begins)
        edge = new & ~seen
        seen |= edge
        nearness += np.unpackbits(edge, axis=2, count=n) * np.float32(1 / steps)
    return nearness
