"""A small book, built as ours is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import yaml

ROOT = Path(__file__).resolve().parents[1]


def build(
    folder: Path,
    page: str,
    cells: list,
    url: str = "",
    builder: str = "html",
    more: dict[str, list] | None = None,
    hub: str = "",
) -> Path:
    """Build a book with our configuration, this address and this JupyterHub; return its output.

    It has one page, or ``more``: the cells of other pages by their names.
    """
    pages = {page: cells, **(more or {})}
    config = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    config["repository"]["url"] = url
    config["launch_buttons"]["jupyterhub_url"] = hub
    config["html"]["favicon"] = ""
    folder.mkdir()
    shutil.copy(ROOT / "references.bib", folder)
    (folder / "_config.yml").write_text(yaml.safe_dump(config))
    toc = {
        "format": "jb-book",
        "root": page,
        "chapters": [{"file": name} for name in list(pages)[1:]],
    }
    (folder / "_toc.yml").write_text(yaml.safe_dump({k: v for k, v in toc.items() if v}))
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    for name, content in pages.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        notebook = nbformat.v4.new_notebook(cells=content, metadata=kernel)
        nbformat.write(notebook, folder / f"{name}.ipynb")
    command = [Path(sys.executable).with_name("jupyter-book"), "build", str(folder), "--builder"]
    command += [builder] if builder == "html" else ["custom", "--custom-builder", builder]
    environment = os.environ | {"PYDEVD_DISABLE_FILE_VALIDATION": "1"}
    done = subprocess.run(
        [*command, "-W", "-n", "--keep-going"], capture_output=True, text=True, env=environment
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return folder / "_build" / builder
