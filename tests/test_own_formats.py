"""What other programs find in a file of ours, and files that XML would rather not hold."""

import networkx as nx
import pytest

from widgets.own_formats import read_network, write_network
from widgets.own_tables import read_tables

XML = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}
MIXED = read_tables(
    "",
    "from,to,directed,kind\nann,bob,yes,heads\nbob,ann,no,advises\ncarl,bob,no,advises\n"
    "carl,bob,no,funds\n",
)


def ties(tables):
    return tables.ties.sort_values(["source", "target", "kind"]).to_dict("records")


@pytest.mark.parametrize("form", XML)
def test_a_tie_without_direction_leads_both_ways_for_others_and_is_one_tie_for_us(form, tmp_path):
    text = write_network(MIXED, form)
    file = tmp_path / "own"
    file.write_text(text, encoding="utf-8")
    arcs = {(one, other) for one, other in XML[form](file).edges()}
    assert arcs == {("ann", "bob"), ("bob", "ann"), ("carl", "bob"), ("bob", "carl")}
    found = read_network(text, form)
    assert found.flaws == []
    assert ties(found) == ties(MIXED)


def test_an_attribute_of_anothers_takes_no_tie_away():
    graph = nx.DiGraph()
    graph.add_edge("ann", "bob", returning=True)
    assert len(read_network("\n".join(nx.generate_graphml(graph)), "graphml").ties) == 1


@pytest.mark.parametrize(
    "head", ["<?xml version='1.0' encoding='{}'?>", "\ufeff<?xml version='1.0' encoding=\"{}\" ?>"]
)
@pytest.mark.parametrize("encoding", ["ISO-8859-1", "UTF-16", "no-such-one"])
@pytest.mark.parametrize("form", XML)
def test_a_text_is_read_whatever_encoding_its_file_declared(form, encoding, head):
    body = write_network(read_tables("actor\nMüller\n佐橋\n"), form).split("?>", 1)[1]
    found = read_network(head.format(encoding) + body, form)
    assert list(found.actors["actor"]) == ["Müller", "佐橋"]


@pytest.mark.parametrize("form", XML)
def test_what_xml_does_not_take_stays_behind(form):
    control = "\x01\x1b\x00\ufffe\ud800"
    tables = read_tables("actor,name,bloc\nann,Ann,team\nan,An,\n", "from,to,note\nann,an,so\n")
    tables.actors["actor"] = [f"a{control}nn", f"an{control}n"]
    tables.actors["name"] = [f"A{control}nn", control]
    tables.ties[["source", "target", "note"]] = [[*tables.actors["actor"], f"s{control}o"]]
    found = read_network(write_network(tables, form), form)
    assert list(found.actors["actor"]) == ["ann", "ann 2"]
    assert list(found.actors["name"]) == ["Ann", "ann 2"]
    assert found.ties.loc[0, ["source", "target", "note"]].tolist() == ["ann", "ann 2", "so"]


def test_a_name_of_nothing_but_control_characters_becomes_a_number():
    tables = read_tables("actor\nann\n\x01\n")
    assert list(read_network(write_network(tables, "graphml"), "graphml").actors["actor"]) == [
        "ann",
        "2",
    ]


def test_a_raised_figure_is_no_number_of_actors():
    with pytest.raises(ValueError, match="this is no dl that can be read: say n=…"):
        read_network("dl n=² data:\n0 1 1 0\n", "dl")
