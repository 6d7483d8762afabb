"""The same figures in a real JupyterLab: traits both ways, Vega once, nothing from outside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.request

import nbformat
import pytest
from conftest import ROOT
from jupyter_client import BlockingKernelClient, find_connection_file

TOKEN = "a-token-for-this-test"
CELLS = [
    "import time\n"
    "import altair as alt\n"
    "import widgets\n"
    "from widgets import aid_scenario, aid_steps\n"
    "scenario = aid_scenario(label='fig-a', caption='A scenario, to be moved from both sides.')\n"
    "scenario",
    # The view asks for Vega as soon as it stands, and has it only after this cell has ended:
    # the trait is set while Vega still loads.
    "steps = aid_steps(label='fig-b', caption='Steps, set while Vega loads.')\n"
    "display(steps)\n"
    "time.sleep(2)\n"
    "steps.recipient = 'Thailand'",
    "alt.Chart(widgets.data.table('jica_experts')).mark_line().encode(\n"
    "    x='year:O', y='experts_to_asia:Q')",
]


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """A JupyterLab on this machine, with one notebook: its address."""
    folder = tmp_path_factory.mktemp("lab")
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
    # Without a kernel's name, JupyterLab asks for one.
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=kernel)
    nbformat.write(notebook, folder / "figures.ipynb")
    environment = os.environ | {
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
        "JUPYTER_DATA_DIR": str(folder / "data"),
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
        "PYTHONPATH": str(ROOT),
    }
    command = [
        *(sys.executable, "-m", "jupyter", "lab", "--no-browser", "--allow-root", "--port=0"),
        *("--ip=127.0.0.1", f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={folder}"),
        "--LabApp.news_url=",
    ]
    log = (folder / "log").open("w")
    with subprocess.Popen(command, env=environment, stdout=log, stderr=log) as process:
        try:
            yield _address(folder), folder
        finally:
            process.terminate()


def _address(folder) -> str:
    for _ in range(300):
        for path in (folder / "runtime").glob("jpserver-*.json"):
            server = json.loads(path.read_text())
            try:
                urllib.request.urlopen(f"{server['url']}api/status?token={TOKEN}")
            except OSError:
                continue
            return server["url"].rstrip("/")
        time.sleep(0.2)
    raise AssertionError(f"JupyterLab did not start:\n{(folder / 'log').read_text()[-2000:]}")


class Kernel:
    """The notebook's kernel, asked directly."""

    def __init__(self, address: str, folder):
        with urllib.request.urlopen(f"{address}/api/sessions?token={TOKEN}") as answer:
            identity = json.load(answer)[0]["kernel"]["id"]
        file = find_connection_file(f"kernel-{identity}.json", path=str(folder / "runtime"))
        self.client = BlockingKernelClient(connection_file=file)
        self.client.load_connection_file()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=30)

    def value(self, expression: str) -> str:
        reply = self.client.execute_interactive(
            "", user_expressions={"x": expression}, timeout=30, output_hook=lambda _: None
        )
        return reply["content"]["user_expressions"]["x"]["data"]["text/plain"]

    def run(self, code: str):
        reply = self.client.execute_interactive(code, timeout=30, output_hook=lambda _: None)
        assert reply["content"]["status"] == "ok", reply["content"]


@pytest.fixture(scope="module")
def notebook(lab, chromium):
    """The notebook, run from top to bottom in JupyterLab, with its kernel."""
    address, folder = lab
    context = chromium.new_context(viewport={"width": 1366, "height": 2600})
    page = context.new_page()
    page.strangers, page.complaints = [], []
    context.route(lambda url: not url.startswith((address, "data:", "blob:")), _refuse(page))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(f"{address}/lab/tree/figures.ipynb?token={TOKEN}")
    page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=60_000)
    page.get_by_text("| Idle").wait_for(timeout=60_000)  # cells run before that are dropped
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.wait_for_function(
        "document.querySelectorAll('[data-interactive][data-state=live]').length === 3",
        timeout=90_000,
    )
    yield page, Kernel(address, folder)
    context.close()


def _refuse(page):
    def refuse(route):
        page.strangers.append(route.request.url)
        route.abort()

    return refuse


def test_moving_a_control_changes_the_trait(notebook):
    page, kernel = notebook
    figure = page.locator("[data-interactive]").nth(0)
    assert kernel.value("scenario.japan_multiplier") == "1"
    slider = figure.locator("[data-control=japan_multiplier]")
    slider.evaluate("s => { s.value = 0.5; s.dispatchEvent(new Event('input')); }")
    _eventually(lambda: kernel.value("scenario.japan_multiplier") == "0.5")
    said = figure.locator("[data-reading]").inner_text()
    assert kernel.value("scenario.reading").strip("'\"") == said


def test_setting_a_trait_moves_the_picture(notebook):
    page, kernel = notebook
    figure = page.locator("[data-interactive]").nth(0)
    before = figure.locator("[data-picture] svg").inner_html()
    kernel.run("scenario.year = 1990")
    _eventually(lambda: figure.locator("[data-picture] svg").inner_html() != before)
    _eventually(lambda: figure.locator("[data-reading]").inner_text().startswith("1990"))
    assert (
        figure.locator("[data-control=year]").evaluate("c => c.selectedOptions[0].text") == "1990"
    )


def test_a_trait_set_while_vega_loads_is_not_lost(notebook):
    page, kernel = notebook
    figure = page.locator("[data-interactive]").nth(1)
    assert kernel.value("steps.recipient") == "'Thailand'"
    assert figure.locator("[data-reading]").inner_text().startswith("Thailand")
    assert figure.locator("[data-control=recipient]:checked + span").inner_text() == "Thailand"


def test_a_refused_value_is_told_and_changes_nothing(notebook):
    page, kernel = notebook
    kernel.run(
        "try:\n    scenario.year = 1888\nexcept ValueError as refused:\n    told = str(refused)\n"
    )
    assert "1888" in kernel.value("told")
    assert kernel.value("scenario.year") != "1888"


def test_three_charts_load_vega_once(notebook):
    _, kernel = notebook
    calls = "sum(widgets.vega.bundle.cache_info()[:2])"
    assert kernel.value(calls) == "1"


def test_nothing_comes_from_outside(notebook):
    page, _ = notebook
    assert page.strangers == []
    assert page.complaints == []


def test_a_bare_chart_is_a_figure_too(notebook):
    page, _ = notebook
    bare = page.locator("[data-interactive]").nth(2)
    assert bare.locator("[data-picture] svg").is_visible()


def _eventually(condition, seconds: float = 10):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.1)
    assert condition()
