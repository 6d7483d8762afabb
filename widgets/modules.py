"""Join plain JavaScript modules into one text: a widget's module or a page's classic script.

A page opened from disk may not load module scripts, and a widget's module must be one text. So
the views stay plain ``.mjs`` files, which Node tests import as they are, and are joined here.
To keep joining this simple the files use named relative imports without renaming, and
``export`` before a declaration; anything else is an error that names file and line.
"""

from __future__ import annotations

import re
from pathlib import Path

JS = Path(__file__).parent / "js"

_IMPORT = re.compile(r'import \{([\w\s,]+)\} from "(\./[\w-]+\.mjs)";')
_EXPORT = re.compile(r"export (?=(?:async )?(?:function|const|let|class)\b)")
_BLOCK_COMMENT = re.compile(r"^\s*/\*\*.*?\*/$", re.MULTILINE | re.DOTALL)
_DECLARATION = re.compile(r"(?:export )?(?:async )?(?:function\*?|const|let|class) (\w+)")


class JoinError(ValueError):
    """A module uses a form of import or export that cannot be joined."""


def widget_module(name: str, render: str) -> str:
    """Return the module ``name`` with all it imports, as an anywidget front end.

    Parameters
    ----------
    name : str
        A file in ``widgets/js``, for example ``"explorer.mjs"``.
    render : str
        The exported function that draws the widget.
    """
    return f"{_joined(JS / name)}\nexport default {{ render: {render} }};\n"


def page_script(name: str) -> str:
    """Return the module ``name`` with all it imports, as a classic script without globals."""
    return f'(() => {{\n"use strict";\n{_joined(JS / name)}}})();\n'


def lean(script: str) -> str:
    """Return a script without lines that are comments only, and without indentation.

    A reader downloads some fifth less of it. A text that runs over several lines would lose its
    indentation too, so it is an error.
    """
    lines = [line.strip() for line in _BLOCK_COMMENT.sub("", script).splitlines()]
    for line in lines:
        if line.count("`") % 2:
            raise JoinError(f"a text over several lines cannot be made lean: {line!r}")
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))


def _joined(entry: Path) -> str:
    texts: dict[Path, str] = {}
    _collect(entry, texts, ())
    owner: dict[str, Path] = {}
    for path, text in texts.items():
        for line in text.splitlines():
            if found := _DECLARATION.match(line):
                name = found[1]
                if name in owner:
                    raise JoinError(
                        f"{path.name}: '{name}' is also declared in {owner[name].name}; "
                        "joined modules share one scope, so top-level names must differ"
                    )
                owner[name] = path
    return "".join(texts.values())


def _collect(path: Path, texts: dict[Path, str], trail: tuple[Path, ...]) -> None:
    """Add a module after all that it imports (so that a constant exists before its use)."""
    if path in trail:
        names = " -> ".join(p.name for p in (*trail, path))
        raise JoinError(f"modules import each other in a circle: {names}")
    if path in texts:
        return
    if not path.is_file():
        raise JoinError(f"{trail[-1].name if trail else path.parent}: there is no {path.name}")
    body = []
    source = path.read_text(encoding="utf-8")
    # An import may run over several lines; it ends at its semicolon, and its line with it.
    for match in re.finditer(r"^import\b[^;]*;?.*$|^.*$", source, re.MULTILINE):
        text = match[0]
        line = source.count("\n", 0, match.start()) + 1
        if re.match(r"import\b", text):
            known = _IMPORT.fullmatch(re.sub(r"\s+", " ", text))
            if not known:
                raise JoinError(
                    f'{path.name}:{line}: expected import {{ a, b }} from "./file.mjs"; '
                    f"got {text!r}"
                )
            target = path.parent / known[2]
            _collect(target, texts, (*trail, path))
            for name in filter(None, (part.strip() for part in known[1].split(","))):
                if not re.search(rf"^export (?:async )?\w+\*? {name}\b", target.read_text(), re.M):
                    raise JoinError(f"{path.name}:{line}: {target.name} does not export '{name}'")
        elif re.match(r"export\b", text) and not _EXPORT.match(text):
            raise JoinError(
                f"{path.name}:{line}: expected 'export' before function, const, let or class; "
                f"got {text!r}"
            )
        else:
            exported = _EXPORT.match(text)
            body.append(text[exported.end() :] if exported else text)
    texts[path] = f"// {path.name}\n" + "\n".join(body).strip() + "\n"
