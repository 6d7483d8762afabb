"""The order of the book: its chapters, and the part that each begins."""

from __future__ import annotations

from pathlib import Path

from sphinx_external_toc.parsing import parse_toc_yaml

from widgets.root import ROOT

TOC = ROOT / "_toc.yml"


def chapters(toc: Path = TOC) -> dict[str, str | None]:
    """Return the chapters in their order, each with the caption of the part that it begins."""
    root = parse_toc_yaml(toc).root
    found: dict[str, str | None] = {root.docname: None}
    for tree in root.subtrees:
        first, *others = tree.files()
        found |= {first: tree.caption, **dict.fromkeys(others)}
    return found
