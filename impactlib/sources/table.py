"""A file of any format as one DuckDB table of texts, with the row number its user sees."""

from __future__ import annotations

import csv
import json
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from impactlib.errors import InputError, suggestion
from impactlib.sources.decode import CHUNK, encoding_of, lines_of, unpack, write_utf8
from impactlib.sources.layout import FileFormat

ROW = "row number"
"""The column that holds the row's number in the file (1 is the first line). No supplier's column has this name: it is refused."""

MORE = "more cells"
"""The column that holds what a CSV row has beyond its header, where a delimiter stands in a cell without quotes."""

DELIMITERS = {";": ";", ",": ",", "tab": "\t", "|": "|"}
LOOK_FOR_HEADER = 30
"""How many rows of a sheet may stand above its header."""

MEMORY = "1200MB"
"""What DuckDB may hold in memory; it puts the rest on disk, so that ten million rows fit a laptop."""


@dataclass(frozen=True, kw_only=True)
class TextTable:
    """A file's rows as texts in `connection`, under the name `view`; empty cells are NULL."""

    path: Path
    where: str
    columns: tuple[str, ...]
    connection: duckdb.DuckDBPyConnection
    encoding: str = ""
    delimiter: str = ""
    first_row: int = 2
    view: str = "raw"

    def row_numbers(self, column: str, values: Sequence[str]) -> dict[str, list[int]]:
        """In which rows of the file each of these values stands in `column`; read anew, since only errors ask for it."""
        found: dict[str, list[int]] = {value: [] for value in values}
        for number, row in self.numbered_rows():
            value = clean(row.get(column))
            if value in found and (value or any(clean(row.get(name)) for name in self.columns)):
                found[value].append(number)
        return found

    def numbered_rows(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Every row of the file with its number and its cells."""
        if self.delimiter:
            reader = csv.reader(lines_of(self.path, self.encoding), delimiter=self.delimiter)
            next(reader, None)
            start = reader.line_num
            for row in reader:
                if any(row[len(self.columns) :]):
                    what = f"the row has {len(row)} cells and the header {len(self.columns)}"
                    raise InputError(f"{self.where}: row {start + 1}", what, f"put a cell that holds {self.delimiter!r} between quotes")
                yield start + 1, dict(zip(self.columns, row, strict=False))
                start = reader.line_num
        else:
            found = self.connection.execute(f"SELECT * FROM {self.view}").fetchall()
            names = [each[0] for each in self.connection.description or []]
            for number, cells in enumerate(found, start=self.first_row):
                content = dict(zip(names, cells, strict=True))
                yield int(content.get(ROW) or number), content


def clean(value: object) -> str:
    """A cell as compared: without the spaces around and doubled inside it."""
    return " ".join(str(value).split()) if value is not None else ""


def quoted(name: str) -> str:
    """A name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


@contextmanager
def workbench() -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB connection on a scratch file, so that what does not fit in memory goes to disk; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="impactlib-") as scratch, duckdb.connect(f"{scratch}/work.duckdb") as connection:
        connection.execute(f"SET memory_limit = '{MEMORY}'")
        connection.execute(f"SET temp_directory = '{scratch}/spill'")
        connection.execute("SET preserve_insertion_order = false")
        yield connection


def open_table(
    connection: duckdb.DuckDBPyConnection, path: Path, form: FileFormat, needed: Sequence[str], *, where: str, view: str = "raw"
) -> TextTable:
    """The file (unpacked, if it is a `.gz`) as a table of texts under the name `view`, checked to hold the `needed` columns."""
    if path.stat().st_size == 0:
        raise InputError(where, "the file is empty", "export it again")
    if path.suffix == ".gz":
        unpacked = _scratch(connection) / f"{view}.unpacked"
        unpack(path, unpacked, where=where)
        path = unpacked
    read = {"csv": _read_csv, "xlsx": _read_sheet, "parquet": _read_parquet, "odata": _read_odata}[form.format]
    table = read(path, form, needed, where=where, connection=connection, view=view)
    if missing := [name for name in needed if name not in table.columns]:
        also = f" (also missing: {', '.join(map(repr, missing[1:]))})" if missing[1:] else ""
        raise InputError(where, f"there is no column {missing[0]!r}{also}", suggestion(missing[0], table.columns))
    return table


def _read_csv(
    path: Path, form: FileFormat, needed: Sequence[str], *, where: str, connection: duckdb.DuckDBPyConnection, view: str
) -> TextTable:
    encoding = encoding_of(path, form.encoding, where=where)
    delimiter, header_cells, columns = _header(path, encoding, form, needed, where)
    _refuse_open_quote(path, encoding, delimiter, where)
    source = path
    if encoding not in ("utf-8", "ascii"):
        source = _scratch(connection) / f"{view}.csv"
        write_utf8(path, encoding, source)
    options = {"header": False, "skip": 0, "all_varchar": True, "delim": delimiter, "quote": '"', "escape": '"', "auto_detect": False}
    listed = ", ".join(f"{key} = {_literal(value)}" for key, value in options.items())
    types = "{" + ", ".join(f"{_literal(name)}: 'VARCHAR'" for name in [*columns, MORE]) + "}"
    # null_padding takes the short rows that Excel writes; a header is skipped by hand because it may hold line breaks.
    # It cannot do that in parallel where a cell may hold a line break.
    lenient = "null_padding = true, strict_mode = false, parallel = false, max_line_size = 10000000"
    rows = f"read_csv({_one_file(source)}, {listed}, columns = {types}, {lenient})"
    try:
        first = connection.execute(f"SELECT * FROM {rows} LIMIT 1").fetchone()
    except duckdb.Error as error:
        raise InputError(
            where, f"this is not a table: {str(error).splitlines()[0]}", "open it in a spreadsheet and export it as CSV again"
        ) from None
    if first is None:
        raise InputError(where, "the file holds no rows", "export it again")
    # The header comes back as a row of data in which each cell is what stands in the header, also where our name for it is tidier.
    pairs = zip(columns, header_cells, strict=True)
    header = " AND ".join(f"trim(coalesce({quoted(name)}, '')) = {_literal(cell.strip(' '))}" for name, cell in pairs)
    connection.execute(f"CREATE VIEW {view} AS SELECT * FROM {rows} WHERE NOT ({header})")
    return TextTable(
        path=path, where=where, columns=tuple(columns), connection=connection, encoding=encoding, delimiter=delimiter, view=view
    )


def _refuse_open_quote(path: Path, encoding: str, delimiter: str, where: str) -> None:
    """Refuse a file in which a quote is never closed: the rest of it would be read as one cell, and its people lost."""
    with path.open("rb") as file:
        quotes = sum(chunk.count(b'"') for chunk in iter(lambda: file.read(CHUNK), b""))
    if quotes % 2 == 0:
        return
    reader, start = csv.reader(lines_of(path, encoding), delimiter=delimiter, strict=True), 0
    try:
        for _ in reader:
            start = reader.line_num
    except csv.Error as error:
        if "end of data" in str(error) or "field larger" in str(error):
            what = 'a quote (") is opened here and never closed'
            raise InputError(f"{where}: row {start + 1}", what, 'close it, or double it ("") inside a quoted cell') from None


def _scratch(connection: duckdb.DuckDBPyConnection) -> Path:
    row = connection.execute("SELECT path FROM duckdb_databases() WHERE database_name = 'work'").fetchone()
    return Path(row[0]).parent if row else Path(tempfile.gettempdir())


def _header(path: Path, encoding: str, form: FileFormat, needed: Sequence[str], where: str) -> tuple[str, list[str], list[str]]:
    candidates = [form.delimiter] if form.delimiter else list(DELIMITERS)
    best: tuple[int, str, list[str]] = (-1, DELIMITERS[candidates[0]], [])
    cells: list[str] = []
    for name in candidates:
        found = [cell.removeprefix("\ufeff") for cell in next(csv.reader(lines_of(path, encoding), delimiter=DELIMITERS[name]), [])]
        names = [clean(cell) for cell in found]
        hits = sum(column in names for column in needed)
        if (hits, len(names)) > (best[0], len(best[2])):
            best, cells = (hits, DELIMITERS[name], names), found
    _, delimiter, names = best
    if not any(names):
        raise InputError(where, "the first line is empty", "the names of the columns belong there")
    if form.delimiter and best[0] == 0 and len(names) == 1:
        other = next((each for each in DELIMITERS.values() if each in names[0]), None)
        if other is not None:
            raise InputError(
                where,
                f"there is no delimiter {form.delimiter!r} in the first line, but there is {other!r}",
                "correct 'delimiter' or leave it out",
            )
    return delimiter, cells, _unique([name or f"column {position}" for position, name in enumerate(names, start=1)], where, needed)


def _unique(names: list[str], where: str, needed: Sequence[str]) -> list[str]:
    if twice := [name for name in needed if names.count(name) > 1]:
        raise InputError(where, f"the column {twice[0]!r} stands in the file twice", "rename one of them")
    if ours := {ROW, MORE} & set(names):
        raise InputError(where, f"a column is called {ours.pop()!r}", "rename it: the name is our own")
    seen: dict[str, int] = {}
    result = []
    for name in names:
        seen[name.casefold()] = seen.get(name.casefold(), 0) + 1
        result.append(name if seen[name.casefold()] == 1 else f"{name} ({seen[name.casefold()]})")
    return result


def _read_sheet(
    path: Path, form: FileFormat, needed: Sequence[str], *, where: str, connection: duckdb.DuckDBPyConnection, view: str
) -> TextTable:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        workbook = CalamineWorkbook.from_path(str(path))
    except PasswordError:
        raise InputError(where, "the workbook is protected with a password", "save it without a password") from None
    except (CalamineError, OSError) as error:
        if path.read_bytes()[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
            raise InputError(
                where, "the workbook is protected with a password, or of an old kind", "save it as .xlsx without a password"
            ) from None
        raise InputError(where, f"this is not an Excel workbook ({error})", "save it as .xlsx again") from None
    if form.sheet is not None and form.sheet not in workbook.sheet_names:
        raise InputError(where, f"there is no sheet {form.sheet!r}", suggestion(form.sheet, workbook.sheet_names))
    rows = workbook.get_sheet_by_name(form.sheet or workbook.sheet_names[0]).to_python(skip_empty_area=False)
    if not any(any(cell not in ("", None) for cell in row) for row in rows):
        raise InputError(where, "the sheet is empty", "look whether 'sheet' names the right one")
    headers = [[clean(cell) for cell in row] for row in rows[:LOOK_FOR_HEADER]]
    at = max(range(len(headers)), key=lambda position: (sum(name in headers[position] for name in needed), -position))
    names = _unique([name or f"column {position}" for position, name in enumerate(headers[at], start=1)], where, needed)
    texts = [[_cell(cell, form.decimal) for cell in row] for row in rows[at + 1 :]]
    _load(connection, view, names, texts, first_row=at + 2)
    return TextTable(path=path, where=where, columns=tuple(names), connection=connection, first_row=at + 2, view=view)


def _cell(value: object, decimal: str) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        text = str(int(value)) if value == int(value) else repr(value)
        return text.replace(".", decimal)
    return str(value)


def _read_parquet(
    path: Path, form: FileFormat, needed: Sequence[str], *, where: str, connection: duckdb.DuckDBPyConnection, view: str
) -> TextTable:
    source = f"read_parquet({_one_file(path)})"
    try:
        names = [row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()]
    except duckdb.Error as error:
        raise InputError(where, f"this is not a Parquet file: {str(error).splitlines()[0]}", "export it again") from None
    names = _unique(names, where, needed)
    decimal = f"replace(CAST({{}} AS VARCHAR), '.', {_literal(form.decimal)})" if form.decimal != "." else "CAST({} AS VARCHAR)"
    listed = ", ".join(f"{decimal.format(quoted(name))} AS {quoted(name)}" for name in names)
    connection.execute(f"CREATE VIEW {view} AS SELECT {listed} FROM {source}")
    return TextTable(path=path, where=where, columns=tuple(names), connection=connection, first_row=1, view=view)


def _read_odata(
    path: Path, form: FileFormat, needed: Sequence[str], *, where: str, connection: duckdb.DuckDBPyConnection, view: str
) -> TextTable:
    del form, needed
    try:
        observations = json.loads(path.read_text(encoding="utf-8"))["value"]
        fields = list(observations[0])
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise InputError(where, f"this is not an OData answer with observations ({type(error).__name__})", "fetch it again") from None
    codes: dict[str, dict[str, tuple[str | None, str | None]]] = {}
    for name in fields:
        if (listing := path.parent / f"codes-{name}.json").is_file():
            listed = json.loads(listing.read_text(encoding="utf-8"))["value"]
            # StatLine writes the province of a municipality as the group 'GMPV25'.
            codes[name] = {
                each["Identifier"]: (clean(each.get("Title")) or None, (each.get("DimensionGroupId") or "").removeprefix("GM") or None)
                for each in listed
            }
    names = [*fields, *(f"{name} title" for name in codes), *(f"{name} group" for name in codes)]
    rows = []
    for each in observations:
        of_codes = [codes[name].get(each[name], (None, None)) for name in codes]
        rows.append(
            [None if each[name] is None else clean(each[name]) for name in fields]
            + [code[0] for code in of_codes]
            + [code[1] for code in of_codes]
        )
    _load(connection, view, names, rows, first_row=1)
    return TextTable(path=path, where=where, columns=tuple(names), connection=connection, first_row=1, view=view)


def _load(
    connection: duckdb.DuckDBPyConnection, view: str, names: Sequence[str], rows: Sequence[Sequence[str | None]], *, first_row: int
) -> None:
    import pyarrow as pa

    padded = [[*row, *([None] * (len(names) - len(row)))] for row in rows]
    arrays = [pa.array([row[position] for row in padded], pa.string()) for position in range(len(names))]
    arrays.append(pa.array([str(first_row + position) for position in range(len(padded))], pa.string()))
    connection.register(view, pa.Table.from_arrays(arrays, names=[*names, ROW]))


def _one_file(path: Path) -> str:
    """A path as SQL writes it, when it is the name of one file: DuckDB takes `*`, `?` and `[` for patterns, and would read other files."""
    return _literal(re.sub(r"[*?\[]", lambda sign: f"[{sign[0]}]", str(path)))


def _literal(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    return "'" + str(value).replace("'", "''") + "'"
