"""The chain of changes: every word stands in its box, no arrow runs through one, and what is no chain is refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impactlib.errors import InputError
from impactlib.telling import figures
from impactlib.telling.charts import chain as chart
from impactlib.telling.charts import sheet
from impactlib.telling.figures import ChainBox
from tests.test_figures import Extent, contrast_on_white, overlapping

ENDS = ("eerst", "uiteindelijk")
NOBODY = "hier werkt geen dienst aan"
TEXTS = (
    "Ouders lezen vaker voor.",
    "Deelnemers kunnen online zaken regelen zonder hulp van familie of buren, ook als het om moeilijke zaken gaat.",
    "Inwoners met een vraag over de digitale overheid worden snel geholpen.",
    "Vrijwilligers begeleiden deelnemers zelfstandig in de bibliotheek.",
)
SERVICES = ((), ("1", "2"), ("Cursus digitale vaardigheden voor werk en thuis", "Nabellen van wie een les mist"))
TONES: tuple[chart.Tone, ...] = ("served", "not-covered", "plain")

Links = Sequence[tuple[str, str]]


def box(k: int, text: str = "") -> ChainBox:
    """A box whose words, tone and services follow from its number, which is its id and stands before its words."""
    tag = ("houding", "vaardigheid", "samenleving", "")[k % 4]
    return ChainBox(id=str(k), text=text or f"{k}. {TEXTS[k % 4]}", tag=tag, tone=TONES[k % 3], services=SERVICES[k % 3 - 1])


def drawn(boxes: Sequence[ChainBox], links: Links) -> str:
    """The picture."""
    return figures.chain(boxes, links, end_labels=ENDS, not_covered_label=NOBODY)


DEEP: Links = [("0", "1"), ("1", "2"), ("2", "3"), ("3", "4"), ("0", "4"), ("5", "1"), ("5", "6"), ("6", "3"), ("7", "2")]
FOURTEEN = ([box(k) for k in range(14)], [*DEEP, ("8", "9"), ("10", "9"), ("11", "12"), ("12", "13"), ("11", "13")])


@dataclass
class Seen:
    """What was put on the sheet."""

    words: list[tuple[str, Extent]] = field(default_factory=list)
    sizes: list[float] = field(default_factory=list)
    boxes: list[Extent] = field(default_factory=list)
    ways: list[list[tuple[float, float]]] = field(default_factory=list)
    looks: list[sheet.Look] = field(default_factory=list)
    height: float = 0.0


@contextmanager
def watched() -> Iterator[Seen]:
    """What is drawn in the block, without the time that it takes to write it down as SVG."""
    seen = Seen()

    def text(
        self: sheet.Sheet, x: float, y: float, words: str, *, size: float, align: sheet.Align = "left", colour: str = sheet.INK
    ) -> None:
        assert contrast_on_white(colour) >= 4.5
        seen.sizes.append(size)
        lines = words.split("\n")
        for number, line in enumerate(lines):
            left = x - (width_of(line, size) if align == "right" else 0)
            middle = y + ((len(lines) - 1) / 2 - number) * size * sheet.LEADING
            seen.words.append((line, (left, middle - size / 2, left + width_of(line, size), middle + size / 2)))

    def width_of(line: str, size: float) -> float:
        return sheet.width_of(line, size=size)

    def rounded(self: sheet.Sheet, x: float, y: float, width: float, height: float, look: sheet.Look) -> None:
        seen.boxes.append((x, y, x + width, y + height))
        seen.looks.append(look)

    def way(self: sheet.Sheet, points: Sequence[tuple[float, float]], **style: object) -> None:
        seen.ways.append(list(points))

    def svg(self: sheet.Sheet) -> str:
        seen.height = self.height
        return ""

    with pytest.MonkeyPatch.context() as patch:
        for name, spy in (("text", text), ("box", rounded), ("way", way), ("svg", svg)):
            patch.setattr(sheet.Sheet, name, spy)
        yield seen


def within(inner: Extent, outer: Extent) -> bool:
    """Whether the one lies in the other, to a hundredth of a point."""
    slack = 0.01
    left, low, right, high = outer
    return left - slack <= inner[0] and low - slack <= inner[1] and inner[2] <= right + slack and inner[3] <= high + slack


def meets(one: Extent, other: Extent) -> bool:
    """Whether two rectangles overlap by more than a hundredth of a point."""
    return min(one[2], other[2]) - max(one[0], other[0]) > 0.01 and min(one[3], other[3]) - max(one[1], other[1]) > 0.01


def check(seen: Seen, links: Links) -> None:
    """All that holds of every chain: a segment of an arrow, also an S, never leaves the rectangle of its two ends."""
    sheet_extent = (0.0, 0.0, sheet.WIDTH, seen.height)
    assert all(within(extent, sheet_extent) for _, extent in [*seen.words, *(("box", each) for each in seen.boxes)])
    assert not any(meets(one, other) for k, one in enumerate(seen.boxes) for other in seen.boxes[k + 1 :])
    assert overlapping(seen.words) == []
    for words, extent in seen.words:
        assert words in ENDS or sum(within(extent, each) for each in seen.boxes) == 1, f"{words!r} leaves its box"
    arrows = seen.ways[1:] if links else seen.ways
    assert len(arrows) == len(set(links))
    for points in arrows:
        assert all(0 <= x <= sheet.WIDTH and 0 <= y <= seen.height for x, y in points)
        for (x, y), (x_2, y_2) in pairwise(points):
            segment = (min(x, x_2) - 0.5, min(y, y_2) - 0.5, max(x, x_2) + 0.5, max(y, y_2) + 0.5)
            assert not any(meets(segment, (left + 1, low, right - 1, high)) for left, low, right, high in seen.boxes)


def linked(seen: Seen) -> set[tuple[str, str]]:
    """The links as a reader finds them: from the number in the box where an arrow departs to that where it arrives."""
    numbers = {
        each: next(words.split(".")[0] for words, extent in seen.words if words[0].isdigit() and "." in words and within(extent, each))
        for each in seen.boxes
    }

    def at(x: float, y: float, side: int) -> str:
        return next(number for each, number in numbers.items() if abs(x - each[side]) < 0.01 and each[1] < y < each[3])

    return {(at(*points[0], side=2), at(*points[-1], side=0)) for points in seen.ways[1:]}


@st.composite
def chains(draw: st.DrawFn) -> tuple[list[ChainBox], list[tuple[str, str]]]:
    """Up to fourteen boxes, and links that all run from a lower number to a higher one: no loop can be among them."""
    n_boxes = draw(st.integers(1, 14))
    pairs = [(str(low), str(high)) for low in range(n_boxes) for high in range(low + 1, n_boxes)]
    links = draw(st.lists(st.sampled_from(pairs), max_size=18)) if pairs else []
    numbers = draw(st.permutations(range(n_boxes)))
    return [box(k) for k in numbers], links


@given(chain=chains())
@settings(max_examples=150, deadline=None)
def test_every_word_stands_in_its_box_and_no_arrow_runs_through_one(chain: tuple[list[ChainBox], list[tuple[str, str]]]) -> None:
    """Whatever leads to whatever."""
    with watched() as seen:
        drawn(*chain)
    check(seen, chain[1])
    assert linked(seen) == set(chain[1])


@pytest.mark.parametrize("depth", range(1, 15))
def test_a_chain_of_any_depth_is_readable(depth: int) -> None:
    """One long line of changes goes on in the next row rather than shrink: no word is smaller than 8.5 points, no box under 2.8 cm."""
    links = [(str(k), str(k + 1)) for k in range(depth - 1)]
    with watched() as seen:
        drawn([box(k) for k in range(depth)], links)
    check(seen, links)
    assert min(seen.sizes) >= 8.5
    assert min(right - left for left, _, right, _ in seen.boxes) > 2.8 / 2.54 * 72


@pytest.mark.parametrize("depth", [1, 3, 5, 7])
def test_a_word_that_fits_no_box_is_broken(depth: int) -> None:
    """It does not leave its box, and it is whole again when its parts are joined."""
    links = [(str(k), str(k + 1)) for k in range(depth - 1)]
    word = "bibliotheekmedewerkersvaardighedenonderzoeksverantwoordingen" * 2
    with watched() as seen:
        drawn([box(k, text=word) for k in range(depth)], links)
    check(seen, links)
    assert "".join(line.removesuffix("-") for line, _ in seen.words).count(word) == depth


def test_what_leads_to_something_stands_left_of_it_and_the_ends_stand_right() -> None:
    """Also in a chain that is shorter than another."""
    with watched() as seen:
        drawn([box(k) for k in range(5)], [("0", "1"), ("1", "2"), ("3", "4")])
    lefts = [left for left, _, _, _ in seen.boxes]
    assert lefts[0] < lefts[1] < lefts[2]
    assert lefts[3] == lefts[1]
    assert lefts[4] == lefts[2]


def test_links_that_can_run_without_crossing_do() -> None:
    """The second column is put in the order of the first."""
    links = [("0", "5"), ("1", "4"), ("2", "3"), ("0", "4")]
    with watched() as seen:
        drawn([box(k) for k in range(6)], links)
    ends = sorted((points[0][1], points[-1][1]) for points in seen.ways[1:])
    assert [end for _, end in ends] == sorted(end for _, end in ends)


def test_separate_chains_do_not_mix() -> None:
    """Each lies wholly under the one before."""
    with watched() as seen:
        drawn([box(k) for k in range(6)], [("0", "3"), ("1", "4"), ("2", "5")])
    bands = [[seen.boxes[k], seen.boxes[k + 1]] for k in (0, 2, 4)]
    for upper, lower in pairwise(bands):
        assert min(low for _, low, _, _ in upper) > max(high for _, _, _, high in lower)


def test_what_is_not_covered_is_said_and_dashed() -> None:
    """A border alone would be overlooked, a colour not seen."""
    with watched() as seen:
        drawn([box(k) for k in range(3)], [("0", "1")])
    assert [look.dashed for look in seen.looks].count(True) == 1
    assert " ".join(words for words, _ in seen.words).count(NOBODY) == 1


def test_services_stand_in_one_line_where_they_fit() -> None:
    """Numbers do; long names have a line or more each."""
    with watched() as seen:
        drawn([ChainBox(id="a", text="A", tone="served", services=("1", "2"))], [])
    assert "1 · 2" in [words for words, _ in seen.words]


def test_fourteen_boxes_are_small_and_always_the_same() -> None:
    """Under 150 kB, and byte for byte."""
    svg = drawn(*FOURTEEN)
    assert len(svg.encode()) < 150_000
    assert svg == drawn(*FOURTEEN)


def test_a_link_that_is_given_twice_is_drawn_once() -> None:
    """The picture is that of the chain, not of its list."""
    boxes = [box(0), box(1)]
    assert drawn(boxes, [("0", "1")]) == drawn(boxes, [("0", "1"), ("0", "1")])


@pytest.mark.parametrize(
    ("boxes", "links", "message"),
    [
        ([], [], "chain: there are no boxes; leave the figure out"),
        ([box(0), box(0)], [], "chain: 2 boxes have the id '0'; give each box an id of its own"),
        ([box(0), box(1)], [("0", "2")], "chain: the link '0' → '2' has an unknown end '2'; known: 0, 1"),
        ([box(0)], [("0", "0")], "chain: the links run in a circle: '0' → '0'; take one of these links out"),
        (
            [box(0), box(1), box(2)],
            [("0", "1"), ("1", "2"), ("2", "1")],
            "chain: the links run in a circle: '1' → '2' → '1'; take one of these links out",
        ),
    ],
    ids=["empty", "doubled", "unknown", "self", "circle"],
)
def test_what_is_no_chain_is_refused(boxes: list[ChainBox], links: Links, message: str) -> None:
    """With what is wrong and what would do."""
    with pytest.raises(InputError) as refused:
        drawn(boxes, links)
    assert str(refused.value) == message


def test_words_on_the_pale_ground_can_be_read() -> None:
    """At least 4.5 to 1 for the colours that are set on it (WCAG 1.4.3)."""
    for colour in (sheet.INK, sheet.MUTED, sheet.NOW):
        assert contrast_on_white(colour) / contrast_on_white(sheet.PALE) >= 4.5


def test_every_border_can_be_seen() -> None:
    """At least 3 to 1 on white (WCAG 1.4.11)."""
    assert min(contrast_on_white(look.edge) for look in chart.LOOKS.values()) >= 3
