"""The Soviet timeline: what stands beside which printed year, and what the figure makes of it."""

from __future__ import annotations

import re

import pytest

from widgets.board import FOOTINGS, SOVIET
from widgets.codings import codings
from widgets.data import table
from widgets.networks import network
from widgets.soviet_timeline import EVERYBODY, LANES, entries, soviet_timeline

ROWS = table("soviet_timeline").set_index("item")
BREZHNEV, PODGORNY, OTHERS = SOVIET.sides


@pytest.fixture(scope="module")
def figure():
    made = soviet_timeline()
    made.widths = []  # one picture of each state is enough
    return made


def read(figure, **state):
    for name, value in (figure.start | state).items():
        setattr(figure, name, value)
    return figure.reading


# The table


@pytest.mark.parametrize(
    "item, start, end, fortune, whose, basis",
    [
        # Minagawa, II.1 n. 24: from 1956 to the summer of 1960.
        ("brezhnev_industry", 1956, 1960, "held", "brezhnev", "reported"),
        # II.1: 1966, in the early time after Khrushchev.
        ("kirilenko_supervision", 1966, None, "held", "brezhnev", "stated"),
        # II.1: both at one time, and removed.
        ("titov_organization", None, None, "lost", "podgorny", "stated"),
        ("sobol_ukraine", None, None, "lost", "podgorny", "stated"),
        # II.1: in the 1950s.
        ("khrushchev_proteges", 1950, 1959, "rose", "khrushchev", "stated"),
        # II.2 n. 54: after 1964, of both cohorts.
        ("dnepropetrovsk_gained", 1964, None, "rose", "brezhnev", "reported"),
        ("kharkov_fell", 1964, None, "fell", "podgorny", "reported"),
        # II.1 n. 23: doubled by 1973; since when is not said.
        ("dnepropetrovsk_doubled", None, 1973, "rose", "brezhnev", "reported"),
        # II.1 n. 24: no year.
        ("kharkov_well", None, None, "well", "podgorny", "reported"),
        ("foreign_policy_well", None, None, "well", "suslov", "reported"),
    ],
)
def test_an_entry_is_what_the_text_says(item, start, end, fortune, whose, basis):
    row = ROWS.loc[item]
    assert row["start"] == start if start else row.isna()["start"]
    assert row["end"] == end if end else row.isna()["end"]
    assert [row["fortune"], row["whose"], row["basis"]] == [fortune, whose, basis]


def test_a_year_stands_where_the_dating_says_it():
    for row in ROWS.reset_index().itertuples():
        years = {int(year) for year in (row.start, row.end) if year == year}
        if row.printed == "the 1950s":
            assert years == {1950, 1959} and "decade" in row.note
        else:
            printed = re.findall(r"\d{4}", row.printed) if isinstance(row.printed, str) else []
            assert years == set(map(int, printed))


def test_entries_name_actors_of_the_network_and_offices_told():
    actors = set(network("soviet").actors["actor"])
    assert set(ROWS["actor"]) <= actors
    assert set(ROWS["whose"]) - {"several"} <= actors
    posts = table("careers").query("case == 'soviet'")
    told = set(posts[["actor", "episode"]].itertuples(index=False, name=None))
    holders = ROWS[ROWS["lane"] == "post"]
    assert set(holders[["actor", "episode"]].itertuples(index=False, name=None)) <= told


def test_a_contested_entry_names_readings_of_its_coding():
    for row in ROWS[ROWS["contested"].notna()].itertuples():
        assert set(row.readings.split("; ")) <= set(codings("soviet")[row.contested])
    assert ROWS.loc[ROWS["contested"].isna(), "readings"].isna().all()


# The figure


def test_every_entry_has_a_slot_of_its_own_and_the_dated_come_first():
    rows = entries()
    assert rows.groupby("item")["slot"].nunique().eq(1).all()
    assert rows.groupby("slot")["item"].nunique().eq(1).all()
    for lane in LANES:
        when = rows.loc[rows["lane"] == lane].sort_values("slot")["when"]
        assert when.dropna().is_monotonic_increasing
        assert when.isna().is_monotonic_increasing


@pytest.mark.parametrize("side", [*SOVIET.sides, EVERYBODY])
def test_the_sentence_counts_the_entries_of_a_side(figure, side):
    coded = entries()
    for coding in ("podgorny_charges", "kharkov"):
        coded = coded[coded[coding].isin(["", codings("soviet")[coding][0]])]
    mine = coded if side == EVERYBODY else coded[coded["side"] == side]
    said = read(figure, side=side)
    assert f": {len(mine)} entries, {mine['when'].notna().sum()} with a year in print" in said


def test_the_sentence_goes_by_year(figure):
    said = read(figure, side=EVERYBODY)
    years = [int(year) for year in re.findall(r"\((?:[^()]*?)(\d{4})[^()]*\)", said)]
    assert years == sorted(years) and len(years) >= 7


def test_readings_and_footings_take_entries_in_and_out(figure):
    both = read(figure, side=PODGORNY)
    assert "fell behind" in both and "above the average" in both and "until 1966" not in both
    moses = read(figure, side=PODGORNY, kharkov="Moses’s: it fell behind")
    assert "fell behind Dnepropetrovsk" in moses and "above the average" not in moses
    hough = read(figure, side=PODGORNY, kharkov="Hough’s: it did well")
    assert "fell behind" not in hough and "above the average" in hough
    charges = read(figure, side=PODGORNY, podgorny_charges="both charges")
    assert "General supervision over personnel (until 1966)" in charges
    counted = [
        len(figure._contents()["rows"]) for footing in FOOTINGS if read(figure, footing=footing)
    ]
    assert counted == sorted(counted, reverse=True) and counted[-1] < counted[0]


def test_the_reading_begins_like_a_sentence(figure):
    for side in (*SOVIET.sides, EVERYBODY):
        assert read(figure, side=side).startswith(f"{side[0].upper()}{side[1:]}: ")


def test_every_change_of_a_control_changes_the_reading(figure):
    first = read(figure)
    for control in figure.controls:
        for value in control["options"]:
            if value != figure.start[control["name"]]:
                assert read(figure, **{control["name"]: value}) != first


# What the chapter says


def test_the_rise_is_dated_before_the_post():
    rise = ROWS.query("whose == 'brezhnev' and lane == 'following'")["start"].min()
    assert (rise, ROWS.loc["kirilenko_supervision", "start"]) == (1964, 1966)
