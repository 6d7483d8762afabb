"""A chart with parameters as a figure of the book: the one route from Altair to a reader."""

from __future__ import annotations

import copy
from itertools import count

import altair as alt
import traitlets
from markupsafe import Markup

from widgets import stills, theme, vega
from widgets.controls import Control, from_param
from widgets.figure import Figure, stylesheet
from widgets.modules import widget_module

WIDE, NARROW = 680, 350
"""The widths, in pixels, for which a chart is drawn: a text column, and a phone."""

BREAKPOINT = 520
"""A picture with less room than this, in pixels, is drawn for a phone."""

_OPTIONS = ("label", "caption", "evidence", "source")
"""What any figure is told when it is made."""

_numbers = count(1)


class Explorer(Figure):
    """An Altair chart as a book figure.

    Every parameter of the chart with a binding (range, select, radio, checkbox) becomes a
    labelled control of the page and a trait of this object, both ways. The chart may hold two
    invisible text layers (see `widgets.charts`): ``reading``, the sentence that says what the
    chart shows now, and ``table``, its numbers row by row. The page reads both off the live
    chart, the still picture has them from the same expressions.

    Parameters
    ----------
    chart : altair.Chart or dict
        A chart, or a Vega-Lite specification.
    presets : dict, optional
        Named states, each a dict of parameter values: ``{"halved": {"multiplier": 0.5}}``.
    reading : str, optional
        The reading of a chart without a layer of that name.
    alt : str, optional
        A text for the picture when its reading does not serve as one.
    label, caption, evidence, source
        See `widgets.figure.Figure`.
    **values
        First values of parameters, where they differ from the chart's own.

    Raises
    ------
    ValueError
        A parameter whose binding, name or value cannot be shown; a preset that names no
        parameter; a value outside its control.

    Examples
    --------
    >>> import altair as alt
    >>> power = alt.param("power", value=2, bind=alt.binding_range(min=1, max=3, step=1))
    >>> curve = alt.Chart(alt.sequence(0, 10, as_="x")).mark_line().encode(x="x:Q", y="y:Q")
    >>> Explorer(curve.transform_calculate(y="pow(datum.x, power)").add_params(power)).power
    2
    """

    kind = "chart"
    _esm = widget_module("explorer.mjs", "renderExplorer")
    _css = stylesheet()

    spec = traitlets.Dict().tag(sync=True)
    controls = traitlets.List().tag(sync=True)
    presets = traitlets.Dict().tag(sync=True)
    start = traitlets.Dict().tag(sync=True)
    given = traitlets.Unicode().tag(sync=True)
    widths = traitlets.List().tag(sync=True)
    breakpoint = traitlets.Int(BREAKPOINT).tag(sync=True)

    def __init__(self, chart, *, presets=None, reading=None, alt=None, **options):
        spec = _specification(chart)
        params = spec.get("params", [])
        taken = ("chart", "alt", *_OPTIONS)
        for name in (param["name"] for param in params):
            if hasattr(type(self), name) or name in taken or name.startswith("_"):
                raise ValueError(f"a parameter cannot be called {name!r}: a figure has one already")
        self._controls = [from_param(param) for param in params if _is_control(param)]
        names = [control.name for control in self._controls]
        values = {name: options.pop(name) for name in names if name in options}
        for name in options:
            if name not in _OPTIONS:
                raise ValueError(
                    f"{name!r} is no parameter of this chart; it has {', '.join(names) or 'none'}"
                )
        self._alt = alt
        self._drawn: tuple | None = None
        self._id = f"c{next(_numbers)}"
        start = {c.name: c.check(values.get(c.name, c.value)) for c in self._controls}
        presets = {preset: self._preset(preset, given) for preset, given in (presets or {}).items()}
        self.add_traits(**{control.name: control.trait() for control in self._controls})
        super().__init__(
            spec=_without_bindings(spec),
            controls=[control.to_dict() for control in self._controls],
            presets=presets,
            start=start,
            given=reading or "",
            widths=[] if _is_compound(spec) else [WIDE, NARROW],
            **start,
            **options,
        )
        self._markup = str(self.markup(with_caption=True))

    def state(self) -> dict:
        """Return the traits from which a page without a kernel starts this figure."""
        shared = ("spec", "controls", "presets", "start", "given", "widths", "breakpoint")
        return {name: getattr(self, name) for name in shared} | self._values()

    def _values(self) -> dict:
        return {control.name: getattr(self, control.name) for control in self._controls}

    def _preset(self, preset: str, given: dict) -> dict:
        known = {control.name: control for control in self._controls}
        for name in given:
            if name not in known:
                raise ValueError(
                    f"preset {preset!r} sets {name!r}, which is no parameter of this chart; "
                    f"it has {', '.join(known) or 'none'}"
                )
        return {name: known[name].check(value) for name, value in given.items()}

    def _contents(self) -> dict:
        values = self._values()
        key = tuple(values.items())
        if self._drawn is None or self._drawn[0] != key:
            self._drawn = (key, self._draw(values))
        return self._drawn[1]

    def _draw(self, values: dict) -> dict:
        spec = _at_values(self.spec, values)
        sizes = {"wide": WIDE, "narrow": NARROW} if self.widths else {"wide": None}
        drawings = {
            size: vega.svg(spec if width is None else {**spec, "width": width})
            for size, width in sizes.items()
        }
        texts = stills.hidden_texts(drawings["wide"])
        controls = [
            Control(**{**control.to_dict(), "value": values[control.name]})
            for control in self._controls
        ]
        rows, headings = texts.get("table"), _headings(spec)
        return {
            "controls": controls,
            "presets": [
                (name, all(values[key] == value for key, value in preset.items()))
                for name, preset in self.presets.items()
            ],
            "pictures": [
                (size, Markup(stills.for_page(drawing, f"{self._id}{size[0]}")))
                for size, drawing in drawings.items()
            ],
            "reading": " ".join(texts.get("reading", [])) or self.given or _plain(controls),
            "alt": self._alt,
            "headings": headings,
            "rows": [row.split("\t") for row in rows] if rows else [],
        }


def _specification(chart) -> dict:
    if isinstance(chart, dict):
        spec = copy.deepcopy(chart)
        spec.setdefault("config", theme.chart_config())
    elif isinstance(chart, alt.TopLevelMixin):
        spec = chart.to_dict()
    else:
        raise ValueError(
            f"expected an Altair chart or a Vega-Lite dict, not {type(chart).__name__}"
        )
    if not _is_compound(spec):
        spec.setdefault("autosize", {"type": "fit", "contains": "padding"})
        spec["width"] = WIDE
    return _with_nulls(spec)


def _with_nulls(part):
    """Return a part of a specification with null for what is missing: a message knows no NaN."""
    if isinstance(part, dict):
        return {key: _with_nulls(value) for key, value in part.items()}
    if isinstance(part, list):
        return [_with_nulls(each) for each in part]
    return None if isinstance(part, float) and part != part else part


def _is_compound(spec: dict) -> bool:
    """Say whether a chart is made of several plots, which Vega-Lite cannot fit to a width."""
    compound = ("hconcat", "vconcat", "concat", "facet", "repeat")
    encoding = spec.get("encoding", {})
    return any(key in spec for key in compound) or any(
        key in encoding for key in ("row", "column", "facet")
    )


def _is_control(param: dict) -> bool:
    """Say whether a parameter asks for a control; one bound to scales or a legend has its own."""
    return "bind" in param and not isinstance(param["bind"], str)


def _without_bindings(spec: dict) -> dict:
    params = [
        {k: v for k, v in param.items() if k != "bind" or not _is_control(param)}
        for param in spec.get("params", [])
    ]
    return {**spec, "params": params} if params else spec


def _at_values(spec: dict, values: dict) -> dict:
    params = [{**p, "value": values.get(p["name"], p.get("value"))} for p in spec.get("params", [])]
    # A parameter without a value (an expression, a selection) keeps none.
    params = [{k: v for k, v in p.items() if k != "value" or v is not None} for p in params]
    return {**spec, "params": params} if params else spec


def _headings(spec: dict) -> list[str]:
    for layer in spec.get("layer", []):
        if layer.get("name") == "table":
            return layer["description"].split("\t")
    return []


def _plain(controls: list[Control]) -> str:
    """Return the sentence for a chart that brings no reading of its own."""
    return "; ".join(f"{c.label}: {c.text(c.value)}" for c in controls) + "." if controls else ""
