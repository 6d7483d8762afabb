"""The built book in one zip, to mail or to put on a stick: a double click opens it.

Every page works from disk already; the zip adds a note that says how to begin. Run as a module,
it packs a folder: ``python -m widgets.page.offline _build/html _build/ties-that-govern.zip``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from widgets.page.packing import pack
from widgets.root import ROOT

FOLDER = "ties-that-govern"
NOTE_NAME = "READ ME FIRST.txt"
NOTE = """\
Ties That Govern: the whole book, for reading without a network

1. Unpack the zip: its pages need each other, so none of them works from inside it.
2. Open index.html with a double click. Any browser of the last few years will do.

Figures, search and downloads work from this folder; nothing is installed and nothing is fetched.
The tables lie in data/, and all of them once more in data/ties-that-govern-data.zip.

Text and data: CC BY 4.0. Code: MIT. LICENSE says what that means, CITATION.cff how to cite.
"""

_ALONG = ("LICENSE", "CITATION.cff")
_TRACES = (".buildinfo", "objects.inv")  # for Sphinx, not for a reader


def held(built: Path) -> dict[str, Path | bytes]:
    """Return what a reader gets of a built book: pages, a note, the licence and the citation."""
    files = (path for path in built.rglob("*") if path.is_file() and path.name not in _TRACES)
    found: dict[str, Path | bytes] = {path.relative_to(built).as_posix(): path for path in files}
    # As a text file from elsewhere is read on Windows too.
    found[NOTE_NAME] = NOTE.replace("\n", "\r\n").encode()
    return found | {name: ROOT / name for name in _ALONG}


def archive(built: Path) -> bytes:
    """Return the zip of a built book."""
    return pack(held(built), FOLDER)


if __name__ == "__main__":
    built, target = map(Path, sys.argv[1:])
    target.write_bytes(archive(built))
