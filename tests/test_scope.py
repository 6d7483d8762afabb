"""The two conditions: what is coded, the cells, the figure, what the chapter says of it."""

from __future__ import annotations

import pytest
from states import light, rows, set_to

from widgets import scope
from widgets.data import table
from widgets.scope import FOOTINGS, NOBODY, cells, scope_conditions

CODED = table("scope_conditions").set_index(["country", "dimension"])


@pytest.fixture(scope="module")
def figure():
    return light(scope_conditions())


@pytest.mark.parametrize(
    "country, ties, position",
    [
        # hatch_state 2.1: close work with industry is told of Japan; 2.2: élites who dominate.
        ("japan", "close stated", "central stated"),
        # 2.1: of the USA and the UK an expectation is told, and no ties.
        ("usa", "not_close inferred", "central stated"),
        ("uk", "not_close inferred", "nan inferred"),
        # 2.1: no laissez-faire in Germany; corporatism in continental Europe. 2.2: both dominate.
        ("germany", "nan stated", "central stated"),
        ("france", "nan stated", "central stated"),
    ],
)
def test_a_place_is_what_the_text_gives(country, ties, position):
    for dimension, coded in (("ties", ties), ("position", position)):
        row = CODED.loc[(country, dimension)]
        assert str(row["place"]) == coded.split()[0]
        if country != "uk" or dimension == "ties":
            assert row["basis"] == coded.split()[1]


def test_every_country_stands_on_both_conditions():
    assert CODED.index.is_unique
    assert all(len(mine) == 2 for _, mine in CODED.groupby("country"))
    assert (CODED["document"] == "hatch_state").all()


def where(footing):
    found = cells().query("on == @footing")
    return {(row.row, row.column): row.names for row in found.itertuples() if row.names}


def test_two_cells_are_empty_and_three_countries_are_open():
    assert where("any") == {
        (0, 0): ["Japan"],
        (1, 0): ["USA"],
        (1, 2): ["UK"],
        (2, 0): ["Germany", "France"],
    }


def test_only_japan_is_placed_by_the_author_himself():
    # Exercise 4.
    assert where("stated by the author") == {
        (0, 0): ["Japan"],
        (2, 0): ["USA", "Germany", "France"],
        (2, 2): ["UK"],
    }


def test_nobody_is_said_to_be_off_the_centre():
    assert not (CODED["place"] == "not_central").any()


def test_every_country_has_one_cell_on_every_footing():
    for _, mine in cells().groupby("on"):
        names = [name for each in mine["names"] for name in each]
        assert sorted(names) == sorted(CODED["name"].unique())
    assert len(cells()) == 9 * len(FOOTINGS)


def test_reading(figure):
    assert set_to(figure).reading == (
        "On any footing, close ties, central: Japan; close ties, not central: no country;"
        " no close ties, central: USA; no close ties, not central: no country."
        " Left open: UK (position not told); Germany, France (ties not told)."
    )
    said = set_to(figure, footing="stated by the author").reading
    assert "no close ties, central: no country" in said
    assert said.endswith("USA, Germany, France (ties not told); UK (ties and position not told).")


@pytest.mark.parametrize("name", CODED["name"].unique())
def test_one_country_is_read_with_its_footing(figure, name):
    said = set_to(figure, one=name).reading
    mine = CODED[CODED["name"] == name]
    for row in mine.itertuples():
        assert row.evidence.replace("'", "’") in said
        assert f"(§{row.section}, {row.basis})" in said


def test_what_the_argument_says_of_cells(figure):
    assert "authority may be kept" not in set_to(figure).reading
    assert "authority may be kept" in set_to(figure, argued=True).reading


def test_table_gives_every_country_and_no_empty_cell(figure):
    shown = rows(set_to(figure) or figure)
    assert list(shown.index) == list(CODED["name"].unique())
    assert shown.loc["Germany", "Ties with business"] == "the paper does not say"
    assert (shown.map(len) > 0).all(axis=None)
    assert (rows(set_to(figure, footing="stated by the author")).index == shown.index).all()


def test_every_change_of_a_control_changes_the_reading(figure):
    first = set_to(figure).reading
    for control in figure.controls:
        options = control["options"] or [True, False]
        for option in options:
            if option != figure.start[control["name"]]:
                assert set_to(figure, **{control["name"]: option}).reading != first
    assert set_to(figure, one=NOBODY).reading == first


def test_every_place_has_a_name():
    assert {*scope.TIES} == {*CODED.xs("ties", level="dimension")["place"].dropna(), ""}
    assert {*CODED.xs("position", level="dimension")["place"].dropna()} < {*scope.POSITION}
