"""A set of questions as Moodle XML, which Moodle's question bank imports."""

from __future__ import annotations

from html import escape
from xml.etree import ElementTree

from widgets.models.questions import Question


def moodle_xml(categories: dict[str, list[Question]]) -> str:
    """Return the document: categories by name, with one multiple-choice item a question."""
    root = ElementTree.Element("quiz")
    for name, questions in categories.items():
        heading = ElementTree.SubElement(root, "question", type="category")
        _text(heading, "category", f"$course$/top/{name.replace('/', '//')}")
        for question in questions:
            _item(root, question)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, "unicode") + "\n"


def _item(root: ElementTree.Element, question: Question) -> None:
    item = ElementTree.SubElement(root, "question", type="multichoice")
    _text(item, "name", question.name)
    _html(item, "questiontext", question.stem)
    for name, value in (
        ("defaultgrade", "1"),
        ("penalty", "0.3333333"),
        ("single", "true"),
        ("shuffleanswers", "true"),
        ("answernumbering", "abc"),
    ):
        ElementTree.SubElement(item, name).text = value
    for choice in question.choices:
        answer = _html(item, "answer", choice.text)
        answer.set("fraction", "100" if choice.right else "0")
        _html(answer, "feedback", choice.feedback)
    tags = ElementTree.SubElement(item, "tags")
    told = (question.chapter, question.kind, f"objective {question.objective}")
    sections = (f"§{each}" for each in question.section.split("; "))
    for tag in (*told, question.document, *sections):
        _text(tags, "tag", tag)


def _text(parent: ElementTree.Element, name: str, text: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, name)
    ElementTree.SubElement(element, "text").text = text
    return element


def _html(parent: ElementTree.Element, name: str, text: str) -> ElementTree.Element:
    element = _text(parent, name, f"<p>{escape(text, quote=False)}</p>")
    element.set("format", "html")
    return element
