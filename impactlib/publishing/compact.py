"""The layout of a report that is meant to fit a page or two: what belongs together side by side, and nothing left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from impactlib.telling.blocks import Block, Chart, Heading, Items, KeyFigures, Outline, OutlineItem, Quote, Sentence, Table, block_to_json

BRIEF = 1_100
"""The letters of a section that may stand in half the width of a page."""

CHART = 230
"""The letters that a drawing takes the room of."""

SPAN = {"full": 504.0, "beside": 306.0, "words": 181.0}
"""The room in points: across the page, and of a drawing beside the words of its message, where its own words still are seven points."""

RUN = 5_200
"""The letters, and what counts as letters, of the sections that stand in two columns together: about two thirds of a page."""

HALF_LINE, HEAD = 48, 150
"""The letters of a line of half the width of a page, and how many letters a heading takes the room of."""

LISTED = 420
"""The letters from which a list over the whole width stands in two columns."""

Lay = Callable[[Block, float], dict[str, Any]]
"""What makes a block into data for the template, for so much room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Density:
    """How closely a page is set.

    The size of its words in points, its white beside the usual, how large a drawing across the page is beside its own size, and
    whether a message may go on overleaf.
    """

    size: float
    white: float
    drawing: float = 1.0
    torn: bool = False


DENSITIES = (
    Density(size=10.5, white=1.25),
    Density(size=10, white=1),
    Density(size=9.6, white=0.75, drawing=0.92),
    Density(size=9.2, white=0.6, drawing=0.85),
    Density(size=9.2, white=0.45, drawing=0.8, torn=True),
    Density(size=9, white=0.25, drawing=0.76, torn=True),
    Density(size=9, white=0.1, drawing=0.76, torn=True),
    Density(size=9, white=0, drawing=0.76, torn=True),
)
"""From roomy to close. The first that fits is taken; words never get smaller than in the last, and those in drawings stay seven points."""


@dataclass(slots=True, kw_only=True)
class Section:
    """A heading of level 2 with what stands under it, and the messages in it."""

    heading: Heading
    blocks: list[Block] = field(default_factory=list)
    messages: list[list[Block]] = field(default_factory=list)

    @property
    def brief(self) -> bool:
        """Whether it holds but a few words, and may share the width of the page with another."""
        plain = all(
            isinstance(each, Sentence | Items | Quote) or (isinstance(each, Table) and len(each.columns) <= 2 and each.role != "form")
            for each in self.blocks
        )
        asks = any(isinstance(each, Sentence) and each.role == "question" for each in self.blocks)
        return plain and not asks and not self.messages and sum(map(_letters, self.blocks)) <= BRIEF

    @property
    def height(self) -> int:
        """About how high it becomes in half the width of a page, in letters."""
        return HEAD + sum(map(_height_in_half, self.blocks))


def sections_of(body: Sequence[Block]) -> tuple[list[Block], list[Section]]:
    """What stands before the first section, and the sections."""
    opening: list[Block] = []
    sections: list[Section] = []
    here = opening
    for block in body:
        if isinstance(block, Heading) and block.level == 2:
            sections.append(Section(heading=block))
            here = sections[-1].blocks
        elif isinstance(block, Heading):
            here = [block]
            sections[-1].messages.append(here)
        else:
            here.append(block)
    return opening, sections


def compact(body: Sequence[Block], lay: Lay) -> list[dict[str, Any]]:
    """The parts of the pages in their order: the opening, sections over the whole width, and brief ones in two columns."""
    opening, sections = sections_of(body)
    parts: list[dict[str, Any]] = [{"part": "opening", "blocks": [lay(block, SPAN["full"]) for block in opening]}]
    laid = [_section(section, lay) | {"small": all(map(_only_items, sections[number:]))} for number, section in enumerate(sections)]
    start = 0
    while start < len(sections):
        end = start + 1
        while end < len(sections) and _in_columns(sections[start : end + 1], laid[start], laid[end]):
            end += 1
        parts.append(laid[start] if end == start + 1 else {"part": "pair", "sections": laid[start:end]} | _halves(sections[start:end]))
        start = end
    return parts


def _in_columns(sections: list[Section], first: dict[str, Any], last: dict[str, Any]) -> bool:
    """Whether these stand in two columns: all are brief and equally small, and they leave the reader on one page."""
    return all(each.brief for each in sections) and first["small"] == last["small"] and sum(each.height for each in sections) <= RUN


def _halves(sections: list[Section]) -> dict[str, Any]:
    """How many of these sections stand in the left column, and the share of the width that it takes."""
    heights = [section.height for section in sections]
    left = min(range(1, len(heights)), key=lambda number: abs(sum(heights[:number]) - sum(heights[number:])))
    return {"left": left, "share": round(min(max(sum(heights[:left]) / sum(heights), 0.43), 0.57), 3)}


def _section(section: Section, lay: Lay) -> dict[str, Any]:
    return {
        "part": "section",
        "heading": block_to_json(section.heading),
        "brief": section.brief,
        "lead": _sides(section.blocks, lay),
        "messages": [
            {"heading": block_to_json(heading), "long": sum(map(_letters, rest)) > BRIEF} | _sides(rest, lay)
            for heading, *rest in section.messages
        ],
    }


def _sides(blocks: list[Block], lay: Lay) -> dict[str, Any]:
    """Words at the left, and at the right what shows them: drawings, a number on its own, what somebody told.

    A caveat stays under the words that it qualifies, and a story goes where there is most room. Where nothing is shown, or where a
    table needs the whole width, all stand in a row.
    """
    words: list[Block] = []
    aside: list[Block] = []
    told = words
    for block, before in zip(blocks, [None, *blocks], strict=False):
        if isinstance(block, Chart | KeyFigures):
            aside.append(block)
        elif isinstance(block, Quote):
            told = words if _height(words) < _height(aside) * SPAN["words"] / SPAN["beside"] else aside
            told.append(block)
        else:
            with_quote = isinstance(block, Sentence) and block.role == "note" and isinstance(before, Quote)
            (told if with_quote else words).append(block)
    if len(aside) == 1 and isinstance(blocks[-1], Outline) and isinstance(blocks[-2], Chart):
        # A list that says the same as the drawing before it stands beside that.
        *lead, drawing, list_of_same = blocks
        return {"words": [lay(block, SPAN["full"]) for block in lead], "aside": [], "half": 0} | {
            "drawing": lay(drawing, SPAN["full"]),
            "same": lay(list_of_same, SPAN["full"]) | _split(list_of_same),
        }
    fits = all(isinstance(block, Sentence | Items | Quote | Chart | KeyFigures) for block in blocks)
    shows = [block for block in aside if isinstance(block, Chart) or (isinstance(block, KeyFigures) and len(block.items) == 1)]
    asks = any(isinstance(block, Sentence) and block.role == "question" for block in blocks)
    wide = any(isinstance(block, KeyFigures) and len(block.items) > 1 for block in blocks)
    if not (fits and words and shows) or asks or wide:
        return {"words": [lay(block, SPAN["full"]) | _split(block) for block in blocks], "aside": [], "half": 0 if asks else _half(blocks)}
    return {"words": [lay(block, SPAN["beside"]) for block in words], "aside": [lay(block, SPAN["beside"]) for block in aside], "half": 0}


def _half(blocks: list[Block]) -> int:
    """How many of these texts make half of them: the others stand beside them. 0 where they cannot be halved."""
    if len(blocks) < 2 or not all(isinstance(block, Sentence | Quote) for block in blocks):
        return 0
    letters = [_letters(block) for block in blocks]
    # A caveat or a note stays with what it is about.
    starts = [place for place in range(1, len(blocks)) if getattr(blocks[place], "role", "") not in {"caveat", "note"}]
    return min(starts, key=lambda place: abs(sum(letters[:place]) - sum(letters[place:])), default=0)


def _split(block: Block) -> dict[str, int]:
    """After which line of a long list its second column begins."""
    if not isinstance(block, Items | Outline):
        return {}
    letters = [_branch(each) if isinstance(each, OutlineItem) else len(each) for each in block.items]
    if sum(letters) < LISTED or len(letters) < 2:
        return {}
    return {"split": min(range(1, len(letters)), key=lambda place: abs(sum(letters[:place]) - sum(letters[place:])))}


def _branch(item: OutlineItem) -> int:
    return max(HALF_LINE, len(item.text)) + sum(map(_branch, item.items))


def _height(blocks: list[Block]) -> float:
    """About how high a column becomes, in letters of its words; a drawing counts for some lines."""
    return sum(CHART + len(block.caption) if isinstance(block, Chart) else _letters(block) for block in blocks)


def _only_items(section: Section) -> bool:
    return not section.messages and all(isinstance(block, Items) for block in section.blocks)


def _letters(block: Block) -> int:
    match block:
        case Sentence():
            return len(block.text)
        case Items():
            return sum(map(len, block.items))
        case Quote():
            return len(block.text) + len(block.by) + len(block.chosen)
        case Table():
            return sum(len(cell) for row in block.rows for cell in row)
    return 0


def _height_in_half(block: Block) -> int:
    """About how high a block becomes in half the width of a page, in letters: each text ends a line."""
    texts: tuple[str, ...] = ()
    match block:
        case Sentence():
            texts = (block.text,)
        case Items():
            texts = block.items
        case Quote():
            return round(1.35 * _letters(block)) + 2 * HALF_LINE
        case Table():
            return HALF_LINE * (len(block.rows) + 3)
    return sum(-(-len(text) // HALF_LINE) * HALF_LINE + 12 for text in texts)
