"""What reading an artefact gives: pieces of text, each with the kind of place it stands in and where that is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from impactlib.errors import InputError

Place = Literal["text", "attribute", "metadata", "hidden", "path", "file name"]
"""Where a text stands: on the page, in an attribute, beside the content, where no reader looks, drawn as a picture, in a name."""

LARGEST = 256 * 1024 * 1024
"""So many bytes are read of one artefact, and of one thing packed in it: more is refused."""

MOST_PACKED = 20_000
"""So many things may be packed in one file."""

DEEPEST = 6
"""So many times something may be packed in something else: a picture in a page in a notebook in a zip file is three."""

CURE = "make it again, or take it away"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One text of an artefact: the kind of place, where it stands in the artefact, and what it stands under (a heading, a column)."""

    place: Place
    where: str
    text: str
    under: str = ""
    drawn: bool = False
    """Whether it stands beside or in a drawing: a chart, a bar, a meter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """Something in an artefact that is an artefact itself: where it is, its bytes, and the name or type it is given."""

    where: str
    content: bytes
    kind: str = ""
    under: str = ""
    place: Place = "text"


Found = Iterator[Piece | Packed]
"""What a reader of one format gives."""

_RUN = re.compile(rb"[\x09\x20-\x7e\xc2-\xf4\x80-\xbf]{4,}")
_WIDE = re.compile(rb"(?:[\x20-\x7e]\x00){4,}")


def strings(content: bytes, *, where: str, place: Place = "hidden") -> Iterator[Piece]:
    """Every run of letters in bytes that nothing else reads, in UTF-8 and in UTF-16: nothing is unpickled and nothing is executed."""
    for found in _RUN.finditer(content):
        text = found[0].decode("utf-8", errors="ignore").strip()
        if text:
            yield Piece(place=place, where=f"{where}byte {found.start()}", text=text)
    for found in _WIDE.finditer(content):
        yield Piece(place=place, where=f"{where}byte {found.start()}", text=found[0].decode("utf-16-le").strip())


def decoded(content: bytes) -> str:
    """Bytes as text: UTF-8 or UTF-16 where they say so, else Windows-1252, which reads anything."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def broken(where: str, what: str) -> InputError:
    """A part of an artefact that cannot be read: nobody can say what is in it, so that is a problem."""
    return InputError(where, what, CURE)
