"""Assignments: what students get, what solves it, how it is graded.

A source is a notebook in which solutions and hidden checks stand between nbgrader's own marks,
and a written task's answer cell holds its rubric; nbgrader makes the student's version of it.
"""

from __future__ import annotations

import ast
import io
import os
import re
import shutil
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
import pandas as pd
from markdown_it import MarkdownIt
from nbclient import NotebookClient

from widgets.course.sheet import page
from widgets.root import ROOT

HERE = Path(__file__).parent
NAMES = ("clientelism", "regionalizing_state", "relationalism")
"""The assignments, in the order of the parts."""


def files() -> dict[str, bytes | str]:
    """Return the files of the course kit: for students, and, under ``key``, for whoever grades."""
    made: dict[str, bytes | str] = {}
    with TemporaryDirectory() as place:
        folder = Path(place)
        lay_out(folder)
        with ThreadPoolExecutor() as executor:
            keys = dict(zip(NAMES, executor.map(solved, NAMES), strict=True))
        for name in NAMES:
            made[f"assignments/{name}.ipynb"] = released(folder, name).read_bytes()
            made[f"key/assignments/{name}.ipynb"] = keys[name]
            made[f"key/assignments/{name}.html"] = rubric(name)
        made["key/assignments/grading.zip"] = packed(folder)
    return made


def lay_out(folder: Path):
    """Make a folder for nbgrader with the sources and the students' versions; return its API.

    Raises
    ------
    ValueError
        If nbgrader cannot make a student's version; says why.
    """
    from nbgrader.apps import NbGraderAPI
    from traitlets.config import JSONFileConfigLoader

    # nbgrader calls a program of its own environment by its bare name.
    here = str(Path(sys.executable).parent)
    if here not in os.environ["PATH"].split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([here, os.environ["PATH"]])
    config = shutil.copy(HERE / "nbgrader_config.json", folder)
    for name in NAMES:
        (folder / "downloaded" / name / "archive").mkdir(parents=True)
        (folder / "source" / name).mkdir(parents=True)
        shutil.copy(source(name), folder / "source" / name)
    loaded = JSONFileConfigLoader(str(config)).load_config()
    loaded.CourseDirectory.root = str(folder)
    api = NbGraderAPI(config=loaded)
    for name in NAMES:
        if not (done := api.generate_assignment(name))["success"]:
            raise ValueError(f"{name}: nbgrader made no student's version.\n{done['log']}")
    return api


def source(name: str) -> Path:
    """Return the notebook that an assignment is made of."""
    return HERE / f"{name}.ipynb"


def released(folder: Path, name: str) -> Path:
    """Return the student's version in a folder that was laid out."""
    return folder / "release" / name / f"{name}.ipynb"


def solved(name: str) -> str:
    """Return the source of an assignment, run, with the values of its answers under them.

    Who reads the key has no need of Python. A function has no value; its checks say what it gives.
    """
    notebook = nbformat.read(source(name), as_version=4)
    written = [cell.source for cell in notebook.cells]
    for cell in notebook.cells:
        if cell.cell_type == "code" and _graded(cell).get("solution"):
            cell.source += f"\n{_shown(cell.source)}"
    quiet = ["--log-level=ERROR"]  # a kernel of today warns of its own wires
    kept = {"record_timing": False, "store_widget_state": False}  # figures' states weigh megabytes
    NotebookClient(notebook, timeout=120, extra_arguments=quiet, **kept).execute(cwd=str(ROOT))
    for cell, text in zip(notebook.cells, written, strict=True):
        cell.source = text
    return nbformat.writes(notebook)


def _shown(code: str) -> str:
    """Return an expression of the names set to dots: the value of one, of more each by its name."""
    lines = [line for line in ast.parse(code).body if isinstance(line, ast.Assign)]
    asked = [line for line in lines if any(map(_is_dots, ast.walk(line.value)))]
    names = [target.id for line in asked for target in line.targets]
    return "".join(names) if len(names) < 2 else f"dict({', '.join(f'{n}={n}' for n in names)})"


def _is_dots(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is ...


def title(name: str) -> str:
    """Return the title of an assignment, as it stands in its first line."""
    return _cells(name)[0].source.splitlines()[0].removeprefix("# ")


def points(name: str, kind: str | None = None) -> int:
    """Return how many points an assignment has, or those of one kind of cell.

    Cells of the kind ``code`` are graded by the program, those of the kind ``markdown`` by hand.
    """
    cells = (cell for cell in _cells(name) if kind in (None, cell.cell_type))
    return sum(_graded(cell).get("points", 0) for cell in cells)


def overview() -> pd.DataFrame:
    """Return a row an assignment: ``minutes``, as its first cell says, ``graded``, ``written``."""
    rows = {
        title(name).removeprefix("Assignment "): {
            "minutes": int(re.search(r"About (\d+) minutes", _cells(name)[0].source)[1]),
            "graded": points(name, "code"),
            "written": points(name, "markdown"),
        }
        for name in NAMES
    }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("assignment")


def rubric(name: str) -> str:
    """Return the written tasks of an assignment with what earns credit, as a page to print."""
    cells, body = _cells(name), []
    for task, answer in zip(cells, cells[1:], strict=False):
        if answer.cell_type == "markdown" and _graded(answer):
            body.append(MarkdownIt().render(f"{task.source}\n\n{answer.source}"))
    return page(title(name).replace("Assignment", "Rubric"), "<hr/>".join(body))


def packed(folder: Path) -> bytes:
    """Return a folder that was laid out as an archive, empty folders too."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, Path("grading") / path.relative_to(folder))
    return data.getvalue()


def _cells(name: str) -> list:
    return nbformat.read(source(name), as_version=4).cells


def _graded(cell) -> dict:
    return cell.metadata.get("nbgrader", {})
