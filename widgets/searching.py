"""Dense and sparse, closed and open networks that search: catching up, and at the frontier."""

from __future__ import annotations

import altair as alt
import pandas as pd

from widgets import charts
from widgets.data import table
from widgets.explorer import Explorer
from widgets.models.search import BRIDGED, CERTAINTY, CHANGES, DEGREES, NEVER, REWIRINGS, ROUNDS
from widgets.theme import colour

CATCH_UP, FRONTIER, EITHER = "catch-up", "frontier", "either stage"
HUES = {CATCH_UP: "blue", FRONTIER: "orange", EITHER: "slate"}
TIES = {"4": 4, "8": 8, "32": 32, "99 (all others)": 99}
"""What a ring, in which everybody has two ties, is compared with: ties of each member."""
REWIRED = {"none": 0.0, "1 in 10": 0.1, "all": 1.0}
BRIDGES = {"nobody" if many == 0 else f"{many} of 100": many for many in BRIDGED}
CHANGED = {NEVER if often is None else f"every {often} rounds": often for often in CHANGES}
WHEN = {
    # when the score is taken: the table's column
    "after 10 rounds": "early",
    f"after {ROUNDS} rounds": "final",
    f"mean of {ROUNDS} rounds": "mean",
}
EARLY, LATE, MEAN = WHEN
SCORED = ("score", "margin", "lead", "doubt")
"""Of each column: the score, half its interval, how far it is above a ring's, half of that one."""

_PLAIN = {"ties": "99 (all others)", "rewired": "none", "outside": "sparse"}
PRESETS = {
    "Import, early": _PLAIN | {"bridges": "1 of 100", "change": NEVER, "when": EARLY},
    "Closed, late": _PLAIN | {"bridges": "nobody", "change": NEVER, "when": LATE},
    "Open, late": _PLAIN | {"bridges": "1 of 100", "change": NEVER, "when": LATE},
    "Closed, frequent change": _PLAIN
    | {"bridges": "nobody", "change": "every 10 rounds", "when": MEAN},
}


def catch_up_and_frontier(**options) -> Explorer:
    """Return how well networks search in both stages, by how many ties members have.

    Options go to `Explorer`.
    """
    return Explorer(
        _chart(scores()),
        presets=PRESETS,
        evidence="simulated",
        source="Our runs of the model of Lazer and Friedman (2007), with a second population added"
        " by us: 100 members, 100 made-up problems; lines are the 95 per cent that chance in the"
        " model leaves open. Absent: transaction costs, rents, prices, fear of risk, and"
        " who chooses or pays for ties.",
        **options,
    )


def scores() -> pd.DataFrame:
    """Return the states of ``search_stages`` that can differ, in thousandths of a score.

    Where nobody sees out, ``stage`` is `EITHER` and ``outside`` missing; where a ring or a full
    network cannot be rewired, ``rewired`` is missing. ``place`` is that of the number of ties,
    and for each of `WHEN` there are `SCORED`, as ``early_score`` and so on. The early
    lead's interval is that of two independent scores, and so rather too wide.
    """
    rows = table("search_stages")
    rows["place"] = rows["degree"].map(DEGREES.index)
    ends, closed = rows["degree"].isin([DEGREES[0], DEGREES[-1]]), rows["bridges"] == 0
    first = (rows["stage"] == CATCH_UP) & (rows["outside"] == "sparse")
    rows["rewired"] = rows["rewiring"].map(REWIRINGS.index).astype("Int64").mask(ends)
    rows = rows[(~ends | (rows["rewiring"] == 0)) & (~closed | first)].copy()
    rows["stage"] = rows["stage"].mask(closed, EITHER)
    rows["outside"] = rows["outside"].mask(closed)
    rows["bridges"] = rows["bridges"].map(BRIDGED.index)
    rows["change"] = rows["change_every"].map(
        [NEVER if often is None else str(often) for often in CHANGES].index
    )
    by = ["stage", "outside", "bridges", "change"]
    rings = rows[rows["place"] == 0].set_index(by)[["early", "early_error"]]
    rows = rows.join(rings.add_suffix("_of_ring"), on=by)
    rows["early_less_ring"] = rows["early"] - rows["early_of_ring"]
    both = (rows["early_error"] ** 2 + rows["early_error_of_ring"] ** 2) ** 0.5
    rows["early_less_ring_error"] = both.mask(rows["place"] == 0, 0)
    kept = rows[[*by, "rewired", "place", "clustering"]].copy()
    for column in WHEN.values():
        found = rows[
            [column, f"{column}_error", f"{column}_less_ring", f"{column}_less_ring_error"]
        ]
        for name, factor, (_, numbers) in zip(
            SCORED, (1, CERTAINTY, 1, CERTAINTY), found.items(), strict=True
        ):
            kept[f"{column}_{name}"] = (1000 * factor * numbers).round().astype(int)
    # Like beside like: the page carries the table, and so packs it closer.
    return kept.sort_values(["stage", "place", "rewired", *by[1:]], ignore_index=True)


def _chart(rows: pd.DataFrame) -> alt.LayerChart:
    params = [
        charts.among(list(TIES), "ties", "99 (all others)", label="Compare a ring with ties to"),
        charts.among(list(REWIRED), "rewired", "none", label="Ties rewired", beside=True),
        charts.among(list(BRIDGES), "bridges", "1 of 100", label="Who sees somebody outside"),
        charts.among(["sparse", "dense"], "outside", "sparse", label="Ties outside", beside=True),
        charts.among(list(CHANGED), "change", NEVER, label="The landscape changes"),
        charts.among(list(WHEN), "when", EARLY, label="Score", beside=True),
    ]
    column = f"{list(WHEN.values())}[indexof({list(WHEN)}, when)]"
    changed = (
        alt.Chart(rows)
        .transform_filter(f"datum.change == indexof({list(CHANGED)}, change)")
        .transform_calculate(
            **{name: f"datum[{column} + '_{name}'] / 1000" for name in SCORED},
        )
    )
    shown = (
        changed.transform_filter(f"datum.bridges == indexof({list(BRIDGES)}, bridges)")
        .transform_filter("!isValid(datum.outside) || datum.outside == outside")
        .transform_filter(
            f"!isValid(datum.rewired) || datum.rewired == indexof({list(REWIRED)}, rewired)"
        )
        .transform_calculate(
            low="datum.score - datum.margin",
            high="datum.score + datum.margin",
            chosen=f"datum.place == indexof({list(TIES)}, ties) + 1",
            degree=f"{list(DEGREES)}[datum.place]",
            # Side by side, or intervals that are alike would hide each other.
            at=f"datum.place + (datum.stage == '{CATCH_UP}' ? -0.05"
            f" : datum.stage == '{FRONTIER}' ? 0.05 : 0)",
        )
    )
    names = {place: str(degree) for place, degree in enumerate(DEGREES)}
    names |= {0: "2 (ring)", len(DEGREES) - 1: "99 (all)"}
    x = alt.X(
        "at:Q",
        title="ties of each member at home",
        scale=alt.Scale(domain=[-0.35, len(DEGREES) - 0.65], nice=False),
        axis=alt.Axis(
            values=list(names), grid=False, labelExpr=f"{list(names.values())}[datum.value]"
        ),
    )
    y = alt.Y(
        "score:Q",
        title="score (1: the best there is)",
        scale=alt.Scale(domain=[0, 1], nice=False),
        axis=alt.Axis(tickCount=6),
    )
    hue = alt.Color(
        "stage:N", scale=alt.Scale(domain=list(HUES), range=[colour(one) for one in HUES.values()])
    )
    shape = alt.Shape(
        "stage:N", scale=alt.Scale(domain=list(HUES), range=["circle", "diamond", "square"])
    )
    closed = changed.transform_filter("datum.bridges == 0 && datum.place == 0")
    look = {"fontStyle": "italic", "color": colour("muted")}
    word = {"x": alt.value("width"), "y": y, "text": alt.value("a closed ring")}
    compared = shown.transform_filter("datum.place == 0 || datum.chosen")
    return (
        alt.layer(
            closed.mark_rule(color=colour("edge"), strokeDash=[5, 4], strokeWidth=1.5).encode(y=y),
            *charts.clear_of_lines(closed, word, align="right", baseline="top", dy=12, **look),
            shown.mark_line(strokeWidth=2).encode(x=x, y=y, color=hue),
            shown.mark_rule(strokeWidth=2).encode(x=x, y="low:Q", y2="high:Q", color=hue),
            shown.mark_point(filled=True, size=60, opacity=1).encode(
                x=x, y=y, color=hue, shape=shape
            ),
            compared.mark_point(size=220, strokeWidth=1.5, color=colour("ink")).encode(x=x, y=y),
            _reading(shown),
            charts.table(
                shown,
                {
                    "Stage": "datum.stage",
                    "Ties": "datum.degree",
                    "Clustering": "format(datum.clustering, '.2f')",
                    "Score": "format(datum.score, '.3f')",
                    "± (score)": "format(datum.margin, '.3f')",
                    "Against a ring as open": "format(datum.lead, '+.3f')",
                    "± (against the ring)": "format(datum.doubt, '.3f')",
                },
                order=f"datum.place + (datum.stage == '{FRONTIER}' ? {len(DEGREES)} : 0)",
            ),
        )
        .add_params(*params)
        .properties(height=280)
    )


def _reading(shown: alt.Chart) -> alt.Chart:
    """Return the sentence: the chosen network against a ring that is as open, stage by stage."""
    verdict = (
        "datum.doubt >= abs(datum.lead) ? 'not surely apart from a ring as open (' + {lead} + ')'"
        " : (datum.lead > 0 ? 'ahead of' : 'behind') + ' a ring as open by ' + {lead}"
    )
    lead = "format(abs(datum.lead), '.3f') + ' ±\N{NO-BREAK SPACE}' + format(datum.doubt, '.3f')"
    part = (
        f"(datum.stage == '{CATCH_UP}' ? 'in catch-up '"
        f" : datum.stage == '{FRONTIER}' ? 'at the frontier ' : 'in either stage ')"
        " + format(datum.score, '.3f') + ', ' + (" + verdict.replace("{lead}", lead) + ")"
    )
    said = (
        shown.transform_filter("datum.chosen")
        .transform_calculate(
            part=charts.numbered(f"datum.stage == '{FRONTIER}' ? 1 : 0", part),
        )
        .transform_aggregate(parts="values(part)")
    )
    sentence = (
        "'With ' + split(ties, ' ')[0] + ' ties each'"
        " + (rewired == 'none' ? '' : ' (rewired: ' + rewired"
        " + (slice(ties, 0, 2) == '99' ? ', which is not possible here)' : ')'))"
        " + ', ' + bridges + ' seeing out'"
        " + (bridges == 'nobody' ? '' : ' (to an outside that is ' + outside + ')')"
        " + ' and a landscape that ' + (change == 'never' ? 'never changes' : 'changes ' + change)"
        " + ', the score (' + when + ') is '"
        f" + {charts.joined('datum.parts', 'part')} + '.'"
    )
    return charts.reading(said, sentence)
