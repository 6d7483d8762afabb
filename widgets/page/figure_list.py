"""The list of all figures, ``{figure-list}``: made of the figures themselves when a book is built.

Number, caption, mark of evidence and chapter are those that stand on the pages, so a figure that
is added, moved or taken away is so here too.
"""

from __future__ import annotations

import pandas as pd
from docutils import nodes
from markupsafe import Markup
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from widgets import tables
from widgets.page.figures import BookFigure

_BADGE = Markup('<span class="ties-badge" data-evidence="{0}">{0}</span>')
_LINK = Markup('<a href="{}">{}</a>')


class FigureList(nodes.General, nodes.Element):
    """The place of the list."""


class FigureListDirective(SphinxDirective):
    """``{figure-list}``: every numbered figure of the book, in the order of the numbers."""

    def run(self):
        """Return the place; what stands there is known when all pages have been read."""
        self.env.note_reread()
        return [FigureList()]


class FillFigureList(SphinxPostTransform):
    """Put the list in its place."""

    default_priority = 500
    formats = ("html",)

    def run(self, **_):
        """Make the list, where there is a place for it."""
        for place in self.document.findall(FigureList):
            text = tables.html(self._figures(), most_rows=None, label="All figures")
            text = f'<div class="ties-figures">{text}</div>'
            place.replace_self(nodes.raw("", text, format="html"))

    def _figures(self) -> pd.DataFrame:
        rows = []
        for number, docname, figure in numbered(self.env):
            (label,) = figure["ids"]
            page = self.app.builder.get_relative_uri(self.env.docname, docname)
            rows.append(
                {
                    "Figure": _LINK.format(f"{page.partition('#')[0]}#{label}", number),
                    "What it shows": figure.next_node(nodes.caption).astext(),
                    "Evidence": _BADGE.format(figure.next_node(BookFigure)["evidence"]),
                    "Chapter": _LINK.format(page, self.env.titles[docname].astext()),
                }
            )
        return pd.DataFrame(rows, dtype=object)


def numbered(env) -> list[tuple[str, str, nodes.figure]]:
    """Return number, page and node of every numbered figure, in the order of the numbers."""
    found = {}
    for docname, kinds in env.toc_fignumbers.items():
        numbers = kinds.get("figure", {})
        for figure in env.get_doctree(docname).findall(nodes.figure) if numbers else ():
            found[numbers[figure["ids"][0]]] = docname, figure
    return [(".".join(map(str, number)), *found[number]) for number in sorted(found)]


def _skip(translator, node):
    raise nodes.SkipNode


def setup(app):
    """Register with Sphinx."""
    other = ("latex", "text", "man", "texinfo")
    app.add_node(FigureList, **dict.fromkeys(other, (_skip, None)))
    app.add_directive("figure-list", FigureListDirective)
    app.add_post_transform(FillFigureList)
