"""Integer programs over one block: how small and how large a sum can be, given everything known."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from impactlib.disclosure.blocks import Floats
from impactlib.errors import InputError

SECONDS = 20.0
"""So long may one program take. What is not shown in that time counts as out: safety has to be shown."""

OPTIMAL, TIME_OUT, IMPOSSIBLE = 0, 1, 2
EDGE = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A sum that must lie between two limits, beside the facts."""

    weights: Floats
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Result:
    status: int
    value: float = math.inf
    table: Floats | None = None


class Program:
    """One block, solved as often as is needed."""

    def __init__(self, facts: Floats, low: Floats, high: Floats, least: Floats, most: Floats, *, seconds: float = SECONDS) -> None:
        self.facts, self.low, self.high = facts, low, high
        self.least, self.most = least, most
        self.seconds = seconds

    def table(self, *conditions: Condition) -> tuple[Floats | None, bool]:
        """A table that agrees with everything known and with the conditions.

        Parameters
        ----------
        conditions
            What must hold besides.

        Returns
        -------
        tuple[Floats | None, bool]
            A table (one value for each unknown), or None; and whether there may be one: not where that is shown to be impossible.
        """
        result = self._run(np.zeros(self.facts.shape[1]), conditions)
        return result.table, result.status != IMPOSSIBLE

    def largest(self, weights: Floats) -> tuple[float, Floats | None, bool]:
        """The largest value of a sum, and a table in which it has that value (None where it has no limit, or none was found in time).

        Parameters
        ----------
        weights
            Of the sum. There must be a table that agrees with the facts.

        Returns
        -------
        tuple[float, Floats | None, bool]
            The value, `math.inf` where nothing limits it; a table; and whether it is proven: where time ran out it is the largest found.
        """
        if not weights.any():
            return 0.0, None, True
        if self.is_endless(weights):
            return math.inf, None, True
        result = self._run(-weights, ())
        return -result.value, result.table, result.status == OPTIMAL

    def smallest(self, weights: Floats) -> tuple[float, Floats | None, bool]:
        """The smallest value of a sum; as `largest`."""
        value, table, is_proven = self.largest(-weights)
        return -value + 0.0, table, is_proven

    def is_endless(self, weights: Floats) -> bool:
        """Whether the sum has no largest value: there is a direction that no fact limits and in which it grows."""
        if np.isfinite(self.most[weights > 0]).all():
            return False
        stays = np.where(np.isfinite(self.high), 0.0, np.inf), np.where(np.isfinite(self.low), 0.0, -np.inf)
        limited_above, limited_below = np.isfinite(stays[0]), np.isfinite(stays[1])
        rows = np.vstack([self.facts[limited_above], -self.facts[limited_below]])
        room = np.where(np.isfinite(self.most), 0.0, 1.0)
        result = linprog(
            -weights,
            A_ub=rows if len(rows) else None,
            b_ub=np.zeros(len(rows)) if len(rows) else None,
            bounds=np.column_stack([room * 0, room]),
        )
        return bool(result.status == OPTIMAL and -result.fun > EDGE)

    def _run(self, objective: Floats, conditions: tuple[Condition, ...]) -> _Result:
        rows = np.vstack([self.facts, *(each.weights for each in conditions)])
        low = np.concatenate([self.low, [each.low for each in conditions]])
        high = np.concatenate([self.high, [each.high for each in conditions]])
        solved = milp(
            objective,
            constraints=LinearConstraint(rows, low, high) if len(rows) else None,
            integrality=np.ones(len(objective)),
            bounds=Bounds(self.least, self.most),
            options={"mip_rel_gap": 0.0, "time_limit": self.seconds},
        )
        if solved.x is None:
            if solved.status not in (IMPOSSIBLE, TIME_OUT):
                raise InputError(
                    "disclosure control", f"an integer program ended with {solved.message!r}", "this is a fault: please report it"
                )
            return _Result(status=solved.status)
        table: Floats = np.round(solved.x) + 0.0
        if not _fits(rows @ table, low, high):
            return _Result(status=solved.status, value=float(solved.fun))
        return _Result(status=solved.status, value=float(objective @ table), table=table)


def _fits(values: Floats, low: Floats, high: Floats) -> bool:
    edge = EDGE * np.maximum(1.0, np.abs(values))
    return bool(((values >= low - edge) & (values <= high + edge)).all())
