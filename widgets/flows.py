"""The figures on experts, lending and reported shares: what else the paper counts as resources."""

from __future__ import annotations

import pandas as pd

from widgets import charts
from widgets.data import table
from widgets.explorer import Explorer
from widgets.stated import Topic, stated_numbers

EXPERTS = "Experts sent by JICA"
LOANS = "Export–Import Bank loans"

AMOUNT = "amount to Asia"
SHARE = "Asia's share"
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
            _as_measures(experts, EXPERTS, "experts"),
            _as_measures(loans, LOANS, "billion yen"),
        ]
    )
    return Explorer(
        charts.series(rows, first=EXPERTS, measure=AMOUNT),
        evidence="measured",
        source="Hatch, “Regionalizing the State”, Tables 2 (§2.2) and 3 (§3.5);"
        " the implied total is amount over share.",
        **options,
    )


def _as_measures(rows: pd.DataFrame, series: str, unit: str) -> pd.DataFrame:
    amount, share = rows["amount"].astype(float), rows["share"].astype(float)
    whole = ",.0f"
    measures = {
        AMOUNT: (amount, unit, whole if unit == "experts" else ",.1f"),
        SHARE: (share, "%", ".1f"),
        TOTAL: (100 * amount / share, unit, whole),  # no more digits than the share allows
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
        name="whose",
        label="A share …",
        source="Hatch, “Regionalizing the State”, §2.2, §3, §3.4–3.6 and n. 43.",
        **options,
    )
