"""Every quiz, found by its mark: answers are checked, told why and taken back, by keyboard too."""

from __future__ import annotations

import pytest
from conftest import BUILT, PAGES
from playwright.sync_api import expect

QUIZ_PAGES = [page for page in PAGES if "data-quiz=" in (BUILT / page).read_text("utf-8")]


# Choose and check every answer of a question, last first; return what was said before and after.
ANSWER_ALL = """async question => {
  const feedback = question.querySelector('[data-feedback]');
  const check = question.querySelector('[data-check]');
  const said = [];
  for (const choice of [...question.querySelectorAll('input')].reverse()) {
    choice.click();
    const before = feedback.textContent;
    check.click();
    for (let frames = 0; frames < 60 && !feedback.textContent; frames++) {
      await new Promise(requestAnimationFrame);
    }
    said.push([before.trim(), feedback.textContent.trim()]);
  }
  return said;
}"""


def test_there_are_quizzes():
    assert "chapters/regionalizing_state/guidance.html" in QUIZ_PAGES


@pytest.mark.parametrize("page", QUIZ_PAGES)
def test_each_answer_is_checked_and_told_why(visit, origin, page):
    opened = visit(page, origin)
    quiz = opened.page.locator("[data-quiz][data-state=live]")
    asked = quiz.locator("[data-question]").all()
    reading = quiz.locator("[data-reading]")
    expect(reading).to_have_text(f"None of {len(asked)} questions is checked yet.")
    right = 0
    for done, question in enumerate(asked, start=1):
        said = question.evaluate(ANSWER_ALL)
        assert [before for before, _ in said] == [""] * len(said)
        told = [after for _, after in said]
        assert all(told) and len(set(told)) == question.locator("input").count()
        assert sum(text.startswith("Right.") for text in told) == 1
        right += told[-1].startswith("Right.")
        expect(reading).to_have_text(
            f"{done} of {len(asked)} questions checked, {right} of them right."
        )
    quiz.locator("[data-reset]").click()
    expect(reading).to_have_text(f"None of {len(asked)} questions is checked yet.")
    expect(quiz.locator("input:checked")).to_have_count(0)
    assert opened.complaints == []


@pytest.mark.parametrize("page", QUIZ_PAGES)
def test_a_quiz_is_worked_by_keyboard_alone(visit, page):
    opened = visit(page)
    question = opened.page.locator("[data-quiz][data-state=live] [data-question]").first
    question.locator("input").first.focus()
    opened.page.keyboard.press("Space")
    opened.page.keyboard.press("ArrowDown")
    assert question.locator("input").nth(1).is_checked()
    opened.page.keyboard.press("Tab")
    opened.page.keyboard.press("Enter")
    expect(question.locator("[data-feedback]")).not_to_have_text("")


@pytest.mark.parametrize("page", QUIZ_PAGES)
def test_without_a_script_questions_stand_there_and_nothing_answers(visit, page):
    opened = visit(page, java_script_enabled=False)
    quiz = opened.page.locator("[data-quiz]")
    assert quiz.locator("legend").nth(1).is_visible()
    expect(quiz.locator(":is(input, button):enabled")).to_have_count(0)
