"""How many answers each goal needs, in words: a table and lines in the protocol, and the same lines on the screen."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from impactlib.agreement.model import AgreedGoal
from impactlib.telling.agreed.speaker import Speaker
from impactlib.telling.blocks import Block, Items, Sentence

if TYPE_CHECKING:
    from impactlib.indicators.planning import Plan, Reading

SHARE_DECIMALS = 3
"""An expected share is written to a tenth of a percent: it is no agreed figure that is written as it was given."""

FLOATING = 1e-6
"""What a number may lie above a rounded one and still be it."""


def plan_blocks(speaker: Speaker) -> list[Block]:
    """The table of all goals that ask people, the lines that go with it, and what was assumed; nothing where no goal asks anybody."""
    if not speaker.plans:
        return []
    say, none = speaker.say, speaker.say("table-none")
    rows = []
    for plan in speaker.plans:
        cells = [say("plan-more", most=plan.most), none, none, none]
        if plan.needed is not None:
            margin, smallest = _readings(speaker, plan, plan.needed)
            cells = [_number(speaker, plan.needed.answers), _number(speaker, plan.invitations or 0), f"± {margin}", smallest or none]
        rows.append((speaker.goal(_goal(speaker, plan)), speaker.indicator(plan.indicator), *cells))
    names = ("goal", "indicator", "plan-answers", "plan-invitations", "plan-margin", "plan-smallest")
    columns = [say(f"column-{name}") for name in names]
    return [
        speaker.table("caption-plan", columns, rows, numeric={2, 3, 4, 5}),
        Items(items=tuple(" ".join((say("plan-goal", n=_place(speaker, plan)), *goal_lines(speaker, plan))) for plan in speaker.plans)),
        Sentence(text=" ".join(assumed_lines(speaker)), role="note"),
    ]


def plan_lines(speaker: Speaker) -> list[str]:
    """The same for a screen: each goal with its lines under it, also the goals that need no answers, and then what was assumed."""
    plans = {plan.goal: plan for plan in speaker.plans}
    lines = [speaker.say("plan-title", area=speaker.area)]
    for goal in speaker.agreement.goals:
        lines += ["", f"{speaker.goal(goal)} – {speaker.indicator(goal.indicator)}"]
        told = goal_lines(speaker, plans[goal.id], invitations=True) if goal.id in plans else [speaker.say("plan-counted")]
        lines += [f"  {line}" for line in told]
    return [*lines, "", *assumed_lines(speaker)] if plans else lines


def goal_lines(speaker: Speaker, plan: Plan, *, invitations: bool = False) -> list[str]:
    """What one goal needs, what came last time, and whether that is enough; with invitations and margin where no table has them."""
    return [*_needed(speaker, plan, invitations=invitations), *_last(speaker, plan)]


def assumed_lines(speaker: Speaker) -> list[str]:
    """What was assumed of all plans together."""
    say, first = speaker.say, speaker.plans[0]
    response = speaker.language.percent(first.response)
    lines = [say("plan-certainty"), say("plan-alike")]
    if any(plan.per_group is None for plan in speaker.plans):
        lines.append(say("plan-group-assumed"))
    lines.append(say("plan-response-agreed" if first.response_agreed else "plan-response-assumed", response=response))
    return [*lines, say("plan-not-all")]


def _needed(speaker: Speaker, plan: Plan, *, invitations: bool) -> Iterator[str]:
    say = speaker.say
    expected = _expected(speaker, plan)
    target = speaker.amount(plan.indicator, plan.target) if plan.target is not None else ""
    if plan.needed is None:
        yield say("plan-cannot", target=target, most=plan.most)
        yield say("plan-cannot-kept", expected=expected, period=plan.period) if plan.kept else say("plan-cannot-if", expected=expected)
        return
    yield say("plan-needed", n=plan.needed.answers)
    if plan.target is None:
        yield say("plan-no-target")
    elif plan.kept:
        yield say("plan-kept", target=target, expected=expected, period=plan.period)
    else:
        yield say("plan-if", target=target, expected=expected)
    if invitations:
        yield say("plan-invitations", n=plan.invitations or 0, response=speaker.language.percent(plan.response))
        yield _tells(speaker, plan, plan.needed)


def _last(speaker: Speaker, plan: Plan) -> Iterator[str]:
    say = speaker.say
    if plan.answered is None:
        yield say("plan-last-unknown")
        return
    if plan.asked is None:
        yield say("plan-last", n=plan.answered, period=plan.period)
        return
    yield say("plan-asked", n=plan.answered, period=plan.period, asked=plan.asked)
    response, coming = speaker.language.percent(plan.response), math.floor(plan.asked * plan.response)
    yield say("plan-enough" if plan.enough else "plan-short", n=coming, response=response)
    if plan.enough:
        return
    if plan.coming is None:
        yield say("plan-short-hidden", n=plan.minimum)
    if plan.needed is not None and plan.asked < plan.needed.answers:
        yield say("plan-short-whoever")
    if plan.coming is not None:
        yield _tells(speaker, plan, plan.coming)


def _tells(speaker: Speaker, plan: Plan, reading: Reading) -> str:
    margin, smallest = _readings(speaker, plan, reading)
    if not smallest:
        return speaker.say("plan-tells-nothing", n=reading.answers, margin=margin)
    twice = speaker.indicators[plan.indicator].figure.twice
    return speaker.say("plan-tells-change" if twice else "plan-tells", n=reading.answers, margin=margin, smallest=smallest)


def _readings(speaker: Speaker, plan: Plan, reading: Reading) -> tuple[str, str]:
    """The margin and the smallest difference, rounded up: no finer than can be seen; '' for a difference that nobody would see."""
    indicator = speaker.indicators[plan.indicator]
    name, scale, decimals = ("points-of-share", 100, 0) if indicator.figure.scale == "share" else ("points", 1, max(1, indicator.decimals))

    def points(value: float) -> str:
        up = math.ceil(value * scale * 10**decimals - FLOATING) / 10**decimals
        return speaker.say(name, n=speaker.language.number(up, decimals))

    return points(reading.margin), points(reading.smallest) if reading.smallest is not None else ""


def _expected(speaker: Speaker, plan: Plan) -> str:
    if plan.expected is None:
        return ""
    indicator = speaker.indicators[plan.indicator]
    decimals = SHARE_DECIMALS if indicator.figure.scale == "share" else max(1, indicator.decimals)
    return speaker.amount(plan.indicator, round(plan.expected, decimals))


def _number(speaker: Speaker, n: int) -> str:
    return speaker.language.number(n)


def _goal(speaker: Speaker, plan: Plan) -> AgreedGoal:
    return next(goal for goal in speaker.agreement.goals if goal.id == plan.goal)


def _place(speaker: Speaker, plan: Plan) -> int:
    return speaker.agreement.goals.index(_goal(speaker, plan)) + 1
