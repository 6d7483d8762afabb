"""The glossary: its page, and links to it from the first mention on every other page.

Both are made from the table ``glossary`` at build. No chapter says anything of it; a page that is
to have no links is named in ``glossary_unlinked`` in ``_config.yml``.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator

from docutils import nodes
from sphinx import addnodes
from sphinx.domains.std import make_glossary_term
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from widgets.data import DATA, table

DOCUMENTS = {
    "minagawa": "Minagawa",
    "hatch_state": "Hatch, Regionalizing the State",
    "hatch_relationalism": "Hatch, Regionalizing Relationalism",
}

_NOT_PROSE = (
    nodes.Titular,
    nodes.rubric,
    nodes.reference,
    addnodes.pending_xref,
    nodes.literal,
    nodes.FixedTextElement,
    nodes.math,
    nodes.caption,
    nodes.figure,
    nodes.thead,
    nodes.raw,
    nodes.citation,
    addnodes.glossary,
)
# A cell's code and output; what an exercise folds away; and the list of aims before the text.
_PASSED_OVER = {"cell", "dropdown", "objectives"}


@functools.lru_cache
def entries() -> tuple[dict, ...]:
    """Return the rows of the glossary in its order; a cell without a value is empty text."""
    rows = table("glossary").to_dict("records")
    return tuple({k: "" if v != v else v for k, v in row.items()} for row in rows)


def forms(entry: dict) -> list[str]:
    """Return what stands for an entry in the text: its term, then its other forms."""
    return [entry["term"], *filter(None, entry["forms"].split(";"))]


@functools.lru_cache
def _mentions() -> tuple[re.Pattern, dict[str, str]]:
    """Return what finds a mention in a text, and the term that each form stands for.

    The longest form is found first. A form in small letters may begin a sentence. What a form
    does not mean an entry in (``equal footing``) is found too, and stands for no term.
    """
    terms = {}
    for entry in filter(lambda each: each["linked"], entries()):
        for form in forms(entry):
            terms |= {form: entry["term"], form[0].upper() + form[1:]: entry["term"]}
        terms |= dict.fromkeys(filter(None, entry["except"].split(";")), "")
    longest_first = sorted(terms, key=len, reverse=True)
    words = "|".join(map(re.escape, longest_first)).replace(r"\ ", r"\s+").replace("'", "['’]")
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])"), terms


def mentions(text: str) -> Iterator[tuple[str, str]]:
    """Return a text in pieces, each with the term that it mentions, or with none.

    >>> list(mentions("A patron helps."))
    [('A ', ''), ('patron', 'patron'), (' helps.', '')]
    """
    pattern, terms = _mentions()
    done = 0
    for found in pattern.finditer(text):
        yield text[done : found.start()], ""
        yield found[0], terms[re.sub(r"\s+", " ", found[0]).replace("’", "'")]
        done = found.end()
    yield text[done:], ""


def _is_prose(text: nodes.Node) -> bool:
    node = text.parent
    while node is not None:
        if isinstance(node, _NOT_PROSE) or _PASSED_OVER.intersection(node.get("classes", ())):
            return False
        if node.get("design_component") == "dropdown":
            return False
        node = node.parent
    return True


def link_first_mentions(document: nodes.document, link: Callable[[str, str], nodes.Node]) -> None:
    """Replace the first mention of each term in a page's prose by ``link(words, term)``."""
    linked = {""}
    for text in list(document.findall(nodes.Text)):
        if not _is_prose(text):
            continue
        pieces: list[nodes.Node] = []
        before = len(linked)
        for words, term in mentions(text.astext()):
            if term not in linked:
                linked.add(term)
                pieces.append(link(words, term))
            elif words:
                pieces.append(nodes.Text(words))
        if len(linked) > before:
            text.parent.replace(text, pieces)


class LinkTerms(SphinxPostTransform):
    """Links to the glossary, which Sphinx then resolves as strictly as those by hand."""

    default_priority = 9  # just before Sphinx resolves references

    def run(self, **_):
        """Link the page's terms, where the book has a glossary."""
        if self.env.docname in self.config.glossary_unlinked:
            return
        if any(kind == "term" for kind, _ in self.env.get_domain("std").objects):
            link_first_mentions(self.document, self._link)

    def _link(self, words: str, term: str) -> addnodes.pending_xref:
        return addnodes.pending_xref(
            "",
            nodes.Text(words),
            refdomain="std",
            reftype="term",
            reftarget=term,
            refdoc=self.env.docname,
            refexplicit=True,
            refwarn=True,
        )


class Glossary(SphinxDirective):
    """The entries of one kind, as a glossary of Sphinx: ``{book-glossary} person``."""

    required_arguments = 1

    def run(self):
        """Return the list."""
        self.env.note_dependency(str(DATA / "glossary.csv"))
        chosen = [entry for entry in entries() if entry["kind"] == self.arguments[0]]
        if not chosen:
            raise self.error(f"no entry of the glossary is of the kind {self.arguments[0]!r}")
        items = [nodes.definition_list_item("", *self._entry(entry)) for entry in chosen]
        listed = nodes.definition_list("", *items, classes=["glossary"])
        return [addnodes.glossary("", listed, sorted=False)]

    def _entry(self, entry: dict) -> tuple[nodes.term, nodes.definition]:
        source, line = self.get_source_info()
        name: nodes.Node = nodes.Text(entry["term"])
        if entry["kind"] == "japanese":  # in Latin letters
            name = nodes.inline("", "", name, classes=["language-ja-latn"])
        term = make_glossary_term(
            self.env, [name], None, source, line, f"term-{entry['entry']}", self.state.document
        )
        text = nodes.paragraph()
        if script := entry["script"]:
            written = nodes.inline("", script, classes=[f"language-{entry['language']}"])
            text += [written, nodes.Text(". ")]
        text += nodes.Text(entry["definition"])
        return term, nodes.definition("", text, nodes.paragraph("", origin(entry)))


def origin(entry: dict) -> str:
    """Return in words where a definition comes from, and what of it does not."""
    place = ", ".join(filter(None, [DOCUMENTS.get(entry["document"]), entry["section"]]))
    said = {
        "paper": f"{place}.",
        "book": f"This book's own word{place and ', after '}{place}.",
        "outside": f"General knowledge{place and '; used without a definition in '}{place}.",
    }[entry["basis"]]
    return " ".join(filter(None, [said, entry["note"]]))


def setup(app):
    """Register with Sphinx."""
    app.add_config_value("glossary_unlinked", [], "html", [list])
    app.add_directive("book-glossary", Glossary)
    app.add_post_transform(LinkTerms)
