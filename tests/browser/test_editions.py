"""The whole book as a PDF and as an EPUB, as make pdf and make epub leave them."""

from __future__ import annotations

import functools
import html
import re
import shutil
import subprocess
import unicodedata
import zipfile
from collections import Counter

import pytest
from conftest import BUILT, ROOT
from pypdf import PdfReader

from widgets.page.contents import chapters

PDF = ROOT / "_build" / "ties-that-govern.pdf"
EPUB = ROOT / "_build" / "ties-that-govern.epub"
CHAPTERS = chapters()
PARTS = [part for part in CHAPTERS.values() if part]


def article(name: str) -> str:
    page = (BUILT / f"{name}.html").read_text("utf-8")
    return re.search(r"<article.*?</article>", page, re.DOTALL)[0]


def title(name: str) -> str:
    return html.unescape(re.sub("<[^>]+>", "", re.search(r"<h1>(.*?)<a", article(name))[1]))


@pytest.fixture(scope="module")
def pdf():
    return PdfReader(PDF)


@pytest.fixture(scope="module")
def text_of(pdf):
    """What stands on a page, counted from 1; to read all of them takes half a minute."""

    @functools.cache
    def text(number: int) -> str:
        # NFKC: a ligature of two letters is two letters.
        return unicodedata.normalize("NFKC", pdf.pages[number - 1].extract_text())

    return text


def letters(text: str) -> str:
    """Return letters and digits alone: how a line is broken, and what is raised, may differ."""
    return re.sub(r"\W", "", unicodedata.normalize("NFKC", html.unescape(text)))


def stands(words: str, pages: list[str]) -> bool:
    """Whether the words stand on one of the pages, or on two: the end of one, then the next."""

    def begun(page: str) -> int:
        return next((k for k in range(len(words), 0, -1) if words[:k] in page), 0)

    return any(
        words[begun(page) :] in after for page, after in zip(pages, [*pages[1:], ""], strict=True)
    )


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
    assert root["/MarkInfo"]["/Marked"].value
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"
    assert pdf.metadata.title.startswith("Ties That Govern")


def test_its_outline_is_the_contents(pdf):
    assert [text for text, _ in entries(pdf, 0)] == ["Contents", *PARTS]
    assert [text for text, _ in entries(pdf, 1)] == [title(name) for name in CHAPTERS]


def test_the_printed_contents_give_the_page_of_each_chapter(pdf, text_of):
    after = entries(pdf, 1)[0][1]  # the contents end where the first chapter begins
    lines = [line.strip() for number in range(2, after) for line in text_of(number).splitlines()]
    for text, page in entries(pdf, 1):
        assert any(line.startswith(text) and line.endswith(f" {page}") for line in lines), text


def test_pages_are_numbered_but_for_the_cover(pdf, text_of):
    for number in [1, *(page for _, page in entries(pdf, 1)), len(pdf.pages)]:
        lines = {line.strip() for line in text_of(number).splitlines()}
        assert (str(number) in lines) == (number > 1), number


def test_each_chapter_stands_from_its_title_to_its_last_word(pdf, text_of):
    found = entries(pdf, 1)
    ends = [page - 1 for _, page in found[1:]] + [len(pdf.pages)]
    for name, (text, page), end in zip(CHAPTERS, found, ends, strict=True):
        assert letters(text) in letters(text_of(page))
        # What the catalogue of the data folds away stays folded.
        unfolded = re.sub(r"<details>.*?</details>", "", article(name), flags=re.DOTALL)
        # Of a quiz paper leaves out what would mark it.
        prose = re.sub(r'<div class="ties ties-quiz".*?</form>', "", unfolded, flags=re.DOTALL)
        last = re.findall(r"<p>(.*?)</p>", prose, re.DOTALL)[-1]
        # A link to another chapter gets its page: what stands between the links is compared.
        words = letters(max(re.split("<[^>]+>", last), key=len))
        # Questions may follow it, and tables.
        assert stands(words, [letters(text_of(number)) for number in range(page, end + 1)]), name


def test_words_may_stand_across_two_pages_but_not_in_part():
    assert stands("abcd", ["xxab", "Title2cdyy"])
    assert stands("abcd", ["x", "abcdy"])
    assert not stands("abcd", ["xxab", "Title2d"])
    assert not stands("abcd", ["ab", "Title2", "cd"])
    assert not stands("abcd", ["abc"])


def test_figures_have_their_sentence_and_say_where_they_can_be_worked(pdf, text_of):
    name = "chapters/regionalizing_state/guidance"
    first = dict(zip(CHAPTERS, entries(pdf, 1), strict=True))[name][1]
    printed = [letters(text_of(number)) for number in range(first, first + 4)]
    reading = re.search(r'<p class="ties-reading"[^>]*>(.*?)</p>', article(name), re.DOTALL)[1]
    assert stands(letters(reading), printed)
    worked = "On the book’s web page it can be worked: Take away an actor"
    assert stands(letters(worked), printed)


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


# The EPUB


def test_epubcheck_finds_nothing():
    jar = shutil.which("epubcheck")
    assert jar, "EPUBCheck is not installed; .ci/browser says how to get it"
    # Debian's command is the archive itself, which only some systems can start by its name.
    done = subprocess.run(["java", "-jar", jar, str(EPUB)], capture_output=True, text=True)
    said = (done.stdout + done.stderr).splitlines()
    assert [line for line in said if line.startswith(("FATAL", "ERROR", "WARNING"))] == []
    assert done.returncode == 0, said


def test_the_epub_has_every_chapter_in_its_part():
    with zipfile.ZipFile(EPUB) as book:
        nav = html.unescape(book.read("nav.xhtml").decode("utf-8"))
    found = [re.sub(r"\s+", " ", text) for text in re.findall(r"<a [^>]*>(.*?)</a>", nav)]
    expected = []
    for name, part in CHAPTERS.items():
        expected += [part, title(name)] if part else [title(name)]
    assert [text for text in found if text in set(expected)] == expected


def test_the_epub_is_small_enough_to_mail():
    assert EPUB.stat().st_size < 15e6
