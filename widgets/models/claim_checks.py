"""Quantitative statements of two papers, recomputed from what the papers print.

One function a claim of Minagawa, "Political Clientelism in the USSR and Japan", and of Hatch,
"Regionalizing Relationalism": each takes nothing and returns one number, in the unit of the claim.
Where a claim gives no number (growth, decline, more than elsewhere), the check says how far print
goes the way that the claim says: above zero it bears the claim out. Careers are counted as they
are coded, so the men whom a story names stand for all whom it does not.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from widgets.data import table

MINAGAWA, RELATIONALISM, STATE = "minagawa", "hatch_relationalism", "hatch_state"

CHECKS_OF_STATED = {
    (MINAGAWA, "bureaus", "", "MITI"): "bureaus_named",
    (MINAGAWA, "secretariat_sections", "", "MITI"): "secretariat_sections_named",
    (
        MINAGAWA,
        "sahashi_vice_minister_until_decision_to_leave",
        "from October 1964",
        "MITI",
    ): "sahashi_years_at_the_top",
    (MINAGAWA, "contenders_to_succeed_sahashi", "", "MITI"): "contenders_named",
    (
        RELATIONALISM,
        "amakudari_retirements_change",
        "1986-1988 to 1996-1998",
        "Japan",
    ): "amakudari_rise",  # in the list of the other paper, whose numbers these are
    (
        RELATIONALISM,
        "horizontal_keiretsu",
        "after the bank mergers",
        "Japan",
    ): "keiretsu_after_named_mergers",
    (
        RELATIONALISM,
        "toyota_suppliers_with_raised_stake",
        "late 1990s",
        "Japan",
    ): "toyota_stakes_named",
    (
        RELATIONALISM,
        "firms_mostly_held_by_stable_shareholders",
        "",
        "Japan",
    ): "mostly_stable_of_all_surveyed",
    (RELATIONALISM, "manufacturing_tfp_growth", "1955-1973", "Japan"): "tfp_growth_to_1973",
    (RELATIONALISM, "manufacturing_tfp_growth", "1973-1980", "Japan"): "tfp_growth_to_1980",
    (RELATIONALISM, "manufacturing_productivity_rank", "1994", "Japan"): "second_from_last",
    (RELATIONALISM, "oda_to_asia", "1990", "Asia"): "oda_to_five_1990",
    (RELATIONALISM, "oda_to_asia", "1995", "Asia"): "oda_to_five_1995",
    (RELATIONALISM, "manufacturing_fdi_from_japan", "1995", "Asia"): "fdi_in_other_paper",
    (
        RELATIONALISM,
        "manufacturing_fdi_of_japan_share_to_region",
        "1995",
        "Asia",
    ): "fdi_share_in_other_paper",
    (
        RELATIONALISM,
        "auto_parts_investments_share_in_period",
        "1991-1997",
        "ASEAN-4",
    ): "auto_parts_share",
    (
        RELATIONALISM,
        "toyota_parts_imports_planned_rise",
        "1997-2000",
        "Asia",
    ): "toyota_parts_multiple",
    (RELATIONALISM, "two_step_loans_usd", "1999", "Malaysia"): "two_step_loans_in_dollars",
    (
        RELATIONALISM,
        "exim_investment_financing_for_affiliates_usd",
        "by July 1999",
        "Indonesia",
    ): "exim_financing_in_dollars",
    (
        RELATIONALISM,
        "jfs_operating_loans_to_affiliates_usd",
        "January-March 1999",
        "Asia",
    ): "jfs_loans_in_dollars",
    (RELATIONALISM, "startup_kind_independent", "since 1991", "Japan"): "independent_startups",
    (RELATIONALISM, "top_information_firms_independent", "", "Japan"): "independent_of_top_ten",
}
"""Checks of stated numbers from others: by document, series, period (empty if none) and place."""

NATIONALISTS = ("sahashi", "tokunaga", "matsuo", "kawade", "miyake")
INTERNATIONALISTS = ("imai", "yamamoto", "morozumi", "ojimi", "yamashita", "komatsu", "wada")
"""Whose posts after retirement section II.1 tells of, by the camp in which it puts them there;
the second in its order, which it calls that of succession."""

MEDIATORS = ("ishihara", "tokunaga")
LADDER = ("section_chief", "deputy_chief", "bureau_chief", "vice_minister")


# Minagawa


def bureaus_named() -> float:
    """Return the bureaus of MITI that the story of S names at any time, those of 1976 apart."""
    posts = _miti()
    units = posts.loc[posts["episode"] != "two_of_1976", "unit"]
    return float(units[units.str.endswith(" Bureau")].nunique())


def secretariat_sections_named() -> float:
    """Return the sections of the Secretariat that the story of S names at any time."""
    offices = table("offices")
    names = offices.loc[offices["unit"] == "Secretariat", "name"]
    return float(names.str.contains("section", case=False).sum())


def sahashi_years_at_the_top() -> float:
    """Return the years from October 1964, when S reached the top, to April 1967, when he left."""
    top = _posts_of("sahashi").set_index("rank").loc["vice_minister"]
    return _year(top["end"]) - _year(top["start"])


def sahashi_service_years() -> float:
    """Return the years from April 1937 to a year and a half after October 1964."""
    posts = _posts_of("sahashi")
    left = _year(posts.set_index("rank").loc["vice_minister", "start"]) + _stated(
        MINAGAWA, "sahashi_vice_minister_until_decision_to_leave"
    )
    return left - _year(posts["start"].dropna().iloc[0])


def contenders_named() -> float:
    """Return the men whom the story names as passed over when S had to be replaced."""
    ties = table("miti_ties")
    return float(((ties["kind"] == "passed_over") & (ties["episode"] == "after_s")).sum())


def sahashi_years_per_post() -> float:
    """Return the years from April 1937 to April 1967 over the posts of S that are told."""
    posts = _posts_of("sahashi")
    return (_year(posts["end"].iloc[-1]) - _year(posts["start"].iloc[0])) / len(posts)


def placings_before_personnel_section() -> float:
    """Return the men whom S is told to have placed before he headed the Personnel Section."""
    posts = _miti()
    return float(((posts["placed_by"] == "sahashi") & (posts["episode"] == "early")).sum())


def secretariat_chiefs_lead() -> float:
    """Return the share of the two sections' chiefs who rose to bureau chief, less the others'."""
    favoured = _holders(
        "office", "miti_personnel_section_chief", "miti_general_affairs_section_chief"
    )
    others = _holders("rank", "section_chief") - favoured
    risen = _holders("rank", "bureau_chief", "vice_minister")
    return _percent(favoured, risen) - _percent(others, risen)


def enterprise_chiefs_promoted() -> float:
    """Return the named chiefs of the bureau whose next post was the top one, in percent."""
    posts = _miti()
    following = posts.groupby("actor")["office"].shift(-1)
    chiefs = posts["office"] == "miti_enterprise_bureau_chief"
    return float(100 * (following[chiefs] == "miti_vice_minister").mean())


def enterprise_chiefs_lead() -> float:
    """Return the share of the bureau's named chiefs who reached the top, less their peers'."""
    chiefs = _holders("office", "miti_enterprise_bureau_chief")
    others = _holders("rank", "bureau_chief") - chiefs
    top = _holders("rank", "vice_minister")
    return _percent(chiefs, top) - _percent(others, top)


def years_since_seniors_left() -> float:
    """Return the years from the start of 1961, when the later of them retired, to October 1964."""
    left = max(_year(_posts_of(senior)["end"].dropna().iloc[-1]) for senior in MEDIATORS)
    return _year(_posts_of("sahashi").iloc[-1]["start"]) - left


def trade_men_at_the_top() -> float:
    """Return the Vice-Ministers from the Trade Bureau before the fixed line; T and I are one."""
    posts = _miti()
    trade = posts.loc[posts["unit"] == "International Trade Bureau", "actor"]
    top = posts[(posts["rank"] == "vice_minister") & posts["actor"].isin(trade)]
    return float(top.loc[top["episode"] != "routinized", "episode"].nunique())


def steps_added_to_the_line() -> float:
    """Return the steps to the top on the later line, less those on the earlier."""
    offices = table("offices").query("case == 'miti'")
    return float(offices["line_late"].notna().sum() - offices["line_early"].notna().sum())


def followers_at_the_top() -> float:
    """Return the men of S's camp who became Vice-Minister, himself and the doubtful Z apart."""
    return float(len((_camp("nationalists") - {"sahashi"}) & _holders("rank", "vice_minister")))


def internationalists_after_sahashi() -> float:
    """Return the share of the Vice-Ministers after S who were of the other camp, in percent."""
    posts = _miti()
    after = (posts["rank"] == "vice_minister") & posts["episode"].isin(["after_s", "routinized"])
    return _percent(set(posts.loc[after, "actor"]), _camp("internationalists"))


def followers_units() -> float:
    """Return the bureaus, the Secretariat among them, in which S's followers are first met."""
    posts = _miti()
    followers = (_camp("nationalists") | {"morozumi"}) - {"sahashi"}
    first = posts[posts["actor"].isin(followers)].groupby("actor")["unit"].first()
    return float(first.nunique())


def recruits_who_can_be_section_chief() -> float:
    """Return the posts of section chief free in a year over the recruits, in percent up to 100."""
    freed = _stated(MINAGAWA, "section_chief_posts") / _stated(
        MINAGAWA, "rotation_interval", qualifier="range_high"
    )
    intake = _stated(MINAGAWA, "higher_level_trainees_recruited", qualifier="range_high")
    return min(100.0, 100 * freed / intake)


def section_chiefs_without_higher_post() -> float:
    """Return the share of section chiefs for whom there is no post of bureau chief, in percent."""
    higher = _stated(MINAGAWA, "bureaus") + _stated(MINAGAWA, "extra_ministerial_bureaus") + 1
    return 100 * (1 - higher / _stated(MINAGAWA, "section_chief_posts"))


def sideways_moves() -> float:
    """Return the moves told, from section chief upwards, that kept the rank, in percent of all."""
    posts = _miti()
    posts = posts[posts["rank"].isin(LADDER)]
    before = posts.groupby("actor")["rank"].shift()
    moved = before.notna()
    return float(100 * (before[moved] == posts.loc[moved, "rank"]).mean())


def seniority_in_the_line() -> float:
    """Return the steps between Vice-Ministers, from S on, that keep seniority, in percent."""
    notes = table("miti_actors").set_index("actor")["note"]
    line = notes.loc[["sahashi", *INTERNATIONALISTS[1:]]]
    years = line.str.extract(r"Recruited in (\d{4})", expand=False).dropna().astype(int)
    return float(100 * (years.diff().iloc[1:] >= 0).mean())


def heads_of_firms_lead() -> float:
    """Return the share of presidents and chairmen in the other camp, less that in S's."""
    posts = _retired()
    heads = set(posts.loc[posts["post"].str.match("President,|Chairman,"), "actor"])
    return _percent(set(INTERNATIONALISTS), heads) - _percent(set(NATIONALISTS), heads)


def firms_per_man_lead() -> float:
    """Return the firms for a hundred men of the other camp, less those for S's, himself apart."""
    last = _retired().groupby("actor")["unit"].last()
    theirs = last.loc[list(INTERNATIONALISTS)]
    ours = last.loc[[man for man in NATIONALISTS if man != "sahashi"]]
    return 100 * (theirs.nunique() / len(theirs) - ours.nunique() / len(ours))


def dnepropetrovsk_lead() -> float:
    """Return the share of Dnepropetrovsk's men who left the Ukraine, less L'vov's and Kharkov's."""
    series = "cohort_advanced_beyond_ukraine"
    return _stated(MINAGAWA, series, place="Dnepropetrovsk") - _stated(
        MINAGAWA, series, place="L'vov and Kharkov"
    )


def posts_in_other_ministries() -> float:
    """Return the posts of service in another ministry in the careers from MITI."""
    return float(_miti()["unit"].str.startswith("Ministry of").sum())


# Hatch, "Regionalizing Relationalism"


def deregulation_years() -> float:
    """Return the years from the start of the earlier period to that of the later one."""
    earlier, later = _period("regulations_change").split(" to ")
    return float(int(later[:4]) - int(earlier[:4]))


def keiretsu_after_named_mergers() -> float:
    """Return the six groups, less one for each merger of main banks that the text names."""
    ties = table("production_ties")
    mergers = ties[(ties["kind"] == "merges") & (ties["section"] == "Introduction n. 3")]
    before = _stated(RELATIONALISM, "horizontal_keiretsu", period="before the bank mergers")
    return before - len(mergers)


def toyota_stakes_named() -> float:
    """Return the suppliers that the text names as those in which Toyota took a larger stake."""
    ties = table("production_ties")
    return float(((ties["source"] == "toyota") & (ties["section"] == "Introduction n. 4")).sum())


def mostly_stable_of_all_surveyed() -> float:
    """Return the two thirds of the firms with stable owners, in percent of all firms asked."""
    return _stated(RELATIONALISM, "firms_mostly_held_by_stable_shareholders") * (
        _stated(RELATIONALISM, "firms_with_stable_shareholders")
        / _stated(RELATIONALISM, "firms_in_shareholder_survey")
    )


def tfp_room_in_1979() -> float:
    """Return how far Cameron's index was below 100 in 1979, on a line from 1973 to 1980."""
    return 100 - _tfp_level(1979)


def tfp_level_in_1975() -> float:
    """Return Cameron's index in 1975, the United States being 100, on a line from 1973 to 1980."""
    return _tfp_level(1975)


def tfp_growth_to_1973() -> float:
    """Return the yearly growth of Cameron's index, 1955-73, which is relative to America."""
    return _tfp_growth(1955, 1973)


def tfp_growth_to_1980() -> float:
    """Return the yearly growth of Cameron's index, 1973-80, which is relative to America."""
    return _tfp_growth(1973, 1980)


def capital_gain_lost() -> float:
    """Return the part of the gain of the late 1960s that was gone by the mid-1970s, in percent."""
    series = "gdp_gain_per_dollar_of_capital"
    return _fall(series, "late 1960s", "mid-1970s")


def computer_value_added_fall() -> float:
    """Return the fall of the ratio from 1982 to 1991, in percent of that of 1982."""
    return _fall("computer_value_added_to_sales", "1982", "1991")


def productivity_fall_to_1994() -> float:
    """Return the yearly fall of the note over the years from 1990 to 1994, in percent."""
    first, last = map(int, _period("manufacturing_productivity_growth").split("-"))
    rate = _stated(RELATIONALISM, "manufacturing_productivity_growth")
    return 100 * (1 - (1 + rate / 100) ** (last - first))


def second_from_last() -> float:
    """Return the number of countries ranked, less one."""
    return _stated(RELATIONALISM, "countries_in_productivity_ranking") - 1


def oda_to_five_1990() -> float:
    """Return Japan's aid of 1990 to the five recipients of the other paper's Table 1."""
    return _oda_to_five(1990)


def oda_to_five_1995() -> float:
    """Return Japan's aid of 1995 to the five recipients of the other paper's Table 1."""
    return _oda_to_five(1995)


def fdi_in_other_paper() -> float:
    """Return the other paper's amount, from the same yearbook."""
    return _stated(STATE, "manufacturing_fdi_from_japan")


def fdi_share_in_other_paper() -> float:
    """Return the other paper's share, from the same yearbook."""
    return _stated(STATE, "manufacturing_fdi_of_japan_share_to_region")


def oda_rise() -> float:
    """Return the rise of the stated aid to Asia from 1990 to 1995, in percent."""
    return -_fall("oda_to_asia", "1990", "1995")


def factories_lead() -> float:
    """Return Asia's part in factories abroad, less its part in investment of 1995, in points."""
    return _stated(RELATIONALISM, "overseas_factories_share_in_region") - _stated(
        RELATIONALISM, "manufacturing_fdi_of_japan_share_to_region"
    )


def new_regional_bodies() -> float:
    """Return the regional associations created and not rebuilt, in percent of those named."""
    ties = table("production_ties").query("programme == 'Regional industry associations'")
    actors = table("production_actors").set_index("actor")["kind"]
    bodies = set(actors.index[actors == "regional_body"]) & set(ties["target"])
    return _percent(bodies, set(ties.loc[ties["kind"] == "created", "target"]))


def exim_rise_by_1996() -> float:
    """Return the rise of mean loans from 1980-85 to 1991-96 (Table 3), in percent."""
    loans = _exim("loans_billion_yen")
    return float(100 * (loans.loc[1991:1996].mean() / loans.loc[1980:1985].mean() - 1))


def exim_weight_by_1996() -> float:
    """Return the mean share of 1991-96 less that of 1980-85 (Table 3), in points."""
    share = _exim("share_of_commitments_percent")
    return float(share.loc[1991:1996].mean() - share.loc[1980:1985].mean())


def computer_parts_gap_lead() -> float:
    """Return the gap of affiliates and parents in computer parts, less that in components."""
    return _sales_gap("computer_parts_sales_change") - _sales_gap(
        "electronic_components_sales_change"
    )


def auto_parts_years() -> float:
    """Return the years from 1962 through 1997, both ends counted."""
    return _years_of_parts("1962-1997")


def auto_parts_last_years() -> float:
    """Return the years from 1991 through 1997, both ends counted."""
    return _years_of_parts("1991-1997")


def auto_parts_share() -> float:
    """Return the investments of 1991-97 over those of 1962-97, in percent."""
    return 100 * _parts("1991-1997") / _parts("1962-1997")


def auto_parts_pace_rise() -> float:
    """Return the investments a year of 1991-97 over those of 1962-90, as a rise in percent."""
    late, every = _parts("1991-1997"), _parts("1962-1997")
    before = (every - late) / (auto_parts_years() - auto_parts_last_years())
    return 100 * (late / auto_parts_last_years() / before - 1)


def auto_parts_peak_lead() -> float:
    """Return Asia's part in the new projects of 1996, less that of 1994-95, in points."""
    series = "auto_parts_projects_share_to_region"
    before = _stated(RELATIONALISM, series, period="1994-1995")
    return _stated(RELATIONALISM, series, period="1996") - before


def sme_projects_low() -> float:
    """Return the lower of the shares of 1994 and 1997, in percent."""
    return float(_series(RELATIONALISM, "sme_fdi_projects_share_to_region")["value"].min())


def toyota_keiretsu_share() -> float:
    """Return Toyota's Japanese suppliers in Thailand that are of its group, in percent of all."""
    outside = _stated(RELATIONALISM, "toyota_japanese_suppliers_outside_keiretsu")
    every = _stated(RELATIONALISM, "toyota_japanese_suppliers", place="Thailand")
    return 100 * (1 - outside / every)


def hitachi_multiple() -> float:
    """Return Hitachi's managers abroad of 1996 over those of 1991."""
    return _multiple("hitachi_managers_overseas", "1991", "1996")


def expatriates_next_to_hitachi() -> float:
    """Return the growth in Table 5 from 1991 to 1996, less that at Hitachi, in points."""
    staff = table("expatriates").set_index("year")["employees_in_asia"]
    return float(100 * (staff.loc[1996] / staff.loc[1991] - hitachi_multiple()))


def western_projects_fall() -> float:
    """Return the fall of American and European projects together, 1998 to 1999, in percent."""
    return -_projects_rise("United States", "Europe")


def japanese_projects_rise() -> float:
    """Return the rise of Japanese projects, 1998 to 1999, in percent."""
    return _projects_rise("Japan")


def toyota_parts_multiple() -> float:
    """Return the purchases planned for 2000 over those of 1997."""
    return _stated(RELATIONALISM, "toyota_parts_imports_from_asia_planned") / _stated(
        RELATIONALISM, "toyota_parts_imports_from_asia"
    )


def trainees_multiple() -> float:
    """Return the trainees of 1998 over those before."""
    return _multiple("toyota_asian_trainees_in_japan", "before 1998", "1998")


def stay_multiple() -> float:
    """Return the months that a trainee stayed in 1998 over those before."""
    return _multiple("toyota_asian_trainees_stay", "before 1998", "1998")


def trainee_months_rise() -> float:
    """Return the rise of trainees times months, in percent."""
    return 100 * (trainees_multiple() * stay_multiple() - 1)


def emergency_aid_rise() -> float:
    """Return a tenth of the ten-year plan over the aid of 1995, as a rise in percent."""
    yearly = _stated(RELATIONALISM, "emergency_aid_plan") / _stated(
        RELATIONALISM, "emergency_aid_plan_length"
    )
    return 100 * (yearly / _stated(RELATIONALISM, "oda_to_asia", period="1995") - 1)


def experts_record() -> float:
    """Return how far 1998 is above any year before (Table 2 of the other paper), in percent."""
    experts = table("jica_experts").set_index("year")["experts_to_asia"]
    return float(100 * (experts.loc[1998] / experts.loc[:1997].max() - 1))


def two_step_loans_in_dollars() -> float:
    """Return the other paper's yen at the rate at which the two have the same special loans."""
    return _in_usd_million(_stated(STATE, "two_step_loans", place="Malaysia"))


def exim_financing_in_dollars() -> float:
    """Return the other paper's yen at the rate at which the two have the same special loans."""
    return _in_usd_million(_stated(STATE, "exim_investment_financing_for_affiliates"))


def jfs_loans_in_dollars() -> float:
    """Return the other paper's yen at the rate at which the two have the same special loans."""
    return _in_usd_million(_stated(STATE, "jfs_operating_loans_to_affiliates"))


def industry_reliance_lead() -> float:
    """Return the lower share of the two industries, less that of all affiliates, in points."""
    shares = _series(RELATIONALISM, "local_parts_mostly_from_japanese_suppliers")
    shares = shares.set_index("place")["value"]
    return float(shares.drop("Southeast Asia").min() - shares.loc["Southeast Asia"])


def expatriate_share_fall() -> float:
    """Return the share of 1989 less that of 1995, in points."""
    series = "expatriate_share_of_managers"
    then = _stated(RELATIONALISM, series, period="1989")
    return then - _stated(RELATIONALISM, series, period="1995")


def manufacturing_share_lead() -> float:
    """Return Japan's share less the highest of the three others, in points."""
    shares = _series(RELATIONALISM, "manufacturing_share_of_gdp").set_index("place")["value"]
    return float(shares.loc["Japan"] - shares.drop("Japan").max())


def rd_lead_over_us() -> float:
    """Return Japan's share of 1998 less that of the United States, in points of GDP."""
    return _rd("1998", "Japan") - _rd("1998", "United States")


def rd_share_rise() -> float:
    """Return Japan's share of 1998 less that of 1990, in points of GDP."""
    return _rd("1998", "Japan") - _rd("1990", "Japan")


def growth_of_the_decade() -> float:
    """Return the average growth of 1991-1999 over its nine years, in percent."""
    first, last = map(int, _period("economic_growth").split("-"))
    rate = _stated(RELATIONALISM, "economic_growth")
    return 100 * ((1 + rate / 100) ** (last - first + 1) - 1)


def basic_research_gap_growth() -> float:
    """Return how much the gap grew to that of three countries to which it grew least, in points."""
    shares = _series(RELATIONALISM, "basic_research_share_of_rd").pivot(
        index="period", columns="place", values="value"
    )
    gap = shares.drop(columns="Japan").sub(shares["Japan"], axis=0)
    return float((gap.loc["late 1990s"] - gap.loc["mid-1980s"]).min())


def firms_not_planning_to_innovate() -> float:
    """Return what those planning to innovate leave of 100 percent."""
    return 100 - _stated(RELATIONALISM, "firms_planning_to_innovate")


def machinery_industries_left() -> float:
    """Return the four industries, less the three for which a fall is printed."""
    falls = {"general_and_precision_machinery": 2, "transport_equipment": 1}
    fallen = [
        count
        for name, count in falls.items()
        if _stated(RELATIONALISM, f"{name}_value_added_change") < 0
    ]
    return float(4 - sum(fallen))


def exports_outside_high_growth() -> float:
    """Return what the product groups of high growth leave of 100 percent."""
    return 100 - _stated(RELATIONALISM, "exports_in_high_growth_product_groups")


def smes_shrinking_lead() -> float:
    """Return the share that shrank in 1991-93, less the share that grew, in points."""
    return _stated(RELATIONALISM, "smes_that_shrank", period="1991-1993") - _stated(
        RELATIONALISM, "smes_that_grew", period="1991-1993"
    )


def startup_rate_fall() -> float:
    """Return the rate of the early 1970s less that of today, in points."""
    return _stated(RELATIONALISM, "startup_rate", period="early 1970s") - _startups_today()


def startup_gap_to_us() -> float:
    """Return the rate of the United States less that of Japan, in points."""
    return _stated(RELATIONALISM, "startup_rate", place="United States") - _startups_today()


def independent_startups() -> float:
    """Return what the three tied kinds leave of 100 percent."""
    return 100 - _tied_startups()


def others_tied() -> float:
    """Return the three tied kinds over all that is not independent, in percent."""
    independent = _stated(RELATIONALISM, "startup_kind_independent", period="since 1991")
    return 100 * _tied_startups() / (100 - independent)


def affiliated_rise() -> float:
    """Return the three tied kinds since 1991, less half, for the early 1950s, in points."""
    then = _stated(RELATIONALISM, "startup_kind_independent", period="early 1950s")
    return _tied_startups() - (100 - then)


def independent_of_top_ten() -> float:
    """Return what those founded by large firms leave of the top ten."""
    return 10 - _stated(RELATIONALISM, "top_information_firms_founded_by_large_firms")


# Reading print


def _series(document: str, series: str) -> pd.DataFrame:
    rows = table("stated_values")
    return rows[(rows["document"] == document) & (rows["series"] == series)]


def _stated(document: str, series: str, **where: str) -> float:
    """Return the one number that is stated of a series, where its columns are as given."""
    rows = _series(document, series)
    for column, value in where.items():
        rows = rows[rows[column].eq(value)]
    return float(rows["value"].item())


def _period(series: str) -> str:
    return _series(RELATIONALISM, series)["period"].item()


def _multiple(series: str, first: str, last: str) -> float:
    return _stated(RELATIONALISM, series, period=last) / _stated(
        RELATIONALISM, series, period=first
    )


def _fall(series: str, first: str, last: str) -> float:
    return 100 * (1 - _multiple(series, first, last))


def _exim(column: str) -> pd.Series:
    return table("exim_loans").set_index("year")[column]


def _tfp_level(year: int) -> float:
    levels = _series(RELATIONALISM, "tfp_level_relative_to_us")
    levels = levels.set_index(levels["period"].astype(int))["value"].sort_index()
    return float(np.interp(year, levels.index, levels))


def _tfp_growth(first: int, last: int) -> float:
    return 100 * ((_tfp_level(last) / _tfp_level(first)) ** (1 / (last - first)) - 1)


def _oda_to_five(year: int) -> float:
    aid = table("oda_to_asia")
    return float(aid.loc[aid["year"] == year, "oda_usd_million"].sum() / 1000)


def _in_usd_million(yen_billion: float) -> float:
    """Return yen in dollars: special loans are 600 billion yen in one paper, 6 billion dollars."""
    rate = _stated(STATE, "special_loans") / _stated(RELATIONALISM, "special_loans_usd")
    return 1000 * yen_billion / rate


def _sales_gap(series: str) -> float:
    return _stated(RELATIONALISM, series, place="Asia") - _stated(
        RELATIONALISM, series, place="Japan"
    )


def _parts(period: str) -> float:
    return _stated(RELATIONALISM, "auto_parts_investments", period=period)


def _years_of_parts(period: str) -> float:
    """Return the years of one of the two stated periods, both ends counted."""
    periods = _series(RELATIONALISM, "auto_parts_investments")["period"]
    first, last = periods[periods == period].item().split("-")
    return float(int(last) - int(first) + 1)


def _projects_rise(*places: str) -> float:
    rows = _series(RELATIONALISM, "fdi_projects_in_thailand")
    sums = rows[rows["place"].isin(places)].groupby("period")["value"].sum()
    return float(100 * (sums.loc["1999"] / sums.loc["1998"] - 1))


def _rd(period: str, place: str) -> float:
    return _stated(RELATIONALISM, "rd_share_of_gdp", period=period, place=place)


def _startups_today() -> float:
    rows = _series(RELATIONALISM, "startup_rate")
    return float(rows.loc[rows["period"].isna() & (rows["place"] == "Japan"), "value"].item())


def _tied_startups() -> float:
    kinds = ("spin_off", "affiliate", "directed_affiliate")
    return sum(_stated(RELATIONALISM, f"startup_kind_{kind}") for kind in kinds)


def _miti() -> pd.DataFrame:
    """Return the posts of service at MITI, each man's in his order."""
    posts = table("careers").query("case == 'miti' and kind == 'career'")
    return posts.sort_values(["actor", "order"])


def _retired() -> pd.DataFrame:
    return table("careers").query("case == 'miti' and kind == 'post-retirement'")


def _posts_of(actor: str) -> pd.DataFrame:
    return _miti().query("actor == @actor")


def _holders(column: str, *values: str) -> set[str]:
    posts = _miti()
    return set(posts.loc[posts[column].isin(values), "actor"])


def _camp(group: str) -> set[str]:
    actors = table("miti_actors")
    return set(actors.loc[(actors["group"] == group) & (actors["kind"] == "person"), "actor"])


def _percent(members: set[str], subset: set[str]) -> float:
    return 100 * len(members & subset) / len(members)


def _year(date: str) -> float:
    """Return a date such as 1964-10 or 1961 in years; without a month it is the year's start."""
    year, _, month = str(date).partition("-")
    return int(year) + (int(month or 1) - 1) / 12
