"""The same question put to two cases, answered only once a design has been chosen."""

from __future__ import annotations

from itertools import product
from textwrap import wrap

import altair as alt
import pandas as pd

from widgets import charts
from widgets.answers import CASES, QUESTIONS, answers, shared
from widgets.data import table
from widgets.explorer import Explorer
from widgets.models import designs
from widgets.theme import colour
from widgets.wording import in_a_row

UNCHOSEN = "not chosen yet"
TRAITS = {
    "joins": "what the ties join",
    "country": "country",
    "house": "kind of body",
    "time": "time",
    "rules": "rules of careers",
    "known_by": "kind of source",
    "told_by": "who tells it",
}
MARKS = {
    # what a mark stands for: in words, and its shape
    "posts": ("a post", "circle"),
    "offices": ("a pair of offices", "diamond"),
    "targets": ("one of them", "square"),
    "ties": ("a tie", "triangle-right"),
    "actors": ("one of them", "triangle-up"),
}
COLOURS = ("blue", "orange", "green", "plum", "ochre", "slate", "slate")
"""Of the cases, models last: also where two count the same thing, marks are not to be compared."""
WHY_NOT = {
    "same case": "it is one case twice",
    "model beside case": "a model is no case: it shows what would follow from its rules",
    "other unit": "ties of persons and ties of organizations are not one kind of thing, and neither"
    " are the answers",
    "too unlike": f"they are unlike in more than {designs.MOST} of the traits that are told of"
    " both",
    "too alike": f"they are alike in more than {designs.MOST} of the traits that are told of both",
}

_HEAD, _PANEL, _ITEM, _LINE = 82, 84, 35, 15
"""Heights in pixels: above the panels, of a panel without its items, of an item, of a line."""

_LETTERS = (54, 100)
"""So many letters go on a line, on a phone and in a text column."""

_BOX, _HIDDEN = 3, 5
"""As high as so many items is a panel without an answer, and one whose answer is still hidden."""

_STEP = 14
"""From one mark to the next, in pixels, where there is room."""


def same_question(**options) -> Explorer:
    """Return one question, put to two cases that the reader chooses; options go to `Explorer`.

    Until a design is chosen no answer is shown. Each case keeps the instrument and the unit that
    fit it: a mark stands for another thing in each, and none is to be held against another.
    """
    return Explorer(
        _chart(),
        evidence="coded",
        source="Minagawa’s paper and Hatch’s two, case by case, and, where it says so, our"
        " simulated hierarchy; traits and designs are ours. Absent: what no case was asked, and"
        " every case that no paper chose.",
        **options,
    )


def heads() -> pd.DataFrame:
    """Return one row a question and case: what stands over its answer, and what is said of it."""
    rows, found = table("same_question").fillna(""), answers()
    rows["note"] = rows["note"].str.replace("'", "’")
    rows["who"] = rows["case"].map(CASES)
    rows["key"] = rows["question"].map(QUESTIONS) + "|" + rows["who"]
    mine = [
        found[(found["question"] == row.question) & (found["case"] == row.case)]
        for row in rows.itertuples()
    ]
    rows["slots"] = [len(items) or _BOX for items in mine]
    rows["silent"] = ["model" if not source else "paper" for source in rows["document"]]
    rows["credited"] = rows["attributed_to"].str.replace("[()]", "", regex=True)
    rows["footing"] = [
        "; ".join(filter(None, (_EVIDENCE.get(row.evidence), row.basis, row.credited)))
        for row in rows.itertuples()
    ]
    rows["said"] = [_said(row, items) for row, items in zip(rows.itertuples(), mine, strict=True)]
    return _for_widths(rows, over=rows.apply(_over, axis=1), box=rows.apply(_box, axis=1))


_EVIDENCE = {"coded": "coded", "passage": "a passage", "simulated": "a model’s output"}


def _over(row: pd.Series) -> list[str]:
    """Return the lines under the name of a case."""
    if not row["answered"]:
        return []
    unit = f"; each mark is {MARKS[row['mark']][0]}" if row["mark"] in MARKS else ""
    return [f"{row['instrument']} ({row['footing']})", row["counted"] + unit]


def _box(row: pd.Series) -> list[str]:
    """Return what stands in the place of an answer that there is not."""
    return [] if row["answered"] else [f"The {row['silent']} does not say. {row['note']}"]


def _for_widths(rows: pd.DataFrame, **lines: pd.Series) -> pd.DataFrame:
    """Return rows with a column of lines broken for a phone, and one with ``wide`` behind it."""
    for name, texts in lines.items():
        for end, letters in zip(("", "_wide"), _LETTERS, strict=True):
            rows[name + end] = [
                "|".join(part for line in each for part in wrap(line, letters)) for each in texts
            ]
    return rows


def _fitting(name: str) -> str:
    """Return the Vega expression for the column of lines that fits the width."""
    return f"width < 450 ? datum.{name} : datum.{name}_wide"


def _said(row, items: pd.DataFrame) -> str:
    if not row.answered:
        return f"{_begin(row.who)}: the {row.silent} does not say. {row.note}"
    wholes = items["whole"].unique()
    parts = ", ".join(
        f"{item.item} {_number(item)}" + ("" if len(wholes) == 1 else f" of {item.whole:g}")
        for item in items.itertuples()
    )
    whole = f"; of {wholes[0]:g}" if len(wholes) == 1 and row.mark != "percent" else ""
    return f"{_begin(row.who)}, {row.counted} ({row.footing}): {parts}{whole}."


def _begin(words: str) -> str:
    return words[0].upper() + words[1:]


def _number(item) -> str:
    return f"{item.value:g}" + (
        "" if pd.isna(item.margin) else f" (±\N{NO-BREAK SPACE}{item.margin:g})"
    )


def rows(known: pd.DataFrame) -> pd.DataFrame:
    """Return what the panels and the table show of `heads`: items, silences, and what is hidden.

    ``stage`` is 0 for what stands before a design is chosen and 1 for what stands then.
    """
    items = known.merge(answers(), on=["question", "case"], how="left")
    items["slot"] = items.groupby("key").cumcount()
    items["number"] = ["–" if pd.isna(item.value) else _number(item) for item in items.itertuples()]
    items["words"] = [
        "" if pd.isna(item.value) else f"{item.item}: {item.number}"
        + ("" if item.mark == "percent" else f" of {item.whole:g}")
        for item in items.itertuples()
    ]  # fmt: skip
    items["item"] = items["item"].where(
        items["value"].notna(), "the " + items["silent"] + " does not say"
    )
    hidden = known.assign(item="hidden until a design is chosen", number="–", stage=0, slot=0)
    both = pd.concat([items.assign(stage=1), hidden], ignore_index=True)
    order = {case: at for at, case in enumerate(CASES)}
    both["seat"] = 10 * both["case"].map(order) + both["slot"]
    both = both.sort_values(["seat", "stage"], kind="stable", ignore_index=True)
    both["longest"] = both.groupby("key")["value"].transform("max")
    columns = ["key", "who", "stage", "slot", "seat", "item", "words", "value", "margin", "longest"]
    return both[[*columns, "number", "mark", "instrument", "counted", "footing", "section", "note"]]


def traits() -> pd.DataFrame:
    """Return the traits of the cases, a row a case; missing where a trait is not told."""
    wide = table("case_traits").pivot(index="case", columns="trait", values="value")
    return wide.loc[list(CASES), list(TRAITS)]


def pairs() -> pd.DataFrame:
    """Return every ordered pair of cases under every design: whether it fits, and what of it."""
    told, found = traits(), []
    for one, other in product(CASES, repeat=2):
        for design in designs.DESIGNS:
            made = designs.fit(told, one, other, design)
            alike, unlike = _list(made.alike), _list(made.unlike)
            found.append(
                {
                    "pair": f"{CASES[one]}|{CASES[other]}|{design}",
                    "fits": made.fits,
                    "verdict": f"{_begin(design)}: the pair "
                    + ("fits" if made.fits else "does not fit"),
                    "why": _why(made, shared(one, other)),
                    "may": _MAY[design] if made.fits else "",
                    "lines": [] if one == other
                    else [f"alike in: {alike}", f"unlike in: {unlike}"],
                }
            )  # fmt: skip
    found = pd.DataFrame(found)
    return _for_widths(found, lines=found["lines"])


_MAY = {
    designs.SIMILAR: "A difference in the answers may go with what they are unlike in; the pair"
    " cannot show with which of it, nor rule out what is no trait here.",
    designs.DIFFERENT: "What the answers share can hardly be owed to what they are unlike in; it"
    " may be owed to what they are alike in, or to what is no trait here.",
}


def _why(made: designs.Fit, both: list[str]) -> str:
    """Return what is said of a pair: in what it is alike and not, and why it does not fit."""
    if made.reason == "same case":
        return f"this is no pair: {WHY_NOT[made.reason]}."
    likeness = f"alike in {_list(made.alike)}, unlike in {_list(made.unlike)}"
    if not made.fits:
        return f"the pair does not fit, for {WHY_NOT[made.reason]} ({likeness})."
    also = f" {len(both)} actors stand in both, so the two are not independent." if both else ""
    return f"the pair fits, {likeness}.{also}"


def _list(traits: tuple[str, ...]) -> str:
    return in_a_row(TRAITS[trait] for trait in traits) or "nothing told"


# The picture


def _chart() -> alt.LayerChart:
    questions, cases = list(QUESTIONS.values()), list(CASES.values())
    params = [
        charts.among(questions, "question", questions[0], label="Question"),
        charts.among(cases, "first", CASES["miti"], label="First case"),
        charts.among(cases, "second", CASES["soviet"], label="Second case"),
        charts.among([UNCHOSEN, *designs.DESIGNS], "design", UNCHOSEN, label="Design", beside=True),
    ]
    known, judged = heads(), pairs()
    shown = rows(known)
    # As high as two different cases need that answer one question.
    most = known.groupby("question")["slots"].nlargest(2).groupby("question").sum().max()
    height = _HEAD + 2 * _PANEL + _ITEM * int(most)
    scale = alt.Scale(domain=[0, height], reverse=True, nice=False)

    def y(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=scale, axis=None)

    over = _panelled(known[["key", "who", "answered", *_OVER]], known)
    return (
        alt.layer(
            *_verdict(judged, y),
            over.mark_rule(color=colour("edge")).encode(y=y("top")),
            *_titles(over, y),
            *_boxes(over, y),
            *_items(_panelled(shown[shown["value"].notna()], known), y),
            _reading(known, judged),
            charts.table(
                alt.Chart(shown)
                .transform_filter(_HERE)
                .transform_filter(f"datum.stage == (design == '{UNCHOSEN}' ? 0 : 1)"),
                {
                    "Case": "datum.who",
                    "What": "datum.item",
                    "Number": "datum.number",
                    "Of what": "datum.counted || '–'",
                    "Instrument and footing": "datum.instrument ? datum.instrument + ' ('"
                    " + datum.footing + ')' : '–'",
                    "Remark": f"design == '{UNCHOSEN}' ? '–' : datum.note",
                    "Section": "datum.section ? '§' + datum.section : '–'",
                },
                order="datum.seat",
            ),
        )
        .add_params(*params)
        .properties(height=height)
    )  # fmt: skip


_HERE = "(datum.who == first || datum.who == second) && datum.key == question + '|' + datum.who"
_PAIR = (
    "datum.pair == first + '|' + second + '|'"
    f" + (design == '{UNCHOSEN}' ? '{designs.SIMILAR}' : design)"
)


_OVER = ["over", "over_wide", "box", "box_wide"]


def _panelled(frame: pd.DataFrame, known: pd.DataFrame) -> alt.Chart:
    """Return the rows of the chosen cases, each with the ``top`` of its panel."""
    slots = alt.LookupData(known[["key", "slots"]], "key", ["slots"])
    return (
        alt.Chart(frame)
        .transform_filter(_HERE)
        .transform_calculate(above="question + '|' + first")
        .transform_lookup("above", slots, as_=["before"])
        .transform_calculate(
            top=f"datum.who == first ? {_HEAD} : {_HEAD + _PANEL}"
            f" + {_ITEM} * (design == '{UNCHOSEN}' ? {_HIDDEN} : datum.before)"
        )
    )


def _verdict(judged: pd.DataFrame, y) -> list[alt.Chart]:
    """Return the lines above the panels: whether the pair fits, and in what it is alike."""
    base = alt.Chart(judged[["pair", "verdict", "lines", "lines_wide"]]).transform_filter(_PAIR)
    base = base.transform_calculate(
        # Of names of their own: what is written over once is lost for the next design.
        judged=f"design == '{UNCHOSEN}' ? 'No design chosen yet' : datum.verdict",
        likeness=f"design == '{UNCHOSEN}' ? 'Choose one to see the answers.' : {_fitting('lines')}",
        first_line="12",
        other_lines="29",
    )
    text = {"align": "left", "baseline": "top"}
    return [
        base.mark_text(
            fontWeight=600, color=colour("ink"), **{**text, "baseline": "middle"}
        ).encode(x=alt.value(0), y=y("first_line"), text="judged:N"),
        base.mark_text(color=colour("muted"), lineBreak="|", lineHeight=_LINE, **text).encode(
            x=alt.value(0), y=y("other_lines"), text="likeness:N"
        ),
    ]


def _titles(over: alt.Chart, y) -> list[alt.Chart]:
    placed = over.transform_calculate(
        title="upper(slice(datum.who, 0, 1)) + slice(datum.who, 1)",
        at="datum.top + 18",
        under="datum.top + 30",
        lines=_fitting("over"),
    )
    return [
        placed.mark_text(align="left", baseline="middle", fontWeight=600, fontSize=14).encode(
            x=alt.value(0), y=y("at"), text="title:N"
        ),
        placed.mark_text(
            align="left", baseline="top", lineBreak="|", lineHeight=_LINE, color=colour("muted")
        ).encode(x=alt.value(0), y=y("under"), text="lines:N"),
    ]


def _boxes(over: alt.Chart, y) -> list[alt.Chart]:
    """Return what stands where no answer does: a broken frame, and why."""
    hidden = f"design == '{UNCHOSEN}'"
    boxed = over.transform_filter(f"{hidden} || !datum.answered").transform_calculate(
        start=f"datum.top + ({hidden} ? {_PANEL} - 6 : 34)",
        end=f"datum.top + {_PANEL} + {_ITEM} * ({hidden} ? {_HIDDEN} : {_BOX}) - 20",
        inside=f"{hidden} ? 'The answer shows when a design is chosen.' : {_fitting('box')}",
        words=f"datum.top + ({hidden} ? {_PANEL} + 6 : 46)",
    )
    return [
        boxed.mark_rect(
            fillOpacity=0, stroke=colour("edge"), strokeDash=[4, 4], strokeWidth=1.2, opacity=1
        ).encode(x=alt.value(1), x2=alt.value(alt.expr("width - 1")), y=y("start"), y2="end:Q"),
        boxed.mark_text(
            align="left", baseline="top", lineBreak="|", lineHeight=_LINE, fontStyle="italic",
            color=colour("muted"),
        ).encode(x=alt.value(12), y=y("words"), text="inside:N"),
    ]  # fmt: skip


def _items(items: alt.Chart, y) -> list[alt.Chart]:
    """Return names with their numbers, and below each its marks, or its bar in a frame of 100."""
    items = items.transform_filter(f"design != '{UNCHOSEN}' && datum.stage == 1")
    items = items.transform_calculate(
        named=f"datum.top + {_PANEL} + {_ITEM} * datum.slot",
        marked=f"datum.top + {_PANEL} + {_ITEM} * datum.slot + 16",
    )
    scale = alt.Scale(domain=[0, 1], nice=False, zero=False)
    hues = alt.Scale(domain=list(CASES.values()), range=[colour(hue) for hue in COLOURS])
    hue = alt.Color("who:N", scale=hues, legend=None)
    shapes = alt.Scale(domain=list(MARKS), range=[shape for _, shape in MARKS.values()])
    each = (
        items.transform_filter("datum.mark != 'percent'")
        .transform_calculate(step=f"min({_STEP}, (width - 12) / datum.longest)")
        .transform_calculate(nth="sequence(datum.value)")
        .transform_flatten(["nth"])
        .transform_calculate(
            place="(6 + datum.nth * datum.step) / width",
            area="0.7 * pow(min(10, datum.step - 1), 2)",
        )
    )
    bars = items.transform_filter("datum.mark == 'percent'").transform_calculate(
        none="0", part="datum.value / 100", all="1",
        least="(datum.value - datum.margin) / 100", most="(datum.value + datum.margin) / 100",
        start="datum.marked - 6", end="datum.marked + 6",
    )  # fmt: skip
    x = alt.X("none:Q", scale=scale, axis=None)
    return [
        items.mark_text(align="left", baseline="middle").encode(
            x=alt.value(0), y=y("named"), text="words:N"
        ),
        each.mark_point(filled=True, opacity=1).encode(
            x=alt.X("place:Q", scale=scale, axis=None),
            y=y("marked"),
            size=alt.Size("area:Q", scale=None, legend=None),
            shape=alt.Shape("mark:N", scale=shapes, legend=None),
            color=hue,
        ),
        bars.mark_rect(fillOpacity=0, stroke=colour("edge"), opacity=1).encode(
            x=x, x2="all:Q", y=y("start"), y2="end:Q"
        ),
        bars.mark_rect(opacity=1).encode(x=x, x2="part:Q", y=y("start"), y2="end:Q", color=hue),
        bars.transform_filter("isValid(datum.margin)")
        .mark_rule(color=colour("ink"), strokeWidth=2)
        .encode(x=alt.X("least:Q", scale=scale, axis=None), x2="most:Q", y=y("marked")),
    ]


def _reading(known: pd.DataFrame, judged: pd.DataFrame) -> alt.Chart:
    said = alt.LookupData(known[["key", "said", "answered"]], "key", ["said", "answered"])
    base = (
        alt.Chart(judged[["pair", "fits", "why", "may"]])
        .transform_filter(_PAIR)
        .transform_calculate(one="question + '|' + first", other="question + '|' + second")
        .transform_lookup("one", said, as_=["said", "answered"])
        .transform_lookup("other", said, as_=["also", "too"])
    )
    asked = "upper(slice(question, 0, 1)) + slice(question, 1)"
    both = "(first == second ? first + ' twice' : first + ' and ' + second)"
    choose = (
        f"{asked} + ' Put to ' + {both} + '. Choose a design before you look:"
        f" {designs.SIMILAR} asks what goes with a difference between cases alike in nearly all"
        f" else, {designs.DIFFERENT} what unlike cases share all the same.'"
    )
    may = (
        "(datum.fits ? datum.answered && datum.too ? ' ' + datum.may"
        " : ' With an answer missing the pair shows nothing on this question.'"
        " : ' Read each answer by itself.')"
    )
    found = (
        f"{asked} + ' ' + datum.said + (first == second ? '' : ' ' + datum.also)"
        f" + ' ' + upper(slice(design, 0, 1)) + slice(design, 1) + ': ' + datum.why + {may}"
    )
    return charts.reading(base, f"design == '{UNCHOSEN}' ? {choose} : {found}")
