"""Nothing of the papers is without a place in the book, and every place is there."""

import ast
import json
import re
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
import yaml
from notebooks import NOTEBOOKS, exercises, parsed

from widgets import concordance
from widgets.data import PACKAGE, table

ROOT = Path(__file__).parents[1]
SECTIONS = table("sections")
PLACES = table("concordance")

# The papers' own headings, in their order, as the data name them.
HEADINGS = {
    "minagawa": [
        "Introduction",
        "I",
        "II",
        "II.1",
        "II.1 Functional motivation",
        "II.1 Recruitment and advancement",
        "II.1 Policy",
        "II.1 Non-functional motivation",
        "II.2",
        "II.3",
    ],
    "hatch_state": [
        "Abstract",
        "1",
        *["2", "2.1", "2.2"],
        *["3", "3.1", "3.2", "3.3", "3.4", "3.5", "3.6"],
        *["4", "4.1", "4.2", "4.3"],
        "References",
    ],
    "hatch_relationalism": [
        "Introduction",
        "1. Relationalism",
        "2. Development and Relationalism",
        "3. Regionalizing Relationalism",
        "Government-business ties",
        "Business-Business Ties",
        "Management and Labor",
        "4. The Asian Fiscal Crisis",
        "5. Techno-Nationalism",
        "6. The Costs of Continuity",
    ],
}
PRINTED = {
    "minagawa": [],
    "hatch_state": ["Table 1", "Table 2", "Figure 1", "Table 3"],
    "hatch_relationalism": [*(f"Figure {n}" for n in range(1, 5))]
    + [f"Table {n}" for n in range(1, 6)],
}
LAST_NOTE = {"minagawa": 58, "hatch_state": 43, "hatch_relationalism": 143}

# Parts IV and after have chapters that follow no section: they go through all three papers.
ACROSS = {"your_own_network", "same_question", "codings", "methods", "glossary", "concordance"}

# Statements of our chapters, each on whole runs of sections, some of all three papers at once.
LOOSE = {"codings_statements"}


def names(document, *kinds):
    chosen = SECTIONS[(SECTIONS["document"] == document) & SECTIONS["kind"].isin(kinds)]
    return chosen.sort_values("order")["section"].to_list()


def notes(document):
    """Return the heading and the number of every note that the list of a paper has."""
    listed = [part for name in names(document, "note") for part in concordance.parts(name)]
    return Counter((heading, number) for heading, numbers in listed for number in numbers)


def covered(document, name):
    """Return what of a name the list of a paper has no place for."""
    known = set(names(document, "section", "table", "figure"))
    has = notes(document)
    return all(
        heading in known and all((heading, number) in has for number in numbers)
        for heading, numbers in concordance.parts(name)
    )


def named():
    """Return every place in a paper that a table of the data names, with table and column."""
    found = set()
    for resource in json.loads(PACKAGE.read_text(encoding="utf-8"))["resources"]:
        if resource["name"] in ("sections", "concordance", *LOOSE):
            continue
        sources = {source.get("document") for source in resource["sources"]}
        columns = [field["name"] for field in resource["schema"]["fields"]]
        for column in (one for one in columns if one == "section" or one.endswith("_section")):
            rows = table(resource["name"]).dropna(subset=column)
            if column != "section":
                rows["document"] = column.removesuffix("_section")
            elif "document" not in columns:
                (rows["document"],) = sources
            pairs = rows[["document", column]].itertuples(index=False, name=None)
            found |= {(resource["name"], *pair) for pair in pairs}
    return sorted(found)


# The papers


@pytest.mark.parametrize("document", HEADINGS)
def test_the_list_has_the_headings_of_the_paper_in_order(document):
    assert names(document, "section") == HEADINGS[document]
    assert names(document, "table", "figure") == PRINTED[document]


@pytest.mark.parametrize("document", HEADINGS)
def test_the_list_has_every_note_once(document):
    numbers = Counter(number for _, number in notes(document).elements())
    assert numbers == Counter(range(1, LAST_NOTE[document] + 1))


@pytest.mark.parametrize("document", HEADINGS)
def test_notes_stand_below_their_heading_in_order(document):
    everything = names(document, "section", "note")
    heading, last = None, 0
    for name in everything:
        if name in HEADINGS[document]:
            heading = name
            continue
        assert name.startswith(f"{heading} n. ")
        for _, numbers in concordance.parts(name):
            assert not numbers or numbers.start == last + 1
            last = numbers.stop - 1 if numbers else last


@pytest.mark.parametrize("document", HEADINGS)
def test_the_order_counts_from_one(document):
    order = SECTIONS.loc[SECTIONS["document"] == document, "order"]
    assert order.to_list() == list(range(1, len(order) + 1))


@pytest.mark.parametrize(
    "name, known",
    [
        ("3.2 n. 18", True),
        ("3.4 n. 27", True),
        ("2.1; 3.5 n. 30", True),
        ("2.2 Table 1", True),
        ("2.2 Table 4", False),
        ("3.2 n. 16", False),
        ("3.7", False),
        ("2.1; 5", False),
    ],
)
def test_a_name_is_covered_or_not(name, known):
    # Note 16 of the paper stands in 3.1, and there is no section 3.7 or 5.
    assert covered("hatch_state", name) is known


def test_tables_that_name_places_are_found():
    assert {"claims", "guidance_ties", "paper_differences", "division_of_labour"} <= {
        resource for resource, _, _ in named()
    }


@pytest.mark.parametrize("document", HEADINGS)
def test_every_place_that_the_data_name_is_in_the_list(document):
    strangers = [row for row in named() if row[1] == document and not covered(document, row[2])]
    assert strangers == []


# The book


def notebooks():
    """Return the chapters of the table of contents by part, the part's caption first."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    return {
        part["caption"]: [entry["file"].removeprefix("chapters/") for entry in part["chapters"]]
        for part in toc["parts"]
    }


def labels(chapter):
    keywords = [
        keyword
        for cell in NOTEBOOKS[f"chapters/{chapter}"]["cells"]
        if cell["cell_type"] == "code"
        for node in ast.walk(parsed(cell))
        if isinstance(node, ast.Call)
        for keyword in node.keywords
    ]
    return {ast.literal_eval(one.value) for one in keywords if one.arg == "label"}


def listed(column):
    """Return every entry of a column of lists, with its chapter."""
    pairs = PLACES.dropna(subset=column)[["chapter", column]].itertuples(index=False, name=None)
    return sorted({(chapter, one) for chapter, cell in pairs for one in cell.split("; ")})


def test_everything_in_the_papers_has_a_place():
    key = ["document", "section"]
    assert set(PLACES[key].itertuples(index=False)) == set(SECTIONS[key].itertuples(index=False))


def test_only_what_is_left_out_has_a_reason():
    assert (PLACES["chapter"].isna() == PLACES["note"].notna()).all()
    out = PLACES[PLACES["chapter"].isna()]
    assert out[["figure", "question"]].isna().all(axis=None)
    # What is left out is nowhere else, and nothing that says something is left out.
    assert len(PLACES.merge(out[["document", "section"]])) == len(out)
    assert set(out.merge(SECTIONS)["kind"]) == {"note"}


def test_every_chapter_is_listed():
    book = {name for entries in notebooks().values() for name in entries}
    chapters = set(PLACES["chapter"].dropna())
    assert chapters <= book
    parts = {caption: entries for caption, entries in notebooks().items() if caption[0] in "IV"}
    assert len(parts) == 4
    expected = {name for entries in parts.values() for name in entries}
    assert {name for name in expected - chapters if name.split("/")[-1] not in ACROSS} == set()


@pytest.mark.parametrize("chapter, label", listed("figure"))
def test_a_figure_is_in_its_chapter(chapter, label):
    assert label in labels(chapter)


@pytest.mark.parametrize("chapter, heading", listed("question"))
def test_an_exercise_is_in_its_chapter(chapter, heading):
    assert heading in exercises(chapter)


def test_every_figure_of_a_listed_chapter_draws_something_in_a_paper():
    figures = {
        (chapter, one) for chapter in set(PLACES["chapter"].dropna()) for one in labels(chapter)
    }
    assert figures - set(listed("figure")) == set()


# The page


@pytest.mark.parametrize("document", HEADINGS)
def test_a_page_leads_to_every_place(document):
    shown = concordance.sections(document).data + concordance.notes(document).data
    places = PLACES[PLACES["document"] == document]
    for place in places.itertuples():
        if pd.isna(place.chapter):
            assert place.note in shown
        else:
            assert f'<a href="../{place.chapter}.ipynb">' in shown
    for column, anchor in (("figure", "#{}"), ("question", "#exercise-{}")):
        for chapter, cell in places.dropna(subset=column)[["chapter", column]].to_numpy():
            for one in cell.split("; "):
                number = re.sub(r"Exercise (\d+): .*", r"\1", one)
                assert f'<a href="../{chapter}.ipynb{anchor.format(number)}">' in shown
    assert shown.count('<th scope="row"') == len(names(document, "section", "note")) + len(
        PRINTED[document]
    )


def test_a_chapter_stands_with_its_figures_and_exercises():
    shown = concordance.sections("minagawa").data
    (line,) = re.findall(
        r"<li>(.*?)</li>", shown.split("Introduction <span>")[1].split("</tr>")[0]
    )[1:]
    assert re.findall(r'<a href="\.\./([^"]+)">([^<]+)</a>', line) == [
        ("clientelism/comparison.ipynb", "clientelism: comparison"),
        ("clientelism/comparison.ipynb#fig-comparison", "fig-comparison"),
        ("clientelism/comparison.ipynb#exercise-3", "Exercise 3"),
    ]
