"""The office board: who stands where in which episode, and what the figure makes of it."""

from __future__ import annotations

import pytest

from widgets.board import CAMPS, LINES, MITI, lines, places, who_appoints

PATRON = list(CAMPS)[0]


@pytest.fixture(scope="module")
def board():
    return places().set_index(["episode", "actor"])


@pytest.fixture(scope="module")
def figure():
    made = who_appoints()
    made.widths = []  # one picture of each state is enough
    return made


@pytest.mark.parametrize(
    "episode, actor, column, row, selects",
    [
        # Minagawa, I: chief of the Personnel Section from July 1954 to July 1957.
        ("personnel_section", "sahashi", "Secretariat", "Section chief", True),
        # I: demoted to Director of the Patent Agency.
        ("exile", "sahashi", "Patents", "Bureau chief", False),
        # I: C became Director of the Secretariat, H chief of Personnel, Y of General Affairs.
        ("exile", "kawade", "Secretariat", "Bureau chief", True),
        ("exile", "kawahara", "Secretariat", "Section chief", True),
        ("exile", "miyake", "Secretariat", "Section chief", False),
        # I: the Enterprise Bureau was Shimada's when S came back.
        ("return", "shimada", "Enterprise", "Bureau chief", True),
        # I: one of J's placings.
        ("after_s", "masuda", "Heavy ind.", "Section chief", False),
    ],
)
def test_a_place_is_what_the_text_says(board, episode, actor, column, row, selects):
    post = board.loc[[(episode, actor)]].iloc[-1]
    assert list(MITI.columns)[int(post["column"])] == column
    assert list(MITI.rows)[int(post["row"])] == row
    assert bool(post["selects"]) is selects


def test_in_exile_his_men_hold_the_directors_post_and_two_of_three_sections(board):
    own = board.loc["exile"].query("camp == @PATRON and unit == 'Secretariat'")
    assert sorted(own["post"]) == [
        "Chief of the General Affairs Section",
        "Chief of the Personnel Section",
        "Director of the Secretariat",
    ]


def test_nobody_stands_on_another(board):
    keys = board.reset_index()[["episode", "column", "row", "nth"]]
    assert not keys.duplicated().any()


def test_retirement_is_not_on_the_board(board):
    assert not (board["kind"] == "post-retirement").any()


def test_lines_join_who_stands_there(board):
    drawn = lines()
    assert set(drawn["lines"]) <= set(LINES)
    stand = (
        board.reset_index()
        .groupby("episode")[["column", "row"]]
        .apply(lambda posts: set(map(tuple, posts.to_numpy())))
    )
    for line in drawn.itertuples():
        assert {(line.x, line.y), (line.x2, line.y2)} <= stand[line.episode]


def test_who_placed_whom_belongs_to_its_episode():
    placed = lines().query("lines == 'who placed whom'")
    # Section I: the Minister named T; S named H; Miki M; M named J, and J three men from abroad.
    assert placed.groupby("episode").size()[["exile", "return", "after_s"]].to_list() == [1, 1, 5]


@pytest.mark.parametrize(
    "episode, told, say, own",
    [
        ("Early years", 6, 1, 0),
        ("S in the Personnel Section (1954–57)", 9, 3, 1),
        ("S in exile", 6, 4, 2),
        ("S returns (October 1964)", 4, 4, 3),
        ("After S", 10, 3, 0),
    ],
)
def test_reading_counts(figure, episode, told, say, own):
    figure.episode = episode
    said = figure.reading
    assert f"{episode}: {told} posts told, {say} of them with a say" in said
    assert f"; {own} of these held by the patron and his men." in said
    figure.episode = "S in exile"


def test_one_man_or_two(figure):
    assert "T, Vice-Minister" in figure.reading
    figure.same = True
    assert "I, Vice-Minister" in figure.reading and "T is read as I." in figure.reading
    assert "T, Vice-Minister" not in figure.reading
    figure.same = False


def test_a_career_is_read_in_its_order(figure):
    figure.followed = "C"
    assert (
        "C in turn: Chief of the First Section; Chief of the Personnel Section; Deputy Chief of the"
        " Heavy Industry Bureau; Director of the Secretariat; Chief of the Heavy Industry Bureau."
    ) in figure.reading
    figure.followed = "nobody"
