"""What is beside one course, and what totals of providers are made of: numbers for the rules, and for the attack. No rule is here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from impactlib.indicators.contributors import Beside, Contributions, merged
from impactlib.indicators.counting import Counts, MeasureCounts, Place, SurveyCounts

Besides = Mapping[tuple[str, str], Mapping[Place, Beside]]
"""(question, what is added up) → place → what is beside one course."""

Moment = tuple[str, str, str]
"""(area, period, measure)."""


def besides_of(counts: Sequence[Counts]) -> Besides:
    """What is beside one course, of every survey with courses on record."""
    return {key: places for each in counts if isinstance(each, SurveyCounts) for key, places in each.beside.items()}


def contributions_of(counts: Sequence[Counts]) -> Mapping[Moment, Contributions]:
    """What the total of each confidential measure is made of, by area, period and measure; empty when no measure is confidential."""
    return merged([each.contributions for each in counts if isinstance(each, MeasureCounts)])
