"""Other numbers than the true ones that tell the same: what whoever reads what stays told must hold to be possible.

A block is a set of unknowns with everything told of them. An integer program finds other numbers, from 0, that agree with all lines
but those of the owners that it lets go, and lets go those that cost least. What it finds is looked at again in whole numbers: an owner
goes when the numbers found break one of its lines, and for no other reason.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from impactlib.errors import InputError

Numbers = NDArray[np.float64]

TOLERANCE = 1e-6
"""By so much of its size a limit may be missed: limits are often rounded decimals."""

NODES = 400
"""So many branches are looked at, at the most; then the best that was found is taken, which is always the same."""

IMPOSSIBLE = 2
"""What scipy's `milp` says when nothing keeps to all its limits; then no whole numbers do either."""

GAP = 0.02
"""What is found may cost so much more than the least, as a part of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One told line: the sum of `terms` is at least `low` and at most `high`. `cost` is what is lost when `owner` goes.

    All lines of an owner go together. A cost of `math.inf` says that the line cannot be hidden: it is public, or was told before.
    """

    owner: str
    terms: Mapping[str, float]
    low: float
    high: float
    cost: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A weighted sum over one or two alternatives (a vector of weights for each) that must lie between two limits."""

    weights: tuple[Numbers, ...]
    low: float
    high: float = math.inf


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The alternatives found, a row each, and the owners that they need gone besides those that were."""

    numbers: Numbers
    owners: tuple[str, ...]
    cost: float


class Block:
    """Unknowns with their true numbers, and all that is told of them."""

    def __init__(self, names: Sequence[str], truth: Mapping[str, int], told: Sequence[Told]) -> None:
        self.names = tuple(names)
        self.place = {name: number for number, name in enumerate(self.names)}
        self.truth = np.array([truth[name] for name in self.names], dtype=float)
        self.told = tuple(told)
        sizes = [len(line.terms) for line in self.told]
        self.rows = np.repeat(np.arange(len(self.told)), sizes)
        self.columns = np.array([self.place[name] for line in self.told for name in line.terms], dtype=int)
        self.weights = np.array([weight for line in self.told for weight in line.terms.values()], dtype=float)
        self.is_simple = bool((self.weights == 1).all())
        slack = np.array([TOLERANCE * max(1.0, *(abs(limit) for limit in _finite(line))) for line in self.told])
        self.low, self.high = np.array([line.low for line in self.told]), np.array([line.high for line in self.told])
        self.loosely = (self.low - slack, self.high + slack)
        self.cost: dict[str, float] = {}
        for line in self.told:
            self.cost[line.owner] = max(self.cost.get(line.owner, 0.0), line.cost)
        self.same: dict[bytes, list[int]] = defaultdict(list)
        for row, line in enumerate(self.told):
            self.same[self.vector(line.terms).tobytes()].append(row)
        for row in np.flatnonzero(self._broken(self.truth)).tolist():
            raise InputError(
                f"told by {self.told[row].owner or 'a public fact'}",
                "it does not hold for the true numbers",
                "give what is told and the numbers that it was made from",
            )

    def vector(self, terms: Mapping[str, float]) -> Numbers:
        """The weights of `terms`, one for each unknown of the block."""
        weights = np.zeros(len(self.names))
        for name, weight in terms.items():
            weights[self.place[name]] = weight
        return weights

    def _broken(self, numbers: Numbers) -> NDArray[np.bool_]:
        told = np.bincount(self.rows, self.weights * numbers[self.columns], minlength=len(self.told))
        broken: NDArray[np.bool_] = np.logical_or(told < self.loosely[0], told > self.loosely[1])
        return broken

    def breaks(self, numbers: Numbers) -> set[str]:
        """The owners of the lines that do not hold for these numbers."""
        return {self.told[row].owner for row in np.flatnonzero(self._broken(numbers))}

    def find(self, wishes: Sequence[Wish], *, gone: Collection[str], reach: float, closed: bool = False) -> Found | None:
        """Alternatives with these wishes for which the owners that still have to go cost least, or None where there are none.

        Parameters
        ----------
        wishes
            What must hold, over as many alternatives as the wishes have vectors.
        gone
            Owners that are gone already.
        reach
            How far an unknown may lie from its true number in an alternative.
        closed
            Let nothing more go.
        """
        if any(self._forbids(wish, gone) for wish in wishes if closed):
            return None
        program = _Program(self, wishes, gone=gone, reach=reach, closed=closed)
        if self.is_simple:
            found = self._checked(program.solve(whole=False), program)
            if found or program.is_impossible:
                return found
        return self._checked(program.solve(whole=True), program)

    def _forbids(self, wish: Wish, gone: Collection[str]) -> bool:
        """Whether a line that stays says of the very sum of the wish that it is not so."""
        return len(wish.weights) == 1 and any(
            self.loosely[1][row] < wish.low or self.loosely[0][row] > wish.high
            for row in self.same.get(wish.weights[0].tobytes(), ())
            if self.told[row].owner not in gone or math.isinf(self.told[row].cost)
        )

    def _checked(self, numbers: Numbers | None, program: _Program) -> Found | None:
        if numbers is None or np.abs(numbers - np.round(numbers)).max(initial=0.0) > 1e-4:
            return None
        numbers = np.round(numbers)
        owners = sorted(set().union(*(self.breaks(each) for each in numbers)) - program.gone)
        cost = sum(self.cost[owner] for owner in owners)
        kept = all(
            wish.low - TOLERANCE <= sum(float(weights @ each) for weights, each in zip(wish.weights, numbers, strict=True))
            <= wish.high + TOLERANCE
            for wish in program.wishes
        )  # fmt: skip
        if not kept or numbers.min(initial=0.0) < 0 or math.isinf(cost) or (program.closed and owners):
            return None
        return Found(numbers=numbers, owners=tuple(owners), cost=cost)


_Rows = tuple[NDArray[np.intp], NDArray[np.intp], Numbers, Numbers, Numbers]
"""Rows of a program: the entries (row, column, weight), and the lower and the upper limit of each row."""


class _Program:
    """The integer program: how far each unknown lies from its true number in each alternative, and which owners go."""

    def __init__(self, block: Block, wishes: Sequence[Wish], *, gone: Collection[str], reach: float, closed: bool) -> None:
        self.block, self.wishes, self.gone, self.closed = block, wishes, frozenset(gone), closed
        self.is_impossible = False
        self.copies, size = len(wishes[0].weights), len(block.names)
        self.least, self.most = np.maximum(-block.truth, -reach), np.full(size, reach)
        stays = np.array([line.owner not in self.gone or math.isinf(line.cost) for line in block.told], dtype=bool)
        kept = np.flatnonzero(stays)
        self.owners = () if closed else tuple(sorted({block.told[row].owner for row in kept.tolist() if math.isfinite(self._cost(row))}))
        number = {owner: column for column, owner in enumerate(self.owners)}
        self.letting = np.array([number.get(block.told[row].owner, -1) for row in kept], dtype=int)
        parts = [self._lines(stays, kept, reach), self._wishes(kept.size + int(np.count_nonzero(self.letting >= 0)))]
        rows, columns, weights, low, high = (np.concatenate(each) for each in zip(*parts, strict=True))
        shape = (low.size, self.copies * size + len(self.owners))
        self.constraint = LinearConstraint(sparse.csc_array((weights, (rows, columns)), shape=shape), low, high)
        self.costs = np.concatenate([np.zeros(self.copies * size), np.array([block.cost[owner] for owner in self.owners])])

    def _lines(self, stays: NDArray[np.bool_], kept: NDArray[np.intp], reach: float) -> _Rows:
        """What stays told, for each alternative: how far a line may be off is 0, or `reach` when its owner goes."""
        block, size = self.block, len(self.block.names)
        chosen = stays[block.rows]
        rows, columns, weights = (np.cumsum(stays) - 1)[block.rows[chosen]], block.columns[chosen], block.weights[chosen]
        true = np.bincount(rows, weights * block.truth[columns], minlength=kept.size)
        low, high = np.minimum(block.low[kept] - true, 0.0), np.maximum(block.high[kept] - true, 0.0)
        furthest = np.zeros(kept.size)
        np.maximum.at(furthest, rows, np.abs(weights) * reach)
        is_more = weights > 0
        up = np.bincount(rows, weights * np.where(is_more, self.most[columns], self.least[columns]), minlength=kept.size)
        down = np.bincount(rows, weights * np.where(is_more, self.least[columns], self.most[columns]), minlength=kept.size)
        over, under = np.maximum(np.minimum(up, furthest) - high, 0), np.maximum(low - np.maximum(down, -furthest), 0)
        free = np.flatnonzero(self.letting >= 0)
        again = np.full(kept.size, -1)
        again[free] = np.arange(free.size)
        is_free = again[rows] >= 0
        let = self.copies * size + self.letting[free]
        height = kept.size + free.size
        found: list[_Rows] = []
        for copy in range(self.copies):
            upper, lower = copy * height, copy * height + kept.size
            found.append((
                np.concatenate([upper + rows, upper + free, lower + again[rows[is_free]], lower + again[free]]),
                np.concatenate([copy * size + columns, let, copy * size + columns[is_free], let]),
                np.concatenate([weights, -over[free], weights[is_free], under[free]]),
                np.concatenate([np.where(self.letting >= 0, -np.inf, low), low[free]]),
                np.concatenate([high, np.full(free.size, np.inf)]),
            ))  # fmt: skip
        rows, columns, weights, low, high = (np.concatenate(each) for each in zip(*found, strict=True))
        return rows, columns, weights, low, high

    def _wishes(self, height: int) -> _Rows:
        """What is wished, as distances from the true numbers."""
        weights = np.array([np.concatenate(wish.weights) for wish in self.wishes])
        true = weights @ np.tile(self.block.truth, self.copies)
        rows, columns = np.nonzero(weights)
        low, high = (np.array([getattr(wish, side) for wish in self.wishes]) - true for side in ("low", "high"))
        return rows + self.copies * height, columns, weights[rows, columns], low, high

    def _cost(self, row: int) -> float:
        return self.block.cost[self.block.told[row].owner]

    def solve(self, *, whole: bool) -> Numbers | None:
        """The alternatives, a row each; not always whole numbers unless `whole`."""
        size, owners = self.copies * len(self.block.names), len(self.owners)
        kinds = np.concatenate([np.full(size, int(whole)), np.ones(owners)])
        bounds = Bounds(
            np.concatenate([np.tile(self.least, self.copies), np.zeros(owners)]),
            np.concatenate([np.tile(self.most, self.copies), np.ones(owners)]),
        )
        options = {"node_limit": NODES, "mip_rel_gap": GAP} if owners else {}
        result = milp(self.costs, integrality=kinds, bounds=bounds, constraints=self.constraint, options=options)
        self.is_impossible = result.status == IMPOSSIBLE
        if result.x is None:
            return None
        moved: Numbers = result.x[:size].reshape(self.copies, -1) + self.block.truth
        return moved


def _finite(line: Told) -> list[float]:
    return [limit for limit in (line.low, line.high) if math.isfinite(limit)] or [1.0]
