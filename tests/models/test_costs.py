"""Ratios and growth of costs: sums that can be done by hand, and the law that a power leaves."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.data import table
from widgets.models.costs import LARGE, PROGRAMS, aims, costs, growth

MEASURED = table("measures_at_scale")


def rows(times):
    """Return rows of one measure from times by program and number of actors."""
    return pd.DataFrame(
        [
            {"measure": "reach", "actors": actors, "program": program, "milliseconds": taken}
            for (program, actors), taken in times.items()
        ]
    )


def test_ratios_by_hand():
    found = costs(rows({("page", 100): 3.0, ("igraph", 100): 2.0, ("networkx", 100): 60.0}))
    assert list(found.columns) == [*PROGRAMS, "page_to_igraph", "networkx_to_page"]
    row = found.loc["reach", 100]
    assert row[["page_to_igraph", "networkx_to_page"]].tolist() == [1.5, 20.0]
    assert math.isnan(row["book"])


def test_what_was_not_measured_has_no_ratio():
    found = costs(rows({("page", 100): 3.0})).iloc[0]
    assert found["page"] == 3
    assert found.drop("page").isna().all()


def test_where_an_aim_is_missed():
    times = {("page", 100): 5.0, ("igraph", 100): 2.0, ("networkx", 100): 60.0}
    times |= {("page", 500): 20.0, ("igraph", 500): 10.0, ("networkx", 500): 200.0}
    both = [rows(times).assign(measure=each) for each in ("betweenness", "constraint")]
    found = aims(pd.concat(both))
    # 5 : 2 and 20 : 10 against igraph; networkx 60 : 5 and 200 : 20.
    assert found["missed"].tolist() == ["100", "500", "100, 500"]
    assert found["least"].tolist() == [2.0, 10.0, 2.0]
    assert found["most"].tolist() == [2.5, 12.0, 2.5]
    met = aims(pd.concat(both).assign(milliseconds=lambda each: each["milliseconds"] ** 0))
    assert met["missed"].tolist() == ["nowhere", "100, 500", "nowhere"]


def test_an_aim_at_what_was_not_measured_is_not_called_reached():
    page = rows({("page", 100): 5.0, ("igraph", 100): 5.0}).assign(measure="betweenness")
    found = aims(page).set_index(["measure", "ratio"])
    assert found["missed"].tolist() == ["nowhere", "not measured", "not measured"]
    assert found[["least", "most"]].isna().all(axis=1).tolist() == [False, True, True]


@given(st.floats(0.001, 1000), st.floats(0, 4))
def test_growth_is_the_power_that_it_was(first, power):
    times = {("page", n): first * n**power for n in (LARGE, 1000, 2000, 5000)}
    times |= {("page", 100): 1e9, ("igraph", 5000): 1.0}  # too small to count; alone
    found = growth(rows(times)).loc["reach"]
    assert found["page"] == pytest.approx(power, abs=1e-6)
    assert found[["igraph", "networkx", "book"]].isna().all()


def test_each_measure_was_timed_in_the_page_at_every_size():
    sizes = MEASURED.groupby(["measure", "program"])["actors"].agg(set)
    for measure in ("betweenness", "constraint", "bonacich_power"):
        assert sizes[measure, "page"] == {100, 200, 500, 1000, 2000, 5000}
    for measure in ("betweenness", "constraint"):
        assert sizes[measure, "igraph"] == sizes[measure, "page"]
        assert {100, 200, 500, 1000} <= sizes[measure, "networkx"]
    assert ("bonacich_power", "igraph") not in sizes  # which has no such measure
    assert (MEASURED["milliseconds"] > 0).all()
    assert (MEASURED["ties"] == 4 * MEASURED["actors"]).all()
