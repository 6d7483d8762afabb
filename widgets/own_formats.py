"""A reader's network in the formats of other programs: GraphML, GEXF and UCINET's DL.

GraphML and GEXF are networkx's work, in which all ties of a file have a direction or none has. So
where one has, a tie without direction is two arcs: both say ``directed`` false and the second
``returning`` true, by which they are one tie again when they are read here. Control characters,
which XML does not take, stay behind.

networkx has nothing for DL, of which a part is read and written here, by UCINET's own help
(analytictech.com/ucinet/help/hs5000.htm and 13.xsv.htm):

* written: ``edgelist1``, every name in quotation marks under ``labels:``;
* read: ``fullmatrix`` (which DL means where no format is said), ``edgelist1`` and ``nodelist1``,
  of one square matrix, with names under ``labels:`` or ``row labels:``, or ``labels embedded``;
  any value but nought is a tie;
* not read, and refused in a sentence: the other formats, two modes (``nr``, ``nc``), several
  matrices (``nm``), a matrix without its diagonal, data in another file.

DL holds who is tied to whom and nothing more: kinds, years and evidence stay behind, a tie without
direction is two arcs, and a double quotation mark in a name becomes a single one. UCINET itself
cuts names after 18 letters and puts them in capitals. With ``labels embedded`` in a list, who has
no tie has no name either, and is not read.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import networkx as nx
import pandas as pd

from widgets.own_tables import HEADINGS, Tables, read_tables

FORMATS = ("graphml", "gexf", "dl")

_WORD = re.compile(r'"([^"]*)"|([^\s,="]+)')
_SETTING = re.compile(
    r"\b(n|nr|nc|nm|format)\s*=\s*(\w+)|\b(diagonal|datafile)\s*=?\s*([\w.]+)", re.IGNORECASE
)
_PART = re.compile(
    r"\b(row\s+labels|column\s+labels|labels|data)\s*:|\b(labels\s+embedded)\b\s*:?", re.I
)
_READ = ("fullmatrix", "edgelist1", "nodelist1")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DECLARATION = re.compile(r"\A\ufeff?\s*<\?xml\s.*?\?>", re.DOTALL)


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
    actors = list(tables.actors["actor"])
    node = dict(zip(actors, _labels(actors, _plain), strict=True))
    for person in tables.actors.to_dict("records"):
        person["label"] = person.pop("name")
        graph.add_node(node[person.pop("actor")], **_held(person))
    for tie in tables.ties.to_dict("records"):
        one, other = node[tie.pop("source")], node[tie.pop("target")]
        graph.add_edge(one, other, **_held(tie))
        if graph.is_directed() and not tie["directed"]:
            graph.add_edge(other, one, **_held(tie), returning=True)
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
    return read_tables(*(frame.map(_guarded).to_csv(index=False) for frame in (people, ties)))


def _guarded(value):
    """Return a text so that a table's reader, who takes an apostrophe off, gets it as it is."""
    return f"'{value}" if isinstance(value, str) and re.match("'+[=+@-]", value) else value


def _known(form: str) -> None:
    if form not in FORMATS:
        raise ValueError(f"a format is one of {', '.join(FORMATS)}, not {form!r}")


def _held(cells: dict) -> dict:
    return {name: _plain(value) for name, value in cells.items() if value is not None}


def _plain(value):
    """Return a text without what XML does not take."""
    return _NO_XML.sub("", value) if isinstance(value, str) else value


def _from_graph(text: str, form: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    try:
        read = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}[form]
        # Text has been decoded, whatever encoding the file declared.
        graph = read(io.BytesIO(_DECLARATION.sub("", text).encode("utf-8")))
    except Exception as error:  # whatever a parser of XML may say
        raise ValueError(f"this is no {form} that can be read: {error}") from None
    people = [
        {"actor": actor, "name": held.get("label", held.get("name", actor)), **_of("actors", held)}
        for actor, held in graph.nodes(data=True)
    ]
    ties = [
        {"directed": graph.is_directed(), **_of("ties", held), "source": one, "target": other}
        for one, other, held in graph.edges(data=True)
        if not (held.get("returning") and held.get("directed") is False)
    ]
    return (
        pd.DataFrame(people, columns=list(HEADINGS["actors"])),
        pd.DataFrame(ties, columns=list(HEADINGS["ties"])),
    )


def _of(table: str, held: dict) -> dict:
    return {name: held[name] for name in HEADINGS[table] if name in held}


def _dl(tables: Tables) -> str:
    lines = [f"dl n={len(tables.actors)} format=edgelist1", "labels:"]
    labels = _labels(tables.actors["actor"], lambda actor: actor.replace('"', "'"))
    lines += [f'"{label}"' for label in labels]
    number = {actor: place for place, actor in enumerate(tables.actors["actor"], start=1)}
    arcs = {}
    for source, target, directed in tables.ties[["source", "target", "directed"]].itertuples(
        index=False
    ):
        ways = [(source, target), (target, source)][: 1 if directed else 2]
        arcs.update(dict.fromkeys((number[one], number[other]) for one, other in ways))
    lines += ["data:", *(f"{one} {other}" for one, other in arcs)]
    return "\n".join(lines) + "\n"


def _labels(actors, plain: Callable[[str], str]) -> list[str]:
    """Return names made plain, each still another and none empty."""
    labels: dict[str, None] = {}
    known = set(actors)
    for actor in actors:
        label = bare = plain(actor)
        nth = 1
        while not label or label in labels or (label != actor and label in known):
            nth += 1
            label = f"{bare} {nth}".strip()
        labels[label] = None
    return list(labels)


def _from_dl(text: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    count, form, labels, embedded, data = _dl_parts(text)
    if form == "fullmatrix":
        words = _words(data)
        if embedded:
            labels, words = words[:count], words[count:]
            words = [word for at, word in enumerate(words) if at % (count + 1)]
        _expect(len(labels) == count, f"n is {count}, and there are {len(labels)} labels")
        _expect(len(words) == count**2, f"a matrix of {count} has {count**2} cells")
        _expect(all(map(_is_number, words)), "a cell of the matrix is no number")
        pairs = [divmod(at, count) for at, word in enumerate(words) if float(word)]
        arcs = [(labels[one], labels[other]) for one, other in pairs if one != other]
    else:
        rows = [words for line in data.splitlines() if (words := _words(line))]
        if form == "edgelist1":
            _expect(all(len(row) in (2, 3) for row in rows), "a line has two ends and a value")
            valued = [row for row in rows if len(row) == 3]
            _expect(all(_is_number(row[2]) for row in valued), "a tie's value is no number")
            rows = [row[:2] for row in rows if len(row) == 2 or float(row[2])]
        if embedded:
            labels = list(dict.fromkeys(word for row in rows for word in row))
            known = dict(zip(labels, labels, strict=True))
        else:
            _expect(len(labels) == count, f"n is {count}, and there are {len(labels)} labels")
            known = {str(place): label for place, label in enumerate(labels, start=1)}
        _expect(all({*row} <= known.keys() for row in rows), f"ends are from 1 to {count}")
        arcs = [(known[row[0]], known[other]) for row in rows for other in row[1:]]
    arcs = list(dict.fromkeys(arcs))
    mutual = set(arcs) == {(other, one) for one, other in arcs}
    if mutual:
        arcs = list({frozenset(pair): pair for pair in reversed(arcs)}.values())[::-1]
    ties = [{"source": one, "target": other, "directed": not mutual} for one, other in arcs]
    return pd.DataFrame({"actor": labels}), pd.DataFrame(
        ties, columns=["source", "target", "directed"]
    )


def _dl_parts(text: str) -> tuple[int, str, list[str], bool, str]:
    """Return how many actors, the format, the labels, whether they are embedded, and the data."""
    _expect(re.match(r"\s*dl\b", text, re.IGNORECASE), "it does not begin with “dl”")
    bare = re.sub('"[^"]*"', lambda quoted: "x" * len(quoted[0]), text)  # a name is no command
    marks = list(_PART.finditer(bare))
    names = [" ".join((mark[1] or mark[2]).lower().split()) for mark in marks]
    _expect("data" in names, "there is no “data:”")
    marks, names = marks[: names.index("data") + 1], names[: names.index("data") + 1]
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    parts = {
        name: text[mark.end() : end] for name, mark, end in zip(names, marks, ends, strict=True)
    }
    # What settles the form may stand before the labels or between them and the data.
    head = bare[: marks[0].start()] + parts.get("labels embedded", "")
    found = (mark.groups(default="") for mark in _SETTING.finditer(head))
    settings = {(a + c).lower(): (b + d).lower() for a, b, c, d in found}
    form = settings.get("format", "fullmatrix")
    _expect(form in _READ, f"its format is {form}, and {', '.join(_READ)} are read")
    _expect(not {"nr", "nc"} & settings.keys(), "it has two modes; say n=… of one square matrix")
    _expect(settings.get("nm", "1") == "1", f"it holds {settings.get('nm')} matrices; keep one")
    _expect(settings.get("diagonal") != "absent", "its matrix has no diagonal; write noughts there")
    _expect("datafile" not in settings, "its data are in another file; put them under “data:”")
    _expect(settings.get("n", "").isdecimal(), "say n=…, how many actors there are")
    count = int(settings["n"])
    labels = _words(parts.get("labels", parts.get("row labels", "")))
    labels = labels or [str(place) for place in range(1, count + 1)]
    return count, form, labels, "labels embedded" in parts, parts["data"]


def _is_number(word: str) -> bool:
    return bool(re.fullmatch(r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[-+]?[0-9]+)?", word, re.I))


def _words(text: str) -> list[str]:
    return [quoted or plain for quoted, plain in _WORD.findall(text)]


def _expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise ValueError(f"this is no dl that can be read: {otherwise}")
