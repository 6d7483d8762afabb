"""All answers of a reader in one place: to read again, to save as one file, to hand in."""

from __future__ import annotations

import traitlets
from markupsafe import Markup

from widgets.figure import Figure, stylesheet, template
from widgets.models.predictions import predictions
from widgets.models.questions import bank
from widgets.modules import widget_module
from widgets.titles import order, title

NOTHING = "Nothing is kept in this browser."


class Answers(Figure):
    """The answers that a browser keeps, in the order of the book.

    In a notebook, where nothing is kept by the browser, a saved file can be opened and read.
    """

    kind = "answers"
    _esm = widget_module("your_answers.mjs", "renderAnswers")
    _css = stylesheet()

    chapters = traitlets.List().tag(sync=True)

    def __init__(self):
        super().__init__(chapters=asked())
        self._markup = str(self.markup(with_caption=True))

    @property
    def reading(self) -> str:
        """What can be said before a browser has been asked."""
        return NOTHING

    def state(self) -> dict:
        """Return what a page without a kernel has to know of the book's questions."""
        return {"chapters": self.chapters}

    def markup(self, with_caption: bool = False) -> Markup:
        """Return the list of what is asked as HTML; links lead to pages, or to notebooks."""
        ending = ".ipynb" if with_caption else ".html"
        return Markup(
            template("your_answers.html").render(
                chapters=self.chapters, ending=ending, reading=NOTHING
            )
        )


def your_answers() -> Answers:
    """Return the page's list of answers, with what saves, opens and clears them."""
    return Answers()


def asked() -> list[dict]:
    """Return each chapter that asks: its title, its predictions, the names of its questions."""
    found: dict[str, dict] = {}
    parts = ("name", "prompt", "units", "compare")

    def chapter(name):
        return found.setdefault(name, {"predictions": [], "questions": []})

    for question in bank():
        chapter(question.chapter)["questions"].append(question.name)
    for each in predictions():
        chapter(each.chapter)["predictions"].append({part: getattr(each, part) for part in parts})
    places = [name for name in order() if name in found]
    return [{"chapter": name, "title": title(name), **found[name]} for name in places]
