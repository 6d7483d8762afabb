"""The search page has caption, place and words of every figure."""

from __future__ import annotations

import json

import nbformat
import small_book

FIGURE = """import altair as alt
import pandas as pd
from widgets import Explorer

named = pd.DataFrame({"x": [1, 2], "name": ["Aokī </script>", "B & C"]})
chart = alt.Chart(named).mark_text().encode(x="x:Q", text="name:N")
Explorer(chart, label="fig-own", caption="A <tie> of two.", evidence="illustrative")"""


def test_a_figure_brings_its_caption_place_and_words(tmp_path):
    cells = [nbformat.v4.new_markdown_cell("# A & B"), nbformat.v4.new_code_cell(FIGURE)]
    html = small_book.build(tmp_path / "book", "page", cells)
    text = (html / "_static/book/all_figures.js").read_text("utf-8")
    (only,) = json.loads(text.removeprefix("globalThis.allFigures = ").rstrip(";\n"))
    assert {"Aokī", "script"} <= set(only.pop("words").split())
    assert only == {
        "number": "1",
        "address": "page.html#fig-own",
        "caption": "A <tie> of two.",
        "chapter": "A & B",
    }
    scripts = [
        line for line in (html / "search.html").read_text("utf-8").splitlines() if "<script" in line
    ]
    assert sum("book/all_figures.js" in line or "book/search.js" in line for line in scripts) == 2
    assert "all_figures" not in (html / "page.html").read_text("utf-8")
