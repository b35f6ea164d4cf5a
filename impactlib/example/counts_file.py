"""The yearly counts as a workbook, with a title above the table and totals below it, as libraries keep them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet
from pydantic import Field

from impactlib.documents import Document, read_document
from impactlib.example.counts import Cell, YearRow, layout, year_rows
from impactlib.example.region import TEXTS, YEARS

MADE = "2026-02-10T09:00:00Z"
"""When the workbook says it was made: fixed, so that its bytes are always the same."""

ZIP_DATE = (2026, 2, 10, 9, 0, 0)
"""The same moment, for the files inside the workbook."""

NAME_COLUMN = "Gemeente"
"""The column with the municipality's name, by which the totals rows are known."""


class Notes(Document):
    """The words round the tables."""

    title: str
    subtitle: str
    total: str
    notes_sheet: str
    notes: list[str] = Field(min_length=1)


def counts_xlsx() -> bytes:
    """The workbook with the counts of all municipalities and years."""
    notes = read_document(TEXTS / "workbook.yml", Notes, shown="example/texts/workbook.yml")
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = layout().file.sheet or "Jaarcijfers"
    for row in (*_above(notes), *(_cells(row) for row in year_rows()), *_totals(notes)):
        sheet.append(row)
    sheet["A1"].font = Font(bold=True, size=14)
    for heading in sheet[len(_above(notes))]:
        heading.font = Font(bold=True)
    sheet.freeze_panes = f"E{len(_above(notes)) + 1}"
    for letter, width in (("A", 14), ("B", 22), ("C", 38)):
        sheet.column_dimensions[letter].width = width
    explained = book.create_sheet(notes.notes_sheet)
    for line in notes.notes:
        explained.append([line])
    explained.column_dimensions["A"].width = 110
    file = io.BytesIO()
    book.save(file)
    return _same_every_time(file.getvalue())


def _above(notes: Notes) -> list[list[Cell]]:
    named = layout()
    first = [named.area.column, NAME_COLUMN, named.provider, named.period.column if named.period else None]
    return [[notes.title], [notes.subtitle], [], [*first, *(measure.column for measure in named.measures.values())]]


def _cells(row: YearRow) -> list[Cell]:
    return [row.municipality.code, row.municipality.name, row.library.name, row.year, *(row.cells[name] for name in layout().measures)]


def _totals(notes: Notes) -> Iterable[list[Cell]]:
    for year in YEARS:
        rows = [row for row in year_rows() if row.year == year]
        sums = [sum(cell for row in rows if isinstance(cell := row.cells[name], int)) for name in layout().measures]
        yield [None, notes.total, None, year, *sums]


def _same_every_time(content: bytes) -> bytes:
    """The workbook with fixed times in it.

    Stored, not compressed: two versions of zlib compress the same text to different bytes.
    """
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as made, zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as kept:
        for name in made.namelist():
            part = made.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>" + MADE.encode(), part)
            info = zipfile.ZipInfo(name, date_time=ZIP_DATE)
            info.create_system, info.external_attr = 0, 0
            kept.writestr(info, part)
    return file.getvalue()
