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
                "ASEAN-4: manufacturing investment, 1987-1996": "more than 25 %",
                "ASEAN-4: vehicles made, no year given": "80–90 %",
                "ASEAN: vehicles made, no year given": "76 %",
                "Malaysia: electrical workers, no year given": "45 %",
                "Singapore: electrical workers, no year given": "25 %",
                "Thailand: production workers, no year given": "7 %",
                "Asia: all direct investment, 1990": "26 %",
                "Asia: all direct investment, 1999": "8 %",
            },
        ),
        (
            flows.OWN,
            {
                "Asia: manufacturing investment, 1995": "40 %",
                "Asia: Exim Bank business, mid-1990s": "nearly 25 %",
                "Asia: bilateral aid, 1999": "63.2 %",
                "Asia: JFS small-firm projects, 1987-1996": "90 %",
                "Asia: concessionary loans, no year given": "at least 90 %",
            },
        ),
    ],
    ids=["host", "own"],
)
def test_each_statement_is_a_row_and_a_range_is_one_statement(shares, whose, expected):
    # hatch_state, 2.2 with notes 12 and 13, 3, 3.4 to 3.6, note 43; read in the text.
    shares.whose, shares.footing = whose, "any"
    assert rows(shares)["Share"].to_dict() == expected


def test_no_share_of_the_text_is_left_out():
    stated = table("stated_values").query("unit == 'percent'")
    names = {name for name in stated["series"] if "share" in name}
    # The ranges that can be held against Table 1 stand beside it, in the chapter's last table.
    assert {name for name, *_ in flows._SHARES} == names - {"bilateral_aid_share_from_japan"}


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
            f"{len(kept)} of {len(every)} statements on a share {whose} (footing: {footing});"
        )


@pytest.mark.parametrize("footing", ["any", "stated", "reported"])
def test_reading_of_the_shares(shares, footing):
    # The highest and the count of reports are of all: no filter may make a report look like more.
    shares.whose, shares.footing = flows.HOST, footing
    assert shares.reading.endswith(
        "; the highest of all is 80–90 % (ASEAN-4: vehicles made, no year given), the paper"
        " crediting Automotive Resources Asia. 7 of the 8 are reported from somebody else."
    )


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
