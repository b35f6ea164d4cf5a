"""What a picture or a font says of itself beside what it shows: PNG chunks, JPEG comments and Exif, names of a font."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from impactlib.batch.reading.piece import LARGEST, Found, Packed, Piece, broken, strings

PNG = b"\x89PNG\r\n\x1a\n"
DRAWN = frozenset({b"IHDR", b"IDAT", b"IEND", b"PLTE", b"pHYs", b"sRGB", b"gAMA", b"cHRM", b"sBIT", b"tRNS", b"bKGD"})
"""The chunks of a PNG that hold colours and sizes."""

JPEG_TEXTS = (*range(0xE0, 0xF0), 0xFE)
"""The segments of a JPEG that programs and people write in."""


def read_png(content: bytes, *, where: str = "") -> Found:
    """The text of every chunk that holds no colours, and what stands after the picture's end."""
    place = len(PNG)
    while place + 12 <= len(content):
        (length,) = struct.unpack(">I", content[place : place + 4])
        kind, data = content[place + 4 : place + 8], content[place + 8 : place + 8 + length]
        if len(data) < length:
            raise broken(where.rstrip(" ,") or "picture", f"its chunk {kind!r} is cut off")
        if kind in (b"tEXt", b"zTXt", b"iTXt"):
            yield _chunk(kind, data, where)
        elif kind not in DRAWN:
            yield from strings(data, where=f"{where}chunk {kind.decode('latin-1')}, ", place="metadata")
        place += 12 + length
        if kind == b"IEND":
            break
    if rest := content[place:]:
        yield Packed(where=f"{where}after the end of the picture", content=rest)


def _chunk(kind: bytes, data: bytes, where: str) -> Piece:
    key, _, rest = data.partition(b"\0")
    packed = kind == b"zTXt" or (kind == b"iTXt" and rest[:1] == b"\x01")
    if kind == b"zTXt":
        rest = rest[1:]
    elif kind == b"iTXt":
        language, _, rest = rest[2:].partition(b"\0")
        translated, _, rest = rest.partition(b"\0")
        key = b" ".join(part for part in (key, language, translated) if part)
    if packed:
        try:
            rest = zlib.decompressobj().decompress(rest, LARGEST)
        except zlib.error as error:
            raise broken(where.rstrip(" ,") or "picture", f"its text {key!r} cannot be unpacked ({error})") from None
    name = key.decode("utf-8", errors="replace")
    return Piece(place="metadata", where=f"{where}{kind.decode()} {name}", text=rest.decode("utf-8", errors="replace"), under=name)


def read_jpeg(content: bytes, *, where: str = "") -> Iterator[Piece]:
    """The texts of the segments before the picture: comments, Exif, XMP; and what stands after its end."""
    place = 2
    while place + 4 <= len(content) and content[place] == 0xFF:
        kind = content[place + 1]
        (length,) = struct.unpack(">H", content[place + 2 : place + 4])
        if kind in JPEG_TEXTS:
            yield from strings(content[place + 4 : place + 2 + length], where=f"{where}segment {kind:X}, ", place="metadata")
        place += 2 + length
        if kind == 0xDA:
            break
    end = content.rfind(b"\xff\xd9")
    yield from strings(content[end + 2 :], where=f"{where}after the end of the picture, ")
