"""Time one simplified hierarchy against the same model on Mesa, agent by agent, and a sweep.

Called by ``make bench``; by itself with ``python tests/bench/hierarchy.py``. Mesa is no part of the
book's environment: where it is missing, a sentence says so.

Simplified alike in both: a ministry, rules as they are, but no adviser, no retired who speak, no
outside override, no insecurity, no fall and no purge, favours neither owed nor repaid, and nothing
followed or measured beyond who holds which office. What is left is the core: recruits, chance and
age exits, up or out, rotation, vacancies filled from the top down by line, seniority, merit, ties
and noise, ties formed by serving together, fading, and reversed at retirement.
"""

from __future__ import annotations

import time

from widgets.models import hierarchy as model
from widgets.models.hierarchy.plan import plan_of

REPLICATES, MESA_REPLICATES, YEARS, RUNS = 200, 4, 40, 3
SETTINGS, SWEPT, CORES = 200, 20, 2
"""A sweep is as many settings; so many are run, and the rest reckoned from them."""
AIM, AIM_SWEEP = 50, 60

SIMPLE = model.preset(
    "ministry",
    adviser_share=0.0,
    outer_weight=0.0,
    override=0.0,
    insecurity=0.0,
    purge=0.0,
    reciprocity_pull=0.0,
)


def compare_with_mesa() -> None:
    """Print how much faster the arrays are, for one replicate's years."""
    try:
        import mesa
    except ImportError:
        print("A hierarchy on Mesa was not timed: Mesa is not installed (pip install mesa).")
        return
    ours = min(_timed(_arrays) for _ in range(RUNS)) / REPLICATES
    theirs = min(_timed(lambda: _agents(mesa)) for _ in range(RUNS)) / MESA_REPLICATES
    print(
        f"One hierarchy through {YEARS} years, processor time, least of {RUNS}: "
        f"{ours * 1000:.2f} ms in arrays of {REPLICATES} replicates, {theirs * 1000:.0f} ms on "
        f"Mesa {mesa.__version__}: {theirs / ours:.0f} times (aim: {AIM})"
    )
    ours_kept, theirs_kept = _arrays(), _agents(mesa)
    print(f"  years at the top, on average: {ours_kept:.2f} and {theirs_kept:.2f}")


def time_sweeps() -> None:
    """Print what a sweep takes, with ties and without, all measured: every setting is another."""
    print(
        f"A sweep of {SETTINGS} settings, {REPLICATES} replicates and {YEARS} years, reckoned from "
        f"{SWEPT} settings run once; aim: {AIM_SWEEP} s on {CORES} cores"
    )
    for system in model.SYSTEMS:
        base, steps = model.preset(system), [step / SWEPT for step in range(SWEPT)]
        for name, settings in (
            ("spread over all ranges", model.draws(system, SWEPT, 1)),
            ("a grid of how ties form", model.grid(base, bond=steps)),
        ):
            taken = _timed(lambda settings=settings: model.sweep(settings, REPLICATES, YEARS))
            whole = taken * SETTINGS / SWEPT
            print(
                f"  {system.replace('_', '-'):<12}{name:<24} processor time {whole:>4.0f} s, "
                f"{whole / CORES:.0f} s on {CORES} free cores"
            )


def _timed(work) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _arrays() -> float:
    """Run all replicates at once; return the mean years between changes at the top."""
    changes, before = 0, None
    for world in model.unfold(SIMPLE, REPLICATES, YEARS, 0):
        top = world.person[world.holder[:, 0]]
        changes += 0 if before is None else (top != before).sum()
        before = top
    return REPLICATES * (YEARS - 1) / changes


def _agents(mesa) -> float:
    """Run some replicates one by one, on Mesa."""
    House = _house(mesa)
    changes = 0
    for seed in range(MESA_REPLICATES):
        house, before = House(seed), None
        for _ in range(YEARS):
            house.step()
            changes += before is not None and house.holder[0] is not before
            before = house.holder[0]
    return MESA_REPLICATES * (YEARS - 1) / changes


def _house(mesa):
    """Return the Mesa model, a class: agents are officials, ties lie with the patron."""
    s, plan = SIMPLE, plan_of(SIMPLE)
    tier, unit, appointer = plan.tier.tolist(), plan.unit.tolist(), plan.appointer.tolist()
    before, chief = plan.before.tolist(), plan.chief[0].tolist()
    section = plan.section.tolist()
    free = plan.rotating.tolist()
    span = s.age_exit - s.entry_age

    class Official(mesa.Agent):
        def __init__(self, house, age):
            super().__init__(house)
            random = house.random
            self.age, self.merit = age, random.random()
            self.unit, self.rank, self.office = random.randint(0, s.units), 0, None
            self.since = self.posted = house.year - random.randrange(5)
            self.serving, self.clients = True, {}
            self.seat = random.randrange(len(section[0]))

        def readiness(self):
            return (
                s.bond
                * (1 + s.insecurity_pull * s.insecurity)
                * (1 - s.ability + 2 * s.ability * self.merit)
            )

        def meet(self):
            house = self.model
            high = self.office is not None and tier[self.office] > 1
            above = [appointer[self.office] if high else chief[self.unit]]
            if self.rank == 0:
                above.append(section[self.unit][self.seat])
            for office in above:
                patron = house.holder[office] if office >= 0 else None
                if patron is not None and patron.rank > self.rank:
                    house.met.append((patron, self, house.random.random() < self.readiness()))

    class House(mesa.Model):
        def __init__(self, seed):
            super().__init__(rng=seed)
            self.year, self.holder = 0, [None] * len(plan.names)
            self.people = [
                Official(self, age)
                for age in range(s.last_age - 1, s.entry_age - 1, -1)
                for _ in range(s.intake)
            ]
            queue = [each for each in self.people if each.age < s.age_exit]
            for office, official in zip(plan.order, queue, strict=False):
                self.seat(official, office)
            for each in self.people:
                if each.office is None and each.age > s.entry_age + 10:
                    each.serving = False

        def seat(self, official, office):
            self.vacate(official)
            if official.rank != tier[office]:
                official.rank, official.since = tier[office], self.year
            official.office, official.unit, official.posted = office, unit[office], self.year
            self.holder[office] = official

        def vacate(self, official):
            if official.office is not None:
                self.holder[official.office] = None
                official.office = None

        def forget(self, official):
            self.vacate(official)
            for each in self.people:
                each.clients.pop(official, None)
            official.remove()

        def retire(self, official):
            self.vacate(official)
            official.serving = False
            for client, strength in official.clients.items():
                if client.serving:
                    own = client.clients.get(official, 0)
                    client.clients[official] = max(own, strength * s.reciprocity)
            official.clients = {}

        def step(self):
            self.year += 1
            self.word = {}
            for each in self.people:
                each.age += 1
            random = self.random
            gone = [
                each for each in self.people if each.age >= s.last_age or random.random() < s.shock
            ]
            for each in gone:
                self.forget(each)
            lost = set(gone)
            self.people = [each for each in self.people if each not in lost]
            self.people += [Official(self, s.entry_age) for _ in range(s.intake)]
            for each in self.people:
                if each.serving and self.due(each):
                    if each.office == 0:
                        self.word = dict(each.clients)
                    self.retire(each)
            self.rotate()
            self.appoint()
            self.meet()

        def due(self, each):
            years = self.year - each.since
            if each.age >= s.age_exit:
                return True
            if each.rank == plan.top:
                return years >= s.top_term
            return each.rank > 0 and years >= s.up_or_out

        def rotate(self):
            self.moved, random = [None] * len(plan.names), self.random
            for each in self.people:
                if each.serving and each.rank == 0 and random.random() < s.rotation / model.SETTLED:
                    each.unit = random.randint(0, s.units)
                office = each.office
                settled = office is not None and self.year - each.posted >= model.SETTLED
                if settled and free[office] and random.random() < s.rotation:
                    self.moved[office] = each
                    self.vacate(each)

        def appoint(self):
            gauss, self.thanks = self.random.gauss, []
            for level in range(plan.top, 0, -1):
                standing = {
                    each: s.merit_weight * each.merit
                    + s.seniority_weight * (each.age - s.entry_age) / span
                    + s.noise * gauss(0, 1)
                    for each in self.people
                    if each.serving
                }
                field = {
                    each: score + s.line_weight / 2 * (each.rank == level)
                    for each, score in standing.items()
                    if (each.rank == level and each.office is None)
                    or (each.rank == level - 1 and self.year - each.since >= s.min_service)
                }
                for office in plan.order:
                    if tier[office] == level and self.holder[office] is None:
                        self.fill(office, field, standing)

        def fill(self, office, field, standing):
            selector = self.holder[appointer[office]] if office else None
            ties = self.word if not office else selector.clients if selector else {}
            heir = self.holder[before[office]] if before[office] >= 0 else None
            home = s.line_weight / 2 * (1 - s.rotation) if office else 0
            best, chosen = float("-inf"), None
            moved, here = self.moved[office], unit[office]
            for each, score in field.items():
                if each is moved or each is heir:
                    continue
                score += s.tie_weight * ties.get(each, 0)
                if each.unit == here:
                    score += home
                if score > best:
                    best, chosen = score, each
            if heir is not None:
                score = standing[heir] + s.line_weight + s.tie_weight * ties.get(heir, 0)
                if score > best:
                    best, chosen = score, heir
            if chosen is None:
                return
            if office == 0 and plan.selection not in plan.line:
                director = self.holder[plan.selection]
                if director is not None:
                    self.vacate(director)
            self.seat(chosen, office)
            field.pop(chosen, None)
            if selector is not None:
                self.thanks.append((selector, chosen))

        def meet(self):
            self.met = []
            for each in self.people:
                if each.serving:
                    each.meet()
            old = [patron.clients.get(client, 0) for patron, client, _ in self.met]
            for each in self.people:
                kept = each.clients
                for client in kept:
                    kept[client] *= 1 - s.decay
            for (patron, client, good), strength in zip(self.met, old, strict=True):
                if strength or good:
                    patron.clients[client] = strength + model.GAIN * good * (1 - strength)
            for selector, chosen in self.thanks:
                if self.random.random() < chosen.readiness():
                    strength = selector.clients.get(chosen, 0)
                    selector.clients[chosen] = strength + model.GAIN * (1 - strength)

    return House


if __name__ == "__main__":
    compare_with_mesa()
    time_sweeps()
