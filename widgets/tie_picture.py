"""The pictures of a network, drawn as SVG; js/tie_picture.mjs is the twin.

A network has one of two layouts. In *places* every actor stands where the data say, on the wide
picture and on the narrow one. In *columns* the groups of actors stand side by side, from left to
right; where that is too wide, the narrow picture shows one actor with those who have ties to it
(left) and those to whom it has ties (right). All coordinates are whole pixels, so that Python and
the page round nothing differently.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from markupsafe import Markup, escape

from widgets.theme import colour

MARGIN = 46
TOP = 34
"""Room for the headings of columns."""

RADII = {"places": (6, 20), "columns": (3, 11), "ego": (4, 12)}
"""Radii, in pixels: of the actor with the least of a measure, and of the one with the most."""

ROW = 28
"""Height of a row in the narrow picture of columns: more than a finger's."""

FINGER = 28
"""What a finger hits, whatever the size of a dot."""

NAMES = 126
"""Room for the names right of the last column."""

LEFT, AMID, RIGHT = 104, 162, 224
"""In the narrow picture of columns: where those stand who have ties to the one in the middle, who
that is, and those to whom it has ties."""

IN_A_LINE = {"left": 13, "right": 16, "below": 14}
"""So many letters of a name stand in a line in that picture: of those on either side of the one in
the middle, and of the name below that one."""

LETTER = 6.4
"""A letter's width in the wide picture of columns, in pixels, where letters are wide."""

LINE = 12
"""From a line of a name to the next, in pixels."""

LABELS = 24
"""So many actors bear their names at rest; the others when they are looked at."""

EQUAL = 1e-9
"""Two values that differ by less are the same, in Python and in the page."""

HEIGHTS = {"wide": 380, "narrow": 330}


def places(people: list[dict], width: int, height: int) -> dict[str, tuple[int, int]]:
    """Return where actors stand whose place comes with the data."""
    return {
        one["actor"]: (
            _whole(MARGIN + one["x"] * (width - 2 * MARGIN)),
            _whole(MARGIN + one["y"] * (height - 2 * MARGIN)),
        )
        for one in people
    }


def columns_height(people: list[dict], columns: list) -> int:
    """Return the height of the picture in columns: 22 pixels an actor in the longest, or 240."""
    longest = max(sum(one["group"] in groups for one in people) for _, groups in columns)
    return TOP + max(22 * longest, 240) + 6


def in_columns(people: list[dict], columns: list, width: int) -> dict[str, tuple[int, int]]:
    """Return where actors stand in columns: in the order of their groups, evenly spread."""
    room = columns_height(people, columns) - TOP - 6
    found = {}
    for number, (_, groups) in enumerate(columns):
        column = [one for group in groups for one in people if one["group"] == group]
        for row, one in enumerate(column):
            y = TOP + (row + 0.5) * room / len(column)
            found[one["actor"]] = (_column(number, columns, width), _whole(y))
    return found


def _column(number: int, columns: list, width: int) -> int:
    """Return where a column stands: there is room for ties left of it and for names right of it."""
    return _whole(32 + number * (width - 32 - NAMES) / max(1, len(columns) - 1))


def letters(number: int, columns: list, width: int) -> int | None:
    """Return how many letters go from a column to the next; None for the last one's, any."""
    if number == len(columns) - 1:
        return None
    gap = _column(number + 1, columns, width) - _column(number, columns, width)
    return int((gap - RADII["columns"][0]) / LETTER)


def in_lines(name: str, room: int | None) -> list[str]:
    """Return a name, or its two halves where it has words and more letters than there is room for.

    >>> in_lines("Thai industry ministry", 16)
    ['Thai industry', 'ministry']
    """
    words = name.split(" ")
    if room is None or len(name) <= room or len(words) == 1:
        return [name]
    halves = [[" ".join(words[:at]), " ".join(words[at:])] for at in range(1, len(words))]
    return min(halves, key=lambda half: max(map(len, half)))


def middle(members: list[tuple[int, int]]) -> tuple[int, int]:
    """Return the place of a bloc: amid its members."""
    return tuple(_whole(sum(axis) / len(members)) for axis in zip(*members, strict=True))


def sizes(values: pd.Series, layout: str) -> dict[str, float]:
    """Return the radius of each actor's dot, by area between the least and the most."""
    smallest, largest = RADII[layout]
    low, high = values.min(), values.max()
    part = (values - low) / (high - low) if high - low > EQUAL else values * 0 + 0.5
    radii = np.sqrt(smallest**2 + part * (largest**2 - smallest**2)).fillna(smallest)
    return {actor: math.floor(radius * 10 + 0.5) / 10 for actor, radius in radii.items()}


def offsets(ties: list[dict]) -> list[int]:
    """Return by how many pixels each tie keeps aside, so that ties of the same two do not hide."""
    met: dict[frozenset, int] = {}
    found = []
    for tie in ties:
        pair = frozenset((tie["source"], tie["target"]))
        nth = met[pair] = met.get(pair, -1) + 1
        found.append((-1 if nth % 2 else 1) * 5 * ((nth + 1) // 2))
    return found


def line(start: tuple, end: tuple, aside: int, straight: bool) -> tuple[str, str]:
    """Return the path of a tie, and where and how its arrow head lies on the middle of it."""
    (x1, y1), (x2, y2) = start, end
    if straight:
        path, at, way = f"M{x1} {y1}L{x2} {y2}", ((x1 + x2) / 2, (y1 + y2) / 2), (x2 - x1, y2 - y1)
    elif abs(x2 - x1) < 30:  # within a column: to the left and back
        bulge = 10 + abs(y2 - y1) // 30 + abs(aside)
        path = f"M{x1} {y1}C{x1 - bulge} {y1} {x2 - bulge} {y2} {x2} {y2}"
        at, way = ((x1 + x2) / 2 - 0.75 * bulge, (y1 + y2) / 2), (0, y2 - y1)
    else:
        half = (x2 - x1) / 2
        path = (
            f"M{x1} {y1}C{_text(x1 + half)} {y1 + aside} {_text(x1 + half)} {y2 + aside} {x2} {y2}"
        )
        at, way = ((x1 + x2) / 2, (y1 + y2) / 2 + 0.75 * aside), (x2 - x1, 2 * (y2 - y1))
    turn = _whole(math.degrees(math.atan2(way[1], way[0])))
    return path, f"translate({_text(at[0])} {_text(at[1])}) rotate({turn})"


def tie_drawing(name: str, shown: str, path: str, head: str, look: dict | None) -> Markup:
    """Return the drawing of one tie."""
    hue = Markup(' stroke="{}"').format(colour(look["hue"])) if look else ""
    dash = Markup(' stroke-dasharray="{}"').format(look["dash"]) if look and look["dash"] else ""
    fill = Markup(' fill="{}"').format(colour(look["hue"])) if look else ""
    arrow = Markup('<path class="head" d="M-4 -3.5L5 0L-4 3.5z" transform="{}"{}/>')
    return Markup(
        '<g data-tie="{}" class="{}"><path class="reach" d="{}"/>'
        '<path class="tie" d="{}"{}{}/>{}</g>'
    ).format(name, shown, path, path, hue, dash, arrow.format(head, fill) if head else "")


def dot_drawing(
    name: str,
    shown: str,
    at: tuple,
    radius: float,
    label: str,
    side: str,
    finger: bool = False,
    room: int | None = None,
) -> Markup:
    """Return the drawing of one actor.

    ``side`` is where its label stands, in two lines if it has more letters than there is ``room``.
    """
    reach = Markup('<circle class="reach" r="{}"/>').format(FINGER // 2) if finger else ""
    x, y, anchor = {
        "below": (0, radius + 14, "middle"),
        "right": (radius + 3, 4, "start"),
        "left": (-radius - 3, 4, "end"),
    }[side]
    return Markup(
        '<g data-actor="{}" class="{}" transform="translate({},{})"><circle r="{}"/>'
        '{}<text x="{}" y="{}" text-anchor="{}">{}</text></g>'
    ).format(
        name,
        shown,
        *at,
        _text(radius),
        reach,
        _text(x),
        _text(y),
        anchor,
        _label(label, x, side, room),
    )


def _label(name: str, x: float, side: str, room: int | None) -> Markup | str:
    lines = in_lines(name, room)
    if len(lines) == 1:
        return name
    # The space between them stands at the free end of a line, where it moves nothing.
    first, second = (lines[0], f" {lines[1]}") if side == "left" else (f"{lines[0]} ", lines[1])
    tspan = '<tspan x="{0}" dy="{1}">{2}</tspan><tspan x="{0}" dy="{3}">{4}</tspan>'
    up = 0 if side == "below" else -LINE // 2
    return Markup(tspan).format(_text(x), up, first, LINE, second)


def frame(layout: str, width: int, height: int, inside: Markup, looking: bool = False) -> Markup:
    """Return the picture around what is drawn."""
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="ties-network {3}{4}" width="{0}"'
        ' height="{1}" viewBox="0 0 {0} {1}">{2}</svg>'
    ).format(width, height, inside, f"ties-in-{layout}", " looking" if looking else "")


def headings(columns: list, width: int) -> Markup:
    """Return the headings over columns, each in as many lines as it has been given."""
    return Markup().join(
        Markup('<text class="heading" x="{}" y="{}" text-anchor="start">{}</text>').format(
            _column(number, columns, width) - 6, 10 + 13 * row, words
        )
        for number, (heading, _) in enumerate(columns)
        for row, words in enumerate(heading.split("\n"))
    )


def ego(centre: str, nodes: list[dict], ties: list[dict], radii: dict, width: int) -> Markup:
    """Return one actor amid those tied to it.

    ``nodes`` have ``actor``, ``short`` and ``shown`` (a class); ``ties`` have ``tie``, ``from``,
    ``to``, ``directed``, ``shown`` and ``look``.
    """
    left, right = (
        [one for one in nodes if any(_other(tie, centre, side) == one["actor"] for tie in ties)]
        for side in ("in", "out")
    )
    height = 48 + ROW * max(len(left), len(right), 5)
    amid = 30 + (height - 30) // 2
    at = {
        side: {
            one["actor"]: (x, amid + ROW * row - ROW * (len(rows) - 1) // 2)
            for row, one in enumerate(rows)
        }
        for side, rows, x in (("in", left, LEFT), ("out", right, RIGHT))
    }
    lines, met = [], {}
    for tie in ties:
        side = "in" if _other(tie, centre, "in") else "out"
        other = _other(tie, centre, side)
        nth = met[side, other] = met.get((side, other), -1) + 1
        aside = (-1 if nth % 2 else 1) * 4 * ((nth + 1) // 2)
        ends = at[side][other], (AMID, amid)
        path, head = line(*(ends if side == "in" else ends[::-1]), aside, straight=False)
        head = head if tie["directed"] else ""
        lines.append(tie_drawing(tie["tie"], tie["shown"], path, head, tie["look"]))
    dots = [
        dot_drawing(one["actor"], one["shown"], at[side][one["actor"]], radii[one["actor"]],
                    one["short"], beside, finger=True, room=IN_A_LINE[beside])
        for side, beside, rows in (("in", "left", left), ("out", "right", right))
        for one in rows
    ]  # fmt: skip
    own = next(one for one in nodes if one["actor"] == centre)
    shown = f"{own['shown']} centre"
    dots.append(
        dot_drawing(centre, shown, (AMID, amid), radii[centre], own["short"], "below",
                    finger=True, room=IN_A_LINE["below"])
    )  # fmt: skip
    heads = Markup(
        '<text class="heading" x="{}" y="16" text-anchor="end">ties to it</text>'
        '<text class="heading" x="{}" y="16" text-anchor="start">ties from it</text>'
    ).format(LEFT, RIGHT)
    return frame("ego", width, height, heads + Markup().join(lines) + Markup().join(dots))


def _other(tie: dict, centre: str, side: str) -> str | None:
    """Return who is at the other end of a tie on this side; ties without direction stand right."""
    if side == "in":
        return tie["from"] if tie["directed"] and tie["to"] == centre else None
    if tie["from"] == centre:
        return tie["to"]
    return tie["from"] if not tie["directed"] and tie["to"] == centre else None


def swatch(look: dict) -> Markup:
    """Return a sample of a family's line, for its switch."""
    dash = Markup(' stroke-dasharray="{}"').format(look["dash"]) if look["dash"] else ""
    return Markup(
        '<svg class="ties-swatch" width="30" height="8" aria-hidden="true">'
        '<path d="M1 4H29" stroke="{}"{}/></svg>'
    ).format(colour(look["hue"]), dash)


def _whole(value: float) -> int:
    return math.floor(value + 0.5)


def _text(value: float) -> str:
    return escape(f"{value:.3f}".rstrip("0").rstrip("."))
