"""A printed page: pictures with their sentences and tables, nothing that only a screen can use."""

from __future__ import annotations

import io

import pytest
from conftest import PAGES
from pypdf import PdfReader

SHEET = 627  # CSS pixels between the margins of A4, as print.css sets them
SHEET_HEIGHT = 979  # likewise, from top to bottom
POINT = 72 / 96  # of a CSS pixel
BOOK = [page for page in PAGES if page.startswith("chapters/")]

CONTROLS = "button, input, select, textarea, nav, summary svg, .headerlink, .bd-sidebar-primary"
SEEN = "all => all.filter(el => el.checkVisibility()).length"


@pytest.fixture
def sheet(visit):
    """Open a page, and lay it out for paper."""

    def open_page(page: str, **options):
        opened = visit(page, width=SHEET, **options)
        opened.page.emulate_media(media="print")
        return opened

    return open_page


def missing(figure) -> list[str]:
    """Return which parts of a figure would not be on paper."""
    needed = (".ties-picture svg", ".ties-reading", ".ties-source", "figcaption")
    tables = figure.locator(".ties-table table")
    lost = ["table"] if tables.evaluate_all(SEEN) < tables.count() else []
    return lost + [part for part in needed if figure.locator(part).evaluate_all(SEEN) != 1]


@pytest.mark.parametrize("page", BOOK)
def test_a_page_on_paper(sheet, page):
    opened = sheet(page)
    figures = opened.page.locator("figure:has(> .ties)")
    for awake in (False, True):
        if awake:
            opened.page.emulate_media(media="screen")
            opened.wake()
            opened.page.emulate_media(media="print")
        # What is wider than the sheet makes Chromium print the whole page smaller.
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= SHEET
        assert opened.page.locator(CONTROLS).evaluate_all(SEEN) == 0
        assert opened.page.locator("h1").evaluate_all(SEEN) == 1
        assert [missing(figure) for figure in figures.all()] == [[]] * figures.count()


def test_the_ledger_of_claims_is_set_tight_and_can_be_read(sheet):
    table = sheet("chapters/comparing/claims.html").page.locator("#fig-claims-ledger table")
    assert table.locator("tbody tr").count() > 400
    # As any other table it took 44 sheets.
    assert table.evaluate("el => el.offsetHeight") < 24 * SHEET_HEIGHT
    size = table.locator("td").first.evaluate("el => parseFloat(getComputedStyle(el).fontSize)")
    assert size * POINT > 6.5


def test_a_dark_page_is_printed_on_light_paper(sheet):
    page = "chapters/regionalizing_state/resources.html"
    opened = sheet(page, scheme="dark")
    opened.page.evaluate("document.documentElement.dataset.theme = 'dark'")
    colour = "el => getComputedStyle(el).color"
    assert opened.page.locator(".bd-article p").first.evaluate(colour) == "rgb(32, 37, 43)"
    fill = "el => getComputedStyle(el).fill"
    assert opened.page.locator(".ties svg text").first.evaluate(fill) == "rgb(32, 37, 43)"


def test_outside_addresses_are_spelled_out(sheet):
    opened = sheet("chapters/references.html")
    link = opened.page.locator(".bd-article a[href^='http']").first
    after = link.evaluate("el => getComputedStyle(el, '::after').content")
    assert link.get_attribute("href") in after


def test_what_was_chosen_and_what_was_folded_are_on_paper(visit):
    opened = visit("chapters/regionalizing_state/resources.html")
    figure = opened.wake()[0]
    figure.locator("[data-preset]").nth(1).click()
    opened.page.wait_for_timeout(200)
    reading = figure.locator("[data-reading]").inner_text()
    pdf = PdfReader(io.BytesIO(opened.page.pdf(prefer_css_page_size=True)))
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert reading[:60] in text
    assert "Put about before each range" in text  # from the solution of the last exercise
