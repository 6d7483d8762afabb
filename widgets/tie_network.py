"""A network whose ties can be cut: the reader takes ties and actors away and sees what moves."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import networkx as nx
import pandas as pd
import traitlets
from markupsafe import Markup

from widgets import tie_input, tie_picture, tie_reading, tie_state
from widgets.controls import Control
from widgets.explorer import NARROW, WIDE
from widgets.figure import Figure, stylesheet
from widgets.models import channels as model
from widgets.models.position import positional_power
from widgets.modules import widget_module
from widgets.networks import FOOTINGS

MEASURES = {
    # column of `TieNetwork.power`: what the reader calls it, its decimals, whether less is more
    "degree": ("degree", 0, False),
    "betweenness": ("betweenness", 3, False),
    "constraint": ("constraint", 3, True),
    "effective_size": ("effective size", 2, False),
    "bonacich_power": ("Bonacich power", 3, False),
    "reach": ("reach", 0, False),
}
CLOSURES = {"closures": ("number of targets without another channel of some kind", 0, False)}

_SYNCED = (
    *(
        "actors",
        "ties",
        "looks",
        "measures",
        "channels",
        "places",
        "arrangement",
        "centre",
        "labelled",
    ),
    *("controls", "presets", "start"),
)
STATE = (
    *("measure", "families_on", "bases_on", "past_and_plans", "period", "bloc"),
    *("removed_actors", "programmes_off", "removed_ties", "focus"),
)
"""The traits that a reader or a kernel changes."""

SELDOM = ("measure", "bases_on", "period", "past_and_plans")
"""Controls that a figure in columns keeps folded."""


class TieNetwork(Figure):
    """A network in which ties, families of ties and actors can be switched.

    Parameters
    ----------
    actors : DataFrame
        ``actor`` (a short name), ``name``, and where it stands on the picture: ``x`` and ``y`` from
        0 to 1, left to right and top to bottom, or ``group`` where ``columns`` are given. Also
        ``short`` (a name for where room is scarce) and ``bloc`` (what it can be merged into).
    ties : DataFrame
        ``source`` and ``target``; then, each optional, ``directed`` (false without it), ``kind``,
        ``family``, ``basis``, ``status``, ``programme``, ``start`` and ``end``, by which ties can
        be switched, and ``evidence``, ``section``, ``document``, ``attributed_to`` and ``note``,
        which are there to be read. Ties of rivalry are shown and are never a path.
    columns : list of (heading, groups), optional
        Columns of the picture from left to right, each with the groups of actors that stand in it.
    families : mapping, optional
        Family -> (what the reader calls it, a colour's role in `widgets.theme`, a dash pattern).
    blocs : mapping, optional
        Bloc -> name.
    channels : mapping, optional
        ``sources`` and ``targets``, lists of actors, and ``kinds`` and ``through``, families: the
        figure then says which targets lose every channel of a kind (`widgets.models.channels`).
    folded : collection of str, optional
        The controls, by the names of the state, that stand under "More switches"; otherwise, in
        columns, those that are used seldom.
    centre : str, optional
        In columns, whom the narrow picture shows until somebody else is in focus.
    labelled : list of str, optional
        Who bears a name at rest; otherwise all of a few, and of many those with most ties.
    boundary : str, optional
        Which texts the network is coded from, whose ties it holds, and what is absent.
    documents : mapping, optional
        Document -> what the reader calls it.
    presets : mapping, optional
        What a button says -> the part of the state that it sets; the rest is as at the start.
    label, caption, evidence, source
        See `widgets.figure.Figure`.
    measure, families_on, bases_on, past_and_plans, period, bloc, removed_actors, programmes_off, \
removed_ties, focus
        The state at the start, and traits afterwards: a kernel can set them, and they follow what
        the reader does. A removed tie is named ``"source-target"``, or with its kind
        ``"source-target-kind"``; the period 0 is any year.

    Raises
    ------
    ValueError
        A tie to an unknown actor, twice, or from an actor to itself; an actor twice; a place that
        is not between 0 and 1; an empty network; a state that the network does not have.
    """

    kind = "tie-network"
    _esm = widget_module("tie_network.mjs", "renderTieNetwork")
    _css = stylesheet()

    actors = traitlets.List().tag(sync=True)
    ties = traitlets.List().tag(sync=True)
    looks = traitlets.List().tag(sync=True)
    measures = traitlets.List().tag(sync=True)
    channels = traitlets.Dict().tag(sync=True)
    places = traitlets.Dict().tag(sync=True)
    arrangement = traitlets.Unicode().tag(sync=True)
    centre = traitlets.Unicode().tag(sync=True)
    labelled = traitlets.List().tag(sync=True)
    controls = traitlets.List().tag(sync=True)
    presets = traitlets.Dict().tag(sync=True)
    start = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        actors: pd.DataFrame,
        ties: pd.DataFrame,
        *,
        columns: list | None = None,
        families: Mapping[str, tuple] | None = None,
        blocs: Mapping[str, str] | None = None,
        channels: Mapping[str, list] | None = None,
        folded: Collection[str] | None = None,
        centre: str | None = None,
        labelled: list[str] | None = None,
        boundary: str | None = None,
        documents: Mapping[str, str] | None = None,
        presets: Mapping[str, Mapping] | None = None,
        measure: str = "betweenness",
        label: str | None = None,
        caption: str | None = None,
        evidence: str | None = None,
        source: str | None = None,
        **state,
    ):
        people = tie_input.people(actors, columns)
        found = tie_input.pairs(ties, people)
        self._told = tie_input.told(ties)
        self._columns, self.boundary, self._documents = columns, boundary, documents or {}
        self._folded = (SELDOM if columns else ()) if folded is None else folded
        if unknown := set(self._folded) - set(STATE):
            raise ValueError(f"folded: a state has no {unknown.pop()!r}")
        merged = dict.fromkeys(one["bloc"] for one in people if one["bloc"])
        self._blocs = {bloc: (blocs or {}).get(bloc, bloc) for bloc in merged}
        looks = tie_input.looks(families, found)
        wanted = _channels(channels, people, looks)
        self._measures = MEASURES | (CLOSURES if wanted else {})
        self._controls = self._switches(people, found, looks, measure)
        for control in self._controls:
            if control.name in state:
                self._controls[self._controls.index(control)] = _starting(control, state)
        if unknown := set(state) - set(STATE):
            raise TypeError(f"TieNetwork takes no argument {unknown.pop()!r}")
        self.add_traits(**{control.name: control.trait() for control in self._controls})
        known = people + [
            {"actor": bloc, "name": name, "short": name, "group": None, "bloc": None}
            for bloc, name in self._blocs.items()
        ]
        super().__init__(
            label=label,
            caption=caption,
            evidence=evidence,
            source=source,
            actors=known,
            ties=[
                {**tie, "aside": aside}
                for tie, aside in zip(found, tie_picture.offsets(found), strict=True)
            ],
            looks=looks,
            measures=[
                {"key": key, "name": name, "decimals": decimals, "low": low}
                for key, (name, decimals, low) in self._measures.items()
            ],
            channels=wanted,
            arrangement="columns" if columns else "places",
            places=self._places(people),
            controls=[control.to_dict() for control in self._controls],
        )
        self.labelled = [*labelled, *self._blocs] if labelled else self._most_looked_for()
        self.centre = centre or self.labelled[0]
        for part, names in (("centre", [self.centre]), ("labelled", self.labelled)):
            if unknown := set(names) - {one["actor"] for one in known}:
                raise ValueError(f"{part}: there is no actor {unknown.pop()!r}")
        self.start = {name: getattr(self, name) for name in STATE}
        presets = {name: {**self.start, **each} for name, each in (presets or {}).items()}
        for name, each in presets.items():
            if unknown := each.keys() - set(STATE):
                raise ValueError(f"preset {name!r}: a state has no {unknown.pop()!r}")
            for control in self._controls:
                each[control.name] = control.check(each[control.name])
        self.presets = presets
        self._markup = str(self.markup(with_caption=True))

    def _switches(self, people, ties, looks, measure) -> list[Control]:
        """Return the controls, all of them: what a network does not have is not shown."""
        actors = {one["actor"]: one["short"] for one in people}
        present = {column: {tie[column] for tie in ties} - {None} for column in tie_input.PLAIN}
        programmes = sorted(present["programme"], key=str.lower)
        footings = [basis for basis in FOOTINGS if basis in present["basis"]]
        footings += sorted(present["basis"] - set(FOOTINGS))
        dates = {tie[end] for tie in ties for end in ("start", "end")} - {None}
        years = [0, *range(min(dates), max(dates) + 1)] if dates else [0]
        families = [look["key"] for look in looks]
        measures = [name for name, _, _ in self._measures.values()]
        who, called = [*actors, *self._blocs], [*actors.values(), *self._blocs.values()]
        merge = f"Merge {', '.join(self._blocs.values()) or 'blocs'}"
        return [
            Control("removed_actors", "Take away an actor", "taken", [],
                    options=who, labels=called),
            Control("programmes_off", "Take away a programme", "taken", [],
                    options=programmes, labels=programmes),
            Control("focus", "Look at", "choice", "", options=["", *who], labels=["all", *called]),
            Control("measure", "Measure", "choice", measure, options=list(self._measures),
                    labels=measures, beside=not self._columns),
            Control("families_on", "Ties", "set", [f for f in families if f != "rivalry"],
                    options=families, labels=[look["name"] for look in looks]),
            Control("bases_on", "Footing", "set", footings, options=footings, labels=footings),
            Control("period", "Year", "choice", 0, options=years,
                    labels=["any", *(str(year) for year in years[1:])]),
            Control("past_and_plans", "Count also what ended, was shelved or only planned",
                    "checkbox", False),
            Control("bloc", merge, "checkbox", False),
            Control("removed_ties", "Ties taken away", "taken", [],
                    options=[tie["tie"] for tie in ties], labels=[tie["name"] for tie in ties]),
        ]  # fmt: skip

    def _places(self, people: list[dict]) -> dict:
        found = {}
        for size, width in (("wide", WIDE), ("narrow", NARROW)):
            if not self._columns:
                at = tie_picture.places(people, width, tie_picture.HEIGHTS[size])
            elif size == "wide":
                at = tie_picture.in_columns(people, self._columns, width)
            else:
                continue
            for bloc in self._blocs:
                members = [at[one["actor"]] for one in people if one["bloc"] == bloc]
                at[bloc] = tie_picture.middle(members)
            order = [*(one["actor"] for one in people), *self._blocs]
            found[size] = [list(at[actor]) for actor in order]
        return found

    def _most_looked_for(self) -> list[str]:
        """Return who bears a name at rest: all of a few, of many those with most at the start."""
        everyone = [one["actor"] for one in self.actors]
        people = [actor for actor in everyone if actor not in self._blocs]
        if len(people) <= tie_picture.LABELS:
            return everyone
        power = self._power(self._present(whole=True)).drop(index=self._blocs, errors="ignore")
        low = self._measures[self.measure][2]
        ranked = [
            list(power[column].sort_values(ascending=rising, kind="stable").index)
            for column, rising in ((self.measure, low), ("degree", False))
        ]
        half = ranked[0][: tie_picture.LABELS // 2]
        rest = [actor for actor in ranked[1] if actor not in half]
        return [*half, *rest[: tie_picture.LABELS - len(half)], *self._blocs]

    @property
    def graph(self) -> nx.Graph:
        """The network in its present state; directed as soon as one of its ties is."""
        return self._graph(self._present())

    @property
    def power(self) -> pd.DataFrame:
        """The measures of position in the present state, by actor."""
        return self._power(self._present())

    def lost_channels(self) -> dict[str, list[str]]:
        """Return the targets that have lost every channel of a kind, by kind.

        Compared with the same ties counted and nothing taken away.
        """
        if not self.channels:
            raise ValueError("this network has no channels: it was made without targets")
        lost, _ = self._lost(self._present(), self._present(whole=True))
        return {kind: lost.index[lost[kind]].tolist() for kind in lost if lost[kind].any()}

    def _state(self, whole: bool = False) -> dict:
        state = {name: getattr(self, name) for name in STATE}
        return {**state, **dict.fromkeys(tie_state.TAKEN, [])} if whole else state

    def _present(self, whole: bool = False) -> tie_state.Present:
        people = [one for one in self.actors if one["actor"] not in self._blocs]
        return tie_state.present(people, self.ties, self._state(whole))

    def _graph(self, present: tie_state.Present) -> nx.Graph:
        directed = any(tie["directed"] for tie in self.ties)
        graph = nx.DiGraph() if directed else nx.Graph()
        graph.add_nodes_from(present.nodes)
        graph.add_edges_from((source, target) for source, target, _ in present.arcs)
        return graph

    def _power(self, present: tie_state.Present) -> pd.DataFrame:
        if not present.nodes:
            return pd.DataFrame(columns=list(self._measures), dtype=float)
        power = positional_power(self._graph(present))
        if self.channels:
            arcs, sources, targets = self._question(present)
            power["closures"] = model.closures(
                arcs, sources, targets, present.nodes, self.channels["kinds"]
            )
        return power

    def _question(self, present: tie_state.Present) -> tuple[list, list, list]:
        """Return arcs of the kinds that lead on, and the sources and targets as they now stand."""
        ways = {*self.channels["kinds"], *self.channels["through"]}
        people = {one["actor"]: one for one in self.actors}
        ends = [
            list(dict.fromkeys(tie_state.node(people[actor], self._state()) for actor in actors))
            for actors in (self.channels["sources"], self.channels["targets"])
        ]
        sources, targets = ([one for one in each if one in present.nodes] for each in ends)
        return [arc for arc in present.arcs if arc[2] in ways], sources, targets

    def _found(self, present: tie_state.Present) -> pd.DataFrame:
        arcs, sources, targets = self._question(present)
        return model.channels(arcs, sources, targets).reindex(
            columns=self.channels["kinds"], fill_value=False
        )

    def _lost(self, present, before) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Return which targets lost which kinds, and what they had; who went itself lost none."""
        have, had = self._found(present), self._found(before)
        had = had.loc[had.index.isin(present.nodes)]
        return had & ~have.reindex(had.index, fill_value=False), had

    def state(self) -> dict:
        """Return the traits from which a page without a kernel starts this figure."""
        return {name: getattr(self, name) for name in (*_SYNCED, *STATE)}

    def _contents(self) -> dict:
        present, before = self._present(), self._present(whole=True)
        power = self._power(present)
        shown = [
            c
            for c in self._controls
            if len(c.options) > (c.kind != "taken") and c.name != "removed_ties"
        ]
        shown += [c for c in self._controls if c.kind == "checkbox" and self._has(c.name)]
        shown = [
            Control(**{**control.to_dict(), "value": getattr(self, control.name)})
            for control in self._controls
            if control in shown
        ]
        rows = [
            [
                one["name"],
                *(
                    tie_reading.number(power[key].get(one["actor"], float("nan")), decimals)
                    for key, (_, decimals, _) in self._measures.items()
                ),
            ]
            for one in self.actors
        ]
        return {
            "controls": [control for control in shown if control.name not in self._folded],
            "more_controls": [control for control in shown if control.name in self._folded],
            "samples": {"families_on": [tie_picture.swatch(look) for look in self.looks]},
            "presets": [
                (name, all(getattr(self, key) == value for key, value in each.items()))
                for name, each in self.presets.items()
            ],
            "undo": True,
            "pictures": self._pictures(power, present),
            "reading": tie_reading.reading(self._facts(power, present, before)),
            "alt": None,
            "headings": ["Actor", *(name for name, _, _ in self._measures.values())],
            "rows": rows,
            "tie_list": [
                {"tie": tie["tie"], "name": tie["name"], "evidence": told["evidence"],
                 "stands": tie["tie"] not in self.removed_ties, "note": told["note"],
                 "trace": self._trace(tie, told)}
                for tie, told in zip(self.ties, self._told, strict=True)
            ],
            "boundary": self.boundary,
        }  # fmt: skip

    def _trace(self, tie: dict, told: dict) -> str:
        """Return where a tie stands in its source, on what footing and of which years."""
        if not told["section"]:
            return ""
        document = self._documents.get(told["document"], told["document"] or "")
        credit = f" ({told['attributed_to']})" if told["attributed_to"] else ""
        status = "" if tie["status"] == "in_force" else (tie["status"] or "").replace("_", " ")
        footing = f"{tie['basis'] or ''}{credit}"
        parts = (f"{document} §{told['section']}", footing, _years(tie), status, tie["programme"])
        return "; ".join(part for part in parts if part)

    def _has(self, name: str) -> bool:
        """Return whether there is anything to switch by a checkbox."""
        if name == "bloc":
            return bool(self._blocs)
        return any(tie["status"] not in (None, "in_force") for tie in self.ties)

    def _facts(self, power, present, before) -> dict:
        names = {one["actor"]: one["short"] for one in self.actors}
        state = self._state()
        whole = power if present == before else self._power(before)
        measure = next(each for each in self.measures if each["key"] == self.measure)
        apart = _apart(self._graph(present))
        was_apart = _apart(self._graph(before))
        programmes = [f"the programme {name}" for name in state["programmes_off"]]
        cut = [tie["name"] for tie in self.ties if tie["tie"] in state["removed_ties"]]
        facts = {
            "names": names,
            "now": power[self.measure].to_dict(),
            "before": whole[self.measure].to_dict(),
            "measure": measure,
            "gone": [*(names[actor] for actor in state["removed_actors"]), *programmes, *cut],
            "standing": len(present.standing),
            "counted": len(present.counted),
            "documented": len(self.ties),
            "lost": {},
            "lost_all": 0,
            "reached": None,
            "targets": None,
            "apart": [names[actor] for actor in apart if actor not in was_apart],
            "left_out": [
                basis
                for basis in dict.fromkeys(tie["basis"] for tie in self.ties)
                if basis is not None and basis not in state["bases_on"]
            ],
            "year": state["period"],
            "undated": sum(tie["start"] is tie["end"] is None for tie in present.counted),
            "focus": self._focus_facts(present, names),
        }
        if self.channels:
            lost, had = self._lost(present, before)
            kinds = {look["key"]: look["name"] for look in self.looks}
            facts["lost"] = {
                kinds[kind]: [names[target] for target in lost.index[lost[kind]]]
                for kind in lost
                if lost[kind].any()
            }
            left = had & ~lost
            facts["lost_all"] = int((lost.any(axis=1) & ~left.any(axis=1)).sum())
            now = self._found(present)
            facts["reached"], facts["targets"] = int(now.any(axis=1).sum()), len(now)
        return facts

    def _focus_facts(self, present: tie_state.Present, names: dict) -> dict | None:
        if not self.focus:
            return None
        nodes = self._nodes()
        ends = [(nodes[t["source"]], nodes[t["target"]], t["directed"]) for t in present.standing]
        here = self._looked_at()
        # What stays inside a bloc that one looks at is no tie of the bloc, merged or not.
        ends = [(a, b, way) for a, b, way in ends if not {a, b} <= here]
        return {
            "name": names[self.focus],
            "into": sum(b in here or (a in here and not way) for a, b, way in ends),
            "out": sum(a in here or (b in here and not way) for a, b, way in ends),
        }

    def _looked_at(self) -> set[str]:
        """Return who is in focus and what stands for it; for a bloc also its members."""
        who = {one["actor"] for one in self.actors if self.focus in (one["actor"], one["bloc"])}
        return who | {node for actor, node in self._nodes().items() if actor in who}

    def _nodes(self) -> dict[str, str]:
        return {one["actor"]: tie_state.node(one, self._state()) for one in self.actors}

    def _pictures(self, power: pd.DataFrame, present: tie_state.Present) -> list:
        dots, lines = self._classes(present)
        if self._columns:
            return [
                ("wide", self._drawn("wide", WIDE, power, dots, lines)),
                ("narrow", self._ego(power, dots, lines)),
            ]
        return [
            (size, self._drawn(size, width, power, dots, lines))
            for size, width in (("wide", WIDE), ("narrow", NARROW))
        ]

    def _classes(self, present: tie_state.Present) -> tuple[dict, dict]:
        """Return how each actor and each tie is shown; view and twin go by the same words."""
        nodes, here = self._nodes(), self._looked_at()
        counted = {tie["tie"] for tie in present.counted}
        standing = {tie["tie"] for tie in present.standing}
        lines, beside = {}, set()
        for tie in self.ties:
            ends = {nodes[tie["source"]], nodes[tie["target"]]}
            shown = "on" if tie["tie"] in standing else "off" if tie["tie"] in counted else "gone"
            if self.focus and shown != "gone":
                near = bool(ends & here)
                beside |= ends if near else set()
                shown += " near" if near else " far"
            lines[tie["tie"]] = shown
        dots = {}
        stands = {node for actor, node in nodes.items() if actor not in self._blocs}
        for one in self.actors:
            actor = one["actor"]
            shown = "gone" if actor not in stands else "on" if actor in present.nodes else "off"
            named = " named" if actor in self.labelled else ""
            near = " near" if actor in beside | here else " far"
            dots[actor] = shown + named + (near if self.focus and shown != "gone" else "")
        return dots, lines

    def _drawn(self, size: str, width: int, power, dots: dict, lines: dict) -> Markup:
        height = (
            tie_picture.columns_height(self.actors[: -len(self._blocs) or None], self._columns)
            if self._columns
            else tie_picture.HEIGHTS[size]
        )
        at = dict(zip((one["actor"] for one in self.actors), self.places[size], strict=True))
        looks, nodes = {look["key"]: look for look in self.looks}, self._nodes()
        drawn = []
        for tie in self.ties:
            ends = [tuple(at[nodes[tie[end]]]) for end in ("source", "target")]
            path, head = tie_picture.line(*ends, tie["aside"], straight=not self._columns)
            drawn.append(
                tie_picture.tie_drawing(
                    tie["tie"],
                    lines[tie["tie"]],
                    path,
                    head if tie["directed"] else "",
                    looks.get(tie["family"]),
                )
            )
        radii = tie_picture.sizes(power[self.measure].reindex(at), self.arrangement)
        side = "right" if self._columns else "below"
        room = {
            group: tie_picture.letters(number, self._columns, width)
            for number, (_, groups) in enumerate(self._columns or [])
            for group in groups
        }
        for one in self.actors:
            actor = one["actor"]
            drawn.append(
                tie_picture.dot_drawing(
                    actor,
                    dots[actor],
                    at[actor],
                    radii[actor],
                    one["short"],
                    side,
                    finger=not self._columns,
                    room=room.get(one["group"]),
                )
            )
        if self._columns:
            drawn.append(tie_picture.headings(self._columns, width))
        return tie_picture.frame(
            self.arrangement, width, height, Markup().join(drawn), looking=bool(self.focus)
        )

    def _ego(self, power, dots: dict, lines: dict) -> Markup:
        nodes = self._nodes()
        looks = {look["key"]: look for look in self.looks}
        wanted = self.focus or self.centre  # of a bloc that is not merged, its first member
        centre = next(
            nodes[one["actor"]] for one in self.actors if wanted in (one["actor"], one["bloc"])
        )
        shown = [
            {**one, "shown": dots[one["actor"]]}
            for one in self.actors
            if not dots[one["actor"]].startswith("gone")
        ]
        ties = [
            {"tie": tie["tie"], "from": nodes[tie["source"]], "to": nodes[tie["target"]],
             "directed": tie["directed"], "shown": lines[tie["tie"]],
             "look": looks.get(tie["family"])}
            for tie in self.ties
            if not lines[tie["tie"]].startswith("gone")
            and centre in (nodes[tie["source"]], nodes[tie["target"]])
        ]  # fmt: skip
        everyone = [one["actor"] for one in self.actors]
        radii = tie_picture.sizes(power[self.measure].reindex(everyone), "ego")
        return tie_picture.ego(centre, shown, ties, radii, NARROW)


def _starting(control: Control, state: dict) -> Control:
    return Control(**{**control.to_dict(), "value": control.check(state[control.name])})


def _channels(channels, people: list[dict], looks: list[dict]) -> dict:
    if channels is None:
        return {}
    wanted = {"through": [], **channels}
    families, actors = [look["key"] for look in looks], {one["actor"] for one in people}
    for part, known in (
        ("sources", actors),
        ("targets", actors),
        ("kinds", families),
        ("through", families),
    ):
        if part not in wanted:
            raise ValueError(f"channels need {part!r}; found {', '.join(channels)}")
        for name in wanted[part]:
            if name not in known:
                raise ValueError(f"channels, {part}: the network has no {name!r}")
    return {part: list(wanted[part]) for part in ("sources", "targets", "kinds", "through")}


def _apart(graph: nx.Graph) -> list[str]:
    """Return who is not in the largest part; among equals the one with the first actor counts."""
    if not graph:
        return []
    parts = list(nx.connected_components(graph.to_undirected(as_view=True)))
    order = {actor: place for place, actor in enumerate(graph)}
    largest = max(parts, key=lambda part: (len(part), -min(order[actor] for actor in part)))
    return [actor for actor in graph if actor not in largest]


def _years(tie: dict) -> str:
    start, end = tie["start"], tie["end"]
    if start is None and end is None:
        return "no year"
    if start == end:
        return str(start)
    return f"{start or ''}–{end or ''}" if end else f"from {start}"
