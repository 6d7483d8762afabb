"""The law of a house: small houses are run through and looked at after every year."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from small_houses import houses, law, quiet, started

from widgets.models.hierarchy import CLIENT, GONE, RETIRED, SERVING, World, chances, preset, unfold


@given(houses())
@law
def test_every_office_has_one_holder_and_every_official_one_office(setting):
    for world in unfold(setting, 3, 16, 1):
        rows, office = np.nonzero(world.holder >= 0)
        slots = world.holder[rows, office]
        assert (world.office[rows, slots] == office).all()
        assert (world.place[rows, slots] == SERVING).all()
        assert (world.rank[rows, slots] == world.plan.tier[office]).all()
        assert (world.unit[rows, slots] == world.plan.unit[office]).all()
        assert (world.office >= 0).sum() == len(rows)
        assert len(set(zip(rows, slots, strict=True))) == len(rows)


@given(houses())
@law
def test_nobody_serves_beyond_the_age_of_exit(setting):
    for world in unfold(setting, 3, 16, 1):
        assert (world.age[np.newaxis] < setting.last_age).all()
        if setting.age_exit is not None:
            assert not (world.serving & (world.age >= setting.age_exit)).any()
        if setting.top_term is not None:
            tops = world.rank == world.plan.top
            assert (world.year - world.since)[tops & world.serving].max(initial=0) < max(
                setting.top_term, 1
            )


@given(houses())
@law
def test_ranks_skip_only_where_the_rules_let_them(setting):
    before = person = None
    for world in unfold(setting, 3, 16, 1):
        if before is not None:
            stayed = world.person == person
            step = (world.rank - before)[:, stayed]
            assert step.max() <= 1 + setting.may_skip
        before, person = world.rank.copy(), world.person


@given(houses())
@law
def test_nobody_is_lost_or_made(setting):
    number = setting.intake
    for world in unfold(setting, 3, 16, 1):
        assert world.place.shape == (3, setting.officials)
        recruits = world.place[:, world.cohort_slots]
        assert recruits.shape[1] == number and (recruits != RETIRED).all()
        assert len(set(world.person)) == setting.officials
        assert set(np.unique(world.place)) <= {GONE, SERVING, RETIRED}


@given(houses())
@law
def test_ties_are_of_two_and_of_a_strength(setting):
    for world in unfold(setting, 3, 16, 1):
        assert world.ties.min() >= 0 and world.ties.max() <= 1 + 1e-6
        assert (np.diagonal(world.ties, axis1=1, axis2=2) == 0).all()
        gone = world.place == GONE
        assert (world.ties[gone] == 0).all()
        assert (world.ties.transpose(0, 2, 1)[gone] == 0).all()


@given(houses())
@law
def test_favours_granted_are_repaid_lapsed_or_owed(setting):
    for world in unfold(setting, 3, 16, 1):
        owed = np.bincount(world.debts[:, 0], minlength=3)
        np.testing.assert_array_equal(world.granted, world.repaid + world.lapsed + owed)


def test_ties_fade_without_meeting():
    world, drawn = started(quiet("ministry", rotation=0, bond=0, decay=0.2, reciprocity=0))
    world.step(next(drawn))
    retired = np.flatnonzero((world.place == RETIRED).all(axis=0))[:2]
    world.ties[:, retired[0], retired[1]] = 0.5
    world.appointed = world._record([])
    world.meet(next(drawn))
    np.testing.assert_allclose(world.ties[:, retired[0], retired[1]], 0.4, rtol=1e-6)


def test_ties_last_while_two_serve_together():
    world, drawn = started(quiet("ministry", rotation=0, bond=0, decay=0.2))
    chief, section = (
        world.plan.names.index("bureau 4"),
        world.plan.names.index("bureau 4 section 1"),
    )
    at = world.rows
    world.ties[at, world.holder[at, chief], world.holder[at, section]] = 0.5
    world.before = world.rank
    world.appointed, world.year = world._record([]), 0
    world.meet(next(drawn))
    left = world.ties[at, world.holder[at, chief], world.holder[at, section]]
    np.testing.assert_allclose(left, 0.5, rtol=1e-6)


@pytest.mark.parametrize("pull", ["insecurity_pull", "reciprocity_pull"])
def test_insecurity_and_reciprocity_bind(pull):
    base = quiet("ministry", bond=0.1, insecurity=0.05, reciprocity=0.5)
    few, many = (
        sum((world.ties >= CLIENT).sum() for world in unfold(replace(base, **{pull: x}), 20, 12, 0))
        for x in (0, 10)
    )
    assert many > few


def test_roles_reverse_at_retirement_as_far_as_favours_bind():
    world, _ = started(quiet("ministry", reciprocity=0.8))
    patron, client = world.holder[:, [0, 5]].T.copy()
    world.ties[world.rows, patron, client] = 0.75
    leaves = np.zeros(world.place.shape, bool)
    leaves[world.rows, patron] = True
    world._retire(leaves)
    np.testing.assert_allclose(world.ties[world.rows, client, patron], 0.6, rtol=1e-6)
    assert (world.ties[world.rows, patron] == 0).all()
    assert (world.place[world.rows, patron] == RETIRED).all()


@pytest.mark.parametrize("purge", [0.0, 1.0])
def test_discretion_spares_all_or_strikes_all(purge):
    setting = preset("party_state", purge=purge, insecurity=0.1, fall=0.2)
    exposed = 0
    for world in unfold(setting, 10, 16, 3):
        exposed += world.exposed.sum()
        struck = world.exposed if purge else np.zeros_like(world.exposed)
        np.testing.assert_array_equal(world.purged, struck)
    assert exposed > 50


def test_a_fall_reaches_those_tied_and_nobody_else():
    world, drawn = started(quiet("party_state", purge=1.0))
    patron, client = world.holder[:, [3, 12]].T.copy()
    world.ties[world.rows, patron, client] = 0.9
    world.pending[world.rows, patron] = True
    world.year += 1
    world.set_aside = np.zeros(3, int)
    world.heir_lost = np.zeros(3, bool)
    world._lose(next(drawn))
    assert (world.purged.sum(axis=1) == 1).all()
    assert world.purged[world.rows, client].all()
    assert (world.office[world.rows, client] == -1).all()
    assert (world.rank[world.rows, client] == 1).all()


class OneByOne(World):
    """A house that fills all its offices one after the other, as the first ones of a tier."""

    def _fill_in_turn(self, posts, field, club):
        for office in posts:
            self._fill(office, field, club, None)


@given(houses())
@law
def test_filling_in_turn_is_filling_one_by_one(setting):
    one, other = chances(setting, 3, 16, 4), chances(setting, 3, 16, 4)
    in_turn, one_by_one = World(setting, 3, next(one)), OneByOne(setting, 3, next(other))
    for here, there in zip(one, other, strict=True):
        for world, chance in ((in_turn, here), (one_by_one, there)):
            world.step(chance)
            world.meet(chance)
        np.testing.assert_array_equal(in_turn.holder, one_by_one.holder)
        np.testing.assert_array_equal(in_turn.ties, one_by_one.ties)


def test_who_was_moved_from_one_vacancy_may_have_the_next():
    """One man is left for two posts, and was moved from the first: only the second is his."""
    world, drawn = started(quiet("ministry", rotation=0))
    first, second = (world.plan.names.index(f"bureau {unit} section 1") for unit in (4, 5))
    for each in (first, second):
        world._vacate(world.rows, world.holder[:, each].copy())
    man = np.flatnonzero(((world.place == SERVING) & (world.office < 0)).all(axis=0))[0]
    world.place[world.office < 0] = RETIRED
    world.place[:, man], world.rank[:, man], world.unit[:, man] = SERVING, 1, 4
    world.year += 1
    world._rotate(next(drawn))
    world.moved_from[:, first] = man
    world._appoint(next(drawn))
    assert (world.holder[:, first] == -1).all()
    assert (world.holder[:, second] == man).all()
