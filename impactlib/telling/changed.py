"""What changed since the period before, in words: figures that moved, verdicts that turned, and what was agreed or meant otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from impactlib.disclosure.release import Release
from impactlib.indicators.finding import Finding, Goal
from impactlib.telling.blocks import Block, Heading, Items, Sentence
from impactlib.telling.changes import Changes, Redefined, Retargeted, Turned, changes_of
from impactlib.telling.phrasing import Phrasing
from impactlib.workspace import Text

if TYPE_CHECKING:
    from impactlib.telling.report import Report

RETARGETED = "retargeted"
REDEFINED = "redefined"
REVISED = "revised"


def changed(report: Report) -> list[Block]:
    """What is different from the period before; nothing where neither a figure nor a release of then is there."""
    return changed_blocks(report.phrasing, report.earlier)


def changed_blocks(phrasing: Phrasing, earlier: Release | None) -> list[Block]:
    """The section for a release in one language, beside the release of the period before where there is one."""
    changes = changes_of(phrasing.release, earlier)
    if not changes.told:
        return []
    blocks = [
        *_turned(phrasing, changes),
        *_figures(phrasing, changes),
        *_agreed(phrasing, changes),
        *_meant(phrasing, changes),
        *_grounds(phrasing, changes, earlier),
    ]
    say, period = phrasing.language.sentence, phrasing.release.manifest.period
    return [Heading(text=say("section-changed", earlier=changes.earlier)), Sentence(text=_summary(phrasing, changes, period)), *blocks]


def _summary(phrasing: Phrasing, changes: Changes, period: str) -> str:
    """How many figures moved and how many verdicts turned: numbers of figures, and no figure itself."""
    say = phrasing.language.sentence
    compared = len(changes.moved) + len(changes.alike) + len(changes.unsure)
    parts = [say("changed-figures", n=compared, moved=len(changes.moved), earlier=changes.earlier, period=period)]
    if judged := len(changes.turned) + changes.stood:
        parts.append(say("changed-verdicts", n=judged, turned=len(changes.turned), earlier=changes.earlier, period=period))
    return " ".join(parts)


def _figures(phrasing: Phrasing, changes: Changes) -> Iterator[Block]:
    """Each figure that moved, with its caveat, where it does not stand at a verdict that turned; the others by name."""
    say, release = phrasing.language.sentence, phrasing.release
    period = release.manifest.period
    context = [each for each in changes.moved if release.indicators[each.indicator].kind == "context"]
    above = {each.finding.id for each in changes.turned}
    own = [each for each in changes.moved if each not in context and each.id not in above]
    if own:
        stood_above = any(each.id in above for each in changes.moved)
        yield Heading(text=say("changed-heading-moved-besides" if stood_above else "changed-heading-moved"), level=3)
        for finding in own:
            yield from _moved(phrasing, finding)
    rest = [
        (name, [each for each in group if release.indicators[each.indicator].kind != "context"])
        for name, group in (("alike", changes.alike), ("unsure", changes.unsure), ("fresh", changes.fresh))
    ]
    items = [say(f"changed-{name}", n=len(group), names=_names(phrasing, group), earlier=changes.earlier) for name, group in rest if group]
    for absent in dict.fromkeys(each.absent for each in changes.lost):
        group = [each for each in changes.lost if each.absent is absent]
        items.append(say(f"changed-lost-{absent}", names=_names(phrasing, group), earlier=changes.earlier, period=period))
    if items:
        yield Heading(text=say("changed-heading-others"), level=3)
        yield Items(items=tuple(items))
    if context:
        yield Heading(text=say("section-context"), level=3)
        for finding in context:
            yield from _moved(phrasing, finding)
        yield Sentence(text=say("context-note"), role="caveat")


def _moved(phrasing: Phrasing, finding: Finding) -> Iterator[Block]:
    parts = (phrasing.statement(finding), phrasing.against_previous(finding), phrasing.who_answered(finding))
    yield Sentence(text=" ".join(part for part in parts if part), figures=(finding.id,))
    if caveats := phrasing.caveats(finding):
        yield Sentence(text=" ".join(caveats), role="caveat", figures=(finding.id,))


def _turned(phrasing: Phrasing, changes: Changes) -> Iterator[Block]:
    """Each verdict that turned, with the figure, and beside it what else is another: then the verdict may have turned by that."""
    if not changes.turned:
        return
    say = phrasing.language.sentence
    yield Heading(text=say("changed-heading-verdicts"), level=3)
    for each in changes.turned:
        finding = each.finding
        said = {"name": phrasing.name(finding), "earlier": changes.earlier, "period": phrasing.release.manifest.period}
        parts = [say(f"changed-from-{each.then}-to-{each.goal.verdict}", **said)]
        parts += [phrasing.statement(finding), phrasing.against_previous(finding), phrasing.against_target(finding, each.goal)]
        yield Sentence(text=" ".join(part for part in parts if part), figures=(finding.id,))
        beside = [say(f"changed-beside-{name}", earlier=changes.earlier) for name in _beside(each)]
        if caveats := [*beside, *phrasing.caveats(finding)]:
            yield Sentence(text=" ".join(caveats), role="caveat", figures=(finding.id,))


def _beside(turned: Turned) -> list[str]:
    found = ((RETARGETED, turned.retargeted), (REDEFINED, turned.redefined), (REVISED, turned.revised))
    return [name for name, holds in found if holds]


def _agreed(phrasing: Phrasing, changes: Changes) -> Iterator[Block]:
    """Goals that are new, that were dropped, or of which the target is another."""
    if changes.retargeted:
        yield Heading(text=phrasing.language.sentence("changed-heading-agreed"), level=3)
        yield Items(items=tuple(_retargeted(phrasing, changes, each) for each in changes.retargeted))


def _retargeted(phrasing: Phrasing, changes: Changes, each: Retargeted) -> str:
    say = phrasing.language.sentence
    name = phrasing.language.of(phrasing.release.indicators[each.indicator].name)
    if each.was is None or each.now is None:
        goal = each.now or each.was
        assert goal is not None
        kind = "new" if each.was is None else "dropped"
        return say(f"changed-goal-{kind}", name=name, target=_target(phrasing, goal), earlier=changes.earlier)
    was, now = _target(phrasing, each.was), _target(phrasing, each.now)
    return say("changed-goal-target", name=name, was=was, now=now, earlier=changes.earlier)


def _target(phrasing: Phrasing, goal: Goal) -> str:
    """A target with its year, or that there is none."""
    say = phrasing.language.sentence
    if goal.target is None:
        return say("changed-no-target")
    return say("changed-target", target=phrasing.target(phrasing.release.indicators[goal.indicator], goal), by=goal.by)


def _meant(phrasing: Phrasing, changes: Changes) -> Iterator[Block]:
    """What a figure means now and did not then, in the words of both."""
    if changes.redefined:
        yield Heading(text=phrasing.language.sentence("changed-heading-defined"), level=3)
        yield Items(items=tuple(_redefined(phrasing, changes, each) for each in changes.redefined))


def _redefined(phrasing: Phrasing, changes: Changes, each: Redefined) -> str:
    say = phrasing.language.sentence
    name = phrasing.name(each.finding)
    if each.was is None and each.now is None:
        return say(f"changed-part-{each.part}", name=name, earlier=changes.earlier)
    was, now = (_worded(phrasing, each.part, text) for text in (each.was, each.now))
    return say("changed-part-worded", name=name, part=say(f"changed-word-{each.part}"), was=was, now=now, earlier=changes.earlier)


def _worded(phrasing: Phrasing, part: str, text: Text | str | None) -> str:
    if text is None:
        return phrasing.language.sentence("changed-nothing")
    if isinstance(text, Text):
        return phrasing.language.of(text).rstrip(".")
    return phrasing.language.sentence(f"changed-design-{text}") if part == "design" else text


def _grounds(phrasing: Phrasing, changes: Changes, earlier: Release | None) -> Iterator[Block]:
    """With which release it was compared, and what cannot be said for want of one."""
    say = phrasing.language.sentence
    if earlier is None:
        yield Sentence(text=say("changed-no-release", earlier=changes.earlier), role="note")
        return
    text = say("changed-with-release", earlier=changes.earlier, id=earlier.manifest.id)
    if not changes.defined:
        text += " " + say("changed-no-definitions", earlier=changes.earlier)
    yield Sentence(text=text, role="note")


def _names(phrasing: Phrasing, findings: Sequence[Finding]) -> str:
    return phrasing.language.listing([f"‘{phrasing.name(each)}’" for each in findings])


def changed_lines(blocks: Sequence[Block]) -> list[str]:
    """The section as lines for a terminal: headings, a dash before each sentence, and a caveat under its claim."""
    lines: list[str] = []
    for block in blocks:
        lines += _WRITTEN[block.kind](block) if block.kind in _WRITTEN else []
    return lines


def _heading_lines(block: Block) -> list[str]:
    assert isinstance(block, Heading)
    return [block.text, ""] if block.level == 2 else ["", f"{block.text}:"]


def _sentence_lines(block: Block) -> list[str]:
    assert isinstance(block, Sentence)
    return {"caveat": [f"  ({block.text})"], "note": ["", block.text]}.get(block.role, [f"- {block.text}" if block.figures else block.text])


def _items_lines(block: Block) -> list[str]:
    assert isinstance(block, Items)
    return [f"- {item}" for item in block.items]


_WRITTEN: dict[str, Callable[[Block], list[str]]] = {"heading": _heading_lines, "sentence": _sentence_lines, "items": _items_lines}
