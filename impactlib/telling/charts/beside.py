"""An area beside comparable ones: its dot over theirs together, with the limits of chance; or all of them by size, in a funnel."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from impactlib.telling.charts.lanes import Columns, Lane, Scale, axis, columns_of, lane_height
from impactlib.telling.charts.sheet import EARLIER, GRID, INK, LEADING, MUTED, NOW, PALE, TEXT, WIDTH, Sheet, spread, width_of, wrap

SMALL = 9.5
"""The size of the words at limits and ticks."""

PLOT = 170.0
"""The height of a funnel, in points."""

FOOT = 36.0
LABEL_ROOM = 150.0
"""The most that the words at the right of a funnel may take of the width."""

TICKS = 4
"""About so many steps on an axis of its own."""

Limits = tuple[float, float]
Place = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Others:
    """The others together: what they are called, their figure, and the near and the far limits for an area of this one's size."""

    label: str
    value: float
    text: str
    near: Limits
    far: Limits
    near_label: str
    far_label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One area: how large it is and its figure."""

    size: float
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The limits for an area of one size."""

    size: float
    near: Limits
    far: Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelWords:
    """The words in a funnel: the own area with its figure, the others together, the limits, and what the size is."""

    own: str
    others: str
    near: str
    far: str
    size: str


def draw_beside(own: Lane, others: Others, scale: Scale) -> str:
    """The own dot in the upper lane, the others' square in the lower one, and the limits as a band and two lines over both."""
    lanes = (own, Lane(label=others.label, value=others.value, low=None, high=None, text=others.text))
    columns, labels = columns_of(lanes, scale)
    far = [limit for limit in others.far if scale.low < limit < scale.high]
    rows = (1 if far else 0) + 1
    heights = [lane_height(labels[lane.label]) for lane in lanes]
    foot, head = 20.0, rows * SMALL * LEADING + 6
    sheet = Sheet(foot + sum(heights) + 6 + head)
    top, low, high = sheet.height - head, columns.at(others.near[0]), columns.at(others.near[1])
    sheet.bar(low, foot, high - low, top - foot, PALE)
    axis(sheet, columns, foot=foot, ends=("", ""))
    for value, _ in scale.ticks:
        sheet.line([(columns.at(value), foot), (columns.at(value), top)], colour=GRID)
    for edge in (low, high):
        sheet.line([(edge, foot), (edge, top)], colour=MUTED, width=1.2)
    for limit in far:
        sheet.line([(columns.at(limit), foot), (columns.at(limit), top)], colour=MUTED, width=1, dashed=True)
    _limit_words(sheet, columns, others, far)
    y = top - heights[0] / 2
    _own(sheet, columns, own, labels[own.label], y)
    y = top - heights[0] - heights[1] / 2
    sheet.text(0, y, labels[others.label], colour=MUTED)
    sheet.square(columns.at(others.value), y)
    sheet.text(WIDTH, y, others.text, align="right", colour=MUTED)
    return sheet.svg()


def _own(sheet: Sheet, columns: Columns, own: Lane, label: str, y: float) -> None:
    sheet.text(0, y, label, colour=INK)
    if own.low is not None and own.high is not None:
        low, high = columns.at(own.low), columns.at(own.high)
        sheet.line([(low, y), (high, y)], colour=NOW, width=2)
        for end in (low, high):
            sheet.line([(end, y - 4), (end, y + 4)], colour=NOW, width=2)
    sheet.dot(columns.at(own.value), y)
    sheet.text(WIDTH, y, own.text, align="right", bold=True)


def _limit_words(sheet: Sheet, columns: Columns, others: Others, far: Sequence[float]) -> None:
    """Over the band what it is, and in a row over that at each far limit how far it is."""
    low, high = columns.at(others.near[0]), columns.at(others.near[1])
    half = width_of(others.near_label, size=SMALL) / 2
    y = sheet.height - (SMALL * LEADING if far else 0) - SMALL * LEADING / 2
    sheet.text(min(max((low + high) / 2, half), WIDTH - half), y, others.near_label, align="center", colour=MUTED, size=SMALL)
    wide = width_of(others.far_label, size=SMALL)
    places = spread([columns.at(limit) for limit in far], [wide] * len(far), low=0, high=WIDTH, gap=8) if far else []
    for place in places:
        sheet.text(place, sheet.height - SMALL * LEADING / 2, others.far_label, align="center", colour=MUTED, size=SMALL)


def draw_funnel(
    own: Dot,
    others: Sequence[Dot],
    curve: Sequence[Bounds],
    benchmark: float,
    words: FunnelWords,
    *,
    number: Callable[[float], str],
    size: Callable[[float], str],
    lowest: float,
    highest: float,
) -> str:
    """Every area by its size: the limits narrow to the right. The others have no names; nobody is first or last."""
    values = [own.value, benchmark, *(dot.value for dot in others), *(limit for each in curve for limit in (*each.near, *each.far))]
    ticks = ticks_between(max(min(values), lowest), min(max(values), highest))
    bottom, top = min(ticks[0], *values), max(ticks[-1], *values)
    ticks = [tick for tick in ticks if bottom <= tick <= top]
    left = max(width_of(number(tick), size=SMALL) for tick in ticks) + 10
    labels = {name: wrap(text, LABEL_ROOM) for name, text in (("others", words.others), ("near", words.near), ("far", words.far))}
    right = max(width_of(text) for text in labels.values()) + 12
    sheet = Sheet(FOOT + PLOT + 8)
    first, last = curve[0].size, curve[-1].size

    def at(at_size: float, value: float) -> tuple[float, float]:
        return left + 6 + (at_size - first) / (last - first) * (WIDTH - left - right - 12), FOOT + (value - bottom) / (top - bottom) * PLOT

    end = at(last, 0)[0] + 6
    for tick in ticks:
        y = at(first, tick)[1]
        sheet.line([(left, y), (end, y)], colour=GRID)
        sheet.text(left - 6, y, number(tick), align="right", colour=MUTED, size=SMALL)
    drawn = [[at(first, benchmark), at(last, benchmark)]]
    for name, dashed in (("far", True), ("near", False)):
        for side in (0, 1):
            # At the end of what a share can be there is no limit, and so no line.
            points = [at(each.size, getattr(each, name)[side]) for each in curve if lowest < getattr(each, name)[side] < highest]
            if len(points) > 1:
                sheet.line(points, colour=MUTED, width=1.2, dashed=dashed)
                drawn.append(points)
    sheet.line([at(first, benchmark), at(last, benchmark)], colour=INK, width=1.5)
    _sizes(sheet, first, last, at, size, words.size, end)
    for dot in others:
        sheet.dot(*at(dot.size, dot.value), colour=EARLIER, hollow=True, radius=4.5)
    place = at(own.size, own.value)
    sheet.dot(*place, radius=5.5)
    wanted = [(at(last, benchmark)[1], "others", INK)]
    for name in ("near", "far"):
        under, over = getattr(curve[-1], name)
        if over < highest or under > lowest:
            wanted.append((at(last, over if over < highest else under)[1], name, MUTED))
    wanted.sort(key=lambda each: each[0])
    tall = [(labels[name].count("\n") + 1) * TEXT * LEADING for _, name, _ in wanted]
    heights = spread([y for y, _, _ in wanted], tall, low=FOOT, high=sheet.height, gap=1)
    for (_, name, colour), y in zip(wanted, heights, strict=True):
        sheet.text(end + 6, y, labels[name], colour=colour)
    _named(sheet, place, words.own, drawn, left=left, right=end)
    return sheet.svg()


def _sizes(
    sheet: Sheet,
    first: float,
    last: float,
    at: Callable[[float, float], tuple[float, float]],
    size: Callable[[float], str],
    label: str,
    end: float,
) -> None:
    """The axis of sizes, with what they are of under it."""
    sheet.line([(at(first, 0)[0] - 6, FOOT - 4), (end, FOOT - 4)], colour=MUTED)
    past = 0.0
    for tick in ticks_between(first, last, 6):
        x, half = at(tick, 0)[0], width_of(size(tick), size=SMALL) / 2
        if first <= tick <= last and x - half > past:
            sheet.line([(x, FOOT - 4), (x, FOOT - 8)], colour=MUTED)
            sheet.text(x, FOOT - 15, size(tick), align="center", colour=MUTED, size=SMALL)
            past = x + half + 8
    sheet.text(end, 6, label, align="right", colour=MUTED, size=SMALL)


def _named(sheet: Sheet, place: tuple[float, float], name: str, drawn: Sequence[Sequence[Place]], *, left: float, right: float) -> None:
    """The name of the own area beside its dot, where no line runs and nothing stands; else where nothing stands."""
    wide = width_of(name, bold=True)
    x, y = place
    over = [(min(max(x - wide / 2, left), right - wide), y + step) for step in (15, -15, 22, -22, 30, -30, 42, -42)]
    spots = [
        (start, height)
        for start, height in [(x + 10, y), (x - 10 - wide, y), *over]
        if left <= start and start + wide <= right and height - 6 >= FOOT and height + 6 <= sheet.height
    ]
    free = [(start, height) for start, height in spots if sheet.is_free(start - 2, height - 7, start + wide + 2, height + 7)]
    clear = [(start, height) for start, height in free if not any(_runs_through(line, start, height, wide) for line in drawn)]
    start, height = next(iter(clear or free or spots), (left, y))
    sheet.text(start, height, name, bold=True, colour=NOW)


def _runs_through(line: Sequence[Place], start: float, height: float, wide: float) -> bool:
    """Whether a line, with its points from left to right, comes within the words that begin at `start`."""
    return any(
        right >= start and left <= start + wide and min(low, high) <= height + 7 and max(low, high) >= height - 7
        for (left, low), (right, high) in pairwise(line)
    )


def ticks_between(low: float, high: float, steps: int = TICKS) -> list[float]:
    """Round numbers from at most `low` to at least `high`, in about so many steps."""
    if high <= low:
        high = low + (abs(low) or 1.0)
    rough = (high - low) / steps
    unit = 10.0 ** math.floor(math.log10(rough))
    step = next(unit * each for each in (1, 2, 2.5, 5, 10) if unit * each >= rough * 0.999)
    start, stop = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(step * k, 10) for k in range(start, stop + 1)]
