"""The book as an EPUB: stills in place of figures that answer, and a package that is in order.

Sphinx writes the pages; here they get one plain style sheet in place of the theme's (an e-reader
knows little CSS, and no variables), a table of contents with the book's parts, a cover, and what a
package must say of its pages.
"""

from __future__ import annotations

import re
from pathlib import Path

import tinycss2
import vl_convert
from docutils import nodes
from sphinx.builders.epub3 import Epub3Builder

from widgets import theme
from widgets.page import contents

_HERE = Path(__file__).parent
_STYLE = "_static/book.css"
_COVER = "_static/cover.png"
_FIGURES = _HERE.parent / "figure.css"
_DRAWN = (".ties-network", ".ties-in-")  # how parts of a drawn network look

_VARIABLE = re.compile(r"var\(--([a-z]+)\)")
# Folded code, which is for a notebook; the arrow of what is folded, and scripts.
_DROPPED = re.compile(
    r'<details class="admonition hide above-input">.*?</details>'
    r'|<span class="sd-summary-state-marker.*?</svg></span>'
    r"|<script\b.*?</script>",
    re.DOTALL,
)
_ITEM = re.compile(r'<item id="[^"]*" href="([^"]*)"(?= )')


def style() -> str:
    """Return the style sheet, with the colours of paper written out."""
    rules = tinycss2.parse_stylesheet(_FIGURES.read_text("utf-8"), True, True)
    drawn = [rule for rule in rules if rule.type == "qualified-rule" and _is_drawn(rule)]
    css = (_HERE / "epub.css").read_text(encoding="utf-8") + tinycss2.serialize(drawn)
    return _VARIABLE.sub(lambda found: theme.PAPER[found[1]], css)


def _is_drawn(rule) -> bool:
    selector = tinycss2.serialize(rule.prelude)
    return any(word in selector for word in _DRAWN) and ":" not in selector


class Builder(Epub3Builder):
    """Sphinx's builder, with the parts of the book in its contents."""

    def copy_static_files(self):
        """Write the style sheet and the cover; nothing of the theme."""
        (Path(self.outdir) / "_static").mkdir(exist_ok=True)
        (Path(self.outdir) / _STYLE).write_text(style(), encoding="utf-8")
        cover = (_HERE / "cover.svg").read_text(encoding="utf-8")
        (Path(self.outdir) / _COVER).write_bytes(vl_convert.svg_to_png(cover, scale=2))

    def get_toc(self):
        """Collect the contents: parts, their chapters, and the chapters' sections."""
        super().get_toc()
        found = []
        parts = contents.chapters(Path(self.config.external_toc_path))
        for node in self.refnodes:
            name = node["refuri"].removesuffix(self.out_suffix)
            if name != self.config.root_doc:
                node["level"] += 1
            if parts.get(name):
                found.append({"level": 1, "refuri": node["refuri"], "text": parts[name]})
                # No two entries may lead to the same place.
                section = next(self.env.get_doctree(name).findall(nodes.section))
                node["refuri"] += f"#{section['ids'][0]}"
            found.append(node)
        self.refnodes = found

    def build_content(self):
        """Write the package file, and what each of its pages holds."""
        super().build_content()
        package = Path(self.outdir) / "content.opf"
        text = package.read_text(encoding="utf-8")
        package.write_text(_ITEM.sub(self._with_properties, text), encoding="utf-8")

    def _with_properties(self, item) -> str:
        if item[1] == _COVER:
            return f'{item[0]} properties="cover-image"'
        if not item[1].endswith(self.out_suffix) or item[1] == "nav.xhtml":
            return item[0]
        page = (Path(self.outdir) / item[1]).read_text(encoding="utf-8")
        held = [word for word, mark in (("mathml", "<math"), ("svg", "<svg")) if mark in page]
        return f'{item[0]} properties="{" ".join(held)}"' if held else item[0]


def _dress(app, pagename, templatename, context, doctree):
    """Give a page its one style sheet, and take away what an e-reader cannot use."""
    if app.builder.name != Builder.name:
        return
    context["script_files"] = []
    context["css_files"] = [each for each in context["css_files"] if _STYLE in str(each)] or [
        _STYLE
    ]
    if body := context.get("body"):
        context["body"] = _DROPPED.sub("", body)


def _cover(app, config):
    config.epub_cover = (_COVER, "epub-cover.html")


def setup(app):
    """Register with Sphinx, in place of its own builder."""
    app.connect("config-inited", _cover)
    app.add_builder(Builder, override=True)
    app.connect("html-page-context", _dress, priority=950)  # after every extension
