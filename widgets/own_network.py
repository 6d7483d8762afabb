"""A network of the reader's own: brought in the page, or with a kernel from two tables."""

from __future__ import annotations

import json
from functools import cache

import networkx as nx
import numpy as np
import pandas as pd
import traitlets
from markupsafe import Markup

from widgets import primer, theme
from widgets.figure import EVIDENCE, SCRIPTS, template
from widgets.modules import lean, page_script, widget_module
from widgets.networks import network
from widgets.own_tables import Tables, read_tables
from widgets.tie_network import TieNetwork

ENCODINGS = (
    ("shift_jis", "Shift_JIS (Japanese)"),
    ("euc-jp", "EUC-JP (Japanese)"),
    ("windows-1251", "Windows-1251 (Russian)"),
    ("koi8-r", "KOI8-R (Russian)"),
    ("windows-1252", "Windows-1252 (Western)"),
)
"""Older encodings of files, by the names that Python and browsers share."""

SHEETS = (
    ("actors", "a name in each row; more columns if you like"),
    ("ties", "from whom, to whom, and what kind"),
)

_CASES = {
    "Sahashi’s following": "miti",
    "Wada’s campaign": "energy_ministry",
    "Soviet patrons": "soviet",
    "Production networks": "production",
}
_KITE_BOUNDARY = "Ten made-up persons: nobody is left out, since there is nobody else."
_ACTORS = ("actor", "name", "short", "bloc")
_TIES = (
    *("source", "target", "kind", "family", "directed", "start", "end", "status", "programme"),
    *("basis", "document", "section", "attributed_to", "evidence", "note"),
)
_LARGE = 500  # from so many actors on networkx's layout by springs needs scipy
_STEPS = 100
_MIDDLE = 1  # a pull to the middle, so that nobody drifts off whom nothing ties


class OwnNetwork(TieNetwork):
    """A figure into which a reader brings a network, with the sheets above it.

    It begins as Krackhardt's kite. In the front end two tables are read, checked and shown, with no
    kernel behind; the kernel holds what the figure began with. With a kernel at hand `show` makes
    an ordinary `TieNetwork` of tables, which follows the kernel.

    Parameters
    ----------
    actors, ties : str, optional
        Tables as text that the sheets hold at the start.
    options
        See `TieNetwork`.
    """

    _esm = widget_module("own_network.mjs", "renderOwnNetwork")

    texts = traitlets.List().tag(sync=True)
    examples = traitlets.Dict().tag(sync=True)
    colours = traitlets.Dict().tag(sync=True)

    def __init__(self, actors: str = "", ties: str = "", **options):
        kite = primer.kite_tables()
        self.examples, self.texts, self.colours = examples(), [actors, ties], dict(theme.LIGHT)
        own = {"boundary": _KITE_BOUNDARY, "evidence": "illustrative", "source": primer.KITE_SOURCE}
        super().__init__(*kite, **own | options)
        self._markup = str(self.markup(with_caption=True))

    def state(self) -> dict:
        """Return the traits from which a page without a kernel starts this figure."""
        brought = {name: getattr(self, name) for name in ("texts", "examples", "colours")}
        return {**super().state(), **brought}

    def markup(self, with_caption: bool = False) -> Markup:
        """Return the sheets and, below them, the figure as HTML that stands without a script."""
        kite = next(iter(self.examples.values()))
        held = self.texts if any(self.texts) else [kite["actors"], kite["ties"]]
        return Markup(
            template("own_network.html").render(
                figure=super().markup(with_caption),
                examples=self.examples,
                encodings=ENCODINGS,
                sheets=SHEETS,
                texts=held,
            )
        )


@cache
def examples() -> dict[str, dict]:
    """Return the networks to start from: name -> tables as text, and where they come from."""
    people, ties = primer.kite_tables()
    found = {
        "The kite": {
            **{"actors": _csv(people), "ties": _csv(ties), "boundary": _KITE_BOUNDARY},
            **_origin("illustrative", primer.KITE_SOURCE.rstrip(".")),
        }
    }
    for name, case in _CASES.items():
        held = network(case)
        found[name] = {
            **{"actors": _csv(held.actors, _ACTORS), "ties": _csv(_once(held.ties), _TIES)},
            "boundary": held.boundary,
            **_origin("coded", f"This book’s network “{case}”"),
        }
    return found


def _origin(evidence: str, source: str) -> dict:
    return {"evidence": evidence, "meaning": EVIDENCE[evidence], "source": source}


def _once(ties: pd.DataFrame) -> pd.DataFrame:
    """Return ties without those told twice; the first row gets the evidence of the others too."""
    same = [name for name in ("source", "target", "kind", "programme", "start") if name in ties]
    groups = ties.groupby(same, dropna=False, sort=False)
    ties = ties.assign(evidence=groups["evidence"].transform(lambda each: " ".join(each.dropna())))
    return ties.drop_duplicates(same)


def _csv(frame: pd.DataFrame, wanted: tuple[str, ...] = ()) -> str:
    kept = [name for name in wanted or frame if name in frame and frame[name].notna().any()]
    return frame[kept].to_csv(index=False, lineterminator="\n")


def show(actors: str | bytes | Tables, ties: str | bytes = "", **options) -> TieNetwork:
    """Return the network of two tables as a figure; what could not be read is printed.

    Parameters
    ----------
    actors : str, bytes or Tables
        A table as text, as the content of a file, or both tables already read.
    ties : str or bytes
        The other table.
    options
        See `TieNetwork`.
    """
    tables = actors if isinstance(actors, Tables) else read_tables(actors, ties)
    for said in (*tables.flaws, *tables.notes):
        print(said)
    blocs = {bloc: bloc.replace("_", " ") for bloc in tables.actors["bloc"].dropna()}
    own = {"evidence": "coded", "blocs": blocs, **options}
    return TieNetwork(placed(tables), tables.ties, **own)


def placed(tables: Tables) -> pd.DataFrame:
    """Return the actors with places from 0 to 1: their own, or by the forces of their ties.

    Of places that somebody gave, an axis beyond 0 to 1 is stretched to fill the picture.
    """
    actors = tables.actors.copy()
    if actors.empty:
        raise ValueError("there is no actor to show")
    if actors["x"].isna().any():
        graph = nx.Graph()
        graph.add_nodes_from(actors["actor"])
        graph.add_edges_from(tables.ties[["source", "target"]].itertuples(index=False))
        large = len(graph) >= _LARGE
        at = _spread_out(graph) if large else [*nx.spring_layout(graph, seed=1).values()]
        for axis, values in zip("xy", np.transpose(at).tolist(), strict=True):
            actors[axis] = values
    for axis in "xy":
        values = actors[axis].astype(float)
        if values.between(0, 1).all():
            continue
        low, high = values.min(), values.max()
        values = (values - low) / (high - low) if high > low else values * 0 + 0.5
        actors[axis] = values.clip(0, 1)
    return actors


def _spread_out(graph: nx.Graph) -> np.ndarray:
    """Return a row of x and y for each actor, by forces (Fruchterman and Reingold 1991).

    They begin on a circle, as in ``spreadOut`` of ``js/own_layout.mjs``, so that the same network
    always looks the same.
    """
    number = np.arange(len(graph))
    turn = number * np.pi * (3 - np.sqrt(5))  # the golden angle
    circle = np.column_stack([np.cos(turn), np.sin(turn)])
    at = circle * np.sqrt((number[:, None] + 0.5) / len(graph)) / 2
    ideal = np.sqrt(1 / len(graph))
    edges = nx.convert_node_labels_to_integers(graph).edges
    one, other = np.array(edges, dtype=int).reshape(-1, 2).T
    ones = np.ones((len(graph), 1))
    push = np.empty((len(graph), len(graph)))  # made once: to make it takes as long as to fill it
    for step in range(_STEPS):
        # Squares of all distances in one product, then how strongly each pushes each other.
        square = (at**2).sum(axis=1, keepdims=True)
        np.matmul(np.hstack([-2 * at, square, ones]), np.hstack([at, ones, square]).T, out=push)
        np.divide(ideal**2, np.maximum(push, 1e-8, out=push), out=push)
        move = at * (push.sum(axis=1, keepdims=True) - _MIDDLE) - push @ at
        along = at[one] - at[other]
        pull = along * np.hypot(*along.T)[:, None] / ideal
        np.subtract.at(move, one, pull)
        np.add.at(move, other, pull)
        reach = 0.1 * (1 - step / _STEPS)
        at += move * np.minimum(1, reach / np.maximum(np.hypot(*move.T), 1e-300))[:, None]
    return at


def own_script() -> str:
    """Return what reads and shows a reader's tables, and the text of its worker, as one script."""
    worker = json.dumps(lean(page_script("measure_worker.mjs")))
    return f"globalThis.tiesMeasureWorker = {worker};\n{lean(page_script('own.mjs'))}"


SCRIPTS["own"] = own_script
