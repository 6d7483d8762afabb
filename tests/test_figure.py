"""What every figure has in common: it stands without a script, says what it is, and can be named.

A sketch, whose contents are given, shows what the frame does; the book's own figures are then held
to the same, with whatever they contain.
"""

import inspect
import json
import re
import sys
from functools import cache
from html.parser import HTMLParser
from types import SimpleNamespace
from xml.etree.ElementTree import TreeBuilder

import pytest
from docutils import nodes
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markupsafe import Markup

import widgets
from widgets import explorer, figure
from widgets.controls import Control
from widgets.figure import EVIDENCE, MIME, Figure, evidence_key
from widgets.modules import JS
from widgets.networks import DOCUMENTS
from widgets.page import figures as page

VIEW = "application/vnd.jupyter.widget-view+json"
NASTY = "<b>&\"'</script><!-- ]]> {{ 7 * 7 }} 漢"
# A list of the marks, questions, and what readers answer to them.
NO_FIGURES = ("evidence_key", "predict", "quiz", "your_answers")
BOOK = [
    name
    for name in widgets.__all__
    if inspect.isfunction(getattr(widgets, name)) and name not in NO_FIGURES
]


class Strict(HTMLParser):
    """Reads markup into a tree, and takes no tag that is not closed where it should be."""

    EMPTY = ("br", "hr", "img", "input", "meta", "link", "wbr")

    def __init__(self):
        super().__init__()
        self.tree, self.open = TreeBuilder(), []

    def handle_starttag(self, tag, attributes):
        names = [name for name, _ in attributes]
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice: {names}"
        self.tree.start(tag, {name: value or "" for name, value in attributes})
        self.open.append(tag)
        if tag in self.EMPTY:
            self.handle_endtag(tag)

    def handle_startendtag(self, tag, attributes):  # <path/>, as SVG has it
        self.handle_starttag(tag, attributes)
        if tag not in self.EMPTY:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-1:]}"
        self.tree.end(self.open.pop())

    def handle_data(self, data):
        self.tree.data(data)


def parsed(markup):
    """Return markup as an element tree."""
    reader = Strict()
    reader.feed(str(markup).strip())
    reader.close()
    assert not reader.open, f"never closed: {reader.open}"
    return reader.tree.close()


def text(element):
    return "".join(element.itertext()).strip()


class Sketch(Figure):
    """A figure whose contents are given."""

    def __init__(self, label=None, caption=None, evidence="measured", source=None, **shown):
        self.shown = {
            "controls": [],
            "presets": [],
            "pictures": [("wide", Markup("<svg></svg>"))],
            "reading": "All is well.",
            "alt": None,
            "headings": [],
            "rows": [],
        } | shown
        super().__init__(label=label, caption=caption, evidence=evidence, source=source)

    def state(self):
        return {"reading": self.reading}

    def _contents(self):
        return self.shown


# What a figure is told


@pytest.mark.parametrize(
    "options, message",
    [
        pytest.param(
            {"evidence": "guessed"},
            "evidence is one of measured, coded, simulated, illustrative, not 'guessed'",
            id="evidence",
        ),
        pytest.param(
            {"label": "fig-aid", "caption": "Aid.", "evidence": None},
            "evidence is one of measured, coded, simulated, illustrative, not None",
            id="a label, but no evidence",
        ),
        pytest.param(
            {"label": "fig_aid", "caption": "Aid."},
            "a label is lower-case words joined by dashes, not 'fig_aid'",
            id="label",
        ),
        pytest.param(
            {"label": "", "caption": "Aid."},
            "a label is lower-case words joined by dashes, not ''",
            id="empty label",
        ),
        pytest.param(
            {"label": "fig-aid"},
            "figure 'fig-aid' needs a caption that says what to notice",
            id="label without caption",
        ),
        pytest.param(
            {"label": "fig-aid", "caption": ""},
            "figure 'fig-aid' needs a caption that says what to notice",
            id="label with an empty caption",
        ),
    ],
)
def test_refused(options, message):
    with pytest.raises(ValueError) as error:
        Sketch(**options)
    assert str(error.value) == message


def test_a_caption_may_stand_without_a_label():
    assert Sketch(caption="Notice this.").caption == "Notice this."


# What goes out of a cell


def test_three_forms_and_no_html():
    bundle, _ = Sketch()._repr_mimebundle_(include=None, exclude=None)
    assert set(bundle) == {VIEW, MIME, "text/plain"}


def test_colab_is_told_where_it_finds_what_shows_a_widget(monkeypatch):
    assert Sketch()._repr_mimebundle_()[1] == {}
    # What Colab's own module offers. It adds the address itself only to what `display` shows, and
    # a figure is most often the value of its cell; so anywidget gives it along, and a figure too.
    address = "https://colab.example/manager.js"
    colab = SimpleNamespace(
        enable_custom_widget_manager=lambda: None, _widgets=SimpleNamespace(_installed_url=address)
    )
    monkeypatch.setitem(sys.modules, "google.colab.output", colab)
    _, said = Sketch()._repr_mimebundle_()
    assert said == {VIEW: {"colab": {"custom_widget_manager": {"url": address}}}}


def test_the_page_takes_markup_caption_and_state():
    sketch = Sketch(label="fig-aid", caption="Notice this.")
    form = sketch._repr_mimebundle_()[0][MIME]
    assert form["kind"] == "figure"
    assert (form["label"], form["caption"]) == ("fig-aid", "Notice this.")
    assert form["state"] == {"reading": "All is well."}
    assert form["markup"] == str(sketch.markup())
    assert json.loads(json.dumps(form)) == form


def test_a_notebook_takes_the_view_and_the_caption_with_it():
    sketch = Sketch(caption="Notice this.")
    view = sketch._repr_mimebundle_()[0][VIEW]
    assert view["model_id"] == sketch.model_id
    # On a page the caption stands around the figure, with its number; here it is part of it.
    assert "Notice this." in sketch._markup
    assert "Notice this." not in sketch.markup()


def test_two_equal_figures_have_the_same_text():
    one, other = Sketch(label="fig-aid", caption="C."), Sketch(label="fig-aid", caption="C.")
    assert repr(one) == repr(other) == "Sketch('fig-aid'): All is well."
    assert repr(Sketch()) == "Sketch('unnamed'): All is well."


# The frame


@pytest.mark.parametrize("evidence", EVIDENCE)
def test_a_figure_says_which_kind_of_evidence_it_is(evidence):
    (mark,) = parsed(Sketch(evidence=evidence).markup()).findall(".//*[@data-evidence]")
    assert mark.get("data-evidence") == text(mark) == evidence
    assert mark.get("title") == EVIDENCE[evidence]


def test_the_key_explains_every_mark():
    key = parsed(evidence_key().data)
    marks = [text(mark) for mark in key.iter("dt")]
    assert dict(zip(marks, map(text, key.iter("dd")), strict=True)) == EVIDENCE


def test_the_source_stands_beside_the_mark():
    (line,) = parsed(Sketch(source="Table 1.").markup()).findall(".//p[@class='ties-source']")
    assert text(line) == "measured Table 1."


@pytest.mark.parametrize("source, line", [(None, []), ("Table 1.", ["Table 1."])])
def test_what_nobody_vouches_for_has_no_mark(source, line):
    # A reader's own chart in a notebook: nothing says that it is measured.
    markup = parsed(Sketch(evidence=None, source=source).markup())
    assert not markup.findall(".//*[@data-evidence]")
    assert [text(each) for each in markup.findall(".//p[@class='ties-source']")] == line


@pytest.mark.parametrize("alt, shown", [(None, "All is well."), ("A map.", "A map.")])
def test_the_picture_is_one_image_with_a_text(alt, shown):
    (picture,) = parsed(Sketch(alt=alt).markup()).findall(".//*[@data-picture]")
    assert picture.get("role") == "img"
    assert picture.get("aria-label") == shown


def test_without_controls_there_is_no_form_and_without_rows_no_table():
    markup = parsed(Sketch().markup())
    assert not list(markup.iter("form")) and not list(markup.iter("table"))


@pytest.mark.parametrize(
    "cell, is_number",
    [
        ("1996", True),
        ("1,605.8", True),
        ("−31.5", True),
        ("+0.0", True),
        ("-3", True),
        ("57.6 %", True),
        ("80–90 %", False),
        ("not given", False),
        ("n/a", False),
        ("", False),
    ],
)
def test_numbers_in_a_table_stand_to_the_right(cell, is_number):
    (row,) = parsed(Sketch(headings=["A", "B"], rows=[["x", cell]]).markup()).findall(".//tbody/tr")
    assert [each.tag for each in row] == ["th", "td"]
    assert row[1].get("class") == ("number" if is_number else None)


def test_page_and_python_call_the_same_cells_numbers():
    script = (JS / "cells.mjs").read_text(encoding="utf-8")
    pattern = re.search(r"isNumber = \(text\) => /\^(.+)\$/\.test\(text\)", script)[1]
    assert pattern == figure._NUMBER.pattern


# Texts are texts


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), min_size=1)


def full_of(words):
    """Return a figure in which every text is the same."""
    return Sketch(
        caption=words,
        source=words,
        controls=[
            Control("a", words, "range", 1, min=0, max=3),
            Control("b", words, "choice", 0, options=[0], labels=[words]),
            Control("c", words, "choice", 0, options=[0], labels=[words], beside=True),
            Control("d", words, "checkbox", True),
            Control("e", words, "set", [0], options=[0], labels=[words]),
        ],
        more_controls=[Control("f", words, "taken", [], options=[0], labels=[words])],
        samples={"e": [Markup("<svg></svg>")]},
        tie_list=[
            {"tie": words, "name": words, "evidence": words, "stands": True, "trace": words}
            | {"note": words}
        ],
        boundary=words,
        presets=[(words, False)],
        reading=words,
        headings=[words, words],
        rows=[[words, words]],
    )


@settings(deadline=None)
@given(TEXTS)
@example(NASTY)
def test_a_text_is_shown_as_text(words):
    markup = parsed(full_of(words).markup(with_caption=True))
    shown = words.strip()
    assert [text(each) for each in markup.iter("th")] == [shown] * 3
    assert [text(each) for each in markup.iter("td")] == [shown]
    assert [text(each) for each in markup.iter("option")] == [shown, "none", shown]
    assert [text(each) for each in markup.iter("legend")][1:3] == [shown, shown]
    for where in (
        "p[@data-reading]",
        "details[@class='ties-boundary']/p",
        "p[@class='ties-caption']",
    ):
        assert text(markup.find(f".//{where}")) == shown
    assert shown in text(markup.find(".//p[@data-cite]"))  # its source
    (row,) = markup.findall(".//*[@data-row]")
    assert row.get("data-row") == row.find("button").get("data-control") == words
    assert [text(each) for each in row] == [shown] * 3
    assert row[0].tail.strip() == shown  # the words of the source, beside a tie's name
    (preset,) = markup.findall(".//*[@data-preset]")
    assert preset.get("data-preset") == words and text(preset) == shown
    assert markup.find(".//*[@data-picture]").get("aria-label") == words


@settings(deadline=None)
@given(TEXTS)
@example(NASTY)
def test_a_text_survives_in_the_state_of_a_page(words):
    sketch = full_of(words)
    output = SimpleNamespace(mime_type=MIME, content=sketch._repr_mimebundle_()[0][MIME])
    (node,) = page.FigureRenderer.handle_mime(None, output, inline=False)
    config = SimpleNamespace(html_theme_options={})
    translator = SimpleNamespace(builder=SimpleNamespace(name="html", config=config), body=[])
    with pytest.raises(nodes.SkipNode):
        page._enter(translator, node)
    (script,) = parsed("".join(translator.body)).findall(".//script[@data-state-at-start]")
    assert json.loads(script.text) == sketch.state()


# What a reader takes along


def gives(markup):
    return [each.get("data-give") for each in markup.findall(".//button[@data-give]")]


def test_the_menu_offers_what_the_figure_has():
    bare = Sketch(label="fig-a", caption="C.")
    assert gives(parsed(bare.markup())) == ["svg", "png", "cite", "bib", "link"]
    table = Sketch(label="fig-a", caption="C.", headings=["A"], rows=[["1"]])
    assert gives(parsed(table.markup()))[0] == "csv"
    assert gives(parsed(widgets.kite(label="fig-a", caption="C.").markup()))[:2] == ["csv", "ties"]


def test_a_notebook_has_no_place_to_link_to():
    made = Sketch(label="fig-a", caption="C.")
    assert [a.get("href") for a in parsed(made.markup()).iter("a")] == ["#fig-a"]
    for markup in (made.markup(with_caption=True), Sketch().markup()):
        assert "link" not in gives(parsed(markup)) and not list(parsed(markup).iter("a"))


def test_a_notebook_has_the_citation_and_a_page_adds_it_with_its_number():
    made = Sketch(label="fig-a", caption="Aid. Notice.", source="Table 1.")
    (told,) = parsed(made.markup(with_caption=True)).findall(".//p[@data-cite]")
    assert "“Aid”, figure fig-a, in " in text(told) and "Source of the figure: Table 1." in text(
        told
    )
    assert told.get("data-address") == ""
    assert not parsed(made.markup()).findall(".//p[@data-cite]")


@pytest.mark.parametrize("name", ["vega", "take"])
def test_a_notebook_that_asks_is_handed_a_script(monkeypatch, name):
    sent, made = [], Sketch()
    monkeypatch.setitem(figure.SCRIPTS, name, lambda: "answer = 1;")
    monkeypatch.setattr(made, "send", lambda content, buffers: sent.append((content, buffers)))
    made._handle_custom_msg({"type": "something else"}, [])
    assert sent == []
    made._handle_custom_msg({"type": name}, [])
    assert sent == [({"type": name}, [b"answer = 1;"])]


# The book's own figures


@cache
def drawn(name):
    made = getattr(widgets, name)(label="fig-it", caption=NASTY)
    return made, parsed(made.markup(with_caption=True))


@pytest.fixture(params=BOOK)
def shown(request):
    """Return one of the book's figures, and its markup."""
    return drawn(request.param)


def test_there_are_figures():
    assert len(BOOK) >= 4


def test_a_figure_is_an_interactive_element_that_waits(shown):
    made, markup = shown
    assert markup.get("data-interactive") == made.kind
    assert markup.get("data-state") == "waiting"


def test_readers_are_told_titles_of_documents_not_their_keys(shown):
    _, markup = shown
    words = " ".join(markup.itertext())
    assert [key for key in DOCUMENTS if re.search(rf"\b{key}\b", words)] == []


def nothing_to_switch(made, control):
    """Return whether a control would change nothing: a figure may leave it out."""
    if control["kind"] != "checkbox":
        return len(control["options"]) < (1 if control["kind"] == "taken" else 2)
    if control["name"] == "bloc":
        return not any(one["bloc"] for one in made.actors)
    return not any(tie["status"] not in (None, "in_force") for tie in made.ties)


def test_every_control_has_a_label(shown):
    made, markup = shown
    found = [each for each in markup.findall(".//*[@data-control]") if each.tag != "button"]
    labelled = {
        id(control): text(label)
        for label in markup.iter("label")
        for control in label.iter()
        if control.get("data-control")
    }
    assert all(labelled.get(id(control)) for control in found)
    names = {control.get("data-control") for control in found}
    known = {control["name"]: control for control in made.controls}
    assert names <= set(known)
    buttons = [each.get("data-control") for each in markup.findall(".//button[@data-control]")]
    if buttons:  # a network's ties are switched in their list
        assert known.pop("removed_ties")["options"] == buttons
    assert all(nothing_to_switch(made, known[name]) for name in known.keys() - names)
    assert all(text(legend) for legend in markup.iter("legend"))
    assert all(text(button) for button in markup.iter("button"))


def test_every_control_sleeps_until_the_figure_can_answer(shown):
    _, markup = shown
    sheets = markup.findall(".//fieldset[@data-controls]")
    assert sheets[0] in markup.find(".//form") and len(sheets) <= 3
    assert all(sheet.get("disabled") is not None for sheet in sheets)
    inside = {each for sheet in sheets for each in sheet.iter()}
    outside = set(markup.iter()) - inside
    assert not [each.tag for each in outside if each.tag in ("input", "select", "button")]


def test_every_control_stands_at_its_value(shown):
    made, markup = shown
    for control in made.controls:
        name, value = control["name"], getattr(made, control["name"])
        inputs = [e for e in markup.findall(f".//*[@data-control='{name}']") if e.tag != "button"]
        if not inputs:
            continue  # see test_every_control_has_a_label
        if control["kind"] == "range":
            (slider,) = inputs
            assert float(slider.get("value")) == value
            continue
        choices = inputs[0].findall("option") if inputs[0].tag == "select" else inputs
        marks = [each.get("selected", each.get("checked")) is not None for each in choices]
        chosen = [each.get("value") for each, mark in zip(choices, marks, strict=True) if mark]
        if control["kind"] == "checkbox":
            assert marks == [value]
        elif control["kind"] == "choice":
            assert chosen == [str(control["options"].index(value))]
        else:
            assert chosen == [str(control["options"].index(each)) for each in value]


def test_the_ties_of_a_network_are_a_list_of_buttons():
    made = widgets.guidance_network(removed_ties=["jica-thai_moi-advises"])
    markup = parsed(made.markup())
    rows = markup.findall(".//li[@data-row]")
    assert [row.get("data-row") for row in rows] == [tie["tie"] for tie in made.ties]
    pressed = {row.get("data-row"): row.find("button").get("aria-pressed") for row in rows}
    assert [tie for tie, mark in pressed.items() if mark == "false"] == ["jica-thai_moi-advises"]
    # In the file: section 3.2, reported, 1995, and the evidence in its own words.
    (row,) = [row for row in rows if row.get("data-row") == "jica-thai_moi-advises"]
    trace = text(row.find("span[@class='ties-trace']"))
    assert trace.startswith("Regionalizing the State §3.2; reported") and "; 1995; " in trace


def test_whom_one_looks_at_can_be_taken_away_once_somebody_is():
    (take,) = parsed(widgets.guidance_network().markup()).findall(".//*[@data-take]")
    assert take.tag == "button" and take.get("hidden") is not None and text(take)


def test_one_of_what_is_taken_stands_in_its_list_and_of_several_none():
    def selected(names):
        markup = parsed(widgets.kite(removed_actors=names).markup())
        (choice,) = markup.findall(".//select[@data-control='removed_actors']")
        return [text(each) for each in choice if each.get("selected") is not None]

    assert selected(["ike"]) == ["Ike"]
    assert selected([]) == selected(["ike", "jane"]) == []


def test_the_samples_of_families_are_drawn_as_their_ties():
    made = widgets.guidance_network()
    markup = parsed(made.markup())
    (families,) = [
        each
        for each in markup.findall(".//fieldset[@class='ties-control ties-set']")
        if each.find(".//input").get("data-control") == "families_on"
    ]
    samples = [(path.get("stroke"), path.get("stroke-dasharray")) for path in families.iter("path")]
    assert len(samples) == len(set(samples)) == len(made.looks)
    lines = {}
    for group in markup.findall(".//g[@data-tie]"):
        lines[group.get("data-tie")] = group[1].get("stroke"), group[1].get("stroke-dasharray")
    keys = [look["key"] for look in made.looks]
    for tie in made.ties:
        if tie["tie"] in lines:
            assert lines[tie["tie"]] == samples[keys.index(tie["family"])]


def test_the_reading_is_one_live_sentence(shown):
    made, markup = shown
    (reading,) = markup.findall(".//*[@data-reading]")
    assert reading.get("aria-live") == "polite"
    assert text(reading) == made.reading
    assert made.reading.endswith(".") and len(made.reading) > 20


def test_every_row_of_the_table_has_a_cell_for_each_heading(shown):
    _, markup = shown
    (table,) = markup.iter("table")
    headings = [text(each) for each in table.findall("./thead/tr/th")]
    rows = [[text(cell) for cell in row] for row in table.findall("./tbody/tr")]
    assert rows and all(headings)
    assert {len(row) for row in rows} == {len(headings)}
    assert all(all(row) for row in rows)


def test_a_figure_says_where_its_numbers_stand(shown):
    _, markup = shown
    (line,) = markup.findall(".//p[@class='ties-source']")
    sources = ("Hatch", "Minagawa", "Krackhardt", "made-up", "Measured on this book")
    assert any(source in text(line) for source in sources)


def test_both_pictures_are_there(shown):
    _, markup = shown
    stills = markup.findall(".//*[@data-still]")
    assert [still.get("data-still") for still in stills] == ["wide", "narrow"]
    assert all(next(still.iter("svg")) for still in stills)


def test_no_two_figures_share_an_id():
    elements = [element for name in BOOK for element in drawn(name)[1].iter()]
    ids = [element.get("id") for element in elements if element.get("id")]
    assert len(ids) == len(set(ids))


# The style sheet


def test_the_style_sheet_changes_the_picture_where_the_script_does():
    sheet = figure.stylesheet()
    (width,) = set(re.findall(r"@container \(max-width: ([\d.]+)px\)", sheet))
    # A max-width holds at the width itself: one hundredth of a pixel less, and a bit.
    assert explorer.BREAKPOINT - 0.05 < float(width) < explorer.BREAKPOINT


def test_the_style_sheet_has_a_look_for_every_mark():
    sheet = figure.stylesheet()
    assert all(f'[data-evidence="{mark}"]' in sheet for mark in EVIDENCE)
