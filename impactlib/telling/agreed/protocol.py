"""The monitoring protocol as a document: all 26 items, in chapters, as blocks that every format lays out.

Where the parties wrote nothing, the usual text stands, marked as such.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from impactlib.agreement.items import Item, protocol_items
from impactlib.agreement.labels import value_label
from impactlib.agreement.protocol import Protocol
from impactlib.telling.agreed import commitments, figures, impact
from impactlib.telling.agreed.speaker import Speaker
from impactlib.telling.blocks import Block, Heading, Items, Notice, Provenance, Sentence, Title
from impactlib.workspace import Text

Writer = Callable[[Speaker], list[Block]]
"""Writes what the parties agreed on one item; nothing where they wrote nothing."""

ITEMS: Mapping[int, Writer] = {
    1: impact.parties,
    2: commitments.purpose,
    3: commitments.basis,
    4: impact.statement,
    5: impact.chain,
    6: impact.scope,
    7: figures.indicators,
    8: figures.baselines,
    9: figures.targets,
    10: figures.methods,
    11: figures.calendar,
    12: commitments.tasks,
    13: commitments.response,
    14: commitments.words("quality"),
    15: commitments.privacy,
    16: commitments.stories,
    17: commitments.context,
    18: commitments.words("comparison"),
    19: commitments.meeting,
    20: commitments.presentations,
    21: commitments.words("if_it_disappoints"),
    22: commitments.words("changes"),
    23: commitments.effort,
    24: commitments.words("openness"),
    25: commitments.words("evaluation"),
    26: commitments.signatures,
}
"""What writes each item."""

BESIDE = {2: "", 5: "outside_influence", 6: "scope", 10: "", 12: "tasks"}
"""Items of which the usual text stands beside what follows from the agreement, until this key of the protocol is filled in.

What the figures never mean (2) stands under every purpose; the usual method (10) stands until every indicator has one of its own.
"""

HOLDERS = {13: "response", 15: "privacy", 16: "stories", 17: "context", 19: "meeting"}
"""Items of several fields, with the key of the protocol that holds them: each field that was left out has its usual text."""


def protocol_blocks(speaker: Speaker, *, notice: Text | None, made_of: tuple[tuple[str, str], ...]) -> list[Block]:
    """The whole protocol. `made_of` says in pairs of label and value what it was made of."""
    agreement, say = speaker.agreement, speaker.say
    protocol = agreement.protocol
    state = speaker.of(value_label(Protocol, protocol.state))
    subtitle = say("protocol-subtitle", round=agreement.round, version=protocol.version, state=state)
    blocks: list[Block] = [Notice(text=speaker.of(notice))] if notice is not None else []
    blocks.append(Title(text=say("protocol-title", area=speaker.area), subtitle=subtitle))
    sides = speaker.language.listing([party.name for party in agreement.sides])
    blocks.append(Sentence(text=say("protocol-opening", list=sides), role="answer"))
    blocks.append(Sentence(text=say("protocol-usual-note"), role="note"))
    blocks.append(Sentence(text=say("protocol-as-of", date=speaker.on(speaker.day)), role="note"))
    for chapter in protocol_items().chapters:
        blocks.append(Heading(text=speaker.of(chapter.title)))
        for number in chapter.items:
            blocks += item_blocks(speaker, number)
    return [*blocks, Provenance(label=say("protocol-made"), rows=made_of)]


def item_blocks(speaker: Speaker, number: int) -> list[Block]:
    """One item: its heading, what was agreed, and what is usual of all that the parties left out."""
    item = protocol_items().items[number]
    heading = Heading(text=speaker.say("protocol-item", n=number, title=speaker.of(item.title)), level=3)
    written = ITEMS[number](speaker)
    told = [*written, *_usual(speaker, number, item, written)]
    return [heading, *(told or [Sentence(text=speaker.say("protocol-nothing"))])]


def _usual(speaker: Speaker, number: int, item: Item, written: list[Block]) -> list[Block]:
    """What is usual of an item, or of its fields that were left out, marked as such."""
    protocol = speaker.agreement.protocol
    if item.usual is not None:
        own = _is_filled_in(speaker, number) if number in BESIDE else bool(written)
        return [] if own else [Sentence(text=speaker.of(item.usual)), _mark(speaker, "protocol-usual")]
    if not item.parts:
        return []
    holder = getattr(protocol, HOLDERS[number])
    usual = (speaker.of(text) for field, text in item.parts.items() if holder is None or not getattr(holder, field))
    # Each line says it itself: beside lines that the parties wrote, the mark alone would leave open which it means.
    left_out = tuple(speaker.say("protocol-usual-line", text=text) for text in usual)
    mark = "protocol-usual" if holder is None else "protocol-usual-rest"
    return [Items(items=left_out), _mark(speaker, mark)] if left_out else []


def _mark(speaker: Speaker, name: str) -> Sentence:
    return Sentence(text=speaker.say(name), role="caveat")


def is_usual(speaker: Speaker, number: int) -> bool:
    """Whether an item shows a usual text, or one of some of its fields."""
    marks = {speaker.say("protocol-usual"), speaker.say("protocol-usual-rest")}
    return any(isinstance(block, Sentence) and block.text in marks for block in item_blocks(speaker, number))


def _is_filled_in(speaker: Speaker, number: int) -> bool:
    protocol = speaker.agreement.protocol
    if number == 10:
        agreed = protocol.indicators
        return all(name in agreed and agreed[name].method is not None for name in speaker.agreement.promised)
    return bool(BESIDE[number] and getattr(protocol, BESIDE[number]))
