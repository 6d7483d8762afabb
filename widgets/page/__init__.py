"""The Sphinx side of the book: figures become part of a static page, and the theme is mended.

Each module does one thing and has its own ``setup``; this one only calls them.
"""

from __future__ import annotations

from widgets.page import (
    access,
    address,
    cards,
    cut,
    downloads,
    epub,
    figure_list,
    figure_search,
    figures,
    glossary,
    links,
    mathml,
    opening,
    weight,
)


def setup(app):
    """Register the parts with Sphinx."""
    parts = (access, address, downloads, epub, figures, figure_list, figure_search)
    parts += (links, glossary, cards, mathml, opening, weight, cut)
    for part in parts:
        part.setup(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
