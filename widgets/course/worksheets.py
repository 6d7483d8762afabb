"""Worksheets for a class without screens, one for each part, and the key to each.

Figures are the book's own stills. Every number, name and footing in a task or its key comes from
the data or from a model of the book; what is typed is the question.
"""

from __future__ import annotations

from fractions import Fraction
from html import escape
from typing import NamedTuple

import pandas as pd
from markupsafe import Markup

from widgets import (
    independent_start_ups,
    scope_conditions,
    strand_overlap,
    thai_channels,
    who_appoints,
)
from widgets.board import counts
from widgets.course.cards import by_seniority
from widgets.course.sheet import render
from widgets.data import table
from widgets.figure import Figure, stylesheet
from widgets.hierarchies import PRESETS
from widgets.models import crisis, oda
from widgets.models.offices import succession
from widgets.models.strands import losing_second, strands
from widgets.networks import network

BLANK = ""
"""A cell to fill in."""


class Task(NamedTuple):
    """Something to do with a pencil; ``shown`` stands above the lines, the answer in the key."""

    name: str
    text: str
    answer: Markup
    shown: Markup = Markup("")
    lines: int = 2


class Worksheet(NamedTuple):
    """The tasks of a part on two pages."""

    part: str
    title: str
    source: str
    pages: tuple[tuple[Task, ...], tuple[Task, ...]]


def files() -> dict[str, str]:
    """Return a worksheet of two pages for each part, and its key."""
    made = {}
    for sheet in (clientelism(), regionalizing_state(), relationalism(), comparing()):
        for folder, key in (("worksheets", False), ("key/worksheets", True)):
            values = {"sheet": sheet, "key": key, "look": Markup(stylesheet())}
            made[f"{folder}/{sheet.part}.html"] = render("worksheet.html", **values)
    return made


# I. Clientelism


def clientelism() -> Worksheet:
    """Return the tasks on posts, lines of succession, footing and a count without a base."""
    found = counts().loc["exile"]
    board = who_appoints(episode="S in exile", lines="none")
    posts = table("careers").query("case == 'miti' and episode == 'exile' and kind == 'career'")
    short = network("miti").actors.set_index("actor")["short"].str.split(" (", regex=False).str[0]
    placed = posts.dropna(subset="placed_by")
    told = [
        f"{short[each.placed_by]} → {short[each.actor]} ({each.post}; {each.basis})"
        for each in placed.itertuples()
    ]
    untold = posts[posts["placed_by"].isna() & (posts["basis"] != "inferred")]
    years = by_seniority()
    equal = [row.names for row in years.itertuples() if row.persons > 1 and row.Index != "not said"]
    return Worksheet(
        "clientelism",
        "I. Who places whom?",
        "Minagawa, “Political Clientelism in the USSR and Japan”",
        (
            (
                Task(
                    "Rings",
                    "S has been sent away, to the Patent Agency. A ring is a post whose holder has "
                    "a say in who is placed. Circle the rings that S and his men hold. How many of "
                    "the rings is that? Of the Secretariat’s three sections (Personnel, General "
                    "Affairs, Accounting), how many do they hold?",
                    Markup(
                        f"{found['own']} of {found['say']} rings (C and H); {found['watched']} of "
                        "the three sections (H, and Y, whose post has no ring). No holder of the "
                        "third is named."
                    ),
                    _still(board),
                    1,
                ),
                Task(
                    "Draw the tie that is told",
                    "Into the picture draw an arrow for each placing that the paper tells of: who "
                    "made T Vice-Minister, and who sent S away. Who placed C, H and Y, the paper "
                    "does not say: put a question mark beside each. By the rule the Vice-Minister "
                    "names the Director, and the Director the chiefs of the sections. What is odd?",
                    Markup(
                        f"{'; '.join(told)}. Not told: {', '.join(short[untold['actor']])}. "
                        "By the rule T, S’s rival, would have named C; the paper gives the rule "
                        "and the posts, and says no more."
                    ),
                ),
                Task(
                    "A rule of seniority",
                    "Sixteen officials by their year of recruitment. Suppose that the senior one "
                    "always goes first. Who is first, as far as years are told (S’s by the dates "
                    "of his service)? Underline each group among whom the rule "
                    "cannot choose. Of how many can it say nothing?",
                    Markup(
                        f"{years.iloc[0]['names']}, then {years.iloc[1]['names']}, of those "
                        "whose year is told. It cannot "
                        f"choose among {'; among '.join(equal)}; and of "
                        f"{years.loc['not said', 'persons']} the paper does not give the year, "
                        "the chief rival among them. A strict rule can be undecided by a thin "
                        "source as well as by equals."
                    ),
                    _rows(("Recruited", "Officials"), years["names"].items()),
                    1,
                ),
            ),
            (
                _succession(),
                _footings(
                    "What is the footing: stated; hedged (it seems); surmised, a guess that shows "
                    "itself as one; reported from somebody; or inferred by us? The words are those "
                    "by which the paper shows it.",
                    (
                        ("I", "“promptly appointed”", _of_tie(_RETURN)),
                        ("I", "“probably had in mind”", _of_tie(_HEIR)),
                        ("I", "“It is said”", _of_tie(_CAMPS)),
                        ("II.1", "“appear to be no”", _of_claim("m_no_study_of_feeling")),
                        ("II.1", "“Joel Moses claims”", _of_tie(_COHORT, "soviet")),
                        ("II.1", "none: read off a list", _of_career("imai", "miti_vice_minister")),
                    ),
                ),
                _cohorts(),
                _counted(),
            ),
        ),
    )


_RETURN = ("sahashi", "kawahara", "appointed", "return")
_HEIR = ("sahashi", "kawade", "heir", "return")
_CAMPS = ("internationalists", "sahashi", "rivals", "enterprise_bureau")
_COHORT = ("brezhnev", "dnepropetrovsk_cohort", "patron_of", "brezhnev_regime")


def _succession() -> Task:
    supposed = {
        "The Minister keeps to precedent when Matsuo retires": {"precedent": True},
        "The two seniors fail, and S does not come back": {"no_mediation": True},
        "The longer line is already in force when S leaves": {"line_later": True},
    }
    answers = []
    for name, switch in supposed.items():
        place = {"precedent": 0, "no_mediation": 1, "line_later": 2}[next(iter(switch))]
        step = succession(**switch)[place]
        who = ", ".join(sorted(step.candidates)) or "the paper does not say"
        answers.append((name, f"{who}: {step.rule} ({step.basis})"))
    chain = [*(step.after for step in succession()), *succession()[-1].candidates]
    return Task(
        "Suppose it had gone otherwise",
        f"As told, the Vice-Ministers were {' → '.join(chain)}. Precedent: the chief of the "
        "Enterprise Bureau is next. That was S when Matsuo retired, and Shimada when S came back "
        "and when he left. Who would have come, by which rule?",
        _rows(("Suppose", "Then"), answers),
        _rows(("Suppose", "Then who, by which rule, how sure?"), [(n, BLANK) for n in supposed]),
        0,
    )


def _cohorts() -> Task:
    said = table("stated_values").query("series == 'cohort_advanced_beyond_ukraine'")
    parts = said.set_index("place")["value"].astype(int)
    spared = table("stated_values").query("series == 'clients_of_demoted_patrons_keeping_seat'")
    third = int(spared["value"].iloc[0])
    least = {value: smallest_base(value) for value in (*parts, third)}
    texts = [f"{value} per cent: {part} of {base}" for value, (part, base) in least.items()]
    return Task(
        "A per cent without a base",
        f"Moses: about {parts.iloc[0]} per cent of the men of {parts.index[0]} got beyond the "
        f"Ukraine, about {parts.iloc[1]} per cent of those of {parts.index[1]}. Willerton: about "
        f"{third} per cent of the clients of demoted patrons kept their seats. No number of men is "
        "printed. What is the smallest number of men of whom each can be true, rounded to a whole "
        "per cent? What would you ask for before you call the gap a finding?",
        Markup(
            f"{'; '.join(texts)}. With so few one man more or less moves a share by many points. "
            "Ask for the number of men, who was counted as one of a cohort, and who else was at "
            "their level in other regions."
        ),
        lines=3,
    )


def smallest_base(percent: int) -> tuple[int, int]:
    """Return the smallest count of which a part, rounded, is that per cent: (part, count).

    >>> smallest_base(75), smallest_base(18)
    ((3, 4), (2, 11))
    """
    base = 1
    while True:
        for part in range(base + 1):
            if abs(Fraction(100 * part, base) - percent) < Fraction(1, 2):
                return part, base
        base += 1


def _counted() -> Task:
    shares = simulated()
    rows = [
        (house, *(f"{1000 * row[name]:.0f}" for name in ("tied", "without", "direct")))
        for house, row in shares.iterrows()
    ]
    left = [
        f"{house} {round(1000 * row['tied']) - round(1000 * row['without'])}"
        for house, row in shares.iterrows()
    ]
    return Task(
        "What a list of promoted clients proves",
        "A model of ours, not the world: of every 1,000 appointments so many fall to a client of "
        "whoever selects, so many would fall to one if ties weighed nothing, and so many are "
        "turned by ties at that moment. How many more clients are appointed than without ties? An "
        "observer of one house sees the first column only. What can he conclude?",
        Markup(
            f"{'; '.join(left)} more of 1,000. In the ministry nearly as many clients rise where "
            "ties weigh nothing: whoever rises has served under many. So the first column by "
            "itself shows no patronage; and ties turn appointments also among clients, so that "
            "the third column is not the difference of the first two."
        ),
        _rows(("House", "To a client", "The same, ties weigh nothing", "Turned by ties"), rows),
    )


def simulated() -> pd.DataFrame:
    """Return parts of the appointments in the book's ministry and its party-state, should all bind.

    ``tied`` fall to a client of whoever selects, ``without`` the same where ties weigh nothing, and
    ``direct`` are turned by ties with all else as it stands.
    """
    kept, rows = table("hierarchy_houses"), {}
    for name in ("A ministry", "A party-state, should all bind"):
        chosen = _levels(PRESETS[name])
        house = kept[(kept[list(chosen)] == pd.Series(chosen)).all(axis=1)].set_index("measure")
        rows[name.split(",")[0].removeprefix("A ").capitalize()] = {
            "tied": house.loc["tied", "value"],
            "without": house.loc["tied", "without"],
            "direct": house.loc["direct", "value"],
        }
    return pd.DataFrame.from_dict(rows, orient="index")


def _levels(preset: dict[str, str]) -> dict:
    """Return what a preset of the figure sets, as the table of houses has it."""
    from widgets.hierarchies import CHOICES, HOUSES
    from widgets.models.motives import LEVELS

    found = {"house": HOUSES[preset["house"]]}
    for level, (parameter, _, names) in CHOICES.items():
        found[level] = LEVELS[level][names.index(preset[parameter])]
    return found


# II. Regionalizing the state


def regionalizing_state() -> Worksheet:
    """Return the tasks on shares, channels to Thailand, experts elsewhere and who speaks."""
    given = oda.scenario(1996).set_index("recipient")
    halved = oda.scenario(1996, japan_multiplier=0.5).set_index("recipient")
    others = {
        name: f"{row['others_usd_million']:,.0f}"
        for name, row in given.iterrows()
        if pd.notna(row["others_usd_million"])
    }
    left = {name: row["japan_share_percent"] for name, row in halved.iterrows()}
    ask = [
        (
            name,
            f"{row['japan_usd_million']:,.1f}" if name in others else "“none”",
            f"{row['japan_share_percent']:.1f}" if name in others else "“n/a”",
            BLANK,
            BLANK,
        )
        for name, row in given.iterrows()
    ]
    solved = [
        (
            name,
            others.get(name, "not to be had"),
            f"{left[name]:.0f} %" if name in others else "not to be had",
        )
        for name in given.index
    ]
    most = [name for name in others if left[name] > 50]
    return Worksheet(
        "regionalizing_state",
        "II. What is given, and through whose hands?",
        "Hatch, “Regionalizing the State”",
        (
            (
                Task(
                    "The others’ aid",
                    "Table 1 prints Japan’s aid of 1996 and its share of all bilateral aid that a "
                    "recipient got. Work out what all others gave together: Japan’s amount over "
                    "its share, less Japan’s amount. Then suppose that Japan had given half and "
                    "the others the same. Where does Japan still give more than all others?",
                    _rows(("Recipient", "The others", "Japan’s share, halved"), solved)
                    + Markup(
                        f"<p>{' and '.join(most)}. Of Malaysia the table prints “none” and “n/a”: "
                        "no number to reckon with, and not the number zero.</p>"
                    ),
                    _rows(
                        (
                            "Recipient",
                            "Japan, million dollars",
                            "Japan’s share, %",
                            "The others, million dollars",
                            "Japan’s share, if halved",
                        ),
                        ask,
                    ),
                    1,
                ),
                _channels(),
            ),
            (_two_loans(), _experts(), _speakers(), _outside()),
        ),
    )


def _channels() -> Task:
    figure = thai_channels()
    lost = {}
    for actor in ("jica", "miti"):
        figure.removed_actors = [actor]
        names = {one["actor"]: one["short"] for one in figure.actors}
        lost[names[actor]] = [
            names[each] for kind in figure.lost_channels().values() for each in kind
        ]
    return Task(
        "Take one away",
        "Documented channels from Japan to Thailand; dots are larger the more receivers depend on "
        "them. Cross out JICA and all its lines: to whom does no way lead any more from a part of "
        "the Japanese state (the left column, and JICA)? Now leave JICA in and cross out MITI. "
        "Does your answer speak of Thailand, or of these two papers?",
        Markup(
            "; ".join(f"without {who}: {', '.join(names)}" for who, names in lost.items())
            + ". Of the papers: a line is a sentence, and nobody in the picture would look for "
            "another adviser."
        ),
        _still(thai_channels()),
    )


def _outside() -> Task:
    ties = network("guidance").ties.query("family == 'outside' and target == 'thailand'")
    short = network("guidance").actors.set_index("actor")["short"]
    drawn = [
        (short[each.source], each.kind.replace("_", " "), f"§{_section(each.section)}", each.basis)
        for each in ties.itertuples()
    ]
    return Task(
        "Draw the ties that are missing",
        "The picture on page 1 holds ties of Japan only. The two papers also tie these to "
        "Thailand. Draw them in: a full line where the author states the tie, a broken one where "
        "he reports it or where we inferred it. Is Japan still the centre? By whose choice?",
        Markup(
            f"Full: {', '.join(n for n, *_, b in drawn if b == 'stated')}; broken: "
            f"{', '.join(n for n, *_, b in drawn if b != 'stated')}. Four lines more, from four "
            "sides. Japan has most lines in a network coded from papers about Japan: it could "
            "hardly be otherwise."
        ),
        _rows(
            ("Who", "What passes to Thailand", "Section", "Footing"),
            [(*row[:3], row[3]) for row in drawn],
        ),
    )


def _two_loans() -> Task:
    ties, net = network("guidance").ties, network("guidance")
    short = net.actors.set_index("actor")["short"]
    steps = {}
    for programme in ("Two-step loans", "Special loans"):
        rows = ties[ties["programme"] == programme]
        rows = rows[~rows[["source", "target"]].isin(["malaysia"]).any(axis=1)]
        chain = [rows.iloc[0]["source"], *rows["target"]]
        steps[programme] = " → ".join(short[each] for each in chain)
    amount = _value("two_step_loans", "Thailand"), _value("special_loans", "crisis-hit Asia")
    return Task(
        "Two loans",
        f"In 1999 Thailand got {amount[0]:.0f} billion yen to lend on, chiefly to Japanese "
        f"affiliates short of credit; states in the crisis were promised {amount[1]:.0f} billion "
        "yen for works that only Japanese contractors may do. Draw for each loan the boxes that "
        "the money passes, and the arrows. Which of the two is tied aid, by what meaning of the "
        "word? Who owes the money back?",
        Markup(
            "; ".join(f"{name}: {chain}" for name, chain in steps.items())
            + ". This paper calls both tied. If tied means that the giver’s firms must do the "
            "work, as the other paper defines it, only the special loans are; a two-step loan is "
            "lent on by the host, chiefly to such firms. Both are owed by the host, while the end "
            "of each chain, so far as it is told, is a Japanese firm."
        ),
        Markup('<div class="room"></div>'),
        1,
    )


def _experts() -> Task:
    experts = table("jica_experts").query("year in (1997, 1999)").set_index("year")
    sent = experts["experts_to_asia"]
    total = (100 * sent / experts["asia_share_percent"]).round()
    away = total - sent
    rows = [
        (year, f"{row['experts_to_asia']:,.0f}", f"{row['asia_share_percent']:.1f}", BLANK, BLANK)
        for year, row in experts.iterrows()
    ]
    rise = {name: 100 * (each[1999] / each[1997] - 1) for name, each in (("a", sent), ("b", away))}
    return Task(
        "Compared with what?",
        "JICA sent more experts to Asia after the crisis. Asia’s share is of all experts: work out "
        "how many went elsewhere, and by how many per cent each rose. Does the rise in Asia show "
        "an effect of the crisis?",
        Markup(
            f"Elsewhere {away[1997]:,.0f} and {away[1999]:,.0f}: up {rise['b']:.0f} per cent, Asia "
            f"{rise['a']:.0f}. What rose at least as much elsewhere is by itself no "
            "sign of a crisis in Asia."
        ),
        _rows(("Year", "To Asia", "Asia’s share, %", "All", "Elsewhere"), rows),
    )


def _speakers() -> Task:
    wanted = ("jica_official", "koh", "car_executive", "purba", "thai_party", "meti_share")
    voices = table("voices").set_index("id").loc[list(wanted)]
    ask = [
        (f"{row['speaker']}, {row['capacity']}", row["evidence"], BLANK, BLANK)
        for _, row in voices.iterrows()
    ]
    answer = [
        (row["speaker"], row["role"], row["wording"].replace("_", " "), row["topic"])
        for _, row in voices.iterrows()
    ]
    return Task(
        "Seller, buyer, observer",
        "Who speaks for Japan’s guidance and help? Write S (offers it), B (receives it) or O "
        "(neither), and A if the voice is about advice.",
        _rows(("Voice", "Role", "How it reaches us", "About"), answer),
        _rows(("Voice", "What the paper has from it", "S, B, O", "A?"), ask),
        0,
    )


# III. Relationalism


def relationalism() -> Worksheet:
    """Return the tasks on strands, start-ups, levels and flows, plans and a chain of credit."""
    ties = network("production").ties
    held = strands(ties[ties["status"] == "in_force"], "actor")
    left = {name: len(losing_second(held, [name])) for name in held.columns}
    start_ups = _series("hatch_relationalism", "startup_kind_", "since 1991")
    alone = start_ups["independent"]
    return Worksheet(
        "relationalism",
        "III. Who is under the tent?",
        "Hatch, “Regionalizing Relationalism”",
        (
            (
                Task(
                    "Cover a strand",
                    "Actors of one paper that stand in two strands or three. Cover the first "
                    "column with a finger: how many of these no longer stand in two? Then the "
                    "second, then the third. Which strand holds the picture together, and what "
                    "kind of actor can stand in two strands at all?",
                    Markup(
                        f"Of {int((held.sum(axis=1) > 1).sum())}: without the first "
                        f"{left['government_business']} drop out, without the second "
                        f"{left['business_business']}, without the third "
                        f"{left['labour_management']}. The second; but only a firm or a body of "
                        "firms can be in it and in another, so part of this is definition."
                    ),
                    _still(strand_overlap()),
                    3,
                ),
                Task(
                    "Independent of whom?",
                    "Firms founded since 1991, by where their founder came from. What per cent is "
                    "independent by the paper’s count? What per cent, if a founder who simply left "
                    "a firm counts as independent too? Which count does the argument need?",
                    Markup(
                        f"{alone:.1f} per cent; with spin-offs "
                        f"{alone + start_ups['spin_off']:.1f}. The author takes the first, and has "
                        "spin-offs tied to a parent firm. But the argument needs ties that bind, "
                        "and of a spin-off only a former employer is told."
                    ),
                    _still(independent_start_ups()),
                ),
            ),
            (_level_and_growth(), _projects(), _plan(), _credit(), _trained()),
        ),
    )


def _level_and_growth() -> Task:
    levels, own = _periods("tfp_level_relative_to_us"), _periods("manufacturing_tfp_growth")
    years = list(levels)
    pace = {
        f"{one}–{two}": (levels[two] - levels[one]) / (int(two) - int(one))
        for one, two in zip(years, years[1:], strict=False)
    }
    return Task(
        "A level and its growth",
        "Total factor productivity of Japan’s industry, in per cent of the American (Cameron). "
        "Work out the change in points a year for each period. In which was it highest, and when "
        "was the level highest? Mark the year in which you would say that catch-up ended.",
        _rows(
            ("Period", "Points a year"),
            [(name, f"{each:+.2f}".replace("-", "−")) for name, each in pace.items()],
        )
        + Markup(
            f"<p>The gain was highest in {max(pace, key=pace.get)}, the level in "
            f"{max(levels, key=levels.get)}. Level with America by 1980; the author says by the "
            "mid-1970s, for which no level is printed. A gain on America is not growth: for "
            "Japan’s makers the paper prints growth of "
            f"{own['1955-1973']:g} per cent a year to 1973 and {own['1973-1980']:g} after.</p>"
        ),
        _rows(("Year", *years), [("Level", *(f"{each:.1f}" for each in levels.values()))]),
    )


def _projects() -> Task:
    said = table("stated_values").query("series == 'fdi_projects_in_thailand'")
    projects = said.pivot(index="place", columns="period", values="value").astype(int)
    share = 100 * projects / projects.sum()
    rows = [(place, *projects.loc[place], BLANK, BLANK) for place in projects.index]
    solved = [(place, *(f"{each:.0f} %" for each in share.loc[place])) for place in share.index]
    return Task(
        "A flow",
        "Foreign projects in Thailand by year, from its Board of Investment. Work out each "
        "one’s share of the three. The paper reads it so that Americans and Europeans drew back. "
        "If these are the new projects of each year, can a smaller number show that somebody left?",
        _rows(("From", "1998", "1999"), solved)
        + Markup(
            "<p>No: new projects are a flow, and who left is another count. The note does not "
            "say whether it counts new ones; as a stock they could show it.</p>"
        ),
        _rows(("From", "1998", "1999", "Share 1998", "Share 1999"), rows),
        1,
    )


def _plan() -> Task:
    bought = _value("toyota_parts_imports_from_asia", "Asia")
    planned = _value("toyota_parts_imports_from_asia_planned", "Asia")
    return Task(
        "Which tense?",
        f"Parts that Toyota took from Japanese suppliers in Asia: {bought:g} billion yen in 1997; "
        f"for 2000 it planned {planned:g} billion, wrote a newspaper in 1998. How many times as "
        "much? Write one sentence that says so and is true.",
        Markup(
            f"{planned / bought:.1f} times. For instance: Toyota planned, in 1998, to take by 2000 "
            "five to six times as many parts by value as in 1997; what came of it is not told."
        ),
    )


def _credit() -> Task:
    loans = _value("jfs_operating_loans_to_affiliates", "Asia", "hatch_state")
    helped = _value("jfs_affiliates_supported", "Asia", "hatch_state")
    net = network("production")
    short = net.actors.set_index("actor")["short"]
    chain = [short[each] for each in ("jfs", "jp_smes", "jp_sme_affiliates")]
    return Task(
        "Draw the missing tie",
        f"In three months of 1999 a public bank ({chain[0]}) lent {loans:g} billion yen (the sum "
        f"as “Regionalizing the State” has it) to keep {helped:.0f} affiliates in Asia going. It "
        "lends to no affiliate itself. Draw the two arrows by which the money gets there. How "
        "much is it for each, on average? Which strand, or strands, does each arrow belong to?",
        Markup(
            f"{' → '.join(chain)}: a loan, then capital, which the parent is expected to put "
            f"in. About {1000 * loans / helped:.0f} million yen each. The first arrow is of "
            "government and business; the second is within a firm, and keeps a supplier for the "
            "maker it serves."
        ),
        Markup('<div class="room"></div>'),
        1,
    )


def _trained() -> Task:
    rows = crisis.training().set_index("period")
    before, after = rows["person_years"]
    shown = [
        (name, f"{row['trainees']:.0f}", f"{row['months']:.0f}", BLANK)
        for name, row in rows.iterrows()
    ]
    return Task(
        "Twice and twice",
        "Toyota’s trainees from Southeast Asia in Japan. Work out the person-years. How many times "
        "as much training? Which part of the labour force does it keep, and is it a reason why "
        "suppliers stayed?",
        Markup(
            f"{before:g} and {after:g} person-years, {after / before:g} times as much. The "
            "assemblers’ workers; of suppliers it says nothing."
        ),
        _rows(("When", "Trainees", "Months each", "Person-years"), shown),
        1,
    )


# IV. Comparing


def comparing() -> Worksheet:
    """Return the tasks on cases in a two-by-two, two tellings, and what can be checked."""
    return Worksheet(
        "comparing",
        "IV. What can be compared?",
        "Minagawa; Hatch, “Regionalizing the State” and “Regionalizing Relationalism”",
        ((_empty_cells(), _designs()), (_currencies(), _misprint(), _checkable(), _tellings())),
    )


def _empty_cells() -> Task:
    placed = table("scope_conditions")
    open_ = placed[placed["place"].isna()]
    names = [f"{row['name']} ({row['dimension']})" for _, row in open_.iterrows()]
    inferred = placed[placed["basis"] == "inferred"]["name"]
    return Task(
        "The empty cells",
        "A state may keep its authority through a region, says “Regionalizing the State”, if its "
        "ties with business are close and if it is central. Which two cells would test whether "
        "both are needed? Does the paper have a country for them? Whose place does it leave open? "
        "Strike out what you think we inferred.",
        Markup(
            "The two cells with one condition only: close ties and not central, central and no "
            "close ties. Only the second has a country, and of its state’s authority the paper "
            f"tells nothing. Left open: {', '.join(names)}. Inferred by us: "
            f"{', '.join(dict.fromkeys(inferred))} as to ties."
        ),
        _still(scope_conditions()),
        3,
    )


def _designs() -> Task:
    rows = [
        ("A ministry that selects, and a party-state that selects", BLANK, BLANK),
        ("S’s bill, which failed, and Wada’s campaign, which won", BLANK, BLANK),
        ("Japan and the USA, each in its own region", BLANK, BLANK),
    ]
    answers = [
        (
            rows[0][0],
            "most different",
            "what both have in common, such as an office that selects; not what sets them apart",
        ),
        (
            rows[1][0],
            "most similar",
            "one difference among several (a law or a veto, a sponsor or none, men, time); "
            "two cases single out none",
        ),
        (
            rows[2][0],
            "neither yet",
            "the ties differ, as we infer, and the position does not; but what became of the "
            "state is told of Japan alone",
        ),
    ]
    return Task(
        "Which design?",
        "Is the pair most similar (alike but for what is to explain) or most different (unlike but "
        "for what is to be explained)? What can the pair show at best?",
        _rows(("Pair", "Design", "At best"), answers),
        _rows(("Pair", "Design", "At best"), rows),
        3,
    )


_PAIRS = (
    # what it is, the series in yen and its place, the series in dollars
    ("Loans for affiliates in Indonesia", "exim_investment_financing_for_affiliates", "Indonesia"),
    ("Two-step loan to Malaysia", "two_step_loans", "Malaysia"),
    ("Special loans", "special_loans", "crisis-hit Asia"),
)


ROUND_RATE = 100
"""Yen to the dollar: the rate with which all three sums could have been worked out."""


def rates() -> pd.DataFrame:
    """Return sums that one paper has in yen and the other in dollars, and yen to the dollar.

    Columns are ``what``, ``yen_billion``, ``usd_million`` and ``yen_to_the_dollar``.
    """
    rows = []
    for what, series, place in _PAIRS:
        yen = _value(series, place, "hatch_state")
        dollars = _value(f"{series}_usd", place, "hatch_relationalism")
        unit = table("stated_values").query("series == @series + '_usd'")["unit"].iloc[0]
        million = dollars * {"usd_million": 1, "usd_billion": 1000}[unit]
        rows.append((what, yen, million, 1000 * yen / million))
    return pd.DataFrame(rows, columns=["what", "yen_billion", "usd_million", "yen_to_the_dollar"])


def _currencies() -> Task:
    found = rates()
    ask = [
        (row.what, f"{row.yen_billion:g}", f"{row.usd_million:,g}", BLANK)
        for row in found.itertuples()
    ]
    answer = [(row.what, f"{row.yen_to_the_dollar:.1f}") for row in found.itertuples()]
    first = found.iloc[0]
    at_it = 1000 * first.yen_billion / ROUND_RATE
    return Task(
        "One sum, two papers",
        "The same author prints the same sums twice. How many yen to the dollar does each pair "
        "imply? Could all three have been worked out with one round rate?",
        _rows(("Sum", "Yen to the dollar"), answer)
        + Markup(
            f"<p>Yes, {ROUND_RATE}: the first yen sum would then be {at_it:g} million dollars, "
            f"which one may well print as {first.usd_million:g}. So the dollars need be no second "
            "source.</p>"
        ),
        _rows(("Sum", "Billion yen", "Million dollars", "Yen to the dollar"), ask),
        1,
    )


def _misprint() -> Task:
    loans = table("exim_loans").set_index("year")["loans_billion_yen"]
    row = table("paper_differences").query("kind == 'currency' and topic.str.contains('1996')")
    text = row["hatch_relationalism"].iloc[0]
    multiples = [f"{loans[1996] / loans[year]:.1f} times {year}" for year in (1993, 1986)]
    return Task(
        "A sum that cannot be",
        f"On the Export-Import Bank’s loans of 1996 the second paper says: {text} It "
        "calls that twice the sum of 1993, and 28 times that of 1986. The table prints, in billion "
        f"yen, {loans[1986]:g} (1986), {loans[1993]:g} (1993) and {loans[1996]:g} (1996). How many "
        "yen to the dollar would make both true? Which word is wrong?",
        Markup(
            f"About one: so “dollars” must be yen. The multiples hold for the table: "
            f"{' and '.join(multiples)}. A check within the paper needs no second source."
        ),
    )


def _checkable() -> Task:
    claims = table("claims")
    found = pd.crosstab(claims["document"], claims["checkable"])[["yes", "partly", "no"]]
    names = {
        "minagawa": "Clientelism",
        "hatch_state": "Regionalizing the State",
        "hatch_relationalism": "Regionalizing Relationalism",
    }
    rows = [(names[each], *found.loc[each], BLANK) for each in names]
    part = [(names[e], f"{100 * found.loc[e, 'yes'] / found.loc[e].sum():.0f} %") for e in names]
    return Task(
        "What can be checked",
        "Statements of quantity outside the tables (growth, ratios, ranks, words such as most), by "
        "whether the paper’s own numbers can check them. What part of each paper’s can be checked "
        "in full? Does a small part mean that a paper is wrong?",
        _rows(("Paper", "Can be checked"), part)
        + Markup("<p>No. It means that a reader must look elsewhere, or believe.</p>"),
        _rows(("Paper", "Yes", "Partly", "No", "Part that can be"), rows),
        1,
    )


def _tellings() -> Task:
    topics = (
        "Start of the New AID Plan",
        "Who criticized the New AID Plan",
        "Years printed for JICA experts",
        "Who said that the crisis raised status and budget",
    )
    rows = table("paper_differences").set_index("topic").loc[list(topics)]
    ask = [
        (topic, row["hatch_state"], row["hatch_relationalism"], BLANK)
        for topic, row in rows.iterrows()
    ]
    answer = [(topic, row["kind"]) for topic, row in rows.iterrows()]
    return Task(
        "Two tellings",
        "One author, two papers. What differs: the number, the date, the actor, the scope, or the "
        "wording? Put a cross where both can be true.",
        _rows(("Topic", "What differs"), answer)
        + Markup(
            "<p>All four pairs can be true together: one tells more, or of another time. Only who "
            "has both papers sees that anything is left out.</p>"
        ),
        _rows(("Topic", "“… the State”", "“… Relationalism”", "What differs"), ask),
        0,
    )


# What tasks share


def _footings(text: str, said: tuple[tuple[str, str, tuple[str, str, str]], ...]) -> Task:
    """Return the task to name each statement's footing, from rows of the data."""
    ask = [(statement, f"§{section}", words, BLANK) for section, words, (statement, *_) in said]
    answer = [
        (statement, basis + (f" ({credit})" if credit else ""))
        for _, _, (statement, basis, credit) in said
    ]
    return Task(
        "Whose claim, and how sure?",
        text,
        _rows(("Statement", "Footing"), answer),
        _rows(("What the book took from it", "Section", "The paper’s words", "Footing"), ask),
        0,
    )


def _of_tie(tie: tuple[str, str, str, str], case: str = "miti") -> tuple[str, str, str]:
    """Return a tie as a statement, its footing and who is credited."""
    source, target, kind, episode = tie
    net = network(case)
    rows = net.ties.query(
        "source == @source and target == @target and kind == @kind and episode == @episode"
    )
    (row,) = rows.to_dict("records")
    short = net.actors.set_index("actor")["short"]
    verb = {"appointed": "placed", "heir": "was to be followed by"}.get(
        kind, "is patron of" if kind == "patron_of" else "against"
    )
    statement = f"{short[source]} {verb} {short[target]}"
    if kind == "rivals":
        statement += ", less over policy than over his person"
    credit = row["attributed_to"] if isinstance(row["attributed_to"], str) else ""
    return statement, row["basis"], credit


def _of_claim(name: str) -> tuple[str, str, str]:
    row = table("claims").set_index("claim").loc[name]
    credit = row["attributed_to"] if isinstance(row["attributed_to"], str) else ""
    return row["statement"].rstrip("."), row["basis"], credit


def _of_career(actor: str, office: str) -> tuple[str, str, str]:
    (row,) = table("careers").query("actor == @actor and office == @office").to_dict("records")
    short = network(row["case"]).actors.set_index("actor")["short"][actor]
    return f"{short} was {row['post']}", row["basis"], ""


def _still(figure: Figure) -> Markup:
    """Return the picture of a figure in its present state, with what it shows as its text."""
    return Markup('<div class="ties"><div class="ties-picture" role="img" aria-label="{}">').format(
        figure.reading
    ) + Markup("{}</div></div>").format(figure.still())


def _rows(head: tuple, rows) -> Markup:
    """Return a table; its first column heads the rows, an empty cell is there to be filled in."""
    top = "".join(f'<th scope="col">{escape(str(each))}</th>' for each in head)
    body = "".join(
        "<tr>"
        + f'<th scope="row">{escape(str(first))}</th>'
        + "".join(f"<td>{escape(str(cell))}</td>" for cell in rest)
        + "</tr>"
        for first, *rest in rows
    )
    return Markup(f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>")


def _value(series: str, place: str, document: str | None = None) -> float:
    """Return the one value that a paper states for a series and a place."""
    rows = table("stated_values").query("series == @series and place == @place")
    if document:
        rows = rows[rows["document"] == document]
    (value,) = rows["value"]
    return float(value)


def _periods(series: str) -> dict[str, float]:
    """Return the values of a series by period."""
    rows = table("stated_values").query("series == @series")
    return dict(zip(rows["period"], rows["value"], strict=True))


def _series(document: str, start: str, period: str) -> dict[str, float]:
    """Return the values of the series whose names begin alike, by the rest of the name."""
    rows = table("stated_values").query("document == @document and period == @period")
    rows = rows[rows["series"].str.startswith(start)]
    return dict(zip(rows["series"].str.removeprefix(start), rows["value"], strict=True))


def _section(section: str) -> str:
    return section.split(".")[0] if section[:2] in ("4.", "5.") and section[2] == " " else section
