"""Stated numbers by topic: ranges, footing, on whose word; the first paper's shares in full."""

import re

import pandas as pd
import pytest
from states import light, rows

from widgets import flows, innovation, stated
from widgets.data import table
from widgets.stated import Topic, unit_of


@pytest.mark.parametrize(
    "number, unit, words",
    [
        (1, "years", "year"),
        (2, "years", "years"),
        (1, "studies", "study"),
        (1, "persons_per_year", "person per year"),
        (3, "joint_ventures", "joint ventures"),
        (3.36, "usd_billion", "billion dollars"),
        (1, "yen_billion", "billion yen"),
        (1, "percent", "%"),
    ],
)
def test_a_unit_is_in_words_that_follow_its_number(number, unit, words):
    assert unit_of(unit, number) == words


@pytest.fixture(scope="module")
def shares():
    """Return the figure of the shares in the text; one picture of each state is enough."""
    return light(flows.reported_shares())


@pytest.mark.parametrize(
    "whose, expected",
    [
        (
            flows.HOST,
            {
                "ASEAN-4: manufacturing investment, 1987–1996": "more than 25 %",
                "ASEAN-4: vehicles made, no year given": "80–90 %",
                "ASEAN: vehicles made, no year given": "76 %",
                "Malaysia: electrical-machinery workers, no year given": "45 %",
                "Singapore: electrical-machinery workers, no year given": "25 %",
                "Thailand: production workers, no year given": "7 %",
                "Asia: all direct investment, 1990": "26 %",
                "Asia: all direct investment, 1999": "8 %",
            },
        ),
        (
            flows.OWN,
            {
                "Asia: manufacturing investment, 1995": "40 %",
                "Asia: bilateral aid, 1999": "63.2 %",
                "Asia: small firms’ projects with public loans, 1987–1996": "90 %",
                "developing Asia: concessionary loans, no year given": "at least 90 %",
            },
        ),
    ],
    ids=["host", "own"],
)
def test_each_statement_is_a_row_and_a_range_is_one_statement(shares, whose, expected):
    # hatch_state, 2.2 with notes 12 and 13, 3, 3.4 to 3.6, note 43; read in the text.
    shares.whose, shares.footing = whose, "any"
    assert rows(shares)["Number"].to_dict() == expected


def test_what_two_say_of_one_thing_is_no_range():
    said = {"series": "made", "unit": "percent", "place": "ASEAN", "period": "1997"}
    said |= {"basis": "reported", "section": "2.2"}
    rows = [
        said | {"value": 80, "qualifier": "range_low", "attributed_to": "one"},
        said | {"value": 90, "qualifier": "range_high", "attributed_to": "one"},
        said | {"value": 76, "qualifier": "exact", "attributed_to": "another"},
    ]
    shown = stated.statements(pd.DataFrame(rows), Topic({"made": "vehicles made"}))
    assert shown["text"].to_list() == ["80–90 %", "76 %"]
    assert shown["credited"].to_list() == ["one", "another"]


def test_no_share_of_the_text_is_left_out():
    shares = table("stated_values").query("document == 'hatch_state' and unit == 'percent'")
    names = {name for name in shares["series"] if "share" in name}
    # Two series are printed as tables as well, and are shown from there.
    printed = {"bilateral_aid_share_from_japan", "exim_investment_loans_share_to_region"}
    assert {name for topic in flows.SHARES.values() for name in topic.series} == names - printed


def test_no_hedge_is_lost():
    assert set(table("stated_values")["qualifier"]) <= set(stated.QUALIFIERS)


@pytest.mark.parametrize("whose", [flows.HOST, flows.OWN])
def test_the_footing_filters_the_rows(shares, whose):
    shares.whose, shares.footing = whose, "any"
    every = rows(shares)
    assert set(every["Footing"]) <= {"stated", "reported"}
    for footing in ("stated", "reported"):
        shares.footing = footing
        kept = every[every["Footing"] == footing]
        assert rows(shares).to_dict() == kept.to_dict()
        assert shares.reading.startswith(
            f"Shares {whose}, footing {footing}: {len(kept)} of {len(every)} statements"
        )


@pytest.mark.parametrize(
    "whose, footing, reading",
    [
        (
            flows.HOST,
            "stated",
            "Shares of what the host has, footing stated: 1 of 8 statements, the highest more than"
            " 25 % (ASEAN-4: manufacturing investment, 1987–1996; credited to the author himself)."
            " Of all 8, 7 are reported from somebody else.",
        ),
        (
            # "At least 90" outranks the 90 beside it.
            flows.OWN,
            "any",
            "Shares of what Japan gives, footing any: 4 of 4 statements, the highest at least 90 %"
            " (developing Asia: concessionary loans, no year given; credited to the author"
            " himself). Of all 4, 0 are reported from somebody else.",
        ),
        (
            flows.OWN,
            "reported",
            "Shares of what Japan gives, footing reported: 0 of 4 statements, so there is nothing"
            " to show. Of all 4, 0 are reported from somebody else.",
        ),
    ],
)
def test_reading_of_the_shares(shares, whose, footing, reading):
    shares.whose, shares.footing = whose, footing
    assert shares.reading == reading


def test_what_a_footing_leaves_out_keeps_its_name_in_the_picture_and_loses_its_number(shares):
    shares.whose, shares.footing = flows.HOST, "any"
    every = rows(shares)
    shares.footing = "hedged" if "hedged" in set(every["Footing"]) else "stated"
    picture = dict(shares._contents()["pictures"])["wide"]
    drawn = set(re.findall(r"<text[^>]*>([^<]+)</text>", str(picture)))
    gone = every.drop(rows(shares).index)
    assert len(gone) and set(gone.index) <= drawn
    assert not set(gone["Number"]) - set(rows(shares)["Number"]) & drawn


def test_one_statement_is_reported_and_several_are(shares):
    shares.whose, shares.footing = flows.HOST, "any"
    assert shares.reading.endswith(" are reported from somebody else.")
    kept = light(innovation.kept_in_japanese_hands())
    assert kept.reading.endswith("Of all 4, 3 are reported from somebody else.")


def test_who_is_credited_is_named(shares):
    shares.whose, shares.footing = flows.HOST, "any"
    shown = rows(shares)
    assert set(shown.loc[shown["Footing"] == "stated", "Credited to"]) == {"the author himself"}
    credited = shown.loc[shown["Footing"] == "reported", "Credited to"]
    assert "the author himself" not in set(credited) and credited.str.len().gt(0).all()


def test_the_two_questions_do_not_share_a_row(shares):
    asked = []
    for shares.whose in (flows.HOST, flows.OWN):
        shares.footing = "any"
        asked.append(set(rows(shares).index))
    assert asked[0].isdisjoint(asked[1])


def test_a_figure_of_stated_numbers_takes_a_label_and_a_caption():
    made = flows.reported_shares(label="fig-shares", caption="Notice.")
    assert made.label == "fig-shares"
