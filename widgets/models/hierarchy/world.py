"""The law of the house: what a year does to officials, their offices and their ties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from widgets.models.checks import is_number, require
from widgets.models.hierarchy.chance import Chances, chances
from widgets.models.hierarchy.plan import plan_of
from widgets.models.hierarchy.settings import Setting, without_ties

GONE, SERVING, RETIRED = 0, 1, 2
"""Where an official stands: nowhere, in the inner frame, in the outer frame."""

CLIENT = 0.3
"""The strength from which a tie makes a client. Ours."""
GAIN = 0.4
"""The part of what a tie lacks to 1 that one good year of serving together adds. Ours."""
SETTLED = 2
"""Years in a post after which its holder may be rotated: the paper has two or three."""
OLD, MORTALITY = 55, 0.09
"""From which age chance exits grow, and by how much a year (twice as many in eight). Ours."""
RUN_IN = 4
"""The first quarter of the years is not measured: the house starts with no ties at all."""


class _Field(NamedTuple):
    """Who may have a post: slot, score and unit of each (R, M), padded by -inf.

    Besides, what makes up everybody's score (R, N): for heirs, who may hold a post of the tier.
    """

    slot: np.ndarray
    score: np.ndarray
    unit: np.ndarray
    standing: np.ndarray
    view: np.ndarray


class World:
    """All replicates of a house at the end of a year; `unfold` moves it on.

    Attributes
    ----------
    place : (R, N)
        GONE, SERVING (the inner frame) or RETIRED (the outer frame).
    rank, unit, office, since, posted : (R, N)
        The rank (0 has no post of its own), the unit, the office held (-1 is none), the years of
        the last change of rank and of post.
    merit : (R, N)
        0 to 1, for life.
    holder : (R, O)
        The slot of each office's holder; -1 is vacant.
    ties : (R, N, N), or None
        ``ties[r, i, j]`` is the strength, 0 to 1, of the tie of client j to patron i.
    debts : (F, 3)
        Favours owed, one a row: replicate, who owes, to whom.
    granted, repaid, lapsed : (R,)
        Favours so far; what is granted is repaid, lapsed or owed.
    age, person : (N,)
        Age in years, and a number for life: slots are used again, persons are not.
    """

    def __init__(self, setting: Setting, replicates: int, start: Chances, ties: bool = True):
        n, self.setting, self.plan = setting.officials, setting, plan_of(setting)
        shape, self.rows, self.year = (replicates, n), np.arange(replicates), -1
        self.merit = start.merit.copy()
        self.rank = np.zeros(shape, np.int8)
        self.unit = start.unit.copy()
        self.office = np.full(shape, -1, np.int16)
        self.since = np.broadcast_to(-1 - np.arange(n, dtype=np.int16) % 5, shape).copy()
        self.posted = self.since.copy()
        self.place = np.full(shape, GONE, np.int8)
        self.holder = np.full((replicates, len(self.plan.names)), -1)
        self.ties = np.zeros((replicates, n, n), np.float32) if ties else None
        self.debts = np.zeros((0, 3), np.int32)
        self.granted, self.repaid, self.lapsed = np.zeros((3, replicates), int)
        self.pending = np.zeros(shape, bool)
        self._settle()

    @property
    def age(self) -> np.ndarray:
        """Age of who is in each slot; (N,)."""
        cohort = np.arange(self.setting.officials) // self.setting.intake
        return self.setting.entry_age + (self.year - cohort) % self.setting.span

    @property
    def person(self) -> np.ndarray:
        """A number for life; (N,)."""
        slot = np.arange(self.setting.officials)
        cohort, span = slot // self.setting.intake, self.setting.span
        entered = self.year - (self.year - cohort) % span
        return (entered + span) * self.setting.intake + slot % self.setting.intake

    @property
    def serving(self) -> np.ndarray:
        """Who is in the inner frame; (R, N)."""
        return self.place == SERVING

    @property
    def cohort_slots(self) -> slice:
        """The slots of this year's recruits."""
        first = self.year % self.setting.span * self.setting.intake
        return slice(first, first + self.setting.intake)

    def _settle(self):
        """Fill the offices by age; the elders without one have retired."""
        age = np.broadcast_to(self.age, self.place.shape)
        young = age < (self.setting.age_exit or min(65, self.setting.last_age))
        self.place[:] = np.where(young, SERVING, RETIRED)
        queue = np.argsort(-np.where(young, age + self.merit, 0), axis=1)
        for place, office in enumerate(self.plan.order[: self.place.shape[1]]):
            slot = queue[:, place]
            rows = np.flatnonzero(young[self.rows, slot])
            self._seat(rows, slot[rows], np.full(len(rows), office))
        self.posted[:] = self.since
        self.place[(self.office < 0) & (age > self.setting.entry_age + 10)] = RETIRED
        self.set_aside = np.zeros(len(self.rows), int)

    def step(self, chance: Chances, setting: Setting | None = None):
        """Live through one year, under another setting of equal size if one is given."""
        self.year += 1
        self.setting = setting or self.setting
        self._arrive(chance)
        self._leave(chance)
        self._lose(chance)
        self._rotate(chance)
        self._appoint(chance)

    # Coming and going

    def _arrive(self, chance: Chances):
        """The oldest cohort counts no more; recruits take its slots."""
        new = self.cohort_slots
        self.heir_lost = np.zeros(len(self.rows), bool)
        r, j = _where(self.office[:, new] >= 0)
        self._vacate(r, j + new.start)
        self.place[:, new] = GONE
        self._lapse()
        self.pending[:, new] = False
        self.place[:, new], self.rank[:, new] = SERVING, 0
        self.merit[:, new], self.unit[:, new] = chance.merit, chance.unit[:, new]
        self.since[:, new] = self.posted[:, new] = self.year
        if self.ties is not None:
            self.ties[:, new, :] = self.ties[:, :, new] = 0

    def _leave(self, chance: Chances):
        """Death and illness strike anyone who counts; age, rank and term end service."""
        s, serving, age = self.setting, self.serving, self.age
        at_risk = (s.shock * np.exp(MORTALITY * np.maximum(0, age - OLD))).astype(np.float32)
        struck = (self.place != GONE) & (chance.leave < at_risk)
        heirs = self._holder_of(self.plan.before[0])
        if heirs is not None:
            self.heir_lost = (heirs >= 0) & struck[self.rows, heirs]
        top = self.holder[:, 0].copy()
        self.word = np.zeros(struck.shape, np.float32)
        self._vanish(struck)

        due = np.zeros_like(struck)
        if s.age_exit is not None:
            due |= age >= s.age_exit
        in_rank = self.year - self.since
        if s.up_or_out is not None:
            due |= (self.rank > 0) & (self.rank < self.plan.top) & (in_rank >= s.up_or_out)
        if s.top_term is not None:
            due |= (self.rank == self.plan.top) & (in_rank >= s.top_term)
        due &= serving & ~struck
        rows = np.flatnonzero((top >= 0) & due[self.rows, top])
        if self.ties is not None:
            self.word[rows] = self.ties[rows, top[rows]]
        self._retire(due)

    def _lose(self, chance: Chances):
        """Posts are taken away, the top may be toppled, and the clients of the fallen struck."""
        s, plan = self.setting, self.plan
        holding, top, self.before_fall = self.office >= 0, self.holder[:, 0], self.rank.copy()
        taken = holding & (chance.lose < s.insecurity) & (self.rank < plan.top)
        toppled = np.zeros_like(taken)
        rows = np.flatnonzero((top >= 0) & (chance.top[0] < self._hazard()))
        toppled[rows, top[rows]] = True
        fresh = (taken & (self.rank > 1)) | toppled
        fallen = self.pending | fresh
        clients = np.zeros_like(taken)
        if self.ties is not None:
            r, j = _where(fallen)
            if len(r):
                first = np.flatnonzero(np.diff(r, prepend=-1))
                clients[r[first]] = np.logical_or.reduceat(self.ties[r, j] >= CLIENT, first)
        self.exposed = clients & holding & ~fallen & (self.rank < plan.top)
        self.spared = holding & ~clients & ~fallen & (self.rank < plan.top)
        self.purged = self.exposed & (chance.purge < s.purge)
        self.fresh_falls = fresh.sum(axis=1) + self.set_aside
        self.fallen, self.toppled = fallen, toppled.any(axis=1)
        heirs = self._holder_of(plan.before[0])
        if heirs is not None:
            self.heir_lost |= (heirs >= 0) & taken[self.rows, heirs]
        self.pending = self.purged & (self.rank > 1)
        self._retire(toppled)
        self._depose((taken & ~toppled) | self.purged)

    def _hazard(self) -> np.ndarray:
        r"""Return the chance that the top is toppled, h (1 + 4 w s (1 - s)); (R,).

        With :math:`s` the part of the chiefs who are the top's clients: rivals have most to fear,
        and most to fight with, in a house divided. Ours.
        """
        s = self.setting
        if s.fall == 0 or s.threat == 0 or self.ties is None:
            return np.full(len(self.rows), s.fall)
        top = np.maximum(self.holder[:, 0], 0)
        chiefs = self.holder[:, self.plan.chiefs]
        his = (self.ties[self.rows[:, None], top[:, None], chiefs] >= CLIENT) & (chiefs >= 0)
        part = his.mean(axis=1)
        return s.fall * (1 + s.threat * 4 * part * (1 - part))

    def _rotate(self, chance: Chances):
        """Settled holders outside the line give up their posts for others of their rank."""
        s, plan = self.setting, self.plan
        self.moved_from = np.full(self.holder.shape, -1)
        settled = (self.office >= 0) & (self.year - self.posted >= SETTLED)
        r, j = _where(settled & (chance.move < s.rotation))
        free = plan.rotating[self.office[r, j]]
        r, j = r[free], j[free]
        self.moved_from[r, self.office[r, j]] = j
        self._vacate(r, j)
        juniors = self.serving & (self.rank == 0) & (chance.move < s.rotation / SETTLED)
        self.unit = np.where(juniors, chance.unit, self.unit)

    # Filling vacancies

    def _appoint(self, chance: Chances):
        """Fill vacancies from the top down, each by the best score among those who may have it."""
        s, plan = self.setting, self.plan
        self.before, self.filled = self.rank.copy(), []
        self.set_aside = np.zeros(len(self.rows), int)
        seniority = (self.age - s.entry_age) / ((s.age_exit or s.last_age) - s.entry_age)
        standing = s.merit_weight * self.merit + (s.seniority_weight * seniority).astype(np.float32)
        club = self._club()
        for tier in range(plan.top, 0, -1):
            posts = [office for office in plan.order if plan.tier[office] == tier]
            first = [office for office in posts if office in plan.one_by_one]
            field = self._candidates(tier, standing, chance)
            for office in first:
                self._fill(office, field, club, chance)
            posts = np.array([office for office in posts if office not in first], int)
            self._fill_in_turn(posts, field, club)
        self.appointed = self._record(self.filled)

    def _candidates(self, tier: int, standing, chance: Chances) -> _Field:
        """Return who may have a post of this tier, and how each stands, ties and unit apart."""
        s = self.setting
        idle = (self.rank == tier) & (self.office < 0)
        below = self.rank == tier - 1
        if s.may_skip:
            below |= self.rank == tier - 2
        ready = self.year - self.since >= s.min_service
        may = (idle | (below & ready)) & self.serving
        view = chance.view[tier]
        score = standing + np.float32(s.noise) * view + np.float32(s.line_weight / 2) * idle
        number, begin = np.count_nonzero(may, axis=1), self.rows[:, None] * may.shape[1]
        there = np.arange(max(1, number.max(initial=0))) < number[:, None]
        at = np.where(there, 0, begin)
        at[there] = np.flatnonzero(may)
        return _Field(
            slot=at - begin,
            score=np.where(there, score.reshape(-1).take(at), np.float32(-np.inf)),
            unit=self.unit.reshape(-1).take(at),
            standing=standing,
            view=view,
        )

    def _fill(self, office: int, field: _Field, club, chance: Chances):
        """Fill one office where it is vacant, as long as anybody may have it."""
        rows = np.flatnonzero(self.holder[:, office] < 0)
        if not len(rows):
            return
        top, number, at = office == 0, field.score.shape[1], np.arange(len(rows))
        offices, slot = np.full(len(rows), office), field.slot.take(rows, axis=0)
        plain = self._plain(rows, offices, slot, field)
        if self.plan.before[office] >= 0:
            slot, plain = self._with_heir(rows, office, slot, plain, field)
        tie, bonus = self._pull(rows, offices, slot, club)
        best = np.argmax(plain, axis=1)
        pick = best if bonus is None else np.argmax(plain + bonus, axis=1)
        found = np.isfinite(plain[at, pick])
        outside = np.zeros(len(rows), bool)
        if top:
            outside = chance.top[1][rows] < self._openness()
            pick = self._impose(rows, slot, plain, pick, outside, chance)
            self._renew(rows[found])
        inside = np.flatnonzero(found & (pick < number))
        field.score[rows[inside], pick[inside]] = -np.inf
        self._take_office(found, rows, offices, pick, slot, tie, (best != pick) & ~outside, outside)

    def _fill_in_turn(self, posts: np.ndarray, field: _Field, club):
        """Fill the posts of a tier where they are vacant, in each replicate one after the other.

        All scores are worked out at once; from turn to turn only who is still free changes, and
        who advises on a post whose adviser had to be found first.
        """
        vacant = self.holder[:, posts] < 0
        rows, column = _where(vacant)
        if not len(rows):
            return
        turn = vacant.cumsum(axis=1)[rows, column] - 1
        order, ends = np.argsort(turn, kind="stable"), np.bincount(turn).cumsum()
        rows, office = rows[order], posts[column[order]]
        slot = field.slot.take(rows, axis=0)
        plain = self._plain(rows, office, slot, field)
        tie, bonus = self._pull(rows, office, slot, club)
        scores = np.stack([plain] if bonus is None else [plain, plain + bonus])
        waits = self._waits(rows, office)
        waiting = waits.any()
        taken, picks = np.zeros_like(field.score), np.zeros(scores.shape[:2], int)
        number, found = np.arange(len(rows)), np.zeros(len(rows), bool)
        for begin, end in zip([0, *ends[:-1]], ends, strict=True):
            now = slice(begin, end)
            if waiting and waits[now].any():
                late = begin + np.flatnonzero(waits[now])
                tie[late], bonus = self._pull(rows[late], office[late], slot[late], club)
                if bonus is not None:
                    scores[1, late] = plain[late] + bonus
            scores[:, now] += taken.take(rows[now], axis=0)
            picks[:, now] = scores[:, now].argmax(axis=2)
            there = begin + np.flatnonzero(scores[0, number[now], picks[-1, now]] > -np.inf)
            found[there], r, pick = True, rows[there], picks[-1, there]
            taken[r, pick] = -np.inf
            if waiting:
                self.holder[r, office[there]] = slot[there, pick]
        best, pick = picks[0], picks[-1]
        self._take_office(found, rows, office, pick, slot, tie, best != pick, np.zeros_like(found))

    def _plain(self, rows, office, slot, field: _Field) -> np.ndarray:
        """Return each one's score without ties for each of some posts; (n, M)."""
        plain = field.score.take(rows, axis=0)
        if office[0] != 0 and self.setting.rotation < 1:
            home = np.float32(self.setting.line_weight / 2 * (1 - self.setting.rotation))
            unit = self.plan.unit[office].astype(field.unit.dtype)
            plain += home * (field.unit.take(rows, axis=0) == unit[:, None])
        moved = self.moved_from[rows, office]
        own = np.flatnonzero(moved >= 0)
        if len(own):
            k, column = _where(slot[own] == moved[own, None])
            plain[own[k], column] = -np.inf
        return plain

    def _waits(self, rows, office) -> np.ndarray:
        """Return which of some vacancies have an adviser who must be found first; (n,)."""
        plan = self.plan
        waits = plan.advised_late[office]
        if self.ties is None or self.setting.adviser_share == 0:
            waits[:] = False
        elif waits.any():
            waits &= self.holder[rows, plan.adviser[office]] < 0
        return waits

    def _take_office(self, found, rows, office, pick, slot, tie, turned, outside):
        """Seat whom each office was given to, where anybody was found, and keep how he came."""
        at = np.flatnonzero(found)
        rows, office, pick = rows[at], office[at], pick[at]
        chosen = slot[at, pick]
        tie = np.zeros(len(at), np.float32) if tie is None else tie[at, pick]
        self.filled.append((rows, office, chosen, tie, turned[at], outside[at]))
        self._seat(rows, chosen, office)

    def _with_heir(self, rows, office: int, slot, plain, field: _Field):
        """Add what the line gives to the next in line, who may hold a post of the same rank."""
        heir = self.holder[rows, self.plan.before[office]]
        there = np.maximum(heir, 0)
        line = field.standing[rows, there] + self.setting.noise * field.view[rows, there]
        line += np.float32(self.setting.line_weight)
        plain[slot == heir[:, None]] = -np.inf
        line = np.where(heir >= 0, line, -np.inf).astype(np.float32)
        return np.column_stack([slot, there]), np.column_stack([plain, line])

    def _pull(self, rows, office, slot, club):
        """Return each one's tie to whoever selects, and what ties add to the score; (n, M)."""
        s, plan = self.setting, self.plan
        if self.ties is None:
            return None, None
        if office[0] == 0:
            tie = self.word[rows] if s.system == "ministry" else self._support(rows)
            tie = np.take_along_axis(tie, slot, axis=1)
        else:
            tie = self._towards(plan.appointer[office], rows, slot)
            if s.adviser_share > 0 and (plan.adviser[office] >= 0).any():
                second = self._towards(plan.adviser[office], rows, slot)
                part = np.where(plan.adviser[office] >= 0, s.adviser_share, 0).astype(np.float32)
                tie += part[:, None] * (second - tie)
        if s.tie_weight == 0 and s.outer_weight == 0:
            return tie, None
        bonus = np.float32(s.tie_weight) * tie
        if club is not None and plan.tier[office[0]] > 1:
            bonus += np.float32(s.outer_weight) * np.take_along_axis(club[rows], slot, axis=1)
        return tie, bonus

    def _towards(self, office, rows, slot) -> np.ndarray:
        """Return the ties to an office's holder, 0 where it is vacant; (n, M)."""
        holder = np.where(office >= 0, self.holder[rows, office], -1)
        n = self.place.shape[1]
        patron = (rows * n + np.maximum(holder, 0)) * n
        tie = self.ties.reshape(-1).take(patron[:, None] + slot)
        tie[holder < 0] = 0
        return tie

    def _support(self, rows) -> np.ndarray:
        """Return which part of the chiefs each has for clients; (n, N)."""
        chiefs = self.holder[rows][:, self.plan.chiefs]
        theirs = self.ties[rows[:, None], :, np.maximum(chiefs, 0)] >= CLIENT
        return (theirs & (chiefs >= 0)[:, :, None]).mean(axis=1, dtype=np.float32)

    def _club(self) -> np.ndarray | None:
        """Return how far the retired speak for each: the sum of their ties to him, at most 1."""
        if self.ties is None or self.setting.outer_weight == 0:
            return None
        retired = (self.place == RETIRED).astype(np.float32)
        return np.minimum(1, np.einsum("rij,rj->ri", self.ties, retired))

    def _openness(self) -> float:
        """Return the chance that outsiders choose the top: o (1 - h)^(L - 1)."""
        s = self.setting
        return s.override * (1 - s.line_hold) ** max(0, s.line_length - 1)

    def _impose(self, rows, slot, plain, pick, outside, chance: Chances) -> np.ndarray:
        """Let outsiders take whom they like best; whom the house had chosen is set aside."""
        view = np.take_along_axis(chance.view[0][rows], slot, axis=1)
        theirs = np.argmax(np.where(np.isfinite(plain), view, -np.inf), axis=1)
        passed = outside & (theirs != pick) & np.isfinite(plain).any(axis=1)
        r, j = rows[passed], slot[passed, pick[passed]]
        self.pending[r, j] = True
        self.set_aside[r] = 1
        self._vacate(r, j)
        outside &= passed
        return np.where(outside, theirs, pick)

    def _renew(self, rows):
        """A new top names a new man for selection, unless the line does."""
        selection = self.plan.selection
        if selection in self.plan.line:
            return
        rows = rows[self.holder[rows, selection] >= 0]
        self._vacate(rows, self.holder[rows, selection])

    def _record(self, filled: list) -> dict[str, np.ndarray]:
        """Return who was appointed where, by whom, and whether ties turned the choice."""
        if not filled:
            filled = [[np.zeros(0, int)] * 3 + [np.zeros(0)] + [np.zeros(0, bool)] * 2]
        columns = [np.concatenate(column) for column in zip(*filled, strict=True)]
        made = dict(
            zip(["replicate", "office", "slot", "tie", "turned", "outside"], columns, strict=True)
        )
        rows, appointer = made["replicate"], self.plan.appointer[made["office"]]
        return made | {
            "selector": np.where(appointer >= 0, self.holder[rows, appointer], -1),
            "rank": self.before[rows, made["slot"]],
        }

    # Ties

    def meet(self, chance: Chances):
        """Ties fade, but between those who serve together they last and may grow."""
        s = self.setting
        if self.ties is None:
            return
        readiness = s.bond * (1 + s.insecurity_pull * s.insecurity)
        readiness *= 1 + s.reciprocity_pull * s.reciprocity
        readiness = readiness * (1 - s.ability + 2 * s.ability * self.merit)
        bonded = chance.bonds < readiness
        r, i, j, good = self._together(bonded)
        flat, n = self.ties.reshape(-1), self.place.shape[1]
        pair = (r * n + j) * n + i
        old = flat.take(pair)
        flat *= np.float32(1 - s.decay)
        flat[pair] = old + np.float32(GAIN) * good * (1 - old)
        self._thank(bonded[2])
        self._repay(chance)

    def _together(self, bonded):
        """Return who serves under whom: replicate, subordinate, superior, whether it binds."""
        plan = self.plan
        n = self.place.shape[1]
        here = np.flatnonzero(self.serving)
        r, i = np.divmod(here, n)
        office, unit, rank = (
            each.reshape(-1).take(here) for each in (self.office, self.unit, self.rank)
        )
        above = plan.above.take(office)
        free = np.flatnonzero(office < 0)
        above[free] = plan.chief[i[free] % 2 & plan.parallel, unit[free]]
        low = np.flatnonzero(rank == 0)
        section = plan.section[unit[low], i[low] % plan.section.shape[1]]
        parts, everybody = [], slice(None)
        for which, post, good in ((everybody, above, bonded[0]), (low, section, bonded[1])):
            who, his, of = here[which], r[which], rank[which]
            superior = np.where(post >= 0, self.holder[his, post], -1)
            higher = self.rank.reshape(-1).take(his * n + np.maximum(superior, 0)) > of
            under = np.flatnonzero((superior >= 0) & higher)
            man = who[under]
            parts.append(
                (his[under], man - his[under] * n, superior[under], good.reshape(-1).take(man))
            )
        return (np.concatenate(column) for column in zip(*parts, strict=True))

    def _thank(self, bonded):
        """An appointment may bind to whoever made it; one given to a client is a favour owed."""
        r, j, selector, tie = (
            self.appointed[name] for name in ("replicate", "slot", "selector", "tie")
        )
        r, j, selector, tie = (column[selector >= 0] for column in (r, j, selector, tie))
        old = self.ties[r, selector, j]
        self.ties[r, selector, j] = old + np.float32(GAIN) * bonded[r, j] * (1 - old)
        favour = tie >= CLIENT
        new = np.column_stack([r[favour], j[favour], selector[favour]])
        self.debts = np.concatenate([self.debts, new.astype(np.int32)])
        np.add.at(self.granted, r[favour], 1)

    def _repay(self, chance: Chances):
        """Who serves repays a retired patron, one favour a year, and that renews the tie."""
        r, debtor, creditor = self.debts.T
        ready = (self.place[r, debtor] == SERVING) & (self.place[r, creditor] == RETIRED)
        ready &= chance.repay[r, debtor] < self.setting.reciprocity
        rows = np.flatnonzero(ready)
        _, first = np.unique(r[rows] * self.place.shape[1] + debtor[rows], return_index=True)
        rows = rows[first]
        r, debtor, creditor = self.debts[rows].T
        old = self.ties[r, debtor, creditor]
        self.ties[r, debtor, creditor] = old + np.float32(GAIN) * (1 - old)
        np.add.at(self.repaid, r, 1)
        self.debts = np.delete(self.debts, rows, axis=0)

    def _lapse(self):
        """Favours die with either of the two."""
        if not len(self.debts):
            return
        r, debtor, creditor = self.debts.T
        gone = (self.place[r, debtor] == GONE) | (self.place[r, creditor] == GONE)
        np.add.at(self.lapsed, r[gone], 1)
        self.debts = self.debts[~gone]

    # Moves

    def _holder_of(self, office: int) -> np.ndarray | None:
        return None if office < 0 else self.holder[:, office].copy()

    def _seat(self, rows, slots, office):
        """Put men into offices; they leave those they had."""
        tier = self.plan.tier[office]
        if tier.max(initial=0) > 1:
            self._vacate(rows, slots)
        at = rows * self.place.shape[1] + slots
        rank, since = self.rank.reshape(-1), self.since.reshape(-1)
        since[at] = np.where(rank.take(at) == tier, since.take(at), self.year)
        rank[at] = tier
        self.holder[rows, office] = slots
        self.office.reshape(-1)[at], self.unit.reshape(-1)[at] = office, self.plan.unit[office]
        self.posted.reshape(-1)[at] = self.year

    def _vacate(self, rows, slots):
        """Take men out of the offices they hold, if any."""
        office = self.office[rows, slots]
        held = office >= 0
        self.holder[rows[held], office[held]] = -1
        self.office[rows, slots] = -1

    def _depose(self, mask):
        """Take the post and a rank."""
        r, j = _where(mask)
        self._vacate(r, j)
        self.rank[r, j] = np.maximum(self.rank[r, j] - 1, 0)
        self.since[r, j] = self.year

    def _vanish(self, mask):
        """Take out of both frames, with all ties."""
        r, j = _where(mask)
        self._vacate(r, j)
        self.place[r, j] = GONE
        self.pending[r, j] = False
        if self.ties is not None:
            self.ties[r, j] = 0
            self.ties[r, :, j] = 0
        self._lapse()

    def _retire(self, mask):
        """Move to the outer frame: roles reverse, as far as favours bind."""
        r, j = _where(mask)
        self._vacate(r, j)
        self.place[r, j] = RETIRED
        self.pending[r, j] = False
        if self.ties is None:
            return
        owed = self.ties[r, j] * (np.float32(self.setting.reciprocity) * self.serving[r])
        self.ties[r, j] = 0
        self.ties[r, :, j] = np.maximum(self.ties[r, :, j], owed)


def unfold(
    setting: Setting, replicates: int = 1, years: int = 40, seed: int = 0, ties: bool = True
) -> Iterator[World]:
    """Yield the house after each year: one and the same object, moved on.

    With ``ties`` false nobody's ties are followed, which is faster; only for a setting in which
    they count for nothing.
    """
    check_run(setting, replicates, years, ties)
    drawn = chances(setting, replicates, years, seed)
    world = World(setting, replicates, next(drawn), ties)
    for chance in drawn:
        world.step(chance)
        world.meet(chance)
        yield world


def check_run(setting, replicates, years, ties=True):
    """Refuse what cannot be run, in a sentence."""
    require(isinstance(setting, Setting), f"setting is a Setting, not {type(setting).__name__}")
    require(
        is_number(replicates, True) and replicates > 0,
        f"replicates is a whole number above 0, not {replicates!r}",
    )
    require(
        is_number(years, True) and years >= RUN_IN,
        f"years is a whole number from {RUN_IN}, not {years!r}",
    )
    require(
        ties or without_ties(setting) == setting,
        "ties must be followed where they count for anything",
    )


def _where(mask: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return rows and columns of what is true: `numpy.nonzero` of two dimensions, but faster."""
    return np.divmod(np.flatnonzero(mask), mask.shape[1])
