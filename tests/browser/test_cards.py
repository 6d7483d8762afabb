"""Cards of terms and citations: by pointer, by keyboard and by finger; WCAG 1.4.13."""

from __future__ import annotations

import pytest
from conftest import BUILT
from playwright.sync_api import expect
from test_access import AXE, EVERYTHING, RUN

PAGE = "chapters/regionalizing_state/opener.html"
TERM = "article a[href$='glossary.html#term-amakudari']"
WORK = "article a[href*='references.html#']"
MEANING = "Literally descent from heaven"


def card(opened):
    return opened.page.locator(".ties-card")


def away(opened):
    opened.page.mouse.move(2, 450)


@pytest.fixture
def at_term(visit, origin):
    """The page, over http and from disk, with a term in sight."""
    opened = visit(PAGE, origin)
    opened.page.locator(TERM).scroll_into_view_if_needed()
    return opened


def test_pointing_at_a_term_shows_what_it_means(at_term):
    expect(card(at_term)).to_be_hidden()
    at_term.page.locator(TERM).hover()
    expect(card(at_term)).to_be_visible()
    expect(card(at_term)).to_contain_text(MEANING)
    assert at_term.strangers == [] and at_term.complaints == []


def test_the_pointer_may_enter_the_card_and_it_goes_when_left(at_term):
    at_term.page.locator(TERM).hover()
    expect(card(at_term)).to_be_visible()
    box = card(at_term).bounding_box()
    at_term.page.mouse.move(box["x"] + 20, box["y"] + 20, steps=5)
    at_term.page.wait_for_timeout(700)  # longer than it waits for the pointer
    expect(card(at_term)).to_be_visible()
    away(at_term)
    expect(card(at_term)).to_be_hidden()


def test_it_stays_as_long_as_it_is_pointed_at(at_term):
    at_term.page.locator(TERM).hover()
    at_term.page.wait_for_timeout(1500)
    expect(card(at_term)).to_be_visible()


def test_escape_closes_it_under_the_pointer_until_that_comes_again(at_term):
    at_term.page.locator(TERM).hover()
    expect(card(at_term)).to_be_visible()
    at_term.page.keyboard.press("Escape")
    expect(card(at_term)).to_be_hidden()
    at_term.page.wait_for_timeout(500)
    expect(card(at_term)).to_be_hidden()
    away(at_term)
    at_term.page.locator(TERM).hover()
    expect(card(at_term)).to_be_visible()


def test_by_keyboard_it_comes_with_the_focus_and_goes_with_it(at_term):
    term = at_term.page.locator(TERM)
    term.evaluate("it => it.focus()")  # not yet by keyboard
    at_term.page.keyboard.press("Shift+Tab")
    at_term.page.keyboard.press("Tab")
    expect(term).to_be_focused()
    expect(card(at_term)).to_contain_text(MEANING)
    away(at_term)
    at_term.page.wait_for_timeout(500)
    expect(card(at_term)).to_be_visible()
    at_term.page.keyboard.press("Escape")
    expect(card(at_term)).to_be_hidden()
    expect(term).to_be_focused()
    at_term.page.keyboard.press("Tab")  # the next link is a term too
    expect(card(at_term)).to_contain_text("shukkō")
    at_term.page.keyboard.press("Enter")
    expect(at_term.page.locator("dt#term-shukko")).to_be_in_viewport()


def test_a_term_is_described_to_a_screen_reader(at_term):
    described = at_term.page.locator(TERM).get_attribute("aria-describedby")
    expect(at_term.page.locator(f"#{described}")).to_contain_text(MEANING)
    expect(at_term.page.locator(TERM)).to_have_accessible_description(
        f"amakudari: {MEANING}: a "
        "retired official’s move into a post in a firm or public body, often one that he used to "
        "oversee."
    )


def test_pointing_at_a_citation_shows_the_work(visit, origin):
    opened = visit(PAGE, origin)
    opened.page.locator(WORK, has_text="Ohmae").first.hover()
    expect(card(opened)).to_contain_text("The Borderless World")
    expect(card(opened)).to_contain_text("Cited in the papers.")


def test_a_reading_outside_the_sources_is_called_so(visit):
    opened = visit("chapters/ties_and_positions.html")
    opened.page.locator(WORK, has_text="Krackhardt").first.hover()
    expect(card(opened)).to_contain_text("A reading outside the sources.")


@pytest.mark.parametrize("selector", [TERM, WORK])
def test_by_finger_the_first_tap_opens_the_card_and_it_leads_on(visit, origin, selector):
    opened = visit(PAGE, origin, width=390, has_touch=True)
    link = opened.page.locator(selector).first
    link.scroll_into_view_if_needed()
    link.tap()
    expect(card(opened)).to_be_visible()
    assert opened.page.url.endswith("opener.html")
    card(opened).locator("a").last.tap()
    opened.page.wait_for_url("**/glossary.html#*" if selector == TERM else "**/references.html#*")


def test_by_finger_a_second_tap_follows_and_one_elsewhere_closes(visit):
    opened = visit(PAGE, width=390, has_touch=True)
    term = opened.page.locator(TERM)
    term.scroll_into_view_if_needed()
    term.tap()
    expect(card(opened)).to_be_visible()
    opened.page.touchscreen.tap(5, 300)
    expect(card(opened)).to_be_hidden()
    term.tap()
    expect(card(opened)).to_be_visible()
    term.tap()
    opened.page.wait_for_url("**/glossary.html#term-amakudari")


@pytest.mark.parametrize("width", [320, 768])
def test_no_card_is_cut_off(visit, width):
    opened = visit(PAGE, width=width)
    links = opened.page.locator("article a[aria-describedby^='card-']")
    assert links.count() > 20
    for link in links.all():
        away(opened)
        expect(card(opened)).to_be_hidden()
        link.hover()
        expect(card(opened)).to_be_visible()
        box = card(opened).bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width
        assert box["y"] >= 0 and box["y"] + box["height"] <= 900
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("selector", [TERM, WORK])
def test_axe_finds_nothing_while_a_card_is_open(visit, selector, scheme):
    opened = visit(PAGE, width=390, scheme=scheme, reduced_motion="reduce", has_touch=True)
    opened.wake()
    link = opened.page.locator(selector).first
    link.scroll_into_view_if_needed()
    link.tap()
    expect(card(opened)).to_be_visible()
    opened.page.evaluate(AXE.read_text("utf-8"))
    assert opened.page.evaluate(RUN, EVERYTHING) == []


def test_it_stays_beside_its_term_when_the_screen_changes(visit):
    opened = visit(PAGE, width=768, has_touch=True)
    term = opened.page.locator(TERM)
    term.scroll_into_view_if_needed()
    term.tap()
    for size in ({"width": 390, "height": 900}, {"width": 390, "height": 700}):
        opened.page.set_viewport_size(size)
        expect(card(opened)).to_be_visible()
        shown, link = card(opened).bounding_box(), term.bounding_box()
        assert shown["x"] >= 0 and shown["x"] + shown["width"] <= 390
        gaps = shown["y"] - link["y"] - link["height"], link["y"] - shown["y"] - shown["height"]
        assert 0 <= max(gaps) < 10


def test_paper_shows_no_card(at_term):
    at_term.page.locator(TERM).hover()
    expect(card(at_term)).to_be_visible()
    at_term.page.emulate_media(media="print")
    expect(card(at_term)).to_be_hidden()


def test_every_card_of_the_book_is_asked_for_by_a_link(visit):
    pages = [path for path in BUILT.rglob("*.html") if "<ul hidden>" in path.read_text("utf-8")]
    assert len(pages) > 20
    for path in pages[:6]:
        opened = visit(path.relative_to(BUILT).as_posix())
        cards = opened.page.locator("ul[hidden] > li[id^='card-']").evaluate_all(
            "all => all.map(each => each.id)"
        )
        asked = opened.page.locator("[aria-describedby^='card-']").evaluate_all(
            "all => all.map(each => each.getAttribute('aria-describedby'))"
        )
        assert set(cards) == set(asked)
