"""The amount of an indicator as it is written: a percentage or a number, in one language, with so many decimals as it needs."""

from __future__ import annotations

from impactlib.indicators.indicator import Indicator, Ratio, Share
from impactlib.telling.language import Language

EQUAL = 1e-6
"""Two numbers nearer than this are one number that was written twice."""

MORE_DECIMALS = 2
"""So many decimals more than usual are written at the most."""


def written(language: Language, indicator: Indicator, value: float, decimals: int) -> str:
    """A value of this indicator with so many decimals."""
    if isinstance(indicator.figure, Share | Ratio):
        return language.percent(value, decimals)
    return language.number(value, decimals)


def exactly(language: Language, indicator: Indicator, value: float) -> str:
    """A value with as many decimals as it has, up to two more than usual: what was agreed is not rounded away."""
    share = isinstance(indicator.figure, Share | Ratio)
    usual, scaled = (0, value * 100) if share else (indicator.decimals, value)
    enough = range(usual, usual + MORE_DECIMALS + 1)
    exact = (each for each in enough if abs(scaled - round(scaled, each)) < EQUAL)
    return written(language, indicator, value, next(exact, usual + MORE_DECIMALS))
