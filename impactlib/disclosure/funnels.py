"""The funnel around a benchmark: the limits for areas of any size, worked out from nothing but what a release tells.

They are the limits of `statistics.benchmark` on the told figures of the areas that a comparison is with. So a reader who has the
release can draw the same curve, and it gives nothing back that was withheld or rounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from impactlib.errors import InputError
from impactlib.indicators.comparing import events_of
from impactlib.indicators.figure import Mean, Rate
from impactlib.indicators.finding import Finding
from impactlib.indicators.indicator import Indicator
from impactlib.statistics.benchmark import compare_rates, compare_shares
from impactlib.statistics.estimate import Comparison

STEPS = 24
"""How many sizes a curve is worked out for."""

CLOSE = 0.011
"""How far a benchmark of rounded figures may be from the one that is told (a fraction of 1 for shares): rounding, and no more."""

Size = float
Figures = dict[str, tuple[int, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelDot:
    """How large an area is (people asked, the whole, or inhabitants) and its told figure."""

    size: float
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelLimits:
    """The limits of chance for an area of this size."""

    size: float
    near: tuple[float, float]
    far: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """An area among comparable ones by size; `others` are by size and have no names."""

    benchmark: float
    own: FunnelDot
    others: tuple[FunnelDot, ...]
    limits: tuple[FunnelLimits, ...]


def funnel_among(indicator: Indicator, finding: Finding, others: Sequence[Finding]) -> Funnel | None:
    """The funnel of a released finding among the released figures of the areas that it is compared with.

    Parameters
    ----------
    indicator : Indicator
        What is measured.
    finding : Finding
        The released figure of one area, with its comparison.
    others : sequence of Finding
        Released figures of other areas; those outside `finding.peers` are left out.

    Returns
    -------
    Funnel or None
        None where there is no comparison; of a mean, of which no standard error is told; and where the told figures do not give the
        told benchmark and place back, such as when a newer release was written in between.
    """
    told, figure = finding.comparison, indicator.figure
    if told is None or finding.estimate is None or isinstance(figure, Mean):
        return None
    peers = [
        each for each in others if each.area in finding.peers and each.indicator == finding.indicator and each.period == finding.period
    ]
    if len(peers) != told.others or any(each.estimate is None for each in peers):
        return None
    counts = {each.area: _count(indicator, each) for each in peers}
    size = _count(indicator, finding)[1]
    sizes = sorted([size, *(each for _, each in counts.values())])
    lowest, highest = sizes[0], sizes[-1]
    if highest <= lowest:
        return None
    try:
        again = _compared(indicator, told.benchmark, size, counts)
        steps = [lowest + (highest - lowest) * (k / STEPS) ** 2 for k in range(STEPS + 1)]
        limits = [(step, _compared(indicator, told.benchmark, step, counts)) for step in steps]
    except InputError:
        return None
    if not _agrees(told, again, asked=figure.asked):
        return None
    dots = [FunnelDot(size=counts[each.area][1], value=each.estimate.value) for each in peers if each.estimate is not None]
    return Funnel(
        benchmark=told.benchmark,
        own=FunnelDot(size=size, value=finding.estimate.value),
        others=tuple(sorted(dots, key=lambda dot: (dot.size, dot.value))),
        limits=tuple(FunnelLimits(size=step, near=each.near, far=each.far) for step, each in limits),
    )


def _count(indicator: Indicator, finding: Finding) -> tuple[int, float]:
    """How many of how many as the release tells it: of people in courses, of as many as came one by one."""
    assert finding.estimate is not None
    if isinstance(indicator.figure, Rate):
        return events_of(finding, indicator.figure.inhabitants)
    whole = finding.population or max(1, round(finding.estimate.effective or finding.estimate.n))
    return round(finding.estimate.value * whole), float(whole)


def _compared(indicator: Indicator, benchmark: float, size: Size, counts: Figures) -> Comparison:
    """What an area of this size would be compared with: its own figure does not matter for the limits."""
    if isinstance(indicator.figure, Rate):
        return compare_rates((0, size), counts, per=indicator.figure.inhabitants)
    whole = max(1, round(size))
    return compare_shares((round(benchmark * whole), whole), {area: (part, round(people)) for area, (part, people) in counts.items()})


def _agrees(told: Comparison, again: Comparison, *, asked: bool) -> bool:
    """Whether the told figures give the told comparison back, as nearly as rounding lets them."""
    pairs = [(told.benchmark, again.benchmark), *zip((*told.near, *told.far), (*again.near, *again.far), strict=True)]
    close = CLOSE * 3 if asked else 1e-6 * max(1.0, abs(told.benchmark))
    if any(abs(one - other) > close for one, other in pairs):
        return False

    def side(comparison: Comparison) -> tuple[bool, ...]:
        return tuple(told.value < limit for limit in (*comparison.near, *comparison.far))

    return side(told) == side(again)
