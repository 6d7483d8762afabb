"""The figures on experts, loans and shares: implied totals, ranges, and on whose word."""

import re

import pytest
from states import light, rows

from widgets import flows
from widgets.data import table


def number(text):
    return float(text.replace(",", "").replace("n/a", "nan"))


@pytest.fixture(scope="module")
def series():
    """Return the figure of experts and loans; one picture of each state is enough."""
    return light(flows.experts_and_loans())


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
            "Experts sent by JICA, Asia’s share: from 50.3 % in 1991 to 57.6 % in 1999"
            " (+7.3 points); the peak is 59.6 % in 1998, the low 49.7 % in 1992.",
        ),
        (
            flows.LOANS,
            flows.AMOUNT,
            "Export–Import Bank loans, Asia alone: from 79.1 billion yen in 1980 to"
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


# Technology, people and suppliers


@pytest.fixture(scope="module")
def sold():
    return light(flows.technology_and_people())


@pytest.fixture(scope="module")
def motive():
    return light(flows.suppliers_motive())


@pytest.mark.parametrize(
    "name, measure, year, value",
    [
        # hatch_relationalism, Tables 2 and 5.
        (flows.TECHNOLOGY, flows.AMOUNT, 1991, "1.36"),
        (flows.TECHNOLOGY, flows.SHARE, 1996, "49.0"),
        (flows.TECHNOLOGY, flows.TOTAL, 1996, "5.6"),  # 2.75 / 0.49
        (flows.PEOPLE, flows.AMOUNT, 1996, "103,688"),
        (flows.PEOPLE, flows.TOTAL, 1996, "290,443"),  # 103,688 / 0.357
    ],
)
def test_technology_and_people(sold, name, measure, year, value):
    sold.series, sold.measure = name, measure
    assert rows(sold).loc[str(year), "Value"] == value


def test_numbers_at_the_axis_have_room_in_every_state(sold):
    # The room is measured when the page is drawn: were it not the same, longer ones would be cut.
    began = set()
    for sold.series in (flows.TECHNOLOGY, flows.PEOPLE):
        for sold.measure in (flows.AMOUNT, flows.TOTAL):
            picture = str(dict(sold._contents()["pictures"])["wide"])
            began.add(re.search(r'<g [^>]*transform="translate\((\d+)', picture)[1])
    assert len(began) == 1


@pytest.mark.parametrize(
    "host, reading",
    [
        # hatch_relationalism, Table 4.
        (
            "ASEAN-4",
            "ASEAN-4, firms that came to supply an assembler: 6.1 % of those that invested in 1991,"
            " most in 1995 with 32.5 %, and 24.1 % in 1996.",
        ),
        (
            "China",
            "China, firms that came to supply an assembler: 0.0 % of those that invested in 1991,"
            " most in 1995 with 21.3 %, and 12.8 % in 1996.",
        ),
    ],
)
def test_motive_of_suppliers(motive, host, reading):
    motive.host = host
    assert motive.reading == reading
    assert len(rows(motive)) == 18
