"""The programmes of guidance, by year: what a row says, and what the figure makes of it."""

from __future__ import annotations

import pytest

from widgets import programmes
from widgets.networks import network


@pytest.fixture(scope="module")
def table():
    return programmes.rows().set_index(["side", "programme"])


@pytest.fixture(scope="module")
def figure():
    made = programmes.guidance_programmes()
    made.widths = []  # one picture of each state is enough
    return made


@pytest.mark.parametrize(
    "side, programme, start, end, status, footing",
    [
        # hatch_state, 3.4: launched in 1987, shelved.
        ("host states", "New AID Plan", 1987, 1987, "laid aside", "stated"),
        # hatch_state, 3.2 n. 20: an institute of 1988 became a bureau in 1996; a source of 1998.
        ("host states", "Supporting industries in Thailand", 1988, 1998, "carried out", "reported"),
        # hatch_state, 3.3: announced in 1990; nothing tells that it came about.
        ("Japanese investors", "Local guidance councils", 1990, 1990, "only planned", "reported"),
        # hatch_state, 3.3 n. 24: the talks with the electronics firms.
        ("Japanese investors", "Investment talks of 1992", 1992, 1992, "carried out", "reported"),
    ],
)
def test_a_row_is_what_the_text_says(table, side, programme, start, end, status, footing):
    row = table.loc[(side, programme)]
    found = (row["start"], row["end"], row["status"], row["footing"])
    assert found == (start, end, status, footing)


@pytest.mark.parametrize("programme", ["AMEICC", "CLM-WG", "Thai five-year plans"])
def test_a_programme_of_a_decade_has_no_year(table, programme):
    # "the mid-1990s", "since the early 1980s": a decade is no year.
    assert table.loc[("host states", programme), ["start", "end"]].isna().all()


def test_no_tie_of_guidance_is_lost_or_counted_twice(table):
    ties = network("guidance").ties
    for side, families in programmes.SIDES.items():
        guided = ties[ties["family"].isin(families) & ties["programme"].notna()]
        assert table.loc[side, "ties"].sum() == len(guided)


def test_every_status_of_the_network_has_a_look():
    assert set(network("guidance").codes["status"]) == set(programmes.STATUSES)
    assert set(programmes.STATUSES.values()) == set(programmes._LOOKS)


@pytest.mark.parametrize("side", programmes.SIDES)
@pytest.mark.parametrize("until", [1986, 1990, 1997, 2001])
@pytest.mark.parametrize("status", ["any", *programmes._LOOKS])
def test_reading_counts_what_is_shown(figure, table, side, until, status):
    figure.side, figure.until, figure.status = side, until, status
    rows = table.loc[side]
    rows = rows if status == "any" else rows[rows["status"] == status]
    dated, undated = rows[rows["start"] <= until], rows[rows["start"].isna()]
    carried = sum((part["status"] == "carried out").sum() for part in (dated, undated))
    own = sum((part["footing"] == "stated").sum() for part in (dated, undated))
    assert f"{len(dated)} programmes with a year and {len(undated)} for" in figure.reading
    assert f"{carried} of them carried out, {own} on the author’s own" in figure.reading
    assert len(figure._contents()["rows"]) == len(dated) + len(undated)
