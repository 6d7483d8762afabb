"""The page of methods: a section for every measure and model, all of one shape."""

import json
import pkgutil
import re
from importlib import import_module
from inspect import isfunction
from pathlib import Path

import pytest

from widgets import models, primer
from widgets.models import position

CHAPTER = Path(__file__).parents[1] / "chapters/comparing/methods.ipynb"
CELLS = json.loads(CHAPTER.read_text(encoding="utf-8"))["cells"]
TEXT = "\n\n".join("".join(cell["source"]) for cell in CELLS if cell["cell_type"] == "markdown")
SECTIONS = dict(
    re.findall(r"^###? (.*?)\n(.*?)(?=^##|\Z)", TEXT, flags=re.MULTILINE | re.DOTALL),
)
ENTRIES = re.findall(r"^### (.*)$", TEXT, flags=re.MULTILINE)

LEADS = (
    *("**Asks.**", "**Definition.**", "**By hand.**"),
    *("**Blind to**", "**Not to be read as**", "**In the book:**"),
)
NO_MEASURE = {
    "checks": "what is asked of an argument",
    "claim_checks": "one function a claim; the ledger lists them",
    "claim_checks_state": "the same",
    "classroom": "arithmetic for whoever runs a hub",
    "costs": "arithmetic on what the measures cost",
    "predictions": "what a reader is asked before a figure",
    "questions": "what a reader is asked",
    "sweeps": "how a model's settings are worked out, by whom and with what kept",
}
"""Modules that hold no measure or model, and what they hold."""

MODULES = [
    module.name for module in pkgutil.iter_modules(models.__path__) if module.name not in NO_MEASURE
]


def public(module):
    """Return the names of a module's own functions, or of those that a package hands on."""
    name, found = module.__name__, vars(module)
    return [
        each
        for each in getattr(module, "__all__", found)
        if isfunction(found[each])
        and found[each].__module__.startswith(name)
        and not each.startswith("_")
    ]


FUNCTIONS = [
    (name, function)
    for name in MODULES
    for function in public(import_module(f"widgets.models.{name}"))
]


def test_there_are_modules_and_functions():
    assert {"position", "search", "hierarchy", "published"} <= set(MODULES)
    assert ("position", "betweenness") in FUNCTIONS


@pytest.mark.parametrize("name, function", FUNCTIONS)
def test_every_public_function_is_named_in_a_section_of_its_module(name, function):
    of_module = "".join(text for text in SECTIONS.values() if f"`widgets.models.{name}`" in text)
    assert f"`{function}`" in of_module


@pytest.mark.parametrize("entry", ENTRIES)
def test_entries_have_one_shape(entry):
    places = [SECTIONS[entry].find(lead) for lead in LEADS]
    assert -1 not in places
    assert places == sorted(places)
    assert re.search(r"\$[^$]+\$", SECTIONS[entry])
    assert re.search(r"\{(numref|doc)\}", SECTIONS[entry].split(LEADS[-1])[1])


@pytest.mark.parametrize("entry", ENTRIES)
def test_what_is_done_by_hand_is_computed(entry):
    heads = ["".join(cell["source"]).find(f"### {entry}\n") for cell in CELLS]
    place = next(place for place, head in enumerate(heads) if head >= 0)
    after = CELLS[place + 1]
    assert after["cell_type"] == "code"
    assert "nbval-check-output" in after["metadata"]["tags"]


# The figure, and what the text says of it


def test_the_tie_passes_the_crown_to_d_whose_value_does_not_move():
    before, after = (position.betweenness(primer.five_graph(closed)) for closed in (False, True))
    assert (before.idxmax(), after.idxmax()) == ("C", "D")
    assert before["D"] == after["D"] == 0.5


def test_exercise_1():
    found = position.positional_power(primer.five_graph(closed=True))
    assert found["betweenness"].idxmax() == found["constraint"].idxmin() == "D"
    start = position.positional_power(primer.five_graph())
    assert start["betweenness"].idxmax() != start["constraint"].idxmin()
    assert start.loc["A", "constraint"] == pytest.approx(4 / 9 + 9 / 16)


def test_the_figure_is_the_graph():
    figure = primer.by_hand()
    for state, closed in (({}, False), ({"removed_ties": []}, True)):
        for name, value in (figure.start | state).items():
            setattr(figure, name, value)
        ours = position.positional_power(primer.five_graph(closed)).rename(str.lower)
        for measure in ours:
            assert figure.power.loc[ours.index, measure].to_list() == pytest.approx(
                ours[measure].to_list()
            )
