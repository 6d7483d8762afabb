"""The guidance network is what two papers document, and a broken one is told by file and row."""

import csv
import json
import re
import shutil
from collections import Counter

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from widgets import data
from widgets.networks import ACTOR_COLUMNS, TIE_COLUMNS, network, networks

GUIDANCE = network("guidance")
ACTORS, TIES = GUIDANCE.actors, GUIDANCE.ties
# What stands in the files, read without any of our code.
FILES = {}
for part in ("actors", "ties"):
    text = (data.DATA / f"networks/guidance/{part}.csv").read_text(encoding="utf-8")
    FILES[part] = list(csv.DictReader(text.splitlines()))

# The sections of the two papers; the second numbers its chapters and not what is below them.
SECTIONS = {
    "hatch_state": r"[1-4](\.[1-6])?",
    "hatch_relationalism": r"Introduction|Government-business ties|Business-Business Ties"
    r"|2\. Development and Relationalism|3\. Regionalizing Relationalism"
    r"|4\. The Asian Fiscal Crisis|5\. Techno-Nationalism",
}


def is_section(document, cell):
    return all(re.fullmatch(rf"({SECTIONS[document]})( n\. \d+)?", one) for one in cell.split("; "))


def reachable(graph):
    """Return every pair of which the second can be reached from the first."""
    return {(one, other) for one in graph for other in nx.descendants(graph, one)}


# The package


def test_networks_are_listed():
    assert "guidance" in networks()


@pytest.mark.parametrize("case", networks())
def test_columns_of_the_contract_come_first(case):
    actors, ties = (list(data.table(f"{case}_{part}")) for part in ("actors", "ties"))
    assert actors[: len(ACTOR_COLUMNS)] == list(ACTOR_COLUMNS)
    assert ties[: len(TIE_COLUMNS)] == list(TIE_COLUMNS)


def test_no_network_is_left_out_of_the_package():
    package = json.loads(data.PACKAGE.read_text(encoding="utf-8"))
    paths = {resource["path"] for resource in package["resources"]}
    files = {file.relative_to(data.DATA).as_posix() for file in data.DATA.glob("networks/*/*.csv")}
    assert files <= paths


@pytest.mark.parametrize("name", [f"{case}_{part}" for case in networks() for part in FILES])
def test_every_word_of_a_closed_list_has_a_sentence(name):
    fields = {
        field["name"]: field for field in data._resource(name, data.PACKAGE)["schema"]["fields"]
    }
    closed = {name for name, field in fields.items() if "enum" in field.get("constraints", {})}
    assert {"kind", "document"} < closed
    for column in closed:
        codes = fields[column]["codes"]
        assert list(codes) == fields[column]["constraints"]["enum"]
        assert all(sentence.endswith(".") and sentence[0].isupper() for sentence in codes.values())


@pytest.mark.parametrize("case", networks())
def test_no_word_means_two_things(case):
    actors, ties = (
        {field["name"]: field.get("codes", {}) for field in resource["schema"]["fields"]}
        for resource in (data._resource(f"{case}_{part}", data.PACKAGE) for part in FILES)
    )
    for column in actors.keys() & ties.keys():
        for word in actors[column].keys() & ties[column].keys():
            assert actors[column][word] == ties[column][word]


def test_the_boundary_says_which_texts_and_what_is_absent():
    for words in ("Regionalizing the State", "Regionalizing Relationalism", "Absent", "middle"):
        assert words in GUIDANCE.boundary


# The guidance network, as a reader can check it


def test_all_rows_are_there_in_their_order():
    assert (
        repr(GUIDANCE) == f"Network of {len(FILES['actors'])} actors and {len(FILES['ties'])} ties"
    )
    assert ACTORS["actor"].to_list() == [row["actor"] for row in FILES["actors"]]
    assert TIES["evidence"].to_list() == [row["evidence"] for row in FILES["ties"]]


def test_ties_by_family():
    assert TIES["family"].value_counts().to_dict() == {
        "inside_japan": 46,
        "administrative_host": 38,
        "outside": 23,
        "financial_host": 22,
        "regional": 19,
        "administrative_investor": 15,
        "financial_investor": 15,
        "rivalry": 14,
        "private": 6,
    }


def test_ties_by_footing_and_status():
    assert TIES["basis"].value_counts().to_dict() == {"stated": 103, "reported": 75, "inferred": 20}
    assert TIES["status"].value_counts().to_dict() == {
        "in_force": 160,
        "ended": 17,
        "planned": 9,
        "proposed": 7,
        "shelved": 5,
    }


def test_the_state_of_japan_is_one_bloc():
    members = ACTORS[ACTORS["bloc"] == "japan_state"]
    assert len(members) == 21
    assert set(members["place"]) == {"Japan"}
    assert {"miti", "mof", "jica", "jetro", "exim_bank"} < set(members["actor"])
    assert not {"jama", "toyota", "ameicc", "sakurai"} & set(members["actor"])


def test_a_tie_says_where_it_stands_and_on_what_footing():
    assert all(map(is_section, TIES["document"], TIES["section"]))
    assert TIES[["document", "section", "evidence", "basis", "status"]].notna().all(axis=None)
    credited = TIES["attributed_to"].notna()
    assert credited[TIES["basis"] == "reported"].all()
    assert not credited[TIES["basis"] == "stated"].any()
    assert TIES.loc[TIES["basis"] == "inferred", "note"].notna().all()


def test_a_year_at_the_end_has_one_at_the_start():
    assert TIES.loc[TIES["end"].notna(), "start"].notna().all()


def test_an_actor_says_where_it_stands_and_has_a_tie():
    assert all(map(is_section, ACTORS["document"], ACTORS["section"]))
    assert set(ACTORS["actor"]) == {*TIES["source"], *TIES["target"]}
    assert ACTORS["name"].is_unique


def test_what_runs_both_ways_is_undirected():
    undirected = set(TIES.loc[~TIES["directed"], "kind"])
    assert undirected == {"collaborates", "member_of", "rivals", "exchanges_staff"}
    assert set(TIES.loc[TIES["directed"], "kind"]) & undirected == {"exchanges_staff"}
    money = TIES["kind"].isin(["lends", "funds", "gives_aid", "insures", "staffs_and_funds"])
    assert TIES.loc[money, "directed"].all()


@pytest.mark.parametrize(
    "source, target, kind, section, found",
    [
        # hatch_state, section 3.2: a study of a JICA team led to the master plan of 1995
        ("jica", "thai_moi", "advises", "3.2", {"start": 1995, "end": 1995, "basis": "reported"}),
        # hatch_state, section 3.2, note 18: who paid for and staffed the working group
        ("miti", "clm_wg", "staffs_and_funds", "3.2 n. 18", {"status": "ended"}),
        # hatch_state, section 3.5: the bank is answerable to MOF
        ("mof", "exim_bank", "supervises", "3.5", {"family": "inside_japan", "basis": "stated"}),
        # hatch_state, section 3.1, note 15: who gets to Asia first, in Sakurai's words
        ("mof", "miti", "rivals", "3.1 n. 15", {"directed": False, "family": "rivalry"}),
        # hatch_relationalism, section 4, note 83: the bank helped with capital for joint ventures
        (
            *("exim_bank", "jp_affiliates_thailand", "lends", "4. The Asian Fiscal Crisis n. 83"),
            {
                "document": "hatch_relationalism",
                "attributed_to": "Far Eastern Economic Review, 29 July 1999",
            },
        ),
    ],
)
def test_tie(source, target, kind, section, found):
    (tie,) = TIES.query("source == @source and target == @target and kind == @kind").to_dict(
        "records"
    )
    assert tie["section"] == section
    assert {column: tie[column] for column in found} == found


# The graph


def expected_edges(bloc=False, **wanted):
    """Work out the edges from the file itself: {(source, target): numbers of the ties}."""
    node = {row["actor"]: bloc and row["bloc"] or row["actor"] for row in FILES["actors"]}
    edges = {}
    for number, row in enumerate(FILES["ties"]):
        ends = node[row["source"]], node[row["target"]]
        if row["family"] == "rivalry" or ends[0] == ends[1]:
            continue
        if all(row[column] in values for column, values in wanted.items()):
            for way in [ends] if row["directed"] == "true" else [ends, ends[::-1]]:
                edges.setdefault(way, []).append(number)
    return edges


@pytest.mark.parametrize("bloc", [False, True])
@pytest.mark.parametrize(
    "switches, wanted",
    [
        ({}, {"status": ["in_force"]}),
        ({"statuses": None}, {}),
        ({"families": ["regional"]}, {"status": ["in_force"], "family": ["regional"]}),
        ({"bases": "stated"}, {"status": ["in_force"], "basis": ["stated"]}),
        ({"statuses": ["planned", "proposed"]}, {"status": ["planned", "proposed"]}),
        ({"families": ["rivalry"]}, {"family": []}),
        ({"bases": ["hedged"]}, {"basis": []}),
    ],
)
def test_edges_are_the_ties_switched_on(switches, wanted, bloc):
    graph = GUIDANCE.graph(**switches, bloc=bloc)
    edges = {(one, other): numbers for one, other, numbers in graph.edges(data="ties")}
    assert edges == expected_edges(bloc, **wanted)


def test_all_actors_are_nodes_in_their_order():
    assert list(GUIDANCE.graph(families=[])) == ACTORS["actor"].to_list()


def test_rivalry_is_never_an_edge():
    graph = GUIDANCE.graph(statuses=None)
    rivals = set(TIES.index[TIES["family"] == "rivalry"])
    assert set(TIES.index[TIES["kind"] == "rivals"]) == rivals
    assert not rivals & {number for *_, numbers in graph.edges(data="ties") for number in numbers}
    # A rival alone does not join: the two meet in no other tie.
    assert not graph.has_edge("china", "japan_government")


def test_directions_hold():
    graph = GUIDANCE.graph()
    assert graph.has_edge("jica", "thai_moi") and not graph.has_edge("thai_moi", "jica")
    assert graph.has_edge("asean", "sme_council") and graph.has_edge("sakurai", "mof_council")
    assert graph.has_edge("mof_council", "sakurai")


def test_an_edge_keeps_all_its_ties():
    # Two in force: experts of one fiscal year (3.2 n. 19), advice on a lender of small firms.
    kinds = [TIES.loc[number, "kind"] for number in GUIDANCE.graph()["jica"]["thailand"]["ties"]]
    assert kinds == ["sends_experts", "advises"]


def test_a_bloc_is_one_node_without_its_inner_ties():
    apart, merged = GUIDANCE.graph(), GUIDANCE.graph(bloc=True)
    assert list(merged)[0] == "japan_state"
    assert len(apart) - len(merged) == 20
    assert not merged.has_edge("japan_state", "japan_state")
    state = set(ACTORS.loc[ACTORS["bloc"].notna(), "actor"])
    inner = {
        number
        for one, other, numbers in apart.edges(data="ties")
        if {one, other} <= state
        for number in numbers
    }
    kept = {number for *_, numbers in merged.edges(data="ties") for number in numbers}
    all_of_them = {number for *_, numbers in apart.edges(data="ties") for number in numbers}
    assert inner and kept == all_of_them - inner


def test_what_is_taken_away_is_gone():
    whole = GUIDANCE.graph()
    without = GUIDANCE.graph(without_actors=["jica"])
    assert set(whole) - set(without) == {"jica"}
    assert not without.in_degree("thai_moi")
    # hatch_state 3.2: the study behind the master plan is the ministry's only channel in the text.
    (number,) = whole["jica"]["thai_moi"]["ties"]
    for cut in (
        {"without_ties": [number]},
        {"programmes_off": ["Supporting industries in Thailand"]},
    ):
        assert not GUIDANCE.graph(**cut).in_degree("thai_moi")
    nobody = GUIDANCE.graph(without_actors=["japan_state"], bloc=True)
    assert "japan_state" not in nobody and "miti" not in nobody and "jama" in nobody


def test_a_graph_leaves_the_network_as_it_was():
    before = TIES.copy()
    GUIDANCE.graph(bloc=True, without_actors=["miti"], without_ties=[0])
    assert TIES.equals(before)
    mine = network("guidance")
    mine.ties.loc[0, "kind"] = "rivals"
    assert network("guidance").ties.loc[0, "kind"] == "organizes"


@pytest.mark.parametrize(
    "switches, message",
    [
        (
            {"families": ["regionl"]},
            "No family is called 'regionl' (did you mean 'regional'?); there are"
            f" {', '.join(GUIDANCE.codes['family'])}.",
        ),
        (
            {"bases": ["Stated"]},
            "No basis is called 'Stated' (did you mean 'stated'?); there are stated, hedged,"
            " surmised, reported, inferred.",
        ),
        (
            {"statuses": "in force"},
            "No status is called 'in force' (did you mean 'in_force'?); there are in_force, ended,"
            " shelved, planned, proposed.",
        ),
        (
            {"without_actors": ["JICAA"]},
            "No actor or bloc is called 'JICAA' (did you mean 'jica'?); there are 94 of them.",
        ),
        (
            {"without_ties": [198]},
            "No tie is numbered 198; they are numbered from 0 to 197.",
        ),
        (
            {"programmes_off": ["New AID"]},
            "No programme is called 'New AID' (did you mean 'New AID Plan'?); there are 31 of"
            " them.",
        ),
    ],
)
def test_unknown_switch(switches, message):
    with pytest.raises(data.DataError) as error:
        GUIDANCE.graph(**switches)
    assert str(error.value) == message


SWITCHES = st.fixed_dictionaries(
    {
        "families": st.none() | st.sets(st.sampled_from(list(GUIDANCE.codes["family"]))),
        "bases": st.none() | st.sets(st.sampled_from(list(GUIDANCE.codes["basis"]))),
        "statuses": st.none() | st.sets(st.sampled_from(list(GUIDANCE.codes["status"]))),
        "without_actors": st.sets(st.sampled_from(ACTORS["actor"].to_list()), max_size=3),
        "programmes_off": st.sets(st.sampled_from(list(GUIDANCE.codes["programme"])), max_size=3),
        "bloc": st.booleans(),
    }
)
NUMBERS = st.sets(st.sampled_from(TIES.index.to_list()), max_size=40)


@settings(deadline=None, max_examples=60)
@given(switches=SWITCHES, cut=NUMBERS, more=NUMBERS)
def test_taking_ties_away_never_adds_a_reachable_pair(switches, cut, more):
    before = GUIDANCE.graph(**switches, without_ties=cut)
    after = GUIDANCE.graph(**switches, without_ties=cut | more)
    assert reachable(after) <= reachable(before)


@settings(deadline=None, max_examples=60)
@given(switches=SWITCHES, cut=NUMBERS)
def test_an_edge_rests_on_ties_that_are_on_and_each_in_its_direction(switches, cut):
    graph = GUIDANCE.graph(**switches, without_ties=cut)
    node = dict(zip(ACTORS["actor"], ACTORS["actor"], strict=True))
    if switches["bloc"]:
        node |= {row["actor"]: row["bloc"] for row in FILES["actors"] if row["bloc"]}
    for source, target, numbers in graph.edges(data="ties"):
        assert source != target and numbers and numbers == sorted(set(numbers) - cut)
        for number in numbers:
            row = FILES["ties"][number]
            ends = (node[row["source"]], node[row["target"]])
            assert ends == (source, target) or (
                row["directed"] == "false" and ends == (target, source)
            )
            assert not switches["without_actors"] & {row["source"], row["target"]}
            assert row["programme"] not in switches["programmes_off"]


# What a broken network is reported as


@pytest.fixture
def broken(tmp_path):
    """Return a function that copies the data, edits the rows of one file, and gives the package."""

    def edit_copy(part, edit):
        package = shutil.copytree(data.DATA, tmp_path / "data") / "datapackage.json"
        file = package.parent / f"networks/guidance/{part}.csv"
        with open(file, encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        columns = list(rows[0])
        edited = edit(rows)
        rows = rows if edited is None else edited
        with open(file, "w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, list(rows[0]) if rows else columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        return package

    return edit_copy


def without(column):
    return lambda rows: [{k: v for k, v in row.items() if k != column} for row in rows]


def again(number, **changes):
    """Append a row like that of a tie, with some cells changed."""
    return lambda rows: [*rows, rows[number] | changes]


def number_of(source, target, kind):
    keys = [(row["source"], row["target"], row["kind"]) for row in FILES["ties"]]
    assert Counter(keys)[source, target, kind] == 1
    return keys.index((source, target, kind))


STUDY = number_of("jica", "thai_moi", "advises")
RACE = number_of("mof", "miti", "rivals")
LAST = len(FILES["ties"]) + 2


@pytest.mark.parametrize(
    "part, edit, message",
    [
        pytest.param(
            "ties",
            lambda rows: rows[STUDY].update(target="thai_mio"),
            f"ties.csv, row {STUDY + 2}, column 'target': found 'thai_mio' (did you mean"
            " 'thai_moi'?), expected an entry of column 'actor' of"
            " data/networks/guidance/actors.csv.",
            id="unknown target",
        ),
        pytest.param(
            "ties",
            lambda rows: rows[STUDY].update(source="JICA"),
            f"ties.csv, row {STUDY + 2}, column 'source': found 'JICA', expected text of the form"
            " [a-z0-9_]+.",
            id="capitals",
        ),
        pytest.param(
            "ties",
            lambda rows: rows[STUDY].update(source="zzz"),
            f"ties.csv, row {STUDY + 2}, column 'source': found 'zzz', expected an entry of column"
            " 'actor' of data/networks/guidance/actors.csv.",
            id="unknown source, near to none",
        ),
        pytest.param(
            "actors",
            lambda rows: [row for row in rows if row["actor"] != "thai_moi"],
            f"ties.csv, row {STUDY + 2}, column 'target': found 'thai_moi', expected an entry of"
            " column 'actor' of data/networks/guidance/actors.csv.",
            id="actor lost",
        ),
        pytest.param(
            "ties",
            again(STUDY),
            f"ties.csv, row {LAST}, column 'source, target, kind, programme, start': found 'jica,"
            " thai_moi, advises, Supporting industries in Thailand, 1995' again, expected each key"
            " only once.",
            id="duplicate tie",
        ),
        pytest.param(
            "ties",
            again(RACE, source="miti", target="mof"),
            f"ties.csv, row {LAST}: found 'miti' and 'mof' again, tied as in row {RACE + 2},"
            " expected each tie only once.",
            id="undirected tie the other way round",
        ),
        pytest.param(
            "ties",
            lambda rows: rows[STUDY].update(target="jica"),
            f"ties.csv, row {STUDY + 2}, column 'target': found 'jica' at both ends, expected two"
            " different actors.",
            id="self-tie",
        ),
        pytest.param(
            "ties",
            lambda rows: rows[STUDY].update(end="1994"),
            f"ties.csv, row {STUDY + 2}, column 'end': found 1994, expected 1995 (its start) or"
            " later.",
            id="end before start",
        ),
        pytest.param(
            "ties",
            lambda rows: rows[STUDY].update(start="in 1995"),
            f"ties.csv, row {STUDY + 2}, column 'start': found 'in 1995', expected an integer from"
            " 1950 to 2001.",
            id="not a year",
        ),
        pytest.param(
            "ties",
            lambda rows: rows[STUDY].update(directed="yes"),
            f"ties.csv, row {STUDY + 2}, column 'directed': found 'yes', expected true or false.",
            id="not a direction",
        ),
        pytest.param(
            "ties",
            lambda rows: rows[STUDY].update(basis="rumoured"),
            f"ties.csv, row {STUDY + 2}, column 'basis': found 'rumoured', expected one of stated,"
            " hedged, surmised, reported, inferred.",
            id="unknown footing",
        ),
        *(
            pytest.param(
                "ties",
                lambda rows, column=column: rows[STUDY].update({column: ""}),
                f"ties.csv, row {STUDY + 2}, column '{column}': found nothing, expected ",
                id=f"no {column}",
            )
            for column in (
                *("source", "target", "kind", "family", "directed"),
                *("document", "section", "evidence", "basis", "status"),
            )
        ),
        *(
            pytest.param(
                "actors",
                lambda rows, column=column: rows[0].update({column: ""}),
                f"actors.csv, row 2, column '{column}': found nothing, expected ",
                id=f"actor with no {column}",
            )
            for column in ("actor", "name", "kind", "group", "place", "document", "section")
        ),
        pytest.param(
            "ties",
            without("family"),
            "ties.csv, row 1, column 'family': found no such column, expected source, target,",
            id="column lost",
        ),
        pytest.param(
            "ties",
            lambda rows: [],
            "ties.csv: found no rows, expected source, target,",
            id="no ties",
        ),
        pytest.param(
            "actors",
            lambda rows: [],
            "actors.csv: found no rows, expected actor, name,",
            id="no actors",
        ),
        pytest.param(
            "actors",
            lambda rows: [*rows, rows[0]],
            f"actors.csv, row {len(FILES['actors']) + 2}, column 'actor': found 'japan_government'"
            " again, expected each key only once.",
            id="duplicate actor",
        ),
    ],
)
def test_broken_network(broken, part, edit, message):
    with pytest.raises(data.DataError) as error:
        network("guidance", package=broken(part, edit))
    told = str(error.value)
    assert told.startswith(f"data/networks/guidance/{message}")
    assert told.endswith(".") and "\n" not in told


def test_what_a_table_refers_to_is_blamed_first(broken):
    package = broken("actors", lambda rows: rows[0].update(kind=""))
    with pytest.raises(data.DataError, match=r"^data/networks/guidance/actors\.csv, row 2, "):
        data.table("guidance_ties", package=package)


def describe(package, **edits):
    """Edit what the data package says of the guidance resources."""
    descriptor = json.loads(package.read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        if edit := edits.get(resource["name"]):
            edit(resource)
    package.write_text(json.dumps(descriptor), encoding="utf-8")
    return package


def test_a_bloc_with_the_name_of_an_actor(broken):
    package = describe(
        broken("actors", lambda rows: rows[0].update(bloc="miti")),
        guidance_actors=lambda resource: resource["schema"]["fields"][-2].pop("constraints"),
    )
    with pytest.raises(data.DataError) as error:
        network("guidance", package=package)
    assert str(error.value) == (
        "data/networks/guidance/actors.csv, row 2, column 'bloc': found 'miti', expected a name"
        " that no actor has."
    )


def test_a_network_must_state_its_boundary(broken):
    package = broken("ties", lambda rows: None)
    describe(package, guidance_ties=lambda resource: resource.pop("boundary"))
    with pytest.raises(data.DataError) as error:
        network("guidance", package=package)
    assert str(error.value) == (
        "data/datapackage.json, resource 'guidance_ties': found no boundary, expected which texts,"
        " whose ties and what is absent."
    )


def test_a_package_that_does_not_know_a_column_of_the_contract(broken):
    def forget(resource):
        fields = resource["schema"]["fields"]
        resource["schema"]["fields"] = [f for f in fields if f["name"] != "basis"]

    package = describe(broken("ties", without("basis")), guidance_ties=forget)
    with pytest.raises(data.DataError) as error:
        network("guidance", package=package)
    assert str(error.value) == (
        "data/networks/guidance/ties.csv, row 1, column 'basis': found no such column, expected at"
        f" least {', '.join(TIE_COLUMNS)}."
    )


def test_a_case_may_do_without_blocs_programmes_and_status(broken):
    def forget(*names):
        def edit(resource):
            schema = resource["schema"]
            schema["fields"] = [f for f in schema["fields"] if f["name"] not in names]
            schema["primaryKey"] = [name for name in schema["primaryKey"] if name not in names]

        return edit

    # Up to this row no two ties differ in their programme alone.
    package = broken(
        "ties",
        lambda rows: [{k: row[k] for k in (*TIE_COLUMNS, "note")} for row in rows[:STUDY]],
    )
    file = package.parent / "networks/guidance/actors.csv"
    with open(file, "w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, ACTOR_COLUMNS, lineterminator="\n", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(FILES["actors"])
    describe(
        package,
        guidance_actors=forget("bloc", "short"),
        guidance_ties=forget("programme", "status"),
    )
    bare = network("guidance", package=package)
    paths = TIES[:STUDY].query("family != 'rivalry'")
    tied = {
        number for *_, numbers in bare.graph(bloc=True).edges(data="ties") for number in numbers
    }
    assert tied == set(paths.index)
    assert list(bare.graph(bloc=True)) == ACTORS["actor"].to_list()


def test_unknown_case():
    with pytest.raises(data.DataError) as error:
        network("guidence")
    assert str(error.value) == (
        "No network is called 'guidence' (did you mean 'guidance'?);"
        f" there are {', '.join(networks())}."
    )


def test_a_table_alone_is_no_network(broken):
    package = broken("ties", lambda rows: None)
    describe(package, guidance_actors=lambda resource: resource.update(name="people"))
    assert networks(package=package) == [case for case in networks() if case != "guidance"]
