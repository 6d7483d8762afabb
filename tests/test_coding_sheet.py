"""A coder's sheet: what is read, what is told of a bad row, and that it can be pasted as it is."""

from __future__ import annotations

import csv
import re

import pandas as pd
import pytest
from notebooks import ROOT, text

from widgets import own_network
from widgets.coding_sheet import COLUMNS, EXAMPLE, FOOTINGS, kinds, read_sheet, readings
from widgets.data import resource, table
from widgets.models.agreement import agreement, merged, units
from widgets.own_tables import Tables, read_tables

EMPTY = ROOT / "chapters/comparing/coding_sheet"
ACTORS = "actor,name\nmiti,MITI\njetro,JETRO\nsony,Sony\n"
GOOD = {
    "source": "jetro",
    "target": "sony",
    "kind": "brokers",
    "directed": "yes",
    "section": "3.3 n. 25",
    "evidence": "Stepped in",
    "basis": "inferred",
    "confidence": "1",
}


def sheet(*rows):
    """Return a sheet as text, each row a good one with other cells."""
    heading = list(GOOD | {key: "" for row in rows for key in row})
    lines = [[(GOOD | row).get(column, "") for column in heading] for row in rows]
    return "".join(",".join(line) + "\n" for line in (heading, *lines))


def told(*rows, allowed=("brokers", "other")):
    return [str(flaw) for flaw in read_sheet(sheet(*rows), ACTORS, allowed).flaws]


# What is read


def test_a_good_row_is_read():
    found = read_sheet(sheet({}), ACTORS, ("brokers",))
    assert found.flaws == []
    row = found.ties.iloc[0]
    assert (row["source"], row["target"], row["confidence"]) == ("jetro", "sony", 1)
    assert bool(row["directed"])
    assert list(found.ties) == list(COLUMNS)


def test_names_of_actors_and_other_headings_are_understood():
    rows = "from;to;type;direction;page;quote;footing;certainty;coded by\n"
    rows += "MITI;Sony;advises;no;2;Said so;stated;3;ann\n"
    row = read_sheet(rows, ACTORS).ties.iloc[0]
    assert (row["source"], row["target"], row["coder"]) == ("miti", "sony", "ann")
    assert not row["directed"]


@pytest.mark.parametrize(
    "row, said",
    [
        ({"kind": ""}, "column “kind”: it is empty. Say what one does to the other."),
        (
            {"kind": "helps"},
            "column “kind”: “helps” is no kind of the codebook. Write one of brokers, other.",
        ),
        (
            {"directed": ""},
            "column “directed”: it is empty. Write yes, or no where the tie leads both ways.",
        ),
        ({"section": ""}, "column “section”: it is empty. Say where in the text it stands."),
        (
            {"evidence": " "},
            "column “evidence”: it is empty. Say in your own words what the text says.",
        ),
        (
            {"basis": "rumour"},
            f"column “basis”: “rumour” is no footing. Write one of {', '.join(FOOTINGS)}.",
        ),
        ({"basis": ""}, f"column “basis”: it is empty. Write one of {', '.join(FOOTINGS)}."),
        (
            {"basis": "reported"},
            "column “attributed_to”: it is empty. Say whom the text credits, or change the"
            " footing.",
        ),
        (
            {"confidence": "4"},
            "column “confidence”: “4” is no confidence. Write 3 (sure), 2 (fairly sure) or 1"
            " (unsure).",
        ),
        (
            {"confidence": ""},
            "column “confidence”: it is empty. Write 3 (sure), 2 (fairly sure) or 1 (unsure).",
        ),
        # What a network asks of a row is told in a network's words.
        ({"target": "sonny"}, "column “target”: there is no actor “sonny”. Did you mean “sony”?"),
        (
            {"target": "jetro"},
            "column “target”: “jetro” is tied to itself. Say to whom the tie leads, or delete it.",
        ),
    ],
)
def test_a_bad_row_gets_one_sentence_and_the_others_are_read(row, said):
    assert told({"source": "miti"}, row) == [f"Ties, row 3, {said}"]
    assert len(read_sheet(sheet({"source": "miti"}, row), ACTORS, ("brokers", "other")).ties) == 1


def test_a_pair_stands_once():
    found = told({}, {"kind": "other"})
    said = "“jetro” to “sony” stands in row 2 already."
    assert found == [f"Ties, row 3: {said} Keep one row a pair: the kind that is stressed most."]


def test_the_other_way_round_is_another_pair():
    assert told({}, {"source": "sony", "target": "jetro", "kind": "other"}) == []


def test_a_tie_both_ways_is_one_pair_whoever_is_named_first():
    mutual = {"directed": "no"}
    swapped = {"directed": "no", "source": "sony", "target": "jetro"}
    one, other = (read_sheet(sheet(each), ACTORS).ties for each in (mutual, swapped))
    assert one.equals(other)
    assert agreement(units(one, other, ["miti", "jetro", "sony"]))["percent"] == 100
    assert len(merged(one, other)) == 1
    (said,) = told(mutual, swapped)
    assert "are tied as in row 2" in said


@pytest.mark.parametrize("ties, actors", [("", ACTORS), (sheet({}), "x,y\n1,2\n"), ("", "")])
def test_what_cannot_be_read_at_all_leaves_an_empty_sheet(ties, actors):
    found = read_sheet(ties, actors)
    assert found.ties.empty and list(found.ties) == list(COLUMNS)


@pytest.mark.parametrize(
    "ties", ["a,b,sure\nb,c,advises\n", "a,b,coder\n", "certainty,coder\na,b\n"]
)
def test_a_sheet_that_has_a_coder_s_headings_alone_is_told(ties):
    (flaw,) = read_sheet(ties, ACTORS).flaws
    assert str(flaw).startswith("Ties, row 1, column “source”: there is no column of this name.")


@pytest.mark.parametrize("actors", ["", "\n \n", "actor,name\n"])
def test_without_a_list_of_actors_none_is_taken_from_the_ties(actors):
    found = read_sheet(sheet({}), actors)
    assert found.ties.empty and found.actors.empty
    said = "nobody is listed. Name those between whom both coders look for ties, one a row."
    assert [str(flaw) for flaw in found.flaws] == [f"Actors, row 1: {said}"]


def test_what_was_read_otherwise_than_meant_is_told():
    found = read_sheet(sheet({"weight": "3"}), "actor,age\njetro,1\nsony,2\n")
    assert found.flaws == []
    assert found.notes == ["Actors: not used: “age”.", "Ties: not used: “weight”."]


def test_a_sheet_has_any_number_of_families_and_a_wrong_footing_spoils_none():
    names = [f"a{i}" for i in range(30)]
    rows = [{"source": "hub", "target": name, "family": name, "basis": "stated"} for name in names]
    wrong = [{"source": name, "target": "hub", "basis": f"by {name}"} for name in names]
    found = read_sheet(sheet(*rows, *wrong), "actor\nhub\n" + "\n".join(names))
    assert found.ties["family"].tolist() == names
    assert set(found.ties["basis"]) == {"stated"}
    assert len(found.flaws) == 30 and found.notes == []
    assert repr(found) == "Sheet: 30 ties read, 30 rows left out"


def test_a_long_cell_is_quoted_by_its_beginning():
    (said,) = told({"kind": "k" * 1000})
    assert f"“{'k' * 59}…” is no kind" in said


def test_flaws_of_both_tables_are_told():
    found = read_sheet(sheet({}), ACTORS + "sony,Sony again\n")
    assert [flaw.table for flaw in found.flaws] == ["actors"]
    assert len(found.ties) == 1


# The example


@pytest.mark.parametrize("coder, ties", [("first", 15), ("second", 16)])
def test_the_example_is_read_without_a_fault(coder, ties):
    found = read_sheet(EXAMPLE / f"{coder}.csv", EXAMPLE / "actors.csv", kinds())
    assert found.flaws == []
    assert len(found.ties) == ties
    assert set(found.ties["coder"]) == {coder}
    ours = table(f"double_coding_{coder}")
    for column in ("source", "target", "kind", "basis", "confidence", "evidence"):
        assert found.ties[column].tolist() == ours[column].tolist()


def test_one_cell_is_cut_and_says_so():
    # What copied the paper's words, against the codebook.
    for coder, ties in (("first", []), ("second", [["jp_electronics_malaysia", "sony"]])):
        rows = table(f"double_coding_{coder}")
        cut = rows[rows["evidence"].str.contains("[...]", regex=False)]
        assert cut[["source", "target"]].to_numpy().tolist() == ties
        assert ("[...]" in resource(f"double_coding_{coder}")["description"]) == bool(ties)


def test_the_example_keeps_to_the_codebook():
    # At most fifteen words of evidence; whoever reports says whom the paper credits.
    for coder in ("first", "second"):
        rows = table(f"double_coding_{coder}")
        assert rows["evidence"].str.split().str.len().max() <= 15
        assert rows.loc[rows["basis"] == "reported", "attributed_to"].notna().all()
        assert rows.loc[rows["basis"] != "reported", "attributed_to"].isna().all()
        assert rows.loc[rows["kind"] == "other", "note"].notna().all()


def test_the_actors_are_those_of_the_network():
    listed = table("double_coding_actors")
    assert len(listed) == 10
    assert set(listed["actor"]) <= set(table("guidance_actors")["actor"])


@pytest.mark.parametrize("coder", ["first", "second"])
@pytest.mark.parametrize("with_actors", [True, False])
def test_a_sheet_pastes_into_the_page_of_ones_own_network(coder, with_actors):
    actors = (EXAMPLE / "actors.csv").read_text(encoding="utf-8") if with_actors else ""
    ties = (EXAMPLE / f"{coder}.csv").read_text(encoding="utf-8")
    found = read_tables(actors, ties)
    assert found.flaws == []
    assert len(found.ties) == len(table(f"double_coding_{coder}"))
    assert found.ties["directed"].all()
    assert "Ties: not used: “confidence” and “coder”." in found.notes


def test_the_book_s_own_reading_is_that_of_its_network():
    book = readings()["book"]
    assert len(book) == 12
    assert not book.duplicated(["source", "target"]).any()
    assert book["section"].str.startswith("3.3").all()
    assert book["confidence"].isna().all()
    assert set(book["source"]) | set(book["target"]) <= set(table("double_coding_actors")["actor"])


# The empty sheets, and the way to a figure


def test_the_empty_sheet_has_the_columns_that_the_chapter_tells():
    (heading,) = csv.reader((EMPTY / "ties.csv").read_text(encoding="utf-8").splitlines())
    assert tuple(heading) == COLUMNS
    (actors,) = csv.reader((EMPTY / "actors.csv").read_text(encoding="utf-8").splitlines())
    assert actors == list(table("double_coding_actors"))
    told = re.findall(r"^\| (`[^|]+) \|", text("chapters/comparing/coding_a_case"), re.MULTILINE)
    assert tuple(re.findall(r"`(\w+)`", " ".join(told))) == COLUMNS


@pytest.mark.parametrize("coder", ["first", "second"])
def test_the_example_has_the_columns_of_the_empty_sheet(coder):
    fields = resource(f"double_coding_{coder}")["schema"]["fields"]
    assert tuple(field["name"] for field in fields) == COLUMNS


@pytest.mark.parametrize("rest, ties", [("show", 16), ("leave out", 15)])
def test_two_sheets_become_a_figure(rest, ties, capsys):
    actors = EXAMPLE / "actors.csv"
    sheets = [
        read_sheet(EXAMPLE / f"{coder}.csv", actors, kinds()) for coder in ("first", "second")
    ]
    both = merged(*(each.ties for each in sheets), rest=rest)
    figure = own_network.show(Tables(sheets[0].actors, both))
    assert capsys.readouterr().out == ""
    assert len(figure.ties) == ties
    assert {tie["family"] for tie in figure.ties} == (
        {"both", "only second"} if rest == "show" else {"both"}
    )
    assert all(tie["directed"] for tie in figure.ties)


def test_two_empty_sheets_are_told_to_prove_nothing():
    empty = read_sheet("", ACTORS).ties
    found = agreement(units(empty, empty, ["miti", "jetro", "sony"]))
    assert found["percent"] == 100
    assert pd.isna(found["alpha"]) and "nothing varies" in found["undefined"]
