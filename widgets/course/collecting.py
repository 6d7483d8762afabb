"""What students hand in, as a learning platform names it, found and looked over before grading."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import nbformat
from nbgrader.plugins import FileNameCollectorPlugin

from widgets.course.assignments import NAMES

_FILE = re.compile(
    rf"""(?: (?P<before>[^/]+) [_/] )?          # who, in the same name or the folder's
         (?P<file_id>{"|".join(NAMES)})
         (?: -(?P<copy>\d+) | [ ]?\((?P<again>\d+)\) )? \.ipynb $    # a second copy""",
    re.VERBOSE,
)
_WHO = re.compile(
    r"""(?P<name>.+?)_(?P<late>LATE_)?(?P<number>\d+)   # Canvas marks what came after its time
        (?:_(?P<upload>\d+)(?=_|$) | (?=_|$))""",
    re.VERBOSE,
)


class Unusable(ValueError):
    """A file cannot be graded; says why in one sentence."""


class Collector(FileNameCollectorPlugin):
    """Take the files of a download from Canvas or Moodle, and say which cannot be graded.

    Of two files for one assignment by one student, which would end nbgrader's collecting, that is
    taken which was handed in last, late or not: what a late one costs the platform knows.
    """

    def collect(self, submitted_file: str) -> dict | None:
        """Return whose file it is and which assignment, or None, with a sentence in the log."""
        file = Path(submitted_file)
        try:
            found = handed_in(file)
        except Unusable as error:
            self.log.error(str(error))
            return None
        if (last := _last(file)) != file:
            self.log.warning(
                f"{_place(file)}: left out, for {found['student_id']} handed in"
                f" {_place(last)} after it."
            )
            return None
        return found


def handed_in(file: Path) -> dict[str, str]:
    """Return the ``student_id`` and the ``file_id`` of a file handed in.

    Canvas puts the student before the name (``doejane_12_34_clientelism.ipynb``), Moodle there or
    into a folder (``Jane Doe_12_assignsubmission_file/clientelism.ipynb``). Name and first number
    are kept, so that namesakes stay apart; without a number it is all that stands before. Whether
    the file came late makes nobody another student.

    Raises
    ------
    Unusable
        If the name is none of an assignment, or the file no notebook with the checks in it.
    """
    place = _place(file)
    if not (named := _named(file)):
        raise Unusable(
            f"{place}: found no student and assignment in this name, expected for instance"
            f" jane_doe_{NAMES[0]}.ipynb; rename it and collect again."
        )
    student, assignment = named.student, named.assignment
    try:
        notebook = nbformat.read(file, as_version=4)
    except Exception as error:  # whatever is wrong with it, the rest of the class is graded
        raise Unusable(
            f"{place}: cannot be read as a notebook (cut off, or saved as something else?);"
            f" ask {student} for it again."
        ) from error
    if not any(cell.metadata.get("nbgrader", {}).get("grade") for cell in notebook.cells):
        raise Unusable(
            f"{place}: is a notebook without the checks of the assignment; ask {student} to work"
            " in the file that was handed out."
        )
    return {"student_id": student, "file_id": assignment}


class _Named(NamedTuple):
    student: str
    assignment: str
    turn: tuple[bool, int, int]
    """Orders one student's files: late after in time, then by the platform's numbers."""


def _named(file: Path) -> _Named | None:
    match = _FILE.search(_place(file))
    if not match or not match["before"]:
        return None
    student, late, upload = match["before"], False, 0
    if who := _WHO.match(student):
        student, late = f"{who['name']}_{who['number']}", bool(who["late"])
        upload = int(who["upload"] or 0)
    copy = int(match["copy"] or match["again"] or 0)
    return _Named(student.replace(" ", "-"), match["file_id"], (late, upload, copy))


def _last(file: Path) -> Path:
    """Return which of a student's usable files for an assignment was handed in last."""
    named = _named(file)
    download = next((each for each in file.parents if each.name == "extracted"), file.parent)
    of_one = {}
    for other in sorted(download.rglob("*.ipynb")):
        found = _named(other)
        if found and found[:2] == named[:2] and (other == file or _usable(other)):
            of_one[other] = found.turn
    return max(of_one, key=of_one.get)


def _usable(file: Path) -> bool:
    try:
        return bool(handed_in(file))
    except Unusable:
        return False


def _place(file: Path) -> str:
    return f"{file.parent.name}/{file.name}"
