"""The page of activities: what its prose says beside the numbers is still what they say."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from widgets.course import cards, kit, worksheets
from widgets.data import table

ROOT = Path(__file__).resolve().parents[2]
PAGE = json.loads((ROOT / "chapters/teaching/activities.ipynb").read_text(encoding="utf-8"))
TEXT = "\n".join(
    "".join(cell["source"]) for cell in PAGE["cells"] if cell["cell_type"] == "markdown"
)
CARDS = cards.files()


def test_the_page_stands_in_the_part_on_teaching():
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    parts = [part["caption"] for part in toc["parts"]]
    teaching = toc["parts"][parts.index("Teaching")]["chapters"]
    assert {"file": "chapters/teaching/activities"} in teaching
    assert parts.index("Teaching") < parts.index("The book")


def test_every_activity_has_cards_and_a_section():
    names = {Path(name).stem for name in CARDS if name.startswith("cards/")}
    assert names == {"appointment-game", "bangkok-1998", "two-teams"}
    headings = re.findall(r"^## (.*)$", TEXT, re.MULTILINE)
    assert headings[:3] == ["Who gets the desk?", "Bangkok 1998", "Two teams, one paragraph"]
    assert TEXT.count("*What it leaves out.*") == len(names)


def test_the_kit_makes_them_and_the_index_shows_their_shelves():
    assert {cards.files, worksheets.files} <= set(kit.MAKERS)
    shelves = {shelf.folder for shelf in kit.SHELVES}
    assert {"cards/", "worksheets/", "key/cards/", "key/worksheets/"} <= shelves


@pytest.mark.parametrize("name", [each for each in CARDS if each.startswith("cards/")])
def test_each_activity_says_how_long_it_takes(name):
    page = CARDS[name]
    if "two-teams" in name:
        times = sum(int(each) for each in re.findall(r"\((\d+) minutes", page))
        assert times == 25
    else:
        assert "In 20 minutes" in page and "In 40 minutes" in page


@pytest.mark.parametrize(
    "name, plan, total",
    [
        ("appointment-game", "In 20 minutes", 20),
        ("appointment-game", "In 40 minutes", 40),
        ("bangkok-1998", "In 20 minutes", 20),
        ("bangkok-1998", "In 40 minutes", 40),
    ],
)
def test_the_minutes_of_a_plan_add_up(name, plan, total):
    text = re.search(rf"<h2>{plan}</h2>\s*<p>(.*?)</p>", CARDS[f"cards/{name}.html"], re.S)[1]
    minutes = [
        int(each)
        for each in re.findall(r"\((\d+)\)|\b(\d+) minutes", text)
        for each in each
        if each
    ]
    assert sum(minutes) == total


def test_what_the_prose_says_of_seniority_and_placings():
    years, told = cards.by_seniority()["persons"], cards.told_placings()
    assert "of the sixteen officials in the deck it cannot place six" in TEXT
    assert (years.sum(), years["not said"]) == (16, 6)
    assert "I," in cards.by_seniority().loc["not said", "names"], "the chief rival among them"
    assert "in fewer than half" in TEXT
    assert told["placed by somebody"] < told["told"] / 2
    assert told["by a patron"] < told["placed by somebody"] / 2


def test_what_the_prose_says_of_the_simulation():
    found = worksheets.simulated()
    apart = (found["tied"] - found["without"]) / found["tied"]
    assert "nearly as many" in TEXT and apart["Ministry"] < 0.2
    assert "the two are further apart" in TEXT and apart["Party-state"] > 0.5


def test_what_the_prose_says_of_bangkok():
    voices = table("voices")
    count = voices["role"].value_counts()
    own = voices.query("wording == 'own_words'")["role"].value_counts()
    assert "about as many buyers as sellers" in TEXT
    assert abs(count["buyer"] - count["seller"]) <= 2
    assert "less than half as often" in TEXT and own["buyer"] < own["seller"] / 2
    assert "Of the sixteen measures none is said to go to a local firm" in TEXT
    assert len(cards.MEASURES) == 16 and cards.receivers()["local firms"] == 0
    ministry = cards.role(cards.ROLES[0]).facts
    own_lines = [fact for fact in ministry if "Thai industry ministry" in fact.text]
    assert "the ministry itself has one line" in TEXT and len(own_lines) == 1


def test_what_the_prose_says_of_the_crowns():
    crowns = [
        [each["crown"][0]["actor"] for each in cards.key(paragraph)["positions"]]
        for paragraph in cards.PARAGRAPHS
    ]
    assert crowns[0] == ["S (Sahashi)"] * 3
    assert crowns[1] == ["MITI", "Business groups", "Business Dialogue"]
