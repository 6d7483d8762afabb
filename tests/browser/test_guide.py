"""The states that the instructor's guide assigns open on their pages as the links say."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from html import unescape

import pytest
from conftest import BUILT
from playwright.sync_api import expect
from test_take import figure_of, reading_of, told

from widgets.data import table

GUIDE = "chapters/teaching"


def led():
    """Return, by page, the figures and states to which the guide leads."""
    found = defaultdict(set)
    for page in sorted((BUILT / GUIDE).glob("*.html")):
        links = re.findall(r'href="([^"#]+)#(fig-[\w-]+)\?([^"]+)"', page.read_text("utf-8"))
        for path, label, state in links:
            found[posixpath.normpath(f"{GUIDE}/{path}")].add((label, unescape(state)))
    return found


LED = led()


def test_every_core_chapter_has_a_state_to_be_assigned():
    core = {f"chapters/{chapter}.html" for chapter in table("plans")["chapter"]}
    assert core <= set(LED) and len(core) == 9


@pytest.mark.parametrize("page", sorted(LED))
def test_an_assigned_state_comes_back(visit, page):
    opened = visit(page)
    start = {label_of(figure): reading_of(figure).inner_text() for figure in figures(opened)}
    for label, state in sorted(LED[page]):
        opened.page.evaluate("place => { location.hash = place; }", f"{label}?{state}")
        figure = figure_of(opened, label)
        expect(figure).to_have_attribute("data-state", "live")
        if state.startswith("open="):
            expect(figure.locator("details.ties-table")).to_have_attribute("open", "")
        else:
            expect(reading_of(figure)).not_to_have_text(start[label])
        expect(told(figure)).to_be_empty()
    assert opened.complaints == []


def figures(opened):
    return opened.page.locator("[data-interactive][data-label^=fig-]").all()


def label_of(figure):
    return figure.get_attribute("data-label")
