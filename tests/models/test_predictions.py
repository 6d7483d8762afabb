"""Predictions: one before the central figure of each core chapter, and each figure worked."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from test_chapters import CORE

from widgets.data import DataError, table
from widgets.models.predictions import prediction, predictions

ROOT = Path(__file__).resolve().parents[2]
ALL = predictions()


def cells(chapter):
    notebook = json.loads((ROOT / "chapters" / f"{chapter}.ipynb").read_text("utf-8"))
    return notebook["cells"]


def source(cell):
    return "".join(cell["source"])


def test_every_core_chapter_has_one_in_the_order_of_the_book():
    assert [each.chapter for each in ALL] == CORE


@pytest.mark.parametrize("asked", ALL, ids=lambda asked: asked.name)
class TestPrediction:
    def test_it_stands_right_before_its_figure(self, asked):
        shown = cells(asked.chapter)
        (at,) = [i for i, cell in enumerate(shown) if f'predict("{asked.name}")' in source(cell)]
        assert shown[at]["metadata"]["tags"] == ["remove-input"]
        assert f'label="{asked.figure}"' in source(shown[at + 1])

    def test_it_is_plain_text_with_its_numbers_filled_in(self, asked):
        texts = [asked.prompt, asked.set, asked.compare, *asked.choices]
        assert not any(set("*`{}<>|'") & set(text) for text in texts)
        assert asked.prompt.endswith("?") and asked.compare.endswith(".")

    def test_its_answer_has_a_form(self, asked):
        given = (len(asked.choices) > 2, asked.low is not None, asked.high is not None)
        assert (
            given
            == {
                "choice": (True, False, False),
                "number": (False, True, True),
                "text": (False, False, False),
            }[asked.kind]
        )
        assert bool(asked.units) == (asked.kind == "number")
        assert asked.low is None or asked.low < asked.high

    def test_it_asks_what_to_make_of_another_expectation(self, asked):
        assert re.search(r"\bIf you(r| expected| named)\b.*\bask\b", asked.compare)


def test_readers_choose_count_and_write():
    assert {each.kind for each in ALL} == {"choice", "number", "text"}


def test_every_section_is_one_of_the_papers():
    known = set(zip(table("sections")["document"], table("sections")["section"], strict=True))
    rows = table("predictions")
    named = {(row.document, part) for row in rows.itertuples() for part in row.section.split("; ")}
    assert named - known == set()


def test_an_unknown_name_gets_the_nearest():
    with pytest.raises(DataError, match="did you mean 'resources'"):
        prediction("resource")
