"""Every page, over http and from disk: nothing asked of a third party, nothing to complain of."""

from __future__ import annotations

import pytest
from conftest import BUILT, FIGURE_PAGES, PAGES


def test_there_are_pages_with_figures():
    assert "chapters/regionalizing_state/resources.html" in FIGURE_PAGES


@pytest.mark.parametrize("page", PAGES)
def test_page_asks_no_third_party_and_complains_of_nothing(visit, origin, page):
    opened = visit(page, origin)
    opened.wake()
    assert opened.strangers == []
    assert opened.complaints == []


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere_and_everything_has_a_name(visit, page):
    opened = visit(page)
    links = opened.page.locator("a[href]").evaluate_all(
        "links => links.map(a => a.href.split('#')[0])"
    )
    inside = {link.removeprefix(opened.own).lstrip("/") for link in links if opened.own in link}
    missing = [link for link in inside if not (BUILT / link.split("?")[0]).exists()]
    assert missing == []
    dead = opened.page.locator("a[href^='#']:not([href='#'])").evaluate_all(
        "links => links.map(a => a.getAttribute('href').slice(1).split('?')[0])"
        ".filter(id => !document.getElementById(decodeURIComponent(id)))"
    )
    assert dead == []
    nameless = """all => all.filter(e => !(e.textContent.trim() || e.ariaLabel
      || e.labels?.length || e.querySelector('[aria-label], img[alt]:not([alt=""])')))
      .map(e => e.outerHTML.slice(0, 90))"""
    named = opened.page.locator("button, summary, input, select, textarea, a[href]")
    assert named.evaluate_all(nameless) == []
    assert opened.page.locator("input[type=search]").count() == 1


@pytest.mark.parametrize("page", PAGES)
def test_no_page_is_wider_than_its_screen(visit, page):
    opened = visit(page, width=768)
    opened.wake()
    for width in (768, 390, 320):
        opened.page.set_viewport_size({"width": width, "height": 900})
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= width


def test_search_finds_a_chapter(visit, origin):
    opened = visit("chapters/welcome.html", origin)
    opened.page.locator("input[type=search]").first.fill("experts")
    opened.page.keyboard.press("Enter")
    opened.page.locator("#search-results li a[href*='resources.html']").first.wait_for()
    assert opened.strangers == []


def test_the_theme_can_be_switched_and_figures_follow(visit):
    opened = visit("chapters/regionalizing_state/resources.html", scheme="light")
    opened.wake()
    ink = "() => getComputedStyle(document.querySelector('.ties-picture svg text')).fill"
    before = opened.page.evaluate(ink)
    opened.page.evaluate("document.documentElement.dataset.theme = 'dark'")
    assert opened.page.evaluate(ink) != before
