"""The figure of other codings: what it reads and lists is what the kept results say."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from states import light, rows, set_to

from widgets.data import table
from widgets.models.robustness.space import ALL, LISTS, ONE
from widgets.robustness import EVERY, FIRM, PARTS, other_codings

STATED = table("codings_statements").set_index("statement")
SHARES = table("codings_shares").join(STATED[["short", "chapter"]], on="statement")
OPTIONS = table("codings_options").join(STATED["short"], on="statement")
COUNTS = ["Stands", "Fails", "Cannot be asked", "Codings"]


@pytest.fixture(scope="module")
def figure():
    return light(other_codings())


def kept(among, part="all"):
    """Return the kept shares of one list and part, by the statements' short names."""
    chosen = SHARES["among"] == among
    if part != "all":
        folder = {number: name for name, number in PARTS.items()}[part]
        chosen &= SHARES["chapter"].str.startswith(f"{folder}/")
    return SHARES[chosen].set_index("short")


def numbers(shown):
    return shown[COUNTS].astype(int).to_numpy().tolist()


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(LISTS), st.sampled_from(["all", *PARTS.values()]))
def test_all_statements_of_a_part_with_their_counts(figure, among, part):
    shown = rows(set_to(figure, among=among, part=part))
    wanted = kept(among, part)
    assert shown.index.tolist() == wanted.index.tolist()
    assert numbers(shown) == wanted[["stands", "fails", "not_asked", "codings"]].to_numpy().tolist()
    least = (wanted["stands"] / wanted["codings"]).min()
    stands, codings = figure.reading.rstrip(".").split("stands under ")[1].split(" of ")
    assert int(stands) / int(codings) == pytest.approx(least)
    assert f"{(wanted['fails'] == 0).sum()} fail under none" in figure.reading


@pytest.mark.parametrize("statement", STATED.index)
def test_one_statement_option_by_option(figure, statement):
    short = STATED["short"][statement]
    shown = rows(set_to(figure, one=short))
    wanted = OPTIONS[OPTIONS["short"] == short]
    assert numbers(shown) == wanted[["stands", "fails", "not_asked", "codings"]].to_numpy().tolist()
    assert shown.index.str.endswith("(as used)").tolist() == wanted["used"].tolist()
    share = kept(ALL).loc[short]
    assert f"it stands under {share['stands']} of {share['codings']}" in figure.reading
    assert STATED["words"][statement].rstrip(".") in figure.reading


def test_the_start(figure):
    # 15, 17 and 4 of 36: the cell of the chapter counts 15, 17, 3 and 1.
    assert set_to(figure).reading.startswith(
        "Of 36 statements no coding tried turns 15, a single change turns 17, and two changes or"
        " more turn 4."
    )


def test_the_state_of_the_first_exercise(figure):
    # In Part I, under less than a third of all codings and turned by none: one statement.
    shown = rows(set_to(figure, part="I"))
    share = shown["Stands"].astype(int) / shown["Codings"].astype(int)
    found = shown[(share < 1 / 3) & (shown["Turned by a change?"] == FIRM)]
    assert found.index.tolist() == ["The rise of Brezhnev’s men is printed before the post"]
    assert found[COUNTS].to_numpy().tolist() == [["96", "0", "204", "300"]]


def test_the_two_shares_of_the_second_exercise(figure):
    short = STATED["short"]["ameicc_most"]
    assert "stands under 17 of 23" in set_to(figure, one=short, among=ONE).reading
    assert "stands under 60 of 432" in set_to(figure, one=short).reading


def test_many_ways_are_counted_and_not_all_named(figure):
    short = STATED["short"]["ameicc_most"]
    assert set_to(figure, one=short).reading.endswith("; or in 2 more ways.")
    firm = STATED["short"]["not_mutual"]
    assert set_to(figure, one=firm).reading.endswith("no coding tried turns it.")


def test_every_statement_can_be_looked_at():
    (control,) = (each for each in other_codings().controls if each["name"] == "one")
    assert control["options"] == [EVERY, *STATED["short"]]
