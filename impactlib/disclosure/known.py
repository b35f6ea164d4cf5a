"""The words in which disclosure control speaks: what is known of numbers that are not told, what must stay hidden, what came out.

Unknowns are whole numbers from 0, each with a name: how many people gave one pair of answers, how many somebody counted. Whatever is
told, was told before or is public is a line of it: a weighted sum of unknowns lies between two limits. These are data and nothing else:
protecting and attacking both speak in them, and share nothing more.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from impactlib.errors import InputError

PEOPLE = frozenset({"person", "pupil", "baby", "household"})
"""Units of which one is a person, or a few."""

Origin = Literal["release", "ledger", "public", "insider"]
"""Where a fact is from: what is about to be told, what was ever told, what others publish, what somebody who was there knows."""

Why = Literal["exact", "narrow", "under", "all"]
"""Why a secret is out: one value is left, too few are, all that are left lie under the threshold, or everybody (or nobody) is in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One fact: the sum of `terms` (unknown → weight) is at least `low` and at most `high`; both are the same for an exact figure.

    `owner` is what tells it ('GM0200/2025/DI07#movers'): what goes when the fact must go. '' where nothing that goes would help.
    """

    terms: Mapping[str, float]
    low: float
    high: float
    origin: Origin = "release"
    owner: str = ""

    def __post_init__(self) -> None:
        if not self.terms or math.isnan(self.low) or math.isnan(self.high) or self.low > self.high:
            raise InputError(
                f"fact {self.owner}", f"its terms are {len(self.terms)}, from {self.low} to {self.high}", "give terms, and low before high"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """A number that must not be found: the sum of `terms`. When it is out, and when it is not, is said here.

    `group` is the number from which on it might be told (10 people): a secret that is certainly so large harms nobody.
    `least` is the fewest that may be seen for certain (10 for a group of people; 3 within a group that may be told): wholly in
    1 … least − 1 is out. `width` is how far apart its largest and smallest possible value must be. `whole` is the group it is a part of:
    then it is out when everybody is certainly in it, and with `zero` also when certainly nobody is. `insiders` says that somebody who
    is in the group takes himself out and looks again.
    """

    name: str
    terms: Mapping[str, float]
    group: int = 10
    least: int = 10
    width: float = 10.0
    whole: Mapping[str, float] = field(default_factory=dict)
    zero: bool = False
    insiders: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """A secret that is out: between which values it lies, why that is too much, and who tells the facts it hangs on.

    `lower` and `upper` never leave the process: a log that holds them would tell the secret.
    """

    secret: str
    why: Why
    lower: float
    upper: float
    owners: tuple[str, ...]
    insider: bool = False
