"""Where the book's own files lie: its data, its contents, how it is cited.

In a checkout they stand beside the package. An installed package, as in Colab, brings a copy of
them within itself (`pyproject.toml` says of which), and there is nothing else to read.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_COPY = _PACKAGE / "_book"

ROOT = _COPY if _COPY.is_dir() else _PACKAGE.parent
"""The folder that holds ``data``, ``chapters``, ``_toc.yml`` and ``CITATION.cff``."""
