"""The voices on guidance: what a row says, what the figure makes of it, what the chapter claims."""

from __future__ import annotations

import json
import re
from collections import Counter

import pandas as pd
import pytest

from widgets import voices
from widgets.data import PACKAGE, table

FOR, SILENT, DISSENT = ("wants_more", "welcomes"), ("silent",), ("doubts", "against")


@pytest.fixture(scope="module")
def said():
    return table("voices").set_index("id")


@pytest.fixture(scope="module")
def figure():
    made = voices.crisis_voices()
    made.widths = []  # one picture of each state is enough
    return made


# The rows


@pytest.mark.parametrize(
    "name, coding, year, section",
    [
        # 3.1: an adviser of both ministries says it of them.
        ("mof_miti_race", "seller wants_more advice retold reported", 1999, "3.1 n. 15"),
        # 3.3, n. 25: a complaint and an intervention; the wish is read out of the two.
        ("makers_malaysia", "buyer wants_more advice summed_up inferred", 1991, "3.3 n. 25"),
        # 3.4: critics in the West, unnamed and undated.
        ("new_aid_western", "observer against advice summed_up stated", None, "3.4"),
        # 3.4: the newspaper's date, the host's request.
        ("indonesia_request", "buyer wants_more support paraphrased reported", 2001, "3.4"),
        # 3.5, n. 31: a seller by office, whatever he thinks, and his cabinet against him.
        ("koizumi_banks", "seller against support paraphrased reported", 2001, "3.5 n. 31"),
        ("koizumi_cabinet", "seller welcomes support paraphrased reported", 2001, "3.5 n. 31"),
        # 3.5, n. 32: an interview of July 1999.
        ("jfs_ishikawa", "seller welcomes support own_words reported", 1999, "3.5 n. 32"),
        # 3.6: in the text, among the observers who see doubt.
        ("sakaiya", "seller doubts model own_words reported", 1998, "3.6"),
        # 3.6, n. 34: an interview of July 1999, no name.
        ("jica_official", "seller welcomes advice own_words reported", 1999, "3.6 n. 34"),
        # 3.6, n. 40: an interview of July 2001, no name.
        ("car_executive", "buyer welcomes support own_words reported", 2001, "3.6 n. 40"),
        # 3.6: a group, for which the author speaks, twice.
        ("elites_assess", "buyer welcomes lead summed_up stated", None, "3.6"),
        ("elites_lead", "buyer wants_more lead summed_up stated", None, "3.6"),
        # 3.6: two scholars say it of the party, in a book of 2001.
        ("thai_party", "buyer welcomes support retold reported", 2001, "3.6"),
        # 3.6, n. 41: the West and the crisis, not Japan's guidance.
        ("nation_headline", "observer elsewhere other own_words reported", 1997, "3.6 n. 41"),
        # 3.6, n. 42: a greeting of September 1998.
        ("koh", "buyer wants_more lead own_words reported", 1998, "3.6 n. 42"),
        # n. 42: the year of the report that quotes him.
        ("ding", "buyer against lead own_words reported", 1989, "3.6 n. 42"),
        ("chinese_officials", "buyer against lead summed_up stated", None, "3.6 n. 42"),
        # 4.1: the white paper, p. 23 and p. 32.
        ("meti_share", "seller doubts lead paraphrased reported", 2001, "4.1"),
        ("meti_framework", "seller wants_more advice paraphrased reported", 2001, "4.1"),
        # 4.2: said in 1992.
        ("hosoya", "seller wants_more advice own_words reported", 1992, "4.2"),
    ],
)
def test_a_row_is_what_the_text_says(said, name, coding, year, section):
    row = said.loc[name]
    assert " ".join(row[["role", "stance", "topic", "wording", "basis"]]) == coding
    assert (None if pd.isna(row["year"]) else row["year"]) == year
    assert row["section"] == section


def test_words_that_are_not_the_authors_have_an_owner(said):
    borrowed = said["basis"].isin(["reported", "inferred"])
    assert said.loc[borrowed, "attributed_to"].notna().all()
    assert said.loc[~borrowed, "attributed_to"].isna().all()
    assert set(said.loc[said["wording"] != "summed_up", "basis"]) == {"reported"}


def test_a_year_says_what_it_is_the_year_of_and_agrees_with_the_period(said):
    assert (said["year"].notna() == said["year_of"].notna()).all()
    dated = said.dropna(subset=["year", "period"])
    assert ((dated["year"] >= 1997) == (dated["period"] == "since_crisis")).all()


def test_what_we_inferred_and_what_is_beside_the_matter_is_explained(said):
    odd = (said["basis"] == "inferred") | (said["stance"] == "elsewhere")
    assert odd.sum() == 2
    assert said.loc[odd, "note"].notna().all()


def test_every_code_has_a_look():
    package = json.loads(PACKAGE.read_text(encoding="utf-8"))
    (resource,) = [r for r in package["resources"] if r["name"] == "voices"]
    codes = {field["name"]: field.get("codes") for field in resource["schema"]["fields"]}
    assert list(voices.STANCES) == list(codes["stance"])
    assert list(voices.ROLES) == list(codes["role"])
    assert list(voices.WORDINGS) == list(codes["wording"])
    assert list(voices.PERIODS) == list(codes["period"])
    assert set(table("voices")["basis"]) == set(voices.FOOTINGS)


# The figure


def count(said, who="all", how="any way", when="at any time", footing="any"):
    """Count by stance what the figure should name, from the table and not through the figure."""
    wording = {look[0]: name for name, look in voices.WORDINGS.items()}
    period = {words: name for name, words in voices.PERIODS.items()}
    rows = [
        row
        for row in said.to_dict("records")
        if who in ("all", row["role"] + "s")
        and wording.get(how, row["wording"]) == row["wording"]
        and (when == "at any time" or row["period"] == period[when])
        and footing in ("any", row["basis"])
    ]
    return Counter(row["stance"] for row in rows), [
        row for row in rows if row["wording"] == "own_words"
    ]


@pytest.mark.parametrize(
    "state",
    [
        {},
        {"who": "sellers"},
        {"who": "buyers"},
        {"who": "observers"},
        {"how": "own words"},
        {"how": "retold by others"},
        {"how": "summed up", "who": "buyers"},
        {"when": "before the crisis", "who": "buyers"},
        {"when": "since the crisis"},
        {"footing": "stated"},
        {"footing": "inferred"},
        {"who": "buyers", "how": "own words", "when": "since the crisis"},
    ],
)
def test_reading_counts_what_is_named(figure, said, state):
    for name, value in (figure.start | state).items():
        setattr(figure, name, value)
    stances, own = count(said, **state)
    expected = [sum(stances[s] for s in group) for group in (FOR, SILENT, DISSENT)]
    assert re.search(
        f": {stances.total()}, of which {expected[0]} for it .*, {expected[1]} silent"
        f" .*, {expected[2]} in doubt",
        figure.reading,
    )
    assert (f"{stances['elsewhere']} on another" in figure.reading) == (stances["elsewhere"] > 0)
    if state.get("how", "own words") == "own words":
        assert f"Quoted in their own words: {len(own)}" in figure.reading
    assert len(figure._contents()["rows"]) == stances.total()


def test_nobody_is_left(figure):
    values = {"who": "observers", "how": "retold by others"}
    for name, value in (figure.start | values).items():
        setattr(figure, name, value)
    assert figure.reading.endswith("none in the paper.")
    assert figure._contents()["rows"] == []


def test_every_change_of_a_control_changes_the_reading(figure):
    def read(state):
        for name, value in state.items():
            setattr(figure, name, value)
        return figure.reading

    first = read(figure.start)
    for control in figure.controls:
        for option in control["options"]:
            if option != figure.start[control["name"]]:
                assert read(figure.start | {control["name"]: option}) != first
    assert read(figure.start) == first


def test_a_group_is_headed_and_a_voice_stands_by_role_and_stance():
    shown = voices.rows()
    assert len(shown) == len(table("voices"))
    assert list(dict.fromkeys(shown["who"])) == list(voices.ROLES.values())
    assert shown.groupby("who")["step"].apply(lambda step: step.is_monotonic_increasing).all()
    assert (shown["year"] == "").sum() == table("voices")["year"].isna().sum()


# What the chapter says


def test_buyers_are_as_many_as_sellers_and_quoted_less(said):
    by_role = said.groupby("role")["wording"]
    assert by_role.size()["buyer"] - by_role.size()["seller"] in (0, 1)
    quoted = by_role.apply(lambda wording: (wording == "own_words").sum())
    assert quoted.to_dict() == {"buyer": 3, "observer": 4, "seller": 8}
    buyers = said[said["role"] == "buyer"]
    assert (buyers["wording"] == "summed_up").mean() > 0.5
    assert set(buyers.index[buyers["wording"] == "own_words"]) == {"car_executive", "koh", "ding"}


def test_the_buyers_on_advice_are_japanese_firms(said):
    buyers = said[said["role"] == "buyer"]
    assert set(buyers.index[buyers["topic"] == "advice"]) == {"small_firms_tips", "makers_malaysia"}


def test_the_buyers_against_are_chinese_and_the_quotation_is_old(said):
    against = said[(said["role"] == "buyer") & said["stance"].isin(DISSENT)]
    assert set(against["place"]) == {"China"}
    quoted = against[against["wording"] == "own_words"]
    assert quoted["period"].to_list() == ["before_crisis"]


def test_exercise_1_has_one_state(said):
    reached = []
    for how in ["any way", *(look[0] for look in voices.WORDINGS.values())]:
        for when in ["at any time", *voices.PERIODS.values()]:
            stances, own = count(said, "buyers", how, when)
            if stances.total() == 2 == len(own) == sum(stances[s] for s in FOR):
                reached.append((how, when, {row["topic"] for row in own}))
    assert reached == [("own words", "since the crisis", {"lead", "support"})]
    _, own = count(said, "buyers", "own words", "before the crisis")
    assert [row["speaker"] for row in own] == ["Ding Xinghao"]


def test_exercise_2_no_sentence_hangs_on_one_label(said):
    recoded = said["role"].mask(said.index == "sakaiya", "observer")
    quoted = recoded[said["wording"] == "own_words"].value_counts()
    assert quoted.to_dict() == {"seller": 7, "observer": 5, "buyer": 3}
    assert (recoded == "buyer").sum() - (recoded == "seller").sum() == 2  # level still


def test_exercise_3_experts_in_asia_and_elsewhere():
    experts = table("jica_experts").set_index("year").loc[1997:]
    asia, share = experts["experts_to_asia"], experts["asia_share_percent"]
    elsewhere = asia * 100 / share - asia
    ahead = 100 * (asia / asia[1997] - elsewhere / elsewhere[1997])
    assert ahead[1998] == pytest.approx(3, abs=0.5)
    assert ahead[1999] == pytest.approx(-10, abs=0.5)
    assert share.to_list() == [59.0, 59.6, 57.6]
    # The printed shares are rounded; the signs do not hang on that.
    for low, high in ((-0.05, 0.05), (0.05, -0.05)):
        rest = {y: asia[y] * (100 / (share[y] + e) - 1) for y, e in ((1997, low), (1999, high))}
        assert asia[1999] / asia[1997] < rest[1999] / rest[1997]


def test_1997_is_the_lowest_year_of_aid_and_the_highest_of_loans():
    aid = table("oda_to_asia").groupby("year")["oda_usd_million"].sum()
    assert aid.idxmin() == 1997
    loans = table("exim_loans").set_index("year")["loans_billion_yen"]
    assert loans.idxmax() == 1997
    assert loans[[1998, 1999]].max() < loans[[1995, 1996]].min()
