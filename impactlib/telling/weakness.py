"""What makes a figure weaker, in words: the caveats beside its claim, and why a target is not judged although the margin would."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impactlib.indicators.evidence import FEWEST_FOR_A_VERDICT, NEUTRAL, flags_of
from impactlib.indicators.figure import ChangeOfMean, ChangeOfShare, Figure
from impactlib.indicators.finding import Finding, Flag

if TYPE_CHECKING:
    from impactlib.telling.phrasing import Phrasing

NO_REASON = frozenset({*NEUTRAL, Flag.ONE_COURSE, Flag.LOPSIDED})
"""Flags that are never told as a reason beside others: they take nothing away, or have a sentence of their own."""


def caveats_of(phrasing: Phrasing, finding: Finding, *, compared: bool = True) -> list[str]:
    """What must stand beside the claim: the design's own caveat, then one for each flag.

    Of a figure that is no difference itself, that it is one of many comparisons is told only where it is `compared`.
    """
    if finding.estimate is None or finding.evidence is None:
        return []
    reported, expected = finding.providers or (0, 0)
    wider = phrasing.release.manifest.wider.get(finding.area)
    values: dict[str, str | int] = {
        "n": finding.estimate.n,
        "people": phrasing.people(finding),
        "people_first": phrasing.people(finding, first=True),
        "reported": reported,
        "expected": expected,
        "area": phrasing.release.area.name,
        "period": phrasing.period(finding),
        "wider": phrasing.language.of(wider) if wider else finding.area,
    }
    figure = phrasing.indicator(finding).figure
    names = [finding.design] if finding.design != "register" else []
    alone = finding.change is None and not compared
    left_out = (Flag.UNLINKED, Flag.ONE_OF_MANY) if alone else (Flag.UNLINKED,)
    names += [_named(flag, figure) for flag in dict.fromkeys(finding.evidence.flags) if flag not in left_out]
    return [phrasing.language.sentence(f"caveat-{name}", **values) for name in names]


def withheld(phrasing: Phrasing, finding: Finding, named: dict[str, str]) -> str:
    """That we cannot say whether the target was reached, and what makes the answers too weak for it."""
    estimate, flags, say = finding.estimate, dict.fromkeys(flags_of(finding)), phrasing.language.sentence
    assert estimate is not None
    if finding.years:
        return say("target-cannot-say-years-together", period=phrasing.period(finding), **named)
    if Flag.ONE_COURSE in flags:
        return say("target-cannot-say-one-course", **named)
    if Flag.LOPSIDED in flags or estimate.lower == estimate.upper:
        return say("target-cannot-say-lopsided", **named)
    return say("target-cannot-say-weak", **reasons_told(phrasing, finding, reasons_of(finding)), **named)


def reasons_of(finding: Finding, *, whole: bool = False) -> list[str]:
    """What makes a finding weak, as the names of reasons; `whole`: also what else has a sentence of its own."""
    assert finding.estimate is not None
    # That it is one of many comparisons is found after targets are judged, and undoes only the verdict on a change.
    none = NEUTRAL if whole else NO_REASON
    if finding.change is None:
        none = none | {Flag.ONE_OF_MANY}
    reasons = [str(flag) for flag in dict.fromkeys(flags_of(finding)) if flag not in none]
    if finding.estimate.n < FEWEST_FOR_A_VERDICT and Flag.FEW_ANSWERS not in reasons:
        reasons.insert(0, Flag.FEW_ANSWERS)
    return reasons or ["uncertain"]


def reasons_told(phrasing: Phrasing, finding: Finding, reasons: list[str]) -> dict[str, str]:
    """The reasons in words, as one list (`why`) and as a sentence each (`reasons`)."""
    assert finding.estimate is not None
    why = [phrasing.language.sentence(f"weak-{reason}", n=finding.estimate.n) for reason in reasons]
    return {"why": phrasing.language.listing(why), "reasons": " ".join(f"{each[:1].upper()}{each[1:]}." for each in why)}


def _named(flag: Flag, figure: Figure) -> str:
    """The name of a flag's caveat: of a change it is something else that is alike than of a mean."""
    if flag is not Flag.LOPSIDED:
        return flag
    match figure:
        case ChangeOfMean():
            return f"{flag}-change"
        case ChangeOfShare():
            return f"{flag}-change-of-share"
        case _:
            return flag
