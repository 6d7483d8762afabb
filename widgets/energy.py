"""The campaign against a ministry of energy, as a network whose ties can be cut."""

from __future__ import annotations

from widgets.models.energy import channel_question
from widgets.networks import DOCUMENTS, network
from widgets.tie_network import TieNetwork

COLUMNS = [
    ("The ministry\n(MITI)", ["miti"]),
    ("Other\nministries", ["other_ministries"]),
    ("Party and\ngovernment", ["politics"]),
    ("Business", ["business"]),
]
FAMILIES = {
    # family: what the reader calls it, a colour, a second sign
    "patronage": ("patron and client", "blue", ""),
    "appeal": ("asked for help", "orange", ""),
    "comrades": ("old comrades", "green", "9 3 2 3"),
    "service": ("head or serve", "slate", "1.5 3"),
    "politics": ("party ties", "plum", "7 3"),
    "authority": ("must approve", "ochre", "4 4"),
    "rivalry": ("threat and conflict (never a path)", "accent", "1 5"),
}


def energy_campaign(**options) -> TieNetwork:
    """Return Wada's campaign against the Prime Minister's plan; options go to `TieNetwork`."""
    case = network("energy_ministry")
    return TieNetwork(
        case.actors,
        case.ties,
        **{
            "columns": COLUMNS,
            "families": FAMILIES,
            "blocs": {"miti_side": "the ministry’s side"},
            "channels": channel_question(),
            "centre": "wada",
            "boundary": case.boundary,
            "documents": DOCUMENTS,
            "presets": {
                "Whole": {},
                "The old alliance had lapsed": {"removed_ties": ["wada-kichise-alliance"]},
                "No old comrades, no plea to Finance": {
                    "removed_ties": [
                        "wada-kichise-old_comrades",
                        "wada-kichise-alliance",
                        "wada-kichise-asked_for_help",
                    ]
                },
                "Without the Director": {"removed_actors": ["miti_director"]},
            },
            "evidence": "coded",
            "source": "Minagawa, “Political Clientelism in the USSR and Japan”, section II.1.",
            **options,
        },
    )
