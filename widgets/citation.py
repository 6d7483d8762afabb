"""How a figure is cited: a sentence and a BibTeX entry, made of ``CITATION.cff`` and the figure.

Where the book has no public address, the page that shows a figure adds its own to both.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import yaml

from widgets.root import ROOT

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{mark: f"\\{mark}" for mark in "&%$#_{}"},
}


class Citation(NamedTuple):
    """A figure's citation."""

    place: str
    """The book's title and the figure in it."""
    sentence: str
    bibtex: str


@cache
def book() -> dict:
    """Return what ``CITATION.cff`` says of the book."""
    return yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))


def cite(
    label: str | None,
    caption: str | None,
    source: str | None,
    number: str | None = None,
    address: str = "",
) -> Citation:
    """Return the citation of a figure, by its number or where it has none by its label."""
    told = book()
    authors = [_name(author) for author in told["authors"]]
    year = str(told["date-released"])[:4]
    figure = f"Figure {number}" if number else f"figure {label}" if label else "a figure"
    place = f"{told['title'].split(':')[0]}, {figure}"
    title = _first_sentence(caption) or figure[0].upper() + figure[1:]
    given = f"Source of the figure: {source.rstrip('.')}." if source else ""
    where = figure if caption else ""
    inside = ", ".join(filter(None, (where, f"in {told['title']}", f"version {told['version']}")))
    work = f"{'; '.join(authors)} ({year}). “{title.rstrip('.')}”, {inside}."
    fields = {
        "author": " and ".join(
            f"{{{_escaped(name)}}}" if "name" in author else _escaped(name)
            for name, author in zip(authors, told["authors"], strict=True)
        ),
        "title": f"{{{_escaped(title.rstrip('.'))}}}",
        "howpublished": _escaped(", ".join(filter(None, (where, f"in {told['title']}")))),
        "edition": _escaped(f"version {told['version']}"),
        "year": year,
        "note": _escaped(given),
        "url": address,
    }
    body = "".join(f",\n  {name} = {{{value}}}" for name, value in fields.items() if value)
    sentence = " ".join(filter(None, (work, given, address)))
    return Citation(place, sentence, f"@misc{{{label or 'ties-that-govern'}{body}\n}}\n")


def _name(author: dict) -> str:
    if "name" in author:
        return author["name"]
    return ", ".join(filter(None, (author.get("family-names"), author.get("given-names"))))


def _first_sentence(text: str | None) -> str:
    """Return what a caption begins with; the rest says what to notice."""
    return re.split(r"(?<=[.?!])\s", " ".join((text or "").split()), maxsplit=1)[0]


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(character, character) for character in text)
