"""A figure's state in an address: written, read back, and nothing that one types is an error."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import widgets
from widgets.controls import Control
from widgets.state_link import FOLDED, fragment, read, slug

CASES = json.loads((Path(__file__).parent / "cases/addresses.json").read_text(encoding="utf-8"))


def controls(name):
    return [Control(**told) for told in CASES["figures"][name]["controls"]]


def by(part):
    return pytest.mark.parametrize("case", [pytest.param(c, id=c["why"]) for c in CASES[part]])


@pytest.mark.parametrize("case", CASES["slugs"])
def test_slug(case):
    assert slug(case["text"]) == case["slug"]


@by("fragments")
def test_a_state_is_written_and_read_back(case):
    start = CASES["figures"][case["figure"]]["start"]
    known, opened = controls(case["figure"]), case.get("opened", [])
    written = fragment("fig-it", known, start, start | case["state"], opened)
    assert written == case["fragment"]
    back = read(written, known)
    assert start | back.values == start | case["state"]
    assert (sorted(back.opened), back.unknown) == (sorted(opened), [])


@by("readings")
def test_what_is_not_understood_is_told_and_left_out(case):
    found = read(case["fragment"], controls(case["figure"]))
    assert found == (case["values"], case.get("opened", []), case["unknown"])


# Laws

NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,9}", fullmatch=True).filter(lambda name: name != "open")
TEXTS = st.lists(st.text(min_size=1), min_size=1, max_size=6, unique=True)
NUMBERS = st.floats(-1e9, 1e9) | st.integers(-(10**9), 10**9)


@st.composite
def ranges(draw, name):
    low, value, high = sorted(draw(st.tuples(NUMBERS, NUMBERS, NUMBERS)))
    return Control(name, name, "range", low, min=low, max=high), value


@st.composite
def options(draw, name):
    of = draw(TEXTS | st.lists(NUMBERS, min_size=1, max_size=6, unique=True))
    labels = [str(each) for each in of]
    kind = draw(st.sampled_from(["choice", "set", "taken"]))
    if kind == "choice":
        return Control(name, name, kind, of[0], options=of, labels=labels), draw(
            st.sampled_from(of)
        )
    chosen = draw(st.sets(st.sampled_from(of)))
    value = [each for each in of if each in chosen]
    return Control(name, name, kind, [], options=of, labels=labels), value


@st.composite
def figures(draw):
    """Return controls of all kinds, and a state of them."""
    made, state = [], {}
    for name in draw(st.lists(NAMES, max_size=5, unique=True)):
        box = st.booleans().map(lambda v, n=name: (Control(n, n, "checkbox", False), v))
        control, state[name] = draw(ranges(name) | options(name) | box)
        made.append(control)
    return made, state


@settings(deadline=None)
@given(figures(), st.sets(st.sampled_from(FOLDED)))
def test_a_state_comes_back_from_its_fragment(figure, opened):
    known, state = figure
    start = {control.name: control.value for control in known}
    written = fragment("fig-it", known, start, state, opened)
    assert written.isascii() and not set(written) & set(' "<>`#')
    back = read(written, known)
    assert start | back.values == state
    assert (set(back.opened), back.unknown) == (opened, [])


@settings(deadline=None)
@given(figures(), st.text(alphabet=st.sampled_from("fig-it?=&,%2é\ud800<a_0.") | st.characters()))
def test_whatever_is_typed_gives_values_that_the_figure_takes(figure, typed):
    known = {control.name: control for control in figure[0]}
    start = "".join(f"{name}={typed}&" for name in known)
    for text in (typed, f"fig-it?{typed}", f"fig-it?{start}"):
        for name, value in read(text, list(known.values())).values.items():
            assert known[name].check(value) == value


# Figures


def test_a_figure_tells_the_link_to_its_state():
    made = widgets.aid_scenario(label="fig-aid", caption="Aid.", year=1990)
    assert made.link() == "#fig-aid"  # what it starts with is its start
    made.japan_multiplier, made.recipient = 0.5, "Thailand"
    expected = "chapter.html#fig-aid?japan_multiplier=0.5&recipient=thailand&open=table"
    assert made.link("chapter.html", opened=["table"]) == expected


def test_a_network_tells_all_of_its_state():
    made = widgets.guidance_network(label="fig-it", caption="Channels.")
    state = {
        "removed_ties": ["miti-aots-supervises"],
        "removed_actors": ["jica", "miti"],
        "programmes_off": ["AMEICC"],
        "families_on": ["private"],
        "bases_on": [],
        "period": 1990,
        "past_and_plans": True,
        "bloc": True,
        "measure": "closures",
        "focus": "mof",
    }
    for name, value in state.items():
        setattr(made, name, value)
    found = read(made.link(opened=FOLDED)[1:], made._controls)
    assert found.values == {name: getattr(made, name) for name in state}
    assert (found.opened, found.unknown) == (list(FOLDED), [])


def test_every_preset_of_a_network_is_a_link():
    made = widgets.guidance_network(label="fig-it", caption="Channels.")
    for state in made.presets.values():
        for name, value in state.items():
            setattr(made, name, value)
        assert made.start | read(made.link()[1:], made._controls).values == state


def test_a_figure_without_a_place_has_no_link():
    with pytest.raises(ValueError, match="^a figure without a label has no place"):
        widgets.kite().link()


def test_a_part_that_no_figure_has_is_refused():
    made = widgets.kite(label="fig-it", caption="Ten persons.")
    with pytest.raises(ValueError, match="no part 'door' to open; it has more, list, table"):
        made.link(opened=["door"])
