"""The search finds what stands only in a figure, over http and from disk, and leads to it."""

from __future__ import annotations

import json
import re

import pytest
from conftest import ROOT
from playwright.sync_api import expect

GUIDANCE = "chapters/regionalizing_state/guidance.html"
RETIREMENT = "chapters/clientelism/retirement.html"


def search(visit, origin, words: str):
    opened = visit(f"search.html?q={words}", origin)
    opened.page.locator("#search-results li a").first.wait_for()
    return opened


@pytest.mark.parametrize(
    "words,page",
    [
        ("Morozumi", RETIREMENT),  # a person of a network
        ("Nomura", GUIDANCE),  # a firm
        ("Shcherbitsky", "chapters/clientelism/"),
        ("crowns Krackhardt", "chapters/ties_and_positions.html"),  # a caption
        ("subcontractor", "chapters/relationalism/"),
    ],
)
def test_a_name_or_a_word_of_a_figure_is_found(visit, origin, words, page):
    opened = search(visit, origin, words)
    expect(opened.page.locator(f"#search-results li a[href*='{page}']").first).to_be_visible()
    assert opened.complaints == []
    assert opened.strangers == []


@pytest.mark.parametrize("words", ["3,351", "3351", "Lvov", "Kurahashi"])
def test_numbers_and_names_of_a_figure_lead_to_it(visit, origin, words):
    opened = visit(f"search.html?q={words}", origin)
    expect(opened.page.locator("[data-figure-hits] li a").first).to_have_attribute(
        "href", re.compile(r"chapters/.*#fig-")
    )


def test_words_of_a_caption_lead_to_the_figure(visit, origin):
    opened = search(visit, origin, "ring diamond scenario")
    hits = opened.page.locator("[data-figure-hits]")
    expect(hits.get_by_role("heading")).to_have_text("1 figure")
    hits.get_by_role("link").click()
    figure = opened.page.locator(":target")
    expect(figure.locator("figcaption")).to_contain_text("in your scenario (diamond)")
    expect(figure.locator("[data-interactive]")).to_be_visible()


def test_of_many_figures_the_further_ones_are_folded(visit, origin):
    opened = search(visit, origin, "Thailand")
    hits = opened.page.locator("[data-figure-hits]")
    listed = hits.locator("li")
    told = int(hits.get_by_role("heading").inner_text().split()[0])
    assert listed.count() == told > 5
    expect(listed.last).not_to_be_visible()
    hits.locator("summary").press("Enter")
    expect(listed.last).to_be_visible()


def test_these_names_stand_in_no_text():
    """Else the test above would pass without figures."""
    texts = [path.read_text("utf-8") for path in (ROOT / "chapters").rglob("*.ipynb")]
    sources = ["".join(c["source"]) for text in texts for c in json.loads(text)["cells"]]
    assert [name for name in ("Morozumi", "Nomura") if name in "".join(sources)] == []


def test_a_name_leads_to_its_figure(visit, origin):
    opened = search(visit, origin, "Nomura Securities")
    link = opened.page.locator(f"#search-results li a[href*='{GUIDANCE}#fig-']").first
    link.click()
    figure = opened.page.locator(":target")
    expect(figure.locator("[data-interactive]")).to_be_visible()
    expect(figure.locator("tbody")).to_contain_text("Nomura Securities")


def test_a_second_search_complains_no_more_than_the_first(visit, origin):
    """What was searched for is remembered, to be marked on pages."""
    opened = search(visit, origin, "Thailand")
    opened.page.goto(f"{origin}/search.html?q=Malaysia")
    opened.page.locator("#search-results li a").first.wait_for()
    assert opened.complaints == []


def test_what_is_typed_is_text(visit, origin):
    """Markup in a query is shown, not made; what is nowhere is said to be nowhere."""
    opened = visit("search.html?q=%3Cimg src=x onerror=alert(1)%3E zzzz", origin)
    expect(opened.page.locator("#search-results")).to_contain_text("did not match")
    results = opened.page.locator("#search-results, [data-figure-hits]")
    assert results.locator("img, script, li").count() == 0
    assert opened.complaints == []
