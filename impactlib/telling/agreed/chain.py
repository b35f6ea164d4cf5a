"""The chain of changes: as a picture, as a nested list with the same words, and its links with what they assume."""

from __future__ import annotations

from dataclasses import replace

from impactlib.agreement.chain import Outline as Nested
from impactlib.agreement.chain import outline_of
from impactlib.agreement.impact import ExpectedChange, Link
from impactlib.agreement.labels import value_label
from impactlib.telling.agreed.speaker import Speaker
from impactlib.telling.blocks import Block, Chart, Outline, OutlineItem
from impactlib.telling.figures import ChainBox, chain


def chain_picture(speaker: Speaker) -> Chart:
    """The chain as a picture; its alternative text says where it begins and ends, and the list under it says the rest."""
    changes = speaker.agreement.impact.changes
    boxes = [_box(speaker, change) for change in changes]
    links = [(change.id, link.change) for change in changes for link in change.leads_to]
    led_to = {target for _, target in links}
    first = [speaker.of(change.text).rstrip(".") for change in changes if change.id not in led_to]
    last = [speaker.of(change.text).rstrip(".") for change in changes if not change.leads_to]
    alt = speaker.say("alt-chain", boxes=len(boxes), links=len(links), first=". ".join(first), last=". ".join(last))
    ends = (speaker.say("chain-first"), speaker.say("chain-last"))
    svg = chain(boxes, links, end_labels=ends, not_covered_label=speaker.say("chain-not-covered"))
    return Chart(svg=svg, alt=alt, caption=speaker.say("caption-chain"))


def _box(speaker: Speaker, change: ExpectedChange) -> ChainBox:
    goals = _goals(speaker, change)
    tag = speaker.of(value_label(ExpectedChange, change.level))
    box = ChainBox(id=change.id, text=speaker.of(change.text), tag=tag, services=tuple(goals))
    if change.not_covered is not None:
        return replace(box, tone="not-covered")
    return replace(box, tone="served") if goals else box


def _goals(speaker: Speaker, change: ExpectedChange) -> list[str]:
    """The goals that work on a change, by number: 'doel 1 en 3'; nothing where none does."""
    numbers = [str(n) for n, goal in enumerate(speaker.agreement.goals, start=1) if goal.change == change.id]
    return [speaker.say("chain-goals", n=len(numbers), list=speaker.language.listing(numbers))] if numbers else []


def chain_list(speaker: Speaker) -> Outline:
    """The same chain as a nested list: under each change what it leads to, with its level and the goals that work on it."""
    by_id = {change.id: change for change in speaker.agreement.impact.changes}

    def line(part: Nested) -> OutlineItem:
        id_, after = part
        change = by_id[id_]
        return OutlineItem(text=_line(speaker, change), items=tuple(line(each) for each in after))

    return Outline(items=tuple(line(each) for each in outline_of(speaker.agreement.impact.changes)))


def _line(speaker: Speaker, change: ExpectedChange) -> str:
    said = [speaker.of(value_label(ExpectedChange, change.level)), *_goals(speaker, change)]
    text = speaker.say("chain-line", change=speaker.of(change.text).rstrip("."), said="; ".join(said))
    if change.not_covered is not None:
        text = f"{text}. {speaker.say('chain-line-not-covered', reason=speaker.of(change.not_covered))}"
    return text


def chain_links(speaker: Speaker) -> list[Block]:
    """The links that say what they assume or what may come between; nothing where none does."""
    changes = {change.id: change for change in speaker.agreement.impact.changes}
    links = [(change, link) for change in changes.values() for link in change.leads_to if link.assumption or link.risk]
    if not links:
        return []
    columns = [speaker.say("column-link"), *(speaker.label(Link, name) for name in ("assumption", "evidence", "risk", "watched_by"))]
    rows = [
        (
            speaker.say("link", change=speaker.of(change.text).rstrip("."), after=speaker.of(changes[link.change].text).rstrip(".")),
            speaker.or_none(speaker.of(link.assumption)),
            speaker.or_none(speaker.value(link, "evidence")),
            speaker.or_none(speaker.of(link.risk)),
            speaker.or_none(speaker.party(link.watched_by)),
        )
        for change, link in links
    ]
    return [speaker.table("caption-links", columns, rows)]
