"""How the same people changed on a scale, from the table of before × now."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
from scipy import special

from impactlib.errors import InputError
from impactlib.statistics.estimate import CONFIDENCE, Change, Estimate
from impactlib.statistics.mean import mean, moments
from impactlib.statistics.paired import movers_of
from impactlib.statistics.quantiles import normal_quantile
from impactlib.statistics.tables import BeforeNow, differences_of

EXACT_ADDITIONS = 10_000_000
"""So many additions (some hundredths of a second) `signed_rank` makes to be exact: enough for any 200 changers, and for many more whose
changes are mostly of one size. Beyond, it was less than 0.001 off in some hundreds of random tables."""

LEAST_FOR_EFFECT = 3
"""An effect size needs so many pairs: of two, Hedges' correction leaves nothing."""


def change_of_mean(table: BeforeNow, *, confidence: float = CONFIDENCE) -> Change:
    """The mean change of the people who answered twice, with a t interval of their differences.

    Parameters
    ----------
    table : mapping of (float, float) to int
        People per pair (answer before, answer now), at least two people. Both answers on one scale on which more is more.
    confidence : float
        Confidence level as a fraction between 0 and 1.

    Returns
    -------
    Change
        Mean before, mean now and mean difference (now minus before) in units of the scale, and how many people went up,
        stayed and went down.

    Raises
    ------
    InputError
        When fewer than two people answered twice, or a cell is negative.

    Notes
    -----
    With d each person's answer now less the answer before, mean(d) ± t(n − 1)·s(d)/√n.

    References
    ----------
    Student (1908), Biometrika 6, 1-25, whose sleep data are the test of this function.

    Examples
    --------
    >>> found = change_of_mean({(2, 3): 6, (3, 3): 4, (4, 3): 2})
    >>> round(found.difference.value, 3), found.movers
    (0.333, Movers(improved=6, same=4, declined=2))
    """
    differences = differences_of(table, where="change_of_mean")
    before, now = _halves(table)
    return Change(
        before=mean(before, confidence=confidence),
        now=mean(now, confidence=confidence),
        difference=mean(differences, confidence=confidence),
        movers=movers_of(table),
    )


def signed_rank(table: BeforeNow) -> float:
    """How surprising the ups and downs are if up and down were equally likely: the two-sided p of Wilcoxon's signed-rank test.

    Parameters
    ----------
    table : mapping of (float, float) to int
        People per pair (answer before, answer now), at least one person.

    Returns
    -------
    float
        From 0 to 1; 1 when nobody changed. Who did not change is left out, equal changes share their ranks. It counts every way in
        which the signs of the changers can fall, which is right with ties too. Where that takes more than `EXACT_ADDITIONS` (never for
        200 changers or fewer), only those who changed by the commonest amount are counted so, and the others approximated as normal.

    Raises
    ------
    InputError
        When nobody answered twice, a cell is negative, or an answer is no finite number.

    Notes
    -----
    The c people who changed are ranked by the size of their change, those of one size by the mean of their ranks. With W the sum of
    the ranks of those who went up, R = c·(c + 1)/2 that of all, and V the sum when each of the 2ᶜ ways to give them a sign is as
    likely:

    p = 2·P(V ≤ min(W, R − W)), and at most 1.

    References
    ----------
    Wilcoxon, F. (1945), Biometrics Bulletin 1, 80-83; Hollander, M. and Wolfe, D. A. (1973), Nonparametric Statistical Methods, 27-33;
    the counting of signs: Streitberg, B. and Röhmel, J. (1986), Statistical Software Newsletter 12, 10-17.

    Examples
    --------
    >>> round(signed_rank({(2, 3): 6, (3, 3): 4}), 5)
    0.03125
    """
    differences = differences_of(table, where="signed_rank")
    if not sum(differences.values()):
        raise InputError("signed_rank", "nobody answered twice", "give the answers of at least one person")
    sizes = Counter[float]()
    for difference, people in differences.items():
        if difference and people:
            sizes[abs(difference)] += people
    ranks: list[tuple[int, int]] = []
    up = below = 0
    for size, people in sorted(sizes.items()):
        doubled = 2 * below + people + 1
        ranks.append((doubled, people))
        up += doubled * differences.get(size, 0)
        below += people
    if not below:
        return 1.0
    total = below * (below + 1)
    fewest = min(up, total - up)
    return min(1.0, 2 * _tail(ranks, fewest))


def effect_of_change(table: BeforeNow, *, confidence: float = CONFIDENCE) -> Estimate:
    """How large the mean change is beside the spread of the answers: Hedges' g of the average standard deviation.

    Parameters
    ----------
    table : mapping of (float, float) to int
        People per pair (answer before, answer now), at least three people whose answers differ.
    confidence : float
        Confidence level as a fraction between 0 and 1.

    Returns
    -------
    Estimate
        The mean difference in standard deviations of the answers (the root of the mean of both variances), with the correction
        for few pairs. The limits are Bonett's, around the uncorrected figure as he gives them.

    Raises
    ------
    InputError
        When there are fewer than three people, a cell is negative, or all answers before are one and all answers now are one.

    Notes
    -----
    With s₁² and s₂² the variances of the answers before and now, s₁₂ their covariance, s² = (s₁² + s₂²)/2, and s(d)² the variance of the
    differences:

    d = mean difference / s, and g_av = (1 − 3/(4·(n − 1) − 1))·d.

    Bonett's variance of d is d²·(s₁⁴ + s₂⁴ + 2·s₁₂²)/(8·(n − 1)·s⁴) + s(d)²/((n − 1)·s²); the limits are d ± z times its root.

    References
    ----------
    Bonett, D. G. (2008), Psychological Methods 13, 99-109, doi:10.1037/1082-989X.13.2.99; Lakens, D. (2013), Frontiers in
    Psychology 4, 863, doi:10.3389/fpsyg.2013.00863. Not the d of the differences, which grows with their correlation.

    Examples
    --------
    >>> found = effect_of_change({(2, 3): 6, (3, 3): 4, (4, 3): 2, (3, 4): 5})
    >>> round(found.value, 2), round(found.lower, 2), round(found.upper, 2)
    (0.88, 0.26, 1.58)
    """
    differences = moments(differences_of(table, where="effect_of_change"), where="effect_of_change")
    if differences.n < LEAST_FOR_EFFECT:
        raise InputError("effect_of_change", f"{differences.n} people answered twice", f"it needs at least {LEAST_FOR_EFFECT}")
    halves = _halves(table)
    before, now = (moments(half, where="effect_of_change").variance for half in halves)
    average = (before + now) / 2
    if average == 0:
        raise InputError("effect_of_change", "everybody gave one and the same answer", "an effect size needs answers that differ")
    freedom = differences.n - 1
    covariance = (before + now - differences.variance) / 2
    uncorrected = differences.mean / math.sqrt(average)
    value = (1 - 3 / (4 * freedom - 1)) * uncorrected
    of_spread = uncorrected**2 * (before**2 + now**2 + 2 * covariance**2) / (8 * freedom * average**2)
    half = normal_quantile(confidence) * math.sqrt(of_spread + differences.variance / (freedom * average))
    return Estimate(
        value=value,
        n=differences.n,
        method="hedges-g-av",
        lower=min(value, uncorrected - half),
        upper=max(value, uncorrected + half),
        confidence=confidence,
    )


def _tail(ranks: list[tuple[int, int]], fewest: int) -> float:
    """The chance that the doubled ranks of those who went up add to `fewest` or less, from (doubled rank, people) per size of change."""
    main = max(ranks, key=lambda rank: rank[1])
    doubled, people = main
    others = [rank for rank in ranks if rank != main]
    ups = np.arange(people + 1)
    chances = np.exp(special.gammaln(people + 1) - special.gammaln(ups + 1) - special.gammaln(people - ups + 1) - people * math.log(2))
    left = fewest - doubled * ups
    step = math.gcd(*(each for each, _ in others)) or 1
    steps = sum(each // step * times for each, times in others)
    if steps * sum(times for _, times in others) > EXACT_ADDITIONS:
        deviation = math.sqrt(sum(times * each**2 for each, times in others)) / 2
        return float(chances @ special.ndtr((left // step + 0.5 - steps / 2) * step / deviation))
    # The chance of each sum over the others: every person adds theirs or not, with equal chance.
    sums = np.zeros(steps + 1)
    sums[0] = 1.0
    for each, times in others:
        for _ in range(times):
            moved = sums[: -(each // step)] / 2
            sums /= 2
            sums[each // step :] += moved
    enough = left >= 0
    return float(chances[enough] @ np.cumsum(sums)[np.minimum(left[enough] // step, steps)])


def _halves(table: BeforeNow) -> tuple[Counter[float], Counter[float]]:
    before, now = Counter[float](), Counter[float]()
    for (first, second), people in table.items():
        before[first] += people
        now[second] += people
    return before, now
