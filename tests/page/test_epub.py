"""A small book as an EPUB: a package in order, and figures that are stills."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import nbformat
import pytest
import small_book

from widgets import theme
from widgets.page import epub

TEXT = """# A page

Some $x$, a [link](https://example.org/there), and {numref}`fig-kite`.

:::{admonition} Exercise 1
:class: exercise
Why?
```{dropdown} Solution
Because.
```
:::"""
FIGURE = """from widgets.primer import kite

kite(label="fig-kite", caption="What to notice.")"""
OPF = "{http://www.idpf.org/2007/opf}"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    cells = [
        nbformat.v4.new_markdown_cell(TEXT),
        nbformat.v4.new_code_cell(FIGURE, metadata={"tags": ["hide-input"]}),
    ]
    return small_book.build(tmp_path_factory.mktemp("book") / "book", "page", cells, builder="epub")


@pytest.fixture(scope="module")
def page(built):
    return (built / "page.xhtml").read_text("utf-8")


def test_the_package_names_the_book_its_language_and_its_cover(built):
    package = ElementTree.parse(built / "content.opf")
    said = {element.tag.split("}")[1]: element.text for element in package.iter() if element.text}
    assert (said["title"], said["language"]) == ("Ties That Govern", "en")
    items = {item.get("href"): item.get("properties") for item in package.iter(f"{OPF}item")}
    assert items["_static/cover.png"] == "cover-image"
    assert items["page.xhtml"] == "mathml svg"
    # Nothing of the theme, no font and no script.
    assert {name for name in items if name.startswith("_static")} == {
        "_static/cover.png",
        "_static/book.css",
    }


def test_a_figure_is_a_still_that_says_where_it_can_be_worked(page):
    assert re.search(r"<svg\b.*?<circle", page, re.DOTALL)
    assert "A still. On the book’s web page it can be worked: Take away an actor" in page
    assert 'class="ties-reading"' in page
    assert "The same numbers as a table" in page
    assert not re.search(r"<(form|button|select|input|script)\b", page)


def test_the_code_of_a_figure_stays_in_the_notebook(page):
    assert "Show the code" not in page


def test_solutions_and_outside_addresses_are_there(page):
    assert "Because." in page
    assert "[https://example.org/there]" in page


def test_colours_are_written_out(page):
    assert "var(--" not in page
    style = epub.style()
    assert "var(--" not in style
    assert f".ties-network circle {{ fill: {theme.LIGHT['blue']};" in style
