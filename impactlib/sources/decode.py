"""The bytes of a text file: in which encoding they are, found or given, and never guessed against the evidence."""

from __future__ import annotations

import codecs
import gzip
import shutil
import zlib
from collections.abc import Iterator
from pathlib import Path

from impactlib.errors import InputError

CHUNK = 1 << 22
"""Bytes read at a time, so that a file of any size takes little memory."""

MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
"""Byte-order marks and the encoding each of them proves."""

NO_TEXT = "no text"
"""What the bytes prove of a workbook, and of UTF-16 without its mark."""


def encoding_of(path: Path, given: str | None, *, where: str) -> str:
    """The encoding of a text file: what its bytes prove, else what the layout says, else Windows-1252.

    A file whose bytes prove another encoding than the layout says is refused, since its letters would be read wrongly.
    """
    proof = _proven(path)
    if proof == NO_TEXT:
        raise InputError(
            where, "this is no text file: it holds zero bytes", "save it as CSV in UTF-8 (a workbook needs a layout with format: xlsx)"
        )
    if given is None:
        return proof or "windows-1252"
    if proof is not None and proof not in (given, "ascii"):
        raise InputError(
            where, f"the file is {proof.upper()}, and the layout says encoding: {given}", f"write encoding: {proof}, or leave it out"
        )
    if given == "utf-8" and proof is None:
        place = _first_fault(path)
        raise InputError(where, f"{place} is not UTF-8 (it looks like Windows-1252)", "write encoding: windows-1252, or leave it out")
    if given == "utf-16" and proof != "utf-16":
        raise InputError(where, "the file does not start as UTF-16", "leave encoding out, so that it is found")
    return given


def unpack(path: Path, target: Path, *, where: str) -> None:
    """What is in a `.gz`, written to `target` a piece at a time."""
    try:
        with gzip.open(path) as source, target.open("wb") as copy:
            shutil.copyfileobj(source, copy, CHUNK)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(where, f"this is not a whole gzip file ({type(error).__name__})", "fetch or pack it again") from None
    if target.stat().st_size == 0:
        raise InputError(where, "the file in it is empty", "export it again")


def lines_of(path: Path, encoding: str) -> Iterator[str]:
    """The file's lines with their ends, as text."""
    with path.open(encoding=_codec(encoding), newline="", errors="replace") as file:
        yield from file


def write_utf8(path: Path, encoding: str, target: Path) -> None:
    """A copy of the file in UTF-8, made a piece at a time."""
    decoder = codecs.getincrementaldecoder(_codec(encoding))(errors="replace")
    with path.open("rb") as source, target.open("w", encoding="utf-8", newline="") as copy:
        while chunk := source.read(CHUNK):
            copy.write(decoder.decode(chunk))
        copy.write(decoder.decode(b"", final=True))


def _codec(encoding: str) -> str:
    return {"utf-8": "utf-8-sig", "ascii": "ascii", "windows-1252": "cp1252"}.get(encoding, encoding)


def _proven(path: Path) -> str | None:
    with path.open("rb") as file:
        start = file.read(4)
        for mark, encoding in MARKS:
            if start.startswith(mark):
                return encoding
        file.seek(0)
        decoder, ascii_only = codecs.getincrementaldecoder("utf-8")(), True
        try:
            while chunk := file.read(CHUNK):
                if b"\0" in chunk:
                    return NO_TEXT
                ascii_only = ascii_only and chunk.isascii()
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return None
    return "ascii" if ascii_only else "utf-8"


def _first_fault(path: Path) -> str:
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError as error:
                return f"byte {line[error.start]:#04x} on line {number}"
    return "a byte at the end of the file"
