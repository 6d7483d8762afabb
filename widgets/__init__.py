"""Figures, models and data of *Ties That Govern*."""

import altair as _altair

from widgets import tables as _tables
from widgets import theme as _theme
from widgets.aid import aid_scenario, aid_steps
from widgets.board import soviet_board, who_appoints
from widgets.changes import change_and_continuity
from widgets.checked import checked_numbers
from widgets.claims import ledger_of_claims
from widgets.cohorts import cohort_shares
from widgets.comparison import japan_and_ussr
from widgets.crisis_suppliers import suppliers_who_stay
from widgets.division import division_of_labour
from widgets.energy import energy_campaign
from widgets.explorer import Explorer
from widgets.figure import evidence_key
from widgets.flows import (
    experts_and_loans,
    reported_shares,
    suppliers_motive,
    technology_and_people,
)
from widgets.guidance import guidance_network, thai_channels
from widgets.hierarchies import hierarchy_predictions, simulated_hierarchy
from widgets.innovation import independent_start_ups, kept_in_japanese_hands, research_and_new_firms
from widgets.investing import investment_race
from widgets.ledgers import two_ledgers
from widgets.loyalties import two_loyalties
from widgets.own_network import OwnNetwork
from widgets.policy_debate import policy_positions
from widgets.prediction import predict
from widgets.primer import by_hand, hub_and_spokes, kite
from widgets.programmes import guidance_programmes
from widgets.quiz import quiz
from widgets.retirement import after_retirement
from widgets.rivals import rival_accounts
from widgets.robustness import other_codings
from widgets.same_question import same_question
from widgets.scale import cost_of_measures
from widgets.scope import scope_conditions
from widgets.searching import catch_up_and_frontier
from widgets.shortcut import short_cut
from widgets.soviet_timeline import soviet_timeline
from widgets.strands import strand_overlap, three_strands
from widgets.succession import vice_ministers
from widgets.tellings import two_tellings
from widgets.tested import tested_claims
from widgets.tie_network import TieNetwork
from widgets.two_coders import two_coders
from widgets.voices import crisis_voices
from widgets.your_answers import your_answers

__all__ = [
    "Explorer",
    "OwnNetwork",
    "TieNetwork",
    "after_retirement",
    "aid_scenario",
    "aid_steps",
    "by_hand",
    "catch_up_and_frontier",
    "change_and_continuity",
    "checked_numbers",
    "cohort_shares",
    "cost_of_measures",
    "crisis_voices",
    "division_of_labour",
    "energy_campaign",
    "evidence_key",
    "experts_and_loans",
    "guidance_network",
    "guidance_programmes",
    "hierarchy_predictions",
    "hub_and_spokes",
    "independent_start_ups",
    "investment_race",
    "japan_and_ussr",
    "kept_in_japanese_hands",
    "kite",
    "ledger_of_claims",
    "other_codings",
    "policy_positions",
    "predict",
    "quiz",
    "reported_shares",
    "research_and_new_firms",
    "rival_accounts",
    "same_question",
    "scope_conditions",
    "short_cut",
    "simulated_hierarchy",
    "soviet_board",
    "soviet_timeline",
    "strand_overlap",
    "suppliers_motive",
    "suppliers_who_stay",
    "technology_and_people",
    "tested_claims",
    "thai_channels",
    "three_strands",
    "two_coders",
    "two_ledgers",
    "two_loyalties",
    "two_tellings",
    "vice_ministers",
    "who_appoints",
    "your_answers",
]

_tables.use_in_notebooks()


@_altair.theme.register("ties-that-govern", enable=True)
def _charts_look() -> _altair.theme.ThemeConfig:
    return {"config": _theme.chart_config()}


def _render(spec: dict, **_) -> dict:
    """Give a bare chart the same three forms as any figure of the book."""
    return Explorer(spec)._repr_mimebundle_()


_altair.renderers.register("ties-that-govern", _render)
_altair.renderers.enable("ties-that-govern")
