"""A chapter's questions as a quiz: what it says, what it refuses, what its markup promises."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from widgets.models.questions import Choice, Question
from widgets.quiz import NOT_CHOSEN, Quiz, quiz

GIVEN = json.loads((Path(__file__).parent / "cases" / "quiz.json").read_text(encoding="utf-8"))


def asked(name, marks):
    choices = tuple(Choice(f"<{name} {i}>", right, "", "So.") for i, right in enumerate(marks))
    return Question(name, "part/chapter", 1, "recall", f"{name}?", "minagawa", "I", choices)


@pytest.fixture
def made():
    return Quiz([asked(name, marks) for name, marks in GIVEN["marks"].items()])


@pytest.mark.parametrize("case", GIVEN["cases"], ids=lambda case: case["case"])
def test_the_reading_says_how_far_a_reader_has_come(made, case):
    made.chosen, made.checked = case["chosen"], case["checked"]
    assert made.reading == case["reading"]


def test_marks_tell_nothing_of_what_was_not_checked(made):
    made.chosen, made.checked = {"who": 1, "why": 1}, ["who"]
    marks = made.marks()
    assert marks.loc["who"].to_list() == ["<who 1>", True, None]
    assert marks.loc["why"].isna().all() and marks.loc["when"].isna().all()


def test_a_checked_answer_is_told_why(made):
    made.chosen, made.checked = {"who": 0}, ["who", "why"]
    said = [e.text for e in parsed(made).iter("p") if "data-feedback" in e.attrib]
    assert said == ["No. So.", NOT_CHOSEN, None]


@pytest.mark.parametrize(
    "state, said",
    [
        ({"chosen": {"whom": 0}}, "chosen: no question is called 'whom'"),
        ({"chosen": {"why": 2}}, "chosen, 'why': a place from 0 to 1, not 2"),
        ({"chosen": {"why": True}}, "chosen, 'why': a place from 0 to 1, not True"),
        ({"checked": ["whom"]}, "checked: no question is called 'whom'"),
    ],
)
def test_a_state_that_the_quiz_does_not_have_is_refused(made, state, said):
    with pytest.raises(ValueError) as refused:
        made.set_trait(*next(iter(state.items())))
    assert str(refused.value) == said


def parsed(made):
    return ElementTree.fromstring(str(made.markup()))


def test_the_markup_is_a_set_of_labelled_choices_which_sleep_until_a_script_wakes_them(made):
    root = parsed(made)
    sheet = root.find(".//fieldset[@data-controls]")
    assert sheet.get("disabled") == "disabled"
    questions = root.findall(".//fieldset[@data-question]")
    assert [q.get("data-question") for q in questions] == list(GIVEN["marks"])
    for question in questions:
        name = question.get("data-question")
        assert "".join(question.find("legend").itertext()).endswith(f" {name}?")
        labels = question.findall("label")
        assert [label.find("input").get("name") for label in labels] == [name] * len(labels)
        assert ["".join(label.itertext()) for label in labels] == [
            f"<{name} {i}>" for i in range(len(GIVEN["marks"][name]))
        ]
    assert "id=" not in made.markup()


def test_answers_are_not_to_be_read_at_a_glance_and_are_there(made):
    page = made.markup() + json.dumps(made.state())
    assert "So." not in page
    key = json.loads(base64.b64decode(made.state()["key"]))
    assert key["why"] == [[True, "Right. So."], [False, "No. So."]]


def test_a_chapter_has_its_quiz():
    made = quiz("regionalizing_state/guidance")
    assert "guidance_closure" in made.names
