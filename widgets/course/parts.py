"""The parts of the book as its contents have them, and which chapters are its core."""

from __future__ import annotations

from typing import NamedTuple

from widgets.data import table
from widgets.page import contents


class Part(NamedTuple):
    """A part of the book; its name is the folder of its first chapter."""

    name: str
    title: str
    chapters: list[str]


def parts() -> list[Part]:
    """Return the parts in the order of the contents."""
    found: list[Part] = []
    for docname, caption in contents.chapters().items():
        chapter = docname.removeprefix("chapters/")
        if caption:
            found.append(Part(chapter.split("/")[0], caption, []))
        if found:  # the first page is in no part
            found[-1].chapters.append(chapter)
    return found


def core() -> tuple[str, ...]:
    """Return the chapters that are made for a class: those with a plan for one."""
    return tuple(dict.fromkeys(table("plans")["chapter"]))
