"""What the third paper gives: three networks, offices, careers, a comparison, numbers in words.

Comments name the section of the paper in which a reader finds what a test holds.
"""

import csv
import re

import pandas as pd
import pytest

from widgets import data
from widgets.networks import NO_PATH, network

CASES = ("miti", "energy_ministry", "soviet")
NETWORKS = {case: network(case) for case in CASES}
MITI, ENERGY, SOVIET = (NETWORKS[case] for case in CASES)
OFFICES = data.table("offices")
CAREERS = data.table("careers")
COMPARISON = data.table("comparison")
STATED = data.table("stated_values").query("document == 'minagawa'")
EVERY = {
    f"{case}_{part}": data.table(f"{case}_{part}") for case in CASES for part in ("actors", "ties")
}
EVERY |= {"offices": OFFICES, "careers": CAREERS, "comparison": COMPARISON, "stated_values": STATED}

RECRUITMENT = "II.1 Recruitment and advancement"
# All dates that the paper prints for what a tie or a post is about.
PRINTED = {
    "miti": {"1937-04", "1954-07", "1957-07", "1957", "1961", "1964-10", "1967-04", "1976"},
    "energy_ministry": set(),
    "soviet": {"1956", "1960", "1962", "1966"},
}


def one(frame, **wanted):
    rows = frame[(frame[list(wanted)] == pd.Series(wanted)).all(axis=1)]
    assert len(rows) == 1, f"{len(rows)} rows with {wanted}"
    return rows.iloc[0]


def tie(case, source, target, kind, **wanted):
    ties = NETWORKS[case].ties
    return one(ties, source=source, target=target, kind=kind, **wanted)


def posts(actor, case="miti"):
    mine = CAREERS.query("actor == @actor and case == @case").sort_values("order")
    return mine.set_index("order")


# Every row


@pytest.mark.parametrize(
    "name, rows",
    [
        ("miti_actors", 40),
        ("miti_ties", 114),
        ("energy_ministry_actors", 15),
        ("energy_ministry_ties", 30),
        ("soviet_actors", 36),
        ("soviet_ties", 53),
        ("offices", 56),
        ("careers", 119),
        ("comparison", 50),
        ("stated_values", 28),
    ],
)
def test_rows(name, rows):
    assert len(EVERY[name]) == rows


@pytest.mark.parametrize("name", [name for name in EVERY if name != "stated_values"])
def test_rows_say_where_they_stand(name):
    frame = EVERY[name]
    assert set(frame["document"]) == {"minagawa"}
    # The notes of the paper end at 58.
    notes = frame["section"].str.extractall(r"n\. (\d+)")[0].astype(int)
    assert notes.between(1, 58).all()
    text = frame.select_dtypes("str").apply(lambda column: column.str.strip())
    assert text.equals(frame.select_dtypes("str"))


@pytest.mark.parametrize("name", [name for name in EVERY if "attributed_to" in EVERY[name]])
def test_who_is_credited(name):
    frame = EVERY[name]
    credited = frame["attributed_to"].notna()
    assert credited[frame["basis"] == "reported"].all()
    assert not credited[frame["basis"].isin(["stated", "inferred"])].any()


@pytest.mark.parametrize(
    "name", [name for name in EVERY if name != "comparison" and "basis" in EVERY[name]]
)
def test_what_is_inferred_says_how(name):
    frame = EVERY[name]
    assert frame.loc[frame["basis"] == "inferred", "note"].notna().all()


@pytest.mark.parametrize("case", CASES)
def test_no_date_that_the_paper_does_not_print(case):
    years = {printed[:4] for printed in PRINTED[case]}
    ties = NETWORKS[case].ties
    assert {str(year) for column in ("start", "end") for year in ties[column].dropna()} <= years
    mine = CAREERS[CAREERS["case"] == case]
    assert {*mine["start"].dropna(), *mine["end"].dropna()} <= PRINTED[case]


def test_every_date_of_the_case_is_used():
    mine = CAREERS[CAREERS["case"] == "miti"]
    assert {*mine["start"].dropna(), *mine["end"].dropna()} == PRINTED["miti"]


@pytest.mark.parametrize("name", list(EVERY))
def test_files_end_their_lines_with_a_line_feed(name):
    path = data._file(name, data.PACKAGE)
    assert b"\r" not in path.read_bytes()
    with open(path, encoding="utf-8", newline="") as lines:
        assert len({len(row) for row in csv.reader(lines)}) == 1


# The networks


@pytest.mark.parametrize("case", CASES)
def test_an_actor_has_a_tie_and_a_name_of_its_own(case):
    actors, ties = NETWORKS[case].actors, NETWORKS[case].ties
    assert set(actors["actor"]) == {*ties["source"], *ties["target"]}
    assert actors["name"].is_unique and actors["short"].is_unique
    assert actors["short"].str.len().max() <= 24


@pytest.mark.parametrize("case", CASES)
def test_the_boundary_says_which_text_and_what_is_absent(case):
    for words in ("Shugo Minagawa", "Absent", "Hedges carry", "never paths"):
        assert words in NETWORKS[case].boundary


@pytest.mark.parametrize("case", CASES)
def test_what_divides_is_never_a_path(case):
    net = NETWORKS[case]
    divides = {
        *("rivals", "conflict", "conceded_to", "demoted", "removed", "targeted", "silenced"),
        *("threatened", "succeeded_by", "heir", "passed_over", "displaced"),
    }
    shut = net.ties["family"].isin(NO_PATH)
    assert shut.equals(net.ties["kind"].isin(divides))
    used = {n for *_, ties in net.graph(statuses=None).edges(data="ties") for n in ties}
    assert used == set(net.ties.index[~shut])


@pytest.mark.parametrize("case", CASES)
def test_a_kind_runs_one_way_or_both(case):
    assert (NETWORKS[case].ties.groupby("kind")["directed"].nunique() == 1).all()


@pytest.mark.parametrize("case", CASES)
def test_the_rows_run_by_episode(case):
    codes = list(NETWORKS[case].codes["episode"])
    numbers = NETWORKS[case].ties["episode"].map(codes.index)
    assert set(numbers) == set(range(len(codes)))
    if case == "miti":
        assert numbers.is_monotonic_increasing


@pytest.mark.parametrize(
    "case, source, target, kind, found",
    [
        # I, note 1: the union, and the section made to keep S busy
        ("miti", "sahashi", "employees_union", "headed", {"status": "ended"}),
        ("miti", "ministry", "sahashi", "appointed", {"section": "I n. 1", "episode": "early"}),
        ("miti", "nagayama", "sahashi", "demoted", {"family": "demotion", "basis": "stated"}),
        # I: one patron for two rivals, and no name
        ("miti", "unnamed_patron", "sahashi", "patron_of", {"basis": "stated"}),
        ("miti", "unnamed_patron", "imai", "patron_of", {"basis": "stated"}),
        ("miti", "sahashi", "matsuo", "served_under", {"start": 1954, "directed": False}),
        ("miti", "sahashi", "recruits_19", "recruited", {"family": "appointment"}),
        # I: Z sent to Paris, recalled, and perhaps never a follower
        ("miti", "sahashi", "morozumi", "sponsored", {"basis": "stated"}),
        ("miti", "sahashi", "morozumi", "recalled", {"episode": "enterprise_bureau"}),
        (
            *("miti", "sahashi", "morozumi", "patron_of"),
            {"basis": "inferred", "status": "ended", "contested": "z_follower"},
        ),
        # I, note 3: an ironical remark, after Honda
        ("miti", "morozumi", "sahashi", "acknowledged", {"basis": "reported", "section": "I n. 3"}),
        # I, note 2: favours taken and not returned
        (
            *("miti", "ohno_faction", "sahashi", "favoured"),
            {"basis": "reported", "attributed_to": "Hayashihara (1976: 97-98)"},
        ),
        # I: it is said
        ("miti", "internationalists", "sahashi", "rivals", {"basis": "reported"}),
        # I: a warning in vain, a naming, a demotion whose reasons are presumed
        ("miti", "matsuo", "fukuda_hajime", "warned", {"status": "failed"}),
        ("miti", "fukuda_hajime", "t_rival", "appointed", {"basis": "stated"}),
        ("miti", "fukuda_hajime", "sahashi", "demoted", {"basis": "hedged"}),
        # I: two seniors in particular
        ("miti", "ishihara", "ohno_faction", "apologized_to", {"episode": "exile"}),
        ("miti", "tokunaga", "sahashi", "sponsored", {"family": "patronage"}),
        # I: the line of heirs is a guess
        ("miti", "sahashi", "kawade", "heir", {"basis": "surmised", "status": "intended"}),
        ("miti", "kawahara", "miyake", "heir", {"basis": "surmised", "status": "intended"}),
        # I: three contenders, and a fourth man chosen
        ("miti", "miki", "yamamoto", "appointed", {"episode": "after_s"}),
        ("miti", "miki", "kurahashi", "passed_over", {"family": "succession"}),
        ("miti", "kurahashi", "ohno_faction", "manoeuvred_with", {"directed": False}),
        ("miti", "yamamoto", "t_rival", "deputy_of", {"contested": "t_is_i"}),
        ("miti", "yamamoto", "ojimi", "appointed", {"basis": "stated"}),
        ("miti", "ojimi", "wada", "appointed", {"episode": "after_s"}),
        # II.1: two men of 1976
        (
            "miti",
            "secretariat_1976",
            "hayashi",
            "asked_to_retire",
            {"status": "failed", "start": 1976},
        ),
        ("miti", "matsuo", "miyake", "made_room_for", {"basis": "inferred"}),
        # II.1 Policy, notes 29 and 30
        ("energy_ministry", "wada", "kichise", "old_comrades", {"basis": "stated"}),
        ("energy_ministry", "wada", "kichise", "alliance", {"basis": "hedged"}),
        ("energy_ministry", "wada", "kichise", "asked_for_help", {"family": "appeal"}),
        ("energy_ministry", "miti_director", "nakasone", "asked_for_help", {"directed": True}),
        # II.1: men in personnel selection, and their removal by nobody named
        ("soviet", "podgorny", "titov", "appointed", {"status": "ended"}),
        ("soviet", "leadership_unnamed", "sobol", "removed", {"family": "demotion"}),
        ("soviet", "brezhnev", "kirilenko", "appointed", {"start": 1966, "basis": "stated"}),
        ("soviet", "brezhnev", "kirilenko", "succeeded_by", {"episode": "early_careers"}),
        # II.1, notes 19, 23 and 24
        ("soviet", "podgorny", "lvov_cohort", "patron_of", {"attributed_to": "Moses (1976: 82)"}),
        (
            "soviet",
            "shcherbitsky",
            "dnepropetrovsk_cohort",
            "patron_of",
            {"contested": "plural_patrons"},
        ),
        ("soviet", "brezhnev", "industry_officials", "domain_patron", {"start": 1956, "end": 1960}),
        ("soviet", "podgorny", "kharkov_cohort", "domain_patron", {"contested": "kharkov"}),
        # II.1, notes 25, 35, 38, 40 and 41
        ("soviet", "andreyev", "patolichev", "patron_of", {"basis": "reported"}),
        ("soviet", "khrushchev", "agricultural_secretaries", "targeted", {"start": 1962}),
        (
            "soviet",
            "leningrad_party",
            "khrushchev",
            "supported",
            {"attributed_to": "Linden (1963: 58)"},
        ),
        ("soviet", "brezhnev", "bodiul", "protected", {"basis": "hedged"}),
    ],
)
def test_tie(case, source, target, kind, found):
    row = tie(case, source, target, kind, **{k: v for k, v in found.items() if k == "episode"})
    assert {column: row[column] for column in found} == found


def test_the_following_of_s():
    # I: four by letter and two juniors, all stated; Z apart.
    mine = MITI.ties.query("source == 'sahashi' and kind == 'patron_of'")
    assert set(mine.loc[mine["basis"] == "stated", "target"]) == {
        *("kawade", "kawahara", "miyake", "ototake", "konaga", "uchida")
    }
    # I: as Chief of the Enterprise Bureau he places three and recalls one.
    placed = MITI.ties.query("source == 'sahashi' and episode == 'enterprise_bureau'")
    placed = placed[placed["family"] == "appointment"]
    assert set(placed["target"]) == {"kawahara", "ototake", "miyake", "morozumi"}


def test_t_and_i_are_apart_and_can_be_merged():
    apart, merged = MITI.graph(), MITI.graph(bloc=True)
    assert {"imai", "t_rival"} < set(apart) and "rival" not in apart
    assert "rival" in merged and not {"imai", "t_rival"} & set(merged)
    assert set(MITI.actors.loc[MITI.actors["bloc"] == "rival", "actor"]) == {"imai", "t_rival"}
    assert "never says" in MITI.codes["bloc"]["rival"]
    # I: M was T's deputy; with I he is joined only if the two are one.
    assert not apart.has_edge("yamamoto", "imai")
    assert merged.has_edge("yamamoto", "rival")
    # No tie of the file makes them one, or joins them.
    assert MITI.ties.query(
        "source in @pair and target in @pair", local_dict={"pair": ["imai", "t_rival"]}
    ).empty


def test_the_two_fukudas_are_apart():
    assert "fukuda_prime_minister" not in set(MITI.actors["actor"])
    assert "fukuda_hajime" not in set(ENERGY.actors["actor"])
    for net, actor in ((MITI, "fukuda_hajime"), (ENERGY, "fukuda_prime_minister")):
        assert one(net.actors, actor=actor)["note"].startswith("Not ")
    assert set(CAREERS.loc[CAREERS["actor"].str.contains("fukuda"), "post"]) == {
        "Minister of International Trade and Industry",
        "Prime Minister",
    }


def test_one_pair_may_be_tied_alike_in_two_episodes():
    # II.1: Wada followed Komatsu in the ministry and at the bank.
    pair = MITI.ties.query("source == 'komatsu' and target == 'wada'")
    assert pair[["kind", "episode"]].to_numpy().tolist() == [
        ["succeeded_by", "routinized"],
        ["succeeded_by", "retired"],
    ]


def test_nobody_answers_the_ministry():
    # II.1 Policy: what those appealed to did is not told.
    asked = set(ENERGY.ties.query("kind == 'asked_for_help'")["target"]) - {"school_family_ties"}
    assert asked == {"kichise", "other_ministries", "miki", "nakasone", "business_circles"}
    assert not ENERGY.ties.query("source in @asked and target in ['wada', 'miti_director']").shape[
        0
    ]


@pytest.mark.parametrize(
    "case, reading, kinds",
    [
        ("miti", "t_is_i", {"rivals", "deputy_of"}),
        ("miti", "z_follower", {"patron_of", "acknowledged"}),
        ("energy_ministry", "kichise_alliance", {"alliance"}),
        ("soviet", "plural_patrons", {"patron_of", "cooperates"}),
        ("soviet", "kharkov", {"domain_patron"}),
    ],
)
def test_contested_readings(case, reading, kinds):
    ties = NETWORKS[case].ties
    assert set(ties.loc[ties["contested"] == reading, "kind"]) == kinds
    assert ties.loc[ties["contested"] == reading, "note"].notna().all()


@pytest.mark.parametrize(
    "case, source, target, kind, words",
    [
        # I: which of the two had his career in domestic industry?
        ("miti", "imai", "ojimi", "patron_of", "garbled"),
        ("miti", "sahashi", "ojimi", "conceded_to", "a fourth"),
        ("miti", "yamamoto", "ojimi", "appointed", "it seems"),
        ("miti", "sahashi", "yamamoto", "succeeded_by", "April 1967"),
        ("miti", "t_rival", "sahashi", "succeeded_by", "not told"),
        ("miti", "matsuo", "kawade", "made_room_for", "neither"),
        ("energy_ministry", "mof", "fukuda_prime_minister", "must_approve", "acquired"),
        ("soviet", "kirilenko", "dnepropetrovsk_cohort", "patron_of", "Note 22"),
        ("soviet", "khrushchev", "khrushchev_critics", "conflict", "Note 36"),
        ("soviet", "andreyev", "patolichev", "affection", "31"),
        ("soviet", "brezhnev", "demoted_clients", "spared", "page 80"),
        ("soviet", "podgorny", "kirilenko", "succeeded_by", "leaves open"),
    ],
)
def test_what_does_not_agree_is_told(case, source, target, kind, words):
    assert words in tie(case, source, target, kind)["note"]


# Offices


def listed(cell):
    return [] if pd.isna(cell) else cell.split("; ")


def test_offices_name_offices():
    known = set(OFFICES["office"])
    for column in ("selects", "line_early", "line_late"):
        assert {office for cell in OFFICES[column] for office in listed(cell)} <= known
    assert OFFICES.loc[OFFICES["selects"].notna(), "selects_text"].notna().all()
    assert OFFICES["selects_text"].notna().equals(OFFICES["selects_mode"].notna())


def test_the_line_was_one_step_and_became_three():
    office = OFFICES.set_index("office")
    # I: loosely, from the Enterprise Bureau alone
    early = office.query("case == 'miti'")["line_early"].dropna()
    assert early.to_dict() == {"miti_enterprise_bureau_chief": "miti_vice_minister"}
    # I: since J, Director, International Trade, Industrial Policy, Vice-Minister
    at, line = "miti_director_secretariat", []
    while pd.notna(at):
        line.append(at)
        at = office.loc[at, "line_late"]
    assert line == [
        *("miti_director_secretariat", "miti_trade_bureau_chief"),
        *("miti_enterprise_bureau_chief", "miti_vice_minister"),
    ]
    assert office.loc["miti_enterprise_bureau_chief", "name_later"].endswith(
        "Industrial Policy Bureau"
    )
    assert "'not'" in office.loc["miti_enterprise_bureau_chief", "note"]


def test_who_selects_whom():
    office = OFFICES.set_index("office")
    # I: the Vice-Minister picks the Director, the Director the section chiefs
    assert office.loc["miti_vice_minister", "selects"] == "miti_director_secretariat"
    assert len(listed(office.loc["miti_director_secretariat", "selects"])) == 3
    assert office.loc["miti_personnel_section_chief", "selects_mode"] == "implements"
    # II.1: a bureau chief is in a position to recommend
    chiefs = office.query("selects_mode == 'recommends' and rank == 'bureau_chief'").index
    assert set(chiefs) == {
        *("miti_enterprise_bureau_chief", "miti_trade_bureau_chief", "miti_heavy_industry_chief")
    }
    # II.1: two Soviet levers
    assert office.loc["soviet_cc_secretary_org", "selects_mode"] == "appoints"
    assert office.loc["soviet_ukraine_second_secretary", "rank"] == "republic_second"


def test_where_first_secretaries_come_from():
    # II.1, note 14: second secretaries, or chairmen of the same region, under Brezhnev
    into = OFFICES.query("line_late == 'soviet_obkom_first_secretary'")["office"]
    assert set(into) == {"soviet_obkom_second_secretary", "soviet_region_executive_chairman"}
    # II.1: from the Ukraine straight to Russia, under Khrushchev, and rare since
    leap = one(OFFICES, office="soviet_ukraine_obkom_first_secretary")
    assert leap["line_early"] == "soviet_rsfsr_obkom_first_secretary"


# Careers


def test_careers_name_actors_offices_and_episodes():
    for case, mine in CAREERS.groupby("case"):
        actors = set(NETWORKS[case].actors["actor"])
        assert set(mine["actor"]) <= actors
        assert set(mine["placed_by"].dropna()) <= actors
        assert set(mine["episode"]) <= set(NETWORKS[case].codes["episode"])
        assert (
            mine.groupby("actor")["order"]
            .apply(lambda n: list(n) == list(range(1, len(n) + 1)))
            .all()
        )
    assert set(CAREERS["office"].dropna()) <= set(OFFICES["office"])


def test_every_named_person_has_a_career():
    for case, net in NETWORKS.items():
        named = set(net.actors.loc[net.actors["kind"] == "person", "actor"])
        assert named == set(CAREERS.loc[CAREERS["case"] == case, "actor"])


def test_a_post_has_the_rank_of_its_office():
    both = CAREERS.merge(OFFICES, on="office", suffixes=("", "_of_office"))
    assert both["rank"].fillna("").equals(both["rank_of_office"].fillna(""))


def test_episodes_follow_each_other_in_a_career():
    for case, mine in CAREERS.groupby("case"):
        codes = list(NETWORKS[case].codes["episode"])
        # Hayashi and Moriguchi are told apart from the story, before the posts of the retired.
        codes = [e for e in codes if e != "retired"] + ["retired"]
        numbers = mine.assign(number=mine["episode"].map(codes.index)).groupby("actor")["number"]
        assert numbers.apply(lambda n: n.is_monotonic_increasing).all()


def test_whoever_placed_is_tied_to_the_placed():
    placing = {"appointed", "recalled", "sponsored", "demoted"}
    for row in CAREERS[CAREERS["placed_by"].notna()].itertuples():
        ties = NETWORKS[row.case].ties
        pair = ties[(ties["source"] == row.placed_by) & (ties["target"] == row.actor)]
        assert placing & set(pair["kind"]), (row.placed_by, row.actor)


def test_the_career_of_s():
    mine = posts("sahashi")
    assert list(mine["rank"].dropna()) == [
        *("section_chief", "section_chief", "section_chief", "deputy_chief", "bureau_chief"),
        *("bureau_chief", "bureau_chief", "vice_minister"),
    ]
    # I: April 1937, July 1954 to July 1957, October 1964, April 1967
    assert mine["start"].dropna().to_list() == ["1937-04", "1954-07", "1964-10"]
    assert mine["end"].dropna().to_list() == ["1957-07", "1967-04"]
    top = one(mine, rank="vice_minister")
    assert "clash" in top["note"] and "a year and a half" in top["note"]
    assert pd.isna(top["placed_by"])
    # II.1: an institute of his own and an obscure centre
    assert list(mine.loc[mine["kind"] == "post-retirement", "post"]) == [
        "Founder of the Sahashi Economic Research Institute",
        "Director of the Japan Leisure Centre",
    ]


def test_the_secretariat_while_s_was_away():
    # I: three of his followers, and nobody said to have placed them
    mine = CAREERS.query("case == 'miti' and episode == 'exile' and unit == 'Secretariat'")
    assert mine.set_index("actor")["office"].to_dict() == {
        "kawade": "miti_director_secretariat",
        "kawahara": "miti_personnel_section_chief",
        "miyake": "miti_general_affairs_section_chief",
    }
    assert mine["placed_by"].isna().all()


@pytest.mark.parametrize(
    "actor, office, placed_by",
    [
        # I
        ("sahashi", "miti_sendai_post", "nagayama"),
        ("sahashi", "miti_patent_agency_director", "fukuda_hajime"),
        ("kawahara", "miti_planning_counsellor", "sahashi"),
        ("kawahara", "miti_director_secretariat", "sahashi"),
        ("ototake", "miti_general_affairs_section_chief", "sahashi"),
        ("morozumi", "miti_enterprise_first_section_chief", "sahashi"),
        ("t_rival", "miti_vice_minister", "fukuda_hajime"),
        ("yamamoto", "miti_vice_minister", "miki"),
        ("ojimi", "miti_director_secretariat", "yamamoto"),
        ("masuda", "miti_iron_steel_section_chief", "ojimi"),
        # I: C was given the Heavy Industry Bureau, not the Enterprise Bureau; by whom is not said
        ("kawade", "miti_heavy_industry_chief", None),
        ("shimada", "miti_enterprise_bureau_chief", None),
        ("ojimi", "miti_research_section_head", None),
    ],
)
def test_post(actor, office, placed_by):
    row = one(posts(actor), office=office)
    assert row["placed_by"] == placed_by if placed_by else pd.isna(row["placed_by"])


@pytest.mark.parametrize(
    "actor, firm",
    [
        # I and II.1
        ("ishihara", "Tokyo Electric Power Co."),
        ("tokunaga", "Japan Steel Corporation"),
        ("matsuo", "Nippon Kokan K. K."),
        ("kawade", "Kawasaki Steel"),
        ("miyake", "Nippon Kokan K. K."),
        ("imai", "Nippon Oil Chemical Company"),
        ("yamamoto", "Toyota Motor Company"),
        ("morozumi", "Electricity Development Corporation"),
        ("ojimi", "Arabian Oil Company"),
        ("yamashita", "Mitsui Company"),
        ("wada", "Industrial Bank of Japan"),
        ("hayashi", "Jasco"),
        ("moriguchi", "Daiei"),
    ],
)
def test_post_after_retirement(actor, firm):
    mine = posts(actor)
    assert mine.loc[mine["kind"] == "post-retirement", "unit"].to_list() == [firm]


def test_t_has_no_post_after_retirement_and_i_no_naming():
    assert "post-retirement" not in set(posts("t_rival")["kind"])
    top = one(posts("imai"), rank="vice_minister")
    assert top["basis"] == "inferred" and top["contested"] == "t_is_i"


# The comparison and the numbers


def test_the_comparison_is_lopsided_and_says_so():
    by = COMPARISON.set_index("dimension")
    assert by.index[0] == "unit_compared"
    assert "whole" in by.loc["unit_compared", "scope"]
    none = by.index[by["ussr_evidence"] == "none"]
    assert {"reciprocity", "frame", "post_retirement", "communication"} < set(none)
    assert "not nil" in by.loc["reciprocity", "note"]
    assert by.loc["affection", "ussr_evidence"] == "memoir"
    assert "Unstudied is not absent" in by.loc["affection", "note"]
    assert not (by["japan_evidence"] == "cohort_study").any()
    assert not (by["ussr_evidence"] == "case").any()
    assert "not of one mind" in by.loc["insecurity", "note"]


def test_every_kind_of_dimension_is_there_in_order():
    assert list(dict.fromkeys(COMPARISON["kind"])) == [
        *("frame", "cause", "membership", "duration", "function", "conclusion")
    ]
    # II.3: a verdict without a condition, after a condition
    assert COMPARISON["dimension"].to_list()[-2:] == ["formalization", "adjusting_mechanism"]


@pytest.mark.parametrize(
    "series, values, section",
    [
        ("section_chief_posts", [200], "I"),
        ("bureaus", [7], "I"),
        ("extra_ministerial_bureaus", [3], "I"),
        ("graduates_recruited_by_sahashi", [19], "I"),
        ("candidates_interviewed_by_sahashi", [200], "I"),
        ("sahashi_vice_minister_until_decision_to_leave", [1.5], "I"),
        ("higher_level_trainees_recruited", [20, 30], RECRUITMENT),
        ("training_of_recruits", [6], RECRUITMENT),
        ("customary_retiring_age", [55], RECRUITMENT),
        ("wage_cut_after_refusal", [50], RECRUITMENT),
        ("ban_on_private_posts_after_retirement", [2], RECRUITMENT),
        ("cohort_advanced_beyond_ukraine", [75, 18], f"{RECRUITMENT} n. 19"),
        ("clients_of_demoted_patrons_keeping_seat", [47], f"{RECRUITMENT} n. 17"),
        ("dnepropetrovsk_cohort_growth", [2], f"{RECRUITMENT} n. 23"),
        ("days_until_plan_was_dropped", [20], "II.1 Policy"),
    ],
)
def test_stated_value(series, values, section):
    mine = STATED[STATED["series"] == series]
    assert mine["value"].to_list() == values
    assert set(mine["section"]) == {section}


def test_no_percentage_has_a_base():
    cohorts = STATED[(STATED["unit"] == "percent") & (STATED["basis"] == "reported")]
    assert cohorts["value"].to_list() == [47, 75, 18]
    assert cohorts["note"].str.contains("No base is given").all()


def test_the_numbers_of_the_rows_are_those_of_the_text():
    # What ties and the comparison repeat of the numbers stands in stated_values too.
    repeated = {
        int(number)
        for frame in (SOVIET.ties, COMPARISON)
        for cell in frame.select_dtypes("str").fillna("").to_numpy().ravel()
        for number in re.findall(r"about (\d+)(?: per cent)?", cell, re.IGNORECASE)
    }
    assert repeated == {18, 47, 75}
