"""What is taken off the numbers of a finding that is told, after its verdicts were reached on the exact ones.

A mean, its interval and the number of answers are together as good as the answers themselves: of twenty marks, three exact numbers
leave few distributions, and often one. So where the distribution may not be told, neither are they: each is rounded as it is written.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from impactlib.indicators.figure import Mean, NetShare
from impactlib.indicators.finding import Finding, Point
from impactlib.indicators.indicator import Indicator, shown_decimals
from impactlib.indicators.judging import is_downward
from impactlib.statistics.estimate import Change, Comparison, Estimate, Trend

Moment = tuple[str, str, str]
"""The area, indicator and period of a finding."""


def blurred(judged: Sequence[Finding], protected: Sequence[Finding], indicators: Mapping[str, Indicator]) -> list[Finding]:
    """The judged findings as they may be told: no standard errors, and rounded where the answers themselves are withheld.

    `protected` are the findings of every period, as disclosure control left them: a series holds figures of all of them.
    """
    coarse = {_moment(each, each.period) for each in protected if _is_coarse(each, indicators[each.indicator])}
    return [_blurred(finding, indicators[finding.indicator], coarse) for finding in judged]


def _is_coarse(finding: Finding, indicator: Indicator) -> bool:
    """Of a change, the answers of before and the steps are never told; of a mean, the answers often are."""
    figure = indicator.figure
    return figure.twice or (isinstance(figure, Mean | NetShare) and not finding.distribution)


def _moment(finding: Finding, period: str) -> Moment:
    return finding.area, finding.indicator, period


def _blurred(finding: Finding, indicator: Indicator, coarse: set[Moment]) -> Finding:
    downward = any(is_downward(indicator, goal) for goal in finding.goals)

    def figure(estimate: Estimate | None, period: str, lines: Iterable[float] = ()) -> Estimate | None:
        return estimate and _estimate(estimate, indicator, lines=lines, coarse=_moment(finding, period) in coarse, downward=downward)

    def points(series: Iterable[Point]) -> tuple[Point, ...]:
        return tuple(replace(each, estimate=figure(each.estimate, each.period, lines(each))) for each in series)

    def lines(point: Point) -> list[float]:
        return aims if point.period == finding.period else []

    aims = [goal.target for goal in finding.goals if goal.target is not None]
    if finding.change is not None:
        aims.append(0.0)
    change = finding.change
    if change is not None:
        change = Change(
            before=_estimate(change.before, indicator, coarse=True),
            now=_estimate(change.now, indicator, coarse=True),
            difference=_estimate(change.difference, indicator, lines=aims, coarse=True, downward=downward),
            movers=change.movers,
        )
    return replace(
        finding,
        estimate=figure(finding.estimate, finding.period, aims),
        change=change,
        series=points(finding.series),
        previous=points([finding.previous])[0] if finding.previous else None,
        previous_difference=None,
        p_value=None,
        p_adjusted=None,
        goals=tuple(replace(goal, chance=round(goal.chance, 2) if goal.chance is not None else None) for goal in finding.goals),
        trend=finding.trend
        and _trend(finding.trend, indicator, coarse=any(_moment(finding, each.period) in coarse for each in finding.series)),
        comparison=finding.comparison and _comparison(finding.comparison, indicator),
    )


def _trend(trend: Trend, indicator: Indicator, *, coarse: bool) -> Trend:
    """A trend as it may be told: of means rounded as they are, since a slope is a sum of them."""
    return replace(
        trend,
        yearly=trend.yearly and _estimate(trend.yearly, indicator, coarse=coarse),
        expected=trend.expected and replace(trend.expected, standard_error=None),
    )


def _comparison(comparison: Comparison, indicator: Indicator) -> Comparison:
    """A comparison as it may be told: of means rounded, since the benchmark is a sum of means that are told rounded themselves."""
    if indicator.figure.scale == "share" or not indicator.figure.asked:
        return comparison
    value, benchmark, *limits = (
        round(each, indicator.decimals) for each in (comparison.value, comparison.benchmark, *comparison.near, *comparison.far)
    )
    near, far = (limits[0], limits[1]), (limits[2], limits[3])
    return replace(comparison, value=value, benchmark=benchmark, near=near, far=far, between=round(comparison.between, indicator.decimals))


def _estimate(estimate: Estimate, indicator: Indicator, *, coarse: bool, lines: Iterable[float] = (), downward: bool = False) -> Estimate:
    effect = round(estimate.design_effect, 1) if estimate.design_effect is not None else None
    bare = replace(estimate, standard_error=None, freedom=None, design_effect=effect)
    if not coarse or bare.lower is None or bare.upper is None:
        return bare
    lines, decimals = list(lines), _decimals(indicator, estimate.n)
    # A limit that just reaches its target has met it, so that limit may touch the line from the good side.
    lower = _rounded(bare.lower, decimals, lines, first=math.floor, touch=0 if downward else 1)
    upper = _rounded(bare.upper, decimals, lines, first=math.ceil, touch=-1 if downward else 0)
    value = _rounded(bare.value, decimals, lines, first=math.floor if bare.value < 0 else math.ceil)
    return replace(bare, value=min(max(value, lower), upper), lower=lower, upper=upper)


def _decimals(indicator: Indicator, base: int) -> int:
    """The decimals of a value as it is written; of a share those of its percentage and two more, since it is stored as a fraction of 1."""
    return shown_decimals(indicator, base) + 2 if indicator.figure.scale == "share" else indicator.decimals


def _rounded(exact: float, decimals: int, lines: Sequence[float], *, first: Callable[[float], float], touch: int = 0) -> float:
    """The nearest number of so many decimals on the same side of every line: rounding never takes a figure to or over its target."""

    def stays(each: float) -> bool:
        return all(_side(each, line) == _side(exact, line) or (each == line and _side(exact, line) == touch) for line in lines)

    unit = 10**decimals
    other = math.ceil if first is math.floor else math.floor
    nearest = round(exact, decimals) + 0.0
    candidates = [nearest, first(exact * unit) / unit, other(exact * unit) / unit]
    return next((each for each in candidates if stays(each)), nearest)


def _side(number: float, line: float) -> int:
    return (number > line) - (number < line)
