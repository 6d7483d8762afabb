"""What a reader takes along from a figure, and an address that brings a figure's state back.

Over http every page has the policy of ``conftest.POLICY``, which these files keep within.
"""

from __future__ import annotations

import csv
import io
import json
import re
import struct
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest
from conftest import BUILT, FIGURE_PAGES
from markupsafe import escape
from playwright.sync_api import expect
from test_figures import CHANGE, CONTROLS, SWITCHES

from widgets import TieNetwork, aid_scenario, guidance_network, theme
from widgets.figure import citation_markup, cite

AID = "chapters/regionalizing_state/resources.html"
GUIDANCE = "chapters/regionalizing_state/guidance.html"
SVG = "{http://www.w3.org/2000/svg}"
IN_VIEW = """figure => {
  const { top } = figure.getBoundingClientRect();
  return top >= 0 && top < innerHeight / 2;
}"""


def reading_of(figure):
    return figure.locator("[data-reading]")


def told(figure):
    return figure.locator("[data-told]")


def label_of(figure):
    return figure.get_attribute("data-label")


def figure_of(opened, label):
    return opened.page.locator(f"[data-interactive][data-label='{label}']")


def wait_until_live(figure):
    figure.scroll_into_view_if_needed()
    expect(figure).to_have_attribute("data-state", "live")


def move(figure):
    """Change every control of a figure, and of a network some ties."""
    first = reading_of(figure).inner_text()
    for control in figure.locator(CONTROLS).element_handles():
        if control.get_attribute("data-preset") is None:
            control.evaluate(CHANGE)
    figure.locator(SWITCHES).evaluate_all("all => all.slice(0, 3).forEach(each => each.click())")
    expect(reading_of(figure)).not_to_have_text(first)


def unfold(figure):
    figure.locator(".ties-take > summary").click()


def button(figure, given):
    return figure.locator(f"[data-give={given}]")


def taken(figure, given):
    """Return the name and the bytes of what a button of the menu saves."""
    with figure.page.expect_download() as download:
        button(figure, given).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def table(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def cells(figure):
    words = "rows => rows.map(row => [...row.cells].map(cell => cell.textContent.trim()))"
    return figure.locator(".ties-table tr").evaluate_all(words)


def as_data(cell: str) -> str:
    """Return a printed cell as a program reads it (cases of its own in tests/js/take.test.mjs)."""
    bare = cell.replace("−", "-").replace(",", "").removeprefix("+")
    number = re.fullmatch(r"-?\d+(\.\d+)?( %)?", bare) and not re.search(r",(?!\d{3}\b)", cell)
    return bare if number else "" if cell == "–" else cell


def as_rows(figure):
    return [[as_data(cell) for cell in row] for row in cells(figure)]


def values(figure):
    """Return what every control says, and which ties stand."""
    return figure.locator("[data-control], [data-preset]").evaluate_all(
        "all => all.map(e => e.type === 'radio' || e.type === 'checkbox' ? e.checked"
        " : e.tagName === 'BUTTON' ? e.ariaPressed : e.value)"
    )


def spoken(figure):
    return " ".join(reading_of(figure).inner_text().split())


# What is taken along


@pytest.mark.parametrize("page", FIGURE_PAGES)
def test_a_figure_gives_its_data_its_picture_and_its_citation(visit, page):
    opened = visit(page, scheme="dark")
    for figure in opened.wake():
        move(figure)
        unfold(figure)
        check_table(figure)
        check_picture(figure)
        check_citation(figure, f"{opened.own}/{page}")
    assert opened.complaints == []
    assert opened.strangers == []


def check_table(figure):
    name, content = taken(figure, "csv")
    assert name == f"{label_of(figure)}.csv"
    rows = table(content)
    # What a spreadsheet would run as a formula has an apostrophe before it: none of the book's own.
    assert rows == as_rows(figure)
    assert len(rows[0]) > 1  # a choice may leave no row, and says so in its reading
    if figure.get_attribute("data-interactive") == "tie-network":
        name, content = taken(figure, "ties")
        assert name == f"{label_of(figure)}-ties.csv"
        head, *ties = table(content)
        pressed = "all => all.map(b => [b.dataset.control, b.ariaPressed === 'true'])"
        cut = [n for n, on in figure.locator(SWITCHES).evaluate_all(pressed) if not on]
        stands = {row[0]: row[head.index("stands")] for row in ties}
        assert len(stands) == len(ties) == figure.locator(SWITCHES).count()
        assert cut and all(stands[tie] != "yes" for tie in cut)
        assert set(stands.values()) <= {"yes", "taken away", "not counted"}


def check_picture(figure):
    name, content = taken(figure, "svg")
    assert name == f"{label_of(figure)}.svg"
    text = content.decode()
    root = ElementTree.fromstring(text)
    assert root.tag == f"{SVG}svg"
    assert not re.search(r"var\(| class=| style=| data-| aria-|<script", text)
    assert figure.evaluate("f => f.closest('figure').querySelector('.caption-text').innerText") in (
        root.findtext(f"{SVG}title")
    )
    assert spoken(figure) in " ".join(root.findtext(f"{SVG}desc").split())
    written = " ".join("".join(each.itertext()) for each in root.iter(f"{SVG}text"))
    assert spoken(figure) in " ".join(written.split())
    # Of a dark page too it is the light one, on white.
    assert root.find(f"{SVG}rect").get("fill") == "#fff"
    light, dark = (
        {", ".join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5)) for colour in each}
        for each in (theme.LIGHT.values(), theme.DARK.values())
    )
    colours = set(re.findall(r"rgb\(([^)]+)\)", text))
    assert colours & light and not colours & (dark - light)
    size = [float(root.get(side)) for side in ("width", "height")]
    assert min(size) > 100
    assert [float(side) for side in root.get("viewBox").split()[2:]] == size

    name, content = taken(figure, "png")
    assert name == f"{label_of(figure)}.png"
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    assert list(struct.unpack(">II", content[16:24])) == [2 * side for side in size]
    assert len(content) > 5000  # something is drawn


def check_citation(figure, address):
    words = figure.locator("[data-cite]").inner_text()
    number = figure.evaluate("f => f.closest('figure').querySelector('.caption-number').innerText")
    assert number.strip() in words and "Ties That Govern" in words
    assert words.endswith(f" {address}#{label_of(figure)}")  # no public address is known
    name, content = taken(figure, "bib")
    assert name == f"{label_of(figure)}.bib"
    entry = content.decode()
    assert entry.startswith(f"@misc{{{label_of(figure)},\n") and entry.endswith("\n}\n")
    assert f"url = {{{address}#{label_of(figure)}}}" in entry
    assert entry.count("{") == entry.count("}")


def test_the_picture_on_a_phone_is_the_one_that_is_seen(visit):
    opened = visit(GUIDANCE, width=390)
    figure = opened.wake()[0]
    unfold(figure)
    root = ElementTree.fromstring(taken(figure, "svg")[1])
    assert float(root.get("width")) < 400
    written = ["".join(each.itertext()) for each in root.iter(f"{SVG}text")]
    assert "MITI" in written and "ties to it" in written
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_what_was_taken_away_is_not_in_the_picture(visit):
    figure = visit(GUIDANCE).wake()[0]
    unfold(figure)
    count = lambda: len(list(ElementTree.fromstring(taken(figure, "svg")[1]).iter(f"{SVG}path")))  # noqa: E731
    whole = count()
    figure.locator("[data-control=families_on]").first.click()
    assert 20 < count() < whole - 10


@pytest.mark.parametrize("page", [AID, GUIDANCE])
def test_all_of_it_works_from_disk(visit, page):
    opened = visit(page, BUILT.as_uri())
    figure = opened.wake()[0]
    unfold(figure)
    assert table(taken(figure, "csv")[1]) == as_rows(figure)
    check_picture(figure)
    # A path of the reader's machine is no address for others.
    assert "file:" not in figure.locator("[data-cite]").inner_text()
    assert "file:" not in taken(figure, "bib")[1].decode()
    assert opened.complaints == []


# An address brings a state back


@pytest.mark.parametrize("page", FIGURE_PAGES)
def test_a_link_brings_the_state_back(visit, server, page):
    check_link(visit, server, page)


@pytest.mark.parametrize("page", [AID, GUIDANCE])
def test_a_link_brings_the_state_back_from_disk_too(visit, page):
    check_link(visit, BUILT.as_uri(), page)


def check_link(visit, origin, page):
    opened = visit(page, origin)
    figure = opened.wake()[-1]
    label, first = label_of(figure), opened.page.url
    move(figure)
    assert opened.page.url == first  # a control does not touch the address
    unfold(figure)
    button(figure, "link").click()
    expect(figure.locator("[data-said], .ties-copy").first).to_be_visible()
    opened.page.wait_for_function(f"location.hash.startsWith('#{label}?')")
    fragment = opened.page.url.partition("#")[2]
    assert re.fullmatch(rf"{label}\?[\w=&.,%()'!*~-]+", fragment)

    again = visit(f"{page}#{fragment}", origin)
    other = figure_of(again, label)
    expect(other).to_have_attribute("data-state", "live")
    expect(reading_of(other)).to_have_text(reading_of(figure).inner_text())
    assert values(other) == values(figure)
    assert cells(other) == cells(figure)
    assert again.page.evaluate(IN_VIEW, other.locator("xpath=ancestor::figure").element_handle())
    assert told(other).inner_text() == ""
    assert again.complaints == []


@pytest.mark.parametrize("page", [AID, GUIDANCE])
def test_what_an_address_says_wrongly_is_told_and_left_out(visit, origin, page):
    label = re.search(r'data-label="([^"]+)"', (BUILT / page).read_text("utf-8"))[1]
    wrong = "colour=red&%zz&<img src=x onerror=hurt=1>=1&year=1066&focus=__proto__&open=door"
    opened = visit(f"{page}#{label}?{wrong}", origin)
    figure = figure_of(opened, label)
    expect(figure).to_have_attribute("data-state", "live")
    expect(told(figure)).to_contain_text("left out: colour=red; %zz; <img src=x onerror=hurt=1>")
    assert told(figure).locator("*").count() == 0
    assert opened.page.evaluate("typeof hurt") == "undefined"
    plain = visit(page, origin)
    wait_until_live(figure_of(plain, label))
    expect(reading_of(figure)).to_have_text(reading_of(figure_of(plain, label)).inner_text())
    assert opened.complaints == []


@pytest.mark.parametrize(
    "fragment",
    ["fig-none?year=1990", "fig-none", "fig-aid-scenario&a=1", "?", "%?%", "%3F%", "<b>x</b>?a=1"],
)
def test_an_unknown_figure_is_told_on_top_of_the_page(visit, origin, fragment):
    opened = visit(f"{AID}#{fragment}", origin)
    note = opened.page.locator("[role=status].ties-nowhere")
    expect(note).to_contain_text("a figure that this page does not have")
    assert note.locator("*").count() == 0
    assert opened.complaints == []


def test_an_address_that_changes_is_followed_and_so_is_the_way_back(visit, origin):
    opened = visit(f"{AID}#fig-aid-scenario?year=1990", origin)
    figure = figure_of(opened, "fig-aid-scenario")
    year = figure.locator("[data-control=year] option:checked")
    expect(year).to_have_text("1990")
    go = "fragment => { location.hash = fragment; }"
    opened.page.evaluate(go, "fig-aid-scenario?year=1993&japan_multiplier=0.5")
    expect(year).to_have_text("1993")
    expect(reading_of(figure)).to_contain_text("1993")
    other = figure_of(opened, "fig-aid-steps")
    opened.page.evaluate(go, "fig-aid-steps?recipient=thailand")
    expect(other.locator("[data-control=recipient]:checked + span")).to_have_text("Thailand")
    expect(year).to_have_text("1993")
    opened.page.go_back()
    opened.page.go_back()
    expect(year).to_have_text("1990")
    expect(figure.locator("[data-control=japan_multiplier]")).to_have_value("1")
    opened.page.evaluate(go, "fig-aid-scenario?year=1066")
    expect(told(figure)).to_contain_text("year=1066")
    opened.page.evaluate(go, "fig-aid-scenario?year=1991")
    expect(told(figure)).to_be_empty()
    assert opened.complaints == []


def test_the_way_back_to_the_plain_page_takes_the_figure_back_too(visit, origin):
    opened = visit(AID, origin)
    figure = figure_of(opened, "fig-aid-scenario")
    year = figure.locator("[data-control=year] option:checked")
    first = year.inner_text()
    opened.page.evaluate("() => { location.hash = 'fig-aid-scenario?year=1990'; }")
    expect(year).to_have_text("1990")
    opened.page.go_back()
    expect(year).to_have_text(first)
    assert "#" not in opened.page.url


def test_a_section_that_is_gone_to_leaves_the_figure_as_it_is(visit):
    opened = visit(f"{AID}#fig-aid-scenario?year=1990")
    year = figure_of(opened, "fig-aid-scenario").locator("[data-control=year] option:checked")
    expect(year).to_have_text("1990")
    opened.page.evaluate("() => { location.hash = 'fig-aid-steps'; }")
    opened.page.wait_for_timeout(300)
    expect(year).to_have_text("1990")


@pytest.mark.parametrize(
    "fragment",
    [
        "fig-aid-scenario%3Fyear%3D1990%26japan_multiplier%3D0.5",
        "fig-aid-scenario?japan_multiplier=0.5&year=1990.",
    ],
)
def test_an_address_that_went_through_a_mail_is_understood(visit, fragment):
    opened = visit(f"{AID}#{fragment}")
    figure = figure_of(opened, "fig-aid-scenario")
    expect(figure.locator("[data-control=year] option:checked")).to_have_text("1990")
    expect(figure.locator("[data-control=japan_multiplier]")).to_have_value("0.5")
    expect(told(figure)).to_be_empty()
    assert opened.complaints == []


def test_page_and_python_write_the_same_address(visit):
    opened = visit(GUIDANCE)
    figure = opened.wake()[0]
    twin = guidance_network(label=label_of(figure), caption="Channels.")
    preset, tie = "Without MITI, stated only", "jica-asean-sends_experts"
    figure.locator(f"[data-preset='{preset}']").click()
    figure.locator("select[data-control=focus]").select_option(label="JICA")
    figure.locator("[data-control=bloc]").check()
    figure.locator(f"[data-row='{tie}'] button").click()
    for name, value in (twin.presets[preset] | {"focus": "jica", "bloc": True}).items():
        setattr(twin, name, value)
    twin.removed_ties = [tie]
    unfold(figure)
    button(figure, "link").click()
    wanted = twin.link(opened=["list"])
    opened.page.wait_for_function("wanted => location.hash === wanted", arg=wanted)
    scenario = aid_scenario(label="fig-aid-scenario", caption="Aid.")
    scenario.japan_multiplier, scenario.recipient = 0.5, "Thailand"
    figure = figure_of(visit(AID + scenario.link(opened=["table"])), "fig-aid-scenario")
    expect(figure).to_have_attribute("data-state", "live")
    expect(reading_of(figure)).to_have_text(scenario.reading)
    expect(figure.locator(".ties-table")).to_have_attribute("open", "")


# The clipboard


def test_link_and_citation_go_to_the_clipboard(visit):
    opened = visit(AID, permissions=["clipboard-read", "clipboard-write"])
    figure = opened.wake()[0]
    figure.locator("[data-preset]").nth(1).click()
    unfold(figure)
    held = lambda: opened.page.evaluate("navigator.clipboard.readText()")  # noqa: E731
    button(figure, "link").click()
    expect(figure.locator("[data-said]")).to_have_text(
        "The link to this state is on the clipboard."
    )
    assert held() == opened.page.url and "?" in held()
    button(figure, "cite").click()
    expect(figure.locator("[data-said]")).to_have_text("The citation is on the clipboard.")
    assert held() == figure.locator("[data-cite]").inner_text()


def test_where_there_is_no_clipboard_the_text_can_be_copied_by_hand(visit, origin):
    opened = visit(AID, origin)
    opened.page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    figure = opened.wake()[0]
    unfold(figure)
    for given in ("cite", "link"):
        button(figure, given).click()
        field = figure.get_by_role("textbox", name="to copy by hand")
        expect(field).to_be_focused()
        assert field.get_attribute("readonly") is not None
        wanted = opened.page.url
        if given == "cite":
            wanted = figure.locator("[data-cite]").inner_text()
        assert field.input_value() == wanted
        assert opened.page.evaluate("getSelection().toString()") == wanted
    assert figure.locator(".ties-copy").count() == 1
    assert opened.complaints == []


# Names and texts are text


def test_hostile_names_are_text_on_the_page_and_in_every_file(visit, tmp_path):
    nasty = "<img src=x onerror=hurt=1>"
    formula = '=HYPERLINK("https://example.org";"x")'
    actors = pd.DataFrame(
        {"actor": ["a", "b", "c"], "name": [nasty, formula, "-1"], "x": [0.1, 0.5, 0.9], "y": 0.5}
    )
    ties = pd.DataFrame({"source": ["a", "b"], "target": ["b", "c"], "kind": [nasty, "lends"]})
    made = TieNetwork(actors, ties, label="fig-it", caption=f"{nasty}. Notice.", evidence="coded",
                      source=nasty)  # fmt: skip
    written = str(citation_markup(cite(made.label, made.caption, made.source, "1")))
    markup = str(made.markup()).replace(
        '<div class="ties-cite">', f'<div class="ties-cite">{written}'
    )
    state = json.dumps(made.state()).replace("<", "\\u003c")
    static = (BUILT / "_static" / "book").as_uri()
    (tmp_path / "page.html").write_text(
        f'<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="{static}/book.css">'
        f'<script defer src="{static}/figures.js"></script><article><figure id="fig-it">'
        f'{markup.rstrip().removesuffix("</div>")}<script type="application/json"'
        f' data-state-at-start="">{state}</script></div><figcaption><span class="caption-text">'
        f"{escape(made.caption)}</span></figcaption></figure></article>",
        encoding="utf-8",
    )
    link = made.link().replace("fig-it", "fig-it?removed_ties=" + "a-b-%3Cimg%20src")
    opened = visit(f"page.html{link}", tmp_path.as_uri())
    opened.page.context.unroute_all()
    opened.page.reload()
    figure = figure_of(opened, "fig-it")
    expect(figure).to_have_attribute("data-state", "live")
    expect(told(figure)).to_contain_text("removed_ties=a-b-<img src")
    unfold(figure)
    rows = table(taken(figure, "csv")[1])
    assert [row[0] for row in rows[1:]] == [nasty, f"'{formula}", "-1"]
    ties = table(taken(figure, "ties")[1])
    assert ties[1][1:3] == [nasty, f"'{formula}"]
    root = ElementTree.fromstring(taken(figure, "svg")[1])
    assert nasty in [each.text for each in root.iter(f"{SVG}text")]
    assert not list(root.iter(f"{SVG}img")) and not list(root.iter("img"))
    assert taken(figure, "png")[1].startswith(b"\x89PNG")
    assert nasty in taken(figure, "bib")[1].decode()
    assert opened.page.evaluate("typeof hurt") == "undefined"
    assert opened.page.locator("img").count() == 0
