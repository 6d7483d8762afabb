"""The question bank as files of the course kit: to import, on paper, and with its keys."""

from __future__ import annotations

from widgets.course.moodle import moodle_xml
from widgets.course.qti import qti_zip
from widgets.course.sheet import sheet
from widgets.models.questions import Question, bank
from widgets.titles import BOOK
from widgets.titles import title as chapter_title


def files() -> dict[str, str | bytes]:
    """Return a sheet, a key, a QTI package and a Moodle file for each chapter with questions."""
    chapters: dict[str, list[Question]] = {}
    for question in bank():
        chapters.setdefault(question.chapter, []).append(question)
    made: dict[str, str | bytes] = {}
    for chapter, asked in chapters.items():
        title, name = chapter_title(chapter), chapter.replace("/", "-")
        made[f"sheets/{name}.html"] = sheet(title, asked)
        made[f"key/sheets/{name}.html"] = sheet(f"{title}: key", asked, key=True)
        # A platform's files hold the answers, and are for whoever imports them.
        made[f"key/questions/{name}.qti.zip"] = qti_zip(f"{BOOK}: {title}", asked)
        made[f"key/questions/{name}.moodle.xml"] = moodle_xml(f"{BOOK}/{title}", asked)
    return made
