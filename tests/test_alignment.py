"""What a chapter promises it also practises, asks and, at its end, sends the reader on from."""

from __future__ import annotations

import re

import pytest
from notebooks import NOTEBOOKS, OPENERS, WITH_OBJECTIVES, box, exercises, objectives, source
from test_chapters import CORE

from widgets.data import table
from widgets.models.questions import bank
from widgets.page import contents

SERVED = table("exercises")
PRESUPPOSED = table("chapters").set_index("chapter")["presupposes"].fillna("").str.split()
IN_ORDER = [name.removeprefix("chapters/") for name in contents.chapters()]

# A reader can be seen to do these; who "understands" or "knows" cannot.
VERB = re.compile(
    "(ask|catch|choose|cite|describe|explain|find|follow|grade|hold|judge|keep|list|measure|mend|name"
    "|place|put|read|say|separate|set|show|sort|spot|state|tell|test|work|write) "
)
# Pages that one looks things up in.
WITHOUT = {
    "data",
    "concordance",
    "welcome",
    "your_answers",
    "figures",
    "glossary",
    "references",
}


def number(heading: str) -> int:
    return int(re.match(r"Exercise (\d+):", heading)[1])


def closing(chapter: str) -> str:
    cells = NOTEBOOKS[f"chapters/{chapter}"]["cells"]
    last = [source(cell) for cell in cells if cell["cell_type"] == "markdown"][-1]
    return re.split(r"^:::+$", last, flags=re.MULTILINE)[-1]


@pytest.mark.parametrize("chapter", WITH_OBJECTIVES)
class TestChapter:
    def test_it_promises_three_to_five_things_to_do(self, chapter):
        promised = objectives(chapter)
        assert 3 <= len(promised) <= 5
        assert [one for one in promised if not VERB.match(one)] == []
        assert [one[-1] for one in promised] == [";"] * (len(promised) - 1) + ["."]

    def test_its_box_holds_nothing_that_is_counted_at_build(self, chapter):
        lines = [line for line in box(chapter).splitlines() if line]
        assert lines == [f"- {one}" for one in objectives(chapter)]

    def test_its_exercises_are_counted_from_one(self, chapter):
        counted = [number(one) for one in exercises(chapter)]
        assert counted == list(range(1, 1 + len(counted)))

    def test_every_objective_has_an_exercise_and_every_exercise_an_objective(self, chapter):
        rows = SERVED[SERVED["chapter"] == chapter]
        assert set(rows["objective"]) == set(range(1, 1 + len(objectives(chapter))))
        assert set(rows["exercise"]) == set(range(1, 1 + len(exercises(chapter))))

    def test_every_objective_has_a_question(self, chapter):
        served = {question.objective for question in bank(chapter)}
        assert served == set(range(1, 1 + len(objectives(chapter))))

    def test_it_closes_with_what_the_reader_can_do_and_where_it_goes_next(self, chapter):
        said = closing(chapter)
        assert "You can now " in said
        assert "{doc}`" in said

    def test_what_it_presupposes_comes_before_it(self, chapter):
        before = IN_ORDER[: IN_ORDER.index(chapter)]
        assert set(PRESUPPOSED[chapter]) <= set(before)
        assert len(set(PRESUPPOSED[chapter])) == len(PRESUPPOSED[chapter])


@pytest.mark.parametrize("opener", OPENERS)
class TestOpener:
    """What it promises of its part, the part's core chapters ask and practise."""

    def test_each_promise_names_the_chapter_that_keeps_it(self, opener):
        promised = objectives(opener)
        assert [one for one in promised if not VERB.match(one)] == []
        assert [line for line in box(opener).splitlines() if line] == [f"- {p}" for p in promised]
        part = opener.split("/")[0]
        found = [re.fullmatch(r".+ \(\{doc\}`(\w+)`\)[;.]", one)[1] for one in promised]
        assert [f"{part}/{name}" for name in found] == [c for c in CORE if c.startswith(part)]
        for name in found:
            assert bank(f"{part}/{name}") and exercises(f"{part}/{name}")

    def test_it_closes_with_what_the_reader_can_do_and_where_it_goes_next(self, opener):
        said = closing(opener)
        assert "You can now " in said.strip().splitlines()[-2]
        (first,) = re.findall(r"\{doc\}`(\w+)`", said.strip().splitlines()[-1])
        assert f"({{doc}}`{first}`)" in objectives(opener)[0]

    def test_its_exercises_are_counted_from_one(self, opener):
        counted = [number(one) for one in exercises(opener)]
        assert counted == list(range(1, 1 + len(counted)))


def test_three_parts_are_opened_and_each_presupposes_nothing():
    parts = dict.fromkeys(chapter.split("/")[0] for chapter in CORE)
    assert [f"{part}/opener" for part in parts] == OPENERS
    assert all(PRESUPPOSED[opener] == [] for opener in OPENERS)


def test_every_chapter_promises_something_except_pages_to_look_things_up_in():
    silent = set(IN_ORDER) - set(WITH_OBJECTIVES) - set(OPENERS)
    silent = {name for name in silent if not name.startswith("teaching/")}
    assert {name.split("/")[-1] for name in silent} == WITHOUT


def test_every_chapter_with_objectives_is_listed_in_the_order_of_the_book_and_no_other():
    expected = [name for name in IN_ORDER if name in WITH_OBJECTIVES]
    assert list(PRESUPPOSED.index) == [n for n in IN_ORDER if n in expected or n in OPENERS]
    assert list(SERVED["chapter"].drop_duplicates()) == expected
