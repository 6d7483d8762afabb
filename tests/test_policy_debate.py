"""Who claims what about ties and policy: the rows, the figure, the claims of the chapter."""

from __future__ import annotations

import json
from collections import Counter
from itertools import product

import pytest
from states import light, set_to

from widgets import policy_debate
from widgets.data import PACKAGE, table


@pytest.fixture(scope="module")
def claims():
    return table("policy_debate").set_index("id")


@pytest.fixture(scope="module")
def figure():
    return light(policy_debate.policy_positions())


def read(figure, **state):
    return set_to(figure, **state).reading


# The rows


@pytest.mark.parametrize(
    "name, coding, section",
    [
        # II.1 Policy: "appears to believe"; note 31 (printed 41).
        ("hough_posts", "Hough 1979 position hedged", "II.1 Policy n. 31"),
        # The third reason grants alliances, each in its field.
        ("hough_censorship", "Hough 1979 open reported", "II.1 Policy n. 32"),
        ("moses_range", "Moses 1976 policy reported", "II.1 Policy n. 33"),
        # "Appears to assume".
        ("moses_support", "Moses 1976 policy hedged", "II.1 Policy n. 33"),
        ("armstrong_bifurcation", "Armstrong 1966 weapon reported", "II.1 Policy n. 35"),
        ("linden_campaign", "Linden 1963 weapon reported", "II.1 Policy n. 37"),
        ("linden_leningrad", "Linden 1963 weapon reported", "II.1 Policy n. 38"),
        # "It seems reasonable to assume", without direct evidence.
        ("minagawa_inevitable", "Minagawa 1980 policy surmised", "II.1 Policy"),
        ("minagawa_shield", "Minagawa 1980 open hedged", "II.1 Policy n. 40"),
        ("raanan_issues", "Ra'anan 1980 weapon reported", "II.3 n. 58"),
        ("minagawa_not_clear", "Minagawa 1980 open stated", "II.3 n. 58"),
    ],
)
def test_a_row_is_what_the_text_says(claims, name, coding, section):
    row = claims.loc[name]
    assert " ".join(map(str, row[["author", "year", "leans", "basis"]])) == coding
    assert row["section"] == section


def test_what_is_reported_has_an_owner(claims):
    others = claims["author"] != "Minagawa"
    assert claims.loc[others, "attributed_to"].notna().all()
    assert (claims.loc[others, "basis"].isin(["reported", "hedged"])).all()
    assert not (claims.loc[~others, "basis"] == "reported").any()
    for _, row in claims[others].iterrows():
        assert row["attributed_to"].startswith(f"{row['author']} ({row['year']}")


def test_every_claim_says_what_would_count_against_it(claims):
    assert claims["against"].str.endswith(".").all()
    assert claims["evidence"].str.endswith(".").all()
    assert claims["against"].is_unique


def test_every_code_has_a_look():
    package = json.loads(PACKAGE.read_text(encoding="utf-8"))
    (resource,) = [r for r in package["resources"] if r["name"] == "policy_debate"]
    codes = {field["name"]: field.get("codes") for field in resource["schema"]["fields"]}
    assert list(policy_debate.QUESTIONS) == list(codes["question"])
    assert list(policy_debate.LEANINGS) == list(codes["leans"])
    assert set(policy_debate.FOOTINGS) == set(codes["basis"])
    assert set(policy_debate.COUNTRIES) == set(codes["country"])


# The figure


def count(claims, who="all", on="all", footing="any"):
    """Pick what the figure should show, from the table and not through the figure."""
    named = {"position or policy": "position_or_policy", "middle level": "middle_level",
             "top": "top", "implementation": "implementation"}  # fmt: skip
    bases = {"stated by Minagawa": ["stated"], "reported of others": ["reported"],
             "with a reservation": ["hedged", "surmised"]}  # fmt: skip
    kept = claims[claims["author"].str.replace("'", "’").eq(who) | (who == "all")]
    kept = kept[kept["question"].eq(named.get(on)) | (on == "all")]
    return kept[kept["basis"].isin(bases.get(footing, sum(bases.values(), [])))]


@pytest.mark.parametrize(
    "state",
    [
        {},
        {"who": "Hough"},
        {"who": "Ra’anan"},
        {"who": "Minagawa", "on": "top"},
        {"on": "implementation"},
        {"on": "position or policy", "footing": "with a reservation"},
        {"footing": "stated by Minagawa"},
        {"who": "Linden", "footing": "reported of others"},
    ],
)
def test_reading_counts_what_is_named(figure, claims, state):
    said, kept = read(figure, **state), count(claims, **state)
    leans = Counter(kept["leans"])
    shown = ", ".join(f"{leans[code]} {look[0]}" for code, look in policy_debate.LEANINGS.items())
    reserved = kept["basis"].isin(["hedged", "surmised"]).sum()
    noun = "claim" if len(kept) == 1 else "claims"
    assert said.endswith(f": {len(kept)} {noun} ({shown}), {reserved} with a reservation.")
    assert len(figure._contents()["rows"]) == len(kept)


def test_an_empty_cell_is_the_papers_silence(figure):
    assert read(figure, who="Armstrong", on="middle level").endswith("the paper reports nothing.")
    assert figure._contents()["rows"] == []


def test_one_claim_is_read_with_its_evidence_and_its_test(figure, claims):
    row = claims.loc["moses_range"]
    said = read(figure, one=row["title"])
    assert said.endswith(
        f" {row['title']} (Moses, on the USSR): {row['claim']} It rests on: {row['evidence']}"
        f" Against it would count: {row['against']}"
    )


def test_every_change_of_a_control_changes_the_reading(figure):
    first = read(figure)
    for control in figure.controls:
        for option in control["options"]:
            if option != figure.start[control["name"]]:
                assert read(figure, **{control["name"]: option}) != first
    assert read(figure) == first


def test_lines_are_authors_then_minagawa_then_japan():
    shown = policy_debate.rows()
    lines = list(shown.sort_values("row")["line"].unique())
    assert lines[-2:] == ["Minagawa", "On Japan"]
    assert set(shown.loc[shown["line"] == "On Japan", "country"]) == {"japan"}
    assert shown["of"].max() <= 8  # two lines of four in a cell
    assert not shown["claim"].str.contains("'", regex=False).any()


# What the chapter says


def test_no_middle_claim_leans_to_policy_and_no_carrying_out_to_posts(claims):
    soviet = claims[claims["country"] == "ussr"]
    leans = soviet.groupby("question")["leans"].agg(set)
    assert "policy" not in leans["middle_level"]
    assert not leans["implementation"] & {"position", "weapon"}
    # Squares stand in the first two columns, triangles not in the second.
    assert set(soviet.loc[soviet["leans"] == "position", "question"]) == {
        "position_or_policy",
        "middle_level",
    }
    assert "weapon" not in leans["middle_level"]


def test_exercise_1_has_one_state(figure, claims):
    options = {control["name"]: control["options"] for control in figure.controls}
    reached = []
    for who, on, footing in product(options["who"], options["on"], options["footing"]):
        kept = count(claims, who, on, footing)
        odd = kept["basis"].isin(["hedged", "surmised"]) | (kept["leans"] == "position")
        if len(kept) == 4 and kept["author"].nunique() == 2 and not odd.any():
            reached.append((who, on, footing, Counter(kept["author"])))
    assert reached == [("all", "implementation", "reported of others", Counter(Miller=3, Craig=1))]


def test_the_reasons_of_hough_are_about_the_middle(claims):
    reasons = claims[(claims["author"] == "Hough") & (claims["question"] == "middle_level")]
    assert len(reasons) == 3
    assert set(reasons["section"]) == {"II.1 Policy n. 32"}
