"""The steps that lead from one table to another in a block: what the search for witnesses tries."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations, combinations_with_replacement, product

import numpy as np

from impactlib.disclosure.blocks import Flags, Floats, Form, Ints

LARGEST = 60
"""Blocks with more unknowns than this are left to the integer programs: the steps to try grow with the square."""

MOST_STEPS = 4_000
"""Of so many ways to move two people at once a part is tried, drawn by lot."""

ROOMS = (2.0, 0.5)
"""A fact is narrow whose limits are less than this many times its largest weight apart: there one person moved is soon too many."""

SLACK = 1e-9


class Steps:
    """The steps from one table to the next: one person more or fewer somewhere, one moved, and two moved so that no narrow fact notices."""

    def __init__(self, facts: Floats, narrow: Sequence[Flags]) -> None:
        width = facts.shape[1]
        unit = np.eye(width, dtype=np.int64)
        steps = [*unit, *-unit]
        moved = [unit[to] - unit[at] for at in range(width) for to in range(width) if to != at]
        random = np.random.default_rng(0)
        silent: list[Ints] = []
        for each in narrow:
            found = self._silent(facts[each], unit)
            picked = random.permutation(len(found))[: MOST_STEPS // (2 * len(narrow))]
            silent += [step for number in picked for step in (found[number], -found[number])]
        self.moves: Ints = np.array([*steps, *moved, *silent], dtype=np.int64).reshape(-1, width)
        self.effects: Floats = self.moves @ facts.T
        self.loud: Ints = np.flatnonzero(np.abs(self.effects).max(axis=1, initial=0) > SLACK)
        taken = np.maximum(-self.moves, 0)
        depth = max(1, int((taken > 0).sum(axis=1).max(initial=1)))
        self.taken: Ints = np.argsort(-taken, axis=1, kind="stable")[:, :depth]
        amounts = np.take_along_axis(taken, self.taken, axis=1).astype(float)
        self.amounts: Floats = np.where(amounts > 0, amounts, math.nan)

    @staticmethod
    def _silent(facts: Floats, unit: Ints) -> list[Ints]:
        """Two people moved at once so that every narrow fact stays exactly what it was, where neither could move alone."""
        kinds = np.unique(facts, axis=1, return_inverse=True)[1].reshape(-1).tolist()
        by_effect: dict[tuple[float, ...], dict[tuple[int, int], list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
        for one, other in combinations_with_replacement(range(len(unit)), 2):
            effect = tuple(np.round(facts[:, one] + facts[:, other], 9).tolist())
            by_effect[effect][min(kinds[one], kinds[other]), max(kinds[one], kinds[other])].append((one, other))
        found: list[Ints] = []
        for alike in by_effect.values():
            for (these, froms), (those, tos) in combinations(alike.items(), 2):
                if set(these) & set(those):
                    continue
                for at, to in product(froms, tos):
                    found.append(unit[list(to)].sum(axis=0) - unit[list(at)].sum(axis=0))
                    if len(found) >= 5 * MOST_STEPS:
                        return found
        return found

    def lengths(self, picked: Ints, tables: Floats) -> Floats:
        """How often each step may be taken before an unknown would be under 0."""
        longest = np.full((len(tables), len(picked)), np.inf)
        for column in range(self.taken.shape[1]):
            amounts = self.amounts[picked, column]
            longest = np.fmin(longest, tables[:, self.taken[picked, column]] / amounts)
        return longest


@lru_cache(maxsize=8)
def _steps(weights: bytes, shape: tuple[int, int], narrow: bytes) -> Steps:
    masks = np.unique(np.frombuffer(narrow, dtype=bool).reshape(-1, shape[0]), axis=0)
    return Steps(np.frombuffer(weights).reshape(shape), list(masks))


def steps_of(form: Form, low: Floats, high: Floats) -> Steps:
    """The steps for blocks of a form; of the last few forms they are kept.

    Parameters
    ----------
    form
        What the blocks share.
    low, high
        Limits of the facts (blocks × facts).

    Returns
    -------
    Steps
        The steps.
    """
    room = np.median(high - low, axis=0)
    narrow = np.array([room < each * np.abs(form.facts).max(axis=1, initial=0) for each in ROOMS])
    return _steps(form.facts.tobytes(), (form.facts.shape[0], form.facts.shape[1]), narrow.tobytes())
