"""What the second paper says of its tables: values from the print, the rule, its laws."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.data import describe, table
from widgets.models.table_claims import (
    FAILS,
    HOLDS,
    LOOSE,
    VERDICTS,
    WRONG_UNIT,
    computed,
    judged,
    miss,
    same_unit,
    verdict,
)

JUDGED = judged().set_index("id")


# The claims of the paper


@pytest.mark.parametrize(
    "claim, value, found",
    [
        # Table 1: 1,292 to 1,804, but 1,583 in 1994 and 1,565 in 1995, so four steps of five go up
        ("experts_presence", 100 * (1804 / 1292 - 1), HOLDS),
        ("experts_more_and_more", 80, LOOSE),
        # Table 2: 1.36 to 2.75; 50 and 49 percent
        ("technology_doubled", 2.75 / 1.36, HOLDS),
        ("technology_amount", 2.75, HOLDS),
        ("technology_half", 49, HOLDS),
        # Table 3: 330.6 in 1996, of yen; 163.7 in 1993, 11.9 in 1986; shares of 22.3 and 4.7
        ("exim_amount", 330.6, WRONG_UNIT),
        ("exim_doubled", 330.6 / 163.7, HOLDS),
        ("exim_28_times", 330.6 / 11.9, HOLDS),
        ("exim_quarter", 22.3, LOOSE),
        ("exim_shift", 100 * (22.3 / 4.7 - 1), HOLDS),
        # Table 4: the highest before 1995 are 17.4 (1994) and 12.2 (1993)
        ("suppliers_asean", 32.5, HOLDS),
        ("suppliers_china", 21.3, HOLDS),
        ("suppliers_asean_increase", 100 * (32.5 / 17.4 - 1), HOLDS),
        ("suppliers_china_increase", 100 * (21.3 / 12.2 - 1), HOLDS),
        # Table 5: 64,990 to 103,688
        ("expatriates_twofold", 103_688 / 64_990, FAILS),
        ("expatriates_amount", 103_688, HOLDS),
    ],
)
def test_claim(claim, value, found):
    assert JUDGED.loc[claim, "value"] == pytest.approx(value)
    assert JUDGED.loc[claim, "verdict"] == found


def test_every_claim_is_judged():
    assert JUDGED["verdict"].value_counts().to_dict() == {
        HOLDS: 12,
        LOOSE: 2,
        FAILS: 1,
        WRONG_UNIT: 1,
    }
    assert JUDGED["miss_percent"].notna().equals(JUDGED["claimed"].notna())


def test_each_of_the_five_tables_is_spoken_of():
    assert sorted(JUDGED["printed_as"].unique()) == [f"Table {n}" for n in range(1, 6)]
    numbers = dict.fromkeys(zip(JUDGED["table"], JUDGED["printed_as"], strict=True))
    assert list(numbers) == [
        ("jica_experts", "Table 1"),
        ("technology_exports", "Table 2"),
        ("exim_loans", "Table 3"),
        ("subcontractor_motive", "Table 4"),
        ("expatriates", "Table 5"),
    ]


def test_a_claim_names_cells_that_the_paper_prints():
    for claim in table("table_claims").itertuples():
        columns = describe(claim.table).set_index("column")
        assert pd.notna(columns.loc[claim.column, "unit"])
        assert ("host_region" in columns.index) == pd.notna(claim.host_region)
        assert claim.year_from <= claim.year_to
        assert pd.notna(claim.claimed) == pd.notna(claim.unit)


def test_only_one_number_has_another_unit_than_its_table():
    wrong = JUDGED[JUDGED["verdict"] == WRONG_UNIT]
    assert wrong[["unit", "table_unit"]].to_numpy().tolist() == [
        ["billion US dollars", "billion yen"]
    ]
    # As yen it would hold: 330.6 is 331 in whole numbers.
    assert round(wrong["value"].item()) == wrong["claimed"].item()
    assert verdict("level", wrong["value"].item(), 331) == HOLDS
    # The note's dollars, at the 125 yen of Table 2.
    assert f"some {330.6 / 125:.1f} billion dollars" in wrong["note"].item()


def test_what_the_bounds_decide():
    # 22.3 misses a quarter by 10.8 percent; 1.6 misses twofold growth by 40.5.
    assert judged(rounded=11).set_index("id").loc["exim_quarter", "verdict"] == HOLDS
    assert judged(loosely=41).set_index("id").loc["expatriates_twofold", "verdict"] == LOOSE
    assert judged(plain=2).set_index("id").loc["technology_doubled", "verdict"] == LOOSE


def test_from_another_year_the_expatriates_come_nearer():
    staff = table("expatriates").set_index("year")["employees_in_asia"]
    growth = {year: computed("multiple", staff, year, 1996) for year in (1989, 1990, 1991)}
    assert {year: round(value, 2) for year, value in growth.items()} == {
        1989: 2.07,
        1990: 1.87,
        1991: 1.6,
    }
    assert verdict("multiple", growth[1990], 2, "nearly") == LOOSE


def test_the_bases_of_the_loans_are_low_years():
    loans = table("exim_loans").set_index("year")["loans_billion_yen"].loc[:1996]
    assert loans.idxmin() == 1986
    assert computed("multiple", loans, 1992, 1996) == pytest.approx(1.04, abs=0.005)
    assert computed("multiple", loans, 1987, 1996) < 2


# The measures


@pytest.mark.parametrize(
    "measure, cells, value",
    [
        ("level", [2, 4, 6], 6),
        ("levels", [3, 1, 4], 1),  # the farthest from 3
        ("multiple", [2, 4, 6], 3),
        ("rise", [2, 4, 6], 200),
        ("steps", [3, 1, 4], 50),
        ("steps", [3, 3, 4], 50),  # to stand still is not to go up
        ("record", [2, 4, 6], 50),
        ("record", [2, 8, 6], -25),
    ],
)
def test_measure(measure, cells, value):
    # By hand.
    printed = pd.Series(cells, index=[2000, 2001, 2002])
    assert computed(measure, printed, 2000, 2002, claimed=3) == pytest.approx(value)


def test_a_year_that_is_not_printed_gives_nothing():
    loans = table("exim_loans").set_index("year")["loans_billion_yen"]
    # Table 3 prints 1982 as n/a.
    assert np.isnan(computed("level", loans, 1982, 1982))
    assert np.isnan(computed("multiple", loans, 1979, 1996))
    assert verdict("level", np.nan, 1) is None


def test_nothing_is_a_multiple_of_a_printed_zero():
    china = table("subcontractor_motive").query("host_region == 'China'")
    assert np.isnan(computed("multiple", china.set_index("year")["percent_of_firms"], 1991, 1996))


def test_unknown_measure():
    with pytest.raises(ValueError, match="no measure 'mean'"):
        computed("mean", pd.Series({2000: 1}), 2000, 2000)


# The rule


@pytest.mark.parametrize(
    "measure, value, claimed, qualifier, found",
    [
        ("level", 105, 100, "exact", HOLDS),
        ("level", 106, 100, "exact", LOOSE),
        ("level", 106, 100, "about", HOLDS),
        ("level", 94, 100, "nearly", HOLDS),
        ("level", 106, 100, "nearly", LOOSE),  # nearly is not more than
        ("level", 126, 100, "about", FAILS),
        ("multiple", 1.95, 2, "exact", HOLDS),
        ("multiple", 1.94, 2, "exact", LOOSE),
        ("multiple", 1, 2, "nearly", FAILS),
    ],
)
def test_rule_for_numbers(measure, value, claimed, qualifier, found):
    assert verdict(measure, value, claimed, qualifier) == found


@pytest.mark.parametrize(
    "measure, value, found",
    [
        ("rise", 0.1, HOLDS),
        ("rise", 0, FAILS),
        ("record", -1, FAILS),
        ("steps", 100, HOLDS),
        ("steps", 60, LOOSE),
        ("steps", 50, FAILS),
    ],
)
def test_rule_without_a_number(measure, value, found):
    assert verdict(measure, value) == found


@pytest.mark.parametrize(
    "said, printed, same",
    [
        ("billion US dollars", "billion yen", False),
        ("billion US dollars", "billion US dollars at 125 yen", True),
        ("times", "billion yen", True),
        (np.nan, "billion yen", True),
        ("percent", "persons", False),
    ],
)
def test_same_unit(said, printed, same):
    assert same_unit(said, printed) is same


NUMBERS = st.floats(min_value=0.01, max_value=1e6)
QUALIFIERS = st.sampled_from(["exact", "about", "nearly"])


@given(NUMBERS, NUMBERS, QUALIFIERS, st.floats(0, 50), st.floats(0, 50))
def test_wider_bounds_never_make_a_verdict_worse(value, claimed, qualifier, bound, more):
    narrow = verdict("level", value, claimed, qualifier, bound, bound, 2 * bound)
    wide = verdict("level", value, claimed, qualifier, bound + more, bound + more, 100)
    assert VERDICTS.index(wide) <= VERDICTS.index(narrow)


@given(
    st.lists(st.floats(min_value=0.1, max_value=1e4), min_size=2, max_size=8),
    st.sampled_from(["multiple", "rise", "steps", "record"]),
    st.integers(-6, 6),
)
def test_a_claim_of_growth_does_not_depend_on_the_unit(cells, measure, power):
    # Powers of two, so that no rounding makes two equal cells unequal.
    printed = pd.Series(cells, index=range(2000, 2000 + len(cells)))
    last = printed.index[-1]
    found = computed(measure, printed * 2.0**power, 2000, last)
    assert found == pytest.approx(computed(measure, printed, 2000, last))


@given(NUMBERS)
def test_what_is_printed_never_misses_itself(value):
    assert miss("level", value, value) == 0
    assert verdict("level", value, value, "nearly") == HOLDS
