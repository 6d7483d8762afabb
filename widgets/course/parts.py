"""The parts of the book as its contents have them, and which chapters are its core."""

from __future__ import annotations

from typing import NamedTuple

import yaml

from widgets.data import table
from widgets.root import ROOT


class Part(NamedTuple):
    """A part of the book; its name is the folder of its first chapter."""

    name: str
    title: str
    chapters: tuple[str, ...]


def parts() -> list[Part]:
    """Return the parts in the order of the contents."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    found = []
    for part in toc["parts"]:
        names = tuple(each["file"].removeprefix("chapters/") for each in part["chapters"])
        found.append(Part(names[0].split("/")[0], part["caption"], names))
    return found


def core() -> tuple[str, ...]:
    """Return the chapters that are made for a class: those with a plan for one."""
    return tuple(dict.fromkeys(table("plans")["chapter"]))
