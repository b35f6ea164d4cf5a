"""What participants said, what is still open, the one change that residents read about, and the invitation to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impactlib.indicators.finding import Finding, Flag, Goal, Verdict
from impactlib.telling.blocks import Block, Heading, Items, KeyFigure, KeyFigures, Sentence
from impactlib.telling.drawing import answers_of, chart_of
from impactlib.telling.parts.stories import beside

if TYPE_CHECKING:
    from impactlib.telling.report import Report


def is_of_one_course(finding: Finding) -> bool:
    """Whether all answers come from one course, so that the figure is about whoever taught it."""
    return finding.evidence is not None and Flag.ONE_COURSE in finding.evidence.flags


def said_by_people(report: Report) -> tuple[Finding, ...]:
    """What participants said, as far as it is not about one course: of the goals first."""
    found = dict.fromkeys([*(finding for finding, _ in report.goals), *report.others])
    asked = (each for each in found if report.phrasing.indicator(each).figure.asked and each.estimate is not None)
    return tuple(each for each in asked if not is_of_one_course(each))[: report.audience.messages]


def said(report: Report) -> list[Block]:
    """What participants said: each figure in a sentence, all answers in a picture, and the stories that belong to it."""
    say, phrasing = report.language.sentence, report.phrasing
    blocks: list[Block] = [Heading(text=say("section-said"))]
    if not report.said:
        return [*blocks, Sentence(text=say("nothing-said", period=report.release.manifest.period))]
    charts, asked = report.audience.charts, set[str]()
    for finding in report.said:
        # Who were asked is the same for all that one source asked: it is said once.
        asking = phrasing.who_answered(finding) if finding.source not in asked else ""
        asked.add(finding.source)
        parts = [phrasing.statement(finding), asking, phrasing.movers(finding), phrasing.no_opinion(finding)]
        blocks.append(Heading(text=phrasing.name(finding), level=3))
        blocks.append(Sentence(text=" ".join(part for part in parts if part), figures=(finding.id,)))
        if charts > 0 and (drawn := answers_of(finding, phrasing) or chart_of(finding, phrasing)) is not None:
            charts -= 1
            blocks.append(drawn)
        if caveats := phrasing.caveats(finding, compared=False):
            blocks.append(Sentence(text=" ".join(caveats), role="caveat", figures=(finding.id,)))
        blocks += beside(report, finding)
    return blocks


def still_open(report: Report) -> list[Block]:
    """What we do not know: figures that cannot be told or that decide nothing, and the questions of the parties that stay."""
    say, phrasing = report.language.sentence, report.phrasing
    found = dict.fromkeys([*(finding for finding, _ in report.goals), *report.others])
    lines = []
    for finding in found:
        if is_of_one_course(finding):
            lines.append(say("open-one-course", name=phrasing.name(finding)))
        elif finding.estimate is None:
            lines.append(phrasing.statement(finding))
        elif any(phrasing.verdict_of(finding, goal) is Verdict.CANNOT_SAY for goal in finding.goals):
            lines.append(say("open-cannot-say", name=phrasing.name(finding)))
    return [Heading(text=say("section-still-open")), Items(items=(*dict.fromkeys(lines), say("open-why"), say("open-who")))]


def one_change(report: Report) -> list[Block]:
    """One change with one figure: the main goal of which there is one, else the first that was counted or measured."""
    told = report.one
    if told is None:
        return []
    finding, goal = told
    say, phrasing = report.language.sentence, report.phrasing
    blocks: list[Block] = [Heading(text=say("section-one-change"))]
    if goal is not None:
        blocks.append(Sentence(text=say("one-change", change=_lower_first(report.language.of(goal.change)))))
    blocks.append(Sentence(text=phrasing.statement(finding), figures=(finding.id,)))
    verdict = str(phrasing.verdict_of(finding, goal)) if goal is not None else ""
    figure = KeyFigure(
        value=phrasing.value(finding),
        label=phrasing.name(finding),
        note=_note(report, finding),
        verdict=verdict,
        verdict_text=phrasing.verdict_text(verdict),
        figure=finding.id,
    )
    blocks.append(KeyFigures(label=say("section-key-figures"), items=(figure,)))
    if finding.estimate is not None and finding.estimate.lower is None and (drawn := chart_of(finding, phrasing, goal)) is not None:
        blocks.append(drawn)
    if caveats := phrasing.caveats(finding, compared=False):
        blocks.append(Sentence(text=" ".join(caveats), role="caveat", figures=(finding.id,)))
    return blocks


def one_told(report: Report) -> tuple[Finding, Goal | None] | None:
    """The one figure for who reads one figure, and its goal: of the main goal, unless too little can be said of that.

    Whether a goal was reached plays no part in the choice; whether that can be said does. A figure of one course is never it.
    """
    pairs: list[tuple[Finding, Goal | None]] = [*report.goals, *((finding, None) for finding in report.others)]
    found = [pair for pair in pairs if pair[0].estimate is not None and not is_of_one_course(pair[0])]
    sure = (pair for pair in found if pair[1] is None or report.phrasing.verdict_of(pair[0], pair[1]) is not Verdict.CANNOT_SAY)
    return next(sure, found[0] if found else None)


def _note(report: Report, finding: Finding) -> str:
    say, response = report.language.sentence, finding.response
    if response is not None and response.answered is not None:
        return say("one-note-asked", n=response.answered, period=report.phrasing.period(finding))
    return say("one-note-counted", period=report.phrasing.period(finding))


def invitation(report: Report) -> list[Block]:
    """What the reader can do: the question of the parties where there is one for residents, else an open invitation."""
    say = report.language.sentence
    blocks: list[Block] = [Heading(text=say("section-invitation"))]
    if report.asked:
        blocks.append(Sentence(text=report.asked, role="question"))
    return [*blocks, Sentence(text=say("invitation", area=report.release.area.name))]


def _lower_first(text: str) -> str:
    return (text[:1].lower() + text[1:]).rstrip(".")
