"""A set of questions as a QTI 1.2 package, which Canvas and other platforms import."""

from __future__ import annotations

import re

from text2qti.config import Config
from text2qti.qti import QTI
from text2qti.quiz import Quiz

from widgets.models.questions import Question

_MARKS = re.compile(r"[\\`*_{}\[\]()#+\-.!<>&|$^~:=\"']")


def qti_zip(title: str, questions: list[Question]) -> bytes:
    """Return the package: one single-choice question after another, each choice with feedback."""
    text = "\n".join([f"Quiz title: {title}", "shuffle answers: true", *map(_asked, questions)])
    return QTI(Quiz(text, config=Config(), source_name=title)).zip_bytes()


def _asked(question: Question) -> str:
    lines = ["", f"Title: {question.name}", f"1.  {_plain(question.stem)}"]
    for place, choice in enumerate(question.choices):
        mark = "*" if choice.right else ""
        lines += [
            f"{mark}{chr(ord('a') + place)})  {_plain(choice.text)}",
            f"... {_plain(choice.feedback)}",
        ]
    return "\n".join(lines)


def _plain(text: str) -> str:
    """Return a text that Markdown leaves as it is: each mark as the number of its letter."""
    return _MARKS.sub(lambda mark: f"&#{ord(mark[0])};", " ".join(text.split()))
