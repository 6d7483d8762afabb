"""The figure of posts after retirement: who went where, of which camp and from which rank."""

from __future__ import annotations

import altair as alt
import pandas as pd

from widgets import charts
from widgets.data import table
from widgets.explorer import Explorer
from widgets.networks import network
from widgets.theme import colour

CAMPS = {
    # camp: shape and colour; a shape for those who do not see the colour
    "Nationalists": ("circle", "blue"),
    "Internationalists": ("square", "orange"),
    "neither": ("triangle-up", "green"),
}
RANKS = {
    "vice_minister": "Vice-Minister",
    "bureau_chief": "bureau chief",
    "section_chief": "section chief",
}
"""From the highest down; the highest that the paper tells of is taken."""
EVERY, TOP, BELOW = "all", "only former Vice-Ministers", "only others"
TITLES = ("President", "Deputy President", "Managing Director")
STEEL = "in steel"
STEEL_FIRMS = (
    "Japan Steel Corporation",
    "Kawasaki Steel",
    "Kobe Steel Company",
    "Nippon Kokan K. K.",
)
STOPGAP = "Industrial Bank of Japan"
SENIORS = ("tokunaga", "matsuo")
"""Seniors of S whom the paper calls Nationalists where it speaks of steel."""

_ORDER = (
    # Former Vice-Ministers first; the Internationalists as the paper's list has them.
    *("sahashi", *SENIORS, "kawade", "miyake"),
    *("imai", "yamamoto", "morozumi", "ojimi", "yamashita", "komatsu", "wada"),
    *("ishihara", "hayashi", "moriguchi"),
)


def after_retirement(**options) -> Explorer:
    """Return who went where after MITI; options go to `Explorer`."""
    return Explorer(
        _chart(rows()),
        evidence="coded",
        source="Minagawa, “Political Clientelism in the USSR and Japan”, sections I and II.1. Ranks"
        " are the highest that it tells of. Absent: whom it does not name, and what a post is"
        " worth.",
        **options,
    )


def rows() -> pd.DataFrame:
    """Return one row a post after retirement, with its holder, his camp and his rank in service.

    ``camp`` is the paper's; ``contested`` is "z" or "senior" where one may count him otherwise.
    """
    posts = table("careers").query("case == 'miti'")
    service = posts[(posts["kind"] == "career") & posts["rank"].isin(list(RANKS))]
    above = service["rank"].map(list(RANKS).index)
    highest = service.loc[above.sort_values().index].groupby("actor")["rank"].first()
    retired = posts[posts["kind"] == "post-retirement"].copy()
    actors = network("miti").actors.set_index("actor")
    retired["who"] = retired["actor"].map(actors["short"])
    camps = {"nationalists": "Nationalists", "internationalists": "Internationalists"}
    retired["camp"] = retired["actor"].map(actors["group"]).map(camps).fillna("neither")
    retired["contested"] = ""
    retired.loc[retired["actor"] == "morozumi", ["camp", "contested"]] = ["Internationalists", "z"]
    retired.loc[retired["actor"].isin(SENIORS), ["camp", "contested"]] = ["Nationalists", "senior"]
    retired["highest"] = retired["actor"].map(highest).map(RANKS)
    retired["title"] = retired["post"].str.extract(r"^([^,]+),", expand=False).fillna("none")
    retired["steel"] = retired["unit"].isin(STEEL_FIRMS)
    retired["stopgap"] = retired["unit"] == STOPGAP
    retired["nth"] = 10 * retired["actor"].map(_ORDER.index) + retired.groupby("actor").cumcount()
    columns = ["actor", "who", "camp", "contested", "highest", "post", "title", "steel", "stopgap"]
    return retired.sort_values("nth", ignore_index=True)[[*columns, "nth", "evidence", "section"]]


def _chart(posts: pd.DataFrame) -> alt.LayerChart:
    names = list(CAMPS)
    params = [
        charts.among([EVERY, TOP, BELOW], "rank", EVERY, label="Show", beside=True),
        charts.among(
            ["nothing", *TITLES, STEEL], "marked", TITLES[0], label="Mark", beside=False
        ),
        charts.among(names, "z", "Internationalists", label="Count Z with", beside=True),
        alt.param(
            "seniors",
            value=True,
            bind=alt.binding_checkbox(name="Count Tokunaga and Matsuo as Nationalists"),
        ),
        alt.param(
            "stopgaps", value=True, bind=alt.binding_checkbox(name="Show stopgap posts as well")
        ),
    ]  # fmt: skip
    shown = (
        alt.Chart(posts)
        .transform_calculate(
            side="datum.contested == 'z' ? z : datum.contested == 'senior' && !seniors"
            " ? 'neither' : datum.camp",
            top="datum.highest == 'Vice-Minister'",
        )
        .transform_filter(
            f"(rank == '{EVERY}' || datum.top == (rank == '{TOP}')) && (stopgaps || !datum.stopgap)"
        )
        .transform_calculate(
            by=f"indexof({names}, datum.side)",
            hit=f"datum.title == marked || (marked == '{STEEL}' && datum.steel)",
        )
        .transform_window(
            place="row_number()",
            sort=[alt.SortField("by"), alt.SortField("nth")],
        )
    )
    y = alt.Y("place:Q", scale=alt.Scale(domain=[0.4, 17.6], reverse=True, nice=False), axis=None)
    looks = {
        "color": alt.Color(
            "side:N",
            scale=alt.Scale(domain=names, range=[colour(hue) for _, hue in CAMPS.values()]),
        ),
        "shape": alt.Shape(
            "side:N",
            scale=alt.Scale(domain=names, range=[shape for shape, _ in CAMPS.values()]),
        ),
    }  # fmt: skip
    phone = "width < 450"
    return (
        alt.layer(
            shown.transform_filter("datum.hit")
            .mark_rect(fill=colour("line"), stroke=colour("edge"), yOffset=-17, y2Offset=17)
            .encode(x=alt.value(0), x2=alt.value(alt.expr("width")), y=y, y2="place:Q"),
            shown.mark_point(filled=True, size=90, opacity=1).encode(
                x=alt.value(10), y=y, **looks
            ),
            shown.mark_text(
                align="left", fontWeight=600, color=colour("ink"),
                dy=alt.ExprRef(f"{phone} ? -8 : 0"),
            ).encode(x=alt.value(24), y=y, text="who:N"),
            shown.mark_text(
                align="left", color=colour("ink"), dy=alt.ExprRef(f"{phone} ? 8 : 0")
            ).encode(x=alt.value(alt.expr(f"{phone} ? 24 : 150")), y=y, text="post:N"),
            shown.mark_text(
                align="right", color=colour("ink"), fontStyle="italic",
                dy=alt.ExprRef(f"{phone} ? -8 : 0"),
            ).encode(x=alt.value(alt.expr("width - 4")), y=y, text="highest:N"),
            _reading(shown),
            charts.table(
                shown,
                {
                    "Who": "datum.who",
                    "Camp": "datum.side",
                    "Highest rank told of": "datum.highest",
                    "Post after retirement": "datum.post",
                    "Remark": "datum.evidence",
                    "Section": "'§' + datum.section",
                },
                "datum.place",
            ),
        )
        .add_params(*params)
        .properties(height=650)
    )  # fmt: skip


def _reading(shown: alt.Chart) -> alt.Chart:
    men = shown.transform_aggregate(hit="max(hit)", top="max(top)", groupby=["actor", "side"])
    sums = {}
    for side in CAMPS:
        own = f"datum.side == '{side}'"
        sums |= {
            f"n_{side}": f"{own} ? 1 : 0",
            f"top_{side}": f"{own} && datum.top ? 1 : 0",
            f"hit_{side}": f"{own} && datum.hit ? 1 : 0",
        }
    said = men.transform_calculate(**sums).transform_aggregate(
        **{name: f"sum({name})" for name in sums}
    )
    own, other, _ = CAMPS

    def of(name: str) -> str:
        return f"datum.n_{name} + (rank == '{EVERY}' ? ' (' + datum.top_{name} + ')' : '')"

    who = (
        f"(rank == '{EVERY}' ? 'All ranks (in brackets: former Vice-Ministers)'"
        f" : rank == '{TOP}' ? 'Former Vice-Ministers'"
        " : 'Men not told of as Vice-Ministers')"
    )
    sentence = (
        f"{who} + (stopgaps ? '' : ', stopgap posts left out')"
        f" + ': Nationalists ' + {of(own)}"
        f" + ', Internationalists ' + {of(other)} + ', neither ' + {of('neither')} + '.'"
        f" + (marked == 'nothing' ? '' : ' ' + (marked == '{STEEL}' ? 'In steel' : marked)"
        f" + ': ' + datum.hit_{own} + ' of ' + datum.n_{own} + ' Nationalists, '"
        f" + datum.hit_{other} + ' of ' + datum.n_{other} + ' Internationalists.')"
        f" + (datum.n_{own} == 0 || datum.n_{other} == 0"
        "   ? ' On one side there is nobody to compare.'"
        f"  : datum.top_{own} * datum.n_{other} == datum.top_{other} * datum.n_{own}"
        "   ? ' Rank is held equal.' : ' The camps differ in rank: not like with like.')"
    )
    return charts.reading(said, sentence)
