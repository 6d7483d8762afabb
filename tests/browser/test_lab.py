"""The same figures in a real JupyterLab: traits both ways, Vega once, nothing from outside."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

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
    "small = widgets.kite(label='fig-c', caption='Ten persons.')\nsmall",
    "large = widgets.guidance_network(label='fig-d', caption='Documented channels.')\nlarge",
    "asked = widgets.predict('resources')\nasked",
    "widgets.your_answers()",
    "own = widgets.OwnNetwork(label='fig-e', caption='Two sheets.')\nown",
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
    context = chromium.new_context(viewport={"width": 1366, "height": 5200})
    page = context.new_page()
    page.strangers, page.complaints = [], []
    context.route(lambda url: not url.startswith((address, "data:", "blob:")), _refuse(page))
    page.on("pageerror", lambda error: page.complaints.append(str(error.stack)))
    page.goto(f"{address}/lab/tree/figures.ipynb?token={TOKEN}")
    page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=60_000)
    page.get_by_text("| Idle").wait_for(timeout=60_000)  # cells run before that are dropped
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.wait_for_function(
        "document.querySelectorAll('[data-interactive][data-state=live]').length === 6",
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


@pytest.mark.parametrize(("at", "label", "name"), [(0, "fig-a", "scenario"), (4, "fig-d", "large")])
def test_a_figure_can_be_taken_along(notebook, at, label, name):
    page, kernel = notebook
    figure = page.locator("[data-interactive]").nth(at)
    figure.locator(".ties-take > summary").click()
    with page.expect_download() as download:
        figure.locator("[data-give=svg]").click()
    assert download.value.suggested_filename == f"{label}.svg"
    text = Path(download.value.path()).read_text("utf-8")
    assert text.startswith("<svg") and "var(" not in text
    words = figure.locator("[data-cite]").inner_text()
    assert f"figure {label}, in Ties That Govern" in words and "http" not in words
    # A notebook is no place that an address leads to; Python tells the link of a page.
    assert figure.locator("[data-give=link]").count() == 0
    assert ast.literal_eval(kernel.value(f"{name}.link('page.html')")).startswith(
        f"page.html#{label}"
    )
    assert page.complaints == []


NETWORKS = {"small": 3, "large": 4}  # by the name in the notebook: which figure of it


def _network(notebook, name):
    """Return a network's figure and its kernel, at the start."""
    page, kernel = notebook
    kernel.run(f"for key, value in {name}.start.items():\n    setattr({name}, key, value)")
    figure = page.locator("[data-interactive]").nth(NETWORKS[name])
    _eventually(lambda: _said(figure) == _reading(kernel, name))
    return figure, kernel


def _said(figure) -> str:
    return figure.locator("[data-reading]").inner_text()


def _reading(kernel, name) -> str:
    return ast.literal_eval(kernel.value(f"{name}.reading"))


@pytest.mark.parametrize(
    ("name", "trait", "value", "shown"),
    [
        ("small", "removed_ties", ["ike-jane"], "[data-tie='ike-jane']"),
        ("small", "removed_actors", ["heather"], "[data-actor=heather]"),
        ("small", "measure", "degree", "[data-actor=diane] circle"),
        ("small", "focus", "ed", "[data-actor=ed]"),
        ("large", "removed_ties", ["miti-aots-supervises"], "[data-tie=miti-aots-supervises]"),
        ("large", "removed_actors", ["miti"], "[data-actor=miti]"),
        ("large", "families_on", ["inside_japan"], "[data-tie^=jica-]"),
        ("large", "period", 1990, "[data-tie=aots-toyota-trains]"),
        ("large", "measure", "reach", "[data-actor=miti] circle"),
        ("large", "focus", "jica", "[data-actor=jica]"),
    ],
)
def test_a_trait_of_a_network_moves_picture_and_reading(notebook, name, trait, value, shown):
    figure, kernel = _network(notebook, name)
    element = figure.locator(f"[data-still=wide] {shown}").first
    look = lambda: element.evaluate("e => e.getAttribute('class') + e.getAttribute('style')")  # noqa: E731
    before, said = look(), _said(figure)
    kernel.run(f"{name}.{trait} = {value!r}")
    _eventually(lambda: look() != before)
    _eventually(lambda: _said(figure) == _reading(kernel, name) != said)


@pytest.mark.parametrize(
    ("name", "element", "trait", "value"),
    [
        ("small", "[data-still=wide] [data-tie=ike-jane] .reach", "removed_ties", ["ike-jane"]),
        ("small", "[data-still=wide] [data-actor=ed] circle", "focus", "ed"),
        ("large", "[data-still=wide] [data-actor=jica] circle", "focus", "jica"),
        ("large", "[data-row='miti-aots-supervises'] button", "removed_ties",
         ["miti-aots-supervises"]),
    ],
)  # fmt: skip
def test_a_click_in_a_network_is_read_in_python(notebook, name, element, trait, value):
    figure, kernel = _network(notebook, name)
    power = f"{name}.power.round(6).to_csv()"
    before = kernel.value(power)
    figure.locator(element).first.dispatch_event("click")
    _eventually(lambda: kernel.value(f"{name}.{trait}") == repr(value))
    _eventually(lambda: _said(figure) == _reading(kernel, name))
    assert (kernel.value(power) != before) == (trait == "removed_ties")


@pytest.mark.parametrize("name", NETWORKS)
def test_a_control_of_a_network_is_read_in_python(notebook, name):
    figure, kernel = _network(notebook, name)
    people = figure.locator("select[data-control=removed_actors]")
    label = people.locator("option").nth(2).text_content()
    people.select_option(label=label)
    _eventually(lambda: kernel.value(f"len({name}.removed_actors)") == "1")
    gone = kernel.value(
        f"[a['short'] for a in {name}.actors if a['actor'] in {name}.removed_actors]"
    )
    assert ast.literal_eval(gone) == [label]
    assert kernel.value(f"{name}.removed_actors[0] in {name}.power.index") == "False"
    figure.locator("[data-reset]").click()
    _eventually(lambda: kernel.value(f"{name}.removed_actors") == "[]")
    assert kernel.value(f"len({name}.power)") != "0"


@pytest.mark.parametrize("name", NETWORKS)
def test_what_python_changed_can_be_undone_on_the_page(notebook, name):
    figure, kernel = _network(notebook, name)
    said = _said(figure)
    kernel.run(f"{name}.measure = 'reach'")
    _eventually(lambda: _said(figure) != said)
    figure.locator("[data-undo]").press("Enter")
    _eventually(lambda: kernel.value(f"{name}.measure") == "'betweenness'")
    assert _said(figure) == said


def test_an_expectation_is_read_in_python_and_set_by_it(notebook):
    page, kernel = notebook
    question = page.locator("[data-predict][data-state=live]")
    question.locator("[data-expect]").fill("3")
    question.locator("[data-because]").fill("They give most.")
    question.locator("[data-keep]").click()
    _eventually(
        lambda: kernel.value("(asked.expected, asked.because)") == "('3', 'They give most.')"
    )
    kernel.run("asked.expected = '2'")
    _eventually(lambda: "“2 countries”" in _said(question))
    assert question.locator("[data-expect]").input_value() == "2"
    assert not question.locator("[data-go]").is_visible()  # a notebook has no addresses of states


def test_a_saved_file_can_be_read_in_a_notebook(notebook, tmp_path):
    page, _ = notebook
    entry = {"kind": "prediction", "name": "resources", "field": "expected", "value": "4"}
    saved = {"format": "ties-that-govern answers", "version": 1}
    file = tmp_path / "answers.json"
    entry["at"] = "2026-11-22T12:00:00.000Z"
    file.write_text(json.dumps(saved | {"records": [entry]}), encoding="utf-8")
    listed = page.locator("[data-answers][data-state=live]")
    assert _said(listed) == "Nothing is kept in this browser."
    listed.locator("[data-file]").set_input_files(file)
    _eventually(lambda: _said(listed).startswith("1 of 9 expectations kept."))


def test_a_network_of_ones_own_is_brought_in_a_notebook(notebook):
    page, kernel = notebook
    own = page.locator("[data-own][data-state=live]")
    figure = own.locator("[data-interactive]")
    assert _said(figure).startswith("Highest betweenness: Heather")
    own.locator("[data-bring-actors]").fill("actor\tname\nmori\t森\nabe\tAbe\nsato\tSato\n")
    own.locator("[data-bring-ties]").fill("from\tto\nmori\tabe\nabe\tsato\nabe\tsatoo\n")
    own.locator("[data-bring-show]").click()
    _eventually(lambda: _said(figure) == "Highest betweenness: Abe (1.000). All 2 ties stand.")
    assert "Did you mean “sato”?" in own.locator("[data-bring-flaws]").inner_text()
    figure.locator("details.ties-list > summary").click()
    figure.locator("[data-row] button").first.click()
    _eventually(lambda: _said(figure).startswith("Nobody has") or "Without 森–Abe" in _said(figure))
    with page.expect_download() as download:
        own.locator("[data-bring-save-ties]").click()
    assert download.value.suggested_filename == "ties.csv"
    assert download.value.path().read_text("utf-8-sig").splitlines()[1:] == [
        *("mori,abe", "abe,sato", "abe,satoo"),
    ]
    figure.locator(".ties-take > summary").click()
    with page.expect_download() as download:
        figure.locator("[data-give=svg]").click()
    assert "森" in download.value.path().read_text("utf-8")
    # The kernel holds what the figure began with; what is brought stays in the browser.
    assert "Heather" in ast.literal_eval(kernel.value("own.reading"))
    assert page.complaints == [] and page.strangers == []


def test_a_large_network_is_measured_by_a_worker_in_a_notebook(notebook):
    page, _ = notebook
    own = page.locator("[data-own][data-state=live]")
    ties = "".join(f"a{i},a{(i * j + j) % 120}\n" for j in (1, 7) for i in range(120))
    own.locator("[data-bring-actors]").fill("")
    own.locator("[data-bring-ties]").fill(f"from,to\n{ties}")
    own.locator("[data-bring-show]").click()
    _eventually(lambda: "Highest betweenness: " in _said(own.locator("[data-interactive]")), 60)
    assert own.locator("[data-bring-said]").inner_text().startswith("120 actors")
    assert page.complaints == [] and page.strangers == []


def _eventually(condition, seconds: float = 10):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.1)
    assert condition()
