"""The figures of the simulated hierarchy: a house, and what becomes of the predictions."""

from __future__ import annotations

import altair as alt
import pandas as pd

from widgets import charts
from widgets.data import table
from widgets.explorer import Explorer
from widgets.models.motives import LEVELS
from widgets.theme import colour

FALL = "after a fall"
HOUSES = {"ministry": "ministry", "party-state": "party_state"}
CHOICES = {
    # level: parameter, its label, and what stands for each value
    "tie_weight": (
        "weight",
        "A full tie counts",
        ("half as much as merit", "as much as merit", "twice as much as merit"),
    ),
    "insecurity": (
        "insecurity",
        "Posts lost a year, without cause",
        ("1 in 100", "7 in 100", "12 in 100"),
    ),
    "reciprocity": (
        "favours",
        "Favours that bind",
        ("hardly any", "half", "all"),
    ),
    "purge": (
        "struck",
        "Clients struck when a patron falls",
        ("1 in 5", "4 in 5"),
    ),
}
VIEWS = {
    # what is looked at: the unit, the bounds of the axis, and the measures with their names
    "who is appointed": (
        "per cent of appointments",
        (0, 110),
        {
            "tied": "go to a client of whoever selects",
            "direct": "turned by ties, all else as it stands",
            "patronage": "another man’s in a history without ties",
            "echo": "the same, had ties counted for ten years only",
        },
    ),
    "the office that selects": (
        "clients’ chance of promotion over others’, in points",
        (-6, 12),
        {
            "gain_before": "in the three years before the patron wins it",
            "gain_holding": "while he holds it",
            "gain_after": "in the three years after he has lost it",
        },
    ),
    "what lasts": (
        "per cent that last three years",
        (0, 110),
        {
            "group_kept": "groups whose patron stays",
            "group_outlasts": "groups whose patron has left or fallen",
            "dyad_kept": "pairs whose patron stays",
            "dyad_outlasts": "pairs whose patron has retired",
        },
    ),
    FALL: (
        "clients struck in all, for every hundred first falls",
        (0, 1000),
        {"purged_per_fall": "clients struck"},
    ),
}
STRUCK = CHOICES["purge"][2]
WITH, WITHOUT = "ties count", "same chances, ties weigh nothing"

PRESETS = {
    "A ministry": {
        "house": "ministry", "weight": "as much as merit", "insecurity": "1 in 100",
        "favours": "all", "struck": "1 in 5",
    },
    "A party-state, should favours hardly bind": {
        "house": "party-state", "weight": "as much as merit", "insecurity": "7 in 100",
        "favours": "hardly any", "struck": "4 in 5",
    },
    "A party-state, should all bind": {
        "house": "party-state", "weight": "as much as merit", "insecurity": "7 in 100",
        "favours": "all", "struck": "4 in 5",
    },
}  # fmt: skip
"""Ours, within our ranges. Whether favours bound Soviet officials is unknown, which is not no."""

_ROW = 66
"""The height of a row, in pixels."""


def simulated_hierarchy(**options) -> Explorer:
    """Return the hierarchy with ties and without, as a reader sets it; options go to `Explorer`."""
    return Explorer(
        _house_chart(cases()),
        presets=PRESETS,
        evidence="simulated",
        source="Our model, of our making, after Minagawa (sections I and II); all numbers set in it"
        " are ours. 200 histories of 40 years a house; lines over the bars are the 95 per cent that"
        " chance in the model leaves open, and say nothing of how far the model is from the world."
        " Soviet reciprocity is unknown, not none. Absent: policy, protection from removal.",
        **options,
    )


def cases() -> pd.DataFrame:
    """Return what the figure shows, one row a house and measure.

    ``case`` is the house's number in the order of `widgets.models.motives.settings`, ``number``
    the measure's; ``real`` and ``shadow`` are in per cent (or points), ``more`` and ``less`` half
    the interval of each.
    """
    kept = table("hierarchy_houses")
    each = ["house", *LEVELS]
    numbers = kept[each].drop_duplicates().reset_index(drop=True).reset_index(names="case")
    names = [measure for *_, measures in VIEWS.values() for measure in measures]
    rows = kept.merge(numbers, on=each)
    rows["number"] = rows["measure"].map(names.index)
    columns = {"value": "real", "margin": "more", "without": "shadow", "without_margin": "less"}
    rows = rows.rename(columns=columns)
    rows[list(columns.values())] = (100 * rows[list(columns.values())]).round(2)
    return rows[["case", "number", *columns.values()]]


def _measures() -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"number": number, "view_of": view, "place": place, "name": name}
            for number, (view, place, name) in enumerate(
                (view, place, name)
                for view, (_, _, measures) in VIEWS.items()
                for place, name in enumerate(measures.values())
            )
        ]
    )


def _case() -> str:
    """Return the Vega expression for the number of the house that the reader has set."""
    case = f"indexof({list(HOUSES)}, house)"
    for parameter, _, names in CHOICES.values():
        case = f"({case} * {len(names)} + indexof({list(names)}, {parameter}))"
    return case


def _house_chart(rows: pd.DataFrame) -> alt.LayerChart:
    first = PRESETS["A ministry"]
    params = [
        charts.among(list(HOUSES), "house", first["house"], label="House", beside=True),
        *(
            charts.among(list(names), parameter, first[parameter], label=label)
            for parameter, label, names in CHOICES.values()
        ),
        charts.among(list(VIEWS), "view", next(iter(VIEWS)), label="Look at"),
    ]
    low, high = (
        " : ".join(f"view == '{view}' ? {ends[which]}" for view, (_, ends, _) in VIEWS.items())
        for which in (0, 1)
    )
    unit = " : ".join(f"view == '{view}' ? '{unit}'" for view, (unit, *_) in VIEWS.items())
    fall = f"view == '{FALL}'"
    shown = (
        alt.Chart(rows)
        .transform_lookup(
            "number", alt.LookupData(_measures(), "number", ["view_of", "place", "name"])
        )
        .transform_filter("datum.view_of == view")
        # A fall is shown for every discretion: it comes last in the number of a case.
        .transform_filter(
            f"{fall} ? floor(datum.case / {len(STRUCK)}) == floor({_case()} / {len(STRUCK)})"
            f" : datum.case == {_case()}"
        )
        .transform_calculate(
            place=f"{fall} ? datum.case % {len(STRUCK)} : datum.place",
            name=f"({fall} ? {list(STRUCK)}[datum.case % {len(STRUCK)}] + ' ' : '') + datum.name",
        )
    )
    bars = (
        shown.transform_fold(["real", "shadow"], as_=["kind", "value"])
        .transform_filter("isValid(datum.value)")
        .transform_calculate(
            series=f"datum.kind == 'real' ? '{WITH}' : '{WITHOUT}'",
            margin="datum.kind == 'real' ? datum.more : datum.less",
            mid="datum.place + (datum.kind == 'real' ? 0 : 0.27)",
        )
        .transform_calculate(
            top="datum.mid - 0.11",
            bottom="datum.mid + 0.11",
            start="0",
            least="datum.value - datum.margin",
            most="datum.value + datum.margin",
            beside="max(0, datum.value + datum.margin)",
            text=charts.fixed("datum.value"),
        )
    )
    x = alt.X(
        "start:Q",
        scale=alt.Scale(
            domainMin=alt.ExprRef(f"{low} : 0"), domainMax=alt.ExprRef(f"{high} : 0"),
            nice=False, zero=False, clamp=True,
        ),
        axis=alt.Axis(title=None, tickCount=5, grid=False),
    )  # fmt: skip
    most = max(len(measures) for *_, measures in VIEWS.values())
    scale = alt.Scale(domain=[-0.95, most - 0.5], reverse=True, nice=False)

    def y(name: str) -> alt.Y:
        return alt.Y(f"{name}:Q", scale=scale, axis=None)

    looks = {WITH: ("blue", True), WITHOUT: ("slate", False)}
    return (
        alt.layer(
            bars.mark_rect(opacity=1).encode(
                x=x,
                x2="value:Q",
                y=y("top"),
                y2="bottom:Q",
                **charts.told_apart("series", looks, labelLimit=0),
            ),
            bars.mark_rule(strokeWidth=2, color=colour("ink")).encode(
                x=alt.X("least:Q"), x2="most:Q", y=y("mid")
            ),
            bars.mark_rule(color=colour("edge")).encode(
                x=alt.datum(0), y=y("top"), y2="bottom:Q"
            ),
            bars.mark_text(align="left", dx=6).encode(
                x=alt.X("beside:Q"), y=y("mid"), text="text:N"
            ),
            alt.Chart(pd.DataFrame({"one": [1]}))
            .transform_calculate(unit=f"{unit} : ''")
            .mark_text(align="left", color=colour("muted"), fontStyle="italic")
            .encode(x=alt.value(0), y=alt.value(8), text="unit:N"),
            shown.transform_calculate(over="datum.place - 0.27")
            .mark_text(align="left", fontWeight=600)
            .encode(x=alt.value(0), y=y("over"), text="name:N"),
            _house_reading(shown),
            charts.table(
                shown,
                {
                    "Measure": "datum.name",
                    "Ties count": charts.fixed("datum.real"),
                    "± (ties count)": charts.fixed("datum.more"),
                    "Ties weigh nothing": charts.fixed("datum.shadow", missing="none"),
                    "± (ties weigh nothing)": charts.fixed("datum.less", missing="none"),
                },
                order="datum.place",
            ),
        )
        .add_params(*params)
        .properties(height=_ROW * most + 28)
    )  # fmt: skip


def _house_reading(shown: alt.Chart) -> alt.Chart:
    fields = {
        f"{name}{place}": f"datum.place == {place} ? datum.{name} : null"
        for name in ("real", "more", "shadow")
        for place in range(4)
    }
    said = shown.transform_calculate(**fields).transform_aggregate(
        **{name: f"max({name})" for name in fields}
    )

    def number(name: str, place: int) -> str:
        return f"({charts.fixed(f'datum.{name}{place}', missing='no number')})"

    def real(place: int) -> str:
        return f"{number('real', place)} + ' (±\N{NO-BREAK SPACE}' + {number('more', place)} + ')'"

    start = (
        "'In this made-up ' + house + ', where a tie counts ' + weight + ', ' + insecurity"
        " + ' lose a post each year, ' + favours + (favours == 'half' ? ' the' : '')"
        " + ' favours bind and ' + struck + ' clients of the fallen are struck, '"
    )
    appointed = (
        f"{real(0)} + ' per cent of appointments go to a client of whoever selects, against '"
        f" + {number('shadow', 0)} + ' where ties weigh nothing; ties turn ' + {real(1)}"
        f" + ' per cent; and ' + {real(2)} + ' differ from the history without ties, but still '"
        f" + {real(3)} + ' had ties counted in the first ten years only.'"
    )
    selects = (
        f"'clients are promoted more often than others of their rank, by ' + {real(0)}"
        f" + ' points a year before their patron wins the office that selects, by ' + {real(1)}"
        f" + ' while he holds it and by ' + {real(2)} + ' after; where ties weigh nothing, by '"
        f" + {number('shadow', 0)} + ', ' + {number('shadow', 1)} + ' and '"
        f" + {number('shadow', 2)} + '.'"
    )
    lasts = (
        f"{real(0)} + ' per cent of groups last three years if the patron stays and ' + {real(1)}"
        f" + ' if he has left or fallen; of pairs, ' + {real(2)} + ' if he stays and ' + {real(3)}"
        f" + ' if he has retired; where ties weigh nothing, ' + {number('shadow', 0)} + ', '"
        f" + {number('shadow', 1)} + ', ' + {number('shadow', 2)} + ' and '"
        f" + {number('shadow', 3)} + '.'"
    )
    fall = (
        f"'for every hundred falls that start it, ' + {real(0)} + ' clients lose their posts if"
        f" {STRUCK[0]} are struck and ' + {real(1)} + ' if {STRUCK[1]} are, clients of those struck"
        f" counted: ' + ({charts.fixed('datum.real1 / datum.real0')}) + ' times as many.'"
    )
    ends = dict(zip(VIEWS, (appointed, selects, lasts, fall), strict=True))
    chosen = " : ".join(f"view == '{view}' ? {end}" for view, end in ends.items())
    return charts.reading(said, f"{start} + ({chosen} : '')")


# The predictions

NAMES = {
    # part: our short name; what the model is asked stands in the table
    "1a": "a longer line keeps outsiders out",
    "1b": "a longer line changes patronage",
    "1c": "an heir is lost: more patronage",
    "2a": "winning office brings clients on",
    "2b": "losing it sets them back",
    "3a": "groups end with their patron",
    "3b": "pairs outlast groups",
    "3c": "in pairs, roles are reversed",
    "4a": "rotation spreads a group out",
    "4b": "it shortens ways in a ministry",
    "4c": "but not between ministries",
    "5a": "with discretion they sink deeper",
    "5b": "and it spreads more than in step",
    "6a": "no fixed exit: more falls of the top",
    "6b": "no fixed exit: reigns less sure",
    "6c": "no fixed exit: changes at the top",
}
FOOTINGS = {
    # footing: as chosen by the reader
    "stated": "the paper, stated",
    "hedged": "the paper, hedged",
    "reported": "the paper, after Craig",
    "ours": "ours",
}
EVERY = "all"
VERDICTS = {
    # verdict: its name, its colour, and whether its bar is full
    "holds": ("holds", "blue", True),
    "open": ("cannot tell", "line", True),
    "fails": ("does not hold", "orange", False),
}
_LINE = 44
"""The height of a part, in pixels."""


def hierarchy_predictions(**options) -> Explorer:
    """Return what becomes of each prediction over our ranges; options go to `Explorer`."""
    return Explorer(
        _predictions_chart(parts()),
        evidence="simulated",
        source="Our model. Predictions in our words, after Minagawa (sections I to II.3; 4b and 4c"
        " after Craig, whom he quotes; 5 ours). A house is one draw of all numbers from our ranges;"
        " it holds if the interval of 95 per cent lies on the predicted side.",
        **options,
    )


def parts() -> pd.DataFrame:
    """Return what the figure shows, one row a part of a prediction."""
    rows = table("hierarchy_predictions")
    rows["code"] = rows["prediction"].astype(str) + rows["part"]
    rows["name"] = rows["code"].map(NAMES)
    rows["after"] = rows["footing"].map(FOOTINGS)
    rows["put_in"] = rows["standing"] == "assumed"
    rows["place"] = range(len(rows))
    for count in VERDICTS:
        rows[count] = rows[count].astype("Int64")
    kept = ["code", "name", "text", "footing", "after", "put_in", "verdict", "drawn"]
    return rows[[*kept, *VERDICTS, "place"]]


def _predictions_chart(rows: pd.DataFrame) -> alt.LayerChart:
    params = [
        charts.among([EVERY, *FOOTINGS.values()], "footing", EVERY, label="Whose"),
        alt.param(
            "assumed",
            value=True,
            bind=alt.binding_checkbox(name="Count what the model puts in by hand"),
        ),
    ]
    signed = "isValid(datum.holds)"
    all_of_them = alt.Chart(rows).transform_calculate(
        counted=f"(footing == '{EVERY}' || datum.after == footing) && (assumed || !datum.put_in)"
    )
    bars = (
        all_of_them.transform_filter(signed)
        .transform_fold(list(VERDICTS), as_=["kind", "number"])
        .transform_filter("datum.number > 0")
        .transform_calculate(
            start="datum.kind == 'holds' ? 0 : datum.kind == 'open' ? datum.holds"
            " : datum.holds + datum.open",
            outcome=" : ".join(
                f"datum.kind == '{kind}' ? '{name}'" for kind, (name, *_) in VERDICTS.items()
            )
            + " : ''",
            # What is not counted is a thin bar, not a pale one.
            top="datum.place - 0.02",
            bottom="datum.place + (datum.counted ? 0.3 : 0.1)",
        )
        .transform_calculate(end="datum.start + datum.number")
    )
    drawn = int(rows["drawn"].iloc[0])
    x = alt.X(
        "start:Q",
        scale=alt.Scale(domain=[0, drawn], nice=False),
        axis=alt.Axis(title="houses drawn from our ranges", tickCount=4, grid=False),
    )
    scale = alt.Scale(domain=[-0.55, len(rows) - 0.55], reverse=True, nice=False)

    def y(name: str) -> alt.Y:
        return alt.Y(f"{name}:Q", scale=scale, axis=None)

    looks = {name: look for name, *look in VERDICTS.values()}
    ink = charts.counted("datum.counted")
    weight = alt.ExprRef("datum.counted ? 600 : 400")
    heads = all_of_them.transform_calculate(
        over="datum.place - 0.25",
        left="datum.code + ' ' + datum.name",
        right="datum.footing + (datum.put_in ? ', put in' : '')",
        none="'no direction predicted'",
    )
    return (
        alt.layer(
            bars.mark_rect(opacity=1).encode(
                x=x, x2="end:Q", y=y("top"), y2="bottom:Q",
                **charts.told_apart("outcome", looks),
            ),
            heads.mark_text(align="left", fontWeight=weight).encode(
                x=alt.value(0), y=y("over"), text="left:N", color=ink
            ),
            heads.mark_text(align="right", fontStyle="italic").encode(
                x=alt.value(alt.expr("width")), y=y("over"), text="right:N", color=ink
            ),
            heads.transform_filter(f"!{signed}")
            .transform_calculate(mid="datum.place + 0.14")
            .mark_text(align="left", color=colour("muted"), fontStyle="italic")
            .encode(x=alt.value(0), y=y("mid"), text="none:N"),
            _predictions_reading(all_of_them, signed, drawn),
            charts.table(
                all_of_them.transform_filter("datum.counted"),
                {
                    "Part": "datum.code",
                    "What is predicted": "datum.text",
                    "Footing": "datum.footing",
                    "Put in or brought about": "datum.put_in ? 'put in' : 'brought about'",
                    "At the middle": "datum.verdict",
                    "Holds": f"{signed} ? datum.holds + ' of ' + datum.drawn : 'no direction'",
                    "Does not": f"{signed} ? '' + datum.fails : 'no direction'",
                    "Cannot tell": f"{signed} ? '' + datum.open : 'no direction'",
                },
                order="datum.place",
            ),
        )
        .add_params(*params)
        .properties(height=_LINE * len(rows))
    )  # fmt: skip


def _predictions_reading(all_of_them: alt.Chart, signed: str, drawn: int) -> alt.Chart:
    def asked(which: str) -> str:
        return f"datum.counted && {signed} && {which} ? 1 : 0"

    said = all_of_them.transform_calculate(
        asked=asked("true"),
        often=asked(f"datum.holds >= 0.9 * {drawn}"),
        seldom=asked(f"datum.holds <= 0.1 * {drawn}"),
        by_hand=asked("datum.put_in"),
        which=f"datum.counted && {signed} && datum.holds <= 0.1 * {drawn}"
        f" ? {charts.numbered('datum.place', 'datum.code')} : ''",
    ).transform_aggregate(
        **{name: f"sum({name})" for name in ("asked", "often", "seldom", "by_hand")},
        which="values(which)",
    )
    sentence = (
        f"(footing == '{EVERY}' ? 'All footings' : 'Footing: ' + footing)"
        " + (assumed ? '' : ', without what is put in by hand')"
        " + ': of ' + datum.asked + ' expectations with a direction, ' + datum.by_hand"
        f" + ' put in by hand, ' + datum.often + ' hold in at least nine of ten of the {drawn}'"
        " + ' houses, and ' + datum.seldom + ' in at most one of ten'"
        f" + (datum.seldom ? ' (' + {charts.joined('datum.which', 'which', ', ')} + ').' : '.')"
    )
    return charts.reading(said, sentence)
