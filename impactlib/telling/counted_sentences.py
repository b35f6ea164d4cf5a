"""Sentences about what was counted, or published by others: complete figures, each in the words of its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impactlib.indicators.figure import POPULATION, Average, Balance, Given, Rate, Ratio
from impactlib.indicators.finding import Finding
from impactlib.indicators.indicator import Indicator

if TYPE_CHECKING:
    from impactlib.telling.phrasing import Phrasing

FEW_THINGS = {"0": 0, "1": 1}
"""None and one, as they are written: of these a sentence of their own is told, since a claim is of more."""

FEWEST_FOR_A_SHARE = 30
"""Of a counted whole under this a sentence tells the part of the whole: '7 van de 11' says more than '64% van de 11'."""


def counted_sentence(phrasing: Phrasing, finding: Finding) -> str:
    """What was counted, in one sentence; of a figure that others published also whose it is, and the margin that they give.

    Of a part, its whole and the share that it is, a sentence tells two at the most: the share of the whole, and of few things the
    part of the whole. The third follows from the two, and written beside them, rounded, it would seem to be another number.
    """
    assert finding.estimate is not None
    say, indicator = phrasing.language.sentence, phrasing.indicator(finding)
    named: dict[str, str | int] = {
        "period": finding.period,
        "value": phrasing.plain(finding, finding.estimate.value),
        "claim": phrasing.claim(finding),
        "name": phrasing.name(finding),
    }
    euro = "-euro" if indicator.unit == "euro" else ""
    match indicator.figure:
        case Rate() as figure:
            return _rate(phrasing, indicator, figure, euro, named)
        case Ratio():
            part, whole = phrasing.part_of(finding)
            return say("ratio-found-few" if whole < FEWEST_FOR_A_SHARE else "ratio-found", part=part, whole=whole, **named)
        case Balance():
            return say("balance-found", **named)
        case Average():
            return say(f"average{euro}-found", **named)
        case Given():
            return _given(phrasing, finding, named)
        case _:
            return say("count-found", count=FEW_THINGS.get(str(named["value"]), 2), **named)


def _rate(phrasing: Phrasing, indicator: Indicator, figure: Rate, euro: str, named: dict[str, str | int]) -> str:
    """A rate, of all inhabitants or of those that the indicator says."""
    say = phrasing.language.sentence
    if figure.among == POPULATION or indicator.denominator is None:
        return say(f"rate{euro}-found", per=figure.inhabitants, **named)
    among, many = phrasing.language.of(indicator.denominator), say("inhabitants")
    if figure.inhabitants == 1 and among.startswith(many):
        return say("rate-per-one-found", among=say("inhabitant") + among.removeprefix(many), **named)
    return say("rate-among-found", per=figure.inhabitants, among=among, **named)


def _given(phrasing: Phrasing, finding: Finding, named: dict[str, str | int]) -> str:
    """A figure of others: theirs, with the margin where they published one."""
    assert finding.estimate is not None
    say, of, indicator, source = phrasing.language.sentence, phrasing.language.of, phrasing.indicator(finding), phrasing.source(finding)
    whose = source.title if source is not None else indicator.source or indicator.name
    # The claim of a percentage goes on where the number ends; that of a distance names its unit itself.
    value = phrasing.amount(finding, finding.estimate.value) if indicator.unit == "percent" else named["value"]
    told = say("given-found", **{**named, "value": value, "source": of(whose)})
    if finding.estimate.lower is None or finding.estimate.upper is None:
        return told
    low, high = (phrasing.amount(finding, each) for each in (finding.estimate.lower, finding.estimate.upper))
    return f"{told} {say('given-margin', low=low, high=high)}"
