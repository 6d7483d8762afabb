"""Questions on paper: a sheet to hand out, and the key to it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from widgets.data import table
from widgets.models.questions import Question


def sheet(title: str, questions: list[Question], key: bool = False) -> str:
    """Return an HTML page that prints well; with the key, answers and what is said of each."""
    misconceptions = table("misconceptions").set_index("misconception")["claim"].to_dict()
    body = render("sheet.html", questions=questions, key=key, misconceptions=misconceptions)
    return page(title, body)


def page(title: str, body: str) -> str:
    """Return an HTML page of the course kit around a body of HTML."""
    return render("page.html", title=title, body=Markup(body))


def render(name: str, **values) -> str:
    """Return what a template of this folder makes of values."""
    return _templates().get_template(name).render(values)


@cache
def _templates() -> Environment:
    return Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True)
