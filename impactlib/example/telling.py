"""Steps 3 and 4 of an agreement: what is measured when, and when the council is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Literal

from impactlib.example.chance import happens, pick, whole
from impactlib.example.counts import HOLES
from impactlib.example.planning import Plan, working_day
from impactlib.example.promises import kind_of, promised
from impactlib.example.wordings import Told, calendar_words
from impactlib.example.words import agreement_words
from impactlib.example.writing import Content, given, words

Sort = Literal["survey", "counts", "schools"]

FIRST, LAST = 2025, 2027
"""The years of the round."""

FEW_GOALS = 3
"""With more goals than this, schools are counted apart in the first year only."""


def moments(plan: Plan) -> list[Content]:
    """Two or three measurement moments for every year of the round, each just after it."""
    return [each for year in range(FIRST, LAST + 1) for each in _year(plan, year)]


def _year(plan: Plan, year: int) -> Iterator[Content]:
    # What was not measured in the first year comes back in the later ones, or was stopped.
    names = [name for name in promised(plan) if year > FIRST or name != plan.special.stopped]
    sorts: dict[Sort, list[str]] = {
        "survey": [name for name in names if kind_of(name) == "asked"],
        "counts": [name for name in names if kind_of(name) == "counted" and not name.startswith("LB")],
        "schools": [name for name in names if name.startswith("LB")],
    }
    if year > FIRST and len(plan.goals) > FEW_GOALS and sorts["counts"]:
        sorts["counts"] += sorts["schools"]
        sorts["schools"] = []
    for sort, measured in sorts.items():
        if measured:
            yield _moment(plan, year, sort, measured)


def _moment(plan: Plan, year: int, sort: Sort, measured: list[str]) -> Content:
    chance = plan.chance(f"moment {sort} {year}")
    day = working_day(date(year + 1, whole(chance, 1, 2), whole(chance, 5, 13))).isoformat()
    name = pick(plan.chance(f"moment {sort}"), calendar_words().moments[sort])
    missed = plan.special.missed if year == FIRST and sort == "survey" else None
    return given(
        id=f"{sort}-{year}",
        name=words(name),
        date=day,
        covers=str(year),
        indicators=measured,
        responsible=_responsible(plan, sort, chance),
        feeds=[f"council-{year + 1}"],
        state="missed" if missed else _state(year, sort, chance),
        reason=words(missed) if missed else None,
    )


def _responsible(plan: Plan, sort: Sort, chance: Random) -> str:
    helped = happens(chance, 0.3)
    if helped and sort == "schools" and "schools" in plan.partners:
        return "schools"
    return plan.contractors[-1] if helped else plan.contractors[0]


def _state(year: int, sort: Sort, chance: Random) -> str | None:
    """How far a moment is on the report date: the first year's figures are there, later ones are still to come."""
    draw = chance.random()
    if year == FIRST:
        early = "received" if draw < 0.15 else "checked"
        return "published" if draw > 0.45 else "confirmed" if draw > 0.2 or sort != "schools" else early
    # Courses run the whole year, and each is asked at its end.
    return "under-way" if year == FIRST + 1 and sort == "survey" and draw < 0.4 else None


def published(plan: Plan) -> set[str]:
    """The indicators of which the first year's figures are out, and were counted in full."""
    first = str(FIRST)
    out = {
        str(name)
        for moment in moments(plan)
        if moment["covers"] == first and moment.get("state") == "published"
        for name in promised(plan)
        if name in (moment["indicators"] if isinstance(moment["indicators"], list) else [])
    }
    holed = {code for code, year, _ in HOLES if year == FIRST}
    return set() if plan.code in holed else out


def presentations(plan: Plan) -> list[Content]:
    """What the council is told and asked: once a year, and in a few places in the first year already."""
    return [*_earlier(plan), _next(plan), *_later(plan)]


def _earlier(plan: Plan) -> Iterator[Content]:
    if plan.special.told:
        yield _told(plan, calendar_words().told, FIRST, state="shared")


def _next(plan: Plan) -> Content:
    chance = plan.chance("presentation")
    occasion = pick(chance, agreement_words().occasions)
    day, question = pick(chance, occasion.dates), next(goal.question for goal in plan.goals if goal.main)
    draw = plan.chance("presentation state").random()
    return given(
        id=f"council-{FIRST + 1}",
        audience="council",
        occasion=occasion.name,
        kind=occasion.kind,
        date=day,
        question=words(question),
        state="approved" if draw < 0.1 else "fact-check" if draw < 0.35 else None,
        responsible="library",
    )


def _later(plan: Plan) -> Iterator[Content]:
    yield _told(plan, calendar_words().second, FIRST + 2, state=None)
    yield _told(plan, calendar_words().last, FIRST + 3, state=None)


def _told(plan: Plan, occasions: list[Told], year: int, *, state: str | None) -> Content:
    chance = plan.chance(f"presentation {year}")
    told = pick(chance, occasions)
    question, speaker = pick(chance, told.questions), pick(chance, ["library", "library", "municipality"])
    return given(
        id=f"council-{year}",
        audience="council",
        occasion=told.occasion,
        kind=told.kind,
        date=pick(chance, told.dates),
        question=words(question),
        state=state,
        responsible=speaker,
    )
