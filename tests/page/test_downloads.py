"""Every link to a table leads to a file of the built book, and the zip is the data package."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import zipfile
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import nbformat
import pytest
import small_book
from frictionless import Package

from widgets import data
from widgets.page import downloads

PAGE = "chapters/comparing/data"
TEXT = "# Data\n\nAll of it: {data-zip}`every table`."
CATALOGUE = """from IPython.display import display
from widgets import catalogue

display(catalogue.index(), *map(catalogue.sheets, catalogue.KINDS))"""
DESCRIBED = json.loads(data.PACKAGE.read_text(encoding="utf-8"))["resources"]
RESOURCES = [resource for resource in DESCRIBED if "withheld" not in resource]


def build(folder: Path, builder: str = "html") -> Path:
    cells = [nbformat.v4.new_markdown_cell(TEXT), nbformat.v4.new_code_cell(CATALOGUE)]
    return small_book.build(folder, PAGE, cells, builder=builder)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return build(tmp_path_factory.mktemp("book") / "book")


@pytest.fixture(scope="module")
def unzipped(tmp_path_factory):
    folder = tmp_path_factory.mktemp("unzipped")
    file = folder / downloads.ZIP
    file.write_bytes(downloads.archive())
    with zipfile.ZipFile(file) as held:
        held.extractall(folder)
    return folder / "ties-that-govern-data"


def targets(page: Path) -> list[Path]:
    """Return where the links of a page lead that point at no page."""
    links = re.findall(r'<a\b[^>]*\bhref="([^"#]+\.(?:csv|zip))"', page.read_text("utf-8"))
    return [(page.parent / unquote(link)).resolve() for link in links]


# The built book


def test_every_table_has_a_link_to_the_same_bytes(built):
    found = targets(built / f"{PAGE}.html")
    expected = [built / "data" / downloads.ZIP]
    expected += [built / "data" / resource["path"] for resource in RESOURCES]
    assert sorted(found) == sorted(expected)
    for resource in RESOURCES:
        copied = (built / "data" / resource["path"]).read_bytes()
        assert copied == (data.DATA / resource["path"]).read_bytes()


def test_the_key_to_the_questions_is_in_no_file_of_the_book(built, unzipped):
    """On a page answers can be found, but are not readable at a glance; a table of them is."""
    assert [r["name"] for r in DESCRIBED if r not in RESOURCES] == ["choices"]
    key = (data.DATA / "questions" / "choices.csv").read_bytes()
    for folder in (built, unzipped):
        held = {file.name: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
        assert "choices.csv" not in held and key not in held.values()
        described = json.loads(next(folder.rglob("datapackage.json")).read_text("utf-8"))
        assert [r["name"] for r in described["resources"] if r["name"] == "choices"] == []
    page = (built / f"{PAGE}.html").read_text("utf-8")
    assert "No file to take along: it says which answers are right." in page


def test_links_are_relative(built):
    page = (built / f"{PAGE}.html").read_text("utf-8")
    assert 'href="../../data/tables/oda_to_asia.csv"' in page
    assert f'href="../../data/{downloads.ZIP}"' in page


def test_the_link_to_the_zip_says_its_name_and_size(built):
    page = (built / f"{PAGE}.html").read_text("utf-8")
    size = (built / "data" / downloads.ZIP).stat().st_size
    assert re.search(rf">every table \({downloads.ZIP}, {-(-size // 1000)} kB\)</a>", page)


def test_the_index_leads_to_every_entry(built):
    page = (built / f"{PAGE}.html").read_text("utf-8")
    entries = re.findall(r'<h3 id="(table-[^"]+)"', page)
    assert sorted(entries) == sorted(f"table-{name}" for name in data.tables())
    assert re.findall(r'<li><a href="#(table-[^"]+)"', page) == entries


def test_a_page_that_is_its_own_folder_has_links_too(tmp_path):
    built = build(tmp_path / "book", "dirhtml")
    found = targets(built / PAGE / "index.html")
    assert len(found) == len(RESOURCES) + 1
    assert [file for file in found if not file.is_file()] == []


def test_an_epub_links_to_no_file_that_it_lacks(tmp_path):
    page = build(tmp_path / "book", "epub") / f"{PAGE}.xhtml"
    assert targets(page) == []
    assert "oda_to_asia.csv" in page.read_text("utf-8")
    ElementTree.fromstring(page.read_text("utf-8"))


# The zip


def test_the_zip_holds_the_data_package_and_nothing_else(unzipped):
    found = {p.relative_to(unzipped).as_posix() for p in unzipped.rglob("*") if p.is_file()}
    paths = {resource["path"] for resource in RESOURCES}
    assert found == paths | {"datapackage.json", "LICENSE", "CITATION.cff"}
    for name in paths:
        assert (unzipped / name).read_bytes() == (data.DATA / name).read_bytes()


def test_the_unzipped_package_is_valid(unzipped):
    report = Package(str(unzipped / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "rowNumber", "fieldName", "note"])


def test_the_unzipped_package_is_read_as_ours(unzipped):
    found = data.table("oda_to_asia", package=unzipped / "datapackage.json")
    assert found.equals(data.table("oda_to_asia"))


def test_the_same_files_make_the_same_zip(tmp_path, monkeypatch):
    first = downloads.archive()
    # The same files, written at another time.
    copy = shutil.copytree(data.DATA, tmp_path / "data")
    for file in copy.rglob("*"):
        os.utime(file, (0, 0))
    monkeypatch.setattr(downloads, "PACKAGE", copy / "datapackage.json")
    assert hashlib.sha256(downloads.archive()).digest() == hashlib.sha256(first).digest()


def test_another_value_makes_another_zip(tmp_path, monkeypatch):
    first = downloads.archive()
    copy = shutil.copytree(data.DATA, tmp_path / "data")
    file = copy / "tables" / "jica_experts.csv"
    file.write_text(file.read_text("utf-8").replace("1292", "1293"), "utf-8")
    monkeypatch.setattr(downloads, "PACKAGE", copy / "datapackage.json")
    assert downloads.archive() != first


def test_the_zip_is_in_order_and_without_a_date(tmp_path):
    (tmp_path / "a.zip").write_bytes(downloads.archive())
    with zipfile.ZipFile(tmp_path / "a.zip") as held:
        assert held.namelist() == sorted(held.namelist())
        assert {entry.date_time for entry in held.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.external_attr >> 16 for entry in held.infolist()} == {0o644}
