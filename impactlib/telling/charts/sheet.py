"""The sheet every figure is drawn on: points from the lower left corner, house style, and a small SVG at the end."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

import matplotlib.style
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, FancyArrowPatch, FancyBboxPatch, PathPatch, Polygon, Rectangle
from matplotlib.path import Path as Outline
from matplotlib.textpath import TextToPath

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
    with matplotlib.style.context(["default", STYLE]):
        yield


class Sheet:
    """A blank figure of the full width. All measures are points; `y` runs up from the lower edge."""

    def __init__(self, height: float) -> None:
        self.height = height
        self._taken: list[tuple[float, float, float, float]] = []
        self._figure = Figure(figsize=(WIDTH / 72, height / 72))
        FigureCanvasSVG(self._figure)
        self._axes = self._figure.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(0, height))
        self._axes.set_axis_off()

    def text(
        self, x: float, y: float, words: str, *, align: Align = "left", colour: str = INK, bold: bool = False, size: float = TEXT
    ) -> None:
        """Words with their middle at height `y`; a new line in them starts a new line."""
        lines = words.split("\n")
        for number, line in enumerate(lines):
            # Set by the baseline: the middle of digits and capitals lies 0.36 em above it, whatever the line holds.
            base = y - 0.36 * size + ((len(lines) - 1) / 2 - number) * size * LEADING
            wide = width_of(line, bold=bold, size=size)
            left = x - {"left": 0.0, "center": wide / 2, "right": wide}[align]
            self._taken.append((left, base - 0.14 * size, left + wide, base + 0.86 * size))
            self._axes.text(x, base, line, ha=align, va="baseline", color=colour, size=size, weight="bold" if bold else "normal")

    def is_free(self, left: float, low: float, right: float, high: float) -> bool:
        """Whether neither words nor a mark stand in the rectangle yet."""
        return all(left >= taken[2] or right <= taken[0] or low >= taken[3] or high <= taken[1] for taken in self._taken)

    def upright(self, x: float, y: float, words: str, *, colour: str) -> None:
        """Words that run upwards from `y`, for a place too narrow for them."""
        self._axes.text(x + 0.36 * TEXT, y, words, ha="center", va="bottom", color=colour, size=TEXT, rotation=90)

    def line(self, points: Sequence[tuple[float, float]], *, colour: str = INK, width: float = 1, dashed: bool = False) -> None:
        """A line through the points."""
        xs, ys = zip(*points, strict=True)
        self._axes.add_line(Line2D(xs, ys, color=colour, linewidth=width, linestyle=(0, (3, 2.5)) if dashed else "-", clip_on=False))

    def arrow(self, start: tuple[float, float], end: tuple[float, float], *, colour: str = MUTED) -> None:
        """A thin arrow that stops short of both dots."""
        self._axes.add_patch(
            FancyArrowPatch(start, end, arrowstyle="-|>", mutation_scale=8, shrinkA=7, shrinkB=7, color=colour, linewidth=1, clip_on=False)
        )

    def dot(self, x: float, y: float, *, colour: str = NOW, hollow: bool = False, radius: float = 5) -> None:
        """A dot; hollow for a time that has passed."""
        self._taken.append((x - radius, y - radius, x + radius, y + radius))
        face = "white" if hollow else colour
        shrunk = radius - 1 if hollow else radius
        self._axes.add_patch(
            Circle((x, y), shrunk, facecolor=face, edgecolor=colour, linewidth=2 if hollow else 0, zorder=3, clip_on=False)
        )

    def diamond(self, x: float, y: float, *, colour: str = TARGET, radius: float = 7.5) -> None:
        """The mark of a target; under a dot at the same place its corners still show."""
        self._taken.append((x - radius, y - radius, x + radius, y + radius))
        corners = [(x, y + radius), (x + radius, y), (x, y - radius), (x - radius, y)]
        self._axes.add_patch(Polygon(corners, closed=True, facecolor=colour, zorder=2.5, clip_on=False))

    def bar(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle from its lower left corner."""
        self._axes.add_patch(Rectangle((x, y), width, height, facecolor=colour, clip_on=False))

    def box(self, x: float, y: float, width: float, height: float, look: Look) -> None:
        """A rectangle with rounded corners from its lower left corner; its border lies within it."""
        inset = look.width / 2
        shape = FancyBboxPatch(
            (x + inset, y + inset),
            width - look.width,
            height - look.width,
            boxstyle="round,pad=0,rounding_size=4",
            facecolor=look.face,
            edgecolor=look.edge,
            linewidth=look.width,
            linestyle=(0, (3, 2)) if look.dashed else "-",
            clip_on=False,
        )
        self._axes.add_patch(shape)

    def way(self, points: Sequence[tuple[float, float]], *, colour: str = MUTED, width: float = 1) -> None:
        """An arrow through the points that arrives from the left; where two points differ in height, an S from the one to the other."""
        x, y = points[-1]
        *passed, _ = points
        vertices, codes = [points[0]], [Outline.MOVETO]
        for (left, low), (right, high) in pairwise([*passed, (x - HEAD_OF_ARROW, y)]):
            middle = (left + right) / 2
            curved = left != right and low != high
            vertices += [(middle, low), (middle, high), (right, high)] if curved else [(right, high)]
            codes += [Outline.CURVE4] * 3 if curved else [Outline.LINETO]
        self._axes.add_patch(
            PathPatch(Outline(vertices, codes), facecolor="none", edgecolor=colour, linewidth=width, joinstyle="round", clip_on=False)
        )
        head = [(x, y), (x - HEAD_OF_ARROW, y + HEAD_OF_ARROW / 2), (x - HEAD_OF_ARROW, y - HEAD_OF_ARROW / 2)]
        self._axes.add_patch(Polygon(head, closed=True, facecolor=colour, clip_on=False))

    def svg(self) -> str:
        """The figure as a small SVG element that fills the width it is given and asks for nothing from outside."""
        drawn = io.StringIO()
        self._figure.savefig(drawn, format="svg", metadata={"Date": None})
        return shrink(drawn.getvalue(), height=self.height)


LEADING = 1.25
"""From line to line, in ems."""

HEAD_OF_ARROW = 6.0
"""Its length and its height."""


@cache
def width_of(words: str, *, bold: bool = False, size: float = TEXT) -> float:
    """How wide the widest line of the words is, in points."""
    font = FontProperties(family="DejaVu Sans", size=size, weight="bold" if bold else "normal")
    return max(float(TextToPath().get_text_width_height_descent(line, font, ismath=False)[0]) for line in words.split("\n"))


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


_NAMESPACE = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_DROPPED = {f"{_NAMESPACE}{name}" for name in ("metadata", "title", "style")}


def shrink(svg: str, *, height: float) -> str:
    """Matplotlib's SVG without what a reader never sees, and with ids that no other figure on the page has."""
    root = ElementTree.fromstring(svg)  # noqa: S314 - matplotlib wrote it a moment ago
    _drop(root)
    unique = hashlib.sha256(svg.encode()).hexdigest()[:6]
    links = [element for element in root.iter() if _LINK in element.attrib]
    names = {name: f"f{unique}-{k}" for k, name in enumerate(dict.fromkeys(element.attrib[_LINK][1:] for element in links))}
    for element in root.iter():
        element.tag = element.tag.removeprefix(_NAMESPACE)
        if _LINK in element.attrib:
            element.set("href", "#" + names[element.attrib.pop(_LINK)[1:]])
        if element.attrib.get("id") in names:
            element.set("id", names[element.attrib["id"]])
        else:
            element.attrib.pop("id", None)
        for key in ("d", "transform"):
            if key in element.attrib:
                element.set(key, _shorter(element.attrib[key]))
        element.text = element.tail = None
    root.attrib.clear()
    root.attrib |= {
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": f"0 0 {WIDTH:.6g} {height:.6g}",
        "style": "width:100%;max-width:16.8cm;height:auto",
        # Matplotlib says this in a <style> for '*', which would reach the whole page.
        "stroke-linejoin": "round",
    }
    return ElementTree.tostring(root, encoding="unicode")


def _drop(element: ElementTree.Element) -> None:
    """Take out metadata, titles, the style rule, and groups and definitions that hold nothing."""
    for child in list(element):
        _drop(child)
        empty = child.tag in {f"{_NAMESPACE}g", f"{_NAMESPACE}defs"} and len(child) == 0
        if child.tag in _DROPPED or empty:
            element.remove(child)


def _shorter(numbers: str) -> str:
    """Path data with two decimals (a hundredth of a point) and single spaces."""
    rounded = re.sub(r"-?\d+\.\d{3,}(?:e-?\d+)?", lambda found: _rounded(found[0]), numbers)
    return re.sub(r"\s*([MLQCZmlqcz])\s*", r"\1", " ".join(rounded.split()))


def _rounded(number: str) -> str:
    # Scales such as 0.015625 keep four figures: they multiply thousands.
    value = float(number)
    return f"{value:.4g}" if abs(value) < 1 else f"{value:.2f}".rstrip("0").rstrip(".")
