"""A network of the reader's own, brought on the page: pasted, opened, addressed, measured aside."""

from __future__ import annotations

import csv
import random
from io import StringIO

import pytest
from conftest import BUILT
from playwright.sync_api import expect
from test_access import run_axe
from test_take import as_data

from widgets.own_network import examples, show
from widgets.own_tables import cell, read_tables

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
            paste = "(box, text) => { box.value = text; box.dispatchEvent(new Event('input')); }"
            self.part(table).evaluate(paste, text)
        self.part("show").click()

    def saved(self, what):
        """Return the rows of a table that is taken along."""
        self.figure.locator("details.ties-take").evaluate("menu => { menu.open = true; }")
        with self.page.expect_download() as download:
            self.figure.locator(f"[data-give={what}]").click()
        text = download.value.path().read_text("utf-8-sig")
        return [[cell(each) for each in row] for row in csv.reader(StringIO(text))]

    def left_with(self, workers):
        """Hold the page to so many workers; of one that is ended the browser tells soon after."""
        for _ in range(50):
            if len(self.page.workers) == workers:
                return
            self.page.wait_for_timeout(100)
        assert len(self.page.workers) == workers

    def drop(self, *files, onto="actors"):
        """Let files fall on a sheet, as from a folder; each a name and its content."""
        fall = """(box, files) => {
          const data = new DataTransfer();
          for (const [name, bytes] of files) {
            data.items.add(new File([new Uint8Array(bytes)], name));
          }
          for (const kind of ["dragover", "drop"]) {
            const means = { dataTransfer: data, bubbles: true, cancelable: true };
            const event = new DragEvent(kind, means);
            if (box.dispatchEvent(event)) throw new Error(`${kind}: left to the browser`);
          }
        }"""
        self.part(onto).evaluate(fall, [[name, list(content)] for name, content in files])

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
    # All rows, also of a network of which only some stand in the page.
    rows = [[as_data(cell) for cell in row] for row in contents["rows"]]
    assert sheets.saved("csv") == [contents["headings"], *rows]
    saved = sheets.saved("ties")
    assert [row[0] for row in saved[1:]] == [tie["tie"] for tie in theirs.ties]
    ties = sheets.figure.locator("[data-row] button")
    told = [tie["name"] for tie in contents["tie_list"]]
    assert ties.all_text_contents() == told[: 100 if len(theirs.actors) > 80 else None]
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
    expect(sheets.reading).to_contain_text("Without 森 → Abe <b>&</b> (appoints): most lost by Abe")
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
    sheets.part("encoding").select_option("shift_jis")  # then the refused file is read
    expect(sheets.part("actors")).to_have_value("actor\n佐橋\n")
    sheets.part("encoding").select_option("windows-1251")
    sheets.give("actors", "old.csv", "actor\nБрежнев\n".encode("windows-1251"))
    expect(sheets.part("actors")).to_have_value("actor\nБрежнев\n")
    sheets.give("actors", "new.csv", "actor\nЖуков\n".encode("utf-8-sig"))  # its mark comes first
    expect(sheets.part("actors")).to_have_value("actor\nЖуков\n")


def test_two_files_fall_into_their_sheets_in_any_order(sheets):
    actors, ties = ("b.csv", ACTORS.encode()), ("a.csv", TIES.encode("utf-16"))
    sheets.drop(ties, actors)
    expect(sheets.reading).to_have_text(READING)
    expect(sheets.part("actors")).to_have_value(ACTORS)
    expect(sheets.part("ties")).to_have_value(TIES)
    sheets.drop(("more.csv", b"ann,bob\n"), onto="ties")  # without headings: where it falls
    expect(sheets.part("ties")).to_have_value("ann,bob\n")
    sheets.drop(ties, ties)
    expect(sheets.part("said")).to_contain_text("each of these files is a table of ties")
    sheets.drop(ties, actors, ties)
    expect(sheets.part("said")).to_contain_text("room for two files")
    expect(sheets.part("ties")).to_have_value("ann,bob\n")


@pytest.mark.parametrize("begins", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"], ids=["xlsx", "xls"])
def test_a_workbook_is_told_from_a_table(sheets, begins):
    sheets.bring(ACTORS, TIES)
    sheets.give("ties", "ties.xlsx", begins + bytes(300))
    said = "This file is a workbook, and no table of text. Save each of its sheets as “CSV UTF-8”, "
    expect(sheets.part("said")).to_have_text(f"{said}and open that.")
    expect(sheets.part("ties")).to_have_value(TIES)
    expect(sheets.reading).to_have_text(READING)


def test_a_paste_without_end_is_refused_before_it_stalls_the_page(sheets):
    paste = """(box, length) => {
      const data = new DataTransfer();
      data.setData("text/plain", "x".repeat(length));
      const event = { clipboardData: data, bubbles: true, cancelable: true };
      return box.dispatchEvent(new ClipboardEvent("paste", event));
    }"""
    assert sheets.part("ties").evaluate(paste, 100)  # goes on as ever
    assert not sheets.part("ties").evaluate(paste, 5_000_000)
    expect(sheets.part("said")).to_contain_text("too much for a picture: 5 million characters")


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
    sheets.part("back").press("Enter")
    expect(sheets.part("example")).to_be_focused()  # the button is gone
    expect(sheets.part("ties")).to_have_value(TIES)
    expect(sheets.reading).to_have_text(READING)


def test_the_menu_says_what_stands_in_the_sheets(sheets):
    """So an example can be chosen again after a change."""
    chosen = sheets.part("example").locator("option:checked")
    first = chosen.inner_text()
    example = sheets.part("ties").input_value()
    sheets.part("ties").press("Control+A")
    sheets.part("ties").press("Delete")
    expect(chosen).to_have_text("your own tables")
    sheets.part("example").select_option(label=first)
    expect(sheets.part("ties")).to_have_value(example)
    sheets.part("example").select_option(label="an empty sheet")
    expect(chosen).to_have_text("an empty sheet")
    sheets.part("back").click()
    expect(chosen).to_have_text("your own tables")
    sheets.give("ties", "ties.csv", b"from,to\nmori,sato\n")
    expect(sheets.part("ties")).to_have_value("from,to\nmori,sato\n")
    expect(chosen).to_have_text("your own tables")


def test_a_file_or_an_address_does_not_lose_what_was_typed(sheets):
    sheets.give("ties", "first.csv", b"from,to\nann,bob\n")
    expect(sheets.part("ties")).to_have_value("from,to\nann,bob\n")
    sheets.bring(ACTORS, TIES)
    sheets.give("ties", "ties.csv", b"from,to\nmori,sato\n")
    expect(sheets.part("ties")).to_have_value("from,to\nmori,sato\n")
    sheets.part("back").click()
    expect(sheets.part("ties")).to_have_value(TIES)
    expect(sheets.reading).to_have_text(READING)
    sheets.figure.locator("details.ties-take").evaluate("menu => { menu.open = true; }")
    sheets.figure.locator("[data-give=link]").click()
    sheets.page.wait_for_function("() => location.hash.includes('network=')")
    here = sheets.page.evaluate("() => location.hash")
    sheets.page.evaluate("() => { location.hash = '#top'; }")
    sheets.bring(ACTORS, "from,to\nabe,mori\n")
    sheets.page.evaluate("hash => { location.hash = hash; }", here)
    expect(sheets.part("ties")).to_have_value(TIES)
    sheets.part("back").click()
    expect(sheets.part("ties")).to_have_value("from,to\nabe,mori\n")


def test_the_books_own_networks_are_not_cited_as_the_readers(sheets):
    cite = sheets.figure.locator("[data-cite]")
    own = "Own data, drawn with: "
    assert own not in cite.text_content()
    sheets.bring(ACTORS, TIES)
    expect(sheets.reading).to_have_text(READING)
    assert cite.text_content().count(own) == 1
    sheets.part("example").select_option(label="Wada’s campaign")
    expect(sheets.reading).to_contain_text("Wada")
    assert own not in cite.text_content()


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


def hold_workers(sheets):
    """Keep from workers what they are asked until `let_go`, so that any machine shows meanwhile."""
    sheets.page.evaluate("""() => {
      if (!("kept" in globalThis)) {
        globalThis.Worker = class extends Worker {
          postMessage(...given) {
            const post = () => super.postMessage(...given);
            if (kept) kept.push(post); else post();
          }
        };
      }
      globalThis.kept = [];
    }""")


def let_go(sheets):
    sheets.page.evaluate("() => { const all = kept; kept = null; all.forEach((post) => post()); }")


def test_measuring_can_be_stopped_and_begun_anew(sheets):
    hold_workers(sheets)
    sheets.bring(*random_network(2000, 9000))
    stop = sheets.own.locator("[data-progress] button")
    expect(stop).to_be_visible(timeout=30_000)
    expect(sheets.reading).to_have_text("The measures are being worked out.")
    stop.click()
    expect(stop).to_be_hidden()
    expect(sheets.reading).to_contain_text("The measures were not worked out. Show the network")
    expect(sheets.part("show")).to_be_focused()  # where the reader was before it could be stopped
    sheets.left_with(0)
    sheets.bring(ACTORS, TIES)
    expect(sheets.reading).to_have_text(READING)


def test_of_two_networks_only_the_last_is_told(sheets):
    hold_workers(sheets)
    sheets.bring(*random_network(2000, 9000))
    expect(sheets.own.locator("[data-progress]")).to_be_visible(timeout=30_000)
    sheets.bring(*random_network(150, 400))
    let_go(sheets)
    theirs = show(read_tables(*random_network(150, 400)))
    expect(sheets.reading).to_have_text(theirs.reading, timeout=30_000)
    expect(sheets.own.locator("[data-progress]")).to_be_hidden()
    rows = sheets.saved("csv")  # waits for all measures
    assert rows[1:] == theirs._contents()["rows"]
    expect(sheets.reading).to_have_text(theirs.reading)
    sheets.left_with(1)


def test_a_tie_is_cut_at_once_and_a_second_before_the_first_is_measured(sheets):
    sheets.bring(*random_network(600, 3000))
    expect(sheets.reading).to_contain_text("Highest betweenness: ", timeout=60_000)
    said = sheets.reading.inner_text()
    first, second = (sheets.figure.locator("[data-row] button").nth(at) for at in (0, 1))
    names = [each.text_content() for each in (first, second)]
    # Both in one go: the first is on its way when the second comes.
    cut = "all => { all[0].click(); setTimeout(() => all[1].click(), 5); }"
    sheets.figure.locator("[data-row] button").evaluate_all(cut)
    expect(first).to_have_attribute("aria-pressed", "false")
    expect(second).to_have_attribute("aria-pressed", "false")
    expect(sheets.reading).to_contain_text(f"Without {names[0]} and {names[1]}:", timeout=60_000)
    for _ in names:
        sheets.figure.locator("[data-undo]").click()
        sheets.page.wait_for_timeout(50)
    expect(sheets.reading).to_have_text(said, timeout=60_000)


def test_a_table_taken_along_waits_for_a_cut_and_does_not_undo_it(sheets):
    hold_workers(sheets)
    sheets.bring(*random_network(150, 400))
    let_go(sheets)
    expect(sheets.reading).to_contain_text("Highest betweenness: ", timeout=30_000)
    hold_workers(sheets)
    first = sheets.figure.locator("[data-row] button").first
    first.evaluate("button => button.click()")
    expect(first).to_have_attribute("aria-pressed", "false")
    sheets.figure.locator("details.ties-take").evaluate("menu => { menu.open = true; }")
    with sheets.page.expect_download() as download:
        sheets.figure.locator("[data-give=csv]").click()
        let_go(sheets)
    cut = first.text_content()
    expect(sheets.reading).to_contain_text(f"Without {cut}: ", timeout=30_000)
    expect(first).to_have_attribute("aria-pressed", "false")
    theirs = show(read_tables(*random_network(150, 400)))
    theirs.removed_ties = [next(tie["tie"] for tie in theirs.ties if tie["name"] == cut)]
    text = download.value.path().read_text("utf-8-sig")
    assert [*csv.reader(StringIO(text))][1:] == theirs._contents()["rows"]


def test_rows_of_a_large_network_are_looked_for_by_name(sheets):
    actors, ties = random_network(300, 1200)
    sheets.bring(actors.replace("a7\n", "a7,\n").replace("actor\n", "actor,name\n")
                 .replace("a8\n", "a8,Zoé 佐橋\n"), ties)  # fmt: skip
    expect(sheets.reading).to_contain_text("Highest betweenness: ", timeout=60_000)
    assert sheets.own.locator("*").count() < 4000
    sheets.figure.locator("details.ties-list").evaluate("list => { list.open = true; }")
    sheets.figure.locator("details.ties-table").evaluate("table => { table.open = true; }")
    rows = sheets.figure.locator("[data-row]")
    expect(rows).to_have_count(100)
    find = sheets.figure.get_by_label("Find ties by names")
    told = sheets.figure.locator(".ties-find [role=status]")
    count = len(ties.splitlines()) - 1
    expect(told.first).to_have_text(f"100 of {count:,} ties are shown.")
    find.focus()
    sheets.page.keyboard.type("ZOE 佐")
    expected = [row for row in ties.splitlines() if "a8" in row.split(",")]
    expect(rows).to_have_count(len(expected))
    expect(told.first).to_have_text(f"{len(expected)} of {count:,} ties.")
    sheets.page.keyboard.press("Tab")
    sheets.page.keyboard.press("Tab")  # past the box, which scrolls
    expect(rows.first.get_by_role("button")).to_be_focused()
    sheets.page.keyboard.press("Enter")
    expect(rows.first.get_by_role("button")).to_have_attribute("aria-pressed", "false")
    expect(sheets.reading).to_contain_text("Without ", timeout=60_000)
    find.fill("nobody at all")
    expect(told.first).to_have_text("No tie has this in its name.")
    find.fill("")
    expect(rows.first.get_by_role("button")).to_have_attribute("aria-pressed", "false")
    table = sheets.figure.get_by_label("Find actors by name")
    table.fill("zoé")
    expect(sheets.figure.locator("tbody tr th")).to_have_text(["Zoé 佐橋"])
    expect(told.last).to_have_text("1 of 300 actors.")
    sheets.bring(ACTORS, TIES)  # of a small one all rows stand there
    expect(sheets.reading).to_have_text(READING)
    expect(sheets.figure.locator(".ties-find")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_names_on_a_crowded_phone_do_not_touch(visit, scheme):
    sheets = Sheets(visit(PAGE, width=390, scheme=scheme, reduced_motion="reduce"))
    name = lambda i: f"{('Nakamura', 'Брежнев', '佐橋', 'Ministry of Trade')[i % 4]} the elder {i}"  # noqa: E731
    for actors, ties in ((20, 40), (60, 120)):
        people = "actor,name\n" + "".join(f"a{i},{name(i)}\n" for i in range(actors))
        sheets.bring(people, random_network(actors, ties)[1])
        expect(sheets.part("said")).to_contain_text(f"{actors} actors")
        for focus in ("", name(3)):
            if focus:
                sheets.figure.locator("select[data-control=focus]").select_option(label=focus)
                expect(sheets.reading).to_contain_text(f"In focus: {focus}")
            # Names stand there one frame after the picture does.
            names = sheets.figure.locator("[data-still=narrow] text:visible")
            expect(names.nth(0 if focus else 3)).to_be_visible()
            shown = sheets.figure.locator("[data-still=narrow]").evaluate("""still => {
              const frame = still.getBoundingClientRect();
              return [...still.querySelectorAll("text")]
                .filter(text => getComputedStyle(text).visibility === "visible")
                .map(text => [text, text.getBoundingClientRect()])
                .map(([text, { left, right, top, bottom }]) =>
                  [text.textContent, left - frame.left, right - frame.left, top + 3, bottom - 3]);
            }""")
            assert focus in [each[0] for each in shown] or not focus
            assert len(shown) > 3 or focus
            assert all(left > -2 and right < 318 for _, left, right, _, _ in shown)
            touch = [
                (one[0], other[0])
                for at, one in enumerate(shown)
                for other in shown[:at]
                if one[1] < other[2]
                and other[1] < one[2]
                and one[3] < other[4]
                and other[3] < one[4]
            ]
            assert touch == [], (actors, focus, shown)
        rows = sheets.figure.locator("tbody th").all_text_contents()
        assert rows == [name(i) for i in range(actors)]  # nobody is lost


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_a_large_network(visit, scheme):
    sheets = Sheets(visit(PAGE, width=390, scheme=scheme, reduced_motion="reduce"))
    hold_workers(sheets)
    sheets.bring(*random_network(2000, 9000))
    sheets.figure.locator("details").evaluate_all("all => all.forEach(each => each.open = true)")
    expect(sheets.own.locator("[data-progress]")).to_be_visible(timeout=30_000)
    # A live region says politely what goes on; the bar beside it is not read out step by step.
    expect(sheets.reading).to_have_attribute("aria-live", "polite")
    expect(sheets.reading).to_have_text("The measures are being worked out.")
    assert run_axe(sheets.opened) == []


def test_what_brings_a_network_is_loaded_where_it_is_used():
    for page in ("welcome.html", "ties_and_positions.html"):
        assert "own.js" not in (BUILT / "chapters" / page).read_text("utf-8")
    assert (BUILT / "_static" / "book" / "own.js").stat().st_size > 10_000
