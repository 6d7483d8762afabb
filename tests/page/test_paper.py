"""Pages bound to a book: ids of their own, links inside, stills, headings a step lower."""

from __future__ import annotations

import re

import pytest

from widgets.page import paper
from widgets.page.contents import chapters

ONE = """<h1>One &amp; <em>only</em></h1>
<h2 id="who">Who?</h2><label for="who">x</label>
<a href="#who">here</a> <a href="part/two.html#why">why</a> <a href="part/two.html">two</a>
<a href="part/two.html#why?a=b&amp;c=d">as it stood</a>
<a href="../data/a.csv">a table</a> <a href="https://example.org/a">outside</a>
<svg><clipPath id="c"></clipPath><g clip-path="url(#c)"></g></svg>"""
TWO = """<h1>Two</h1><h3 id="why">Why?</h3><a href="../one.html#who">who</a>"""


@pytest.fixture
def book():
    return [
        paper.Chapter("chapters/one", None, ONE),
        paper.Chapter("chapters/part/two", "A part", TWO),
    ]


@pytest.fixture
def bound(book):
    return paper.bind(book, [], {"chapters-part-two": 7, "chapters-part-two--why": 8})


def test_every_link_leads_to_an_id_or_out_of_the_book(bound):
    ids = re.findall(r'\sid="([^"]+)"', bound)
    assert len(ids) == len(set(ids))
    links = re.findall(r'<a\b[^>]*href="([^"]+)"', bound)
    assert {link for link in links if link[1:] not in ids} == {"https://example.org/a"}


def test_links_within_a_page_and_between_pages(bound):
    assert '<a href="#chapters-one--who">here</a>' in bound
    assert '<a href="#chapters-part-two--why" data-page="8">why</a>' in bound
    assert '<a href="#chapters-part-two--why" data-page="8">as it stood</a>' in bound
    assert '<a href="#chapters-part-two" data-page="7">two</a>' in bound
    assert '<a href="#chapters-one--who" data-page="00">who</a>' in bound  # not known yet


def test_a_link_to_a_file_is_its_text(bound):
    assert "a.csv" not in bound
    assert "a table" in bound


def test_what_refers_to_an_id_follows_it(bound):
    assert 'for="chapters-one--who"' in bound
    assert "url(#chapters-one--c)" in bound


def test_parts_are_the_first_headings_and_chapters_the_second(bound):
    headings = re.findall(r"<h(\d)[^>]*>(.*?)</h\1>", bound)
    assert headings == [
        ("1", "Contents"),
        ("2", "One &amp; <em>only</em>"),
        ("3", "Who?"),
        ("1", "A part"),
        ("2", "Two"),
        ("4", "Why?"),
    ]


def test_the_contents_give_the_pages(bound):
    found = re.search(r'<a href="#chapters-part-two"><span>Two</span> <span>(\w+)</span>', bound)
    assert found[1] == "7"


def test_the_head_of_a_page_is_the_title_as_text(book):
    assert book[0].running == '"One & only"'


def test_the_parts_begin_with_their_first_chapter():
    parts = chapters()
    assert next(iter(parts)) == "chapters/welcome"
    assert parts["chapters/clientelism/opener"] == "I. Clientelism"
    assert parts["chapters/clientelism/who_appoints"] is None
