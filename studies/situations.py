"""The people, courses and years that the coverage of intervals is studied in: how they answer, and how many there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

Floats = NDArray[np.float64]
Spread = Mapping[float, float]
"""How answers are spread: the part of the people that gives each."""

PEOPLE = (10, 20, 30, 50, 100, 200)
COURSES = (2, 3, 5, 10, 20)
"""Two courses are told in a report as well (`choosing.FEWEST`)."""

YEARS = (5, 6, 8, 10)
OTHERS = (5, 10, 30)
"""Areas in a benchmark."""

SMALLEST, LARGEST = 4, 20
"""People of one course, every number as likely."""

LIKENESS = (0.05, 0.1, 0.2)
"""How alike the people of one course are (the intra-class correlation of every figure made of their answers)."""

BAND = (93.0, 98.0)
"""Where the coverage of a 95 % interval should lie, in percent."""

USUAL = dict(zip((1, 2, 3, 4, 5), (0.03, 0.07, 0.20, 0.45, 0.25), strict=True))
EVEN = dict.fromkeys((1, 2, 3, 4, 5), 0.2)
CEILING = dict(zip((1, 2, 3, 4, 5), (0.01, 0.02, 0.04, 0.13, 0.80), strict=True))
"""Four in five give the highest answer of the scale."""

SPREADS: Mapping[str, Spread] = {
    "answers spread evenly": EVEN,
    "25 % at the top": USUAL,
    "50 % at the top": dict(zip((1, 2, 3, 4, 5), (0.02, 0.05, 0.10, 0.33, 0.50), strict=True)),
    "60 % at the top": dict(zip((1, 2, 3, 4, 5), (0.02, 0.03, 0.08, 0.27, 0.60), strict=True)),
    "70 % at the top": dict(zip((1, 2, 3, 4, 5), (0.01, 0.02, 0.05, 0.22, 0.70), strict=True)),
    "80 % at the top": CEILING,
    "80 % at the top, the others evenly": dict(zip((1, 2, 3, 4, 5), (0.05, 0.05, 0.05, 0.05, 0.80), strict=True)),
    "90 % at the top": dict(zip((1, 2, 3, 4, 5), (0.005, 0.01, 0.02, 0.065, 0.90), strict=True)),
}


def twice(before: Spread, now: Spread, *, likeness: float = 0.6) -> dict[tuple[float, float], float]:
    """The parts of the people that answer (before, now), with these margins and this correlation of the normal scales beneath.

    Examples
    --------
    >>> table = twice({1: 0.5, 2: 0.5}, {1: 0.5, 2: 0.5}, likeness=0.5)
    >>> {pair: round(part, 4) for pair, part in table.items()}
    {(1, 1): 0.3333, (1, 2): 0.1667, (2, 1): 0.1667, (2, 2): 0.3333}
    """
    nodes, weights = np.polynomial.legendre.leggauss(64)
    lines = np.concatenate([[-np.inf], special.ndtri(np.cumsum(list(now.values()))[:-1]), [np.inf]])
    edges = np.concatenate([[0.0], np.cumsum(list(before.values()))])
    edges[-1] = 1.0
    found: dict[tuple[float, float], float] = {}
    for number, first in enumerate(before):
        low, high = edges[number], edges[number + 1]
        # Over the chances of the normal scale, in which everybody who answers `first` is spread evenly.
        at = special.ndtri((low + high) / 2 + (high - low) / 2 * nodes)
        below = special.ndtr((lines[:, None] - likeness * at) / np.sqrt(1 - likeness**2))
        parts = (high - low) / 2 * (np.diff(below, axis=0) @ weights)
        found.update({(first, second): float(part) for second, part in zip(now, parts, strict=True)})
    total = sum(found.values())
    return {pair: part / total for pair, part in found.items()}


BEFORE = dict(zip((1, 2, 3, 4, 5), (0.08, 0.17, 0.30, 0.33, 0.12), strict=True))
CHANGES: Mapping[str, Mapping[tuple[float, float], float]] = {
    "12 % at the top before, 25 % now": twice(BEFORE, USUAL),
    "60 % at the top before, 80 % now": twice(SPREADS["60 % at the top"], CEILING),
    "80 % at the top before and now": twice(CEILING, CEILING),
    "90 % at the top before and now": twice(SPREADS["90 % at the top"], SPREADS["90 % at the top"]),
    "70 % unchanged, the others went up": {(3, 3): 0.70, (3, 4): 0.22, (3, 5): 0.08},
    "85 % unchanged, nearly all others went up": {(3, 2): 0.01, (3, 3): 0.85, (3, 4): 0.11, (3, 5): 0.03},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one interval did in one situation; percentages of all samples.

    `coverage` of the intervals held the truth (a mean over the truths of the situation, where these are many; `lowest` is the one
    truth at which it was lowest). `flagged` of the samples would be told as 'we cannot say', and `wrong` were told and did not hold
    the truth. `others` are the areas of a benchmark. `made` is 'exact' where all outcomes were summed, and else the number of simulations.
    """

    method: str
    figure: str
    situation: str
    people: str = ""
    courses: str = ""
    years: str = ""
    others: str = ""
    coverage: float
    lowest: float | None = None
    flagged: float | None = None
    wrong: float | None = None
    made: str

    @property
    def band(self) -> str:
        """Whether the coverage lies in the band, below or above it, as it is printed."""
        shown = round(self.coverage, 1)
        return "below" if shown < BAND[0] else "above" if shown > BAND[1] else "within"

    @property
    def key(self) -> tuple[str, ...]:
        """What no two rows share."""
        return self.method, self.figure, self.situation, self.people, self.courses, self.years, self.others
