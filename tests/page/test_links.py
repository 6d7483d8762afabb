"""A link of an output to a notebook leads to its page, by title and number, or the build ends."""

from __future__ import annotations

import re

import nbformat
import pytest
import small_book

PAGE = "chapters/part/page"
TEXT = """# A page of its own

See {numref}`fig-line`.

:::{admonition} Exercise 2: draw
:class: exercise

Draw it.
:::"""
FIGURE = """import altair as alt
from widgets import Explorer

line = alt.Chart(alt.sequence(0, 9, as_="x")).mark_line().encode(x="x:Q", y="x:Q")
Explorer(line, label="fig-line", caption="A line.", evidence="illustrative")"""
LINKS = """from IPython.display import HTML

HTML('<p>{}</p>')"""


def build(folder, links: str, builder: str = "html"):
    cells = [
        nbformat.v4.new_markdown_cell(TEXT),
        nbformat.v4.new_code_cell(FIGURE),
        nbformat.v4.new_code_cell(LINKS.format(links)),
    ]
    return small_book.build(folder, PAGE, cells, builder=builder)


GOOD = (
    '<a href="../part/page.ipynb">part: page</a>, <a href="page.ipynb#fig-line">fig-line</a>,'
    ' <a href="page.ipynb#exercise-2">Exercise 2</a>'
)


@pytest.mark.parametrize("builder, page", [("html", f"{PAGE}.html"), ("epub", f"{PAGE}.xhtml")])
def test_links_lead_to_pages(tmp_path, builder, page):
    text = (build(tmp_path / "book", GOOD, builder) / page).read_text("utf-8")
    name = page.split("/")[-1]
    links = re.search(
        r'<a href="([^"]*)">A page of its own</a>, <a href="([^"]*)">Figure 1</a>,'
        r' <a href="([^"]*)">Exercise 2</a>',
        text,
    ).groups()
    # A page is nameless from itself.
    assert [link.replace(name, "") for link in links] == ["", "#fig-line", "#exercise-2"]
    assert len(re.findall(r'\bid="exercise-2"', text)) == 1


@pytest.mark.parametrize(
    "builder, page, kept", [("html", f"{PAGE}.html", "?a=b&amp;c=d"), ("epub", f"{PAGE}.xhtml", "")]
)
def test_a_state_is_kept_where_figures_are_live(tmp_path, builder, page, kept):
    link = '<a href="page.ipynb#fig-line?a=b&amp;c=d">fig-line</a>'
    text = (build(tmp_path / "book", link, builder) / page).read_text("utf-8")
    assert f'#fig-line{kept}">Figure 1</a>' in text


@pytest.mark.parametrize(
    "link, complaint",
    [
        ('<a href="../other/page.ipynb">a page</a>', "chapters/other/page, which is no chapter"),
        ('<a href="page.ipynb#fig-none">a figure</a>', "fig-none, not in chapters/part/page"),
        ('<a href="page.ipynb#fig-none?a=b">a figure</a>', "fig-none, not in chapters/part/page"),
        ('<a href="page.ipynb#exercise-1">one</a>', "exercise-1, not in chapters/part/page"),
    ],
)
def test_a_dead_link_ends_the_build(tmp_path, link, complaint):
    with pytest.raises(AssertionError, match=complaint):
        build(tmp_path / "book", link)
