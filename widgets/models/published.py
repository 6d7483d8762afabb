"""What the measures and models were checked against: numbers and patterns that others put out.

A number is data (``published_numbers``, with the ties in ``published_ties``); here it is computed
anew and set beside what was printed. None was read in the work that it is of: all came to us by the
tests or the documentation of another program, so a slip of that program's would be ours too. One of
them, networkx, is also what our betweenness calls; that its numbers agree says little.

A pattern says which way a result should go, without a number. For the rest nothing was at hand, and
`WITHOUT` says what stands in for it.
"""

from __future__ import annotations

from functools import cache

import networkx as nx
import pandas as pd

from widgets.data import table
from widgets.models.hierarchy import HOLDS
from widgets.models.position import bonacich_power, positional_power

TOLERANCE = 1e-9
"""By how much rounding in the computer may miss half of the last digit."""

WITHOUT = {
    "reach": "a count; forms worked by hand, laws, and igraph on random networks",
    "channels and closures": "ours; cases worked by hand, and a second program in the page",
    "aid arithmetic": "ours; it returns the printed shares, and laws",
    "offices": "a reading of one paper; every step names its section",
    "loyalties": "a thought experiment of ours; cases worked by hand",
    "investment": "a thought experiment of ours; cases worked by hand, and laws",
    "ledgers": "a thought experiment of ours; forms worked by hand",
    "crisis": "a thought experiment of ours; cases worked by hand, and laws",
    "strands": "ours; cases worked by hand",
    "other codings": "ours; cases worked by hand, laws, and the chapters' own numbers",
    "designs": "the bounds are ours; cases worked by hand",
    "claims": "the rule is ours; what it is asked of are the papers' own numbers",
}
"""Measures and models for which nothing published was at hand: what they rest on instead."""


def network(name: str) -> nx.Graph:
    """Return a network of ``published_ties``: a DiGraph where its ties have a direction."""
    ties = table("published_ties").query("network == @name")
    graph = nx.DiGraph() if ties["directed"].any() else nx.Graph()
    graph.add_edges_from(ties[["source", "target"]].itertuples(index=False, name=None))
    return graph


def comparison() -> pd.DataFrame:
    r"""Return every published number beside ours.

    Ours agrees if it rounds to the digits that were printed,

    .. math:: |x - y| \le \tfrac12 \, 10^{-d},

    with :math:`x` ours, :math:`y` the printed number and :math:`d` its decimals.

    Returns
    -------
    DataFrame
        The table ``published_numbers``, with ``ours``, ``difference`` (ours less the published)
        and ``agrees``: missing where ``unchecked`` says why the book does not compute it.
    """
    rows = table("published_numbers")
    computed = rows["unchecked"].isna()
    rows["ours"] = pd.Series({row.Index: _ours(row) for row in rows[computed].itertuples()})
    rows["difference"] = rows["ours"] - rows["value"]
    within = rows["difference"].abs() <= 0.5 * 10.0 ** -rows["decimals"] + TOLERANCE
    rows["agrees"] = within.astype("boolean").where(computed)
    return rows


def patterns() -> pd.DataFrame:
    """Return every pattern that a model should show, and whether it does.

    Of the search, what was published of the same model: which network is ahead, and when. Of the
    hierarchy, what the paper leads one to expect; our own expectations are left out, as are those
    without a sign.

    Returns
    -------
    DataFrame
        ``model``, ``pattern``, ``basis`` (on what footing it is expected), ``standing`` (assumed:
        the model's rules put it in, so that to find it proves nothing; emergent), ``verdict`` and
        ``reproduced``. The hierarchy's verdicts are those of the middle of our ranges.
    """
    found = table("search_pattern").query("sign.notna()")
    expected = table("hierarchy_predictions").query("sign.notna() and footing != 'ours'")
    rows = pd.concat(
        [
            found.rename(columns={"finding": "pattern"}).assign(
                model="search", standing="emergent"
            ),
            expected.rename(columns={"text": "pattern", "footing": "basis"}).assign(
                model="hierarchy"
            ),
        ],
        ignore_index=True,
    )
    rows["reproduced"] = rows["verdict"] == HOLDS
    return rows[["model", "pattern", "basis", "standing", "verdict", "reproduced"]]


def overview() -> pd.DataFrame:
    """Return what each measure and model was checked against, and how much of it agrees.

    Returns
    -------
    DataFrame
        A row a measure or model: ``what``, ``against`` (numbers, a pattern, or nothing published),
        ``known`` (how many), ``agree``, ``unchecked`` (of those known) and ``rests_on``: through
        whom the numbers came, or what stands in for them.
    """
    numbers, shown = comparison(), patterns()
    rows = [
        {
            "what": measure.replace("_", " "),
            "against": "numbers",
            "known": len(each),
            "agree": int(each["agrees"].sum()),
            "unchecked": int(each["unchecked"].notna().sum()),
            "rests_on": "; ".join(each["through"].unique()),
        }
        for measure, each in numbers.groupby("measure", sort=False)
    ]
    rows += [
        {
            "what": model,
            "against": "pattern",
            "known": len(each),
            "agree": int(each["reproduced"].sum()),
            "unchecked": 0,
            "rests_on": _PATTERNS[model],
        }
        for model, each in shown.groupby("model", sort=False)
    ]
    rows += [
        {"what": what, "against": "nothing published", "rests_on": why}
        for what, why in WITHOUT.items()
    ]
    return pd.DataFrame(rows).astype(dict.fromkeys(("known", "agree", "unchecked"), "Int64"))


_PATTERNS = {
    "search": "Lazer and Friedman, by their abstract and an account of the paper",
    "hierarchy": "Minagawa’s expectations, as we put them into signs",
}


@cache
def _measured(name: str) -> pd.DataFrame:
    found = positional_power(network(name))
    return found.assign(degree_share=found["degree"] / (len(found) - 1))


@cache
def _power(name: str, beta: float) -> pd.Series:
    return bonacich_power(network(name), beta)


def _ours(row) -> float:
    if row.measure == "bonacich_power":
        return _power(row.network, row.beta)[row.actor]
    return _measured(row.network).loc[row.actor, row.measure]
