"""Plain modules become one script that a page from disk, and a notebook, may run."""

import re
import subprocess

import pytest

from widgets import modules
from widgets.modules import JS, JoinError, lean, page_script, widget_module

ENTRIES = {
    "explorer.mjs": "renderExplorer",
    "prediction.mjs": "renderPrediction",
    "own_network.mjs": "renderOwnNetwork",
    "quiz.mjs": "renderQuiz",
    "tie_network.mjs": "renderTieNetwork",
    "your_answers.mjs": "renderAnswers",
}
"""The modules that widgets start from, each with the function that draws."""


@pytest.fixture
def written(tmp_path, monkeypatch):
    """Return a function that writes modules into a folder of their own, to be joined there."""

    def write(**texts):
        monkeypatch.setattr(modules, "JS", tmp_path)
        for stem, text in texts.items():
            (tmp_path / f"{stem}.mjs").write_text(text, encoding="utf-8")

    return write


@pytest.fixture
def run_node(tmp_path):
    """Return a function that has Node take a script, by itself or after a check of its syntax."""

    def run(text, suffix, *options):
        file = tmp_path / f"joined{suffix}"
        file.write_text(text, encoding="utf-8")
        return subprocess.run(["node", *options, file], capture_output=True, text=True, timeout=60)

    return run


def order(script):
    """Return the modules of a script, in the order in which they stand in it."""
    return re.findall(r"^// (\w+)\.mjs$", script, re.MULTILINE)


# The order


@pytest.mark.parametrize(
    "texts, expected",
    [
        pytest.param({"a": ""}, ["a"], id="one alone"),
        pytest.param(
            {"a": 'import { b } from "./b.mjs";\n', "b": "export const b = 1;\n"},
            ["b", "a"],
            id="what is imported comes first",
        ),
        pytest.param(
            {
                "a": 'import { c } from "./c.mjs";\nimport { b } from "./b.mjs";\n',
                "b": "export const b = 1;\n",
                "c": "export const c = 1;\n",
            },
            ["c", "b", "a"],
            id="in the order of the imports",
        ),
        pytest.param(
            {
                "a": 'import { b } from "./b.mjs";\nimport { c } from "./c.mjs";\n',
                "b": 'import { d } from "./d.mjs";\nexport const b = d;\n',
                "c": 'import { d } from "./d.mjs";\nexport const c = d;\n',
                "d": "export const d = 1;\n",
            },
            ["d", "b", "c", "a"],
            id="what two import stands there once",
        ),
        pytest.param(
            {"a": "const lonely = 1;\n", "b": "export const b = 1;\n"},
            ["a"],
            id="what nobody imports stays away",
        ),
    ],
)
def test_order(written, texts, expected):
    written(**texts)
    assert order(page_script("a.mjs")) == expected


# What becomes of a text


@pytest.mark.parametrize(
    "line, joined",
    [
        ("export const a = 1;", "const a = 1;"),
        ("export let a = 1;", "let a = 1;"),
        ("export class A {}", "class A {}"),
        ("export function a() {}", "function a() {}"),
        ("export function* a() {}", "function* a() {}"),
        ("export async function a() {}", "async function a() {}"),
        ("const hint = 'write export const a';", "const hint = 'write export const a';"),
        ("export const a = 'export const b';", "const a = 'export const b';"),
        ("exported = 1;", "exported = 1;"),
        ("important();", "important();"),
        ("  // import a thing", "// import a thing"),
        ("const a = '</script> “quoted” \\\\ ${b}';", "const a = '</script> “quoted” \\\\ ${b}';"),
    ],
)
def test_only_imports_and_the_word_export_are_taken_away(written, line, joined):
    written(a=line)
    assert page_script("a.mjs") == f'(() => {{\n"use strict";\n// a.mjs\n{joined}\n}})();\n'


@pytest.mark.parametrize(
    "form",
    [
        'import { b } from "./b.mjs";',
        'import { b, } from "./b.mjs";',
        'import {\n  b,\n  c,\n} from "./b.mjs";',
    ],
)
def test_a_named_relative_import_may_run_over_lines(written, form):
    written(a=f"{form}\nb();\n", b="export function b() {}\nexport const c = 1;\n")
    assert "// a.mjs\nb();\n" in page_script("a.mjs")


def test_a_widget_module_exports_what_draws(written):
    written(a='import { b } from "./b.mjs";\nexport const draw = b;\n', b="export const b = 1;\n")
    assert widget_module("a.mjs", "draw") == (
        "// b.mjs\nconst b = 1;\n// a.mjs\nconst draw = b;\n\nexport default { render: draw };\n"
    )


def test_what_is_joined_works(written, run_node):
    written(
        a='import { total } from "./b.mjs";\nconsole.log(total([1, 2, 3]), typeof window);\n',
        b='import { add } from "./c.mjs";\nexport const total = (all) => all.reduce(add, 0);\n',
        c="export function add(one, other) {\n  return one + other;\n}\n",
    )
    done = run_node(page_script("a.mjs"), ".js")
    assert (done.stdout, done.stderr) == ("6 undefined\n", "")


# What cannot be joined


@pytest.mark.parametrize(
    "form",
    [
        'import b from "./b.mjs";',
        'import * as b from "./b.mjs";',
        'import "./b.mjs";',
        'import { b } from "b";',
        'import { b } from "../b.mjs";',
        'import { b } from "https://example.org/b.mjs";',
        "import { b } from './b.mjs';",
        'import { b } from "./b.mjs"; b();',
        'import("./b.mjs");',
    ],
)
def test_a_refused_import_names_file_and_line(written, form):
    written(a=f"// A comment first.\n{form}\n", b="export const b = 1;\n")
    with pytest.raises(JoinError) as error:
        page_script("a.mjs")
    assert str(error.value) == (
        f'a.mjs:2: expected import {{ a, b }} from "./file.mjs"; got {form!r}'
    )


@pytest.mark.parametrize(
    "form",
    [
        "export default a;",
        "export { a };",
        'export { b } from "./b.mjs";',
        'export * from "./b.mjs";',
    ],
)
def test_a_refused_export_names_file_and_line(written, form):
    written(a=f"const a = 1;\n\n{form}\n", b="export const b = 1;\n")
    with pytest.raises(JoinError) as error:
        page_script("a.mjs")
    assert str(error.value) == (
        f"a.mjs:3: expected 'export' before function, const, let or class; got {form!r}"
    )


@pytest.mark.parametrize(
    "texts, message",
    [
        pytest.param(
            {"a": '\nimport { c } from "./b.mjs";\n', "b": "export const b = 1;\nconst c = 2;\n"},
            "a.mjs:2: b.mjs does not export 'c'",
            id="a name that is not exported",
        ),
        pytest.param(
            {"a": 'import { b as c } from "./b.mjs";\n', "b": "export const b = 1;\n"},
            "a.mjs:1: b.mjs does not export 'b as c'",
            id="a name that is changed",
        ),
        pytest.param(
            {"a": 'import { b } from "./b.mjs";\n', "b": "export const bb = 1;\n"},
            "a.mjs:1: b.mjs does not export 'b'",
            id="a name that only begins like an exported one",
        ),
        pytest.param(
            {"a": 'import { b } from "./b.mjs";\n'}, "a.mjs: there is no b.mjs", id="a missing file"
        ),
        pytest.param(
            {"a": 'import { a } from "./a.mjs";\nexport const a = 1;\n'},
            "modules import each other in a circle: a.mjs -> a.mjs",
            id="a circle of one",
        ),
        pytest.param(
            {
                "a": 'import { b } from "./b.mjs";\n',
                "b": 'import { c } from "./c.mjs";\nexport const b = 1;\n',
                "c": 'import { b } from "./b.mjs";\nexport const c = 1;\n',
            },
            "modules import each other in a circle: a.mjs -> b.mjs -> c.mjs -> b.mjs",
            id="a circle of two",
        ),
    ],
)
def test_refused(written, texts, message):
    written(**texts)
    with pytest.raises(JoinError) as error:
        page_script("a.mjs")
    assert str(error.value) == message


@pytest.mark.parametrize("first", ["const twin = 1;", "export let twin = 1;", "class twin {}"])
@pytest.mark.parametrize("second", ["function twin() {}", "async function twin() {}"])
def test_two_modules_cannot_declare_one_name(written, first, second):
    written(a=f'import {{ b }} from "./b.mjs";\n{first}\n', b=f"export const b = 1;\n{second}\n")
    with pytest.raises(JoinError) as error:
        page_script("a.mjs")
    assert str(error.value) == (
        "a.mjs: 'twin' is also declared in b.mjs; "
        "joined modules share one scope, so top-level names must differ"
    )


def test_a_name_inside_a_function_is_its_own(written):
    inside = "export function {0}() {{\n  const twin = 1;\n  return twin;\n}}\n".format
    written(a='import { b } from "./b.mjs";\n' + inside("a"), b=inside("b"))
    assert page_script("a.mjs").count("const twin") == 2


def test_a_missing_entry_is_named(written):
    written()
    with pytest.raises(JoinError, match=r"there is no nothing\.mjs$"):
        page_script("nothing.mjs")


# The book's own modules


def test_the_script_of_a_page_is_one_classic_script(run_node):
    script = page_script("page.mjs")
    assert order(script)[-1] == "page"
    assert not re.search(r"^(import|export)\b", script, re.MULTILINE)
    done = run_node(script, ".js", "--check")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name, render", ENTRIES.items())
def test_the_module_of_a_widget_is_one_module(run_node, name, render):
    module = widget_module(name, render)
    assert not re.search(r"^import\b", module, re.MULTILINE)
    assert re.findall(r"^export\b.*$", module, re.MULTILINE) == [
        f"export default {{ render: {render} }};"
    ]
    done = run_node(module, ".mjs", "--check")
    assert done.returncode == 0, done.stderr


def test_every_module_is_joined_somewhere():
    answers = ("page_answers", "page_your_answers")
    entries = ("page", "page_cards", "page_search", *answers, "take", "own", "measure_worker")
    pages = [page_script(f"{name}.mjs") for name in (*entries, "deck")]
    joined = "".join([*pages, *(widget_module(*each) for each in ENTRIES.items())])
    assert set(order(joined)) == {file.stem for file in JS.glob("*.mjs")}


# What a page downloads


def test_a_lean_script_has_neither_comments_nor_indentation():
    script = """/** What it does:
 * a square.
 */
function square(x) {
  // No power.
  return x
    * x; // said
}

const address = "https://book";
"""
    assert lean(script) == (
        'function square(x) {\nreturn x\n* x; // said\n}\nconst address = "https://book";\n'
    )


def test_a_text_over_several_lines_cannot_be_made_lean():
    with pytest.raises(JoinError, match="over several lines"):
        lean("const verse = `one\n  two`;")


@pytest.mark.parametrize(
    "entry",
    [
        "page.mjs",
        "page_answers.mjs",
        "page_cards.mjs",
        "page_search.mjs",
        "page_your_answers.mjs",
    ],
)
def test_the_scripts_of_a_page_are_sound_when_lean(run_node, entry):
    whole = page_script(entry)
    script = lean(whole)
    assert len(script) < len(whole)
    done = run_node(script, ".js", "--check")
    assert done.returncode == 0, done.stderr
