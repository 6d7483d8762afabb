"""The whole book as one PDF: the built pages, bound in the order of the contents, and printed.

Pages are bound rather than built again, so paper shows what the screen shows: each page's article
with ids of its own, links that lead inside the book, stills in place of controls. Chromium prints
them with ``print.css``. It cannot say on which page something will stand, so the book is printed
until the page numbers in it are those of the print before. Run as a module:
``python -m widgets.page.paper _build/html _build/ties-that-govern.pdf``.
"""

from __future__ import annotations

import io
import posixpath
import re
import shutil
import sys
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from playwright.sync_api import sync_playwright
from pypdf import PdfReader

from widgets.page import contents, figures

CHROMIUM = ("chromium", "chromium-browser", "chrome")
# The sandbox needs rights that a container does not give.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]

_HERE = Path(__file__).parent
_MOST_PRINTS = 4
# What is listed by the alphabet needs no page number: citations, and terms of the glossary.
_UNPAGED = ("references", "glossary")

_ARTICLE = re.compile(r'<article class="bd-article">(.*?)</article>', re.DOTALL)
_STYLE = re.compile(r'<link\b[^>]*\bhref="(?:\.\./)*(_static/[^"?]+\.css)')
_DROPPED = re.compile(r'<script\b.*?</script>|<a class="headerlink".*?</a>', re.DOTALL)
_FIGURE = re.compile(r"<figure\b.*?</figure>", re.DOTALL)
_TITLE = re.compile(r"<h1>(.*?)</h1>", re.DOTALL)
_HEADING = re.compile(r"(</?h)([1-5])\b")
_ID = re.compile(r'(\s(?:id|for)=")([^"]+)"')
_PAINT = re.compile(r"url\(#([^)]+)\)")
_LINK = re.compile(r'<a\b([^>]*?)\shref="([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)


@dataclass
class Chapter:
    """A page of the book: its name in the contents, the part that it begins, what it says."""

    name: str
    part: str | None
    article: str

    @property
    def anchor(self) -> str:
        """Where a link to the chapter leads."""
        return self.name.replace("/", "-")

    @property
    def title(self) -> str:
        """The chapter's title, as HTML."""
        return _TITLE.search(self.article)[1]

    @property
    def running(self) -> str:
        """The title as a CSS string, for the head of each page."""
        text = unescape(re.sub(r"<[^>]+>", "", self.title))
        return '"' + text.replace("\\", r"\\").replace('"', r"\"") + '"'


def chapters(built: Path, toc: Path = contents.TOC) -> list[Chapter]:
    """Return the pages of a built book in the order of its contents."""
    found = contents.chapters(toc).items()
    return [Chapter(name, part, _article(built / f"{name}.html")) for name, part in found]


def _article(page: Path) -> str:
    text = _ARTICLE.search(page.read_text(encoding="utf-8"))[1]
    return _DROPPED.sub("", _FIGURE.sub(lambda found: figures.still(found[0]), text))


def bind(book: list[Chapter], styles: list[str], pages: dict[str, int]) -> str:
    """Return the book as one page of HTML.

    ``styles`` are the addresses of style sheets; ``pages`` says on which page an anchor stands,
    and is empty while nobody knows.
    """
    environment = Environment(loader=FileSystemLoader(_HERE), autoescape=False)
    template = environment.get_template("paper.html")
    names = {chapter.name: chapter for chapter in book}
    bodies = {chapter.name: _body(chapter, names, pages) for chapter in book}
    return template.render(book=book, bodies=bodies, styles=styles, pages=pages)


def _body(chapter: Chapter, names: dict[str, Chapter], pages: dict[str, int]) -> str:
    """Return a chapter with ids that no other chapter has, and links that lead inside the book."""
    here = posixpath.dirname(chapter.name)

    def link(found):
        before, address, after, text = found.groups()
        path, _, fragment = address.partition("#")
        if path.startswith(("http:", "https:", "mailto:")):
            return found[0]
        name = posixpath.normpath(posixpath.join(here, path)) if path else f"{chapter.name}.html"
        target = names.get(name.removesuffix(".html"))
        if target is None:  # a file beside the pages: paper has none
            return text
        place = fragment.partition("?")[0]  # a figure's state is lost on paper
        anchor = f"{target.anchor}--{place}" if place else target.anchor
        leaf = ""
        if target is not chapter and not target.name.endswith(_UNPAGED):
            leaf = f' data-page="{pages.get(anchor, "00")}"'
        return f'<a{before} href="#{anchor}"{after}{leaf}>{text}</a>'

    text = _LINK.sub(link, chapter.article)
    text = _ID.sub(rf'\1{chapter.anchor}--\2"', text)
    text = _PAINT.sub(rf"url(#{chapter.anchor}--\1)", text)
    # The book's parts are its first headings, the chapters the second.
    return _HEADING.sub(lambda found: f"{found[1]}{int(found[2]) + 1}", text)


def styles(built: Path, page: str) -> list[str]:
    """Return the addresses of the style sheets of a built page, and of the one for a book."""
    found = _STYLE.findall((built / f"{page}.html").read_text(encoding="utf-8"))
    return [(built / path).resolve().as_uri() for path in found] + [(_HERE / "paper.css").as_uri()]


def pages_of(pdf: bytes) -> dict[str, int]:
    """Return on which page, counted from 1, each anchor that something leads to stands."""
    reader = PdfReader(io.BytesIO(pdf))
    return {
        name.removeprefix("/"): reader.get_destination_page_number(destination) + 1
        for name, destination in reader.named_destinations.items()
    }


def print_book(built: Path, folder: Path, toc: Path = contents.TOC) -> bytes:
    """Return the PDF of a built book; ``folder`` takes the page of HTML that is printed."""
    book = chapters(built, toc)
    sheets = styles(built, book[0].name)
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if path is None:
        raise SystemExit("Printing the book needs Chromium; .ci/browser says how to get it.")
    pages: dict[str, int] = {}
    source = folder / "paper.html"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        tab = browser.new_page(java_script_enabled=False)
        for _ in range(_MOST_PRINTS):
            source.write_text(bind(book, sheets, pages), encoding="utf-8")
            tab.goto(source.resolve().as_uri())
            pdf = tab.pdf(
                prefer_css_page_size=True, print_background=True, tagged=True, outline=True
            )
            before, pages = pages, pages_of(pdf)
            if pages == before:
                return pdf
    raise RuntimeError(f"after {_MOST_PRINTS} prints the page numbers still move")


if __name__ == "__main__":
    built, target = map(Path, sys.argv[1:])
    target.write_bytes(print_book(built, target.parent))
