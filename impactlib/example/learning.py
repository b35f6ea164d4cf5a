"""Step 5 of an agreement: what the parties made of the first figures, what they decided, and what they learned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Literal

from impactlib.example.accountability import meeting_days
from impactlib.example.chance import happens, pick, shuffled, whole
from impactlib.example.counts import counted
from impactlib.example.goals import ExampleGoal
from impactlib.example.planning import TODAY, Plan, working_day
from impactlib.example.promises import goal_ids
from impactlib.example.telling import published
from impactlib.example.wordings import DecisionWords, lesson_words
from impactlib.example.writing import Content, given, words
from impactlib.indicators.indicator import catalogue
from impactlib.workspace import Text

ALIKE = 0.03
"""A figure that moved by less than this share of itself stayed about the same."""

SMALL = 15_000
"""In smaller municipalities than this, a rise or fall may be a few people: nothing is said of it."""

Way = Literal["up", "down", "same"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A finding of one goal: which way its figure went in a year."""

    goal: ExampleGoal
    year: int
    way: Way


def _held(plan: Plan) -> bool:
    """Whether the meeting about the first year lies before the report date."""
    return meeting_days(plan)[0] < TODAY


def _seen(plan: Plan) -> list[Seen]:
    """What there is to talk about: of 2025 where the meeting was held and the figures are out, else of 2024."""
    if plan.municipality.population[2025] < SMALL:
        return []
    year, out = (2025, published(plan)) if _held(plan) else (2024, {goal.indicator for goal in plan.goals})
    found: list[Seen] = []
    for goal in plan.goals:
        way = _way(plan, goal.indicator, year)
        if way is not None and goal.indicator in out and goal.indicator in lesson_words().explanations:
            found.append(Seen(goal=goal, year=year, way=way))
    return found


def _way(plan: Plan, indicator: str, year: int) -> Way | None:
    before, now = counted(indicator, plan.municipality, year - 1), counted(indicator, plan.municipality, year)
    if before is None or now is None:
        return None
    if abs(now - before) <= ALIKE * before:
        return "same"
    return "up" if now > before else "down"


def interpretations(plan: Plan) -> list[Content]:
    """What the parties made of one figure or two, in words."""
    chance = plan.chance("interpretations")
    if not (happens(chance, 0.75) or plan.special.talked):
        return []
    number = 2 if happens(chance, 0.2) else 1
    return [_interpretation(plan, seen, chance) for seen in _seen(plan)[:number]]


def _interpretation(plan: Plan, seen: Seen, chance: Random) -> Content:
    said, phrases = lesson_words(), catalogue()[seen.goal.indicator].phrases
    about = said.explanations[seen.goal.indicator]
    subject = about.subject or Text(nl=phrases["nl"].subject, en=phrases["en"].subject)
    finding, year = said.findings[seen.way], str(seen.year)
    told = Text(nl=finding.nl.format(year=year, subject=subject.nl), en=finding.en.format(year=year, subject=subject.en))
    explanation = {"up": about.up, "down": about.down, "same": said.same}[seen.way]
    voice, heard, joined_in = pick(chance, said.counter_voices), happens(chance, 0.3), pick(chance, plan.partners)
    spring = working_day(date(2025, 4, 1) + timedelta(days=whole(chance, 0, 70)))
    return given(
        period=str(seen.year),
        goal=goal_ids(plan)[seen.goal.indicator],
        finding=words(told),
        explanation=words(explanation),
        alternative=words(about.other),
        counter_voice=words(voice) if heard else None,
        by=["municipality", "library", joined_in],
        date=(meeting_days(plan)[0] if _held(plan) else spring).isoformat(),
    )


def decisions(plan: Plan) -> list[Content]:
    """What was decided: mostly one thing or two, some of it done."""
    return [*_stopped(plan), *_decided(plan)]


def _stopped(plan: Plan) -> Iterator[Content]:
    if plan.special.stop:
        goal = goal_ids(plan)[plan.special.stopped]
        text = words(plan.special.stop)
        yield given(id="stop-visits", kind="stop", text=text, goal=goal, owner="municipality", date="2026-01-15", done=True)


def _decided(plan: Plan) -> Iterator[Content]:
    chance = plan.chance("decisions")
    fitting = [each for each in lesson_words().decisions if each.theme in plan.themes]
    number = 0 if happens(chance, 0.15) else whole(chance, 1, 2)
    for place, each in enumerate(shuffled(chance, fitting)[:number]):
        yield _decision(plan, each, chance, first=place == 0)


def _decision(plan: Plan, decided: DecisionWords, chance: Random, *, first: bool) -> Content:
    owner = pick(chance, [*plan.contractors, *plan.contractors, "municipality"]) if decided.kind != "stop" else "library"
    past = working_day(date(2025, 9, 1) + timedelta(days=whole(chance, 0, 120)))
    coming = working_day(date(2026, 6, 1) + timedelta(days=whole(chance, 0, 200)))
    done = first and happens(chance, 0.5)
    aimed, goal = happens(chance, 0.4), next(goal for goal in plan.goals if goal.theme == decided.theme)
    return given(
        id=f"{decided.kind}-{decided.theme}",
        kind=decided.kind,
        text=words(decided.text),
        goal=goal_ids(plan)[goal.indicator] if aimed and decided.kind != "stop" else None,
        owner=owner,
        date=(past if done else coming).isoformat(),
        done=done,
    )


def lessons(plan: Plan) -> list[Content]:
    """What the next round has to take along; with some of it something was done already."""
    chance = plan.chance("lessons")
    number = whole(chance, 0, 2)
    learned = []
    for text in shuffled(chance, lesson_words().lessons)[:number]:
        closed = happens(chance, 0.35)
        lesson = given(text=words(text), period="2025")
        learned.append({**lesson, "open": False} if closed else lesson)
    return learned
