"""What two papers say of quantities: values by hand from the texts, and what moves them."""

import inspect

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.data import table
from widgets.models import claim_checks
from widgets.models.claim_checks import CHECKS_OF_STATED, RELATIONALISM
from widgets.models.claims import checks

CHECKS = {
    name: function
    for name, function in vars(claim_checks).items()
    if inspect.isfunction(function)
    and function.__module__ == claim_checks.__name__
    and not name.startswith("_")
}
CLAIMS = table("claims").query("document != 'hatch_state'")


@pytest.mark.parametrize(
    "name, value",
    [
        # Section I: the Engineering, General Affairs, Textile, Coal Industry, Heavy Industry,
        # Enterprise and International Trade Bureaus
        ("bureaus_named", 7),
        # Personnel, General Affairs, Accounting; the planning section; the new research section
        ("secretariat_sections_named", 5),
        # October 1964 to April 1967; April 1937 to April 1966; eleven posts in thirty years
        ("sahashi_years_at_the_top", 2.5),
        ("sahashi_service_years", 29),
        ("sahashi_years_per_post", 30 / 11),
        # Shimada, C and Kurahashi
        ("contenders_named", 3),
        ("placings_before_personnel_section", 0),
        # S, C, H, I and Komatsu rose of seven (Y and O did not); Z, J and Wada of four (not Masuda)
        ("secretariat_chiefs_lead", 100 * (5 / 7 - 3 / 4)),
        # S and Shimada; S came back. Of eleven others I, T, J, Z and Matsuo reached the top
        ("enterprise_chiefs_promoted", 0),
        ("enterprise_chiefs_lead", 100 * (1 / 2 - 5 / 11)),
        # 1961 to October 1964
        ("years_since_seniors_left", 3.75),
        # T (or I), and M
        ("trade_men_at_the_top", 2),
        # Director, Trade, Enterprise, top, against Enterprise, top
        ("steps_added_to_the_line", 2),
        ("followers_at_the_top", 0),
        # M, J, Yamashita, Komatsu and Wada, and Z
        ("internationalists_after_sahashi", 100 * 5 / 6),
        # Enterprise (C, Y), Secretariat (H, O, Z), Heavy Industry (Konaga, Uchida)
        ("followers_units", 3),
        # 200 posts every three years for 30 recruits: more than two each
        ("recruits_who_can_be_section_chief", 100),
        # 7 + 3 + 1 for 200
        ("section_chiefs_without_higher_post", 100 * 189 / 200),
        # C twice, Y twice, S four times; 25 moves
        ("sideways_moves", 32),
        # 1937 (S), 1939 (M), 1943 (Z), 1941 (J)
        ("seniority_in_the_line", 100 * 2 / 3),
        # I, Z and J of seven; Matsuo of five
        ("heads_of_firms_lead", 100 * (3 / 7 - 1 / 5)),
        # Seven firms for seven; Matsuo and Y share Nippon Kokan
        ("firms_per_man_lead", 25),
        ("dnepropetrovsk_lead", 75 - 18),
        ("posts_in_other_ministries", 0),
    ],
)
def test_minagawa(name, value):
    assert CHECKS[name]() == pytest.approx(value)


@pytest.mark.parametrize(
    "name, value",
    [
        ("deregulation_years", 10),
        # Sumitomo and Mitsui, Fuji and Dai-ichi Kangyo; Denso, Toyota Gosei, Aishin
        ("keiretsu_after_named_mergers", 6 - 2),
        ("toyota_stakes_named", 3),
        # Two thirds of 719, of 731
        ("mostly_stable_of_all_surveyed", 66.7 * 719 / 731),
        # 61 in 1955, 86.7 in 1973, 101.1 in 1980
        ("tfp_growth_to_1973", 100 * ((86.7 / 61) ** (1 / 18) - 1)),
        ("tfp_growth_to_1980", 100 * ((101.1 / 86.7) ** (1 / 7) - 1)),
        ("tfp_level_in_1975", 86.7 + 14.4 * 2 / 7),
        ("tfp_room_in_1979", 100 - (86.7 + 14.4 * 6 / 7)),
        # 1.20 dollars and 20 cents; 30 and 22 percent; 0.1 percent in each of four years
        ("capital_gain_lost", 100 * 1 / 1.2),
        ("computer_value_added_fall", 100 * 8 / 30),
        ("productivity_fall_to_1994", 100 * (1 - 0.999**4)),
        # Of 12 countries
        ("second_from_last", 11),
        # The other paper's Table 1, and its section 3
        ("oda_to_five_1990", (723.0 + 867.8 + 418.6 + 647.5 + 372.6) / 1000),
        ("oda_to_five_1995", (1380.2 + 892.4 + 667.4 + 416.1 + 64.8) / 1000),
        ("fdi_in_other_paper", 7.7),
        ("fdi_share_in_other_paper", 40),
        # 3.1 and 4.2 billion; two thirds of factories, almost 42 percent of investment
        ("oda_rise", 100 * 1.1 / 3.1),
        ("factories_lead", 66.7 - 42),
        # Business Dialogue and the telecommunications exchange, not the federation of car makers
        ("new_regional_bodies", 100 * 2 / 3),
        # Table 3
        (
            "exim_rise_by_1996",
            100
            * (
                ((188.7 + 319.3 + 163.7 + 188.5 + 251.2 + 330.6) / 6)
                / ((79.1 + 90.2 + 77.0 + 52.4 + 41.3) / 5)
                - 1
            ),
        ),
        (
            "exim_weight_by_1996",
            (12.7 + 16.7 + 13.1 + 10.9 + 15.3 + 22.3) / 6 - (8.5 + 5.6 + 8.0 + 6.7 + 4.7) / 5,
        ),
        # 101 and -14, 41 and -8
        ("computer_parts_gap_lead", 115 - 49),
        # 223 in seven years, 182 in the 29 before; 76 percent after about 50
        ("auto_parts_years", 36),
        ("auto_parts_last_years", 7),
        ("auto_parts_share", 100 * 223 / 405),
        ("auto_parts_pace_rise", 100 * ((223 / 7) / (182 / 29) - 1)),
        ("auto_parts_peak_lead", 26),
        ("sme_projects_low", 55.3),
        # All but four of 32
        ("toyota_keiretsu_share", 100 * 28 / 32),
        # 450 and 830; Table 5: 64,990 and 103,688
        ("hitachi_multiple", 830 / 450),
        ("expatriates_next_to_hitachi", 100 * (103_688 / 64_990 - 830 / 450)),
        # Note 84: 62 and 123, 53 and 83; 158 and 188
        ("western_projects_fall", 100 * (1 - 136 / 185)),
        ("japanese_projects_rise", 100 * 30 / 158),
        # 2.5 and 14 billion yen
        ("toyota_parts_multiple", 14 / 2.5),
        # The other paper has 16, 90.5 and one billion yen; 600 billion are 6 billion dollars
        ("two_step_loans_in_dollars", 160),
        ("exim_financing_in_dollars", 905),
        ("jfs_loans_in_dollars", 10),
        # 250 and 500 trainees, three and six months
        ("trainees_multiple", 2),
        ("stay_multiple", 2),
        ("trainee_months_rise", 300),
        # 80 billion over ten years, after 4.2; 2,385 experts, at most 1,915 before
        ("emergency_aid_rise", 100 * (8 / 4.2 - 1)),
        ("experts_record", 100 * (2385 / 1915 - 1)),
        # 100 and 88 percent, 47; 15 and 13; 25 and 21; 3.06, 2.59 and 2.85
        ("industry_reliance_lead", 88 - 47),
        ("expatriate_share_fall", 2),
        ("manufacturing_share_lead", 4),
        ("rd_lead_over_us", 3.06 - 2.59),
        ("rd_share_rise", 3.06 - 2.85),
        ("growth_of_the_decade", 100 * (1.013**9 - 1)),
        # Germany and France from 20 to 22, the United States from 13 to 16, Japan at 13
        ("basic_research_gap_growth", 2),
        ("firms_not_planning_to_innovate", 73),
        ("machinery_industries_left", 1),
        ("exports_outside_high_growth", 95),
        # Note 139: almost 9 and 6
        ("smes_shrinking_lead", 3),
        # 7 percent, less than 4, about 14
        ("startup_rate_fall", 3),
        ("startup_gap_to_us", 10),
        # 46.7 + 20.1 + 24.5, of all but 8.7; nearly half before
        ("independent_startups", 8.7),
        ("others_tied", 100 * 91.3 / 91.3),
        ("affiliated_rise", 91.3 - 50),
        ("independent_of_top_ten", 10 - 8),
    ],
)
def test_relationalism(name, value):
    assert CHECKS[name]() == pytest.approx(value)


def test_every_check_is_asked_for_and_tested():
    asked = set(CLAIMS["check"].dropna()) | set(CHECKS_OF_STATED.values())
    assert set(CHECKS) <= asked
    tested = {
        case[0]
        for test in (test_minagawa, test_relationalism)
        for case in test.pytestmark[0].args[1]
    }
    assert tested == set(CHECKS)


def test_what_a_check_works_out_is_told_in_one_line():
    for name, function in CHECKS.items():
        assert function.__doc__ and "\n" not in function.__doc__, name
        assert not inspect.signature(function).parameters


def test_a_claim_has_a_check_if_it_can_be_checked():
    assert (CLAIMS["check"].notna() == (CLAIMS["checkable"] != "no")).all()
    # A part, or a reading of ours, is explained.
    assert CLAIMS.loc[CLAIMS["checkable"] == "partly", "note"].notna().all()


@pytest.mark.parametrize("key", CHECKS_OF_STATED, ids=lambda key: key[1])
def test_a_check_of_a_stated_number_is_of_one_row(key):
    stated = table("stated_values").fillna({"period": ""})
    columns = ["document", "series", "period", "place"]
    assert (stated[columns] == list(key)).all(axis="columns").sum() == 1


def test_what_is_stated_and_what_the_print_gives():
    stated = table("stated_values").fillna({"period": ""})
    stated = stated.set_index(["document", "series", "period", "place"])["value"]
    off = {
        key[1]
        for key, name in CHECKS_OF_STATED.items()
        if checks[name]() != pytest.approx(stated.loc[key].item(), rel=0.002)
    }
    assert off == {
        # Other years, a part of Asia, a relative growth, a wider base: not the same quantity
        "amakudari_retirements_change",
        "firms_mostly_held_by_stable_shareholders",
        "manufacturing_tfp_growth",
        "oda_to_asia",
        # The other paper by the same author, from the same yearbook, or in yen
        "manufacturing_fdi_from_japan",
        "manufacturing_fdi_of_japan_share_to_region",
        "exim_investment_financing_for_affiliates_usd",
        # Nearly six-fold
        "toyota_parts_imports_planned_rise",
        # A year and a half, of two and a half; three sections, of five
        "sahashi_vice_minister_until_decision_to_leave",
        "secretariat_sections",
    }


# What a check reads


def changed(monkeypatch, name, change):
    """Let the checks read another version of one table."""
    other = change(table(name))
    monkeypatch.setattr(
        claim_checks, "table", lambda asked: other.copy() if asked == name else table(asked)
    )


def test_with_the_two_in_order_seniority_would_hold(monkeypatch):
    def swap(actors):
        years = {"morozumi": "1941", "ojimi": "1943"}
        for actor, year in years.items():
            here = actors["actor"] == actor
            actors.loc[here, "note"] = f"Recruited in {year}."
        return actors

    changed(monkeypatch, "miti_actors", swap)
    assert CHECKS["seniority_in_the_line"]() == 100


def test_a_later_year_of_retirement_shortens_the_wait(monkeypatch):
    def later(careers):
        here = (careers["actor"] == "tokunaga") & (careers["end"] == "1961")
        careers.loc[here, "end"] = "1963-10"
        return careers

    changed(monkeypatch, "careers", later)
    assert CHECKS["years_since_seniors_left"]() == pytest.approx(1)


def test_a_year_without_a_month_is_its_start():
    assert claim_checks._year("1961") == claim_checks._year("1961-01") == 1961
    assert claim_checks._year("1964-10") == 1964.75


GROWTH = [
    # Checks that compare numbers of one unit by a ratio, and the series that they read
    ("oda_rise", ["oda_to_asia"]),
    ("hitachi_multiple", ["hitachi_managers_overseas"]),
    ("japanese_projects_rise", ["fdi_projects_in_thailand"]),
    ("western_projects_fall", ["fdi_projects_in_thailand"]),
    ("auto_parts_pace_rise", ["auto_parts_investments"]),
    ("emergency_aid_rise", ["emergency_aid_plan", "oda_to_asia"]),
    ("capital_gain_lost", ["gdp_gain_per_dollar_of_capital"]),
    ("tfp_growth_to_1980", ["tfp_level_relative_to_us"]),
]


@given(st.sampled_from(GROWTH), st.floats(0.01, 100))
def test_growth_does_not_depend_on_the_unit(case, factor):
    name, series = case

    def scale(stated):
        here = stated["series"].isin(series) & (stated["document"] == RELATIONALISM)
        stated.loc[here, "value"] *= factor
        return stated

    plain = CHECKS[name]()
    with pytest.MonkeyPatch.context() as monkeypatch:
        changed(monkeypatch, "stated_values", scale)
        assert CHECKS[name]() == pytest.approx(plain)


@given(st.integers(1, 60))
def test_the_more_recruits_the_fewer_turns(intake):
    def more(stated):
        here = stated["series"] == "higher_level_trainees_recruited"
        stated.loc[here, "value"] = float(intake)
        return stated

    with pytest.MonkeyPatch.context() as monkeypatch:
        changed(monkeypatch, "stated_values", more)
        # 200 posts every three years
        assert CHECKS["recruits_who_can_be_section_chief"]() == pytest.approx(
            min(100, 100 * (200 / 3) / intake)
        )


def test_a_number_that_is_stated_twice_is_no_number():
    with pytest.raises(ValueError, match="can only convert an array of size 1"):
        claim_checks._stated(RELATIONALISM, "hitachi_managers_overseas")
