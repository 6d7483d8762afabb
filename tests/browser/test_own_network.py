"""A network of the reader's own, brought on the page: pasted, opened, addressed, measured aside."""

from __future__ import annotations

import random

import pytest
from conftest import BUILT
from playwright.sync_api import expect
from test_access import run_axe

from widgets.own_network import examples, show
from widgets.own_tables import read_tables

PAGE = "chapters/your_own_network.html"
ACTORS = "actor;name\nmori;森\nabe;Abe <b>&</b>\nsato;Sato\n"
TIES = "from;to;kind;directed\nmori;abe;appoints;yes\nabe;sato;appoints;yes\nabe;satoo;advises;no\n"
READING = "Highest betweenness: Abe <b>&</b> (0.500). All 2 ties stand."


class Sheets:
    """The sheets on an open page, and the figure below them."""

    def __init__(self, opened):
        self.opened, self.page = opened, opened.page
        self.own = self.page.locator("[data-own]")
        self.figure = self.own.locator("[data-interactive]")
        self.reading = self.figure.locator("[data-reading]")
        self.flaws = self.part("flaws").locator("li")
        self.own.scroll_into_view_if_needed()
        expect(self.part("show")).to_be_enabled()

    def part(self, name):
        return self.own.locator(f"[data-bring-{name}]")

    def bring(self, actors, ties):
        for table, text in (("actors", actors), ("ties", ties)):
            # As a paste does; to type thousands of rows would take long.
            self.part(table).evaluate("(box, text) => { box.value = text; }", text)
        self.part("show").click()

    def give(self, table, name, content):
        file = {"name": name, "mimeType": "text/csv", "buffer": content}
        self.part(f"open-{table}").set_input_files(file)


@pytest.fixture
def sheets(visit, origin):
    found = Sheets(visit(PAGE, origin))
    yield found
    assert found.opened.complaints == [] and found.opened.strangers == []


@pytest.fixture
def pocket(visit):
    found = Sheets(visit(PAGE, width=390))
    yield found
    assert found.opened.complaints == []


def random_network(actors: int, ties: int) -> tuple[str, str]:
    draw = random.Random(1)
    pairs = {tuple(sorted(draw.sample(range(actors), 2))) for _ in range(ties)}
    rows = "".join(f"a{one},a{other}\n" for one, other in sorted(pairs))
    return "actor\n" + "".join(f"a{i}\n" for i in range(actors)), f"from,to\n{rows}"


def test_pasted_tables_are_shown_and_a_bad_row_is_told(sheets):
    sheets.bring(ACTORS, TIES)
    expect(sheets.reading).to_have_text(READING)
    expect(sheets.part("said")).to_have_text("3 actors and 2 ties read; 1 row left out.")
    told = "Ties, row 4, column “target”: there is no actor “satoo”. Did you mean “sato”?"
    expect(sheets.flaws).to_have_text([f"{told} Go to row 4 of the ties"])
    assert sheets.part("ties").input_value() == TIES  # nothing typed is lost
    assert sheets.figure.locator("b:not(.ties-value)").count() == 0  # a name is no markup
    expect(sheets.figure.locator(".ties-source")).to_contain_text("3 actors and 2 ties")


def test_a_told_row_can_be_gone_to_and_mended(sheets):
    sheets.bring(ACTORS, TIES)
    sheets.flaws.get_by_role("button").click()
    box = sheets.part("ties")
    expect(box).to_be_focused()
    chosen = box.evaluate("box => box.value.slice(box.selectionStart, box.selectionEnd)")
    assert chosen == "abe;satoo;advises;no\n"
    sheets.page.keyboard.type("mori;sato;advises;no\n")
    sheets.part("show").press("Enter")
    expect(sheets.part("said")).to_have_text("3 actors and 3 ties read.")
    expect(sheets.part("flaws")).to_be_hidden()


@pytest.mark.parametrize("name", examples())
def test_the_page_shows_what_python_shows(sheets, name):
    example = examples()[name]
    first = sheets.reading.inner_text()
    sheets.part("example").select_option(label="an empty sheet")
    sheets.part("example").select_option(label=name)
    theirs = show(read_tables(example["actors"], example["ties"]))
    expect(sheets.reading).to_have_text(theirs.reading)
    assert (theirs.reading == first) == (name == "The kite")
    contents = theirs._contents()
    cells = "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
    assert sheets.figure.locator("tbody tr").evaluate_all(cells) == contents["rows"]
    ties = sheets.figure.locator("[data-row] button")
    assert ties.all_text_contents() == [tie["name"] for tie in contents["tie_list"]]
    shown = [control.name for control in contents["controls"]]
    found = sheets.figure.locator("form [data-control]").evaluate_all(
        "all => [...new Set(all.map(each => each.dataset.control))]"
    )
    assert found == shown
    assert sheets.figure.locator(".ties-boundary p").text_content() == example["boundary"]


def test_ties_are_cut_and_put_back_as_in_any_figure(sheets):
    sheets.bring(ACTORS, TIES)
    sheets.figure.locator("details.ties-list").evaluate("list => { list.open = true; }")
    sheets.figure.locator("[data-row]").first.get_by_role("button").click()
    expect(sheets.reading).to_contain_text("Without 森 → Abe <b>&</b> (appoints): Abe")
    sheets.figure.locator("[data-undo]").click()
    expect(sheets.reading).to_have_text(READING)


def test_files_are_opened_whatever_they_are_written_in(sheets):
    sheets.give("actors", "actors.csv", ACTORS.encode("utf-16"))
    expect(sheets.part("actors")).to_have_value(ACTORS)
    sheets.give("ties", "ties.csv", TIES.replace("\n", "\r\n").encode("utf-8-sig"))
    expect(sheets.reading).to_have_text(READING)
    old = "actor\n佐橋\n".encode("shift_jis")
    sheets.give("actors", "old.csv", old)
    expect(sheets.part("said")).to_contain_text("Save it as “CSV UTF-8”")
    expect(sheets.part("actors")).to_have_value(ACTORS)
    sheets.part("encoding").select_option("shift_jis")
    sheets.give("actors", "old.csv", old)
    expect(sheets.part("actors")).to_have_value("actor\n佐橋\n")


def test_a_file_that_is_too_large_is_told_and_changes_nothing(sheets):
    sheets.bring(ACTORS, TIES)
    slow = """part => {
      const file = new File([new Uint8Array(50_000_000).fill(10)], "huge.csv");
      const list = new DataTransfer();
      list.items.add(file);
      part.files = list.files;
      part.dispatchEvent(new Event("change"));
    }"""
    sheets.part("open-ties").evaluate(slow)
    expect(sheets.part("said")).to_contain_text("huge.csv holds 50 MB")
    expect(sheets.part("ties")).to_have_value(TIES)
    expect(sheets.reading).to_have_text(READING)


def test_what_cannot_be_shown_leaves_the_figure_as_it_was(sheets):
    sheets.bring(ACTORS, TIES)
    expect(sheets.reading).to_have_text(READING)
    sheets.bring("", "only")
    expect(sheets.part("said")).to_contain_text("The figure stays as it was")
    expect(sheets.reading).to_have_text(READING)


def test_an_example_does_not_lose_what_was_typed(sheets):
    sheets.bring(ACTORS, TIES)
    sheets.part("example").select_option(label="Wada’s campaign")
    expect(sheets.reading).to_contain_text("Wada")
    sheets.part("back").click()
    expect(sheets.part("ties")).to_have_value(TIES)
    expect(sheets.reading).to_have_text(READING)


def test_the_sheets_are_saved_with_every_row(sheets):
    sheets.bring(ACTORS, TIES)
    with sheets.page.expect_download() as saved:
        sheets.part("save-ties").click()
    content = saved.value.path().read_bytes()
    assert content.startswith(b"\xef\xbb\xbffrom,to,kind,directed\r\n")
    assert b"satoo" in content


def test_an_address_holds_the_network_and_its_state(sheets, visit, origin):
    sheets.bring(ACTORS, TIES)
    expect(sheets.reading).to_have_text(READING)
    sheets.figure.locator("input[data-control=measure]").first.check(force=True)
    sheets.figure.locator("details.ties-take").evaluate("menu => { menu.open = true; }")
    sheets.figure.locator("[data-give=link]").click()
    expect(sheets.figure.locator("[data-said], .ties-copy").first).to_be_visible()
    sheets.page.wait_for_function("() => location.hash.includes('network=z')")
    fragment = sheets.page.evaluate("() => location.hash")
    assert fragment.startswith("#fig-own-network?network=z")
    said = sheets.reading.inner_text()
    assert "degree" in said
    again = Sheets(visit(f"{PAGE}{fragment}", origin))
    expect(again.reading).to_have_text(said)
    expect(again.part("actors")).to_have_value(ACTORS)
    expect(again.part("ties")).to_have_value(TIES)
    assert again.opened.complaints == []


@pytest.mark.parametrize("word", ["zAAAA", "x", "z%3Cscript%3E", "p" + "eyJhIjoxfQ"])
def test_a_bad_address_is_told_and_the_figure_stays(visit, origin, word):
    sheets = Sheets(visit(f"{PAGE}#fig-own-network?network={word}&measure=degree", origin))
    expect(sheets.figure.locator("[data-told]")).to_have_text(
        "The address does not hold a network that can be read: part of it may be missing."
    )
    expect(sheets.reading).to_contain_text("Highest betweenness: Heather")
    assert sheets.opened.complaints == []


def test_a_network_too_large_for_an_address_is_told(sheets):
    sheets.bring(*random_network(2000, 4000))
    expect(sheets.part("said")).to_contain_text("2,000 actors")
    sheets.figure.locator("details.ties-take").evaluate("menu => { menu.open = true; }")
    sheets.figure.locator("[data-give=link]").click()
    expect(sheets.figure.locator("[data-said]")).to_contain_text("too large for an address")
    assert "network=" not in sheets.page.url


def test_a_large_network_is_measured_by_a_worker_and_looked_at_one_by_one(sheets):
    # Python's numbers for the same network are those of a smaller one: a worker has no other code.
    sheets.bring(*random_network(150, 400))
    expect(sheets.reading).to_contain_text("Highest betweenness: ", timeout=30_000)
    theirs = show(read_tables(*random_network(150, 400)))
    expect(sheets.reading).to_have_text(theirs.reading)
    assert sheets.figure.locator(".ties-in-ego [data-actor]").count() < 60
    sheets.figure.locator("select[data-control=focus]").select_option(label="a7")
    expect(sheets.reading).to_contain_text("In focus: a7,", timeout=30_000)
    expect(sheets.figure.locator(".ties-in-ego .centre text")).to_have_text("a7")


def test_measuring_can_be_stopped_and_begun_anew(sheets):
    sheets.bring(*random_network(2000, 9000))
    stop = sheets.own.locator("[data-progress] button")
    expect(stop).to_be_visible(timeout=30_000)
    expect(sheets.reading).to_have_text("The measures are being worked out.")
    stop.click()
    expect(stop).to_be_hidden()
    expect(sheets.reading).to_have_text("The measures were not worked out.")
    sheets.bring(ACTORS, TIES)
    expect(sheets.reading).to_have_text(READING)


def test_a_phone_shows_all_of_it_within_its_width(pocket):
    pocket.bring(ACTORS, TIES)
    expect(pocket.reading).to_have_text(READING)
    assert pocket.page.evaluate("() => document.documentElement.scrollWidth") <= 390
    wide = pocket.own.evaluate("""own => [...own.querySelectorAll('form *, [data-picture]')]
      .filter(each => each.getBoundingClientRect().right > innerWidth)
      .filter(each => !each.closest('textarea, .ties-hidden')).map(each => each.outerHTML)""")
    assert wide == []


def test_all_of_it_is_reached_by_keyboard(sheets):
    sheets.part("example").focus()
    reached = []
    here = """() => [...document.activeElement.attributes].map(each => each.name)
      .find(name => name.startsWith('data-bring-')).slice(11)"""
    for _ in range(9):
        reached.append(sheets.page.evaluate(here))
        sheets.page.keyboard.press("Tab")
    assert reached == [
        *("example", "encoding", "actors", "open-actors", "save-actors"),
        *("ties", "open-ties", "save-ties", "show"),
    ]


@pytest.mark.parametrize("width", [390, 1366])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_flaws_told(visit, width, scheme):
    sheets = Sheets(visit(PAGE, width=width, scheme=scheme, reduced_motion="reduce"))
    sheets.bring(ACTORS, TIES)
    expect(sheets.reading).to_have_text(READING)
    assert run_axe(sheets.opened) == []


def test_what_brings_a_network_is_loaded_where_it_is_used():
    for page in ("welcome.html", "ties_and_positions.html"):
        assert "own.js" not in (BUILT / "chapters" / page).read_text("utf-8")
    assert (BUILT / "_static" / "book" / "own.js").stat().st_size > 10_000
