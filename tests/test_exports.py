"""What `widgets` offers is what it says, and what is pure stays so."""

import ast
import doctest
import importlib
import inspect
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import widgets

FOLDER = Path(widgets.__file__).parent
MODULES = [found.name for found in pkgutil.walk_packages([str(FOLDER)], "widgets.")]
DATA = ("widgets.data", "widgets.networks", "widgets.root")
MODELS = [name for name in MODULES if name.startswith("widgets.models")]
DRAWING = ("altair", "anywidget", "ipywidgets", "IPython", "jinja2", "traitlets", "vl_convert")


# The public names


def test_names_are_in_the_order_of_sorted():
    # By code point: classes (capitals) first, then functions, each by the alphabet.
    assert widgets.__all__ == sorted(set(widgets.__all__))


def test_names_are_all_there_is():
    public = {
        name
        for name, value in vars(widgets).items()
        if not name.startswith("_") and not inspect.ismodule(value)
    }
    assert public == set(widgets.__all__)


@pytest.mark.parametrize("name", widgets.__all__)
def test_a_public_name_says_what_it_is(name):
    value = getattr(widgets, name)
    assert value.__module__.startswith("widgets.")
    assert inspect.getdoc(value).splitlines()[0].endswith(".")


def test_a_star_brings_them_and_nothing_else():
    names = {}
    exec("from widgets import *", names)
    assert set(names) - {"__builtins__"} == set(widgets.__all__)


@pytest.mark.parametrize("module", [name for name in MODULES if "page" not in name])
def test_the_examples_in_the_docstrings_hold(module):
    assert doctest.testmod(importlib.import_module(module)).failed == 0


# What may be imported from where


@pytest.mark.parametrize("module", [*MODELS, *DATA])
def test_models_and_data_need_nothing_that_draws(module):
    # In a process of its own, where `widgets` itself is empty (it readies the charts of notebooks)
    # and what draws cannot be found.
    script = f"""
import importlib, sys, types
package = types.ModuleType("widgets")
package.__path__ = [{str(FOLDER)!r}]
sys.modules["widgets"] = package
sys.modules.update(dict.fromkeys({DRAWING!r}))
importlib.import_module({module!r})
print(*(name for name in sys.modules if name.startswith("widgets")))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert module in loaded
    assert loaded <= {"widgets", *DATA, *MODELS}


@pytest.mark.parametrize("module", MODELS)
def test_a_model_reaches_for_numbers_and_data_only(module):
    source = Path(importlib.util.find_spec(module).origin).read_text(encoding="utf-8")
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            assert not node.level, "an absolute import says where it leads"
            names.add(node.module)
    below = {name for name in names if name.split(".")[0] not in sys.stdlib_module_names}
    # krippendorff is numpy and one function.
    assert below <= {"numpy", "pandas", "networkx", "krippendorff", *DATA, *MODELS}
