"""The catalogue leaves out no table and no column, and counts what the files hold."""

import ast
import json
import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from widgets import catalogue, data

ROOT = data.PACKAGE.parent.parent
RESOURCES = json.loads(data.PACKAGE.read_text(encoding="utf-8"))["resources"]
BY_NAME = {resource["name"]: resource for resource in RESOURCES}
SHEETS = {kind: catalogue.sheets(kind).data for kind in catalogue.KINDS}


def entry(name):
    """Return the markup of one table's entry."""
    whole = SHEETS[catalogue.kind(name)]
    return whole.split(f'<h3 id="table-{name}">')[1].split("<h3 ")[0]


def words(markup):
    """Return what a reader reads of it, spaces evened out."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def evened(text):
    return " ".join(text.split())


def test_every_table_is_entered_once():
    entered = re.findall(r'<h3 id="table-([^"]+)">', "".join(SHEETS.values()))
    assert sorted(entered) == sorted(BY_NAME)


@pytest.mark.parametrize("name", BY_NAME)
def test_an_entry_tells_what_the_package_says(name):
    told = words(entry(name))
    table = BY_NAME[name]
    assert evened(table["title"]) in told
    assert evened(table["description"]) in told
    assert evened(table.get("boundary", "")) in told
    for source in table["sources"]:
        assert evened(source["title"]) in told
        assert evened(source.get("credits", "").rstrip(".")) in told


@pytest.mark.parametrize("name", BY_NAME)
def test_an_entry_tells_every_column_with_unit_and_codes(name):
    markup, told = entry(name), words(entry(name))
    for field in BY_NAME[name]["schema"]["fields"]:
        assert f"<dt><code>{field['name']}</code> " in markup
        assert evened(field["description"]) in told
        assert field.get("unit", "") in told
        for code, meaning in field.get("codes", {}).items():
            assert f"<dt><code>{escape(code)}</code></dt>" in markup
            assert evened(meaning) in told


@pytest.mark.parametrize("name", BY_NAME)
def test_counts_are_those_of_the_table_as_read(name):
    frame, told = data.table(name), words(entry(name))
    rows, columns = len(frame), len(frame.columns)
    assert f"{rows:,} rows, {columns} columns; one row for each " in told
    for column, empty in frame.isna().sum().items():
        counted = re.search(rf"<code>{column}</code>[^<]*empty in (\d+) of", entry(name))
        assert (int(counted[1]) if counted else 0) == empty
    if "basis" in frame:
        for footing, number in frame["basis"].value_counts().items():
            assert f"{number} {footing}" in told


def test_a_withheld_table_has_an_entry_without_a_file():
    (withheld,) = (name for name, table in BY_NAME.items() if "withheld" in table)
    assert f"No file to take along: {BY_NAME[withheld]['withheld']}." in entry(withheld)
    assert "<a " not in entry(withheld)


@pytest.mark.parametrize("name", [name for name in BY_NAME if "withheld" not in BY_NAME[name]])
def test_a_file_is_named_with_its_size(name):
    path = BY_NAME[name]["path"]
    link = re.search(r'<a href="([^"]+)" download="([^"]+)">([^<]+)</a>', entry(name))
    assert link[1] == f"../../data/{path}"
    assert link[2] == f"{name}.csv"
    kilobytes = -(-(data.DATA / path).stat().st_size // 1000)
    assert link[3] == f"{name}.csv, {kilobytes} kB"


def test_kinds():
    # One table of each folder, and the one that the folder does not tell.
    assert {
        name: catalogue.kind(name)
        for name in (
            *("oda_to_asia", "stated_values", "miti_ties"),
            *("careers", "search_stages", "published_ties", "questions", "plans"),
        )
    } == {
        "oda_to_asia": "printed",
        "stated_values": "stated",
        "miti_ties": "network",
        "careers": "coded",
        "search_stages": "simulated",
        "published_ties": "published",
        "questions": "teaching",
        "plans": "teaching",
    }
    kinds = "printed, stated, network, coded, simulated, published, teaching"
    with pytest.raises(ValueError, match=f"one of {kinds}"):
        catalogue.sheets("tables")


def test_a_simulated_table_names_the_function_that_makes_it():
    script = (ROOT / ".ci" / "simulate").read_text(encoding="utf-8")
    made = ast.literal_eval(re.search(r"^TABLES = (\{.*?^\})", script, re.DOTALL | re.MULTILINE)[1])
    simulated = [name for name in BY_NAME if catalogue.kind(name) == "simulated"]
    told = {name: BY_NAME[name].get("made_by") for name in simulated}
    assert told == {name: ".".join(made[name]) for name in simulated}
    assert all(f"what {made_by}() returns" in words(entry(n)) for n, made_by in told.items())


def test_the_index_is_by_kind_and_in_the_order_of_the_entries():
    shown = re.findall(r'href="#table-([^"]+)"', catalogue.index().data)
    kinds = [catalogue.kind(name) for name in shown]
    assert sorted(shown) == sorted(BY_NAME)
    assert kinds == sorted(kinds, key=list(catalogue.KINDS).index)
    assert shown == re.findall(r'<h3 id="table-([^"]+)">', "".join(SHEETS.values()))


class Balance(HTMLParser):
    """Holds the elements that are open."""

    def __init__(self):
        super().__init__()
        self.open = []

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("markup", [catalogue.index().data, *SHEETS.values()])
def test_every_element_is_closed(markup):
    balance = Balance()
    balance.feed(markup)
    assert balance.open == []


def test_marks_in_a_description_are_text(tmp_path):
    package = json.loads(data.PACKAGE.read_text(encoding="utf-8"))
    package["resources"] = package["resources"][1:2]
    package["resources"][0]["title"] = "Experts <b> & others"
    (tmp_path / "tables").mkdir()
    file = tmp_path / "datapackage.json"
    file.write_text(json.dumps(package), encoding="utf-8")
    (tmp_path / "tables" / "jica_experts.csv").write_text(
        "year,experts_to_asia,asia_share_percent\n1991,1292,\n", encoding="utf-8"
    )
    markup = catalogue.sheets("printed", folder="data", package=file).data
    assert "Experts &lt;b&gt; &amp; others" in markup
    assert "1 row, 3 columns; one row for each year." in markup
    assert "empty in 1 of 1 row" in markup
    assert 'href="data/tables/jica_experts.csv"' in markup


def test_a_citation_names_the_book_and_the_source():
    # CITATION.cff, and the source of the table in the data package.
    assert catalogue.cite("oda_to_asia") == (
        "The authors of Ties That Govern (2026). Japan's bilateral aid to five Asian countries,"
        " 1989-1999 [data, table oda_to_asia]. In Ties That Govern: an interactive textbook on"
        " political ties, version 0.1.0. CC-BY-4.0. From: Hatch, Regionalizing the State, Table 1."
    )


@given(st.integers(min_value=1, max_value=10**9))
def test_a_size_is_never_less_than_it_is(number):
    value, unit = catalogue.size(number).split()
    told = float(value) * {"kB": 1e3, "MB": 1e6}[unit]
    step = {"kB": 1e3, "MB": 1e5}[unit]
    assert -1e-6 <= told - number < step + 1e-6
