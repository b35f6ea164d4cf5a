"""Sentences about what people answered: how strong each may be was decided with the finding's evidence, and is only said here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impactlib.indicators.figure import ChangeOfMean, ChangeOfShare, Improved, Mean, NetShare
from impactlib.indicators.finding import Finding, Precision
from impactlib.statistics.estimate import Estimate

if TYPE_CHECKING:
    from impactlib.telling.phrasing import Phrasing

DIRECTED = (Precision.CLEAR, Precision.SOME)
"""How sure a difference must be for its direction to be told."""


def asked_sentence(phrasing: Phrasing, finding: Finding) -> str:
    """What people answered, with how many they were and when, in the strength that the evidence allows."""
    assert finding.estimate is not None
    say, indicator, estimate = phrasing.language.sentence, phrasing.indicator(finding), finding.estimate
    named: dict[str, str | int] = {
        "n": estimate.n,
        "people": phrasing.people(finding),
        "period": phrasing.period(finding),
        "claim": phrasing.claim(finding),
    }
    value = phrasing.plain(finding, estimate.value)
    match indicator.figure:
        case ChangeOfMean():
            return _change_of_mean(phrasing, finding)
        case ChangeOfShare():
            return _change_of_share(phrasing, finding, named)
        case Mean():
            return say("mean-found", value=value, people_first=phrasing.people(finding, first=True), **named)
        case NetShare(high=high, low=low):
            ends = {"high": phrasing.language.number(high), "low": phrasing.language.number(low)}
            return say("net-share-found", value=value, subject=phrasing.subject(finding), **ends, **named)
        case Improved():
            name = "improved-found"
        case _:
            name = "observed-found" if indicator.evidence == "observed" else "share-found"
    if phrasing.is_indicative(finding):
        return say(f"{name}-indicative", part=round(estimate.value * estimate.n), **named)
    return say(name, value=value, **named)


def step_of(finding: Finding) -> str:
    """How sure a change is and, where that may be told, which way it went: 'clear-up', 'open'."""
    assert finding.change is not None
    assert finding.evidence is not None
    precision = finding.evidence.precision
    if precision in DIRECTED:
        return f"{precision}-{'up' if finding.change.difference.value > 0 else 'down'}"
    return Precision.OPEN if precision is Precision.NOT_ASKED else precision


def _change_of_mean(phrasing: Phrasing, finding: Finding) -> str:
    assert finding.change is not None
    assert finding.scale is not None
    say, number, decimals = phrasing.language.sentence, phrasing.language.number, phrasing.indicator(finding).decimals
    design = "paired" if finding.design == "paired" else "change"
    low, high = (number(end) for end in finding.scale)
    return say(
        f"{design}-{step_of(finding)}",
        subject=phrasing.subject(finding),
        people=phrasing.people(finding),
        now=number(finding.change.now.value, decimals),
        before=number(finding.change.before.value, decimals),
        activity=phrasing.activity(finding),
        scale=say("scale-and-answers", low=low, high=high, n=finding.change.now.n, period=phrasing.period(finding)),
    )


def _change_of_share(phrasing: Phrasing, finding: Finding, named: dict[str, str | int]) -> str:
    assert finding.change is not None
    design = "paired-share" if finding.design == "paired" else "change-of-share"
    before, now = finding.change.before, finding.change.now
    if phrasing.is_indicative(finding):
        then = phrasing.language.sentence("amount-many-of", part=_part(before))
        return phrasing.language.sentence(
            f"{design}-{step_of(finding)}",
            now=phrasing.language.number(_part(now)),
            before=then,
            activity=phrasing.activity(finding),
            **named,
        )
    return phrasing.language.sentence(
        f"{design}-{step_of(finding)}",
        now=phrasing.share(finding, now.value),
        before=phrasing.share(finding, before.value),
        activity=phrasing.activity(finding),
        **named,
    )


def _part(share: Estimate) -> int:
    """How many people a share is."""
    return round(share.value * share.n)
