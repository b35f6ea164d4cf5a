"""Where told findings speak of too few people: written apart from the rules of disclosure control, on what a reader sees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from impactlib.disclosure.known import PEOPLE
from impactlib.disclosure.release import AreaNote
from impactlib.indicators.finding import Absence, Finding, Response
from impactlib.indicators.indicator import Indicator
from impactlib.statistics.estimate import Estimate, Movers

GROUP, LEAST = 10, 3
"""The example's minimum group, and the fewest people on either side of a share."""

TELLING = (Absence.TOO_FEW, Absence.TOO_ALIKE, Absence.DERIVED)
"""Reasons that would themselves tell something."""


def leaks(told: Sequence[Finding], indicators: Mapping[str, Indicator]) -> list[str]:
    """Every place where told findings speak of too few people."""
    found = [f"{each.id}: the reason" for each in told if each.absent in TELLING]
    parts: set[tuple[str, str, str]] = set()
    for each in told:
        if each.estimate is None:
            continue
        entry, n = indicators[each.indicator], each.estimate.n
        if entry.kind == "meten":
            cells = [bar.n for bar in each.distribution]
            if n < GROUP or any(cell < GROUP for cell in cells) or (cells and n - max(cells) < LEAST):
                found.append(f"{each.id}: group or distribution")
            if entry.figure.type == "share" and not LEAST <= round(each.estimate.value * n) <= n - LEAST:
                found.append(f"{each.id}: share")
            if each.change and each.change.movers:
                movers = each.change.movers
                groups = (movers.improved, movers.same, movers.declined) if isinstance(movers, Movers) else (movers.improved, movers.others)
                if min(groups) < GROUP:
                    found.append(f"{each.id}: movers")
            if each.change and any(part.lower == part.upper for part in (each.change.before, each.change.now, each.change.difference)):
                found.append(f"{each.id}: everybody alike")
            found += [f"{each.id}: response"] * _response_leaks(each.response)
        elif entry.unit in PEOPLE and not entry.public:
            if entry.figure.type == "ratio":
                part = round(each.estimate.value * (each.population or 0))
                if (each.population or 0) < GROUP or not GROUP <= part <= (each.population or 0) - LEAST:
                    found.append(f"{each.id}: part of a group")
                parts.add((each.area, each.period, entry.figure.part))
            elif 0 < n < GROUP:
                found.append(f"{each.id}: people")
    hidden = {(each.area, each.period, indicators[each.indicator].figure.measure) for each in told if _hidden_count(each, indicators)}
    found += [f"{place}: derived" for place in sorted(hidden & parts)]
    return [*found, *_subtractions(told), *_given_away(told, indicators), *_years_apart(told)]


def _years_apart(told: Sequence[Finding]) -> Iterator[str]:
    """Figures of two years together of which one is told by itself as well: the other one would follow."""
    alone = {(each.area, each.indicator, each.period) for each in told if each.estimate is not None and not each.years}
    alone |= {(each.area, each.indicator, point.period) for each in told for point in each.series if point.estimate is not None}
    for each in told:
        if any((each.area, each.indicator, year) in alone for year in each.years):
            yield f"{each.id}: one of two years"


def fine_numbers(told: Sequence[Finding], indicators: Mapping[str, Indicator]) -> list[str]:
    """Every told finding from whose numbers a distribution that is not told could be worked out."""
    found = []
    for each in told:
        if any(estimate.standard_error is not None for estimate in _estimates(each)):
            found.append(f"{each.id}: standard error")
        entry = indicators[each.indicator]
        if entry.figure.type == "change_of_mean" or (entry.figure.type == "mean" and each.estimate is not None and not each.is_whole):
            exact = [number for estimate in _estimates(each, series=False) for number in (estimate.value, estimate.lower, estimate.upper)]
            if any(number is not None and abs(number - round(number, entry.decimals)) > 1e-9 for number in exact):
                found.append(f"{each.id}: exact moments")
    return found


def baselines(areas: Iterable[AreaNote], told: Iterable[Finding]) -> list[str]:
    """Every agreed baseline, in an agreement or beside a finding: a figure of an earlier period that disclosure control never saw."""
    agreed = [
        f"{area.code}: {goal.id}" for area in areas if area.agreement for goal in area.agreement.goals if _told_baseline(goal.baseline)
    ]
    return agreed + [f"{each.id}: {goal.id}" for each in told for goal in each.goals if goal.baseline is not None or goal.baseline_period]


def _told_baseline(baseline: object) -> bool:
    return getattr(baseline, "value", None) is not None or bool(getattr(baseline, "period", ""))


def _estimates(each: Finding, *, series: bool = True) -> Iterator[Estimate]:
    parts = [each.change.before, each.change.now, each.change.difference] if each.change else []
    points = [point.estimate for point in each.series if series or point.period == each.period]
    previous = each.previous.estimate if each.previous and series else None
    yield from (part for part in [each.estimate, each.previous_difference, previous, *points, *parts] if part is not None)


def _response_leaks(response: Response) -> bool:
    small = any(part is not None and 0 < part < LEAST for part in (response.no_opinion, response.blank))
    if response.invited is None:
        return small
    silent = response.invited - response.answered - (response.no_opinion or 0) - (response.blank or 0)
    return small or response.invited < GROUP or 0 < silent < LEAST


def _subtractions(told: Iterable[Finding]) -> Iterator[str]:
    """Surveys of which one question tells how many people returned it while another keeps back who did not answer."""
    surveys: dict[tuple[str, ...], list[Finding]] = defaultdict(list)
    for each in told:
        if each.response is not None:
            surveys[(each.source, each.area, *(each.years or (each.period,)))].append(each)
    for survey in surveys.values():
        told_in_full = {each.id for each in survey if None not in (each.response.no_opinion, each.response.blank)}
        yield from (f"{each.id}: subtraction" for each in survey if told_in_full and each.id not in told_in_full)


def _given_away(told: Sequence[Finding], indicators: Mapping[str, Indicator]) -> Iterator[str]:
    """Hidden shares of people whose part is told as a count."""
    figures = {each.id: indicators[each.indicator].figure for each in told}
    counts = {
        (each.area, each.period, figures[each.id].measure) for each in told if each.estimate and figures[each.id].type in ("count", "rate")
    }
    for each in told:
        figure = figures[each.id]
        if figure.type == "ratio" and each.absent is Absence.PROTECTED and (each.area, each.period, figure.part) in counts:
            yield f"{each.id}: its part is told"


def _hidden_count(each: Finding, indicators: Mapping[str, Indicator]) -> bool:
    return indicators[each.indicator].figure.type in ("count", "rate") and each.absent in (Absence.PROTECTED, *TELLING)
