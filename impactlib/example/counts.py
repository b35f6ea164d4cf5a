"""What invented libraries count in a year: members, visits, loans, schools, activities and courses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from random import Random

from impactlib.example.chance import bell, between, seeded
from impactlib.example.region import YEARS, Library, Municipality, municipalities
from impactlib.example.survey import how_many, how_many_took_part
from impactlib.indicators.figure import Count, Rate, Ratio
from impactlib.indicators.indicator import catalogue
from impactlib.sources.layout import CountsLayout, read_layout

Cell = int | str | None
"""A count, a word that stands for 'not known', or None where nothing was handed in."""

VISITS = {2021: 0.45, 2022: 0.74, 2023: 0.90, 2024: 0.97, 2025: 1.0}
"""Visits as a share of those of 2025: libraries were closed for part of 2021."""

MEMBERS = {2021: 0.93, 2022: 0.94, 2023: 0.97, 2024: 0.985, 2025: 1.0}
"""Members as a share of those of 2025."""

GROWING = {2021: 0.42, 2022: 0.62, 2023: 0.80, 2024: 0.92, 2025: 1.0}
"""Activities, courses and questions as a share of those of 2025: new services that grow."""

IN_SCHOOLS = {2021: 0.70, 2022: 0.78, 2023: 0.86, 2024: 0.94, 2025: 1.0}
"""Schools with a library as a share of those of 2025."""

LARGER_PART = 0.62
"""What the first of two libraries does in a municipality that both serve."""

HOLES: Mapping[tuple[str, int, str], Cell] = {
    ("GM1955", 2025, "visits"): None,
    ("GM0197", 2024, "members"): None,
    ("GM0216", 2022, "participations"): "onbekend",
    ("GM0246", 2025, "course_participants"): None,
    ("GM0246", 2025, "course_completed"): None,
    # A real nought: the information point opened in 2022.
    ("GM0277", 2021, "ido_questions"): 0,
    ("GM0277", 2021, "ido_helped"): 0,
}
"""Cells that are not what they would have been: empty is not nought, and nought is not empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearRow:
    """The counts of one library in one municipality and year."""

    municipality: Municipality
    library: Library
    year: int
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """What is usual in one municipality, for each inhabitant or as a share."""

    members: float
    youth: float
    visits: float
    loans: float
    pupils: float
    reach: float
    activities: float
    crowd: float
    questions: float
    helped: float
    completed: float


def layout() -> CountsLayout:
    """The packaged layout that names the columns."""
    found = read_layout("wsob")
    assert isinstance(found, CountsLayout)
    return found


@cache
def year_rows() -> tuple[YearRow, ...]:
    """All rows of the file: by municipality, year and library."""
    return tuple(row for municipality in municipalities() for year in YEARS for row in _rows(municipality, year))


@cache
def totals() -> Mapping[tuple[str, int, str], int | None]:
    """Each measure added up over the libraries of a municipality and year; None where a part of it is not known."""
    added: dict[tuple[str, int, str], int | None] = {}
    for row in year_rows():
        for measure, cell in row.cells.items():
            key = (row.municipality.code, row.year, measure)
            before = added.get(key, 0)
            added[key] = before + cell if before is not None and isinstance(cell, int) else None
    return added


def counted(indicator: str, municipality: Municipality, year: int) -> float | None:
    """The figure of a counted indicator in one municipality and year, or None where it is not known."""
    figure = catalogue()[indicator].figure
    match figure:
        case Count(measure=measure):
            part, whole = totals()[municipality.code, year, measure], 1.0
        case Rate(measure=measure):
            part, whole = totals()[municipality.code, year, measure], municipality.population[year] / figure.inhabitants
        case Ratio(part=of, whole=among):
            part, whole = totals()[municipality.code, year, of], float(totals()[municipality.code, year, among] or 0)
        case _:
            return None
    return part / whole if part is not None and whole else None


def _rows(municipality: Municipality, year: int) -> list[YearRow]:
    habits = _habits(municipality)
    whole = _counts(municipality, year, habits, seeded(municipality.code, "counts", year))
    shares = (1.0,) if len(municipality.libraries) == 1 else (LARGER_PART, 1.0 - LARGER_PART)
    rows: list[YearRow] = []
    left = dict(whole)
    for library, share in zip(municipality.libraries, shares, strict=True):
        last = library is municipality.libraries[-1]
        part = {name: left[name] if last else round(count * share) for name, count in whole.items()}
        left = {name: left[name] - part[name] for name in part}
        cells = {name: HOLES.get((municipality.code, year, name), count) for name, count in part.items()}
        rows.append(YearRow(municipality=municipality, library=library, year=year, cells=cells))
    return rows


def _habits(municipality: Municipality) -> Habits:
    chance = seeded(municipality.code, "habits")
    return Habits(
        members=between(chance, 0.19, 0.26),
        youth=between(chance, 0.55, 0.65),
        visits=between(chance, 2.5, 4.0),
        loans=between(chance, 2.4, 3.6),
        pupils=between(chance, 0.070, 0.088),
        reach=between(chance, 0.45, 0.92),
        activities=between(chance, 0.012, 0.024),
        crowd=between(chance, 9.0, 14.0),
        questions=between(chance, 0.010, 0.025),
        helped=between(chance, 0.72, 0.92),
        completed=between(chance, 0.74, 0.94),
    )


def _counts(municipality: Municipality, year: int, habits: Habits, chance: Random) -> dict[str, int]:
    people = municipality.population[year]
    members = _about(people * habits.members * MEMBERS[year], 0.02, chance)
    loans = _about(people * habits.loans * (0.85 if year == 2021 else 1.0), 0.04, chance)
    schools = max(1, round(municipality.population[2025] * habits.pupils / 215))
    with_library = round(schools * habits.reach * IN_SCHOOLS[year])
    pupils = _about(people * habits.pupils, 0.01, chance)
    # Schools with a library are a little larger than the others.
    reached = min(pupils, _about(pupils * with_library / schools * 1.05, 0.02, chance)) if with_library else 0
    reached = pupils if with_library == schools else reached
    activities = _about(people * habits.activities * GROWING[year], 0.06, chance)
    questions = _about(people * habits.questions * GROWING[year], 0.08, chance)
    took_part, answered = _course(municipality, year, chance)
    finished = max(answered, min(took_part, _about(took_part * habits.completed, 0.05, chance)))
    return {
        "members": members,
        "youth_members": _about(members * habits.youth, 0.015, chance),
        "visits": _about(people * habits.visits * VISITS[year], 0.03, chance),
        "loans": loans,
        "school_loans": _about(reached * between(chance, 9.0, 13.0) * (0.75 if year == 2021 else 1.0), 0.03, chance),
        "schools": schools,
        "schools_with_library": with_library,
        "pupils": pupils,
        "pupils_reached": reached,
        "activities": activities,
        "participations": _about(activities * habits.crowd, 0.05, chance),
        "ido_questions": questions,
        "ido_helped": min(questions, _about(questions * habits.helped, 0.03, chance)),
        "course_participants": took_part,
        "course_completed": finished,
    }


def _course(municipality: Municipality, year: int, chance: Random) -> tuple[int, int]:
    """How many took part in a course, and how many of them answered the survey, which began in 2024."""
    if year >= 2024:
        return how_many_took_part(municipality, year), how_many(municipality, year)
    began = how_many_took_part(municipality, 2024)
    return max(4, _about(began * GROWING[year] / GROWING[2024], 0.08, chance)), 0


def _about(value: float, spread: float, chance: Random) -> int:
    """The value give or take this share of it, as a count."""
    return max(0, round(value * bell(chance, 1.0, spread)))
