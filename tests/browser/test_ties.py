"""Ties cut on the page: by click, by name, by key and by finger, with the numbers of Python."""

from __future__ import annotations

import random

import pytest
from playwright.sync_api import expect

from widgets import guidance_network, kite
from widgets.tie_network import MEASURES
from widgets.tie_picture import LABELS

KITE = "chapters/ties_and_positions.html"
GUIDANCE = "chapters/regionalizing_state/guidance.html"
PHONE = {"width": 390, "has_touch": True}

# A state, set through the controls: by position in a list, by box, by button.
SET = """async ([figure, state]) => {
  const all = name => [...figure.querySelectorAll(`[data-control="${name}"]`)];
  const fire = control => control.dispatchEvent(new Event('input', {bubbles: true}));
  const choose = (name, value) => {
    const select = all(name)[0];
    select.value = value;
    fire(select);
  };
  figure.querySelector('[data-reset]').click();
  for (const actor of state.removed_actors) {
    choose('focus', actor);
    figure.querySelector('[data-take]').click();
    await null;
  }
  for (const [name, wanted] of Object.entries(state.sets)) {
    all(name).forEach((box, at) => { if (box.checked !== wanted.includes(at)) box.click(); });
  }
  for (const [name, value] of Object.entries(state.choices)) choose(name, value);
  for (const [name, on] of Object.entries(state.boxes)) {
    if (all(name)[0].checked !== on) all(name)[0].click();
  }
  for (const tie of state.removed_ties) all(tie)[0].click();
  await null;
  return [
    figure.querySelector('[data-reading]').textContent,
    [...figure.querySelectorAll('tbody tr')].map(r => [...r.cells].map(c => c.textContent)),
  ];
}"""

# A point of the page where a click meets this line, and nothing that lies over it.
POINT_ON_LINE = """reach => {
  reach.scrollIntoView({block: 'center', behavior: 'instant'});
  const [length, matrix] = [reach.getTotalLength(), reach.getScreenCTM()];
  for (let part = 0.1; part < 0.9; part += 0.02) {
    const {x, y} = reach.getPointAtLength(part * length).matrixTransform(matrix);
    if (document.elementFromPoint(x, y)?.parentNode === reach.parentNode) return [x, y];
  }
  throw new Error('no point of the line lies open');
}"""

POINT_BESIDE_ALL = """picture => {
  picture.scrollIntoView({block: 'center', behavior: 'instant'});
  const box = picture.getBoundingClientRect();
  for (let x = box.left + 4; x < box.right; x += 7) {
    for (let y = box.top + 4; y < box.bottom; y += 7) {
      const hit = document.elementFromPoint(x, y);
      if (picture.contains(hit) && !hit.closest('[data-tie], [data-actor]')) return [x, y];
    }
  }
  throw new Error('the picture has no empty place');
}"""


@pytest.fixture
def network(visit):
    """The primer's network, alive."""
    opened = visit(KITE)
    yield opened.wake()[0]
    assert opened.complaints == []


@pytest.fixture
def guidance(visit):
    """The network of guidance, alive, on a wide page."""
    opened = visit(GUIDANCE)
    yield opened.wake()[0]
    assert opened.complaints == []


@pytest.fixture
def pocket(visit):
    """The same on a phone."""
    opened = visit(GUIDANCE, **PHONE)
    yield opened.wake()[0]
    assert opened.complaints == []


def reading(figure):
    return figure.locator("[data-reading]")


def row(figure, tie):
    return figure.locator(f"[data-row='{tie}']")


def button(figure, tie):
    return row(figure, tie).locator("button")


def actor(figure, name, still="wide"):
    return figure.locator(f"[data-still={still}] [data-actor='{name}'] circle").last


def click_at(figure, element, script):
    figure.page.mouse.click(*element.evaluate(script))


def look_at(figure, name):
    figure.locator("select[data-control=focus]").select_option(label=name)


def cells(figure):
    return figure.locator("tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
    )


# The page and Python


@pytest.mark.parametrize("measure", MEASURES)
def test_page_and_python_say_the_same_of_every_cut(network, measure):
    twin = kite(measure=measure)
    network.get_by_role("radio", name=MEASURES[measure][0], exact=True).check()
    network.locator(".ties-list summary").click()
    for tie in [tie["tie"] for tie in twin.ties]:
        twin.removed_ties = [tie]
        button(network, tie).click()
        assert reading(network).inner_text() == twin.reading
        assert cells(network) == twin._contents()["rows"]
        button(network, tie).click()


def states(twin):
    """Return states of the guidance network: some with a point to them, some drawn by lot."""
    options = {control.name: control.options for control in twin._controls}
    chosen = [
        {},
        {"bloc": True},
        {"bloc": True, "focus": "japan_state"},
        {"bloc": True, "focus": "miti", "removed_actors": ["miti"]},
        {"focus": "japan_state"},
        {"removed_actors": ["japan_state"]},
        {"families_on": []},
        {"families_on": options["families_on"]},
        {"bases_on": ["stated"], "removed_actors": ["miti", "jica"]},
        {"past_and_plans": True, "period": 1995, "measure": "constraint"},
        {"measure": "closures", "removed_ties": options["removed_ties"][:60]},
    ]
    lot = random.Random(2025)
    some = lambda name, most: lot.sample(options[name], lot.randint(0, most))  # noqa: E731
    for _ in range(15):
        chosen.append(
            {
                "measure": lot.choice(options["measure"]),
                "families_on": some("families_on", len(options["families_on"])),
                "bases_on": some("bases_on", len(options["bases_on"])),
                "period": lot.choice([0, *options["period"]]),
                "past_and_plans": lot.random() < 0.5,
                "bloc": lot.random() < 0.3,
                "removed_actors": some("removed_actors", 3),
                "programmes_off": some("programmes_off", 1),
                "removed_ties": some("removed_ties", 4),
                "focus": lot.choice(options["focus"]),
            }
        )
    return chosen


def by_controls(twin):
    """Return what a twin's state is in the controls' own terms."""
    at = {
        control.name: {option: place for place, option in enumerate(control.options)}
        for control in twin._controls
    }
    off = [at["programmes_off"][name] for name in twin.programmes_off]
    return {
        "removed_actors": [str(at["focus"][name]) for name in twin.removed_actors],
        "removed_ties": twin.removed_ties,
        "sets": {
            name: [at[name][each] for each in getattr(twin, name)]
            for name in ("families_on", "bases_on")
        },
        "boxes": {name: getattr(twin, name) for name in ("bloc", "past_and_plans")},
        "choices": {name: str(at[name][getattr(twin, name)]) for name in ("measure", "period")}
        | {"programmes_off": str(off[0]) if off else "", "focus": str(at["focus"][twin.focus])},
    }


def test_page_and_python_say_the_same_of_many_states(guidance):
    twin = guidance_network()
    page = guidance.element_handle()
    said = set()
    for state in states(twin):
        with twin.hold_trait_notifications():
            for name, value in {**twin.start, **state}.items():
                setattr(twin, name, value)
        words, rows = guidance.page.evaluate(SET, [page, by_controls(twin)])
        assert words == twin.reading, state
        assert rows == twin._contents()["rows"], state
        said.add(words)
    assert len(said) > 20


# Undo


def test_undo_takes_back_one_change_at_a_time(guidance):
    undo = guidance.locator("[data-undo]")
    first = reading(guidance).inner_text()
    expect(undo).to_have_attribute("aria-disabled", "true")
    undo.click(force=True)
    expect(reading(guidance)).to_have_text(first)
    guidance.locator(".ties-list summary").click()
    said = [first]
    steps = [
        guidance.get_by_role("button", name="Without JICA"),
        guidance.locator("[data-take]"),
        guidance.get_by_role("checkbox", name="Merge", exact=False),
        guidance.locator("[data-reset]"),
    ]
    for step in steps:
        step.click()
        expect(reading(guidance)).not_to_have_text(said[-1])
        expect(undo).to_have_attribute("aria-disabled", "false")
        said.append(reading(guidance).inner_text())
    for words in reversed(said[:-1]):
        undo.click()
        expect(reading(guidance)).to_have_text(words)
    expect(undo).to_have_attribute("aria-disabled", "true")
    expect(guidance.get_by_role("button", name="Whole")).to_have_attribute("aria-pressed", "true")


def test_what_is_undone_is_no_step_of_its_own(network):
    undo, first = network.locator("[data-undo]"), reading(network).inner_text()
    network.locator(".ties-list summary").click()
    for tie in ("ike-jane", "heather-ike"):
        button(network, tie).click()
    undo.click()
    expect(reading(network)).to_contain_text("Without Ike–Jane:")
    button(network, "andre-beverley").click()
    for words in ("Without Ike–Jane:", first):
        undo.click()
        expect(reading(network)).to_contain_text(words)
    expect(undo).to_have_attribute("aria-disabled", "true")


# The picture


def test_a_click_on_a_line_cuts_it_and_another_mends_it(network):
    line = network.locator("[data-still=wide] [data-tie='heather-ike'] .reach")
    click_at(network, line, POINT_ON_LINE)
    expect(reading(network)).to_contain_text("Without Heather–Ike")
    expect(button(network, "heather-ike")).to_have_attribute("aria-pressed", "false")
    click_at(network, line, POINT_ON_LINE)
    expect(reading(network)).to_contain_text("All 18 ties stand.")


def test_a_click_on_an_actor_looks_at_it_and_another_leaves(guidance):
    first = reading(guidance).inner_text()
    rows = guidance.locator("[data-row]:visible")
    actor(guidance, "jica").click()
    expect(reading(guidance)).to_contain_text("In focus: JICA,")
    expect(guidance.locator(".ties-list")).to_have_attribute("open", "")
    expect(guidance.locator("[data-list-title]")).to_have_text("The ties of JICA, one by one")
    twin = guidance_network(focus="jica")
    own = [t for t in twin.ties if "jica" in (t["source"], t["target"])]
    shown = rows.evaluate_all("rows => rows.map(row => row.dataset.row)")
    assert set(shown) <= {tie["tie"] for tie in own}
    assert len(shown) > 5
    actor(guidance, "jica").click()
    expect(reading(guidance)).to_have_text(first)
    expect(rows).to_have_count(len(twin.ties))


def test_a_click_beside_everything_leaves(guidance):
    first = reading(guidance).inner_text()
    actor(guidance, "jica").click()
    expect(reading(guidance)).to_contain_text("In focus: JICA,")
    click_at(guidance, guidance.locator("[data-picture]"), POINT_BESIDE_ALL)
    expect(reading(guidance)).to_have_text(first)


def test_a_click_on_a_line_of_whom_one_looks_at_cuts_it_and_shows_its_row(guidance):
    look_at(guidance, "MITI")
    lines = guidance.locator("[data-still=wide] [data-tie].near")
    tie = lines.evaluate_all("lines => lines.map(line => line.dataset.tie)")[-1]
    line = guidance.locator(f"[data-still=wide] [data-tie='{tie}'] .reach")
    click_at(guidance, line, POINT_ON_LINE)
    expect(button(guidance, tie)).to_have_attribute("aria-pressed", "false")
    expect(guidance.locator(".ties-list")).to_have_attribute("open", "")
    name = button(guidance, tie).inner_text()
    expect(reading(guidance)).to_contain_text(f"Without {name}:")
    inside = """row => {
      const [own, box] = [row, row.closest('.ties-box')].map(each => each.getBoundingClientRect());
      return own.top >= box.top && own.top < box.bottom - 20;
    }"""
    assert row(guidance, tie).evaluate(inside)
    assert row(guidance, tie).evaluate("row => row.closest('.ties-box').scrollTop") > 0


def test_take_away_and_put_back(guidance):
    take = guidance.locator("[data-take]")
    guidance.locator(".ties-list summary").click()
    expect(take).to_be_hidden()
    look_at(guidance, "MITI")
    expect(take).to_have_text("Take MITI away")
    take.click()
    expect(reading(guidance)).to_contain_text("Without MITI: ")
    expect(take).to_have_text("Put MITI back")
    chosen = guidance.locator("select[data-control=removed_actors] option:checked")
    expect(chosen).to_have_text("MITI")
    take.click()
    expect(reading(guidance)).not_to_contain_text("Without")
    expect(chosen).to_have_text("none")


def test_two_taken_away_are_both_said_and_the_list_owns_to_neither(guidance):
    for name in ("MITI", "JICA"):
        look_at(guidance, name)
        guidance.locator(".ties-list").evaluate("list => { list.open = true; }")
        guidance.locator("[data-take]").click()
    expect(reading(guidance)).to_contain_text("Without MITI and JICA: ")
    assert guidance.locator("select[data-control=removed_actors]").input_value() == ""


def test_few_names_at_rest(guidance):
    shown = "all => all.filter(each => each.checkVisibility({visibilityProperty: true})).length"
    labels = guidance.locator("[data-still=wide] [data-actor] text")
    assert labels.count() > 90
    assert 10 < labels.evaluate_all(shown) <= LABELS + 1
    look_at(guidance, "JICA")
    beside = guidance.locator("[data-still=wide] [data-actor].near text")
    assert beside.evaluate_all(shown) == beside.count() > 5


def test_lines_of_a_merged_bloc_end_at_its_dot(guidance):
    guidance.locator("details").evaluate_all("all => all.forEach(d => { d.open = true; })")
    wide = guidance.locator("[data-still=wide]")
    paths = "still => [...still.querySelectorAll('.tie')].map(tie => tie.getAttribute('d'))"
    first = wide.evaluate(paths)
    guidance.get_by_role("checkbox", name="Merge", exact=False).check()
    expect(wide.locator("[data-actor='japan_state']")).to_be_visible()
    expect(wide.locator("[data-actor='miti']")).to_be_hidden()
    misses = """still => {
      const at = name => still.querySelector(`[data-actor="${name}"]`).getAttribute('transform')
        .match(/-?\\d+/g).map(Number);
      const place = at('japan_state');
      const lines = [...still.querySelectorAll('[data-tie^="miti-"]:not(.gone)')];
      const same = (point, at) => point.every((each, i) => Math.abs(each - at[i]) < 0.01);
      const ends = line => {
        const path = line.querySelector('.tie').getAttribute('d');
        return path.match(/-?[\\d.]+/g).map(Number);
      };
      const astray = lines.filter(line => !same(ends(line).slice(0, 2), place));
      return [lines.length, astray.map(line => line.dataset.tie)];
    }"""
    count, astray = wide.evaluate(misses)
    assert count > 10
    assert astray == []
    merged = wide.evaluate(paths)
    guidance.locator("[data-reset]").click()
    expect(wide.locator("[data-actor='miti']")).to_be_visible()
    assert wide.evaluate(paths) != merged
    assert wide.evaluate(paths) == first


# By keyboard


def test_a_tie_can_be_cut_with_the_keyboard_alone(network):
    network.locator(".ties-list summary").press("Enter")
    button(network, "ike-jane").press("Space")
    expect(reading(network)).to_contain_text("Jane cut off")
    network.locator("[data-reset]").press("Enter")
    expect(reading(network)).to_contain_text("All 18 ties stand.")


def test_a_tie_is_found_read_and_cut_with_the_keyboard_alone(guidance):
    keyboard = guidance.page.keyboard
    here = lambda: guidance.page.evaluate("document.activeElement.textContent")  # noqa: E731
    guidance.locator("select[data-control=focus]").focus()
    keyboard.type("JICA")
    expect(reading(guidance)).to_contain_text("In focus: JICA,")
    for _ in range(60):
        keyboard.press("Tab")
        if "The ties of JICA" in here():
            break
    keyboard.press("Tab")  # the list has opened by itself
    assert here() == "Take JICA away"
    keyboard.press("Tab")  # the list itself, which scrolls
    keyboard.press("Tab")
    name = here()
    first = guidance.locator("[data-row]:visible").first
    expect(first.locator("button")).to_be_focused()
    expect(first.locator(".ties-trace")).to_contain_text("§")
    expect(first.locator(".ties-trace")).to_be_visible()
    told = guidance_network()._told
    assert any(each["evidence"] and each["evidence"] in first.inner_text() for each in told)
    keyboard.press("Space")
    expect(reading(guidance)).to_contain_text(f"Without {name}:")
    expect(first.locator("button")).to_have_attribute("aria-pressed", "false")
    expect(first.locator("button")).to_be_focused()


def test_focus_stays_where_it_was(guidance):
    guidance.locator(".ties-list").evaluate("list => { list.open = true; }")
    look_at(guidance, "MITI")
    for control in (
        guidance.locator("[data-take]"),
        guidance.locator("[data-row]:visible button").first,
        guidance.get_by_role("checkbox", name="Merge", exact=False),
        guidance.locator("[data-undo]"),
        guidance.get_by_role("button", name="Without MITI", exact=True),
        guidance.locator("[data-reset]"),
    ):
        before = reading(guidance).inner_text()
        control.press("Space")
        expect(reading(guidance)).not_to_have_text(before)
        expect(control).to_be_focused()


# On a phone


def test_on_a_phone_a_neighbour_is_tapped_into_the_middle(pocket):
    narrow = pocket.locator("[data-still=narrow]")
    expect(pocket.locator("[data-still=wide]")).to_be_hidden()
    expect(narrow.locator(".centre text")).to_have_text("MITI")
    counted = guidance_network()._present().counted
    pairs = [{tie["source"], tie["target"]} for tie in counted]
    beside = set().union(*(pair for pair in pairs if "miti" in pair))
    drawn = narrow.locator("[data-actor]").evaluate_all("all => all.map(e => e.dataset.actor)")
    assert set(drawn) == beside
    other = next(name for name in drawn if name != "miti")
    label = narrow.locator(f"[data-actor='{other}'] text").first.text_content()
    actor(pocket, other, "narrow").tap()
    expect(narrow.locator(".centre text")).to_have_text(label)
    expect(reading(pocket)).to_contain_text(f"In focus: {label},")
    expect(narrow.locator("[data-actor='miti']").first).to_be_visible()


def test_on_a_phone_a_tie_is_tapped_away(pocket):
    line = pocket.locator("[data-still=narrow] [data-tie]").last
    tie = line.get_attribute("data-tie")
    pocket.page.touchscreen.tap(*line.locator("path.reach").evaluate(POINT_ON_LINE))
    expect(button(pocket, tie)).to_have_attribute("aria-pressed", "false")
    expect(line).to_have_class("off")


@pytest.mark.parametrize("page", [KITE, GUIDANCE])
def test_a_finger_can_hit_all_that_can_be_hit(visit, page):
    figure = visit(page, **PHONE).wake()[0]
    figure.locator("details").evaluate_all("all => all.forEach(d => { d.open = true; })")
    narrow = figure.locator("[data-still=narrow]")
    scale = narrow.locator("svg").evaluate("svg => svg.getScreenCTM().a")
    assert scale > 0.85
    width = "all => Math.min(...all.map(e => parseFloat(getComputedStyle(e).strokeWidth)))"
    assert narrow.locator("path.reach").evaluate_all(width) * scale >= 24
    small = """all => all.filter(each => {
      const box = (each.querySelector?.('circle.reach') ?? each).getBoundingClientRect();
      return each.checkVisibility() && Math.min(box.width, box.height) < 24;
    }).map(each => each.textContent)"""
    assert narrow.locator("[data-actor]").evaluate_all(small) == []
    assert figure.locator("button").evaluate_all(small) == []
    assert figure.locator("[data-row] button").count() > 10


def test_both_lines_of_a_name_keep_beside_their_dot(guidance):
    """A dot grows with the measure that is chosen, and its name moves aside, every line of it."""
    places = """still => [...still.querySelectorAll('text:has(tspan)')].map(text =>
      [text, ...text.children].map(line => line.getAttribute('x')))"""
    guidance.locator("details").evaluate_all("all => all.forEach(d => { d.open = true; })")
    wide = guidance.locator("[data-still=wide]")
    before = wide.evaluate(places)
    guidance.locator("select[data-control=measure]").select_option(index=0)
    after = wide.evaluate(places)
    assert len(before) > 5
    assert before != after
    assert [set(xs) for xs in after] == [{xs[0]} for xs in after]


def test_live_and_still_narrow_picture_are_the_same_markup(visit):
    """On a phone the picture of one actor is drawn anew by the page, as Python drew it."""
    markup = "still => still.innerHTML"
    before = visit(GUIDANCE, java_script_enabled=False, **PHONE).page
    figure = visit(GUIDANCE, **PHONE).wake()[0]
    narrow = figure.locator("[data-still=narrow]")
    narrow.locator("svg").evaluate("svg => svg.setAttribute('data-old', '')")
    look_at(figure, "JICA")
    expect(narrow.locator(".centre text")).to_have_text("JICA")
    figure.locator("[data-reset]").click()
    expect(narrow.locator(".centre text")).to_have_text("MITI")
    assert narrow.locator("svg[data-old]").count() == 0
    still = before.locator("[data-interactive] [data-still=narrow]").first
    assert narrow.evaluate(markup) == still.inner_html()
