"""A figure's citation says who, when, what, where and after whom, and BibTeX reads it."""

import re
from pathlib import Path

import pytest
import yaml

from widgets.citation import cite

BOOK = yaml.safe_load((Path(__file__).parents[1] / "CITATION.cff").read_text(encoding="utf-8"))
SOURCE = "Hatch, “Regionalizing the State”, Table 1 (§2.2); our split."


def fields(bibtex):
    return dict(re.findall(r"^  (\w+) = \{(.*)\},?$", bibtex, re.MULTILINE))


def test_a_figure_with_a_number():
    told = cite("fig-aid", "Aid. Notice it.", SOURCE, "7", "https://example.org/ties")
    assert told.sentence == (
        f"{BOOK['authors'][0]['name']} ({BOOK['date-released'].year}). “Aid”, Figure 7, "
        f"in {BOOK['title']}, version {BOOK['version']}. "
        f"Source of the figure: {SOURCE} https://example.org/ties"
    )
    assert told.place == "Ties That Govern, Figure 7"


def test_the_same_as_bibtex():
    told = cite("fig-aid", "Aid. Notice it.", SOURCE, "7", "https://example.org/ties")
    assert told.bibtex.startswith("@misc{fig-aid,\n") and told.bibtex.endswith("\n}\n")
    assert fields(told.bibtex) == {
        "author": f"{{{BOOK['authors'][0]['name']}}}",  # one name, not a first and a last
        "title": "{Aid}",
        "howpublished": f"Figure 7, in {BOOK['title']}",
        "edition": f"version {BOOK['version']}",
        "year": str(BOOK["date-released"].year),
        "note": f"Source of the figure: {SOURCE}",
        "url": "https://example.org/ties",
    }


def test_what_is_not_known_is_not_said():
    told = cite(None, None, None)
    assert told.sentence.endswith(f"“A figure”, in {BOOK['title']}, version {BOOK['version']}.")
    assert not fields(told.bibtex).keys() & {"note", "url"}
    assert cite("fig-aid", "Aid.", None).place == "Ties That Govern, figure fig-aid"


@pytest.mark.parametrize(
    "caption, title",
    [
        ("Who appoints? Look.", "Who appoints?"),
        ("Table 1.2 holds it; see.", "Table 1.2 holds it; see"),
        ("Two\n  lines. Look.", "Two lines"),
    ],
)
def test_the_title_is_what_the_caption_begins_with(caption, title):
    assert f"“{title}”," in cite("fig-a", caption, None).sentence


def test_signs_of_bibtex_are_escaped():
    told = cite("fig-a", r"30 % & more_{x} \ $1 #2 ~^.", None)
    title = fields(told.bibtex)["title"]
    assert title == (
        r"{30 \% \& more\_\{x\} \textbackslash{} \$1 \#2 \textasciitilde{}\textasciicircum{}}"
    )


def test_several_authors_by_family_name(monkeypatch):
    people = [{"family-names": "Hatch", "given-names": "Walter"}, {"family-names": "Minagawa"}]
    monkeypatch.setattr("widgets.citation.book", lambda: BOOK | {"authors": people})
    told = cite("fig-a", "Aid.", None)
    assert told.sentence.startswith("Hatch, Walter; Minagawa (")
    assert fields(told.bibtex)["author"] == "Hatch, Walter and Minagawa"
