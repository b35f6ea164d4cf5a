"""Beside other areas: how often the limits of a funnel hold the figure of an area that is like the others, so that it is no false alarm."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.random import Generator

from impactlib.indicators.comparing import verdict_of
from impactlib.indicators.finding import Verdict
from impactlib.statistics.benchmark import compare_means, compare_rates, compare_shares
from impactlib.statistics.estimate import Comparison, Estimate
from studies.sampling import MANY, Draw, Situation
from studies.situations import OTHERS

ANSWERS = (50, 150)
"""The fewest and the most people who answered in an area."""

INHABITANTS = (20_000, 60_000)
SHARE, RATE, MEAN, DEVIATION = 0.6, 0.003, 4.0, 0.9
"""What areas have on average: a share, events for each inhabitant, and a mean of answers with this standard deviation."""

Beside = Callable[[Generator, int], Comparison]
"""An area and so many others, drawn anew."""


def beside_others() -> Iterator[Situation]:
    """Every kind of comparison, between areas that differ by chance alone and between areas that are apart (normally distributed)."""
    kinds: list[tuple[str, str, str, Callable[[float], Beside], tuple[tuple[float, str], ...]]] = [
        ("binomial", "share", "50-150 people", _shares, ((0.0, ""), (0.05, "5 points"), (0.10, "10 points"))),
        ("poisson", "rate", "about 120 events", _rates, ((0.0, ""), (0.1, "10 %"), (0.3, "30 %"))),
        ("normal", "mean", "50-150 people", _means, ((0.0, ""), (0.1, "0.1"), (0.3, "0.3"))),
    ]
    for method, figure, people, drawn, spreads in kinds:
        for spread, named in spreads:
            for others in OTHERS:
                yield Situation(
                    method=f"funnel-{method}-overdispersed" if spread else f"funnel-{method}",
                    figure=f"{figure} beside other areas",
                    situation=f"areas with a standard deviation of {named}" if spread else "areas that differ by chance alone",
                    people=people,
                    others=str(others),
                    times=MANY,
                    draw=_drawn(drawn(spread), others),
                    flags=True,
                )


def _drawn(drawn: Beside, others: int) -> Draw:
    """The near limits; flagged is what lies between these and the far ones, of which a report says that it cannot say."""

    def draw(generator: Generator, times: int) -> Iterator[tuple[Estimate | None, float, bool]]:
        for _ in range(times):
            found = drawn(generator, others)
            lower, upper = found.near
            limits = Estimate(value=found.benchmark, n=others, method=found.method, lower=lower, upper=upper)
            yield limits, found.value, verdict_of(found) is Verdict.CANNOT_SAY

    return draw


def _shares(spread: float) -> Beside:
    def drawn(generator: Generator, others: int) -> Comparison:
        people = generator.integers(ANSWERS[0], ANSWERS[1] + 1, size=others + 1)
        counted = generator.binomial(people, np.clip(generator.normal(SHARE, spread, size=others + 1), 0, 1))
        own, *rest = zip(counted.tolist(), people.tolist(), strict=True)
        return compare_shares(own, {str(number): each for number, each in enumerate(rest)})

    return drawn


def _rates(spread: float) -> Beside:
    def drawn(generator: Generator, others: int) -> Comparison:
        people = generator.integers(INHABITANTS[0], INHABITANTS[1] + 1, size=others + 1)
        events = generator.poisson(people * np.maximum(generator.normal(RATE, spread * RATE, size=others + 1), 0))
        own, *rest = zip(events.tolist(), people.astype(float).tolist(), strict=True)
        return compare_rates(own, {str(number): each for number, each in enumerate(rest)})

    return drawn


def _means(spread: float) -> Beside:
    def drawn(generator: Generator, others: int) -> Comparison:
        people = generator.integers(ANSWERS[0], ANSWERS[1] + 1, size=others + 1)
        means = generator.normal(MEAN, np.sqrt(spread**2 + DEVIATION**2 / people))
        errors = DEVIATION * np.sqrt(generator.chisquare(people - 1) / (people - 1) / people)
        own, *rest = zip(means.tolist(), errors.tolist(), people.tolist(), strict=True)
        return compare_means(own, {str(number): each for number, each in enumerate(rest)})

    return drawn
