"""The office board: who holds which office, episode by episode, and whom the holder may appoint."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt
import pandas as pd

from widgets import charts
from widgets.data import table
from widgets.explorer import Explorer
from widgets.networks import network
from widgets.theme import colour

CAMPS = {
    # camp: shape and colour; a shape for those who do not see the colour
    "the patron and his men": ("circle", "blue"),
    "the other side": ("square", "orange"),
    "neither, or not told": ("triangle-up", "green"),
}
LINES = {
    # what the reader chooses: families of ties
    "who placed whom": ("appointment",),
    "patron and client": ("patronage",),
    "rivals": ("rivalry",),
    "none": (),
}


@dataclass(frozen=True)
class Board:
    """One case on the board: its columns, rows and episodes, and how they are called.

    ``groups`` says which groups of actors belong to which camp; ``same`` are two names that one
    man may bear, the second of them where the paper leaves it open.
    """

    case: str
    columns: dict[str, list[str]]
    rows: dict[str, list[str]]
    episodes: dict[str, str]
    start: str
    camps: dict[str, str]
    posts: dict[str, str]
    same: tuple[str, str] | None = None


MITI = Board(
    case="miti",
    columns={
        "Top": ["Top of the ministry", "Cabinet"],
        "Secretariat": ["Secretariat"],
        "Enterprise": ["Enterprise Bureau"],
        "Heavy ind.": ["Heavy Industry Bureau"],
        "Trade": ["International Trade Bureau"],
        "Patents": ["Patent Agency"],
        "Elsewhere": [],
    },
    rows={
        "Minister": ["minister"],
        "Vice-Minister": ["vice_minister"],
        "Bureau chief": ["bureau_chief"],
        "Deputy": ["deputy_chief"],
        "Section chief": ["section_chief"],
        "Other": [],
    },
    episodes={
        "early": "Early years",
        "personnel_section": "S in the Personnel Section (1954–57)",
        "heavy_industry": "S in the Heavy Industry Bureau",
        "enterprise_bureau": "S in the Enterprise Bureau",
        "exile": "S in exile",
        "return": "S returns (October 1964)",
        "after_s": "After S",
        "routinized": "The line made firm",
    },
    start="exile",
    camps={
        "nationalists": "the patron and his men",
        "internationalists": "the other side",
    },
    posts={
        "miti_personnel_section_chief": "Personnel",
        "miti_general_affairs_section_chief": "Gen. Affairs",
        "miti_research_section_head": "Research",
        "miti_planning_counsellor": "Planning",
        "miti_enterprise_first_section_chief": "First",
        "miti_enterprise_second_section_chief": "Second",
        "miti_industrial_funds_section_chief": "Funds",
        "miti_industrial_machine_section_chief": "Machines",
        "miti_iron_steel_section_chief": "Steel",
        "miti_paris_attache": "Paris",
        "miti_paper_section_chief": "Paper",
        "miti_labour_section_head": "Labour",
    },
    same=("imai", "t_rival"),
)


def who_appoints(board: Board = MITI, **options) -> Explorer:
    """Return the board of a case; options go to `Explorer`."""
    return Explorer(
        _chart(board),
        evidence="coded",
        source="Minagawa, “Political Clientelism in the USSR and Japan”, section I. A person"
        " stands on the board where the text tells of his post in that episode.",
        **options,
    )


def places(board: Board = MITI) -> pd.DataFrame:
    """Return one row a post held in an episode, with its place on the board.

    ``column`` and ``row`` count from 0; ``nth`` is its place in a cell; ``selects`` says whether
    the office has a say in who is placed, as far as the paper tells; ``reading`` is "same" for
    what stands only if the two names are one man, "apart" for what stands only if they are two.
    """
    posts = table("careers").query("case == @board.case and kind != 'post-retirement'")
    posts = posts[posts["episode"].isin(list(board.episodes))].copy()
    actors = network(board.case).actors.set_index("actor")
    offices = table("offices").set_index("office")
    selecting = offices.index[offices["selects_text"].notna()]
    posts["who"] = posts["actor"].map(actors["short"]).str.split(" (", regex=False).str[0]
    posts["camp"] = posts["actor"].map(actors["group"]).map(board.camps)
    posts["camp"] = posts["camp"].fillna(list(CAMPS)[2])
    posts["column"] = posts["unit"].map(_number(board.columns)).fillna(len(board.columns) - 1)
    posts["row"] = posts["rank"].map(_number(board.rows)).fillna(len(board.rows) - 1)
    posts["selects"] = posts["office"].isin(selecting)
    posts["label"] = posts["who"] + posts["office"].map(board.posts).map(
        lambda name: "" if pd.isna(name) else f" {name}"
    )
    posts["reading"] = "any"
    if board.same:
        own, other = board.same
        top = posts["rank"] == "vice_minister"
        # One man: the second name's posts are the first's. Two: the first never rose that high.
        posts.loc[(posts["actor"] == own) & top, "reading"] = "same"
        posts.loc[(posts["actor"] == other) & top, "reading"] = "apart"
        posts.loc[(posts["actor"] == other) & ~top, "reading"] = "apart"
    posts["nth"] = posts.groupby(["episode", "column", "row"]).cumcount()
    posts["seat"] = range(len(posts))
    return posts.reset_index(drop=True)


def _number(names: dict[str, list[str]]) -> dict[str, int]:
    return {each: at for at, known in enumerate(names.values()) for each in known}


def lines(board: Board = MITI) -> pd.DataFrame:
    """Return the ties between persons who stand on the board in an episode, with both places.

    Who placed whom belongs to its episode; patronage and rivalry last from theirs on.
    """
    stand = places(board).drop_duplicates(["episode", "actor"], keep="last")
    order = {episode: at for at, episode in enumerate(board.episodes)}
    ties = network(board.case).ties
    ties = ties[ties["episode"].isin(list(order)) & ~ties["status"].isin(["failed", "ended"])]
    found = []
    for kind, families in LINES.items():
        for tie in ties[ties["family"].isin(families)].itertuples():
            for episode, group in stand.groupby("episode", sort=False):
                lasts = order[episode] >= order[tie.episode]
                if not (episode == tie.episode if kind == "who placed whom" else lasts):
                    continue
                ends = [group[group["actor"] == end] for end in (tie.source, tie.target)]
                if any(end.empty for end in ends):
                    continue
                one, other = (end.iloc[0] for end in ends)
                read = {one["reading"], other["reading"]} - {"any"}
                found.append(
                    {"episode": episode, "lines": kind, "basis": tie.basis,
                     "reading": read.pop() if len(read) == 1 else "any" if not read else "never",
                     "x": one["column"], "y": one["row"], "n": one["nth"],
                     "x2": other["column"], "y2": other["row"], "n2": other["nth"]}
                )  # fmt: skip
    return pd.DataFrame(found)


_STEP, _TOP = 0.235, 0.3
"""How far a person stands below the one before in a cell, and the first below the cell's top."""


def _chart(board: Board) -> alt.LayerChart:
    posts, ties = places(board), lines(board)
    posts["x"], posts["y"] = posts["column"] + 0.12, posts["row"] + _TOP + posts["nth"] * _STEP
    ties = ties.assign(
        x=ties["x"] + 0.12,
        x2=ties["x2"] + 0.12,
        y=ties["y"] + _TOP + ties["n"] * _STEP,
        y2=ties["y2"] + _TOP + ties["n2"] * _STEP,
    )
    names = list(board.episodes.values())
    for frame in (posts, ties):
        frame["episode"] = frame["episode"].map(board.episodes)
    everybody = posts.drop_duplicates("actor")
    people = [who for who in everybody["who"] if (everybody["who"] == who).sum() == 1]
    params = [
        charts.among(names, "episode", board.episodes[board.start], label="Episode"),
        charts.among(["nobody", *people], "followed", "nobody", label="Follow"),
        charts.among(list(LINES), "lines", "who placed whom", label="Lines", beside=True),
        charts.among(["any", "stated"], "footing", "any", label="Footing", beside=True),
    ]
    reads = "datum.reading == 'any' || datum.reading == 'apart'"
    if board.same:
        params.append(
            alt.param("same", value=False, bind=alt.binding_checkbox(name="T and I are one man"))
        )
        reads = "datum.reading == 'any' || datum.reading == (same ? 'same' : 'apart')"
    counted = f"({reads}) && (footing == 'any' || datum.basis == 'stated')"
    base = alt.Chart(posts).transform_filter(counted)
    here = base.transform_filter("datum.episode == episode")
    followed = base.transform_filter("datum.who == followed")
    drawn = alt.Chart(ties).transform_filter(
        f"datum.lines == lines && datum.episode == episode && {counted}"
    )
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, len(board.columns)], nice=False), axis=None)
    y = alt.Y(
        "y:Q", scale=alt.Scale(domain=[-0.3, len(board.rows)], reverse=True, nice=False), axis=None
    )
    looks = {
        "color": alt.Color(
            "camp:N",
            scale=alt.Scale(
                domain=list(CAMPS), range=[colour(hue) for _, hue in CAMPS.values()]
            ),
            legend=alt.Legend(columns=alt.ExprRef("width < 450 ? 2 : 3")),
        ),
        "shape": alt.Shape(
            "camp:N",
            scale=alt.Scale(domain=list(CAMPS), range=[shape for shape, _ in CAMPS.values()]),
        ),
    }  # fmt: skip
    path = followed.mark_line(
        color=colour("accent"), strokeWidth=1.5, opacity=0.7, strokeDash=[5, 3]
    ).encode(x=x, y=y, order="order:Q")
    return (
        alt.layer(
            *_grid(board, x, y),
            path,
            drawn.mark_rule(color=colour("slate"), strokeWidth=1.4, opacity=0.8).encode(
                x=x, y=y, x2="x2:Q", y2="y2:Q"
            ),
            here.transform_filter("datum.selects")
            .mark_point(size=210, color=colour("ink"), strokeWidth=1.3)
            .encode(x=x, y=y),
            here.mark_point(filled=True, size=70, opacity=1).encode(x=x, y=y, **looks),
            here.mark_text(align="left", dx=10).encode(
                x=x,
                y=y,
                text=alt.Text("shown:N"),
            ).transform_calculate(shown="width < 450 ? datum.who : datum.label"),
            _reading(board, base),
            charts.table(
                here,
                {
                    "Who": "datum.who",
                    "Post": "datum.post",
                    "Unit": "datum.unit",
                    "Has a say in who is placed": "datum.selects ? 'yes' : 'not told'",
                    "Placed by": "isValid(datum.placed_by) ? datum.placed_by : 'not told'",
                    "Footing": "datum.basis",
                    "Section": "'§' + datum.section",
                },
                order="datum.seat",
            ),
        )
        .add_params(*params)
        .properties(height=440)
    )  # fmt: skip


def _grid(board: Board, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    columns = pd.DataFrame(
        {"name": list(board.columns), "x": range(len(board.columns)), "y": -0.15}
    )
    rows = pd.DataFrame({"name": list(board.rows), "y": range(len(board.rows)), "x": 0})
    return [
        alt.Chart(rows).mark_rule(color=colour("line")).encode(y=y),
        alt.Chart(rows)
        .mark_text(align="right", dy=9, dx=-3, fontSize=10, color=colour("muted"))
        .encode(x=alt.value(alt.expr("width")), y=y, text="name:N"),
        alt.Chart(columns)
        .mark_text(
            align="left",
            color=colour("muted"),
            fontSize=alt.ExprRef("width < 450 ? 9 : 12"),
        )
        .encode(x=x, y=y, text="name:N"),
    ]


def _reading(board: Board, base: alt.Chart) -> alt.Chart:
    patron = list(CAMPS)[0]
    flags = {
        "n": "datum.episode == episode",
        "say": "datum.episode == episode && datum.selects",
        "own": f"datum.episode == episode && datum.selects && datum.camp == '{patron}'",
    }
    said = base.transform_calculate(
        **{name: f"{test} ? 1 : 0" for name, test in flags.items()},
        holder=charts.numbered(
            "datum.seat",
            "(datum.episode == episode && datum.selects ? datum.who + ', ' + datum.post : '')",
        ),
        step=charts.numbered("datum.seat", "(datum.who == followed ? datum.post : '')"),
    ).transform_aggregate(
        n="sum(n)", say="sum(say)", own="sum(own)", holders="values(holder)", steps="values(step)"
    )
    holders = charts.joined("datum.holders", "holder")
    steps = charts.joined("datum.steps", "step")
    sentence = (
        "episode + ': ' + datum.n + ' posts told, ' + datum.say + ' of them with a say in who is"
        f" placed' + (datum.say ? ' (' + {holders} + ')' : '') + '; '"
        f" + datum.own + ' of these held by {patron}.'"
        f" + (followed == 'nobody' ? '' : ' ' + followed + ' in turn: ' + {steps} + '.')"
    )
    sentence += " + ' Lines: ' + lines + '.'"
    if board.same:
        sentence += " + (same ? ' T is read as I.' : '')"
    return charts.reading(said, sentence)
