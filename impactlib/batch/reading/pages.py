"""PDF files: what stands on the pages, by their own structure, and everything a PDF says beside its pages."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

from impactlib.batch.reading.piece import Found, Packed, Piece, broken
from impactlib.batch.reading.strokes import Page, font_maps, page_texts

BLOCKS = frozenset(
    {"/P", "/LI", "/Caption", "/TR", "/Quote", "/BlockQuote", "/TOCI", "/Note", "/H", *(f"/H{level}" for level in range(1, 7))}
)
CELLS = frozenset({"/TD", "/TH"})
SAID = (("/Alt", "alternative text"), ("/ActualText", "actual text"), ("/E", "expansion"), ("/T", "title"))
"""What an element of the structure says instead of what it draws."""

MOST_GROUPED = 400
"""The letters of a group of short texts, such as a key figure with its label, that are read as one."""

DEEPEST = 60
"""An element of a structure, or an outline, lies no deeper than this: a file may point to itself."""


def read_pdf(content: bytes, *, where: str = "") -> Found:
    """All pieces of a PDF: pages, structure, notes, outline, attachments, and both kinds of metadata."""
    import pypdf
    from pypdf.errors import PyPdfError

    shown = where.rstrip(" ,:") or "file"
    try:
        reader = pypdf.PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise broken(shown, "it is encrypted, so nobody can say what is in it")
        found = list(_read(reader, where))
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, AssertionError) as error:
        if hasattr(error, "cure"):
            raise
        raise broken(shown, f"it cannot be read as a PDF ({type(error).__name__}: {error})") from None
    yield from found


def _read(reader: Any, where: str) -> Found:
    for key, value in (reader.metadata or {}).items():
        yield Piece(place="metadata", where=f"{where}Info {key}", text=str(value), under=str(key).strip("/"))
    root = reader.trailer["/Root"]
    if "/Metadata" in root:
        yield Packed(where=f"{where}XMP", content=root["/Metadata"].get_object().get_data(), kind="text/xml", place="metadata")
    yield from _outline(reader.outline, where, 0)
    for name, files in reader.attachments.items():
        yield Piece(place="file name", where=f"{where}attachment", text=name)
        for each in files if isinstance(files, list) else [files]:
            yield Packed(where=f"{where}attachment {name}", content=each, kind=f".{name.rpartition('.')[2]}")
    pages = [_page(page, number) for number, page in enumerate(reader.pages, start=1)]
    by_id = {page.id: page for page in pages}
    if "/StructTreeRoot" in root:
        yield from _Structure(pages=by_id, where=where).pieces(root["/StructTreeRoot"].get("/K"))
    for page, source in zip(pages, reader.pages, strict=True):
        here = f"{where}page {page.number}"
        if page.unread:
            yield from _lines(source.extract_text(), here)
        for mark, text in page.texts.items():
            if mark is None or mark not in page.used:
                yield Piece(place="text", where=f"{here}, outside the structure", text=text)
        yield from _notes(source, here)
    for name in ("/JavaScript", "/OpenAction", "/AA"):
        if name in root or name in root.get("/Names", {}):
            yield Piece(place="hidden", where=f"{where}{name}", text=str(root.get(name, root.get("/Names", {}).get(name))))


def _page(source: Any, number: int) -> Page:
    page = Page(number=number, id=source.indirect_reference.idnum if source.indirect_reference else -number)
    contents = source.get_contents()
    if contents is not None:
        page_texts(page, contents.get_data(), font_maps(source.get("/Resources", {})))
    return page


def _lines(text: str, where: str) -> Iterator[Piece]:
    """The lines of a page without a structure; a line that goes on is one with the next."""
    told: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        told.append(line.strip())
        if len(line) < 60 or line.rstrip().endswith((".", "?", "!", ":")):
            yield Piece(place="text", where=f"{where}, line {number}", text=" ".join(told))
            told.clear()
    if told:
        yield Piece(place="text", where=f"{where}, end", text=" ".join(told))


def _outline(items: Any, where: str, depth: int) -> Iterator[Piece]:
    for each in items if depth < DEEPEST else ():
        if isinstance(each, list):
            yield from _outline(each, where, depth + 1)
        elif each.title:
            yield Piece(place="metadata", where=f"{where}outline", text=str(each.title))


def _notes(page: Any, where: str) -> Iterator[Piece]:
    for each in page.get("/Annots") or ():
        note = each.get_object()
        for key in ("/Contents", "/T", "/Subj", "/TU", "/V", "/DV", "/RC", "/NM"):
            if note.get(key):
                yield Piece(place="hidden", where=f"{where}, note {key}", text=str(note[key]))
        action = note.get("/A")
        if action is not None and action.get_object().get("/URI"):
            yield Piece(place="hidden", where=f"{where}, link", text=str(action.get_object()["/URI"]))


class _Structure:
    """The structure of a PDF, read as its blocks: paragraphs, rows, headings."""

    def __init__(self, *, pages: Mapping[int, Page], where: str) -> None:
        self._pages, self._where, self._under, self._head = pages, where, "", ""
        self._last = 0

    def pieces(self, node: Any, page: int = 0, depth: int = 0) -> Iterator[Piece]:
        """The pieces of an element and all below it."""
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for each in node:
                yield from self.pieces(each, page, depth)
            return
        if not isinstance(node, dict) or depth > DEEPEST:
            return
        page = self._page_of(node, page)
        here = f"{self._where}page {self._pages[page].number}" if page in self._pages else self._where.rstrip(" ,")
        for key, what in SAID:
            if node.get(key):
                yield Piece(
                    place="attribute", where=f"{here}, {what}", text=str(node[key]), under=self._under, drawn=node.get("/S") == "/Figure"
                )
        kind = node.get("/S")
        if kind == "/Table":
            self._head = ""
        whole = self._text(node, page, depth) if kind in BLOCKS or self._is_group(node) else ""
        if whole and (kind in BLOCKS or len(whole) < MOST_GROUPED):
            here = f"{self._where}page {self._pages[self._last].number}" if self._last in self._pages else here
            head = self._head if kind == "/TR" else ""
            yield Piece(place="text", where=f"{here}, {str(kind).strip('/')}", text=whole, under=f"{self._under} {head}".strip())
            if kind == "/TR":
                self._head = self._head or whole
            if str(kind).startswith("/H"):
                self._under = whole
            yield from self._said_below(node.get("/K"), page, depth, here)
            return
        own = [each for each in _kids(node) if isinstance(each, int)]
        if text := self._marks(own, page):
            yield Piece(place="text", where=f"{here}, {str(kind).strip('/')}", text=text, under=self._under)
        yield from self.pieces(node.get("/K"), page, depth + 1)

    def _said_below(self, node: Any, page: int, depth: int, here: str) -> Iterator[Piece]:
        node = node.get_object() if hasattr(node, "get_object") else node
        if depth > DEEPEST:
            return
        if isinstance(node, list):
            for each in node:
                yield from self._said_below(each, page, depth + 1, here)
        elif isinstance(node, dict):
            for key, what in SAID:
                if node.get(key):
                    yield Piece(place="attribute", where=f"{here}, {what}", text=str(node[key]), under=self._under)
            yield from self._said_below(node.get("/K"), page, depth + 1, here)

    def _is_group(self, node: Any) -> bool:
        kids = [each for each in _kids(node) if isinstance(each, dict)]
        return node.get("/S") in ("/Div", "/LI", "/LBody") and len(kids) > 1 and all(each.get("/S") in ("/P", "/Span") for each in kids)

    def _text(self, node: Any, page: int, depth: int) -> str:
        parts = []
        page = self._page_of(node, page)
        for each in _kids(node):
            if isinstance(each, int):
                parts.append(self._marks([each], page))
            elif isinstance(each, dict) and depth < DEEPEST:
                if each.get("/MCID") is not None:
                    parts.append(self._marks([int(each["/MCID"])], self._page_of(each, page)))
                    continue
                text = self._text(each, page, depth + 1)
                parts.append(f"{text} |" if text and each.get("/S") in CELLS | {"/P"} and node.get("/S") != "/LBody" else text)
        return " ".join(" ".join(parts).split()).removesuffix(" |")

    def _marks(self, marks: list[int], page: int) -> str:
        if page not in self._pages:
            return ""
        there = self._pages[page]
        self._last = page
        there.used.update(marks)
        return " ".join(there.texts.get(mark, "") for mark in marks).strip()

    @staticmethod
    def _page_of(node: Any, page: int) -> int:
        reference = node.raw_get("/Pg") if "/Pg" in node else None
        return int(reference.idnum) if reference is not None and hasattr(reference, "idnum") else page


def _kids(node: Any) -> list[Any]:
    kids = node.get("/K")
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    listed = kids if isinstance(kids, list) else [] if kids is None else [kids]
    return [each.get_object() if hasattr(each, "get_object") else each for each in listed]
