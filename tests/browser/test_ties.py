"""Ties cut on the page: by click, by name and by key, with the numbers of Python."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from widgets import kite
from widgets.tie_network import MEASURES

PAGE = "chapters/ties_and_positions.html"


@pytest.fixture
def network(visit):
    """The primer's network, alive."""
    return visit(PAGE).wake()[0]


@pytest.mark.parametrize("measure", MEASURES)
def test_page_and_python_say_the_same_of_every_cut(network, measure):
    twin = kite(measure=measure)
    network.get_by_role("radio", name=MEASURES[measure][0], exact=True).check()
    network.locator(".ties-switches summary").click()
    for tie in [tie["tie"] for tie in twin.ties]:
        twin.removed_ties = [tie]
        button = network.locator(f"button[data-control='{tie}']")
        button.click()
        assert network.locator("[data-reading]").inner_text() == twin.reading
        cells = network.locator("tbody tr").evaluate_all(
            "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
        )
        assert cells == twin._contents()["rows"]
        button.click()


def test_a_click_on_a_line_cuts_it_and_another_mends_it(network):
    line = network.locator("[data-still=wide] [data-tie='heather-ike'] .reach")
    line.dispatch_event("click")
    expect(network.locator("[data-reading]")).to_contain_text("Without Heather–Ike")
    expect(network.locator("button[data-control='heather-ike']")).to_have_attribute(
        "aria-pressed", "false"
    )
    line.dispatch_event("click")
    expect(network.locator("[data-reading]")).to_contain_text("All 18 ties stand.")


def test_a_tie_can_be_cut_with_the_keyboard_alone(network):
    network.locator(".ties-switches summary").press("Enter")
    network.locator("button[data-control='ike-jane']").press("Space")
    expect(network.locator("[data-reading]")).to_contain_text("Jane cut off")
    network.locator("[data-reset]").press("Enter")
    expect(network.locator("[data-reading]")).to_contain_text("All 18 ties stand.")


def test_a_finger_can_hit_a_tie(visit):
    figure = visit(PAGE, width=390).wake()[0]
    reach = figure.locator("[data-still=narrow] .reach").first
    assert reach.evaluate("line => parseFloat(getComputedStyle(line).strokeWidth)") >= 24
