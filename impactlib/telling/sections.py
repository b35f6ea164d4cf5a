"""The sections of a report that carry its message. Each gives blocks, or none where there is nothing to tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from impactlib.indicators.finding import Finding, Goal, Verdict
from impactlib.telling.accounting import accounted
from impactlib.telling.audience import Section
from impactlib.telling.blocks import Block, Heading, Sentence, Table
from impactlib.telling.drawing import answers_of, chart_of
from impactlib.telling.drawing_beside import benchmark_of, funnel_of
from impactlib.telling.grounds import context, definitions, limits, sources, wider
from impactlib.telling.methods import methods
from impactlib.telling.occasion import opened
from impactlib.telling.opening import key_figures, opening, with_caveats
from impactlib.telling.outlook import outlook_of
from impactlib.telling.parts.agreed import challenge, choices, contributions, cost, decisions, risks, try_next
from impactlib.telling.parts.chain import chain, gaps
from impactlib.telling.parts.people import invitation, one_change, said, still_open
from impactlib.telling.parts.standing import answers, figures, not_reached, on_course
from impactlib.telling.parts.stories import beside, story

if TYPE_CHECKING:
    from impactlib.telling.report import Report


def goals(report: Report) -> list[Block]:
    """Each agreed goal: what was agreed, what we see, how sure that is, with a picture and its caveat."""
    if not report.goals:
        return _without_goals(report)
    blocks: list[Block] = [Heading(text=report.language.sentence("section-goals"))]
    agreement = report.release.area.agreement
    if agreement is not None and "challenge" not in report.audience.sections:
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
        *_agreed(report, goal),
        Sentence(text=_found(report, finding, goal), figures=(finding.id,)),
        *outlook_of(report, finding, goal),
    ]
    drawn = chart_of(finding, phrasing, goal) if chart else None
    if drawn is not None:
        blocks.append(drawn)
    if chart and report.audience.distributions and (answers := answers_of(finding, phrasing)) is not None:
        blocks.append(answers)
    if chart and report.audience.comparisons and (others := funnel_of(finding, phrasing) or benchmark_of(finding, phrasing)) is not None:
        blocks.append(others)
    if caveats := phrasing.caveats(finding):
        blocks.append(Sentence(text=" ".join(caveats), role="caveat", figures=(finding.id,)))
    return [*blocks, *beside(report, finding)]


def _found(report: Report, finding: Finding, goal: Goal) -> str:
    """What was found of a goal, how it stands beside the year before, who answered, and whether the target was reached."""
    phrasing = report.phrasing
    # The year before comes right after the figure, so that 'that is more' can mean nothing else.
    parts = [phrasing.statement(finding), phrasing.against_previous(finding), phrasing.who_answered(finding)]
    if not report.audience.brief:
        parts += [phrasing.movers(finding), phrasing.no_opinion(finding)]
    parts.append(phrasing.against_target(finding, goal))
    return " ".join(part for part in parts if part)


def _agreed(report: Report, goal: Goal) -> list[Block]:
    """The service, the change it works on and the agreed contribution; in a brief report the service and the change alone."""
    service, change = report.language.of(goal.service), _lower_first(report.language.of(goal.change))
    told = Sentence(text=report.language.sentence("goal-service", service=service, change=change))
    return [told] if report.audience.brief else [told, *_contribution(report, goal)]


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


def question(report: Report) -> list[Block]:
    """What this audience is asked at the presentation that this report is for."""
    if not report.asked:
        return []
    return [Heading(text=report.language.sentence("section-question")), Sentence(text=report.asked, role="question")]


def first(report: Report) -> list[Block]:
    """The opening, as this audience and this occasion have it."""
    return with_caveats(report, opened(report, opening(report)))


def _elsewhere(module: str, name: str) -> Callable[[Report], Sequence[Any]]:
    """A section that a module of its own makes, read when it is first needed."""

    def make(report: Report) -> Sequence[Any]:
        if find_spec(module) is None:
            return []
        found: Sequence[Any] = getattr(import_module(module), name)(report)
        return found

    return make


def _lower_first(text: str) -> str:
    return (text[:1].lower() + text[1:]).rstrip(".")


SECTIONS: dict[Section, Callable[[Report], Sequence[Any]]] = {
    "opening": first,
    "key-figures": key_figures,
    "challenge": challenge,
    "goals": goals,
    "goals-picture": _elsewhere("impactlib.telling.drawing_goals", "goals_picture"),
    "goals-table": goals_table,
    "on-course": on_course,
    "not-reached": not_reached,
    "one-change": one_change,
    "changed": _elsewhere("impactlib.telling.changed", "changed"),
    "accounted": accounted,
    "counted": counted,
    "figures": figures,
    "contributions": contributions,
    "cost": cost,
    "risks": risks,
    "choices": choices,
    "decisions": decisions,
    "answers": answers,
    "said": said,
    "next": try_next,
    "still-open": still_open,
    "chain": chain,
    "gaps": gaps,
    "story": story,
    "invitation": invitation,
    "context": context,
    "wider": wider,
    "limits": limits,
    "question": question,
    "definitions": definitions,
    "methods": methods,
    "sources": sources,
}
"""What makes each section: blocks, or none where there is nothing to tell."""
