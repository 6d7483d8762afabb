"""Cards for activities in class: persons, offices, events, roles, measures, and sheets to code on.

A fact on a card is a row of the data, with the section in which it stands and its footing. What no
row tells is printed as a gap. What a card does in a game is ours, and stands apart from its facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

import networkx as nx
import pandas as pd

from widgets.board import MITI, SOVIET
from widgets.codings import begin, codings
from widgets.course.sheet import render
from widgets.data import table
from widgets.models.position import positional_power
from widgets.networks import Network, network

SILENT = "the paper does not say"
PAPERS = {"minagawa": "", "hatch_state": "State", "hatch_relationalism": "Relationalism"}
"""How a card names a paper; one paper alone stands behind the game of appointments."""

WORDS = {
    # kind of tie: how a card says it, where the kind itself does not read as a verb
    "advises": "advises",
    "affection": "feels close to",
    "appointed": "placed",
    "conceded_to": "had to give way to",
    "conflict": "quarrelled with",
    "collaborates": "works with",
    "controls_career": "had the last word on the career of",
    "cooperates": "worked with",
    "deputy_of": "is deputy to",
    "domain_patron": "has for his region or field",
    "exchanges_staff": "exchanges staff with",
    "excludes": "keeps out",
    "gives_aid": "gives aid to",
    "lends": "lends to",
    "manoeuvred_with": "dealt in secret with",
    "member_of": "belongs to",
    "patron_of": "is patron of",
    "recalled": "fetched back",
    "revised_draft_of": "reworked the draft of",
    "rivals": "is a rival of",
    "sends_experts": "sends experts to",
    "served_under": "served under",
    "served_with": "served beside",
    "sets_standard": "sets conditions for",
    "succeeded_by": "was followed by",
}
_OF_MANY = {
    # what several do, where more changes than the verb
    "has for his region or field": "have for their region or field",
    "is deputy to": "are deputies to",
    "is patron of": "are patrons of",
    "is a rival of": "are rivals of",
    "was followed by": "were followed by",
}
_MANY = re.compile(r"(?!United States)[^,(]*?[^\W\d]s(?: (?:of|in) .*)?(?:[,(].*)?$")
"""A name in the plural, by its noun."""


_NOTE = re.compile(r"(.*?)( n\. .+)?$")
_NUMBER = re.compile(r"([IVX]+(?:\.\d)?|\d(?:\.\d)?)\b")


class Fact(NamedTuple):
    """One statement on a card, and what it rests on."""

    label: str
    text: str
    document: str
    section: str
    basis: str
    attributed_to: str = ""

    @property
    def footing(self) -> str:
        """Where it stands, how sure it is, and who is credited."""
        places = "; ".join(dict.fromkeys(map(_place, self.section.split("; "))))
        credit = f", {self.attributed_to}" if self.attributed_to else ""
        return f"{PAPERS[self.document]} {places}, {self.basis}{credit}".strip()


class Card(NamedTuple):
    """A card: what it is about, its facts, what the paper leaves open, what it does in the game."""

    kind: str
    name: str
    facts: tuple[Fact, ...]
    gaps: tuple[str, ...] = ()
    rule: str = ""

    @property
    def letters(self) -> int:
        """How long its facts and gaps are, in letters; each fact's last line is half empty."""
        facts = (len(fact.label + fact.text + fact.footing) + 20 for fact in self.facts)
        return sum(facts) + sum(map(len, self.gaps))


_ROOM = {8: 480, 2: 1500}
"""So many letters of the usual size have room on a card, by how many cards share a sheet; half as
many more if they are smaller, and of yet more each is as small as can be read."""


def files() -> dict[str, str]:
    """Return the cards of each activity, and the key to the paragraphs that two teams code."""
    persons = {case: [person(case, each) for each in deck] for case, deck in PERSONS.items()}
    posts = {case: [office(case, each) for each in deck] for case, deck in OFFICES.items()}
    game = [
        *_sheets("Persons of the ministry", persons["miti"]),
        *_sheets("Offices of the ministry", posts["miti"]),
        *_sheets("Persons and cohorts of the party-state", persons["soviet"]),
        *_sheets("Offices of the party-state", posts["soviet"]),
        *_sheets("Events", [event(*each) for each in EVENTS]),
    ]
    crisis = [
        *_sheets("Roles", [*map(role, ROLES), absent()], a_sheet=2),
        *_sheets("Measures", [measure(*each) for each in MEASURES]),
    ]
    coded = [key(each) for each in PARAGRAPHS]
    return {
        "cards/appointment-game.html": render("game.html", sheets=game),
        "cards/bangkok-1998.html": render(
            "bangkok.html", sheets=crisis, rounds=ROUNDS, names=in_full()
        ),
        "cards/two-teams.html": render("coding.html", paragraphs=PARAGRAPHS, rows=range(14)),
        "key/cards/two-teams.html": render("coding_key.html", keys=coded),
    }


def _sheets(title: str, cards: list[Card], a_sheet: int = 8) -> list[dict]:
    """Return the cards a sheet at a time."""
    starts = range(0, len(cards), a_sheet)
    return [
        {
            "title": f"{title}, {at + 1} of {len(starts)}" if len(starts) > 1 else title,
            "cards": cards[start : start + a_sheet],
            "large": a_sheet == 2,
            "room": _ROOM[a_sheet],
        }
        for at, start in enumerate(starts)
    ]


# The game of appointments

START = "enterprise_bureau"
"""The episode at which the ministry's cards are laid out: later ones would tell how it ends."""

PERSONS = {
    "miti": (
        *("sahashi", "kawade", "kawahara", "miyake", "ototake", "morozumi"),
        *("shimada", "kurahashi", "imai", "t_rival", "ojimi", "yamamoto"),
        *("komatsu", "wada", "masuda", "matsuo"),
    ),
    "soviet": (
        *("brezhnev", "kirilenko", "shcherbitsky", "podgorny", "titov", "sobol"),
        *("kosygin", "suslov", "mazurov", "bodiul"),
        *("dnepropetrovsk_cohort", "zaporozhe_proteges", "moldavia_proteges", "kharkov_cohort"),
        *("lvov_cohort", "leningrad_officials"),
    ),
}
OFFICES = {
    "miti": (
        *("miti_minister", "miti_vice_minister", "miti_director_secretariat"),
        *("miti_personnel_section_chief", "miti_general_affairs_section_chief"),
        *("miti_accounting_section_chief", "miti_enterprise_bureau_chief"),
        *("miti_trade_bureau_chief", "miti_heavy_industry_chief", "miti_patent_agency_director"),
        *("miti_research_section_head", "miti_tuesday_club"),
    ),
    "soviet": (
        *("soviet_general_secretary", "soviet_politburo_member", "soviet_cc_secretary_org"),
        *("soviet_personnel_supervision", "soviet_ukraine_second_secretary"),
        *("soviet_republic_first_secretary", "soviet_central_post", "soviet_republic_post"),
        *("soviet_obkom_first_secretary", "soviet_rsfsr_obkom_first_secretary"),
        *("soviet_ukraine_obkom_first_secretary", "soviet_obkom_second_secretary"),
    ),
}
EVENTS = (
    # a tie of the case, (source, target, kind), and what the card does in the game
    (
        "miti",
        ("fukuda_hajime", "t_rival", "appointed"),
        "The Minister names the next Vice-Minister from among the bureau chiefs, whatever line or "
        "Secretariat say.",
    ),
    (
        "miti",
        ("fukuda_hajime", "sahashi", "demoted"),
        "Whoever has most followers on the board goes to the Patent Agency; if somebody sits "
        "there, the two change desks. His followers stay where they are.",
    ),
    (
        "miti",
        ("ishihara", "sahashi", "sponsored"),
        "Whoever sits in the Patent Agency is first for the next vacancy as Vice-Minister.",
    ),
    (
        "miti",
        ("kurahashi", "ohno_faction", "manoeuvred_with"),
        "For the next vacancy one contender, drawn by lot, is out.",
    ),
    (
        "miti",
        ("miki", "yamamoto", "appointed"),
        "The next vacancy goes to somebody who on the cards is nobody’s follower and has none.",
    ),
    (
        "miti",
        ("sahashi", "ojimi", "conceded_to"),
        "A section of the Secretariat goes to a follower of the other side, whoever is Director.",
    ),
    (
        "miti",
        ("sahashi", "morozumi", "recalled"),
        "Whoever fills the next post may keep it empty for one turn, and then place a follower.",
    ),
    (
        "miti",
        ("ojimi", "komatsu", "appointed"),
        "The next two posts go to people who have no post on the board.",
    ),
    (
        "soviet",
        ("leadership_unnamed", "titov", "removed"),
        "Whoever holds the post for party organization loses it. Nobody says who did it.",
    ),
    (
        "soviet",
        ("brezhnev", "kirilenko", "appointed"),
        "The other patron puts a man of his in charge of personnel selection.",
    ),
    (
        "soviet",
        ("brezhnev", "moldavia_proteges", "advanced"),
        "A patron with the say on persons places two cards at once, in two different units.",
    ),
    (
        "soviet",
        ("politburo_associates", "khrushchev", "conflict"),
        "The patron who holds most posts is threatened: unless two other patrons side with him, "
        "he loses the say on persons.",
    ),
    (
        "soviet",
        ("brezhnev", "demoted_clients", "spared"),
        "A patron has fallen: toss a coin for each of his clients. Heads, the client stays.",
    ),
    (
        "soviet",
        ("brezhnev", "bodiul", "protected"),
        "One client of the leading patron cannot be removed in this round.",
    ),
)

_PEOPLE = ("person", "unnamed_person", "cohort", "policy_group")
_FIT = 4
"""So many ties fit on a card with what is told of each; more are put briefly."""
_TIED = ("patronage", "service", "rivalry", "appointment")
_RECRUITED = re.compile(r"Recruited in (\d{4})( by his dates of service)?\b")


def person(case: str, actor: str) -> Card:
    """Return the card of a person or a cohort: year of entry, post, camp, and ties with footing."""
    net = network(case)
    who = net.actors.set_index("actor").loc[actor]
    known = _so_far(case, net.ties)
    facts, gaps = [], []
    cohort = who["kind"] in ("cohort", "group")
    if recruited := year_of_entry(actor, net):
        how = _RECRUITED.search(who["note"])[2] or ""
        told = (who["document"], who["section"], "inferred" if how else "stated")
        facts.append(Fact("Recruited", f"in {recruited}{how}", *told))
    elif case == "miti":
        gaps.append("the year of recruitment")
    facts.extend(posts := _posts(case, actor))
    if cohort:
        gaps.append("who belongs to it, and how many they are")
    elif not posts:
        gaps.append("his post at this time" if case == "miti" else "any post of his")
    if case == "miti":
        camps = known[(known["family"] == "membership") & (known["source"] == actor)]
        camps = camps[camps["target"].isin(["nationalists", "internationalists"])]
        facts.extend(_grouped(camps, net, "Camp", actor))
        if camps.empty:
            gaps.append("a camp of his at this time")
    people = net.actors.loc[net.actors["kind"].isin(_PEOPLE), "actor"]
    own = known[known["family"].isin(_TIED) & (known[["source", "target"]] == actor).any(axis=1)]
    own = own[own[["source", "target"]].isin([*people]).all(axis=1)]
    ties = _grouped(own, net, "Tie", actor, brief=len(own) > _FIT)
    facts.extend(ties)
    if not ties:
        gaps.append("a tie of his at this time" if case == "miti" else "a tie of his")
    readings = {
        name: [each for each in codings(case)[name]]
        for name in table("codings").query("case == @case and actor == @actor")["coding"].unique()
    }
    for name in {who["contested"]} & set(codings(case)) - set(readings):
        readings[name] = codings(case)[name]
    gaps.extend(f"whether {begin(name)} {' or '.join(each)}" for name, each in readings.items())
    kind = {"cohort": "cohort", "group": "cohort"}.get(who["kind"], "person")
    return Card(f"{kind}, {_HOUSES[case]}", who["name"], tuple(facts), tuple(gaps))


_HOUSES = {"miti": "ministry", "soviet": "party-state"}


def year_of_entry(actor: str, net: Network) -> int | None:
    """Return the year in which somebody was recruited; None where the paper does not say."""
    note = net.actors.set_index("actor").loc[actor, "note"]
    found = _RECRUITED.search(note) if isinstance(note, str) else None
    return int(found[1]) if found else None


def by_seniority() -> pd.DataFrame:
    """Return who of the ministry's deck entered when: ``recruited``, ``persons`` and ``names``.

    Of one year a rule of seniority cannot choose; in the last row are those of whom the paper does
    not say, and whom the rule cannot place at all.
    """
    net = network("miti")
    short = net.actors.set_index("actor")["short"]
    years: dict[int | None, list[str]] = {}
    for actor in PERSONS["miti"]:
        years.setdefault(year_of_entry(actor, net), []).append(short[actor].split(" (")[0])
    ordered = sorted(years, key=lambda year: (year is None, year))
    rows = [(year or "not said", len(years[year]), ", ".join(years[year])) for year in ordered]
    return pd.DataFrame(rows, columns=["recruited", "persons", "names"]).set_index("recruited")


def told_placings() -> pd.Series:
    """Return how many of the ministry's moves the paper credits to somebody, and to patrons.

    The moves are the posts of a career in MITI; a patron is who is coded as one of the man placed.
    """
    posts = table("careers").query("case == 'miti' and kind == 'career'")
    placed = posts.dropna(subset="placed_by")
    ties = network("miti").ties.query("kind == 'patron_of'")
    patrons = set(zip(ties["source"], ties["target"], strict=True))
    by_patron = [pair in patrons for pair in zip(placed["placed_by"], placed["actor"], strict=True)]
    counts = {"told": len(posts), "placed by somebody": len(placed), "by a patron": sum(by_patron)}
    return pd.Series(counts, name="posts")


def _so_far(case: str, ties: pd.DataFrame) -> pd.DataFrame:
    """Return the ties that a card may show: in the ministry none of what is still to come."""
    if case != "miti":
        return ties
    episodes = list(MITI.episodes)
    # Told late, of an earlier time: see the tie's note.
    before = (ties["source"] == "yamamoto") & (ties["kind"] == "deputy_of")
    return ties[ties["episode"].isin(episodes[: episodes.index(START) + 1]) | before]


def _posts(case: str, actor: str) -> list[Fact]:
    """Return somebody's post when the game begins, or the last before it; two in a party-state."""
    posts = table("careers").query("case == @case and actor == @actor and kind == 'career'")
    if case == "miti":
        episodes = list(MITI.episodes)
        told = posts[posts["episode"].isin(episodes[: episodes.index(START) + 1])].tail(1)
    else:
        told = posts.tail(2)
    now = {True: "Post", False: "Last post told"}
    return [
        Fact(
            "Post at one time" if _undated(row) else now[case != "miti" or row["episode"] == START],
            row["post"],
            row["document"],
            row["section"],
            row["basis"],
            _text(row["attributed_to"]),
        )
        for row in told.to_dict("records")
    ]


def _undated(row: dict) -> bool:
    """Say whether a post is told of no time, so that its place in the story is ours."""
    return "at one time" in _text(row["note"]).lower()


def office(case: str, name: str) -> Card:
    """Return the card of an office: what it is, who has a say in it, and in whom it has a say."""
    rows = table("offices").query("case == @case").fillna("").set_index("office")
    row, names = rows.loc[name], rows["name"]

    def fact(label: str, text: str, of=row) -> Fact:
        return Fact(label, text, of["document"], of["section"], of["basis"])

    # Where only the rank is ours, what the office is for stands in the paper all the same.
    ranked = "rank inferred" in row["note"].lower()
    about = row.to_dict() | {"basis": "stated"} if ranked else row
    facts, gaps = [fact("Office", row["evidence"], about)], []
    if row["selects_text"]:
        facts.append(fact("Its say", f"{row['selects_mode']}: {row['selects_text']}"))
    fillers = rows[[name in each.split("; ") for each in rows["selects"]]]
    facts.extend(fact("Filled by", each["name"], each) for _, each in fillers.iterrows())
    if fillers.empty and row["rank"] != "outside":
        gaps.append("who fills it")
    for column, label in (("line_early", "Leads to"), ("line_late", "Later leads to")):
        if row[column]:
            facts.append(fact(label, names[row[column]]))
    if case == "miti" and row["rank"] != "outside":
        held = table("careers").query("office == @name and episode == @START")
        short = network(case).actors.set_index("actor")["short"]
        for each in held.to_dict("records"):
            told = (each["document"], each["section"], each["basis"])
            label = "Holder at one time" if _undated(each) else "Holder"
            facts.append(Fact(label, short[each["actor"]], *told))
        if held.empty:
            gaps.append("who holds it at this time")
    if row["note"]:
        facts.append(fact("Note", row["note"]))
    return Card(f"office, {_HOUSES[case]}", row["name"], tuple(facts), tuple(gaps))


def event(case: str, tie: tuple[str, str, str], rule: str) -> Card:
    """Return the card of something that happened, and what it does in the game."""
    net = network(case)
    episodes = {"miti": MITI, "soviet": SOVIET}[case].episodes
    row = _tie(net, tie)
    return Card(
        f"event, {_HOUSES[case]}", episodes[row["episode"]], (_told("Told", row, net),), (), rule
    )


# Bangkok 1998


class Role(NamedTuple):
    """Who sits at the table: actors of the two networks, voices and claims that stand for it."""

    name: str
    actors: tuple[str, ...]
    voices: tuple[str, ...]
    task: str
    gaps: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


ROLES = (
    Role(
        "A Thai ministry: Industry",
        ("thai_moi", "bsid", "sifc", "thailand"),
        ("thai_party", "hosts_silent"),
        "Keep factories open. What will you promise for it, and to whom would you admit it?",
        ("what the ministry itself said or wanted; most of this is told of Thailand as a whole",),
    ),
    Role(
        "The International Monetary Fund",
        ("imf",),
        (),
        "Lend on conditions. Whom do your conditions reach, and who speaks for you here?",
        ("what the loan to Thailand came to",),
    ),
    Role(
        "JICA",
        ("jica",),
        ("jica_official",),
        "Send experts. Who asked for them, and what does it do for you at home?",
    ),
    Role(
        "JAMA, the Japanese carmakers",
        ("jama",),
        (),
        "Keep the carmakers’ supply alive. Which suppliers are yours to keep?",
    ),
    Role(
        "A local supplier",
        ("thai_parts_industry", "se_asia_auto_firms", "asia_local_firms", "thai_suppliers"),
        (),
        "Stay in business. From whom, on this table, does anything reach you?",
        claims=("r_scores_of_bankruptcies",),
    ),
)
ELSEWHERE = ("indonesia", "malaysia", "philippines")
"""Other hosts, whose ties say nothing of Bangkok."""

ROUNDS = {
    1: ("The money stops", "1997 to spring 1998"),
    2: ("Promises", "the rest of 1998"),
    3: ("Who is kept", "1999"),
}
MEASURES = (
    # round, case, and a tie of it: (source, target, kind), with its programme where there are two
    (1, "guidance", ("imf", "crisis_hosts", "lends")),
    (1, "guidance", ("imf", "crisis_hosts", "sets_standard")),
    (1, "production", ("jp_investors", "jp_affiliates_thailand", "funds")),
    (1, "guidance", ("miti", "jp_affiliates_asia", "insures")),
    (1, "production", ("nissan", "nissan_suppliers_thailand", "funds")),
    (2, "guidance", ("japan_government", "thailand", "funds")),
    (2, "guidance", ("japan_government", "thailand", "advises", "New Miyazawa Initiative")),
    (2, "guidance", ("mof", "jp_smes", "funds")),
    (2, "guidance", ("jica", "crisis_hosts", "sends_experts")),
    (2, "guidance", ("jica", "thailand", "advises")),
    (2, "production", ("toyota", "toyota_suppliers_asia", "funds")),
    (3, "guidance", ("japan_government", "thailand", "lends")),
    (3, "guidance", ("thailand", "jp_affiliates_thailand", "lends")),
    (3, "guidance", ("japan_government", "crisis_hosts", "lends")),
    (3, "guidance", ("crisis_hosts", "jp_contractors", "funds")),
    (3, "guidance", ("jfs", "jp_smes", "lends", "Crisis operating loans")),
)


def role(who: Role) -> Card:
    """Return a role: what it says, what passes from others and to them, and its quarrels."""
    labels = ("Says", "Told", "From others", "To others", "At odds")
    facts: dict[str, list[Fact]] = {label: [] for label in labels}
    claims = table("claims").set_index("claim")
    for name in who.claims:
        facts["Told"].append(_fact("Told", claims.loc[name, "statement"], claims.loc[name]))
    voices = table("voices").set_index("id")
    for name in who.voices:
        row = voices.loc[name]
        text = f"{row['speaker']}, on {row['topic']}: {row['evidence']}"
        facts["Says"].append(_fact("Says", text, row))
    for row, net in _role_ties(who):
        if row["family"] == "rivalry":
            label = "At odds"
        else:
            label = "To others" if row["source"] in who.actors else "From others"
        facts[label].append(_told(label, row, net, _year(row)))
    empty = {
        "Says": "what it wanted, in its own words",
        "From others": "what it was given",
        "To others": "what it could give",
    }
    gaps = [gap for label, gap in empty.items() if not facts[label]]
    every = [fact for label in facts for fact in facts[label]]
    return Card("role", who.name, tuple(every), (*gaps, *who.gaps), who.task)


def absent() -> Card:
    """Return who has no chair at the table and yet a tie in force to Thailand or its industry."""
    net = network("guidance")
    seated = {actor for each in ROLES for actor in each.actors}
    host = {*ROLES[0].actors, *ROLES[4].actors}
    ties = net.ties[(net.ties["status"] == "in_force") & (net.ties["family"] != "rivalry")]
    there = ties[ties["target"].isin(host) & ~ties["source"].isin(seated)]
    facts = [
        _told("Not seated", row, net, _year(row))
        for row in there.drop_duplicates("source").to_dict("records")
    ]
    return Card(
        "role",
        "Nobody’s card: who is not at the table",
        tuple(facts),
        (),
        "Read it out at the end.",
    )


def measure(round_: int, case: str, tie: tuple[str, ...]) -> Card:
    """Return a measure that a source tells of, to be asked for, agreed or refused."""
    net = network(case)
    row = _tie(net, tie)
    short = called(net)
    name = _text(row["programme"]) or f"{short[row['source']]} to {short[row['target']]}"
    fact = _told("Told", row, net, _year(row))
    gaps = () if pd.notna(row["start"]) else ("when",)
    rule = "Who asks for it? Who pays? What is asked in return? Does it reach the local supplier?"
    return Card(f"measure, round {round_}", name, (fact,), gaps, rule)


def in_full() -> dict[str, str]:
    """Return who is named on the cards of roles and measures, and what the data say it is.

    Of what has an entry in the glossary that is the entry, of others the name in full.
    Abbreviations in a fact, or in what is said here, follow as far as the glossary has them.
    """
    glossary = table("glossary").set_index("term")["definition"]
    found: dict[str, str] = {}
    ties = [(row, net) for who in ROLES for row, net in _role_ties(who)]
    ties += [(_tie(network(case), tie), network(case)) for _, case, tie in MEASURES]
    for row, net in ties:
        names, actors = called(net), net.actors.set_index("actor")
        for end in (row["source"], row["target"]):
            name, whole = names[end], actors.loc[end, "name"]
            found[name] = glossary.get(name) or f"{_spelled(whole, name)}."
    cards = [*map(role, ROLES), absent(), *(measure(*each) for each in MEASURES)]
    facts = [f"{fact.text} {fact.attributed_to}" for card in cards for fact in card.facts]
    for word in _LETTERS.findall(" ".join([*facts, *found.values()])):
        if word in glossary.index:
            found[word] = glossary[word]
    known = [name for name, text in found.items() if text == f"{name}."]
    return {name: found[name] for name in sorted(set(found) - {*known}, key=str.casefold)}


_LETTERS = re.compile(r"\b[A-Z]{3,}\b")


def _spelled(name: str, short: str) -> str:
    """Return a name without its abbreviation: of "AB (Ace Board)" and "Ace Board (AB)" the same."""
    found = re.fullmatch(rf"{re.escape(short)} \((.+)\)|(.+) \({re.escape(short)}\)", name)
    return next(filter(None, found.groups())) if found else name


def receivers() -> pd.Series:
    """Return how many of the measures go to whom: a state, a Japanese firm, or a local firm."""
    local = set(ROLES[4].actors)
    counts = dict.fromkeys(("host states", "Japanese firms", "local firms"), 0)
    for _, case, (_, target, *_) in MEASURES:
        kind = network(case).actors.set_index("actor").loc[target, "kind"]
        hosts = kind in ("host_state", "host_region", "host_agency")
        counts[
            "local firms" if target in local else "host states" if hosts else "Japanese firms"
        ] += 1
    return pd.Series(counts, name="measures")


def _role_ties(who: Role) -> Iterable[tuple[dict, Network]]:
    """Yield the ties of a role, those that both networks have once only."""
    seen = set()
    for case in ("guidance", "production"):
        net = network(case)
        ties = net.ties[~net.ties[["source", "target"]].isin(ELSEWHERE).any(axis=1)]
        ties = ties[ties["status"] == "in_force"]
        for row in ties[ties[["source", "target"]].isin(who.actors).any(axis=1)].to_dict("records"):
            name = (row["source"], row["target"], row["kind"])
            if name not in seen and not {row["source"], row["target"]} <= set(who.actors):
                yield row, net
            seen.add(name)


def _year(row: dict) -> str:
    """Return when a tie was, as the data have it, and whether that is after 1998."""
    if pd.isna(row["start"]):
        return ""
    start, end = int(row["start"]), row["end"]
    span = f"{start}–{int(end)}" if pd.notna(end) and int(end) != start else f"{start}"
    return f"{span}, so not yet" if start > 1999 else span


# One paragraph, two teams


class Paragraph(NamedTuple):
    """A paragraph to code: where it stands, its first and last words, and the ties coded of it.

    ``doubt`` is a rule that another team might well have, and the ties that it leaves out.
    """

    document: str
    author: str
    section: str
    first: str
    last: str
    case: str
    ties: tuple[tuple[str, ...], ...]
    doubt: tuple[str, frozenset[tuple[str, str, str]]]


PARAGRAPHS = (
    Paragraph(
        "minagawa",
        "Minagawa",
        "I",
        "When ‘S’ became the Chief of the Enterprise",
        "change in Japan’s economic situation",
        "miti",
        (
            ("sahashi", "kawahara", "appointed", "enterprise_bureau"),
            ("sahashi", "ototake", "patron_of"),
            ("sahashi", "ototake", "appointed"),
            ("sahashi", "morozumi", "recalled"),
            ("sahashi", "morozumi", "patron_of"),
            ("sahashi", "miyake", "appointed"),
            ("sahashi", "nationalists", "leads"),
            ("kawahara", "nationalists", "member_of"),
            ("ototake", "nationalists", "member_of"),
        ),
        (
            "A team that holds a camp to be a name and no actor",
            frozenset(
                {
                    ("sahashi", "nationalists", "leads"),
                    ("kawahara", "nationalists", "member_of"),
                    ("ototake", "nationalists", "member_of"),
                }
            ),
        ),
    ),
    Paragraph(
        "hatch_state",
        "Hatch, “Regionalizing the State”",
        "3.2",
        "MITI/METI has also mobilized Japanese business groups",
        "the ministry asserted",
        "guidance",
        (
            ("miti", "jp_business_groups", "mobilizes"),
            ("miti", "jama", "mobilizes"),
            ("miti", "jema", "mobilizes"),
            ("miti", "eiaj", "mobilizes"),
            ("miti", "ciaj", "mobilizes"),
            ("jp_business_groups", "asian_trade_assocs", "organizes"),
            ("jama", "asean_automakers", "mobilizes"),
            ("jama", "aaf", "organizes"),
            ("asean_automakers", "aaf", "member_of"),
            ("jema", "business_dialogue", "created"),
            ("eiaj", "business_dialogue", "created"),
            ("asian_electronics", "business_dialogue", "created"),
            ("business_dialogue", "asian_electronics", "sets_standard"),
            ("ciaj", "atie", "created"),
        ),
        (
            "A team that takes ‘thus’ to give examples, and not to say that MITI set each to work",
            frozenset(("miti", each, "mobilizes") for each in ("jama", "jema", "eiaj", "ciaj")),
        ),
    ),
)


def coded(paragraph: Paragraph) -> pd.DataFrame:
    """Return the book's own coding of a paragraph, one row a tie, names as the book shortens them.

    Columns are ``source``, ``kind``, ``target``, ``section``, ``basis``, ``attributed_to`` and
    ``doubted``: whether the paragraph's doubt would leave the tie out.
    """
    net = network(paragraph.case)
    short = net.actors.set_index("actor")["short"]
    rows = pd.DataFrame([_tie(net, each) for each in paragraph.ties])
    rows["attributed_to"] = [_text(each) for each in rows["attributed_to"]]
    names = zip(rows["source"], rows["target"], rows["kind"], strict=True)
    rows["doubted"] = [each in paragraph.doubt[1] for each in names]
    rows["source"], rows["target"] = rows["source"].map(short), rows["target"].map(short)
    rows["kind"] = rows["kind"].str.replace("_", " ")
    return rows[["source", "kind", "target", "section", "basis", "attributed_to", "doubted"]]


def crowned(ties: pd.DataFrame) -> pd.DataFrame:
    """Return degree and betweenness of each actor in a coding, by way of ties without direction.

    Two ties of one pair count once, as they do on a drawing.
    """
    graph = nx.Graph(list(zip(ties["source"], ties["target"], strict=True)))
    found = positional_power(graph)[["degree", "betweenness"]]
    return found.sort_values(["degree", "betweenness"], ascending=False, kind="stable")


def key(paragraph: Paragraph) -> dict:
    """Return a paragraph with the book's coding and what the measures crown, by footing."""
    every = coded(paragraph)
    variants = (
        ("All that the book codes", every),
        ("Only what is stated", every[every["basis"] == "stated"]),
        (paragraph.doubt[0], every[~every["doubted"]]),
    )
    return {
        "paragraph": paragraph,
        "ties": every.to_dict("records"),
        "positions": [
            {
                "name": name,
                "ties": len(rows),
                "crown": crowned(rows).reset_index(names="actor").head(4).to_dict("records"),
            }
            for name, rows in variants
        ],
    }


# What cards share


def _tie(net: Network, tie: tuple[str, ...]) -> dict:
    """Return the one tie of a kind from an actor to another; a fourth word is its programme, or
    the episode, where there are several.

    Raises
    ------
    ValueError
        There is none, or there are several.
    """
    source, target, kind, *which = tie
    rows = net.ties.query("source == @source and target == @target and kind == @kind")
    for word in which:
        named = [name for name in ("programme", "episode") if name in rows]
        rows = rows[(rows[named] == word).any(axis=1)]
    if len(rows) != 1:
        raise ValueError(f"expected one tie {tie}, found {len(rows)}")
    return rows.iloc[0].to_dict()


def _told(label: str, row: dict, net: Network, year: str = "") -> Fact:
    """Return a tie as a sentence."""
    names = called(net)
    first, last = names[row["source"]], names[row["target"]]
    ends = f"{first} {_verb(row['kind'], _several(first))} {last}"
    when = f" ({year})" if year else ""
    return _fact(label, f"{ends}{when}: {row['evidence']}", row)


def _grouped(
    ties: pd.DataFrame, net: Network, label: str, actor: str, brief: bool = False
) -> list[Fact]:
    """Return somebody's ties, those of one kind and footing together; briefly, of one footing."""
    short = called(net)
    ties = ties.assign(out=ties["source"] == actor)
    said = []
    for (out, kind, basis), rows in ties.groupby(["out", "kind", "basis"], sort=False):
        row = rows.iloc[0].to_dict()
        if len(rows) == 1 and not brief:
            said.append(_told(label, row, net))
            continue
        others = ", ".join(short[rows["target" if out else "source"]])
        first, last = (short[actor], others) if out else (others, short[actor])
        sections = "; ".join(dict.fromkeys("; ".join(rows["section"]).split("; ")))
        credits = "; ".join(rows["attributed_to"].dropna().unique())
        text = f"{first} {_verb(kind, not out and len(rows) > 1 or _several(first))} {last}."
        said.append(Fact(label, text, row["document"], sections, basis, credits))
    if not brief:
        return said
    together: dict[str, list[Fact]] = {}
    for fact in said:
        together.setdefault(fact.basis, []).append(fact)
    return [
        facts[0]._replace(
            text=" ".join(fact.text for fact in facts),
            section="; ".join(dict.fromkeys("; ".join(f.section for f in facts).split("; "))),
            attributed_to="; ".join(
                dict.fromkeys(each for f in facts for each in f.attributed_to.split("; ") if each)
            ),
        )
        for facts in together.values()
    ]


def _fact(label: str, text: str, row) -> Fact:
    return Fact(
        label, text, row["document"], row["section"], row["basis"], _text(row["attributed_to"])
    )


def _place(section: str) -> str:
    """Return a section as a card has room for it: by its number, where it has one."""
    heading, note = _NOTE.match(section).groups("")
    number = _NUMBER.match(heading)
    return (f"§{number[1]}" if number else f"‘{heading}’") + note


def called(net: Network) -> pd.Series:
    """Return what cards call each actor: the short name, with whose firms they are.

    On the page a short name of firms stands among others of one column, on a card by itself.
    """
    actors = net.actors.set_index("actor")
    whose = actors["name"].str.startswith("Japanese ") & ~actors["short"].str.contains("Japan|'s")
    told = "Japanese " + actors["short"].str[0].str.lower() + actors["short"].str[1:]
    return actors["short"].mask(whose, told)


def _several(name: str) -> bool:
    return bool(_MANY.match(name))


def _verb(kind: str, many: bool = False) -> str:
    """Return how a card says a kind of tie, of one actor or of many."""
    said = WORDS.get(kind, kind.replace("_", " "))
    if not many:
        return said
    verb, *rest = said.split(" ")
    return _OF_MANY.get(said) or " ".join([verb.removesuffix("s"), *rest])


def _text(value) -> str:
    return value if isinstance(value, str) else ""
