"""What ties do to careers: a simulated hierarchy, with patronage and, on the same chances, without.

A thought experiment, not a fit. It puts an argument to work (Minagawa, "Political Clientelism in
the USSR and Japan", 1980) and asks which of its claims follow from its own mechanisms and which
have to be put in by hand. Two houses stand side by side: a ``ministry`` with one Secretariat that
selects, an age of exit, up or out, and rotation among bureaus; and a ``party_state`` with regions,
a party and a government hierarchy, several patrons who select, no fixed exit, and a top that can
fall. Policy, of which the paper makes much, is not in the model; nor is protection from removal.

The order of a year: recruits come, the old and the blocked leave, posts are lost, men are rotated,
vacancies are filled from the top down, and those who serve together form ties. Everything is
random only through ``seed``, and chances are drawn by official and year, never by what happened
before, so that two runs with one seed differ by their settings alone. With that **patronage** can
be measured as what ties change, and not as what falls to men with ties: where everybody has served
under many, most who rise have a patron among those who choose, and would have risen anyhow.

Arrays lead with the replicate. In shapes, R is replicates, N officials, O offices and T years.
An official has a slot, which passes to a recruit once he no longer counts.
"""

from widgets.models.hierarchy.chance import Chances, chances
from widgets.models.hierarchy.comparison import COMPARED, Comparison, compare, sweep
from widgets.models.hierarchy.groups import FOLLOWED, GROUP, LAG
from widgets.models.hierarchy.plan import offices
from widgets.models.hierarchy.predictions import (
    FAILS,
    HOLDS,
    MARGIN,
    NO_SIGN,
    OPEN,
    PREDICTIONS,
    Part,
    Prediction,
    Runs,
    overall,
    verdicts,
)
from widgets.models.hierarchy.ratios import CERTAINTY, Estimate, Ratio, contrast
from widgets.models.hierarchy.run import MEASURES, Run, simulate
from widgets.models.hierarchy.settings import (
    NO_TIES,
    RANGES,
    RULES,
    SYSTEMS,
    UNKNOWN,
    Setting,
    draws,
    grid,
    parameters,
    preset,
    without_ties,
)
from widgets.models.hierarchy.world import (
    CLIENT,
    GAIN,
    GONE,
    RETIRED,
    RUN_IN,
    SERVING,
    SETTLED,
    World,
    unfold,
)

__all__ = [
    "CERTAINTY",
    "CLIENT",
    "COMPARED",
    "FAILS",
    "FOLLOWED",
    "GAIN",
    "GONE",
    "GROUP",
    "HOLDS",
    "LAG",
    "MARGIN",
    "MEASURES",
    "NO_SIGN",
    "NO_TIES",
    "OPEN",
    "PREDICTIONS",
    "RANGES",
    "RETIRED",
    "RULES",
    "RUN_IN",
    "SERVING",
    "SETTLED",
    "SYSTEMS",
    "UNKNOWN",
    "Chances",
    "Comparison",
    "Estimate",
    "Part",
    "Prediction",
    "Ratio",
    "Run",
    "Runs",
    "Setting",
    "World",
    "chances",
    "compare",
    "contrast",
    "draws",
    "grid",
    "offices",
    "overall",
    "parameters",
    "preset",
    "simulate",
    "sweep",
    "unfold",
    "verdicts",
    "without_ties",
]
