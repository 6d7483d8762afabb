"""The data in the built book: every table as a file, and all of them in one zip.

The files lie in ``data/`` as they do in the repository, so that a chapter's relative link to a
table leads somewhere in both. The zip is the data package with what must go along with it: the
licence, and how to cite. A table that is ``withheld`` (the package says why) is in neither.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from widgets.catalogue import size
from widgets.data import PACKAGE
from widgets.page.packing import pack
from widgets.root import ROOT

FOLDER = "data"
ZIP = "ties-that-govern-data.zip"

_ALONG = ("LICENSE", "CITATION.cff")
_LINK = re.compile(rf'(<a\b[^>]*\bhref=")(?:\.\./)*{FOLDER}/([^"]+)("[^>]*>)(.*?)</a>', re.DOTALL)


def files() -> dict[str, bytes]:
    """Return the files of the public data package by their names in it: description and tables."""
    described = json.loads(PACKAGE.read_text(encoding="utf-8"))
    public = [each for each in described["resources"] if "withheld" not in each]
    description = json.dumps(described | {"resources": public}, indent=2, ensure_ascii=False)
    held = {each["path"]: (PACKAGE.parent / each["path"]).read_bytes() for each in public}
    return {PACKAGE.name: f"{description}\n".encode()} | held


def archive() -> bytes:
    """Return the zip: the data package, the licence and the citation, in one folder."""
    return pack(files() | {name: ROOT / name for name in _ALONG}, Path(ZIP).stem)


class DataZip(SphinxRole):
    """The link to the zip, with its size: ``{data-zip}`All tables in one file```."""

    def run(self):
        """Return the link."""
        for name in files():
            self.env.note_dependency(str(PACKAGE.parent / name))
        up = "../" * self.env.docname.count("/")
        text = f"{self.text} ({ZIP}, {size(len(archive()))})"
        return [nodes.reference("", text, refuri=f"{up}{FOLDER}/{ZIP}", internal=True)], []


def _write(app, exception):
    if exception or app.builder.format != "html" or app.builder.name == "epub":
        return
    folder = Path(app.outdir) / FOLDER
    shutil.rmtree(folder, ignore_errors=True)  # a table that was renamed
    for name, content in files().items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    (folder / ZIP).write_bytes(archive())


def _mend_links(app, pagename, templatename, context, doctree):
    """Lead to the files from wherever a builder puts the page; an EPUB does not hold them."""
    if not (body := context.get("body")):
        return
    if app.builder.name == "epub":
        context["body"] = _LINK.sub(r"\4", body)
    else:
        to = context["pathto"]
        context["body"] = _LINK.sub(
            lambda found: f"{found[1]}{to(f'{FOLDER}/{found[2]}', True)}{found[3]}{found[4]}</a>",
            body,
        )


def setup(app):
    """Register with Sphinx."""
    app.add_role("data-zip", DataZip())
    app.connect("html-page-context", _mend_links)
    app.connect("build-finished", _write)
