"""The parts of an office file, each an XML text: paragraphs, rows, properties, comments, and the attributes that words stand in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.parsers import expat

from impactlib.batch.reading.piece import Piece, Place, broken

PARAGRAPHS = frozenset({"p", "si", "author", "comment", "threadedComment", "definedName", "cacheField"})
ROWS = frozenset({"tr", "ser"})
CELLS = frozenset({"tc", "pt"})
LEAVES = ("docProps/", "customXml/", "xl/pivotCache/")
"""The parts of which every element that holds a text stands by itself."""

WORDS = frozenset(
    {"descr", "title", "alt", "author", "initials", "tooltip", "display", "displayName", "caption", "Target", "name", "summary"}
)
"""The attributes that words stand in, also a number alone."""

NUMBERED = frozenset({"docPr", "cNvPr"})
_COUNTED = re.compile(r"[^\W\d_]+ \d{1,4}")
"""What Word and PowerPoint call a picture when nobody gave it a name: 'Picture 7'."""

_ADJUSTED = re.compile(r"val -?\d{1,7}")
"""How a shape says how round its corners are, and the like: a place on paper."""

_SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml")

_LETTERS = re.compile(r"[^\W\d_]{2}.*\d|/|\\|@|[^\W\d_]{4}")
_COLUMN = re.compile(r"[A-Z]+")


def events(
    content: bytes,
    *,
    where: str,
    start: Callable[[str, Mapping[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
    aside: Callable[[str], None] | None = None,
) -> None:
    """Read an XML text from top to bottom, with names without their namespaces. Entities of its own are refused, and nothing is fetched."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise broken(where.rstrip(" ,"), "it defines entities, which can make a small file unpack to a huge one")

    parser.StartElementHandler = lambda name, given: start(_local(name), {_local(key): value for key, value in given.items()})
    parser.EndElementHandler = lambda name: end(_local(name))
    parser.CharacterDataHandler = text
    parser.EntityDeclHandler = refuse
    if aside is not None:
        parser.CommentHandler = aside
        parser.ProcessingInstructionHandler = lambda target, data: aside(f"{target} {data}")
    try:
        parser.Parse(content, True)  # noqa: FBT003 - pyexpat knows no names
    except expat.ExpatError as error:
        raise broken(where.rstrip(" ,"), f"it is no whole XML ({error})") from None


def _local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]


def read_part(content: bytes, *, where: str, name: str) -> Iterator[Piece]:
    """The pieces of one part of a Word, PowerPoint or Excel file."""
    slide = _SLIDE.fullmatch(name)
    reader = _Part(where=where, leaves=name.startswith(LEAVES), slide=slide[1] if slide else "")
    events(content, where=where, start=reader.start, end=reader.end, text=reader.text.append, aside=reader.aside)
    yield from reader.found


@dataclass(slots=True)
class _Part:
    where: str
    leaves: bool
    found: list[Piece] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    under: str = ""
    style: str = ""
    head: str = ""
    rows: int = 0
    number: int = 0
    said: set[str] = field(default_factory=set)
    names: list[str] = field(default_factory=list)
    shown: bool = True
    slide: str = ""
    """The number of the slide, which a field in it may say: it is no figure."""
    numbered: int | None = None
    """From where on the text is that of a field with the slide's number."""

    def start(self, name: str, given: Mapping[str, str]) -> None:
        if self.leaves:
            self.text.clear()
            self.names.append(given.get("name", name))
        if name == "tr":
            self.rows += 1
        if name == "tbl":
            self.head = ""
        if name in ("pStyle", "ph"):
            self.style = given.get("val", given.get("type", ""))
        if name == "sld" and given.get("show") == "0":
            self.shown = False
        if name in ("tab", "br", "cr"):
            self.text.append(" ")
        if name == "fld" and given.get("type") == "slidenum":
            self.numbered = len(self.text)
        if self.leaves and (value := given.get("v")):
            self.cells.append(value)
        for key, value in given.items():
            if name in NUMBERED and key == "name" and _COUNTED.fullmatch(value):
                continue
            if name == "gd" and key == "fmla" and _ADJUSTED.fullmatch(value):
                continue
            if key in WORDS or (_LETTERS.search(value) and not value.startswith("http") and value not in self.said):
                self.said.add(value)
                self._add(value, place="attribute", what=f"{name} {key}")

    def end(self, name: str) -> None:
        if name == "fld" and self.numbered is not None:
            if "".join(self.text[self.numbered :]).strip() == self.slide:
                del self.text[self.numbered :]
            self.numbered = None
        if self.leaves:
            label = self.names.pop()
            if name in ("r", "cacheField", "sharedItems") and self.cells:
                self._add(" | ".join(self.cells), what=label)
                self.cells.clear()
            self._flush(label)
        elif name in PARAGRAPHS and not self.rows:
            self._flush("paragraph")
        elif name in PARAGRAPHS:
            self.text.append(" ")
        elif name in CELLS:
            self.text.append(" | ")
        elif name in ROWS:
            self.rows = max(0, self.rows - (name == "tr"))
            if not self.rows:
                self._flush("row")

    def aside(self, text: str) -> None:
        if text.strip():
            self._add(text, place="hidden", what="comment")

    def _flush(self, what: str) -> None:
        text = " ".join("".join(self.text).split())
        self.text.clear()
        if not text:
            return
        if self.leaves:
            self.found.append(Piece(place="metadata", where=f"{self.where}{what}", text=text, under=what))
            return
        self.number += 1
        self._add(text, what=f"{what} {self.number}", head=self.head if what == "row" else "")
        if what == "row":
            self.head = self.head or text
        if self.style.casefold().startswith(("heading", "title", "ctrtitle", "kop")):
            self.under = text
        if self.style.casefold().startswith(("caption", "bijschrift")):
            self._tell_caption(text)
        self.style = ""

    def _tell_caption(self, text: str) -> None:
        """A caption stands under its picture: the picture's own text comes just before."""
        for place in range(len(self.found) - 2, -1, -1):
            before = self.found[place]
            if before.place != "attribute":
                break
            self.found[place] = Piece(place=before.place, where=before.where, text=before.text, under=f"{before.under} {text}".strip())

    def _add(self, text: str, *, what: str, place: Place = "text", head: str = "") -> None:
        place = place if self.shown or place != "text" else "hidden"
        under = f"{self.under} {head}".strip()
        self.found.append(Piece(place=place, where=f"{self.where}{what}", text=" ".join(text.split()), under=under))


def read_shared(content: bytes, *, where: str) -> list[str]:
    """The texts that the cells of a workbook share, in their order."""
    found: list[str] = []
    text: list[str] = []

    def end(name: str) -> None:
        if name == "si":
            found.append("".join(text))
            text.clear()

    events(content, where=f"{where}xl/sharedStrings.xml", start=lambda *_: None, end=end, text=text.append)
    return found


def sheets_of(workbook: bytes, links: bytes, *, where: str) -> dict[str, tuple[str, str]]:
    """The name and the state (visible, hidden, veryHidden) of each sheet, by the part it is in."""
    targets: dict[str, str] = {}
    found: dict[str, tuple[str, str]] = {}

    def link(name: str, given: Mapping[str, str]) -> None:
        if name == "Relationship":
            targets[given.get("Id", "")] = given.get("Target", "").removeprefix("/xl/")

    def sheet(name: str, given: Mapping[str, str]) -> None:
        if name == "sheet":
            found[targets.get(given.get("id", ""), "")] = (given.get("name", ""), given.get("state", "visible"))

    if links:
        events(links, where=f"{where}xl/_rels/workbook.xml.rels", start=link, end=lambda _: None, text=lambda _: None)
    events(workbook, where=f"{where}xl/workbook.xml", start=sheet, end=lambda _: None, text=lambda _: None)
    return found


def read_sheet(content: bytes, shared: Sequence[str], *, where: str, title: str, hidden: bool) -> Iterator[Piece]:
    """The rows of a sheet, each as one text and cell by cell under its column's heading, and the formulas."""
    reader = _Sheet(shared=shared, where=where, title=title, hidden=hidden)
    events(content, where=where, start=reader.start, end=reader.end, text=reader.text.append, aside=None)
    yield from reader.found


@dataclass(slots=True)
class _Sheet:
    shared: Sequence[str]
    where: str
    title: str
    hidden: bool
    found: list[Piece] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    row: dict[str, str] = field(default_factory=dict)
    heads: dict[str, str] = field(default_factory=dict)
    away: list[tuple[int, int]] = field(default_factory=list)
    cell: str = ""
    kind: str = ""
    away_row: bool = False
    number: str = ""

    def start(self, name: str, given: Mapping[str, str]) -> None:
        if name == "col" and given.get("hidden") in ("1", "true"):
            self.away.append((int(given.get("min", "0")), int(given.get("max", "0"))))
        if name == "row":
            self.row, self.number = {}, given.get("r", "")
            self.away_row = given.get("hidden") in ("1", "true")
        if name == "c":
            self.cell, self.kind = given.get("r", ""), given.get("t", "")
        if name in ("v", "f", "t"):
            self.text.clear()

    def end(self, name: str) -> None:
        said = "".join(self.text).strip()
        if name == "f" and said:
            self.found.append(Piece(place="hidden", where=f"{self.where}, cell {self.cell}, formula", text=said, under=self.title))
        elif name in ("v", "t") and said:
            known = self.kind == "s" and said.isdigit() and int(said) < len(self.shared)
            self.row[self.cell] = self.shared[int(said)] if known else said
        elif name in ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter") and said:
            self.found.append(Piece(place="hidden", where=f"{self.where}, {name}", text=said, under=self.title))
        elif name == "row" and self.row:
            self._row()
        if name in ("v", "f", "t"):
            self.text.clear()

    def _row(self) -> None:
        away = self.hidden or self.away_row
        told = " | ".join(self.row.values())
        self.found.append(Piece(place="hidden" if away else "text", where=f"{self.where}, row {self.number}", text=told, under=self.title))
        first = next(iter(self.row.values()))
        for cell, value in self.row.items():
            column = (_COLUMN.match(cell) or [""])[0]
            head = self.heads.setdefault(column, value)
            if head != value:
                gone = away or any(low <= _place(column) <= high for low, high in self.away)
                under = f"{self.title} {head} {first}"
                self.found.append(Piece(place="hidden" if gone else "text", where=f"{self.where}, cell {cell}", text=value, under=under))


def _place(column: str) -> int:
    place = 0
    for letter in column:
        place = place * 26 + ord(letter) - 64
    return place
