"""Read the tables of the data package by name, typed and checked.

``data/datapackage.json`` says what every table holds. Frictionless checks each file against it
as it is read, and what it finds is told in one sentence (`DataError`).
"""

import copy
import difflib
import functools
import json
import reprlib
from pathlib import Path

import pandas as pd

from widgets.root import ROOT

DATA = ROOT / "data"
PACKAGE = DATA / "datapackage.json"

# What a schema type becomes in pandas when no value is missing, and when some are.
COMPLETE = {"integer": "int64", "number": "float64", "string": "str", "boolean": "bool"}
WITH_GAPS = COMPLETE | {"integer": "Int64", "boolean": "boolean"}


# So many known names an error lists; more would bury the sentence.
FEW = 20


class DataError(ValueError):
    """A table is unknown, missing or not what the data package says, told in one sentence."""


def table(name: str, *, package: str | Path = PACKAGE) -> pd.DataFrame:
    """Return a table of the data package, typed by its schema.

    Parameters
    ----------
    name : str
        Name of the resource, such as ``"oda_to_asia"``; `tables` lists them.
    package : str or Path, optional
        The ``datapackage.json`` to read from, by default the book's own.

    Returns
    -------
    DataFrame
        One row a record, in the order of the file, and the reader's own to change. Integers are
        ``int64``, or ``Int64`` where a value is missing; numbers are ``float64``, text is pandas'
        ``str``. A missing value is ``NaN`` (``<NA>`` among integers), never zero or empty text.

    Raises
    ------
    DataError
        If there is no such table, or its file is missing or differs from the schema.
    """
    return _read(name, Path(package).resolve()).copy()


def tables(*, package: str | Path = PACKAGE) -> list[str]:
    """Return the names of all tables, in the order of the data package."""
    return list(_resources(Path(package).resolve()))


def catalogue(*, package: str | Path = PACKAGE) -> pd.DataFrame:
    """Return what each table holds and where it is printed: ``table``, ``holds``, ``source``."""
    resources = _resources(Path(package).resolve()).values()
    return pd.DataFrame(
        {
            "table": [resource["name"] for resource in resources],
            "holds": [resource["title"] for resource in resources],
            "source": [
                "; ".join(s["title"] for s in resource["sources"]) for resource in resources
            ],
        },
        dtype="str",
    )


def describe(name: str, *, package: str | Path = PACKAGE) -> pd.DataFrame:
    """Return what the data package says about each column of a table.

    Parameters
    ----------
    name, package
        As for `table`.

    Returns
    -------
    DataFrame
        One row a column of the table: ``column``, ``type``, ``unit`` (missing where the column
        has none) and ``description``.

    Raises
    ------
    DataError
        If there is no such table.
    """
    fields = _resource(name, Path(package).resolve())["schema"]["fields"]
    keys = {"column": "name", "type": "type", "unit": "unit", "description": "description"}
    return pd.DataFrame({k: [f.get(v) for f in fields] for k, v in keys.items()}, dtype="str")


def resource(name: str, *, package: str | Path = PACKAGE) -> dict:
    """Return all that the data package says of a table; parameters and error as for `describe`."""
    return copy.deepcopy(_resource(name, Path(package).resolve()))


def unknown(what: str, name: object, known: list[str]) -> DataError:
    """Return the error for a name that is not among the known ones, with the nearest of them.

    >>> unknown("table", "Oda", ["oda_to_asia", "exim_loans"])
    DataError("No table is called 'Oda'; there are oda_to_asia, exim_loans.")
    >>> unknown("actor", "Jicca", ["miti", "jica"])
    DataError("No actor is called 'Jicca' (did you mean 'jica'?); there are miti, jica.")
    """
    listed = ", ".join(known) if len(known) <= FEW else f"{len(known)} of them"
    return DataError(f"No {what} is called {name!r}{_hint(name, known)}; there are {listed}.")


def _hint(name: object, known: list[str]) -> str:
    """Ask for the nearest known name, capitals aside; nothing where none is near."""
    spelled = {str(one).lower(): one for one in known}
    near = difflib.get_close_matches(str(name).lower(), spelled, n=1)
    return f" (did you mean {spelled[near[0]]!r}?)" if near else ""


@functools.lru_cache
def _resources(package: Path) -> dict[str, dict]:
    if not package.is_file():
        raise DataError(f"{_short(package, package)}: found no such file, expected a data package.")
    resources = json.loads(package.read_text(encoding="utf-8"))["resources"]
    return {resource["name"]: resource for resource in resources}


def _resource(name: str, package: Path) -> dict:
    resources = _resources(package)
    if name not in resources:
        raise unknown("table", name, list(resources))
    return resources[name]


def _file(name: str, package: Path) -> Path:
    return package.parent / _resource(name, package)["path"]


@functools.lru_cache
def _read(name: str, package: Path) -> pd.DataFrame:
    from frictionless import Checklist, Package, checks  # takes half a second to import

    file = _file(name, package)
    # The whole package would be checked again for each of its tables: these are all that count.
    keys = _resource(name, package)["schema"].get("foreignKeys", [])
    needed = {name, *(key["reference"]["resource"] for key in keys)} - {""}
    resources = [copy.deepcopy(_resource(each, package)) for each in needed]
    resource = Package.from_descriptor(
        {"name": "needed", "resources": resources}, basepath=str(package.parent)
    ).get_resource(name)
    for key in resource.schema.foreign_keys:
        _read(key["reference"]["resource"], package)  # what a table refers to must be sound first
    report = resource.validate(Checklist(checks=[checks.table_dimensions(min_rows=1)]))
    if not report.valid:
        error = [*report.errors, *report.tasks[0].errors][0]
        raise DataError(f"{_short(file, package)}{_sentence(error, resource.schema, package)}.")
    rows = resource.read_rows()
    return pd.DataFrame({field.name: _typed(rows, field) for field in resource.schema.fields})


def _typed(rows: list[dict], field) -> pd.Series:
    values = [row[field.name] for row in rows]
    types = WITH_GAPS if None in values else COMPLETE
    return pd.Series(values, dtype=types.get(field.type))


def _short(file: Path, package: Path) -> str:
    """Path as a reader knows it, such as ``data/tables/oda_to_asia.csv``."""
    return file.relative_to(package.parent.parent).as_posix()


def _sentence(error, schema, package: Path) -> str:
    """Where the error is, what was found and what was expected; rows as a spreadsheet counts."""
    columns = ", ".join(schema.field_names)
    row = f", row {error.row_number}" if hasattr(error, "row_number") else ""
    match error.type:
        case "type-error" | "constraint-error":
            # A cell that is not there has no text worth quoting.
            found = "nothing" if '"required"' in error.note else reprlib.repr(error.cell)
            expected = _expected(schema.get_field(error.field_name))
            return f"{row}, column {error.field_name!r}: found {found}, expected {expected}"
        case "primary-key":
            cells = dict(zip(schema.field_names, error.cells, strict=False))
            key = ", ".join(cells[name] for name in schema.primary_key if cells[name])
            column = ", ".join(schema.primary_key)
            return f"{row}, column {column!r}: found {key!r} again, expected each key only once"
        case "foreign-key":
            # One column refers to one column.
            (column,), (cell,) = error.field_names, error.field_cells
            (key,) = error.reference_field_names
            hint = _hint(cell, _read(error.reference_name, package)[key].to_list())
            place = f"column {key!r} of {_short(_file(error.reference_name, package), package)}"
            return f"{row}, column {column!r}: found {cell!r}{hint}, expected an entry of {place}"
        case "extra-cell":
            return f"{row}: found {error.cell!r} after the last column, expected {columns}"
        case "blank-row":
            return f"{row}: found an empty row, expected {columns}"
        case "scheme-error":
            return ": found no such file, expected a table"
        case "source-error" | "table-dimensions":
            return f": found no rows, expected {columns} and at least one row"
    if hasattr(error, "labels"):
        # Frictionless compares by position: one lost column puts all after it in the wrong.
        if lost := [name for name in schema.field_names if name not in error.labels]:
            return f", row 1, column {lost[0]!r}: found no such column, expected {columns}"
        if extra := [name for name in error.labels if name not in schema.field_names]:
            return f", row 1, column {extra[0]!r}: found an unknown column, expected {columns}"
        return f", row 1: found the columns {', '.join(error.labels)}, expected {columns}"
    return f"{row}: found {error.note}, expected what the data package says"


def _expected(field) -> str:
    """A field's type and limits in words: ``an integer from 1989 to 1999``."""
    limits = field.constraints
    if "enum" in limits:
        return f"one of {', '.join(map(str, limits['enum']))}"
    kinds = {"integer": "an integer", "string": "text", "boolean": "true or false"}
    kind = kinds.get(field.type, f"a {field.type}")
    words = {"minimum": "from", "maximum": "to", "pattern": "of the form"}
    return " ".join([kind, *(f"{word} {limits[k]}" for k, word in words.items() if k in limits)])
