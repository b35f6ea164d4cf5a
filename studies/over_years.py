"""Years: the trend of counts, of shares and of means, and what will be counted next year."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from impactlib.statistics.estimate import Estimate
from impactlib.statistics.trend import expected_rate, trend_of_counts, trend_of_means, trend_of_shares
from studies.sampling import SOME, Draw, Situation, mean_of_people
from studies.situations import SPREADS, YEARS, Spread

GROWTH = 1.05
DISPERSION = 6.0
"""How many times as large the variance of a count is as its mean (STATISTICS.md, section 2.1)."""

INHABITANTS = 20_000.0


def _names(years: int) -> list[str]:
    return [str(2016 + number) for number in range(years)]


def _counts(generator: Generator, means: NDArray[np.float64], times: int) -> NDArray[np.int64]:
    """Counts with `DISPERSION` times the variance of a Poisson's (negative binomial)."""
    return generator.negative_binomial(means / (DISPERSION - 1), 1 / DISPERSION, size=(times, len(means)))


def trends() -> Iterator[Situation]:
    """The change per year."""
    for years in YEARS:
        for expected in (30, 300):
            yield Situation(
                method="quasi-poisson",
                figure="trend of counts",
                situation=f"{expected} events a year, variance 6 × mean",
                years=str(years),
                times=SOME,
                draw=_trend_of_counts(years, expected),
            )
        for start, n, extra in ((0.4, 20, 0.0), (0.4, 100, 0.0), (0.4, 100, 0.02), (0.75, 20, 0.0), (0.75, 100, 0.0)):
            yield Situation(
                method="cochran-armitage",
                figure="trend of shares",
                situation=f"{start:.0%} in the first year, 1 point more each year{', years alike' if extra else ''}".replace("%", " %"),
                people=f"{n} a year",
                years=str(years),
                times=SOME,
                draw=_trend_of_shares(years, start, n, extra),
            )
        for name in ("25 % at the top", "80 % at the top"):
            for n in (20, 100):
                yield Situation(
                    method="ols",
                    figure="trend of means",
                    situation=name,
                    people=f"{n} a year",
                    years=str(years),
                    times=SOME,
                    draw=_trend_of_means(years, SPREADS[name], n),
                )


def _trend_of_counts(years: int, expected: float) -> Draw:
    names = _names(years)
    means = expected * GROWTH ** (np.arange(years) - (years - 1) / 2)

    def draw(generator: Generator, times: int) -> Iterator[tuple[Estimate | None, float, bool]]:
        for counts in _counts(generator, means, times).tolist():
            trend = trend_of_counts(dict(zip(names, counts, strict=True)), dict.fromkeys(names, INHABITANTS))
            yield trend.yearly, GROWTH - 1, False

    return draw


def _trend_of_shares(years: int, start: float, n: int, extra: float) -> Draw:
    names = _names(years)
    shares = start + 0.01 * np.arange(years)

    def draw(generator: Generator, times: int) -> Iterator[tuple[Estimate | None, float, bool]]:
        chances = np.broadcast_to(shares, (times, years))
        if extra:
            # A beta distribution around the line: the people of one year are alike.
            weight = 1 / extra - 1
            chances = generator.beta(shares * weight, (1 - shares) * weight, size=(times, years))
        for counts in generator.binomial(n, chances).tolist():
            trend = trend_of_shares(dict(zip(names, counts, strict=True)), dict.fromkeys(names, n))
            yield trend.yearly, 0.01, False

    return draw


def _trend_of_means(years: int, spread: Spread, n: int) -> Draw:
    names = _names(years)

    def draw(generator: Generator, times: int) -> Iterator[tuple[Estimate | None, float, bool]]:
        for tables in generator.multinomial(n, np.array(list(spread.values())), size=(times, years)).tolist():
            trend = trend_of_means({year: mean_of_people(tuple(each))[0] for year, each in zip(names, tables, strict=True)})
            yield trend.yearly, 0.0, False

    return draw


def expected() -> Iterator[Situation]:
    """The count of the year after the last one."""
    for years in YEARS:
        for expected in (30, 300):
            yield Situation(
                method="quasi-poisson-expected",
                figure="what will be counted next year",
                situation=f"{expected} events a year, variance 6 × mean",
                years=str(years),
                times=SOME,
                draw=_next_year(years, expected),
            )


def _next_year(years: int, expected: float) -> Draw:
    names = _names(years + 1)
    means = expected * GROWTH ** (np.arange(years + 1) - (years - 1) / 2)

    def draw(generator: Generator, times: int) -> Iterator[tuple[Estimate | None, float, bool]]:
        for *counts, then in _counts(generator, means, times).tolist():
            known = dict(zip(names, counts, strict=False))
            if any(counts[1:]) and any(counts[:-1]):
                found = expected_rate(known, dict.fromkeys(known, INHABITANTS), period=names[-1])
                yield found, then / INHABITANTS * 1000, False

    return draw
