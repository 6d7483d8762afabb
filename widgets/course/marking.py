"""What the checks in an assignment say: one sentence that tells what was expected.

`like` asks whether an answer has the right form, for checks that a student sees; `expect` whether
it is the right one, for checks that are added when it is marked.
"""

from __future__ import annotations

from collections.abc import Iterator
from numbers import Real

import numpy as np

KINDS = {
    # the first that fits names the kind of an answer
    "true or false": (bool, np.bool_),
    "a number": Real,
    "a text": str,
    "a set": (set, frozenset),
    "a list": (list, tuple),
    "a dictionary": dict,
}


def like(found: object, example: object, task: str) -> None:
    """Raise `AssertionError` unless an answer is given and of the same kind as the example.

    Examples
    --------
    >>> like({"china"}, {"japan"}, "Task 1")
    >>> like(["china"], {"japan"}, "Task 1")
    Traceback (most recent call last):
    AssertionError: Task 1: found a list, expected a set, such as {'japan'}.
    """
    kind, shown = _kind(example), f", such as {example!r}"
    if kind not in KINDS:
        shown = ""  # a whole table would bury the sentence
    if found is ...:
        flaw = f"there is no answer yet; put {kind} in place of the dots{shown}"
    elif (other := _kind(found)) != kind:
        flaw = f"found {other}, expected {kind}{shown}"
    else:
        return
    raise AssertionError(f"{task}: {flaw}.")


def expect(found: object, expected: object, task: str, places: int = 1) -> None:
    """Raise `AssertionError` unless an answer is as expected, numbers to so many decimals.

    In a list or a dictionary each entry is compared by itself; in a set the order does not count.
    In a text neither capitals count nor blanks around it.

    Examples
    --------
    >>> expect(33.32, 33.3, "Task 2")
    >>> expect(50, 33.3, "Task 2")
    Traceback (most recent call last):
    AssertionError: Task 2: found 50, expected 33.3.
    >>> expect({"a", "c"}, {"a", "b"}, "Task 3")
    Traceback (most recent call last):
    AssertionError: Task 3: expected 'a', 'b'; lacks 'b'; has too much 'c'.
    >>> expect(" Reported", "reported", "Task 4")
    """
    like(found, expected, task)
    flaw = next(_flaws(found, expected, places), None)
    if flaw:
        raise AssertionError(f"{task}: {flaw}.")


def _kind(value: object) -> str:
    if value is None:
        return "nothing (is there a return?)"
    named = (name for name, types in KINDS.items() if isinstance(value, types))
    return next(named, f"a {type(value).__name__}")


def _flaws(found, expected, places: int) -> Iterator[str]:
    match _kind(expected):
        case "a number":
            if not abs(found - expected) <= 0.5 * 10**-places + 1e-9:
                yield f"found {_short(found, places)}, expected {_short(expected, places)}"
        case "a set":
            lacks, more = _beyond(expected, found), _beyond(found, expected)
            if lacks or more:
                yield (
                    f"expected {_listed(expected)}"
                    + (f"; lacks {_listed(lacks)}" if lacks else "")
                    + (f"; has too much {_listed(more)}" if more else "")
                )
        case "a list" | "a dictionary":
            entries = expected if isinstance(expected, dict) else dict(enumerate(expected))
            given = found if isinstance(found, dict) else dict(enumerate(found))
            if set(given) != set(entries):
                yield f"found {len(given)} entries, expected {len(entries)}: {_listed(entries)}"
                return
            for name, value in entries.items():
                label = repr(name) if isinstance(expected, dict) else f"entry {name + 1}"
                if given[name] is ...:
                    yield f"{label} has no answer yet"
                elif _kind(given[name]) != _kind(value):
                    yield f"{label}: found {_kind(given[name])}, expected {_kind(value)}"
                else:
                    yield from (f"{label}: {flaw}" for flaw in _flaws(given[name], value, places))
        case _:
            if _plain(found) != _plain(expected):
                yield f"found {found!r}, expected {expected!r}"


def _plain(value: object) -> object:
    return value.strip().casefold() if isinstance(value, str) else value


def _beyond(names, others) -> list:
    """Return which of these are not among the others."""
    known = set(map(_plain, others))
    return [name for name in names if _plain(name) not in known]


def _short(number: Real, places: int) -> str:
    return f"{round(float(number), places):,g}"


def _listed(names) -> str:
    return ", ".join(sorted(map(repr, names))) or "nothing"
