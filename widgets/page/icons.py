"""The theme's icons, cut to those that the built pages use.

The theme brings three icon fonts and a style rule for each of some 1,400 icons; a page of this book
uses about fifteen. The cut is made from the theme's own files after each build, so it never cuts
what was cut before.
"""

from __future__ import annotations

import re
from pathlib import Path

import pydata_sphinx_theme
from fontTools import subset

_THEME = Path(pydata_sphinx_theme.__file__).parent / "theme/pydata_sphinx_theme/static"
_STYLE = "styles/pydata-sphinx-theme.css"
_FONTS = "vendor/fontawesome/webfonts"
_SCRIPTS = ("pydata-sphinx-theme.js", "sphinx-book-theme.js", "togglebutton.js", "copybutton.js")
_UNUSED = ("scripts/fontawesome.js", "*.map", f"{_FONTS}/*.ttf", "*.LICENSE.txt")

_NAME = re.compile(r"\bfa-[a-z][a-z0-9-]*")
_RULE = re.compile(r'((?:\.fa-[a-z0-9-]+:before,?)+)\{content:"\\?([^"]+)"\}')
_TRUETYPE = re.compile(r',url\([^)]+\.ttf\) format\("truetype"\)')


def _names_in_use(outdir: Path) -> set[str]:
    files = [*outdir.rglob("*.html"), *(p for p in outdir.rglob("*.js") if p.name in _SCRIPTS)]
    return {name for path in files for name in _NAME.findall(path.read_text(encoding="utf-8"))}


def _cut_style(css: str, names: set[str]) -> tuple[str, set[int]]:
    """Return the style sheet with the rules of these icons only, and the characters it needs."""
    # Characters outside any icon rule: the theme's own marks, such as the one of an outside link.
    characters = {ord(char) for char in _RULE.sub("", css) if "\ue000" <= char <= "\uf8ff"}

    def keep(rule):
        icons = {name.removesuffix(":before") for name in rule[1].replace(".", "").split(",")}
        if not icons & names:
            return ""
        characters.add(int(rule[2], 16) if len(rule[2]) > 1 else ord(rule[2]))
        return rule[0]

    return _TRUETYPE.sub("", _RULE.sub(keep, css)), characters


def _cut_font(source: Path, target: Path, characters: set[int]) -> None:
    options = subset.Options(flavor="woff2", layout_features=[], notdef_outline=True)
    options.drop_tables += ["GSUB"]
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)
    subset.save_font(font, str(target), options)


def _cut(app, exception):
    if exception or app.builder.format != "html" or app.builder.name == "epub":
        return
    static = Path(app.outdir) / "_static"
    css = (_THEME / _STYLE).read_text(encoding="utf-8")
    cut, characters = _cut_style(css, _names_in_use(Path(app.outdir)))
    (static / _STYLE).write_text(cut, encoding="utf-8")
    for font in (_THEME / _FONTS).glob("*.woff2"):
        _cut_font(font, static / _FONTS / font.name, characters)
    for pattern in _UNUSED:
        for path in static.rglob(pattern):
            path.unlink()


def setup(app):
    """Register with Sphinx."""
    app.connect("build-finished", _cut)
