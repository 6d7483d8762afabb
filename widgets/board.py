"""The office board: who holds which office, episode by episode, and whom the holder may appoint."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

import altair as alt
import pandas as pd

from widgets import charts
from widgets.codings import begin, codings, controls, standing, stands, stood
from widgets.data import table
from widgets.explorer import Explorer
from widgets.models.offices import CAMPS
from widgets.networks import network
from widgets.theme import colour

LOOKS = (("circle", "blue"), ("square", "orange"), ("triangle-up", "green"))
"""Shape and colour of each side; a shape for those who do not see the colour."""

PLACED = "who placed whom"
LINES = {
    # what the reader chooses: families of ties
    PLACED: ("appointment",),
    "patron and client": ("patronage",),
    "rivals": ("rivalry",),
    "none": (),
}
FOOTINGS = {
    "any": "true",
    "stated or reported": "(datum.basis == 'stated' || datum.basis == 'reported')",
    "stated": "datum.basis == 'stated'",
}
FORTUNES = {
    # of a following: how the reading begins
    "rose": "Told to rise",
    "well": "Told to do better than the average",
    "both": "Told to rise and fall with their patron",
    "fell": "Told to fall behind",
}


@dataclass(frozen=True)
class Board:
    """One case on the board: its columns, rows and episodes, and how they are called.

    A column or a row lists units or ranks; the one that lists none takes whatever is left.
    ``sides`` are the patron's, the other one, and whoever is of neither; ``camps`` puts actors or
    groups of actors on one of the first two (0 or 1). ``posts`` are short names of offices or
    units, ``watched`` a name and the offices that it counts, ``followings`` a table of what became
    of followings.
    """

    case: str
    columns: dict[str, list[str]]
    rows: dict[str, list[str]]
    episodes: dict[str, str]
    start: str
    camps: dict[str, int]
    posts: dict[str, str]
    sides: tuple[str, str, str]
    source: str
    lines: dict[str, tuple[str, ...]] = field(default_factory=lambda: LINES)
    footings: tuple[str, ...] = ("any", "stated")
    watched: tuple[str, tuple[str, ...]] | None = None
    followings: str | None = None

    def side(self, *names: str) -> str:
        """Return the side of the first of some actors or groups that has one."""
        return self.sides[next((self.camps[name] for name in names if name in self.camps), 2)]


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
    camps=CAMPS["miti"],
    posts={
        "miti_personnel_section_chief": "Personnel",
        "miti_general_affairs_section_chief": "Gen. Aff.",
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
    sides=("the patron and his men", "the other side", "neither, or not told"),
    source="section I",
    watched=(
        "the Secretariat’s three sections",
        (
            "miti_personnel_section_chief",
            "miti_general_affairs_section_chief",
            "miti_accounting_section_chief",
        ),
    ),
)

SOVIET = Board(
    case="soviet",
    columns={
        "Not told": [],
        "Regions": ["Zaporozhe", "Dnepropetrovsk", "Kharkov", "Region"],
        "Republics": ["Ukraine", "Moldavia", "Estonia"],
        "Party centre": ["Central Committee"],
        "Politburo": ["Politburo"],
        "State": ["Council of Ministers"],
    },
    rows={
        "First man": ["general_secretary"],
        "Politburo": ["politburo"],
        "Secretary, minister": ["cc_secretary", "central_government"],
        "Second secretary": ["republic_second", "obkom_second"],
        "Rank not told": [],
    },
    episodes={
        "early_careers": "Early careers in the regions",
        "under_stalin": "Under Stalin",
        "under_khrushchev": "Under Khrushchev",
        "podgornys_men": "Podgorny’s men in office",
        "early_post_khrushchev": "After Khrushchev (1966)",
        "brezhnev_regime": "Under Brezhnev",
    },
    start="podgornys_men",
    camps=CAMPS["soviet"],
    posts={
        "soviet_cc_secretary_org": "organization",
        "soviet_cc_secretary_industry": "industry",
        "soviet_personnel_supervision": "personnel",
        **{
            unit: unit
            for unit in ("Ukraine", "Moldavia", "Estonia", "Zaporozhe", "Dnepropetrovsk", "Kharkov")
        },
    },
    sides=("Brezhnev and his men", "Podgorny and his men", "others, or not told"),
    source="sections II.1 and II.2 with their notes",
    lines={
        "who placed whom": ("appointment",),
        "patron and client": ("patronage",),
        "working together": ("support",),
        "rivals": ("rivalry",),
        "none": (),
    },
    footings=tuple(FOOTINGS),
    followings="soviet_timeline",
)


def who_appoints(board: Board = MITI, **options) -> Explorer:
    """Return the board of a case; options go to `Explorer`."""
    return Explorer(
        _chart(board),
        evidence="coded",
        source=f"Minagawa, “Political Clientelism in the USSR and Japan”, {board.source}. A person"
        " stands on the board where the text tells of his post in that episode.",
        **options,
    )


def soviet_board(**options) -> Explorer:
    """Return the board of the Soviet cases; options go to `Explorer`."""
    return who_appoints(SOVIET, **options)


# Where everybody stands


def places(board: Board = MITI) -> pd.DataFrame:
    """Return one row a post held in an episode, with its place on the board.

    ``column`` and ``row`` count from 0; ``nth`` is its place in a cell. ``selects`` says whether
    the office has a say in who is placed, ``say`` over whom and ``mode`` how, as far as the paper
    tells; ``lost`` how the post was lost within the episode, empty where it is not told to be.
    A column a contested coding holds the reading under which the row stands; see
    `widgets.codings`.
    """
    posts = table("careers").query("case == @board.case and kind != 'post-retirement'")
    posts = posts[posts["episode"].isin(list(board.episodes))].copy()
    posts = posts[~_told_again(board, posts)]
    actors = network(board.case).actors.set_index("actor")
    offices = table("offices").set_index("office")
    posts["who"] = posts["actor"].map(_names(board))
    posts["camp"] = [board.side(who, actors.loc[who, "group"]) for who in posts["actor"]]
    posts["column"] = _numbered(posts["unit"], board.columns)
    posts["row"] = _numbered(posts["rank"], board.rows)
    posts["say"] = posts["office"].map(offices["selects_text"])
    posts["mode"] = posts["office"].map(offices["selects_mode"])
    posts["selects"] = posts["say"].notna()
    posts["watched"] = posts["office"].isin(board.watched[1] if board.watched else ())
    posts["placer"] = posts["placed_by"].map(_names(board))
    posts["lost"] = _lost(board, posts)
    posts["short"] = posts["office"].map(board.posts).fillna(posts["unit"].map(board.posts))
    posts["nth"] = posts.groupby(["episode", "column", "row"]).cumcount()
    posts["seat"] = range(len(posts))
    return _by_readings(board, posts).sort_values("seat", kind="stable", ignore_index=True)


def _names(board: Board) -> pd.Series:
    names = network(board.case).actors.set_index("actor")["short"]
    return names.str.split(" (", regex=False).str[0]


def _numbered(values: pd.Series, names: dict[str, list[str]]) -> pd.Series:
    """Return where each value stands among names; the one that lists nothing takes the rest."""
    known = {each: at for at, listed in enumerate(names.values()) for each in listed}
    return values.map(known).fillna(list(names.values()).index([])).astype(int)


def _lost(board: Board, posts: pd.DataFrame) -> pd.Series:
    """Say which posts were lost in their episode: the last one of whom somebody removed, and what
    ended when another's began."""
    removed = network(board.case).ties.query("kind == 'removed'")
    last = ~posts.duplicated(["actor", "episode"], keep="last")
    gone = _among(posts, ["actor", "episode"], removed[["target", "episode"]])
    ended = _among(posts, ["episode", "end"], posts[["episode", "start"]].dropna())
    lost = pd.Series("", index=posts.index)
    return lost.mask(ended, "given up").mask(last & gone, "removed")


def _among(rows: pd.DataFrame, columns: list[str], keys: pd.DataFrame) -> pd.Series:
    """Say of each row whether its columns hold one of some keys."""
    known = set(keys.itertuples(index=False, name=None))
    held = rows[columns].itertuples(index=False, name=None)
    return pd.Series([key in known for key in held], index=rows.index)


def _changes(board: Board, *kinds: str) -> pd.DataFrame:
    rows = table("codings").query("case == @board.case and change in @kinds").fillna("")
    return rows.assign(episodes=rows["episodes"].str.split("; "))


def _told_again(board: Board, posts: pd.DataFrame) -> pd.Series:
    """Say which posts stand in the table only because two names may be one man's."""
    same = _changes(board, "same")
    return _among(posts, ["contested", "actor"], same[["coding", "value"]])


def _by_readings(board: Board, posts: pd.DataFrame) -> pd.DataFrame:
    """Return the posts with a row a reading where a post, its holder or his side hangs on one."""
    changes = _changes(board, "camp", "same", "post")
    for coding, readings in codings(board.case).items():
        posts = posts.assign(**{coding: ""})
        mine = changes[changes["coding"] == coding]
        post = mine["change"] == "post"
        only = _among(posts, ["actor", "office"], mine.loc[post, ["actor", "value"]])
        touched = posts["actor"].isin(mine.loc[~post, "actor"]) | only
        parts = [posts[~touched]]
        for reading in readings:
            part = posts[touched].assign(**{coding: reading})
            own = mine[mine["reading"] == reading]
            if not (own["change"] == "post").any():
                part = part[~only[touched]]
            for change in own.itertuples():
                part = _changed(board, part, change, posts[~touched])
            parts.append(part)
        posts = pd.concat(parts)
    return posts


def _changed(board: Board, posts: pd.DataFrame, change, others: pd.DataFrame) -> pd.DataFrame:
    his = posts["actor"] == change.actor
    if change.change == "camp":
        his &= posts["episode"].isin(change.episodes) | (change.episodes == [""])
        posts.loc[his, "camp"] = board.side(change.value)
    elif change.change == "same":
        own = others[others["actor"] == change.value]
        twice = _among(posts, ["episode", "office"], own[["episode", "office"]])
        name = {"actor": change.value, "who": _names(board)[change.value]}
        posts = pd.concat([posts[~his], posts[his & ~twice].assign(**name)])
    return posts


def told(board: Board = MITI, **readings: str) -> pd.DataFrame:
    """Return the posts of `places` that stand under some readings; the others are as coded."""
    chosen = {name: known[0] for name, known in codings(board.case).items()}
    for name, reading in readings.items():
        if reading not in codings(board.case).get(name, []):
            raise ValueError(f"{reading!r} is no reading of {name!r} in the case {board.case!r}")
    return standing(places(board), chosen | readings)


def counts(board: Board = MITI, **readings: str) -> pd.DataFrame:
    """Return the counts of each episode under some readings; the others are as coded.

    One row an episode, in order: ``posts`` told, those with a ``say`` in who is placed, and how
    many of these each of the two sides holds (``own``, ``other``); ``watched`` are the patron's
    among the watched offices.
    """
    posts = told(board, **readings)
    own, other = (posts["camp"] == side for side in board.sides[:2])
    counted = pd.DataFrame(
        {"posts": True, "say": posts["selects"], "own": posts["selects"] & own,
         "other": posts["selects"] & other, "watched": posts["watched"] & own}
    )  # fmt: skip
    return counted.groupby(posts["episode"]).sum().reindex(list(board.episodes), fill_value=0)


def flips(board: Board = MITI) -> pd.DataFrame:
    """Return what each reading changes, taken alone: a row a count that it changes.

    Columns are ``coding``, ``reading``, ``episode``, ``count`` (see `counts`), ``coded`` and
    ``now``.
    """
    coded = counts(board)
    found = []
    for coding, (_, *others) in codings(board.case).items():
        for reading in others:
            now = counts(board, **{coding: reading})
            for episode, name in product(coded.index, coded.columns):
                if (was := coded.at[episode, name]) != (is_ := now.at[episode, name]):
                    found.append((coding, reading, episode, name, was, is_))
    return pd.DataFrame(found, columns=["coding", "reading", "episode", "count", "coded", "now"])


# Ties between them


def lines(board: Board = MITI) -> pd.DataFrame:
    """Return the ties between persons who stand on the board in an episode, with both places.

    Who placed whom belongs to its episode; the other ties last from theirs on. The columns of
    contested codings are those of `places`.
    """
    stand = _stand(board)
    order = {episode: at for at, episode in enumerate(board.episodes)}
    known = list(codings(board.case))
    found = []
    for name, families in board.lines.items():
        ties = network(board.case).ties
        ties = ties[ties["family"].isin(families) & ties["episode"].isin(list(order))]
        for tie, ends, hangs, held in _tie_readings(board, ties):
            for episode in board.episodes:
                begun = order[episode] >= order[tie.episode]
                if episode != tie.episode if name == PLACED else not begun:
                    continue
                if held and episode not in held:
                    continue
                for one, other in product(*(stand.get((episode, end), []) for end in ends)):
                    both = _joined(known, hangs, one, other)
                    if both is not None:
                        found.append(
                            {"episode": episode, "lines": name, "basis": tie.basis, **both,
                             "x": one["column"], "y": one["row"], "n": one["nth"],
                             "x2": other["column"], "y2": other["row"], "n2": other["nth"]}
                        )  # fmt: skip
    return pd.DataFrame(found).drop_duplicates(ignore_index=True)


def _stand(board: Board) -> dict[tuple[str, str], list[dict]]:
    """Return where each person's ties end in an episode: at his last post that always stands, or
    at the last one of each reading."""
    posts = places(board)
    known = list(codings(board.case))
    found = {}
    for key, group in posts.groupby(["episode", "actor"], sort=False):
        always = group[(group[known] == "").all(axis=1)]
        kept = always.tail(1) if len(always) else group.drop_duplicates(known, keep="last")
        found[key] = kept.to_dict("records")
    return found


def _tie_readings(board: Board, ties: pd.DataFrame) -> Iterator[tuple]:
    """Yield each tie with its ends, the readings that it hangs on and the episodes it is held to.

    A tie that failed or that ended is not drawn, unless who placed whom: that it ended is told by
    the post. A tie on which the paper leaves a choice stands where a reading says so.
    """
    only, same = _changes(board, "tie"), _changes(board, "same")
    first = {change.coding: codings(board.case)[change.coding][0] for change in same.itertuples()}
    for tie in ties[ties["status"] != "failed"].itertuples():
        mine = only[(only["actor"] == tie.source) & (only["target"] == tie.target)]
        mine = mine[mine["value"] == tie.kind]
        for change in mine.itertuples():
            held = [episode for episode in change.episodes if episode]
            yield tie, (tie.source, tie.target), {change.coding: change.reading}, held
        if len(mine) or (tie.status == "ended" and tie.family != "appointment"):
            continue
        named = same[same["actor"].isin([tie.source, tie.target])]
        yield tie, (tie.source, tie.target), {c: first[c] for c in named["coding"]}, []
        for change in named.itertuples():
            ends = (tie.source, tie.target)
            ends = tuple(change.value if end == change.actor else end for end in ends)
            yield tie, ends, {change.coding: change.reading}, []


def _joined(known: list[str], hangs: dict[str, str], *ends: dict) -> dict[str, str] | None:
    """Return the readings on which a tie and its ends hang; None where they exclude each other."""
    both = {}
    for coding in known:
        wanted = {hangs.get(coding, ""), *(end[coding] for end in ends)} - {""}
        if len(wanted) > 1:
            return None
        both[coding] = wanted.pop() if wanted else ""
    return both


# The picture

_STEP, _TOP, _LEAST = 0.235, 0.33, 0.8
"""How far a person stands below the one before in a cell, and the first below the cell's top; and
the least height of a row."""


def _chart(board: Board) -> alt.LayerChart:
    posts, ties = places(board), lines(board)
    tops = _tops(board, posts)
    posts["x"] = posts["column"] + 0.12
    posts["y"] = posts["row"].map(tops) + _TOP + posts["nth"] * _STEP
    posts["crowded"] = crowded(posts)
    posts["edge"] = (posts["column"] == len(board.columns) - 1) & ~_has_left(posts)
    ties = ties.assign(
        x=ties["x"] + 0.12,
        x2=ties["x2"] + 0.12,
        y=ties["y"].map(tops) + _TOP + ties["n"] * _STEP,
        y2=ties["y2"].map(tops) + _TOP + ties["n2"] * _STEP,
    )
    names = list(board.episodes.values())
    for frame in (posts, ties):
        frame["episode"] = frame["episode"].map(board.episodes)
    known = list(codings(board.case))
    everybody = posts.drop_duplicates("actor")
    people = [who for who in everybody["who"] if (everybody["who"] == who).sum() == 1]
    params = [
        charts.among(names, "episode", board.episodes[board.start], label="Episode"),
        charts.among(["nobody", *people], "followed", "nobody", label="Follow"),
        charts.among(list(board.lines), "lines", PLACED, label="Lines", beside=True),
        charts.among(list(board.footings), "footing", "any", label="Footing", beside=True),
        *controls(board.case),
    ]
    footing = " : ".join(f"footing == '{name}' ? {FOOTINGS[name]}" for name in board.footings)
    footing += " : true"
    everything = alt.Chart(_slim(posts, known)).transform_filter(footing)
    base = everything.transform_filter(stands(known))
    here = base.transform_filter("datum.episode == episode")
    followed = base.transform_filter("datum.who == followed")
    drawn = alt.Chart(ties).transform_filter(
        f"datum.lines == lines && datum.episode == episode && ({footing}) && {stands(known)}"
    )
    bottom = tops.iloc[-1]
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, len(board.columns)], nice=False), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[-0.3, bottom], reverse=True, nice=False), axis=None)
    looks = {
        "color": alt.Color(
            "camp:N",
            scale=alt.Scale(
                domain=list(board.sides), range=[colour(hue) for _, hue in LOOKS]
            ),
            # A still is measured in letters that may be narrower than those it is shown in.
            legend=alt.Legend(columns=alt.ExprRef("width < 450 ? 2 : 3"), columnPadding=26),
        ),
        "shape": alt.Shape(
            "camp:N",
            scale=alt.Scale(domain=list(board.sides), range=[shape for shape, _ in LOOKS]),
        ),
    }  # fmt: skip
    path = followed.mark_line(color=colour("accent"), strokeWidth=1.5, strokeDash=[5, 3]).encode(
        x=x, y=y, order="order:Q"
    )
    stations = followed.mark_point(filled=True, size=26, color=colour("accent"), opacity=1)
    named = here.transform_calculate(
        at=f"datum.y - (width < 450 && datum.crowded ? {_RAISED} : 0)",
        shown="datum.who + (width < 450 || !isValid(datum.short) ? '' : ', ' + datum.short)",
    )
    decides = here.transform_filter("datum.selects && datum.mode != 'recommends'")
    recommends = here.transform_filter("datum.selects && datum.mode == 'recommends'")
    # A name stands right of its mark; on a phone one of the last column has more room left of it.
    last = "width < 450 && datum.edge"
    beside = {
        "align": alt.ExprRef(f"{last} ? 'right' : 'left'"),
        "dx": alt.ExprRef(f"{last} ? -10 : 10"),
    }
    ring = {"size": 210, "color": colour("ink"), "strokeWidth": 1.3}
    return (
        alt.layer(
            *_grid(board, tops, x, y),
            path,
            stations.encode(x=x, y=y),
            drawn.mark_rule(color=colour("slate"), strokeWidth=1.4).encode(
                x=x, y=y, x2="x2:Q", y2="y2:Q"
            ),
            decides.mark_point(**ring).encode(x=x, y=y),
            recommends.mark_point(**ring, strokeDash=[2, 2]).encode(x=x, y=y),
            here.mark_point(filled=True, size=70, opacity=1).encode(
                x=x, y=y, **looks
            ),
            here.transform_filter("datum.lost")
            .mark_point(shape=_CROSS, size=330, color=colour("ink"), strokeWidth=1.8)
            .encode(x=x, y=y),
            # A line that runs below a name is broken there.
            named.mark_text(
                **beside, color=_UNDER, stroke=_UNDER, strokeWidth=3, strokeJoin="round"
            ).encode(x=x, y="at:Q", text="shown:N"),
            named.mark_text(**beside).encode(x=x, y="at:Q", text="shown:N"),
            _reading(board, everything),
            charts.table(
                here,
                {
                    "Who": "datum.who",
                    "Side": "datum.camp",
                    "Post": "datum.post + (datum.lost ? ' (' + datum.lost + ')' : '')",
                    "Unit": "datum.unit",
                    "A say over": "datum.selects ? datum.say : 'not told'",
                    "How": "isValid(datum.mode) ? datum.mode : datum.selects ? 'not told' : '–'",
                    "Placed by": "isValid(datum.placer) ? datum.placer : 'not told'",
                    "Footing": "datum.basis"
                    " + (isValid(datum.attributed_to) ? ': ' + datum.attributed_to : '')",
                    "Section": "'§' + datum.section",
                },
                order="datum.seat",
            ),
        )
        .add_params(*params)
        .properties(height=440)
    )  # fmt: skip


_UNDER = colour("raised")
"""What a figure stands on."""

_RAISED = 0.21
"""How far a name stands above its mark on a phone where it would run into the next mark."""
_ROOM = 4
"""How many letters have room between two marks on a phone."""

_CROSS = "M-.5,-.5L.5,.5M-.5,.5L.5,-.5"
"""The sign of a post lost."""


def crowded(posts: pd.DataFrame) -> pd.Series:
    """Say of each post of `places` whether its name would run into the next mark on a phone."""
    slot = ["episode", "row", "nth", "column"]
    beside = _among(posts.assign(column=posts["column"] + 1), slot, posts[slot])
    return beside & (posts["who"].str.len() > _ROOM)


def _has_left(posts: pd.DataFrame) -> pd.Series:
    """Say of each post whether others stand in its row, in one of the two columns before."""
    slot = ["episode", "row", "column"]
    near = [_among(posts.assign(column=posts["column"] - far), slot, posts[slot]) for far in (1, 2)]
    return near[0] | near[1]


def _tops(board: Board, posts: pd.DataFrame) -> pd.Series:
    """Return where each row starts: it is as high as its fullest cell; the last is the bottom."""
    most = posts.groupby("row")["nth"].max().reindex(range(len(board.rows)), fill_value=0)
    heights = (_TOP + most * _STEP + 0.17).clip(lower=_LEAST)
    return pd.Series([0.0, *heights.cumsum()])


def _slim(posts: pd.DataFrame, known: list[str]) -> pd.DataFrame:
    """Return the columns that the picture reads: all of them stand in the page."""
    shown = [
        *("episode", "who", "short", "post", "unit", "camp", "selects", "say", "mode", "watched"),
        *("placer", "lost", "basis", "attributed_to", "section", "order", "seat", "x", "y"),
        *("crowded", "edge"),
    ]
    return posts[[*shown, *known]]


def _grid(board: Board, tops: pd.Series, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    columns = pd.DataFrame(
        {"name": list(board.columns), "x": range(len(board.columns)), "y": -0.15}
    )
    rows = pd.DataFrame({"name": list(board.rows), "y": tops.iloc[:-1], "x": 0})
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


# The sentence


def _reading(board: Board, everything: alt.Chart) -> alt.Chart:
    known = list(codings(board.case))
    own, other, _ = board.sides
    tests = {
        "n": "true",
        "say": "datum.selects",
        "own": f"datum.selects && datum.camp == '{own}'",
        "other": f"datum.selects && datum.camp == '{other}'",
        "watched": f"datum.watched && datum.camp == '{own}'",
    }
    rows = everything.transform_calculate(
        here="datum.episode == episode",
        now=f"({stands(known)}) ? 1 : 0",
        was=f"({stood(board.case, known)}) ? 1 : 0",
    )
    # Names of their own: a flag that bore a column's name would be read as that column.
    flags = {
        f"count_{name}": f"datum.here && datum.now && {test} ? 1 : 0"
        for name, test in tests.items()
    }
    for coding in known:
        flags |= {
            f"{coding}_{name}": f"datum.here && datum.{coding} && {test} ? datum.now - datum.was"
            " : 0"
            for name, test in tests.items()
        }
        flags[f"{coding}_moved"] = f"datum.here && datum.{coding} && datum.now != datum.was ? 1 : 0"
    said = rows.transform_calculate(
        **flags,
        holder=charts.numbered(
            "datum.seat",
            "(datum.here && datum.now && datum.selects ? datum.who + ', ' + datum.post : '')",
        ),
        loser=charts.numbered(
            "datum.seat",
            "(datum.here && datum.now && datum.lost"
            " ? datum.who + ', ' + datum.post + ' (' + datum.lost + ')' : '')",
        ),
        step=charts.numbered(
            "datum.seat", "(datum.now && datum.who == followed ? datum.post : '')"
        ),
    ).transform_aggregate(
        **{name: f"sum({name})" for name in flags},
        holders="values(holder)",
        losers="values(loser)",
        steps="values(step)",
    )
    holders = charts.joined("datum.holders", "holder")
    losers = charts.joined("datum.losers", "loser")
    steps = charts.joined("datum.steps", "step")
    sentence = (
        "episode + ': ' + datum.count_n + ' posts told, ' + datum.count_say"
        " + ' of them with a say in who is placed'"
        f" + (datum.count_say ? ' (' + {holders} + ')' : '') + '; '"
        f" + datum.count_own + ' of these held by {own}, ' + datum.count_other + ' by {other}.'"
    )
    if board.watched:
        sentence += f" + ' Of {board.watched[0]} {own} hold ' + datum.count_watched + '.'"
    sentence += f" + ({losers} ? ' Lost within the episode: ' + {losers} + '.' : '')"
    if board.followings:
        sentence += f" + {_fortunes(board)}"
    sentence += (
        f" + (followed == 'nobody' ? '' : ' ' + followed + ' in turn: ' + {steps} + '.')"
        " + ' Lines: ' + lines + '.' + (footing == 'any' ? '' : ' Footing: ' + footing + '.')"
    )
    for coding in known:
        sentence += f" + {_flip(board, coding)}"
    return charts.reading(said, sentence)


def _fortunes(board: Board) -> str:
    """Return the Vega expression for what became of followings in the episode."""
    keys = ["episode", "who", "fortune", "basis", "contested", "readings"]
    known = table(board.followings).query("lane == 'following'")[keys].fillna("")
    known = known.drop_duplicates(ignore_index=True)
    clauses = []
    for fortune, words in FORTUNES.items():
        names = []
        for row in known[known["fortune"] == fortune].itertuples():
            test = f"episode == '{board.episodes[row.episode]}'"
            footings = [name for name in board.footings if _on_footing(row.basis, name)]
            test += f" && indexof({footings}, footing) >= 0"
            if row.contested:
                test += f" && indexof({row.readings.split('; ')}, {row.contested}) >= 0"
            names.append(f"({test} ? '; {row.who}' : '')")
        listed = " + ".join(names)
        clauses.append(f"({listed} ? ' {words}: ' + slice({listed}, 2) + '.' : '')")
    return " + ".join(clauses)


def _on_footing(basis: str, footing: str) -> bool:
    return footing == "any" or basis == "stated" or (basis == "reported" and " " in footing)


def _flip(board: Board, coding: str) -> str:
    """Return the Vega expression for what a reading changes against what is coded."""
    coded, *others = codings(board.case)[coding]
    own, other, _ = board.sides
    pieces = {
        "n": "posts told",
        "say": "posts with a say",
        "own": f"posts with a say held by {own}",
        "other": f"posts with a say held by {other}",
    }
    if board.watched:
        pieces["watched"] = f"of {board.watched[0]} held by them"
    counted = " + ".join(
        f"(datum.{coding}_{name} ? '; ' + format(datum.{coding}_{name}, '+d') + ' {words}' : '')"
        for name, words in pieces.items()
    )
    where = {reading: _where(board, coding, reading) for reading in others}
    elsewhere = " : ".join(
        f"{coding} == '{reading}' ? '{', '.join(names)}'" for reading, names in where.items()
    )
    if any(where.values()):
        nothing = f"'nothing in this episode, but something in: ' + ({elsewhere} : '')"
    else:
        nothing = "'no post on this board'"
    return (
        f"({coding} == '{coded}' ? '' : ' That {begin(coding)} ' + {coding} + ' changes '"
        f" + ({counted} ? 'here: ' + slice({counted}, 2)"
        f" : datum.{coding}_moved ? 'a name or a side here and no count' : {nothing}) + '.')"
    )


def _where(board: Board, coding: str, reading: str) -> list[str]:
    """Return the episodes in which a reading changes a post, its holder or his side."""
    posts = places(board)
    shown = ["episode", "who", "post", "camp"]
    coded, now = (
        set(posts.loc[posts[coding] == which, shown].itertuples(index=False, name=None))
        for which in (codings(board.case)[coding][0], reading)
    )
    moved = {row[0] for row in coded ^ now}
    return [name for episode, name in board.episodes.items() if episode in moved]
