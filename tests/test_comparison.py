"""The matrix of the comparison: what stands in it, and what its sentence counts."""

from __future__ import annotations

import pytest

from widgets.comparison import EVIDENCE, KINDS, japan_and_ussr, rows
from widgets.data import table


@pytest.fixture(scope="module")
def figure():
    made = japan_and_ussr()
    made.widths = []  # one picture of each state is enough
    return made


def test_every_word_of_the_table_is_known():
    points = table("comparison")
    assert set(points["kind"]) == set(KINDS)
    found = set(points["japan_evidence"]) | set(points["ussr_evidence"])
    assert found == set(EVIDENCE)


def test_two_rows_a_dimension_each_with_the_other_side():
    both = rows()
    assert set(both.groupby("title")["side"].agg(", ".join)) == {"Japan, USSR"}
    japan, ussr = (both[both["side"] == side].set_index("title") for side in ("Japan", "USSR"))
    assert (japan["other"] == ussr["evidence"]).all()
    assert (ussr["other"] == japan["evidence"]).all()


def test_reading_counts_what_the_table_holds(figure):
    points = table("comparison")
    said = [(points[f"{side}_evidence"] == "assertion").sum() for side in ("japan", "ussr")]
    none = [(points[f"{side}_evidence"] == "none").sum() for side in ("japan", "ussr")]
    weak = points[["japan_evidence", "ussr_evidence"]].isin(["assertion", "none"]).any(axis=1)
    assert figure.reading == (
        f"All topics: {len(points)} dimensions; asserted for Japan {said[0]} and for the USSR"
        f" {said[1]}, nothing on Japan {none[0]} and on the USSR {none[1]}, studied on both sides"
        f" {(~weak).sum()}."
    )


def test_one_point_is_read_from_both_sides(figure):
    # Minagawa, II.1: the norm of reciprocity in Japan; of Soviet officials nobody has studied it.
    title = table("comparison").set_index("dimension").loc["reciprocity", "title"]
    figure.one = title
    assert figure.reading.endswith(
        f"{title}. Japan: A norm learnt early that binds the strong too; shame for whoever fails"
        " it. USSR: Unknown."
    )
    figure.one = "none"


@pytest.mark.parametrize("about", KINDS.values())
def test_a_topic_holds_its_own(figure, about):
    figure.about = about
    count = (table("comparison")["kind"].map(KINDS) == about).sum()
    assert figure.reading.startswith(f"On {about}: {count} dimensions;")
    figure.about = "all"


def test_exercise_1_japan_always_has_the_one_case():
    points = table("comparison")
    strong = points[["japan_evidence", "ussr_evidence"]]
    studied = points[~strong.isin(["assertion", "none"]).any(axis=1)]
    assert set(studied["japan_evidence"]) == {"case"}
    assert set(studied["ussr_evidence"]) == {"cohort_study"}
