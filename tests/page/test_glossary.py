"""First mentions become links, in prose only; a page holds the cards that its links ask for."""

from __future__ import annotations

import re

import nbformat
import pytest
import small_book
from docutils import nodes
from docutils.utils import new_document
from hypothesis import given
from hypothesis import strategies as st
from sphinx import addnodes

from widgets.page import glossary

HERE = """# A page about MITI

After this you know a patron.

:::{admonition} Aims
:class: objectives

- say what betweenness is.
:::

A *patron* has clients, and another patron has more; `guidance` is code.
JETRO-like, MITI-led or pre-MITI are not the word; MITI's is {cite}`hatch_state,popper1959`.

| keiretsu |
| --- |
| amakudari |

$$x = \\text{closure}$$

:::{admonition} Exercise
Who is on an equal footing?
```{dropdown} Solution
The Diet.
```
The Diet it is, by {term}`Politburo`.
:::"""
THERE = "# Glossary\n\n" + "\n\n".join(
    f"```{{book-glossary}} {kind}\n```"
    for kind in ("term", "japanese", "russian", "organisation", "person")
)
SOURCES = "# Sources\n\n```{bibliography}\n:all:\n```"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    def cells(text):
        return [nbformat.v4.new_markdown_cell(text)]

    more = {"chapters/glossary": cells(THERE), "chapters/references": cells(SOURCES)}
    folder = tmp_path_factory.mktemp("book") / "book"
    return small_book.build(folder, "page", cells(HERE), more=more)


@pytest.fixture(scope="module")
def page(built):
    return (built / "page.html").read_text("utf-8")


def linked(markup: str) -> list[str]:
    """Return the words that lead to the glossary, in their order."""
    found = re.findall(r'href="chapters/glossary\.html#term-\w+"[^>]*>(.*?)</a>', markup)
    return [re.sub(r"<[^>]+>", "", words) for words in found]


# Mentions


def found(text: str) -> list[tuple[str, str]]:
    return [(words, term) for words, term in glossary.mentions(text) if term]


@given(
    st.text()
    | st.lists(st.sampled_from(["patron", "MITI’s", "ASEAN-4", "x", ",", "\n"])).map(" ".join)
)
def test_the_pieces_are_the_text(text):
    assert "".join(words for words, _ in glossary.mentions(text)) == text


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Clients and a patron", [("Clients", "client"), ("patron", "patron")]),
        ("positional\npower", [("positional\npower", "positional power")]),
        ("ASEAN-4 in ASEAN", [("ASEAN-4", "ASEAN-4"), ("ASEAN", "ASEAN")]),  # the longest first
        ("miti, Miti, AMITI, MITI2, AEM-MITI, MITI-led", []),
        ("an equal footing, a footing", [("footing", "footing")]),
        ("Uri Ra’anan, Ra'anan", [("Uri Ra’anan", "Ra'anan"), ("Ra'anan", "Ra'anan")]),
    ],
)
def test_a_mention_is_a_whole_word_in_one_of_its_forms(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize("entry", [each for each in glossary.entries() if each["linked"]])
def test_every_form_of_a_linked_entry_is_found(entry):
    for form in glossary.forms(entry):
        assert found(form) == [(form, entry["term"])]


# Prose


def after_linking(*children: nodes.Node) -> list[str]:
    document = new_document("page")
    document += children
    glossary.link_first_mentions(document, lambda words, term: nodes.emphasis("", f"<{words}>"))
    return [text.astext() for text in document.findall(nodes.Text)]


def test_the_first_mention_is_linked_and_no_other():
    texts = after_linking(
        nodes.paragraph("", "A patron, two patrons."), nodes.paragraph("", "Patron.")
    )
    assert texts == ["A ", "<patron>", ", two ", "patrons", ".", "Patron."]


@pytest.mark.parametrize(
    "holder",
    [
        nodes.title,
        nodes.rubric,
        nodes.reference,
        addnodes.pending_xref,
        nodes.literal,
        nodes.literal_block,
        nodes.math,
        nodes.math_block,
        nodes.caption,
        nodes.figure,
        nodes.thead,
        nodes.citation,
        nodes.raw,
        addnodes.glossary,
    ],
)
def test_no_mention_is_linked_in_what_is_no_prose(holder):
    inside = holder()
    inside += nodes.inline("", "patron")
    assert after_linking(inside, nodes.paragraph("", "patron")) == ["patron", "<patron>"]


@pytest.mark.parametrize("name", ["cell", "objectives", "dropdown"])
def test_no_mention_is_linked_in_what_is_passed_over(name):
    aside = nodes.container("", nodes.paragraph("", "patron"), classes=[name])
    assert after_linking(aside) == ["patron"]


def test_a_mention_is_linked_where_it_stands_in_a_list_a_table_or_emphasis():
    assert after_linking(nodes.list_item("", nodes.paragraph("", "patron"))) == ["<patron>"]
    assert after_linking(nodes.tbody("", nodes.paragraph("", "patron"))) == ["<patron>"]
    assert after_linking(nodes.paragraph("", "", nodes.emphasis("", "patron"))) == ["<patron>"]


# The built page


def test_a_page_links_its_first_mentions(page):
    assert linked(page) == ["patron", "clients", "MITI", "amakudari", "Diet", "Politburo"]


def test_the_glossary_and_the_sources_link_nothing(built):
    for name in ("glossary", "references"):
        text = (built / f"chapters/{name}.html").read_text("utf-8")
        assert 'class="reference internal" href="#term-' not in text
        assert "glossary.html#term-" not in text


def test_every_entry_stands_on_the_page_of_the_glossary(built):
    text = (built / "chapters/glossary.html").read_text("utf-8")
    expected = [f"term-{entry['entry']}" for entry in glossary.entries()]
    assert re.findall(r'<dt id="(term-\w+)"', text) == expected
    assert '<span lang="ja">天下り</span>' in text


def test_the_index_and_the_search_know_the_entries(built):
    assert "term-amakudari" in (built / "genindex.html").read_text("utf-8")
    assert '"amakudari"' in (built / "searchindex.js").read_text("utf-8")


def test_a_page_holds_the_cards_that_it_needs_once(page):
    assert page.count("<ul hidden>") == 1
    cards = re.search(r"<ul hidden>(.*?)</ul>", page, re.DOTALL)[1]
    terms = re.findall(r'<li id="card-term-(\w+)"><b>', cards)
    assert terms == ["patron", "client", "miti", "amakudari", "diet", "politburo"]
    works = re.findall(r"<i>(One of the three papers|A reading outside the sources)\.</i>", cards)
    assert works == ["One of the three papers", "A reading outside the sources"]
    assert "<a" not in cards
    assert page.count("book/cards.js") == 1


def test_a_page_without_such_links_holds_no_card(built):
    for name in ("chapters/glossary", "chapters/references", "search"):
        text = (built / f"{name}.html").read_text("utf-8")
        assert "<ul hidden>" not in text and "book/cards.js" not in text


def test_a_definition_in_a_card_is_not_found_twice(built):
    # The search index is made from the pages' text, to which cards do not belong.
    words = re.search(
        r'"heaven": ?(\[[\d, ]*\]|\d+)', (built / "searchindex.js").read_text("utf-8")
    )
    assert words and "[" not in words[1]


def test_without_a_glossary_there_are_no_links(tmp_path):
    cells = [nbformat.v4.new_markdown_cell("# A page\n\nA patron has clients.")]
    text = (small_book.build(tmp_path / "book", "page", cells) / "page.html").read_text("utf-8")
    assert "#term-" not in text
