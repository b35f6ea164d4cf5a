"""The figures of a report, one function a question. Each takes plain numbers and finished words, and returns an SVG element.

Titles, notes and sources stand in the text around a figure. Colour never stands alone: hollow is then, filled is now, a diamond is
the target.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from impactlib.errors import InputError, suggestion
from impactlib.telling.charts.answers import Part, draw_answers, draw_parts
from impactlib.telling.charts.beside import Bounds, Dot, FunnelWords, Others, draw_beside, draw_funnel, ticks_between
from impactlib.telling.charts.chain import ChainBox, draw_chain
from impactlib.telling.charts.lanes import Group, Lane, Scale, TargetLine, draw_lanes
from impactlib.telling.charts.panels import Panel, PanelFigure, PanelScale, draw_panels
from impactlib.telling.charts.years import Cut, Goal, draw_years

__all__ = [
    "BeforeNow",
    "Bounds",
    "ChainBox",
    "Cut",
    "Dot",
    "Earlier",
    "FunnelWords",
    "Lane",
    "Number",
    "Others",
    "Panel",
    "PanelFigure",
    "PanelScale",
    "Part",
    "before_now",
    "beside_others",
    "chain",
    "counts_over_years",
    "diverging_answers",
    "funnel",
    "goal_panels",
    "joined_answers",
    "share_with_target",
]

N_ANSWERS = 5
"""The answers of a diverging bar: two against, one in between, two in favour."""

MOST_TICKS = 11
"""A scale from 0 to 10 has a tick for each answer; a longer one has a tick for every second, third …"""

Number = Callable[[float], str]
"""Writes a number as the reader's language does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforeNow:
    """What the same people answered before and now, with intervals in the unit of the scale."""

    label: str
    label_before: str
    label_now: str
    before: float
    now: float
    before_low: float | None = None
    before_high: float | None = None
    now_low: float | None = None
    now_high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """The share of an earlier period, to stand over that of now."""

    label: str
    value: float
    low: float | None = None
    high: float | None = None


def before_now(rows: Sequence[BeforeNow], *, scale: tuple[float, float], end_labels: tuple[str, str], number: Number) -> str:
    """Then and now on the scale that was asked: a hollow and a filled dot with their intervals, and an arrow between them."""
    if not rows:
        raise InputError("before_now", "there are no rows", "leave the figure out")
    low, high = scale
    for row in rows:
        if not (low <= row.before <= high and low <= row.now <= high):
            raise InputError(
                "before_now", f"{row.before} and {row.now} are not both on the scale", f"the scale runs from {low:g} to {high:g}"
            )
    whole = range(math.ceil(low), math.floor(high) + 1)
    ticks = tuple((float(tick), str(tick)) for tick in whole[:: math.ceil(len(whole) / MOST_TICKS)])
    groups = [
        Group(
            heading=row.label,
            lanes=(
                Lane(
                    label=row.label_before,
                    value=row.before,
                    low=row.before_low,
                    high=row.before_high,
                    text=number(row.before),
                    earlier=True,
                ),
                Lane(label=row.label_now, value=row.now, low=row.now_low, high=row.now_high, text=number(row.now)),
            ),
            arrows=True,
        )
        for row in rows
    ]
    return draw_lanes(groups, Scale(low=low, high=high, ticks=ticks, ends=end_labels))


def share_with_target(
    value: float,
    low: float | None,
    high: float | None,
    target: float | None = None,
    *,
    number: Number,
    label: str,
    target_label: str = "",
    previous: Earlier | None = None,
) -> str:
    """A share (a fraction of 1) with its interval from 0 to 100 %, the target as a line over it, and an earlier period above it."""
    earlier_value = None if previous is None else previous.value
    for name, share in (("value", value), ("low", low), ("high", high), ("target", target), ("previous", earlier_value)):
        if share is not None and not 0 <= share <= 1:
            raise InputError("share_with_target", f"{name} is {share}", "shares are fractions from 0 to 1")
    lanes = [Lane(label=label, value=value, low=low, high=high, text=number(value))]
    if previous is not None:
        earlier = Lane(
            label=previous.label, value=previous.value, low=previous.low, high=previous.high, text=number(previous.value), earlier=True
        )
        lanes.insert(0, earlier)
    ticks = tuple((step, number(step)) for step in (0, 0.25, 0.5, 0.75, 1))
    line = None if target is None else TargetLine(value=target, label=target_label)
    return draw_lanes([Group(heading="", lanes=tuple(lanes))], Scale(low=0, high=1, ticks=ticks), line)


def diverging_answers(counts: Sequence[int], labels: Sequence[str], *, number: Number, n_text: str = "") -> str:
    """Five answers from most against to most in favour: against left of zero, in favour right of it, neither apart at the right."""
    if len(counts) != N_ANSWERS or len(labels) != N_ANSWERS:
        raise InputError("diverging_answers", f"{len(counts)} counts and {len(labels)} labels", f"give {N_ANSWERS} of both")
    if min(counts) < 0 or not sum(counts):
        raise InputError("diverging_answers", f"the counts are {list(counts)}", "give counts of 0 or more, at least one above 0")
    return draw_answers(counts, labels, number=number, n_text=n_text)


def joined_answers(parts: Sequence[Part], *, number: Number) -> str:
    """Five answers of which some are told together, from most against to most in favour, as one bar from left to right."""
    codes = [code for part in parts for code in range(part.first, part.last + 1)]
    if codes != list(range(1, N_ANSWERS + 1)) or len(parts) < 2:
        raise InputError(
            "joined_answers", f"the parts hold the answers {codes}", f"give two parts or more that hold 1 to {N_ANSWERS} in order"
        )
    if min(part.n for part in parts) < 0 or not sum(part.n for part in parts):
        raise InputError("joined_answers", f"the counts are {[part.n for part in parts]}", "give counts of 0 or more, at least one above 0")
    return draw_parts(parts, number=number)


def counts_over_years(
    periods: Sequence[str],
    values: Sequence[float | None],
    *,
    number: Number,
    target: float | None = None,
    target_period: str = "",
    target_label: str = "",
    missing_label: str,
    breaks: Sequence[Cut] = (),
) -> str:
    """Figures over the years from a zero baseline; a missing year is a visible gap with `missing_label` in it.

    What lies before a break in the series stands apart from what comes after it: no line joins them, and the break is marked.
    """
    if len(periods) != len(values) or not periods:
        raise InputError("counts_over_years", f"{len(periods)} periods and {len(values)} values", "give as many values as periods")
    if len(set(periods)) != len(periods) or list(periods) != sorted(periods):
        raise InputError("counts_over_years", f"the periods are {list(periods)}", "give each period once, oldest first")
    if any(value is not None and value < 0 for value in [*values, target]):
        raise InputError("counts_over_years", f"the values are {list(values)}", "counts are 0 or more")
    if target is not None and not target_period:
        raise InputError("counts_over_years", f"target {target} has no period", "give 'target_period'")
    goal = None if target is None else Goal(value=target, period=target_period, label=target_label)
    return draw_years(periods, values, goal=goal, number=number, missing_label=missing_label, cuts=breaks)


def beside_others(own: Lane, others: Others, *, share: bool, number: Number, scale: tuple[float, float] | None = None) -> str:
    """The own dot over the figure of the others together, with the limits that an area of this size stays within."""
    if not others.far[0] <= others.near[0] <= others.near[1] <= others.far[1]:
        raise InputError("beside_others", f"the limits are {others.near} and {others.far}", "the far limits lie around the near ones")
    if share:
        steps = [0, 0.25, 0.5, 0.75, 1]
    elif scale is not None:
        whole = range(math.ceil(scale[0]), math.floor(scale[1]) + 1)
        steps = [float(each) for each in whole[:: math.ceil(len(whole) / MOST_TICKS)]]
    else:
        edges = [own.value, others.value, *others.near, *others.far, *(each for each in (own.low, own.high) if each is not None)]
        steps = ticks_between(min(0.0, *edges), max(edges))
    low, high = scale if scale is not None and not share else (steps[0], steps[-1])
    ticks = tuple((step, number(step)) for step in steps if low <= step <= high)
    return draw_beside(own, others, Scale(low=low, high=high, ticks=ticks))


def funnel(
    own: Dot,
    others: Sequence[Dot],
    limits: Sequence[Bounds],
    benchmark: float,
    words: FunnelWords,
    *,
    number: Number,
    size: Number,
    share: bool,
) -> str:
    """The own area among the others by size, with the limits around their figure together."""
    sizes = [each.size for each in limits]
    if len(sizes) < 2 or sizes != sorted(set(sizes)):
        raise InputError("funnel", f"the limits are of the sizes {sizes}", "give two sizes or more, smallest first")
    if not all(sizes[0] <= dot.size <= sizes[-1] for dot in [own, *others]):
        raise InputError("funnel", "an area is smaller or larger than every size that has limits", "give limits for all sizes")
    highest = 1.0 if share else float("inf")
    return draw_funnel(own, others, limits, benchmark, words, number=number, size=size, lowest=0.0, highest=highest)


def goal_panels(panels: Sequence[Panel]) -> str:
    """A small panel for each goal, under each other."""
    if not panels:
        raise InputError("goal_panels", "there are no panels", "leave the figure out")
    for panel in panels:
        if panel.figure is None and not panel.absent:
            raise InputError("goal_panels", f"{panel.name!r} has neither a figure nor a reason why not", "give 'absent'")
        if panel.figure is not None and panel.figure.scale.low >= panel.figure.scale.high:
            raise InputError("goal_panels", f"the scale of {panel.name!r} has no length", "give a 'high' above its 'low'")
    return draw_panels(panels)


def chain(boxes: Sequence[ChainBox], links: Sequence[tuple[str, str]], *, end_labels: tuple[str, str], not_covered_label: str) -> str:
    """The changes that are expected, from what comes first (left) to what comes in the end (right), with an arrow for each link.

    A link is a pair of ids: the first leads to the second. `not_covered_label` stands in each box whose tone is "not-covered".
    """
    if not boxes:
        raise InputError("chain", "there are no boxes", "leave the figure out")
    ids = [box.id for box in boxes]
    for name in ids:
        if ids.count(name) > 1:
            raise InputError("chain", f"{ids.count(name)} boxes have the id {name!r}", "give each box an id of its own")
    for source, target in links:
        for end in (source, target):
            if end not in ids:
                raise InputError("chain", f"the link {source!r} → {target!r} has an unknown end {end!r}", suggestion(end, ids))
    try:
        TopologicalSorter({name: [source for source, target in links if target == name] for name in ids}).prepare()
    except CycleError as error:
        loop = " → ".join(repr(name) for name in error.args[1])
        raise InputError("chain", f"the links run in a circle: {loop}", "take one of these links out") from error
    return draw_chain(boxes, links, end_labels=end_labels, not_covered=not_covered_label)
