"""Whether text is plain: its sentences, their words, its jargon, and numbers that say one thing twice. For checks of rendered reports."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from impactlib.documents import Document, read_document
from impactlib.telling.blocks import (
    Block,
    Chart,
    Heading,
    Items,
    KeyFigures,
    Outline,
    OutlineItem,
    Provenance,
    Quote,
    Sentence,
    Table,
    Title,
)

FILE = Path(__file__).parent / "jargon.yml"

LONGEST = 25
"""No plain sentence has more words than this."""

MEDIAN = 14
"""Half of the plain sentences have at most this many words."""

_ENDS = re.compile(r"(?<=[.!?])[\"'’”)*]*\s+(?=[\"'‘“(*]*[A-ZÀ-Þ0-9€+-])")
_ABBREVIATED = re.compile(r"\b(?:bijv|bv|ca|nr|St|Mr|Dr|e\.g|i\.e|approx)\.$")
_WORD = re.compile(r"[^\W_]+(?:[.,:’'/-][^\W_]+)*")


class _Jargon(Document):
    nl: dict[str, str]
    en: dict[str, str]


@cache
def jargon(code: str) -> dict[str, str]:
    """The words of a language that plain text does without, each with what to say instead."""
    words = read_document(FILE, _Jargon, shown="telling/jargon.yml")
    return words.en if code == "en" else words.nl


def jargon_in(text: str, code: str) -> list[str]:
    """The words of the list that stand in a text.

    Examples
    --------
    >>> jargon_in("De respons was hoog, en het verschil significant.", "nl")
    ['significant', 'respons']
    """
    found = text.casefold()
    return [word for word in jargon(code) if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", found)]


def sentences_of(text: str) -> list[str]:
    """The sentences of a running text: a full stop, question or exclamation mark ends one where another begins after it.

    Examples
    --------
    >>> sentences_of("In 2025 waren er 1.611 leden. Dat is meer dan in 2024 (1.540). Hoe kan dat?")
    ['In 2025 waren er 1.611 leden.', 'Dat is meer dan in 2024 (1.540).', 'Hoe kan dat?']
    """
    found: list[str] = []
    for part in _ENDS.split(" ".join(text.split())):
        if found and _ABBREVIATED.search(found[-1]):
            found[-1] += f" {part}"
        elif part:
            found.append(part)
    return found


def words_of(sentence: str) -> list[str]:
    """The words of a sentence; a number is one, with its signs.

    Examples
    --------
    >>> words_of("Van +0,8 tot 1.611: dat is IDO-vragen per ’s-Gravenhage.")
    ['Van', '0,8', 'tot', '1.611', 'dat', 'is', 'IDO-vragen', 'per', 's-Gravenhage']
    """
    return _WORD.findall(sentence)


def running_text(block: Block) -> list[str]:
    """The texts of a block that are read as sentences: no cells of tables, no large numbers, and nothing of how a report was made."""
    match block:
        case Sentence(text=text):
            return [text]
        case Items(items=items):
            return list(items)
        case Quote(text=text, chosen=chosen):
            return [text, chosen]
        case Chart(alt=alt, caption=caption):
            return [alt, caption]
        case Outline(items=items):
            return [text for item in items for text in _lines(item)]
        case _:
            return []


def all_text(block: Block) -> list[str]:
    """Every text of a block that a reader sees, but for how a report was made."""
    match block:
        case Title(text=text, subtitle=subtitle):
            return [text, subtitle]
        case Heading(text=text, verdict_text=verdict):
            return [text, verdict]
        case KeyFigures(label=label, items=items):
            return [label, *(part for each in items for part in (each.value, each.label, each.note, each.verdict_text))]
        case Table(caption=caption, columns=columns, rows=rows, note=note):
            return [caption, note, *columns, *(cell for row in rows for cell in row)]
        case Quote(by=by):
            return [*running_text(block), by]
        case Provenance():
            return []
        case _:
            return running_text(block)


def related(sentence: str, part: str, whole: str, share: str) -> list[str]:
    """Which of a part, its whole and the share that it is, as they are written, stand in a sentence.

    A sentence tells two of them at the most. The third follows from the others; rounded beside them it seems another number.

    Examples
    --------
    >>> related("571 van de 663 deelnemers rondden de cursus af (86%).", "571", "663", "86%")
    ['571', '663', '86%']
    >>> related("86% van de 663 deelnemers rondden de cursus af.", "571", "663", "86%")
    ['663', '86%']
    """
    return [
        number for number in dict.fromkeys((part, whole, share)) if re.search(rf"(?<![\d.,]){re.escape(number)}(?![.,]?\d|%)", sentence)
    ]


def _lines(item: OutlineItem) -> list[str]:
    return [item.text, *(text for each in item.items for text in _lines(each))]
