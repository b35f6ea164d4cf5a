"""Letters as outlines: how wide words are, and the paths that draw them, so that a figure looks the same where no font is installed.

Every outline is read from its font once and kept. A sign that the house font lacks comes from DejaVu Sans, as it does in the PDF.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib.ft2font import FT2Font, Kerning, LoadFlags

if TYPE_CHECKING:
    from matplotlib.ft2font import GlyphIndexType

HOLE = "~"
"""Where the ids of a figure are filled in once the figure is known."""

EM = 1000
"""The units of an outline in an em: whole units are a hundredth of a point in words of 11 points."""

FONTS = Path(__file__).parents[2] / "publishing" / "fonts"
"""The fonts of the pages: a figure speaks with the voice of the text around it."""

FACES = {False: "SourceSans3-Regular.ttf", True: "SourceSans3-Bold.ttf"}
SPARE = {False: "DejaVuSans.ttf", True: "DejaVuSans-Bold.ttf"}

MOVE, LINE, CURVE, CUBIC, CLOSE = 1, 2, 3, 4, 79
"""The codes of a matplotlib path."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One sign: its name, its outline as SVG path data with `y` up, and where the next sign begins, in units of an em."""

    name: str
    outline: str
    advance: float
    font: str
    index: GlyphIndexType


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a line: where it begins in the line, and its signs with where each begins in it, in units of an em."""

    text: str
    at: float
    signs: tuple[tuple[Glyph, float], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its words and its width, in units of an em."""

    words: tuple[Word, ...]
    width: float


@lru_cache(maxsize=8192)
def laid_out(line: str, *, bold: bool = False) -> Line:
    """The words of one line side by side, with the font's kerning where it has one."""
    words: list[Word] = []
    x = 0.0
    space = glyph_of(" ", bold=bold).advance
    for text in line.split(" "):
        start, signs = x, []
        previous: Glyph | None = None
        for sign in text:
            glyph = glyph_of(sign, bold=bold)
            if previous is not None and previous.font == glyph.font:
                x += _face(glyph.font).get_kerning(previous.index, glyph.index, Kerning.UNFITTED) / 64
            if glyph.outline:
                signs.append((glyph, x - start))
            x += glyph.advance
            previous = glyph
        if signs:
            words.append(Word(text, start, tuple(signs)))
        x += space
    return Line(tuple(words), x - space)


class Lettering:
    """The words of one figure as references to what is drawn once: each sign, and each word that stands in the figure more than once."""

    def __init__(self, lines: Iterable[tuple[str, bool]]) -> None:
        self.defined: list[str] = []
        self._ids: dict[tuple[str, str | bool], int] = {}
        self._times = Counter((word.text, bold) for line, bold in lines for word in laid_out(line, bold=bold).words)

    def uses(self, line: str, *, bold: bool) -> str:
        """The references that draw one line, in units of an em; '' for a line of nothing."""
        parts: list[str] = []
        for word in laid_out(line, bold=bold).words:
            if len(word.signs) < 2 or self._times[word.text, bold] < 2:
                parts += [self._sign(glyph, word.at + at) for glyph, at in word.signs]
                continue
            key = (word.text, bold)
            if key not in self._ids:
                signs = "".join(self._sign(glyph, at) for glyph, at in word.signs)
                self._ids[key] = len(self._ids)
                self.defined.append(f'<g id="{HOLE}{self._ids[key]}">{signs}</g>')
            parts.append(_use(self._ids[key], word.at))
        return "".join(parts)

    def _sign(self, glyph: Glyph, at: float) -> str:
        key = (glyph.font, glyph.name)
        if key not in self._ids:
            self._ids[key] = len(self._ids)
            self.defined.append(f'<path id="{HOLE}{self._ids[key]}" d="{glyph.outline}"/>')
        return _use(self._ids[key], at)


def _use(number: int, at: float) -> str:
    moved = f' transform="translate({measured(at)})"' if at else ""
    return f'<use href="#{HOLE}{number}"{moved}/>'


def measured(number: float) -> str:
    """A measure with at most two decimals."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


@cache
def glyph_of(sign: str, *, bold: bool = False) -> Glyph:
    """The outline of one sign; of one that no font has, the box that stands for it."""
    path = str(FONTS / FACES[bold])
    face = _face(path)
    index = face.get_char_index(ord(sign))
    if index == 0:
        path = str(Path(mpl.get_data_path()) / "fonts" / "ttf" / SPARE[bold])
        face = _face(path)
        index = face.get_char_index(ord(sign))
    loaded = face.load_glyph(index, flags=LoadFlags.NO_HINTING)
    name = f"{'b' if bold else 'r'}{ord(sign):x}"
    return Glyph(name, _outline(face), loaded.linearHoriAdvance / 65536, path, index)


@cache
def _face(path: str) -> FT2Font:
    face = FT2Font(path)
    face.set_size(EM, 72)
    return face


def _outline(face: FT2Font) -> str:
    """The outline that the face has loaded, in whole units, each step from where the one before ended."""
    vertices, codes = face.get_path()
    points = [(round(x), round(y)) for x, y in vertices.tolist()]
    parts: list[str] = []
    here = start = (0, 0)
    at = 0
    while at < len(codes):
        code = int(codes[at])
        size = {CURVE: 2, CUBIC: 3}.get(code, 1)
        if code == CLOSE:
            parts.append("z")
            here = start
        else:
            steps = [(x - here[0], y - here[1]) for x, y in points[at : at + size]]
            parts.append({MOVE: "m", LINE: "l", CURVE: "q", CUBIC: "c"}[code] + _joined(steps))
            here = points[at + size - 1]
            start = here if code == MOVE else start
        at += size
    return "".join(parts)


def _joined(steps: list[tuple[int, int]]) -> str:
    """Numbers side by side: a minus sign parts them as well as a space does."""
    return "".join(f"{'' if k == 0 or each < 0 else ' '}{each}" for k, each in enumerate(number for step in steps for number in step))
