"""The network of Japanese guidance for Asia, as a figure."""

from __future__ import annotations

from widgets.networks import network
from widgets.tie_network import TieNetwork

COLUMNS = [
    ("Tokyo’s ministries,\ntheir advisers", ["tokyo_ministries", "advisory"]),
    ("Agencies,\nbanks", ["agencies", "banks"]),
    ("Associations,\nregional bodies", ["associations", "regional_bodies"]),
    ("Japanese\ninvestors", ["investors"]),
    ("Host states,\nhost bodies", ["host_states", "host_bodies"]),
    ("Others", ["outside"]),
]
"""From Tokyo outwards."""

FAMILIES = {
    # family: what the reader calls it, a colour, a second sign
    "administrative_host": ("advice to hosts", "blue", ""),
    "administrative_investor": ("advice to investors", "blue", "7 3"),
    "financial_host": ("money to hosts", "orange", ""),
    "financial_investor": ("money to investors", "orange", "7 3"),
    "inside_japan": ("inside Japan", "slate", "1.5 3"),
    "regional": ("making regional bodies", "green", "9 3 2 3"),
    "private": ("private money", "ochre", "4 4"),
    "outside": ("ties of others", "plum", "2 2"),
    "rivalry": ("rivalry (never a path)", "accent", "1 5"),
}
KINDS = ["administrative_host", "administrative_investor", "financial_host", "financial_investor"]
"""The kinds of channel that the argument is about; making a regional body is one more."""

TARGETS = ("host_states", "host_bodies", "investors")
"""The groups of those for whom guidance is meant."""

PRESETS = {
    "Whole": {},
    "Without MITI": {"removed_actors": ["miti"], "focus": "miti"},
    "Without JICA": {"removed_actors": ["jica"], "focus": "jica"},
    "Without MITI, stated only": {"removed_actors": ["miti"], "bases_on": ["stated"]},
}

DOCUMENTS = {
    "hatch_state": "Regionalizing the State",
    "hatch_relationalism": "Regionalizing Relationalism",
}


def channel_question() -> dict[str, list[str]]:
    """Return what the central question is put to: sources, targets, kinds, and ways to them."""
    actors = network("guidance").actors
    return {
        "sources": actors.loc[actors["bloc"] == "japan_state", "actor"].tolist(),
        "targets": actors.loc[actors["group"].isin(TARGETS), "actor"].tolist(),
        "kinds": [*KINDS, "regional"],
        "through": ["inside_japan"],
    }


def guidance_network(**options) -> TieNetwork:
    """Return the documented channels of Japan's guidance, to be cut; options go to `TieNetwork`."""
    case = network("guidance")
    return TieNetwork(
        case.actors,
        case.ties,
        **{
            "columns": COLUMNS,
            "families": FAMILIES,
            "blocs": {"japan_state": "Japan’s state"},
            "channels": channel_question(),
            "centre": "miti",
            "boundary": case.boundary,
            "documents": DOCUMENTS,
            "presets": PRESETS,
            "evidence": "coded",
            "source": "Hatch, “Regionalizing the State”, and what touches guidance in"
            " “Regionalizing Relationalism”.",
            **options,
        },
    )
