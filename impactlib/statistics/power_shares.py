"""What size of change or difference of shares so many people are enough for, and what number shows that a target was met."""

from __future__ import annotations

import math

import numpy as np
from scipy import special

from impactlib.errors import InputError
from impactlib.statistics.planning import check_answers, whole
from impactlib.statistics.power import ALPHA, POWER, check_chances
from impactlib.statistics.quantiles import normal_quantile

MOST = 5000
"""More answers than this are no survey of a municipal library."""

HALVINGS = 50
"""How often an interval is halved to find a share: 2⁻⁵⁰ is as near as floats come."""


def pairs_for_paired_share(up: float, down: float, *, power: float = POWER, alpha: float = ALPHA) -> int:
    """How many people must answer before and now, for a change in a share to be seen.

    Parameters
    ----------
    up : float
        The share of all that counts now and did not before, as a fraction of 1.
    down : float
        The share of all that counted before and does not now.
    power : float
        The chance that a change of this size is seen.
    alpha : float
        The chance that one is seen where there is none.

    Returns
    -------
    int
        The fewest pairs of answers for McNemar's test.

    Raises
    ------
    InputError
        When the shares are equal, negative, or together more than 1, or the chances are not 0 < alpha < 0.5 <= power < 1.

    References
    ----------
    Connor, R. J. (1987), Biometrics 43, 207-211, doi:10.2307/2531961.

    Examples
    --------
    >>> [pairs_for_paired_share(up, down) for up, down in ((0.3, 0.05), (0.2, 0.05), (0.15, 0.05), (0.1, 0.02))]
    [42, 85, 155, 145]
    """
    where = "pairs_for_paired_share"
    check_chances(power, alpha, where)
    if not (min(up, down) >= 0 and up + down <= 1 and up != down):
        raise InputError(where, f"up is {up:g} and down is {down:g}", "give two different fractions of 1, together at most 1")
    moved, change = up + down, up - down
    z, z_power = normal_quantile(1 - alpha), float(special.ndtri(power))
    needed = (z * math.sqrt(moved) + z_power * math.sqrt(max(0.0, moved - change**2))) ** 2 / change**2
    return whole(needed)


def detectable_paired_share(n: int, *, down: float, power: float = POWER, alpha: float = ALPHA) -> float | None:
    """The smallest rise of a share that will be seen, when `n` people answer before and now.

    Parameters
    ----------
    n : int
        People who answer twice, 1 or more.
    down : float
        The share of all that will count before and not now, as a fraction of 1 below 0.5.
    power, alpha : float
        As for `pairs_for_paired_share`.

    Returns
    -------
    float or None
        The share that must come to count, less `down`; None where even everybody who can is too few.

    Raises
    ------
    InputError
        When there are no answers, `down` is no fraction below 0.5, or the chances are not 0 < alpha < 0.5 <= power < 1.

    References
    ----------
    Connor (1987).

    Examples
    --------
    >>> round(detectable_paired_share(85, down=0.05), 2)
    0.15
    """
    where = "detectable_paired_share"
    check_answers(n, where, fewest=1)
    if not 0 <= down < 0.5:
        raise InputError(where, f"down is {down:g}", "give a fraction from 0 to below 0.5, such as 0.05")
    low, high = down, 1 - down
    if pairs_for_paired_share(high, down, power=power, alpha=alpha) > n:
        return None
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        seen = middle > down and pairs_for_paired_share(middle, down, power=power, alpha=alpha) <= n
        low, high = (low, middle) if seen else (middle, high)
    return high - down


def detectable_difference_of_shares(n: int, *, power: float = POWER, alpha: float = ALPHA) -> float:
    """The smallest difference between two shares that will be seen, when `n` people answer each time, not the same ones.

    Parameters
    ----------
    n : int
        Answers each time, 1 or more.
    power, alpha : float
        As for `pairs_for_paired_share`.

    Returns
    -------
    float
        The difference between two shares that lie at the same distance from 50 %, where it takes most answers; at most 1.

    Raises
    ------
    InputError
        When there are no answers, or the chances are not 0 < alpha < 0.5 <= power < 1.

    References
    ----------
    Fleiss, J. L. (1981), Statistical Methods for Rates and Proportions, 2nd ed., section 3.2, without correction for continuity.

    Examples
    --------
    >>> [round(detectable_difference_of_shares(n), 2) for n in (50, 100, 400)]
    [0.28, 0.2, 0.1]
    """
    check_answers(n, "detectable_difference_of_shares", fewest=1)
    check_chances(power, alpha, "detectable_difference_of_shares")
    z, z_power = normal_quantile(1 - alpha), float(special.ndtri(power))
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        seen = z * math.sqrt(0.5) + z_power * math.sqrt((1 - middle**2) / 2) <= middle * math.sqrt(n)
        low, high = (low, middle) if seen else (middle, high)
    return high


def answers_for_share_target(expected: float, target: float, *, power: float = POWER, alpha: float = ALPHA, most: int = MOST) -> int | None:
    """How many answers are needed to show that a share lies at or above its target.

    Parameters
    ----------
    expected : float
        The true share that is counted on, from 0 to 1.
    target : float
        The share that was agreed, from 0 to 1.
    power : float
        The chance that Wilson's interval lies wholly at or above the target, if the true share is as expected.
    alpha : float
        1 less the confidence of that interval.
    most : int
        How far to look.

    Returns
    -------
    int or None
        From this number on, to `most`, the chance is never below `power`; None where there is no such number: the target is too near
        the expected share, or above it. A chance that rises above `power` for a single number is not counted on: of whole people,
        it goes up and down.

    Raises
    ------
    InputError
        When a share is not between 0 and 1, there is no number to look at, or the chances are not 0 < alpha < 0.5 <= power < 1.

    References
    ----------
    Wilson, E. B. (1927), JASA 22, 209-212, whose lower limit is at or above the target when x ≥ n·t + z·√(n·t·(1-t)); the chances are
    binomial, exactly. For a share that must stay at or below a target, give 1 less both.

    Examples
    --------
    >>> answers_for_share_target(0.9, 0.8), answers_for_share_target(0.82, 0.8), answers_for_share_target(0.81, 0.8)
    (112, 3104, None)
    """
    where = "answers_for_share_target"
    check_chances(power, alpha, where)
    check_answers(most, where, fewest=1)
    for name, value in (("expected share", expected), ("target", target)):
        if not 0 <= value <= 1:
            raise InputError(where, f"the {name} is {value:g}", "give a fraction from 0 to 1, such as 0.8")
    if target >= 1:
        return None
    n = np.arange(1, most + 1)
    fewest = np.ceil(n * target + normal_quantile(1 - alpha) * np.sqrt(n * target * (1 - target)) - 1e-9)
    chance = np.where(fewest > n, 0.0, 1.0)
    between = (fewest >= 1) & (fewest <= n)
    chance[between] = special.betainc(fewest[between], n[between] - fewest[between] + 1, expected)
    short = np.flatnonzero(chance < power)
    answers = int(short[-1]) + 2 if short.size else 1
    return answers if answers <= most else None
