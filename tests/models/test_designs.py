"""Designs of comparison: what fits, and laws that hold whatever the traits."""

from __future__ import annotations

import doctest
from itertools import product

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.models import designs
from widgets.models.designs import DESIGNS, DIFFERENT, SIMILAR, fit, fits

TRAITS = ["joins", "known_by", "a", "b", "c", "d"]
value = st.sampled_from(["one", "other", None])
cases = st.lists(
    st.tuples(
        st.sampled_from(["persons", "bodies"]),
        st.sampled_from(["model", "press", "counts"]),
        *[value] * 4,
    ),
    min_size=2,
    max_size=4,
)


def table(*rows):
    """Return traits of cases called 0, 1 and so on."""
    return pd.DataFrame([list(row) for row in rows], columns=TRAITS)


def test_examples():
    assert doctest.testmod(designs).failed == 0


@given(cases)
def test_a_pair_is_judged_alike_from_either_side(rows):
    traits = table(*rows)
    for one, other, design in product(traits.index, traits.index, DESIGNS):
        assert fit(traits, one, other, design) == fit(traits, other, one, design)


@given(cases)
def test_every_trait_is_alike_unlike_or_untold(rows):
    traits = table(*rows)
    for one, other in product(traits.index, repeat=2):
        made = fit(traits, one, other, SIMILAR)
        assert sorted([*made.alike, *made.unlike, *made.untold]) == sorted(TRAITS)
        assert set(made.untold) == set(traits.columns[traits.loc[[one, other]].isna().any()])


@given(cases)
def test_what_fits_both_designs_has_few_traits_told(rows):
    for pair in fits(table(*rows)).itertuples():
        if pair[3] == pair[4] == "":
            made = fit(table(*rows), pair.first, pair.second, SIMILAR)
            assert len(made.alike) + len(made.unlike) <= 2 * designs.MOST


@pytest.mark.parametrize(
    "other, similar, different",
    [
        # By hand, against persons / press / one / one / one / one.
        (("persons", "press", "one", "one", "other", "other"), "", "too alike"),
        (("persons", "press", "one", "other", "other", "other"), "too unlike", "too alike"),
        (("persons", "counts", "one", "other", "other", "other"), "too unlike", ""),
        (("bodies", "press", "one", "one", "one", "one"), "other unit", "other unit"),
        (("persons", "model", "one", "one", "one", "one"), *["model beside case"] * 2),
        # What is not told makes a pair neither alike nor unlike.
        (("persons", "press", None, None, "other", "other"), "", ""),
        (("persons", "press", None, None, None, "other"), "", ""),
    ],
)
def test_one_pair(other, similar, different):
    traits = table(("persons", "press", *["one"] * 4), other)
    assert fit(traits, 0, 1, SIMILAR).reason == similar
    assert fit(traits, 0, 1, DIFFERENT).reason == different
    assert fit(traits, 0, 1, SIMILAR).fits == (similar == "")


def test_a_case_is_no_pair_with_itself():
    traits = table(("persons", "press", *["one"] * 4))
    assert fit(traits, 0, 0, SIMILAR).reason == "same case"


def test_two_models_can_be_compared():
    traits = table(
        ("persons", "model", *["one"] * 4), ("persons", "model", "one", "one", "one", None)
    )
    assert fit(traits, 0, 1, SIMILAR).fits


def test_an_unknown_design_is_refused():
    traits = table(("persons", "press", *["one"] * 4))
    with pytest.raises(ValueError, match="one of most similar, most different, not 'similar'"):
        fit(traits, 0, 0, "similar")


def test_every_pair_stands_once():
    traits = table(*[("persons", "press", *["one"] * 4)] * 4)
    judged = fits(traits)
    assert len(judged) == 6
    assert set(judged[SIMILAR]) == {""}
    assert set(judged[DIFFERENT]) == {"too alike"}
