"""What the book and its chapters are called."""

from __future__ import annotations

import json
from pathlib import Path

BOOK = "Ties That Govern"
CHAPTERS = Path(__file__).resolve().parents[2] / "chapters"


def chapter_title(chapter: str) -> str:
    """Return the title of a chapter, ``"clientelism/opener"``, as it stands in its first line."""
    notebook = json.loads((CHAPTERS / f"{chapter}.ipynb").read_text(encoding="utf-8"))
    return notebook["cells"][0]["source"][0].removeprefix("# ").strip()
