"""Where the book is kept: one line in ``_config.yml``, and no dead link while it is empty."""

from __future__ import annotations

_NEEDS_ADDRESS = ("use_repository_button", "use_issues_button", "use_edit_page_button")


def _only_with_an_address(app, config):
    """Take away what would link to a repository that nobody can open."""
    options = dict(config.html_theme_options)
    if not options.get("repository_url"):
        options["launch_buttons"] = {}
        options.update(dict.fromkeys(_NEEDS_ADDRESS, False))
        options["repository_url"] = ""
    config.html_theme_options = options


def setup(app):
    """Register with Sphinx."""
    app.connect("config-inited", _only_with_an_address)
