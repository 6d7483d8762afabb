"""The questions of a chapter as a quiz that marks itself, in the page and with a kernel."""

from __future__ import annotations

import base64
import json

import pandas as pd
import traitlets
from markupsafe import Markup

from widgets.figure import Figure, stylesheet, template
from widgets.models.questions import Question, bank
from widgets.modules import widget_module

NOT_CHOSEN = "Choose an answer first."


class Quiz(Figure):
    """A chapter's questions, each with a button that checks the chosen answer and says why.

    A quiz is no figure of the book: it has no number, no picture and no table.

    Parameters
    ----------
    questions : list of Question
        See `widgets.models.questions.bank`.
    chosen : dict, optional
        Question -> the place of the chosen answer, from 0; a trait afterwards.
    checked : list of str, optional
        Questions whose answer has been checked; a trait afterwards.

    Raises
    ------
    ValueError
        An answer to a question, or a place of a choice, that the quiz does not have.
    """

    kind = "quiz"
    _esm = widget_module("quiz.mjs", "renderQuiz")
    _css = stylesheet()

    chosen = traitlets.Dict().tag(sync=True)
    checked = traitlets.List().tag(sync=True)
    names = traitlets.List().tag(sync=True)
    key = traitlets.Unicode().tag(sync=True)

    def __init__(self, questions: list[Question], *, chosen=None, checked=()):
        self._questions = {question.name: question for question in questions}
        super().__init__(
            names=list(self._questions),
            key=_key(questions),
            chosen=chosen or {},
            checked=list(checked),
        )
        self._markup = str(self.markup())

    @traitlets.validate("chosen")
    def _answers(self, proposal) -> dict:
        for name, place in proposal["value"].items():
            if name not in self._questions:
                raise ValueError(f"chosen: no question is called {name!r}")
            most = len(self._questions[name].choices)
            if isinstance(place, bool) or place not in range(most):
                raise ValueError(f"chosen, {name!r}: a place from 0 to {most - 1}, not {place!r}")
        return proposal["value"]

    @traitlets.validate("checked")
    def _known(self, proposal) -> list:
        for name in proposal["value"]:
            if name not in self._questions:
                raise ValueError(f"checked: no question is called {name!r}")
        return proposal["value"]

    @property
    def reading(self) -> str:
        """How many of the questions have been checked, and how many of these were right."""
        right = self.marks()["right"].dropna()
        return reading(len(right), int(right.sum()), len(self.names))

    def marks(self) -> pd.DataFrame:
        """Return what was chosen and whether it is right; empty where it was not checked.

        Returns
        -------
        DataFrame
            Indexed by question: ``chosen`` (the text), ``right`` and ``misconception``.
        """
        rows = []
        for name, question in self._questions.items():
            place = self.chosen.get(name) if name in self.checked else None
            choice = None if place is None else question.choices[place]
            rows.append(
                {
                    "question": name,
                    "chosen": choice and choice.text,
                    "right": choice and choice.right,
                    "misconception": (choice and choice.misconception) or None,
                }
            )
        return pd.DataFrame(rows, dtype=object).set_index("question")

    def state(self) -> dict:
        """Return the traits from which a page without a kernel starts this quiz."""
        return {name: getattr(self, name) for name in ("names", "key", "chosen", "checked")}

    def markup(self, with_caption: bool = False) -> Markup:
        """Return the quiz as HTML that stands without a script."""
        return Markup(
            template("quiz.html").render(
                questions=self._questions.values(),
                chosen=self.chosen,
                said={name: self._said(question) for name, question in self._questions.items()},
                reading=self.reading,
            )
        )

    def _said(self, question: Question) -> str:
        if question.name not in self.checked:
            return ""
        place = self.chosen.get(question.name)
        return NOT_CHOSEN if place is None else verdict(question.choices[place])


def quiz(chapter: str) -> Quiz:
    """Return the quiz of a chapter, named by folder and name: ``"clientelism/who_appoints"``."""
    return Quiz(bank(chapter))


def verdict(choice) -> str:
    """Return what is said of a checked answer."""
    return f"{'Right.' if choice.right else 'No.'} {choice.feedback}"


def reading(checked: int, right: int, asked: int) -> str:
    """Return the sentence that says how far a reader has come."""
    if not checked:
        return f"None of {asked} questions is checked yet."
    return f"{checked} of {asked} questions checked, {right} of them right."


def _key(questions: list[Question]) -> str:
    """Return the marks in a form that is not read at a glance; a page that marks itself has it."""
    marks = {q.name: [[choice.right, verdict(choice)] for choice in q.choices] for q in questions}
    return base64.b64encode(json.dumps(marks).encode()).decode()
