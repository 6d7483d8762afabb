"""The course kit as it is built: every link leads somewhere, no key leaks, slides answer."""

from __future__ import annotations

import gzip
import io
import posixpath
import re
import zipfile
from functools import cache
from urllib.parse import unquote, urlsplit

import pytest
from conftest import ROOT, serve
from playwright.sync_api import expect
from pypdf import PdfReader
from test_access import run_axe
from test_figures import CHANGE, CONTROLS, reading_of

KIT = ROOT / "_build" / "course"
BOOK = KIT / "book"
PAGES = sorted(
    path.relative_to(KIT).as_posix() for path in KIT.rglob("*.html") if BOOK not in path.parents
)
DECKS = [page for page in PAGES if page.startswith("slides/")]
# One of each folder, where pages are made alike.
KINDS = list({posixpath.dirname(page): page for page in PAGES if page not in DECKS}.values())
WIDTH, HEIGHT = 1280, 720  # a projector's, and what slides are drawn for


@pytest.fixture(scope="module")
def served():
    with serve(KIT) as address:
        yield address


@pytest.fixture(params=["http", "disk"])
def kit(request, served):
    """Where the kit is read from."""
    return served if request.param == "http" else KIT.as_uri()


@cache
def text_of(path):
    return path.read_text(encoding="utf-8")


def links(page):
    """Return where a page leads, as a file and a place in it, and what it loads."""
    markup = re.sub(r"<(script|pre)\b.*?</\1>", "", text_of(KIT / page), flags=re.DOTALL)
    for address in re.findall(r'\s(?:href|src)="([^"]+)"', markup):
        parts = urlsplit(address.replace("&amp;", "&"))
        if not parts.scheme:
            file = (KIT / page).parent / unquote(parts.path) if parts.path else KIT / page
            yield address, file.resolve(), unquote(parts.fragment).partition("?")[0]


# The kit


def test_there_is_something_on_every_shelf_that_is_made():
    assert {"index.html", "key/index.html"} <= set(PAGES)
    assert len(DECKS) >= 3
    for folder in ("sheets", "key/sheets"):
        assert [page for page in PAGES if page.startswith(f"{folder}/")]


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_to_a_file_and_a_place_in_it(page):
    found = list(links(page))
    assert [address for address, file, _ in found if not file.is_file()] == []
    assert [
        address
        for address, file, place in found
        if place and f'id="{place}"' not in text_of(file) and "index.html" not in file.name
    ] == []


@pytest.mark.parametrize("page", PAGES)
def test_no_page_for_students_leads_to_the_key(page):
    key = (KIT / "key").resolve()
    into = [address for address, file, _ in links(page) if key in file.parents]
    assert page.startswith("key/") or into == []
    assert page != "key/index.html" or into


def test_no_page_of_the_book_leads_to_the_key():
    pages = [path for path in BOOK.rglob("*.html") if "_static" not in path.parts]
    assert pages
    assert [path.name for path in pages if re.search(r'href="[^"]*\bkey/', text_of(path))] == []


def test_the_zips_can_be_mailed_and_one_has_no_key():
    held = {}
    for name in ("course", "class"):
        path = ROOT / "_build" / f"ties-that-govern-{name}.zip"
        assert path.stat().st_size < 15e6
        with zipfile.ZipFile(path) as archive:
            top = f"ties-that-govern-{name}/"
            assert all(each.startswith(top) for each in archive.namelist())
            held[name] = {each.removeprefix(top) for each in archive.namelist()}
    files = {path.relative_to(KIT).as_posix() for path in KIT.rglob("*") if path.is_file()}
    assert held["course"] == files
    assert held["class"] == {name for name in files if not name.startswith("key/")}


@pytest.mark.parametrize("page", KINDS)
def test_axe_finds_nothing_on_a_page_and_it_asks_nobody(visit, served, page):
    for width in (390, 1366):
        opened = visit(page, served, width=width)
        assert run_axe(opened) == []
        assert (opened.strangers, opened.complaints) == ([], [])
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= width


# Slides


def present(visit, deck, origin, **options):
    return visit(deck, origin, width=WIDTH, height=HEIGHT, **options)


def walk(opened):
    """Turn from slide to slide, wait for what comes alive, and give each slide in turn."""
    for place in range(opened.page.locator(".slide").count()):
        slide = opened.page.locator(".slide:visible")
        expect(slide).to_have_count(1)
        assert slide.get_attribute("aria-label").startswith(f"Slide {place + 1} of ")
        for figure in slide.locator("[data-interactive]").element_handles():
            opened.page.wait_for_function("el => el.dataset.state !== 'waiting'", arg=figure)
        yield slide
        opened.page.locator("[data-do=on]").click()


@pytest.mark.parametrize("deck", DECKS)
def test_each_figure_answers_on_its_slide(visit, kit, deck):
    opened = present(visit, deck, kit)
    tried = 0
    for slide in walk(opened):
        for figure in slide.locator("[data-interactive]").all():
            assert figure.get_attribute("data-state") == "live"
            first = reading_of(figure).inner_text()
            for control in figure.locator(CONTROLS).element_handles():
                if control.get_attribute("type") == "radio" and control.is_checked():
                    continue
                control.evaluate(CHANGE)
                expect(reading_of(figure), str(control)).not_to_have_text(first)
                figure.locator("[data-reset]").click()
                expect(reading_of(figure)).to_have_text(first)
                tried += 1
    assert tried > 10
    assert (opened.strangers, opened.complaints) == ([], [])


@pytest.mark.parametrize("deck", DECKS)
def test_a_figure_is_drawn_when_its_slide_comes_and_not_before(visit, served, deck):
    opened = present(visit, deck, served)
    engine = [address for address in opened.asked if address.endswith("vega.js")]
    assert engine == []
    waiting = "all => all.filter(each => each.dataset.state === 'waiting').length"
    count = opened.page.locator("[data-interactive]").count()
    for slide in walk(opened):
        count -= slide.locator("[data-interactive]").count()
        assert opened.page.locator("[data-interactive]").evaluate_all(waiting) == count
    assert count == 0


@pytest.mark.parametrize("deck", DECKS)
def test_every_slide_fits_and_shows_what_its_figure_says(visit, served, deck):
    opened = present(visit, deck, served)
    for slide in walk(opened):
        stage = slide.locator(".stage")
        box = stage.bounding_box()
        assert (round(box["width"]), round(box["height"])) == (WIDTH, HEIGHT)
        assert stage.evaluate("s => s.scrollHeight <= s.clientHeight"), slide.get_attribute("id")
        bar = opened.page.locator("[data-bar]").bounding_box()["y"]
        for part in slide.locator(":is([data-picture], [data-reading])").all():
            inner = part.bounding_box()
            assert inner["x"] >= 0 and inner["x"] + inner["width"] <= WIDTH
            assert inner["y"] >= 0 and inner["y"] + inner["height"] <= bar + 1
        for words in slide.locator("h1, h2, .stage > :is(p, ul, ol)").all():
            inner = words.bounding_box()
            assert inner["y"] >= 0 and inner["y"] + inner["height"] <= bar


@pytest.mark.parametrize("deck", DECKS)
def test_keys_turn_slides_but_not_from_within_a_control(visit, kit, deck):
    opened = present(visit, deck, kit)
    keys, place = opened.page.keyboard, opened.page.locator("[data-place]")
    for key, wanted in (("PageDown", "2"), ("ArrowRight", "3"), ("ArrowLeft", "2"), (" ", "3")):
        keys.press(key)
        expect(place).to_have_text(re.compile(rf"^{wanted} / "))
    figure = opened.page.locator(".slide:visible [data-interactive]")
    for name in ("select", "input[type=range]", "input[type=radio]:checked", "button[data-preset]"):
        control = figure.locator(f"{name}:visible:enabled").first
        figure.locator("[data-reset]:enabled").wait_for()
        if not control.count():
            continue
        control.focus()
        for key in ("ArrowDown", "ArrowUp") if name[0] != "b" else (" ",):
            keys.press(key)
            expect(place).to_have_text(re.compile("^3 / "))
    keys.press("Escape")
    keys.press("ArrowRight")
    expect(place).to_have_text(re.compile("^4 / "))
    assert opened.complaints == []


def test_an_address_leads_to_its_slide_and_follows(visit, served):
    page = present(visit, DECKS[0], served).page
    page.keyboard.press("End")
    address, last = page.url, page.locator(".slide:visible").get_attribute("id")
    assert address.endswith(f"#{last}")
    page.reload()
    expect(page.locator(f"#{last}")).to_be_visible()
    expect(page.locator(".slide:visible")).to_have_count(1)


def test_notes_are_shown_when_asked_for(visit, served):
    page = present(visit, DECKS[0], served).page
    notes = page.locator(".slide:visible .notes")
    expect(notes).to_be_hidden()
    page.keyboard.press("n")
    expect(notes).to_be_visible()
    expect(page.locator("[data-do=notes]")).to_have_attribute("aria-pressed", "true")
    page.locator("[data-do=notes]").click()
    expect(notes).to_be_hidden()


def test_the_speakers_window_keeps_step_both_ways(visit, kit):
    page = present(visit, DECKS[0], kit).page
    with page.context.expect_page() as opening:
        page.locator("[data-do=speaker]").click()
    window = opening.value
    window.wait_for_load_state()
    expect(window.locator(".slide:visible .notes")).to_be_visible()
    expect(window.locator(".slide:visible [data-interactive]")).to_be_hidden()
    page.keyboard.press("ArrowRight")
    expect(window.locator("[data-place]")).to_have_text(re.compile("^2 / "))
    window.keyboard.press("ArrowRight")
    expect(page.locator("[data-place]")).to_have_text(re.compile("^3 / "))


@pytest.mark.parametrize("deck", DECKS)
def test_without_scripts_all_slides_stand_there(visit, served, deck):
    page = present(visit, deck, served, java_script_enabled=False).page
    slides = page.locator(".slide")
    assert slides.count() >= 10
    for slide in slides.all():
        assert slide.is_visible()
        for figure in slide.locator("[data-interactive]").all():
            assert figure.locator("[data-picture] svg").first.is_visible()
            assert reading_of(figure).inner_text().strip()
    assert page.locator("[data-bar]").is_hidden()


@pytest.mark.parametrize("deck", DECKS)
def test_a_phone_reads_slides_one_below_the_other(visit, served, deck):
    page = visit(deck, served, width=390).page
    assert page.locator(".slide:visible").count() == page.locator(".slide").count()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("deck", DECKS)
def test_axe_finds_nothing_on_any_slide(visit, served, deck):
    opened = present(visit, deck, served, reduced_motion="reduce")
    for slide in walk(opened):
        assert run_axe(opened) == [], slide.get_attribute("id")
    opened.page.keyboard.press("n")
    assert run_axe(opened) == []


@pytest.mark.parametrize("deck", DECKS)
def test_paper_has_a_sheet_a_slide(visit, served, deck):
    page = present(visit, deck, served).page
    count = page.locator(".slide").count()
    for wanted in (16 / 9, 210 / 297):  # slides alone; then with their notes
        printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))
        assert len(printed.pages) == count
        sizes = {round(float(p.mediabox.width / p.mediabox.height), 2) for p in printed.pages}
        assert sizes == {round(wanted, 2)}
        page.keyboard.press("n")


@pytest.mark.parametrize("deck", DECKS)
def test_a_deck_is_light(deck):
    def weight(path):
        return len(gzip.compress(path.read_bytes(), 9))

    assert weight(KIT / deck) < 160_000
    assert sum(map(weight, (KIT / "slides" / "_static").iterdir())) < 350_000
