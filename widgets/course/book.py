"""The book itself as a part of the course kit: its pages as they are built."""

from __future__ import annotations

from pathlib import Path

from widgets.page import offline

BUILT = Path(__file__).resolve().parents[2] / "_build" / "html"


def files() -> dict[str, bytes | Path]:
    """Return the pages of the built book, with what belongs to them, under ``book/``."""
    if not (BUILT / "index.html").exists():
        raise SystemExit("The course kit holds the book: say make book first.")
    return {f"book/{name}": content for name, content in offline.held(BUILT).items()}
