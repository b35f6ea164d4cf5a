"""A small panel for each goal: its name, its dot and interval with the target, and the verdict as a shape with its words.

Each panel has a scale of its own, so that a share and a number of visitors can stand under each other. Without a figure the lane is
open: what is not known is seen to be missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from impactlib.telling.charts.sheet import GRID, INK, LEADING, MUTED, NOW, TARGET, TEXT, WIDTH, Sheet, width_of, wrap

NAME, LANE_FROM, LANE_TO, VERDICT = 158.0, 182.0, 362.0, 386.0
"""How wide the names are, between which the lane lies, and where the verdict begins."""

NAME_SIZE = TEXT
SMALL = 9.5
SIGN = 13.0
LEAST = 50.0
"""The least height of a panel."""

TONES = {"good": "#00664B", "under-way": "#7A5000", "poor": TARGET, "neutral": MUTED, "direction": NOW}
"""The colour of a verdict, for those who see it: Okabe-Ito green, orange and vermilion, each darkened to 4.5 to 1 or more on white."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelScale:
    """The ends of a panel's scale with their words, and where no change lies on it."""

    low: float
    high: float
    ends: tuple[str, str]
    zero: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelFigure:
    """A figure with its interval, the target with its words, and the scale of both."""

    value: float
    text: str
    scale: PanelScale
    low: float | None = None
    high: float | None = None
    target: float | None = None
    target_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One goal: its name, its figure or why there is none, and its verdict (a tone, an outline in a square of 16, and words)."""

    name: str
    verdict: str
    tone: str
    outline: str
    figure: PanelFigure | None = None
    absent: str = ""
    aim: str = ""
    """The target in words, for a goal without a figure."""


def draw_panels(panels: Sequence[Panel]) -> str:
    """The panels under each other, with a thin line between them."""
    heights = [_height(panel) for panel in panels]
    sheet = Sheet(sum(heights))
    top = sheet.height
    for number, (panel, height) in enumerate(zip(panels, heights, strict=True)):
        if number:
            sheet.line([(0, top), (WIDTH, top)], colour=GRID)
        _draw(sheet, panel, top - height / 2)
        top -= height
    return sheet.svg()


def _height(panel: Panel) -> float:
    lines = max(wrap(panel.name, NAME, bold=True).count("\n"), wrap(panel.verdict, WIDTH - VERDICT - SIGN - 6).count("\n")) + 1
    return max(LEAST, lines * TEXT * LEADING + 14)


def _draw(sheet: Sheet, panel: Panel, y: float) -> None:
    sheet.text(0, y, wrap(panel.name, NAME, bold=True), bold=True, size=NAME_SIZE)
    colour = TONES[panel.tone]
    sheet.sign(VERDICT + SIGN / 2, y, panel.outline, colour=colour, size=SIGN)
    sheet.text(VERDICT + SIGN + 6, y, wrap(panel.verdict, WIDTH - VERDICT - SIGN - 6), colour=colour)
    if panel.figure is None:
        _empty(sheet, panel, y)
    else:
        _lane(sheet, panel.figure, y)


def _empty(sheet: Sheet, panel: Panel, y: float) -> None:
    """An open lane with what is missing over it, and what was aimed at under it."""
    sheet.line([(LANE_FROM, y), (LANE_TO, y)], colour=MUTED, dashed=True)
    middle = (LANE_FROM + LANE_TO) / 2
    if panel.absent != panel.verdict:
        sheet.text(middle, y + 12, wrap(panel.absent, LANE_TO - LANE_FROM), align="center", colour=MUTED)
    if panel.aim:
        sheet.text(middle, y - 14, panel.aim, align="center", colour=TARGET, size=SMALL)


def _lane(sheet: Sheet, figure: PanelFigure, y: float) -> None:
    scale = figure.scale

    def at(value: float) -> float:
        share = (value - scale.low) / (scale.high - scale.low)
        return LANE_FROM + min(max(share, 0.0), 1.0) * (LANE_TO - LANE_FROM)

    def within(x: float, words: str, *, bold: bool = False, size: float = TEXT) -> float:
        half = width_of(words, bold=bold, size=size) / 2
        return min(max(x, LANE_FROM - 12 + half), LANE_TO + 12 - half)

    sheet.line([(LANE_FROM, y), (LANE_TO, y)], colour=GRID, width=1.5)
    for end in (LANE_FROM, LANE_TO):
        sheet.line([(end, y - 4), (end, y + 4)], colour=MUTED)
    if scale.zero is not None and scale.low < scale.zero < scale.high:
        sheet.line([(at(scale.zero), y - 8), (at(scale.zero), y + 8)], colour=MUTED)
    if figure.target is not None:
        x = at(figure.target)
        sheet.line([(x, y - 9), (x, y + 9)], colour=TARGET, width=1.5)
        sheet.diamond(x, y, radius=7)
        sheet.text(within(x, figure.target_text, size=SMALL), y - 17, figure.target_text, align="center", colour=TARGET, size=SMALL)
    if figure.low is not None and figure.high is not None:
        low, high = at(figure.low), at(figure.high)
        sheet.line([(low, y), (high, y)], colour=NOW, width=2.5)
        for end in (low, high):
            sheet.line([(end, y - 4), (end, y + 4)], colour=NOW, width=2)
    x = at(figure.value)
    sheet.dot(x, y, radius=4.5)
    sheet.text(within(x, figure.text, bold=True), y + 16, figure.text, align="center", bold=True, colour=INK)
    nought = [("0", at(scale.zero))] if scale.zero is not None and scale.low < scale.zero < scale.high else []
    for words, end in [(scale.ends[0], LANE_FROM), (scale.ends[1], LANE_TO), *nought]:
        half = width_of(words, size=SMALL) / 2
        if words and sheet.is_free(end - half - 4, y - 22, end + half + 4, y - 10):
            sheet.text(end, y - 17, words, align="center", colour=MUTED, size=SMALL)
