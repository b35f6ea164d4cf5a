"""Text that is drawn: outlines of letters, compared with those of the fonts that our drawings are made with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

LETTERS = "".join(
    map(chr, [*range(0x21, 0x7F), *range(0xA1, 0x100), *range(0x2010, 0x2027), 0x20AC, 0x2190, 0x2192, 0x2212, 0x2264, 0x2265])
)
"""The signs that are known by their outline."""

WEIGHTS = ("normal", "bold")
"""The weights of the one font of matplotlib's drawings, DejaVu Sans."""

UNITS = 64
"""Matplotlib writes an outline in 64ths of a point of a font of 100 points."""

_NAMED = re.compile(r"^[A-Z][A-Za-z]+(?:-[A-Z][A-Za-z]*)*-([0-9a-f]{1,6})$")
_PART = re.compile(r"[MLQCZmlqcz]|-?\d*\.?\d+(?:e-?\d+)?")

Signature = tuple[object, ...]


def letter_of(outline: str, name: str = "") -> str:
    """The letter that is drawn by this path, '' where none of the known ones is; an unknown outline is what its `name` says it is.

    Examples
    --------
    >>> letter_of("M0 0L10 0L5 8z", "DejaVuSans-35")
    '5'
    """
    if outline.strip():
        signature = _signature(outline)
        if letter := _exact().get(signature, "") or _shapes().get(_shape(signature), ""):
            return letter
    else:
        return " "
    if (found := _NAMED.match(name)) is not None:
        code = int(found[1], 16)
        return chr(code) if code in range(0x20, 0x110000) else ""
    return ""


def letters_in(outline: str) -> str:
    """The letters of one path that draws several, beside each other, as a path of a whole word does; '' where it is no text."""
    parts = [f"M{part}" for part in re.split("[Mm]", outline) if part.strip()]
    found, place = [], 0
    while place < len(parts):
        for length in (3, 2, 1):  # a letter is one outline, or one with holes or a dot
            letter = _shapes().get(_shape(_signature("".join(parts[place : place + length]))), "")
            if letter and place + length <= len(parts):
                found.append(letter)
                place += length
                break
        else:
            return ""
    return "".join(found)


def _signature(outline: str) -> Signature:
    return tuple(part.upper() if part.isalpha() else round(float(part)) for part in _PART.findall(outline))


def _shape(signature: Signature) -> Signature:
    """The outline without its place and size: numbers from 0 to 60 over its own width and height."""
    numbers = [part for part in signature if isinstance(part, int | float)]
    across, up = numbers[::2], numbers[1::2]
    if not across or not up:
        return ()
    wide, high = (max(across) - min(across)) or 1, (max(up) - min(up)) or 1
    shaped: list[object] = []
    seen = 0
    for part in signature:
        if isinstance(part, str):
            shaped.append(part)
            continue
        least, size = (min(across), wide) if seen % 2 == 0 else (min(up), high)
        shaped.append(round((float(str(part)) - least) / size * 60))
        seen += 1
    return tuple(shaped)


@cache
def _exact() -> Mapping[Signature, str]:
    return dict(_outlines())


@cache
def _shapes() -> Mapping[Signature, str]:
    found: dict[Signature, str] = {}
    for signature, letter in _outlines():
        # A dot, a dash and a bar have one shape at many sizes: a number is told first.
        found.setdefault(_shape(signature), letter)
    return found


def _outlines() -> Iterator[tuple[Signature, str]]:
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    for weight in WEIGHTS:
        font = FontProperties(family="DejaVu Sans", weight=weight)
        for letter in LETTERS:
            outline = _outline(text_to_path.get_text_path(font, letter))
            if outline:
                yield _signature(outline), letter


def _outline(path: Any) -> str:
    """The outline as path data, in the units of matplotlib's SVG."""
    points, codes = path
    letters = {1: "M", 2: "L", 3: "Q", 4: "C", 79: "Z"}
    waits = {1: 1, 2: 1, 3: 2, 4: 3, 79: 1}
    written, place = [], 0
    flat = [(float(x) * UNITS, float(y) * UNITS) for x, y in points]
    kinds = [int(code) for code in codes]
    while place < len(kinds):
        kind = kinds[place]
        size = waits[kind]
        written.append(letters[kind])
        if kind != 79:
            written += [f"{x:.2f} {y:.2f} " for x, y in flat[place : place + size]]
        place += size
    return "".join(written)
