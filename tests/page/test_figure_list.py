"""The list of figures holds each of them, as it is numbered, captioned and marked on its page."""

from __future__ import annotations

import re
from html import unescape

import nbformat
import small_book

FIGURE = """import altair as alt
from widgets import Explorer

line = alt.Chart(alt.sequence(0, 9, as_="x")).mark_line().encode(x="x:Q", y="x:Q")
Explorer(line, label="fig-{}", caption="A <line> of {}.", evidence="{}")"""


def build(folder, builder: str = "html"):
    cells = [
        nbformat.v4.new_markdown_cell("# A & B\n\nSee {numref}`fig-b`.\n\n```{figure-list}\n```"),
        nbformat.v4.new_code_cell(FIGURE.format("b", "b", "coded")),
        nbformat.v4.new_code_cell(FIGURE.format("a", "a", "measured")),
    ]
    return small_book.build(folder, "page", cells, builder=builder)


def test_the_list_is_made_of_the_figures(tmp_path):
    page = (build(tmp_path / "book") / "page.html").read_text("utf-8")
    listed = page.split('aria-label="All figures"')[1].split("</table>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", listed)[1:]
    links = [re.findall(r'<a href="([^"]*)">', row) for row in rows]
    told = [unescape(re.sub(r"<[^>]+>", "|", row)).strip("|") for row in rows]
    assert [re.sub(r"\|+", "|", one) for one in told] == [
        "1|A <line> of b.|coded|A & B",
        "2|A <line> of a.|measured|A & B",
    ]
    assert [link[0].removeprefix("page.html") for link in links] == ["#fig-b", "#fig-a"]


def test_an_epub_has_it_too(tmp_path):
    page = (build(tmp_path / "book", "epub") / "page.xhtml").read_text("utf-8")
    assert 'aria-label="All figures"' in page
