"""Numbers of others: every one agrees or says why not, and none stands twice."""

import networkx as nx
import pytest

from widgets import data
from widgets.data import table
from widgets.models import published
from widgets.models.published import comparison, network, overview, patterns
from widgets.primer import kite_graph

NUMBERS = comparison()
NETWORKS = list(table("published_ties")["network"].unique())


def test_every_number_agrees_to_its_printed_digits_or_says_why_it_is_not_computed():
    computed = NUMBERS["unchecked"].isna()
    assert NUMBERS.loc[computed, "agrees"].all()
    assert NUMBERS.loc[~computed, ["ours", "difference", "agrees"]].isna().all(axis=None)
    # Four numbers, of the one network whose ties have weights.
    assert (~computed).sum() == 4


def test_a_number_that_is_off_by_one_digit_does_not_agree(monkeypatch):
    rows = table("published_numbers")
    wrong = rows.assign(value=rows["value"] + 10.0 ** -rows["decimals"])
    tables = {"published_numbers": wrong}
    monkeypatch.setattr(published, "table", lambda name: tables.get(name, table(name)).copy())
    assert not published.comparison()["agrees"].fillna(False).any()


def test_agreement_is_to_half_of_the_last_digit():
    # By hand: the Medici's 47.5 of 91 pairs are 0.52198, printed 0.522; G's 14/3, printed 4.67.
    rows = NUMBERS.set_index("id")
    medici = rows.loc["florentine_marriages_betweenness_medici"]
    assert medici["difference"] == pytest.approx(47.5 / 91 - 0.522)
    assert rows.loc["borgatti_seven_effective_size_g", "ours"] == pytest.approx(14 / 3)


def test_a_number_stands_once():
    key = ["network", "measure", "actor", "beta", "unchecked"]
    assert not NUMBERS.duplicated(key).any()


def test_beta_goes_with_power_alone():
    assert (NUMBERS["beta"].notna() == (NUMBERS["measure"] == "bonacich_power")).all()


def test_no_more_digits_than_were_printed():
    rounded = [round(row.value, row.decimals) for row in NUMBERS.itertuples()]
    assert rounded == list(NUMBERS["value"])


def test_works_are_in_the_list_of_references():
    keys = (data.PACKAGE.parent.parent / "references.bib").read_text(encoding="utf-8")
    assert all(f"{{{work}," in keys for work in NUMBERS["work"].dropna().unique())


# The networks


@pytest.mark.parametrize("name", NETWORKS)
def test_a_network_has_the_actors_of_its_numbers(name):
    assert set(NUMBERS.loc[NUMBERS["network"] == name, "actor"]) <= set(network(name))


def test_every_network_has_numbers():
    assert set(NUMBERS["network"]) == set(NETWORKS)


def test_the_networks_are_what_networkx_has():
    assert nx.utils.graphs_equal(network("krackhardt_kite"), nx.Graph(kite_graph().edges))
    marriages = nx.florentine_families_graph()
    assert {frozenset(tie) for tie in network("florentine_marriages").edges} == {
        frozenset(tie) for tie in marriages.edges
    }


@pytest.mark.parametrize(
    "name, arms, ends", [("five", 2, 1), ("seven", 3, 1), ("ten", 3, 2), ("thirteen", 3, 3)]
)
def test_bonacichs_networks_are_a_hub_with_arms_and_ends(name, arms, ends):
    graph = network(f"bonacich_{name}")
    assert len(graph) == 1 + arms + arms * ends
    assert nx.is_tree(graph)
    degrees = sorted(degree for _, degree in graph.degree)
    assert degrees == sorted([1] * arms * ends + [1 + ends] * arms + [arms])
    assert graph.degree["hub"] == arms


def test_directed_networks():
    assert {name for name in NETWORKS if network(name).is_directed()} == {
        "bonacich_command",
        "one_tie_both_ways",
    }


# Patterns, and the whole


def test_patterns_are_those_that_others_lead_one_to_expect():
    shown = patterns()
    assert shown["model"].value_counts().to_dict() == {"hierarchy": 12, "search": 10}
    assert not shown["basis"].isin(["ours", "inferred"]).any()
    assert shown["verdict"].notna().all()
    kept = table("hierarchy_predictions").set_index("text")
    for row in shown[shown["model"] == "hierarchy"].itertuples():
        assert row.standing == kept.loc[row.pattern, "standing"]
        assert row.reproduced == (kept.loc[row.pattern, "verdict"] == "holds")


def test_the_overview_counts_every_number_and_pattern():
    whole = overview()
    by = whole.groupby("against")[["known", "agree", "unchecked"]].sum()
    assert by.loc["numbers"].to_list() == [
        len(NUMBERS),
        NUMBERS["agrees"].sum(),
        NUMBERS["unchecked"].notna().sum(),
    ]
    assert by.loc["pattern"].to_list() == [len(patterns()), patterns()["reproduced"].sum(), 0]
    nothing = whole[whole["against"] == "nothing published"]
    assert nothing[["known", "agree", "unchecked"]].isna().all(axis=None)
    assert whole["rests_on"].notna().all()
    assert whole["what"].is_unique
