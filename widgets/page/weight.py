"""The theme without what our pages do not use.

Measured on a page of this book: the theme's scripts, icon fonts and search index are most of a
first view. Templates of the same name in ``templates/`` stand in for the theme's own.
"""

from __future__ import annotations

from pathlib import Path

TEMPLATES = Path(__file__).parent / "templates"

# Thebe starts a kernel in the page: ours need none, and its scripts throw where it is switched off.
_DROPPED_SCRIPTS = ("sphinx-thebe.js", "design-tabs.js")
_DROPPED_STYLES = ("sphinx-thebe.css",)


def _own_templates_first(app, config):
    config.templates_path.insert(0, str(TEMPLATES))
    # It floats over a figure's reading.
    config.html_theme_options = {**config.html_theme_options, "back_to_top_button": False}
    config.html_context.setdefault("default_mode", "auto")


def _drop_files(app, pagename, templatename, context, doctree):
    def kept(files, dropped):
        return [each for each in files if not _name(each).endswith(dropped)]

    context["script_files"] = [
        each
        for each in kept(context["script_files"], _DROPPED_SCRIPTS)
        if "thebe" not in str(getattr(each, "attributes", {}).get("body", ""))
    ]
    context["css_files"] = kept(context["css_files"], _DROPPED_STYLES)


def _name(file) -> str:
    return str(getattr(file, "filename", file) or "").split("?")[0]


def setup(app):
    """Register with Sphinx."""
    app.connect("config-inited", _own_templates_first)
    # After every extension has added its files.
    app.connect("html-page-context", _drop_files, priority=900)
