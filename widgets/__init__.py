"""Figures, models and data of *Ties That Govern*."""

import altair as _altair

from widgets import theme as _theme
from widgets.aid import aid_scenario, aid_steps
from widgets.explorer import Explorer

__all__ = ["Explorer", "aid_scenario", "aid_steps"]


@_altair.theme.register("ties-that-govern", enable=True)
def _charts_look() -> _altair.theme.ThemeConfig:
    return {"config": _theme.chart_config()}


def _render(spec: dict, **_) -> dict:
    """Give a bare chart the same three forms as any figure of the book."""
    return Explorer(spec)._repr_mimebundle_()


_altair.renderers.register("ties-that-govern", _render)
_altair.renderers.enable("ties-that-govern")
