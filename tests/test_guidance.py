"""The figures of guidance: what the small one holds of the large one, and what a cut says in it."""

from __future__ import annotations

import pytest

from widgets import guidance_network, thai_channels


def test_the_small_network_holds_every_channel_in_force_among_its_actors():
    small, whole = thai_channels(), guidance_network()
    here = {one["actor"] for one in small.actors}
    ways = {"inside_japan", *small.channels["kinds"]}
    expected = {
        tie["tie"]
        for tie in whole.ties
        if {tie["source"], tie["target"]} <= here
        and tie["status"] == "in_force"
        and tie["family"] in ways
    }
    assert expected and {tie["tie"] for tie in small.ties} == expected


@pytest.mark.parametrize(
    "gone, lost",
    [
        # Worked out by hand from the rows of ties.csv: BSID and SIFC have one adviser, car parts
        # have MITI and JAMA, whom no part of the state but MITI moves; aid comes from Japan alone.
        ("miti", {"administrative_host": ["bsid", "sifc", "thai_parts_industry"]}),
        ("jica", {"administrative_host": ["thai_moi"]}),
        ("japan_government", {"financial_host": ["thailand"]}),
        ("exim_bank", {}),
    ],
)
def test_who_loses_a_channel_to_thailand(gone, lost):
    found = thai_channels(removed_actors=[gone]).lost_channels()
    assert {kind: sorted(targets) for kind, targets in found.items()} == lost


def test_all_its_switches_are_folded_and_none_is_lost():
    small, open_ones = thai_channels()._contents(), thai_channels(folded=())._contents()
    assert small["controls"] == [] and open_ones["more_controls"] == []
    names = [control.name for control in small["more_controls"]]
    assert names == [control.name for control in open_ones["controls"]]
