"""A question before a figure: what it refuses, what its markup promises, what each figure says."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from states import light, set_to

import widgets
from widgets.board import counts
from widgets.data import table
from widgets.models import oda, regime
from widgets.models.predictions import Prediction, prediction, predictions
from widgets.page.figures import on_paper
from widgets.prediction import Expectation, predict, reading, refusal, told
from widgets.state_link import read
from widgets.your_answers import asked, your_answers

GIVEN = json.loads(
    (Path(__file__).parent / "cases" / "prediction.json").read_text(encoding="utf-8")
)
FIGURES = {
    "fig-board": widgets.who_appoints,
    "fig-hierarchy": widgets.simulated_hierarchy,
    "fig-energy": widgets.energy_campaign,
    "fig-aid-scenario": widgets.aid_scenario,
    "fig-guidance": widgets.guidance_network,
    "fig-voices": widgets.crisis_voices,
    "fig-strand-overlap": widgets.strand_overlap,
    "fig-catch-up-and-frontier": widgets.catch_up_and_frontier,
    "fig-two-ledgers": widgets.two_ledgers,
}


def question(kind, **parts):
    empty = dict.fromkeys(("chapter", "figure", "prompt", "set", "state", "compare"), "x")
    more = {"choices": (), "units": (), "low": None, "high": None} | parts
    return Prediction(name="who", kind=kind, **(empty | more))


NUMBER = question(**GIVEN["numbers"])
CHOICE = question("choice", choices=("<all>", "none", "some"))
TEXT = question("text")


@pytest.mark.parametrize("case", GIVEN["readings"], ids=lambda case: case["reading"])
def test_the_reading_says_what_is_kept(case):
    assert reading(case["expected"], case["unforeseen"]) == case["reading"]


@pytest.mark.parametrize("text", GIVEN["refused"])
def test_what_is_no_number_within_the_bounds_is_refused(text):
    assert refusal(NUMBER, text) == GIVEN["refusal"]
    with pytest.raises(ValueError, match="expected: A whole number from 0 to 39, please. Got"):
        Expectation(NUMBER, expected=text)


@pytest.mark.parametrize("text", GIVEN["taken"])
def test_a_number_within_the_bounds_is_taken(text):
    assert Expectation(NUMBER, expected=text).reading.startswith(
        f"Kept: you expect “{text} targets”"
    )


def test_a_choice_is_one_of_the_choices_and_can_be_taken_back():
    made = Expectation(CHOICE)
    made.expected = "none"
    with pytest.raises(ValueError, match="Choose one of the answers"):
        made.expected = "others"
    assert made.expected == "none"
    made.expected = ""
    assert made.reading == GIVEN["readings"][0]["reading"]


def test_words_are_free():
    assert Expectation(TEXT, expected="<img onerror=x>").expected == "<img onerror=x>"
    assert told(TEXT, "me") == "me"


def parsed(made):
    return ElementTree.fromstring(str(made.markup()))


@pytest.mark.parametrize("made", [Expectation(each) for each in (NUMBER, CHOICE, TEXT)])
def test_every_field_has_a_label_and_sleeps_until_a_script_wakes_it(made):
    root = parsed(made)
    labelled = {field for label in root.iter("label") for field in label.iter()}
    fields = [field for tag in ("input", "textarea") for field in root.iter(tag)]
    assert fields and all(field in labelled for field in fields)
    asleep = {field for sheet in root.findall(".//fieldset[@disabled]") for field in sheet.iter()}
    assert all(field in asleep for field in fields)
    assert root.find(".//p[@data-reading]").get("aria-live") == "polite"


@pytest.mark.parametrize("name", ["expected", "because", "unforeseen"])
def test_what_a_reader_wrote_is_text_and_no_markup(name):
    made = Expectation(NUMBER if name == "because" else TEXT, **{name: '<img onerror="x">&'})
    root = parsed(made)
    assert root.find(".//img") is None
    assert '<img onerror="x">&' in {field.text for field in root.iter("textarea")}


def test_the_comparison_is_folded_and_can_be_opened_without_a_script():
    details = parsed(predict("resources")).find(".//details")
    assert details.get("open") is None
    assert details.find("summary").text == "Then compare"
    assert prediction("resources").compare in "".join(details.itertext())


@pytest.mark.parametrize("asked", [NUMBER, CHOICE, TEXT], ids=lambda asked: asked.kind)
def test_where_nothing_answers_there_is_room_to_write(asked):
    root = ElementTree.fromstring(on_paper(str(Expectation(asked, expected="").markup())))
    left = {element.tag for element in root.iter()}
    assert left & {"input", "textarea", "button", "a"} == set()
    shown = "".join(root.itertext())
    assert shown.count("☐") == len(asked.choices) and "…………" in shown
    assert "You expected" not in shown and "The figure" in shown


def test_a_chapter_has_its_question_and_a_kernel_its_traits():
    made = predict("resources")
    made.expected, made.because = "2", "They give most."
    assert made.state()["expected"] == "2" and made.state()["because"] == "They give most."
    assert repr(made).startswith("Expectation('unnamed'): Kept: you expect “2 countries”.")


# What figures show: each is brought into its state, and the comparison is held against it.


def worked(name, **state):
    each = prediction(name)
    figure = FIGURES[each.figure](label=each.figure, caption="It is worked here.")
    if hasattr(figure, "widths"):
        light(figure)
    asked = read(each.fragment[1:], figure._controls)
    assert asked.unknown == [] and asked.values, each.fragment
    return set_to(figure, **(asked.values | state))


def says(name, *parts):
    text = prediction(name).compare
    assert [part for part in parts if part not in text] == []


@pytest.mark.parametrize("each", predictions(), ids=lambda each: each.name)
def test_every_state_is_one_of_its_figure(each):
    assert worked(each.name).reading


def test_exile():
    said = worked("who_appoints").reading
    assert "S in exile: 6 posts told, 4 of them with a say" in said
    assert "C, Director of the Secretariat; H, Chief of the Personnel Section" in said
    exile = counts().loc["exile"]
    assert (exile["say"], exile["own"], exile["watched"]) == (prediction("who_appoints").high, 2, 2)
    says("who_appoints", "Two: C is Director", "H has Personnel", "two of the three sections")


def test_a_house_in_which_ties_weigh_nothing():
    said = worked("why_clients").reading.replace("\u00a0", " ")
    assert "15.8 (± 0.3) per cent" in said and "against 14.0 where ties weigh nothing" in said
    assert "ties turn 12.0" in said
    assert "15.8% of appointments" in prediction("why_clients").prompt
    says("why_clients", "14.0%", "12.0%")


def test_the_call_without_a_second_way():
    def closed(actor):
        lost = worked("what_it_does", removed_actors=[actor]).lost_channels()
        return sum(map(len, lost.values()))

    actors = ("kichise", "miti_director", "miti_section_chiefs")
    without = {actor: closed(actor) for actor in actors}
    assert without == {"kichise": 1, "miti_director": 0, "miti_section_chiefs": 0}
    assert worked("what_it_does").lost_channels() == {"service": ["mof"]}


def test_half_of_the_aid():
    assert "for 2 of the 4 recipients whose share is known" in worked("resources").reading
    shares = oda.scenario(1996, japan_multiplier=0.5).set_index("recipient")["japan_share_percent"]
    assert set(shares[shares > 50].index) == {"Indonesia", "Thailand"}
    assert set(shares[shares < 50].index) == {"China", "Philippines"}
    says("resources", "In two: Indonesia and Thailand", "90.9 and 82.7", "(55.4)", "(51.6)")


def test_without_miti():
    lost = {kind: len(targets) for kind, targets in worked("guidance").lost_channels().items()}
    assert lost == {
        "administrative_host": 7,
        "administrative_investor": 2,
        "financial_investor": 1,
        "regional": 4,
    }
    assert "14 targets lose" in worked("guidance").reading
    assert "of 39 targets" in worked("guidance", removed_actors=[]).reading
    says("guidance", "Fourteen: seven lose advice to hosts", "two advice", "one money", "four the")
    assert prediction("guidance").high == 39


def test_who_is_quoted():
    voices = table("voices")
    quoted = voices[voices["wording"] == "own_words"]["role"].value_counts().to_dict()
    assert quoted == {"seller": 8, "observer": 4, "buyer": 3}
    assert voices["role"].value_counts().to_dict() == {"buyer": 17, "seller": 16, "observer": 8}
    assert "15 (8 sellers, 3 buyers, 4 observers)" in worked("crisis_and_limits").reading
    says("crisis_and_limits", "eight of sixteen", "seventeen buyers three", "eight observers four")


def test_pairs_in_two_strands():
    assert worked("three_strands").reading == (
        "Of 90 pairs in a strand, none stand in three, 1 in two and 89 in one."
    )
    assert "3 stand in three, 11 in two" in worked("three_strands", unit="actors").reading
    assert prediction("three_strands").high == 90
    says("three_strands", "One: large makers", "eleven stand in two strands and three in all")


def test_a_dense_net_where_all_changes():
    assert "ahead of a ring as open by 0.070" in worked("catch_up_and_frontier").reading
    still = worked("catch_up_and_frontier", change="never").reading
    assert "behind a ring as open by 0.182" in still
    says("catch_up_and_frontier", "It leads. Its mean less the ring’s is +0.070", "is −0.182")


def test_what_the_delay_costs():
    costs = {share: worked("rescue_and_costs", share=share).reading for share in (0, 30, 60)}
    assert costs[0].endswith("give the regime up at once; nothing is put off.")
    assert costs[30].endswith("so the delay costs it 1.64.")
    assert costs[60].endswith("so the delay costs it 0.69.")
    says("rescue_and_costs", "with 30 per cent the delay costs 1.64, with 60 per cent 0.69")
    assert regime.losing_shares(98.8)[1] > 0.6


# The page of all answers


def test_all_that_is_asked_is_listed_in_the_order_of_the_book():
    chapters = [each["chapter"] for each in asked()]
    assert chapters.index("clientelism/why_clients") < chapters.index("relationalism/three_strands")
    listed = [each["name"] for chapter in asked() for each in chapter["predictions"]]
    assert listed == [each.name for each in predictions()]
    assert asked()[chapters.index("clientelism/who_appoints")]["title"] == "Who appoints?"


def test_the_list_leads_to_pages_and_in_a_notebook_to_notebooks():
    made = your_answers()
    here, there = (
        {a.get("href") for a in ElementTree.fromstring(str(made.markup(notebook))).iter("a")}
        for notebook in (False, True)
    )
    assert "clientelism/who_appoints.html#predict-who_appoints" in here
    assert "clientelism/who_appoints.ipynb#predict-who_appoints" in there
