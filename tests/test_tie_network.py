"""The network figure: what it refuses, what it says, what it offers a kernel, and its twin."""

from __future__ import annotations

import json
import random
import subprocess
from xml.etree import ElementTree

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from widgets import TieNetwork, guidance_network, hub_and_spokes, kite, modules
from widgets.models.guidance import KINDS
from widgets.models.position import positional_power
from widgets.networks import network
from widgets.primer import kite_graph
from widgets.tie_network import MEASURES, STATE

ACTORS = pd.DataFrame(
    {"actor": ["a", "b", "c"], "name": ["Ann", "<b>&", "Cy"], "x": [0, 0.5, 1], "y": [0, 1, 0]}
)
TIES = pd.DataFrame({"source": ["a", "b"], "target": ["b", "c"]})


@pytest.fixture
def line():
    """Three persons in a row: Ann, one with an awkward name, Cy."""
    return TieNetwork(ACTORS, TIES, measure="degree")


# What is refused


@pytest.mark.parametrize(
    "actors, ties, said",
    [
        (ACTORS, [("a", "z")], "ties, row 1: there is no actor 'z'"),
        (ACTORS, [("a", "b"), ("b", "a")], "ties, row 2: 'b' and 'a' are tied twice (as in row 1)"),
        (ACTORS, [("a", "a")], "ties, row 1: 'a' is tied to itself"),
        (ACTORS, [("a", None)], "ties, row 1: 'target' is missing"),
        (ACTORS.iloc[:0], [], "the network is empty: it needs at least one actor"),
        (ACTORS.iloc[[0, 0]], [], "actors, row 2: 'a' stands twice"),
        (ACTORS.assign(x=2), [], "actors, row 1: x is a number from 0 to 1, not 2"),
        (ACTORS.assign(y=float("nan")), [], "actors, row 1: 'y' is missing"),
        (ACTORS.drop(columns="name"), [], "actors need a column 'name'; found actor, x, y"),
    ],
)
def test_bad_input_gets_one_sentence(actors, ties, said):
    with pytest.raises(ValueError) as refused:
        TieNetwork(actors, pd.DataFrame(ties, columns=["source", "target"], dtype="str"))
    assert str(refused.value) == said


ASKED = {"sources": ["a"], "targets": ["c"], "kinds": ["money"]}


@pytest.mark.parametrize(
    "options, said",
    [
        ({"channels": {**ASKED, "sources": ["z"]}}, "channels, sources: the network has no 'z'"),
        ({"channels": {**ASKED, "kinds": ["war"]}}, "channels, kinds: the network has no 'war'"),
        ({"channels": {**ASKED, "through": ["x"]}}, "channels, through: the network has no 'x'"),
        ({"channels": {"sources": ["a"], "kinds": []}},
         "channels need 'targets'; found sources, kinds"),
        ({"centre": "z"}, "centre: there is no actor 'z'"),
        ({"folded": ["colour"]}, "folded: a state has no 'colour'"),
        ({"families": {}}, "families say nothing of 'money'; they know "),
        ({"measure": "fame"}, "measure is one of 'degree', 'betweenness', 'constraint',"
         " 'effective_size', 'bonacich_power', 'reach', not 'fame'"),
        ({"focus": "z"}, "focus is one of '', 'a', 'b', 'c', not 'z'"),
        ({"removed_actors": "a"}, "removed_actors is a list, not 'a'"),
        ({"removed_actors": ["z"]}, "removed_actors knows no 'z'; there are a, b, c"),
        ({"programmes_off": ["plan"]}, "programmes_off knows no 'plan'; there are none"),
        ({"families_on": ["monei"]}, "families_on knows no 'monei' (did you mean 'money'?);"
         " there are money"),
        ({"period": 1995}, "period is one of 0, not 1995"),
        ({"bloc": 1}, "bloc is True or False, not 1"),
        ({"presets": {"P": {"removed": []}}}, "preset 'P': a state has no 'removed'"),
        ({"presets": {"P": {"removed_ties": ["a-c"]}}},
         "removed_ties knows no 'a-c' (did you mean 'b-c'?); there are a-b, b-c"),
    ],
)  # fmt: skip
def test_a_bad_option_gets_one_sentence(options, said):
    with pytest.raises(ValueError) as refused:
        TieNetwork(ACTORS, TIES.assign(family="money"), **options)
    assert str(refused.value) == said


def test_an_unknown_argument_is_named():
    with pytest.raises(TypeError, match="TieNetwork takes no argument 'colour'"):
        TieNetwork(ACTORS, TIES, colour="red")


def test_an_unknown_tie_or_measure_is_refused_and_changes_nothing(line):
    with pytest.raises(ValueError) as refused:
        line.removed_ties = ["a-c"]
    assert str(refused.value) == (
        "removed_ties knows no 'a-c' (did you mean 'b-c'?); there are a-b, b-c"
    )
    with pytest.raises(ValueError, match="measure is one of 'degree'"):
        line.measure = "fame"
    assert (line.removed_ties, line.measure) == ([], "degree")


def test_a_name_with_marks_is_text(line):
    assert "&lt;b&gt;&amp;" in line.markup()
    assert "<b>&" not in line.markup()


# What is said


@pytest.mark.parametrize(
    "removed, measure, reading",
    [
        # A line of three: the one in the middle has both ties, and the only way between the ends.
        ([], "degree", "Highest degree: <b>& (2). All 2 ties stand."),
        ([], "betweenness", "Highest betweenness: <b>& (1.000). All 2 ties stand."),
        (
            ["b-c"],
            "degree",
            "Highest degree: Ann and <b>& (1). Without <b>&–Cy: most lost by <b>& and Cy (−1);"
            " Cy cut off from the largest part.",
        ),
        (
            ["b-c", "a-b"],
            "constraint",  # an isolated actor has none
            "Nobody has a constraint. Without Ann–<b>& and <b>&–Cy: <b>& and Cy cut off from the"
            " largest part.",
        ),
    ],
)
def test_reading(line, removed, measure, reading):
    line.removed_ties, line.measure = removed, measure
    assert line.reading == reading


def test_a_loss_is_measured_against_those_who_are_left():
    # Without the middle of the line both ends lose their one tie; who is gone loses none.
    figure = TieNetwork(ACTORS, TIES, measure="degree", removed_actors=["b"])
    assert figure.reading == (
        "Highest degree: Ann and Cy (0). Without <b>&: most lost by Ann and Cy (−1);"
        " Cy cut off from the largest part."
    )


# What a kernel is offered


def test_lists_keep_their_order_however_they_are_set(line):
    line.removed_ties = ["b-c", "a-b"]
    assert line.removed_ties == ["a-b", "b-c"]
    line.removed_actors = ("c", "a", "c")
    assert line.removed_actors == ["a", "c"]
    figure = guidance_network()
    figure.families_on = {"regional", "administrative_host"}
    assert figure.families_on == ["administrative_host", "regional"]
    figure.bases_on = ["inferred", "stated"]
    assert figure.bases_on == ["stated", "inferred"]
    figure.removed_actors = ["japan_state", "jica", "miti"]  # blocs come last
    assert figure.removed_actors == ["miti", "jica", "japan_state"]
    # The order of the file, which the readings and the page go by.
    order = list(network("guidance").actors["actor"])
    assert order.index("miti") < order.index("jica")


def test_power_is_that_of_the_present_state(line):
    assert line.power["degree"].to_dict() == {"a": 1, "b": 2, "c": 1}
    line.removed_ties = ["a-b"]
    assert line.power["degree"].to_dict() == {"a": 0, "b": 1, "c": 1}
    assert line.power["constraint"].isna().to_dict() == {"a": True, "b": False, "c": False}
    line.removed_actors = ["a"]
    assert list(line.power.index) == ["b", "c"]
    assert list(line.power.columns) == list(MEASURES)  # no closures where nothing is asked


def test_a_graph_without_directions_is_a_graph(line):
    assert type(line.graph) is nx.Graph
    assert (list(line.graph), list(line.graph.edges)) == (["a", "b", "c"], [("a", "b"), ("b", "c")])


def test_a_graph_with_one_direction_is_a_digraph():
    ties = TIES.assign(directed=[True, False])
    graph = TieNetwork(ACTORS, ties).graph
    assert type(graph) is nx.DiGraph
    assert set(graph.edges) == {("a", "b"), ("b", "c"), ("c", "b")}
    # It stays one when the tie with a direction is taken away: else power would jump.
    assert type(TieNetwork(ACTORS, ties, removed_ties=["a-b"]).graph) is nx.DiGraph


def test_rivalry_is_shown_and_never_an_edge():
    figure = TieNetwork(ACTORS, TIES.assign(family=["money", "rivalry"]))
    assert figure.families_on == ["money"]
    assert figure.reading.endswith("1 of 2 documented ties are counted.")
    figure.families_on = ["rivalry", "money"]
    assert figure.reading.endswith("All 2 ties stand.")
    assert list(figure.graph.edges) == [("a", "b")]


def test_channels_are_asked_for_or_there_are_none(line):
    with pytest.raises(ValueError) as refused:
        line.lost_channels()
    assert str(refused.value) == "this network has no channels: it was made without targets"


# Orders to b, advice from b to c and d, money past b to d.
CHAIN = [("a", "b", "orders"), ("b", "c", "advice"), ("b", "d", "advice"), ("a", "d", "money")]
QUESTION = {
    **{"sources": ["a"], "targets": ["b", "c", "d"]},
    **{"kinds": ["advice", "money"], "through": ["orders"]},
}


def chain(**options):
    people = pd.DataFrame({"actor": list("abcd"), "name": list("ABCD"), "x": 0, "y": 0})
    ties = pd.DataFrame(CHAIN, columns=["source", "target", "family"]).assign(directed=True)
    return TieNetwork(people, ties, channels=QUESTION, **options)


def test_channels_are_counted_and_lost_by_kind():
    figure = chain()
    assert figure.lost_channels() == {}
    # b itself has orders alone, which are a way and no kind that is asked for.
    assert "a documented channel reaches 2 of 3 targets." in figure.reading
    figure.removed_actors = ["b"]
    assert figure.lost_channels() == {"advice": ["c", "d"]}
    assert (
        "Without B: 2 targets lose every documented channel of a kind (advice: C and D), and 1 of"
        " them all kinds;" in figure.reading
    )
    figure.removed_actors, figure.removed_ties = [], ["a-d"]
    assert figure.lost_channels() == {"money": ["d"]}
    assert "(money: D), and another kind is left to it;" in figure.reading


def test_closures_are_a_measure_where_channels_are_asked_for():
    figure = chain(measure="closures")
    assert figure.power["closures"].to_dict() == {"a": 2, "b": 2, "c": 0, "d": 0}
    assert figure.reading.startswith(
        "Highest number of targets without another channel of some kind: A and B (2)."
    )


def test_a_switch_that_does_not_count_takes_no_channel_away():
    figure = chain(families_on=["advice", "money"])  # without orders b is not reached
    assert figure.lost_channels() == {}
    assert "3 of 4 documented ties are counted; a documented channel reaches 1 of 3 targets." in (
        figure.reading
    )


@pytest.mark.parametrize("make", [kite, chain, hub_and_spokes, guidance_network])
def test_everybody_can_be_taken_away(make):
    figure = make()
    everybody = [one["actor"] for one in figure.actors]
    figure.removed_actors = everybody
    assert len(figure.graph) == 0
    assert figure.power.empty and set(figure.power) >= set(MEASURES)
    assert figure.reading.startswith("Nobody has a betweenness. Without ")
    assert "most" not in figure.reading
    if figure.channels:
        assert figure.lost_channels() == {}  # who is gone itself has lost nothing
    assert all(set(row[1:]) == {"–"} for row in figure._contents()["rows"])
    assert figure.markup()


# Presets


def test_a_preset_is_the_start_but_for_what_it_sets():
    figure = TieNetwork(
        ACTORS,
        TIES,
        measure="degree",
        removed_actors=["a"],
        presets={"Ends": {"removed_actors": ["c", "a"]}, "Start": {}},
    )
    assert set(figure.start) == set(STATE)
    assert figure.presets["Start"] == figure.start
    assert figure.presets["Ends"] == {**figure.start, "removed_actors": ["a", "c"]}
    pressed = lambda: dict(figure._contents()["presets"])  # noqa: E731
    assert pressed() == {"Ends": False, "Start": True}
    figure.removed_actors = ["c", "a"]
    assert pressed() == {"Ends": True, "Start": False}
    figure.focus = "b"
    assert pressed() == {"Ends": False, "Start": False}


# The pictures


def test_who_is_looked_at_has_the_narrow_picture_of_columns():
    def centre(**state):
        svg = dict(guidance_network(**state)._contents()["pictures"])["narrow"]
        (found,) = [e for e in ElementTree.fromstring(svg) if "centre" in e.get("class")]
        return found.get("data-actor")

    assert centre() == "miti"
    assert centre(focus="jica") == "jica"
    assert centre(focus="jica", removed_actors=["jica"]) == "jica"
    assert centre(focus="jica", bloc=True) == centre(bloc=True) == "japan_state"
    assert centre(focus="japan_state", bloc=True) == "japan_state"
    # While its members stand apart, the first of them stands for a bloc.
    actors = network("guidance").actors
    first = actors.loc[actors["bloc"] == "japan_state", "actor"].iloc[0]
    assert centre(focus="japan_state") == centre(centre="japan_state") == first


@pytest.mark.parametrize("bloc", [False, True])
def test_to_look_at_a_bloc_is_to_look_at_its_members(bloc):
    # Counted in the file itself: the ties in force that cross the border of Japan's state.
    case = network("guidance")
    state = set(case.actors.loc[case.actors["bloc"] == "japan_state", "actor"])
    ties = case.ties[(case.ties["status"] == "in_force") & (case.ties["family"] != "rivalry")]
    out, into = ties["source"].isin(state), ties["target"].isin(state)
    both_ways = ((out ^ into) & ~ties["directed"]).sum()
    out, into = (out & ~into & ties["directed"]).sum(), (into & ~out & ties["directed"]).sum()
    assert f"In focus: Japan’s state, {into + both_ways} in and {out + both_ways} out." in (
        guidance_network(focus="japan_state", bloc=bloc).reading
    )


def test_in_a_large_network_some_bear_their_names():
    figure = guidance_network()
    power = figure.power
    most = power["betweenness"].sort_values(ascending=False, kind="stable").index[:12]
    assert figure.labelled[:12] == list(most)
    assert len(figure.labelled) == len(set(figure.labelled)) == 24 + 1
    assert figure.labelled[-1] == "japan_state"
    assert kite().labelled == [one["actor"] for one in kite().actors]


def test_who_bears_a_name_can_be_chosen():
    figure = guidance_network(labelled=["jica", "thailand"])
    assert figure.labelled == ["jica", "thailand", "japan_state"]
    assert 'data-actor="jica" class="on named"' in figure._markup
    assert 'data-actor="miti" class="on"' in figure._markup
    with pytest.raises(ValueError, match="labelled: there is no actor 'korea'"):
        guidance_network(labelled=["korea"])


# The kite


@pytest.mark.parametrize(
    "measure, crowned",
    [
        # Krackhardt (1990): six ties for Diane; Freeman's betweenness of Heather is 14 of 36 pairs.
        ("degree", "Highest degree: Diane (6)."),
        ("betweenness", "Highest betweenness: Heather (0.389)."),
    ],
)
def test_the_kite_crowns_whom_it_was_made_to_crown(measure, crowned):
    assert kite(measure=measure).reading == f"{crowned} All 18 ties stand."


def test_three_ties_alone_take_the_crown_of_betweenness():
    # The claim of the primer's second exercise.
    figure, crowned = kite(), {}
    for tie in [tie["tie"] for tie in figure.ties]:
        figure.removed_ties = [tie]
        crowned[tie] = figure.power["betweenness"].idxmax()
    assert {tie: who for tie, who in crowned.items() if who != "heather"} == {
        "fernando-heather": "garth",
        "garth-heather": "fernando",
        "heather-ike": "diane",
    }


def test_one_missed_tie_past_heather_takes_the_crown_too():
    # What the question `primer_firm` says is right.
    graph = kite_graph()
    graph.add_edge("Diane", "Ike")
    assert positional_power(graph)["betweenness"].idxmax() == "Diane"


# The guidance network, asked in another way: by networkx, of the graph that `networks` makes

CASE = network("guidance")
SOURCES = CASE.actors.loc[CASE.actors["bloc"] == "japan_state", "actor"].tolist()
GROUPS = ("host_states", "host_bodies", "investors")
TARGETS = CASE.actors.loc[CASE.actors["group"].isin(GROUPS), "actor"].tolist()
WAYS = [*KINDS, "regional", "inside_japan"]


def channels_by_networkx(**switches):
    """Return, by target that is left, of which kinds a channel from Japan's state reaches it."""
    graph = CASE.graph(families=WAYS, **switches)
    families, found = CASE.ties["family"], {}
    for target in TARGETS:
        if target not in graph:
            continue
        past = graph.subgraph(set(graph) - {target})
        starts = [source for source in SOURCES if source in past]
        reached = set(starts).union(*(nx.descendants(past, start) for start in starts))
        ties = [n for one, _, each in graph.in_edges(target, data="ties") if one in reached
                for n in each]  # fmt: skip
        found[target] = set(families[ties]) - {"inside_japan"}
    return found


def lost_by_networkx(gone, **switches):
    before = channels_by_networkx(**switches)
    after = channels_by_networkx(without_actors=gone, **switches)
    lost = {
        kind: [target for target in after if kind in before[target] - after[target]]
        for kind in [*KINDS, "regional"]
    }
    return {kind: targets for kind, targets in lost.items() if targets}


MITI_CLOSES = {
    "administrative_host": [
        *("cambodia", "laos", "myanmar", "bsid", "sifc"),
        *("thai_parts_industry", "se_asia_auto_firms"),
    ],
    "administrative_investor": ["jp_investors", "jp_electronics"],
    "financial_investor": ["jp_affiliates_asia"],
    "regional": ["aem", "asean_automakers", "asian_electronics", "asian_trade_assocs"],
}


def test_the_question_of_guidance_is_put_to_the_states_and_firms_it_is_meant_for():
    figure = guidance_network()
    assert figure.channels["sources"] == SOURCES and len(SOURCES) == 21
    assert figure.channels["targets"] == TARGETS and len(TARGETS) == 39
    reached = sum(bool(kinds) for kinds in channels_by_networkx().values())
    assert reached == 32
    assert "a documented channel reaches 32 of 39 targets." in figure.reading


def test_without_miti():
    assert lost_by_networkx(["miti"]) == MITI_CLOSES
    figure = guidance_network(removed_actors=["miti"])
    assert figure.lost_channels() == MITI_CLOSES
    left = channels_by_networkx(without_actors=["miti"])
    losers = {target for targets in MITI_CLOSES.values() for target in targets}
    lost_all = sum(not left[target] for target in losers)
    assert (
        "Without MITI: 14 targets lose every documented channel of a kind (advice to hosts:"
        " Cambodia, Laos, Myanmar and 4 others;" in figure.reading
    )
    assert len(losers) == 14
    assert f"and {lost_all} of them all kinds;" in figure.reading


@pytest.mark.parametrize(
    "gone, state, switches",
    [
        (["miti"], {"bases_on": ["stated"]}, {"bases": ["stated"]}),
        (["miti", "jica"], {}, {}),
        (["japan_state"], {}, {}),
        (["jica", "thailand"], {"past_and_plans": True}, {"statuses": None}),
        (["jetro"], {"programmes_off": ["New AID Plan"]}, None),
    ],
    ids=str,
)
def test_what_is_lost_is_what_networkx_says(gone, state, switches):
    figure = guidance_network(removed_actors=gone, **state)
    if switches is not None:
        expected = lost_by_networkx(gone, **switches)
    else:  # a programme is taken away too: it is there before
        before = channels_by_networkx()
        after = channels_by_networkx(without_actors=gone, programmes_off=["New AID Plan"])
        expected = {
            kind: [target for target in after if kind in before[target] - after[target]]
            for kind in [*KINDS, "regional"]
        }
        expected = {kind: targets for kind, targets in expected.items() if targets}
    assert expected
    assert figure.lost_channels() == expected


def test_on_what_is_stated_alone_miti_closes_less():
    figure = guidance_network(bases_on=["stated"])
    reached = sum(map(bool, channels_by_networkx(bases=["stated"]).values()))
    assert f"a documented channel reaches {reached} of 39 targets." in figure.reading
    figure.removed_actors = ["miti"]
    assert figure.lost_channels() == {"regional": ["asian_trade_assocs"]}
    assert all(
        set(targets) < set(MITI_CLOSES[kind]) or targets == MITI_CLOSES[kind]
        for kind, targets in figure.lost_channels().items()
    )


def test_closures_are_what_is_lost_when_each_goes_alone():
    figure = guidance_network()
    closures = figure.power["closures"]
    assert closures["miti"] == 14 and closures.idxmax() == "miti"
    for actor in closures.index:
        figure.removed_actors = [actor]
        lost = {target for targets in figure.lost_channels().values() for target in targets}
        assert closures[actor] == len(lost), actor


@pytest.mark.parametrize(
    "state, switches",
    [
        ({}, {}),
        ({"families_on": ["regional", "rivalry"]}, {"families": ["regional"]}),
        ({"past_and_plans": True, "bases_on": ["reported"]},
         {"statuses": None, "bases": "reported"}),
        ({"bloc": True, "removed_actors": ["miti"]}, {"bloc": True, "without_actors": ["miti"]}),
        ({"removed_actors": ["japan_state"]}, {"without_actors": ["japan_state"]}),
        ({"programmes_off": ["New AID Plan"]}, {"programmes_off": ["New AID Plan"]}),
    ],
    ids=str,
)  # fmt: skip
def test_the_figure_has_the_graph_of_the_network(state, switches):
    theirs, ours = CASE.graph(**switches), guidance_network(**state).graph
    assert set(ours) == set(theirs) and set(ours.edges) == set(theirs.edges)
    expected = positional_power(theirs).loc[list(ours)]
    found = guidance_network(**state).power[list(MEASURES)]
    np.testing.assert_allclose(found, expected.to_numpy(), atol=1e-9)


# The twin


LOOK = """
import { readFileSync } from "node:fs";
const files = process.argv.slice(1).map((file) => import(file));
const [found, view, picture, text] = await Promise.all(files);
const answers = JSON.parse(readFileSync(0, "utf8")).map(({ figure, states }) => {
  const network = found.networkOf((name) => figure[name]);
  const labelled = new Set(figure.labelled);
  const columns = figure.arrangement === "columns";
  return states.map((state) => {
    const seen = view.lookAt(network, state, labelled);
    const radii = picture.dotSizes([...seen.measures[state.measure]], figure.arrangement);
    const side = columns ? "right" : "below";
    const still = (at) => ({
      dots: network.actors.map(({ actor }, i) => [
        ...[actor, seen.dots[i], radii[i], ...picture.labelPlace(radii[i], side)],
      ]),
      lines: network.ties.map(({ tie, directed, aside }, t) => {
        const [from, to] = network.ends[t].map((i) => at[seen.present.nodes[i]]);
        const [path, head] = picture.tieLine(from, to, aside, !columns);
        return [tie, seen.lines[t], path, directed ? head : null];
      }),
    });
    return {
      reading: seen.reading,
      cells: network.actors.map((_, i) =>
        network.measures.map(({ key, decimals }) => text.amount(seen.measures[key][i], decimals))),
      stills: Object.values(figure.places).map(still),
      ego: columns
        ? view.ego(network, seen, [...seen.measures[state.measure]], state.focus || figure.centre)
        : null,
    };
  });
});
process.stdout.write(JSON.stringify(answers));
"""


def looked_at(asked):
    """Return what the page makes of figures in their states."""
    names = ("found", "network", "picture", "reading")
    files = [(modules.JS / f"tie_{name}.mjs").as_uri() for name in names]
    done = subprocess.run(
        ["node", "--input-type=module", "-e", LOOK, *files],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def drawn(svg):
    """Return the dots and lines of a picture; of what is gone the class alone is of any matter."""
    dots, lines = [], []
    for group in ElementTree.fromstring(str(svg)):
        name, shown = group.get("data-actor") or group.get("data-tie"), group.get("class")
        if group.get("data-actor"):
            circle, *_, label = group
            numbers = [float(label.get(axis)) for axis in "xy"]
            dots.append([name, shown, float(circle.get("r")), *numbers, label.get("text-anchor")])
        elif group.get("data-tie"):
            reach, line, *head = group
            assert reach.get("d") == line.get("d")
            lines.append([name, shown, line.get("d"), head[0].get("transform") if head else None])
    return {"dots": visible(dots), "lines": visible(lines)}


def visible(rows):
    return [row[:2] if row[1].startswith("gone") else row for row in rows]


def shown(figure):
    """Return what Python shows of a figure in its present state."""
    contents = figure._contents()
    pictures = [svg for _, svg in contents["pictures"]]
    ego = str(pictures.pop()) if figure.arrangement == "columns" else None
    return {
        "reading": contents["reading"],
        "cells": [row[1:] for row in contents["rows"]],
        "stills": [drawn(svg) for svg in pictures],
        "ego": ego,
    }


def some_state(rng, figure):
    """Put a figure into a random state: most switches as they were, a few things taken away."""
    for control in figure.controls:
        name, options = control["name"], control["options"]
        if control["kind"] == "choice":
            usual = 0.5 if name in ("measure", "focus") else 0.2
            value = rng.choice(options) if rng.random() < usual else control["value"]
        elif control["kind"] == "checkbox":
            value = rng.random() < 0.4
        elif control["kind"] == "set":
            off = rng.choice([0, 0, 0.2, 0.6])
            value = [each for each in options if rng.random() >= off]
        else:
            count = rng.choice([0, 0, 0, 1, 1, 2, 5, len(options) // 3, len(options)])
            value = rng.sample(options, min(count, len(options)))
        setattr(figure, name, value)


WORDS = {
    "kind": ["lends", "advises", None],
    "family": ["money", "advice", "rivalry", None],
    "basis": ["stated", "reported", None],
    "programme": ["plan", "fund", None],
    "status": ["in_force", "in_force", "ended", None],
}


def some_network(rng):
    """Return a small network with everything that a table can bring, or leave out."""
    n = rng.randint(1, 9)
    names = ["A & B", "<i>C</i>", "\"D\" 'E'", "Ü", "F"]
    people = pd.DataFrame(
        {
            "actor": [f"a{i}" for i in range(n)],
            "name": [rng.choice(names) + str(i) for i in range(n)],
            "short": [rng.choice(["x<", None]) and f"x<{i}" for i in range(n)],
            "bloc": [rng.choice(["one", "two", None, None]) for _ in range(n)],
            "group": [rng.choice("pqr") for _ in range(n)],
            "x": [rng.random() for _ in range(n)],
            "y": [rng.random() for _ in range(n)],
        }
    )
    met, rows, words = set(), [], {each: WORDS[each] for each in WORDS if rng.random() < 0.8}
    for _ in range(round(n * rng.choice([0.5, 1, 2])) if n > 1 else 0):
        source, target = rng.sample(list(people["actor"]), 2)
        start = rng.choice([None, 1990, 1995])
        row = {
            "source": source,
            "target": target,
            "directed": rng.random() < 0.7,
            "start": start,
            "end": rng.choice([None, 1997, start]),
            **{column: rng.choice(known) for column, known in words.items()},
        }
        key = frozenset((source, target)), row.get("kind"), row.get("programme"), start
        if key not in met:
            met.add(key)
            rows.append(row)
    columns = ["source", "target", "directed", "start", "end", *words]
    ties = pd.DataFrame(rows, columns=columns)
    families = {"money": ("money", "orange", "7 3"), "advice": ("advice", "blue", "")}
    families["rivalry"] = ("rivalry", "accent", "1 5")
    some = lambda: rng.sample(list(people["actor"]), rng.randint(0, n))  # noqa: E731
    known = [family for family in families if "family" in ties and family in set(ties["family"])]
    question = {"sources": some(), "targets": some(), "kinds": rng.sample(known, len(known))[:2]}
    if rng.random() < 0.5:
        question["through"] = known
    layout = [("P", ["p"]), ("Q,\nR", ["r", "q"])] if rng.random() < 0.5 else None
    return TieNetwork(
        people,
        ties,
        columns=layout,
        families=rng.choice([families, None]),
        blocs={"one": "Bloc <1>"},
        channels=rng.choice([question, question, None]),
    )


SETS = {
    "guidance": (lambda rng: guidance_network(), 1, 100),
    "kite": (lambda rng: kite(), 1, 60),
    "hub": (lambda rng: hub_and_spokes(), 1, 40),
    "small": (some_network, 60, 5),
}


@pytest.mark.parametrize("name", SETS)
def test_page_and_python_show_the_same_in_every_state(name):
    make, figures, states = SETS[name]
    rng = random.Random(2001)
    asked, ours = [], []
    for _ in range(figures):
        figure = make(rng)
        asked.append({"figure": figure.state(), "states": []})
        for _ in range(states):
            some_state(rng, figure)
            asked[-1]["states"].append({key: figure.state()[key] for key in STATE})
            ours.append((asked[-1]["states"][-1], shown(figure)))
    theirs = [each for answers in looked_at(asked) for each in answers]
    for (state, one), other in zip(ours, theirs, strict=True):
        for still in other["stills"]:
            still.update({part: visible(still[part]) for part in ("dots", "lines")})
            for dot in still["dots"]:
                dot[2:5] = [round(number, 3) for number in dot[2:5]]
        for part in one:
            assert one[part] == other[part], (part, state)
