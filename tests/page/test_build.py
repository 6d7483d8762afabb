"""A small book: where it says its address, and what its pages hold."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import nbformat
import pytest
import small_book
from fontTools.ttLib import TTFont

ADDRESS = "https://github.com/somebody/ties"
HUB = "https://hub.example.org"
TEXT = """# A page

See {numref}`fig-power`.

$$s = \\frac{J}{J + O}$$ (eq-share)

As {eq}`eq-share` says."""
FIGURE = """import altair as alt
from widgets import Explorer

power = alt.param("power", value=2, bind=alt.binding_range(min=1, max=3, step=1, name="Power"))
curve = alt.Chart(alt.sequence(0, 9, as_="x")).transform_calculate(y="pow(datum.x, power)")
Explorer(curve.mark_line().encode(x="x:Q", y="y:Q").add_params(power), label="fig-power",
         caption="A caption with </script> & <b>marks</b> in it.", evidence="illustrative")"""
CELLS = [nbformat.v4.new_markdown_cell(TEXT), nbformat.v4.new_code_cell(FIGURE)]


def build(folder: Path, url: str, hub: str = "") -> Path:
    """Build a book of one page, with text and a figure; return its output."""
    return small_book.build(folder, "part/page", CELLS, url, hub=hub)


@pytest.fixture(scope="module")
def without_address(tmp_path_factory):
    # Named as the folder of our own style sheets is: where a book lies must not matter.
    return build(tmp_path_factory.mktemp("without") / "book", "")


@pytest.fixture(scope="module")
def with_address(tmp_path_factory):
    return build(tmp_path_factory.mktemp("book") / "with", ADDRESS, HUB)


def links(built: Path) -> list[str]:
    page = (built / "part/page.html").read_text("utf-8")
    return [unescape(link) for link in re.findall(r'href="(https?://[^"]+)"', page)]


def test_without_an_address_nothing_launches(without_address):
    assert [link for link in links(without_address) if "creativecommons" not in link] == []


def test_with_an_address_each_place_opens_this_page(with_address):
    assert [link for link in links(with_address) if "creativecommons" not in link] == [
        "https://mybinder.org/v2/gh/somebody/ties/main?urlpath=lab/tree/part/page.ipynb",
        f"{HUB}/hub/user-redirect/git-pull?repo=https%3A//github.com/somebody/ties"
        "&urlpath=lab/tree/ties/part/page.ipynb&branch=main",
        "https://colab.research.google.com/github/somebody/ties/blob/main/part/page.ipynb",
    ]


def test_the_figure_is_numbered_and_referred_to(without_address):
    page = (without_address / "part/page.html").read_text("utf-8")
    assert re.search(r'<figure[^>]* id="fig-power"', page)
    assert 'href="#fig-power"><span class="std std-numref">Figure 1</span>' in page


def test_the_citation_has_the_figure_s_number_and_the_book_s_address(with_address, without_address):
    told = re.compile(r'data-cite="" data-place="([^"]+)" data-address="([^"]*)">([^<]+)<')
    place, address, sentence = told.search(
        (with_address / "part/page.html").read_text("utf-8")
    ).groups()
    assert (place, address) == ("Ties That Govern, Figure 1", ADDRESS)
    assert ", Figure 1, in Ties That Govern" in sentence and sentence.endswith(ADDRESS)
    place, address, sentence = told.search(
        (without_address / "part/page.html").read_text("utf-8")
    ).groups()
    assert (place, address) == ("Ties That Govern, Figure 1", "")  # the page adds its own
    assert "http" not in sentence


def test_marks_in_a_caption_are_text(without_address):
    page = (without_address / "part/page.html").read_text("utf-8")
    assert "A caption with &lt;/script&gt; &amp; &lt;b&gt;marks&lt;/b&gt; in it." in page


def test_no_widget_state_and_no_widget_scripts(without_address):
    page = (without_address / "part/page.html").read_text("utf-8")
    for word in ("application/vnd.jupyter.widget", "require.min.js", "html-manager", "mathjax@"):
        assert word not in page.lower()


def test_formulas_are_mathml_with_their_number(without_address):
    page = (without_address / "part/page.html").read_text("utf-8")
    assert "<math" in page
    assert "<mfrac>" in page
    assert re.search(r'href="#equation-eq-share"[^>]*>\(?1\)?<', page)
    assert 'id="equation-eq-share"' in page


def test_only_pages_with_figures_carry_their_script(without_address):
    script = "_static/book/figures.js"
    assert script in (without_address / "part/page.html").read_text("utf-8")
    assert script not in (without_address / "search.html").read_text("utf-8")
    # What answers the menu is asked for by a reader who unfolds it.
    assert "take.js" not in (without_address / "part/page.html").read_text("utf-8")
    assert (without_address / "_static/book/take.js").exists()


def test_what_no_page_needs_is_not_in_the_book(without_address):
    static = without_address / "_static"
    assert not list(static.rglob("*.ttf"))
    assert not list(static.rglob("*.map"))
    assert not (static / "scripts" / "fontawesome.js").exists()
    # The icon font: some 150 kB whole, a few when cut.
    assert all(font.stat().st_size < 10_000 for font in static.rglob("*.woff2"))


def test_the_icon_font_keeps_the_icons_in_use(without_address):
    font = without_address / "_static" / "vendor/fontawesome/webfonts/fa-solid-900.woff2"
    # The magnifying glass, as Font Awesome numbers it.
    assert 0xF002 in TTFont(font).getBestCmap()


def test_an_epub_holds_the_still_picture(tmp_path):
    built = small_book.build(tmp_path / "book", "part/page", CELLS, builder="epub")
    page = (built / "part/page.xhtml").read_text("utf-8")
    assert "<svg" in page
    assert "data-state-at-start" not in page
    assert "<button" not in page
    ElementTree.fromstring(page)  # an e-reader refuses a page that is not well-formed
