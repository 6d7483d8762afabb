"""The question bank: every question can be marked, explains itself and serves an objective."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notebooks import NOTEBOOKS, objectives, source

from widgets.data import DataError, table
from widgets.models.questions import KINDS, bank, filled

QUESTIONS = bank()
CHAPTERS = sorted({question.chapter for question in QUESTIONS})


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
class TestQuestion:
    def test_one_choice_is_right_and_every_choice_says_why(self, question):
        assert 3 <= len(question.choices) <= 5
        assert sum(choice.right for choice in question.choices) == 1
        assert all(choice.feedback.endswith(".") for choice in question.choices)
        assert len({choice.text for choice in question.choices}) == len(question.choices)
        assert len({choice.feedback for choice in question.choices}) == len(question.choices)

    def test_every_answer_but_the_right_one_comes_from_a_misconception(self, question):
        known = set(table("misconceptions")["misconception"])
        assert question.choices[question.right].misconception == ""
        assert all(choice.right or choice.misconception in known for choice in question.choices)

    def test_it_is_plain_text_with_its_numbers_filled_in(self, question):
        texts = [question.stem, *(c.text for c in question.choices)]
        texts += [choice.feedback for choice in question.choices]
        assert not any(set("*`{}<>") & set(text) for text in texts)
        assert question.stem.endswith(("?", "."))

    def test_it_serves_an_objective_of_its_chapter(self, question):
        assert question.kind in KINDS
        assert 1 <= question.objective <= len(objectives(question.chapter))


def test_choices_belong_to_questions_and_stems_are_asked_once():
    assert set(table("choices")["question"]) == {question.name for question in QUESTIONS}
    assert Counter(question.stem for question in QUESTIONS).most_common(1)[0][1] == 1


@pytest.mark.parametrize("chapter", CHAPTERS)
class TestChapter:
    def test_it_shows_its_own_questions(self, chapter):
        cells = NOTEBOOKS[f"chapters/{chapter}"]["cells"]
        code = "".join(source(cell) for cell in cells if cell["cell_type"] == "code")
        assert f'quiz("{chapter}")' in code

    def test_it_asks_for_several_kinds_of_thinking(self, chapter):
        assert 3 <= len(bank(chapter)) <= 8
        assert len({question.kind for question in bank(chapter)}) >= min(5, len(bank(chapter)))


def words(text):
    """Return the words of a text by their first five letters: powers, powerful -> power."""
    found = re.findall(r"[^\W\d_]+", text.lower().replace("’s", ""))
    return {word.removesuffix("s")[:5] for word in found}


def test_the_right_answer_has_no_place_and_no_length_of_its_own():
    """Of four choices chance finds 25 %; in a bank of this size it passes 31 % once in 25 times."""
    places = Counter(question.right for question in QUESTIONS)
    assert max(places.values()) <= 0.31 * len(QUESTIONS)
    for extreme in (max, min):
        lengths = [[len(choice.text) for choice in question.choices] for question in QUESTIONS]
        right = [
            at[question.right] == extreme(at)
            for at, question in zip(lengths, QUESTIONS, strict=True)
        ]
        assert sum(right) <= 0.31 * len(QUESTIONS)


def test_no_word_gives_a_wrong_answer_away():
    """A word in ten choices would be wrong in all of them by chance once in 18 times (0.75^10)."""
    marks = [(word, c.right) for q in QUESTIONS for c in q.choices for word in words(c.text)]
    met, right = Counter(word for word, _ in marks), Counter(word for word, is_so in marks if is_so)
    assert [word for word, times in met.items() if times >= 10 and not right[word]] == []


def test_a_reason_is_given_by_right_answers_as_by_wrong_ones():
    """Chance is 25 %, and two standard errors of some 70 such choices are ten points."""
    reasons = [
        choice.right
        for question in QUESTIONS
        for choice in question.choices
        if words(choice.text) & {"since", "becau"}
    ]
    assert 0.15 <= sum(reasons) / len(reasons) <= 0.35


def test_every_misconception_leads_astray_in_more_than_one_place():
    """In three questions at least, so that a class that was told of it meets it again."""
    met = Counter(name for q in QUESTIONS for name in {c.misconception for c in q.choices} - {""})
    assert met.keys() == set(table("misconceptions")["misconception"])
    assert min(met.values()) >= 3


def test_every_misconception_names_a_section_of_its_paper():
    known = set(zip(table("sections")["document"], table("sections")["section"], strict=True))
    for row in table("misconceptions").itertuples():
        assert {(row.document, part.strip()) for part in row.section.split(";")} <= known


def test_a_wrong_choice_without_a_misconception_is_refused(monkeypatch):
    choices = table("choices")
    wrong = choices.index[(choices["question"] == "primer_between") & (choices["choice"] == "b")]
    choices.loc[wrong, "misconception"] = None
    tables = {"choices": choices, "questions": table("questions")}
    monkeypatch.setattr("widgets.models.questions.table", tables.get)
    said = "question 'primer_between', choice 'b': a wrong choice has to name a misconception."
    with pytest.raises(DataError, match=f"^{re.escape(said)}$"):
        bank("ties_and_positions")


def test_every_section_is_one_of_the_papers():
    known = set(zip(table("sections")["document"], table("sections")["section"], strict=True))
    named = {
        (question.document, part.strip())
        for question in QUESTIONS
        for part in question.section.split(";")
    }
    missing = {
        (document, part)
        for document, part in named
        if (document, part) not in known
        and (document, re.sub(r" Tables? .*", "", part)) not in known
    }
    assert missing == set()


def test_an_unknown_chapter_gets_the_nearest_name():
    with pytest.raises(DataError, match="did you mean 'regionalizing_state/guidance'"):
        bank("regionalizing_state/guidence")


# Numbers that a text takes from the data


def test_a_number_is_read_from_its_cell():
    loans = table("exim_loans").set_index("year")["loans_billion_yen"]
    assert filled("{exim_loans/loans_billion_yen/year=1998:.1f} yen") == f"{loans[1998]:.1f} yen"


@pytest.mark.parametrize(
    "text, said",
    [
        ("{loans/value/year=1998}", "No table is called 'loans'"),
        ("{exim_loans/loan/year=1998}", "No column of exim_loans is called 'loan'"),
        ("{exim_loans/loans_billion_yen/yeer=1998}", "No column of exim_loans is called 'yeer'"),
        ("{exim_loans/loans_billion_yen/year=1979}", "found 0 values, expected one"),
        ("{exim_loans/loans_billion_yen/year=1982}", "found 0 values, expected one"),
        (
            "{oda_to_asia/japan_share_percent/year=1996}",
            "found 4 values, expected one",  # of five rows, Malaysia's is printed as n/a
        ),
    ],
)
def test_a_cell_that_is_not_one_number_is_refused(text, said):
    with pytest.raises(DataError, match=re.escape(said)):
        filled(text)


@given(st.text(st.characters(exclude_characters="{}")))
def test_a_text_without_braces_stays_as_it_is(text):
    assert filled(text) == text
