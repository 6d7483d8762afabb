"""A coder's sheet: the ties that one reader found in a text, checked by the rules of a codebook.

The rows are read as those of a reader's own network (`own_tables`), with the same words for the
same faults, and two columns more: ``confidence`` and ``coder``. What a codebook asks beyond that is
checked here. So a sheet that passes can be pasted into the page of one's own network as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from widgets.data import DATA, resource, table
from widgets.models.agreement import SURE
from widgets.networks import FOOTINGS, network
from widgets.own_tables import Flaw, counted, decoded, quoted, read_tables

EXAMPLE = DATA / "double_coding"
"""Where the example lies: the list of actors, and two coders' sheets of one section."""

COLUMNS = (
    *("source", "target", "kind", "family", "directed", "start", "end", "document", "section"),
    *("evidence", "basis", "attributed_to", "confidence", "coder", "note"),
)
"""The columns of a sheet, in the order of the empty one."""

MORE = {"confidence": ("sure", "certainty"), "coder": ("coded_by", "reader")}
"""Columns that a network has no use for, with other names that are understood."""

_SURE = "3 (sure), 2 (fairly sure) or 1 (unsure)"


@dataclass
class Sheet:
    """What was read of one coder's sheet.

    Attributes
    ----------
    ties : DataFrame
        The rows without a fault, with the `COLUMNS`; ``confidence`` is a whole number, what is
        empty is missing, and a tie that leads both ways begins with who stands first in the list.
    actors : DataFrame
        The list of actors, as `own_tables` reads it.
    flaws : list of Flaw
        Rows that were left out, with the reason and how to mend it.
    notes : list of str
        What was read otherwise than it may have been meant.
    """

    ties: pd.DataFrame
    actors: pd.DataFrame
    flaws: list[Flaw] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def __repr__(self) -> str:
        rows = counted(sum(flaw.rows for flaw in self.flaws), "row")
        return f"Sheet: {counted(len(self.ties), 'tie')} read, {rows} left out"


def read_sheet(
    ties: str | bytes | Path, actors: str | bytes | Path, kinds: tuple[str, ...] = ()
) -> Sheet:
    """Return what can be read of a coder's sheet, and what cannot and why.

    Parameters
    ----------
    ties, actors : str, bytes or Path
        The sheet and the closed list of actors, as text or as files.
    kinds : tuple of str
        The kinds of the codebook; without them any word will do.
    """
    ties, actors = _text(ties), _text(actors)
    listed = read_tables(actors)
    if listed.actors.empty:  # or the list would be taken from the ties
        said = "nobody is listed. Name those between whom both coders look for ties, one a row."
        flaws = listed.flaws or [Flaw("actors", 1, None, said)]
        return Sheet(pd.DataFrame(columns=list(COLUMNS)), listed.actors, flaws, listed.notes)
    read = read_tables(actors, ties, MORE)
    kept, flaws, met = [], list(read.flaws), {}
    place = {actor: number for number, actor in enumerate(read.actors["actor"])}
    for (number, row), tie in zip(read.rows, read.ties.to_dict("records"), strict=True):
        pair = tie["source"], tie["target"]
        if not tie["directed"]:
            # Two coders may name the ends of such a tie in either order and mean the same.
            pair = tuple(sorted(pair, key=place.get))
        wrong = _wrong(row, kinds)
        if pair in met:
            said = f"{quoted(pair[0])} to {quoted(pair[1])} stands in row {met[pair]} already."
            wrong = wrong or (None, f"{said} Keep one row a pair: the kind that is stressed most.")
        if wrong:
            flaws.append(Flaw("ties", number, *wrong))
            continue
        met[pair] = number
        ends = dict(zip(("source", "target"), pair, strict=True))
        more = {"confidence": int(row["confidence"]), "coder": row["coder"] or None}
        kept.append(tie | ends | more)
    flaws.sort(key=lambda flaw: (flaw.table, flaw.row))
    return Sheet(pd.DataFrame(kept, columns=list(COLUMNS)), read.actors, flaws, read.notes)


def _text(given: str | bytes | Path) -> str:
    content = given.read_bytes() if isinstance(given, Path) else given
    return content if isinstance(content, str) else decoded(content)


def _wrong(row: dict, kinds: tuple[str, ...]) -> tuple[str, str] | None:
    """Return the column of a row that breaks the codebook and how, the first from the left."""
    kind, basis, sure = row["kind"], row["basis"], row["confidence"]
    if not kind:
        return "kind", "it is empty. Say what one does to the other."
    if kinds and kind not in kinds:
        mend = f"Write one of {', '.join(kinds)}."
        return "kind", f"{quoted(kind)} is no kind of the codebook. {mend}"
    if not row["directed"]:
        return "directed", "it is empty. Write yes, or no where the tie leads both ways."
    if not row["section"]:
        return "section", "it is empty. Say where in the text it stands."
    if not row["evidence"]:
        return "evidence", "it is empty. Say in your own words what the text says."
    if basis not in FOOTINGS:
        what = f"{quoted(basis)} is no footing." if basis else "it is empty."
        return "basis", f"{what} Write one of {', '.join(FOOTINGS)}."
    if basis == "reported" and not row["attributed_to"]:
        return "attributed_to", "it is empty. Say whom the text credits, or change the footing."
    if sure not in {str(degree) for degree in SURE}:
        what = f"{quoted(sure)} is no confidence." if sure else "it is empty."
        return "confidence", f"{what} Write {_SURE}."
    return None


def kinds() -> tuple[str, ...]:
    """Return the kinds of the example's codebook."""
    fields = resource("double_coding_first")["schema"]["fields"]
    return tuple(next(each for each in fields if each["name"] == "kind")["codes"])


def readings() -> dict[str, pd.DataFrame]:
    """Return the three readings of the example: the two coders' sheets, and the book's own coding.

    The book's own holds no confidence, and of two ties of one pair the one that stands first there.
    """
    listed = set(table("double_coding_actors")["actor"])
    own = network("guidance").ties
    own = own[(own["document"] == "hatch_state") & own["section"].str.match(r"3\.3\b")]
    own = own[own["source"].isin(listed) & own["target"].isin(listed)]
    own = own.drop_duplicates(["source", "target"]).reset_index(drop=True)
    first, second = table("double_coding_first"), table("double_coding_second")
    return {"first": first, "second": second, "book": own.assign(confidence=pd.NA)}
