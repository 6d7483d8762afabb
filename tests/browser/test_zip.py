"""The book in one archive: unpacked, it opens from disk, and all of it works there."""

from __future__ import annotations

import re
import zipfile

import pytest
from conftest import ROOT
from playwright.sync_api import expect

ZIP = ROOT / "_build" / "ties-that-govern.zip"


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    """The folder that the archive unpacks to, in a place with a space in its name."""
    folder = tmp_path_factory.mktemp("down loads")
    with zipfile.ZipFile(ZIP) as archive:
        assert {name.split("/")[0] for name in archive.namelist()} == {"ties-that-govern"}
        archive.extractall(folder)
    return folder / "ties-that-govern"


def test_it_can_be_mailed():
    assert ZIP.stat().st_size < 15e6


def test_no_file_names_a_place_of_the_machine_that_built_it(unpacked):
    places = re.compile(re.escape(str(ROOT)) + r"|file:///")
    files = [path for path in unpacked.rglob("*") if path.suffix in (".html", ".js", ".json")]
    # Sphinx's own script knows the scheme.
    assert [
        path.name
        for path in files
        if path.parent.name != "_static" and places.search(path.read_text("utf-8"))
    ] == []


def test_the_start_page_opens_the_book(visit, unpacked):
    opened = visit("index.html", unpacked.as_uri())
    opened.page.wait_for_url("**/chapters/welcome.html")
    expect(opened.page.locator("article h1")).to_contain_text("Ties That Govern")
    assert opened.strangers == []


def test_a_figure_answers(visit, unpacked):
    opened = visit("chapters/regionalizing_state/resources.html", unpacked.as_uri())
    figure = opened.wake()[0]
    before = figure.locator("[data-reading]").inner_text()
    figure.locator("[data-preset]").nth(1).click()
    expect(figure.locator("[data-reading]")).not_to_have_text(before)
    assert (opened.strangers, opened.complaints) == ([], [])


def test_search_finds_a_chapter(visit, unpacked):
    opened = visit("chapters/welcome.html", unpacked.as_uri())
    opened.page.locator("input[type=search]").first.fill("experts")
    opened.page.keyboard.press("Enter")
    opened.page.locator("#search-results li a[href*='resources.html']").first.wait_for()


@pytest.mark.parametrize(
    "page, kinds, least", [("data", (".csv", ".zip"), 10), ("coding_a_case", (".csv", ".ipynb"), 6)]
)
def test_downloads_lead_to_files(visit, unpacked, page, kinds, least):
    opened = visit(f"chapters/comparing/{page}.html", unpacked.as_uri())
    of_kind = ", ".join(f"article a[href$='{kind}']" for kind in kinds)
    links = opened.page.locator(of_kind).evaluate_all(
        "links => links.map(a => a.getAttribute('href'))"
    )
    assert len(links) >= least
    assert {kind for link in links for kind in kinds if link.endswith(kind)} == set(kinds)
    folder = unpacked / "chapters" / "comparing"
    assert [link for link in links if not (folder / link).is_file()] == []
