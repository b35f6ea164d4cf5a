"""Five answers as one diverging bar: disagreement left of zero, agreement right of it, neither in a place of its own.

Where some are told together they are one bar from left to right: a part may lie on both sides of zero.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from impactlib.telling.charts.sheet import INK, LEADING, MUTED, TEXT, WIDTH, Sheet, spread, width_of, wrap

COLOURS = ("#8F3A00", "#D55E00", "#767F87", "#2E86BD", "#004A75")
"""From most against to most in favour: Okabe-Ito vermilion and blue; each at least 3 to 1 on white."""

BAR = 30.0
GAP = 24.0
"""Between the diverging part and the neutral answer."""
LABEL_GAP = 8.0
LEADER = 14.0
"""Between the bar and its words."""
LABEL_ROOM = (84.0, 96.0, 108.0, 120.0)
"""How wide a label may be: the narrowest at which no word is broken, as long as five of them fit side by side."""


def draw_answers(counts: Sequence[int], labels: Sequence[str], *, number: Callable[[float], str], n_text: str) -> str:
    """The five answers, each with its share and its words above the bar."""
    total = sum(counts)
    shares = [count / total for count in counts]
    unit = WIDTH - GAP
    against, favour = shares[0] + shares[1], shares[3] + shares[4]
    zero = unit * against
    starts = [0.0, unit * shares[0], zero + unit * favour + GAP, zero, zero + unit * shares[3]]
    order = (0, 1, 3, 4, 2)
    words = _wrapped(labels)
    values = [number(share) for share in shares]
    widths = [max(width_of(words[k]), width_of(values[k], bold=True, size=TEXT + 1)) for k in order]
    middles = [starts[k] + unit * shares[k] / 2 for k in order]
    places = spread(middles, widths, low=0, high=WIDTH, gap=LABEL_GAP)
    words_height = max(text.count("\n") + 1 for text in words) * TEXT * LEADING
    foot = 18.0 if n_text else 2.0
    sheet = Sheet(foot + BAR + 8 + LEADER + words_height + 18)
    top = foot + BAR + 4
    for k, middle, place in zip(order, middles, places, strict=True):
        sheet.bar(starts[k], foot + 4, max(unit * shares[k] - 1.5, 0), BAR - 4, COLOURS[k])
        if counts[k]:
            sheet.line([(middle, top - 4), (middle, top + 2), (place, top + LEADER - 3)], colour=MUTED, width=0.8)
        lines = words[k].count("\n") + 1
        base = top + LEADER
        sheet.text(place, base + lines * TEXT * LEADING / 2, words[k], align="center", colour=INK if counts[k] else MUTED)
        sheet.text(place, base + lines * TEXT * LEADING + 9, values[k], align="center", bold=True, size=TEXT + 1)
    sheet.line([(zero - 0.75, foot - 2), (zero - 0.75, top + 4)], colour=INK, width=1.5)
    if n_text:
        sheet.text(WIDTH, 7, n_text, align="right", colour=MUTED)
    return sheet.svg()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The answers from `first` to `last` (1 is most against), how many people gave one of them, and what they are called."""

    first: int
    last: int
    n: int
    label: str


def draw_parts(parts: Sequence[Part], *, number: Callable[[float], str]) -> str:
    """The parts side by side, each with its number and its words above the bar."""
    total = sum(part.n for part in parts)
    widths = [WIDTH * part.n / total for part in parts]
    starts = [sum(widths[:k]) for k in range(len(parts))]
    words, values = _wrapped([part.label for part in parts]), [number(part.n) for part in parts]
    room = [max(width_of(text), width_of(value, bold=True, size=TEXT + 1)) for text, value in zip(words, values, strict=True)]
    middles = [start + width / 2 for start, width in zip(starts, widths, strict=True)]
    places = spread(middles, room, low=0, high=WIDTH, gap=LABEL_GAP)
    words_height = max(text.count("\n") + 1 for text in words) * TEXT * LEADING
    sheet = Sheet(2 + BAR + 8 + LEADER + words_height + 18)
    top = 2 + BAR + 4
    for k, part in enumerate(parts):
        sheet.bar(starts[k], 6, max(widths[k] - 1.5, 0), BAR - 4, COLOURS[_colour(part)])
        if part.n:
            sheet.line([(middles[k], top - 4), (middles[k], top + 2), (places[k], top + LEADER - 3)], colour=MUTED, width=0.8)
        height = (words[k].count("\n") + 1) * TEXT * LEADING
        sheet.text(places[k], top + LEADER + height / 2, words[k], align="center", colour=INK if part.n else MUTED)
        sheet.text(places[k], top + LEADER + height + 9, values[k], align="center", bold=True, size=TEXT + 1)
    return sheet.svg()


def _colour(part: Part) -> int:
    """Of one answer its own; of several those of their side, and of both sides that of neither."""
    middle = len(COLOURS) // 2
    if part.first <= middle + 1 <= part.last:
        return middle
    if part.first == part.last:
        return part.first - 1
    return middle - 1 if part.last <= middle else middle + 1


def _wrapped(labels: Sequence[str]) -> list[str]:
    for room in LABEL_ROOM:
        words = [wrap(label, room) for label in labels]
        unbroken = all("".join(text.split()) == "".join(label.split()) for text, label in zip(words, labels, strict=True))
        if unbroken and sum(width_of(text) for text in words) + 4 * LABEL_GAP <= WIDTH:
            return words
    return [wrap(label, LABEL_ROOM[0]) for label in labels]
