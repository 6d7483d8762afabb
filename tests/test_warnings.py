"""Whoever calls what will go away learns it from a test: in our modules, and in a chapter's cells.

Categories are those by which Python and the packages beneath the book announce a change; those of
numpy and Altair are no kinds of DeprecationWarning.
"""

import os
import re
import subprocess
import warnings
from pathlib import Path

import altair as alt
import numpy as np
import pandas as pd
import pytest
from jupyter_client.manager import start_new_kernel

ROOT = Path(__file__).parents[1]
LIVE = ROOT / "tests" / "live"

ANNOUNCED = [
    DeprecationWarning,
    PendingDeprecationWarning,
    FutureWarning,
    alt.utils.AltairDeprecationWarning,
    pd.errors.PerformanceWarning,
    getattr(np, "exceptions", np).VisibleDeprecationWarning,
    *(getattr(pd.errors, name) for name in ("Pandas4Warning",) if hasattr(pd.errors, name)),
]


def call_from(module, category):
    """Call, from a module of this name, a function that another package calls outdated."""

    def outdated():
        warnings.warn("use another", category, stacklevel=2)

    exec("outdated()", {"__name__": module, "outdated": outdated})


@pytest.mark.parametrize("module", ["widgets", "widgets.models.oda", "test_oda"])
@pytest.mark.parametrize("category", ANNOUNCED, ids=lambda each: each.__name__)
def test_a_deprecated_call_from_our_code_is_an_error(module, category):
    with pytest.raises(category, match="use another"):
        call_from(module, category)


@pytest.mark.parametrize("module", ["ipywidgets", "widgetsnbextension", "networkx.utils"])
def test_what_packages_say_of_one_another_is_not(module):
    with warnings.catch_warnings(record=True) as said:  # the filters stay as they are
        call_from(module, DeprecationWarning)
    assert [str(each.message) for each in said] == ["use another"]


CALL = "exec('import warnings; warnings.warn(\"use another\", {0})', {{'__name__': '{1}'}})"


@pytest.mark.parametrize(
    "source",
    [
        "import warnings\nwarnings.warn('use another', DeprecationWarning)",
        CALL.format("DeprecationWarning", "widgets.models.oda"),
        CALL.format("FutureWarning", "widgets"),
    ],
    ids=["cell", "module", "package"],
)
def test_it_is_an_error_in_a_chapter_too(source):
    reply = run(source)
    assert reply["status"] == "error"
    assert (reply["ename"].endswith("Warning"), reply["evalue"]) == (True, "use another")


def test_a_chapter_is_not_stopped_by_other_packages():
    assert run(CALL.format("DeprecationWarning", "ipywidgets"))["status"] == "ok"


def run(source):
    """Run a cell in a kernel as `make chapters` and `make book` start it, and return its reply."""
    paths = [str(LIVE), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
    manager, client = start_new_kernel(env=environment)
    try:
        return client.execute_interactive(source, timeout=60, output_hook=lambda _: None)["content"]
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


@pytest.mark.parametrize("target", ["chapters", "book"])
def test_make_runs_chapters_so(target):
    quiet = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
    told = ["make", "-n", "-B", "-o", ".venv/.ready", target]
    said = subprocess.run(told, cwd=ROOT, env=quiet, capture_output=True, text=True, check=True)
    lines = re.findall(r"^.*(?:--nbval-lax|jupyter-book build).*$", said.stdout, re.MULTILINE)
    assert lines and all(f"PYTHONPATH={LIVE}" in line for line in lines)
