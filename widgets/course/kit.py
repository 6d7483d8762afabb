"""The course kit: which modules make its files, and on which shelf of the index each stands.

A maker is a function without arguments that returns files by their path in the kit. What gives an
answer away lies under ``key/``, and no page outside ``key/`` leads there: the kit without that
folder is what students may see. A folder is a shelf of the index, which lists the documents that
lie right in it; what they share (style sheets, scripts) goes into a folder below. What there is for
each chapter stands in one table, by the parts of the book.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable, Iterable
from html import unescape
from pathlib import Path
from typing import NamedTuple

from widgets.course import assignments, book, cards, questions, slides, worksheets
from widgets.course.parts import core, parts
from widgets.course.sheet import page, render
from widgets.titles import BOOK
from widgets.titles import title as chapter_title

Files = dict[str, str | bytes | Path]
"""Contents by path in the kit, with slashes; a ``Path`` is a file to copy."""

KEY = "key/"
STUDENTS, YOURS, IN_CLASS = "Students get", "You keep", "In class"

MAKERS: tuple[Callable[[], Files], ...] = (
    book.files,
    assignments.files,
    questions.files,
    slides.files,
    cards.files,
    worksheets.files,
)


class Shelf(NamedTuple):
    """A folder of the kit, as the index speaks of it."""

    folder: str
    group: str
    name: str
    line: str
    """What it is for, in one sentence."""
    first: str = ""
    """The one file to begin with, where the others are reached from it."""
    chapters: tuple[tuple[str, str], ...] = ()
    """How the files of a chapter end and are called, where there are such for each of them."""


class Row(NamedTuple):
    """A chapter in the index: what it is called, and its files as kind and address."""

    title: str
    core: bool
    links: list[tuple[str, str]]


SHELVES = (
    Shelf(
        "book/",
        STUDENTS,
        "The book",
        "Every figure answers in the browser, from a server or from disk; no account.",
        "index.html",
    ),
    Shelf(
        "sheets/",
        STUDENTS,
        "Questions on paper",
        "A sheet for each chapter, to hand out.",
        chapters=((".html", "Sheet"),),
    ),
    Shelf(
        "assignments/",
        STUDENTS,
        "Assignments",
        "A notebook for each part, to work through and hand in.",
    ),
    Shelf(
        "slides/",
        IN_CLASS,
        "Slides",
        "A deck for each part, with the book’s figures; the key N shows what to say.",
    ),
    Shelf("worksheets/", IN_CLASS, "Worksheets", "For a class without screens: print and fill in."),
    Shelf("cards/", IN_CLASS, "Activities", "Games and roles for a class, with cards to cut out."),
    Shelf(
        "book/chapters/teaching/",
        YOURS,
        "Guide",
        "Plans for 50 and 75 minutes, what to listen for, rubrics, syllabuses.",
    ),
    Shelf(
        "key/questions/parts/",
        YOURS,
        "Quizzes to import",
        "QTI 1.2 for Canvas and others, Moodle XML for Moodle; both hold the answers. Each chapter "
        "is a quiz (in Moodle a category); in Canvas one to practise with, without a grade.",
    ),
    Shelf(
        "key/questions/",
        YOURS,
        "Quizzes to import",
        "The questions of one chapter; both hold the answers.",
        chapters=((".qti.zip", "QTI"), (".moodle.xml", "Moodle")),
    ),
    Shelf(
        "key/sheets/",
        YOURS,
        "Keys to the sheets",
        "Each answer, with why it is right or not.",
        chapters=((".html", "Key"),),
    ),
    Shelf("key/cards/", YOURS, "Keys to the activities", "The book’s own coding."),
    Shelf("key/worksheets/", YOURS, "Keys to the worksheets", "Each task, worked out."),
    Shelf("key/assignments/", YOURS, "Assignments, solved", "Solutions, and what grades them."),
)

FIRST = (
    # for an instructor without time: what to do, and where, by the words that lead there
    ("Open", {"the book": "book/index.html"}),
    ("Assign something tomorrow:", {"the guide": "book/chapters/teaching/guide.html"}),
    (
        "Import the questions of the core chapters:",
        {
            "QTI": f"key/questions/parts/{questions.CORE}.qti.zip",
            "Moodle": f"key/questions/parts/{questions.CORE}.moodle.xml",
        },
    ),
)
_KINDS = {".qti.zip": "QTI", ".moodle.xml": "Moodle"}
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


def files(makers: Iterable[Callable[[], Files]] = MAKERS) -> Files:
    """Return all files of the kit, with an index for a class and one for the instructor."""
    made: Files = {}
    for maker in makers:
        for path, content in maker().items():
            if path in made:
                raise ValueError(f"two makers write {path}")
            made[path] = content
    both = {
        "index.html": index(made, "", (STUDENTS, IN_CLASS)),
        f"{KEY}index.html": index(made, KEY, (YOURS, STUDENTS, IN_CLASS)),
    }
    return made | both


def index(made: Files, folder: str, groups: Iterable[str]) -> str:
    """Return the page in a folder of the kit that leads to the shelves of these groups."""
    shelves = {
        group: [
            (shelf, rows)
            for shelf in SHELVES
            if shelf.group == group and not shelf.chapters and (rows := _rows(made, shelf, folder))
        ]
        for group in groups
    }
    for_chapters = [shelf for shelf in SHELVES if shelf.chapters and shelf.group in groups]
    first = [
        (task, {words: _address(path, folder) for words, path in where.items()})
        for task, where in FIRST
    ]
    body = render(
        "index.html",
        first=first if folder == KEY else [],
        shelves=shelves,
        for_chapters=for_chapters,
        parts=_by_part(made, for_chapters, folder),
    )
    return page(f"{BOOK}: {'course kit' if folder == KEY else 'for this course'}", body)


def _by_part(made: Files, shelves: list[Shelf], folder: str) -> dict[str, list[Row]]:
    """Return by part the chapters of which these shelves hold something."""
    found: dict[str, list[Row]] = {}
    for part in parts():
        for chapter in part.chapters:
            name = chapter.replace("/", "-")
            files = [(f"{s.folder}{name}{end}", kind) for s in shelves for end, kind in s.chapters]
            links = [(kind, _address(path, folder)) for path, kind in files if path in made]
            if links:
                row = Row(chapter_title(chapter), chapter in core(), links)
                found.setdefault(part.title, []).append(row)
    return found


def _address(path: str, folder: str) -> str:
    """Return how a page in a folder of the kit leads to a file of it."""
    return posixpath.relpath(path, folder or ".")


def _rows(made: Files, shelf: Shelf, folder: str) -> dict[str, list[tuple[str, str]]]:
    """Return by title the links of a shelf: what kind of file each is, and its address."""
    rows: dict[str, list[tuple[str, str]]] = {}
    for path, content in made.items():
        name = path.removeprefix(shelf.folder)
        if name == path or (name != shelf.first if shelf.first else "/" in name):
            continue
        title, kind = (shelf.name, "") if shelf.first else _title(name, content)
        rows.setdefault(title, []).append((kind, _address(path, folder)))
    return rows


def _title(name: str, content: str | bytes | Path) -> tuple[str, str]:
    """Return what a document is called, and its kind where its title does not say all."""
    stem, dot, ending = name.partition(".")
    if f"{dot}{ending}" in _KINDS:
        return questions.collections()[f"parts/{stem}"][0], _KINDS[f".{ending}"]
    if ending not in ("html", "ipynb"):
        return name, ""
    if isinstance(content, Path):
        content = content.read_bytes()
    text = content.decode() if isinstance(content, bytes) else content
    if ending == "ipynb":
        first = "".join(json.loads(text)["cells"][0]["source"])
        return first.splitlines()[0].removeprefix("# "), ""
    return unescape(_TITLE.search(text)[1]).split(" — ")[0].strip(), ""
