"""Shares of a group, with Wilson's interval."""

from __future__ import annotations

import math

from statsmodels.stats.proportion import proportion_confint

from impactlib.errors import InputError
from impactlib.statistics.estimate import CONFIDENCE, Estimate


def share(successes: int, n: int, *, confidence: float = CONFIDENCE) -> Estimate:
    """The share of `n` people who count as a success, with Wilson's score interval.

    Parameters
    ----------
    successes : int
        How many of them, from 0 to `n`.
    n : int
        How many people answered, 1 or more.
    confidence : float
        Confidence level as a fraction between 0 and 1.

    Returns
    -------
    Estimate
        Value and limits as fractions of 1. The lower limit of 0/n is exactly 0, the upper limit of n/n exactly 1.

    Raises
    ------
    InputError
        When `n` is under 1 or `successes` is not between 0 and `n`.

    References
    ----------
    Wilson, E. B. (1927), JASA 22, 209-212. Method 3 of Newcombe, R. G. (1998), Statistics in Medicine 17, 857-872,
    doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E. Computed by statsmodels.

    Examples
    --------
    >>> found = share(81, 263)
    >>> round(found.value, 4), round(found.lower, 4), round(found.upper, 4)
    (0.308, 0.2553, 0.3662)
    """
    if n < 1:
        raise InputError("share", f"n is {n}", "a share needs at least one answer")
    if not 0 <= successes <= n:
        raise InputError("share", f"{successes} of {n}", f"successes go from 0 to {n}")
    lower, upper = proportion_confint(successes, n, alpha=1 - confidence, method="wilson")
    return Estimate(
        value=successes / n,
        n=n,
        method="wilson",
        lower=0.0 if successes == 0 else float(lower),
        upper=1.0 if successes == n else float(upper),
        confidence=confidence,
    )


def difference_of_shares(now: Estimate, earlier: Estimate) -> Estimate:
    """The share now minus the share earlier, of two different groups of people, from their own intervals.

    Parameters
    ----------
    now, earlier : Estimate
        Shares with their intervals, as `share` or `clustered_share` gives them.

    Returns
    -------
    Estimate
        The difference as a fraction of 1; `n` is the size of the group of now. With Wilson's intervals this is Newcombe's
        hybrid score method; with others it is its generalisation (MOVER).

    Raises
    ------
    InputError
        When an estimate has no interval, or their levels of confidence differ.

    References
    ----------
    Method 10 of Newcombe, R. G. (1998), Statistics in Medicine 17, 873-890,
    doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I; Zou, G. Y. and Donner, A. (2008), Statistics in
    Medicine 27, 1693-1702, doi:10.1002/sim.3095.

    Examples
    --------
    >>> found = difference_of_shares(share(56, 70), share(48, 80))
    >>> round(found.value, 4), round(found.lower, 4), round(found.upper, 4)
    (0.2, 0.0524, 0.3339)
    """
    if now.lower is None or now.upper is None or earlier.lower is None or earlier.upper is None:
        raise InputError("difference_of_shares", "an estimate has no interval", "give shares of people who were asked")
    if now.confidence != earlier.confidence:
        raise InputError("difference_of_shares", f"confidence is {now.confidence:g} and {earlier.confidence:g}", "give both the same")
    value = now.value - earlier.value
    down = math.hypot(now.value - now.lower, earlier.upper - earlier.value)
    up = math.hypot(now.upper - now.value, earlier.value - earlier.lower)
    return Estimate(value=value, n=now.n, method="newcombe", lower=value - down, upper=value + up, confidence=now.confidence)
