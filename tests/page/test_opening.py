"""The line under the objectives: counted on the page, with links to what comes before."""

from __future__ import annotations

import re

import nbformat
import pytest
import small_book
from hypothesis import given
from hypothesis import strategies as st

from widgets.models.questions import bank
from widgets.page.opening import MINUTES, minutes, told

TEXT = (
    """# A title

Four words of text, with $x = y$ for a formula.

:::{admonition} After this chapter you can
:class: objectives

- count it.
:::

"""
    + "word " * 174
)
EXERCISE = (
    """:::{admonition} Exercise 1: why
:class: exercise

Why?

```{dropdown} Solution
"""
    + "Because " * 300
    + """
```
:::

```{admonition} A note
:class: note

Not to do.
```"""
)
FIGURE = """import altair as alt
from widgets import Explorer

line = alt.Chart(alt.sequence(0, 9, as_="x")).mark_line().encode(x="x:Q", y="x:Q")
Explorer(line, label="fig-line", caption="See {numref}`fig-line`.", evidence="illustrative")"""
ASKED = "regionalizing_state/guidance"
QUIZ = f"""from widgets import quiz

quiz("{ASKED}")"""
PAGE = "chapters/clientelism/why_clients"
BEFORE = "chapters/clientelism/who_appoints"
ALONE = "chapters/comparing/claims"
OTHER = (
    """# A page of its own

:::{admonition} After this chapter you can
:class: objectives

- wait.
:::

"""
    + "word " * 190
)
ROLE = "{workload}`clientelism/why_clients comparing/claims`"
SUMMED = f"# The sum\n\n{ROLE} for two, {{workload}}`comparing/claims` for one."


def build(folder, builder: str):
    text, code = nbformat.v4.new_markdown_cell, nbformat.v4.new_code_cell
    cells = [text(TEXT), code(FIGURE), text(EXERCISE), code(QUIZ)]
    more = {
        BEFORE: [text("# Who & what?")],
        ALONE: [text(OTHER)],
        "chapters/new": [text(OTHER)],
        "chapters/again": [text(SUMMED)],
    }
    return small_book.build(folder, PAGE, cells, builder=builder, more=more)


def lines(page):
    return re.findall(r'<p class="opening">(.*?)</p>', page.read_text("utf-8"))


@pytest.mark.parametrize(
    "builder, ending", [("html", "html"), ("epub", "xhtml"), ("singlehtml", "html")]
)
def test_a_box_of_objectives_ends_with_what_is_counted_on_its_page(tmp_path, builder, ending):
    built = build(tmp_path / "book", builder)
    pages = [PAGE, ALONE, "chapters/new"] if builder != "singlehtml" else [PAGE]
    found = [line for name in pages for line in lines(built / f"{name}.{ending}")]
    assert len(found) == 3
    said, before = found[0].split(" Reads best after ")
    # 2 words of the title, 8 of the sentence without its formula, 7 in the box, 174, 4 in the
    # exercise, 5 in the note: 200 in all. No solution, no caption, no question is counted.
    todo = f"1 figure, 1 exercise and {len(bank(ASKED))} questions"
    asked = len(bank(ASKED))
    whole = 5 * -(-(1 + 3 + 3 + asked) // 5)
    assert said == f"About 1 minute to read, then {todo}: about {whole} minutes in all."
    link = re.fullmatch(r'“<a class="[^"]+" href="([^"]+)">(.*)</a>”\.', before)
    assert link[1].partition("#")[0] in (f"who_appoints.{ending}", "")
    assert re.sub(r"<[^>]+>", "", link[2]) == "Who &amp; what?"
    assert found[1] == "About 2 minutes to read. Nothing is presupposed."  # 201 words
    assert found[2] == "About 2 minutes to read."  # no row of the table speaks of it
    both = 5 * -(-(1 + 3 + 3 + asked + 2) // 5)
    summed = built / (f"chapters/again.{ending}" if builder != "singlehtml" else f"{PAGE}.{ending}")
    said = f"<p>{both} minutes for two, 5 minutes for one.</p>"
    assert said in summed.read_text("utf-8")


@given(st.integers(1, 10_000), st.integers(0, 3), st.integers(0, 9), st.integers(0, 9))
def test_what_is_told_is_what_was_counted(word, figure, exercise, question):
    said = told({"word": word, "figure": figure, "exercise": exercise, "question": question})
    todo, _, whole = said.partition(": about ")
    numbers = {name.rstrip("s"): int(n) for n, name in re.findall(r"(\d+) (\w+)", todo)}
    read = numbers.pop("minute")
    assert 200 * (read - 1) < word <= 200 * read
    counted = {"figure": figure, "exercise": exercise, "question": question}
    assert numbers == {name: number for name, number in counted.items() if number}
    assert all(
        (n == "1") == (not name.endswith("s")) for n, name in re.findall(r"(\d+) (\w+)", todo)
    )
    assert bool(whole) == bool(numbers)
    if whole:
        assert whole == f"{minutes(counted | {'word': word})} minutes in all."


@given(st.lists(st.tuples(st.integers(1, 4000), *[st.integers(0, 9)] * 3), min_size=1))
def test_minutes_are_those_of_reading_and_doing_in_fives(pages):
    names = ("word", *MINUTES)
    whole = minutes(*(dict(zip(names, page, strict=True)) for page in pages))
    exact = sum(-(-word // 200) + 3 * f + 3 * e + q for word, f, e, q in pages)
    assert whole % 5 == 0
    assert 0 <= whole - exact < 5
