"""A plugin of pytest for chapters: an order by chance, no word on stderr, what came out kept.

Usage: pytest -p any_order --nbval-lax [--order SEED [--backwards]] [--keep FOLDER] chapters
"""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest


def pytest_addoption(parser):
    group = parser.getgroup("chapters in any order")
    group.addoption("--order", type=int, help="the seed of an order by chance")
    group.addoption("--backwards", action="store_true", help="the same order from its end")
    group.addoption("--keep", type=Path, help="where a file is written for each cell's outputs")


def pytest_collection_modifyitems(config, items):
    """Shuffle the files; the cells of each stay together, and in their order."""
    if config.option.order is None:
        return
    files = sorted({item.path for item in items})
    Random(config.option.order).shuffle(files)
    if config.option.backwards:
        files.reverse()
    items.sort(key=lambda item: files.index(item.path))


@pytest.hookimpl(trylast=True)
def pytest_runtest_call(item):
    """Look at what a cell put out, once it has run without an error."""
    outputs = getattr(item, "test_outputs", None)
    if outputs is None:
        return
    said = [each.text for each in outputs if each.get("name") == "stderr"]
    assert not said, f"the cell wrote to stderr: {said[0]}"
    if folder := item.config.option.keep:
        chapter = item.path.relative_to(item.config.rootpath).with_suffix("")
        file = folder / chapter / f"cell-{item.cell_num}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(outputs), encoding="utf-8")
