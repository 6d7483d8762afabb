"""What the book shows of the simulated hierarchy: houses side by side, and the predictions.

Both take minutes, so their results are kept in ``data/simulated``; see `.ci/simulate`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product

import pandas as pd

from widgets.models.hierarchy import (
    FAILS,
    HOLDS,
    OPEN,
    PREDICTIONS,
    SYSTEMS,
    Setting,
    compare,
    draws,
    preset,
    verdicts,
)

LEVELS = {
    "tie_weight": (0.3, 0.6, 1.2),
    "insecurity": (0.01, 0.07, 0.12),
    "reciprocity": (0.05, 0.5, 1.0),
    "purge": (0.2, 0.8),
}
"""The values that both houses are given, in steps that the two share: what insecurity does is to be
asked of a ministry too. Merit weighs 0.6, the middle of either house's range. All are ours."""

SHOWN = (
    *("tied", "direct", "patronage", "echo"),
    *("gain_before", "gain_holding", "gain_after"),
    *("group_kept", "group_outlasts", "dyad_kept", "dyad_outlasts"),
    "purged_per_fall",
)
"""The measures that are kept, of those that `widgets.models.hierarchy.compare` brings."""

DRAWN = 40
"""Houses of each kind, spread over our ranges, of which the predictions are asked."""

_DIGITS = 4


def houses() -> pd.DataFrame:
    """Return what comes of every house of `LEVELS`, 200 histories of 40 years each, on one seed.

    Returns
    -------
    DataFrame
        A row a house and measure: ``house``, the four levels, ``measure``, ``value`` and
        ``margin`` (half of its Monte-Carlo interval of 95 per cent), and the same of the history
        on the same chances in which ties weigh nothing (``without``, ``without_margin``); missing
        where that has no such measure or nothing to count.
    """
    return pd.concat([house(setting) for setting in settings()], ignore_index=True)


def settings() -> Iterator[Setting]:
    """Yield the houses, in the order of the table; all else is at the middle of our ranges."""
    for system, *levels in product(SYSTEMS, *LEVELS.values()):
        yield preset(system, **dict(zip(LEVELS, levels, strict=True)))


def house(setting: Setting, replicates: int = 200) -> pd.DataFrame:
    """Return the rows of one house; see `houses`."""
    found = compare(setting, replicates, echo=True)
    real, shadow = (each.measures().reindex(SHOWN) for each in (found, found.without))
    rows = pd.DataFrame(
        {"house": setting.system}
        | {name: getattr(setting, name) for name in LEVELS}
        | {"measure": list(SHOWN)}
    )
    for name, measures in (("value", real), ("without", shadow)):
        margin = "margin" if name == "value" else f"{name}_margin"
        rows[name] = measures["value"].to_numpy()
        rows[margin] = (measures["high"] - measures["value"]).to_numpy()
    # Where ties weigh nothing they turn nothing, and nobody is struck for them.
    by_definition = rows["measure"].isin(["direct", "purged_per_fall"])
    rows.loc[by_definition, ["without", "without_margin"]] = None
    return rows.round(_DIGITS)


def predictions(drawn: int = DRAWN, replicates: int = 200) -> pd.DataFrame:
    """Return every part of every prediction: its verdict at the middle, and over our ranges.

    Returns
    -------
    DataFrame
        A row a part: ``prediction``, ``name``, ``part``, ``text``, ``footing``, ``standing``,
        ``sign`` (missing where none is predicted), ``value``, ``low``, ``high`` and ``verdict`` at
        the middle of our ranges, and of ``drawn`` houses spread over them in how many it ``holds``,
        ``fails`` or is left ``open`` by the model (missing where there is no sign).
    """
    middle = verdicts(replicates=replicates)
    spread = verdicts(
        [setting for system in SYSTEMS for setting in draws(system, drawn)], replicates
    )
    rows = []
    for found in middle.to_dict("records"):
        same = spread[
            (spread["prediction"] == found["prediction"]) & (spread["part"] == found["part"])
        ]
        counts, signed = Counter(same["verdict"]), pd.notna(found["sign"])
        rows.append(
            {
                "prediction": found["prediction"],
                "name": PREDICTIONS[found["prediction"] - 1].name,
                "part": "abc"[sum(row["prediction"] == found["prediction"] for row in rows)],
                "text": found["part"],
                **{key: found[key] for key in ("footing", "standing", "sign")},
                **{key: round(found[key], _DIGITS) for key in ("value", "low", "high")},
                "verdict": found["verdict"],
                "drawn": drawn,
                "holds": counts[HOLDS] if signed else pd.NA,
                "fails": counts[FAILS] if signed else pd.NA,
                "open": counts[OPEN] if signed else pd.NA,
            }
        )
    whole = {name: "Int64" for name in ("sign", "holds", "fails", "open")}
    return pd.DataFrame(rows).astype(whole)
