"""Handed-in answers of a class as one table: ``python -m widgets.course.collect FOLDER TABLE.csv``.

A file is what the page *Your answers* saves as JSON: a list of records, each with ``kind``,
``name``, ``field``, ``at`` and ``value``; ``js/answers.mjs`` says what they mean.
"""

from __future__ import annotations

import json
import re
import sys
from datetime import datetime
from pathlib import Path

import pandas as pd

from widgets.models.predictions import predictions
from widgets.models.questions import bank

FORMAT, VERSION = "ties-that-govern answers", 1

COLUMNS = {
    "file": "The file, as a path in the folder.",
    "student": "The name that the reader wrote; empty where there is none.",
    "chapter": "Folder and name of the chapter; empty where the book no longer asks this.",
    "kind": "prediction or question.",
    "item": "Which one, by its name in data/questions.",
    "asked": "The prompt, or the question.",
    "first": "What was kept first; it differs from the answer where the reader changed it.",
    "answer": "What was kept last: an expectation, or the chosen answer of a quiz.",
    "because": "The reason given for an expectation.",
    "unforeseen": "What the reader did not expect.",
    "mark": "right or wrong, of a checked question; the reader's own browser says so.",
    "kept": "When the answer was kept, by the reader's clock (UTC).",
}

_FIELD = {"prediction": "expected", "question": "chosen"}
_FORMULA = re.compile(r"[=+\-@\t\r]")
_PARTS = ("kind", "name", "field", "at", "value")


class FileError(ValueError):
    """A file that holds no answers, told in one sentence."""


def collect(folder: str | Path) -> tuple[pd.DataFrame, list[str]]:
    """Return the answers of all JSON files in a folder and its folders, and what was wrong.

    Returns
    -------
    DataFrame
        One row for each prediction or question that a file answers, with `COLUMNS`, in the
        order of files and within a file of the question bank. A text that a spreadsheet would
        take for a formula stands as it was written; `to_csv` makes it safe.
    list of str
        One sentence for each file that could not be read, or of which a part could not.
    """
    items = _items()
    rows, said = [], []
    for path in sorted(Path(folder).rglob("*.json")):
        file = path.relative_to(folder).as_posix()
        try:
            records, lost = _records(path)
        except FileError as error:
            said.append(f"{file}: {error}")
            continue
        if lost:
            said.append(f"{file}: {lost} of its records could not be read and were left out.")
        rows += _rows(file, records, items)
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype="str"), said


def to_csv(table: pd.DataFrame) -> str:
    """Return the table as CSV in which no text is run as a formula: it gets an apostrophe."""
    safe = table.map(lambda text: f"'{text}" if _FORMULA.match(text) else text)
    return safe.to_csv(index=False, lineterminator="\r\n")


def _items() -> dict[tuple[str, str], tuple[str, str]]:
    """Return chapter and text of everything that the book asks, in its order."""
    asked = {("prediction", each.name): (each.chapter, each.prompt) for each in predictions()}
    return asked | {("question", each.name): (each.chapter, each.stem) for each in bank()}


def _records(path: Path) -> tuple[list[dict], int]:
    try:
        file = json.loads(path.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise FileError("this is not JSON, or it breaks off.") from None
    if not isinstance(file, dict) or file.get("format") != FORMAT:
        raise FileError("these are no answers saved from the book.")
    if file.get("version") != VERSION:
        raise FileError(f"it is of version {file.get('version')!r}, expected {VERSION}.")
    if not isinstance(file.get("records"), list):
        raise FileError("it has no list of records.")
    good = [each for each in file["records"] if _is_record(each)]
    lost = len(file["records"]) - len(good)
    return sorted(good, key=lambda each: (each["at"], each["value"])), lost


def _is_record(record) -> bool:
    parts = [record.get(part) for part in _PARTS] if isinstance(record, dict) else [None]
    if not all(isinstance(part, str) for part in parts):
        return False
    try:
        datetime.fromisoformat(record["at"])
    except ValueError:
        return False
    return True


def _rows(file: str, records: list[dict], items: dict) -> list[dict]:
    fields: dict[tuple[str, str, str], list[dict]] = {}
    for record in records:
        fields.setdefault((record["kind"], record["name"], record["field"]), []).append(record)

    def last(*key):
        return fields[key][-1]["value"] if key in fields else ""

    student = last("reader", "name", "name")
    answered = {key[:2] for key in fields if key[0] in _FIELD}
    places = {item: place for place, item in enumerate(items)}
    rows = []
    for kind, name in sorted(answered, key=lambda item: (places.get(item, len(items)), item)):
        kept = [each for each in fields.get((kind, name, _FIELD[kind]), []) if each["value"]]
        chapter, asked = items.get((kind, name), ("", ""))
        row = dict.fromkeys(COLUMNS, "") | {
            "file": file,
            "student": student,
            "chapter": chapter,
            "kind": kind,
            "item": name,
            "asked": asked,
            "first": kept[0]["value"] if kept else "",
            "answer": last(kind, name, _FIELD[kind]),
            "kept": kept[-1]["at"] if kept else "",
        }
        row |= {part: last(kind, name, part) for part in ("because", "unforeseen", "mark")}
        if any(row[part] for part in ("first", "because", "unforeseen")):
            rows.append(row)
    return rows


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit("Say: python -m widgets.course.collect FOLDER TABLE.csv")
    folder, target = map(Path, sys.argv[1:])
    if not folder.is_dir():
        raise SystemExit(f"There is no folder {folder}.")
    table, said = collect(folder)
    # With the mark of UTF-8, which a spreadsheet looks for.
    target.write_text(to_csv(table), encoding="utf-8-sig", newline="")
    read = table["file"].nunique()
    print(*said, f"{len(table)} answers from {read} file{'s' * (read != 1)}.", sep="\n")
