"""The figures on experts, lending and reported shares: what else the paper counts as resources."""

from __future__ import annotations

import altair as alt
import pandas as pd

from widgets import charts
from widgets.charts import YEARS
from widgets.data import table
from widgets.explorer import Explorer
from widgets.stated import Topic, stated_numbers
from widgets.theme import colour

EXPERTS = "Experts sent by JICA"
LOANS = "Export–Import Bank loans"
TECHNOLOGY = "Technology sold abroad"
PEOPLE = "Japanese employees abroad"

AMOUNT = "Asia alone"
SHARE = "Asia’s share"
TOTAL = "implied total"


def experts_and_loans(**options) -> Explorer:
    """Return the two printed series as amount, as Asia's share, and as the total these imply.

    Options go to `Explorer`.
    """
    experts = table("jica_experts").rename(
        columns={"experts_to_asia": "amount", "asia_share_percent": "share"}
    )
    loans = table("exim_loans").rename(
        columns={"loans_billion_yen": "amount", "share_of_commitments_percent": "share"}
    )
    rows = pd.concat(
        [
            _as_measures(experts, EXPERTS, "experts", ",.0f"),
            _as_measures(loans, LOANS, "billion yen", ",.1f"),
        ]
    )
    return Explorer(
        charts.series(rows, first=EXPERTS, measure=AMOUNT),
        evidence="measured",
        source="Hatch, “Regionalizing the State”, Tables 2 (§2.2) and 3 (§3.5);"
        " the implied total is amount over share.",
        **options,
    )


def technology_and_people(**options) -> Explorer:
    """Return what Japan's firms sold to Asia in technology, and whom they sent, as three measures.

    Options go to `Explorer`.
    """
    technology = table("technology_exports").rename(
        columns={"exports_usd_billion": "amount", "asia_share_percent": "share"}
    )
    people = table("expatriates").rename(
        columns={"employees_in_asia": "amount", "share_of_overseas_percent": "share"}
    )
    rows = pd.concat(
        [
            _as_measures(technology, TECHNOLOGY, "billion dollars", ",.2f", total=",.1f"),
            _as_measures(people, PEOPLE, "persons", ",.0f"),
        ]
    )
    return Explorer(
        charts.series(rows, first=TECHNOLOGY, measure=AMOUNT),
        evidence="measured",
        source="Hatch, “Regionalizing Relationalism”, Tables 2 and 5 (§3); the implied total is"
        " amount over share.",
        **options,
    )


def suppliers_motive(**options) -> Explorer:
    """Return the part of investing firms that came to supply an assembler, by host and year.

    Options go to `Explorer`.
    """
    rows = table("subcontractor_motive")
    return Explorer(
        _motive_chart(rows.assign(row=range(len(rows)))),
        evidence="measured",
        source="Hatch, “Regionalizing Relationalism”, Table 4 (§3): firms asked each year by the"
        " Export–Import Bank’s institute, which allowed several answers; how many firms were asked"
        " is not printed.",
        **options,
    )


def _motive_chart(rows: pd.DataFrame) -> alt.LayerChart:
    hosts = list(rows["host_region"].unique())
    host = charts.among(hosts, "host", "ASEAN-4", label="Host", beside=True)
    base = alt.Chart(rows).transform_calculate(
        text="format(datum.percent_of_firms, '.1f') + ' %'",
        chosen="datum.host_region == host ? 1 : 0",
    )
    shown = base.transform_filter("datum.chosen == 1")
    looks = {"domain": hosts}
    marks = base.encode(
        x=alt.X("year:O", title=None, axis=YEARS, scale=alt.Scale(paddingOuter=0.2)),
        y=alt.Y("percent_of_firms:Q", title=None, axis=alt.Axis(tickCount=5)),
        color=alt.Color(
            "host_region:N",
            scale=alt.Scale(range=[colour(name) for name in ("blue", "orange", "green")], **looks),
        ),
        shape=alt.Shape(
            "host_region:N", scale=alt.Scale(range=["circle", "diamond", "square"], **looks)
        ),
    )
    said = shown.transform_aggregate(
        start="argmin(year)", end="argmax(year)", top="argmax(percent_of_firms)"
    )
    sentence = (
        "host + ', firms that came to supply an assembler: ' + datum.start.text + ' of those that"
        " invested in ' + datum.start.year + ', most in ' + datum.top.year + ' with '"
        " + datum.top.text + ', and ' + datum.end.text + ' in ' + datum.end.year + '.'"
    )
    numbers = {"x": "year:O", "y": "percent_of_firms:Q", "text": "text:N"}
    return (
        alt.layer(
            # Whoever is not chosen stands back by thin lines and small marks, not by pale ones.
            marks.mark_line().encode(
                shape=alt.Undefined,
                strokeWidth=alt.condition("datum.chosen == 1", alt.value(3), alt.value(1)),
            ),
            marks.mark_point(filled=True, opacity=1).encode(
                size=alt.condition("datum.chosen == 1", alt.value(80), alt.value(22))
            ),
            *charts.clear_of_lines(shown, numbers, dy=-12, fontWeight=600),
            charts.reading(said, sentence),
            charts.table(
                base,
                {"Year": "datum.year", "Host": "datum.host_region", "Firms": "datum.text"},
                order="datum.row",
            ),
        )
        .add_params(host)
        .properties(height=260)
    )


def _as_measures(
    rows: pd.DataFrame, series: str, unit: str, digits: str, total: str = ",.0f"
) -> pd.DataFrame:
    """Return a printed amount and share, and the total that they imply, as measures."""
    amount, share = rows["amount"].astype(float), rows["share"].astype(float)
    measures = {
        AMOUNT: (amount, unit, digits),
        SHARE: (share, "%", ".1f"),
        TOTAL: (100 * amount / share, unit, total),
    }
    return pd.concat(
        pd.DataFrame(
            {
                "series": series,
                "year": rows["year"],
                "measure": name,
                "value": value,
                "unit": unit,
                "digits": digits,
            }
        )
        for name, (value, unit, digits) in measures.items()
    )


HOST = "of what the host has"
OWN = "of what Japan gives"

SHARES = {
    HOST: Topic(
        {
            "manufacturing_fdi_share_from_japan": "manufacturing investment",
            "vehicle_production_share_of_japanese_makers": "vehicles made",
            "electrical_machinery_workers_share_in_japanese_firms": "electrical-machinery workers",
            "production_workers_share_in_japanese_firms": "production workers",
            "fdi_flows_share_from_japan": "all direct investment",
        }
    ),
    OWN: Topic(
        {
            "manufacturing_fdi_of_japan_share_to_region": "manufacturing investment",
            "japan_oda_share_to_region": "bilateral aid",
            "jfs_overseas_investment_projects_share_to_region": "small firms’ projects"
            " with public loans",
            "concessionary_loans_share_to_region": "concessionary loans",
        }
    ),
}


def reported_shares(**options) -> Explorer:
    """Return the shares that the text gives without a printed table behind them.

    Two different questions hide in "a share": what part of a host's total is Japanese, and what
    part of Japan's total goes to Asia. The figure shows one at a time. Options go to `Explorer`.
    """
    return stated_numbers(
        SHARES,
        document="hatch_state",
        of="Shares",
        choice=("whose", "A share …"),
        source="Hatch, “Regionalizing the State”, §2.2, §3, §3.4–3.6 and n. 43.",
        **options,
    )
