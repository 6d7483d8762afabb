"""A reader's network in the formats of other programs: GraphML, GEXF and UCINET's DL.

GraphML and GEXF are networkx's work. It has nothing for DL, of which two forms are read and
written here, after UCINET's manual: ``edgelist1`` and ``fullmatrix``. DL holds who is tied to whom
and nothing more: kinds, years and evidence stay behind, and a tie without direction is two lines.
"""

from __future__ import annotations

import io
import re

import networkx as nx
import pandas as pd

from widgets.own_tables import HEADINGS, Tables, read_tables

FORMATS = ("graphml", "gexf", "dl")

_WORD = re.compile(r'"([^"]*)"|([^\s,"]+)')
_SETTING = re.compile(r"\b(n|format)\s*=\s*(\w+)", re.IGNORECASE)
_PART = re.compile(r"^\s*(row labels|column labels|labels embedded|labels|data)\s*:?", re.I | re.M)


def write_network(tables: Tables, form: str) -> str:
    """Return a network as the text of a file.

    Parameters
    ----------
    tables : Tables
        See `widgets.own_tables.read_tables`.
    form : str
        One of ``FORMATS``.
    """
    _known(form)
    if form == "dl":
        return _dl(tables)
    graph = nx.MultiDiGraph() if tables.ties["directed"].any() else nx.MultiGraph()
    for person in tables.actors.to_dict("records"):
        actor = person.pop("actor")
        graph.add_node(actor, label=person.pop("name"), **_held(person))
    for tie in tables.ties.to_dict("records"):
        ends = tie.pop("source"), tie.pop("target")
        graph.add_edge(*ends, **_held(tie))
    written = io.BytesIO()
    {"graphml": nx.write_graphml, "gexf": nx.write_gexf}[form](graph, written)
    return written.getvalue().decode("utf-8")


def read_network(text: str, form: str) -> Tables:
    """Return the network of a file, checked as tables are.

    Parameters
    ----------
    text : str
        The file's content.
    form : str
        One of ``FORMATS``.

    Raises
    ------
    ValueError
        Where the text is not of this form.
    """
    _known(form)
    if form == "dl":
        people, ties = _from_dl(text)
    else:
        people, ties = _from_graph(text, form)
    return read_tables(*(frame.to_csv(index=False) for frame in (people, ties)))


def _known(form: str) -> None:
    if form not in FORMATS:
        raise ValueError(f"a format is one of {', '.join(FORMATS)}, not {form!r}")


def _held(cells: dict) -> dict:
    return {name: value for name, value in cells.items() if value is not None}


def _from_graph(text: str, form: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    try:
        read = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}[form]
        graph = read(io.BytesIO(text.encode("utf-8")))
    except Exception as error:  # whatever a parser of XML may say
        raise ValueError(f"this is no {form} that can be read: {error}") from None
    people = [
        {"actor": actor, "name": held.get("label", held.get("name", actor)), **_of("actors", held)}
        for actor, held in graph.nodes(data=True)
    ]
    ties = [
        {"directed": graph.is_directed(), **_of("ties", held), "source": one, "target": other}
        for one, other, held in graph.edges(data=True)
    ]
    return (
        pd.DataFrame(people, columns=list(HEADINGS["actors"])),
        pd.DataFrame(ties, columns=list(HEADINGS["ties"])),
    )


def _of(table: str, held: dict) -> dict:
    return {name: held[name] for name in HEADINGS[table] if name in held}


def _dl(tables: Tables) -> str:
    lines = [f"dl n={len(tables.actors)} format=edgelist1", "labels:"]
    actors = [str(actor).replace('"', "'") for actor in tables.actors["actor"]]
    lines += [f'"{actor}"' for actor in actors]
    number = {actor: place for place, actor in enumerate(tables.actors["actor"], start=1)}
    arcs = {}
    for source, target, directed in tables.ties[["source", "target", "directed"]].itertuples(
        index=False
    ):
        ways = [(source, target), (target, source)][: 1 if directed else 2]
        arcs.update(dict.fromkeys((number[one], number[other]) for one, other in ways))
    lines += ["data:", *(f"{one} {other}" for one, other in arcs)]
    return "\n".join(lines) + "\n"


def _from_dl(text: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    if not re.match(r"\s*dl\b", text, re.IGNORECASE):
        raise ValueError("this is no dl that can be read: it does not begin with “dl”")
    marks = list(_PART.finditer(text))
    head = text[: marks[0].start()] if marks else text
    settings = {name.lower(): value.lower() for name, value in _SETTING.findall(head)}
    form = settings.get("format", "fullmatrix")
    if form not in ("fullmatrix", "edgelist1") or not settings.get("n", "").isdigit():
        raise ValueError("this is no dl that can be read: say n=… and fullmatrix or edgelist1")
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    parts = {mark[1].lower(): text[mark.end() : end] for mark, end in zip(marks, ends, strict=True)}
    if "data" not in parts:
        raise ValueError("this is no dl that can be read: there is no “data:”")
    count = int(settings["n"])
    labels = _words(parts.get("labels", parts.get("row labels", "")))
    labels = labels or [str(place) for place in range(1, count + 1)]
    embedded = "labels embedded" in parts
    if form == "fullmatrix":
        words = _words(parts["data"])
        if embedded:
            labels, words = words[:count], words[count:]
            words = [word for at, word in enumerate(words) if at % (count + 1)]
        _expect(len(labels) == count, f"n is {count}, and there are {len(labels)} labels")
        _expect(len(words) == count**2, f"a matrix of {count} has {count**2} cells")
        arcs = [
            (labels[at // count], labels[at % count])
            for at, word in enumerate(words)
            if word not in ("0", "0.0") and at // count != at % count
        ]
    else:
        rows = [_words(line)[:2] for line in parts["data"].splitlines() if line.strip()]
        _expect(all(len(row) == 2 for row in rows), "each line of data needs two ends")
        if embedded:
            labels = list(dict.fromkeys(word for row in rows for word in row))
            arcs = [tuple(row) for row in rows]
        else:
            _expect(len(labels) == count, f"n is {count}, and there are {len(labels)} labels")
            known = {str(place): label for place, label in enumerate(labels, start=1)}
            _expect(all({*row} <= known.keys() for row in rows), f"ends are from 1 to {count}")
            arcs = [(known[one], known[other]) for one, other in rows]
    arcs = list(dict.fromkeys(arcs))
    mutual = set(arcs) == {(other, one) for one, other in arcs}
    if mutual:
        arcs = list({frozenset(pair): pair for pair in reversed(arcs)}.values())[::-1]
    ties = [{"source": one, "target": other, "directed": not mutual} for one, other in arcs]
    return pd.DataFrame({"actor": labels}), pd.DataFrame(
        ties, columns=["source", "target", "directed"]
    )


def _words(text: str) -> list[str]:
    return [quoted or plain for quoted, plain in _WORD.findall(text)]


def _expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise ValueError(f"this is no dl that can be read: {otherwise}")
