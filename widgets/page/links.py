"""Links from an output to chapters: to notebooks in the repository, to their pages in the book.

An output may lead to ``<a href="../clientelism/who_appoints.ipynb#fig-board">``, which JupyterLab
follows as it stands. On the page such a link leads to the page that is made of the notebook and
is named as the page names what it leads to: a chapter by its title, a figure by its number. An
exercise has a place to lead to by its own number, ``#exercise-2``. A figure's state behind its
name, ``#fig-board?episode=after-s``, is kept where figures are live. What leads nowhere is a
warning, and so an end of a strict build.
"""

from __future__ import annotations

import posixpath
import re

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

_LOGGER = logging.getLogger(__name__)
_LINK = re.compile(r'<a href="([^":#]+)\.ipynb(?:#([\w-]+)(\?[^"]*)?)?">(.*?)</a>')
_EXERCISE = re.compile(r"Exercise (\d+)\b")


class ExercisePlaces(SphinxTransform):
    """Every exercise can be led to: ``#exercise-2``."""

    default_priority = 500

    def apply(self, **_):
        """Give each exercise its id."""
        for node in self.document.findall(nodes.admonition):
            number = _EXERCISE.match(node.next_node(nodes.title).astext())
            if number and "exercise" in node["classes"]:
                node["ids"].append(f"exercise-{number[1]}")


class ChapterLinks(SphinxPostTransform):
    """Links to notebooks become links to pages."""

    default_priority = 500
    formats = ("html",)

    def run(self, **_):
        """Lead every link of every output to its page."""
        self.places = {}
        for node in _outputs(self.document):
            node[:] = [nodes.Text(_LINK.sub(self._led, node.astext()))]

    def _led(self, link: re.Match) -> str:
        path, place, state, name = link.groups()
        here = self.env.docname
        there = posixpath.normpath(posixpath.join(posixpath.dirname(here), path))
        if there not in self.env.found_docs:
            _LOGGER.warning("an output links to %s, which is no chapter", there, location=here)
            return name
        if place and place not in self._places(there):
            _LOGGER.warning("an output links to %s, not in %s", place, there, location=here)
            return name
        address = self.app.builder.get_relative_uri(here, there)
        if not place:
            return f'<a href="{address}">{self.env.titles[there].astext()}</a>'
        numbers = self.env.toc_fignumbers.get(there, {}).get("figure", {})
        if number := numbers.get(place):
            name = self.config.numfig_format["figure"] % ".".join(map(str, number))
        # Figures of an EPUB are stills; its format knows no place with a state behind it.
        state = "" if self.app.builder.name == "epub" else state or ""
        return f'<a href="{address.partition("#")[0]}#{place}{state}">{name}</a>'

    def _places(self, docname: str) -> set[str]:
        """Return what of a page can be led to."""
        if docname not in self.places:
            elements = self.env.get_doctree(docname).findall(nodes.Element)
            self.places[docname] = {one for element in elements for one in element["ids"]}
        return self.places[docname]


def _outputs(document):
    """Return the HTML of a document that leads to notebooks."""
    return [node for node in document.findall(nodes.raw) if _LINK.search(node.astext())]


def _keep_up(app, doctree):
    """Write such a page anew whenever the book is built: what it names may have another number."""
    if _outputs(doctree):
        app.env.note_reread()


def setup(app):
    """Register with Sphinx."""
    app.add_transform(ExercisePlaces)
    app.add_post_transform(ChapterLinks)
    app.connect("doctree-read", _keep_up)
