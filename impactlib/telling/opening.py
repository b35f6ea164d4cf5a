"""The answer first: what a reader knows who reads no further than the opening and the large numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impactlib.indicators.accounted import Delivery
from impactlib.indicators.figure import Given
from impactlib.indicators.finding import Finding, Goal, Verdict
from impactlib.telling.blocks import Block, KeyFigure, KeyFigures, Sentence

if TYPE_CHECKING:
    from impactlib.telling.report import Report

STANDS = (Verdict.MET, Verdict.NOT_YET, Verdict.NOT_MET, Verdict.CANNOT_SAY, Verdict.TOO_FEW, Verdict.NO_DATA, Verdict.NO_TARGET)
"""The verdicts on goals, in the order in which the opening tells them."""

ANSWERS = 3
"""The opening has at most this many sentences."""

FELL_SHORT = (Verdict.NOT_MET, Verdict.NOT_YET)
"""The verdicts on a goal that a report tells of as having fallen short."""

KINDS = ("meten", "tellen")
"""What the opening tells after the goals: one thing measured, then one thing counted."""


def opening(report: Report) -> list[Block]:
    """The answer first, in at most three sentences: where the goals stand, then one thing that was measured and one that was counted.

    Where neither of these two is of a goal that fell short while there is such a goal with a figure, that goal takes the place of the
    one of its kind: what went well does not crowd it out.
    """
    told = [finding for kind in KINDS if (finding := _first(report, kind)) is not None]
    short = _short(report)
    if short and not any(each.id in short for each in told):
        told = _with_short(report, told, short)
    agreed = {finding.id for finding, _ in report.goals}
    told.sort(key=lambda each: each.id not in agreed)  # what no goal asks for gives way first
    answers = [_standing(report)]
    for finding in told[: ANSWERS - len(answers)]:
        text = _missed(report, finding, short[finding.id]) if finding.id in short else report.phrasing.answer(finding)
        answers.append(Sentence(text=text, role="answer", figures=(finding.id,)))
    return list(answers)


def with_caveats(report: Report, answers: list[Block]) -> list[Block]:
    """The opening, with the caveats of what it claims that stand beside no claim further on, and which of it is not confirmed yet."""
    later, standing = _told_later(report), _standing(report)
    claims = (block for block in answers if isinstance(block, Sentence) and block != standing)
    claimed = {each for block in claims for each in block.figures}
    findings = [each for each in report.release.findings if each.id in claimed]
    caveats = [each for finding in findings if finding.id not in later for each in report.phrasing.caveats(finding, compared=False)]
    caveats += [_not_confirmed(report, each) for each in findings if _is_provisional(report, each)]
    if not caveats:
        return answers
    return [*answers, Sentence(text=" ".join(dict.fromkeys(caveats)), role="caveat")]


def _is_provisional(report: Report, finding: Finding) -> bool:
    """Whether the figure was promised, is told, and nobody has confirmed it yet."""
    promised = (each for each in report.release.area.accounts if each.indicator == finding.indicator)
    return any(each.delivery is Delivery.TOLD and not each.confirmed for each in promised)


def _not_confirmed(report: Report, finding: Finding) -> str:
    name, period = report.phrasing.name(finding), report.release.manifest.period
    return report.language.sentence("account-not-confirmed", name=name, period=period)


def _told_later(report: Report) -> set[str]:
    """The findings that a section after the opening tells of one by one, each with its caveats."""
    sections = report.audience.sections
    told = [finding for finding, _ in report.goals[: report.audience.messages]] if "goals" in sections else []
    told += report.said if "said" in sections else ()
    told += [report.one[0]] if "one-change" in sections and report.one is not None else []
    return {each.id for each in told}


def _missed(report: Report, finding: Finding, goal: Goal) -> str:
    """That a goal fell short, by which target, and what was found; of a change its direction is left out, lest it says the opposite."""
    phrasing, say = report.phrasing, report.language.sentence
    named = {"target": phrasing.target(phrasing.indicator(finding), goal), "by": goal.by}
    if finding.change is None:
        return say(f"opening-missed-{goal.verdict}", statement=_within(phrasing.answer(finding)), **named)
    design = "paired" if finding.design == "paired" else "change"
    return say(
        f"opening-missed-{design}-{goal.verdict}",
        subject=phrasing.subject(finding),
        value=phrasing.value(finding),
        n=finding.change.now.n,
        people=phrasing.people(finding),
        period=phrasing.period(finding),
        **named,
    )


def _standing(report: Report) -> Sentence:
    """Where all the goals stand, in numbers; or that there are none."""
    say, period = report.language.sentence, report.release.manifest.period
    if not report.goals:
        name = "opening-no-goals" if any(each.estimate is not None for each in report.others) else "opening-nothing"
        return Sentence(text=say(name, area=report.release.area.name, period=period), role="answer")
    verdicts = [report.phrasing.verdict_of(finding, goal) for finding, goal in report.goals]
    those = "single" if len(verdicts) == 1 else "all" if len(set(verdicts)) == 1 else "some"
    stands = [say(f"stand-{stand}", n=verdicts.count(stand), those=those) for stand in STANDS if stand in verdicts]
    text = say("opening-goals", goals=len(verdicts), period=period, list=report.language.listing(stands))
    return Sentence(text=text, role="answer", figures=tuple(finding.id for finding, _ in report.goals))


def _first(report: Report, kind: str) -> Finding | None:
    """The first finding of a kind that has a figure: of the goals, else of the others."""
    findings = [*(finding for finding, _ in report.goals), *report.others]
    return next((each for each in findings if _kind(report, each) == kind and each.estimate is not None), None)


def _kind(report: Report, finding: Finding) -> str:
    return report.release.indicators[finding.indicator].kind


def _short(report: Report) -> dict[str, Goal]:
    """The findings with a figure of goals that fell short, each with the first such goal, in the order of the goals."""
    missed = [(finding, goal) for finding, goal in report.goals if goal.verdict in FELL_SHORT and finding.estimate is not None]
    return {finding.id: goal for finding, goal in reversed(missed)}


def _with_short(report: Report, told: list[Finding], short: dict[str, Goal]) -> list[Finding]:
    """The findings to tell with the first that fell short among them: one that was counted where there is one, else one measured."""
    missed = [finding for finding, _ in report.goals if finding.id in short]
    chosen = next((each for each in missed if _kind(report, each) == "tellen"), missed[0])
    kept = [each for each in told if _kind(report, each) != _kind(report, chosen)]
    return sorted([*kept, chosen], key=lambda each: KINDS.index(_kind(report, each)) if _kind(report, each) in KINDS else len(KINDS))


def _within(statement: str) -> str:
    """A statement as it goes on after a colon: a small first letter, but for a name in capitals."""
    return statement if statement[1:2].isupper() else statement[:1].lower() + statement[1:]


def key_figures(report: Report) -> list[Block]:
    """At most three large numbers: of the goals first, then of what else was counted; the last is of a goal that fell short.

    That is, where there is such a goal with a figure and none of those shown is one; a single large number stays that of the main goal.
    """
    findings = [*dict.fromkeys([*(finding for finding, _ in report.goals), *report.others])]
    found = [each for each in findings if each.estimate is not None]
    shown, short = found[: report.audience.key_figures], _short(report)
    if len(shown) > 1 and short and not any(each.id in short for each in shown):
        shown[-1] = next(each for each in found if each.id in short)
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
            note = say("key-note-asked-of", n=response.answered, invited=response.invited, people=report.phrasing.people(finding))
    verdict = finding.target_verdict if finding.goals else ""
    return KeyFigure(
        value=report.phrasing.value(finding),
        label=report.phrasing.name(finding),
        note=note,
        verdict=str(verdict),
        verdict_text=report.phrasing.verdict_text(verdict),
        figure=finding.id,
    )
