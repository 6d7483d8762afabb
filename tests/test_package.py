"""The package, installed as Colab would, needs no checkout: it brings what its figures read."""

import json
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest
from notebooks import NOTEBOOKS, ROOT

import widgets
from widgets.citation import cite
from widgets.data import PACKAGE

COPY = "widgets/_book"
MOST_BYTES = 2_000_000

# Each of them reads something else: a table, a network, questions, titles in their order.
FIGURES = {
    "a table": "aid_scenario()",
    "a network": "guidance_network()",
    "a quiz": "quiz('clientelism/who_appoints')",
    "titles": "your_answers()",
}
SCRIPT = """
import json, sys
unpacked, *packages = sys.argv[1:]
sys.path[:] = [unpacked, *sys.path, *packages]
read = []
sys.addaudithook(lambda event, given: event == "open" and read.append(str(given[0])))
import widgets
from widgets.citation import cite
figures = json.load(sys.stdin)
made = {what: str(eval(f"widgets.{call}").markup()) for what, call in figures.items()}
cited = cite("fig-x", "A caption.", None)
print(json.dumps({"from": widgets.__file__, "made": made, "cited": cited, "read": read}))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build the package as pip does, with what is installed here."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index"]
    command += ["--no-build-isolation", "--wheel-dir", folder, ROOT]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def names(wheel):
    with zipfile.ZipFile(wheel) as opened:
        return opened.namelist()


@pytest.fixture(scope="module")
def apart(wheel, tmp_path_factory):
    """Return what a fresh process tells that has the package, its dependencies and no checkout."""
    folder = tmp_path_factory.mktemp("apart")
    with zipfile.ZipFile(wheel) as opened:
        opened.extractall(folder / "package")
    packages = dict.fromkeys([sysconfig.get_path("purelib"), sysconfig.get_path("platlib")])
    # -I and -S: no variable, no folder and no editable package may lead to the checkout.
    command = [sys.executable, "-I", "-S", "-c", SCRIPT, folder / "package", *packages]
    done = subprocess.run(
        command, input=json.dumps(FIGURES), cwd=folder, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout)
    assert Path(told["from"]).is_relative_to(folder)
    return told


@pytest.mark.parametrize("what", FIGURES)
def test_a_figure_is_the_same_without_a_checkout(apart, what):
    here = eval(f"widgets.{FIGURES[what]}", {"widgets": widgets})
    assert apart["made"][what] == str(here.markup())


def test_it_is_cited_as_in_the_checkout(apart):
    assert apart["cited"] == list(cite("fig-x", "A caption.", None))


def test_nothing_of_the_checkout_is_read(apart):
    assert len([path for path in apart["read"] if f"/{COPY}/" in path]) > 5
    environment = Path(sys.prefix).resolve()
    of_ours = [Path(path).resolve() for path in apart["read"] if path.startswith("/")]
    strays = {path for path in of_ours if path.is_relative_to(ROOT.resolve())}
    assert {path for path in strays if not path.is_relative_to(environment)} == set()


def test_it_brings_every_table_and_every_page(names):
    described = json.loads(PACKAGE.read_text(encoding="utf-8"))["resources"]
    paths = [PACKAGE.name, *(resource["path"] for resource in described)]
    assert {f"{COPY}/data/{path}" for path in paths} <= set(names)
    pages = {f"{COPY}/{name}.ipynb" for name in NOTEBOOKS if "/slides/" not in name}
    assert pages == {name for name in names if name.startswith(f"{COPY}/chapters/")}
    assert {f"{COPY}/{name}" for name in ("_toc.yml", "CITATION.cff")} <= set(names)


def test_it_brings_every_file_of_the_package(names):
    there = {path for path in (ROOT / "widgets").rglob("*") if path.is_file()}
    ours = {path for path in there if not {"__pycache__", ".ipynb_checkpoints"} & {*path.parts}}
    assert {path.relative_to(ROOT).as_posix() for path in ours} <= set(names)


def test_it_brings_nothing_else(names, wheel):
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"widgets"}
    assert [name for name in names if "__pycache__" in name or name.endswith(".pyc")] == []
    assert wheel.stat().st_size < MOST_BYTES


def test_the_book_finds_how_to_show_figures(wheel):
    with zipfile.ZipFile(wheel) as opened:
        (told,) = (name for name in opened.namelist() if name.endswith("entry_points.txt"))
        assert (
            "ties-that-govern = widgets.page.figures:FigureRenderer" in opened.read(told).decode()
        )


def test_in_a_checkout_its_own_files_are_read():
    assert PACKAGE == ROOT / "data" / "datapackage.json"
