"""Events per inhabitant, and complete counts."""

from __future__ import annotations

import math

from scipy import stats

from impactlib.errors import InputError
from impactlib.statistics.estimate import CONFIDENCE, Estimate

EXACT_BELOW = 10
"""Below this many events the exact interval is used, from it on Byar's approximation (STATISTICS.md, section 2)."""


def rate(events: float, population: float, *, per: int = 1000, confidence: float = CONFIDENCE) -> Estimate:
    """Events for every `per` inhabitants, with the interval of the underlying rate.

    Parameters
    ----------
    events : float
        How many events were counted; a whole number, 0 or more.
    population : float
        How many inhabitants could have them, more than 0.
    per : int
        For how many inhabitants the rate is given.
    confidence : float
        Confidence level as a fraction between 0 and 1.

    Returns
    -------
    Estimate
        The rate and its limits. Exact (Garwood) below 10 events, else Byar's approximation; the lower limit of no events
        is exactly 0. The interval holds for independent events: for loans or visits, of which one person has many, it is
        far too narrow (use `realised_rate`).

    Raises
    ------
    InputError
        When events are negative or not whole, or the population is not over 0.

    References
    ----------
    Garwood, F. (1936), Biometrika 28, 437-442; Breslow, N. E. and Day, N. E. (1987), Statistical Methods in Cancer
    Research II, p. 69 (Byar).

    Examples
    --------
    >>> found = rate(24, 12000)
    >>> round(found.value, 2), round(found.lower, 2), round(found.upper, 2)
    (2.0, 1.28, 2.98)
    """
    _check(events, population)
    tail = (1 - confidence) / 2
    if events < EXACT_BELOW:
        lower = 0.0 if events == 0 else float(stats.chi2.ppf(tail, 2 * events)) / 2
        upper, method = float(stats.chi2.ppf(1 - tail, 2 * events + 2)) / 2, "garwood"
    else:
        z = float(stats.norm.ppf(1 - tail))
        lower = events * (1 - 1 / (9 * events) - z / (3 * math.sqrt(events))) ** 3
        upper = (events + 1) * (1 - 1 / (9 * (events + 1)) + z / (3 * math.sqrt(events + 1))) ** 3
        method = "byar"
    scale = per / population
    return Estimate(value=events * scale, n=int(events), method=method, lower=lower * scale, upper=upper * scale, confidence=confidence)


def realised_rate(events: float, population: float, *, per: int = 1000) -> Estimate:
    """What was counted for every `per` inhabitants: a complete count, so without an interval.

    Parameters
    ----------
    events : float
        How many events were counted; a whole number, 0 or more.
    population : float
        How many inhabitants there were, more than 0.
    per : int
        For how many inhabitants the rate is given.

    Returns
    -------
    Estimate
        The rate without limits: the question 'did we reach it' has no sampling error.

    Raises
    ------
    InputError
        When events are negative or not whole, or the population is not over 0.

    References
    ----------
    STATISTICS.md, section 2, 'complete register count'.

    Examples
    --------
    >>> realised_rate(4200, 20000, per=1000).value
    210.0
    """
    _check(events, population)
    return Estimate(value=events * per / population, n=int(events), method="complete-count")


def complete_count(events: float) -> Estimate:
    """A number that was counted in full, without an interval.

    Examples
    --------
    >>> complete_count(12).value
    12.0
    """
    _check(events, 1)
    return Estimate(value=float(events), n=int(events), method="complete-count")


def complete_share(part: float, whole: float) -> Estimate:
    """A part of a whole that were both counted in full, without an interval.

    Examples
    --------
    >>> complete_share(9, 12).value
    0.75
    """
    _check(part, whole)
    if part > whole:
        raise InputError("complete_share", f"{part:g} of {whole:g}", "a part is no more than its whole")
    return Estimate(value=part / whole, n=int(whole), method="complete-count")


def _check(events: float, population: float) -> None:
    if not math.isfinite(events) or events < 0 or events != int(events):
        raise InputError("rate", f"there are {events:g} events", "give a whole number, 0 or more")
    if not population > 0:
        raise InputError("rate", f"the population is {population:g}", "give a number over 0")
