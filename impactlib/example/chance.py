"""Chance that falls the same way on every run and on every machine.

Only `Random.random()` is used: Python promises the same numbers for the same seed for that method alone, and no
logarithm or cosine of the machine's own mathematics library can tip an answer over an edge.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

Item = TypeVar("Item")


def seeded(*names: object) -> Random:
    """A generator of its own for this municipality and purpose, so that a change to one leaves the others alone."""
    return Random("/".join(str(name) for name in names))


def between(chance: Random, low: float, high: float) -> float:
    """A number between `low` and `high`, each as likely."""
    return low + (high - low) * chance.random()


def whole(chance: Random, low: int, high: int) -> int:
    """A whole number from `low` to `high`, both included."""
    return low + int(chance.random() * (high - low + 1))


def happens(chance: Random, share: float) -> bool:
    """True in this share of the cases."""
    return chance.random() < share


def pick(chance: Random, items: Sequence[Item]) -> Item:
    """One of the items."""
    return items[int(chance.random() * len(items))]


def shuffled(chance: Random, items: Sequence[Item]) -> list[Item]:
    """The items in another order."""
    return [item for _, _, item in sorted((chance.random(), place, item) for place, item in enumerate(items))]


def bell(chance: Random, middle: float, spread: float) -> float:
    """A number round `middle` with standard deviation `spread`, never further off than six of them."""
    return middle + spread * (sum(chance.random() for _ in range(12)) - 6.0)
