"""What counts over periods need: when a period was, and the quasi-Poisson fit of rates."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from impactlib.errors import InputError
from impactlib.statistics.quantiles import t_quantile

Numbers = NDArray[np.float64]
"""An array of numbers."""

MOST_STEPS = 100
"""A fit that has not settled after so many steps has no finite answer."""

SETTLED = 1e-8
"""A step that changes the logarithm of no rate by more than this is the last one."""

LARGEST_EXPONENT = 700.0
"""The exponent of a limit is kept within this, so that a limit is never infinite."""

Span = tuple[str, int]
"""The kind of a period (year, school year, quarter or month), and its number among those."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RateFit:
    """The coefficients of a log-linear model of rates, with their covariance (dispersion included) and degrees of freedom."""

    coefficients: Numbers
    covariance: Numbers
    expected: Numbers
    dispersion: float
    freedom: int

    def interval(self, index: int, *, confidence: float) -> tuple[float, float, float]:
        """The ratio of rates that a coefficient stands for, and its lower and upper t limit."""
        value = float(self.coefficients[index])
        half = t_quantile(confidence, self.freedom) * math.sqrt(float(self.covariance[index, index]))
        return exponential(value), exponential(value - half), exponential(value + half)


def exponential(value: float) -> float:
    """The exponential, kept finite.

    Examples
    --------
    >>> exponential(0), exponential(9999) < float("inf")
    (1.0, True)
    """
    return math.exp(min(LARGEST_EXPONENT, max(-LARGEST_EXPONENT, value)))


def span_of(period: str, *, where: str) -> Span:
    """The kind and the number of a period.

    Parameters
    ----------
    period : str
        A year (2025), a school year (2024-2025), a quarter (2025-Q1) or a month (2025-01).
    where : str
        What asks, for the message of an error.

    Returns
    -------
    tuple of str and int
        Numbers of one kind count up by one a period: school year 2024-2025 is number 2024.

    Raises
    ------
    InputError
        When the period is none of these.

    Examples
    --------
    >>> span_of("2024-2025", where="example"), span_of("2025-01", where="example")
    (('school year', 2024), ('month', 24300))
    """
    if found := re.fullmatch(r"(\d{4})(?:-(?:(\d{4})|Q([1-4])|(0[1-9]|1[0-2])))?", period):
        first = int(found[1])
        if found[2] is None and found[3] is None and found[4] is None:
            return "year", first
        if found[2] is not None and int(found[2]) == first + 1:
            return "school year", first
        if found[3] is not None:
            return "quarter", 4 * first + int(found[3]) - 1
        if found[4] is not None:
            return "month", 12 * first + int(found[4]) - 1
    raise InputError(
        where, f"{period!r} is no period", "write a year (2025), a school year (2024-2025), a quarter (2025-Q1) or a month (2025-01)"
    )


def times_of(periods: Iterable[str], *, where: str) -> dict[str, int]:
    """The number of each period, first one first; all must be of one kind.

    Examples
    --------
    >>> times_of(["2024", "2021", "2022"], where="example")
    {'2021': 2021, '2022': 2022, '2024': 2024}
    """
    spans = {period: span_of(period, where=where) for period in periods}
    if not spans:
        raise InputError(where, "there is no period", "give at least one")
    kinds = sorted({kind for kind, _ in spans.values()})
    if len(kinds) > 1:
        raise InputError(where, f"the periods are of more than one kind: {' and '.join(kinds)}", "give periods of one kind")
    return dict(sorted(((period, number) for period, (_, number) in spans.items()), key=lambda each: each[1]))


def counts_in(
    periods: Iterable[str],
    events: Mapping[str, float],
    population: Mapping[str, float],
    *,
    where: str,
    names: tuple[str, str] = ("events", "population"),
) -> tuple[Numbers, Numbers]:
    """The events and the population of each period, checked; `names` are what an error calls them."""
    counted, inhabitants = [], []
    for period in periods:
        number, people = events[period], population.get(period)
        if not math.isfinite(number) or number < 0 or number != int(number):
            raise InputError(where, f"there are {number:g} {names[0]} in {period}", "give a whole number, 0 or more")
        if people is None:
            raise InputError(where, f"the {names[1]} of {period} is missing", f"give the {names[1]} of every period that has {names[0]}")
        if not (people > 0 and math.isfinite(people)):
            raise InputError(where, f"the {names[1]} of {period} is {people:g}", "give a number over 0")
        counted.append(float(number))
        inhabitants.append(float(people))
    return np.array(counted), np.array(inhabitants)


def fit_rates(design: Numbers, events: Numbers, population: Numbers, *, where: str) -> RateFit:
    """Fit events with expectation population · exp(design · coefficients), and a variance that is a multiple of it.

    Parameters
    ----------
    design : array of (periods, coefficients)
        The first column is 1; the columns are independent.
    events, population : array of (periods,)
        At least one event; every population over 0.
    where : str
        What asks, for the message of an error.

    Returns
    -------
    RateFit
        The dispersion is Pearson's X² over its degrees of freedom, and at least 1.

    Raises
    ------
    InputError
        When there are not more periods than coefficients, the columns depend on each other, or no finite rates fit best
        (as when all events are in the last period).

    Notes
    -----
    Newton's method with halved steps. The fit of statsmodels warns of 'perfect separation' when the same number is counted
    every year, and stops short of the answer when nearly all events are in one period.

    References
    ----------
    McCullagh, P. and Nelder, J. A. (1989), Generalized Linear Models, 2nd edition, sections 6.2 and 9.2.
    """
    periods, size = design.shape
    if periods <= size:
        raise InputError(where, f"there are {periods} periods for {size} coefficients", "more periods are needed, or a simpler model")
    if np.linalg.matrix_rank(design) < size:
        raise InputError(where, "the terms of the model cannot be told apart in these periods", "take fewer harmonics, or more periods")
    with np.errstate(all="ignore"):
        coefficients = _maximum(design, events, population, where=where)
        expected = population * np.exp(design @ coefficients)
        dispersion = float(np.sum((events - expected) ** 2 / expected)) / (periods - size)
        information = design.T @ (expected[:, None] * design)
        if not math.isfinite(dispersion) or np.linalg.cond(information) > 1e15:
            raise _no_fit(where)
        covariance = max(1.0, dispersion) * np.linalg.inv(information)
    return RateFit(
        coefficients=coefficients,
        covariance=covariance,
        expected=expected,
        dispersion=max(1.0, dispersion),
        freedom=periods - size,
    )


def _maximum(design: Numbers, events: Numbers, population: Numbers, *, where: str) -> Numbers:
    found = np.zeros(design.shape[1])
    found[0] = math.log(events.sum() / population.sum())
    likelihood = _likelihood(design @ found, events, population)
    for _ in range(MOST_STEPS):
        expected = population * np.exp(design @ found)
        try:
            step = np.linalg.solve(design.T @ (expected[:, None] * design), design.T @ (events - expected))
        except np.linalg.LinAlgError:
            raise _no_fit(where) from None
        largest = float(np.max(np.abs(design @ step)))
        if not math.isfinite(largest):
            raise _no_fit(where)
        if largest < SETTLED:
            return found + step
        for _ in range(MOST_STEPS):
            gained = _likelihood(design @ (found + step), events, population)
            if gained >= likelihood - 1e-12 * abs(likelihood):
                break
            step = step / 2
        found, likelihood = found + step, gained
    raise _no_fit(where)


def _likelihood(logarithms: Numbers, events: Numbers, population: Numbers) -> float:
    return float(events @ logarithms - population @ np.exp(logarithms))


def _no_fit(where: str) -> InputError:
    return InputError(
        where, "no finite rates fit these counts best: nearly all events are in a few periods", "take longer periods, or more of them"
    )
