"""What findings that are told say, as facts: written down from what a reader gets, and from nothing else.

Whoever has all reports reads a share of so many as the number of people it is; a mean as the sum of the answers, as sharp as it was
rounded; an interval of a mean as the sum of their squares. What follows from other figures that are told (a trend, a comparison, a
verdict, a chance) says nothing more and is left out.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from impactlib.disclosure.fact import Fact, Group, Kind, Told, What
from impactlib.disclosure.fact import Term as Part
from impactlib.indicators.figure import (
    Average,
    Balance,
    ChangeOfMean,
    ChangeOfShare,
    Count,
    Figure,
    Given,
    Improved,
    Mean,
    NetShare,
    Rate,
    Ratio,
    Share,
)
from impactlib.indicators.finding import Bar, Finding
from impactlib.indicators.indicator import Indicator, shown_decimals
from impactlib.statistics.estimate import Estimate, Movers
from impactlib.statistics.quantiles import t_quantile

SLACK = 1e-6
"""How far a number that was computed may lie beside the one it stands for."""


SOME = " of some"
"""What follows the name of a measure of which some providers handed in nothing: it is another number than the total."""


def some_of(measure: str, beside: str) -> str:
    """The name of what those providers counted that handed in two measures: with another one beside it it may be of other providers."""
    return f"{measure}{SOME} with {beside}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What anybody may know of the sources: their questions and measures, and which measure says how many were invited.

    `questions` has for (source, question) whether it was asked of two moments, and the answers there can be. `measured` names the source
    of each measure. `people` are the measures that count people who may be recognised. `invited` has the measure of each survey. `lines`
    are the answers that count in some share, by question; `parts` the measures of people that are part of another one; `partial` the
    figures to which not every provider contributed.
    """

    questions: Mapping[tuple[str, str], tuple[bool, tuple[float, ...]]]
    measured: Mapping[str, str]
    people: frozenset[str]
    invited: Mapping[str, str]
    lines: Mapping[str, tuple[What, ...]] = field(default_factory=dict)
    parts: frozenset[tuple[str, str]] = frozenset()
    partial: frozenset[str] = frozenset()

    def asked(self, finding: Finding, period: str, name: str) -> Group:
        """The people who got a question."""
        twice, codes = self.questions[finding.source, name]
        return Group(source=finding.source, area=finding.area, period=period, name=name, twice=twice, codes=codes)

    def counted(self, finding: Finding, period: str, name: str, *, beside: str = "") -> Group:
        """What a measure counts: of all providers, or of those that handed in both it and the one beside it."""
        source = self.measured.get(name, finding.source)
        is_partial = beside and f"{finding.area}/{period}/{finding.indicator}" in self.partial
        return Group(source=source, area=finding.area, period=period, name=some_of(name, beside) if is_partial else name, asked=False)


def told_facts(findings: Iterable[Finding], indicators: Mapping[str, Indicator], sources: Sources) -> list[Told]:
    """What each told figure says, and each of its parts, of every period that it tells about; each owner once.

    Parameters
    ----------
    findings : iterable of Finding
        As they are told: protected, judged and blurred.
    indicators : mapping of str to Indicator
        What each of them is a figure of.
    sources : Sources
        The questions and measures behind them.

    Returns
    -------
    list of Told
        In the order of the findings; figures of earlier periods that stand in a series after their finding's own.
    """
    found: dict[str, dict[Fact, None]] = defaultdict(dict)
    for finding in findings:
        indicator = indicators[finding.indicator]
        for owner, fact in _of_finding(finding, indicator, sources):
            found[owner][fact] = None
    return [Told(owner=owner, facts=tuple(facts)) for owner, facts in found.items()]


def _of_finding(finding: Finding, indicator: Indicator, sources: Sources) -> Iterator[tuple[str, Fact]]:
    reading = _Reading(finding=finding, indicator=indicator, sources=sources)
    points = [*finding.series, *([finding.previous] if finding.previous is not None else [])]
    if finding.estimate is not None:
        yield from ((finding.owner, fact) for fact in reading.figure(finding.period, finding.estimate))
        if indicator.figure.asked:
            yield from reading.parts()
    for point in points:
        if point.estimate is not None and point.period != finding.period:
            owner = f"{finding.area}/{point.period}/{finding.indicator}"
            yield from ((owner, fact) for fact in reading.figure(point.period, point.estimate))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """One finding, read by somebody who knows what it is a figure of."""

    finding: Finding
    indicator: Indicator
    sources: Sources

    def figure(self, period: str, estimate: Estimate) -> Iterator[Fact]:
        """What the figure of a period says."""
        figure = self.indicator.figure
        if isinstance(figure, Given) or _periods(self.finding, period) is None:
            return
        if not figure.asked:
            yield from self._counted(period, estimate, figure)
            return
        yield self._of(period, What(kind="people", both=figure.twice), estimate.n, estimate.n)
        for what, low, high in self._asked(period, estimate, figure):
            yield self._of(period, what, low, high)
        yield from self._spreads(period, estimate)
        if (pair := _difference(figure, self.finding.scale)) is not None:
            more, less = (self._of(period, what, 0, 0).terms for what in pair)
            low, high = self._limits(estimate, period)
            terms = (*more, *(replace(each, weight=-1.0) for each in less))
            yield Fact(terms=terms, low=low * estimate.n, high=high * estimate.n)

    def _of(self, period: str, what: What, low: float, high: float, name: str = "") -> Fact:
        question = name or self.indicator.figure.question
        groups = [self.sources.asked(self.finding, each, question) for each in _periods(self.finding, period) or ()]
        return Fact(terms=tuple(Part(group=group, what=what) for group in groups), low=low, high=high)

    def _counted(self, period: str, estimate: Estimate, figure: Figure) -> Iterator[Fact]:
        number = What(kind="number")

        def of(name: str, value: float, beside: str = "") -> Fact:
            group = self.sources.counted(self.finding, period, name, beside=beside)
            return Fact(terms=(Part(group=group, what=number),), low=value, high=value)

        match figure:
            case Count():
                yield of(figure.measure, _whole(estimate.value))
            case Rate():
                yield of(figure.measure, estimate.n, figure.among)
                if self.finding.population is not None and figure.among in self.sources.measured and period == self.finding.period:
                    yield of(figure.among, self.finding.population, figure.measure)
            case Ratio(part=part, whole=whole) | Average(total=part, over=whole):
                yield of(part, _whole(estimate.value * estimate.n), whole)
                yield of(whole, estimate.n, part)
            case Balance():
                plus, minus = (
                    Part(group=self.sources.counted(self.finding, period, name), what=number) for name in (figure.plus, figure.minus)
                )
                value = _whole(estimate.value)
                yield Fact(terms=(plus, replace(minus, weight=-1.0)), low=value, high=value)
            case _:
                return

    def _asked(self, period: str, estimate: Estimate, figure: Figure) -> Iterator[tuple[What, float, float]]:
        n = estimate.n
        value = self._limits(estimate, period)
        match figure:
            case Share(one_of=codes) if codes:
                yield What(kind="one of", values=tuple(map(float, codes))), *_people(value, n)
            case Share(at_least=line):
                yield What(kind="at least", values=(float(line or 0),)), *_people(value, n)
            case Improved(by=by):
                yield What(kind="improved", values=(float(by),), both=True), *_people(value, n)
            case Mean():
                yield What(kind="sum"), value[0] * n, value[1] * n
            case ChangeOfMean():
                yield What(kind="change sum", both=True), value[0] * n, value[1] * n
                yield from self._halves(period, "before sum", "sum")
            case ChangeOfShare(at_least=line):
                yield from self._halves(period, "before at least", "at least", line=float(line))
            case _:
                return

    def _halves(self, period: str, before: Kind, now: Kind, line: float | None = None) -> Iterator[tuple[What, float, float]]:
        """The two figures that a change lies between: told for its own period only."""
        change = self.finding.change
        if change is None or period != self.finding.period:
            return
        values = () if line is None else (line,)
        for kind, estimate in ((before, change.before), (now, change.now)):
            low, high = self._limits(estimate, period, half=True)
            limits = (low * estimate.n, high * estimate.n) if line is None else _people((low, high), estimate.n)
            yield What(kind=kind, values=values, both=True), *limits

    def parts(self) -> Iterator[tuple[str, Fact]]:
        """What is told beside the figure: the answers, who moved, who did not answer, how many were invited."""
        finding, figure, period = self.finding, self.indicator.figure, self.finding.period
        for bar in finding.distribution:
            yield f"{finding.owner}#distribution", self._of(period, _bar(bar, both=figure.twice), bar.n, bar.n)
        movers = finding.change.movers if finding.change is not None else finding.movers
        if movers is not None:
            # 'Did not improve' says nothing that 'improved' does not say.
            told = (movers.improved, movers.declined) if isinstance(movers, Movers) else (movers.improved,)
            for (kind, values), n in zip(_movers_of(figure), told, strict=False):
                yield f"{finding.owner}#movers", self._of(period, What(kind=kind, values=values, both=True), n, n)
        if (response := finding.response) is None:
            return
        for part, kind_, number in (("no-opinion", "no opinion", response.no_opinion), ("blank", "blank", response.blank)):
            if number is not None:
                yield f"{finding.owner}#{part}", self._of(period, What(kind=kind_, both=figure.twice), number, number)  # type: ignore[arg-type]
        measure = self.sources.invited.get(finding.source)
        if response.invited is not None and measure is not None and measure in self.sources.measured:
            terms = tuple(
                Part(group=self.sources.counted(finding, each, measure), what=What(kind="number"))
                for each in _periods(finding, period) or ()
            )
            yield f"{finding.owner}#invited", Fact(terms=terms, low=response.invited, high=response.invited)

    def _limits(self, estimate: Estimate, period: str, *, half: bool = False) -> tuple[float, float]:
        """Between which values the figure, or half of a change, lay before it was rounded; the middle of its interval says so as well."""
        if not self._is_rounded(estimate):
            return estimate.value - SLACK, estimate.value + SLACK
        unit = self._unit(estimate)
        lines = self._lines(period, half=half)
        low, high = _before_rounding(estimate.value, unit, lines)
        if estimate.lower is None or estimate.upper is None:
            return low, high
        if min(estimate.value - estimate.lower, estimate.upper - estimate.value) < unit:
            low, high = min(low, estimate.value - unit - SLACK), max(high, estimate.value + unit + SLACK)
        if self._is_middle(estimate, half=half):
            lower, upper = (_before_rounding(each, unit, lines) for each in (estimate.lower, estimate.upper))
            low, high = max(low, (lower[0] + upper[0]) / 2), min(high, (lower[1] + upper[1]) / 2)
        return low, high

    def _lines(self, period: str, *, half: bool) -> list[float]:
        """The lines that rounding kept a figure of this period on its own side of."""
        if half or period != self.finding.period:
            return []
        targets = [goal.target for goal in self.finding.goals if goal.target is not None]
        return [*targets, 0.0] if self.finding.change is not None else targets

    def _unit(self, estimate: Estimate) -> float:
        is_share = self.indicator.figure.scale == "share"
        decimals = shown_decimals(self.indicator, estimate.n) + 2 if is_share else self.indicator.decimals
        return float(10.0**-decimals)

    def _is_rounded(self, estimate: Estimate) -> bool:
        coarse = self.indicator.figure.twice or isinstance(self.indicator.figure, Mean | NetShare)
        units = estimate.value / self._unit(estimate)
        return coarse and abs(units - round(units)) < SLACK

    def _is_middle(self, estimate: Estimate, *, half: bool) -> bool:
        """Whether the figure is the middle of its interval: of a mean it is, unless an end of the scale cut the interval off."""
        figure, scale, unit = self.indicator.figure, self.finding.scale, self._unit(estimate)
        if estimate.method not in ("t", "t-clusters") or estimate.lower is None or estimate.upper is None or scale is None:
            return False
        ends = _spread(scale) if figure.change and not half else scale
        return isinstance(figure, Mean | ChangeOfMean) and estimate.lower - unit > ends[0] and estimate.upper + unit < ends[1]

    def _spreads(self, period: str, estimate: Estimate) -> Iterator[Fact]:
        """What the intervals of a figure of this period say of the squares."""
        figure, change = self.indicator.figure, self.finding.change
        if isinstance(figure, Mean):
            yield from self._squares(period, estimate, "sum", "squares")
        if isinstance(figure, ChangeOfMean):
            yield from self._squares(period, estimate, "change sum", "change squares")
            if change is not None and period == self.finding.period:
                yield from self._squares(period, change.before, "before sum", "before squares", half=True)
                yield from self._squares(period, change.now, "sum", "squares", half=True)

    def _squares(self, period: str, estimate: Estimate, sum_of: Kind, squares: Kind, *, half: bool = False) -> Iterator[Fact]:
        """The spread around a mean, which each limit of its interval gives: the mean and t·s/√n reach to it, to within its rounding.

        With c the mean as it is told and d what rounding took off it, the squares less 2c times the sum are (n − 1)·s² − n·c² + n·d², and
        (n − 1)·s² is K·(limit − c − d)² with K = n·(n − 1)/t²; only the small d² is left open.
        """
        lower, upper, n, centre, scale = estimate.lower, estimate.upper, estimate.n, estimate.value, self.finding.scale
        if estimate.method != "t" or lower is None or upper is None or scale is None or n < 2 or not self._is_middle(estimate, half=half):
            return
        unit = self._unit(estimate) if self._is_rounded(estimate) else 0.0
        aside = max(abs(each - centre) for each in self._limits(estimate, period, half=half))
        constant = n * (n - 1) / t_quantile(estimate.confidence, n - 1) ** 2
        both = self.indicator.figure.twice
        of_sum, of_squares = (self._of(period, What(kind=kind, both=both), 0, 0).terms for kind in (sum_of, squares))
        ends = _spread(scale) if self.indicator.figure.change and not half else scale
        assert ends is not None
        for limit, side in ((upper, 1.0), (lower, -1.0)):
            low, high = _before_rounding(limit, unit, self._lines(period, half=half))
            nearest, farthest = sorted(side * (each - centre) for each in (low, high))
            for far, is_most in ((farthest, True), (max(0.0, nearest), False)):
                slope = side * 2 * constant * far
                weight = -2.0 * centre + slope / n
                terms = (*of_squares, *(replace(each, weight=weight) for each in of_sum))
                edge = constant * far * far - n * centre * centre + slope * centre
                least, most = (n * each for each in _parabola(weight, ends))
                room = SLACK * max(1.0, abs(edge))
                if is_most:
                    edge += (constant + n) * aside * aside + room
                    yield Fact(terms=terms, low=min(least, edge), high=edge)
                elif far > aside:
                    yield Fact(terms=terms, low=edge - room, high=max(most, edge))


def _parabola(weight: float, ends: tuple[float, float]) -> tuple[float, float]:
    """The least and the most that x² + weight·x can be between two ends."""
    values = [each * each + weight * each for each in (*ends, min(max(-weight / 2, ends[0]), ends[1]))]
    return min(values), max(values)


def _before_rounding(value: float, unit: float, lines: Iterable[float]) -> tuple[float, float]:
    """Between which values a number lay that was rounded to `unit`: half of it on both sides, all of it beside a line.

    Rounding never takes a figure to or over its target, so beside one it may have gone the longer way.
    """
    half = unit if any(abs(line - value) <= unit + SLACK for line in lines) else unit / 2
    return value - half - SLACK, value + half + SLACK


def _difference(figure: Figure, scale: tuple[float, float] | None) -> tuple[What, What] | None:
    """The two groups of people of which a figure tells the difference, the one that counts first."""
    match figure:
        case ChangeOfShare(at_least=line):
            return What(kind="crossed up", values=(float(line),), both=True), What(kind="crossed down", values=(float(line),), both=True)
        case NetShare(high=high, low=low) if scale is not None:
            return What(kind="at least", values=(float(high),)), What(kind="is", values=(scale[0], float(low)))
        case _:
            return None


def _periods(finding: Finding, period: str) -> tuple[str, ...] | None:
    """The periods whose people are in a figure: more than one where years were put together."""
    together: tuple[str, ...] = getattr(finding, "years", ())
    return together if together and period == finding.period else (period,)


def _people(value: tuple[float, float], n: int) -> tuple[float, float]:
    """How many people a share of so many can be: whole numbers, where any lies between the limits."""
    low, high = math.ceil(value[0] * n - SLACK * n), math.floor(value[1] * n + SLACK * n)
    return (float(low), float(high)) if low <= high else (value[0] * n, value[1] * n)


def _bar(bar: Bar, *, both: bool) -> What:
    upto = getattr(bar, "upto", None)
    return What(kind="is", values=(bar.code,) if upto is None else (bar.code, upto), both=both)


def _movers_of(figure: Figure) -> tuple[tuple[Kind, tuple[float, ...]], tuple[Kind, tuple[float, ...]]]:
    if isinstance(figure, ChangeOfShare):
        return ("crossed up", (float(figure.at_least),)), ("crossed down", (float(figure.at_least),))
    by = (float(figure.by),) if isinstance(figure, Improved) else (0.0,)
    return ("improved", by), ("declined", by)


def _spread(scale: tuple[float, float]) -> tuple[float, float]:
    """The smallest and largest change there can be on a scale."""
    return scale[0] - scale[1], scale[1] - scale[0]


def _whole(value: float) -> float:
    """A number that was counted: whole, but for amounts such as euros."""
    return float(round(value)) if abs(value - round(value)) < SLACK * max(1.0, abs(value)) else value
