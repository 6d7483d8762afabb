"""The sentences on a network's present state; js/tie_reading.mjs says them in the same words."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal

import pandas as pd

from widgets.tie_picture import EQUAL
from widgets.wording import in_a_row

SEVERAL = 3
"""So many are named in a row; of the others only the number is said."""


def number(value: float, decimals: int) -> str:
    """Return a number as the page writes it: halves go up, once rounding errors are off."""
    if pd.isna(value):
        return "–"
    exact = Decimal(f"{value:.9f}").scaleb(decimals) + Decimal("0.5")
    return f"{exact.to_integral_value(ROUND_FLOOR).scaleb(-decimals):f}"


def several(names: list[str]) -> str:
    """Return names in a row: all of them, or the first few and how many more."""
    if len(names) > SEVERAL + 1:
        names = [*names[:SEVERAL], f"{len(names) - SEVERAL} others"]
    return in_a_row(names)


def reading(facts: dict) -> str:
    """Return what a network shows.

    ``facts`` has ``names`` of actors, ``now`` and ``before`` (a measure, by actor), ``measure``
    (``name``, ``decimals``, ``low``), ``gone`` (names of what is taken away), ``standing``,
    ``counted`` and ``documented`` (numbers of ties), ``lost`` (kind of channel -> names of
    targets), ``lost_all`` (a number), ``reached`` and ``targets`` (numbers, or None without
    channels), ``apart`` (names), ``left_out`` (footings), ``year`` and ``undated``, ``focus``
    (``name``, ``into``, ``out``, or None).
    """
    said = [_leader(facts), _taken(facts) if facts["gone"] else _whole(facts)]
    if facts["left_out"]:
        said.append(f"Left out by footing: {', '.join(facts['left_out'])}.")
    if facts["year"]:
        ties = "tie" if facts["undated"] == 1 else "ties"
        said.append(f"In {facts['year']}; {facts['undated']} {ties} without a year stay.")
    if facts["focus"]:
        focus = facts["focus"]
        said.append(f"In focus: {focus['name']}, {focus['into']} in and {focus['out']} out.")
    return " ".join(said)


def _leader(facts: dict) -> str:
    now, measure = facts["now"], facts["measure"]
    known = [value for value in now.values() if not pd.isna(value)]
    if not known:
        return f"Nobody has a {measure['name']}."
    best = min(known) if measure["low"] else max(known)
    top = [facts["names"][actor] for actor, value in now.items() if abs(value - best) < EQUAL]
    rank, worth = "Lowest" if measure["low"] else "Highest", number(best, measure["decimals"])
    # No verb: a name may be that of one actor or of many, such as large makers.
    return f"{rank} {measure['name']}: {several(top)} ({worth})."


def _whole(facts: dict) -> str:
    if facts["counted"] == facts["documented"]:
        said = f"All {facts['counted']} ties stand"
    else:
        said = f"{facts['counted']} of {facts['documented']} documented ties are counted"
    if facts["targets"] is None:
        return f"{said}."
    return f"{said}; a documented channel reaches {facts['reached']} of {facts['targets']} targets."


def _taken(facts: dict) -> str:
    moved = [] if facts["targets"] is None else [_channels(facts)]
    change = {
        actor: value - facts["before"][actor]
        for actor, value in facts["now"].items()
        if not pd.isna(value - facts["before"][actor])
    }
    for way, sign in (("lost", "−"), ("gained", "+")):
        extreme = (min if way == "lost" else max)([0, *change.values()])
        worth = number(abs(extreme), facts["measure"]["decimals"])
        if worth != number(0, facts["measure"]["decimals"]):  # what rounds to nothing is not said
            who = [facts["names"][a] for a, value in change.items() if abs(value - extreme) < EQUAL]
            moved.append(f"most {way} by {several(who)} ({sign}{worth})")
    if facts["apart"]:
        count = len(facts["apart"])
        who = several(facts["apart"]) if count <= SEVERAL + 1 else f"{count} actors"
        moved.append(f"{who} cut off from the largest part")
    return f"Without {several(facts['gone'])}: {'; '.join(moved) or 'nobody’s changes'}."


def _channels(facts: dict) -> str:
    if not facts["lost"]:
        return "no target loses its last documented channel of any kind"
    who = list(dict.fromkeys(name for names in facts["lost"].values() for name in names))
    verb = "target loses" if len(who) == 1 else "targets lose"
    kinds = "; ".join(f"{kind}: {several(names)}" for kind, names in facts["lost"].items())
    if facts["lost_all"] == len(who):
        whole = "and no other kind is left to " + ("it" if len(who) == 1 else "them")
    elif facts["lost_all"] == 0:
        whole = "and another kind is left to " + ("it" if len(who) == 1 else "each")
    else:
        whole = f"and {facts['lost_all']} of them all kinds"
    return f"{len(who)} {verb} every documented channel of a kind ({kinds}), {whole}"
