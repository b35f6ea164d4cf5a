"""Data: notebooks, JSON, YAML, tables, databases, and what is only bytes."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from impactlib.batch.reading.piece import Found, Packed, Piece, Place, broken

NAMING = ("id", "figure", "figures", "indicator", "area", "municipality", "name", "label", "caption", "title", "subject", "text")
"""What in a mapping says what the rest of it is about."""

LONGEST_NAME = 300
"""A longer text names nothing."""

PICTURES = ("image/png", "image/jpeg", "application/pdf")
MOST_CELLS = 5_000_000
DEEPEST = 200


def read_json(text: str, *, where: str = "") -> Found:
    """The keys and values of a JSON text, each under what names it; of a notebook and its outputs too."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise broken(where.rstrip(" ,:") or "file", f"it is no whole JSON ({error})") from None
    yield from values(content, where=where)


def read_lines_of_json(text: str, *, where: str = "") -> Found:
    """JSON, one value a line."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield from read_json(line, where=f"{where}line {number}, ")


def read_yaml_text(text: str, *, where: str = "") -> Found:
    """YAML as lines, its comments too: what it says is not built."""
    under = ""
    for number, line in enumerate(text.splitlines(), start=1):
        told = line.strip()
        if told.endswith(":"):
            under = told
        if told:
            hidden = told.startswith("#")
            yield Piece(place="hidden" if hidden else "text", where=f"{where}line {number}", text=told, under=under)


def read_text(text: str, *, where: str = "") -> Iterator[Piece]:
    """A text line by line, folded lines (of a calendar) put together."""
    lines = text.replace("\r\n ", "").replace("\r\n", "\n").split("\n")
    for number, line in enumerate(lines, start=1):
        if told := " ".join(line.split()):
            yield Piece(place="text", where=f"{where}line {number}", text=told)


def read_csv(text: str, *, where: str = "") -> Iterator[Piece]:
    """A table: each row as one text, and each cell under its column's heading."""
    sample = text[:4096]
    delimiter = max(";,\t|", key=sample.count)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        raise broken(where.rstrip(" ,:") or "table", f"it cannot be read as a table ({error})") from None
    yield from table(rows, where=where)


def table(rows: Sequence[Sequence[Any]], *, where: str, first: int = 1, place: Place = "text") -> Iterator[Piece]:
    """Rows, the first of which names the columns."""
    heads = [str(cell) for cell in rows[0]] if rows else []
    for number, row in enumerate(rows, start=first):
        told = [str(cell) for cell in row if cell not in (None, "")]
        if not told:
            continue
        yield Piece(place=place, where=f"{where}row {number}", text=" | ".join(told))
        if number == first:
            continue
        named = " ".join(cell for cell in told if len(cell) < LONGEST_NAME and any(sign.isalpha() for sign in cell))
        for head, cell in zip(heads, row, strict=False):
            if cell not in (None, "") and any(sign.isdigit() for sign in str(cell)):
                yield Piece(place=place, where=f"{where}row {number}, column {head!r}", text=str(cell), under=f"{head} {named}")


def read_sqlite(content: bytes, *, where: str = "") -> Found:
    """The tables of a database, opened in memory and only read."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(content)
        connection.execute("PRAGMA trusted_schema = OFF")
        names = connection.execute("SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'view')").fetchall()
        for name, sql in names:
            yield Piece(place="metadata", where=f"{where}table {name}", text=str(sql))
            quoted = str(name).replace('"', '""')
            cursor = connection.execute(f'SELECT * FROM "{quoted}"')
            heads = [each[0] for each in cursor.description]
            rows = [[_cell(cell) for cell in row] for row in cursor.fetchmany(MOST_CELLS // max(1, len(heads)))]
            yield from table([heads, *rows], where=f"{where}table {name}, ")
    except sqlite3.Error as error:
        raise broken(where.rstrip(" ,:") or "database", f"it cannot be read as a database ({error})") from None
    finally:
        connection.close()


def _cell(cell: object) -> object:
    return cell.decode("utf-8", errors="replace") if isinstance(cell, bytes) else cell


def read_parquet(content: bytes, *, where: str = "") -> Found:
    """The columns and rows of a Parquet table, and what its schema says beside them."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        found = pq.read_table(io.BytesIO(content), use_threads=False)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise broken(where.rstrip(" ,:") or "table", f"it cannot be read as Parquet ({error})") from None
    told = [("", found.schema.metadata), *((each.name, each.metadata) for each in found.schema)]
    for name, metadata in told:
        for key, value in (metadata or {}).items():
            if key != b"ARROW:schema":
                yield Piece(
                    place="metadata", where=f"{where}schema {name} {key.decode(errors='replace')}", text=value.decode(errors="replace")
                )
    if found.num_rows * found.num_columns > MOST_CELLS:
        raise broken(where.rstrip(" ,:") or "table", f"it has {found.num_rows} rows of {found.num_columns} columns, more than are read")
    rows = [list(row.values()) for row in found.to_pylist()]
    texts = [number for number, column in enumerate(found.column_names) if pa.types.is_string(found.schema.field(column).type)]
    inside = {number for number in texts if any(isinstance(row[number], str) and row[number][:1] in "{[" for row in rows[:20])}
    plain = [[cell for number, cell in enumerate(row) if number not in inside] for row in [found.column_names, *rows]]
    yield from table(plain, where=where, first=0)
    for number, row in enumerate(rows, start=1):
        for column in sorted(inside):
            if row[column]:
                yield from read_json(str(row[column]), where=f"{where}row {number}, {found.column_names[column]}, ")


def values(content: Any, *, where: str, under: str = "", depth: int = 0, said: set[str] | None = None) -> Found:
    """Every key and value of plain data, each under what names it: a finding's id, a name, the keys on the way to it."""
    if depth > DEEPEST:
        raise broken(where.rstrip(" ,"), "it is nested too deep")
    said = set() if said is None else said
    if isinstance(content, Mapping):
        named = _named(content)
        about = f"{under} {named}".strip()[-LONGEST_NAME * 3 :]
        for key, value in content.items():
            here = f"{where}{key}"
            if str(key) not in said:
                said.add(str(key))
                yield Piece(place="attribute", where=f"key {here}", text=str(key))
            if str(key) in PICTURES and isinstance(value, str | list):
                yield _picture(str(key), value, here)
            else:
                yield from values(
                    value, where=f"{here}.", under=about if str(key) in NAMING else f"{about} {key}", depth=depth + 1, said=said
                )
    elif isinstance(content, list):
        if content and all(isinstance(each, str) for each in content) and any(each.endswith("\n") for each in content):
            yield from _text("".join(content), where, under)  # a notebook's text, kept as lines
        else:
            for number, each in enumerate(content):
                yield from values(each, where=f"{where.removesuffix('.')}[{number}].", under=under, depth=depth + 1, said=said)
    elif isinstance(content, str):
        yield from _text(content, where, under)
    elif content is not None and not isinstance(content, bool):
        yield Piece(place="text", where=where.removesuffix("."), text=repr(content), under=under)


def _named(content: Mapping[Any, Any]) -> str:
    found = []
    for key in NAMING:
        value = content.get(key)
        listed = value if isinstance(value, list) else [value]
        found += [each for each in listed if isinstance(each, str) and len(each) < LONGEST_NAME]
    return " ".join(found)


def _text(text: str, where: str, under: str) -> Found:
    here = where.rstrip(".")
    start = text.lstrip()[:200].casefold()
    if start.startswith(("<svg", "<!doctype html", "<html", "<div", "<table", "<figure", "<p", "<section", "<?xml", "<ul", "<h")):
        yield Packed(where=here, content=text.encode(), kind="text/html", under=under)
        return
    for number, line in enumerate(text.splitlines() or [""], start=1):
        if told := " ".join(line.split()):
            place = f"{here}, line {number}" if number > 1 else here
            yield Piece(place="text", where=place, text=told, under=under)


def _picture(kind: str, value: str | list[str], where: str) -> Packed:
    text = "".join(value)
    try:
        return Packed(where=where, content=b64decode(text), kind=kind)
    except (NotBase64, ValueError):
        raise broken(where, f"its {kind} is no base64") from None
