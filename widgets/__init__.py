"""Figures, models and data of *Ties That Govern*."""

import altair as _altair

from widgets import tables as _tables
from widgets import theme as _theme
from widgets.aid import aid_scenario, aid_steps
from widgets.board import who_appoints
from widgets.cohorts import cohort_shares
from widgets.comparison import japan_and_ussr
from widgets.energy import energy_campaign
from widgets.explorer import Explorer
from widgets.figure import evidence_key
from widgets.flows import experts_and_loans, reported_shares
from widgets.guidance import guidance_network
from widgets.loyalties import two_loyalties
from widgets.policy_debate import policy_positions
from widgets.primer import hub_and_spokes, kite
from widgets.programmes import guidance_programmes
from widgets.retirement import after_retirement
from widgets.rivals import rival_accounts
from widgets.shortcut import short_cut
from widgets.succession import vice_ministers
from widgets.tie_network import TieNetwork
from widgets.voices import crisis_voices

__all__ = [
    "Explorer",
    "TieNetwork",
    "after_retirement",
    "aid_scenario",
    "aid_steps",
    "cohort_shares",
    "crisis_voices",
    "energy_campaign",
    "evidence_key",
    "experts_and_loans",
    "guidance_network",
    "guidance_programmes",
    "hub_and_spokes",
    "japan_and_ussr",
    "kite",
    "policy_positions",
    "reported_shares",
    "rival_accounts",
    "short_cut",
    "two_loyalties",
    "vice_ministers",
    "who_appoints",
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
