"""Small houses, run in any way, for the tests of the simulated hierarchy."""

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

from widgets.models.hierarchy import World, chances, preset

SYSTEMS = ["ministry", "party_state"]

law = settings(deadline=None, max_examples=15)


@st.composite
def houses(draw):
    """Draw a small house, run in any way."""
    system = draw(st.sampled_from(SYSTEMS))
    part, weight = st.floats(0, 1), st.floats(0, 2)
    return preset(
        system,
        units=draw(st.integers(3, 5)),
        sections=draw(st.integers(1, 2)),
        intake=draw(st.integers(1, 3)),
        line_length=draw(st.integers(0, 4)),
        min_service=draw(st.integers(0, 5)),
        may_skip=draw(st.booleans()),
        age_exit=draw(st.sampled_from([None, 50, 55])),
        up_or_out=draw(st.sampled_from([None, 4, 12])),
        top_term=draw(st.sampled_from([None, 2, 5])),
        rotation=draw(part),
        tie_weight=draw(weight),
        outer_weight=draw(weight),
        adviser_share=draw(part),
        override=draw(part),
        shock=draw(st.floats(0, 0.1)),
        insecurity=draw(st.floats(0, 0.3)),
        fall=draw(st.floats(0, 0.3)),
        threat=draw(weight),
        purge=draw(part),
        bond=draw(part),
        decay=draw(part),
        reciprocity=draw(part),
    )


def quiet(system, **changes):
    """Return a house in which nothing happens to ties but what a test lets happen."""
    still = {"shock": 0, "insecurity": 0, "fall": 0, "threat": 0, "override": 0, "purge": 0}
    return preset(system, **{**still, **changes})


def started(setting, replicates=3, seed=0):
    """Return a house at the start, and the chances of its years."""
    drawn = chances(setting, replicates, 40, seed)
    return World(setting, replicates, next(drawn)), drawn


def same(one, other):
    """Say whether two runs are one history."""
    return np.array_equal(one.persons, other.persons)
