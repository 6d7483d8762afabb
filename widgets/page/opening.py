"""The line under a chapter's objectives: how long it takes, what there is to do, what comes before.

Words, figures, exercises and questions are counted on the page itself when the book is built. What
a chapter presupposes is told by the table ``chapters``; no chapter says anything of it.
"""

from __future__ import annotations

import math
import re

from docutils import nodes
from sphinx import addnodes

from widgets.data import DATA, table
from widgets.page.figures import BookFigure

WORDS_A_MINUTE = 200
"""Slower than a novel is read: there is a figure to look at and a sentence to read twice."""

_WORD = re.compile(r"\S*\w\S*")
# A cell's code, output and figures; a formula; what a solution folds away.
_NOT_READ = (nodes.math, nodes.math_block, nodes.literal_block, nodes.raw, nodes.Invisible)


def counts(doctree: nodes.document) -> dict[str, int]:
    """Return how many words, figures, exercises and questions a page has.

    Words are those of the text with its headings and exercises, without solutions, cells and
    captions; a figure is what is numbered as one.
    """
    read = (text.astext() for text in doctree.findall(nodes.Text) if _is_read(text))
    shown = [node for node in doctree.findall(BookFigure)]
    return {
        "word": len(_WORD.findall(" ".join(read))),
        "figure": sum(isinstance(node.parent, nodes.figure) for node in shown),
        "exercise": sum(
            "exercise" in node["classes"] for node in doctree.findall(nodes.admonition)
        ),
        "question": sum(len(node["state"]["names"]) for node in shown if node["kind"] == "quiz"),
    }


def _is_read(text: nodes.Node) -> bool:
    node = text.parent
    while node is not None:
        if isinstance(node, _NOT_READ) or "cell" in node.get("classes", ()):
            return False
        if node.get("design_component") == "dropdown":
            return False
        node = node.parent
    return True


def told(counted: dict[str, int]) -> str:
    """Return the sentence that says what a page asks of its reader.

    >>> told({"word": 1480, "figure": 2, "exercise": 1, "question": 0})
    'About 8 minutes to read, then 2 figures and 1 exercise.'
    """
    minutes = _many(math.ceil(counted["word"] / WORDS_A_MINUTE), "minute")
    things = [_many(counted[name], name) for name in ("figure", "exercise", "question")]
    todo = _listed([thing for thing in things if not thing.startswith("0 ")])
    return f"About {minutes} to read{todo and f', then {todo}'}."


def _many(number: int, name: str) -> str:
    return f"{number} {name}{'s' * (number != 1)}"


def _listed(words: list[str]) -> str:
    """Return words as a sentence lists them.

    >>> _listed(["a", "b", "c"])
    'a, b and c'
    """
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def _presupposed(docname: str) -> list[str] | None:
    """Return the pages that a page presupposes; None where the table does not know it."""
    known = table("chapters").set_index("chapter")["presupposes"].fillna("")
    chapter = docname.removeprefix("chapters/")
    return [f"chapters/{each}" for each in known[chapter].split()] if chapter in known else None


def _link(docname: str, to: str) -> addnodes.pending_xref:
    """Return a link that Sphinx resolves, and names by the title of the page, as ``{doc}``."""
    return addnodes.pending_xref(
        "",
        nodes.inline("", to),
        refdomain="std",
        reftype="doc",
        reftarget=f"/{to}",
        refdoc=docname,
        refexplicit=False,
        refwarn=True,
    )


def line(docname: str, counted: dict[str, int]) -> nodes.paragraph:
    """Return the line that is added to the objectives of a page."""
    paragraph = nodes.paragraph("", told(counted), classes=["opening"])
    before = _presupposed(docname)
    if before == []:
        paragraph += nodes.Text(" Nothing is presupposed.")
    for at, page in enumerate(before or []):
        lead = " Reads best after “" if at == 0 else "”, “" if at < len(before) - 1 else "” and “"
        paragraph += [nodes.Text(lead), _link(docname, page)]
    if before:
        paragraph += nodes.Text("”.")
    return paragraph


def _add_line(app, doctree):
    for box in doctree.findall(nodes.admonition):
        if "objectives" in box["classes"]:
            app.env.note_dependency(str(DATA / "questions" / "chapters.csv"))
            box += line(app.env.docname, counts(doctree))


def setup(app):
    """Register with Sphinx."""
    app.connect("doctree-read", _add_line)
