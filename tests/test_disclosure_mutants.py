"""Publishers that hide the wrong way: the check that our tables pass must catch each of them, and must not be one that nobody passes."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from impactlib.disclosure.tables import protect_table
from tests.tabulating import Publication, all_places, exactly, faults, number

GROUP = 10
TOTAL = (None, None)
"""How many people there are in all is known to everybody."""

TABLES = {
    "one small cell": np.array([[3, 40, 25], [50, 60, 30], [45, 55, 35]]),
    "two in a row": np.array([[3, 4, 45], [50, 60, 30], [44, 35, 65]]),
    "a row of one answer": np.array([[0, 40, 0], [50, 60, 70], [45, 55, 65]]),
    "a bridge": np.array([[3, 8, 6, 30, 25], [9, 7, 33, 44, 26], [45, 23, 8, 4, 27], [35, 28, 5, 9, 29], [31, 32, 37, 38, 39]]),
    "many small": np.array([[2, 0, 45, 9], [1, 60, 3, 30], [44, 8, 65, 7]]),
}


def ours(table):
    """The product's own."""
    return exactly(protect_table(table, group=GROUP, public=[TOTAL]).told)


def threshold_only(table):
    """Hides the small numbers and nothing else."""
    return exactly({place: number(table, place) for place in all_places(table.shape) if not 1 <= number(table, place) < GROUP})


def totals_of_what_is_told(table):
    """Hides the small cells and gives totals of the other cells, as if there were nobody else."""
    shown = np.where((table >= 1) & (table < GROUP), 0, table)
    cells = {place: number(table, place) for place in np.ndindex(table.shape) if shown[place] or not table[place]}
    told = cells | {place: number(shown, place) for place in all_places(table.shape) if None in place}
    return Publication(told=told, limits={place: (people, people) for place, people in cells.items()})


def rounded_to_five(table):
    """Hides nothing and rounds each number to 5, totals from the exact ones: each lies within 2 of what is told."""
    told = {place: 5 * round(number(table, place) / 5) for place in all_places(table.shape)}
    return Publication(told=told, limits={place: (people - 2, people + 2) for place, people in told.items()})


def two_in_each_line(table):
    """Hides the small cells, and then the smallest others until no row or column has one hidden cell alone."""
    hidden = {place for place in np.ndindex(table.shape) if 1 <= table[place] < GROUP}
    rows, columns = table.shape
    lines = [[(row, column) for column in range(columns)] for row in range(rows)]
    lines += [[(row, column) for row in range(rows)] for column in range(columns)]
    changed = True
    while changed:
        changed = False
        for line in lines:
            if sum(place in hidden for place in line) == 1:
                hidden.add(min((place for place in line if place not in hidden), key=lambda place: table[place]))
                changed = True
    places = [place for place in all_places(table.shape) if place not in hidden]
    return exactly({place: number(table, place) for place in places if None not in place or not 1 <= number(table, place) < GROUP})


def is_safe(publish, table):
    """Whether what a publisher tells of a table is true and gives no secret away."""
    return not faults(table, publish(table), group=GROUP, public=[TOTAL])


MUTANTS = [threshold_only, totals_of_what_is_told, rounded_to_five, two_in_each_line]


@pytest.mark.parametrize("name", TABLES)
def test_the_check_accepts_what_we_publish(name):
    """Our own publication of each table passes the check that the mutants are held against."""
    assert is_safe(ours, TABLES[name])


@pytest.mark.parametrize("publish", MUTANTS, ids=lambda publish: publish.__name__)
def test_the_check_catches_each_mutant(publish):
    """Each wrong publisher is caught on at least one of the tables on which ours passes."""
    assert not all(is_safe(publish, table) for table in TABLES.values())


@pytest.mark.parametrize(
    ("publish", "name", "fault"),
    [
        (threshold_only, "one small cell", "exact small (0, 0)"),
        (totals_of_what_is_told, "one small cell", "exact small (0, 0)"),
        (rounded_to_five, "one small cell", "under small (0, 0)"),
        (two_in_each_line, "a bridge", "exact small (0, 2)"),
        (threshold_only, "a row of one answer", "all all of (0, None) in (0, 1)"),
        (totals_of_what_is_told, "one small cell", "untrue (0, None)"),
    ],
    ids=["threshold", "totals-by-subtraction", "rounded", "two-in-each-line", "everybody", "totals-untrue"],
)
def test_each_mutant_is_caught_for_what_it_does_wrong(publish, name, fault):
    """The attack, and not a side effect, finds the very number that the mutant gives away."""
    table = TABLES[name]
    assert any(each.startswith(fault) for each in faults(table, publish(table), group=GROUP, public=[TOTAL]))


def test_two_in_each_line_hides_two_in_each_line():
    """The mutant keeps to its own rule: where a row or a column has something hidden, two cells are; it is the rule that fails."""
    for table in TABLES.values():
        told = two_in_each_line(table).told
        for row, column in product(range(table.shape[0]), range(table.shape[1])):
            if (row, column) not in told:
                assert sum((row, each) not in told for each in range(table.shape[1])) >= 2
                assert sum((each, column) not in told for each in range(table.shape[0])) >= 2
