"""A figure beside a target: what the interval lets us say, and how likely the target is reached."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar

from scipy import special

from impactlib.errors import InputError
from impactlib.statistics.estimate import Estimate

FEWEST_FOR_A_VERDICT = 10
"""Under this many answers intervals do not hold their level (simulated: 82 % at 5, 92 % at 8), so nothing is judged."""

Moment = TypeVar("Moment", date, float)
"""A day, or a period as a year with its part."""

Reached = Literal["met", "not-yet", "cannot-say"]
"""What the data let us say of a target."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetVerdict:
    """What can be said of a figure beside a target, and how likely the target is reached (None where that was not found)."""

    verdict: Reached
    target: float
    chance: float | None = None

    def __post_init__(self) -> None:
        if not math.isfinite(self.target):
            raise InputError("TargetVerdict", f"the target is {self.target}", "give a finite number")
        if self.chance is not None and not 0 <= self.chance <= 1:
            raise InputError("TargetVerdict", f"the chance is {self.chance:g}", "a chance lies between 0 and 1")


def against_target(
    estimate: Estimate, target: float, *, downward: bool = False, chance: float | None = None, fewest: int = FEWEST_FOR_A_VERDICT
) -> TargetVerdict:
    """Whether a figure has reached a target.

    Parameters
    ----------
    estimate : Estimate
        The figure, in the unit of the target.
    target : float
        What was agreed.
    downward : bool
        Whether the figure is to go down to the target.
    chance : float or None
        How likely the target is reached, as one of the functions below gives it; only carried along.
    fewest : int
        Of a figure of fewer people (or events) nothing is said.

    Returns
    -------
    TargetVerdict
        'met' when the whole interval is at the target or beyond, 'not-yet' when it is wholly on the other side, else 'cannot-say'.
        A complete count has no interval and is compared as it is. Of too few people, and of an interval without width (everyone
        answered alike), nothing can be said.

    Raises
    ------
    InputError
        When the target is no finite number, or the chance is not between 0 and 1.

    References
    ----------
    STATISTICS.md, section 2, 'target'.

    Examples
    --------
    >>> from impactlib.statistics.proportion import share
    >>> against_target(share(81, 100), 0.7).verdict, against_target(share(75, 100), 0.7).verdict
    ('met', 'cannot-say')
    """
    return TargetVerdict(verdict=_reached(estimate, target, downward=downward, fewest=fewest), target=target, chance=chance)


def _reached(estimate: Estimate, target: float, *, downward: bool, fewest: int) -> Reached:
    sign = -1 if downward else 1
    if estimate.lower is None or estimate.upper is None:
        return "met" if sign * estimate.value >= sign * target else "not-yet"
    if estimate.n < fewest or estimate.lower == estimate.upper:
        return "cannot-say"
    low, high = sorted((sign * estimate.lower, sign * estimate.upper))
    if low >= sign * target:
        return "met"
    return "not-yet" if high < sign * target else "cannot-say"


def on_track(
    estimate: Estimate,
    *,
    baseline: float,
    target: float,
    start: Moment,
    end: Moment,
    now: Moment,
    downward: bool = False,
    chance: float | None = None,
    fewest: int = FEWEST_FOR_A_VERDICT,
) -> TargetVerdict:
    """Whether a figure is where it should be by now, on the straight path from the baseline to the target.

    Parameters
    ----------
    estimate : Estimate
        The figure now.
    baseline, target : float
        Where the path begins and ends.
    start, end, now : date or float
        When it begins and ends, and when the figure was found.
    downward : bool
        Whether the figure is to go down to the target.
    chance, fewest
        As for `against_target`; the chance is that of the path's value.

    Returns
    -------
    TargetVerdict
        As `against_target` gives it; its `target` is the path's value now.

    Raises
    ------
    InputError
        When the end does not come after the start, or a number is not finite.

    Notes
    -----
    The path is `path_value`; what a report tells is worked out in whole years, a school year being the one in which it begins.

    References
    ----------
    STATISTICS.md, section 2, 'on track'.

    Examples
    --------
    >>> from impactlib.statistics.proportion import share
    >>> found = on_track(share(81, 100), baseline=0.6, target=0.8, start=2023.0, end=2027.0, now=2025.0)
    >>> found.verdict, round(found.target, 2)
    ('met', 0.7)
    """
    line = path_value(baseline, target, start=start, end=end, now=now)
    return against_target(estimate, line, downward=downward, chance=chance, fewest=fewest)


def path_value(baseline: float, target: float, *, start: Moment, end: Moment, now: Moment) -> float:
    """Where a figure should be by now, on the straight path from its baseline to its target.

    Parameters
    ----------
    baseline, target : float
        Where the path begins and ends.
    start, end, now : date or float
        Days, or periods as years (2025.5 is the middle of 2025); all three of one kind.

    Returns
    -------
    float
        The baseline until the start, the target from the end on.

    Raises
    ------
    InputError
        When the end does not come after the start, days are mixed with years, or a number is not finite.

    Notes
    -----
    baseline + (target − baseline)·(now − start)/(end − start), in which the fraction goes no lower than 0 and no higher than 1.

    References
    ----------
    STATISTICS.md, section 2, 'on track'.

    Examples
    --------
    >>> path_value(40, 60, start=date(2024, 1, 1), end=date(2028, 1, 1), now=date(2025, 1, 1))
    45.01...
    """
    where = "path_value"
    if len({isinstance(each, date) for each in (start, end, now)}) > 1:
        raise InputError(where, f"start, end and now are {start}, {end} and {now}", "give three days, or three years")
    for number in (baseline, target, start, end, now):
        if isinstance(number, int | float) and not math.isfinite(number):
            raise InputError(where, f"a number is {number}", "give finite numbers")
    if not start < end:
        raise InputError(where, f"the path goes from {start} to {end}", "the end comes after the start")
    elapsed = min(max((now - start) / (end - start), 0.0), 1.0)
    return baseline * (1 - elapsed) + target * elapsed


def chance_share_reached(successes: float, n: float, target: float, *, downward: bool = False) -> float:
    """How likely the underlying share is at the target or beyond, given the answers and no other knowledge.

    Parameters
    ----------
    successes, n : int
        How many of how many people.
    target : float
        The share that was agreed, as a fraction of 1.
    downward : bool
        Whether the share is to go down to the target.

    Returns
    -------
    float
        The chance by Jeffreys' prior: Beta(x + ½, n − x + ½).

    Raises
    ------
    InputError
        When nobody answered, there are more successes than people, or the target is no share.

    Notes
    -----
    P(θ ≥ target) for θ ~ Beta(x + ½, n − x + ½), or P(θ ≤ target) where less is better. x and n may be fractions: of people in
    courses they are as many as the interval counts.

    References
    ----------
    Brown, L. D., Cai, T. T. and DasGupta, A. (2001), Statistical Science 16, 101-133, doi:10.1214/ss/1009213286.

    Examples
    --------
    >>> round(chance_share_reached(75, 100, 0.7), 2)
    0.86
    """
    where = "chance_share_reached"
    if n < 1 or not 0 <= successes <= n:
        raise InputError(where, f"{successes} of {n}", "a share needs at least one answer, and successes from none to all")
    if not 0 <= target <= 1:
        raise InputError(where, f"the target is {target:g}", "give a fraction between 0 and 1")
    shape = successes + 0.5, n - successes + 0.5
    return float(special.betainc(*shape, target) if downward else special.betaincc(*shape, target))


def chance_rate_reached(events: int, population: float, target: float, *, per: int = 1000, downward: bool = False) -> float:
    """How likely the underlying rate is at the target or beyond, given the events and no other knowledge.

    Parameters
    ----------
    events : int
        How many events were counted.
    population : float
        How many inhabitants could have them.
    target : float
        The rate that was agreed, for every `per` inhabitants.
    per : int
        For how many inhabitants the target is given.
    downward : bool
        Whether the rate is to go down to the target.

    Returns
    -------
    float
        The chance by Jeffreys' prior: Gamma(x + ½, population). It holds for independent events, as `rate` does.

    Raises
    ------
    InputError
        When events are negative or not whole, the population is not over 0, or the target is negative.

    Notes
    -----
    P(λ ≥ target·population/per) for λ ~ Gamma(x + ½), or P(λ ≤ the same) where less is better.

    References
    ----------
    As for `chance_share_reached`; Cai, T. T. (2005), Journal of Statistical Planning and Inference 131, 63-88.

    Examples
    --------
    >>> round(chance_rate_reached(24, 12000, 1.5), 2)
    0.92
    """
    where = "chance_rate_reached"
    if not math.isfinite(events) or events < 0 or events != int(events):
        raise InputError(where, f"there are {events:g} events", "give a whole number, 0 or more")
    if not (math.isfinite(population) and population > 0) or per < 1:
        raise InputError(where, f"the population is {population:g}, and the rate per {per}", "give numbers over 0")
    if not (math.isfinite(target) and target >= 0):
        raise InputError(where, f"the target is {target:g}", "give a rate of 0 or more")
    expected = target * population / per
    return float(special.gammainc(events + 0.5, expected) if downward else special.gammaincc(events + 0.5, expected))


def chance_mean_reached(mean: float, standard_error: float, freedom: float, target: float, *, downward: bool = False) -> float:
    """How likely the underlying mean is at the target or beyond, given the answers and no other knowledge.

    Parameters
    ----------
    mean, standard_error : float
        The mean with its standard error, over 0.
    freedom : float
        The degrees of freedom of the standard error: people minus one, or courses minus one.
    target : float
        The mean that was agreed.
    downward : bool
        Whether the mean is to go down to the target.

    Returns
    -------
    float
        The chance by the t distribution around the mean.

    Raises
    ------
    InputError
        When the standard error or the degrees of freedom are not over 0, or a number is not finite.

    Notes
    -----
    P(T ≤ (mean − target)/standard error) for T ~ t(freedom); where less is better, 1 less that.

    References
    ----------
    Box, G. E. P. and Tiao, G. C. (1973), Bayesian Inference in Statistical Analysis, section 2.4.

    Examples
    --------
    >>> round(chance_mean_reached(4.1, 0.16, 19, 4.0), 2)
    0.73
    """
    where = "chance_mean_reached"
    if not all(map(math.isfinite, (mean, standard_error, target))) or not standard_error > 0:
        raise InputError(
            where, f"a mean of {mean:g} with standard error {standard_error:g} beside {target:g}", "give finite numbers, the error over 0"
        )
    if not (math.isfinite(freedom) and freedom > 0):
        raise InputError(where, f"there are {freedom:g} degrees of freedom", "give more than 0")
    distance = (mean - target) / standard_error
    return float(special.stdtr(freedom, -distance if downward else distance))
