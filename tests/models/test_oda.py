"""The arithmetic of aid: worked cases from the printed table, and laws that hold for any."""

import json
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from widgets.data import table
from widgets.models import oda

CASES = json.loads((Path(__file__).parents[1] / "cases/oda.json").read_text(encoding="utf-8"))

YEARS = list(range(1989, 2000))
SHARED = YEARS[:-1]  # the table's last year prints no shares
RECIPIENTS = ["China", "Indonesia", "Thailand", "Philippines", "Malaysia"]

MULTIPLIERS = st.floats(0, 3)
RESPONSES = st.floats(-1, 1)

law = settings(deadline=None, max_examples=40)
"""A table of five rows is soon seen through; how long that takes is nobody's concern."""


def said(value):
    """Return a case's number as the models give it: None is missing."""
    return np.nan if value is None else value


def amount(value):
    return pytest.approx(said(value), abs=0.1, nan_ok=True)


def points(value):
    return pytest.approx(said(value), abs=0.01, nan_ok=True)


def the_row(frame):
    """Return the only row of a frame."""
    (row,) = frame.itertuples()
    return row


# Worked cases


@pytest.mark.parametrize("case", CASES["implied"], ids=lambda case: case["case"])
def test_what_the_table_implies(case):
    row = oda.bilateral_aid(case["year"]).loc[case["recipient"]]
    assert row["japan_usd_million"] == amount(case["japan"])
    assert row["others_usd_million"] == amount(case["others"])
    assert pd.isna(row["others_basis"]) == (case["others"] is None)


@pytest.mark.parametrize("case", CASES["scenarios"], ids=lambda case: case["case"])
def test_scenario(case):
    row = the_row(
        oda.scenario(
            case["year"],
            case["multiplier"],
            case["response"],
            [case["recipient"]],
            others_from=case.get("others_from"),
        )
    )
    assert row.recipient == case["recipient"]
    assert row.japan_usd_million == amount(case["japan"])
    assert row.others_usd_million == amount(case["others"])
    assert row.japan_share_percent == points(case["share"])
    assert row.change_points == points(case["change"])
    assert row.from_japan_points == points(case["from_japan"])
    assert row.from_others_points == points(case["from_others"])
    assert row.crosses_half == case["crosses"] or (
        case["crosses"] is None and pd.isna(row.crosses_half)
    )


@pytest.mark.parametrize("case", CASES["steps"], ids=lambda case: case["case"])
def test_decompose(case):
    row = the_row(oda.decompose(case["from"], case["to"], [case["recipient"]]))
    assert row.recipient == case["recipient"]
    assert row.share_from_percent == points(case["share_from"])
    assert row.share_to_percent == points(case["share_to"])
    assert row.change_points == points(case["change"])
    assert row.from_japan_points == points(case["from_japan"])
    assert row.from_others_points == points(case["from_others"])
    assert row.japan_change_usd_million == amount(case["japan_change"])
    assert row.others_change_usd_million == amount(case["others_change"])


# Shares


@pytest.mark.parametrize(
    "japan, others, share",
    [(1, 1, 50), (0, 5, 0), (5, 0, 100), (1, 3, 25)],
)
def test_share(japan, others, share):
    assert oda.share_percent(japan, others) == share


@pytest.mark.parametrize("japan, others", [(0, 0), (np.nan, 1), (1, np.nan)])
def test_a_share_of_nothing_or_of_what_is_missing_is_undefined(japan, others):
    assert np.isnan(oda.share_percent(japan, others))


@law
@given(st.floats(0, 1e6), st.floats(1e-6, 1e6))
def test_a_share_and_the_amount_give_the_others_back(japan, others):
    assume(japan > 1e-3 * others)  # 100 / share loses digits where the share is next to nothing
    share = oda.share_percent(japan, others)
    assert japan * (100 / share - 1) == pytest.approx(others, rel=1e-9, abs=1e-6 * japan)


# What the table gives


def test_years():
    assert oda.years() == YEARS
    assert oda.years(with_share=True) == SHARED


@pytest.mark.parametrize("year", YEARS)
def test_recipients_keep_their_printed_order_and_their_gaps(year):
    aid = oda.bilateral_aid(year)
    assert list(aid.index) == RECIPIENTS
    # hatch_state, Table 1: no figure for Malaysia in 1993, 1994, 1996 and 1997.
    gaps = ["Malaysia"] if year in (1993, 1994, 1996, 1997) else []
    assert list(aid.index[aid["japan_usd_million"].isna()]) == gaps


@pytest.mark.parametrize("year", SHARED)
def test_the_implied_amounts_give_the_printed_share(year):
    printed = table("oda_to_asia").query("year == @year")["japan_share_percent"]
    shares = oda.bilateral_aid(year)["japan_share_percent"]
    np.testing.assert_allclose(shares, printed)


def test_others_are_assumed_only_when_asked_for_and_said_to_be():
    assert oda.bilateral_aid(1999)["others_usd_million"].isna().all()
    lent = oda.bilateral_aid(1999, others_from=1998)
    last = oda.bilateral_aid(1998)
    pd.testing.assert_series_equal(lent["others_usd_million"], last["others_usd_million"])
    assert set(lent["others_basis"]) == {"assumed as in 1998"}
    assert set(last["others_basis"]) == {"implied by the table"}


@pytest.mark.parametrize("year", SHARED)
def test_an_assumption_never_replaces_what_the_table_implies(year):
    # Nor does it give Malaysia a share where Japan's own aid is missing.
    asked = oda.bilateral_aid(year, others_from=1998)
    pd.testing.assert_frame_equal(asked, oda.bilateral_aid(year))


# Laws of a scenario


@law
@given(st.sampled_from(YEARS), RESPONSES, st.sampled_from([None, 1998]))
def test_a_multiplier_of_one_changes_nothing(year, response, others_from):
    before = oda.bilateral_aid(year, others_from)
    after = oda.scenario(year, 1, response, others_from=others_from).set_index("recipient")
    pd.testing.assert_frame_equal(after[before.columns], before)
    known = before["others_usd_million"].notna()
    steps = ["change_points", "from_japan_points", "from_others_points"]
    assert (after.loc[known, steps] == 0).all(axis=None)
    assert after.loc[~known, steps].isna().all(axis=None)
    assert after["crosses_half"].isna().all()


@law
@given(st.sampled_from(YEARS), MULTIPLIERS, RESPONSES)
def test_nothing_is_negative_and_a_share_is_a_share(year, multiplier, response):
    after = oda.scenario(year, multiplier, response, others_from=1998)
    for column in ("japan_usd_million", "others_usd_million", "japan_share_percent"):
        assert (after[column].dropna() >= 0).all()
    assert (after["japan_share_percent"].dropna() <= 100).all()


@law
@given(st.sampled_from(YEARS), MULTIPLIERS, RESPONSES)
def test_the_two_steps_add_up_to_the_change(year, multiplier, response):
    after = oda.scenario(year, multiplier, response, others_from=1998)
    steps = after["from_japan_points"] + after["from_others_points"]
    np.testing.assert_allclose(steps, after["change_points"], atol=1e-9)
    shares = oda.bilateral_aid(year, 1998)["japan_share_percent"].to_numpy()
    np.testing.assert_allclose(
        shares + after["change_points"], after["japan_share_percent"], atol=1e-9
    )


@law
@given(st.sampled_from(YEARS), st.tuples(MULTIPLIERS, MULTIPLIERS), st.floats(0, 1))
def test_the_share_rises_with_the_multiplier_unless_others_follow(year, multipliers, response):
    low, high = (
        oda.scenario(year, multiplier, response, others_from=1998)["japan_share_percent"]
        for multiplier in sorted(multipliers)
    )
    known = low.notna() & high.notna()
    assert (low[known] <= high[known] + 1e-9).all()


def test_when_others_follow_the_share_may_rise_as_japan_gives_less():
    # The warning of the chapter's second exercise: a high share need not mean a generous donor.
    after = oda.scenario(1996, 0.5, -1, ["Thailand"])
    assert after["change_points"].item() > 0


@law
@given(st.sampled_from(YEARS), MULTIPLIERS)
def test_filling_the_gap_keeps_the_total_while_others_have_something_left(year, multiplier):
    before = oda.bilateral_aid(year, 1998).reset_index()
    after = oda.scenario(year, multiplier, 1, others_from=1998)
    left = after["others_usd_million"] > 0
    amounts = ["japan_usd_million", "others_usd_million"]
    np.testing.assert_allclose(
        after.loc[left, amounts].sum(axis=1), before.loc[left, amounts].sum(axis=1)
    )


@law
@given(st.sampled_from(YEARS), st.dictionaries(st.sampled_from(RECIPIENTS), MULTIPLIERS), RESPONSES)
def test_multipliers_by_recipient_are_those_of_each_alone(year, multipliers, response):
    together = oda.scenario(year, multipliers, response, others_from=1998)
    alone = [
        oda.scenario(year, multipliers.get(name, 1), response, [name], others_from=1998)
        for name in RECIPIENTS
    ]
    pd.testing.assert_frame_equal(together, pd.concat(alone, ignore_index=True))


@law
@given(st.sampled_from(SHARED), st.sampled_from(RECIPIENTS), MULTIPLIERS, RESPONSES)
def test_crossing_is_about_one_half_and_nothing_else(year, recipient, multiplier, response):
    row = the_row(oda.scenario(year, multiplier, response, [recipient]))
    before, after = row.japan_share_percent - row.change_points, row.japan_share_percent
    assume(min(abs(before - oda.ONE_HALF), abs(after - oda.ONE_HALF)) > 1e-9)
    crossed = {(False, True): "up", (True, False): "down"}.get((before > 50, after > 50))
    if crossed is None or np.isnan(after):
        assert pd.isna(row.crosses_half)
    else:
        assert row.crosses_half == crossed


@pytest.mark.parametrize("share, expected", [(50, None), (50.1, "up"), (49.9, None)])
def test_exactly_one_half_is_not_above_it(share, expected):
    found = oda._crossing(pd.Series([40.0]), pd.Series([share])).item()
    assert found == expected or (expected is None and pd.isna(found))


# Laws of a step from year to year


@law
@given(st.sampled_from(YEARS), st.sampled_from(YEARS), st.sampled_from([None, 1998]))
def test_there_and_back_again(year, other, others_from):
    there = oda.decompose(year, other, others_from=others_from)
    back = oda.decompose(other, year, others_from=others_from)
    changes = there.columns[there.columns.str.contains("change|points")]
    assert len(changes) == 5
    np.testing.assert_allclose(there[changes], -back[changes], atol=1e-9)
    np.testing.assert_array_equal(there["share_from_percent"], back["share_to_percent"])


@law
@given(st.sampled_from(YEARS), st.sampled_from(YEARS))
def test_the_two_parts_add_up_to_the_change(year, other):
    step = oda.decompose(year, other)
    parts = step["from_japan_points"] + step["from_others_points"]
    np.testing.assert_allclose(parts, step["change_points"], atol=1e-9)
    np.testing.assert_allclose(
        step["share_to_percent"] - step["share_from_percent"], step["change_points"], atol=1e-9
    )


@law
@given(st.sampled_from(SHARED), st.sampled_from(SHARED), st.sampled_from(RECIPIENTS))
def test_each_part_has_the_sign_of_who_moved(year, other, recipient):
    # More from Japan cannot lower its share, more from the others cannot raise it.
    step = the_row(oda.decompose(year, other, [recipient]))
    assume(not np.isnan(step.change_points))
    assert step.from_japan_points * step.japan_change_usd_million >= -1e-6
    assert step.from_others_points * step.others_change_usd_million <= 1e-6


# What is asked for, and what is refused


@pytest.mark.parametrize("call", [oda.scenario, lambda year, **o: oda.decompose(year, 1996, **o)])
@pytest.mark.parametrize(
    "recipients, expected",
    [
        (None, RECIPIENTS),
        (["Thailand", "China"], ["Thailand", "China"]),
        ("Thailand", ["Thailand"]),
        ({"China": 0.5}.keys(), ["China"]),
        ([], []),
    ],
    ids=["all", "some, in this order", "one by name", "any iterable", "none"],
)
def test_recipients(call, recipients, expected):
    assert list(call(1995, recipients=recipients)["recipient"]) == expected


@pytest.mark.parametrize(
    "multiplier", [2, 2.0, np.float64(2), np.int64(2), Fraction(2)], ids=lambda m: type(m).__name__
)
def test_a_number_of_any_sort_multiplies(multiplier):
    assert oda.scenario(1996, multiplier)["japan_usd_million"][0] == pytest.approx(2 * 861.7)


UNKNOWN = "there are China, Indonesia, Thailand, Philippines, Malaysia"


@pytest.mark.parametrize(
    "call, message",
    [
        *(
            pytest.param(
                lambda year=year: oda.scenario(year),
                f"year {year!r} is not in the table, which runs 1989 to 1999",
                id=f"year {year!r}",
            )
            for year in (1988, 2000, "1996", None, True)
        ),
        *(
            pytest.param(
                lambda m=multiplier: oda.scenario(1996, m),
                "japan_multiplier is a number of at least 0 (0 stops Japan's aid), "
                f"not {multiplier!r}",
                id=f"multiplier {multiplier!r}",
            )
            for multiplier in (-0.1, "2", None, True, float("nan"), float("inf"))
        ),
        *(
            pytest.param(
                lambda r=response: oda.scenario(1996, 1, r),
                f"others_response is a number from -1 (follow) to 1 (fill), not {response!r}",
                id=f"response {response!r}",
            )
            for response in (1.1, -1.1, "fill", None, False, float("nan"))
        ),
        pytest.param(
            lambda: oda.scenario(1996, {"China": -1}),
            "japan_multiplier is a number of at least 0 (0 stops Japan's aid), not -1",
            id="one multiplier of several",
        ),
        pytest.param(
            lambda: oda.scenario(1996, {"Laos": 2}),
            f"no recipient 'Laos' here; {UNKNOWN}",
            id="a multiplier for nobody",
        ),
        pytest.param(
            lambda: oda.scenario(1996, recipients=["China", "china"]),
            f"no recipient 'china' here; {UNKNOWN}",
            id="recipient of a scenario",
        ),
        pytest.param(
            lambda: oda.decompose(1995, 1996, ["Laos"]),
            f"no recipient 'Laos' here; {UNKNOWN}",
            id="recipient of a step",
        ),
        pytest.param(
            lambda: oda.decompose(1995, 2001),
            "year 2001 is not in the table, which runs 1989 to 1999",
            id="last year of a step",
        ),
        pytest.param(
            lambda: oda.bilateral_aid(1999, others_from=1888),
            "year 1888 is not in the table, which runs 1989 to 1999",
            id="year that stands in",
        ),
    ],
)
def test_refused(call, message):
    with pytest.raises(ValueError) as error:
        call()
    assert str(error.value) == message
