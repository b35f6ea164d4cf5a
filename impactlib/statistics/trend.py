"""How counts, means and shares went over the years: the change per year, and what to expect of a later year."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import statsmodels.api as sm

from impactlib.errors import InputError
from impactlib.statistics.estimate import CONFIDENCE, Estimate, Trend
from impactlib.statistics.quantiles import check_confidence, t_quantile
from impactlib.statistics.series import Numbers, RateFit, counts_in, fit_rates, span_of, times_of

FEWEST_FOR_A_LINE = 3
"""From so many years a line may be shown, without any word about a trend."""

FEWEST_YEARS = 5
"""From so many years a trend may be told, and a later year be expected (STATISTICS.md, section 2)."""

FEWEST_FOR_LAGS = 15
"""From so many consecutive years the interval of a trend in means allows for years that resemble the year before."""

MOST_EXPECTED = 1e15
"""A trend that gives more events than this is none to go on."""


def trend_of_counts(
    events: Mapping[str, float], population: Mapping[str, float], *, per: int = 1000, confidence: float = CONFIDENCE
) -> Trend:
    """The yearly growth of a rate, by log-linear quasi-Poisson regression.

    Parameters
    ----------
    events : mapping of str to float
        What was counted in each year (2025) or school year (2024-2025): whole numbers, 0 or more. Years may be missing.
    population : mapping of str to float
        How many could have the events in each of those years, more than 0; other years are ignored.
    per : int
        For how many of them the expected rate is given.
    confidence : float
        Confidence level as a fraction between 0 and 1.

    Returns
    -------
    Trend
        `yearly` is the growth per year as a fraction; its interval allows for dispersion (at least 1) and has the number of
        years minus 2 degrees of freedom. It is None below `FEWEST_FOR_A_LINE` years, when there were no events, and when all
        were in the first or all in the last year: then growth has no bounds. Between `FEWEST_FOR_A_LINE` and `FEWEST_YEARS`
        years it is there for a line, but may not be called a trend. From `FEWEST_YEARS` on `expected` is the rate of the year
        after the last one, as `expected_rate` gives it.

    Raises
    ------
    InputError
        When events are negative or not whole, a population is missing or not over 0, or a period is no (school) year.

    Notes
    -----
    The expected count of year t is μ = population·exp(a + b·t), fitted as for a Poisson's. Over T years the dispersion is Pearson's

    φ = Σ (count − μ)²/μ / (T − 2), and at least 1.

    The growth is exp(b) − 1, with limits exp(b ± t(T − 2)·√(φ·v)) − 1, where v is the variance of b as a Poisson would have it.

    References
    ----------
    McCullagh, P. and Nelder, J. A. (1989), Generalized Linear Models, 2nd edition, section 6.2; coverage: STATISTICS.md, 2.1.

    Examples
    --------
    >>> visits = {"2021": 410, "2022": 436, "2023": 489, "2024": 497, "2025": 561}
    >>> found = trend_of_counts(visits, dict.fromkeys(visits, 20000))
    >>> round(found.yearly.value, 3), round(found.yearly.lower, 3), round(found.yearly.upper, 3)
    (0.079, 0.03, 0.13)
    >>> round(found.expected.value, 1)
    29.9
    """
    check_confidence(confidence, where="trend_of_counts")
    times = _years(events, where="trend_of_counts")
    counted, inhabitants = counts_in(times, events, population, where="trend_of_counts")
    first, last, years = next(iter(times)), next(reversed(times)), len(times)
    if years < FEWEST_FOR_A_LINE or _has_no_bounds(counted):
        return Trend(first=first, last=last, years=years, yearly=None)
    fit = _line(times, counted, inhabitants, where="trend_of_counts")
    growth, lower, upper = fit.interval(1, confidence=confidence)
    yearly = Estimate(
        value=growth - 1,
        n=int(counted.sum()),
        method="quasi-poisson",
        lower=lower - 1,
        upper=upper - 1,
        confidence=confidence,
    )
    expected = None
    if years >= FEWEST_YEARS:
        expected = _expected(fit, ahead=1, n=int(counted.sum()), people=float(inhabitants[-1]), per=per, confidence=confidence)
    return Trend(first=first, last=last, years=years, yearly=yearly, dispersion=fit.dispersion, expected=expected)


def expected_rate(
    events: Mapping[str, float],
    population: Mapping[str, float],
    *,
    period: str,
    population_then: float | None = None,
    per: int = 1000,
    confidence: float = CONFIDENCE,
) -> Estimate:
    """The rate that the trend gives for a later year, with an interval for what will be counted then.

    Parameters
    ----------
    events, population : mapping of str to float
        As for `trend_of_counts`; at least `FEWEST_YEARS` years.
    period : str
        The later year; no further ahead than the years that were seen span.
    population_then : float, optional
        How many there will be in that year; as many as in the last year unless told.
    per : int
        For how many of them the rate is given.
    confidence : float
        Confidence level as a fraction between 0 and 1.

    Returns
    -------
    Estimate
        An expectation, not a goal: the interval allows for doubt about the trend and for the chance in that year's count, and
        holds if the years go on as they did. `n` is the number of events that it rests on.

    Raises
    ------
    InputError
        When there are too few years or no growth can be found in them, or the period is not later or too far ahead.

    Notes
    -----
    With μ the count that the trend gives, φ the dispersion of `trend_of_counts` and v the variance of ln μ (with φ in it), the limits
    of the count are (√μ ± t(T − 2)·√(φ + μ·v)/2)², and never below 0.

    The interval is symmetric for the square root of the count, whose variance hardly depends on its expectation. In simulations
    with variance 6 × mean it held 94-97 % of counts where one on the log scale held 71-96 %, most of that below 10 events.

    References
    ----------
    Anscombe, F. J. (1948), Biometrika 35, 246-254 (square root); McCullagh and Nelder (1989), section 6.2.

    Examples
    --------
    >>> visits = {"2021": 410, "2022": 436, "2023": 489, "2024": 497, "2025": 561}
    >>> found = expected_rate(visits, dict.fromkeys(visits, 20000), period="2027")
    >>> round(found.value, 1), round(found.lower, 1), round(found.upper, 1)
    (32.2, 25.3, 40.0)
    """
    where = "expected_rate"
    check_confidence(confidence, where=where)
    times = _years(events, where=where)
    counted, inhabitants = counts_in(times, events, population, where=where)
    if len(times) < FEWEST_YEARS:
        raise InputError(where, f"there are {len(times)} years", f"a later year can be expected from {FEWEST_YEARS} years on")
    if _has_no_bounds(counted):
        raise InputError(where, "the events give no trend: there are none, or all are in one year", "tell what was counted instead")
    last = next(reversed(times))
    ahead = times_of([last, period], where=where)[period] - times[last]
    span = times[last] - times[next(iter(times))] + 1
    if not 0 < ahead <= span:
        raise InputError(where, f"{period} is {ahead} years after {last}", f"take one of the {span} years after it")
    people = float(inhabitants[-1]) if population_then is None else population_then
    if not (people > 0 and math.isfinite(people)):
        raise InputError(where, f"the population of {period} is {people:g}", "give a number over 0")
    fit = _line(times, counted, inhabitants, where=where)
    expected = _expected(fit, ahead=ahead, n=int(counted.sum()), people=people, per=per, confidence=confidence)
    if expected is None:
        raise InputError(where, f"the trend would give over {MOST_EXPECTED:g} events in {period}", "tell what was counted instead")
    return expected


def trend_of_means(means: Mapping[str, Estimate], *, confidence: float = CONFIDENCE) -> Trend:
    """The yearly change of a mean, by ordinary least squares on the yearly means.

    Parameters
    ----------
    means : mapping of str to Estimate
        The mean of each year (2025) or school year (2024-2025); years may be missing. Every year counts alike.
    confidence : float
        Confidence level as a fraction between 0 and 1.

    Returns
    -------
    Trend
        `yearly` is the change per year in units of the scale, with the number of years minus 2 degrees of freedom; None below
        `FEWEST_FOR_A_LINE` years, and no trend may be told below `FEWEST_YEARS`. Its `n` is the number of answers in all years.
        Where the years have standard errors, the interval is never narrower than these make it: few means that happen to lie on
        a line are no evidence that they are certain. From `FEWEST_FOR_LAGS` consecutive years on, the interval allows for
        years that resemble the year before (Newey-West, one lag).

    Raises
    ------
    InputError
        When a period is no (school) year.

    Notes
    -----
    With t̄ the mean of the years and m the mean of each, b = Σ (t − t̄)·m / Σ (t − t̄)². Its limits are b ± t(T − 2)·s, with s the
    standard error of least squares, or √(Σ (t − t̄)²·s(m)²) / Σ (t − t̄)² by the standard errors of the means where that is larger.

    References
    ----------
    Newey, W. K. and West, K. D. (1987), Econometrica 55, 703-708, doi:10.2307/1913610. Computed by statsmodels.

    Examples
    --------
    >>> marks = zip(["2021", "2022", "2023", "2024", "2025"], [7.1, 7.2, 7.2, 7.5, 7.5])
    >>> found = trend_of_means({year: Estimate(value=mark, n=40, method="t") for year, mark in marks})
    >>> round(found.yearly.value, 2), round(found.yearly.lower, 2), round(found.yearly.upper, 2)
    (0.11, 0.03, 0.19)
    """
    check_confidence(confidence, where="trend_of_means")
    times = _years(means, where="trend_of_means")
    first, last, years = next(iter(times)), next(reversed(times)), len(times)
    if years < FEWEST_FOR_A_LINE:
        return Trend(first=first, last=last, years=years, yearly=None)
    each = [means[year] for year in times]
    away = _centred(times)
    values = np.array([mean.value for mean in each])
    lagged = years >= FEWEST_FOR_LAGS and times[last] - times[first] == years - 1
    model = sm.OLS(values, sm.add_constant(away))
    fit = model.fit(cov_type="HAC", cov_kwds={"maxlags": 1, "use_correction": True}, use_t=True) if lagged else model.fit()
    known = [mean.standard_error for mean in each if mean.standard_error is not None]
    sampling = float(np.sqrt(np.sum((away * np.array(known)) ** 2)) / np.sum(away**2)) if len(known) == years else 0.0
    error, slope = max(float(fit.bse[1]), sampling), float(fit.params[1])
    half = t_quantile(confidence, years - 2) * error
    yearly = Estimate(
        value=slope,
        n=sum(mean.n for mean in each),
        method="ols-hac" if lagged else "ols",
        lower=slope - half,
        upper=slope + half,
        confidence=confidence,
        standard_error=error,
    )
    return Trend(first=first, last=last, years=years, yearly=yearly)


def trend_of_shares(successes: Mapping[str, float], n: Mapping[str, float], *, confidence: float = CONFIDENCE) -> Trend:
    """The yearly change of a share, as the slope of the Cochran-Armitage test with its dispersion.

    Parameters
    ----------
    successes : mapping of str to float
        Whole numbers: how many people count in each year (2025) or school year (2024-2025). Years may be missing.
    n : mapping of str to float
        Whole numbers: how many people answered in each of those years, at least 1. Other years are ignored.
    confidence : float
        Confidence level as a fraction between 0 and 1.

    Returns
    -------
    Trend
        `yearly` is the average difference of the share per year as a fraction of 1 (+0.02 is 2 points more each year), with the
        number of years minus 2 degrees of freedom; a year counts by its people. None below `FEWEST_FOR_A_LINE` years, and no
        trend may be told below `FEWEST_YEARS`. `dispersion` says how many times as far the shares lie from the line as chance
        puts them (at least 1).

    Raises
    ------
    InputError
        When more people count than answered, numbers are negative or not whole, or a period is no (school) year.

    Notes
    -----
    With p the share and n the people of each of T years, and t̄ and p̄ the means of year and share over all people:

    slope b = Σ n·(t − t̄)·(p − p̄) / Σ n·(t − t̄)²,

    dispersion φ = Σ n·(p − p̄ − b·(t − t̄))² / (p̄·(1 − p̄)) / (T − 2), and at least 1,

    and limits b ± t(T − 2)·√(φ·p̄·(1 − p̄) / Σ n·(t − t̄)²).

    The variance is that of the pooled share, so that it holds for differences of shares without a curve. Where nobody or
    everybody counts, it is that of one person more and one fewer: the same share each year is no certainty.

    References
    ----------
    Armitage, P. (1955), Biometrics 11, 375-386, doi:10.2307/3001775; Agresti, A. (2002), Categorical Data Analysis, section 5.3.5.

    Examples
    --------
    >>> successes = {"2021": 40, "2022": 44, "2023": 47, "2024": 55, "2025": 57}
    >>> found = trend_of_shares(successes, dict.fromkeys(successes, 100))
    >>> round(found.yearly.value, 3), round(found.yearly.lower, 3), round(found.yearly.upper, 3)
    (0.045, -0.005, 0.095)
    """
    where = "trend_of_shares"
    check_confidence(confidence, where=where)
    times = _years(successes, where=where)
    counted, people = counts_in(times, successes, n, where=where, names=("successes", "number of people"))
    for year, part, whole in zip(times, counted, people, strict=True):
        if part > whole or whole != int(whole):
            raise InputError(where, f"{part:g} of {whole:g} people count in {year}", "give whole numbers of people: a part and its whole")
    first, last, years = next(iter(times)), next(reversed(times)), len(times)
    if years < FEWEST_FOR_A_LINE:
        return Trend(first=first, last=last, years=years, yearly=None)
    total = float(people.sum())
    pooled = float(counted.sum()) / total
    away = _centred(times, weights=people)
    spread = float(people @ away**2)
    slope = float(away @ (counted - pooled * people)) / spread
    chance = pooled * (1 - pooled) if 0 < pooled < 1 else (total + 1) / (total + 2) ** 2
    departure = float(people @ (counted / people - pooled - slope * away) ** 2) / chance
    dispersion = max(1.0, departure / (years - 2))
    error = math.sqrt(dispersion * chance / spread)
    half = t_quantile(confidence, years - 2) * error
    yearly = Estimate(
        value=slope,
        n=int(total),
        method="cochran-armitage",
        lower=slope - half,
        upper=slope + half,
        confidence=confidence,
        standard_error=error,
    )
    return Trend(first=first, last=last, years=years, yearly=yearly, dispersion=dispersion)


def _years(periods: Mapping[str, object], *, where: str) -> dict[str, int]:
    times = times_of(periods, where=where)
    kind, _ = span_of(next(iter(times)), where=where)
    if kind not in ("year", "school year"):
        raise InputError(where, f"the periods are {kind}s", "give years (2025) or school years (2024-2025)")
    return times


def _centred(times: Mapping[str, int], *, weights: Numbers | None = None) -> Numbers:
    numbers = np.array(list(times.values()), dtype=np.float64)
    numbers -= numbers[0]
    return numbers - np.average(numbers, weights=weights)


def _has_no_bounds(counted: Numbers) -> bool:
    return not (counted[1:].any() and counted[:-1].any())


def _line(times: Mapping[str, int], counted: Numbers, inhabitants: Numbers, *, where: str) -> RateFit:
    numbers = np.array(list(times.values()), dtype=np.float64)
    return fit_rates(np.column_stack([np.ones(len(times)), numbers - numbers[-1]]), counted, inhabitants, where=where)


def _expected(fit: RateFit, *, ahead: int, n: int, people: float, per: int, confidence: float) -> Estimate | None:
    at = np.array([1.0, float(ahead)])
    logarithm, doubt = float(at @ fit.coefficients) + math.log(people), float(at @ fit.covariance @ at)
    if logarithm > math.log(MOST_EXPECTED):
        return None
    count = math.exp(logarithm)
    half = t_quantile(confidence, fit.freedom) * math.sqrt(fit.dispersion + count * doubt) / 2
    root = math.sqrt(count)
    return Estimate(
        value=count / people * per,
        n=n,
        method="quasi-poisson-expected",
        lower=max(0.0, root - half) ** 2 / people * per,
        upper=(root + half) ** 2 / people * per,
        confidence=confidence,
    )
