"""Cards: what a term means, or which work is cited, beside the link that the reader looks at.

Each page holds, once and out of sight, the texts of its own cards; ``cards.mjs`` shows them. So
nothing is fetched, and a page opened from disk has its cards too. Without the script a link leads
to the glossary, or to the list of sources, as links do.
"""

from __future__ import annotations

import re

from docutils import nodes
from markupsafe import Markup
from pybtex.plugin import find_plugin

from widgets.page import glossary

_LIVE_BUILDERS = ("html", "dirhtml")
_NOT_IN_A_CARD = re.compile(r"</?(?:span|a)\b[^>]*>")
_HTML = find_plugin("pybtex.backends", "html")()

STANDING = {
    "paper": "One of the three papers.",
    "cited": "Cited in the papers.",
    "outside": "A reading outside the sources.",
}
"""What a work is to this book, by the first of its keywords in ``references.bib``."""


def term_card(entry: dict) -> Markup:
    """Return the text of a term's card."""
    text = Markup("<b>{}:</b> {}").format(entry["term"], entry["definition"].replace("'", "’"))
    return text + Markup(" <i>Not from the papers.</i>") * (entry["basis"] == "outside")


def work_card(citation) -> Markup:
    """Return the text of a cited work's card: its entry, and what it is to this book."""
    text = Markup(_NOT_IN_A_CARD.sub("", citation.formatted_entry.text.render(_HTML)))
    standing = STANDING[citation.entry.fields.get("keywords", "outside").split(",")[0]]
    return text + Markup(" <i>{}</i>").format(standing)


def _targets(app, pagename: str) -> dict[str, tuple[str, object, object]]:
    """Return what links of this page may lead to: how its card is made, and of what."""

    def uri(docname, fragment):
        return f"{app.builder.get_relative_uri(pagename, docname)}#{fragment}"

    terms = app.env.get_domain("std").objects
    found = {
        uri(*terms["term", entry["term"]]): (f"term-{entry['entry']}", term_card, entry)
        for entry in glossary.entries()
        if ("term", entry["term"]) in terms
    }
    for citation in app.env.get_domain("cite").citations:
        place = uri(citation.bibliography_key.docname, citation.citation_id)
        found[place] = (citation.citation_id, work_card, citation)
    return found


def _add_cards(app, pagename, templatename, context, doctree):
    """Add to the page the cards that its links ask for, and the script that shows them."""
    if doctree is None or app.builder.name not in _LIVE_BUILDERS:
        return
    targets = _targets(app, pagename)
    links = [reference.get("refuri") for reference in doctree.findall(nodes.reference)]
    asked = [targets[link] for link in dict.fromkeys(links) if link in targets]
    if not asked:
        return
    cards = Markup("\n").join(
        Markup('<li id="card-{}">{}</li>').format(name, make(of)) for name, make, of in asked
    )
    context["body"] += f"<ul hidden>{cards}</ul>"
    app.add_js_file("book/cards.js", loading_method="defer")


def setup(app):
    """Register with Sphinx."""
    app.connect("html-page-context", _add_cards)
