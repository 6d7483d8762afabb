"""Search on a network: the landscape, the laws of the search, and what was published of it.

A plain version of the model, member by member (`tests/bench/search.py`), is given the same chances
and must come to the same histories, bit for bit. Kept tables are recomputed in part from the seed.
"""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import FrozenInstanceError, replace
from importlib.util import module_from_spec, spec_from_file_location
from itertools import product
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from widgets.data import table
from widgets.models import search
from widgets.models.search import (
    CERTAINTY,
    COMPARED,
    MEASURES,
    STAGES,
    Chances,
    Course,
    Setting,
    chances,
    clustering,
    estimate,
    grid,
    landscape,
    measures,
    scaled,
    simulate,
    sweep,
    unfold,
)

law = settings(deadline=None, max_examples=25)

PLAIN = Path(__file__).parents[1] / "bench/search.py"


def load_plain():
    spec = spec_from_file_location("plain_search", PLAIN)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


plain = load_plain()


@st.composite
def searches(draw, **fixed):
    """Draw a small search of any kind."""
    bits = draw(st.integers(2, 8))
    network = draw(st.sampled_from(search.NETWORKS))
    agents = draw(st.integers(5, 14))
    degrees = [*range(2, agents, 2), agents - 1]
    drawn = {
        "network": network,
        "agents": agents,
        "degree": draw(st.sampled_from(degrees)),
        "rewiring": draw(st.floats(0, 1)),
        "outside_agents": draw(st.integers(5, 9)),
        "outside_degree": draw(st.sampled_from([2, 4])),
        "bridges": draw(st.integers(0, 5)),
        "head_start": draw(st.integers(0, 4)),
        "change_every": draw(st.sampled_from([None, 1, 3])),
        "change_part": draw(st.floats(0, 1)),
        "bits": bits,
        "interactions": draw(st.integers(0, bits - 1)),
    }
    return Setting(**drawn | fixed)


def small(**changes):
    return Setting(**{"agents": 20, "outside_agents": 20, "bits": 8, "interactions": 3} | changes)


def full(**changes):
    return small(degree=19, **changes)


def history(setting, replicates=3, steps=12, seed=0):
    """Return each round's solutions and worths at home, (S + 1, R, A)."""
    rounds = unfold([setting], range(replicates), steps, seed)
    kept = [(home.solution.copy(), home.worth.copy()) for ((home, _),) in rounds]
    return tuple(np.array(each) for each in zip(*kept, strict=True))


# The landscape


@given(st.integers(1, 7), st.data())
@law
def test_worth_is_the_sum_of_what_the_bits_add(n, data):
    k = data.draw(st.integers(0, n - 1))
    drawn = chances(Setting(bits=n, interactions=k), data.draw(st.integers(0, 99)), 1)
    worth = landscape(drawn.links, drawn.contributions)
    for solution, places in enumerate(product((0, 1), repeat=n)):
        bits = places[::-1]  # the lowest digit is bit 0
        total = 0.0
        for bit in range(n):
            read = [bits[bit], *(bits[link] for link in drawn.links[bit])]
            total += drawn.contributions[bit][sum(each << at for at, each in enumerate(read))]
        assert worth[solution] == total


def test_worth_of_the_largest_landscape_where_it_is_summed_in_parts():
    drawn = chances(Setting(), 0, 1)
    worth, known = landscape(drawn.links, drawn.contributions), plain.Landscape(drawn)
    for solution in (0, 1, 4095, 4096, 654_321, 2**20 - 1):
        assert worth[solution] == known.worth(solution)


@given(st.integers(1, 7), st.data())
@law
def test_links_are_other_bits_each_once(n, data):
    k = data.draw(st.integers(0, n - 1))
    links = chances(Setting(bits=n, interactions=k), 0, 1).links
    assert links.shape == (n, k)
    for bit, others in enumerate(links):
        assert len({bit, *others.tolist()}) == k + 1


def test_a_score_is_the_part_of_the_highest_to_the_eighth():
    assert scaled(np.array([2.0, 1.0, 0.0]), 2.0).tolist() == [1, 0.5**8, 0]
    setting = small()
    (moment,) = next(unfold([setting], range(4), 1))
    for row, (home, score) in enumerate(zip(moment.home.solution, moment.home.score, strict=True)):
        drawn = chances(setting, row, 1)
        worth = landscape(drawn.links, drawn.contributions)
        np.testing.assert_allclose(score, (worth[home] / max(worth)) ** 8)


def test_a_landscape_without_interactions_has_one_peak_that_all_reach():
    for setting in (small(interactions=0), full(interactions=0), small(network="line")):
        setting = replace(setting, interactions=0)
        drawn = chances(setting, 0, 1)
        worth = landscape(drawn.links, drawn.contributions)
        flips = np.arange(256)[:, np.newaxis] ^ (1 << np.arange(8))
        assert (worth[:, np.newaxis] > worth[flips]).all(1).sum() == 1
        course = simulate(setting, 5, 150)
        assert (course.score[:, -1] == 1).all()
        assert (course.distinct[:, -1] == 1).all()


# Ties


def test_a_line_a_ring_and_a_full_network():
    def ties(setting):
        return nx.from_numpy_array(chances(setting, 0, 1).ties[0])

    assert nx.is_isomorphic(ties(small(network="line")), nx.path_graph(20))
    assert nx.is_isomorphic(ties(small(degree=2)), nx.cycle_graph(20))
    assert nx.is_isomorphic(ties(full()), nx.complete_graph(20))
    assert nx.is_isomorphic(ties(small(degree=6)), nx.watts_strogatz_graph(20, 6, 0))
    assert nx.is_isomorphic(ties(full(rewiring=1.0)), nx.complete_graph(20))
    assert nx.is_isomorphic(ties(small(degree=2, rewiring=1.0)), nx.cycle_graph(20))


@given(searches(), st.integers(0, 99))
@law
def test_ties_are_mutual_and_rewiring_keeps_their_number(setting, replicate):
    for ties in chances(setting, replicate, 1).ties:
        assert (ties == ties.T).all()
        assert not ties.diagonal().any()
    if setting.network == "lattice":
        assert (chances(setting, replicate, 1).ties[0].sum(1) == setting.degree).all()


def test_rewiring_takes_clustering_and_length_away():
    found = [chances(Setting(degree=8, rewiring=part), 0, 1).ties[0] for part in (0, 0.1, 1)]
    clustered = [clustering(ties) for ties in found]
    lengths = [nx.average_shortest_path_length(nx.from_numpy_array(ties)) for ties in found]
    assert clustered == sorted(clustered, reverse=True)
    assert lengths == sorted(lengths, reverse=True)
    assert clustered[0] == pytest.approx(9 / 14)  # 3 (k - 2) / 4 (k - 1), Watts and Strogatz
    assert all(nx.is_connected(nx.from_numpy_array(ties)) for ties in found)


@given(searches(network="random"), st.integers(0, 99))
@law
def test_clustering_is_that_of_networkx(setting, replicate):
    ties = chances(setting, replicate, 1).ties[0]
    assert clustering(ties) == pytest.approx(nx.average_clustering(nx.from_numpy_array(ties)))


def test_a_random_network_has_about_the_ties_that_it_should():
    mean = [chances(COMPARED["random"], each, 1).ties[0].sum(1).mean() for each in range(30)]
    assert np.mean(mean) == pytest.approx(10, abs=0.5)


# Seeds


@given(searches(), st.integers(0, 9))
@law
def test_a_seed_is_a_history(setting, seed):
    one, again = history(setting, seed=seed), history(setting, seed=seed)
    np.testing.assert_array_equal(one, again)
    assert not np.array_equal(one, history(setting, seed=seed + 1))


@given(searches())
@law
def test_chances_do_not_depend_on_ties(setting):
    other = replace(setting, network="line", bridges=0, rewiring=0.0)
    one, two = chances(setting, 1, 9), chances(other, 1, 9)
    for name in ("links", "contributions", "starts"):
        for here, there in zip(getattr(one, name), getattr(two, name), strict=True):
            np.testing.assert_array_equal(here, there)
    np.testing.assert_array_equal(one.trials[0], two.trials[0])


@given(searches(), searches())
@law
def test_settings_run_side_by_side_as_they_do_alone(one, other):
    shared = ("bits", "interactions", "change_every", "change_part")
    other = replace(other, **{name: getattr(one, name) for name in shared})
    together = [
        [(moment.home.worth.copy()) for moment in moments]
        for moments in unfold([one, other], range(2), 8)
    ]
    for each, alone in zip(zip(*together, strict=True), (one, other), strict=True):
        np.testing.assert_array_equal(each, history(alone, 2, 8)[1])


def test_replicates_and_purposes_are_drawn_apart():
    one, other = (chances(small(network="random", bridges=5), each, 9) for each in (0, 1))
    assert not np.array_equal(one.contributions, other.contributions)
    assert not np.array_equal(one.links, other.links)
    for here, there in zip(one[3:], other[3:], strict=True):
        assert not np.array_equal(here[0], there[0])
    assert not np.array_equal(one.starts[0], one.starts[1])
    assert not np.array_equal(one.trials[0], one.trials[1])


def test_a_replicate_is_the_same_in_any_batch(monkeypatch):
    setting = small(bridges=3, head_start=5, change_every=4)
    whole = simulate(setting, 7, 10)
    monkeypatch.setattr(search, "BATCH", 3)
    for one, other in zip(whole, simulate(setting, 7, 10), strict=True):
        np.testing.assert_array_equal(one, other)


# The search


@given(searches(), st.integers(0, 50))
@law
def test_a_plain_version_comes_to_the_same_bit_for_bit(setting, replicate):
    steps = 10
    world = plain.World(setting, chances(setting, replicate, steps))
    for (moment,) in unfold([setting], [replicate], steps):
        for people, members in zip(moment, (world.home, world.outside), strict=True):
            if people is not None:
                assert people.solution[0].tolist() == [each.solution for each in members]
                assert people.worth[0].tolist() == [each.worth for each in members]
        if world.round < steps:
            world.step()


@given(searches(change_every=None))
@law
def test_nobody_ever_does_worse_where_the_landscape_stands_still(setting):
    _, worth = history(setting)
    assert (np.diff(worth, axis=0) >= 0).all()


@given(searches(change_every=3))
@law
def test_between_changes_nobody_does_worse_either(setting):
    _, worth = history(setting, steps=13)
    for began in (1, 4, 7, 10):
        assert (np.diff(worth[began : began + 3], axis=0) >= 0).all()


@given(searches(change_every=2))
@law
def test_solutions_are_worth_what_the_changed_landscape_says(setting):
    lands = [chances(setting, each, 7) for each in range(2)]
    solution, worth = history(setting, 2, 7)
    for row, drawn in enumerate(lands):
        contributions, changes = drawn.contributions.copy(), iter(drawn.changes)
        for step in range(8):
            if step > 1 and step % 2:
                which, new = next(changes)
                assert len(set(which.tolist())) == round(setting.change_part * setting.bits)
                contributions[which] = new
            known = landscape(drawn.links, contributions)
            np.testing.assert_array_equal(worth[step, row], known[solution[step, row]])


@given(searches(), st.randoms(use_true_random=False))
@law
def test_it_does_not_matter_how_members_are_numbered(setting, random):
    drawn = chances(setting, 0, 6)
    order = random.sample(range(setting.agents), setting.agents)
    place = {member: at for at, member in enumerate(order)}
    members, seen = drawn.bridges
    renamed = Chances(
        drawn.links,
        drawn.contributions,
        drawn.changes,
        (drawn.ties[0][np.ix_(order, order)], drawn.ties[1]),
        (drawn.starts[0][order], drawn.starts[1]),
        (drawn.trials[0][:, order], drawn.trials[1]),
        (np.array([place[each] for each in members.tolist()], int), seen),
    )
    one, other = plain.World(setting, drawn), plain.World(setting, renamed)
    for _ in range(6):
        one.step()
        other.step()
    assert [one.home[each].solution for each in order] == [each.solution for each in other.home]


def test_a_full_network_soon_holds_one_solution():
    course = simulate(full(), 20, 60)
    # After a round, all but the best have copied, and the best has tried one bit.
    assert (course.distinct[:, 1] <= 2).all()
    assert (course.distinct[:, 40:] == 1).all()


@given(searches(bridges=0))
@law
def test_a_closed_network_does_not_care_what_is_outside(setting):
    other = replace(setting, head_start=setting.head_start + 3, outside_degree=2)
    np.testing.assert_array_equal(history(setting), history(other))


@given(searches())
@law
def test_the_outside_does_not_care_who_looks(setting):
    def outside(bridges):
        rounds = unfold([replace(setting, bridges=bridges)], range(2), 6)
        return [moment.outside.worth.copy() for (moment,) in rounds]

    np.testing.assert_array_equal(outside(1), outside(4))


def test_whoever_sees_out_is_never_behind_whom_he_saw():
    setting = small(bridges=4, head_start=30)
    members, seen = zip(*(chances(setting, each, 9).bridges for each in range(3)), strict=True)
    before = None
    for ((home, outside),) in unfold([setting], range(3), 9):
        if before is not None:
            for row in range(3):
                assert (home.worth[row, members[row]] >= before[row, seen[row]]).all()
        before = outside.worth.copy()


def test_a_head_start_is_a_search_that_began_before():
    setting = small(bridges=1, head_start=7)
    later = [moment.outside.solution.copy() for (moment,) in unfold([setting], range(3), 5)]
    sooner = unfold([replace(setting, head_start=0)], range(3), 12)
    np.testing.assert_array_equal(
        later, [moment.outside.solution.copy() for (moment,) in sooner][7:]
    )


# Measures


def test_measures_of_a_course_by_hand():
    score = np.array([[0.1, 0.2, 0.97, 1.0], [0.5, 0.5, 0.5, 0.5]])
    outside = np.array([[0.2, 0.4, 1.0, 1.0], [1.0, 1.0, 1.0, 1.0]])
    course = Course(score, score + 0.1, np.array([[4, 3, 2, 1], [4, 4, 4, 4]]), outside)
    found = measures(course, Setting(bridges=1, head_start=9))
    assert list(found) == list(MEASURES)
    assert found["final"].tolist() == [1.0, 0.5]
    assert found["mean"] == pytest.approx([2.17 / 3, 0.5])
    assert found["best"].tolist() == [1.1, 0.6]
    assert found["distinct"].tolist() == [1, 4]
    assert found["settled"].tolist() == [2, 0]
    assert found["caught_up"].tolist() == [2, 3]  # never is all the rounds
    assert np.isnan(found["early"]).all()  # the run is shorter than that
    still = measures(course, Setting(change_every=2))
    assert np.isnan(still["settled"]).all()
    assert np.isnan(still["caught_up"]).all()


def test_an_estimate_by_hand():
    # 1, 2, 6: mean 3, variance (4 + 1 + 9) / 2 = 7, standard error sqrt(7 / 3)
    assert estimate(np.array([1.0, 2.0, 6.0])) == pytest.approx((3, (7 / 3) ** 0.5))
    assert np.isnan(estimate(np.array([1.0])).error)


def test_a_sweep_is_the_same_with_an_executor():
    settings_ = grid(small(), degree=[2, 6], change_every=[None, 4], bridges=[0, 2])
    alone = sweep(settings_, 25, 12, 3)
    assert alone["degree"].tolist() == [2, 2, 2, 2, 6, 6, 6, 6]
    assert {f"{name}{end}" for name in MEASURES for end in ("", "_error")} <= {*alone.columns}
    for kind in (ThreadPoolExecutor, ProcessPoolExecutor):
        with kind(2) as executor:
            pd.testing.assert_frame_equal(alone, sweep(settings_, 25, 12, 3, executor))


def test_a_row_of_a_sweep_is_its_setting_by_itself():
    setting = small(degree=6, bridges=2)
    (row,) = sweep([setting], 30, 12).to_dict("records")
    course = simulate(setting, 30, 12)
    assert row["final"] == course.score[:, -1].mean()
    assert row["final_error"] == pytest.approx(course.score[:, -1].std(ddof=1) / 30**0.5)


# What was published, and the two stages


def test_the_kept_reproduction_comes_of_the_model():
    kept = table("search_reproduction").set_index(["problem", "network", "step"])
    course = simulate(COMPARED["ring"], search.LANDSCAPES, 30)
    for step in (0, 10, 19, 30):
        score, error = estimate(course.score[:, step])
        row = kept.loc["complex", "ring", step]
        assert row["score"] == pytest.approx(score, abs=6e-5)
        assert row["error"] == pytest.approx(error, abs=6e-5)
        assert row["high"] - row["low"] == pytest.approx(2 * CERTAINTY * error, abs=2e-4)
        assert row["distinct"] == pytest.approx(course.distinct[:, step].mean(), abs=6e-3)


def test_the_kept_reproduction_is_whole():
    kept = table("search_reproduction")
    rows = list(product(search.PROBLEMS, COMPARED, search.SHOWN))
    assert list(kept[["problem", "network", "step"]].itertuples(index=False, name=None)) == rows


def test_what_was_published_holds_here():
    kept = table("search_pattern").set_index("finding")
    published = kept[kept["basis"] != "inferred"]
    assert (published["verdict"] == "holds").all()
    assert kept.loc[kept["basis"] == "inferred", ["sign", "verdict"]].isna().all().all()
    signed = published[published["sign"] != 0]
    assert (signed["sign"] * signed["low"] > 0).all()
    assert (signed["sign"] * signed["high"] > 0).all()


def test_the_kept_pattern_agrees_with_the_kept_curves():
    pattern = table("search_pattern").set_index("finding")["value"]
    curves = table("search_reproduction").query("problem == 'complex'")
    score = curves.pivot(index="step", columns="network", values="score")
    lead = score["full"] - score["line"]
    assert pattern["ahead in the short run: the network that spreads news faster"] == (
        pytest.approx(lead[search.EARLY], abs=2e-4)
    )
    assert pattern["behind in the long run: the same network"] == (
        pytest.approx(lead[search.ROUNDS], abs=2e-4)
    )
    level = pattern["the line draws level with the full network"]
    assert lead[level - 1] > 0 >= lead[level]


def test_every_state_of_the_two_stages_is_kept():
    kept = table("search_stages")
    rows = kept[["change_every", "stage", "outside", "degree", "rewiring", "bridges"]]
    expected = product(
        ["never", "40", "20", "10", "5"],
        STAGES,
        search.OUTSIDES,
        search.DEGREES,
        search.REWIRINGS,
        search.BRIDGED,
    )
    assert list(rows.itertuples(index=False, name=None)) == list(expected)
    assert len(kept) <= 2000


def row_of(kept, change, stage, outside, degree, rewiring, bridges):
    same = (kept["stage"] == stage) & (kept["outside"] == outside) & (kept["degree"] == degree)
    same &= (kept["rewiring"] == rewiring) & (kept["bridges"] == bridges)
    same &= kept["change_every"] == ("never" if change is None else str(change))
    (row,) = kept[same].to_dict("records")
    return row


@pytest.mark.parametrize(
    "state",
    [
        (None, "catch-up", "sparse", 99, 0.1, 1),
        (None, "frontier", "dense", 8, 0.1, 5),
        (40, "frontier", "sparse", 4, 0.0, 0),
    ],
)
def test_kept_states_come_of_the_model(state):
    change, stage, outside, *_ = state
    row = row_of(table("search_stages"), *state)
    wanted = [state, (change, stage, outside, 2, 0.0, 0)]
    mine, ring = search._measures([search._stage(*each) for each in wanted], 100, 200, 0)
    for name in ("early", "mean", "final"):
        score, error = estimate(mine[name])
        assert row[name] == pytest.approx(score, abs=6e-4)
        assert row[f"{name}_error"] == pytest.approx(error, abs=6e-4)
    for name in ("distinct", "settled", "caught_up"):
        expected = estimate(mine[name]).value
        assert row[name] == pytest.approx(expected, abs=0.06, nan_ok=True)
    for name in search.LEADS:
        lead, error = estimate(mine[name] - ring[name])
        assert row[f"{name}_less_closed_ring"] == pytest.approx(lead, abs=6e-4)
        assert row[f"{name}_less_closed_ring_error"] == pytest.approx(error, abs=6e-4)


def test_what_the_two_stages_come_to():
    kept = table("search_stages")

    def lead(change, stage, outside, bridges, of="mean_less_closed_ring"):
        row = row_of(kept, change, stage, outside, 99, 0.0, bridges)
        margin = CERTAINTY * row[f"{of}_error"]
        return row[of] - margin, row[of] + margin

    # Closed and dense: behind where the landscape stands still, ahead where it often changes.
    assert max(lead(None, "frontier", "sparse", 0)) < 0
    for often in (20, 10, 5):
        assert min(lead(often, "frontier", "sparse", 0)) > 0
    # One bridge to an outside that searches well makes good what density costs; to a dense
    # outside it does not; and among the open, the dense are still behind in the end.
    final = "final_less_closed_ring"
    assert max(lead(None, "frontier", "sparse", 1, final)) > 0
    assert max(lead(None, "frontier", "dense", 1, final)) < 0
    assert max(lead(None, "frontier", "sparse", 1, "final_less_ring")) < 0
    # In catch-up, an open dense net is level with the outside in a tenth of the time.
    ring, full = (row_of(kept, None, "catch-up", "sparse", each, 0.0, 1) for each in (2, 99))
    assert 10 * full["caught_up"] < ring["caught_up"]


def test_rows_that_must_come_to_the_same_do():
    kept = table("search_stages")
    about = kept.columns[kept.columns.get_loc("clustering") :].to_list()
    closed = kept[kept["bridges"] == 0]
    by = ["change_every", "degree", "rewiring"]
    assert (closed.groupby(by)[about].nunique(dropna=False) == 1).all().all()
    ends = kept[kept["degree"].isin([2, 99])]
    by = ["change_every", "stage", "outside", "degree", "bridges"]
    assert (ends.groupby(by)[about].nunique(dropna=False) == 1).all().all()


# What cannot be set


@pytest.mark.parametrize(
    "changes, sentence",
    [
        ({"network": "star"}, "network is one of .*, not 'star'"),
        ({"degree": 3}, r"degree is an even number from 2, or 99 \(all others\), not 3"),
        ({"degree": 100}, "degree is an even number"),
        ({"degree": 2.0}, "degree is an even number"),
        ({"network": "random", "degree": 100}, "degree is a whole number from 0 to 99, not 100"),
        ({"outside_degree": 0}, "outside_degree is an even number"),
        ({"rewiring": 1.5}, "rewiring is a number from 0 to 1, not 1.5"),
        ({"change_part": float("nan")}, "change_part is a number from 0 to 1, not nan"),
        ({"bridges": 101}, "bridges is a whole number from 0 to 100, not 101"),
        ({"head_start": -1}, "head_start is a whole number from 0"),
        ({"change_every": 0}, "change_every is a whole number from 1"),
        ({"bits": 21}, "bits is a whole number from 1 to 20, not 21"),
        ({"bits": 5}, "interactions must be fewer than the 5 bits, not 5"),
        ({"agents": True}, "agents is a whole number"),
    ],
)
def test_a_setting_out_of_range_says_so_in_a_sentence(changes, sentence):
    with pytest.raises(ValueError, match=sentence):
        Setting(**changes)


@pytest.mark.parametrize("name, value", [("replicates", 0), ("steps", 0), ("seed", -1)])
def test_a_run_out_of_range_says_so_in_a_sentence(name, value):
    with pytest.raises(ValueError, match=f"{name} is a whole number from"):
        simulate(small(), **{name: value})


def test_settings_on_different_landscapes_do_not_run_side_by_side():
    with pytest.raises(ValueError, match="must share bits, interactions, change_every"):
        next(unfold([small(), small(bits=9)], range(1), 1))


def test_a_setting_stays_as_it_is():
    with pytest.raises(FrozenInstanceError):
        Setting().degree = 2
