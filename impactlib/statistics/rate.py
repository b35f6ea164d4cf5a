"""Events per inhabitant, and complete counts."""

from __future__ import annotations

import math

from scipy import special

from impactlib.errors import InputError
from impactlib.statistics.estimate import CONFIDENCE, Estimate
from impactlib.statistics.quantiles import check_confidence, normal_quantile

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
        When events are negative or not whole, the population is not over 0, or confidence is no fraction.

    Notes
    -----
    Of x events, in events. Garwood: the quantiles α/2 of Gamma(x) and 1 − α/2 of Gamma(x + 1), where α is 1 less the confidence.
    Byar, with z the normal quantile:

    lower = x·(1 − 1/(9x) − z/(3√x))³, and upper = (x + 1)·(1 − 1/(9(x + 1)) + z/(3√(x + 1)))³.

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
    check_confidence(confidence, where="rate")
    tail = (1 - confidence) / 2
    if events < EXACT_BELOW:
        lower = 0.0 if events == 0 else float(special.gammaincinv(events, tail))
        upper, method = float(special.gammaincinv(events + 1, 1 - tail)), "garwood"
    else:
        z = normal_quantile(confidence)
        lower = events * (1 - 1 / (9 * events) - z / (3 * math.sqrt(events))) ** 3
        upper = (events + 1) * (1 - 1 / (9 * (events + 1)) + z / (3 * math.sqrt(events + 1))) ** 3
        method = "byar"
    scale = per / population
    return Estimate(value=events * scale, n=int(events), method=method, lower=lower * scale, upper=upper * scale, confidence=confidence)


def difference_of_rates(
    now: tuple[float, float], earlier: tuple[float, float], *, per: int = 1000, confidence: float = CONFIDENCE
) -> Estimate:
    """The rate now minus the rate earlier, or elsewhere, from their own intervals.

    Parameters
    ----------
    now, earlier : tuple of float and float
        Events and inhabitants; no events at all are allowed in either.
    per : int
        For how many inhabitants the difference is given.
    confidence : float
        Confidence level as a fraction between 0 and 1.

    Returns
    -------
    Estimate
        The difference per `per` inhabitants, with the limits that follow from those of both rates (MOVER); `n` is the events of
        now. As for `rate`, they hold for independent events.

    Raises
    ------
    InputError
        When events are negative or not whole, a population is not over 0, or confidence is no fraction.

    Notes
    -----
    With d = now − earlier, and L and U the limits of each rate,

    lower = d − √((now − L now)² + (U earlier − earlier)²), and upper = d + √((U now − now)² + (earlier − L earlier)²).

    References
    ----------
    Zou, G. Y. and Donner, A. (2008), Statistics in Medicine 27, 1693-1702, doi:10.1002/sim.3095.

    Examples
    --------
    >>> found = difference_of_rates((24, 12000), (15, 11500))
    >>> round(found.value, 2), round(found.lower, 2), round(found.upper, 2)
    (0.7, -0.42, 1.83)
    """
    after, before = rate(*now, per=per, confidence=confidence), rate(*earlier, per=per, confidence=confidence)
    assert after.lower is not None
    assert after.upper is not None
    assert before.lower is not None
    assert before.upper is not None
    value = after.value - before.value
    down = math.hypot(after.value - after.lower, before.upper - before.value)
    up = math.hypot(after.upper - after.value, before.value - before.lower)
    return Estimate(value=value, n=after.n, method="mover", lower=value - down, upper=value + up, confidence=confidence)


def rate_ratio(now: tuple[float, float], earlier: tuple[float, float], *, confidence: float = CONFIDENCE) -> Estimate:
    """How many times the rate earlier, or elsewhere, the rate now is, with an exact interval.

    Parameters
    ----------
    now, earlier : tuple of float and float
        Events and inhabitants. No events now are allowed: the ratio and its lower limit are then exactly 0.
    confidence : float
        Confidence level as a fraction between 0 and 1.

    Returns
    -------
    Estimate
        The ratio; `n` is the events of now. Given the events of both together, those of now are binomial: the limits are Clopper and
        Pearson's, turned into ratios. As for `rate`, they hold for independent events.

    Raises
    ------
    InputError
        When there were no events earlier (a multiple of nothing is no number: use `difference_of_rates`), events are negative or
        not whole, a population is not over 0, or confidence is no fraction.

    References
    ----------
    Przyborowski, J. and Wilenski, H. (1940), Biometrika 31, 313-323; Clopper, C. J. and Pearson, E. S. (1934), Biometrika 26,
    404-413.

    Examples
    --------
    >>> found = rate_ratio((24, 12000), (15, 11500))
    >>> round(found.value, 2), round(found.lower, 2), round(found.upper, 2)
    (1.53, 0.77, 3.14)
    """
    _check(*now)
    _check(*earlier)
    check_confidence(confidence, where="rate_ratio")
    (events, population), (events_earlier, population_earlier) = now, earlier
    if events_earlier == 0:
        raise InputError("rate_ratio", "there were no events earlier", "use difference_of_rates: a multiple of nothing is no number")
    tail, scale = (1 - confidence) / 2, population_earlier / population
    low = 0.0 if events == 0 else float(special.betaincinv(events, events_earlier + 1, tail))
    not_high = float(special.betaincinv(events_earlier, events + 1, tail))
    return Estimate(
        value=events / events_earlier * scale,
        n=int(events),
        method="rate-ratio-exact",
        lower=low / (1 - low) * scale,
        upper=(1 - not_high) / not_high * scale,
        confidence=confidence,
    )


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
