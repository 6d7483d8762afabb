"""Handed-in answers become one table; a damaged file costs one sentence, and no other file."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from widgets.course.collect import COLUMNS, collect, to_csv
from widgets.models.predictions import prediction
from widgets.models.questions import bank

ROOT = Path(__file__).resolve().parents[2]
QUESTION = bank()[0]

# What the page saves; tests/browser/test_predict.py reads such a file that a browser has made.
SAVED = {
    "format": "ties-that-govern answers",
    "version": 1,
    "saved": "2026-11-22T12:00:00.000Z",
    "records": [
        dict(zip(("kind", "name", "field", "at", "value"), record, strict=True))
        for record in [
            ("prediction", "resources", "expected", "2026-11-22T12:02:00.000Z", "2"),
            ("prediction", "resources", "expected", "2026-11-22T12:01:00.000Z", "4"),
            ("prediction", "resources", "because", "2026-11-22T12:01:00.000Z", "=1+1"),
            ("prediction", "gone", "expected", "2026-11-22T12:01:00.000Z", "Nobody"),
            ("prediction", "guidance", "expected", "2026-11-22T12:01:00.000Z", ""),
            ("question", QUESTION.name, "chosen", "2026-11-22T12:03:00.000Z", "Him"),
            ("question", QUESTION.name, "mark", "2026-11-22T12:03:00.000Z", "wrong"),
            ("reader", "name", "name", "2026-11-22T12:00:00.000Z", "Ōe\nKen"),
        ]
    ],
}


@pytest.fixture
def handed_in(tmp_path):
    """Return a function that puts texts into files of a folder."""

    def put(**texts):
        for name, text in texts.items():
            path = tmp_path / name / "answers.json"
            path.parent.mkdir()
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path

    return put


def test_a_file_becomes_a_row_for_each_answer(handed_in):
    table, said = collect(handed_in(ken=json.dumps(SAVED)))
    assert said == []
    assert list(table.columns) == list(COLUMNS)
    rows = table.set_index("item")
    assert list(rows.index) == ["resources", QUESTION.name, "gone"]
    assert set(rows["student"]) == {"Ōe\nKen"} and set(rows["file"]) == {"ken/answers.json"}
    changed = rows.loc["resources"]
    assert (changed["first"], changed["answer"], changed["because"]) == ("4", "2", "=1+1")
    assert changed["asked"] == prediction("resources").prompt
    assert changed["kept"] == "2026-11-22T12:02:00.000Z"
    assert rows.loc[QUESTION.name, ["answer", "mark"]].to_list() == ["Him", "wrong"]
    assert rows.loc["gone", ["chapter", "asked", "answer"]].to_list() == ["", "", "Nobody"]


@pytest.mark.parametrize(
    "text, said",
    [
        ("", "this is not JSON, or it breaks off."),
        (json.dumps(SAVED)[:-9], "this is not JSON, or it breaks off."),
        (json.dumps(SAVED).encode("utf-16"), "this is not JSON, or it breaks off."),
        ("[" * 100_000, "this is not JSON, or it breaks off."),
        ("[]", "these are no answers saved from the book."),
        ('{"format": "else"}', "these are no answers saved from the book."),
        (json.dumps(SAVED | {"version": 2}), "it is of version 2, expected 1."),
        (json.dumps(SAVED | {"records": None}), "it has no list of records."),
    ],
)
def test_a_damaged_file_costs_one_sentence_and_no_other_file(handed_in, text, said):
    table, told = collect(handed_in(ann=text, ken=json.dumps(SAVED)))
    assert told == [f"ann/answers.json: {said}"]
    assert set(table["file"]) == {"ken/answers.json"}


@pytest.mark.parametrize(
    "record", [None, [], {"kind": "reader"}, SAVED["records"][0] | {"at": "yesterday"}]
)
def test_a_damaged_record_is_left_out_and_told(handed_in, record):
    whole, _ = collect(handed_in(ann=json.dumps(SAVED)))
    more = SAVED | {"records": [record, *SAVED["records"]]}
    folder = handed_in(ken=json.dumps(more))
    table, told = collect(folder)
    assert told == ["ken/answers.json: 1 of its records could not be read and were left out."]
    ken = table[table["file"] == "ken/answers.json"].drop(columns="file").reset_index(drop=True)
    assert ken.equals(whole.drop(columns="file"))


def test_a_folder_with_nothing_in_it_is_an_empty_table(tmp_path):
    table, said = collect(tmp_path)
    assert (len(table), said, list(table.columns)) == (0, [], list(COLUMNS))


def test_no_text_is_run_by_a_spreadsheet(handed_in):
    table, _ = collect(handed_in(ken=json.dumps(SAVED)))
    (row, *_) = csv.DictReader(io.StringIO(to_csv(table)))
    assert row["because"] == "'=1+1"
    assert row["student"] == "Ōe\nKen"


def test_it_is_run_from_a_terminal(handed_in, tmp_path):
    folder = handed_in(ann="{", ken=json.dumps(SAVED))
    target = tmp_path / "table.csv"
    command = [sys.executable, "-m", "widgets.course.collect", folder, target]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        "ann/answers.json: this is not JSON, or it breaks off.",
        "3 answers from 1 file.",
    ]
    assert len(list(csv.reader(io.StringIO(target.read_text("utf-8-sig"), newline="")))) == 4
    refused = subprocess.run(
        [*command[:3], tmp_path / "nowhere", target], cwd=ROOT, capture_output=True, text=True
    )
    assert refused.returncode == 1 and "There is no folder" in refused.stderr
