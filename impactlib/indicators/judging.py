"""Verdicts: a finding beside what was agreed and beside the period before. Reached here, once; nothing that tells computes one.

The trend over years is `trends`' to judge, the other areas are `comparing`'s, and what many tests at once ask for is `families`'.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from impactlib.indicators.evidence import HIDDEN, direction_of, evidence_of, flags_of, is_too_weak, lowered, precision_of
from impactlib.indicators.finding import Finding, Flag, Goal, Point, Precision, Verdict, period_before
from impactlib.indicators.indicator import Indicator, shown_decimals
from impactlib.indicators.trends import trend_of
from impactlib.statistics import target as targets
from impactlib.statistics.estimate import Estimate
from impactlib.statistics.mean import difference_of_means
from impactlib.statistics.proportion import difference_of_shares
from impactlib.statistics.quantiles import normal_quantile, t_quantile, two_sided_p
from impactlib.statistics.target import FEWEST_FOR_A_VERDICT

FEWEST_COURSES = 3
"""Of two courses next to nothing is known of others: the chance would be near a half whatever they answered."""


def judged(indicator: Indicator, current: Finding, earlier: Sequence[Finding], goals: Sequence[Goal]) -> Finding:
    """The finding with its series, its trend, its goals, and the verdicts against each target and against the period before.

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
            goals=tuple(_bare(replace(goal, verdict=verdict)) for goal in goals),
            target_verdict=verdict if goals else Verdict.NO_TARGET,
            previous_verdict=verdict if history else Verdict.NO_EARLIER,
        )
    current = _chosen(current, goals)
    if current.years:
        return _of_two_periods(indicator, current, series, goals)
    previous = next((each for each in reversed(history) if each.period == period_before(current.period)), None)
    broken = previous is not None and indicator.break_between(previous.period, current.period) is not None
    difference = None if broken else _difference(indicator, current, previous)
    own = [*flags_of(current), *flags_of(previous), Flag.UNLINKED]
    precision = lowered(precision_of(difference, indicator.relevant), own)
    told = tuple(_judged_goal(indicator, current, goal) for goal in goals)
    trend, trend_verdict = trend_of(indicator, [*history, current])
    return replace(
        current,
        series=series,
        goals=told,
        target_verdict=next((goal.verdict for goal in told if goal.target is not None), Verdict.NO_TARGET),
        previous=Point(period=previous.period, estimate=previous.estimate) if previous and previous.estimate else None,
        previous_verdict=Verdict.NOT_COMPARABLE if broken else _against_previous(indicator, current, previous, difference, precision),
        previous_difference=difference,
        previous_precision=precision,
        evidence=evidence_of(indicator, current, difference),
        trend=trend,
        trend_verdict=trend_verdict,
    )


def _of_two_periods(indicator: Indicator, current: Finding, series: tuple[Point, ...], goals: Sequence[Goal]) -> Finding:
    """The figure of two periods together: it stands by itself, beside no other period, and no target of one period is judged by it."""
    told = tuple(_judged_goal(indicator, current, goal) for goal in goals)
    return replace(
        current,
        series=(*series[:-1], Point(period=current.period, estimate=None)),
        goals=told,
        target_verdict=next((goal.verdict for goal in told if goal.target is not None), Verdict.NO_TARGET),
        evidence=evidence_of(indicator, current, None),
    )


def _chosen(finding: Finding, goals: Sequence[Goal]) -> Finding:
    """The finding, flagged where its goals were agreed only after the period was over: the data may have chosen them."""
    over = finding.period.rpartition("-")[2] + ("-07-31" if "-" in finding.period else "-12-31")
    late = [goal.agreed > over for goal in goals if goal.agreed]
    if finding.evidence is None or not late or not all(late) or finding.evidence.level == 0:
        return finding
    return replace(finding, evidence=replace(finding.evidence, flags=(*finding.evidence.flags, Flag.CHOSEN_AFTERWARDS)))


def _judged_goal(indicator: Indicator, finding: Finding, goal: Goal) -> Goal:
    """A goal with its verdict, how likely it is reached, and whether it is on its way; the baseline itself is not carried on."""
    if goal.target is None:
        return _bare(replace(goal, verdict=Verdict.NO_TARGET))
    downward = is_downward(indicator, goal)
    verdict = against_target(indicator, finding, goal.target, downward=downward)
    if verdict is Verdict.NOT_YET and goal.by and goal.by <= finding.period:
        verdict = Verdict.NOT_MET
    judging = verdict is not Verdict.NO_TARGET
    chance = None
    if judging and finding.estimate is not None and not _is_unjudged(indicator, finding):
        chance = chance_of(indicator, finding.estimate, goal.target, downward=downward)
    return _bare(replace(goal, verdict=verdict, chance=chance, on_track=_on_track(indicator, finding, goal) if judging else verdict))


def _bare(goal: Goal) -> Goal:
    return replace(goal, baseline=None, baseline_period="")


def is_downward(indicator: Indicator, goal: Goal) -> bool:
    """Whether less is better: as was agreed of this goal, else as the catalogue says."""
    return (goal.direction or indicator.direction) == "down"


def against_target(indicator: Indicator, finding: Finding, target: float, *, downward: bool) -> Verdict:
    """The verdict on a figure beside a value that it should reach."""
    estimate = finding.estimate
    if estimate is None or indicator.kind == "context":
        return Verdict.NO_TARGET
    if _is_unjudged(indicator, finding):
        return Verdict.CANNOT_SAY
    return Verdict(targets.against_target(estimate, target, downward=downward).verdict)


def _is_unjudged(indicator: Indicator, finding: Finding) -> bool:
    """Whether a figure is not judged: of two periods together, an incomplete count, or answers that are too weak for a verdict."""
    if finding.years:
        return True
    if finding.estimate is None or finding.estimate.lower is None:
        return Flag.INCOMPLETE in flags_of(finding)
    return is_too_weak(indicator, finding)


def chance_of(indicator: Indicator, estimate: Estimate, target: float, *, downward: bool) -> float | None:
    """How likely the underlying figure has reached the target, from what is told of the figure.

    Of a share by Jeffreys' prior on as many people as its interval counts, else by t around the figure. None for a complete count, of
    which that is no question, and where too few people or courses answered.
    """
    if estimate.lower is None or estimate.upper is None or estimate.n < FEWEST_FOR_A_VERDICT or estimate.lower == estimate.upper:
        return None
    if estimate.clusters is not None and estimate.clusters < FEWEST_COURSES:
        return None
    if indicator.figure.scale == "share" and not indicator.figure.change and indicator.figure.type != "net_share":
        effective = estimate.effective or float(estimate.n)
        if effective < 1:
            return None
        return targets.chance_share_reached(estimate.value * effective, effective, target, downward=downward)
    freedom = estimate.freedom or (estimate.clusters or estimate.n) - 1
    half = max(estimate.value - estimate.lower, estimate.upper - estimate.value)
    error = estimate.standard_error or half / t_quantile(estimate.confidence, freedom)
    return targets.chance_mean_reached(estimate.value, error, freedom, target, downward=downward) if error > 0 else None


def _on_track(indicator: Indicator, finding: Finding, goal: Goal) -> Verdict:
    """Whether the figure is at or beyond the straight path from baseline to target; no verdict without both ends of the path."""
    if goal.target is None or goal.baseline is None or not goal.baseline_period or not goal.by:
        return Verdict.NO_TARGET
    start, now, end = (_year(each) for each in (goal.baseline_period, finding.period, goal.by))
    if not start < end or now <= start or indicator.break_between(goal.baseline_period, finding.period) is not None:
        return Verdict.NO_TARGET
    line = targets.path_value(goal.baseline, goal.target, start=start, end=end, now=now)
    return against_target(indicator, finding, line, downward=is_downward(indicator, goal))


def _year(period: str) -> float:
    return float(period[:4])


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
    if difference is None or (
        precision is Precision.OPEN and precision_of(difference, indicator.relevant) in (Precision.CLEAR, Precision.SOME)
    ):
        return Verdict.CANNOT_SAY
    if precision not in (Precision.CLEAR, Precision.SOME):
        return Verdict.NO_CLEAR_CHANGE
    return direction_of(indicator, up=difference.value > 0)


def _counted_verdict(indicator: Indicator, current: Finding, previous: Finding) -> Verdict:
    """Complete counts are compared as they are, rounded as they are shown, without 'better' or 'worse'."""
    assert current.estimate is not None
    assert previous.estimate is not None
    if Flag.INCOMPLETE in (*flags_of(current), *flags_of(previous)):
        return Verdict.CANNOT_SAY
    decimals = shown_decimals(indicator, current.population or current.estimate.n)
    scale = 100 if indicator.figure.scale == "share" else 1
    now, before = round(current.estimate.value * scale, decimals), round(previous.estimate.value * scale, decimals)
    if now == before:
        return Verdict.SAME
    return Verdict.HIGHER if now > before else Verdict.LOWER


def _difference(indicator: Indicator, current: Finding, previous: Finding | None) -> Estimate | None:
    """The figure now minus that of the period before, where both were asked of enough people of more than one course."""
    if previous is None or current.estimate is None or previous.estimate is None or not indicator.figure.asked:
        return None
    now, before = current.estimate, previous.estimate
    if now.lower is None or before.lower is None or min(now.n, before.n) < FEWEST_FOR_A_VERDICT:
        return None
    if Flag.ONE_COURSE in (*flags_of(current), *flags_of(previous)):
        return None
    if now.standard_error is None or before.standard_error is None:
        return difference_of_shares(now, before)
    return difference_of_means(now, before)


def p_of(estimate: Estimate | None) -> float | None:
    """The two-sided p of no difference that belongs to the interval of a difference: by t where there is a standard error.

    Of an interval that leans to one side (a difference of shares) it is that of the half towards zero.
    """
    if estimate is None or estimate.lower is None or estimate.upper is None or estimate.value == 0:
        return None if estimate is None or estimate.lower is None else 1.0
    half = estimate.value - estimate.lower if estimate.value > 0 else estimate.upper - estimate.value
    if half <= 0:
        return 0.0
    if estimate.standard_error:
        return two_sided_p(estimate.value / estimate.standard_error, estimate.freedom or (estimate.clusters or estimate.n) - 1)
    return two_sided_p(estimate.value / half * normal_quantile(estimate.confidence))
