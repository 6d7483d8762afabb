"""Expectations and quizzes are kept in the browser: by reload, damage, two tabs, refusal; and go
out as one file."""

from __future__ import annotations

import json
import re

import pytest
from conftest import BUILT, PAGES
from markdown_it import MarkdownIt
from playwright.sync_api import expect
from test_access import run_axe

from widgets.course.collect import collect
from widgets.models.predictions import predictions

ASKED = {f"chapters/{each.chapter}.html": each for each in predictions()}
PAGE = "chapters/regionalizing_state/resources.html"
OTHER = "chapters/regionalizing_state/guidance.html"
LIST = "chapters/your_answers.html"
KEY = "ties-that-govern-answers"
ASIDE = f"{KEY}-damaged-1"
REFUSED = "This browser refuses to keep answers, or has no room"
# What a reader may type: it is text wherever it is shown, and in the files too.
WILD = '<img src=x onerror="document.title = 1"> *not* [this](x) `code` $x$\n# no heading'

THROWS = """Object.defineProperty(window, 'localStorage', {get() {
  throw new DOMException('refused', 'SecurityError');
}})"""
FULL = """Storage.prototype.setItem = () => {
  throw new DOMException('full', 'QuotaExceededError');
}"""


def asked_on(tab):
    question = tab.locator("[data-predict][data-state=live]")
    question.wait_for()
    return question


def answer(question, asked):
    """Give some answer that can be kept, and return how it is told."""
    if asked.kind == "choice":
        question.locator("input[type=radio]").nth(1).check()
        return asked.choices[1]
    text = "1" if asked.kind == "number" else "Business, by hearsay"
    question.locator("[data-expect]").fill(text)
    return f"{text} {asked.units[0]}" if asked.units else text


def keep(question, text):
    question.locator("[data-expect]").fill(text)
    question.locator("[data-keep]").click()


def kept(tab, key=KEY):
    return tab.evaluate("key => localStorage.getItem(key)", key)


def reading(root):
    return root.locator("[data-reading]")


def trouble(root):
    return root.locator("[data-keeping] p").first


def save(tab, button, tmp_path):
    with tab.expect_download() as caught:
        button.click()
    path = tmp_path / caught.value.suggested_filename
    caught.value.save_as(path)
    return path


def test_every_prediction_is_on_its_page_and_on_no_other():
    found = {page for page in PAGES if "data-predict=" in (BUILT / page).read_text("utf-8")}
    assert found == set(ASKED)


@pytest.mark.parametrize("page", ASKED)
def test_an_expectation_is_kept_and_compared_and_survives_a_reload(visit, origin, page):
    asked = ASKED[page]
    opened = visit(page, origin)
    question = asked_on(opened.page)
    question.locator("[data-keep]").click()
    refusal = "A whole number from" if asked.kind == "number" else "Write or choose something"
    expect(reading(question)).to_contain_text(refusal)
    told = answer(question, asked)
    question.locator("[data-keep]").click()
    expect(reading(question)).to_contain_text(f"Kept: you expect “{told}”.")
    question.locator("summary").click()
    question.locator("[data-unforeseen]").fill("That it would be so.")
    question.locator("[data-unforeseen]").blur()
    for _ in range(2):
        expect(reading(question)).to_contain_text(f"Kept: you expected “{told}”, and")
        expect(question.locator("[data-expected]")).to_have_text(told)
        expect(question.locator("[data-unforeseen]")).to_have_value("That it would be so.")
        expect(question.locator("dd").nth(1)).to_have_text(asked.compare)
        opened.page.reload()
        question = asked_on(opened.page)
    assert opened.complaints == [] and opened.strangers == []


@pytest.mark.parametrize("page", ASKED)
def test_the_figure_is_open_to_who_expects_nothing_and_is_set_by_a_link(visit, origin, page):
    opened = visit(page, origin)
    question = asked_on(opened.page)
    figure = opened.page.locator(f"[data-label={ASKED[page].figure}]")
    go, shown = question.locator("[data-go]"), reading(figure)
    first = shown.inner_text()
    start = ASKED[page].name == "who_appoints" or ASKED[page].name == "why_clients"
    go.click()
    expect(figure).to_have_attribute("data-state", "live", timeout=15_000)
    expect(figure).to_be_in_viewport()
    if not start:  # the state comes a moment after the figure is alive
        expect(shown).not_to_have_text(first)
    # Once more, from another state: the address is the same, and the figure is set again.
    asked = shown.inner_text()
    figure.locator("[data-reset]").first.click()
    if not start:
        expect(shown).to_have_text(first)
    go.click()
    expect(shown).to_have_text(asked)
    back = opened.page.locator(".ties-back a")
    expect(back).to_have_count(1)
    back.click()
    expect(question.locator("summary")).to_be_focused()
    expect(question.locator("[data-expected]")).to_be_in_viewport()
    assert figure.locator("[data-told]").inner_text() == ""
    assert opened.complaints == []


def test_it_is_worked_by_keyboard_alone(visit):
    opened = visit("chapters/regionalizing_state/crisis_and_limits.html")
    question, press = asked_on(opened.page), opened.page.keyboard.press
    question.locator("input[type=radio]").first.focus()
    press("Space")
    press("ArrowDown")
    press("Tab")
    opened.page.keyboard.type("They buy.")
    press("Tab")
    press("Enter")
    expect(reading(question)).to_contain_text("Kept: you expect “The buyers”.")
    press("Tab")
    assert opened.page.evaluate("document.activeElement.matches('[data-go]')")
    press("Tab")
    press("Enter")
    press("Tab")
    opened.page.keyboard.type("Sellers talk.")
    press("Tab")
    expect(reading(question)).to_contain_text("and what you did not expect.")
    assert "They buy." in kept(opened.page) and "Sellers talk." in kept(opened.page)


def test_a_number_is_kept_with_the_enter_key_and_what_is_none_is_refused(visit):
    opened = visit(PAGE)
    question = asked_on(opened.page)
    for text in ("6", "2.5", "-1"):
        keep(question, text)
        expect(reading(question)).to_have_text("A whole number from 0 to 5, please.")
    assert kept(opened.page) is None
    question.locator("[data-expect]").fill("3")
    question.locator("[data-expect]").press("Enter")
    expect(reading(question)).to_contain_text("“3 countries”")


def test_what_is_being_written_is_kept_when_the_page_is_left(visit):
    opened = visit(PAGE)
    question = asked_on(opened.page)
    question.locator("[data-because]").fill("Half written")
    opened.page.reload()
    expect(asked_on(opened.page).locator("[data-because]")).to_have_value("Half written")


@pytest.mark.parametrize("page", [PAGE, "chapters/clientelism/what_it_does.html"])
def test_a_quiz_survives_a_reload(visit, origin, page):
    opened = visit(page, origin)
    quiz = opened.page.locator("[data-quiz][data-state=live]")
    first, second = (quiz.locator("[data-question]").nth(at) for at in (0, 1))
    first.locator("input").nth(1).check()
    first.locator("[data-check]").click()
    second.locator("input").nth(0).check()
    said = (reading(quiz).inner_text(), first.locator("[data-feedback]").inner_text())
    opened.page.reload()
    expect(reading(quiz)).to_have_text(said[0])
    expect(first.locator("[data-feedback]")).to_have_text(said[1])
    expect(quiz.locator("input:checked")).to_have_count(2)
    # Of an answer that was not checked no mark is kept.
    first.locator("input").nth(0).check()
    lines = map(json.loads, kept(opened.page).splitlines()[1:])
    marks = [value for _, _, field, _, value in lines if field == "mark"]
    assert len(marks) == 2 and marks[0] in ("right", "wrong") and marks[1] == ""
    quiz.locator("[data-reset]").click()
    opened.page.reload()
    expect(reading(quiz)).to_contain_text("None of")
    expect(quiz.locator("input:checked")).to_have_count(0)


def test_two_tabs_keep_each_others_answers(visit):
    opened = visit(PAGE)
    one, two = opened.page, opened.page.context.new_page()
    two.goto(f"{opened.own}/{OTHER}")
    keep(asked_on(one), "1")
    keep(asked_on(two), "12")
    one.locator("[data-predict] [data-because]").fill("So.")
    one.locator("[data-predict] [data-because]").blur()
    three = opened.page.context.new_page()
    three.goto(f"{opened.own}/{PAGE}")
    expect(asked_on(three).locator("[data-because]")).to_have_value("So.")
    keep(asked_on(three), "4")
    expect(reading(asked_on(one))).to_contain_text("“4 countries”")
    expect(reading(asked_on(two))).to_contain_text("“12 targets”")
    assert sum('"expected"' in line for line in kept(one).splitlines()) == 3


def test_a_damaged_store_is_set_aside_and_what_can_be_read_is_there(visit):
    opened = visit(PAGE)
    keep(asked_on(opened.page), "4")
    damaged = kept(opened.page) + '\n["prediction","guidance","expec'
    opened.page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, damaged])
    opened.page.reload()
    question = asked_on(opened.page)
    expect(reading(question)).to_contain_text("“4 countries”")
    expect(trouble(question)).to_have_text(
        "What this browser had kept was damaged: 1 line could not be read and is set aside,"
        " and the rest is here."
    )
    assert kept(opened.page, ASIDE) == damaged
    opened.page.reload()
    expect(trouble(asked_on(opened.page))).to_have_text("")
    assert kept(opened.page, ASIDE) == damaged


@pytest.mark.parametrize("script", [THROWS, FULL], ids=["refused", "full"])
def test_where_nothing_can_be_kept_the_page_says_so_and_works_on(visit, tmp_path, script):
    opened = visit("chapters/references.html")
    opened.page.context.add_init_script(script)
    opened.page.goto(f"{opened.own}/{PAGE}")
    question = asked_on(opened.page)
    keep(question, "4")
    expect(reading(question)).to_contain_text("“4 countries”")
    expect(trouble(question)).to_contain_text(REFUSED)
    file = save(opened.page, question.locator("[data-save]"), tmp_path)
    table, said = collect(tmp_path)
    assert said == [] and table["answer"].to_list() == ["4"]
    opened.page.goto(f"{opened.own}/{LIST}")
    listed = opened.page.locator("[data-answers][data-state=live]")
    listed.locator("[data-file]").set_input_files(file)
    expect(listed.locator("[data-item=resources] dd").first).to_have_text("4 countries")


# The page of all answers


@pytest.fixture
def answered(visit):
    """The list of answers, after a reader has answered two questions and one of a quiz."""

    def open_list(origin=None, **options):
        opened = visit(PAGE, *filter(None, [origin]), **options)
        question = asked_on(opened.page)
        keep(question, "1")
        keep(question, "4")
        question.locator("[data-because]").fill(WILD)
        question.locator("[data-keep]").click()
        quiz = opened.page.locator("[data-quiz] [data-question]").first
        quiz.locator("input").first.check()
        quiz.locator("[data-check]").click()
        opened.page.goto(f"{opened.own}/chapters/clientelism/what_it_does.html")
        keep(asked_on(opened.page), WILD)
        opened.page.goto(f"{opened.own}/{LIST}")
        opened.page.locator("[data-answers][data-state=live]").wait_for()
        return opened, opened.page.locator("[data-answers]")

    return open_list


def test_the_list_holds_all_answers_in_the_order_of_the_book(answered, origin):
    opened, listed = answered(origin)
    expect(reading(listed)).to_contain_text(f"2 of {len(ASKED)} expectations kept. Quiz: 1 of ")
    texts = listed.locator("[data-item=resources] :is(dt, dd)").all_inner_texts()
    assert texts[:4] == ["You first expected", "1 country", "You expected", "4 countries"]
    assert texts[5] == WILD
    assert ASKED[PAGE].compare in texts
    order = [name.get_attribute("data-item") for name in listed.locator("[data-item]").all()]
    assert order == [asked.name for asked in ASKED.values()]
    expect(listed.locator("img")).to_have_count(0)
    assert opened.complaints == [] and opened.strangers == []


def test_each_question_of_the_list_leads_to_its_place(visit):
    opened = visit(LIST)
    links = opened.page.locator("[data-item] a")
    for at, (page, asked) in enumerate(ASKED.items()):
        assert links.nth(at).inner_text() == asked.prompt
        address = links.nth(at).evaluate("link => link.href").removeprefix(f"{opened.own}/")
        name, fragment = address.split("#")
        assert name == page
        assert f'id="{fragment}"' in (BUILT / page).read_text("utf-8")


def test_markdown_holds_the_answers_as_text(answered, tmp_path):
    opened, listed = answered()
    listed.locator("[data-name]").fill("Ana _Lucía_")
    listed.locator("[data-name]").blur()
    file = save(opened.page, listed.locator("[data-give=md]"), tmp_path)
    assert file.name == "ties-that-govern-answers.md"
    shown = MarkdownIt("commonmark").render(file.read_text("utf-8"))
    assert re.findall(r"<(\w+)", re.sub(r"<(/?)(p|h1|h2|blockquote)>", "", shown)) == []
    for text in ("Ana _Lucía_", "4 countries", *WILD.splitlines()):
        assert text.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;") in shown
    assert shown.count("<h1>") == 1


def test_json_holds_the_answers_for_a_teacher_and_another_machine(answered, visit, tmp_path):
    opened, listed = answered()
    listed.locator("[data-name]").fill("Ana")
    listed.locator("[data-name]").blur()
    file = save(opened.page, listed.locator("[data-give=json]"), tmp_path)
    table, said = collect(tmp_path)
    assert said == [] and set(table["student"]) == {"Ana"}
    mine = table.set_index("item").loc["resources"]
    assert (mine["first"], mine["answer"], mine["because"]) == ("1", "4", WILD)
    assert set(table["kind"]) == {"prediction", "question"}
    assert set(table["mark"]) & {"right", "wrong"}

    other = visit(OTHER)
    keep(asked_on(other.page), "7")
    other.page.goto(f"{other.own}/{LIST}")
    there = other.page.locator("[data-answers][data-state=live]")
    entries = len(json.loads(file.read_text("utf-8"))["records"])
    for fresh in (entries, 0):
        there.locator("[data-file]").set_input_files(file)
        expect(there.locator("[data-said]")).to_have_text(
            f"{file.name}: {entries} entries read, {fresh} of them new."
        )
        expect(there.locator("[data-name]")).to_have_value("Ana")
        expect(reading(there)).to_contain_text(f"3 of {len(ASKED)} expectations kept.")
    expect(there.locator("[data-item=guidance] dd").first).to_have_text("7 targets")


@pytest.mark.parametrize(
    "text, said",
    [
        ("{", "this file is not JSON, or it breaks off; nothing was taken from it."),
        ("{}", "this file does not hold answers saved from this book; nothing was taken"),
        (" " * 5_000_001, "this file is larger than 5 MB; nothing was taken from it."),
    ],
)
def test_a_bad_file_is_told_in_one_sentence_and_changes_nothing(answered, tmp_path, text, said):
    opened, listed = answered()
    before = kept(opened.page)
    bad = tmp_path / "<b>bad.json"
    bad.write_text(text)
    listed.locator("[data-file]").set_input_files(bad)
    expect(listed.locator("[data-said]")).to_contain_text(said, ignore_case=True)
    assert listed.locator("[data-said] b").count() == 0
    assert kept(opened.page) == before


def test_clearing_asks_first_and_takes_everything(answered):
    opened, listed = answered()
    two = opened.page.context.new_page()
    two.goto(f"{opened.own}/{PAGE}")
    expect(reading(asked_on(two))).to_contain_text("“4 countries”")
    opened.page.evaluate("key => localStorage.setItem(key, 'x')", ASIDE)
    listed.locator("[data-clear]").click()
    expect(listed.locator("[data-no]")).to_be_focused()
    opened.page.keyboard.press("Enter")
    expect(listed.locator("[data-clear]")).to_be_focused()
    assert kept(opened.page)
    listed.locator("[data-clear]").click()
    listed.locator("[data-yes]").click()
    expect(listed.locator("[data-said]")).to_have_text("All answers are cleared.")
    expect(reading(listed)).to_have_text("Nothing is kept in this browser.")
    assert kept(opened.page) is None and kept(opened.page, ASIDE) is None
    expect(reading(asked_on(two))).to_contain_text("Nothing is kept yet.")


# How it is seen and read


@pytest.mark.parametrize("page", ASKED)
def test_without_a_script_the_question_stands_there_and_the_comparison_opens(visit, page):
    opened = visit(page, java_script_enabled=False)
    question = opened.page.locator("[data-predict]")
    assert ASKED[page].prompt in question.inner_text()
    expect(question.locator(":is(input, textarea, button):enabled")).to_have_count(0)
    question.locator("summary").click()
    assert question.locator("dd").nth(1).is_visible()


@pytest.mark.parametrize("page", ASKED)
def test_on_paper_there_is_room_to_write(visit, page):
    opened = visit(page, width=627)
    opened.page.emulate_media(media="print")
    shown = opened.page.locator("[data-predict]")
    assert ASKED[page].prompt in shown.inner_text() and ASKED[page].compare in shown.inner_text()
    assert [line.is_visible() for line in shown.locator(".ties-lines").all()][:1] == [True]
    assert not shown.locator("input, textarea, button").first.is_visible()


def test_the_list_is_printed_with_its_answers_and_not_without_a_script(answered, visit):
    opened, listed = answered()
    bare = visit(LIST, java_script_enabled=False)
    for each in (opened, bare):
        each.page.emulate_media(media="print")
    expect(listed.locator("[data-item=resources] dd").nth(1)).to_be_visible()
    expect(listed.locator("form")).to_be_hidden()
    expect(bare.page.locator("[data-answers]")).to_be_hidden()


@pytest.mark.parametrize("width", [390, 1366])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_was_answered(answered, width, scheme):
    opened, listed = answered(width=width, scheme=scheme, reduced_motion="reduce")
    listed.locator("[data-clear]").click()
    assert run_axe(opened) == []
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert opened.page.evaluate(wide) <= 0
    opened.page.goto(f"{opened.own}/{PAGE}")
    asked_on(opened.page).locator("summary").click()
    assert run_axe(opened) == []
    assert opened.page.evaluate(wide) <= 0
