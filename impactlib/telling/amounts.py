"""The amount of an indicator as it is written: a percentage, points, money or a number, in one language, with the decimals it needs."""

from __future__ import annotations

from impactlib.indicators.figure import Average, Balance, ChangeOfMean, ChangeOfShare, NetShare, Rate, Ratio
from impactlib.indicators.indicator import Indicator
from impactlib.telling.language import Language

EQUAL = 1e-6
"""Two numbers nearer than this are one number that was written twice."""

MORE_DECIMALS = 2
"""So many decimals more than usual are written at the most."""

SIGNS = {"percent": "amount-percent", "euro": "amount-euro", "kilometre": "amount-kilometre"}
"""The sentence that writes an amount with its unit, for units that have a sign."""


def written(language: Language, indicator: Indicator, value: float, decimals: int) -> str:
    """A value of this indicator with so many decimals, with its sign or unit: as it stands alone."""
    number = plainly(language, indicator, value, decimals)
    if isinstance(indicator.figure, ChangeOfShare):
        one = 1 if abs(round(value * 100, decimals)) == 1 else 2
        return language.sentence("amount-points", n=number, count=one)
    if indicator.figure.scale != "share" and indicator.unit in SIGNS:
        return language.sentence(SIGNS[indicator.unit], n=number)
    return number


def plainly(language: Language, indicator: Indicator, value: float, decimals: int) -> str:
    """A value as it stands before a claim that names its unit: of a share still a percentage, of a balance with its sign."""
    figure = indicator.figure
    if isinstance(figure, ChangeOfShare | NetShare):
        return language.number(value * 100, decimals)
    if figure.scale == "share":
        return language.percent(value, decimals)
    number = language.number(value, decimals)
    return f"+{number}" if isinstance(figure, Balance) and round(value, decimals) > 0 else number


def legible(indicator: Indicator, value: float, usual: int) -> int:
    """The decimals with which a rate or a part of a whole that is more than nought is not written as 0, nor a rate as a bare 1."""
    if not isinstance(indicator.figure, Rate | Average | Ratio) or value == 0:
        return usual
    scaled = value * 100 if indicator.figure.scale == "share" else value
    bare = {"0"} if indicator.figure.scale == "share" else {"0", "1"}
    enough = range(usual, usual + MORE_DECIMALS)
    return next((each for each in enough if round(scaled, each) != 0 and f"{scaled:.{each}f}" not in bare), usual + MORE_DECIMALS)


def exactly(language: Language, indicator: Indicator, value: float) -> str:
    """A value with as many decimals as it has, up to two more than usual: what was agreed is not rounded away."""
    usual, scaled = (0, value * 100) if indicator.figure.scale == "share" else (indicator.decimals, value)
    enough = range(usual, usual + MORE_DECIMALS + 1)
    exact = (each for each in enough if abs(scaled - round(scaled, each)) < EQUAL)
    return written(language, indicator, value, next(exact, usual + MORE_DECIMALS))


def aimed(language: Language, indicator: Indicator, target: float) -> str:
    """A target as it was agreed: '75%', or '0,5 punt vooruitgang'."""
    amount = exactly(language, indicator, target)
    match indicator.figure:
        case ChangeOfMean():
            return language.sentence("target-of-change", target=amount)
        case ChangeOfShare():
            return language.sentence("target-of-change-of-share", target=amount)
        case _:
            return amount


def as_typed(indicator: Indicator, value: float) -> str:
    """A value as people type it in an agreement: '75%' of every kind of share, and a plain number of all else."""
    if indicator.figure.scale == "share":
        return f"{round(value * 100, indicator.decimals) + 0.0:.{indicator.decimals}f}%"
    return f"{round(value, indicator.decimals) + 0.0:.{indicator.decimals}f}"
