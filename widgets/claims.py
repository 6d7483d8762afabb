"""The claims of three papers, each with what print gives for it: counted, filtered, listed."""

from __future__ import annotations

import altair as alt
import pandas as pd

from widgets import charts
from widgets.explorer import Explorer
from widgets.models import claims as model
from widgets.stated import FOOTINGS, QUALIFIERS, unit_of
from widgets.theme import colour

PAPERS = {
    "minagawa": "Minagawa",
    "hatch_state": "Hatch, State",
    "hatch_relationalism": "Hatch, Relationalism",
}
"""The three papers, as they are called here."""
LOOKS = {
    model.HOLDS: "blue",
    model.ROUNDING: "green",
    model.UNIT: "plum",
    model.DIFFER: "ochre",
    model.FAILS: "orange",
    model.NOT: "edge",
}
WORDS = (
    "aid",
    "loan",
    "invest",
    "expert",
    "employ",
    "supplier",
    "parts",
    "growth",
    "R&D",
    "MITI",
    "JICA",
    "Toyota",
    "Thai",
    "Indonesia",
    "China",
    "Soviet",
)
"""Words, or their beginnings, by which claims can be found."""
SAID = {
    model.HOLDS: ("holds", "hold"),
    model.ROUNDING: ("is rounding", "are rounding"),
    model.UNIT: ("differs in unit only", "differ in unit only"),
    model.DIFFER: ("is told otherwise by the other paper", "are told otherwise by the other paper"),
    model.FAILS: ("does not hold", "do not hold"),
    model.NOT: ("cannot be checked", "cannot be checked"),
}
"""The verdicts as the reading has them, of one statement and of several."""
HEADINGS = {
    "Statement": "statement",
    "As printed": "said",
    "Computed": "gives",
    "Verdict": "verdict",
    "Checked by": "checked",
    "Where, and on what footing": "where",
}
"""The columns of the table."""
FEW = 8
"""So many claims the reading names; of more it gives the number."""
_PLACES = ("year", "rank", "tier", "")
"""Units of numbers that stand alone: a date, or a place in an order."""
_ROW = 40
"""The height of a bar with its words, in pixels."""


def ledger_of_claims(**options) -> Explorer:
    """Return every quantitative claim of the papers, by verdict; options go to `Explorer`."""
    return Explorer(
        _chart(rows()),
        evidence="measured",
        source="Minagawa, and the two papers by Hatch: text, notes and tables; the rule of the"
        " verdicts is ours.",
        **options,
    )


def rows() -> pd.DataFrame:
    """Return the ledger with the words to show.

    ``said`` is the number as the text gives it, ``gives`` what is computed, ``checked`` by which
    check, with the note where the statement does not simply hold; they are empty where there is
    none. ``where`` names paper and section, footing, and who is credited.
    """
    found = model.ledger()
    words = ["unit", "attributed_to", "how", "note"]
    found[words] = found[words].fillna("")
    found["paper"] = found["document"].map(PAPERS)
    found["said"] = [_said(row) for row in found.itertuples()]
    found["gives"] = [_number(row.computed, row.unit) for row in found.itertuples()]
    plain = (found["verdict"] == model.HOLDS) & (found["checkable"] == model.YES)
    found["note"] = found["note"].mask(plain | (found["how"] == ""), "")
    found["checked"] = (found["how"] + " " + found["note"]).str.strip()
    credited = found["attributed_to"].map(lambda to: to and f": {to}")
    found["where"] = found["paper"] + ", " + found["section"] + "; " + found["basis"] + credited
    for column in ("statement", "checked"):
        found[column] = found[column].str.replace(r"(?<=\d)-(?=\d)", "–", regex=True)
    return found


def _said(row) -> str:
    """Return a number as the text gives it, with its rounding word and unit."""
    unit = "" if row.unit in _PLACES else unit_of(row.unit, row.reported)
    words = [QUALIFIERS[row.qualifier], _number(row.reported, row.unit), unit]
    return "" if pd.isna(row.reported) else " ".join(word for word in words if word)


def _number(value: float, unit: str) -> str:
    """Return a number with two decimals at most, a large one with one; a year is not grouped."""
    if pd.isna(value):
        return ""
    text = f"{value:,.{2 if abs(value) < 10 else 1}f}".replace("-", "−")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace(",", "") if unit == "year" else text


def _chart(found: pd.DataFrame) -> alt.LayerChart:
    footings = [footing for footing in FOOTINGS if footing in set(found["basis"])]
    params = [
        charts.among(["all", *PAPERS.values()], "paper", "all", label="Paper", beside=True),
        charts.among(["any", *model.VERDICTS], "verdict", "any", label="Verdict"),
        charts.among(["any", *footings], "footing", "any", label="Footing"),
        charts.among(["any", *WORDS], "word", "any", label="With the word"),
    ]
    test = (
        "(paper == 'all' || indexof(datum.cells[5], paper + ',') == 0)"
        " && (footing == 'any' || datum.basis == footing)"
        " && (word == 'any' || indexof(lower(datum.cells[0] + ' ' + datum.cells[5]), lower(word))"
        " >= 0)"
    )
    # A row's words travel as one text: hundreds of rows weigh less so. Rows are marked, not
    # dropped: where none is left, the reading has to say so.
    base = alt.Chart(
        pd.DataFrame(
            {
                "rank": range(len(found)),
                "text": found[list(HEADINGS.values())].agg("\t".join, axis="columns"),
                "verdict": found["verdict"],
                "basis": found["basis"],
            }
        )
    )
    base = base.transform_calculate(cells="split(datum.text, '\\t')").transform_calculate(
        kept=f"{test} ? 1 : 0",
        shown="datum.kept == 1 && (verdict == 'any' || datum.verdict == verdict) ? 1 : 0",
    )
    names = list(LOOKS)
    counts = alt.Chart(
        found["verdict"].value_counts().reindex(names).rename("all").reset_index()
    ).transform_calculate(words="datum.verdict + ' (' + datum.all + ' in all)'")
    y = alt.Y("verdict:N", sort=names, axis=None)
    scale = alt.Scale(domain=[0, int(found["verdict"].value_counts().max())])
    own = base.transform_aggregate(n="sum(kept)", groupby=["verdict"])
    looks = alt.Color(
        "verdict:N",
        scale=alt.Scale(domain=names, range=[colour(LOOKS[name]) for name in names]),
        legend=None,
    )
    bars = {"height": 14, "yOffset": 9}
    return (
        alt.layer(
            counts.mark_bar(color=colour("line"), opacity=0.5, **bars).encode(
                x=alt.X("all:Q", scale=scale, axis=None), y=y
            ),
            # A verdict that is not shown is a thin bar.
            own.transform_calculate(there="verdict == 'any' || datum.verdict == verdict ? 14 : 5")
            .mark_bar(yOffset=9)
            .encode(
                x=alt.X("n:Q", scale=scale, axis=None),
                y=y,
                color=looks,
                size=alt.Size("there:Q", scale=None),
            ),
            counts.mark_text(align="left", dx=2, dy=-8, color=colour("muted")).encode(
                x=alt.value(0), y=y, text="words:N"
            ),
            own.mark_text(align="left", dx=6, dy=9, fontWeight=600).encode(
                x=alt.X("n:Q", scale=scale, axis=None), y=y, text="n:Q"
            ),
            _reading(base),
            charts.table(
                base.transform_filter("datum.shown == 1"),
                {heading: f"datum.cells[{nth}] || '–'" for nth, heading in enumerate(HEADINGS)},
                order="datum.rank",
            ),
        )
        .add_params(*params)
        .properties(height=_ROW * len(names))
    )


def _reading(base: alt.Chart) -> alt.Chart:
    names = list(SAID)
    said = base.transform_calculate(
        **{
            f"n{nth}": f"datum.verdict == '{name}' ? datum.kept : 0"
            for nth, name in enumerate(names)
        },
        naming=charts.numbered(
            "datum.rank",
            "(datum.shown == 1 ? replace(datum.cells[0], /\\.$/, '')"
            " + (datum.cells[1] ? ' (' + datum.cells[1] + ')' : '') : '')",
        ),
    ).transform_aggregate(
        all="sum(kept)",
        shown="sum(shown)",
        named="values(naming)",
        **{f"n{nth}": f"sum(n{nth})" for nth in range(len(names))},
    )
    counts = " + ', ' + ".join(
        f"datum.n{nth} + (datum.n{nth} == 1 ? ' {one}' : ' {several}')"
        for nth, (one, several) in enumerate(SAID.values())
    )
    named = charts.joined("datum.named", "naming")
    sentence = (
        "(paper == 'all' ? 'All papers' : paper) + (footing == 'any' ? '' : ', ' + footing)"
        " + (word == 'any' ? '' : ', with “' + word + '”') + ': ' + datum.all"
        " + (datum.all == 1 ? ' statement' : ' statements')"
        f" + (datum.all == 0 ? '' : '; ' + {counts})"
        " + (verdict == 'any' ? '.' : '. Listed under “' + verdict + '”: ' + datum.shown"
        f" + (datum.shown == 0 || datum.shown > {FEW} ? '.' : ', ' + {named} + '.'))"
    )
    return charts.reading(said, sentence)
