"""Figures over the years: dots and a line above zero, a gap where a year is missing, the target as a diamond."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from impactlib.telling.charts.sheet import LEADING, MUTED, NOW, TARGET, TEXT, WIDTH, Sheet, spread, width_of, wrap

PLOT = 118.0
"""The height of the plot above its baseline, in points."""
FOOT = 22.0
HEAD = 14.0
LARGE = TEXT + 1
"""The size of the figure that matters most: the last."""
BESIDE = 10.0
"""From the middle of a dot to its label."""

CUT_ROOM = 150.0
"""How wide the words of a break may be before they go on in the next line."""

LOWEST = FOOT + 9.0
"""Where the middle of a label may be at the lowest: above the baseline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """The target, the period by which it was to be reached, and its words."""

    value: float
    period: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A break in the series: from `period` on the figures are another series, and what `label` says of it."""

    period: str
    label: str


@dataclass(frozen=True, slots=True)
class _Story:
    """What is told: the periods on the axis, the figures that are known (by place on the axis), and their words."""

    slots: list[str]
    known: list[tuple[int, float]]
    texts: dict[int, str]
    goal: Goal | None
    goal_words: str
    cuts: list[tuple[int, str]]
    """The place on the axis that each break comes before, and its words."""

    @property
    def last(self) -> int:
        """The place of the last period on the axis."""
        return len(self.slots) - 1


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where each period stands and how high the highest figure is."""

    places: tuple[float, ...]
    most: float

    @property
    def step(self) -> float:
        """The smallest distance between two periods."""
        return min((right - left for left, right in pairwise(self.places)), default=WIDTH / 4)

    def at(self, slot: int, value: float) -> tuple[float, float]:
        """The place of a figure."""
        return self.places[slot], FOOT + value / self.most * PLOT


def draw_years(
    periods: Sequence[str],
    values: Sequence[float | None],
    *,
    goal: Goal | None,
    number: Callable[[float], str],
    missing_label: str,
    cuts: Sequence[Cut] = (),
) -> str:
    """The figures of all periods, with words at the first, the last and the target; a line never runs over a break in the series."""
    slots = list(periods) if goal is None or goal.period in periods else sorted([*periods, goal.period])
    by_period = dict(zip(periods, values, strict=True))
    known = [(slot, value) for slot, period in enumerate(slots) if (value := by_period.get(period)) is not None]
    breaks = _cuts(cuts, slots, known)
    last_before = [max(slot for slot, _ in known if slot < cut) for cut, _ in breaks]
    texts = {slot: number(value) for slot, value in known if slot in (known[0][0], known[-1][0], *last_before)}
    story = _Story(slots, known, texts, goal, wrap(goal.label, WIDTH / 4) if goal else "", breaks)
    plot = _layout(story)
    sheet = Sheet(FOOT + PLOT + _head(story))
    sheet.line([(plot.places[0] - 8, FOOT), (plot.places[-1] + 8, FOOT)], colour=MUTED)
    _periods(sheet, plot, slots)
    for (slot, value), (following, next_value) in pairwise(known):
        # A year that was never asked for is bridged; a year without figures is not.
        apart = any(slot < cut <= following for cut, _ in breaks)
        if not apart and not any(slots[between] in by_period for between in range(slot + 1, following)):
            sheet.line([plot.at(slot, value), plot.at(following, next_value)], colour=NOW, width=2)
    for slot, value in known:
        sheet.dot(*plot.at(slot, value), radius=4.5)
    _labels(sheet, plot, story)
    _marked_cuts(sheet, plot, story)
    # Last, for these words can stand at any height and so make way for the others.
    _gaps(sheet, plot, [period in by_period and by_period[period] is None for period in slots], missing_label)
    return sheet.svg()


def _cuts(cuts: Sequence[Cut], slots: Sequence[str], known: Sequence[tuple[int, float]]) -> list[tuple[int, str]]:
    """The breaks that lie between two figures; of several between the same two the last is marked."""
    found: dict[int, tuple[int, str]] = {}
    for cut in sorted(cuts, key=lambda each: each.period):
        at = next((slot for slot, period in enumerate(slots) if period >= cut.period), len(slots))
        before, after = [slot for slot, _ in known if slot < at], [slot for slot, _ in known if slot >= at]
        if before and after:
            found[before[-1]] = (at, cut.label)
    return list(found.values())


def _wrapped_cuts(cuts: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """The breaks with their words in lines: so narrow that they stand side by side."""
    return [(at, wrap(words, min(CUT_ROOM, WIDTH / len(cuts) - 8))) for at, words in cuts]


def _marked_cuts(sheet: Sheet, plot: _Plot, story: _Story) -> None:
    """A dashed upright line halfway between the last figure of the one series and the first of the other, with its words over it."""
    cuts = _wrapped_cuts(story.cuts)
    if not cuts:
        return
    places = [(plot.places[at - 1] + plot.places[at]) / 2 for at, _ in cuts]
    widths = [width_of(words) for _, words in cuts]
    middles = spread(places, widths, low=0, high=WIDTH, gap=8)
    low = sheet.height - max(_height(words) for _, words in cuts) - 3
    for (_, words), place, middle in zip(cuts, places, middles, strict=True):
        sheet.line([(place, FOOT), (place, low)], colour=MUTED, width=1.2, dashed=True)
        sheet.text(middle, sheet.height - _height(words) / 2, words, align="center", colour=MUTED)


def _head(story: _Story) -> float:
    """Room over the highest figure for the words that stand over it."""
    goal_over = _height(story.goal_words) if story.goal is not None and story.goal.period != story.slots[-1] else 0.0
    last_over = TEXT if story.known and story.known[-1][0] != story.last else 0.0
    cut_over = max((_height(words) for _, words in _wrapped_cuts(story.cuts)), default=0.0)
    return HEAD + max(goal_over, last_over) + (cut_over + 4 if story.cuts else 0.0)


def _layout(story: _Story) -> _Plot:
    """Room on both sides for the labels that stand there, and for the outermost periods."""
    slots, known, last = story.slots, story.known, story.last
    left = max(12.0, width_of(slots[0]) / 2)
    right = max(12.0, width_of(slots[-1]) / 2)
    if len(known) > 1 and known[0][0] == 0:
        left = max(left, width_of(story.texts[0]) + BESIDE)
    if known and known[-1][0] == last:
        right = max(right, width_of(story.texts[last], bold=True, size=LARGE) + BESIDE)
    if story.goal and slots[last] == story.goal.period:
        right = max(right, width_of(story.goal_words) + BESIDE)
    most = max([value for _, value in known] + ([story.goal.value] if story.goal else []), default=0.0) or 1.0
    if not last:
        return _Plot((WIDTH / 2,), most)
    offsets = _offsets(slots)
    return _Plot(tuple(left + (WIDTH - left - right) * offset / offsets[-1] for offset in offsets), most)


def _offsets(slots: Sequence[str]) -> list[int]:
    """How far each period lies from the first: in years, so that a year nobody speaks of still takes its room."""
    years = [int(found[0]) for slot in slots if (found := re.match(r"\d{4}", slot))]
    if len(years) == len(slots) and len(set(years)) == len(years):
        return [year - years[0] for year in years]
    return list(range(len(slots)))


def _periods(sheet: Sheet, plot: _Plot, slots: Sequence[str]) -> None:
    """The names of the periods; when they do not all fit, every second, third … counted back from the last."""
    widest = max(width_of(slot) for slot in slots)
    every = 1
    while every * plot.step < widest + 8 and every < len(slots):
        every += 1
    for slot, period in enumerate(slots):
        shown = (len(slots) - 1 - slot) % every == 0
        x = plot.places[slot]
        sheet.line([(x, FOOT), (x, FOOT - (5 if shown else 3))], colour=MUTED)
        if shown:
            sheet.text(x, FOOT - 13, period, align="center", colour=MUTED)


def _gaps(sheet: Sheet, plot: _Plot, missing: Sequence[bool], words: str) -> None:
    """A pale band with its words over each run of periods without figures."""
    for is_missing, run in groupby(range(len(missing)), key=lambda slot: missing[slot]):
        if not is_missing:
            continue
        gap = list(run)
        room = max(plot.places[gap[-1]] - plot.places[gap[0]] + plot.step, 24.0) - 4
        middle = (plot.places[gap[0]] + plot.places[gap[-1]]) / 2
        low, high = max(middle - room / 2, 0.0), min(middle + room / 2, WIDTH)
        sheet.bar(low, FOOT + 1, high - low, PLOT, "#EEF1F4")
        narrow = max((width_of(word) for word in words.split()), default=0.0) > high - low
        lines = words if narrow else wrap(words, high - low)
        middle, tall, half = (low + high) / 2, width_of(lines) if narrow else _height(lines), TEXT / 2 if narrow else width_of(lines) / 2
        heights = [FOOT + 6 + rise for rise in range(0, int(PLOT - tall), 4)]
        base = next((base for base in heights if sheet.is_free(middle - half, base, middle + half, base + tall)), heights[0])
        if narrow:
            sheet.upright(middle, base, lines, colour=MUTED)
        else:
            sheet.text(middle, base + tall / 2, lines, align="center", colour=MUTED)


def _labels(sheet: Sheet, plot: _Plot, story: _Story) -> None:
    """The first figure left of its dot; the last figure and the target right of the last period, one over the other."""
    beside = [label for label in (_last_figure(sheet, plot, story), _target(sheet, plot, story)) if label is not None]
    if len(story.known) > 1:
        x, y = plot.at(*story.known[0])
        sheet.text(x - BESIDE, max(y, LOWEST), story.texts[story.known[0][0]], align="right", colour=MUTED)
    for cut, _ in story.cuts:
        slot, value = next((slot, value) for slot, value in reversed(story.known) if slot < cut)
        x, y = plot.at(slot, value)
        if slot != story.known[0][0]:
            above = sheet.is_free(x - width_of(story.texts[slot]) / 2, y + 6, x + width_of(story.texts[slot]) / 2, y + 20)
            sheet.text(x, max(y + 13 if above else y - 13, LOWEST), story.texts[slot], align="center", colour=MUTED)
    # Of two labels at one height, that of the figure stands on top.
    beside.sort(key=lambda label: (label.y, label.colour == NOW))
    heights = spread([label.y for label in beside], [_height(label.words) for label in beside], low=FOOT + 1, high=sheet.height, gap=2)
    for label, y in zip(beside, heights, strict=True):
        large = label.colour == NOW
        sheet.text(plot.places[-1] + BESIDE, y, label.words, colour=label.colour, bold=large, size=LARGE if large else TEXT)


@dataclass(frozen=True, slots=True)
class _Label:
    """Words that want to stand at a height right of the last period."""

    y: float
    words: str
    colour: str


def _last_figure(sheet: Sheet, plot: _Plot, story: _Story) -> _Label | None:
    """The last figure; when later periods follow it is set beside its dot where that fits, else over it."""
    if not story.known:
        return None
    slot, value = story.known[-1]
    x, y = plot.at(slot, value)
    words = story.texts[slot]
    if slot == story.last:
        return _Label(y, words, NOW)
    if width_of(words, bold=True, size=LARGE) + 2 * BESIDE < plot.places[slot + 1] - x:
        sheet.text(x + BESIDE, max(y, LOWEST), words, colour=NOW, bold=True, size=LARGE)
    else:
        sheet.text(x, y + 14, words, align="center", colour=NOW, bold=True, size=LARGE)
    return None


def _target(sheet: Sheet, plot: _Plot, story: _Story) -> _Label | None:
    """The target as a diamond; its words stand over it, or under it where the figure is higher, when later periods follow."""
    if story.goal is None:
        return None
    slot = story.slots.index(story.goal.period)
    x, y = plot.at(slot, story.goal.value)
    sheet.diamond(x, y)
    if slot == story.last:
        return _Label(y, story.goal_words, TARGET)
    tall = _height(story.goal_words)
    under = any(at == slot and value > story.goal.value for at, value in story.known) and y > FOOT + 20 + tall
    sheet.text(x, y - 10 - tall / 2 if under else y + 10 + tall / 2, story.goal_words, align="center", colour=TARGET)
    return None


def _height(words: str) -> float:
    return (words.count("\n") + 1) * TEXT * LEADING
