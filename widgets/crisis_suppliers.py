"""The suppliers of the crisis: in which of all settings does not one of Japan's give up?"""

from __future__ import annotations

import altair as alt
import pandas as pd

from widgets import charts
from widgets.explorer import Explorer
from widgets.models.crisis import CIRCUMSTANCES, SETTINGS, SUPPORTS, grid
from widgets.theme import colour

ANY = "any"
CONTROLS = {
    # parameter of the model: its label, and its name in the reading
    "cash": ("Cash at the start, months", "cash"),
    "fixed_cost": ("Fixed cost, %", "fixed cost"),
    "months": ("Slump, months", "months"),
    "finance": ("Parents’ money, months", "parents’ money"),
    "state_credit": ("State credit, months", "state credit"),
    "moved_in": ("Work moved in, %", "work moved in"),
    "bought_back": ("Parts bought back, %", "parts bought back"),
}
"""What a reader may take as known. Money is in months of what a supplier earns at full use."""
CIRCUMSTANCE = [name for name in CONTROLS if name in CIRCUMSTANCES]
SUPPORT = [name for name in CONTROLS if name in SUPPORTS]
"""The controls that make a row of the figure, and those that make a column."""
IN_PERCENT = ("fixed_cost", "moved_in", "bought_back")
OUTCOMES = {
    # what becomes of a setting: its colour, and how much of a row's height it fills
    "some quit": ("orange", 0.2),
    "none quits, thanks to support": ("blue", 0.86),
    "none quits, with support or without": ("slate", 0.5),
}
PRESETS = {
    "All settings": {},
    "Others quit too": {"others": True},
    "Others quit, cash is little": {"others": True, "cash": "3"},
    "Others quit, cash is ample": {"others": True, "cash": "12"},
}

_ROW = 15
"""The height of a row, in pixels."""
_GAP = 1.7
"""The room over the rows of one amount of cash, in rows."""
_BLOCKS = len(SETTINGS["finance"])
_BLOCK = len(SETTINGS["state_credit"]) * len(SETTINGS["moved_in"]) * len(SETTINGS["bought_back"])
_APART = 3
"""The room between two amounts of parents' money, in columns."""
_COLUMNS = _BLOCKS * (_BLOCK + _APART) - _APART
_GROUP = len(SETTINGS["months"]) * len(SETTINGS["fixed_cost"])
_BELOW = len(SETTINGS["cash"]) * (_GROUP + _GAP) + 0.4
"""The rows of one amount of cash, and where the line below them all stands."""
_LEGEND = 72


def suppliers_who_stay(**options) -> Explorer:
    """Return every setting of the crisis model, shaded where no keiretsu supplier quits.

    A column is a mix of supports, a row a set of circumstances; what is taken as known strikes the
    settings out that do not agree with it. Options go to `Explorer`.
    """
    circumstances, mixes = settings()
    known = dict.fromkeys(CONTROLS, ANY) | {"others": False}
    return Explorer(
        _chart(circumstances, mixes),
        presets={name: known | preset for name, preset in PRESETS.items()},
        evidence="simulated",
        source="Our model, after Hatch, “Regionalizing Relationalism”, §4. From the paper: the"
        " least use of capacity, and how fast parts were to be bought back. All else is ours, and"
        " nothing is fitted; a part of the settings is no probability.",
        **options,
    )


def settings() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the circumstances and the mixes of supports, which together are the model's grid.

    Returns
    -------
    (DataFrame, DataFrame)
        A row a set of circumstances: ``row``, those of `CONTROLS`, the percents of ``local`` and
        ``foreign`` suppliers that quit, and ``outcomes``, a digit a mix: its place in `OUTCOMES`.
        A row a mix: ``mix``, its number, and the supports. Parts are in percent.
    """
    found = grid()
    found[list(IN_PERCENT)] = (100 * found[list(IN_PERCENT)]).round().astype(int)
    found = found.sort_values([*CIRCUMSTANCE, *SUPPORT])
    stays = found["none_quits"].astype(int)
    found["outcomes"] = (stays * (1 + found["none_quits_alone"])).astype(str)
    found = found.rename(
        columns={"local_exits_percent": "local", "foreign_exits_percent": "foreign"}
    )
    rows = found.groupby([*CIRCUMSTANCE, "local", "foreign"])["outcomes"].agg("".join)
    mixes = found[SUPPORT].drop_duplicates()
    return (
        rows.reset_index().rename_axis("row").reset_index(),
        mixes.reset_index(drop=True).rename_axis("mix").reset_index(),
    )


def _chart(circumstances: pd.DataFrame, mixes: pd.DataFrame) -> alt.LayerChart:
    every = (
        alt.Chart(circumstances)
        .transform_calculate(outcome="split(datum.outcomes, '')", mix=f"sequence({len(mixes)})")
        .transform_flatten(["outcome", "mix"])
        .transform_lookup("mix", alt.LookupData(mixes, "mix", SUPPORT))
        .transform_calculate(agrees=f"{_agrees()} ? 1 : 0")
        .transform_calculate(
            stays="datum.outcome == '0' ? 0 : datum.agrees",
            alone="datum.outcome == '2' ? datum.agrees : 0",
        )
    )
    shown = every.transform_filter("datum.agrees == 1")
    half = [height / 2 for _, height in OUTCOMES.values()]
    cells = shown.transform_calculate(
        name=f"{list(OUTCOMES)}[datum.stays + datum.alone]",
        half=f"{half}[datum.stays + datum.alone]",
        middle=_place("datum.row"),
        left=f"datum.mix + {_APART} * floor(datum.mix / {_BLOCK})",
    ).transform_calculate(
        right="datum.left + 1",
        top="datum.middle - datum.half",
        bottom="datum.middle + datum.half",
    )
    x = alt.X(
        "left:Q",
        scale=alt.Scale(domain=[0, _COLUMNS], nice=False, range=[_edge(), alt.ExprRef("width")]),
        axis=None,
    )
    scale = alt.Scale(domain=[-1.4, _BELOW + 0.5], reverse=True, nice=False, zero=False)

    def y(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=scale, axis=None)

    colours = [colour(role) for role, _ in OUTCOMES.values()]
    fill = alt.Color(
        "name:N",
        scale=alt.Scale(domain=list(OUTCOMES), range=colours),
        legend=alt.Legend(columns=1, labelLimit=0, symbolType="square"),
    )
    return (
        alt.layer(
            *_words(circumstances, x, y),
            cells.mark_rect(aria=False).encode(
                x=x, x2="right:Q", y=y("top"), y2="bottom:Q", color=fill
            ),
            _reading(every),
            _table(shown),
        )
        .add_params(*_params(circumstances, mixes))
        .properties(height=int(_ROW * (_BELOW + 2)) + _LEGEND)
    )


def _params(circumstances: pd.DataFrame, mixes: pd.DataFrame) -> list[alt.Parameter]:
    params = []
    for name, (label, _) in CONTROLS.items():
        values = (circumstances if name in CIRCUMSTANCE else mixes)[name]
        options = [ANY, *map(str, sorted(values.unique()))]
        params.append(charts.among(options, name, ANY, label=label))
    others = alt.binding_checkbox(name="Local and other foreign suppliers quit too")
    return [*params, alt.param("others", value=False, bind=others)]


def _agrees() -> str:
    """Return the expression for whether a setting agrees with all that is taken as known."""
    known = [f"({name} == '{ANY}' || datum.{name} == toNumber({name}))" for name in CONTROLS]
    return " && ".join([*known, "(!others || (datum.local > 0 && datum.foreign > 0))"])


def _place(row: str) -> str:
    """Return the expression for where a row stands, with room over those of one cash."""
    return f"{row} + {_GAP} * (floor({row} / {_GROUP}) + 1)"


def _edge() -> alt.ExprRef:
    """Return where the columns begin: names of rows stand before them."""
    return alt.ExprRef("width < 450 ? 82 : 168")


def _words(circumstances: pd.DataFrame, x: alt.X, y) -> list[alt.Chart]:
    """Return the names of rows, of the amounts of cash, and of the amounts of parents' money."""
    rows = alt.Chart(circumstances[["row", *CIRCUMSTANCE]]).transform_calculate(
        middle=_place("datum.row"),
        over="datum.middle - 1.15",
        left="0",
        right=f"{_COLUMNS}",
        name="width < 450 ? datum.months + ' mo., ' + datum.fixed_cost + ' %'"
        " : datum.months + ' months, cost ' + datum.fixed_cost + ' %'",
        cash_name="(datum.row == 0 ? 'Cash at the start: ' : 'Cash: ') + datum.cash + ' months'",
    )
    heads = rows.transform_filter(f"datum.row % {_GROUP} == 0")
    blocks = pd.DataFrame({"money": SETTINGS["finance"]})
    blocks["left"] = [(_BLOCK + _APART) * place for place in range(len(blocks))]
    money = alt.Chart(blocks).transform_calculate(
        name="datum.left > 0 ? datum.money"
        " : width < 450 ? 'Money: ' + datum.money : 'Parents’ money: ' + datum.money",
        over="-0.9",
    )
    order = alt.Chart(pd.DataFrame({"below": [_BELOW]}))
    left = {"align": "left", "baseline": "middle"}
    return [
        rows.mark_rule(color=colour("line")).encode(x=x, x2="right:Q", y=y("middle")),
        rows.mark_text(**left, color=colour("muted")).encode(
            x=alt.value(0), y=y("middle"), text="name:N"
        ),
        heads.mark_text(**left, fontWeight=600).encode(
            x=alt.value(0), y=y("over"), text="cash_name:N"
        ),
        money.mark_text(**left, color=colour("muted")).encode(x=x, y=y("over"), text="name:N"),
        order.mark_text(
            **left,
            color=colour("muted"),
            fontStyle="italic",
            text="Right in a block: more state credit, then more work.",
        ).encode(x=alt.value(0), y=y("below")),
    ]


def _reading(every: alt.Chart) -> alt.Chart:
    said = every.transform_aggregate(**_COUNTS).transform_calculate(known=_known())
    which = "(datum.known == '' ? '' : ' (' + datum.known + ')')"
    stays = (
        "format(datum.stays, ',') + (datum.stays == 1 ? ' keeps' : ' keep')"
        " + ' every keiretsu supplier: ' + format(100 * datum.stays / datum.n, '.1f') + ' %'"
    )
    alone = (
        "(datum.alone == 0 ? 'none' : format(datum.alone, ',')"
        "   + ' (' + format(100 * datum.alone / datum.stays, '.1f') + ' %)')"
        " + ' would without any support. Settings are ours: these are widths, not chances.'"
    )
    sentence = (
        f"datum.n == 0 ? 'Not one of our settings agrees with this' + {which} + '.'"
        " : 'Of ' + format(datum.n, ',') + (datum.n == 1 ? ' setting' : ' settings')"
        f" + {which} + ', ' + (datum.stays == 0 ? 'none keeps every keiretsu supplier.'"
        f" : {stays} + '; of these, ' + {alone})"
    )
    return charts.reading(said, sentence)


def _known() -> str:
    """Return the expression that lists what is taken as known."""
    parts = [
        f"({name} == '{ANY}' ? '' : '; {called} ' + {name}"
        + (" + ' %')" if name in IN_PERCENT else ")")
        for name, (_, called) in CONTROLS.items()
    ]
    return f"slice({' + '.join([_OTHERS, *parts])}, 2)"


_OTHERS = "(others ? '; others quit too' : '')"
_COUNTS = {"n": "sum(agrees)", "stays": "sum(stays)", "alone": "sum(alone)"}


def _table(shown: alt.Chart) -> alt.Chart:
    counted = shown.transform_aggregate(
        **_COUNTS, groupby=["row", *CIRCUMSTANCE, "local", "foreign"]
    )
    return charts.table(
        counted,
        {
            "Cash, months": "datum.cash",
            "Fixed cost": "datum.fixed_cost + ' %'",
            "Slump, months": "datum.months",
            "Settings": "datum.n",
            "None quits": "datum.stays",
            "None would without support": "datum.alone",
            "Local suppliers quit": "datum.local + ' %'",
            "Other foreign ones quit": "datum.foreign + ' %'",
        },
        order="datum.row",
    )
