"""Figures in a spreadsheet: numbers that are numbers, heads that stay, and nothing that a spreadsheet computes."""

from __future__ import annotations

import io
import math
import zipfile

import openpyxl
import pandas as pd
import pytest
from nbconvert.exporters import export
from nbformat import NotebookNode, v4
from openpyxl.workbook.workbook import Workbook

from impactlib.batch.reading import read_content
from impactlib.errors import InputError, UnknownNameError
from impactlib.publishing.xlsx import COLUMNS, ReportXlsxExporter, report_xlsx
from impactlib.telling.blocks import Notice, Title
from tests.sample_facts import HOSTILE, ROWS, report_with_facts
from tests.sample_report import sample_report, shown


@pytest.fixture(scope="module")
def content() -> bytes:
    """The sample figures as a spreadsheet."""
    return report_xlsx(report_with_facts(), "nl")


@pytest.fixture(scope="module")
def book(content: bytes) -> Workbook:
    """The spreadsheet, opened."""
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.fixture(scope="module")
def frame(content: bytes) -> pd.DataFrame:
    """All figures of all themes, as pandas reads them."""
    sheets = pd.read_excel(io.BytesIO(content), sheet_name=None, engine="openpyxl", keep_default_na=True)
    return pd.concat([each for each in sheets.values() if "Id" in each.columns], ignore_index=True)


def test_pandas_reads_the_figures_that_the_report_holds(frame: pd.DataFrame) -> None:
    """Unrounded and as numbers; a difference of shares in percentage points; nothing where there is nothing."""
    assert frame["Id"].tolist() == [row.id for row in ROWS]
    for field, label in (("value", "Value"), ("lower", "Lower"), ("upper", "Upper"), ("target", "Target"), ("previous", "Previous")):
        factors = [100 if row.scale == "points" else 1 for row in ROWS]
        wanted = [getattr(row, field) for row in ROWS]
        for found, value, factor in zip(frame[label], wanted, factors, strict=True):
            assert math.isnan(found) if value is None else math.isclose(found, value * factor, rel_tol=1e-15)
    assert frame["N"].fillna(-1).tolist() == [-1 if row.n is None else row.n for row in ROWS]


def test_a_value_is_shown_as_the_report_writes_it(book: Workbook) -> None:
    """A share as a whole percentage, a count with its thousands."""
    place = [column.field for column in COLUMNS].index("value") + 1
    formats = [sheet.cell(row, place).number_format for sheet in book.worksheets[1:-1] for row in range(2, sheet.max_row + 1)]
    assert formats[:3] == ["#,##0%", "#,##0", "#,##0"]


def test_no_cell_is_computed(book: Workbook) -> None:
    """A text that begins like a formula stays a text."""
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr", "n"}
    assert f"'{HOSTILE}" in [cell.value for cell in cells]
    assert not [sheet for sheet in book.worksheets if sheet.merged_cells.ranges]


def test_every_theme_is_a_table_whose_head_stays_in_sight(book: Workbook) -> None:
    """It filters, it prints on each page, and it fits across."""
    for sheet in book.worksheets[1:]:
        (table,) = sheet.tables.values()
        assert table.ref == sheet.dimensions
        assert table.autoFilter is not None
        assert sheet.freeze_panes in ("A2", "C2")
        assert sheet.print_title_rows == "$1:$1"
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == ("landscape", 1, 0)
        heads = [cell.value for cell in sheet[1]]
        assert len(set(heads)) == len(heads)


def test_names_of_sheets_are_allowed_and_differ(book: Workbook) -> None:
    """Two long themes that begin alike stay two."""
    names = book.sheetnames
    assert names[0] == "About"
    assert names[-1] == "Definitions"
    assert len({name.casefold() for name in names}) == len(names) == 5
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_the_cover_says_what_it_is_and_how_to_read_it(book: Workbook) -> None:
    """Notice, reading, sources and how it was made; the notice is printed on each page too."""
    told = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value is not None]
    blocks = sample_report()
    notice = next(block.text for block in blocks if isinstance(block, Notice))
    title = next(block.text for block in blocks if isinstance(block, Title))
    assert told[0] == title
    assert {notice, "Een lege waarde is geen nul.", "Vragenlijst (de bibliotheek)", "impact run --municipality GM9999"} <= set(told)
    assert all(sheet.oddHeader.center.text == notice for sheet in book.worksheets)


def test_a_file_says_its_title_and_language_and_no_day_of_making(book: Workbook, content: bytes) -> None:
    """Nor who made it."""
    about = book.properties
    assert about.title is not None
    assert about.title.startswith("Wat de bibliotheek in Voorbeeldstad bereikte")
    assert (about.language, about.creator) == ("nl-NL", None)
    assert (about.created.year, about.modified.year) == (1980, 1980)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert {part.date_time for part in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_audit_reads_the_spreadsheet(content: bytes) -> None:
    """Every name and number in it is seen by who looks for what may not be told."""
    told = " ".join(piece.text for piece in read_content(content, kind=".xlsx"))
    assert "45007" in told
    assert "niet te tonen" in told


def test_a_report_without_figures_as_data_is_refused() -> None:
    """With what to do, and in a language of the house."""
    with pytest.raises(InputError, match=r"no figures as data.* officer, board or export"):
        report_xlsx(sample_report(), "nl")
    with pytest.raises(UnknownNameError, match="known: en, nl"):
        report_xlsx(report_with_facts(), "fy")


def test_the_exporter_gives_the_file_of_the_blocks(content: bytes) -> None:
    """Through nbconvert, as the command line and the batch do it."""
    output, resources = export(ReportXlsxExporter, notebook())
    assert output == content
    assert resources["output_extension"] == ".xlsx"


def notebook() -> NotebookNode:
    """A report notebook that shows figures as data too."""
    return v4.new_notebook(cells=[v4.new_code_cell("report", outputs=[shown(block) for block in report_with_facts()])])
