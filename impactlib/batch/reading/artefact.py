"""One artefact, read by what it is: its first bytes say it, and its name only where they do not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from impactlib.batch.reading.data import read_csv, read_json, read_lines_of_json, read_parquet, read_sqlite, read_text, read_yaml_text
from impactlib.batch.reading.markup import read_markup
from impactlib.batch.reading.packed import read_packed
from impactlib.batch.reading.pages import read_pdf
from impactlib.batch.reading.pictures import PNG, read_jpeg, read_png
from impactlib.batch.reading.piece import DEEPEST, LARGEST, Found, Piece, broken, decoded, strings

MARKUP = frozenset({".html", ".htm", ".xhtml", ".svg", ".xml", ".xmp", "text/html", "image/svg+xml", "text/xml", "application/xml"})
JSON = frozenset({".json", ".ipynb", ".geojson", "application/json"})
YAML = frozenset({".yml", ".yaml"})
TABLES = frozenset({".csv", ".tsv"})
TEXTS = frozenset({".txt", ".log", ".ics", ".md", ".ftl", ".py", ".css", ".js", ".toml", ".ini", ".cfg", ".eml", "text/plain", "text/css"})

PLAIN = JSON | YAML | TABLES | TEXTS | frozenset({".jsonl", ".ndjson"})
"""What is believed of its name, whatever it begins with."""

BINARY: tuple[tuple[bytes | tuple[bytes, ...], Callable[..., Found]], ...] = (
    (b"%PDF", read_pdf),
    (PNG, read_png),
    (b"\xff\xd8\xff", read_jpeg),
    ((b"PK\x03\x04", b"PK\x05\x06"), read_packed),
    (b"PAR1", read_parquet),
    (b"SQLite format 3\0", read_sqlite),
)
"""How a file begins, and what reads it."""

TEXTUAL: tuple[tuple[frozenset[str], Callable[..., Found]], ...] = (
    (JSON, read_json),
    (MARKUP, read_markup),
    (frozenset({".jsonl", ".ndjson"}), read_lines_of_json),
    (YAML, read_yaml_text),
    (TABLES, read_csv),
)
"""What a text calls itself, and what reads it; every other text is read line by line."""

TEXT_SIGNS = bytes({7, 8, 9, 10, 12, 13, 27} | set(range(0x20, 0x100)) - {0x7F})


def read_artefact(path: Path, *, within: Path | None = None) -> Iterator[Piece]:
    """Every text in a file, and its name, each as a piece with its place; of what is packed in it too.

    Parameters
    ----------
    path
        The file.
    within
        The folder as seen from which its path is a piece; its name alone, when left out.

    Returns
    -------
    Iterator[Piece]
        The pieces in the order in which they stand.

    Raises
    ------
    InputError
        The file, or something in it, cannot be read, or unpacks to more than is read.
    """
    shown = path.relative_to(within).as_posix() if within is not None else path.name
    yield Piece(place="file name", where="name", text=shown)
    size = path.stat().st_size
    if size > LARGEST:
        raise broken("file", f"it is {size} bytes, more than the {LARGEST} that are read")
    yield from read_content(path.read_bytes(), kind=path.suffix.casefold())


def read_content(content: bytes, *, kind: str = "", where: str = "", under: str = "", depth: int = 0) -> Iterator[Piece]:
    """Every text in bytes; `kind` is the suffix or the type that they are given, which is believed where the bytes do not say it."""
    if depth > DEEPEST:
        raise broken(where.rstrip(" ,"), f"it is packed in more than {DEEPEST} other things")
    for each in _read(content, kind.casefold(), where):
        if isinstance(each, Piece):
            yield replace(each, under=f"{under} {each.under}".strip()) if under else each
            continue
        inner = read_content(each.content, kind=each.kind, where=f"{each.where}, ", under=each.under or under, depth=depth + 1)
        yield from (replace(piece, place=each.place) for piece in inner) if each.place != "text" else inner


def _read(content: bytes, kind: str, where: str) -> Found:
    for starts, read in BINARY:
        if content.startswith(starts):
            return read(content, where=where)
    if b"%PDF-" in content[:1024]:
        return read_pdf(content, where=where)
    if not _is_text(content):
        return strings(content, where=where)
    text = decoded(content)
    start = text.lstrip()[:200].casefold()
    if kind not in PLAIN and start.startswith(("{", "[")):
        kind = ".json"
    elif kind not in PLAIN and start.startswith(("<!doctype html", "<html", "<svg", "<?xml")):
        kind = ".html"
    read_text_as = next((read for kinds, read in TEXTUAL if kind in kinds), read_text)
    return read_text_as(text, where=where)


def _is_text(content: bytes) -> bool:
    return content[:2] in (b"\xff\xfe", b"\xfe\xff") or not content[:8192].translate(None, TEXT_SIGNS)
