"""Every figure page in Debian's Firefox: it comes alive, answers, and complains of nothing.

Run by ``make firefox``, and not with the other tests: it takes minutes, and a second browser.
"""

from __future__ import annotations

import shutil

import pytest
from bidi import firefox
from conftest import BUILT, FIGURE_PAGES, PAGES
from test_figures import CHANGE, CONTROLS

# Wake each figure, change each control and go back; tell what did not do its part.
WORK = """async (controls) => {
  const frame = () => new Promise(requestAnimationFrame);
  const until = async (done) => {
    const end = performance.now() + 20000;
    while (!done() && performance.now() < end) await frame();
    return done();
  };
  const alter = CHANGE;
  const idle = [];
  for (const figure of document.querySelectorAll('[data-interactive]')) {
    figure.scrollIntoView({behavior: 'instant'});
    const name = figure.closest('figure')?.id;
    if (!await until(() => figure.dataset.state === 'live')) {
      idle.push(`${name} is ${figure.dataset.state}`);
      continue;
    }
    const reading = figure.querySelector('[data-reading]');
    const first = reading.textContent;
    for (const control of figure.querySelectorAll(controls)) {
      if (control.type === 'radio' && control.checked) continue;
      alter(control);
      const moved = await until(() => reading.textContent !== first);
      figure.querySelector('[data-reset]').click();
      const back = await until(() => reading.textContent === first);
      if (!moved || !back) idle.push(`${name}: ${control.outerHTML.slice(0, 99)}`);
    }
    const svg = figure.querySelector('[data-picture] svg');
    if (!svg || svg.getBoundingClientRect().width < 100) idle.push(`${name} shows no picture`);
  }
  return idle;
}"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    assert program, "Firefox is not installed: install firefox-esr from Debian's packages"
    with firefox(program, tmp_path_factory.mktemp("profile")) as running:
        print(f"Firefox {running.version}")
        yield running


@pytest.fixture(params=["http", "disk"])
def place(request, server):
    return server if request.param == "http" else BUILT.as_uri()


@pytest.mark.parametrize("page", FIGURE_PAGES)
def test_figures_answer(browser, place, page):
    browser.open(f"{place}/{page}")
    # Put in as text: the page's policy lets nothing make a function of one.
    assert browser.run(WORK.replace("CHANGE", CHANGE), CONTROLS) == []
    assert browser.complaints == []
    assert [url for url in browser.asked if not url.startswith((place, "data:", "blob:"))] == []


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("width", [390, 1366])
def test_no_page_is_wider_than_its_screen(browser, server, page, width):
    browser.open(f"{server}/{page}", width)
    assert browser.run("() => document.documentElement.scrollWidth") <= width
    assert browser.complaints == []


def test_search_works_from_disk(browser):
    browser.open(f"{BUILT.as_uri()}/search.html?q=experts")
    # Results come one after the other: wait for the one that is sought, five seconds at most.
    found = """async () => {
      const sought = "#search-results li a[href*='resources.html']";
      for (let i = 0; i < 100 && !document.querySelector(sought); i++) {
        await new Promise((next) => setTimeout(next, 50));
      }
      return document.querySelectorAll(sought).length;
    }"""
    assert browser.run(found) > 0
