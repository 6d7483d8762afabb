"""The two conditions of *Regionalizing the State*: which country the paper places where."""

from __future__ import annotations

import altair as alt
import pandas as pd

from widgets import charts
from widgets.data import table
from widgets.explorer import Explorer
from widgets.theme import colour

TIES = {
    "close": "Close ties with business",
    "not_close": "No close ties with business",
    "": "Ties not told",
}
POSITION = {"central": "central", "not_central": "not central", "": "position not told"}
"""What the reader calls each place, the one that the paper leaves open last."""

FOOTINGS = {
    # what the reader calls it: the footings on which a place may stand
    "any": ["stated", "hedged", "surmised", "reported", "inferred"],
    "stated by the author": ["stated"],
}
NOBODY = "nobody"

_ROW, _HEAD = 98, 30
"""The height of a row of cells, and of the heads, in pixels."""


def scope_conditions(**options) -> Explorer:
    """Return the two-by-two of the conditions, with what is left open; options go to `Explorer`."""
    return Explorer(
        _chart(),
        evidence="coded",
        source="Hatch, “Regionalizing the State”, sections 1, 2 and 4. An empty cell is one in"
        " which the paper puts no country; what became of the authority of any state but Japan’s"
        " it does not trace.",
        **options,
    )


def places() -> pd.DataFrame:
    """Return where each country stands on each footing.

    Returns
    -------
    DataFrame
        A row a country and footing: ``country``, ``name``, ``footing`` (a name of `FOOTINGS`),
        ``ties`` and ``position`` (codes, empty where the paper does not say or says it on another
        footing), ``ties_text`` and ``position_text`` (what it says).
    """
    rows, found = table("scope_conditions").fillna(""), []
    rows[["evidence", "note"]] = rows[["evidence", "note"]].replace("'", "’", regex=True)
    for footing, bases in FOOTINGS.items():
        for (country, name), mine in rows.groupby(["country", "name"], sort=False):
            mine = mine.set_index("dimension")
            counted = mine["place"].where(mine["basis"].isin(bases), "")
            found.append(
                {
                    "country": country,
                    "name": name,
                    "footing": footing,
                    **{side: counted[side] for side in ("ties", "position")},
                    **{f"{side}_text": _text(mine.loc[side]) for side in ("ties", "position")},
                }
            )
    return pd.DataFrame(found)


def _text(row: pd.Series) -> str:
    note = f" {row['note']}" if row["note"] else ""
    return f"{row['evidence']}{note} (§{row['section']}, {row['basis']})"


def cells() -> pd.DataFrame:
    """Return the nine cells on every footing, with the ``names`` of the countries in each."""
    known, found = places(), []
    for footing in FOOTINGS:
        here = known[known["footing"] == footing]
        for row, ties in enumerate(TIES):
            for column, position in enumerate(POSITION):
                mine = here[(here["ties"] == ties) & (here["position"] == position)]
                found.append((footing, row, column, bool(ties and position), list(mine["name"])))
    return pd.DataFrame(found, columns=["on", "row", "column", "told", "names"])


# The picture


def _chart() -> alt.LayerChart:
    known, grid = places(), cells()
    params = [
        charts.among(list(FOOTINGS), "footing", "any", label="Footing", beside=True),
        charts.among([NOBODY, *known["name"].unique()], "one", NOBODY, label="Read one"),
        alt.param(
            name="argued",
            value=False,
            bind=alt.binding_checkbox(name="Show what the argument says of each cell"),
        ),
    ]
    height = _HEAD + len(TIES) * _ROW
    x_scale = alt.Scale(domain=[0, len(POSITION)], nice=False)
    y_scale = alt.Scale(domain=[0, height], reverse=True, nice=False)

    def place(x: str, y: str) -> dict:
        return {
            "x": alt.X(f"{x}:Q", scale=x_scale, axis=None),
            "y": alt.Y(f"{y}:Q", scale=y_scale, axis=None),
        }

    boxes = (
        alt.Chart(grid.assign(names=grid["names"].str.join("|")))
        .transform_filter("datum.on == footing")
        .transform_calculate(
            top=f"{_HEAD} + {_ROW} * datum.row + 22",
            bottom=f"{_HEAD} + {_ROW} * (datum.row + 1) - 4",
            left="datum.column + 0.01",
            right="datum.column + 0.99",
            at="datum.column + 0.05",
            line=f"{_HEAD} + {_ROW} * datum.row + 34",
            words="datum.told && datum.names == '' ? 'no country' : ''",
            says="!argued || !datum.told ? ''"
            f" : datum.row + datum.column ? '{_SILENT}' : '{_HOLDS}'",
            last=f"{_HEAD} + {_ROW} * (datum.row + 1) - 14",
        )
    )
    frame = {"stroke": colour("edge"), "opacity": 1}
    countries = _placed(known)
    chosen = alt.condition(
        "datum.name == one", alt.value(colour("accent")), alt.value(colour("blue"))
    )
    heads = pd.DataFrame(
        [{"x": at + 0.05, "y": 18, "head": head} for at, head in enumerate(POSITION.values())]
    )
    sides = pd.DataFrame(
        [
            {"x": 0.01, "y": _HEAD + _ROW * at + 12, "head": head}
            for at, head in enumerate(TIES.values())
        ]
    )
    edges = {**place("left", "top"), "x2": "right:Q", "y2": "bottom:Q"}
    return (
        alt.layer(
            boxes.transform_filter("datum.told")
            .mark_rect(**frame, fill=colour("line"), fillOpacity=0.35)
            .encode(**edges),
            boxes.transform_filter("!datum.told")
            .mark_rect(**frame, fillOpacity=0, strokeDash=[3, 4], strokeWidth=0.8)
            .encode(**edges),
            alt.Chart(heads).mark_text(align="left", fontWeight=600).encode(
                **place("x", "y"), text="head:N"
            ),
            alt.Chart(sides)
            .mark_text(align="left", baseline="middle", fontWeight=600)
            .encode(**place("x", "y"), text="head:N"),
            boxes.mark_text(
                align="left", baseline="middle", fontStyle="italic", color=colour("muted")
            ).encode(**place("at", "line"), text="words:N"),
            boxes.mark_text(
                align="left", baseline="bottom", fontStyle="italic", lineBreak="|", fontSize=11,
                lineHeight=13, color=colour("muted"), dy=-8,
            ).encode(**place("at", "last"), text="says:N"),
            countries.mark_point(filled=True, size=70, opacity=1, shape="circle").encode(
                **place("dot", "line"), color=chosen
            ),
            countries.mark_text(align="left", baseline="middle", dx=9).encode(
                **place("dot", "line"), text="name:N"
            ),
            _reading(known, grid),
            charts.table(
                countries,
                {
                    "Country": "datum.name",
                    "Ties with business": "datum.ties_place",
                    "On ties the paper says": "datum.ties_text",
                    "Position": "datum.position_place",
                    "On position the paper says": "datum.position_text",
                },
                order="datum.seat",
            ),
        )
        .add_params(*params)
        .properties(height=height)
    )  # fmt: skip


_HOLDS, _SILENT = "authority may|be kept", "nothing is said"
"""What the argument says of the cell of both conditions, and of the others."""


def _placed(known: pd.DataFrame) -> alt.Chart:
    known = known.rename(columns={"footing": "on"})
    known["row"] = known["ties"].map(list(TIES).index)
    known["column"] = known["position"].map(list(POSITION).index)
    known["nth"] = known.groupby(["on", "row", "column"]).cumcount()
    known["seat"] = known.groupby("on").cumcount()
    words = {"close": "close", "not_close": "not close"} | POSITION
    for side in ("ties", "position"):
        known[f"{side}_place"] = known[side].map({**words, "": "the paper does not say"})
    return (
        alt.Chart(known)
        .transform_filter("datum.on == footing")
        .transform_calculate(
            dot="datum.column + 0.08", line=f"{_HEAD} + {_ROW} * datum.row + 36 + 20 * datum.nth"
        )
    )


def _reading(known: pd.DataFrame, grid: pd.DataFrame) -> alt.Chart:
    said = pd.DataFrame({"on": list(FOOTINGS), "said": [_said(grid, on) for on in FOOTINGS]})
    for row in known[known["footing"] == "any"].itertuples():
        said[f"of_{row.country}"] = (
            f" {row.name}. Ties: {row.ties_text} Position: {row.position_text}"
        )
    one = "".join(
        f"one == '{row.name}' ? datum.of_{row.country} : "
        for row in known.drop_duplicates("country").itertuples()
    )
    argued = (
        "' The argument says of the first cell alone that authority may be kept; it does not say"
        " that it is lost in the others.'"
    )
    base = alt.Chart(said).transform_filter("datum.on == footing")
    return charts.reading(base, f"datum.said + (argued ? {argued} : '') + ({one}'')")


def _said(grid: pd.DataFrame, on: str) -> str:
    """Return the sentence of one footing: who is in which cell, and who is left open."""
    here = grid[grid["on"] == on]
    words = {0: "close ties", 1: "no close ties"}, {0: "central", 1: "not central"}
    told = "; ".join(
        f"{words[0][cell.row]}, {words[1][cell.column]}: {', '.join(cell.names) or 'no country'}"
        for cell in here[here["told"]].itertuples()
    )
    left = [
        (
            cell.names,
            " and ".join(
                part for part, at in (("ties", cell.row), ("position", cell.column)) if at == 2
            ),
        )
        for cell in here[~here["told"]].itertuples()
        if cell.names
    ]
    left = "; ".join(f"{', '.join(names)} ({what} not told)" for names, what in left)
    footing = "On any footing" if on == "any" else f"Where it is {on}"
    return f"{footing}, {told}. Left open: {left}."
