"""What is different from the period before: which figures moved, which verdicts turned, what was agreed or meant otherwise. No words.

Figures, and how surely they differ, come from this release alone. Of the release of the period before comes what was agreed, asked and
meant then; and the verdict on a goal, but only where this release still tells the figure that it was reached on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from impactlib.disclosure.release import MANIFEST, Release, read_release
from impactlib.errors import UnknownNameError
from impactlib.indicators.defined import WORDED, redefined
from impactlib.indicators.finding import Finding, Goal, Precision, Verdict, period_before
from impactlib.statistics.estimate import Estimate
from impactlib.telling.amounts import EQUAL
from impactlib.workspace import Text

JUDGED = frozenset({Verdict.MET, Verdict.NOT_YET, Verdict.NOT_MET, Verdict.CANNOT_SAY})
"""The verdicts on a target that can turn into each other."""

COUNTED_MOVES = frozenset({Verdict.HIGHER, Verdict.LOWER, Verdict.BETTER, Verdict.WORSE})
"""What is said of a counted figure that is another than it was."""

ASKED_MOVES = frozenset({Precision.CLEAR, Precision.SOME})
"""How surely an asked figure must differ before it is said to have moved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """A goal of which the verdict is another than it was, and what else about it is: whether its target, its meaning, its old figure."""

    finding: Finding
    goal: Goal
    then: Verdict
    retargeted: bool
    redefined: bool
    revised: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Retargeted:
    """A goal that is new (`was` is None), that was dropped (`now` is None), or of which the target is another."""

    indicator: str
    was: Goal | None
    now: Goal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Redefined:
    """A part of what an indicator means, or of how its figure came about, that is another; texts where there are any on record."""

    finding: Finding
    part: str
    was: Text | str | None = None
    now: Text | str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All that is different, and what can not be said.

    `lost` had a figure in the period before, of which this release tells, and has none now; `fresh` have one for the first time.
    """

    earlier: str
    moved: tuple[Finding, ...] = ()
    alike: tuple[Finding, ...] = ()
    unsure: tuple[Finding, ...] = ()
    lost: tuple[Finding, ...] = ()
    fresh: tuple[Finding, ...] = ()
    turned: tuple[Turned, ...] = ()
    stood: int = 0
    """Of how many goals the verdict is what it was."""
    retargeted: tuple[Retargeted, ...] = ()
    redefined: tuple[Redefined, ...] = ()
    on_file: bool = False
    """Whether the release of the period before is there."""
    defined: bool = False
    """Whether that release says what its figures meant."""

    @property
    def told(self) -> bool:
        """Whether there is anything to tell."""
        return any((self.moved, self.alike, self.unsure, self.lost, self.on_file))


def earlier_release(outputs: Path, release: Release) -> Release | None:
    """The release of the period before about the same area, in the folder with all outputs; None where there is none about it."""
    folder = outputs / period_before(release.manifest.period) / "release"
    if not (folder / MANIFEST).is_file():
        return None
    try:
        return read_release(folder, release.area.code)
    except UnknownNameError:
        return None  # it had no agreement then, or did not exist yet


def changes_of(release: Release, earlier: Release | None) -> Changes:
    """What is different in a release from the one of the period before; without that one only what figures themselves tell."""
    before = period_before(release.manifest.period)
    findings = _ordered(release)
    groups: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[movement(finding)].append(finding)
    found = Changes(
        earlier=before,
        moved=tuple(groups["moved"]),
        alike=tuple(groups["alike"]),
        unsure=tuple(groups["unsure"]),
        lost=tuple(groups["lost"]),
        fresh=tuple(groups["fresh"]),
    )
    if earlier is None:
        return found
    meant = tuple(each for finding in findings for each in _redefined(release, earlier, finding))
    agreed = tuple(_retargeted(release, earlier))
    pairs = list(_judged_twice(findings, earlier))
    turned = tuple(
        Turned(
            finding=finding,
            goal=goal,
            then=was.verdict,
            retargeted=(was.target, was.by) != (goal.target, goal.by),
            redefined=any(each.finding.id == finding.id for each in meant),
            revised=revised,
        )
        for finding, goal, was, revised in pairs
        if was.verdict is not goal.verdict
    )
    return replace(
        found,
        turned=turned,
        stood=len(pairs) - len(turned),
        retargeted=agreed,
        redefined=meant,
        on_file=True,
        defined=bool(earlier.manifest.definitions),
    )


def movement(finding: Finding) -> Literal["moved", "alike", "unsure", "lost", "fresh", ""]:
    """What became of a figure since the period before, by the verdict it carries; '' where there is none, or it is of both together."""
    then = figure_then(finding)
    if finding.estimate is None:
        return "lost" if then is not None else ""
    if finding.years:
        return ""
    if finding.previous_verdict is Verdict.NOT_COMPARABLE:
        return "unsure"
    if finding.previous is None or finding.previous.estimate is None:
        return "fresh" if then is None else "unsure"
    if finding.estimate.lower is None:
        if finding.previous_verdict in COUNTED_MOVES:
            return "moved"
        return "alike" if finding.previous_verdict is Verdict.SAME else "unsure"
    if finding.previous_precision in ASKED_MOVES:
        return "moved"
    return "alike" if finding.previous_precision is Precision.NONE_OF_NOTE else "unsure"


def figure_then(finding: Finding) -> Estimate | None:
    """The figure of the period before, as far as this release tells it."""
    before = period_before(finding.period)
    return next((point.estimate for point in finding.series if point.period == before), None)


def _ordered(release: Release) -> list[Finding]:
    """The findings of the area: those of goals first, as they were agreed, the others in the catalogue's order, context last."""
    agreed = [goal.id for goal in release.area.agreement.goals] if release.area.agreement else []
    order = list(release.indicators)

    def place(finding: Finding) -> tuple[bool, bool, int, int]:
        goals = [agreed.index(goal.id) for goal in finding.goals if goal.id in agreed]
        is_context = release.indicators[finding.indicator].kind == "context"
        is_main = any(goal.main for goal in finding.goals)
        return is_context, not is_main, min(goals, default=len(agreed)), order.index(finding.indicator)

    return sorted(release.findings, key=place)


def _judged_twice(findings: list[Finding], earlier: Release) -> Iterator[tuple[Finding, Goal, Goal, bool]]:
    """Every goal that was judged then and now, on figures that this release tells both; and whether that of then is another here."""
    known = {finding.indicator: finding for finding in earlier.findings}
    for finding in findings:
        then, before = figure_then(finding), known.get(finding.indicator)
        if finding.estimate is None or then is None or before is None or before.estimate is None:
            continue
        was = {goal.id: goal for goal in before.goals}
        for goal in finding.goals:
            if goal.id in was and was[goal.id].verdict in JUDGED and goal.verdict in JUDGED:
                yield finding, goal, was[goal.id], abs(before.estimate.value - then.value) > EQUAL or before.estimate.n != then.n


def _retargeted(release: Release, earlier: Release) -> Iterator[Retargeted]:
    """What was agreed otherwise: it stands in the agreement, whatever figures may be told."""
    now = {goal.id: goal for finding in release.findings for goal in finding.goals}
    was = {goal.id: goal for finding in earlier.findings for goal in finding.goals}
    for id_ in dict.fromkeys([*now, *was]):
        new, old = now.get(id_), was.get(id_)
        if old is not None and old.indicator not in release.indicators:
            continue
        same = new is not None and old is not None and (new.indicator, new.target, new.by) == (old.indicator, old.target, old.by)
        if not same and (either := new or old) is not None:
            yield Retargeted(indicator=either.indicator, was=old, now=new)


def _redefined(release: Release, earlier: Release, finding: Finding) -> Iterator[Redefined]:
    """What a figure means now and did not then; only of figures that are told now and of which a figure of then is told."""
    if finding.estimate is None or figure_then(finding) is None:
        return
    then, now = (each.manifest.definitions.get(finding.indicator) for each in (earlier, release))
    if then is not None and now is not None:
        for part in redefined(then, now):
            worded = part == "name" or part in WORDED
            texts = (getattr(then, part), getattr(now, part)) if worded else (None, None)
            yield Redefined(finding=finding, part=part, was=texts[0], now=texts[1])
    yield from _asked_otherwise(release, earlier, finding)


def _asked_otherwise(release: Release, earlier: Release, finding: Finding) -> Iterator[Redefined]:
    """Another source or design, another question, or other answers to choose from."""
    here = next((each for each in release.manifest.sources if each.name == finding.source), None)
    known = next((each.source for each in earlier.findings if each.indicator == finding.indicator), "")
    there = next((each for each in earlier.manifest.sources if each.name == known), None)
    if here is not None and there is not None:
        for part, was, now in (
            ("from", there.title, here.title),
            ("owner", there.owner, here.owner),
            ("asked", there.asked, here.asked),
        ):
            if was != now:
                yield Redefined(finding=finding, part=part, was=was, now=now)
        if there.design != here.design:
            yield Redefined(finding=finding, part="design", was=there.design, now=here.design)
    question = release.indicators[finding.indicator].figure.question
    now_item, was_item = release.manifest.items.get(question), earlier.manifest.items.get(question)
    if now_item is not None and was_item is not None:
        if was_item.text != now_item.text:
            yield Redefined(finding=finding, part="question", was=was_item.text, now=now_item.text)
        if was_item.answers != now_item.answers:
            yield Redefined(finding=finding, part="answers", was=" / ".join(was_item.answers), now=" / ".join(now_item.answers))
