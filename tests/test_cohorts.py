"""The three Soviet shares: which numbers of persons fit, and what the chapter says of them."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

import pytest
from states import light, set_to

from widgets import cohorts
from widgets.data import table

PRINTED = {"brezhnevs": 75, "podgornys": 18, "demoted": 47}
"""Minagawa, II.1, notes 17 and 19."""


@pytest.fixture(scope="module")
def figure():
    return light(cohorts.cohort_shares())


def read(figure, **state):
    return set_to(figure, **state).reading


def rounded(count, base):
    """Round a share in per cent as a printer would, without the module's arithmetic."""
    return int((Decimal(100 * count) / base).quantize(Decimal(1), ROUND_HALF_UP))


def test_percentages_come_from_the_table_and_have_no_base():
    assert cohorts.shares().set_index("group")["percent"].to_dict() == PRINTED
    stated = table("stated_values").set_index(["series", "place"])
    for where, *_ in cohorts.GROUPS.values():
        (row,) = stated.loc[[where]].itertuples()
        assert "No base is given" in row.note
        assert row.qualifier == "about"


@pytest.mark.parametrize("percent", PRINTED.values())
def test_what_fits_is_what_rounds_to_the_print(percent):
    for base in range(1, 101):
        expected = [k for k in range(base + 1) if rounded(k, base) == percent]
        assert cohorts.fitting(percent, base) == expected


def test_halves_go_upwards():
    assert cohorts.fitting(18, 40) == [7]  # 17.5
    assert cohorts.fitting(47, 40) == []  # 47.5 is 48


@pytest.mark.parametrize("percent", PRINTED.values())
@pytest.mark.parametrize("about", [1, 3, 5])
def test_what_fits_lies_within_reach(percent, about):
    for base in range(1, 101):
        within = [
            k for k in range(base + 1) if abs(Decimal(100 * k) - percent * base) <= about * base
        ]
        assert cohorts.fitting(percent, base, about) == within


@pytest.mark.parametrize("about, reach", cohorts.ABOUT.items())
@pytest.mark.parametrize("bases", [(20, 20, 20), (4, 11, 15), (40, 40, 40), (100, 99, 57)])
def test_reading_and_table_name_what_fits(figure, about, reach, bases):
    said = read(figure, about=about, **dict(zip(PRINTED, bases, strict=True)))
    clauses = said.rstrip(".").split(", ", 1)[1].split("; ")
    cells = figure._contents()["rows"]
    for percent, base, clause, row in zip(PRINTED.values(), bases, clauses, cells, strict=True):
        fits = cohorts.fitting(percent, base, reach)
        words = {0: "no whole number", 1: f"{fits[0]}" if fits else "",
                 2: " or ".join(map(str, fits))}  # fmt: skip
        number = words.get(len(fits)) or f"{fits[0]} to {fits[-1]}"
        assert clause.startswith(f"{percent} per cent of {base} ")
        assert clause.endswith(f" is {number} (one person is {100 / base:.1f} points)")
        assert row[4:] == [str(base), number, f"{100 / base:.1f}"]


def test_every_change_of_a_control_changes_the_reading(figure):
    first = read(figure)
    for control in figure.controls:
        values = control.get("options") or [4, 5, 19, 21, 22, 40, 99, 100]
        for value in values:
            if value != figure.start[control["name"]]:
                assert read(figure, **{control["name"]: value}) != first
    assert read(figure) == first


def test_nothing_is_called_an_interval(figure):
    assert not re.search("confiden|margin|interval", str(figure.markup(with_caption=True)))


# What the chapter says


def test_exercise_1_smallest_bases_and_how_many_careers(figure):
    bases = dict(figure.presets["Smallest bases"])
    assert bases.pop("about") == "rounding only"
    fits = {key: (cohorts.fitting(PRINTED[key], n), n) for key, n in bases.items()}  # fmt: skip
    assert fits == {"brezhnevs": ([3], 4), "podgornys": ([2], 11), "demoted": ([7], 15)}

    def careers(one, of_one, two, of_two):
        """Count the fewest careers to change until the first share is not above the second."""
        return min(
            down + up
            for down in range(one + 1)
            for up in range(of_two - two + 1)
            if (one - down) * of_two <= (two + up) * of_one
        )

    assert careers(3, 4, 2, 11) == 3
    assert [round(100 / 4), round(300 / 11)] == [25, 27]
    assert careers(75, 100, 18, 100) == 57


def test_no_number_fits_below_the_smallest_base():
    for key, percent in PRINTED.items():
        least = cohorts.smallest(key)
        assert not any(rounded(k, n) == percent for n in range(1, least) for k in range(n + 1))
