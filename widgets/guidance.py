"""The network of Japanese guidance for Asia, as a figure."""

from __future__ import annotations

import pandas as pd

from widgets.models.guidance import KINDS, channel_question
from widgets.networks import DOCUMENTS, network
from widgets.tie_network import STATE, TieNetwork

COLUMNS = [
    ("Ministries,\ntheir advisers", ["tokyo_ministries", "advisory"]),
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
PRESETS = {
    "Whole": {},
    "Without MITI": {"removed_actors": ["miti"], "focus": "miti"},
    "Without JICA": {"removed_actors": ["jica"], "focus": "jica"},
    "Without MITI, stated only": {"removed_actors": ["miti"], "bases_on": ["stated"]},
}


_THAI_CASE = {
    # actor: its place, from Tokyo on the left to Thailand on the right, and a name for a phone
    "miti": (0.06, 0.12, "MITI"),
    "jama": (0.36, 0.5, "JAMA"),
    "jica": (0.36, 0.72, "JICA"),
    "japan_government": (0.06, 0.84, "Japan at large"),
    "exim_bank": (0.06, 1.0, "Ex-Im Bank"),
    "bsid": (0.94, 0.0, "BSID"),
    "sifc": (0.94, 0.2, "SIFC"),
    "thai_parts_industry": (0.94, 0.4, "Car parts"),
    "thai_moi": (0.94, 0.6, "Industry min."),
    "thailand": (0.94, 0.8, "Thailand"),
    "jp_affiliates_thailand": (0.94, 1.0, "Affiliates"),
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


def thai_channels(**options) -> TieNetwork:
    """Return the part of the network of guidance that ends in Thailand, small enough to begin with.

    Five actors of Japan and six of Thailand, and every tie among them that is documented and in
    force. Options go to `TieNetwork`.
    """
    case = network("guidance")
    places = pd.DataFrame.from_dict(_THAI_CASE, orient="index", columns=["x", "y", "short"])
    actors = case.actors.drop(columns=["short", "bloc"]).join(places, on="actor", how="inner")
    ties = case.ties[case.ties[["source", "target"]].isin(list(_THAI_CASE)).all(axis=1)]
    ties = ties[(ties["status"] == "in_force") & ties["family"].isin([*KINDS, "inside_japan"])]
    present = {*_THAI_CASE, *ties["family"]}
    question = {
        part: [each for each in names if each in present]
        for part, names in channel_question().items()
    }
    return TieNetwork(
        actors,
        ties,
        **{
            "families": FAMILIES,
            "channels": question,
            "measure": "closures",
            "folded": STATE,
            "boundary": case.boundary,
            "documents": DOCUMENTS,
            "presets": {
                "Whole": {},
                "Without MITI": {"removed_actors": ["miti"]},
                "Without JICA": {"removed_actors": ["jica"]},
                "Without Japan at large": {"removed_actors": ["japan_government"]},
            },
            "evidence": "coded",
            "source": "Hatch, “Regionalizing the State” and “Regionalizing Relationalism”: their"
            " ties among five actors of Japan and six in Thailand, and no others.",
            **options,
        },
    )
