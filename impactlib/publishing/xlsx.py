"""The figures of a report as a spreadsheet: a cover that says how to read it, a sheet a theme, and what each figure means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet
from traitlets import default

from impactlib.publishing.cells import as_text
from impactlib.publishing.document import NO_DATE, REGIONS, Document, document_of, seen
from impactlib.publishing.facts import facts_of
from impactlib.publishing.html import BlocksExporter
from impactlib.publishing.packing import packed
from impactlib.publishing.pages import palette, words
from impactlib.telling.blocks import Block, Facts, FigureRow

LONGEST_NAME = 31
"""The letters that the name of a sheet may have."""

FONT = "Source Sans 3"

MOST_IN_CELL = 32_767
"""The letters that a cell holds."""

_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """A column: the word at its head, the field of a row it holds, how wide it is, and whether it is written in the figure's unit."""

    label: str
    field: str
    width: float
    amount: bool = False


COLUMNS = (
    _Column(label="id", field="id", width=19),
    _Column(label="name", field="name", width=34),
    _Column(label="period", field="period", width=11),
    _Column(label="value", field="value", width=12, amount=True),
    _Column(label="unit", field="unit", width=22),
    _Column(label="lower", field="lower", width=12, amount=True),
    _Column(label="upper", field="upper", width=12, amount=True),
    _Column(label="before", field="before", width=10, amount=True),
    _Column(label="now", field="now", width=10, amount=True),
    _Column(label="n", field="n", width=10),
    _Column(label="invited", field="invited", width=10),
    _Column(label="absent", field="absent_text", width=18),
    _Column(label="design", field="design_text", width=24),
    _Column(label="evidence", field="evidence_text", width=22),
    _Column(label="flags", field="flag_texts", width=30),
    _Column(label="caveat", field="caveat", width=60),
    _Column(label="target", field="target", width=13, amount=True),
    _Column(label="by", field="by", width=10),
    _Column(label="verdict", field="verdict_text", width=20),
    _Column(label="previous", field="previous", width=12, amount=True),
    _Column(label="previous-period", field="previous_period", width=13),
    _Column(label="previous-verdict", field="previous_text", width=24),
    _Column(label="precision", field="precision_text", width=24),
    _Column(label="source", field="source", width=44),
)
"""The columns of a theme, in order."""

DEFINITIONS = (
    _Column(label="indicator", field="indicator", width=11),
    _Column(label="name", field="name", width=36),
    _Column(label="definition", field="definition", width=90),
    _Column(label="kind", field="kind", width=14),
    _Column(label="unit", field="unit", width=24),
    _Column(label="theme", field="theme_name", width=26),
)
"""The columns of the sheet that says what each figure means."""


def report_xlsx(blocks: Sequence[Block], language: str) -> bytes:
    """The figures as a workbook: values are numbers, shown as the report writes them; no formulas, no links, no merged cells."""
    words(language)  # refuses a language that the house does not speak, as the page does
    facts, document = facts_of(blocks), document_of(blocks)
    labels, book = dict(facts.labels), Workbook()
    _describe(book, document, REGIONS.get(language, language))
    used: set[str] = set()
    cover = book.worksheets[0]
    cover.title = _sheet_name(labels["about"], used)
    _cover(cover, facts, document, labels)
    for number, theme in enumerate(dict.fromkeys(row.theme_name for row in facts.rows), start=1):
        sheet = book.create_sheet(_sheet_name(theme, used))
        rows = [row for row in facts.rows if row.theme_name == theme]
        _table(sheet, f"Figures{number}", COLUMNS, rows, labels, numbers=True)
    if facts.rows:
        sheet = book.create_sheet(_sheet_name(labels["definitions"], used))
        once = list({row.indicator: row for row in reversed(facts.rows)}.values())[::-1]
        _table(sheet, "Definitions", DEFINITIONS, once, labels, numbers=False)
    for sheet in book.worksheets:
        _lay_out_pages(sheet, document)
    draft = BytesIO()
    book.save(draft)
    return packed(draft.getvalue(), _without_clock)


class ReportXlsxExporter(BlocksExporter):
    """`jupyter nbconvert --to impact-xlsx`: the figures of a report notebook as a spreadsheet."""

    export_from_notebook = "Impact figures (Excel)"
    output_mimetype = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".xlsx"

    def lay_out(self, blocks: Sequence[Block], language: str) -> bytes:
        """The file."""
        return report_xlsx(blocks, language)


def _describe(book: Workbook, document: Document, region: str) -> None:
    about = book.properties
    about.title, about.language, about.subject = seen(document.name)[:255], region, seen(document.notice)[:255]
    about.creator = about.lastModifiedBy = ""
    about.created = about.modified = NO_DATE.replace(tzinfo=None)


def _cover(sheet: Worksheet, facts: Facts, document: Document, labels: dict[str, str]) -> None:
    """What the file is, how to read it, where the figures come from and how it was made; one text a row."""
    accent, quiet = _colour("accent-dark"), _colour("quiet")
    lines: list[tuple[str, str, Font]] = [(document.title.text, "", Font(name=FONT, size=18, bold=True, color=accent))]
    lines += [(document.title.subtitle, "", Font(name=FONT, size=11, color=quiet))] if document.title.subtitle else []
    notices = {len(lines) + number for number, _ in enumerate(document.notices, start=1)}
    lines += [(notice.text, "", Font(name=FONT, size=11, bold=True, color=_colour("notice-ink"))) for notice in document.notices]
    plain, head = Font(name=FONT, size=11, color=_colour("ink")), Font(name=FONT, size=13, bold=True, color=accent)
    lines += [("", "", plain), *((label, value, plain) for label, value in facts.about)]
    parts = [("how-to-read", facts.reading), ("sources", facts.sources)]
    for name, texts in parts:
        lines += [("", "", plain), (labels[name], "", head), *((text, "", plain) for text in texts)]
    if document.closing:
        lines += [("", "", plain), (labels["made"], "", head)]
        lines += [(label, value, plain) for block in document.closing for label, value in block.rows]
    for number, (label, value, font) in enumerate(lines, start=1):
        for column, text in enumerate((label, value), start=1):
            if text:
                cell = sheet.cell(row=number, column=column, value=_text(text))
                cell.font = font
                cell.alignment = Alignment(wrap_text=bool(value) or number > 1, vertical="top")
                if number in notices:
                    cell.fill = PatternFill("solid", fgColor=_colour("notice"))
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 92, 70
    sheet.sheet_view.showGridLines = False


def _table(
    sheet: Worksheet, name: str, columns: Sequence[_Column], rows: Sequence[FigureRow], labels: dict[str, str], *, numbers: bool
) -> None:
    """A real table: its head stays in sight and comes back on each printed page; it filters, and can be referred to by name."""
    for place, column in enumerate(columns, start=1):
        head = sheet.cell(row=1, column=place, value=_text(labels[column.label]))
        head.font = Font(name=FONT, size=11, bold=True, color="FFFFFF")
        head.fill = PatternFill("solid", fgColor=_colour("accent-dark"))
        head.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[get_column_letter(place)].width = column.width
        for line, row in enumerate(rows, start=2):
            value = _value(row, column)
            cell = sheet.cell(row=line, column=place, value=_text(value) if isinstance(value, str) else value)
            cell.font = Font(name=FONT, size=11, color=_colour("ink"))
            is_number = isinstance(value, int | float)
            cell.alignment = Alignment(wrap_text=not is_number, vertical="top", horizontal="right" if is_number else "left")
            if is_number:
                cell.number_format = _format(row) if column.amount else "#,##0"
    sheet.row_dimensions[1].height = 32
    end = f"{get_column_letter(len(columns))}{len(rows) + 1}"
    table = Table(displayName=name, ref=f"A1:{end}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True, showFirstColumn=False)
    sheet.add_table(table)
    sheet.freeze_panes = "C2" if numbers else "A2"
    sheet.print_title_rows = "1:1"


def _value(row: FigureRow, column: _Column) -> Any:
    value = getattr(row, column.field)
    if isinstance(value, tuple):
        return "; ".join(value)
    # A difference of shares is written in percentage points, which no number format does of a fraction.
    return value * 100 if column.amount and value is not None and row.scale == "points" else value


def _format(row: FigureRow) -> str:
    """How the figure is shown: with the decimals and the sign that the report writes."""
    return "#,##0" + ("." + "0" * row.decimals if row.decimals else "") + ("%" if row.scale == "share" else "")


def _text(text: str) -> str:
    return str(as_text(seen(text)))[:MOST_IN_CELL]


def _sheet_name(text: str, used: set[str]) -> str:
    """A name that a sheet may have and that no other sheet of this file has, whatever its capitals."""
    whole = " ".join(_NO_SHEET_NAME.sub(" ", seen(text)).split()).strip("'") or "–"
    name, number = whole[:LONGEST_NAME].strip(), 1
    while name.casefold() in used:
        number += 1
        name = f"{whole[: LONGEST_NAME - len(str(number)) - 3].strip()} ({number})"
    used.add(name.casefold())
    return name


def _lay_out_pages(sheet: Worksheet, document: Document) -> None:
    """A4 across, as many pages high as it needs, with the notice above and the title and page below."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.oddHeader = HeaderFooterItem(center=_HeaderFooterPart(text=_head(document.notice)))
    sheet.oddFooter = HeaderFooterItem(left=_HeaderFooterPart(text=_head(document.title.text)), right=_HeaderFooterPart(text="&P / &N"))


def _head(text: str) -> str:
    """A text for the head or the foot of a printed page, where '&' is a sign of its own and 255 letters is all there is room for."""
    short = seen(text) if len(text) <= 200 else f"{seen(text)[:199]}…"
    return short.replace("&", "&&")


def _colour(name: str) -> str:
    return palette()[name].removeprefix("#")


def _without_clock(name: str, content: bytes) -> bytes:
    """The part without the moment of saving, which openpyxl writes whatever it is told."""
    return _MODIFIED.sub(rb"\g<1>" + NO_DATE.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), content) if name == "docProps/core.xml" else content
