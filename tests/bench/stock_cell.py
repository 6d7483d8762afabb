"""The cell that makes a chapter's figures stock ones: Altair's own HTML, ipywidgets' own views."""

import altair as alt
import ipywidgets
import pandas
from IPython import get_ipython

from widgets import Explorer
from widgets.figure import Figure


def binding(control):
    """Return the Vega-Lite binding from which a control of ours was made."""
    kinds = {
        "range": {"input": "range", **{key: control[key] for key in ("min", "max", "step")}},
        "choice": {
            "input": "radio" if control["beside"] else "select",
            "options": control["options"],
            "labels": control["labels"],
        },
        "checkbox": {"input": "checkbox"},
    }
    return {**kinds[control["kind"]], "name": control["label"]}


def stock_chart(figure, **_):
    """Show a chart by Altair's default renderer, its controls by the bindings."""
    bound = {control["name"]: {"bind": binding(control)} for control in figure.controls}
    params = [{**param, **bound.get(param["name"], {})} for param in figure.spec.get("params", [])]
    return alt.renderers.get()({**figure.spec, "params": params})


def stock_widget(figure, **_):
    """Show any other figure as the anywidget that it is."""
    view = {"version_major": 2, "version_minor": 0, "model_id": figure.model_id}
    return {"application/vnd.jupyter.widget-view+json": view, "text/plain": "a widget"}


alt.renderers.enable("default")
Figure._repr_mimebundle_ = stock_widget
Explorer._repr_mimebundle_ = stock_chart
Explorer.open = lambda figure: None  # a chart is no widget here, and leaves no state in the page
get_ipython().display_formatter.formatters["text/html"].pop(pandas.DataFrame, None)
ipywidgets.FloatSlider(description="A slider")
