"""The offices of a house: who appoints to each, who advises, who is next in line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import pandas as pd

from widgets.models.hierarchy.settings import Setting


@lru_cache(maxsize=64)
def _plan(system: str, units: int, sections: int, line_length: int) -> Plan:
    """Return the offices as arrays."""
    rows = _ministry(units, sections) if system == "ministry" else _party_state(units, sections)
    number = {name: i for i, (name, *_) in enumerate(rows)}
    tier = np.array([row[1] for row in rows])
    top = tier.max()
    candidates = ["bureau 1", "bureau 2", "director", "bureau 3"]
    if system == "party_state":
        candidates = ["secretary 1", "secretary 2", "secretary 3", "personnel"]
    line = [number[name] for name in candidates if name in number][:line_length]
    before = np.full(len(rows), -1)
    for post, heir in zip([0, *line], line, strict=False):
        before[post] = heir
    selection = number["director" if system == "ministry" else "personnel"]
    order = [0, *line, selection] + list(range(len(rows)))
    order = sorted(dict.fromkeys(order), key=lambda office: -tier[office])
    return Plan(
        names=tuple(number),
        tier=tier,
        unit=np.array([row[2] for row in rows]),
        government=np.array([row[3] == "government" for row in rows]),
        appointer=np.array([number.get(row[4], -1) for row in rows]),
        adviser=np.array([number.get(row[5], -1) for row in rows]),
        before=before,
        line=tuple(line),
        order=tuple(order),
        selection=selection,
        top=int(top),
    )


@dataclass(frozen=True, eq=False)
class Plan:
    """The offices: each array has one entry an office; -1 is nobody."""

    names: tuple[str, ...]
    tier: np.ndarray
    unit: np.ndarray
    government: np.ndarray
    appointer: np.ndarray
    adviser: np.ndarray
    before: np.ndarray
    line: tuple[int, ...]
    order: tuple[int, ...]
    selection: int
    top: int

    @cached_property
    def parallel(self) -> bool:
        """Whether there are two hierarchies."""
        return bool(self.government.any())

    @cached_property
    def chiefs(self) -> np.ndarray:
        """The offices between the lowest tier and the top."""
        return np.flatnonzero((self.tier > 1) & (self.tier < self.top))

    @cached_property
    def contenders(self) -> np.ndarray:
        """The offices just below the top: those from whom the top comes."""
        return np.flatnonzero(self.tier == self.top - 1)

    @cached_property
    def one_by_one(self) -> set[int]:
        """The offices whose next holder may come from an office of the same tier."""
        return {0, self.selection, *self.line}

    @cached_property
    def advised_late(self) -> np.ndarray:
        """Whether an office's adviser may be found in the same turns as its holder; (O,)."""
        apart = np.isin(self.adviser, list(self.one_by_one))
        return (self.adviser >= 0) & (self.tier[self.adviser] == self.tier) & ~apart

    @cached_property
    def rotating(self) -> np.ndarray:
        """Whether an office's holder may be rotated."""
        free = (self.tier <= 2) & (self.tier < self.top)
        free[[0, self.selection, *self.line]] = False
        return free

    @cached_property
    def chief(self) -> np.ndarray:
        """Each unit's chief office, by hierarchy; (2, U)."""
        table = np.full((2, self.unit.max() + 1), -1)
        chief_tier = np.where(self.unit == 0, self.top - 1, 2)
        for office in reversed(np.flatnonzero(self.tier == chief_tier)):
            table[int(self.government[office]), self.unit[office]] = office
        return table

    @cached_property
    def above(self) -> np.ndarray:
        """The office under which an office's holder serves; (O,)."""
        chief = self.chief[self.government.astype(int), self.unit]
        return np.where(self.tier > 1, self.appointer, chief)

    @cached_property
    def section(self) -> np.ndarray:
        """Each unit's lowest posts, -1 where it has fewer; (U, most)."""
        most = np.bincount(self.unit[self.tier == 1]).max()
        table = np.full((self.unit.max() + 1, most), -1)
        for unit in range(len(table)):
            posts = np.flatnonzero((self.unit == unit) & (self.tier == 1))
            if len(posts):
                table[unit] = np.resize(posts, most)
        return table


def _ministry(units: int, sections: int) -> list[tuple]:
    """Return a ministry's offices: name, tier, unit, hierarchy, who appoints, who advises."""
    rows = [("vice-minister", 3, 0, "ministry", None, None)]
    rows.append(("director", 2, 0, "ministry", "vice-minister", None))
    rows += [
        (f"bureau {unit}", 2, unit, "ministry", "vice-minister", "director")
        for unit in range(1, units + 1)
    ]
    rows += [
        (f"secretariat section {part}", 1, 0, "ministry", "director", None) for part in (1, 2, 3)
    ]
    return rows + [
        (f"bureau {unit} section {part}", 1, unit, "ministry", "director", f"bureau {unit}")
        for unit in range(1, units + 1)
        for part in range(1, sections + 1)
    ]


def _party_state(units: int, sections: int) -> list[tuple]:
    """Return a party-state's offices; each central patron has the say over every third region."""
    rows = [("general secretary", 4, 0, "party", None, None)]
    rows.append(("personnel", 3, 0, "party", "general secretary", None))
    for hierarchy, name in (("party", "secretary"), ("government", "minister")):
        rows += [
            (f"{name} {n}", 3, 0, hierarchy, "general secretary", "personnel") for n in (1, 2, 3)
        ]
    regions = range(1, units + 1)
    for u in regions:
        domain = (u - 1) % 3 + 1
        rows.append((f"region {u} first", 2, u, "party", f"secretary {domain}", "personnel"))
        rows.append(
            (f"region {u} chairman", 2, u, "government", f"minister {domain}", f"region {u} first")
        )
    for u in regions:
        for part in range(1, sections + 1):
            first, chair = f"region {u} first", f"region {u} chairman"
            rows.append((f"region {u} second {part}", 1, u, "party", first, None))
            rows.append((f"region {u} deputy {part}", 1, u, "government", chair, first))
    return rows


def offices(setting: Setting) -> pd.DataFrame:
    """Return the offices of a house: who appoints to each, who advises, who is next in line.

    Returns
    -------
    DataFrame
        A row an office, in order of number: ``office``, ``tier`` (1 is the lowest rank with a
        post), ``unit`` (0 is the Secretariat or the centre), ``hierarchy``, ``appointer``,
        ``adviser`` and ``heir`` (the office whose holder is next in line). Missing where there is
        none. The top has no appointer in the house: in a ministry the leaving head's word counts,
        in a party-state how many chiefs are a contender's clients.
    """
    plan = plan_of(setting)
    named = np.array([*plan.names, None], object)
    government = "government" if setting.system == "party_state" else None
    kind = "party" if setting.system == "party_state" else "ministry"
    return pd.DataFrame(
        {
            "office": plan.names,
            "tier": plan.tier,
            "unit": plan.unit,
            "hierarchy": np.where(plan.government, government, kind),
            "appointer": named[plan.appointer],
            "adviser": named[plan.adviser],
            "heir": named[plan.before],
        }
    )


def plan_of(setting: Setting) -> Plan:
    """Return the offices of a setting as arrays."""
    return _plan(setting.system, setting.units, setting.sections, setting.line_length)
