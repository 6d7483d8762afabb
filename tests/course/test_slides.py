"""Decks as they are written and made: questions first, figures of the book, few words, notes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from test_chapters import CORE, source

import widgets
from widgets.course import slides
from widgets.titles import CHAPTERS

PATHS = sorted(slides.DECKS.glob("*.ipynb"))
# What the comparing part's deck takes up: it has no core chapters.
COMPARED = ["comparing/same_question", "comparing/claims", "comparing/two_tellings"]
TAKEN_UP = [*CORE, *COMPARED]
MOST_WORDS = 50
LINK = re.compile(r"\]\(\.\./book/chapters/([\w/]+)\.html(?:#([\w-]+))?\)")


def read(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def written(path: Path) -> list[list[dict]]:
    """Return the cells of a notebook, by slide."""
    found: list[list[dict]] = []
    for cell in read(path)["cells"]:
        if cell["metadata"].get("slideshow", {}).get("slide_type") == "slide":
            found.append([])
        found[-1].append(cell)
    return found


def notes(cells: list[dict]) -> str:
    kept = [c for c in cells if c["metadata"].get("slideshow", {}).get("slide_type") == "notes"]
    return "\n".join(map(source, kept))


def shown(cells: list[dict]) -> str:
    """Return the words on a slide, the figure's own left out."""
    words = [c for c in cells if c["cell_type"] == "markdown" and not notes([c])]
    return "\n".join(map(source, words))


def called(cell: dict) -> str:
    """Return the function that a cell calls last."""
    return re.findall(r"^(\w+)\(", source(cell), re.MULTILINE)[-1]


@pytest.fixture(scope="module", params=PATHS, ids=lambda path: path.stem)
def path(request):
    return request.param


def test_each_part_has_a_deck():
    assert {path.stem for path in PATHS} == {chapter.partition("/")[0] for chapter in TAKEN_UP}


def test_a_deck_is_short_and_begins_with_its_title(path):
    found = written(path)
    assert 10 <= len(found) <= 16
    assert source(found[0][0]).startswith("# ")
    assert all(source(cells[0]).startswith("## ") for cells in found[1:])


def test_each_chapter_taken_up_is_asked_shown_noticed_and_talked_over(path):
    """Its question leads to it; then come its figure, what to notice, and a pause."""
    found = written(path)
    kinds = [
        "figure"
        if any(cell["cell_type"] == "code" for cell in cells)
        else (cells[0]["metadata"].get("tags") or ["plain"])[0]
        for cells in found
    ]
    asked = {LINK.search(notes(found[at]))[1]: at for at, k in enumerate(kinds) if k == "question"}
    assert list(asked) == [chapter for chapter in TAKEN_UP if chapter.startswith(path.stem)]
    for chapter, at in asked.items():
        assert kinds[at : at + 4] == ["question", "figure", "plain", "pause"]
        (code,) = [cell for cell in found[at + 1] if cell["cell_type"] == "code"]
        own = [source(c) for c in read(CHAPTERS / f"{chapter}.ipynb")["cells"]]
        assert any(f"{called(code)}(\n    label=" in text for text in own), "not the chapter's"


def test_a_slide_has_few_words_and_notes(path):
    for cells in written(path):
        assert len(re.findall(r"\w[\w’'-]*", shown(cells))) <= MOST_WORDS, shown(cells)
        assert len(notes(cells).split()) >= 20, shown(cells)


def test_the_notes_say_where_the_source_has_it(path):
    said = "\n".join(map(notes, written(path)))
    assert len(re.findall(r"§[\dIV]|\bn\. \d|Introduction", said)) >= 6


def test_links_lead_to_chapters_and_their_figures(path):
    links = [
        link for cells in written(path) for cell in cells for link in LINK.findall(source(cell))
    ]
    assert links
    for chapter, label in links:
        text = (CHAPTERS / f"{chapter}.ipynb").read_text(encoding="utf-8")
        assert f'label=\\"{label}\\"' in text or not label


FIGURE_PAGE = (Path(widgets.__file__).parent / "figure.html").read_text(encoding="utf-8")
# Set in italics in the notes to a figure, and no name of a control.
STRESSED = {
    "may well",
    "implemented",
    "vowed",
    "none",
    "relative",
    "positional",
    "Positional power",
}


def names(figure) -> set[str]:
    """Return what can be read on a figure's controls, buttons and folds."""
    found = set(figure.presets) | {
        name for each in figure._controls for name in (each.label, *map(str, each.labels))
    }
    return found | set(re.findall(r"<summary[^>]*>(.*?)</summary>", FIGURE_PAGE))


def test_notes_name_controls_as_the_figure_does(path):
    slides_of = written(path)
    asked = 0
    for at, cells in enumerate(slides_of):
        (code,) = [cell for cell in cells if cell["cell_type"] == "code"] or [None]
        if code is None:
            continue
        scope: dict = {}
        exec(re.sub(r"^(?=\w+\()", "figure = ", source(code), flags=re.MULTILINE), scope)
        known = names(scope["figure"])
        said = notes(cells) + notes(slides_of[at + 1])
        for name in set(re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", said)) - STRESSED:
            assert any(each.startswith(name) for each in known), name
            asked += 1
    assert asked


# The maker


def notebook(*cells):
    """Return a notebook of cells, each its mark for slides and its source."""
    return {
        "cells": [
            {
                "cell_type": "code" if mark == "code" else "markdown",
                "metadata": {"slideshow": {"slide_type": mark}, "tags": []},
                "source": [text],
            }
            for mark, text in cells
        ]
    }


FIGURE = "from widgets import two_loyalties\n\ntwo_loyalties()"


def test_slides_are_parted_and_notes_are_kept_apart():
    made = slides.slides(
        notebook(("slide", "# One"), ("-", "*more*"), ("notes", "Say it."), ("slide", "## Two"))
    )
    assert [(slide.title, slide.name) for slide in made] == [("One", "slide-1"), ("Two", "slide-2")]
    assert "<em>more</em>" in made[0].body and "Say it." not in made[0].body
    assert "Say it." in made[0].notes and made[1].notes == ""


def test_a_figure_comes_with_the_state_from_which_it_starts():
    (made,) = slides.slides(notebook(("slide", "# One"), ("code", FIGURE)))
    assert made.kind in ("figure", "tall")
    assert 'data-interactive="chart"' in made.body and "data-state-at-start" in made.body


@pytest.mark.parametrize("cells, said", [
    ([("-", "No slide yet")], "first cell"),
    ([("slide", "No title")], "title"),
    ([("slide", "# One"), ("code", "1 + 1")], "figure"),
    ([("slide", "# One"), ("code", "import widgets")], "figure"),
])  # fmt: skip
def test_what_is_no_slide_is_refused(cells, said):
    with pytest.raises(ValueError, match=said):
        slides.slides(notebook(*cells))


def test_decks_share_their_files_and_hold_no_script():
    made = slides.files()
    assert [name for name in made if name.endswith(".html")] == [
        f"slides/{part}.html"
        for part in ("clientelism", "regionalizing_state", "relationalism", "comparing")
    ]
    pages = {name: text for name, text in made.items() if name.endswith(".html")}
    assert len(pages) == len(PATHS)
    for text in pages.values():
        for script in re.findall(r"<script\b([^>]*)>", text):
            assert 'type="application/json"' in script or 'src="_static/' in script
        assert not re.search(r"\son\w+=|https?://(?!www\.w3\.org)", re.sub(r">[^<]*<", "><", text))
        asked = re.findall(r'(?:src|href)="(_static/[^"]+)"', text)
        assert asked and all(f"slides/{name}" in made for name in asked)
    assert "slides/_static/vega.js" in made  # which figures.js asks for, beside itself
