"""Worksheets: two pages each, the book's own stills, and keys that come out right by other ways."""

from __future__ import annotations

import csv
import re
from html import unescape

import pytest

from widgets import independent_start_ups, scope_conditions, strand_overlap, thai_channels
from widgets.board import who_appoints
from widgets.course import worksheets
from widgets.data import DATA

FILES = worksheets.files()
SHEETS = {
    each.part: each
    for each in (
        worksheets.clientelism(),
        worksheets.regionalizing_state(),
        worksheets.relationalism(),
        worksheets.comparing(),
    )
}
TASKS = {
    (part, task.name): task
    for part, sheet in SHEETS.items()
    for page in sheet.pages
    for task in page
}


def rows(path, **where):
    """Return the rows of a table as it is written, where its columns have these values."""
    with open(DATA / path, encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    return [row for row in found if all(row[name] == value for name, value in where.items())]


def words(html):
    """Return what a reader sees of a piece of HTML, cells set apart."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", str(html))).split())


def answer(part, name):
    return words(TASKS[part, name].answer)


def stated(series, place=None, document=None):
    """Return the numbers that a paper states for a series, by period."""
    found = rows("stated_values.csv", series=series)
    return {
        row["period"]: float(row["value"])
        for row in found
        if place in (None, row["place"]) and document in (None, row["document"])
    }


# The sheets


def test_there_is_a_sheet_and_a_key_for_each_part():
    assert set(FILES) == {
        f"{folder}/{part}.html" for part in SHEETS for folder in ("worksheets", "key/worksheets")
    }


@pytest.mark.parametrize("part", SHEETS)
def test_a_sheet_has_five_to_seven_tasks_and_no_answer(part):
    tasks = [task for page in SHEETS[part].pages for task in page]
    blank, key = (words(FILES[f"{each}/{part}.html"]) for each in ("worksheets", "key/worksheets"))
    assert 5 <= len(tasks) <= 7
    for task in tasks:
        solved = words(task.answer)
        assert len(solved) > 20 and solved in key and solved not in blank
        assert task.text in blank and task.text in key
        assert task.lines or "<td></td>" in task.shown, "there is nowhere to write"


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_sheet_has_two_pages(printed, name, paper):
    assert printed(FILES[name], paper) == 2


@pytest.mark.parametrize("name", FILES)
def test_a_sheet_is_sound_and_asks_nobody(flaws, name):
    assert flaws(FILES[name]) == []


@pytest.mark.parametrize("name", [each for each in FILES if not each.startswith("key")])
def test_letters_can_be_read_on_paper(tab, name):
    """Also within the stills, which are scaled: none is smaller than six points."""
    tab.set_content(FILES[name])
    smallest = tab.evaluate(
        """() => Math.min(...[...document.querySelectorAll('svg text, td, th, p, h1, h2')]
        .filter(each => each.textContent.trim() && +getComputedStyle(each).opacity > 0)
        .map(each => {
          const scale = each.ownerSVGElement ? each.getScreenCTM().a : 1;
          return parseFloat(getComputedStyle(each).fontSize) * scale * 0.75;
        }))"""
    )
    assert smallest >= 6


@pytest.mark.parametrize("name", [each for each in FILES if not each.startswith("key")])
def test_no_mark_covers_the_end_of_a_text(tab, name):
    """A still is laid out in the letters of whoever drew it; the sheet is shown in wider ones."""
    tab.set_content(FILES[name])
    tab.add_style_tag(content="svg text { letter-spacing: 0.02em; }")
    covered = tab.evaluate(
        """() => [...document.querySelectorAll('svg')].flatMap(svg => {
          const boxes = kind => [...svg.querySelectorAll(kind)]
            .map(each => [each.textContent, each.getBoundingClientRect()]);
          const marks = boxes('path').filter(([, m]) => m.width && m.width < 20 && m.height < 20);
          return boxes('text').flatMap(([text, t]) => marks
            .filter(([, m]) => m.left < t.right && m.right > t.right - 2
              && m.top < t.bottom && m.bottom > t.top)
            .map(() => text));
        })"""
    )
    assert covered == []


@pytest.mark.parametrize(
    "part, name, figure",
    [
        ("clientelism", "Rings", lambda: who_appoints(episode="S in exile", lines="none")),
        ("regionalizing_state", "Take one away", thai_channels),
        ("relationalism", "Cover a strand", strand_overlap),
        ("relationalism", "Independent of whom?", independent_start_ups),
        ("comparing", "The empty cells", scope_conditions),
    ],
)
def test_a_picture_is_the_book_s_own(part, name, figure):
    made, shown = figure(), TASKS[part, name].shown
    ours = re.sub(r'"[^"]*?(c\d+w-)', '"', re.search(r"<svg.*</svg>", str(shown), re.S)[0])
    theirs = re.sub(r'"[^"]*?(c\d+w-)', '"', str(made.still()))
    assert re.sub(r"c\d+w", "", ours) == re.sub(r"c\d+w", "", theirs)
    assert made.reading in unescape(re.search(r'aria-label="([^"]*)"', str(shown))[1])


def test_a_still_has_the_size_that_is_asked_for():
    figure = independent_start_ups()
    assert 'width="680"' in figure.still() and 'width="350"' in figure.still("narrow")


# I. Clientelism


def test_rings_are_those_that_the_figure_reads():
    reading = who_appoints(episode="S in exile").reading
    say, own = re.search(r"(\d+) of them with a say .*?; (\d+) of these held", reading).groups()
    assert answer("clientelism", "Rings").startswith(f"{own} of {say} rings")


def test_placings_are_those_of_the_exile():
    posts = rows("careers.csv", case="miti", episode="exile", kind="career")
    told = {(row["placed_by"], row["actor"], row["basis"]) for row in posts if row["placed_by"]}
    assert told == {
        ("fukuda_hajime", "t_rival", "stated"),
        ("fukuda_hajime", "sahashi", "hedged"),
    }
    solved = answer("clientelism", "Draw the tie that is told")
    assert "→ T (Vice-Minister; stated)" in solved
    assert "→ S (Director of the Patent Agency; hedged)" in solved
    assert "Not told: C, H, Y." in solved


def test_the_line_is_supposed_as_the_paper_has_it():
    """Precedent would have had S; without the comeback, and by the line later, Shimada (§I)."""
    solved = answer("clientelism", "Suppose it had gone otherwise")
    assert re.search(r"Matsuo retires S: precedent.*\(stated\)", solved)
    assert re.search(r"come back Shimada: .*\(stated\)", solved)
    assert re.search(r"S leaves Shimada: the line.*\(inferred\)", solved)


def test_footings_are_those_of_the_rows():
    solved = answer("clientelism", "Whose claim, and how sure?")
    for text, basis in (
        ("S (Sahashi) placed H (Kawahara)", "stated"),
        ("S (Sahashi) was to be followed by C (Kawade)", "surmised"),
        ("less over policy than over his person", "reported"),
        ("there is no serious study", "hedged"),
        ("Dnepropetrovsk cohort", "reported (Moses (1976: 82))"),
        ("I (Imai) was Vice-Minister", "inferred"),
    ):
        assert f"{text} {basis}" in solved


@pytest.mark.parametrize(
    "percent, smallest", [(75, (3, 4)), (18, (2, 11)), (47, (7, 15)), (0, (0, 1))]
)
def test_the_smallest_base(percent, smallest):
    """By hand: no fraction with a smaller denominator lies within half a point."""
    assert worksheets.smallest_base(percent) == smallest
    part, base = smallest
    assert abs(100 * part / base - percent) < 0.5
    near = [k for n in range(1, base) for k in range(n + 1) if abs(100 * k / n - percent) < 0.5]
    assert near == []


def test_the_simulated_houses_are_the_kept_ones():
    kept = {
        (row["house"], row["measure"]): row
        for row in rows("simulated/hierarchy_houses.csv", tie_weight="0.6")
        if (row["house"], row["insecurity"], row["reciprocity"], row["purge"])
        in (("ministry", "0.01", "1.0", "0.2"), ("party_state", "0.07", "1.0", "0.8"))
    }
    found = worksheets.simulated()
    for name, house in (("Ministry", "ministry"), ("Party-state", "party_state")):
        assert found.loc[name, "tied"] == float(kept[house, "tied"]["value"])
        assert found.loc[name, "without"] == float(kept[house, "tied"]["without"])
        assert found.loc[name, "direct"] == float(kept[house, "direct"]["value"])
    more = 1000 * (found["tied"] - found["without"])
    solved = answer("clientelism", "What a list of promoted clients proves")
    numbers = [int(each) for each in re.findall(r"(?:Ministry|Party-state) (\d+)", solved)]
    assert numbers == pytest.approx([*more], abs=1)


# II. Regionalizing the state


def test_the_others_aid_is_amount_over_share_less_amount():
    solved = answer("regionalizing_state", "The others’ aid")
    printed = rows("tables/oda_to_asia.csv", year="1996")
    more = []
    for row in printed:
        if not row["oda_usd_million"]:
            assert f"{row['recipient']} not to be had not to be had" in solved
            continue
        japan, share = float(row["oda_usd_million"]), float(row["japan_share_percent"])
        others = 100 * japan / share - japan
        halved = 100 * (japan / 2) / (japan / 2 + others)
        assert f"{row['recipient']} {others:,.0f} {halved:.0f} %" in solved
        more += [row["recipient"]] * (halved > 50)
    assert " and ".join(more) + ". Of Malaysia" in solved


def test_who_is_cut_off_in_thailand():
    """By hand, from the picture: who has no other arrow from the state's four on the left."""
    solved = answer("regionalizing_state", "Take one away")
    assert "without JICA: Industry min.; without MITI: BSID, SIFC, Car parts." in solved


def test_the_two_loans_end_at_japanese_firms():
    solved = answer("regionalizing_state", "Two loans")
    assert "Two-step loans: Japan at large → Thailand → Affiliates in Thailand" in solved
    assert "Special loans: Japan at large → Crisis states → Contractors" in solved
    text = TASKS["regionalizing_state", "Two loans"].text
    amounts = stated("two_step_loans", "Thailand") | stated("special_loans", "crisis-hit Asia")
    assert all(f"{each:.0f} billion yen" in text for each in amounts.values())


def test_experts_elsewhere():
    table = {row["year"]: row for row in rows("tables/jica_experts.csv")}
    asia = {year: float(table[year]["experts_to_asia"]) for year in ("1997", "1999")}
    away = {
        year: round(asia[year] * 100 / float(table[year]["asia_share_percent"]) - asia[year])
        for year in asia
    }
    rise = [100 * (each["1999"] / each["1997"] - 1) for each in (away, asia)]
    solved = answer("regionalizing_state", "Compared with what?")
    assert solved.startswith(f"Elsewhere {away['1997']:,} and {away['1999']:,}: up {rise[0]:.0f}")
    assert f"Asia {rise[1]:.0f}." in solved


def test_voices_and_outside_ties_are_those_of_the_rows():
    solved = answer("regionalizing_state", "Seller, buyer, observer")
    for row in rows("voices.csv"):
        if row["id"] in ("jica_official", "koh", "car_executive", "purba", "thai_party"):
            wording = row["wording"].replace("_", " ")
            assert f"{row['speaker']} {row['role']} {wording} {row['topic']}" in solved
    ties = rows("networks/guidance/ties.csv", family="outside", target="thailand")
    full = {row["source"] for row in ties if row["basis"] == "stated"}
    assert full == {"korean_makers", "fias"} and len(ties) == 4
    assert "Full: Korean makers, FIAS; broken: IMF, Western firms." in answer(
        "regionalizing_state", "Draw the ties that are missing"
    )


# III. Relationalism


def test_strands_that_are_covered():
    """As the figure counts them, which leaves a strand out by itself."""
    solved = answer("relationalism", "Cover a strand")
    total, *lost = (int(each) for each in re.findall(r"\d+", solved))
    three, two = re.search(r"(\d+) stand in three, (\d+) in two", strand_overlap().reading).groups()
    assert total == int(three) + int(two)
    for strand, count in zip(("government", "business", "labour"), lost, strict=True):
        reading = strand_overlap(**{strand: False}).reading
        assert count == int(re.search(r"(\d+) no longer in two", reading)[1])


def test_start_ups():
    kinds = {
        row["series"]: float(row["value"])
        for row in rows("stated_values.csv", period="since 1991")
        if row["series"].startswith("startup_kind")
    }
    alone, spun = kinds["startup_kind_independent"], kinds["startup_kind_spin_off"]
    assert sum(kinds.values()) == pytest.approx(100)
    solved = answer("relationalism", "Independent of whom?")
    assert solved.startswith(f"{alone:.1f} per cent; with spin-offs {alone + spun:.1f}.")


def test_levels_and_growth():
    level = stated("tfp_level_relative_to_us")
    solved = answer("relationalism", "A level and its growth")
    assert [*level] == ["1955", "1973", "1980", "1990"]
    for one, two, years in (("1955", "1973", 18), ("1973", "1980", 7), ("1980", "1990", 10)):
        pace = f"{(level[two] - level[one]) / years:+.2f}".replace("-", "−")
        assert f"{one}–{two} {pace}" in solved
    assert "The gain was highest in 1973–1980, the level in 1980." in solved
    growth = stated("manufacturing_tfp_growth")
    assert f"{growth['1955-1973']:g} per cent a year to 1973 and {growth['1973-1980']:g}" in solved


def test_projects_plans_credit_and_training():
    projects = rows("stated_values.csv", series="fdi_projects_in_thailand")
    solved = answer("relationalism", "A flow")
    for place in ("Europe", "Japan", "United States"):
        shares = [
            f"{100 * float(row['value']) / total:.0f} %"
            for row in projects
            if row["place"] == place
            for total in [
                sum(float(each["value"]) for each in projects if each["period"] == row["period"])
            ]
        ]
        assert f"{place} {' '.join(shares)}" in solved
    # 14 billion yen planned against 2.5; a billion yen for 14; 250 for 3 months, 500 for 6.
    assert answer("relationalism", "Which tense?").startswith("5.6 times.")
    assert "About 71 million yen each." in answer("relationalism", "Draw the missing tie")
    assert answer("relationalism", "Twice and twice").startswith(
        "62.5 and 250 person-years, 4 times"
    )


# IV. Comparing


def test_exchange_rates():
    """Yen and dollars of the same sums, as the two papers print them (§3.6; §4)."""
    assert worksheets.rates()["yen_to_the_dollar"].round(1).to_list() == [100.6, 100.0, 100.0]
    solved = answer("comparing", "One sum, two papers")
    assert "Indonesia 100.6" in solved and "Malaysia 100.0" in solved
    # 90.5 billion yen (§3.6) at 100 yen; the other paper (§4) has 900 million dollars.
    assert "905 million dollars" in solved and "print as 900." in solved


def test_the_misprint():
    """330.6 over 163.7 and over 11.9 (Table 3), and 331 billion dollars in the prose."""
    solved = answer("comparing", "A sum that cannot be")
    assert "2.0 times 1993 and 27.8 times 1986" in solved
    assert "331 billion dollars" in TASKS["comparing", "A sum that cannot be"].text


def test_what_can_be_checked():
    solved = answer("comparing", "What can be checked")
    for document, name in (
        ("minagawa", "Clientelism"),
        ("hatch_state", "Regionalizing the State"),
        ("hatch_relationalism", "Regionalizing Relationalism"),
    ):
        claims = rows("claims.csv", document=document)
        part = sum(row["checkable"] == "yes" for row in claims) / len(claims)
        assert f"{name} {100 * part:.0f} %" in solved


def test_the_empty_cells():
    open_ = {
        f"{row['name']} ({row['dimension']})"
        for row in rows("scope_conditions.csv")
        if not row["place"]
    }
    solved = answer("comparing", "The empty cells")
    assert open_ and all(each in solved for each in open_)
    for row in rows("paper_differences.csv"):
        if row["topic"] == "Start of the New AID Plan":
            assert f"{row['topic']} {row['kind']}" in answer("comparing", "Two tellings")
