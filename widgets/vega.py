"""Vega for the browser, and charts drawn without one, both from vl-convert's own copy."""

from __future__ import annotations

from functools import lru_cache

import altair as alt
import vl_convert

VEGA_LITE = "v" + ".".join(alt.SCHEMA_VERSION.lstrip("v").split(".")[:2])


@lru_cache(maxsize=1)
def bundle() -> str:
    """Return Vega, Vega-Lite and vega-embed as one classic script.

    It stands in a function of its own, because its short top-level names clash with others on a
    page (Sphinx's ``_``), and hands over one thing: ``globalThis.tiesVegaEmbed``.
    """
    libraries = vl_convert.javascript_bundle(
        "globalThis.tiesVegaEmbed = vegaEmbed;", vl_version=VEGA_LITE
    )
    return f"(() => {{\n{libraries}\n}})();\n"


def svg(spec: dict) -> str:
    """Draw a Vega-Lite specification as SVG."""
    return vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE)
