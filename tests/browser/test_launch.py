"""Once the book has an address, its pages open their notebooks elsewhere: Binder, Colab, a hub."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import BUILT, PAGES, ROOT, serve
from playwright.sync_api import expect

ADDRESS = "https://github.com/somebody/ties-that-govern"
HUB = "https://hub.example.org"
NARROW, PHONE, LAPTOP = 320, 390, 1366
CHAPTERS = ("chapters/welcome", "chapters/regionalizing_state/guidance", "chapters/references")
READ = ("_config.yml", "CITATION.cff", "references.bib", ".ci/address")
NAMED = "Launch interactive content"


def places(chapter: str, hub: bool) -> dict[str, str]:
    """Return where a chapter's menu leads, by what it says."""
    binder = f"https://mybinder.org/v2/gh/somebody/ties-that-govern/main?urlpath=lab/tree/{chapter}"
    colab = "https://colab.research.google.com/github/somebody/ties-that-govern/blob/main/"
    pull = (
        f"{HUB}/hub/user-redirect/git-pull?repo=https%3A//github.com/somebody/ties-that-govern"
        f"&urlpath=lab/tree/ties-that-govern/{chapter}.ipynb&branch=main"
    )
    own = {"JupyterHub": pull} if hub else {}
    return {"Binder": f"{binder}.ipynb", **own, "Colab": f"{colab}{chapter}.ipynb"}


def build(folder: Path, address: str, hub: bool = False) -> Path:
    """Say an address as ``make address`` does and build three pages, without running them."""
    for name in READ:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    for chapter in CHAPTERS:
        (folder / chapter).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / f"{chapter}.ipynb", folder / f"{chapter}.ipynb")
    first, *others = CHAPTERS
    toc = {"format": "jb-book", "root": first, "chapters": [{"file": name} for name in others]}
    (folder / "_toc.yml").write_text(yaml.safe_dump(toc, sort_keys=False))
    subprocess.run([sys.executable, folder / ".ci/address", address], check=True)
    config = yaml.safe_load((folder / "_config.yml").read_text("utf-8"))
    config["execute"]["execute_notebooks"] = "off"
    config["html"]["favicon"] = ""
    if hub:
        config["launch_buttons"]["jupyterhub_url"] = HUB
    (folder / "_config.yml").write_text(yaml.safe_dump(config))
    # References to pages that were left out are warned of, and lead nowhere.
    command = [Path(sys.executable).with_name("jupyter-book"), "build", "--quiet", folder]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    return folder / "_build" / "html"


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A small book with an address and a hub."""
    return build(tmp_path_factory.mktemp("launch"), ADDRESS, hub=True)


@pytest.fixture(scope="module")
def without_hub(tmp_path_factory):
    """The same, as it is when nobody runs a hub for it."""
    return build(tmp_path_factory.mktemp("launch"), ADDRESS)


@pytest.fixture
def origin(small):
    """The small book over http, under the policy of a careful server."""
    with serve(small) as address:
        yield address


def menu(opened):
    return opened.page.locator(".article-header-buttons details.dropdown", has_text="Binder")


@pytest.mark.parametrize("hub", [True, False])
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_each_page_opens_its_own_notebook(request, visit, chapter, hub):
    book = request.getfixturevalue("small" if hub else "without_hub")
    links = menu(visit(f"{chapter}.html", book.as_uri())).locator("li a")
    texts = [text.strip() for text in links.all_text_contents()]
    hrefs = links.evaluate_all("links => links.map(link => link.href)")
    assert dict(zip(texts, hrefs, strict=True)) == places(chapter, hub)
    assert (ROOT / f"{chapter}.ipynb").exists()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [NARROW, PHONE, LAPTOP])
def test_the_menu_opens_by_pointer_and_by_keyboard(visit, origin, width, scheme):
    opened = visit(f"{CHAPTERS[1]}.html", origin, width=width, scheme=scheme)
    summary, links = menu(opened).locator("summary"), menu(opened).locator("li a")
    expect(summary).to_have_accessible_name(NAMED)
    expect(links.first).to_be_hidden()
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    summary.click()
    for link in links.all():
        box = link.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width
        # Nothing lies over it, and its picture came.
        link.click(trial=True)
        assert link.locator("img").evaluate("image => image.naturalWidth") > 0
    opened.page.mouse.click(width / 2, 700)
    expect(links.first).to_be_hidden()
    summary.press("Enter")
    opened.page.keyboard.press("Tab")
    expect(links.first).to_be_focused()
    opened.page.keyboard.press("Escape")
    expect(links.first).to_be_hidden()
    expect(summary).to_be_focused()
    assert opened.complaints == []
    assert opened.strangers == []


def test_the_link_leads_there(visit, origin):
    opened = visit(f"{CHAPTERS[1]}.html", origin)
    menu(opened).locator("summary").press("Enter")
    there = places(CHAPTERS[1], hub=True)["Colab"]
    # Every other host is out of reach of a test; it is what was asked for that counts.
    with opened.page.expect_request(there):
        menu(opened).get_by_role("link", name="Colab").press("Enter")
    assert opened.strangers == [there]


def test_what_installs_the_book_is_in_the_notebook_and_not_on_the_page(small):
    page = (small / f"{CHAPTERS[1]}.html").read_text("utf-8")
    source = (small / "_sources" / f"{CHAPTERS[1]}.ipynb").read_text("utf-8")
    assert f"ties-that-govern @ git+{ADDRESS}@main" in source
    assert "git+" not in page and "find_spec" not in page


def test_no_kernel_is_started_within_a_page(small):
    for page in small.rglob("chapters/**/*.html"):
        assert "thebe" not in page.read_text("utf-8").lower()


@pytest.mark.skipif(
    bool(yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))["repository"]["url"]),
    reason="the book has an address",
)
@pytest.mark.parametrize("page", PAGES)
def test_without_an_address_there_is_no_button_and_no_dead_link(page):
    html = (BUILT / page).read_text("utf-8")
    assert NAMED not in html
    assert re.findall(r'href="[^"]*(?:mybinder|colab\.research|github\.com)[^"]*"', html) == []
