"""The line under a chapter's objectives: how long it takes, what there is to do, what comes before.

Words, figures, exercises and questions are counted on the page itself when the book is built. What
a chapter presupposes is told by the table ``chapters``; no chapter says anything of it. The role
``{workload}`regionalizing_state/resources ties_and_positions` `` puts the minutes of some chapters
together into a text, by the same count.
"""

from __future__ import annotations

import math
import re

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import SphinxError

from widgets.data import DATA, table
from widgets.page.figures import BookFigure

WORDS_A_MINUTE = 200
"""Slower than a novel is read: there is a figure to look at and a sentence to read twice."""

MINUTES = {"figure": 3, "exercise": 3, "question": 1}
"""How long each takes beside the reading: what we assume, since nobody has been timed."""

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


def minutes(*pages: dict[str, int]) -> int:
    """Return how long it takes to read pages and to do all on them, in fives, rounded up.

    >>> minutes({"word": 1480, "figure": 2, "exercise": 1, "question": 0})
    20
    """
    things = sum(each[name] * lasts for each in pages for name, lasts in MINUTES.items())
    return 5 * math.ceil((sum(map(_reading, pages)) + things) / 5)


def _reading(counted: dict[str, int]) -> int:
    return math.ceil(counted["word"] / WORDS_A_MINUTE)


def told(counted: dict[str, int]) -> str:
    """Return the sentence that says what a page asks of its reader.

    >>> told({"word": 1480, "figure": 2, "exercise": 1, "question": 0})
    'About 8 minutes to read, then 2 figures and 1 exercise: about 20 minutes in all.'
    """
    things = [_many(counted[name], name) for name in MINUTES]
    todo = _listed([thing for thing in things if not thing.startswith("0 ")])
    whole = f", then {todo}: about {minutes(counted)} minutes in all" if todo else ""
    return f"About {_many(_reading(counted), 'minute')} to read{whole}."


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


class Workload(nodes.Inline, nodes.TextElement):
    """Stands for the minutes of chapters until all of them are counted."""


def _workload(name, rawtext, text, lineno, inliner, options=None, content=None):
    return [Workload(rawtext, chapters=text.split())], []


def _counts(env) -> dict[str, dict[str, int]]:
    """Return what was counted on each page with objectives, by its name."""
    if not hasattr(env, "ties_counts"):
        env.ties_counts = {}
    return env.ties_counts


def _add_line(app, doctree):
    docname = app.env.docname
    for box in doctree.findall(nodes.admonition):
        if "objectives" in box["classes"]:
            app.env.note_dependency(str(DATA / "questions" / "chapters.csv"))
            _counts(app.env)[docname] = counted = counts(doctree)
            box += line(docname, counted)
    if any(doctree.findall(Workload)):
        app.env.note_reread()


def _merge(app, env, docnames, other):
    """Take over what a process of its own counted on its pages."""
    _counts(env).update(_counts(other))


def _put_together(app, doctree, docname):
    known = _counts(app.env)
    for node in list(doctree.findall(Workload)):
        pages = [f"chapters/{chapter}" for chapter in node["chapters"]]
        if lost := sorted(set(pages) - set(known)):
            raise SphinxError(f"{docname}: no objectives, and so no minutes, on {lost}")
        node.replace_self(nodes.Text(f"{minutes(*map(known.get, pages))} minutes"))


def setup(app):
    """Register with Sphinx."""
    app.add_node(Workload)
    app.add_role("workload", _workload)
    app.connect("doctree-read", _add_line)
    app.connect("env-merge-info", _merge)
    app.connect("doctree-resolved", _put_together)
