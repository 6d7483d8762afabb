"""The tables of a network figure, normalised once: what a reader brings is checked here.

Whatever is wrong is told in one sentence with table and row; rows are counted from 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain, count
from numbers import Real

import pandas as pd

from widgets.networks import NO_PATH
from widgets.theme import LIGHT

PLAIN = {"family": None, "kind": None, "basis": None, "programme": None, "status": None}
"""Columns of ties that a reader can switch by; a network may do without any of them."""

TOLD = ("evidence", "section", "document", "attributed_to", "note")
"""Columns of ties that are read and not switched."""

OPTIONAL_TIES = (*PLAIN, *TOLD)
"""Columns of texts that a tie may do without."""


def people(actors: pd.DataFrame, columns: list | None) -> list[dict]:
    """Return the actors: their name, short name, bloc, and where they stand on the picture."""
    place = ["group"] if columns else ["x", "y"]
    _columns(actors, ("actor", "name", *place), "actors")
    if actors.empty:
        raise ValueError("the network is empty: it needs at least one actor")
    _once(actors, "actor", "actors")
    found, taken = [], set(actors["actor"].astype("str"))
    for row, person in enumerate(actors.to_dict("records"), start=1):
        name = str(person["name"])
        one = {
            "actor": str(person["actor"]),
            "name": name,
            "short": _text(person.get("short")) or name,
            "group": _text(person.get("group")),
            "bloc": _text(person.get("bloc")),
        }
        if one["bloc"] in taken:
            raise ValueError(f"actors, row {row}: the bloc {one['bloc']!r} is also an actor")
        if not columns:
            for axis in ("x", "y"):
                value = person[axis]
                if not (isinstance(value, Real) and 0 <= value <= 1):
                    raise ValueError(
                        f"actors, row {row}: {axis} is a number from 0 to 1, not {value!r}"
                    )
                one[axis] = float(value)
        found.append(one)
    if columns:
        known = [group for _, groups in columns for group in groups]
        for row, one in enumerate(found, start=1):
            if one["group"] not in known:
                raise ValueError(
                    f"actors, row {row}: no column of the picture takes the group"
                    f" {one['group']!r}; there are {', '.join(known)}"
                )
    return found


def pairs(ties: pd.DataFrame, actors: list[dict]) -> list[dict]:
    """Return the ties, each with a name of its own, ``"source-target"`` or with its kind."""
    _columns(ties, ("source", "target"), "ties")
    names = {one["actor"]: one["short"] for one in actors}
    found, met, used = [], {}, set()
    for row, tie in enumerate(ties.to_dict("records"), start=1):
        source, target = str(tie["source"]), str(tie["target"])
        for end in (source, target):
            if end not in names:
                raise ValueError(f"ties, row {row}: there is no actor {end!r}")
        if source == target:
            raise ValueError(f"ties, row {row}: {source!r} is tied to itself")
        one = {column: _text(tie.get(column)) for column in PLAIN}
        years = {end: _year(tie.get(end), end, row) for end in ("start", "end")}
        if None not in years.values() and years["end"] < years["start"]:
            raise ValueError(f"ties, row {row}: the end, {years['end']}, is before the start")
        directed = _truth(tie.get("directed"), row)
        _new(met, source, target, directed, (one["kind"], one["programme"], years["start"]), row)
        name = _unused("-".join(filter(None, (source, target, one["kind"]))), used)
        used.add(name)
        said = f" ({one['kind'].replace('_', ' ')})" if one["kind"] else ""
        found.append(
            {
                "tie": name,
                "source": source,
                "target": target,
                "directed": directed,
                "name": f"{names[source]}{' → ' if directed else '–'}{names[target]}{said}",
                "path": not {one["family"], one["kind"]} & set(NO_PATH),
                **one,
                **years,
            }
        )
    return found


def _unused(name: str, used: set[str]) -> str:
    """Return a name, with a number behind it where others have it already."""
    numbered = (f"{name}-{number}" for number in count(2))
    return next(each for each in chain([name], numbered) if each not in used)


def told(ties: pd.DataFrame) -> list[dict]:
    """Return what stands in the source on each tie, in the order of the ties."""
    return [{column: _text(tie.get(column)) for column in TOLD} for tie in ties.to_dict("records")]


def _new(met: dict, source: str, target: str, directed: bool, rest: tuple, row: int) -> None:
    """Refuse a tie that stands already: the same two, the same way, of the same kind."""
    ways = [(source, target)] if directed else [(source, target), (target, source)]
    for one, other in ways:
        if (one, other, *rest) in met:
            raise ValueError(
                f"ties, row {row}: {source!r} and {target!r} are tied twice"
                f" (as in row {met[one, other, *rest]})"
            )
    met.update({(one, other, *rest): row for one, other in ways})


def _columns(frame: pd.DataFrame, wanted: tuple[str, ...], table: str) -> None:
    for column in wanted:
        if column not in frame:
            found = ", ".join(map(str, frame.columns)) or "none"
            raise ValueError(f"{table} need a column {column!r}; found {found}")
        gaps = frame[column].isna() | (frame[column].astype("str").str.strip() == "")
        if gaps.any():
            row = int(gaps.to_numpy().argmax()) + 1
            raise ValueError(f"{table}, row {row}: {column!r} is missing")


def _once(frame: pd.DataFrame, column: str, table: str) -> None:
    values = frame[column].astype("str")
    if values.duplicated().any():
        row = int(values.duplicated().to_numpy().argmax())
        raise ValueError(f"{table}, row {row + 1}: {values.iloc[row]!r} stands twice")


def _text(value) -> str | None:
    return None if value is None or pd.isna(value) or str(value) == "" else str(value)


def _year(value, end: str, row: int) -> int | None:
    if value is None or pd.isna(value) or value == "":
        return None
    if isinstance(value, bool) or not (isinstance(value, Real) and value >= 1 and value % 1 == 0):
        raise ValueError(f"ties, row {row}: {end} is a year, not {value!r}")
    return int(value)


def _truth(value, row: int) -> bool:
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return False
    words = {"true": True, "false": False, "": False}
    value = words.get(value.strip().lower(), value) if isinstance(value, str) else value
    if not (isinstance(value, bool) or str(value) in ("True", "False")):
        raise ValueError(f"ties, row {row}: directed is true or false, not {value!r}")
    return bool(value)


def looks(families: Mapping[str, tuple] | None, found: list[dict]) -> list[dict]:
    """Return the families of ties with what they are called and how they are drawn.

    ``families`` is family -> (what the reader calls it, a colour's role, a dash pattern).
    """
    present = list(dict.fromkeys(tie["family"] for tie in found if tie["family"]))
    if families is None:
        hues = ("blue", "orange", "green", "plum", "ochre", "slate")
        dashes = ("", "7 3", "2 3", "9 3 2 3")
        families = {
            family: (family.replace("_", " "), hues[i % 6], dashes[(i // 6 + i) % 4])
            for i, family in enumerate(present)
        }
    for family in present:
        if family not in families:
            raise ValueError(f"families say nothing of {family!r}; they know {', '.join(families)}")
        if (hue := families[family][1]) not in LIGHT:
            raise ValueError(f"families, {family!r}: there is no colour {hue!r}")
    return [
        {"key": key, "name": name, "hue": hue, "light": LIGHT[hue], "dash": dash}
        for key, (name, hue, dash) in families.items()
        if key in present
    ]
