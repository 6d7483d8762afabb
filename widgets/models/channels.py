"""Of which kinds of channel a target is reached, and who alone would close the last of a kind.

A channel is a way along the directions of the ties, however long, from a source to a target that
does not pass the target before. Its kind is that of its last tie: advice that comes to a state
through a committee is advice, however the committee is paid for.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable

import pandas as pd

Arc = tuple[Hashable, Hashable, Hashable]
"""From whom, to whom, of which kind; a tie without direction is two arcs."""


def channels(
    arcs: Iterable[Arc], sources: Collection, targets: Collection, without: Collection = ()
) -> pd.DataFrame:
    r"""Return which targets are reached from the sources by a channel of which kind.

    .. math:: C(t, k) = 1 \iff \exists\, (s, t, k) \in A,\; s \in R_{A - t}(S \setminus t)

    with :math:`A` the arcs and :math:`R_{A - t}` whom the sources :math:`S` reach without passing
    :math:`t`. A source counts as reached, so its own tie to a target is a channel.

    Parameters
    ----------
    arcs : iterable of (source, target, kind)
    sources, targets : collection of actors
    without : collection of actors
        Taken away, whether sources, targets or between; who is not in an arc is no error.

    Returns
    -------
    DataFrame
        Of truth values: a row for each target that is not taken away, in the order given, and a
        column for each kind, in the order of their first arc.

    Examples
    --------
    >>> ways = [("miti", "jica", "orders"), ("jica", "thailand", "advice")]
    >>> channels(ways, ["miti"], ["thailand"]).loc["thailand"].to_dict()
    {'orders': False, 'advice': True}
    >>> bool(channels(ways, ["miti"], ["thailand"], without=["jica"]).to_numpy().any())
    False
    """
    arcs = list(arcs)
    kinds = list(dict.fromkeys(kind for _, _, kind in arcs))
    out, into = _sides(arcs)
    left = [target for target in targets if target not in without]
    found = _channels(out, into, sources, left, set(without))
    return pd.DataFrame(
        [[kind in found[target] for kind in kinds] for target in left],
        index=pd.Index(left, name="target"),
        columns=pd.Index(kinds, name="kind"),
        dtype=bool,
    )


def closures(
    arcs: Iterable[Arc],
    sources: Collection,
    targets: Collection,
    actors: Iterable[Hashable],
    kinds: Collection | None = None,
) -> pd.Series:
    """Return how many targets would lose every channel of some kind if an actor alone went.

    Parameters
    ----------
    arcs, sources, targets
        As for `channels`.
    actors : iterable of actors
        Who is taken away, one at a time.
    kinds : collection, optional
        Kinds that matter; arcs of others still lead on. None is all.

    Returns
    -------
    Series
        By actor, in the order given. A target that goes itself is not counted.
    """
    out, into = _sides(list(arcs))
    if kinds is not None:
        into = {
            target: [(source, kind) for source, kind in came if kind in kinds]
            for target, came in into.items()
        }
    before = _channels(out, into, sources, targets, set())
    counts = {}
    for actor in actors:
        after = _channels(out, into, sources, targets, {actor})
        counts[actor] = sum(bool(before[t] - after[t]) for t in targets if t != actor)
    return pd.Series(counts, name="closures", dtype="int64").rename_axis("actor")


def _sides(arcs: list[Arc]) -> tuple[dict, dict]:
    """Return to whom each actor's arcs lead, and from whom and of which kind arcs come to each."""
    out, into = {}, {}
    for source, target, kind in arcs:
        out.setdefault(source, []).append(target)
        into.setdefault(target, []).append((source, kind))
    return out, into


def _channels(out: dict, into: dict, sources, targets, gone: set) -> dict[Hashable, set]:
    reached = _spread(out, sources, gone)
    found = {}
    for target in targets:
        # Somebody behind the target may be reached through it alone: only then look again.
        by = _spread(out, sources, gone | {target}) if target in out else reached
        arcs = into.get(target, []) if target not in gone else []
        found[target] = {kind for source, kind in arcs if source in by and source != target}
    return found


def _spread(out: dict, sources, gone: set) -> set:
    met = {source for source in sources if source not in gone}
    front = list(met)
    while front:
        for other in out.get(front.pop(), ()):
            if other not in met and other not in gone:
                met.add(other)
                front.append(other)
    return met
