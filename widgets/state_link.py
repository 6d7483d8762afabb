"""A figure's state as a short readable fragment of an address, and back.

``fig-aid-scenario?year=1990&japan_multiplier=0.5&open=table`` names the figure, then what differs
from its start, by the names that a kernel knows too. An option is written as a slug of its text, so
that a link survives a reordering; where two options would share a slug, or one has none, the text
itself is written, percent-encoded. The options of a list stand between commas, ``yes`` and ``no``
are the values of a box, and ``open`` names the folded parts that are unfolded. Reading is lenient:
what is not understood is told and left out. The twin of ``js/state_link.mjs``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple
from urllib.parse import quote, unquote_to_bytes

from widgets.controls import Control

FOLDED = ("more", "list", "table", "boundary")
"""The parts of a figure that a reader can unfold."""

OPEN = "open"
"""The word for them; no parameter of a figure has it for a name."""

_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_BROKEN = re.compile(r"%(?![0-9A-Fa-f]{2})")


class Read(NamedTuple):
    """What a fragment says."""

    values: dict[str, Any]
    """Values of controls by name; what is not named is as at the start."""
    opened: list[str]
    unknown: list[str]
    """What was not understood, as text to show."""


def fragment(
    label: str,
    controls: list[Control],
    start: Mapping[str, Any],
    state: Mapping[str, Any],
    opened: Iterable[str] = (),
) -> str:
    """Return the fragment of a state, without its ``#``."""
    parts = [
        f"{control.name}={_written(control, state[control.name])}"
        for control in controls
        if state[control.name] != start[control.name]
    ]
    if unfolded := ",".join(part for part in FOLDED if part in set(opened)):
        parts.append(f"{OPEN}={unfolded}")
    return "?".join(filter(None, (label, "&".join(parts))))


def read(text: str, controls: list[Control]) -> Read:
    """Return what a fragment says of a figure with these controls; nothing in it is an error."""
    found = Read({}, [], [])
    known = {control.name: control for control in controls}
    met = set()
    for part in filter(None, text.partition("?")[2].split("&")):
        name, given, value = part.partition("=")
        if not given or name in met or name not in (*known, OPEN):
            found.unknown.append(_decoded(part, part))
            continue
        met.add(name)
        if name == OPEN:
            wanted, unknown = _several(value, FOLDED, FOLDED)
            found.opened.extend(wanted)
        elif known[name].kind in ("set", "taken"):
            options = known[name].options
            wanted, unknown = _several(value, options, _words(options))
            if wanted or not unknown:
                found.values[name] = wanted
        else:
            wanted = _one(known[name], value)
            unknown = [_decoded(value, value)] if wanted is None else []
            if wanted is not None:
                found.values[name] = wanted
        if unknown:
            found.unknown.append(f"{name}={','.join(unknown)}")
    return found


def slug(text: str) -> str:
    """Return a text in lower-case letters, digits and dashes: Asia’s share is ``asia-s-share``."""
    plain = re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", text)).lower()
    return re.sub(r"[^a-z0-9_]+", "-", plain).strip("-")


def _text(option) -> str:
    if isinstance(option, str):
        return option
    if isinstance(option, bool):
        return "yes" if option else "no"
    return str(int(option)) if option == int(option) else format(Decimal(repr(option)), "f")


def _words(options: list) -> list[str]:
    """Return the words for options: slugs where they tell them apart, else the texts."""
    slugs = [slug(option) if isinstance(option, str) else _text(option) for option in options]
    return [
        short if short and slugs.count(short) == 1 else quote(_text(option), safe="!'()*")
        for short, option in zip(slugs, options, strict=True)
    ]


def _written(control: Control, value) -> str:
    if control.kind in ("range", "checkbox"):
        return _text(value)
    words = dict(zip(control.options, _words(control.options), strict=True))
    return words[value] if control.kind == "choice" else ",".join(words[each] for each in value)


def _one(control: Control, word: str):
    """Return the value that a word means; None where it means none."""
    if control.kind == "checkbox":
        return {"yes": True, "no": False}.get(word)
    if control.kind == "choice":
        at = _place(word, control.options, _words(control.options))
        return None if at is None else control.options[at]
    if not _NUMBER.fullmatch(word):
        return None
    value = float(word) if "." in word else int(word)
    return value if control.min <= value <= control.max else None


def _several(value: str, options, words) -> tuple[list, list[str]]:
    """Return the options that stand between commas, in their own order, and what is none."""
    given = value.split(",") if value else []
    places = [_place(word, options, words) for word in given]
    unknown = [_decoded(w, w) for w, at in zip(given, places, strict=True) if at is None]
    return [option for at, option in enumerate(options) if at in places], unknown


def _place(word: str, options, words) -> int | None:
    """Return which option a word means: by its own word, or by its text."""
    plain = _decoded(word)
    for at, option in enumerate(options):
        if plain is not None and plain in (_decoded(words[at]), _text(option)):
            return at
    return None


def _decoded(word: str, otherwise: str | None = None) -> str | None:
    try:
        return otherwise if _BROKEN.search(word) else unquote_to_bytes(word).decode("utf-8")
    except UnicodeError:
        return otherwise
