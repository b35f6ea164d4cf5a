"""What is given for a table, checked: the counts, the groups of categories, and which margins are told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from impactlib.disclosure.table_rules import Axes, Counts, Grid
from impactlib.errors import InputError

MOST_AXES = 3


def checked_groups(axis: int, size: int, groups: Sequence[Sequence[int]] | None) -> tuple[tuple[int, ...], ...]:
    """The groups in which an axis is reported: each category in one group, those that are not named alone."""
    named = [category for group in groups or () for category in group]
    if len(set(named)) != len(named) or not set(named) <= set(range(size)):
        raise InputError(
            f"axis {axis}", f"its groups name {sorted(named)}", f"name each of the categories 0 to {size - 1} once at the most"
        )
    whole = [tuple(sorted(group)) for group in groups or () if group] + [(each,) for each in range(size) if each not in named]
    return tuple(sorted(whole))


def told_tables(grid: Grid, margins: Iterable[Axes] | None) -> list[Axes]:
    """The tables that are told, by the axes that they keep, the largest first."""
    if margins is None:
        return list(grid.tables)
    wanted = [tuple(sorted(each)) for each in margins]
    unknown = [each for each in wanted if each not in grid.tables]
    if unknown or not wanted:
        raise InputError(
            "margins", f"they are {wanted}", f"give axes from {list(range(grid.counts.ndim))} for each table, () for the total"
        )
    return [each for each in grid.tables if each in wanted]


def read_counts(counts: ArrayLike | Mapping[tuple[str, ...], int]) -> tuple[Counts, tuple[tuple[str, ...], ...]]:
    """The counts as an array, and the names of the categories on each axis."""
    if isinstance(counts, Mapping):
        lengths = sorted({len(cell) for cell in counts})
        if len(lengths) != 1:
            raise InputError("counts", f"its cells have {lengths} categories", "give one for each axis")
        labels = tuple(tuple(dict.fromkeys(cell[axis] for cell in counts)) for axis in range(lengths[0]))
        found: NDArray[np.number] = np.zeros([len(each) for each in labels], dtype=np.int64)
        if all(isinstance(people, int | np.integer) for people in counts.values()):
            for cell, people in counts.items():
                found[tuple(labels[axis].index(each) for axis, each in enumerate(cell))] = people
        else:
            found = found.astype(float)
    else:
        found = np.asarray(counts)
        labels = tuple(tuple(map(str, range(size))) for size in found.shape)
    if not 1 <= found.ndim <= MOST_AXES or not found.size:
        raise InputError(
            "counts", f"it has {found.ndim} axes and {found.size} cells", f"give one to {MOST_AXES} axes, and at least one cell"
        )
    if found.dtype.kind not in "iu" or (found < 0).any():
        raise InputError("counts", f"it has {found.dtype} numbers", "give whole numbers of people, from 0")
    return found.astype(np.int64), labels
