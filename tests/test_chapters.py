"""Chapters as files: nothing stored that can be made again, no name that leads nowhere."""

import ast
import os
import re
import subprocess
from collections import Counter

import pytest
import yaml
from notebooks import NOTEBOOKS, ROOT, parsed, source, text

CORE = [
    "clientelism/who_appoints",
    "clientelism/why_clients",
    "clientelism/what_it_does",
    "regionalizing_state/resources",
    "regionalizing_state/guidance",
    "regionalizing_state/crisis_and_limits",
    "relationalism/three_strands",
    "relationalism/catch_up_and_frontier",
    "relationalism/rescue_and_costs",
]
"""The chapters that a class is assigned."""

SLIDES = "chapters/teaching/slides/"
"""Where notebooks are decks of slides: the course kit has them, the book has not."""

TEMPLATE = "chapters/comparing/coding_sheet/template"
"""A notebook that a chapter hands out: readers have it as a file, not as a page."""

MOST_WORDS = 1500
MOST_LINES = 8
CHECKED = "nbval-check-output"
"""The tag of a cell whose output the text relies on: it is kept, and compared at every test."""


def cells(kind):
    """Return every cell of a kind, with its notebook's name and its place there."""
    return [
        pytest.param(cell, id=f"{name.removeprefix('chapters/')}-{place}")
        for name, notebook in NOTEBOOKS.items()
        for place, cell in enumerate(notebook["cells"])
        if cell["cell_type"] == kind
    ]


def prose(markdown):
    """Return what of a text counts as read: no solution, no code, no directive's own lines."""
    fenced = re.sub(r"^(`{3,}).*?^\1\s*$", "", markdown, flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"^:(::|\w+:).*$", "", fenced, flags=re.MULTILINE)


def words(markdown):
    return len(re.findall(r"\S*\w\S*", prose(markdown)))


def labels(cell):
    """Return the labels that a code cell gives to figures, which have a caption too."""
    calls = [node for node in ast.walk(parsed(cell)) if isinstance(node, ast.Call)]
    given = [{keyword.arg: keyword.value for keyword in call.keywords} for call in calls]
    return [ast.literal_eval(call["label"]) for call in given if {"label", "caption"} <= set(call)]


LABELS = [
    (name, label)
    for name, notebook in NOTEBOOKS.items()
    for cell in notebook["cells"]
    if cell["cell_type"] == "code"
    for label in labels(cell)
]


def references(role):
    """Return what a role refers to, with the notebook that does: `{role}`target`` or `<target>`."""
    pattern = re.compile(rf"\{{{role}\}}`(?:[^`<]*<)?([^`<>]+)>?`")
    return [(name, target) for name in NOTEBOOKS for target in pattern.findall(text(name))]


# The book and its files


def test_there_are_chapters():
    assert {f"chapters/{name}" for name in [*CORE, "welcome"]} <= set(NOTEBOOKS)


def test_the_table_of_contents_names_every_notebook_once():
    def files(entry):
        if isinstance(entry, list):
            return [file for each in entry for file in files(each)]
        if isinstance(entry, dict):
            own = [value for key, value in entry.items() if key in ("file", "root")]
            return own + [file for value in entry.values() for file in files(value)]
        return []

    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    chapters = [n for n in NOTEBOOKS if not n.startswith(SLIDES) and n != TEMPLATE]
    assert Counter(files(toc)) == Counter(chapters)


def test_make_runs_every_notebook():
    # make test itself may be running: what it hands down must not steer this one.
    quiet = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
    listing = ["make", "-s", "--eval", "listed: ; @echo $(NOTEBOOKS)", "listed"]
    done = subprocess.run(listing, cwd=ROOT, env=quiet, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert Counter(done.stdout.split()) == Counter(f"{name}.ipynb" for name in NOTEBOOKS)


# A notebook


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_chapter_begins_with_its_only_title(name):
    first = NOTEBOOKS[name]["cells"][0]
    assert first["cell_type"] == "markdown"
    assert re.match(r"# \S", source(first))
    titles = re.findall(r"^# .*$", prose(text(name)), re.MULTILINE)
    assert len(titles) == 1


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_cell_ids_are_unique(name):
    ids = [cell["id"] for cell in NOTEBOOKS[name]["cells"]]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_keeps_nothing_of_who_ran_it(name):
    assert set(NOTEBOOKS[name]["metadata"]) <= {"kernelspec", "language_info"}
    assert "version" not in NOTEBOOKS[name]["metadata"].get("language_info", {})


@pytest.mark.parametrize("cell", cells("code"))
def test_a_cell_is_short(cell):
    assert len([line for line in source(cell).splitlines() if line.strip()]) <= MOST_LINES


@pytest.mark.parametrize("cell", cells("code"))
def test_only_a_checked_cell_keeps_its_output(cell):
    assert bool(cell["outputs"]) == (CHECKED in cell["metadata"].get("tags", []))


@pytest.mark.parametrize("cell", cells("code"))
def test_no_cell_says_in_which_order_it_was_run(cell):
    # nbval compares an output only where the cell has a count: it is always the same one.
    count = 1 if CHECKED in cell["metadata"].get("tags", []) else None
    assert cell["execution_count"] == count
    assert {output.get("execution_count", count) for output in cell["outputs"]} <= {count}
    assert "execution" not in cell["metadata"]


@pytest.mark.parametrize("name", CORE)
def test_a_core_chapter_can_be_read_for_next_week(name):
    assert words(text(f"chapters/{name}")) <= MOST_WORDS


@pytest.mark.parametrize(
    "markdown, count",
    [
        ("One sentence of five words.", 5),
        ("# A title", 2),
        ("Halved, $J$ is *half* – {numref}`fig-a`.", 5),
        (":::{admonition} Exercise 1: who falls\n:class: exercise\n\nWho falls?\n:::", 2),
        ("Before.\n\n```{dropdown} Solution\nNobody counts this.\n```\n\nAfter.", 2),
        ("```python\nx = 1\n```", 0),
    ],
)
def test_words_are_counted_as_they_are_read(markdown, count):
    assert words(markdown) == count


# References


def test_labels_are_unique_in_the_book():
    counted = Counter(label for _, label in LABELS)
    assert counted and [label for label, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("name, label", LABELS)
def test_a_figure_is_called_one_and_spoken_of(name, label):
    assert label.startswith("fig-")
    assert label in {target for _, target in references("numref")}


@pytest.mark.parametrize("name, target", references("numref"))
def test_a_reference_leads_to_a_figure(name, target):
    assert target in {label for _, label in LABELS}


@pytest.mark.parametrize("name, target", references("doc"))
def test_a_reference_leads_to_a_page(name, target):
    start = ROOT if target.startswith("/") else (ROOT / name).parent
    page = (start / target.lstrip("/")).resolve()
    assert page.relative_to(ROOT).as_posix() in NOTEBOOKS
