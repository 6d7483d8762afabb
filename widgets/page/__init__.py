"""The Sphinx side of the book: figures become part of a static page, and the theme is mended.

Each module does one thing and has its own ``setup``; this one only calls them.
"""

from __future__ import annotations

from widgets.page import access, address, cut, downloads, figures, mathml, weight


def setup(app):
    """Register the parts with Sphinx."""
    for part in (access, address, downloads, figures, mathml, weight, cut):
        part.setup(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
