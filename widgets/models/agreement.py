"""Two coders and one text: how far they agree, beyond what chance would bring.

A sheet is a table of ties with ``source`` and ``target``, at most one row for an ordered pair of
actors, and a column for whatever else was coded. What is compared is a list of units:
every ordered pair of a closed list of actors where the question is whether there is a tie, and only
the pairs that both hold tied where the question is what the tie is. If the first were asked of
those pairs alone in which somebody found something, nobody could agree that there is nothing.
"""

from __future__ import annotations

from itertools import permutations

import krippendorff
import numpy as np
import pandas as pd

SURE = (1, 2, 3)
"""Degrees of confidence, from unsure to sure."""

REST = ("show", "leave out")
"""What becomes of a tie that only one coder holds."""

_PLAIN = ("directed", "start", "end")
"""Columns of which two values cannot stand side by side."""

_SAME = ("kind", "programme", "start")
"""What two rows between the same actors share where a figure takes them for one tie."""


def units(
    first: pd.DataFrame,
    second: pd.DataFrame,
    actors: list[str],
    column: str = "tie",
    value: str | None = None,
) -> pd.DataFrame:
    """Return what two coders say of each unit.

    Parameters
    ----------
    first, second : DataFrame
        Sheets.
    actors : list of str
        The closed list: n actors make n(n - 1) ordered pairs.
    column : str
        ``"tie"`` asks of every pair whether it is tied; another column, of the pairs that both
        hold tied, what stands in it.
    value : str, optional
        With it every pair is asked whether its tie has this value in the column.

    Returns
    -------
    DataFrame
        Indexed by ``source`` and ``target``, with ``first`` and ``second``: ``"tie"`` or
        ``"none"``; what stands in the column, missing where a coder left it empty; or the value
        and ``"not"``.

    Raises
    ------
    ValueError
        A sheet that holds a pair twice, an actor who is not in the list, or no such column.
    """
    found = {"first": _held(first, actors), "second": _held(second, actors)}
    pairs = pd.MultiIndex.from_tuples(permutations(actors, 2), names=["source", "target"])
    if column == "tie":
        says = {
            who: np.where(pairs.isin(sheet.index), "tie", "none") for who, sheet in found.items()
        }
        return pd.DataFrame(says, index=pairs)
    for who, sheet in found.items():
        if column not in sheet:
            raise ValueError(f"the {who} sheet has no column {column!r}")
    if value is not None:
        says = {
            who: np.where(pairs.isin(sheet.index[sheet[column] == value]), value, "not")
            for who, sheet in found.items()
        }
        return pd.DataFrame(says, index=pairs)
    both = pairs[pairs.isin(found["first"].index) & pairs.isin(found["second"].index)]
    return pd.DataFrame({who: sheet[column].reindex(both) for who, sheet in found.items()})


def _held(sheet: pd.DataFrame, actors: list[str]) -> pd.DataFrame:
    for end in ("source", "target"):
        for name in sheet[end]:
            if name not in actors:
                raise ValueError(f"{name!r} is not in the list of actors")
    return _by_pair(sheet)


def _by_pair(sheet: pd.DataFrame) -> pd.DataFrame:
    for pair in sheet.loc[sheet.duplicated(["source", "target"]), ["source", "target"]].to_numpy():
        raise ValueError(f"{pair[0]!r} to {pair[1]!r} stands twice in one sheet")
    return sheet.set_index(["source", "target"])


def percent(units: pd.DataFrame) -> float:
    """Return of how many units in a hundred two coders say the same.

    .. math:: 100 \\, \\frac{|\\{u : a_u = b_u\\}|}{|U|}

    Units of which one of them says nothing are left out; without any it is undefined, NaN. It says
    nothing of what chance would bring: where nearly all pairs are without a tie, two coders agree
    on nearly all whatever they do.
    """
    asked = units.dropna()
    return float(100 * (asked["first"] == asked["second"]).mean()) if len(asked) else np.nan


def alpha(units: pd.DataFrame, order: tuple | None = None) -> float:
    """Return Krippendorff's alpha of two coders.

    .. math:: \\alpha = 1 - \\frac{D_o}{D_e},

    with :math:`D_o` the disagreement within units and :math:`D_e` that of all values given, paired
    at random. With :math:`n_c` how often a value is given, by both together, and n all of them,

    .. math:: D_e = \\frac{1}{n (n - 1)} \\sum_{c,k} n_c n_k \\, \\delta_{ck}^2,

    where :math:`\\delta^2` is 1 between different names, and between degrees of an order

    .. math:: \\delta_{ck}^2 = \\left( \\sum_{g=c}^{k} n_g - \\frac{n_c + n_k}{2} \\right)^2.

    It is 1 where they never differ, 0 where they differ as chance would have it, and below 0
    where they differ more.

    Parameters
    ----------
    units : DataFrame
        See `units`. What one coder leaves empty is left out.
    order : tuple, optional
        The degrees from least to most; without it values are names.

    Returns
    -------
    float
        NaN where there is nothing to compare, or only one value was ever given: then nothing can
        differ, by chance or otherwise. `undefined` says which.

    Raises
    ------
    ValueError
        A value that is none of the degrees of ``order``.

    Notes
    -----
    Krippendorff (2011), as the package ``krippendorff`` works it out.
    """
    asked = _asked(units, order)
    return np.nan if undefined(asked) else _alpha(*_profiles(asked, order), order)


def undefined(units: pd.DataFrame) -> str:
    """Return why alpha is undefined, in a sentence, or an empty text where it is not."""
    asked = units.dropna()
    if asked.empty:
        return "There is no unit of which both say something, so there is nothing to compare."
    if pd.unique(asked.to_numpy().ravel()).size == 1:
        said = "Both give the same answer to every unit, so nothing varies"
        return (
            f"{said} and alpha is undefined: they agree, and it could hardly have been otherwise."
        )
    return ""


def interval(
    units: pd.DataFrame, order: tuple | None = None, *, draws: int = 2000, seed: int = 1
) -> tuple[float, float]:
    """Return the bounds between which alpha falls in 95 of 100 lists redrawn from the units.

    The units are drawn anew, as many as there are, each as often as chance has it (a bootstrap),
    and alpha is worked out for each list; the bounds are the 2.5th and the 97.5th per cent. Lists
    for which alpha is undefined are left out.

    It tells how far alpha hangs on a few units. It does not tell of errors that both share, and
    where they never differ it has no width, since no list redrawn from such units has a difference.

    Returns
    -------
    tuple of float
        NaN, NaN where alpha is undefined.

    Raises
    ------
    ValueError
        A value that is none of the degrees of ``order``.
    """
    asked = _asked(units, order)
    if undefined(asked):
        return np.nan, np.nan
    profiles, times = _profiles(asked, order)
    chance = np.random.default_rng(seed)
    drawn = chance.multinomial(times.sum(), times / times.sum(), size=draws)
    lists, often = np.unique(drawn, axis=0, return_counts=True)
    varied = (lists @ profiles > 0).sum(axis=1) > 1
    found = np.repeat([_alpha(profiles, each, order) for each in lists[varied]], often[varied])
    low, high = np.percentile(found, [2.5, 97.5])
    return float(low), float(high)


def _asked(units: pd.DataFrame, order: tuple | None) -> pd.DataFrame:
    """Return the units of which both say something; every value is a degree, if there are any."""
    asked = units.dropna()
    for who in asked if order else ():
        for value in asked[who].tolist():
            if value not in order:
                degrees = ", ".join(map(repr, order))
                raise ValueError(f"{who}: {value!r} is none of the degrees {degrees}")
    return asked


def _profiles(asked: pd.DataFrame, order: tuple | None) -> tuple[np.ndarray, np.ndarray]:
    """Return how often each value is given in a unit, a row a sort of unit, and units a sort."""
    values = list(order) if order else sorted(pd.unique(asked.to_numpy().ravel()))
    given = sum(asked[who].to_numpy()[:, None] == np.array(values)[None, :] for who in asked)
    return np.unique(np.asarray(given, dtype=int), axis=0, return_counts=True)


def _alpha(profiles: np.ndarray, times: np.ndarray, order: tuple | None) -> float:
    level = "ordinal" if order else "nominal"
    counts = np.repeat(profiles, times, axis=0)
    return float(krippendorff.alpha(value_counts=counts, level_of_measurement=level))


def agreement(units: pd.DataFrame, order: tuple | None = None) -> dict:
    """Return all that is said of two coders: a dict of numbers, and a sentence if one is missing.

    Returns
    -------
    dict
        ``units`` and ``alike`` (counts of those of which both say something), ``percent``,
        ``alpha``, ``low`` and ``high`` (`interval`), and ``undefined``.
    """
    asked = units.dropna()
    low, high = interval(units, order)
    return {
        "units": len(asked),
        "alike": int((asked["first"] == asked["second"]).sum()),
        "percent": percent(units),
        "alpha": alpha(units, order),
        "low": low,
        "high": high,
        "undefined": undefined(units),
    }


def disagreements(first: pd.DataFrame, second: pd.DataFrame, asked: pd.DataFrame) -> pd.DataFrame:
    """Return the units of which two coders say different things, with the evidence of each.

    Parameters
    ----------
    first, second : DataFrame
        Sheets with ``evidence``.
    asked : DataFrame
        What `units` gives for them.

    Returns
    -------
    DataFrame
        ``source``, ``target``, ``first``, ``second``, ``first_evidence``, ``second_evidence``; an
        evidence is missing where its coder has no tie.
    """
    given = asked.dropna()
    found = given[given["first"] != given["second"]]
    for who, sheet in (("first", first), ("second", second)):
        told = _by_pair(sheet)["evidence"]
        found = found.assign(**{f"{who}_evidence": told.reindex(found.index)})
    return found.reset_index()


def merged(
    first: pd.DataFrame,
    second: pd.DataFrame,
    *,
    names: tuple[str, str] = ("first", "second"),
    rest: str = "show",
    decided: dict | None = None,
) -> pd.DataFrame:
    """Return one table of ties of two sheets, in which each tie says who holds it.

    Parameters
    ----------
    first, second : DataFrame
        Sheets.
    names : tuple of str
        What the coders are called.
    rest : {"show", "leave out"}
        What becomes of a tie that one coder alone holds.
    decided : dict, optional
        What talk has settled, over ``rest``: an ordered pair, and whether its tie stays.

    Returns
    -------
    DataFrame
        The columns of the sheets, with ``family``: ``"both"`` or ``"only ..."``. Where both hold a
        tie and a cell differs, both texts stand there, parted by " or "; of evidence and notes,
        each with its coder's name. Years and directions that differ are left empty. But where a
        tie of the same kind leads back, each is a tie with a direction: two that lead both ways
        would be one tie told twice. What the coders said of it stands in ``note``.

    Raises
    ------
    ValueError
        Another word for ``rest``, a decision on a pair that nobody holds, or a sheet that holds a
        pair twice.
    """
    if rest not in REST:
        raise ValueError(f"rest is one of {', '.join(map(repr, REST))}, not {rest!r}")
    ends = ["source", "target"]
    sheets = [_by_pair(sheet) for sheet in (first, second)]
    pairs = sheets[0].index.append(sheets[1].index.difference(sheets[0].index, sort=False))
    for pair in decided or {}:
        if pair not in pairs:
            raise ValueError(f"there is no tie from {pair[0]!r} to {pair[1]!r} to decide on")
    rows, ways = {}, {}
    for pair in pairs:
        holders = [who for who, sheet in zip(names, sheets, strict=True) if pair in sheet.index]
        if not (decided or {}).get(pair, rest == "show" or len(holders) == 2):
            continue
        told = [sheet.loc[pair].dropna() for sheet in sheets if pair in sheet.index]
        row = dict(zip(ends, pair, strict=True))
        for column in dict.fromkeys(column for each in told for column in each.index):
            row[column] = _told(column, holders, told)
        rows[pair] = row | {"family": "both" if len(holders) == 2 else f"only {holders[0]}"}
        ways[pair] = "; ".join(
            f"{who}: {'one way' if _leads(each) else 'both ways'}"
            for who, each in zip(holders, told, strict=True)
        )
    for pair, row in rows.items():
        back = rows.get(pair[::-1])
        if back and not _leads(row) and all(row.get(each) == back.get(each) for each in _SAME):
            row["directed"] = True
            row["note"] = "; ".join(filter(None, (row.get("note"), ways[pair])))
    columns = dict.fromkeys([*ends, *sheets[0], *sheets[1], "family"])
    for row in rows.values():
        columns |= dict.fromkeys(row)
    return pd.DataFrame(rows.values(), columns=list(columns))


def _leads(tie: pd.Series | dict) -> bool:
    """Return whether a tie has a direction; without a word of it a tie leads both ways."""
    return str(tie.get("directed")).lower() == "true"


def _told(column: str, holders: list[str], told: list[pd.Series]):
    """Return what the holders of a tie say in a column: once where they say the same."""
    said = {who: each[column] for who, each in zip(holders, told, strict=True) if column in each}
    if len(set(said.values())) == 1:
        return next(iter(said.values()))
    if column in _PLAIN:
        return None
    if column in ("evidence", "note"):
        return "; ".join(f"{who}: {text}" for who, text in said.items())
    return " or ".join(str(each) for each in dict.fromkeys(said.values()))
