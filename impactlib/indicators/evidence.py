"""How strong a sentence may be: the design level D, the precision P, and the flags that lower it (STATISTICS.md, section 4).

Found here, once. Whatever tells a figure reads it off the finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from impactlib.indicators.finding import Absence, Evidence, Finding, Flag, Precision, Verdict
from impactlib.indicators.indicator import Indicator
from impactlib.statistics import target
from impactlib.statistics.estimate import Estimate

DESIGN_LEVEL = {"register": 0, "post-only": 1, "retrospective": 1, "paired": 2}
"""The design level D of what was counted or asked; a comparison that holds (3) and an allocation by chance (4) are no part of a report."""

FEWEST_FOR_A_VERDICT = target.FEWEST_FOR_A_VERDICT
"""Of fewer answers nothing is judged: intervals do not hold their level (simulated: 82 % at 5, 92 % at 8)."""

LOWERED = {Precision.CLEAR: Precision.SOME, Precision.SOME: Precision.OPEN}
"""One step down for each flag; what is open or not of note stays."""

NEUTRAL = frozenset({Flag.WIDER_AREA, Flag.UNLINKED})
"""Flags that take nothing from how sharp a figure itself is: they say about whom it is, and with whom it is compared."""

TOO_MANY_FLAGS = 2
"""So many steps down take the clearest figure to 'we cannot say', and then its target is not judged either."""

HIDDEN = frozenset({Absence.TOO_FEW, Absence.TOO_ALIKE, Absence.DERIVED, Absence.PROTECTED})
"""Why a figure may not be told, as against not being there."""


def flags_of(finding: Finding | None) -> tuple[Flag, ...]:
    """The flags of a finding, if there is one."""
    return finding.evidence.flags if finding is not None and finding.evidence is not None else ()


def precision_of(difference: Estimate | None, relevant: float | None) -> Precision:
    """How sharp a difference is, beside the smallest one that matters (STATISTICS.md, section 4)."""
    if difference is None or difference.lower is None or difference.upper is None:
        return Precision.NOT_ASKED
    smallest = relevant or 0.0
    low, high = difference.lower, difference.upper
    if low == high:
        return Precision.OPEN  # everybody changed alike: chance has no say in that, and nothing follows for others
    if smallest > 0 and (low > smallest or high < -smallest):
        return Precision.CLEAR
    if -smallest <= low and high <= smallest and smallest > 0:
        return Precision.NONE_OF_NOTE
    return Precision.SOME if low > 0 or high < 0 else Precision.OPEN


def lowered(precision: Precision, flags: Sequence[Flag]) -> Precision:
    """The precision that is left after one step down for each flag; that it is about a wider area takes nothing away.

    An interval that does not hold its level bears no word at all.
    """
    if Flag.LOPSIDED in flags and precision in LOWERED:
        return Precision.OPEN
    for flag in dict.fromkeys(flags):
        if flag is not Flag.WIDER_AREA:
            precision = LOWERED.get(precision, precision)
    return precision


def is_too_weak(indicator: Indicator, finding: Finding) -> bool:
    """Whether the flags take so much away that nothing is judged: then the sentence says 'we cannot say' as well."""
    flags = [flag for flag in flags_of(finding) if flag not in NEUTRAL]
    if {Flag.ONE_COURSE, Flag.LOPSIDED} & set(flags) or len(flags) >= TOO_MANY_FLAGS:
        return True
    if not indicator.figure.change:
        return False
    found = precision_of(finding.estimate, indicator.relevant)
    return found in LOWERED and lowered(found, flags) is Precision.OPEN


def evidence_of(indicator: Indicator, finding: Finding, difference: Estimate | None) -> Evidence:
    """The evidence of the sentence about the figure: of a change how sharp it is, of a share or a mean beside the period before."""
    assert finding.evidence is not None
    if finding.evidence.level == 0:
        return finding.evidence
    if finding.estimate is not None and finding.estimate.n < FEWEST_FOR_A_VERDICT:
        return replace(finding.evidence, precision=Precision.OPEN if indicator.figure.change else Precision.NOT_ASKED)
    if indicator.figure.change:
        return replace(finding.evidence, precision=lowered(precision_of(finding.estimate, indicator.relevant), finding.evidence.flags))
    flags = (*finding.evidence.flags, Flag.UNLINKED) if difference is not None else finding.evidence.flags
    return replace(finding.evidence, precision=lowered(precision_of(difference, indicator.relevant), flags), flags=flags)


def direction_of(indicator: Indicator, *, up: bool) -> Verdict:
    """What a rise or a fall is called: better or worse where the indicator has a direction, and else higher or lower."""
    if indicator.direction == "none" or indicator.kind == "context":
        return Verdict.HIGHER if up else Verdict.LOWER
    return Verdict.BETTER if up == (indicator.direction == "up") else Verdict.WORSE
