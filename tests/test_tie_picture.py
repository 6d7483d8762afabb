"""Where things stand on the picture of a network, worked out by hand, and what is drawn there."""

from __future__ import annotations

import math
from xml.etree import ElementTree

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets import tie_picture
from widgets.theme import colour

LOOK = {"key": "money", "name": "money", "hue": "orange", "light": "#c04a08", "dash": "7 3"}
NASTY = "<b>&\"'"


def tree(drawing):
    return ElementTree.fromstring(f"<svg>{drawing}</svg>")


# Places


def test_places_keep_a_margin_and_are_whole_pixels():
    people = [{"actor": "a", "x": 0, "y": 0}, {"actor": "b", "x": 1, "y": 1}]
    people += [{"actor": "c", "x": 0.5, "y": 0.25}, {"actor": "d", "x": 0.001, "y": 0.002}]
    # 46 + x (680 - 92) and 46 + y (380 - 92)
    assert tie_picture.places(people, 680, 380) == {
        "a": (46, 46),
        "b": (634, 334),
        "c": (340, 118),
        "d": (47, 47),  # 46.588 and 46.576
    }


COLUMNS = [("Left", ["p"]), ("Middle", ["q", "r"]), ("Right", ["s"])]
PEOPLE = [{"actor": f"{group}{i}", "group": group} for group in "rqps" for i in range(2)]


def test_columns_stand_side_by_side_in_the_order_of_their_groups():
    # The longest column has 4 actors, who share 240 pixels below 34 for headings. Columns stand
    # at 32, and, with 126 for names at the right, at 680 - 126 = 554; the second halfway.
    assert tie_picture.columns_height(PEOPLE, COLUMNS) == 34 + 240 + 6
    assert tie_picture.in_columns(PEOPLE, COLUMNS, 680) == {
        **{"p0": (32, 34 + 60), "p1": (32, 34 + 180)},
        **{"q0": (293, 64), "q1": (293, 124), "r0": (293, 184), "r1": (293, 244)},
        **{"s0": (554, 94), "s1": (554, 214)},
    }


def test_a_single_column_and_an_empty_one():
    one = [{"actor": "a", "group": "p"}]
    assert tie_picture.in_columns(one, [("All", ["p"])], 680) == {"a": (32, 154)}
    assert tie_picture.in_columns(one, [("None", ["q"]), ("All", ["p"])], 680) == {"a": (554, 154)}


def test_a_bloc_stands_amid_its_members():
    assert tie_picture.middle([(0, 10), (1, 20), (1, 31)]) == (1, 20)  # 2/3 and 61/3
    assert tie_picture.middle([(3, 4)]) == (3, 4)
    assert tie_picture.middle([(0, 0), (1, 1)]) == (1, 1)  # a half goes up


# Sizes


@pytest.mark.parametrize("layout, least, most", [("places", 6, 20), ("columns", 3, 11)])
def test_dots_grow_by_area_from_the_least_to_the_most(layout, least, most):
    sizes = tie_picture.sizes(pd.Series({"a": 0, "b": 1, "c": 2, "d": math.nan}), layout)
    halfway = math.sqrt((least**2 + most**2) / 2)
    assert sizes == {"a": least, "b": round(halfway, 1), "c": most, "d": least}


def test_where_all_have_the_same_all_dots_are_halfway():
    halfway = round(math.sqrt((4**2 + 12**2) / 2), 1)
    for values in ([3, 3], [3, 3 + 1e-10], [0, 0]):
        assert set(tie_picture.sizes(pd.Series(values), "ego").values()) == {halfway}
    assert set(tie_picture.sizes(pd.Series([math.nan] * 2), "ego").values()) == {4}


@given(st.lists(st.floats(-10, 10) | st.just(math.nan), min_size=1, max_size=9))
def test_who_has_more_never_has_a_smaller_dot(values):
    sizes = tie_picture.sizes(pd.Series(values), "places")
    assert all(6 <= size <= 20 for size in sizes.values())
    known = [i for i, value in enumerate(values) if not math.isnan(value)]
    assert all(sizes[i] <= sizes[j] for i in known for j in known if values[i] <= values[j])


# Lines


def test_ties_of_the_same_two_keep_aside_by_turns():
    pairs = ["ab", "ba", "ac", "ab", "ab", "ba"]
    ties = [{"source": one, "target": two} for one, two in pairs]
    assert tie_picture.offsets(ties) == [0, -5, 0, 5, -10, 10]


@pytest.mark.parametrize(
    "start, end, aside, straight, path, head",
    [
        # straight: the arrow head lies halfway, along the line
        ((0, 0), (10, 0), 0, True, "M0 0L10 0", "translate(5 0) rotate(0)"),
        ((10, 0), (0, 5), 5, True, "M10 0L0 5", "translate(5 2.5) rotate(153)"),
        ((0, 0), (0, 10), 0, True, "M0 0L0 10", "translate(0 5) rotate(90)"),
        ((0, 10), (0, 0), 0, True, "M0 10L0 0", "translate(0 5) rotate(-90)"),
        # within a column: 10 + 60 // 30 + 5 = 17 to the left; a curve's middle is 3/4 of that
        (
            *((50, 20), (50, 80), -5, False),
            *("M50 20C33 20 33 80 50 80", "translate(37.25 50) rotate(90)"),
        ),
        # between columns: handles halfway, the middle 3/4 of what the tie keeps aside
        (
            *((0, 10), (101, 50), 5, False),
            *("M0 10C50.5 15 50.5 55 101 50", "translate(50.5 33.75) rotate(38)"),
        ),
        (
            *((100, 50), (0, 50), 0, False),
            *("M100 50C50 50 50 50 0 50", "translate(50 50) rotate(180)"),
        ),
        # 29 pixels are still one column, 30 are two
        ((0, 0), (29, 0), 0, False, "M0 0C-10 0 19 0 29 0", "translate(7 0) rotate(0)"),
        ((0, 0), (30, 0), 0, False, "M0 0C15 0 15 0 30 0", "translate(15 0) rotate(0)"),
    ],
)
def test_line(start, end, aside, straight, path, head):
    assert tie_picture.line(start, end, aside, straight) == (path, head)


# What is drawn


def test_a_tie_is_drawn_as_its_family_looks():
    (group,) = tree(tie_picture.tie_drawing("a-b", "on near", "M0 0L1 1", "rotate(9)", LOOK))
    assert (group.get("data-tie"), group.get("class")) == ("a-b", "on near")
    reach, line, head = group
    assert reach.get("class") == "reach" and reach.get("d") == line.get("d") == "M0 0L1 1"
    assert (line.get("stroke"), line.get("stroke-dasharray")) == (colour("orange"), "7 3")
    assert (head.get("fill"), head.get("transform")) == (colour("orange"), "rotate(9)")


def test_a_tie_without_family_or_direction_is_plain():
    (group,) = tree(tie_picture.tie_drawing("a-b", "on", "M0 0L1 1", "", None))
    assert [sorted(part.keys()) for part in group] == [["class", "d"]] * 2
    (group,) = tree(tie_picture.tie_drawing("a-b", "on", "", "", {**LOOK, "dash": ""}))
    assert group[1].get("stroke-dasharray") is None


@pytest.mark.parametrize(
    "side, x, y, anchor",
    [
        ("below", "0", "20.5", "middle"),
        ("right", "9.5", "4", "start"),
        ("left", "-9.5", "4", "end"),
    ],
)
def test_a_label_stands_beside_its_dot(side, x, y, anchor):
    (group,) = tree(tie_picture.dot_drawing("a", "on", (3, 4), 6.5, "Ann", side))
    circle, label = group
    assert group.get("transform") == "translate(3,4)"
    assert circle.get("r") == "6.5"
    found = label.get("x"), label.get("y"), label.get("text-anchor"), label.text
    assert found == (x, y, anchor, "Ann")


@given(
    st.lists(st.text("abc", min_size=1, max_size=12), min_size=1, max_size=5), st.integers(1, 30)
)
def test_a_name_that_is_too_long_is_broken_where_the_longer_line_is_shortest(words, room):
    name = " ".join(words)
    lines = tie_picture.in_lines(name, room)
    assert " ".join(lines) == name
    assert (len(lines) == 2) == (len(name) > room and len(words) > 1)
    breaks = [at for at, letter in enumerate(name) if letter == " "]
    shortest = min((max(at, len(name) - at - 1) for at in breaks), default=len(name))
    assert len(lines) == 1 or max(map(len, lines)) == shortest
    assert tie_picture.in_lines(name, None) == [name]


@pytest.mark.parametrize(
    "side, first, second",
    [
        # The second line is 12 below the first; beside a dot they stand 6 above and 6 below it.
        ("below", ("0", "0", "Prime Minister "), ("0", "12", "Fukuda")),
        ("right", ("9.5", "-6", "Prime Minister "), ("9.5", "12", "Fukuda")),
        ("left", ("-9.5", "-6", "Prime Minister"), ("-9.5", "12", " Fukuda")),
    ],
)
def test_a_long_label_stands_in_two_lines(side, first, second):
    drawn = tie_picture.dot_drawing("a", "on", (3, 4), 6.5, "Prime Minister Fukuda", side, room=14)
    label = tree(drawn)[0][-1]
    assert [(line.get("x"), line.get("dy"), line.text) for line in label] == [first, second]
    assert "".join(label.itertext()) == "Prime Minister Fukuda"
    nasty = tree(tie_picture.dot_drawing("a", "on", (0, 0), 6, "< &", "right", room=1))[0][-1]
    assert [line.text for line in nasty] == ["< ", "&"]


def test_a_name_in_columns_has_room_up_to_the_next_and_in_the_last_any():
    # 680 wide: the columns stand at 32, 293 and 554; 261 less the least dot, at 6.4 a letter.
    assert [tie_picture.letters(at, COLUMNS, 680) for at in range(3)] == [40, 40, None]


def test_a_small_dot_is_wide_enough_for_a_finger():
    # 24 pixels across and more, where a phone scales it by 0.86: WCAG 2.2, criterion 2.5.8. It
    # lies between dot and label.
    (group,) = tree(tie_picture.dot_drawing("a", "on", (0, 0), 3, "Ann", "right", finger=True))
    assert [part.get("r") for part in group] == ["3", "14", None]
    assert group[1].get("class") == "reach"


def test_names_are_text():
    dot = tree(tie_picture.dot_drawing(NASTY, "on", (0, 0), 6, NASTY, "below"))[0]
    assert (dot.get("data-actor"), dot[1].text) == (NASTY, NASTY)
    assert tree(tie_picture.tie_drawing(NASTY, "on", "", "", None))[0].get("data-tie") == NASTY
    (heading,) = tree(tie_picture.headings([(NASTY, [])], 680))
    assert heading.text == NASTY


def test_headings_stand_over_their_columns_line_by_line():
    found = tree(tie_picture.headings([("Agencies,\nbanks", []), ("Others", [])], 680))
    stand = [(each.text, each.get("x"), each.get("y")) for each in found]
    assert stand == [("Agencies,", "26", "10"), ("banks", "26", "23"), ("Others", "548", "10")]


def test_a_frame_says_its_layout_and_whether_somebody_is_looked_at():
    svg = ElementTree.fromstring(tie_picture.frame("columns", 680, 128, "", looking=True))
    assert svg.get("class") == "ties-network ties-in-columns looking"
    assert svg.get("viewBox") == "0 0 680 128"
    assert "looking" not in tie_picture.frame("places", 1, 1, "")


def test_a_swatch_is_a_line_of_its_family():
    (path,) = ElementTree.fromstring(tie_picture.swatch(LOOK))
    assert (path.get("stroke"), path.get("stroke-dasharray")) == (colour("orange"), "7 3")


# One actor amid those tied to it: 104 is the middle of the least height


L, M, R = tie_picture.LEFT, tie_picture.AMID, tie_picture.RIGHT


def ego(*ties, centre="m", people="abm"):
    """Return the dots (actor -> places) and the lines of the picture around somebody."""
    nodes = [{"actor": each, "short": each.upper(), "shown": "on"} for each in people]
    rows = [
        {"tie": f"{one}{way}{two}", "from": one, "to": two, "directed": way == ">"}
        | {"shown": "on", "look": None}
        for one, way, two in ties
    ]
    svg = ElementTree.fromstring(
        tie_picture.ego(centre, nodes, rows, dict.fromkeys(people, 6), 350)
    )
    groups = [each for each in svg if each.tag.endswith("}g")]
    dots, lines = {}, {}
    for each in groups:
        if each.get("data-tie"):
            lines[each.get("data-tie")] = [part.get("d") for part in each][1:]
        else:
            at = tuple(map(int, each.get("transform")[10:-1].split(",")))
            dots.setdefault(each.get("data-actor"), []).append(at)
    return svg, dots, lines


def test_who_has_ties_to_it_stands_left_and_to_whom_it_has_ties_right():
    # At least 5 rows of 28: 48 + 140 high, the middle at 30 + (188 - 30) // 2; two in a column
    # stand 14 above and below. Handles are halfway.
    svg, dots, lines = ego(("a", ">", "m"), ("b", ">", "m"), ("m", ">", "b"), ("m", "-", "a"))
    assert svg.get("viewBox") == "0 0 350 188"
    assert dots == {
        **{"a": [(L, 95), (R, 95)], "b": [(L, 123), (R, 123)]},
        "m": [(M, 109)],
    }
    left, right = f"{(L + M) / 2:g}", f"{(M + R) / 2:g}"
    assert lines["a>m"][0] == f"M{L} 95C{left} 95 {left} 109 {M} 109"
    assert lines["m>b"][0] == f"M{M} 109C{right} 109 {right} 123 {R} 123"
    # A tie without direction stands right, from the middle, and has no head.
    assert lines["m-a"] == [f"M{M} 109C{right} 109 {right} 95 {R} 95"]
    assert len(lines["a>m"]) == 2


def test_a_tie_without_direction_stands_right_whoever_comes_first():
    _, dots, lines = ego(("a", "-", "m"))
    assert dots == {"a": [(R, 109)], "m": [(M, 109)]}
    assert lines["a-m"][0].startswith(f"M{M} 109")


def test_ties_of_the_same_two_keep_aside_in_the_narrow_picture_too():
    *_, lines = ego(("a", ">", "m"), ("a", "-", "m"), ("m", ">", "a"), ("m", ">", "b"))
    # By the second number of a curve: where its first handle is, from the row of its start.
    heights = {tie: parts[0].split()[2] for tie, parts in lines.items()}
    assert heights == {"a>m": "109", "a-m": "109", "m>a": "105", "m>b": "109"}


def test_whom_nobody_is_tied_to_stands_alone():
    svg, dots, lines = ego()
    assert (dots, lines) == ({"m": [(M, 109)]}, {})
    assert [each.get("class") for each in svg if each.get("data-actor")] == ["on centre"]


def test_the_narrow_picture_grows_with_its_longer_side():
    people = "abcdefgm"
    svg, dots, _ = ego(*[(each, ">", "m") for each in "abcdefg"], people=people)
    assert svg.get("viewBox") == f"0 0 350 {48 + 7 * 28}"
    rows = [dots[each][0][1] for each in "abcdefg"]
    assert [b - a for a, b in zip(rows, rows[1:], strict=False)] == [28] * 6
    assert min(rows) > 40 and max(rows) < 48 + 7 * 28 - 6  # below the headings, and inside
