"""The book itself as a part of the course kit: its pages as they are built."""

from __future__ import annotations

from pathlib import Path

from widgets.page import offline
from widgets.root import ROOT
from widgets.titles import order

BUILT = ROOT / "_build" / "html"


def files() -> dict[str, bytes | Path]:
    """Return the pages of the built book, with what belongs to them, under ``book/``.

    Chapters come first, in the order of the book, which an index then follows.
    """
    if not (BUILT / "index.html").exists():
        raise SystemExit("The course kit holds the book: say make book first.")
    held = offline.held(BUILT)
    chapters = [page for name in order() if (page := f"chapters/{name}.html") in held]
    return {f"book/{name}": held[name] for name in dict.fromkeys([*chapters, *held])}
