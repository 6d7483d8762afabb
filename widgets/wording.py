"""How the book's sentences put names in a row."""

from __future__ import annotations

from collections.abc import Iterable


def in_a_row(names: Iterable[str]) -> str:
    """Return names as a sentence lists them: "A", "A and B", "A, B and C"; of none, nothing."""
    names = list(names)
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
