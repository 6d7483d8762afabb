"""Controls: a chart parameter's binding, normalised once, as markup and as a trait.

A figure's controls are plain, labelled HTML, drawn in Python, so that a page can show them before
any script runs. The same description makes the trait that holds a control's value in a kernel.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from decimal import ROUND_HALF_UP, Context, Decimal
from difflib import get_close_matches
from math import isfinite
from numbers import Integral, Real
from typing import Any

import traitlets

_DIGITS = Context(prec=400, rounding=ROUND_HALF_UP)
"""Rounds as the page does: JavaScript's ``toFixed`` rounds halves away from zero."""

FEW = 12
"""So many known names an error lists; of more it says the number."""


@dataclass(frozen=True)
class Control:
    """One control of a figure.

    ``kind`` is "range", "choice", "checkbox", "set" or "taken". A choice is a list when it has
    more options than fit side by side, else buttons of which one is pressed (``beside``). The
    values of a set and of what is taken are lists of options: a set is ticked one by one, of what
    is taken the control holds one, and others come and go elsewhere in the figure.
    """

    name: str
    label: str
    kind: str
    value: Any
    min: float = 0
    max: float = 1
    step: float = 1
    options: list = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    beside: bool = False

    def __post_init__(self):
        if not self.name.isidentifier():
            raise ValueError(f"a parameter's name is a Python identifier, not {self.name!r}")
        self.check(self.value)

    def check(self, value):
        """Return the value, in the form that the front end uses; refuse what cannot be one."""
        if self.kind == "range":
            number = isinstance(value, Real) and not isinstance(value, bool) and isfinite(value)
            if not (number and self.min <= value <= self.max):
                raise ValueError(
                    f"{self.name} is a number from {self.min:g} to {self.max:g}, not {value!r}"
                )
            return int(value) if isinstance(value, Integral) else float(value)
        if self.kind == "choice":
            for option in self.options:
                if option == value and isinstance(option, bool) == isinstance(value, bool):
                    return option
            known = ", ".join(repr(option) for option in self.options)
            raise ValueError(f"{self.name} is one of {known}, not {value!r}")
        if self.kind in ("set", "taken"):
            if isinstance(value, str) or not isinstance(value, Iterable):
                raise ValueError(f"{self.name} is a list, not {value!r}")
            value = list(value)
            for each in value:
                if each not in self.options:
                    raise ValueError(f"{self.name} knows no {each!r}{self._hint(each)}")
            return [option for option in self.options if option in value]
        if not isinstance(value, bool):
            raise ValueError(f"{self.name} is True or False, not {value!r}")
        return value

    def _hint(self, wrong) -> str:
        near = get_close_matches(str(wrong), [str(option) for option in self.options], n=1)
        known = ", ".join(str(option) for option in self.options)
        listed = known if len(self.options) <= FEW else f"{len(self.options)} of them"
        asked = f" (did you mean {near[0]!r}?)" if near else ""
        return f"{asked}; there are {listed or 'none'}"

    def text(self, value) -> str:
        """Return a value as the control's label shows it."""
        if self.kind == "range":
            decimals = len(f"{self.step:.10f}".rstrip("0").split(".")[1])
            return f"{_DIGITS.quantize(Decimal(value + 0.0), Decimal(1).scaleb(-decimals)):f}"
        if self.kind == "choice":
            return self.labels[self.options.index(value)]
        if self.kind in ("set", "taken"):
            return ", ".join(self.labels[self.options.index(each)] for each in value) or "none"
        return "on" if value else "off"

    def trait(self) -> traitlets.TraitType:
        """Return the synced trait that holds this control's value."""
        return _ControlTrait(self).tag(sync=True)

    def to_dict(self) -> dict:
        """Return the description that the front end reads."""
        return asdict(self)


class _ControlTrait(traitlets.TraitType):
    """A trait that takes only what its control can show."""

    def __init__(self, control: Control):
        self.control = control
        super().__init__(default_value=control.value)

    def make_dynamic_default(self):
        value = self.default_value
        return list(value) if isinstance(value, list) else value

    def validate(self, obj, value):
        return self.control.check(value)


def from_param(param: dict) -> Control:
    """Return the control of one Vega-Lite parameter with a binding.

    Raises
    ------
    ValueError
        A binding without a kind that a page can show, or a first value outside it.
    """
    name, bind = param["name"], param["bind"]
    label = bind.get("name") or name.replace("_", " ")
    kind = bind.get("input")
    if "select" in param:
        raise ValueError(
            f"parameter {name!r} is a selection, which a control cannot set; "
            "expected a variable with a value"
        )
    if kind == "range":
        missing = [key for key in ("min", "max") if bind.get(key) is None]
        if missing:
            raise ValueError(f"the range of parameter {name!r} needs {' and '.join(missing)}")
        low, high = bind["min"], bind["max"]
        step = bind.get("step") or (high - low) / 100
        value = param.get("value", low)
        return Control(name, label, "range", value, min=low, max=high, step=step)
    if kind in ("select", "radio"):
        options = list(bind.get("options") or [])
        if not options:
            raise ValueError(f"the choice of parameter {name!r} needs options")
        labels = [str(text) for text in bind.get("labels") or options]
        if len(labels) != len(options):
            raise ValueError(
                f"parameter {name!r} has {len(options)} options but {len(labels)} labels"
            )
        value = param.get("value", options[0])
        return Control(
            name, label, "choice", value, options=options, labels=labels, beside=kind == "radio"
        )
    if kind == "checkbox":
        return Control(name, label, "checkbox", param.get("value", False))
    raise ValueError(
        f"parameter {name!r} is bound to {kind!r}; expected range, select, radio or checkbox"
    )
