"""Verdicts: a finding beside what was agreed and beside the period before. Reached here, once; nothing that tells computes one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from impactlib.indicators.finding import Absence, Evidence, Finding, Flag, Goal, Point, Precision, Verdict
from impactlib.indicators.indicator import ChangeOfMean, Indicator, Share
from impactlib.statistics.estimate import Estimate
from impactlib.statistics.mean import difference_of_means
from impactlib.statistics.proportion import difference_of_shares

FEWEST_FOR_A_VERDICT = 10
"""Under this many answers intervals do not hold their level (simulated: 82 % at 5, 92 % at 8), so nothing is judged."""

LOWERED = {Precision.CLEAR: Precision.SOME, Precision.SOME: Precision.OPEN}
"""One step down for each flag; what is open or not of note stays."""


def judged(indicator: Indicator, current: Finding, earlier: Sequence[Finding], goals: Sequence[Goal]) -> Finding:
    """The finding with its series, its goals, and the verdicts against the target and against the period before.

    `current` and `earlier` are as they may be told: a verdict can only lean on what the reader may see.
    """
    history = sorted((each for each in earlier if each.period < current.period), key=lambda each: each.period)
    series = tuple(Point(period=each.period, estimate=each.estimate) for each in [*history, current])
    if current.estimate is None:
        verdict = Verdict.TOO_FEW if current.absent in (Absence.TOO_FEW, Absence.TOO_ALIKE, Absence.DERIVED) else Verdict.NO_DATA
        return replace(
            current,
            series=series,
            goals=tuple(goals),
            target_verdict=verdict if goals else Verdict.NO_TARGET,
            previous_verdict=verdict if history else Verdict.NO_EARLIER,
        )
    previous = next((each for each in reversed(history) if each.period == period_before(current.period)), None)
    difference, verdict = _against_previous(indicator, current, previous)
    return replace(
        current,
        series=series,
        goals=tuple(goals),
        target_verdict=_against_target(indicator, current, goals),
        previous=Point(period=previous.period, estimate=previous.estimate) if previous and previous.estimate else None,
        previous_verdict=verdict,
        previous_difference=difference,
        evidence=_evidence(indicator, current, difference),
    )


def period_before(period: str) -> str:
    """The period before: 2024 before 2025, and 2024-2025 before 2025-2026."""
    return "-".join(str(int(year) - 1) for year in period.split("-"))


def _against_target(indicator: Indicator, finding: Finding, goals: Sequence[Goal]) -> Verdict:
    target = next((goal.target for goal in goals if goal.target is not None), None)
    estimate = finding.estimate
    if target is None or estimate is None or indicator.kind == "context":
        return Verdict.NO_TARGET
    downward = indicator.direction == "down"
    if estimate.lower is None or estimate.upper is None:
        if finding.evidence and Flag.INCOMPLETE in finding.evidence.flags:
            return Verdict.CANNOT_SAY
        reached = estimate.value <= target if downward else estimate.value >= target
        return Verdict.MET if reached else Verdict.NOT_YET
    if estimate.n < FEWEST_FOR_A_VERDICT or _one_course(finding) or estimate.lower == estimate.upper:
        return Verdict.CANNOT_SAY
    low, high = (-estimate.upper, -estimate.lower) if downward else (estimate.lower, estimate.upper)
    line = -target if downward else target
    if low >= line:
        return Verdict.MET
    return Verdict.NOT_YET if high < line else Verdict.CANNOT_SAY


def _one_course(finding: Finding) -> bool:
    return finding.evidence is not None and Flag.ONE_COURSE in finding.evidence.flags


def _against_previous(indicator: Indicator, current: Finding, previous: Finding | None) -> tuple[Estimate | None, Verdict]:
    if previous is None:
        return None, Verdict.NO_EARLIER
    now, before = current.estimate, previous.estimate
    if now is None or before is None:
        return None, Verdict.CANNOT_SAY
    if now.lower is None or before.lower is None:
        return None, _counted_verdict(indicator, current, previous)
    if min(now.n, before.n) < FEWEST_FOR_A_VERDICT or _one_course(current) or _one_course(previous):
        return None, Verdict.CANNOT_SAY
    difference = _difference(indicator, now, before)
    assert difference.lower is not None
    assert difference.upper is not None
    up = {"up": Verdict.BETTER, "down": Verdict.WORSE, "none": Verdict.HIGHER}[indicator.direction]
    down = {"up": Verdict.WORSE, "down": Verdict.BETTER, "none": Verdict.LOWER}[indicator.direction]
    if difference.lower > 0:
        return difference, up
    return difference, down if difference.upper < 0 else Verdict.NO_CLEAR_CHANGE


def _counted_verdict(indicator: Indicator, current: Finding, previous: Finding) -> Verdict:
    """Complete counts are compared as they are, rounded as they are shown, without 'better' or 'worse'."""
    assert current.estimate is not None
    assert previous.estimate is not None
    if any(each.evidence and Flag.INCOMPLETE in each.evidence.flags for each in (current, previous)):
        return Verdict.CANNOT_SAY
    decimals = indicator.decimals + (2 if indicator.figure.type == "ratio" else 0)
    now, before = round(current.estimate.value, decimals), round(previous.estimate.value, decimals)
    if now == before:
        return Verdict.SAME
    return Verdict.HIGHER if now > before else Verdict.LOWER


def _difference(indicator: Indicator, now: Estimate, before: Estimate) -> Estimate:
    if isinstance(indicator.figure, Share):
        return difference_of_shares(now, before)
    return difference_of_means(now, before)


def _evidence(indicator: Indicator, finding: Finding, difference: Estimate | None) -> Evidence:
    assert finding.evidence is not None
    if finding.evidence.level == 0:
        return finding.evidence
    compared = finding.estimate if isinstance(indicator.figure, ChangeOfMean) else difference
    flags = list(finding.evidence.flags)
    if compared is difference and difference is not None:
        flags.append(Flag.UNLINKED)
    precision = precision_of(compared, indicator.relevant)
    for flag in flags:
        if flag is Flag.WIDER_AREA:
            continue  # it says about whom the figure is, and takes nothing from how sharp it is
        precision = LOWERED.get(precision, precision)
    return replace(finding.evidence, precision=precision, flags=tuple(flags))


def precision_of(difference: Estimate | None, relevant: float | None) -> Precision:
    """How sharp a difference is, beside the smallest one that matters (STATISTICS.md, section 4)."""
    if difference is None or difference.lower is None or difference.upper is None:
        return Precision.NOT_ASKED
    smallest = relevant or 0.0
    low, high = difference.lower, difference.upper
    if low > smallest or high < -smallest:
        return Precision.CLEAR
    if -smallest <= low and high <= smallest and smallest > 0:
        return Precision.NONE_OF_NOTE
    return Precision.SOME if low > 0 or high < 0 else Precision.OPEN
