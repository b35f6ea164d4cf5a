"""How much room text takes on a slide, so that none overflows: measured with the house's own font, with room for a wider one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from math import ceil

from matplotlib.ft2font import FT2Font, LoadFlags

from impactlib.publishing.typesetting import FONTS

WIDER = 1.14
"""How much wider the letters may be where the font of the house is not installed: as wide as Arial's."""

LEADING = 1.28
"""The height of a line, in sizes of its letters."""

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9‘“À-Þ])")


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [each for each in _SENTENCE_END.split(text.strip()) if each]


def lines(text: str, size: float, width: float, *, bold: bool = False) -> int:
    """How many lines of `width` points the text takes in letters of `size` points."""
    return sum(_lines(paragraph, size, width, bold=bold) for paragraph in text.split("\n"))


def height(texts: Sequence[str], size: float, width: float, *, bold: bool = False, between: float = 0.0) -> float:
    """How high paragraphs stand, in points, with so much white between two of them."""
    rows = sum(lines(text, size, width, bold=bold) for text in texts)
    return rows * size * LEADING + between * max(0, len(texts) - 1)


def shortened(text: str, size: float, width: float, room: float, *, bold: bool = False) -> str:
    """As many whole sentences as fit, or, of a first one that is too long, as many words: the notes hold all of it."""
    if height([text], size, width, bold=bold) <= room:
        return text
    kept = ""
    for sentence in sentences(text):
        longer = f"{kept} {sentence}".strip()
        if height([longer], size, width, bold=bold) > room:
            break
        kept = longer
    words = [] if kept else text.split()
    while words and height([f"{' '.join(words)} …"], size, width, bold=bold) > room:
        words.pop()
    return kept or (f"{' '.join(words)} …" if words else "…")


def spoken(text: str, size: float, width: float, room: float) -> str:
    """The first sentence, and as many of those after it as fit: none is left out between two, so that 'that is more' means one thing."""
    kept = ""
    for sentence in sentences(text):
        longer = f"{kept} {sentence}".strip()
        if kept and height([longer], size, width) > room:
            break
        kept = longer
    return kept


def _lines(text: str, size: float, width: float, *, bold: bool) -> int:
    count, used = 1, 0.0
    space = _advance(" ", bold=bold) * size
    for word in text.split(" "):
        long = sum(_advance(letter, bold=bold) for letter in word) * size
        if used and used + space + long > width:
            count, used = count + 1, 0.0
        if long > width:  # a word that is wider than the line is broken
            count, long = count + ceil(long / width) - 1, long % width
        used += (space if used else 0) + long
    return count


@cache
def _advance(letter: str, *, bold: bool) -> float:
    """How wide a letter is, in sizes of the letters."""
    font = _font(bold=bold)
    if not font.get_char_index(ord(letter)):
        return WIDER
    font.set_size(100, 72)
    return WIDER * float(font.load_char(ord(letter), LoadFlags.NO_HINTING).linearHoriAdvance) / 65536 / 100


@cache
def _font(*, bold: bool) -> FT2Font:
    return FT2Font(str(FONTS / f"SourceSans3-{'Bold' if bold else 'Regular'}.ttf"))
