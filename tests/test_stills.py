"""What is read off a drawn chart, and what is left of it as a picture of the page."""

import re
from xml.etree import ElementTree

import altair as alt
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from widgets import charts, stills, vega

SVG = 'xmlns="http://www.w3.org/2000/svg"'


def drawing(inside):
    """Return a drawing as Vega writes it, with this inside."""
    return f'<svg {SVG} class="marks" width="10" height="10">{inside}</svg>'


def layer(name, *texts):
    """Return a layer of texts as Vega writes it."""
    inside = "".join(f'<text opacity="0">{text}</text>' for text in texts)
    return f'<g class="mark-text role-mark {name}_marks" aria-hidden="true">{inside}</g>'


@pytest.fixture(scope="module")
def drawn():
    """Return a chart as Vega draws it: clipped bars, a shade, a reading, a table."""
    base = alt.Chart(pd.DataFrame({"x": [1, 2], "who": ["<a>", '"b" & c']}))
    shade = {"gradient": "linear", "stops": [{"offset": 0, "color": "red"}]}
    return vega.svg(
        alt.layer(
            base.mark_bar(clip=True, color=shade).encode(x="x:Q", y="who:N"),
            charts.reading(base.transform_aggregate(n="count()"), "datum.n + ' <rows>'"),
            charts.table(base, {"Who": "datum.who", "x": "datum.x"}),
        ).to_dict()
    )


# What is read


@pytest.mark.parametrize(
    "inside, expected",
    [
        pytest.param("", {}, id="no layer"),
        pytest.param(layer("layer_0", "1990", "1991"), {}, id="an axis is not read"),
        pytest.param(layer("reading", "It is so."), {"reading": ["It is so."]}, id="a reading"),
        pytest.param(
            "<g>" + layer("table", "a\t1", "b\t2") + "</g>",
            {"table": ["a\t1", "b\t2"]},
            id="a table within a group",
        ),
        pytest.param(layer("reading"), {"reading": []}, id="a layer that says nothing"),
        pytest.param(layer("table", ""), {"table": [""]}, id="an empty row"),
        pytest.param(layer("proofreading", "no"), {}, id="another name that ends alike"),
    ],
)
def test_hidden_texts(inside, expected):
    assert stills.hidden_texts(drawing(inside)) == expected


def test_hidden_texts_of_a_chart(drawn):
    assert stills.hidden_texts(drawn) == {
        "reading": ["2 <rows>"],
        "table": ["<a>\t1", '"b" & c\t2'],
    }


# What is shown


@pytest.mark.parametrize(
    "inside, left",
    [
        pytest.param(layer("reading", "It is so."), "", id="the reading"),
        pytest.param(layer("table", "a"), "", id="the table"),
        pytest.param('<path class="background" d="M0,0"/>', "", id="an empty frame"),
        pytest.param(
            '<path class="background" d="M0,0" fill="red"/>',
            '<path d="M0,0" fill="red" />',
            id="a filled frame stays",
        ),
        pytest.param('<rect width="9" fill="white"/>', "", id="a white ground"),
        pytest.param('<rect width="9" fill="red"/>', '<rect width="9" fill="red" />', id="a rect"),
        pytest.param(
            '<g class="mark-text role-mark marks"><text>1990</text></g>',
            "<g><text>1990</text></g>",
            id="a text that is seen",
        ),
        pytest.param(
            '<g role="graphics-object" aria-label="x axis"><path aria-hidden="true" d="M0,0"/></g>',
            '<g><path d="M0,0" /></g>',
            id="roles and labels: the picture is one image",
        ),
        pytest.param(
            '<path opacity="1" stroke-width="1" stroke-miterlimit="10" d="M0,0"/>',
            '<path d="M0,0" />',
            id="what SVG takes for granted",
        ),
        pytest.param(
            '<path opacity="0.3" stroke-width="1.5" d="M0,0"/>',
            '<path opacity="0.3" stroke-width="1.5" d="M0,0" />',
            id="what it does not",
        ),
        pytest.param(
            '<text font-family="sans-serif" font-size="12px">a &lt;b&gt; &amp; “c”</text>',
            '<text font-size="12px">a &lt;b&gt; &amp; “c”</text>',
            id="the page's face; a text stays a text",
        ),
        pytest.param(
            '<clipPath id="clip0"><path d="M0,0"/></clipPath><g clip-path="url(#clip0)"/>',
            '<clipPath id="c1-clip0"><path d="M0,0" /></clipPath><g clip-path="url(#c1-clip0)" />',
            id="an id and what refers to it",
        ),
    ],
)
def test_for_page(inside, left):
    picture = drawing(left) if left else drawing("").replace("></svg>", " />")
    assert stills.for_page(drawing(inside), "c1") == picture


def test_a_chart_on_a_page_is_well_formed_and_says_nothing_unseen(drawn):
    picture = stills.for_page(drawn, "c1")
    root = ElementTree.fromstring(picture)
    assert stills.hidden_texts(picture) == {}
    assert "rows" not in picture and "aria" not in picture
    assert root.get("width") and root.get("viewBox")
    shown = ["".join(text.itertext()) for text in root.iter(f"{{{stills.SVG}}}text")]
    assert {"<a>", '"b" & c'} <= set(shown)


@settings(deadline=None)
@given(st.from_regex(r"[a-z][a-z0-9]{0,5}", fullmatch=True))
def test_every_reference_leads_to_an_id_with_the_prefix(drawn, prefix):
    picture = stills.for_page(drawn, prefix)
    ids = set(re.findall(r'\bid="([^"]+)"', picture))
    assert len(ids) == 3  # a clip, and a shade for each bar
    assert all(each.startswith(f"{prefix}-") for each in ids)
    assert set(re.findall(r"url\(#([^)]+)\)", picture)) == ids


def test_a_picture_of_a_picture_is_the_same_but_for_its_ids(drawn):
    once = stills.for_page(drawn, "c1")
    assert stills.for_page(once, "c2") == once.replace("c1-", "c2-c1-")


def test_a_picture_is_lighter_than_the_drawing(drawn):
    assert len(stills.for_page(drawn, "c1")) < len(drawn)
