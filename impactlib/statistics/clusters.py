"""Figures of people who came in groups, such as courses: those of one course resemble each other, so they tell less than their number."""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from impactlib.errors import InputError
from impactlib.statistics.estimate import CONFIDENCE, Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterSums:
    """The sums over clusters that an interval needs: with n people and total y in each cluster.

    `clusters` counts them; `n` = Σ n_g, `total` = Σ y_g, `n_squared` = Σ n_g², `n_total` = Σ n_g·y_g, `total_squared` = Σ y_g².
    """

    clusters: int
    n: int
    total: float
    n_squared: float
    n_total: float
    total_squared: float


def clustered_error(sums: ClusterSums) -> float:
    """The standard error of total/n that allows for clusters (linearisation, CR1).

    Raises
    ------
    InputError
        When there are fewer than two clusters.

    References
    ----------
    Cameron, A. C. and Miller, D. L. (2015), Journal of Human Resources 50, 317-372, doi:10.3368/jhr.50.2.317.

    Examples
    --------
    >>> round(clustered_error(ClusterSums(clusters=3, n=30, total=15, n_squared=300, n_total=150, total_squared=83)), 4)
    0.1155
    """
    if sums.clusters < 2:
        raise InputError("clustered_error", f"there are {sums.clusters} clusters", "an interval that allows for clusters needs 2 or more")
    mean = sums.total / sums.n
    # Written out from Σ (y_g − mean·n_g)²; rounding can make it a hair negative when all clusters agree.
    spread = max(0.0, sums.total_squared - 2 * mean * sums.n_total + mean**2 * sums.n_squared)
    return math.sqrt(sums.clusters / (sums.clusters - 1) * spread) / sums.n


def clustered_mean(sums: ClusterSums, *, simple_error: float, confidence: float = CONFIDENCE) -> Estimate:
    """The mean of people in clusters, with a t interval on clusters minus one degrees of freedom.

    Parameters
    ----------
    sums : ClusterSums
        At least two clusters.
    simple_error : float
        The standard error that ignores clusters; the interval never uses a smaller one, since few clusters that happen to
        agree are no evidence that clusters do not matter.
    confidence : float
        Confidence level as a fraction between 0 and 1.

    Returns
    -------
    Estimate
        The mean over all people, in units of the scale.

    Raises
    ------
    InputError
        When there are fewer than two clusters.

    References
    ----------
    Cameron, A. C. and Miller, D. L. (2015), section VI, doi:10.3368/jhr.50.2.317.

    Examples
    --------
    >>> sums = ClusterSums(clusters=3, n=30, total=15, n_squared=300, n_total=150, total_squared=83)
    >>> found = clustered_mean(sums, simple_error=0.09)
    >>> round(found.value, 2), round(found.lower, 2), round(found.upper, 2)
    (0.5, 0.0, 1.0)
    """
    error = max(clustered_error(sums), simple_error)
    mean = sums.total / sums.n
    half = float(stats.t.ppf((1 + confidence) / 2, sums.clusters - 1)) * error
    return Estimate(
        value=mean,
        n=sums.n,
        method="t-clusters",
        lower=mean - half,
        upper=mean + half,
        confidence=confidence,
        standard_error=error,
        clusters=sums.clusters,
    )


def clustered_share(sums: ClusterSums, *, confidence: float = CONFIDENCE) -> Estimate:
    """The share of people in clusters (total = how many count), with Wilson's interval on the effective number of people.

    Parameters
    ----------
    sums : ClusterSums
        At least two clusters; `total` counts people, so it lies between 0 and n.
    confidence : float
        Confidence level as a fraction between 0 and 1.

    Returns
    -------
    Estimate
        The share as a fraction of 1. The effective number is n divided by the design effect, and by (t/z)² for the few
        clusters; it is never more than n.

    Raises
    ------
    InputError
        When there are fewer than two clusters.

    References
    ----------
    Korn, E. L. and Graubard, B. I. (1998), Survey Methodology 24, 193-201 (effective size with t/z); Wilson (1927).

    Examples
    --------
    >>> found = clustered_share(ClusterSums(clusters=10, n=100, total=70, n_squared=1000, n_total=700, total_squared=520))
    >>> round(found.value, 2), round(found.lower, 2), round(found.upper, 2)
    (0.7, 0.56, 0.81)
    """
    error, value = clustered_error(sums), sums.total / sums.n
    freedom = sums.clusters - 1
    factor = (float(stats.norm.ppf((1 + confidence) / 2)) / float(stats.t.ppf((1 + confidence) / 2, freedom))) ** 2
    simple = value * (1 - value) / sums.n
    effect = max(1.0, error**2 / simple) if simple > 0 else 1.0
    effective = min(float(sums.n), sums.n / effect * factor)
    lower, upper = proportion_confint(value * effective, effective, alpha=1 - confidence, method="wilson")
    return Estimate(
        value=value,
        n=sums.n,
        method="wilson-clusters",
        lower=0.0 if value == 0 else min(float(lower), value),
        upper=1.0 if value == 1 else max(float(upper), value),
        confidence=confidence,
        clusters=sums.clusters,
    )
