"""Files in one zip that is the same, byte for byte, whenever it is made of the same files."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that the format knows


def pack(held: dict[str, Path | bytes], folder: str) -> bytes:
    """Return a zip of files, or of their contents, by name, in one folder."""
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(held):
            entry = zipfile.ZipInfo(f"{folder}/{name}", _FIRST_DAY)
            entry.create_system = 3  # the same on every system
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            content = held[name]
            archive.writestr(entry, content if isinstance(content, bytes) else content.read_bytes())
    return zipped.getvalue()
