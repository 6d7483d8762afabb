"""A network whose ties can be cut: the reader takes ties away and sees positions change."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd
import traitlets
from markupsafe import Markup

from widgets.controls import Control
from widgets.explorer import NARROW, WIDE
from widgets.figure import Figure, stylesheet
from widgets.models.position import positional_power
from widgets.modules import widget_module

MEASURES = {
    # column of positional_power: what the reader calls it, and its decimals
    "degree": ("degree", 0),
    "betweenness": ("betweenness", 3),
    "constraint": ("constraint", 3),
    "effective_size": ("effective size", 2),
    "bonacich_power": ("Bonacich power", 3),
    "reach": ("reach", 0),
}

LOW_IS_FREE = ("constraint",)
"""Measures of which less is more: the reading names who has the least."""

HEIGHT = {"wide": 380, "narrow": 330}
MARGIN = 46
SMALLEST, LARGEST = 6, 20
"""Radii, in pixels: of the actor with the least of a measure, and of the one with the most."""

EQUAL = 1e-9
"""Two values that differ by less are the same, in Python and in the page."""


class TieNetwork(Figure):
    """A small network in which every tie can be switched.

    Parameters
    ----------
    actors : DataFrame
        ``actor`` (a short name), ``name``, and the place on the picture, ``x`` and ``y`` from 0 to
        1, left to right and top to bottom: places have a meaning, so they come with the data.
    ties : DataFrame
        ``source`` and ``target``, two actors each.
    measure : str
        One of ``MEASURES``: the size of the dots.
    removed_ties : list of str, optional
        Ties taken away at the start, each as ``"source-target"``.
    label, caption, evidence, source
        See `widgets.figure.Figure`.

    Raises
    ------
    ValueError
        A tie to an unknown actor, twice, or from an actor to itself; an actor twice; a place that
        is not between 0 and 1; an empty network; an unknown measure or tie.
    """

    kind = "tie-network"
    _esm = widget_module("tie_network.mjs", "renderTieNetwork")
    _css = stylesheet()

    actors = traitlets.List().tag(sync=True)
    ties = traitlets.List().tag(sync=True)
    measures = traitlets.List().tag(sync=True)
    controls = traitlets.List().tag(sync=True)
    presets = traitlets.Dict().tag(sync=True)
    start = traitlets.Dict().tag(sync=True)
    removed_ties = traitlets.List().tag(sync=True)

    def __init__(self, actors, ties, *, measure="betweenness", removed_ties=(), **options):
        people, pairs = _people(actors), _pairs(ties, actors)
        self._measure = Control(
            "measure",
            "Measure",
            "choice",
            measure,
            options=list(MEASURES),
            labels=[name for name, _ in MEASURES.values()],
            beside=True,
        )
        self.add_traits(measure=self._measure.trait())
        super().__init__(
            actors=people,
            ties=pairs,
            measures=[
                {"key": key, "name": name, "decimals": decimals, "low": key in LOW_IS_FREE}
                for key, (name, decimals) in MEASURES.items()
            ],
            controls=[self._measure.to_dict()],
            measure=measure,
            **options,
        )
        self.removed_ties = list(removed_ties)
        self.start = {"measure": measure, "removed_ties": self.removed_ties}
        self._markup = str(self.markup(with_caption=True))

    @traitlets.validate("removed_ties")
    def _known_ties(self, proposal):
        known = [tie["tie"] for tie in self.ties]
        for tie in proposal["value"]:
            if tie not in known:
                raise ValueError(f"no tie {tie!r} in this network; there are {', '.join(known)}")
        return [tie for tie in known if tie in proposal["value"]]

    @property
    def graph(self) -> nx.Graph:
        """The network in its present state."""
        return self._graph(self.removed_ties)

    @property
    def power(self) -> pd.DataFrame:
        """The measures of position in the present state, by actor."""
        return positional_power(self.graph)

    def _graph(self, removed) -> nx.Graph:
        graph = nx.Graph()
        graph.add_nodes_from(person["actor"] for person in self.actors)
        graph.add_edges_from(
            (tie["source"], tie["target"]) for tie in self.ties if tie["tie"] not in removed
        )
        return graph

    def state(self) -> dict:
        """Return the traits from which a page without a kernel starts this figure."""
        shared = ("actors", "ties", "measures", "controls", "presets", "start", "removed_ties")
        return {name: getattr(self, name) for name in (*shared, "measure")}

    def _contents(self) -> dict:
        power = self.power
        names = {person["actor"]: person["name"] for person in self.actors}
        return {
            "controls": [Control(**{**self._measure.to_dict(), "value": self.measure})],
            "presets": [],
            "switches": [
                (tie["tie"], tie["name"], tie["tie"] not in self.removed_ties) for tie in self.ties
            ],
            "pictures": [
                (size, self._draw(power[self.measure], width, HEIGHT[size]))
                for size, width in (("wide", WIDE), ("narrow", NARROW))
            ],
            "reading": self._reading(power),
            "alt": None,
            "headings": ["Actor", *(name for name, _ in MEASURES.values())],
            "rows": [
                [names[actor], *(_number(row[key], MEASURES[key][1]) for key in MEASURES)]
                for actor, row in power.iterrows()
            ],
        }

    def _draw(self, values: pd.Series, width: int, height: int) -> Markup:
        place = {
            person["actor"]: (
                round(MARGIN + person["x"] * (width - 2 * MARGIN), 1),
                round(MARGIN + person["y"] * (height - 2 * MARGIN), 1),
            )
            for person in self.actors
        }
        lines = Markup().join(
            Markup(
                '<g data-tie="{}" class="{}"><line class="reach" {}/><line class="tie" {}/></g>'
            ).format(
                tie["tie"],
                "off" if tie["tie"] in self.removed_ties else "on",
                *(_ends(place[tie["source"]], place[tie["target"]]) for _ in range(2)),
            )
            for tie in self.ties
        )
        radii = sizes(values)
        dots = Markup().join(
            Markup(
                '<g data-actor="{}" transform="translate({},{})"><circle r="{}"/>'
                '<text y="{}">{}</text></g>'
            ).format(actor, *place[actor], radii[actor], round(radii[actor] + 14, 1), name)
            for actor, name in ((person["actor"], person["name"]) for person in self.actors)
        )
        return Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" class="ties-network" width="{0}" height="{1}"'
            ' viewBox="0 0 {0} {1}">{2}{3}</svg>'
        ).format(width, height, lines, dots)

    def _reading(self, power: pd.DataFrame) -> str:
        """Return the sentence on the present state; tie_network.mjs says it in the same words."""
        names = {person["actor"]: person["name"] for person in self.actors}
        name, decimals = MEASURES[self.measure]
        now = power[self.measure]
        said = []
        if now.notna().any():
            low = self.measure in LOW_IS_FREE
            best = now.min() if low else now.max()
            top = [names[actor] for actor in now.index[(now - best).abs() < EQUAL]]
            verb, rank = "has" if len(top) == 1 else "have", "lowest" if low else "highest"
            said.append(f"{_and(top)} {verb} the {rank} {name} ({_number(best, decimals)}).")
        else:
            said.append(f"Nobody has a {name}.")
        if not self.removed_ties:
            return f"{said[0]} All {len(self.ties)} ties stand."
        gone = [tie["name"] for tie in self.ties if tie["tie"] in self.removed_ties]
        said.append(f"Without {_and(gone)}:")
        change = now - positional_power(self._graph(()))[self.measure]
        moved = []
        for extreme, way, sign in ((change.min(), "lose", "−"), (change.max(), "gain", "+")):
            if extreme * (1 if way == "gain" else -1) > EQUAL:
                who = [names[actor] for actor in now.index[(change - extreme).abs() < EQUAL]]
                verb = way if len(who) > 1 else f"{way}s"
                moved.append(f"{_and(who)} {verb} most ({sign}{_number(abs(extreme), decimals)})")
        largest = max(nx.connected_components(self.graph), key=len)
        apart = [names[actor] for actor in now.index if actor not in largest]
        if apart:
            moved.append(f"{_and(apart)} cut off from the largest part")
        return " ".join(said) + " " + ("; ".join(moved) or "nobody’s changes") + "."


def sizes(values: pd.Series) -> dict[str, float]:
    """Return the radius of each actor's dot, by area between the least and the most."""
    low, high = values.min(), values.max()
    part = (values - low) / (high - low) if high - low > EQUAL else values * 0 + 0.5
    radii = np.sqrt(SMALLEST**2 + part * (LARGEST**2 - SMALLEST**2)).fillna(SMALLEST)
    return {actor: float(round(radius, 1)) for actor, radius in radii.items()}


def _people(actors: pd.DataFrame) -> list[dict]:
    _columns(actors, ("actor", "name", "x", "y"), "actors")
    if actors.empty:
        raise ValueError("the network is empty: it needs at least one actor")
    people = []
    for row, person in enumerate(actors.itertuples(), start=1):
        if any(person.actor == known["actor"] for known in people):
            raise ValueError(f"actors, row {row}: {person.actor!r} stands twice")
        for axis in ("x", "y"):
            place = getattr(person, axis)
            if not (isinstance(place, (int, float)) and 0 <= place <= 1):
                raise ValueError(
                    f"actors, row {row}: {axis} is a number from 0 to 1, not {place!r}"
                )
        people.append({"actor": person.actor, "name": person.name, "x": person.x, "y": person.y})
    return people


def _pairs(ties: pd.DataFrame, actors: pd.DataFrame) -> list[dict]:
    _columns(ties, ("source", "target"), "ties")
    names = dict(zip(actors["actor"], actors["name"], strict=True))
    pairs, met = [], set()
    for row, tie in enumerate(ties.itertuples(), start=1):
        for end in (tie.source, tie.target):
            if end not in names:
                raise ValueError(f"ties, row {row}: there is no actor {end!r}")
        if tie.source == tie.target:
            raise ValueError(f"ties, row {row}: {tie.source!r} is tied to itself")
        if frozenset((tie.source, tie.target)) in met:
            raise ValueError(f"ties, row {row}: {tie.source!r} and {tie.target!r} are tied twice")
        met.add(frozenset((tie.source, tie.target)))
        pairs.append(
            {
                "tie": f"{tie.source}-{tie.target}",
                "source": tie.source,
                "target": tie.target,
                "name": f"{names[tie.source]}–{names[tie.target]}",
            }
        )
    return pairs


def _columns(frame: pd.DataFrame, wanted: tuple[str, ...], table: str) -> None:
    for column in wanted:
        if column not in frame:
            raise ValueError(f"{table} need a column {column!r}; found {', '.join(frame.columns)}")
        if frame[column].isna().any():
            row = int(np.flatnonzero(frame[column].isna())[0]) + 1
            raise ValueError(f"{table}, row {row}: {column!r} is missing")


def _ends(start: tuple, end: tuple) -> Markup:
    return Markup('x1="{}" y1="{}" x2="{}" y2="{}"').format(*start, *end)


def _number(value: float, decimals: int) -> str:
    return "–" if pd.isna(value) else f"{value:.{decimals}f}"


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
