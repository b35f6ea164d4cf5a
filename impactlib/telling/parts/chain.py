"""The chain of changes for those who work on it together: as a picture and a list, and where it has gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impactlib.telling.agreed.chain import chain_list, chain_picture
from impactlib.telling.agreed.speaker import sentence_of
from impactlib.telling.blocks import Block, Heading, Items, Sentence
from impactlib.telling.parts.agreed import speaker_of

if TYPE_CHECKING:
    from impactlib.telling.report import Report


def chain(report: Report) -> list[Block]:
    """The changes that the parties want to see together, as a picture and as the same in words."""
    agreement = report.release.area.agreement
    if agreement is None:
        return []
    speaker, say = speaker_of(report, agreement), report.language.sentence
    return [Heading(text=say("section-chain")), Sentence(text=say("chain-reads")), chain_picture(speaker), chain_list(speaker)]


def gaps(report: Report) -> list[Block]:
    """The changes that nobody works on, and those for which somebody gave a reason."""
    agreement = report.release.area.agreement
    if agreement is None:
        return []
    say, of = report.language.sentence, report.language.of
    served = {goal.change for goal in agreement.goals}
    lines = []
    for change in agreement.impact.changes:
        if change.id in served:
            continue
        text = of(change.text).rstrip(".")
        if change.not_covered is not None:
            lines.append(say("gap-because", change=text, reason=sentence_of(of(change.not_covered))))
        else:
            lines.append(say("gap", change=text))
    heading = Heading(text=say("section-gaps"))
    if not lines:
        return [heading, Sentence(text=say("gaps-none"))]
    return [heading, Sentence(text=say("gaps-lead")), Items(items=tuple(lines))]
