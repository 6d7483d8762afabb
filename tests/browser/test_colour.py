"""Colour is never the only sign: whatever colours a mark of a chart shows in another way too."""

from __future__ import annotations

import json
import re

import pytest
from conftest import BUILT, FIGURE_PAGES

COLOURS = ("color", "fill", "stroke")
SAID = {
    "who": "cases are named over their rows, and each has a sign of its own shape (`mark`)",
    "ledger": "the name of each ledger stands at the end of its line",
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


def only_by_colour(spec: dict) -> set[str]:
    """Return the fields that nothing but a colour shows; a text in colour says its own word."""
    coloured, shown = set(), set(SAID)
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


def test_every_exception_is_still_needed():
    needed = set()
    for case in CHARTS:
        for _, encoding in marks(case.values[0]):
            needed |= {f for name in COLOURS for f in depends_on(encoding.get(name))}
    assert set(SAID) <= needed
