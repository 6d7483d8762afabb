"""What the search page has of every figure, beside Sphinx's index, which leads to pages alone.

Caption, words and numbers of each numbered figure, in a file that the search page alone loads:
``page_search.mjs`` finds in it the figures that hold all words of a search.
"""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

from docutils import nodes

from widgets.page.figure_list import numbered
from widgets.page.figures import BookFigure

FILE = "book/all_figures.js"

_TAKEN_ALONG = re.compile(r'<details class="ties-take">.*?</details>', re.DOTALL)  # in each alike
_TAGS = re.compile(r"<[^>]+>")
_WORD = re.compile(r"[\w][\w’'.,-]*\w|\w")


def entries(app) -> list[dict[str, str]]:
    """Return of each figure its number, address, caption, chapter and words, in their order."""
    found = []
    for number, docname, figure in numbered(app.env):
        (label,) = figure["ids"]
        found.append(
            {
                "number": number,
                "address": f"{app.builder.get_target_uri(docname)}#{label}",
                "caption": figure.next_node(nodes.caption).astext(),
                "chapter": app.env.titles[docname].astext(),
                "words": words(figure.next_node(BookFigure)["markup"]),
            }
        )
    return found


def words(markup: str) -> str:
    """Return words and numbers of a figure's controls, sentence, tables and picture, each once."""
    text = html.unescape(_TAGS.sub(" ", _TAKEN_ALONG.sub(" ", markup)))
    return " ".join(sorted(set(_WORD.findall(text))))


def _search_page_needs(app, pagename, templatename, context, doctree):
    """Sphinx makes the search page after all others, so all figures have their numbers."""
    if pagename != "search":
        return
    # No JSON: a page that is opened from disk may load scripts alone.
    text = json.dumps(entries(app), separators=(",", ":"), ensure_ascii=False)
    path = Path(app.outdir, "_static", FILE)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"globalThis.allFigures = {text};\n", encoding="utf-8")
    for name in (FILE, "book/search.js"):
        app.add_js_file(name, loading_method="defer")


def setup(app):
    """Register with Sphinx."""
    app.connect("html-page-context", _search_page_needs)
