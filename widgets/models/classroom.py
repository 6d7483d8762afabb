"""What a class needs that runs chapters live: arithmetic on what was measured on this book."""

from __future__ import annotations

import math

import pandas as pd

from widgets.data import table

SPARE = 1.25
"""What is kept free, as a factor: a chapter of one's own, a second notebook left open."""


def needs(students: int, at_once: float = 1.0, within: float = 120.0) -> pd.Series:
    """Return the memory and the cores that a class needs on a JupyterHub.

    Parameters
    ----------
    students : int
        How many have a server and a kernel open, from 1.
    at_once : float
        The part of them, above 0 to 1, who run a whole chapter in the same moment.
    within : float
        Seconds in which these are to have it, above 0.

    Returns
    -------
    Series
        ``memory_gb``: hub and proxy once, server and kernel a student, by what each held
        (resident), times `SPARE`. ``cores``: the work of server and kernel for one chapter, times
        those who run it, over the seconds; a whole number, at least 2.

    Raises
    ------
    ValueError
        If a number is outside its bounds.

    Notes
    -----
    Measured by ``.ci/hub`` and kept in ``live_load``. Processes on one machine share pages, so
    they need less; containers on many do not. Undefined below one chapter and one kernel each.
    """
    if students < 1 or not 0 < at_once <= 1 or within <= 0:
        raise ValueError(
            f"students {students}, at_once {at_once}, within {within}:"
            " expected at least one student, a part above 0 to 1, and seconds above 0"
        )
    found = table("live_load").set_index("measure")["value"]
    a_student = found["server_memory"] + found["kernel_memory"]
    held = found["hub_memory"] + found["proxy_memory"] + students * a_student
    work = (found["server_work"] + found["kernel_work"]) * students * at_once
    cores = max(2, math.ceil(work / within))
    return pd.Series({"memory_gb": SPARE * held / 1000, "cores": cores}, name=students)
