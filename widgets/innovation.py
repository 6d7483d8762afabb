"""What the text states of research, new firms, and how much is kept in Japanese hands."""

from __future__ import annotations

import altair as alt
import pandas as pd

from widgets import charts
from widgets.data import table
from widgets.explorer import Explorer
from widgets.stated import TEXT, Topic, stated_numbers
from widgets.theme import colour

PAPER = "Hatch, “Regionalizing Relationalism”"

RESEARCH = {
    "on research, of GDP": Topic({"rd_share_of_gdp": "research and development"}, None, TEXT),
    "on basic research, of all research": Topic(
        {"basic_research_share_of_rd": "basic research"}, None, TEXT
    ),
    "on research, of investment": Topic(
        {"rd_share_of_manufacturing_investment": "research, of manufacturing investment"},
        None,
        TEXT,
    ),
    "of new firms": Topic({"startup_rate": "new firms among all"}, None, TEXT),
    "of firms with plans or patents": Topic(
        {
            "firms_planning_to_innovate": "machinery firms that plan to innovate",
            "subcontractors_without_a_patent": "subcontractors that never filed a patent",
        }
    ),
    "of venture firms": Topic(
        {
            "venture_presidents_without_science_training": "head without training in science",
            "venture_founders_without_a_four_year_degree": "head without a four-year degree",
            "venture_firms_in_information_technology": "in information technology",
        }
    ),
}

CONTROL = {
    "of parts": Topic(
        {
            "local_parts_mostly_from_japanese_suppliers": {
                "Southeast Asia": "makers, mostly Japanese parts",
                "Thailand": "carmakers with at least half Japanese",
                "Indonesia": "electronics, at least half Japanese",
            },
            "local_suppliers_that_are_japanese": "carmakers’ local suppliers",
        }
    ),
    "of managers": Topic({"expatriate_share_of_managers": "managers sent from Japan"}, 100, TEXT),
    "of licences": Topic(
        {"intrafirm_share_of_technology_exports": "technology sold within one firm"}
    ),
    "of what is made at home": Topic({"manufacturing_share_of_gdp": "manufacturing in GDP"}, None),
}


def research_and_new_firms(**options) -> Explorer:
    """Return what the text states of research and of new firms. Options go to `Explorer`."""
    return _shares(RESEARCH, "§6 and its notes 118 to 143", options)


def kept_in_japanese_hands(**options) -> Explorer:
    """Return what the text states of parts, managers, licences. Options go to `Explorer`."""
    return _shares(CONTROL, "§5 and its notes 108 to 117", options)


def _shares(topics: dict[str, Topic], where: str, options: dict) -> Explorer:
    return stated_numbers(
        topics,
        document="hatch_relationalism",
        of="Shares",
        choice=("topic", "Shares …"),
        source=f"{PAPER}, {where}.",
        **options,
    )


KINDS = {
    "startup_kind_independent": ("independent", "nobody’s"),
    "startup_kind_spin_off": ("spin-off", "founder left a firm to found it"),
    "startup_kind_affiliate": ("affiliate", "and means to go on dealing with that firm"),
    "startup_kind_directed_affiliate": ("directed affiliate", "and that firm directs it"),
}
"""Kinds of new firms: name, and what makes one."""
SINCE = "since 1991"


def kinds() -> pd.DataFrame:
    """Return the kinds of firms founded since 1991: ``kind``, ``what``, ``percent``."""
    stated = table("stated_values").query("period == @SINCE").set_index("series")["value"]
    return pd.DataFrame(
        [(kind, what, stated[series]) for series, (kind, what) in KINDS.items()],
        columns=["kind", "what", "percent"],
    )


def independent_start_ups(**options) -> Explorer:
    """Return the kinds of new firms, and how many are independent by the reader's definition.

    Hatch counts the first kind alone. Options go to `Explorer`.
    """
    counted = [
        alt.param(name, value=False, bind=alt.binding_checkbox(name=label))
        for name, label in (
            ("spin_offs", "Spin-offs are independent"),
            ("affiliates", "Affiliates too"),
        )
    ]
    base = alt.Chart(kinds().assign(rank=range(len(KINDS)))).transform_calculate(
        free="datum.rank == 0 || (datum.rank == 1 && spin_offs) || (datum.rank == 2 && affiliates)"
        " ? 'independent' : 'tied to a firm'",
        counts="datum.free == 'independent' ? datum.percent : 0",
        text="format(datum.percent, '.1f') + ' %'",
        label="datum.kind + ': ' + datum.what",
        zero="0",
    )
    looks = charts.told_apart(
        "free", {"independent": ("blue", True), "tied to a firm": ("orange", False)}
    )
    y = alt.Y("rank:O", axis=None)
    scale = alt.Scale(domain=[0, 60], nice=False)
    bars = base.mark_bar(height=12, yOffset=9).encode(
        x=alt.X("percent:Q", scale=scale, axis=None), y=y, **looks
    )
    labels = base.mark_text(align="left", dx=1, dy=-8, color=colour("muted"))
    numbers = base.mark_text(align="left", dx=6, dy=9, fontWeight=600)
    said = base.transform_aggregate(free="sum(counts)", all="sum(percent)")
    sentence = (
        "'Of the firms founded since 1991, ' + format(datum.free, '.1f') + ' % are independent if '"
        " + (spin_offs && affiliates ? 'spin-offs and affiliates count as such'"
        "   : spin_offs ? 'spin-offs count as such' : affiliates ? 'affiliates count as such'"
        "   : 'only those count that came from no other firm, as the paper counts')"
        " + '; the other ' + format(datum.all - datum.free, '.1f') + ' % are tied to one.'"
    )
    return Explorer(
        alt.layer(
            bars,
            labels.encode(x=alt.value(0), y=y, text="label:N"),
            numbers.encode(x=alt.X("percent:Q", scale=scale), y=y, text="text:N"),
            charts.reading(said, sentence),
            charts.table(
                base,
                {"Kind": "datum.kind", "Share": "datum.text", "Counted as": "datum.free"},
                order="datum.rank",
            ),
        )
        .add_params(*counted)
        .properties(height=190),
        evidence="measured",
        source=f"{PAPER}, §6, from a survey printed by the SME Agency (1997).",
        **options,
    )
