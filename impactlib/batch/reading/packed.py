"""Files that are packed: zip files and the office formats, part by part, with what no window shows."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from impactlib.batch.reading.parts import read_part, read_shared, read_sheet, sheets_of
from impactlib.batch.reading.piece import LARGEST, MOST_PACKED, Found, Packed, Piece, broken

SHOWN = ("word/document.xml", "ppt/slides/", "xl/worksheets/", "xl/sharedStrings.xml", "xl/charts/", "ppt/charts/", "word/charts/")
"""The parts that a window shows; of all others the text is hidden or metadata."""

ABOUT = ("docProps/", "customXml/", "_rels/", "[Content_Types].xml", "meta.xml")
"""The parts that are about the file."""


def read_packed(content: bytes, *, where: str = "") -> Found:
    """All pieces of a zip file: the names and comments of what is packed, the parts of an office file, and everything else in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            yield from _members(packed, where)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise broken(where.rstrip(" :,") or "file", f"it cannot be unpacked ({error})") from None


def _members(packed: zipfile.ZipFile, where: str) -> Found:
    members = packed.infolist()
    whole = sum(each.file_size for each in members)
    if len(members) > MOST_PACKED or whole > LARGEST:
        raise broken(where.rstrip(" :,") or "file", f"it unpacks to {len(members)} things of {whole} bytes together")
    if packed.comment:
        yield Piece(place="hidden", where=f"{where}comment of the zip file", text=packed.comment.decode("utf-8", errors="replace"))
    names = [each.filename for each in members]
    office = "[Content_Types].xml" in names
    for name in names:
        yield Piece(place="file name", where=f"{where}name of a part" if office else f"{where}{name}", text=name)
    parts = {each.filename: each for each in members if not each.is_dir()}

    def part(name: str) -> bytes:
        with packed.open(parts[name]) as file:
            found = file.read(parts[name].file_size + 1)
        if len(found) > parts[name].file_size:
            raise broken(f"{where}{name}", "it is larger than it says")
        return found

    for each in parts.values():
        if each.comment:
            yield Piece(place="hidden", where=f"{where}{each.filename}, comment", text=each.comment.decode("utf-8", errors="replace"))
    if "xl/workbook.xml" in parts:
        yield from _workbook(part, parts, where)
    for name in parts:
        if office and name.endswith((".xml", ".rels")):
            if not name.startswith("xl/worksheets/sheet"):
                yield from _placed(read_part(part(name), where=f"{where}{name}, ", name=name), name)
        else:
            yield Packed(where=f"{where}{name}", content=part(name), kind=PurePosixPath(name).suffix)


def _placed(found: Iterator[Piece], name: str) -> Iterator[Piece]:
    about = name.startswith(ABOUT) or "/_rels/" in name
    shown = name.startswith(SHOWN)
    for each in found:
        place = "metadata" if about else each.place if shown or each.place == "attribute" else "hidden"
        yield replace(each, place=place)


def _workbook(part: Callable[[str], bytes], parts: Mapping[str, object], where: str) -> Iterator[Piece]:
    """The rows of every sheet, with what hides them: the sheet, the row or the column."""
    shared = read_shared(part("xl/sharedStrings.xml"), where=where) if "xl/sharedStrings.xml" in parts else []
    links = part("xl/_rels/workbook.xml.rels") if "xl/_rels/workbook.xml.rels" in parts else b""
    known = sheets_of(part("xl/workbook.xml"), links, where=where)
    for name in parts:
        if name.startswith("xl/worksheets/sheet"):
            title, state = known.get(name.removeprefix("xl/"), (PurePosixPath(name).stem, "visible"))
            yield from read_sheet(part(name), shared, where=f"{where}sheet {title!r}", title=title, hidden=state != "visible")
