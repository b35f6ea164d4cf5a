"""What a slide is drawn with: texts that fit their box, chips, cards, tables and pictures; everything editable, nothing without words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.slide import Slide as Drawn
from pptx.util import Pt

from impactlib.indicators.finding import Verdict
from impactlib.publishing.document import column_widths, seen
from impactlib.publishing.docx import SIGNS, TONES
from impactlib.publishing.slide_text import height, lines, shortened
from impactlib.publishing.typesetting import png, size
from impactlib.telling.blocks import Chart, Table
from impactlib.telling.markup import checked_drawing, is_numeric, mark

CELL = 5.0
"""The white around the words of a cell, in points."""

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"

LARGEST = 2.0
"""How many times as large as on paper a drawing may be: beyond it its letters outshout the words."""

AIR = 10.0
"""How much higher than its words a row of a table may stand, in points."""

TABLE_SIZES = (15.0, 13.0, 12.0)

Box = tuple[float, float, float, float]
"""Left, top, width and height, in points."""


class Pen:
    """Draws on one slide, in one language and in the colours of one house style."""

    def __init__(self, slide: Drawn, region: str, colours: Mapping[str, str]) -> None:
        self.slide = slide
        self.region = region
        self.colours = colours

    def colour(self, name: str) -> RGBColor:
        """A colour of the house style by name."""
        made: Any = RGBColor
        found: RGBColor = made.from_string(self.colours[name].removeprefix("#").upper())
        return found

    def text(
        self,
        name: str,
        texts: Sequence[str],
        box: Box,
        sizes: Sequence[float],
        *,
        colour: str = "ink",
        bold: bool = False,
        bullet: bool = False,
        middle: bool = False,
        between: float = 6.0,
        fill: str = "",
        white: float = 0.0,
        spare: float = 1.0,
    ) -> float:
        """Paragraphs at the largest of these sizes at which they fit; at the smallest, as many sentences as do. Gives the height taken.

        `spare` is the share of the width that they may take: less than all of it where other letters that run wider must fit as well.
        """
        left, top, width, high = box
        shape = self.slide.shapes.add_textbox(Pt(left), Pt(top), Pt(width), Pt(high))
        shape.name = name
        if fill:
            shape.fill.solid()
            shape.fill.fore_color.rgb = self.colour(fill)
        return self.fill(
            shape, texts, (spare * (width - 2 * white), high - 2 * white), sizes,
            colour=colour, bold=bold, bullet=bullet, middle=middle, between=between, white=white,
        )  # fmt: skip

    def fill(
        self,
        shape: Any,
        texts: Sequence[str],
        room: tuple[float, float],
        sizes: Sequence[float],
        *,
        colour: str = "",
        bold: bool = False,
        bullet: bool = False,
        middle: bool = False,
        between: float = 6.0,
        white: float = 0.0,
    ) -> float:
        """Put paragraphs into a shape that is there."""
        width, high = room
        inner = width - (14 if bullet else 0)
        texts = [seen(" ".join(text.split(" "))) for text in texts if text]
        size_ = next((each for each in sizes if height(texts, each, inner, bold=bold, between=between) <= high), sizes[-1])
        texts = _cut(texts, size_, inner, high, bold=bold, between=between)
        frame = shape.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_top = frame.margin_right = frame.margin_bottom = Pt(white)
        if middle:
            frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        for number, text in enumerate(texts):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            if number:
                paragraph.space_before = Pt(between)
            self.run(paragraph, text, size_, colour=colour, bold=bold)
            if bullet:
                _bullet(paragraph)
        return height(texts, size_, inner, bold=bold, between=between)

    def run(self, paragraph: Any, text: str, size_: float, *, colour: str = "", bold: bool = False) -> None:
        """Words of one look, with their language."""
        run = paragraph.add_run()
        run.text = text
        run.font.size, run.font.bold = Pt(size_), bold
        if colour:
            run.font.color.rgb = self.colour(colour)
        run._r.get_or_add_rPr().set("lang", self.region)  # noqa: SLF001 - the library knows few languages by name

    def chip(self, code: str, words: str, left: float, top: float, *, widest: float = 300.0) -> None:
        """A verdict: its sign and its words on its tone, so that it never hangs on colour alone."""
        ink, pale = TONES[mark(code)[0]]
        told = f"{SIGNS[Verdict(code)]}\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}{seen(words)}"
        inner = widest - 20
        told = shortened(told, 14, inner, 2 * 14 * 1.28, bold=True)
        rows = lines(told, 14, inner, bold=True)
        width = widest if rows > 1 else min(widest, _wide(told, 14) + 20)
        shape = self.slide.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, Pt(left), Pt(top), Pt(width), Pt(rows * 18 + 6))
        shape.name = "Verdict"
        shape.adjustments[0] = 0.25
        shape.fill.solid()
        shape.fill.fore_color.rgb = self.colour(pale)
        shape.line.fill.background()
        _flat(shape)
        self.fill(shape, [told], (width - 16, rows * 18 + 6), (14,), colour=ink, bold=True, middle=True)
        frame = shape.text_frame
        frame.margin_left = frame.margin_right = Pt(8)
        frame.word_wrap = rows > 1  # a verdict of one line stays one, also in letters that run wider than ours
        frame.paragraphs[0].alignment = PP_ALIGN.CENTER

    def card(self, box: Box, colour: str) -> None:
        """A pale ground behind something; an ornament."""
        left, top, width, high = box
        shape = self.slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(left), Pt(top), Pt(width), Pt(high))
        shape.name = "Ground"
        shape.fill.solid()
        shape.fill.fore_color.rgb = self.colour(colour)
        shape.line.fill.background()
        _flat(shape)
        _ornament(shape)

    def picture(self, chart: Chart, box: Box) -> None:
        """A drawing as large as fits, in the middle of its box, with its alternative text."""
        left, top, width, high = box
        wide, tall = size(checked_drawing(chart.svg), widest=10_000, highest=10_000)
        scale = min(width / wide, high / tall, LARGEST)
        wide, tall = wide * scale, tall * scale
        left, top = left + (width - wide) / 2, top + (high - tall) / 2
        picture: Any = self.slide.shapes.add_picture(BytesIO(png(chart.svg, wide)), Pt(left), Pt(top), Pt(wide), Pt(tall))
        picture.name = "Figure"
        described = picture._element.nvPicPr.cNvPr  # noqa: SLF001 - the library has no alternative text
        described.set("descr", seen(chart.alt))

    def logo(self, content: bytes, alt: str, box: Box) -> None:
        """The logo of a municipality, with what it says."""
        left, top, width, high = box
        picture: Any = self.slide.shapes.add_picture(BytesIO(content), Pt(left), Pt(top), Pt(width), Pt(high))
        picture.name = "Logo"
        picture._element.nvPicPr.cNvPr.set("descr", seen(alt))  # noqa: SLF001 - as of a drawing

    def table(self, table: Table, rows: Sequence[Sequence[str]], box: Box, size_: float) -> None:
        """A table with a header row; the colours of the house, and lines instead of boxes."""
        left, top, width, room = box
        widths = table_widths(table, width)
        heights = even_heights([row_height(row, widths, size_) for row in (table.columns, *rows)], room)
        frame: Any = self.slide.shapes.add_table(len(rows) + 1, len(table.columns), Pt(left), Pt(top), Pt(width), Pt(10))
        frame.name = "Table"
        frame._element.nvGraphicFramePr.cNvPr.set("descr", seen(table.caption))  # noqa: SLF001 - as of a picture
        made = frame.table
        made.first_row, made.horz_banding, made.first_col = True, False, True
        style = made._tbl.tblPr.find(qn("a:tableStyleId"))  # noqa: SLF001 - no style but ours
        style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
        for place, share in enumerate(widths):
            made.columns[place].width = Pt(share)
        for number, row in enumerate([table.columns, *rows]):
            made.rows[number].height = Pt(heights[number])
            for place, words in enumerate(row):
                cell = made.cell(number, place)
                cell.margin_left = cell.margin_right = Pt(CELL)
                cell.margin_top = cell.margin_bottom = Pt(3)
                cell.vertical_anchor = MSO_ANCHOR.MIDDLE
                cell.fill.solid()
                cell.fill.fore_color.rgb = self.colour("accent-dark" if number == 0 else "pale" if number % 2 == 0 else "paper")
                paragraph = cell.text_frame.paragraphs[0]
                paragraph.alignment = PP_ALIGN.RIGHT if is_numeric(table, place) else PP_ALIGN.LEFT
                self.run(paragraph, seen(words), size_, colour="paper" if number == 0 else "ink", bold=number == 0)

    def number(self, box: Box, words: str, *, colour: str) -> None:
        """The number of the slide, which keeps itself right when somebody moves it."""
        left, top, width, high = box
        shape = self.slide.shapes.add_textbox(Pt(left), Pt(top), Pt(width), Pt(high))
        shape.name = "Slide number"
        self.fill(shape, [words], (width, high), (11,), colour=colour)
        paragraph = shape.text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.RIGHT
        paragraph._p.append(  # noqa: SLF001 - the library has no fields
            parse_xml(
                f'<a:fld xmlns:a="{DRAWING}" id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
                f'<a:rPr lang="{self.region}" sz="1100"><a:solidFill><a:srgbClr val="{self.colour(colour)}"/></a:solidFill></a:rPr>'
                f"<a:t>{self._place()}</a:t></a:fld>"
            )
        )

    def _place(self) -> int:
        slides = self.slide.part.package.presentation_part.presentation.slides
        return int(slides.index(self.slide)) + 1


def table_widths(table: Table, width: float) -> list[float]:
    """The widths of the columns in points."""
    shares = column_widths(table)
    return [width * share / sum(shares) for share in shares]


def row_height(row: Sequence[str], widths: Sequence[float], size_: float) -> float:
    """How high a row stands, in points."""
    return max(height([cell], size_, wide - 2 * CELL, bold=True) for cell, wide in zip(row, widths, strict=True)) + 6


def even_heights(heights: Sequence[float], room: float) -> list[float]:
    """All rows as high as the highest, and with some air, as far as there is room; else each as high as it must be."""
    most = max(heights)
    if most * len(heights) > room:
        return list(heights)
    return [min(most + AIR, room / len(heights))] * len(heights)


def table_pages(table: Table, width: float, room: float) -> tuple[float, list[list[tuple[str, ...]]]]:
    """The size of the letters of a table, and its rows by slide: on one where some size allows it, else on as few as it takes."""
    widths = table_widths(table, width)
    for size_ in TABLE_SIZES:
        head = row_height(table.columns, widths, size_)
        if head + sum(row_height(row, widths, size_) for row in table.rows) <= room:
            return size_, [list(table.rows)]
    size_ = TABLE_SIZES[1]
    pages: list[list[tuple[str, ...]]] = [[]]
    left = room - row_height(table.columns, widths, size_)
    for row in table.rows:
        high = row_height(row, widths, size_)
        if pages[-1] and high > left:
            pages.append([])
            left = room - row_height(table.columns, widths, size_)
        pages[-1].append(row)
        left -= high
    return size_, pages


def _cut(texts: list[str], size_: float, width: float, room: float, *, bold: bool, between: float) -> list[str]:
    """As many paragraphs as fit, the last one as far as it does."""
    kept: list[str] = []
    for text in texts:
        left = room - height(kept, size_, width, bold=bold, between=between) - (between if kept else 0)
        if kept and left < height(["x"], size_, width):
            break
        short = shortened(text, size_, width, left, bold=bold)
        if short != text and short.endswith("…") and kept:
            break
        kept.append(short)
        if short != text:
            break
    return kept


def _wide(text: str, size_: float) -> float:
    """How wide a text stands in one line: found as the least width that holds it."""
    low, high = 10.0, 2000.0
    while high - low > 1:
        middle = (low + high) / 2
        low, high = (low, middle) if lines(text, size_, middle, bold=True) == 1 else (middle, high)
    return high


def _bullet(paragraph: Any) -> None:
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - the library has no lists
    properties.set("marL", str(Pt(14)))
    properties.set("indent", str(-Pt(14)))
    properties.append(
        parse_xml(f'<a:buFont xmlns:a="{DRAWING}" typeface="Arial"/>'),
    )
    properties.append(parse_xml(f'<a:buChar xmlns:a="{DRAWING}" char="•"/>'))


def _flat(shape: Any) -> None:
    """Take away the shadow and the line that the library's own style gives a shape."""
    style = shape._element.find(qn("p:style"))  # noqa: SLF001 - the library cannot take it away
    shape._element.remove(style)  # noqa: SLF001


def _ornament(shape: Any) -> None:
    """Say that a shape is not read out."""
    described = shape._element.nvSpPr.cNvPr  # noqa: SLF001 - the library cannot say so
    decorative = "http://schemas.microsoft.com/office/drawing/2017/decorative"
    described.append(
        parse_xml(
            f'<a:extLst xmlns:a="{DRAWING}"><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
            f'<adec:decorative xmlns:adec="{decorative}" val="1"/></a:ext></a:extLst>'
        )
    )
