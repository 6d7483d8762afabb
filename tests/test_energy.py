"""The campaign against a ministry of energy: who is reached, and by which tie alone."""

from __future__ import annotations

import pytest

from widgets import energy_campaign


@pytest.fixture
def campaign():
    return energy_campaign()


def test_everybody_whom_the_ministry_wanted_is_reached(campaign):
    assert campaign.reading.endswith("a documented channel reaches 6 of 6 targets.")


def test_finance_hangs_on_two_old_comrades(campaign):
    # Minagawa, II.1 with n. 30: Wada and Kichise had served together in the Navy.
    campaign.removed_ties = campaign.presets["No old comrades, no plea to Finance"]["removed_ties"]
    assert campaign.lost_channels() == {"service": ["mof"]}


def test_nobody_hangs_on_the_director_alone(campaign):
    # II.1: the Director and the section chiefs did the asking.
    campaign.removed_actors = ["miti_director"]
    assert campaign.lost_channels() == {}
    campaign.removed_actors = ["miti_director", "miti_section_chiefs"]
    lost = campaign.lost_channels()
    assert lost["appeal"] == ["other_ministries", "miki", "nakasone", "business_circles"]
    assert "mof" not in {target for targets in lost.values() for target in targets}


def test_the_hedged_tie_is_one(campaign):
    hedged = [tie["tie"] for tie in campaign.ties if tie["basis"] == "hedged"]
    assert hedged == ["wada-kichise-alliance"]
