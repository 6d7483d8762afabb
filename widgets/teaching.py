"""What an instructor takes from a chapter: plans, mistakes, rubrics, set figures, variants.

A plan is the rows of ``data/teaching/plans.csv`` for one chapter, in two lengths at once: a step
has its minutes in each, and none in a length that leaves it out. Links lead to notebooks, which
JupyterLab opens; `widgets.page.links` leads them to pages.
"""

from __future__ import annotations

import pandas as pd
from IPython.display import HTML
from markupsafe import Markup

from widgets import tables
from widgets.data import table, unknown
from widgets.figure import Figure
from widgets.models.questions import bank

LENGTHS = (50, 75)
"""How long a class may be, in minutes."""

LEVELS = {"weak": "Not yet", "sound": "Sound", "strong": "Strong"}
"""The columns of a rubric, and what stands above them."""

_LINK = Markup('<a href="../{}.ipynb{}">{}</a>')


def plan(chapter: str) -> HTML:
    """Return what happens in a class on a core chapter, from minute to minute, in both lengths.

    Parameters
    ----------
    chapter : str
        Its folder and name, such as ``"regionalizing_state/guidance"``.

    Raises
    ------
    DataError
        There is no plan for such a chapter.
    """
    steps = _of("plans", "chapter", chapter)
    times = zip(*(schedule(chapter, length) for length in LENGTHS), strict=True)
    shown = pd.DataFrame(
        {
            "Step": [_head(step, each) for step, each in zip(steps["step"], times, strict=True)],
            "What happens": [_step(chapter, row) for row in steps.itertuples()],
        }
    )
    return _shown(shown, "plan", f"Plan of a class on {_title(chapter)}")


def schedule(chapter: str, length: int) -> list[str | None]:
    """Return from which minute to which each step of a plan lasts: ``"0–8"``, None if left out."""
    minutes = _of("plans", "chapter", chapter)[f"minutes_{length}"]
    ends = minutes.fillna(0).cumsum()
    return [
        None if pd.isna(lasts) else f"{end - lasts}–{end}"
        for lasts, end in zip(minutes, ends, strict=True)
    ]


def misconceptions(chapter: str) -> HTML:
    """Return the mistakes that wrong answers of a chapter's quiz come from, most frequent first.

    Each stands with what is wrong about it, and with the numbers of the questions, as the quiz and
    its printed sheet count them, in which it leads to a wrong answer.
    """
    met: dict[str, list[int]] = {}
    for number, question in enumerate(bank(chapter), start=1):
        for name in {choice.misconception for choice in question.choices} - {""}:
            met.setdefault(name, []).append(number)
    known = table("misconceptions").set_index("misconception").replace("'", "’", regex=True)
    names = sorted(met, key=lambda name: (-len(met[name]), known.index.get_loc(name)))
    shown = pd.DataFrame(
        {
            "What somebody may hold": [known["claim"][name] for name in names],
            "What is wrong about it": [known["why"][name] for name in names],
            "Questions": [", ".join(map(str, met[name])) for name in names],
        }
    )
    return _shown(shown, "words", f"Mistakes met in {_title(chapter)}")


def rubric(essay: str) -> HTML:
    """Return the rubric of an essay: a row for each criterion, a column for each of `LEVELS`.

    Raises
    ------
    DataError
        There is no such essay.
    """
    rows = _of("rubrics", "essay", essay)
    shown = rows[["criterion", *LEVELS]].rename(columns={"criterion": "Criterion"} | LEVELS)
    return _shown(shown, "words", f"Rubric of an essay on {_title(rows['chapter'][0])}")


def variants() -> HTML:
    """Return exercises with other numbers, whose answers stand in no chapter, and their key."""
    rows = list(table("variants").itertuples())
    shown = pd.DataFrame(
        {
            "Of": [_exercise(row.chapter, row.exercise) for row in rows],
            "What is asked": [row.task for row in rows],
            "Listen for": [_key(row) for row in rows],
        }
    )
    return _shown(shown, "words", "Exercises with other numbers")


def assigned(chapter: str, figure: Figure, task: str) -> HTML:
    """Return a task with a link that opens a chapter with the figure in its present state."""
    link = _LINK.format(chapter, figure.link(), figure.label)
    return HTML(Markup("<p>{}: {}</p>").format(link, task))


def _of(name: str, column: str, value: str) -> pd.DataFrame:
    """Return the rows of a table in which a column has a value, counted anew."""
    rows = table(name)
    if value not in set(rows[column]):
        raise unknown(f"{column} in {name}", value, list(dict.fromkeys(rows[column])))
    return rows[rows[column] == value].reset_index(drop=True)


def _shown(rows: pd.DataFrame, kind: str, label: str) -> HTML:
    """Return a table whose cells are sentences rather than numbers."""
    listed = tables.html(rows, most_rows=None, label=label)
    return HTML(f'<div class="ties-teaching ties-{kind}">{listed}</div>')


def _head(step: str, times: tuple) -> Markup:
    """Return the name of a step, and its minutes in each length that has it."""
    lasts = [
        Markup("<span>{} min: {}</span>").format(length, time or "left out")
        for length, time in zip(LENGTHS, times, strict=True)
    ]
    return Markup(" ").join([Markup("<strong>{}</strong>").format(step), *lasts])


def _step(chapter: str, row) -> Markup:
    """Return what happens in a step, what to expect of students, and the figure as it is needed."""
    parts = [Markup("<p>{}</p>").format(row.what)]
    if pd.notna(row.students):
        parts.append(Markup("<p><em>Students</em> {}</p>").format(row.students))
    if pd.notna(row.figure):
        state = "" if pd.isna(row.state) else f"?{row.state}"
        link = _LINK.format(chapter, f"#{row.figure}{state}", row.figure)
        words = "set for this step" if state else "as it opens"
        parts.append(Markup("<p>{}, {}.</p>").format(link, words))
    return Markup().join(parts)


def _exercise(chapter: str, number: int) -> Markup:
    """Return the name of an exercise, and a link to its chapter."""
    return Markup("{}, Exercise {}").format(_LINK.format(chapter, "", _title(chapter)), number)


def _key(row) -> Markup:
    """Return what to listen for, and the state of the figure that answers."""
    if pd.isna(row.figure):
        return Markup("<p>{}</p>").format(row.listen)
    link = _LINK.format(row.chapter, f"#{row.figure}?{row.state}", row.figure)
    return Markup("<p>{}</p><p>{}, as it answers.</p>").format(row.listen, link)


def _title(chapter: str) -> str:
    return chapter.split("/")[-1].replace("_", " ")
