"""Any Altair chart becomes a figure: its parameters become controls and traits, both ways."""

import json
import re
from pathlib import Path

import altair as alt
import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from widgets import charts, explorer, vega
from widgets.explorer import Explorer
from widgets.figure import MIME

CASES = json.loads((Path(__file__).parent / "cases/controls.json").read_text(encoding="utf-8"))

ROWS = pd.DataFrame({"x": [1, 2, 3], "y": [1, 4, 9], "kind": ["a", "b", "a"]})
POWER = alt.param("power", value=2, bind=alt.binding_range(min=1, max=3, step=0.5))
WHO = alt.param("who", bind=alt.binding_radio(options=["a", "b"]))
GRID = alt.param("grid", bind=alt.binding_checkbox(name="Show the grid"))


@pytest.fixture(scope="module")
def points():
    """Return a chart without parameters."""
    return alt.Chart(ROWS).mark_point().encode(x="x:Q", y="y:Q")


@pytest.fixture
def drawn(monkeypatch):
    """Return the list of specifications that were drawn, while a stand-in draws nothing."""
    specs = []
    monkeypatch.setattr(vega, "svg", lambda spec: specs.append(spec) or "<svg/>")
    return specs


@pytest.fixture
def three(points, drawn):
    """Return a figure with a slider, a choice and a box."""
    return Explorer(
        points.add_params(POWER, WHO, GRID),
        presets={"cubed": {"power": 3}, "squares of b": {"power": 2, "who": "b"}},
    )


def pressed(figure):
    """Return the presets whose button is pressed."""
    buttons = re.findall(r'data-preset="([^"]+)" aria-pressed="(\w+)"', figure.markup())
    return [name for name, state in buttons if state == "true"]


# What is missing


def test_what_is_missing_is_null_and_never_nan(drawn):
    rows = pd.DataFrame({"x": [1.0, np.nan], "who": pd.Series(["a", np.nan], dtype=object)})
    chart = alt.Chart(rows).mark_point().encode(x="x:Q", detail="who:N")
    (held,) = Explorer(chart).spec["datasets"].values()
    assert held == [{"x": 1.0, "who": "a"}, {"x": None, "who": None}]


# From parameters to controls and traits


def test_every_bound_parameter_is_a_control_and_a_trait(three):
    assert [control["name"] for control in three.controls] == ["power", "who", "grid"]
    assert [control["label"] for control in three.controls] == ["power", "who", "Show the grid"]
    assert (three.power, three.who, three.grid) == (2, "a", False)
    assert three.start == {"power": 2, "who": "a", "grid": False}
    assert all(three.traits()[name].metadata.get("sync") for name in three.start)


def test_the_bindings_leave_the_specification(three):
    # The page has its own controls; Vega must not draw them once more.
    assert "bind" not in json.dumps(three.spec)
    assert [param["name"] for param in three.spec["params"]] == ["power", "who", "grid"]


def test_parameters_that_are_computed_or_selected_stay(points, drawn):
    double = alt.param("double", expr="2 * power")
    zoom = alt.selection_interval(name="zoom", bind="scales")
    legend = alt.selection_point(name="legend", fields=["kind"], bind="legend")
    figure = Explorer(points.add_params(POWER, double, zoom, legend))
    params = {param["name"]: param for param in figure.spec["params"]}
    assert [control["name"] for control in figure.controls] == ["power"]
    assert params["double"]["expr"] == "2 * power" and "value" not in params["double"]
    assert (params["zoom"]["bind"], params["legend"]["bind"]) == ("scales", "legend")


def test_first_values_may_be_given(points, drawn):
    figure = Explorer(points.add_params(POWER, WHO), power=np.int64(3), who="b")
    assert figure.start == figure._values() == {"power": 3, "who": "b"}
    # A button "back to the start" leads to these, and they travel as JSON.
    assert json.loads(json.dumps(figure.state()))["start"] == {"power": 3, "who": "b"}


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(power=st.floats(1, 3), who=st.sampled_from(["a", "b"]), grid=st.booleans())
def test_setting_a_trait_draws_that_state(three, drawn, power, who, grid):
    three.power, three.who, three.grid = power, who, grid
    drawn.clear()
    three._drawn = None
    assert three.markup()
    values = {param["name"]: param["value"] for param in drawn[0]["params"]}
    assert values == three._values() == {"power": power, "who": who, "grid": grid}


@pytest.mark.parametrize(
    "name, value, expected",
    [
        ("power", 3.5, "power is a number from 1 to 3, not 3.5"),
        ("power", "2", "power is a number from 1 to 3, not '2'"),
        ("who", "c", "who is one of 'a', 'b', not 'c'"),
        ("grid", 1, "grid is True or False, not 1"),
    ],
)
def test_a_trait_refuses_what_its_control_cannot_show(three, points, name, value, expected):
    before = three._values()
    for attempt in (
        lambda: setattr(three, name, value),
        lambda: Explorer(points.add_params(POWER, WHO, GRID), **{name: value}),
        lambda: Explorer(points.add_params(POWER, WHO, GRID), presets={"p": {name: value}}),
    ):
        with pytest.raises(ValueError) as error:
            attempt()
        assert str(error.value) == expected
    assert three._values() == before


def test_two_figures_of_one_chart_do_not_share_their_values(points, drawn):
    chart = points.add_params(POWER)
    one, other = Explorer(chart), Explorer(chart)
    one.power = 3
    assert other.power == 2


def test_a_state_is_drawn_once(three, drawn):
    drawn.clear()
    assert three.reading == three.reading and three.markup()
    assert not drawn
    three.power = 3
    assert three.reading and three.markup()
    assert [spec["width"] for spec in drawn] == [explorer.WIDE, explorer.NARROW]


# Presets


def test_a_preset_is_pressed_when_the_figure_is_in_its_state(three):
    assert pressed(three) == []
    three.power = 3
    assert pressed(three) == ["cubed"]
    three.power, three.who = 2, "b"
    assert pressed(three) == ["squares of b"]


@pytest.mark.parametrize("case", CASES["presets"], ids=lambda case: case["why"])
def test_a_preset_is_pressed_where_the_page_presses_it(points, drawn, case):
    times = alt.param("times", value=1, bind=alt.binding_range(min=0, max=3, step=0.5))
    who = alt.param("who", bind=alt.binding_select(options=["China", "Thailand"]))
    chart = points.add_params(times, who)
    figure = Explorer(chart, presets={"it": case["preset"]}, **case["values"])
    assert pressed(figure) == (["it"] if case["pressed"] else [])


# What is refused


@pytest.mark.parametrize(
    "make, message",
    [
        pytest.param(
            lambda chart: Explorer("chart"),
            "expected an Altair chart or a Vega-Lite dict, not str",
            id="no chart",
        ),
        pytest.param(
            lambda chart: Explorer(chart.add_params(POWER), powr=3),
            "'powr' is no parameter of this chart; it has power",
            id="a slip in a parameter's name",
        ),
        pytest.param(
            lambda chart: Explorer(chart, power=3),
            "'power' is no parameter of this chart; it has none",
            id="a value for a chart without parameters",
        ),
        pytest.param(
            lambda chart: Explorer(
                chart.add_params(POWER, WHO), presets={"cubed": {"power": 3, "whom": "a"}}
            ),
            "preset 'cubed' sets 'whom', which is no parameter of this chart; it has power, who",
            id="a slip in a preset",
        ),
        pytest.param(
            lambda chart: Explorer(chart, label="fig-it", evidence="measured"),
            "figure 'fig-it' needs a caption that says what to notice",
            id="a label without a caption",
        ),
        pytest.param(
            lambda chart: Explorer(chart.add_params(alt.param("p", bind=alt.binding(input="tel")))),
            "parameter 'p' is bound to 'tel'; expected range, select, radio or checkbox",
            id="a binding that no page shows",
        ),
    ],
)
def test_refused(points, make, message):
    with pytest.raises(ValueError) as error:
        make(points)
    assert str(error.value) == message


@pytest.mark.parametrize(
    "name", ["reading", "spec", "presets", "layout", "label", "caption", "alt", "chart", "_drawn"]
)
@pytest.mark.parametrize(
    "how", [{"bind": alt.binding_checkbox()}, {"expr": "1"}], ids=["bound", "computed"]
)
def test_a_parameter_cannot_have_the_name_of_something_else(points, name, how):
    # The page gives every parameter the trait of its name.
    with pytest.raises(ValueError, match=f"^a parameter cannot be called '{name}'"):
        Explorer(points.add_params(alt.param(name, **how)))


# What it says


def test_a_chart_without_a_reading_says_how_its_controls_stand(three):
    assert three.reading == "power: 2.0; who: a; Show the grid: off."
    three.power = 2.5
    assert three.reading == "power: 2.5; who: a; Show the grid: off."


@pytest.mark.parametrize("case", CASES["readings"], ids=lambda case: case["why"])
def test_the_plain_reading_is_that_of_the_page(points, drawn, case):
    inputs = {"range": "range", "choice": "select", "checkbox": "checkbox"}
    params = [
        {"name": c["name"], "value": c["value"], "bind": {"input": inputs[c["kind"]]}}
        for c in case["controls"]
    ]
    for param, control in zip(params, case["controls"], strict=True):
        keys = ("min", "max", "step", "options", "labels")
        param["bind"] |= {"name": control["label"]} | {k: control[k] for k in keys if k in control}
    assert Explorer({**points.to_dict(), "params": params}).reading == case["reading"]


def test_a_sentence_may_be_given(points, drawn):
    figure = Explorer(points.add_params(POWER), reading="Three points.")
    assert figure.reading == "Three points."
    assert figure.state()["given"] == "Three points."  # the page says it too


def test_the_chart_speaks_for_itself_at_every_state(points):
    once = points.transform_aggregate(top="max(y)").transform_calculate(last="datum.top + power")
    said = charts.reading(once, "'The last is ' + datum.last + ', with “<b>&\"”.'")
    table = charts.table(points, {"x": "datum.x", "<y>": "format(datum.y * power, '.1f')"})
    figure = Explorer(alt.layer(points, said, table).add_params(POWER), reading="Not this.")
    assert figure.reading == 'The last is 11, with “<b>&"”.'
    assert figure._contents()["headings"] == ["x", "<y>"]
    assert figure._contents()["rows"] == [["1", "2.0"], ["2", "8.0"], ["3", "18.0"]]
    figure.power = 3
    assert figure.reading == 'The last is 12, with “<b>&"”.'
    assert figure._contents()["rows"] == [["1", "3.0"], ["2", "12.0"], ["3", "27.0"]]
    assert "<b>" not in figure.markup() and "&lt;y&gt;" in figure.markup()
    assert repr(figure) == "Explorer('unnamed'): " + figure.reading


def test_two_equal_figures_have_the_same_text(points, drawn):
    one, other = (Explorer(points.add_params(POWER)) for _ in range(2))
    assert repr(one) == repr(other)


# What it looks like


def test_a_chart_is_drawn_for_a_column_and_for_a_phone(points):
    pictures = Explorer(points)._contents()["pictures"]
    widths = [re.search(r'<svg[^>]* width="(\d+)"', picture)[1] for _, picture in pictures]
    assert [size for size, _ in pictures] == ["wide", "narrow"]
    assert widths == [str(explorer.WIDE), str(explorer.NARROW)]
    assert explorer.NARROW < explorer.BREAKPOINT < explorer.WIDE


@pytest.mark.parametrize(
    "compose",
    [
        pytest.param(lambda chart: chart | chart, id="side by side"),
        pytest.param(lambda chart: chart & chart, id="one above the other"),
        pytest.param(lambda chart: chart.facet("kind:N"), id="facets"),
        pytest.param(lambda chart: chart.encode(facet="kind:N"), id="facets by encoding"),
        pytest.param(lambda chart: chart.encode(row="kind:N"), id="rows by encoding"),
        pytest.param(
            lambda chart: chart.encode(y=alt.Y(alt.repeat())).repeat(["x", "y"]), id="repeated"
        ),
    ],
)
def test_a_chart_that_cannot_be_fitted_still_becomes_a_figure(points, compose):
    figure = Explorer(compose(points).add_params(POWER))
    assert figure.widths == []
    assert "autosize" not in figure.spec and "width" not in figure.spec
    ((size, picture),) = figure._contents()["pictures"]
    assert size == "wide" and picture.startswith("<svg")
    assert figure.reading == "power: 2.0."


def test_the_ids_of_two_pictures_differ(points, monkeypatch):
    # Vega counts its clips anew in every process, and a page may gather several.
    clipped = '<svg><clipPath id="clip0"/><g clip-path="url(#clip0)"/></svg>'
    monkeypatch.setattr(vega, "svg", lambda spec: clipped)
    markup = Explorer(points).markup() + Explorer(points).markup()
    ids = re.findall(r'\bid="([^"]+)"', markup)
    assert len(ids) == len(set(ids)) == 4
    assert re.findall(r"url\(#([^)]+)\)", markup) == ids


def test_what_is_given_is_not_changed(points, drawn):
    spec = points.add_params(POWER).to_dict()
    before = json.dumps(spec)
    Explorer(spec, power=3)
    assert json.dumps(spec) == before


def test_a_specification_without_a_look_gets_that_of_the_book(drawn):
    spec = {"data": {"values": [{"x": 1}]}, "mark": "bar", "encoding": {}}
    assert Explorer(spec).spec["config"] == explorer.theme.chart_config()
    assert Explorer(spec | {"config": {"bar": {}}}).spec["config"] == {"bar": {}}


# From a cell to a page


def test_the_bundle_has_three_forms_and_no_html(three):
    bundle, _ = three._repr_mimebundle_()
    assert set(bundle) == {"application/vnd.jupyter.widget-view+json", MIME, "text/plain"}
    assert bundle[MIME]["kind"] == "chart"
    assert json.loads(json.dumps(bundle)) == bundle


def test_a_page_starts_from_the_state_that_the_figure_is_in(three):
    three.power = 3
    state = three._repr_mimebundle_()[0][MIME]["state"]
    assert (state["power"], state["start"]["power"]) == (3, 2)
    shared = {"spec", "controls", "presets", "start", "given", "widths", "breakpoint"}
    assert set(state) == shared | {"power", "who", "grid"}


def test_a_page_is_told_all_that_the_front_end_asks_for(three):
    # `_markup` is asked for by a notebook only: on a page it is there already.
    script = (Path(explorer.__file__).parent / "js/explorer.mjs").read_text(encoding="utf-8")
    asked = set(re.findall(r'model\.get\("(\w+)"\)', script)) - {"_markup"}
    assert asked and asked <= set(three.state())


def test_a_bare_chart_gets_the_same_bundle(points):
    chart = points.add_params(POWER)
    (bare, _), (made, _) = chart._repr_mimebundle_(), Explorer(chart)._repr_mimebundle_()
    assert set(bare) == set(made)
    assert bare["text/plain"] == made["text/plain"]
    assert bare[MIME]["state"] == made[MIME]["state"]


def test_a_bare_chart_that_zooms_is_still_a_chart(points):
    bundle, _ = points.interactive()._repr_mimebundle_()
    assert bundle[MIME]["state"]["controls"] == []


def test_a_notebook_that_asks_is_handed_vega(three, monkeypatch):
    sent = []
    monkeypatch.setattr(vega, "bundle", lambda: "globalThis.tiesVegaEmbed = 1;")
    monkeypatch.setattr(three, "send", lambda content, buffers: sent.append((content, buffers)))
    three._handle_custom_msg({"type": "something else"}, [])
    assert sent == []
    three._handle_custom_msg({"type": "vega"}, [])
    assert sent == [({"type": "vega"}, [b"globalThis.tiesVegaEmbed = 1;"])]
