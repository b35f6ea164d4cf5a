"""People who came one by one: effect sizes, the means of two years, and answers weighted to the population."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.random import Generator

from impactlib.statistics.change import effect_of_change
from impactlib.statistics.estimate import Estimate
from impactlib.statistics.mean import difference_of_means
from impactlib.statistics.ordinal import cliffs_delta
from impactlib.statistics.weighting import rake, weighted_mean, weighted_share
from studies.sampling import FEW, MANY, SOME, Draw, Situation, mean_of, mean_of_people, tables_of
from studies.situations import BEFORE, CEILING, CHANGES, PEOPLE, SPREADS, USUAL, Spread

AGES, SEXES = {"18-39": 0.35, "40-64": 0.40, "65+": 0.25}, {"woman": 0.51, "man": 0.49}
RESPONSE = {"18-39": 0.5, "40-64": 1.0, "65+": 1.6, "woman": 1.3, "man": 0.8}
LIKES = {"18-39": -0.10, "40-64": 0.0, "65+": 0.08, "woman": 0.04, "man": -0.04}
"""Of who has to be weighted: women answer more often than men, the old more often than the young, and both say yes more often."""


def effects() -> Iterator[Situation]:
    """Effect sizes of changes and of differences."""
    for name in ("12 % at the top before, 25 % now", "60 % at the top before, 80 % now", "80 % at the top before and now"):
        for n in PEOPLE:
            yield Situation(
                method="hedges-g-av", figure="effect of a change", situation=name, people=str(n), times=SOME, draw=_effect(CHANGES[name], n)
            )
    for name, now, earlier in (
        ("12 % at the top earlier, 25 % now", USUAL, BEFORE),
        ("60 % at the top earlier, 80 % now", CEILING, SPREADS["60 % at the top"]),
    ):
        for n in PEOPLE:
            yield Situation(
                method="cliffs-delta",
                figure="difference on an ordered scale",
                situation=name,
                people=f"{n} v {n}",
                times=SOME,
                draw=_delta(now, earlier, n),
            )


def _effect(table: Mapping[tuple[float, float], float], n: int) -> Draw:
    pairs = np.array(list(table), dtype=float)
    parts = np.array(list(table.values()))
    (before, now) = pairs.T
    variances = [float(parts @ each**2 - (parts @ each) ** 2) for each in (before, now)]
    truth = float(parts @ (now - before)) / float(np.sqrt(sum(variances) / 2))

    def draw(generator: Generator, times: int) -> Iterator[tuple[Estimate | None, float, bool]]:
        for counts in tables_of(generator, table, n, times):
            found = {pair: int(people) for pair, people in zip(table, counts, strict=True) if people}
            differ = len({before for before, _ in found}) > 1 or len({now for _, now in found}) > 1
            yield (effect_of_change(found) if differ else None), truth, False

    return draw


def _delta(now: Spread, earlier: Spread, n: int) -> Draw:
    one, other = np.array(list(now.values())), np.array(list(earlier.values()))
    higher = np.sign(np.subtract.outer(list(now), list(earlier)))
    truth = float(one @ higher @ other)

    def draw(generator: Generator, times: int) -> Iterator[tuple[Estimate | None, float, bool]]:
        for first, second in zip(tables_of(generator, now, n, times), tables_of(generator, earlier, n, times), strict=True):
            tables = (dict(zip(codes, map(int, people), strict=True)) for codes, people in ((now, first), (earlier, second)))
            yield cliffs_delta(*tables), truth, False

    return draw


def differences_of_means() -> Iterator[Situation]:
    """The means of two years, of different people; either year may be flagged."""
    for name, now, earlier in (
        ("12 % at the top earlier, 25 % now", USUAL, BEFORE),
        ("60 % at the top earlier, 80 % now", CEILING, SPREADS["60 % at the top"]),
        ("80 % at the top in both years", CEILING, CEILING),
    ):
        for n, m in ((10, 10), (20, 20), (50, 50), (100, 100), (200, 200), (10, 100), (100, 10)):
            yield Situation(
                method="welch",
                figure="difference of two years' means",
                situation=name,
                people=f"{n} v {m}",
                times=MANY,
                draw=_difference_of_means(now, earlier, n, m),
                flags=True,
            )


def _difference_of_means(now: Spread, earlier: Spread, n: int, m: int) -> Draw:
    truth = mean_of(now) - mean_of(earlier)

    def draw(generator: Generator, times: int) -> Iterator[tuple[Estimate | None, float, bool]]:
        samples = (tables_of(generator, spread, people, times).tolist() for spread, people in ((now, n), (earlier, m)))
        for here, there in zip(*samples, strict=True):
            (one, first), (other, second) = mean_of_people(tuple(here)), mean_of_people(tuple(there))
            yield difference_of_means(one, other), truth, first or second

    return draw


def weighted() -> Iterator[Situation]:
    """Shares and means raked to age and sex."""
    for yes in (0.5, 0.8):
        for n in (100, 200):
            for method, figure in (("wilson-weighted", "weighted share"), ("t-weighted", "weighted mean")):
                yield Situation(
                    method=method,
                    figure=figure,
                    situation=f"about {yes:.0%} count, raked to age and sex".replace("%", " %"),
                    people=str(n),
                    times=FEW,
                    draw=_raked(yes, n, shares=method == "wilson-weighted"),
                )


def _raked(yes: float, n: int, *, shares: bool) -> Draw:
    cells = [(age, sex) for age in AGES for sex in SEXES]
    people = np.array([AGES[age] * SEXES[sex] for age, sex in cells])
    answering = people * np.array([RESPONSE[age] * RESPONSE[sex] for age, sex in cells])
    chances = np.array([yes + LIKES[age] + LIKES[sex] for age, sex in cells])
    truth = float(people @ chances)

    def draw(generator: Generator, times: int) -> Iterator[tuple[Estimate | None, float, bool]]:
        for _ in range(times):
            asked = generator.multinomial(n, answering / answering.sum())
            counted = generator.binomial(asked, chances).tolist()
            weights = rake({cell: int(each) for cell, each in zip(cells, asked, strict=True)}, [AGES, SEXES]).weights
            answers = {cell: (x, int(each)) for cell, x, each in zip(cells, counted, asked, strict=True) if each}
            if shares:
                yield weighted_share(answers, weights), truth, False
            else:
                tables = {cell: {1.0: x, 0.0: each - x} for cell, (x, each) in answers.items()}
                yield weighted_mean(tables, weights), truth, False

    return draw
