"""Write the course kit into a folder, and two zips beside it: ``python -m widgets.course FOLDER``.

One zip holds everything, the other what students may see.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from widgets.course import kit
from widgets.page.packing import pack

COURSE, CLASS = "ties-that-govern-course", "ties-that-govern-class"


def write(folder: Path, files: kit.Files) -> None:
    """Write files into a folder, in place of an earlier kit and of nothing else."""
    if folder.exists() and any(folder.iterdir()):
        if not (folder / kit.KEY / "index.html").exists():
            raise SystemExit(f"{folder} holds something else: name another folder.")
        shutil.rmtree(folder)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, Path):
            shutil.copyfile(content, path)
        else:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())


def archive(files: kit.Files, folder: str) -> bytes:
    """Return files as a zip of one folder."""
    held = {
        name: content.encode() if isinstance(content, str) else content
        for name, content in files.items()
    }
    return pack(held, folder)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    made = kit.files()
    write(target, made)
    shown = {name: content for name, content in made.items() if not name.startswith(kit.KEY)}
    for name, files in ((COURSE, made), (CLASS, shown)):
        target.with_name(f"{name}.zip").write_bytes(archive(files, name))
    print(f"The course kit is in {target.resolve()}: begin with {kit.KEY}index.html there.")
    print(f"Beside it: {COURSE}.zip holds all of it, {CLASS}.zip what students may see.")
