"""Figures of small areas, drawn towards the group by as much as chance makes them differ. Never rank raw figures: rank these."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, special

from impactlib.errors import InputError
from impactlib.statistics.estimate import CONFIDENCE
from impactlib.statistics.proportion import share
from impactlib.statistics.quantiles import check_confidence, normal_quantile
from impactlib.statistics.rate import rate

FEWEST_AREAS = 8
"""From fewer areas the variation between them cannot be told from chance, and each has the mean of the group (STATISTICS.md, section 2)."""

FARTHEST = 1000
"""Where even the largest area would keep under a thousandth of its own figure, there is no variation between areas."""

STARTS = (0.05, 1.0, 20.0)
"""Where the search for the most likely variation begins, in areas of middle size."""

SEARCH = {"ftol": 1e-13, "gtol": 1e-7, "maxiter": 500}
"""How closely the most likely variation is searched for."""

LEAST_GAIN = 1e-6
"""Variation that makes the counts no more likely than this (in log likelihood) is none."""

Floats = NDArray[np.float64]
"""An array of numbers, one for each area."""

GROUP_MEAN = "group-mean"
"""The method where all areas are taken together."""


SMALLEST_SIZE = 0.1
"""The least that a beta posterior of a share is taken to rest on: of areas of one or two people nothing is known on their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shrunken:
    """A figure of an area as it was found (`raw`) and drawn towards the group (`value`), with the interval of the latter.

    `weight` is the part that its own figure has in it, from 0 (the mean of the group) to 1. With `pooled` there were too few areas to
    say how they differ: the value is the mean of the group, and the interval is that of this mean, not of the area.
    """

    raw: float
    value: float
    lower: float
    upper: float
    weight: float
    method: str
    pooled: bool = False
    confidence: float = CONFIDENCE


def shrunken_shares(counts: Mapping[str, tuple[int, int]], *, confidence: float = CONFIDENCE) -> Mapping[str, Shrunken]:
    """The share of each area, drawn towards that of the group.

    Parameters
    ----------
    counts : mapping of str to tuple of int and int
        Successes and people of each area.
    confidence : float
        Confidence level as a fraction between 0 and 1.

    Returns
    -------
    mapping of str to Shrunken
        Beta-binomial empirical Bayes: the underlying shares follow the beta distribution that makes the counts most likely. The
        interval is that of the beta distribution of the area's share given its count, widened for not knowing the group exactly.
        With fewer than eight areas, or where none or all of all people count, the mean of the group with Wilson's interval.

    Raises
    ------
    InputError
        When there is no area, an area has nobody, or successes are not from none to all.

    References
    ----------
    Efron, B. and Morris, C. (1975), Journal of the American Statistical Association 70, 311-319, doi:10.1080/01621459.1975.10479864;
    Griffiths, D. A. (1973), Biometrics 29, 637-648. Widening: Prasad, N. G. N. and Rao, J. N. K. (1990), Journal of the American
    Statistical Association 85, 163-171, doi:10.1080/01621459.1990.10475320.

    Examples
    --------
    >>> found = shrunken_shares({f"area {i}": (i, 12) for i in range(9)} | {"small": (3, 3)})
    >>> round(found["small"].raw, 2), round(found["small"].value, 2), round(found["small"].weight, 2)
    (1.0, 0.63, 0.41)
    """
    where = "shrunken_shares"
    check_confidence(confidence, where=where)
    for name, (successes, asked) in counts.items():
        if asked < 1 or not 0 <= successes <= asked or successes != int(successes):
            raise InputError(
                where,
                f"{name} has {successes} of {asked}",
                "successes are a whole number, from none to all; leave out areas without people",
            )
    x, n = _columns(counts, where)
    raw, total, people = x / n, int(x.sum()), int(n.sum())
    if len(x) < FEWEST_AREAS or total in (0, people):
        group = share(total, people, confidence=confidence)
        return _pooled(counts, raw, (group.value, group.lower, group.upper), confidence)
    start = special.logit(total / people)

    def unlikely(place: Floats) -> tuple[float, Floats]:
        """Minus the log likelihood of (logit mean, log size of the prior), and its slope."""
        mean, size = float(special.expit(place[0])), math.exp(place[1])
        a, b = mean * size, (1 - mean) * size
        fit = special.betaln(x + a, n - x + b) - special.betaln(a, b)
        common = special.digamma(size) - special.digamma(n + size)
        by_a = float((special.digamma(x + a) - special.digamma(a) + common).sum())
        by_b = float((special.digamma(n - x + b) - special.digamma(b) + common).sum())
        return -float(fit.sum()), -np.array([(by_a - by_b) * size * mean * (1 - mean), by_a * a + by_b * b])

    place, prior = _most_likely(unlikely, start, n)
    mean = float(special.expit(place)) if math.isfinite(prior) else total / people
    weight = _weight(n, prior)
    value = weight * raw + (1 - weight) * mean
    between = mean * (1 - mean) / (1 + prior)
    given = value * (1 - value) / (n + prior + 1)
    sampling = mean * (1 - mean) / n
    variance = np.minimum(given + _unsure(sampling, between), np.maximum(sampling, given))
    # A beta distribution has less variance than v·(1 − v), whatever its size.
    size = np.maximum(value * (1 - value) / variance - 1, SMALLEST_SIZE)
    tail = (1 - confidence) / 2
    lower, upper = (special.betaincinv(value * size, (1 - value) * size, chance) for chance in (tail, 1 - tail))
    return _gathered(counts, raw, (value, lower, upper), weight, "beta-binomial", confidence)


def shrunken_rates(counts: Mapping[str, tuple[int, float]], *, per: int = 1000, confidence: float = CONFIDENCE) -> Mapping[str, Shrunken]:
    """The rate of each area, drawn towards that of the group.

    Parameters
    ----------
    counts : mapping of str to tuple of int and float
        Events and inhabitants of each area.
    per : int
        For how many inhabitants the rates are given.
    confidence : float
        Confidence level as a fraction between 0 and 1.

    Returns
    -------
    mapping of str to Shrunken
        Gamma-Poisson empirical Bayes, as `shrunken_shares` for shares. With fewer than eight areas, or without one event, the
        rate of the group with the interval of `rate`.

    Raises
    ------
    InputError
        When there is no area, events are negative or not whole, or an area has no inhabitants.

    References
    ----------
    Clayton, D. and Kaldor, J. (1987), Biometrics 43, 671-681; otherwise as for `shrunken_shares`.

    Examples
    --------
    >>> found = shrunken_rates({f"area {i}": (4 * i, 9000) for i in range(9)} | {"small": (4, 800)})
    >>> round(found["small"].raw, 2), round(found["small"].value, 2), round(found["small"].weight, 2)
    (5.0, 3.53, 0.52)
    """
    where = "shrunken_rates"
    check_confidence(confidence, where=where)
    if per < 1:
        raise InputError(where, f"the rate is per {per}", "give a number of inhabitants, such as 1000")
    for name, (events, people) in counts.items():
        if not math.isfinite(events) or events < 0 or events != int(events):
            raise InputError(where, f"{name} has {events:g} events", "give a whole number, 0 or more")
        if not (math.isfinite(people) and people > 0):
            raise InputError(where, f"{name} has {people:g} inhabitants", "leave out areas without inhabitants")
    x, n = _columns(counts, where)
    raw, total = x / n, float(x.sum())
    if len(x) < FEWEST_AREAS or total == 0:
        group = rate(total, float(n.sum()), per=per, confidence=confidence)
        return _pooled(counts, raw * per, (group.value, group.lower, group.upper), confidence)

    def unlikely(place: Floats) -> tuple[float, Floats]:
        """Minus the log likelihood of (log mean, log inhabitants that the prior is worth), and its slope."""
        mean, size = math.exp(place[0]), math.exp(place[1])
        a = mean * size
        fit = special.gammaln(x + a) - special.gammaln(a) - a * np.log1p(n / size) + x * np.log(n / (n + size))
        by_a = float((special.digamma(x + a) - special.digamma(a) - np.log1p(n / size)).sum())
        by_size = float((a * n / (size * (n + size)) - x / (n + size)).sum())
        return -float(fit.sum()), -np.array([by_a * a, by_a * a + by_size * size])

    place, prior = _most_likely(unlikely, math.log(total / n.sum()), n)
    mean = math.exp(place) if math.isfinite(prior) else total / float(n.sum())
    weight = _weight(n, prior)
    value = weight * raw + (1 - weight) * mean
    given = value / (n + prior)
    sampling = mean / n
    variance = np.minimum(given + _unsure(sampling, mean / prior), np.maximum(sampling, given))
    tail = (1 - confidence) / 2
    lower, upper = (special.gammaincinv(value**2 / variance, chance) * variance / value for chance in (tail, 1 - tail))
    return _gathered(counts, raw * per, (value * per, lower * per, upper * per), weight, "gamma-poisson", confidence)


def shrunken_means(means: Mapping[str, tuple[float, float]], *, confidence: float = CONFIDENCE) -> Mapping[str, Shrunken]:
    """The mean of each area, drawn towards that of the group.

    Parameters
    ----------
    means : mapping of str to tuple of float and float
        Mean and standard error (over 0) of each area.
    confidence : float
        Confidence level as a fraction between 0 and 1.

    Returns
    -------
    mapping of str to Shrunken
        Normal-normal empirical Bayes; the variance between areas by restricted maximum likelihood, and the interval widened for not
        knowing it exactly. With fewer than eight areas, the mean of the group by weights 1/s².

    Raises
    ------
    InputError
        When there is no area, a standard error is not over 0, or a number is not finite.

    References
    ----------
    Efron, B. and Morris, C. (1977), Stein's paradox in statistics, Scientific American 236(5), 119-127; Fay, R. E. and Herriot, R. A.
    (1979), Journal of the American Statistical Association 74, 269-277; otherwise as for `shrunken_shares`.

    Examples
    --------
    >>> found = shrunken_means({f"area {i}": (3.5 + i / 10, 0.2) for i in range(9)} | {"small": (4.9, 0.6)})
    >>> round(found["small"].value, 2), round(found["small"].weight, 2)
    (4.01, 0.1)
    """
    where = "shrunken_means"
    check_confidence(confidence, where=where)
    for name, (mean, error) in means.items():
        if not (math.isfinite(mean) and math.isfinite(error) and error > 0):
            raise InputError(where, f"{name} has a mean of {mean:g} with standard error {error:g}", "give finite numbers, the error over 0")
    raw, errors = _columns(means, where)
    sampling = errors**2
    z = normal_quantile(confidence)
    if len(raw) < FEWEST_AREAS:
        centre, reach = _weighted(raw, sampling, 0.0), z / math.sqrt(float((1 / sampling).sum()))
        return _pooled(means, raw, (centre, centre - reach, centre + reach), confidence)
    between = _variance_between(raw, sampling)
    weight = between / (between + sampling)
    value = weight * raw + (1 - weight) * _weighted(raw, sampling, between)
    half = z * np.sqrt(np.minimum(weight * sampling + _unsure(sampling, between), sampling))
    return _gathered(means, raw, (value, value - half, value + half), weight, "normal-normal", confidence)


def _columns(areas: Mapping[str, tuple[float, float]], where: str) -> tuple[Floats, Floats]:
    """The two numbers of each area, as two arrays."""
    if not areas:
        raise InputError(where, "there is no area", "give at least one")
    first, second = np.array(list(areas.values()), dtype=float).T
    return first, second


def _most_likely(unlikely: Callable[[Floats], tuple[float, Floats]], start: float, n: Floats) -> tuple[float, float]:
    """Where the prior's mean is most likely, on its own line, and what size of it; infinite where the areas do not differ."""
    middle = float(np.median(n))
    most = math.log(FARTHEST * float(n.max()))
    bounds = [(start - 5, start + 5), (math.log(1e-6 * middle), most)]
    without, _ = unlikely(np.array([start, most]))

    def gained(place: Floats) -> tuple[float, Floats]:
        worth, slope = unlikely(place)
        return worth - without, slope

    found = [
        optimize.minimize(gained, [start, math.log(each * middle)], jac=True, method="L-BFGS-B", bounds=bounds, options=SEARCH)
        for each in STARTS
    ]
    best = min(found, key=lambda each: float(each.fun))
    differs = best.x[1] < most and best.fun < -LEAST_GAIN
    return float(best.x[0]), math.exp(best.x[1]) if differs else math.inf


def _weight(n: Floats, prior: float) -> Floats:
    return n / (n + prior) if math.isfinite(prior) else np.zeros_like(n)


def _weighted(raw: Floats, sampling: Floats, between: float) -> float:
    weights = 1 / (between + sampling)
    return float(weights @ raw / weights.sum())


def _variance_between(raw: Floats, sampling: Floats) -> float:
    """The variance between areas by restricted maximum likelihood; 0 where they do not differ more than chance lets them."""

    def unlikely(between: float) -> float:
        weights = 1 / (between + sampling)
        away = raw - _weighted(raw, sampling, between)
        return float(-np.log(weights).sum() + math.log(weights.sum()) + weights @ away**2)

    spread = float(np.ptp(raw)) ** 2
    if spread == 0:
        return 0.0
    grid = np.concatenate([[0.0], spread * np.geomspace(1e-6, 2, 40)])
    best = int(np.argmin([unlikely(each) for each in grid]))
    bounds = float(grid[max(best - 1, 0)]), float(grid[min(best + 1, len(grid) - 1)])
    found = optimize.minimize_scalar(unlikely, bounds=bounds, method="bounded", options={"xatol": 1e-10 * spread})
    return float(found.x) if found.fun < unlikely(0.0) else 0.0


def _unsure(sampling: Floats, between: float) -> Floats:
    """What not knowing the group's mean and variance adds to the variance of each area (g2 + 2·g3 of Prasad and Rao 1990)."""
    total = between + sampling
    of_mean = (sampling / total) ** 2 / (1 / total).sum()
    of_variance = sampling**2 / total**3 * 2 / (1 / total**2).sum()
    added: Floats = of_mean + 2 * of_variance
    return added


def _pooled(areas: Mapping[str, object], raw: Floats, group: Sequence[float | None], confidence: float) -> dict[str, Shrunken]:
    value, lower, upper = (float(each) for each in group if each is not None)
    return {
        name: Shrunken(
            raw=float(own), value=value, lower=lower, upper=upper, weight=0.0, method=GROUP_MEAN, pooled=True, confidence=confidence
        )
        for name, own in zip(areas, raw, strict=True)
    }


def _gathered(
    areas: Mapping[str, object], raw: Floats, found: tuple[Floats, Floats, Floats], weight: Floats, method: str, confidence: float
) -> dict[str, Shrunken]:
    columns = zip(areas, raw.tolist(), *(each.tolist() for each in found), weight.tolist(), strict=True)
    return {
        name: Shrunken(raw=own, value=value, lower=lower, upper=upper, weight=part, method=method, confidence=confidence)
        for name, own, value, lower, upper, part in columns
    }
