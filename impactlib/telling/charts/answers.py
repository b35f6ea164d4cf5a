"""Five answers as one diverging bar: disagreement left of zero, agreement right of it, neither in a place of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from impactlib.telling.charts.sheet import INK, LEADING, MUTED, TEXT, WIDTH, Sheet, spread, width_of, wrap

COLOURS = ("#8F3A00", "#D55E00", "#767F87", "#2E86BD", "#004A75")
"""From most against to most in favour: Okabe-Ito vermilion and blue; each at least 3 to 1 on white."""

BAR = 30.0
GAP = 24.0
"""Between the diverging part and the neutral answer."""
LABEL_GAP = 8.0
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
    leader = 14.0
    sheet = Sheet(foot + BAR + 8 + leader + words_height + 18)
    top = foot + BAR + 4
    for k, middle, place in zip(order, middles, places, strict=True):
        sheet.bar(starts[k], foot + 4, max(unit * shares[k] - 1.5, 0), BAR - 4, COLOURS[k])
        if counts[k]:
            sheet.line([(middle, top - 4), (middle, top + 2), (place, top + leader - 3)], colour=MUTED, width=0.8)
        lines = words[k].count("\n") + 1
        base = top + leader
        sheet.text(place, base + lines * TEXT * LEADING / 2, words[k], align="center", colour=INK if counts[k] else MUTED)
        sheet.text(place, base + lines * TEXT * LEADING + 9, values[k], align="center", bold=True, size=TEXT + 1)
    sheet.line([(zero - 0.75, foot - 2), (zero - 0.75, top + 4)], colour=INK, width=1.5)
    if n_text:
        sheet.text(WIDTH, 7, n_text, align="right", colour=MUTED)
    return sheet.svg()


def _wrapped(labels: Sequence[str]) -> list[str]:
    for room in LABEL_ROOM:
        words = [wrap(label, room) for label in labels]
        unbroken = all("".join(text.split()) == "".join(label.split()) for text, label in zip(words, labels, strict=True))
        if unbroken and sum(width_of(text) for text in words) + 4 * LABEL_GAP <= WIDTH:
            return words
    return [wrap(label, LABEL_ROOM[0]) for label in labels]
