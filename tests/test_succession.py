"""The figure of the succession says what the model says, in every state."""

from __future__ import annotations

import pytest

from widgets.models.offices import SWITCHES, succession
from widgets.succession import UNSAID, rows, vice_ministers


@pytest.fixture(scope="module")
def figure():
    made = vice_ministers()
    made.widths = []  # one picture of each state is enough
    return made


def test_the_rows_are_the_models():
    table = rows()
    for state, group in table.groupby("state"):
        switches = {name: bool(state >> i & 1) for i, name in enumerate(SWITCHES)}
        steps = succession(**switches)
        for vacancy, own in group.groupby("vacancy"):
            wanted = set(steps[vacancy - 1].candidates) or {UNSAID}
            assert set(own["who"]) == wanted
        assert group["vacancy"].max() == len(steps)


@pytest.mark.parametrize(
    "switches, reading",
    [
        (
            {},
            "As it was told, Matsuo is followed by T (stated); T is followed by S (stated);"
            " S is followed by M (stated).",
        ),
        (
            {"h_lives": True},
            "Suppose H does not die; then Matsuo is followed by T (stated); T is followed by S"
            " (stated); S is followed by C (surmised).",
        ),
        (
            {"line_then": True},
            "Suppose the longer line is in force when Matsuo retires; then Matsuo is followed by"
            " whom the paper does not say (inferred).",
        ),
    ],
)
def test_reading(figure, switches, reading):
    for name in SWITCHES:
        setattr(figure, name, switches.get(name, False))
    assert figure.reading == reading


def test_exercise_3_two_ticks():
    # A man of neither camp by a rule, and a state in which nobody can be named.
    assert succession(no_mediation=True, hidden=True)[-1].candidates == {"Shimada"}
    assert not succession(precedent=True, hidden=True)[-1].candidates
