"""The chapters as files, for the tests that read them."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

from IPython.core.inputtransformer2 import TransformerManager

ROOT = Path(__file__).parents[1]
CHAPTERS = ROOT / "chapters"


def _named(paths) -> dict[str, Path]:
    """Return notebooks by the names that the table of contents gives them: `chapters/welcome`."""
    return {path.relative_to(ROOT).with_suffix("").as_posix(): path for path in sorted(paths)}


NOTEBOOKS = {
    name: json.loads(path.read_text(encoding="utf-8"))
    for name, path in _named(CHAPTERS.rglob("*.ipynb")).items()
    if ".ipynb_checkpoints" not in path.parts
}


def source(cell: dict) -> str:
    return "".join(cell["source"])


def parsed(cell: dict) -> ast.Module:
    """Return the code of a cell, parsed; a magic line such as `%pip` is the call that it makes."""
    return ast.parse(TransformerManager().transform_cell(source(cell)))


def text(name: str) -> str:
    """Return the Markdown of a notebook."""
    return "\n\n".join(
        source(cell) for cell in NOTEBOOKS[name]["cells"] if cell["cell_type"] == "markdown"
    )


# What follows names a chapter as the data do, by folder and name below `chapters`.


def box(chapter: str) -> str | None:
    """Return what stands under "After this chapter you can"; None where no such box is."""
    found = re.findall(r":class: objectives\n(.*?)\n:::", text(f"chapters/{chapter}"), re.DOTALL)
    assert len(found) <= 1, f"{chapter} has {len(found)} boxes of objectives"
    return found[0] if found else None


def objectives(chapter: str) -> list[str]:
    """Return the objectives of a chapter, one text each."""
    return re.findall(r"^- (.+)$", box(chapter) or "", re.MULTILINE)


def exercises(chapter: str) -> list[str]:
    """Return the headings of a chapter's exercises: `Exercise 1: a state to reach`."""
    return re.findall(r"\{admonition\} (Exercise \d+: .+)", text(f"chapters/{chapter}"))


_PROMISING = [
    name for name in (full.removeprefix("chapters/") for full in NOTEBOOKS) if box(name) is not None
]

WITH_OBJECTIVES = [name for name in _PROMISING if not name.endswith("/opener")]
"""The chapters that say what a reader can do after them."""

OPENERS = [name for name in _PROMISING if name.endswith("/opener")]
"""The pages that say it of a whole part, and by which of its chapters."""
