"""The production network is what one paper documents, and where its sister paper differs.

Comments name the section of the paper in which a reader finds what a test holds.
"""

import csv
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from widgets import data
from widgets.networks import NO_PATH, network

PRODUCTION = network("production")
ACTORS, TIES = PRODUCTION.actors, PRODUCTION.ties
DIFFERENCES = data.table("paper_differences")
KIND = ACTORS.set_index("actor")
STRANDS = ("government_business", "business_business", "labour_management")
CRISIS = "4. The Asian Fiscal Crisis"
SUPPLIERS = "Business-Business Ties"


def strands_of_pairs(ties, serves):
    """Return the strands of every pair, by family alone or with those that its ties also serve."""
    pairs = {}
    for tie in ties.to_dict("records"):
        served = tie["serves"].split("; ") if serves and isinstance(tie["serves"], str) else []
        for strand in {tie["family"], *served} & set(STRANDS):
            pairs.setdefault(frozenset((tie["source"], tie["target"])), set()).add(strand)
    return pairs


def ties_of(*ends, **wanted):
    rows = TIES[TIES[["source", "target"]].isin(ends).all(axis=1)]
    for column, value in wanted.items():
        rows = rows[rows[column] == value]
    return rows


# Every row


def test_rows():
    assert repr(PRODUCTION) == "Network of 176 actors and 235 ties"
    assert len(DIFFERENCES) == 52


def test_ties_by_family():
    assert TIES["family"].value_counts().to_dict() == {
        "business_business": 59,
        "with_hosts": 49,
        "government_business": 42,
        "production_flow": 36,
        "labour_management": 15,
        "within_side": 12,
        "outside": 7,
        "university_industry": 7,
        "rivalry": 6,
        "succession": 2,
    }


def test_ties_by_footing_place_and_status():
    assert TIES["basis"].value_counts().to_dict() == {
        **{"stated": 113, "reported": 92, "inferred": 27},
        **{"hedged": 2, "surmised": 1},
    }
    assert TIES["place"].value_counts().to_dict() == {
        **{"between": 93, "home": 88, "asia": 51, "beyond": 3}
    }
    assert TIES["status"].value_counts().to_dict() == {
        **{"in_force": 205, "ended": 12, "planned": 11, "shelved": 5, "loosening": 2}
    }


@pytest.mark.parametrize(
    "name, column, last",
    [
        ("production_actors", "section", 143),
        ("production_ties", "section", 143),
        ("paper_differences", "hatch_relationalism_section", 143),
        ("paper_differences", "hatch_state_section", 43),
    ],
)
def test_notes_are_notes_of_the_paper(name, column, last):
    notes = data.table(name)[column].str.extractall(r"n\. (\d+)")[0].astype(int)
    assert notes.between(1, last).all()


def test_who_is_credited_and_what_is_read():
    credited = TIES["attributed_to"].notna()
    assert credited[TIES["basis"] == "reported"].all()
    assert not credited[TIES["basis"].isin(["stated", "hedged", "surmised"])].any()
    assert TIES.loc[TIES["basis"].isin(["inferred", "surmised"]), "note"].notna().all()
    assert TIES.loc[TIES["status"] == "loosening", "basis"].eq("hedged").all()


NAMED_IN_THE_SENTENCE = {
    ("aem", "clm_wg"): "MITI",
    ("mmc_suppliers_thailand", "mitsubishi_motors"): "Mori (1999: 23)",
    ("toyota", "trainees"): "Fourin (1998b: 6)",
    ("mof", "jp_smes"): "Miyazawa Kiichi, Finance Minister",
    ("jp_auto_suppliers_thailand", "jp_automakers_thailand"): "Kasahara (1997: 22); JETRO (1999)",
    ("jp_suppliers_indonesia", "jp_electronics_indonesia"): "JETRO (1999)",
}
"""Ties whose source the passage names, and no note."""

NOTES_OF_THE_AUTHORS_OWN = {
    "Introduction n. 5": "a number beside what section 1 says",
    "2. Development and Relationalism n. 31": "explains, and says what to read",
    "3. Regionalizing Relationalism n. 36": "explains the forms",
    "3. Regionalizing Relationalism n. 39": "his book with Yamamura",
    "Government-business ties n. 61": "explains the programme",
    "Business-Business Ties n. 68": "explains the word convoy",
    "Business-Business Ties n. 72": "his own remark after the newspaper",
    "Management and Labor n. 80": "his own interviews, after the source",
    f"{CRISIS} n. 88": "who the suppliers are, in passing",
    "5. Techno-Nationalism n. 109": "who ordered the study, in passing",
}
"""Notes behind which a tie is stated, and why: they cite nobody else for it."""


def test_what_is_reported_has_a_note_or_a_name_and_what_is_stated_a_note_of_the_authors_own():
    noted = TIES["section"].str.contains(" n. ", regex=False)
    reported, stated = TIES["basis"] == "reported", TIES["basis"] == "stated"
    named = TIES[reported & ~noted].set_index(["source", "target"])["attributed_to"]
    assert named.to_dict() == NAMED_IN_THE_SENTENCE
    sections = TIES.loc[stated & noted, "section"].str.split("; ").explode()
    own = sections[sections.str.contains(" n. ", regex=False)]
    assert set(own) == set(NOTES_OF_THE_AUTHORS_OWN)


def test_a_tie_that_both_tables_take_from_this_paper_has_one_footing():
    key = ["source", "target", "kind"]
    other = network("guidance").ties.query("document == 'hatch_relationalism'")
    both = TIES.merge(other, on=key, suffixes=("", "_guidance"))
    assert len(both) == 17
    assert both["basis"].equals(both["basis_guidance"])


def test_whom_the_ministry_mobilized_hangs_on_one_word_in_both_papers():
    for ties in (TIES, network("guidance").ties):
        each = ties[ties["target"].isin(["jama", "jema", "eiaj", "ciaj"])]
        each = each[(each["source"] == "miti") & (each["kind"] == "mobilizes")]
        assert each["basis"].to_list() == ["inferred"] * 4
        assert each["note"].str.contains("the word thus").all()


def test_no_year_that_the_paper_does_not_print():
    years = {int(year) for column in ("start", "end") for year in TIES[column].dropna()}
    # Table 3 starts in 1980; the first printed year of a tie besides is 1986 (Introduction).
    assert years == {1980, *range(1986, 2001)}
    assert TIES.loc[TIES["end"].notna(), "start"].notna().all()


@pytest.mark.parametrize("name", ["production_actors", "production_ties", "paper_differences"])
def test_files_end_their_lines_with_a_line_feed(name):
    path = data._file(name, data.PACKAGE)
    assert b"\r" not in path.read_bytes()
    with open(path, encoding="utf-8", newline="") as lines:
        assert len({len(row) for row in csv.reader(lines)}) == 1


def test_only_two_actors_have_no_tie():
    # The paper sets both apart and tells no tie of theirs: Introduction, section 6.
    tied = {*TIES["source"], *TIES["target"]}
    assert tied < set(ACTORS["actor"])
    assert set(ACTORS["actor"]) - tied == {"other_workers", "independent_startups"}
    assert ACTORS["name"].is_unique and ACTORS["short"].is_unique


def test_an_actor_of_both_networks_has_one_name():
    other = network("guidance").actors.set_index("actor")
    shared = KIND.index.intersection(other.index)
    assert len(shared) > 60
    apart = shared[KIND.loc[shared, "name"] != other.loc[shared, "name"]]
    # Guidance has Sony's plant alone, and consumer electronics alone.
    assert set(apart) == {"sony", "jp_electronics"}
    assert KIND.loc[shared, "bloc"].equals(other.loc[shared, "bloc"])


def test_the_boundary_says_which_text_and_what_is_absent():
    for words in ("Regionalizing Relationalism", "143 notes", "Absent", "never paths", "attention"):
        assert words in PRODUCTION.boundary


# The three strands


@pytest.mark.parametrize("strand", STRANDS)
def test_a_strand_ties_co_nationals(strand):
    # Section 1: ties between co-nationals. Hosts, outsiders and Asian workers are none.
    ends = set(TIES.loc[TIES["family"] == strand, ["source", "target"]].to_numpy().ravel())
    assert not set(KIND.loc[list(ends), "group"]) & {"hosts", "outside"}
    assert not ends & {"trainees", "toyota_workers_asia", "local_managers"}


def test_each_strand_has_its_two_sides():
    # Section 1: state and business, firm and firm, labour and management; transfers are of staff.
    for strand in STRANDS:
        rows = TIES[TIES["family"] == strand]
        groups = [KIND.loc[rows[end], "group"].to_numpy() for end in ("source", "target")]
        for *sides, kind in zip(*groups, rows["kind"], strict=True):
            if strand == "government_business":
                # The councils for local guidance are public and private at once.
                assert sides.count("state") == 1 or "regional_bodies" in sides
                assert not {"labour", "schools"} & set(sides)
            elif strand == "business_business":
                assert not {"state", "labour", "schools", "regional_bodies"} & set(sides)
            else:
                assert "labour" in sides or kind == "transfers_staff"


def test_only_one_pair_is_tied_by_two_families():
    # Introduction: surplus workers move to dedicated subcontractors; section 1: vertical keiretsu.
    twice = {pair for pair, found in strands_of_pairs(TIES, serves=False).items() if len(found) > 1}
    assert twice == {frozenset(("large_firms", "jp_subcontractors"))}


def test_pairs_of_two_and_three_strands():
    gb, bb, lm = STRANDS
    found = {pair: got for pair, got in strands_of_pairs(TIES, True).items() if len(got) > 1}
    by_hand = {
        # Introduction and section 1
        ("large_firms", "jp_subcontractors"): {bb, lm},
        # Government-business ties: co-operative or even collusive behaviour; the cartel of 1991
        ("miti", "jp_electronics"): {gb, bb},
        ("jetro", "jp_affiliates_asia"): {gb, bb},
        ("jetro", "jp_electronics_malaysia"): {gb, bb},
        # Business-Business Ties, notes 67 and 68: join your customers abroad; the convoy of banks
        ("subcontract_agency", "jp_subcontractors"): {gb, bb},
        ("mof", "strong_banks"): {gb, bb},
        # Section 4: loans keep a supply base in Asia
        ("jfs", "jp_smes"): {gb, bb},
        ("kokumin", "jp_smes"): {gb, bb},
        ("shoko_chukin", "jp_smes"): {gb, bb},
        # Section 4: public money for training; surplus staff as experts
        ("aots", "toyota"): {gb, lm},
        ("aots", "jp_investors"): {gb, lm},
        ("japan_government", "jp_financial_firms"): {gb, lm},
        # Section 4: the emergency plan has items for all three
        ("japan_government", "crisis_hosts"): {gb, bb, lm},
    }
    assert found == {frozenset(pair): strands for pair, strands in by_hand.items()}


def test_who_stands_in_two_strands_and_in_three():
    strands = {}
    for tie in TIES[TIES["family"].isin(STRANDS)].itertuples():
        for end in (tie.source, tie.target):
            strands.setdefault(end, set()).add(tie.family)
    found = {many: {end for end in strands if len(strands[end]) == many} for many in (2, 3)}
    gb, bb, lm = STRANDS
    assert found[3] == {"jp_subcontractors", "jp_electronics", "jp_affiliates_asia"}
    assert {end: strands[end] for end in found[2]} == {
        **dict.fromkeys(["home_industry", "jp_business_groups", "jama", "jp_smes"], {gb, bb}),
        **dict.fromkeys(["toyota", "jp_investors", "strong_banks"], {gb, bb}),
        **dict.fromkeys(["large_firms", "honda", "nissan", "hitachi", "matsushita"], {bb, lm}),
    }


def test_what_a_tie_also_serves_is_another_strand():
    for tie in TIES[TIES["serves"].notna()].itertuples():
        served = tie.serves.split("; ")
        assert tie.family not in served and len(served) == len(set(served))


def test_who_is_under_the_tent_has_its_reason():
    said = ACTORS[ACTORS["tent"].notna()]
    words = {"under": "Under the tent: ", "edge": "At the edge: ", "outside": "Outside the tent: "}
    for tent, note in zip(said["tent"], said["note"], strict=True):
        assert note.startswith(words[tent])
    assert said["tent"].value_counts().to_dict() == {"under": 15, "outside": 4, "edge": 2}
    assert set(said.loc[said["tent"] == "outside", "actor"]) == {
        # Section 6; Business-Business Ties, note 71; section 5
        *("independent_startups", "toyota_others_thailand", "thai_suppliers", "asia_local_firms")
    }
    # Of the other workers the text does not say.
    assert KIND.loc[["other_workers", "trainees"], "tent"].isna().all()


# Single ties, as a reader can check them


@pytest.mark.parametrize(
    "source, target, kind, section, found",
    [
        # Toyota's stake in its three largest suppliers
        ("toyota", "denso", "holds_equity", "Introduction n. 4", {"place": "home"}),
        # Appear to be dissolving
        (
            *("nissan", "nissan_suppliers", "same_group", "Introduction"),
            {"basis": "hedged", "status": "loosening", "directed": False},
        ),
        ("miti", "satellite_industry", "promotes", "1. Relationalism n. 8", {"start": 1998}),
        # Faculty advisers share engineers out, which helps firms to co-operate
        (
            *("faculty_advisers", "young_engineers", "allocates", "1. Relationalism"),
            {"family": "university_industry", "serves": "business_business"},
        ),
        # Printed circuit boards from Singapore
        (
            *("parts_makers_singapore", "sony_malaysia", "supplies"),
            "3. Regionalizing Relationalism n. 38",
            {"family": "production_flow", "place": "asia"},
        ),
        ("china", "toyota", "mobilizes", f"{SUPPLIERS} n. 72", {"serves": "business_business"}),
        ("toyota_indonesia", "toyota", "transfers_staff", "Management and Labor", {"start": 1992}),
        ("nissan", "nissan_suppliers_thailand", "funds", f"{CRISIS} n. 90", {"start": 1998}),
        ("unisia_jecs", "nissan", "supplies", f"{CRISIS} n. 88", {"place": "asia"}),
        # One can surmise that exports within networks make up much of the rest
        (
            *("jp_investors", "jp_supplier_affiliates", "licenses", "5. Techno-Nationalism"),
            {"basis": "surmised", "family": "business_business"},
        ),
        (
            *("hitachi", "it_service_firms", "created", "6. The Costs of Continuity n. 143"),
            {"attributed_to": "Nikko Research Center (1999: 32-41)"},
        ),
    ],
)
def test_tie(source, target, kind, section, found):
    (tie,) = TIES.query("source == @source and target == @target and kind == @kind").to_dict(
        "records"
    )
    assert tie["section"] == section
    assert {column: tie[column] for column in found} == found


def test_toyota_has_four_special_plants():
    # Section 3: transmissions, engines, steering gears and electronics, diesel engines
    owned = TIES.query("source == 'toyota' and kind == 'owns'")["target"].to_list()
    plants = [f"toyota_{country}" for country in ("philippines", "indonesia", "malaysia")]
    assert owned == [*plants, "toyota_thailand", "toyota_tianjin"]
    shared = TIES.query('programme == "Toyota\'s parts exchange"')
    assert shared["source"].to_list() == owned[:4]
    assert set(shared["target"]) == {"toyota_plants_asia"} and set(shared["start"]) == {1996}


def test_crisis_help_comes_in_three_prongs():
    # Section 4: money, production handed over, parts bought back; notes 89 to 94
    rows = TIES[TIES["programme"] == "Crisis help to suppliers"]
    assert rows["kind"].value_counts().to_dict() == {"supplies": 6, "assigns": 3, "funds": 2}


def test_only_agencies_of_the_state_stand_in_the_bloc():
    members = ACTORS[ACTORS["bloc"] == "japan_state"]
    assert set(members["group"]) == {"state"} == set(KIND.loc[members["actor"], "group"])
    assert len(members) == (ACTORS["group"] == "state").sum() == 17


# The graph


def test_what_divides_is_never_a_path():
    shut = TIES["family"].isin(NO_PATH)
    assert shut.equals(TIES["kind"].isin(["rivals", "excludes", "merges"]))
    used = {n for *_, ties in PRODUCTION.graph(statuses=None).edges(data="ties") for n in ties}
    assert used == set(TIES.index[~shut])
    # Section 5, note 112: avoided by carmakers; nothing else ties Thai suppliers.
    assert not PRODUCTION.graph(statuses=None).degree("thai_suppliers")


def test_parts_flow_one_way():
    graph = PRODUCTION.graph(families=["production_flow"])
    assert graph.has_edge("parts_makers_japan", "sony_malaysia")
    assert not graph.has_edge("sony_malaysia", "parts_makers_japan")


def test_a_bond_said_to_dissolve_is_off_until_switched_on():
    pair = ("nissan", "nissan_suppliers")
    assert not PRODUCTION.graph().has_edge(*pair)
    assert PRODUCTION.graph(statuses=["in_force", "loosening"]).has_edge(*pair)
    assert PRODUCTION.graph().has_edge("toyota", "toyota_suppliers")


@settings(deadline=None, max_examples=40)
@given(st.sets(st.sampled_from(list(PRODUCTION.codes["family"]))))
def test_families_add_up(families):
    """What some families join is what each of them joins alone."""
    together = set(PRODUCTION.graph(families=families).edges)
    alone = [set(PRODUCTION.graph(families=[family]).edges) for family in families]
    assert together == set().union(*alone)


# The sister paper


def test_differences_by_kind():
    assert DIFFERENCES["kind"].value_counts(sort=False).to_dict() == {
        **{"number": 5, "currency": 5, "date": 7, "actor": 14, "scope": 11, "wording": 10}
    }


def test_currencies_imply_the_rates_that_the_notes_give():
    # Sections 3.6 and 4: 90.5 billion yen or 900 million dollars, 16 billion or 160 million,
    # 600 billion or 6 billion.
    notes = DIFFERENCES.query("kind == 'currency'").set_index("topic")["note"]
    assert "100.6 yen" in notes["Ex-Im Bank financing for affiliates in Indonesia"]
    assert round(90.5e9 / 900e6, 1) == 100.6
    for topic, yen, dollars in (
        ("Two-step loan to Malaysia, 1999", 16e9, 160e6),
        ("Special loans to states in the crisis, amount", 600e9, 6e9),
    ):
        assert yen / dollars == 100 and "imply 100 yen" in notes[topic]


def test_what_the_differences_say_of_tables_is_in_the_tables():
    rows = DIFFERENCES.set_index("topic")
    loans = data.table("exim_loans").set_index("year")["loans_billion_yen"]
    assert (
        f"{loans[1996]} billion yen"
        in rows.loc["Ex-Im Bank loans for investment in Asia, 1996", "hatch_state"]
    )
    assert round(loans[1996] / loans[1993]) == 2 and round(loans[1996] / loans[1986]) == 28
    aid = data.table("oda_to_asia").groupby("year")["oda_usd_million"].sum() / 1000
    assert aid[[1990, 1995]].round(1).to_list() == [3.0, 3.4]
    assert "3.0 and 3.4" in rows.loc["How far aid to Asia is broken down", "note"]
    experts = data.table("jica_experts")["experts_to_asia"].to_list()
    assert experts[-4:] == sorted(experts[-4:])
    # Section 2.1, note 9
    assert round((1000 / 937 - 1) * 100, 1) == 6.7


def test_differences_agree_with_the_stated_values():
    stated = data.table("stated_values").query("series == 'manufacturing_fdi_from_japan'")
    row = DIFFERENCES.set_index("topic").loc["Manufacturing investment in Asia, 1995, amount"]
    for document, words in (
        ("hatch_state", "7.7 billion dollars"),
        ("hatch_relationalism", "7.8 billion dollars"),
    ):
        values = stated.query("document == @document and place == 'Asia'")["value"]
        assert f"{values.iloc[0]} billion dollars" == words and words in row[document]


def test_sections_are_of_their_papers():
    assert all(re.match(r"[1-4](\.[1-6])?( n\.|$)", s) for s in DIFFERENCES["hatch_state_section"])
    assert DIFFERENCES["hatch_relationalism_section"].str.contains("[A-Za-z]{5}").all()
