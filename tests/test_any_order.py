"""`.ci/twice` on a small book: it passes what is the same in any order, and names what is not."""

import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

TWICE = Path(__file__).parents[1] / ".ci" / "twice"
# IPython colours a traceback word by word, some versions of it also where no screen is.
COLOUR = re.compile(r"\x1b\[[\d;]*m")

SOUND = ["1 + 1", "from pathlib import Path\nprint('the same')"]
DIFFER = {
    # chapters that run, and what is said of them
    "set": ("print(hash('a text'))", "chapters/set/cell-0.json, output 1, text"),
    "trace": ("open('trace', 'w').close()", "the runs changed the checkout"),
    "first": (
        # What the first run leaves in a file that git ignores, the second finds.
        "import os\nprint(os.path.exists('../kept'))\nopen('../kept', 'w').close()",
        "chapters/first/cell-0.json, output 1, text",
    ),
}
FAIL = {
    "stderr": ("import sys\nprint('a word', file=sys.stderr)", "the cell wrote to stderr: a word"),
    "deprecated": ("import warnings\nwarnings.warn('old', FutureWarning)", "FutureWarning: old"),
}


def run(folder, chapters):
    """Write chapters into a new checkout and run them twice."""
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
    (folder / ".gitignore").write_text("__pycache__/\nkept\n")
    (folder / "chapters").mkdir()
    for name, sources in chapters.items():
        cells = [nbformat.v4.new_code_cell(source) for source in sources]
        notebook = nbformat.v4.new_notebook(cells=cells)
        nbformat.write(notebook, folder / "chapters" / f"{name}.ipynb")
    quiet = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")}
    command = [sys.executable, str(TWICE), "4"]
    return subprocess.run(command, cwd=folder, env=quiet, capture_output=True, text=True)


def test_what_is_the_same_in_any_order_passes(tmp_path):
    done = run(tmp_path, {"one": SOUND, "other": SOUND})
    assert done.returncode == 0, done.stdout + done.stderr
    assert "has the seed 4" in done.stdout
    assert "4 cells put out the same" in done.stdout


@pytest.mark.parametrize("flaws", [DIFFER, FAIL], ids=["differ", "fail"])
def test_each_flaw_is_named(tmp_path, flaws):
    done = run(tmp_path, {"sound": SOUND} | {name: [code] for name, (code, _) in flaws.items()})
    assert done.returncode == 1
    told = COLOUR.sub("", done.stdout + done.stderr)
    assert [said for _, said in flaws.values() if said not in told] == []
    assert "python .ci/twice 4" in done.stderr
    assert "chapters/sound" not in done.stderr
