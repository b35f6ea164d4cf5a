"""Coverage by simulation, for what has too many outcomes to sum: samples from a known population, and the library's interval of each.

Every row has its own generator, seeded by its name: rows may be added or left out without a change in the others.
"""

from __future__ import annotations

from collections.abc import Iterator

from studies.beside_others import beside_others
from studies.by_themselves import differences_of_means, effects, weighted
from studies.in_courses import differences_in_courses, in_courses
from studies.over_years import expected, trends
from studies.sampling import Situation


def situations() -> Iterator[Situation]:
    """Everything that is simulated."""
    yield from effects()
    yield from differences_of_means()
    yield from in_courses()
    yield from differences_in_courses()
    yield from trends()
    yield from expected()
    yield from weighted()
    yield from beside_others()
