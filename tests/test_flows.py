"""The figures on experts, loans and shares: implied totals, ranges, and on whose word."""

import pandas as pd
import pytest

from widgets import flows
from widgets.data import table


def rows(figure):
    """Return the figure's table, indexed by its first column."""
    shown = figure._contents()
    return pd.DataFrame(shown["rows"], columns=shown["headings"]).set_index(shown["headings"][0])


def number(text):
    return float(text.replace(",", "").replace("n/a", "nan"))


@pytest.fixture(scope="module")
def series():
    """Return the figure of experts and loans; one picture of each state is enough."""
    made = flows.experts_and_loans()
    made.widths = []
    return made


@pytest.fixture(scope="module")
def shares():
    """Return the figure of the shares in the text; one picture of each state is enough."""
    made = flows.reported_shares()
    made.widths = []
    return made


# Experts and loans


@pytest.mark.parametrize(
    "name, data, amount, share, unit",
    [
        (flows.EXPERTS, "jica_experts", "experts_to_asia", "asia_share_percent", "experts"),
        (
            flows.LOANS,
            "exim_loans",
            "loans_billion_yen",
            "share_of_commitments_percent",
            "billion yen",
        ),
    ],
    ids=["experts", "loans"],
)
@pytest.mark.parametrize("measure", [flows.AMOUNT, flows.SHARE, flows.TOTAL])
def test_a_measure_is_the_printed_one_or_follows_from_two(
    series, name, data, amount, share, unit, measure
):
    printed = table(data).set_index("year")
    expected, digits = {
        flows.AMOUNT: (printed[amount], 1),
        flows.SHARE: (printed[share], 1),
        flows.TOTAL: (printed[amount] / (printed[share] / 100), 0),
    }[measure]
    series.series, series.measure = name, measure
    shown = rows(series)
    assert list(shown.index) == [str(year) for year in printed.index]
    assert shown["Value"].map(number).to_list() == pytest.approx(
        expected.to_list(), abs=0.5 * 10**-digits + 1e-6, nan_ok=True
    )
    assert set(shown["Unit"]) == {"%" if measure == flows.SHARE else unit}
    assert series.reading.startswith(f"{name}, {measure}: from ")


@pytest.mark.parametrize(
    "name, year, total",
    [
        (flows.EXPERTS, 1991, "2,569"),  # hatch_state, Table 2: 1,292 are 50.3 %; 1292 / 0.503
        (flows.EXPERTS, 1999, "5,818"),  # 3,351 are 57.6 %; 3351 / 0.576
        (flows.LOANS, 1996, "1,483"),  # hatch_state, Table 3: 330.6 are 22.3 %; 330.6 / 0.223
        (flows.LOANS, 1997, "3,834"),  # 939.3 are 24.5 %; 939.3 / 0.245
        (flows.LOANS, 1982, "n/a"),  # both printed as none
    ],
)
def test_implied_total(series, name, year, total):
    series.series, series.measure = name, flows.TOTAL
    assert rows(series).loc[str(year), "Value"] == total


@pytest.mark.parametrize(
    "name, measure, reading",
    [
        (
            flows.EXPERTS,
            flows.SHARE,
            "Experts sent by JICA, Asia's share: from 50.3 % in 1991 to 57.6 % in 1999"
            " (+7.3 points); the peak is 59.6 % in 1998, the low 49.7 % in 1992.",
        ),
        (
            flows.LOANS,
            flows.AMOUNT,
            "Export–Import Bank loans, amount to Asia: from 79.1 billion yen in 1980 to"
            " 203.7 billion yen in 1999 (2.6 times the first); the peak is 939.3 billion yen in"
            " 1997, the low 11.9 billion yen in 1986.",
        ),
    ],
)
def test_reading_of_a_series(series, name, measure, reading):
    series.series, series.measure = name, measure
    assert series.reading == reading


def test_a_gap_is_seen(series):
    series.series, series.measure = flows.LOANS, flows.AMOUNT
    ((_, picture),) = series._contents()["pictures"]
    assert picture.count(">n/a</text>") == 1


# Shares in the text


@pytest.mark.parametrize(
    "whose, expected",
    [
        (
            flows.HOST,
            {
                "ASEAN-4: manufacturing investment, 1987–1996": "more than 25 %",
                "ASEAN-4: vehicles made, no year given": "80–90 %",
                "ASEAN: vehicles made, no year given": "76 %",
                "Malaysia: electrical-machinery workers, no year given": "45 %",
                "Singapore: electrical-machinery workers, no year given": "25 %",
                "Thailand: production workers, no year given": "7 %",
                "Asia: all direct investment, 1990": "26 %",
                "Asia: all direct investment, 1999": "8 %",
            },
        ),
        (
            flows.OWN,
            {
                "Asia: manufacturing investment, 1995": "40 %",
                "Asia: bilateral aid, 1999": "63.2 %",
                "Asia: small firms’ projects with public loans, 1987–1996": "90 %",
                "developing Asia: concessionary loans, no year given": "at least 90 %",
            },
        ),
    ],
    ids=["host", "own"],
)
def test_each_statement_is_a_row_and_a_range_is_one_statement(shares, whose, expected):
    # hatch_state, 2.2 with notes 12 and 13, 3, 3.4 to 3.6, note 43; read in the text.
    shares.whose, shares.footing = whose, "any"
    assert rows(shares)["Share"].to_dict() == expected


def test_what_two_say_of_one_thing_is_no_range():
    said = {"place": "ASEAN", "period": "1997", "basis": "reported", "section": "2.2"}
    rows = [
        said | {"value": 80, "qualifier": "range_low", "attributed_to": "one"},
        said | {"value": 90, "qualifier": "range_high", "attributed_to": "one"},
        said | {"value": 76, "qualifier": "exact", "attributed_to": "another"},
    ]
    shown = flows._share_rows(pd.DataFrame(rows), flows.HOST, "vehicles made")
    assert shown["text"].to_list() == ["80–90 %", "76 %"]
    assert shown["credited"].to_list() == ["one", "another"]


def test_no_share_of_the_text_is_left_out():
    stated = table("stated_values").query("unit == 'percent'")
    names = {name for name in stated["series"] if "share" in name}
    # Two series are printed as tables as well, and are shown from there.
    printed = {"bilateral_aid_share_from_japan", "exim_investment_loans_share_to_region"}
    assert {name for name, *_ in flows._SHARES} == names - printed


def test_no_hedge_is_lost():
    stated = table("stated_values")
    used = stated[stated["series"].isin([name for name, *_ in flows._SHARES])]
    assert set(used["qualifier"]) <= {"exact", "range_low", "range_high", *flows._BOUND}


@pytest.mark.parametrize("whose", [flows.HOST, flows.OWN])
def test_the_footing_filters_the_rows(shares, whose):
    shares.whose, shares.footing = whose, "any"
    every = rows(shares)
    assert set(every["Footing"]) <= {"stated", "reported"}
    for footing in ("stated", "reported"):
        shares.footing = footing
        kept = every[every["Footing"] == footing]
        assert rows(shares).to_dict() == kept.to_dict()
        assert shares.reading.startswith(
            f"Shares {whose}, footing {footing}: {len(kept)} of {len(every)} statements"
        )


@pytest.mark.parametrize(
    "whose, footing, reading",
    [
        (
            flows.HOST,
            "stated",
            "Shares of what the host has, footing stated: 1 of 8 statements, the highest more than"
            " 25 % (ASEAN-4: manufacturing investment, 1987–1996; credited to the author himself)."
            " Of all 8, 7 are reported from somebody else.",
        ),
        (
            # "At least 90" outranks the 90 beside it.
            flows.OWN,
            "any",
            "Shares of what Japan gives, footing any: 4 of 4 statements, the highest at least 90 %"
            " (developing Asia: concessionary loans, no year given; credited to the author"
            " himself). Of all 4, 0 are reported from somebody else.",
        ),
        (
            flows.OWN,
            "reported",
            "Shares of what Japan gives, footing reported: 0 of 4 statements, so there is nothing"
            " to show. Of all 4, 0 are reported from somebody else.",
        ),
    ],
)
def test_reading_of_the_shares(shares, whose, footing, reading):
    shares.whose, shares.footing = whose, footing
    assert shares.reading == reading


def test_who_is_credited_is_named(shares):
    shares.whose, shares.footing = flows.HOST, "any"
    shown = rows(shares)
    assert set(shown.loc[shown["Footing"] == "stated", "Credited to"]) == {"the author himself"}
    credited = shown.loc[shown["Footing"] == "reported", "Credited to"]
    assert "the author himself" not in set(credited) and credited.str.len().gt(0).all()


def test_the_two_questions_do_not_share_a_row(shares):
    asked = []
    for shares.whose in (flows.HOST, flows.OWN):
        shares.footing = "any"
        asked.append(set(rows(shares).index))
    assert asked[0].isdisjoint(asked[1])
