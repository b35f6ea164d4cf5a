"""What invented participants answer after a digital skills course."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from impactlib.example.chance import bell, between, happens, seeded, shuffled, whole
from impactlib.example.region import Municipality
from impactlib.sources.layout import NO_OPINION, SurveyLayout, read_layout

ASKED_TWICE = ("digital_confidence", "skill_forms")
"""What the answers about before and now start from: a statement, and the first of the skills."""

OTHER_SKILLS = (
    "skill_email",
    "skill_search",
    "skill_digid",
    "skill_files",
    "skill_appointment",
    "skill_fake_message",
    "skill_password",
)
"""The other skills: some are easier than filling in a form."""

EASIER = {"skill_email": 0.3, "skill_search": 0.15, "skill_files": 0.1, "skill_fake_message": -0.2}
"""How much more people can do of some to begin with, beside filling in a form."""

ASKED_ONCE = ("learned", "will_apply", "aware")
"""The statements about now only."""

COURSE_SPREAD = 0.27
"""Standard deviation between courses, where that between people is about 1: an intraclass correlation of about .07."""

LAST_YEAR = 0.8
"""The answers of 2024 as a share of those of 2025."""

PEOPLE_A_COURSE = 11
"""How many people a course has, about."""

MONTHS = (1, 2, 3, 4, 5, 6, 9, 10, 11, 12)
"""Months in which a course ends: none in the summer."""

Answer = float | None
"""A code on the scale, NO_OPINION, or None for a blank."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaning:
    """Where the participants of one municipality tend to; the answers scatter round it."""

    start: float
    gain: Mapping[str, float]
    approval: Mapping[str, float]
    mark: float
    response: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Respondent:
    """One person who answered; `answers` holds a code for each column of the file."""

    municipality: Municipality
    course: str
    day: date
    answers: Mapping[str, Answer]


def layout() -> SurveyLayout:
    """The packaged layout that names the columns."""
    found = read_layout("digital-course")
    assert isinstance(found, SurveyLayout)
    return found


def leaning(municipality: Municipality) -> Leaning:
    """How the participants of this municipality tend to answer."""
    chance, case = seeded(municipality.code, "leaning"), municipality.case
    start = between(chance, 2.35, 2.85)
    general = bell(chance, 1.1, 0.35)
    confidence, affairs = general + between(chance, -0.1, 0.2), general + between(chance, -0.2, 0.1)
    useful = between(chance, 3.8, 4.75)
    if case.gain is not None:
        confidence, affairs = case.gain, case.gain - 0.05
    return Leaning(
        start=start if case.start is None else case.start,
        gain={"digital_confidence": confidence, "skill_forms": affairs if case.affairs is None else case.affairs},
        approval={"learned": useful, "will_apply": useful - between(chance, 0.0, 0.4), "aware": useful - between(chance, 0.1, 0.6)},
        mark=between(chance, 7.2, 8.4),
        response=between(chance, 0.46, 0.74) if case.response is None else case.response,
    )


def how_many(municipality: Municipality, year: int) -> int:
    """How many people in this municipality answered in this year."""
    chance, case = seeded(municipality.code, "answers"), municipality.case
    usual = max(8, round(municipality.population[2025] * between(chance, 0.0006, 0.0012)))
    this_year = usual if case.answers is None else case.answers
    if year == 2025:
        return this_year
    return round((this_year or usual) * LAST_YEAR * between(chance, 0.92, 1.08))


def how_many_took_part(municipality: Municipality, year: int) -> int:
    """How many people in this municipality started a course: more than those who answered."""
    return math.ceil(how_many(municipality, year) / leaning(municipality).response)


def respondents(municipality: Municipality, year: int) -> list[Respondent]:
    """Everybody in this municipality who answered in this year, course by course."""
    tendency, people = leaning(municipality), how_many(municipality, year)
    if not people:
        return []
    chance = seeded(municipality.code, "courses", year)
    courses = max(1, round(how_many_took_part(municipality, year) / PEOPLE_A_COURSE))
    places = shuffled(chance, [place % courses for place in range(people)])
    ends = sorted(date(year, MONTHS[whole(chance, 0, len(MONTHS) - 1)], whole(chance, 8, 22)) for _ in range(courses))
    usual = between(chance, -0.12, 0.12)
    drift = usual if municipality.case.drift is None else municipality.case.drift * (year == 2025)
    found: list[Respondent] = []
    for course in range(courses):
        code = f"{municipality.prefix}-{year % 100}-{course + 1:02d}"
        answering = seeded(code, "answers")
        shared = bell(answering, drift, COURSE_SPREAD)
        skilled = seeded(code, "skills")
        for _ in range(places.count(course)):
            day = ends[course] + timedelta(days=whole(answering, 0, 6))
            answers = _with_gaps(_answers(tendency, shared, answering), answering)
            answers |= _with_gaps(_skills(answers, tendency, skilled), skilled)
            found.append(Respondent(municipality=municipality, course=code, day=day, answers=answers))
    return found


def _answers(tendency: Leaning, shared: float, chance: Random) -> dict[str, Answer]:
    items = layout().items
    answers: dict[str, Answer] = {}
    level, pleased = bell(chance, 0.0, 0.85), bell(chance, 0.0, 0.6)
    for name in ASKED_TWICE:
        before = tendency.start + level + bell(chance, 0.0, 0.5)
        now = before + tendency.gain[name] + shared + 0.3 * pleased + bell(chance, 0.0, 0.6)
        answers[items[name].before or ""] = _on_scale(before)
        answers[items[name].now or ""] = _on_scale(now)
    for name in ASKED_ONCE:
        answers[items[name].column or ""] = _on_scale(tendency.approval[name] + shared + pleased + bell(chance, 0.0, 0.7))
    # People give whole marks, and now and then a half.
    mark = tendency.mark + 0.6 * shared + 0.8 * pleased + bell(chance, 0.0, 0.6)
    step = 2 if happens(chance, 0.2) else 1
    answers[items["mark"].column or ""] = min(10.0, max(1.0, math.floor(mark * step + 0.5) / step))
    return answers


def _skills(answers: Mapping[str, Answer], tendency: Leaning, chance: Random) -> dict[str, Answer]:
    """What somebody says of the other skills: near what they say of filling in a form."""
    items = layout().items
    found: dict[str, Answer] = {}
    form = items["skill_forms"]
    first = [answers[column or ""] for column in (form.before, form.now)]
    before = first[0] if first[0] is not None and first[0] > 0 else tendency.start
    gain = first[1] - before if first[1] is not None and first[1] > 0 else tendency.gain["skill_forms"]
    for name in OTHER_SKILLS:
        then = before + EASIER.get(name, 0.0) + bell(chance, 0.0, 0.4)
        found[items[name].before or ""] = _on_scale(then)
        found[items[name].now or ""] = _on_scale(then + gain + bell(chance, -0.1, 0.4))
    return found


def _with_gaps(answers: Mapping[str, Answer], chance: Random) -> dict[str, Answer]:
    """The answers, of which some are left blank and some are 'don't know'."""
    gaps: dict[str, Answer] = {}
    for column, answer in answers.items():
        draw = chance.random()
        gaps[column] = None if draw < 0.025 else NO_OPINION if draw < 0.06 else answer
    return gaps


def _on_scale(value: float) -> float:
    return float(min(5, max(1, math.floor(value + 0.5))))
