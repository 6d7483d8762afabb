"""What Japan's share of a recipient's bilateral aid is made of, and what would move it.

The printed table (Hatch, "Regionalizing the State", Table 1) gives Japan's aid and Japan's share
of all bilateral aid. The two imply what the other donors gave together, and with that the
share can be recomputed under other assumptions. This is arithmetic on measured data, not a theory
of donors: it knows no multilateral aid, no private money, and not whether amounts are gross or net.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from widgets.data import table
from widgets.models.checks import is_number, require

ONE_HALF = 50.0
"""The share, in percent, at which Japan alone gives as much as all other donors together."""


def share_percent(japan, others):
    r"""Return Japan's share of all bilateral aid, in percent.

    .. math:: s = 100 \, \frac{J}{J + O}

    Parameters
    ----------
    japan, others : float or array
        Aid from Japan (:math:`J`) and from all other donors (:math:`O`), in the same unit.

    Returns
    -------
    float or array
        Undefined (NaN) where nobody gives anything, or where either amount is missing.

    Examples
    --------
    >>> float(share_percent(30, 10))
    75.0
    """
    japan, others = np.asarray(japan, float), np.asarray(others, float)
    total = japan + others
    return 100 * np.divide(japan, total, out=np.full_like(total, np.nan), where=total > 0)


def bilateral_aid(year: int, others_from: int | None = None) -> pd.DataFrame:
    r"""Return one year's bilateral aid from Japan and, by implication, from all others.

    .. math:: O = J \left( \frac{100}{s} - 1 \right)

    with :math:`J` Japan's aid and :math:`s` its share in percent, as printed.

    Parameters
    ----------
    year : int
        A year of the printed table.
    others_from : int, optional
        A year whose other donors stand in where ``year`` prints no share. The table's last year
        prints amounts only; that its other donors gave what they gave the year before is an
        assumption, so it is made only when asked for, and ``others_basis`` says so.

    Returns
    -------
    DataFrame
        Indexed by recipient in printed order: ``japan_usd_million``, ``others_usd_million``,
        ``japan_share_percent`` and ``others_basis`` ("implied by the table", "assumed as in
        ...", or missing). A recipient without a figure keeps its row, with missing values.
    """
    rows = _printed(year).set_index("recipient")
    japan = rows["oda_usd_million"].astype(float)
    others = japan * (100 / rows["japan_share_percent"].astype(float) - 1)
    basis = pd.Series(np.where(others.notna(), "implied by the table", None), rows.index, object)
    if others_from is not None:
        stand_in = bilateral_aid(others_from)["others_usd_million"]
        assumed = japan.notna() & others.isna() & stand_in.notna()
        others = others.where(~assumed, stand_in)
        basis = basis.where(~assumed, f"assumed as in {others_from}")
    return pd.DataFrame(
        {
            "japan_usd_million": japan,
            "others_usd_million": others,
            "japan_share_percent": share_percent(japan, others),
            "others_basis": basis,
        }
    )


def scenario(
    year: int,
    japan_multiplier: float | Mapping[str, float] = 1.0,
    others_response: float = 0.0,
    recipients: Iterable[str] | None = None,
    *,
    others_from: int | None = None,
) -> pd.DataFrame:
    r"""Return each recipient's aid and Japan's share of it, had Japan given more or less.

    Japan moves first, then the others respond:

    .. math::
        J' = m J, \qquad O' = \max(0,\; O - r \, (J' - J))

    Parameters
    ----------
    year : int
        A year of the printed table, 1989 to 1999.
    japan_multiplier : float or mapping
        :math:`m \ge 0`, for all recipients, or by recipient (those not named keep 1).
    others_response : float
        :math:`r` in [-1, 1]: 1 when the others fill every gap that Japan leaves (and make room
        for every dollar it adds), 0 when they do not stir, -1 when they follow Japan.
    recipients : iterable of str, optional
        Which recipients to return; all of the table's by default.
    others_from : int, optional
        See `bilateral_aid`: the assumption that 1999 needs.

    Returns
    -------
    DataFrame
        One row a recipient: ``recipient``, ``japan_usd_million``, ``others_usd_million``,
        ``japan_share_percent``, ``change_points`` against the printed share, its two steps
        ``from_japan_points`` (Japan's aid changed, others as they were) and
        ``from_others_points`` (the others' response), ``crosses_half`` ("up", "down" or missing)
        and ``others_basis``. Missing where the table gives no figure or no share, and where
        nobody would be left giving.

    Raises
    ------
    ValueError
        Unknown year or recipient; a multiplier that is negative or not a number; a response
        outside [-1, 1].
    """
    before = _chosen(bilateral_aid(year, others_from), recipients)
    multiplier = _multipliers(japan_multiplier, before.index)
    require(
        is_number(others_response) and -1 <= others_response <= 1,
        f"others_response is a number from -1 (follow) to 1 (fill), not {others_response!r}",
    )
    japan, others = before["japan_usd_million"], before["others_usd_million"]
    japan_new = japan * multiplier
    others_new = (others - others_response * (japan_new - japan)).clip(lower=0)
    share = before["japan_share_percent"]
    japan_alone = share_percent(japan_new, others)
    share_new = pd.Series(share_percent(japan_new, others_new), before.index)
    return pd.DataFrame(
        {
            "japan_usd_million": japan_new,
            "others_usd_million": others_new,
            "japan_share_percent": share_new,
            "change_points": share_new - share,
            "from_japan_points": (japan_alone - share).where(share_new.notna()),
            "from_others_points": share_new - japan_alone,
            "crosses_half": _crossing(share, share_new),
            "others_basis": before["others_basis"],
        }
    ).reset_index()


def decompose(
    year_from: int,
    year_to: int,
    recipients: Iterable[str] | None = None,
    *,
    others_from: int | None = None,
) -> pd.DataFrame:
    r"""Split a change of Japan's share into the part of Japan's aid and the part of the others'.

    Between two years nobody moved first, so each part is the mean over both orders (the Shapley
    value of a game of two):

    .. math::
        \Delta_J = \tfrac12 \left[ s(J_1, O_0) - s(J_0, O_0) + s(J_1, O_1) - s(J_0, O_1) \right],
        \qquad \Delta_O = s(J_1, O_1) - s(J_0, O_0) - \Delta_J

    Returns
    -------
    DataFrame
        One row a recipient: ``recipient``, ``share_from_percent``, ``share_to_percent``,
        ``change_points``, ``from_japan_points``, ``from_others_points``,
        ``japan_change_usd_million`` and ``others_change_usd_million``. Missing where either
        year lacks a share.

    Raises
    ------
    ValueError
        Unknown year or recipient.

    Notes
    -----
    Indonesia, 1995 to 1996: the share leaps by more than 22 points, and nearly all of it because
    the other donors gave less. Thailand, 1997 to 1998: Japan gives more and its share falls.
    """
    first = _chosen(bilateral_aid(year_from, others_from), recipients)
    last = _chosen(bilateral_aid(year_to, others_from), recipients)
    j0, o0 = first["japan_usd_million"], first["others_usd_million"]
    j1, o1 = last["japan_usd_million"], last["others_usd_million"]
    s00, s11 = share_percent(j0, o0), share_percent(j1, o1)
    s10, s01 = share_percent(j1, o0), share_percent(j0, o1)
    from_japan = (s10 - s00 + s11 - s01) / 2
    return pd.DataFrame(
        {
            "share_from_percent": s00,
            "share_to_percent": s11,
            "change_points": s11 - s00,
            "from_japan_points": from_japan,
            "from_others_points": s11 - s00 - from_japan,
            "japan_change_usd_million": j1 - j0,
            "others_change_usd_million": o1 - o0,
        },
        index=first.index,
    ).reset_index()


def years(with_share: bool = False) -> list[int]:
    """Return the years of the printed table; with ``with_share``, those that print shares."""
    rows = table("oda_to_asia")
    if with_share:
        rows = rows[rows["japan_share_percent"].notna()]
    return sorted(int(year) for year in rows["year"].unique())


def _printed(year: int) -> pd.DataFrame:
    rows = table("oda_to_asia")
    known = years()
    require(
        year in known, f"year {year!r} is not in the table, which runs {known[0]} to {known[-1]}"
    )
    return rows[rows["year"] == year]


def _chosen(rows: pd.DataFrame, recipients: Iterable[str] | None) -> pd.DataFrame:
    if recipients is None:
        return rows
    recipients = [recipients] if isinstance(recipients, str) else list(recipients)
    _require_known(recipients, rows.index)
    return rows.loc[recipients]


def _multipliers(multiplier: float | Mapping[str, float], recipients: pd.Index) -> pd.Series:
    by_recipient = isinstance(multiplier, Mapping)
    if by_recipient:
        _require_known(multiplier, recipients)
    for value in multiplier.values() if by_recipient else [multiplier]:
        require(
            is_number(value) and value >= 0,
            f"japan_multiplier is a number of at least 0 (0 stops Japan's aid), not {value!r}",
        )
    given = dict(multiplier) if by_recipient else dict.fromkeys(recipients, multiplier)
    return pd.Series(1.0, recipients).where(
        ~recipients.isin(list(given)), recipients.map(lambda name: float(given.get(name, 1.0)))
    )


def _crossing(before: pd.Series, after: pd.Series) -> pd.Series:
    """Say who rises above one half ("up") or falls to it or below ("down")."""
    crossing = pd.Series(None, before.index, object)
    crossing[(before <= ONE_HALF) & (after > ONE_HALF)] = "up"
    crossing[(before > ONE_HALF) & (after <= ONE_HALF)] = "down"
    return crossing


def _require_known(names: Iterable[str], recipients: pd.Index) -> None:
    for name in names:
        require(
            name in recipients, f"no recipient {name!r} here; there are {', '.join(recipients)}"
        )
