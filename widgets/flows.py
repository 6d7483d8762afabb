"""The figures on experts, lending and reported shares: what else the paper counts as resources."""

from __future__ import annotations

import altair as alt
import pandas as pd

from widgets import charts
from widgets.data import table
from widgets.explorer import Explorer
from widgets.theme import colour

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

_SHARES = [
    # series, whose total, what the row says
    ("manufacturing_fdi_share_from_japan", HOST, "manufacturing investment"),
    ("vehicle_production_share_of_japanese_makers", HOST, "vehicles made"),
    ("electrical_machinery_workers_share_in_japanese_firms", HOST, "electrical-machinery workers"),
    ("production_workers_share_in_japanese_firms", HOST, "production workers"),
    ("fdi_flows_share_from_japan", HOST, "all direct investment"),
    ("manufacturing_fdi_of_japan_share_to_region", OWN, "manufacturing investment"),
    ("japan_oda_share_to_region", OWN, "bilateral aid"),
    (
        "jfs_overseas_investment_projects_share_to_region",
        OWN,
        "small firms’ projects with public loans",
    ),
    ("concessionary_loans_share_to_region", OWN, "concessionary loans"),
]

_FOOTINGS = ["stated", "reported"]
_BOUND = {"more_than": "more than", "at_least": "at least", "nearly": "nearly"}


def reported_shares(**options) -> Explorer:
    """Return the shares that the text gives without a printed table behind them.

    Two different questions hide in "a share": what part of a host's total is Japanese, and what
    part of Japan's total goes to Asia. The figure shows one at a time. Options go to `Explorer`.
    """
    stated = table("stated_values")
    rows = pd.concat(
        _share_rows(stated[stated["series"] == name], whose, what) for name, whose, what in _SHARES
    )
    return Explorer(
        _shares_chart(rows),
        evidence="measured",
        source="Hatch, “Regionalizing the State”, §2.2, §3, §3.4–3.6 and n. 43.",
        **options,
    )


def _share_rows(stated: pd.DataFrame, whose: str, what: str) -> pd.DataFrame:
    """Return one row a statement: a range's two bounds, as two rows of the source, become one."""
    stated = stated.assign(
        key=stated["attributed_to"].fillna("") + stated["period"].fillna("") + stated["place"]
    )
    rows = stated.groupby("key", sort=False).agg(
        low=("value", "min"),
        high=("value", "max"),
        place=("place", "first"),
        period=("period", "first"),
        qualifier=("qualifier", "first"),
        basis=("basis", "first"),
        credited=("attributed_to", "first"),
        section=("section", "first"),
    )
    bound = rows["qualifier"].map(_BOUND).fillna("")
    number = [
        f"{low:g}" if low == high else f"{low:g}–{high:g}"
        for low, high in zip(rows["low"], rows["high"], strict=True)
    ]
    period = rows["period"].fillna("no year given").str.replace("-1", "–1")  # between years
    return rows.assign(
        whose=whose,
        row=rows["place"] + ": " + what + ", " + period,
        text=(bound + " " + pd.Series(number, rows.index) + " %").str.strip(),
        credited=rows["credited"].fillna("the author himself"),
    )


def _shares_chart(rows: pd.DataFrame) -> alt.LayerChart:
    whose = charts.among([HOST, OWN], "whose", HOST, label="A share …", beside=True)
    footing = charts.among(["any", *_FOOTINGS], "footing", "any", label="Footing", beside=True)
    base = (
        alt.Chart(rows)
        .transform_filter("datum.whose == whose")
        .transform_calculate(shown="footing == 'any' || datum.basis == footing ? 1 : 0", zero="0")
    )
    shown = base.transform_filter("datum.shown == 1")
    y = alt.Y("row:N", sort=alt.EncodingSortField("high", order="descending"), axis=None)
    # Room beyond 100 for the number beside a dot; what a dot is stands over it, also on a phone.
    scale = alt.Scale(domain=[0, 128], nice=False)
    x = alt.X("low:Q", scale=scale, title=None, axis=alt.Axis(values=[0, 25, 50, 75, 100]))
    to = alt.X("high:Q", scale=scale)
    colours = alt.Scale(domain=_FOOTINGS, range=[colour("blue"), colour("orange")])
    shapes = alt.Scale(domain=_FOOTINGS, range=["circle", "diamond"])
    footed = alt.Color("basis:N", scale=colours)
    span = shown.mark_rule(strokeWidth=3, yOffset=9).encode(x=x, x2="high", y=y, color=footed)
    stem = shown.mark_rule(color=colour("edge"), yOffset=9).encode(
        x=alt.X("zero:Q", scale=scale), x2="low", y=y
    )
    dots = shown.mark_point(filled=True, size=80, opacity=1, yOffset=9).encode(
        y=y, color=footed, shape=alt.Shape("basis:N", scale=shapes)
    )
    names = shown.mark_text(align="left", dx=3, dy=-7, color=colour("muted"))
    numbers = shown.mark_text(align="left", dx=9, dy=9, fontWeight=600)
    said = base.transform_calculate(
        by_report="datum.basis == 'reported' ? 1 : 0",
        # "At least" outranks the same number without it.
        height="datum.shown == 1 ? datum.high + (indexof(datum.text, 'at least') + 1) : -1",
    ).transform_aggregate(
        n="sum(shown)", top="argmax(height)", all="count()", reported="sum(by_report)"
    )
    sentence = (
        "'Shares ' + whose + ', footing ' + footing + ': ' + datum.n + ' of ' + datum.all"
        " + (datum.n == 0 ? ' statements, so there is nothing to show'"
        "   : ' statements, the highest ' + datum.top.text + ' (' + datum.top.row"
        "     + '; credited to ' + datum.top.credited + ')')"
        " + '. Of all ' + datum.all + ', ' + datum.reported + ' are reported from somebody else.'"
    )
    return (
        alt.layer(
            stem,
            span,
            dots.encode(x=x),
            dots.encode(x=to),
            names.encode(x=alt.value(0), y=y, text="row:N"),
            numbers.encode(x=to, y=y, text="text:N"),
            charts.reading(said, sentence),
            charts.table(
                shown,
                {
                    "What": "datum.row",
                    "Share": "datum.text",
                    "Footing": "datum.basis",
                    "Credited to": "datum.credited",
                    "Section": "datum.section",
                },
            ),
        )
        .add_params(whose, footing)
        .properties(height=370)
    )
