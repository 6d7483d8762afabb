"""Numbers of others and ours: how far apart, in the digits that were printed."""

from __future__ import annotations

import altair as alt

from widgets import charts
from widgets.explorer import Explorer
from widgets.models.published import comparison
from widgets.theme import colour

ALL = "all"
NETWORKS = {
    "krackhardt_kite": "Krackhardt’s kite",
    "florentine_marriages": "marriages in Florence",
    "bonacich_five": "Bonacich, five",
    "bonacich_seven": "Bonacich, seven",
    "bonacich_ten": "Bonacich, ten",
    "bonacich_thirteen": "Bonacich, thirteen",
    "bonacich_command": "Bonacich, command",
    "borgatti_seven": "Borgatti’s seven",
    "one_tie_both_ways": "three actors",
}
"""What the reader calls each network."""


def checked_numbers(**options) -> Explorer:
    """Return every published number by its distance from ours. Options go to `Explorer`."""
    return Explorer(
        _chart(),
        evidence="measured",
        source="Works of Krackhardt, Bonacich and others, through the programs that the table"
        " names; the comparison is ours.",
        **options,
    )


def _chart() -> alt.LayerChart:
    rows = comparison()
    computed = rows["agrees"].notna()
    rows = rows.assign(
        rank=range(len(rows)),
        place=rows["network"].map(NETWORKS),
        # In halves of the last digit: from -1 to 1 it rounds to what was printed.
        off=(rows["difference"] / (0.5 * 10.0 ** -rows["decimals"])).round(3),
        said=[f"{row.value:.{row.decimals}f}" for row in rows.itertuples()],
        found=[f"{row.ours:.{row.decimals + 2}f}" for row in rows.itertuples()],
        verdict=rows["agrees"].map({True: "agrees", False: "does not"}).fillna("not computed"),
        setting=[f"{beta:g}" if beta == beta else "–" for beta in rows["beta"]],
        measured=rows["measure"].str.replace("_", " "),
    )
    rows.loc[~computed, "found"] = "–"
    # A minus before nothing but noughts is rounding's own.
    rows["found"] = rows["found"].str.replace(r"^-(0\.0+)$", r"\1", regex=True)
    shown = ["said", "found", "setting"]
    rows[shown] = rows[shown].replace("-", "−", regex=True)
    kept = ["rank", "place", "actor", "off", "said", "found", "verdict", "setting", "measured"]
    rows = rows[[*kept, "through"]]
    which = charts.among([ALL, *NETWORKS.values()], "network", ALL, label="Network")
    is_chosen = f"(network == '{ALL}' || datum.place == network)"
    chosen = alt.Chart(rows).transform_filter(is_chosen)
    known = alt.Chart(rows).transform_filter("isValid(datum.off)")
    x = alt.X(
        "off:Q",
        scale=alt.Scale(domain=[-1.5, 1.5], nice=False),
        title="ours less theirs, in half last digits",
        # Wider than the plot on a phone, so it ends with it and begins below the names.
        axis=alt.Axis(
            grid=False, values=[-1, 0, 1], format="d", titleAnchor="end", titleAlign="right"
        ),
    )
    y = alt.Y(
        "place:N",
        scale=alt.Scale(domain=list(NETWORKS.values())),
        title=None,
        axis=alt.Axis(labelLimit=160, minExtent=150, domain=False, ticks=False),
    )
    bounds = (
        alt.Chart(alt.InlineData([{"at": -1}, {"at": 1}]))
        .mark_rule(color=colour("edge"), strokeDash=[4, 3])
        .encode(x=alt.X("at:Q", scale=alt.Scale(domain=[-1.5, 1.5], nice=False)))
    )
    # An outline for each, so that it is seen, and a fill that lets those below be seen too.
    dots = known.mark_point(size=60, strokeWidth=1, opacity=1, fillOpacity=0.3).encode(
        x=x,
        y=y,
        stroke=alt.condition(is_chosen, alt.value(colour("blue")), alt.value(colour("edge"))),
        fill=alt.condition(is_chosen, alt.value(colour("blue")), alt.value("transparent")),
    )
    said = chosen.transform_calculate(
        agree="datum.verdict == 'agrees' ? 1 : 0",
        apart="datum.verdict == 'does not' ? 1 : 0",
        left="datum.verdict == 'not computed' ? 1 : 0",
        far="isValid(datum.off) ? abs(datum.off) : 0",
    ).transform_aggregate(
        whole="count()", agree="sum(agree)", apart="sum(apart)", left="sum(left)", far="max(far)"
    )
    sentence = (
        f"(network == '{ALL}' ? 'All networks' : upper(slice(network, 0, 1)) + slice(network, 1))"
        " + ': of ' + datum.whole + ' published numbers ' + datum.agree + ' agree with ours, '"
        " + datum.apart + (datum.apart == 1 ? ' does not' : ' do not')"
        " + (datum.left ? ', and ' + datum.left + ' are not computed, since their ties are"
        " weighted' : '')"
        " + '; the farthest is ' + format(datum.far, '.3f') + ' of the half digit that rounding"
        " allows.'"
    )
    columns = {
        "Network": "datum.place",
        "Measure": "datum.measured",
        "Actor": "datum.actor",
        "Beta": "datum.setting",
        "Published": "datum.said",
        "Ours": "datum.found",
        "Verdict": "datum.verdict",
        "Through": "datum.through",
    }
    return (
        alt.layer(
            bounds,
            dots,
            charts.reading(said, sentence),
            charts.table(chosen, columns, order="datum.rank"),
        )
        .add_params(which)
        .properties(height=300)
    )
