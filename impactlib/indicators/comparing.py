"""A figure beside that of comparable areas: their benchmark is without the own area, and nobody is ranked.

Only figures that may be told are compared, so that a benchmark is a sum of what the reader may see and gives no hidden neighbour back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from impactlib.errors import InputError
from impactlib.indicators.evidence import flags_of, is_too_weak
from impactlib.indicators.figure import Improved, Mean, Rate, Ratio, Share
from impactlib.indicators.finding import Finding, Flag, Verdict
from impactlib.indicators.indicator import Indicator
from impactlib.indicators.peers import FEWEST
from impactlib.statistics.benchmark import compare_means, compare_rates, compare_shares
from impactlib.statistics.estimate import Comparison

COMPARED = (Share, Improved, Ratio, Rate, Mean)
"""The figures of which a benchmark says something: an amount, a balance or a change is of the area's own size and people."""


def verdict_of(comparison: Comparison) -> Verdict:
    """What the place among the limits is called: a benchmark is no target, so nothing is better or worse.

    Among the many comparisons of a report one in twenty lies outside the near limits by chance: only outside the far ones is a figure
    called higher or lower, and between them nothing can be said.
    """
    if comparison.value < comparison.far[0]:
        return Verdict.LOWER
    if comparison.value > comparison.far[1]:
        return Verdict.HIGHER
    return Verdict.WITHIN if comparison.place == "within" else Verdict.CANNOT_SAY


def compared(indicator: Indicator, finding: Finding, others: Sequence[Finding], peers: Sequence[str]) -> Finding:
    """The finding with its comparison, or with why there is none.

    Parameters
    ----------
    indicator : Indicator
        What is measured.
    finding : Finding
        The figure of one area.
    others : sequence of Finding
        The figures of the same indicator and period in other areas.
    peers : sequence of str
        The codes of the comparable areas, in order of name.

    Returns
    -------
    Finding
        'Higher' or 'lower' than the 99.8 % limits around the benchmark, or 'within' the 95 % ones; 'cannot say' between these, with fewer
        than 5 other figures, with one area that is over half of them, and where the own figure is too weak.
    """
    if finding.estimate is None or finding.years or not isinstance(indicator.figure, COMPARED):
        return finding
    usable = {each.area: each for each in others if each.area in peers and each.area != finding.area and _is_whole(each)}
    ordered = [usable[code] for code in peers if code in usable]
    told = replace(finding, peers=tuple(each.area for each in ordered), comparison_verdict=Verdict.CANNOT_SAY)
    if len(ordered) < FEWEST or not _is_whole(finding) or (indicator.figure.asked and is_too_weak(indicator, finding)):
        return told
    try:
        comparison = _comparison(indicator, finding, ordered)
    except InputError:
        return told  # one area is over half of all, or the others give no benchmark
    # A share in courses is compared as that of as many people as came one by one; the figure itself stays what it is.
    comparison = replace(comparison, value=finding.estimate.value)
    return replace(told, comparison=comparison, comparison_verdict=verdict_of(comparison))


def _is_whole(finding: Finding) -> bool:
    return finding.estimate is not None and not {Flag.INCOMPLETE, Flag.ONE_COURSE, Flag.YEARS_TOGETHER} & set(flags_of(finding))


def _comparison(indicator: Indicator, finding: Finding, others: Sequence[Finding]) -> Comparison:
    match indicator.figure:
        case Rate(inhabitants=per):
            return compare_rates(events_of(finding, per), {each.area: events_of(each, per) for each in others}, per=per)
        case Mean():
            return compare_means(_mean(finding), {each.area: _mean(each) for each in others})
        case _:
            return compare_shares(part_of(finding), {each.area: part_of(each) for each in others})


def part_of(finding: Finding) -> tuple[int, int]:
    """How many of how many: of a share the people who answered, as many as came one by one; of a counted one its whole."""
    assert finding.estimate is not None
    whole = finding.population or max(1, round(finding.estimate.n / (finding.estimate.design_effect or 1.0)))
    return round(finding.estimate.value * whole), whole


def events_of(finding: Finding, per: int) -> tuple[int, float]:
    """The events that a rate was made of, and the inhabitants."""
    assert finding.estimate is not None
    people = float(finding.population or 0)
    return round(finding.estimate.value * people / per), people


def _mean(finding: Finding) -> tuple[float, float, int]:
    assert finding.estimate is not None
    return finding.estimate.value, finding.estimate.standard_error or 0.0, finding.estimate.n
