"""Where Sphinx and the theme write roles that assistive technology refuses, better ones."""

from __future__ import annotations


def _mend_roles(app, pagename, templatename, context, doctree):
    if body := context.get("body"):
        # Entries of a list are list items; "doc-biblioentry" is deprecated and names no such.
        body = body.replace('role="doc-biblioentry"', 'role="listitem"')
        # A label that hides what the summary says.
        context["body"] = body.replace(' aria-label="Toggle hidden content"', "")


def setup(app):
    """Register with Sphinx."""
    app.connect("html-page-context", _mend_roles)
