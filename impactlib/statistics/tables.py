"""Frequency tables, the currency of every statistic here, and what is refused in them."""

from __future__ import annotations

import math
from collections.abc import Mapping

from impactlib.errors import InputError

Frequencies = Mapping[float, int]
"""How many people gave each answer: code → people."""

BeforeNow = Mapping[tuple[float, float], int]
"""How many people gave each pair of answers: (code before, code now) → people."""

DECIMALS = 8
"""Differences are rounded to this many decimals, so that floating noise makes no changers (STATISTICS.md, section 2)."""


def check_frequencies(table: Mapping[float, int] | Mapping[tuple[float, float], int], *, where: str) -> int:
    """How many people are in a table; an error when a cell is negative or no whole number."""
    total = 0
    for answer, people in table.items():
        if not (math.isfinite(answer[0]) and math.isfinite(answer[1]) if isinstance(answer, tuple) else math.isfinite(answer)):
            raise InputError(where, f"an answer is {answer}", "a code is a finite number")
        if not math.isfinite(people) or people < 0 or people != int(people):
            raise InputError(where, f"the answer {answer} was given by {people} people", "a frequency is a whole number, 0 or more")
        total += int(people)
    return total


def differences_of(table: BeforeNow, *, where: str) -> dict[float, int]:
    """How many people changed by each amount (now minus before), smallest first.

    Examples
    --------
    >>> differences_of({(2, 3): 6, (3, 3): 4, (4, 3): 2}, where="example")
    {-1: 2, 0: 4, 1: 6}
    """
    check_frequencies(table, where=where)
    found: dict[float, int] = {}
    for (before, now), people in table.items():
        difference = round(now - before, DECIMALS)
        found[difference] = found.get(difference, 0) + people
    return dict(sorted(found.items()))
