"""The question bank for learning platforms: what goes in comes out, whatever its characters."""

from __future__ import annotations

import html
import io
import re
import zipfile
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from widgets.course.moodle import moodle_xml
from widgets.course.qti import qti_zip
from widgets.models.questions import Choice, Question, bank

NASTY = "1. <b>Tōyō</b> & *co* _x_ [a](b) 2 > 1 $5 `c` {d} \\ – “q” #1 a) ... !x"
LETTERS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)


def asked(stem, texts, right=0):
    choices = tuple(
        Choice(text, place == right, "", f"Because of {text}") for place, text in enumerate(texts)
    )
    return Question("it", "part/chapter", 2, "recall", stem, "minagawa", "I", choices)


def words(markup):
    """Return what a reader sees of HTML."""
    return html.unescape(re.sub(r"<[^>]+>", "", markup)).strip()


def from_moodle(text):
    root = ElementTree.fromstring(text)
    return [
        (
            words(item.findtext("questiontext/text")),
            [
                (words(a.findtext("text")), a.get("fraction"), words(a.findtext("feedback/text")))
                for a in item.findall("answer")
            ],
        )
        for item in root.findall("question[@type='multichoice']")
    ]


def from_qti(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        (name,) = [
            n for n in package.namelist() if n.endswith(".xml") and n.count("/") and "meta" not in n
        ]
        text = package.read(name).decode()
    root = ElementTree.fromstring(re.sub(r' xmlns="[^"]+"', "", text, count=1))
    found = []
    for item in root.iter("item"):
        told = {
            each.get("ident"): words(each.findtext(".//mattext"))
            for each in item.findall("itemfeedback")
        }
        (right,) = [
            condition.findtext("conditionvar/varequal")
            for condition in item.iter("respcondition")
            if condition.find("setvar") is not None
        ]
        labels = [
            (each.get("ident"), words(each.findtext(".//mattext")))
            for each in item.iter("response_label")
        ]
        found.append(
            (
                words(item.findtext("presentation/material/mattext")),
                [
                    (text, "100" if ident == right else "0", told[f"{ident}_fb"])
                    for ident, text in labels
                ],
            )
        )
    return found


def expected(questions):
    return [
        (q.stem, [(c.text, "100" if c.right else "0", c.feedback) for c in q.choices])
        for q in questions
    ]


@pytest.mark.parametrize("read", [
    lambda questions: from_moodle(moodle_xml({"Ties/x": questions})),
    lambda questions: from_qti(qti_zip("All", {"Ties": questions})),
], ids=["moodle", "qti"])  # fmt: skip
class TestBothFormats:
    def test_the_whole_bank_goes_through(self, read):
        assert read(bank()) == expected(bank())

    def test_special_characters_stay_text(self, read):
        made = [asked(NASTY, [f"{NASTY} {place}" for place in range(4)], right=2)]
        assert read(made) == expected(made)

    @settings(max_examples=30)
    @given(LETTERS, st.lists(LETTERS, min_size=3, max_size=5, unique=True))
    def test_any_text_goes_through(self, read, stem, texts):
        made = [asked(stem, texts, right=len(texts) - 1)]
        assert read(made) == expected(made)


def test_moodle_knows_category_and_tags():
    root = ElementTree.fromstring(moodle_xml({"Ties/Guidance": [asked("Who?", "abc")]}))
    # A slash within a category's name is doubled in Moodle's path.
    assert (
        root.findtext("question[@type='category']/category/text") == "$course$/top/Ties//Guidance"
    )
    tags = [tag.findtext("text") for tag in root.iter("tag")]
    assert tags == ["part/chapter", "recall", "objective 2", "minagawa", "§I"]


def test_moodle_s_tags_name_each_section_in_as_many_letters_as_it_keeps():
    root = ElementTree.fromstring(moodle_xml({"Ties": bank()}))
    tags = {tag.findtext("text") for tag in root.iter("tag")}
    assert max(map(len, tags)) <= 50
    sections = {each for question in bank() for each in question.section.split("; ")}
    assert {f"§{each}" for each in sections} <= tags


def packed(data):
    """Return the documents of a QTI package by the end of their names, without namespaces."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        texts = {n.split("/")[-1]: package.read(n).decode() for n in package.namelist() if "." in n}
    bare = {name: re.sub(r' xmlns="[^"]+"', "", text, count=1) for name, text in texts.items()}
    return {
        "meta" if "meta" in name else "manifest" if "manifest" in name else "items": (
            ElementTree.fromstring(text)
        )
        for name, text in bare.items()
    }


def test_a_qti_package_is_for_practice_and_free():
    found = packed(
        qti_zip("Ties & <more>", {"Ties": [asked("Who?", "abc"), asked("What?", "abcd")]})
    )
    meta = found["meta"]
    assert meta.findtext("quiz_type") == "practice_quiz"
    assert meta.findtext("allowed_attempts") == "-1"
    assert meta.find("assignment") is None
    assert meta.find("assignment_group_identifierref") is None
    assert found["items"].findtext("assessment/qtimetadata//fieldentry") == "unlimited"
    told = ElementTree.tostring(found["manifest"], "unicode")
    assert "CC BY 4.0" in told and "Private" not in told
    assert "Ties &amp; &lt;more&gt;" in told


def test_a_qti_item_says_what_it_asks_for_and_where_the_answer_stands():
    items = packed(qti_zip("All", {"Ties": bank()}))["items"].iter("item")
    for item, question in zip(items, bank(), strict=True):
        fields = {
            each.findtext("fieldlabel"): each.findtext("fieldentry")
            for each in item.findall("itemmetadata/qtimetadata/qtimetadatafield")
        }
        assert fields["question_type"] == "multiple_choice_question"
        names = ("chapter", "kind", "document", "section")
        assert [fields[name] for name in names] == [getattr(question, name) for name in names]
        assert fields["objective"] == str(question.objective)


def test_a_qti_package_of_several_quizzes_lists_and_holds_each():
    quizzes = {"One": [asked("Who?", "abc")], "Two": [asked("What?", "abcd")]}
    with zipfile.ZipFile(io.BytesIO(qti_zip("Both", quizzes))) as package:
        names = {name for name in package.namelist() if not name.endswith("/")}
        bare = re.sub(r' xmlns="[^"]+"', "", package.read("imsmanifest.xml").decode(), count=1)
        listed = {each.get("href") for each in ElementTree.fromstring(bare).iter("file")}
        metas = [package.read(name).decode() for name in names if "meta" in name]
    assert names == listed | {"imsmanifest.xml"} and len(listed) == 4
    assert sorted(re.search("<title>(.*?)<", meta)[1] for meta in metas) == ["One", "Two"]


def test_another_writer_of_qti_is_told_of(monkeypatch):
    monkeypatch.setattr("text2qti.xml_assessment_meta.TEMPLATE", "<quiz></quiz>")
    with pytest.raises(ValueError, match="quiz_type.* 0 times"):
        qti_zip("All", {"Ties": [asked("Who?", "abc")]})
