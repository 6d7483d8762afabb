"""What measures of position cost: ratios and growth, from what was measured on this book."""

from __future__ import annotations

import numpy as np
import pandas as pd

PROGRAMS = ("page", "igraph", "networkx", "book")
"""By whom: a page of the book in a browser, two libraries, the book's own Python."""

LARGE = 500
"""Growth is read from so many actors on: in smaller networks what comes first is the start."""

AIMS = (
    ("betweenness", "page_to_igraph", "at most", 2.0),
    ("betweenness", "networkx_to_page", "at least", 12.0),
    ("constraint", "page_to_igraph", "at most", 1.2),
)
"""What was aimed at: measure, ratio of `costs`, how far it may go; 1.2 is what "level" means."""


def costs(rows: pd.DataFrame) -> pd.DataFrame:
    """Return milliseconds by measure and number of actors, a column a program, and two ratios.

    Parameters
    ----------
    rows : DataFrame
        ``measure``, ``actors``, ``program`` and ``milliseconds``, as in the table
        ``measures_at_scale``.

    Returns
    -------
    DataFrame
        Indexed by ``measure`` and ``actors``, with a column for each of `PROGRAMS`;
        ``page_to_igraph``, how many times as long as igraph the page takes, and
        ``networkx_to_page``, how many times as long as the page networkx takes. What was not
        measured is NaN, and so is a ratio to it.
    """
    found = rows.pivot(index=["measure", "actors"], columns="program", values="milliseconds")
    found = found.reindex(columns=pd.Index(PROGRAMS, name=None))
    return found.assign(
        page_to_igraph=found["page"] / found["igraph"],
        networkx_to_page=found["networkx"] / found["page"],
    )


def growth(rows: pd.DataFrame) -> pd.DataFrame:
    r"""Return how fast cost grows: the exponent :math:`k` of :math:`t \propto n^k`.

    By least squares over the logarithms, from `LARGE` actors on: 1 is twice the time for twice the
    actors, 2 four times. A row a measure, a column a program; NaN where fewer than two sizes were
    measured.
    """
    found = costs(rows)[list(PROGRAMS)]
    large = np.log(found[found.index.get_level_values("actors") >= LARGE])
    return large.groupby("measure", sort=False).agg(_slope)


def aims(rows: pd.DataFrame) -> pd.DataFrame:
    """Return how far each of `AIMS` was reached: one row an aim.

    ``measure``, ``ratio`` and ``aim`` say what was aimed at; ``least`` and ``most`` are the ratios
    found, over all sizes; ``missed`` names the numbers of actors at which the aim was not reached,
    "nowhere", or "not measured", where the ratio is NaN.
    """
    found, told = costs(rows), []
    for measure, ratio, side, bound in AIMS:
        ratios = found.query("measure == @measure").droplevel("measure")[ratio].dropna()
        missed = ratios[ratios > bound if side == "at most" else ratios < bound]
        told.append(
            {
                "measure": measure,
                "ratio": ratio,
                "aim": f"{side} {bound:g}",
                "least": ratios.min(),
                "most": ratios.max(),
                "missed": ", ".join(f"{actors:,}" for actors in missed.index)
                or ("nowhere" if len(ratios) else "not measured"),
            }
        )
    return pd.DataFrame(told)


def _slope(times: pd.Series) -> float:
    times = times.dropna()
    if len(times) < 2:
        return np.nan
    return float(np.polyfit(np.log(times.index.get_level_values("actors")), times, 1)[0])
