"""What a page weighs, gzipped, as a browser asks for it: at first, and when figures come alive."""

from __future__ import annotations

import gzip
from functools import cache

import pytest
from conftest import BUILT, PAGES

FIRST_VIEW, FIGURES = 160_000, 350_000
ENGINE = "_static/book/vega.js"  # belongs to the figures, also where one is near at once


@cache
def weight(name: str) -> int:
    return len(gzip.compress((BUILT / name).read_bytes(), 9))


def weigh(opened) -> dict[str, int]:
    """Return the bytes of each file that a page has asked for so far."""
    opened.page.wait_for_load_state("networkidle")
    asked = {address.split("?")[0].split("#")[0] for address in opened.asked}
    names = {each.removeprefix(f"{opened.own}/") for each in asked if each.startswith(opened.own)}
    return {name: weight(name) for name in names}


def bill(files: dict[str, int]) -> str:
    """Return what was loaded, largest first, for whoever has to find what grew."""
    lines = sorted(files.items(), key=lambda each: -each[1])
    total = ("together", sum(files.values()))
    return "".join(f"\n{size / 1000:9.1f} kB  {name}" for name, size in [total, *lines])


@pytest.mark.parametrize("page", PAGES)
def test_a_page_keeps_within_its_budget(visit, page):
    opened = visit(page)
    files = weigh(opened)
    first = {name: size for name, size in files.items() if name != ENGINE}
    assert page in first
    assert sum(first.values()) <= FIRST_VIEW, f"the first view of {page}:{bill(first)}"
    opened.wake()
    more = {name: size for name, size in weigh(opened).items() if name not in first}
    assert sum(more.values()) <= FIGURES, f"the figures of {page}:{bill(more)}"


def test_what_a_page_loads_is_known_by_name_and_size(visit):
    """The count counts: the page, its style sheets, its scripts and its icon font are in it."""
    files = weigh(visit("chapters/regionalizing_state/resources.html"))
    for part in ("resources.html", "book.css", "pydata-sphinx-theme.css", "figures.js", ".woff2"):
        assert [size for name, size in files.items() if name.endswith(part) and size > 1000]
    assert bill({"a": 1000, "b": 2000}).split()[::3] == ["3.0", "2.0", "1.0"]


def test_a_page_without_figures_needs_no_script_of_theirs(visit):
    opened = visit("chapters/references.html")
    opened.page.mouse.wheel(0, 10_000)
    assert [name for name in weigh(opened) if name.endswith(("vega.js", "figures.js"))] == []
