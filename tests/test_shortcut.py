"""The short cut: the line, the ties across it, and how many steps each saves."""

from __future__ import annotations

import networkx as nx
import pytest

from widgets.shortcut import BLOCKED, EPISODES, OFFICES, holders, line, short_cut, ties, ways


@pytest.fixture(scope="module")
def figure():
    made = short_cut()
    made.widths = []  # one picture of each state is enough
    return made


def test_the_line_is_a_tree_under_the_vice_minister():
    tree = line()
    assert nx.is_tree(tree)
    assert set(tree) == set(OFFICES)
    assert nx.eccentricity(tree, "miti_vice_minister") == 2


def test_holders_are_those_whom_the_text_names():
    # Minagawa, I: S in exile; C, H and Y hold the Secretariat.
    exile = holders("exile")
    assert exile["miti_patent_agency_director"] == ["sahashi"]
    assert exile["miti_director_secretariat"] == ["kawade"]
    assert exile["miti_personnel_section_chief"] == ["kawahara"]
    assert "miti_enterprise_bureau_chief" not in exile  # who followed S there is not told


def test_rivals_are_no_short_cut():
    # S and I had served together in the Secretariat, and were rivals.
    assert not ties("enterprise_bureau").has_edge(
        "miti_enterprise_bureau_chief", "miti_trade_bureau_chief"
    )


def test_ties_never_lengthen_a_way():
    for way in ways().itertuples():
        if way.line:
            assert 0 < len(way.ties) <= len(way.line)
        if way.start == way.end:
            assert way.line == way.ties == [way.start]


def test_every_state_of_the_controls_has_one_row():
    keys = ["episode", "blocked", "start", "end"]
    table = ways()
    assert not table.duplicated(keys).any()
    assert len(table) == len(EPISODES) * (len(BLOCKED) + 1) * len(OFFICES) ** 2


@pytest.mark.parametrize(
    "state, reading",
    [
        (
            {},
            "S in the Enterprise Bureau, from Funds to Planning: by the line 4 steps (Funds,"
            " Enterprise, Vice-Minister, Director, Planning); with personal ties 2 steps (Funds,"
            " Enterprise, Planning).",
        ),
        (
            {"episode": "S in exile", "from_office": "Patents", "to_office": "Personnel",
             "blocked": "Vice-Minister"},
            "S in exile, from Patents to Personnel, with Vice-Minister blocked: by the line no way;"
            " with personal ties 1 step (Patents, Personnel).",
        ),
        (
            {"to_office": "Funds"},
            "S in the Enterprise Bureau, from Funds to Funds: by the line 0 steps (Funds); with"
            " personal ties 0 steps (Funds).",
        ),
    ],
)  # fmt: skip
def test_reading(figure, state, reading):
    for name, value in {**figure.start, **state}.items():
        setattr(figure, name, value)
    assert figure.reading == reading
