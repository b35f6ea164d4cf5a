"""Shares of a group, with Wilson's interval, and differences of shares."""

from __future__ import annotations

import math
from dataclasses import dataclass

from impactlib.errors import InputError
from impactlib.statistics.estimate import CONFIDENCE, Estimate
from impactlib.statistics.quantiles import normal_quantile
from impactlib.statistics.tables import DECIMALS, Frequencies, check_frequencies


@dataclass(frozen=True, slots=True, kw_only=True)
class TopBox:
    """The share that answered high on a scale, and how all answers are spread.

    `distribution` has (code, people, share of the valid answers) for every code, the lowest first, also for codes nobody gave.
    """

    share: Estimate
    distribution: tuple[tuple[float, int, float], ...]


def wilson_limits(value: float, n: float, *, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Wilson's limits of a share of `n` people, where `n` may be an effective number and so a fraction.

    The lower limit of a share of 0 is exactly 0, the upper limit of a share of 1 exactly 1. Nothing is checked.

    References
    ----------
    Wilson, E. B. (1927), JASA 22, 209-212. The same to 1e-12 as statsmodels' `proportion_confint`, which takes far longer.

    Examples
    --------
    >>> lower, upper = wilson_limits(0.0, 10)
    >>> lower, round(upper, 4)
    (0.0, 0.2775)
    """
    z, n = normal_quantile(confidence), float(n)
    middle = value + z * z / (2 * n)
    half = z * math.sqrt(value * (1 - value) / n + z * z / (4 * n * n))
    stretch = 1 + z * z / n
    lower = 0.0 if value == 0 else max(0.0, (middle - half) / stretch)
    upper = 1.0 if value == 1 else min(1.0, (middle + half) / stretch)
    return lower, upper


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

    Notes
    -----
    With p = x/n and z the normal quantile (1.96 at 95 %), Wilson's limits are

    (p + z²/(2n) ± z·√(p·(1 − p)/n + z²/(4n²))) / (1 + z²/n).

    References
    ----------
    Wilson, E. B. (1927), JASA 22, 209-212. Method 3 of Newcombe, R. G. (1998), Statistics in Medicine 17, 857-872,
    doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E.

    Examples
    --------
    >>> found = share(81, 263)
    >>> round(found.value, 4), round(found.lower, 4), round(found.upper, 4)
    (0.308, 0.2553, 0.3662)
    """
    _check(successes, n, where="share")
    value = float(successes / n)
    lower, upper = wilson_limits(value, n, confidence=confidence)
    return Estimate(value=value, n=n, method="wilson", lower=lower, upper=upper, confidence=confidence)


def share_of_finite_group(successes: int, n: int, group: int, *, confidence: float = CONFIDENCE) -> Estimate:
    """The share in a group of known size of which `n` people answered, with Wilson's interval for so finite a group.

    Only for when those who did not answer may be taken to be like those who did; otherwise use `share`.

    Parameters
    ----------
    successes : int
        How many of those who answered, from 0 to `n`.
    n : int
        How many people answered, 1 or more.
    group : int
        How many people the group has, `n` or more.
    confidence : float
        Confidence level as a fraction between 0 and 1.

    Returns
    -------
    Estimate
        Wilson's interval of n·(N-1)/(N-n) people (method `wilson-finite`). Where everybody answered there is no sampling
        error: a complete count, without limits (method `complete-count`).

    Raises
    ------
    InputError
        When `n` is under 1 or over `group`, or `successes` is not between 0 and `n`.

    References
    ----------
    Cochran, W. G. (1977), Sampling Techniques, 3rd edition, chapter 3; Burstein, H. (1975), JASA 70, 67-69.

    Examples
    --------
    >>> found = share_of_finite_group(27, 45, 60)
    >>> round(found.value, 2), round(found.lower, 3), round(found.upper, 3)
    (0.6, 0.526, 0.669)
    """
    _check(successes, n, where="share_of_finite_group")
    if not n <= group:
        raise InputError("share_of_finite_group", f"{n} people of a group of {group} answered", "no more can answer than the group has")
    value = successes / n
    if n == group:
        return Estimate(value=value, n=n, method="complete-count", confidence=confidence)
    lower, upper = wilson_limits(value, n * (group - 1) / (group - n), confidence=confidence)
    return Estimate(value=value, n=n, method="wilson-finite", lower=lower, upper=upper, confidence=confidence)


def reaches(code: float, at_least: float, *, where: str) -> bool:
    """Whether an answer is at least so high, where floating noise does not decide; refuses what is no finite number.

    Examples
    --------
    >>> reaches(0.3, 0.1 + 0.2, where="example")
    True
    """
    if not (math.isfinite(code) and math.isfinite(at_least)):
        raise InputError(where, f"the answer is {code} and the line is {at_least}", "give both as codes of the scale")
    return round(code - at_least, DECIMALS) >= 0


def top_box(frequencies: Frequencies, *, at_least: float, confidence: float = CONFIDENCE) -> TopBox:
    """The share of the valid answers that are so high or higher, and the whole distribution to show beside it.

    Parameters
    ----------
    frequencies : mapping of float to int
        People per answer code, at least one person. Only valid answers: "don't know" is no code of the scale.
    at_least : float
        The lowest code that counts as high, such as 4 on a scale of 1 to 5.
    confidence : float
        Confidence level as a fraction between 0 and 1.

    Returns
    -------
    TopBox
        The share with Wilson's interval, and (code, people, share) for every code.

    Raises
    ------
    InputError
        When there are no answers, a frequency is negative, or a code is no finite number.

    References
    ----------
    Wilson, E. B. (1927), JASA 22, 209-212.

    Examples
    --------
    >>> found = top_box({3: 4, 4: 10, 5: 6}, at_least=4)
    >>> found.share.value, found.distribution
    (0.8, ((3, 4, 0.2), (4, 10, 0.5), (5, 6, 0.3)))
    """
    n = check_frequencies(frequencies, where="top_box")
    high = sum(people for code, people in frequencies.items() if reaches(code, at_least, where="top_box"))
    found = share(high, n, confidence=confidence)
    return TopBox(share=found, distribution=tuple((code, people, people / n) for code, people in sorted(frequencies.items())))


def net_share(improved: int, declined: int, n: int, *, confidence: float = CONFIDENCE) -> Estimate:
    """The share that improved minus the share that declined among the same `n` people, with Bonett and Price's interval.

    Parameters
    ----------
    improved, declined : int
        How many people went up and how many went down, together no more than `n`; or two other groups that exclude each other,
        such as promoters and detractors.
    n : int
        All people, with those who stayed the same; 1 or more.
    confidence : float
        Confidence level as a fraction between 0 and 1.

    Returns
    -------
    Estimate
        From -1 to 1. Of ups and downs on a scale it is Cliff's within-person dominance. The limits stay within -1 and 1, and always
        hold the value.

    Raises
    ------
    InputError
        When `n` is under 1, a number is negative, or both together are more than `n`.

    Notes
    -----
    With p₁ = (improved + 1)/(n + 2), p₂ = (declined + 1)/(n + 2) and z the normal quantile, Bonett and Price's limits are

    p₁ − p₂ ± z·√((p₁ + p₂ − (p₁ − p₂)²)/(n + 2)),

    cut off at −1 and 1. The figure itself is (improved − declined)/n; where it lies outside them (few people, all of them improved),
    they are drawn out to it.

    References
    ----------
    Bonett, D. G. and Price, R. M. (2012), Journal of Educational and Behavioral Statistics 37, 479-488,
    doi:10.3102/1076998611411915; Cliff, N. (1993), Psychological Bulletin 114, 494-509.

    Examples
    --------
    >>> found = net_share(202, 22, 433)
    >>> round(found.value, 3), round(found.lower, 3), round(found.upper, 3)
    (0.416, 0.358, 0.469)
    """
    _check(improved, n, where="net_share")
    _check(declined, n, where="net_share")
    _check(improved + declined, n, where="net_share")
    value = (improved - declined) / n
    up, down = (improved + 1) / (n + 2), (declined + 1) / (n + 2)
    half = normal_quantile(confidence) * math.sqrt((up + down - (up - down) ** 2) / (n + 2))
    return Estimate(
        value=value,
        n=n,
        method="bonett-price",
        lower=max(-1.0, min(value, up - down - half)),
        upper=min(1.0, max(value, up - down + half)),
        confidence=confidence,
    )


def net_promoter(
    frequencies: Frequencies, *, promoters_from: float = 9, detractors_to: float = 6, confidence: float = CONFIDENCE
) -> Estimate:
    """The share that would recommend minus the share that would not, with Bonett and Price's interval.

    Parameters
    ----------
    frequencies : mapping of float to int
        People per answer from 0 to 10, at least one person.
    promoters_from, detractors_to : float
        The lowest answer of a promoter and the highest of a detractor.
    confidence : float
        Confidence level as a fraction between 0 and 1.

    Returns
    -------
    Estimate
        From -1 to 1; the usual Net Promoter figure is a hundred times as much.

    Raises
    ------
    InputError
        When there are no answers, a frequency is negative, a code is no finite number, or somebody can be both.

    References
    ----------
    Reichheld, F. F. (2003), Harvard Business Review 81 (12), 46-54; the interval as of `net_share`.

    Examples
    --------
    >>> found = net_promoter({10: 30, 8: 40, 5: 30})
    >>> found.value, round(found.lower, 2), round(found.upper, 2)
    (0.0, -0.15, 0.15)
    """
    n = check_frequencies(frequencies, where="net_promoter")
    if not promoters_from > detractors_to:
        raise InputError("net_promoter", f"promoters start at {promoters_from:g} and detractors end at {detractors_to:g}", "leave a step")
    promoters = sum(people for code, people in frequencies.items() if reaches(code, promoters_from, where="net_promoter"))
    detractors = sum(people for code, people in frequencies.items() if reaches(detractors_to, code, where="net_promoter"))
    return net_share(promoters, detractors, n, confidence=confidence)


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

    Notes
    -----
    With d = now − earlier, and L and U the limits of each share,

    lower = d − √((now − L now)² + (U earlier − earlier)²), and upper = d + √((U now − now)² + (earlier − L earlier)²).

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


def _check(successes: int, n: int, *, where: str) -> None:
    if n < 1:
        raise InputError(where, f"n is {n}", "a share needs at least one answer")
    if not 0 <= successes <= n:
        raise InputError(where, f"{successes} of {n}", f"successes go from 0 to {n}")
