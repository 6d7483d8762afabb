"""Each case under its chapter's own coding gives the chapter's number, and kept results stand."""

from itertools import product

import pandas as pd
import pytest

from widgets import guidance_network
from widgets.board import MITI, SOVIET
from widgets.board import counts as on_the_board
from widgets.codings import codings
from widgets.data import table
from widgets.energy import energy_campaign
from widgets.models import claims, robustness
from widgets.models.robustness import (
    energy,
    guidance,
    ledger,
    ministry,
    posts,
    production,
    retirement,
    soviet,
    tables,
)
from widgets.models.robustness.space import STANDS, by_option, counted, listed, tried
from widgets.models.strands import STRANDS, losing_second
from widgets.retirement import rows as retired
from widgets.rivals import compare

QUICK = {
    "energy_ministry": lambda: (energy.space(), energy.STATEMENTS),
    "retirement": lambda: (retirement.space(), retirement.STATEMENTS),
    **{each.__name__: each for each in tables.CASES if each is not tables.voices},
}
"""Cases that are worked out whole in a moment."""


def at(case, **options):
    return case.code(case.start(**options))


# What a chapter gives with nothing changed


@pytest.mark.parametrize(
    ("options", "state"),
    [
        ({}, {}),
        ({"footing": "stated only"}, {"bases_on": ["stated"]}),
        ({"footing": "without inferred"}, {"bases_on": ["stated", "reported"]}),
        ({"status": guidance.PAST}, {"past_and_plans": True}),
        ({"seats": guidance.NOT_COUNTED}, {"removed_actors": ["sakurai"]}),
        ({"bloc": guidance.BLOC}, {"bloc": True}),
    ],
)
def test_guidance_is_what_its_figure_shows(options, state):
    figure = guidance_network(**state)
    net, power = at(guidance.space(), **options), figure.power
    for actor in power.index:
        assert net.closed[actor] == power.loc[actor, "closures"]
    if "removed_actors" not in state:  # the figure's network then has one actor less
        assert net.between == pytest.approx(power["betweenness"].to_dict())


@pytest.mark.parametrize("actor", ["miti", "mof", "japan_government", "jica"])
def test_what_is_lost_with_an_actor_is_what_the_figure_says(actor):
    lost = guidance_network(removed_actors=[actor]).lost_channels()
    assert at(guidance.space()).lost(actor) == {
        (target, kind) for kind, targets in lost.items() for target in targets
    }


def test_what_is_lost_with_a_scheme_is_what_the_figure_says():
    # Four channels go with AMEICC, as the chapter says.
    figure = guidance_network(programmes_off=["AMEICC"])
    lost = {(target, kind) for kind, all_ in figure.lost_channels().items() for target in all_}
    assert at(guidance.space()).lost(programme="AMEICC") == lost
    assert len(lost) == 4


def all_readings(case):
    known = codings(case)
    return [dict(zip(known, each, strict=True)) for each in product(*known.values())]


@pytest.mark.parametrize(
    ("case", "board", "readings"),
    [(ministry, MITI, each) for each in all_readings("miti")]
    + [(soviet, SOVIET, each) for each in all_readings("soviet")],
)
def test_posts_are_those_of_the_board_under_every_reading(case, board, readings):
    told = on_the_board(board, **readings)
    found = posts.counts(board.case, case.space().start(**readings))
    for name in ("say", "own", "other"):
        assert found[name].reindex(told.index, fill_value=0).tolist() == told[name].tolist()


def test_two_of_three_sections_in_exile():
    held = at(ministry.space()).holders("exile")
    sections = held[held.index.isin(ministry._watched())]
    assert (sections["side"] == posts.OWN).sum() == on_the_board().loc["exile", "watched"] == 2


def test_who_closes_what_in_the_campaign_is_what_its_figure_shows():
    power = energy_campaign().power["closures"]
    assert at(energy.space()).closed() == {
        person: power[person] for person in energy.GO_BETWEENS
    }  # fmt: skip


def test_with_one_caller_he_has_no_substitute_either():
    # By hand: the Director alone then asks the ministries, Miki, Nakasone and business.
    assert at(energy.space(), they="the Director alone").closed()["miti_director"] == 5


def test_camps_of_the_retired_are_those_of_the_figure():
    # The figure lists Z and the two seniors as the paper does; so does the first coding here.
    men = retired().drop_duplicates("actor").set_index("actor")
    coded = at(retirement.space())
    camps = coded.camps.where(coded.camps.isin(["Nationalists", "Internationalists"]), "neither")
    assert camps.sort_index().to_dict() == men["camp"].sort_index().to_dict()
    top = pd.Series(coded.top, coded.camps.index)
    assert top.to_dict() == (men["highest"] == "Vice-Minister").to_dict()


def test_strands_are_those_of_the_chapter():
    # One pair in two strands; with what a tie serves and what was planned, thirteen.
    assert (at(production.space()).pairs.sum(axis=1) > 1).sum() == 1
    wider = at(production.space(), status=production.PAST, serves=production.SERVED)
    assert (wider.pairs.sum(axis=1) > 1).sum() == 13
    lost = [len(losing_second(at(production.space()).actors, [strand])) for strand in STRANDS]
    assert lost == [6, 11, 5]
    degrees = at(production.space(), status=production.PAST).degrees()
    assert [degrees[each] for each in ("miti", "toyota", "large_firms")] == [30, 24, 20]


@pytest.mark.parametrize(
    ("pair", "names"),
    [
        (("regionalization", "globalization"), ("regionalization", "globalization")),
        (("regionalization", "hard_times"), ("regionalization", "hard times")),
        (("turf", "norms"), ("turf", "norms")),
    ],
)
def test_accounts_are_told_apart_as_in_the_figure(pair, names):
    space, _ = tables.accounts()
    assert sum(at(space).apart(*pair)) == (compare(*names) == "tells apart").sum()


def test_the_law_of_1994_adds_one_for_globalization():
    # The solution of an exercise of that chapter: fifteen then, three for globalization.
    space, _ = tables.accounts()
    assert at(space).apart("regionalization", "globalization") == (12, 2)
    recoded = at(space, law_1994=tables.AGAINST)
    assert recoded.apart("regionalization", "globalization") == (12, 3)


def test_voices_are_those_of_the_chapter():
    # Quoted in their own words: 3 buyers and 8 sellers, and 7 with Sakaiya an observer.
    space, _ = tables.voices()
    for options, sellers in (({}, 8), ({"sakaiya": tables.OBSERVER}, 7)):
        voices = at(space, **options)
        own = voices.loc[voices["wording"] == "own_words", "role"].value_counts()
        assert own[["buyer", "seller"]].tolist() == [3, sellers]


def test_replies_are_those_of_the_chapter():
    # Nine replies: two as before, six that report movement, one for one time only.
    space, _ = tables.changes()
    shows = at(space)["shows"]
    moves = shows.isin(["closer", "other_partners", "elsewhere"]).sum()
    assert (len(shows), (shows == "as_before").sum(), moves) == (9, 2, 6)


def test_the_rule_of_the_book_is_the_first_of_the_rules():
    coded = at(ledger.space())
    whole = claims.ledger()
    assert len(coded) == (whole["verdict"] != claims.NOT).sum()
    assert coded["verdict"].value_counts()[claims.FAILS] == 6


# All cases


@pytest.fixture(scope="module")
def kept_shares():
    return table("codings_shares").set_index(["statement", "among"])


def test_every_statement_stands_as_its_chapter_codes(kept_shares):
    assert set(kept_shares["as_used"]) == {STANDS}


def test_kept_counts_add_up(kept_shares):
    options = table("codings_options")
    counts = ["stands", "fails", "not_asked"]
    for rows in (kept_shares, options):
        assert (rows[counts].sum(axis=1) == rows["codings"]).all()
    whole = kept_shares.xs("all codings", level="among")[[*counts, "codings"]]
    for (statement, _), part in options.groupby(["statement", "asks"]):
        assert part[[*counts, "codings"]].sum().to_dict() == whole.loc[statement].to_dict()


def test_one_option_of_each_choice_is_used():
    options = table("codings_options")
    assert (options.groupby(["statement", "asks"])["used"].sum() == 1).all()
    assert set(options.loc[options["used"], "alone"]) == {STANDS}


@pytest.mark.parametrize("case", QUICK)
def test_kept_results_are_what_the_model_gives(case, kept_shares):
    space, stated = QUICK[case]()
    found = tried(space, stated)
    options = table("codings_options").set_index("statement")
    counts = ["stands", "fails", "not_asked", "codings"]
    for each in stated:
        start = space.start(**each.start)
        for among, rows in listed(found, start).items():
            again = counted(found.loc[rows, each.name])
            assert kept_shares.loc[(each.name, among), counts].to_dict() == again
        kept = options.loc[each.name].reset_index(drop=True)
        again = by_option(found, each.name, space, start)
        assert kept[[*counts, "alone"]].astype(object).equals(
            again[[*counts, "alone"]].astype(object)
        )  # fmt: skip


@pytest.mark.parametrize("case", [guidance, ministry, soviet, production])
def test_kept_single_changes_are_what_the_model_gives(case):
    space = case.space()
    options = table("codings_options").set_index("statement")
    used = [each for each in case.STATEMENTS if not each.start]
    start = space.start()
    single = [
        start | {choice: option} for choice, known in space.choices.items() for option in known
    ]
    found = tried(space, used, single)
    for each in used:
        assert options.loc[each.name, "alone"].tolist() == found[each.name].tolist()


def test_every_statement_names_a_chapter_of_the_book():
    stated = table("codings_statements")
    assert set(stated["chapter"]) == set(robustness.CHAPTERS)
    assert stated["statement"].is_unique
    assert stated["short"].is_unique
