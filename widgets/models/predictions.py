"""Predictions: what a reader is asked to expect before a figure, and what to compare afterwards."""

from __future__ import annotations

from dataclasses import dataclass

from widgets.data import table, unknown
from widgets.models.questions import printed


@dataclass(frozen=True)
class Prediction:
    """What is asked before a figure.

    ``kind`` is ``"choice"`` (one of ``choices``), ``"number"`` (a whole one from ``low`` to
    ``high``, which counts ``units``: the singular and the plural) or ``"text"``. ``figure`` is the
    label of the figure that answers, ``state`` its state there as an address names it, and ``set``
    says in words how to bring it about; ``compare`` says what it shows, and what to ask where one
    expected otherwise.
    """

    name: str
    chapter: str
    figure: str
    kind: str
    prompt: str
    choices: tuple[str, ...]
    units: tuple[str, ...]
    low: int | None
    high: int | None
    set: str
    state: str
    compare: str

    @property
    def fragment(self) -> str:
        """What leads to the figure in that state, on its page."""
        return f"#{self.figure}?{self.state}"


def predictions() -> list[Prediction]:
    """Return the predictions of the book, in its order.

    Raises
    ------
    DataError
        A text names a cell that the data do not have.
    """
    return [_prediction(row) for row in table("predictions").to_dict("records")]


def prediction(name: str) -> Prediction:
    """Return one of them; an unknown name is a `DataError` that hints at the nearest."""
    rows = table("predictions")
    found = rows[rows["prediction"] == name]
    if found.empty:
        raise unknown("prediction", name, rows["prediction"].to_list())
    return _prediction(found.to_dict("records")[0])


def _prediction(row: dict) -> Prediction:
    texts = {part: printed(row[part]) for part in ("prompt", "set", "compare")}
    is_number, is_choice = row["kind"] == "number", row["kind"] == "choice"
    return Prediction(
        name=row["prediction"],
        **{part: row[part] for part in ("chapter", "figure", "kind", "state")},
        choices=tuple(map(printed, row["choices"].split("|"))) if is_choice else (),
        units=tuple(row["unit"].split("|")) if is_number else (),
        low=int(row["low"]) if is_number else None,
        high=int(row["high"]) if is_number else None,
        **texts,
    )
