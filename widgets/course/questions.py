"""The question bank as files of the course kit: to import, on paper, and with its keys."""

from __future__ import annotations

from functools import cache

from widgets.course.moodle import moodle_xml
from widgets.course.parts import core, parts
from widgets.course.qti import qti_zip
from widgets.course.sheet import sheet
from widgets.models.questions import Question, bank
from widgets.titles import BOOK
from widgets.titles import title as chapter_title

CORE, WHOLE = "core", "book"
"""What files of several chapters are named, where not by a part."""


def files() -> dict[str, str | bytes]:
    """Return what is made of the questions, to hand out, to mark with and to import.

    That is a sheet, its key, a QTI package and a Moodle file for each chapter; and the last two for
    each part, the core chapters and the whole book.
    """
    chapters: dict[str, list[Question]] = {}
    for question in bank():
        chapters.setdefault(question.chapter, []).append(question)
    made: dict[str, str | bytes] = {}
    for chapter, asked in chapters.items():
        title, name = chapter_title(chapter), chapter.replace("/", "-")
        made[f"sheets/{name}.html"] = sheet(title, asked)
        made[f"key/sheets/{name}.html"] = sheet(f"{title}: key", asked, key=True)
    # A platform's files hold the answers, and are for whoever imports them.
    for name, (title, held) in collections().items():
        titled = {chapter_title(each): chapters[each] for each in held}
        quizzes = {f"{BOOK}: {each}": asked for each, asked in titled.items()}
        categories = {f"{BOOK}/{each}": asked for each, asked in titled.items()}
        made[f"key/questions/{name}.qti.zip"] = qti_zip(f"{BOOK}: {title}", quizzes)
        made[f"key/questions/{name}.moodle.xml"] = moodle_xml(categories)
    return made


@cache
def collections() -> dict[str, tuple[str, list[str]]]:
    """Return by the name of a file its title and the chapters whose questions it holds.

    A part of one chapter has no file of its own.
    """
    chapters = [*dict.fromkeys(question.chapter for question in bank())]
    found = {
        f"parts/{CORE}": ("Core chapters", [each for each in chapters if each in core()]),
        **{
            f"parts/{part.name}": (part.title, held)
            for part in parts()
            if len(held := [each for each in part.chapters if each in chapters]) > 1
        },
        f"parts/{WHOLE}": ("The whole book", chapters),
    }
    single = {each.replace("/", "-"): (chapter_title(each), [each]) for each in chapters}
    return found | single
