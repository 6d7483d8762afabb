"""The ledger in the figure: what the filters let through is what the model's rows say."""

import pytest
from states import light, rows, set_to

from widgets import claims as figures
from widgets.data import table
from widgets.models import claims as model

ALL = figures.rows()


@pytest.fixture(scope="module")
def figure():
    return light(figures.ledger_of_claims())


def kept(paper="all", footing="any", word="any"):
    """Return the rows that the filters let through, by pandas."""
    found = ALL
    if paper != "all":
        found = found[found["paper"] == paper]
    if footing != "any":
        found = found[found["basis"] == footing]
    if word != "any":
        text = (found["statement"] + " " + found["where"]).str.lower()
        found = found[text.str.contains(word.lower(), regex=False)]
    return found


@pytest.mark.parametrize(
    "state",
    [
        {},
        {"paper": "Minagawa"},
        {"paper": "Hatch, State", "footing": "reported"},
        {"footing": "inferred"},
        {"word": "Thai", "verdict": model.FAILS},
        {"word": "R&D", "verdict": model.NOT},
        {"paper": "Hatch, Relationalism", "verdict": model.UNIT},
        {"paper": "Minagawa", "word": "loan"},
    ],
    ids=str,
)
def test_the_filters(figure, state):
    shown = rows(set_to(figure, **state))
    expected = kept(**{key: value for key, value in state.items() if key != "verdict"})
    for verdict, (one, several) in figures.SAID.items():
        n = (expected["verdict"] == verdict).sum()
        assert expected.empty or f" {n} {one if n == 1 else several}" in figure.reading
    if state.get("verdict", "any") != "any":
        expected = expected[expected["verdict"] == state["verdict"]]
    assert shown.index.to_list() == expected["statement"].to_list()
    if not expected.empty:
        assert shown["As printed"].to_list() == expected["said"].replace("", "–").to_list()
        assert shown["Computed"].to_list() == expected["gives"].replace("", "–").to_list()
        assert shown["Verdict"].to_list() == expected["verdict"].to_list()


def test_reading_where_nothing_is_left(figure):
    # Minagawa writes of no loans.
    assert (
        set_to(figure, paper="Minagawa", word="loan").reading
        == "Minagawa, with “loan”: 0 statements."
    )


def test_a_few_are_named_with_their_numbers(figure):
    # hatch_state, 3.6
    set_to(figure, paper="Hatch, State", verdict=model.FAILS)
    assert figure.reading.endswith(
        "Listed under “does not hold”: 1, Japan ODA rise, Thailand, 1998–1999 (63 %)."
    )


def test_every_word_finds_some_and_not_most():
    for word in figures.WORDS:
        assert 3 <= len(kept(word=word)) <= len(ALL) / 4, word


@pytest.mark.parametrize(
    "claim, said, gives",
    [
        # hatch_state, 3.6, 2.2, 3.4 and 3; hatch_relationalism, Management and Labor and 6
        ("state_japan_oda_rise_thailand_1998_1999", "63 %", "57.6"),
        ("state_first_donor_to_most", "more than 50 %", "100"),
        ("state_new_aid_year", "1987", ""),
        ("state_first_investor", "1", ""),
        ("relationalism_expatriates_amount", "103,688 persons", "103,688"),
        ("relationalism_manufacturing_productivity_growth", "−0.1 percent per year", ""),
    ],
)
def test_numbers_in_words(claim, said, gives):
    row = ALL.set_index("claim").loc[claim]
    assert (row["said"], row["gives"]) == (said, gives)


def test_every_hedge_and_verdict_has_words_and_a_colour():
    assert set(ALL["qualifier"]) <= set(figures.QUALIFIERS)
    assert set(figures.LOOKS) == set(figures.SAID) == set(model.VERDICTS)
    assert ALL["paper"].notna().all()


def test_what_is_checked_says_how_and_what_else_is_not():
    judged = ALL["verdict"] != model.NOT
    assert (ALL.loc[judged, "checked"] != "").all()
    assert (ALL.loc[ALL["computed"].isna() & ~judged, "checked"] == "").all()


def test_a_claim_says_where_it_stands_and_on_what_footing():
    # hatch_state, 3.6
    where = ALL.set_index("claim").loc["state_toyota_trainees_double", "where"]
    assert where == "Hatch, State, 3.6; reported: Fourin (1998: 6)"


def test_exercise_4_a_digit_in_doubt():
    loans = table("exim_loans").set_index("year")
    in_all = loans["loans_billion_yen"] / loans["share_of_commitments_percent"] * 100
    fitting = in_all[1996] * loans.loc[1997, "share_of_commitments_percent"] / 100
    assert 355 < fitting < 365  # "some 360"
    digits = {
        9393 + (digit - old) * 10**place
        for place, old in enumerate((3, 9, 3, 9))
        for digit in range(10)
    }
    assert min((number / 10 for number in digits), key=lambda one: abs(one - fitting)) == 339.3
    amounts = loans["loans_billion_yen"]
    nineties, eighties = amounts.loc[1990:1999], amounts.loc[1980:1989].mean()
    mended = nineties.where(nineties.index != 1997, 339.3).mean()
    assert 0.78 < mended / nineties.mean() < 0.82  # "by a fifth"
    assert 2.8 < mended / eighties < 3  # "almost three times"
