"""What a statistic gives: a figure with its interval, and nothing that cannot be."""

from __future__ import annotations

import math
from dataclasses import dataclass

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
    `standard_error` is there for means, `clusters` (how many courses) where the interval allows for them.
    """

    value: float
    n: int
    method: str
    lower: float | None = None
    upper: float | None = None
    confidence: float = CONFIDENCE
    standard_error: float | None = None
    clusters: int | None = None

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
class Change:
    """How the same people answered before and now, on one scale; the difference is now minus before."""

    before: Estimate
    now: Estimate
    difference: Estimate
    movers: Movers | None

    def __post_init__(self) -> None:
        n = {self.before.n, self.now.n, self.difference.n}
        if self.movers is not None:
            n.add(self.movers.improved + self.movers.same + self.movers.declined)
        if len(n) > 1:
            raise InputError("Change", f"it compares {' and '.join(map(str, sorted(n)))} people", "a change is of the same people")
