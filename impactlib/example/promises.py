"""Step 2 of an agreement: the services, and the goals with everything that was agreed about each."""

from __future__ import annotations

import re
from random import Random

from impactlib.example.chance import happens, pick, whole
from impactlib.example.goals import ExampleGoal
from impactlib.example.planning import SIGNED, Plan
from impactlib.example.region import Municipality
from impactlib.example.wordings import Kind, promises
from impactlib.example.writing import Content, given, words
from impactlib.example.yaml_text import Value
from impactlib.indicators.indicator import catalogue

SHARED = (("DI07", "DI08"), ("LO04", "LO06"), ("LB05", "LB06"))
"""Indicators of one service: a goal about the second of two belongs to the service of the first."""

GOLDEN = frozenset({"GM0200", "GM0246", "GM0277"})
"""Municipalities of which the reports are kept word for word: they tell nothing beside their goals."""

DEAREST = 45_000
"""No service of the example costs more than this a year, in euros."""


def kind_of(indicator: str) -> Kind:
    """Whether an indicator asks people or counts what was done."""
    return "asked" if catalogue()[indicator].kind == "meten" else "counted"


def first_of_service(plan: Plan, goal: ExampleGoal) -> ExampleGoal:
    """The goal that its service is called after: itself, or an earlier one with the same service."""
    pair = next((pair for pair in SHARED if goal.indicator in pair), (goal.indicator,))
    return next(each for each in plan.goals if each.indicator in pair)


def services(plan: Plan) -> list[Content]:
    """Every product or service, once, with the partners that give it as well."""
    found: dict[str, ExampleGoal] = {}
    for goal in plan.goals:
        first = first_of_service(plan, goal)
        found.setdefault(service_id(first), first)
    return [_service(plan, name, goal) for name, goal in found.items()]


def service_id(goal: ExampleGoal) -> str:
    """The short name of a goal's own service."""
    return promises().indicators[goal.indicator].service


def _service(plan: Plan, name: str, goal: ExampleGoal) -> Content:
    chance = plan.chance(f"service {name}")
    location, cost = pick(chance, promises().locations[goal.theme]), _cost(plan.municipality, chance)
    placed, priced, together = happens(chance, 0.25), happens(chance, 0.3), happens(chance, 0.35)
    return given(
        id=name,
        name=words(goal.service),
        function=promises().indicators[goal.indicator].function,
        location=words(location) if placed else None,
        cost=cost if priced else None,
        partners=plan.partners_for(goal.theme)[:2] if together else [],
    )


def _cost(municipality: Municipality, chance: Random) -> int:
    return min(DEAREST, 500 * whole(chance, 8, 14) * (1 + municipality.population[2025] // 20_000))


def goal_ids(plan: Plan) -> dict[str, str]:
    """The id of the goal of each indicator."""
    return {goal.indicator: f"goal-{number}" for number, goal in enumerate(plan.goals, start=1)}


def also_of(plan: Plan, goal: ExampleGoal) -> list[str]:
    """The indicators that are told beside a goal's own, for a few goals."""
    beside = promises().indicators[goal.indicator].also
    return beside if plan.code not in GOLDEN and happens(plan.chance(f"also {goal.indicator}"), 0.2) else []


def promised(plan: Plan) -> list[str]:
    """Every indicator that a goal promises, once."""
    return list(dict.fromkeys(name for goal in plan.goals for name in (goal.indicator, *also_of(plan, goal))))


def goals(plan: Plan) -> list[Content]:
    """Every goal, with its baseline, its target and the contribution to it."""
    return [_goal(plan, goal, number) for number, goal in enumerate(plan.goals, start=1)]


def _goal(plan: Plan, goal: ExampleGoal, number: int) -> Content:
    about = promises().indicators[goal.indicator]
    return given(
        id=f"goal-{number}",
        service=service_id(first_of_service(plan, goal)),
        change=goal.change,
        target_group=plan.special.group.get(goal.indicator),
        indicator=goal.indicator,
        also=also_of(plan, goal),
        direction=plan.special.direction.get(goal.indicator),
        baseline=_baseline(plan, goal),
        target=_target(plan, goal),
        lasting=words(about.lasting),
        risk=words(about.risk),
        contribution=_contribution(plan, goal, number),
        main=goal.main,
    )


def _baseline(plan: Plan, goal: ExampleGoal) -> Content:
    if goal.baseline.reason:
        return given(reason=words(goal.baseline.reason))
    sourced = happens(plan.chance(f"baseline {goal.indicator}"), 0.15)
    source = words(promises().sources[kind_of(goal.indicator)]) if sourced else None
    return given(value=goal.baseline.written, period=goal.baseline.period, source=source)


def _target(plan: Plan, goal: ExampleGoal) -> Content:
    chance = plan.chance(f"target {goal.indicator}")
    proposed, setter = happens(chance, 0.35), pick(chance, ["municipality", "library"])
    why = pick(chance, promises().why[kind_of(goal.indicator)])
    set_by = setter if proposed else None
    if goal.target.reason:
        return given(reason=words(goal.target.reason), set_by=set_by)
    return given(value=goal.target.written, by=goal.target.by, why=words(why) if _reached(goal) else None, set_by=set_by)


def _reached(goal: ExampleGoal) -> bool:
    """Whether the target lies at or below where things stood."""
    return goal.baseline.reason is None and _number(goal.baseline.written) >= _number(goal.target.written)


def _number(written: str | float | int | None) -> float:
    return float(re.sub(r"%$", "", str(written)))


def _contribution(plan: Plan, goal: ExampleGoal, number: int) -> Content:
    about, chance = promises().indicators[goal.indicator], plan.chance(f"contribution {goal.indicator}")
    also_municipal, outside, funded = happens(chance, 0.25), happens(chance, 0.15), happens(chance, 0.15)
    others = plan.partners_for(goal.theme) if goal.contribution == "shared" else []
    alone = goal.contribution == "shared" and not others
    municipal = goal.main or also_municipal or goal.contribution == "conditional"
    return given(
        strength=goal.contribution,
        state=_state(plan, goal, number, chance),
        text=words(about.text),
        others=others,
        municipality=words(about.municipality) if municipal else None,
        external=words(about.external) if outside or alone or goal.contribution == "conditional" else None,
        resources=words(promises().resources[goal.theme]) if funded else None,
    )


def _state(plan: Plan, goal: ExampleGoal, number: int, chance: Random) -> Value:
    draw = chance.random()
    if plan.special.stopped == goal.indicator:
        return "ended"
    if plan.protocol not in SIGNED:
        # Where nothing was signed yet, the last goal is still talked about.
        return "agreed" if number < len(plan.goals) else "in-discussion" if draw < 0.7 else "proposed"
    return "changed" if draw < 0.06 else "agreed"
