"""An area beside the others: their benchmark without the area itself, and the limits that chance stays within (a funnel)."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from impactlib.errors import InputError
from impactlib.statistics.estimate import Comparison
from impactlib.statistics.quantiles import normal_quantile, t_quantile

FEWEST_OTHERS = 5
"""A benchmark of fewer areas says more of each of them than of the group (STATISTICS.md, section 3.1)."""

LARGEST_PART = 0.5
"""No area may be more than this part of the benchmark: it would be a comparison with that area."""

NEAR, FAR = 0.95, 0.998
"""The confidence levels of the limits: about 2 and 3 standard errors (Spiegelhalter 2005a)."""

Count = tuple[int, int]
"""How many count, of how many."""

Limits = tuple[float, float]
"""The lower and the upper limit."""


def compare_shares(own: Count, others: Mapping[str, Count]) -> Comparison:
    """The share of an area beside that of the others taken together.

    Parameters
    ----------
    own : tuple of int and int
        Successes and people of the area itself.
    others : mapping of str to tuple of int and int
        Successes and people of each of the others, at least five, none with over half of all people.

    Returns
    -------
    Comparison
        The benchmark is all successes of the others over all their people. The limits are binomial quantiles for as many people
        as the area has, interpolated between whole numbers: as few successes as lie below the lower limit, or as many as lie above
        the upper one, have a chance under 2.5 % (or 0.1 %). When the others differ more among themselves than chance lets them
        (φ over 1), the limits are p ± t·√(s² + τ² + v) as well, with t of as many degrees of freedom as there are others less one
        and v the variance of the benchmark itself, and the wider of both holds; never outside 0 to 1.

    Raises
    ------
    InputError
        When there are too few others, one of them dominates, a count cannot be, or none or all of the others' people count.

    Notes
    -----
    With y, n and s² the figure, the people and the variance by chance of each of K others, w = 1/s², and m their benchmark:

    φ = Σ (y − m)²/s² / K, and τ² = (K·φ − (K − 1)) / (Σ w − Σ w²/Σ w), or 0 where φ is at most 1.

    By chance s² is p·(1 − p)/n for the benchmark's p; of the area itself it is that for its own n. With N the people of all others, the
    benchmark's own variance is v = p·(1 − p)/N + τ²·Σ n²/N².

    A departure from Spiegelhalter (2005b): φ is not winsorised, and τ and the benchmark are not taken as known. Winsorising by 10 %
    takes a third off the variance of normal deviations, and with 5 to 50 others z-limits then leave out 12 to 23 % of areas
    that differ by chance alone; these limits leave out 3 to 8 %, most with 5 others (studies/beside_others.py).

    References
    ----------
    Spiegelhalter, D. J. (2005a), Funnel plots for comparing institutional performance, Statistics in Medicine 24, 1185-1202,
    doi:10.1002/sim.1970; (2005b), Handling over-dispersion of performance indicators, Quality and Safety in Health Care 14,
    347-351, doi:10.1136/qshc.2005.013755. τ²: DerSimonian, R. and Laird, N. (1986), Controlled Clinical Trials 7, 177-188.

    Examples
    --------
    >>> others = {"a": (30, 60), "b": (41, 80), "c": (22, 45), "d": (50, 95), "e": (33, 70)}
    >>> found = compare_shares((40, 60), others)
    >>> round(found.benchmark, 3), [round(limit, 3) for limit in found.near], found.place
    (0.503, [0.368, 0.638], 'above')
    """
    where = "compare_shares"
    for successes, n in [own, *others.values()]:
        if not 0 <= successes <= n or successes != int(successes):
            raise InputError(where, f"{successes} of {n}", "successes are a whole number, from none to all")
    people = _denominators(own[1], {name: n for name, (_, n) in others.items()}, where)
    benchmark = sum(successes for successes, _ in others.values()) / float(people.sum())
    if not 0 < benchmark < 1:
        raise InputError(where, f"the share of the others is {benchmark:g}", "a benchmark of none or all has no limits of chance")
    variance = benchmark * (1 - benchmark)
    dispersion, between = _dispersion([x / n for x, n in others.values()], benchmark, variance / people)

    def below(successes: int) -> float:
        return float(special.bdtr(successes, own[1], benchmark))

    def limits(confidence: float) -> Limits:
        exact = _exact(below, confidence, most=own[1], scale=1 / own[1])
        low, high = _wider(exact, benchmark, variance / own[1], _Spread(between, variance, people), confidence)
        return max(0.0, low), min(1.0, high)

    return Comparison(
        value=own[0] / own[1],
        benchmark=benchmark,
        others=len(others),
        near=limits(NEAR),
        far=limits(FAR),
        dispersion=dispersion,
        between=between,
        method=_method("binomial", between),
    )


def compare_rates(own: tuple[int, float], others: Mapping[str, tuple[int, float]], *, per: int = 1000) -> Comparison:
    """The events per `per` inhabitants of an area beside those of the others taken together.

    Parameters
    ----------
    own : tuple of int and float
        Events and inhabitants of the area itself.
    others : mapping of str to tuple of int and float
        Events and inhabitants of each of the others, at least five, none with over half of all inhabitants.
    per : int
        For how many inhabitants the rates are given.

    Returns
    -------
    Comparison
        As `compare_shares` gives it, with Poisson quantiles, and never below 0. Events of which one person has many (loans,
        visits) are overdispersed, and the limits widen by as much as the others differ.

    Raises
    ------
    InputError
        When there are too few others, one of them dominates, a count cannot be, or none of the others has one event.

    Notes
    -----
    φ, τ and v are as for `compare_shares`, with the rate of the benchmark in the place of p·(1 − p) and inhabitants in that of
    people. Where φ is over 1 the limits are r ± t(K − 1)·√(s² + τ² + v) as well, and the wider of both holds.

    References
    ----------
    As for `compare_shares`.

    Examples
    --------
    >>> others = {"a": (12, 6000), "b": (20, 9000), "c": (9, 5000), "d": (31, 15000), "e": (14, 8000)}
    >>> found = compare_rates((40, 10000), others)
    >>> found.benchmark, [round(limit, 2) for limit in found.far], found.place
    (2.0, [0.72, 3.57], 'above')
    """
    where = "compare_rates"
    for events, _ in [own, *others.values()]:
        if not math.isfinite(events) or events < 0 or events != int(events):
            raise InputError(where, f"there are {events:g} events", "give a whole number, 0 or more")
    if per < 1:
        raise InputError(where, f"the rate is per {per}", "give a number of inhabitants, such as 1000")
    people = _denominators(own[1], {name: n for name, (_, n) in others.items()}, where)
    benchmark = sum(events for events, _ in others.values()) / float(people.sum())
    if benchmark == 0:
        raise InputError(where, "none of the others has one event", "a benchmark of none has no limits of chance")
    dispersion, between = _dispersion([x / n for x, n in others.values()], benchmark, benchmark / people)
    expected = benchmark * own[1]

    def below(events: int) -> float:
        return float(special.pdtr(events, expected))

    def limits(confidence: float) -> Limits:
        exact = _exact(below, confidence, most=_sure_to_hold(expected), scale=1 / own[1])
        low, high = _wider(exact, benchmark, benchmark / own[1], _Spread(between, benchmark, people), confidence)
        return max(0.0, low) * per, high * per

    return Comparison(
        value=own[0] / own[1] * per,
        benchmark=benchmark * per,
        others=len(others),
        near=limits(NEAR),
        far=limits(FAR),
        dispersion=dispersion,
        between=between * per,
        method=_method("poisson", between),
    )


def compare_means(own: tuple[float, float, int], others: Mapping[str, tuple[float, float, int]]) -> Comparison:
    """The mean of an area beside that of the others taken together.

    Parameters
    ----------
    own : tuple of float, float and int
        Mean, standard error (allowing for courses where they are known) and people of the area itself.
    others : mapping of str to tuple of float, float and int
        The same of each of the others, at least five of two people or more, none with over half of all people.

    Returns
    -------
    Comparison
        The benchmark is the mean of all people of the others, as it is for shares: weights by 1/s² would draw it to where people
        answer alike, which on a scale is at its ends. The limits are m ± z·√(s² + v), and where the others differ more among
        themselves than chance lets them (φ over 1) m ± t·√(s² + τ² + v), with t of as many degrees of freedom as there are others less
        one. s² is the variance of one answer pooled over the others, divided by the people of the area, or the area's own squared
        standard error where that is larger, and v the variance of the benchmark itself.

    Raises
    ------
    InputError
        When there are too few others, one of them dominates, a figure cannot be, or nobody among the others answers differently.

    Notes
    -----
    φ, τ and v are as for `compare_shares`, with the pooled variance of one answer in the place of p·(1 − p). That is Σ (n − 1)·n·s² /
    Σ (n − 1), with n and s the people and the standard error of each of the others.

    References
    ----------
    As for `compare_shares`.

    Examples
    --------
    >>> others = {"a": (3.9, 0.1, 60), "b": (4.1, 0.09, 80), "c": (4.0, 0.12, 45), "d": (3.95, 0.08, 95), "e": (4.05, 0.1, 70)}
    >>> found = compare_means((4.3, 0.1, 60), others)
    >>> round(found.benchmark, 2), [round(limit, 2) for limit in found.near], found.place
    (4.0, [3.78, 4.22], 'above')
    """
    where = "compare_means"
    for value, error, n in [own, *others.values()]:
        if not (math.isfinite(value) and math.isfinite(error) and error >= 0):
            raise InputError(where, f"a mean of {value:g} with standard error {error:g}", "give finite numbers, and an error of 0 or more")
        if n < 2:
            raise InputError(where, f"a mean of {n} people", "a standard error needs at least 2")
    people = _denominators(own[2], {name: n for name, (_, _, n) in others.items()}, where)
    means, errors = np.array([[value, error] for value, error, _ in others.values()]).T
    benchmark = float(people @ means / people.sum())
    variance = float((people - 1) @ (people * errors**2) / (people - 1).sum())
    if variance == 0:
        raise InputError(where, "every standard error of the others is 0", "without variation there are no limits of chance")
    dispersion, between = _dispersion(means, benchmark, variance / people)
    spread = _Spread(between, variance, people)
    sampling = max(variance / own[2], own[1] ** 2)
    near, far = (spread.half(sampling, confidence) for confidence in (NEAR, FAR))
    return Comparison(
        value=own[0],
        benchmark=benchmark,
        others=len(others),
        near=(benchmark - near, benchmark + near),
        far=(benchmark - far, benchmark + far),
        dispersion=dispersion,
        between=between,
        method=_method("normal", between),
    )


def _method(name: str, between: float) -> str:
    return f"funnel-{name}-overdispersed" if between > 0 else f"funnel-{name}"


def _denominators(own: float, others: Mapping[str, float], where: str) -> NDArray[np.float64]:
    """The denominators of the others; an error where they make no benchmark."""
    if len(others) < FEWEST_OTHERS:
        raise InputError(where, f"there are {len(others)} others", f"a benchmark needs at least {FEWEST_OTHERS}")
    for n in (own, *others.values()):
        if not (math.isfinite(n) and n > 0):
            raise InputError(where, f"an area has {n:g} people", "leave out areas without people")
    total = math.fsum(others.values())
    largest = max(others, key=lambda name: others[name])
    if others[largest] > LARGEST_PART * total:
        raise InputError(
            where, f"{largest} is {others[largest] / total:.0%} of the others", f"no area may be more than {LARGEST_PART:.0%}; add others"
        )
    return np.array(list(others.values()), dtype=float)


def _dispersion(values: NDArray[np.float64] | list[float], benchmark: float, variances: NDArray[np.float64]) -> tuple[float, float]:
    """How many times as far the others lie apart as chance lets them (φ), and the standard deviation between them (τ)."""
    deviations = (np.asarray(values) - benchmark) / np.sqrt(variances)
    dispersion = float(deviations @ deviations) / len(deviations)
    if dispersion <= 1:
        return dispersion, 0.0
    weights = 1 / variances
    spare = weights.sum() - (weights @ weights) / weights.sum()
    return dispersion, math.sqrt((len(deviations) * dispersion - (len(deviations) - 1)) / float(spare))


def _exact(below: Callable[[int], float], confidence: float, *, most: int, scale: float) -> Limits:
    """The limits from the distribution itself, `below(k)` being the chance of k or fewer.

    A figure lies below them when the chance of as few is under the tail's, and above them when the chance of as many is: the upper
    limit is counted from above, one further than its quantile. Taken from below, 2 of 2 would lie above a half.
    """
    tail = (1 - confidence) / 2
    return max(0.0, _quantile(below, tail, most)) * scale, (_quantile(below, 1 - tail, most) + 1) * scale


def _quantile(below: Callable[[int], float], chance: float, most: int) -> float:
    """The quantile of a distribution of whole numbers, interpolated between them (Spiegelhalter 2005a, appendix A.1)."""
    low, high = 0, most
    while low < high:
        middle = (low + high) // 2
        if below(middle) >= chance:
            high = middle
        else:
            low = middle + 1
    here, before = below(low), below(low - 1) if low > 0 else 0.0
    return low - (here - chance) / (here - before)


def _sure_to_hold(expected: float) -> int:
    """A number of events that is not exceeded, for all that floating point can tell."""
    return math.ceil(expected + 40 * math.sqrt(expected) + 40)


@dataclass(frozen=True, slots=True)
class _Spread:
    """How the others are spread round their benchmark: τ, the variance of one person (or event), and the people in each."""

    between: float
    variance: float
    people: NDArray[np.float64]

    def half(self, sampling: float, confidence: float) -> float:
        """How far a new area with this sampling variance may lie from the benchmark, which is itself not known but found in a few areas."""
        total = float(self.people.sum())
        if self.between == 0:
            return normal_quantile(confidence) * math.sqrt(sampling + self.variance / total)
        of_benchmark = self.variance / total + self.between**2 * float(self.people @ self.people) / total**2
        return t_quantile(confidence, len(self.people) - 1) * math.sqrt(sampling + self.between**2 + of_benchmark)


def _wider(exact: Limits, benchmark: float, sampling: float, spread: _Spread, confidence: float) -> Limits:
    """The exact limits, drawn out to those with the variance between areas where there is any."""
    if spread.between == 0:
        return exact
    half = spread.half(sampling, confidence)
    return min(exact[0], benchmark - half), max(exact[1], benchmark + half)
