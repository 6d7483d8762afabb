"""Statements about Wada's campaign, under every way to read who called whom."""

from __future__ import annotations

from functools import cache

from widgets.models.channels import channels, closures
from widgets.models.energy import channel_question
from widgets.models.robustness.material import ASKS, footings, kept, prepared
from widgets.models.robustness.posts import readings, words
from widgets.models.robustness.space import Coding, Space, Statement
from widgets.networks import NO_PATH, network

EITHER = "either of them"
CALLERS = {
    # option: whose calls do not count
    EITHER: None,
    "the Director alone": "miti_section_chiefs",
    "the section chiefs alone": "miti_director",
}
"""Who made the calls that the text puts down to “them”."""

GO_BETWEENS = ("kichise", "miti_director", "miti_section_chiefs", "miki", "nakasone")
"""The persons, Wada apart, through whom somebody may have been reached."""


@cache
def _ties():
    ties = prepared(network("energy_ministry").ties)
    return ties[~ties[["family", "kind"]].isin(NO_PATH).any(axis=1)]


class Campaign:
    """The ties of the campaign under one coding, as arcs between persons and bodies."""

    def __init__(self, coding: Coding):
        ties = kept(_ties(), coding["footing"])
        known = dict.fromkeys(readings("energy_ministry"))
        for reading in known:
            ties = ties[ties["contested"].ne(reading) | (coding[reading] == "still held")]
        silent = CALLERS[coding["they"]]
        ties = ties[(ties["source"] != silent) | (ties["family"] != "appeal")]
        asked = channel_question()
        ways = {*asked["kinds"], *asked["through"]}
        columns = ties.loc[ties["family"].isin(ways), ["source", "target", "family", "directed"]]
        self.arcs = []
        for source, target, family, directed in columns.itertuples(index=False):
            self.arcs.append((source, target, family))
            if not directed:
                self.arcs.append((target, source, family))
        self.sources, self.targets = asked["sources"], asked["targets"]
        self.kinds = asked["kinds"]

    def reached(self, target: str) -> bool:
        """Return whether there is a channel of any kind to a target."""
        found = channels(self.arcs, self.sources, [target])
        return bool(found[found.columns.intersection(self.kinds)].to_numpy().any())

    def closed(self) -> dict[str, int]:
        """Return how many targets each go-between alone can close a channel to."""
        found = closures(self.arcs, self.sources, self.targets, GO_BETWEENS, self.kinds)
        return found.to_dict()


def _one_without_substitute(case: Campaign) -> bool | None:
    if not case.reached("mof"):
        return None
    return {person for person, closed in case.closed().items() if closed} == {"kichise"}


def _finance_reached(case: Campaign) -> bool:
    return case.reached("mof")


@cache
def space() -> Space:
    """Return the codings of the campaign."""
    return Space(
        "energy_ministry",
        {
            "footing": footings(_ties()),
            **readings("energy_ministry"),
            "they": list(CALLERS),
        },
        {**ASKS, **words("energy_ministry"), "they": "“They” who made the calls are"},
        Campaign,
    )


STATEMENTS = [
    Statement(
        "one_without_substitute", "Only the call to Kichise has no second caller",
        "One call has no substitute, that to Kichise at Finance; all the others have two callers.",
        "clientelism/what_it_does", "minagawa", "II.1 Policy", _one_without_substitute,
    ),
    Statement(
        "finance_reached", "Wada reaches Finance, friendship kept alive or not",
        "Without the tie of alliance the Ministry of Finance is still reached, since two more ties"
        " join the two men.",
        "clientelism/what_it_does", "minagawa", "II.1 Policy", _finance_reached,
        {"kichise_alliance": "had lapsed"},
    ),
]  # fmt: skip
