"""What students hand in, as a learning platform names it, found and looked over before grading."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
from nbgrader.plugins import FileNameCollectorPlugin

from widgets.course.assignments import NAMES

_FILE = re.compile(
    rf"""(?: (?P<before>[^/]+) [_/] )?          # who, in the same name or the folder's
         (?P<file_id>{"|".join(NAMES)})
         (?: -\d+ | [ ]?\(\d+\) )? \.ipynb $    # a second copy""",
    re.VERBOSE,
)
_WHO = re.compile(r".+?_(?:LATE_)?\d+(?=_|$)")


class Unusable(ValueError):
    """A file cannot be graded; says why in one sentence."""


class Collector(FileNameCollectorPlugin):
    """Take the files of a download from Canvas or Moodle, and say which cannot be graded."""

    def collect(self, submitted_file: str) -> dict | None:
        """Return whose file it is and which assignment, or None, with a sentence in the log."""
        try:
            return handed_in(Path(submitted_file))
        except Unusable as error:
            self.log.error(str(error))
            return None


def handed_in(file: Path) -> dict[str, str]:
    """Return the ``student_id`` and the ``file_id`` of a file handed in.

    Canvas puts the student before the name (``doejane_12_34_clientelism.ipynb``), Moodle there or
    into a folder (``Jane Doe_12_assignsubmission_file/clientelism.ipynb``). Name and first number
    are kept, so that namesakes stay apart; without a number it is all that stands before.

    Raises
    ------
    Unusable
        If the name is none of an assignment, or the file no notebook with the checks in it.
    """
    place = f"{file.parent.name}/{file.name}"
    match = _FILE.search(place)
    if not match or not match["before"]:
        raise Unusable(
            f"{place}: found no student and assignment in this name, expected for instance"
            f" jane_doe_{NAMES[0]}.ipynb; rename it and collect again."
        )
    who = _WHO.match(match["before"])
    student = (who[0] if who else match["before"]).replace(" ", "-")
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
    return {"student_id": student, "file_id": match["file_id"]}
