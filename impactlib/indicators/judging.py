"""Verdicts: a finding beside what was agreed and beside the period before. Reached here, once; nothing that tells computes one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from impactlib.indicators.finding import Absence, Evidence, Finding, Flag, Goal, Point, Precision, Verdict, period_before
from impactlib.indicators.indicator import ChangeOfMean, Indicator, Ratio, Share, shown_decimals
from impactlib.statistics.estimate import Estimate
from impactlib.statistics.mean import difference_of_means
from impactlib.statistics.proportion import difference_of_shares

FEWEST_FOR_A_VERDICT = 10
"""Under this many answers intervals do not hold their level (simulated: 82 % at 5, 92 % at 8), so nothing is judged."""

LOWERED = {Precision.CLEAR: Precision.SOME, Precision.SOME: Precision.OPEN}
"""One step down for each flag; what is open or not of note stays."""

NEUTRAL = frozenset({Flag.WIDER_AREA, Flag.UNLINKED})
"""Flags that take nothing from how sharp a figure itself is: they say about whom it is, and with whom it is compared."""

TOO_MANY_FLAGS = 2
"""So many steps down take the clearest figure to 'we cannot say', and then its target is not judged either."""

HIDDEN = frozenset({Absence.TOO_FEW, Absence.TOO_ALIKE, Absence.DERIVED, Absence.PROTECTED})
"""Why a figure may not be told, as against not being there."""


def judged(indicator: Indicator, current: Finding, earlier: Sequence[Finding], goals: Sequence[Goal]) -> Finding:
    """The finding with its series, its goals, and the verdicts against each target and against the period before.

    `current` and `earlier` are as they may be told: a verdict can only lean on what the reader may see. The finding's own
    `target_verdict` is that of its first goal with a target.
    """
    history = sorted((each for each in earlier if each.period < current.period), key=lambda each: each.period)
    series = tuple(Point(period=each.period, estimate=each.estimate) for each in [*history, current])
    if current.estimate is None:
        verdict = Verdict.TOO_FEW if current.absent in HIDDEN else Verdict.NO_DATA
        return replace(
            current,
            series=series,
            goals=tuple(replace(goal, verdict=verdict) for goal in goals),
            target_verdict=verdict if goals else Verdict.NO_TARGET,
            previous_verdict=verdict if history else Verdict.NO_EARLIER,
        )
    previous = next((each for each in reversed(history) if each.period == period_before(current.period)), None)
    difference = _difference(indicator, current, previous)
    precision = _lowered(precision_of(difference, indicator.relevant), [*_flags(current), *_flags(previous), Flag.UNLINKED])
    told = tuple(replace(goal, verdict=_against_target(indicator, current, goal.target)) for goal in goals)
    return replace(
        current,
        series=series,
        goals=told,
        target_verdict=next((goal.verdict for goal in told if goal.target is not None), Verdict.NO_TARGET),
        previous=Point(period=previous.period, estimate=previous.estimate) if previous and previous.estimate else None,
        previous_verdict=_against_previous(indicator, current, previous, difference, precision),
        previous_difference=difference,
        previous_precision=precision,
        evidence=_evidence(indicator, current, difference),
    )


def _against_target(indicator: Indicator, finding: Finding, target: float | None) -> Verdict:
    estimate = finding.estimate
    if target is None or estimate is None or indicator.kind == "context":
        return Verdict.NO_TARGET
    downward = indicator.direction == "down"
    if estimate.lower is None or estimate.upper is None:
        if Flag.INCOMPLETE in _flags(finding):
            return Verdict.CANNOT_SAY
        reached = estimate.value <= target if downward else estimate.value >= target
        return Verdict.MET if reached else Verdict.NOT_YET
    if estimate.n < FEWEST_FOR_A_VERDICT or estimate.lower == estimate.upper or _too_weak(indicator, finding):
        return Verdict.CANNOT_SAY
    low, high = (-estimate.upper, -estimate.lower) if downward else (estimate.lower, estimate.upper)
    line = -target if downward else target
    if low >= line:
        return Verdict.MET
    return Verdict.NOT_YET if high < line else Verdict.CANNOT_SAY


def _too_weak(indicator: Indicator, finding: Finding) -> bool:
    """Whether the flags take so much away that nothing is judged: then the sentence says 'we cannot say' as well."""
    flags = [flag for flag in _flags(finding) if flag not in NEUTRAL]
    if Flag.ONE_COURSE in flags or len(flags) >= TOO_MANY_FLAGS:
        return True
    if not isinstance(indicator.figure, ChangeOfMean):
        return False
    found = precision_of(finding.estimate, indicator.relevant)
    return found in LOWERED and _lowered(found, flags) is Precision.OPEN


def _flags(finding: Finding | None) -> tuple[Flag, ...]:
    return finding.evidence.flags if finding is not None and finding.evidence is not None else ()


def _lowered(precision: Precision, flags: Sequence[Flag]) -> Precision:
    for flag in dict.fromkeys(flags):
        if flag is not Flag.WIDER_AREA:
            precision = LOWERED.get(precision, precision)
    return precision


def _against_previous(
    indicator: Indicator, current: Finding, previous: Finding | None, difference: Estimate | None, precision: Precision
) -> Verdict:
    if previous is None:
        return Verdict.NO_EARLIER
    now, before = current.estimate, previous.estimate
    if now is None or before is None:
        return Verdict.CANNOT_SAY
    if now.lower is None or before.lower is None:
        return _counted_verdict(indicator, current, previous)
    if difference is None or (precision is Precision.OPEN and precision_of(difference, indicator.relevant) in LOWERED):
        return Verdict.CANNOT_SAY
    if precision not in (Precision.CLEAR, Precision.SOME):
        return Verdict.NO_CLEAR_CHANGE
    return _direction(indicator, up=difference.value > 0)


def _direction(indicator: Indicator, *, up: bool) -> Verdict:
    if indicator.direction == "none" or indicator.kind == "context":
        return Verdict.HIGHER if up else Verdict.LOWER
    return Verdict.BETTER if up == (indicator.direction == "up") else Verdict.WORSE


def _counted_verdict(indicator: Indicator, current: Finding, previous: Finding) -> Verdict:
    """Complete counts are compared as they are, rounded as they are shown, without 'better' or 'worse'."""
    assert current.estimate is not None
    assert previous.estimate is not None
    if Flag.INCOMPLETE in (*_flags(current), *_flags(previous)):
        return Verdict.CANNOT_SAY
    decimals = shown_decimals(indicator, current.population or current.estimate.n)
    scale = 100 if isinstance(indicator.figure, Share | Ratio) else 1
    now, before = round(current.estimate.value * scale, decimals), round(previous.estimate.value * scale, decimals)
    if now == before:
        return Verdict.SAME
    return Verdict.HIGHER if now > before else Verdict.LOWER


def _difference(indicator: Indicator, current: Finding, previous: Finding | None) -> Estimate | None:
    """The figure now minus that of the period before, where both were asked of enough people of more than one course."""
    if previous is None or current.estimate is None or previous.estimate is None:
        return None
    now, before = current.estimate, previous.estimate
    if now.lower is None or before.lower is None or min(now.n, before.n) < FEWEST_FOR_A_VERDICT:
        return None
    if Flag.ONE_COURSE in (*_flags(current), *_flags(previous)):
        return None
    if isinstance(indicator.figure, Share):
        return difference_of_shares(now, before)
    return difference_of_means(now, before)


def _evidence(indicator: Indicator, finding: Finding, difference: Estimate | None) -> Evidence:
    """The evidence of the sentence about the figure: of a change how sharp it is, of a share or a mean beside the period before."""
    assert finding.evidence is not None
    if finding.evidence.level == 0:
        return finding.evidence
    if isinstance(indicator.figure, ChangeOfMean):
        precision = precision_of(finding.estimate, indicator.relevant)
        return replace(finding.evidence, precision=_lowered(precision, finding.evidence.flags))
    flags = (*finding.evidence.flags, Flag.UNLINKED) if difference is not None else finding.evidence.flags
    return replace(finding.evidence, precision=_lowered(precision_of(difference, indicator.relevant), flags), flags=flags)


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
