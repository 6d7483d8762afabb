"""The division of labour: five accounts, each with its tiers and its footing."""

import pytest
from states import light, rows, set_to

from widgets import division
from widgets.data import table


@pytest.fixture(scope="module")
def figure():
    return light(division.division_of_labour())


@pytest.mark.parametrize("case", division.CASES)
def test_each_account_is_shown_whole(figure, case):
    shown = rows(set_to(figure, account=division.CASES[case]))
    expected = table("division_of_labour").query("case == @case")
    assert list(shown.index) == expected["place"].to_list()
    assert shown["Makes"].to_list() == expected["makes"].to_list()
    assert shown["Tier"].to_list() == [division.TIERS[tier] for tier in expected["tier"]]
    for place, makes in zip(expected["place"], expected["makes"], strict=True):
        assert f"{place}: {makes}" in figure.reading


@pytest.mark.parametrize(
    "case, tiers",
    # hatch_relationalism, §3: Sony draws on Japan, Singapore and Malaysia; Toyota's four plants are
    # all in the ASEAN-4.
    [("geese", "3 tiers"), ("electronics", "3 tiers"), ("sony", "3 tiers"), ("toyota", "1 tier.")],
)
def test_how_many_tiers(figure, case, tiers):
    assert f"entries at {tiers}" in set_to(figure, account=division.CASES[case]).reading


def test_every_account_and_tier_has_a_name():
    printed = table("division_of_labour")
    assert set(printed["case"]) == set(division.CASES)
    assert set(printed["tier"]) == set(division.TIERS)


def test_who_is_credited(figure):
    shown = rows(set_to(figure, account=division.CASES["prototypes"]))
    assert set(shown["Credited to"]) == {"Tamura (1996: 22)"} and set(shown["Footing"]) == {
        "reported"
    }
