"""The figure of numbers checked: sentence, table and dots say what the comparison says."""

import pytest
from states import light, rows, set_to

from widgets.checked import ALL, NETWORKS, checked_numbers
from widgets.models.published import comparison

NUMBERS = comparison()


@pytest.fixture(scope="module")
def figure():
    return light(checked_numbers())


def test_every_network_has_a_name():
    assert set(NETWORKS) == set(NUMBERS["network"])
    assert len(set(NETWORKS.values()) | {ALL}) == len(NETWORKS) + 1


@pytest.mark.parametrize("network", [ALL, *NETWORKS.values()])
def test_sentence_and_table_are_those_of_the_comparison(figure, network):
    set_to(figure, network=network)
    names = NUMBERS["network"].map(NETWORKS)
    mine = NUMBERS if network == ALL else NUMBERS[names == network]
    assert f"of {len(mine)} published numbers {mine['agrees'].sum()} agree" in figure.reading
    weighted = mine["agrees"].isna().sum()
    assert (f"and {weighted} are not computed" in figure.reading) == (weighted > 0)
    table = rows(figure)
    assert len(table) == len(mine)
    said = [f"{row.value:.{row.decimals}f}".replace("-", "−") for row in mine.itertuples()]
    assert list(table["Published"]) == said
    assert list(table["Actor"]) == list(mine["actor"])
    told = {True: "agrees", False: "does not"}
    assert list(table["Verdict"]) == [told.get(each, "not computed") for each in mine["agrees"]]


def test_the_farthest_is_said(figure):
    # By hand: the hub of the ten at 0.1 is 1.565016, printed 1.57: 4.984 of 5 thousandths short.
    set_to(figure, network="Bonacich, ten")
    assert "the farthest is 0.997 of the half digit" in figure.reading


def test_no_minus_before_noughts(figure):
    set_to(figure, network="Bonacich, five")
    assert not rows(figure)["Ours"].str.fullmatch(r"−0\.0+").any()
