"""What a class needs: sums that can be done by hand, and bounds."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.data import table
from widgets.models.classroom import SPARE, needs

FOUND = table("live_load").set_index("measure")["value"]


def test_thirty_by_hand():
    a_student = FOUND["server_memory"] + FOUND["kernel_memory"]
    megabytes = FOUND["hub_memory"] + FOUND["proxy_memory"] + 30 * a_student
    found = needs(30)
    assert found["memory_gb"] == pytest.approx(SPARE * megabytes / 1000)
    work = 30 * (FOUND["server_work"] + FOUND["kernel_work"])
    assert found["cores"] == max(2, math.ceil(work / 120))


@given(st.integers(1, 2000), st.integers(1, 2000), st.floats(0.01, 1))
def test_more_students_never_need_less(few, more, part):
    few, more = sorted((few, more))
    assert (needs(few, part) <= needs(more, part)).all()


def test_what_is_asked_within_twice_the_time_needs_about_half_the_cores():
    quick, slow = (needs(300, 1.0, within)["cores"] for within in (60, 120))
    assert quick - 1 <= 2 * slow <= quick + 2


@pytest.mark.parametrize("asked", [(0,), (30, 0), (30, 1.5), (30, 1, 0)])
def test_numbers_outside_their_bounds_are_refused(asked):
    with pytest.raises(ValueError, match="expected at least one student"):
        needs(*asked)


def test_the_measurement_is_of_a_class_and_of_every_part_of_a_hub():
    assert FOUND["students"] >= 10
    parts = [f"{part}_memory" for part in ("hub", "proxy", "server", "kernel")]
    assert (FOUND[parts] > 10).all()
    # Pages held in common are counted once or divided, so a share is never the larger.
    assert all(FOUND[f"{part}_share"] <= FOUND[f"{part}_memory"] for part in ("server", "kernel"))
