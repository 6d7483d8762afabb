"""The same chapter by stock Jupyter Book, and the CDNs that its page asks, out of npm packages."""

from __future__ import annotations

import json
import mimetypes
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import nbformat

HERE = Path(__file__).parent
FIGURE = ".vega-embed .marks, .widget-subarea > .lm-Widget"
PACKAGES = HERE / "node_modules"
CONFIG = """\
title: Ties That Govern
only_build_toc_files: true
bibtex_bibfiles: [references.bib]
"""

# Found before the installed package's own, it takes back how the book shows cells' outputs.
PLAIN_PACKAGE = "Metadata-Version: 2.1\nName: ties-that-govern\nVersion: 0\n"

_NPM = re.compile(r"/((?:@[^/]+/)?[^/@]+)(?:@([^/]+))?(?:/(.+))?")
_CDNJS = re.compile(r"/ajax/libs/([^/]+)/([^/]+)/(.+)")
_NPM_NAMES = {"require.js": "requirejs"}


def install() -> None:
    """Bring the npm packages, unless they are there and newer than their list."""
    done = PACKAGES / ".ready"
    wanted = HERE / "package.json"
    if done.exists() and done.stat().st_mtime > wanted.stat().st_mtime:
        return
    options = ["--no-package-lock", "--no-audit", "--no-fund", "--silent"]
    if subprocess.run(["npm", "install", "--prefix", HERE, *options]).returncode:
        sys.exit("The packages that a stock page needs did not come from npm: is there a network?")
    # RequireJS comes without the minified file that pages ask for, but with the minifier.
    loader = PACKAGES / "requirejs"
    paths = ["baseUrl=.", "name=loader", "paths.loader=require", "out=require.min.js"]
    command = ["node", "bin/r.js", "-o", *paths, "skipModuleInsertion=true"]
    subprocess.run(command, cwd=loader, check=True, capture_output=True)
    done.touch()


def derive(book: Path, chapter: str) -> None:
    """Make a copy of the book a stock one; of its notebooks only one chapter's is run."""
    (book / "_config.yml").write_text(CONFIG, encoding="utf-8")
    (book / "ties_that_govern-0.dist-info").mkdir()
    (book / "ties_that_govern-0.dist-info/METADATA").write_text(PLAIN_PACKAGE, encoding="utf-8")
    cell = (HERE / "stock_cell.py").read_text(encoding="utf-8")
    for path in book.glob("chapters/**/*.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        if path == book / f"{chapter}.ipynb":
            hidden = {"tags": ["remove-input"]}
            notebook.cells.insert(1, nbformat.v4.new_code_cell(cell, metadata=hidden))
        else:
            notebook.metadata["mystnb"] = {"execution_mode": "off"}
        nbformat.write(notebook, path)


def accept_packages(page: Path) -> None:
    """Take the check sums out of a page: npm's RequireJS is minified here, not by the CDN."""
    html = page.read_text(encoding="utf-8")
    page.write_text(re.sub(r' integrity="[^"]*"', "", html), encoding="utf-8")


def from_cdn(address: str) -> dict | None:
    """Return what a CDN would answer, as Playwright's `fulfill` takes it; None if unknown."""
    url = urlsplit(address)
    if url.hostname == "cdnjs.cloudflare.com" and (found := _CDNJS.fullmatch(url.path)):
        name, version, file = found.groups()
        name = _NPM_NAMES.get(name, name)
    elif url.hostname in ("cdn.jsdelivr.net", "unpkg.com") and (
        found := _NPM.fullmatch(url.path.removeprefix("/npm"))
    ):
        name, version, file = found.groups()
    else:
        return None
    path = _file(name, version, file)
    if path is None:
        return None
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    headers = {"Access-Control-Allow-Origin": "*", "Content-Type": kind}
    return {"body": path.read_bytes(), "headers": headers}


def _file(name: str, version: str | None, file: str | None) -> Path | None:
    """Return a package's file, or its main one, if the installed version is the one asked for."""
    folder = PACKAGES / name
    if not (folder / "package.json").exists():
        return None
    about = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    wanted = (version or "").lstrip("^~").removesuffix(".*")
    if wanted and not f"{about['version']}.".startswith(f"{wanted}."):
        return None
    path = folder / (file or about.get("jsdelivr") or about.get("main", "index.js"))
    return next(
        (each for each in (path, path.with_name(path.name + ".js")) if each.is_file()), None
    )
