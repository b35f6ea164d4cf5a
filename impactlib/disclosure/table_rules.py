"""A frequency table with all its margins: what is too small or too telling to be told, and which categories had better be one.

A place names a cell or a total: the category on each axis, None on an axis that is added up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Place = tuple[int | None, ...]
Axes = tuple[int, ...]
Counts = NDArray[np.int64]
Merge = Literal["neighbours"] | Sequence[Sequence[int]]
Reason = Literal["too-few", "group-disclosing zero", "complementary"]

FEWEST_CATEGORIES = 2
"""An axis keeps so many categories: with fewer it says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Places that differ on one axis only, of which one holds everybody: who is in the line is in that place."""

    full: Place
    total: Place
    empty: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Counts by category, and which categories are reported as one: `parts` has for each axis its groups of categories."""

    counts: Counts
    parts: tuple[tuple[tuple[int, ...], ...], ...]
    tables: Mapping[Axes, Counts] = field(init=False)

    def __post_init__(self) -> None:
        found = self.counts
        for axis, groups in enumerate(self.parts):
            found = np.stack([found.take(group, axis=axis).sum(axis=axis) for group in groups], axis=axis)
        axes = range(found.ndim)
        kept = [each for size in range(found.ndim, -1, -1) for each in combinations(axes, size)]
        tables = {each: np.asarray(found.sum(axis=tuple(set(axes) - set(each)))) for each in kept}
        object.__setattr__(self, "tables", tables)

    def places(self, axes: Axes) -> Iterator[tuple[Place, int]]:
        """Each place of the table with these axes, and how many people are there."""
        table = self.tables[axes]
        for where in np.ndindex(table.shape):
            yield self.place(axes, where), int(table[where])

    def place(self, axes: Axes, where: Sequence[int]) -> Place:
        """The place at `where` in the table with these axes."""
        full: list[int | None] = [None] * self.counts.ndim
        for axis, category in zip(axes, where, strict=True):
            full[axis] = category
        return tuple(full)

    def count(self, place: Place) -> int:
        """How many people are in a place."""
        axes = tuple(axis for axis, category in enumerate(place) if category is not None)
        return int(self.tables[axes][tuple(category for category in place if category is not None)])

    def cells(self, place: Place) -> Iterator[tuple[int, ...]]:
        """The cells of the counts that a place adds up."""
        choices = []
        for axis, category in enumerate(place):
            choices.append(range(self.counts.shape[axis]) if category is None else self.parts[axis][category])
        return product(*choices)

    def lines(self, axes: Axes) -> Iterator[Line]:
        """The lines of one table in which one of at least two places holds everybody."""
        table = self.tables[axes]
        for number, axis in enumerate(axes):
            alone = (np.count_nonzero(table, axis=number) == 1) if table.shape[number] > 1 else np.zeros(0, dtype=bool)
            for where in np.argwhere(alone).tolist():
                places = [self.place(axes, [*where[:number], category, *where[number:]]) for category in range(table.shape[number])]
                full = next(each for each in places if self.count(each))
                total = tuple(None if each == axis else category for each, category in enumerate(full))
                yield Line(full=full, total=total, empty=tuple(each for each in places if each != full))

    def primary(self, told: Sequence[Axes], group: int) -> dict[Place, Reason]:
        """What may not be told in these tables whatever else is told, and why."""
        found: dict[Place, Reason] = {}
        for axes in told:
            for place, people in self.places(axes):
                if 1 <= people < group:
                    found[place] = "too-few"
            for line in self.lines(axes):
                found.update(dict.fromkeys(line.empty, "group-disclosing zero"))
        return found

    def primaries(self, told: Sequence[Axes], group: int) -> int:
        """How many places may not be told: the length of `primary`, found without naming them."""
        number = 0
        for axes in told:
            table = self.tables[axes]
            hidden = (table >= 1) & (table < group)
            for axis in range(table.ndim):
                if table.shape[axis] > 1:
                    alone = np.count_nonzero(table, axis=axis, keepdims=True) == 1
                    hidden |= alone & (table == 0)
            number += int(np.count_nonzero(hidden))
        return number

    def merged(self, axis: int, group: Sequence[int]) -> Grid:
        """The grid in which these reported groups of an axis are one, at the place of the first."""
        groups = [each for number, each in enumerate(self.parts[axis]) if number == group[0] or number not in group]
        groups[groups.index(self.parts[axis][group[0]])] = tuple(sorted(sum((self.parts[axis][number] for number in group), ())))
        parts = tuple(tuple(groups) if each == axis else old for each, old in enumerate(self.parts))
        return Grid(counts=self.counts, parts=parts)


def redesigned(grid: Grid, merge: Mapping[int, Merge], told: Sequence[Axes], group: int) -> Grid:
    """The grid with those of the allowed merges that leave the fewest places too small or too telling, one after the other.

    Each time the merge is taken that leaves the fewest; of several the first. It ends when nothing is left to hide, or when no merge
    leaves fewer. An axis is never merged into one category.
    """
    now = grid.primaries(told, group)
    while now:
        candidates = [grid.merged(axis, each) for axis, each in _candidates(grid, merge)]
        left = [each.primaries(told, group) for each in candidates]
        if not left or min(left) >= now:
            break
        now = min(left)
        grid = candidates[left.index(now)]
    return grid


def _candidates(grid: Grid, merge: Mapping[int, Merge]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The merges that are possible now: an axis, and which of its reported groups would be one."""
    for axis in sorted(merge):
        groups, allowed = grid.parts[axis], merge[axis]
        if isinstance(allowed, str):
            found: list[tuple[int, ...]] = [(number, number + 1) for number in range(len(groups) - 1)]
        else:
            wanted = [set(each) for each in allowed]
            found = [tuple(number for number, group in enumerate(groups) if set(group) <= each) for each in wanted]
        for each in found:
            if len(each) > 1 and len(groups) - len(each) + 1 >= FEWEST_CATEGORIES:
                yield axis, each
