"""Claims about tables in the figure: the rule of the page is the model's, whatever its bounds."""

from collections import Counter

import pytest
from states import light, rows, set_to

from widgets import tested
from widgets.models import table_claims as model


@pytest.fixture(scope="module")
def figure():
    return light(tested.tested_claims())


@pytest.mark.parametrize("plain", [1, 2, 5, 20])
@pytest.mark.parametrize("rounded", [1, 10, 11, 30])
@pytest.mark.parametrize("loosely", [5, 25, 60])
def test_the_page_judges_as_the_model(figure, plain, rounded, loosely):
    shown = rows(set_to(figure, plain=plain, rounded=rounded, loosely=loosely))
    expected = model.judged(plain, rounded, loosely)
    assert shown["In the text"].to_list() == expected["wording"].to_list()
    assert shown["Verdict"].to_list() == expected["verdict"].to_list()
    counts = Counter(expected["verdict"])
    assert figure.reading.startswith(
        f"If a plain number may miss by {plain} %, a rounded one by {rounded} % and a loose one"
        f" by {loosely} %, {counts[model.HOLDS]} of {len(expected)} claims hold,"
        f" {counts[model.LOOSE]} "
    )


@pytest.mark.parametrize("bound", ["plain", "rounded", "loosely"])
def test_every_bound_is_in_the_reading_also_where_no_verdict_hangs_on_it(figure, bound):
    readings = {set_to(figure, **{bound: value}).reading for value in (20, 19, 18)}
    assert len(readings) == 3


def test_reading_as_it_opens(figure):
    # hatch_relationalism, Table 5: 64,991 in 1991 and 103,688 in 1996 are 1.60 and not 2 times;
    # §3: "$331 billion" for the 330.6 billion yen of Table 3.
    assert set_to(figure).reading == (
        "If a plain number may miss by 5 %, a rounded one by 10 % and a loose one by 25 %, 12 of 16"
        " claims hold, 2 are loose, 1 does not hold (“almost twofold”), and 1 has the wrong unit."
    )


def test_a_claim_without_a_number_shows_none(figure):
    shown = rows(set_to(figure)).set_index("In the text")["Printed less claimed"]
    without = model.judged().query("miss_percent.isna()")["wording"]
    assert set(shown[shown == "no number"].index) == set(without)
    assert shown["almost twofold"] == "−40.5 %"  # with a minus sign
