"""What each kind of figure needs answers for: its margin, the smallest difference that is seen, and its target."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from impactlib.indicators.figure import ChangeOfMean, ChangeOfShare, Improved, Mean, NetShare, Share
from impactlib.indicators.finding import Bar
from impactlib.indicators.indicator import Indicator
from impactlib.statistics.planning import TINY, answers_for_margin, answers_for_margin_of_mean, margin_of_mean, margin_of_share
from impactlib.statistics.power import detectable_change, detectable_difference, pairs_for_change
from impactlib.statistics.power_shares import (
    answers_for_share_target,
    detectable_difference_of_shares,
    detectable_paired_share,
    pairs_for_paired_share,
)

SHARE_MARGIN = 0.1
"""The margin of a share that is sought: ten points to either side."""

SMALL = 0.2
"""A difference of this many standard deviations is small (Cohen 1988), and the smallest that matters where the catalogue names none."""

PART_OF_SCALE = 0.25
"""The standard deviation of answers, and of changes, as a part of the scale's length, where it was not told: 1 point from 1 to 5."""

USUAL_SCALE = (1.0, 5.0)
"""The scale of answers where nothing was told of it."""

NET_SPREAD = 0.75
"""The standard deviation of a net share: 40 % high and 20 % low."""

STOPPING = 0.05
"""The share of people that counted before and not now: with a change in a share, some always go the other way."""

LEAST_VARIANCE = 0.01
"""However large a change in a share, people differ at least this much in it."""


class Way(Protocol):
    """What a kind of figure needs answers for; numbers are of people who came one by one, figures in the indicator's unit."""

    def margin(self, n: int) -> float:
        """How far the interval goes to either side."""

    def smallest(self, n: int) -> float | None:
        """The smallest difference that is seen; None where none is."""

    def sought(self) -> int:
        """How many answers there must be without a target: for the margin, or for the smallest change that matters."""

    def expected(self, target: float, last: float | None, *, down: bool) -> float:
        """The true figure that is counted on: the last one where it is beyond the target, else one relevant step beyond it."""

    def for_target(self, target: float, expected: float, *, down: bool) -> int | None:
        """How many answers show that the target was met, if the true figure is as expected; None where no number does."""


def way_of(indicator: Indicator, *, bars: Sequence[Bar], scale: tuple[float, float] | None) -> Way | None:
    """The way of this indicator's figure, with what was told of the answers; None where it is not asked of people."""
    relevant, (low, high) = indicator.relevant, scale or USUAL_SCALE
    usual = PART_OF_SCALE * (high - low)
    match indicator.figure:
        case Share() | Improved():
            return OfShare(step=relevant or SHARE_MARGIN)
        case Mean():
            spread = spread_of([(bar.code, bar.n) for bar in bars]) or usual
            return OfMean(spread=spread, step=relevant or SMALL * spread, twice=False, ceiling=scale)
        case NetShare():
            return OfMean(spread=NET_SPREAD, step=relevant or SHARE_MARGIN, twice=False, ceiling=(-1.0, 1.0))
        case ChangeOfMean():
            return OfMean(spread=usual, step=relevant or SMALL * usual, twice=True, ceiling=(low - high, high - low))
        case ChangeOfShare():
            return OfPairedShare(step=relevant or SHARE_MARGIN)
        case _:
            return None


def spread_of(frequencies: Sequence[tuple[float, int]]) -> float:
    """The standard deviation of answers; 0 where there are too few, or all are the same."""
    n = sum(people for _, people in frequencies)
    if n < 2:
        return 0.0
    mean = math.fsum(code * people for code, people in frequencies) / n
    return math.sqrt(math.fsum(people * (code - mean) ** 2 for code, people in frequencies) / (n - 1))


def beyond(target: float, last: float | None, step: float, end: float, *, down: bool) -> float:
    """The last figure where it is beyond the target, else one step beyond that; at most half the way to the end of what it can be."""
    if last is not None and (last < target if down else last > target):
        return last
    further = target - step if down else target + step
    past = further <= end if down else further >= end
    return (target + end) / 2 if past else further


@dataclass(frozen=True, slots=True, kw_only=True)
class OfShare:
    """A share of people who answer once, or of people who answered twice."""

    step: float

    def margin(self, n: int) -> float:
        """At 50 %, where it is widest."""
        return margin_of_share(n)

    def smallest(self, n: int) -> float | None:
        """Between two years."""
        found = detectable_difference_of_shares(n)
        return found if found < 1 else None

    def sought(self) -> int:
        """For a margin of ten points."""
        return answers_for_margin(SHARE_MARGIN)

    def expected(self, target: float, last: float | None, *, down: bool) -> float:
        """Never outside 0 to 1."""
        return beyond(target, last, self.step, 0.0 if down else 1.0, down=down)

    def for_target(self, target: float, expected: float, *, down: bool) -> int | None:
        """For Wilson's interval at or beyond the target."""
        return answers_for_share_target(1 - expected, 1 - target) if down else answers_for_share_target(expected, target)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfMean:
    """A mean, a net share (the mean of 1, 0 and −1) or a mean change, with its standard deviation."""

    spread: float
    step: float
    twice: bool
    ceiling: tuple[float, float] | None

    def margin(self, n: int) -> float:
        """By the t interval."""
        return self.spread * margin_of_mean(n)

    def smallest(self, n: int) -> float | None:
        """Between before and now where the same people are asked twice, and else between two years."""
        return self.spread * (detectable_change(n) if self.twice else detectable_difference(n))

    def sought(self) -> int:
        """For a change that matters where people are asked twice, and else for a margin as small as that."""
        effect = max(TINY, self.step / self.spread)
        return pairs_for_change(effect) if self.twice else answers_for_margin_of_mean(effect)

    def expected(self, target: float, last: float | None, *, down: bool) -> float:
        """Never past the end of the scale, where that is known."""
        low, high = self.ceiling or (-math.inf, math.inf)
        return beyond(target, last, self.step, low if down else high, down=down)

    def for_target(self, target: float, expected: float, *, down: bool) -> int | None:
        """For a t interval at or beyond the target."""
        effect = (target - expected if down else expected - target) / self.spread
        return pairs_for_change(effect) if effect >= TINY else None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfPairedShare:
    """A change in the share of the same people, of whom some go the other way."""

    step: float

    def margin(self, n: int) -> float:
        """At a change that just matters."""
        return self._spread(self.step) * margin_of_mean(n)

    def smallest(self, n: int) -> float | None:
        """Between before and now."""
        return detectable_paired_share(n, down=STOPPING)

    def sought(self) -> int:
        """For a change that matters."""
        return pairs_for_paired_share(min(self.step + STOPPING, 1 - STOPPING), STOPPING)

    def expected(self, target: float, last: float | None, *, down: bool) -> float:
        """Never outside −1 to 1."""
        return beyond(target, last, self.step, -1.0 if down else 1.0, down=down)

    def for_target(self, target: float, expected: float, *, down: bool) -> int | None:
        """For an interval at or beyond the target, with as many people moving as that change takes."""
        effect = (target - expected if down else expected - target) / self._spread(expected)
        return pairs_for_change(effect) if effect >= TINY else None

    def _spread(self, change: float) -> float:
        """The standard deviation of who came to count (1), went (-1) and stayed (0)."""
        moved = min(1.0, abs(change) + 2 * STOPPING)
        return math.sqrt(max(LEAST_VARIANCE, moved - change**2))
