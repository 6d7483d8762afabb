"""What stands of a network when some of it is switched off; js/tie_state.mjs is the twin.

Some switches say which ties *count* (families, footings, years, what was only planned, a bloc
instead of its members), others *take away* actors, programmes and single ties. A change is always
measured against the same ties counted with nothing taken away.
"""

from __future__ import annotations

from dataclasses import dataclass, field

TAKEN = ("removed_actors", "programmes_off", "removed_ties")
"""The part of a state that takes something away."""


@dataclass
class Present:
    """A network in one state.

    ``nodes`` are those left, ``standing`` the ties that stand, ``counted`` those that would stand
    with nothing taken away, ``arcs`` the standing ties as (source, target, family).
    """

    nodes: list[str]
    counted: list[dict]
    standing: list[dict]
    arcs: list[tuple[str, str, str | None]] = field(default_factory=list)


def counts(tie: dict, state: dict) -> bool:
    """Return whether a tie is of a family, footing, status and year that count."""
    year, start, end = state["period"], tie["start"], tie["end"]
    dated = start is not None or end is not None
    return (
        (tie["family"] is None or tie["family"] in state["families_on"])
        and (tie["basis"] is None or tie["basis"] in state["bases_on"])
        and (tie["status"] in (None, "in_force") or state["past_and_plans"])
        and not (year and dated and not (start or year) <= year <= (end or year))
    )


def node(person: dict, state: dict) -> str:
    """Return what stands for an actor: itself or, where blocs are merged, its bloc."""
    return person["bloc"] if state["bloc"] and person["bloc"] else person["actor"]


def present(actors: list[dict], ties: list[dict], state: dict) -> Present:
    """Return the network in a state."""
    gone = set(state["removed_actors"])
    left = [one for one in actors if not {one["actor"], one["bloc"]} & gone]
    nodes = {one["actor"]: node(one, state) for one in actors}
    here = {one["actor"] for one in left}
    counted = [
        tie for tie in ties if nodes[tie["source"]] != nodes[tie["target"]] and counts(tie, state)
    ]
    standing = [
        tie
        for tie in counted
        if tie["tie"] not in state["removed_ties"]
        and tie["programme"] not in state["programmes_off"]
        and {tie["source"], tie["target"]} <= here
    ]
    # Blocs come last, in an order that does not depend on who is left, as everywhere in a figure.
    stand = {nodes[one["actor"]] for one in left}
    order = dict.fromkeys([*nodes, *nodes.values()])
    found = Present([each for each in order if each in stand], counted, standing)
    for tie in standing:
        if tie["path"]:
            one, other = nodes[tie["source"]], nodes[tie["target"]]
            found.arcs.append((one, other, tie["family"]))
            if not tie["directed"]:
                found.arcs.append((other, one, tie["family"]))
    return found
