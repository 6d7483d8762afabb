"""Cards: every fact is in the data with its section, a gap is a gap, a sheet fits its paper."""

from __future__ import annotations

import csv
import re
from collections import Counter

import pytest
from markupsafe import escape

from widgets.board import MITI
from widgets.course import cards
from widgets.data import DATA, table
from widgets.networks import network
from widgets.tie_network import FOOTINGS

FILES = cards.files()
LATER = list(MITI.episodes)[list(MITI.episodes).index(cards.START) + 1 :]


def rows(path):
    """Return a table of the data as it is written, past the package that reads it."""
    with open(DATA / path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def sections():
    """Yield the sections and notes of the papers; notes that share a row, one by one."""
    for row in rows("sections.csv"):
        yield row["document"], row["section"]
        if shared := re.fullmatch(r"(.* n\. )(\d+)-(\d+)", row["section"]):
            for note in range(int(shared[2]), int(shared[3]) + 1):
                yield row["document"], f"{shared[1]}{note}"


TIES = {case: rows(f"networks/{case}/ties.csv") for case in ("miti", "soviet", "guidance")}
TIES["production"] = rows("networks/production/ties.csv")

PERSONS = {
    (case, actor): cards.person(case, actor)
    for case, deck in cards.PERSONS.items()
    for actor in deck
}
OFFICES = {
    (case, name): cards.office(case, name) for case, deck in cards.OFFICES.items() for name in deck
}
OTHERS = [
    *(cards.event(*each) for each in cards.EVENTS),
    *map(cards.role, cards.ROLES),
    cards.absent(),
    *(cards.measure(*each) for each in cards.MEASURES),
]
ALL = [*PERSONS.values(), *OFFICES.values(), *OTHERS]


# What stands on a card


@pytest.mark.parametrize("card", ALL, ids=lambda card: card.name)
def test_every_fact_names_a_section_that_its_paper_has_and_a_footing(card):
    known = set(sections())
    assert card.facts or card.gaps
    for fact in card.facts:
        assert fact.text.strip() and fact.basis in FOOTINGS
        assert {(fact.document, part) for part in fact.section.split("; ")} <= known


@pytest.mark.parametrize("card", [*OTHERS, *OFFICES.values()], ids=lambda card: card.name)
def test_a_fact_says_what_its_row_says(card):
    """A tie or a voice ends with the row's evidence, an office's fact is a cell of its row."""
    said = {
        (row["evidence"], row["section"], row["basis"], row["attributed_to"])
        for case in TIES.values()
        for row in case
    } | {
        (row["evidence"], row["section"], row["basis"], row["attributed_to"])
        for row in rows("voices.csv")
    }
    said |= {
        (row["statement"], row["section"], row["basis"], row["attributed_to"])
        for row in rows("claims.csv")
    }
    cells = {cell for row in rows("offices.csv") for cell in row.values()}
    names = set(network("miti").actors["short"])
    for fact in card.facts:
        if card.kind.startswith("office"):
            assert {fact.text, fact.text.partition(": ")[2]} & (cells | names)
        else:
            assert any(
                fact.text.endswith(evidence)
                and (fact.section, fact.basis, fact.attributed_to) == told
                for evidence, *rest in said
                for told in [tuple(rest)]
            )


@pytest.mark.parametrize("case, actor", PERSONS)
def test_a_person_has_all_ties_of_the_data_and_no_other(case, actor):
    """Names on the card's ties are those at the other ends in the table, each as often."""
    short = network(case).actors.set_index("actor")["short"].to_dict()
    people = {
        row["actor"]
        for row in rows(f"networks/{case}/actors.csv")
        if row["kind"] in ("person", "unnamed_person", "cohort", "policy_group")
    }
    wanted = Counter()
    for row in TIES[case]:
        ends = {row["source"], row["target"]}
        early = case != "miti" or row["episode"] not in LATER
        early |= (row["source"], row["kind"]) == ("yamamoto", "deputy_of")
        families = ("patronage", "service", "rivalry", "appointment")
        told = row["family"] in families and row.get("episode") not in ("retired", "two_of_1976")
        if actor in ends and ends <= people and early and told:
            wanted[short[(ends - {actor}).pop()]] += 1
    ties = [fact.text for fact in PERSONS[case, actor].facts if fact.label == "Tie"]
    for name, count in wanted.items():
        assert sum(text.count(name) for text in ties) >= count, name
    others = set(short.values()) - set(wanted) - {short[actor]}
    beyond = [name for name in others if "(" in name and any(name in text for text in ties)]
    assert beyond == []


def test_the_patron_s_followers_are_told_apart_by_footing():
    texts = {
        fact.basis: fact.text for fact in PERSONS["miti", "sahashi"].facts if fact.label == "Tie"
    }
    stated = "is patron of C (Kawade), H (Kawahara), Y (Miyake), O (Ototake), Konaga, Uchida."
    assert stated in texts["stated"]
    assert "is patron of Z (Morozumi)." in texts["inferred"]
    assert "Z (Morozumi)." not in texts["stated"].partition("is patron of")[2].partition(".")[0]


def test_the_ministry_s_persons_do_not_know_how_it_ends():
    later = [row["evidence"] for row in TIES["miti"] if row["episode"] in LATER]
    later.remove("Once the deputy of T, who headed the International Trade Bureau.")
    told = {
        (fact.label, fact.text)
        for (case, _), card in PERSONS.items()
        if case == "miti"
        for fact in card.facts
    }
    assert [text for _, text in told if any(each in text for each in later)] == []
    posts = {row["post"] for row in rows("careers.csv") if row["episode"] in LATER}
    early = {
        row["post"]
        for row in rows("careers.csv")
        if row["case"] == "miti" and row["episode"] not in LATER
    }
    assert {text for label, text in told if "ost" in label} <= early | (posts & early)


# What the paper does not say


def test_a_year_of_recruitment_is_printed_or_is_a_gap():
    notes = {row["actor"]: row["note"] for row in rows("networks/miti/actors.csv")}
    for (case, actor), card in PERSONS.items():
        if case != "miti":
            continue
        found = re.search(r"Recruited in (\d{4})", notes[actor])
        facts = [fact.text for fact in card.facts if fact.label == "Recruited"]
        assert bool(facts) == bool(found) != ("the year of recruitment" in card.gaps)
        assert not found or found[1] in facts[0]


def test_who_fills_an_office_is_told_or_is_a_gap():
    offices = [row for row in rows("offices.csv")]
    for (_, name), card in OFFICES.items():
        fillers = [row["name"] for row in offices if name in row["selects"].split("; ")]
        facts = [fact.text for fact in card.facts if fact.label == "Filled by"]
        assert facts == fillers
        outside = next(row["rank"] for row in offices if row["office"] == name) == "outside"
        assert ("who fills it" in card.gaps) == (not fillers and not outside)


def test_nobody_is_given_what_the_paper_keeps_back():
    """Three who enter the story later have neither year, post, camp nor tie at its middle."""
    for actor in ("komatsu", "wada", "masuda"):
        assert PERSONS["miti", actor].facts == () and len(PERSONS["miti", actor].gaps) == 4
    imf = next(card for card in OTHERS if "Monetary" in card.name)
    assert not [fact for fact in imf.facts if fact.label == "Says"]
    assert "what it wanted, in its own words" in imf.gaps


def test_ties_agree_with_how_many_they_are_told_of():
    told = " ".join(fact.text for card in ALL for fact in card.facts)
    for text in (
        "European allies direct IMF",
        "United States directs IMF",
        "Western firms invest in Thailand",
        "Japanese carmakers belong to JAMA",
        "Japanese carmakers, Thailand keep out Thai suppliers",
        "Crisis states fund Japanese contractors",
        "Brezhnev, Kirilenko, Shcherbitsky are patrons of Dnepropetrovsk cohort",
        "S (Sahashi) is patron of C (Kawade), H (Kawahara)",
    ):
        assert text in told, text
    many = r"(?:firms|makers|investors in Asia|affiliates in \w+|states|allies|suppliers)"
    assert re.findall(rf"{many} (?:is|has|\w+s)\b(?! directs)[^:]*", told) == []


def test_firms_are_told_with_whose_they_are():
    told = " ".join(fact.text for card in OTHERS for fact in card.facts)
    assert "Japanese investors in Asia invest in Thailand" in told
    for case in ("guidance", "production"):
        whole, short = (network(case).actors.set_index("actor")[each] for each in ("name", "short"))
        for actor, name in cards.called(network(case)).items():
            assert name == short[actor] or whole[actor].startswith("Japanese ")


def test_every_name_and_abbreviation_in_the_crisis_is_on_the_list_that_is_printed():
    names = cards.in_full()
    assert names["SIFC"].startswith("Thailand's Small Industry Finance Corporation")
    assert names["AAF"] == "ASEAN Automobile Federation."
    assert names["Japanese investors in Asia"] == "Japanese manufacturers investing in Asia."
    crisis = [card for card in OTHERS if card.kind.startswith(("role", "measure"))]
    told = " ".join(fact.text for card in crisis for fact in card.facts)
    letters = set(re.findall(r"\b[A-Z]{3,}\b", f"{told} {' '.join(names.values())}"))
    assert {"BSID", "SIFC", "FIAS", "AAF", "AMEICC", "FILP"} <= letters
    # AEM: the ministers that the committee's entry names.
    assert letters - set(names) == {"AEM"} and "economic ministers of ASEAN" in names["AMEICC"]
    page = FILES["cards/bangkok-1998.html"]
    assert all(f"<dt>{escape(name)}</dt>" in page for name in names)


def test_a_tie_that_comes_after_the_game_is_marked():
    jama = next(card for card in OTHERS if card.name.startswith("JAMA"))
    texts = [fact.text for fact in jama.facts]
    assert any("car parts" in text and "(2000, so not yet)" in text for text in texts)
    for card in (card for card in OTHERS if card.kind == "role"):
        for fact in card.facts:
            assert ("not yet" in fact.text) == bool(re.search(r"\((200\d)", fact.text))


def test_roles_keep_to_thailand():
    others = ("Indonesia", "Malaysia", "Philippines")
    texts = [fact.text for card in OTHERS if card.kind == "role" for fact in card.facts]
    assert [
        text for text in texts if any(f" {each}" in text.split(":")[0] for each in others)
    ] == []


# What is counted


def test_seniority_orders_the_deck_and_leaves_out_whom_the_paper_does():
    notes = {row["actor"]: row["note"] for row in rows("networks/miti/actors.csv")}
    years = Counter(
        match[1] if (match := re.search(r"Recruited in (\d{4})", notes[actor])) else "not said"
        for actor in cards.PERSONS["miti"]
    )
    found = cards.by_seniority()["persons"]
    assert {str(year): count for year, count in found.items()} == dict(years)
    assert [*found.index] == sorted(found.index, key=str)


def test_placings_are_those_that_the_careers_credit():
    careers = [r for r in rows("careers.csv") if (r["case"], r["kind"]) == ("miti", "career")]
    patrons = {(r["source"], r["target"]) for r in TIES["miti"] if r["kind"] == "patron_of"}
    placed = [(r["placed_by"], r["actor"]) for r in careers if r["placed_by"]]
    by_patron = sum(pair in patrons for pair in placed)
    assert [*cards.told_placings()] == [len(careers), len(placed), by_patron]


def test_measures_stand_in_the_round_of_their_year():
    spans = {1: (1997, 1998), 2: (1998, 1998), 3: (1999, 1999)}
    for round_, case, (source, target, kind, *which) in cards.MEASURES:
        found = [
            row
            for row in TIES[case]
            if (row["source"], row["target"], row["kind"]) == (source, target, kind)
            and (not which or which[0] == row["programme"])
        ]
        assert len(found) == 1
        if found[0]["start"]:
            assert spans[round_][0] <= int(found[0]["start"]) <= spans[round_][1]


def test_no_measure_is_said_to_go_to_a_local_firm():
    targets = {target for _, _, (_, target, *_) in cards.MEASURES}
    local = set(cards.ROLES[4].actors)
    assert not targets & local
    assert cards.receivers()["local firms"] == 0
    assert cards.receivers().sum() == len(cards.MEASURES)


# A paragraph for two teams


@pytest.mark.parametrize("paragraph", cards.PARAGRAPHS, ids=lambda each: each.document)
def test_a_paragraph_is_named_and_not_reprinted(paragraph):
    assert len(paragraph.first.split()) < 9 and len(paragraph.last.split()) < 9
    found = cards.coded(paragraph)
    assert len(found) == len(paragraph.ties)
    assert all(paragraph.section in re.split(r"; | n\. ", each) for each in found["section"])
    assert paragraph.doubt[1] <= {tie[:3] for tie in paragraph.ties}


def test_the_crown_hangs_on_one_reading_in_one_paragraph_and_not_in_the_other():
    def most(ties):
        pairs = {frozenset(tie[:2]) for tie in ties}
        count = Counter(actor for pair in pairs for actor in pair)
        (first, ties_), (_, second) = count.most_common(2)
        return first, ties_, ties_ > second

    for paragraph, crowns in zip(
        cards.PARAGRAPHS,
        ((("sahashi", 5), ("sahashi", 4)), (("miti", 5), ("business_dialogue", 3))),
        strict=True,
    ):
        short = network(paragraph.case).actors.set_index("actor")["short"]
        left = [tie for tie in paragraph.ties if tie[:3] not in paragraph.doubt[1]]
        whole, _, without = (each["crown"][0] for each in cards.key(paragraph)["positions"])
        for ties, crown, told in zip((paragraph.ties, left), crowns, (whole, without), strict=True):
            assert most(ties) == (*crown, True)
            assert (told["actor"], told["degree"]) == (short[crown[0]], crown[1])


def test_the_coding_is_in_the_key_alone():
    blank, key = FILES["cards/two-teams.html"], FILES["key/cards/two-teams.html"]
    assert "Business Dialogue" in key and "H (Kawahara)" in key
    assert "Business Dialogue" not in blank and "Kawahara" not in blank


# On paper


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_every_sheet_fits_its_page(printed, name, paper):
    sheets = len(re.findall(r'<section class="sheet"', FILES[name]))
    assert printed(FILES[name], paper) == sheets > 0


@pytest.mark.parametrize("name", FILES)
def test_no_card_runs_over(tab, name):
    """Nor where letters are a little wider than here."""
    tab.set_content(FILES[name])
    tab.add_style_tag(content=".card * { letter-spacing: 0.01em; }")
    over = tab.evaluate(
        "() => [...document.querySelectorAll('.card')]"
        ".filter(c => c.scrollHeight > c.clientHeight + 1 || c.scrollWidth > c.clientWidth + 1)"
        ".map(c => c.querySelector('h3').textContent)"
    )
    assert over == []


@pytest.mark.parametrize("name", FILES)
def test_a_sheet_is_sound_and_asks_nobody(flaws, name):
    assert flaws(FILES[name]) == []


def test_all_cards_are_printed():
    game, crisis = FILES["cards/appointment-game.html"], FILES["cards/bangkok-1998.html"]
    assert game.count('<article class="card') == len(PERSONS) + len(OFFICES) + len(cards.EVENTS)
    assert crisis.count('<article class="card') == len(cards.ROLES) + 1 + len(cards.MEASURES)
    assert {row["id"] for row in rows("voices.csv")} >= {
        voice for each in cards.ROLES for voice in each.voices
    }
    assert len(table("voices")) == len(rows("voices.csv"))
