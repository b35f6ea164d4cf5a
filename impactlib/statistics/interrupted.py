"""Whether a series of counts changed when something was changed: interrupted time series."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from impactlib.errors import InputError
from impactlib.statistics.estimate import CONFIDENCE, Estimate
from impactlib.statistics.quantiles import check_confidence
from impactlib.statistics.series import Numbers, RateFit, counts_in, fit_rates, times_of

FEWEST_ON_A_SIDE = 3
"""Fewer periods before or after the change are refused (EPOC, STATISTICS.md section 2)."""

FEWEST_FOR_A_CLAIM = 8
"""So many periods before and after are needed to say that the series changed (STATISTICS.md, section 2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interrupted:
    """How a rate changed in level when something was changed, beside the growth that it had anyway.

    `level` is the rate after the change as a multiple of what it would have been without it; `growth` the rate of each period as
    a multiple of the one before, the same before and after. `slope` is an extra, from a second fit in which growth may change
    too: growth after the change as a multiple of growth before it; None where there are too few periods or events for that fit.
    `claim` says whether there are enough periods on both sides to say more than 'cannot say'. All are ratios: 1 is no change.
    """

    change_at: str
    before: int
    after: int
    level: Estimate
    growth: Estimate
    slope: Estimate | None
    dispersion: float
    claim: bool


def interrupted_series(
    events: Mapping[str, float],
    population: Mapping[str, float],
    *,
    change_at: str,
    season: int | None = None,
    harmonics: int = 0,
    confidence: float = CONFIDENCE,
) -> Interrupted:
    """The change in level of a rate at a known moment, by segmented quasi-Poisson regression.

    Parameters
    ----------
    events : mapping of str to float
        What was counted in each year (2025), school year (2024-2025), quarter (2025-Q1) or month (2025-01): whole numbers, 0 or
        more. Periods may be missing.
    population : mapping of str to float
        How many could have the events in each of those periods, more than 0; other periods are ignored.
    change_at : str
        The first period after the change; known beforehand, not found in the series.
    season : int, optional
        How many periods make a year (12 for months, 4 for quarters), where the seasons are to be allowed for.
    harmonics : int
        How many pairs of sine and cosine make the curve of the seasons: 2 for months, 1 for quarters, 0 for no seasons.
    confidence : float
        Confidence level as a fraction between 0 and 1.

    Returns
    -------
    Interrupted
        The level change with its t interval, and `slope` as an extra. Intervals allow for dispersion (at least 1), not for
        periods that resemble the one before.

    Raises
    ------
    InputError
        When there are fewer than `FEWEST_ON_A_SIDE` periods or no events on a side of the change, too few periods for the
        harmonics, or a number that is no count or population.

    References
    ----------
    Lopez Bernal, J., Cummins, S. and Gasparrini, A. (2017), International Journal of Epidemiology 46, 348-355,
    doi:10.1093/ije/dyw098.

    Examples
    --------
    >>> counts = [210, 204, 215, 221, 219, 226, 223, 231, 262, 269, 260, 275, 271, 280, 283, 279]
    >>> loans = {str(2001 + i): count for i, count in enumerate(counts)}
    >>> found = interrupted_series(loans, dict.fromkeys(loans, 9000), change_at="2009")
    >>> round(found.level.value, 2), round(found.level.lower, 2), round(found.level.upper, 2), found.claim
    (1.13, 0.98, 1.29, True)
    """
    where = "interrupted_series"
    check_confidence(confidence, where=where)
    _check_seasons(season, harmonics, where=where)
    times = times_of(events, where=where)
    counted, inhabitants = counts_in(times, events, population, where=where)
    numbers = np.array(list(times.values()), dtype=np.float64)
    away = numbers - times_of([*times, change_at], where=where)[change_at]
    later = (away >= 0).astype(np.float64)
    before, after = int(np.sum(away < 0)), int(np.sum(away >= 0))
    for side, count, seen in (("before", before, counted[away < 0]), ("from", after, counted[away >= 0])):
        if count < FEWEST_ON_A_SIDE:
            raise InputError(where, f"there are {count} periods {side} {change_at}", f"{FEWEST_ON_A_SIDE} or more are needed")
        if not seen.any():
            raise InputError(where, f"there are no events {side} {change_at}", "a ratio needs events before and after the change")
    columns = [np.ones(len(times)), later, away, *_seasons(numbers, season, harmonics)]
    n = int(counted.sum())
    fit = fit_rates(np.column_stack(columns), counted, inhabitants, where=where)
    return Interrupted(
        change_at=change_at,
        before=before,
        after=after,
        level=_ratio(fit, 1, n=n, confidence=confidence),
        growth=_ratio(fit, 2, n=n, confidence=confidence),
        slope=_slope([*columns, away * later], counted, inhabitants, confidence=confidence),
        dispersion=fit.dispersion,
        claim=min(before, after) >= FEWEST_FOR_A_CLAIM,
    )


def _check_seasons(season: int | None, harmonics: int, *, where: str) -> None:
    if harmonics < 0:
        raise InputError(where, f"harmonics is {harmonics}", "give 0 or more")
    if (season is None) != (harmonics == 0):
        raise InputError(where, f"season is {season} and harmonics is {harmonics}", "give both (12 and 2 for months) or neither")
    if season is not None and season <= 2 * harmonics:
        raise InputError(
            where, f"{harmonics} harmonics in a year of {season} periods", f"a year needs over {2 * harmonics} periods for these"
        )


def _seasons(numbers: Numbers, season: int | None, harmonics: int) -> list[Numbers]:
    if season is None:
        return []
    turns = [2 * math.pi * (1 + each) * (numbers % season) / season for each in range(harmonics)]
    return [curve(turn) for turn in turns for curve in (np.sin, np.cos)]


def _slope(columns: list[Numbers], counted: Numbers, inhabitants: Numbers, *, confidence: float) -> Estimate | None:
    try:
        fit = fit_rates(np.column_stack(columns), counted, inhabitants, where="interrupted_series")
    except InputError:
        return None
    return _ratio(fit, len(columns) - 1, n=int(counted.sum()), confidence=confidence)


def _ratio(fit: RateFit, index: int, *, n: int, confidence: float) -> Estimate:
    value, lower, upper = fit.interval(index, confidence=confidence)
    return Estimate(value=value, n=n, method="segmented-quasi-poisson", lower=lower, upper=upper, confidence=confidence)
