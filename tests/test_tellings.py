"""Two tellings: every difference under its kind, and both tellings of the one that is read."""

import pytest
from states import light, rows, set_to

from widgets import tellings
from widgets.data import table


@pytest.fixture(scope="module")
def figure():
    return light(tellings.two_tellings())


@pytest.mark.parametrize("kind, words", tellings.KINDS.items())
def test_a_kind_shows_its_differences_in_order(figure, kind, words):
    shown = rows(set_to(figure, difference=words))
    expected = table("paper_differences").query("kind == @kind")
    assert list(shown.index) == expected["topic"].to_list()
    assert figure.reading == f"Of 52 differences {len(expected)} give {words}."


@pytest.mark.parametrize("place", range(0, 52, 5))
def test_the_one_that_is_read_is_told_twice(figure, place):
    row = table("paper_differences").iloc[place]
    reading = set_to(figure, one=row["topic"]).reading
    for side in ("hatch_state", "hatch_relationalism"):
        assert f"“{row[side].rstrip('.')}” (§{row[f'{side}_section']})" in reading


def test_every_kind_has_words():
    assert set(table("paper_differences")["kind"]) == set(tellings.KINDS)


def test_what_a_hundred_yen_make():
    # hatch_state, 3.6 and n. 35-36; hatch_relationalism, 4 and n. 97, 100, 101: yen over dollars.
    stated = table("stated_values").set_index(["document", "series"])["value"]
    pairs = {
        ("two_step_loans", "two_step_loans_usd"): 160,
        ("special_loans", "special_loans_usd"): 6_000,
    }
    for (yen, dollars), million in pairs.items():
        billion = stated["hatch_state", yen]
        billion = billion.iloc[-1] if hasattr(billion, "iloc") else billion
        said = stated["hatch_relationalism", dollars]
        said = said.iloc[-1] if hasattr(said, "iloc") else said
        assert 1_000 * billion / million == pytest.approx(100, abs=1), (yen, said)
