"""Small made-up networks to think with: a kite, a hub with its spokes, five to work out by hand."""

from __future__ import annotations

import networkx as nx
import pandas as pd

from widgets.tie_network import TieNetwork

# In the order of networkx's krackhardt_kite_graph; places as the kite is commonly drawn.
_PEOPLE = {
    "Andre": (0.0, 0.27),
    "Beverley": (0.0, 0.73),
    "Carol": (0.23, 0.0),
    "Diane": (0.23, 0.5),
    "Ed": (0.23, 1.0),
    "Fernando": (0.46, 0.27),
    "Garth": (0.46, 0.73),
    "Heather": (0.66, 0.5),
    "Ike": (0.83, 0.5),
    "Jane": (1.0, 0.5),
}


KITE_SOURCE = "The kite of Krackhardt (1990), a made-up network of ten persons."


def kite_graph() -> nx.Graph:
    """Return Krackhardt's kite (1990): ten persons, made up so that the measures part."""
    return nx.relabel_nodes(nx.krackhardt_kite_graph(), dict(enumerate(_PEOPLE)))


def kite_tables() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the kite's actors, with their places, and its ties."""
    people = [
        {"actor": name.lower(), "name": name, "x": x, "y": y} for name, (x, y) in _PEOPLE.items()
    ]
    ties = [{"source": one.lower(), "target": two.lower()} for one, two in kite_graph().edges]
    return pd.DataFrame(people), pd.DataFrame(ties)


def kite(**options) -> TieNetwork:
    """Return the kite as a figure whose ties can be cut; options go to `TieNetwork`."""
    return TieNetwork(*kite_tables(), evidence="illustrative", source=KITE_SOURCE, **options)


_HUB = {
    "Outside": (0.0, 0.5),
    "Hub": (0.5, 0.5),
    "A": (0.36, 0.0),
    "B": (0.72, 0.05),
    "C": (1.0, 0.5),
    "D": (0.72, 0.95),
    "E": (0.36, 1.0),
}
_SPOKES = [("hub", name.lower()) for name in _HUB if name != "Hub"]
_DOORS = [("outside", "a"), ("outside", "e")]
_NEIGHBOURS = [("a", "b"), ("b", "c"), ("c", "d"), ("d", "e")]


def hub_and_spokes(**options) -> TieNetwork:
    """Return a hub, five neighbours and the outside; at the start the spokes alone stand.

    Options go to `TieNetwork`.
    """
    people = [
        {"actor": name.lower(), "name": name, "x": x, "y": y} for name, (x, y) in _HUB.items()
    ]
    doors, neighbours = ([f"{one}-{two}" for one, two in ties] for ties in (_DOORS, _NEIGHBOURS))
    return TieNetwork(
        pd.DataFrame(people),
        pd.DataFrame([*_SPOKES, *_DOORS, *_NEIGHBOURS], columns=["source", "target"]),
        removed_ties=[*doors, *neighbours],
        presets={
            "Spokes alone": {},
            "Neighbours meet": {"removed_ties": doors},
            "Doors to the outside": {"removed_ties": neighbours},
            "Both": {"removed_ties": []},
        },
        **{
            "evidence": "illustrative",
            "source": "A made-up network of seven; no country stands behind any of them.",
            **options,
        },
    )


_FIVE = {"A": (0.0, 0.2), "B": (0.25, 0.8), "C": (0.5, 0.2), "D": (0.75, 0.5), "E": (1.0, 0.5)}
_OPEN = "BD"


def five_graph(closed: bool = False) -> nx.Graph:
    """Return a triangle with a tail of two; ``closed`` adds the tie from B to D."""
    return nx.Graph(["AB", "AC", "BC", "CD", "DE", *([_OPEN] if closed else [])])


def by_hand(**options) -> TieNetwork:
    """Return the five as a figure with one tie to switch; options go to `TieNetwork`."""
    people = [
        {"actor": name.lower(), "name": name, "x": x, "y": y} for name, (x, y) in _FIVE.items()
    ]
    ties = [
        {"source": one.lower(), "target": two.lower()} for one, two in five_graph(closed=True).edges
    ]
    return TieNetwork(
        pd.DataFrame(people),
        pd.DataFrame(ties),
        removed_ties=["b-d"],
        presets={"Without the tie B–D": {}, "With it": {"removed_ties": []}},
        evidence="illustrative",
        source="A made-up network of five.",
        **options,
    )
