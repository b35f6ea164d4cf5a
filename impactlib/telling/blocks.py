"""The pieces a report is made of. A block holds finished words and pictures; every output format lays out the same blocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

BLOCK_TYPE = "application/vnd.impactlib.block+json"
"""The MIME type under which an executed notebook holds a block."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """The house style of a municipality: its colours, its logo and its letters. Every format takes from it what it can show.

    `accent` is for lines and marks, `words` for headings and as the ground of white words; `logo` (an SVG as text, a PNG in base64)
    and `fonts` (in base64) hold the files themselves, so that a notebook can be laid out anywhere.
    """

    accent: str = ""
    words: str = ""
    logo: str = ""
    logo_kind: Literal["", "svg", "png"] = ""
    logo_alt: str = ""
    font: str = ""
    fonts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """The head of a report: what it is, about whom, when and for whom. Exactly one, and first but for a notice.

    `pages` is how many pages of A4 the report is meant to fit (0: any number), `theme` the house style it is laid out in.
    """

    text: str
    subtitle: str
    pages: int = 0
    theme: Theme | None = None
    kind: Literal["title"] = "title"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something that holds for the whole page, such as 'these figures are invented'."""

    text: str
    kind: Literal["notice"] = "notice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading; level 2 opens a section, level 3 a message in it."""

    text: str
    level: Literal[2, 3] = 2
    verdict: str = ""
    verdict_text: str = ""
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Running text: the answer at the top, a plain sentence, a caveat beside its claim, or a question to the reader.

    `figures` are the ids of the findings whose numbers it states.
    """

    text: str
    role: Literal["answer", "plain", "caveat", "question", "note"] = "plain"
    figures: tuple[str, ...] = ()
    kind: Literal["sentence"] = "sentence"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigure:
    """One large number with what it is and what stands behind it; the verdict is a code (`met`) and its words."""

    value: str
    label: str
    note: str
    verdict: str = ""
    verdict_text: str = ""
    figure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigures:
    """At most three key figures, side by side. `label` names the group for those who hear the page."""

    label: str
    items: tuple[KeyFigure, ...]
    kind: Literal["key-figures"] = "key-figures"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A picture (SVG, text as paths), its alternative text, and the caption that says unit, n and source."""

    svg: str
    alt: str
    caption: str
    figures: tuple[str, ...] = ()
    kind: Literal["chart"] = "chart"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with a caption; the first column heads its row. `numeric` says which columns are aligned as numbers.

    A `form` is filled in by hand on paper: its empty cells are high, and every cell has a border.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...] = ()
    note: str = ""
    figures: tuple[str, ...] = ()
    role: Literal["plain", "form"] = "plain"
    kind: Literal["table"] = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A story: what somebody told, in which role, and why this one was chosen."""

    text: str
    by: str
    chosen: str
    kind: Literal["quote"] = "quote"


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """A plain list."""

    items: tuple[str, ...]
    kind: Literal["items"] = "items"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineItem:
    """A line of an outline, and the lines under it."""

    text: str
    items: tuple[OutlineItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A list in which a line may have lines of its own, such as what follows from what."""

    items: tuple[OutlineItem, ...]
    kind: Literal["outline"] = "outline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """How the report came about: pairs of a label and a value, and how to make it again."""

    label: str
    rows: tuple[tuple[str, str], ...]
    kind: Literal["provenance"] = "provenance"


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """One figure as data: what a spreadsheet and a machine read. A code stands beside its words.

    `value`, `lower`, `upper`, `before`, `now`, `target` and `previous` share one unit, unrounded as released: shares are fractions
    of 1. `scale` says how they are written: a `share` as a percentage, a difference of shares (`points`) in percentage points.
    """

    id: str
    theme: str
    theme_name: str
    indicator: str
    name: str
    definition: str
    kind: str
    period: str
    area: str
    scale: Literal["share", "points", "number"]
    decimals: int
    unit: str
    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    before: float | None = None
    now: float | None = None
    n: int | None = None
    invited: int | None = None
    absent: str = ""
    absent_text: str = ""
    design: str = ""
    design_text: str = ""
    evidence: int | None = None
    evidence_text: str = ""
    precision: str = ""
    precision_text: str = ""
    flags: tuple[str, ...] = ()
    flag_texts: tuple[str, ...] = ()
    caveat: str = ""
    goal: str = ""
    target: float | None = None
    by: str = ""
    verdict: str = ""
    verdict_text: str = ""
    previous: float | None = None
    previous_period: str = ""
    previous_verdict: str = ""
    previous_text: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The figures of the report as data: a page, a document and slides leave them out; a spreadsheet and a JSON file are made of them.

    `labels` are the words of the file itself by name, `about` says what it is in pairs of a label and a value, and `reading` says how
    to read it.
    """

    area: str
    area_name: str
    period: str
    audience: str
    release: str
    labels: tuple[tuple[str, str], ...]
    about: tuple[tuple[str, str], ...]
    reading: tuple[str, ...]
    sources: tuple[str, ...]
    rows: tuple[FigureRow, ...]
    kind: Literal["facts"] = "facts"


Block = Title | Notice | Heading | Sentence | KeyFigures | Chart | Table | Quote | Items | Outline | Provenance | Facts

_ADAPTER: TypeAdapter[Block] = TypeAdapter(Annotated[Block, Field(discriminator="kind")])


def block_to_json(block: Block) -> dict[str, Any]:
    """The block as plain JSON values."""
    return dict(_ADAPTER.dump_python(block, mode="json"))


def block_from_json(content: object) -> Block:
    """The block that `block_to_json` wrote."""
    return _ADAPTER.validate_python(content)
