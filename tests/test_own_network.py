"""A reader's own network: read alike in Python and in the page, drawn, and written out."""

import json
import subprocess
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from widgets import OwnNetwork, TieNetwork, modules, tie_input
from widgets.own_formats import FORMATS, read_network, write_network
from widgets.own_network import ENCODINGS, examples, own_script, placed, show
from widgets.own_tables import (
    MOST,
    Tables,
    cell,
    decoded,
    distance,
    read_tables,
    records,
)

CASES = json.loads(
    (Path(__file__).parent / "cases" / "own_network.json").read_text(encoding="utf-8")
)


def held(frame):
    """Return the rows of a table, each without its empty cells."""
    rows = frame.to_dict("records")
    return [{name: value for name, value in row.items() if value is not None} for row in rows]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_tables_are_read_as_the_page_reads_them(case):
    found = read_tables(case["actors"], case["ties"])
    expected = case["expected"]
    assert held(found.actors) == expected["actors"]
    assert held(found.ties) == expected["ties"]
    assert [str(flaw) for flaw in found.flaws] == expected["flaws"]
    assert found.notes == expected["notes"]
    assert found.said == expected["said"]


# The twin, on texts that nobody would write

SNIPPETS = ["a", "b", "c", '"', '""', ",", ";", "\t", "\n", "\r\n", "\r", " ", "=1", "'=", "1998"]
SNIPPETS += ["\ufeff", "é", "e\u0301", "山", "0,5", "yes", "Directed", "type", "name", "bloc"]
SNIPPETS += ["😀" * 59, "x" * 61]
ACTORS = ["actor,name\n", "id;x;y\n", "actor\n", "Name\tBloc\n", "sep=;\n"]
TIES = ["source,target\n", "from;to;kind\n", "source\ttarget\tstart\tend\n", "to,from,type\n"]
messy = st.builds(
    lambda head, body: head + "".join(body),
    st.sampled_from(["", *ACTORS, *TIES]),
    st.lists(st.sampled_from(SNIPPETS), max_size=25),
)
READ = """
import { readFileSync } from "node:fs";
const { csvRecords, flawText, readTables, saidOf } = await import(process.argv[1]);
const answers = JSON.parse(readFileSync(0, "utf8")).map(([actors, ties]) => {
  const read = readTables(actors, ties);
  const { rows: all, open } = csvRecords(actors);
  const rows = all.map(({ cells }) => cells);
  return { ...read, flaws: read.flaws.map(flawText), said: saidOf(read), rows, open };
});
process.stdout.write(JSON.stringify(answers));
"""


@settings(max_examples=8)
@given(st.lists(st.tuples(messy, messy), min_size=60, max_size=60))
def test_page_and_python_read_any_two_texts_alike(texts):
    done = subprocess.run(
        ["node", "--input-type=module", "-e", READ, (modules.JS / "own_tables.mjs").as_uri()],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    for (actors, ties), page in zip(texts, json.loads(done.stdout), strict=True):
        found = read_tables(actors, ties)
        rows, is_open = records(actors)
        assert page == {
            "actors": found.actors.to_dict("records"),
            "ties": found.ties.to_dict("records"),
            "flaws": [str(flaw) for flaw in found.flaws],
            "notes": found.notes,
            "said": found.said,
            "rows": rows,
            "open": is_open,
        }


@given(messy, messy)
def test_whatever_is_read_is_a_network_that_a_figure_takes(actors, ties):
    found = read_tables(actors, ties)
    if found.actors.empty:
        assert found.ties.empty
        return
    people = tie_input.people(placed(found), None)
    assert len(tie_input.pairs(found.ties, people)) == len(found.ties)


# Laws

names = st.text(st.characters(codec="utf-8"), max_size=12).map(cell)
row = st.tuples(names.filter(bool), names, names)


@given(st.lists(row, min_size=1, max_size=8, unique_by=lambda each: each[0]))
def test_a_table_written_by_pandas_is_read_as_it_was(rows):
    rows = [each for each in rows if cell(each[0]) == each[0]]  # "'=" loses what protects a formula
    frame = pd.DataFrame(rows, columns=["actor", "name", "short"])
    found = read_tables(frame.to_csv(index=False))
    expected = [(actor, cell(name) or actor, cell(short) or None) for actor, name, short in rows]
    assert [
        *found.actors[["actor", "name", "short"]].itertuples(index=False, name=None)
    ] == expected
    assert found.flaws == []


@given(st.text(max_size=8), st.text(max_size=8))
def test_the_distance_of_words_is_one(one, other):
    enough = 99
    steps = distance(one, other, enough)
    assert steps == distance(other, one, enough)
    assert (steps == 0) == (one == other)
    assert abs(len(one) - len(other)) <= steps <= max(len(one), len(other))
    assert distance(one, other, 2) == min(steps, 2)


def test_the_distance_of_two_words_from_a_textbook():
    assert distance("kitten", "sitting", 9) == 3  # Levenshtein's, in any textbook


# Files


@pytest.mark.parametrize("form", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_files_are_read_in_the_forms_of_unicode(form):
    text = "actor\n佐橋\nБрежнев\n"
    assert decoded(text.encode(form)) == text
    assert list(read_tables(text.encode(form)).actors["actor"]) == ["佐橋", "Брежнев"]


def test_an_older_encoding_is_asked_for_and_then_read():
    content = "佐橋".encode("shift_jis")
    with pytest.raises(ValueError, match="older encoding. Save it as “CSV UTF-8”"):
        decoded(content)
    assert decoded(content, "shift_jis") == "佐橋"


def test_shift_jis_is_what_windows_writes():
    # The page's twin of this stands in tests/js/own_network.test.mjs.
    assert decoded(b"\x87\x40\x87\x8a\xfb\xfc\x81\x60", "shift_jis") == "①㈱髙～"


@pytest.mark.parametrize("name", [name for name, _ in ENCODINGS])
def test_python_knows_the_encodings_that_the_page_offers(name):
    assert decoded(b"actor", name) == "actor"


def test_too_many_rows_are_told_and_the_rest_is_read():
    rows = "".join(f"a{i},b\n" for i in range(MOST["ties"] + 1))
    found = read_tables("", f"from,to\n{rows}")
    assert len(found.actors) == MOST["actors"]
    assert [str(flaw) for flaw in found.flaws] == [
        "Ties, row 2001: one end is beyond the 2,000 actors that a picture takes. From here on"
        " such ties are left out.",
        "Ties, row 10002: a picture takes 10,000 ties, and here are 10,001. What begins here is"
        " left out.",
    ]
    assert found.said == "2,000 actors and 1,999 ties read; 8,002 rows left out."


def test_every_row_that_is_left_out_is_counted_and_no_actor_is_called_unknown():
    # The page's twin of this stands in tests/js/own_network.test.mjs.
    rows = "".join(f"a{i},Actor {i},\n" for i in range(2500))
    ties = "from,to\na1,a2\na1,a2400\nActor 2300,a2\na1,nobody\n,a2\n"
    found = read_tables(f"actor,name,bloc\n{rows}", ties)
    assert [str(flaw) for flaw in found.flaws] == [
        "Actors, row 2002: a picture takes 2,000 actors, and here are 2,500. What begins here is"
        " left out.",
        "Ties, row 3: one end is beyond the 2,000 actors that a picture takes. From here on such"
        " ties are left out.",
        "Ties, row 5, column “target”: there is no actor “nobody”. Add it to the actors, or"
        " correct it.",
        "Ties, row 6, column “source”: it is empty. Say whom the tie joins, or delete the row.",
    ]
    assert found.said == "2,000 actors and 1 tie read; 504 rows left out."


def test_of_each_tie_the_row_is_kept_with_columns_that_a_network_has_no_use_for():
    ties = "from,to,sure,directed\nann,bo,1,\nann,Bob,2,yes\n"
    found = read_tables("actor,name\nann,\nbob,Bob\n", ties, {"certainty": ("sure",)})
    assert found.notes == []
    ((number, row),) = found.rows
    held = {name: text for name, text in row.items() if text}
    assert number == 3
    assert held == {"source": "ann", "target": "bob", "certainty": "2", "directed": "yes"}


def test_no_message_is_longer_than_a_few_lines():
    cell = "x" * 100_000
    found = read_tables(f"actor,x,{cell}\nann,,\nbob,{cell},\n", f"from,to\n{cell},ann\n")
    assert len(found.flaws) == 2 and len(found.notes) == 1
    assert max(map(len, map(str, [*found.flaws, *found.notes]))) < 200


def test_a_cell_of_a_hundred_thousand_letters_is_read():
    assert len(read_tables(f"actor,name\nann,{'x' * 200_000}\n").actors["name"][0]) == 200_000


# Figures


def test_show_makes_a_figure_and_says_what_was_left_out(capsys):
    figure = show("actor,x,y\nann,0,0\nbob,10,5\n", "from,to\nann,bob\nann,bo\n")
    assert isinstance(figure, TieNetwork)
    assert figure.power.loc["ann", "degree"] == 1
    assert figure.places["wide"][0] != figure.places["wide"][1]
    said = capsys.readouterr().out
    assert said == "Ties, row 3, column “target”: there is no actor “bo”. Did you mean “bob”?\n"


def test_an_empty_network_cannot_be_shown():
    with pytest.raises(ValueError, match="no actor to show"):
        show("", "")


@pytest.mark.parametrize("name", examples())
def test_the_examples_are_read_without_a_flaw(name):
    example = examples()[name]
    found = read_tables(example["actors"], example["ties"])
    assert found.flaws == [] and found.notes == []
    assert len(found.ties) > 10
    assert example["boundary"] and example["evidence"] in ("coded", "illustrative")


def test_the_figure_begins_as_the_kite_with_its_sheets():
    figure = OwnNetwork(label="fig-own", caption="What to notice.")
    assert figure.reading.startswith("Highest betweenness: Heather (")
    markup = figure.markup()
    assert markup.count("data-own=") == 1 and "diane,Diane" in markup
    assert {"texts", "examples", "colours"} <= figure.state().keys()


def test_what_the_sheets_hold_is_text_and_never_markup():
    figure = OwnNetwork("actor\n</textarea><script>alert(1)</script>\n")
    assert "<script>" not in figure.markup()


def test_the_script_brings_the_workers_text_along():
    script = own_script()
    assert "globalThis.tiesMeasureWorker = " in script and "globalThis.tiesOwn" in script
    worker = json.loads(script.split("\n")[0].split(" = ", 1)[1].removesuffix(";"))
    assert "postMessage" in worker and "betweenness" in worker
    assert "document" not in worker  # which a worker has not


# Other programs' formats


def both(tables: Tables):
    return [sorted(map(str, frame.to_dict("records"))) for frame in (tables.actors, tables.ties)]


@pytest.mark.parametrize("form", ["graphml", "gexf"])
@pytest.mark.parametrize("name", examples())
def test_a_network_comes_back_from_graphml_and_gexf(name, form):
    example = examples()[name]
    tables = read_tables(example["actors"], example["ties"])
    assert both(read_network(write_network(tables, form), form)) == both(tables)


def test_networkx_reads_the_graph_that_is_written(tmp_path):
    tables = read_tables("", "from,to,directed\nann,bob,yes\nbob,carl,yes\n")
    file = tmp_path / "own.graphml"
    file.write_text(write_network(tables, "graphml"), encoding="utf-8")
    assert set(nx.read_graphml(file).edges()) == {("ann", "bob"), ("bob", "carl")}


def test_dl_keeps_who_is_tied_to_whom():
    tables = read_tables("", "from,to,directed,kind\nAnn Lee,bob,yes,a\nbob,carl,no,b\n")
    text = write_network(tables, "dl")
    assert text.splitlines()[0] == "dl n=3 format=edgelist1"
    assert text.endswith("data:\n1 2\n2 3\n3 2\n")
    found = read_network(text, "dl")
    assert list(found.actors["actor"]) == ["Ann Lee", "bob", "carl"]
    arcs = [*found.ties[["source", "target", "directed"]].itertuples(index=False, name=None)]
    assert arcs == [("Ann Lee", "bob", True), ("bob", "carl", True), ("carl", "bob", True)]


@pytest.mark.parametrize(
    "text",
    [
        "dl n=3 format=fullmatrix\nlabels:\na,b,c\ndata:\n0 1 0\n1 0 1\n0 1 0\n",
        "DL N = 3\nFORMAT = FULLMATRIX\nLABELS EMBEDDED\nDATA:\na b c\na 0 1 0\nb 1 0 1\nc 0 1 0\n",
        "dl n=3, format=edgelist1\nlabels embedded\ndata:\na b\nb a 2.0\nb c\nc b\n",
        "dl n=3 format=edgelist1\nlabels:\na\nb\nc\ndata:\n1 2\n2 1\n2 3\n3 2\n",
    ],
)
def test_the_forms_of_dl_are_read_and_mutual_ties_have_no_direction(text):
    found = read_network(text, "dl")
    assert list(found.actors["actor"]) == ["a", "b", "c"]
    arcs = [*found.ties[["source", "target", "directed"]].itertuples(index=False, name=None)]
    assert arcs == [("a", "b", False), ("b", "c", False)]


# Quotation marks, spaces, commas, signs that begin formulas, words of DL, two other alphabets.
PIECES = [
    '"',
    "'",
    " ",
    ",",
    "=",
    "+",
    ":",
    "dl n=2",
    "data:",
    "labels",
    "佐橋",
    "Брежнев",
    "a",
    "é",
]
odd = st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("".join).map(cell).filter(bool)


@given(st.lists(odd, min_size=2, max_size=6, unique=True), st.data())
def test_odd_names_come_back_from_every_format(people, data):
    pairs = st.tuples(st.sampled_from(people), st.sampled_from(people), st.booleans())
    ties = data.draw(st.lists(pairs.filter(lambda tie: tie[0] != tie[1]), max_size=8))
    quoted = [
        pd.DataFrame({"actor": people}),
        pd.DataFrame(ties, columns=["from", "to", "directed"]),
    ]
    guard = lambda text: f"'{text}" if str(text)[0] in "'=+@-" else text  # noqa: E731
    tables = read_tables(*(frame.map(guard).to_csv(index=False) for frame in quoted))
    assert len(tables.actors) == len(people)
    for form in ("graphml", "gexf"):
        found = read_network(write_network(tables, form), form)
        assert list(found.actors["actor"]) == list(tables.actors["actor"])
        assert _arcs(found) == _arcs(tables)
    found = read_network(write_network(tables, "dl"), "dl")
    assert found.flaws == []
    back = dict(zip(found.actors["actor"], tables.actors["actor"], strict=True))
    assert all(name == was or '"' in was for name, was in back.items())
    assert _arcs(found, back) == _arcs(tables)


def _arcs(tables: Tables, names=None) -> set[tuple[str, str]]:
    """Return who is tied to whom, a tie without direction both ways, by names of before."""
    arcs = set()
    for source, target, directed in tables.ties[["source", "target", "directed"]].to_numpy():
        one, other = (names[end] if names else end for end in (source, target))
        arcs |= {(one, other)} if directed else {(one, other), (other, one)}
    return arcs


def test_names_that_differ_by_a_quotation_mark_alone_stay_two_in_dl():
    tables = read_tables('actor\na""b\na\'b\n'.replace('a""b', '"a""b"'))
    found = read_network(write_network(tables, "dl"), "dl")
    assert list(found.actors["actor"]) == ["a'b 2", "a'b"]


@pytest.mark.parametrize(
    ("text", "people", "arcs"),
    [
        ("dl n=3 format=nodelist1 data:\n1 2 3\n2 3\n", ["1", "2", "3"], "1>2 1>3 2>3"),
        ("dl n=3 format=nodelist1\nlabels embedded:\ndata:\nc a b\nb a\n", [*"cab"], "c>a c>b b>a"),
        ("DL N=2 LABELS: data_base, b DATA: 0 .5 0 0\n", ["data_base", "b"], "data_base>b"),
        ("dl n=2 format=edgelist1 data:\n1 2 0\n2 1 1e-3\n", ["1", "2"], "2>1"),
        ("dl n=2\nformat=fullmatrix labels embedded\ndata:\nb a\nb 9 1\na 0 9\n", [*"ba"], "b>a"),
        ('dl n=2 labels:"x y"="data:" data: 0 1 0 0', ["x y", "data:"], "x y>data:"),
    ],
)
def test_what_ucinets_help_allows_is_read(text, people, arcs):
    found = read_network(text, "dl")
    assert list(found.actors["actor"]) == people
    ends = found.ties[["source", "target"]].itertuples(index=False, name=None)
    assert found.ties["directed"].all()
    assert " ".join(f"{one}>{other}" for one, other in ends) == arcs


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("dl n=2 format=lowerhalf data:\n0\n1 0\n", "its format is lowerhalf"),
        ("dl nr=2 nc=3 data:\n0 1 1\n1 0 1\n", "it has two modes"),
        ("dl n=2 nm=2 data:\n0 1 1 0 0 1 1 0\n", "it holds 2 matrices"),
        ("dl n=2 diagonal absent data:\n1 1\n", "no diagonal"),
        ("dl n=2 datafile ties.txt data:\n", "in another file"),
        ("dl n=2 data:\n0 one 1 0\n", "no number"),
        ("dl n=3 labels: a,b data: 0 1 0 1 0 1 0 1 0", "n is 3, and there are 2 labels"),
        ("dl format=edgelist1 data:\n1 2\n", "say n="),
        ("dl n=2", "there is no “data:”"),
        ("n=2 data: 0 1 1 0", "does not begin with “dl”"),
    ],
)
def test_what_is_not_read_of_dl_is_said(text, said):
    with pytest.raises(ValueError, match=f"this is no dl that can be read: .*{said}"):
        read_network(text, "dl")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "text", ["", "nothing", "<graphml>", "dl n=2 format=edgelist1\ndata:\n1 3\n"]
)
def test_a_file_of_another_form_is_refused_in_a_sentence(text, form):
    with pytest.raises(ValueError, match=f"this is no {form} that can be read"):
        read_network(text, form)


def test_a_format_that_nobody_knows_is_refused():
    with pytest.raises(ValueError, match="one of graphml, gexf, dl, not 'pajek'"):
        write_network(read_tables("", "a,b\n"), "pajek")
