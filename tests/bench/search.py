"""Time the search in arrays against the same model in plain Python, member by member.

Called by ``make bench``; by itself with ``python tests/bench/search.py``. Both are given the same
chances, and `tests/models/test_search.py` holds the two to the same histories, bit for bit.
"""

from __future__ import annotations

import time

from widgets.models import search as model

REPLICATES, STEPS, RUNS = 20, 200, 3
SAMPLE = 1 << 15
"""Solutions of which plain Python works out the worth, to say what all of them would take."""
AIM = 50


class Landscape:
    """What a solution is worth, added up bit by bit each time that somebody asks."""

    def __init__(self, drawn: model.Chances):
        self.links, self.contributions = drawn.links.tolist(), drawn.contributions.tolist()

    def worth(self, solution: int) -> float:
        total = 0.0
        for bit, links in enumerate(self.links):
            column = solution >> bit & 1
            for digit, link in enumerate(links, start=1):
                column |= (solution >> link & 1) << digit
            total += self.contributions[bit][column]
        return total

    def change(self, which, new) -> None:
        for bit, values in zip(which.tolist(), new.tolist(), strict=True):
            self.contributions[bit] = values


class Member:
    """One who copies the best of those he sees, or tries a bit."""

    def __init__(self, landscape: Landscape, solution: int, trials: list[int]):
        self.landscape, self.solution, self.trials = landscape, solution, iter(trials)
        self.sees: list[Member] = []
        self.weigh()

    def weigh(self) -> None:
        self.worth = self.landscape.worth(self.solution)

    def decide(self) -> None:
        bit, self.next = next(self.trials), (self.worth, self.solution)
        best = max(((each.worth, each.solution) for each in self.sees), default=self.next)
        if best[0] > self.worth:
            self.next = best
            return
        trial = self.solution ^ (1 << bit)
        worth = self.landscape.worth(trial)
        if worth > self.worth:
            self.next = worth, trial

    def act(self) -> None:
        self.worth, self.solution = self.next


class World:
    """One replicate: those at home, and those outside."""

    def __init__(self, setting: model.Setting, drawn: model.Chances, landscape=Landscape):
        self.setting, self.changes, self.round = setting, iter(drawn.changes), 0
        self.landscape = landscape(drawn)
        self.home, self.outside = (
            self.people(*about)
            for about in zip(drawn.ties, drawn.starts, drawn.trials, strict=True)
        )
        for _ in range(setting.head_start):
            self.move(self.outside)
        for member, seen in zip(*(each.tolist() for each in drawn.bridges), strict=True):
            self.home[member].sees.append(self.outside[seen])

    def people(self, ties, start, trials) -> list[Member]:
        members = [
            Member(self.landscape, *about)
            for about in zip(start.tolist(), trials.T.tolist(), strict=True)
        ]
        for member, row in zip(members, ties, strict=True):
            member.sees = [members[other] for other in row.nonzero()[0]]
        return members

    def move(self, members: list[Member]) -> None:
        for member in members:
            member.decide()
        for member in members:
            member.act()

    def step(self) -> None:
        """Begin a round, with a landscape changed if it is time; everybody moves at once."""
        every = self.setting.change_every
        people = [*self.home, *(self.outside if self.setting.bridges else ())]
        if every is not None and self.round and self.round % every == 0:
            self.landscape.change(*next(self.changes))
            for member in people:
                member.weigh()
        self.move(people)
        self.round += 1


class Looked(Landscape):
    """A landscape of which all is known beforehand, as a list."""

    def __init__(self, drawn: model.Chances):
        self.known = model.landscape(drawn.links, drawn.contributions).tolist()
        self.worth = self.known.__getitem__


def compare_with_plain_python() -> None:
    """Print how much faster the arrays are, for one replicate: the search, and the landscape."""
    print(
        f"\nA search of 100 members through {STEPS} rounds, n = 20, K = 5; processor time a "
        f"replicate, aim: {AIM} times faster"
    )
    drawn = model.chances(model.Setting(), 0, STEPS)
    table = _least(_timed, lambda: model.landscape(drawn.links, drawn.contributions))
    worths = map(Landscape(drawn).worth, range(SAMPLE))
    plain_table = _timed(lambda: max(worths)) * (1 << 20) / SAMPLE
    print(f"  {'worth of all solutions':<24}{_against(table, plain_table)} (from a sample)")
    for name, setting in model.COMPARED.items():
        ours = _least(_arrays, setting) / REPLICATES
        theirs, looked = (_least(_plain, setting, kind) for kind in (Landscape, Looked))
        print(
            f"  {name:<24}{_against(ours, theirs)}; {looked / ours:,.0f} times where Python too "
            f"looks worths up; {(theirs + plain_table) / (ours + table):,.0f} times with all worths"
        )


def _against(ours: float, theirs: float) -> str:
    return (
        f"{ours * 1000:>6.1f} ms in arrays, {theirs * 1000:>6,.0f} ms in Python: "
        f"{theirs / ours:,.0f} times"
    )


def _timed(work) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _least(timed, *about) -> float:
    """Return the least of some times, for other programs run too."""
    return min(timed(*about) for _ in range(RUNS))


def _arrays(setting) -> float:
    """Return the time that all replicates' rounds take, from the start on."""
    rounds = model.unfold([setting], range(REPLICATES), STEPS)
    next(rounds)
    return _timed(lambda: [None for _ in rounds])


def _plain(setting, landscape) -> float:
    """Return the time that one replicate's rounds take, from the start on."""
    world = World(setting, model.chances(setting, 0, STEPS), landscape)
    return _timed(lambda: [world.step() for _ in range(STEPS)])


if __name__ == "__main__":
    compare_with_plain_python()
