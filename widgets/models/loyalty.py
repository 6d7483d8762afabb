"""A client between two loyalties, as a thought experiment: what he loses by each of three courses.

The courses are Minagawa's (section II.1, non-functional motivation): to stay with the patron, to
limit one's part in the group, to go over to another. The arithmetic is ours and rests on no data.
"""

from __future__ import annotations

STAYS, LIMITS, OVER = "stays", "limits himself", "goes over"
COURSES = (STAYS, LIMITS, OVER)

_DIGITS = 9
"""To so many decimals sums are compared: 0.1 * 6 is to be 0.6."""


def losses(
    goal: float, debt: float, distance: float, unpaid: float = 0.2, bound: bool = False
) -> dict[str, float]:
    """Return what the client loses by each course.

    Parameters
    ----------
    goal : float
        Weight of the organization's goal, from 0 to 10.
    debt : float
        Weight of what he owes to the patron, from 0 to 10, in the same unit.
    distance : float
        How far the patron's aim is from the organization's: 0 is the same aim, 1 the opposite.
    unpaid : float
        The part of the debt that a limited following leaves unpaid, from 0 to 1.
    bound : bool
        Whether the patron comes half-way, so that the distance counts half.

    Returns
    -------
    dict
        Course to loss. Whoever stays fails the goal by ``pull``, the product of goal and distance;
        whoever limits himself fails it by half of that, and leaves part of the debt; whoever goes
        over leaves all of the debt.
    """
    pull = goal * distance * (0.5 if bound else 1)
    return {
        STAYS: round(pull, _DIGITS),
        LIMITS: round(pull / 2 + unpaid * debt, _DIGITS),
        OVER: round(debt, _DIGITS),
    }


def course(
    goal: float, debt: float, distance: float, unpaid: float = 0.2, bound: bool = False
) -> str:
    """Return the course with the smallest loss; of two alike, the one that moves him less."""
    lost = losses(goal, debt, distance, unpaid, bound)
    return min(COURSES, key=lost.__getitem__)
