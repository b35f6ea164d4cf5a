"""What is taken off the numbers of a finding that is told, after its verdicts were reached on the exact ones.

A mean, its interval and the number of answers are together as good as the answers themselves: of twenty marks, three exact numbers
leave few distributions, and often one. So where the distribution may not be told, neither are they: each is rounded as it is written.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from impactlib.indicators.figure import Balance, Mean, NetShare
from impactlib.indicators.finding import Finding, Goal, Point
from impactlib.indicators.indicator import Indicator, shown_decimals
from impactlib.indicators.judging import chance_of, is_downward
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
    """Of a change, the answers of before and the steps are never told; of a mean, all of the answers sometimes are."""
    figure = indicator.figure
    return figure.twice or (isinstance(figure, Mean | NetShare) and not finding.is_whole)


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
    told = figure(finding.estimate, finding.period, aims)
    is_coarse = any(_moment(finding, each.period) in coarse for each in finding.series)
    return replace(
        finding,
        estimate=told,
        change=change,
        series=points(finding.series),
        previous=points([finding.previous])[0] if finding.previous else None,
        previous_difference=None,
        p_value=None,
        p_adjusted=None,
        goals=tuple(_goal(goal, indicator, told) for goal in finding.goals),
        trend=finding.trend and _trend(finding.trend, indicator, finding.series, coarse=is_coarse),
        comparison=_comparison(finding.comparison, indicator, told) if finding.comparison is not None and told is not None else None,
    )


def _goal(goal: Goal, indicator: Indicator, told: Estimate | None) -> Goal:
    """A goal with its chance as it follows from the figure that is told: so it tells nothing more."""
    if goal.chance is None or goal.target is None or told is None:
        return replace(goal, chance=None)
    chance = chance_of(indicator, told, goal.target, downward=is_downward(indicator, goal))
    return replace(goal, chance=None if chance is None else round(chance, 2))


def _trend(trend: Trend, indicator: Indicator, series: Sequence[Point], *, coarse: bool) -> Trend:
    """A trend as it may be told: of figures that are rounded themselves rounded as they are, since a slope is a sum of them."""
    if not coarse or trend.yearly is None:
        return replace(trend, yearly=trend.yearly and replace(trend.yearly, standard_error=None, freedom=None))
    base = min(point.estimate.n for point in series if point.estimate is not None)
    return replace(trend, yearly=_estimate(replace(trend.yearly, n=base), indicator, coarse=True), dispersion=None)


def _comparison(comparison: Comparison, indicator: Indicator, told: Estimate) -> Comparison:
    """A comparison as it may be told: of answers rounded as the figure is, since the benchmark is a sum of rounded ones; without φ."""
    if not indicator.figure.asked:
        return comparison
    decimals = _decimals(indicator, told.n)
    benchmark, *limits = (round(each, decimals) for each in (comparison.benchmark, *comparison.near, *comparison.far))
    near, far = (limits[0], limits[1]), (limits[2], limits[3])
    between = round(comparison.between, decimals)
    return replace(comparison, value=told.value, benchmark=benchmark, near=near, far=far, between=between, dispersion=None)


def _estimate(estimate: Estimate, indicator: Indicator, *, coarse: bool, lines: Iterable[float] = (), downward: bool = False) -> Estimate:
    bare = _bare(estimate, indicator)
    # Of a share in courses the exact limits give the courses back: with two of them there is often one way to have these.
    if bare.lower is None or bare.upper is None or not (coarse or bare.clusters is not None):
        return bare
    lines, decimals = list(lines), _decimals(indicator, estimate.n)
    # A limit that just reaches its target has met it, so that limit may touch the line from the good side.
    lower = _rounded(bare.lower, decimals, lines, first=math.floor, touch=0 if downward else 1)
    upper = _rounded(bare.upper, decimals, lines, first=math.ceil, touch=-1 if downward else 0)
    value = bare.value
    if coarse:
        value = _rounded(bare.value, decimals, lines, first=math.floor if bare.value < 0 else math.ceil)
    else:
        lower, upper = min(lower, value), max(upper, value)
    return replace(bare, value=min(max(value, lower), upper), lower=lower, upper=upper)


def _bare(estimate: Estimate, indicator: Indicator) -> Estimate:
    """A figure without what gives its answers or its courses back: of how many people it is worth only the whole number is left."""
    effective = None
    if estimate.clusters is not None:
        effective = float(max(1, round(estimate.effective))) if estimate.effective is not None else None
    n = int(abs(estimate.value)) if isinstance(indicator.figure, Balance) else estimate.n
    return replace(estimate, n=n, standard_error=None, freedom=None, design_effect=None, effective=effective)


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
