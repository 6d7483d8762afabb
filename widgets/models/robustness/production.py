"""Statements about the three strands, under every way to count the ties of production."""

from __future__ import annotations

from functools import cache, cached_property

import pandas as pd

from widgets.models.robustness.material import ASKS, footings, kept, leads, parts, prepared
from widgets.models.robustness.space import LEFT_OUT, Coding, Space, Statement
from widgets.models.strands import LUMP, LUMPED, STRANDS, losing_second, strands
from widgets.networks import Network, network

AGENCIES, BLOC = "its agencies", "one bloc"
IN_FORCE, PAST = "in force", "also ended, shelved or planned"
APART, TOGETHER = "three actors", "one actor"
OWN_STRAND, SERVED = "its own strand", "also those it serves"

FIRMS = ("firm", "firm_group", "keiretsu", "affiliate", "private_bank", "association")
"""Kinds of actor that are a firm or a body of firms."""


@cache
def _case() -> Network:
    return network("production")


@cache
def _ties() -> pd.DataFrame:
    return prepared(_case().ties)


class Production:
    """The ties of production under one coding, and who then stands in which strand."""

    def __init__(self, coding: Coding):
        self.bloc = coding["bloc"] == BLOC
        ties = kept(_ties(), coding["footing"], coding[LEFT_OUT])
        if coding["status"] == IN_FORCE:
            ties = ties[ties["status"] == "in_force"]
        self.ties = ties
        self._serves = coding["serves"] == SERVED
        self._merged = dict.fromkeys(LUMPED, LUMP) if coding["lumped"] == TOGETHER else {}
        if self.bloc:
            members = _case().actors.dropna(subset="bloc")
            self._merged |= dict(zip(members["actor"], members["bloc"], strict=True))

    @cached_property
    def actors(self) -> pd.DataFrame:
        """Who stands in which strand."""
        return strands(self.ties, "actor", self._serves, self._merged)

    @cached_property
    def pairs(self) -> pd.DataFrame:
        """Which pairs of actors stand in which strand."""
        return strands(self.ties, "pair", self._serves, self._merged)

    def degrees(self) -> dict[str, int]:
        """Return how many ties each actor has, as the chapter counts them."""
        ends = pd.concat([self.ties["source"], self.ties["target"]]).replace(self._merged)
        return ends.value_counts().to_dict()


def _one_pair(case: Production) -> bool | None:
    return None if case.pairs.empty else bool((case.pairs.sum(axis=1) > 1).sum() <= 1)


def _only_firms(case: Production) -> bool | None:
    several = case.actors.index[case.actors.sum(axis=1) > 1]
    if several.empty:
        return None
    known = _case().actors.set_index("actor")["kind"]
    return all(known.get(actor, "firm" if actor == LUMP else None) in FIRMS for actor in several)


def _second_holds_most(case: Production) -> bool | None:
    if not (case.actors.sum(axis=1) > 1).any():
        return None
    lost = {strand: len(losing_second(case.actors, [strand])) for strand in STRANDS}
    return leads(lost, "business_business")


def _not_mutual(case: Production) -> bool | None:
    served = case.ties.dropna(subset="serves")
    if served.empty:
        return None
    return not served["family"].isin(["business_business", "labour_management"]).any()


def _ministry_most(case: Production) -> bool | None:
    return None if case.bloc or case.ties.empty else leads(case.degrees(), "miti")


@cache
def space() -> Space:
    """Return the codings of the network of production."""
    return Space(
        "production",
        {
            "footing": footings(_ties()),
            "status": [IN_FORCE, PAST],
            "serves": [OWN_STRAND, SERVED],
            "lumped": [APART, TOGETHER],
            "bloc": [AGENCIES, BLOC],
            LEFT_OUT: parts(_ties()),
        },
        {
            **ASKS,
            "serves": "A tie stands in",
            "lumped": "Industry, large makers and investors are",
        },
        Production,
    )


_CHAPTER = "relationalism/three_strands"
STATEMENTS = [
    Statement(
        "one_pair", "Hardly a pair of actors stands in two strands",
        "The strands hardly overlap by pairs: one pair, or none, stands in two.",
        _CHAPTER, "hatch_relationalism", "1", _one_pair,
    ),
    Statement(
        "only_firms", "Only firms and bodies of firms stand in several strands",
        "Only a firm, or a body of firms, stands in several strands.",
        _CHAPTER, "hatch_relationalism", "1", _only_firms,
    ),
    Statement(
        "second_holds_most", "More drop from two strands without the second than another",
        "Without business and business more actors drop out of two strands than without either of"
        " the others.",
        _CHAPTER, "hatch_relationalism", "1", _second_holds_most,
    ),
    Statement(
        "not_mutual", "Support is not mutual: second and third strand serve none",
        "No tie of the second strand or the third is coded as serving another.",
        _CHAPTER, "hatch_relationalism", "1; 4", _not_mutual,
    ),
    Statement(
        "ministry_most", "In the paper’s network none has more ties than the ministry",
        "In the whole network, at home and in Asia, nobody has as many ties as the ministry.",
        _CHAPTER, "hatch_relationalism", "1–6", _ministry_most,
        {"status": PAST},
    ),
]  # fmt: skip
