"""Sentences about what people answered: how strong each may be was decided with the finding's evidence, and is only said here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impactlib.indicators.figure import ChangeOfMean, ChangeOfShare, Improved, Mean, NetShare
from impactlib.indicators.finding import Finding, Precision
from impactlib.statistics.estimate import Estimate
from impactlib.telling.weakness import reasons_of, reasons_told

if TYPE_CHECKING:
    from impactlib.telling.phrasing import Phrasing

DIRECTED = (Precision.CLEAR, Precision.SOME)
"""How sure a difference must be for its direction to be told."""


def asked_sentence(phrasing: Phrasing, finding: Finding) -> str:
    """What people answered, with how many they were and when, in the strength that the evidence allows."""
    assert finding.estimate is not None
    figure = phrasing.indicator(finding).figure
    if not isinstance(figure, ChangeOfMean | ChangeOfShare):
        return _answered(phrasing, finding, short=False)
    told = _change_of_mean(phrasing, finding) if isinstance(figure, ChangeOfMean) else _change_of_share(phrasing, finding)
    return " ".join(part for part in (told, too_weak(phrasing, finding)) if part)


def asked_answer(phrasing: Phrasing, finding: Finding) -> str:
    """The same in one sentence; of a change in the plain register its numbers are left to the large figures below."""
    match phrasing.indicator(finding).figure:
        case ChangeOfMean():
            return _direction(phrasing, finding)
        case ChangeOfShare():
            return phrasing.language.sentence(f"{_design(finding, 'share')}-answer", **_parts(phrasing, finding))
        case _:
            return _answered(phrasing, finding, short=True)


def _answered(phrasing: Phrasing, finding: Finding, *, short: bool) -> str:
    """What was answered once, or of everybody whether they went up."""
    assert finding.estimate is not None
    say, indicator, estimate, named = phrasing.language.sentence, phrasing.indicator(finding), finding.estimate, _named(phrasing, finding)
    value = phrasing.plain(finding, estimate.value)
    match indicator.figure:
        case Mean():
            return say("mean-found", value=value, people_first=phrasing.people(finding, first=True), **named)
        case NetShare(high=high, low=low):
            ends = {"high": phrasing.language.number(high), "low": phrasing.language.number(low)}
            name = "net-share-answer" if short else "net-share-found"
            return say(name, value=value, subject=phrasing.subject(finding), **ends, **named)
        case Improved():
            name = "improved-found-answer" if short else "improved-found"
        case _:
            name = "observed-found" if indicator.evidence == "observed" else "share-found"
    if phrasing.is_indicative(finding):
        return say(f"{name}-indicative", part=round(estimate.value * estimate.n), **named)
    return say(name, value=value, **named)


def _named(phrasing: Phrasing, finding: Finding) -> dict[str, str | int]:
    assert finding.estimate is not None
    return {
        "n": finding.estimate.n,
        "people": phrasing.people(finding),
        "period": phrasing.period(finding),
        "claim": phrasing.claim(finding),
    }


def too_weak(phrasing: Phrasing, finding: Finding) -> str:
    """What makes a change too weak to be told although its margin does not hold nought; empty where it does."""
    estimate = finding.estimate
    if estimate is None or finding.change is None or step_of(finding) != Precision.OPEN:
        return ""
    if estimate.lower is None or estimate.upper is None or estimate.lower <= 0 <= estimate.upper:
        return ""
    return phrasing.language.sentence("change-weak", **reasons_told(phrasing, finding, reasons_of(finding, whole=True)))


def step_of(finding: Finding) -> str:
    """How sure a change is and, where that may be told, which way it went: 'clear-up', 'open'."""
    assert finding.change is not None
    assert finding.evidence is not None
    precision = finding.evidence.precision
    if precision in DIRECTED:
        return f"{precision}-{'up' if finding.change.difference.value > 0 else 'down'}"
    return Precision.OPEN if precision is Precision.NOT_ASKED else precision


def _design(finding: Finding, kind: str = "") -> str:
    """The first part of the names of a change's sentences."""
    paired = finding.design == "paired"
    return ("paired-share" if paired else "change-of-share") if kind == "share" else ("paired" if paired else "change")


def _change_of_mean(phrasing: Phrasing, finding: Finding) -> str:
    """Which way the mean went, with the two means: in the plain register these have a sentence of their own."""
    told = _direction(phrasing, finding)
    if phrasing.language.register == "precise":
        return told
    return f"{told} {phrasing.language.sentence(f'{_design(finding)}-means', **_means(phrasing, finding))}"


def _direction(phrasing: Phrasing, finding: Finding) -> str:
    assert finding.change is not None
    means = _means(phrasing, finding)
    return phrasing.language.sentence(
        f"{_design(finding)}-{step_of(finding)}",
        subject=phrasing.subject(finding),
        people=phrasing.people(finding),
        n=finding.change.now.n,
        period=phrasing.period(finding),
        scale=phrasing.language.sentence("scale-and-answers", n=finding.change.now.n, period=phrasing.period(finding), **means),
        **means,
    )


def _means(phrasing: Phrasing, finding: Finding) -> dict[str, str]:
    assert finding.change is not None
    assert finding.scale is not None
    number, decimals = phrasing.language.number, phrasing.indicator(finding).decimals
    low, high = (number(end) for end in finding.scale)
    now, before = number(finding.change.now.value, decimals), number(finding.change.before.value, decimals)
    return {"now": now, "before": before, "low": low, "high": high, "activity": phrasing.activity(finding)}


def _change_of_share(phrasing: Phrasing, finding: Finding) -> str:
    return phrasing.language.sentence(f"{_design(finding, 'share')}-{step_of(finding)}", **_parts(phrasing, finding))


def _parts(phrasing: Phrasing, finding: Finding) -> dict[str, str | int]:
    """The shares before and now: as percentages, and of few people as people."""
    assert finding.change is not None
    before, now, named = finding.change.before, finding.change.now, _named(phrasing, finding)
    named["activity"] = phrasing.activity(finding)
    if phrasing.is_indicative(finding):
        then = phrasing.language.sentence("amount-many-of", part=_part(before))
        return {**named, "now": phrasing.language.number(_part(now)), "before": then}
    return {**named, "now": phrasing.share(finding, now.value), "before": phrasing.share(finding, before.value)}


def _part(share: Estimate) -> int:
    """How many people a share is."""
    return round(share.value * share.n)
