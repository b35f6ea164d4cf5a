"""Where the goals stand, for those who steer: on course or not, what was not reached, questions that come up, and every figure in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impactlib.indicators.finding import Finding, Goal, Verdict
from impactlib.telling.agreed.speaker import sentence_of
from impactlib.telling.blocks import Block, Heading, Items, Sentence, Table

if TYPE_CHECKING:
    from impactlib.telling.report import Report

REACHED = (Verdict.MET, Verdict.NO_TARGET)
"""The verdicts on goals about which there is nothing to explain."""

PATH = (Verdict.MET, Verdict.NOT_YET, Verdict.CANNOT_SAY)
"""The verdicts on the path to a target."""


def on_course(report: Report) -> list[Block]:
    """All agreed goals side by side, with whether each is on its way."""
    if not report.goals:
        return []
    say, phrasing, period = report.language.sentence, report.phrasing, report.release.manifest.period
    rows = []
    for finding, goal in report.goals:
        target = say("table-no-target")
        if goal.target is not None:
            target = say("table-target-by", target=phrasing.target(phrasing.indicator(finding), goal), by=goal.by)
        verdict = phrasing.verdict_text(phrasing.verdict_of(finding, goal))
        value = (phrasing.value(finding), phrasing.margin(finding), phrasing.number_of(finding))
        rows.append((phrasing.name(finding), target, *value, verdict, _course(report, finding, goal)))
    columns = ("table-goal", "table-target", "table-value", "table-margin", "table-n", "table-verdict", "column-course")
    return [
        Heading(text=say("section-on-course")),
        Table(
            caption=say("caption-on-course", period=period),
            columns=tuple(say(name, period=period) for name in columns),
            rows=tuple(rows),
            numeric=(False, False, True, True, True, False, False),
            note=say("on-course-note"),
            figures=tuple(finding.id for finding, _ in report.goals),
        ),
    ]


def _course(report: Report, finding: Finding, goal: Goal) -> str:
    """Whether a goal that can still be reached is on its way; the sign for 'none' where there is no path to be on."""
    say = report.language.sentence
    under_way = goal.verdict in (Verdict.NOT_YET, Verdict.CANNOT_SAY) and finding.estimate is not None and goal.by > finding.period
    return say(f"course-{goal.on_track}") if under_way and goal.on_track in PATH else say("table-none")


def not_reached(report: Report) -> list[Block]:
    """What did not work, or cannot be said: each of those goals, and what the parties make of it."""
    missed = [(finding, goal) for finding, goal in report.goals if report.phrasing.verdict_of(finding, goal) not in REACHED]
    if not report.goals:
        return []
    say, phrasing = report.language.sentence, report.phrasing
    heading = Heading(text=say("section-not-reached"))
    if not missed:
        return [heading, Sentence(text=say("not-reached-none"))]
    if report.audience.wording == "plain":
        lines = (
            say("not-reached", name=phrasing.name(finding), verdict=phrasing.verdict_text(phrasing.verdict_of(finding, goal)))
            for finding, goal in missed
        )
        return [heading, Items(items=tuple(lines))]
    blocks: list[Block] = [heading]
    for finding, goal in missed:
        named = {"name": phrasing.name(finding), "verdict": phrasing.against_target(finding, goal)}
        text = say("not-reached-because", **named)
        if finding.estimate is not None:
            text = say("not-reached-because-of", value=phrasing.value(finding), period=finding.period, **named)
        blocks.append(Sentence(text=" ".join([text, *_made_of_it(report, goal)]), figures=(finding.id,)))
    if not any(_made_of_it(report, goal) for _, goal in missed):
        blocks.append(Sentence(text=say("explained-not", n=len(missed)), role="note"))
    return blocks


def _made_of_it(report: Report, goal: Goal) -> list[str]:
    """How the parties explain the figure of this period, and what else it could be; nothing where they wrote nothing."""
    agreement, say, of = report.release.area.agreement, report.language.sentence, report.language.of
    found = [each for each in agreement.interpretations if each.goal == goal.id] if agreement is not None else []
    now = next((each for each in found if each.period == report.release.manifest.period), None)
    if now is None:
        return []
    parts = [say("explained", text=sentence_of(of(now.explanation)))]
    if now.alternative is not None:
        parts.append(say("explained-otherwise", text=sentence_of(of(now.alternative))))
    return parts


def answers(report: Report) -> list[Block]:
    """Questions that come up about the figures, each with its answer in a line."""
    say, phrasing = report.language.sentence, report.phrasing
    pairs = [("asked-cause", say("answer-cause"))]
    asked = next((finding for finding, _ in report.goals if finding.estimate is not None and phrasing.who_answered(finding)), None)
    figures: tuple[str, ...] = ()
    if asked is not None and asked.response is not None and asked.response.answered is not None:
        named: dict[str, str | int] = {"name": phrasing.name(asked), "n": asked.response.answered}
        invited = asked.response.invited
        pairs.append(("asked-who", say("answer-who-of", invited=invited, **named) if invited is not None else say("answer-who", **named)))
        figures = (asked.id,)
    pairs.append(("asked-compare", say("answer-compare")))
    pairs.append(("asked-small", say("answer-small", n=report.release.manifest.privacy.minimum_group)))
    blocks: list[Block] = [Heading(text=say("section-answers"))]
    for name, answer in pairs:
        blocks.append(Sentence(text=f"{say(name)} {answer}", figures=figures if name == "asked-who" else ()))
    return blocks


def figures(report: Report) -> list[Block]:
    """Every figure with its number, margin, design and period, in the catalogue's order: to be put beside those of others."""
    if not report.release.findings:
        return []
    say, phrasing, period = report.language.sentence, report.phrasing, report.release.manifest.period
    order = list(report.release.indicators)
    found = sorted(report.release.findings, key=lambda each: order.index(each.indicator))
    rows = [
        (
            say("named-figure", id=each.indicator, name=phrasing.name(each)),
            phrasing.value(each),
            phrasing.margin(each),
            phrasing.number_of(each),
            say(f"fact-design-{each.design}"),
            _verdicts(report, each),
        )
        for each in found
    ]
    columns = ("table-indicator", "table-value", "table-margin", "table-n", "column-design", "table-verdict")
    return [
        Heading(text=say("section-figures")),
        Table(
            caption=say("caption-figures", area=report.release.area.name, period=period),
            columns=tuple(say(name, period=period) for name in columns),
            rows=tuple(rows),
            numeric=(False, True, True, True, False, False),
            figures=tuple(each.id for each in found),
        ),
    ]


def _verdicts(report: Report, finding: Finding) -> str:
    """Every verdict on the goals of a figure; the sign for 'none' where no goal asks for it."""
    phrasing = report.phrasing
    verdicts = [phrasing.verdict_text(phrasing.verdict_of(finding, goal)) for goal in finding.goals]
    return "; ".join(verdicts) or report.language.sentence("table-none")
