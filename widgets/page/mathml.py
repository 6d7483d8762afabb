"""Formulas as MathML, written at build: every current browser sets them without a script."""

from __future__ import annotations

from docutils import nodes
from latex2mathml.converter import convert


def _inline(translator, node):
    translator.body.append(convert(node.astext()))
    raise nodes.SkipNode


def _block(translator, node):
    attributes = {"class": "ties-formula"}
    if node.get("ids"):
        attributes["ids"] = node["ids"]
    translator.body.append(translator.starttag(node, "div", **attributes))
    if node.get("number"):
        translator.body.append(f'<span class="ties-formula-number">({node["number"]})</span>')
    translator.body.append(convert(node.astext(), display="block") + "</div>\n")
    raise nodes.SkipNode


def setup(app):
    """Register with Sphinx, in place of MathJax."""
    app.add_html_math_renderer("mathml", (_inline, None), (_block, None))
    app.config.html_math_renderer = "mathml"
