"""The course kit as a folder: complete, linked, and with the answers in one place only."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from html import escape
from xml.etree import ElementTree

import pytest

from widgets import titles
from widgets.course import book, kit, parts
from widgets.course.__main__ import write
from widgets.models.questions import bank

MAKERS = [maker for maker in kit.MAKERS if maker is not book.files]  # that one needs a built book
LINK = re.compile(r'\b(?:href|src)="([^"#]+)')


@pytest.fixture(scope="module")
def made():
    return kit.files(MAKERS)


def links(made, path):
    """Return the paths in the kit to which a page of it leads."""
    folder = posixpath.dirname(path)
    own = [link for link in LINK.findall(made[path]) if ":" not in link]
    return {posixpath.normpath(posixpath.join(folder, link)) for link in own}


def pages(made):
    return [path for path in made if path.endswith(".html")]


def test_every_link_leads_to_a_file_of_the_kit_or_of_the_book(made):
    found = [(page, link) for page in pages(made) for link in links(made, page)]
    assert len(found) > 30
    assert [each for each in found if each[1] not in made and not each[1].startswith("book/")] == []


def test_the_instructors_index_leads_to_every_document(made):
    shelves = {shelf.folder for shelf in kit.SHELVES}
    documents = {path for path in made if f"{posixpath.dirname(path)}/" in shelves}
    assert documents and documents == {
        link for link in links(made, "key/index.html") if not link.startswith("book")
    }


def test_every_document_lies_on_a_shelf_or_is_shared(made):
    """What lies in no folder of the index, nor below one, nobody finds."""
    folders = tuple(shelf.folder for shelf in kit.SHELVES)
    indexes = {"index.html", "key/index.html"}
    assert [p for p in made if p not in indexes and not p.startswith(folders)] == []


def test_no_page_for_students_leads_to_a_key(made):
    open_pages = [path for path in pages(made) if not path.startswith(kit.KEY)]
    leaks = [page for page in open_pages if any(p.startswith("key") for p in links(made, page))]
    assert len(open_pages) > 5 and leaks == []
    assert any(path.startswith("sheets/") for path in links(made, "index.html"))


def test_what_holds_answers_lies_under_key(made):
    answers = [choice.feedback for question in bank() for choice in question.choices]
    texts = {path: plain(text) for path, text in made.items() if isinstance(text, str)}
    leaks = {
        path
        for path, text in texts.items()
        for answer in answers
        if not path.startswith(kit.KEY) and plain(answer) in text
    }
    assert leaks == set()
    assert {path for path in made if path.endswith((".zip", ".xml"))} <= {
        path for path in made if path.startswith(kit.KEY)
    }


def test_every_chapter_with_questions_has_its_four_files(made):
    for chapter in {question.chapter.replace("/", "-") for question in bank()}:
        for place in ("sheets/{}.html", "key/sheets/{}.html"):
            assert place.format(chapter) in made
        for ending in ("qti.zip", "moodle.xml"):
            assert f"key/questions/{chapter}.{ending}" in made


@pytest.mark.parametrize("name, chapters", [
    ("core", parts.core()),
    ("clientelism", [c for c in titles.order() if c.startswith("clientelism/")]),
    ("comparing", [c for c in titles.order() if c.startswith(("comparing/", "your_own_n"))]),
    ("book", titles.order()),
])  # fmt: skip
def test_a_file_of_several_chapters_holds_their_questions(made, name, chapters):
    wanted = Counter(question.chapter for question in bank() if question.chapter in chapters)
    moodle = ElementTree.fromstring(made[f"key/questions/parts/{name}.moodle.xml"])
    firsts = [tag.findtext("tag/text") for tag in moodle.iter("tags")]
    assert Counter(firsts) == wanted and len(wanted) > 5
    assert len(moodle.findall("question[@type='category']")) == len(wanted)
    with zipfile.ZipFile(io.BytesIO(made[f"key/questions/parts/{name}.qti.zip"])) as package:
        texts = [package.read(each).decode() for each in package.namelist() if "." in each]
    assert sorted(wanted.values()) == sorted(filter(None, (t.count("<item ") for t in texts)))


def test_the_index_stands_by_parts_with_the_core_marked(made):
    for page in ("index.html", "key/index.html"):
        parted = made[page].partition("chapter by chapter")[2]
        assert re.findall(r"<h3>(.*?)</h3>", parted) == [
            "Primer", "I. Clientelism", "II. Regionalizing the state", "III. Relationalism",
            "IV. Comparing",
        ]  # fmt: skip
        marked = re.findall(r'row">([^<]*) <b class="core">', parted)
        told = [escape(titles.title(each)) for each in parts.core()]
        assert marked == (told if page.startswith("key/") else [])
    assert len(parts.core()) == 9


def test_who_has_no_time_finds_three_things_first(made):
    first = made["key/index.html"].partition("no time")[2].partition("<h2>")[0]
    assert first.count("<li>") == 3
    assert LINK.findall(first) == [
        "../book/index.html", "../book/chapters/teaching/guide.html",
        "questions/parts/core.qti.zip", "questions/parts/core.moodle.xml",
    ]  # fmt: skip
    assert "no time" not in made["index.html"]


def test_a_sheet_holds_all_questions_and_no_answer(made):
    for question in bank():
        name = question.chapter.replace("/", "-") + ".html"
        paper, key = made[f"sheets/{name}"], made[f"key/sheets/{name}"]
        assert all(plain(choice.text) in plain(paper) for choice in question.choices)
        assert not any(plain(choice.feedback) in plain(paper) for choice in question.choices)
        assert f"<strong>{question.choices[question.right].text[:12]}" in key


def test_two_makers_may_not_write_the_same_file():
    with pytest.raises(ValueError, match="a.html"):
        kit.files([lambda: {"a.html": "1"}, lambda: {"a.html": "2"}])


def test_a_second_run_leaves_nothing_of_the_first(tmp_path):
    folder = tmp_path / "course"
    write(folder, kit.files([lambda: {"sheets/old.html": "<title>Old</title>"}]))
    write(folder, kit.files([lambda: {"sheets/new.html": b"<title>New</title>"}]))
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert found == {"index.html", "key/index.html", "sheets/new.html"}


def test_a_folder_with_other_things_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(SystemExit, match="something else"):
        write(tmp_path, {"index.html": ""})
    assert (tmp_path / "thesis.txt").exists()


def plain(text):
    """Return a text without the marks that HTML writes in its own way."""
    return re.sub(r"&#?\w+;|[^\w ]", "", text)
