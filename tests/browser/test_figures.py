"""Every figure of every page keeps the page contract, found by the contract alone."""

from __future__ import annotations

import pytest
from conftest import FIGURE_PAGES
from playwright.sync_api import expect

EVIDENCE = {"measured", "coded", "simulated", "illustrative"}
CONTROLS = "select[data-control], input[data-control], [data-preset]:not([aria-pressed='true'])"
SWITCHES = "button[aria-pressed][data-control]"  # of which a network has one for each tie

# One change of one control, by the events that a reader's hand would cause.
CHANGE = """control => {
  const fire = name => control.dispatchEvent(new Event(name, {bubbles: true}));
  if (control.tagName === 'BUTTON') return control.click();
  if (control.type === 'checkbox') return control.click();
  if (control.type === 'radio') { if (!control.checked) control.click(); return; }
  if (control.tagName === 'SELECT') {
    control.selectedIndex = (control.selectedIndex + 1) % control.options.length;
  } else if (control.type === 'range') {
    const value = Number(control.value), high = Number(control.max), low = Number(control.min);
    control.value = value - low > (high - low) / 2 ? low : high;
  }
  fire('input'); fire('change');
}"""

# Press each of many buttons, and the reset after each; tell which of them did not do its part.
PRESS_EACH = """async ([figure, switches]) => {
  const reading = figure.querySelector('[data-reading]');
  const reset = figure.querySelector('[data-reset]');
  const frame = () => new Promise(requestAnimationFrame);
  const until = async (done) => {
    await null;
    for (let frames = 0; frames < 120 && !done(); frames++) await frame();
    return done();
  };
  const [first, idle] = [reading.textContent, []];
  for (const button of figure.querySelectorAll(switches)) {
    const was = button.ariaPressed;
    button.click();
    const moved = await until(() => reading.textContent !== first && button.ariaPressed !== was);
    reset.click();
    const back = await until(() => reading.textContent === first && button.ariaPressed === was);
    if (!moved || !back || button.matches(':disabled')) idle.push(button.textContent);
  }
  return idle;
}"""


def open_all(figure):
    """Open whatever is folded in, as a reader does who wants to use it."""
    figure.locator("details").evaluate_all("all => all.forEach(d => { d.open = true; })")


def reading_of(figure):
    return figure.locator("[data-reading]")


@pytest.mark.parametrize("page", FIGURE_PAGES)
def test_figure_is_numbered_captioned_and_says_its_evidence(visit, page):
    opened = visit(page)
    for figure in opened.page.locator("[data-interactive]").all():
        frame = figure.locator("xpath=ancestor::figure")
        assert frame.count() == 1
        assert frame.locator("figcaption .caption-number").inner_text().strip()
        assert len(frame.locator("figcaption .caption-text").inner_text()) > 40
        assert figure.locator("[data-evidence]").get_attribute("data-evidence") in EVIDENCE
        assert reading_of(figure).get_attribute("aria-live") == "polite"
        assert reading_of(figure).inner_text().strip()


@pytest.mark.parametrize("page", FIGURE_PAGES)
def test_without_scripts_picture_reading_and_table_stand_there(visit, page):
    opened = visit(page, java_script_enabled=False)
    for figure in opened.page.locator("[data-interactive]").all():
        assert figure.locator("[data-picture] svg").first.is_visible()
        assert reading_of(figure).inner_text().strip()
        assert figure.locator("tbody tr").count() > 0
        expect(figure.locator(":is(select, input, button):enabled")).to_have_count(0)


@pytest.mark.parametrize("page", FIGURE_PAGES)
def test_every_control_answers_and_changes_the_reading(visit, origin, page):
    opened = visit(page, origin)
    tried = 0
    for figure in opened.wake():
        assert figure.get_attribute("data-state") == "live"
        first = reading_of(figure).inner_text()
        for control in figure.locator(CONTROLS).element_handles():
            if control.get_attribute("type") == "radio" and control.is_checked():
                continue
            assert control.is_enabled()
            control.evaluate(CHANGE)
            expect(reading_of(figure), str(control)).not_to_have_text(first)
            figure.locator("[data-reset]").click()
            expect(reading_of(figure)).to_have_text(first)
            tried += 1
        page_side = [figure.element_handle(), SWITCHES]
        assert opened.page.evaluate(PRESS_EACH, page_side) == []
        tried += figure.locator(SWITCHES).count()
    assert tried > 0
    assert opened.complaints == []


@pytest.mark.parametrize("page", FIGURE_PAGES)
def test_reset_brings_the_first_reading_and_table_back(visit, page):
    opened = visit(page)
    for figure in opened.wake():
        first = reading_of(figure).inner_text()
        table = figure.locator("tbody").text_content()
        for control in figure.locator(CONTROLS).element_handles():
            control.evaluate(CHANGE)
        figure.locator(SWITCHES).evaluate_all("all => all.forEach(button => button.click())")
        expect(reading_of(figure)).not_to_have_text(first)
        figure.locator("[data-reset]").click()
        expect(reading_of(figure)).to_have_text(first)
        assert figure.locator("tbody").text_content() == table


@pytest.mark.parametrize("page", FIGURE_PAGES)
@pytest.mark.parametrize("width", [390, 1366])
def test_live_figure_shows_what_its_still_showed(visit, page, width):
    """The picture drawn at build and the live one agree in reading, numbers and size."""
    opened = visit(page, width=width)
    figures = opened.page.locator("[data-interactive]")
    say = "f => [...f.querySelectorAll('[data-reading], tbody')].map(e => e.textContent.trim())"
    box = "f => ['height', 'width'].map(s => Math.round(f.getBoundingClientRect()[s]))"
    words = lambda text: " ".join(text.split())  # noqa: E731
    still = [
        [[words(t) for t in figure.evaluate(say)], figure.evaluate(box)] for figure in figures.all()
    ]
    live = [
        [[words(t) for t in figure.evaluate(say)], figure.evaluate(box)] for figure in opened.wake()
    ]
    for before, after in zip(still, live, strict=True):
        assert [t.replace(" ", "") for t in before[0]] == [t.replace(" ", "") for t in after[0]]
        assert before[1] == after[1]


@pytest.mark.parametrize("page", FIGURE_PAGES)
def test_controls_can_be_reached_and_used_by_keyboard(visit, page):
    opened = visit(page)
    for figure in opened.wake():
        open_all(figure)
        start = reading_of(figure).inner_text()
        for choice in figure.locator("select").all():
            choice.focus()
            before = reading_of(figure).inner_text()
            first = choice.evaluate("c => c.selectedIndex") == 0
            opened.page.keyboard.press("ArrowDown" if first else "ArrowUp")
            expect(reading_of(figure)).not_to_have_text(before)
        for slider in figure.locator("input[type=range]").all():
            slider.focus()
            before = slider.input_value()
            full = slider.evaluate("s => s.value === s.max")
            opened.page.keyboard.press("ArrowLeft" if full else "ArrowRight")
            assert slider.input_value() != before
        figure.locator("[data-reset]").press("Enter")
        expect(reading_of(figure)).to_have_text(start)
        for box in figure.locator("input[type=checkbox]").all():
            box.press("Space")
            expect(reading_of(figure)).not_to_have_text(start)
            figure.locator("[data-reset]").press("Enter")
            expect(reading_of(figure)).to_have_text(start)
        unreached = """all => all.filter(button => {
          if (button.closest("[hidden]")) return false;
          button.focus();
          return button !== document.activeElement;
        }).map(button => button.textContent)"""
        assert figure.locator("button").evaluate_all(unreached) == []


@pytest.mark.parametrize("page", FIGURE_PAGES)
def test_a_narrow_window_gets_the_narrow_picture_and_back(visit, page):
    opened = visit(page, width=1366)
    opened.wake()
    figure = opened.page.locator("[data-interactive=chart]").first
    if not figure.count():
        pytest.skip("no chart on this page; a network brings both its pictures")
    width = "f => f.querySelector('[data-live] svg').viewBox.baseVal.width"
    wide = figure.evaluate(width)
    for size, wanted in ((390, "<"), (1366, "===")):
        opened.page.set_viewport_size({"width": size, "height": 800})
        opened.page.wait_for_function(
            f"([figure, wide]) => ({width})(figure) {wanted} wide",
            arg=[figure.element_handle(), wide],
        )


# Words of a picture that lie over other words, or stick out of it; halos are the same words twice.
CROWDED = """within => [...within.querySelectorAll('[data-picture]')].flatMap(picture => {
  const name = picture.closest('figure')?.id;
  const frame = picture.getBoundingClientRect();
  const texts = [...picture.querySelectorAll('svg text')].flatMap(text => {
    const [box, style] = [text.getBoundingClientRect(), getComputedStyle(text)];
    const seen = box.width && style.visibility !== 'hidden' && Number(style.opacity) > 0.05;
    return seen ? [{ words: text.textContent.trim(), box }] : [];
  });
  return texts.flatMap(({ words, box }, at) => [
    ...(box.left < frame.left - 1 || box.right > frame.right + 1 ? [`${name}: ${words} cut`] : []),
    ...texts.slice(at + 1).filter(other => other.words !== words &&
      Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left) > 2 &&
      Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top) > 5,
    ).map(other => `${name}: ${words} over ${other.words}`),
  ]);
})"""

# Each state that one change leads to from the start: an option, an end of a slider, a switch.
ONE_STEP_AWAY = """async look => {
  const drawn = () => new Promise(done => requestAnimationFrame(() => setTimeout(done, 30)));
  const changed = control => ['input', 'change'].forEach(name =>
    control.dispatchEvent(new Event(name, { bubbles: true })));
  const found = { states: 0, crowded: [] };
  for (const figure of document.querySelectorAll('[data-interactive]')) {
    const all = selector => [...figure.querySelectorAll(selector)];
    const steps = [
      ...all('select').flatMap(choice => [...choice.options].map(option => [option.text, () => {
        option.selected = true;
        changed(choice);
      }])),
      ...all('input[type=range]').flatMap(slider => ['min', 'max'].map(end => [end, () => {
        slider.value = slider[end];
        changed(slider);
      }])),
      ...all('input[type=checkbox], input[type=radio], [data-preset]').map(each =>
        [each.textContent || each.value, () => each.click()]),
    ];
    for (const [name, step] of steps) {
      step();
      await drawn();
      found.states += 1;
      found.crowded.push(...look(figure).map(words => `${name}: ${words}`));
      figure.querySelector('[data-reset]')?.click();
    }
  }
  return found;
}"""


@pytest.mark.parametrize("width", [1366, 390])
@pytest.mark.parametrize("page", FIGURE_PAGES)
def test_words_of_a_picture_have_room(visit, page, width):
    """Debian's sans-serif letters are wide: what has room in them has it elsewhere."""
    opened = visit(page, width=width)
    assert opened.page.evaluate(f"({CROWDED})(document)") == []
    opened.wake()
    found = opened.page.evaluate(f"({ONE_STEP_AWAY})({CROWDED})")
    assert found["states"] > 0
    assert found["crowded"] == []
