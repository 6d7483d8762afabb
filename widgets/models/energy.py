"""What is asked of the campaign against a ministry of energy: who was reached, and how."""

from __future__ import annotations

TARGETS = ["mof", "other_ministries", "miki", "nakasone", "business_circles", "ldp"]
"""Whom the ministry wanted on its side, as far as the paper tells."""


def channel_question() -> dict[str, list[str]]:
    """Return what the question is put to: source, targets, kinds of tie, and ways to them."""
    return {
        "sources": ["wada"],
        "targets": TARGETS,
        "kinds": ["appeal", "comrades", "service", "politics"],
        "through": ["patronage"],
    }
