"""Many tests at once: the changes of one report are a family, and what chance alone would find among so many is not told as found.

The main goal, declared beforehand in the agreement, is no part of the family (STATISTICS.md, section 2, 'multiple comparisons').
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from impactlib.indicators.evidence import flags_of, lowered, precision_of
from impactlib.indicators.figure import ChangeOfShare
from impactlib.indicators.finding import Finding, Flag, Precision, Verdict
from impactlib.indicators.indicator import Indicator
from impactlib.indicators.judging import p_of
from impactlib.statistics.estimate import Movers
from impactlib.statistics.paired import mcnemar_mid_p
from impactlib.statistics.quantiles import t_quantile, two_sided_p
from impactlib.statistics.several import benjamini_hochberg

LEVEL = 0.05
"""The share of false findings among what a report tells as a change (Benjamini and Hochberg 1995)."""


def in_families(findings: Sequence[tuple[Indicator, Finding]]) -> list[Finding]:
    """The judged findings of one area and period, with their p beside the adjusted one; what does not hold among so many is lowered.

    Parameters
    ----------
    findings : sequence of (Indicator, Finding)
        All that one report tells, in any order.

    Returns
    -------
    list of Finding
        In the order they came. A change, or a difference with the year before, whose own interval leaves zero while its adjusted p is
        over 0.05 gets the flag 'one of many'; its words go one step down, and where 'we cannot say' is left its goals are not judged
        either. Trends are a family of their own. The main goal is exempt where it was agreed before the period was over.
    """
    raw = {finding.id: p for indicator, finding in findings if (p := _tested(indicator, finding)) is not None}
    exempt = {finding.id for _, finding in findings if _is_declared(finding)}
    adjusted = benjamini_hochberg(raw, exempt=exempt & raw.keys()) if raw else {}
    told = [_with(indicator, finding, raw.get(finding.id), adjusted.get(finding.id)) for indicator, finding in findings]
    slopes = {finding.id: p for finding in told if (p := _slope(finding)) is not None}
    of_trends = benjamini_hochberg(slopes) if slopes else {}
    return [_with_trend(finding, of_trends.get(finding.id)) for finding in told]


def _is_declared(finding: Finding) -> bool:
    """Whether the finding is that of the main goal, agreed before the period was over."""
    return any(goal.main for goal in finding.goals) and Flag.CHOSEN_AFTERWARDS not in flags_of(finding)


def _slope(finding: Finding) -> float | None:
    """The p of no trend, of the trends that a word is told of: from the t of its own interval."""
    yearly = finding.trend.yearly if finding.trend is not None else None
    if yearly is None or yearly.lower is None or yearly.upper is None or finding.trend is None:
        return None
    if finding.trend_verdict in (Verdict.NO_EARLIER, Verdict.CANNOT_SAY):
        return None
    half = yearly.value - yearly.lower if yearly.value > 0 else yearly.upper - yearly.value
    freedom = finding.trend.years - 2
    return two_sided_p(yearly.value / half * t_quantile(yearly.confidence, freedom), freedom) if half > 0 else 0.0


def _with_trend(finding: Finding, adjusted: float | None) -> Finding:
    """A trend that chance alone gives among so many is none to tell."""
    if adjusted is None or adjusted <= LEVEL or finding.trend_verdict is Verdict.NO_CLEAR_CHANGE:
        return finding
    return replace(finding, trend_verdict=Verdict.CANNOT_SAY)


def _tested(indicator: Indicator, finding: Finding) -> float | None:
    """The p of the change that a finding tells: its own, or that since the period before."""
    if not indicator.figure.asked or finding.estimate is None:
        return None
    change = finding.change
    movers = change.movers if change is not None and not change.difference.clusters else None
    if isinstance(indicator.figure, ChangeOfShare) and isinstance(movers, Movers):
        return mcnemar_mid_p(movers.improved, movers.declined)
    return p_of(finding.estimate if indicator.figure.change else finding.previous_difference)


def _with(indicator: Indicator, finding: Finding, raw: float | None, adjusted: float | None) -> Finding:
    if raw is None or adjusted is None:
        return finding
    finding = replace(finding, p_value=raw, p_adjusted=adjusted)
    evidence = finding.evidence
    if evidence is None or raw > LEVEL or adjusted <= LEVEL:
        return finding
    tested = finding.estimate if indicator.figure.change else finding.previous_difference
    flags = (*evidence.flags, Flag.ONE_OF_MANY)
    finding = replace(finding, evidence=replace(evidence, flags=flags, precision=lowered(precision_of(tested, indicator.relevant), flags)))
    if indicator.figure.change:
        return _without_verdict(finding) if finding.evidence and finding.evidence.precision is Precision.OPEN else finding
    precision = lowered(finding.previous_precision, [Flag.ONE_OF_MANY])
    directed = finding.previous_verdict in (Verdict.BETTER, Verdict.WORSE, Verdict.HIGHER, Verdict.LOWER)
    verdict = Verdict.CANNOT_SAY if directed and precision is Precision.OPEN else finding.previous_verdict
    return replace(finding, previous_precision=precision, previous_verdict=verdict)


def _without_verdict(finding: Finding) -> Finding:
    """A change of which nothing can be said has no verdict on its goals: sentence and verdict never contradict each other."""
    unsaid = Verdict.CANNOT_SAY
    goals = tuple(
        replace(goal, verdict=unsaid, chance=None, on_track=unsaid if goal.on_track is not Verdict.NO_TARGET else goal.on_track)
        if goal.target is not None
        else goal
        for goal in finding.goals
    )
    target_verdict = unsaid if finding.target_verdict is not Verdict.NO_TARGET else finding.target_verdict
    return replace(finding, goals=goals, target_verdict=target_verdict)
