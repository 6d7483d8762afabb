"""The three strands of relationalism: as ties that can be cut, and by who stands in several."""

from __future__ import annotations

from collections.abc import Collection

import altair as alt
import pandas as pd

from widgets import charts
from widgets.explorer import Explorer
from widgets.models import strands as model
from widgets.models.strands import LUMP, LUMPED
from widgets.networks import DOCUMENTS, network
from widgets.theme import colour
from widgets.tie_network import TieNetwork

FAMILIES = {
    # family: what the reader calls it, a colour, a second sign
    "government_business": ("government and business", "blue", ""),
    "business_business": ("business and business", "orange", "7 3"),
    "labour_management": ("labour and management", "green", "9 3 2 3"),
    "university_industry": ("schools and firms", "plum", "4 4"),
    "within_side": ("inside the state, inside labour", "slate", "1.5 3"),
}

COLUMNS = [
    ("The state", ["state"]),
    ("Associations,\nschools", ["associations", "schools", "regional_bodies"]),
    ("Industry", ["manufacturers", "affiliates"]),
    ("Banks, suppliers,\nunions", ["finance", "suppliers", "asian_suppliers", "labour"]),
    ("Under\nthe tent", ["under"]),
    ("At its edge, outside,\nor not said", ["edge", "outside"]),
]
"""From the state to those whom the tent is said to cover, or not."""

LABELLED = [
    *("japan_government", "miti", "mof", "jfs", "jp_business_groups", "faculty_advisers"),
    *("home_industry", "large_firms", "toyota", "member_firms", "jp_subcontractors", "jp_smes"),
    "enterprise_unions",
]
"""Who bears a name at rest, with those of whom the text says where the tent has them."""

SHORT = {
    "large_firms": "Large makers",
    "stable_shareholders": "Stable owners",
    "mmc_suppliers": "Mitsubishi’s",
    "independent_startups": "Independents",
}
"""Shorter names than those of the data, for a phone."""

PRESETS = {
    "Whole": {},
    "Government and business": {"families_on": ["government_business"]},
    "Business and business": {"families_on": ["business_business"]},
    "Labour and management": {"families_on": ["labour_management"]},
    "Without the large makers": {"removed_actors": ["large_firms"], "focus": "large_firms"},
}
SOURCE = "Hatch, “Regionalizing Relationalism”, text and notes."


def three_strands(places: Collection[str] = ("home",), **options) -> TieNetwork:
    """Return the ties of the three strands, with those of schools and inside a side.

    Parameters
    ----------
    places : collection of {"home", "between", "asia"}
        Where ties are at work; all of them is some 130 ties.
    **options
        For `TieNetwork`.
    """
    case = network("production")
    ties = case.ties[case.ties["family"].isin(FAMILIES) & case.ties["place"].isin(places)]
    shown = {*ties["source"], *ties["target"]}
    if "home" in places:
        shown |= {"other_workers", "independent_startups"}  # set apart, without a tie
    actors = case.actors[case.actors["actor"].isin(shown)]
    tent = actors["tent"].where(actors["actor"] != "other_workers", "edge")
    named = actors["actor"].isin(LABELLED) | tent.notna()
    return TieNetwork(
        actors.assign(
            group=tent.fillna(actors["group"]),
            short=actors["actor"].map(SHORT).fillna(actors["short"]),
        ),
        ties,
        **{
            "columns": COLUMNS,
            "families": FAMILIES,
            "blocs": {"japan_state": "Japan’s state"},
            "measure": "degree",
            "centre": "large_firms" if "large_firms" in shown else None,
            "labelled": actors.loc[named, "actor"].tolist(),
            "boundary": f"Of {len(case.ties)} ties coded from the paper, those of the strands, of"
            f" schools and inside a side that are at work {_where(places)}. {case.boundary}",
            "documents": DOCUMENTS,
            "presets": PRESETS if "home" in places else {},
            "evidence": "coded",
            "source": SOURCE,
            **options,
        },
    )


def _where(places: Collection[str]) -> str:
    words = {"home": "in Japan", "between": "between Japan and Asia", "asia": "in Asia"}
    return " or ".join(words[place] for place in places)


FOOTINGS = {
    # what the reader calls it: up to which of the levels in _LEVEL a tie may stand
    "any": 2,
    "without our readings": 1,
    "stated alone": 0,
}
_LEVEL = {"stated": 0, "hedged": 1, "surmised": 1, "reported": 1, "inferred": 2}
_ASKED = ["served", "past", "level"]


def conditions() -> pd.DataFrame:
    """Return what must be counted for an actor or a pair to stand in a strand.

    Returns
    -------
    DataFrame
        ``unit`` ("actor" or "pair"), ``lumped`` (0 or 1, missing where a row holds in both),
        ``rank`` and ``name`` (empty for who never stands in two strands), ``strand`` (its place),
        ``served`` and ``past`` (1 where only a tie that serves it, or one not in force, makes it
        so) and ``level`` (the footing, 0 to 2). Rows that ask for more than another are left out.
    """
    case = network("production")
    names = {
        **case.actors.set_index("actor")["short"],
        **SHORT,
        LUMP: "Industry, makers, investors",
    }
    ties = case.ties.assign(
        past=case.ties["status"].ne("in_force").astype(int), level=case.ties["basis"].map(_LEVEL)
    )
    return pd.concat([_conditions(ties, by, names) for by in ("actor", "pair")], ignore_index=True)


def _conditions(ties: pd.DataFrame, by: str, names: dict[str, str]) -> pd.DataFrame:
    ways = []
    for lumped, merged in enumerate(({}, dict.fromkeys(LUMPED, LUMP))):
        rows = model.standings(ties, by, merged).join(ties[["past", "level"]], on="tie")
        rows = rows.drop(columns="tie").astype({"served": int}).drop_duplicates()
        ways.append(_least(rows).assign(lumped=lumped))
    rows = pd.concat(ways, ignore_index=True)
    several = rows.groupby("unit", sort=False)["strand"].nunique()
    own = rows[~rows[_ASKED[:2]].any(axis=1)].groupby("unit")["strand"].agg(set)
    order = several.to_frame("several").assign(own=own.str.len())
    for strand in model.STRANDS:
        order[strand] = [strand in held for held in own.reindex(order.index, fill_value=set())]
    keys = ["own", "several", *model.STRANDS]
    order = order.fillna(0).sort_values(keys, ascending=False, kind="stable").index
    same = ["unit", "strand", *_ASKED]
    rows.loc[rows.duplicated(same, keep=False), "lumped"] = None
    rows = rows.drop_duplicates(same)
    called = pd.DataFrame(
        {
            "unit": by,
            "lumped": rows["lumped"],
            "rank": [order.get_loc(unit) for unit in rows["unit"]],
            "name": [_called(unit, names) if several[unit] > 1 else "" for unit in rows["unit"]],
            "strand": rows["strand"].map(model.STRANDS.index),
            **{column: rows[column] for column in _ASKED},
        }
    )
    # The table of a still stands in the order of the data, a live one's in that of the rank.
    return called.sort_values("rank", kind="stable")


def _least(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that ask for no more than another of the same unit and strand."""
    kept = []
    for _, each in rows.sort_values(_ASKED).groupby(["unit", "strand"], sort=False):
        least: list = []
        for row in each.itertuples():
            asked = [getattr(row, name) for name in _ASKED]
            if not any(all(a <= b for a, b in zip(one, asked, strict=True)) for one in least):
                least.append(asked)
                kept.append(row.Index)
    return rows.loc[sorted(kept)]


def _called(unit: str | tuple, names: dict[str, str]) -> str:
    return names[unit] if isinstance(unit, str) else " –|".join(names[end] for end in unit)


SWITCHES = dict(zip(("government", "business", "labour"), model.STRANDS, strict=True))
"""Each strand's switch."""


def strand_overlap(**options) -> Explorer:
    """Return who stands in more than one strand, and who no longer does without one.

    Options go to `Explorer`.
    """
    return Explorer(_overlap(), **{"evidence": "coded", "source": SOURCE, **options})


def _overlap() -> alt.LayerChart:
    def switch(name: str, label: str, value: bool = False) -> alt.Parameter:
        return alt.param(name, value=value, bind=alt.binding_checkbox(name=label))

    params = [
        charts.among(["actors", "pairs"], "unit", "actors", label="Look at", beside=True),
        *(switch(name, FAMILIES[family][0], True) for name, family in SWITCHES.items()),
        switch("serves", "Count also the strand that a tie is said to serve"),
        switch("past", "Count also what loosens, ended, was shelved or only planned"),
        switch("lumped", "Take industry, large makers and investors for one actor"),
        charts.among(list(FOOTINGS), "footing", "any", label="Footing", beside=True),
    ]
    return alt.layer(*_cells(), _names(), *_said()).add_params(*params).properties(height=460)


def _units() -> alt.Chart:
    """Return a row for each unit: whether it stands in each strand (``h0`` ...), by a tie of its
    own (``o0`` ...), and in how many strands ``before`` and ``after`` the switches.
    """
    levels = " : ".join(f"footing == '{name}' ? {level}" for name, level in FOOTINGS.items())
    places = range(len(SWITCHES))
    return (
        alt.Chart(conditions())
        .transform_filter("datum.unit + 's' == unit")
        .transform_filter("!isValid(datum.lumped) || datum.lumped == (lumped ? 1 : 0)")
        .transform_calculate(
            counted="(serves || !datum.served) && (past || !datum.past)"
            f" && datum.level <= ({levels} : 0) ? 1 : 0",
            **{f"h{n}": f"datum.strand == {n} ? datum.counted : 0" for n in places},
            **{f"o{n}": f"datum.served ? 0 : datum.h{n}" for n in places},
        )
        .transform_aggregate(
            groupby=["rank", "name"],
            **{f"{one}{n}": f"max({one}{n})" for one in "ho" for n in places},
        )
        .transform_calculate(
            before="datum.h0 + datum.h1 + datum.h2",
            after=" + ".join(f"({name} ? datum.h{n} : 0)" for n, name in enumerate(SWITCHES)),
        )
        .transform_filter("datum.before > 0")
    )


_ROW = alt.Y("rank:O", axis=None)
_SCALE = alt.Scale(domain=[-2.8, 2.5], nice=False, zero=False)


def _cells() -> list[alt.Chart]:
    several = _units().transform_filter("datum.before > 1")
    heads = "[['government,', 'business'], ['business,', 'business'], ['labour,', 'management']]"
    axis = alt.Axis(
        values=[0, 1, 2], orient="top", labelExpr=f"{heads}[datum.value]", grid=True,
        domain=False, ticks=False, title=None, labelPadding=20, labelOverlap=False,
        labelFontSize=alt.ExprRef("width < 450 ? 11 : 12"),
    )  # fmt: skip
    layers = []
    for place, (name, family) in enumerate(SWITCHES.items()):
        here = several.transform_filter(f"datum.h{place}").transform_calculate(at=str(place))
        x = alt.X("at:Q", scale=_SCALE, axis=axis)
        hue = colour(FAMILIES[family][1])
        looks = [
            (f"{name} && datum.o{place}", {"filled": True, "size": 110, "color": hue}),
            (f"{name} && !datum.o{place}", {"fill": colour("raised"), "size": 80, "stroke": hue}),
            (f"!{name}", {"shape": "cross", "filled": True, "size": 26, "color": colour("edge")}),
        ]
        layers += [
            here.transform_filter(test).mark_point(opacity=1, **look).encode(x=x, y=_ROW)
            for test, look in looks
        ]
    return layers


def _names() -> alt.Chart:
    return (
        _units()
        .transform_filter("datum.before > 1")
        .mark_text(align="left", baseline="middle", lineBreak="|", dx=1)
        .encode(
            x=alt.value(0),
            y=_ROW,
            text="name:N",
            color=alt.condition(
                "datum.after > 1", alt.value(colour("ink")), alt.value(colour("muted"))
            ),
        )
    )


NAMED = 5
"""So many who drop out are named in a row; of more only the number is said."""


def _said() -> list[alt.Chart]:
    units = _units().transform_calculate(
        spoken="replace(datum.name, '|', ' ')",
        loses="datum.before > 1 && datum.after < 2 ? 1 : 0",
        who=charts.numbered("datum.rank", "(datum.loses ? datum.spoken : '')"),
        **{f"n{many}": f"datum.after == {many} ? 1 : 0" for many in range(4)},
    )
    totals = units.transform_aggregate(
        all="count()", lost="sum(loses)", who="values(who)",
        **{f"n{many}": f"sum(n{many})" for many in range(4)},
    )  # fmt: skip
    off = " + ".join(
        f"({name} ? '' : '; {FAMILIES[family][0]}')" for name, family in SWITCHES.items()
    )

    who = charts.joined("datum.who", "who", ", ")

    def several(number: int) -> str:
        return f"(datum.n{number} || 'none')"

    sentence = (
        f"(length({off}) ? 'Without ' + slice({off}, 2) + ', of ' : 'Of ')"
        " + (datum.all || 0) + ' ' + unit + ' in a strand, '"
        f" + {several(3)} + (datum.n3 == 1 ? ' stands' : ' stand') + ' in three, '"
        f" + {several(2)} + ' in two and ' + {several(1)} + ' in one'"
        f" + (!length({off}) ? '' : '; ' + datum.n0 + ' left in none, and '"
        "   + (datum.lost ? datum.lost + ' no longer in two'"
        f"     + (datum.lost > {NAMED} ? '' : ' (' + {who} + ')')"
        "     : 'nobody drops below two')) + '.'"
    )
    shown = {
        "Who": "datum.spoken",
        **{
            FAMILIES[family][0].capitalize(): f"!datum.h{place} ? 'no' : !{name} ? 'switched off'"
            f" : datum.o{place} ? 'by a tie of its own' : 'by a tie that serves it'"
            for place, (name, family) in enumerate(SWITCHES.items())
        },
        "Strands": "datum.after",
    }
    rows = units.transform_filter("datum.before > 1")
    return [charts.reading(totals, sentence), charts.table(rows, shown, order="datum.rank")]
