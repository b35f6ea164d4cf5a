"""A report as slides, to be shown and spoken with: one message each, its caveat beside it, and every word in the notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

from pptx.oxml.ns import qn
from pptx.presentation import Presentation as SlideFile
from ruamel.yaml import YAML
from traitlets import default

from impactlib.publishing.document import NO_DATE, REGIONS, Document, document_of, seen
from impactlib.publishing.html import BlocksExporter
from impactlib.publishing.packing import packed
from impactlib.publishing.pages import TEMPLATES, words
from impactlib.publishing.slide_house import HIGH, MESSAGE, TITLE, WIDE, house
from impactlib.publishing.slide_pens import Box, Pen, table_pages
from impactlib.publishing.slide_text import height, spoken
from impactlib.publishing.slides import Slide, slides_of
from impactlib.publishing.theme import logo_png, logo_size, theme_of, themed_palette
from impactlib.publishing.typesetting import size
from impactlib.telling.blocks import Block, Chart, KeyFigure, Theme
from impactlib.telling.markup import checked_drawing

LEFT, ROOM = 48.0, 864.0
"""Where everything begins, and how wide it may be, in points."""

CAVEAT_TOP, SOURCE_TOP, NOTICE_TOP = 422.0, 470.0, 502.0

LEAD = 20.0
"""The size of what is said beside a drawing; more sentences than fit at it stand in the notes."""

FIRST, BRIEF = 32.0, 130
"""The size of the first of several sentences that stand alone, and the letters that it may then have."""

ABOVE = 80.0
"""How high words may stand above a drawing: three lines."""

_ABOUT = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties '
    b'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>impactlib</Application></Properties>'
)


def report_pptx(blocks: Sequence[Block], language: str) -> bytes:
    """The blocks as slides of 16 to 9 in the house style, with the notice on each and everything in full in the notes."""
    words(language)  # refuses a language that the house does not speak, as the page does
    own, document, region = slide_words(language), document_of(blocks), REGIONS.get(language, language)
    theme = theme_of(blocks)
    colours = themed_palette(theme)
    file = house(region, colours)
    _describe(file, document, region)
    _title(file, document, theme, region)
    for slide in _paged(slides_of(document, own)):
        drawn = file.slides.add_slide(file.slide_layouts[MESSAGE])
        _draw(Pen(drawn, region, colours), slide, document, own)
    draft = BytesIO()
    file.save(draft)
    return packed(draft.getvalue(), lambda name, content: _ABOUT if name == "docProps/app.xml" else content)


class ReportPptxExporter(BlocksExporter):
    """`jupyter nbconvert --to impact-pptx`: a report notebook as slides."""

    export_from_notebook = "Impact report (PowerPoint)"
    output_mimetype = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".pptx"

    def lay_out(self, blocks: Sequence[Block], language: str) -> bytes:
        """The file."""
        return report_pptx(blocks, language)


def slide_words(language: str) -> dict[str, str]:
    """The words that slides say of themselves."""
    return _all_words()[language]


@cache
def _all_words() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = YAML(typ="safe").load(TEMPLATES / "slides.yml")
    return found


def _describe(file: SlideFile, document: Document, region: str) -> None:
    about = file.core_properties
    about.title, about.language = seen(document.name)[:255], region
    about.author = about.last_modified_by = about.comments = about.keywords = about.subject = ""
    about.created = about.modified = NO_DATE
    about.revision = 1


def _title(file: SlideFile, document: Document, theme: Theme, region: str) -> None:
    """The slide of the title, with the notice in letters that nobody overlooks."""
    drawn = file.slides.add_slide(file.slide_layouts[TITLE])
    pen = Pen(drawn, region, themed_palette(theme))
    title, subtitle = drawn.shapes.title, drawn.placeholders[1]
    pen.fill(title, [document.title.text], (ROOM, 130), (42, 36, 30, 24), colour="accent-dark", bold=True)
    pen.fill(subtitle, [document.title.subtitle or document.title.text], (ROOM, 56), (22, 18, 15), colour="quiet")
    if theme.logo_kind:
        wide, high = logo_size(theme)
        pen.logo(logo_png(theme), theme.logo_alt, (LEFT, 48, wide * 1.4, high * 1.4))
    if document.notice:
        pen.text(
            "Notice", [document.notice], (0, 400, WIDE, 90), (18, 16, 14, 12), colour="notice-ink", fill="notice", white=14, middle=True
        )
    _notes(drawn, [document.title.text, document.title.subtitle, document.notice], region)


def _paged(slides: Sequence[Slide]) -> list[Slide]:
    """The slides, with a table that is too long for one on several."""
    found: list[Slide] = []
    for slide in slides:
        if slide.table is None:
            found.append(slide)
            continue
        _, pages = table_pages(slide.table, ROOM, _table_room(slide))
        for number, rows in enumerate(pages, start=1):
            title = slide.title if number == 1 else f"{slide.title} ({number}/{len(pages)})"
            part = replace(slide.table, rows=tuple(rows))
            found.append(replace(slide, title=title, table=part, notes=slide.notes if number == 1 else (slide.table.caption,)))
    return found


def _table_room(slide: Slide) -> float:
    return _foot(slide) - _body_top(slide) - 32


def _body_top(slide: Slide) -> float:
    return 156.0 if slide.verdict_text else 122.0


def _foot(slide: Slide) -> float:
    """Where what stands at the foot begins."""
    if slide.caveat:
        return CAVEAT_TOP - 8
    return SOURCE_TOP - 8 if slide.source else NOTICE_TOP - 12


def _draw(pen: Pen, slide: Slide, document: Document, own: dict[str, str]) -> None:
    """One slide: title, verdict, what there is to see, its caveat, its source, the notice; read out in that order."""
    pen.fill(pen.slide.shapes.title, [slide.title], (ROOM, 68), (30, 26, 22, 19, 16), colour="accent-dark", bold=True)
    if slide.above:
        pen.text("Section", [slide.above], (LEFT, 18, ROOM, 20), (13, 11), colour="quiet")
    if slide.verdict_text:
        pen.chip(slide.verdict, slide.verdict_text, LEFT, 112)
    top, foot = _body_top(slide), _foot(slide)
    _body(pen, slide, (LEFT, top, ROOM, foot - top))
    if slide.caveat:
        pen.card((LEFT, CAVEAT_TOP, 3, SOURCE_TOP - CAVEAT_TOP - 4), "line")
        pen.text(
            "Caveat", [slide.caveat], (LEFT + 14, CAVEAT_TOP, ROOM - 14, SOURCE_TOP - CAVEAT_TOP - 2), (15, 14, 13, 12, 11), colour="ink"
        )
    if slide.source:
        pen.text("Source", [slide.source], (LEFT, SOURCE_TOP, ROOM, NOTICE_TOP - SOURCE_TOP - 2), (12, 11, 10), colour="quiet")
    if document.notice:
        pen.card((0, NOTICE_TOP, WIDE, HIGH - NOTICE_TOP), "notice")
        strip = (LEFT, NOTICE_TOP + 2, ROOM - 70, HIGH - NOTICE_TOP - 4)
        pen.text("Notice", [document.notice], strip, (11, 10, 9), colour="notice-ink", middle=True)
    pen.number((LEFT + ROOM - 64, NOTICE_TOP + 11, 64, 16), own["page"], colour="notice-ink" if document.notice else "quiet")
    _notes(pen.slide, [slide.title, *slide.notes, document.notice], pen.region)


def _body(pen: Pen, slide: Slide, box: Box) -> None:
    left, top, width, room = box
    if slide.chart is not None:
        _beside(pen, slide, slide.chart, box)
    elif slide.table is not None:
        letters, _ = table_pages(slide.table, width, room - 32)
        pen.text("Caption", [slide.table.caption], (left, top, width, 26), (16, 14, 12), bold=True)
        pen.table(slide.table, slide.table.rows, (left, top + 32, width, room - 32), letters)
    elif slide.quote is not None:
        pen.card((left, top + 6, 6, room - 12), "accent")
        taken = pen.text(
            "Story", [f"‘{slide.quote.text}’"], (left + 28, top + 6, width - 60, room - 46), (28, 25, 22, 19, 17, 15), colour="accent-dark"
        )
        pen.text("Teller", [f"– {slide.quote.by}"], (left + 28, top + 6 + taken + 12, width - 60, 26), (18, 15), colour="quiet")
    elif slide.question:
        taken = pen.text("Lead", slide.lead, (left, top, width, room / 2), (20, 18, 16)) + 20 if slide.lead else 30.0
        high = min(room - taken, height([slide.question], 32, width - 48, bold=True) + 48)
        pen.text(
            "Question", [slide.question], (left, top + taken, width, high), (32, 28, 24, 20, 17),
            colour="accent-dark", bold=True, fill="accent-pale", white=24, middle=True,
        )  # fmt: skip
    elif slide.figures:
        _figures(pen, slide, box)
    elif slide.items:
        taken = pen.text("Lead", slide.lead, (left, top, width, room / 3), (20, 18, 16)) + 14 if slide.lead else 0.0
        pen.text("List", slide.items, (left, top + taken, width, room - taken), (28, 25, 22, 20, 18, 16, 14), bullet=True, between=12)
    else:
        _words(pen, slide, box)


def _words(pen: Pen, slide: Slide, box: Box) -> None:
    """Words alone; of several the first, which is the answer, speaks loudest."""
    left, top, width, room = box
    first, *others = slide.lead or ("",)
    taken = 0.0
    if others and len(first) <= BRIEF and height([first], FIRST, width, bold=True) + height(others, LEAD, width, between=14) + 22 <= room:
        taken = pen.text("Answer", [first], (left, top, width, room), (FIRST,), colour="accent-dark", bold=True, spare=0.84) + 22
    pen.text("Lead", others if taken else slide.lead, (left, top + taken, width, room - taken), (28, 25, 22, LEAD, 18, 16), between=14)


def _beside(pen: Pen, slide: Slide, chart: Chart, box: Box) -> None:
    """Words and a drawing, under them or beside them: whichever leaves the drawing larger."""
    left, top, width, room = box
    if not slide.lead:
        pen.picture(chart, box)
        return
    wide, tall = size(checked_drawing(chart.svg), widest=10_000, highest=10_000)
    narrow = 0.4 * width
    told = " ".join(slide.lead)
    over = spoken(told, LEAD, width, ABOVE)
    high = height([over], LEAD, width)
    left_over = room - high - 14
    if min(width / wide, left_over / tall) >= min((width - narrow - 28) / wide, room / tall):
        pen.text("Lead", [over], (left, top, width, high), (LEAD,))
        pen.picture(chart, (left, top + high + 14, width, left_over))
    else:
        pen.text("Lead", [spoken(told, LEAD, narrow, room)], (left, top, narrow, room), (LEAD, 18, 16))
        pen.picture(chart, (left + narrow + 28, top, width - narrow - 28, room))


def _figures(pen: Pen, slide: Slide, box: Box) -> None:
    """Large numbers side by side; or one, with its sentence."""
    left, top, width, room = box
    if slide.lead:
        _figure(pen, slide.figures[0], (left, top, 290, room))
        told = spoken(" ".join(slide.lead), LEAD, width - 318, room)
        pen.text("Lead", [told], (left + 318, top, width - 318, room), (24, 22, LEAD, 18, 16))
        return
    gap, count = 20.0, len(slide.figures)
    each = (width - gap * (count - 1)) / count
    for place, figure in enumerate(slide.figures):
        _figure(pen, figure, (left + place * (each + gap), top, each, min(room, 290)), verdict=True)


def _figure(pen: Pen, figure: KeyFigure, box: Box, *, verdict: bool = False) -> None:
    left, top, width, room = box
    pen.card(box, "pale")
    inner = width - 36
    pen.text("Value", [figure.value], (left + 18, top + 16, inner, 84), (54, 46, 38, 30, 24), colour="accent-dark", bold=True, spare=0.8)
    pen.text("Label", [figure.label], (left + 18, top + 104, inner, 58), (20, 18, 16, 14), bold=True)
    if figure.note:
        pen.text("Basis", [figure.note], (left + 18, top + 164, inner, 54), (15, 14, 13, 12), colour="quiet")
    if verdict and figure.verdict_text:
        pen.chip(figure.verdict, figure.verdict_text, left + 18, top + min(room, 290) - 56, widest=inner)


def _notes(drawn: Any, texts: Sequence[str], region: str) -> None:
    """What is said with the slide, in full, for who speaks and for who cannot see it."""
    frame = drawn.notes_slide.notes_text_frame
    frame.text = "\n".join(seen(text) for text in texts if text)
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run._r.get_or_add_rPr().set("lang", region)  # noqa: SLF001 - the library knows few languages by name
    for each in drawn.notes_slide.element.iter(qn("a:endParaRPr"), qn("a:rPr")):
        each.set("lang", region)
