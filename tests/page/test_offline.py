"""The zip of a built book: one folder, a note, nothing else, and the same of the same files."""

from __future__ import annotations

import io
import os
import zipfile

import pytest

from widgets.page import offline


@pytest.fixture
def built(tmp_path):
    folder = tmp_path / "html"
    (folder / "chapters").mkdir(parents=True)
    (folder / "index.html").write_text("start")
    (folder / "chapters" / "one.html").write_text("one")
    (folder / ".buildinfo").write_text("config: 1")
    return folder


def opened(built) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(offline.archive(built)))


def test_it_holds_the_pages_a_note_and_the_licence_in_one_folder(built):
    names = ["CITATION.cff", "LICENSE", "READ ME FIRST.txt", "chapters/one.html", "index.html"]
    assert opened(built).namelist() == [f"ties-that-govern/{name}" for name in names]


def test_the_note_says_where_to_begin(built):
    note = opened(built).read("ties-that-govern/READ ME FIRST.txt")
    assert b"Open index.html" in note
    assert note.count(b"\r\n") == note.count(b"\n")


def test_the_same_files_make_the_same_zip(built):
    first = offline.archive(built)
    for file in built.rglob("*"):
        os.utime(file, (0, 0))
    assert offline.archive(built) == first


def test_another_page_makes_another_zip(built):
    first = offline.archive(built)
    (built / "index.html").write_text("begin")
    assert offline.archive(built) != first
