"""From counts to one exact finding for each indicator, area and period: the figure, or why there is none.

Which method gives the figure is for `choosing`. The findings are exact and know no goal; `judging` compares them, and only after
`disclosure` has taken out what may not be told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from impactlib.errors import InputError
from impactlib.indicators.choosing import FEWEST, answers_of, figure_of_answers, figure_of_counts, is_lopsided, now_of
from impactlib.indicators.counting import Counts, MeasureCounts, Pair, Place, SurveyCounts, Total, pairs_of, uncollected
from impactlib.indicators.evidence import DESIGN_LEVEL
from impactlib.indicators.figure import POPULATION, Asked, Balance, Counted, Figure, Given, Rate
from impactlib.indicators.finding import Absence, Bar, Evidence, Finding, Flag, Precision, Response, period_before
from impactlib.indicators.indicator import Indicator
from impactlib.sources.areas import Register
from impactlib.sources.layout import NO_OPINION
from impactlib.sources.together import Partition
from impactlib.statistics.clusters import ClusterSums, of_two_periods

INDICATIVE_BELOW = 30
"""From the minimum group up to this many answers a figure is called indicative (DOMAIN.md, section 6)."""

LOW_RESPONSE = 0.40
"""Below this share of the invited people the wording is lowered (STATISTICS.md, section 4)."""

ENOUGH_PROVIDERS = 0.8
"""A rate or share is told when at least this part of the area's providers handed in both numbers."""


@lru_cache(maxsize=4096)
def _bar(code: float, n: int) -> Bar:
    """One bar of a distribution; most places share theirs with others."""
    return Bar(code=code, n=n)


@lru_cache(maxsize=1024)
def _evidence(design: str, flags: tuple[Flag, ...]) -> Evidence:
    """The evidence of a finding that is not judged yet; most places share theirs with others."""
    return Evidence(design=design, level=DESIGN_LEVEL[design], precision=Precision.NOT_ASKED, flags=flags)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """The source of an indicator, and the one of what is under the line, where that is another."""

    source: Counts
    below: MeasureCounts | None = None

    def areas(self, figure: Figure) -> Iterator[Place]:
        """Every area and period about which there is something."""
        if isinstance(self.source, SurveyCounts):
            yield from self.source.tables.get(figure.question, {})
        else:
            yield from self.source.totals.get(pairs_of(figure, self.source.layout.measures)[0], {})


def measure_all(
    counts: Sequence[Counts], indicators: Iterable[Indicator], register: Register, areas: Sequence[str], period: str
) -> list[Finding]:
    """The exact findings of these areas for every indicator that some source can give, in every period that has data.

    The report's own `period` is always there: where nothing was handed in, the finding says so.
    """
    found: list[Finding] = []
    with uncollected():
        for indicator in indicators:
            found.extend(measure_figure(counts, indicator, indicator.figure, register, areas, period))
    return found


def measure_figure(
    counts: Sequence[Counts], indicator: Indicator, figure: Figure, register: Register, areas: Sequence[str], period: str
) -> Iterator[Finding]:
    """The exact findings of one figure of an indicator: its own, or one of its companions."""
    given = _given(counts, indicator, figure)
    if given is None:
        return
    places = list(given.areas(figure))
    _check_calendar(indicator, given.source, {when for _, when in places})
    # A source about one area as a whole says nothing of the others: not even that they handed in nothing.
    constant = given.source.layout.area.constant
    only = register.code_of(constant) if constant is not None else None
    by_area: dict[str, set[str]] = {}
    for area, when in places:
        by_area.setdefault(area, set()).add(when)
    measuring: _Asking | _Counting
    if isinstance(given.source, SurveyCounts):
        measuring = _Asking.of(given, indicator, figure, register, counts)
    else:
        measuring = _Counting.of(given, indicator, figure, register)
    for area in areas if only is None else [each for each in areas if each == only]:
        for when in sorted(by_area.get(area, set()) | ({period} if area in register.areas else set())):
            found = measuring.finding((area, when))
            if when == period and isinstance(measuring, _Asking) and measuring.source.layout.together_years:
                found = measuring.with_years(found)
            yield found


def _given(counts: Sequence[Counts], indicator: Indicator, figure: Figure) -> _Given | None:
    """The source that gives a figure; None when there is none."""
    for each in counts:
        if isinstance(each, SurveyCounts):
            if figure.asked and figure.question in each.layout.questions:
                _check_question(indicator, figure, each)
                return _Given(source=each)
        elif not figure.asked and figure.measures[0] in each.layout.measures:
            _check_units(indicator, figure, each)
            below = figure.denominator
            if not below or below in each.layout.measures or (below == POPULATION and isinstance(figure, Rate)):
                return _Given(source=each)
            others = (other for other in counts if isinstance(other, MeasureCounts) and below in other.layout.measures)
            if (other := next(others, None)) is not None:
                return _Given(source=each, below=other)
    return None


def _check_question(indicator: Indicator, figure: Figure, counts: SurveyCounts) -> None:
    layout = counts.layout
    where = f"layouts/{layout.layout}.yml: {figure.question}"
    if figure.twice and not layout.questions[figure.question].twice:
        raise InputError(where, f"{indicator.id} needs before and now", "give both columns, or another item name")
    design = layout.design if figure.twice else "post-only"
    if indicator.design and design not in indicator.design and layout.design not in indicator.design:
        raise InputError(
            where, f"{indicator.id} is {' or '.join(indicator.design)}, and this survey is {layout.design}", "give it another item name"
        )


def _check_units(indicator: Indicator, figure: Figure, counts: MeasureCounts) -> None:
    """Refuse a measure whose unit is not that of the indicator: participations are no persons."""
    measure = figure.measures[0]
    unit = counts.layout.measures[measure].unit
    if figure is indicator.figure and unit != indicator.unit:
        raise InputError(
            f"layouts/{counts.layout.layout}.yml: measures.{measure}",
            f"it counts each {unit}, and {indicator.id} counts each {indicator.unit}",
            "correct the unit, or give the measure another name",
        )


def _check_calendar(indicator: Indicator, source: Counts, periods: Iterable[str]) -> None:
    """Refuse calendar years where school years are meant, and the other way round."""
    if indicator.calendar == "either":
        return
    wrong = sorted(each for each in periods if ("-" in each) != (indicator.calendar == "school-year"))
    if wrong:
        kind = "school years" if indicator.calendar == "school-year" else "calendar years"
        raise InputError(
            f"sources.{source.source}", f"{indicator.id} is of {kind}, and there is one of {wrong[0]}", "look at 'period' in the layout"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asking:
    """What is the same everywhere of a figure of people who were asked."""

    source: SurveyCounts
    indicator: Indicator
    figure: Asked
    register: Register
    criterion: str
    design: str
    ends: tuple[float, float]
    partitions: tuple[Partition, ...]
    tables: Mapping[Place, Mapping[Pair, int]]
    clusters: Mapping[str, Mapping[Place, ClusterSums]]
    invited: Sequence[Mapping[Place, Total]]

    @classmethod
    def of(cls, given: _Given, indicator: Indicator, figure: Figure, register: Register, counts: Sequence[Counts]) -> _Asking:
        """The counts that this figure needs, looked up once."""
        source = given.source
        assert isinstance(source, SurveyCounts)
        assert isinstance(figure, Asked)
        key = (source.layout.invited or "", "")
        return cls(
            source=source,
            indicator=indicator,
            figure=figure,
            register=register,
            criterion=figure.criterion,
            design=source.layout.design if figure.twice else "post-only",
            ends=source.layout.questions[figure.question].ends,
            partitions=source.layout.questions[figure.question].partitions,
            tables=source.tables.get(figure.question, {}),
            clusters={name: here for (item, name), here in source.clusters.items() if item == figure.question},
            invited=[each.totals.get(key, {}) for each in counts if isinstance(each, MeasureCounts)] if source.layout.invited else [],
        )

    def invited_in(self, place: Place) -> int | None:
        """How many people were invited: the measure the layout names, where it is complete."""
        for totals in self.invited:
            total = totals.get(place)
            if total is not None and total.reported == total.expected:
                return int(total.value)
        return None

    def without(self, place: Place, why: Absence) -> Finding:
        """The finding of a place without a figure."""
        return _without(self.indicator, self.source, self.design, place, why)

    def finding(self, place: Place) -> Finding:
        """The finding of a place."""
        table = self.tables.get(place, {})
        sums = {name: here[place] for name, here in self.clusters.items() if place in here} if self.clusters else {}
        return self._of(place, table, sums, self.invited_in(place))

    def with_years(self, finding: Finding) -> Finding:
        """The finding of a period with what it would be together with the period before, where people answered in both."""
        now, before = (finding.area, finding.period), (finding.area, period_before(finding.period))
        tables = [self.tables.get(place, {}) for place in (before, now)]
        if not all(answers_of(self.figure, table) for table in tables):
            return finding
        both: dict[Pair, int] = {}
        for table in tables:
            for pair, people in table.items():
                both[pair] = both.get(pair, 0) + people
        sums = {}
        for name, here in self.clusters.items():
            there = [here[place] for place in (before, now) if place in here]
            if there:
                # Courses of different periods are different courses.
                sums[name] = of_two_periods(*there) if len(there) > 1 else there[0]
        invited = [self.invited_in(place) for place in (before, now)]
        asked = [each for each in invited if each is not None]
        found = self._of(now, both, sums, sum(asked) if len(asked) == len(invited) else None)
        if found.estimate is None or found.response is None or found.evidence is None:
            return finding
        # Beside the other questions of this period, who gave no answer in two would tell how many people the other one had.
        response = replace(found.response, no_opinion=None, blank=None)
        evidence = _evidence(self.design, (*found.evidence.flags, Flag.YEARS_TOGETHER))
        return replace(finding, pooled=replace(found, years=(before[1], now[1]), response=response, evidence=evidence))

    def _of(self, place: Place, table: Mapping[Pair, int], sums: Mapping[str, ClusterSums], invited: int | None) -> Finding:
        """The finding of a place with these answers, sums over courses and people invited."""
        figure = self.figure
        answers = answers_of(figure, table)
        n, everybody = sum(answers.values()), sum(table.values())
        if n < FEWEST:
            return self.without(place, Absence.TOO_FEW if everybody else Absence.NO_DATA)
        no_opinion = _no_opinion(table, twice=figure.twice)
        found = figure_of_answers(figure, answers, sums, ends=self.ends)
        now = now_of(answers)
        lopsided = (Flag.LOPSIDED,) if is_lopsided(figure, answers, self.ends, found.estimate) else ()
        if invited is not None and invited < everybody:
            invited = None  # more people answered than were invited: that number is of something else
        area, period = place
        return Finding(
            id=f"{area}/{period}/{self.indicator.id}",
            area=area,
            period=period,
            indicator=self.indicator.id,
            source=self.source.source,
            design=self.design,
            estimate=found.estimate,
            change=found.change,
            movers=found.movers,
            distribution=tuple([_bar(code, now[code]) for code in sorted(now)]),
            scale=self.ends,
            partitions=self.partitions,
            alike=_alike(answers, now, twice=figure.twice),
            response=Response(invited=invited, answered=n, no_opinion=no_opinion, blank=everybody - n - no_opinion),
            evidence=_evidence(self.design, (*lopsided, *_flags(n, invited, sums.get(self.criterion), self.source, place, self.register))),
        )


def _without(indicator: Indicator, source: Counts, design: str, place: Place, why: Absence) -> Finding:
    """The finding of an area and period that holds no figure."""
    area, period = place
    return Finding(
        id=f"{area}/{period}/{indicator.id}",
        area=area,
        period=period,
        indicator=indicator.id,
        source=source.source,
        design=design,
        absent=why,
    )


def _no_opinion(table: Mapping[Pair, int], *, twice: bool) -> int:
    """How many people had no opinion: now, or of a change at either moment."""
    return sum([people for (before, now), people in table.items() if now == NO_OPINION or (twice and before == NO_OPINION)])


def _alike(answers: Mapping[tuple[float, float], int], now: Mapping[float, int], *, twice: bool) -> int:
    """The most people who gave the same answer now, or before, or who changed by the same."""
    most = max(now.values())
    if not twice:
        return most
    earlier: dict[float, int] = {}
    changed: dict[float, int] = {}
    for (before, after), people in answers.items():
        earlier[before] = earlier.get(before, 0) + people
        change = round(after - before, 4)
        changed[change] = changed.get(change, 0) + people
    return max(most, *earlier.values(), *changed.values())


def _flags(
    n: int, invited: int | None, sums: ClusterSums | None, source: SurveyCounts, place: Place, register: Register
) -> tuple[Flag, ...]:
    flags = []
    if n < INDICATIVE_BELOW:
        flags.append(Flag.FEW_ANSWERS)
    if invited is None:
        flags.append(Flag.RESPONSE_UNKNOWN)
    elif n < LOW_RESPONSE * invited:
        flags.append(Flag.LOW_RESPONSE)
    if source.layout.cluster and (sums is None or sums.clusters < FEWEST):
        flags.append(Flag.ONE_COURSE)
    elif source.layout.in_groups and not source.layout.cluster:
        flags.append(Flag.COURSES_UNKNOWN)
    if place[0] not in register.areas:
        flags.append(Flag.WIDER_AREA)
    return tuple(flags)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counting:
    """What is the same everywhere of a figure of what was counted."""

    given: _Given
    indicator: Indicator
    figure: Counted
    register: Register
    totals: Mapping[Place, Total]
    below: str

    @classmethod
    def of(cls, given: _Given, indicator: Indicator, figure: Figure, register: Register) -> _Counting:
        """The totals that this figure needs, looked up once."""
        assert isinstance(given.source, MeasureCounts)
        assert isinstance(figure, Counted)
        totals = given.source.totals.get(pairs_of(figure, given.source.layout.measures)[0], {})
        return cls(given=given, indicator=indicator, figure=figure, register=register, totals=totals, below=figure.denominator)

    def without(self, place: Place, why: Absence) -> Finding:
        """The finding of a place without a figure."""
        return _without(self.indicator, self.given.source, "register", place, why)

    def finding(self, place: Place) -> Finding:
        """The finding of a place."""
        figure, total, source = self.figure, self.totals.get(place), self.given.source
        assert isinstance(source, MeasureCounts)
        if total is None or total.reported == 0 or (isinstance(figure, Given) and total.expected > 1):
            return self.without(place, Absence.NO_DATA)  # published figures of two areas are never added
        complete = total.reported == total.expected
        # Both sides of the line are of the same providers, or the figure is of all of them.
        alike = total.denominator is not None and not isinstance(figure, Balance)
        if not (complete or (alike and total.reported >= ENOUGH_PROVIDERS * total.expected)):
            return self.without(place, Absence.INCOMPLETE)
        area, period = place
        if total.denominator is None:
            if self.given.below is not None and _is_partial(self.given.below.totals.get((self.below, ""), {}).get(place)):
                return self.without(place, Absence.INCOMPLETE)
            if (below := _below(self.given, figure, self.register, place)) is not None:
                total = Total(value=total.value, denominator=below, reported=total.reported, expected=total.expected)
        limits = _limits(figure, source, place) if isinstance(figure, Given) else None
        estimate = figure_of_counts(figure, total, where=f"{area} in {period}: {self.indicator.id}", limits=limits)
        if estimate is None:
            return self.without(place, Absence.NO_DATA)
        return Finding(
            id=f"{area}/{period}/{self.indicator.id}",
            area=area,
            period=period,
            indicator=self.indicator.id,
            source=source.source,
            design="register",
            estimate=estimate,
            providers=(total.reported, total.expected),
            population=None if total.denominator is None or not self.below else int(total.denominator),
            evidence=_evidence("register", () if complete else (Flag.INCOMPLETE,)),
        )


def _is_partial(total: Total | None) -> bool:
    """Whether some providers, and not all, handed in what is under the line."""
    return total is not None and 0 < total.reported < total.expected


def _limits(figure: Given, source: MeasureCounts, place: Place) -> tuple[float, float] | None:
    """The limits that were published with a given figure, where both were."""
    low, high = (source.totals.get((name, ""), {}).get(place) for name in (figure.lower, figure.upper))
    return (low.value, high.value) if low is not None and high is not None and low.reported and high.reported else None


def _below(given: _Given, figure: Counted, register: Register, place: Place) -> float | None:
    """What is under the line, where the source of the measure does not have it: of another source, or the inhabitants of the register."""
    if given.below is not None:
        total = given.below.totals.get((figure.denominator, ""), {}).get(place)
        return total.value if total is not None and total.reported == total.expected else None
    if isinstance(figure, Rate) and (area := register.areas.get(place[0])) is not None:
        return area.population_in(place[1])
    return None
