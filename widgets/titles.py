"""What the book and its chapters are called, and in which order they stand."""

from __future__ import annotations

import json
import re

from widgets.root import ROOT

BOOK = "Ties That Govern"
CHAPTERS = ROOT / "chapters"
_FILE = re.compile(r"^\s*- file: chapters/(\S+)", re.MULTILINE)


def order() -> list[str]:
    """Return the chapters, named by folder and name, in the order of the contents."""
    return _FILE.findall((ROOT / "_toc.yml").read_text(encoding="utf-8"))


def title(chapter: str) -> str:
    """Return the title of a chapter, as it stands in its first line."""
    notebook = json.loads((CHAPTERS / f"{chapter}.ipynb").read_text(encoding="utf-8"))
    return notebook["cells"][0]["source"][0].removeprefix("# ").strip()
