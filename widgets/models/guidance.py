"""What is asked of the network of guidance: from whom, to whom, by which kinds of channel."""

from __future__ import annotations

from widgets.networks import network

KINDS = ["administrative_host", "administrative_investor", "financial_host", "financial_investor"]
"""The kinds of channel that the argument is about; making a regional body is one more."""

TARGETS = ("host_states", "host_bodies", "investors")
"""The groups of those for whom guidance is meant."""


def channel_question() -> dict[str, list[str]]:
    """Return what the central question is put to: sources, targets, kinds, and ways to them."""
    actors = network("guidance").actors
    return {
        "sources": actors.loc[actors["bloc"] == "japan_state", "actor"].tolist(),
        "targets": actors.loc[actors["group"].isin(TARGETS), "actor"].tolist(),
        "kinds": [*KINDS, "regional"],
        "through": ["inside_japan"],
    }
