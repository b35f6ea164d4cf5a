"""How many answers a goal needs, from what was agreed and from what was told of the last measurement; what is not known is assumed.

Only goals whose indicator is asked of people have a plan. All of it may be printed: it is made of told findings alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from impactlib.agreement.model import AgreedGoal, Agreement
from impactlib.indicators.figure import Mean
from impactlib.indicators.finding import Bar, Finding, Flag
from impactlib.indicators.indicator import Indicator
from impactlib.indicators.planned import way_of
from impactlib.statistics.planning import design_effect, invitations, whole
from impactlib.statistics.power_shares import MOST

RESPONSE = 0.5
"""The share of those asked that answers, where nothing was agreed."""

PER_GROUP = 12
"""How many answers come from one group, such as a course, where that is not known."""

ALIKE = 0.1
"""How much people of one group are alike (the intraclass correlation): one release is too small to find it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What so many answers tell: the margin to either side, and the smallest difference that will be seen (None: none will).

    Both are in the indicator's unit; of a share they are fractions of 1. The difference is one between before and now where the same
    people are asked twice, and else one between two years.
    """

    answers: int
    margin: float
    smallest: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How many answers one goal needs, and how many may come.

    `needed` is None where more than `most` answers would be needed; `coming` is what comes when as many people are asked as last time
    and the expected share of them answers, and None where that is not known or about too few people to tell anything. `expected` is
    the true figure that is counted on: the last one (`kept`) where that is beyond the target, else one relevant step beyond it.

    What is needed is what shows that the target was met; where only a direction was agreed, what the margin or the change that is
    sought takes. It is never less than the minimum that is told about.
    """

    goal: str
    indicator: str
    minimum: int
    needed: Reading | None
    invitations: int | None
    response: float
    response_agreed: bool
    effect: float
    per_group: float | None
    """Answers from one group; None where it is not known, and `PER_GROUP` was counted on."""
    target: float | None = None
    expected: float | None = None
    kept: bool = False
    period: str = ""
    answered: int | None = None
    asked: int | None = None
    coming: Reading | None = None
    most: int = MOST
    uses: tuple[str, ...] = ()
    """The ids of what it tells of the last measurement, as a record of told figures names them."""

    @property
    def enough(self) -> bool | None:
        """Whether as many answers may come as are needed; None where that is not known."""
        if self.asked is None:
            return None
        return self.needed is not None and math.floor(self.asked * self.response) >= self.needed.answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Last:
    """What was told of the last measurement."""

    period: str = ""
    value: float | None = None
    answered: int | None = None
    asked: int | None = None
    per_group: float | None = None
    scale: tuple[float, float] | None = None
    bars: tuple[Bar, ...] = ()
    uses: tuple[str, ...] = ()


def plans_of(
    agreement: Agreement, findings: Iterable[Finding], indicators: Mapping[str, Indicator], *, minimum_group: int
) -> tuple[Plan, ...]:
    """A plan for every goal whose indicator is asked of people; `findings` are the area's, as they may be told.

    `minimum_group` is the workspace's: nothing is told about fewer people than that, nor about fewer than the parties agreed.
    """
    agreed = agreement.protocol.response
    response = agreed.target if agreed is not None and agreed.target else None
    minimum = max(minimum_group, agreed.minimum_group if agreed is not None else 0)
    found = {finding.indicator: finding for finding in findings}
    plans = (
        plan_of(goal, each, last_of(found.get(each.id), each), response=response, minimum=minimum)
        for goal in agreement.goals
        if (each := indicators.get(goal.indicator)) is not None
    )
    return tuple(plan for plan in plans if plan is not None)


def plan_of(goal: AgreedGoal, indicator: Indicator, last: Last, *, response: float | None, minimum: int) -> Plan | None:
    """The plan of one goal; None where its indicator is not asked of people. `response` is the agreed one, None where there is none."""
    way = way_of(indicator, bars=last.bars, scale=last.scale)
    if way is None:
        return None
    down = (goal.direction or indicator.direction) == "down"
    target = goal.target.value
    expected = way.expected(target, last.value, down=down) if target is not None else None
    effect = design_effect(last.per_group or PER_GROUP, ALIKE)

    def reading(answers: int) -> Reading:
        single = max(2, math.floor(answers / effect + 1e-9))
        return Reading(answers=answers, margin=way.margin(single), smallest=way.smallest(single))

    alone = way.for_target(target, expected, down=down) if target is not None and expected is not None else way.sought()
    answers = max(minimum, whole(alone * effect)) if alone is not None else None
    if answers is not None and answers > MOST:
        answers = None
    counted = response or RESPONSE
    coming = math.floor(last.asked * counted) if last.asked is not None else 0
    return Plan(
        goal=goal.id,
        indicator=indicator.id,
        minimum=minimum,
        needed=reading(answers) if answers is not None else None,
        invitations=invitations(answers, counted) if answers is not None else None,
        response=counted,
        response_agreed=response is not None,
        effect=effect,
        per_group=last.per_group,
        target=target,
        expected=expected,
        kept=expected is not None and expected == last.value,
        period=last.period,
        answered=last.answered,
        asked=last.asked,
        coming=reading(coming) if coming >= minimum else None,
        uses=last.uses,
    )


def last_of(finding: Finding | None, indicator: Indicator) -> Last:
    """What a told finding says of the last measurement: the figure of its own period, or the latest one before that."""
    if finding is None:
        return Last()
    estimate = finding.estimate
    if estimate is None or finding.years:
        # Two periods together say of neither how many people answered.
        earlier = [point for point in finding.series if point.estimate is not None and point.period < finding.period]
        if not earlier:
            return Last()
        point = max(earlier, key=lambda each: each.period)
        assert point.estimate is not None
        told = f"{finding.area}/{point.period}/{finding.indicator}"
        return Last(period=point.period, value=point.estimate.value, answered=point.estimate.n, uses=(told,))
    flags = finding.evidence.flags if finding.evidence is not None else ()
    grouped = estimate.clusters is not None or Flag.ONE_COURSE in flags
    asked = finding.response.invited if finding.response is not None else None
    bars = finding.distribution if isinstance(indicator.figure, Mean) and finding.is_whole else ()
    parts = {"distribution": bool(bars), "invited": asked is not None}
    return Last(
        period=finding.period,
        value=estimate.value,
        answered=estimate.n,
        asked=asked,
        per_group=max(1.0, estimate.n / (estimate.clusters or 1)) if grouped else 1.0,
        scale=finding.scale,
        bars=bars,
        uses=(finding.id, *(f"{finding.id}#{part}" for part, used in parts.items() if used)),
    )
