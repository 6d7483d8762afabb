"""The two ledgers as the page works them out: the model's numbers, side by side, never one."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from states import light, rows, set_to

from widgets import ledgers
from widgets.models import regime

FIGURE = light(ledgers.two_ledgers())
STATES = st.fixed_dictionaries(
    {
        "index": st.integers(600, 1000).map(lambda tenths: tenths / 10),
        "share": st.integers(0, 12).map(lambda step: 5 * step),
        "brought_home": st.integers(0, 20).map(lambda step: 5 * step),
        "borne": st.integers(0, 20).map(lambda step: 5 * step),
    }
)


def read(text):
    """Return a number as the figure writes it, with a minus sign of its own."""
    return float(text.replace("−", "-"))


def model(function, state):
    """Return what the model gives for a state of the figure, which counts in percent."""
    parts = {name: state[name] / 100 for name in ("brought_home", "borne")}
    return function(state["index"], state["share"] / 100, **parts)


@settings(deadline=None, max_examples=40)
@given(STATES)
def test_the_table_is_the_models(state):
    shown, expected = rows(set_to(FIGURE, **state)), model(regime.lines, state)
    expected = expected[expected["year"].isin(ledgers.YEARS)]
    assert shown.index.astype(int).tolist() == expected["year"].tolist()
    for heading, column in (("The insiders", "insiders"), ("The economy", "economy")):
        assert shown[heading].map(read).tolist() == pytest.approx(expected[column], abs=0.0051)
    assert (shown["The regime"] != "given up").tolist() == expected["kept"].tolist()


@settings(deadline=None, max_examples=40)
@given(STATES)
def test_the_sentence_is_the_models(state):
    said, found = set_to(FIGURE, **state).reading, model(regime.rescue, state)
    first = model(regime.ledgers, state)
    numbers = [read(number) for number in re.findall(r"[+−]\d\.\d\d", said)]
    if found.years == 0:
        assert "give the regime up at once" in said
        assert numbers == pytest.approx([first.insiders], abs=0.0051)
        return
    assert numbers == pytest.approx([first.insiders, first.economy], abs=0.0051)
    told = re.search(r"for (\S+) years; .* gets (\S+) from Asia and pays (\S+) for", said)
    if regime.tie_value(state["index"]) > 0:
        assert "nothing to rescue" in said and not told
        return
    years, profit, cost = map(float, told.groups())
    assert years == pytest.approx(found.years, abs=0.051)
    assert (profit, cost) == pytest.approx((found.profit_home, found.delay_cost), abs=0.0051)
    if abs(found.profit_home - found.delay_cost) > 1e-6:
        assert ("costs it" in said) == (found.profit_home < found.delay_cost)


@settings(deadline=None, max_examples=20)
@given(STATES)
def test_the_two_are_never_one_number(state):
    set_to(FIGURE, **state)
    assert list(rows(FIGURE)) == ["The insiders", "The economy", "The regime"]
    assert not re.search(r"\b(sum|total|together|net)\b", FIGURE.reading)


def test_presets_are_the_stated_years_clipped():
    # hatch_relationalism, section 2, after Cameron (1997): 61, 86.7, 101.1 and 98.8.
    found = {name: preset["index"] for name, preset in FIGURE.presets.items()}
    assert found == {"As in 1955": 61, "As in 1973": 86.7, "As in 1980": 100, "As in 1990": 98.8}


@pytest.mark.parametrize(
    "index, worse",
    # The border for 30 % is at 93.62 (`regime.border`), where the sums over the years are equal.
    [(93.6, False), (93.7, True)],
)
def test_the_border_lies_where_the_model_puts_it(index, worse):
    assert regime.border(0.3) == pytest.approx(93.62, abs=0.005)
    said = set_to(FIGURE, index=index, share=30).reading
    assert ("the delay costs it" in said) == worse


def test_a_share_in_asia_raises_the_insiders_line():
    stands = []
    for share in (0, 15, 30, 45, 60):
        said = set_to(FIGURE, index=98.8, share=share).reading
        stands.append(read(re.search(r"[+−]\d\.\d\d", said).group()))
    assert stands == sorted(stands) and len(set(stands)) == len(stands)


def test_where_insiders_bear_all_and_all_comes_home_no_rescue_hurts_the_economy():
    for index in (92, 96, 100):
        said = set_to(FIGURE, index=index, share=40, brought_home=100, borne=100).reading
        assert "the delay costs it" not in said


def test_it_says_what_kind_of_evidence_it_is():
    assert FIGURE.evidence == "illustrative"
    assert "Our model" in FIGURE.source
