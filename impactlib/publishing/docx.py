"""A report as a Word file: the copy that somebody may work on, with real headings, lists, header rows and alternative texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO
from itertools import pairwise
from types import MappingProxyType
from typing import Any

import docx
from docx.document import Document as WordFile
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from traitlets import default

from impactlib.indicators.finding import Verdict
from impactlib.publishing.document import NO_DATE, REGIONS, Document, column_widths, document_of, seen
from impactlib.publishing.html import BlocksExporter
from impactlib.publishing.packing import packed
from impactlib.publishing.pages import TEMPLATES, palette, words
from impactlib.publishing.theme import theme_of, themed_palette
from impactlib.publishing.typesetting import png, size
from impactlib.telling.blocks import Block, Chart, Table
from impactlib.telling.markup import checked_drawing, is_numeric, mark

SIGNS = MappingProxyType(
    {
        Verdict.MET: "✓",
        Verdict.NOT_YET: "◐",
        Verdict.NOT_MET: "✗",
        Verdict.BETTER: "▲",
        Verdict.WORSE: "▼",
        Verdict.HIGHER: "↑",
        Verdict.LOWER: "↓",
        Verdict.NO_CLEAR_CHANGE: "◆",
        Verdict.SAME: "=",
        Verdict.CANNOT_SAY: "◇",
        Verdict.TOO_FEW: "…",
        Verdict.NO_DATA: "–",
        Verdict.NO_TARGET: "–",
        Verdict.NO_EARLIER: "–",
        Verdict.NOT_COMPARABLE: "≠",
        Verdict.WITHIN: "•",
    }
)
"""The shape of each verdict as a letter, so that who works on the file can copy it: the same shapes as in `markup.MARKS`."""

TONES = MappingProxyType(
    {
        "good": ("good", "good-pale"),
        "under-way": ("short", "short-pale"),
        "poor": ("poor", "poor-pale"),
        "direction": ("accent-dark", "accent-pale"),
        "neutral": ("grey", "grey-pale"),
    }
)
"""The colours of the words and of what is behind them, for each tone of a verdict: as in house.css."""

LEVELS = ("•", "–", "·", "•", "–", "·", "•", "–", "·")
"""The signs before the lines of a list, by depth: as many as Word has levels."""

WIDTH = 9525
"""The room between the margins in twentieths of a point: 168 mm."""

WIDEST, HIGHEST = 476.0, 600.0
"""The room for a drawing in points."""

SHORT = 13
"""The rows of a table that is never torn, its head among them."""

EMU = 12700
"""Word's smallest measure, in a point."""

LEFT_OUT = ("stylesWithEffects", "customXml", "thumbnail")
"""Parts of python-docx's own template with other styles, and a picture of an empty page."""


def report_docx(blocks: Sequence[Block], language: str) -> bytes:
    """The blocks as a Word file in the house style, in its language, with the notice at the head of each page."""
    words(language)  # refuses a language that the house does not speak, as the page does
    document = document_of(blocks)
    region = REGIONS.get(language, language)
    colours, file = themed_palette(theme_of(blocks)), docx.Document()
    _leave_out(file)
    _dress(file, region, colours)
    _describe(file, document, region)
    _lay_out_pages(file, document)
    pictures = {block: _picture(file, block, number) for number, block in enumerate(document.body, start=1) if isinstance(block, Chart)}
    body = file.element.body
    told = _xml("document.xml.j2", colours, blocks=(*document.notices, *document.body, *document.closing), pictures=pictures)
    for element in list(told):
        body.insert(len(body) - 1, element)  # what comes last in it is the layout of the pages
    _keep_caveats(file)
    _keep_tables(file)
    draft = BytesIO()
    file.save(draft)
    return packed(draft.getvalue())


class ReportDocxExporter(BlocksExporter):
    """`jupyter nbconvert --to impact-docx`: a report notebook as the file that somebody may work on."""

    export_from_notebook = "Impact report (Word)"
    output_mimetype = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".docx"

    def lay_out(self, blocks: Sequence[Block], language: str) -> bytes:
        """The file."""
        return report_docx(blocks, language)


def _keep_caveats(file: WordFile) -> None:
    """Keep what a caveat qualifies on its page."""
    for before, paragraph in pairwise(file.paragraphs):
        if paragraph.style is not None and paragraph.style.style_id == "Caveat" and before._p.getnext() is paragraph._p:  # noqa: SLF001
            before.paragraph_format.keep_with_next = True


def _keep_tables(file: WordFile) -> None:
    """Keep a short table on one page: it is read as one."""
    for table in file.tables:
        if len(table.rows) <= SHORT:
            for paragraph in (paragraph for row in table.rows[:-1] for cell in row.cells for paragraph in cell.paragraphs):
                paragraph.paragraph_format.keep_with_next = True


def _leave_out(file: WordFile) -> None:
    for relations in (file.part.package.rels, file.part.rels):
        for key in [key for key, relation in relations.items() if relation.reltype.rpartition("/")[2] in LEFT_OUT]:
            del relations[key]


def _dress(file: WordFile, region: str, colours: Mapping[str, str]) -> None:
    """Replace the styles and lists of python-docx's template by those of the house, in the language and the colours of the report."""
    _fill(file.styles.element, _xml("styles.xml.j2", colours, region=region))
    _fill(file.part.numbering_part.element, _xml("numbering.xml.j2", colours))
    settings = file.settings.element
    for setting in settings.xpath("./w:themeFontLang"):
        setting.attrib.clear()
        setting.set(qn("w:val"), region)
    for setting in settings.xpath("./w:defaultTabStop"):
        setting.addnext(OxmlElement("w:autoHyphenation"))  # only in tables: the styles keep it from running text
    for setting in settings.xpath("./w:compat/w:compatSetting[@w:name='compatibilityMode']"):
        setting.set(qn("w:val"), "15")  # of today's Word; the template's would open "in compatibility mode"


def _describe(file: WordFile, document: Document, region: str) -> None:
    about = file.core_properties
    about.title, about.language = seen(document.name)[:255], region
    about.author = about.last_modified_by = about.comments = ""
    about.created = about.modified = NO_DATE
    about.revision = 1


def _lay_out_pages(file: WordFile, document: Document) -> None:
    """A4; the notice stands in the text of the first page, and at the head of the others."""
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(21)
    section.top_margin, section.bottom_margin = Mm(20), Mm(22)
    section.header_distance, section.footer_distance = Mm(9), Mm(10)
    section.different_first_page_header_footer = True
    for footer in (section.footer, section.first_page_footer):
        _fill(footer.part.element, _xml("footer.xml.j2", palette(), name=document.title.text))
    if document.notice:
        _fill(section.header.part.element, _xml("header.xml.j2", palette(), notice=document.notice))


def _picture(file: WordFile, chart: Chart, number: int) -> dict[str, Any]:
    """The drawing as it stands in the file: which picture it is, and how large, in Word's measure."""
    width, height = size(checked_drawing(chart.svg), widest=WIDEST, highest=HIGHEST)
    key, _ = file.part.get_or_add_image(BytesIO(png(chart.svg, width)))
    return {"key": key, "number": number, "wide": round(width * EMU), "high": round(height * EMU)}


def _shares(table: Table) -> list[int]:
    """The widths of the columns in twentieths of a point."""
    shares = column_widths(table)
    return [round(WIDTH * share / sum(shares)) for share in shares]


def _fill(element: Any, content: Any) -> None:
    """Give an element of python-docx's template the content of ours."""
    for child in list(element):
        element.remove(child)
    element.extend(list(content))


def _xml(template: str, colours: Mapping[str, str], **content: object) -> Any:
    def colour(name: str) -> str:
        return colours[name].removeprefix("#")

    return parse_xml(seen(_environment().get_template(template).render(colour=colour, **content)))


@cache
def _environment() -> Environment:
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    environment.globals.update(
        deepest=len(LEVELS),
        is_numeric=is_numeric,
        levels=LEVELS,
        room=WIDTH,
        shares=_shares,
        sign=lambda code: SIGNS[Verdict(code)],
        tone=lambda code: mark(code)[0],
        tones=TONES,
    )
    return environment
