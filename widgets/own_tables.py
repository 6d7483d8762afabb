"""The two tables of a network that a reader brings, as spreadsheets write them, checked by rows.

Nothing in a table is an error that stops the reading: a row that cannot be read is left out, and
one sentence says in which row and column the trouble is and how to mend it. Rows are numbered as a
spreadsheet numbers them, so the headings stand in row 1. ``js/own_tables.mjs`` is the twin.

Cells are read by the rules of Python's own `csv` module. The page follows them with a reader of
its own: it weighs a seventh of Papa Parse (1 kB gzipped against 7), which it would need besides.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass, field
from io import StringIO

import pandas as pd

from widgets.tie_input import OPTIONAL_TIES
from widgets.wording import in_a_row

MOST = {"actors": 2000, "ties": 10_000}
"""So many rows of each table are read; more cannot be looked at."""

QUOTED = 60
"""So many letters of a cell are quoted; longer names are not compared with others either."""

PROPOSED = 20
"""For so many names that nobody has the nearest one is looked for, which takes long."""

FEW = 6
"""By so many letters at most, and by one in three, a name differs from the one proposed."""

FAMILIES = 24
"""So many families of ties can be told apart by colour and dash."""

LAST_YEAR = 2999

HEADINGS = {
    "actors": {
        "actor": ("id", "node", "key", "akteur", "acteur", "актор", "行為者"),
        "name": ("label", "title", "full_name", "nom", "имя", "名前", "氏名"),
        "short": ("short_name", "abbreviation"),
        "bloc": ("block",),
        "x": (),
        "y": (),
    },
    "ties": {
        "source": ("from", "sender", "ego", "tail", "von", "quelle", "от", "источник", "起点"),
        "target": ("to", "receiver", "alter", "head", "nach", "ziel", "кому", "цель", "終点"),
        "kind": ("type", "relation", "label"),
        "family": ("families",),
        "directed": ("direction",),
        "start": ("since", "begin", "from_year"),
        "end": ("until", "to_year"),
        "basis": ("footing",),
        "status": (),
        "programme": ("program",),
        "evidence": ("quotation", "quote"),
        "document": (),
        "section": ("page",),
        "attributed_to": (),
        "note": ("notes", "comment", "remark"),
    },
}
"""The columns of each table, with other names that are understood; of ties also "type" of Gephi."""

WITHOUT = {"actors": ("actor", "name"), "ties": ("source", "target", "kind")}
"""What the first columns hold where there are no headings."""

_YES = ("true", "yes", "y", "1", "directed", "wahr", "vrai", "ja", "oui", "истина", "да", "はい")
_NO = ("false", "no", "n", "0", "undirected", "falsch", "faux", "nein", "non", "ложь", "нет")
_NO += ("いいえ", "mutual")
_BLANK = re.compile(
    "[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff]+"
)
_NUMBER = re.compile(r"-?[0-9]+([.,][0-9]+)?")
_YEAR = re.compile(r"[0-9]{1,4}([.,]0+)?")
_ESCAPED = re.compile(r"''*[=+\-@]")
_END = "\ue000"
# What Windows writes under this name, and browsers read: with ①, ㈱ and 髙, unlike Python's own.
_AS_IN_BROWSERS = {"shift_jis": "cp932"}
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # how .xlsx and .ods begin, and .xls


@dataclass
class Flaw:
    """What is wrong in a row of a table, and how to mend it; ``rows`` are left out for it."""

    table: str
    row: int
    column: str | None
    said: str
    rows: int = 1

    def __str__(self) -> str:
        column = f", column “{self.column}”" if self.column else ""
        return f"{self.table.capitalize()}, row {self.row}{column}: {self.said}"


@dataclass
class Tables:
    """What was read of two tables.

    Attributes
    ----------
    actors : DataFrame
        ``actor``, ``name``, ``short``, ``bloc``, and ``x`` and ``y``, which are all there or
        all missing.
    ties : DataFrame
        ``source`` and ``target``, as in ``actors``, and all that a tie may say besides.
    flaws : list of Flaw
        Rows that were left out, with their reason, in the order of the rows.
    notes : list of str
        What was read otherwise than it may have been meant.
    rows : list of (int, dict)
        Of each tie the number of its row and the texts there by column, the ends as in ``actors``.
    """

    actors: pd.DataFrame
    ties: pd.DataFrame
    flaws: list[Flaw] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    rows: list[tuple[int, dict]] = field(default_factory=list)

    @property
    def said(self) -> str:
        """How much was read and how much left out, in one sentence."""
        read = f"{counted(len(self.actors), 'actor')} and {counted(len(self.ties), 'tie')} read"
        out = sum(flaw.rows for flaw in self.flaws)
        return f"{read}; {counted(out, 'row')} left out." if out else f"{read}."

    def __repr__(self) -> str:
        return f"Tables: {self.said}"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: ``1 tie``, ``2,000 ties``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def quoted(text: str) -> str:
    """Return a text in quotation marks, a long one without its end."""
    return f"“{text if len(text) <= QUOTED else text[: QUOTED - 1] + '…'}”"


def decoded(content: bytes, encoding: str | None = None) -> str:
    """Return the text of a file: by its mark, as UTF-16 or UTF-8, else in ``encoding``.

    The page reads by the tables of browsers, which differ a little. In EUC-JP they have characters
    that are refused here, such as ①, and six signs by another code, such as ～; in Windows-1251 and
    1252 they take bytes that stand for nothing.

    Raises
    ------
    ValueError
        Where none of them fits, or the file is a workbook; the message says how to save it anew.
    """
    if content.startswith(_WORKBOOKS):
        said = "This file is a workbook, and no table of text."
        raise ValueError(f"{said} Save each of its sheets as “CSV UTF-8”, and open that.")
    marks = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be", b"\xef\xbb": "utf-8"}
    marked = marks.get(content[:2])
    if marked is None and encoding is None and b"\0" in content[:200]:
        marked = "utf-16-le" if content[1:2] == b"\0" else "utf-16-be"
    try:
        name = marked or _AS_IN_BROWSERS.get(encoding, encoding) or "utf-8"
        return content.decode(name).removeprefix("\ufeff")
    except UnicodeDecodeError:
        said = "This file is in an older encoding."
        mend = "Save it as “CSV UTF-8”, or say which encoding it is."
        raise ValueError(f"{said} {mend}") from None


def read_tables(
    actors: str | bytes = "", ties: str | bytes = "", more: dict[str, tuple] | None = None
) -> Tables:
    """Return what can be read of two tables, and what cannot and why.

    Parameters
    ----------
    actors, ties : str or bytes
        Each a table as text: cells parted by commas, semicolons or tabs, whichever the first row
        has most of. Without actors they are those whom the ties name.
    more : dict, optional
        Columns that stand in ``rows`` besides those of ties, with other names that are understood.
        Who asks for them draws no picture yet, so there may be any number of families.
    """
    actors, ties = (each if isinstance(each, str) else decoded(each) for each in (actors, ties))
    found = Tables(pd.DataFrame(), pd.DataFrame())
    sheet, beyond = _sheet("actors", actors, HEADINGS["actors"], found)
    rows, _ = _sheet("ties", ties, HEADINGS["ties"] | (more or {}), found)
    people = None if sheet is None else _actors(sheet, found)
    if people == {} and not cell(actors) and rows:
        ends = dict.fromkeys(row[end] for _, row in rows for end in ("source", "target"))
        named = [end for end in ends if end]
        people = {end: _person(end) for end in named[: MOST["actors"]]}
        beyond = set(named[MOST["actors"] :])
        found.notes.append(
            f"There is no table of actors: {counted(len(people), 'actor')} taken from the ties."
        )
    pairs = []
    if people is not None and rows:
        pairs = _ties(_within(rows, beyond, people, found), people, found)
    if more is None:
        _too_many(pairs, "family", FAMILIES, found)
        _too_many(pairs, "basis", FAMILIES, found)
    columns = ["actor", "name", "short", "bloc", "x", "y"]
    found.actors = pd.DataFrame((people or {}).values(), columns=columns, dtype=object)
    found.ties = pd.DataFrame(pairs, columns=list(HEADINGS["ties"]), dtype=object)
    found.flaws.sort(key=lambda flaw: (flaw.table, flaw.row))
    return found


def records(text: str) -> tuple[list[list[str]], bool]:
    """Return the rows of a table as lists of cells, and whether a quotation mark stays open."""
    text = text.removeprefix("\ufeff")
    mark = re.match(r"sep=([,;\t|])(\r\n|\r|\n)", text, re.IGNORECASE)
    text = text[mark.end() :] if mark else text
    most = csv.field_size_limit(max(131_072, len(text) + 2))
    try:
        close = ("" if text[-1:] in ("", "\r", "\n") else "\n") + _END
        lines = StringIO(text + close, newline="")
        rows = list(csv.reader(lines, delimiter=mark[1] if mark else delimiter(text),
                               skipinitialspace=True))  # fmt: skip
    finally:
        csv.field_size_limit(most)
    if rows[-1] == [_END]:
        return rows[:-1], False
    rows[-1][-1] = rows[-1][-1].removesuffix(close)
    return rows, True


def delimiter(text: str) -> str:
    """Return what parts cells: of tab, semicolon and comma what the first row has most.

    Among equals a comma may be a decimal one, so it comes last.
    """
    first = next((line for line in re.split(r"[\r\n]+", text) if _BLANK.sub("", line)), "")
    bare = re.sub(r'"[^"]*"?', "", first)
    return max("\t;,", key=bare.count) if any(each in bare for each in "\t;,") else ","


def cell(text: str) -> str:
    """Return the text of a cell: composed, in one line, without the apostrophe before a formula."""
    plain = _BLANK.sub(" ", unicodedata.normalize("NFC", text)).strip(" ")
    return plain[1:] if _ESCAPED.match(plain) else plain


def _heading(text: str) -> str:
    return re.sub(r"[ .\-]+", "_", cell(text).lower())


def _sheet(
    table: str, text: str, known: dict[str, tuple], found: Tables
) -> tuple[list[tuple[int, dict]] | None, set[str]]:
    """Return the rows that hold anything, by column, and whom those beyond the most name.

    In place of the rows stands None where a table cannot be read.
    """
    rows, is_open = records(text)
    rows = [(number, [cell(each) for each in row]) for number, row in enumerate(rows, start=1)]
    if is_open:
        said = "a quotation mark opens here and is not closed, so that all below it is one cell."
        _tell(found, table, rows.pop()[0], None, f"{said} Close it, or take it away.")
    rows = [(number, row) for number, row in rows if any(row)]
    if not rows:
        return None if is_open else [], set()
    headings = rows[0][1]
    columns = _columns(table, headings, rows, known, found)
    if columns is None:
        return None, set()
    if any(_heading(each) in _names(known) for each in headings):
        rows = rows[1:]
    rows, rest = rows[: MOST[table]], rows[MOST[table] :]
    if rest:
        here = len(rows) + len(rest)
        said = f"a picture takes {counted(MOST[table], table[:-1])}, and here are {here:,}."
        mend = "What begins here is left out."
        _tell(found, table, rest[0][0], None, f"{said} {mend}", len(rest))
    beyond = {
        each
        for _, row in rest
        for column, each in zip(columns, row, strict=False)
        if each and column in ("actor", "name")
    }
    kept = []
    for number, row in rows:
        if any(row[len(headings) :]):
            said = f"it has {counted(len(row), 'cell')}, and the first row {len(headings)}."
            mend = "If a cell holds a comma or a semicolon, put it in quotation marks."
            _tell(found, table, number, None, f"{said} {mend}")
            continue
        cells = dict.fromkeys(known, "")
        cells.update({name: each for name, each in zip(columns, row, strict=False) if name})
        kept.append((number, cells))
    return kept, beyond


def _names(known: dict[str, tuple]) -> dict[str, str]:
    """Return the columns by every name that is understood."""
    return {name: column for column, others in known.items() for name in (column, *others)}


def _columns(
    table: str, headings: list[str], rows: list, known: dict[str, tuple], found: Tables
) -> list | None:
    names = _names(known)
    title = table.capitalize()
    if not any(_heading(each) in names for each in headings):
        own = WITHOUT[table][: len(headings)]
        found.notes.append(
            f"{title}: the first row holds no heading that is known, so it is taken for data, and"
            f" the columns for {in_a_row(own)}."
        )
        if table == "ties" and len(headings) < 2:
            said = "a tie has two ends, and here is one column."
            mend = "Add a second one, for whom it leads to."
            _tell(found, table, rows[0][0], None, f"{said} {mend}", len(rows))
            return None
        return [*own, *[None] * (len(headings) - len(own))]
    columns, unused = [], []
    for at, text in enumerate(headings):
        column = names.get(_heading(text))
        if column == "kind" and _heading(text) == "type":
            values = {row[at].lower() for _, row in rows[1:] if row[at : at + 1] and row[at]}
            column = "directed" if values and values <= {"directed", "undirected"} else column
        if column is None or column in columns:
            unused += [text] if text else []
            column = None
        columns.append(column)
    if table == "actors" and "actor" not in columns:
        columns = ["actor" if each == "name" else each for each in columns]
    wanted = ("actor",) if table == "actors" else ("source", "target")
    for column in wanted:
        if column not in columns:
            also = HEADINGS[table][column][0]
            said = f"there is no column of this name. Call one of them “{column}” or “{also}”."
            _tell(found, table, rows[0][0], column, said, len(rows) - 1)
            return None
    if unused:
        found.notes.append(f"{title}: not used: {in_a_row(map(quoted, unused))}.")
    return columns


def _actors(rows: list, found: Tables) -> dict[str, dict]:
    people, met = {}, {}
    for number, row in rows:
        actor = row["actor"] or row["name"]

        def tell(column, said, number=number):
            _tell(found, "actors", number, column, said)

        if not actor:
            tell("actor", "it is empty. Give the actor a name, or delete the row.")
            continue
        if actor in met:
            mend = "Give one of them another name, or delete the row."
            tell("actor", f"{quoted(actor)} stands already in row {met[actor]}. {mend}")
            continue
        met[actor] = number
        bad = [axis for axis in "xy" if row[axis] and not _NUMBER.fullmatch(row[axis])]
        if bad:
            tell(bad[0], f"{quoted(row[bad[0]])} is no number. Write one such as 0.5, or nothing.")
            continue
        people[actor] = _person(actor, row)
    for actor in [each for each, one in people.items() if one["bloc"] in people]:
        bloc = people.pop(actor)["bloc"]
        said = f"{quoted(bloc)} is the name of an actor too. Give the bloc another name."
        _tell(found, "actors", met[actor], "bloc", said)
    placed = [one for one in people.values() if one["x"] is not None and one["y"] is not None]
    if len(placed) < len(people):
        if placed:
            found.notes.append(
                f"Actors: {len(placed):,} of {len(people):,} have a place (x and y), so all are"
                " placed anew."
            )
        for one in people.values():
            one["x"] = one["y"] = None
    return people


def _person(actor: str, row: dict | None = None) -> dict:
    row = row or dict.fromkeys(HEADINGS["actors"], "")
    return {
        "actor": actor,
        "name": row["name"] or actor,
        "short": row["short"] or None,
        "bloc": row["bloc"] or None,
        **{axis: _number(row[axis]) for axis in "xy"},
    }


def _number(text: str) -> float | None:
    return float(text.replace(",", ".")) if text else None


def _within(rows: list, beyond: set[str], people: dict[str, dict], found: Tables) -> list:
    """Return the ties without those of actors who are left out because there are too many."""
    beyond = beyond - {who for actor, one in people.items() for who in (actor, one["name"])}
    cut = {number for number, row in rows if beyond & {row["source"], row["target"]}}
    if cut:
        said = f"one end is beyond the {counted(MOST['actors'], 'actor')} that a picture takes."
        mend = "From here on such ties are left out."
        _tell(found, "ties", min(cut), None, f"{said} {mend}", len(cut))
    return [(number, row) for number, row in rows if number not in cut]


def _ties(rows: list, people: dict[str, dict], found: Tables) -> list[dict]:
    by_name: dict[str, list[str]] = {}
    for actor, one in people.items():
        by_name.setdefault(one["name"], []).append(actor)
    pairs, met, nearest = [], {}, {}
    for number, row in rows:

        def tell(column, said, number=number):
            _tell(found, "ties", number, column, said)

        for end in ("source", "target"):
            if row[end] not in people and len(by_name.get(row[end], [])) == 1:
                row[end] = by_name[row[end]][0]
        end = next((end for end in ("source", "target") if row[end] not in people), None)
        if end:
            who = row[end]
            if not who:
                tell(end, "it is empty. Say whom the tie joins, or delete the row.")
                continue
            if who not in nearest and len(nearest) < PROPOSED:
                nearest[who] = _near(who, people)
            mend = "Add it to the actors, or correct it."
            if near := nearest.get(who):
                mend = f"Did you mean {quoted(near)}?"
            tell(end, f"there is no actor {quoted(who)}. {mend}")
            continue
        source, target = row["source"], row["target"]
        if source == target:
            mend = "Say to whom the tie leads, or delete it."
            tell("target", f"{quoted(source)} is tied to itself. {mend}")
            continue
        directed = _truth(row["directed"])
        if directed is None:
            tell("directed", f"{quoted(row['directed'])} is neither yes nor no. Write one of them.")
            continue
        bad = [end for end in ("start", "end") if row[end] and not _is_year(row[end])]
        if bad:
            tell(bad[0], f"{quoted(row[bad[0]])} is no year. Write the year alone, such as 1998.")
            continue
        years = {end: _year(row[end]) for end in ("start", "end")}
        if None not in years.values() and years["end"] < years["start"]:
            said = f"{years['end']} is before the start, {years['start']}."
            tell("end", f"{said} Change one of them.")
            continue
        rest = (row["kind"], row["programme"], years["start"])
        ways = [(source, target), (target, source)][: 1 if directed else 2]
        twice = next((met[way, rest] for way in ways if (way, rest) in met), None)
        if twice:
            mend = "Delete one of them, or say by its kind how it differs."
            said = f"{quoted(source)} and {quoted(target)} are tied as in row {twice}."
            tell(None, f"{said} {mend}")
            continue
        met.update({(way, rest): number for way in ways})
        found.rows.append((number, row))
        pairs.append(
            {
                **{column: row[column] or None for column in OPTIONAL_TIES},
                "source": source,
                "target": target,
                "directed": directed,
                **years,
            }
        )
    return pairs


def _truth(text: str) -> bool | None:
    """Return what a word says of a tie's direction; None where it says nothing."""
    if not text or text.lower() in _NO:
        return False
    return True if text.lower() in _YES else None


def _is_year(text: str) -> bool:
    return bool(_YEAR.fullmatch(text)) and 1 <= _year(text) <= LAST_YEAR


def _year(text: str) -> int | None:
    return int(re.split("[.,]", text)[0]) if text else None


def _near(wrong: str, known) -> str | None:
    """Return the name nearest to a wrong one, if few letters differ, whatever their case."""
    if len(wrong) > QUOTED:
        return None
    best, least = None, min(max(1, len(wrong) // 3), FEW) + 1
    for name in known:
        steps = distance(wrong.lower(), name.lower(), least) if len(name) <= QUOTED else least
        if steps < least:
            best, least = name, steps
    return best


def distance(one: str, other: str, enough: int) -> int:
    """Return by how many letters two words differ (Levenshtein), up to ``enough``."""
    if abs(len(one) - len(other)) >= enough:
        return enough
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        # So far from the diagonal that it is enough, nothing need be worked out.
        before, row = row, [i] + [enough] * len(other)
        for j in range(max(1, i - enough + 1), min(len(other), i + enough - 1) + 1):
            differs = letter != other[j - 1]
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + differs)
        if min(row) >= enough:
            return enough
    return min(row[-1], enough)


def _too_many(pairs: list[dict], column: str, most: int, found: Tables) -> None:
    values = {pair[column] for pair in pairs} - {None}
    if len(values) <= most:
        return
    found.notes.append(
        f"Ties: “{column}” has {len(values):,} different entries, and {most} can be told apart;"
        " it is left out."
    )
    for pair in pairs:
        pair[column] = None


def _tell(
    found: Tables, table: str, row: int, column: str | None, said: str, rows: int = 1
) -> None:
    found.flaws.append(Flaw(table, row, column, said, rows))
