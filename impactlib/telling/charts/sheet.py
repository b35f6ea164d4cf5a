"""The sheet every figure is drawn on: points from the lower left corner, house style, and a small SVG at the end.

It writes SVG itself: a report draws a dozen figures, and matplotlib's own writer takes most of the time that a report takes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal

from impactlib.telling.charts.letters import EM, HOLE, Lettering, laid_out, measured

STYLE = Path(__file__).parents[1] / "house.mplstyle"

WIDTH = 16.8 / 2.54 * 72
"""In points: the width of the text on an A4 page, so that a figure is drawn at the size at which it is placed."""

TEXT = 11.0
"""The size of a label in points."""

INK = "#1B2733"
MUTED = "#51606E"
"""For words that only explain: 6.4 to 1 on white."""
GRID = "#D5DCE2"
"""Lines that only guide the eye; nothing is read from them alone."""
NOW = "#005B8E"
"""Okabe-Ito blue, darkened: 7.2 to 1 on white."""
EARLIER = "#5B6B79"
TARGET = "#A84300"
"""Okabe-Ito vermilion, darkened until words may be set in it: 6.1 to 1 on white."""
PALE = "#EDF4F9"
"""A ground for words: even those in `MUTED` keep 5.8 to 1 on it."""

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a box is filled and bordered."""

    face: str
    edge: str
    width: float
    dashed: bool = False


@contextmanager
def house_style() -> Iterator[None]:
    """The house style on top of matplotlib's own defaults, whatever a notebook has set, and only for as long as one figure takes."""
    import matplotlib.style

    with matplotlib.style.context(["default", STYLE]):
        yield


@dataclass(frozen=True, slots=True)
class _Letters:
    """A line of words that is to be drawn, and where: a transform from units of an em."""

    place: str
    line: str
    colour: str
    bold: bool


class Sheet:
    """A blank figure of the full width. All measures are points; `y` runs up from the lower edge."""

    def __init__(self, height: float) -> None:
        self.height = height
        self._taken: list[tuple[float, float, float, float]] = []
        self._marks: list[tuple[float, str | _Letters]] = []

    def text(
        self, x: float, y: float, words: str, *, align: Align = "left", colour: str = INK, bold: bool = False, size: float = TEXT
    ) -> None:
        """Words with their middle at height `y`; a new line in them starts a new line."""
        lines = words.split("\n")
        for number, line in enumerate(lines):
            # Set by the baseline: the middle of digits and capitals lies a third of an em above it, whatever the line holds.
            base = y - MIDDLE * size + ((len(lines) - 1) / 2 - number) * size * LEADING
            wide = width_of(line, bold=bold, size=size)
            left = x - {"left": 0.0, "center": wide / 2, "right": wide}[align]
            self._taken.append((left, base - 0.17 * size, left + wide, base + 0.83 * size))
            self._letters(
                f"translate({measured(left)} {self._y(base)})scale({_scale(size)} -{_scale(size)})", line, colour=colour, bold=bold
            )

    def is_free(self, left: float, low: float, right: float, high: float) -> bool:
        """Whether neither words nor a mark stand in the rectangle yet."""
        return all(left >= taken[2] or right <= taken[0] or low >= taken[3] or high <= taken[1] for taken in self._taken)

    def upright(self, x: float, y: float, words: str, *, colour: str) -> None:
        """Words that run upwards from `y`, for a place too narrow for them."""
        wide = width_of(words)
        self._taken.append((x - TEXT / 2, y, x + TEXT / 2, y + wide))
        place = f"translate({measured(x + MIDDLE * TEXT)} {self._y(y)})rotate(-90)scale({_scale(TEXT)} -{_scale(TEXT)})"
        self._letters(place, words, colour=colour, bold=False)

    def line(self, points: Sequence[tuple[float, float]], *, colour: str = INK, width: float = 1, dashed: bool = False) -> None:
        """A line through the points."""
        dashes = f";stroke-dasharray:{measured(3 * width)},{measured(2.5 * width)}" if dashed else ""
        self._path(LINES, self._through(points), f"fill:none;stroke:{colour};stroke-width:{measured(width)}{dashes}")

    def arrow(self, start: tuple[float, float], end: tuple[float, float], *, colour: str = MUTED) -> None:
        """A thin arrow that stops short of both dots; too short a way for one is left as it is."""
        wide, high = end[0] - start[0], end[1] - start[1]
        far = (wide**2 + high**2) ** 0.5
        if far < 2 * SHORT + HEAD_OF_ARROW:
            return
        across, up = wide / far, high / far
        begin = (start[0] + SHORT * across, start[1] + SHORT * up)
        tip = (end[0] - SHORT * across, end[1] - SHORT * up)
        back = (tip[0] - HEAD_OF_ARROW * across, tip[1] - HEAD_OF_ARROW * up)
        half = HEAD_OF_ARROW * 0.4
        self._path(FACES, self._through([begin, back]), f"fill:none;stroke:{colour}")
        self.polygon([tip, (back[0] - half * up, back[1] + half * across), (back[0] + half * up, back[1] - half * across)], colour=colour)

    def dot(self, x: float, y: float, *, colour: str = NOW, hollow: bool = False, radius: float = 5) -> None:
        """A dot; hollow for a time that has passed."""
        self._taken.append((x - radius, y - radius, x + radius, y + radius))
        r = measured(radius - 1 if hollow else radius)
        across = measured(2 * (radius - 1 if hollow else radius))
        style = f"fill:#FFFFFF;stroke:{colour};stroke-width:2" if hollow else f"fill:{colour}"
        start = x - (radius - 1 if hollow else radius)
        self._path(DOTS, f"M{measured(start)} {self._y(y)}a{r} {r} 0 0 1 {across} 0a{r} {r} 0 0 1-{across} 0z", style)

    def diamond(self, x: float, y: float, *, colour: str = TARGET, radius: float = 7.5) -> None:
        """The mark of a target; under a dot at the same place its corners still show."""
        self._taken.append((x - radius, y - radius, x + radius, y + radius))
        self.polygon([(x, y + radius), (x + radius, y), (x, y - radius), (x - radius, y)], colour=colour, over=DIAMONDS)

    def square(self, x: float, y: float, *, colour: str = EARLIER, radius: float = 4.5) -> None:
        """The mark of others: hollow, for it is not the own figure."""
        self._taken.append((x - radius, y - radius, x + radius, y + radius))
        r = radius - 1
        corners = [(x - r, y + r), (x + r, y + r), (x + r, y - r), (x - r, y - r)]
        self._path(DOTS, self._through(corners) + "z", f"fill:#FFFFFF;stroke:{colour};stroke-width:2")

    def polygon(self, corners: Sequence[tuple[float, float]], *, colour: str, over: float = 1) -> None:
        """A filled shape between its corners."""
        self._path(over, self._through(corners) + "z", f"fill:{colour}")

    def sign(self, x: float, y: float, outline: str, *, colour: str, size: float = 11) -> None:
        """A sign drawn in a square of 16 with `y` down, such as that of a verdict, with its middle at this place."""
        self._taken.append((x - size / 2, y - size / 2, x + size / 2, y + size / 2))
        place = f"translate({measured(x - size / 2)} {self._y(y + size / 2)})scale({size / 16:.4g})"
        self._marks.append((DOTS, f'<path d="{outline}" style="fill:{colour};fill-rule:evenodd" transform="{place}"/>'))

    def bar(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle from its lower left corner."""
        self._path(
            FACES, f"M{measured(x)} {self._y(y + height)}h{measured(width)}v{measured(height)}h{measured(-width)}z", f"fill:{colour}"
        )

    def box(self, x: float, y: float, width: float, height: float, look: Look) -> None:
        """A rectangle with rounded corners from its lower left corner; its border lies within it."""
        inset, r = look.width / 2, 4
        wide, high = measured(width - look.width - 2 * r), measured(height - look.width - 2 * r)
        path = (
            f"M{measured(x + inset + r)} {self._y(y + height - inset)}h{wide}a{r} {r} 0 0 1 {r} {r}v{high}"
            f"a{r} {r} 0 0 1-{r} {r}h-{wide}a{r} {r} 0 0 1-{r}-{r}v-{high}a{r} {r} 0 0 1 {r}-{r}z"
        )
        dashes = f";stroke-dasharray:{measured(3 * look.width)},{measured(2 * look.width)}" if look.dashed else ""
        self._path(FACES, path, f"fill:{look.face};stroke:{look.edge};stroke-width:{measured(look.width)}{dashes}")

    def way(self, points: Sequence[tuple[float, float]], *, colour: str = MUTED, width: float = 1) -> None:
        """An arrow through the points that arrives from the left; where two points differ in height, an S from the one to the other."""
        x, y = points[-1]
        *passed, _ = points
        path = f"M{measured(points[0][0])} {self._y(points[0][1])}"
        for (left, low), (right, high) in pairwise([*passed, (x - HEAD_OF_ARROW, y)]):
            middle = measured((left + right) / 2)
            curved = left != right and low != high
            path += f"C{middle} {self._y(low)} {middle} {self._y(high)} " if curved else "L"
            path += f"{measured(right)} {self._y(high)}"
        self._path(FACES, path, f"fill:none;stroke:{colour};stroke-width:{measured(width)}")
        self.polygon([(x, y), (x - HEAD_OF_ARROW, y + HEAD_OF_ARROW / 2), (x - HEAD_OF_ARROW, y - HEAD_OF_ARROW / 2)], colour=colour)

    def svg(self) -> str:
        """The figure as a small SVG element that fills the width it is given and asks for nothing from outside.

        A letter, and a word that stands there twice, is drawn once and used from then on. Its ids hold a digest of the figure itself, so
        that no two figures on a page share one.
        """
        lettering = Lettering((mark.line, mark.bold) for _, mark in self._marks if isinstance(mark, _Letters))
        marks = ""
        for _, mark in sorted(self._marks, key=lambda each: each[0]):
            if isinstance(mark, str):
                marks += mark
            elif uses := lettering.uses(mark.line, bold=mark.bold):
                marks += f'<g style="fill:{mark.colour}" transform="{mark.place}">{uses}</g>'
        body = (f"<defs>{''.join(lettering.defined)}</defs>" if lettering.defined else "") + marks
        start = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.6g} {self.height:.6g}" '
            'style="width:100%;max-width:16.8cm;height:auto" stroke-linejoin="round">'
        )
        unique = hashlib.sha256((start + body).encode()).hexdigest()[:6]
        return start + body.replace(HOLE, f"f{unique}-") + "</svg>"

    def _letters(self, place: str, line: str, *, colour: str, bold: bool) -> None:
        self._marks.append((DOTS, _Letters(place, line, colour, bold)))

    def _path(self, over: float, path: str, style: str) -> None:
        self._marks.append((over, f'<path d="{path}" style="{style}"/>'))

    def _through(self, points: Sequence[tuple[float, float]]) -> str:
        return "M" + "L".join(f"{measured(x)} {self._y(y)}" for x, y in points)

    def _y(self, y: float) -> str:
        return measured(self.height - y)


FACES, LINES, DIAMONDS, DOTS = 1.0, 2.0, 2.5, 3.0
"""What lies over what: faces under lines, lines under marks and words; of two of a kind the later lies over the earlier."""

MIDDLE = 0.33
"""From the baseline to the middle of digits and capitals, in ems."""

SHORT = 7.0
"""How far an arrow stays from the middles of the dots that it lies between."""


def _scale(size: float) -> str:
    return f"{size / EM:.6g}"


LEADING = 1.25
"""From line to line, in ems."""

HEAD_OF_ARROW = 6.0
"""Its length and its height."""


def width_of(words: str, *, bold: bool = False, size: float = TEXT) -> float:
    """How wide the widest line of the words is, in points."""
    return max(laid_out(line, bold=bold).width for line in words.split("\n")) * size / EM


def height_of(words: str, *, size: float = TEXT) -> float:
    """How high the lines of the words are together, in points."""
    return (words.count("\n") + 1) * size * LEADING


def wrap(words: str, room: float, *, bold: bool = False, size: float = TEXT) -> str:
    """The words with a new line wherever the next word would pass `room`; a word that is too long itself is broken."""
    lines: list[str] = []
    for word in words.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(joined, bold=bold, size=size) <= room:
            lines[-1] = joined
            continue
        lines.append(word)
        while width_of(lines[-1], bold=bold, size=size) > room and len(lines[-1]) > 1:
            fits = next(
                k for k in range(len(lines[-1]) - 1, 0, -1) if k == 1 or width_of(lines[-1][:k] + "-", bold=bold, size=size) <= room
            )
            lines[-1:] = [lines[-1][:fits] + "-", lines[-1][fits:]]
    return "\n".join(lines)


def spread(wanted: Sequence[float], sizes: Sequence[float], *, low: float, high: float, gap: float = 6) -> list[float]:
    """Middles as near to the `wanted` ones (which must ascend) as can be, without overlap and between `low` and `high`."""
    placed: list[float] = []
    for want, size in zip(wanted, sizes, strict=True):
        least = low + size / 2 if not placed else placed[-1] + (sizes[len(placed) - 1] + size) / 2 + gap
        placed.append(max(want, least))
    edge = high
    for k in range(len(placed) - 1, -1, -1):
        placed[k] = min(placed[k], edge - sizes[k] / 2)
        edge = placed[k] - sizes[k] / 2 - gap
    # Halfway between pushing all to the right and all to the left: labels then lie about their marks, not to one side.
    pulled: list[float] = []
    for k in range(len(placed) - 1, -1, -1):
        most = high - sizes[k] / 2 if not pulled else pulled[-1] - (sizes[k] + sizes[k + 1]) / 2 - gap
        pulled.append(min(wanted[k], most))
    pulled.reverse()
    edge = low
    for k in range(len(pulled)):
        pulled[k] = max(pulled[k], edge + sizes[k] / 2)
        edge = pulled[k] + sizes[k] / 2 + gap
    return [(left + right) / 2 for left, right in zip(pulled, placed, strict=True)]
