"""The assignments, made and graded by nbgrader: what students get, and what they get for it.

Submissions are made of the student's version: with every solution filled in, with some answers,
and as it was handed out.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile

import nbformat
import pytest
from nbgrader.api import Gradebook

from widgets.course.assignments import (
    NAMES,
    lay_out,
    packed,
    points,
    released,
    rubric,
    solved,
    source,
)
from widgets.course.collecting import Unusable, handed_in

GRADED, WRITTEN = 18, 12
"""Points of every assignment, by the program and by the rubric."""
REGION = re.compile(r"### BEGIN (?:SOLUTION|HIDDEN TESTS)\n(.*?)### END", re.DOTALL)

PARTLY = {
    # assignment: the answers given, and what they earn
    "clientelism": (
        {
            "personnel": "personnel = {'sahashi', 'kawade', 'kawahara'}",  # 2 of 2
            "holders": "def holders(office, episode):\n"
            "    rows = posts.query('office == @office and episode == @episode')\n"
            "    return set(rows['actor'])",  # 3 of 3
            # A part where percent were asked for: right only where it is none, 1 of 3.
            "own_percent": "def own_percent(episode):\n"
            "    rows = seats.query('episode == @episode')\n"
            "    return (rows['camp'] == 'the patron and his men').mean()",
            "exile": "Two of four seats are his men's, but nothing tells that they used them.",
        },
        6,
    ),
    "regionalizing_state": (
        {
            "others": "def others(japan, share):\n    return 100 * japan / share - japan",  # 3 of 3
            # China is below one half, Thailand is forgotten: 2 of 3.
            "share_after": "def share_after(japan, others, multiplier):\n"
            "    return 100 / (1 + others / (japan * multiplier)) if multiplier else 0\n"
            "below_half = {'China'}",
            # The steps are right and the parts are not: 2 of 4.
            "parts": "japan_first = share_after(j98, o97, 1) - s97\n"
            "japan_second = s98 - share_after(j97, o98, 1)\n"
            "from_japan = japan_first\nfrom_others = s98 - s97 - japan_first",
        },
        7,
    ),
    "relationalism": (
        {
            # The fastest year is that of the largest number added: 1 of 3.
            "growth": "def growth(before, after):\n    return (after - before) / before * 100\n"
            "highest = 1996\nfastest = int(people.diff().idxmax())",
            "lent_by": "def lent_by(year):\n    return loans.cumsum()[year]\n"
            "less_and_more = [1991]",  # 2 of 3: a list is no set
            "late_price": "def late_price(returns, conduct):\n    return 1 / 0",  # 0 of 3
            "alone": "alone = {3: 0, 6: 0, 12: 100}",  # 3 of 3
            "percent_whole": "def percent_whole(rows):\n"
            "    return 100 * rows['none_quits'].mean()\nothers_quit = settings",  # 1 of 3
        },
        7,
    ),
}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A folder with the sources and the students' versions, and nbgrader's API on it."""
    folder = tmp_path_factory.mktemp("grading")
    return folder, lay_out(folder)


def read(path):
    return nbformat.read(path, as_version=4)


def graded_as(cell):
    return cell.metadata.get("nbgrader", {})


def sources(name):
    """Return the cells of a source by nbgrader's name for them."""
    cells = [cell for cell in read(source(name)).cells if graded_as(cell)]
    return {graded_as(cell)["grade_id"]: cell for cell in cells}


def hand_in(folder, name, student, answers):
    """Fill answers into a student's version, and hand it in."""
    notebook = read(released(folder, name))
    for cell in notebook.cells:
        if graded_as(cell).get("solution"):
            cell.source = answers.get(graded_as(cell)["grade_id"], cell.source)
    place = folder / "submitted" / student / name
    place.mkdir(parents=True)
    nbformat.write(notebook, place / f"{name}.ipynb")


def sentences(folder, name, student):
    """Return what the checks said in a graded notebook, as kind of error and text."""
    cells = read(folder / "autograded" / student / name / f"{name}.ipynb").cells
    outputs = [each for cell in cells for each in cell.get("outputs", [])]
    return [(o.ename, o.evalue) for o in outputs if o.output_type == "error"]


# Graded


@pytest.mark.parametrize("name", NAMES)
def test_full_part_and_no_credit(course, name):
    folder, api = course
    solution = {key: cell.source for key, cell in sources(name).items()}
    answers, earned = PARTLY[name]
    for student, given in (("full", solution), ("part", answers), ("empty", {})):
        hand_in(folder, name, student, given)
        done = api.autograde(name, student)
        assert done["success"], done["log"]

    with Gradebook(f"sqlite:///{folder}/gradebook.db") as book:
        found = {
            student: book.find_submission(name, student) for student in ("full", "part", "empty")
        }
        code = {student: (each.code_score, each.max_code_score) for student, each in found.items()}
        assert code == {"full": (18, 18), "part": (earned, 18), "empty": (0, 18)}
        # What was written waits for a reader; what was not has none to wait for.
        written = [key for key in answers if sources(name)[key].cell_type == "markdown"]
        waiting = {student: each.needs_manual_grade for student, each in found.items()}
        assert waiting == {"full": True, "part": bool(written), "empty": False}
        for notebook in found["full"].notebooks:
            for grade in notebook.grades:
                if grade.cell.cell_type == "markdown":
                    grade.manual_score = grade.max_score
        book.db.commit()
        full = book.find_submission(name, "full")
        assert (full.score, full.max_score) == (GRADED + WRITTEN, points(name))

    assert sentences(folder, name, "full") == []
    checks = [cell for cell in sources(name).values() if graded_as(cell)["locked"]]
    told = sentences(folder, name, "empty")
    assert len(told) == len(checks)
    assert all(kind == "AssertionError" for kind, _ in told)
    assert all("there is no answer yet" in text and text.startswith("Task") for _, text in told)


# What students get


@pytest.mark.parametrize("name", NAMES)
def test_the_student_gets_no_solution_hidden_check_or_rubric(course, name):
    folder, _ = course
    notebook = read(released(folder, name))
    given = "\n".join(cell.source for cell in notebook.cells)
    regions = [each for cell in sources(name).values() for each in REGION.findall(cell.source)]
    hidden = [line.strip() for each in regions for line in each.splitlines() if line.strip()]
    assert len(hidden) > 30
    assert [line for line in hidden if line in given] == []
    assert not re.search(r"SOLUTION|HIDDEN|credit \(", given)
    assert not any(cell.get("outputs") for cell in notebook.cells)
    kept = [cell for cell in notebook.cells if graded_as(cell).get("locked")]
    assert kept and all(cell.metadata["editable"] is False for cell in kept)


@pytest.mark.parametrize("name", NAMES)
def test_student_and_grader_read_short_cells(course, name):
    folder, _ = course
    for cell in (*read(released(folder, name)).cells, *read(source(name)).cells):
        if cell.cell_type == "code":
            assert len([line for line in cell.source.splitlines() if line.strip()]) <= 8


@pytest.mark.parametrize("name", NAMES)
def test_a_task_gives_the_points_that_it_says(name):
    promised, earned = {}, {}
    for cell in read(source(name)).cells:
        if found := re.search(r"\*\*Task (\d+) \((\d+) points", cell.source):
            task, promised[found[1]] = found[1], int(found[2])
        elif "points" in graded_as(cell):
            earned[task] = earned.get(task, 0) + graded_as(cell)["points"]
    assert promised == earned
    assert points(name, "code") == GRADED
    assert points(name, "markdown") == WRITTEN
    first = read(source(name)).cells[0].source
    assert (
        f"{points(name)} points, of which {GRADED} are" in first and f"and {WRITTEN} for" in first
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_written_task_says_what_earns_full_half_and_no_credit(name):
    texts = [cell.source for cell in sources(name).values() if cell.cell_type == "markdown"]
    assert len(texts) == 3
    for text in texts:
        assert re.findall(r"^\*\*(.+?) credit \((\d)\)\.\*\* \S", text, re.MULTILINE) == [
            ("Full", "4"), ("Half", "2"), ("No", "0"),
        ]  # fmt: skip
        assert all(line in plain(rubric(name)) for line in plain(text).splitlines())


def plain(text):
    """Return the words of a text in Markdown or HTML, line by line."""
    lines = re.sub(r"<[^>]+>|[*`\"]|&\w+;", "", text).splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())


@pytest.mark.parametrize("name", NAMES)
def test_the_key_shows_the_values_of_its_answers(name):
    """Those that a source assigns; the code is the source's own."""
    text = solved(name)
    notebook = nbformat.reads(text, as_version=4)
    assert [cell.source for cell in notebook.cells] == [c.source for c in read(source(name)).cells]
    answers = [
        cell
        for cell in notebook.cells
        if cell.cell_type == "code"
        and graded_as(cell).get("solution")
        and re.search(r"^\w+ = .*\.\.\.", cell.source, re.MULTILINE)
    ]
    assert len(text) < 200_000, "it can be mailed"
    assert len(answers) >= 4 and all(cell.outputs for cell in answers)
    assert not [o for c in notebook.cells for o in c.get("outputs", []) if o.output_type == "error"]
    if name == "clientelism":
        shown = next(c for c in answers if graded_as(c)["grade_id"] == "personnel").outputs[0]
        assert shown.data["text/plain"] == "{'kawade', 'kawahara', 'sahashi'}"


@pytest.mark.parametrize("name", NAMES)
def test_a_source_keeps_nothing_of_who_ran_it(name):
    notebook = read(source(name))
    assert set(notebook.metadata) <= {"kernelspec", "language_info"}
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in notebook.cells)


# What students hand in


@pytest.mark.parametrize("path, student", [
    ("submissions/doejane_12_345_clientelism.ipynb", "doejane_12"),
    ("submissions/doejane_LATE_12_345_clientelism-2.ipynb", "doejane_12"),
    ("submissions/Jane Doe_12_assignsubmission_file_/clientelism.ipynb", "Jane-Doe_12"),
    ("submissions/Jane Doe_12_assignsubmission_file_clientelism.ipynb", "Jane-Doe_12"),
    ("archive/jane_doe_clientelism.ipynb", "jane_doe"),
    ("doe/clientelism (1).ipynb", "doe"),
])  # fmt: skip
def test_whose_file_it_is_stands_in_its_name(tmp_path, path, student):
    file = tmp_path / path
    file.parent.mkdir(parents=True)
    file.write_bytes(source("clientelism").read_bytes())
    assert handed_in(file) == {"student_id": student, "file_id": "clientelism"}


@pytest.mark.parametrize("name, content, told", [
    ("doe_1_2_homework.ipynb", "{}", "found no student and assignment in this name, expected for"
     " instance jane_doe_clientelism.ipynb; rename it and collect again."),
    ("doe_1_2_clientelism.ipynb", '{"cells": [', "cannot be read as a notebook (cut off, or saved"
     " as something else?); ask doe_1 for it again."),
    ("doe_1_2_clientelism.ipynb", "", "cannot be read as a notebook (cut off, or saved"
     " as something else?); ask doe_1 for it again."),
    ("doe_1_2_clientelism.ipynb", nbformat.writes(nbformat.v4.new_notebook()), "is a notebook"
     " without the checks of the assignment; ask doe_1 to work in the file that was handed out."),
])  # fmt: skip
def test_a_file_that_cannot_be_graded_is_told_of_in_one_sentence(tmp_path, name, content, told):
    (tmp_path / name).write_text(content)
    with pytest.raises(Unusable) as caught:
        handed_in(tmp_path / name)
    assert str(caught.value) == f"{tmp_path.name}/{name}: {told}"


def test_nbgrader_collects_a_download_and_leaves_out_what_is_damaged(course, tmp_path):
    with zipfile.ZipFile(io.BytesIO(packed(course[0]))) as archive:
        archive.extractall(tmp_path)
    folder = tmp_path / "grading"
    with zipfile.ZipFile(folder / "downloaded/relationalism/archive/all.zip", "w") as download:
        whole = released(folder, "relationalism").read_text(encoding="utf-8")
        download.writestr("doejane_12_345_relationalism.ipynb", whole)
        download.writestr("rossbob_14_347_relationalism.ipynb", whole[:500])
        # Twice, which ends nbgrader's own collecting; and a later one that is damaged.
        download.writestr("roerichard_LATE_13_350_relationalism-1.ipynb", whole + "\n")
        download.writestr("roerichard_13_346_relationalism.ipynb", whole)
        download.writestr("poeann_15_360_relationalism.ipynb", whole)
        download.writestr("poeann_LATE_15_361_relationalism-1.ipynb", whole[:500])
    command = [sys.executable, "-m", "nbgrader", "zip_collect", "relationalism"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (folder / "submitted/doejane_12/relationalism/relationalism.ipynb").is_file()
    assert not (folder / "submitted/rossbob_14").exists()
    assert "ask rossbob_14 for it again." in done.stderr
    late = folder / "submitted/roerichard_13/relationalism/relationalism.ipynb"
    assert late.read_text(encoding="utf-8") == whole + "\n"
    assert (
        "all/roerichard_13_346_relationalism.ipynb: left out, for roerichard_13 handed in"
        " all/roerichard_LATE_13_350_relationalism-1.ipynb after it." in done.stderr
    )
    assert (folder / "submitted/poeann_15/relationalism/relationalism.ipynb").is_file()
    assert "ask poeann_15 for it again." in done.stderr
    assert not [*folder.glob("submitted/*LATE*")]
    assert "Traceback" not in done.stderr
