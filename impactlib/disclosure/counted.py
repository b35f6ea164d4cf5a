"""A rule: of people who were counted fewer than the minimum are told nowhere, also not as what something else is divided by."""

from __future__ import annotations

from collections.abc import Iterator

from impactlib.disclosure.protect import Decision
from impactlib.indicators.figure import Average, Rate, Ratio
from impactlib.indicators.finding import Absence, Finding
from impactlib.indicators.indicator import Indicator
from impactlib.workspace import Privacy


def small_measure(finding: Finding, indicator: Indicator, privacy: Privacy, *, people: frozenset[str]) -> Iterator[Decision]:
    """A figure made of a number of people that is too small, whatever the figure itself counts.

    Parameters
    ----------
    finding : Finding
        An exact figure.
    indicator : Indicator
        What it is a figure of.
    privacy : Privacy
        The agreed minimum numbers.
    people : frozenset of str
        The measures that count people who may be recognised.

    Returns
    -------
    iterator of Decision
        'Too few' where such a measure, above or below the line, is 1 to 9; 'too alike' where both are of people and of the rest are only
        one or two.

    Raises
    ------
    InputError
        Never.
    """
    if finding.estimate is None or not isinstance(indicator.figure, Average | Rate | Ratio):
        return
    numbers = _numbers(finding, indicator)
    counted = [number for name, number in numbers.items() if name in people]
    if any(0 < each < privacy.minimum_group for each in counted):
        yield Decision(finding=finding.id, part="figure", reason=Absence.TOO_FEW)
    elif len(counted) > 1 and 0 <= counted[1] - counted[0] < privacy.minimum_answers and not isinstance(indicator.figure, Average):
        yield Decision(finding=finding.id, part="figure", reason=Absence.TOO_ALIKE)


def _numbers(finding: Finding, indicator: Indicator) -> dict[str, int]:
    """What is above and below the line, in this order."""
    figure, estimate = indicator.figure, finding.estimate
    assert estimate is not None
    below = finding.population or 0
    match figure:
        case Rate(measure=measure, among=among):
            return {measure: estimate.n, among: below}
        case Ratio(part=part, whole=whole):
            return {part: round(estimate.value * below), whole: below}
        case Average(total=total, over=over):
            return {total: round(estimate.value * below), over: below}
        case _:
            return {}
