"""The strands as a network to cut, and who stands in several: sentence and table agree with the
model, whatever is counted."""

from itertools import product

import pytest
from states import light, rows, set_to

from widgets import strand_overlap, strands, three_strands
from widgets.models import strands as model
from widgets.networks import network

PRODUCTION = network("production")
SWITCHES = list(strands.SWITCHES)


@pytest.fixture(scope="module")
def overlap():
    return light(strand_overlap())


@pytest.fixture(scope="module")
def home():
    return three_strands()


# The network


def test_the_ties_are_those_at_home(home):
    ties = PRODUCTION.ties.query("place == 'home' and family in @strands.FAMILIES")
    assert len(home.ties) == len(ties) == 84
    assert home.reading.endswith(f"{(ties['status'] == 'in_force').sum()} of 84 documented ties are"
                                 " counted.")  # fmt: skip


def test_each_strand_alone(home):
    for preset, family in (
        ("Government and business", "government_business"),
        ("Business and business", "business_business"),
        ("Labour and management", "labour_management"),
    ):
        assert home.presets[preset]["families_on"] == [family]


def test_last_column_has_no_tie_until_what_loosens_counts(home):
    # Introduction: links of Nissan and Mitsubishi Motors to subcontractors appear to dissolve.
    at_edge = ["nissan_suppliers", "mmc_suppliers", "other_workers", "independent_startups"]
    groups = {one["actor"]: one["group"] for one in home.actors}
    assert {actor for actor in groups if groups[actor] in ("edge", "outside")} == set(at_edge)
    assert home.power.loc[at_edge, "degree"].to_list() == [0, 0, 0, 0]
    home.past_and_plans = True
    assert (home.power.loc[at_edge, "degree"] > 0).to_list() == [True, True, False, False]
    home.past_and_plans = False


def test_those_of_whom_the_tent_is_told_bear_names(home):
    told = PRODUCTION.actors.loc[PRODUCTION.actors["tent"].notna(), "actor"]
    assert set(told) & {one["actor"] for one in home.actors} <= set(home.labelled)


def test_names_left_in_the_narrow_picture_fit_a_phone(home):
    # There are tie_picture.LEFT = 104 pixels; the names at rest were seen to fit up to 18 letters.
    short = {one["actor"]: one["short"] for one in home.actors}
    assert max(len(short[tie["source"]]) for tie in home.ties if tie["directed"]) <= 18
    assert {short["large_firms"], short["stable_shareholders"]} == {"Large makers", "Stable owners"}


@pytest.mark.parametrize("places", [("between",), ("asia",), ("home", "between", "asia")])
def test_other_places_can_be_drawn(places):
    figure = three_strands(places)
    ties = PRODUCTION.ties.query("place in @places and family in @strands.FAMILIES")
    assert len(figure.ties) == len(ties) > 15
    assert figure.boundary.startswith("Of 235 ties")


# Overlap


def held(unit="actors", serves=False, past=False, footing="any", lumped=False):
    """Return what the model finds in a state of the figure."""
    level = strands.FOOTINGS[footing]
    ties = PRODUCTION.ties[PRODUCTION.ties["basis"].map(strands._LEVEL) <= level]
    ties = ties if past else ties[ties["status"] == "in_force"]
    merged = dict.fromkeys(strands.LUMPED, strands.LUMP) if lumped else None
    return model.strands(ties, unit.removesuffix("s"), serves, merged)


STATES = [
    {"unit": unit, "serves": serves, "past": past, "footing": footing, "lumped": lumped}
    for unit, serves, past, footing, lumped in product(
        ("actors", "pairs"), (False, True), (False, True), strands.FOOTINGS, (False, True)
    )
]


@pytest.mark.parametrize("state", STATES, ids=lambda state: "-".join(map(str, state.values())))
def test_the_sentence_counts_what_the_model_finds(overlap, state):
    set_to(overlap, **state)
    many = held(**state).sum(axis=1)
    three, two, one = (int((many == number).sum()) or "none" for number in (3, 2, 1))
    verb = "stands" if three == 1 else "stand"
    assert overlap.reading == (
        f"Of {len(many)} {state['unit']} in a strand, {three} {verb} in three,"
        f" {two} in two and {one} in one."
    )
    assert sorted(map(int, rows(overlap)["Strands"])) == sorted(many[many > 1])


@pytest.mark.parametrize("off", SWITCHES)
@pytest.mark.parametrize("state", [{}, {"unit": "pairs", "serves": True, "past": True}])
def test_without_a_strand_the_sentence_says_who_drops_out(overlap, off, state):
    set_to(overlap, **state, **{off: False})
    found = held(**state)
    lost = model.losing_second(found, [strands.SWITCHES[off]])
    left = found.drop(columns=strands.SWITCHES[off]).sum(axis=1)
    assert overlap.reading.startswith(f"Without {strands.FAMILIES[strands.SWITCHES[off]][0]}, of")
    assert f"{(left == 0).sum()} left in none" in overlap.reading
    assert f"{len(lost)} no longer in two" in overlap.reading
    assert sum(rows(overlap)["Strands"].astype(int) < 2) == len(lost)
    assert set(rows(overlap).iloc[:, SWITCHES.index(off)]) <= {"no", "switched off"}


def test_few_who_drop_out_are_named(overlap):
    # Introduction and Management and Labor: makers that pass staff on, and hold ties with firms.
    set_to(overlap, labour=False)
    named = overlap.reading[overlap.reading.index("(") + 1 : -2].split(", ")
    assert set(named) == {"Large makers", "Honda", "Nissan", "Hitachi", "Matsushita"}


def test_nobody_drops_out_where_nobody_can(overlap):
    set_to(overlap, unit="pairs", government=False)
    assert overlap.reading.endswith("and nobody drops below two.")


def test_with_every_strand_off_all_are_in_none(overlap):
    set_to(overlap, **dict.fromkeys(SWITCHES, False))
    assert "93 left in none" in overlap.reading


def test_a_ring_is_told_from_a_dot_in_the_table(overlap):
    # Government-business ties, note 54: the talks of 1992 are the ministry's, and serve the firms.
    row = rows(set_to(overlap, unit="pairs", serves=True)).loc["MITI – Electronics makers"]
    assert row.to_list()[:3] == ["by a tie of its own", "by a tie that serves it", "no"]


def test_conditions_stand_in_the_order_of_the_rows():
    # A still's table has the order of the data: only so is it that of the live one.
    for _, each in strands.conditions().groupby("unit"):
        assert each["rank"].is_monotonic_increasing


def test_a_row_is_kept_only_where_none_asks_for_less():
    table = strands.conditions()
    asked = ["served", "past", "level"]
    for _, each in table.groupby(["unit", "rank", "strand"]):
        for one, other in product(each.itertuples(), each.itertuples()):
            same = one.Index == other.Index or {one.lumped, other.lumped} == {0, 1}
            assert same or not all(getattr(one, a) <= getattr(other, a) for a in asked)
