"""Workbooks that cannot be used: protected, old, damaged, another sheet, or text where counts belong."""

from __future__ import annotations

import io
import struct

import pytest
from openpyxl import Workbook

from impactlib.errors import ImpactError
from impactlib.sources.store import fill_store
from impactlib.workspace import Workspace
from tests.small import COUNTS_COLUMNS, COUNTS_LAYOUT, files_of, tiny, write

SETTINGS = 'period: "2025"\nareas: all\nsources:\n  register: {path: data/register.csv, layout: tiny-register}\n'
XLSX_LAYOUT = COUNTS_LAYOUT.replace(
    'file: {format: csv, delimiter: ";", encoding: utf-8, decimal: ","}', "file: {format: xlsx, sheet: Cijfers}"
)


def sheet(*rows, title="Cijfers") -> bytes:
    """A workbook with one sheet."""
    book, content = Workbook(), io.BytesIO()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    book.save(content)
    return content.getvalue()


def container(*names: str) -> bytes:
    """A small OLE container with these (empty) streams: what Excel writes for a workbook with a password, and wrote before 2007."""
    free, end, fat = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<9I", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<109I", 0, *[free] * 108)
    table_ = struct.pack("<128I", fat, end, *[free] * 126)
    entries = b""
    for number, name in enumerate(("Root Entry", *names)):
        text = name.encode("utf-16-le")
        child = 1 if number == 0 and names else free
        right = number + 1 if 0 < number < len(names) else free
        entries += text.ljust(64, b"\0") + struct.pack("<HBB3I", len(text) + 2, 5 if number == 0 else 2, 1, free, right, child)
        entries += bytes(36) + struct.pack("<IQ", end, 0)
    return head + table_ + entries.ljust(512, b"\0")


WORKBOOKS = {
    "a password": (container("EncryptionInfo", "EncryptedPackage"), "the workbook is protected with a password"),
    "an old or unreadable kind": (
        container("Workbook"),
        "the workbook is protected with a password, or of an old kind; save it as .xlsx without a password",
    ),
    "no workbook": (b"code;jaar\nA1;2025\n", "this is not an Excel workbook"),
    "half a workbook": (sheet(COUNTS_COLUMNS, ("A1", 2025, "x", 3))[:900], "this is not an Excel workbook"),
    "another sheet": (sheet(COUNTS_COLUMNS, ("A1", 2025, "x", 3), title="Cijfer"), "there is no sheet 'Cijfers'; did you mean 'Cijfer'?"),
    "an empty sheet": (sheet(), "the sheet is empty; look whether 'sheet' names the right one"),
    "a column that is missing": (sheet(COUNTS_COLUMNS[1:], (2025, "x", 3)), "there is no column 'code'"),
    "no rows": (sheet(COUNTS_COLUMNS), "no row holds a count; look at the file, and at 'rows' in the layout"),
    "text for a count": (
        sheet(["Titel"], [], COUNTS_COLUMNS, ("A1", 2025, "x", "veel")),
        "row 4: column 'leden' holds 'veel', which is no whole number",
    ),
    "half a count": (sheet(COUNTS_COLUMNS, ("A1", 2025, "x", 3.5)), "row 2: column 'leden' holds '3.5', which is no whole number"),
    "an empty file": (b"", "the file is empty; export it again"),
}


@pytest.mark.parametrize(("content", "what"), WORKBOOKS.values(), ids=WORKBOOKS)
def test_a_workbook_that_cannot_be_used_is_refused(tmp_path, content, what):
    """Protected, damaged, with another sheet, or with text where counts belong; the row is the one that Excel shows."""
    tiny(tmp_path, layouts={"tiny-counts": XLSX_LAYOUT})
    write(tmp_path / "data/counts.xlsx", content)
    write(tmp_path / "parameters/workspace.yml", f"{SETTINGS}  counts: {{path: data/counts.xlsx, layout: tiny-counts}}\n")
    with pytest.raises(ImpactError) as refused:
        fill_store(Workspace.open(tmp_path))
    assert str(refused.value).startswith(f"data/counts.xlsx: {what}")
    assert files_of(tmp_path / "outputs") == {}
