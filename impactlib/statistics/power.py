"""What size of change or difference of means so many people are enough for: the power of t tests, by the noncentral t itself.

The tests are the ones that the intervals of this library imply, two-sided, `alpha` being 1 less their confidence.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from scipy import special

from impactlib.errors import InputError
from impactlib.statistics.planning import SLACK, check_answers, check_effect, fewest_with
from impactlib.statistics.quantiles import t_quantile

POWER = 0.8
"""The chance that a change that is there will be seen, unless another is asked for."""

ALPHA = 0.05
"""The chance that a change is seen where there is none."""


def detectable_change(n: int, *, power: float = POWER, alpha: float = ALPHA) -> float:
    """The smallest mean change that will be seen, when `n` people answer before and now.

    Parameters
    ----------
    n : int
        People who answer twice, 2 or more.
    power : float
        The chance that a change of this size is seen.
    alpha : float
        The chance that one is seen where there is none.

    Returns
    -------
    float
        The mean change divided by the standard deviation of the changes.

    Raises
    ------
    InputError
        When fewer than two people answer, or the chances are not 0 < alpha < 0.5 <= power < 1.

    References
    ----------
    Cohen, J. (1988), Statistical Power Analysis for the Behavioral Sciences, 2nd ed., section 2.3.3 (by the noncentral t, exactly).

    Examples
    --------
    >>> [round(detectable_change(n), 2) for n in (10, 15, 20, 30, 50, 100, 200)]
    [1.0, 0.78, 0.66, 0.53, 0.4, 0.28, 0.2]
    """
    check_answers(n, "detectable_change")
    check_chances(power, alpha, "detectable_change")
    return _smallest(lambda effect: _power(effect * math.sqrt(n), n - 1, alpha) >= power)


def pairs_for_change(effect: float, *, power: float = POWER, alpha: float = ALPHA) -> int:
    """How many people must answer before and now, for a mean change of this size to be seen.

    Parameters
    ----------
    effect : float
        The mean change divided by the standard deviation of the changes, 0.001 or more. Also the distance of a mean from a target,
        divided by the standard deviation of the answers.
    power, alpha : float
        As for `detectable_change`.

    Returns
    -------
    int
        The fewest pairs of answers, 2 or more.

    Raises
    ------
    InputError
        When the effect is under 0.001, or the chances are not 0 < alpha < 0.5 <= power < 1.

    References
    ----------
    Cohen (1988), section 2.4.

    Examples
    --------
    >>> pairs_for_change(0.5), pairs_for_change(0.2)
    (34, 199)
    """
    check_effect(effect, "pairs_for_change")
    check_chances(power, alpha, "pairs_for_change")
    return fewest_with(lambda n: _power(effect * math.sqrt(n), n - 1, alpha) >= power)


def detectable_difference(n: int, *, power: float = POWER, alpha: float = ALPHA) -> float:
    """The smallest difference between two means that will be seen, when `n` people answer each time, not the same ones.

    Parameters
    ----------
    n : int
        Answers each time, 2 or more.
    power, alpha : float
        As for `detectable_change`.

    Returns
    -------
    float
        The difference divided by the standard deviation of the answers.

    Raises
    ------
    InputError
        When there are fewer than two answers, or the chances are not 0 < alpha < 0.5 <= power < 1.

    References
    ----------
    Cohen (1988), section 2.3.

    Examples
    --------
    >>> round(detectable_difference(64), 2)
    0.5
    """
    check_answers(n, "detectable_difference")
    check_chances(power, alpha, "detectable_difference")
    return _smallest(lambda effect: _power(effect * math.sqrt(n / 2), 2 * n - 2, alpha) >= power)


def _power(shift: float, freedom: int, alpha: float) -> float:
    """The chance that a two-sided t test sees a mean that lies this many standard errors from 0."""
    critical = t_quantile(1 - alpha, freedom)
    # Where next to nothing lies under a point the library gives NaN (scipy 1.17, and so does statsmodels' TTestPower): that is 0.
    unseen, wrong_way = (float(special.nctdtr(freedom, shift, point)) for point in (critical, -critical))
    return 1 - (0.0 if math.isnan(unseen) else unseen) + (0.0 if math.isnan(wrong_way) else wrong_way)


def _smallest(seen: Callable[[float], bool]) -> float:
    """The smallest effect that is seen, by halving."""
    low, high = 0.0, 1.0
    while not seen(high):
        low, high = high, high * 2
    while high - low > SLACK * high:
        middle = (low + high) / 2
        low, high = (low, middle) if seen(middle) else (middle, high)
    return high


def check_chances(power: float, alpha: float, where: str) -> None:
    """Refuse chances with which nobody plans."""
    if not 0 < alpha < 0.5 <= power < 1:
        what = f"power is {power:g} and alpha is {alpha:g}"
        raise InputError(where, what, "give power from 0.5 and alpha under it, such as 0.8 and 0.05")
