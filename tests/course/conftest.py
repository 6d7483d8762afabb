"""What tests of printed sheets share: Chromium, and a sheet on paper."""

from __future__ import annotations

import io
import shutil

import pytest
from playwright.sync_api import sync_playwright
from pypdf import PdfReader

from widgets.page.paper import CHROMIUM, FLAGS

PAPERS = {"A4": (210, 297), "Letter": (215.9, 279.4)}
"""Width and height in millimetres."""


@pytest.fixture(scope="module")
def tab():
    """Return an empty page of a headless Chromium, laid out as for print."""
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    assert path, "Chromium is not installed; .ci/browser says how to get it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        opened = browser.new_page(viewport={"width": 1000, "height": 1200})
        opened.emulate_media(media="print")
        yield opened
        browser.close()


@pytest.fixture(scope="module")
def printed(tab):
    """Return a function that prints a page of HTML on a format and counts the pages.

    The paper is cut a line short: another machine has other letters, and the sheet shall fit there.
    """

    def count(html: str, paper: str) -> int:
        width, height = PAPERS[paper]
        tab.set_content(html)
        data = tab.pdf(width=f"{width}mm", height=f"{height - 4}mm", print_background=True)
        return len(PdfReader(io.BytesIO(data)).pages)

    return count


STRUCTURE = """() => ({
  lang: document.documentElement.lang,
  levels: [...document.querySelectorAll('h1, h2, h3')].map(each => +each.tagName[1]),
  heads: [...document.querySelectorAll('th')].map(each => each.scope),
  unheaded: document.querySelectorAll('table:not(:has(th))').length,
  mute: [...document.querySelectorAll('svg')]
    .filter(each => !each.closest('[role="img"]')?.getAttribute('aria-label')?.trim()).length,
  ids: [...document.querySelectorAll('[id]')].map(each => each.id),
  lost: [...document.querySelectorAll('[aria-labelledby]')]
    .filter(each => !document.getElementById(each.getAttribute('aria-labelledby'))).length,
  asked: document.querySelectorAll('script, link, img, iframe, [src]').length,
})"""


@pytest.fixture(scope="module")
def flaws(tab):
    """Return a function that names what in a page a screen reader would stumble over."""

    def found(html: str) -> list[str]:
        tab.set_content(html)
        seen = tab.evaluate(STRUCTURE)
        levels = seen["levels"]
        tests = {
            "no language": not seen["lang"],
            "not one main heading, first": levels[:1] != [1] or levels.count(1) != 1,
            "a level left out": any(b > a + 1 for a, b in zip(levels, levels[1:], strict=False)),
            "a head without scope": not all(each in ("row", "col") for each in seen["heads"]),
            "a table without heads": seen["unheaded"],
            "a picture without a text": seen["mute"],
            "an id twice": len(seen["ids"]) != len(set(seen["ids"])),
            "a label that leads nowhere": seen["lost"],
            "something from elsewhere": seen["asked"],
        }
        return [name for name, wrong in tests.items() if wrong]

    return found
