"""Read a network by the name of its case, checked, and turn what is switched on into a graph.

A case is two tables of the data package, ``<case>_actors`` and ``<case>_ties``. Its boundary, and
what the words in its columns mean, stand in the package beside them.
"""

import copy
import functools
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import networkx as nx
import pandas as pd

from widgets import data
from widgets.data import PACKAGE, DataError

ACTOR_COLUMNS = ("actor", "name", "kind", "group", "place", "note", "document", "section")
TIE_COLUMNS = (
    *("source", "target", "kind", "family", "directed", "start", "end"),
    *("document", "section", "evidence", "basis", "attributed_to"),
)
# Columns that a case may do without, and what its rows then hold.
OPTIONAL = {
    "actors": {"bloc": None, "short": None},
    "ties": {"programme": None, "status": "in_force"},
}

# Families and kinds of ties along which nothing passes: they are shown, and are never edges.
NO_PATH = ("rivalry", "rivals", "conflict", "demotion", "succession")

DOCUMENTS = {
    "minagawa": "Political Clientelism",
    "hatch_state": "Regionalizing the State",
    "hatch_relationalism": "Regionalizing Relationalism",
}
"""What a reader is told of the document in which a tie stands."""

FOOTINGS = ("stated", "hedged", "surmised", "reported", "inferred")
"""On what a tie or a number stands, in the words of the column ``basis``."""


@dataclass(frozen=True, eq=False, repr=False)
class Network:
    """Actors and the ties that texts document among them.

    Attributes
    ----------
    actors : DataFrame
        One row an actor: ``actor`` (its short name), ``name``, ``kind``, ``group``, ``bloc`` ...
    ties : DataFrame
        One row a tie: ``source``, ``target``, ``kind``, ``family``, ``directed``, ``basis`` ...
    boundary : str
        Which texts the network is coded from, whose ties it holds and what is absent.
    codes : dict
        What the words in a column mean: column -> word -> sentence, of both tables together.

    Examples
    --------
    >>> network("guidance")
    Network of 93 actors and 198 ties
    """

    actors: pd.DataFrame
    ties: pd.DataFrame
    boundary: str
    codes: dict[str, dict[str, str]]

    def __repr__(self) -> str:
        return f"Network of {len(self.actors)} actors and {len(self.ties)} ties"

    def graph(
        self,
        families: Collection[str] | None = None,
        bases: Collection[str] | None = None,
        statuses: Collection[str] | None = ("in_force",),
        bloc: bool = False,
        without_actors: Collection[str] = (),
        without_ties: Collection[int] = (),
        programmes_off: Collection[str] = (),
    ) -> nx.DiGraph:
        """Return the graph of the ties that are switched on.

        A directed tie is an edge from its source to its target, an undirected tie one each way.
        Rivalry, conflict, demotion and succession are never edges, whatever is switched on.

        Parameters
        ----------
        families, bases, statuses : collection of str or None
            Ties of these families, on these footings and of these statuses only; None is all.
        bloc : bool
            Merge the actors of a bloc into one node with the name of the bloc. Ties inside the
            bloc are dropped.
        without_actors : collection of str
            Actors taken away with all their ties. The name of a bloc takes away all its members.
        without_ties : collection of int
            Ties taken away, by their label in `ties`.
        programmes_off : collection of str
            Programmes whose ties are all taken away.

        Returns
        -------
        DiGraph
            A node for each actor that is left, tied or not, in the order of `actors`. The attribute
            ``ties`` of an edge lists the labels of its ties in `ties`, in their order.

        Raises
        ------
        DataError
            If a name is not one of the network's.

        Examples
        --------
        >>> guidance = network("guidance")
        >>> guidance.graph()["jica"]["thai_moi"]
        {'ties': [58]}
        >>> guidance.ties.loc[58, "section"]
        '3.2'
        """
        ties = self.ties
        on = ~ties[["family", "kind"]].isin(NO_PATH).any(axis=1)
        for column, names in (("family", families), ("basis", bases), ("status", statuses)):
            if names is not None:
                on &= ties[column].isin(self._known(column, names))
        on &= ~ties["programme"].isin(self._known("programme", programmes_off))
        on &= ~ties.index.isin(self._numbers(without_ties))
        gone = self._members(without_actors)
        on &= ~ties[["source", "target"]].isin(gone).any(axis=1)

        actors = self.actors[~self.actors["actor"].isin(gone)]
        nodes = actors["bloc"].fillna(actors["actor"]) if bloc else actors["actor"]
        node = dict(zip(actors["actor"], nodes, strict=True))
        graph = nx.DiGraph()
        graph.add_nodes_from(nodes)
        for number, source, target in _arcs(ties[on]):
            if node[source] != node[target]:
                graph.add_edge(node[source], node[target])
                graph[node[source]][node[target]].setdefault("ties", []).append(number)
        return graph

    def _known(self, column: str, names: Collection[str]) -> list[str]:
        names = [names] if isinstance(names, str) else list(names)
        known = list(dict.fromkeys([*self.codes.get(column, {}), *self.ties[column].dropna()]))
        for name in names:
            if name not in known:
                raise data.unknown(column, name, known)
        return names

    def _members(self, names: Collection[str]) -> set[str]:
        members = {actor: [actor] for actor in self.actors["actor"]}
        members |= {bloc: list(rows["actor"]) for bloc, rows in self.actors.groupby("bloc")}
        names = [names] if isinstance(names, str) else names
        for name in names:
            if name not in members:
                raise data.unknown("actor or bloc", name, list(members))
        return {actor for name in names for actor in members[name]}

    def _numbers(self, numbers: Collection[int]) -> list[int]:
        for number in numbers:
            if number not in self.ties.index:
                span = f"from {self.ties.index.min()} to {self.ties.index.max()}"
                raise DataError(f"No tie is numbered {number!r}; they are numbered {span}.")
        return list(numbers)


def networks(*, package: str | Path = PACKAGE) -> list[str]:
    """Return the names of all cases that have a network, in the order of the data package.

    >>> "guidance" in networks()
    True
    """
    tables = data.tables(package=package)
    cases = [name.removesuffix("_ties") for name in tables if name.endswith("_ties")]
    return [case for case in cases if f"{case}_actors" in tables]


def network(case: str, *, package: str | Path = PACKAGE) -> Network:
    """Return the network of a case, typed by its schema and checked.

    Parameters
    ----------
    case : str
        Name of the case, such as ``"guidance"``; `networks` lists them.
    package : str or Path, optional
        The ``datapackage.json`` to read from, by default the book's own.

    Returns
    -------
    Network
        Its tables are the reader's own to change, as those of `widgets.data.table` are.

    Raises
    ------
    DataError
        If there is no such network, if its tables differ from the schema, if the package states no
        boundary, or if a tie leads from an actor to itself, stands twice or ends before it starts.
    """
    if case not in (cases := networks(package=package)):
        raise data.unknown("network", case, cases)
    return copy.deepcopy(_checked(case, Path(package).resolve()))


@functools.lru_cache
def _checked(case: str, package: Path) -> Network:
    actors, ties = (_table(case, part, package) for part in ("actors", "ties"))
    boundary = data._resource(f"{case}_ties", package).get("boundary")
    if not boundary:
        raise DataError(
            f"{data._short(package, package)}, resource '{case}_ties': found no boundary,"
            " expected which texts, whose ties and what is absent."
        )
    for part, row, flaw in _flaws(actors, ties):
        file = data._short(data._file(f"{case}_{part}", package), package)
        # A spreadsheet counts the header as row 1.
        raise DataError(f"{file}, row {row + 2}{flaw}.")
    return Network(actors, ties, boundary, _codes(case, package))


def _table(case: str, part: str, package: Path) -> pd.DataFrame:
    frame = data.table(f"{case}_{part}", package=package)
    columns = {"actors": ACTOR_COLUMNS, "ties": TIE_COLUMNS}[part]
    if lost := [name for name in columns if name not in frame]:
        file = data._short(data._file(f"{case}_{part}", package), package)
        raise DataError(
            f"{file}, row 1, column {lost[0]!r}: found no such column, expected at least"
            f" {', '.join(columns)}."
        )
    for column, value in OPTIONAL[part].items():
        if column not in frame:
            frame[column] = pd.Series(value, index=frame.index, dtype="str")
    return frame


def _codes(case: str, package: Path) -> dict[str, dict[str, str]]:
    codes = {}
    for part in ("actors", "ties"):
        for field in data._resource(f"{case}_{part}", package)["schema"]["fields"]:
            if "codes" in field:
                codes.setdefault(field["name"], {}).update(field["codes"])
    return codes


def _arcs(ties: pd.DataFrame) -> Iterator[tuple[int, str, str]]:
    """Yield the label and the two ends of each tie, both ways round where it is undirected."""
    columns = (ties.index.tolist(), ties["source"], ties["target"], ties["directed"])
    for number, source, target, directed in zip(*columns, strict=True):
        yield number, source, target
        if not directed:
            yield number, target, source


def _flaws(actors: pd.DataFrame, ties: pd.DataFrame) -> Iterator[tuple[str, int, str]]:
    """Yield what no schema can find: the table, the row's label, what was found and expected."""
    for row, bloc in actors["bloc"].dropna().items():
        if bloc in set(actors["actor"]):
            flaw = f"found {bloc!r}, expected a name that no actor has"
            yield "actors", row, f", column 'bloc': {flaw}"
    for row, actor in ties.loc[ties["source"] == ties["target"], "target"].items():
        flaw = f"found {actor!r} at both ends, expected two different actors"
        yield "ties", row, f", column 'target': {flaw}"
    years = ties[["start", "end"]].dropna()
    for row, start, end in years[years["end"] < years["start"]].itertuples():
        yield "ties", row, f", column 'end': found {end}, expected {start} (its start) or later"
    names = [name for name in ("kind", "programme", "episode", "start") if name in ties]
    keys = ties[names].astype("str").fillna("").apply(tuple, axis=1)
    seen = {}
    for row, source, target in _arcs(ties):
        first = seen.setdefault((source, target, keys[row]), row)
        if first != row:
            flaw = f"found {source!r} and {target!r} again, tied as in row {first + 2}"
            yield "ties", row, f": {flaw}, expected each tie only once"
