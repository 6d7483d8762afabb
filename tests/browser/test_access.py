"""axe-core finds nothing to object to: light, dark, laptop and phone, figures alive."""

from __future__ import annotations

import pytest
from conftest import PAGES, ROOT
from playwright.sync_api import expect

AXE = ROOT / "tests" / "node_modules" / "axe-core" / "axe.min.js"
EVERYTHING = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CONTRAST = ["color-contrast", "link-in-text-block"]
"""What another colour scheme can change; names, roles and order are the same in both."""
RUN = """rules => axe.run(document, {runOnly: rules})
  .then(found => found.violations.map(v => [v.id, v.nodes.slice(0, 3).map(n => n.html)]))"""


def run_axe(opened, rules=EVERYTHING):
    # Evaluated, not added as an element: the page's policy allows no script within it.
    if not opened.page.evaluate("'axe' in window"):
        opened.page.evaluate(AXE.read_text("utf-8"))
    opened.page.evaluate("scrollTo(0, 0)")  # the page's header lies over nothing there
    return opened.page.evaluate(RUN, rules)


@pytest.mark.parametrize("width", [390, 1366])
@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing(visit, page, width):
    # What fades in has little contrast on its way: axe looks at a page that does not move.
    opened = visit(page, width=width, scheme="light", reduced_motion="reduce")
    opened.wake()
    opened.page.locator("article details").evaluate_all("all => all.forEach(d => d.open = true)")
    for scheme, rules in (("light", EVERYTHING), ("dark", CONTRAST)):
        opened.page.emulate_media(color_scheme=scheme)
        expect(opened.page.locator("html")).to_have_attribute("data-theme", scheme)
        assert run_axe(opened, rules) == [], scheme


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1366])
def test_axe_finds_nothing_while_an_actor_is_looked_at(visit, width, scheme):
    page = "chapters/regionalizing_state/guidance.html"
    opened = visit(page, width=width, scheme=scheme, reduced_motion="reduce")
    figure = opened.wake()[0]
    figure.locator("select[data-control=focus]").select_option(label="MITI")
    figure.locator("[data-take]").click()
    figure.locator("[data-row]:visible button").first.click()
    expect(figure.locator("[data-reading]")).to_contain_text("In focus: MITI,")
    assert run_axe(opened) == []
