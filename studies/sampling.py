"""What every simulation shares: a situation with its generator, and samples of answers."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from impactlib.indicators.figure import Mean
from impactlib.statistics.estimate import Estimate
from impactlib.statistics.mean import mean
from studies.flagged import is_flagged
from studies.situations import Row

SEED = 20261124
ROOM = 1e-9
"""So close to a limit is on it."""

Told = tuple[Estimate | None, bool]
"""An interval (None: the method refuses the sample) and whether it is flagged."""

Draw = Callable[[Generator, int], Iterator[tuple[Estimate | None, float, bool]]]
"""So many samples: the interval of each, the truth, and whether the interval is flagged."""

MANY, SOME, FEW = 10_000, 5_000, 3_000
"""Simulations of what is quick, of what takes longer, and of what is slow; a tenth of a percent of 5,000 is 5."""

MEAN = Mean(type="mean", item="x")


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What is simulated, and how often."""

    method: str
    figure: str
    situation: str
    people: str = ""
    courses: str = ""
    years: str = ""
    others: str = ""
    times: int
    draw: Draw
    flags: bool = False

    @property
    def key(self) -> tuple[str, ...]:
        """That of its row."""
        return self.method, self.figure, self.situation, self.people, self.courses, self.years, self.others

    def row(self, *, part: float = 1.0) -> Row:
        """The coverage in `part` of the simulations."""
        times = max(1, round(self.times * part))
        name = "|".join(self.key if self.others else self.key[:6])
        generator = np.random.default_rng([SEED, zlib.crc32(name.encode())])
        held = flagged = wrong = 0
        for estimate, truth, alike in self.draw(generator, times):
            lower, upper = (estimate.lower, estimate.upper) if estimate is not None else (None, None)
            holds = lower is not None and upper is not None and lower - ROOM <= truth <= upper + ROOM
            held += holds
            flagged += alike
            wrong += not holds and not alike
        return Row(
            method=self.method,
            figure=self.figure,
            situation=self.situation,
            people=self.people,
            courses=self.courses,
            years=self.years,
            others=self.others,
            coverage=100 * held / times,
            flagged=100 * flagged / times if self.flags else None,
            wrong=100 * wrong / times if self.flags else None,
            made=str(times),
        )


def mean_of(spread: Mapping[float, float]) -> float:
    """The true mean of a population."""
    return float(np.array(list(spread)) @ np.array(list(spread.values())))


def tables_of(generator: Generator, spread: Mapping[object, float], n: int, times: int) -> NDArray[np.int64]:
    """Samples of `n` people, each as the people who gave each answer."""
    return generator.multinomial(n, np.array(list(spread.values())), size=times)


@lru_cache(maxsize=100_000)
def mean_of_people(people: tuple[int, ...]) -> tuple[Estimate, bool]:
    """The mean of the people who gave each of five answers, and whether it is flagged; kept for when the same sample comes again."""
    answers = {(code, code): each for code, each in zip((1, 2, 3, 4, 5), people, strict=True)}
    estimate = mean({code: each for (_, code), each in answers.items()})
    return estimate, is_flagged(MEAN, answers, estimate)
