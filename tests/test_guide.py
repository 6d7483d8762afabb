"""The instructor's guide: every core chapter is provided for, every state link leads to a state."""

from __future__ import annotations

import ast
import re

import pytest
from notebooks import parsed
from test_chapters import CORE, NOTEBOOKS, source, text

import widgets
from widgets import teaching
from widgets.course import collect, kit
from widgets.course.__main__ import CLASS, COURSE
from widgets.data import table
from widgets.page.opening import MINUTES
from widgets.state_link import read

PAGES = {part: f"chapters/teaching/{part}" for part in dict.fromkeys(c.split("/")[0] for c in CORE)}
GUIDE = "chapters/teaching/guide"
ADDRESS = re.compile(r"(fig-[a-z-]+)\?([^\s\"')]+)")


def title(chapter):
    return source(NOTEBOOKS[f"chapters/{chapter}"]["cells"][0]).splitlines()[0].removeprefix("# ")


def section(chapter):
    """Return what a page of the guide says of a chapter: its cells as one text."""
    page = PAGES[chapter.split("/")[0]]
    whole = "\n\n".join(source(cell) for cell in NOTEBOOKS[page]["cells"])
    parts = re.split(r"^## ", whole, flags=re.MULTILINE)
    (found,) = (p for p in parts if f"`../{chapter}`" in p.splitlines()[2])
    return found


def makers():
    """Return, by label, the function that draws a figure: as the chapters call it."""
    found = {}
    for notebook in NOTEBOOKS.values():
        for cell in notebook["cells"]:
            if cell["cell_type"] != "code":
                continue
            for call in ast.walk(parsed(cell)):
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
                    given = {word.arg: word.value for word in call.keywords}
                    if {"label", "caption"} <= set(given):
                        found[ast.literal_eval(given["label"])] = call.func.id
    return found


def links():
    """Return the states to which the guide leads, as label and state."""
    found = set()
    for name in ("plans", "variants"):
        rows = table(name).dropna(subset="state")
        found |= set(zip(rows["figure"], rows["state"], strict=True))
    for page in (GUIDE, *PAGES.values()):
        outputs = [str(cell.get("outputs", "")) for cell in NOTEBOOKS[page]["cells"]]
        found |= set(ADDRESS.findall(text(page) + " ".join(outputs).replace("\\n", " ")))
    return sorted(found)


MAKERS = makers()


@pytest.mark.parametrize("chapter", CORE)
def test_a_core_chapter_has_its_section(chapter):
    said = section(chapter)
    assert f'teaching.plan("{chapter}")' in said
    assert f'teaching.misconceptions("{chapter}")' in said
    (essay,) = re.findall(r'teaching\.rubric\("(\w+)"\)', said)
    assert set(table("rubrics").query("essay == @essay")["chapter"]) == {chapter}
    assert re.search(r"^### To write\n\n> \S", said, re.MULTILINE)


@pytest.mark.parametrize("chapter", CORE)
def test_every_question_says_what_to_listen_for_and_what_goes_wrong(chapter):
    said = section(chapter).split("### To discuss")[1].split("### ")[0]
    questions = re.findall(r"^\*\*(.+)\*\*$", said, re.MULTILINE)
    assert len(questions) == 3
    assert all(question.endswith("?") for question in questions)
    for part in ("- *Listen for* ", "- *Wrong turn*: ", "- *Turn it* "):
        assert said.count(part) == len(questions)


def test_sections_go_by_the_chapters_titles_and_in_their_order():
    for part, page in PAGES.items():
        headings = re.findall(r"^## (.+)$", text(page), re.MULTILINE)
        own = [title(chapter) for chapter in CORE if chapter.split("/")[0] == part]
        short = [heading.split(":")[0] for heading in own]
        assert [heading.split(":")[0] for heading in headings[:3]] == short


def test_the_guide_leads_to_every_core_chapter_and_every_page_of_its_own():
    led = set(re.findall(r"\{doc\}`([^`]+)`", text(GUIDE)))
    assert {f"../{chapter}" for chapter in CORE} | set(PAGES) <= led
    assert "{doc}`teaching/guide`" in text("chapters/welcome")


@pytest.mark.parametrize("label, state", links())
def test_a_state_link_says_what_the_figure_knows(label, state):
    figure = getattr(widgets, MAKERS[label])()
    found = read(f"#{label}?{state}", figure._controls)
    assert found.unknown == []
    assert found.values or found.opened
    # And it is written as the figure itself would write it.
    for name, value in found.values.items():
        assert value != figure.start[name], name
        setattr(figure, name, value)
    figure.label = label
    written = figure.link(opened=found.opened).partition("?")[2]
    assert sorted(written.split("&")) == sorted(state.split("&"))


def test_there_are_states_to_be_assigned():
    assert len(links()) > 25
    assigned = [c for c in NOTEBOOKS[GUIDE]["cells"] if "assigned(" in source(c)]
    assert len(assigned) == 3


# What a state shows that a plan or the guide speaks of, from the sentence under the figure.


@pytest.mark.parametrize(
    "label, state, said",
    [
        ("fig-board", "episode=s-returns-october-1964", "3 of these held by the patron"),
        ("fig-vice-ministers", "h_lives=yes", "S is followed by C (surmised)"),
        (
            "fig-short-cut",
            "blocked=vice-minister",
            "by the line no way; with personal ties 2 steps",
        ),
        ("fig-energy", "removed_actors=kichise", "1 target loses every documented channel"),
        ("fig-energy", "removed_ties=wada-kichise-alliance", "no target loses its last"),
        ("fig-guidance", "removed_actors=mof", "no target loses its last documented channel"),
        ("fig-voices", "who=buyers&how=own-words&when=before-the-crisis", "0 for it"),
        ("fig-strand-overlap", "unit=pairs", "none stand in three, 1 in two"),
        ("fig-strand-overlap", "lumped=yes", "4 stand in three"),
    ],
)
def test_a_state_shows_what_is_said_of_it(label, state, said):
    assert (label, state) in links()
    figure = getattr(widgets, MAKERS[label])()
    figure.widths = []
    for name, value in read(f"#{label}?{state}", figure._controls).values.items():
        setattr(figure, name, value)
    assert said in figure.reading


@pytest.mark.parametrize("row", list(table("variants").dropna(subset="says").itertuples()))
def test_a_variant_is_answered_by_its_state(row):
    figure = getattr(widgets, MAKERS[row.figure])()
    figure.widths = []
    for name, value in read(f"#{row.figure}?{row.state}", figure._controls).values.items():
        setattr(figure, name, value)
    assert row.says in figure.reading
    # And not by a state that the chapter, its quiz or the guide's plans give away.
    elsewhere = table("predictions")["state"].tolist() + table("plans")["state"].tolist()
    assert row.state not in elsewhere
    assert row.state not in text(f"chapters/{row.chapter}")


# Places in a syllabus


def syllabuses():
    """Return the tables of the guide, each row as its cells by the table's head."""
    found = []
    for block in re.findall(r"(?:^\|.*\n?)+", text(GUIDE), re.MULTILINE):
        head, _, *rows = [line.strip("| ").split(" | ") for line in block.strip().splitlines()]
        found.append([dict(zip(head, row, strict=True)) for row in rows])
    return found


def named(cell):
    return [name.removeprefix("../") for name in re.findall(r"\{doc\}`([^`]+)`", cell)]


ONE_WEEK, *TERMS = syllabuses()
PLACES = [[row] for row in ONE_WEEK] + TERMS
EACH_ROW = [row for place in PLACES for row in place]


def test_there_are_three_places_in_a_syllabus():
    assert [len(place) for place in TERMS] == [3, 7]
    assert len(ONE_WEEK) == 4


@pytest.mark.parametrize("place", PLACES, ids=lambda place: named(place[0]["Before class"])[-1])
def test_what_a_chapter_presupposes_is_read_before_it_or_told_in_class(place):
    presupposed = table("chapters").set_index("chapter")["presupposes"].fillna("").str.split()
    met = []
    for row in place:
        told = named(" ".join(re.findall(r"first the gist of (.+?), told;", row["In class"])))
        for chapter in named(row["Before class"]):
            lacking = set(presupposed[chapter]) - set(met) - set(told)
            assert not lacking, f"{chapter} wants {lacking}"
            met.append(chapter)
        for chapter in told:
            short = title(chapter).split(":")[0]
            assert re.search(rf"(?:Of|to tell of) \*{short}\*", text(GUIDE)), f"{short}: what?"


@pytest.mark.parametrize("row", EACH_ROW, ids=lambda row: named(row["Before class"])[-1])
def test_minutes_are_of_the_chapters_to_be_read(row):
    (summed,) = re.findall(r"^\{workload\}`([^`]+)`$", row["Time"])
    assert summed.split() == named(row["Before class"])
    # A chapter of the row has them to be handed in.
    for number in re.findall(r"variant of Exercise (\d)", row["To hand in"]):
        known = table("variants").query(f"exercise == {number}")["chapter"]
        assert set(known) & set(named(row["Before class"]))


def test_the_guide_assumes_the_minutes_that_are_counted():
    words = {"figure": "three minutes a figure", "exercise": "three an exercise"}
    words["question"] = "one a question"
    assert MINUTES == {"figure": 3, "exercise": 3, "question": 1}
    assert all(said in text(GUIDE) for said in words.values())


def test_a_slip_is_no_exercise_whose_solution_stands_in_the_chapter():
    plans = table("plans")
    slips = plans[plans["what"].str.contains("on a slip|handed in|to hand in")]
    known = set(table("variants")[["chapter", "exercise"]].itertuples(index=False, name=None))
    for row in slips.itertuples():
        for lead, number in re.findall(r"(variant of |^)Exercise (\d)", row.what):
            assert not lead or (row.chapter, int(number)) in known
            assert lead or "then a slip" in row.what


def test_the_guide_says_how_answers_are_collected_and_what_is_the_instructors():
    assert f"python -m {collect.__name__} FOLDER TABLE.csv" in text(GUIDE)
    assert "`key/index.html`" in text(GUIDE) and f"{kit.KEY}index.html" == "key/index.html"
    assert {f"`{name}.zip`" for name in (COURSE, CLASS)} <= set(re.findall("`[^`]+`", text(GUIDE)))


def test_minutes_of_the_guide_are_those_of_the_plans():
    assert teaching.LENGTHS == (50, 75)
    assert set(re.findall(r"\b(\d+)(?: and (\d+))? minutes", text(GUIDE))) <= {
        ("50", "75"),
        ("75", ""),
    }
