"""The figures on aid: a scenario for one year, and what moved the shares from year to year."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from widgets import charts
from widgets.explorer import Explorer
from widgets.models import oda
from widgets.theme import colour

ASSUMED = "1999, others as in 1998 (assumed)"
"""The year 1999 with the other donors of 1998: the table prints amounts for it, but no shares."""

PRESETS = {
    "As it happened": {"japan_multiplier": 1, "recipient_multiplier": 1, "others_response": 0},
    "Halved": {"japan_multiplier": 0.5, "recipient_multiplier": 1, "others_response": 0},
    "Doubled": {"japan_multiplier": 2, "recipient_multiplier": 1, "others_response": 0},
    "Halved, others fill in": {
        "japan_multiplier": 0.5,
        "recipient_multiplier": 1,
        "others_response": 1,
    },
    "Halved, others follow": {
        "japan_multiplier": 0.5,
        "recipient_multiplier": 1,
        "others_response": -1,
    },
}

_STEPS = ["Japan's change", "the others' reply"]

_SOURCE = "Hatch, “Regionalizing the State”, Table 1 (§2.2)"


def _told_apart(field: str, names: Sequence[str]) -> dict:
    """Return the encodings for Japan's part and the others': by colour, and filled or light."""
    colours = alt.Scale(domain=names, range=[colour("blue"), colour("orange")])
    solid_and_light = alt.Scale(domain=names, range=[1, 0.3])
    return {
        "color": alt.Color(f"{field}:O", scale=colours),
        "stroke": alt.Stroke(f"{field}:O", scale=colours),
        "fillOpacity": alt.FillOpacity(f"{field}:O", scale=solid_and_light),
    }


def aid_scenario(**options) -> Explorer:
    """Return the scenario of Japan's bilateral aid: a year, two multipliers, the others' response.

    The arithmetic of the page is that of `widgets.models.oda.scenario`; options go to `Explorer`.
    """
    rows = pd.concat(
        [
            oda.bilateral_aid(year).assign(year=year, as_is="the table prints")
            for year in oda.years()
        ]
        + [oda.bilateral_aid(1999, 1998).assign(year=ASSUMED, as_is="the assumption gives")]
    ).reset_index()
    rows = rows.rename(columns={"japan_usd_million": "japan", "others_usd_million": "others"})
    rows = rows[["year", "recipient", "japan", "others", "as_is"]]
    return Explorer(
        _scenario_chart(rows),
        presets=PRESETS,
        evidence="illustrative",
        source=f"Starting values: {_SOURCE}; other donors as the table implies.",
        **options,
    )


def _scenario_chart(rows: pd.DataFrame) -> alt.LayerChart:
    order = list(rows["recipient"].unique())
    params = [
        charts.among(list(rows["year"].unique()), "year", 1996, label="Year"),
        charts.between(0, 3, 0.05, "japan_multiplier", 1, label="Japan's aid to all, times"),
        charts.among(order, "recipient", "Indonesia", label="Recipient in focus"),
        charts.between(0, 3, 0.05, "recipient_multiplier", 1, label="Its aid from Japan, times"),
        charts.between(-1, 1, 0.1, "others_response", 0, label="Others: −1 follow, 1 fill in"),
    ]
    share = "({0} + {1} > 0 ? 100 * {0} / ({0} + {1}) : null)".format
    printed = "isValid(datum.others)"
    base = (
        alt.Chart(rows)
        .transform_filter("datum.year == year")
        .transform_calculate(
            times="japan_multiplier * (datum.recipient == recipient ? recipient_multiplier : 1)"
        )
        .transform_calculate(japan_new="isValid(datum.japan) ? datum.japan * datum.times : null")
        .transform_calculate(
            others_new=f"{printed} ? max(0, datum.others"
            " - others_response * (datum.japan_new - datum.japan)) : null"
        )
        .transform_calculate(
            share=f"{printed} ? {share('datum.japan', 'datum.others')} : null",
            alone=f"{printed} ? {share('datum.japan_new', 'datum.others')} : null",
            share_new=f"{printed} ? {share('datum.japan_new', 'datum.others_new')} : null",
        )
        .transform_calculate(
            known="isValid(datum.share_new)",
            change="datum.share_new - datum.share",
            by_japan="datum.alone - datum.share",
            by_others="datum.share_new - datum.alone",
            label="format(datum.share_new, '.1f') + ' %'",
            name="(datum.recipient == 'Philippines' ? 'the ' : '') + datum.recipient",
            why=f"{printed} ? 'nobody would be left giving'"
            " : isValid(datum.japan) ? 'no share printed' : 'printed: none'",
        )
    )
    drawn = base.transform_filter("datum.known")
    y = alt.Y("recipient:N", sort=order, title=None, axis=alt.Axis(ticks=False, domain=False))
    percent = alt.Scale(domain=[0, 100], nice=False)
    x = alt.X(
        "share:Q",
        scale=percent,
        title="Japan's share of bilateral aid (%)",
        axis=alt.Axis(values=[0, 25, 50, 75, 100]),
    )

    def step(start: str, end: str, name: str, lane: int) -> alt.Chart:
        moved = drawn.transform_filter(f"abs(datum.{end} - datum.{start}) > 0.05")
        bar = moved.transform_calculate(step=f'"{name}"')
        return bar.mark_bar(height=8, yOffset=lane, strokeWidth=1.5).encode(
            x=alt.X(f"{start}:Q", scale=percent),
            x2=end,
            y=y,
            **_told_apart("step", _STEPS),
        )

    half = (
        alt.Chart(pd.DataFrame({"half": [oda.ONE_HALF]}))
        .mark_rule(color=colour("muted"), strokeDash=[5, 4], strokeWidth=1.5)
        .encode(x=alt.X("half:Q", scale=percent))
    )
    before = drawn.mark_point(size=110, color=colour("ink"), strokeWidth=1.5, opacity=1)
    after = drawn.mark_point(
        shape="diamond",
        filled=True,
        size=110,
        strokeWidth=1,
        color=colour("ink"),
        opacity=1,
        stroke=colour("raised"),
    )
    at_new = {"x": alt.X("share_new:Q", scale=percent), "y": y}
    # A label at either end stays inside the picture.
    inward = "datum.share_new > 94 ? 'right' : datum.share_new < 6 ? 'left' : 'center'"
    label = {"dy": -18, "fontWeight": 600, "align": alt.ExprRef(inward)}
    unsaid = base.transform_filter("!datum.known").mark_text(
        align="left", dx=6, color=colour("muted"), fontStyle="italic"
    )
    return (
        alt.layer(
            half,
            step("share", "alone", _STEPS[0], -5),
            step("alone", "share_new", _STEPS[1], 5),
            before.encode(x=x, y=y),
            after.encode(**at_new),
            *charts.clear_of_lines(drawn, {**at_new, "text": "label:N"}, **label),
            unsaid.encode(x=alt.value(0), y=y, text="why:N"),
            charts.reading(_in_focus(base), _SCENARIO_SENTENCE),
            charts.table(base, _SCENARIO_COLUMNS),
        )
        .add_params(*params)
        .properties(height=310)
    )


def _in_focus(base: alt.Chart) -> alt.Chart:
    """Leave the row of the recipient in focus, with what the reading says about all of them."""
    above = f"datum.share_new > {oda.ONE_HALF}"
    was_above = f"datum.share > {oda.ONE_HALF}"
    return (
        base.transform_calculate(
            over=f"datum.known && {above} ? 1 : 0",
            counted="datum.known ? 1 : 0",
            up=f"datum.known && {above} && !({was_above}) ? '|' + datum.recipient : ''",
            down=f"datum.known && {was_above} && !({above}) ? '|' + datum.recipient : ''",
        )
        .transform_joinaggregate(
            over_half="sum(over)", all_known="sum(counted)", everyone="values(recipient)"
        )
        .transform_filter("datum.recipient == recipient")
        .transform_calculate(
            risen=_names("up"),
            fallen=_names("down"),
        )
    )


def _names(field: str) -> str:
    joined = f"join(pluck(datum.everyone, '{field}'), '')"
    return f"replace(slice({joined}, 1), regexp('[|]', 'g'), ', ')"


_SCENARIO_SENTENCE = (
    "datum.year + ': ' + ("
    "datum.known ? 'Japan gives ' + datum.label + ' of the bilateral aid to ' + datum.name + ("
    " abs(datum.change) < 0.05 ? ', as ' + datum.as_is + ' it'"
    "   + (others_response != 0 && datum.times == 1"
    "     ? ' (Japan moves nothing, so the others have nothing to answer)' : '')"
    " : ' instead of the ' + format(datum.share, '.1f') + ' % that ' + datum.as_is + ' ('"
    "   + format(datum.by_japan, '+.1f') + ' points by its own change, '"
    "   + format(datum.by_others, '+.1f') + ' by the others’ response)')"
    " : 'no share for ' + datum.name + ', because '"
    "   + (datum.why == 'no share printed' ? 'the paper does not say (no share printed)'"
    "     : datum.why == 'printed: none' ? 'the table prints none' : datum.why))"
    " + (datum.all_known == 0 ? '. No recipient’s share is known'"
    "   : '. Japan outweighs all others together for ' + datum.over_half + ' of the '"
    "     + datum.all_known + ' recipients whose share is known')"
    " + (datum.risen ? '; newly above one half: ' + datum.risen : '')"
    " + (datum.fallen ? '; no longer: ' + datum.fallen : '') + '.'"
)


def _or_why(text: str) -> str:
    """Give a share's text, or what keeps it from being one: the paper's silence, or no giver."""
    none_left = "datum.why == 'nobody would be left giving'"
    return f"datum.known ? {text} : {none_left} ? 'nobody gives' : 'not given'"


_SCENARIO_COLUMNS = {
    "Recipient": "datum.recipient",
    "Japan, US$ million": charts.fixed("datum.japan_new"),
    "Others, US$ million": charts.fixed("datum.others_new"),
    "Share at first, %": charts.fixed("datum.share"),
    "Share now, %": _or_why("format(datum.share_new, '.1f')"),
    "Change, points": _or_why("format(datum.change, '+.1f')"),
    "by Japan": _or_why("format(datum.by_japan, '+.1f')"),
    "by the others": _or_why("format(datum.by_others, '+.1f')"),
}


def aid_steps(**options) -> Explorer:
    """Return, for one recipient at a time, what moved Japan's share from year to year.

    Each step is `widgets.models.oda.decompose`d; options go to `Explorer`.
    """
    shared = oda.years(with_share=True)
    rows = pd.concat(
        oda.decompose(earlier, later).assign(year=later)
        for earlier, later in zip(shared, shared[1:], strict=False)
    )
    rows = rows.rename(columns=lambda name: name.split("_points")[0].split("_usd")[0])
    return Explorer(
        _steps_chart(rows), evidence="measured", source=f"{_SOURCE}; our split.", **options
    )


def _steps_chart(rows: pd.DataFrame) -> alt.LayerChart:
    names = list(rows["recipient"].unique())
    recipient = charts.among(names, "recipient", "Indonesia", label="Recipient", beside=True)
    base = (
        alt.Chart(rows)
        .transform_filter("datum.recipient == recipient")
        .transform_calculate(
            size="abs(datum.change)",
            others_lead="abs(datum.from_others) > abs(datum.from_japan) ? 1 : 0",
        )
    )
    known = base.transform_filter("isValid(datum.change)")
    x = alt.X(
        "year:O",
        title="Change from the year before",
        scale=alt.Scale(paddingInner=0.25),
        axis=charts.YEARS,
    )
    bars = (
        known.transform_fold(["from_japan", "from_others"], as_=["key", "points"])
        .transform_calculate(
            part="datum.key == 'from_japan' ? \"Japan's aid\" : \"the other donors' aid\""
        )
        .mark_bar(strokeWidth=1.5)
        .encode(
            x=x,
            y=alt.Y("points:Q", title="percentage points", scale=alt.Scale(domain=[-30, 40])),
            **_told_apart("part", ["Japan's aid", "the other donors' aid"]),
        )
    )
    whole = known.mark_point(
        shape="diamond",
        filled=True,
        size=100,
        strokeWidth=1,
        opacity=1,
        color=colour("ink"),
        stroke=colour("raised"),
    ).encode(x=x, y="change:Q")
    zero = alt.Chart(pd.DataFrame({"zero": [0]})).mark_rule(color=colour("edge")).encode(y="zero:Q")
    unsaid = base.transform_filter("!isValid(datum.change)").mark_text(
        text="n/a", color=colour("muted"), fontStyle="italic", dy=-8
    )
    said = known.transform_aggregate(top="argmax(size)", steps="count()", lead="sum(others_lead)")
    sentence = (
        "recipient + ': the widest swing came in ' + datum.top.year + ', '"
        " + format(datum.top.change, '+.1f') + ' points, of which '"
        " + format(datum.top.from_japan, '+.1f') + ' through Japan’s own aid (US$ '"
        " + format(datum.top.japan_change, '+,.0f') + ' million) and '"
        " + format(datum.top.from_others, '+.1f') + ' through the others’ (US$ '"
        " + format(datum.top.others_change, '+,.0f') + ' million). The others’ aid moved the share'"
        " + ' more than Japan’s did in ' + datum.lead + ' of ' + datum.steps + ' steps.'"
    )
    return (
        alt.layer(
            zero,
            bars,
            whole,
            unsaid.encode(x=x, y=alt.datum(0)),
            charts.reading(said, sentence),
            charts.table(
                base,
                {
                    "Year": "datum.year",
                    "Change, points": charts.signed("datum.change"),
                    "by Japan": charts.signed("datum.from_japan"),
                    "by the others": charts.signed("datum.from_others"),
                    "Japan, change in US$ million": charts.signed("datum.japan_change"),
                    "Others, change in US$ million": charts.signed("datum.others_change"),
                },
            ),
        )
        .add_params(recipient)
        .properties(height=280)
    )
