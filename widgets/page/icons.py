"""The theme's icon font, cut to the icons that the built pages use."""

from __future__ import annotations


def setup(app):
    """Register with Sphinx."""
