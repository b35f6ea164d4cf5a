"""What a statistic gives: a figure with its interval, and nothing that cannot be."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from impactlib.errors import InputError

CONFIDENCE = 0.95
"""The confidence level of every interval unless another is asked for."""

ROUNDING = 1e-9
"""How far floating-point error may put a value outside its own interval."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A figure, the interval it may be in, and how it was found.

    `value`, `lower` and `upper` share one unit (shares are fractions of 1). `n` is the number of people who answered
    (for a rate or a count: the number of events). A complete count has no interval: `lower` and `upper` are None.
    `standard_error` is there for means, with its degrees of `freedom`; where the interval allows for courses, `clusters` says how many
    there are, `design_effect` how many times as large the variance is as that of as many people who came one by one (at least 1), and
    `effective` of how many people who came one by one the interval is as wide.
    """

    value: float
    n: int
    method: str
    lower: float | None = None
    upper: float | None = None
    confidence: float = CONFIDENCE
    standard_error: float | None = None
    clusters: int | None = None
    design_effect: float | None = None
    freedom: float | None = None
    effective: float | None = None

    def __post_init__(self) -> None:
        if not math.isfinite(self.value):
            raise InputError("Estimate", f"value is {self.value}", "give a finite number, or no estimate at all")
        if self.n < 0:
            raise InputError("Estimate", f"n is {self.n}", "n is a number of people or events: 0 or more")
        if (self.lower is None) != (self.upper is None):
            raise InputError("Estimate", f"lower is {self.lower} and upper is {self.upper}", "give both or neither")
        if self.lower is not None and self.upper is not None:
            room = ROUNDING * max(1.0, abs(self.value))
            if not self.lower - room <= self.value <= self.upper + room:
                raise InputError("Estimate", f"value {self.value} lies outside {self.lower} to {self.upper}", "an interval holds its value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Movers:
    """How many people went up on the scale, stayed, and went down."""

    improved: int
    same: int
    declined: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprovedOrNot:
    """How many people went up on the scale, and how many did not: as many of `Movers` as may be told where few stayed or went down."""

    improved: int
    others: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How the same people answered before and now, on one scale; the difference is now minus before."""

    before: Estimate
    now: Estimate
    difference: Estimate
    movers: Movers | ImprovedOrNot | None

    def __post_init__(self) -> None:
        n = {self.before.n, self.now.n, self.difference.n}
        match self.movers:
            case Movers(improved=improved, same=same, declined=declined):
                n.add(improved + same + declined)
            case ImprovedOrNot(improved=improved, others=others):
                n.add(improved + others)
        if len(n) > 1:
            raise InputError("Change", f"it compares {' and '.join(map(str, sorted(n)))} people", "a change is of the same people")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """How a figure went over the years: the change per year, and over how many years it was seen.

    `yearly` is a fraction of 1 (+0.05 is 5 % more each year) of counts, and in units of the scale of means. It is None where there
    are too few years for a trend at all. `dispersion` is how many times as large the variance is as a Poisson's (at least 1);
    None for means. `expected` is what the trend gives for a year that is still to come, with its interval.
    """

    first: str
    last: str
    years: int
    yearly: Estimate | None
    dispersion: float | None = None
    expected: Estimate | None = None


Place = Literal["below", "within", "above"]
"""Where a figure lies against limits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A figure beside those of other areas: their benchmark (without the own area) and the limits of chance around it.

    `value`, `benchmark` and the limits share one unit. `near` are the 95 % limits, `far` the 99.8 % ones; `others` counts the areas
    in the benchmark. `dispersion` is φ, `between` the standard deviation between areas (τ, 0 without overdispersion).
    """

    value: float
    benchmark: float
    others: int
    near: tuple[float, float]
    far: tuple[float, float]
    dispersion: float | None
    between: float
    method: str

    @property
    def place(self) -> Place:
        """Whether the figure lies below, within or above the 95 % limits."""
        return "below" if self.value < self.near[0] else "above" if self.value > self.near[1] else "within"
