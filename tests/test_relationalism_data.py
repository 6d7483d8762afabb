"""What the second Hatch paper gives: numbers in its text, claims of change, three printed tables.

Comments name the section or note of the paper in which a reader finds what a test holds.
"""

import csv
import re

import pandas as pd
import pytest

from widgets import data

STATED = data.table("stated_values").query("document == 'hatch_relationalism'")
CHANGES = data.table("changes").set_index("id")

SECTIONS = (
    data.table("sections")
    .query("document == 'hatch_relationalism' and kind == 'section'")["section"]
    .to_list()
)


def of(series, **wanted):
    rows = STATED[STATED["series"] == series]
    for column, value in wanted.items():
        rows = rows[rows[column] == value]
    return rows


def value(series, **wanted):
    return of(series, **wanted)["value"].item()


# The printed tables


@pytest.mark.parametrize(
    "name, printed",
    [
        # Table 2, from its first year
        (
            "technology_exports",
            """1986 0.69 39 | 1987 0.69 40 | 1988 0.81 41 | 1989 1.03 39 | 1990 1.23 45
            | 1991 1.36 46 | 1992 1.33 44 | 1993 1.49 47 | 1994 1.71 46 | 1995 2.25 50
            | 1996 2.75 49""",
        ),
        # Table 5, which begins with its last year
        (
            "expatriates",
            """1996 103688 35.7 9.6 | 1995 94589 34.4 13.3 | 1994 83474 31.7 7.4
            | 1993 77708 28.5 8.5 | 1992 71608 26.4 10.2 | 1991 64990 24.5 16.9
            | 1990 55590 23.1 10.8 | 1989 50177 22.9 9.7 | 1988 45750 23.5 8.1
            | 1987 42305 24.1 nan""",
        ),
    ],
)
def test_every_cell_of_a_printed_table(name, printed):
    rows = [[float(cell) for cell in row.split()] for row in printed.split("|")]
    frame = data.table(name).drop(columns="note", errors="ignore")
    expected = pd.DataFrame(rows, columns=frame.columns).sort_values("year", ignore_index=True)
    pd.testing.assert_frame_equal(frame.astype(float), expected)


def test_every_cell_of_the_suppliers_motive():
    # Table 4, a row a region, 1991 to 1996
    expected = {
        "NIEs": [2.3, 0.0, 3.8, 10.7, 23.5, 13.8],
        "ASEAN-4": [6.1, 8.2, 17.1, 17.4, 32.5, 24.1],
        "China": [0.0, 3.4, 12.2, 10.2, 21.3, 12.8],
    }
    frame = data.table("subcontractor_motive")
    shares = frame.pivot(index="year", columns="host_region", values="percent_of_firms")
    assert shares.index.to_list() == list(range(1991, 1997))
    assert shares.to_dict("list") == expected


# Every stated value


def test_size():
    assert (len(STATED), STATED["series"].nunique()) == (168, 118)


def test_a_series_has_one_unit():
    both = data.table("stated_values").query("document != 'minagawa'")
    assert (both.groupby("series")["unit"].nunique() == 1).all()


def test_sections_run_as_in_the_paper():
    sections = STATED["section"].str.replace(r" n\. \d+$", "", regex=True)
    assert set(sections) == set(SECTIONS)
    assert sections.map(SECTIONS.index).is_monotonic_increasing


@pytest.mark.parametrize("frame", [STATED, CHANGES], ids=["stated_values", "changes"])
def test_notes_end_at_143(frame):
    notes = frame["section"].str.extractall(r"(\d+)(?:$|-)")[0].astype(int)
    assert notes.between(1, 143).all()


def test_who_is_credited():
    credited = STATED["attributed_to"].notna()
    assert credited[STATED["basis"].isin(["reported", "hedged"])].all()
    # What the author worked out from somebody's figures is his, and the source is named.
    own = STATED[credited & (STATED["basis"] == "stated")]
    assert set(own["series"]) == {
        "manufacturing_fdi_from_japan",
        "manufacturing_fdi_of_japan_share_to_region",
        "local_parts_mostly_from_japanese_suppliers",
    }


def test_what_is_inferred_says_so():
    # 6: "about the same", twice, at the shares of basic research
    inferred = STATED[STATED["basis"] == "inferred"]
    assert inferred[["place", "period", "value"]].to_numpy().tolist() == [
        ["United States", "mid-1980s", 13],
        ["Japan", "late 1990s", 13],
    ]
    assert inferred["note"].str.endswith("the number is ours.").all()


def test_a_fall_is_negative_and_says_how_it_is_printed():
    falls = STATED[STATED["value"] < 0]
    assert falls["series"].str.contains("_change|_growth").all()
    assert len(falls) == 6
    assert falls["note"].str.contains("rinted as a (?:fall|drop|decrease)").all()


def test_the_only_zero_is_stated():
    # 4: not one Japanese maker of parts in Thailand gave up.
    assert STATED.loc[STATED["value"] == 0, "series"].to_list() == ["parts_producers_that_gave_up"]


def test_no_number_of_the_five_tables_is_repeated():
    # The text's claims on Tables 1 to 5 are in table_claims.
    claimed = {2.75, 331, 32.5, 21.3, 103_688}
    assert not claimed & set(STATED["value"])


def test_of_the_figures_only_what_the_text_says():
    # Figure 2: one year. Figure 3: two rates of Japan. Figure 4: four kinds, and one earlier.
    assert set(of("manufacturing_fdi_from_japan")["period"]) == {"1995"}
    assert of("startup_rate", place="Japan")["value"].to_list() == [7, 4]
    kinds = STATED[STATED["series"].str.startswith("startup_kind_")]
    assert kinds["period"].value_counts().to_dict() == {"since 1991": 4, "early 1950s": 1}
    # No closure rate, no profit rate, no R&D intensity has a number in the text.
    assert not STATED["series"].str.contains("closure|profit_rate|intensity").any()


@pytest.mark.parametrize(
    "series, wanted, values",
    [
        # Introduction and notes 2, 5
        ("regulations_change", {}, [8.6]),
        ("amakudari_retirements_change", {}, [14.4]),
        ("horizontal_keiretsu", {}, [6, 4]),
        ("automaker_debt", {}, [21, 15]),
        ("fdi_inflow", {"unit": "usd_billion"}, [26]),
        ("fdi_inflow_relative_to_us", {"qualifier": "less_than"}, [3]),
        ("core_employee_turnover", {"qualifier": "about"}, [4]),
        # 1, note 11
        ("firms_in_shareholder_survey", {}, [731]),
        ("firms_with_stable_shareholders", {}, [719]),
        # 2, notes 23, 25, 26, 30
        ("manufacturing_tfp_growth", {}, [2.2, 0.75]),
        ("tfp_level_relative_to_us", {"attributed_to": "Cameron (1997)"}, [61, 86.7, 101.1, 98.8]),
        ("investment_share_of_gdp", {"qualifier": "as_much_as"}, [41]),
        ("return_on_capital", {}, [34, 18]),
        ("gdp_gain_per_dollar_of_capital", {}, [1.2, 0.2]),
        ("computer_value_added_to_sales", {}, [30, 22]),
        ("productivity_gap_to_us", {"qualifier": "about"}, [34]),
        ("manufacturing_productivity_growth", {}, [-0.1]),
        # 3, and note 40
        ("oda_to_asia", {}, [3.1, 4.2]),
        ("manufacturing_fdi_from_japan", {}, [7.8]),
        ("manufacturing_fdi_of_japan_share_to_region", {"qualifier": "nearly"}, [42]),
        ("toyota_parts_moved_between_plants", {"unit": "usd_million"}, [200]),
        # Business-Business Ties, notes 62 to 65, 71, 72
        ("electronic_components_sales_change", {}, [41, -8]),
        ("computer_parts_sales_change", {}, [101, -14]),
        ("auto_parts_projects_share_to_region", {}, [50, 76]),
        ("sme_fdi_projects_share_to_region", {}, [81, 55.3]),
        ("toyota_japanese_suppliers", {}, [32, 14]),
        # Management and Labor
        ("hitachi_managers_overseas", {}, [450, 830]),
        # 4, notes 83, 84, 88, 90
        ("joint_ventures_given_capital", {}, [244]),
        ("fdi_projects_in_thailand", {"period": "1998"}, [158, 62, 123]),
        ("fdi_projects_in_thailand", {"period": "1999"}, [188, 53, 83]),
        ("parts_producers_capacity_use", {"qualifier": "as_little_as"}, [20]),
        ("nissan_support_of_suppliers", {"unit": "usd_million"}, [26]),
        ("honda_parts_imports_rise", {}, [150]),
        ("emergency_aid_plan", {}, [80]),
        # 5, notes 108, 111, 113, 117
        ("local_parts_mostly_from_japanese_suppliers", {}, [47, 100, 88]),
        ("local_suppliers_that_are_japanese", {"qualifier": "as_much_as"}, [70]),
        ("expatriate_share_of_managers", {}, [15, 13]),
        ("manufacturing_share_of_gdp", {}, [25, 21, 18, 17]),
        ("intrafirm_share_of_technology_exports", {"qualifier": "more_than"}, [50]),
        # 6, notes 118 to 142
        ("rd_share_of_gdp", {"place": "Japan"}, [2.85, 3.06]),
        ("rd_share_of_gdp", {"place": "United States"}, [2.59]),
        ("basic_research_share_of_rd", {"period": "mid-1980s"}, [13, 13, 20, 20]),
        ("basic_research_share_of_rd", {"period": "late 1990s"}, [13, 16, 22, 22]),
        ("firms_planning_to_innovate", {"qualifier": "less_than"}, [27]),
        ("rd_share_of_manufacturing_investment", {}, [13.2, 8.9]),
        ("net_loss_of_scientists_and_engineers", {"period": "1995"}, [110_000]),
        ("transport_equipment_value_added_change", {}, [-13]),
        ("economic_growth", {"period": "1991-1999"}, [1.3]),
        ("forecast_slowing_of_the_economy", {}, [0.1, 0.2]),
        ("budget_deficit_share_of_gdp", {}, [9.4]),
        ("subcontractors_without_a_patent", {}, [70.6]),
        ("smes_that_shrank", {}, [7, 9]),
        ("smes_that_grew", {}, [8, 6]),
        ("startup_rate", {"place": "United States"}, [14]),
        ("venture_founders_without_a_four_year_degree", {"basis": "hedged"}, [36]),
        ("venture_firms_in_information_technology", {}, [12.5]),
    ],
)
def test_stated_value(series, wanted, values):
    assert of(series, **wanted)["value"].to_list() == values


# What the numbers must add up to


def test_the_kinds_of_start_ups_are_all_of_them():
    kinds = STATED[STATED["series"].str.startswith("startup_kind_")]
    # 6: 8.7, 46.7, 20.1 and 24.5
    assert kinds.loc[kinds["period"] == "since 1991", "value"].sum() == pytest.approx(100)


def test_shares_that_the_text_works_out():
    # Note 63: 223 of 405 are 55 percent.
    later, every = of("auto_parts_investments").sort_values("value")["value"]
    assert round(100 * later / every) == value("auto_parts_investments_share_in_period")
    # Note 143: eight and two are the top ten.
    assert value("top_information_firms_founded_by_large_firms") + value(
        "top_information_firms_independent"
    ) == pytest.approx(10)
    # Note 30: second from the last of twelve.
    assert value("countries_in_productivity_ranking") - 1 == value(
        "manufacturing_productivity_rank"
    )


def test_toyotas_rise_is_a_plan_and_less_than_sixfold():
    # 4, note 93: 2.5 billion yen in 1997, 14 planned for 2000
    bought = value("toyota_parts_imports_from_asia", period="1997")
    planned = of("toyota_parts_imports_from_asia_planned", period="2000")
    assert planned["note"].str.startswith("Planned").item()
    assert planned["value"].item() / bought == pytest.approx(5.6)
    rise = of("toyota_parts_imports_planned_rise")
    assert rise[["value", "qualifier"]].to_numpy().tolist() == [[6, "nearly"]]


def test_what_the_other_paper_says_of_the_same_series():
    other = data.table("stated_values").query("document == 'hatch_state'")
    key = ["series", "place", "period"]
    both = STATED.fillna({"period": ""}).merge(other.fillna({"period": ""}), on=key)
    assert len(both) == 16
    apart = both[both["value_x"] != both["value_y"]]
    # 3 here, 3 there: 7.8 billion dollars against 7.7, and 42 percent against 40
    assert apart[["value_x", "value_y"]].to_numpy().tolist() == [[7.8, 7.7], [42, 40]]
    assert apart["note_x"].str.contains("other Hatch paper").all()


# Claims of change


def test_five_claims_and_what_is_set_against_them():
    kinds = CHANGES.groupby("claim")["kind"].value_counts().unstack(fill_value=0)
    five = kinds.drop("distribution")
    assert (five["claim"] == 1).all() and (five["counter_evidence"] >= 1).all()
    assert len(five) == 5
    # Introduction: inequality is granted before the five, and is none of them.
    assert kinds.loc["distribution"].to_dict() == {
        "claim": 0,
        "concession": 1,
        "counter_evidence": 0,
        "later_passage": 0,
    }


def test_kinds_and_what_they_speak_for():
    bears = CHANGES.groupby("kind")["bears"].agg(set).to_dict()
    assert bears["claim"] == bears["concession"] == {"change"}
    assert bears["counter_evidence"] == {"continuity"}
    assert bears["later_passage"] == {"change", "continuity", "both"}
    early = CHANGES["kind"] != "later_passage"
    assert CHANGES["section"].str.startswith("Introduction").equals(early)


def test_a_claim_belongs_to_one_strand():
    assert (CHANGES.groupby("claim")["strand"].nunique() == 1).all()


def test_the_numbers_of_a_row_are_stated_values():
    named = CHANGES["series"].dropna().str.split("; ").explode()
    assert set(named) <= set(STATED["series"])
    # Every number that the Introduction states bears on one of the claims.
    opening = STATED[STATED["section"].str.startswith("Introduction")]
    assert set(opening["series"]) <= set(named)


def test_what_is_reported_has_an_owner():
    reported = CHANGES["basis"] == "reported"
    assert CHANGES["attributed_to"].notna().equals(reported)
    claims = CHANGES[CHANGES["kind"] == "claim"]
    assert claims["attributed_to"].str.contains("none is named").all()


@pytest.mark.parametrize(
    "name, coding, section",
    [
        ("more_regulations", "deregulation counter_evidence reported", "Introduction n. 2"),
        ("four_for_six", "horizontal_keiretsu counter_evidence stated", "Introduction n. 3"),
        ("toyota_stakes", "vertical_keiretsu counter_evidence reported", "Introduction n. 4"),
        ("more_foreign_capital", "foreign_investment concession stated", "Introduction"),
        ("turnover_as_before", "payrolls counter_evidence reported", "Introduction n. 5"),
        (
            "stable_shareholders",
            "horizontal_keiretsu later_passage reported",
            "1. Relationalism n. 11",
        ),
        (
            "more_open_networks",
            "vertical_keiretsu later_passage reported",
            "Business-Business Ties n. 73",
        ),
        ("managers_from_home", "payrolls later_passage reported", "5. Techno-Nationalism n. 113"),
        (
            "startups_of_parents",
            "vertical_keiretsu later_passage reported",
            "6. The Costs of Continuity",
        ),
    ],
)
def test_change(name, coding, section):
    row = CHANGES.loc[name]
    assert " ".join(row[["claim", "kind", "basis"]]) == coding
    assert row["section"] == section


def test_the_paper_does_not_return_to_foreign_investment():
    rows = CHANGES[CHANGES["claim"] == "foreign_investment"]
    assert "later_passage" not in set(rows["kind"])


# The files


@pytest.mark.parametrize("name", ["stated_values", "changes", "table_claims"])
def test_files_are_plain(name):
    path = data._file(name, data.PACKAGE)
    assert b"\r" not in path.read_bytes()
    with open(path, encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    assert len({len(row) for row in rows}) == 1
    assert not [
        cell for row in rows for cell in row if cell != cell.strip() or re.search("  ", cell)
    ]
