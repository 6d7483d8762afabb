"""Slides for class: a deck for each part, made of a notebook and the book's own figures.

A deck is a notebook under ``chapters/teaching/slides`` with Jupyter's marks for slides
(``slide_type``: *slide* begins one, *notes* are the speaker's, anything else goes on). Its code
makes figures by the same functions as the chapters, and they come alive as on a page of the book:
from files beside the deck, with no kernel and no network. A deck is one static page; ``deck.mjs``
shows a slide at a time, and without it the slides stand one below the other.
"""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt
from markupsafe import Markup

from widgets import figure
from widgets.course.sheet import render
from widgets.modules import lean, page_script
from widgets.page import contents
from widgets.page.figures import live
from widgets.titles import BOOK, CHAPTERS

DECKS = CHAPTERS / "teaching" / "slides"
STATIC = "slides/_static"

TALL = 0.6
"""From this height on, in widths, a picture gets the whole height of a slide."""

_HERE = Path(__file__).parent
_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_MARKDOWN = MarkdownIt("commonmark")


class Slide(NamedTuple):
    """What stands on a slide, and what is said to it."""

    title: str
    name: str
    """Its place in an address."""
    kind: str
    """How it looks: ``figure``, ``tall``, else the first tag of its first cell."""
    body: Markup
    notes: Markup


def files() -> dict[str, str]:
    """Return the decks, and what they share."""
    made = {
        f"slides/{path.stem}.html": deck(path) for path in sorted(DECKS.glob("*.ipynb"), key=_part)
    }
    styles = figure.stylesheet() + (_HERE / "deck.css").read_text(encoding="utf-8")
    scripts = {"deck": page_script("deck.mjs"), "figures": page_script("page.mjs")}
    shared = {"deck.css": styles, "vega.js": figure.SCRIPTS["vega"]()}
    shared |= {f"{name}.js": lean(text) for name, text in scripts.items()}
    return made | {f"{STATIC}/{name}": text for name, text in shared.items()}


def _part(path: Path) -> int:
    """Return the place of a deck's part in the book."""
    return [Path(name).parent.name for name in contents.chapters()].index(path.stem)


def deck(path: Path) -> str:
    """Return the page of a notebook's slides."""
    held = slides(json.loads(path.read_text(encoding="utf-8")))
    return render("deck.html", slides=held, title=held[0].title, book=BOOK)


def slides(notebook: dict) -> list[Slide]:
    """Return the slides of a notebook, its figures made.

    Raises
    ------
    ValueError
        A cell before the first slide, a slide without a heading, or code that does not end with a
        figure.
    """
    groups: list[list[dict]] = []
    for cell in notebook["cells"]:
        if _type(cell) == "slide":
            groups.append([])
        if not groups:
            raise ValueError("the first cell of a deck begins a slide")
        groups[-1].append(cell)
    names: dict[str, object] = {}
    return [_slide(place, cells, names) for place, cells in enumerate(groups, start=1)]


def _slide(place: int, cells: list[dict], names: dict[str, object]) -> Slide:
    body, notes, kind = [], [], (cells[0]["metadata"].get("tags") or ["plain"])[0]
    heading = "".join(cells[0]["source"]).splitlines()[0]
    if not heading.startswith("#"):
        raise ValueError(f"a slide begins with its title, not with {heading!r}")
    title = heading.lstrip("# ")
    for cell in cells:
        source = "".join(cell["source"])
        if cell["cell_type"] == "code":
            made = _value(source, names)
            markup = str(made.markup())
            body.append(live(markup, made.state()))
            kind = "tall" if _height(markup) > TALL else "figure"
        else:
            (notes if _type(cell) == "notes" else body).append(_MARKDOWN.render(source))
    return Slide(title, f"slide-{place}", kind, Markup("".join(body)), Markup("".join(notes)))


def _type(cell: dict) -> str:
    return cell["metadata"].get("slideshow", {}).get("slide_type", "-")


def _height(markup: str) -> float:
    """Return the height of a figure's first picture, in its widths."""
    width, height = map(float, _BOX.search(markup).groups())
    return height / width


def _value(source: str, names: dict[str, object]) -> figure.Figure:
    """Run a cell and return the figure in its last line."""
    *before, last = ast.parse(source).body
    exec(compile(ast.Module(before, []), "<slide>", "exec"), names)
    value = isinstance(last, ast.Expr) and eval(
        compile(ast.Expression(last.value), "<slide>", "eval"), names
    )
    if not isinstance(value, figure.Figure):
        raise ValueError(f"code on a slide ends with a figure, not with {ast.unparse(last)!r}")
    return value
