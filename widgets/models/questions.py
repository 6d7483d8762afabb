"""The question bank: what is asked of a chapter, what may be answered, and what a mistake shows.

A text of the bank may name a cell of the book's data, ``{table/column/key=value,key=value}``, with
a format behind a colon, ``{exim_loans/loans_billion_yen/year=1998:,.0f}``: the number is then read
from the table, and cannot part from it.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

import pandas as pd

from widgets.data import DataError, table, unknown

KINDS = {
    "recall": "recall: what the text says",
    "claim": "whose claim it is, and how sure",
    "sign": "sign and reason: which way, and why",
    "confound": "find what else could explain it",
    "refute": "what would refute it",
    "number": "a number from a table",
    "pair": "a minimal pair: two cases that differ in one thing",
}

_CELL = re.compile(r"\{(\w+)/(\w+)/([^:{}]+)(?::([^{}]+))?\}")


@dataclass(frozen=True)
class Choice:
    """One answer that may be chosen: its text, whether it is right, and what is said of it.

    ``misconception`` is the mistake that leads to it, a name of the table ``misconceptions``; it is
    empty for the right answer, and for no other.
    """

    text: str
    right: bool
    misconception: str
    feedback: str


@dataclass(frozen=True)
class Question:
    """A question with its choices, in the order in which they are shown.

    ``objective`` counts the objectives at the head of the chapter from 1; ``kind`` is one of
    `KINDS`; ``document`` and ``section`` say where a source holds what the answer rests on.
    """

    name: str
    chapter: str
    objective: int
    kind: str
    stem: str
    document: str
    section: str
    choices: tuple[Choice, ...]

    @property
    def right(self) -> int:
        """The place of the right choice, from 0."""
        return next(place for place, choice in enumerate(self.choices) if choice.right)


def bank(chapter: str | None = None) -> list[Question]:
    """Return the questions of a chapter, or of the whole book, in the order of the bank.

    Parameters
    ----------
    chapter : str, optional
        Its folder and name, such as ``"regionalizing_state/guidance"``.

    Raises
    ------
    DataError
        No question is asked of such a chapter; a question has not exactly one right choice; a wrong
        choice names no misconception; a text names a cell that the data do not have.
    """
    asked = table("questions")
    known = list(dict.fromkeys(asked["chapter"]))
    if chapter is not None:
        if chapter not in known:
            raise unknown("chapter with questions", chapter, known)
        asked = asked[asked["chapter"] == chapter]
    choices = dict(list(table("choices").fillna("").groupby("question", sort=False)))
    return [_question(row, choices.get(row["question"])) for row in asked.to_dict("records")]


def _question(row: dict, choices) -> Question:
    name = row["question"]
    if choices is None or choices["right"].sum() != 1:
        raise DataError(f"question {name!r}: expected choices, of which exactly one is right.")
    for each in choices.to_dict("records"):
        if not each["right"] and not each["misconception"]:
            which = f"question {name!r}, choice {each['choice']!r}"
            raise DataError(f"{which}: a wrong choice has to name a misconception.")
    shown = sorted(choices.to_dict("records"), key=lambda each: _place(name, each["choice"]))
    return Question(
        name=name,
        **{part: row[part] for part in ("chapter", "objective", "kind", "document", "section")},
        stem=printed(row["stem"]),
        choices=tuple(
            Choice(
                printed(each["text"]),
                bool(each["right"]),
                each["misconception"],
                printed(each["feedback"]),
            )
            for each in shown
        ),
    )


def _place(question: str, choice: str) -> str:
    """Return what sorts choices: a fixed order in which the right one has no fixed place."""
    return hashlib.sha256(f"{question} {choice}".encode()).hexdigest()


def printed(text: str) -> str:
    """Return a text as it is printed: its numbers filled in, its apostrophes those of print."""
    return filled(text).replace("'", "’")


def filled(text: str) -> str:
    """Return a text with the numbers that it names.

    >>> filled("In 1998 {exim_loans/loans_billion_yen/year=1998:,.0f} billion yen were lent.")
    'In 1998 201 billion yen were lent.'

    Raises
    ------
    DataError
        A cell that is not there, or is empty, or is not one but several.
    """
    return _CELL.sub(_cell, text)


def _cell(found: re.Match) -> str:
    name, column, keys, form = found.groups()
    rows = table(name)
    for key, value in (pair.split("=", 1) for pair in keys.split(",")):
        for each in (key, column):
            if each not in rows:
                raise unknown(f"column of {name}", each, list(rows))
        rows = rows[rows[key].astype(str) == value]
    values = rows[column].dropna()
    if len(values) != 1:
        raise DataError(f"{found[0]}: found {len(values)} values, expected one.")
    value = format(values.iloc[0], form or "")
    return value.replace("-", "−") if pd.api.types.is_numeric_dtype(values) else value
