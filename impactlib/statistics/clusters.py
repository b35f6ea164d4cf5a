"""Figures of people who came in groups, such as courses: those of one course resemble each other, so they tell less than their number."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from impactlib.errors import InputError
from impactlib.statistics.estimate import CONFIDENCE, Estimate
from impactlib.statistics.proportion import wilson_limits
from impactlib.statistics.quantiles import normal_quantile, t_quantile


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterSums:
    """The sums over clusters that an interval needs.

    `clusters` counts them; `n` = Σ n_g people; `total` = Σ y_g; `jackknife` = Σ (m₍₋g₎ − m)², with m the mean of all people and
    m₍₋g₎ that without cluster g.
    """

    clusters: int
    n: int
    total: float
    jackknife: float

    @classmethod
    def of(cls, groups: Iterable[tuple[int, float]]) -> ClusterSums:
        """The sums of clusters given one by one, each as its people and the total of their values; at least two, each with people.

        Examples
        --------
        >>> ClusterSums.of([(10, 8), (10, 7)]).clusters
        2
        """
        found = list(groups)
        if len(found) < 2 or any(people < 1 for people, _ in found):
            sizes = ", ".join(str(people) for people, _ in found)
            raise InputError("ClusterSums", f"the clusters have {sizes or 'no'} people", "give 2 or more, each with people")
        n, total = sum(people for people, _ in found), math.fsum(value for _, value in found)
        without = ((total - value) / (n - people) - total / n for people, value in found)
        return cls(clusters=len(found), n=n, total=total, jackknife=math.fsum(each**2 for each in without))


def of_two_periods(first: ClusterSums, second: ClusterSums) -> ClusterSums:
    """The sums over the clusters of two periods, none of which is in both, for the mean of all people of the two.

    Parameters
    ----------
    first, second : ClusterSums
        Those of each period. One cluster by itself is allowed: its people and their total.

    Returns
    -------
    ClusterSums
        As many clusters, people and total as both have. The jackknife is such that `clustered_mean` gives the interval that is described
        below, for G clusters in all.

    Notes
    -----
    The periods are strata: both were looked at, so that they differ is no chance. The variance is Σ (N_i/N)²·V_i, with
    V_i = (G_i − 1)/G_i · J_i the squared jackknife error within a period, on G − 2 degrees of freedom. A period with one cluster has no
    V_i of its own: it is taken to be that of a single cluster of the other period, G_j·V_j. With one cluster in each period they are
    taken as two clusters of one period.

    References
    ----------
    Cochran, W. G. (1977), Sampling Techniques, 3rd ed., section 5.4 (stratified means); Cameron and Miller (2015), section VI.

    Examples
    --------
    >>> found = of_two_periods(ClusterSums.of([(4, 2), (4, 3)]), ClusterSums.of([(4, 3), (4, 4)]))
    >>> found.clusters, found.n, found.total
    (4, 16, 12.0)
    >>> of_two_periods(ClusterSums(clusters=1, n=4, total=3, jackknife=0.0), ClusterSums(clusters=1, n=6, total=3, jackknife=0.0)).clusters
    2
    """
    n, clusters = first.n + second.n, first.clusters + second.clusters
    if clusters == 2:
        return ClusterSums.of([(first.n, first.total), (second.n, second.total)])
    own = [(each.clusters - 1) / each.clusters * each.jackknife if each.clusters > 1 else None for each in (first, second)]
    single = max((of.clusters * variance for of, variance in zip((first, second), own, strict=True) if variance is not None), default=0.0)
    parts = zip((first, second), own, strict=True)
    variance = math.fsum((of.n / n) ** 2 * (single if each is None else each) for of, each in parts)
    # The interval is later taken on G − 1 degrees of freedom.
    wider = t_quantile(CONFIDENCE, clusters - 2) / t_quantile(CONFIDENCE, clusters - 1)
    return ClusterSums(clusters=clusters, n=n, total=first.total + second.total, jackknife=clusters / (clusters - 1) * variance * wider**2)


def clustered_error(sums: ClusterSums) -> float:
    """The standard error of the mean of all people that allows for clusters: the jackknife over clusters.

    With clusters of one size it is the standard error of the mean of their means; with clusters of many sizes it still is that of
    the mean over people, which is the figure that is told.

    Parameters
    ----------
    sums : ClusterSums
        At least two clusters.

    Returns
    -------
    float
        √((G − 1)/G · Σ (m₍₋g₎ − m)²), in units of the scale.

    Raises
    ------
    InputError
        When there are fewer than two clusters.

    Notes
    -----
    A departure from STATISTICS.md (section 2, 'clustering'), which asks for t on the means of the courses. What a report tells is the
    mean over people, in which a course of twenty weighs more than one of four; the mean of the means is another figure, and its
    interval would not be that of what is told. So each course is left out in turn, and the mean over the people of the others looked
    at. With courses of one size both are the same: Σ over courses of (course mean − m)² / (G·(G − 1)) is then the square of this
    error.

    References
    ----------
    Cameron, A. C. and Miller, D. L. (2015), Journal of Human Resources 50, 317-372, doi:10.3368/jhr.50.2.317, section VI (CR3).

    Examples
    --------
    >>> round(clustered_error(ClusterSums.of([(10, 6), (10, 5), (10, 4)])), 4)
    0.0577
    """
    if sums.clusters < 2:
        raise InputError("clustered_error", f"there are {sums.clusters} clusters", "an interval that allows for clusters needs 2 or more")
    return math.sqrt((sums.clusters - 1) / sums.clusters * max(0.0, sums.jackknife))


def clustered_mean(
    sums: ClusterSums, *, simple_error: float, confidence: float = CONFIDENCE, within: tuple[float, float] = (-math.inf, math.inf)
) -> Estimate:
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
    within : (float, float)
        Limits that the interval cannot go beyond: −1 and 1 for a difference of shares.

    Returns
    -------
    Estimate
        The mean over all people in units of the scale. The standard error is the jackknife's (`clustered_error`), and never under the
        simple one; the design effect, the squared ratio of the two, is so at least 1.

    Raises
    ------
    InputError
        When there are fewer than two clusters.

    Notes
    -----
    m ± t(G − 1)·max(jackknife error, simple error), for G clusters and the mean m of all people, cut off at `within`. With clusters
    of one size, and a jackknife error that is the larger, it is the t interval of the clusters' means.

    References
    ----------
    Donner, A. and Klar, N. (2000), Design and Analysis of Cluster Randomization Trials (t on cluster means); Cameron and Miller (2015).

    Examples
    --------
    >>> found = clustered_mean(ClusterSums.of([(10, 6), (10, 5), (10, 4)]), simple_error=0.05)
    >>> round(found.value, 2), round(found.lower, 2), round(found.upper, 2), round(found.design_effect, 2)
    (0.5, 0.25, 0.75, 1.33)
    """
    error = max(clustered_error(sums), simple_error)
    mean = sums.total / sums.n
    half = t_quantile(confidence, sums.clusters - 1) * error
    found = Estimate(
        value=mean,
        n=sums.n,
        method="t-clusters",
        lower=min(max(mean - half, within[0]), mean),
        upper=max(min(mean + half, within[1]), mean),
        confidence=confidence,
        standard_error=error,
        clusters=sums.clusters,
        freedom=sums.clusters - 1,
        design_effect=(error / simple_error) ** 2 if simple_error > 0 else None,
    )
    return replace(found, effective=effective_people(found)) if found.design_effect is not None else found


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

    Notes
    -----
    The limits are those of `share` for n / design effect / (t(G − 1)/z)² people. The design effect is the squared jackknife error
    (`clustered_error`) over p·(1 − p)/n, and at least 1.

    References
    ----------
    Korn, E. L. and Graubard, B. I. (1998), Survey Methodology 24, 193-201 (effective size with t/z); Wilson (1927).

    Examples
    --------
    >>> found = clustered_share(ClusterSums.of([(10, 9), (10, 7), (10, 6), (10, 8), (10, 5)]))
    >>> round(found.value, 2), round(found.lower, 2), round(found.upper, 2), round(found.design_effect, 2)
    (0.7, 0.49, 0.85, 1.19)
    """
    error, value = clustered_error(sums), sums.total / sums.n
    factor = (normal_quantile(confidence) / t_quantile(confidence, sums.clusters - 1)) ** 2
    simple = value * (1 - value) / sums.n
    effect = max(1.0, error**2 / simple) if simple > 0 else 1.0
    effective = min(float(sums.n), sums.n / effect * factor)
    lower, upper = wilson_limits(value, effective, confidence=confidence)
    return Estimate(
        value=value,
        n=sums.n,
        method="wilson-clusters",
        lower=0.0 if value == 0 else min(lower, value),
        upper=1.0 if value == 1 else max(upper, value),
        confidence=confidence,
        clusters=sums.clusters,
        design_effect=effect,
        effective=effective,
    )


def effective_people(estimate: Estimate) -> float:
    """Of how many people who came one by one the interval of a figure in courses is as wide.

    Parameters
    ----------
    estimate : Estimate
        A figure with its courses and design effect.

    Returns
    -------
    float
        n divided by the design effect, and by (t/z)² for the few courses; never more than n.

    Raises
    ------
    InputError
        When the figure does not allow for courses.

    References
    ----------
    Korn, E. L. and Graubard, B. I. (1998), Survey Methodology 24, 193-201.

    Examples
    --------
    >>> round(effective_people(clustered_mean(ClusterSums.of([(10, 6), (10, 5), (10, 4)]), simple_error=0.05)), 1)
    4.7
    """
    if estimate.clusters is None or estimate.design_effect is None:
        raise InputError("effective_people", "the figure does not allow for courses", "give one with its courses and design effect")
    factor = (normal_quantile(estimate.confidence) / t_quantile(estimate.confidence, estimate.clusters - 1)) ** 2
    return min(float(estimate.n), estimate.n / max(1.0, estimate.design_effect) * factor)
