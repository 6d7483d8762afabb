"""What stands around the text works by hand and by keyboard, without the theme's scripts."""

from __future__ import annotations

import re

import pytest
from conftest import BUILT, PAGES
from playwright.sync_api import expect

PAGE = "chapters/regionalizing_state/guidance.html"
PHONE, LAPTOP = 390, 1366
BOTH_WAYS = ["clipboard-read", "clipboard-write"]


@pytest.mark.parametrize("page", PAGES)
def test_no_script_stands_within_a_page(page):
    """A server may then allow files of its own alone; data in a page is no script."""
    html = (BUILT / page).read_text("utf-8")
    texts = re.findall(r"<script\b(?![^>]*(?: src=|application/json))[^>]*>[^<]*", html)
    assert texts == []
    elements = re.sub(r"<script\b.*?</script>", "", html, flags=re.DOTALL)
    assert re.findall(r"<[^>]*\son[a-z]+=", elements) == []
    assert "javascript:" not in html


def test_colours_follow_the_system_until_the_reader_chooses(visit):
    opened = visit(PAGE, scheme="dark")
    root = opened.page.locator("html")
    expect(root).to_have_attribute("data-theme", "dark")
    opened.page.emulate_media(color_scheme="light")
    expect(root).to_have_attribute("data-theme", "light")
    button = opened.page.locator(".theme-switch-button")
    expect(button).to_have_accessible_name("Colours: as the system")
    button.press("Enter")
    expect(button).to_have_accessible_name("Colours: light")
    button.press("Enter")
    expect(button).to_have_accessible_name("Colours: dark")
    expect(root).to_have_attribute("data-theme", "dark")
    opened.page.reload()
    expect(root).to_have_attribute("data-theme", "dark")


def test_colours_stand_before_anything_is_drawn(visit):
    opened = visit(PAGE, scheme="dark", java_script_enabled=True)
    first = opened.page.locator("head script, head link[rel=stylesheet]").first
    assert first.get_attribute("src").endswith("book/first.js")
    assert first.get_attribute("defer") is None


@pytest.mark.parametrize("side,name", [("primary", "Chapters"), ("secondary", "On this page")])
def test_on_a_phone_a_side_bar_opens_over_the_text_and_gives_the_focus_back(visit, side, name):
    opened = visit(PAGE, width=PHONE)
    button = opened.page.get_by_role("button", name=name)
    dialog = opened.page.locator(f"#pst-{side}-sidebar-modal")
    expect(dialog).to_be_hidden()
    button.press("Enter")
    expect(dialog).to_be_visible()
    expect(dialog.locator("nav a").first).to_be_visible()
    opened.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()
    assert opened.page.locator(f"#pst-{side}-sidebar nav a").count() > 3


def test_a_click_beside_the_side_bar_closes_it(visit):
    opened = visit(PAGE, width=PHONE)
    opened.page.get_by_role("button", name="Chapters").click()
    dialog = opened.page.locator("#pst-primary-sidebar-modal")
    expect(dialog).to_be_visible()
    opened.page.mouse.click(PHONE - 5, 400)
    expect(dialog).to_be_hidden()


def test_a_link_within_the_page_leads_out_of_the_contents(visit):
    opened = visit(PAGE, width=PHONE)
    opened.page.get_by_role("button", name="On this page").click()
    dialog = opened.page.locator("#pst-secondary-sidebar-modal")
    dialog.locator("nav a").last.click()
    expect(dialog).to_be_hidden()
    assert "#" in opened.page.url


def test_on_a_laptop_the_chapters_can_be_put_away(visit):
    opened = visit(PAGE, width=LAPTOP)
    button = opened.page.get_by_role("button", name="Chapters")
    bar = opened.page.locator("#pst-primary-sidebar")
    expect(button).to_have_attribute("aria-expanded", "true")
    button.click()
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(bar).to_be_hidden()
    button.click()
    expect(bar).to_be_visible()


@pytest.mark.parametrize("width", [PHONE, LAPTOP])
def test_the_menu_opens_within_the_screen_and_closes_by_escape(visit, width):
    opened = visit(PAGE, width=width)
    menu = opened.page.locator(".article-header-buttons details.dropdown").first
    menu.locator("summary").press("Enter")
    items = menu.locator("li > *")
    for item in items.all():
        expect(item).to_be_visible()
        box = item.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width
    items.first.focus()
    opened.page.keyboard.press("Escape")
    expect(items.first).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()


def test_the_contents_tell_where_the_reader_is(visit):
    opened = visit(PAGE, width=LAPTOP)
    link = opened.page.locator("#pst-page-toc-nav a").nth(2)
    opened.page.locator(link.get_attribute("href")).evaluate("section => section.scrollIntoView()")
    expect(link).to_have_attribute("aria-current", "true")
    expect(opened.page.locator("#pst-page-toc-nav [aria-current]")).to_have_count(1)


def test_code_can_be_copied_by_keyboard(visit, origin):
    opened = visit("chapters/ties_and_positions.html", origin, permissions=BOTH_WAYS)
    block = opened.page.locator("div.highlight:visible", has=opened.page.locator("button")).first
    block.get_by_role("button", name="Copy this code").press("Enter")
    expect(block.locator("button")).to_have_text("Copied")
    copied = opened.page.evaluate("navigator.clipboard.readText()")
    assert copied == block.locator("pre").text_content().rstrip()


def test_what_was_searched_for_is_marked_on_the_page_that_was_found(visit, origin):
    opened = visit("search.html?q=Krackhardt", origin)
    opened.page.locator("#search-results li a[href*='ties_and_positions']").first.click()
    expect(opened.page.locator("article .highlighted").first).to_have_text("Krackhardt")
    assert opened.complaints == []


@pytest.mark.parametrize("width", [1200, 1280, 1920])
def test_a_text_is_as_wide_before_the_contents_beside_it_have_come(visit, width):
    page = visit(PAGE, width=width).page
    wide = "() => document.querySelector('.bd-article').getBoundingClientRect().width"
    with_contents = page.evaluate(wide)
    page.evaluate("() => document.querySelector('.bd-sidebar-secondary').remove()")
    assert page.evaluate(wide) == with_contents > 500


def test_the_search_field_is_a_keystroke_away(visit):
    opened = visit(PAGE)
    opened.page.keyboard.press("Control+k")
    expect(opened.page.get_by_role("searchbox", name="Search the book")).to_be_focused()


def test_the_search_page_begins_in_its_field(visit):
    opened = visit("search.html")
    expect(opened.page.get_by_role("searchbox", name="Search the whole book")).to_be_focused()


def test_what_scrolls_in_itself_is_reached_by_keyboard(visit):
    opened = visit(PAGE, width=PHONE)
    opened.page.locator("article details").evaluate_all("all => all.forEach(d => d.open = true)")
    wide = "all => all.filter(e => e.scrollWidth > e.clientWidth).map(e => e.tabIndex)"
    tabs = opened.page.locator("article pre:visible")
    opened.page.wait_for_function(
        "() => [...document.querySelectorAll('article pre')]"
        ".every(e => e.scrollWidth <= e.clientWidth || e.tabIndex === 0)"
    )
    assert 0 in tabs.evaluate_all(wide)
