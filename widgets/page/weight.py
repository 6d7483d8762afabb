"""The theme without what our pages do not use, and no script within a page.

Measured on a page of this book: the theme's scripts, icon fonts and search index are most of a
first view. ``furniture.js`` does what our pages use of those scripts. Templates of the same name in
``templates/`` stand in for the theme's own. What is left of scripts is files, so that a server may
forbid any other (``Content-Security-Policy: script-src 'self'``).
"""

from __future__ import annotations

import re
from pathlib import Path

from sphinx.util import logging

TEMPLATES = Path(__file__).parent / "templates"

_OWN = "book/"
_SEARCH = ("documentation_options.js", "doctools.js", "sphinx_highlight.js")
_DROPPED_STYLES = ("sphinx-thebe.css", "togglebutton.css", "copybutton.css")

# Thebe starts a kernel in the page: ours need none.
_THEBE = re.compile(
    r'<script type="text/x-thebe-config">.*?</script>\s*<script>kernelName[^<]*</script>', re.DOTALL
)
_TOGGLED = re.compile(r'class="(?:[^"]* )?(?:toggle|admonition dropdown|dropdown admonition)[ "]')

_log = logging.getLogger(__name__)


def _own_templates_first(app, config):
    config.templates_path.insert(0, str(TEMPLATES))
    # It floats over a figure's reading.
    config.html_theme_options = {**config.html_theme_options, "back_to_top_button": False}
    config.html_context.setdefault("default_mode", "auto")


def _drop_files(app, pagename, templatename, context, doctree):
    """Keep the scripts of the book, on the search page also those of Sphinx's search."""
    kept = [f"_static/{_OWN}"]
    if pagename == "search":
        kept += [f"_static/{name}" for name in _SEARCH]
    context["script_files"] = [
        each for each in context["script_files"] if _name(each).startswith(tuple(kept))
    ]
    context["css_files"] = [
        each for each in context["css_files"] if not _name(each).endswith(_DROPPED_STYLES)
    ]


def _drop_thebe(app, pagename, templatename, context, doctree):
    if not (body := context.get("body")):
        return
    context["body"] = _THEBE.sub("", body)
    if _TOGGLED.search(body) and app.builder.format == "html" and app.builder.name != "epub":
        _log.warning("a toggle needs a script that is gone: write a dropdown", location=pagename)


def _name(file) -> str:
    return str(getattr(file, "filename", file) or "").split("?")[0]


def setup(app):
    """Register with Sphinx."""
    app.connect("config-inited", _own_templates_first)
    app.connect("html-page-context", _drop_thebe)
    # After every extension has added its files.
    app.connect("html-page-context", _drop_files, priority=900)
