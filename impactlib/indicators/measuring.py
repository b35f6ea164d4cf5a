"""From counts to one exact finding for each indicator, area and period: the figure, or why there is none.

The method is chosen here and nowhere else. The findings are exact and know no goal; `judging` compares them, and only after
`disclosure` has taken out what may not be told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from impactlib.errors import InputError
from impactlib.indicators.counting import POPULATION, Counts, MeasureCounts, Pair, Place, SurveyCounts, Total, criterion_of
from impactlib.indicators.finding import Absence, Bar, Evidence, Finding, Flag, Precision, Response
from impactlib.indicators.indicator import ChangeOfMean, Count, Indicator, Mean, Rate, Ratio, Share
from impactlib.sources.areas import Register
from impactlib.sources.layout import NO_OPINION
from impactlib.statistics.change import change_of_mean
from impactlib.statistics.clusters import ClusterSums, clustered_mean, clustered_share
from impactlib.statistics.estimate import Change, Estimate
from impactlib.statistics.mean import mean
from impactlib.statistics.proportion import share
from impactlib.statistics.rate import complete_count, complete_share, realised_rate

FEWEST = 2
"""Fewer answers than this have no interval, whatever the parties agreed."""

INDICATIVE_BELOW = 30
"""From the minimum group up to this many answers a figure is called indicative (DOMAIN.md, section 6)."""

LOW_RESPONSE = 0.40
"""Below this share of the invited people the wording is lowered (STATISTICS.md, section 4)."""

ENOUGH_PROVIDERS = 0.8
"""A rate or share is told when at least this part of the area's providers handed in both numbers."""

DESIGN_LEVEL = {"register": 0, "post-only": 1, "retrospective": 1, "paired": 2}
"""The design level D of STATISTICS.md, section 4."""


def measure_all(
    counts: Sequence[Counts], indicators: Iterable[Indicator], register: Register, areas: Sequence[str], period: str
) -> list[Finding]:
    """The exact findings of these areas for every indicator that some source can give, in every period that has data.

    The report's own `period` is always there: where nothing was handed in, the finding says so.
    """
    found: list[Finding] = []
    for indicator in indicators:
        source = _source_of(counts, indicator)
        if source is None:
            continue
        places = _places(source, indicator)
        # A source about one area as a whole says nothing of the others: not even that they handed in nothing.
        only = register.code_of(source.layout.area.constant) if source.layout.area.constant is not None else None
        by_area: dict[str, set[str]] = {}
        for area, when in places:
            by_area.setdefault(area, set()).add(when)
        for area in areas if only is None else [each for each in areas if each == only]:
            periods = sorted(by_area.get(area, set()) | ({period} if area in register.areas else set()))
            found.extend(_finding(source, indicator, register, (area, when), counts) for when in periods)
    return found


def _source_of(counts: Sequence[Counts], indicator: Indicator) -> Counts | None:
    for each in counts:
        if isinstance(each, SurveyCounts):
            criterion = criterion_of(indicator)
            if criterion is not None and criterion[0] in each.layout.items:
                _check_item(indicator, each)
                return each
        elif _pair_of(indicator, each) is not None:
            return each
    return None


def _check_item(indicator: Indicator, counts: SurveyCounts) -> None:
    figure = indicator.figure
    assert isinstance(figure, Share | Mean | ChangeOfMean)
    if isinstance(figure, ChangeOfMean) and counts.layout.items[figure.item].before is None:
        raise InputError(
            f"layouts/{counts.layout.layout}.yml: items.{figure.item}",
            f"{indicator.id} needs before and now",
            "give both columns, or another item name",
        )


def _pair_of(indicator: Indicator, counts: MeasureCounts) -> tuple[str, str] | None:
    measures = counts.layout.measures
    match indicator.figure:
        case Count(measure=measure) if measure in measures:
            return measure, ""
        case Rate(measure=measure) if measure in measures:
            return measure, POPULATION if POPULATION in measures else ""
        case Ratio(part=part, whole=whole) if part in measures and whole in measures:
            return part, whole
        case _:
            return None


def _places(counts: Counts, indicator: Indicator) -> Iterator[Place]:
    if isinstance(counts, SurveyCounts):
        criterion = criterion_of(indicator)
        assert criterion is not None
        yield from counts.tables.get(criterion[0], {})
    else:
        pair = _pair_of(indicator, counts)
        assert pair is not None
        yield from counts.totals.get(pair, {})


def _finding(source: Counts, indicator: Indicator, register: Register, place: Place, counts: Sequence[Counts]) -> Finding:
    if isinstance(source, SurveyCounts):
        return _asked(source, indicator, register, place, _invited(source, counts, place))
    return _counted(source, indicator, register, place)


def _nothing(indicator: Indicator, source: Counts, place: Place, design: str) -> Finding:
    """The finding of an area and period about which nothing was handed in; what is found takes its place."""
    area, period = place
    return Finding(
        id=f"{area}/{period}/{indicator.id}",
        area=area,
        period=period,
        indicator=indicator.id,
        source=source.source,
        design=design,
        absent=Absence.NO_DATA,
    )


def _invited(source: SurveyCounts, counts: Sequence[Counts], place: Place) -> int | None:
    """How many people were invited: the measure the layout names, where it is complete."""
    for each in counts:
        if isinstance(each, MeasureCounts) and source.layout.invited:
            total = each.totals.get((source.layout.invited, ""), {}).get(place)
            if total is not None and total.reported == total.expected:
                return total.value
    return None


def _asked(source: SurveyCounts, indicator: Indicator, register: Register, place: Place, invited: int | None) -> Finding:
    criterion = criterion_of(indicator)
    assert criterion is not None
    table = source.tables.get(criterion[0], {}).get(place, {})
    paired = isinstance(indicator.figure, ChangeOfMean)
    valid = {pair: n for pair, n in table.items() if _on_scale(pair, paired=paired)}
    n = sum(valid.values())
    no_opinion = sum(times for pair, times in table.items() if pair not in valid and NO_OPINION in (pair if paired else pair[1:]))
    scale = source.layout.scales[source.layout.items[criterion[0]].scale]
    design = source.layout.design if paired else "post-only"
    nothing = _nothing(indicator, source, place, design)
    if n < FEWEST:
        return replace(nothing, absent=Absence.TOO_FEW) if sum(table.values()) else nothing
    item, kind = criterion
    sums = {name: source.clusters.get((item, name), {}).get(place) for name in (kind, "before", "now")}
    now: Counter[float] = Counter()
    for (_, answer), times in valid.items():
        now[float(answer or 0)] += times
    change = _change(valid, sums) if paired else None
    estimate = change.difference if change else _of_answers(indicator, now, sums[kind])
    blank = sum(table.values()) - n - no_opinion
    if invited is not None and invited < sum(table.values()):
        invited = None  # more people answered than were invited: that number is of something else
    flags = _flags(n, invited, sums[kind], source, place, register)
    return replace(
        nothing,
        absent=None,
        estimate=estimate,
        change=change,
        distribution=tuple(Bar(code=code, n=now[code]) for code in sorted(now)),
        scale=(float(scale.lowest), float(scale.highest)),
        alike=_alike(valid, paired=paired),
        response=Response(invited=invited, answered=n, no_opinion=no_opinion, blank=blank),
        evidence=Evidence(design=design, level=DESIGN_LEVEL[design], precision=Precision.NOT_ASKED, flags=flags),
    )


def _on_scale(pair: Pair, *, paired: bool) -> bool:
    answers = pair if paired else pair[1:]
    return all(answer is not None and answer != NO_OPINION for answer in answers)


def _alike(valid: Mapping[Pair, int], *, paired: bool) -> int:
    """The most people who gave the same answer now, or before, or who changed by the same."""
    groups: list[Counter[float]] = [Counter(), Counter(), Counter()]
    for (before, now), n in valid.items():
        groups[0][float(now or 0)] += n
        if paired:
            groups[1][float(before or 0)] += n
            groups[2][round(float(now or 0) - float(before or 0), 4)] += n
    return max(n for group in groups for n in group.values())


def _of_answers(indicator: Indicator, now: Mapping[float, int], sums: ClusterSums | None) -> Estimate:
    n = sum(now.values())
    clustered = sums if sums is not None and sums.clusters >= FEWEST else None
    if isinstance(indicator.figure, Share):
        at_least = indicator.figure.at_least
        return clustered_share(clustered) if clustered else share(sum(times for code, times in now.items() if code >= at_least), n)
    return _careful(mean(now), sums)


def _change(valid: Mapping[Pair, int], sums: Mapping[str, ClusterSums | None]) -> Change:
    """The change, its interval and those of the two means it lies between: all allow for courses, where there are any."""
    simple = change_of_mean({(float(before or 0), float(now or 0)): n for (before, now), n in valid.items()})
    return Change(
        before=_careful(simple.before, sums["before"]),
        now=_careful(simple.now, sums["now"]),
        difference=_careful(simple.difference, sums["change"]),
        movers=simple.movers,
    )


def _careful(simple: Estimate, sums: ClusterSums | None) -> Estimate:
    if sums is None or sums.clusters < FEWEST:
        return simple
    return clustered_mean(sums, simple_error=simple.standard_error or 0.0)


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
    if place[0] not in register.areas:
        flags.append(Flag.WIDER_AREA)
    return tuple(flags)


def _counted(source: MeasureCounts, indicator: Indicator, register: Register, place: Place) -> Finding:
    pair = _pair_of(indicator, source)
    assert pair is not None
    nothing = _nothing(indicator, source, place, "register")
    total = source.totals.get(pair, {}).get(place)
    if total is None or total.reported == 0:
        return nothing
    population = _population(indicator, total, register, place)
    complete = total.reported == total.expected
    enough = complete or (total.denominator is not None and total.reported >= ENOUGH_PROVIDERS * total.expected)
    if not enough:
        return replace(nothing, absent=Absence.INCOMPLETE)
    if (isinstance(indicator.figure, Rate) and not population) or (isinstance(indicator.figure, Ratio) and not total.denominator):
        return nothing
    match indicator.figure:
        case Rate() as figure:
            estimate = realised_rate(total.value, population or 0, per=figure.inhabitants)
        case Ratio():
            if total.value > (total.denominator or 0):
                raise InputError(
                    f"{place[0]} in {place[1]}",
                    f"{indicator.id}: {total.value} of {total.denominator}",
                    "a part is no more than its whole: correct the counts",
                )
            estimate = complete_share(total.value, total.denominator or 0)
        case _:
            estimate = complete_count(total.value)
    return replace(
        nothing,
        absent=None,
        estimate=estimate,
        providers=(total.reported, total.expected),
        population=population if isinstance(indicator.figure, Rate) else total.denominator,
        evidence=Evidence(design="register", level=0, precision=Precision.NOT_ASKED, flags=() if complete else (Flag.INCOMPLETE,)),
    )


def _population(indicator: Indicator, total: Total, register: Register, place: Place) -> int | None:
    if not isinstance(indicator.figure, Rate):
        return None
    if total.denominator is not None:
        return total.denominator
    area = register.areas.get(place[0])
    return area.population_in(place[1]) if area else None
