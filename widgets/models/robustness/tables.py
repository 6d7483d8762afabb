"""Statements about coded tables: voices, expectations, changes, a comparison, a debate."""

from __future__ import annotations

from functools import cache

import pandas as pd

from widgets.data import table
from widgets.models.robustness.material import ASKS, footings, kept, parts, prepared
from widgets.models.robustness.space import LEFT_OUT, Coding, Space, Statement

COUNTED, NOT_COUNTED = "count", "do not count"
AGAINST = "speaks against it"
SELLER, OBSERVER, BUYER = "a seller", "an observer", "a buyer"


@cache
def _rows(name: str) -> pd.DataFrame:
    return prepared(table(name))


def _kept(name: str, coding: Coding) -> pd.DataFrame:
    return kept(_rows(name), coding.get("footing", "all"), coding[LEFT_OUT])


# Who wants more guidance


def _voices(coding: Coding) -> pd.DataFrame:
    rows = _kept("voices", coding).set_index("id")
    for voice in ("sakaiya", "ding"):
        role = coding[voice].split(" ")[1]
        rows["role"] = rows["role"].mask(rows.index == voice, role)
    rows["topic"] = rows["topic"].mask(rows.index == "thai_party", coding["thai_party"])
    return rows


def _quoted_less(voices: pd.DataFrame) -> bool | None:
    own = voices.loc[voices["wording"] == "own_words", "role"].value_counts()
    return None if own.empty else bool(own.get("buyer", 0) < own.get("seller", 0))


def _mostly_summed_up(voices: pd.DataFrame) -> bool | None:
    buyers = voices[voices["role"] == "buyer"]
    return None if buyers.empty else bool((buyers["wording"] == "summed_up").mean() > 0.5)


def _no_host_on_advice(voices: pd.DataFrame) -> bool | None:
    buyers = voices[voices["role"] == "buyer"]
    if buyers.empty:
        return None
    # The makers in Malaysia are Japanese firms: what speaks there is not the host.
    hosts = buyers[~buyers.index.isin(["small_firms_tips", "makers_malaysia"])]
    return not (hosts["topic"] == "advice").any()


@cache
def voices() -> tuple[Space, list[Statement]]:
    """Return the codings of the voices on guidance, and what the chapter says of them."""
    rows, where = _rows("voices"), ("regionalizing_state/crisis_and_limits", "hatch_state", "3.6")
    return Space(
        "voices",
        {
            "footing": footings(rows),
            "sakaiya": [SELLER, OBSERVER],
            "ding": [BUYER, OBSERVER],
            "thai_party": ["support", "advice"],
            LEFT_OUT: parts(rows),
        },
        {
            **ASKS,
            "sakaiya": "Sakaiya, who held office, is",
            "ding": "Ding, a scholar, is",
            "thai_party": "What Thailand’s party took up eagerly is",
        },
        _voices,
    ), [
        Statement(
            "buyers_quoted_less", "Buyers are quoted less than sellers",
            "By quotation, buyers do not keep level with sellers.", *where, _quoted_less,
        ),
        Statement(
            "buyers_summed_up", "Most of what buyers think is summed up for them",
            "Most of what the buyers think is summed up by the author.", *where, _mostly_summed_up,
        ),
        Statement(
            "no_host_on_advice", "No host country is heard on advice",
            "No host country is heard on advice as such.", *where, _no_host_on_advice,
        ),
    ]  # fmt: skip


# What rival accounts expect


class Accounts:
    """The verdicts of every account on every observation, silent where no judgement counts."""

    def __init__(self, coding: Coding):
        observed = _kept("observations", coding)["observation"]
        judged = table("expectations")
        if coding["law_1994"] == AGAINST:
            law = (judged["observation"] == "law_1994") & (judged["account"] == "regionalization")
            judged.loc[law, "verdict"] = "against"
        if coding["judgements"] == "the author’s alone":
            judged = judged[judged["basis"] == "stated"]
        wide = judged.pivot(index="observation", columns="account", values="verdict")
        self.verdicts = wide.reindex(observed).fillna("silent")

    def apart(self, first: str, second: str) -> tuple[int, int]:
        """Return how many observations tell two accounts apart, for the first and the second."""
        if not {first, second} <= set(self.verdicts):
            return 0, 0
        one, other = self.verdicts[first], self.verdicts[second]
        return (
            int(((one == "expects") & (other == "against")).sum()),
            int(((one == "against") & (other == "expects")).sum()),
        )


def _more_for_regionalization(case: Accounts) -> bool | None:
    own, other = case.apart("regionalization", "globalization")
    return None if own + other == 0 else own > other


def _hard_times_harder(case: Accounts) -> bool | None:
    globalization = sum(case.apart("regionalization", "globalization"))
    return None if globalization == 0 else sum(
        case.apart("regionalization", "hard_times")) < globalization  # fmt: skip


def _motives_opposed(case: Accounts) -> bool | None:
    turf, norms = case.apart("turf", "norms")
    return None if turf + norms == 0 else turf == norms


@cache
def accounts() -> tuple[Space, list[Statement]]:
    """Return the codings of the rival accounts, and what the chapter says of them."""
    rows = _rows("observations")
    where = ("regionalizing_state/rival_explanations", "hatch_state")
    return Space(
        "expectations",
        {
            "footing": footings(rows),
            "judgements": ["all", "the author’s alone"],
            "law_1994": ["is allowed", AGAINST],
            LEFT_OUT: parts(rows),
        },
        {
            **ASKS,
            "footing": "Footings of observations that count",
            "judgements": "Judgements that count",
            "law_1994": "The law of 1994, for regionalization,",
        },
        Accounts,
    ), [
        Statement(
            "for_regionalization", "More tells for regionalization than for globalization",
            "Of the observations that tell regionalization from globalization, more are as"
            " regionalization leads one to expect.",
            *where, "2–4", _more_for_regionalization,
        ),
        Statement(
            "hard_times_harder", "Hard times is harder to tell from it than globalization",
            "Fewer observations tell regionalization from hard times than from globalization.",
            *where, "4.2", _hard_times_harder,
        ),
        Statement(
            "motives_opposed", "Turf and norms are told apart both ways alike",
            "The observations that tell turf from norms point opposite ways, as many one way as"
            " the other.",
            *where, "4.3", _motives_opposed,
        ),
    ]  # fmt: skip


# Change or continuity


def _changes(coding: Coding) -> pd.DataFrame:
    rows = _kept("changes", coding).query("bears == 'continuity'")
    if coding["passages"] == "replies":
        rows = rows[rows["kind"] == "counter_evidence"]
    if coding["elsewhere"] == NOT_COUNTED:
        return rows[rows["shows"] != "elsewhere"]
    return rows


def _more_movement(rows: pd.DataFrame) -> bool | None:
    moves = rows["shows"].isin(["closer", "other_partners", "elsewhere"]).sum()
    same = (rows["shows"] == "as_before").sum()
    return None if moves + same == 0 else bool(moves > same)


def _over_time(rows: pd.DataFrame) -> bool | None:
    timeless = rows["shows"].isin(["one_time", "not_observed"])
    return None if rows.empty else bool((~timeless).mean() > 0.5)


@cache
def changes() -> tuple[Space, list[Statement]]:
    """Return the codings of what speaks for continuity, and what the chapter says of it."""
    rows, paper = _rows("changes"), "hatch_relationalism"
    where = ("relationalism/change_or_continuity", paper, "Introduction")
    return Space(
        "changes",
        {
            "footing": footings(rows),
            "passages": ["replies", "replies and later sections"],
            "elsewhere": [COUNTED, NOT_COUNTED],
            LEFT_OUT: parts(rows),
        },
        {
            **ASKS,
            "passages": "Passages that count",
            "elsewhere": "As movement, ties carried elsewhere",
        },
        _changes,
    ), [
        Statement(
            "more_movement", "For continuity, more report movement than sameness",
            "Of the replies that stand for continuity, more report movement than that something"
            " is as before.",
            *where, _more_movement,
        ),
        Statement(
            "over_time", "Most replies compare two times",
            "Most of the replies that stand for continuity compare two times.",
            *where, _over_time,
        ),
    ]  # fmt: skip


# Japan and the Soviet Union


def _compared(coding: Coding) -> pd.DataFrame:
    rows = _kept("comparison", coding)
    if coding["pairs"] == "the author’s alone":
        rows = rows[~rows["note"].fillna("").str.contains("pairing is ours")]
    return rows.replace({"ussr_evidence": {"memoir": coding["memoir"]}})


def _studied(rows: pd.DataFrame, side: str) -> pd.Series:
    return ~rows[f"{side}_evidence"].isin(["assertion", "none"])


def _crosses_soviet(rows: pd.DataFrame) -> bool | None:
    own, other = ((rows[f"{side}_evidence"] == "none").sum() for side in ("ussr", "japan"))
    return None if own + other == 0 else bool(own > 3 * other)


def _few_on_both(rows: pd.DataFrame) -> bool | None:
    if rows.empty:
        return None
    return bool((_studied(rows, "japan") & _studied(rows, "ussr")).mean() < 0.25)


@cache
def comparison() -> tuple[Space, list[Statement]]:
    """Return the codings of the comparison, and what the chapter says of it."""
    rows, where = _rows("comparison"), ("clientelism/comparison", "minagawa", "II")
    return Space(
        "comparison",
        {
            "pairs": ["all", "the author’s alone"],
            "memoir": ["memoir", "assertion"],
            LEFT_OUT: parts(rows),
        },
        {**ASKS, "pairs": "Pairs that count", "memoir": "A memoir counts as"},
        _compared,
    ), [
        Statement(
            "crosses_soviet", "Nearly all blanks stand on the Soviet side",
            "Nearly all the points on which the paper has nothing (more than three in four) stand"
            " on the Soviet side.",
            *where, _crosses_soviet,
        ),
        Statement(
            "few_on_both", "Few points are studied on both sides",
            "Few points, less than one in four, are studied on both sides.",
            *where, _few_on_both,
        ),
    ]  # fmt: skip


# Is it about policy?


def _debate(coding: Coding) -> pd.DataFrame:
    rows = _kept("policy_debate", coding).query("country == 'ussr'")
    return rows if coding["own"] == COUNTED else rows[rows["author"] != "Minagawa"]


def _levels_apart(rows: pd.DataFrame) -> bool | None:
    middle = rows.loc[rows["question"] == "middle_level", "leans"]
    below = rows.loc[rows["question"] == "implementation", "leans"]
    if middle.empty or below.empty:
        return None
    return not (middle == "policy").any() and not (below == "position").any()


@cache
def debate() -> tuple[Space, list[Statement]]:
    """Return the codings of the debate on policy, and what the chapter says of it."""
    rows, where = _rows("policy_debate"), ("clientelism/policy_debate", "minagawa", "II.1 Policy")
    return Space(
        "policy_debate",
        {"footing": footings(rows), "own": [COUNTED, NOT_COUNTED], LEFT_OUT: parts(rows)},
        {**ASKS, "own": "Claims of Minagawa himself"},
        _debate,
    ), [
        Statement(
            "levels_apart", "The middle is not about policy, nor carrying out about posts",
            "No claim about the middle level leans to policy, and none about carrying policy out"
            " leans to posts.",
            *where, _levels_apart,
        ),
    ]  # fmt: skip


CASES = (voices, accounts, changes, comparison, debate)
"""Each returns the codings of one table, and what a chapter says of it."""
