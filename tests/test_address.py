"""One command says the book's public address wherever it has to stand, and takes it away again."""

import json
import os
import shutil
import subprocess
import sys
from types import SimpleNamespace

import pytest
import yaml
from IPython.core.inputtransformer2 import TransformerManager
from notebooks import ROOT, source

from widgets.titles import order

ADDRESS = "https://github.com/somebody/ties-that-govern"
CELL = "install-the-book"
PAGES = [f"chapters/{name}" for name in ("welcome", *order())]


@pytest.fixture
def book(tmp_path):
    """Return a copy of what the command reads and writes."""
    for name in (".ci/address", "_config.yml", "_toc.yml", "CITATION.cff"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    for path in (ROOT / "chapters").rglob("*.ipynb"):
        if ".ipynb_checkpoints" not in path.parts:
            to = tmp_path / path.relative_to(ROOT)
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, to)
    return tmp_path


def say(book, address):
    command = [sys.executable, book / ".ci/address", address]
    return subprocess.run(command, capture_output=True, text=True)


def held(book):
    """Return every file's content by its name."""
    paths = (path for path in book.rglob("*") if path.is_file())
    return {path.relative_to(book).as_posix(): path.read_bytes() for path in paths}


def cells(book, name):
    return json.loads((book / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]


def test_every_place_gets_it(book):
    assert say(book, ADDRESS).returncode == 0
    config = yaml.safe_load((book / "_config.yml").read_text(encoding="utf-8"))
    assert config["repository"] == {"url": ADDRESS, "branch": "main"}
    cited = yaml.safe_load((book / "CITATION.cff").read_text(encoding="utf-8"))
    assert cited["repository-code"] == ADDRESS


def test_every_page_with_code_installs_the_book_before_it_needs_it(book):
    say(book, ADDRESS)
    for name in PAGES:
        code = [cell for cell in cells(book, name) if cell["cell_type"] == "code"]
        assert [cell["id"] for cell in code[:1]] == [CELL][: len(code)]
        assert not code or len(code) > 1  # no page whose only code is this
        assert [cell["id"] for cell in code].count(CELL) == bool(code)


def test_it_stands_under_the_title_and_on_no_page(book):
    say(book, ADDRESS)
    title, install, *_ = cells(book, "chapters/welcome")
    assert source(title).startswith("# ")
    assert install["metadata"]["tags"] == ["remove-cell"]
    assert source(install).splitlines()[-1] == (
        f'    %pip install --quiet "ties-that-govern @ git+{ADDRESS}@main"'
    )


def test_slides_are_left_alone(book):
    before = {name: content for name, content in held(book).items() if "/slides/" in name}
    say(book, ADDRESS)
    assert before and before == {name: held(book)[name] for name in before}


def test_said_twice_it_changes_nothing_and_another_takes_its_place(book):
    say(book, ADDRESS)
    once = held(book)
    for same in (ADDRESS, f"{ADDRESS}/", f"{ADDRESS}.git"):
        say(book, same)
        assert held(book) == once
    say(book, "https://github.com/else/where")
    assert not [name for name, content in held(book).items() if ADDRESS.encode() in content]


def test_an_empty_one_takes_it_away_everywhere(book):
    say(book, "")
    without = held(book)
    say(book, ADDRESS)
    assert held(book) != without
    say(book, "")
    assert held(book) == without
    assert b'  url: ""\n' in without["_config.yml"]


@pytest.mark.parametrize(
    "wrong",
    [
        "github.com/somebody/ties",
        "http://github.com/somebody/ties",
        "https://github.com/somebody",
        "https://github.com/somebody/ties/tree/main",
        "https://example.org/somebody/ties",
        'https://github.com/some"body/ties',
        " ",
    ],
)
def test_a_wrong_one_gets_one_sentence_and_changes_nothing(book, wrong):
    before = held(book)
    done = say(book, wrong)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert repr(wrong) in line and "expected https://github.com/OWNER/NAME" in line
    assert held(book) == before


def test_make_wants_to_be_told_one():
    """Else a bare ``make address`` would take it away."""
    # make test itself may be running: what it hands down must not steer this one.
    quiet = {k: v for k, v in os.environ.items() if k != "URL" and not k.startswith("MAKE")}
    bare = ["make", "-n", "address"]
    done = subprocess.run(bare, cwd=ROOT, env=quiet, capture_output=True, text=True)
    assert done.returncode and "make address URL=https://github.com/OWNER/NAME" in done.stderr


def test_the_book_s_own_places_agree(book):
    """Who changes the line of ``_config.yml`` by hand is told here: say make address."""
    config = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    before = held(book)
    assert say(book, config["repository"]["url"]).returncode == 0
    assert held(book) == before


@pytest.mark.parametrize("package, installed", [("widgets", True), ("no_such_package", False)])
def test_the_cell_installs_only_what_is_not_there(book, package, installed):
    say(book, ADDRESS)
    _, install, *_ = cells(book, "chapters/welcome")
    code = source(install).replace('"widgets"', f'"{package}"')
    ran = []
    shell = SimpleNamespace(run_line_magic=lambda *magic: ran.append(magic))
    exec(TransformerManager().transform_cell(code), {"get_ipython": lambda: shell})
    command = f'install --quiet "ties-that-govern @ git+{ADDRESS}@main"'
    assert ran == ([] if installed else [("pip", command)])
