"""Colour is never the only sign: whatever colours a mark of a chart shows in another way too.

Nor is paleness a sign: what stands back in a chart is still read and seen.
"""

from __future__ import annotations

import json
import re
from itertools import product

import pytest
from conftest import BUILT, FIGURE_PAGES
from test_theme import contrast

from widgets.theme import DARK, LIGHT

COLOURS = ("color", "fill", "stroke")
SAID = {
    "who": "each case is named over its own rows",
}
"""Fields that are told by words which another field holds."""

_STATE = re.compile(r'<script type="application/json" data-state-at-start="">(.*?)</script>', re.S)
CHARTS = [
    pytest.param(state["spec"], id=f"{page.removeprefix('chapters/')}-{place}")
    for page in FIGURE_PAGES
    for place, found in enumerate(_STATE.findall((BUILT / page).read_text("utf-8")))
    if "spec" in (state := json.loads(found))
]


def marks(spec: dict, inherited: dict = {}):  # noqa: B006 (never changed)
    """Return each mark's encodings, with what its layers hand down."""
    encoding = inherited | spec.get("encoding", {})
    if "layer" not in spec:
        return [] if spec.get("name") in ("reading", "table") else [(spec["mark"], encoding)]
    return [mark for layer in spec["layer"] for mark in marks(layer, encoding)]


def depends_on(channel) -> set[str]:
    """Return the fields by which a channel differs."""
    if not isinstance(channel, dict):
        return set()
    conditions = channel.get("condition", [])
    conditions = [conditions] if isinstance(conditions, dict) else conditions
    tested = {name for c in conditions for name in re.findall(r"datum\.(\w+)", str(c.get("test")))}
    return tested | {channel["field"]} if "field" in channel else tested


def outlined(encoding: dict) -> set[str]:
    """Return the field that tells full bars from outlines, see `widgets.charts.told_apart`."""
    fill = encoding.get("fill")
    if isinstance(fill, dict) and "transparent" in fill.get("scale", {}).get("range", []):
        return depends_on(fill) & depends_on(encoding.get("stroke"))
    return set()


def only_by_colour(spec: dict, said: tuple = tuple(SAID)) -> set[str]:
    """Return the fields that nothing but a colour shows; a text in colour says its own word."""
    coloured, shown = set(), set(said)
    for mark, encoding in marks(spec):
        name = mark if isinstance(mark, str) else mark["type"]
        for channel, what in encoding.items():
            if channel not in COLOURS:
                shown |= depends_on(what)
            elif name != "text":
                coloured |= depends_on(what)
        shown |= outlined(encoding)
    return coloured - shown


def test_there_are_charts():
    assert len(CHARTS) > 30


@pytest.mark.parametrize("spec", CHARTS)
def test_what_colours_a_mark_shows_in_another_way_too(spec):
    assert only_by_colour(spec) == set()


def test_a_chart_that_has_colour_alone_is_found():
    line = {"x": {"field": "year"}, "y": {"field": "aid"}, "color": {"field": "recipient"}}
    assert only_by_colour({"mark": "line", "encoding": line}) == {"recipient"}
    dashed = line | {"strokeDash": {"field": "recipient"}}
    assert only_by_colour({"mark": "line", "encoding": dashed}) == set()
    tested = {"color": {"condition": {"test": "datum.new", "value": "red"}, "value": "blue"}}
    assert only_by_colour({"mark": {"type": "bar"}, "encoding": tested}) == {"new"}


def in_words(spec: dict, transforms: tuple = ()) -> set[str]:
    """Return the fields that stand in a chart's texts, or from which these are worked out."""
    transforms = (*transforms, *spec.get("transform", []))
    if "layer" in spec:
        return set().union(*(in_words(layer, transforms) for layer in spec["layer"]))
    mark = spec["mark"] if isinstance(spec["mark"], str) else spec["mark"]["type"]
    if mark != "text" or spec.get("name") in ("reading", "table"):
        return set()
    found = {spec.get("encoding", {}).get("text", {}).get("field")}
    for step in reversed(transforms):
        if "calculate" in step and step["as"] in found:
            found |= set(re.findall(r"datum\.(\w+)", step["calculate"]))
    return found


def test_every_exception_is_needed_and_true():
    excepted = set()
    for case in CHARTS:
        only = only_by_colour(case.values[0], said=())
        assert only <= in_words(case.values[0])
        excepted |= only
    assert excepted == set(SAID)


LEAST = {"text": 4.5} | dict.fromkeys(("point", "line", "rule", "bar", "rect"), 3)
"""The least contrast of a mark with a figure's own ground (WCAG 2.2)."""
GROUNDS = ("line", "raised")
"""Colours of bands, of lines that divide, and of what breaks a line where it runs below a word."""


def opacities(mark: dict, encoding: dict) -> set[float]:
    """Return how opaque a mark may be, under any condition; a point is not fully so by itself."""
    usual = 0.7 if mark["type"] == "point" else 1
    channel = encoding.get("opacity", {"value": mark.get("opacity", usual)})
    conditions = channel.get("condition", [])
    conditions = [conditions] if isinstance(conditions, dict) else conditions
    assert "field" not in channel, "how opaque is to be read off the chart, not off its data"
    return {each["value"] for each in (channel, *conditions)}


def pale(spec: dict) -> list[str]:
    """Return what is paler than it may be, in the light or in the dark, whatever is chosen."""
    found = []
    for mark, encoding in marks(spec):
        mark = {"type": mark} if isinstance(mark, str) else mark
        looks = json.dumps([encoding.get(name, mark.get(name)) for name in COLOURS])
        roles = set(re.findall(r"var\(--(\w+)", looks)).difference(GROUNDS)
        for opacity in opacities(mark, encoding):
            if mark["type"] == "text" and 0.05 < opacity < 1:
                found.append(f"text at {opacity}")
            for role, palette in product(roles if opacity > 0.05 else (), (LIGHT, DARK)):
                there = contrast(
                    mixed(palette[role], palette["raised"], opacity), palette["raised"]
                )
                if there < LEAST.get(mark["type"], 0):
                    found.append(f"{mark['type']} in {role} at {opacity}: {there:.2f}")
    return found


def mixed(colour: str, ground: str, opacity: float) -> str:
    """Return a colour as it looks on a ground when it is so opaque."""
    parts = [(int(colour[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(opacity * c + (1 - opacity) * g):02x}" for c, g in parts)


@pytest.mark.parametrize("spec", CHARTS)
def test_what_stands_back_is_not_pale(spec):
    assert pale(spec) == []


def test_what_is_pale_is_found():
    by_choice = {"condition": {"test": "datum.chosen", "value": 1}, "value": 0.35}
    blue = {"type": "line", "color": "var(--blue, #1a68a6)"}
    for mark in ({"type": "text"}, blue):
        assert pale({"mark": mark, "encoding": {"opacity": by_choice}})
        assert not pale({"mark": mark})
    assert not pale({"mark": {"type": "text", "opacity": 0}})
    # Vega-Lite's own opacity of points is too little for some colours.
    orange = {"type": "point", "color": "var(--orange, #c04a08)"}
    assert pale({"mark": orange})
    assert not pale({"mark": orange | {"opacity": 1}})
