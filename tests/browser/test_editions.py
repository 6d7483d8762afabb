"""The whole book as a PDF and as an EPUB, as make pdf and make epub leave them."""

from __future__ import annotations

import html
import re
import zipfile
from collections import Counter

import pytest
from conftest import BUILT, ROOT
from pypdf import PdfReader
from validators import epubcheck

from widgets.page.contents import chapters

PDF = ROOT / "_build" / "ties-that-govern.pdf"
EPUB = ROOT / "_build" / "ties-that-govern.epub"
CHAPTERS = chapters()
PARTS = [part for part in CHAPTERS.values() if part]


def title(name: str) -> str:
    page = (BUILT / f"{name}.html").read_text("utf-8")
    return html.unescape(re.sub("<[^>]+>", "", re.search(r"<article.*?<h1>(.*?)<a", page, re.S)[1]))


@pytest.fixture(scope="module")
def pdf():
    return PdfReader(PDF)


@pytest.fixture(scope="module")
def texts(pdf):
    return [page.extract_text() for page in pdf.pages]


def entries(pdf, depth: int, outline=None) -> list[tuple[str, int]]:
    """Return the entries of the outline so many levels down, each with its page from 1."""
    found = []
    for entry in pdf.outline if outline is None else outline:
        if isinstance(entry, list):
            found += entries(pdf, depth - 1, entry) if depth else []
        elif depth == 0:
            found.append((entry.title, pdf.get_destination_page_number(entry) + 1))
    return found


def actions(pdf):
    for page in pdf.pages:
        for annotation in page.get("/Annots") or []:
            yield annotation.get_object()


# The PDF


def test_the_pdf_is_tagged_and_says_its_language_and_title(pdf):
    root = pdf.root_object
    assert root["/MarkInfo"]["/Marked"] is True
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"
    assert pdf.metadata.title.startswith("Ties That Govern")


def test_its_outline_is_the_contents(pdf):
    assert [text for text, _ in entries(pdf, 0)] == ["Contents", *PARTS]
    assert [text for text, _ in entries(pdf, 1)] == [title(name) for name in CHAPTERS]


def test_the_printed_contents_give_the_page_of_each_chapter(pdf, texts):
    lines = [line.strip() for line in texts[1].splitlines()]
    for text, page in entries(pdf, 1):
        assert any(line.startswith(text) and line.endswith(f" {page}") for line in lines), text


def test_each_chapter_begins_on_the_page_that_the_outline_names(pdf, texts):
    for text, page in entries(pdf, 1):
        assert text in " ".join(texts[page - 1].split())


def test_pages_are_numbered_but_for_the_cover(texts):
    assert len(texts) > 2 * len(CHAPTERS)
    for number, text in enumerate(texts, start=1):
        lines = {line.strip() for line in text.splitlines()}
        assert (str(number) in lines) == (number > 1), number


def test_no_link_leads_to_a_file_or_to_nowhere(pdf):
    kinds = Counter()
    for link in actions(pdf):
        if "/Dest" in link:
            assert link["/Dest"] in pdf.named_destinations
            kinds["inside"] += 1
        else:
            assert str(link["/A"]["/URI"]).startswith("https://"), link["/A"]["/URI"]
            kinds["outside"] += 1
    assert kinds["inside"] > 100
    assert kinds["outside"] > 0


def test_it_has_every_figure_with_its_sentence(texts):
    # Letters alone: how a line is broken, and what is raised, may differ.
    printed = re.sub(r"\W", "", "".join(texts))
    for name in CHAPTERS:
        page = (BUILT / f"{name}.html").read_text("utf-8")
        for reading in re.findall(r'<p class="ties-reading"[^>]*>(.*?)</p>', page, re.S):
            text = re.sub(r"\W", "", html.unescape(re.sub("<[^>]+>", "", reading)))
            assert text[:60] in printed, reading


def test_a_figure_says_where_it_can_be_worked(texts):
    assert "On the book’s web page it can be worked" in " ".join(" ".join(texts).split())


# The EPUB


def test_epubcheck_finds_nothing():
    assert epubcheck(EPUB) == []


def test_the_epub_has_every_chapter_in_its_part():
    with zipfile.ZipFile(EPUB) as book:
        nav = html.unescape(book.read("nav.xhtml").decode("utf-8"))
    found = [re.sub(r"\s+", " ", text) for text in re.findall(r"<a [^>]*>(.*?)</a>", nav)]
    expected = []
    for name, part in CHAPTERS.items():
        expected += [part, title(name)] if part else [title(name)]
    assert [text for text in found if text in expected][: len(expected)] != []
    assert [text for text in found if text in set(expected)] == expected


def test_the_epub_is_small_enough_to_mail():
    assert EPUB.stat().st_size < 15e6
