"""What a hub is told, and what Binder reads, says what the page says and what the book needs."""

import re
import tomllib

import pytest
import yaml

from widgets.data import PACKAGE

ROOT = PACKAGE.parents[1]
HUB = ROOT / "chapters" / "teaching" / "hub"


def settings(name):
    return yaml.safe_load((HUB / f"{name}.yaml").read_text(encoding="utf-8"))


def megabytes(size: str) -> float:
    """Return a size as Kubernetes and the small hub write it: 512M, 1G."""
    number, unit = re.fullmatch(r"(\d+)([MG])", size).groups()
    return float(number) * {"M": 1, "G": 1000}[unit]


def test_binder_reads_the_pinned_stack_and_nothing_older():
    lines = (ROOT / ".binder" / "requirements.txt").read_text("utf-8").splitlines()
    assert lines[0] == "-r ../requirements.txt"
    assert all(re.match(r"[\w-]+==[\d.]+( |$)", line) for line in lines[1:])
    version = (ROOT / ".binder" / "runtime.txt").read_text("utf-8").strip()
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    least = needed["requires-python"].removeprefix(">=")
    assert re.fullmatch(r"python-3\.\d+", version)
    assert int(version.rpartition(".")[2]) >= int(least.rpartition(".")[2])


def test_a_student_may_hold_what_was_measured():
    from widgets.models.classroom import needs

    one = 1000 * (needs(2)["memory_gb"] - needs(1)["memory_gb"])
    small, large = settings("littlest_jupyterhub"), settings("zero_to_jupyterhub")
    assert megabytes(small["limits"]["memory"]) >= one
    assert megabytes(large["singleuser"]["memory"]["limit"]) >= one
    assert megabytes(large["singleuser"]["memory"]["guarantee"]) >= one / 1.25


@pytest.mark.parametrize("name", ["littlest_jupyterhub", "zero_to_jupyterhub"])
def test_idle_servers_are_ended(name):
    told = settings(name)
    cull = told.get("cull") or told["services"]["cull"]
    assert cull["enabled"] is True
    assert cull["every"] < cull["timeout"]


def test_the_page_shows_both():
    page = (ROOT / "chapters/teaching/live.ipynb").read_text("utf-8")
    assert all(f"hub/{path.name}" in page for path in HUB.iterdir())
