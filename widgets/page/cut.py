"""The theme's style sheets and icon fonts, cut to what the built pages use.

The theme brings the whole of Bootstrap, a rule for each of some 1,400 icons and three icon fonts; a
page of this book uses a tenth of it, and it is the heaviest part of a first view. A rule stays
unless it asks for a class that no page carries and no script mentions, so what a script adds
later (an open menu, a tooltip) keeps its look. Sphinx puts the full files back whenever it writes
a page, so what is cut here was whole.
"""

from __future__ import annotations

import re
from pathlib import Path

import tinycss2
from fontTools import subset

_OWN = "book"
_FONTS = "vendor/fontawesome/webfonts"
_UNUSED = ("*.map", f"{_FONTS}/*.ttf", "*.LICENSE.txt", "*macros.html", "copybutton.css")
_UNUSED += ("scripts/*.js", "*-tabs.js", "*-thebe.*", "clip*.js", "copy*.js", "toggle*")
_NOT_READ = ("vega.js", "language_data.js", "searchindex.js", "all_figures.js")

_GROUPS = ("media", "supports", "layer", "container")  # at-rules that hold rules
_CLASSES = re.compile(r'\bclass="([^"]*)"')
_WORD = re.compile(r"[A-Za-z_][\w-]*")
_TRUETYPE = re.compile(r',\s*url\([^)]+\.ttf\)\s*format\("truetype"\)')
_PRIVATE_USE = range(0xE000, 0xF900)  # where icon fonts keep their characters


def words_in_use(outdir: Path) -> set[str]:
    """Return every class of the pages, and every word of the scripts that may set one."""
    words: set[str] = set()
    for path in outdir.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        words.update(*(classes.split() for classes in _CLASSES.findall(text)))
        words.update(_WORD.findall(" ".join(re.findall(r"<script\b[^>]*>([^<]*)</script>", text))))
    for path in outdir.rglob("*.js"):
        if path.name not in _NOT_READ:
            words.update(_WORD.findall(path.read_text(encoding="utf-8")))
    return words


def cut_style(css: str, words: set[str]) -> str:
    """Return the style sheet without the rules that no element can match."""
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return tinycss2.serialize(_kept(rules, words))


def _kept(rules: list, words: set[str]) -> list:
    kept = []
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [s for s in _split(rule.prelude) if _classes(s) <= words]
            if not selectors:
                continue
            rule.prelude = _join(selectors)
        elif rule.type == "at-rule" and rule.content and rule.lower_at_keyword in _GROUPS:
            rule.content = _kept(tinycss2.parse_rule_list(rule.content, True, True), words)
            if not rule.content:
                continue
        kept.append(rule)
    return kept


def _split(prelude: list) -> list[list]:
    """Return the selectors of a rule; a comma inside ``:is(...)`` stands in a block of its own."""
    selectors: list[list] = [[]]
    for token in prelude:
        if token == ",":
            selectors.append([])
        else:
            selectors[-1].append(token)
    return selectors


def _join(selectors: list[list]) -> list:
    comma = tinycss2.parse_component_value_list(",")
    return sum((comma * (at > 0) + selector for at, selector in enumerate(selectors)), [])


def _classes(selector: list) -> set[str]:
    """Return the classes that a selector asks for; those inside a function may be alternatives."""
    pairs = zip(selector, selector[1:], strict=False)
    return {name.value for dot, name in pairs if dot == "." and name.type == "ident"}


def cut_font(path: Path, characters: set[int]) -> None:
    """Leave the glyphs of these characters in a font."""
    options = subset.Options(flavor="woff2", layout_features=[], notdef_outline=True)
    font = subset.load_font(str(path), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)
    subset.save_font(font, str(path), options)


def _icons(css: str) -> set[int]:
    escaped = {int(code, 16) for code in re.findall(r'"\\([0-9a-fA-F]{2,6})"', css)}
    return escaped | {ord(char) for char in css if ord(char) in _PRIVATE_USE}


def _cut(app, exception):
    if exception or app.builder.format != "html" or app.builder.name == "epub":
        return
    static = Path(app.outdir) / "_static"
    for pattern in _UNUSED:  # first: the words of a script that no page loads keep no rule
        for path in static.rglob(pattern):
            path.unlink()
    words = words_in_use(Path(app.outdir))
    icons: set[int] = set()
    for path in static.rglob("*.css"):
        if _OWN in path.relative_to(static).parts:
            continue
        css = _TRUETYPE.sub("", cut_style(path.read_text(encoding="utf-8"), words))
        path.write_text(css, encoding="utf-8")
        icons |= _icons(css)
    for path in (static / _FONTS).glob("*.woff2"):
        cut_font(path, icons)


def setup(app):
    """Register with Sphinx."""
    app.connect("build-finished", _cut)
