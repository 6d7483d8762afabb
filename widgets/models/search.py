"""Search by imitation and trial on a network: catching up, and at the frontier.

A thought experiment, not a fit. Members of a population look for good solutions of one problem.
Each round a member copies the best of those it is tied to, if that one does better; otherwise it
changes one thing at random and keeps the change if it helps. The model is Lazer and Friedman's
("The Network Structure of Exploration and Exploitation", 2007), after March (1991), on the NK
landscapes of Kauffman and Weinberger (1989); `reproduction` and `pattern` set what comes of it
beside what they report. Scores are divided by the highest there is and raised to the 8th power, as
Barkoczi and Galesic (2016) are said to do after them. We have read the abstracts and accounts of
both papers, not their numbers, so none of these is given; `pattern` says which finding rests on
what.

The question put to it is Hatch's ("Regionalizing Relationalism", sections 2 and 6): do dense ties
help while the best practice exists abroad (catch-up), and hinder when nobody has it (frontier)?
The costs that he names are those of networks both dense and inward-looking. These are two things,
and here they are two controls: how many ties members have among themselves, and over how many
**bridges** they see an outside population, which searches the same landscape by itself. In
catch-up the outside has searched before the home population begins (``head_start``). How well it
has depends on its own ties (``outside_degree``): who opens up borrows somebody else's diversity.
A landscape can also change (``change_every``). Section 6 adds, from Rtischev and Cole, that such a
system does worse where standards change often; this is asked of the model, not built in.

What the model leaves out of the argument: the benefits that Hatch sees in relational ties, which
are lower transaction costs of long contracts; rents and collusion; the market's signals, which ties
muffle; and members who shun risk. Here everybody hears all that his ties tell, copies without cost
or error, wants the same, and searches as hard in any network. Nor do members choose their ties, or
pay for them, and the outside never looks at home. A bridge adds searchers too: an open network has
more of them to draw on than a closed one. It would be wrong about its subject if dense and closed
regimes had kept finding new practice as well as sparse or open ones did, or if opening them to
others who search had brought nothing.

Experiments with people go both ways: Mason and Watts (2012) found dense nets ahead on landscapes
thought to favour sparse ones, Brackbill and Centola (2020) found sparse ones ahead; and in Barkoczi
and Galesic's model members who copy what most do, instead of the best, reverse the result.

In shapes, R is replicates, A members, S rounds, n bits and K interactions. Solutions are numbers
from 0 to 2^n - 1, one bit a choice. Chances are drawn by replicate and purpose, so that two
settings with one seed meet the same landscapes, starts and trials, and differ by their ties alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from itertools import product
from typing import NamedTuple

import numpy as np
import pandas as pd

from widgets.models.checks import is_number, require

NETWORKS = ("lattice", "line", "random")
EARLY = 10
"""The round after which the early score is taken. Ours."""
NEAR = 0.95
"""From which part of a score on it counts as reached. Ours."""
CERTAINTY = 1.96
"""Standard errors to either side of an estimate: an interval that covers 95 of 100 times."""
BATCH = 20
"""Replicates that share the memory at one time: a landscape of 20 bits takes 8 MB."""
ROW = 12
"""Bits of a landscape that are summed at one time: as many as stay in a processor's cache."""

(LAND, CHANGE, NETWORK, START, TRIALS, BRIDGES) = range(6)
HOME, OUTSIDE = range(2)


# What can be set


def _lattice_degree(name: str, value, agents: int):
    require(
        is_number(value, True) and 2 <= value < agents and (value % 2 == 0 or value == agents - 1),
        f"{name} is an even number from 2, or {agents - 1} (all others), not {value!r}",
    )


def _whole(name: str, value, low: int, high: int | None):
    above = "" if high is None else f" to {high}"
    require(
        is_number(value, True) and low <= value and (high is None or value <= high),
        f"{name} is a whole number from {low}{above}, not {value!r}",
    )


@dataclass(frozen=True)
class Setting:
    """Who is tied to whom, what can be seen outside, and whether the landscape stands still.

    Attributes
    ----------
    network : str
        ``lattice`` (a ring on which everybody is tied to the ``degree`` nearest), ``line`` or
        ``random`` (each tie there with the same chance).
    degree : int
        Ties of a member: even in a lattice, or all others (a full network); the mean number in a
        random network. A lattice of degree 2 is a ring. A line does not heed it.
    rewiring : float
        Chance that a tie of a lattice swaps its end with another tie's. Everybody keeps the number
        of ties; what is lost is clustering, and the long way round. A ring and a full network stay
        as they are, for they have none to lose or no room.
    bridges : int
        Members who each see one member of the outside population. 0 is a closed network.
    head_start : int
        Rounds for which the outside has searched before: 0 at the frontier.
    change_every : int or None
        Rounds after which a part of the landscape is drawn anew; None is never.
    change_part : float
        That part: of the bits, whose contributions change.
    agents, outside_agents : int
        Members of the two populations.
    outside_degree : int
        Ties of an outside member, on a lattice of its own: a ring by default, which searches well.
    bits, interactions : int
        N and K: choices, and how many others each one's contribution depends on.

    Raises
    ------
    ValueError
        A field out of its range, or two that do not fit.
    """

    network: str = "lattice"
    degree: int = 4
    rewiring: float = 0.0
    bridges: int = 0
    head_start: int = 0
    change_every: int | None = None
    change_part: float = 0.5
    agents: int = 100
    outside_agents: int = 100
    outside_degree: int = 2
    bits: int = 20
    interactions: int = 5

    def __post_init__(self):
        require(self.network in NETWORKS, f"network is one of {NETWORKS}, not {self.network!r}")
        for name, low, high in (
            ("agents", 3, 1000),
            ("outside_agents", 3, 1000),
            ("bits", 1, 20),
            ("interactions", 0, 19),
            ("head_start", 0, 10_000),
        ):
            _whole(name, getattr(self, name), low, high)
        require(
            self.interactions < self.bits,
            f"interactions must be fewer than the {self.bits} bits, not {self.interactions!r}",
        )
        most = min(self.agents, self.outside_agents)
        _whole("bridges", self.bridges, 0, most)
        if self.network == "random":
            _whole("degree", self.degree, 0, self.agents - 1)
        else:
            _lattice_degree("degree", self.degree, self.agents)
        _lattice_degree("outside_degree", self.outside_degree, self.outside_agents)
        for name in ("rewiring", "change_part"):
            value = getattr(self, name)
            require(
                is_number(value, False) and 0 <= value <= 1,
                f"{name} is a number from 0 to 1, not {value!r}",
            )
        if self.change_every is not None:
            _whole("change_every", self.change_every, 1, 10_000)

    @property
    def ground(self) -> tuple:
        """What makes two settings meet the same landscapes."""
        return self.bits, self.interactions, self.change_every, self.change_part


# Chance


def _chance(seed: int, replicate: int, *purpose: int) -> np.random.Generator:
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(replicate, *purpose)))


class Chances(NamedTuple):
    """All that is left to chance in one replicate of a setting."""

    links: np.ndarray
    """Which other bits each bit's contribution depends on, (n, K)."""
    contributions: np.ndarray
    """What each bit adds, by its own place and those of its links, (n, 2^(K+1)), from 0 to 1."""
    changes: tuple[tuple[np.ndarray, np.ndarray], ...]
    """For each change, the bits whose contributions change, and the new ones."""
    ties: tuple[np.ndarray, np.ndarray]
    """Who is tied to whom at home, and outside: (A, A), true or false."""
    starts: tuple[np.ndarray, np.ndarray]
    """The first solutions at home, and outside, (A,)."""
    trials: tuple[np.ndarray, np.ndarray]
    """The bit that each tries, at home (S, A), and outside (head start and S, A)."""
    bridges: tuple[np.ndarray, np.ndarray]
    """Members who see out, and whom each of them sees."""


def chances(setting: Setting, replicate: int, steps: int, seed: int = 0) -> Chances:
    """Return what chance has drawn for one replicate; the same for each setting where it can be."""
    changes = 0 if setting.change_every is None else (steps - 1) // setting.change_every
    people = setting.agents, setting.outside_agents
    rounds = steps, setting.head_start + steps
    return Chances(
        *_land(setting, seed, replicate),
        tuple(_change(setting, seed, replicate, number) for number in range(changes)),
        tuple(_ties(*which, seed, replicate) for which in _networks(setting)),
        tuple(_start(setting.bits, each, who, seed, replicate) for who, each in enumerate(people)),
        tuple(
            _trials(setting.bits, each, rounds[who], who, seed, replicate)
            for who, each in enumerate(people)
        ),
        _bridges(setting, seed, replicate),
    )


def _land(setting, seed, replicate):
    chance, n = _chance(seed, replicate, LAND), setting.bits
    places = np.argsort(chance.random((n, n - 1)), axis=1)[:, : setting.interactions]
    links = places + (places >= np.arange(n)[:, np.newaxis])
    return links, chance.random((n, 2 << setting.interactions))


def _change(setting, seed, replicate, number):
    chance = _chance(seed, replicate, CHANGE, number)
    which = chance.permutation(setting.bits)[: round(setting.change_part * setting.bits)]
    return which, chance.random((len(which), 2 << setting.interactions))


def _start(bits, agents, who, seed, replicate):
    return _chance(seed, replicate, START, who).integers(1 << bits, size=agents)


def _trials(bits, agents, steps, who, seed, replicate):
    chance = _chance(seed, replicate, TRIALS, who)
    return chance.integers(bits, size=(steps, agents), dtype=np.uint8)


def _bridges(setting, seed, replicate):
    chance, count = _chance(seed, replicate, BRIDGES), setting.bridges
    members, seen = setting.agents, setting.outside_agents
    return chance.permutation(members)[:count], chance.permutation(seen)[:count]


def _networks(setting) -> tuple[tuple, tuple]:
    """Return what makes the ties at home, and outside."""
    home = setting.network, setting.agents, setting.degree, setting.rewiring, HOME
    return home, ("lattice", setting.outside_agents, setting.outside_degree, 0.0, OUTSIDE)


def _ties(network, agents, degree, rewiring, who, seed, replicate):
    chance = _chance(seed, replicate, NETWORK, who)
    ties = np.zeros((agents, agents), bool)
    each = np.arange(agents)
    if network == "line":
        ties[each[:-1], each[1:]] = True
    elif network == "random":
        ties[np.triu_indices(agents, 1)] = chance.random(agents * (agents - 1) // 2) < degree / (
            agents - 1
        )
    elif degree == agents - 1:
        ties[np.triu_indices(agents, 1)] = True
    else:
        for away in range(1, degree // 2 + 1):
            ties[each, (each + away) % agents] = True
        if rewiring and degree > 2:
            return _rewired(ties, rewiring, chance)
    return ties | ties.T


def _rewired(ties, rewiring, chance):
    """Return ties of which some have swapped ends with others: a-b and c-d become a-d and c-b."""
    pairs = np.argwhere(ties)
    chance.shuffle(pairs)
    swaps = chance.random(len(pairs)) < rewiring
    others = chance.integers(len(pairs), size=len(pairs))
    turned = chance.random(len(pairs)) < 0.5
    near = [set(row) for row in (np.flatnonzero(row).tolist() for row in ties | ties.T)]
    pairs = pairs.tolist()
    for one in np.flatnonzero(swaps).tolist():
        (a, b), (c, d) = pairs[one], pairs[others[one]]
        if turned[one]:
            c, d = d, c
        if len({a, b, c, d}) == 4 and d not in near[a] and b not in near[c]:
            for member, lost, won in ((a, b, d), (b, a, c), (c, d, b), (d, c, a)):
                near[member].remove(lost)
                near[member].add(won)
            pairs[one], pairs[others[one]] = [a, d], [c, b]
    swapped = np.zeros_like(ties)
    for member, row in enumerate(near):
        swapped[member, list(row)] = True
    return swapped


def clustering(ties: np.ndarray) -> float:
    """Return how often two ties of one member are tied: the mean over members (Watts, Strogatz).

    A member with fewer than two ties counts as 0.
    """
    each = ties.astype(float)
    degree = each.sum(1)
    closed = np.einsum("ij,jk,ki->i", each, each, each, optimize=True)
    pairs = degree * (degree - 1)
    return float(np.divide(closed, pairs, out=np.zeros_like(pairs), where=pairs > 0).mean())


# The landscape


def landscape(links: np.ndarray, contributions: np.ndarray) -> np.ndarray:
    r"""Return what every solution is worth: the sum of what its bits add.

    .. math:: F(s) = \sum_{i=1}^{n} c_i(s_i, s_{l(i,1)}, \ldots, s_{l(i,K)})

    Parameters
    ----------
    links : array of int, (n, K)
        Which other bits each bit depends on.
    contributions : array, (n, 2^(K+1))
        What bit i adds: its own place is the lowest binary digit of the column, then its links'.

    Returns
    -------
    array, (2^n,)
        Bit i of a solution is digit i of its number, the lowest first. Added up in the bits' order.
    """
    n = len(contributions)
    low = min(n, ROW)
    lows, highs = np.arange(1 << low), np.arange(1 << (n - low))
    table, parts = np.zeros((len(highs), len(lows))), []
    for bit, (others, values) in enumerate(zip(links, contributions, strict=True)):
        columns, rows = np.zeros_like(lows), np.zeros_like(highs)
        for digit, place in enumerate((bit, *others)):
            if place < low:
                columns |= (lows >> place & 1) << digit
            else:
                rows |= (highs >> (place - low) & 1) << digit
        wide = {row: values[row | columns] for row in np.unique(rows).tolist()}
        parts.append([wide[row] for row in rows.tolist()])
    for total, *each in zip(table, *parts, strict=True):
        for part in each:
            total += part
    return table.ravel()


def scaled(value, highest):
    r"""Return a score from 0 to 1: the worth over the highest worth there is, to the 8th power.

    .. math:: v = (F / F_{\max})^8

    The power leaves all orders as they are and makes most solutions poor and a few good.
    """
    part = value / highest
    part = part * part
    part = part * part
    return part * part


class _Ground:
    """The landscapes of some replicates, each a row of one table, changing in step."""

    def __init__(self, setting: Setting, replicates: Sequence[int], seed: int):
        self.setting, self.replicates, self.seed, self.changes = setting, replicates, seed, 0
        self.lands = [_land(setting, seed, each) for each in replicates]
        self.worth = np.empty((len(replicates), 1 << setting.bits))
        self.first = np.arange(len(replicates))[:, np.newaxis] << setting.bits
        self._lay()

    def _lay(self):
        for row, land in zip(self.worth, self.lands, strict=True):
            row[:] = landscape(*land)
        self.highest = self.worth.max(1, keepdims=True)

    def of(self, solution: np.ndarray) -> np.ndarray:
        """Return the worth of solutions, (R, A)."""
        return self.worth.ravel()[solution + self.first]

    def change(self):
        """Draw a part of each landscape anew."""
        for replicate, (_, contributions) in zip(self.replicates, self.lands, strict=True):
            which, new = _change(self.setting, self.seed, replicate, self.changes)
            contributions[which] = new
        self.changes += 1
        self._lay()


# The search


class People:
    """A population in some replicates: its ``solution`` and what they are ``worth``, (R, A)."""

    def __init__(self, ground: _Ground, near: np.ndarray | None, start, trials, bridges=None):
        self.ground, self.near, self.solution = ground, near, start
        self.trials, self.bridges, self.step = 1 << trials.astype(np.int64), bridges, 0
        self.weigh()

    def weigh(self):
        """Look up what the solutions are worth on the landscape as it is."""
        self.worth = self.ground.of(self.solution)

    @property
    def score(self) -> np.ndarray:
        """Scores from 0 to 1, (R, A)."""
        return scaled(self.worth, self.ground.highest)

    def _best_near(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the best of each one's ties; of equally good ones the higher number."""
        if self.near is None:
            best = self.worth.max(1, keepdims=True)
            held = np.where(self.worth == best, self.solution, -1).max(1, keepdims=True)
            return tuple(np.broadcast_to(each, self.worth.shape).copy() for each in (best, held))
        worth = self.worth.ravel()[self.near]
        best = worth.max(0)
        held = np.where(worth == best, self.solution.ravel()[self.near], -1).max(0)
        return best.reshape(self.worth.shape), held.reshape(self.worth.shape)

    def move(self, outside: People | None = None):
        """Let everybody copy the best or try a bit, all at once."""
        best, held = self._best_near()
        if self.bridges is not None:
            rows, members, seen = self.bridges
            better = outside.worth[rows, seen] > best[rows, members]
            place = rows[better], members[better]
            best[place] = outside.worth[rows[better], seen[better]]
            held[place] = outside.solution[rows[better], seen[better]]
        copies = best > self.worth
        trial = self.solution ^ self.trials[self.step]
        worth = self.ground.of(trial)
        keeps = ~copies & (worth > self.worth)
        self.solution = np.where(copies, held, np.where(keeps, trial, self.solution))
        self.worth = np.where(copies, best, np.where(keeps, worth, self.worth))
        self.step += 1


class Moment(NamedTuple):
    """One setting after a round: those at home, and those outside (None where nobody sees out)."""

    home: People
    outside: People | None


def unfold(
    settings: Sequence[Setting], replicates: Sequence[int], steps: int, seed: int = 0
) -> Iterator[list[Moment]]:
    """Run settings on the same landscapes side by side; give the start and what each round makes.

    A change comes after a round has been looked at, never after the last; what it did to scores
    shows a round later. What is given is at work, not a copy.

    Parameters
    ----------
    settings : sequence of Setting
        Alike in ``bits``, ``interactions``, ``change_every`` and ``change_part``.
    replicates : sequence of int
        Their numbers: the same number is the same landscape, starts and trials.
    """
    first = settings[0]
    require(
        all(each.ground == first.ground for each in settings),
        "settings run side by side must share bits, interactions, change_every and change_part",
    )
    ground, kept = _Ground(first, replicates, seed), {}
    moments = [_begun(each, ground, steps, kept) for each in settings]
    outsides = [people for key, people in kept.items() if key[0] == "outside"]
    yield moments
    for step in range(1, steps + 1):
        for moment in moments:
            moment.home.move(moment.outside)
        for outside in outsides:
            outside.move()
        yield moments
        if first.change_every is not None and step % first.change_every == 0 and step < steps:
            ground.change()
            for people in (*outsides, *(moment.home for moment in moments)):
                people.weigh()


def _begun(setting: Setting, ground: _Ground, steps: int, kept: dict) -> Moment:
    """Return a setting at its start; what another one has too is taken from what is kept."""

    def drawn(draw, axis: int, *about) -> np.ndarray:
        def each():
            return np.stack([draw(*about, ground.seed, one) for one in ground.replicates], axis)

        return _once(kept, (draw, *about), each)

    def people(ties: tuple, rounds: int, bridges=None) -> People:
        agents, who = ties[1], ties[-1]
        near = _once(kept, ("near", ties), lambda: _near(ties, ground))
        start = drawn(_start, 0, setting.bits, agents, who)
        trials = drawn(_trials, 1, setting.bits, agents, rounds, who)
        return People(ground, near, start, trials, bridges)

    def searched() -> People:
        outside = people(outside_ties, setting.head_start + steps)
        for _ in range(setting.head_start):
            outside.move()
        return outside

    home_ties, outside_ties = _networks(setting)
    if not setting.bridges:
        return Moment(people(home_ties, steps), None)
    outside = _once(kept, ("outside", outside_ties, setting.head_start), searched)
    bridges = [_bridges(setting, ground.seed, one) for one in ground.replicates]
    members, seen = (np.concatenate(each) for each in zip(*bridges, strict=True))
    rows = np.repeat(np.arange(len(bridges)), setting.bridges)
    return Moment(people(home_ties, steps, (rows, members, seen)), outside)


def _once(kept: dict, key, make):
    if key not in kept:
        kept[key] = make()
    return kept[key]


def _near(which: tuple, ground: _Ground) -> np.ndarray | None:
    """Return everybody's ties as places in a flat population, (most ties, R A); None is all."""
    network, agents, degree = which[:3]
    if network == "lattice" and degree == agents - 1:
        return None
    drawn = [_ties(*which, ground.seed, number) for number in ground.replicates]
    most = max(1, max(int(ties.sum(1).max()) for ties in drawn))
    near = np.empty((most, len(drawn), agents), np.intp)
    for row, ties in enumerate(drawn):
        # Who has fewer ties than the most sees himself in their place, which changes nothing.
        order = np.argsort(~ties, axis=1, kind="stable")[:, :most]
        tied = np.arange(most) < ties.sum(1)[:, np.newaxis]
        near[:, row] = np.where(tied, order, np.arange(agents)[:, np.newaxis]).T + row * agents
    return near.reshape(most, -1)


# What is measured


class Course(NamedTuple):
    """A setting through its rounds, (R, S + 1): the start first."""

    score: np.ndarray
    """The mean score at home."""
    best: np.ndarray
    """The best score at home; 1 is the highest there is."""
    distinct: np.ndarray
    """How many different solutions are held at home."""
    outside: np.ndarray
    """The mean score outside; undefined (NaN) where nobody sees out."""


def simulate(setting: Setting, replicates: int = 100, steps: int = 200, seed: int = 0) -> Course:
    """Return the course of one setting."""
    return _courses([setting], replicates, steps, seed)[0]


def sweep(
    settings: Iterable[Setting],
    replicates: int = 100,
    steps: int = 200,
    seed: int = 0,
    executor=None,
) -> pd.DataFrame:
    """Return what comes of many settings, all on the same seed.

    Parameters
    ----------
    settings : iterable of Setting
        As from `grid`.
    replicates, steps, seed : int
        How many landscapes, how many rounds, and the seed of all chance.
    executor : optional
        Anything that speaks `concurrent.futures`; without one the work is done in turn. The answer
        is the same.

    Returns
    -------
    DataFrame
        A row a setting, in order: its fields, and each of `MEASURES` with its standard error over
        replicates (``..._error``). Undefined is missing.
    """
    settings = list(settings)
    found = _measures(settings, replicates, steps, seed, executor)
    rows = [
        asdict(each) | _summed(each_found) for each, each_found in zip(settings, found, strict=True)
    ]
    return pd.DataFrame(rows).astype({"change_every": "Int64"})


def grid(base: Setting, **values: Iterable) -> list[Setting]:
    """Return a setting for every combination of values given by field."""
    names = list(values)
    return [
        replace(base, **dict(zip(names, each, strict=True))) for each in product(*values.values())
    ]


MEASURES = {
    "early": f"mean score at home after {EARLY} rounds",
    "mean": "mean score at home, mean over all rounds after the start",
    "final": "mean score at home after the last round",
    "best": "best score at home after the last round",
    "distinct": "different solutions at home after the last round",
    "settled": f"rounds until the mean score is {NEAR:.0%} of its last; undefined where the "
    "landscape changes",
    "caught_up": f"rounds until the mean score is {NEAR:.0%} of the outside's at that time, all of "
    "them where it never is; undefined where nobody sees out or the outside had no head start",
}
"""What is measured in a replicate, and averaged over replicates."""


def measures(course: Course, setting: Setting) -> dict[str, np.ndarray]:
    """Return each of `MEASURES` by replicate, (R,)."""
    score, last = course.score, course.score[:, -1:]
    never = np.full(len(score), np.nan)
    still, behind = setting.change_every is None, setting.bridges and setting.head_start
    return {
        "early": score[:, EARLY] if score.shape[1] > EARLY else never,
        "mean": score[:, 1:].mean(1),
        "final": score[:, -1],
        "best": course.best[:, -1],
        "distinct": course.distinct[:, -1].astype(float),
        "settled": _first(score >= NEAR * last) if still else never,
        "caught_up": _first(score >= NEAR * course.outside) if behind else never,
    }


def _first(reached: np.ndarray) -> np.ndarray:
    """Return the first round in which something is so, all the rounds where it never is."""
    return np.where(reached.any(1), reached.argmax(1), reached.shape[1] - 1).astype(float)


class Estimate(NamedTuple):
    """A mean over replicates and its standard error; undefined (NaN) with fewer than two."""

    value: float
    error: float


def estimate(found: np.ndarray) -> Estimate:
    """Return the mean of independent replicates and its standard error."""
    many = len(found) > 1
    return Estimate(
        float(np.mean(found)),
        float(np.std(found, ddof=1) / len(found) ** 0.5) if many else float("nan"),
    )


def _summed(found: dict[str, np.ndarray]) -> dict[str, float]:
    row = {}
    for name, each in found.items():
        row[name], row[f"{name}_error"] = estimate(each)
    return row


def _tasks(settings: Sequence[Setting], replicates: int, steps: int, seed: int) -> list[tuple]:
    """Return settings by the landscapes they share, each for a batch of replicates."""
    _whole("replicates", replicates, 1, 1_000_000)
    _whole("steps", steps, 1, 100_000)
    _whole("seed", seed, 0, None)
    shared: dict[tuple, list[int]] = {}
    for place, each in enumerate(settings):
        shared.setdefault(each.ground, []).append(place)
    batches = [range(at, min(at + BATCH, replicates)) for at in range(0, replicates, BATCH)]
    return [
        (places, [settings[place] for place in places], batch, steps, seed)
        for places in shared.values()
        for batch in batches
    ]


def _run(task: tuple) -> list[Course]:
    _, settings, replicates, steps, seed = task
    shape = len(settings), 4, len(replicates), steps + 1
    kept = np.full(shape, np.nan)
    for step, moments in enumerate(unfold(settings, replicates, steps, seed)):
        for row, (home, outside) in zip(kept, moments, strict=True):
            score = home.score
            row[0, :, step], row[1, :, step] = score.mean(1), score.max(1)
            ordered = np.sort(home.solution, axis=1)
            row[2, :, step] = 1 + (ordered[:, 1:] != ordered[:, :-1]).sum(1)
            if outside is not None:
                row[3, :, step] = outside.score.mean(1)
    return [Course(*row) for row in kept]


def _measured(task: tuple) -> list[dict[str, np.ndarray]]:
    pairs = zip(task[1], _run(task), strict=True)
    return [measures(course, setting) for setting, course in pairs]


def _courses(settings, replicates, steps, seed, executor=None) -> list[Course]:
    tasks = _tasks(settings, replicates, steps, seed)
    found = _gathered(tasks, _run, executor)
    return [
        Course(*map(np.concatenate, zip(*found[place], strict=True)))
        for place in range(len(settings))
    ]


def _measures(settings, replicates, steps, seed, executor=None) -> list[dict[str, np.ndarray]]:
    tasks = _tasks(settings, replicates, steps, seed)
    found = _gathered(tasks, _measured, executor)
    return [
        {name: np.concatenate([each[name] for each in found[place]]) for name in MEASURES}
        for place in range(len(settings))
    ]


def _gathered(tasks, work, executor) -> dict[int, list]:
    """Return what work makes of the tasks, by the setting's place, replicates in order."""
    found: dict[int, list] = {}
    for task, results in zip(tasks, (executor.map if executor else map)(work, tasks), strict=True):
        for place, each in zip(task[0], results, strict=True):
            found.setdefault(place, []).append(each)
    return found


# What was published

COMPARED = {
    "line": Setting(network="line"),
    "ring": Setting(degree=2),
    "lattice": Setting(degree=4),
    "small world": Setting(degree=4, rewiring=0.1),
    "random": Setting(network="random", degree=10),
    "full": Setting(degree=99),
}
"""The networks of the reproduction. Lazer and Friedman compare a line, a full network, random ones
and small worlds, of 100 members; how dense, and how much rewired, is our choice of one of each."""

PROBLEMS = {"complex": 5, "simple": 0}
"""K by problem, with n = 20: many peaks, or one."""
LANDSCAPES, ROUNDS = 400, 200
"""Replicates and rounds of the reproduction."""
SHOWN = (*range(60), *range(60, ROUNDS + 1, 10))
"""The rounds that the kept table has."""


@cache
def _compared(replicates: int = LANDSCAPES) -> dict[str, dict[str, Course]]:
    found = {}
    for problem, interactions in PROBLEMS.items():
        settings = [replace(each, interactions=interactions) for each in COMPARED.values()]
        courses = _courses(settings, replicates, ROUNDS, 0)
        found[problem] = dict(zip(COMPARED, courses, strict=True))
    return found


def reproduction() -> pd.DataFrame:
    """Return how well each network of `COMPARED` does, round by round, as the book keeps it.

    Returns
    -------
    DataFrame
        A row a problem, network and round of `SHOWN`: ``problem``, ``network``, ``step``,
        ``score`` (mean over members and 400 landscapes), ``error`` (standard error over
        landscapes), ``low`` and ``high`` (95 of 100), ``distinct`` (solutions held, mean).
    """
    rows = []
    for problem, courses in _compared().items():
        for network, course in courses.items():
            for step in SHOWN:
                score, error = estimate(course.score[:, step])
                rows.append(
                    {
                        "problem": problem,
                        "network": network,
                        "step": step,
                        "score": round(score, 4),
                        "error": round(error, 4),
                        "low": round(score - CERTAINTY * error, 4),
                        "high": round(score + CERTAINTY * error, 4),
                        "distinct": round(float(course.distinct[:, step].mean()), 2),
                    }
                )
    return pd.DataFrame(rows)


ABSTRACT, ACCOUNT, OURS = "the abstract", "an account of the paper", "this book"

MARGIN = 0.01
"""What counts as no difference of scores where none was published. Ours."""
HOLDS, FAILS, OPEN = "holds", "does not", "the model cannot tell"


def pattern() -> pd.DataFrame:
    """Return what was published of the model beside what comes of ours, on the same landscapes.

    No number of the paper is given, for we have seen none: what is compared is which network is
    ahead, and when.

    Returns
    -------
    DataFrame
        A row a finding: ``finding``, ``basis`` (stated, in the paper's abstract; reported, in an
        account of it; inferred, ours), ``known_from``, ``measured``, ``sign`` (that it should have;
        missing where nothing was published), ``value``, ``low``, ``high`` (95 of 100), ``verdict``.
        The round in which the line draws level is the first in which its mean is at least the full
        network's; ``low`` is the first in which that is not ruled out, ``high`` the first in which
        the line is surely ahead.
    """
    found = _compared()
    hard, easy = found["complex"], found["simple"]

    def less(one, other, step, courses=hard, of="score"):
        return getattr(courses[one], of)[:, step] - getattr(courses[other], of)[:, step]

    leads = [estimate(less("line", "full", step)) for step in range(1, ROUNDS + 1)]
    level = 1 + next(at for at, lead in enumerate(leads) if lead.value >= 0)
    unsure = 1 + next(at for at, lead in enumerate(leads) if lead.value > -CERTAINTY * lead.error)
    ahead = 1 + next(at for at, lead in enumerate(leads) if lead.value > CERTAINTY * lead.error)
    soon = {name: measures(easy[name], COMPARED[name])["settled"] for name in ("full", "line")}
    late = f"after {ROUNDS} rounds"
    findings = [
        ("ahead in the short run: the network that spreads news faster", ABSTRACT, 1,
         f"score, full less line, after {EARLY} rounds", less("full", "line", EARLY)),
        ("behind in the long run: the same network", ABSTRACT, -1,
         f"score, full less line, {late}", less("full", "line", ROUNDS)),
        ("more diversity is kept where news spreads slowly", ABSTRACT, 1,
         f"solutions held, line less full, after {EARLY} rounds",
         less("line", "full", EARLY, of="distinct")),
        ("in between, the moderately connected do better than the sparse", ABSTRACT, 1,
         f"score, small world less line, after {level} rounds, when line and full are level",
         less("small world", "line", level)),
        ("in between, the moderately connected do better than the dense", ABSTRACT, 1,
         f"score, small world less full, after {level} rounds, when line and full are level",
         less("small world", "full", level)),
        ("shortcuts cost in the long run, with as many ties", ACCOUNT, -1,
         f"score, small world less lattice, {late}", less("small world", "lattice", ROUNDS)),
        ("shortcuts help in the short run, with as many ties", ACCOUNT, 1,
         f"score, small world less lattice, after {EARLY} rounds",
         less("small world", "lattice", EARLY)),
        ("more ties cost in the long run, where all hang together", ACCOUNT, -1,
         f"score, full less random, {late}", less("full", "random", ROUNDS)),
        ("on a simple problem the full network is there sooner", ACCOUNT, -1,
         f"rounds until {NEAR:.0%} of the last score, K = 0, full less line",
         soon["full"] - soon["line"]),
        ("on a simple problem the line gets there too", ACCOUNT, 0,
         f"score, K = 0, line less full, {late}", less("line", "full", ROUNDS, easy)),
        ("a ring does as a line does", OURS, None,
         f"score, ring less line, {late}", less("ring", "line", ROUNDS)),
    ]  # fmt: skip
    rows = [
        {"finding": finding, "known_from": known, "measured": measured, "sign": sign}
        | _judged(estimate(values), sign)
        for finding, known, sign, measured, values in findings
    ]
    rows.append(
        {
            "finding": "the line draws level with the full network",
            "known_from": OURS,
            "measured": "rounds",
            "sign": None,
            "value": level,
            "low": unsure,
            "high": ahead,
            "verdict": None,
        }
    )
    frame = pd.DataFrame(rows).astype({"sign": "Int64"})
    basis = frame["known_from"].map({ABSTRACT: "stated", ACCOUNT: "reported", OURS: "inferred"})
    frame.insert(1, "basis", basis)
    return frame.round({"value": 4, "low": 4, "high": 4})


def _judged(found: Estimate, sign: int | None) -> dict:
    low, high = (found.value + side * CERTAINTY * found.error for side in (-1, 1))
    verdict = None
    if sign == 0:
        near, apart = low >= -MARGIN and high <= MARGIN, low > MARGIN or high < -MARGIN
        verdict = HOLDS if near else FAILS if apart else OPEN
    elif sign is not None:
        least, most = sorted((sign * low, sign * high))
        verdict = HOLDS if least > 0 else FAILS if most < 0 else OPEN
    return {"value": found.value, "low": low, "high": high, "verdict": verdict}


# Two stages

STAGES = {"catch-up": 200, "frontier": 0}
"""The outside's head start, in rounds: on a ring, long enough to have settled. Ours."""
OUTSIDES = {"sparse": 2, "dense": 99}
DEGREES, REWIRINGS, BRIDGED = (2, 4, 8, 32, 99), (0.0, 0.1, 1.0), (0, 1, 5, 20)
CHANGES, NEVER = (None, 40, 20, 10, 5), "never"
LEADS = ("final", "mean")
"""What the reader can set, and of what measures leads are given."""


def stages(replicates: int = 100, executor=None) -> pd.DataFrame:
    """Return what becomes of dense and sparse, open and closed networks in the two stages.

    Every combination has a row, so that it can be looked up; where two must come to the same
    (nobody sees out, a ring or a full network is rewired) they are one run.

    Returns
    -------
    DataFrame
        ``stage`` (see `STAGES`), ``outside`` (sparse or dense), ``degree``, ``rewiring``,
        ``bridges``, ``change_every`` (rounds, as text, or never), ``clustering`` (mean over 10
        networks), then `MEASURES` but ``best``, with standard errors for scores; and how much the
        score, last and mean over time, is above that of a ring with as many bridges
        (``final_less_ring``, ``mean_less_ring``) and of a ring without
        (``final_less_closed_ring``, ``mean_less_closed_ring``), on the same landscapes, with
        standard errors of the difference.
    """
    keys = list(product(CHANGES, STAGES, OUTSIDES, DEGREES, REWIRINGS, BRIDGED))
    wanted = {key: _stage(*key) for key in keys}
    settings = list(dict.fromkeys(wanted.values()))
    found = dict(zip(settings, _measures(settings, replicates, ROUNDS, 0, executor), strict=True))
    closeness = {
        each: np.mean([clustering(_ties(*_networks(each)[0], 0, number)) for number in range(10)])
        for each in {replace(one, bridges=0, head_start=0, change_every=None) for one in settings}
    }
    rows = []
    for (change, stage, outside, degree, rewiring, bridges), setting in wanted.items():
        mine = found[setting]
        row = {
            "stage": stage,
            "outside": outside,
            "degree": degree,
            "rewiring": rewiring,
            "bridges": bridges,
            "change_every": NEVER if change is None else str(change),
            "clustering": closeness[replace(setting, bridges=0, head_start=0, change_every=None)],
        }
        for name in ("early", "mean", "final"):
            row[name], row[f"{name}_error"] = estimate(mine[name])
        for name in ("distinct", "settled", "caught_up"):
            row[name] = estimate(mine[name]).value
        for name, open_to in (("ring", bridges), ("closed_ring", 0)):
            ring = found[_stage(change, stage, outside, 2, 0.0, open_to)]
            for of in LEADS:
                key = f"{of}_less_{name}"
                row[key], row[f"{key}_error"] = estimate(mine[of] - ring[of])
        rows.append(row)
    frame = pd.DataFrame(rows)
    scores = frame.columns[frame.columns.get_loc("clustering") :]
    digits = dict.fromkeys(scores, 3) | dict.fromkeys(("distinct", "settled", "caught_up"), 1)
    return frame.round(digits)


def _stage(change, stage, outside, degree, rewiring, bridges) -> Setting:
    """Return the setting of a row, the same one where rows must come to the same."""
    setting = Setting(
        degree=degree, rewiring=rewiring if 2 < degree < 99 else 0.0, change_every=change
    )
    if not bridges:
        return setting
    seen = {"head_start": STAGES[stage], "outside_degree": OUTSIDES[outside]}
    return replace(setting, bridges=bridges, **seen)
