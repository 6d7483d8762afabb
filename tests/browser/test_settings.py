"""Pages keep to how a reader sees and moves: focus, motion, zoom, forced colours, readings said."""

from __future__ import annotations

from contextlib import suppress

import pytest
from conftest import FIGURE_PAGES, PAGES
from playwright.sync_api import TimeoutError, expect
from test_figures import CHANGE, CONTROLS, SWITCHES, open_all, reading_of

FOCUSABLE = "a[href], button, summary, input, select, [tabindex='0']"
FEW = [
    "chapters/ties_and_positions.html",
    "chapters/regionalizing_state/guidance.html",
    "chapters/regionalizing_state/resources.html",
    "chapters/clientelism/what_it_does.html",
]

# Which of them look alike with and without the focus: no outline, no shadow of their own.
UNMARKED = """all => {
  const looks = e => {
    // A choice that is drawn beside others lends its outline to the text that it stands behind.
    const shown = e.matches('.ties-beside input') ? e.nextElementSibling
      : e.closest('.bd-search') ?? e;
    const {outlineStyle, outlineWidth, boxShadow} = getComputedStyle(shown);
    return [outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2, boxShadow].join();
  };
  return all.filter(e => e.checkVisibility({visibilityProperty: true}) && !e.disabled).filter(e => {
    e.blur();
    const before = looks(e);
    e.focus({focusVisible: true});
    return document.activeElement === e && looks(e) === before;
  }).map(e => e.outerHTML.slice(0, 120));
}"""

SMALL = """(all, least) => all.filter(e => {
  if (!e.checkVisibility({visibilityProperty: true})) return false;
  // Clicking its label does what clicking the box does.
  const box = (e.closest('label') ?? e).getBoundingClientRect();
  return box.width < least || box.height < least;
}).map(e => e.outerHTML.slice(0, 120))"""

SHIFTS = """() => new Promise(resolve => {
  const shifts = [];
  new PerformanceObserver(list => shifts.push(...list.getEntries()))
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => resolve(shifts.map(shift => [shift.value,
    ...shift.sources.map(s => s.node?.outerHTML?.slice(0, 80))])), 300);
})"""


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("width", [390, 1366])
def test_nothing_moves_when_figures_come_alive(visit, page, width):
    opened = visit(page, width=width)
    opened.wake()
    shifts = opened.page.evaluate(SHIFTS)
    assert sum(shift[0] for shift in shifts) < 0.01, shifts


@pytest.mark.parametrize("page", PAGES)
def test_whatever_has_the_focus_shows_it(visit, page):
    opened = visit(page, reduced_motion="reduce")
    opened.wake()
    open_all(opened.page.locator("article"))
    opened.page.keyboard.press("Tab")
    assert opened.page.locator(FOCUSABLE).evaluate_all(UNMARKED) == []


@pytest.mark.parametrize("page", PAGES)
def test_targets_are_large_enough_for_a_finger(visit, page):
    """24 px at least, as WCAG 2.2 has it; links within a sentence are as small as their words."""
    opened = visit(page, width=390, has_touch=True)
    opened.wake()
    open_all(opened.page.locator("article"))
    targets = opened.page.locator("button, summary, input, select, nav a")
    assert targets.evaluate_all(SMALL, 24) == []


@pytest.mark.parametrize("page", PAGES)
def test_at_twice_the_size_nothing_is_lost(visit, page):
    """200 % on a screen of 1366 px, and 400 % on one of 1280, which leaves 320."""
    for width, scale in ((683, 2), (320, 4)):
        opened = visit(page, width=width, device_scale_factor=scale)
        opened.wake()
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
        cut = """all => all.filter(e => e.checkVisibility()
            && !e.matches('.ties-hidden') && e.scrollWidth > e.clientWidth + 1
            && getComputedStyle(e).overflowX === 'hidden').map(e => e.outerHTML.slice(0, 120))"""
        parts = ":is(a, p, li, h1, h2, h3, button, summary, legend, span)"
        shown = opened.page.locator(f":is(article, footer) {parts}")
        assert shown.evaluate_all(cut) == []


@pytest.mark.parametrize("page", FIGURE_PAGES)
def test_a_change_is_said_once(visit, page):
    """A live region that is written twice for one change is read aloud twice."""
    opened = visit(page)
    for figure in opened.page.locator("[data-interactive]").all():
        reading_of(figure).evaluate(
            """reading => {
              reading.said = [];
              new MutationObserver(() => reading.said.push(reading.textContent))
                .observe(reading, {childList: true, characterData: true, subtree: true});
            }"""
        )
    for figure in opened.wake():
        said = "reading => reading.said.splice(0)"
        opened.page.wait_for_timeout(50)
        assert reading_of(figure).evaluate(said) == []  # coming alive is no news
        for control in figure.locator(CONTROLS).element_handles()[:4]:
            before = reading_of(figure).inner_text()
            control.evaluate(CHANGE)
            with suppress(TimeoutError):  # some changes say nothing new
                spoken, region = "r => r.said.length > 0", reading_of(figure).element_handle()
                opened.page.wait_for_function(spoken, arg=region, timeout=1500)
            opened.page.wait_for_timeout(120)
            heard = reading_of(figure).evaluate(said)
            assert len(heard) == (reading_of(figure).inner_text() != before), heard


@pytest.mark.parametrize("page", FEW)
def test_motion_is_as_the_reader_wants_it(visit, page):
    moving = """all => all.filter(e => {
      const {transitionDuration, animationName} = getComputedStyle(e);
      return animationName !== 'none' || !/^0s(, 0s)*$/.test(transitionDuration);
    }).length"""
    for setting, wanted in (("reduce", False), ("no-preference", True)):
        opened = visit(page, reduced_motion=setting)
        opened.wake()
        assert (opened.page.locator("body *").evaluate_all(moving) > 0) == wanted


@pytest.mark.parametrize("page", FEW)
def test_with_forced_colours_what_is_pressed_looks_pressed(visit, page):
    opened = visit(page, forced_colors="active")
    looks = """e => {
      const {backgroundColor, borderStyle, textDecorationLine} = getComputedStyle(
        e.matches('input') ? e.nextElementSibling : e);
      return [backgroundColor, borderStyle, textDecorationLine].join();
    }"""
    for figure in opened.wake():
        open_all(figure)
        for off, on in (
            (".ties-presets [aria-pressed=false]", ".ties-presets [aria-pressed=true]"),
            (".ties-beside input:not(:checked)", ".ties-beside input:checked"),
        ):
            if figure.locator(off).count() and figure.locator(on).count():
                pressed = figure.locator(on).first.evaluate(looks)
                assert figure.locator(off).first.evaluate(looks) != pressed
        for switch in figure.locator(SWITCHES).all()[:1]:
            before = switch.evaluate(looks)
            switch.click()
            expect(switch).to_have_attribute("aria-pressed", "false")
            assert switch.evaluate(looks) != before
