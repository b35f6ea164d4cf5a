"""Means of answers on a scale, from a frequency table."""

from __future__ import annotations

import math
from dataclasses import dataclass

from impactlib.errors import InputError
from impactlib.statistics.estimate import CONFIDENCE, Estimate
from impactlib.statistics.quantiles import t_quantile
from impactlib.statistics.tables import Frequencies, check_frequencies


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """Size, mean and variance (with n-1) of a frequency table."""

    n: int
    mean: float
    variance: float


def moments(frequencies: Frequencies, *, where: str) -> Moments:
    """Size, mean and sample variance of a frequency table of at least two people."""
    n = check_frequencies(frequencies, where=where)
    if n < 2:
        raise InputError(where, f"there are {n} answers", "an interval needs at least 2")
    mean_ = math.fsum(code * times for code, times in frequencies.items()) / n
    variance = math.fsum(times * (code - mean_) ** 2 for code, times in frequencies.items()) / (n - 1)
    return Moments(n=n, mean=mean_, variance=variance)


def mean(frequencies: Frequencies, *, confidence: float = CONFIDENCE) -> Estimate:
    """The mean answer, with a t interval.

    Parameters
    ----------
    frequencies : mapping of float to int
        People per answer code. At least two people; 10 or more are needed for the interval to hold (simulated coverage
        92 % at 8, 94-95 % from 10), and far more where most people give one end of the scale (docs/methods.md).
    confidence : float
        Confidence level as a fraction between 0 and 1.

    Returns
    -------
    Estimate
        Mean and limits in units of the scale.

    Raises
    ------
    InputError
        When there are fewer than two answers, or a negative frequency.

    Notes
    -----
    With s the standard deviation of the answers, m ± t(n − 1)·s/√n.

    References
    ----------
    Student (1908), Biometrika 6, 1-25; on scales: Norman, G. (2010), doi:10.1007/s10459-010-9222-y.

    Examples
    --------
    >>> found = mean({3: 4, 4: 10, 5: 6})
    >>> round(found.value, 2), round(found.lower, 2), round(found.upper, 2)
    (4.1, 3.76, 4.44)
    """
    found = moments(frequencies, where="mean")
    error = math.sqrt(found.variance / found.n)
    half = t_quantile(confidence, found.n - 1) * error
    return Estimate(
        value=found.mean,
        n=found.n,
        method="t",
        lower=found.mean - half,
        upper=found.mean + half,
        confidence=confidence,
        standard_error=error,
        freedom=found.n - 1,
    )


def difference_of_means(now: Estimate, earlier: Estimate, *, confidence: float = CONFIDENCE) -> Estimate:
    """The mean now minus the mean earlier, of two different groups of people, with Welch's interval.

    Parameters
    ----------
    now, earlier : Estimate
        Means with their standard errors, as `mean` or `clustered_mean` gives them. The degrees of freedom of each are its
        people minus one, or its clusters minus one where it has clusters.
    confidence : float
        Confidence level as a fraction between 0 and 1.

    Returns
    -------
    Estimate
        The difference in units of the scale; `n` is the size of the group of now.

    Raises
    ------
    InputError
        When an estimate has no standard error.

    Notes
    -----
    With s₁ and s₂ the standard errors, and ν₁ and ν₂ their degrees of freedom, d ± t(ν)·√(s₁² + s₂²), where

    ν = (s₁² + s₂²)² / (s₁⁴/ν₁ + s₂⁴/ν₂).

    References
    ----------
    Welch, B. L. (1947), Biometrika 34, 28-35, doi:10.1093/biomet/34.1-2.28.

    Examples
    --------
    >>> found = difference_of_means(mean({4: 10, 5: 10}), mean({3: 10, 4: 10}))
    >>> round(found.value, 2), round(found.lower, 2), round(found.upper, 2)
    (1.0, 0.67, 1.33)
    """
    if now.standard_error is None or earlier.standard_error is None:
        raise InputError("difference_of_means", "an estimate has no standard error", "give means of at least two people")
    of_now, of_earlier = now.standard_error**2, earlier.standard_error**2
    value, error = now.value - earlier.value, math.sqrt(of_now + of_earlier)
    half, freedom = 0.0, float(_freedom(now) + _freedom(earlier))
    if error > 0:
        freedom = (of_now + of_earlier) ** 2 / (of_now**2 / _freedom(now) + of_earlier**2 / _freedom(earlier))
        half = t_quantile(confidence, freedom) * error
    return Estimate(
        value=value,
        n=now.n,
        method="welch",
        lower=value - half,
        upper=value + half,
        confidence=confidence,
        standard_error=error,
        freedom=freedom,
    )


def _freedom(estimate: Estimate) -> float:
    return estimate.freedom or (estimate.clusters or estimate.n) - 1
