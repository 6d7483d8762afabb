"""One question in many cases: tables, answers, the figure, and what the chapter says of them."""

from __future__ import annotations

from itertools import combinations, product

import networkx as nx
import pandas as pd
import pytest
from states import light, rows, set_to

from widgets.answers import CASES, NETWORKS, QUESTIONS, SETTING, answers, shared
from widgets.data import table
from widgets.models import designs
from widgets.networks import network
from widgets.same_question import (
    TRAITS,
    UNCHOSEN,
    WHY_NOT,
    heads,
    pairs,
    same_question,
    traits,
)

MAY = {
    designs.SIMILAR: "A difference in the answers may go with what they are unlike in",
    designs.DIFFERENT: "What the answers share can hardly be owed to what they are unlike in",
}
FOUND = answers()
ASKED = table("same_question").set_index(["question", "case"])


@pytest.fixture(scope="module")
def figure():
    return light(same_question())


def answer(question, case):
    """Return one answer, item by item."""
    mine = FOUND[(FOUND["question"] == question) & (FOUND["case"] == case)]
    return mine.set_index("item")


def read(figure, question, first, second, design):
    state = {"question": QUESTIONS[question], "first": CASES[first], "second": CASES[second]}
    return set_to(figure, **state, design=design).reading


# The tables


def test_every_question_is_put_to_every_case_once():
    assert set(ASKED.index) == set(product(QUESTIONS, CASES))
    assert len(ASKED) == len(QUESTIONS) * len(CASES)


def test_what_is_answered_has_an_instrument_and_what_is_not_has_a_reason():
    told = ASKED[ASKED["answered"]]
    assert told[["instrument", "counted", "mark", "evidence"]].notna().all(axis=None)
    silent = ASKED[~ASKED["answered"]]
    assert silent[["instrument", "counted", "mark", "evidence", "basis"]].isna().all(axis=None)
    assert set(silent.index) == {
        ("appoints", "energy_ministry"),
        ("only_through", "soviet"),
        ("only_through", "sim_ministry"),
        ("only_through", "sim_party_state"),
        ("falls", "energy_ministry"),
        ("falls", "guidance"),
    }


def test_only_models_have_no_paper_behind_them():
    models = ASKED.index.get_level_values("case").str.startswith("sim_")
    assert ASKED.loc[models, ["document", "section", "basis"]].isna().all(axis=None)
    assert (ASKED.loc[models & ASKED["answered"], "evidence"] == "simulated").all()
    assert ASKED.loc[~models, ["document", "section"]].notna().all(axis=None)
    assert (ASKED.loc[~models, "evidence"] != "simulated").all()


@pytest.mark.parametrize("case", ["energy_ministry", "soviet"])
def test_a_silence_about_appointments_is_that_of_the_careers(case):
    placed = table("careers").query("case == @case")["placed_by"].notna().any()
    assert placed == ASKED.loc[("appoints", case), "answered"]


def test_every_case_has_every_trait_once():
    told = table("case_traits")
    assert set(zip(told["case"], told["trait"], strict=True)) == set(product(CASES, TRAITS))
    assert len(told) == len(CASES) * len(TRAITS)
    assert (told["value"].isna() == told["words"].isna()).all()


@pytest.mark.parametrize(
    "case, trait, coded",
    [
        # Minagawa, I: the line was short and loose; II.1: Soviet patterns far less routinized.
        ("miti", "rules", "loose_line stated"),
        ("energy_ministry", "rules", "fixed_line inferred"),
        ("soviet", "rules", "less_routine stated"),
        # A recent example in a paper of 1980, without a year.
        ("energy_ministry", "time", "recent_1980 inferred"),
        ("soviet", "known_by", "counts stated"),
        ("guidance", "joins", "organizations stated"),
    ],
)
def test_a_trait_is_what_the_text_says(case, trait, coded):
    row = table("case_traits").set_index(["case", "trait"]).loc[(case, trait)]
    assert f"{row['value']} {row['basis']}" == coded


def test_careers_are_not_told_of_organizations():
    assert traits().loc[["guidance", "production"], "rules"].isna().all()


# The answers


def test_answered_questions_have_items_and_silences_have_none():
    answered = set(ASKED.index[ASKED["answered"]])
    assert set(zip(FOUND["question"], FOUND["case"], strict=True)) == answered
    assert (FOUND["value"] <= FOUND["whole"]).all()
    assert FOUND["margin"].notna().eq(FOUND["case"].str.startswith("sim_")).all()


def test_whom_s_placed():
    # Minagawa, I: H and O, Y, Z twice (to Paris and back), and H again as Director.
    placed = answer("appoints", "miti")
    assert placed.loc["S", "value"] == 6
    assert placed["value"].sum() == placed["whole"].iloc[0]
    # II.1: Titov and Sobol by Podgorny, Kirilenko by Brezhnev.
    assert answer("appoints", "soviet")["value"].to_dict() == {
        "Podgorny": 2,
        "Brezhnev": 1,
        "who did is not told": 26,
    }


def test_bodies_that_put_people_into_others():
    ties = network("guidance").ties.query("status == 'in_force'")
    sent = ties[ties["kind"].isin(["sends_experts", "exchanges_staff"])]
    told = answer("appoints", "guidance")
    assert told.loc["JICA", "value"] == (sent["source"] == "jica").sum()
    assert told["value"].sum() == len(sent)


def graph(case, families):
    """Return the ways of a case by another route than the model's."""
    return network(case).graph(families=families)


def reached(ways, sources, targets, gone=()):
    """Return the targets that stay reachable, each without passing itself."""
    left = ways.copy()
    left.remove_nodes_from(gone)
    sources = [source for source in sources if source in left]
    return {
        target
        for target in targets
        if target in left
        and any(target in nx.descendants(left, source) for source in sources if source != target)
    }


WAYS = ["appeal", "comrades", "service", "politics", "patronage"]
SOUGHT = ["mof", "other_ministries", "miki", "nakasone", "business_circles", "ldp"]


@pytest.mark.parametrize(
    "family, lost",
    [("appeal", 5), ("patronage", 5), ("service", 1), ("politics", 1), ("comrades", 0)],
)
def test_wada_without_one_kind_of_tie(family, lost):
    left = [each for each in WAYS if each != family]
    before = reached(graph("energy_ministry", WAYS), ["wada"], SOUGHT)
    after = reached(graph("energy_ministry", left), ["wada"], SOUGHT)
    assert len(before) == 6
    assert len(before - after) == lost
    names = {"appeal": "asked for help", "patronage": "patron and client", "politics": "party ties"}
    names |= {"service": "head or serve", "comrades": "old comrades"}
    assert answer("cut", "energy_ministry").loc[names[family], "value"] == lost


def test_who_is_reached_through_one_actor_alone():
    ways = graph("energy_ministry", WAYS)
    through = {
        actor: len(
            reached(ways, ["wada"], SOUGHT) - reached(ways, ["wada"], SOUGHT, [actor]) - {actor}
        )
        for actor in ways
        if actor != "wada"
    }
    told = answer("only_through", "energy_ministry")["value"]
    assert {actor for actor, number in through.items() if number} == {
        "kichise",
        "counter_mainstream",
    }
    assert told.to_dict() == {"Kichise": 1, "Counter-mainstream": 1}
    assert answer("only_through", "production")["value"].to_dict() == {"Faculty advisers": 1}


def test_seats_kept_are_the_number_in_the_text():
    # Minagawa, II.1, n. 17: about 47 per cent, Willerton.
    seats = answer("falls", "soviet")
    assert seats["value"].tolist() == [47]
    assert "47" in ASKED.loc[("falls", "soviet"), "note"]
    assert ASKED.loc[("falls", "soviet"), "basis"] == "reported"


def test_offices_of_s_and_his_men():
    # I: S alone; C and H in the Secretariat; S, H and C after the return; nobody after S.
    assert answer("falls", "miti")["value"].tolist() == [1, 2, 3, 0]


def test_makers_whose_ties_loosen():
    # Hatch, Introduction: troubled makers appear to dissolve old links, competitive ones keep them.
    assert list(answer("falls", "production").index) == [
        "appear to dissolve: Nissan, Mitsubishi Motors",
        "kept up or tightened: Toyota, Honda",
    ]


def test_both_houses_have_the_same_setting():
    kept = table("hierarchy_houses")
    for level, value in SETTING.items():
        kept = kept[kept[level] == value]
    assert kept.groupby(["house", "measure"]).size().eq(1).all()
    direct = kept[kept["measure"] == "direct"].set_index("house")["value"]
    item = "turned by ties, all else as it stands"
    for house in ("ministry", "party_state"):
        assert answer("appoints", f"sim_{house}").loc[item, "value"] == pytest.approx(
            100 * direct[house], abs=0.051
        )


def test_actors_who_stand_in_two_cases():
    assert shared("energy_ministry", "miti") == ["ldp", "miki", "wada"]
    assert shared("miti", "soviet") == shared("miti", "miti") == []
    assert shared("sim_ministry", "miti") == []
    both = [set(network(case).actors["actor"]) for case in ("guidance", "production")]
    assert len(shared("guidance", "production")) == len(both[0] & both[1])


# The figure


def test_nothing_is_answered_before_a_design_is_chosen(figure):
    for question, first, second in product(
        QUESTIONS, ["miti", "guidance"], ["soviet", "production"]
    ):
        said = read(figure, question, first, second, UNCHOSEN)
        assert "Choose a design before you look" in said
        assert not any(character.isdigit() for character in said)
        shown = rows(figure)
        assert set(shown["What"]) == {"hidden until a design is chosen"}
        assert set(shown["Number"]) == {"–"}


def test_before_a_design_the_picture_holds_no_answer(figure):
    drawn = str(set_to(figure, design=UNCHOSEN)._contents()["pictures"] or "")
    figure.widths = [680]
    drawn = str(set_to(figure, design=UNCHOSEN)._draw(figure._values())["pictures"])
    figure.widths = []
    assert "The answer shows when a design is chosen." in drawn
    assert "Podgorny" not in drawn and "not told" not in drawn


@pytest.mark.parametrize("question, case", list(ASKED.index))
def test_an_answer_is_read_and_shown_as_it_was_worked_out(figure, question, case):
    other = "soviet" if case != "soviet" else "miti"
    said = read(figure, question, case, other, designs.SIMILAR)
    shown = rows(figure).loc[[CASES[case]]]
    mine, row = answer(question, case), ASKED.loc[(question, case)]
    if row["answered"]:
        assert list(shown["What"]) == list(mine.index)
        assert [float(number.split()[0]) for number in shown["Number"]] == list(mine["value"])
        assert set(shown["Of what"]) == {row["counted"]}
        for item, number in mine["value"].items():
            assert f"{item} {number:g}" in said
    else:
        silent = "model" if case.startswith("sim_") else "paper"
        assert f"{CASES[case].removeprefix('the ')[1:]}: the {silent} does not say." in said
        assert list(shown["What"]) == [f"the {silent} does not say"]
    assert (shown.map(len) > 0).all(axis=None)  # no cell is empty


@pytest.mark.parametrize("first, second", list(combinations(CASES, 2)))
@pytest.mark.parametrize("design", designs.DESIGNS)
def test_a_pair_is_said_to_fit_or_why_it_does_not(figure, first, second, design):
    made = designs.fit(traits(), first, second, design)
    said = read(figure, "cut", first, second, design)
    if made.fits:
        assert f"{design.capitalize()}: the pair fits, alike in" in said
        assert MAY[design] in said
    else:
        assert WHY_NOT[made.reason] in said
        assert said.endswith("Read each answer by itself.")
    assert ("not independent" in said) == (made.fits and bool(shared(first, second)))


def test_a_pair_with_a_silence_shows_nothing(figure):
    said = read(figure, "falls", "miti", "energy_ministry", designs.SIMILAR)
    assert "the pair fits" in said
    assert said.endswith("With an answer missing the pair shows nothing on this question.")


def test_nothing_is_written_over_that_the_next_state_needs(figure):
    columns = {name: set(found[0]) for name, found in figure.spec["datasets"].items()}
    for layer in figure.spec["layer"]:
        known = columns[layer["data"]["name"]]
        for step in layer.get("transform", []):
            if "calculate" in step:
                assert step["as"] not in known


def test_lines_on_a_phone_fit_above_what_stands_below():
    assert heads()["over"].str.split("|").str.len().max() <= 3
    assert heads()["box"].str.split("|").str.len().max() <= 4
    assert pairs()["lines"].str.split("|").str.len().max() <= 3


def test_a_case_twice_is_no_pair(figure):
    said = read(figure, "cut", "miti", "miti", designs.SIMILAR)
    assert "this is no pair: it is one case twice." in said
    assert said.count("pairs of offices farther apart") == 1
    assert len(rows(figure)) == 2


@pytest.mark.parametrize("design", [UNCHOSEN, designs.DIFFERENT])
def test_every_change_of_a_control_changes_the_reading(figure, design):
    first = set_to(figure, design=design).reading
    for control in figure.controls:
        for option in control["options"]:
            if option != {**figure.start, "design": design}[control["name"]]:
                state = {"design": design, control["name"]: option}
                assert set_to(figure, **state).reading != first
    set_to(figure)


# What the chapter says


def test_few_pairs_fit():
    judged = designs.fits(traits())
    assert len(judged) == 21
    fit = {
        design: {
            frozenset(pair)
            for pair in judged.loc[judged[design] == "", ["first", "second"]].to_numpy()
        }
        for design in designs.DESIGNS
    }
    assert fit[designs.SIMILAR] == {
        frozenset(pair)
        for pair in [
            ("miti", "energy_ministry"),
            ("guidance", "production"),
            ("sim_ministry", "sim_party_state"),
        ]
    }
    assert fit[designs.DIFFERENT] == {
        frozenset(("miti", "soviet")),
        frozenset(("energy_ministry", "soviet")),
    }


def test_exercise_1():
    judged = designs.fits(traits())
    real = [
        (one, other)
        for one, other in judged.loc[judged[designs.SIMILAR] == "", ["first", "second"]].to_numpy()
        if {one, other} <= set(NETWORKS)
    ]
    number = {pair: len(shared(*pair)) for pair in real}
    assert sorted(number.values()) == [3, 67]
    (few,) = [pair for pair in real if number[pair] == 3]
    both = [q for q in QUESTIONS if all(ASKED.loc[(q, case), "answered"] for case in few)]
    assert both == ["cut", "only_through"]


def test_exercise_2_one_trait_more_undoes_the_pair():
    more = traits().assign(stake=pd.Series({"miti": "law", "energy_ministry": "domain"}))
    assert designs.fit(more, "miti", "energy_ministry", designs.SIMILAR).reason == "too unlike"


def test_exercise_3_what_differs_between_the_houses():
    one, other = (answer("falls", case) for case in ("sim_ministry", "sim_party_state"))
    apart = (one["value"] - other["value"]).abs() - one["margin"] - other["margin"]
    assert apart["groups whose patron has left or fallen"] < 0
    assert apart["pairs whose patron has retired"] > 0


def test_the_numbers_of_the_opening():
    assert answer("only_through", "miti").loc["Vice-Minister", "value"] == 29
    assert answer("only_through", "guidance").loc["MITI", "value"] == 12
    assert (answer("cut", "miti")["value"] > 0).all()


def test_the_only_case_abroad_is_the_only_one_known_by_counts():
    real = traits().loc[list(NETWORKS)]
    assert list(real.index[real["country"] != "japan"]) == ["soviet"]
    assert list(real.index[real["known_by"] == "counts"]) == ["soviet"]
    assert set(real.loc[real["joins"] == "organizations", "told_by"]) == {"hatch"}
