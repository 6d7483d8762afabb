"""What is read off a drawn chart, and the chart as a still picture of the page."""

from __future__ import annotations

import re
from xml.etree import ElementTree

SVG = "http://www.w3.org/2000/svg"
UNSEEN = ("reading", "table")
"""The layers whose texts nobody sees; see `widgets.charts`."""

# What says nothing: the defaults of SVG, and what figure.css sets for the whole picture. The parts'
# roles and labels go too: the picture is one image, and its reading is its text.
_IDLE = {"opacity": "1", "stroke-width": "1", "stroke-miterlimit": "10"}
_DROPPED = ("role", "pointer-events", "version", "font-family")

ElementTree.register_namespace("", SVG)


def hidden_texts(svg: str) -> dict[str, list[str]]:
    """Return the texts of a chart's invisible layers, by layer."""
    return {
        layer: [text.text or "" for text in group]
        for group in ElementTree.fromstring(svg).iter(f"{{{SVG}}}g")
        if (layer := _layer(group)) in UNSEEN
    }


def for_page(svg: str, prefix: str) -> str:
    """Return the picture without invisible parts, and with ids that no other picture has."""
    root = ElementTree.fromstring(svg)
    for parent in list(root.iter()):
        for child in list(parent):
            if _layer(child) in UNSEEN or _is_empty(child):
                parent.remove(child)
    for element in root.iter():
        for name, value in list(element.attrib.items()):
            idle = name in _DROPPED or name.startswith("aria-") or _IDLE.get(name) == value
            if idle or (name == "class" and element is not root):
                del element.attrib[name]
            elif name == "id":
                element.set(name, f"{prefix}-{value}")
            elif "url(#" in value:
                element.set(name, re.sub(r"url\(#([^)]+)\)", rf"url(#{prefix}-\1)", value))
    return ElementTree.tostring(root, encoding="unicode")


def _layer(element) -> str | None:
    found = re.search(r"\brole-mark (\w+)_marks", element.get("class", ""))
    return found[1] if found else None


def _is_empty(element) -> bool:
    """Say whether an element draws nothing: Vega frames each group with such paths."""
    if element.tag == f"{{{SVG}}}path" and element.get("class") in ("background", "foreground"):
        return "fill" not in element.attrib and "stroke" not in element.attrib
    return element.tag == f"{{{SVG}}}rect" and element.get("fill") in ("white", "transparent")
