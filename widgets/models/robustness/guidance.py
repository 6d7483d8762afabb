"""Statements about the network of Japan's guidance, under every way to count its ties."""

from __future__ import annotations

from functools import cache, cached_property

import networkx as nx

from widgets.models.channels import channels, closures
from widgets.models.guidance import channel_question
from widgets.models.position import betweenness
from widgets.models.robustness.material import ASKS, footings, kept, leads, parts, prepared
from widgets.models.robustness.space import LEFT_OUT, Coding, Space, Statement
from widgets.networks import NO_PATH, Network, network

AGENCIES, BLOC = "its agencies", "one bloc"
IN_FORCE, PAST = "in force", "also ended, shelved or planned"
COUNTED, NOT_COUNTED = "count", "do not count"


@cache
def _case() -> Network:
    return network("guidance")


@cache
def _ties():
    ties = prepared(_case().ties)
    return ties[~ties[["family", "kind"]].isin(NO_PATH).any(axis=1)]


class Guidance:
    """The network under one coding, and what the chapters ask of it.

    Attributes
    ----------
    bloc : bool
        Whether Japan's state is one actor.
    arcs : list of (source, target, family, programme)
        The ties that count, one each way where a tie has no direction.
    """

    def __init__(self, coding: Coding):
        actors = _case().actors
        self.bloc = coding["bloc"] == BLOC
        self._node = dict(zip(actors["actor"], actors["actor"], strict=True))
        if self.bloc:
            self._node |= actors.dropna(subset="bloc").set_index("actor")["bloc"].to_dict()
        ties = kept(_ties(), coding["footing"], coding[LEFT_OUT])
        if coding["status"] == IN_FORCE:
            ties = ties[ties["status"] == "in_force"]
        if coding["seats"] == NOT_COUNTED:
            ties = ties[(ties["source"] != "sakurai") & (ties["target"] != "sakurai")]
        columns = ["source", "target", "family", "programme", "directed"]
        self.arcs = []
        for source, target, family, programme, directed in ties[columns].itertuples(index=False):
            one, other = self._node[source], self._node[target]
            if one != other:
                self.arcs.append((one, other, family, programme))
                if not directed:
                    self.arcs.append((other, one, family, programme))
        asked = channel_question()
        self.kinds, self._through = asked["kinds"], asked["through"]
        self._sources, self._targets = (
            list(dict.fromkeys(self._node[actor] for actor in asked[each]))
            for each in ("sources", "targets")
        )

    @cached_property
    def closed(self) -> dict[str, int]:
        """How many targets lose every channel of a kind if an actor alone goes."""
        actors = list(dict.fromkeys(self._node.values()))
        return closures(self._ways(), self._sources, self._targets, actors, self.kinds).to_dict()

    @cached_property
    def between(self) -> dict[str, float]:
        """The betweenness of every actor, tied or not."""
        graph = nx.DiGraph()
        graph.add_nodes_from(self._node.values())
        graph.add_edges_from(arc[:2] for arc in self.arcs)
        return betweenness(graph).to_dict()

    def reached(self, gone: str | None = None, programme: str | None = None) -> set:
        """Return which target is reached by which kind of channel, without an actor or scheme."""
        found = channels(
            self._ways(programme), self._sources, self._targets, [gone] if gone else []
        )
        return {
            (target, kind)
            for kind in found.columns.intersection(self.kinds)
            for target in found.index[found[kind]]
        }

    def lost(self, gone: str | None = None, programme: str | None = None) -> set:
        """Return the channels that go with an actor or a scheme; who goes himself loses none."""
        return {each for each in self.whole if each[0] != gone} - self.reached(gone, programme)

    @cached_property
    def whole(self) -> set:
        """Which target is reached by which kind of channel with nothing taken away."""
        return self.reached()

    def money_to_hosts(self) -> set:
        """Return the channels of money to host states and bodies."""
        return {each for each in self.whole if each[1] == "financial_host"}

    def _ways(self, programme: str | None = None) -> list[tuple]:
        ways = {*self.kinds, *self._through}
        return [arc[:3] for arc in self.arcs if arc[2] in ways and (
            programme is None or arc[3] != programme)]  # fmt: skip


def _only_way(net: Guidance) -> bool | None:
    return None if net.bloc or not net.whole else leads(net.closed, "miti")


def _money_without_miti(net: Guidance) -> bool | None:
    if net.bloc or not net.money_to_hosts():
        return None
    return not any(kind == "financial_host" for _, kind in net.lost("miti"))


def _finance_closes_none(net: Guidance) -> bool | None:
    return None if net.bloc or not net.whole else not net.lost("mof")


def _hangs_on_a_word(net: Guidance) -> bool | None:
    if net.bloc or not net.money_to_hosts():
        return None
    return net.lost("japan_government") == net.money_to_hosts()


def _no_scheme_beyond_ameicc(net: Guidance) -> bool | None:
    schemes = {arc[3] for arc in net.arcs if isinstance(arc[3], str)}
    if "AMEICC" not in schemes:
        return None
    most = len(net.lost(programme="AMEICC"))
    return most > 0 and all(len(net.lost(programme=scheme)) <= most for scheme in schemes)


def _most_between(net: Guidance) -> bool | None:
    return None if net.bloc or not net.arcs else leads(net.between, "miti")


def _asean_second(net: Guidance) -> bool | None:
    if not net.bloc or not net.arcs:
        return None
    rest = {actor: value for actor, value in net.between.items() if actor != "japan_state"}
    return leads(net.between, "japan_state") and leads(rest, "asean_plus_3")


@cache
def space() -> Space:
    """Return the codings of the network of guidance."""
    return Space(
        "guidance",
        {
            "footing": footings(_ties()),
            "status": [IN_FORCE, PAST],
            "bloc": [AGENCIES, BLOC],
            "seats": [COUNTED, NOT_COUNTED],
            LEFT_OUT: parts(_ties()),
        },
        {**ASKS, "seats": "One man’s seats on two councils"},
        Guidance,
    )


_STATE = "regionalizing_state/"
STATEMENTS = [
    Statement(
        "miti_only_way", "MITI is the only way to more targets than any other actor",
        "In the documented channels MITI is the only way, for some kind of guidance, to more"
        " targets than any other actor is.",
        _STATE + "guidance", "hatch_state", "3.2–3.5", _only_way,
    ),
    Statement(
        "money_without_miti", "Without MITI no host loses its money",
        "Take MITI away, and money to hosts is not touched at all.",
        _STATE + "guidance", "hatch_state", "3.4", _money_without_miti,
    ),
    Statement(
        "finance_closes_none", "Without the Ministry of Finance nobody loses a last channel",
        "Take the Ministry of Finance away, and no target loses its last channel.",
        _STATE + "guidance", "hatch_state", "3.4–3.5", _finance_closes_none,
    ),
    Statement(
        "hangs_on_a_word", "All money to hosts hangs on the word “Japan”",
        "Take “Japan at large” away, and every target of aid and loans loses its last channel of"
        " money, and nobody loses anything else.",
        _STATE + "guidance", "hatch_state", "3.4", _hangs_on_a_word,
    ),
    Statement(
        "ameicc_most", "No scheme closes more than AMEICC",
        "When a scheme goes, none closes more channels than AMEICC.",
        _STATE + "guidance", "hatch_state", "3.2", _no_scheme_beyond_ameicc,
    ),
    Statement(
        "miti_between", "MITI has the highest betweenness",
        "In the network of guidance MITI has the highest betweenness.",
        _STATE + "positional_power", "hatch_state", "2.2", _most_between,
    ),
    Statement(
        "asean_second", "With Japan’s state as one, ASEAN + 3 comes second",
        "Merge Japan’s state, and the second place in betweenness goes to ASEAN + 3.",
        _STATE + "positional_power", "hatch_state", "3.6", _asean_second, {"bloc": BLOC},
    ),
]  # fmt: skip
