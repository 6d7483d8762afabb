"""The glossary as data: what each entry owes a reader, and that no two want the same words."""

import csv
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from pybtex.database import parse_file

from widgets import data
from widgets.page import glossary

ROOT = Path(__file__).parents[1]
ENTRIES = glossary.entries()
LINKED = [entry for entry in ENTRIES if entry["linked"]]
KINDS = ["term", "japanese", "russian", "organisation", "person"]
WORKS = parse_file(ROOT / "references.bib").entries


def book():
    """Return what a reader may meet: the text of the chapters, and the cells of other tables."""
    for path in sorted((ROOT / "chapters").rglob("*.ipynb")):
        if path.stem != "glossary" and ".ipynb_checkpoints" not in path.parts:
            for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
                if cell["cell_type"] == "markdown":
                    yield re.sub(r"[*`]", "", "".join(cell["source"]))
    for path in sorted(data.DATA.rglob("*.csv")):
        if path.stem != "glossary":
            with path.open(encoding="utf-8", newline="") as rows:
                yield from (cell for row in csv.reader(rows) for cell in row)


BOOK = "\n".join(book())


def ids(entries):
    return [pytest.param(entry, id=entry["entry"]) for entry in entries]


@pytest.mark.parametrize("entry", ids(ENTRIES))
def test_an_entry_is_used_somewhere(entry):
    words = "|".join(map(re.escape, glossary.forms(entry)))
    assert re.search(rf"(?<![\w-])(?:{words})(?![\w-])", BOOK, re.IGNORECASE)


@pytest.mark.parametrize("entry", ids(ENTRIES))
def test_a_definition_is_a_sentence_or_few(entry):
    assert re.fullmatch(r"\S.*\.\)?", entry["definition"])
    assert len(entry["definition"].split()) <= 45
    assert "  " not in entry["definition"]


@pytest.mark.parametrize("entry", ids(ENTRIES))
def test_an_entry_says_where_its_meaning_comes_from(entry):
    assert bool(entry["document"]) == bool(entry["section"])
    assert entry["document"] or entry["basis"] != "paper"
    said = glossary.origin(entry)
    assert entry["section"] in said and said.endswith(".")


@pytest.mark.parametrize("entry", ids(ENTRIES))
def test_a_script_has_a_language(entry):
    assert bool(entry["script"]) == bool(entry["language"])
    assert not entry["script"].isascii() or not entry["script"]


def test_no_two_entries_want_the_same_words():
    wanted = Counter(
        form[0].upper() + form[1:] for each in LINKED for form in set(glossary.forms(each))
    )
    assert [form for form, times in wanted.items() if times > 1] == []


def test_all_forms_of_all_entries_differ():
    forms = Counter(form for each in ENTRIES for form in glossary.forms(each))
    assert [form for form, times in forms.items() if times > 1] == []


def test_what_is_left_alone_holds_a_form():
    for entry in ENTRIES:
        for phrase in filter(None, entry["except"].split(";")):
            assert any(form in phrase for form in glossary.forms(entry)), phrase


def test_the_table_is_in_the_order_of_the_page():
    keys = [(KINDS.index(each["kind"]), each["term"].casefold()) for each in ENTRIES]
    assert keys == sorted(keys)


def test_the_page_shows_every_kind():
    page = json.loads((ROOT / "chapters/glossary.ipynb").read_text(encoding="utf-8"))
    text = "".join("".join(cell["source"]) for cell in page["cells"])
    assert re.findall(r"\{book-glossary\} (\w+)", text) == KINDS


# What a work is to the book


@pytest.mark.parametrize("key", list(WORKS))
def test_a_work_says_what_it_is_to_the_book(key):
    # "paper", "cited" in one of the papers, or "outside": the list of sources shows three groups.
    assert WORKS[key].fields.get("keywords") in {"paper", "cited", "outside"}


def test_the_three_papers():
    papers = {key for key, work in WORKS.items() if work.fields["keywords"] == "paper"}
    assert papers == {"minagawa", "hatch_state", "hatch_relationalism"}
