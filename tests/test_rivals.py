"""The rival accounts: what a judgement rests on, what the figure makes of it, what chapters say."""

from __future__ import annotations

import re
from itertools import product

import pytest

from widgets import rivals
from widgets.data import catalogue, table
from widgets.rivals import compare

NAMES = {code: name for code, (name, _) in rivals.ACCOUNTS.items()}
CELLS = table("expectations").set_index(["observation", "account"])
OBSERVED = table("observations").set_index("observation")


@pytest.fixture(scope="module")
def figure():
    made = rivals.rival_accounts()
    made.widths = []  # one picture of each state is enough
    return made


def told_apart(first, second):
    """Return what tells two accounts apart, by the account that leads one to expect it."""
    found = {first: set(), second: set()}
    for observation in OBSERVED.index:
        verdicts = {name: CELLS.loc[(observation, name), "verdict"] for name in (first, second)}
        if set(verdicts.values()) == {"expects", "against"}:
            found[next(n for n, v in verdicts.items() if v == "expects")].add(observation)
    return found


# The tables


def test_every_observation_is_judged_once_by_every_account():
    assert set(CELLS.index) == set(product(OBSERVED.index, rivals.ACCOUNTS))
    assert len(CELLS) == len(OBSERVED) * len(rivals.ACCOUNTS)


@pytest.mark.parametrize(
    "observation, account, verdict, basis",
    [
        # hatch_state, 2.1: his one example of a bureaucracy that did not buckle.
        ("retirement_posts", "regionalization", "expects", "stated"),
        ("retirement_posts", "globalization", "against", "stated"),
        # hatch_state, 3.5: the new tasks are put down to the squeeze, and to the region.
        ("sme_banks", "regionalization", "expects", "stated"),
        ("sme_banks", "hard_times", "expects", "stated"),
        # hatch_state, 3.5: a smaller share, but a larger amount.
        ("state_amount", "regionalization", "expects", "stated"),
        ("state_share", "regionalization", "against", "inferred"),
        # hatch_state, 3.6: status in the region and budget at home have gone up.
        ("jica_standing", "regionalization", "expects", "stated"),
        # hatch_state, 4.1: he brings the falling share and the Chinese plan up himself.
        ("fdi_share", "regionalization", "against", "stated"),
        ("china_plan", "regionalization", "against", "stated"),
        # hatch_state, 4.2: officials have paired hard times and the region.
        ("slump_and_asia", "regionalization", "expects", "stated"),
        ("slump_and_asia", "hard_times", "expects", "stated"),
        # hatch_state, 4.3: sympathy for both, and neither rejected.
        ("officials_turf", "turf", "expects", "stated"),
        ("taken_for_granted", "norms", "expects", "stated"),
        ("officials_turf", "regionalization", "allows", "stated"),
        # The slump is dated from 1991 (3); what was launched in 1987 (3.4) came before it.
        ("new_aid_launched", "hard_times", "against", "inferred"),
        # Nothing in the view of 1 speaks of what moves officials.
        ("officials_turf", "globalization", "silent", "inferred"),
    ],
)
def test_a_judgement_is_what_the_text_bears_out(observation, account, verdict, basis):
    cell = CELLS.loc[(observation, account)]
    assert (cell["verdict"], cell["basis"]) == (verdict, basis)


@pytest.mark.parametrize(
    "observation, begun, basis, section",
    [
        ("fair", "before_1991", "stated", "3.1"),  # the 1980s
        ("exim_shift", "before_1991", "stated", "3.5"),  # from the mid-1980s
        ("new_aid_shelved", "undated", "stated", "3.4"),  # the text does not say when
        ("investment_talks", "from_1991", "reported", "3.3 n. 24"),  # Nikkei Weekly, 1992
        ("bank_reform", "from_1991", "reported", "3.5 n. 31"),  # Asahi Shinbun, 2001
    ],
)
def test_an_observation_is_where_the_text_has_it(observation, begun, basis, section):
    row = OBSERVED.loc[observation]
    assert (row["begun"], row["basis"], row["section"]) == (begun, basis, section)


def test_what_is_reported_has_somebody_who_reports_it():
    assert OBSERVED.loc[OBSERVED["basis"] == "reported", "attributed_to"].notna().all()


def test_the_author_is_not_credited_with_a_silence():
    # He says what an account holds, never that it holds nothing.
    assert set(CELLS.loc[CELLS["verdict"] == "silent", "basis"]) == {"inferred"}


def test_a_reason_is_one_sentence():
    for sentence in [*CELLS["reason"], *OBSERVED["evidence"]]:
        assert sentence[0].isupper() and sentence.endswith(".") and ". " not in sentence


def test_names_fit_a_phone():
    assert OBSERVED["name"].str.len().max() <= 38


def test_the_tables_are_in_the_catalogue():
    assert {"observations", "expectations"} <= set(catalogue()["table"])


def test_every_word_of_the_tables_has_a_look():
    assert set(CELLS["verdict"]) == set(rivals._LOOKS)
    assert set(OBSERVED["begun"]) == set(rivals.BEGUN)
    assert set(OBSERVED["basis"]) == set(rivals.FOOTINGS)


# The comparison


@pytest.mark.parametrize(
    "one, other, relation",
    [
        ("expects", "against", "tells apart"),
        ("expects", "allows", "leans"),
        ("allows", "against", "leans"),
        ("allows", "allows", "alike"),
        ("against", "against", "alike"),
        ("expects", "silent", "silent"),
        ("silent", "silent", "silent"),
    ],
)
def test_two_verdicts_are_related(one, other, relation):
    assert rivals._relation(one, other) == rivals._relation(other, one) == relation


@pytest.mark.parametrize("name", NAMES.values())
def test_nothing_tells_an_account_from_itself(name):
    assert set(compare(name, name)) <= {"alike", "silent"}


# The figure


@pytest.mark.parametrize("begun", ["any", *rivals.BEGUN])
@pytest.mark.parametrize("footing", ["any", *rivals.FOOTINGS])
@pytest.mark.parametrize(
    "first, second",
    [("regionalization", "globalization"), ("hard_times", "regionalization"), ("turf", "norms")],
)
def test_reading_counts_what_is_shown(figure, first, second, footing, begun):
    figure.first, figure.second = NAMES[first], NAMES[second]
    figure.begun, figure.footing = rivals.BEGUN.get(begun, "any"), footing
    shown = OBSERVED[
        (OBSERVED["begun"].eq(begun) | (begun == "any"))
        & (OBSERVED["basis"].eq(footing) | (footing == "any"))
    ].index
    assert len(figure._contents()["rows"]) == len(shown)
    if not len(shown):
        assert figure.reading.startswith("There are 0 observations")
        return
    assert figure.reading.startswith(f"Of {len(shown)} observation")
    own = CELLS.loc[[(o, a) for o in shown for a in (first, second)], "basis"].eq("stated").sum()
    assert f"makes {own} of the {2 * len(shown)} judgements" in figure.reading
    apart = {name: len(found & set(shown)) for name, found in told_apart(first, second).items()}
    if sum(apart.values()):
        words = [f"{apart[name]} as {NAMES[name]}" for name in (first, second)]
        assert f"({words[0]} leads one to expect, {words[1]} does)" in figure.reading
    else:
        assert f"none tells {NAMES[first]} from {NAMES[second]};" in figure.reading
    relations = compare(NAMES[first], NAMES[second])[shown]
    assert f"in {(relations == 'leans').sum()} one takes a side" in figure.reading
    assert f"in {(relations == 'alike').sum()} both judge alike" in figure.reading
    assert f"in {(relations == 'silent').sum()} one or both are silent" in figure.reading


@pytest.mark.parametrize("code", NAMES)
def test_an_account_beside_itself_is_counted(figure, code):
    figure.begun = figure.footing = "any"
    figure.first = figure.second = NAMES[code]
    verdicts = CELLS.xs(code, level="account")["verdict"].value_counts()
    counts = [verdicts.get(verdict, 0) for verdict in rivals._LOOKS]
    expected = "it expects {}, allows {}, has {} against it and is silent on {};".format(*counts)
    assert figure.reading.startswith(f"The same account twice, {NAMES[code]}: of 28 observations")
    assert expected in figure.reading


def test_every_change_of_one_control_changes_the_reading():
    start = rivals.rival_accounts().reading
    options = {
        "first": NAMES.values(),
        "second": NAMES.values(),
        "begun": rivals.BEGUN.values(),
        "footing": rivals.FOOTINGS,
    }
    first = {"first": "regionalization", "second": "globalization"}
    for name, values in options.items():
        for value in values:
            if value != first.get(name):
                assert rivals.rival_accounts(**{name: value}).reading != start, (name, value)


def test_a_motive_and_an_outcome_are_said_to_answer_different_questions(figure):
    figure.begun = figure.footing = "any"
    for first, second in product(rivals.ACCOUNTS, repeat=2):
        figure.first, figure.second = NAMES[first], NAMES[second]
        differ = rivals.ACCOUNTS[first][1] != rivals.ACCOUNTS[second][1]
        assert ("answer different questions" in figure.reading) == differ


def test_the_table_keeps_the_order_of_the_paper_and_says_how_two_accounts_are_related(figure):
    figure.first, figure.second = "regionalization", "hard times"
    figure.begun = figure.footing = "any"
    rows = figure._contents()["rows"]
    assert [row[0] for row in rows] == list(rivals.rows()["name"])
    assert [row[3] for row in rows] == list(compare("regionalization", "hard times"))


def test_the_picture_lists_what_tells_apart_first(figure):
    figure.first, figure.second = "regionalization", "hard times"
    figure.begun = figure.footing = "any"
    drawn = str(figure._contents()["pictures"][0][1])
    place = {
        name: float(re.search(rf"translate\([^,]+,([\d.]+)\)[^>]*>{name}<", drawn)[1])
        for name in rivals.rows()["name"]
    }
    listed = sorted(place, key=place.get)
    relation = rivals.rows().set_index("observation")["name"].to_frame()
    relation["together"] = compare("regionalization", "hard times")
    found = list(relation.set_index("name")["together"][listed])
    order = ["tells apart", "leans", "alike", "silent"]
    assert found == sorted(found, key=order.index)
    assert len(set(place.values())) == len(listed)


# What the chapters say


def test_twelve_to_two():
    found = told_apart("regionalization", "globalization")
    assert len(found["regionalization"]) == 12
    # The two that count against the author, in the order of the chapter.
    assert found["globalization"] == {"new_aid_shelved", "state_share"}
    # Two more tell against him, and globalization is silent on them.
    against = CELLS.xs("regionalization", level="account")["verdict"].eq("against")
    more = set(against.index[against]) - found["globalization"]
    assert more == {"fdi_share", "china_plan"}
    assert all(CELLS.loc[(one, "globalization"), "verdict"] == "silent" for one in more)


def test_the_twelve_are_not_independent():
    told = told_apart("regionalization", "globalization")["regionalization"]
    assert {"exim_shift", "jfs_lending", "sme_banks", "crisis_lending"} <= told  # public banks
    assert {"crisis_lending", "tied_loans", "jica_standing", "hosts_welcome"} <= told  # the crisis


def test_one_change_leaves_nothing_that_tells_hard_times_apart(figure):
    told = told_apart("regionalization", "hard_times")
    assert told == {
        "regionalization": {"fair", "new_aid_launched", "exim_shift"},
        "hard_times": set(),
    }
    assert set(OBSERVED.loc[list(told["regionalization"]), "begun"]) == {"before_1991"}
    assert set(OBSERVED.loc[list(told["regionalization"]), "basis"]) == {"stated"}
    figure.first, figure.second = "regionalization", "hard times"
    leave_none = set()
    for control, values in (("begun", rivals.BEGUN.values()), ("footing", rivals.FOOTINGS)):
        for value in values:
            figure.begun = figure.footing = "any"
            setattr(figure, control, value)
            if "none tells regionalization from hard times" in figure.reading:
                leave_none.add((control, value))
    assert leave_none == {("begun", "from 1991"), ("begun", "no date"), ("footing", "reported")}


def test_turf_and_norms_get_one_each():
    assert told_apart("turf", "norms") == {
        "turf": {"officials_turf"},
        "norms": {"taken_for_granted"},
    }


def test_another_view_of_the_law_makes_it_three():
    # regionalization allows it; were it against, globalization would gain one.
    assert compare("regionalization", "globalization")["law_1994"] == "leans"
    assert CELLS.loc[("law_1994", "globalization"), "verdict"] == "expects"
    assert rivals._relation("against", "expects") == "tells apart"


def test_the_remark_that_joins_the_two_reasons_cannot_choose():
    assert compare("regionalization", "hard times")["slump_and_asia"] == "alike"


def test_loans_before_and_in_the_slump():
    loans = table("exim_loans").set_index("year")["loans_billion_yen"]
    early, eve, slump = (
        loans.loc[a:b].mean() for a, b in ((1980, 1986), (1987, 1990), (1991, 1996))
    )
    assert eve / early == pytest.approx(2.5, abs=0.1)
    assert slump / eve == pytest.approx(5 / 3, abs=0.05)
    before = loans.loc[:1990].sum()
    assert before / loans.sum() == pytest.approx(1 / 4, abs=0.005)
    assert before / loans.drop(1997).sum() == pytest.approx(1 / 3, abs=0.005)


def test_nine_in_ten_and_two_fifths():
    stated = table("stated_values").query("document == 'hatch_state'")
    stated = stated.set_index("series")["value"]
    assert stated["jfs_overseas_investment_projects_share_to_region"] == 90
    assert stated["manufacturing_fdi_of_japan_share_to_region"] == 40


def test_posts_per_person_would_have_fallen_by_a_ninth():
    posts = table("stated_values").query("series == 'amakudari_retirements_yearly_average'")
    early, late = posts.sort_values("period")["value"]
    assert late / early == pytest.approx(1.067, abs=0.0005)
    assert late / early / 1.2 == pytest.approx(1 - 1 / 9, abs=0.005)


@pytest.mark.parametrize(
    "observation, regionalization, globalization",
    [
        ("production_moves", "expects", "expects"),  # the plants
        ("sme_banks", "expects", "against"),
        ("law_1994", "allows", "expects"),
    ],
)
def test_the_openers_first_exercise(observation, regionalization, globalization):
    assert CELLS.loc[(observation, "regionalization"), "verdict"] == regionalization
    assert CELLS.loc[(observation, "globalization"), "verdict"] == globalization
