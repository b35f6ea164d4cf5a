"""The chain of changes: boxes from what changes first to what changes in the end, with an arrow wherever one leads to another.

A box stands as many columns from the right as it is steps from the end. Links run only where no box can stand: between the columns,
and past a column in a lane of their own. A chain too long for one row goes on in a row below it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter
from itertools import groupby, pairwise
from statistics import fmean
from typing import Literal

from impactlib.telling.charts.sheet import GRID, INK, MUTED, NOW, PALE, WIDTH, Look, Sheet, height_of, spread, width_of, wrap

Tone = Literal["served", "not-covered", "plain"]
"""Whether a service works on a change, whether it is openly left to others, or neither is said."""

GAPS = {1: 0.0, 2: 48.0, 3: 34.0, 4: 24.0, 5: 17.0}
"""Between the columns, by how many there are: with five, what arrows need, so that a box is still 2.9 cm wide."""
SIZES = (10.0, 9.5, 9.0, 8.5)
"""Of the words of a change: the largest that breaks no word is taken."""
SMALL = SIZES[-1]  # of the words around it; nothing in this figure is smaller
NARROWEST = 80.0  # of a box: 2.8 cm
PAD = 6.0  # from the border of a box to its words
BULLET = 8.0  # how far services stand in when each has a line of its own
BETWEEN = 12.0  # from box to box in a column
LANE = 6.0  # what a link takes of a column that it passes
MARGIN = 24.0  # on both sides, for links that go on in the next row
TURN = 30.0  # from row to row, for the same links
BAND = 22.0  # from chain to chain
HEAD = 24.0  # for the words over the first and the last column
NEARLY = 12.0  # a link that would rise or fall by less runs straight where no other arrives, or departs
SWEEPS = 8
"""How often the columns are gone over, to and fro, until links cross little and run straight; small graphs settle after three."""

LOOKS: Mapping[Tone, Look] = {
    "served": Look(face=PALE, edge=NOW, width=1.6),
    "not-covered": Look(face="white", edge=MUTED, width=1.2, dashed=True),
    "plain": Look(face="white", edge=MUTED, width=0.8),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainBox:
    """One expected change in words, with its level over it and the services that work on it under it."""

    id: str
    text: str
    tag: str = ""
    tone: Tone = "plain"
    services: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Grid:
    """How many columns stand side by side, and how large the boxes and their words are."""

    columns: int
    margin: float
    size: float

    @property
    def wide(self) -> float:
        """The width of a box."""
        return (WIDTH - 2 * self.margin - (self.columns - 1) * GAPS[self.columns]) / self.columns

    @property
    def room(self) -> float:
        """The width of the words in a box."""
        return self.wide - 2 * PAD

    def left(self, layer: int) -> float:
        """Where the boxes of a layer begin."""
        return self.margin + layer % self.columns * (self.wide + GAPS[self.columns])


@dataclass(frozen=True, slots=True)
class _Card:
    """The words of a box in lines; `foot` holds a text for each service, or one for all."""

    tag: str
    text: str
    foot: tuple[str, ...]
    size: float
    tone: Tone

    @property
    def head_tall(self) -> float:
        """The height of the level."""
        return height_of(self.tag, size=SMALL) + 2 if self.tag else 0.0

    @property
    def tall(self) -> float:
        """The height of the box."""
        foot = sum(height_of(words, size=SMALL) + 3 for words in self.foot) + 6 if self.foot else 0.0
        return 2 * PAD + self.head_tall + height_of(self.text, size=self.size) + foot


@dataclass(frozen=True, slots=True, eq=False)
class _Stop:
    """A place in a layer: a box, or where a link passes."""

    layer: int
    card: _Card | None = None

    @property
    def tall(self) -> float:
        """How much of its column it takes."""
        return self.card.tall if self.card else LANE


@dataclass(frozen=True, slots=True)
class _Band:
    """One chain: its links as rows of stops, and how far under its upper edge the middle of each stop lies."""

    routes: Sequence[Sequence[_Stop]]
    depths: Mapping[_Stop, float]
    turns: Mapping[int, float]
    tall: float


def draw_chain(boxes: Sequence[ChainBox], links: Sequence[tuple[str, str]], *, end_labels: tuple[str, str], not_covered: str) -> str:
    """The boxes and their links, without loops and with known ends; separate chains stand under each other."""
    leads_to: dict[str, list[str]] = {box.id: [] for box in boxes}
    for source, target in dict.fromkeys(links):
        leads_to[source].append(target)
    steps: dict[str, int] = {}
    for name in TopologicalSorter(leads_to).static_order():
        steps[name] = 1 + max((steps[target] for target in leads_to[name]), default=0)
    most = max(steps.values())
    grid = _grid(boxes, most, not_covered)
    n_layers = -(-most // grid.columns) * grid.columns
    stops = {box.id: _Stop(n_layers - steps[box.id], _card(box, grid, not_covered)) for box in boxes}
    bands = [_band({stops[name]: [stops[target] for target in leads_to[name]] for name in part}, grid) for part in _parts(leads_to)]
    head = HEAD if most > 1 else 2.0
    sheet = Sheet(head + sum(band.tall for band in bands) + (len(bands) - 1) * BAND + 2)
    top = sheet.height - head
    if most > 1:
        first, last = end_labels
        y = sheet.height - SMALL / 2 - 2
        sheet.text(0, y, first, colour=MUTED, size=SMALL)
        sheet.text(WIDTH, y, last, align="right", colour=MUTED, size=SMALL)
        sheet.way([(width_of(first, size=SMALL) + 6, y), (WIDTH - width_of(last, size=SMALL) - 6, y)], colour=MUTED, width=0.8)
    for number, band in enumerate(bands):
        if number:
            sheet.line([(0, top + BAND / 2), (WIDTH, top + BAND / 2)], colour=GRID)
        for route in band.routes:
            sheet.way([(x, top - depth) for x, depth in _points(route, band, grid)], colour=MUTED, width=1.1)
        for stop, depth in band.depths.items():
            if stop.card is not None:
                _draw_card(sheet, stop.card, grid.left(stop.layer), top - depth + stop.tall / 2, grid.wide)
        top -= band.tall + BAND
    return sheet.svg()


def _grid(boxes: Sequence[ChainBox], most: int, not_covered: str) -> _Grid:
    """As few rows and as large words as break no word; a word that is too long even so is broken where boxes are widest."""
    grids = [
        _Grid(columns, MARGIN if columns < most else 0.0, size)
        for columns in dict.fromkeys(-(-most // rows) for rows in range(1, most + 1))
        if columns in GAPS and (columns >= 3 or columns == most)
        for size in SIZES
    ]
    grids = [grid for grid in grids if grid.wide >= NARROWEST]
    large = "\n".join(word for box in boxes for word in box.text.split())
    small = "\n".join(word for box in boxes for words in (box.tag, not_covered, *box.services) for word in words.split())
    fitting = [grid for grid in grids if width_of(large, size=grid.size) <= grid.room >= width_of(small, size=SMALL) + BULLET]
    return (fitting or grids[-1:])[0]


def _card(box: ChainBox, grid: _Grid, not_covered: str) -> _Card:
    """The words of one box in lines; the names of services stand in one line where they fit."""
    names = [not_covered, *box.services] if box.tone == "not-covered" and not_covered else list(box.services)
    foot = [wrap(" · ".join(names), grid.room, size=SMALL)] if names else []
    if len(names) > 1 and "\n" in foot[0]:
        foot = [wrap(name, grid.room - BULLET, size=SMALL) for name in names]
    return _Card(wrap(box.tag, grid.room, size=SMALL), wrap(box.text, grid.room, size=grid.size), tuple(foot), grid.size, box.tone)


def _parts(leads_to: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """The boxes of each separate chain, in the order in which the chains are first met."""
    part = {name: name for name in leads_to}
    for source, targets in leads_to.items():
        for target in targets:
            part = {name: part[source] if root == part[target] else root for name, root in part.items()}
    return [[name for name in leads_to if part[name] == root] for root in dict.fromkeys(part.values())]


def _band(leads_to: Mapping[_Stop, Sequence[_Stop]], grid: _Grid) -> _Band:
    """One chain, laid out: who stands over whom, and at what height."""
    routes = [
        (source, *(_Stop(layer) for layer in range(source.layer + 1, target.layer)), target)
        for source, targets in leads_to.items()
        for target in targets
    ]
    near: dict[_Stop, list[_Stop]] = {stop: [] for stop in dict.fromkeys([*leads_to, *(stop for route in routes for stop in route)])}
    for route in routes:
        for stop, following in pairwise(route):
            near[stop].append(following)
            near[following].append(stop)
    layers = [list(layer) for _, layer in groupby(sorted(near, key=lambda stop: stop.layer), key=lambda stop: stop.layer)]
    layers = _untangled(layers, near)
    depths: dict[_Stop, float] = {}
    turns: dict[int, float] = {}
    top = 0.0
    for number, row in groupby(layers, key=lambda layer: layer[0].layer // grid.columns):
        if depths:
            turns[number] = top + TURN / 2
            top += TURN
        columns = list(row)
        tall = max(sum(stop.tall for stop in column) + BETWEEN * (len(column) - 1) for column in columns)
        depths |= _levelled(columns, near, low=top, high=top + tall)
        top += tall
    return _Band(routes, depths, turns, top)


def _untangled(layers: list[list[_Stop]], near: Mapping[_Stop, Sequence[_Stop]]) -> list[list[_Stop]]:
    """Each layer in the order of what it is linked to (the mean of the places), to and fro, as long as links then cross less."""
    best = layers
    for sweep in range(SWEEPS):
        onward = sweep % 2 == 0
        layers = list(layers)
        for k in range(1, len(layers)) if onward else range(len(layers) - 2, -1, -1):
            place = {stop: float(at) for at, stop in enumerate(layers[k - 1 if onward else k + 1])}
            own = {stop: at * len(place) / len(layers[k]) for at, stop in enumerate(layers[k])}
            wanted = {stop: fmean([place[other] for other in near[stop] if other in place] or [own[stop]]) for stop in own}
            layers[k] = sorted(own, key=wanted.__getitem__)
        if _crossings(layers, near) < _crossings(best, near):
            best = layers
    return best


def _crossings(layers: Sequence[Sequence[_Stop]], near: Mapping[_Stop, Sequence[_Stop]]) -> int:
    """How many pairs of links cross."""
    crossings = 0
    for layer, following in pairwise(layers):
        place = {stop: k for k, stop in enumerate(following)}
        ends = [[place[other] for other in near[stop] if other in place] for stop in layer]
        crossings += sum(one > other for k, upper in enumerate(ends) for one in upper for lower in ends[k + 1 :] for other in lower)
    return crossings


def _levelled(columns: Sequence[Sequence[_Stop]], near: Mapping[_Stop, Sequence[_Stop]], *, low: float, high: float) -> dict[_Stop, float]:
    """The middles of the stops of one row: each as near as can be to the mean of its neighbours, in order and without overlap."""
    depths = {stop: (low + high) / 2 for column in columns for stop in column}
    for sweep in range(SWEEPS):
        for column in columns if sweep % 2 else columns[::-1]:
            wanted: list[float] = []
            for stop in column:
                lane = [other for other in near[stop] if stop.card is None and other.card is None]
                mean = fmean([depths[other] for other in lane or near[stop] if other in depths] or [depths[stop]])
                wanted.append(max([mean, *wanted[-1:]]))
            middles = spread(wanted, [stop.tall for stop in column], low=low, high=high, gap=BETWEEN)
            depths |= dict(zip(column, middles, strict=True))
    return depths


def _points(route: Sequence[_Stop], band: _Band, grid: _Grid) -> list[tuple[float, float]]:
    """Where a link runs: across the columns that it passes, and round to the next row along a track for each place it comes to."""
    points: list[tuple[float, float]] = []
    n_out, n_in = (sum(other[end] is route[end] for other in band.routes) for end in (0, -1))
    for stop, following in pairwise(route):
        right, left = grid.left(stop.layer) + grid.wide, grid.left(following.layer)
        depth, next_depth = band.depths[stop], band.depths[following]
        level = left > right and abs(depth - next_depth) < NEARLY
        if level and following.card and n_in == 1:
            next_depth = depth
        elif level and stop.card and n_out == 1:
            depth = next_depth
        points.append((right, depth))
        if left < right:
            goals = [other for other in band.depths if other.layer == following.layer]
            share = (goals.index(following) + 1) / (len(goals) + 1)
            # The upper the goal, the further out, the lower and the further in its track runs: so that tracks do not cross.
            out, turn, back = WIDTH - MARGIN * 0.7 * share, band.turns[following.layer // grid.columns], MARGIN * 0.7 * (1 - share)
            turn += (0.5 - share) * TURN * 0.8
            points += [(out, depth), (out, turn), (back, turn), (back, next_depth)]
        points.append((left, next_depth))
    return points


def _draw_card(sheet: Sheet, card: _Card, left: float, top: float, wide: float) -> None:
    """One box: its level, the change, and under a thin line the services that work on it."""
    sheet.box(left, top - card.tall, wide, card.tall, LOOKS[card.tone])
    x, y = left + PAD, top - PAD
    if card.tag:
        sheet.text(x, y - height_of(card.tag, size=SMALL) / 2, card.tag, colour=MUTED, size=SMALL)
    y -= card.head_tall
    sheet.text(x, y - height_of(card.text, size=card.size) / 2, card.text, colour=INK, size=card.size)
    y -= height_of(card.text, size=card.size) + 9
    if card.foot:
        sheet.line([(x, y + 5), (left + wide - PAD, y + 5)], colour=GRID)
    colour = NOW if card.tone == "served" else MUTED
    for words in card.foot:
        if len(card.foot) > 1:
            sheet.dot(x + 2, y - height_of("", size=SMALL) / 2, colour=colour, radius=1.8)
        sheet.text(x + (BULLET if len(card.foot) > 1 else 0), y - height_of(words, size=SMALL) / 2, words, colour=colour, size=SMALL)
        y -= height_of(words, size=SMALL) + 3
