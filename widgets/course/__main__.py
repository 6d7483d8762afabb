"""Write the course kit into a folder: ``python -m widgets.course FOLDER``."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from widgets.course import kit


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


if __name__ == "__main__":
    target = Path(sys.argv[1])
    write(target, kit.files())
    print(f"The course kit is in {target.resolve()}: begin with {kit.KEY}index.html there.")
