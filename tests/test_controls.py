"""A binding becomes a control: normalised once, checked at every change, the same text everywhere.

The texts are those that `js/controls.test.mjs` expects of the page, from `cases/controls.json`.
"""

import json
from fractions import Fraction
from pathlib import Path

import altair as alt
import numpy as np
import pytest
import traitlets
from hypothesis import given, settings
from hypothesis import strategies as st

from widgets.controls import Control, from_param

CASES = json.loads((Path(__file__).parent / "cases/controls.json").read_text(encoding="utf-8"))


def param(value=None, called="power", **bind):
    """Return a parameter as Altair writes it into a specification."""
    return {"name": called, "bind": bind} | ({} if value is None else {"value": value})


def several(kind="set", value=(), options=("adm", "fin", "reg")):
    labels = [str(option).upper() for option in options]
    return Control("on", "Ties", kind, list(value), options=list(options), labels=labels)


def a_range(low=0, high=10, step=1, value=None):
    return from_param(param(value, input="range", min=low, max=high, step=step))


# From a binding to a control


@pytest.mark.parametrize(
    "written, expected",
    [
        pytest.param(
            param(2, input="range", min=1, max=3, step=0.5, name="To the power"),
            Control("power", "To the power", "range", 2, min=1, max=3, step=0.5),
            id="range",
        ),
        pytest.param(
            param(input="range", min=1, max=3),
            Control("power", "power", "range", 1, min=1, max=3, step=0.02),
            id="range without step, value and label: a hundred steps from the lowest",
        ),
        pytest.param(
            param("b", input="select", options=["a", "b"], labels=["first", "second"]),
            Control(
                "power", "power", "choice", "b", options=["a", "b"], labels=["first", "second"]
            ),
            id="select",
        ),
        pytest.param(
            param(input="radio", options=[1998, None]),
            Control(
                "power",
                "power",
                "choice",
                1998,
                options=[1998, None],
                labels=["1998", "None"],
                beside=True,
            ),
            id="radio: buttons beside each other, the first pressed",
        ),
        pytest.param(
            param(True, input="checkbox"),
            Control("power", "power", "checkbox", True),
            id="checkbox",
        ),
        pytest.param(
            param(input="checkbox"),
            Control("power", "power", "checkbox", False),
            id="checkbox without value: empty",
        ),
        pytest.param(
            param(1, called="others_response", input="range", min=0, max=1, step=1),
            Control("others_response", "others response", "range", 1),
            id="label from the name",
        ),
    ],
)
def test_normalised(written, expected):
    assert from_param(written) == expected


@pytest.mark.parametrize(
    "bind, kind, beside",
    [
        (alt.binding_range(min=0, max=1, step=0.1), "range", False),
        (alt.binding_select(options=["a"]), "choice", False),
        (alt.binding_radio(options=["a"]), "choice", True),
        (alt.binding_checkbox(), "checkbox", False),
    ],
)
def test_every_binding_of_altair_has_its_control(bind, kind, beside):
    chart = alt.Chart().mark_bar().add_params(alt.param("power", bind=bind))
    control = from_param(chart.to_dict(validate=False)["params"][0])
    assert (control.name, control.kind, control.beside) == ("power", kind, beside)


# What cannot be a control


@pytest.mark.parametrize(
    "wrong, message",
    [
        pytest.param(
            param(input="text"),
            "parameter 'power' is bound to 'text'; expected range, select, radio or checkbox",
            id="a kind that no page shows",
        ),
        pytest.param(
            param(),
            "parameter 'power' is bound to None; expected range, select, radio or checkbox",
            id="no kind",
        ),
        pytest.param(
            param(input="range", max=3), "the range of parameter 'power' needs min", id="no min"
        ),
        pytest.param(
            param(input="range"), "the range of parameter 'power' needs min and max", id="no bounds"
        ),
        pytest.param(
            param(4, input="range", min=0, max=3),
            "power is a number from 0 to 3, not 4",
            id="first value outside",
        ),
        pytest.param(
            param(input="range", min=3, max=0),
            "power is a number from 3 to 0, not 3",
            id="bounds crossed",
        ),
        pytest.param(
            param(input="select", options=[]),
            "the choice of parameter 'power' needs options",
            id="nothing to choose from",
        ),
        pytest.param(
            param(input="radio", options=["a", "b"], labels=["a", "b", "c"]),
            "parameter 'power' has 2 options but 3 labels",
            id="a label too many",
        ),
        pytest.param(
            param("c", input="select", options=["a", "b"]),
            "power is one of 'a', 'b', not 'c'",
            id="first value not among the options",
        ),
        pytest.param(
            param("yes", input="checkbox"), "power is True or False, not 'yes'", id="half a box"
        ),
        pytest.param(
            param(called="to-the-power", input="checkbox"),
            "a parameter's name is a Python identifier, not 'to-the-power'",
            id="a name that no trait can have",
        ),
        pytest.param(
            param(input="select", options=["a"]) | {"select": {"type": "point"}},
            "parameter 'power' is a selection, which a control cannot set;"
            " expected a variable with a value",
            id="a selection",
        ),
    ],
)
def test_refused_binding(wrong, message):
    with pytest.raises(ValueError) as error:
        from_param(wrong)
    assert str(error.value) == message


@pytest.mark.parametrize(
    "control, value, expected",
    [
        (a_range(0, 3), 3.01, "a number from 0 to 3"),
        (a_range(-1, 1, 0.1), -1.5, "a number from -1 to 1"),
        (a_range(), True, "a number from 0 to 10"),
        (a_range(), "5", "a number from 0 to 10"),
        (a_range(), None, "a number from 0 to 10"),
        (a_range(), float("nan"), "a number from 0 to 10"),
        (a_range(), float("inf"), "a number from 0 to 10"),
        (from_param(param(input="select", options=[0, 1])), True, "one of 0, 1"),
        (from_param(param(input="select", options=[True, False])), 0, "one of True, False"),
        (from_param(param(input="select", options=["a"])), None, "one of 'a'"),
        (from_param(param(input="checkbox")), 1, "True or False"),
    ],
    ids=str,
)
def test_refused_value(control, value, expected):
    with pytest.raises(ValueError) as error:
        control.check(value)
    assert str(error.value) == f"power is {expected}, not {value!r}"


@pytest.mark.parametrize("kind", ["set", "taken"])
@pytest.mark.parametrize(
    "value, message",
    [
        ("adm", "on is a list, not 'adm'"),
        (None, "on is a list, not None"),
        (3, "on is a list, not 3"),
        (["adn"], "on knows no 'adn' (did you mean 'adm'?); there are adm, fin, reg"),
        (["fin", "zzz"], "on knows no 'zzz'; there are adm, fin, reg"),
        ([None], "on knows no None; there are adm, fin, reg"),
        ([["adm"]], "on knows no ['adm'] (did you mean 'adm'?); there are adm, fin, reg"),
    ],
)
def test_a_list_refuses_in_one_sentence(kind, value, message):
    with pytest.raises(ValueError) as error:
        several(kind).check(value)
    assert str(error.value) == message
    with pytest.raises(ValueError, match="^on "):
        Control("on", "Ties", kind, value, options=["adm", "fin", "reg"])


@pytest.mark.parametrize(
    "options, there_are",
    [
        ([], "none"),
        ([*range(12)], "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11"),
        ([*range(13)], "13 of them"),
    ],
)
def test_a_refusal_lists_a_few_names_and_counts_many(options, there_are):
    with pytest.raises(ValueError) as error:
        several(options=options).check(["?"])
    assert str(error.value) == f"on knows no '?'; there are {there_are}"


# What a control takes


@settings(deadline=None)
@given(st.floats(0, 10) | st.integers(0, 10))
def test_a_range_takes_all_between_its_bounds(value):
    assert a_range().check(value) == value


@settings(deadline=None)
@given(st.floats(allow_nan=False).filter(lambda value: not 0 <= value <= 10))
def test_a_range_takes_nothing_beyond_its_bounds(value):
    with pytest.raises(ValueError, match="^power is a number from 0 to 10, not "):
        a_range().check(value)


@pytest.mark.parametrize("value", [np.int64(3), np.float32(0.5), Fraction(1, 2)], ids=repr)
def test_a_number_of_any_sort_becomes_one_that_json_can_hold(value):
    assert json.loads(json.dumps(a_range().check(value))) == value


@settings(deadline=None)
@given(st.lists(st.integers() | st.text(), min_size=1, unique=True), st.data())
def test_a_choice_takes_each_of_its_options(options, data):
    control = from_param(param(input="select", options=options))
    option = data.draw(st.sampled_from(options))
    assert control.check(option) == option
    assert control.text(option) == str(option)


def test_a_choice_gives_back_its_own_form_of_a_value():
    # What the page compares with ===: the option itself, not an equal.
    control = from_param(param(input="select", options=[1998, 1999]))
    assert type(control.check(np.int64(1999))) is int


@pytest.mark.parametrize("kind", ["set", "taken"])
@pytest.mark.parametrize(
    "value",
    [
        ["reg", "adm"],
        ("reg", "adm"),
        {"adm", "reg"},
        ["adm", "reg", "adm"],
        np.array(["reg", "adm"]),
    ],
    # Named by hand: a set's repr differs from one process to the next, and workers compare names.
    ids=["list", "tuple", "set", "twice", "array"],
)
def test_a_list_is_in_the_order_of_the_options_and_each_stands_once(kind, value):
    found = several(kind).check(value)
    assert found == ["adm", "reg"]
    assert [type(each) for each in found] == [str, str]


@settings(deadline=None)
@given(st.lists(st.integers() | st.text(), unique=True), st.data())
def test_a_list_takes_any_of_its_options_and_to_check_twice_changes_nothing(options, data):
    drawn = data.draw(st.lists(st.sampled_from(options))) if options else []
    control = several(options=options)
    found = control.check(drawn)
    assert set(found) == set(drawn) and found == [each for each in options if each in drawn]
    assert control.check(found) == found


def test_two_figures_do_not_share_a_list():
    control = several(value=["adm"])
    holder = type("Holder", (traitlets.HasTraits,), {"on": control.trait()})
    one, other = holder(), holder()
    one.on.append("fin")
    assert (other.on, control.value) == (["adm"], ["adm"])
    one.on = ["reg", "adm"]
    assert one.on == ["adm", "reg"]
    with pytest.raises(ValueError, match="^on knows no 'rex'"):
        one.on = ["rex"]
    assert one.on == ["adm", "reg"]


# What it says


@pytest.mark.parametrize("case", CASES["texts"], ids=lambda case: case["why"])
def test_text_is_that_of_the_page(case):
    control = {"name": "power", "label": "Power", "min": -3, "max": 1e4} | case["control"]
    assert Control(**control, value=case["value"]).text(case["value"]) == case["text"]


@settings(deadline=None)
@given(st.floats(-1000, 1000), st.integers(0, 10))
def test_a_text_is_as_near_to_the_value_as_its_step_allows(value, decimals):
    control = a_range(-1000, 1000, 10**-decimals)
    text = control.text(value)
    assert len(text.partition(".")[2]) == decimals
    assert abs(Fraction(text) - Fraction(value)) <= Fraction(1, 2 * 10**decimals)


# As a trait, and as the front end reads it


def test_a_trait_refuses_what_its_control_refuses():
    control = a_range(0, 3, 1, 2)
    holder = type("Holder", (traitlets.HasTraits,), {"power": control.trait()})()
    assert holder.power == 2
    holder.power = 3
    with pytest.raises(ValueError, match="^power is a number from 0 to 3, not 4$"):
        holder.power = 4
    assert holder.power == 3
    assert holder.traits()["power"].metadata["sync"] is True


@pytest.mark.parametrize(
    "control",
    [from_param(param(input="radio", options=["a", 1, None])), several("taken", ["fin"])],
    ids=lambda control: control.kind,
)
def test_the_description_for_the_front_end_is_json(control):
    description = control.to_dict()
    assert json.loads(json.dumps(description)) == description
    assert Control(**description) == control
