"""The catalogue of the data: every table with its columns, its sources and its file.

All of it is written from ``data/datapackage.json`` and from the files that it names. A link leads
from a chapter's folder to ``data/``, in the repository and, where `widgets.page.downloads` puts
the same files, in the built book.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import yaml
from IPython.display import HTML
from markupsafe import Markup

from widgets.data import PACKAGE, resource, tables
from widgets.root import ROOT
from widgets.wording import in_a_row

KINDS = {
    "printed": "Printed tables",
    "stated": "Numbers stated in the text",
    "network": "Networks",
    "coded": "Readings of a text",
    "simulated": "Results of models",
    "published": "Numbers to check by",
    "teaching": "For teaching",
    "measured": "Measurements of the book itself",
}
"""What kinds of table there are, by how they were made, in the order of the catalogue."""

_MADE = {
    "printed": "Copied cell by cell from a printed table; every value stands as printed.",
    "stated": "Copied number by number from sentences and notes.",
    "network": "Read from sentences and notes, one actor or one tie a row, and coded.",
    "coded": "Read from sentences and notes, row by row, and coded.",
    "published": "Taken as others print them, through the programs that the rows name.",
    "teaching": "Written by the authors of this book.",
    "measured": "Measured on the book by a script that anyone can run again.",
}
_TYPES = {
    "integer": "whole number",
    "number": "number",
    "string": "text",
    "boolean": "true or false",
}
_FILES = {
    "stated_values.csv": "stated",
    "published_numbers.csv": "published",
    "published_ties.csv": "published",
    "live_load.csv": "measured",
    "measures_at_scale.csv": "measured",
}
_FOLDERS = {
    "tables": "printed",
    "networks": "network",
    "simulated": "simulated",
    "questions": "teaching",
    "teaching": "teaching",
}


def kind(name: str, *, package: str | Path = PACKAGE) -> str:
    """Return how a table was made, one of ``KINDS``: its folder tells, or the name of its file."""
    path = resource(name, package=package)["path"]
    return _FILES.get(path) or _FOLDERS.get(path.split("/")[0], "coded")


def index(*, package: str | Path = PACKAGE) -> HTML:
    """Return the titles of all tables, by kind, each leading to its entry on the same page."""
    kinds = {name: kind(name, package=package) for name in tables(package=package)}
    return HTML(
        Markup('<div class="ties-sheets">{}</div>').format(
            Markup().join(
                _kind_list(word, [name for name in kinds if kinds[name] == key], package)
                for key, word in KINDS.items()
            )
        )
    )


def sheets(which: str, *, folder: str = "../../data", package: str | Path = PACKAGE) -> HTML:
    """Return the entries of all tables of a kind.

    Parameters
    ----------
    which : str
        One of ``KINDS``.
    folder : str, optional
        Where the data lie, seen from the chapter.
    package : str or Path, optional
        The ``datapackage.json`` to read from, by default the book's own.
    """
    if which not in KINDS:
        raise ValueError(f"a kind of table is one of {', '.join(KINDS)}, not {which!r}")
    names = [name for name in tables(package=package) if kind(name, package=package) == which]
    entries = Markup().join(_sheet(name, folder, package) for name in names)
    return HTML(Markup('<div class="ties-sheets">{}</div>').format(entries))


def cite(name: str, *, package: str | Path = PACKAGE) -> str:
    """Return how to cite a table: the book's version of it, and the source that it goes back to."""
    book = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    licences = json.loads(Path(package).read_text(encoding="utf-8"))["licenses"]
    table = resource(name, package=package)
    who = " and ".join(author["name"] for author in book["authors"])
    sources = "; ".join(source["title"] for source in table["sources"])
    return (
        f"{who} ({book['date-released'].year}). {table['title']} [data, table {name}]."
        f" In {book['title']}, version {book['version']}. {licences[0]['name']}."
        f" From: {sources}."
    )


def size(of_bytes: int) -> str:
    """Return the size of a file in words; never less than it is.

    >>> size(1856), size(1_234_567)
    ('2 kB', '1.3 MB')
    """
    if of_bytes < 1_000_000:
        return f"{-(-of_bytes // 1000)} kB"
    return f"{-(-of_bytes // 100_000) / 10} MB"


def _rows(name: str, package: str | Path) -> list[dict]:
    """Return the rows of a table as they stand in its file."""
    file = Path(package).parent / resource(name, package=package)["path"]
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _kind_list(word: str, names: list[str], package: str | Path) -> Markup:
    entries = [(name, resource(name, package=package)["title"]) for name in names]
    return Markup("<details><summary>{}: {}</summary><ul>{}</ul></details>").format(
        word,
        _count(len(names), "table"),
        Markup().join(Markup('<li><a href="#table-{}">{}</a></li>').format(*e) for e in entries),
    )


def _sheet(name: str, folder: str, package: str | Path) -> Markup:
    table = resource(name, package=package)
    rows = _rows(name, package)
    fields = table["schema"]["fields"]
    columns = Markup().join(_column(field, rows) for field in fields)
    return Markup(
        '<h3 id="table-{name}">{title}</h3>'
        "<p>{rows}, {columns}; one row for each {key}. {link}</p>"
        "<details><summary>What <code>{name}</code> holds and rests on</summary>"
        "<p>{description}</p><dl>{facts}</dl><p>Columns:</p><dl>{entries}</dl></details>"
    ).format(
        name=name,
        title=table["title"],
        rows=_count(len(rows), "row"),
        columns=_count(len(fields), "column"),
        key=_key(table["schema"]["primaryKey"]),
        link=_link(table, folder, package),
        description=table["description"],
        facts=_facts(table, rows, package),
        entries=columns,
    )


def _link(table: dict, folder: str, package: str | Path) -> Markup | str:
    name, path = table["name"], table["path"]
    if why := table.get("withheld"):
        return f"No file to take along: {why}. The book’s repository has it."
    return Markup('<a href="{}/{}" download="{}.csv">{}.csv, {}</a>').format(
        folder, path, name, name, size((Path(package).parent / path).stat().st_size)
    )


def _key(columns: list[str]) -> str:
    """Say what tells one row from another; a mere identifier says nothing."""
    if columns == ["id"]:
        return "entry"
    return in_a_row(column.replace("_", " ") for column in columns)


def _facts(table: dict, rows: list[dict], package: str | Path) -> Markup:
    """How a table was made, from what, where it ends, and what of it is missing or unsure."""
    facts = [("How it was made", _made(table, package))]
    for source in table["sources"]:
        credit = f" Credit: {source['credits'].rstrip('.')}." if "credits" in source else ""
        facts.append(("Source", f"{source['title']}.{credit}"))
    if "boundary" in table:
        facts.append(("Boundary", table["boundary"]))
    for column in ("basis", "footing"):
        if column in rows[0]:
            counted = Counter(row[column] for row in rows if row[column])
            facts.append(("Footing", ", ".join(f"{n} {word}" for word, n in counted.most_common())))
    if noted := sum(bool(row.get("note")) for row in rows):
        facts.append(
            ("Notes", f"{noted} of {_count(len(rows), 'row')} have one, in the column note")
        )
    for key in table["schema"].get("foreignKeys", []):
        other = key["reference"]["resource"]
        facts.append(("Refers to", f"a row of {other}, from column {', '.join(key['fields'])}"))
    facts.append(("File", Markup("<code>data/{}</code>").format(table["path"])))
    return Markup().join(Markup("<dt>{}</dt><dd>{}</dd>").format(*fact) for fact in facts)


def _made(table: dict, package: str | Path) -> str:
    which = kind(table["name"], package=package)
    if which in _MADE:
        return _MADE[which]
    how = "Simulated" if table.get("seeded", True) else "Worked out from the other tables"
    seed = " on its seed" if table.get("seeded", True) else ""
    return (
        f"{how}: what {table['made_by']}() returns{seed};"
        f" .ci/simulate {table['name']} runs it again."
    )


def _column(field: dict, rows: list[dict]) -> Markup:
    empty = sum(row[field["name"]] == "" for row in rows)
    kind_of_value = [_TYPES.get(field["type"], field["type"]), field.get("unit")]
    if empty:
        kind_of_value.append(f"empty in {empty} of {_count(len(rows), 'row')}")
    return Markup("<dt><code>{}</code> {}</dt><dd>{}{}</dd>").format(
        field["name"], "; ".join(filter(None, kind_of_value)), field["description"], _values(field)
    )


def _values(field: dict) -> Markup:
    """Return what a column may hold, where that is a list: each code with its meaning."""
    if codes := field.get("codes"):
        folded = "<details><summary>{} of <code>{}</code></summary><dl>{}</dl></details>"
        return Markup(folded).format(
            _count(len(codes), "code"),
            field["name"],
            Markup().join(
                Markup("<dt><code>{}</code></dt><dd>{}</dd>").format(code, meaning)
                for code, meaning in codes.items()
            ),
        )
    if allowed := field.get("constraints", {}).get("enum"):
        return Markup(" One of {}.").format(", ".join(map(str, allowed)))
    return Markup()


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}" + "s" * (number != 1)
