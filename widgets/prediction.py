"""Predict, then reveal: what a reader expects of a figure, kept and held beside what it shows."""

from __future__ import annotations

import traitlets
from markupsafe import Markup

from widgets.figure import Figure, stylesheet, template
from widgets.models.predictions import Prediction, prediction
from widgets.modules import widget_module

MOST = 2000
"""So many characters a reader may write in one field."""

NOTHING_YET = "Nothing is kept yet. The figure is open all the same."


class Expectation(Figure):
    """A question before a figure: the answer is kept, and shown again beside what the figure says.

    It is no figure of the book: it has no number, no picture and no table.

    Parameters
    ----------
    asked : Prediction
        See `widgets.models.predictions.prediction`.
    expected, because, unforeseen : str, optional
        What the reader expects, why, and what came otherwise; traits afterwards, empty where
        nothing is kept.

    Raises
    ------
    ValueError
        An expectation that is none of the choices, or no whole number within the bounds.
    """

    kind = "prediction"
    _esm = widget_module("prediction.mjs", "renderPrediction")
    _css = stylesheet()

    asked = traitlets.Dict().tag(sync=True)
    expected = traitlets.Unicode().tag(sync=True)
    because = traitlets.Unicode().tag(sync=True)
    unforeseen = traitlets.Unicode().tag(sync=True)

    def __init__(self, asked: Prediction, *, expected="", because="", unforeseen=""):
        self._asked = asked
        parts = ("name", "kind", "low", "high")
        super().__init__(
            asked={part: getattr(asked, part) for part in parts} | {"units": list(asked.units)},
            expected=expected,
            because=because,
            unforeseen=unforeseen,
        )
        self._markup = str(self.markup())

    @traitlets.validate("expected")
    def _possible(self, proposal) -> str:
        if said := refusal(self._asked, proposal["value"]):
            raise ValueError(f"expected: {said} Got {proposal['value']!r}.")
        return proposal["value"]

    @property
    def reading(self) -> str:
        """What is kept so far."""
        return reading(told(self._asked, self.expected), self.unforeseen)

    def state(self) -> dict:
        """Return the traits from which a page without a kernel starts this question."""
        names = ("asked", "expected", "because", "unforeseen")
        return {name: getattr(self, name) for name in names}

    def markup(self, with_caption: bool = False) -> Markup:
        """Return the question as HTML that stands without a script."""
        return Markup(
            template("prediction.html").render(
                asked=self._asked,
                most=MOST,
                told=told(self._asked, self.expected),
                reading=self.reading,
                **{name: getattr(self, name) for name in ("expected", "because", "unforeseen")},
            )
        )


def predict(name: str) -> Expectation:
    """Return the question before the figure that ``data/questions/predictions.csv`` names so."""
    return Expectation(prediction(name))


def refusal(asked: Prediction, text: str) -> str:
    """Return why a text is no answer to what is asked; empty where it is one, or is empty."""
    if not text or asked.kind == "text":
        return ""
    if asked.kind == "choice":
        return "" if text in asked.choices else "Choose one of the answers."
    if text.isascii() and text.isdecimal() and asked.low <= int(text) <= asked.high:
        return ""
    return f"A whole number from {asked.low} to {asked.high}, please."


def told(asked: Prediction, expected: str) -> str:
    """Return an expectation, a number with what it counts: ``"1 country"``."""
    if not (expected and asked.units):
        return expected
    return f"{expected} {asked.units[0 if expected == '1' else -1]}"


def reading(expected: str, unforeseen: str) -> str:
    """Return the sentence that says what is kept."""
    if not expected:
        return NOTHING_YET
    if unforeseen:
        return f"Kept: you expected “{expected}”, and what you did not expect."
    return f"Kept: you expect “{expected}”. Now work the figure, then compare."
