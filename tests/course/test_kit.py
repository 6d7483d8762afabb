"""The course kit as a folder: complete, linked, and with the answers in one place only."""

from __future__ import annotations

import re

import pytest

from widgets.course.__main__ import write
from widgets.models.questions import bank


@pytest.fixture(scope="module")
def kit(tmp_path_factory):
    folder = tmp_path_factory.mktemp("course")
    return folder, write(folder)


def test_the_index_leads_to_every_file_and_to_no_other(kit):
    folder, files = kit
    index = (folder / "index.html").read_text(encoding="utf-8")
    links = {folder / link for link in re.findall(r'href="([^"]+)"', index)}
    assert links == {file for file in files if file.name != "index.html"}
    assert all(file.is_file() for file in files)


def test_every_chapter_has_its_four_files(kit):
    folder, files = kit
    chapters = {question.chapter.replace("/", "-") for question in bank()}
    for part, ending in (
        ("questions", ".qti.zip"),
        ("questions", ".moodle.xml"),
        ("sheets", ".html"),
        ("key", ".html"),
    ):
        found = {f.name.removesuffix(ending) for f in files if f.parent.name == part}
        assert chapters <= {name for name in found if "." not in name}


def test_a_sheet_holds_all_questions_and_no_answer(kit):
    folder, _ = kit
    for question in bank():
        name = question.chapter.replace("/", "-") + ".html"
        paper = (folder / "sheets" / name).read_text(encoding="utf-8")
        key = (folder / "key" / name).read_text(encoding="utf-8")
        assert all(plain(choice.text) in plain(paper) for choice in question.choices)
        assert not any(plain(choice.feedback) in plain(paper) for choice in question.choices)
        assert f"<strong>{question.choices[question.right].text[:12]}" in key


def plain(text):
    """Return a text without the marks that HTML writes in its own way."""
    return re.sub(r"&#?\w+;|[^\w ]", "", text)
