"""All goals at one glance: a small panel each, whatever became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impactlib.indicators.figure import Balance, ChangeOfMean, ChangeOfShare, NetShare
from impactlib.indicators.finding import Finding, Goal
from impactlib.telling.amounts import plainly
from impactlib.telling.blocks import Block, Chart, Heading
from impactlib.telling.figures import Panel, PanelFigure, PanelScale, goal_panels
from impactlib.telling.markup import mark
from impactlib.telling.phrasing import Phrasing

if TYPE_CHECKING:
    from impactlib.telling.report import Report

MOST = 8
"""So many panels stand in one picture; more go on in the next, so that none is taller than half a page."""

ROOM = 1.12
"""An open scale ends a little beyond the last thing on it."""


def goals_picture(report: Report) -> list[Block]:
    """A panel for every agreed goal, in their order: the figure with its margin, the target, and the verdict as a shape with words."""
    told = report.goals
    if not told:
        return []
    say, phrasing = report.language.sentence, report.phrasing
    blocks: list[Block] = [Heading(text=say("section-goals-picture"))]
    for start in range(0, len(told), MOST):
        part = told[start : start + MOST]
        lines = [_line(phrasing, finding, goal) for finding, goal in part]
        blocks.append(
            Chart(
                svg=goal_panels([_panel(phrasing, finding, goal) for finding, goal in part]),
                alt=f"{say('alt-goals', n=len(part))} {' '.join(lines)}",
                caption=say("caption-goals", period=report.release.manifest.period),
                figures=tuple(dict.fromkeys(finding.id for finding, _ in part)),
            )
        )
    return blocks


def _line(phrasing: Phrasing, finding: Finding, goal: Goal) -> str:
    """One goal of the alternative text: what was found, what was aimed at and the verdict."""
    say, name = phrasing.language.sentence, phrasing.name(finding)
    verdict = phrasing.verdict_text(phrasing.verdict_of(finding, goal))
    if goal.target is None:
        return say("alt-goal", name=name, value=phrasing.value(finding), verdict=verdict)
    target = phrasing.target(phrasing.indicator(finding), goal)
    return say("alt-goal-target", name=name, value=phrasing.value(finding), target=target, by=goal.by, verdict=verdict)


def _panel(phrasing: Phrasing, finding: Finding, goal: Goal) -> Panel:
    verdict = phrasing.verdict_of(finding, goal)
    tone, outline = mark(str(verdict))
    aim = (
        phrasing.language.sentence("chart-target", target=phrasing.target(phrasing.indicator(finding), goal))
        if goal.target is not None
        else ""
    )
    figure = _figure(phrasing, finding, goal, aim)
    return Panel(
        name=phrasing.name(finding),
        verdict=phrasing.verdict_text(verdict),
        tone=tone,
        outline=outline,
        figure=figure,
        absent=phrasing.value(finding) if figure is None else "",
        aim=aim,
    )


def _figure(phrasing: Phrasing, finding: Finding, goal: Goal, aim: str) -> PanelFigure | None:
    estimate = finding.estimate
    if estimate is None:
        return None
    # Of a change the difference is drawn, since the target is of the difference; its words are those of then and now.
    edges = [each for each in (estimate.value, estimate.lower, estimate.upper, goal.target) if each is not None]
    return PanelFigure(
        value=estimate.value,
        low=estimate.lower,
        high=estimate.upper,
        text=_text(phrasing, finding),
        target=goal.target,
        target_text=aim,
        scale=_scale(phrasing, finding, min(edges), max(edges)),
    )


def _text(phrasing: Phrasing, finding: Finding) -> str:
    assert finding.estimate is not None
    if finding.change is None:
        return phrasing.value(finding)
    amount = phrasing.amount(finding, finding.estimate.value)
    sign = "+" if finding.estimate.value > 0 and not amount.startswith("+") else ""
    return phrasing.language.sentence("chart-difference", amount=f"{sign}{amount}", value=phrasing.value(finding))


def _scale(phrasing: Phrasing, finding: Finding, least: float, most: float) -> PanelScale:
    """From 0 to 100 % for a share; else from nought to a little beyond what is drawn, and for a change to both sides of it."""
    indicator, language = phrasing.indicator(finding), phrasing.language
    both = isinstance(indicator.figure, ChangeOfMean | ChangeOfShare | NetShare | Balance)
    if indicator.figure.scale == "share" and not both:
        return PanelScale(low=0, high=1, ends=(language.percent(0), language.percent(1)))
    if not both:
        low = finding.scale[0] if finding.scale is not None else 0.0
        high = finding.scale[1] if finding.scale is not None else max(most, 0.0) * ROOM or 1.0
        ends = (plainly(language, indicator, low, 0), plainly(language, indicator, high, 0) if finding.scale is not None else "")
        return PanelScale(low=min(low, least), high=high, ends=ends)
    reach = max(abs(least), abs(most)) * ROOM or 1.0
    low = -reach if least < 0 else 0.0
    return PanelScale(low=low, high=reach, ends=("" if low < 0 else "0", ""), zero=0.0)
