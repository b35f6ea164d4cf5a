"""What every format does with the blocks of a report before it lays them out: the one title, the notices first, the provenance last."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from impactlib.errors import InputError
from impactlib.telling.blocks import Block, Facts, Heading, Notice, Provenance, Table, Title

NO_DATE = datetime(1980, 1, 1, tzinfo=UTC)
"""The date of making that a file states where its format demands one. The same blocks give the same bytes, so it is no clock's:
it is the first date that a zip file can hold. When a report was made is told in its own words."""

REGIONS = {"nl": "nl-NL", "en": "en-GB"}
"""The language tag of a Word file, which wants a region to choose a dictionary by."""

LINE = 108
"""About how many letters of a table fit beside each other on A4."""

BETWEEN = 3
"""The white between two columns, in letters."""

WRITTEN = 26
"""The room to write a name or a signature in, in letters."""

UNBROKEN = 16
"""The longest word that a column makes room for; a longer one is hyphenated."""

_UNSEEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Signs that steer a terminal or mean nothing: no reader sees them, no font draws them, and no XML may hold them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The blocks in the order of every format: notices, then what is told, then how it came about."""

    title: Title
    notices: tuple[Notice, ...]
    body: tuple[Block, ...]
    closing: tuple[Provenance, ...]

    @property
    def name(self) -> str:
        """What a window or a list of files calls it."""
        return " – ".join(text for text in (self.title.text, self.title.subtitle) if text)

    @property
    def description(self) -> str:
        """How it came about, for the file to say of itself: in a PDF it is the one text that is not packed."""
        return "; ".join(f"{label}: {value}" for block in self.closing for label, value in block.rows)

    @property
    def notice(self) -> str:
        """All notices as one text, for the head of each page."""
        return " ".join(block.text for block in self.notices)


def document_of(blocks: Sequence[Block]) -> Document:
    """The blocks as a document with one heading of level 1 and no level skipped."""
    titles = [block for block in blocks if isinstance(block, Title)]
    if len(titles) != 1:
        raise InputError("report", f"it has {len(titles)} titles", "a report has one Title block, and so one heading of level 1")
    first = next((block for block in blocks if isinstance(block, Heading)), None)
    if first is not None and first.level != 2:
        raise InputError("report", f"heading {first.text!r} of level 3 stands before any of level 2", "open a section first")
    return Document(
        title=titles[0],
        notices=tuple(block for block in blocks if isinstance(block, Notice)),
        body=tuple(block for block in blocks if not isinstance(block, Notice | Provenance | Facts)),
        closing=tuple(block for block in blocks if isinstance(block, Provenance)),
    )


def seen(text: str) -> str:
    """The text without the signs that nobody sees."""
    return _UNSEEN.sub("", text)


def column_widths(table: Table) -> list[float]:
    """The shares in which a table's columns divide its width, in letters.

    A column gets its longest word, and of what is left a share as large as what more there is in it: as browsers do it.
    """
    columns = [[head, *(row[place] for row in table.rows)] for place, head in enumerate(table.columns)]
    wanted = [max(_wanted(table, cells), _longest_word(cells)) for cells in columns]
    # A number stays in one piece.
    least = [
        most if place < len(table.numeric) and table.numeric[place] else _longest_word(cells)
        for place, (most, cells) in enumerate(zip(wanted, columns, strict=True))
    ]
    left = LINE - BETWEEN * len(columns) - sum(least)
    share = max(0.0, min(1.0, left / (sum(wanted) - sum(least) or 1)))
    return [word + share * (most - word) + BETWEEN for word, most in zip(least, wanted, strict=True)]


def _wanted(table: Table, cells: Sequence[str]) -> int:
    """The letters that the longest cell needs in one line; the heading of a column may stand in two."""
    head, *below = cells
    return max([len(head) // 2, *(WRITTEN if table.role == "form" and not cell else len(cell) for cell in below)])


def _longest_word(cells: Iterable[str]) -> int:
    return max((min(len(word), UNBROKEN) for cell in cells for word in cell.split()), default=0)
