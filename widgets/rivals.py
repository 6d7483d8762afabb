"""The figure of rival accounts: what each leads one to expect, observation by observation."""

from __future__ import annotations

import altair as alt
import pandas as pd

from widgets import charts
from widgets.data import table
from widgets.explorer import Explorer
from widgets.theme import colour

ACCOUNTS = {
    # code: name, and the question that it answers
    "regionalization": ("regionalization", "outcome"),
    "globalization": ("globalization", "outcome"),
    "hard_times": ("hard times", "outcome"),
    "turf": ("turf", "motive"),
    "norms": ("norms", "motive"),
}
BEGUN = {"before_1991": "before 1991", "from_1991": "from 1991", "undated": "no date"}
FOOTINGS = ("stated", "reported")

_LOOKS = {
    # verdict: shape and colour; a shape for those who do not see the colour
    "expects": ("triangle-up", "blue"),
    "allows": ("circle", "slate"),
    "against": ("triangle-down", "orange"),
    "silent": ("M-1,-0.16H1V0.16H-1Z", "edge"),
}
_ROW = 22
"""The height of a row, in pixels."""


def rival_accounts(**options) -> Explorer:
    """Return two accounts side by side: what each leads one to expect of every observation.

    An observation tells two accounts apart when one leads to expect it and the other to expect
    otherwise. It weighs a little when one takes a side and the other allows either. A ring marks
    a judgement that the author makes himself; all others are ours. Options go to `Explorer`.
    """
    return Explorer(
        _chart(rows()),
        evidence="coded",
        source="Hatch, “Regionalizing the State”; judgements without a ring are ours. Absent: what"
        " the author did not report, and how much an observation weighs.",
        **options,
    )


def rows() -> pd.DataFrame:
    """Return one row an observation, with a verdict, a basis and a reason for every account.

    Columns: those of the table ``observations``, ``number`` (the order of that table), and for
    each account its name (the verdict) and its name with ``basis`` and with ``reason`` behind it.
    """
    observed = table("observations")
    observed["name"] = observed["name"].str.replace("'", "’")
    observed["number"] = range(len(observed))
    judged = table("expectations").pivot(index="observation", columns="account")
    for code, (name, _) in ACCOUNTS.items():
        for column, ending in (("verdict", ""), ("basis", " basis"), ("reason", " reason")):
            observed[name + ending] = observed["observation"].map(judged[column, code])
        observed[name + " reason"] = observed[name + " reason"].str.replace("'", "’")
    return observed


def compare(first: str, second: str) -> pd.Series:
    """Return, for every observation, what it does to two accounts, given by their names.

    ``tells apart``: one expects it and the other is against it; ``leans``: one takes a side and
    the other allows either; ``alike``: both judge the same; ``silent``: one or both say nothing.

    >>> compare("turf", "norms")["officials_turf"]
    'tells apart'
    """
    judged = rows().set_index("observation")[[first, second]]
    return judged.apply(lambda pair: _relation(*pair), axis=1)


def _relation(one: str, other: str) -> str:
    if "silent" in (one, other):
        return "silent"
    if one == other:
        return "alike"
    return "leans" if "allows" in (one, other) else "tells apart"


def _chart(observed: pd.DataFrame) -> alt.LayerChart:
    names = [name for name, _ in ACCOUNTS.values()]
    params = [
        charts.among(names, "first", names[0], label="First account"),
        charts.among(names, "second", names[1], label="Second account"),
        charts.among(["any", *BEGUN.values()], "begun", "any", label="Begun", beside=True),
        charts.among(["any", *FOOTINGS], "footing", "any", label="Footing", beside=True),
    ]
    judged = observed.drop(columns=["observation", "document", "evidence", "note"])
    judged = judged.rename(columns={"begun": "time"}).assign(time=judged["begun"].map(BEGUN))
    base = alt.Chart(judged).transform_calculate(
        one="datum[first]",
        other="datum[second]",
        shown="(begun == 'any' || datum.time == begun)"
        " && (footing == 'any' || datum.basis == footing) ? 1 : 0",
    )
    # The same four cases as `_relation`, in the order in which they are listed.
    base = base.transform_calculate(
        relation="datum.one == 'silent' || datum.other == 'silent' ? 3"
        " : datum.one == datum.other ? 2"
        " : datum.one == 'allows' || datum.other == 'allows' ? 1 : 0"
    )
    shown = base.transform_filter("datum.shown == 1").transform_window(
        place="row_number()",
        sort=[alt.SortField("relation"), alt.SortField("number")],
    )
    # The heads stand above the first row.
    scale = alt.Scale(domain=[-1.2, len(observed) + 0.6], reverse=True, nice=False, zero=False)
    y = alt.Y("place:Q", scale=scale, axis=None)
    edges = shown.transform_calculate(top="datum.place - 0.48", bottom="datum.place + 0.48")
    bands = [
        edges.transform_filter(f"datum.relation == {relation}")
        .mark_rect(color=colour("line"), opacity=opacity)
        .encode(
            x=alt.value(0),
            x2=alt.value("width"),
            y=alt.Y("top:Q", scale=scale, axis=None),
            y2="bottom:Q",
        )
        for relation, opacity in ((0, 0.8), (1, 0.3))
    ]
    name = shown.mark_text(align="left", color=colour("ink")).encode(
        x=alt.value(6), y=y, text="name:N"
    )
    return (
        alt.layer(
            *bands,
            name,
            *_column(shown, y, "one", "datum[first + ' basis']", (62, 218)),
            *_column(shown, y, "other", "datum[second + ' basis']", (20, 98)),
            *_heads(base, scale),
            charts.reading(_counted(base), _sentence()),
            charts.table(
                shown,
                {
                    "Observation": "datum.name",
                    "First account": _cell("first"),
                    "Second account": _cell("second"),
                    "Together": "['tells apart', 'leans', 'alike', 'silent'][datum.relation]",
                    "Begun": "datum.time",
                    "Footing": "datum.basis + (datum.attributed_to"
                    " ? ' (' + datum.attributed_to + ')' : '')",
                    "Section": "datum.section",
                },
                order="datum.number",
            ),
        )
        .add_params(*params)
        .properties(height=_ROW * (len(observed) + 2))
    )


def _from_right(narrow: int, wide: int) -> alt.XValue:
    """Return a place so many pixels from the right edge, on a phone and in a text column."""
    return alt.value(alt.expr(f"width < 450 ? width - {narrow} : width - {wide}"))


def _column(shown: alt.Chart, y: alt.Y, verdict: str, basis: str, place: tuple) -> list:
    """Return the marks of one account: rings, signs, and words where there is room for them."""
    names = list(_LOOKS)
    x = _from_right(*place)
    colours = [colour(role) for _, role in _LOOKS.values()]
    shapes = [shape for shape, _ in _LOOKS.values()]
    rings = shown.transform_filter(f"{basis} == 'stated'").mark_point(
        shape="circle", size=290, filled=False, strokeWidth=1.5, color=colour("ink"), opacity=1
    )
    signs = shown.mark_point(filled=True, size=75, opacity=1).encode(
        color=alt.Color(f"{verdict}:N", scale=alt.Scale(domain=names, range=colours)),
        shape=alt.Shape(f"{verdict}:N", scale=alt.Scale(domain=names, range=shapes)),
    )
    # No text at all on a phone: also one that is not seen would take its room.
    words = shown.transform_calculate(word=f"width < 450 ? '' : datum.{verdict}").mark_text(
        align="left", dx=14, color=colour("ink")
    )
    words = words.encode(text="word:N")
    return [layer.encode(x=x, y=y) for layer in (rings, signs, words)]


def _heads(base: alt.Chart, scale: alt.Scale) -> list:
    """Return the names of the two accounts over their marks; on a phone one above the other."""
    one_row = base.transform_aggregate(n="count()")
    heads = []
    for param, place, line in (("first", (54, 224), 0), ("second", (12, 104), -0.8)):
        head = one_row.transform_calculate(words=param, line=f"width < 450 ? {line} : 0").mark_text(
            fontWeight=600, color=colour("ink"), align=alt.expr("width < 450 ? 'right' : 'left'")
        )
        heads.append(
            head.encode(
                x=_from_right(*place), y=alt.Y("line:Q", scale=scale, axis=None), text="words:N"
            )
        )
    return heads


def _cell(account: str) -> str:
    """Return the expression for what a table's cell says of one account, and on whose word."""
    verdict, basis = f"datum[{account}]", f"datum[{account} + ' basis']"
    whose = f"({basis} == 'stated' ? ' (the author’s own): ' : ' (ours): ')"
    return f"{account} + ' ' + {_VERB.format(verdict)} + {whose} + datum[{account} + ' reason']"


_VERB = (
    "({0} == 'expects' ? 'expects it' : {0} == 'allows' ? 'allows it'"
    " : {0} == 'against' ? 'is against it' : 'is silent')"
)


def _counted(base: alt.Chart) -> alt.Chart:
    motives = [name for name, question in ACCOUNTS.values() if question == "motive"]
    own = "(datum[{0} + ' basis'] == 'stated' ? 1 : 0)"
    counts = {
        "n": "datum.shown",
        "for_first": "datum.shown == 1 && datum.relation == 0 && datum.one == 'expects' ? 1 : 0",
        "for_second": "datum.shown == 1 && datum.relation == 0 && datum.other == 'expects' ? 1 : 0",
        "leans": "datum.shown == 1 && datum.relation == 1 ? 1 : 0",
        "alike": "datum.shown == 1 && datum.relation == 2 ? 1 : 0",
        "silent": "datum.shown == 1 && datum.relation == 3 ? 1 : 0",
        "own": f"datum.shown * ({own.format('first')} + {own.format('second')})",
        **{
            f"has_{verdict}": f"datum.shown == 1 && datum.one == '{verdict}' ? 1 : 0"
            for verdict in _LOOKS
        },
    }
    base = base.transform_calculate(**{f"_{key}": each for key, each in counts.items()})
    sums = base.transform_aggregate(**{key: f"sum(_{key})" for key in counts})
    return sums.transform_calculate(
        apart=f"indexof({motives}, first) < 0 != indexof({motives}, second) < 0"
    )


def _sentence() -> str:
    apart = "(datum.for_first + datum.for_second)"
    which = (
        "datum.n + (datum.n == 1 ? ' observation' : ' observations')"
        " + (footing == 'any' ? '' : ' ' + footing"
        "   + (footing == 'stated' ? ' by the author' : ' from somebody else'))"
        " + (begun == 'any' ? '' : begun == 'no date' ? ' with no date' : ' begun ' + begun)"
    )
    alone = (
        f"'The same account twice, ' + first + ': of ' + {which}"
        " + ', it expects ' + datum.has_expects + ', allows ' + datum.has_allows"
        " + ', has ' + datum.has_against + ' against it and is silent on ' + datum.has_silent"
        " + '; nothing can be told apart.'"
    )
    both = (
        f"'Of ' + {which} + ', ' + ({apart} == 0 ? 'none tells ' : {apart} == 1 ? '1 tells '"
        f" : {apart} + ' tell ') + first + ' from ' + second + ({apart} == 0 ? ''"
        "   : ' (' + datum.for_first + ' as ' + first + ' leads one to expect, '"
        "     + datum.for_second + ' as ' + second + ' does)')"
        " + '; in ' + datum.leans + ' one takes a side and the other allows either, in '"
        " + datum.alike + ' both judge alike, and in ' + datum.silent"
        " + ' one or both are silent. The author himself makes ' + datum.own + ' of the '"
        " + 2 * datum.n + ' judgements.'"
        " + (datum.apart ? ' The two answer different questions, so both may hold.' : '')"
    )
    none = (
        f"'There are ' + {which} + ', so there is nothing to compare for ' + first + ' and '"
        " + second + '.'"
    )
    return f"datum.n == 0 ? {none} : first == second ? {alone} : {both}"
