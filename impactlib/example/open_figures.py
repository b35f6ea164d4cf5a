"""Open figures beside those of the libraries: the real population, and invented school tests."""

from __future__ import annotations

from impactlib.example.chance import bell, between, seeded
from impactlib.example.counts import totals
from impactlib.example.region import YEARS, Municipality, municipalities, register_lines
from impactlib.sources.layout import CountsLayout, read_layout

SMALLEST_GROUP = 30
"""A municipality with fewer pupils in the test than this gets an x: too few to publish."""


def population_csv() -> bytes:
    """The packaged register's rows of Gelderland, unchanged."""
    return ("\n".join(register_lines()) + "\n").encode("utf-8")


def school_tests_csv() -> bytes:
    """Invented results of the reading test at the end of primary school, by municipality and year."""
    named = read_layout("school-tests")
    assert isinstance(named, CountsLayout)
    columns = [named.area.column, named.period.column if named.period else None, *(each.column for each in named.measures.values())]
    lines = [";".join(column for column in columns if column)]
    for municipality in municipalities():
        below = between(seeded(municipality.code, "reading level"), 0.20, 0.36)
        lines += [";".join((municipality.code, str(year), *_tested(municipality, year, below))) for year in YEARS]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _tested(municipality: Municipality, year: int, below: float) -> tuple[str, str]:
    chance = seeded(municipality.code, "school tests", year)
    tested = round((totals()[municipality.code, year, "pupils"] or 0) / 8 * between(chance, 0.94, 0.99))
    if tested < SMALLEST_GROUP:
        return "x", "x"
    return str(tested), str(round(tested * bell(chance, below, 0.02)))
