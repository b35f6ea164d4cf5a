"""The sections of a report that carry its message. Each gives blocks, or none where there is nothing to tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from impactlib.agreement.learning import Presentation
from impactlib.disclosure.release import ToldStory
from impactlib.indicators.figure import Given
from impactlib.indicators.finding import Finding, Goal, Verdict
from impactlib.telling.accounting import accounted
from impactlib.telling.audience import Section
from impactlib.telling.blocks import Block, Heading, KeyFigure, KeyFigures, Quote, Sentence, Table
from impactlib.telling.drawing import answers_of, chart_of
from impactlib.telling.grounds import context, definitions, limits, sources, wider
from impactlib.telling.methods import methods
from impactlib.telling.outlook import outlook_of

if TYPE_CHECKING:
    from impactlib.telling.report import Report

STANDS = (Verdict.MET, Verdict.NOT_YET, Verdict.NOT_MET, Verdict.CANNOT_SAY, Verdict.TOO_FEW, Verdict.NO_DATA, Verdict.NO_TARGET)
"""The verdicts on goals, in the order in which the opening tells them."""

ANSWERS = 3
"""The opening has at most this many sentences."""


def opening(report: Report) -> list[Block]:
    """The answer first: where the goals stand, then the first thing that was measured and the first that was counted."""
    say, period = report.language.sentence, report.release.manifest.period
    answers: list[Sentence] = []
    if report.goals:
        verdicts = [report.phrasing.verdict_of(finding, goal) for finding, goal in report.goals]
        stands = [say(f"stand-{stand}", n=verdicts.count(stand)) for stand in STANDS if stand in verdicts]
        text = say("opening-goals", goals=len(verdicts), period=period, list=report.language.listing(stands))
        answers.append(Sentence(text=text, role="answer", figures=tuple(finding.id for finding, _ in report.goals)))
    else:
        name = "opening-no-goals" if any(each.estimate is not None for each in report.others) else "opening-nothing"
        answers.append(Sentence(text=say(name, area=report.release.area.name, period=period), role="answer"))
    for kind in ("meten", "tellen"):
        if (finding := _first(report, kind)) is not None and len(answers) < ANSWERS:
            answers.append(Sentence(text=report.phrasing.statement(finding), role="answer", figures=(finding.id,)))
    return list(answers)


def _first(report: Report, kind: str) -> Finding | None:
    """The first finding of a kind that has a figure: of the goals, else of the others."""
    findings = [*(finding for finding, _ in report.goals), *report.others]
    return next((each for each in findings if report.release.indicators[each.indicator].kind == kind and each.estimate is not None), None)


def key_figures(report: Report) -> list[Block]:
    """At most three large numbers: of the goals first, then of what else was counted."""
    findings = [*dict.fromkeys([*(finding for finding, _ in report.goals), *report.others])]
    shown = [each for each in findings if each.estimate is not None][: report.audience.key_figures]
    if not shown:
        return []
    items = tuple(_key_figure(report, finding) for finding in shown)
    return [KeyFigures(label=report.language.sentence("section-key-figures"), items=items)]


def _key_figure(report: Report, finding: Finding) -> KeyFigure:
    say, response = report.language.sentence, finding.response
    given = isinstance(report.phrasing.indicator(finding).figure, Given)
    note = say("key-note-given" if given else "key-note-counted", period=finding.period)
    if finding.providers is not None and finding.providers[0] < finding.providers[1]:
        note = say("key-note-incomplete", period=finding.period, reported=finding.providers[0], expected=finding.providers[1])
    if response is not None and response.answered is not None:
        note = say("key-note-asked", n=response.answered)
        if response.invited is not None:
            note = say("key-note-asked-of", n=response.answered, invited=response.invited)
    verdict = finding.target_verdict if finding.goals else ""
    return KeyFigure(
        value=report.phrasing.value(finding),
        label=report.phrasing.name(finding),
        note=note,
        verdict=str(verdict),
        verdict_text=report.phrasing.verdict_text(verdict),
        figure=finding.id,
    )


def goals(report: Report) -> list[Block]:
    """Each agreed goal: what was agreed, what we see, how sure that is, with a picture and its caveat."""
    if not report.goals:
        return _without_goals(report)
    blocks: list[Block] = [Heading(text=report.language.sentence("section-goals"))]
    if (agreement := report.release.area.agreement) is not None:
        statement = report.language.of(agreement.impact.current.text)
        blocks.append(Sentence(text=report.language.sentence("impact-statement", statement=statement)))
    charts = report.audience.charts
    for finding, goal in report.goals[: report.audience.messages]:
        told = _goal(report, finding, goal, chart=charts > 0)
        charts -= sum(block.kind == "chart" for block in told)
        blocks += told
    return blocks


def _goal(report: Report, finding: Finding, goal: Goal, *, chart: bool) -> list[Block]:
    phrasing = report.phrasing
    verdict = phrasing.verdict_of(finding, goal)
    blocks: list[Block] = [
        Heading(text=phrasing.name(finding), level=3, verdict=str(verdict), verdict_text=phrasing.verdict_text(verdict)),
        Sentence(
            text=report.language.sentence(
                "goal-service", service=report.language.of(goal.service), change=_lower_first(report.language.of(goal.change))
            )
        ),
        *_contribution(report, goal),
    ]
    # The year before comes right after the figure, so that 'that is more' can mean nothing else.
    parts = [phrasing.statement(finding), phrasing.against_previous(finding), phrasing.who_answered(finding)]
    parts += [phrasing.movers(finding), phrasing.no_opinion(finding)]
    parts.append(phrasing.against_target(finding, goal))
    blocks += [Sentence(text=" ".join(part for part in parts if part), figures=(finding.id,)), *outlook_of(report, finding, goal)]
    drawn = chart_of(finding, phrasing, goal) if chart else None
    if drawn is not None:
        blocks.append(drawn)
    if chart and report.audience.distributions and (answers := answers_of(finding, phrasing)) is not None:
        blocks.append(answers)
    if caveats := phrasing.caveats(finding):
        blocks.append(Sentence(text=" ".join(caveats), role="caveat", figures=(finding.id,)))
    return blocks


def _contribution(report: Report, goal: Goal) -> list[Block]:
    """What the contractor contributes by agreement, in the parties' words; nothing where they wrote none."""
    agreement = report.release.area.agreement
    agreed = next((each.contribution for each in agreement.goals if each.id == goal.id), None) if agreement else None
    if agreed is None or agreed.text is None:
        return []
    text = report.language.of(agreed.text).rstrip(".")
    return [Sentence(text=report.language.sentence(f"goal-contribution-{agreed.strength}", text=text))]


def _without_goals(report: Report) -> list[Block]:
    """Where nothing was agreed: what was seen all the same, over the years, and all of it side by side."""
    found = [each for each in report.others if each.estimate is not None][: report.audience.messages]
    blocks: list[Block] = []
    charts = report.audience.charts
    for finding in found:
        phrasing = report.phrasing
        parts = [phrasing.statement(finding), phrasing.against_previous(finding), phrasing.who_answered(finding), phrasing.movers(finding)]
        text = " ".join(part for part in parts if part)
        blocks += [Heading(text=phrasing.name(finding), level=3), Sentence(text=text, figures=(finding.id,)), *outlook_of(report, finding)]
        if charts > 0 and (drawn := chart_of(finding, phrasing)) is not None:
            charts -= 1
            blocks.append(drawn)
        if caveats := phrasing.caveats(finding):
            blocks.append(Sentence(text=" ".join(caveats), role="caveat", figures=(finding.id,)))
    if blocks:
        blocks.insert(0, Heading(text=report.language.sentence("section-seen")))
    return blocks if "counted" in report.audience.sections else [*blocks, *counted(report)]


def goals_table(report: Report) -> list[Block]:
    """All agreed goals side by side; every promised indicator is in it."""
    if not report.goals:
        return []
    say, phrasing = report.language.sentence, report.phrasing
    period = report.release.manifest.period
    rows = []
    for finding, goal in report.goals:
        target = say("table-no-target")
        if goal.target is not None:
            target = say("table-target-by", target=phrasing.target(phrasing.indicator(finding), goal), by=goal.by)
        verdict = phrasing.verdict_text(phrasing.verdict_of(finding, goal))
        rows.append(
            (phrasing.name(finding), target, phrasing.value(finding), phrasing.margin(finding), phrasing.number_of(finding), verdict)
        )
    columns = ("table-goal", "table-target", "table-value", "table-margin", "table-n", "table-verdict")
    return [
        Heading(text=say("section-goals-table")),
        Table(
            caption=say("table-caption", period=period),
            columns=tuple(say(name, period=period) for name in columns),
            rows=tuple(rows),
            numeric=(False, False, True, True, True, False),
            figures=tuple(finding.id for finding, _ in report.goals),
        ),
    ]


def counted(report: Report) -> list[Block]:
    """The figures that no goal asks for."""
    if not report.others:
        return []
    say, phrasing, period = report.language.sentence, report.phrasing, report.release.manifest.period
    rows = []
    for finding in report.others:
        before = phrasing.earlier(finding) or say("table-none")
        if finding.previous_verdict is Verdict.NOT_COMPARABLE:
            before = phrasing.verdict_text(Verdict.NOT_COMPARABLE)
        rows.append((phrasing.name(finding), phrasing.value(finding), phrasing.margin(finding), phrasing.number_of(finding), before))
    columns = ("table-indicator", "table-value", "table-margin", "table-n", "table-previous")
    return [
        Heading(text=say("section-counted")),
        Table(
            caption=say("table-counted-caption", period=period),
            columns=tuple(say(name, period=period) for name in columns),
            rows=tuple(rows),
            numeric=(False, True, True, True, True),
            figures=tuple(finding.id for finding in report.others),
        ),
    ]


def story(report: Report) -> list[Block]:
    """One story, with the reason why it was chosen."""
    say = report.language.sentence
    story = _chosen_story(report)
    if story is None:
        return []
    of = report.language.of
    blocks: list[Block] = [
        Heading(text=say("section-story")),
        Quote(text=of(story.text), by=say("story-by", role=of(story.role)), chosen=say("story-chosen", chosen=of(story.chosen))),
    ]
    if story.outcome == "critical":
        blocks.append(Sentence(text=say("caveat-story-critical"), role="note"))
    return blocks


def _chosen_story(report: Report) -> ToldStory | None:
    """The story about the goal that is told first, else the first story there is."""
    order = [finding.indicator for finding, _ in report.goals]
    stories = report.release.area.stories
    return min(stories, key=lambda each: order.index(each.indicator) if each.indicator in order else len(order), default=None)


def question(report: Report) -> list[Block]:
    """What the parties ask this audience at the presentation that this report is for."""
    told = _presentation(report)
    if told is None or told.question is None:
        return []
    say = report.language.sentence
    return [Heading(text=say("section-question")), Sentence(text=report.language.of(told.question), role="question")]


def _presentation(report: Report) -> Presentation | None:
    """The presentation that this report is for: the first to this audience that is still to come, else the last one there was."""
    agreement, day = report.release.area.agreement, report.release.manifest.report_date
    told = sorted((each for each in agreement.presentations if each.audience == report.audience.id), key=_date) if agreement else []
    coming = [each for each in told if each.state != "shared" and each.date.isoformat() >= day]
    return next(iter(coming), told[-1] if told else None)


def _date(told: Presentation) -> date:
    return told.date


def _lower_first(text: str) -> str:
    return (text[:1].lower() + text[1:]).rstrip(".")


SECTIONS: dict[Section, Callable[[Report], Sequence[Any]]] = {
    "opening": opening,
    "key-figures": key_figures,
    "goals": goals,
    "goals-table": goals_table,
    "accounted": accounted,
    "counted": counted,
    "story": story,
    "context": context,
    "wider": wider,
    "limits": limits,
    "question": question,
    "definitions": definitions,
    "methods": methods,
    "sources": sources,
}
"""What makes each section: blocks, or none where there is nothing to tell."""
