"""Dots with intervals on lanes: labels left, values right, one scale between, so that no two words can meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from impactlib.telling.charts.sheet import EARLIER, GRID, INK, LEADING, MUTED, NOW, TARGET, TEXT, WIDTH, Sheet, width_of, wrap

LANE = 24.0
"""The height of a lane in points."""
LABEL_ROOM = 0.36 * WIDTH
"""The most that labels may take of the width; longer ones run on over more lines."""
EDGE = 7.0
"""Room for half a dot at the ends of the scale."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One dot with its interval; hollow for an earlier time."""

    label: str
    value: float
    low: float | None
    high: float | None
    text: str
    earlier: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Lanes that belong together under a heading: the same people, then and now."""

    heading: str
    lanes: tuple[Lane, ...]
    arrows: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """What the lanes are measured on: its ends, the ticks with their words, and what the ends mean."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    ends: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetLine:
    """What was agreed, as a line over all lanes."""

    value: float
    label: str


@dataclass(frozen=True, slots=True)
class Columns:
    """Where labels end, and where the scale begins and ends."""

    left: float
    right: float
    scale: Scale

    def at(self, value: float) -> float:
        """Where a value lies; what falls off the scale is drawn at its end."""
        share = (value - self.scale.low) / (self.scale.high - self.scale.low)
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)


def columns_of(lanes: Sequence[Lane], scale: Scale) -> tuple[Columns, dict[str, str]]:
    """The columns that these lanes need, and their labels in lines."""
    labels = {lane.label: wrap(lane.label, LABEL_ROOM) for lane in lanes}
    label_column = max(width_of(words) for words in labels.values())
    value_column = max(width_of(lane.text, bold=True) for lane in lanes)
    return Columns(label_column + 12 + EDGE if label_column else EDGE, WIDTH - value_column - 10 - EDGE, scale), labels


def draw_lanes(groups: Sequence[Group], scale: Scale, target: TargetLine | None = None) -> str:
    """The lanes of all groups over one scale."""
    lanes = [lane for group in groups for lane in group.lanes]
    columns, labels = columns_of(lanes, scale)
    headings = [wrap(group.heading, WIDTH, bold=True) for group in groups]
    target_words = wrap(target.label, WIDTH - columns.left) if target else ""
    head = _height(target_words) + 8 if target else 0.0
    foot, ends = _foot(columns)
    sheet = Sheet(head + sum(_group_height(g, h, labels) for g, h in zip(groups, headings, strict=True)) + foot)
    axis(sheet, columns, foot=foot, ends=ends)
    if target:
        x = columns.at(target.value)
        half = width_of(target_words) / 2
        sheet.text(min(max(x, half), WIDTH - half), sheet.height - _height(target_words) / 2, target_words, align="center", colour=TARGET)
        sheet.line([(x, sheet.height - head + 2), (x, foot)], colour=TARGET, width=1.5)
        sheet.diamond(x, sheet.height - head + 1, radius=4.5)
    top = sheet.height - head
    for group, heading in zip(groups, headings, strict=True):
        if heading:
            sheet.text(0, top - _height(heading) / 2, heading, bold=True)
        _draw_group(sheet, columns, group, labels, top - _height(heading))
        top -= _group_height(group, heading, labels)
    return sheet.svg()


def _draw_group(sheet: Sheet, columns: Columns, group: Group, labels: dict[str, str], top: float) -> None:
    places: list[tuple[float, float]] = []
    bottom = top - sum(lane_height(labels[lane.label]) for lane in group.lanes) - 2
    for value, _ in columns.scale.ticks:
        sheet.line([(columns.at(value), bottom), (columns.at(value), top)], colour=GRID)
    for lane in group.lanes:
        height = lane_height(labels[lane.label])
        y = top - height / 2
        colour = EARLIER if lane.earlier else NOW
        x = columns.at(lane.value)
        sheet.text(0, y, labels[lane.label], colour=MUTED if lane.earlier else INK)
        if lane.low is not None and lane.high is not None:
            low, high = columns.at(lane.low), columns.at(lane.high)
            sheet.line([(low, y), (high, y)], colour=colour, width=2)
            for end in (low, high):
                sheet.line([(end, y - 4), (end, y + 4)], colour=colour, width=2)
        sheet.dot(x, y, colour=colour, hollow=lane.earlier)
        sheet.text(WIDTH, y, lane.text, align="right", bold=not lane.earlier, colour=MUTED if lane.earlier else INK)
        places.append((x, y))
        top -= height
    if group.arrows:
        for then, now in pairwise(places):
            if abs(then[0] - now[0]) > 1:
                sheet.arrow(then, now)


def axis(sheet: Sheet, columns: Columns, *, foot: float, ends: tuple[str, str]) -> None:
    """The line under the lanes, with its ticks and what its ends mean."""
    previous = -WIDTH
    for value, words in columns.scale.ticks:
        x = columns.at(value)
        sheet.line([(x, foot), (x, foot - 4)], colour=MUTED)
        if x - width_of(words) / 2 > previous + 6:
            sheet.text(x, foot - 10, words, align="center", colour=MUTED)
            previous = x + width_of(words) / 2
    sheet.line([(columns.left, foot), (columns.right, foot)], colour=MUTED)
    for words, x, align in ((ends[0], columns.left - EDGE, "left"), (ends[1], columns.right + EDGE, "right")):
        if words:
            sheet.text(x, foot - 18 - _height(words) / 2, words, align="left" if align == "left" else "right", colour=MUTED)


def _foot(columns: Columns) -> tuple[float, tuple[str, str]]:
    """How much room the ticks and the words at the ends take, and those words wrapped to half of the scale each."""
    room = (columns.right - columns.left) / 2
    low, high = columns.scale.ends
    if width_of(low) + width_of(high) > 2 * room:
        low, high = wrap(low, room), wrap(high, room)
    return 20 + max(_height(low), _height(high)), (low, high)


def _group_height(group: Group, heading: str, labels: dict[str, str]) -> float:
    return _height(heading) + sum(lane_height(labels[lane.label]) for lane in group.lanes) + (8 if heading else 2)


def lane_height(label: str) -> float:
    """How high a lane with this label is."""
    return max(LANE, _height(label) + 4)


def _height(words: str) -> float:
    return (words.count("\n") + 1) * TEXT * LEADING + 2 if words else 0.0
