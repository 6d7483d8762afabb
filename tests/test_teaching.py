"""Plans add up, work figures that there are, and are shown from minute to minute."""

from __future__ import annotations

import re
from html import unescape

import pandas as pd
import pytest
from test_chapters import CORE, NOTEBOOKS, labels, source

import widgets
from widgets import teaching
from widgets.data import DataError, table
from widgets.models.questions import bank

PLANS = table("plans")
RUBRICS = table("rubrics")
VARIANTS = table("variants")


def figures_of(chapter):
    """Return the labels of a chapter's figures."""
    cells = NOTEBOOKS[f"chapters/{chapter}"]["cells"]
    return {label for cell in cells if cell["cell_type"] == "code" for label in labels(cell)}


def rows(shown):
    """Return the cells of a table as they are read, row by row, without its head."""
    found = re.findall(r"<tr>(.*?)</tr>", shown.data, re.DOTALL)[1:]
    texts = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in found]
    return [[unescape(re.sub(r"<[^>]+>", " ", cell)).strip() for cell in row] for row in texts]


# The tables


@pytest.mark.parametrize("chapter", CORE)
@pytest.mark.parametrize("length", [50, 75])
def test_the_minutes_of_a_plan_add_up(chapter, length):
    assert PLANS.loc[PLANS["chapter"] == chapter, f"minutes_{length}"].sum() == length


def test_plans_are_of_core_chapters_and_the_long_one_leaves_nothing_out():
    assert list(dict.fromkeys(PLANS["chapter"])) == CORE
    longer = PLANS["minutes_75"] >= PLANS["minutes_50"].fillna(0)
    assert longer.all()
    assert PLANS.groupby("chapter")["minutes_50"].apply(lambda one: one.isna().sum()).eq(1).all()


@pytest.mark.parametrize("chapter", CORE)
def test_a_plan_works_figures_of_its_chapter(chapter):
    used = set(PLANS.loc[PLANS["chapter"] == chapter, "figure"].dropna())
    assert used and used <= figures_of(chapter)


def test_exercises_that_a_plan_names_are_in_the_chapter():
    named = [
        (row.chapter, number)
        for row in PLANS[["chapter", "what", "students"]].fillna("").itertuples()
        for number in re.findall(r"Exercise (\d)", f"{row.what} {row.students}")
    ]
    assert len(named) > 20
    for chapter, number in named:
        text = "".join(source(cell) for cell in NOTEBOOKS[f"chapters/{chapter}"]["cells"])
        assert f"{{admonition}} Exercise {number}:" in text, (chapter, number)


def test_a_state_belongs_to_a_figure():
    assert PLANS.loc[PLANS["state"].notna(), "figure"].notna().all()


@pytest.mark.parametrize("chapter", CORE)
def test_a_core_chapter_has_an_essay_whose_levels_differ(chapter):
    rubric = RUBRICS[RUBRICS["chapter"] == chapter]
    assert rubric["essay"].nunique() == 1
    assert len(rubric) >= 4
    assert rubric[list(teaching.LEVELS)].nunique(axis=1).eq(len(teaching.LEVELS)).all()


def test_no_two_essays_are_judged_by_the_same_words():
    cells = RUBRICS[list(teaching.LEVELS)].stack()
    assert cells[cells.duplicated()].tolist() == []


def test_a_variant_is_of_an_exercise_and_every_core_chapter_has_one():
    assert set(CORE) <= set(VARIANTS["chapter"])
    for row in VARIANTS.itertuples():
        cells = NOTEBOOKS[f"chapters/{row.chapter}"]["cells"]
        assert f"{{admonition}} Exercise {row.exercise}:" in "\n".join(map(source, cells))
        assert pd.isna(row.figure) or row.figure in figures_of(row.chapter)
    for name in ("state", "says"):
        assert (VARIANTS[name].isna() == VARIANTS["figure"].isna()).all()


@pytest.mark.parametrize("name", ["plans", "rubrics", "variants"])
def test_texts_are_plain_sentences(name):
    texts = table(name).drop(columns=["chapter", "state", "says"], errors="ignore")
    texts = texts.select_dtypes(exclude="number").stack().astype(str)
    assert not texts.str.contains(r"[*`{}<>'\"]").any()
    columns = {"plans": ["what"], "rubrics": list(teaching.LEVELS), "variants": ["task", "listen"]}
    sentences = table(name)[columns[name]].stack()
    assert sentences.str.match(r".*[.?]$").all()


# What is shown


def test_a_schedule_goes_on_where_it_left_off(monkeypatch):
    made = pd.DataFrame(
        {"chapter": "a/b", "minutes_50": [20, None, 30], "minutes_75": [20, 15, 40]}
    ).convert_dtypes()
    monkeypatch.setattr(teaching, "table", lambda name: made)
    assert teaching.schedule("a/b", 50) == ["0–20", None, "20–50"]
    assert teaching.schedule("a/b", 75) == ["0–20", "20–35", "35–75"]


@pytest.mark.parametrize("chapter", CORE)
def test_a_plan_shows_every_step_with_its_minutes(chapter):
    shown = rows(teaching.plan(chapter))
    steps = PLANS[PLANS["chapter"] == chapter]
    assert all(what.startswith(w) for (_, what), w in zip(shown, steps["what"], strict=True))
    times = [teaching.schedule(chapter, length) for length in teaching.LENGTHS]
    assert [" ".join(head.split()) for head, _ in shown] == [
        f"{step} 50 min: {short or 'left out'} 75 min: {long}"
        for step, short, long in zip(steps["step"], *times, strict=True)
    ]


def test_a_step_leads_to_its_figure_as_it_is_needed():
    (row,) = PLANS[PLANS["state"] == "japan_multiplier=0.5"].itertuples()
    shown = teaching.plan(row.chapter).data
    assert f'<a href="../{row.chapter}.ipynb#{row.figure}?{row.state}">' in shown
    several = PLANS[PLANS["state"].str.contains("&", na=False)].iloc[0]
    escaped = several["state"].replace("&", "&amp;")
    assert f'#{several["figure"]}?{escaped}">' in teaching.plan(several["chapter"]).data


@pytest.mark.parametrize("chapter", CORE)
def test_mistakes_are_those_of_the_chapters_quiz(chapter):
    claims = table("misconceptions").replace("'", "’", regex=True).set_index("claim")
    questions = bank(chapter)
    shown = rows(teaching.misconceptions(chapter))
    leads = {(claim, int(number)) for claim, _, where in shown for number in where.split(", ")}
    assert leads == {
        (claims.index[claims["misconception"] == choice.misconception][0], number)
        for number, question in enumerate(questions, start=1)
        for choice in question.choices
        if choice.misconception
    }
    assert [why for _, why, _ in shown] == [claims["why"][claim] for claim, _, _ in shown]
    counts = [len(where.split(", ")) for _, _, where in shown]
    assert counts == sorted(counts, reverse=True)


def test_a_rubric_has_a_row_for_each_criterion():
    shown = rows(teaching.rubric("share"))
    told = RUBRICS[RUBRICS["essay"] == "share"].drop(columns=["essay", "chapter"])
    assert shown == told.to_numpy().tolist()


def test_variants_are_shown_with_the_state_that_answers():
    shown = rows(teaching.variants())
    assert [task for _, task, _ in shown] == VARIANTS["task"].tolist()
    for (of, _, key), row in zip(shown, VARIANTS.itertuples(), strict=True):
        name = row.chapter.split("/")[-1].replace("_", " ")
        assert " ".join(of.split()) == f"{name} , Exercise {row.exercise}"
        assert key.startswith(row.listen)
    last = VARIANTS.dropna(subset="state").iloc[-1]
    state = last["state"].replace("&", "&amp;")
    assert f'.ipynb#{last["figure"]}?{state}">' in teaching.variants().data


def test_a_figure_is_assigned_in_its_present_state():
    figure = widgets.aid_scenario()
    figure.label, figure.japan_multiplier = "fig-aid-scenario", 0.5
    shown = teaching.assigned("regionalizing_state/resources", figure, "Why < that?").data
    address = "../regionalizing_state/resources.ipynb#fig-aid-scenario?japan_multiplier=0.5"
    assert shown == f'<p><a href="{address}">fig-aid-scenario</a>: Why &lt; that?</p>'


@pytest.mark.parametrize(
    "ask, said",
    [
        (lambda: teaching.plan("regionalizing_state/guidence"), "'regionalizing_state/guidance'"),
        (lambda: teaching.rubric("shares"), "did you mean 'share'"),
    ],
)
def test_what_is_not_there_gets_the_nearest_name(ask, said):
    with pytest.raises(DataError, match=said):
        ask()
