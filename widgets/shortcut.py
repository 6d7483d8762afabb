"""The short cut: how far two offices of a ministry are apart, by the line and by personal ties."""

from __future__ import annotations

from itertools import product

import altair as alt
import networkx as nx
import pandas as pd

from widgets import charts
from widgets.board import MITI, told
from widgets.explorer import Explorer
from widgets.models.offices import shortest_ways
from widgets.networks import network
from widgets.theme import colour

EPISODES = {"enterprise_bureau": "S in the Enterprise Bureau", "exile": "S in exile"}
OFFICES = {
    # office: what the reader calls it, the office above it, its place on the picture
    "miti_vice_minister": ("Vice-Minister", None, 3.2, 0),
    "miti_director_secretariat": ("Director", "miti_vice_minister", 0.9, 1),
    "miti_enterprise_bureau_chief": ("Enterprise", "miti_vice_minister", 2.9, 1),
    "miti_heavy_industry_chief": ("Heavy ind.", "miti_vice_minister", 4.5, 1),
    "miti_trade_bureau_chief": ("Trade", "miti_vice_minister", 5.7, 1),
    "miti_patent_agency_director": ("Patents", "miti_vice_minister", 6.7, 1),
    "miti_personnel_section_chief": ("Personnel", "miti_director_secretariat", 0.2, 2),
    "miti_general_affairs_section_chief": ("Gen. Affairs", "miti_director_secretariat", 0.9, 2.55),
    "miti_planning_counsellor": ("Planning", "miti_director_secretariat", 1.5, 2),
    "miti_enterprise_first_section_chief": ("First", "miti_enterprise_bureau_chief", 2.5, 2.55),
    "miti_industrial_funds_section_chief": ("Funds", "miti_enterprise_bureau_chief", 3.3, 2),
    "miti_heavy_industry_junior": ("Juniors", "miti_heavy_industry_chief", 4.5, 2.55),
    "miti_trade_bureau_deputy": ("Trade deputy", "miti_trade_bureau_chief", 5.7, 2),
}  # fmt: skip
BLOCKED = [
    *("miti_vice_minister", "miti_director_secretariat"),
    *("miti_enterprise_bureau_chief", "miti_trade_bureau_chief"),
]
"""Offices that the reader can block: where a bottleneck would be felt."""

FAMILIES = ("patronage", "service")


def short_cut(**options) -> Explorer:
    """Return the ministry's line and the ties across it; options go to `Explorer`."""
    return Explorer(
        _chart(),
        evidence="coded",
        source="Minagawa, “Political Clientelism in the USSR and Japan”, sections I and II.3. The"
        " line is inferred from the ranks of offices; ties are those told of their holders.",
        **options,
    )


def line() -> nx.Graph:
    """Return the formal line: each office with the one above it."""
    return nx.Graph([(office, look[1]) for office, look in OFFICES.items() if look[1]])


def holders(episode: str) -> dict[str, list[str]]:
    """Return who holds which of the offices in an episode: office -> actors."""
    posts = told().query("episode == @episode")
    posts = posts[posts["office"].isin(list(OFFICES))]
    return {office: list(group["actor"]) for office, group in posts.groupby("office", sort=False)}


def ties(episode: str) -> nx.Graph:
    """Return the ties between holders that are told up to an episode, by the offices they hold."""
    seat = {actor: office for office, actors in holders(episode).items() for actor in actors}
    order = list(MITI.episodes)
    known = network("miti").ties
    rivals = known[known["family"] == "rivalry"]
    rivals = {frozenset(pair) for pair in rivals[["source", "target"]].to_numpy()}
    known = known[known["family"].isin(FAMILIES) & (known["status"] == "in_force")]
    known = known[known["episode"].map(lambda at: at in order[: order.index(episode) + 1])]
    found = nx.Graph()
    for tie in known.itertuples():
        one, other = seat.get(tie.source), seat.get(tie.target)
        rival = frozenset((tie.source, tie.target)) in rivals
        if one and other and one != other and not rival:
            found.add_edge(one, other)
    return found


def ways() -> pd.DataFrame:
    """Return one row for each episode, blocked office, and pair of offices: the shortest ways."""
    rows, tree = [], line()
    for episode, name in EPISODES.items():
        across = ties(episode)
        for blocked in [None, *BLOCKED]:
            for start, end in product(OFFICES, repeat=2):
                found = shortest_ways(tree, across, start, end, blocked)
                rows.append(
                    {
                        "episode": name,
                        "blocked": OFFICES[blocked][0] if blocked else "none",
                        "start": OFFICES[start][0],
                        "end": OFFICES[end][0],
                        **{
                            kind: [OFFICES[office][0] for office in way] if way else []
                            for kind, way in found.items()
                        },
                    }
                )
    return pd.DataFrame(rows)


def _nodes() -> pd.DataFrame:
    short = network("miti").actors.set_index("actor")["short"].str.split(" (", regex=False).str[0]
    rows = []
    for episode, name in EPISODES.items():
        held = holders(episode)
        for office, (called, _, x, y) in OFFICES.items():
            who = ", ".join(short[actor] for actor in held.get(office, []))
            rows.append({"episode": name, "office": called, "who": who, "x": x, "y": y})
    return pd.DataFrame(rows)


def _edges(nodes: pd.DataFrame) -> pd.DataFrame:
    at = nodes.drop_duplicates("office").set_index("office")[["x", "y"]]
    rows = []
    for episode, name in EPISODES.items():
        for kind, graph in (("line", line()), ("tie", ties(episode))):
            for one, other in graph.edges:
                a, b = at.loc[OFFICES[one][0]], at.loc[OFFICES[other][0]]
                rows.append(
                    {"episode": name, "kind": kind, "x": a.x, "y": a.y, "x2": b.x, "y2": b.y}
                )
    return pd.DataFrame(rows)  # fmt: skip


def _chart() -> alt.LayerChart:
    nodes, names = _nodes(), [look[0] for look in OFFICES.values()]
    params = [
        charts.among(list(EPISODES.values()), "episode", "S in the Enterprise Bureau",
                     label="Episode"),
        charts.among(names, "from_office", "Funds", label="From"),
        charts.among(names, "to_office", "Planning", label="To"),
        charts.among(["none", *(OFFICES[office][0] for office in BLOCKED)], "blocked", "none",
                     label="Block"),
    ]  # fmt: skip
    here = "datum.episode == episode"
    chosen = alt.Chart(ways()).transform_filter(
        f"{here} && datum.blocked == blocked && datum.start == from_office"
        " && datum.end == to_office"
    )
    place = {
        "x": alt.X("x:Q", scale=alt.Scale(domain=[-0.35, 7.6], nice=False), axis=None),
        "y": alt.Y("y:Q", scale=alt.Scale(domain=[-0.4, 3], reverse=True, nice=False), axis=None),
    }
    edges = alt.Chart(_edges(nodes)).transform_filter(here)
    shown = alt.Chart(nodes).transform_filter(here)
    coordinates = alt.LookupData(nodes.drop_duplicates("office"), "office", ["x", "y"])

    def way(kind: str, hue: str, dash: list[int]) -> alt.Chart:
        return (
            chosen.transform_flatten([kind], as_=["step"])
            .transform_lookup(lookup="step", from_=coordinates)
            .transform_window(nth="row_number()")
            .mark_line(color=colour(hue), strokeWidth=4, strokeDash=dash)
            .encode(**place, order="nth:Q")
        )

    rule = {**place, "x2": "x2:Q", "y2": "y2:Q"}
    named = shown.transform_calculate(
        words="datum.who == '' || width < 450 ? datum.office : datum.office"
        " + ' (' + datum.who + ')'"
    )
    below = {"align": "center", "dy": 15, "fontSize": alt.ExprRef("width < 450 ? 9 : 11")}
    return (
        alt.layer(
            edges.transform_filter("datum.kind == 'line'")
            .mark_rule(color=colour("edge"), strokeWidth=1.2)
            .encode(**rule),
            edges.transform_filter("datum.kind == 'tie'")
            .mark_rule(color=colour("blue"), strokeDash=[2, 3], strokeWidth=1.4)
            .encode(**rule),
            way("line", "slate", [1, 0]),
            way("ties", "orange", [7, 3]),
            shown.mark_point(
                filled=True,
                size=80,
                opacity=1,
                color=colour("ink"),
                shape=alt.ExprRef("datum.office == blocked ? 'cross' : 'circle'"),
            ).encode(**place),
            *charts.clear_of_lines(named, {**place, "text": "words:N"}, **below),
            _reading(chosen),
            charts.table(
                shown,
                {
                    "Office": "datum.office",
                    "Held by": "datum.who == '' ? 'not told' : datum.who",
                },
            ),
        )
        .add_params(*params)
        .properties(height=330)
    )  # fmt: skip


def _reading(chosen: alt.Chart) -> alt.Chart:
    def told(kind: str) -> str:
        steps = f"length(datum.{kind})"
        return (
            f"({steps} ? ({steps} - 1) + ({steps} == 2 ? ' step (' : ' steps (')"
            f" + join(datum.{kind}, ', ') + ')' : 'no way')"
        )

    said = chosen.transform_joinaggregate(n="count()")
    sentence = (
        "episode + ', from ' + from_office + ' to ' + to_office + (blocked == 'none' ? '' :"
        f" ', with ' + blocked + ' blocked') + ': by the line ' + {told('line')}"
        f" + '; with personal ties ' + {told('ties')} + '.'"
    )
    return charts.reading(said, sentence)
