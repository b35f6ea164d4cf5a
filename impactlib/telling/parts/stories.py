"""Stories: which are told, each beside the figure it belongs to, and never more than that figure supports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impactlib.disclosure.release import ToldStory
from impactlib.indicators.finding import Finding, Goal, Verdict
from impactlib.telling.blocks import Block, Heading, Quote, Sentence

if TYPE_CHECKING:
    from impactlib.telling.report import Report

NO_SUPPORT = (Verdict.NOT_YET, Verdict.NOT_MET, Verdict.CANNOT_SAY, Verdict.TOO_FEW, Verdict.NO_DATA)
"""The verdicts on a goal beside which a story of success has to say that the figure shows something else, or nothing."""

GOAL_BY_GOAL = "goals"
"""The section that tells goals one by one: what belongs to a goal stands there."""


def chosen(report: Report) -> tuple[ToldStory, ...]:
    """The stories that this audience is told: those of its goals first, and a critical one where that was agreed and there is one."""
    order = [finding.indicator for finding, _ in report.goals]
    told = sorted(report.release.area.stories, key=lambda each: order.index(each.indicator) if each.indicator in order else len(order))
    most = report.audience.stories
    if most < 2 or not _critical_too(report):
        return tuple(told[:most])
    critical = [each for each in told if each.outcome == "critical"]
    kept = {each.id for each in (*critical[:1], *(each for each in told if each not in critical[:1]))} if most >= len(told) else set()
    if not kept:
        others = [each for each in told if each not in critical[:1]]
        kept = {each.id for each in (*critical[:1], *others[: most - len(critical[:1])])}
    return tuple(each for each in told if each.id in kept)


def _critical_too(report: Report) -> bool:
    """Whether the parties agreed that a story about what did not work is told as well; where they agreed nothing, it is."""
    agreement = report.release.area.agreement
    rule = agreement.protocol.stories if agreement is not None else None
    return rule is None or rule.critical


def beside(report: Report, finding: Finding) -> list[Block]:
    """The stories that belong to this figure, right beside it."""
    blocks: list[Block] = []
    for each in chosen(report):
        if each.indicator == finding.indicator:
            blocks += told(report, each)
    return blocks


def story(report: Report) -> list[Block]:
    """The stories whose figure is told nowhere else one by one, and for who checks it the rule by which stories are chosen."""
    placed = _placed(report)
    apart = [each for each in chosen(report) if each.indicator not in placed]
    blocks: list[Block] = [block for each in apart for block in told(report, each)]
    agreement = report.release.area.agreement
    rule = agreement.protocol.stories if agreement is not None else None
    if rule is not None and report.audience.definitions and report.release.area.stories:
        blocks.append(Sentence(text=report.language.sentence("story-rule", rule=report.language.of(rule.rule)), role="note"))
    name = ("section-story-rule", "section-story", "section-stories")[min(len(apart), 2)]
    return [Heading(text=report.language.sentence(name)), *blocks] if blocks else []


def _placed(report: Report) -> set[str]:
    """The indicators beside which stories already stand."""
    if "said" in report.audience.sections:
        return {each.indicator for each in report.said}
    if GOAL_BY_GOAL not in report.audience.sections:
        return set()
    return {finding.indicator for finding, _ in report.goals[: report.audience.messages]}


def told(report: Report, each: ToldStory) -> list[Block]:
    """One story: its words, the role of who told it, why it was chosen, and what it does not show."""
    say, of = report.language.sentence, report.language.of
    note = [say("caveat-story-critical")] if each.outcome == "critical" else []
    return [
        Quote(text=of(each.text), by=say("story-by", role=of(each.role)), chosen=say("story-chosen", chosen=of(each.chosen))),
        Sentence(text=" ".join([say("story-of-one"), *note, *_figure_says(report, each)]), role="note"),
    ]


def _figure_says(report: Report, each: ToldStory) -> list[str]:
    """What a story of success has to have beside it where its figure does not support it."""
    if each.outcome == "critical":
        return []
    found = [(finding, goal) for finding, goal in report.goals if finding.indicator == each.indicator]
    said = [_unsupported(report, finding, goal) for finding, goal in found]
    return [next(text for text in said if text)] if any(said) else []


def _unsupported(report: Report, finding: Finding, goal: Goal) -> str:
    verdict, name = report.phrasing.verdict_of(finding, goal), report.phrasing.name(finding)
    if verdict in NO_SUPPORT:
        return report.language.sentence(f"story-beside-{verdict}", name=name)
    return report.language.sentence("story-beside-worse", name=name) if finding.previous_verdict is Verdict.WORSE else ""
