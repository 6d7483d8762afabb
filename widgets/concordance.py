"""The concordance: from each section of the papers to its chapters, figures and exercises.

``data/sections.csv`` lists what the papers consist of, and ``data/concordance.csv`` where the book
treats it. Links lead to notebooks, which JupyterLab opens; `widgets.page.links` leads them to
pages.
"""

from __future__ import annotations

import re

import pandas as pd
from IPython.display import HTML
from markupsafe import Markup

from widgets import tables
from widgets.data import table

PAPERS = {
    "minagawa": "Minagawa, “Political Clientelism in the USSR and Japan”",
    "hatch_state": "Hatch, “Regionalizing the State”",
    "hatch_relationalism": "Hatch, “Regionalizing Relationalism”",
}

_NOTE = re.compile(r"(?P<heading>.+) n\. (?P<first>\d+)(?:-(?P<last>\d+))?")
_PRINTED = re.compile(r".+ (?=(?:Table|Figure) \d+$)")
_NAMED = Markup("{} <span>{}</span>")
_LINK = Markup('<a href="../{}.ipynb{}">{}</a>')


def sections(document: str) -> HTML:
    """Return a paper's sections, figures and tables, each with its places in the book."""
    return HTML(_places(document, ["section", "figure", "table"], "sections, figures and tables"))


def notes(document: str) -> HTML:
    """Return a paper's notes, folded, each with its places in the book."""
    folded = "<details><summary>The notes, with their places</summary>{}</details>"
    return HTML(folded.format(_places(document, ["note"], "notes")))


def parts(name: str) -> list[tuple[str, range]]:
    """Return what a name of a place in a paper speaks of: headings, each with its notes.

    A table of the data names a place by the heading of the section, or by that heading, ``n.``
    and the number of a note or of the first and the last of several; semicolons part two places.
    A printed table or figure goes by its own name, with or without the section before it.

    >>> parts("I; 1. Relationalism n. 8-10; 2.2 Table 1")
    [('I', range(0, 0)), ('1. Relationalism', range(8, 11)), ('Table 1', range(0, 0))]
    """
    return [_part(one) for one in name.split("; ")]


def _part(name: str) -> tuple[str, range]:
    if not (note := _NOTE.fullmatch(name)):
        return _PRINTED.sub("", name), range(0)
    first = int(note["first"])
    return note["heading"], range(first, int(note["last"] or first) + 1)


def _places(document: str, kinds: list[str], what: str) -> str:
    rows = table("sections").query("document == @document and kind in @kinds").sort_values("order")
    places = table("concordance").query("document == @document").groupby("section")
    shown = pd.DataFrame(
        {
            "In the paper": [
                _NAMED.format(*row) for row in rows[["section", "heading"]].to_numpy()
            ],
            "In the book": [_chapters(places.get_group(name)) for name in rows["section"]],
        },
        dtype=object,
    ).reset_index(drop=True)
    label = f"{PAPERS[document]}: {what}"
    listed = tables.html(shown, most_rows=None, label=label)
    return f'<div class="ties-concordance">{listed}</div>'


def _chapters(places: pd.DataFrame) -> Markup:
    """Return the chapters in which something stands, each with its figures and exercises."""
    if places["chapter"].isna().all():
        return Markup("Left out. {}").format(" ".join(places["note"]))
    lines = Markup().join(Markup("<li>{}</li>").format(_chapter(p)) for p in places.itertuples())
    return Markup("<ul>{}</ul>").format(lines)


def _chapter(place) -> Markup:
    words = place.chapter.replace("/", ": ").replace("_", " ")
    links = [_LINK.format(place.chapter, "", words)]
    links += [_LINK.format(place.chapter, f"#{label}", label) for label in _listed(place.figure)]
    for heading in _listed(place.question):
        exercise = heading.split(":")[0]
        anchor = "#" + exercise.lower().replace(" ", "-")
        links.append(_LINK.format(place.chapter, anchor, exercise))
    held = [Markup("<span>{},</span>").format(link) for link in links[:-1]]
    return Markup(" ").join([*held, Markup("<span>{}</span>").format(links[-1])])


def _listed(cell) -> list[str]:
    """Return what stands in a cell, parted by semicolons; nothing stands in an empty one."""
    return [] if pd.isna(cell) else cell.split("; ")
